#include "career_quiz/answers.h"

#include <algorithm>
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
      if (question_.optional) {
        Answer skipped;
        skipped.state = Answer::State::kSkipped;
        return skipped;
      }
      return refuse("not-optional", "Question “%” cannot be skipped; leave it out to keep it open.",
                    {question_.id});
    }
    Answer answer;
    answer.state = Answer::State::kAnswered;
    switch (question_.kind) {
      case QuestionKind::kMultiple:
      case QuestionKind::kRank:
        return list(node);
      case QuestionKind::kNumber:
        return number(node);
      case QuestionKind::kText:
        return text(node);
      default:
        break;
    }
    if (node.kind != Kind::kString) {
      return refuse("wrong-type", "The answer to “%” is the id of one option, a string.",
                    {question_.id});
    }
    return add(value, &answer) ? answer : Answer{};
  }

 private:
  Answer list(const JsonTree::Value& node) {
    const bool ranked = question_.kind == QuestionKind::kRank;
    if (node.kind != Kind::kArray) {
      return refuse("wrong-type", "The answer to “%” is an array of option ids.", {question_.id});
    }
    const auto all = static_cast<std::int64_t>(question_.options.size());
    const std::int64_t least = ranked ? all : question_.min;
    const std::int64_t most = ranked ? all : question_.max;
    if (node.size > most || node.size < least) {
      const bool many = node.size > most;
      return refuse(many ? "too-many" : "too-few", "Question “%” takes %% options; these are %.",
                    {question_.id, (many ? "at most " : "at least "), decimal(many ? most : least),
                     decimal(node.size)});
    }
    Answer answer;
    answer.state = Answer::State::kAnswered;
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

  Answer number(const JsonTree::Value& node) {
    if (node.kind != Kind::kInteger) {
      return refuse("wrong-type", "The answer to “%” is an integer, not in quotation marks.",
                    {question_.id});
    }
    if (node.integer < question_.min || node.integer > question_.max) {
      return refuse(
          "out-of-range", "The answer to “%” goes from % to %; this is %.",
          {question_.id, decimal(question_.min), decimal(question_.max), decimal(node.integer)});
    }
    Answer answer;
    answer.state = Answer::State::kAnswered;
    answer.number = node.integer;
    return answer;
  }

  Answer text(const JsonTree::Value& node) {
    if (node.kind != Kind::kString) {
      return refuse("wrong-type", "The answer to “%” is a text, a string.", {question_.id});
    }
    std::int64_t characters = 0;
    for (const char c : node.text) characters += (static_cast<unsigned char>(c) & 0xC0) != 0x80;
    if (characters > question_.max) {
      return refuse("too-long", "The answer to “%” has % characters; at most % are kept.",
                    {question_.id, decimal(characters), decimal(question_.max)});
    }
    Answer answer;
    answer.state = Answer::State::kAnswered;
    answer.text = node.text;
    return answer;
  }

  Answer refuse(std::string_view code, std::string_view sentence, Values values) {
    problem_.code = code;
    problem_.message = say(sentence, values);
    return {};
  }

  bool add(std::uint32_t value, Answer* answer) {
    const std::string_view id = tree_.at(value).text;
    for (std::size_t o = 0; o < question_.options.size(); ++o) {
      if (question_.options[o].id != id) continue;
      const auto place = static_cast<std::uint16_t>(o);
      auto& chosen = answer->options;
      // A ranking is in no order of places, so has_place() would not find it there.
      if (std::find(chosen.begin(), chosen.end(), place) != chosen.end()) {
        refuse("repeated-option", "Option “%” of “%” is named twice.", {id, question_.id});
        return false;
      }
      if (question_.kind == QuestionKind::kRank) {
        chosen.push_back(place);
      } else {
        insert_place(&chosen, place);
      }
      return true;
    }
    NameIndex near;
    for (const Option& option : question_.options) near.add(option.id, 0);
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
  List<bool> seen(quiz.questions.size());
  std::uint32_t turn = 0;
  List<std::pair<std::uint32_t, AnswerProblem>> problems;
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
      reading.answers[place].turn = turn++;
    }
    if (!problem.code.empty()) problems.emplace_back(place, std::move(problem));
  }
  sort_stably(&problems, [](const auto& a, const auto& b) {
    return a.first != b.first ? a.first < b.first : a.second.question < b.second.question;
  });
  for (auto& [place, problem] : problems) reading.problems.push_back(std::move(problem));
  return reading;
}

void write_answer(JsonWriter* json, const Question& question, const Answer& answer) {
  switch (question.kind) {
    case QuestionKind::kMultiple:
    case QuestionKind::kRank:
      json->begin_array();
      for (const std::uint16_t option : answer.options) json->text(question.options[option].id);
      json->end_array();
      return;
    case QuestionKind::kNumber:
      json->integer(answer.number);
      return;
    case QuestionKind::kText:
      json->text(answer.text);
      return;
    default:
      json->text(question.options[answer.options.front()].id);
  }
}

}  // namespace career_quiz
