#include "career_quiz/answer_code.h"

#include <cstdint>
#include <string>
#include <vector>

#include "support.h"

namespace career_quiz {
namespace {

using testing::answers_of;
using testing::joined;
using testing::Json;
using testing::Parts;
using testing::quiz_of;
using testing::read_file;
using testing::single;

constexpr std::string_view kAlphabet =
    "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_";

using Bytes = List<std::uint8_t>;

// Every kind, each of them optional, and what a code leaves out.
std::string every_kind(const std::string& version = "1") {
  const std::string three =
      R"(,"options":[{"id":"a","text":"T"},{"id":"b","text":"T"},{"id":"c","text":"T"}]})";
  const auto question = [](const std::string& id, const std::string& kind) {
    return R"({"id":")" + id + R"(","kind":")" + kind + R"(","text":"T","optional":true)";
  };
  std::string text =
      Parts{.questions = joined(
                {question("single", "single") + three, question("multiple", "multiple") + three,
                 question("scale", "scale") + three,
                 question("pair", "pair") +
                     R"(,"statements":["A","B"],"options":[{"id":"a"},{"id":"b"},{"id":"c"},)"
                     R"({"id":"d"}]})",
                 question("rank", "rank") + three,
                 question("number", "number") + R"(,"min":-20,"max":300})",
                 question("wide", "number") + R"(,"min":0,"max":1000000000000})",
                 question("text", "text") + "}",
                 question("secret", "single") + ",\"sensitive\":true" + three, single("plain")})}
          .text();
  text.replace(text.find("\"version\":\"1\""), 13, "\"version\":\"" + version + '"');
  return text;
}

class Code : public ::testing::Test {
 protected:
  void SetUp() override { ASSERT_EQ(Json(engine_.load(every_kind()))["/diagnostics"], "[]"); }
  std::string encode(const std::string& answers) const {
    return Json(engine_.encode("{\"answers\":" + answers + "}"))["/code"];
  }
  // What comes back of these answers.
  std::string through(const std::string& answers) const { return engine_.decode(encode(answers)); }
  std::string error(const std::string& code) const {
    return Json(engine_.decode(code))["/error/code"];
  }

