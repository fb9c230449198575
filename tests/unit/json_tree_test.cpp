#include "career_quiz/json_tree.h"

#include <string>

#include "support.h"

namespace career_quiz {
namespace {

using Kind = JsonTree::Kind;

constexpr JsonTree::Limits kLimits{kMaxBytes, kMaxDepth};

std::string fault_code(const std::string& text) {
  JsonTree tree;
  return tree.read(text, kLimits) ? "none" : tree.fault().code;
}

std::string repeated(const std::string& part, std::size_t times) {
  std::string text;
  for (std::size_t i = 0; i < times; ++i) text += part;
  return text;
}

std::string nested(std::size_t levels) {
  return std::string(levels, '[') + std::string(levels, ']');
}

TEST(JsonTree, KnowsTheKindOfEveryValue) {
  const std::string text = R"([null,true,false,-7,1.5,"x",[],{}])";
  JsonTree tree;
  ASSERT_TRUE(tree.read(text, kLimits));
  const Kind expected[] = {Kind::kNull, Kind::kBoolean, Kind::kBoolean, Kind::kInteger,
                           Kind::kReal, Kind::kString,  Kind::kArray,   Kind::kObject};
  std::uint32_t item = tree.at(0).child;
  for (const Kind kind : expected) {
    ASSERT_NE(item, JsonTree::kNone);
    EXPECT_EQ(tree.at(item).kind, kind);
    item = tree.at(item).next;
  }
  EXPECT_EQ(item, JsonTree::kNone);
  EXPECT_EQ(tree.at(0).size, 8u);
}

TEST(JsonTree, ReadsIntegersOfSixtyFourBits) {
  const std::string text = "[-9223372036854775808,9223372036854775807,0,-0]";
  JsonTree tree;
  ASSERT_TRUE(tree.read(text, kLimits));
  EXPECT_EQ(tree.at(1).integer, INT64_MIN);
  EXPECT_EQ(tree.at(2).integer, INT64_MAX);
  EXPECT_EQ(tree.at(3).integer, 0);
  EXPECT_EQ(tree.at(4).integer, 0);
}

TEST(JsonTree, TakesAnIntegerBeyondSixtyFourBitsForAReal) {
  for (const char* text :
       {"9223372036854775808", "18446744073709551615", "-9223372036854775809", "1e3", "2.0"}) {
    JsonTree tree;
    ASSERT_TRUE(tree.read(text, kLimits)) << text;
    EXPECT_EQ(tree.at(0).kind, Kind::kReal) << text;
    EXPECT_EQ(tree.at(0).text, text);
  }
}

TEST(JsonTree, KnowsWhereEachValueStands) {
  const std::string text = "{ \"a\" : [ 10,\n  \"x\\n\\\"y\" , true ] ,\n\t\"b\":{\"c\":null}}";
  JsonTree tree;
  ASSERT_TRUE(tree.read(text, kLimits));
  const char* written[] = {"{", "[", "10", "\"x\\n", "true", "{\"c", "null"};
  for (std::uint32_t value = 0; value < 7; ++value) {
    EXPECT_EQ(
        text.compare(tree.at(value).offset, std::string(written[value]).size(), written[value]), 0)
        << value;
  }
  EXPECT_EQ(text.substr(tree.at(1).key_offset, 3), "\"a\"");
  EXPECT_EQ(text.substr(tree.at(5).key_offset, 3), "\"b\"");
  EXPECT_EQ(text.substr(tree.at(6).key_offset, 3), "\"c\"");
}

TEST(JsonTree, KnowsWhereEachValueStandsAfterAByteOrderMark) {
  const std::string text = "\xEF\xBB\xBF{\"abc\": \"def\", \"g\": [7]}";
  JsonTree tree;
  ASSERT_TRUE(tree.read(text, kLimits));
  EXPECT_EQ(tree.at(0).offset, 3u);
  EXPECT_EQ(tree.at(1).key, "abc");
  EXPECT_EQ(tree.at(1).text, "def");
  EXPECT_EQ(text.substr(tree.at(1).offset, 5), "\"def\"");
  EXPECT_EQ(tree.at(2).key, "g");
  EXPECT_EQ(text[tree.at(3).offset], '7');
}

TEST(JsonTree, DecodesEscapes) {
  const std::string text =
      R"(["\"\\\/\b\f\n\r\t","\u00e9\u20AC","\ud83c\udf31","\u0000","plain é 🌱"])";
  JsonTree tree;
  ASSERT_TRUE(tree.read(text, kLimits));
  EXPECT_EQ(tree.at(1).text, "\"\\/\b\f\n\r\t");
  EXPECT_EQ(tree.at(2).text, "é€");
  EXPECT_EQ(tree.at(3).text, "🌱");
  EXPECT_EQ(tree.at(4).text, std::string_view("\0", 1));
  EXPECT_EQ(tree.at(5).text, "plain é 🌱");
}

