#pragma once

#include <cstdint>
#include <optional>

#include "career_quiz/list.h"
#include "career_quiz/quiz.h"
#include "career_quiz/ranking.h"

/// What is still to be learnt, and whether it could matter: information gain,
/// and stochastic curtailment (Finkelman 2012). All in fixed point.
namespace career_quiz {

/// The expected information about the outcomes in an answer to `question`, in
/// bits with kBitFraction bits (fixed_point.h): from 0, exactly when its options
/// say nothing, to the entropy of `shares`. `shares` holds one share of belief
/// an outcome, 0 where not eligible, with the sum kOne. A question of kind
/// multiple counts the sum over its options, at most the entropy.
std::int64_t information(const Question& question, const List<std::uint64_t>& shares);

/// The same for many questions: `most` is entropy(shares).
std::int64_t information(const Question& question, const List<std::uint64_t>& shares,
                         std::int64_t most);
std::int64_t entropy(const List<std::uint64_t>& shares);

/// One share an outcome of the quiz, from its ranking; the sum is kOne.
List<std::uint64_t> shares_by_outcome(const Quiz& quiz, const List<Ranked>& ranking);

/// What the rest of the interview can still change.
struct Rest {
  /// Open questions that will be asked or may be, and answers that may still come
  /// to count or cease to; only what bears evidence.
  struct Item {
    std::uint16_t question;
    bool asked;            ///< Visible now and open.
    bool may_add_nothing;  ///< It can be skipped, or may never be asked.
    const Answer* given;   ///< An answer that is there but may not count in the end.
    bool counted;          ///< Whether `given` counts now.
  };
  List<Item> items;
  List<Truth> eligible;  ///< One an outcome; unknown: it depends on open questions.
};

/// Whether no completion can change the first outcome of `ranking`.
bool is_certain(const Quiz& quiz, const List<Ranked>& ranking, const List<std::int32_t>& scores,
                const Rest& rest);

/// The estimated probability that completing the interview would change the
/// first outcome, in ten-thousandths rounded up, at least 1; none if it is over
/// `limit`.
std::optional<std::uint32_t> risk_of_change(const Quiz& quiz, const List<Ranked>& ranking,
                                            const List<std::int32_t>& scores, const Rest& rest,
                                            std::uint32_t limit);

}  // namespace career_quiz
