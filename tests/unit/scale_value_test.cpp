#include <optional>
#include <string>

#include "career_quiz/condition.h"
#include "support.h"

namespace career_quiz {
namespace {

using testing::answers_of;
using testing::joined;
using testing::Parts;
using testing::quiz_of;

const std::string kScales = R"([{"id":"s","title":"T","low":"L","high":"H"}])";

std::string question(const std::string& id, const std::string& points,
                     const std::string& extra = "", const std::string& kind = "single") {
  std::string options;
  char name = 'a';
  for (std::size_t from = 0; from <= points.size();) {
    const std::size_t to = std::min(points.find(' ', from), points.size());
    const std::string one = points.substr(from, to - from);
    options += std::string(options.empty() ? "" : ",") + R"({"id":")" + name++ +
               R"(","text":"T","scales":{"s":)" + one + "}}";
    from = to + 1;
  }
  return R"({"id":")" + id + R"(","kind":")" + kind + R"(","text":"T")" + extra +
         R"(,"options":[)" + options + "]}";
}

std::optional<std::int32_t> value_of(const std::vector<std::string>& questions,
                                     const std::string& answers) {
  const Quiz quiz = quiz_of(Parts{.scales = kScales, .questions = joined(questions)});
  return scale_value(quiz, answers_of(quiz, answers), 0);
}

TEST(ScaleValue, IsNullWithoutAnAnswerThatBearsOnIt) {
  EXPECT_EQ(value_of({question("q", "0 4")}, "{}"), std::nullopt);
  EXPECT_EQ(value_of({question("q", "0 4"), testing::single("r")}, R"({"r":"a"})"), std::nullopt);
}

TEST(ScaleValue, GoesFromTheLeastToTheMostAttainable) {
  const std::vector<std::string> questions = {question("q", "-2 0 6")};
  EXPECT_EQ(value_of(questions, R"({"q":"a"})"), 0);
  EXPECT_EQ(value_of(questions, R"({"q":"b"})"), 25);
  EXPECT_EQ(value_of(questions, R"({"q":"c"})"), 100);
}

TEST(ScaleValue, CountsOnlyWhatWasAttainableOnTheQuestionsAnswered) {
  const std::vector<std::string> questions = {question("q", "0 4"), question("r", "0 100")};
  EXPECT_EQ(value_of(questions, R"({"q":"b"})"), 100);
  EXPECT_EQ(value_of(questions, R"({"q":"b","r":"a"})"), 4);  // 4 of 104.
}

TEST(ScaleValue, RoundsHalfUp) {
  EXPECT_EQ(value_of({question("q", "0 1 200")}, R"({"q":"b"})"), 1);  // 0.5
  EXPECT_EQ(value_of({question("q", "0 1 3")}, R"({"q":"b"})"), 33);
  EXPECT_EQ(value_of({question("q", "0 2 3")}, R"({"q":"b"})"), 67);
  EXPECT_EQ(value_of({question("q", "-200 -199 0")}, R"({"q":"b"})"), 1);
}

TEST(ScaleValue, CountsAReversedQuestionFromItsOtherEnd) {
  const std::vector<std::string> questions = {question("q", "1 2 5", R"(,"reverse":true)")};
  EXPECT_EQ(value_of(questions, R"({"q":"a"})"), 100);
  EXPECT_EQ(value_of(questions, R"({"q":"b"})"), 75);
  EXPECT_EQ(value_of(questions, R"({"q":"c"})"), 0);
}

TEST(ScaleValue, AddsUpWhatIsTickedOfSeveral) {
  const std::vector<std::string> questions = {question("q", "3 -1 2", "", "multiple")};
  EXPECT_EQ(value_of(questions, R"({"q":["a","c"]})"), 100);  // 5 of -1 to 5.
  EXPECT_EQ(value_of(questions, R"({"q":["b"]})"), 0);
  EXPECT_EQ(value_of(questions, R"({"q":[]})"), 17);  // 1 of 6.
  EXPECT_EQ(value_of(questions, R"({"q":["a","b","c"]})"), 83);
}

TEST(ScaleValue, CountsAsAttainableOnlyWhatMayBeTickedTogether) {
  const std::vector<std::string> one = {question("q", "3 -1 2", R"(,"max":1)", "multiple")};
  EXPECT_EQ(value_of(one, R"({"q":["a"]})"), 100);
  EXPECT_EQ(value_of(one, R"({"q":["c"]})"), 75);
  const std::vector<std::string> two = {question("q", "3 -1 2", R"(,"min":2)", "multiple")};
  EXPECT_EQ(value_of(two, R"({"q":["b","c"]})"), 0);
  EXPECT_EQ(value_of(two, R"({"q":["a","c"]})"), 100);
}

TEST(ScaleValue, IsNullWhereEveryAnswerSaysTheSame) {
  EXPECT_EQ(value_of({question("q", "3 3")}, R"({"q":"a"})"), std::nullopt);
}

TEST(ScaleValue, StandsInTheAdviceOnlyForScalesWithAnAnswer) {
  const Quiz quiz = quiz_of(Parts{.scales = R"([{"id":"s","title":"T","low":"L","high":"H"},)"
                                            R"({"id":"t","title":"T","low":"L","high":"H"}])",
                                  .questions = joined({question("q", "0 4")})});
  const Advice advice = testing::advice_of(quiz, R"({"q":"b"})");
  ASSERT_EQ(advice.scales.size(), 1u);
  EXPECT_EQ(advice.scales[0].scale, 0);
  EXPECT_EQ(advice.scales[0].value, 100);
}

}  // namespace
}  // namespace career_quiz
