#include "authoring/encoding.h"

#include <algorithm>
#include <numeric>

#include "career_quiz/advice.h"
#include "career_quiz/evidence.h"
#include "career_quiz/fixed_point.h"
#include "career_quiz/order.h"

namespace career_quiz::authoring {
namespace {

using Op = Condition::Op;
using Relation = Condition::Relation;
using Operand = Condition::Operand;

// What a share of belief is over behind in score, against that of the first.
std::uint64_t power_behind(std::int64_t behind) {
  return power_of_ten(static_cast<std::int32_t>(-2 * std::clamp<std::int64_t>(behind, 0, 1000)));
}

// The largest sum of such shares under which the first is strong.
std::uint64_t largest_strong_sum() {
  std::uint64_t low = 0;
  std::uint64_t high = kOne;  // The smallest strong share lies between.
  while (low + 1 < high) {
    const std::uint64_t middle = (low + high) / 2;
    (is_strong_share(middle) ? high : low) = middle;
  }
  return kOne * kOne / high;
}

std::size_t ticks(const Question& question, bool exclusive) {
  return static_cast<std::size_t>(
      std::count_if(question.options.begin(), question.options.end(),
                    [&](const Option& option) { return option.exclusive == exclusive; }));
}

// The points of the option on the scale.
std::int64_t points_of(const Option& option, std::uint16_t scale) {
  std::int64_t points = 0;
  for (const ScalePoints& entry : option.scales) points += entry.scale == scale ? entry.points : 0;
  return points;
}

// The most that a fitting answer reaches; `sign` -1: the least.
std::int64_t most_points(const Question& question, std::uint16_t scale, std::int64_t sign) {
  std::vector<std::int64_t> plain;
  std::optional<std::int64_t> most;
  const auto offer = [&](std::int64_t sum) { most = std::max(most.value_or(sum), sum); };
  const bool multiple = question.kind == QuestionKind::kMultiple;
  for (const Option& option : question.options) {
    const std::int64_t points = sign * points_of(option, scale);
    if (multiple && !option.exclusive) {
      plain.push_back(points);
    } else if (!multiple || question.min <= 1) {
      offer(points);
    }
  }
  std::sort(plain.rbegin(), plain.rend());
  std::int64_t sum = 0;
  if (multiple && question.min == 0) offer(0);
  for (std::size_t n = 0; n < plain.size() && static_cast<std::int64_t>(n) < question.max; ++n) {
    sum += plain[n];
    if (static_cast<std::int64_t>(n) + 1 >= question.min) offer(sum);
  }
  return sign * most.value_or(0);
}

}  // namespace

std::optional<Answer> fitting_answer(const Question& question,
                                     std::optional<std::uint16_t> option) {
  Answer answer;
  answer.state = Answer::State::kAnswered;
  if (question.kind == QuestionKind::kNumber) {
    answer.number = question.min;
  } else if (question.kind == QuestionKind::kText) {
    answer.text = question.max > 0 ? "x" : "";
  } else if (question.kind == QuestionKind::kRank) {
    answer.options.push_back(option.value_or(0));
    for (std::uint16_t o = 0; o < question.options.size(); ++o) {
      if (o != answer.options.front()) answer.options.push_back(o);
    }
  } else if (question.kind != QuestionKind::kMultiple) {
    answer.options = {option.value_or(0)};
  } else {
    const auto least = static_cast<std::size_t>(std::max<std::int64_t>(question.min, 1));
    if (option && question.options[*option].exclusive) {
      if (least > 1) return std::nullopt;
      answer.options = {*option};
      return answer;
    }
    if (ticks(question, false) < least) {
      if (option || question.min > 1) return std::nullopt;
      if (question.min == 1) answer.options = {0};  // All are exclusive.
      return answer;
    }
    if (option) answer.options = {*option};
    for (std::uint16_t o = 0; answer.options.size() < least; ++o) {
      if (!question.options[o].exclusive) insert_place(&answer.options, o);
    }
  }
  return answer;
}

void Linear::add(const Linear& other, std::int64_t factor) {
  for (const auto& [variable, times] : other.terms) terms[variable] += times * factor;
  constant += other.constant * factor;
}

SheetModel::SheetModel(z3::context& context, const Quiz& quiz, Sheets sheets, std::string name,
                       std::function<void()> pause)
    : context_(context),
      quiz_(quiz),
      sheets_(sheets),
      name_(std::move(name)),
      pause_(std::move(pause)),
      constraints_(context),
      questions_(quiz.questions.size()),
      scores_(quiz.outcomes.size()) {
  if (sheets_ != Sheets::kComplete) return;
  // Where nothing fits, no complete sheet goes: whoever fills the rest cannot mend it.
  for (std::uint16_t q = 0; q < quiz.questions.size(); ++q) {
    const Question& question = quiz.questions[q];
    if (!question.optional && !question.after && !fitting_answer(question)) unknowns(q);
  }
}

unsigned SheetModel::variable(const std::string& name, std::int64_t least, std::int64_t most) {
  variables_.push_back(context_.int_const((name_ + name).c_str()));
  constraints_.push_back(variables_.back() >= number(least));
  constraints_.push_back(variables_.back() <= number(most));
  return static_cast<unsigned>(variables_.size() - 1);
}

z3::expr SheetModel::value(const Linear& sum) {
  z3::expr_vector parts(context_);
  for (const auto& [variable, factor] : sum.terms) {
    if (factor == 0) continue;
    const z3::expr& each = variables_[variable];
    parts.push_back(factor == 1 ? each : number(factor) * each);
  }
  if (sum.constant != 0 || parts.empty()) parts.push_back(number(sum.constant));
  return parts.size() == 1 ? parts[0] : z3::sum(parts);
}

z3::expr SheetModel::at_least(const Linear& sum, std::int64_t least) {
  pause();
  Linear rest = sum;
  rest.constant = 0;
  std::erase_if(rest.terms, [](const auto& entry) { return entry.second == 0; });
  if (rest.terms.empty()) return boolean(sum.constant >= least);
  return value(rest) >= number(least - sum.constant);
}

z3::expr SheetModel::equal(const Linear& sum, std::int64_t value) {
  Linear negative;
  negative.add(sum, -1);
  return at_least(sum, value) && at_least(negative, -value);
}

z3::expr SheetModel::either(const std::vector<z3::expr>& parts) {
  z3::expr_vector vector(context_);
  for (const z3::expr& part : parts) {
    if (part.is_true()) return part;
    if (!part.is_false()) vector.push_back(part);
  }
  if (vector.empty()) return boolean(false);
  return vector.size() == 1 ? vector[0] : z3::mk_or(vector);
}

z3::expr SheetModel::all_of(const std::vector<z3::expr>& parts) {
  z3::expr_vector vector(context_);
  for (const z3::expr& part : parts) {
    if (part.is_false()) return part;
    if (!part.is_true()) vector.push_back(part);
  }
  if (vector.empty()) return boolean(true);
  return vector.size() == 1 ? vector[0] : z3::mk_and(vector);
}

z3::expr SheetModel::once(const std::string& name, const std::function<z3::expr()>& meaning) {
  if (const auto known = known_.find(name); known != known_.end()) return known->second;
  const z3::expr value = meaning();
  return known_.emplace(name, value).first->second;
}

SheetModel::Unknowns& SheetModel::unknowns(std::uint16_t q) {
  if (questions_[q]) return *questions_[q];
  pause();
  const Question& question = quiz_.questions[q];
  Unknowns made{holds(question.when, Reading::kStanding), {}, {}, {}, {}, {}, {}};
  const std::string name = "q" + std::to_string(q);
  const bool multiple = question.kind == QuestionKind::kMultiple;
  Linear ticked;
  for (std::size_t o = 0; o < question.options.size(); ++o) {
    made.options.push_back(variable(name + "o" + std::to_string(o), 0, 1));
    ticked.add(made.options.back(), 1);
  }
  made.answers = made.options;
  if (!question.has_options() || multiple) {
    made.answers.push_back(variable(name + "on", 0, 1));
    made.on.add(made.answers.back(), 1);
  } else {
    made.on = ticked;
  }
  made.given = made.on;
  if (question.optional) {
    made.skipped = variable(name + "skip", 0, 1);
    made.answers.push_back(*made.skipped);
    made.given.add(*made.skipped, 1);
  }
  if (question.kind == QuestionKind::kNumber) {
    made.number = variable(name + "number", question.min, question.max);
    made.answers.push_back(*made.number);
  }
  if (multiple) {
    Linear over = ticked;
    over.add(made.on, -question.min);
    constraints_.push_back(at_least(over, 0));
    Linear under;
    under.add(made.on, question.max);
    under.add(ticked, -1);
    constraints_.push_back(at_least(under, 0));
    const auto all = static_cast<std::int64_t>(question.options.size());
    for (std::size_t o = 0; o < question.options.size(); ++o) {
      Linear there = made.on;
      there.add(made.options[o], -1);
      constraints_.push_back(at_least(there, 0));
      if (!question.options[o].exclusive) continue;
      Linear alone;
      alone.constant = all;
      alone.add(ticked, -1);
      alone.add(made.options[o], 1 - all);
      constraints_.push_back(at_least(alone, 0));
    }
  }
  // Given exactly where it is visible, or at most there.
  Linear seen;
  if (made.visible.is_true()) {
    seen.constant = 1;
  } else {
    const unsigned place = variable(name + "seen", 0, 1);
    constraints_.push_back((variables_[place] >= number(1)) == made.visible);
    seen.add(place, 1);
  }
  seen.add(made.given, -1);
  const bool whole = sheets_ == Sheets::kComplete && !question.after;
  constraints_.push_back(whole ? equal(seen, 0) : at_least(seen, 0));
  questions_[q] = std::move(made);
  return *questions_[q];
}

std::vector<unsigned>& SheetModel::place(std::uint16_t q, std::uint16_t at) {
  Unknowns& ranking = unknowns(q);
  if (at == 0) return ranking.options;
  if (const auto known = ranking.places.find(at); known != ranking.places.end())
    return known->second;
  std::vector<unsigned> made;
  Linear filled;
  for (std::size_t o = 0; o < ranking.options.size(); ++o) {
    const std::string name =
        "q" + std::to_string(q) + "at" + std::to_string(at) + "o" + std::to_string(o);
    made.push_back(variable(name, 0, 1));
    ranking.answers.push_back(made.back());
    filled.add(made.back(), 1);
    Linear free;  // Each option stands at one place.
    free.constant = 1;
    free.add(made.back(), -1);
    free.add(ranking.options[o], -1);
    for (const auto& [other, options] : ranking.places) free.add(options[o], -1);
    constraints_.push_back(at_least(free, 0));
  }
  filled.add(ranking.on, -1);
  constraints_.push_back(equal(filled, 0));
  return ranking.places.emplace(at, std::move(made)).first->second;
}

z3::expr SheetModel::visible(std::uint16_t q) { return unknowns(q).visible; }
z3::expr SheetModel::given(std::uint16_t q) { return at_least(unknowns(q).given, 1); }

z3::expr SheetModel::gives(std::uint16_t q, const Answer& answer) {
  const Question& question = quiz_.questions[q];
  Unknowns& unknown = unknowns(q);
  std::vector<z3::expr> parts = {at_least(unknown.on, 1)};
  const auto is = [&](unsigned variable, std::int64_t value) {
    parts.push_back(variables_[variable] == number(value));
  };
  if (unknown.number) is(*unknown.number, answer.number);
  for (std::uint16_t o = 0; o < unknown.options.size(); ++o) {
    is(unknown.options[o], question.kind == QuestionKind::kRank ? answer.options.front() == o
                                                                : has_place(answer.options, o));
  }
  if (question.kind == QuestionKind::kRank) {
    for (std::uint16_t at = 1; at < answer.options.size(); ++at)
      is(place(q, at)[answer.options[at]], 1);
  }
  return all_of(parts);
}

z3::expr SheetModel::asked_next(std::uint16_t q) {
  std::vector<z3::expr> parts = {visible(q), !given(q), !gate_closed()};
  for (std::uint16_t p = 0; p < q; ++p) {
    if (!quiz_.questions[p].after) parts.push_back(!visible(p) || given(p));
  }
  return all_of(parts);
}

z3::expr SheetModel::holds(const Condition& condition, Reading reading) {
  switch (condition.op) {
    case Op::kAlways:
      return boolean(true);
    case Op::kNever:
      return boolean(false);
    case Op::kNot:
      return !holds(condition.parts[0], reading);
    case Op::kAnd:
    case Op::kOr: {
      std::vector<z3::expr> parts;
      for (const Condition& part : condition.parts) parts.push_back(holds(part, reading));
      return condition.op == Op::kAnd ? all_of(parts) : either(parts);
    }
    case Op::kAnswered:
      return at_least(unknowns(condition.subject).on, 1);
    case Op::kChose: {
      Unknowns& unknown = unknowns(condition.subject);
      // A ranking has all options.
      if (quiz_.questions[condition.subject].kind == QuestionKind::kRank) {
        return condition.members.empty() ? boolean(false) : at_least(unknown.on, 1);
      }
      Linear sum;
      for (const std::uint16_t option : condition.members) sum.add(unknown.options[option], 1);
      return at_least(sum, 1);
    }
    case Op::kPlaced: {
      if (condition.place >= quiz_.questions[condition.subject].options.size())
        return boolean(false);
      const std::vector<unsigned>& options = place(condition.subject, condition.place);
      Linear sum;
      for (const std::uint16_t option : condition.members) sum.add(options[option], 1);
      return at_least(sum, 1);
    }
    case Op::kRanked: {
      std::vector<z3::expr> parts;
      for (const std::uint16_t outcome : condition.members)
        parts.push_back(condition.subject == 0 ? comes_first(outcome) : second(outcome));
      const z3::expr ranked = either(parts);
      return reading == Reading::kAdvice ? all_of({!overridden(), ranked}) : ranked;
    }
    case Op::kShown: {
      std::vector<z3::expr> parts;
      for (const std::uint16_t outcome : condition.members) parts.push_back(shown(outcome));
      return either(parts);
    }
    case Op::kHeadlined: {
      std::vector<z3::expr> parts;
      for (const std::uint16_t kind : condition.members) parts.push_back(headline(kind));
      return either(parts);
    }
    case Op::kCompare:
      return compare(condition, reading);
  }
  return boolean(false);
}

SheetModel::Value SheetModel::read(const Operand& operand, Reading reading) {
  Value value{boolean(false), {}, std::nullopt};
  switch (operand.kind) {
    case Operand::Kind::kNull:
      value.null = boolean(true);
      return value;
    case Operand::Kind::kLiteral:
      value.sum.constant = operand.literal;
      return value;
    case Operand::Kind::kAnswer:
      value.null = !at_least(unknowns(operand.index).on, 1);
      value.sum.add(*unknowns(operand.index).number, 1);
      return value;
    case Operand::Kind::kScale:
      value.null = !at_least(scale(operand.index).span, 1);
      value.scale = operand.index;
      return value;
    case Operand::Kind::kScore:
      value.null = !eligible(operand.index);
      value.sum = score(operand.index);
      break;
    case Operand::Kind::kMargin:
      value.null = !has_second();
      value.sum.add(score_at(0), 1);
      value.sum.add(score_at(1), -1);
      break;
    case Operand::Kind::kLead: {
      std::vector<z3::expr> thirds;
      for (std::uint16_t k = 0; k < quiz_.outcomes.size(); ++k) thirds.push_back(third(k));
      value.null = !either(thirds);
      value.sum.add(score_at(1), 1);
      value.sum.add(score_at(2), -1);
      break;
    }
  }
  if (reading == Reading::kAdvice) value.null = either({value.null, overridden()});
  return value;
}

z3::expr SheetModel::relate(const Linear& difference, Relation relation) {
  switch (relation) {
    case Relation::kEqual:
      return equal(difference, 0);
    case Relation::kNotEqual:
      return !equal(difference, 0);
    case Relation::kLess:
      return !at_least(difference, 0);
    case Relation::kLessOrEqual:
      return !at_least(difference, 1);
    case Relation::kGreater:
      return at_least(difference, 1);
    case Relation::kGreaterOrEqual:
      return at_least(difference, 0);
  }
  return boolean(false);
}

z3::expr SheetModel::compare(const Condition& condition, Reading reading) {
  const Value left = read(condition.left, reading);
  const Value right = read(condition.right, reading);
  const Relation relation = condition.relation;
  z3::expr related = boolean(false);
  const bool one_scale = left.scale.has_value() != right.scale.has_value();
  const Value& literal = left.scale ? right : left;
  if (one_scale && literal.sum.terms.empty()) {
    const std::uint16_t which = left.scale ? *left.scale : *right.scale;
    const std::int64_t at = std::clamp<std::int64_t>(literal.sum.constant, -2, 102);
    const z3::expr from = scale_at_least(which, at);
    const z3::expr over = scale_at_least(which, at + 1);
    const bool mirrored = right.scale.has_value();
    switch (relation) {
      case Relation::kEqual:
      case Relation::kNotEqual:
        related = from && !over;
        break;
      case Relation::kLess:
        related = mirrored ? over : !from;
        break;
      case Relation::kLessOrEqual:
        related = mirrored ? from : !over;
        break;
      case Relation::kGreater:
        related = mirrored ? !from : over;
        break;
      case Relation::kGreaterOrEqual:
        related = mirrored ? !over : from;
        break;
    }
  } else {
    Linear difference = whole(left);
    difference.add(whole(right), -1);
    related = relate(difference, relation == Relation::kNotEqual ? Relation::kEqual : relation);
  }
  const z3::expr both = all_of({!left.null, !right.null, related});
  if (relation != Relation::kEqual && relation != Relation::kNotEqual) return both;
  const z3::expr same = either({all_of({left.null, right.null}), both});
  return relation == Relation::kEqual ? same : !same;
}

// A scale as the sum of the hundred values that it reaches.
Linear SheetModel::whole(const Value& value) {
  if (!value.scale) return value.sum;
  const auto known = scale_values_.find(*value.scale);
  if (known != scale_values_.end()) return known->second;
  Linear sum;
  for (int v = 1; v <= 100; ++v) {
    const std::string name = "s" + std::to_string(*value.scale) + "v" + std::to_string(v);
    const unsigned reached = variable(name, 0, 1);
    constraints_.push_back((variables_[reached] >= number(1)) == scale_at_least(*value.scale, v));
    sum.add(reached, 1);
  }
  return scale_values_.emplace(*value.scale, sum).first->second;
}

SheetModel::ScaleSums& SheetModel::scale(std::uint16_t scale) {
  if (const auto known = scales_.find(scale); known != scales_.end()) return known->second;
  ScaleSums sums;
  for (const std::uint16_t q : quiz_.bearing[scale]) {
    const Question& question = quiz_.questions[q];
    const Unknowns& unknown = unknowns(q);
    const std::int64_t high = most_points(question, scale, 1);
    const std::int64_t low = most_points(question, scale, -1);
    const std::int64_t sign = question.reverse ? -1 : 1;
    sums.span.add(unknown.on, high - low);
    sums.reached.add(unknown.on, question.reverse ? high : -low);
    for (std::size_t o = 0; o < question.options.size(); ++o)
      sums.reached.add(unknown.options[o], sign * points_of(question.options[o], scale));
  }
  return scales_.emplace(scale, std::move(sums)).first->second;
}

// Of a scale that is not null: rounded half up.
z3::expr SheetModel::scale_at_least(std::uint16_t place, std::int64_t value) {
  const ScaleSums& sums = scale(place);
  Linear over;
  over.add(sums.reached, 200);
  over.add(sums.span, 1 - 2 * value);
  return at_least(over, 0);
}

SheetModel::Tri SheetModel::tri(const Condition& condition, bool with_standing) {
  const auto known_if = [&](const std::vector<z3::expr>& settled) {
    const z3::expr value = holds(condition, Reading::kStanding);
    const z3::expr known = all_of(settled);
    return Tri{all_of({known, value}), all_of({known, !value})};
  };
  switch (condition.op) {
    case Op::kAlways:
    case Op::kNever:
      return known_if({});
    case Op::kNot: {
      const Tri part = tri(condition.parts[0], with_standing);
      return {part.is_false, part.is_true};
    }
    case Op::kAnd:
    case Op::kOr: {
      std::vector<z3::expr> yes;
      std::vector<z3::expr> no;
      for (const Condition& part : condition.parts) {
        const Tri each = tri(part, with_standing);
        yes.push_back(each.is_true);
        no.push_back(each.is_false);
      }
      const bool both = condition.op == Op::kAnd;
      return {both ? all_of(yes) : either(yes), both ? either(no) : all_of(no)};
    }
    case Op::kAnswered:
    case Op::kChose:
    case Op::kPlaced:
      return known_if({settled(condition.subject)});
    case Op::kCompare: {
      std::vector<z3::expr> needed;
      for (const Operand* operand : {&condition.left, &condition.right}) {
        if (operand->kind == Operand::Kind::kAnswer) needed.push_back(settled(operand->index));
        if (operand->kind == Operand::Kind::kScale) {
          for (const std::uint16_t q : quiz_.bearing[operand->index]) needed.push_back(settled(q));
        }
        if (operand->kind > Operand::Kind::kScale && !with_standing)
          needed.push_back(boolean(false));
      }
      return known_if(needed);
    }
    case Op::kRanked:
      return known_if({boolean(with_standing)});
    case Op::kShown:
    case Op::kHeadlined:
      break;
  }
  return {boolean(false), boolean(false)};
}

z3::expr SheetModel::settled(std::uint16_t q) {
  if (sheets_ == Sheets::kComplete) return boolean(true);
  return once("settled" + std::to_string(q), [&] {
    const Tri asked = tri(quiz_.questions[q].when, false);
    return either({asked.is_false, all_of({asked.is_true, given(q)})});
  });
}

z3::expr SheetModel::gate_closed() {
  return once("gate", [&] {
    std::vector<z3::expr> closed;
    std::vector<z3::expr> not_before;
    for (const Rule& rule : quiz_.rules) {
      if (rule.kind != Rule::Kind::kOverride) continue;
      const Tri holding = tri(rule.when, false);
      std::vector<z3::expr> parts = not_before;
      parts.push_back(holding.is_true);
      if (!reads_result(rule.when)) closed.push_back(all_of(parts));
      not_before.push_back(holding.is_false);
    }
    return either(closed);
  });
}

z3::expr SheetModel::eligible(std::uint16_t k) {
  const Outcome& outcome = quiz_.outcomes[k];
  if (outcome.derived) return boolean(false);
  return once("eligible" + std::to_string(k),
              [&] { return holds(outcome.when, Reading::kStanding); });
}

const Linear& SheetModel::score(std::uint16_t k) {
  if (scores_[k]) return *scores_[k];
  Linear sum;
  sum.constant = quiz_.outcomes[k].bias;
  for (std::uint16_t q = 0; q < quiz_.questions.size(); ++q) {
    const Question& question = quiz_.questions[q];
    const std::size_t width = question.touched.size();
    for (std::size_t t = 0; t < width; ++t) {
      if (question.touched[t] != k) continue;
      const Unknowns& unknown = unknowns(q);
      for (std::size_t o = 0; o < question.options.size(); ++o) {
        const std::int64_t yes = question.contributions[o * width + t];
        const std::int64_t no = question.kind == QuestionKind::kMultiple
                                    ? question.unticked[o * width + t]
                                    : std::int64_t{0};
        sum.add(unknown.options[o], yes - no);
        if (no != 0) sum.add(unknown.on, no);
      }
    }
  }
  scores_[k] = std::move(sum);
  return *scores_[k];
}

z3::expr SheetModel::before(std::uint16_t a, std::uint16_t b) {
  if (a > b) return !before(b, a);
  return once("before" + std::to_string(a) + "," + std::to_string(b), [&] {
    Linear lead = score(a);
    lead.add(score(b), -1);
    return at_least(lead, quiz_.outcomes[a].priority < quiz_.outcomes[b].priority ? 0 : 1);
  });
}

z3::expr SheetModel::comes_first(std::uint16_t k) {
  return once("first" + std::to_string(k), [&] {
    std::vector<z3::expr> parts = {eligible(k)};
    if (parts[0].is_false()) return parts[0];
    for (std::uint16_t j = 0; j < quiz_.outcomes.size(); ++j) {
      if (j != k && !quiz_.outcomes[j].derived)
        parts.push_back(either({!eligible(j), before(k, j)}));
    }
    return all_of(parts);
  });
}

z3::expr SheetModel::second(std::uint16_t k) {
  return once("second" + std::to_string(k), [&] {
    std::vector<z3::expr> parts = {eligible(k)};
    if (parts[0].is_false()) return parts[0];
    parts.push_back(!comes_first(k));
    for (std::uint16_t j = 0; j < quiz_.outcomes.size(); ++j) {
      if (j != k && !quiz_.outcomes[j].derived)
        parts.push_back(either({!eligible(j), comes_first(j), before(k, j)}));
    }
    return all_of(parts);
  });
}

z3::expr SheetModel::third(std::uint16_t k) {
  return once("third" + std::to_string(k), [&] {
    std::vector<z3::expr> parts = {eligible(k)};
    if (parts[0].is_false()) return parts[0];
    parts.push_back(!comes_first(k));
    parts.push_back(!second(k));
    for (std::uint16_t j = 0; j < quiz_.outcomes.size(); ++j) {
      if (j != k && !quiz_.outcomes[j].derived)
        parts.push_back(either({!eligible(j), comes_first(j), second(j), before(k, j)}));
    }
    return all_of(parts);
  });
}

unsigned SheetModel::score_at(std::size_t place) {
  if (place_scores_[place]) return *place_scores_[place];
  constexpr std::int64_t kWidest = 1'000'000'000;
  const unsigned made = variable("score" + std::to_string(place), -kWidest, kWidest);
  place_scores_[place] = made;
  for (std::uint16_t k = 0; k < quiz_.outcomes.size(); ++k) {
    if (quiz_.outcomes[k].derived) continue;
    const z3::expr stands = place == 0 ? comes_first(k) : place == 1 ? second(k) : third(k);
    Linear same = score(k);
    same.add(made, -1);
    constraints_.push_back(z3::implies(stands, equal(same, 0)));
  }
  return made;
}

z3::expr SheetModel::has_second() {
  return once("two", [&] {
    std::vector<z3::expr> pairs;
    std::vector<z3::expr> firsts;
    std::vector<z3::expr> seconds;
    for (std::uint16_t k = 0; k < quiz_.outcomes.size(); ++k) {
      if (quiz_.outcomes[k].derived) continue;
      for (std::uint16_t j = 0; j < k; ++j) {
        if (!quiz_.outcomes[j].derived) pairs.push_back(all_of({eligible(j), eligible(k)}));
      }
      firsts.push_back(comes_first(k));
      seconds.push_back(second(k));
    }
    const z3::expr two = either(pairs);
    // That an order has a first and a second follows from the scores, but not soon.
    constraints_.push_back(nothing_eligible() || either(firsts));
    constraints_.push_back(!two || either(seconds));
    return two;
  });
}

z3::expr SheetModel::nothing_eligible() {
  return once("none", [&] {
    std::vector<z3::expr> parts;
    for (std::uint16_t k = 0; k < quiz_.outcomes.size(); ++k) parts.push_back(!eligible(k));
    return all_of(parts);
  });
}

z3::expr SheetModel::applies(std::size_t r) {
  return once("applies" + std::to_string(r), [&] {
    const Rule& rule = quiz_.rules[r];
    if (rule.kind == Rule::Kind::kOverride) return tri(rule.when, true).is_true;
    return all_of({holds(rule.when, Reading::kStanding),
                   rule.kind == Rule::Kind::kCombine ? !straight() : eligible(rule.outcome)});
  });
}

z3::expr SheetModel::override_before(std::size_t rule) {
  std::vector<z3::expr> parts;
  for (std::size_t r = 0; r < rule; ++r) {
    if (quiz_.rules[r].kind == Rule::Kind::kOverride) parts.push_back(applies(r));
  }
  return either(parts);
}

z3::expr SheetModel::overridden() {
  return once("overridden", [&] { return override_before(quiz_.rules.size()); });
}

z3::expr SheetModel::fires(std::size_t rule) {
  const bool overrides = quiz_.rules[rule].kind == Rule::Kind::kOverride;
  std::vector<z3::expr> parts = {applies(rule)};
  if (!overrides) parts.insert(parts.end(), {!overridden(), has_second()});
  for (std::size_t r = 0; r < rule; ++r) {
    if ((quiz_.rules[r].kind == Rule::Kind::kOverride) == overrides) parts.push_back(!applies(r));
  }
  return all_of(parts);
}

z3::expr SheetModel::no_rule() {
  return once("no rule", [&] {
    std::vector<z3::expr> parts = {!overridden()};
    for (std::size_t r = 0; r < quiz_.rules.size(); ++r) {
      if (quiz_.rules[r].kind != Rule::Kind::kOverride) parts.push_back(!applies(r));
    }
    return all_of(parts);
  });
}

z3::expr SheetModel::straight() {
  return once("straight", [&] {
    if (quiz_.scoring != Scoring::kEvidence) return boolean(false);
    // StraightLine, on every question it counts.
    Linear all;
    Linear last;
    Linear middle;
    std::vector<Linear> places(kMaxOptions);
    std::int64_t questions = 0;
    for (std::uint16_t q = 0; q < quiz_.questions.size(); ++q) {
      const Question& question = quiz_.questions[q];
      if (!question.scored() || question.kind == QuestionKind::kMultiple) continue;
      const Unknowns& unknown = unknowns(q);
      ++questions;
      all.add(unknown.on);
      const std::size_t options = question.options.size();
      for (std::size_t o = 0; o < options; ++o) {
        places[o].add(unknown.options[o], 1);
        if (o + 1 == options) last.add(unknown.options[o], 1);
        if (options > 2 && (o == (options - 1) / 2 || o == options / 2))
          middle.add(unknown.options[o], 1);
      }
    }
    if (questions < kStraightLine) return boolean(false);
    places.push_back(last);
    places.push_back(middle);
    std::vector<z3::expr> parts;
    for (Linear& one : places) {
      if (one.terms.empty()) continue;
      one.add(all, -1);
      parts.push_back(at_least(one, 0));
    }
    return all_of({at_least(all, kStraightLine), either(parts)});
  });
}

z3::expr SheetModel::strong() {
  return once("strong", [&] {
    if (quiz_.scoring != Scoring::kEvidence) return boolean(true);
    z3::expr_vector sum(context_);
    for (std::uint16_t k = 0; k < quiz_.outcomes.size(); ++k) {
      if (quiz_.outcomes[k].derived) continue;
      const std::string name = name_ + "power" + std::to_string(k);
      powers_.emplace(k, Power{context_.real_const(name.c_str()), {}});
      const z3::expr& value = powers_.at(k).value;
      constraints_.push_back(value >= 0);
      constraints_.push_back(z3::implies(!eligible(k), value <= 0));
      for (const std::int64_t behind : {0, 20, 50, 100, 200, 1000}) bound_power(k, behind);
      sum.push_back(value);
    }
    return z3::sum(sum) <= context_.real_val(std::to_string(largest_strong_sum()).c_str());
  });
}

void SheetModel::bound_power(std::uint16_t k, std::int64_t behind) {
  Power& power = powers_.at(k);
  if (!power.thresholds.insert(behind).second) return;
  const z3::expr value = context_.real_val(std::to_string(power_behind(behind)).c_str());
  Linear over;
  over.add(score_at(0), 1);
  over.add(score(k), -1);
  const z3::expr there = eligible(k);
  // It falls with what the outcome is behind.
  constraints_.push_back(z3::implies(there && at_least(over, behind), power.value <= value));
  constraints_.push_back(z3::implies(there && !at_least(over, behind + 1), power.value >= value));
}

z3::expr SheetModel::margin_under_close() {
  Linear margin;
  margin.add(score_at(0), 1);
  margin.add(score_at(1), -1);
  return !at_least(margin, quiz_.close_call);
}

z3::expr SheetModel::fired(Rule::Kind kind) {
  std::vector<z3::expr> parts;
  for (std::size_t r = 0; r < quiz_.rules.size(); ++r) {
    if (quiz_.rules[r].kind == kind) parts.push_back(fires(r));
  }
  return either(parts);
}

SheetModel::Ways SheetModel::ways_to_headline(std::uint16_t kind) {
  const auto usual = [this](const z3::expr& doubt) {
    return all_of({no_rule(), has_second(), doubt});
  };
  switch (static_cast<Headline::Kind>(kind)) {
    case Headline::Kind::kOverride:
      return {[this] { return overridden(); }};
    case Headline::Kind::kCombined:
      return {[this] { return fired(Rule::Kind::kCombine); }};
    case Headline::Kind::kOne:
      return {[this] {
                return all_of({!overridden(), !nothing_eligible(), !has_second()});
              },
              [this, usual] {
                return usual(all_of({!margin_under_close(), !straight(), strong()}));
              }};
    case Headline::Kind::kTwoTracks:
      return {[this] {
                return all_of({fired(Rule::Kind::kBeside), !straight()});
              },
              [this, usual] {
                return usual(all_of({margin_under_close(), !straight(), strong()}));
              }};
    case Headline::Kind::kMixed:
      return {[this] {
                return all_of({!overridden(), nothing_eligible()});
              },
              [this] {
                return all_of({fired(Rule::Kind::kBeside), straight()});
              },
              [this, usual] { return usual(straight()); },
              [this, usual] { return usual(!strong()); }};
  }
  return {};
}

z3::expr SheetModel::headline(std::uint16_t kind) {
  return once("headline" + std::to_string(kind), [&] {
    std::vector<z3::expr> ways;
    for (const auto& way : ways_to_headline(kind)) ways.push_back(way());
    return either(ways);
  });
}

SheetModel::Ways SheetModel::ways_to_show(std::uint16_t k) {
  Ways ways = {[this, k] { return all_of({comes_first(k), !overridden()}); }};
  for (std::size_t r = 0; r < quiz_.rules.size(); ++r) {
    const Rule& rule = quiz_.rules[r];
    if (rule.outcome == k) ways.push_back([this, r] { return fires(r); });
    if (rule.kind == Rule::Kind::kOverride || quiz_.outcomes[k].derived) continue;
    ways.push_back([this, r, k, &rule] {
      const bool combines = rule.kind == Rule::Kind::kCombine;
      return all_of({second(k), combines ? boolean(true) : comes_first(rule.outcome), fires(r)});
    });
  }
  if (quiz_.outcomes[k].derived) return ways;
  const auto second_if = [this, k](z3::expr (SheetModel::*doubt)(), bool value) {
    return [this, k, doubt, value] {
      const z3::expr runner_up = second(k);
      if (runner_up.is_false()) return runner_up;
      const z3::expr holds = (this->*doubt)();
      return all_of({runner_up, no_rule(), value ? holds : !holds});
    };
  };
  ways.push_back(second_if(&SheetModel::margin_under_close, true));
  ways.push_back(second_if(&SheetModel::straight, true));
  ways.push_back(second_if(&SheetModel::strong, false));
  return ways;
}

z3::expr SheetModel::shown(std::uint16_t k) {
  return once("shown" + std::to_string(k), [&] {
    std::vector<z3::expr> ways;
    for (const auto& way : ways_to_show(k)) ways.push_back(way());
    return either(ways);
  });
}

z3::expr SheetModel::given_module(std::size_t m) {
  const Module& module = quiz_.modules[m];
  std::vector<z3::expr> parts = {!overridden(), holds(module.when, Reading::kAdvice)};
  const std::uint32_t most = module.part == kNoPart ? 0 : quiz_.parts[module.part].most;
  if (most > 0) {
    z3::expr_vector earlier(context_);
    for (std::size_t e = 0; e < m; ++e) {
      if (quiz_.modules[e].part == module.part)
        earlier.push_back(holds(quiz_.modules[e].when, Reading::kAdvice));
    }
    if (earlier.size() >= most) parts.push_back(z3::atmost(earlier, most - 1));
  }
  return all_of(parts);
}

z3::expr SheetModel::advice_shown() {
  return once("advice shown", [&] {
    Linear scored;
    std::vector<z3::expr> enough;
    for (std::uint16_t q = 0; q < quiz_.questions.size(); ++q) {
      const bool counts = quiz_.questions[q].scored();
      if (counts) scored.add(unknowns(q).on);
      // Without a scored answer the adaptive mode stops only when it has asked these.
      const auto among = [&](const List<std::uint16_t>& list) {
        return std::find(list.begin(), list.end(), q) != list.end();
      };
      if ((counts && quiz_.adaptive.minimum > 0) || among(quiz_.mandatory) || among(quiz_.channel))
        enough.push_back(either({!visible(q), given(q)}));
    }
    return either({at_least(scored, 1), gate_closed(), all_of(enough)});
  });
}

z3::expr SheetModel::same_answers(SheetModel& a, SheetModel& b, std::uint16_t question) {
  std::vector<z3::expr> parts;
  for (std::uint16_t q = 0; q < a.questions_.size(); ++q) {
    if (q == question || !a.questions_[q] || !b.questions_[q]) continue;
    const Unknowns& one = *a.questions_[q];
    const Unknowns& other = *b.questions_[q];
    std::vector<z3::expr> same;
    const auto equate = [&](unsigned x, unsigned y) {
      same.push_back(a.variables_[x] == b.variables_[y]);
    };
    // What is made for every question comes first, and places of rankings after it.
    const std::size_t made = a.quiz_.questions[q].options.size();
    for (std::size_t i = 0; i < std::min(one.answers.size(), other.answers.size()); ++i) {
      if (one.places.empty() && other.places.empty()) equate(one.answers[i], other.answers[i]);
    }
    if (!one.places.empty() || !other.places.empty()) {
      for (std::size_t o = 0; o < made; ++o) equate(one.options[o], other.options[o]);
      if (one.skipped) equate(*one.skipped, *other.skipped);
      for (const auto& [at, options] : one.places) {
        const auto there = other.places.find(at);
        if (there == other.places.end()) continue;
        for (std::size_t o = 0; o < made; ++o) equate(options[o], there->second[o]);
      }
    }
    parts.push_back(a.either({!one.visible, !other.visible, a.all_of(same)}));
  }
  return a.all_of(parts);
}

Answers SheetModel::decode(const z3::model& model) const {
  const auto value = [&](unsigned variable) {
    return model.eval(variables_[variable], true).get_numeral_int64();
  };
  const auto on = [&](const Linear& sum) {
    return std::any_of(sum.terms.begin(), sum.terms.end(),
                       [&](const auto& entry) { return value(entry.first) > 0; });
  };
  Answers answers(quiz_.questions.size());
  for (std::size_t q = 0; q < questions_.size(); ++q) {
    if (!questions_[q]) continue;
    const Unknowns& unknown = *questions_[q];
    const Question& question = quiz_.questions[q];
    Answer& answer = answers[q];
    if (!on(unknown.on)) {
      if (on(unknown.given)) answer.state = Answer::State::kSkipped;
      continue;
    }
    answer.state = Answer::State::kAnswered;
    if (unknown.number) answer.number = value(*unknown.number);
    if (question.kind == QuestionKind::kText) answer.text = question.max > 0 ? "x" : "";
    const auto chosen = [&](const std::vector<unsigned>& options) {
      return std::find_if(options.begin(), options.end(),
                          [&](unsigned option) { return value(option) > 0; }) -
             options.begin();
    };
    if (question.kind != QuestionKind::kRank) {
      for (std::uint16_t o = 0; o < unknown.options.size(); ++o) {
        if (value(unknown.options[o]) > 0) answer.options.push_back(o);
      }
      continue;
    }
    std::vector<std::optional<std::uint16_t>> order(unknown.options.size());
    std::vector<bool> taken(order.size());
    const auto put = [&](std::size_t at, std::ptrdiff_t option) {
      order[at] = static_cast<std::uint16_t>(option);
      taken[static_cast<std::size_t>(option)] = true;
    };
    put(0, chosen(unknown.options));
    for (const auto& [at, options] : unknown.places) put(at, chosen(options));
    for (std::size_t at = 0; at < order.size(); ++at) {
      if (!order[at]) put(at, std::find(taken.begin(), taken.end(), false) - taken.begin());
      answer.options.push_back(*order[at]);
    }
  }
  return answers;
}

bool SheetModel::refine(const z3::model& model) {
  if (powers_.empty()) return false;
  bool refined = false;
  const std::int64_t first = model.eval(variables_[score_at(0)], true).get_numeral_int64();
  for (auto& [k, power] : powers_) {
    if (!model.eval(eligible(k), true).is_true()) continue;
    const std::int64_t behind = first - model.eval(this->value(score(k)), true).get_numeral_int64();
    const std::size_t before = power.thresholds.size();
    bound_power(k, std::clamp<std::int64_t>(behind, 0, 1000));
    refined = refined || power.thresholds.size() > before;
  }
  return refined;
}

z3::expr SheetModel::differs(const z3::model& model) {
  std::vector<z3::expr> parts;
  for (const auto& unknown : questions_) {
    if (!unknown) continue;
    for (const unsigned variable : unknown->answers)
      parts.push_back(variables_[variable] != model.eval(variables_[variable], true));
  }
  return either(parts);
}

}  // namespace career_quiz::authoring
