#include "career_quiz/json_writer.h"

#include <string>

#include "support.h"

namespace career_quiz {
namespace {

std::string written(std::string_view text) { return JsonWriter().text(text).take(); }

TEST(JsonWriter, WritesCompactJsonInTheOrderGiven) {
  JsonWriter json;
  json.begin_object().key("z").integer(1).key("a").begin_array();
  json.null().boolean(true).boolean(false).text("x").begin_object().end_object();
  json.begin_array().end_array().end_array().key("b").integer(-2).end_object();
  EXPECT_EQ(json.take(), R"({"z":1,"a":[null,true,false,"x",{},[]],"b":-2})");
}

TEST(JsonWriter, WritesTheWidestIntegers) {
  EXPECT_EQ(JsonWriter().integer(INT64_MIN).take(), "-9223372036854775808");
  EXPECT_EQ(JsonWriter().integer(INT64_MAX).take(), "9223372036854775807");
  EXPECT_EQ(JsonWriter().integer(0).take(), "0");
}

TEST(JsonWriter, EscapesQuotesBackslashesAndControls) {
  EXPECT_EQ(written("\"\\/"), R"("\"\\/")");
  EXPECT_EQ(written("\n\t\r"), R"("\n\u0009\u000d")");
  EXPECT_EQ(written(std::string_view("\0\x1f\x7f", 3)), R"("\u0000\u001f\u007f")");
}

TEST(JsonWriter, EscapesMemberNamesToo) {
  JsonWriter json;
  json.begin_object().key("a\"b\n").null().end_object();
  EXPECT_EQ(json.take(), R"({"a\"b\n":null})");
}

TEST(JsonWriter, KeepsWellFormedTextAsItIs) {
  const std::string text =
      "é€🌱\xE0\xA0\x80\xED\x9F\xBF\xF0\x90\x80\x80\xEF\xBF\xBF\xF4\x8F\xBF\xBF</script>";
  EXPECT_EQ(written(text), '"' + text + '"');
}

TEST(JsonWriter, MendsBrokenUtf8) {
  const std::string mark = "\xEF\xBF\xBD";
  EXPECT_EQ(written("a\xFFz"), "\"a" + mark + "z\"");
  EXPECT_EQ(written("\x80"), '"' + mark + '"');
  EXPECT_EQ(written("\xC3"), '"' + mark + '"');
  EXPECT_EQ(written("\xC0\xAF"), '"' + mark + mark + '"');  // Overlong.
  EXPECT_EQ(written("\xE0\x80\xAF"), '"' + mark + mark + mark + '"');
  EXPECT_EQ(written("\xF0\x8F\xBF\xBF"), '"' + mark + mark + mark + mark + '"');
  EXPECT_EQ(written("\xED\xA0\x80"), '"' + mark + mark + mark + '"');  // A surrogate.
  EXPECT_EQ(written("\xF4\x90\x80\x80"), '"' + mark + mark + mark + mark + '"');
  EXPECT_EQ(written("\xF0\x9F\x8C\"x"), '"' + mark + mark + mark + "\\\"x\"");
}

TEST(JsonWriter, WritesWhatTheTreeReadsBack) {
  std::string every;
  for (unsigned byte = 0; byte < 0x80; ++byte) every += static_cast<char>(byte);
  every += "é€🌱";
  const std::string json = written(every);
  JsonTree tree;
  ASSERT_TRUE(tree.read(json, {kMaxBytes, kMaxDepth}));
  EXPECT_EQ(tree.at(0).text, every);
}

TEST(JsonWriter, IsEmptyAfterItsTextWasTaken) {
  JsonWriter json;
  json.begin_array().integer(1).end_array();
  json.take();
  json.begin_array().integer(2).end_array();
  EXPECT_EQ(json.take(), "[2]");
}

}  // namespace
}  // namespace career_quiz
