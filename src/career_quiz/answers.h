#pragma once

#include <string>

#include "career_quiz/diagnostics.h"
#include "career_quiz/json_writer.h"
#include "career_quiz/list.h"
#include "career_quiz/quiz.h"

namespace career_quiz {

/// An answer that does not fit its question; the question stays open.
struct AnswerProblem {
  std::string question;  ///< The name under which the answer came.
  std::string code;      ///< unknown-question, unknown-option, wrong-type,
                         ///< repeated-option, repeated-question, too-few, too-many,
                         ///< exclusive-option, not-optional,
                         ///< out-of-range, too-long
  std::string message;
  std::uint32_t value;  ///< Where it stands in the tree it was read from.
};

struct AnswersReading {
  Answers answers;
  List<AnswerProblem> problems;  ///< In the quiz's order; unknown questions last, by name.
};

/// Reads an object of answers. The order of its members becomes Answer::turn and
/// has no other effect. Problems
/// name what may have been meant if `suggest`, which takes its time where names
/// are many.
/// Precondition: `object` is an object of `tree`; `questions` indexes the ids
/// of `quiz.questions`.
AnswersReading read_answers(const JsonTree& tree, std::uint32_t object, const Quiz& quiz,
                            const NameIndex& questions, bool suggest = true);

/// Writes `answer` as read_answers() reads it. Precondition: it is answered.
void write_answer(JsonWriter* json, const Question& question, const Answer& answer);

}  // namespace career_quiz
