#include "career_quiz/condition_reader.h"

#include <numeric>
#include <optional>
#include <string>
#include <utility>

#include "career_quiz/order.h"

namespace career_quiz {
namespace {

using Kind = JsonTree::Kind;
using Relation = Condition::Relation;

// One side of a comparison.
struct Side {
  enum class Kind : std::uint8_t {
    kBroken,
    kNull,
    kInteger,
    kString,
    kList,
    kAnswer,
    kNumber,
    kOutcome,
    kHeadline,
    kShown
  };
  Kind kind = Kind::kBroken;
  std::uint32_t value = 0;             // Where it stands in the text.
  std::uint16_t subject = 0;           // A question, or a place in the ranking.
  std::optional<std::uint16_t> place;  // Of a ranking, from 0: answers.<question>.<place>.
  Condition::Operand operand;

  bool literal() const { return kind >= Kind::kNull && kind <= Kind::kList; }
};

Relation mirrored(Relation relation) {
  switch (relation) {
    case Relation::kLess:
      return Relation::kGreater;
    case Relation::kLessOrEqual:
      return Relation::kGreaterOrEqual;
    case Relation::kGreater:
      return Relation::kLess;
    case Relation::kGreaterOrEqual:
      return Relation::kLessOrEqual;
    default:
      return relation;
  }
}

bool is_order(Relation relation) {
  return relation != Relation::kEqual && relation != Relation::kNotEqual;
}

Condition constant(bool value) {
  Condition condition;
  condition.op = value ? Condition::Op::kAlways : Condition::Op::kNever;
  return condition;
}

Condition join(Condition::Op op, List<Condition> parts) {
  Condition condition;
  condition.op = op;
  condition.parts = std::move(parts);
  return condition;
}

Condition about(Condition::Op op, std::uint16_t subject, const List<std::uint16_t>& members = {}) {
  Condition condition;
  condition.op = op;
  condition.subject = subject;
  for (const std::uint16_t member : members) insert_place(&condition.members, member);
  return condition;
}

Condition negated_if(bool negate, Condition condition) {
  return negate ? join(Condition::Op::kNot, {std::move(condition)}) : condition;
}

class Reader {
 public:
  Reader(const JsonTree& tree, Scope scope, const Names& names, Diagnostics* diagnostics)
      : tree_(tree), scope_(scope), names_(names), diagnostics_(*diagnostics) {}

  Condition condition(std::uint32_t value) {
    const JsonTree::Value& node = tree_.at(value);
    if (node.kind == Kind::kBoolean) return constant(node.boolean);
    if (node.kind != Kind::kObject || node.size != 1) {
      return broken(value, "bad-condition",
                    "A condition is true, false, or an object with one operator, such as {\"==\": "
                    "[{\"var\": \"answers.question\"}, \"option\"]}.");
    }
    const std::uint32_t argument = node.child;
    const std::string_view name = tree_.at(argument).key;
    if (name == "and" || name == "or") return all(name == "and", argument);
    if (name == "!") return negation(argument);
    if (name == "in") return membership(argument);
    constexpr std::pair<std::string_view, Relation> kRelations[] = {
        {"==", Relation::kEqual},  {"!=", Relation::kNotEqual},
        {"<", Relation::kLess},    {"<=", Relation::kLessOrEqual},
        {">", Relation::kGreater}, {">=", Relation::kGreaterOrEqual},
    };
    for (const auto& [sign, relation] : kRelations) {
      if (name == sign) return comparison(argument, relation);
    }
    if (name == "var") {
      return broken(value, "bad-condition",
                    "A name alone is not a condition: compare it, for instance {\"!=\": [{\"var\": "
                    "\"…\"}, null]}.");
    }
    return broken(argument, "unknown-operator",
                  "There is no operator “%”; the format has var == != < <= > >= ! and or in.",
                  {name}, true);
  }

 private:
  Condition broken(std::uint32_t value, std::string_view code, std::string_view sentence,
                   Values values = {}, bool at_key = false) {
    if (at_key) {
      diagnostics_.error_at_key(value, code, sentence, values);
    } else {
      diagnostics_.error(value, code, sentence, values);
    }
    return constant(false);
  }

