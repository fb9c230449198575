// The adaptive mode: what is asked first, what next, and when it ends.

#include <string>
#include <vector>

#include "support.h"

namespace career_quiz {
namespace {

using testing::answers_of;
using testing::faults_of;
using testing::joined;
using testing::Json;
using testing::outcome;
using testing::Parts;
using testing::quiz_of;
using testing::single;

using Strings = std::vector<std::string>;

// Option a speaks for one, b for two, by that many decibans.
std::string speaks(const std::string& id, int weight, const std::string& extra = "",
                   const std::string& scale = "") {
  const auto option = [&](const std::string& name, const std::string& to) {
    return R"({"id":")" + name + R"(","text":"T","evidence":{")" + to +
           "\":" + std::to_string(weight) + "}" +
           (scale.empty() ? "" : R"(,"scales":{")" + scale + "\":1}") + "}";
  };
  return R"({"id":")" + id + R"(","kind":"single","text":"T")" + extra + R"(,"options":[)" +
         option("a", "one") + "," + option("b", "two") + "]}";
}

std::string adaptive(const std::string& members) { return ",\"adaptive\":{" + members + "}"; }

std::string is_a(const std::string& question) {
  return R"({"==":[{"var":"answers.)" + question + R"("},"a"]})";
}

Interview conduct_on(const Quiz& quiz, const std::string& answers) {
  return conduct(quiz, answers_of(quiz, answers), Mode::kAdaptive);
}

std::string next_of(const Quiz& quiz, const std::string& answers) {
  const Interview interview = conduct_on(quiz, answers);
  return interview.next ? quiz.questions[*interview.next].id : "(none)";
}

// The questions in the order they are asked while every answer is `option`.
Strings asked(const Quiz& quiz, const std::string& option = "a") {
  Strings ids;
  std::string answers;
  while (ids.size() <= quiz.questions.size()) {
    const std::string next = next_of(quiz, "{" + answers + "}");
    if (next == "(none)") break;
    answers += (ids.empty() ? "\"" : ",\"") + next + "\":\"" + option + '"';
    ids.push_back(next);
  }
  return ids;
}

TEST(AdaptiveDocument, HasItsUsualValues) {
  const Quiz quiz = quiz_of(Parts{});
  EXPECT_TRUE(quiz.adaptive.first.empty());
  EXPECT_EQ(quiz.adaptive.minimum, 8u);
  EXPECT_EQ(quiz.adaptive.risk, 500u);
}

TEST(AdaptiveDocument, TakesARiskWithFourDecimals) {
  const std::pair<const char*, std::uint32_t> rows[] = {
      {"0", 0},      {"0.0", 0},    {"0.05", 500},    {"0.5", 5000},
      {"0.9", 9000}, {"0.0001", 1}, {"0.1234", 1234}, {"0.9999", 9999},
  };
  for (const auto& [text, parts] : rows) {
    EXPECT_EQ(quiz_of(Parts{.more = adaptive("\"risk\":" + std::string(text))}).adaptive.risk,
              parts)
        << text;
  }
}

TEST(AdaptiveDocument, RefusesAnyOtherRisk) {
  for (const char* text : {"1", "1.0", "-0.1", "-0.0", "5e-2", "0.00001", "0.123456", "\"0.05\"",
                           "null", "true", "[0.05]", "2", "-1", "0.1e0"}) {
    EXPECT_EQ(faults_of(Parts{.more = adaptive("\"risk\":" + std::string(text))}.text()),
              Strings{"bad-value /adaptive/risk"})
        << text;
  }
}

TEST(AdaptiveDocument, NamesAnUnknownOrRepeatedFirstQuestion) {
  EXPECT_EQ(faults_of(Parts{.more = adaptive(R"("first":["q","zzz"])")}.text()),
            Strings{"unknown-question /adaptive/first/1"});
  EXPECT_EQ(faults_of(Parts{.more = adaptive(R"("first":["q","q"])")}.text()),
            Strings{"repeated-id /adaptive/first/1"});
  EXPECT_EQ(faults_of(Parts{.more = adaptive(R"("first":[1])")}.text()),
            Strings{"wrong-type /adaptive/first/0"});
  EXPECT_EQ(faults_of(Parts{.more = adaptive(R"("first":"q")")}.text()),
            Strings{"wrong-type /adaptive/first"});
}

