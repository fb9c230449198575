#include "career_quiz/evidence.h"

#include <cmath>
#include <string>
#include <utility>
#include <vector>

#include "support.h"

namespace career_quiz {
namespace {

using testing::answers_of;
using testing::joined;
using testing::outcome;
using testing::Parts;
using testing::quiz_of;

// A question whose options have these weights for outcome one.
std::string weighed(const List<int>& weights, const std::string& kind = "single",
                    const std::string& extra = "") {
  std::vector<std::string> options;
  for (std::size_t o = 0; o < weights.size(); ++o) {
    options.push_back(R"({"id":"o)" + std::to_string(o) + R"(","text":"T","evidence":{"one":)" +
                      std::to_string(weights[o]) + "}}");
  }
  return R"({"id":"q","kind":")" + kind + R"(","text":"T")" + extra + R"(,"options":)" +
         joined(options) + "}";
}

List<int> contributions(const List<int>& weights) {
  const Quiz quiz = quiz_of(Parts{.questions = "[" + weighed(weights) + "]"});
  List<int> found;
  for (const std::int16_t each : quiz.questions[0].contributions) found.push_back(each);
  return found;
}

using Ints = List<int>;

// By hand: the mean of 10^0.6 and 1 is 2.49054, which is 3.96 decibans.
TEST(Evidence, IsCentredOnWhatTheOptionsSayOnAverage) {
  EXPECT_EQ(contributions({6, 0}), (Ints{20, -40}));
  EXPECT_EQ(contributions({3, 0, -3}), (Ints{23, -7, -37}));           // 0.665 dB
  EXPECT_EQ(contributions({12, 0}), (Ints{27, -93}));                  // 9.255 dB
  EXPECT_EQ(contributions({-12, 0}), (Ints{-93, 27}));                 // -2.745 dB
  EXPECT_EQ(contributions({10, 0, 0, 0}), (Ints{49, -51, -51, -51}));  // 5.119 dB
}

TEST(Evidence, SaysNothingWhereEveryOptionSaysTheSame) {
  EXPECT_EQ(contributions({5, 5, 5}), (Ints{0, 0, 0}));
  EXPECT_EQ(contributions({-12, -12}), (Ints{0, 0}));
}

TEST(Evidence, TakesAWeightThatIsLeftOutForNone) {
  const Quiz quiz = quiz_of(Parts{});
  const Question& question = quiz.questions[0];
  EXPECT_EQ(question.touched, (List<std::uint16_t>{0, 1}));
  EXPECT_EQ(question.contributions, (List<std::int16_t>{20, -40, -40, 20}));
  EXPECT_TRUE(question.unticked.empty());
}

TEST(Evidence, IsClampedToTwelveDecibans) {
  EXPECT_EQ(contributions({40, 0}), contributions({12, 0}));
  EXPECT_EQ(contributions({-40, 0}), contributions({-12, 0}));
}

TEST(Evidence, AgreesWithLongDoubleForEveryWeightAndUpToElevenOptions) {
  std::uint32_t seed = 12345;
  const auto next = [&] {
    seed = seed * 1664525u + 1013904223u;
    return seed >> 8;
  };
  for (int round = 0; round < 300; ++round) {
    Ints weights(2 + next() % 10);
    for (int& weight : weights) weight = static_cast<int>(next() % 25) - 12;
    const Ints found = contributions(weights);
    long double sum = 0;
    for (const int weight : weights) sum += std::pow(10.0L, weight / 10.0L);
    const long double mean = 100 * std::log10(sum / static_cast<long double>(weights.size()));
    if (std::fabs(mean - std::floor(mean) - 0.5L) < 1e-4L) continue;
    for (std::size_t o = 0; o < weights.size(); ++o)
      ASSERT_EQ(found[o], 10 * weights[o] - static_cast<int>(std::floor(mean + 0.5L)));
  }
}

// engine.md's third identity: within 1.2 %, the likelihoods of a question's
// options sum to one for every outcome.
TEST(Evidence, FavoursNoOutcomeWhateverIsAnswered) {
  for (int a = -12; a <= 12; ++a) {
    for (int b = -12; b <= 12; b += 3) {
      long double sum = 0;
      for (const int c : contributions({a, b, 0})) sum += std::pow(10.0L, c / 100.0L);
      ASSERT_NEAR(static_cast<double>(sum / 3), 1, 0.012) << a << " " << b;
    }
  }
}

TEST(Evidence, TakesSeveralChoicesForQuestionsOfYesOrNo) {
  const Quiz quiz = quiz_of(Parts{.questions = "[" + weighed({6, 3, -6}, "multiple") + "]"});
  const Question& question = quiz.questions[0];
  // Each beside a no of weight 0: means of 2.49054, 1.49763 and 0.62559.
  EXPECT_EQ(question.contributions, (List<std::int16_t>{20, 12, -40}));
  EXPECT_EQ(question.unticked, (List<std::int16_t>{-40, -18, 20}));
  const auto score = [&](const std::string& answers) {
    return scores_of(quiz, answers_of(quiz, answers))[0];
  };
  EXPECT_EQ(score(R"({"q":["o0","o1"]})"), 20 + 12 + 20);
  EXPECT_EQ(score(R"({"q":["o2"]})"), -40 - 18 - 40);
  EXPECT_EQ(score(R"({"q":[]})"), -40 - 18 + 20);
  EXPECT_EQ(score("{}"), 0);
}

TEST(Evidence, AddsUpToTheScoreFromTheBias) {
  const Quiz quiz = quiz_of(
      Parts{.questions = R"([{"id":"q","kind":"single","text":"T","options":[)"
                         R"({"id":"a","text":"T","evidence":{"one":6}},{"id":"b","text":"T"}]},)"
                         R"({"id":"r","kind":"single","text":"T","options":[)"
                         R"({"id":"a","text":"T","evidence":{"two":3}},{"id":"b","text":"T"},)"
                         R"({"id":"c","text":"T","evidence":{"two":-3}}]}])",
            .outcomes = "[" + outcome("one", 1, ",\"bias\":-7") + "," + outcome("two", 2) + "]"});
  const auto scores = [&](const std::string& answers) {
    return scores_of(quiz, answers_of(quiz, answers));
  };
  EXPECT_EQ(scores("{}"), (List<std::int32_t>{-7, 0}));
  EXPECT_EQ(scores(R"({"q":"a"})"), (List<std::int32_t>{13, 0}));
  EXPECT_EQ(scores(R"({"q":"b","r":"c"})"), (List<std::int32_t>{-47, -37}));
}

TEST(Evidence, ComesFromNoSkippedQuestion) {
  const Quiz quiz =
      quiz_of(Parts{.questions = "[" + weighed({6, 0}, "single", ",\"optional\":true") + "]"});
  EXPECT_EQ(scores_of(quiz, answers_of(quiz, R"({"q":null})"))[0], 0);
  EXPECT_EQ(contributions_of(quiz.questions[0], {Answer::State::kSkipped, {}}),
            (List<std::int32_t>{0}));
}

TEST(Evidence, RangesOverWhatTheAnswersToAQuestionCanAdd) {
  const auto ranges = [](const std::string& kind) {
    const Quiz quiz =
        quiz_of(Parts{.questions = R"([{"id":"q","kind":")" + kind +
                                   R"(","text":"T","options":[)"
                                   R"({"id":"a","text":"T","evidence":{"one":6,"two":-2}},)"
                                   R"({"id":"b","text":"T","evidence":{"one":-3,"two":5}},)"
                                   R"({"id":"c","text":"T","evidence":{"two":1}}]}])",
                      .more = R"(,"scoring":{"method":"sum"})"});
    std::vector<std::pair<int, int>> found;
    for (std::size_t t = 0; t < 2; ++t) {
      const Range range = range_of(quiz.questions[0], t);
      found.emplace_back(range.low, range.high);
    }
    return found;
  };
  using Pairs = std::vector<std::pair<int, int>>;
  EXPECT_EQ(ranges("single"), (Pairs{{-30, 60}, {-20, 50}}));
  EXPECT_EQ(ranges("multiple"), (Pairs{{-30, 60}, {-20, 60}}));
}

}  // namespace
}  // namespace career_quiz
