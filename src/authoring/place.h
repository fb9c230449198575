#pragma once

#include <cstdint>
#include <string_view>

#include "career_quiz/json_tree.h"

namespace career_quiz::authoring {

/// The value that a JSON pointer names; where the document leaves it to its
/// default, the nearest value around it.
std::uint32_t find_value(const JsonTree& tree, std::string_view pointer);

}  // namespace career_quiz::authoring
