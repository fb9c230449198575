#pragma once

#include <array>
#include <cstdint>
#include <optional>
#include <string_view>

#include "career_quiz/interview.h"
#include "career_quiz/list.h"
#include "career_quiz/quiz.h"
#include "career_quiz/ranking.h"

namespace career_quiz {

/// Two tracks this near, or nearer, stand in the order of their ids.
inline constexpr std::int32_t kEven = 5;

struct Headline {
  enum class Kind : std::uint8_t {
    kOne,
    kTwoTracks,  ///< A margin under Quiz::close_call, or a second card placed beside the first by
                 ///< a rule.
    kMixed,      ///< The answers point nowhere in particular.
    kOverride,   ///< One outcome alone; scores are hidden.
    kCombined,   ///< A derived outcome, then the two it combines.
  };
  Kind kind = Kind::kOne;
  /// In the order of display. Empty, and kMixed, if no outcome is eligible.
  List<std::uint16_t> outcomes;
  bool withheld = false;  ///< Rests on a sensitive question: not for the page.
};

/// As the engine answers it.
inline std::string_view name_of(Headline::Kind kind) {
  return kHeadlineKinds[static_cast<std::size_t>(kind)];
}

/// What one answer adds to the first outcome's lead over the second.
struct Reason {
  std::optional<std::uint16_t> question;  ///< None: the difference of the outcomes' biases.
  std::int32_t contribution;              ///< Tenths of a deciban, never 0.
};

struct ScaleReading {
  std::uint16_t scale;
  std::int32_t value;  ///< 0 to 100.
};

struct Advice {
  Headline headline;
  List<Ranked> ranking;  ///< Eligible outcomes by score, ties by
                         ///< priority. Empty under an override.
  /// The first's score minus the second's; the first's score if it is the only
  /// one. None if there is no ranking.
  std::optional<std::int32_t> margin;
  List<Reason> because;  ///< What speaks for the first, largest first.
  List<Reason> against;  ///< What speaks the other way, largest first.
                         ///< Together they sum to the margin exactly.
  List<ScaleReading> scales;
  List<std::uint16_t> modules;  ///< In the quiz's order.
};

/// Fewer answers than this at one place are no straight line.
inline constexpr std::int32_t kStraightLine = 8;

/// Whether every scored answer stands at one place: the first, the last, the
/// middle, or the same number throughout; at least kStraightLine of them.
class StraightLine {
 public:
  /// Counts an answer, or with `times` -1 takes it back.
  void count(const Question& question, const Answer& answer, std::int32_t times = 1);
  bool holds() const;

 private:
  std::int32_t answers_ = 0;
  std::int32_t last_ = 0;
  std::int32_t middle_ = 0;
  std::array<std::int32_t, kMaxOptions> places_{};
};

/// The kind of a headline for two or more eligible outcomes, where no rule says
/// otherwise: `strong` is whether the first deserves the strong band (in a sum,
/// always), `straight` whether the answers are a straight line.
Headline::Kind kind_of(const Quiz& quiz, std::int32_t margin, bool strong, bool straight);

/// What the answers amount to, without its explanation.
struct Verdict {
  Headline headline;
  List<Ranked> ranking;  ///< Empty under an override.
  Standing standing;     ///< What rules and modules read.
};

/// The verdict on `counted`, in which answers to questions that are not visible
/// are open; `settled` as in Interview; `scores` is scores_of(quiz, counted).
Verdict decide(const Quiz& quiz, const Answers& counted, const List<bool>& settled,
               const List<std::int32_t>& scores);

/// The advice that the counted answers of `interview` lead to, whether or not
/// the interview has stopped.
Advice advise(const Quiz& quiz, const Interview& interview);

}  // namespace career_quiz
