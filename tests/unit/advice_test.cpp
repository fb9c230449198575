#include "career_quiz/advice.h"

#include <string>
#include <vector>

#include "support.h"

namespace career_quiz {
namespace {

using testing::advice_of;
using testing::joined;
using testing::outcome;
using testing::outcome_ids;
using testing::Parts;
using testing::quiz_of;
using testing::single;

using Kind = Headline::Kind;
using Strings = std::vector<std::string>;

const std::string kAnswered = R"({"q":"a"})";
const std::string kDerived = R"({"id":"derived","title":"T","summary":"S","body":"B"})";

// Outcomes a, b, c, … whose scores are what is given, after one question that
// says nothing.
Quiz scored(const List<int>& scores, const std::string& rules = "[]", const Strings& further = {}) {
  Strings outcomes;
  for (std::size_t k = 0; k < scores.size(); ++k) {
    outcomes.push_back(outcome(std::string(1, static_cast<char>('a' + k)),
                               static_cast<int>(scores.size() - k),
                               ",\"bias\":" + std::to_string(scores[k])));
  }
  for (const std::string& one : further) outcomes.push_back(one);
  return quiz_of(
      Parts{.questions = "[" + single("q") + "]", .outcomes = joined(outcomes), .rules = rules});
}

Headline headline(const Quiz& quiz) { return advice_of(quiz, kAnswered).headline; }

Strings headlined(const Quiz& quiz) { return outcome_ids(quiz, headline(quiz).outcomes); }

Strings ranked(const Quiz& quiz, const Advice& advice) {
  Strings ids;
  for (const Ranked& entry : advice.ranking) ids.push_back(quiz.outcomes[entry.outcome].id);
  return ids;
}

std::string rule(const std::string& kind, const std::string& to, const std::string& when = "true",
                 const std::string& id = "r") {
  return R"({"id":")" + id + R"(","kind":")" + kind + R"(","when":)" + when + R"(,"outcome":")" +
         to + "\"}";
}

// Eight questions and more where option a speaks for one, b for two; the number
// of options of each is given.
Quiz form(const List<int>& options, int weight = 6, const std::string& rules = "[]") {
  Strings questions;
  for (std::size_t q = 0; q < options.size(); ++q) {
    Strings list;
    for (int o = 0; o < options[q]; ++o) {
      list.push_back(R"({"id":")" + std::string(1, static_cast<char>('a' + o)) +
                     R"(","text":"T","evidence":{")" + (o == 0 ? "one" : "two") +
                     "\":" + std::to_string(o < 2 ? weight : 1) + "}}");
    }
    questions.push_back(R"({"id":"q)" + std::to_string(q) +
                        R"(","kind":"single","text":"T","options":)" + joined(list) + "}");
  }
  Strings outcomes = {outcome("one", 1), outcome("two", 2)};
  if (rules != "[]") outcomes.push_back(kDerived);
  return quiz_of(
      Parts{.questions = joined(questions), .outcomes = joined(outcomes), .rules = rules});
}

// Answers by the letter of each option, in order.
std::string letters(const std::string& options) {
  std::string answers = "{";
  for (std::size_t q = 0; q < options.size(); ++q) {
    answers +=
        std::string(q == 0 ? "" : ",") + "\"q" + std::to_string(q) + "\":\"" + options[q] + '"';
  }
  return answers + "}";
}

Kind kind_of(const Quiz& quiz, const std::string& options) {
  return advice_of(quiz, letters(options)).headline.kind;
}

int sum_of(const Advice& advice) {
  int sum = 0;
  for (const Reason& reason : advice.because) sum += reason.contribution;
  for (const Reason& reason : advice.against) sum += reason.contribution;
  return sum;
}

TEST(Ranking, GoesFromTheHighestScoreToTheLowest) {
  const Quiz quiz = scored({-20, 60, 10});
  const Advice advice = advice_of(quiz, kAnswered);
  EXPECT_EQ(ranked(quiz, advice), (Strings{"b", "c", "a"}));
  EXPECT_EQ(advice.ranking[0].score, 60);
  EXPECT_EQ(advice.ranking[2].score, -20);
}

