#pragma once

#include <cstddef>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

#include "career_quiz/advice.h"
#include "career_quiz/answers.h"
#include "career_quiz/interview.h"
#include "career_quiz/quiz.h"
#include "career_quiz/result.h"

/// What a reader answered and why it led to their advice, for a counsellor who
/// has the reader's code or sheet.
namespace career_quiz::authoring {

struct Replay {
  Answers answers;
  List<AnswerProblem> problems;  ///< Of a sheet: answers that do not fit.
  bool from_code = false;
  bool left_out = false;  ///< The code says that it leaves something out.
};

/// Reads a sheet, an object of answers, or else a code. Errors: those of
/// decode_answers() and of JSON texts.
Result<Replay> read_replay(const Quiz& quiz, std::string_view text);

/// The request by which the engine evaluates the replay, also before its end.
/// `text` is what read_replay() read.
std::string request_of(const Quiz& quiz, const Replay& replay, std::string_view text, Mode mode,
                       std::size_t language);

/// The rule whose outcome the headline shows; none if the scores decided.
/// `verdict` is decide() on the counted answers of `interview`.
std::optional<std::uint16_t> rule_that_counted(const Quiz& quiz, const Interview& interview,
                                               const Verdict& verdict);

/// The answers, the scores, what each answer adds to the first and to the second
/// outcome, why the headline is of its kind, rules, gates, modules and turning
/// points; lines of at most 80 columns. Texts of the quiz are in its language at
/// that place, all else in English.
std::string explain_text(const Quiz& quiz, const Replay& replay, Mode mode, std::size_t language);

}  // namespace career_quiz::authoring
