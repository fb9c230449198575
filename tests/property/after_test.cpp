// Laws of the questions that are asked beside the result.

#include <algorithm>

#include "property.h"

namespace career_quiz::property {
namespace {

Generated quiz_with_later_questions(Random* random) {
  Shape shape;
  shape.every_kind = true;
  shape.after = true;
  shape.adaptive = random->once_in(2);
  return generate_quiz(random, shape);
}

Json request_of(const Json& answers, const char* mode) {
  return Json::object({{"answers", answers}, {"mode", mode}, {"early", Json::of(true)}});
}

const char* any_mode(Random* random) { return random->once_in(2) ? "adaptive" : "full"; }

TEST(LawsOfLaterQuestions, TheInterviewNeverAsksOne) {
  for_all([](Random* random) {
    const Generated quiz = quiz_with_later_questions(random);
    const Session session(quiz);
    Json answers = Json::object();
    const char* mode = any_mode(random);
    while (true) {
      const Json evaluation = session.reply(request_of(answers, mode));
      for (const std::string& id : path_of(evaluation)) EXPECT_FALSE(quiz.question(id).after) << id;
      for (const Json& entry : evaluation["result"]["after"].items) {
        EXPECT_TRUE(quiz.question(entry["question"].text).after);
      }
      if (evaluation["next"].is_null()) return;
      const Asked& next = quiz.question(evaluation["next"].text);
      EXPECT_FALSE(next.after) << next.id;
      if (testing::Test::HasFailure()) return;
      answers.set(next.id, any_answer(random, next));
    }
  });
}

// Whatever is said beside the result, the advice stays as it was.
TEST(LawsOfLaterQuestions, AnAnswerChangesNothingButModulesAndItsOwnState) {
  for_all([](Random* random) {
    const Generated quiz = quiz_with_later_questions(random);
    const Session session(quiz);
    const Json answers = generate_answers(random, quiz, random->between(0, 100));
    Json without = Json::object();
    for (const Asked& question : quiz.questions) {
      const Json* answer = answers.find(question.id);
      if (answer != nullptr && !question.after) without.set(question.id, *answer);
    }
    const char* mode = any_mode(random);
    const auto apart = [&](const Json& given) {
      Json evaluation = session.reply(request_of(given, mode));
      Json ignored = Json::array();
      for (const Json& id : evaluation["ignored"].items) {
        if (!quiz.question(id.text).after) ignored.push(id);
      }
      evaluation.set("ignored", std::move(ignored));
      Json result = evaluation["result"];
      if (!result.is_null()) {
        result.set("after", Json());
        result.set("modules", Json());
        evaluation.set("result", std::move(result));
      }
      return evaluation.dump();
    };
    EXPECT_EQ(apart(answers), apart(without));
  });
}

}  // namespace
}  // namespace career_quiz::property
