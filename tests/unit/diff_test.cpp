#include "authoring/diff.h"

#include <algorithm>
#include <string>
#include <vector>

#include "authoring/sheet.h"
#include "support.h"

namespace career_quiz::authoring {
namespace {

using testing::answers_of;
using testing::Parts;
using testing::quiz_of;

// The small quiz of the tests with this in the place of that.
Quiz changed(const std::string& that = "", const std::string& by = "", Parts parts = {}) {
  std::string text = parts.text();
  if (!that.empty()) {
    const std::size_t at = text.find(that);
    EXPECT_NE(at, std::string::npos) << that;
    text.replace(at, that.size(), by);
  }
  return quiz_of(text);
}

std::vector<std::string> edits(const Quiz& before, const Quiz& after) {
  std::vector<std::string> lines;
  for (const Edit& edit : edits_of(before, after)) {
    lines.push_back(
        std::string(name_of(edit.kind)) + " " + edit.what +
        (edit.member.empty() ? "" : ": " + edit.member + ": " + edit.before + " > " + edit.after));
  }
  return lines;
}

using Lines = std::vector<std::string>;

Quiz three(const std::string& order) {
  Parts parts;
  std::vector<std::string> questions;
  for (const char id : order) questions.push_back(testing::single(std::string(1, id)));
  parts.questions = testing::joined(questions);
  return quiz_of(parts);
}

TEST(Diff, of_a_quiz_with_itself_is_nothing) {
  const Quiz quiz = changed();
  EXPECT_EQ(edits(quiz, quiz), Lines{});
  EXPECT_TRUE(codes_open(quiz, quiz));
  const AdviceDiff diff = diff_advice(quiz, quiz, {500, 1, {}});
  EXPECT_EQ(diff.any.hits, 0u);
  EXPECT_EQ(diff.any.of, 500u);
  EXPECT_TRUE(diff.examples.empty());
}

TEST(Diff, tells_a_weight_a_text_and_a_condition_by_their_ids) {
  EXPECT_EQ(edits(changed(), changed(R"({"one":6})", R"({"one":2,"two":1})")),
            (Lines{"changed option a of q: evidence of one: 6 > 2",
                   "changed option a of q: evidence of two: 0 > 1"}));
  EXPECT_EQ(edits(changed(), changed("Which?", "Which one?")),
            Lines{"changed question q: text: Which? > Which one?"});
  EXPECT_EQ(edits(changed(), changed(R"("priority":2)",
                                     R"("priority":2,"when":{"!=":[{"var":"answers.q"},"a"]})")),
            Lines{"changed outcome two: when: always > not q is a"});
}

TEST(Diff, names_the_fewest_questions_as_moved) {
  EXPECT_EQ(edits(three("abcd"), three("bcda")), Lines{"moved question a"});
  EXPECT_EQ(edits(three("abcd"), three("adc")), (Lines{"removed question b", "moved question d"}));
  EXPECT_EQ(edits(three("ab"), three("axb")), Lines{"added question x"});
}

TEST(Diff, of_a_new_question_changes_no_condition_that_reads_a_later_one) {
  Parts parts;
  const std::string reads = R"(,"when":{"==":[{"var":"answers.b"},"a"]})";
  parts.questions = testing::joined({testing::single("b"), testing::single("c", 2, reads)});
  const Quiz before = quiz_of(parts);
  parts.questions =
      testing::joined({testing::single("a"), testing::single("b"), testing::single("c", 2, reads)});
  EXPECT_EQ(edits(before, quiz_of(parts)), Lines{"added question a"});
}

TEST(Diff, shows_the_part_of_a_long_text_that_changed_at_whole_characters) {
  const std::string start = "é" + std::string(200, 'x') + "éé ";
  const Quiz before = changed("Which?", start + "old" + std::string(100, 'y'));
  const Quiz after = changed("Which?", start + "new" + std::string(100, 'y'));
  const Edit edit = edits_of(before, after).at(0);
  EXPECT_EQ(edit.before.substr(0, 3), "…");
  EXPECT_NE(edit.before.find("éé old"), std::string::npos);
  EXPECT_NE(edit.after.find("éé new"), std::string::npos);
  EXPECT_LT(edit.before.size(), 90u);
}

TEST(Diff, says_that_codes_break_with_the_options_and_not_with_the_weights) {
  EXPECT_TRUE(codes_open(changed(), changed(R"({"one":6})", R"({"one":2})")));
  EXPECT_FALSE(codes_open(changed(), changed(R"("id":"b")", R"("id":"c")")));
  EXPECT_FALSE(codes_open(three("ab"), three("ba")));
}

TEST(Diff, carries_answers_over_by_ids_and_leaves_open_what_is_gone) {
  Parts parts;
  const std::string tail =
      R"("text":"T","options":[{"id":"a","text":"A"},{"id":"b","text":"B"},{"id":"c","text":"C"}]})";
  parts.questions = R"([{"id":"one","kind":"single",)" + tail +
                    R"(,{"id":"many","kind":"multiple",)" + tail +
                    R"(,{"id":"rank","kind":"rank",)" + tail +
                    R"(,{"id":"n","kind":"number","text":"N","min":0,"max":9}])";
  const Quiz before = quiz_of(parts);
  const std::string fewer =
      R"("text":"T","options":[{"id":"c","text":"C"},{"id":"a","text":"A"}]})";
  parts.questions =
      R"([{"id":"n","kind":"number","text":"N","min":0,"max":5},{"id":"rank","kind":"rank",)" +
      fewer + R"(,{"id":"many","kind":"multiple",)" + fewer + R"(,{"id":"one","kind":"scale",)" +
      tail + R"(,{"id":"new","kind":"single",)" + tail + "]";
  const Quiz after = quiz_of(parts);
  const Answers answers =
      answers_of(before, R"({"one":"b","many":["a","b"],"rank":["b","c","a"],"n":7})");
  EXPECT_EQ(write_sheet(after, carried_over(before, after, answers)),
            R"({"one":"b","many":["a"]})");
}

TEST(Diff, counts_the_sheets_whose_first_outcome_changes_and_says_what_did_it) {
  const Quiz before = changed();
  const Quiz after = changed(R"({"one":6})", R"({"two":6})");
  const AdviceDiff diff = diff_advice(before, after, {2'000, 1, {}});
  EXPECT_GT(diff.first.hits, 0u);
  EXPECT_LT(diff.first.hits, diff.first.of);
  ASSERT_FALSE(diff.examples.empty());
  const ChangedSheet& example = diff.examples[0];
  EXPECT_EQ(example.sheet, R"({"q":"a"})");
  EXPECT_EQ(example.before.outcomes.at(0), "one");
  EXPECT_NE(example.because.find("the answer to q"), std::string::npos) << example.because;
}

TEST(Diff, names_the_rule_that_counts_no_longer) {
  Parts parts;
  parts.outcomes = testing::joined({testing::outcome("one", 1), testing::outcome("two", 2),
                                    R"({"id":"care","title":"C","summary":"S","body":"B"})"});
  parts.rules =
      R"([{"id":"gate","kind":"override","when":{"==":[{"var":"answers.q"},"a"]},"outcome":"care"}])";
  const Quiz before = quiz_of(parts);
  const Quiz after = changed(R"({"==":[{"var":"answers.q"},"a"]})", "false", parts);
  const AdviceDiff diff = diff_advice(before, after, {500, 1, {}});
  ASSERT_FALSE(diff.examples.empty());
  EXPECT_EQ(diff.examples[0].because.find("the rule gate no longer counts"), 0u);
}

TEST(Diff, leaves_out_whom_an_override_sends_to_the_same_place) {
  Parts parts;
  parts.outcomes = testing::joined({testing::outcome("one", 1), testing::outcome("two", 2),
                                    R"({"id":"care","title":"C","summary":"S","body":"B"})"});
  parts.rules =
      R"([{"id":"gate","kind":"override","when":{"==":[{"var":"answers.q"},"a"]},"outcome":"care"}])";
  const Quiz quiz = quiz_of(parts);
  const AdviceDiff diff = diff_advice(quiz, quiz, {500, 1, {}});
  EXPECT_EQ(diff.any.of, 500u);
  EXPECT_GT(diff.drawn, 500u);
}

TEST(Diff, ends_where_an_override_sends_everybody) {
  Parts parts;
  parts.outcomes = testing::joined({testing::outcome("one", 1), testing::outcome("two", 2),
                                    R"({"id":"care","title":"C","summary":"S","body":"B"})"});
  parts.rules = R"([{"id":"gate","kind":"override","when":true,"outcome":"care"}])";
  const Quiz quiz = quiz_of(parts);
  EXPECT_EQ(diff_advice(quiz, quiz, {100, 1, {}}).any.of, 0u);
}

TEST(Diff, of_one_seed_is_one_and_of_another_is_another) {
  const Quiz before = quiz_of(testing::read_file("questions/mentoring-coaching.json"));
  Quiz after = before;
  after.close_call = 60;
  const AdviceDiff first = diff_advice(before, after, {2'000, 1, {}});
  const AdviceDiff again = diff_advice(before, after, {2'000, 1, {}});
  const AdviceDiff other = diff_advice(before, after, {2'000, 2, {}});
  EXPECT_GT(first.headline.hits, 0u);
  EXPECT_EQ(first.headline.hits, again.headline.hits);
  EXPECT_EQ(first.examples.at(0).sheet, again.examples.at(0).sheet);
  EXPECT_NE(first.examples.at(0).sheet, other.examples.at(0).sheet);
}

}  // namespace
}  // namespace career_quiz::authoring
