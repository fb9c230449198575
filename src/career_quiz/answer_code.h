#pragma once

#include <cstdint>
#include <string>
#include <string_view>

#include "career_quiz/list.h"
#include "career_quiz/quiz.h"
#include "career_quiz/result.h"

/// Answers as a short code for links and paper: a format byte, three bytes that
/// name the quiz, its version and structure, the answers in mixed radix, which
/// two were the latest while any is open, a checksum of
/// two bytes; in base64url. Nothing sensitive and no free text goes in.
namespace career_quiz {

struct AnswerCode {
  std::string code;
  /// Questions that the code leaves out: sensitive ones, texts, numbers of a range too wide to
  /// encode, and what did not fit. Ascending.
  List<std::uint16_t> left_out;
};

/// `unfit` are questions with answers that did not fit: left out, and said so.
AnswerCode encode_answers(const Quiz& quiz, const Answers& answers,
                          const List<std::uint16_t>& unfit = {});

struct DecodedAnswers {
  Answers answers;
  bool left_out = false;  ///< Whether the code says that something was left out.
};

/// Errors: "not-a-code" (characters or length), "damaged-code" (the checksum, or
/// answers that cannot be), "other-quiz" (another quiz, or another version).
Result<DecodedAnswers> decode_answers(const Quiz& quiz, std::string_view code);

}  // namespace career_quiz