TEST(Ranking, BreaksExactTiesByPriority) {
  const Quiz quiz = scored({10, 10, 10});  // The later, the smaller the priority.
  EXPECT_EQ(ranked(quiz, advice_of(quiz, kAnswered)), (Strings{"c", "b", "a"}));
}

TEST(Ranking, HoldsNoOutcomeWhoseConditionFails) {
  const std::string never = R"(,"when":{"==":[{"var":"answers.q"},"b"]},"bias":900)";
  const Quiz quiz = scored({50, 0}, "[]", {outcome("z", 9, never)});
  EXPECT_EQ(ranked(quiz, advice_of(quiz, kAnswered)), (Strings{"a", "b"}));
  EXPECT_EQ(ranked(quiz, advice_of(quiz, R"({"q":"b"})")), (Strings{"z", "a", "b"}));
}

TEST(Ranking, HoldsNoDerivedOutcome) {
  const Quiz quiz = scored({50, 0}, "[" + rule("override", "derived", "false") + "]", {kDerived});
  EXPECT_EQ(ranked(quiz, advice_of(quiz, kAnswered)), (Strings{"a", "b"}));
}

TEST(Band, IsStrongFromThirtyHundredthsOfBelief) {
  EXPECT_EQ(advice_of(scored({0, -36}), kAnswered).ranking[1].band, Band::kStrong);   // 0.3038
  EXPECT_EQ(advice_of(scored({0, -37}), kAnswered).ranking[1].band, Band::kExplore);  // 0.2990
}

TEST(Band, IsForExploringFromFiveHundredths) {
  EXPECT_EQ(advice_of(scored({0, -127}), kAnswered).ranking[1].band, Band::kExplore);  // 0.0510
  EXPECT_EQ(advice_of(scored({0, -128}), kAnswered).ranking[1].band, Band::kWeak);     // 0.0499
}

TEST(Band, IsWeakForWhatIsFarBehind) {
  const Advice advice = advice_of(scored({1000, -1000}), kAnswered);
  EXPECT_EQ(advice.ranking[0].band, Band::kStrong);
  EXPECT_EQ(advice.ranking[1].band, Band::kWeak);
}

TEST(Shares, SumToOneAndFollowTheScores) {
  const List<std::uint64_t> shares = shares_of({100, 0, 0, -100});
  const double one = 1 << 28;
  EXPECT_NEAR(static_cast<double>(shares[0]) / one, 10 / 12.1, 1e-6);
  EXPECT_NEAR(static_cast<double>(shares[1]) / one, 1 / 12.1, 1e-6);
  EXPECT_EQ(shares[1], shares[2]);
  EXPECT_NEAR(static_cast<double>(shares[3]) / one, 0.1 / 12.1, 1e-6);
  EXPECT_TRUE(shares_of({}).empty());
}

TEST(Shares, StandTheWidestScores) {
  const List<std::uint64_t> shares = shares_of({30'000'000, -30'000'000});
  EXPECT_EQ(shares[0], std::uint64_t{1} << 28);
  EXPECT_EQ(shares[1], 0u);
}

TEST(Headline, IsOneOutcomeThatLeadsByThreeDecibans) {
  const Quiz quiz = scored({30, 0});
  EXPECT_EQ(headline(quiz).kind, Kind::kOne);
  EXPECT_EQ(headlined(quiz), Strings{"a"});
}

TEST(Headline, IsTwoTracksUnderThreeDecibans) {
  const Quiz quiz = scored({29, 0});
  EXPECT_EQ(headline(quiz).kind, Kind::kTwoTracks);
  EXPECT_EQ(headlined(quiz), (Strings{"a", "b"}));
}

TEST(Headline, OrdersTwoTracksByScoreBeyondHalfADeciban) {
  EXPECT_EQ(headlined(scored({0, 6})), (Strings{"b", "a"}));
}

