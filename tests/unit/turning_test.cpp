#include "career_quiz/turning.h"

#include <string>
#include <vector>

#include "support.h"

namespace career_quiz {
namespace {

using testing::joined;
using testing::Json;
using testing::outcome;
using testing::Parts;
using testing::quiz_of;
using testing::single;

using Strings = std::vector<std::string>;

// Option a speaks for one, b for two, by that many decibans.
std::string speaks(const std::string& id, int weight, const std::string& extra = "") {
  const std::string by = std::to_string(weight);
  return R"({"id":")" + id + R"(","kind":"single","text":"T")" + extra +
         R"(,"options":[{"id":"a","text":"T","evidence":{"one":)" + by +
         R"(}},{"id":"b","text":"T","evidence":{"two":)" + by + "}}]}";
}

std::string when(const std::string& question, const std::string& option) {
  return R"(,"when":{"==":[{"var":"answers.)" + question + R"("},")" + option + "\"]}";
}

Turning turning_of(const Quiz& quiz, const std::string& answers) {
  return turning_points(quiz, testing::interview_of(quiz, answers));
}

// “question=options … → outcomes” of every point.
Strings points(const Quiz& quiz, const Turning& turning) {
  Strings all;
  for (const TurningPoint& point : turning.points) {
    std::string text;
    for (const Change& change : point.changes) {
      const Question& question = quiz.questions[change.question];
      text += question.id + "=";
      for (const std::uint16_t option : change.answer.options) text += question.options[option].id;
      text += " ";
    }
    text += "→";
    for (const std::uint16_t outcome : point.headline.outcomes)
      text += " " + quiz.outcomes[outcome].id;
    all.push_back(text);
  }
  return all;
}

Strings points(const Parts& parts, const std::string& answers) {
  const Quiz quiz = quiz_of(parts);
  return points(quiz, turning_of(quiz, answers));
}

TEST(Turning, IsOneChangeWhereOneIsEnough) {
  const Quiz quiz = quiz_of(Parts{.questions = joined({speaks("weak", 2), speaks("strong", 8)})});
  const Turning turning = turning_of(quiz, R"({"weak":"a","strong":"a"})");
  EXPECT_EQ(points(quiz, turning), Strings{"strong=b → two"});
  EXPECT_TRUE(turning.singles_complete);
  EXPECT_FALSE(turning.pairs_complete) << "none was needed";
}

TEST(Turning, NamesEveryOneInTheOrderOfTheQuiz) {
  EXPECT_EQ(
      points(Parts{.questions = joined({speaks("p", 8), speaks("q", 8)})}, R"({"q":"a","p":"a"})"),
      (Strings{"p=b → one two", "q=b → one two"}));
}

TEST(Turning, IsPairsWhereNoOneIsEnough) {
  const Quiz quiz =
      quiz_of(Parts{.questions = joined({speaks("p", 6), speaks("q", 6), speaks("r", 6)})});
  const Turning turning = turning_of(quiz, R"({"p":"a","q":"a","r":"a"})");
  EXPECT_TRUE(turning.pairs_complete);
  Strings found = points(quiz, turning);
  EXPECT_EQ(found, (Strings{"p=b q=b → two", "p=b r=b → two", "q=b r=b → two"}));
}

TEST(Turning, NamesThosePairsFirstThatNarrowTheLeadMost) {
  EXPECT_EQ(points(Parts{.questions = joined({speaks("p", 6), speaks("q", 5), speaks("r", 7)})},
                   R"({"p":"a","q":"a","r":"a"})"),
            (Strings{"p=b r=b → two", "p=b q=b → two", "q=b r=b → two"}));
}

TEST(Turning, IsNothingWhereNoPairIsEnough) {
  const Quiz quiz = quiz_of(
      Parts{.questions = joined({speaks("p", 6), speaks("q", 6)}),
            .outcomes = "[" + outcome("one", 1, ",\"bias\":1000") + "," + outcome("two", 2) + "]"});
  const Turning turning = turning_of(quiz, R"({"p":"a","q":"b"})");
  EXPECT_TRUE(turning.points.empty());
  EXPECT_TRUE(turning.singles_complete);
  EXPECT_TRUE(turning.pairs_complete);
}

TEST(Turning, DoesNotSayThatPairsAreCompleteWhereAConditionReadsAnAnswer) {
  const Turning turning = turning_of(
      quiz_of(Parts{
          .questions = joined({speaks("p", 6), speaks("q", 6, when("p", "a")), speaks("r", 6)}),
          .outcomes = "[" + outcome("one", 1, ",\"bias\":1000") + "," + outcome("two", 2) + "]"}),
      R"({"p":"a","q":"b","r":"b"})");
  EXPECT_TRUE(turning.points.empty());
  EXPECT_TRUE(turning.singles_complete);
  EXPECT_FALSE(turning.pairs_complete);
}

TEST(Turning, TakesAnotherKindOfHeadlineForAChange) {
  EXPECT_EQ(
      points(Parts{.questions = joined({speaks("p", 6), speaks("q", 4)})}, R"({"p":"a","q":"a"})"),
      (Strings{"p=b → two one", "q=b → one two"}));
}

TEST(Turning, TakesAProfileThatBecomesFlatForAChange) {
  // Option a lifts f to 2.7 decibans: too many stand near the first. The two that lead stay.
  const std::string lifts = R"({"id":"q","kind":"single","text":"T","options":[)"
                            R"({"id":"a","text":"T"},)"
                            R"({"id":"b","text":"T","evidence":{"f":-12}}]})";
  Strings outcomes = {outcome("a", 1, ",\"bias\":60"), outcome("b", 2, ",\"bias\":29")};
  for (const char* each : {"c", "d", "e", "f", "g", "h", "i"})
    outcomes.push_back(outcome(each, 1 + static_cast<int>(outcomes.size())));
  const Parts parts{.questions = "[" + lifts + "]", .outcomes = joined(outcomes)};
  EXPECT_EQ(points(parts, R"({"q":"b"})"), Strings{"q=a → a b"});
  EXPECT_EQ(points(parts, R"({"q":"a"})"), Strings{"q=b → a"});
}

TEST(Turning, TakesTheEndOfAStraightLineAndItsCompletionForAChange) {
  Strings questions;
  for (int q = 0; q < 8; ++q) questions.push_back(speaks("q" + std::to_string(q), 6));
  const Parts parts{.questions = joined(questions)};
  const auto answered = [](const std::string& letters) {
    std::string answers;
    for (std::size_t q = 0; q < letters.size(); ++q) {
      answers += (q == 0 ? "{\"q" : ",\"q") + std::to_string(q) + "\":\"" + letters[q] + '"';
    }
    return answers + "}";
  };
  const Strings found = points(parts, answered("aaaaaaaa"));
  ASSERT_FALSE(found.empty());
  EXPECT_EQ(found.front(), "q0=b → one");
  EXPECT_EQ(points(parts, answered("aaaaaaab")), Strings{"q7=a → one two"});
}

TEST(Turning, TakesTheSameTwoTracksInAnotherOrderForNone) {
  EXPECT_EQ(
      points(Parts{.questions = joined({speaks("p", 1), speaks("q", 1)})}, R"({"p":"a","q":"a"})"),
      Strings{});
}

TEST(Turning, LeavesOpenAndSkippedQuestionsAlone) {
  EXPECT_EQ(points(Parts{.questions = joined({speaks("p", 8), speaks("q", 12),
                                              speaks("r", 12, ",\"optional\":true")})},
                   R"({"p":"a","r":null})"),
            Strings{"p=b → two"});
}

std::string with_kind(const std::string& kind, const std::string& extra = "") {
  return R"({"id":"q","kind":")" + kind + R"(","text":"T")" + extra +
         R"(,"options":[{"id":"a","text":"T","evidence":{"one":8}},)"
         R"({"id":"b","text":"T","evidence":{"two":8}},{"id":"c","text":"T"}]})";
}

TEST(Turning, PutsAnotherOptionOfARankFirst) {
  EXPECT_EQ(points(Parts{.questions = "[" + with_kind("rank") + "]"}, R"({"q":["a","c","b"]})"),
            (Strings{"q=bac → two", "q=cab → one two"}));
}

TEST(Turning, TicksOneOptionMoreOrLess) {
  EXPECT_EQ(points(Parts{.questions = "[" + with_kind("multiple") + "]"}, R"({"q":["a"]})"),
            (Strings{"q= → one two", "q=ab → one two"}));
}

TEST(Turning, TicksAnotherInPlaceOfTheOneThatIsTaken) {
  EXPECT_EQ(points(Parts{.questions = "[" + with_kind("multiple", R"(,"min":1,"max":1)") + "]"},
                   R"({"q":["a"]})"),
            (Strings{"q=b → two", "q=c → one two"}));
}

TEST(Turning, TicksWhatStandsAloneInPlaceOfAllOthers) {
  const std::string question =
      R"({"id":"q","kind":"multiple","text":"T","options":[)"
      R"({"id":"a","text":"T","evidence":{"one":8}},{"id":"b","text":"T","evidence":{"two":8}},)"
      R"({"id":"none","text":"T","exclusive":true}]})";
  EXPECT_EQ(points(Parts{.questions = "[" + question + "]"}, R"({"q":["a"]})"),
            (Strings{"q= → one two", "q=ab → one two", "q=none → one two"}));
}

const std::string kDerived = R"({"id":"d","title":"T","summary":"S","body":"B"})";

Parts gated(const std::string& gate, const std::string& extra = "") {
  return Parts{.questions = joined({speaks("p", 8), single("door", 2, extra), single("idle")}),
               .outcomes = "[" + outcome("one", 1) + "," + outcome("two", 2) + "," + kDerived + "]",
               .rules = R"([{"id":"r","kind":"override","outcome":"d","when":{"==":[{"var":)"
                        R"("answers.)" +
                        gate + R"("},"a"]}}])"};
}

