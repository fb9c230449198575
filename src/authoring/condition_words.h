#pragma once

#include <cstdint>
#include <string>

#include "career_quiz/condition.h"
#include "career_quiz/quiz.h"

/// Conditions in plain language, for people who never see the file.
namespace career_quiz::authoring {

/// Words are French if the language is, and English otherwise; the quiz's own
/// texts are in that language.
struct Wording {
  std::size_t language = 0;  ///< Its place in Quiz::languages.
  bool french = false;
  bool letters = false;  ///< Options and outcomes are named with their letters too.
};
Wording wording_of(const Quiz& quiz, std::size_t language, bool letters = false);

/// The condition as a clause without a capital or a full stop, such as: the
/// answer to question 3 is “Once a week” or “Every day”. Questions are numbered
/// by their place in the document, from 1; a long text is cut with an ellipsis.
/// Scores are in decibans, or in points for a sum.
std::string say_condition(const Quiz& quiz, const Condition& condition, const Wording& wording);

/// a to z, then aa, ab, … for places from 0.
std::string letter(std::size_t place);

/// The outcomes in the order in which exact ties are decided, by priority;
/// derived ones last. Their letters are those of their places here.
List<std::uint16_t> by_priority(const Quiz& quiz);
/// A to Z, then AA, AB, …
std::string outcome_letter(const Quiz& quiz, std::uint16_t outcome);

/// Tenths as a number for people: 3.7, or 3,7 in French; 4 for 40; with a true
/// minus sign.
std::string say_tenths(std::int64_t tenths, const Wording& wording);

}  // namespace career_quiz::authoring
