#pragma once

#include <cstdint>
#include <optional>
#include <vector>

#include "career_quiz/quiz.h"

/// Scoring by hand: what each answer adds to each outcome, or to each scale, in
/// numbers that a person can add up.
namespace career_quiz::authoring {

/// A table with a column an outcome or a scale. Whoever adds up, for each column,
/// the start of the questions that were answered and the row of each answer gets a
/// total, in tenths of a point.
struct PointTable {
  /// What is counted once all of `questions` are answered, which are always asked
  /// together; none: to begin with.
  struct Start {
    std::vector<std::uint16_t> questions;
    std::vector<std::int64_t> tenths;
  };
  struct Row {
    std::uint16_t question;
    std::uint16_t option;  ///< Chosen, ticked or, in a rank, put first.
    std::vector<std::int64_t> tenths;
  };
  std::vector<std::uint16_t> columns;  ///< Outcomes, or scales.
  std::vector<Start> starts;           ///< Only where something is counted, but for the first.
  std::vector<Row> rows;               ///< In the quiz's order; rows without points too.
};

/// The points of outcomes. Columns are the outcomes that can be ranked, by
/// priority: of equals, the one further to the left comes first.
///
/// The totals are exact: the evidence of an answer differs from its written
/// weight by an amount that is the same for every answer to that question, so it
/// is in the starts, and the rows are whole points: in a sum as they are written,
/// otherwise decibans over the answer that says least for the outcome, but where
/// several can be ticked. Totals are the scores of evidence.h; of evidence, where
/// no condition reads a score, each start is counted from its lowest column, so
/// that differences alone are those of the scores.
PointTable outcome_points(const Quiz& quiz);

/// The points of scales, each over the least that its question allows. `most` has
/// the questions of `starts`' order of its own: what the same questions add to the
/// most that can be reached. A scale stands at total / most, in hundredths.
struct ScaleTable {
  PointTable points;
  std::vector<PointTable::Start> most;
};
ScaleTable scale_points(const Quiz& quiz);

}  // namespace career_quiz::authoring
