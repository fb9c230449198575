#include "career_quiz/selection.h"

#include <algorithm>

#include "career_quiz/evidence.h"
#include "career_quiz/fixed_point.h"

namespace career_quiz {
namespace {

// Information below this is the rounding of none: 2^-16 bits.
constexpr std::int64_t kNoInformation = std::int64_t{1} << (kBitFraction - 16);
// Classes of less belief than this are not worth a closer look: their whole
// share counts as risk.
constexpr std::uint64_t kNegligible = kOne / 100'000;

std::int64_t weighed(std::uint64_t share, std::int32_t bits) {
  return static_cast<std::int64_t>(share) * bits;
}

// p log2 p, with kFractionBits + kBitFraction bits.
std::int64_t plogp(std::uint64_t p) { return p == 0 ? 0 : weighed(p, log2_of(p)); }

std::size_t place_of(const List<std::uint16_t>& touched, std::uint16_t outcome) {
  const auto at = std::lower_bound(touched.begin(), touched.end(), outcome);
  return at != touched.end() && *at == outcome ? static_cast<std::size_t>(at - touched.begin())
                                               : touched.size();
}

// The contributions of one question as differences against the leader.
class Differences {
 public:
  Differences(const Question& question, std::uint16_t leader)
      : question_(question),
        width_(question.touched.size()),
        leader_(place_of(question.touched, leader)) {}

  std::size_t width() const { return width_; }
  std::size_t leader() const { return leader_; }

  // For place t among the touched outcomes, or width() for any other outcome.
  std::int32_t yes(std::size_t option, std::size_t t) const {
    return cell(question_.contributions, option, t) -
           cell(question_.contributions, option, leader_);
  }
  std::int32_t no(std::size_t option, std::size_t t) const {
    return cell(question_.unticked, option, t) - cell(question_.unticked, option, leader_);
  }

  // The largest difference that an answer can make.
  std::int64_t largest(std::size_t t) const {
    const bool separate = question_.kind == QuestionKind::kMultiple;
    std::int64_t best = separate ? 0 : INT64_MIN;
    for (std::size_t o = 0; o < question_.options.size(); ++o) {
      if (separate) {
        best += std::max(yes(o, t), no(o, t));
      } else {
        best = std::max<std::int64_t>(best, yes(o, t));
      }
    }
    return best;
  }

 private:
  std::int32_t cell(const List<std::int16_t>& table, std::size_t option, std::size_t t) const {
    return t == width_ ? 0 : table[option * width_ + t];
  }

