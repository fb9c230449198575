#include "support.h"

#include <cstdio>

#include "career_quiz/json_writer.h"

namespace career_quiz::testing {

using Kind = JsonTree::Kind;

std::string read_file(const std::string& path_in_repository) {
  const std::string path = std::string(CAREER_QUIZ_SOURCE_DIR "/") + path_in_repository;
  std::FILE* file = std::fopen(path.c_str(), "rb");
  if (file == nullptr) {
    ADD_FAILURE() << "cannot open " << path;
    return {};
  }
  std::string text;
  char buffer[65536];
  while (const std::size_t count = std::fread(buffer, 1, sizeof buffer, file)) {
    text.append(buffer, count);
  }
  std::fclose(file);
  return text;
}

std::string Parts::text() const {
  return "{\n\"format\":1,\"id\":\"sample\",\"version\":\"1\",\n\"languages\":" + languages +
         ",\n\"title\":\"Sample\",\"limits\":\"Only a sample.\",\n\"scales\":" + scales +
         ",\n\"questions\":" + questions + ",\n\"outcomes\":" + outcomes + ",\n\"rules\":" + rules +
         ",\n\"modules\":" + modules + ",\n\"expect\":" + expect + more + "\n}\n";
}

std::string single(const std::string& id, int options, const std::string& extra) {
  std::string text =
      R"({"id":")" + id + R"(","kind":"single","text":"Which?")" + extra + R"(,"options":[)";
  for (int o = 0; o < options; ++o) {
    text += std::string(o == 0 ? "" : ",") + R"({"id":")" + static_cast<char>('a' + o) +
            R"(","text":"T"})";
  }
  return text + "]}";
}

std::string outcome(const std::string& id, int priority, const std::string& extra) {
  return R"({"id":")" + id + R"(","title":"T","summary":"S","body":"B","priority":)" +
         std::to_string(priority) + extra + "}";
}

std::string joined(const std::vector<std::string>& items) {
  std::string text = "[";
  for (const std::string& item : items) text += (text.size() == 1 ? "" : ",") + item;
  return text + "]";
}

Quiz quiz_of(const std::string& text) {
  QuizReading reading = read_quiz(text);
  for (const Diagnostic& fault : reading.diagnostics) {
    EXPECT_NE(fault.severity, Severity::kError)
        << fault.pointer << ": " << fault.code << ": " << fault.message;
  }
  return reading.quiz ? std::move(*reading.quiz) : Quiz{};
}

Quiz quiz_of(const Parts& parts) { return quiz_of(parts.text()); }

Answers answers_of(const Quiz& quiz, const std::string& json) {
  NameIndex questions;
  for (std::size_t q = 0; q < quiz.questions.size(); ++q) {
    questions.add(quiz.questions[q].id, static_cast<std::uint32_t>(q));
  }
  questions.seal();
  JsonTree tree;
  if (!tree.read(json, {kMaxBytes, kMaxDepth}) || tree.at(0).kind != Kind::kObject) {
    ADD_FAILURE() << "no object: " << json;
    return Answers(quiz.questions.size());
  }
  AnswersReading reading = read_answers(tree, 0, quiz, questions);
  for (const AnswerProblem& problem : reading.problems) ADD_FAILURE() << problem.message;
  return reading.answers;
}

Interview interview_of(const Quiz& quiz, const std::string& answers) {
  return conduct(quiz, answers_of(quiz, answers));
}

Advice advice_of(const Quiz& quiz, const std::string& answers) {
  return advise(quiz, interview_of(quiz, answers));
}

std::vector<std::string> outcome_ids(const Quiz& quiz, const List<std::uint16_t>& places) {
  std::vector<std::string> ids;
  for (const std::uint16_t place : places) ids.push_back(quiz.outcomes[place].id);
  return ids;
}

std::vector<std::string> question_ids(const Quiz& quiz, const List<std::uint16_t>& places) {
  std::vector<std::string> ids;
  for (const std::uint16_t place : places) ids.push_back(quiz.questions[place].id);
  return ids;
}

std::vector<std::string> faults_of(const std::string& text) {
  std::vector<std::string> faults;
  for (const Diagnostic& fault : read_quiz(text).diagnostics) {
    faults.push_back(fault.code + " " + fault.pointer);
  }
  return faults;
}

Json::Json(std::string text) : text_(std::move(text)) {
  ok_ = tree_.read(text_, {std::size_t{1} << 30, 200});
  EXPECT_TRUE(ok_) << "not JSON: " << text_.substr(0, 200);
}

std::string Json::operator[](std::string_view pointer) const {
  const std::uint32_t value = find(pointer);
  if (value == JsonTree::kNone) return "(nothing)";
  return tree_.at(value).kind == Kind::kString ? std::string(tree_.at(value).text) : written(value);
}

std::size_t Json::size(std::string_view pointer) const {
  const std::uint32_t value = find(pointer);
  return value == JsonTree::kNone ? 0 : tree_.at(value).size;
}

std::uint32_t Json::find(std::string_view pointer) const {
  if (!ok_) return JsonTree::kNone;
  std::uint32_t value = 0;
  while (!pointer.empty()) {
    const std::string_view part = pointer.substr(1, pointer.substr(1).find('/'));
    pointer.remove_prefix(part.size() + 1);
    std::uint32_t place = 0;
    std::uint32_t child = tree_.at(value).child;
    while (child != JsonTree::kNone &&
           !(tree_.at(value).kind == Kind::kObject ? tree_.at(child).key == part
                                                   : std::to_string(place) == part)) {
      child = tree_.at(child).next;
      ++place;
    }
    if (child == JsonTree::kNone) return JsonTree::kNone;
    value = child;
  }
  return value;
}

std::string Json::written(std::uint32_t value) const {
  const JsonTree::Value& node = tree_.at(value);
  if (node.kind == Kind::kString) return JsonWriter().text(node.text).take();
  if (node.kind != Kind::kArray && node.kind != Kind::kObject) return std::string(node.text);
  const bool object = node.kind == Kind::kObject;
  std::string text(1, object ? '{' : '[');
  for (std::uint32_t child = node.child; child != JsonTree::kNone; child = tree_.at(child).next) {
    if (child != node.child) text += ',';
    if (object) text += JsonWriter().text(tree_.at(child).key).take() + ":";
    text += written(child);
  }
  return text + (object ? '}' : ']');
}

}  // namespace career_quiz::testing
