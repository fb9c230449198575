// How far the adaptive form agrees with the full one, and how many questions it
// asks, by kind of respondent: simulated on a quiz, printed as a table.
//
//   agreement QUIZ [RESPONDENTS [SEED]]

#include <cstdint>
#include <cstdio>
#include <cstdlib>
#include <fstream>
#include <iterator>
#include <string>
#include <vector>

#include "authoring/random.h"
#include "authoring/respondents.h"
#include "career_quiz/advice.h"
#include "career_quiz/evidence.h"
#include "career_quiz/interview.h"
#include "career_quiz/quiz_reader.h"

namespace {

using namespace career_quiz;
using authoring::RespondentKind;
using authoring::Respondents;

// Every question answered, and the answers of the adaptive form among them.
struct Tally {
  std::size_t respondents = 0;
  std::size_t agreed = 0;
  std::uint64_t asked = 0;
  std::uint64_t scored = 0;
  std::size_t stops[6] = {};
};

}  // namespace

int main(int count, char** arguments) {
  if (count < 2) {
    std::fprintf(stderr, "usage: agreement QUIZ [RESPONDENTS [SEED]]\n");
    return 2;
  }
  std::ifstream file(arguments[1]);
  const std::string text{std::istreambuf_iterator<char>(file), {}};
  const QuizReading reading = read_quiz(text);
  if (!reading.quiz) {
    std::fprintf(stderr, "%s is not a sound quiz\n", arguments[1]);
    return 1;
  }
  const Quiz& quiz = *reading.quiz;
  const std::size_t respondents = count > 2 ? std::strtoull(arguments[2], nullptr, 10) : 20'000;
  const std::uint64_t seed = count > 3 ? std::strtoull(arguments[3], nullptr, 10) : 1;

  const Respondents people(quiz);
  if (!people.have_needs()) {
    std::fprintf(stderr, "%s has fewer than two outcomes to tell apart\n", arguments[1]);
    return 1;
  }
  authoring::Sheet drawn = people.sheet();
  std::printf("Of %zu respondents of each kind:\n\n", respondents);
  std::printf(
      "| respondents | same advice first as in the full form | scored questions asked | stopped: "
      "certain | risk | nothing left |\n|---|--:|--:|--:|--:|--:|\n");
  for (const RespondentKind kind :
       {RespondentKind::kCoherent, RespondentKind::kModel, RespondentKind::kMixture}) {
    Random random(seed);
    Tally tally;
    while (tally.respondents < respondents) {
      const std::uint16_t need = people.draw(kind, &random, &drawn);
      Answers sheet = people.answers(drawn);
      for (std::size_t q = 0; q < sheet.size(); ++q) {
        // The gate is another interview: nobody here passes it.
        if (quiz.questions[q].sensitive) sheet[q].options = {0};
      }
      const Interview full = conduct(quiz, sheet);
      const Advice advice = advise(quiz, full);
      // Only needs that are open to this respondent.
      bool eligible = false;
      for (const Ranked& entry : advice.ranking) eligible = eligible || entry.outcome == need;
      if (!eligible || advice.ranking.size() < 2) continue;

      Answers given(quiz.questions.size());
      Interview interview = conduct(quiz, given, Mode::kAdaptive);
      std::uint32_t turn = 0;
      while (interview.next) {
        given[*interview.next] = sheet[*interview.next];
        given[*interview.next].turn = turn++;
        interview = conduct(quiz, given, Mode::kAdaptive);
      }
      const Advice early = advise(quiz, interview);
      ++tally.respondents;
      tally.agreed += early.ranking.front().outcome == advice.ranking.front().outcome;
      tally.asked += interview.scored_answered;
      tally.scored += full.scored_visible;
      ++tally.stops[static_cast<std::size_t>(interview.stop)];
    }
    const auto percent = [&](std::uint64_t part, std::uint64_t whole) {
      return 100.0 * static_cast<double>(part) / static_cast<double>(whole);
    };
    std::printf("| %s | %.2f %% | %.1f %% | %.1f %% | %.1f %% | %.1f %% |\n",
                authoring::name_of(kind).data(), percent(tally.agreed, tally.respondents),
                percent(tally.asked, tally.scored),
                percent(tally.stops[static_cast<std::size_t>(Stop::kCertain)], respondents),
                percent(tally.stops[static_cast<std::size_t>(Stop::kRisk)], respondents),
                percent(tally.stops[static_cast<std::size_t>(Stop::kComplete)] +
                            tally.stops[static_cast<std::size_t>(Stop::kExhausted)],
                        respondents));
  }
  return 0;
}