  Engine engine_;
};

std::string whole(const std::string& answers) {
  return "{\"answers\":" + answers + ",\"left_out\":false}";
}

TEST_F(Code, GivesBackTheAnswerOfEveryKind) {
  for (const char* answer :
       {R"("single":"a")", R"("single":"c")", R"("multiple":[])", R"("multiple":["b"])",
        R"("multiple":["a","b","c"])", R"("scale":"b")", R"("pair":"d")", R"("rank":["a","b","c"])",
        R"("rank":["c","a","b"])", R"("rank":["c","b","a"])", R"("number":-20)", R"("number":0)",
        R"("number":300)", R"("plain":"b")"}) {
    const std::string answers = "{" + std::string(answer) + "}";
    EXPECT_EQ(through(answers), whole(answers));
  }
}

TEST_F(Code, GivesBackAllOfThemTogether) {
  const std::string answers =
      R"({"single":"c","multiple":["a","c"],"scale":"c","pair":"d","rank":["b","c","a"],)"
      R"("number":299,"plain":"b"})";
  EXPECT_EQ(through(answers), whole(answers));
}

TEST_F(Code, GivesBackNothingAsNothing) { EXPECT_EQ(through("{}"), whole("{}")); }

TEST_F(Code, TellsASkipFromAnOpenQuestion) {
  for (const char* id : {"single", "multiple", "scale", "pair", "rank", "number"}) {
    const std::string answers = "{\"" + std::string(id) + "\":null}";
    EXPECT_EQ(through(answers), whole(answers));
  }
}

TEST_F(Code, LeavesOutWhatIsSensitiveFreeOrWideAndSaysSo) {
  const Json json(
      engine_.encode(R"({"answers":{"single":"b","wide":7,"text":"Hello","secret":"b"}})"));
  EXPECT_EQ(json["/left_out"], R"(["wide","text","secret"])");
  EXPECT_EQ(engine_.decode(json["/code"]), R"({"answers":{"single":"b"},"left_out":true})");
}

TEST_F(Code, IsTheSameWhateverASensitiveAnswerOrATextSays) {
  EXPECT_EQ(encode(R"({"secret":"a"})"), encode(R"({"secret":"c"})"));
  EXPECT_EQ(encode(R"({"text":"one"})"), encode(R"({"text":"two"})"));
  EXPECT_EQ(encode(R"({"secret":"a"})"), encode(R"({"secret":null})"));
}

TEST_F(Code, IsMadeOfLettersThatALinkCarries) {
  for (const char c : encode(R"({"number":299,"rank":["c","b","a"],"pair":"d"})"))
    EXPECT_NE(kAlphabet.find(c), std::string_view::npos);
}

TEST_F(Code, TakesNoAnswerThatDoesNotFit) {
  EXPECT_EQ(through(R"({"single":"zzz","number":301})"), R"({"answers":{},"left_out":true})");
}

TEST_F(Code, RefusesWhatIsNone) {
  for (const char* text :
       {"", "A", "AAAA", "AAAAAAA", "not a code!", "////////", "=", "é", "{\"answers\":{}}"})
    EXPECT_EQ(error(text), "not-a-code") << text;
  EXPECT_EQ(error(std::string(50'000, 'A')), "not-a-code");
  const std::string code = encode(R"({"single":"b"})");
  EXPECT_EQ(error(code + "="), "not-a-code");
  EXPECT_EQ(error(" " + code), "not-a-code");
  EXPECT_EQ(error(std::string("\0", 1) + code), "not-a-code");
}

TEST_F(Code, RefusesOneThatWasCut) {
  const std::string code = encode(R"({"single":"c","number":299,"plain":"b","pair":"c"})");
  for (std::size_t size = 0; size < code.size(); ++size) {
    const std::string found = error(code.substr(0, size));
    EXPECT_TRUE(found == "not-a-code" || found == "damaged-code") << size << ": " << found;
  }
  EXPECT_EQ(error(code + code), "damaged-code");
}

TEST_F(Code, RefusesOneWithAnotherLetter) {
  const std::string code = encode(R"({"single":"c","number":299,"plain":"b","pair":"c"})");
  for (std::size_t at = 0; at < code.size(); ++at) {
    for (const char letter : kAlphabet) {
      if (letter == code[at]) continue;
      std::string other = code;
      other[at] = letter;
      const std::string found = error(other);
      ASSERT_TRUE(found == "damaged-code" || found == "not-a-code") << other << ": " << found;
    }
  }
}

TEST_F(Code, RefusesOneWithTwoLettersChangedOver) {
  const std::string code = encode(R"({"single":"c","number":299,"plain":"b","pair":"c"})");
  for (std::size_t at = 1; at < code.size(); ++at) {
    std::string other = code;
    std::swap(other[at - 1], other[at]);
    if (other == code) continue;
    const std::string found = error(other);
    EXPECT_TRUE(found == "damaged-code" || found == "not-a-code") << other << ": " << found;
  }
}

// A forger's tools: the code as bytes, and the checksum over them.
Bytes bytes_of(const std::string& code) {
  Bytes bytes;
  std::uint32_t buffer = 0;
  int bits = 0;
  for (const char c : code) {
    buffer = buffer << 6 | static_cast<std::uint32_t>(kAlphabet.find(c));
    if ((bits += 6) >= 8) bytes.push_back(static_cast<std::uint8_t>(buffer >> (bits -= 8)));
  }
  return bytes;
}

std::string forged(Bytes bytes) {
  std::uint32_t crc = 0xffff;
  for (const std::uint8_t byte : bytes) {
    for (int bit = 7; bit >= 0; --bit) {
      const bool feed = ((crc >> 15) ^ (byte >> bit)) & 1;
      crc = (crc << 1 & 0xffff) ^ (feed ? 0x1021u : 0u);
    }
  }
  crc ^= 0xffff;
  bytes.push_back(static_cast<std::uint8_t>(crc >> 8));
  bytes.push_back(static_cast<std::uint8_t>(crc));
  std::string code;
  std::uint32_t buffer = 0;
  int bits = 0;
  for (const std::uint8_t byte : bytes) {
    buffer = buffer << 8 | byte;
    for (bits += 8; bits >= 6; bits -= 6) code += kAlphabet[buffer >> (bits - 6) & 63];
  }
  if (bits > 0) code += kAlphabet[buffer << (6 - bits) & 63];
  return code;
}

Bytes without_checksum(const std::string& code) {
  Bytes bytes = bytes_of(code);
  bytes.pop_back();
  bytes.pop_back();
  return bytes;
}

TEST_F(Code, IsAsThisTestForgesIt) {
  const std::string code = encode(R"({"single":"c"})");
  EXPECT_EQ(forged(without_checksum(code)), code);
}

TEST_F(Code, RefusesAnswersThatCannotBe) {
  Bytes bytes = without_checksum(encode(R"({"single":"c"})"));
  while (bytes.size() < 40) bytes.push_back(0xff);
  EXPECT_EQ(error(forged(bytes)), "damaged-code") << "more than the questions hold";
}

TEST_F(Code, RefusesANumberWithAZeroBeforeIt) {
  Bytes bytes = without_checksum(encode(R"({"single":"c"})"));
  bytes.push_back(0);
  EXPECT_EQ(error(forged(bytes)), "damaged-code");
}

TEST(CodeOfTheLatest, RefusesAnswersThatWereNotTheLatest) {
  Engine engine;
  engine.load(
      Parts{.questions = joined({single("q"), single("r"),
                                 single("s", 2, R"(,"when":{"==":[{"var":"answers.q"},"b"]})")})}
          .text());
  const std::string code = Json(engine.encode(R"({"answers":{"q":"a","r":"a"}})"))["/code"];
  Bytes bytes = without_checksum(code);
  ASSERT_EQ(bytes.size(), 5u);
  // Digits from the lowest: three questions of radix 3, then the last answered
  // and the one before it, of radix 4.
  const auto error = [&](int q, int r, int s, int last, int before) {
    bytes[4] = static_cast<std::uint8_t>(q + 3 * r + 9 * s + 27 * last + 108 * before);
    return Json(engine.decode(forged(bytes)))["/error/code"];
  };
  EXPECT_EQ(error(1, 1, 0, 2, 1), "(nothing)");
  EXPECT_EQ(error(1, 1, 0, 1, 2), "(nothing)");
  EXPECT_EQ(error(1, 1, 0, 2, 0), "damaged-code") << "another one was answered before";
  EXPECT_EQ(error(1, 1, 0, 0, 0), "damaged-code") << "some answer was the last";
  EXPECT_EQ(error(1, 1, 0, 3, 1), "damaged-code") << "one that is not answered";
  EXPECT_EQ(error(1, 0, 1, 1, 0), "(nothing)") << "an answer that is not asked for is no last one";
  EXPECT_EQ(error(1, 0, 1, 3, 1), "damaged-code") << "the last one is not asked";
}

TEST_F(Code, RefusesAnotherFormat) {
  Bytes bytes = without_checksum(encode(R"({"single":"c"})"));
  bytes[0] = 0x20;
  EXPECT_EQ(error(forged(bytes)), "other-quiz");
}

TEST(CodeOfMultiple, RefusesTicksThatTheQuestionDoesNotTake) {
  const auto with = [](const std::string& members, const std::string& last) {
    return Parts{.questions = R"([{"id":"q","kind":"multiple","text":"T")" + members +
                              R"(,"options":[{"id":"a","text":"T"},{"id":"b","text":"T"},)"
                              R"({"id":"c","text":"T")" +
                              last + "}]}]"}
        .text();
  };
  Engine engine;
  engine.load(with(R"(,"min":1,"max":2)", R"(,"exclusive":true)"));
  const std::string code = Json(engine.encode(R"({"answers":{"q":["a"]}})"))["/code"];
  Bytes bytes = without_checksum(code);
  ASSERT_EQ(bytes.size(), 5u);
  const auto error = [&](std::uint8_t digits) {
    bytes[4] = digits;
    return Json(engine.decode(forged(bytes)))["/error/code"];
  };
  // Digits from the lowest: answered, then one an option.
  EXPECT_EQ(error(0b0011), "(nothing)");
  EXPECT_EQ(error(0b0111), "(nothing)");
  EXPECT_EQ(error(0b1001), "(nothing)");
  EXPECT_EQ(error(0b0001), "damaged-code") << "too few";
  EXPECT_EQ(error(0b1111), "damaged-code") << "too many";
  EXPECT_EQ(error(0b1011), "damaged-code") << "one that stands alone beside another";
  EXPECT_EQ(error(0b10011), "damaged-code") << "a digit too many";
}

TEST(CodeOfAnotherQuiz, IsRefused) {
  const auto refused = [](const std::string& one, const std::string& two,
                          const std::string& answers) {
    Engine engine;
    engine.load(one);
    const std::string code = Json(engine.encode("{\"answers\":" + answers + "}"))["/code"];
    EXPECT_EQ(Json(engine.decode(code))["/answers"], answers);
    EXPECT_EQ(Json(engine.load(two))["/diagnostics"], "[]");
    return Json(engine.decode(code))["/error/code"] == "other-quiz";
  };
  const auto with = [](const std::string& questions) {
    return Parts{.questions = questions}.text();
  };
  const std::string answers = R"({"q":"b"})";
  const std::string quiz = with("[" + single("q") + "," + single("r") + "]");
  EXPECT_TRUE(refused(quiz, with("[" + single("q") + "]"), answers)) << "a question gone";
  EXPECT_TRUE(refused(quiz, with("[" + single("r") + "," + single("q") + "]"), answers)) << "order";
  EXPECT_TRUE(refused(quiz, with("[" + single("q", 3) + "," + single("r") + "]"), answers))
      << "an option more";
  EXPECT_TRUE(refused(
      quiz, with("[" + single("q", 2, ",\"optional\":true") + "," + single("r") + "]"), answers))
      << "optional";
  EXPECT_TRUE(refused(
      quiz, with("[" + single("q", 2, ",\"sensitive\":true") + "," + single("r") + "]"), answers))
      << "sensitive";
  std::string other = quiz;
  other.replace(other.find("\"sample\""), 8, "\"simple\"");
  EXPECT_TRUE(refused(quiz, other, answers)) << "another id";
}

TEST(CodeOfAnotherVersion, IsRefused) {
  Engine engine;
  engine.load(every_kind("1"));
  const std::string code = Json(engine.encode(R"({"answers":{"rank":["c","a","b"]}})"))["/code"];
  engine.load(every_kind("2"));
  EXPECT_EQ(Json(engine.decode(code))["/error/code"], "other-quiz");
}

TEST(CodeOfTheMentoringQuiz, IsShortWhenEveryQuestionIsAnswered) {
  const Quiz quiz = quiz_of(read_file("questions/mentoring-coaching.json"));
  Answers last(quiz.questions.size());
  for (std::size_t q = 0; q < last.size(); ++q) {
    last[q].state = Answer::State::kAnswered;
    last[q].options = {static_cast<std::uint16_t>(quiz.questions[q].options.size() - 1)};
  }
  const AnswerCode code = encode_answers(quiz, last);
  EXPECT_LE(code.code.size(), 30u) << code.code;
  const Result<DecodedAnswers> decoded = decode_answers(quiz, code.code);
  ASSERT_TRUE(decoded);
  for (std::size_t q = 0; q < last.size(); ++q) {
    EXPECT_EQ(decoded->answers[q], quiz.questions[q].sensitive ? Answer{} : last[q])
        << quiz.questions[q].id;
  }
}

// Links that were shared must open for as long as the version stays.
TEST(CodesOnPaper, StayWhatTheyAre) {
  const auto code = [](const std::string& quiz, const std::string& expected) {
    const Quiz read = quiz_of(read_file("tests/quizzes/" + quiz + ".json"));
    for (const Expectation& one : read.expectations) {
      if (one.name == expected) return encode_answers(read, one.answers).code;
    }
    return std::string("(nothing)");
  };
  EXPECT_EQ(code("kitchen-tool", "a whisk"), "ETz-rRAfUIyR");
  EXPECT_EQ(code("bread-test", "every answer right"), "EF9AmtUwWBtskA");
  EXPECT_EQ(code("bicycle-check", "worn out"), "Ed1AHf2xM9Ka");
  EXPECT_EQ(code("lake-permit", "a strong motor"), "ES7vRk56KREXbw");
}

TEST(CodesOnPaper, NeedAQuiz) {
  EXPECT_EQ(Json(Engine().encode(R"({"answers":{}})"))["/error/code"], "no-quiz");
  EXPECT_EQ(Json(Engine().decode("AAAA"))["/error/code"], "no-quiz");
}

TEST(CodesOnPaper, RefuseABadRequest) {
  Engine engine;
  engine.load(every_kind());
  EXPECT_EQ(Json(engine.encode("{}"))["/error/code"], "missing-member");
  EXPECT_EQ(Json(engine.encode("nonsense"))["/error/code"], "not-json");
}

TEST(CodesOnPaper, SayThatAnAnswerDidNotFit) {
  Engine engine;
  engine.load(Parts{.questions = R"([{"id":"n","kind":"number","text":"T","min":0,"max":10},)" +
                                 single("q") + "]"}
                  .text());
  const Json reply(engine.encode(R"({"answers":{"n":99,"q":"a"}})"));
  EXPECT_EQ(reply["/left_out"], R"(["n"])");
  EXPECT_EQ(Json(engine.decode(reply["/code"]))["/left_out"], "true");
}

}  // namespace
}  // namespace career_quiz
