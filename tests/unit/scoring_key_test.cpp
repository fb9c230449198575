#include "authoring/scoring_key.h"

#include <algorithm>
#include <string>
#include <vector>

#include "authoring/respondents.h"
#include "career_quiz/condition.h"
#include "career_quiz/evidence.h"
#include "career_quiz/interview.h"
#include "support.h"

namespace career_quiz::authoring {
namespace {

using testing::joined;
using testing::outcome;
using testing::Parts;
using testing::quiz_of;

// What adding up gives: one total a column.
std::vector<std::int64_t> add_up(const PointTable& table, const Answers& answers) {
  std::vector<std::int64_t> sum(table.columns.size(), 0);
  const auto answered = [&](std::uint16_t q) {
    return answers[q].state == Answer::State::kAnswered;
  };
  const auto add = [&](const std::vector<std::int64_t>& tenths) {
    for (std::size_t c = 0; c < sum.size(); ++c) sum[c] += tenths[c];
  };
  for (const PointTable::Start& start : table.starts) {
    if (std::all_of(start.questions.begin(), start.questions.end(), answered)) add(start.tenths);
  }
  for (const PointTable::Row& row : table.rows) {
    const Answer& answer = answers[row.question];
    if (answered(row.question) && std::find(answer.options.begin(), answer.options.end(),
                                            row.option) != answer.options.end()) {
      add(row.tenths);
    }
  }
  return sum;
}

// A rank counts by its first choice.
Answers first_choices(const Quiz& quiz, Answers answers) {
  for (std::size_t q = 0; q < answers.size(); ++q) {
    if (quiz.questions[q].kind == QuestionKind::kRank && !answers[q].options.empty()) {
      answers[q].options = {answers[q].options.front()};
    }
  }
  return answers;
}

template <class Visit>
void for_each_sheet(const Quiz& quiz, Visit visit) {
  const Respondents respondents(quiz);
  Random random(3);
  Sheet sheet = respondents.sheet();
  for (int i = 0; i < 500; ++i) {
    respondents.draw(RespondentKind::kUniform, &random, &sheet);
    Answers answers = respondents.answers(sheet);
    for (std::size_t q = 0; q < answers.size(); ++q) {
      if (quiz.questions[q].optional && random.once_in(2)) {
        answers[q] = {};
        answers[q].state = Answer::State::kSkipped;
      }
    }
    visit(first_choices(quiz, conduct(quiz, answers).counted));
  }
}

const char* const kQuizzes[] = {"questions/mentoring-coaching.json",
                                "tests/quizzes/bread-test.json", "tests/quizzes/every-kind.json",
                                "tests/quizzes/kitchen-tool.json",
                                "tests/quizzes/interest-inventory.json"};

TEST(ScoringKey, TotalsLieAsFarApartAsTheScores) {
  for (const char* path : kQuizzes) {
    const Quiz quiz = quiz_of(testing::read_file(path));
    const PointTable table = outcome_points(quiz);
    for_each_sheet(quiz, [&](const Answers& counted) {
      const std::vector<std::int64_t> totals = add_up(table, counted);
      const List<std::int32_t> scores = scores_of(quiz, counted);
      for (std::size_t c = 1; c < totals.size(); ++c) {
        ASSERT_EQ(totals[c] - totals[0], scores[table.columns[c]] - scores[table.columns[0]])
            << path;
      }
    });
  }
}

TEST(ScoringKey, AScaleStandsAtItsTotalWithinTheMost) {
  for (const char* path : kQuizzes) {
    const Quiz quiz = quiz_of(testing::read_file(path));
    const ScaleTable table = scale_points(quiz);
    for_each_sheet(quiz, [&](const Answers& counted) {
      const std::vector<std::int64_t> totals = add_up(table.points, counted);
      const std::vector<std::int64_t> most =
          add_up({table.points.columns, table.most, {}}, counted);
      for (std::size_t s = 0; s < totals.size(); ++s) {
        const auto value = scale_value(quiz, counted, static_cast<std::uint16_t>(s));
        ASSERT_EQ(most[s] > 0, value.has_value());
        if (value) ASSERT_EQ((200 * totals[s] + most[s]) / (2 * most[s]), *value) << path;
      }
    });
  }
}

TEST(ScoringKey, RowsAreWholePointsAndNoneIsBelowZeroWhereOneAnswerIsGiven) {
  const Quiz quiz = quiz_of(testing::read_file(kQuizzes[0]));
  for (const PointTable::Row& row : outcome_points(quiz).rows) {
    for (const std::int64_t tenths : row.tenths) {
      EXPECT_EQ(tenths % 10, 0);
      EXPECT_GE(tenths, 0);
    }
  }
}

TEST(ScoringKey, QuestionsAskedTogetherHaveOneStart) {
  const std::string when = R"(,"when":{"==":[{"var":"answers.q0"},"a"]})";
  const auto question = [](const std::string& id, const std::string& extra) {
    return R"({"id":")" + id + R"(","kind":"single","text":"T","options":[
      {"id":"a","text":"A","evidence":{"one":7}},{"id":"b","text":"B"}])" +
           extra + "}";
  };
  Parts parts;
  parts.questions = joined({question("q0", ""), question("q1", when), question("q2", when),
                            question("q3", when + R"(,"optional":true)")});
  const PointTable table = outcome_points(quiz_of(parts));
  ASSERT_EQ(table.starts.size(), 3u);
  EXPECT_EQ(table.starts[0].questions, std::vector<std::uint16_t>{});
  EXPECT_EQ(table.starts[1].questions, (std::vector<std::uint16_t>{1, 2}));
  EXPECT_EQ(table.starts[2].questions, std::vector<std::uint16_t>{3});
}

TEST(ScoringKey, WhereAConditionReadsAScoreTotalsAreTheScores) {
  Parts parts;
  parts.modules = R"([{"id":"m","title":"M","body":"B","when":{">":[{"var":"scores.one"},0]}}])";
  const Quiz quiz = quiz_of(parts);
  const PointTable table = outcome_points(quiz);
  for_each_sheet(quiz, [&](const Answers& counted) {
    const List<std::int32_t> scores = scores_of(quiz, counted);
    EXPECT_EQ(add_up(table, counted), std::vector<std::int64_t>(scores.begin(), scores.end()));
  });
}

TEST(ScoringKey, ColumnsStandInTheOrderOfTies) {
  Parts parts;
  parts.outcomes = joined({outcome("one", 9), outcome("two", 4)});
  EXPECT_EQ(outcome_points(quiz_of(parts)).columns, (std::vector<std::uint16_t>{1, 0}));
}

}  // namespace
}  // namespace career_quiz::authoring