  // The two arguments of an operator.
  std::optional<std::pair<std::uint32_t, std::uint32_t>> two(std::uint32_t argument) {
    const JsonTree::Value& node = tree_.at(argument);
    if (node.kind == Kind::kArray && node.size == 2)
      return std::pair(node.child, tree_.at(node.child).next);
    broken(argument, "bad-condition",
           "“%” takes an array of two, such as [{\"var\": \"…\"}, \"…\"].", {node.key});
    return std::nullopt;
  }

  Condition all(bool conjunction, std::uint32_t argument) {
    const JsonTree::Value& node = tree_.at(argument);
    if (node.kind != Kind::kArray || node.size == 0) {
      return broken(argument, "bad-condition", "“%” takes an array of one or more conditions.",
                    {node.key});
    }
    List<Condition> parts;
    for (std::uint32_t part = node.child; part != JsonTree::kNone; part = tree_.at(part).next) {
      parts.push_back(condition(part));
    }
    return join(conjunction ? Condition::Op::kAnd : Condition::Op::kOr, std::move(parts));
  }

  Condition negation(std::uint32_t argument) {
    const JsonTree::Value& node = tree_.at(argument);
    if (node.kind == Kind::kArray && node.size == 1) argument = node.child;
    return join(Condition::Op::kNot, {condition(argument)});
  }

  Condition comparison(std::uint32_t argument, Relation relation) {
    const auto pair = two(argument);
    if (!pair) return constant(false);
    Side left = side(pair->first);
    Side right = side(pair->second);
    if (left.kind == Side::Kind::kBroken || right.kind == Side::Kind::kBroken)
      return constant(false);
    if (left.literal()) {
      std::swap(left, right);
      relation = mirrored(relation);
    }
    if (left.literal()) {
      return broken(argument, "bad-condition",
                    "This compares two constants; one side must be a {\"var\": \"…\"}.");
    }
    const bool negate = relation == Relation::kNotEqual;
    if (left.kind == Side::Kind::kAnswer) {
      const Question& question = names_.quiz.questions[left.subject];
      if (right.kind == Side::Kind::kNull && !is_order(relation) && !left.place) {
        return negated_if(!negate, about(Condition::Op::kAnswered, left.subject));
      }
      if (question.kind == QuestionKind::kText) {
        return unlike(argument,
                      "the answer to “%” is free text; only == null and != null ask about it",
                      {question.id});
      }
      if (question.kind == QuestionKind::kRank && !left.place) {
        return unlike(
            argument,
            "the answer to “%” is an order; name a place of it, answers.%.0 for the first",
            {question.id, question.id});
      }
      if (question.kind == QuestionKind::kMultiple) {
        return unlike(
            argument,
            "the answer to “%” is a list; write {\"in\": [\"option\", {\"var\": \"answers.%\"}]}",
            {question.id, question.id});
      }
      if (right.kind != Side::Kind::kString) {
        return unlike(right.value, "the answer to “%” compares with one of its options, a string",
                      {question.id});
      }
      const auto place = option(left.subject, right.value);
      if (!place) return constant(false);
      if (is_order(relation) && !question.ordered()) {
        return unlike(argument, "the options of “%” have no order; use == or in", {question.id});
      }
      if (left.place) return negated_if(negate, placed(left, {*place}));
      return negated_if(
          negate, about(Condition::Op::kChose, left.subject, matching(question, relation, *place)));
    }
    if (left.kind == Side::Kind::kOutcome) {
      if (is_order(relation) || right.kind != Side::Kind::kString) {
        return unlike(argument, "an outcome can only be == or != to the id of an outcome");
      }
      const auto place = outcome(right.value);
      if (!place) return constant(false);
      return negated_if(negate, about(Condition::Op::kRanked, left.subject, {*place}));
    }
    if (left.kind == Side::Kind::kShown) {
      return unlike(argument,
                    "result.outcomes is a list; write {\"in\": [\"outcome\", {\"var\": "
                    "\"result.outcomes\"}]}");
    }
    if (left.kind == Side::Kind::kHeadline) {
      if (is_order(relation) || right.kind != Side::Kind::kString) {
        return unlike(argument, "result.kind can only be == or != to a kind, a string");
      }
      const auto kind = headline(right.value);
      if (!kind) return constant(false);
      return negated_if(negate, about(Condition::Op::kHeadlined, 0, {*kind}));
    }
    if (right.kind != Side::Kind::kInteger && right.kind != Side::Kind::kNumber &&
        !(right.kind == Side::Kind::kNull && !is_order(relation))) {
      return unlike(right.value, "a number compares with an integer or another number");
    }
    Condition result;
    result.op = Condition::Op::kCompare;
    result.relation = relation;
    result.left = left.operand;
    result.right = right.operand;
    return result;
  }

