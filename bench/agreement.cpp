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
#include "career_quiz/advice.h"
#include "career_quiz/evidence.h"
#include "career_quiz/interview.h"
#include "career_quiz/quiz_reader.h"

namespace {

using namespace career_quiz;

enum class Kind { kCoherent, kModel, kMixture };

struct Respondent {
  Kind kind;
  std::uint16_t need;
  std::uint16_t second;
  bool acquiescent;
};

std::size_t place_of(const Question& question, std::uint16_t outcome) {
  std::size_t t = 0;
  while (t < question.touched.size() && question.touched[t] != outcome) ++t;
  return t;
}

std::size_t drawn(const Question& question, std::uint16_t need, Random* random) {
  const std::size_t t = place_of(question, need);
  const std::size_t width = question.touched.size();
  if (t == width) return random->below(question.options.size());
  std::uint64_t at = random->next() >> 36;
  for (std::size_t o = 0; o + 1 < question.options.size(); ++o) {
    const std::uint64_t p = question.likelihood[o * width + t];
    if (at < p) return o;
    at -= p;
  }
  return question.options.size() - 1;
}

std::size_t best(const Question& question, std::uint16_t need, Random* random) {
  const std::size_t t = place_of(question, need);
  const std::size_t width = question.touched.size();
  if (t == width) return random->below(question.options.size());
  std::vector<std::size_t> options;
  for (std::size_t o = 0; o < question.options.size(); ++o) {
    const std::int16_t here = question.contributions[o * width + t];
    if (!options.empty() && here < question.contributions[options.front() * width + t]) continue;
    if (!options.empty() && here > question.contributions[options.front() * width + t])
      options.clear();
    options.push_back(o);
  }
  return options[random->below(options.size())];
}

std::size_t choice(const Question& question, const Respondent& respondent, Random* random) {
  if (!question.scored()) return random->below(question.options.size());
  switch (respondent.kind) {
    case Kind::kCoherent:
      return best(question, respondent.need, random);
    case Kind::kModel:
      return drawn(question, respondent.need, random);
    case Kind::kMixture:
      break;
  }
  if (random->chance(10)) return random->below(question.options.size());
  if (respondent.acquiescent && question.kind == QuestionKind::kScale && random->chance(50)) {
    return question.options.size() - 1 - random->below(2);
  }
  return drawn(question, random->chance(70) ? respondent.need : respondent.second, random);
}

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

  List<std::uint16_t> needs;
  for (std::size_t k = 0; k < quiz.outcomes.size(); ++k) {
    if (!quiz.outcomes[k].derived) needs.push_back(static_cast<std::uint16_t>(k));
  }
  std::printf("Of %zu respondents of each kind:\n\n", respondents);
  std::printf(
      "| respondents | same advice first as in the full form | scored questions asked | stopped: "
      "certain | risk | nothing left |\n|---|--:|--:|--:|--:|--:|\n");
  constexpr const char* kNames[] = {"coherent", "drawn from the model", "noisy mixture"};
  for (const Kind kind : {Kind::kCoherent, Kind::kModel, Kind::kMixture}) {
    Random random(seed);
    Tally tally;
    while (tally.respondents < respondents) {
      const std::size_t need = random.below(needs.size());
      // Another one.
      const std::size_t second = (need + 1 + random.below(needs.size() - 1)) % needs.size();
      const Respondent respondent{kind, needs[need], needs[second], random.chance(20)};
      Answers sheet(quiz.questions.size());
      for (std::size_t q = 0; q < sheet.size(); ++q) {
        const Question& question = quiz.questions[q];
        if (!question.has_options()) continue;
        sheet[q].state = Answer::State::kAnswered;
        sheet[q].options = {static_cast<std::uint16_t>(choice(question, respondent, &random))};
        // The gate is another interview: nobody here passes it.
        if (question.sensitive) sheet[q].options = {0};
      }
      const Interview full = conduct(quiz, sheet);
      const Advice advice = advise(quiz, full);
      // Only needs that are open to this respondent.
      bool eligible = false;
      for (const Ranked& entry : advice.ranking)
        eligible = eligible || entry.outcome == respondent.need;
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
                kNames[static_cast<std::size_t>(kind)], percent(tally.agreed, tally.respondents),
                percent(tally.asked, tally.scored),
                percent(tally.stops[static_cast<std::size_t>(Stop::kCertain)], respondents),
                percent(tally.stops[static_cast<std::size_t>(Stop::kRisk)], respondents),
                percent(tally.stops[static_cast<std::size_t>(Stop::kComplete)] +
                            tally.stops[static_cast<std::size_t>(Stop::kExhausted)],
                        respondents));
  }
  return 0;
}
