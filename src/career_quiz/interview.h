#pragma once

#include <cstdint>
#include <optional>
#include <string_view>

#include "career_quiz/list.h"
#include "career_quiz/quiz.h"

namespace career_quiz {

enum class Mode : std::uint8_t {
  kFull,      ///< Every visible question, in the order of the document.
  kAdaptive,  ///< What says most first, and no more than the advice needs.
};

/// Why the interview is over.
enum class Stop : std::uint8_t {
  kNone,       ///< It is not.
  kComplete,   ///< Every visible question is answered or skipped.
  kGate,       ///< An override holds whatever else is answered.
  kCertain,    ///< No completion can change the first outcome.
  kRisk,       ///< The estimated risk that completion changes it is small enough.
  kExhausted,  ///< No open question by itself says anything more (under 0.02 bit; in a sum, bears
               ///< points). All together still may.
};

/// As the engine answers it; empty for kNone.
std::string_view name_of(Stop stop);

/// Where an interview stands: a pure function of quiz, answers and mode.
struct Interview {
  List<std::uint16_t> path;           ///< The visible questions, in the quiz's order.
  std::optional<std::uint16_t> next;  ///< The question to ask; none once stopped.
  Stop stop = Stop::kNone;
  /// In ten-thousandths: 0 with kCertain, accepted with kRisk, and with kExhausted what it is then.
  std::optional<std::uint32_t> risk;
  std::uint32_t answered = 0;            ///< Visible questions answered or skipped.
  std::uint32_t remaining_at_least = 0;  ///< No completion asks fewer.
  std::uint32_t remaining_at_most = 0;   ///< No completion asks more. Falls with every answer.
  std::uint32_t scored_answered = 0;     ///< Visible questions that bear evidence, answered.
  std::uint32_t scored_visible = 0;      ///< Visible questions that bear evidence.
  List<std::uint16_t> after;             ///< Visible questions that are asked beside the result.
  List<std::uint16_t> ignored;           ///< Answered or skipped, but not visible.
  Answers counted;                       ///< The answers on the path; all others open.
  List<bool> settled;                    ///< One a question: its answer can no longer change.
};

/// Follows `answers` through `quiz`. Precondition: one Answer a question.
///
/// The adaptive mode asks the quiz's mandatory questions, then the open question
/// with the largest information gain, the earlier one of equals, with at most
/// two in a row that bear on one scale where another is left; once it need not
/// go on, the questions that rules and modules still read; and then stops. It
/// never stops before `adaptive.minimum` scored answers or while a gate is open.
Interview conduct(const Quiz& quiz, const Answers& answers, Mode mode = Mode::kFull);

}  // namespace career_quiz
