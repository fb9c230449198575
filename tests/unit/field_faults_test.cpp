// Faults that quizzes in the field have had, each as a test that this engine has
// none of it.

#include <set>
#include <string>
#include <vector>

#include "career_quiz/evidence.h"
#include "support.h"

namespace career_quiz {
namespace {

using testing::advice_of;
using testing::answers_of;
using testing::faults_of;
using testing::interview_of;
using testing::joined;
using testing::Json;
using testing::outcome;
using testing::Parts;
using testing::quiz_of;
using testing::read_file;
using testing::single;

// Option a speaks for one, b for two, by `weight`.
std::string speaks(const std::string& id, int weight, const std::string& extra = "") {
  const std::string by = "\":" + std::to_string(weight) + "}}";
  return R"({"id":")" + id + R"(","kind":"single","text":"T")" + extra +
         R"(,"options":[{"id":"a","text":"T","evidence":{"one)" + by +
         R"(,{"id":"b","text":"T","evidence":{"two)" + by + "]}";
}

List<std::int32_t> scores(const Quiz& quiz, const std::string& answers) {
  return scores_of(quiz, interview_of(quiz, answers).counted);
}

TEST(FieldFaults, LogLikelihoodsAreAddedNotMultiplied) {
  const Quiz quiz = quiz_of(Parts{.questions = joined({speaks("p", 6), speaks("q", 2)})});
  const auto p = scores(quiz, R"({"p":"a"})");
  const auto q = scores(quiz, R"({"q":"b"})");
  const auto both = scores(quiz, R"({"p":"a","q":"b"})");
  for (std::size_t k = 0; k < both.size(); ++k) EXPECT_EQ(both[k], p[k] + q[k]);
}

TEST(FieldFaults, SumsStartAtNothing) {
  for (const char* method : {"evidence", "sum"}) {
    const Quiz quiz =
        quiz_of(Parts{.questions = "[" + speaks("p", 6) + "]",
                      .more = std::string(R"(,"scoring":{"method":")") + method + "\"}"});
    EXPECT_EQ(scores(quiz, "{}"), (List<std::int32_t>{0, 0})) << method;
  }
}

TEST(FieldFaults, NumbersThatArriveAsStringsAreRefused) {
  EXPECT_EQ(faults_of(Parts{.questions = R"([{"id":"q","kind":"single","text":"T","options":[)"
                                         R"({"id":"a","text":"A","evidence":{"one":"6"}},)"
                                         R"({"id":"b","text":"B"}]}])"}
                          .text()),
            std::vector<std::string>{"wrong-type /questions/0/options/0/evidence/one"});
  Engine engine;
  engine.load(
      Parts{.questions = R"([{"id":"q","kind":"number","text":"T","min":0,"max":99}])"}.text());
  const Json reply(engine.evaluate(R"({"answers":{"q":"12"}})"));
  EXPECT_EQ(reply["/problems/0/question"], "q");
  EXPECT_EQ(reply["/path/0/state"], "open");
}

TEST(FieldFaults, WhatScalesAScoreScalesItsCeilingToo) {
  const auto value = [](int times) {
    const auto points = [&](int worth) { return std::to_string(times * worth) + "}}"; };
    const Quiz quiz = quiz_of(
        Parts{.scales = R"([{"id":"s","title":"T","low":"L","high":"H"}])",
              .questions = R"([{"id":"q","kind":"single","text":"T","options":[)"
                           R"({"id":"a","text":"A","scales":{"s":)" +
                           points(1) + R"(,{"id":"b","text":"B","scales":{"s":)" + points(3) +
                           R"(,{"id":"c","text":"C","scales":{"s":)" + points(5) + "]}]"});
    return advice_of(quiz, R"({"q":"b"})").scales.front().value;
  };
  EXPECT_EQ(value(1), 50);
  EXPECT_EQ(value(200), 50);
}

TEST(FieldFaults, AnswersOfAbandonedBranchesDoNotCount) {
  const Quiz quiz = quiz_of(Parts{
      .questions =
          joined({single("p"), speaks("q", 9, R"(,"when":{"==":[{"var":"answers.p"},"a"]})")})});
  EXPECT_NE(scores(quiz, R"({"p":"a","q":"b"})"), scores(quiz, R"({"p":"a"})"));
  EXPECT_EQ(scores(quiz, R"({"p":"b","q":"b"})"), scores(quiz, R"({"p":"b"})"));
}

