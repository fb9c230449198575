#include "career_quiz/answers.h"

#include <algorithm>
#include <utility>

namespace career_quiz {
namespace {

using Kind = JsonTree::Kind;

class AnswerReader {
 public:
  AnswerReader(const JsonTree& tree, const Question& question, AnswerProblem* problem)
      : tree_(tree), question_(question), problem_(*problem) {}

  // The answer, or an open one with the problem set.
  Answer read(std::uint32_t value) {
    const JsonTree::Value& node = tree_.at(value);
    problem_.value = value;
    if (node.kind == Kind::kNull) {
      if (question_.optional) return {Answer::State::kSkipped, {}};
      return refuse("not-optional", "Question " + quoted(question_.id) +
                                        " cannot be skipped; leave it out to keep it open.");
    }
    Answer answer{Answer::State::kAnswered, {}};
    if (question_.kind != QuestionKind::kMultiple) {
      if (node.kind != Kind::kString) {
        return refuse("wrong-type", "The answer to " + quoted(question_.id) +
                                        " is the id of one option, a string.");
      }
      return add(value, &answer) ? answer : Answer{};
    }
    if (node.kind != Kind::kArray) {
      return refuse("wrong-type",
                    "The answer to " + quoted(question_.id) + " is an array of option ids.");
    }
    if (node.size > question_.max || node.size < question_.min) {
      const bool many = node.size > question_.max;
      return refuse(many ? "too-many" : "too-few",
                    "Question " + quoted(question_.id) + " takes " +
                        (many ? "at most " : "at least ") +
                        std::to_string(many ? question_.max : question_.min) +
                        " options; these are " + std::to_string(node.size) + ".");
    }
    for (std::uint32_t item = node.child; item != JsonTree::kNone; item = tree_.at(item).next) {
      if (tree_.at(item).kind != Kind::kString) {
        return refuse("wrong-type", "The answer to " + quoted(question_.id) +
                                        " is an array of option ids, strings.");
      }
      if (!add(item, &answer)) return {};
    }
    std::sort(answer.options.begin(), answer.options.end());
    if (answer.options.size() > 1) {
      for (const std::uint16_t option : answer.options) {
        if (question_.options[option].exclusive) {
          return refuse("exclusive-option", "Option " + quoted(question_.options[option].id) +
                                                " of " + quoted(question_.id) +
                                                " stands alone; take it or the others.");
        }
      }
    }
    return answer;
  }

 private:
  Answer refuse(std::string code, std::string message) {
    problem_.code = std::move(code);
    problem_.message = std::move(message);
    return {};
  }

  bool add(std::uint32_t value, Answer* answer) {
    const std::string_view id = tree_.at(value).text;
    NameIndex near;
    for (std::size_t o = 0; o < question_.options.size(); ++o) {
      if (question_.options[o].id != id) {
        near.add(question_.options[o].id, 0);
        continue;
      }
      const auto place = static_cast<std::uint16_t>(o);
      if (std::find(answer->options.begin(), answer->options.end(), place) !=
          answer->options.end()) {
        refuse("repeated-option",
               "Option " + quoted(id) + " of " + quoted(question_.id) + " is named twice.");
        return false;
      }
      answer->options.push_back(place);
      return true;
    }
    refuse("unknown-option", "Question " + quoted(question_.id) + " has no option " + quoted(id) +
                                 "." + near.suggestion(id));
    return false;
  }

  const JsonTree& tree_;
  const Question& question_;
  AnswerProblem& problem_;
};

}  // namespace

AnswersReading read_answers(const JsonTree& tree, std::uint32_t object, const Quiz& quiz,
                            const NameIndex& questions) {
  AnswersReading reading;
  reading.answers.resize(quiz.questions.size());
  std::vector<bool> seen(quiz.questions.size());
  std::vector<std::pair<std::uint32_t, AnswerProblem>> problems;
  for (std::uint32_t member = tree.at(object).child; member != JsonTree::kNone;
       member = tree.at(member).next) {
    const std::string_view id = tree.at(member).key;
    const std::uint32_t place = questions.find(id);
    AnswerProblem problem{std::string(id), "", "", member};
    if (place == NameIndex::kNone) {
      problem.code = "unknown-question";
      problem.message = "The quiz has no question " + quoted(id) + "." +
                        (problems.size() < 200 ? questions.suggestion(id) : std::string());
    } else if (seen[place]) {
      problem.code = "repeated-question";
      problem.message =
          "Question " + quoted(id) + " is answered twice; its answers are not counted.";
      reading.answers[place] = {};
    } else {
      seen[place] = true;
      reading.answers[place] = AnswerReader(tree, quiz.questions[place], &problem).read(member);
    }
    if (!problem.code.empty()) problems.emplace_back(place, std::move(problem));
  }
  std::stable_sort(problems.begin(), problems.end(), [](const auto& a, const auto& b) {
    return a.first != b.first ? a.first < b.first : a.second.question < b.second.question;
  });
  for (auto& [place, problem] : problems) reading.problems.push_back(std::move(problem));
  return reading;
}

}  // namespace career_quiz
