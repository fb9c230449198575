#include "authoring/text.h"

#include <algorithm>
#include <cstdint>
#include <cstdio>
#include <iterator>

#include "authoring/utf8.h"

namespace career_quiz::authoring {
namespace {

struct Span {
  char32_t first;
  char32_t last;
};

// Marks that stand on the character before them, and signs without a shape.
constexpr Span kNoColumn[] = {
    {0x0300, 0x036f}, {0x0483, 0x0489}, {0x0591, 0x05bd}, {0x05bf, 0x05c7},   {0x0610, 0x061a},
    {0x064b, 0x065f}, {0x0670, 0x0670}, {0x06d6, 0x06dc}, {0x093c, 0x093c},   {0x0941, 0x0948},
    {0x094d, 0x094d}, {0x0e31, 0x0e31}, {0x0e34, 0x0e3a}, {0x0e47, 0x0e4e},   {0x1ab0, 0x1aff},
    {0x1dc0, 0x1dff}, {0x200b, 0x200f}, {0x202a, 0x202e}, {0x2060, 0x2069},   {0x20d0, 0x20ff},
    {0xfe00, 0xfe0f}, {0xfe20, 0xfe2f}, {0xfeff, 0xfeff}, {0x1f3fb, 0x1f3ff}, {0xe0000, 0xe01ef},
};

constexpr Span kTwoColumns[] = {
    {0x1100, 0x115f},   {0x2e80, 0x303e},   {0x3041, 0xa4cf},   {0xac00, 0xd7a3},
    {0xf900, 0xfaff},   {0xfe30, 0xfe6f},   {0xff00, 0xff60},   {0xffe0, 0xffe6},
    {0x1f300, 0x1f3fa}, {0x1f400, 0x1f64f}, {0x1f680, 0x1f6ff}, {0x1f900, 0x1f9ff},
    {0x20000, 0x3fffd},
};

template <std::size_t n>
bool is_in(char32_t character, const Span (&spans)[n]) {
  const Span* at =
      std::lower_bound(std::begin(spans), std::end(spans), character,
                       [](const Span& span, char32_t wanted) { return span.last < wanted; });
  return at != std::end(spans) && at->first <= character;
}

// The character that begins at `at`, which moves behind it; U+FFFD and one byte
// where there is none.
char32_t take(std::string_view text, std::size_t* at) {
  const Character character = first_character(text.substr(*at));
  *at += character.size;
  return character.code;
}

std::size_t columns_of_one(char32_t character) {
  if (character < 0x300) return 1;
  return is_in(character, kNoColumn) ? 0 : is_in(character, kTwoColumns) ? 2 : 1;
}

}  // namespace

std::string clean(std::string_view text) {
  std::string cleaned;
  for (std::size_t at = 0; at < text.size();) {
    const std::size_t begin = at;
    const char32_t character = take(text, &at);
    if (character == 0xfffd) {
      cleaned += "\xef\xbf\xbd";
    } else if (character < 0x20 || (character >= 0x7f && character < 0xa0)) {
      cleaned += ' ';
    } else {
      cleaned += text.substr(begin, at - begin);
    }
  }
  return cleaned;
}

std::size_t columns_of(std::string_view text) {
  std::size_t columns = 0;
  for (std::size_t at = 0; at < text.size();) columns += columns_of_one(take(text, &at));
  return columns;
}

std::string wrapped(std::string_view text, std::size_t width, std::string_view first,
                    std::string_view indent) {
  const std::string cleaned = clean(text);
  std::string lines;
  std::string line(first);
  std::size_t used = columns_of(first);
  bool empty = true;  // No word stands on the line yet.
  bool space = false;
  std::string word;
  std::size_t wide = 0;
  const auto put_word = [&] {
    if (word.empty()) return;
    const std::size_t gap = space && !empty ? 1 : 0;
    if (!empty && used + gap + wide > width) {
      lines += line + "\n";
      line = indent;
      used = columns_of(indent);
      empty = true;
    }
    if (!empty && gap > 0) line += ' ';
    used += (empty ? 0 : gap) + wide;
    line += word;
    empty = false;
    space = false;
    word.clear();
    wide = 0;
  };
  for (std::size_t at = 0; at < cleaned.size();) {
    const std::size_t begin = at;
    const char32_t character = take(cleaned, &at);
    if (character == ' ') {
      put_word();
      space = true;
      continue;
    }
    const std::size_t columns = columns_of_one(character);
    if (columns == 2) put_word();  // Such writing has no spaces, and breaks anywhere.
    word += cleaned.substr(begin, at - begin);
    wide += columns;
  }
  put_word();
  return empty && lines.empty() ? lines : lines + line + "\n";
}

std::string fill(std::string_view text,
                 std::initializer_list<std::pair<std::string_view, std::string_view>> values) {
  std::string filled;
  for (std::size_t at = 0; at < text.size();) {
    const std::size_t open = std::min(text.find('{', at), text.size());
    filled += text.substr(at, open - at);
    const std::size_t close = text.find('}', open);
    if (close == std::string_view::npos) {
      filled += text.substr(open);
      break;
    }
    const std::string_view name = text.substr(open + 1, close - open - 1);
    const auto* value = std::find_if(values.begin(), values.end(),
                                     [&](const auto& each) { return each.first == name; });
    filled += value == values.end() ? text.substr(open, close + 1 - open) : value->second;
    at = close + 1;
  }
  return filled;
}

std::string quoted(std::string_view text) { return "“" + std::string(text) + "”"; }

std::string fixed(double value, int decimals) {
  char buffer[64];
  std::snprintf(buffer, sizeof buffer, "%.*f", decimals, value);
  return buffer;
}

std::string percent(double share) { return fixed(100 * share, 1); }

std::string escaped_html(std::string_view text) {
  std::string out;
  for (const char c : clean(text)) {
    switch (c) {
      case '&':
        out += "&amp;";
        break;
      case '<':
        out += "&lt;";
        break;
      case '>':
        out += "&gt;";
        break;
      case '"':
        out += "&quot;";
        break;
      case '\'':
        out += "&#39;";
        break;
      default:
        out += c;
    }
  }
  return out;
}

}  // namespace career_quiz::authoring
