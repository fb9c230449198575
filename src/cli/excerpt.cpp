#include "cli/excerpt.h"

#include <algorithm>
#include <iterator>
#include <vector>

#include "authoring/utf8.h"

namespace career_quiz::cli {
namespace {

using authoring::Character;
using authoring::first_character;

struct Range {
  char32_t first;
  char32_t last;
};

// Marks above and below letters, joiners, and what chooses the look of an emoji.
constexpr Range kNarrow[] = {
    {0x0300, 0x036F},  {0x0483, 0x0489}, {0x0591, 0x05BD}, {0x05BF, 0x05C7},   {0x0610, 0x061A},
    {0x064B, 0x065F},  {0x0670, 0x0670}, {0x06D6, 0x06ED}, {0x0900, 0x0902},   {0x093C, 0x093C},
    {0x0941, 0x0948},  {0x094D, 0x094D}, {0x0E31, 0x0E31}, {0x0E34, 0x0E3A},   {0x0E47, 0x0E4E},
    {0x1AB0, 0x1AFF},  {0x1DC0, 0x1DFF}, {0x200B, 0x200F}, {0x2060, 0x2064},   {0x20D0, 0x20FF},
    {0xFE00, 0xFE0F},  {0xFE20, 0xFE2F}, {0xFEFF, 0xFEFF}, {0x1F3FB, 0x1F3FF}, {0xE0020, 0xE007F},
    {0xE0100, 0xE01EF}};
// Two columns: East Asian characters and emoji.
constexpr Range kWide[] = {
    {0x1100, 0x115F},   {0x231A, 0x231B},   {0x23E9, 0x23EC},   {0x25FD, 0x25FE},
    {0x2614, 0x2615},   {0x2648, 0x2653},   {0x26A1, 0x26A1},   {0x26BD, 0x26BE},
    {0x26C4, 0x26C5},   {0x26D4, 0x26D4},   {0x26EA, 0x26EA},   {0x26F2, 0x26F3},
    {0x26F5, 0x26F5},   {0x26FA, 0x26FA},   {0x26FD, 0x26FD},   {0x2705, 0x2705},
    {0x270A, 0x270B},   {0x2728, 0x2728},   {0x274C, 0x274C},   {0x274E, 0x274E},
    {0x2753, 0x2755},   {0x2757, 0x2757},   {0x2795, 0x2797},   {0x27B0, 0x27B0},
    {0x2B1B, 0x2B1C},   {0x2B50, 0x2B50},   {0x2B55, 0x2B55},   {0x2E80, 0x303E},
    {0x3041, 0x33FF},   {0x3400, 0x4DBF},   {0x4E00, 0xA4CF},   {0xA960, 0xA97F},
    {0xAC00, 0xD7A3},   {0xF900, 0xFAFF},   {0xFE30, 0xFE6F},   {0xFF00, 0xFF60},
    {0xFFE0, 0xFFE6},   {0x1F004, 0x1F004}, {0x1F0CF, 0x1F0CF}, {0x1F18E, 0x1F18E},
    {0x1F191, 0x1F19A}, {0x1F1E6, 0x1F265}, {0x1F300, 0x1F3FA}, {0x1F400, 0x1F64F},
    {0x1F680, 0x1F6FF}, {0x1F7E0, 0x1F7EB}, {0x1F90C, 0x1F9FF}, {0x1FA70, 0x1FAFF},
    {0x20000, 0x3FFFD}};

template <std::size_t N>
bool within(const Range (&ranges)[N], char32_t code) {
  const Range* const at =
      std::lower_bound(std::begin(ranges), std::end(ranges), code,
                       [](const Range& range, char32_t wanted) { return range.last < wanted; });
  return at != std::end(ranges) && at->first <= code;
}

// What would move the cursor, or turn what stands after it.
bool is_unsafe(char32_t code) {
  return code < 0x20 || (code >= 0x7F && code < 0xA0) || code == 0x2028 || code == 0x2029 ||
         (code >= 0x202A && code <= 0x202E) || (code >= 0x2066 && code <= 0x2069);
}

// A character as it is shown, and the columns it takes.
struct Shown {
  std::string text;
  std::size_t columns;
};

Shown shown(std::string_view text, Character character) {
  if (is_unsafe(character.code)) return {" ", 1};
  if (character.code == 0xFFFD) return {"\xEF\xBF\xBD", 1};
  const std::size_t columns =
      within(kNarrow, character.code) ? 0 : (within(kWide, character.code) ? 2 : 1);
  return {std::string(text.substr(0, character.size)), columns};
}

std::vector<Shown> characters_of(std::string_view text) {
  std::vector<Shown> all;
  while (!text.empty()) {
    const Character character = first_character(text);
    all.push_back(shown(text, character));
    text.remove_prefix(character.size);
  }
  return all;
}

constexpr std::size_t kWidth = 100;
constexpr std::size_t kBefore = 66;     // Of these, at most so many before the mark.
constexpr std::size_t kLongest = 2000;  // Characters of a message.

// The line that begins at `begin`, without its end.
std::string_view line_at(std::string_view text, std::size_t begin) {
  std::string_view line = text.substr(begin, text.find('\n', begin) - begin);
  if (!line.empty() && line.back() == '\r') line.remove_suffix(1);
  return line;
}

bool inside_character(char byte) { return (static_cast<unsigned char>(byte) & 0xC0) == 0x80; }

// The part of the line around a byte, and the columns before that one.
std::pair<std::string, std::size_t> window(std::string_view line, std::size_t around) {
  std::size_t from = around;
  for (std::size_t steps = 0; from > 0 && steps < kBefore; ++steps) {
    do --from;
    while (from > 0 && inside_character(line[from]));
  }
  std::vector<Shown> before = characters_of(line.substr(from, around - from));
  std::size_t columns = 0;
  for (const Shown& one : before) columns += one.columns;
  auto first = before.begin();
  for (; columns > kBefore; ++first) columns -= first->columns;
  const bool cut = from > 0 || first != before.begin();

  std::string shown = cut ? "…" : "";
  for (; first != before.end(); ++first) shown += first->text;
  std::size_t width = columns;
  std::string_view rest = line.substr(around);
  while (!rest.empty()) {
    const Character character = first_character(rest);
    const Shown one = career_quiz::cli::shown(rest, character);
    if (width + one.columns > kWidth) break;
    width += one.columns;
    shown += one.text;
    rest.remove_prefix(character.size);
  }
  return {shown + (rest.empty() ? "" : "…"), columns + (cut ? 1 : 0)};
}

}  // namespace

std::string printable(std::string_view text) {
  std::string clean;
  for (std::size_t count = 0; !text.empty(); ++count) {
    if (count == kLongest) return clean + "…";
    const Character character = first_character(text);
    clean += shown(text, character).text;
    text.remove_prefix(character.size);
  }
  return clean;
}

void Excerpts::go_to(std::uint32_t line, std::uint32_t column) {
  if (line < line_ || (line == line_ && column < column_)) *this = Excerpts(text_);
  for (; line_ < line; ++line_) {
    begin_ = offset_ = text_.find('\n', offset_) + 1;
    column_ = 1;
  }
  while (column_ < column && offset_ < text_.size() && text_[offset_] != '\n') {
    do ++offset_;
    while (offset_ < text_.size() && inside_character(text_[offset_]));
    ++column_;
  }
}

std::string Excerpts::at(std::uint32_t line, std::uint32_t column, bool colour) {
  go_to(line, column);
  const std::string_view whole = line_at(text_, begin_);
  const auto [shown, before] = window(whole, std::min(offset_ - begin_, whole.size()));

  const std::size_t end = begin_ + whole.size();
  const std::size_t next = text_.find('\n', end);
  const bool bracket = whole.find_first_not_of(" \t{[") == std::string_view::npos &&
                       next != std::string_view::npos && next + 1 < text_.size();
  const std::string number = std::to_string(line);
  const std::string after = std::to_string(line + 1);
  const std::size_t width = bracket ? after.size() : number.size();
  const auto row = [&](const std::string& what, const std::string& rest) {
    return "  " + std::string(width - what.size(), ' ') + what + " | " + rest + "\n";
  };
  std::string rows = row(number, shown) +
                     row("", std::string(before, ' ') + (colour ? "\x1b[1;32m^\x1b[0m" : "^"));
  if (bracket) rows += row(after, window(line_at(text_, next + 1), 0).first);
  return rows;
}

}  // namespace career_quiz::cli
