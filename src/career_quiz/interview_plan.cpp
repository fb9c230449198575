#include "career_quiz/interview_plan.h"

#include <algorithm>

namespace career_quiz {
namespace {

bool contains(const List<std::uint16_t>& list, std::uint16_t place) {
  return std::find(list.begin(), list.end(), place) != list.end();
}

}  // namespace

void plan_interview(Quiz* quiz) {
  const std::size_t count = quiz->questions.size();
  List<bool> needed(count);   // By a gate or by eligibility.
  List<bool> advised(count);  // By another rule or a module.
  List<bool> opens(count);    // Decides whether one of the interview is asked.
  const auto mark = [&](const Condition& condition, List<bool>* marks, bool read) {
    for (const std::uint16_t q : questions_read(condition, *quiz)) {
      (*marks)[q] = true;
      if (read) quiz->questions[q].read = true;
    }
  };
  for (const Rule& rule : quiz->rules) {
    mark(rule.when, rule.kind == Rule::Kind::kOverride ? &needed : &advised, true);
  }
  for (const Outcome& outcome : quiz->outcomes) mark(outcome.when, &needed, true);
  for (const Module& module : quiz->modules) mark(module.when, &advised, false);
  for (const std::uint16_t q : quiz->adaptive.first) needed[q] = true;
  // Against the order of dependency, so that what is marked on the way is met.
  for (auto q = quiz->dependency_order.rbegin(); q != quiz->dependency_order.rend(); ++q) {
    const Question& question = quiz->questions[*q];
    const bool asked = question.scored() || (advised[*q] && !question.after) || opens[*q];
    List<bool> none(count);
    mark(question.when, needed[*q] ? &needed : asked ? &opens : &none, !question.after);
  }

  quiz->mandatory = quiz->adaptive.first;
  quiz->channel.clear();
  for (std::size_t q = 0; q < count; ++q) {
    const auto place = static_cast<std::uint16_t>(q);
    Question& question = quiz->questions[q];
    if (needed[q]) {
      if (!contains(quiz->mandatory, place)) quiz->mandatory.push_back(place);
    } else if (question.after || (!question.scored() && !advised[q] && !opens[q])) {
      continue;
    } else if (!question.scored() && advised[q]) {
      quiz->channel.push_back(place);
    }
    question.adaptive = true;
  }
}

}  // namespace career_quiz
