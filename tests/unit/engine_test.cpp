#include "career_quiz/engine.h"

#include <string>
#include <utility>

#include "support.h"

namespace career_quiz {
namespace {

using testing::joined;
using testing::Json;
using testing::outcome;
using testing::Parts;
using testing::single;

// One optional question, one of several choices, one that comes and goes.
std::string sample() {
  return Parts{.questions =
                   R"([{"id":"mood","kind":"single","text":"T","optional":true,"options":[)"
                   R"({"id":"good","text":"T","evidence":{"one":6}},)"
                   R"({"id":"bad","text":"T","evidence":{"two":6}}]},)"
                   R"({"id":"tools","kind":"multiple","text":"T","min":1,"max":2,"options":[)"
                   R"({"id":"pen","text":"T","evidence":{"one":3}},{"id":"saw","text":"T"},)"
                   R"({"id":"pan","text":"T"},{"id":"none","text":"T","exclusive":true}]},)" +
                   single("why", 2, R"(,"when":{"==":[{"var":"answers.mood"},"bad"]})") + "]"}
      .text();
}

class Evaluation : public ::testing::Test {
 protected:
  void SetUp() override {
    ASSERT_EQ(engine_.load(sample()), R"({"quiz":{"id":"sample","version":"1"},"diagnostics":[]})");
  }
  std::string evaluate(const std::string& request) const { return engine_.evaluate(request); }
  std::string answer(const std::string& answers) const {
    return engine_.evaluate("{\"answers\":" + answers + "}");
  }
  // The code of the one problem of these answers, which leave their question
  // open.
  std::string problem(const std::string& answers) const {
    const Json json(answer(answers));
    EXPECT_EQ(json.size("/problems"), 1u);
    EXPECT_NE(json["/problems/0/message"], "");
    EXPECT_EQ(json["/result"], "null");
    return json["/problems/0/code"] + " " + json["/problems/0/question"];
  }

