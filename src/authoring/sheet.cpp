#include "authoring/sheet.h"

#include <algorithm>
#include <cstddef>
#include <vector>

#include "career_quiz/answers.h"
#include "career_quiz/json_tree.h"
#include "career_quiz/json_writer.h"

namespace career_quiz::authoring {

std::string write_sheet(const Quiz& quiz, const Answers& answers) {
  std::vector<std::size_t> given;
  for (std::size_t q = 0; q < answers.size(); ++q) {
    if (answers[q].state != Answer::State::kOpen) given.push_back(q);
  }
  std::stable_sort(given.begin(), given.end(),
                   [&](std::size_t a, std::size_t b) { return answers[a].turn < answers[b].turn; });
  JsonWriter json;
  json.begin_object();
  for (const std::size_t q : given) {
    json.key(quiz.questions[q].id);
    if (answers[q].state == Answer::State::kSkipped) {
      json.null();
    } else {
      write_answer(&json, quiz.questions[q], answers[q]);
    }
  }
  json.end_object();
  return json.take();
}

Result<Answers> read_sheet(const Quiz& quiz, std::string_view text) {
  JsonTree tree;
  if (!tree.read(text, {kMaxBytes, kMaxDepth})) {
    return Error{tree.fault().code, tree.fault().message};
  }
  if (tree.at(0).kind != JsonTree::Kind::kObject) {
    return Error{"wrong-type", "A sheet is an object from question ids to answers."};
  }
  NameIndex questions;
  for (std::size_t q = 0; q < quiz.questions.size(); ++q) {
    questions.add(quiz.questions[q].id, static_cast<std::uint32_t>(q));
  }
  questions.seal();
  AnswersReading reading = read_answers(tree, 0, quiz, questions);
  if (reading.problems.empty()) return std::move(reading.answers);
  Error error{reading.problems[0].code, {}};
  for (const AnswerProblem& problem : reading.problems) {
    error.message += (error.message.empty() ? "" : " ") + problem.message;
  }
  return error;
}

}  // namespace career_quiz::authoring