TEST(AdaptiveDocument, NamesAMinimumOutOfRangeAndUnknownMembers) {
  EXPECT_EQ(faults_of(Parts{.more = adaptive("\"minimum\":-1")}.text()),
            Strings{"bad-value /adaptive/minimum"});
  EXPECT_EQ(faults_of(Parts{.more = adaptive("\"minimum\":2001")}.text()),
            Strings{"bad-value /adaptive/minimum"});
  EXPECT_EQ(faults_of(Parts{.more = adaptive("\"minimun\":3")}.text()),
            Strings{"unknown-member /adaptive/minimun"});
  EXPECT_EQ(faults_of(Parts{.more = ",\"adaptive\":[]"}.text()), Strings{"wrong-type /adaptive"});
}

TEST(AdaptiveOrder, TakesTheMostInformativeQuestionNext) {
  const Quiz quiz = quiz_of(
      Parts{.questions = joined({speaks("weak", 2), speaks("strong", 7), speaks("middle", 4)})});
  EXPECT_EQ(asked(quiz), (Strings{"strong", "middle", "weak"}));
}

TEST(AdaptiveOrder, BreaksTiesByPosition) {
  const Quiz quiz =
      quiz_of(Parts{.questions = joined({speaks("p", 4), speaks("q", 4), speaks("r", 4)})});
  EXPECT_EQ(asked(quiz), (Strings{"p", "q", "r"}));
}

TEST(AdaptiveOrder, BeginsWithTheFirstAsTheyAreDeclared) {
  const Quiz quiz = quiz_of(Parts{.questions = joined({speaks("strong", 9), speaks("weak", 1),
                                                       single("plain"), speaks("middle", 5)}),
                                  .more = adaptive(R"("first":["plain","weak"])")});
  EXPECT_EQ(asked(quiz), (Strings{"plain", "weak", "strong", "middle"}));
}

TEST(AdaptiveOrder, AsksWhatGatesAndEligibilityReadBeforeTheRest) {
  const Quiz quiz =
      quiz_of(Parts{.questions = joined({speaks("strong", 9), single("deep"),
                                         single("gate", 2, ",\"when\":" + is_a("deep")),
                                         single("door"), single("idle"), speaks("first", 1)}),
                    .outcomes = "[" + outcome("one", 1) + "," +
                                outcome("two", 2, ",\"when\":{\"!\":" + is_a("door") + "}") +
                                R"(,{"id":"d","title":"T","summary":"S","body":"B"}])",
                    .rules = R"([{"id":"r","kind":"override","outcome":"d","when":{"!":[{"!=":[)"
                             R"({"var":"answers.gate"},"b"]}]}}])",
                    .more = adaptive(R"("first":["first"])")});
  EXPECT_EQ(asked(quiz), (Strings{"first", "deep", "gate", "door", "strong"}));
}

TEST(AdaptiveOrder, KeepsWhatRulesAndModulesReadForTheEnd) {
  const Quiz quiz = quiz_of(
      Parts{.questions = joined({single("where"), single("idle"), speaks("p", 4), speaks("q", 4)}),
            .modules = R"([{"id":"m","title":"T","body":"B","when":)" + is_a("where") + "}]"});
  EXPECT_EQ(asked(quiz), (Strings{"p", "q", "where"}));
  EXPECT_EQ(conduct_on(quiz, R"({"p":"a","q":"a","where":"a"})").stop, Stop::kExhausted);
}

Quiz scaled(const std::string& more = "") {
  return quiz_of(Parts{.scales = R"([{"id":"s","title":"T","low":"L","high":"H"},)"
                                 R"({"id":"t","title":"T","low":"L","high":"H"}])",
                       .questions = joined({speaks("s1", 6, "", "s"), speaks("s2", 6, "", "s"),
                                            speaks("s3", 6, "", "s"), speaks("t1", 2, "", "t"),
                                            speaks("s4", 6, "", "s")}),
                       .more = more});
}

