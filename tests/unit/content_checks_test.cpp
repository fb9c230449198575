#include "authoring/content_checks.h"

#include <string>
#include <vector>

#include "support.h"

namespace career_quiz::authoring {
namespace {

using testing::joined;
using testing::outcome;
using testing::Parts;
using testing::quiz_of;
using testing::single;

const std::vector<std::string> kOutcomes = {"one", "two", "three"};

// A question whose options a, b, c, … weigh these decibans for `one`, `two` and
// `three`.
std::string question(const std::string& id, const std::vector<List<int>>& weights,
                     const std::string& kind = "single") {
  std::string options;
  for (std::size_t o = 0; o < weights.size(); ++o) {
    std::string evidence;
    for (std::size_t k = 0; k < weights[o].size(); ++k) {
      if (weights[o][k] == 0) continue;
      evidence +=
          (evidence.empty() ? "\"" : ",\"") + kOutcomes[k] + "\":" + std::to_string(weights[o][k]);
    }
    options += std::string(o == 0 ? "" : ",") + R"({"id":")" + static_cast<char>('a' + o) +
               R"(","text":"T")" +
               (evidence.empty() ? "" : std::string(R"(,"evidence":{)") + evidence + "}") + "}";
  }
  return R"({"id":")" + id + R"(","kind":")" + kind + R"(","text":"T","options":[)" + options +
         "]}";
}

// Three outcomes, six questions of two kinds, and nothing to find: whichever
// place is clicked throughout, each outcome is spoken for twice.
std::vector<std::string> sound_questions() {
  std::vector<std::string> questions;
  for (int q = 0; q < 6; ++q) {
    std::vector<List<int>> weights(3, {0, 0, 0});
    for (int k = 0; k < 3; ++k)
      weights[static_cast<std::size_t>((k + q) % 3)][static_cast<std::size_t>(k)] = 7;
    questions.push_back(question("q" + std::to_string(q), weights, q % 2 == 0 ? "single" : "rank"));
  }
  return questions;
}

Quiz quiz_with(const std::vector<std::string>& questions,
               const std::vector<std::string>& extra = {"", "", ""}) {
  Parts parts;
  parts.questions = joined(questions);
  parts.outcomes = joined(
      {outcome("one", 1, extra[0]), outcome("two", 2, extra[1]), outcome("three", 3, extra[2])});
  return quiz_of(parts);
}

