#include "career_quiz/order.h"

#include <algorithm>

namespace career_quiz {

List<std::uint32_t> sorted_places(std::size_t count, Before before, const void* items) {
  List<std::uint32_t> places(count);
  for (std::size_t i = 0; i < count; ++i) places[i] = static_cast<std::uint32_t>(i);
  List<std::uint32_t> merged(count);
  for (std::size_t width = 1; width < count; width *= 2) {
    for (std::size_t begin = 0; begin < count; begin += 2 * width) {
      const std::size_t middle = std::min(begin + width, count);
      const std::size_t end = std::min(begin + 2 * width, count);
      std::size_t left = begin;
      std::size_t right = middle;
      for (std::size_t i = begin; i < end; ++i) {
        const bool take_right =
            left == middle || (right < end && before(items, places[right], places[left]));
        merged[i] = places[take_right ? right++ : left++];
      }
    }
    places.swap(merged);
  }
  return places;
}

bool insert_place(List<std::uint16_t>* set, std::uint16_t place) {
  const auto at = std::lower_bound(set->begin(), set->end(), place);
  if (at != set->end() && *at == place) return false;
  const auto from = static_cast<std::size_t>(at - set->begin());
  set->push_back(place);
  for (std::size_t i = set->size() - 1; i > from; --i) std::swap((*set)[i], (*set)[i - 1]);
  return true;
}

bool has_place(const List<std::uint16_t>& set, std::uint16_t place) {
  const auto at = std::lower_bound(set.begin(), set.end(), place);
  return at != set.end() && *at == place;
}

}  // namespace career_quiz
