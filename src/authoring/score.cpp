#include "authoring/score.h"

#include <algorithm>
#include <charconv>
#include <optional>
#include <utility>

#include "career_quiz/advice.h"
#include "career_quiz/answers.h"
#include "career_quiz/json_tree.h"
#include "career_quiz/json_writer.h"

namespace career_quiz::authoring {
namespace {

constexpr std::string_view kTooLarge = "This line has more than 4 MiB, the most that is read.";

// What one sheet comes to.
struct Score {
  Stop stop = Stop::kNone;
  std::optional<Advice> advice;  ///< None where nothing says anything about an outcome.
};

Score score_answers(const Quiz& quiz, const Answers& answers, Mode mode) {
  Score score;
  const Interview interview = conduct(quiz, answers, mode);
  score.stop = interview.stop;
  if (interview.stop != Stop::kNone || interview.scored_answered > 0) {
    score.advice = advise(quiz, interview);
  }
  return score;
}

NameIndex names_of_questions(const Quiz& quiz) {
  NameIndex names;
  for (std::size_t q = 0; q < quiz.questions.size(); ++q) {
    names.add(quiz.questions[q].id, static_cast<std::uint32_t>(q));
  }
  names.seal();
  return names;
}

template <class List, class Item>
bool contains(const List& list, const Item& item) {
  return std::find(list.begin(), list.end(), item) != list.end();
}

// `column` is where in the line the fault is, 0 if it is no one place.
Scored error_record(std::uint64_t number, std::string_view code, std::string_view message,
                    std::uint32_t column = 0) {
  JsonWriter json;
  json.begin_object().key("line").integer(static_cast<std::int64_t>(number));
  json.key("error").begin_object().key("code").text(code);
  if (column > 0) json.key("column").integer(column);
  json.key("message").text(message).end_object().end_object();
  return {json.take(), false};
}

// The JSON value that begins at `offset` of a text that is JSON, as it was written.
std::string_view written(std::string_view text, std::size_t offset) {
  std::size_t depth = 0;
  bool quoted = false;
  std::size_t at = offset;
  for (; at < text.size(); ++at) {
    const char c = text[at];
    if (quoted) {
      if (c == '\\') ++at;
      if (c == '"') quoted = false;
    } else if (c == '"') {
      quoted = true;
    } else if (c == '{' || c == '[') {
      ++depth;
    } else if (depth == 0 && std::string_view(",}] \t\r").find(c) != std::string_view::npos) {
      break;
    } else if (c == '}' || c == ']') {
      --depth;
    }
  }
  return text.substr(offset, at - offset);
}

std::string_view trimmed(std::string_view text) {
  while (!text.empty() && text.front() == ' ') text.remove_prefix(1);
  while (!text.empty() && text.back() == ' ') text.remove_suffix(1);
  return text;
}

// How far a CSV record was followed.
enum class Scan {
  kLineEnd,  // To its line end.
  kTextEnd,  // To the end of the text, outside quotation marks.
  kOpen,     // To the end of the text, within them.
  kUnfit,    // To a mark that cannot stand where it does.
};

// Follows the record that `text` begins with and adds its cells, unless `cells` is null.
// Stores the place of its line end.
Scan scan(std::string_view text, char separator, std::vector<std::string>* cells,
          std::size_t* end) {
  std::size_t at = 0;
  const auto add = [&](std::size_t from, std::size_t to) {
    if (cells != nullptr) cells->back().append(text.substr(from, to - from));
  };
  for (;; ++at) {
    if (cells != nullptr) cells->emplace_back();
    if (at < text.size() && text[at] == '"') {
      for (bool doubled = true; doubled;) {
        const std::size_t from = at + 1;
        at = text.find('"', from);
        if (at == std::string_view::npos) return Scan::kOpen;
        ++at;
        doubled = at < text.size() && text[at] == '"';
        add(from, doubled ? at : at - 1);
      }
      if (at < text.size() && text[at] == '\r') ++at;
    } else {
      const std::size_t from = at;
      while (at < text.size() && text[at] != separator && text[at] != '\n') {
        if (text[at] == '"') return Scan::kUnfit;
        ++at;
      }
      const bool last = at == text.size() || text[at] == '\n';
      add(from, last && at > from && text[at - 1] == '\r' ? at - 1 : at);
    }
    if (at == text.size()) return Scan::kTextEnd;
    if (text[at] == '\n') {
      *end = at;
      return Scan::kLineEnd;
    }
    if (text[at] != separator) return Scan::kUnfit;
  }
}

std::string cell(std::string_view text, char separator) {
  if (text.find_first_of("\"\r\n") == std::string_view::npos &&
      text.find(separator) == std::string_view::npos) {
    return std::string(text);
  }
  std::string quoted = "\"";
  for (const char c : text) quoted.append(c == '"' ? 2 : 1, c);
  return quoted + '"';
}

// Whether a text that ends within a cell of this question, after `value`, cannot have gone on.
bool whole(const Question& question, std::string_view value) {
  if (question.kind == QuestionKind::kMultiple || question.kind == QuestionKind::kNumber ||
      question.kind == QuestionKind::kText) {
    return false;
  }
  // Of a rank, whose length is known.
  const std::string_view item = trimmed(value.substr(value.rfind(';') + 1));
  bool known = item == "-";
  for (const Option& option : question.options) {
    if (option.id == item) {
      known = true;
    } else if (std::string_view(option.id).substr(0, item.size()) == item) {
      return false;
    }
  }
  return known;
}

void write_cell(JsonWriter* sheet, const Question& question, const std::string& value) {
  sheet->key(question.id);
  if (value == "-") {
    sheet->null();
    return;
  }
  switch (question.kind) {
    case QuestionKind::kMultiple:
    case QuestionKind::kRank:
      sheet->begin_array();
      for (std::size_t from = 0; from <= value.size();) {
        const std::size_t to = std::min(value.find(';', from), value.size());
        sheet->text(trimmed(std::string_view(value).substr(from, to - from)));
        from = to + 1;
      }
      sheet->end_array();
      return;
    case QuestionKind::kNumber: {
      std::int64_t integer = 0;
      const char* end = value.data() + value.size();
      const std::from_chars_result read = std::from_chars(value.data(), end, integer);
      const bool good = read.ec == std::errc() && read.ptr == end;
      good ? sheet->integer(integer) : sheet->text(value);
      return;
    }
    default:
      sheet->text(value);
  }
}

}  // namespace

NdjsonScorer::NdjsonScorer(const Quiz& quiz, Mode mode, std::vector<std::string> kept)
    : quiz_(quiz), mode_(mode), kept_(std::move(kept)), questions_(names_of_questions(quiz)) {}

Scored NdjsonScorer::score(std::string_view line, std::uint64_t number) const {
  if (line.size() > kMaxBytes) return error_record(number, "too-large", kTooLarge);
  if (line.find_first_not_of(" \t\r") == std::string_view::npos) {
    return error_record(number, "empty-line", "This line is empty.");
  }
  JsonTree tree;
  if (!tree.read(line, {kMaxBytes, kMaxDepth})) {
    const JsonTree::Fault& fault = tree.fault();
    return error_record(number, fault.code, fault.message, position_of(line, fault.offset).column);
  }
  if (tree.at(0).kind != JsonTree::Kind::kObject) {
    return error_record(number, "wrong-type", "A line is an object from question ids to answers.");
  }
  AnswersReading reading = read_answers(tree, 0, quiz_, questions_);
  const Score score = score_answers(quiz_, reading.answers, mode_);

  JsonWriter json;
  json.begin_object().key("line").integer(static_cast<std::int64_t>(number));
  if (!kept_.empty()) {
    json.key("kept").begin_object();
    for (const std::string& name : kept_) {
      std::uint32_t member = tree.at(0).child;
      while (member != JsonTree::kNone && tree.at(member).key != name)
        member = tree.at(member).next;
      if (member != JsonTree::kNone) json.key(name).json(written(line, tree.at(member).offset));
    }
    json.end_object();
  }
  json.key("stop");
  score.stop == Stop::kNone ? json.null() : json.text(name_of(score.stop));
  json.key("kind");
  score.advice ? json.text(name_of(score.advice->headline.kind)) : json.null();
  json.key("outcomes").begin_array();
  if (score.advice) {
    for (const std::uint16_t k : score.advice->headline.outcomes) json.text(quiz_.outcomes[k].id);
  }
  json.end_array().key("margin");
  score.advice&& score.advice->margin ? json.integer(*score.advice->margin) : json.null();
  json.key("scores").begin_object();
  if (score.advice) {
    for (const Ranked& entry : score.advice->ranking) {
      json.key(quiz_.outcomes[entry.outcome].id).integer(entry.score);
    }
  }
  json.end_object().key("scales").begin_object();
  if (score.advice) {
    for (const ScaleReading& scale : score.advice->scales) {
      json.key(quiz_.scales[scale.scale].id).integer(scale.value);
    }
  }
  json.end_object().key("modules").begin_array();
  if (score.advice) {
    for (const std::uint16_t m : score.advice->modules) json.text(quiz_.modules[m].id);
  }
  json.end_array().key("problems").begin_array();
  bool good = true;
  for (const AnswerProblem& problem : reading.problems) {
    if (problem.code == "unknown-question" && contains(kept_, problem.question)) continue;
    good = false;
    json.begin_object().key("question").text(problem.question);
    json.key("code").text(problem.code).key("message").text(problem.message).end_object();
  }
  json.end_array().end_object();
  return {json.take(), good};
}

CsvScorer::CsvScorer(const Quiz& quiz, Mode mode)
    : quiz_(quiz), mode_(mode), questions_(names_of_questions(quiz)) {}

Result<CsvScorer> CsvScorer::read(const Quiz& quiz, Mode mode, std::string_view header,
                                  const std::vector<std::string>& kept) {
  CsvScorer scorer(quiz, mode);
  if (header.substr(0, 3) == "\xef\xbb\xbf") header.remove_prefix(3);
  if (header.find_first_not_of(" \t\r\n") == std::string_view::npos) {
    return Error{"no-header",
                 "The first line of a CSV file names the questions; it is empty here."};
  }
  if (header.substr(0, 2) == "\xff\xfe" || header.substr(0, 2) == "\xfe\xff") {
    return Error{"no-header", "The file is in UTF-16; save it as CSV in UTF-8."};
  }
  scorer.separator_ = csv_separator(header);
  std::vector<std::string> names;
  std::size_t end = 0;
  if (scan(header, scorer.separator_, &names, &end) != Scan::kTextEnd) {
    return Error{"no-header", "The quotation marks of the header do not fit."};
  }
  for (std::string& name : names) {
    const bool keep = contains(kept, name);
    const std::uint32_t question = scorer.questions_.find(name);
    if (!keep && question == NameIndex::kNone) {
      return Error{"unknown-column", "The quiz has no question “" + name + "”." +
                                         scorer.questions_.suggestion(name) +
                                         " A column of your own is named with --keep."};
    }
    for (const Column& column : scorer.columns_) {
      if (column.name == name) {
        return Error{"repeated-column", "Two columns are named “" + name + "”; keep one."};
      }
    }
    scorer.columns_.push_back({std::move(name), question, keep});
  }
  for (const std::string& name : kept) {
    bool there = false;
    for (const Column& column : scorer.columns_) there = there || column.name == name;
    if (!there) return Error{"unknown-kept", "There is no column “" + name + "” to keep."};
  }
  return scorer;
}

std::string CsvScorer::header() const {
  std::string header = "line";
  const auto add = [&](const std::string& name) { header += separator_ + cell(name, separator_); };
  for (const Column& column : columns_) {
    if (column.kept) add(column.name);
  }
  for (const char* name : {"stop", "kind", "outcomes", "margin"}) add(name);
  for (const Outcome& outcome : quiz_.outcomes) {
    if (!outcome.derived) add("score:" + outcome.id);
  }
  add("error");
  return header;
}

std::string CsvScorer::fault(std::string_view record, const std::vector<std::string>& cells,
                             bool fits, bool ended) const {
  if (record.size() > kMaxBytes) return std::string(kTooLarge);
  if (!fits) {
    return "A quotation mark is out of place: the whole cell stands in quotation marks, and those "
           "inside it are doubled.";
  }
  if (cells.size() != columns_.size()) {
    return "This record has " + std::to_string(cells.size()) +
           (cells.size() == 1 ? " cell" : " cells") + "; the header has " +
           std::to_string(columns_.size()) + ".";
  }
  const std::uint32_t last = columns_.back().question;
  const bool closed = !record.empty() && record.back() == '"';
  if (!ended && !closed &&
      (last == NameIndex::kNone || !whole(quiz_.questions[last], cells.back()))) {
    return "The text ends within this record, and its last cell may be cut off; if it is whole, "
           "add a line end.";
  }
  return {};
}

std::string CsvScorer::sheet(const std::vector<std::string>& cells) const {
  JsonWriter sheet;
  sheet.begin_object();
  for (std::size_t c = 0; c < columns_.size(); ++c) {
    if (columns_[c].question == NameIndex::kNone || cells[c].empty()) continue;
    write_cell(&sheet, quiz_.questions[columns_[c].question], cells[c]);
  }
  return sheet.end_object().take();
}

Scored CsvScorer::score(std::string_view record, std::uint64_t number, bool ended) const {
  std::vector<std::string> cells;
  std::size_t end = 0;
  const bool fits =
      record.size() <= kMaxBytes && scan(record, separator_, &cells, &end) == Scan::kTextEnd;
  if (!fits) cells.clear();
  std::string error = fault(record, cells, fits, ended);
  Score score;
  if (error.empty()) {
    // Answers are judged in one place, which reads JSON.
    const std::string text = sheet(cells);
    JsonTree tree;
    if (tree.read(text, {2 * kMaxBytes, kMaxDepth})) {
      const AnswersReading reading = read_answers(tree, 0, quiz_, questions_);
      for (const AnswerProblem& problem : reading.problems) {
        error += (error.empty() ? "" : " ") + problem.message;
      }
      score = score_answers(quiz_, reading.answers, mode_);
    } else {
      error = tree.fault().message;
    }
  }
  std::string row = std::to_string(number);
  for (std::size_t c = 0; c < columns_.size(); ++c) {
    if (columns_[c].kept) row += separator_ + cell(c < cells.size() ? cells[c] : "", separator_);
  }
  row += separator_;
  if (score.stop != Stop::kNone) row += name_of(score.stop);
  row += separator_;
  if (score.advice) row += name_of(score.advice->headline.kind);
  row += separator_;
  std::vector<std::string> scores(quiz_.outcomes.size());
  if (score.advice) {
    std::string outcomes;
    for (const std::uint16_t k : score.advice->headline.outcomes) {
      outcomes += (outcomes.empty() ? "" : ";") + quiz_.outcomes[k].id;
    }
    row += cell(outcomes, separator_);
    for (const Ranked& entry : score.advice->ranking) {
      scores[entry.outcome] = std::to_string(entry.score);
    }
  }
  row += separator_;
  if (score.advice && score.advice->margin) row += std::to_string(*score.advice->margin);
  for (std::size_t k = 0; k < quiz_.outcomes.size(); ++k) {
    if (!quiz_.outcomes[k].derived) row += separator_ + scores[k];
  }
  row += separator_ + cell(error, separator_);
  return {std::move(row), error.empty()};
}

char csv_separator(std::string_view text) {
  bool quoted = false;
  for (const char c : text) {
    if (c == '"') quoted = !quoted;
    if (quoted) continue;
    if (c == ',' || c == ';' || c == '\t') return c;
    if (c == '\n') break;
  }
  return ',';
}

std::size_t csv_end(std::string_view text, std::size_t begin, char separator, bool all) {
  text = text.substr(begin, kMaxBytes + 1);
  const bool too_long = text.size() > kMaxBytes;
  const std::size_t line = text.find('\n');
  std::size_t end = line;
  if (text.substr(0, line).find('"') != std::string_view::npos) {
    const Scan scanned = scan(text, separator, nullptr, &end);
    if (scanned != Scan::kLineEnd) {
      const bool may_fit = scanned == Scan::kTextEnd || (scanned == Scan::kOpen && !all);
      end = may_fit && !too_long ? std::string_view::npos : line;
    }
  }
  return end == std::string_view::npos ? end : begin + end;
}

}  // namespace career_quiz::authoring