TEST(AdaptiveOrder, AsksNoMoreThanTwoInARowFromOneScale) {
  EXPECT_EQ(asked(scaled()), (Strings{"s1", "s2", "t1", "s3", "s4"}));
}

TEST(AdaptiveOrder, CountsTheLatestAnswersByWhenTheyWereGiven) {
  EXPECT_EQ(next_of(scaled(), R"({"s1":"a","s2":"a"})"), "t1");
  EXPECT_EQ(next_of(scaled(), R"({"s1":"a","t1":"a","s2":"a"})"), "s3");
  EXPECT_EQ(next_of(scaled(), R"({"t1":"a","s1":"a","s2":"a"})"), "s3") << "no other is left";
}

// Those on scale t say most; one more on s is open at the end.
std::string next_after_late(const std::string& answers) {
  const Quiz quiz = quiz_of(Parts{.scales = R"([{"id":"s","title":"T","low":"L","high":"H"},)"
                                            R"({"id":"t","title":"T","low":"L","high":"H"}])",
                                  .questions = joined({
                                      speaks("s1", 2, "", "s"),
                                      speaks("t1", 6, "", "t"),
                                      speaks("t2", 6, "", "t"),
                                      speaks("s2", 2, "", "s"),
                                      speaks("t3", 6, "", "t"),
                                      speaks("s3", 2, "", "s"),
                                      single("secret", 2, R"(,"sensitive":true)"),
                                  })});
  return next_of(quiz, answers);
}

TEST(AdaptiveOrder, KnowsTheTwoLatestWhereverTheyStand) {
  EXPECT_EQ(next_after_late(R"({"s1":"a","t1":"a","t2":"a"})"), "s2");
  EXPECT_EQ(next_after_late(R"({"s1":"a","t2":"a","t1":"a"})"), "s2");
  EXPECT_EQ(next_after_late(R"({"t1":"a","t2":"a","s1":"a"})"), "t3");
  EXPECT_EQ(next_after_late(R"({"t2":"a","s1":"a","t1":"a"})"), "t3");
  EXPECT_EQ(next_after_late(R"({"s1":"a","s2":"a","t2":"a","t1":"a"})"), "s3");
  EXPECT_EQ(next_after_late(R"({"s1":"a","t2":"a","s2":"a","t1":"a"})"), "t3");
  EXPECT_EQ(next_after_late(R"({"s2":"a","t1":"a"})"), "t2");
}

TEST(AdaptiveOrder, CountsNoSensitiveAnswerAmongTheLatest) {
  EXPECT_EQ(next_after_late(R"({"s1":"a","t1":"a","t2":"a","secret":"a"})"), "s2");
  EXPECT_EQ(next_after_late(R"({"s1":"a","t1":"a","secret":"a","t2":"a"})"), "s2");
}

TEST(AdaptiveOrder, AsksWhatOpensABranchWhereverThatStands) {
  const Quiz quiz = quiz_of(Parts{.questions = joined({speaks("more", 4, ",\"when\":" + is_a("g")),
                                                       speaks("p", 4), single("g")})});
  EXPECT_EQ(next_of(quiz, R"({"p":"a"})"), "g");
  EXPECT_EQ(next_of(quiz, R"({"p":"a","g":"a"})"), "more");
}

TEST(AdaptiveOrder, AsksNothingMoreForABranchThatIsClosed) {
  const Quiz quiz = quiz_of(Parts{
      .questions =
          joined({speaks("p", 4), single("g"), single("h"),
                  speaks("more", 4, R"(,"when":{"and":[)" + is_a("g") + "," + is_a("h") + "]}")})});
  EXPECT_EQ(next_of(quiz, R"({"p":"a"})"), "g");
  EXPECT_EQ(next_of(quiz, R"({"p":"a","g":"a"})"), "h");
  EXPECT_EQ(next_of(quiz, R"({"p":"a","g":"b"})"), "(none)");
}

