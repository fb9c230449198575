// Scoring "sum": points, added as they are.

#include <string>
#include <vector>

#include "career_quiz/evidence.h"
#include "support.h"

namespace career_quiz {
namespace {

using testing::advice_of;
using testing::answers_of;
using testing::faults_of;
using testing::joined;
using testing::outcome;
using testing::Parts;
using testing::quiz_of;

using Strings = std::vector<std::string>;

const std::string kSum = R"(,"scoring":{"method":"sum"})";

// A question whose options o0, o1, … are worth these points for outcome one.
std::string points(const std::string& id, const List<int>& worth,
                   const std::string& kind = "single", const std::string& extra = "",
                   const std::string& to = "one") {
  Strings options;
  for (std::size_t o = 0; o < worth.size(); ++o) {
    options.push_back(R"({"id":"o)" + std::to_string(o) + R"(","text":"T","evidence":{")" + to +
                      "\":" + std::to_string(worth[o]) + "}}");
  }
  return R"({"id":")" + id + R"(","kind":")" + kind + R"(","text":"T")" + extra + R"(,"options":)" +
         joined(options) + "}";
}

std::int32_t score(const std::string& question, const std::string& answer) {
  const Quiz quiz = quiz_of(Parts{.questions = "[" + question + "]", .more = kSum});
  return scores_of(quiz, answers_of(quiz, "{\"q\":" + answer + "}"))[0];
}

TEST(Sum, AddsPointsInTenthsAsTheyAre) {
  EXPECT_EQ(score(points("q", {0, 3, -2}), "\"o1\""), 30);
  EXPECT_EQ(score(points("q", {0, 3, -2}), "\"o2\""), -20);
  EXPECT_EQ(score(points("q", {0, 1000}), "\"o1\""), 10'000);
  EXPECT_EQ(score(points("q", {5, 5}), "\"o1\""), 50);
}

TEST(Sum, CountsAReversedQuestionFromItsOtherEnd) {
  const std::string question = points("q", {0, 1, 5}, "scale", ",\"reverse\":true");
  EXPECT_EQ(score(question, "\"o0\""), 50);
  EXPECT_EQ(score(question, "\"o1\""), 40);
  EXPECT_EQ(score(question, "\"o2\""), 0);
}

TEST(Sum, AddsWhatIsTickedAndNothingForTheRest) {
  const std::string question = points("q", {1, 2, -4}, "multiple");
  EXPECT_EQ(score(question, R"(["o0","o1"])"), 30);
  EXPECT_EQ(score(question, R"(["o2"])"), -40);
  EXPECT_EQ(score(question, "[]"), 0);
}

TEST(Sum, TakesTheFirstOfARank) {
  EXPECT_EQ(score(points("q", {1, 2, 7}, "rank"), R"(["o2","o0","o1"])"), 70);
}

TEST(Sum, RefusesMorePointsThanAnAnswerMayBeWorth) {
  const auto faults = [](int worth) {
    return faults_of(Parts{.questions = "[" + points("q", {0, worth}) + "]", .more = kSum}.text());
  };
  EXPECT_EQ(faults(1000), Strings{});
  EXPECT_EQ(faults(1001), Strings{"bad-value /questions/0/options/1/evidence/one"});
  EXPECT_EQ(faults(-1001), Strings{"bad-value /questions/0/options/1/evidence/one"});
}

Advice two(int one, int other, const std::string& scoring = kSum) {
  const Quiz quiz =
      quiz_of(Parts{.questions = joined({points("q", {0, one, 10}),
                                         points("r", {0, other, 10}, "single", "", "two")}),
                    .more = scoring});
  return advice_of(quiz, R"({"q":"o1","r":"o1"})");
}

TEST(Sum, CallsNothingCloseUnlessAsked) {
  EXPECT_EQ(two(5, 5).headline.kind, Headline::Kind::kOne);
  EXPECT_EQ(two(5, 4).headline.kind, Headline::Kind::kOne);
}

TEST(Sum, CallsCloseWhatIsUnderTheDeclaredMargin) {
  const std::string close = R"(,"scoring":{"method":"sum","close":2})";
  EXPECT_EQ(two(5, 4, close).headline.kind, Headline::Kind::kTwoTracks);
  EXPECT_EQ(two(5, 3, close).headline.kind, Headline::Kind::kOne);
}

TEST(Sum, ShowsTwoTracksByScoreWhateverTheirIds) {
  const std::string close = R"(,"scoring":{"method":"sum","close":2})";
  EXPECT_EQ(two(4, 5, close).headline.outcomes, (List<std::uint16_t>{1, 0}));
}

TEST(Evidence, CanDeclareItsOwnMarginToo) {
  EXPECT_EQ(quiz_of(Parts{}).close_call, 30);
  EXPECT_EQ(quiz_of(Parts{.more = R"(,"scoring":{"method":"evidence","close":5})"}).close_call, 50);
  EXPECT_EQ(faults_of(Parts{.more = R"(,"scoring":{"method":"sum","close":-1})"}.text()),
            Strings{"bad-value /scoring/close"});
  EXPECT_EQ(faults_of(Parts{.more = R"(,"scoring":{"method":"sum","close":0.5})"}.text()),
            Strings{"wrong-type /scoring/close"});
}

TEST(Sum, BandsByTheShareOfPointsThatWereWithinReach) {
  const auto band = [](int worth) { return two(worth, 0).ranking[worth > 0 ? 0 : 1].band; };
  EXPECT_EQ(band(7), Band::kStrong);  // Of 0 to 10: from two thirds,
  EXPECT_EQ(band(6), Band::kExplore);
  EXPECT_EQ(band(4), Band::kExplore);  // from a third,
  EXPECT_EQ(band(3), Band::kWeak);     // and less.
}

TEST(Sum, BandsEveryOutcomeThatAQuestionSpeaksFor) {
  const Quiz quiz =
      quiz_of(Parts{.questions = R"([{"id":"q","kind":"single","text":"T","options":[)"
                                 R"({"id":"a","text":"T","evidence":{"one":3,"two":1}},)"
                                 R"({"id":"b","text":"T","evidence":{"two":3}},)"
                                 R"({"id":"c","text":"T","evidence":{"one":2,"two":2}},)"
                                 R"({"id":"d","text":"T"}]}])",
                    .more = kSum});
  const auto bands = [&](const std::string& option) {
    std::vector<std::pair<std::uint16_t, Band>> found;
    for (const Ranked& entry : advice_of(quiz, R"({"q":")" + option + "\"}").ranking)
      found.emplace_back(entry.outcome, entry.band);
    return found;
  };
  using Bands = std::vector<std::pair<std::uint16_t, Band>>;
  // From a third of what is within reach on, and from two thirds on.
  EXPECT_EQ(bands("a"), (Bands{{0, Band::kStrong}, {1, Band::kExplore}}));
  EXPECT_EQ(bands("b"), (Bands{{1, Band::kStrong}, {0, Band::kWeak}}));
  EXPECT_EQ(bands("c"), (Bands{{0, Band::kStrong}, {1, Band::kStrong}}));
}

TEST(Sum, LeavesTheBiasOutOfTheBand) {
  const Quiz quiz = quiz_of(
      Parts{.questions = "[" + points("q", {0, 10}) + "]",
            .outcomes = "[" + outcome("one", 1, ",\"bias\":500") + "," + outcome("two", 2) + "]",
            .more = kSum});
  const Advice advice = advice_of(quiz, R"({"q":"o0"})");
  EXPECT_EQ(advice.ranking[0].score, 500);
  EXPECT_EQ(advice.ranking[0].band, Band::kWeak);
}

TEST(Sum, CallsNobodyMixed) {
  Strings questions;
  std::string answers;
  for (int q = 0; q < 9; ++q) {
    questions.push_back(points("q" + std::to_string(q), {1, 0, 0}));
    answers += (q ? "," : "") + ("\"q" + std::to_string(q)) + "\":\"o2\"";
  }
  const Quiz quiz = quiz_of(Parts{.questions = joined(questions), .more = kSum});
  EXPECT_EQ(advice_of(quiz, "{" + answers + "}").headline.kind, Headline::Kind::kOne);
}

TEST(Sum, TakesABiasForAPassMark) {
  const Quiz quiz = quiz_of(
      Parts{.questions = joined({points("q", {0, 1}), points("r", {0, 1})}),
            .outcomes = "[" + outcome("one", 1) + "," + outcome("two", 2, ",\"bias\":15") + "]",
            .more = kSum});
  EXPECT_EQ(advice_of(quiz, R"({"q":"o1","r":"o1"})").headline.outcomes[0], 0);
  EXPECT_EQ(advice_of(quiz, R"({"q":"o1","r":"o0"})").headline.outcomes[0], 1);
}

}  // namespace
}  // namespace career_quiz