TEST(Headline, OrdersTwoTracksByIdWithinHalfADeciban) {
  EXPECT_EQ(headlined(scored({0, 5})), (Strings{"a", "b"}));
  EXPECT_EQ(headlined(scored({5, 0})), (Strings{"a", "b"}));
  EXPECT_EQ(headlined(scored({0, 0})), (Strings{"a", "b"}));
  EXPECT_EQ(ranked(scored({0, 5}), advice_of(scored({0, 5}), kAnswered)), (Strings{"b", "a"}));
}

TEST(Headline, IsMixedWhereTheProfileIsFlat) {
  const Quiz quiz = scored({12, 6, 0, 0});  // The first has a share of 0.27.
  EXPECT_EQ(headline(quiz).kind, Kind::kMixed);
  EXPECT_EQ(headlined(quiz), (Strings{"a", "b"}));
}

TEST(Headline, IsMixedWhereTheProfileIsFlatThoughTheMarginIsWide) {
  EXPECT_EQ(headline(scored({31, 0, 0, 0, 0, 0, 0, 0})).kind, Kind::kMixed);  // 0.226
  EXPECT_EQ(headline(scored({31, 0, 0, 0})).kind, Kind::kOne);                // 0.405
}

TEST(Headline, IsNotMixedForThreeThatShareAlike) {
  EXPECT_EQ(headline(scored({0, 0, 0})).kind, Kind::kTwoTracks);  // A third each.
  EXPECT_EQ(headline(scored({0, 0, 0, 0})).kind, Kind::kMixed);
}

TEST(Headline, IsOneOutcomeIfItIsTheOnlyOne) {
  const Quiz quiz = scored({-40});
  const Advice advice = advice_of(quiz, kAnswered);
  EXPECT_EQ(advice.headline.kind, Kind::kOne);
  EXPECT_EQ(headlined(quiz), Strings{"a"});
  EXPECT_EQ(advice.margin, -40);
  EXPECT_EQ(advice.ranking[0].band, Band::kStrong);
}

TEST(Headline, IsMixedAndEmptyIfNothingIsEligible) {
  const Quiz quiz = quiz_of(Parts{.questions = "[" + single("q") + "]",
                                  .outcomes = "[" + outcome("a", 1, ",\"when\":false") + "]",
                                  .modules = R"([{"id":"m","title":"T","body":"B","when":true}])"});
  const Advice advice = advice_of(quiz, kAnswered);
  EXPECT_EQ(advice.headline.kind, Kind::kMixed);
  EXPECT_TRUE(advice.headline.outcomes.empty());
  EXPECT_TRUE(advice.ranking.empty());
  EXPECT_EQ(advice.margin, std::nullopt);
  EXPECT_TRUE(advice.because.empty());
  EXPECT_EQ(advice.modules, List<std::uint16_t>{0});
}

TEST(StraightLine, IsMixedWhereTheFirstIsClickedThroughout) {
  const Quiz quiz = form({2, 3, 4, 2, 3, 4, 2, 3});
  const Advice advice = advice_of(quiz, letters("aaaaaaaa"));
  EXPECT_EQ(advice.headline.kind, Kind::kMixed);
  EXPECT_EQ(outcome_ids(quiz, advice.headline.outcomes), (Strings{"one", "two"}));
  EXPECT_GE(*advice.margin, 30);
}

TEST(StraightLine, IsMixedWhereTheLastIsClickedThroughout) {
  EXPECT_EQ(kind_of(form({2, 3, 4, 2, 3, 4, 2, 3}), "bcdbcdbc"), Kind::kMixed);
}

TEST(StraightLine, IsMixedWhereTheMiddleIsClickedThroughout) {
  EXPECT_EQ(kind_of(form({3, 5, 3, 5, 4, 4, 3, 5}), "bcbcbcbc"), Kind::kMixed);
}

TEST(StraightLine, IsMixedWhereOneNumberIsClickedThroughout) {
  EXPECT_EQ(kind_of(form({5, 4, 5, 4, 5, 4, 5, 4}), "bbbbbbbb"), Kind::kMixed);
}

TEST(StraightLine, EndsAtOneOtherAnswer) {
  EXPECT_EQ(kind_of(form({2, 2, 2, 2, 2, 2, 2, 2}), "aaaaaaab"), Kind::kOne);
}

