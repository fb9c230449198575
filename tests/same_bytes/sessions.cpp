// Writes sessions for every build of the engine to replay: one call a line, its
// name, a space, its text; a line end inside the text is written as U+001F.
// A line "session SEED" starts anew.
//
//   career-quiz-sessions QUIZ...     with quizzes from files among the generated ones
//
// CAREER_QUIZ_CASES says how many sessions, CAREER_QUIZ_SEED which one alone.

#include <algorithm>
#include <cstdlib>
#include <iostream>
#include <iterator>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "../property/generate.h"
#include "../property/json.h"
#include "../property/mutate.h"
#include "authoring/random.h"
#include "career_quiz/engine.h"

namespace career_quiz::property {
namespace {

class Session {
 public:
  Session(Random* random, std::uint64_t seed) : random_(*random) {
    std::cout << "session " << seed << '\n';
  }

  void of_sound(const Generated& quiz) {
    load(quiz.document.dump(random_.once_in(2)));
    const Json full = journey(quiz, "full");
    journey(quiz, "adaptive");
    codes(full);
    if (random_.once_in(4)) {
      constexpr std::string_view kNoRequests[] = {"",
                                                  "null",
                                                  "{",
                                                  R"({"answers":[]})",
                                                  R"({"answers":{},"mode":"quick"})",
                                                  R"({"answers":{},"answers":{}})",
                                                  R"({"answers":{"é\ud83c\udf31":"\ud800"}})"};
      evaluate(kNoRequests[random_.below(std::size(kNoRequests))]);
    }
  }

  void of_broken(const Generated& quiz) {
    Json document = quiz.document;
    for (int i = random_.between(0, 3); i > 0; --i) mutate(&random_, &document);
    std::string text = document.dump(random_.once_in(2));
    if (random_.once_in(4)) {
      text.resize(random_.below(text.size()));
    } else if (random_.once_in(2)) {
      for (int i = random_.between(1, 3); i > 0; --i)
        text[random_.below(text.size())] = static_cast<char>(random_.below(256));
    }
    load(text);
    evaluate(request(generate_careless_answers(&random_, quiz), "adaptive"));
    codes(generate_careless_answers(&random_, quiz));
  }

 private:
  // Asks what the engine asks, from the start to the end, and now and then what
  // a reader who errs or changes his mind would send.
  Json journey(const Generated& quiz, const char* mode) {
    Json answers = Json::object();
    for (std::size_t step = 0; step <= quiz.questions.size(); ++step) {
      const auto evaluation = parse(evaluate(request(answers, mode)));
      if (!evaluation || (*evaluation)["next"].is_null()) break;
      const Asked& question = quiz.question((*evaluation)["next"].text);
      if (random_.once_in(12)) {
        Json unfit = answers;
        unfit.set(question.id, unfit_answer(&random_, question));
        evaluate(request(unfit, mode));
      }
      answers.set(question.id, any_answer(&random_, question));
    }
    Json changed = answers;
    const Asked& question = random_.pick(quiz.questions);
    changed.set(question.id, any_answer(&random_, question));
    evaluate(request(changed, mode));
    return answers;
  }

  void codes(const Json& answers) {
    const std::string text = call("encode", request(answers, "full"));
    const auto encoded = parse(text);
    std::string code = encoded ? (*encoded)["code"].text : "";
    call("decode", code);
    if (!code.empty()) code[random_.below(code.size())] = "A-é9"[random_.below(5)];
    std::replace(code.begin(), code.end(), '\0', '_');
    call("decode", code);
  }

  std::string request(const Json& answers, const char* mode) {
    Json request = Json::object({{"answers", answers}, {"mode", mode}});
    if (random_.once_in(4)) request.set("early", Json::of(true));
    constexpr const char* kLanguages[] = {"fr", "EN-gb", "en", "ja"};
    if (random_.once_in(4)) request.set("language", kLanguages[random_.below(4)]);
    return request.dump();
  }

  void load(std::string_view text) { call("load", text); }
  std::string evaluate(std::string_view text) { return call("evaluate", text); }

  std::string call(std::string_view verb, std::string_view text) {
    std::string line(text);
    std::replace(line.begin(), line.end(), '\n', '\x1f');
    std::cout << verb << ' ' << line << '\n';
    if (verb == "load") return engine_.load(text);
    if (verb == "encode") return engine_.encode(text);
    return verb == "decode" ? std::string() : engine_.evaluate(text);
  }

  Random& random_;
  Engine engine_;
};

Shape some_shape(Random* random) {
  Shape shape;
  shape.questions = 10;
  shape.every_kind = !random->once_in(4);
  shape.conditions = !random->once_in(4);
  shape.gates = shape.rules = !random->once_in(4);
  shape.sensitive = random->once_in(2);
  shape.adaptive = !random->once_in(4);
  shape.sums = random->once_in(3);
  shape.after = random->once_in(3);
  return shape;
}

void write_session(std::uint64_t seed, const std::vector<Generated>& known) {
  Random random(seed * 0xd1342543de82ef95);
  std::optional<Generated> made;
  // The known quizzes are large: few of the sessions are half of the text.
  const bool from_file = !known.empty() && random.once_in(24);
  if (!from_file) made = generate_quiz(&random, some_shape(&random));
  const Generated& quiz = from_file ? random.pick(known) : *made;
  Session session(&random, seed);
  random.once_in(6) ? session.of_broken(quiz) : session.of_sound(quiz);
}

std::uint64_t number_from(const char* name, std::uint64_t otherwise) {
  const char* text = std::getenv(name);
  const std::uint64_t number = text == nullptr ? 0 : std::strtoull(text, nullptr, 10);
  return number > 0 ? number : otherwise;
}

}  // namespace
}  // namespace career_quiz::property

int main(int count, char** arguments) {
  using namespace career_quiz::property;
  std::ios::sync_with_stdio(false);
  std::vector<Generated> known;
  for (int i = 1; i < count; ++i) {
    known.push_back(quiz_in_file(arguments[i]));
    if (known.back().questions.empty()) {
      std::cerr << "no quiz in " << arguments[i] << '\n';
      return 1;
    }
  }
  const std::uint64_t one = number_from("CAREER_QUIZ_SEED", 0);
  const std::uint64_t last = one > 0 ? one : number_from("CAREER_QUIZ_CASES", 1000);
  for (std::uint64_t seed = one > 0 ? one : 1; seed <= last && std::cout.good(); ++seed)
    write_session(seed, known);
  return std::cout.good() ? 0 : 1;
}