TEST(AdaptiveStop, ComesNeverBeforeTheMinimum) {
  const Strings questions = {speaks("p", 12), speaks("q", 1), speaks("r", 1)};
  const auto stopped = [&](int minimum, const std::string& answers) {
    const Quiz quiz = quiz_of(Parts{.questions = joined(questions),
                                    .more = adaptive("\"minimum\":" + std::to_string(minimum))});
    return conduct_on(quiz, answers).stop != Stop::kNone;
  };
  EXPECT_TRUE(stopped(1, R"({"p":"a"})"));
  EXPECT_FALSE(stopped(2, R"({"p":"a"})"));
  EXPECT_TRUE(stopped(2, R"({"p":"a","q":"a"})"));
  EXPECT_TRUE(stopped(8, R"({"p":"a","q":"a","r":"a"})")) << "nothing is left";
}

TEST(AdaptiveStop, CountsNoSkipTowardsTheMinimum) {
  const Quiz quiz = quiz_of(Parts{
      .questions = joined({speaks("p", 12), speaks("q", 1, ",\"optional\":true"), speaks("r", 1)}),
      .more = adaptive("\"minimum\":2")});
  EXPECT_EQ(conduct_on(quiz, R"({"p":"a","q":null})").stop, Stop::kNone);
}

TEST(AdaptiveStop, ComesNeverBeforeAllOfTheFirst) {
  const Quiz quiz =
      quiz_of(Parts{.questions = joined({speaks("p", 12), speaks("q", 1), single("r")}),
                    .more = adaptive(R"("minimum":1,"first":["p","r"])")});
  EXPECT_EQ(next_of(quiz, R"({"p":"a"})"), "r");
  EXPECT_EQ(conduct_on(quiz, R"({"p":"a","r":"a"})").stop, Stop::kCertain);
}

// After ten decibans, n questions of two can move the lead by 20 tenths each.
Quiz ten_against(int count, const std::string& risk = "0.05") {
  Strings questions = {speaks("p", 10)};
  for (int q = 0; q < count; ++q) questions.push_back(speaks("q" + std::to_string(q), 2));
  return quiz_of(
      Parts{.questions = joined(questions), .more = adaptive("\"minimum\":1,\"risk\":" + risk)});
}

TEST(AdaptiveStop, IsCertainWhereNoCompletionCanChangeTheFirst) {
  const Interview interview = conduct_on(ten_against(4), R"({"p":"a"})");
  EXPECT_EQ(interview.stop, Stop::kCertain);
  EXPECT_EQ(interview.risk, 0u);
  EXPECT_EQ(interview.next, std::nullopt);
  EXPECT_EQ(interview.remaining_at_most, 0u);
}

TEST(AdaptiveStop, IsNotCertainWhereACompletionCouldTie) {
  EXPECT_EQ(conduct_on(ten_against(5, "0"), R"({"p":"a"})").stop, Stop::kExhausted);
}

TEST(AdaptiveStop, TakesTheRiskThatIsDeclared) {
  const Interview interview = conduct_on(ten_against(6), R"({"p":"a"})");
  EXPECT_EQ(interview.stop, Stop::kRisk);
  ASSERT_TRUE(interview.risk);
  // By hand: 1/11 of Phi((27 - 100) / 48), and 10/11 of Phi((-27 - 100) / 48).
  EXPECT_NEAR(*interview.risk, 93, 15);
}

TEST(AdaptiveStop, TakesNoMoreRiskThanThat) {
  const Interview interview = conduct_on(ten_against(6, "0.005"), R"({"p":"a"})");
  EXPECT_EQ(interview.stop, Stop::kExhausted) << "nothing is worth asking against ten decibans";
  ASSERT_TRUE(interview.risk);
  EXPECT_NEAR(*interview.risk, 93, 15) << "more than was accepted, and said";
}

TEST(AdaptiveStop, IsExhaustedWhereNothingOpenSaysMore) {
  const Quiz quiz = quiz_of(
      Parts{.questions = joined({speaks("p", 1), speaks("q", 1), speaks("r", 1), single("idle")}),
            .more = adaptive("\"minimum\":1")});
  const Interview interview = conduct_on(quiz, R"({"p":"a"})");
  EXPECT_EQ(interview.stop, Stop::kExhausted);
}

