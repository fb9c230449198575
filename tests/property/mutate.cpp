#include "mutate.h"

#include <algorithm>
#include <string>

namespace career_quiz::property {
namespace {

std::string misspelt(Random* random, std::string word) {
  const std::size_t at = random->below(word.size() + 1);
  switch (random->below(3)) {
    case 0:
      return word.insert(at, 1, "aé\"0_"[random->below(6)]);
    case 1:
      return word.erase(std::min(at, word.empty() ? 0 : word.size() - 1), 1);
    default:
      return random->once_in(2) ? "__proto__" : "a/b~c" + word;
  }
}

Json other_type(Random* random, const Json& value) {
  switch (random->below(10)) {
    case 0:
      return {};
    case 1:
      return Json::of(random->once_in(2));
    case 2:
      return random->between(-3000, 3000);
    case 3:
      return value.is(Json::Kind::kNumber) ? Json(value.text) : Json("q0");
    case 4:
      return Json::array();
    case 5:
      return Json::object();
    case 6:
      return Json::array({value});
    case 7: {
      Json number(0);
      constexpr const char* kNumbers[] = {"1.5",
                                          "1e2",
                                          "-0",
                                          "99999999999999999999",
                                          "9223372036854775807",
                                          "-9223372036854775808"};
      number.text = kNumbers[random->below(6)];
      return number;
    }
    case 8:
      return Json::object({{"var", "answers.q0"}});
    default:
      return "javascript:alert(1)";
  }
}

}  // namespace

void gather(Json* value, std::vector<Spot>* spots) {
  for (std::size_t i = 0; i < value->size(); ++i) {
    spots->push_back({value, i});
    gather(&value->items[i], spots);
  }
}

void mutate(Random* random, Json* document) {
  std::vector<Spot> spots;
  gather(document, &spots);
  if (spots.empty()) return;
  const Spot spot = random->pick(spots);
  Json& parent = *spot.parent;
  const bool object = parent.is(Json::Kind::kObject);
  const auto at = static_cast<std::ptrdiff_t>(spot.place);
  switch (random->below(6)) {
    case 0:
      parent.items.erase(parent.items.begin() + at);
      if (object) parent.names.erase(parent.names.begin() + at);
      return;
    case 1: {
      const Json twin = parent[spot.place];
      parent.items.insert(parent.items.begin() + at, twin);
      if (object) parent.names.insert(parent.names.begin() + at, parent.names[spot.place]);
      return;
    }
    case 2:
      if (object) {
        parent.names[spot.place] = misspelt(random, parent.names[spot.place]);
        return;
      }
      [[fallthrough]];
    case 3:
      if (parent[spot.place].is(Json::Kind::kString)) {
        parent.items[spot.place].text = misspelt(random, parent[spot.place].text);
        return;
      }
      [[fallthrough]];
    case 4:
      parent.items[spot.place] = other_type(random, parent[spot.place]);
      return;
    default: {
      // A value from elsewhere, which may well fit here by its type.
      const Spot other = random->pick(spots);
      const Json value = (*other.parent)[other.place];
      parent.items[spot.place] = value;
    }
  }
}

}  // namespace career_quiz::property
