#pragma once

#include <cstdint>

#include "career_quiz/list.h"
#include "career_quiz/quiz.h"

/// Evidence scoring: a log-linear classifier over outcomes with authored
/// weights of evidence (Good), all in integers of a tenth of a deciban.
namespace career_quiz {

/// Fills what a Question derives from its evidence. Weights in decibans become
/// contributions that favour no outcome on average,
///   c[a][k] = round(10 (w[a][k] - 10 log10 mean_a 10^(w[a][k]/10)));
/// with Scoring::kSum they are points, c = 10 w.
void compile_evidence(Quiz* quiz);

/// The least and the most that an answer to `question` can add to the score of
/// its outcome `touched[t]`, in tenths.
struct Range {
  std::int32_t low;
  std::int32_t high;
};
Range range_of(const Question& question, std::size_t t);

/// What `answer` to `question` adds to the score of each of
/// `question.touched`, in tenths of a deciban. All 0 unless answered.
List<std::int32_t> contributions_of(const Question& question, const Answer& answer);

/// The score of every outcome: its bias and the contributions of `answers`, in
/// tenths of a deciban. Derived outcomes keep their bias of 0. Answers to
/// questions that are not visible must have been opened before.
List<std::int32_t> scores_of(const Quiz& quiz, const Answers& answers);

}  // namespace career_quiz
