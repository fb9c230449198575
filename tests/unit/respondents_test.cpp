#include "authoring/respondents.h"

#include <cmath>
#include <map>
#include <string>
#include <vector>

#include "authoring/sheet.h"
#include "support.h"

namespace career_quiz::authoring {
namespace {

using testing::joined;
using testing::Parts;
using testing::quiz_of;
using testing::single;

constexpr RespondentKind kAll[] = {RespondentKind::kCoherent, RespondentKind::kModel,
                                   RespondentKind::kMixture, RespondentKind::kUniform};

Quiz every_kind() {
  Parts parts;
  const std::string options =
      R"("options":[{"id":"a","text":"A","evidence":{"one":6}},)"
      R"({"id":"b","text":"B","evidence":{"two":6}},{"id":"c","text":"C","evidence":{"one":-3}}]})";
  const auto question = [&](const std::string& id, const std::string& kind,
                            const std::string& more = "") {
    return R"({"id":")" + id + R"(","text":"T","kind":")" + kind + "\"," + more + options;
  };
  parts.questions = joined(
      {question("single", "single"), question("rank", "rank"),
       question("some", "multiple", R"("min":1,"max":2,)"),
       R"({"id":"apart","text":"T","kind":"multiple","min":0,"options":[)"
       R"({"id":"a","text":"A","evidence":{"one":6}},{"id":"b","text":"B","evidence":{"two":6}},)"
       R"({"id":"none","text":"N","exclusive":true,"evidence":{"one":-3}}]})",
       R"({"id":"years","text":"T","kind":"number","min":-2,"max":3})",
       R"({"id":"words","text":"T","kind":"text"})"});
  return quiz_of(parts);
}

TEST(Respondents, EveryAnswerFitsItsQuestion) {
  const Quiz quiz = every_kind();
  const Respondents respondents(quiz);
  Sheet sheet = respondents.sheet();
  for (const RespondentKind kind : kAll) {
    Random random = stream_of(1, kind, 0);
    for (int n = 0; n < 500; ++n) {
      respondents.draw(kind, &random, &sheet);
      for (std::size_t q = 0; q < quiz.questions.size(); ++q) {
        const Answers before = respondents.answers(sheet);
        if (respondents.has_another(q)) {
          respondents.replace(q, &random, &sheet);
          EXPECT_FALSE(respondents.answers(sheet)[q] == before[q]) << q;
        }
        const Answers answers = respondents.answers(sheet);
        const Result<Answers> read = read_sheet(quiz, write_sheet(quiz, answers));
        ASSERT_TRUE(read) << read.error().message;
        EXPECT_EQ(*read, answers);
      }
    }
  }
}

TEST(Respondents, UniformOnesGiveEveryAnswerThatFitsAsOften) {
  const Quiz quiz = every_kind();
  const Respondents respondents(quiz);
  Sheet sheet = respondents.sheet();
  Random random(7);
  constexpr int kDrawn = 24'000;
  std::vector<std::map<std::string, int>> seen(quiz.questions.size());
  for (int n = 0; n < kDrawn; ++n) {
    respondents.draw(RespondentKind::kUniform, &random, &sheet);
    const Answers answers = respondents.answers(sheet);
    for (std::size_t q = 0; q < seen.size(); ++q) {
      Answers alone(quiz.questions.size());
      alone[q] = answers[q];
      ++seen[q][write_sheet(quiz, alone)];
    }
  }
  // Options; orders; sets of one or two of three; sets of two, or the one that stands alone;
  // numbers; one text.
  const std::vector<std::size_t> ways = {3, 6, 6, 5, 6, 1};
  for (std::size_t q = 0; q < seen.size(); ++q) {
    ASSERT_EQ(seen[q].size(), ways[q]) << q;
    for (const auto& [answer, times] : seen[q]) {
      const double expected = kDrawn / static_cast<double>(ways[q]);
      EXPECT_NEAR(times, expected, 5 * std::sqrt(expected)) << answer;
    }
  }
}

TEST(Respondents, CoherentOnesAnswerForTheirNeed) {
  const Quiz quiz = every_kind();
  const Respondents respondents(quiz);
  Sheet sheet = respondents.sheet();
  Random random(1);
  for (int n = 0; n < 100; ++n) {
    const std::uint16_t need = respondents.draw(RespondentKind::kCoherent, &random, &sheet);
    EXPECT_EQ(sheet.picks[0], need);
    EXPECT_EQ(respondents.answers(sheet)[1].options.front(), need);
    EXPECT_EQ(sheet.picks[2], need == 0 ? 0b001u : 0b010u);
    EXPECT_EQ(sheet.picks[3], need == 0 ? 0b001u : 0b010u);
  }
}

TEST(Respondents, ThoseOfTheModelAnswerAsTheEvidenceSays) {
  Parts parts;
  const Quiz quiz = quiz_of(parts);  // 6 dB: four times as likely as not.
  const Respondents respondents(quiz);
  Sheet sheet = respondents.sheet();
  Random random(1);
  constexpr int kDrawn = 20'000;
  int own = 0;
  for (int n = 0; n < kDrawn; ++n) {
    own += respondents.draw(RespondentKind::kModel, &random, &sheet) == sheet.picks[0];
  }
  EXPECT_NEAR(own / static_cast<double>(kDrawn), 0.7992, 0.015);
}

TEST(Respondents, NobodyHasANeedWhereNoTwoOutcomesCompete) {
  Parts parts;
  parts.questions = joined({single("q")});
  parts.outcomes = R"([{"id":"one","title":"One","summary":"S","body":"B","priority":1}])";
  const Quiz quiz = quiz_of(parts);
  const Respondents respondents(quiz);
  EXPECT_FALSE(respondents.have_needs());
  Sheet sheet = respondents.sheet();
  Random random(1);
  EXPECT_EQ(respondents.draw(RespondentKind::kUniform, &random, &sheet), kNoNeed);
}

TEST(Respondents, BlocksAndKindsHaveStreamsOfTheirOwn) {
  std::map<std::uint64_t, int> firsts;
  for (std::uint64_t seed = 0; seed < 3; ++seed) {
    for (const RespondentKind kind : kAll) {
      for (std::uint64_t block = 0; block < 100; ++block) {
        ++firsts[stream_of(seed, kind, block).next()];
      }
    }
  }
  EXPECT_EQ(firsts.size(), 1'200u);
  EXPECT_EQ(stream_of(1, kAll[0], 2).next(), stream_of(1, kAll[0], 2).next());
}

}  // namespace
}  // namespace career_quiz::authoring
