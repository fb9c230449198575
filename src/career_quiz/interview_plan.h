#pragma once

#include "career_quiz/quiz.h"

namespace career_quiz {

/// Fills what a Quiz derives for the interview: Question::read, `mandatory` and
/// `channel`. Precondition: `dependency_order` is filled, so there is no cycle.
void plan_interview(Quiz* quiz);

}  // namespace career_quiz
