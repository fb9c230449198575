#pragma once

#include <cstdint>

#include "career_quiz/list.h"
#include "career_quiz/quiz.h"

namespace career_quiz {

/// How much an outcome deserves the reader's attention.
enum class Band : std::uint8_t {
  kStrong,   ///< Evidence: a share of belief of 0.30 or more. Sums: two thirds of the points.
  kExplore,  ///< 0.05 or more; a third of the points.
  kWeak,     ///< Less.
};

struct Ranked {
  std::uint16_t outcome;
  std::int32_t score;  ///< Tenths of a deciban, or of a point.
  Band band;
};

/// Whether outcome `a` stands before outcome `b` in a ranking.
bool stands_before(const Quiz& quiz, const List<std::int32_t>& scores, std::uint16_t a,
                   std::uint16_t b);

/// Whether a share of belief, in parts of kOne (fixed_point.h), is a strong one.
bool is_strong_share(std::uint64_t share);

/// The outcomes that `answers` leave eligible, by score, exact ties by priority.
/// `scores` is scores_of(quiz, answers).
List<Ranked> rank(const Quiz& quiz, const Answers& answers, const List<std::int32_t>& scores);

/// Shares of belief of scores (tenths of a deciban), in parts of kOne
/// (fixed_point.h), with p proportional to 10^(score/100). Their sum is kOne
/// less at most one part an outcome.
List<std::uint64_t> shares_of(const List<std::int32_t>& scores);

}  // namespace career_quiz
