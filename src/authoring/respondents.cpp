#include "authoring/respondents.h"

#include <algorithm>
#include <bit>

#include "career_quiz/fixed_point.h"

namespace career_quiz::authoring {
namespace {

// How often a slip, or a set drawn by its likelihood, is tried before any set that fits will do.
constexpr int kTries = 64;

std::uint64_t bit(std::size_t option) { return std::uint64_t{1} << option; }

}  // namespace

std::string_view name_of(RespondentKind kind) {
  static constexpr std::string_view kNames[kRespondentKinds] = {"coherent", "drawn from the model",
                                                                "noisy mixture", "uniform"};
  return kNames[static_cast<std::size_t>(kind)];
}

Random stream_of(std::uint64_t seed, RespondentKind kind, std::uint64_t block) {
  const std::uint64_t of_seed = Random(seed).next();
  const std::uint64_t of_kind = Random(of_seed + static_cast<std::uint64_t>(kind)).next();
  return Random(Random(of_kind + block).next());
}

inline std::uint64_t Respondents::Die::roll(Random* random) const {
  const std::uint64_t number = random->next();
  __extension__ using Wide = unsigned __int128;
  // Short of the true quotient by one at most.
  const auto quotient = static_cast<std::uint64_t>((Wide{number} * inverse) >> 64);
  const std::uint64_t rest = number - quotient * ways;
  return rest >= ways ? rest - ways : rest;
}

Respondents::Respondents(const Quiz& quiz) : quiz_(quiz) {
  for (std::size_t k = 0; k < quiz.outcomes.size(); ++k) {
    if (!quiz.outcomes[k].derived) needs_.push_back(static_cast<std::uint16_t>(k));
  }
  if (have_needs()) {
    need_die_ = Die(needs_.size());
    other_need_die_ = Die(needs_.size() - 1);
  }

  for (const Question& question : quiz.questions) {
    Plan plan;
    plan.kind = question.kind;
    plan.scored = question.scored();
    plan.options = static_cast<std::uint32_t>(question.options.size());
    plan.min = question.min;
    plan.max = question.max;
    if (plan.options > 0) plan.die = Die(plan.options);
    if (question.kind == QuestionKind::kNumber) {
      plan.die = Die(static_cast<std::uint64_t>(question.max - question.min) + 1);
    } else if (question.kind == QuestionKind::kRank) {
      plan.order = static_cast<std::uint32_t>(orders_);
      orders_ += plan.options;
    } else if (question.kind == QuestionKind::kMultiple) {
      std::uint64_t plain = 0;
      for (std::size_t o = 0; o < plan.options; ++o) {
        if (question.options[o].exclusive) plan.exclusive |= bit(o);
        plain += !question.options[o].exclusive;
      }
      std::uint64_t sum = 0;
      std::uint64_t ways = 1;  // Of choosing `ticks` among the plain ones.
      for (std::uint64_t ticks = 0; ticks <= plain; ++ticks) {
        const auto n = static_cast<std::int64_t>(ticks);
        std::uint64_t sets = n >= plan.min && n <= plan.max ? ways : 0;
        if (ticks == 1 && plan.min <= 1)
          sets += static_cast<std::uint64_t>(std::popcount(plan.exclusive));
        plan.sets.push_back(sets);
        sum += sets;
        ways = ways * (plain - ticks) / (ticks + 1);
      }
      if (plain == 0 && plan.min <= 1) {
        plan.sets.push_back(plan.options);
        sum += plan.options;
      }
      plan.die = Die(std::max<std::uint64_t>(sum, 1));
    }
    plans_.push_back(std::move(plan));
  }

  for (const std::uint16_t need : needs_) {
    for (const Question& question : quiz.questions) {
      Lean& lean = leans_.emplace_back();
      const std::size_t width = question.touched.size();
      const auto t = static_cast<std::size_t>(
          std::find(question.touched.begin(), question.touched.end(), need) -
          question.touched.begin());
      if (t == width) continue;
      lean.leans = true;
      lean.likely = static_cast<std::uint32_t>(likely_.size());
      lean.best = static_cast<std::uint32_t>(best_.size());
      const bool multiple = question.kind == QuestionKind::kMultiple;
      std::uint32_t sum = 0;
      std::int32_t most = INT32_MIN;
      for (std::size_t o = 0; o < question.options.size(); ++o) {
        const std::size_t cell = o * width + t;
        const std::uint32_t share = question.likelihood[cell];
        sum += share;
        likely_.push_back(multiple ? share : sum);
        const std::int32_t gain = question.contributions[cell];
        if (gain > most) best_.resize(lean.best);
        if (gain >= most) best_.push_back(static_cast<std::uint16_t>(o));
        most = std::max(most, gain);
      }
      lean.best_die = Die(best_.size() - lean.best);
      if (multiple) lean.best_set = best_set(question, t);
    }
  }
}

// The ticks that add up to most: the plain options that gain by being ticked, as
// many as may be and as must be, or one exclusive option.
std::uint64_t Respondents::best_set(const Question& question, std::size_t t) {
  const std::size_t width = question.touched.size();
  const auto gain = [&](std::size_t o) {
    return question.contributions[o * width + t] - question.unticked[o * width + t];
  };
  std::vector<std::size_t> plain;
  std::uint64_t best = 0;
  std::int32_t most = INT32_MIN;
  for (std::size_t o = 0; o < question.options.size(); ++o) {
    if (!question.options[o].exclusive) {
      plain.push_back(o);
    } else if (question.min <= 1 && gain(o) > most) {
      best = bit(o);
      most = gain(o);
    }
  }
  std::stable_sort(plain.begin(), plain.end(),
                   [&](std::size_t a, std::size_t b) { return gain(a) > gain(b); });
  std::uint64_t set = 0;
  std::int32_t sum = 0;
  std::int64_t ticks = 0;
  for (const std::size_t o : plain) {
    if (ticks == question.max || (gain(o) <= 0 && ticks >= question.min)) break;
    set |= bit(o);
    sum += gain(o);
    ++ticks;
  }
  return ticks >= question.min && sum >= most ? set : best;
}

Sheet Respondents::sheet() const {
  Sheet sheet;
  sheet.picks.resize(plans_.size());
  sheet.orders.resize(orders_);
  for (const Plan& plan : plans_) {
    if (plan.kind != QuestionKind::kRank) continue;
    for (std::uint16_t o = 0; o < plan.options; ++o) sheet.orders[plan.order + o] = o;
  }
  return sheet;
}

bool Respondents::fits(const Plan& plan, std::uint64_t set) {
  const int ticks = std::popcount(set);
  return ticks >= plan.min && ticks <= plan.max && (ticks <= 1 || (set & plan.exclusive) == 0);
}

std::uint64_t Respondents::any_set(const Plan& plan, std::uint64_t number) const {
  Random own(number);
  std::uint64_t at = number % plan.die.ways;
  std::size_t ticks = 0;
  while (ticks < plan.sets.size() && at >= plan.sets[ticks]) at -= plan.sets[ticks++];
  if (ticks == plan.sets.size()) return 0;  // No set fits.
  const auto alone = static_cast<std::uint64_t>(std::popcount(plan.exclusive));
  if (ticks == 1 && plan.min <= 1 && at < alone) {
    std::uint64_t rest = plan.exclusive;
    while (at-- > 0) rest &= rest - 1;
    return rest & (~rest + 1);
  }
  // Each option with the chance that is left for those still to be ticked.
  std::uint64_t set = 0;
  std::uint64_t left = plan.options - alone;
  for (std::size_t o = 0; ticks > 0; ++o) {
    if ((plan.exclusive & bit(o)) != 0) continue;
    if (own.below(left--) >= ticks) continue;
    set |= bit(o);
    --ticks;
  }
  return set;
}

std::uint64_t Respondents::likely_set(const Plan& plan, const Lean& lean,
                                      std::uint64_t number) const {
  Random own(number);
  for (int tries = 0; tries < kTries; ++tries) {
    std::uint64_t set = 0;
    for (std::size_t o = 0; o < plan.options; ++o) {
      if (own.next() >> (64 - kFractionBits) < likely_[lean.likely + o]) set |= bit(o);
    }
    if (fits(plan, set)) return set;
  }
  return any_set(plan, own.next());
}

// Inlined, these leave the state of the stream in a register.
[[gnu::always_inline]] inline std::uint64_t Respondents::any(const Plan& plan,
                                                             Random* random) const {
  if (plan.kind == QuestionKind::kMultiple) return any_set(plan, random->next());
  const std::uint64_t value = plan.die.roll(random);
  return plan.kind == QuestionKind::kNumber ? value + static_cast<std::uint64_t>(plan.min) : value;
}

[[gnu::always_inline]] inline std::uint64_t Respondents::likely(const Plan& plan, const Lean& lean,
                                                                Random* random) const {
  if (!lean.leans) return any(plan, random);
  if (plan.kind == QuestionKind::kMultiple) return likely_set(plan, lean, random->next());
  const std::uint32_t* share = &likely_[lean.likely];
  const std::uint64_t at = random->next() >> (64 - kFractionBits);
  std::uint64_t option = 0;
  for (std::uint32_t o = 0; o + 1 < plan.options; ++o) option += at >= share[o];
  return option;
}

[[gnu::always_inline]] inline std::uint64_t Respondents::best(const Plan& plan, const Lean& lean,
                                                              Random* random) const {
  if (!lean.leans) return any(plan, random);
  if (plan.kind == QuestionKind::kMultiple) return lean.best_set;
  return best_[lean.best + lean.best_die.roll(random)];
}

void Respondents::put_first(const Plan& plan, std::uint64_t first, Sheet* sheet) const {
  const auto begin = sheet->orders.begin() + plan.order;
  std::iter_swap(begin, std::find(begin, begin + plan.options, first));
}

std::uint16_t Respondents::draw(RespondentKind kind, Random* stream, Sheet* sheet) const {
  // A copy, which no pick that is written can alias.
  Random copy = *stream;
  Random* const random = &copy;
  std::uint64_t* const picks = sheet->picks.data();
  std::size_t need = 0;
  std::size_t second = 0;
  bool acquiescent = false;
  if (kind != RespondentKind::kUniform) {
    need = need_die_.roll(random);
    second = need + 1 + other_need_die_.roll(random);
    if (second >= needs_.size()) second -= needs_.size();
    acquiescent = random->chance(20);
  }
  const std::size_t count = plans_.size();
  const Plan* const plans = plans_.data();
  const Lean* const of_need = leans_.data() + need * count;
  const Lean* const of_second = leans_.data() + second * count;
  for (std::size_t q = 0; q < count; ++q) {
    const Plan& plan = plans[q];
    std::uint64_t pick = 0;
    const bool slips = kind == RespondentKind::kMixture && plan.scored && random->chance(10);
    if (kind == RespondentKind::kUniform || !plan.scored || slips) {
      pick = any(plan, random);
    } else if (kind == RespondentKind::kCoherent) {
      pick = best(plan, of_need[q], random);
    } else if (kind == RespondentKind::kModel) {
      pick = likely(plan, of_need[q], random);
    } else if (acquiescent && plan.kind == QuestionKind::kScale && random->chance(50)) {
      pick = plan.options - 1 - random->below(2);
    } else {
      pick = likely(plan, random->chance(70) ? of_need[q] : of_second[q], random);
    }
    picks[q] = pick;
    if (plan.kind == QuestionKind::kRank) {
      Random own(random->next());
      std::uint16_t* const begin = sheet->orders.data() + plan.order;
      for (std::size_t i = plan.options; i > 1; --i) std::swap(begin[i - 1], begin[own.below(i)]);
      put_first(plan, pick, sheet);
    }
  }
  *stream = copy;
  return kind == RespondentKind::kUniform ? kNoNeed : needs_[need];
}

bool Respondents::has_another(std::size_t q) const { return plans_[q].die.ways != 1; }

void Respondents::replace(std::size_t q, Random* random, Sheet* sheet) const {
  const Plan& plan = plans_[q];
  std::uint64_t& pick = sheet->picks[q];
  if (plan.kind == QuestionKind::kMultiple) {
    for (int tries = 0; tries < kTries; ++tries) {
      const std::uint64_t set = pick ^ bit(random->below(plan.options));
      if (!fits(plan, set)) continue;
      pick = set;
      return;
    }
    const std::uint64_t before = pick;
    while (pick == before) pick = any_set(plan, random->next());
    return;
  }
  if (plan.kind == QuestionKind::kNumber) {
    const std::uint64_t before = pick;
    while (pick == before) pick = any(plan, random);
    return;
  }
  const std::uint64_t other = random->below(plan.options - 1);
  pick = other + (other >= pick);
  if (plan.kind == QuestionKind::kRank) put_first(plan, pick, sheet);
}

Answers Respondents::answers(const Sheet& sheet) const {
  Answers answers(plans_.size());
  for (std::size_t q = 0; q < plans_.size(); ++q) {
    const Plan& plan = plans_[q];
    const std::uint64_t pick = sheet.picks[q];
    Answer& answer = answers[q];
    answer.state = Answer::State::kAnswered;
    answer.turn = static_cast<std::uint32_t>(q);
    switch (plan.kind) {
      case QuestionKind::kMultiple:
        for (std::uint16_t o = 0; o < plan.options; ++o) {
          if ((pick & bit(o)) != 0) answer.options.push_back(o);
        }
        break;
      case QuestionKind::kRank:
        for (std::size_t o = 0; o < plan.options; ++o)
          answer.options.push_back(sheet.orders[plan.order + o]);
        break;
      case QuestionKind::kNumber:
        answer.number = static_cast<std::int64_t>(pick);
        break;
      case QuestionKind::kText:
        answer.text.assign(1, 'x');
        break;
      default:
        answer.options.push_back(static_cast<std::uint16_t>(pick));
    }
  }
  return answers;
}

}  // namespace career_quiz::authoring