TEST(FieldFaults, AnAdaptiveSessionResumesAtTheQuestionItWasLeftAt) {
  Engine engine;
  engine.load(read_file("questions/mentoring-coaching.json"));
  const std::string left = R"({"role":"accompanied","energy":"tired","success":"result",)"
                           R"("stage":"growing"})";
  const std::string adaptive = R"(,"mode":"adaptive"})";
  const std::string next = Json(engine.evaluate(R"({"answers":)" + left + adaptive))["/next"];
  Engine another;
  another.load(read_file("questions/mentoring-coaching.json"));
  EXPECT_EQ(Json(another.evaluate(R"({"answers":)" + left + adaptive))["/next"], next);
  const std::string code = Json(engine.encode(R"({"answers":)" + left + "}"))["/code"];
  const Json kept(another.decode(code));
  // The sensitive answer is in no code: it is what the session asks again.
  EXPECT_EQ(kept["/answers/energy"], "(nothing)");
  EXPECT_EQ(Json(another.evaluate(R"({"answers":)" + kept["/answers"] + adaptive))["/next"],
            "energy");
}

TEST(FieldFaults, WhatIsAskedNextRestsOnWhatWasAnswered) {
  const Quiz quiz = quiz_of(read_file("questions/mentoring-coaching.json"));
  std::set<std::string> asked;
  for (const char* success : {"belonging", "doors", "result", "team", "life"}) {
    const Answers answers = answers_of(
        quiz, std::string(R"({"role":"accompanied","energy":"good","stage":"growing",)") +
                  R"("leads":"no","goal":"direction","success":")" + success + "\"}");
    const Interview interview = conduct(quiz, answers, Mode::kAdaptive);
    ASSERT_TRUE(interview.next);
    asked.insert(quiz.questions[*interview.next].id);
  }
  EXPECT_GT(asked.size(), 1u);
}

TEST(FieldFaults, OneAnswerNeverEndsATestThatAsksForMore) {
  const Quiz quiz = quiz_of(
      Parts{.questions = joined({speaks("p", 12), speaks("q", 1), speaks("r", 1), speaks("s", 1)}),
            .more = R"(,"adaptive":{"minimum":3,"risk":0.9999})"});
  const auto stop = [&](const std::string& answers) {
    return conduct(quiz, answers_of(quiz, answers), Mode::kAdaptive).stop;
  };
  EXPECT_EQ(stop(R"({"p":"a"})"), Stop::kNone);
  EXPECT_EQ(stop(R"({"p":"a","q":"a"})"), Stop::kNone);
  EXPECT_NE(stop(R"({"p":"a","q":"a","r":"a"})"), Stop::kNone);
}

TEST(FieldFaults, TiesAreBrokenByThePublishedPriority) {
  const std::vector<std::string> outcomes = {outcome("one", 2), outcome("two", 1)};
  for (const bool turned : {false, true}) {
    const Quiz quiz =
        quiz_of(Parts{.questions = joined({speaks("p", 5), speaks("q", 5)}),
                      .outcomes = turned ? joined({outcomes[1], outcomes[0]}) : joined(outcomes)});
    for (int time = 0; time < 20; ++time) {
      const Advice advice = advice_of(quiz, R"({"p":"a","q":"b"})");
      EXPECT_EQ(*advice.margin, 0);
      EXPECT_EQ(quiz.outcomes[advice.ranking.front().outcome].id, "two");
    }
  }
}

TEST(FieldFaults, NoReaderEndsWithoutAResult) {
  const Quiz quiz = quiz_of(Parts{.questions = joined({speaks("p", 5, ",\"optional\":true"),
                                                       speaks("q", 5, ",\"optional\":true")})});
  const Interview interview = interview_of(quiz, R"({"p":null,"q":null})");
  EXPECT_EQ(interview.stop, Stop::kComplete);
  EXPECT_FALSE(advise(quiz, interview).headline.outcomes.empty());
}

}  // namespace
}  // namespace career_quiz
