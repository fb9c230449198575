#include "authoring/check.h"

#include <algorithm>
#include <optional>
#include <string>
#include <utility>

#include "authoring/content_checks.h"
#include "authoring/json_fault.h"
#include "authoring/place.h"
#include "career_quiz/advice.h"
#include "career_quiz/interview.h"
#include "career_quiz/json_tree.h"
#include "career_quiz/quiz_reader.h"

namespace career_quiz::authoring {
namespace {

// What the answers of a test lead to, where it is not the outcome that is expected.
std::string instead_of(const Quiz& quiz, const Advice& advice, std::uint16_t expected) {
  if (advice.headline.outcomes.empty()) return "no outcome at all";
  const std::uint16_t first = advice.headline.outcomes.front();
  std::string told = "“" + quiz.outcomes[first].id + "”";
  const auto score = [&](std::uint16_t outcome) {
    const auto at = std::find_if(advice.ranking.begin(), advice.ranking.end(),
                                 [&](const Ranked& ranked) { return ranked.outcome == outcome; });
    return at == advice.ranking.end() ? std::nullopt : std::optional(at->score);
  };
  if (score(first) && score(expected)) {
    const std::int32_t lead = *score(first) - *score(expected);
    // Two that are even stand in the order of their ids.
    if (lead <= 0) return told;
    told += ", " + std::to_string(lead / 10) + "." + std::to_string(lead % 10) +
            (quiz.scoring == Scoring::kSum ? " points" : " decibans") + " ahead";
  } else if (score(first)) {
    told += "; “" + quiz.outcomes[expected].id + "” is not open to them";
  }
  return told;
}

}  // namespace

std::vector<Diagnostic> check_quiz(std::string_view text) {
  QuizReading reading = read_quiz(text);
  std::vector<Diagnostic> found(reading.diagnostics.begin(), reading.diagnostics.end());
  if (found.size() == 1 && found.front().code == "not-json") {
    // The parser speaks to programmers.
    if (const auto fault = find_json_fault(text)) {
      const Position at = position_of(text, fault->offset);
      found.front().line = at.line;
      found.front().column = at.column;
      found.front().message = fault->message;
    }
  }
  if (!reading.quiz) return found;
  const Quiz& quiz = *reading.quiz;

  JsonTree tree;
  if (!tree.read(text, {kMaxBytes, kMaxDepth})) return found;
  std::vector<std::pair<std::size_t, Diagnostic>> own;
  const auto add = [&](Severity severity, std::string code, const std::string& pointer,
                       std::string message) {
    own.push_back({tree.at(find_value(tree, pointer)).offset,
                   {severity, std::move(code), pointer, 1, 1, std::move(message)}});
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
            "” first, and these answers give " + instead_of(quiz, advice, expectation.outcome) +
            ". Mend the weights, or what the test expects.");
  }
  std::vector<Finding> findings = check_content(quiz);
  const std::size_t dropped = findings.size() - std::min(findings.size(), kMaxDiagnostics);
  findings.resize(findings.size() - dropped);
  for (Finding& finding : findings) {
    add(Severity::kWarning, std::move(finding.check), finding.pointer, std::move(finding.message));
  }
  std::stable_sort(own.begin(), own.end(),
                   [](const auto& a, const auto& b) { return a.first < b.first; });
  Position position;
  std::size_t from = 0;
  for (auto& [offset, diagnostic] : own) {
    const Position step = position_of(text.substr(from), offset - from);
    position.column = step.line > 1 ? step.column : position.column + step.column - 1;
    position.line += step.line - 1;
    from = offset;
    diagnostic.line = position.line;
    diagnostic.column = position.column;
    found.push_back(std::move(diagnostic));
  }
  std::stable_sort(found.begin(), found.end(), [](const Diagnostic& a, const Diagnostic& b) {
    return std::pair(a.line, a.column) < std::pair(b.line, b.column);
  });
  if (dropped > 0) {
    found.push_back({Severity::kWarning, "too-many", "", 1, 1,
                     std::to_string(dropped) + " more weaknesses were found; mend those above "
                                               "first."});
  }
  return found;
}

bool has_errors(const std::vector<Diagnostic>& diagnostics) {
  return std::any_of(diagnostics.begin(), diagnostics.end(), [](const Diagnostic& diagnostic) {
    return diagnostic.severity == Severity::kError;
  });
}

}  // namespace career_quiz::authoring