TEST(StraightLine, HasNoMiddleBetweenTwoOptions) {
  EXPECT_EQ(kind_of(form({2, 2, 2, 2, 2, 2, 2, 2}), "abaababa"), Kind::kOne);
}

TEST(StraightLine, HasAMiddleOfOneOptionWhereTheirNumberIsOdd) {
  EXPECT_EQ(kind_of(form({3, 3, 3, 3, 3, 3, 3, 3}), "abababab"), Kind::kTwoTracks);
}

TEST(StraightLine, SaysNothingOfTwoWinnersAndKeepsWhatStandsBesideTheFirst) {
  const List<int> two(8, 2);
  const std::string combine = "[" + rule("combine", "derived") + "]";
  EXPECT_EQ(kind_of(form(two, 6, combine), "aaaaaaab"), Kind::kCombined);
  EXPECT_EQ(kind_of(form(two, 6, combine), "aaaaaaaa"), Kind::kMixed);
  const std::string later =
      joined({rule("combine", "derived", "true", "r1"), rule("beside", "two", "true", "r2")});
  const Advice advice = advice_of(form(two, 6, later), letters("bbbbbbbb"));
  EXPECT_EQ(advice.headline.kind, Kind::kMixed);
  EXPECT_EQ(advice.headline.outcomes.size(), 2u);
}

TEST(StraightLine, TakesEightAnswersToTell) {
  EXPECT_EQ(kind_of(form({2, 2, 2, 2, 2, 2, 2}), "aaaaaaa"), Kind::kOne);
  EXPECT_EQ(kind_of(form({2, 2, 2, 2, 2, 2, 2, 2}), "aaaaaaaa"), Kind::kMixed);
}

TEST(StraightLine, LooksAtScoredQuestionsOnly) {
  Strings questions;
  for (int q = 0; q < 9; ++q) questions.push_back(single("q" + std::to_string(q)));
  const Quiz quiz = quiz_of(
      Parts{.questions = joined(questions),
            .outcomes = "[" + outcome("one", 1, ",\"bias\":50") + "," + outcome("two", 2) + "]"});
  EXPECT_EQ(kind_of(quiz, "aaaaaaaaa"), Kind::kOne);
}

TEST(StraightLine, OrdersItsTwoTracksByIdWithinHalfADeciban) {
  const Quiz quiz = quiz_of(Parts{
      .questions =
          [] {
            Strings questions;
            for (int q = 0; q < 8; ++q) {
              questions.push_back(R"({"id":"q)" + std::to_string(q) +
                                  R"(","kind":"single","text":"T","options":[{"id":"a","text":"T",)"
                                  R"("evidence":{"y":6,"z":6}},{"id":"b","text":"T"}]})");
            }
            return joined(questions);
          }(),
      .outcomes = "[" + outcome("z", 1) + "," + outcome("y", 2) + "]"});
  EXPECT_EQ(outcome_ids(quiz, advice_of(quiz, letters("aaaaaaaa")).headline.outcomes),
            (Strings{"y", "z"}));
}

TEST(Override, IsShownAloneAndHidesEverythingElse) {
  const Quiz quiz =
      quiz_of(Parts{.scales = R"([{"id":"s","title":"T","low":"L","high":"H"}])",
                    .questions = R"([{"id":"q","kind":"single","text":"T","options":[)"
                                 R"({"id":"a","text":"T","evidence":{"a":6},"scales":{"s":1}},)"
                                 R"({"id":"b","text":"T"}]}])",
                    .outcomes = joined({outcome("a", 1), outcome("b", 2), kDerived}),
                    .rules = "[" + rule("override", "derived") + "]",
                    .modules = R"([{"id":"m","title":"T","body":"B","when":true}])"});
  const Advice advice = advice_of(quiz, kAnswered);
  EXPECT_EQ(advice.headline.kind, Kind::kOverride);
  EXPECT_EQ(outcome_ids(quiz, advice.headline.outcomes), Strings{"derived"});
  EXPECT_TRUE(advice.ranking.empty());
  EXPECT_EQ(advice.margin, std::nullopt);
  EXPECT_TRUE(advice.because.empty());
  EXPECT_TRUE(advice.against.empty());
  EXPECT_TRUE(advice.scales.empty());
  EXPECT_TRUE(advice.modules.empty());
}

