#pragma once

#include <cstdint>
#include <string>

#include "career_quiz/quiz.h"

namespace career_quiz::authoring {

enum class Form : std::uint8_t {
  kPage,   ///< To be read and ticked on a screen.
  kPaper,  ///< To be printed and filled in with a pen, on A4 or Letter.
};

/// The whole quiz as one HTML document without scripts or anything from
/// elsewhere: its questions, a key by which a person scores the answers
/// (scoring_key.h), and the texts of all its advice. Nothing in it scores.
/// Words around the quiz's own texts are French where the language is, and
/// English otherwise.
std::string print_quiz(const Quiz& quiz, std::size_t language, Form form);

}  // namespace career_quiz::authoring
