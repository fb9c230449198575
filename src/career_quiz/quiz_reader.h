#pragma once

#include <optional>
#include <string_view>

#include "career_quiz/diagnostics.h"
#include "career_quiz/list.h"
#include "career_quiz/quiz.h"

namespace career_quiz {

/// What became of a document: the quiz, unless any diagnostic is an error.
struct QuizReading {
  std::optional<Quiz> quiz;
  List<Diagnostic> diagnostics;  ///< In the order of the text.
};

/// Reads a quiz document. Reading never stops at the first fault of a document
/// that is JSON: all of them are returned. Codes:
/// - the text itself, and then nothing else is read: not-json, too-deep, too-large
/// - members: wrong-type, missing-member, unknown-member, repeated-member
/// - values out of their range or form: bad-id, repeated-id, bad-value, bad-link
/// - numbers of items: too-few, too-many
/// - texts: empty-text, missing-language, unknown-language, html-in-text (a
///   warning: tags are shown as they are written)
/// - names: unknown-question, unknown-option, unknown-scale, unknown-outcome,
///   unknown-part, unknown-name
/// - conditions: unknown-operator, bad-condition, unlike-kinds, too-early, cycle
///   (questions that wait for each other)
/// - clamped (a warning): evidence beyond 12 decibans
/// - sensitive: a sensitive question that would show outside
/// - after: an answer given beside the result that would have to be known before
/// - derived: evidence for an outcome that only a rule shows
/// - bad-expectation: answers of `expect` that do not fit
/// - bad-guarantee: members that make no guarantee, or more than one
QuizReading read_quiz(std::string_view text);

/// Whether two language tags mean the same, in whatever case.
bool same_tag(std::string_view a, std::string_view b);

}  // namespace career_quiz