  const Question& question_;
  std::size_t width_;
  std::size_t leader_;
};

// Mean and variance of a difference, both with 16 fraction bits.
struct Moments {
  std::int64_t mean = 0;
  std::int64_t variance = 0;
};
constexpr int kMomentBits = 16;
constexpr std::int64_t kMomentOne = std::int64_t{1} << kMomentBits;

// Of the difference at place t under class c (a place too), over the options.
Moments moments_of(const Question& question, const Differences& differences, std::size_t t,
                   std::size_t c) {
  const std::size_t width = differences.width();
  const std::size_t options = question.options.size();
  const bool separate = question.kind == QuestionKind::kMultiple;
  const std::uint64_t uniform = kOne / (separate ? 2 : options);
  Moments moments;
  std::int64_t square = 0;
  for (std::size_t o = 0; o < options; ++o) {
    const std::uint64_t p = c == width ? uniform : question.likelihood[o * width + c];
    const auto weight = static_cast<std::int64_t>(p >> (kFractionBits - kMomentBits));
    const std::int64_t yes = differences.yes(o, t);
    if (separate) {
      const std::int64_t no = differences.no(o, t);
      moments.mean += weight * yes + (kMomentOne - weight) * no;
      moments.variance +=
          ((weight * (kMomentOne - weight)) >> kMomentBits) * (yes - no) * (yes - no);
    } else {
      moments.mean += weight * yes;
      square += weight * yes * yes;
    }
  }
  if (!separate) {
    moments.variance =
        std::max<std::int64_t>(0, square - ((moments.mean * moments.mean) >> kMomentBits));
  }
  return moments;
}

// What an item of the rest can still add to a difference. Of what may or may not
// come to count nobody knows how likely it is: for each rival the worse is taken,
// and both are spread.
Moments moments_of(const Rest::Item& item, const Question& question, const Differences& differences,
                   const List<std::int32_t>& given, std::size_t t, std::size_t c) {
  Moments moments;
  if (item.given == nullptr) {
    moments = moments_of(question, differences, t, c);
    if (item.asked) return moments;
  } else {
    moments.mean = kMomentOne * (item.counted ? -1 : 1) * given[t];
  }
  moments.variance += ((moments.mean * moments.mean) >> kMomentBits) / 4;
  moments.mean = std::max<std::int64_t>(moments.mean, 0);
  return moments;
}

// What a given answer adds to each touched outcome's difference against the
// leader; the last entry is that of all others. Empty if there is none.
List<std::int32_t> given_differences(const Rest::Item& item, const Question& question,
                                     const Differences& differences) {
  if (item.given == nullptr) return {};
  List<std::int32_t> given(differences.width() + 1, 0);
  const List<std::int32_t> added = contributions_of(question, *item.given);
  const std::int32_t of_leader =
      differences.leader() == differences.width() ? 0 : added[differences.leader()];
  for (std::size_t t = 0; t < added.size(); ++t) given[t] = added[t] - of_leader;
  given.back() = -of_leader;
  return given;
}

}  // namespace

std::int64_t entropy(const List<std::uint64_t>& shares) {
  std::int64_t sum = 0;
  for (const std::uint64_t share : shares) sum -= plogp(share);
  return sum >> kFractionBits;
}

std::int64_t information(const Question& question, const List<std::uint64_t>& shares) {
  return information(question, shares, entropy(shares));
}

std::int64_t information(const Question& question, const List<std::uint64_t>& shares,
                         std::int64_t most) {
  if (!question.scored()) return 0;
  const std::size_t width = question.touched.size();
  const std::size_t options = question.options.size();
  const bool separate = question.kind == QuestionKind::kMultiple;
  std::uint64_t others = kOne;
  for (const std::uint16_t outcome : question.touched) others -= std::min(others, shares[outcome]);

  // Mutual information: E[sum P(a|k) log P(a|k)] - sum P(a) log P(a).
  std::int64_t gain = 0;
  if (!separate) {
    for (std::size_t t = 0; t < width; ++t) {
      gain += weighed(shares[question.touched[t]], question.certainty[t]);
    }
    gain += weighed(others, log2_of(kOne / options));
  }
  for (std::size_t o = 0; o < options; ++o) {
    std::uint64_t p = others / (separate ? 2 : options) << kFractionBits;
    for (std::size_t t = 0; t < width; ++t) {
      const std::uint64_t share = shares[question.touched[t]];
      if (share == 0) continue;
      p += share * question.likelihood[o * width + t];
      if (separate) gain += weighed(share, question.certainty[o * width + t]);
    }
    p >>= kFractionBits;
    gain -= plogp(p);
    if (separate) gain -= plogp(kOne - p) + weighed(others, 1 << kBitFraction);
  }
  gain >>= kFractionBits;
  if (gain < kNoInformation) return 0;
  return std::min(gain, most);
}

List<std::uint64_t> shares_by_outcome(const Quiz& quiz, const List<Ranked>& ranking) {
  List<std::uint64_t> by_outcome(quiz.outcomes.size(), 0);
  List<std::int32_t> scores;
  for (const Ranked& entry : ranking) scores.push_back(entry.score);
  const List<std::uint64_t> shares = shares_of(scores);
  std::uint64_t left = kOne;
  for (std::size_t place = 0; place < ranking.size(); ++place) {
    by_outcome[ranking[place].outcome] = shares[place];
    left -= shares[place];
  }
  // What rounding left over, so that the sum is exact.
  if (!ranking.empty()) by_outcome[ranking.front().outcome] += left;
  return by_outcome;
}

bool is_certain(const Quiz& quiz, const List<Ranked>& ranking, const List<std::int32_t>& scores,
                const Rest& rest) {
  if (ranking.empty()) return false;
  const std::uint16_t leader = ranking.front().outcome;
  if (rest.eligible[leader] != Truth::kTrue) return false;

  // How far each rival can still catch up.
  List<std::int64_t> gain(quiz.outcomes.size(), 0);
  for (const Rest::Item& item : rest.items) {
    const Question& question = quiz.questions[item.question];
    const Differences differences(question, leader);
    const List<std::int32_t> given = given_differences(item, question, differences);
    const auto gain_at = [&](std::size_t t) {
      std::int64_t most = item.given != nullptr ? given[t] : differences.largest(t);
      if (item.may_add_nothing) most = std::max<std::int64_t>(most, 0);
      return most - (item.counted ? given[t] : 0);
    };
    const std::int64_t untouched = gain_at(differences.width());
    for (std::int64_t& each : gain) each += untouched;
    for (std::size_t t = 0; t < differences.width(); ++t) {
      gain[question.touched[t]] += gain_at(t) - untouched;
    }
  }
  for (std::size_t k = 0; k < quiz.outcomes.size(); ++k) {
    if (k == leader || quiz.outcomes[k].derived || rest.eligible[k] == Truth::kFalse) continue;
    if (scores[leader] - scores[k] <= gain[k]) return false;
  }
  return true;
}

std::optional<std::uint32_t> risk_of_change(const Quiz& quiz, const List<Ranked>& ranking,
                                            const List<std::int32_t>& scores, const Rest& rest,
                                            std::uint32_t limit) {
  constexpr std::uint64_t kParts = 10'000;
  if (ranking.empty() || limit == 0) return std::nullopt;
  const std::uint16_t leader = ranking.front().outcome;
  if (rest.eligible[leader] != Truth::kTrue) return std::nullopt;
  const List<std::uint64_t> shares = shares_by_outcome(quiz, ranking);
  const std::uint64_t most = limit * kOne / kParts;
  std::uint64_t risk = 0;
  for (const Ranked& truth : ranking) {
    const std::uint64_t share = shares[truth.outcome];
    if (share < kNegligible) {
      risk += share;
      continue;
    }
    List<Moments> sums(quiz.outcomes.size());
    Moments untouched_sum;
    for (const Rest::Item& item : rest.items) {
      const Question& question = quiz.questions[item.question];
      const Differences differences(question, leader);
      const List<std::int32_t> given = given_differences(item, question, differences);
      const std::size_t width = differences.width();
      const std::size_t c = place_of(question.touched, truth.outcome);
      const Moments untouched = moments_of(item, question, differences, given, width, c);
      untouched_sum.mean += untouched.mean;
      untouched_sum.variance += untouched.variance;
      for (std::size_t t = 0; t < width; ++t) {
        const Moments moments = moments_of(item, question, differences, given, t, c);
        sums[question.touched[t]].mean += moments.mean - untouched.mean;
        sums[question.touched[t]].variance += moments.variance - untouched.variance;
      }
    }
    for (const Ranked& rival : ranking) {
      if (rival.outcome == leader) continue;
      const std::int64_t mean = untouched_sum.mean + sums[rival.outcome].mean;
      const std::int64_t variance = untouched_sum.variance + sums[rival.outcome].variance;
      const std::int64_t behind =
          mean - std::int64_t{scores[leader] - scores[rival.outcome]} * kMomentOne;
      const auto deviation = static_cast<std::int64_t>(
          square_root(static_cast<std::uint64_t>(std::max<std::int64_t>(variance, 0))));
      std::uint64_t chance = behind >= 0 ? kOne : 0;
      if (deviation > 0) chance = normal_distribution(behind / deviation);
      risk += (share * chance) >> kFractionBits;
      if (risk > most) return std::nullopt;
    }
  }
  if (risk > most) return std::nullopt;
  // Where the tables end, what is left of a risk is not none.
  return static_cast<std::uint32_t>(
      std::max<std::uint64_t>(1, (risk * kParts + kOne - 1) >> kFractionBits));
}

}  // namespace career_quiz
