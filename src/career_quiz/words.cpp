#include "career_quiz/words.h"

namespace career_quiz {
namespace {

constexpr std::size_t kLongestQuotation = 60;
constexpr std::string_view kOpeningQuote = "“";

void append(std::string* text, std::string_view part) { text->append(part.data(), part.size()); }

}  // namespace

std::string say(std::string_view sentence, Values values) {
  std::string said;
  auto value = values.begin();
  for (std::size_t mark; (mark = sentence.find('%')) != std::string_view::npos;) {
    append(&said, sentence.substr(0, mark));
    const bool quotation =
        mark >= kOpeningQuote.size() && sentence[mark - 1] == kOpeningQuote.back();
    std::size_t end = value->size();
    if (quotation && end > kLongestQuotation) {
      end = kLongestQuotation;
      while (end > 0 && (static_cast<unsigned char>((*value)[end]) & 0xC0) == 0x80) --end;
    }
    append(&said, value->substr(0, end));
    if (end < value->size()) append(&said, "…");
    ++value;
    sentence.remove_prefix(mark + 1);
  }
  append(&said, sentence);
  return said;
}

std::string decimal_text(std::int64_t number) {
  char digits[20];
  char* const end = digits + sizeof digits;
  char* begin = end;
  auto rest = static_cast<std::uint64_t>(number);
  if (number < 0) rest = 0 - rest;
  do {
    *--begin = static_cast<char>('0' + rest % 10);
    rest /= 10;
  } while (rest != 0);
  if (number < 0) *--begin = '-';
  return {begin, end};
}

}  // namespace career_quiz
