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

std::string error_record(std::uint64_t number, std::string_view code, std::string_view message) {
  JsonWriter json;
  json.begin_object().key("line").integer(static_cast<std::int64_t>(number));
  json.key("error").begin_object().key("code").text(code).key("message").text(message);
  json.end_object().end_object();
  return json.take();
}

// The cells of one record, with quotation marks undone.
std::vector<std::string> cells_of(std::string_view record) {
  std::vector<std::string> cells(1);
  bool quoted = false;
  for (std::size_t at = 0; at < record.size(); ++at) {
    const char c = record[at];
    if (c == '"') {
      if (quoted && at + 1 < record.size() && record[at + 1] == '"') {
        cells.back() += c;
        ++at;
      } else {
        quoted = !quoted;
      }
    } else if (c == ',' && !quoted) {
      cells.emplace_back();
    } else {
      cells.back() += c;
    }
  }
  return cells;
}

std::string cell(std::string_view text) {
  if (text.find_first_of(",\"\r\n") == std::string_view::npos) return std::string(text);
  std::string quoted = "\"";
  for (const char c : text) quoted.append(c == '"' ? 2 : 1, c);
  return quoted + '"';
}

std::string_view without_return(std::string_view line) {
  if (!line.empty() && line.back() == '\r') line.remove_suffix(1);
  return line;
}

}  // namespace

NdjsonScorer::NdjsonScorer(const Quiz& quiz, Mode mode) : quiz_(quiz), mode_(mode) {
  for (std::size_t q = 0; q < quiz.questions.size(); ++q) {
    questions_.add(quiz.questions[q].id, static_cast<std::uint32_t>(q));
  }
  questions_.seal();
}

Scored NdjsonScorer::score(std::string_view line, std::uint64_t number) const {
  JsonTree tree;
  if (!tree.read(line, {kMaxBytes, kMaxDepth})) {
    return {error_record(number, tree.fault().code, tree.fault().message), false};
  }
  if (tree.at(0).kind != JsonTree::Kind::kObject) {
    return {error_record(number, "wrong-type", "A line is an object from question ids to answers."),
            false};
  }
  const AnswersReading reading = read_answers(tree, 0, quiz_, questions_);
  const Score score = score_answers(quiz_, reading.answers, mode_);
  JsonWriter json;
  json.begin_object().key("line").integer(static_cast<std::int64_t>(number)).key("stop");
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
  for (const AnswerProblem& problem : reading.problems) {
    json.begin_object().key("question").text(problem.question);
    json.key("code").text(problem.code).key("message").text(problem.message).end_object();
  }
  json.end_array().end_object();
  return {json.take(), reading.problems.empty()};
}

Result<CsvScorer> CsvScorer::read(const Quiz& quiz, Mode mode, std::string_view header,
                                  const std::vector<std::string>& kept) {
  CsvScorer scorer(quiz, mode);
  NameIndex questions;
  for (std::size_t q = 0; q < quiz.questions.size(); ++q) {
    questions.add(quiz.questions[q].id, static_cast<std::uint32_t>(q));
  }
  questions.seal();
  header = without_return(header);
  if (header.substr(0, 3) == "\xef\xbb\xbf") header.remove_prefix(3);
  for (std::string& name : cells_of(header)) {
    const bool keep = std::find(kept.begin(), kept.end(), name) != kept.end();
    const std::uint32_t place = keep ? kKept : questions.find(name);
    if (place == NameIndex::kNone) {
      return Error{"unknown-column", "The quiz has no question “" + name + "”." +
                                         questions.suggestion(name) +
                                         " A column of your own is named with --keep."};
    }
    if (std::find(scorer.names_.begin(), scorer.names_.end(), name) != scorer.names_.end()) {
      return Error{"repeated-column", "Two columns are named “" + name + "”; keep one."};
    }
    scorer.names_.push_back(std::move(name));
    scorer.columns_.push_back(place);
  }
  for (const std::string& name : kept) {
    if (std::find(scorer.names_.begin(), scorer.names_.end(), name) == scorer.names_.end()) {
      return Error{"unknown-kept", "There is no column “" + name + "” to keep."};
    }
  }
  return scorer;
}

