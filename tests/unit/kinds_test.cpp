// The kinds rank, number and text: what fits as an answer, and what conditions
// may ask of it.

#include <string>
#include <vector>

#include "support.h"

namespace career_quiz {
namespace {

using testing::faults_of;
using testing::interview_of;
using testing::joined;
using testing::Json;
using testing::Parts;
using testing::quiz_of;
using testing::single;

using Strings = std::vector<std::string>;

const std::string kRank =
    R"({"id":"order","kind":"rank","text":"T","options":[)"
    R"({"id":"air","text":"T","evidence":{"one":6}},{"id":"sea","text":"T","evidence":{"two":6}},)"
    R"({"id":"land","text":"T"}]})";
const std::string kNumber =
    R"({"id":"age","kind":"number","text":"T","min":-5,"max":120,"unit":"years","optional":true})";
const std::string kWords = R"({"id":"words","kind":"text","text":"T","max":4,"optional":true})";

Parts with_last(const std::string& last) {
  return Parts{.questions = joined({kRank, kNumber, kWords, single("color"), last})};
}

class Kinds : public ::testing::Test {
 protected:
  void SetUp() override {
    ASSERT_EQ(Json(engine_.load(with_last(single("asked")).text()))["/diagnostics"], "[]");
  }
  // The state of the question once `answer` is given to it, or “code: message”.
  std::string after(const std::string& question, const std::string& answer) const {
    const Json json(engine_.evaluate("{\"answers\":{\"" + question + "\":" + answer + "}}"));
    if (json.size("/problems") > 0)
      return json["/problems/0/code"] + ": " + json["/problems/0/message"];
    for (std::size_t i = 0; i < json.size("/path"); ++i) {
      const std::string at = "/path/" + std::to_string(i);
      if (json[at + "/question"] == question) return json[at + "/state"];
    }
    return "not on the path";
  }