TEST(Turning, FindsAnOverride) {
  EXPECT_EQ(points(gated("door"), R"({"p":"a","door":"b","idle":"a"})"),
            (Strings{"p=b → two", "door=a → d"}));
}

TEST(Turning, FindsAnOverrideByTheScoreOfTheOnlyOutcome) {
  const std::string question =
      R"({"id":"p","kind":"single","text":"T","options":[)"
      R"({"id":"a","text":"T","evidence":{"one":8}},{"id":"b","text":"T","evidence":{"one":-8}}]})";
  EXPECT_EQ(points(Parts{.questions = "[" + question + "]",
                         .outcomes = "[" + outcome("one", 1) + "," + kDerived + "]",
                         .rules = R"([{"id":"r","kind":"override","outcome":"d",)"
                                  R"("when":{"<":[{"var":"scores.one"},0]}}])"},
                   R"({"p":"a"})"),
            Strings{"p=b → d"});
}

TEST(Turning, IsNothingUnderAnOverride) {
  Engine engine;
  engine.load(gated("door").text());
  const Json json(engine.evaluate(R"({"answers":{"p":"a","door":"a","idle":"a"}})"));
  EXPECT_EQ(json["/result/headline/kind"], "override");
  EXPECT_EQ(json["/result/turning"], "null");
  EXPECT_EQ(json["/result/rests_on"], "null");
}

