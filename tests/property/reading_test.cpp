// Laws of reading: what is valid is taken, and whatever is not is refused with
// a diagnostic that points into the text. Nothing crashes.

#include <algorithm>

#include "mutate.h"
#include "place.h"
#include "property.h"

namespace career_quiz::property {
namespace {

// Loads any text: the answer is sound, and the engine goes on to work.
void check_reading(Random* random, const Generated& quiz, const std::string& text) {
  SCOPED_TRACE(text);
  Engine engine;
  const std::string loaded = engine.load(text);
  const auto answer = parse(loaded);
  ASSERT_TRUE(answer) << loaded;
  bool errors = false;
  const auto document = parse(text);
  for (const Json& diagnostic : (*answer)["diagnostics"].items) {
    errors = errors || diagnostic["severity"].text == "error";
    EXPECT_FALSE(diagnostic["code"].text.empty());
    EXPECT_FALSE(diagnostic["message"].text.empty());
    EXPECT_TRUE(stands_in(text, diagnostic["line"].integer(), diagnostic["column"].integer()))
        << diagnostic.dump();
    if (document) {
      EXPECT_TRUE(leads_somewhere(*document, diagnostic["pointer"].text)) << diagnostic.dump();
    }
  }
  EXPECT_EQ((*answer)["quiz"].is_null(), errors) << loaded;
  const std::string request =
      Json::object({{"answers", generate_careless_answers(random, quiz)}}).dump();
  const std::string evaluation = engine.evaluate(request);
  ASSERT_TRUE(parse(evaluation)) << evaluation;
  EXPECT_EQ(evaluation.rfind("{\"error\":", 0) == 0, errors) << evaluation;
}

TEST(LawsOfReading, TakesEveryGeneratedQuiz) {
  for_all([](Random* random) {
    const Generated quiz = generate_quiz(random);
    Engine engine;
    const std::string loaded = engine.load(quiz.document.dump(random->once_in(2)));
    EXPECT_NE(loaded.rfind("{\"quiz\":{\"id\":\"generated\",\"version\":\"1\"}", 0),
              std::string::npos)
        << loaded;
    EXPECT_EQ(loaded.find("\"error\""), std::string::npos) << loaded;
  });
}

TEST(LawsOfReading, SurvivesFlippedBytesAndTruncation) {
  for_all([](Random* random) {
    const Generated quiz = generate_quiz(random);
    std::string text = quiz.document.dump(random->once_in(2));
    if (random->once_in(4)) {
      text.resize(random->below(text.size()));
    } else {
      for (int i = random->between(1, 4); i > 0; --i)
        text[random->below(text.size())] = static_cast<char>(random->below(256));
    }
    check_reading(random, quiz, text);
  });
}

TEST(LawsOfReading, SurvivesMembersThatAreMissingRepeatedMisnamedOrOfAnotherType) {
  for_all([](Random* random) {
    const Generated quiz = generate_quiz(random);
    Json document = quiz.document;
    for (int i = random->between(1, 5); i > 0; --i) mutate(random, &document);
    check_reading(random, quiz, document.dump(random->once_in(2)));
  });
}

TEST(LawsOfReading, IgnoresAByteOrderMark) {
  for_all(
      [](Random* random) {
        const Generated quiz = generate_quiz(random);
        Json document = quiz.document;
        if (random->once_in(2)) mutate(random, &document);
        const std::string text = document.dump(random->once_in(2));
        Engine plain;
        Engine marked;
        EXPECT_EQ(parse(plain.load(text))->operator[]("quiz"),
                  parse(marked.load("\xEF\xBB\xBF" + text))->operator[]("quiz"));
        const std::string request =
            Json::object({{"answers", generate_answers(random, quiz, 100)}}).dump();
        EXPECT_EQ(plain.evaluate(request), marked.evaluate(request));
      },
      4);
}

TEST(LawsOfReading, RefusesNumbersThatArriveAsStrings) {
  for_all([](Random* random) {
    const Generated quiz = generate_quiz(random);
    Json document = quiz.document;
    std::vector<Spot> spots;
    gather(&document, &spots);
    spots.erase(std::remove_if(spots.begin(), spots.end(),
                               [](const Spot& spot) {
                                 return !(*spot.parent)[spot.place].is(Json::Kind::kNumber);
                               }),
                spots.end());
    const Spot spot = random->pick(spots);
    spot.parent->items[spot.place].kind = Json::Kind::kString;
    Engine engine;
    const std::string loaded = engine.load(document.dump());
    EXPECT_EQ(loaded.rfind("{\"quiz\":null,", 0), 0u) << document.dump();
  });
}

}  // namespace
}  // namespace career_quiz::property
