#include "reference.h"

#include <algorithm>
#include <cmath>

namespace career_quiz::property {
namespace {

using Kind = Json::Kind;

bool starts_with(const std::string& text, const char* prefix) { return text.rfind(prefix, 0) == 0; }

bool has(const Json& list, const std::string& id) {
  return std::any_of(list.items.begin(), list.items.end(),
                     [&](const Json& item) { return item.text == id; });
}

long double weight_of(const Json& option, const std::string& outcome) {
  const std::int64_t decibans = option["evidence"][outcome].integer();
  return static_cast<long double>(std::clamp<std::int64_t>(decibans, -12, 12));
}

bool bears_on(const Json& question, const std::string& scale) {
  const auto& options = question["options"].items;
  return std::any_of(options.begin(), options.end(),
                     [&](const Json& option) { return option["scales"].find(scale) != nullptr; });
}

// The names after `prefix` that a condition reads.
void names_in(const Json& value, const char* prefix, std::vector<std::string>* names) {
  if (value.is(Kind::kObject) && value.find("var") != nullptr) {
    const Json& name = value["var"];
    const std::string& path = name.is(Kind::kArray) ? name[0].text : name.text;
    if (starts_with(path, prefix)) names->push_back(path.substr(std::string(prefix).size()));
    return;
  }
  for (const Json& item : value.items) names_in(item, prefix, names);
}

}  // namespace

Reference::Reference(const Json& document) : document_(document) {
  for (const Json& question : document["questions"].items) {
    const auto& options = question["options"].items;
    for (const Json& outcome : document["outcomes"].items) {
      const std::string& k = outcome["id"].text;
      std::vector<long double> weights;
      for (const Json& option : options) weights.push_back(weight_of(option, k));
      for (std::size_t o = 0; o < options.size(); ++o) {
        const std::string& q = question["id"].text;
        const std::string& id = options[o]["id"].text;
        if (question["kind"].text == "multiple") {
          ticked_[q][id][k] = centred({weights[o], 0}, 0);
          unticked_[q][id][k] = centred({weights[o], 0}, 1);
        } else {
          ticked_[q][id][k] = centred(weights, o);
        }
      }
    }
  }
}

// c = round(10 (w - 10 log10 Z)).
std::int64_t Reference::centred(std::vector<long double> weights, std::size_t chosen) {
  long double sum = 0;
  for (const long double weight : weights) sum += std::pow(10.0L, weight / 10);
  const long double mean = sum / static_cast<long double>(weights.size());
  const long double exact = 10 * (weights[chosen] - 10 * std::log10(mean));
  const long double fraction = exact - std::floor(exact);
  ambiguous_ = ambiguous_ || std::abs(fraction - 0.5L) < 1e-6L;
  return static_cast<std::int64_t>(std::llround(exact));
}

const Json& Reference::question(const std::string& id) const {
  const auto& all = document_["questions"].items;
  return *std::find_if(all.begin(), all.end(), [&](const Json& q) { return q["id"].text == id; });
}

bool Reference::derived(const std::string& outcome) const {
  const auto& rules = document_["rules"].items;
  return std::any_of(rules.begin(), rules.end(), [&](const Json& rule) {
    return rule["kind"].text != "beside" && rule["outcome"].text == outcome;
  });
}

std::int64_t Reference::contribution(const Json& question, const Json& answer,
                                     const std::string& outcome) const {
  const std::string& q = question["id"].text;
  if (!answer.is(Kind::kArray)) return ticked_.at(q).at(answer.text).at(outcome);
  std::int64_t sum = 0;
  for (const Json& option : question["options"].items) {
    const std::string& id = option["id"].text;
    sum += (has(answer, id) ? ticked_ : unticked_).at(q).at(id).at(outcome);
  }
  return sum;
}

bool Reference::visible(const Json& question, const Json& answers, Reading* reading) const {
  const std::string& id = question["id"].text;
  if (const auto known = reading->visible.find(id); known != reading->visible.end())
    return known->second;
  bool shown = true;
  if (const Json* when = question.find("when")) {
    resolve_scales(*when, answers, reading);
    std::vector<std::string> names;
    names_in(*when, "answers.", &names);
    for (const std::string& name : names) visible(this->question(name), answers, reading);
    shown = holds(*when, *reading);
  }
  reading->visible[id] = shown;
  const Json* answer = answers.find(id);
  if (shown && answer != nullptr && !answer->is_null()) reading->counted.set(id, *answer);
  return shown;
}

void Reference::resolve_scales(const Json& condition, const Json& answers, Reading* reading) const {
  std::vector<std::string> scales;
  names_in(condition, "scales.", &scales);
  for (const std::string& scale : scales) {
    for (const Json& question : document_["questions"].items) {
      if (bears_on(question, scale)) visible(question, answers, reading);
    }
    if (const auto value = scale_value(scale, reading->counted)) reading->scales[scale] = *value;
  }
}

std::optional<std::int64_t> Reference::scale_value(const std::string& scale,
                                                   const Json& counted) const {
  std::int64_t got = 0;
  std::int64_t least = 0;
  std::int64_t most = 0;
  for (std::size_t a = 0; a < counted.size(); ++a) {
    const Json& question = this->question(counted.names[a]);
    const int sign = question["reverse"].boolean ? -1 : 1;
    std::vector<std::int64_t> points;
    for (const Json& option : question["options"].items) {
      points.push_back(sign * option["scales"][scale].integer());
      const Json& answer = counted[a];
      if (answer.is(Kind::kArray) ? has(answer, option["id"].text)
                                  : answer.text == option["id"].text)
        got += points.back();
    }
    if (question["kind"].text == "multiple") {
      // Every set of ticks that fits.
      std::optional<std::int64_t> lowest;
      std::optional<std::int64_t> highest;
      const auto& options = question["options"].items;
      const Json* max = question.find("max");
      for (std::size_t ticks = 0; ticks < std::size_t{1} << points.size(); ++ticks) {
        std::int64_t sum = 0;
        std::int64_t count = 0;
        bool alone = false;
        for (std::size_t o = 0; o < points.size(); ++o) {
          if ((ticks >> o & 1) == 0) continue;
          sum += points[o];
          ++count;
          alone = alone || options[o]["exclusive"].boolean;
        }
        if (count < question["min"].integer() || (max != nullptr && count > max->integer()) ||
            (alone && count > 1))
          continue;
        lowest = std::min(lowest.value_or(sum), sum);
        highest = std::max(highest.value_or(sum), sum);
      }
      least += lowest.value_or(0);
      most += highest.value_or(0);
    } else {
      least += *std::min_element(points.begin(), points.end());
      most += *std::max_element(points.begin(), points.end());
    }
  }
  if (least == most) return std::nullopt;
  const long double share =
      static_cast<long double>(got - least) / static_cast<long double>(most - least);
  return static_cast<std::int64_t>(std::floor(100 * share + 0.5L + 1e-9L));
}

Reference::Reading Reference::read(const Json& answers) const {
  Reading reading;
  for (const Json& question : document_["questions"].items) visible(question, answers, &reading);
  for (const Json& scale : document_["scales"].items) {
    const std::string& id = scale["id"].text;
    if (const auto value = scale_value(id, reading.counted)) reading.scales[id] = *value;
  }

  std::map<std::string, std::int64_t> priorities;
  std::map<std::string, std::int64_t> scores;
  for (const Json& outcome : document_["outcomes"].items) {
    const std::string& k = outcome["id"].text;
    const Json* when = outcome.find("when");
    if (derived(k) || (when != nullptr && !holds(*when, reading))) continue;
    std::int64_t score = outcome["bias"].integer();
    for (std::size_t a = 0; a < reading.counted.size(); ++a) {
      score += contribution(question(reading.counted.names[a]), reading.counted[a], k);
    }
    scores[k] = score;
    priorities[k] = outcome["priority"].integer();
    reading.ranking.push_back(k);
  }
  std::sort(reading.ranking.begin(), reading.ranking.end(),
            [&](const std::string& a, const std::string& b) {
              if (scores[a] != scores[b]) return scores[a] > scores[b];
              return priorities[a] < priorities[b];
            });
  long double sum = 0;
  for (const std::string& k : reading.ranking) {
    const auto behind = static_cast<long double>(scores[k] - scores[reading.ranking[0]]);
    sum += reading.shares[k] = std::pow(10.0L, behind / 100);
  }
  for (auto& [k, share] : reading.shares) share /= sum;
  reading.scores = std::move(scores);
  return reading;
}

Json Reference::value_of(const Json& operand, const Reading& reading) const {
  if (!operand.is(Kind::kObject)) return operand;
  const Json& var = operand["var"];
  const std::string& name = var.is(Kind::kArray) ? var[0].text : var.text;
  const auto number = [](std::int64_t value) { return Json(static_cast<int>(value)); };
  const auto in = [&](const std::map<std::string, std::int64_t>& values, std::size_t prefix) {
    const auto at = values.find(name.substr(prefix));
    return at == values.end() ? Json() : number(at->second);
  };
  if (starts_with(name, "answers.")) return reading.counted[name.substr(8)];
  if (starts_with(name, "scales.")) return in(reading.scales, 7);
  if (starts_with(name, "scores.")) return in(reading.scores, 7);
  const auto& ranking = reading.ranking;
  if (name == "result.kind") return Json(reading.headline);
  if (name == "result.outcomes") return reading.shown;
  if (name == "result.first") return ranking.empty() ? Json() : Json(ranking[0]);
  if (name == "result.second") return ranking.size() < 2 ? Json() : Json(ranking[1]);
  const std::size_t from = name == "result.margin" ? 0 : 1;
  if (ranking.size() < from + 2) return {};
  return number(reading.scores.at(ranking[from]) - reading.scores.at(ranking[from + 1]));
}

bool Reference::holds(const Json& condition, const Reading& reading) const {
  if (condition.is(Kind::kBoolean)) return condition.boolean;
  const std::string& sign = condition.names[0];
  const Json& arguments = condition[0];
  const auto part = [&](const Json& one) { return holds(one, reading); };
  if (sign == "!") return !part(arguments.is(Kind::kArray) ? arguments[0] : arguments);
  if (sign == "and") return std::all_of(arguments.items.begin(), arguments.items.end(), part);
  if (sign == "or") return std::any_of(arguments.items.begin(), arguments.items.end(), part);

  const Json left = value_of(arguments[0], reading);
  const Json right = value_of(arguments[1], reading);
  if (sign == "in") return !left.is_null() && right.is(Kind::kArray) && has(right, left.text);
  if (sign == "==") return left == right;
  if (sign == "!=") return !(left == right);
  if (left.is_null() || right.is_null()) return false;
  std::int64_t a = left.integer();
  std::int64_t b = right.integer();
  if (left.is(Kind::kString)) {
    // Options of the question that one side reads, by their places.
    std::vector<std::string> names;
    names_in(arguments, "answers.", &names);
    const auto& options = question(names[0])["options"].items;
    const auto place = [&](const Json& id) {
      return std::find_if(options.begin(), options.end(),
                          [&](const Json& option) { return option["id"].text == id.text; }) -
             options.begin();
    };
    a = place(left);
    b = place(right);
  }
  if (sign == "<") return a < b;
  if (sign == "<=") return a <= b;
  if (sign == ">") return a > b;
  return a >= b;
}

}  // namespace career_quiz::property
