#include "authoring/typed_answer.h"

#include <string>
#include <vector>

#include "authoring/reader_words.h"
#include "support.h"

namespace career_quiz::authoring {
namespace {

using testing::Parts;
using testing::quiz_of;
using Problem = TypedAnswer::Problem;

constexpr const char* kFour =
    R"("text":"T","options":[{"id":"a","text":"A"},{"id":"b","text":"B"},)"
    R"({"id":"c","text":"C"},{"id":"d","text":"D"ALONE}])";

Question question_of(const std::string& kind, const std::string& more = "", bool alone = false) {
  std::string four = kFour;
  const std::string mark = "ALONE";
  four.replace(four.find(mark), mark.size(), alone ? R"(,"exclusive":true)" : "");
  const bool bare = kind == "number" || kind == "text";
  Parts parts;
  parts.questions =
      R"([{"id":"q","kind":")" + kind + "\"," + (bare ? R"("text":"T")" : four) + more + "}]";
  return quiz_of(parts).questions[0];
}

std::vector<int> options_of(const TypedAnswer& typed) {
  EXPECT_EQ(typed.problem, Problem::kNone);
  return {typed.answer.options.begin(), typed.answer.options.end()};
}

TEST(TypedAnswer, is_the_number_of_an_option) {
  const Question question = question_of("single");
  EXPECT_EQ(options_of(read_typed(question, " 3 ")), std::vector<int>{2});
  for (const char* line : {"0", "5", "c", "1.", "99999999999999999999"}) {
    EXPECT_EQ(read_typed(question, line).problem, Problem::kNoOption) << line;
  }
  EXPECT_EQ(read_typed(question, "1 2").problem, Problem::kOneOnly);
}

TEST(TypedAnswer, of_nothing_skips_only_what_is_optional) {
  EXPECT_EQ(read_typed(question_of("single"), " ").problem, Problem::kNothing);
  const TypedAnswer typed = read_typed(question_of("single", R"(,"optional":true)"), "");
  EXPECT_EQ(typed.problem, Problem::kNone);
  EXPECT_EQ(typed.answer.state, Answer::State::kSkipped);
}

TEST(TypedAnswer, ticks_several_in_whatever_order) {
  const Question question = question_of("multiple", R"(,"min":1,"max":2)", true);
  EXPECT_EQ(options_of(read_typed(question, "3, 1")), (std::vector<int>{0, 2}));
  EXPECT_EQ(read_typed(question, "1 1").problem, Problem::kRepeated);
  EXPECT_EQ(read_typed(question, "1 2 3").problem, Problem::kTooMany);
  EXPECT_EQ(read_typed(question, "1 4").problem, Problem::kAlone);
  EXPECT_EQ(read_typed(question, "0").problem, Problem::kNoOption);
  EXPECT_EQ(read_typed(question_of("multiple", R"(,"min":2)"), "1").problem, Problem::kTooFew);
}

TEST(TypedAnswer, of_zero_ticks_nothing_where_that_is_an_answer) {
  const TypedAnswer typed = read_typed(question_of("multiple"), "0");
  EXPECT_EQ(options_of(typed), std::vector<int>{});
  EXPECT_EQ(typed.answer.state, Answer::State::kAnswered);
}

TEST(TypedAnswer, ranks_all_options_each_once) {
  const Question question = question_of("rank");
  EXPECT_EQ(options_of(read_typed(question, "4 1 3 2")), (std::vector<int>{3, 0, 2, 1}));
  for (const char* line : {"4 1 3", "4 1 3 3", "4 1 3 5", "4132"}) {
    EXPECT_EQ(read_typed(question, line).problem, Problem::kNoOrder) << line;
  }
}

TEST(TypedAnswer, is_a_whole_number_however_it_is_spaced) {
  const Question question = question_of("number", R"(,"min":-5,"max":2000)");
  EXPECT_EQ(read_typed(question, "1\u202f200").answer.number, 1200);
  EXPECT_EQ(read_typed(question, "-5").answer.number, -5);
  EXPECT_EQ(read_typed(question, "-6").problem, Problem::kTooSmall);
  EXPECT_EQ(read_typed(question, "2001").problem, Problem::kTooLarge);
  for (const char* line : {"1.5", "ten", "-", "1e3"}) {
    EXPECT_EQ(read_typed(question, line).problem, Problem::kNoNumber) << line;
  }
}

TEST(TypedAnswer, is_a_text_no_longer_than_it_may_be) {
  const Question question = question_of("text", R"(,"max":3)");
  EXPECT_EQ(read_typed(question, " été ").answer.text, "été");
  EXPECT_EQ(read_typed(question, "étés").problem, Problem::kTooLong);
}

TEST(ReaderWords, follow_the_language_of_the_quiz_and_else_are_english) {
  EXPECT_EQ(reader_words("fr-CA").language, "fr");
  EXPECT_EQ(reader_words("fry").language, "en");
  EXPECT_EQ(reader_words("de").language, "en");
}

TEST(ReaderWords, write_tenths_without_rounding) {
  EXPECT_EQ(tenths(reader_words("fr"), -5, true), "-0,5");
  EXPECT_EQ(tenths(reader_words("en"), 122, true), "+12.2");
  EXPECT_EQ(tenths(reader_words("en"), 122), "12.2");
  EXPECT_EQ(tenths(reader_words("en"), 0, true), "0.0");
}

}  // namespace
}  // namespace career_quiz::authoring