  Condition membership(std::uint32_t argument) {
    const auto pair = two(argument);
    if (!pair) return constant(false);
    const Side needle = side(pair->first);
    const Side list = side(pair->second);
    if (needle.kind == Side::Kind::kBroken || list.kind == Side::Kind::kBroken)
      return constant(false);
    if (list.kind == Side::Kind::kAnswer && needle.kind == Side::Kind::kString) {
      if (names_.quiz.questions[list.subject].kind != QuestionKind::kMultiple) {
        return unlike(list.value, "the answer to “%” is one option, not a list; use ==",
                      {names_.quiz.questions[list.subject].id});
      }
      const auto place = option(list.subject, needle.value);
      return place ? about(Condition::Op::kChose, list.subject, {*place}) : constant(false);
    }
    if (list.kind == Side::Kind::kShown && needle.kind == Side::Kind::kString) {
      const auto place = outcome(needle.value);
      return place ? about(Condition::Op::kShown, 0, {*place}) : constant(false);
    }
    const bool of_answer = needle.kind == Side::Kind::kAnswer && is_one_option(needle);
    const bool of_headline = needle.kind == Side::Kind::kHeadline;
    if (list.kind != Side::Kind::kList ||
        (!of_answer && !of_headline && needle.kind != Side::Kind::kOutcome)) {
      return unlike(
          argument,
          "in takes [{\"var\": \"answers.question\"}, [options]], [{\"var\": \"result.first\"}, "
          "[outcomes]] or [\"option\", {\"var\": \"answers.multiple\"}]");
    }
    List<std::uint16_t> members;
    for (std::uint32_t item = tree_.at(list.value).child; item != JsonTree::kNone;
         item = tree_.at(item).next) {
      if (tree_.at(item).kind != Kind::kString) {
        unlike(item, "this list holds ids, strings");
        continue;
      }
      const auto place = of_answer     ? option(needle.subject, item)
                         : of_headline ? headline(item)
                                       : outcome(item);
      if (place) members.push_back(*place);
    }
    if (needle.place) return placed(needle, members);
    return about(of_answer     ? Condition::Op::kChose
                 : of_headline ? Condition::Op::kHeadlined
                               : Condition::Op::kRanked,
                 needle.subject, members);
  }

  // Whether the side stands for one option: not a list, a number or free text.
  bool is_one_option(const Side& side) const {
    const QuestionKind kind = names_.quiz.questions[side.subject].kind;
    return side.place || kind == QuestionKind::kSingle || kind == QuestionKind::kScale ||
           kind == QuestionKind::kPair;
  }

  static Condition placed(const Side& side, const List<std::uint16_t>& members) {
    Condition condition = about(Condition::Op::kPlaced, side.subject, members);
    condition.place = *side.place;
    return condition;
  }

  Condition unlike(std::uint32_t value, std::string_view reason, Values values = {}) {
    return broken(value, "unlike-kinds", "These cannot be compared: %.", {say(reason, values)});
  }

