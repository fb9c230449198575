#pragma once

#include <string>
#include <utility>

#include "career_quiz/answers.h"
#include "career_quiz/quiz_reader.h"
#include "generate.h"
#include "json.h"

/// Generated quizzes and answers in the terms of the core, for laws that would
/// be too slow through the façade.
namespace career_quiz::property {

inline Quiz quiz_in_core(const Json& document) {
  QuizReading reading = read_quiz(document.dump());
  return reading.quiz ? std::move(*reading.quiz) : Quiz{};
}

inline Answers answers_in_core(const Quiz& quiz, const Json& answers) {
  NameIndex questions;
  for (std::size_t q = 0; q < quiz.questions.size(); ++q)
    questions.add(quiz.questions[q].id, static_cast<std::uint32_t>(q));
  questions.seal();
  const std::string text = answers.dump();
  JsonTree tree;
  if (!tree.read(text, {kMaxBytes, kMaxDepth})) return Answers(quiz.questions.size());
  return read_answers(tree, 0, quiz, questions).answers;
}

}  // namespace career_quiz::property
