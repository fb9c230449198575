#include "authoring/text.h"

#include <gtest/gtest.h>

namespace career_quiz::authoring {
namespace {

TEST(Text, wraps_at_spaces_and_indents_the_lines_that_follow) {
  EXPECT_EQ(wrapped("one two three four", 9, "1. ", "   "), "1. one\n   two\n   three\n   four\n");
  EXPECT_EQ(wrapped("one two three four", 9), "one two\nthree\nfour\n");
}

TEST(Text, keeps_a_no_break_space_and_a_word_longer_than_the_line) {
  EXPECT_EQ(wrapped("oui\u202f! non", 7), "oui\u202f!\nnon\n");
  EXPECT_EQ(wrapped("a https://example.org/long b", 10), "a\nhttps://example.org/long\nb\n");
}

TEST(Text, of_nothing_is_no_line) { EXPECT_EQ(wrapped(" ", 20, "• "), ""); }

TEST(Text, counts_columns_not_bytes) {
  EXPECT_EQ(columns_of("été"), 3u);
  EXPECT_EQ(columns_of("e\u0301te\u0301"), 3u);
  EXPECT_EQ(columns_of("\u4f60\u597d"), 4u);
  EXPECT_EQ(wrapped("éé éé éé", 5), "éé éé\néé\n");
}

TEST(Text, breaks_writing_without_spaces_anywhere) {
  EXPECT_EQ(wrapped("\u4f60\u597d\u4f60\u597d", 4), "\u4f60\u597d\n\u4f60\u597d\n");
}

TEST(Text, of_a_quiz_cannot_steer_a_terminal) {
  EXPECT_EQ(clean("a\x1b[2Jb\tc\u009b31m"), "a [2Jb c 31m");
  EXPECT_EQ(clean("\xff\xc3(\xed\xa0\x80"), "\ufffd\ufffd(\ufffd\ufffd\ufffd");
}

TEST(Text, fills_names_and_leaves_what_is_not_given) {
  EXPECT_EQ(fill("{a} of {b}, {c} {", {{"a", "1"}, {"b", "{a}"}}), "1 of {a}, {c} {");
}

}  // namespace
}  // namespace career_quiz::authoring