  static List<std::uint16_t> matching(const Question& question, Relation relation,
                                      std::uint16_t place) {
    std::uint16_t from = 0;
    auto to = static_cast<std::uint16_t>(question.options.size());
    if (relation == Relation::kEqual || relation == Relation::kNotEqual) {
      return {place};
    } else if (relation == Relation::kLess) {
      to = place;
    } else if (relation == Relation::kLessOrEqual) {
      to = static_cast<std::uint16_t>(place + 1);
    } else if (relation == Relation::kGreater) {
      from = static_cast<std::uint16_t>(place + 1);
    } else {
      from = place;
    }
    List<std::uint16_t> places(static_cast<std::size_t>(to - from));
    std::iota(places.begin(), places.end(), from);
    return places;
  }

  std::string suggestion(const NameIndex& names, std::string_view id) const {
    return diagnostics_.many() ? std::string() : names.suggestion(id);
  }

  std::optional<std::uint16_t> option(std::uint16_t question, std::uint32_t value) {
    const std::string_view id = tree_.at(value).text;
    const auto& options = names_.quiz.questions[question].options;
    for (std::size_t o = 0; o < options.size(); ++o) {
      if (options[o].id == id) return static_cast<std::uint16_t>(o);
    }
    NameIndex near;
    if (!diagnostics_.many()) {
      for (const Option& one : options) near.add(one.id, 0);
    }
    broken(value, "unknown-option", "Question “%” has no option “%”.%",
           {names_.quiz.questions[question].id, id, suggestion(near, id)});
    return std::nullopt;
  }

  std::optional<std::uint16_t> outcome(std::uint32_t value) {
    const std::string_view id = tree_.at(value).text;
    const std::uint32_t place = names_.outcomes.find(id);
    if (place != NameIndex::kNone) return static_cast<std::uint16_t>(place);
    broken(value, "unknown-outcome", "There is no outcome “%”.%",
           {id, suggestion(names_.outcomes, id)});
    return std::nullopt;
  }

  std::optional<std::uint16_t> headline(std::uint32_t value) {
    const std::string_view name = tree_.at(value).text;
    NameIndex known;
    for (std::uint16_t kind = 0; kind < std::size(kHeadlineKinds); ++kind) {
      if (kHeadlineKinds[kind] == "override" && scope_ != Scope::kGuarantee) continue;
      if (kHeadlineKinds[kind] == name) return kind;
      known.add(kHeadlineKinds[kind], 0);
    }
    broken(value, "bad-value", "There is no kind “%” that could be read here.%",
           {name, suggestion(known, name)});
    return std::nullopt;
  }

  Side side(std::uint32_t value) {
    const JsonTree::Value& node = tree_.at(value);
    Side side;
    side.value = value;
    switch (node.kind) {
      case Kind::kNull:
        side.kind = Side::Kind::kNull;
        return side;
      case Kind::kInteger:
        side.kind = Side::Kind::kInteger;
        side.operand = {Condition::Operand::Kind::kLiteral, 0, node.integer};
        return side;
      case Kind::kString:
        side.kind = Side::Kind::kString;
        return side;
      case Kind::kArray:
        side.kind = Side::Kind::kList;
        return side;
      case Kind::kObject:
        if (node.size == 1 && tree_.at(node.child).key == "var") return variable(node.child);
        break;
      default:
        break;
    }
    broken(value, "bad-condition",
           "Expected {\"var\": \"…\"}, a string, an integer, null or an array here.");
    return side;
  }

