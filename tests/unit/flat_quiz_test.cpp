#include "authoring/flat_quiz.h"

#include <string>
#include <vector>

#include "../property/property.h"
#include "authoring/sheet.h"
#include "career_quiz/evidence.h"
#include "support.h"

namespace career_quiz::authoring {
namespace {

using property::Shape;
using testing::quiz_of;
using testing::read_file;

// Everything that a study counts, from the engine.
FlatVerdict by_the_engine(const Quiz& quiz, const Answers& answers) {
  const Interview interview = conduct(quiz, answers);
  const List<std::int32_t> scores = scores_of(quiz, interview.counted);
  const Headline headline = decide(quiz, interview.counted, interview.settled, scores).headline;
  const List<Ranked> ranking = rank(quiz, interview.counted, scores);
  FlatVerdict verdict;
  verdict.kind = headline.kind;
  verdict.shown_count = static_cast<std::uint16_t>(headline.outcomes.size());
  std::copy(headline.outcomes.begin(), headline.outcomes.end(), verdict.shown.begin());
  verdict.eligible = static_cast<std::uint16_t>(ranking.size());
  for (std::size_t place = 0; place < 3 && place < ranking.size(); ++place) {
    verdict.leaders[place] = ranking[place].outcome;
    verdict.scores[place] = ranking[place].score;
  }
  return verdict;
}

std::string spelled(const FlatVerdict& verdict) {
  std::string text(kHeadlineKinds[static_cast<std::size_t>(verdict.kind)]);
  for (std::size_t i = 0; i < verdict.shown_count; ++i)
    text += " " + std::to_string(verdict.shown[i]);
  text += " of " + std::to_string(verdict.eligible) + ":";
  for (std::size_t i = 0; i < 3 && i < verdict.eligible; ++i) {
    text += " " + std::to_string(verdict.leaders[i]) + " at " + std::to_string(verdict.scores[i]);
  }
  return text;
}

// The first, the last or the middle option throughout.
void stand_in_line(const Quiz& quiz, std::size_t line, Sheet* sheet) {
  for (std::size_t q = 0; q < quiz.questions.size(); ++q) {
    const Question& question = quiz.questions[q];
    if (!question.scored() || question.kind == QuestionKind::kMultiple ||
        question.kind == QuestionKind::kRank) {
      continue;
    }
    const std::size_t last = question.options.size() - 1;
    sheet->picks[q] = line == 0 ? 0 : line == 1 ? last : last / 2;
  }
}

// Sheets of every kind, and each of them with every answer changed once.
void compare(const Quiz& quiz, std::uint64_t seed, int sheets) {
  const Respondents respondents(quiz);
  const FlatQuiz flat(quiz);
  FlatQuiz::Judge judge(flat);
  Sheet sheet = respondents.sheet();
  for (std::size_t k = 0; k < kRespondentKinds; ++k) {
    const auto kind = static_cast<RespondentKind>(k);
    if (kind != RespondentKind::kUniform && !respondents.have_needs()) continue;
    Random random = stream_of(seed, kind, 0);
    for (int n = 0; n < sheets; ++n) {
      respondents.draw(kind, &random, &sheet);
      // Now and then somebody who clicks straight through.
      if (n % 3 == 2) stand_in_line(quiz, random.below(3), &sheet);
      const FlatVerdict verdict = judge.judge(sheet);
      const Answers answers = respondents.answers(sheet);
      ASSERT_EQ(spelled(verdict), spelled(by_the_engine(quiz, answers)))
          << write_sheet(quiz, answers);
      const Interview interview = conduct(quiz, answers);
      const List<Ranked> ranking =
          rank(quiz, interview.counted, scores_of(quiz, interview.counted));
      std::size_t open = 0;
      for (std::size_t o = 0; o < quiz.outcomes.size(); ++o) open += judge.open(o);
      ASSERT_EQ(open, ranking.size());
      judge.prepare_others(sheet);
      for (std::size_t q = 0; q < quiz.questions.size(); ++q) {
        const bool asked =
            std::find(interview.path.begin(), interview.path.end(), q) != interview.path.end();
        ASSERT_EQ(judge.asked(q), asked);
        if (!respondents.has_another(q)) continue;
        Sheet changed = sheet;
        respondents.replace(q, &random, &changed);
        const FlatVerdict other = judge.judge_other(changed, q, sheet.picks[q]);
        const Answers changed_answers = respondents.answers(changed);
        ASSERT_EQ(spelled(other), spelled(by_the_engine(quiz, changed_answers)))
            << write_sheet(quiz, answers) << "\n"
            << write_sheet(quiz, changed_answers);
      }
    }
  }
}

TEST(FlatQuiz, JudgesSheetsOfTheShippedQuizAsTheEngineDoes) {
  compare(quiz_of(read_file("questions/mentoring-coaching.json")), 1, 100);
}

TEST(FlatQuiz, JudgesSheetsOfEveryExampleAsTheEngineDoes) {
  for (const std::string name : {"bicycle-check", "bread-test", "every-kind", "interest-inventory",
                                 "kitchen-tool", "lake-permit", "tie"}) {
    SCOPED_TRACE(name);
    compare(quiz_of(read_file("tests/quizzes/" + name + ".json")), 1, 30);
  }
}

TEST(FlatQuiz, JudgesSheetsOfGeneratedQuizzesAsTheEngineDoes) {
  property::for_all(
      [](Random* random) {
        Shape shape;
        shape.questions = random->between(1, 18);
        shape.options = random->between(2, 6);
        shape.outcomes = random->between(1, 19);
        shape.every_kind = random->chance(70);
        shape.sums = random->chance(30);
        shape.after = random->chance(30);
        compare(quiz_of(property::generate_quiz(random, shape).document.dump()), random->next(), 4);
      },
      2);
}

}  // namespace
}  // namespace career_quiz::authoring
