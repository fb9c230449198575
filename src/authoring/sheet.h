#pragma once

#include <string>
#include <string_view>

#include "career_quiz/quiz.h"
#include "career_quiz/result.h"

/// Answer sheets as text: what `score` reads, `prove` finds and `explain` shows.
namespace career_quiz::authoring {

/// The sheet as one line of JSON, an object from question ids to answers, in the
/// order in which they were given. Open questions are left out; skipped ones are
/// null.
std::string write_sheet(const Quiz& quiz, const Answers& answers);

/// Reads such an object. Errors: those of the text (not-json and its relatives),
/// wrong-type, and the code of the first answer that does not fit, with all of
/// them in the message.
Result<Answers> read_sheet(const Quiz& quiz, std::string_view text);

}  // namespace career_quiz::authoring
