#pragma once

#include <cstdint>
#include <utility>

#include "career_quiz/list.h"

/// Sorting that compiles to one routine, whatever is sorted: in WebAssembly each
/// std::sort of another type costs as much as a small reader.
namespace career_quiz {

/// Whether item `a` stands before item `b` of what `items` points at.
using Before = bool (*)(const void* items, std::uint32_t a, std::uint32_t b);

/// The places 0 to count - 1 in sorted order; equals keep theirs (stable).
List<std::uint32_t> sorted_places(std::size_t count, Before before, const void* items);

/// Sorts `items` by `before`, a function of two items without captures; stable.
template <class Item, class Less>
void sort_stably(List<Item>* items, Less) {
  const Before before = [](const void* all, std::uint32_t a, std::uint32_t b) {
    const auto& list = *static_cast<const List<Item>*>(all);
    return Less{}(list[a], list[b]);
  };
  List<Item> sorted;
  sorted.reserve(items->size());
  for (const std::uint32_t place : sorted_places(items->size(), before, items)) {
    sorted.push_back(std::move((*items)[place]));
  }
  *items = std::move(sorted);
}

/// A set of places as an ascending vector: adds `place` unless it is there.
/// Returns whether it was added.
bool insert_place(List<std::uint16_t>* set, std::uint16_t place);
bool has_place(const List<std::uint16_t>& set, std::uint16_t place);

}  // namespace career_quiz
