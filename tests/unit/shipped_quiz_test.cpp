// The quizzes of this repository, read as a page reads them: they have no
// diagnostics, and what their authors expect of them holds.

#include <string>
#include <vector>

#include "support.h"

namespace career_quiz {
namespace {

using testing::quiz_of;
using testing::read_file;

class ShippedQuiz : public ::testing::TestWithParam<const char*> {};

TEST_P(ShippedQuiz, HasNoDiagnostics) {
  for (const Diagnostic& fault : read_quiz(read_file(GetParam())).diagnostics) {
    ADD_FAILURE() << fault.line << ":" << fault.column << ": " << fault.code << ": "
                  << fault.message;
  }
}

TEST_P(ShippedQuiz, LeadsWhereItsAuthorExpects) {
  const Quiz quiz = quiz_of(read_file(GetParam()));
  for (const Expectation& expected : quiz.expectations) {
    SCOPED_TRACE(expected.name);
    const Interview interview = conduct(quiz, expected.answers);
    EXPECT_NE(interview.stop, Stop::kNone) << "the sheet is not complete";
    EXPECT_TRUE(interview.ignored.empty()) << "some answers are not asked for";
    const Advice advice = advise(quiz, interview);
    ASSERT_FALSE(advice.headline.outcomes.empty());
    EXPECT_EQ(quiz.outcomes[advice.headline.outcomes[0]].id, quiz.outcomes[expected.outcome].id);
  }
}

INSTANTIATE_TEST_SUITE_P(
    Quizzes, ShippedQuiz,
    ::testing::Values("questions/mentoring-coaching.json", "tests/quizzes/bicycle-check.json",
                      "tests/quizzes/bread-test.json", "tests/quizzes/every-kind.json",
                      "tests/quizzes/interest-inventory.json", "tests/quizzes/kitchen-tool.json",
                      "tests/quizzes/lake-permit.json", "tests/quizzes/tie.json"));

// Original examples of what other quizzes are for: an inventory of sums, a
// personality quiz, a test with a pass mark, a screening, a branching answer.
class OtherShape : public ::testing::TestWithParam<const char*> {};

TEST_P(OtherShape, LeadsWhereItsAuthorExpectsInAdaptiveModeToo) {
  const Quiz quiz = quiz_of(read_file(GetParam()));
  for (const Expectation& expected : quiz.expectations) {
    SCOPED_TRACE(expected.name);
    Answers answers(quiz.questions.size());
    Interview interview = conduct(quiz, answers, Mode::kAdaptive);
    for (std::uint32_t turn = 0; interview.next; ++turn) {
      Answer answer = expected.answers[*interview.next];
      ASSERT_NE(answer.state, Answer::State::kOpen) << quiz.questions[*interview.next].id;
      answer.turn = turn;
      answers[*interview.next] = answer;
      interview = conduct(quiz, answers, Mode::kAdaptive);
    }
    EXPECT_NE(interview.stop, Stop::kNone);
    const Advice advice = advise(quiz, interview);
    ASSERT_FALSE(advice.headline.outcomes.empty());
    EXPECT_EQ(quiz.outcomes[advice.headline.outcomes[0]].id, quiz.outcomes[expected.outcome].id);
  }
}

INSTANTIATE_TEST_SUITE_P(Quizzes, OtherShape,
                         ::testing::Values("tests/quizzes/bicycle-check.json",
                                           "tests/quizzes/bread-test.json",
                                           "tests/quizzes/interest-inventory.json",
                                           "tests/quizzes/kitchen-tool.json",
                                           "tests/quizzes/lake-permit.json"));

class MentoringQuiz : public ::testing::Test {
 protected:
  // Answers every question that is asked, one after another, by `choose`.
  template <class Choose>
  Answers walk(Choose choose) const {
    Answers answers(quiz_.questions.size());
    for (Interview now = conduct(quiz_, answers); now.next; now = conduct(quiz_, answers)) {
      answers[*now.next] = {Answer::State::kAnswered, choose(quiz_.questions[*now.next])};
    }
    return answers;
  }

  Advice advice_of(const Answers& answers) const { return advise(quiz_, conduct(quiz_, answers)); }

  const Quiz quiz_ = quiz_of(read_file("questions/mentoring-coaching.json"));
};

TEST_F(MentoringQuiz, ShowsRelayAloneToWhoeverIsDrained) {
  for (std::size_t q = 0; q < quiz_.questions.size(); ++q) {
    const Question& question = quiz_.questions[q];
    if (question.id != "energy") continue;
    EXPECT_TRUE(question.sensitive);
    for (std::uint16_t o = 0; o < question.options.size(); ++o) {
      const std::string& id = question.options[o].id;
      if (id != "drained" && id != "danger") continue;
      for (const Expectation& expected : quiz_.expectations) {
        Answers answers = expected.answers;
        answers[q] = {Answer::State::kAnswered, {o}};
        const Interview interview = conduct(quiz_, answers);
        EXPECT_EQ(interview.stop, Stop::kGate);
        const Advice advice = advise(quiz_, interview);
        EXPECT_EQ(advice.headline.kind, Headline::Kind::kOverride);
        EXPECT_TRUE(advice.headline.withheld);
        EXPECT_EQ(testing::outcome_ids(quiz_, advice.headline.outcomes),
                  std::vector<std::string>{"relay"});
        EXPECT_TRUE(advice.ranking.empty());
      }
    }
  }
}

TEST_F(MentoringQuiz, AsksOnlyAMentorToBeWhatConcernsOne) {
  const Advice advice = advice_of(walk([](const Question& question) {
    for (std::uint16_t o = 0; o < question.options.size(); ++o) {
      if (question.id == "role" && question.options[o].id == "accompany")
        return List<std::uint16_t>{o};
    }
    return List<std::uint16_t>{0};
  }));
  EXPECT_EQ(testing::outcome_ids(quiz_, advice.headline.outcomes),
            std::vector<std::string>{"become-mentor"});
}

}  // namespace
}  // namespace career_quiz
