#pragma once

#include <string_view>
#include <vector>

#include "career_quiz/diagnostics.h"

/// Everything that can be said against a quiz without solving anything: what the
/// reader of documents finds, and in a quiz that can be read its own content
/// tests and the content checks. For authors, natively.
namespace career_quiz::authoring {

/// Diagnostics in the order of the text. Beside the codes of quiz_reader.h:
/// expectation (an error: a test under `expect` that fails) and, as warnings, the
/// checks of content_checks.h by their names.
std::vector<Diagnostic> check_quiz(std::string_view text);

/// Whether any of them is an error.
bool has_errors(const std::vector<Diagnostic>& diagnostics);

}  // namespace career_quiz::authoring
