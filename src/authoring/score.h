#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "career_quiz/diagnostics.h"
#include "career_quiz/interview.h"
#include "career_quiz/quiz.h"
#include "career_quiz/result.h"

/// Answer sheets to results, one record each and nothing kept between them, so
/// that whoever has many can cut them anywhere and score the pieces apart.
namespace career_quiz::authoring {

/// One sheet, scored.
struct Scored {
  std::string record;  ///< Without a line end.
  bool good = true;    ///< False if the sheet, or an answer in it, could not be used.
};

/// Reads sheets in NDJSON: each line an object of answers, as in the requests of
/// engine.h. Records in NDJSON:
///   {"line", "stop", "kind", "outcomes", "margin", "scores", "scales",
///    "modules", "problems"}
/// scores and margin in tenths of a deciban; "stop" is null while the sheet is
/// not complete, and the rest is then of what it has; "kind" is null and
/// "outcomes" empty where nothing that bears on an outcome is answered. A line
/// that cannot be read gives {"line", "error": {"code", "message"}}.
class NdjsonScorer {
 public:
  /// `quiz` must outlive it, and not move.
  NdjsonScorer(const Quiz& quiz, Mode mode);

  /// Safe to call from several threads at once.
  Scored score(std::string_view line, std::uint64_t number) const;

  const NameIndex& questions() const { return questions_; }

 private:
  const Quiz& quiz_;
  Mode mode_;
  NameIndex questions_;
};

/// Reads sheets in CSV (RFC 4180) by their header: a column a question. An empty
/// cell is a question left open, "-" one that was skipped; the options of a
/// multiple or a rank are separated by ";". Columns in `kept` are copied. Records
/// in CSV: line, the kept columns, stop, kind, outcomes (";" between them),
/// margin, a column an outcome with its score, and error, which is empty for a
/// good sheet.
class CsvScorer {
 public:
  /// Errors: unknown-column, repeated-column, unknown-kept.
  static Result<CsvScorer> read(const Quiz& quiz, Mode mode, std::string_view header,
                                const std::vector<std::string>& kept);

  std::string header() const;
  /// Safe to call from several threads at once.
  Scored score(std::string_view record, std::uint64_t number) const;

 private:
  CsvScorer(const Quiz& quiz, Mode mode) : ndjson_(quiz, mode), quiz_(quiz), mode_(mode) {}

  static constexpr std::uint32_t kKept = 0xfffffffe;
  NdjsonScorer ndjson_;
  const Quiz& quiz_;
  Mode mode_;
  std::vector<std::string> names_;
  std::vector<std::uint32_t> columns_;  ///< The place of a question, or kKept.
};

/// Where the record that begins at `begin` ends: at the line end outside quotation
/// marks, or at npos if `text` ends first. `quoted` carries the state of a record
/// over several calls.
std::size_t csv_end(std::string_view text, std::size_t begin, bool* quoted);

}  // namespace career_quiz::authoring
