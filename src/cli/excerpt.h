#pragma once

#include <cstdint>
#include <string>
#include <string_view>

namespace career_quiz::cli {

/// The text as a terminal may show it: no control character, nothing that turns
/// the direction of writing, no broken UTF-8, and of a very long text its beginning.
std::string printable(std::string_view text);

/// The line of `text` with that number, with a mark below the column (in
/// characters, from 1); of a long line, the part around it. Where the line holds
/// nothing but a bracket, the next one follows, which says whose it is.
std::string excerpt(std::string_view text, std::uint32_t line, std::uint32_t column, bool colour);

}  // namespace career_quiz::cli