TEST(Turning, KeepsSensitiveAnswersAndIsWithheldWhereTheyDecide) {
  const Quiz quiz = quiz_of(gated("door", ",\"sensitive\":true"));
  const Turning turning = turning_of(quiz, R"({"p":"a","door":"b","idle":"a"})");
  EXPECT_EQ(points(quiz, turning), Strings{"p=b → two"});
  EXPECT_TRUE(turning.withheld);
  EXPECT_FALSE(turning_of(quiz_of(gated("door")), R"({"p":"a","door":"b"})").withheld);
}

TEST(Turning, CountsNoAnswerOfABranchThatAChangeCloses) {
  // q speaks for two, but only after b to `door`.
  const Parts parts{
      .questions = joined({single("door"), speaks("p", 4), speaks("q", 9, when("door", "b"))})};
  EXPECT_EQ(points(parts, R"({"door":"b","p":"a","q":"b"})"),
            (Strings{"door=a → one", "q=a → one"}));
}

TEST(Turning, LeavesABranchThatAChangeOpensWithoutAnAnswer) {
  const Parts parts{
      .questions = joined({single("door"), speaks("p", 4), speaks("q", 9, when("door", "b"))})};
  EXPECT_EQ(points(parts, R"({"door":"a","p":"a","q":"b"})"), Strings{"p=b → two"});
}

TEST(Turning, KeepsNumbersAndTexts) {
  const Quiz quiz = quiz_of(
      Parts{.questions =
                joined({speaks("p", 8), R"({"id":"n","kind":"number","text":"T","min":0,"max":9})",
                        R"({"id":"t","kind":"text","text":"T"})"}),
            .outcomes = "[" + outcome("one", 1, R"(,"when":{">":[{"var":"answers.n"},3]})") + "," +
                        outcome("two", 2) + "]"});
  EXPECT_EQ(points(quiz, turning_of(quiz, R"({"p":"a","n":4,"t":"x"})")), Strings{"p=b → two"});
}