TEST(AdaptiveStop, GoesOnInASumWhileAnythingBearsPoints) {
  const Quiz quiz =
      quiz_of(Parts{.questions = joined({speaks("p", 1), speaks("q", 1), speaks("r", 1)}),
                    .more = ",\"scoring\":{\"method\":\"sum\"}" + adaptive("\"minimum\":1")});
  EXPECT_EQ(next_of(quiz, R"({"p":"a"})"), "q");
  EXPECT_EQ(conduct_on(quiz, R"({"p":"a","q":"a"})").stop, Stop::kCertain);
}

TEST(AdaptiveStop, TakesNoRiskInASum) {
  Strings questions = {speaks("p", 100)};
  for (int q = 0; q < 6; ++q) questions.push_back(speaks("q" + std::to_string(q), 20));
  const Quiz quiz = quiz_of(
      Parts{.questions = joined(questions),
            .more = ",\"scoring\":{\"method\":\"sum\"}" + adaptive("\"minimum\":1,\"risk\":0.9")});
  EXPECT_EQ(conduct_on(quiz, R"({"p":"a"})").stop, Stop::kNone);
}

TEST(AdaptiveStop, IsCompleteWhereTheLastAnswerLeavesATie) {
  const Quiz quiz = quiz_of(Parts{.questions = joined({speaks("p", 4), speaks("q", 4)}),
                                  .more = adaptive("\"minimum\":1")});
  EXPECT_EQ(conduct_on(quiz, R"({"p":"a","q":"b"})").stop, Stop::kComplete);
}

TEST(AdaptiveStop, WaitsForAnOpenGate) {
  const Quiz quiz = quiz_of(
      Parts{.questions = joined({speaks("p", 12), speaks("q", 1), single("gate")}),
            .outcomes = "[" + outcome("one", 1) + "," + outcome("two", 2) +
                        R"(,{"id":"d","title":"T","summary":"S","body":"B"}])",
            .rules = R"([{"id":"r","kind":"override","outcome":"d","when":)" + is_a("gate") + "}]",
            .more = adaptive("\"minimum\":1")});
  EXPECT_EQ(next_of(quiz, R"({"p":"a"})"), "gate");
  EXPECT_EQ(conduct_on(quiz, R"({"p":"a","gate":"b"})").stop, Stop::kCertain);
  EXPECT_EQ(conduct_on(quiz, R"({"gate":"a"})").stop, Stop::kGate);
}

// `more` is asked only after b to `q`, which does not count now.
Quiz with_branch(const std::string& risk) {
  return quiz_of(
      Parts{.questions = joined({speaks("p", 10), speaks("q", 1),
                                 speaks("more", 12, R"(,"when":{"==":[{"var":"answers.q"},"b"]})"),
                                 speaks("rest", 1)}),
            .more = adaptive("\"minimum\":1,\"risk\":" + risk)});
}

TEST(AdaptiveStop, IsNotCertainWhereABranchMayStillOpen) {
  EXPECT_EQ(next_of(with_branch("0"), R"({"p":"a"})"), "q");
  EXPECT_EQ(conduct_on(with_branch("0"), R"({"p":"a","q":"a"})").stop, Stop::kCertain);
}

TEST(AdaptiveStop, CountsABranchThatMayStillOpenAsRisk) {
  EXPECT_EQ(next_of(with_branch("0.02"), R"({"p":"a"})"), "q");
  EXPECT_EQ(conduct_on(with_branch("0.9"), R"({"p":"a"})").stop, Stop::kRisk);
}

TEST(AdaptiveStop, CallsNoRiskNone) {
  std::vector<std::string> questions;
  for (const char* id : {"p1", "p2", "p3", "p4"}) questions.push_back(speaks(id, 12));
  for (const char* id : {"q1", "q2", "q3", "q4", "q5"}) questions.push_back(speaks(id, 12));
  const Quiz quiz = quiz_of(
      Parts{.questions = joined(questions), .more = adaptive("\"minimum\":1,\"risk\":0.0001")});
  const Interview interview = conduct_on(quiz, R"({"p1":"a","p2":"a","p3":"a","p4":"a"})");
  EXPECT_EQ(interview.stop, Stop::kRisk);
  EXPECT_EQ(interview.risk, 1u) << "though the tables end before it";
}

