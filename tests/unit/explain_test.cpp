#include "authoring/explain.h"

#include <string>

#include "career_quiz/answer_code.h"
#include "career_quiz/evidence.h"
#include "support.h"

namespace career_quiz::authoring {
namespace {

using testing::answers_of;
using testing::Parts;
using testing::quiz_of;

Quiz mentoring() { return quiz_of(testing::read_file("questions/mentoring-coaching.json")); }

std::string explained(const Quiz& quiz, const std::string& text) {
  const Result<Replay> replay = read_replay(quiz, text);
  return replay ? explain_text(quiz, *replay, Mode::kFull, 0) : replay.error().message;
}

bool has(const std::string& text, const std::string& part) {
  return text.find(part) != std::string::npos;
}

TEST(Explain, shows_for_each_answer_what_it_adds_and_their_sum_is_the_margin) {
  Parts parts;
  parts.questions =
      R"([{"id":"q","kind":"single","text":"Which?","options":[)"
      R"({"id":"a","text":"A","evidence":{"one":10}},{"id":"b","text":"B","evidence":{"two":10}}]},)"
      R"({"id":"r","kind":"single","text":"And?","options":[)"
      R"({"id":"c","text":"C","evidence":{"one":4}},{"id":"d","text":"D","evidence":{"two":2}}]}])";
  const Quiz quiz = quiz_of(parts);
  const std::string text = explained(quiz, R"({"q":"a","r":"d"})");
  const Advice advice = testing::advice_of(quiz, R"({"q":"a","r":"d"})");
  const auto figure = [](std::int32_t tenths) {
    return std::to_string(tenths / 10) + "." + std::to_string(tenths % 10);
  };
  EXPECT_TRUE(has(text, "q = a ")) << text;
  EXPECT_TRUE(has(text, "r = d ")) << text;
  EXPECT_TRUE(has(text, "add up to the margin of " + figure(*advice.margin) + " exactly")) << text;
  EXPECT_TRUE(has(text, "+" + figure(advice.because[0].contribution))) << text;
}

TEST(Explain, names_the_rule_that_counted_and_why) {
  const Quiz quiz = mentoring();
  const std::string text = explained(quiz, R"({"role":"accompanied","energy":"drained"})");
  EXPECT_TRUE(has(text, "the rule [care-first] holds")) << text;
  EXPECT_TRUE(has(text, "Hidden: the rule decides alone")) << text;
}

TEST(Explain, agrees_with_the_engine_on_which_rule_counts) {
  Parts parts;
  parts.outcomes = testing::joined({testing::outcome("one", 1), testing::outcome("two", 2),
                                    R"({"id":"mix","title":"M","summary":"S","body":"B"})"});
  parts.rules =
      R"([{"id":"never","kind":"combine","when":{"==":[{"var":"answers.q"},"b"]},"outcome":"mix"},)"
      R"({"id":"both","kind":"combine","when":{"==":[{"var":"answers.q"},"a"]},"outcome":"mix"}])";
  const Quiz quiz = quiz_of(parts);
  const Interview interview = testing::interview_of(quiz, R"({"q":"a"})");
  const Verdict verdict =
      decide(quiz, interview.counted, interview.settled, scores_of(quiz, interview.counted));
  ASSERT_EQ(verdict.headline.kind, Headline::Kind::kCombined);
  EXPECT_EQ(rule_that_counted(quiz, interview, verdict), 1);
}

TEST(Explain, says_which_outcome_is_not_open_and_what_it_needs) {
  EXPECT_TRUE(has(explained(mentoring(), R"({"role":"accompanied","goal":"skill"})"),
                  "[become-mentor]. It is only if"));
}

TEST(Explain, says_what_a_code_leaves_out_and_refuses_one_of_another_quiz) {
  const Quiz quiz = mentoring();
  const Answers answers = answers_of(quiz, R"({"role":"accompanied","energy":"tired"})");
  const std::string code = encode_answers(quiz, answers).code;
  EXPECT_TRUE(has(explained(quiz, code + "\n"), "are not in a code"));
  EXPECT_FALSE(has(explained(quiz, code), "but I recover"));
  EXPECT_TRUE(has(explained(quiz_of(Parts{}), code), "from another quiz"));
}

TEST(Explain, lists_answers_that_are_not_counted_or_do_not_fit) {
  const Quiz quiz = mentoring();
  const std::string text =
      explained(quiz, R"({"role":"accompany","goal":"skill","time":"never","horn":"x"})");
  EXPECT_TRUE(has(text, "Not counted, since it is not asked after the other answers: 4.")) << text;
  EXPECT_TRUE(has(text, "has no option “never”")) << text;
  EXPECT_TRUE(has(text, "has no question “horn”")) << text;
}

}  // namespace
}  // namespace career_quiz::authoring
