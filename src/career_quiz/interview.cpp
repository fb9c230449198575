#include "career_quiz/interview.h"

#include <algorithm>

namespace career_quiz {
namespace {

bool given(const Answer& answer) { return answer.state != Answer::State::kOpen; }

}  // namespace

Interview conduct(const Quiz& quiz, const Answers& answers) {
  const std::size_t count = quiz.questions.size();
  Interview interview;
  interview.counted.resize(count);

  // What is visible now, and what can still become so: the same walk with open
  // questions once as never answered, once as unknown.
  std::vector<char> visible(count);
  std::vector<char> settled(count);
  std::vector<Truth> asked(count, Truth::kFalse);
  for (const std::uint16_t q : quiz.dependency_order) {
    const Condition& when = quiz.questions[q].when;
    visible[q] = evaluate(when, {quiz, interview.counted}) == Truth::kTrue;
    asked[q] = evaluate(when, {quiz, interview.counted, &settled});
    if (visible[q]) interview.counted[q] = answers[q];
    settled[q] = asked[q] == Truth::kFalse || (asked[q] == Truth::kTrue && given(answers[q]));
  }

  for (std::size_t q = 0; q < count; ++q) {
    const auto place = static_cast<std::uint16_t>(q);
    if (visible[q]) {
      interview.path.push_back(place);
      if (given(answers[q])) {
        ++interview.answered;
        continue;
      }
      if (!interview.next) interview.next = place;
      if (asked[q] == Truth::kTrue) ++interview.remaining_at_least;
    } else if (given(answers[q])) {
      interview.ignored.push_back(place);
    }
    if (asked[q] != Truth::kFalse && !given(answers[q])) ++interview.remaining_at_most;
  }

  // Overrides apply in their order: one that holds stops the interview only if
  // none before it can still take its place.
  bool gate_possible = false;
  bool outranked = false;
  for (const Rule& rule : quiz.rules) {
    if (rule.kind != Rule::Kind::kOverride) continue;
    const Truth holds = evaluate(rule.when, {quiz, interview.counted, &settled});
    if (holds == Truth::kFalse) continue;
    const bool gate = !reads_result(rule.when);
    if (gate && holds == Truth::kTrue && !outranked) {
      interview.stop = Stop::kGate;
      break;
    }
    outranked = true;
    gate_possible = gate_possible || gate;
  }
  if (interview.stop == Stop::kNone && !interview.next) interview.stop = Stop::kComplete;
  if (interview.stop != Stop::kNone) {
    interview.next.reset();
    interview.remaining_at_least = 0;
    interview.remaining_at_most = 0;
  } else if (gate_possible) {
    interview.remaining_at_least = std::min(interview.remaining_at_least, 1u);
  }
  return interview;
}

}  // namespace career_quiz