TEST(Override, IsTheFirstThatHolds) {
  const std::string e = R"({"id":"e","title":"T","summary":"S","body":"B"})";
  const Quiz quiz =
      scored({0, 0},
             joined({rule("override", "derived", R"({"==":[{"var":"answers.q"},"b"]})", "r1"),
                     rule("override", "e", R"({"!=":[{"var":"answers.q"},null]})", "r2")}),
             {kDerived, e});
  EXPECT_EQ(headlined(quiz), Strings{"e"});
  EXPECT_EQ(outcome_ids(quiz, advice_of(quiz, R"({"q":"b"})").headline.outcomes),
            Strings{"derived"});
}

TEST(Override, MayReadTheResult) {
  const std::string close = R"({"<":[{"var":"result.margin"},10]})";
  EXPECT_EQ(
      headline(scored({9, 0}, "[" + rule("override", "derived", close) + "]", {kDerived})).kind,
      Kind::kOverride);
  EXPECT_EQ(
      headline(scored({10, 0}, "[" + rule("override", "derived", close) + "]", {kDerived})).kind,
      Kind::kTwoTracks);
}

TEST(Override, GoesBeforeAStraightLine) {
  Strings questions;
  for (int q = 0; q < 8; ++q) {
    questions.push_back(R"({"id":"q)" + std::to_string(q) +
                        R"(","kind":"single","text":"T","options":[{"id":"a","text":"T",)"
                        R"("evidence":{"a":6}},{"id":"b","text":"T"}]})");
  }
  const Quiz quiz = quiz_of(Parts{.questions = joined(questions),
                                  .outcomes = joined({outcome("a", 1), outcome("b", 2), kDerived}),
                                  .rules = "[" + rule("override", "derived") + "]"});
  EXPECT_EQ(kind_of(quiz, "aaaaaaaa"), Kind::kOverride);
}

TEST(Combine, HeadlinesForTheTwoThatLead) {
  const std::string both = R"({"and":[{"in":[{"var":"result.first"},["a","b"]]},)"
                           R"({"in":[{"var":"result.second"},["a","b"]]}]})";
  const Quiz quiz = scored({10, 60, 0}, "[" + rule("combine", "derived", both) + "]", {kDerived});
  const Advice advice = advice_of(quiz, kAnswered);
  EXPECT_EQ(advice.headline.kind, Kind::kCombined);
  EXPECT_EQ(outcome_ids(quiz, advice.headline.outcomes), (Strings{"derived", "b", "a"}));
  EXPECT_EQ(ranked(quiz, advice), (Strings{"b", "a", "c"}));
  EXPECT_EQ(advice.margin, 50);
}

TEST(Combine, NeedsTwo) {
  EXPECT_EQ(headline(scored({10}, "[" + rule("combine", "derived") + "]", {kDerived})).kind,
            Kind::kOne);
}

TEST(Combine, GoesBeforeBesideAndAFlatProfile) {
  const Quiz quiz =
      scored({0, 0, 0, 0},
             joined({rule("beside", "a", "true", "r1"), rule("combine", "derived", "true", "r2")}),
             {kDerived});
  EXPECT_EQ(headline(quiz).kind, Kind::kCombined);
}

TEST(Beside, PutsAnOutcomeNextToTheBestOtherOne) {
  const Quiz quiz = scored({200, 90, 0}, "[" + rule("beside", "c") + "]");
  EXPECT_EQ(headline(quiz).kind, Kind::kTwoTracks);
  EXPECT_EQ(headlined(quiz), (Strings{"a", "c"}));
}

TEST(Beside, KeepsItFirstIfItLeads) {
  const Quiz quiz = scored({200, 90, 0}, "[" + rule("beside", "a") + "]");
  EXPECT_EQ(headlined(quiz), (Strings{"a", "b"}));
}

