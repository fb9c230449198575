#include "authoring/place.h"

#include <algorithm>
#include <string>

namespace career_quiz::authoring {

std::uint32_t find_value(const JsonTree& tree, std::string_view pointer) {
  std::uint32_t value = 0;
  while (!pointer.empty()) {
    pointer.remove_prefix(1);
    const std::size_t end = std::min(pointer.find('/'), pointer.size());
    const std::string_view step = pointer.substr(0, end);
    pointer.remove_prefix(end);
    std::uint32_t child = tree.at(value).child;
    while (child != JsonTree::kNone && (tree.at(value).kind == JsonTree::Kind::kObject
                                            ? tree.at(child).key != step
                                            : std::to_string(tree.at(child).place) != step)) {
      child = tree.at(child).next;
    }
    if (child == JsonTree::kNone) return value;
    value = child;
  }
  return value;
}

}  // namespace career_quiz::authoring