  Engine engine_;
};

TEST_F(Kinds, RankTakesEveryOptionOnceInAnyOrder) {
  EXPECT_EQ(after("order", R"(["air","sea","land"])"), "answered");
  EXPECT_EQ(after("order", R"(["land","sea","air"])"), "answered");
}

TEST_F(Kinds, RankNamesWhatDoesNotFit) {
  EXPECT_EQ(after("order", R"(["air","sea"])"),
            "too-few: Question “order” takes at least 3 options; these are 2.");
  EXPECT_EQ(after("order", "[]"),
            "too-few: Question “order” takes at least 3 options; these are 0.");
  EXPECT_EQ(after("order", R"(["air","sea","land","air"])"),
            "too-many: Question “order” takes at most 3 options; these are 4.");
  EXPECT_EQ(after("order", R"(["air","sea","air"])"),
            "repeated-option: Option “air” of “order” is named twice.");
  EXPECT_EQ(after("order", R"(["air","see","land"])"),
            "unknown-option: Question “order” has no option “see”. Did you mean “sea”?");
  EXPECT_EQ(after("order", R"("air")"),
            "wrong-type: The answer to “order” is an array of option ids.");
  EXPECT_EQ(after("order", R"({"0":"air"})"),
            "wrong-type: The answer to “order” is an array of option ids.");
  EXPECT_EQ(after("order", R"(["air",1,"land"])"),
            "wrong-type: The answer to “order” is an array of option ids, strings.");
  EXPECT_EQ(after("order", "null"),
            "not-optional: Question “order” cannot be skipped; leave it out to keep it open.");
}

TEST_F(Kinds, RankNoticesARepetitionInWhateverOrder) {
  const Strings options = {"air", "sea", "land"};
  for (const std::string& a : options) {
    for (const std::string& b : options) {
      for (const std::string& c : options) {
        if (a != b && b != c && a != c) continue;
        const std::string answer = R"([")" + a + R"(",")" + b + R"(",")" + c + R"("])";
        EXPECT_EQ(after("order", answer).rfind("repeated-option: ", 0), 0u) << answer;
      }
    }
  }
}

TEST_F(Kinds, NumberTakesTheIntegersOfItsRange) {
  for (const char* number : {"-5", "0", "120"}) EXPECT_EQ(after("age", number), "answered");
  EXPECT_EQ(after("age", "null"), "skipped");
}

TEST_F(Kinds, NumberNamesWhatDoesNotFit) {
  EXPECT_EQ(after("age", "-6"),
            "out-of-range: The answer to “age” goes from -5 to 120; this is -6.");
  EXPECT_EQ(after("age", "121"),
            "out-of-range: The answer to “age” goes from -5 to 120; this is 121.");
  const std::string type = "wrong-type: The answer to “age” is an integer, not in quotation marks.";
  for (const char* other :
       {"\"30\"", "30.5", "3e1", "[30]", "{}", "true", "99999999999999999999999"})
    EXPECT_EQ(after("age", other), type) << other;
}

TEST_F(Kinds, TextTakesAsManyCharactersAsAreKept) {
  EXPECT_EQ(after("words", "\"\""), "answered");
  EXPECT_EQ(after("words", "\"four\""), "answered");
  EXPECT_EQ(after("words", "\"é𝒳é𝒳\""), "answered");
  EXPECT_EQ(after("words", "null"), "skipped");
}

TEST_F(Kinds, TextNamesWhatDoesNotFit) {
  EXPECT_EQ(after("words", "\"fiver\""),
            "too-long: The answer to “words” has 5 characters; at most 4 are kept.");
  for (const char* other : {"1", "[\"a\"]", "{}", "false"})
    EXPECT_EQ(after("words", other), "wrong-type: The answer to “words” is a text, a string.");
}

TEST_F(Kinds, OnlyTheFirstOfARankIsEvidence) {
  const Quiz quiz = quiz_of(with_last(single("asked")));
  EXPECT_EQ(testing::advice_of(quiz, R"({"order":["air","land","sea"]})").margin,
            testing::advice_of(quiz, R"({"order":["air","sea","land"]})").margin);
  EXPECT_EQ(testing::advice_of(quiz, R"({"order":["land","sea","air"]})").margin, 0);
}

TEST_F(Kinds, NumberAndTextBearNoEvidence) {
  const Quiz quiz = quiz_of(with_last(single("asked")));
  EXPECT_FALSE(quiz.questions[1].scored());
  EXPECT_FALSE(quiz.questions[2].scored());
  EXPECT_EQ(interview_of(quiz, R"({"age":3,"words":"a"})").scored_answered, 0u);
}

bool asked(const std::string& condition, const std::string& answers) {
  const Quiz quiz = quiz_of(with_last(single("asked", 2, ",\"when\":" + condition)));
  return testing::question_ids(quiz, interview_of(quiz, answers).path).back() == "asked";
}

std::string compare(const std::string& sign, const std::string& name, const std::string& value) {
  return "{\"" + sign + "\":[{\"var\":\"" + name + "\"}," + value + "]}";
}

const char* const kSeaFirst = R"({"order":["sea","air","land"]})";

TEST(RankCondition, ReadsEachPlace) {
  EXPECT_TRUE(asked(compare("==", "answers.order.0", "\"sea\""), kSeaFirst));
  EXPECT_FALSE(asked(compare("==", "answers.order.0", "\"air\""), kSeaFirst));
  EXPECT_TRUE(asked(compare("==", "answers.order.2", "\"land\""), kSeaFirst));
  EXPECT_TRUE(asked(R"({"==":["air",{"var":"answers.order.1"}]})", kSeaFirst));
}

TEST(RankCondition, DiffersFromAnOptionOrFromNone) {
  const std::string other = compare("!=", "answers.order.0", "\"sea\"");
  EXPECT_FALSE(asked(other, kSeaFirst));
  EXPECT_TRUE(asked(other, R"({"order":["air","sea","land"]})"));
  EXPECT_TRUE(asked(other, "{}"));
}

TEST(RankCondition, FindsAPlaceInAList) {
  const std::string wet = compare("in", "answers.order.1", R"(["sea","land"])");
  EXPECT_TRUE(asked(wet, R"({"order":["air","sea","land"]})"));
  EXPECT_FALSE(asked(wet, kSeaFirst));
  EXPECT_FALSE(asked(wet, "{}"));
}

TEST(RankCondition, AsksWhetherThereIsAnAnswer) {
  EXPECT_TRUE(asked(compare("!=", "answers.order", "null"), kSeaFirst));
  EXPECT_TRUE(asked(compare("==", "answers.order", "null"), "{}"));
}

TEST(NumberCondition, Compares) {
  struct Row {
    const char* sign;
    bool under, equal, over;
  };
  for (const Row& row : {Row{"<", true, false, false}, Row{"<=", true, true, false},
                         Row{">", false, false, true}, Row{">=", false, true, true},
                         Row{"==", false, true, false}, Row{"!=", true, false, true}}) {
    const std::string condition = compare(row.sign, "answers.age", "18");
    EXPECT_EQ(asked(condition, R"({"age":17})"), row.under) << row.sign;
    EXPECT_EQ(asked(condition, R"({"age":18})"), row.equal) << row.sign;
    EXPECT_EQ(asked(condition, R"({"age":19})"), row.over) << row.sign;
  }
  EXPECT_TRUE(asked(R"({">":[18,{"var":"answers.age"}]})", R"({"age":-5})"));
}

TEST(NumberCondition, HoldsNoOrderingWithoutAnAnswer) {
  for (const char* sign : {"<", "<=", ">", ">=", "=="}) {
    EXPECT_FALSE(asked(compare(sign, "answers.age", "0"), "{}")) << sign;
    EXPECT_FALSE(asked(compare(sign, "answers.age", "0"), R"({"age":null})")) << sign;
  }
}

TEST(NumberCondition, AsksWhetherThereIsAnAnswer) {
  EXPECT_TRUE(asked(compare("==", "answers.age", "null"), R"({"age":null})"));
  EXPECT_TRUE(asked(compare("!=", "answers.age", "null"), R"({"age":0})"));
}

TEST(NumberCondition, IsUnknownWhileItsQuestionIsOpen) {
  const Quiz quiz =
      quiz_of(with_last(single("asked", 2, ",\"when\":" + compare(">", "answers.age", "3"))));
  const Answers none(quiz.questions.size());
  List<bool> settled(quiz.questions.size(), false);
  EXPECT_EQ(evaluate(quiz.questions.back().when, {quiz, none, &settled}), Truth::kUnknown);
  settled[1] = true;
  EXPECT_EQ(evaluate(quiz.questions.back().when, {quiz, none, &settled}), Truth::kFalse);
}

TEST(TextCondition, AsksOnlyWhetherThereIsAnAnswer) {
  EXPECT_TRUE(asked(compare("!=", "answers.words", "null"), R"({"words":""})"));
  EXPECT_FALSE(asked(compare("!=", "answers.words", "null"), R"({"words":null})"));
}

// The one fault of a condition on the last question.
std::string fault(const std::string& condition) {
  const Strings faults = faults_of(with_last(single("asked", 2, ",\"when\":" + condition)).text());
  EXPECT_EQ(faults.size(), 1u) << condition;
  if (faults.empty()) return {};
  const std::string prefix = " /questions/4/when";
  const std::size_t at = faults[0].find(prefix);
  EXPECT_NE(at, std::string::npos) << faults[0];
  return faults[0].substr(0, at) + " " + faults[0].substr(at + prefix.size());
}

TEST(RankCondition, RefusesAnOrderWithoutAPlace) {
  EXPECT_EQ(fault(compare("==", "answers.order", "\"sea\"")), "unlike-kinds /==");
  EXPECT_EQ(fault(compare("in", "answers.order", "[\"sea\"]")), "unlike-kinds /in");
  EXPECT_EQ(fault(R"({"in":["sea",{"var":"answers.order"}]})"), "unlike-kinds /in/1/var");
}

TEST(RankCondition, RefusesAPlaceThatIsNotThere) {
  for (const char* place : {"3", "-1", "", "first", "00x", "000", "0.0"})
    EXPECT_EQ(fault(compare("==", "answers.order." + std::string(place), "\"sea\"")),
              "unknown-name /==/0/var")
        << place;
  for (const char* question : {"color", "age", "words"})
    EXPECT_EQ(fault(compare("==", "answers." + std::string(question) + ".0", "\"a\"")),
              "unknown-name /==/0/var")
        << question;
}

TEST(RankCondition, RefusesWhatIsNoOptionOfIt) {
  EXPECT_EQ(fault(compare("==", "answers.order.0", "\"see\"")), "unknown-option /==/1");
  EXPECT_EQ(fault(compare("in", "answers.order.0", "[\"sea\",\"see\"]")), "unknown-option /in/1/1");
  EXPECT_EQ(fault(compare("<", "answers.order.0", "\"sea\"")), "unlike-kinds /<");
  EXPECT_EQ(fault(compare("==", "answers.order.0", "1")), "unlike-kinds /==/1");
  EXPECT_EQ(fault(compare("==", "answers.order.0", "null")), "unlike-kinds /==/1");
}

TEST(NumberCondition, RefusesWhatIsNoNumber) {
  EXPECT_EQ(fault(compare("==", "answers.age", "\"18\"")), "unlike-kinds /==/1");
  EXPECT_EQ(fault(compare("<", "answers.age", "null")), "unlike-kinds /</1");
  EXPECT_EQ(fault(compare("<", "answers.age", "1.5")), "bad-condition /</1");
  EXPECT_EQ(fault(compare("in", "answers.age", "[18]")), "unlike-kinds /in");
  EXPECT_EQ(fault(R"({"in":["18",{"var":"answers.age"}]})"), "unlike-kinds /in");
}

TEST(TextCondition, RefusesEverythingElse) {
  EXPECT_EQ(fault(compare("==", "answers.words", "\"a\"")), "unlike-kinds /==");
  EXPECT_EQ(fault(compare("<", "answers.words", "null")), "unlike-kinds /<");
  EXPECT_EQ(fault(compare("in", "answers.words", "[\"a\"]")), "unlike-kinds /in");
}

Strings faults_of_question(const std::string& members) {
  return faults_of(Parts{.questions = "[{\"id\":\"q\",\"text\":\"T\"," + members + "}]"}.text());
}

const std::string kTwo = R"("options":[{"id":"a","text":"T"},{"id":"b","text":"T"}])";

TEST(KindsRead, NumberNeedsItsRange) {
  EXPECT_EQ(faults_of_question(R"("kind":"number")"),
            (Strings{"missing-member /questions/0", "missing-member /questions/0"}));
  EXPECT_EQ(faults_of_question(R"("kind":"number","min":0)"),
            Strings{"missing-member /questions/0"});
  EXPECT_EQ(faults_of_question(R"("kind":"number","min":3,"max":2)"),
            Strings{"bad-value /questions/0/min"});
  EXPECT_EQ(faults_of_question(R"("kind":"number","min":0,"max":1.5)"),
            Strings{"wrong-type /questions/0/max"});
}

TEST(KindsRead, NumberAndTextHaveNoOptions) {
  EXPECT_EQ(faults_of_question(R"("kind":"number","min":0,"max":1,)" + kTwo),
            Strings{"unknown-member /questions/0/options"});
  EXPECT_EQ(faults_of_question(R"("kind":"text",)" + kTwo),
            Strings{"unknown-member /questions/0/options"});
}

TEST(KindsRead, TextHasALengthButNoLeast) {
  EXPECT_EQ(faults_of_question(R"("kind":"text","max":2000)"), Strings{});
  EXPECT_EQ(faults_of_question(R"("kind":"text","max":2001)"),
            Strings{"bad-value /questions/0/max"});
  EXPECT_EQ(faults_of_question(R"("kind":"text","max":0)"), Strings{"bad-value /questions/0/max"});
  EXPECT_EQ(faults_of_question(R"("kind":"text","min":1)"),
            Strings{"unknown-member /questions/0/min"});
  EXPECT_EQ(faults_of_question(R"("kind":"text","unit":"m")"),
            Strings{"unknown-member /questions/0/unit"});
}

TEST(KindsRead, RankNeedsTwoOptionsAndTakesNoRange) {
  EXPECT_EQ(faults_of_question(R"("kind":"rank")"), Strings{"missing-member /questions/0"});
  EXPECT_EQ(faults_of_question(R"("kind":"rank","options":[{"id":"a","text":"T"}])"),
            Strings{"too-few /questions/0/options"});
  EXPECT_EQ(faults_of_question(R"("kind":"rank","min":1,)" + kTwo),
            Strings{"unknown-member /questions/0/min"});
  EXPECT_EQ(faults_of_question(R"("kind":"rank","options":[{"id":"a","text":"T"},{"id":"b"}])"),
            Strings{"missing-member /questions/0/options/1"});
}

TEST(KindsRead, OnlyANumberHasAUnit) {
  for (const char* kind : {"single", "multiple", "rank"})
    EXPECT_EQ(faults_of_question("\"kind\":\"" + std::string(kind) + "\",\"unit\":\"m\"," + kTwo),
              Strings{"unknown-member /questions/0/unit"})
        << kind;
}

}  // namespace
}  // namespace career_quiz
