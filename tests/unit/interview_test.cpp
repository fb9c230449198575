#include "career_quiz/interview.h"

#include <string>
#include <vector>

#include "support.h"

namespace career_quiz {
namespace {

using testing::interview_of;
using testing::joined;
using testing::outcome;
using testing::Parts;
using testing::question_ids;
using testing::quiz_of;
using testing::single;

using Strings = std::vector<std::string>;

std::string when(const std::string& question, const std::string& option = "a",
                 const std::string& sign = "==") {
  return ",\"when\":{\"" + sign + "\":[{\"var\":\"answers." + question + "\"},\"" + option + "\"]}";
}

Quiz of(const Strings& questions) { return quiz_of(Parts{.questions = joined(questions)}); }

// With a derived outcome that an override shows while the condition holds.
Quiz gated(const Strings& questions, const std::string& condition) {
  return quiz_of(Parts{
      .questions = joined(questions),
      .outcomes =
          "[" + outcome("one", 1) + R"(,{"id":"care","title":"T","summary":"S","body":"B"}])",
      .rules = R"([{"id":"gate","kind":"override","outcome":"care","when":)" + condition + "}]"});
}

std::string next_of(const Quiz& quiz, const Interview& interview) {
  return interview.next ? quiz.questions[*interview.next].id : "(none)";
}

TEST(Interview, AsksTheQuestionsInTheirOrder) {
  const Quiz quiz = of({single("p"), single("q"), single("r")});
  EXPECT_EQ(next_of(quiz, interview_of(quiz, "{}")), "p");
  EXPECT_EQ(next_of(quiz, interview_of(quiz, R"({"p":"a"})")), "q");
  EXPECT_EQ(next_of(quiz, interview_of(quiz, R"({"p":"a","q":"b"})")), "r");
  EXPECT_EQ(question_ids(quiz, interview_of(quiz, "{}").path), (Strings{"p", "q", "r"}));
}

TEST(Interview, AsksTheFirstOpenQuestionWhateverElseWasAnswered) {
  const Quiz quiz = of({single("p"), single("q"), single("r")});
  EXPECT_EQ(next_of(quiz, interview_of(quiz, R"({"r":"a","p":"a"})")), "q");
  EXPECT_EQ(next_of(quiz, interview_of(quiz, R"({"r":"a","q":"a"})")), "p");
}

TEST(Interview, IsCompleteOnceEveryVisibleQuestionIsAnswered) {
  const Quiz quiz = of({single("p"), single("q", 2, when("p"))});
  EXPECT_EQ(interview_of(quiz, R"({"p":"a"})").stop, Stop::kNone);
  const Interview short_way = interview_of(quiz, R"({"p":"b"})");
  EXPECT_EQ(short_way.stop, Stop::kComplete);
  EXPECT_EQ(short_way.next, std::nullopt);
  EXPECT_EQ(interview_of(quiz, R"({"p":"a","q":"b"})").stop, Stop::kComplete);
}

TEST(Interview, TakesASkippedQuestionForDoneButNotForAnswered) {
  const Quiz quiz =
      of({single("p", 2, ",\"optional\":true"), single("q", 2, when("p", "a", "!="))});
  const Interview interview = interview_of(quiz, R"({"p":null})");
  EXPECT_EQ(interview.answered, 1u);
  EXPECT_EQ(next_of(quiz, interview), "q");
  EXPECT_EQ(interview.counted[0].state, Answer::State::kSkipped);
}

TEST(Interview, LeavesOutAnswersThatAreNotVisible) {
  const Quiz quiz = of({single("p"), single("q", 2, when("p")), single("r")});
  const Interview interview = interview_of(quiz, R"({"p":"b","q":"a","r":"a"})");
  EXPECT_EQ(question_ids(quiz, interview.path), (Strings{"p", "r"}));
  EXPECT_EQ(question_ids(quiz, interview.ignored), Strings{"q"});
  EXPECT_EQ(interview.counted[1].state, Answer::State::kOpen);
  EXPECT_EQ(interview.answered, 2u);
}

TEST(Interview, IgnoresASkipThatIsNotVisibleToo) {
  const Quiz quiz = of({single("p"), single("q", 2, ",\"optional\":true" + when("p"))});
  EXPECT_EQ(question_ids(quiz, interview_of(quiz, R"({"p":"b","q":null})").ignored), Strings{"q"});
}

TEST(Interview, ShowsAQuestionByOneThatStandsAfterIt) {
  const Quiz quiz = of({single("early", 2, when("late")), single("late")});
  EXPECT_EQ(question_ids(quiz, interview_of(quiz, "{}").path), Strings{"late"});
  const Interview interview = interview_of(quiz, R"({"late":"a"})");
  EXPECT_EQ(question_ids(quiz, interview.path), (Strings{"early", "late"}));
  EXPECT_EQ(next_of(quiz, interview), "early");
}

TEST(Interview, FollowsAChainThatIsWrittenBackwards) {
  const Quiz quiz = of({single("c", 2, when("b")), single("b", 2, when("a")), single("a")});
  EXPECT_EQ(question_ids(quiz, interview_of(quiz, R"({"a":"a","b":"a"})").path),
            (Strings{"c", "b", "a"}));
  const Interview broken = interview_of(quiz, R"({"a":"b","b":"a","c":"a"})");
  EXPECT_EQ(question_ids(quiz, broken.path), Strings{"a"});
  EXPECT_EQ(question_ids(quiz, broken.ignored), (Strings{"c", "b"}));
}

TEST(Progress, CountsWhatIsAskedForSure) {
  const Quiz quiz = of({single("p"), single("q"), single("r")});
  const Interview interview = interview_of(quiz, R"({"q":"a"})");
  EXPECT_EQ(interview.answered, 1u);
  EXPECT_EQ(interview.remaining_at_least, 2u);
  EXPECT_EQ(interview.remaining_at_most, 2u);
}

TEST(Progress, SpansWhatMayStillBeAsked) {
  const Quiz quiz = of({single("p"), single("q", 2, when("p")), single("r", 2, when("q"))});
  const Interview start = interview_of(quiz, "{}");
  EXPECT_EQ(start.remaining_at_least, 1u);
  EXPECT_EQ(start.remaining_at_most, 3u);
  const Interview after = interview_of(quiz, R"({"p":"a"})");
  EXPECT_EQ(after.remaining_at_least, 1u);
  EXPECT_EQ(after.remaining_at_most, 2u);
}

TEST(Progress, DoesNotCountAnAnswerThatWaitsForItsQuestion) {
  const Quiz quiz = of({single("p"), single("q", 2, when("p"))});
  const Interview interview = interview_of(quiz, R"({"q":"a"})");
  EXPECT_EQ(interview.answered, 0u);
  EXPECT_EQ(interview.remaining_at_most, 1u);
}

TEST(Progress, EndsAtNothing) {
  const Quiz quiz = of({single("p")});
  const Interview interview = interview_of(quiz, R"({"p":"a"})");
  EXPECT_EQ(interview.remaining_at_least, 0u);
  EXPECT_EQ(interview.remaining_at_most, 0u);
}

TEST(Progress, IsAtLeastOneWhileAGateMayEndIt) {
  const Quiz quiz =
      gated({single("p"), single("q"), single("r")}, R"({"==":[{"var":"answers.p"},"a"]})");
  EXPECT_EQ(interview_of(quiz, "{}").remaining_at_least, 1u);
  EXPECT_EQ(interview_of(quiz, "{}").remaining_at_most, 3u);
  EXPECT_EQ(interview_of(quiz, R"({"p":"b"})").remaining_at_least, 2u);
}

TEST(Gate, EndsTheInterviewAtOnce) {
  const Quiz quiz = gated({single("p"), single("q")}, R"({"==":[{"var":"answers.p"},"a"]})");
  const Interview interview = interview_of(quiz, R"({"p":"a"})");
  EXPECT_EQ(interview.stop, Stop::kGate);
  EXPECT_EQ(interview.next, std::nullopt);
  EXPECT_EQ(interview.remaining_at_most, 0u);
  EXPECT_EQ(interview.answered, 1u);
}

TEST(Gate, StandsWhateverElseIsAnswered) {
  const Quiz quiz = gated({single("p"), single("q")}, R"({"==":[{"var":"answers.q"},"a"]})");
  EXPECT_EQ(interview_of(quiz, R"({"q":"a"})").stop, Stop::kGate);
  EXPECT_EQ(interview_of(quiz, R"({"q":"a","p":"b"})").stop, Stop::kGate);
}

TEST(Gate, WaitsForAnOpenQuestion) {
  // With p open, "not a" holds of null, and may cease to hold.
  const Quiz quiz = gated({single("p"), single("q")}, R"({"!=":[{"var":"answers.p"},"a"]})");
  EXPECT_EQ(interview_of(quiz, "{}").stop, Stop::kNone);
  EXPECT_EQ(interview_of(quiz, R"({"q":"a"})").stop, Stop::kNone);
  EXPECT_EQ(interview_of(quiz, R"({"p":"b"})").stop, Stop::kGate);
}

TEST(Gate, FiresOnAQuestionThatCanNoLongerBeAsked) {
  const Quiz quiz = gated({single("p"), single("q", 2, when("p")), single("r")},
                          R"({"==":[{"var":"answers.q"},null]})");
  EXPECT_EQ(interview_of(quiz, "{}").stop, Stop::kNone);
  EXPECT_EQ(interview_of(quiz, R"({"p":"b"})").stop, Stop::kGate);
}

TEST(Gate, IsNotLiftedByAnAnswerOffThePath) {
  const Quiz quiz = gated({single("p"), single("q", 2, when("p")), single("r")},
                          R"({"==":[{"var":"answers.q"},"a"]})");
  EXPECT_EQ(interview_of(quiz, R"({"p":"b","q":"a"})").stop, Stop::kNone);
}

TEST(Gate, WaitsForTheEndIfItReadsTheResult) {
  const Quiz quiz = gated({single("p"), single("q")}, R"({"==":[{"var":"result.first"},"one"]})");
  EXPECT_EQ(interview_of(quiz, R"({"p":"a"})").stop, Stop::kNone);
  EXPECT_EQ(interview_of(quiz, R"({"p":"a","q":"a"})").stop, Stop::kComplete);
}

TEST(Gate, WaitsWhileAnEarlierOverrideCanStillTakeItsPlace) {
  const Quiz quiz = quiz_of(Parts{
      .questions = joined({single("p"), single("q")}),
      .outcomes = "[" + outcome("one", 1) +
                  R"(,{"id":"x","title":"T","summary":"S","body":"B"},)"
                  R"({"id":"y","title":"T","summary":"S","body":"B"}])",
      .rules =
          R"([{"id":"r1","kind":"override","outcome":"x","when":{"==":[{"var":"answers.p"},"a"]}},)"
          R"({"id":"r2","kind":"override","outcome":"y","when":{"==":[{"var":"answers.q"},"a"]}}])"});
  EXPECT_EQ(interview_of(quiz, R"({"q":"a"})").stop, Stop::kNone);
  EXPECT_EQ(interview_of(quiz, R"({"q":"a","p":"b"})").stop, Stop::kGate);
  EXPECT_EQ(interview_of(quiz, R"({"p":"a"})").stop, Stop::kGate);
}

}  // namespace
}  // namespace career_quiz
