#include "authoring/check.h"

#include <algorithm>
#include <string>
#include <utility>

#include "authoring/content_checks.h"
#include "authoring/place.h"
#include "career_quiz/advice.h"
#include "career_quiz/interview.h"
#include "career_quiz/json_tree.h"
#include "career_quiz/quiz_reader.h"

namespace career_quiz::authoring {
namespace {

std::string first_of(const Quiz& quiz, const Advice& advice) {
  if (advice.headline.outcomes.empty()) return "no outcome at all";
  return "“" + quiz.outcomes[advice.headline.outcomes.front()].id + "”";
}

}  // namespace

std::vector<Diagnostic> check_quiz(std::string_view text) {
  QuizReading reading = read_quiz(text);
  std::vector<Diagnostic> found(reading.diagnostics.begin(), reading.diagnostics.end());
  if (!reading.quiz) return found;
  const Quiz& quiz = *reading.quiz;

  JsonTree tree;
  if (!tree.read(text, {kMaxBytes, kMaxDepth})) return found;
  const auto add = [&](Severity severity, std::string code, const std::string& pointer,
                       std::string message) {
    const Position at = position_of(text, tree.at(find_value(tree, pointer)).offset);
    found.push_back({severity, std::move(code), pointer, at.line, at.column, std::move(message)});
  };
  for (std::size_t e = 0; e < quiz.expectations.size(); ++e) {
    const Expectation& expectation = quiz.expectations[e];
    const Advice advice = advise(quiz, conduct(quiz, expectation.answers));
    if (!advice.headline.outcomes.empty() &&
        advice.headline.outcomes.front() == expectation.outcome) {
      continue;
    }
    add(Severity::kError, "expectation", "/expect/" + std::to_string(e),
        "The test “" + expectation.name + "” expects “" + quiz.outcomes[expectation.outcome].id +
            "” first, and these answers give " + first_of(quiz, advice) +
            "; mend the weights, or what the test expects.");
  }
  for (Finding& finding : check_content(quiz)) {
    add(Severity::kWarning, std::move(finding.check), finding.pointer, std::move(finding.message));
  }
  std::stable_sort(found.begin(), found.end(), [](const Diagnostic& a, const Diagnostic& b) {
    return std::pair(a.line, a.column) < std::pair(b.line, b.column);
  });
  return found;
}

bool has_errors(const std::vector<Diagnostic>& diagnostics) {
  return std::any_of(diagnostics.begin(), diagnostics.end(), [](const Diagnostic& diagnostic) {
    return diagnostic.severity == Severity::kError;
  });
}

}  // namespace career_quiz::authoring
