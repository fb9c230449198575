#include "authoring/prove.h"

#include <algorithm>
#include <atomic>
#include <deque>
#include <string>
#include <vector>

#include "authoring/sheet.h"
#include "support.h"

namespace career_quiz::testing {
namespace {

using authoring::Property;
using Verdict = authoring::Verdict;

std::vector<Property> prove(const Parts& parts, unsigned respondents = 0) {
  const std::string text = parts.text();
  authoring::ProofOptions options;
  options.respondents = respondents;
  options.seconds = 60;
  // The sheets are made from it later.
  static std::deque<Quiz> quizzes;
  return authoring::prove(quizzes.emplace_back(quiz_of(text)), text, options);
}

const Property& find(const std::vector<Property>& all, const std::string& kind,
                     const std::string& name, const std::string& pointer = "") {
  const auto at = std::find_if(all.begin(), all.end(), [&](const Property& property) {
    return property.kind == kind && (name.empty() || property.name == name) &&
           (pointer.empty() || property.pointer == pointer);
  });
  if (at != all.end()) return *at;
  ADD_FAILURE() << "no " << kind << " " << name << " " << pointer;
  static const Property none;
  return none;
}

std::string sheet(const Quiz& quiz, const Property& property, std::size_t place = 0) {
  return place < property.sheets.size()
             ? authoring::write_sheet(quiz, property.sheets[place].answers())
             : "none";
}

std::string option(const std::string& id, const std::string& evidence = "") {
  return R"({"id":")" + id + R"(","text":")" + id + R"(")" +
         (evidence.empty() ? "" : R"(,"evidence":{)" + evidence + "}") + "}";
}
std::string question(const std::string& id, const std::vector<std::string>& options,
                     const std::string& extra = "") {
  return R"({"id":")" + id + R"(","kind":"single","text":"Q")" + extra + R"(,"options":)" +
         joined(options) + "}";
}
std::string module(const std::string& id, const std::string& extra) {
  return R"({"id":")" + id + R"(","title":"T","body":"B")" + extra + "}";
}
std::string is(const std::string& name, const std::string& value) {
  return R"({"==":[{"var":")" + name + R"("},")" + value + R"("]})";
}

TEST(ProveTest, SoundQuizIsSoundThroughout) {
  for (const Property& property : prove(Parts{})) {
    EXPECT_TRUE(property.sound) << property.kind << " " << property.name << " " << property.says;
    EXPECT_NE(property.verdict, Verdict::kNotDecided);
  }
}

TEST(ProveTest, WitnessOfAnOutcomeIsASheetThatShowsIt) {
  const Parts parts;
  const auto all = prove(parts);
  EXPECT_EQ(find(all, "outcome", "two").verdict, Verdict::kWitness);
  EXPECT_EQ(sheet(quiz_of(parts), find(all, "outcome", "two")), R"({"q":"b"})");
}

TEST(ProveTest, OutcomeThatAnotherAlwaysOutweighsIsImpossible) {
  Parts parts;
  parts.outcomes = joined({outcome("one", 1), outcome("two", 2, R"(,"bias":-1000)")});
  const auto all = prove(parts);
  EXPECT_EQ(find(all, "outcome", "one").verdict, Verdict::kWitness);
  EXPECT_EQ(find(all, "outcome", "two").verdict, Verdict::kImpossible);
  EXPECT_FALSE(find(all, "outcome", "two").sound);
  EXPECT_EQ(find(all, "outcome", "two").pointer, "/outcomes/1");
}

TEST(ProveTest, RuleBehindOneThatAlwaysHoldsFirstNeverFires) {
  Parts parts;
  parts.outcomes = joined({outcome("one", 1), outcome("two", 2),
                           R"({"id":"x","title":"X","summary":"S","body":"B"})",
                           R"({"id":"y","title":"Y","summary":"S","body":"B"})"});
  parts.rules = joined(
      {R"({"id":"wide","kind":"override","when":)" + is("answers.q", "a") + R"(,"outcome":"x"})",
       R"({"id":"narrow","kind":"override","when":{"and":[)" + is("answers.q", "a") + "," +
           is("result.first", "one") + R"(]},"outcome":"y"})"});
  const auto all = prove(parts);
  EXPECT_EQ(find(all, "rule", "wide").verdict, Verdict::kWitness);
  EXPECT_EQ(find(all, "rule", "narrow").verdict, Verdict::kImpossible);
  EXPECT_EQ(find(all, "outcome", "y").verdict, Verdict::kImpossible);
  EXPECT_EQ(find(all, "headline", "override").verdict, Verdict::kWitness);
}

TEST(ProveTest, QuestionWithAConditionThatContradictsItselfIsNeverAsked) {
  Parts parts;
  parts.questions = joined(
      {question("q", {option("a", R"("one":6)"), option("b", R"("two":6)")}),
       question("r", {option("c"), option("d")},
                R"(,"when":{"and":[)" + is("answers.q", "a") + "," + is("answers.q", "b") + "]}")});
  const auto all = prove(parts);
  EXPECT_EQ(find(all, "question", "r").verdict, Verdict::kImpossible);
  EXPECT_EQ(find(all, "option", "r/c").verdict, Verdict::kImpossible);
  EXPECT_EQ(find(all, "condition", "", "/questions/1/when").verdict, Verdict::kImpossible);
  EXPECT_NE(find(all, "condition", "", "/questions/1/when").says.find("never"), std::string::npos);
  EXPECT_EQ(find(all, "condition", "", "/questions/1/when/and/0").verdict, Verdict::kWitness);
}

TEST(ProveTest, ConditionThatHoldsOfEverySheetSaysNothing) {
  Parts parts;
  parts.modules = joined({module(
      "m", R"(,"when":{"or":[)" + is("answers.q", "a") + "," + is("answers.q", "b") + "]}")});
  const auto all = prove(parts);
  const Property& dead = find(all, "condition", "", "/modules/0/when");
  EXPECT_EQ(dead.verdict, Verdict::kImpossible);
  EXPECT_NE(dead.says.find("always"), std::string::npos);
}

TEST(ProveTest, ModuleInAPartThatIsFullBeforeIsNeverGiven) {
  Parts parts;
  parts.modules = joined({module("first", R"(,"part":"p")"), module("starved", R"(,"part":"p")")});
  parts.more = R"(,"parts":[{"id":"p","title":"P","most":1}])";
  const auto all = prove(parts);
  EXPECT_EQ(find(all, "module", "first").verdict, Verdict::kWitness);
  EXPECT_EQ(find(all, "module", "starved").verdict, Verdict::kImpossible);
}

TEST(ProveTest, OptionThatNoFittingAnswerHasIsImpossibleAndSoIsTheEndOfThePath) {
  Parts parts;
  parts.questions =
      joined({question("q", {option("a", R"("one":6)"), option("b", R"("two":6)")}),
              R"({"id":"m","kind":"multiple","text":"M","min":2,"options":[{"id":"c","text":"C"},)"
              R"({"id":"alone","text":"A","exclusive":true}]})"});
  const auto all = prove(parts);
  EXPECT_EQ(find(all, "question", "m").verdict, Verdict::kWitness);
  EXPECT_EQ(find(all, "option", "m/alone").verdict, Verdict::kImpossible);
  EXPECT_EQ(find(all, "end", "").verdict, Verdict::kCounterExample);
}

TEST(ProveTest, SheetThatLeavesNoOutcomeBreaksTheAdvice) {
  Parts parts;
  parts.outcomes = joined({outcome("one", 1, R"(,"when":)" + is("answers.q", "a"))});
  parts.questions = joined({question("q", {option("a", R"("one":6)"), option("b")})});
  const auto all = prove(parts);
  EXPECT_EQ(find(all, "advice", "").verdict, Verdict::kCounterExample);
  EXPECT_EQ(sheet(quiz_of(parts), find(all, "advice", "")), R"({"q":"b"})");
}

Parts guaranteed(const std::string& guarantees) {
  Parts parts;
  parts.questions = joined({question("q", {option("a", R"("one":6)"), option("b", R"("two":6)")}),
                            question("r", {option("c"), option("d")}),
                            question("s", {option("e"), option("f")})});
  parts.outcomes =
      joined({outcome("one", 1), outcome("two", 2, R"(,"when":)" + is("answers.r", "c"))});
  parts.more = R"(,"guarantees":[)" + guarantees + "]";
  return parts;
}

TEST(ProveTest, GuaranteeThatHoldsIsProved) {
  const auto all = prove(guaranteed(R"({"name":"g","whenever":)" + is("answers.r", "d") +
                                    R"(,"then":)" + is("result.first", "one") + "}"));
  EXPECT_EQ(find(all, "guarantee", "g").verdict, Verdict::kProved);
  EXPECT_TRUE(find(all, "guarantee", "g").sound);
}

TEST(ProveTest, GuaranteeThatFailsIsAnsweredWithASheet) {
  const Parts parts = guaranteed(R"({"name":"g","whenever":)" + is("answers.q", "b") +
                                 R"(,"then":)" + is("result.first", "two") + "}");
  for (const unsigned respondents : {0u, 500u}) {
    const auto all = prove(parts, respondents);
    const Property& broken = find(all, "guarantee", "g");
    EXPECT_EQ(broken.verdict, Verdict::kCounterExample);
    EXPECT_FALSE(broken.sound);
    const Advice advice = advice_of(quiz_of(parts), sheet(quiz_of(parts), broken));
    EXPECT_EQ(outcome_ids(quiz_of(parts), advice.headline.outcomes),
              std::vector<std::string>{"one"});
  }
}

TEST(ProveTest, GuaranteeThatOnlyAnEarlyResultBreaksIsBrokenAndSaysSo) {
  const auto all = prove(guaranteed(R"({"name":"g","whenever":)" + is("answers.q", "b") +
                                    R"(,"then":{"!=":[{"var":"answers.r"},null]}})"));
  const Property& broken = find(all, "guarantee", "g");
  EXPECT_EQ(broken.verdict, Verdict::kCounterExample);
  EXPECT_NE(broken.says.find("every complete sheet keeps it"), std::string::npos) << broken.says;
}

TEST(ProveTest, OutcomeIsIndependentOfAQuestionThatNothingReads) {
  const auto all = prove(guaranteed(R"({"name":"g","independent":["s","two"]})"));
  EXPECT_EQ(find(all, "guarantee", "g").verdict, Verdict::kProved);
  EXPECT_NE(find(all, "guarantee", "g").says.find("no condition"), std::string::npos);
}

TEST(ProveTest, IndependenceIsBrokenByACondition) {
  const Parts parts = guaranteed(R"({"name":"g","independent":["r","two"]})");
  const auto all = prove(parts);
  const Property& broken = find(all, "guarantee", "g");
  EXPECT_EQ(broken.verdict, Verdict::kCounterExample);
  ASSERT_EQ(broken.sheets.size(), 2u);
  EXPECT_NE(sheet(quiz_of(parts), broken, 0), sheet(quiz_of(parts), broken, 1));
}

TEST(ProveTest, AnswerThatDecidesAloneBreaksUndecided) {
  const auto all =
      prove(guaranteed(R"({"name":"g","undecided":"r"},{"name":"h","undecided":"s"})"));
  EXPECT_EQ(find(all, "guarantee", "g").verdict, Verdict::kCounterExample);
  EXPECT_NE(find(all, "guarantee", "g").says.find("“one”"), std::string::npos);
  EXPECT_EQ(find(all, "guarantee", "h").verdict, Verdict::kProved);
}

TEST(ProveTest, WhatIsGuaranteedOfNobodyIsSaid) {
  const auto all = prove(guaranteed(R"({"name":"g","whenever":{"and":[)" + is("answers.r", "d") +
                                    "," + is("result.first", "two") + R"(]},"then":false})"));
  EXPECT_EQ(find(all, "guarantee", "g").verdict, Verdict::kProved);
  EXPECT_EQ(find(all, "condition", "", "/guarantees/0/whenever").verdict, Verdict::kImpossible);
}

TEST(ProveTest, StoppedProofSaysWhatIsNotDecided) {
  const std::string text = Parts{}.text();
  const Quiz quiz = quiz_of(text);
  const std::atomic<bool> stop{true};
  authoring::ProofOptions options;
  options.stop = &stop;
  const auto all = authoring::prove(quiz, text, options);
  EXPECT_EQ(find(all, "outcome", "one").verdict, Verdict::kNotDecided);
  EXPECT_FALSE(find(all, "outcome", "one").sound);
}

TEST(ProveTest, NumberOfThreadsChangesNothing) {
  const std::string text =
      guaranteed(R"({"name":"g","independent":["r","two"]},{"name":"h","undecided":"s"})").text();
  const Quiz quiz = quiz_of(text);
  const auto report = [&](unsigned threads) {
    authoring::ProofOptions options;
    options.respondents = 0;
    options.threads = threads;
    std::string all;
    for (const Property& property : authoring::prove(quiz, text, options)) {
      all += property.kind + property.name + property.pointer + property.says;
      for (std::size_t s = 0; s < property.sheets.size(); ++s) all += sheet(quiz, property, s);
    }
    return all;
  };
  EXPECT_EQ(report(1), report(4));
}

}  // namespace
}  // namespace career_quiz::testing