TEST(AdaptiveProgress, CountsWhatIsAskedWhateverTheAnswersSay) {
  const Quiz quiz = quiz_of(
      Parts{.questions = joined({single("first"), speaks("p", 4), speaks("q", 4), speaks("r", 4),
                                 single("channel"), single("idle")}),
            .modules = R"([{"id":"m","title":"T","body":"B","when":)" + is_a("channel") + "}]",
            .more = adaptive(R"("first":["first"],"minimum":2)")});
  const auto least = [&](const std::string& answers) {
    return conduct_on(quiz, answers).remaining_at_least;
  };
  EXPECT_EQ(least("{}"), 4u);
  EXPECT_EQ(conduct_on(quiz, "{}").remaining_at_most, 5u);
  EXPECT_EQ(least(R"({"first":"a"})"), 3u);
  EXPECT_EQ(least(R"({"first":"a","channel":"a"})"), 2u);
  EXPECT_EQ(least(R"({"first":"a","channel":"a","p":"a"})"), 1u);
}

TEST(AdaptiveProgress, PromisesNoMoreThanOneWhileAGateMayClose) {
  const Quiz quiz = quiz_of(
      Parts{.questions = joined({single("gate"), speaks("p", 4), speaks("q", 4)}),
            .outcomes = "[" + outcome("one", 1) + "," + outcome("two", 2) +
                        R"(,{"id":"d","title":"T","summary":"S","body":"B"}])",
            .rules = R"([{"id":"r","kind":"override","outcome":"d","when":)" + is_a("gate") + "}]",
            .more = adaptive(R"("minimum":2)")});
  EXPECT_EQ(conduct_on(quiz, "{}").remaining_at_least, 1u);
  EXPECT_EQ(conduct_on(quiz, R"({"gate":"b"})").remaining_at_least, 2u);
}

TEST(AdaptiveProgress, CountsNoQuestionThatItNeverAsks) {
  const Quiz quiz = quiz_of(Parts{.questions = joined({speaks("p", 4), single("idle")})});
  EXPECT_EQ(conduct_on(quiz, "{}").remaining_at_most, 1u);
}

TEST(AdaptiveProgress, CountsWhatDecidesWhetherAnotherIsAsked) {
  const auto most = [](const std::string& other, const std::string& modules = "[]") {
    const Quiz quiz = quiz_of(
        Parts{.questions = joined({speaks("p", 4), single("g"), other}), .modules = modules});
    return conduct_on(quiz, "{}").remaining_at_most;
  };
  const std::string when = ",\"when\":" + is_a("g");
  const std::string module = R"([{"id":"m","title":"T","body":"B","when":)" + is_a("other") + "}]";
  EXPECT_EQ(most(speaks("other", 4, when)), 3u);
  EXPECT_EQ(most(single("other", 2, when), module), 3u) << "a module reads it";
  EXPECT_EQ(most(single("other", 2, when)), 1u) << "neither is ever asked";
  EXPECT_EQ(most(single("other", 2, when + R"(,"after":true)"), module), 1u)
      << "asked beside the result";
}

TEST(AdaptiveProgress, CountsNoAnswerToABranchThatIsClosedTowardsTheMinimum) {
  const Quiz quiz =
      quiz_of(Parts{.questions = joined({single("g"), speaks("b", 4, ",\"when\":" + is_a("g")),
                                         speaks("p", 4), speaks("q", 4)}),
                    .more = adaptive("\"minimum\":2")});
  EXPECT_EQ(conduct_on(quiz, R"({"g":"b","b":"a"})").remaining_at_least, 2u);
  EXPECT_EQ(conduct_on(quiz, R"({"g":"a","b":"a"})").remaining_at_least, 1u);
}

std::string evaluate(const std::string& members) {
  Engine engine;
  engine.load(Parts{.questions = joined({speaks("p", 6), speaks("q", 2), single("idle")})}.text());
  return engine.evaluate("{" + members + "}");
}

TEST(EarlyResult, IsGivenOnceAnythingScoredIsAnswered) {
  EXPECT_EQ(Json(evaluate(R"("answers":{},"early":true)"))["/result"], "null");
  EXPECT_EQ(Json(evaluate(R"("answers":{"idle":"a"},"early":true)"))["/result"], "null");
  const Json json(evaluate(R"("answers":{"p":"a"},"early":true)"));
  EXPECT_EQ(json["/result/headline/outcomes"], R"(["one"])");
  EXPECT_EQ(json["/stop"], "null");
  EXPECT_EQ(json["/next"], "q");
}

