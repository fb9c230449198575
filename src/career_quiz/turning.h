#pragma once

#include <cstdint>

#include "career_quiz/advice.h"
#include "career_quiz/list.h"

namespace career_quiz {

/// One answer exchanged for another.
struct Change {
  std::uint16_t question;
  Answer answer;
};

/// Changes after which the headline would be another.
struct TurningPoint {
  List<Change> changes;
  Headline headline;
};

/// The smallest sets of changed answers that change the headline: its kind or
/// its outcomes, in whatever order. Single changes are all tried: every other option; for kind
/// multiple one option more or less; for kind rank another option first.
/// Sensitive questions, numbers and texts stay as they are. Pairs are tried
/// where no single change suffices and neither answer is read by a condition,
/// up to a bound on work.
struct Turning {
  List<TurningPoint> points;  ///< All of one size, in the quiz's order; at most kMostPoints.
  /// Every other answer to every question was tried: not where sets of ticks or orders were changed
  /// by one step alone.
  bool singles_complete = true;
  bool pairs_complete = false;  ///< Every pair was.
  /// A headline of this quiz can rest on a sensitive question, so that these
  /// points, or that there are none, could tell its answer: not for the page.
  bool withheld = false;
};
inline constexpr std::size_t kMostPoints = 12;

/// The turning points of the advice on the counted answers of `interview`. None
/// under an override. A change that makes a question visible leaves that one
/// open.
Turning turning_points(const Quiz& quiz, const Interview& interview);

}  // namespace career_quiz
