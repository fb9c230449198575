// Laws of a session: its whole state is the answers, so that going back,
// changing one's mind, leaving and coming back are the same evaluation again.

#include <algorithm>

#include "property.h"

namespace career_quiz::property {
namespace {

bool contains(const std::vector<std::string>& names, const std::string& name) {
  return std::find(names.begin(), names.end(), name) != names.end();
}

// Answers of a reader who may be anywhere in the quiz.
Json some_answers(Random* random, const Generated& quiz, const Session& session) {
  Json answers = generate_answers(random, quiz, random->between(0, 100));
  return random->once_in(2) ? complete(random, quiz, session, std::move(answers)) : answers;
}

TEST(LawsOfAnswers, AreReadWithoutErrorWhateverTheyAre) {
  for_all([](Random* random) {
    const Generated quiz = generate_quiz(random);
    Engine engine;
    engine.load(quiz.document.dump());
    Json request = Json::object({{"answers", generate_careless_answers(random, quiz)}});
    if (random->once_in(2)) request.set("mode", "full");
    if (random->once_in(2)) request.set("language", random->once_in(2) ? "en" : "zz-ZZ");
    const std::string bytes = engine.evaluate(request.dump());
    const auto evaluation = parse(bytes);
    ASSERT_TRUE(evaluation) << bytes;
    const std::vector<std::string> members = {"path", "next",    "progress", "stop",
                                              "risk", "ignored", "problems", "result"};
    EXPECT_EQ(evaluation->names, members) << bytes;
    EXPECT_EQ((*evaluation)["stop"].is_null(), (*evaluation)["result"].is_null()) << bytes;
    EXPECT_EQ(engine.evaluate(request.dump(true)), bytes);
  });
}

TEST(LawsOfAnswers, SurviveFlippedBytesAndTruncation) {
  for_all(
      [](Random* random) {
        const Generated quiz = generate_quiz(random);
        Engine engine;
        engine.load(quiz.document.dump());
        for (int request = 0; request < 5; ++request) {
          Json answers = generate_careless_answers(random, quiz);
          std::string text = Json::object({{"answers", answers}, {"language", "fr"}}).dump();
          if (random->once_in(4)) text.resize(random->below(text.size()));
          for (int i = random->between(0, 3); i > 0 && !text.empty(); --i)
            text[random->below(text.size())] = static_cast<char>(random->below(256));
          const std::string bytes = engine.evaluate(text);
          const auto evaluation = parse(bytes);
          ASSERT_TRUE(evaluation) << text << bytes;
          const std::string& first = evaluation->names.front();
          EXPECT_TRUE(first == "path" || first == "error") << text << bytes;
          // What is no JSON is never taken for a request.
          if (!parse(text)) {
            EXPECT_EQ(first, "error") << text << bytes;
          }
        }
      },
      2);
}

TEST(LawsOfAnswers, ThatDoNotFitCountAsNoneAndAreAllNamed) {
  for_all([](Random* random) {
    const Generated quiz = generate_quiz(random);
    const Session session(quiz);
    const Json good = some_answers(random, quiz, session);
    Json mixed = good;
    std::vector<std::string> unfit;
    for (const Asked& question : quiz.questions) {
      if (good.find(question.id) != nullptr || random->once_in(2)) continue;
      mixed.set(question.id, unfit_answer(random, question));
      unfit.push_back(question.id);
    }
    Json evaluation = session.evaluate(mixed);
    std::vector<std::string> named;
    for (const Json& problem : evaluation["problems"].items)
      named.push_back(problem["question"].text);
    EXPECT_EQ(named, unfit) << mixed.dump();
    evaluation.set("problems", Json::array());
    EXPECT_EQ(evaluation, session.evaluate(good));
  });
}

// What is answered already will not be asked should its branch return: so much
// may an answer off the path lower what remains at most, and nothing else.
TEST(LawsOfAnswers, OffThePathChangeNothingButIgnored) {
  for_all([](Random* random) {
    const Generated quiz = generate_quiz(random);
    const Session session(quiz);
    Json answers = some_answers(random, quiz, session);
    const std::vector<std::string> path = path_of(session.evaluate(answers));
    for (const Asked& question : quiz.questions) {
      if (!contains(path, question.id)) answers.erase(question.id);
    }
    Json evaluation = session.evaluate(answers);
    Json other = answers;
    Json ignored = Json::array();
    for (const Asked& question : quiz.questions) {
      if (contains(path, question.id) || random->once_in(2)) continue;
      other.set(question.id, any_answer(random, question));
      ignored.push(question.id);
    }
    Json changed = session.evaluate(other);
    EXPECT_EQ(changed["ignored"], ignored) << answers.dump() << other.dump();
    changed.set("ignored", Json::array());
    Json* before = evaluation.find("progress")->find("remaining_at_most");
    Json* after = changed.find("progress")->find("remaining_at_most");
    EXPECT_LE(after->integer(), before->integer());
    EXPECT_GE(after->integer(), before->integer() - static_cast<std::int64_t>(ignored.size()));
    *after = *before;
    EXPECT_EQ(changed, evaluation) << answers.dump() << other.dump();
  });
}

TEST(LawsOfAnswers, OfAnAbandonedBranchCountAgainWhenItReturns) {
  for_all([](Random* random) {
    const Generated quiz = generate_quiz(random);
    const Session session(quiz);
    const Json answers = some_answers(random, quiz, session);
    const std::string before = session.bytes(answers);
    Json changed = answers;
    for (const std::string& id : path_of(*parse(before))) {
      if (random->once_in(2)) changed.set(id, any_answer(random, quiz.question(id)));
    }
    const Json elsewhere = session.evaluate(changed);
    const auto path = path_of(elsewhere);
    for (std::size_t i = 0; i < changed.size(); ++i) {
      EXPECT_NE(contains(path, changed.names[i]),
                std::any_of(elsewhere["ignored"].items.begin(), elsewhere["ignored"].items.end(),
                            [&](const Json& id) { return id.text == changed.names[i]; }))
          << changed.names[i];
    }
    for (std::size_t i = 0; i < changed.size(); ++i) {
      if (const Json* old = answers.find(changed.names[i])) changed.items[i] = *old;
    }
    for (const std::string& id : std::vector<std::string>(changed.names)) {
      if (answers.find(id) == nullptr) changed.erase(id);
    }
    EXPECT_EQ(session.bytes(changed), before);
  });
}

TEST(LawsOfAnswers, SetChangedAndSetBackAreAsBefore) {
  for_all([](Random* random) {
    const Generated quiz = generate_quiz(random);
    const Session session(quiz);
    Json answers = some_answers(random, quiz, session);
    const Asked& question = random->pick(quiz.questions);
    answers.set(question.id, any_answer(random, question));
    const Json old = answers[question.id];
    const std::string before = session.bytes(answers);
    answers.set(question.id, any_answer(random, question));
    session.bytes(answers);
    answers.erase(question.id);
    session.bytes(answers);
    answers.set(question.id, old);
    EXPECT_EQ(session.bytes(answers), before) << answers.dump();
  });
}

TEST(LawsOfAnswers, CountTheSameInAnyOrder) {
  for_all([](Random* random) {
    const Generated quiz = generate_quiz(random);
    const Session session(quiz);
    const Json answers = random->once_in(2) ? generate_careless_answers(random, quiz)
                                            : some_answers(random, quiz, session);
    EXPECT_EQ(session.bytes(shuffled(random, answers)), session.bytes(answers)) << answers.dump();
  });
}

TEST(LawsOfAnswers, TakenBackAndGivenAgainLeadAlongTheSameWay) {
  for_all([](Random* random) {
    const Generated quiz = generate_quiz(random);
    const Session session(quiz);
    Json answers = Json::object();
    std::vector<std::string> seen = {session.bytes(answers)};
    std::vector<std::string> asked;
    while (true) {
      const Json evaluation = *parse(seen.back());
      if (evaluation["next"].is_null()) break;
      asked.push_back(evaluation["next"].text);
      answers.set(asked.back(), any_answer(random, quiz.question(asked.back())));
      seen.push_back(session.bytes(answers));
    }
    const Json whole = answers;
    for (std::size_t step = asked.size(); step-- > 0;) {
      answers.erase(asked[step]);
      ASSERT_EQ(session.bytes(answers), seen[step]) << "back at " << asked[step];
    }
    for (std::size_t step = 0; step < asked.size(); ++step) {
      answers.set(asked[step], whole[asked[step]]);
      ASSERT_EQ(session.bytes(answers), seen[step + 1]) << "forward at " << asked[step];
    }
  });
}

TEST(LawsOfAnswers, KeptElsewhereResumeAtTheSameQuestion) {
  for_all([](Random* random) {
    const Generated quiz = generate_quiz(random);
    const Session session(quiz);
    const Json answers = generate_answers(random, quiz, random->between(0, 100));
    const Session resumed(quiz);
    resumed.bytes(generate_answers(random, quiz, 100));  // Another reader's.
    const Json kept = *parse(shuffled(random, answers).dump(true));
    EXPECT_EQ(resumed.evaluate(kept)["next"].text, session.evaluate(answers)["next"].text);
    EXPECT_EQ(resumed.bytes(kept), session.bytes(answers));
  });
}

// What the page may read must not tell how a sensitive question was answered.
TEST(LawsOfAnswers, ToSensitiveQuestionsShowOnlyInWhatIsWithheld) {
  for_all([](Random* random) {
    Shape shape;
    shape.questions = 5;
    const Generated quiz = generate_quiz(random, shape);
    const Session session(quiz);
    const Json answers = complete(random, quiz, session, generate_answers(random, quiz, 100));
    Json other = answers;
    for (const Asked& question : quiz.questions) {
      if (!question.sensitive) continue;
      other.erase(question.id);
      if (random->once_in(4)) continue;
      other.set(question.id, any_answer(random, question));
    }
    Json one = session.evaluate(answers)["result"];
    Json two = session.evaluate(complete(random, quiz, session, other))["result"];
    if (one["headline"]["kind"].text == "override" || two["headline"]["kind"].text == "override")
      return;
    const auto shown = [](const Json& result) {
      Json ids = Json::array();
      for (const Json& module : result["modules"].items) {
        if (!module["withheld"].boolean) ids.push(module["module"].text);
      }
      return ids.dump();
    };
    EXPECT_EQ(shown(one), shown(two)) << quiz.document.dump() << answers.dump() << other.dump();
    if (one["headline"]["withheld"].boolean || two["headline"]["withheld"].boolean) return;
    for (Json* result : {&one, &two}) {
      result->set("modules", Json());
      if ((*result)["turning"]["withheld"].boolean) result->set("turning", Json());
    }
    EXPECT_EQ(one, two) << quiz.document.dump() << answers.dump() << other.dump();
  });
}

}  // namespace
}  // namespace career_quiz::property
