// Laws of the interview: what it asks, how far along it says it is, and that it
// always ends with a result.

#include <algorithm>
#include <optional>
#include <set>
#include <type_traits>

#include "career_quiz/condition.h"
#include "career_quiz/quiz_reader.h"
#include "property.h"
#include "reference.h"

namespace career_quiz::property {
namespace {

struct Progress {
  std::int64_t answered;
  std::int64_t at_least;
  std::int64_t at_most;
};

Progress progress_of(const Json& evaluation) {
  const Json& progress = evaluation["progress"];
  return {progress["answered"].integer(), progress["remaining_at_least"].integer(),
          progress["remaining_at_most"].integer()};
}

std::vector<std::string> open_questions(const Json& evaluation) {
  std::vector<std::string> open;
  for (const Json& entry : evaluation["path"].items) {
    if (entry["state"].text == "open") open.push_back(entry["question"].text);
  }
  return open;
}

Shape small() {
  Shape shape;
  shape.questions = 3;
  shape.options = 3;
  shape.outcomes = 3;
  return shape;
}

TEST(LawsOfTheInterview, AsksNoQuestionTwiceAndEndsWithAResult) {
  for_all([](Random* random) {
    const Generated quiz = generate_quiz(random);
    const Session session(quiz);
    Json answers = Json::object();
    std::set<std::string> asked;
    while (true) {
      const Json evaluation = session.evaluate(answers);
      if (evaluation["next"].is_null()) {
        EXPECT_FALSE(evaluation["stop"].is_null());
        EXPECT_FALSE(evaluation["result"].is_null());
        EXPECT_FALSE(evaluation["result"]["limits"].text.empty());
        return;
      }
      const std::string next = evaluation["next"].text;
      EXPECT_TRUE(evaluation["stop"].is_null());
      EXPECT_EQ(open_questions(evaluation).front(), next);
      ASSERT_TRUE(asked.insert(next).second) << next << " is asked again";
      ASSERT_LE(asked.size(), quiz.questions.size());
      answers.set(next, any_answer(random, quiz.question(next)));
    }
  });
}

TEST(LawsOfTheInterview, HasAResultAtOnceFromAnyFullSheet) {
  for_all([](Random* random) {
    const Generated quiz = generate_quiz(random);
    const Session session(quiz);
    const Json evaluation = session.evaluate(generate_answers(random, quiz, 100));
    EXPECT_FALSE(evaluation["stop"].is_null());
    EXPECT_FALSE(evaluation["result"].is_null());
  });
}

// The reader may answer what is visible in any order.
TEST(LawsOfTheInterview, ForetellsHowMuchRemains) {
  for_all([](Random* random) {
    const Generated quiz = generate_quiz(random);
    const Session session(quiz);
    Json answers = generate_answers(random, quiz, random->once_in(2) ? 0 : 40);
    Json evaluation = session.evaluate(answers);
    std::vector<Progress> foretold = {progress_of(evaluation)};
    while (!evaluation["next"].is_null()) {
      const std::vector<std::string> open = open_questions(evaluation);
      const std::string& id = random->once_in(2) ? open.front() : random->pick(open);
      answers.set(id, any_answer(random, quiz.question(id)));
      evaluation = session.evaluate(answers);
      foretold.push_back(progress_of(evaluation));
      ASSERT_LT(foretold.back().at_most, foretold[foretold.size() - 2].at_most) << answers.dump();
    }
    const auto end = static_cast<std::int64_t>(foretold.size() - 1);
    for (std::int64_t step = 0; step <= end; ++step) {
      const Progress& then = foretold[static_cast<std::size_t>(step)];
      EXPECT_LE(then.at_least, end - step) << "after " << step << ": " << answers.dump();
      EXPECT_GE(then.at_most, end - step) << "after " << step << ": " << answers.dump();
    }
  });
}

// The fewest and the most further questions any completion asks.
struct Span {
  std::int64_t fewest;
  std::int64_t most;
};

// Every completion in the order of the questions asked; stops early, with
// nothing, past `budget` evaluations.
std::optional<Span> spans(const Generated& quiz, const Session& session, const Json& answers,
                          int* budget) {
  if (--*budget < 0) return std::nullopt;
  const Json evaluation = session.evaluate(answers);
  const Progress progress = progress_of(evaluation);
  Span span{0, 0};
  if (!evaluation["next"].is_null()) {
    span = {INT64_MAX, 0};
    const std::string& next = evaluation["next"].text;
    for (const Json& answer : every_answer(quiz.question(next))) {
      Json further = answers;
      further.set(next, answer);
      const auto rest = spans(quiz, session, further, budget);
      if (!rest) return std::nullopt;
      span.fewest = std::min(span.fewest, rest->fewest + 1);
      span.most = std::max(span.most, rest->most + 1);
    }
  }
  EXPECT_LE(progress.at_least, span.fewest) << answers.dump();
  EXPECT_GE(progress.at_most, span.most) << answers.dump();
  return span;
}

TEST(LawsOfTheInterview, ForetellsHowMuchRemainsOfEveryCompletion) {
  for_all(
      [](Random* random) {
        const Generated quiz = generate_quiz(random, small());
        const Session session(quiz);
        int budget = 2000;
        spans(quiz, session, Json::object(), &budget);
      },
      20);
}

// An answer to the three-valued question holds for whatever is still to come.
TEST(LawsOfConditions, CalledTrueOrFalseStaysSoUnderEveryCompletion) {
  for_all(
      [](Random* random) {
        Shape shape = small();
        shape.conditions = false;
        const Generated quiz = generate_quiz(random, shape);
        // The condition stands in a module, so that the reader types it.
        Json document = quiz.document;
        const Json condition = generate_condition(random, quiz, false);
        document.set(
            "modules",
            Json::array({Json::object(
                {{"id", "probe"}, {"title", "Probe"}, {"body", "Probe"}, {"when", condition}})}));
        const QuizReading reading = read_quiz(document.dump());
        ASSERT_TRUE(reading.quiz);
        const Reference reference(document);

        const Json given = generate_answers(random, quiz, random->between(0, 100));
        Answers counted(quiz.questions.size());
        std::remove_const_t<std::remove_pointer_t<decltype(Facts::settled)>> settled(
            quiz.questions.size());
        std::vector<Json> sheets = {given};
        for (std::size_t q = 0; q < quiz.questions.size(); ++q) {
          const Asked& question = quiz.questions[q];
          if (const Json* answer = given.find(question.id)) {
            settled[q] = true;
            counted[q].state =
                answer->is_null() ? Answer::State::kSkipped : Answer::State::kAnswered;
            for (std::size_t o = 0; o < question.options.size(); ++o) {
              const Json option(question.options[o]);
              const auto& ticked = answer->items;
              if (*answer == option ||
                  std::find(ticked.begin(), ticked.end(), option) != ticked.end())
                counted[q].options.push_back(static_cast<std::uint16_t>(o));
            }
            continue;
          }
          std::vector<Json> longer;
          for (const Json& sheet : sheets) {
            for (const Json& answer : every_answer(question)) {
              longer.push_back(sheet);
              longer.back().set(question.id, answer);
            }
          }
          sheets = std::move(longer);
          if (sheets.size() > 3000) return;
        }
        const Truth value =
            evaluate(reading.quiz->modules[0].when, {*reading.quiz, counted, &settled});
        std::set<bool> found;
        for (const Json& sheet : sheets)
          found.insert(reference.holds(condition, reference.read(sheet)));
        if (value != Truth::kUnknown) {
          EXPECT_EQ(found, std::set<bool>{value == Truth::kTrue})
              << condition.dump() << given.dump();
        }
        // What is complete is known.
        if (given.size() == quiz.questions.size()) {
          EXPECT_NE(value, Truth::kUnknown) << condition.dump();
        }
      },
      4);
}

// The questions whose answers bear on whether `condition` holds: those it
// reads, and those that decide whether they are asked.
void gather_sources(const Reference& reference, const Json& condition,
                    std::set<std::string>* sources) {
  if (condition.is(Json::Kind::kObject) && condition.find("var") != nullptr) {
    const Json& var = condition["var"];
    const std::string& name = var.is(Json::Kind::kArray) ? var[0].text : var.text;
    for (const Json& question : reference.document()["questions"].items) {
      const std::string& id = question["id"].text;
      bool read = name == "answers." + id;
      for (const Json& option : question["options"].items)
        read = read ||
               (name.rfind("scales.", 0) == 0 && option["scales"].find(name.substr(7)) != nullptr);
      if (!read || !sources->insert(id).second) continue;
      if (const Json* when = question.find("when")) gather_sources(reference, *when, sources);
    }
    return;
  }
  for (const Json& part : condition.items) gather_sources(reference, part, sources);
}

TEST(LawsOfGates, ShowsItsOutcomeAloneWhateverElseIsAnswered) {
  std::uint64_t gates = 0;
  for_all([&](Random* random) {
    const Generated quiz = generate_quiz(random);
    const Session session(quiz);
    const Json answers =
        complete(random, quiz, session, generate_answers(random, quiz, random->between(0, 60)));
    const Json evaluation = session.evaluate(answers);
    if (evaluation["stop"].text != "gate") return;
    ++gates;
    const Json& result = evaluation["result"];
    EXPECT_EQ(result["headline"]["kind"].text, "override");
    EXPECT_EQ(result["headline"]["outcomes"].size(), 1u);
    for (const char* hidden : {"ranking", "because", "against", "scales", "modules"})
      EXPECT_EQ(result[hidden].size(), 0u) << hidden;
    EXPECT_TRUE(result["margin"].is_null());
    EXPECT_TRUE(result["runner_up"].is_null());

    const Reference reference(quiz.document);
    std::set<std::string> sources;
    for (const Json& rule : quiz.document["rules"].items) {
      if (rule["kind"].text == "override") gather_sources(reference, rule["when"], &sources);
    }
    Json other = answers;
    for (const Asked& question : quiz.questions) {
      // Answers that decide the gate stay; open ones may still be given.
      if (sources.count(question.id) == 0) other.erase(question.id);
      if (other.find(question.id) == nullptr && !random->once_in(4))
        other.set(question.id, any_answer(random, question));
    }
    const Json again = session.evaluate(other);
    EXPECT_EQ(again["stop"].text, "gate") << answers.dump() << other.dump();
    EXPECT_EQ(again["result"], result) << answers.dump() << other.dump();
  });
  RecordProperty("gates", std::to_string(gates));
}

}  // namespace
}  // namespace career_quiz::property