  Engine engine_;
};

TEST_F(Evaluation, SaysWhereTheInterviewStands) {
  EXPECT_EQ(
      answer(R"({"mood":"bad"})"),
      R"({"path":[{"question":"mood","state":"answered"},{"question":"tools","state":"open"},)"
      R"({"question":"why","state":"open"}],"next":"tools",)"
      R"("progress":{"answered":1,"remaining_at_least":2,"remaining_at_most":2},)"
      R"("stop":null,"risk":null,"ignored":[],"problems":[],"result":null})");
}

TEST_F(Evaluation, GivesTheWholeResultAtTheEnd) {
  EXPECT_EQ(
      answer(R"({"mood":"good","tools":["saw","pen"],"why":"a"})"),
      R"({"path":[{"question":"mood","state":"answered"},{"question":"tools","state":"answered"}],)"
      R"("next":null,"progress":{"answered":2,"remaining_at_least":0,"remaining_at_most":0},)"
      R"("stop":"complete","risk":null,"ignored":["why"],"problems":[],"result":{)"
      R"("headline":{"kind":"one","outcomes":["one"],"withheld":false},)"
      R"("ranking":[{"outcome":"one","score":32,"band":"strong"},)"
      R"({"outcome":"two","score":-40,"band":"explore"}],"margin":72,"runner_up":"two",)"
      R"("because":[{"question":"mood","answer":"good","contribution":60},)"
      R"({"question":"tools","answer":["pen","saw"],"contribution":12}],"against":[],)"
      R"("turning":{"changes_needed":1,"singles_complete":false,"pairs_complete":false,)"
      R"("withheld":false,"points":[{"changes":[{"question":"mood","answer":"bad"}],)"
      R"("headline":{"kind":"one","outcomes":["two"],"withheld":false}}]},)"
      R"("scales":[],"modules":[],"after":[],"rests_on":{"answered":2,"of":2},"limits":"Only a sample."}})");
}

TEST_F(Evaluation, NamesASkip) {
  const Json json(answer(R"({"mood":null})"));
  EXPECT_EQ(json["/path/0/state"], "skipped");
  EXPECT_EQ(json["/progress/answered"], "1");
  EXPECT_EQ(json["/problems"], "[]");
}

TEST_F(Evaluation, RefusesASkipOfWhatIsNotOptional) {
  EXPECT_EQ(problem(R"({"tools":null})"), "not-optional tools");
}

TEST_F(Evaluation, RefusesAnUnknownQuestionAndNamesTheNearest) {
  EXPECT_EQ(problem(R"({"moood":"good"})"), "unknown-question moood");
  EXPECT_NE(answer(R"({"moood":"good"})").find("Did you mean “mood”?"), std::string::npos);
}

TEST_F(Evaluation, RefusesAnUnknownOptionAndNamesTheNearest) {
  EXPECT_EQ(problem(R"({"mood":"god"})"), "unknown-option mood");
  EXPECT_NE(answer(R"({"mood":"god"})").find("Did you mean “good”?"), std::string::npos);
  EXPECT_EQ(problem(R"({"tools":["pan","hammer"]})"), "unknown-option tools");
}

TEST_F(Evaluation, RefusesAnAnswerOfAnotherType) {
  for (const char* answer : {"1", "true", "[\"good\"]", "{}", "1.5"})
    EXPECT_EQ(problem("{\"mood\":" + std::string(answer) + "}"), "wrong-type mood") << answer;
  for (const char* answer : {"\"pen\"", "1", "{}", "[1]", "[null]", "[[\"pen\"]]"})
    EXPECT_EQ(problem("{\"tools\":" + std::string(answer) + "}"), "wrong-type tools") << answer;
}

TEST_F(Evaluation, RefusesTooManyOrTooFewChoices) {
  EXPECT_EQ(problem(R"({"tools":["pen","saw","pan"]})"), "too-many tools");
  EXPECT_EQ(problem(R"({"tools":[]})"), "too-few tools");
}

TEST_F(Evaluation, RefusesAChoiceThatIsNamedTwice) {
  EXPECT_EQ(problem(R"({"tools":["pen","pen"]})"), "repeated-option tools");
}

TEST_F(Evaluation, RefusesAnExclusiveOptionBesideAnother) {
  EXPECT_EQ(problem(R"({"tools":["none","pen"]})"), "exclusive-option tools");
  EXPECT_EQ(Json(answer(R"({"tools":["none"]})"))["/problems"], "[]");
}

TEST_F(Evaluation, CountsNeitherOfTwoAnswersToOneQuestion) {
  EXPECT_EQ(problem(R"({"mood":"good","mood":"bad"})"), "repeated-question mood");
  EXPECT_EQ(Json(answer(R"({"mood":"good","mood":"bad"})"))["/next"], "mood");
}

TEST_F(Evaluation, KeepsTheGoodAnswersBesideTheBad) {
  const Json json(answer(R"({"zzz":1,"mood":"good","tools":7})"));
  EXPECT_EQ(json["/path/0/state"], "answered");
  EXPECT_EQ(json["/next"], "tools");
  EXPECT_EQ(json["/problems/0/question"], "tools");  // In the quiz's order,
  EXPECT_EQ(json["/problems/1/question"], "zzz");    // unknown ones last.
}

TEST_F(Evaluation, DoesNotDependOnTheOrderOfTheAnswers) {
  EXPECT_EQ(answer(R"({"mood":"good","tools":["pen","saw"],"y":1,"x":2})"),
            answer(R"({"x":2,"tools":["saw","pen"],"y":1,"mood":"good"})"));
}

TEST_F(Evaluation, IsAPureFunction) {
  const std::string first = answer(R"({"mood":"good"})");
  answer(R"({"mood":"bad","tools":["pan"]})");
  evaluate("nonsense");
  EXPECT_EQ(answer(R"({"mood":"good"})"), first);
}

TEST_F(Evaluation, NamesWhatIsWrongWithARequest) {
  const std::pair<const char*, const char*> rows[] = {
      {"", "not-json"},
      {"{\"answers\":{}", "not-json"},
      {"{\"answers\":{\"mood\":\"\\ud800\"}}", "not-json"},
      {"{\"answers\":{}}x", "not-json"},
      {"[]", "wrong-type"},
      {"null", "wrong-type"},
      {"\"answers\"", "wrong-type"},
      {"{}", "missing-member"},
      {R"({"answers":[]})", "wrong-type"},
      {R"({"answers":null})", "wrong-type"},
      {R"({"answers":{},"answers":{}})", "repeated-member"},
      {R"({"answers":{},"mode":"Adaptive"})", "unknown-mode"},
      {R"({"answers":{},"mode":""})", "unknown-mode"},
      {R"({"answers":{},"mode":null})", "unknown-mode"},
      {R"({"answers":{},"early":1})", "wrong-type"},
      {R"({"answers":{},"early":"true"})", "wrong-type"},
      {R"({"answers":{},"early":null})", "wrong-type"},
      {R"({"answers":{},"mode":1})", "unknown-mode"},
      {R"({"answers":{},"language":1})", "wrong-type"},
      {R"({"answers":{},"lang":"fr"})", "unknown-member"},
      {R"({"answers":{},"__proto__":{}})", "unknown-member"},
  };
  for (const auto& [request, code] : rows) {
    const Json json(evaluate(request));
    EXPECT_EQ(json["/error/code"], code) << request;
    EXPECT_GT(json["/error/message"].size(), 10u);
  }
}

TEST_F(Evaluation, RefusesARequestBeyondTheLimits) {
  EXPECT_EQ(Json(evaluate(std::string(10'000, '[')))["/error/code"], "too-deep");
  EXPECT_EQ(Json(evaluate(std::string(5'000'000, ' ')))["/error/code"], "too-large");
}

TEST_F(Evaluation, TakesFullModeAndAnyLanguage) {
  const std::string plain = answer("{}");
  EXPECT_EQ(evaluate(R"({"mode":"full","answers":{},"language":"xx-YY"})"), plain);
  EXPECT_EQ(evaluate(R"({"answers":{},"language":""})"), plain);
}

TEST_F(Evaluation, WritesHostileNamesAsText) {
  const Json json(answer(R"({"</script>\u0000\"\n":1,"__proto__":"x","constructor":2})"));
  EXPECT_EQ(json.size("/problems"), 3u);
  EXPECT_EQ(json["/problems/0/question"], std::string("</script>\0\"\n", 12));
  EXPECT_EQ(json["/problems/1/question"], "__proto__");
}

TEST_F(Evaluation, CutsVeryLongNamesInMessages) {
  const Json json(answer("{\"" + std::string(100'000, 'x') + "\":1}"));
  EXPECT_LT(json["/problems/0/message"].size(), 200u);
}

TEST_F(Evaluation, StandsAMebibyteOfUnknownQuestions) {
  std::string answers = "{";
  for (int i = 0; answers.size() < kMaxBytes / 4; ++i)
    answers += (i == 0 ? "\"mod" : ",\"mod") + std::to_string(i) + "\":0";
  const std::string answered = answer(answers + "}");
  EXPECT_NE(answered.find("unknown-question"), std::string::npos);
}

std::string limits_in(const std::string& language) {
  Engine engine;
  engine.load(
      R"({"format":1,"id":"s","version":"1","languages":["fr","en","pt-BR"],"title":"T",)"
      R"("limits":{"fr":"Limites","en":"Limits","pt-BR":"Limites do Brasil"},"questions":[)" +
      single("q") + R"(],"outcomes":[)" + outcome("one", 1) + "]}");
  return Json(engine.evaluate(R"({"answers":{"q":"a"})" +
                              (language.empty() ? "" : ",\"language\":\"" + language + '"') +
                              "}"))["/result/limits"];
}

TEST(Language, IsTheOneThatIsAskedFor) {
  EXPECT_EQ(limits_in("en"), "Limits");
  EXPECT_EQ(limits_in("pt-BR"), "Limites do Brasil");
}

TEST(Language, IsTheFirstOfTheQuizUnlessAsked) { EXPECT_EQ(limits_in(""), "Limites"); }

TEST(Language, FallsBackToTheSamePrimaryLanguage) {
  EXPECT_EQ(limits_in("en-GB"), "Limits");
  EXPECT_EQ(limits_in("pt"), "Limites do Brasil");
  EXPECT_EQ(limits_in("pt-PT"), "Limites do Brasil");
}

TEST(Language, FallsBackToTheFirst) {
  EXPECT_EQ(limits_in("de"), "Limites");
  EXPECT_EQ(limits_in("e"), "Limites");
  EXPECT_EQ(limits_in("-"), "Limites");
}

TEST(Language, MeansTheSameInCapitals) {
  EXPECT_EQ(limits_in("EN"), "Limits");
  EXPECT_EQ(limits_in("PT-br"), "Limites do Brasil");
  EXPECT_EQ(limits_in("En-gb"), "Limits");
}

TEST(Engine, HasNoQuizAtFirst) {
  EXPECT_EQ(Json(Engine().evaluate(R"({"answers":{}})"))["/error/code"], "no-quiz");
}

TEST(Engine, ReportsDiagnosticsWithTheirPlaces) {
  Engine engine;
  const Json json(engine.load("{\n  \"formt\": 1\n}"));
  EXPECT_EQ(json["/quiz"], "null");
  EXPECT_EQ(json["/diagnostics/1/severity"], "error");
  EXPECT_EQ(json["/diagnostics/7/code"], "unknown-member");
  EXPECT_EQ(json["/diagnostics/7/pointer"], "/formt");
  EXPECT_EQ(json["/diagnostics/7/line"], "2");
  EXPECT_EQ(json["/diagnostics/7/column"], "3");
  EXPECT_EQ(json["/diagnostics/7/message"],
            "“formt” is no member of this quiz. Did you mean “format”?");
}

TEST(Engine, LoadsAQuizThatHasWarningsOnly) {
  Engine engine;
  const Json json(engine.load(Parts{
      .outcomes = "[" + outcome("one", 1) +
                  R"(,{"id":"two","title":"<b>T</b>","summary":"S","body":"B","priority":2}])"}
                                  .text()));
  EXPECT_EQ(json["/quiz/id"], "sample");
  EXPECT_EQ(json["/diagnostics/0/severity"], "warning");
  EXPECT_EQ(json["/diagnostics/0/code"], "html-in-text");
}

TEST(Engine, AnswersFromTheLastQuizLoaded) {
  Engine engine;
  engine.load(sample());
  engine.load(Parts{.questions = "[" + single("only") + "]"}.text());
  EXPECT_EQ(Json(engine.evaluate(R"({"answers":{}})"))["/next"], "only");
}

TEST(Engine, GivesTheSameAnswersAfterLoadingTheSameQuizAgain) {
  Engine engine;
  const std::string first = engine.load(sample());
  const std::string answer = engine.evaluate(R"({"answers":{"mood":"bad"}})");
  EXPECT_EQ(engine.load(sample()), first);
  EXPECT_EQ(engine.evaluate(R"({"answers":{"mood":"bad"}})"), answer);
}

TEST(Engine, DropsAGoodQuizWhenABadOneIsLoaded) {
  Engine engine;
  engine.load(sample());
  EXPECT_EQ(Json(engine.load("{}"))["/quiz"], "null");
  EXPECT_EQ(Json(engine.evaluate(R"({"answers":{}})"))["/error/code"], "no-quiz");
  engine.load(sample());
  EXPECT_EQ(Json(engine.evaluate(R"({"answers":{}})"))["/next"], "mood");
}

TEST(Engine, KeepsNothingOfTheTextItLoaded) {
  Engine engine;
  {
    std::string text = sample();
    engine.load(text);
    text.assign(text.size(), '#');
  }
  EXPECT_EQ(Json(engine.evaluate(R"({"answers":{"mood":"good"}})"))["/next"], "tools");
}

TEST(Engine, CanBeMoved) {
  Engine engine;
  engine.load(sample());
  Engine moved = std::move(engine);
  EXPECT_EQ(Json(moved.evaluate(R"({"answers":{"mood":"bad"}})"))["/path/2/question"], "why");
}

TEST(Engine, SurvivesAnyTextForAQuiz) {
  Engine engine;
  for (
      const std::string& text :
      {std::string(), std::string("null"), std::string("[]"), std::string("{}"),
       std::string("\xFF"), std::string("\"\\ud800\""), std::string(10'000, '['),
       std::string(5'000'000, '{'),
       std::string(R"({"questions":{},"outcomes":7,"rules":"","modules":null,"expect":[[]]})"),
       std::string(
           R"({"questions":[[]],"outcomes":[null],"rules":[1],"modules":[true],"expect":[0]})"),
       std::string(
           R"({"questions":[{}],"outcomes":[{}],"rules":[{}],"modules":[{}],"expect":[{}],"scales":[{}]})"),
       std::string(
           R"({"questions":[{"kind":"pair","options":[{}]},{"kind":"multiple"},{"kind":"scale","options":[]}]})")}) {
    const Json json(engine.load(text));
    EXPECT_EQ(json["/quiz"], "null");
    EXPECT_GT(json.size("/diagnostics"), 0u);
  }
}

}  // namespace
}  // namespace career_quiz
