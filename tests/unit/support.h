#pragma once

#include <gtest/gtest.h>

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "career_quiz/advice.h"
#include "career_quiz/answers.h"
#include "career_quiz/engine.h"
#include "career_quiz/interview.h"
#include "career_quiz/json_tree.h"
#include "career_quiz/quiz.h"
#include "career_quiz/quiz_reader.h"

/// What the unit tests share: small quizzes by their parts, and short ways to
/// ask one thing of them.
namespace career_quiz::testing {

/// The text of a file of this repository; a failure of the test if it is not
/// there.
std::string read_file(const std::string& path_in_repository);

/// A quiz document by its parts, each the JSON text of one member's value. As it
/// stands it is small and sound.
struct Parts {
  std::string languages = R"(["en"])";
  std::string scales = "[]";
  std::string questions =
      R"([{"id":"q","kind":"single","text":"Which?","options":[)"
      R"({"id":"a","text":"A","evidence":{"one":6}},{"id":"b","text":"B","evidence":{"two":6}}]}])";
  std::string outcomes = R"([{"id":"one","title":"One","summary":"S","body":"B","priority":1},)"
                         R"({"id":"two","title":"Two","summary":"S","body":"B","priority":2}])";
  std::string rules = "[]";
  std::string modules = "[]";
  std::string expect = "[]";
  /// Further members, with a comma before each.
  std::string more = "";

  std::string text() const;
};

/// One question of kind single whose options are a, b, c, … `extra` is further
/// members, with a comma before each.
std::string single(const std::string& id, int options = 2, const std::string& extra = "");

/// An outcome with that priority. `extra` as above.
std::string outcome(const std::string& id, int priority, const std::string& extra = "");

/// One document with `count` items joined by commas.
std::string joined(const std::vector<std::string>& items);

/// The quiz of a document without errors; the test fails if it has any.
Quiz quiz_of(const std::string& text);
Quiz quiz_of(const Parts& parts);

/// The answers of a JSON object; the test fails if any does not fit.
Answers answers_of(const Quiz& quiz, const std::string& json);

/// Interview and advice after the answers of a JSON object.
Interview interview_of(const Quiz& quiz, const std::string& answers);
Advice advice_of(const Quiz& quiz, const std::string& answers);

/// Ids of places.
std::vector<std::string> outcome_ids(const Quiz& quiz, const List<std::uint16_t>& places);
std::vector<std::string> question_ids(const Quiz& quiz, const List<std::uint16_t>& places);

/// “code pointer” of every diagnostic, in order.
std::vector<std::string> faults_of(const std::string& text);

/// A JSON text to look things up in.
class Json {
 public:
  explicit Json(std::string text);
  Json(const Json&) = delete;
  Json& operator=(const Json&) = delete;

  bool ok() const { return ok_; }
  /// The value at a pointer: a string's content, or the JSON text of anything
  /// else; "(nothing)" if there is none.
  std::string operator[](std::string_view pointer) const;
  /// The number of items or members at a pointer; 0 if there is none.
  std::size_t size(std::string_view pointer) const;

 private:
  std::uint32_t find(std::string_view pointer) const;
  std::string written(std::uint32_t value) const;

  std::string text_;
  JsonTree tree_;
  bool ok_ = false;
};

}  // namespace career_quiz::testing
