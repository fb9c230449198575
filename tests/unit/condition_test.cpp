#include "career_quiz/condition.h"

#include <string>
#include <vector>

#include "support.h"

namespace career_quiz {
namespace {

using testing::answers_of;
using testing::interview_of;
using testing::joined;
using testing::outcome;
using testing::Parts;
using testing::quiz_of;
using testing::single;

// A question of each kind, a scale that each of two questions bears on, and a
// last question that is asked while `condition` holds.
Quiz with_condition(const std::string& condition) {
  return quiz_of(
      Parts{.scales = R"([{"id":"pace","title":"T","low":"L","high":"H"},)"
                      R"({"id":"rest","title":"T","low":"L","high":"H"}])",
            .questions =
                R"([{"id":"color","kind":"single","text":"T","optional":true,"options":[)"
                R"({"id":"red","text":"T"},{"id":"green","text":"T"},{"id":"blue","text":"T"}]},)"
                R"({"id":"tools","kind":"multiple","text":"T","options":[)"
                R"({"id":"pen","text":"T"},{"id":"saw","text":"T"},{"id":"pan","text":"T"}]},)"
                R"({"id":"often","kind":"scale","text":"T","options":[)"
                R"({"id":"never","text":"T"},{"id":"some","scales":{"pace":1}},)"
                R"({"id":"always","text":"T","scales":{"pace":2}}]},)"
                R"({"id":"lean","kind":"pair","text":"T","statements":["A","B"],"options":[)"
                R"({"id":"all-a","scales":{"pace":2,"rest":2}},{"id":"more-a"},{"id":"more-b"},)"
                R"({"id":"all-b"}]},)" +
                single("asked", 2, ",\"when\":" + condition) + "]"});
}

bool asked(const std::string& condition, const std::string& answers) {
  const Quiz quiz = with_condition(condition);
  return testing::question_ids(quiz, interview_of(quiz, answers).path).back() == "asked";
}

std::string compare(const std::string& sign, const std::string& name, const std::string& value) {
  return "{\"" + sign + "\":[{\"var\":\"" + name + "\"}," + value + "]}";
}

TEST(Condition, TrueAlwaysHoldsAndFalseNever) {
  EXPECT_TRUE(asked("true", "{}"));
  EXPECT_FALSE(asked("false", "{}"));
}

TEST(Condition, EqualsAnAnswer) {
  const std::string red = compare("==", "answers.color", "\"red\"");
  EXPECT_TRUE(asked(red, R"({"color":"red"})"));
  EXPECT_FALSE(asked(red, R"({"color":"green"})"));
  EXPECT_FALSE(asked(red, "{}"));
}

TEST(Condition, DiffersFromAnAnswerOrFromNone) {
  const std::string not_red = compare("!=", "answers.color", "\"red\"");
  EXPECT_FALSE(asked(not_red, R"({"color":"red"})"));
  EXPECT_TRUE(asked(not_red, R"({"color":"green"})"));
  EXPECT_TRUE(asked(not_red, "{}"));
  EXPECT_TRUE(asked(not_red, R"({"color":null})"));
}

TEST(Condition, EqualsNullWhileThereIsNoAnswer) {
  EXPECT_TRUE(asked(compare("==", "answers.color", "null"), "{}"));
  EXPECT_TRUE(asked(compare("==", "answers.color", "null"), R"({"color":null})"));
  EXPECT_FALSE(asked(compare("==", "answers.color", "null"), R"({"color":"red"})"));
  EXPECT_TRUE(asked(compare("!=", "answers.color", "null"), R"({"color":"red"})"));
  EXPECT_FALSE(asked(compare("!=", "answers.color", "null"), "{}"));
}

TEST(Condition, TakesAnEmptyChoiceOfSeveralForAnAnswer) {
  EXPECT_TRUE(asked(compare("!=", "answers.tools", "null"), R"({"tools":[]})"));
  EXPECT_FALSE(asked(compare("!=", "answers.tools", "null"), "{}"));
}

TEST(Condition, ReadsItsTwoSidesInEitherOrder) {
  EXPECT_TRUE(asked(R"({"==":["red",{"var":"answers.color"}]})", R"({"color":"red"})"));
  EXPECT_TRUE(asked(R"({"!=":[null,{"var":"answers.color"}]})", R"({"color":"red"})"));
  EXPECT_TRUE(asked(R"({"<":["never",{"var":"answers.often"}]})", R"({"often":"some"})"));
  EXPECT_FALSE(asked(R"({">":["never",{"var":"answers.often"}]})", R"({"often":"some"})"));
  EXPECT_TRUE(asked(R"({"<=":[50,{"var":"scales.pace"}]})", R"({"often":"some"})"));
  EXPECT_TRUE(asked(R"({">=":[50,{"var":"scales.pace"}]})", R"({"often":"some"})"));
  EXPECT_FALSE(asked(R"({"<":[50,{"var":"scales.pace"}]})", R"({"often":"some"})"));
}

TEST(Condition, OrdersAnswersByTheirPosition) {
  struct Row {
    const char* sign;
    bool never, some, always;
  };
  for (const Row& row : {Row{"<", true, false, false}, Row{"<=", true, true, false},
                         Row{">", false, false, true}, Row{">=", false, true, true},
                         Row{"==", false, true, false}, Row{"!=", true, false, true}}) {
    const std::string condition = compare(row.sign, "answers.often", "\"some\"");
    EXPECT_EQ(asked(condition, R"({"often":"never"})"), row.never) << row.sign;
    EXPECT_EQ(asked(condition, R"({"often":"some"})"), row.some) << row.sign;
    EXPECT_EQ(asked(condition, R"({"often":"always"})"), row.always) << row.sign;
  }
}

TEST(Condition, OrdersThePointsOfAPair) {
  const std::string rather_b = compare(">=", "answers.lean", "\"more-b\"");
  EXPECT_TRUE(asked(rather_b, R"({"lean":"all-b"})"));
  EXPECT_FALSE(asked(rather_b, R"({"lean":"more-a"})"));
}

TEST(Condition, FindsNothingBeforeTheFirstOrAfterTheLast) {
  EXPECT_FALSE(asked(compare("<", "answers.often", "\"never\""), R"({"often":"never"})"));
  EXPECT_FALSE(asked(compare(">", "answers.often", "\"always\""), R"({"often":"always"})"));
}

TEST(Condition, HoldsNoOrderingWithNull) {
  for (const char* sign : {"<", "<=", ">", ">="}) {
    EXPECT_FALSE(asked(compare(sign, "answers.often", "\"some\""), "{}")) << sign;
    EXPECT_FALSE(asked(compare(sign, "scales.pace", "50"), "{}")) << sign;
    EXPECT_TRUE(asked("{\"!\":" + compare(sign, "scales.pace", "50") + "}", "{}")) << sign;
  }
}

TEST(Condition, ComparesAScaleWithANumber) {
  const std::string half = R"({"often":"some"})";
  EXPECT_TRUE(asked(compare("==", "scales.pace", "50"), half));
  EXPECT_FALSE(asked(compare("!=", "scales.pace", "50"), half));
  EXPECT_TRUE(asked(compare("<", "scales.pace", "51"), half));
  EXPECT_FALSE(asked(compare("<", "scales.pace", "50"), half));
  EXPECT_TRUE(asked(compare("<=", "scales.pace", "50"), half));
  EXPECT_TRUE(asked(compare(">", "scales.pace", "49"), half));
  EXPECT_FALSE(asked(compare(">", "scales.pace", "50"), half));
  EXPECT_TRUE(asked(compare(">=", "scales.pace", "50"), half));
}

TEST(Condition, ComparesAScaleWithNull) {
  EXPECT_TRUE(asked(compare("==", "scales.pace", "null"), "{}"));
  EXPECT_FALSE(asked(compare("==", "scales.pace", "null"), R"({"often":"never"})"));
  EXPECT_TRUE(asked(compare("!=", "scales.pace", "null"), R"({"often":"never"})"));
  EXPECT_TRUE(asked(compare("!=", "scales.pace", "0"), "{}"));
}

TEST(Condition, ComparesTwoScales) {
  const std::string more = R"({">":[{"var":"scales.pace"},{"var":"scales.rest"}]})";
  EXPECT_TRUE(asked(more, R"({"often":"always","lean":"all-b"})"));
  EXPECT_FALSE(asked(more, R"({"often":"always","lean":"all-a"})"));
  EXPECT_FALSE(asked(more, R"({"often":"always"})"));
}

TEST(Condition, FindsAnAnswerInAList) {
  const std::string warm = compare("in", "answers.color", R"(["blue","red"])");
  EXPECT_TRUE(asked(warm, R"({"color":"red"})"));
  EXPECT_TRUE(asked(warm, R"({"color":"blue"})"));
  EXPECT_FALSE(asked(warm, R"({"color":"green"})"));
  EXPECT_FALSE(asked(warm, "{}"));
  EXPECT_FALSE(asked(compare("in", "answers.color", "[]"), R"({"color":"red"})"));
}

TEST(Condition, FindsAnOptionAmongSeveralAnswers) {
  const std::string pen = R"({"in":["pen",{"var":"answers.tools"}]})";
  EXPECT_TRUE(asked(pen, R"({"tools":["saw","pen"]})"));
  EXPECT_FALSE(asked(pen, R"({"tools":["saw"]})"));
  EXPECT_FALSE(asked(pen, R"({"tools":[]})"));
  EXPECT_FALSE(asked(pen, "{}"));
}

TEST(Condition, Negates) {
  const std::string red = compare("==", "answers.color", "\"red\"");
  EXPECT_TRUE(asked("{\"!\":" + red + "}", "{}"));
  EXPECT_FALSE(asked("{\"!\":[" + red + "]}", R"({"color":"red"})"));
  EXPECT_TRUE(asked("{\"!\":{\"!\":" + red + "}}", R"({"color":"red"})"));
}

TEST(Condition, JoinsWithAndAndOr) {
  const std::string red = compare("==", "answers.color", "\"red\"");
  const std::string some = compare("==", "answers.often", "\"some\"");
  const std::string both = "{\"and\":[" + red + "," + some + "]}";
  const std::string either = "{\"or\":[" + red + "," + some + "]}";
  EXPECT_TRUE(asked(both, R"({"color":"red","often":"some"})"));
  EXPECT_FALSE(asked(both, R"({"color":"red","often":"never"})"));
  EXPECT_TRUE(asked(either, R"({"color":"red","often":"never"})"));
  EXPECT_TRUE(asked(either, R"({"color":"blue","often":"some"})"));
  EXPECT_FALSE(asked(either, "{}"));
  EXPECT_TRUE(asked("{\"and\":[" + red + "]}", R"({"color":"red"})"));
}

TEST(Condition, ReadsANameInAListOfOne) {
  EXPECT_TRUE(asked(R"({"==":[{"var":["answers.color"]},"red"]})", R"({"color":"red"})"));
}

TEST(Condition, CountsNoAnswerThatIsNotOnThePath) {
  const Quiz quiz = quiz_of(Parts{
      .questions =
          joined({single("first"),
                  single("second", 2, R"(,"when":)" + compare("==", "answers.first", "\"a\"")),
                  single("third", 2, R"(,"when":)" + compare("==", "answers.second", "\"a\""))})});
  EXPECT_EQ(interview_of(quiz, R"({"first":"a","second":"a"})").path.size(), 3u);
  EXPECT_EQ(interview_of(quiz, R"({"first":"b","second":"a"})").path.size(), 1u);
}

// Conditions over results, in modules: three outcomes at 40, 25 and 5 tenths.
bool shown(const std::string& condition, const std::string& third = "") {
  const Quiz quiz =
      quiz_of(Parts{.questions = "[" + single("q") + "]",
                    .outcomes = joined({outcome("low", 1, ",\"bias\":5" + third),
                                        outcome("high", 2, ",\"bias\":40"),
                                        outcome("middle", 3, ",\"bias\":25")}),
                    .modules = R"([{"id":"m","title":"T","body":"B","when":)" + condition + "}]"});
  return !testing::advice_of(quiz, R"({"q":"a"})").modules.empty();
}

TEST(Condition, ReadsTheFirstAndTheSecondOutcome) {
  EXPECT_TRUE(shown(compare("==", "result.first", "\"high\"")));
  EXPECT_FALSE(shown(compare("==", "result.first", "\"middle\"")));
  EXPECT_TRUE(shown(compare("!=", "result.first", "\"low\"")));
  EXPECT_TRUE(shown(compare("==", "result.second", "\"middle\"")));
  EXPECT_TRUE(shown(compare("in", "result.second", R"(["low","middle"])")));
  EXPECT_FALSE(shown(compare("in", "result.first", R"(["low","middle"])")));
}

TEST(Condition, ReadsTheMarginAndTheLead) {
  EXPECT_TRUE(shown(compare("==", "result.margin", "15")));
  EXPECT_TRUE(shown(compare("==", "result.lead", "20")));
  EXPECT_TRUE(shown(R"({"<":[{"var":"result.margin"},{"var":"result.lead"}]})"));
}

TEST(Condition, ReadsTheKindOfTheHeadline) {
  EXPECT_TRUE(shown(compare("==", "result.kind", "\"two-tracks\"")));
  EXPECT_FALSE(shown(compare("!=", "result.kind", "\"two-tracks\"")));
  EXPECT_TRUE(shown(compare("in", "result.kind", R"(["mixed","two-tracks"])")));
  EXPECT_FALSE(shown(compare("in", "result.kind", R"(["one","combined"])")));
}

TEST(Condition, ReadsTheOutcomesThatAreShown) {
  const auto in = [](const std::string& outcome) {
    return R"({"in":[")" + outcome + R"(",{"var":"result.outcomes"}]})";
  };
  EXPECT_TRUE(shown(in("high")));
  EXPECT_TRUE(shown(in("middle")));
  EXPECT_FALSE(shown(in("low")));
}

TEST(Condition, ReadsScores) {
  EXPECT_TRUE(shown(compare("==", "scores.low", "5")));
  EXPECT_TRUE(shown(R"({">":[{"var":"scores.high"},{"var":"scores.middle"}]})"));
}

TEST(Condition, TakesWhatIsNotRankedForNull) {
  const std::string never = ",\"when\":false";
  EXPECT_TRUE(shown(compare("==", "scores.low", "null"), never));
  EXPECT_FALSE(shown(compare("<", "scores.low", "100"), never));
  EXPECT_TRUE(shown(compare("==", "result.lead", "null"), never));
  EXPECT_TRUE(shown(compare("!=", "result.second", "\"low\""), never));
}

// Three values: what can still change is unknown.
Truth truth_of(const std::string& condition, const std::string& answers,
               const std::vector<std::string>& open) {
  const Quiz quiz = with_condition(condition);
  List<bool> settled(quiz.questions.size(), true);
  for (std::size_t q = 0; q < settled.size(); ++q) {
    for (const std::string& id : open) settled[q] = settled[q] && quiz.questions[q].id != id;
  }
  return evaluate(quiz.questions.back().when, {quiz, answers_of(quiz, answers), &settled});
}

TEST(Truth, IsUnknownOfAnOpenQuestion) {
  for (const char* sign : {"==", "!="}) {
    EXPECT_EQ(truth_of(compare(sign, "answers.color", "\"red\""), "{}", {"color"}),
              Truth::kUnknown);
    EXPECT_EQ(truth_of(compare(sign, "answers.color", "null"), "{}", {"color"}), Truth::kUnknown);
  }
}

TEST(Truth, IsKnownOfASettledQuestionWithoutAnAnswer) {
  EXPECT_EQ(truth_of(compare("==", "answers.color", "\"red\""), "{}", {}), Truth::kFalse);
  EXPECT_EQ(truth_of(compare("==", "answers.color", "null"), "{}", {}), Truth::kTrue);
}

TEST(Truth, IsUnknownOfAScaleWhileOneOfItsQuestionsIsOpen) {
  const std::string fast = compare(">=", "scales.pace", "50");
  const std::string answers = R"({"often":"always","lean":"all-a"})";
  EXPECT_EQ(truth_of(fast, answers, {}), Truth::kTrue);
  EXPECT_EQ(truth_of(fast, answers, {"lean"}), Truth::kUnknown);
  EXPECT_EQ(truth_of(fast, answers, {"color"}), Truth::kTrue);
}

TEST(Truth, FollowsKleeneThroughAndOrAndNot) {
  const std::string open = compare("==", "answers.color", "\"red\"");
  const auto of = [&](const std::string& condition) {
    return truth_of(condition, "{}", {"color"});
  };
  EXPECT_EQ(of("{\"!\":" + open + "}"), Truth::kUnknown);
  EXPECT_EQ(of("{\"and\":[true," + open + "]}"), Truth::kUnknown);
  EXPECT_EQ(of("{\"and\":[" + open + ",false]}"), Truth::kFalse);
  EXPECT_EQ(of("{\"or\":[" + open + ",false]}"), Truth::kUnknown);
  EXPECT_EQ(of("{\"or\":[" + open + ",true]}"), Truth::kTrue);
}

TEST(Truth, IsUnknownOfAResultThatDoesNotStandYet) {
  const Quiz quiz =
      quiz_of(Parts{.modules = "[{\"id\":\"m\",\"title\":\"T\",\"body\":\"B\",\"when\":" +
                               compare("==", "result.first", "\"one\"") + "}," +
                               "{\"id\":\"n\",\"title\":\"T\",\"body\":\"B\",\"when\":" +
                               compare(">", "result.margin", "0") + "}]"});
  const Answers none(quiz.questions.size());
  for (const Module& module : quiz.modules) {
    EXPECT_EQ(evaluate(module.when, {quiz, none}), Truth::kUnknown);
    EXPECT_TRUE(reads_result(module.when));
  }
}

TEST(QuestionsRead, NamesThemOnceInOrderAndThroughScales) {
  const Quiz quiz = with_condition("{\"or\":[" + compare(">", "scales.pace", "3") + "," +
                                   compare("==", "answers.color", "\"red\"") +
                                   ",{\"!\":" + compare("==", "answers.color", "null") + "}]}");
  EXPECT_EQ(testing::question_ids(quiz, questions_read(quiz.questions.back().when, quiz)),
            (std::vector<std::string>{"color", "often", "lean"}));
  EXPECT_FALSE(reads_result(quiz.questions.back().when));
}

}  // namespace
}  // namespace career_quiz