TEST(JsonTree, DecodesMemberNames) {
  const std::string text = R"({"a\tb":1,"":2})";
  JsonTree tree;
  ASSERT_TRUE(tree.read(text, kLimits));
  EXPECT_EQ(tree.at(1).key, "a\tb");
  EXPECT_EQ(tree.at(2).key, "");
}

TEST(JsonTree, KeepsEveryDecodedStringWhileItGrows) {
  std::string text = "[";
  for (int i = 0; i < 5000; ++i)
    text += (i == 0 ? "\"\\u0041" : ",\"\\u0041") + std::to_string(i) + '"';
  text += "]";
  JsonTree tree;
  ASSERT_TRUE(tree.read(text, kLimits));
  for (std::uint32_t i = 0; i < 5000; ++i) ASSERT_EQ(tree.at(i + 1).text, "A" + std::to_string(i));
}

TEST(JsonTree, KeepsRepeatedMembersInOrder) {
  JsonTree tree;
  ASSERT_TRUE(tree.read(R"({"a":1,"a":2})", kLimits));
  EXPECT_EQ(tree.at(0).size, 2u);
  EXPECT_EQ(tree.at(1).integer, 1);
  EXPECT_EQ(tree.at(2).integer, 2);
  EXPECT_EQ(tree.at(2).key, "a");
}

TEST(JsonTree, WritesPointersWithTheirEscapes) {
  const std::string text = R"({"a~b":[0,{"c/d":true}],"":null,"~1/":"x"})";
  JsonTree tree;
  ASSERT_TRUE(tree.read(text, kLimits));
  EXPECT_EQ(tree.pointer(0), "");
  EXPECT_EQ(tree.pointer(1), "/a~0b");
  EXPECT_EQ(tree.pointer(2), "/a~0b/0");
  EXPECT_EQ(tree.pointer(4), "/a~0b/1/c~1d");
  EXPECT_EQ(tree.pointer(5), "/");
  EXPECT_EQ(tree.pointer(6), "/~01~1");
}

TEST(JsonTree, AllowsSixtyFourLevels) {
  EXPECT_EQ(fault_code(nested(64)), "none");
  EXPECT_EQ(fault_code(nested(65)), "too-deep");
}

TEST(JsonTree, SaysWhereItBecameTooDeep) {
  JsonTree tree;
  ASSERT_FALSE(tree.read(nested(65), kLimits));
  EXPECT_EQ(tree.fault().offset, 64u);
  EXPECT_NE(tree.fault().message.find("64"), std::string::npos) << tree.fault().message;
}

