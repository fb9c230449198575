#pragma once

#include <optional>
#include <string_view>
#include <vector>

#include "career_quiz/diagnostics.h"
#include "career_quiz/quiz.h"

namespace career_quiz {

/// What became of a document: the quiz, unless any diagnostic is an error.
struct QuizReading {
  std::optional<Quiz> quiz;
  std::vector<Diagnostic> diagnostics;  ///< In the order of the text.
};

/// Reads a quiz document. Reading never stops at the first fault of a document
/// that is JSON: all of them are returned. Codes:
///   not-json, too-deep, too-large         the text itself; nothing else is
///   read wrong-type, missing-member, unknown-member, repeated-member bad-id,
///   repeated-id, bad-value        a value out of its range or form too-few,
///   too-many                     items empty-text, missing-language,
///   unknown-language, bad-link html-in-text (warning)                tags are
///   shown as they are written unknown-question, unknown-option, unknown-scale,
///   unknown-outcome, unknown-name, unknown-operator, bad-condition,
///   unlike-kinds, too-early     conditions cycle questions that wait for each
///   other clamped (warning)                     evidence beyond 12 decibans
///   sensitive                             a sensitive question that would show
///   outside derived                               evidence for an outcome that
///   only a rule shows bad-expectation                       answers of
///   `expect` that do not fit
QuizReading read_quiz(std::string_view text);

}  // namespace career_quiz