  Side variable(std::uint32_t argument) {
    std::uint32_t value = argument;
    if (tree_.at(value).kind == Kind::kArray && tree_.at(value).size == 1)
      value = tree_.at(value).child;
    Side side;
    side.value = value;
    if (tree_.at(value).kind != Kind::kString) {
      broken(value, "bad-condition",
             "A name is a string, such as {\"var\": \"answers.question\"}.");
      return side;
    }
    const std::string_view name = tree_.at(value).text;
    const auto after = [&](std::string_view prefix) -> std::optional<std::string_view> {
      if (name.substr(0, prefix.size()) != prefix) return std::nullopt;
      return name.substr(prefix.size());
    };
    if (const auto id = after("answers.")) {
      const std::size_t dot = id->find('.');
      if (!resolve(id->substr(0, dot), names_.questions, "question", value, &side,
                   Side::Kind::kAnswer)) {
        return side;
      }
      const Question& question = names_.quiz.questions[side.subject];
      if (question.kind == QuestionKind::kNumber) {
        side.kind = Side::Kind::kNumber;
        side.operand.kind = Condition::Operand::Kind::kAnswer;
      }
      if (dot != std::string_view::npos) read_place(id->substr(dot + 1), question, value, &side);
      return side;
    }
    using Number = Condition::Operand::Kind;
    if (const auto id = after("scales.")) {
      side.operand.kind = Number::kScale;
      resolve(*id, names_.scales, "scale", value, &side, Side::Kind::kNumber);
      return side;
    }
    const auto score = after("scores.");
    const bool place = name == "result.first" || name == "result.second";
    const bool kind = name == "result.kind";
    const bool shown = name == "result.outcomes";
    if (!score && !place && !kind && !shown && name != "result.margin" && name != "result.lead") {
      broken(value, "unknown-name",
             "There is no “%”; a condition reads answers.<question> and scales.<scale>, and in "
             "rules and modules result.first, result.second, result.margin, result.lead and "
             "scores.<outcome>; in modules and guarantees result.kind and result.outcomes too.",
             {name});
      return side;
    }
    if (scope_ == Scope::kAnswers || ((kind || shown) && scope_ == Scope::kResult)) {
      broken(value, "too-early",
             scope_ == Scope::kAnswers
                 ? "“%” is not known yet when this condition is asked; use answers and scales."
                 : "“%” rests on the rules; only modules and guarantees can read it.",
             {name});
      return side;
    }
    if (score) {
      side.operand.kind = Number::kScore;
      resolve(*score, names_.outcomes, "outcome", value, &side, Side::Kind::kNumber);
    } else if (place) {
      side.kind = Side::Kind::kOutcome;
      side.subject = name == "result.first" ? 0 : 1;
    } else if (kind || shown) {
      side.kind = kind ? Side::Kind::kHeadline : Side::Kind::kShown;
    } else {
      side.kind = Side::Kind::kNumber;
      side.operand.kind = name == "result.margin" ? Number::kMargin : Number::kLead;
    }
    return side;
  }

  bool resolve(std::string_view id, const NameIndex& index, std::string_view what,
               std::uint32_t value, Side* side, Side::Kind kind) {
    const std::uint32_t place = index.find(id);
    if (place == NameIndex::kNone) {
      broken(value, say("unknown-%", {what}), "There is no % “%”.%",
             {what, id, suggestion(index, id)});
      return false;
    }
    side->kind = kind;
    side->subject = static_cast<std::uint16_t>(place);
    side->operand.index = static_cast<std::uint16_t>(place);
    return true;
  }

  // The place in answers.<question>.<place>, from 0.
  void read_place(std::string_view digits, const Question& question, std::uint32_t value,
                  Side* side) {
    std::uint32_t place = 0;
    bool plain = question.kind == QuestionKind::kRank && !digits.empty() && digits.size() <= 2;
    for (const char c : digits) {
      plain = plain && c >= '0' && c <= '9';
      place = place * 10 + static_cast<std::uint32_t>(c - '0');
    }
    if (plain && place < question.options.size()) {
      side->place = static_cast<std::uint16_t>(place);
      return;
    }
    side->kind = Side::Kind::kBroken;
    broken(value, "unknown-name",
           "“%” has no place “%”; only a question of kind “rank” has places, from 0 to the last "
           "option.",
           {question.id, digits});
  }

  const JsonTree& tree_;
  Scope scope_;
  const Names& names_;
  Diagnostics& diagnostics_;
};

}  // namespace

Condition read_condition(const JsonTree& tree, std::uint32_t value, Scope scope, const Names& names,
                         Diagnostics* diagnostics) {
  return Reader(tree, scope, names, diagnostics).condition(value);
}

}  // namespace career_quiz