TEST(Beside, PassesOverWhatIsNotEligible) {
  const Quiz quiz = scored(
      {200, 0}, joined({rule("beside", "z", "true", "r1"), rule("beside", "b", "true", "r2")}),
      {outcome("z", 9, ",\"when\":false")});
  EXPECT_EQ(headlined(quiz), (Strings{"a", "b"}));
  EXPECT_EQ(headline(quiz).kind, Kind::kTwoTracks);
}

TEST(Withheld, IsAHeadlineThatRestsOnASensitiveQuestion) {
  const std::string gate = R"({"==":[{"var":"answers.s"},"a"]})";
  const Quiz quiz = quiz_of(
      Parts{.questions = joined({single("s", 2, ",\"sensitive\":true"), single("q")}),
            .outcomes = joined({outcome("a", 1, ",\"bias\":90"), outcome("b", 2), kDerived}),
            .rules = "[" + rule("override", "derived", gate) + "]",
            .modules = R"([{"id":"m","title":"T","body":"B","when":{"!":)" + gate +
                       R"(}},{"id":"n","title":"T","body":"B","when":true}])"});
  const Advice gated = advice_of(quiz, R"({"s":"a"})");
  EXPECT_EQ(gated.headline.kind, Kind::kOverride);
  EXPECT_TRUE(gated.headline.withheld);
  const Advice open = advice_of(quiz, R"({"s":"b","q":"a"})");
  EXPECT_EQ(open.headline.kind, Kind::kOne);
  EXPECT_FALSE(open.headline.withheld);
  EXPECT_EQ(open.modules, (List<std::uint16_t>{0, 1}));
  EXPECT_TRUE(quiz.modules[0].withheld);
}

TEST(Withheld, IsEveryHeadlineOnceEligibilityRestsOnASensitiveQuestion) {
  const Quiz quiz = quiz_of(
      Parts{.questions = joined({single("s", 2, ",\"sensitive\":true"), single("q")}),
            .outcomes = joined({outcome("a", 1, ",\"bias\":90"),
                                outcome("b", 2, R"(,"when":{"==":[{"var":"answers.s"},"a"]})")})});
  EXPECT_TRUE(advice_of(quiz, R"({"s":"a","q":"a"})").headline.withheld);
  EXPECT_TRUE(advice_of(quiz, R"({"s":"b","q":"a"})").headline.withheld);
}

TEST(Withheld, IsACombinationWhoseRuleRestsOnASensitiveQuestion) {
  const Quiz quiz = quiz_of(Parts{
      .questions = joined({single("s", 2, ",\"sensitive\":true"), single("q")}),
      .outcomes = joined({outcome("a", 1, ",\"bias\":90"), outcome("b", 2), kDerived}),
      .rules = "[" + rule("combine", "derived", R"({"==":[{"var":"answers.s"},"a"]})") + "]"});
  EXPECT_TRUE(advice_of(quiz, R"({"s":"a","q":"a"})").headline.withheld);
  EXPECT_FALSE(advice_of(quiz, R"({"s":"b","q":"a"})").headline.withheld);
}

TEST(Reasons, SumToTheMargin) {
  const Quiz quiz = form({2, 3, 4, 5, 2, 3, 4, 5});
  for (const char* options : {"abababab", "aaaabbbb", "bbcdacaa", "abcdabcd", "bbbbaaaa"}) {
    const Advice advice = advice_of(quiz, letters(options));
    EXPECT_EQ(sum_of(advice), *advice.margin) << options;
    EXPECT_EQ(*advice.margin, advice.ranking[0].score - advice.ranking[1].score);
  }
}

TEST(Reasons, GoFromTheLargestToTheSmallest) {
  const Advice advice = advice_of(form({2, 3, 4, 5, 2, 3, 4, 5}), letters("abaabcad"));
  ASSERT_GT(advice.because.size(), 1u);
  ASSERT_GT(advice.against.size(), 1u);
  for (std::size_t i = 1; i < advice.because.size(); ++i)
    EXPECT_GE(advice.because[i - 1].contribution, advice.because[i].contribution);
  for (std::size_t i = 1; i < advice.against.size(); ++i)
    EXPECT_LE(advice.against[i - 1].contribution, advice.against[i].contribution);
  for (const Reason& reason : advice.because) EXPECT_GT(reason.contribution, 0);
  for (const Reason& reason : advice.against) EXPECT_LT(reason.contribution, 0);
}

