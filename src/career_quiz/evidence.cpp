#include "career_quiz/evidence.h"

#include "career_quiz/fixed_point.h"
#include "career_quiz/order.h"

namespace career_quiz {
namespace {

// The likelihood ratio of a weight in decibans.
std::uint64_t ratio(int decibans) { return power_of_ten(decibans * 20); }

std::int16_t centred(int decibans, std::uint64_t sum, std::size_t count) {
  return static_cast<std::int16_t>(10 * decibans - tenths_of_deciban(sum, count));
}

int weight_of(const Option& option, std::uint16_t outcome) {
  for (const Weight& weight : option.evidence) {
    if (weight.outcome == outcome) return weight.decibans;
  }
  return 0;
}

void compile_question(Question* question) {
  auto& touched = question->touched;
  touched.clear();
  for (const Option& option : question->options) {
    for (const Weight& weight : option.evidence) insert_place(&touched, weight.outcome);
  }

  const std::size_t cells = question->options.size() * touched.size();
  const bool separate = question->kind == QuestionKind::kMultiple;
  question->contributions.assign(cells, 0);
  question->unticked.assign(separate ? cells : 0, 0);
  for (std::size_t t = 0; t < touched.size(); ++t) {
    std::uint64_t sum = 0;
    for (const Option& option : question->options) sum += ratio(weight_of(option, touched[t]));
    for (std::size_t o = 0; o < question->options.size(); ++o) {
      const int decibans = weight_of(question->options[o], touched[t]);
      const std::size_t cell = o * touched.size() + t;
      if (separate) {
        const std::uint64_t both = ratio(decibans) + kOne;
        question->contributions[cell] = centred(decibans, both, 2);
        question->unticked[cell] = centred(0, both, 2);
      } else {
        question->contributions[cell] = centred(decibans, sum, question->options.size());
      }
    }
  }
}

}  // namespace

void compile_evidence(Quiz* quiz) {
  for (Question& question : quiz->questions) compile_question(&question);
}

std::vector<std::int32_t> contributions_of(const Question& question, const Answer& answer) {
  const std::size_t width = question.touched.size();
  std::vector<std::int32_t> sum(width, 0);
  if (answer.state != Answer::State::kAnswered) return sum;
  const auto add = [&](const std::vector<std::int16_t>& table, std::size_t option) {
    for (std::size_t t = 0; t < width; ++t) sum[t] += table[option * width + t];
  };
  if (question.kind != QuestionKind::kMultiple) {
    for (const std::uint16_t option : answer.options) add(question.contributions, option);
    return sum;
  }
  for (std::size_t o = 0; o < question.options.size(); ++o) {
    const bool ticked = has_place(answer.options, static_cast<std::uint16_t>(o));
    add(ticked ? question.contributions : question.unticked, o);
  }
  return sum;
}

std::vector<std::int32_t> scores_of(const Quiz& quiz, const Answers& answers) {
  std::vector<std::int32_t> scores;
  scores.reserve(quiz.outcomes.size());
  for (const Outcome& outcome : quiz.outcomes) scores.push_back(outcome.bias);
  for (std::size_t q = 0; q < quiz.questions.size(); ++q) {
    const Question& question = quiz.questions[q];
    if (!question.scored() || answers[q].state != Answer::State::kAnswered) continue;
    const std::vector<std::int32_t> added = contributions_of(question, answers[q]);
    for (std::size_t t = 0; t < added.size(); ++t) scores[question.touched[t]] += added[t];
  }
  return scores;
}

}  // namespace career_quiz
