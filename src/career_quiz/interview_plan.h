#pragma once

#include "career_quiz/quiz.h"

namespace career_quiz {

/// Fills what a Quiz derives for the interview: Question::read and adaptive,
/// `mandatory` and `channel`. Precondition: `dependency_order` and the evidence are filled.
void plan_interview(Quiz* quiz);

}  // namespace career_quiz
