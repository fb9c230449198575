#include "authoring/typed_answer.h"

#include <algorithm>
#include <cstddef>
#include <optional>
#include <string>
#include <vector>

#include "authoring/text.h"
#include "career_quiz/order.h"

namespace career_quiz::authoring {
namespace {

using Problem = TypedAnswer::Problem;

constexpr std::string_view kSpaces[] = {" ", "\t", "\u00a0", "\u202f"};

std::string_view trimmed(std::string_view line) {
  const auto is_space = [](char c) { return c == ' ' || c == '\t' || c == '\r' || c == '\n'; };
  while (!line.empty() && is_space(line.front())) line.remove_prefix(1);
  while (!line.empty() && is_space(line.back())) line.remove_suffix(1);
  return line;
}

// Digits with at most one sign before them; none if it is anything else, or far
// larger than any number of a quiz.
std::optional<std::int64_t> whole(std::string_view text) {
  const bool negative = !text.empty() && text.front() == '-';
  if (!text.empty() && (negative || text.front() == '+')) text.remove_prefix(1);
  if (text.empty() || text.size() > 17) return std::nullopt;
  std::int64_t number = 0;
  for (const char c : text) {
    if (c < '0' || c > '9') return std::nullopt;
    number = number * 10 + (c - '0');
  }
  return negative ? -number : number;
}

std::vector<std::string_view> words_of(std::string_view line) {
  std::vector<std::string_view> words;
  while (true) {
    const std::size_t begin = line.find_first_not_of(" \t,;");
    if (begin == std::string_view::npos) return words;
    const std::size_t end = std::min(line.find_first_of(" \t,;", begin), line.size());
    words.push_back(line.substr(begin, end - begin));
    line.remove_prefix(end);
  }
}

TypedAnswer refused(Problem problem) { return {{}, problem}; }

TypedAnswer read_options(const Question& question, std::string_view line) {
  const bool rank = question.kind == QuestionKind::kRank;
  const bool multiple = question.kind == QuestionKind::kMultiple;
  const std::vector<std::string_view> words = words_of(line);
  TypedAnswer typed;
  typed.answer.state = Answer::State::kAnswered;
  if (multiple && question.min == 0 && words.size() == 1 && words[0] == "0") return typed;
  for (const std::string_view word : words) {
    const std::optional<std::int64_t> number = whole(word);
    if (!number || *number < 1 || *number > static_cast<std::int64_t>(question.options.size())) {
      return refused(rank ? Problem::kNoOrder : Problem::kNoOption);
    }
    const auto place = static_cast<std::uint16_t>(*number - 1);
    List<std::uint16_t>& chosen = typed.answer.options;
    const bool again = std::find(chosen.begin(), chosen.end(), place) != chosen.end();
    if (again) return refused(rank ? Problem::kNoOrder : Problem::kRepeated);
    rank ? chosen.push_back(place) : static_cast<void>(insert_place(&chosen, place));
  }
  const auto count = static_cast<std::int64_t>(typed.answer.options.size());
  if (rank) return words.size() == question.options.size() ? typed : refused(Problem::kNoOrder);
  if (!multiple) return count == 1 ? typed : refused(Problem::kOneOnly);
  if (count < question.min) return refused(Problem::kTooFew);
  if (count > question.max) return refused(Problem::kTooMany);
  const bool alone =
      std::any_of(typed.answer.options.begin(), typed.answer.options.end(),
                  [&](std::uint16_t option) { return question.options[option].exclusive; });
  return alone && count > 1 ? refused(Problem::kAlone) : typed;
}

TypedAnswer read_number(const Question& question, std::string_view line) {
  std::string figures(line);
  for (const std::string_view space : kSpaces) {
    for (std::size_t at; (at = figures.find(space)) != std::string::npos;) {
      figures.erase(at, space.size());
    }
  }
  const std::optional<std::int64_t> number = whole(figures);
  if (!number) return refused(Problem::kNoNumber);
  if (*number < question.min) return refused(Problem::kTooSmall);
  if (*number > question.max) return refused(Problem::kTooLarge);
  TypedAnswer typed;
  typed.answer.state = Answer::State::kAnswered;
  typed.answer.number = *number;
  return typed;
}

TypedAnswer read_text(const Question& question, std::string_view line) {
  TypedAnswer typed;
  typed.answer.state = Answer::State::kAnswered;
  typed.answer.text = clean(line);
  const auto characters =
      std::count_if(typed.answer.text.begin(), typed.answer.text.end(),
                    [](char c) { return (static_cast<unsigned char>(c) & 0xc0) != 0x80; });
  return characters > question.max ? refused(Problem::kTooLong) : typed;
}

}  // namespace

TypedAnswer read_typed(const Question& question, std::string_view line) {
  line = trimmed(line);
  if (line.empty()) {
    if (!question.optional) return refused(Problem::kNothing);
    TypedAnswer skipped;
    skipped.answer.state = Answer::State::kSkipped;
    return skipped;
  }
  if (question.kind == QuestionKind::kNumber) return read_number(question, line);
  if (question.kind == QuestionKind::kText) return read_text(question, line);
  return read_options(question, line);
}

}  // namespace career_quiz::authoring
