#pragma once

#include <cstdint>
#include <string_view>

#include "career_quiz/quiz.h"

namespace career_quiz::authoring {

/// What somebody types in answer to a question, in which options are numbered
/// from 1.
struct TypedAnswer {
  enum class Problem : std::uint8_t {
    kNone,
    kNothing,   ///< An empty line, and the question cannot be skipped.
    kNoOption,  ///< Not a number, or not one of an option.
    kOneOnly,   ///< Several where one is asked for.
    kRepeated,
    kTooFew,
    kTooMany,
    kAlone,     ///< An exclusive option beside others.
    kNoOrder,   ///< Not all of the options of a rank, each once.
    kNoNumber,  ///< Not a whole number in figures.
    kTooSmall,
    kTooLarge,
    kTooLong,
  };
  Answer answer;  ///< Open if there is a problem.
  Problem problem = Problem::kNone;
};

/// Reads the number of an option (several for multiple, 0 for none of them; all
/// in order for rank; spaces, commas or semicolons between), a whole number, or a
/// text. An empty line skips an optional question.
TypedAnswer read_typed(const Question& question, std::string_view line);

}  // namespace career_quiz::authoring
