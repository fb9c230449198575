#pragma once

#include <cstdint>
#include <string_view>

#include "json.h"

/// Whether a diagnostic points at something.
namespace career_quiz::property {

/// Whether `pointer` leads to a value; members may repeat, so each is tried.
bool leads_somewhere(const Json& value, std::string_view pointer);

/// Whether the text has that line, and the line that column or ends before it.
bool stands_in(std::string_view text, std::int64_t line, std::int64_t column);

}  // namespace career_quiz::property
