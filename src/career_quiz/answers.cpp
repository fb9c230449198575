#include "career_quiz/answers.h"

#include <utility>

#include "career_quiz/order.h"

namespace career_quiz {
namespace {

using Kind = JsonTree::Kind;

class AnswerReader {
 public:
  AnswerReader(const JsonTree& tree, const Question& question, bool suggest, AnswerProblem* problem)
      : tree_(tree), question_(question), suggest_(suggest), problem_(*problem) {}

  // The answer, or an open one with the problem set.
  Answer read(std::uint32_t value) {
    const JsonTree::Value& node = tree_.at(value);
    problem_.value = value;
    if (node.kind == Kind::kNull) {
      if (question_.optional) return {Answer::State::kSkipped, {}};
      return refuse("not-optional", "Question “%” cannot be skipped; leave it out to keep it open.",
                    {question_.id});
    }
    Answer answer{Answer::State::kAnswered, {}};
    if (question_.kind != QuestionKind::kMultiple) {
      if (node.kind != Kind::kString) {
        return refuse("wrong-type", "The answer to “%” is the id of one option, a string.",
                      {question_.id});
      }
      return add(value, &answer) ? answer : Answer{};
    }
    if (node.kind != Kind::kArray) {
      return refuse("wrong-type", "The answer to “%” is an array of option ids.", {question_.id});
    }
    if (node.size > question_.max || node.size < question_.min) {
      const bool many = node.size > question_.max;
      return refuse(many ? "too-many" : "too-few", "Question “%” takes %% options; these are %.",
                    {question_.id, (many ? "at most " : "at least "),
                     decimal(many ? question_.max : question_.min), decimal(node.size)});
    }
    for (std::uint32_t item = node.child; item != JsonTree::kNone; item = tree_.at(item).next) {
      if (tree_.at(item).kind != Kind::kString) {
        return refuse("wrong-type", "The answer to “%” is an array of option ids, strings.",
                      {question_.id});
      }
      if (!add(item, &answer)) return {};
    }
    if (answer.options.size() > 1) {
      for (const std::uint16_t option : answer.options) {
        if (question_.options[option].exclusive) {
          return refuse("exclusive-option",
                        "Option “%” of “%” stands alone; take it or the others.",
                        {question_.options[option].id, question_.id});
        }
      }
    }
    return answer;
  }

 private:
  Answer refuse(std::string_view code, std::string_view sentence, Values values) {
    problem_.code = code;
    problem_.message = say(sentence, values);
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
      if (!insert_place(&answer->options, place)) {
        refuse("repeated-option", "Option “%” of “%” is named twice.", {id, question_.id});
        return false;
      }
      return true;
    }
    refuse("unknown-option", "Question “%” has no option “%”.%",
           {question_.id, id, suggest_ ? near.suggestion(id) : std::string()});
    return false;
  }

  const JsonTree& tree_;
  const Question& question_;
  bool suggest_;
  AnswerProblem& problem_;
};

}  // namespace

AnswersReading read_answers(const JsonTree& tree, std::uint32_t object, const Quiz& quiz,
                            const NameIndex& questions, bool suggest) {
  AnswersReading reading;
  reading.answers.resize(quiz.questions.size());
  std::vector<char> seen(quiz.questions.size());
  std::vector<std::pair<std::uint32_t, AnswerProblem>> problems;
  for (std::uint32_t member = tree.at(object).child; member != JsonTree::kNone;
       member = tree.at(member).next) {
    const std::string_view id = tree.at(member).key;
    const std::uint32_t place = questions.find(id);
    AnswerProblem problem{std::string(id), "", "", member};
    if (place == NameIndex::kNone) {
      problem.code = "unknown-question";
      const bool few = suggest && problems.size() < 60;
      problem.message = say("The quiz has no question “%”.%",
                            {id, few ? questions.suggestion(id) : std::string()});
    } else if (seen[place]) {
      problem.code = "repeated-question";
      problem.message = say("Question “%” is answered twice; its answers are not counted.", {id});
      reading.answers[place] = {};
    } else {
      seen[place] = true;
      reading.answers[place] =
          AnswerReader(tree, quiz.questions[place], suggest, &problem).read(member);
    }
    if (!problem.code.empty()) problems.emplace_back(place, std::move(problem));
  }
  sort_stably(&problems, [](const auto& a, const auto& b) {
    return a.first != b.first ? a.first < b.first : a.second.question < b.second.question;
  });
  for (auto& [place, problem] : problems) reading.problems.push_back(std::move(problem));
  return reading;
}

}  // namespace career_quiz
