#include "career_quiz/condition.h"

#include <algorithm>

#include "career_quiz/order.h"
#include "career_quiz/quiz.h"

namespace career_quiz {
namespace {

Truth truth(bool value) { return value ? Truth::kTrue : Truth::kFalse; }

Truth negate(Truth value) {
  return value == Truth::kUnknown ? value : truth(value == Truth::kFalse);
}

// A number, null, or not known yet.
struct Reading {
  bool known = true;
  std::optional<std::int64_t> number;
};

Reading read(const Condition::Operand& operand, const Facts& facts) {
  using Kind = Condition::Operand::Kind;
  switch (operand.kind) {
    case Kind::kNull:
      return {};
    case Kind::kLiteral:
      return {true, operand.literal};
    case Kind::kAnswer: {
      if (facts.settled != nullptr && !(*facts.settled)[operand.index]) return {false, {}};
      const Answer& answer = facts.answers[operand.index];
      if (answer.state != Answer::State::kAnswered) return {};
      return {true, answer.number};
    }
    case Kind::kScale: {
      if (facts.settled != nullptr) {
        for (const std::uint16_t q : facts.quiz.bearing[operand.index]) {
          if (!(*facts.settled)[q]) return {false, {}};
        }
      }
      if (facts.scales != nullptr) {
        return {true, facts.scales->value(facts.quiz, facts.answers, operand.index)};
      }
      return {true, scale_value(facts.quiz, facts.answers, operand.index)};
    }
    default:
      break;
  }
  if (facts.standing == nullptr) return {false, {}};
  switch (operand.kind) {
    case Kind::kScore:
      return {true, facts.standing->scores[operand.index]};
    case Kind::kMargin:
      return {true, facts.standing->margin};
    default:
      return {true, facts.standing->lead};
  }
}

// Whether option `o` was chosen; of a ranking, whether it came first.
bool chosen(const Question& question, const Answer& answer, std::size_t o) {
  const auto place = static_cast<std::uint16_t>(o);
  if (question.kind == QuestionKind::kRank) return answer.options.front() == place;
  return has_place(answer.options, place);
}

template <class Visit>
void visit(const Condition& condition, Visit&& seen) {
  seen(condition);
  for (const Condition& part : condition.parts) visit(part, seen);
}

}  // namespace

bool relates(Condition::Relation relation, const std::optional<std::int64_t>& left,
             const std::optional<std::int64_t>& right) {
  using Relation = Condition::Relation;
  if (relation == Relation::kEqual) return left == right;
  if (relation == Relation::kNotEqual) return left != right;
  if (!left || !right) return false;
  switch (relation) {
    case Relation::kLess:
      return *left < *right;
    case Relation::kLessOrEqual:
      return *left <= *right;
    case Relation::kGreater:
      return *left > *right;
    default:
      return *left >= *right;
  }
}

Truth evaluate(const Condition& condition, const Facts& facts) {
  using Op = Condition::Op;
  switch (condition.op) {
    case Op::kAlways:
      return Truth::kTrue;
    case Op::kNever:
      return Truth::kFalse;
    case Op::kNot:
      return negate(evaluate(condition.parts[0], facts));
    case Op::kAnd:
    case Op::kOr: {
      const Truth decisive = truth(condition.op == Op::kOr);
      Truth value = negate(decisive);
      for (const Condition& part : condition.parts) {
        const Truth one = evaluate(part, facts);
        if (one == decisive) return decisive;
        if (one == Truth::kUnknown) value = one;
      }
      return value;
    }
    case Op::kAnswered:
    case Op::kPlaced:
    case Op::kChose: {
      if (facts.settled != nullptr && !(*facts.settled)[condition.subject]) return Truth::kUnknown;
      const Answer& answer = facts.answers[condition.subject];
      if (answer.state != Answer::State::kAnswered) return Truth::kFalse;
      if (condition.op == Op::kAnswered) return Truth::kTrue;
      if (condition.op == Op::kPlaced) {
        return truth(condition.place < answer.options.size() &&
                     has_place(condition.members, answer.options[condition.place]));
      }
      return truth(
          std::any_of(answer.options.begin(), answer.options.end(),
                      [&](std::uint16_t option) { return has_place(condition.members, option); }));
    }
    case Op::kRanked: {
      if (facts.standing == nullptr) return Truth::kUnknown;
      const auto& ranking = facts.standing->ranking;
      return truth(condition.subject < ranking.size() &&
                   has_place(condition.members, ranking[condition.subject]));
    }
    case Op::kShown:
      if (facts.standing == nullptr || !facts.standing->headline) return Truth::kUnknown;
      return truth(std::any_of(
          facts.standing->shown.begin(), facts.standing->shown.end(),
          [&](std::uint16_t outcome) { return has_place(condition.members, outcome); }));
    case Op::kHeadlined:
      if (facts.standing == nullptr || !facts.standing->headline) return Truth::kUnknown;
      return truth(has_place(condition.members, *facts.standing->headline));
    case Op::kCompare: {
      const Reading left = read(condition.left, facts);
      const Reading right = read(condition.right, facts);
      if (!left.known || !right.known) return Truth::kUnknown;
      return truth(relates(condition.relation, left.number, right.number));
    }
  }
  return Truth::kFalse;
}

std::int64_t most_attainable(const Question& question, const List<std::int64_t>& worth) {
  if (question.kind != QuestionKind::kMultiple)
    return *std::max_element(worth.begin(), worth.end());
  List<std::int64_t> plain;
  std::int64_t most = question.min == 0 ? 0 : INT64_MIN;
  for (std::size_t o = 0; o < worth.size(); ++o) {
    if (!question.options[o].exclusive) {
      plain.push_back(worth[o]);
    } else if (question.min <= 1) {
      most = std::max(most, worth[o]);
    }
  }
  sort_stably(&plain, [](std::int64_t a, std::int64_t b) { return a > b; });
  std::int64_t sum = 0;
  for (std::int64_t ticked = 1;
       ticked <= std::min(question.max, static_cast<std::int64_t>(plain.size())); ++ticked) {
    sum += plain[static_cast<std::size_t>(ticked - 1)];
    if (ticked >= question.min) most = std::max(most, sum);
  }
  return most == INT64_MIN ? 0 : most;  // No answer fits.
}

std::optional<std::int32_t> scale_value(const Quiz& quiz, const List<Answer>& answers,
                                        std::uint16_t scale) {
  std::int64_t reached = 0;
  std::int64_t lowest = 0;
  std::int64_t highest = 0;
  for (const std::uint16_t q : quiz.bearing[scale]) {
    const Question& question = quiz.questions[q];
    if (answers[q].state != Answer::State::kAnswered) continue;
    List<std::int64_t> worth;
    std::int64_t got = 0;
    for (std::size_t o = 0; o < question.options.size(); ++o) {
      std::int64_t points = 0;
      for (const ScalePoints& entry : question.options[o].scales) {
        if (entry.scale == scale) points += entry.points;
      }
      worth.push_back(points);
      if (chosen(question, answers[q], o)) got += points;
    }
    const std::int64_t high = most_attainable(question, worth);
    for (std::int64_t& points : worth) points = -points;
    const std::int64_t low = -most_attainable(question, worth);
    reached += question.reverse ? low + high - got : got;
    lowest += low;
    highest += high;
  }
  if (highest == lowest) return std::nullopt;
  const std::int64_t span = highest - lowest;
  return static_cast<std::int32_t>((200 * (reached - lowest) + span) / (2 * span));
}

List<std::uint16_t> questions_read(const Condition& condition, const Quiz& quiz) {
  List<bool> read(quiz.questions.size());
  List<bool> scales(quiz.scales.size());
  const auto read_operand = [&](const Condition::Operand& operand) {
    if (operand.kind == Condition::Operand::Kind::kAnswer) read[operand.index] = true;
    if (operand.kind == Condition::Operand::Kind::kScale) scales[operand.index] = true;
  };
  visit(condition, [&](const Condition& part) {
    if (part.op == Condition::Op::kAnswered || part.op == Condition::Op::kChose ||
        part.op == Condition::Op::kPlaced) {
      read[part.subject] = true;
    }
    if (part.op == Condition::Op::kCompare) {
      read_operand(part.left);
      read_operand(part.right);
    }
  });
  for (std::size_t s = 0; s < scales.size(); ++s) {
    if (!scales[s]) continue;
    for (const std::uint16_t q : quiz.bearing[s]) read[q] = true;
  }
  List<std::uint16_t> questions;
  for (std::size_t q = 0; q < read.size(); ++q) {
    if (read[q]) questions.push_back(static_cast<std::uint16_t>(q));
  }
  return questions;
}

bool reads_headline(const Condition& condition) {
  bool found = false;
  visit(condition, [&](const Condition& part) {
    found = found || part.op == Condition::Op::kHeadlined || part.op == Condition::Op::kShown;
  });
  return found;
}

bool reads_result(const Condition& condition) {
  bool found = reads_headline(condition);
  const auto of_result = [](const Condition::Operand& operand) {
    return operand.kind > Condition::Operand::Kind::kScale;
  };
  visit(condition, [&](const Condition& part) {
    found = found || part.op == Condition::Op::kRanked ||
            (part.op == Condition::Op::kCompare && (of_result(part.left) || of_result(part.right)));
  });
  return found;
}

ScaleMemory::ScaleMemory(const Quiz& quiz)
    : known_(quiz.scales.size()), values_(quiz.scales.size()) {}

std::optional<std::int32_t> ScaleMemory::value(const Quiz& quiz, const List<Answer>& answers,
                                               std::uint16_t scale) {
  if (!known_[scale]) {
    known_[scale] = true;
    values_[scale] = scale_value(quiz, answers, scale);
  }
  return values_[scale];
}

void ScaleMemory::forget(const Question& question) {
  for (const std::uint16_t scale : question.scales) known_[scale] = false;
}

}  // namespace career_quiz