TEST(Reasons, KeepTheOrderOfTheQuizWhereTheyAreEqual) {
  const Advice advice = advice_of(form({2, 2, 2, 2}), letters("aaab"));
  ASSERT_EQ(advice.because.size(), 3u);
  for (std::uint16_t q = 0; q < 3; ++q) EXPECT_EQ(advice.because[q].question, q);
  ASSERT_FALSE(advice.against.empty());
  EXPECT_EQ(advice.against[0].question, 3);
}

TEST(Reasons, NameTheDifferenceOfTheBiasesAsNoQuestion) {
  const Advice advice = advice_of(scored({-10, 40}), kAnswered);
  ASSERT_EQ(advice.because.size(), 1u);
  EXPECT_EQ(advice.because[0].question, std::nullopt);
  EXPECT_EQ(advice.because[0].contribution, 50);
}

TEST(Reasons, SumToTheScoreOfAnOutcomeThatIsAlone) {
  const Quiz quiz = quiz_of(Parts{.outcomes = joined({outcome("one", 1, ",\"bias\":-3"),
                                                      outcome("two", 2, ",\"when\":false")})});
  const Advice advice = advice_of(quiz, R"({"q":"a"})");
  EXPECT_EQ(advice.ranking.size(), 1u);
  EXPECT_EQ(*advice.margin, 17);  // 20 for the answer, 3 against by the bias.
  EXPECT_EQ(sum_of(advice), 17);
  ASSERT_FALSE(advice.against.empty());
  EXPECT_EQ(advice.against[0].question, std::nullopt);
}

TEST(Modules, AreShownInTheirOrderWhileTheirConditionsHold) {
  const Quiz quiz = quiz_of(Parts{
      .questions = "[" + single("q") + "]",
      .modules = R"([{"id":"x","title":"T","body":"B","when":true},)"
                 R"({"id":"y","title":"T","body":"B","when":{"==":[{"var":"answers.q"},"b"]}},)"
                 R"({"id":"z","title":"T","body":"B","when":{"==":[{"var":"answers.q"},"a"]}}])"});
  EXPECT_EQ(advice_of(quiz, kAnswered).modules, (List<std::uint16_t>{0, 2}));
}

TEST(Modules, OfAPartAreTheFirstThatHoldUpToItsMost) {
  const std::string in_plan = R"(","part":"plan","title":"T","when":)";
  const Quiz quiz =
      quiz_of(Parts{.questions = "[" + single("q") + "]",
                    .modules = R"([{"id":"w)" + in_plan + R"(false},{"id":"x)" + in_plan +
                               R"(true},)" + R"({"id":"y)" + in_plan + R"(true},{"id":"z)" +
                               in_plan + R"(true},)" + R"({"id":"apart","title":"T","body":"B"}])",
                    .more = R"(,"parts":[{"id":"plan","title":"T","kind":"plan","most":2}])"});
  EXPECT_EQ(advice_of(quiz, kAnswered).modules, (List<std::uint16_t>{1, 2, 4}));
}

TEST(LaterQuestions, AreReadByModulesAlone) {
  const Quiz quiz = quiz_of(
      Parts{.questions = "[" + single("q") + "," + single("later", 2, ",\"after\":true") + "]",
            .modules = R"([{"id":"x","title":"T","body":"B",)"
                       R"("when":{"==":[{"var":"answers.later"},"b"]}}])"});
  const Interview before = testing::interview_of(quiz, R"({"q":"a"})");
  EXPECT_EQ(before.stop, Stop::kComplete);
  EXPECT_EQ(before.after, List<std::uint16_t>{1});
  EXPECT_EQ(before.path, List<std::uint16_t>{0});
  EXPECT_TRUE(advise(quiz, before).modules.empty());
  EXPECT_EQ(advice_of(quiz, R"({"q":"a","later":"b"})").modules, List<std::uint16_t>{0});
}

}  // namespace
}  // namespace career_quiz
