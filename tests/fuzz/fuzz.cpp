#include "fuzz.h"

#include <algorithm>
#include <array>
#include <cstdio>
#include <cstdlib>
#include <memory>

#include "../property/mutate.h"

namespace career_quiz::fuzz {

using property::Generated;
using property::Json;

void must(bool holds, const char* law) {
  if (holds) return;
  std::fprintf(stderr, "A law does not hold: %s.\n", law);
  std::abort();
}

const Known& known(std::uint8_t letter) {
  constexpr std::array<const char*, 8> kQuizzes = {
      "questions/mentoring-coaching.json",  // 'h', and so on from 'a'.
      "tests/quizzes/bicycle-check.json",
      "tests/quizzes/bread-test.json",
      "tests/quizzes/every-kind.json",
      "tests/quizzes/interest-inventory.json",
      "tests/quizzes/kitchen-tool.json",
      "tests/quizzes/lake-permit.json",
      "tests/quizzes/tie.json"};
  static std::array<std::unique_ptr<Known>, kQuizzes.size()> all;
  const std::size_t place = letter % kQuizzes.size();
  if (all[place] == nullptr) {
    auto known = std::make_unique<Known>();
    known->quiz = property::quiz_in_file(std::string(CAREER_QUIZ_SOURCE_DIR "/") + kQuizzes[place]);
    const std::string loaded = known->engine.load(known->quiz.document.dump());
    must(loaded.rfind("{\"quiz\":null", 0) != 0, "the quizzes of this repository are sound");
    all[place] = std::move(known);
  }
  return *all[place];
}

std::string mutated_bytes(std::string text, std::size_t max_size) {
  const std::size_t size = std::min(text.size(), max_size);
  text.resize(max_size);
  text.resize(LLVMFuzzerMutate(reinterpret_cast<std::uint8_t*>(text.data()), size, max_size));
  return text;
}

std::string new_request(Random* random, const Generated& quiz) {
  Json request =
      Json::object({{"answers", generate_answers(random, quiz, random->between(0, 100))}});
  if (random->once_in(2)) request.set("mode", "adaptive");
  if (random->once_in(2)) request.set("early", Json::of(true));
  return request.dump();
}

std::string mutated_request(Random* random, const Generated& quiz, std::string text,
                            std::size_t max_size) {
  if (random->once_in(3)) return mutated_bytes(std::move(text), max_size);
  auto request = property::parse(text);
  Json* answers = request ? request->find("answers") : nullptr;
  if (answers == nullptr || !answers->is(Json::Kind::kObject)) return new_request(random, quiz);
  const property::Asked& question = random->pick(quiz.questions);
  switch (random->below(8)) {
    case 0:
      answers->set(question.id, unfit_answer(random, question));
      break;
    case 1:
      answers->erase(question.id);
      break;
    case 2:
      request->set("mode", random->once_in(2) ? "adaptive" : "full");
      break;
    case 3:
      request->set("early", Json::of(random->once_in(2)));
      break;
    case 4:
      property::mutate(random, &*request);
      break;
    default:
      answers->set(question.id, any_answer(random, question));
  }
  return request->dump();
}

std::size_t put(std::string_view text, std::uint8_t* data, std::size_t size, std::size_t max_size) {
  if (text.size() > max_size) return size;
  std::copy(text.begin(), text.end(), data);
  return text.size();
}

std::vector<std::string_view> lines_of(std::string_view text) {
  std::vector<std::string_view> lines;
  for (std::size_t end; (end = text.find('\n')) != std::string_view::npos;
       text.remove_prefix(end + 1))
    lines.push_back(text.substr(0, end));
  lines.push_back(text);
  return lines;
}

}  // namespace career_quiz::fuzz