TEST(EarlyResult, SaysWhatItRestsOn) {
  EXPECT_EQ(Json(evaluate(R"("answers":{"p":"a"},"early":true)"))["/result/rests_on"],
            R"({"answered":1,"of":2})");
}

TEST(EarlyResult, IsGivenOnlyWhenAsked) {
  EXPECT_EQ(Json(evaluate(R"("answers":{"p":"a"},"early":false)"))["/result"], "null");
  EXPECT_EQ(Json(evaluate(R"("answers":{"p":"a"})"))["/result"], "null");
}

TEST(EarlyResult, ChangesNothingAtTheEnd) {
  const std::string all = R"("answers":{"p":"a","q":"a","idle":"a"})";
  EXPECT_EQ(evaluate(all + ",\"early\":true"), evaluate(all));
}

TEST(EarlyResult, IsGivenInBothModes) {
  const std::string one = R"("answers":{"p":"a"},"early":true)";
  EXPECT_EQ(Json(evaluate(one))["/result"],
            Json(evaluate(one + ",\"mode\":\"adaptive\""))["/result"]);
}

TEST(AdaptiveStop, GoesOnWhileAnOverrideOverResultsMayStillHold) {
  const Quiz quiz =
      quiz_of(Parts{.questions = joined({speaks("p", 12), speaks("q", 1), speaks("r", 1)}),
                    .outcomes = "[" + outcome("one", 1) + "," + outcome("two", 2) +
                                R"(,{"id":"d","title":"T","summary":"S","body":"B"}])",
                    .rules = R"([{"id":"o","kind":"override","outcome":"d",)"
                             R"("when":{">=":[{"var":"scores.one"},20]}}])",
                    .more = adaptive("\"minimum\":1")});
  EXPECT_EQ(next_of(quiz, R"({"p":"a"})"), "q");
  EXPECT_EQ(next_of(quiz, R"({"p":"a","q":"a"})"), "r");
}

TEST(AdaptiveStop, AsksEvenWhatSaysNothingWhileAnOverrideMayHold) {
  const std::string same =
      R"({"id":"same","kind":"single","text":"T","options":[)"
      R"({"id":"a","text":"T","evidence":{"one":4}},{"id":"b","text":"T","evidence":{"one":4}}]})";
  const auto next = [&](const std::string& rules) {
    return next_of(quiz_of(Parts{.questions = joined({speaks("p", 12), same}),
                                 .outcomes = "[" + outcome("one", 1) + "," + outcome("two", 2) +
                                             R"(,{"id":"d","title":"T","summary":"S","body":"B"}])",
                                 .rules = rules,
                                 .more = adaptive("\"minimum\":1")}),
                   R"({"p":"a"})");
  };
  EXPECT_EQ(next(R"([{"id":"o","kind":"override","outcome":"d",)"
                 R"("when":{">=":[{"var":"scores.one"},2000]}}])"),
            "same");
  EXPECT_EQ(next(R"([{"id":"c","kind":"combine","outcome":"d",)"
                 R"("when":{">=":[{"var":"scores.one"},2000]}}])"),
            "(none)");
}

TEST(AdaptiveStop, SaysTheRiskAlsoWhereNoQuestionByItselfSaysMore) {
  std::vector<std::string> weak;
  for (int i = 0; i < 9; ++i) weak.push_back(speaks("w" + std::to_string(i), 1));
  weak.push_back(speaks("p", 3));
  const Quiz quiz =
      quiz_of(Parts{.questions = joined(weak), .more = adaptive("\"minimum\":1,\"risk\":0.0001")});
  const Interview interview = conduct_on(quiz, R"({"p":"a"})");
  EXPECT_EQ(interview.stop, Stop::kExhausted);
  ASSERT_TRUE(interview.risk);
  EXPECT_GT(*interview.risk, 100u);
}

}  // namespace
}  // namespace career_quiz
