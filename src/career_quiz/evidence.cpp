#include "career_quiz/evidence.h"

#include <algorithm>

#include "career_quiz/fixed_point.h"
#include "career_quiz/order.h"

namespace career_quiz {
namespace {

int weight_of(const Option& option, std::uint16_t outcome) {
  for (const Weight& weight : option.evidence) {
    if (weight.outcome == outcome) return weight.decibans;
  }
  return 0;
}

// What each option says for one outcome. In a sum, `reverse` counts from the
// other end.
List<int> weights_of(const Question& question, std::uint16_t outcome, Scoring scoring) {
  List<int> weights;
  for (const Option& option : question.options) weights.push_back(weight_of(option, outcome));
  if (scoring == Scoring::kSum && question.reverse) {
    const int ends = *std::min_element(weights.begin(), weights.end()) +
                     *std::max_element(weights.begin(), weights.end());
    for (int& weight : weights) weight = ends - weight;
  }
  return weights;
}

void compile_question(Question* question, Scoring scoring) {
  auto& touched = question->touched;
  touched.clear();
  for (const Option& option : question->options) {
    for (const Weight& weight : option.evidence) insert_place(&touched, weight.outcome);
  }

  const std::size_t options = question->options.size();
  const std::size_t width = touched.size();
  const bool separate = question->kind == QuestionKind::kMultiple;
  question->contributions.assign(options * width, 0);
  question->unticked.assign(separate ? options * width : 0, 0);
  question->likelihood.assign(options * width, 0);
  question->certainty.assign(separate ? options * width : width, 0);
  for (std::size_t t = 0; t < width; ++t) {
    const List<int> weights = weights_of(*question, touched[t], scoring);
    // Points of a sum can be large; as evidence for choosing questions they are
    // taken as decibans within the usual range.
    const auto ratio = [&](std::size_t o) {
      return power_of_ten(20 * std::clamp(weights[o], -kMaxDecibans, kMaxDecibans));
    };
    std::uint64_t whole = 0;
    for (std::size_t o = 0; o < options; ++o) whole += ratio(o);
    for (std::size_t o = 0; o < options; ++o) {
      const std::size_t cell = o * width + t;
      const std::uint64_t sum = separate ? ratio(o) + kOne : whole;
      const std::int32_t centre =
          scoring == Scoring::kSum ? 0 : tenths_of_deciban(sum, separate ? 2 : options);
      question->contributions[cell] = static_cast<std::int16_t>(10 * weights[o] - centre);
      if (separate) question->unticked[cell] = static_cast<std::int16_t>(-centre);

      const std::uint64_t likelihood = ratio(o) * kOne / sum;
      question->likelihood[cell] = static_cast<std::uint32_t>(likelihood);
      const auto term = [](std::uint64_t p) {
        return static_cast<std::int32_t>((static_cast<std::int64_t>(p) * log2_of(p)) >>
                                         kFractionBits);
      };
      if (separate) {
        question->certainty[cell] = term(likelihood) + term(kOne - likelihood);
      } else {
        question->certainty[t] += term(likelihood);
      }
    }
  }
}

}  // namespace

void compile_evidence(Quiz* quiz) {
  for (Question& question : quiz->questions) compile_question(&question, quiz->scoring);
}

Range range_of(const Question& question, std::size_t t) {
  const std::size_t width = question.touched.size();
  const bool separate = question.kind == QuestionKind::kMultiple;
  Range range{separate ? 0 : INT32_MAX, separate ? 0 : INT32_MIN};
  for (std::size_t o = 0; o < question.options.size(); ++o) {
    const std::int32_t yes = question.contributions[o * width + t];
    if (separate) {
      const std::int32_t no = question.unticked[o * width + t];
      range.low += std::min(yes, no);
      range.high += std::max(yes, no);
    } else {
      range.low = std::min(range.low, yes);
      range.high = std::max(range.high, yes);
    }
  }
  return range;
}

List<std::int32_t> contributions_of(const Question& question, const Answer& answer) {
  const std::size_t width = question.touched.size();
  List<std::int32_t> sum(width, 0);
  if (answer.state != Answer::State::kAnswered) return sum;
  const auto add = [&](const List<std::int16_t>& table, std::size_t option) {
    for (std::size_t t = 0; t < width; ++t) sum[t] += table[option * width + t];
  };
  if (question.kind != QuestionKind::kMultiple) {
    // The first: the only one, but for a ranking.
    if (!answer.options.empty()) add(question.contributions, answer.options.front());
    return sum;
  }
  for (std::size_t o = 0; o < question.options.size(); ++o) {
    const bool ticked = has_place(answer.options, static_cast<std::uint16_t>(o));
    add(ticked ? question.contributions : question.unticked, o);
  }
  return sum;
}

List<std::int32_t> scores_of(const Quiz& quiz, const Answers& answers) {
  List<std::int32_t> scores;
  scores.reserve(quiz.outcomes.size());
  for (const Outcome& outcome : quiz.outcomes) scores.push_back(outcome.bias);
  for (std::size_t q = 0; q < quiz.questions.size(); ++q) {
    const Question& question = quiz.questions[q];
    if (!question.scored() || answers[q].state != Answer::State::kAnswered) continue;
    const List<std::int32_t> added = contributions_of(question, answers[q]);
    for (std::size_t t = 0; t < added.size(); ++t) scores[question.touched[t]] += added[t];
  }
  return scores;
}

}  // namespace career_quiz
