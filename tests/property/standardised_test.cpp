// The sum of raw weights, standardised: for each outcome how many deviations
// its sum stands above what uniformly random answers give it. Another method
// altogether, and the usual one; where a quiz says about as much of each
// outcome, both must see the same winner unless the call is close.

#include <algorithm>
#include <cmath>
#include <utility>

#include "property.h"

namespace career_quiz::property {
namespace {

// The outcome of `ranking` whose standardised sum is the largest.
std::string winner_of(const Json& document, const Json& answers, const Json& ranking) {
  std::pair<double, std::string> best{-1e9, ""};
  for (const Json& entry : ranking.items) {
    const std::string& outcome = entry["outcome"].text;
    double above = 0;
    double variance = 0;
    for (const Json& question : document["questions"].items) {
      const Json* answer = answers.find(question["id"].text);
      if (answer == nullptr || answer->is_null()) continue;
      const auto& options = question["options"].items;
      if (question["kind"].text == "multiple") {
        // Each option is a question of its own: yes or no.
        for (const Json& option : options) {
          const auto weight = static_cast<double>(option["evidence"][outcome].integer());
          const bool ticked = std::find(answer->items.begin(), answer->items.end(), option["id"]) !=
                              answer->items.end();
          above += ticked ? weight / 2 : -weight / 2;
          variance += weight * weight / 4;
        }
        continue;
      }
      const auto count = static_cast<double>(options.size());
      double sum = 0;
      double squares = 0;
      double chosen = 0;
      for (const Json& option : options) {
        const auto weight = static_cast<double>(option["evidence"][outcome].integer());
        sum += weight;
        squares += weight * weight;
        if (option["id"].text == answer->text) chosen = weight;
      }
      above += chosen - sum / count;
      variance += squares / count - (sum / count) * (sum / count);
    }
    best = std::max(best, {variance > 0 ? above / std::sqrt(variance) : 0, outcome});
  }
  return best.second;
}

// A quiz such as an author writes: every option speaks clearly for one outcome,
// a little for another and a little against the rest; over all questions each
// outcome is spoken of about equally.
Generated realistic_quiz(Random* random) {
  Generated quiz;
  const int outcomes = random->between(3, 9);
  Json all = Json::array();
  for (int k = 0; k < outcomes; ++k) {
    all.push(Json::object({{"id", "k" + std::to_string(k)},
                           {"title", "Outcome"},
                           {"summary", "Summary"},
                           {"body", "Body"},
                           {"priority", k}}));
  }
  std::vector<int> turn;
  Json questions = Json::array();
  for (int q = random->between(12, 24); q > 0; --q) {
    Asked asked;
    asked.id = "q" + std::to_string(q);
    asked.kind = "single";
    Json options = Json::array();
    for (int o = random->between(4, 6); o > 0; --o) {
      while (turn.size() < 2) {  // Outcomes take turns, in ever new orders.
        std::vector<int> order;
        for (int k = 0; k < outcomes; ++k) order.push_back(k);
        random->shuffle(&order);
        turn.insert(turn.begin(), order.begin(), order.end());
      }
      Json evidence = Json::object();
      const int best = turn.back();
      turn.pop_back();
      for (int k = 0; k < outcomes; ++k) {
        int weight = random->between(-2, 1);
        if (k == best) weight = random->between(4, 7);
        if (k == turn.back() && k != best) weight = random->between(1, 3);
        evidence.set("k" + std::to_string(k), weight);
      }
      asked.options.push_back("o" + std::to_string(o));
      options.push(Json::object(
          {{"id", asked.options.back()}, {"text", "Option"}, {"evidence", std::move(evidence)}}));
    }
    questions.push(Json::object(
        {{"id", asked.id}, {"kind", "single"}, {"text", "Question"}, {"options", options}}));
    quiz.questions.push_back(std::move(asked));
  }
  quiz.document = Json::object({{"format", 1},
                                {"id", "realistic"},
                                {"version", "1"},
                                {"languages", Json::array({"en"})},
                                {"title", "Realistic"},
                                {"limits", "Generated"},
                                {"questions", std::move(questions)},
                                {"outcomes", std::move(all)}});
  return quiz;
}

// The answers that count: those on the path.
Json on_the_path(const Json& evaluation, const Json& answers) {
  Json counted = Json::object();
  for (const std::string& id : path_of(evaluation)) counted.set(id, answers[id]);
  return counted;
}

// How often a clear winner was compared; 6 dB of margin are clear.
void compare(const Generated& quiz, const Session& session, const Json& answers,
             std::uint64_t* compared) {
  const Json evaluation = session.evaluate(answers);
  const Json& result = evaluation["result"];
  if (result["ranking"].size() < 2 || result["margin"].integer() < 60) return;
  ++*compared;
  EXPECT_EQ(winner_of(quiz.document, on_the_path(evaluation, answers), result["ranking"]),
            result["ranking"][0]["outcome"].text)
      << result.dump() << quiz.document.dump() << answers.dump();
}

TEST(LawsOfTheEngine, AgreesWithAStandardisedSumOnRealisticQuizzes) {
  std::uint64_t compared = 0;
  for_all(
      [&](Random* random) {
        const Generated quiz = realistic_quiz(random);
        const Session session(quiz);
        for (int sheet = 0; sheet < 5; ++sheet)
          compare(quiz, session, generate_answers(random, quiz, 100), &compared);
      },
      4);
  RecordProperty("compared", std::to_string(compared));
}

TEST(LawsOfTheEngine, AgreesWithAStandardisedSumOnTheShippedQuiz) {
  const Generated quiz = shipped_quiz();
  const Session session(quiz);
  std::uint64_t compared = 0;
  for_all([&](Random* random) {
    Json answers = generate_answers(random, quiz, 100);
    compare(quiz, session, complete(random, quiz, session, std::move(answers)), &compared);
  });
  RecordProperty("compared", std::to_string(compared));
}

}  // namespace
}  // namespace career_quiz::property