std::string CsvScorer::header() const {
  std::string header = "line";
  for (std::size_t c = 0; c < columns_.size(); ++c) {
    if (columns_[c] == kKept) header += "," + cell(names_[c]);
  }
  header += ",stop,kind,outcomes,margin";
  for (const Outcome& outcome : quiz_.outcomes) {
    if (!outcome.derived) header += ",score:" + outcome.id;
  }
  return header + ",error";
}

Scored CsvScorer::score(std::string_view record, std::uint64_t number) const {
  const std::vector<std::string> cells = cells_of(without_return(record));
  std::string error;
  // The sheet as JSON, which is where answers are judged.
  JsonWriter sheet;
  sheet.begin_object();
  std::string row = std::to_string(number);
  if (cells.size() != columns_.size()) {
    error = "This record has " + std::to_string(cells.size()) + " cells; the header has " +
            std::to_string(columns_.size()) + ".";
  }
  for (std::size_t c = 0; c < columns_.size(); ++c) {
    const std::string& value = c < cells.size() ? cells[c] : std::string();
    if (columns_[c] == kKept) {
      row += "," + cell(value);
      continue;
    }
    if (value.empty() || !error.empty()) continue;
    const Question& question = quiz_.questions[columns_[c]];
    sheet.key(question.id);
    if (value == "-") {
      sheet.null();
      continue;
    }
    switch (question.kind) {
      case QuestionKind::kMultiple:
      case QuestionKind::kRank: {
        sheet.begin_array();
        for (std::size_t from = 0; from <= value.size();) {
          const std::size_t to = std::min(value.find(';', from), value.size());
          std::string_view item = std::string_view(value).substr(from, to - from);
          while (!item.empty() && item.front() == ' ') item.remove_prefix(1);
          while (!item.empty() && item.back() == ' ') item.remove_suffix(1);
          sheet.text(item);
          from = to + 1;
        }
        sheet.end_array();
        break;
      }
      case QuestionKind::kNumber: {
        std::int64_t integer = 0;
        const auto [end, fault] =
            std::from_chars(value.data(), value.data() + value.size(), integer);
        if (fault == std::errc() && end == value.data() + value.size()) {
          sheet.integer(integer);
        } else {
          sheet.text(value);
        }
        break;
      }
      default:
        sheet.text(value);
    }
  }
  sheet.end_object();
  const std::string text = sheet.take();
  JsonTree tree;
  Score score;
  if (error.empty() && tree.read(text, {kMaxBytes, kMaxDepth})) {
    const AnswersReading reading = read_answers(tree, 0, quiz_, ndjson_.questions());
    for (const AnswerProblem& problem : reading.problems) {
      error += (error.empty() ? "" : " ") + problem.message;
    }
    score = score_answers(quiz_, reading.answers, mode_);
  }
  row += ",";
  if (score.stop != Stop::kNone) row += name_of(score.stop);
  row += ",";
  if (score.advice) row += name_of(score.advice->headline.kind);
  row += ",";
  std::vector<std::string> scores(quiz_.outcomes.size());
  if (score.advice) {
    for (std::size_t at = 0; at < score.advice->headline.outcomes.size(); ++at) {
      if (at > 0) row += ";";
      row += quiz_.outcomes[score.advice->headline.outcomes[at]].id;
    }
    for (const Ranked& entry : score.advice->ranking) {
      scores[entry.outcome] = std::to_string(entry.score);
    }
  }
  row += ",";
  if (score.advice && score.advice->margin) row += std::to_string(*score.advice->margin);
  for (std::size_t k = 0; k < quiz_.outcomes.size(); ++k) {
    if (!quiz_.outcomes[k].derived) row += "," + scores[k];
  }
  row += "," + cell(error);
  return {std::move(row), error.empty()};
}

std::size_t csv_end(std::string_view text, std::size_t begin, bool* quoted) {
  for (std::size_t at = begin; at < text.size(); ++at) {
    if (text[at] == '"') *quoted = !*quoted;
    if (text[at] == '\n' && !*quoted) return at;
  }
  return std::string_view::npos;
}

}  // namespace career_quiz::authoring
