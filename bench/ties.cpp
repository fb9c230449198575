// What uniform answers come to: how often outcomes tie for the first place, what
// decides those ties, and how often each kind of headline is shown. Every sheet
// is also given to the same quiz with its outcomes and questions in another order
// (bench/ties.mjs writes it), which must rank and advise alike.
//
//   ties QUIZ SHUFFLED [SHEETS [SEED]]
//
// Exit status 1 when a tie is not decided by two different declared priorities,
// or the order of declaration decides anything.

#include <cstdint>
#include <cstdio>
#include <cstdlib>
#include <fstream>
#include <iterator>
#include <map>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "authoring/random.h"
#include "career_quiz/advice.h"
#include "career_quiz/evidence.h"
#include "career_quiz/interview.h"
#include "career_quiz/quiz_reader.h"

namespace {

using namespace career_quiz;

Answer uniform_answer(const Question& question, Random* random) {
  Answer answer;
  answer.state = Answer::State::kAnswered;
  const std::size_t options = question.options.size();
  const auto at = [](std::size_t place) { return static_cast<std::uint16_t>(place); };
  switch (question.kind) {
    case QuestionKind::kNumber:
      answer.number = question.min +
                      static_cast<std::int64_t>(
                          random->below(static_cast<std::size_t>(question.max - question.min) + 1));
      break;
    case QuestionKind::kText:
      answer.text = "x";
      break;
    case QuestionKind::kMultiple:
      // Of all the sets that fit, each as often.
      for (bool fits = false; !fits;) {
        answer.options.clear();
        bool alone = false;
        for (std::size_t o = 0; o < options; ++o) {
          if (!random->chance(50)) continue;
          answer.options.push_back(at(o));
          alone = alone || question.options[o].exclusive;
        }
        const auto size = static_cast<std::int64_t>(answer.options.size());
        fits = size >= question.min && size <= question.max && !(alone && size > 1);
      }
      break;
    case QuestionKind::kRank:
      for (std::size_t o = 0; o < options; ++o) answer.options.push_back(at(o));
      random->shuffle(&answer.options);
      break;
    default:
      answer.options = {at(random->below(options))};
  }
  return answer;
}

struct Outlook {
  List<Ranked> ranking;  // Also under an override.
  Headline headline;
};

Outlook outlook(const Quiz& quiz, const Answers& sheet) {
  const Interview interview = conduct(quiz, sheet);
  const List<std::int32_t> scores = scores_of(quiz, interview.counted);
  return {rank(quiz, interview.counted, scores),
          decide(quiz, interview.counted, interview.settled, scores).headline};
}

template <class Item>
List<std::uint16_t> places_in(const List<Item>& from, const List<Item>& to) {
  std::map<std::string_view, std::uint16_t> places;
  for (std::size_t i = 0; i < to.size(); ++i) places[to[i].id] = static_cast<std::uint16_t>(i);
  List<std::uint16_t> there;
  for (const Item& item : from) there.push_back(places.at(item.id));
  return there;
}

std::string read_file(const char* path) {
  std::ifstream file(path, std::ios::binary);
  return {std::istreambuf_iterator<char>(file), {}};
}

}  // namespace

int main(int count, char** arguments) {
  if (count < 3) {
    std::fputs("usage: ties QUIZ SHUFFLED [SHEETS [SEED]]\n", stderr);
    return 2;
  }
  const QuizReading reading = read_quiz(read_file(arguments[1]));
  const QuizReading other = read_quiz(read_file(arguments[2]));
  if (!reading.quiz || !other.quiz) {
    std::fputs("not two sound quizzes\n", stderr);
    return 1;
  }
  const Quiz& quiz = *reading.quiz;
  const Quiz& shuffled = *other.quiz;
  const std::size_t sheets = count > 3 ? std::strtoull(arguments[3], nullptr, 10) : 1'000'000;
  Random random(count > 4 ? std::strtoull(arguments[4], nullptr, 10) : 1);
  const List<std::uint16_t> outcomes = places_in(quiz.outcomes, shuffled.outcomes);
  const List<std::uint16_t> questions = places_in(quiz.questions, shuffled.questions);

  std::size_t ties = 0;
  std::size_t undecided = 0;
  std::size_t moved = 0;
  std::size_t close = 0;
  std::size_t headlines[5] = {};
  for (std::size_t s = 0; s < sheets; ++s) {
    Answers sheet(quiz.questions.size());
    Answers there(sheet.size());
    for (std::size_t q = 0; q < sheet.size(); ++q) {
      sheet[q] = uniform_answer(quiz.questions[q], &random);
      there[questions[q]] = sheet[q];
    }
    const Outlook here = outlook(quiz, sheet);
    const Outlook mirror = outlook(shuffled, there);
    ++headlines[static_cast<std::size_t>(here.headline.kind)];
    if (here.ranking.size() > 1) {
      const Ranked& first = here.ranking[0];
      const Ranked& second = here.ranking[1];
      close += first.score - second.score < quiz.close_call;
      if (first.score == second.score) {
        ++ties;
        undecided +=
            quiz.outcomes[first.outcome].priority >= quiz.outcomes[second.outcome].priority;
      }
    }
    bool same = here.ranking.size() == mirror.ranking.size() &&
                here.headline.kind == mirror.headline.kind &&
                here.headline.outcomes.size() == mirror.headline.outcomes.size();
    for (std::size_t i = 0; same && i < here.ranking.size(); ++i) {
      same = outcomes[here.ranking[i].outcome] == mirror.ranking[i].outcome;
    }
    for (std::size_t i = 0; same && i < here.headline.outcomes.size(); ++i) {
      same = outcomes[here.headline.outcomes[i]] == mirror.headline.outcomes[i];
    }
    moved += !same;
  }

  const auto row = [&](const char* what, std::size_t number) {
    std::printf("| %s | %.2f %% |\n", what,
                100.0 * static_cast<double>(number) / static_cast<double>(sheets));
  };
  const auto of = [&](Headline::Kind kind) { return headlines[static_cast<std::size_t>(kind)]; };
  std::printf("Of %zu uniform answer sheets:\n\n", sheets);
  std::printf("| what | share |\n|---|--:|\n");
  row("exact tie for the first place", ties);
  row("margin of a close call", close);
  row("shown: one", of(Headline::Kind::kOne));
  row("shown: two tracks", of(Headline::Kind::kTwoTracks));
  row("shown: mixed", of(Headline::Kind::kMixed));
  row("shown: combined", of(Headline::Kind::kCombined));
  row("shown: override", of(Headline::Kind::kOverride));
  std::printf(
      "\nExact ties not decided by a declared priority: %zu of %zu. Sheets that another order of\n"
      "declaration advises or ranks otherwise: %zu.\n",
      undecided, ties, moved);
  return undecided == 0 && moved == 0 ? 0 : 1;
}
