#pragma once

#include <cstdint>
#include <optional>
#include <vector>

#include "career_quiz/quiz.h"

namespace career_quiz {

/// Why the interview is over.
enum class Stop : std::uint8_t {
  kNone,      ///< It is not.
  kComplete,  ///< Every visible question is answered or skipped.
  kGate,      ///< An override holds whatever else is answered.
};

/// Where an interview stands: a pure function of quiz and answers.
struct Interview {
  std::vector<std::uint16_t> path;    ///< The visible questions, in the quiz's order.
  std::optional<std::uint16_t> next;  ///< The question to ask; none once stopped.
  Stop stop = Stop::kNone;
  std::uint32_t answered = 0;            ///< Visible questions answered or skipped.
  std::uint32_t remaining_at_least = 0;  ///< No completion asks fewer.
  std::uint32_t remaining_at_most = 0;   ///< No completion asks more. Falls with every answer.
  std::vector<std::uint16_t> ignored;    ///< Answered or skipped, but not visible.
  Answers counted;                       ///< The answers on the path; all others open.
};

/// Follows `answers` through `quiz` in full mode: every question whose
/// condition holds, in the order of the document. Precondition: one Answer a
/// question.
Interview conduct(const Quiz& quiz, const Answers& answers);

}  // namespace career_quiz
