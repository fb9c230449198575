// Laws of the answer code: what goes in comes out, and nothing else is taken
// for a code.

#include <algorithm>

#include "property.h"

namespace career_quiz::property {
namespace {

constexpr std::string_view kLetters =
    "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_";

Generated some_quiz(Random* random) {
  Shape shape;
  shape.questions = 12;
  shape.every_kind = true;
  return generate_quiz(random, shape);
}

Json encoded(const Session& session, const Json& answers) {
  const auto code = parse(session.engine().encode(Json::object({{"answers", answers}}).dump()));
  EXPECT_TRUE(code);
  return code ? *code : Json();
}

Json decoded(const Session& session, const std::string& code) {
  const auto answers = parse(session.engine().decode(code));
  EXPECT_TRUE(answers) << code;
  return answers ? *answers : Json();
}

// Codes keep the order of the latest two alone.
Json sorted(const Generated& quiz, const Json& answers) {
  Json in_order = Json::object();
  for (const Asked& question : quiz.questions) {
    if (const Json* answer = answers.find(question.id)) in_order.set(question.id, *answer);
  }
  EXPECT_EQ(in_order.size(), answers.size());
  return in_order;
}

bool is_refusal(const Json& decoded) {
  const std::string& code = decoded["error"]["code"].text;
  return code == "not-a-code" || code == "damaged-code" || code == "other-quiz";
}

TEST(LawsOfCodes, GiveBackWhatWentIn) {
  for_all([](Random* random) {
    const Generated quiz = some_quiz(random);
    const Session session(quiz);
    const Json answers = generate_answers(random, quiz, random->between(0, 100));
    SCOPED_TRACE(quiz.document.dump() + answers.dump());
    Json kept = Json::object();
    Json left_out = Json::array();
    for (const Asked& question : quiz.questions) {
      const Json* answer = answers.find(question.id);
      if (answer == nullptr) continue;
      const std::int64_t width = std::int64_t{question.most} - question.least;
      if (question.sensitive || question.text() || width >= 0x7fffffff) {
        left_out.push(question.id);
        continue;
      }
      kept.set(question.id, *answer);
      if (!question.multiple()) continue;
      // Ticks come back in the order of the options.
      const auto place = [&](const Json& option) {
        return std::find(question.options.begin(), question.options.end(), option.text);
      };
      std::vector<Json>& ticks = kept.find(question.id)->items;
      std::sort(ticks.begin(), ticks.end(),
                [&](const Json& a, const Json& b) { return place(a) < place(b); });
    }
    const Json code = encoded(session, answers);
    EXPECT_EQ(code["left_out"], left_out);
    for (const char c : code["code"].text)
      EXPECT_NE(kLetters.find(c), std::string_view::npos) << code.dump();
    const Json back = decoded(session, code["code"].text);
    EXPECT_EQ(sorted(quiz, back["answers"]), kept) << code.dump();
    EXPECT_EQ(back["left_out"].boolean, left_out.size() > 0);
    // What came back makes the same code again, but for what it leaves out.
    const std::string again = encoded(session, back["answers"])["code"].text;
    EXPECT_EQ(left_out.size() == 0, again == code["code"].text);
    EXPECT_EQ(sorted(quiz, decoded(session, again)["answers"]), kept);
  });
}

TEST(LawsOfCodes, ResumeTheAdaptiveModeAtTheSameQuestion) {
  for_all([](Random* random) {
    const Generated quiz = some_quiz(random);
    const Session session(quiz);
    Json answers = Json::object();
    const auto next = [&](const Json& given) {
      return session.reply(Json::object({{"answers", given}, {"mode", "adaptive"}}))["next"];
    };
    for (Json ahead = next(answers); !ahead.is_null(); ahead = next(answers)) {
      const Json code = encoded(session, answers);
      if (code["left_out"].size() == 0) {
        EXPECT_EQ(next(decoded(session, code["code"].text)["answers"]), ahead) << answers.dump();
      }
      answers.set(ahead.text, any_answer(random, quiz.question(ahead.text)));
    }
  });
}

TEST(LawsOfCodes, OfAnotherQuizAreRefused) {
  for_all([](Random* random) {
    const Generated quiz = some_quiz(random);
    const Session session(quiz);
    const std::string code =
        encoded(session, generate_answers(random, quiz, random->between(0, 100)))["code"].text;
    Json document = quiz.document;
    Json* questions = document.find("questions");
    switch (random->below(4)) {
      case 0:
        document.set("id", "another");
        break;
      case 2:
        document.set("version", "another");
        break;
      case 1:
        questions->push(Json::object({{"id", "added"}, {"kind", "text"}, {"text", "T"}}));
        break;
      default: {
        Json& question = questions->items[random->below(questions->size())];
        question.set("optional", Json::of(!question["optional"].boolean));
      }
    }
    const Session other(document);
    EXPECT_EQ(decoded(other, code)["error"]["code"].text, "other-quiz") << code;
  });
}

TEST(LawsOfCodes, AreNotMadeByChance) {
  for_all([](Random* random) {
    const Generated quiz = some_quiz(random);
    const Session session(quiz);
    for (int i = 0; i < 20; ++i) {
      std::string letters(random->below(random->once_in(5) ? 200 : 40), ' ');
      for (char& c : letters) {
        c = random->once_in(100) ? static_cast<char>(random->below(256))
                                 : kLetters[random->below(kLetters.size())];
      }
      EXPECT_TRUE(is_refusal(decoded(session, letters))) << letters;
    }
  });
}

TEST(LawsOfCodes, WithOneWrongLetterOrTwoExchangedAreRefused) {
  for_all([&](Random* random) {
    const Generated quiz = some_quiz(random);
    const Session session(quiz);
    const std::string code =
        encoded(session, generate_answers(random, quiz, random->between(0, 100)))["code"].text;
    for (std::size_t at = 0; at < code.size(); ++at) {
      std::string wrong = code;
      wrong[at] = kLetters[(kLetters.find(code[at]) + 1 + random->below(63)) % 64];
      EXPECT_TRUE(is_refusal(decoded(session, wrong))) << wrong;
    }
    const std::size_t at = random->below(code.size() - 1);
    const std::string exchanged =
        code.substr(0, at) + code[at + 1] + code[at] + code.substr(at + 2);
    if (exchanged != code) EXPECT_TRUE(is_refusal(decoded(session, exchanged))) << exchanged;
  });
}

// A checksum of 16 bits lets one such slip in 65,536 pass.
TEST(LawsOfCodes, WithALetterLostOrDoubledAreRefusedAlmostAlways) {
  std::uint64_t tried = 0;
  std::uint64_t misread = 0;
  for_all([&](Random* random) {
    const Generated quiz = some_quiz(random);
    const Session session(quiz);
    const std::string code =
        encoded(session, generate_answers(random, quiz, random->between(0, 100)))["code"].text;
    for (std::size_t at = 0; at < code.size(); ++at) {
      for (const std::string& wrong :
           {std::string(code).erase(at, 1), std::string(code).insert(at, 1, code[at])}) {
        ++tried;
        misread += !is_refusal(decoded(session, wrong));
      }
    }
  });
  RecordProperty("tried", std::to_string(tried));
  RecordProperty("misread", std::to_string(misread));
  EXPECT_LE(misread, 5 + 2 * tried / 65'536);
}

}  // namespace
}  // namespace career_quiz::property
