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

/// Every answer to a question with options: each of them, or each set of them.
inline List<Answer> every_answer(const Question& question) {
  const bool several = question.kind == QuestionKind::kMultiple;
  const std::size_t options = question.options.size();
  List<Answer> all;
  for (std::size_t code = 0; code < (several ? std::size_t{1} << options : options); ++code) {
    Answer answer;
    answer.state = Answer::State::kAnswered;
    for (std::size_t o = 0; o < options; ++o) {
      if (several ? ((code >> o) & 1) != 0 : o == code)
        answer.options.push_back(static_cast<std::uint16_t>(o));
    }
    all.push_back(std::move(answer));
  }
  return all;
}

}  // namespace career_quiz::property