TEST(JsonTree, RefusesTenThousandLevelsWithoutACrash) {
  EXPECT_EQ(fault_code(nested(10'000)), "too-deep");
  EXPECT_EQ(fault_code(std::string(10'000, '[')), "too-deep");
  EXPECT_EQ(fault_code(repeated("{\"a\":", 10'000) + "0" + std::string(10'000, '}')), "too-deep");
}

TEST(JsonTree, ReadsFourMebibytesAndNotAByteMore) {
  const std::string most = '"' + std::string(kMaxBytes - 2, 'x') + '"';
  EXPECT_EQ(fault_code(most), "none");
  EXPECT_EQ(fault_code(most + ' '), "too-large");
  EXPECT_EQ(fault_code(std::string(5'000'000, ' ')), "too-large");
}

TEST(JsonTree, RefusesWhatIsNotJson) {
  for (const char* text :
       {"",      " ",      "nul",     "{",           "[1,]",   "{\"a\":1,}", "{a:1}",   "{\"a\" 1}",
        "'x'",   "01",     "+1",      ".5",          "1.",     "NaN",        "// x\n1", "[1] [2]",
        "1e999", "\"\t\"", "\"\\x\"", "\"\\u12g4\"", "\"open", "\xEF\xBB",   "]"}) {
    EXPECT_EQ(fault_code(text), "not-json") << text;
  }
}

TEST(JsonTree, RefusesABareNul) {
  EXPECT_EQ(fault_code(std::string("[1]\0", 4)), "not-json");
  EXPECT_EQ(fault_code(std::string("\"a\0b\"", 5)), "not-json");
}

TEST(JsonTree, RefusesInvalidUtf8) {
  for (const char* bytes : {"\xFF", "\x80", "\xC0\xAF", "\xC3", "\xE0\x80\xAF", "\xED\xA0\x80",
                            "\xF4\x90\x80\x80", "\xF8\x88\x80\x80\x80"}) {
    EXPECT_EQ(fault_code('"' + std::string(bytes) + '"'), "not-json");
  }
}

TEST(JsonTree, RefusesLoneSurrogates) {
  for (const char* text :
       {R"("\ud800")", R"("\udc00")", R"("\ud800x")", R"("\ud800\ud800")", R"({"\udfff":1})"}) {
    EXPECT_EQ(fault_code(text), "not-json") << text;
  }
}

TEST(JsonTree, SaysWhereAndWhyItIsNotJson) {
  const std::string text = "{\n  \"a\": 1,\n  \"é\": ?\n}";
  JsonTree tree;
  ASSERT_FALSE(tree.read(text, kLimits));
  const Position position = position_of(text, tree.fault().offset);
  EXPECT_EQ(position.line, 3u);
  EXPECT_EQ(position.column, 8u);
  EXPECT_EQ(tree.fault().message.find("This is not JSON: "), 0u) << tree.fault().message;
  EXPECT_EQ(tree.fault().message.find("json.exception"), std::string::npos);
}

TEST(JsonTree, PlacesAFaultAtTheEndOfATextThatStopsShort) {
  const std::string text = "{\n\"a\": [1,\n";
  JsonTree tree;
  ASSERT_FALSE(tree.read(text, kLimits));
  EXPECT_EQ(position_of(text, tree.fault().offset).line, 3u);
}

TEST(JsonTree, CanReadAgainAfterAFault) {
  JsonTree tree;
  ASSERT_FALSE(tree.read("[1,2", kLimits));
  ASSERT_TRUE(tree.read("[3]", kLimits));
  EXPECT_EQ(tree.fault().code, "");
  EXPECT_EQ(tree.at(0).size, 1u);
  EXPECT_EQ(tree.at(1).integer, 3);
}

TEST(PositionOf, CountsLinesAndCharactersFromOne) {
  const std::string text = "ab\né🌱x\n\nz";
  EXPECT_EQ(position_of(text, 0).line, 1u);
  EXPECT_EQ(position_of(text, 0).column, 1u);
  EXPECT_EQ(position_of(text, 1).column, 2u);
  EXPECT_EQ(position_of(text, text.find('x')).line, 2u);
  EXPECT_EQ(position_of(text, text.find('x')).column, 3u);
  EXPECT_EQ(position_of(text, text.find('z')).line, 4u);
  EXPECT_EQ(position_of(text, text.find('z')).column, 1u);
}

TEST(PositionOf, StopsAtTheEndOfTheText) {
  EXPECT_EQ(position_of("a\nb", 1000).line, 2u);
  EXPECT_EQ(position_of("a\nb", 1000).column, 2u);
  EXPECT_EQ(position_of("", 0).line, 1u);
}

}  // namespace
}  // namespace career_quiz