TEST(Turning, NamesNoMoreThanTheMost) {
  Strings options;
  for (int o = 0; o < 30; ++o)
    options.push_back("{\"id\":\"o" + std::to_string(o) + R"(","text":"T","evidence":{")" +
                      (o == 0 ? "one" : "two") + "\":9}}");
  const Turning turning =
      turning_of(quiz_of(Parts{.questions = R"([{"id":"q","kind":"single","text":"T","options":)" +
                                            joined(options) + "}]"}),
                 R"({"q":"o0"})");
  EXPECT_EQ(turning.points.size(), kMostPoints);
  EXPECT_TRUE(turning.singles_complete);
}

// One question of six options and `others` of two: after 5 pairs with the first of those, one more
// with each that follows. 15 of them make 180 pairs; the 200th is the last with the 16th.
TEST(Turning, SaysWhereItStoppedTryingPairs) {
  const auto complete = [](int others) {
    Strings options;
    for (const char* const id : {"a", "b", "c", "d", "e", "f"}) {
      options.push_back(std::string(R"({"id":")") + id + R"(","text":"T","evidence":{"one":1}})");
    }
    Strings questions = {R"({"id":"q","kind":"single","text":"T","options":)" + joined(options) +
                         "}"};
    std::string answers = R"({"q":"a")";
    for (int q = 0; q < others; ++q) {
      const std::string id = "q" + std::to_string(q);
      questions.push_back(speaks(id, 1));
      answers += ",\"" + id + (q % 2 == 0 ? "\":\"b\"" : "\":\"a\"");
    }
    const Turning turning =
        turning_of(quiz_of(Parts{.questions = joined(questions),
                                 .outcomes = "[" + outcome("one", 1, ",\"bias\":900") + "," +
                                             outcome("two", 2) + "]"}),
                   answers + "}");
    EXPECT_TRUE(turning.points.empty());
    return turning.pairs_complete;
  };
  EXPECT_TRUE(complete(15));
  EXPECT_FALSE(complete(17));
  EXPECT_FALSE(complete(20));
}

TEST(Turning, SaysHowManyChangesAreNeeded) {
  Engine engine;
  engine.load(Parts{.questions = joined({speaks("p", 6), speaks("q", 6), speaks("r", 6)})}.text());
  const Json json(engine.evaluate(R"({"answers":{"p":"a","q":"a","r":"a"}})"));
  EXPECT_EQ(json["/result/turning/changes_needed"], "2");
  EXPECT_EQ(json["/result/turning/points/0/changes"],
            R"([{"question":"p","answer":"b"},{"question":"q","answer":"b"}])");
}

TEST(TurningPoints, ChangeTheOneTickThatIsAllowed) {
  const std::string options = R"("options":[{"id":"a","text":"A","evidence":{"one":10}},)"
                              R"({"id":"b","text":"B","evidence":{"two":10}}]}])";
  const auto needed = [&](const std::string& members) {
    Engine engine;
    engine.load(
        Parts{.questions = R"([{"id":"q","kind":"multiple","text":"T",)" + members + options}
            .text());
    const testing::Json reply(engine.evaluate(R"({"answers":{"q":["a"]}})"));
    return reply["/result/turning/changes_needed"] + " " +
           reply["/result/turning/singles_complete"];
  };
  EXPECT_EQ(needed(R"("min":1,"max":1,)"), "1 true");
  EXPECT_EQ(needed(R"("min":1,)").substr(2), "false") << "not every set of ticks is tried";
}

// Each question decides whether another is asked, so that each change is a walk
// over all of them: 141 by 282 questions, then 142 by 284, around the limit.
TEST(Turning, SaysWhereItStoppedTryingSingleChanges) {
  const auto turning = [](int questions) {
    Strings all;
    std::string answers;
    for (int q = 0; q < questions; ++q) {
      const std::string id = "q" + std::to_string(q);
      all.push_back(speaks(id, 6));
      all.push_back(single("r" + std::to_string(q), 2, when(id, "b")));
      answers += (q == 0 ? "\"" : ",\"") + id + "\":\"a\"";
    }
    return turning_of(quiz_of(Parts{.questions = joined(all)}), "{" + answers + "}");
  };
  EXPECT_TRUE(turning(141).singles_complete);
  EXPECT_FALSE(turning(142).singles_complete);
}

}  // namespace
}  // namespace career_quiz
