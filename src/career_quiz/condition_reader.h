#pragma once

#include <cstdint>

#include "career_quiz/condition.h"
#include "career_quiz/diagnostics.h"
#include "career_quiz/quiz.h"

namespace career_quiz {

/// The names a condition may use.
struct Names {
  const Quiz& quiz;  ///< With the questions' kinds and the ids of their options.
  NameIndex questions;
  NameIndex scales;
  NameIndex outcomes;
};

/// What exists where a condition stands: answers alone, the scores too (rules),
/// the whole advice (modules), or that and an override, under which there are no
/// modules (guarantees).
enum class Scope : std::uint8_t { kAnswers, kResult, kAdvice, kGuarantee };

/// Reads the JsonLogic subset of the format at `value`. Every fault goes to
/// `diagnostics`; what could not be read then never holds.
Condition read_condition(const JsonTree& tree, std::uint32_t value, Scope scope, const Names& names,
                         Diagnostics* diagnostics);

}  // namespace career_quiz
