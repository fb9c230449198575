#pragma once

#include <cstddef>
#include <cstdint>
#include <string>
#include <string_view>

namespace career_quiz::cli {

/// The text as a terminal may show it: no control character, nothing that turns
/// the direction of writing, no broken UTF-8, and of a very long text its beginning.
std::string printable(std::string_view text);

/// Shows places of a text, quickest in their order.
class Excerpts {
 public:
  /// `text` must outlive this.
  explicit Excerpts(std::string_view text) : text_(text) {}

  /// The line with that number, and a mark below the column (in characters, from
  /// 1); of a long line, the part around it. Where the line holds nothing but a
  /// bracket, the next one follows, which says whose it is.
  std::string at(std::uint32_t line, std::uint32_t column, bool colour);

 private:
  void go_to(std::uint32_t line, std::uint32_t column);

  std::string_view text_;
  // A place that was found, and the byte where it and its line begin.
  std::uint32_t line_ = 1;
  std::uint32_t column_ = 1;
  std::size_t begin_ = 0;
  std::size_t offset_ = 0;
};

}  // namespace career_quiz::cli