// "check pointer" of each finding, of one check or of all.
std::vector<std::string> found(const Quiz& quiz, const std::string& check = "") {
  std::vector<std::string> found;
  for (const Finding& finding : check_content(quiz, {4'000, 1})) {
    if (check.empty() || finding.check == check)
      found.push_back(finding.check + " " + finding.pointer);
  }
  return found;
}

Finding the(const Quiz& quiz, const std::string& check) {
  Finding only;
  std::size_t count = 0;
  for (const Finding& finding : check_content(quiz, {4'000, 1})) {
    if (finding.check != check) continue;
    only = finding;
    ++count;
  }
  EXPECT_EQ(count, 1u) << check;
  return only;
}

using Found = std::vector<std::string>;

TEST(ContentChecks, FindNothingInASoundQuiz) {
  EXPECT_EQ(found(quiz_with(sound_questions())), Found{});
}

TEST(ContentChecks, FindAnOutcomeThatItsIdealRespondentDoesNotGet) {
  std::vector<std::string> questions;
  for (int q = 0; q < 6; ++q) {
    // Whatever speaks for two speaks for one as well.
    questions.push_back(question("q" + std::to_string(q), {{7, 7, 0}, {0, 0, 7}, {0, 0, 0}},
                                 q % 2 == 0 ? "single" : "rank"));
  }
  EXPECT_EQ(found(quiz_with(questions), "ideal"),
            (Found{"ideal /outcomes/0", "ideal /outcomes/1"}));
  EXPECT_EQ(check_content(quiz_with(questions))[0].figure, 0);
}

TEST(ContentChecks, FindAnOutcomeThatNoGateLeavesOpen) {
  std::vector<std::string> questions = sound_questions();
  questions.push_back(single("gate"));
  const std::string never =
      R"(,"when":{"and":[{"==":[{"var":"answers.gate"},"a"]},{"==":[{"var":"answers.gate"},"b"]}]})";
  const Finding finding = the(quiz_with(questions, {"", never, ""}), "ideal");
  EXPECT_EQ(finding.pointer, "/outcomes/1");
  EXPECT_EQ(finding.ids, Found{"two"});
  EXPECT_NE(finding.message.find("no answers to the gates"), std::string::npos);
}

TEST(ContentChecks, FindWhatComesFirstTooOftenOrHardlyEverAmongRandomAnswers) {
  const Finding often = the(quiz_with(sound_questions(), {"", "", R"(,"bias":90)"}), "fair-share");
  EXPECT_EQ(often.pointer, "/outcomes/2");
  EXPECT_GT(often.figure, 1.6);
  const Finding rarely =
      the(quiz_with(sound_questions(), {"", "", R"(,"bias":-90)"}), "fair-share");
  EXPECT_EQ(rarely.pointer, "/outcomes/2");
  EXPECT_LT(rarely.figure, 0.5);
}

TEST(ContentChecks, CountAFairShareOnlyAmongThoseForWhomAnOutcomeIsOpen) {
  std::vector<std::string> questions = sound_questions();
  questions.push_back(single("gate", 4));
  const std::string rare = R"(,"when":{"==":[{"var":"answers.gate"},"a"]})";
  const Quiz quiz = quiz_with(questions, {"", "", rare});
  EXPECT_EQ(found(quiz), Found{});
}

TEST(ContentChecks, FindClearAdviceForWhoeverClicksStraightThrough) {
  std::vector<std::string> questions;
  // Too few for the engine to notice the straight line by itself.
  for (int q = 0; q < 6; ++q) {
    questions.push_back(question("q" + std::to_string(q), {{7, 0, 0}, {0, 7, 0}, {0, 0, 7}},
                                 q % 2 == 0 ? "single" : "rank"));
  }
  Found ids;
  for (const Finding& finding : check_content(quiz_with(questions), {4'000, 1})) {
    EXPECT_EQ(finding.check, "straight-line");
    EXPECT_GE(finding.figure, 6);
    ids.push_back(finding.ids[0] + " " + finding.ids[1]);
  }
  EXPECT_EQ(ids, (Found{"first one", "last three", "lower middle two", "upper middle two"}));
}

TEST(ContentChecks, FindAnOutcomeAboutWhichTheQuizSaysLessThanAboutTheOthers) {
  std::vector<std::string> questions;
  for (int q = 0; q < 6; ++q) {
    std::vector<List<int>> weights(3, {0, 0, 0});
    for (int k = 0; k < 3; ++k)
      weights[static_cast<std::size_t>((k + q) % 3)][static_cast<std::size_t>(k)] = k == 2 ? 5 : 7;
    questions.push_back(question("q" + std::to_string(q), weights, q % 2 == 0 ? "single" : "rank"));
  }
  const Finding finding = the(quiz_with(questions), "information-budget");
  EXPECT_EQ(finding.pointer, "/outcomes/2");
  EXPECT_LT(finding.figure, 0.75);
}

TEST(ContentChecks, FindAQuestionThatSaysNextToNothing) {
  std::vector<std::string> questions = sound_questions();
  questions.push_back(question("faint", {{1, 0, 0}, {0, 1, 0}}));
  const Finding finding = the(quiz_with(questions), "dead-question");
  EXPECT_EQ(finding.pointer, "/questions/6");
  EXPECT_EQ(finding.ids, Found{"faint"});
  EXPECT_LT(finding.figure, 0.03);
}

TEST(ContentChecks, FindAQuestionWhoseAnswerNothingReads) {
  std::vector<std::string> questions = sound_questions();
  questions.push_back(single("idle"));
  questions.push_back(single("channel"));
  questions.push_back(R"({"id":"words","kind":"text","text":"T","max":80})");
  questions.push_back(single("beside", 2, R"(,"after":true)"));
  Parts parts;
  parts.questions = joined(questions);
  parts.outcomes = joined({outcome("one", 1), outcome("two", 2), outcome("three", 3)});
  parts.modules =
      R"([{"id":"m","title":"T","body":"B","when":{"==":[{"var":"answers.channel"},"a"]}}])";
  // What a reader writes, or is asked beside the result, is for the reader.
  EXPECT_EQ(found(quiz_of(parts)), Found{"dead-question /questions/6"});
}

TEST(ContentChecks, FindOptionsThatNobodyNeeds) {
  std::vector<std::string> questions = sound_questions();
  questions.push_back(question("avoided", {{7, 0, 0}, {0, 7, 7}, {-4, -3, -5}}));
  questions.push_back(question("twins", {{7, 0, 0}, {0, 7, 7}, {0, 7, 7}}));
  EXPECT_EQ(found(quiz_with(questions), "dead-option"),
            (Found{"dead-option /questions/6/options/2", "dead-option /questions/7/options/2"}));
}

TEST(ContentChecks, LetOneOptionSayNothingSinceSomeHaveNothingToSay) {
  std::vector<std::string> questions = sound_questions();
  questions.push_back(question("q6", {{7, 0, 0}, {0, 7, 0}, {0, 0, 7}, {0, 0, 0}}));
  EXPECT_EQ(found(quiz_with(questions), "dead-option"), Found{});
}

TEST(ContentChecks, FindAnOutcomeThatRestsOnTooLittle) {
  std::vector<std::string> questions = sound_questions();
  const std::vector<std::string> two(questions.begin(), questions.begin() + 2);
  EXPECT_EQ(found(quiz_with(two), "support").size(), 3u);
  EXPECT_EQ(check_content(quiz_with(two)).back().figure, 2);
  // Three questions, but all of one kind.
  EXPECT_EQ(found(quiz_with({questions[0], questions[2], questions[4]}), "support").size(), 3u);
}

TEST(ContentChecks, FindAnAnswerThatDecidesAlone) {
  std::vector<std::string> questions = sound_questions();
  questions.push_back(question("veto", {{12, 0, 0}, {12, 7, 0}, {-12, 0, 7}}));
  const Finding finding = the(quiz_with(questions), "single-answer");
  EXPECT_EQ(finding.pointer, "/questions/6/options/2/evidence/one");
  EXPECT_EQ(finding.ids, (Found{"veto", "c", "one"}));
  EXPECT_LT(finding.figure, -12);
}

TEST(ContentChecks, LeaveASumItsOwnNorms) {
  Parts parts;
  parts.more = R"(,"scoring":{"method":"sum"})";
  EXPECT_EQ(found(quiz_of(parts)), Found{});
  parts.questions = joined({question("q", {{6, 6, 0}, {0, 0, 0}}), single("idle")});
  parts.outcomes = joined({outcome("one", 1, R"(,"bias":1)"), outcome("two", 2)});
  EXPECT_EQ(found(quiz_of(parts)), (Found{"ideal /outcomes/1", "dead-question /questions/1"}));
}

TEST(ContentChecks, AnswerTheSameForTheSameSeed) {
  const Quiz quiz = quiz_with(sound_questions(), {"", "", R"(,"bias":90)"});
  EXPECT_EQ(the(quiz, "fair-share").figure, the(quiz, "fair-share").figure);
  EXPECT_NE(outcome_figures(quiz, {4'000, 1})[0].share, outcome_figures(quiz, {4'000, 2})[0].share);
}

TEST(ContentChecks, FindNothingInTheGuidesExample) {
  const std::string guide = testing::read_file("questions/README.md");
  const std::string fence = "```json quiz\n";
  const std::size_t begin = guide.find(fence);
  ASSERT_NE(begin, std::string::npos);
  const std::string text = guide.substr(begin + fence.size());
  EXPECT_EQ(found(quiz_of(text.substr(0, text.find("\n```")))), Found{});
}

TEST(ContentChecks, FindNothingInTheMentoringQuiz) {
  const Quiz quiz = quiz_of(testing::read_file("questions/mentoring-coaching.json"));
  for (const Finding& finding : check_content(quiz)) {
    ADD_FAILURE() << finding.check << " " << finding.pointer << ": " << finding.message;
  }
}

TEST(ContentChecks, FindAScaleWhoseWeightRisesAndFallsAgain) {
  std::vector<std::string> questions = sound_questions();
  const List<int> none = {0, 0, 0};
  questions.push_back(
      question("up", {{-4, 0, 0}, {-2, 0, 0}, none, {2, 0, 0}, {4, 0, 0}}, "scale"));
  questions.push_back(
      question("bent", {{-4, 0, 0}, {-2, 0, 0}, none, {3, 0, 0}, {-3, 0, 0}}, "scale"));
  questions.push_back(
      question("wavy", {{-4, 0, 0}, {-2, 0, 0}, none, {3, 0, 0}, {-2, 0, 0}}, "scale"));
  EXPECT_EQ(found(quiz_with(questions), "bent-scale"), Found{"bent-scale /questions/7"});
  EXPECT_NEAR(the(quiz_with(questions), "bent-scale").figure, 6.0, 0.05);
}

std::string expecting(const std::string& outcome, const std::string& answers) {
  return R"({"name":"T","answers":{)" + answers + R"(},"outcome":")" + outcome + R"("})";
}

Quiz tested(const std::vector<std::string>& questions, const std::vector<std::string>& tests) {
  Parts parts;
  parts.questions = joined(questions);
  parts.outcomes = joined({outcome("one", 1), outcome("two", 2), outcome("three", 3)});
  parts.expect = joined(tests);
  return quiz_of(parts);
}

TEST(ContentChecks, FindAnAnswerThatSpeaksAgainstWhatATestExpectsOfIt) {
  std::vector<std::string> questions = sound_questions();
  questions.push_back(question("slip", {{-10, 0, 0}, {2, 0, 0}}));
  EXPECT_EQ(found(tested(questions, {expecting("one", R"("slip":"a")")}), "against-tests"),
            Found{"against-tests /questions/6/options/0"});
  EXPECT_EQ(found(tested(questions, {expecting("one", R"("slip":"b")")}), "against-tests"),
            Found{});
}

TEST(ContentChecks, FindAQuestionThatIsTurnedTheWrongWayRoundForItsTests) {
  std::vector<std::string> questions = sound_questions();
  questions.push_back(question("turned", {{3, -3, 0}, {-3, 3, 0}}));
  const std::string one = expecting("one", R"("turned":"b")");
  const std::string two = expecting("two", R"("turned":"a")");
  EXPECT_EQ(found(tested(questions, {one, two}), "against-tests"), Found{});
  EXPECT_EQ(found(tested(questions, {one, two, two}), "against-tests"),
            Found{"against-tests /questions/6"});
}

}  // namespace
}  // namespace career_quiz::authoring
