#include "property.h"

#include <algorithm>
#include <cstdlib>
#include <numeric>

namespace career_quiz::property {
namespace {

#ifdef CAREER_QUIZ_SLOW_BUILD
constexpr std::uint64_t kCases = 1000;  // Where one costs fifteen times as much.
#else
constexpr std::uint64_t kCases = 2000;
#endif

std::uint64_t number_from(const char* name, std::uint64_t otherwise) {
  const char* text = std::getenv(name);
  const std::uint64_t number = text == nullptr ? 0 : std::strtoull(text, nullptr, 10);
  return number > 0 ? number : otherwise;
}

std::string request(const Json& answers) { return Json::object({{"answers", answers}}).dump(); }

}  // namespace

std::uint64_t cases() { return number_from("CAREER_QUIZ_CASES", kCases); }

Seeds seeds(std::uint64_t cost) {
  if (const std::uint64_t one = number_from("CAREER_QUIZ_SEED", 0)) return {one, one};
  return {1, std::max<std::uint64_t>(cases() / cost, 1)};
}

Random random_for(std::uint64_t seed) {
  std::uint64_t hash = 0xcbf29ce484222325;
  for (const char* c = testing::UnitTest::GetInstance()->current_test_info()->name(); *c != 0; ++c)
    hash = (hash ^ static_cast<unsigned char>(*c)) * 0x100000001b3;
  return Random(hash + seed * 0xd1342543de82ef95);
}

Session::Session(const Json& document) {
  const std::string loaded = engine_.load(document.dump());
  EXPECT_EQ(loaded.find("\"severity\":\"error\""), std::string::npos) << loaded;
}

std::string Session::bytes(const Json& answers) const { return engine_.evaluate(request(answers)); }

Json Session::evaluate(const Json& answers) const {
  return reply(Json::object({{"answers", answers}}));
}

Json Session::reply(const Json& request) const {
  const std::string text = engine_.evaluate(request.dump());
  auto json = parse(text);
  EXPECT_TRUE(json) << text;
  return json ? std::move(*json) : Json::object();
}

Json complete(Random* random, const Generated& quiz, const Session& session, Json answers) {
  for (std::size_t step = 0; step <= quiz.questions.size(); ++step) {
    const Json evaluation = session.evaluate(answers);
    if (evaluation["next"].is_null()) return answers;
    const Asked& question = quiz.question(evaluation["next"].text);
    answers.set(question.id, any_answer(random, question));
  }
  ADD_FAILURE() << "The interview went on after every question was asked: " << answers.dump();
  return answers;
}

std::vector<std::string> path_of(const Json& evaluation) {
  std::vector<std::string> path;
  for (const Json& entry : evaluation["path"].items) path.push_back(entry["question"].text);
  return path;
}

Json shuffled(Random* random, const Json& answers) {
  std::vector<std::size_t> order(answers.size());
  std::iota(order.begin(), order.end(), std::size_t{0});
  random->shuffle(&order);
  Json other = Json::object();
  for (const std::size_t place : order) {
    Json value = answers[place];
    if (value.is(Json::Kind::kArray)) random->shuffle(&value.items);
    other.set(answers.names[place], std::move(value));
  }
  return other;
}

}  // namespace career_quiz::property
