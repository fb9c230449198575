#include "authoring/condition_words.h"

#include <string>

#include "support.h"

namespace career_quiz::authoring {
namespace {

using testing::Parts;
using testing::quiz_of;

// One question a kind, one scale, and the condition as that of a module.
std::string said(const std::string& condition, const std::string& language = "en",
                 bool letters = false) {
  Parts parts;
  parts.languages = R"(["en","fr"])";
  parts.scales = R"([{"id":"pace","title":"Pace","low":"slow","high":"quick"}])";
  parts.questions = R"([
    {"id":"one","kind":"single","text":"Q","options":[
      {"id":"a","text":{"en":"Red","fr":"Rouge"},"evidence":{"one":6},"scales":{"pace":1}},
      {"id":"b","text":"Blue","evidence":{"two":6}},
      {"id":"c","text":"A text that goes on and on, well beyond the sixty characters of a clause"}]},
    {"id":"two","kind":"scale","text":"Q","options":[
      {"id":"a","text":"Never"},{"id":"b"},{"id":"c","text":"Always"}]},
    {"id":"three","kind":"multiple","text":"Q","options":[
      {"id":"a","text":"Ham"},{"id":"b","text":"Eggs"}]},
    {"id":"four","kind":"rank","text":"Q","options":[
      {"id":"a","text":"First"},{"id":"b","text":"Second"}]},
    {"id":"five","kind":"number","text":"Q","min":0,"max":9},
    {"id":"six","kind":"pair","text":"Q","statements":["S","T"],"options":[
      {"id":"a"},{"id":"b"},{"id":"c"},{"id":"d"}]}])";
  parts.modules = R"([{"id":"m","title":"M","body":"B","when":)" + condition + "}]";
  const Quiz quiz = quiz_of(parts);
  const Wording wording = wording_of(quiz, language == "fr" ? 1 : 0, letters);
  return say_condition(quiz, quiz.modules[0].when, wording);
}

TEST(ConditionWords, SayWhatAnAnswerIs) {
  EXPECT_EQ(said(R"({"==":[{"var":"answers.one"},"a"]})"), "the answer to question 1 is “Red”");
  EXPECT_EQ(said(R"({"!=":[{"var":"answers.one"},"a"]})", "fr"),
            "la réponse à la question 1 n’est pas «\u00a0Rouge\u00a0»");
  EXPECT_EQ(said(R"({"<":[{"var":"answers.two"},"c"]})"),
            "the answer to question 2 is “Never” or point 2 of 3");
  EXPECT_EQ(said(R"({"in":["b",{"var":"answers.three"}]})"),
            "the answers to question 3 include “Eggs”");
  EXPECT_EQ(said(R"({"==":[{"var":"answers.four.1"},"a"]})"),
            "place 2 of question 4 goes to “First”");
  EXPECT_EQ(said(R"({"==":[{"var":"answers.six"},"b"]})"),
            "the answer to question 6 is “Rather A”");
  EXPECT_EQ(said(R"({"==":[{"var":"answers.five"},null]})"), "question 5 is not answered");
  EXPECT_EQ(said(R"({"!=":[{"var":"answers.one"},null]})", "fr"), "la question 1 a une réponse");
}

TEST(ConditionWords, SayWhatANumberIsInPointsAndNotInTenths) {
  EXPECT_EQ(said(R"({">=":[{"var":"answers.five"},3]})"), "the number in question 5 is at least 3");
  EXPECT_EQ(said(R"({"<":[{"var":"scales.pace"},40]})"), "the scale “Pace” is under 40");
  EXPECT_EQ(said(R"({">":[{"var":"scores.two"},-35]})"), "the total of “Two” is over −3.5");
  EXPECT_EQ(said(R"({"<=":[{"var":"result.margin"},15]})", "fr"),
            "l’avance du premier résultat sur le deuxième vaut au plus 1,5");
  EXPECT_EQ(said(R"({"==":[{"var":"result.lead"},null]})"),
            "the lead of the second result over the third has no value");
}

TEST(ConditionWords, SayWhatTheResultIs) {
  EXPECT_EQ(said(R"({"==":[{"var":"result.first"},"one"]})"), "the first result is “One”");
  EXPECT_EQ(said(R"({"!":{"in":[{"var":"result.second"},["one","two"]]}})"),
            "the second result is neither “One” nor “Two”");
  EXPECT_EQ(said(R"({"in":["two",{"var":"result.outcomes"}]})"), "the advice shows “Two”");
  EXPECT_EQ(said(R"({"in":[{"var":"result.kind"},["two-tracks","mixed"]]})"),
            "the advice is two tracks or mixed");
}

TEST(ConditionWords, ADeniedAndIsAnOrOfWhatIsDenied) {
  const std::string both =
      R"({"and":[{"==":[{"var":"answers.one"},"a"]},{">":[{"var":"answers.five"},2]}]})";
  EXPECT_EQ(said(both), "the answer to question 1 is “Red” and the number in question 5 is over 2");
  EXPECT_EQ(said(R"({"!":)" + both + "}"),
            "the answer to question 1 is not “Red” or the number in question 5 is not over 2");
  EXPECT_EQ(said(R"({"!":{"!":)" + both + "}}"), said(both));
}

TEST(ConditionWords, BracketsStandWhereTheJointChanges) {
  EXPECT_EQ(said(R"({"or":[{"and":[{"==":[{"var":"answers.one"},"a"]},
                                   {"==":[{"var":"answers.two"},"a"]}]},
                           {"or":[{"==":[{"var":"answers.one"},"b"]},false]}]})"),
            "(the answer to question 1 is “Red” and the answer to question 2 is “Never”) or "
            "the answer to question 1 is “Blue” or never");
}

TEST(ConditionWords, ALongTextIsCutAtAWord) {
  EXPECT_EQ(said(R"({"==":[{"var":"answers.one"},"c"]})"),
            "the answer to question 1 is “A text that goes on and on, well beyond the sixty "
            "characters…”");
}

TEST(ConditionWords, LettersNameOptionsAndOutcomesAsOnPaper) {
  EXPECT_EQ(said(R"({"<":[{"var":"answers.two"},"c"]})", "en", true),
            "the answer to question 2 is a “Never” or b (point 2 of 3)");
  EXPECT_EQ(said(R"({"==":[{"var":"result.first"},"two"]})", "en", true),
            "the first result is B “Two”");
  EXPECT_EQ(letter(0) + letter(25) + letter(26) + letter(27), "azaaab");
}

TEST(ConditionWords, TenthsAreWrittenAsTheLanguageDoes) {
  EXPECT_EQ(say_tenths(37, {0, false}), "3.7");
  EXPECT_EQ(say_tenths(-37, {0, true}), "−3,7");
  EXPECT_EQ(say_tenths(-5, {0, false}), "−0.5");
  EXPECT_EQ(say_tenths(40, {0, false}), "4");
}

}  // namespace
}  // namespace career_quiz::authoring
