// How a text that is not JSON is told to whoever wrote it: § marks where it is to be mended.

#include "authoring/json_fault.h"

#include <gtest/gtest.h>

#include <string>
#include <string_view>

#include "career_quiz/json_tree.h"

namespace career_quiz::authoring {
namespace {

struct Case {
  const char* text;
  const char* says;
};

void PrintTo(const Case& one, std::ostream* stream) { *stream << one.text; }

class JsonFaults : public testing::TestWithParam<Case> {};

TEST_P(JsonFaults, AreToldWhereTheyAreMended) {
  std::string text = GetParam().text;
  const std::size_t at = text.find("§");
  ASSERT_NE(at, std::string::npos);
  text.erase(at, std::string("§").size());
  const auto fault = find_json_fault(text);
  ASSERT_TRUE(fault);
  EXPECT_EQ(fault->offset, at) << fault->message;
  EXPECT_NE(fault->message.find(GetParam().says), std::string::npos) << fault->message;
}

INSTANTIATE_TEST_SUITE_P(
    All, JsonFaults,
    testing::Values(
        Case{"§", "is empty"}, Case{"§ \n", "is empty"}, Case{"§<!doctype html>", "web page"},
        Case{"§\xFF\xFE{", "UTF-16"},
        // Commas and colons.
        Case{"{\"a\": 1§\n \"b\": 2}", "A comma is missing"},
        Case{"[{}§ {}]", "A comma is missing"}, Case{"[\"a\"§ \"b\"]", "A comma is missing"},
        Case{"[1§\n 2]", "A comma is missing"}, Case{"{\"a\": 1§,\n}", "no comma after the last"},
        Case{"[1, 2§, ]", "no comma after the last"},
        Case{"[[1], {}§,]", "no comma after the last"},
        Case{"[§, 1]", "Nothing stands before this comma"},
        Case{"{\"a\": 1,§, \"b\": 2}", "Nothing stands before this comma"},
        Case{"{\"a\"§ 1}", "A colon is missing"}, Case{"{\"a\"§ = 1}", "A colon is missing"},
        Case{"{\"a\": §}", "A value is missing"},
        // Brackets.
        Case{"{\"a\": [1, 2§}", "“[” of line 1 is still open; close that with “]”"},
        Case{"{\"a\": 1\n§]", "“{” of line 1"}, Case{"{\n\"a\": [1]§", "“{” of line 1 was never"},
        Case{"{\"a\": [\n[1]§\n", "“[” of line 1 was never"}, Case{"{}§}", "remove it"},
        Case{"[]§]", "closes nothing"}, Case{"{} §{}", "ended before this"},
        // Quotation marks.
        Case{"{\"a\": §“b”}", "straight double quotation marks (\"); this one (“)"},
        Case{"{§'a': 1}", "straight double quotation marks"},
        Case{"[§«a»]", "straight double quotation marks"},
        Case{"{§a: 1}", "Names stand in straight"}, Case{"[§abc]", "Texts stand in straight"},
        Case{"[\"He said §\"yes\" to me\"]", "Inside a text write"},
        Case{"[§\"never\n\", 1]", "not closed in its line"}, Case{"[§\"never", "not closed"},
        Case{"{\"a\": §\"b,\r\n \"c\": 1}", "not closed in its line"},
        // Characters.
        Case{"[\"a§\tb\"]", "A tab"}, Case{"[\"a§\x01\"]", "cannot be seen"},
        Case{"[\"a§\xE9\"]", "not UTF-8"}, Case{"[1,§\xC2\xA0 2]", "(U+00A0)"},
        Case{"[§\xC3\xA9]", "“é” cannot stand here"}, Case{"[§\xE9]", "not UTF-8"},
        Case{"[1 §; 2]", "“;” cannot stand here; write a comma"},
        Case{"[\"§\\x\"]", "After a backslash"}, Case{"[\"§\\u12g4\"]", "no character"},
        Case{"[\"§\\ud800\"]", "no character"}, Case{"[\"§\\udc00\\ud800\"]", "no character"},
        // Words and numbers.
        Case{"[§True]", "Write true in small letters"}, Case{"[§None]", "null"},
        Case{"[§NaN]", "null"}, Case{"[§+1]", "A number is written"},
        Case{"[§.5]", "A number is written"}, Case{"[§01]", "A number is written"},
        Case{"[§1.]", "A number is written"}, Case{"[§1e]", "A number is written"},
        Case{"[§-]", "A number is written"}, Case{"[§1x]", "A number is written"},
        Case{"[§-1e999]", "larger than any"},
        Case{"{\"a\": 0,§05}", "A decimal is written with a point"},
        // Comments.
        Case{"{§// mine\n\"a\": 1}", "JSON has no comments"},
        Case{"[1 §/* one */]", "JSON has no comments"},
        Case{"[\"a\" §// one\n]", "JSON has no comments"},
        Case{"{\"a\": §# one\n1}", "JSON has no comments"}));

bool is_json(std::string_view text) {
  JsonTree tree;
  const bool read = tree.read(text, {text.size(), text.size() + 1});
  EXPECT_EQ(find_json_fault(text).has_value(), !read) << text;
  return read;
}

TEST(JsonFault, IsNoneInJson) {
  for (const char* text : {"{}",
                           "[]",
                           " \"a\" ",
                           "\t-0.5e+7\r\n",
                           "0",
                           "-0",
                           "true",
                           "false",
                           "null",
                           "\"\"",
                           "[[[[[[]]]]]]",
                           "{\"\":{\"\":[]}}",
                           "{\"a\":1,\"a\":2}",
                           "[1E1,1e-1,0e0,-1.0]",
                           "[123456789012345678901234567890]",
                           "[0.000000000000000000000000000000001]",
                           "\xEF\xBB\xBF{\"a\":[1,{\"b\":null}]}",
                           "[\"\\ud83c\\udf31 \\u00e9 \\u0000\\uFFFF\"]",
                           "[\"\\\"\\\\\\/\\b\\f\\n\\r\\t\"]",
                           "[\"\xF0\x9F\x8C\xB1 \xEF\xBF\xBD \x7F\"]",
                           "[\"\xE2\x80\xA8\xEF\xBB\xBF\"]",
                           "[\"\xF4\x8F\xBF\xBF\"]"}) {
    EXPECT_TRUE(is_json(text)) << text;
  }
}

TEST(JsonFault, IsInEveryTextThatIsNot) {
  for (const char* text : {"\xEF\xBB{}",
                           "\xEF\xBB\xBF",
                           "{}\xEF\xBB\xBF",
                           "[\"\xC0\xAF\"]",
                           "[\"\xE0\x80\xAF\"]",
                           "[\"\xED\xA0\x80\"]",
                           "[\"\xF4\x90\x80\x80\"]",
                           "[\"\xFC\x80\x80\x80\x80\x80\"]",
                           "[\"\xE2\x82\"]",
                           "[\"\x80\"]",
                           "[\"\xC3",
                           "[\"\\",
                           "[\"\\u",
                           "[\"\\u00",
                           "[\"\\ud834\"]",
                           "[\"\\ud834\\ud834\"]",
                           "[\"\\udd1e\"]",
                           "[\"\\U0041\"]",
                           "[\"\\'\"]",
                           "[\"\r\"]",
                           "[-01]",
                           "[--1]",
                           "[1.e1]",
                           "[1e+]",
                           "[0x1F]",
                           "[1_000]",
                           "[\xEF\xBC\x91]",
                           "[Infinity]",
                           "[-Infinity]",
                           "[nul]",
                           "[truefalse]",
                           "[1 true]",
                           "{\"a\":\"b\"\"c\"}",
                           "{\"a\"}",
                           "{\"a\":}",
                           "{\"a\",1}",
                           "{1:1}",
                           "{null:1}",
                           "{:1}",
                           "{,}",
                           "[,]",
                           "[1,,2]",
                           "[1}",
                           "{]",
                           "]",
                           "}",
                           "[",
                           "{",
                           "[{",
                           "{\"a\":{",
                           ":",
                           ",",
                           "\"",
                           "'a'",
                           "[]]",
                           "[][]",
                           "{}true",
                           "[1]/**/",
                           "\f[]",
                           "[\v]",
                           "[\xC2\xA0]",
                           "\xE2\x81\xA0[]"}) {
    EXPECT_FALSE(is_json(text)) << text;
  }
  EXPECT_FALSE(is_json(std::string_view("[\0]", 3)));
  EXPECT_FALSE(is_json(std::string_view("[]\0", 3)));
  EXPECT_FALSE(is_json(std::string_view("[\"\0\"]", 5)));
  EXPECT_FALSE(is_json(std::string_view("[\0]\0", 4)));  // UTF-16.
  EXPECT_FALSE(is_json(std::string(100'000, '[')));
  EXPECT_FALSE(is_json("[1" + std::string(400, '0') + "]"));
}

}  // namespace
}  // namespace career_quiz::authoring
