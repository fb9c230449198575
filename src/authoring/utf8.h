#pragma once

#include <cstddef>
#include <string_view>

namespace career_quiz::authoring {

/// A character of a text, and how many bytes it takes.
struct Character {
  char32_t code = 0;
  std::size_t size = 0;
};

/// The character that `text` begins with; one byte, as U+FFFD, where it is no
/// well-formed UTF-8. Precondition: `text` is not empty.
inline Character first_character(std::string_view text) {
  const auto byte = [&](std::size_t i) {
    return i < text.size() ? static_cast<unsigned char>(text[i]) : 0u;
  };
  const unsigned first = byte(0);
  if (first < 0x80) return {first, 1};
  const std::size_t size = first >= 0xF0 ? 4 : first >= 0xE0 ? 3 : 2;
  char32_t code = first & (0x7Fu >> size);
  bool good = first >= 0xC2 && first <= 0xF4;
  for (std::size_t i = 1; i < size; ++i) {
    good = good && (byte(i) & 0xC0) == 0x80;
    code = (code << 6) | (byte(i) & 0x3F);
  }
  // Longer than need be, half of a pair, or past the last character.
  good = good && (size != 3 || (code >= 0x800 && (code < 0xD800 || code > 0xDFFF))) &&
         (size != 4 || (code >= 0x10000 && code <= 0x10FFFF));
  return good ? Character{code, size} : Character{0xFFFD, 1};
}

}  // namespace career_quiz::authoring
