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
/// that whoever has many can cut them at any line end and score the pieces apart.
namespace career_quiz::authoring {

/// One sheet, scored.
struct Scored {
  std::string record;  ///< Without a line end.
  bool good = true;    ///< False if the sheet, or an answer in it, could not be used.
};

/// Reads sheets in NDJSON: each line an object of answers, as in the requests of
/// engine.h. Records in NDJSON:
///   {"line", "kept", "stop", "kind", "outcomes", "margin", "scores", "scales",
///    "modules", "problems"}
/// scores and margin in tenths of a deciban; "stop" is null while the sheet is
/// not complete, and the rest is then of what it has; "kind" is null and
/// "outcomes" empty where nothing that bears on an outcome is answered. "kept",
/// if anything is, has the members of the line that are to be copied, which need
/// not be questions. A line that is no sheet gives
///   {"line", "error": {"code", "message"}}
/// with the column of the fault if it is in the JSON. Codes: empty-line,
/// too-large, not-json, too-deep, wrong-type.
class NdjsonScorer {
 public:
  /// `quiz` must outlive it, and not move.
  NdjsonScorer(const Quiz& quiz, Mode mode, std::vector<std::string> kept = {});

  /// Safe to call from several threads at once.
  Scored score(std::string_view line, std::uint64_t number) const;

 private:
  const Quiz& quiz_;
  Mode mode_;
  std::vector<std::string> kept_;
  NameIndex questions_;
};

/// Reads sheets in CSV (RFC 4180) by their header: a column a question. Cells are
/// separated by what separates the header first, a comma, semicolon or tab. An
/// empty cell is a question left open, "-" one that was skipped; the options of a
/// multiple or a rank are separated by ";". Columns in `kept` are copied, and need
/// not be questions. Records in CSV: line, the kept columns, stop, kind, outcomes
/// (";" between them), margin, a column an outcome with its score, and error,
/// which is empty for a good sheet.
class CsvScorer {
 public:
  /// `quiz` must outlive it, and not move. Errors: no-header, unknown-column,
  /// repeated-column, unknown-kept.
  static Result<CsvScorer> read(const Quiz& quiz, Mode mode, std::string_view header,
                                const std::vector<std::string>& kept);

  std::string header() const;
  /// Safe to call from several threads at once. `ended` is whether the record had
  /// its line end: one without may have been cut off within its last cell, and is
  /// refused unless that cell is whole as it stands.
  Scored score(std::string_view record, std::uint64_t number, bool ended = true) const;

 private:
  struct Column {
    std::string name;
    std::uint32_t question;  ///< Its place, or NameIndex::kNone.
    bool kept;
  };

  CsvScorer(const Quiz& quiz, Mode mode);

  /// Why the record is no sheet; empty if it is one.
  std::string fault(std::string_view record, const std::vector<std::string>& cells, bool fits,
                    bool ended) const;
  std::string sheet(const std::vector<std::string>& cells) const;

  const Quiz& quiz_;
  Mode mode_;
  NameIndex questions_;
  char separator_ = ',';
  std::vector<Column> columns_;
};

/// What separates the cells of a header that `text` begins with: a comma,
/// semicolon or tab, whichever comes first outside quotation marks; else a comma.
char csv_separator(std::string_view text);

/// Where the CSV record that begins at `begin` ends: the place of its line end
/// outside quotation marks, or npos if `text` ends first. A record whose marks do
/// not fit, or that is longer than kMaxBytes, ends with its first line, so that
/// it takes no other with it; to know, the text must go on, or `all` of it be there.
std::size_t csv_end(std::string_view text, std::size_t begin, char separator, bool all);

}  // namespace career_quiz::authoring
