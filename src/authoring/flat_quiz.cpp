#include "authoring/flat_quiz.h"

#include <algorithm>
#include <bit>
#include <numeric>

#include "career_quiz/fixed_point.h"
#include "career_quiz/order.h"
#include "career_quiz/ranking.h"

namespace career_quiz::authoring {
namespace {

// Four scores at once.
using Lanes = std::int32_t __attribute__((vector_size(16), aligned(4), may_alias));
constexpr std::size_t kLanes = 4;

// In a mask of options, of which there are 50 at most: that there is an answer.
constexpr std::uint64_t kAnsweredBit = std::uint64_t{1} << 63;
// In a mask of what places have in common.
constexpr std::uint64_t kLastBit = std::uint64_t{1} << 62;
constexpr std::uint64_t kMiddleBit = std::uint64_t{1} << 61;

constexpr std::uint32_t kAlwaysHolds = 0;
constexpr std::uint32_t kNeverHolds = 1;
// Past this a share of belief is 0.
constexpr std::int32_t kFarBehind = 1000;

std::uint64_t bit(std::size_t place) { return std::uint64_t{1} << place; }

bool same(const Condition::Operand& a, const Condition::Operand& b) {
  return a.kind == b.kind && a.index == b.index && a.literal == b.literal;
}

bool same(const Condition& a, const Condition& b) {
  return a.op == b.op && a.relation == b.relation && a.subject == b.subject && a.place == b.place &&
         a.members == b.members && same(a.left, b.left) && same(a.right, b.right) &&
         std::equal(a.parts.begin(), a.parts.end(), b.parts.begin(), b.parts.end(),
                    [](const Condition& x, const Condition& y) { return same(x, y); });
}

void mark_scales(const Condition& condition, std::vector<char>* scales) {
  for (const Condition::Operand* operand : {&condition.left, &condition.right}) {
    if (operand->kind == Condition::Operand::Kind::kScale) (*scales)[operand->index] = 1;
  }
  for (const Condition& part : condition.parts) mark_scales(part, scales);
}

template <std::size_t kBlocks>
void sum_rows(const std::int32_t* rows, const std::uint32_t* active, std::size_t count,
              std::int32_t* scores) {
  Lanes sums[kBlocks];
  for (std::size_t b = 0; b < kBlocks; ++b)
    sums[b] = *reinterpret_cast<const Lanes*>(rows + b * kLanes);
  for (std::size_t i = 0; i < count; ++i) {
    const std::int32_t* row = rows + active[i];
    for (std::size_t b = 0; b < kBlocks; ++b)
      sums[b] += *reinterpret_cast<const Lanes*>(row + b * kLanes);
  }
  for (std::size_t b = 0; b < kBlocks; ++b)
    *reinterpret_cast<Lanes*>(scores + b * kLanes) = sums[b];
}

}  // namespace

bool FlatVerdict::tells_the_same(const FlatVerdict& other) const {
  return kind == other.kind &&
         std::is_permutation(shown.begin(), shown.begin() + shown_count, other.shown.begin(),
                             other.shown.begin() + other.shown_count);
}

FlatQuiz::FlatQuiz(const Quiz& quiz) : quiz_(quiz) {
  static const Condition kHolds;
  static const Condition kFails = [] {
    Condition condition;
    condition.op = Condition::Op::kNever;
    return condition;
  }();
  share(kHolds);
  share(kFails);

  std::vector<char> scales(quiz.scales.size());
  for (const Question& question : quiz.questions) {
    if (!question.after) mark_scales(question.when, &scales);
  }
  for (const Outcome& outcome : quiz.outcomes) mark_scales(outcome.when, &scales);
  for (const Rule& rule : quiz.rules) mark_scales(rule.when, &scales);

  // Columns by priority, so that the first of equals is the one that wins.
  column_of_.assign(quiz.outcomes.size(), kNoOutcome);
  for (std::size_t k = 0; k < quiz.outcomes.size(); ++k) {
    if (!quiz.outcomes[k].derived) columns_.push_back({static_cast<std::uint16_t>(k)});
  }
  std::sort(columns_.begin(), columns_.end(), [&](const Column& a, const Column& b) {
    return quiz.outcomes[a.outcome].priority < quiz.outcomes[b.outcome].priority;
  });
  width_ = std::max((columns_.size() + kLanes - 1) / kLanes, std::size_t{1}) * kLanes;
  rows_.assign(width_, 0);
  for (std::size_t c = 0; c < columns_.size(); ++c) {
    Column& column = columns_[c];
    column_of_[column.outcome] = static_cast<std::uint16_t>(c);
    rows_[c] = quiz.outcomes[column.outcome].bias;
    for (const Column& other : columns_)
      column.by_id += quiz.outcomes[other.outcome].id < quiz.outcomes[column.outcome].id;
  }

  std::uint32_t orders = 0;
  for (std::size_t q = 0; q < quiz.questions.size(); ++q) {
    const Question& question = quiz.questions[q];
    const std::size_t options = question.options.size();
    const bool multiple = question.kind == QuestionKind::kMultiple;
    FlatQuestion flat;
    flat.kind = question.kind;
    flat.read = question.read;
    flat.bears = std::any_of(question.scales.begin(), question.scales.end(),
                             [&](std::uint16_t scale) { return scales[scale] != 0; });
    flat.lined = question.scored() && !multiple;
    if (question.kind == QuestionKind::kRank) {
      flat.order = orders;
      orders += static_cast<std::uint32_t>(options);
      flat.all = kAnsweredBit | (bit(options) - 1);
    } else if (!question.has_options()) {
      flat.all = kAnsweredBit;
    }
    if (question.scored()) {
      const std::size_t width = question.touched.size();
      flat.rows = static_cast<std::uint32_t>(rows_.size());
      rows_.resize(rows_.size() + (options + multiple) * width_);
      for (std::size_t o = 0; o < options; ++o) {
        for (std::size_t t = 0; t < width; ++t) {
          const std::size_t cell = o * width + t;
          const std::size_t column = column_of_[question.touched[t]];
          const std::int32_t yes = question.contributions[cell];
          if (multiple) {
            const std::int32_t no = question.unticked[cell];
            rows_[flat.rows + column] += no;
            rows_[flat.rows + (o + 1) * width_ + column] = yes - no;
          } else {
            rows_[flat.rows + o * width_ + column] = yes;
          }
        }
      }
    }
    if (flat.lined) {
      flat.lines = static_cast<std::uint32_t>(lines_.size());
      for (std::size_t o = 0; o < options; ++o) {
        const bool middle = options > 2 && (o == (options - 1) / 2 || o == options / 2);
        lines_.push_back(bit(o) | (o + 1 == options ? kLastBit : 0) | (middle ? kMiddleBit : 0));
      }
    }
    questions_.push_back(flat);
  }

  for (const std::uint16_t q : quiz.dependency_order) {
    const Question& question = quiz.questions[q];
    FlatQuestion& flat = questions_[q];
    if (question.after) {
      flat.when = kNeverHolds;
      continue;
    }
    const std::size_t known = shared_.size();
    flat.when = share(question.when);
    if (shared_.size() > known) add_condition_step(flat.when);
    if (flat.read || flat.bears) steps_.push_back({Step::Kind::kQuestion, 0, q, 0});
    if (!question.scored()) continue;
    auto group = std::find_if(groups_.begin(), groups_.end(),
                              [&](const Group& other) { return other.when == flat.when; });
    if (group == groups_.end()) {
      groups_.push_back({flat.when, {}, {}});
      group = groups_.end() - 1;
    }
    if (flat.lined) {
      group->singles.push_back({q, flat.rows, flat.lines});
    } else {
      group->multiples.push_back(q);
    }
  }
  for (Column& column : columns_) {
    const std::size_t known = shared_.size();
    column.when = share(quiz.outcomes[column.outcome].when);
    if (shared_.size() > known) add_condition_step(column.when);
  }
  for (const Rule& rule : quiz.rules) {
    const FlatRule flat{&rule, lay_out(rule.when)};
    const bool overrides = rule.kind == Rule::Kind::kOverride;
    (overrides ? overrides_ : rules_).push_back(flat);
    if (overrides && !reads_result(rule.when)) gates_.push_back(flat);
  }

  for (std::int32_t behind = 0; behind <= kFarBehind; ++behind) {
    powers_.push_back(static_cast<std::uint32_t>(power_of_ten(-2 * behind)));
  }
  // The share of the first falls as the sum of all grows.
  std::uint64_t weak = 256 * kOne;
  strong_sum_ = kOne;
  while (strong_sum_ + 1 < weak) {
    const std::uint64_t middle = std::midpoint(strong_sum_, weak);
    (is_strong_share(powers_[0] * kOne / middle) ? strong_sum_ : weak) = middle;
  }
}

std::uint32_t FlatQuiz::share(const Condition& condition) {
  for (std::uint32_t c = 0; c < shared_.size(); ++c) {
    if (same(*shared_[c], condition)) return c;
  }
  shared_.push_back(&condition);
  conditions_.push_back(lay_out(condition));
  return static_cast<std::uint32_t>(shared_.size() - 1);
}

void FlatQuiz::add_condition_step(std::uint32_t condition) {
  const Node* node = &nodes_[conditions_[condition]];
  const bool negated = node->op == Condition::Op::kNot;
  if (negated) node = &nodes_[node->parts];
  if (node->op == Condition::Op::kChose) {
    steps_.push_back({negated ? Step::Kind::kNotChose : Step::Kind::kChose, node->subject,
                      condition, node->members});
  } else {
    steps_.push_back({Step::Kind::kCondition, 0, condition, 0});
  }
}

std::uint32_t FlatQuiz::lay_out(const Condition& condition) {
  const auto root = static_cast<std::uint32_t>(nodes_.size());
  nodes_.emplace_back();
  fill(root, condition);
  return root;
}

void FlatQuiz::fill(std::uint32_t node, const Condition& condition) {
  Node flat;
  flat.op = condition.op;
  flat.relation = condition.relation;
  flat.subject = condition.subject;
  flat.place = condition.place;
  flat.source = &condition;
  flat.parts = static_cast<std::uint32_t>(nodes_.size());
  flat.count = static_cast<std::uint32_t>(condition.parts.size());
  if (condition.op == Condition::Op::kChose || condition.op == Condition::Op::kPlaced) {
    for (const std::uint16_t option : condition.members) flat.members |= bit(option);
  }
  nodes_[node] = flat;
  nodes_.resize(nodes_.size() + flat.count);
  for (std::uint32_t part = 0; part < flat.count; ++part) {
    fill(flat.parts + part, condition.parts[part]);
  }
}

FlatQuiz::Judge::Judge(const FlatQuiz& flat)
    : flat_(flat),
      masks_(flat.questions_.size()),
      truths_(flat.shared_.size()),
      scores_(flat.width_),
      answers_(flat.questions_.size()) {
  truths_[kAlwaysHolds] = 1;
  std::size_t rows = 0;
  for (const Question& question : flat.quiz_.questions)
    rows += question.kind == QuestionKind::kMultiple ? question.options.size() + 1 : 1;
  active_.resize(rows);
}

void FlatQuiz::Judge::enter(const Sheet& sheet, std::size_t q) {
  const FlatQuestion& question = flat_.questions_[q];
  const std::uint64_t pick = sheet.picks[q];
  const bool asked = truths_[question.when] != 0;
  std::uint64_t mask = question.all;
  if (mask == 0) {
    mask = kAnsweredBit | (question.kind == QuestionKind::kMultiple ? pick : bit(pick));
  }
  masks_[q] = asked ? mask : 0;
  if (!question.bears) return;
  Answer& answer = answers_[q];
  answer.state = asked ? Answer::State::kAnswered : Answer::State::kOpen;
  answer.options.clear();
  if (question.kind != QuestionKind::kMultiple) {
    answer.options.push_back(static_cast<std::uint16_t>(pick));
    return;
  }
  for (std::uint64_t rest = pick; rest != 0; rest &= rest - 1) {
    answer.options.push_back(static_cast<std::uint16_t>(std::countr_zero(rest)));
  }
}

void FlatQuiz::Judge::visit(const Sheet& sheet) {
  for (const Step& step : flat_.steps_) {
    switch (step.kind) {
      case Step::Kind::kQuestion:
        enter(sheet, step.place);
        break;
      case Step::Kind::kChose:
        truths_[step.place] = (masks_[step.subject] & step.members) != 0;
        break;
      case Step::Kind::kNotChose:
        truths_[step.place] = (masks_[step.subject] & step.members) == 0;
        break;
      case Step::Kind::kCondition:
        truths_[step.place] = holds(flat_.conditions_[step.place], sheet, nullptr);
    }
  }
}

void FlatQuiz::Judge::add_up(const Sheet& sheet) {
  std::uint32_t* active = active_.data();
  const auto width = static_cast<std::uint32_t>(flat_.width_);
  const std::uint64_t* picks = sheet.picks.data();
  const std::uint64_t* lines = flat_.lines_.data();
  std::uint64_t line = ~std::uint64_t{0};
  lined_ = 0;
  for (const Group& group : flat_.groups_) {
    if (truths_[group.when] == 0) continue;
    lined_ += static_cast<std::uint32_t>(group.singles.size());
    for (const Single& single : group.singles) {
      const auto pick = static_cast<std::uint32_t>(picks[single.question]);
      *active++ = single.rows + pick * width;
      line &= lines[single.lines + pick];
    }
    for (const std::uint16_t q : group.multiples) {
      const std::uint32_t first = flat_.questions_[q].rows;
      *active++ = first;
      for (std::uint64_t rest = picks[q]; rest != 0; rest &= rest - 1) {
        *active++ = first + static_cast<std::uint32_t>(std::countr_zero(rest) + 1) * width;
      }
    }
  }
  line_ = line;
  const std::int32_t* rows = flat_.rows_.data();
  const auto count = static_cast<std::size_t>(active - active_.data());
  switch (flat_.width_ / kLanes) {
    case 1:
      return sum_rows<1>(rows, active_.data(), count, scores_.data());
    case 2:
      return sum_rows<2>(rows, active_.data(), count, scores_.data());
    case 3:
      return sum_rows<3>(rows, active_.data(), count, scores_.data());
    case 4:
      return sum_rows<4>(rows, active_.data(), count, scores_.data());
    default:
      break;
  }
  std::copy_n(rows, flat_.width_, scores_.data());
  for (std::size_t i = 0; i < count; ++i) {
    const std::int32_t* row = rows + active_[i];
    for (std::size_t c = 0; c < flat_.width_; ++c) scores_[c] += row[c];
  }
}

void FlatQuiz::Judge::add_rows(std::size_t q, std::uint64_t pick, std::int32_t times) {
  const FlatQuestion& question = flat_.questions_[q];
  const auto add = [&](std::uint64_t row) {
    const std::int32_t* from = flat_.rows_.data() + question.rows + row * flat_.width_;
    for (std::size_t c = 0; c < flat_.width_; ++c) scores_[c] += times * from[c];
  };
  if (question.kind != QuestionKind::kMultiple) return add(pick);
  add(0);
  for (std::uint64_t rest = pick; rest != 0; rest &= rest - 1) {
    add(static_cast<std::uint64_t>(std::countr_zero(rest)) + 1);
  }
}

void FlatQuiz::Judge::lead(FlatVerdict* verdict) const {
  // Score before column; columns are 200 at most.
  constexpr std::int64_t kNone = INT64_MIN;
  std::int64_t first = kNone;
  std::int64_t second = kNone;
  std::int64_t third = kNone;
  std::uint16_t eligible = 0;
  for (std::size_t c = 0; c < flat_.columns_.size(); ++c) {
    const bool open = truths_[flat_.columns_[c].when] != 0;
    eligible = static_cast<std::uint16_t>(eligible + open);
    std::int64_t key =
        open ? std::int64_t{scores_[c]} * 256 + 255 - static_cast<std::int64_t>(c) : kNone;
    const std::int64_t behind_first = std::min(first, key);
    first = std::max(first, key);
    key = behind_first;
    const std::int64_t behind_second = std::min(second, key);
    second = std::max(second, key);
    third = std::max(third, behind_second);
  }
  verdict->eligible = eligible;
  const std::int64_t keys[] = {first, second, third};
  for (std::size_t place = 0; place < 3 && place < eligible; ++place) {
    const auto column = static_cast<std::size_t>(255 - (keys[place] & 255));
    verdict->leaders[place] = flat_.columns_[column].outcome;
    verdict->scores[place] = static_cast<std::int32_t>(keys[place] >> 8);
  }
}

// As decide() and headline_of() of advice.cpp, on what they read of a ranking.
void FlatQuiz::Judge::decide(const Sheet& sheet, FlatVerdict* verdict) const {
  lead(verdict);
  const auto show = [&](Headline::Kind kind, std::initializer_list<std::uint16_t> outcomes) {
    verdict->kind = kind;
    verdict->shown_count = static_cast<std::uint16_t>(outcomes.size());
    std::copy(outcomes.begin(), outcomes.end(), verdict->shown.begin());
  };
  using Kind = Headline::Kind;
  for (const FlatRule& rule : flat_.overrides_) {
    if (holds(rule.when, sheet, verdict)) return show(Kind::kOverride, {rule.rule->outcome});
  }
  const auto [first, second, third] = verdict->leaders;
  if (verdict->eligible == 0) return show(Kind::kMixed, {});
  if (verdict->eligible == 1) return show(Kind::kOne, {first});
  const bool evidence = flat_.quiz_.scoring == Scoring::kEvidence;
  const bool straight = evidence && line_ != 0 && lined_ >= kStraightLine;
  for (const FlatRule& rule : flat_.rules_) {
    const bool combine = rule.rule->kind == Rule::Kind::kCombine;
    if ((straight && combine) || !holds(rule.when, sheet, verdict)) continue;
    const std::uint16_t outcome = rule.rule->outcome;
    if (combine) return show(Kind::kCombined, {outcome, first, second});
    const Kind kind = straight ? Kind::kMixed : Kind::kTwoTracks;
    if (outcome == first) return show(kind, {first, second});
    if (open(outcome)) return show(kind, {first, outcome});
  }
  bool strong = true;
  if (evidence) {
    std::uint64_t sum = 0;
    for (std::size_t c = 0; c < flat_.columns_.size(); ++c) {
      if (truths_[flat_.columns_[c].when] == 0) continue;
      sum += flat_.powers_[static_cast<std::size_t>(
          std::min(verdict->scores[0] - scores_[c], kFarBehind))];
    }
    strong = sum <= flat_.strong_sum_;
  }
  const std::int32_t margin = verdict->scores[0] - verdict->scores[1];
  const Kind kind = kind_of(flat_.quiz_, margin, strong, straight);
  if (kind == Kind::kOne) return show(kind, {first});
  const bool swapped = evidence && margin <= kEven &&
                       flat_.columns_[flat_.column_of_[second]].by_id <
                           flat_.columns_[flat_.column_of_[first]].by_id;
  swapped ? show(kind, {second, first}) : show(kind, {first, second});
}

std::optional<std::int64_t> FlatQuiz::Judge::number(const Condition::Operand& operand,
                                                    const Sheet& sheet,
                                                    const FlatVerdict* verdict) const {
  using Kind = Condition::Operand::Kind;
  switch (operand.kind) {
    case Kind::kLiteral:
      return operand.literal;
    case Kind::kAnswer:
      if (masks_[operand.index] == 0) return std::nullopt;
      return static_cast<std::int64_t>(sheet.picks[operand.index]);
    case Kind::kScale:
      return scale_value(flat_.quiz_, answers_, operand.index);
    case Kind::kScore:
      if (!open(operand.index)) return std::nullopt;
      return scores_[flat_.column_of_[operand.index]];
    case Kind::kMargin:
      if (verdict->eligible < 2) return std::nullopt;
      return verdict->scores[0] - verdict->scores[1];
    case Kind::kLead:
      if (verdict->eligible < 3) return std::nullopt;
      return verdict->scores[1] - verdict->scores[2];
    case Kind::kNull:
      break;
  }
  return std::nullopt;
}

bool FlatQuiz::Judge::holds(std::uint32_t place, const Sheet& sheet,
                            const FlatVerdict* verdict) const {
  using Op = Condition::Op;
  const Node& node = flat_.nodes_[place];
  switch (node.op) {
    case Op::kAlways:
      return true;
    case Op::kNot:
      return !holds(node.parts, sheet, verdict);
    case Op::kAnd:
    case Op::kOr:
      for (std::uint32_t part = 0; part < node.count; ++part) {
        if (holds(node.parts + part, sheet, verdict) == (node.op == Op::kOr))
          return node.op == Op::kOr;
      }
      return node.op == Op::kAnd;
    case Op::kAnswered:
      return masks_[node.subject] != 0;
    case Op::kChose:
      return (masks_[node.subject] & node.members) != 0;
    case Op::kPlaced: {
      const std::size_t at = flat_.questions_[node.subject].order + node.place;
      return masks_[node.subject] != 0 &&
             node.place < flat_.quiz_.questions[node.subject].options.size() &&
             (node.members & bit(sheet.orders[at])) != 0;
    }
    case Op::kRanked:
      return node.subject < verdict->eligible &&
             has_place(node.source->members, verdict->leaders[node.subject]);
    case Op::kCompare:
      return relates(node.relation, number(node.source->left, sheet, verdict),
                     number(node.source->right, sheet, verdict));
    case Op::kNever:
    case Op::kShown:  // Only modules read the headline.
    case Op::kHeadlined:
      break;
  }
  return false;
}

bool FlatQuiz::Judge::open(std::size_t outcome) const {
  const std::uint16_t column = flat_.column_of_[outcome];
  return column != kNoOutcome && truths_[flat_.columns_[column].when] != 0;
}

const FlatVerdict& FlatQuiz::Judge::judge(const Sheet& sheet) {
  visit(sheet);
  add_up(sheet);
  decide(sheet, &verdict_);
  return verdict_;
}

const FlatVerdict* FlatQuiz::Judge::judge_need(const Sheet& sheet, std::uint16_t need) {
  visit(sheet);
  if (!open(need)) return nullptr;
  for (const FlatRule& gate : flat_.gates_) {
    if (holds(gate.when, sheet, nullptr)) return nullptr;
  }
  add_up(sheet);
  decide(sheet, &verdict_);
  return verdict_.kind == Headline::Kind::kOverride ? nullptr : &verdict_;
}

void FlatQuiz::Judge::prepare_others(const Sheet& sheet) {
  const std::size_t count = flat_.questions_.size();
  before_.resize(count);
  after_.resize(count);
  const auto line_of = [&](std::size_t q) {
    const FlatQuestion& question = flat_.questions_[q];
    return question.lined && asked(q) ? flat_.lines_[question.lines + sheet.picks[q]]
                                      : ~std::uint64_t{0};
  };
  std::uint64_t line = ~std::uint64_t{0};
  for (std::size_t q = 0; q < count; line &= line_of(q++)) before_[q] = line;
  line = ~std::uint64_t{0};
  for (std::size_t q = count; q-- > 0; line &= line_of(q)) after_[q] = line;
}

FlatVerdict FlatQuiz::Judge::judge_other(const Sheet& sheet, std::size_t q, std::uint64_t before) {
  const FlatQuestion& question = flat_.questions_[q];
  if (!asked(q)) return verdict_;
  if (question.read || question.bears) {
    if (!other_) other_ = std::make_unique<Judge>(flat_);
    return other_->judge(sheet);
  }
  if (question.rows == 0) return verdict_;
  const std::uint64_t line = line_;
  if (question.lined) {
    line_ = before_[q] & after_[q] & flat_.lines_[question.lines + sheet.picks[q]];
  }
  add_rows(q, before, -1);
  add_rows(q, sheet.picks[q], 1);
  FlatVerdict verdict;
  decide(sheet, &verdict);
  add_rows(q, sheet.picks[q], -1);
  add_rows(q, before, 1);
  line_ = line;
  return verdict;
}

}  // namespace career_quiz::authoring
