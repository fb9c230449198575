#include "career_quiz/selection.h"

#include <algorithm>
#include <cmath>
#include <string>
#include <vector>

#include "career_quiz/fixed_point.h"
#include "support.h"

namespace career_quiz {
namespace {

using testing::joined;
using testing::outcome;
using testing::Parts;
using testing::quiz_of;

using Rows = std::vector<List<int>>;  // Decibans by option and outcome.
using Shares = List<std::uint64_t>;

const long double kBit = std::exp2(static_cast<long double>(kBitFraction));

Quiz with_weights(const Rows& rows, const std::string& kind = "single") {
  std::vector<std::string> options;
  std::vector<std::string> outcomes;
  for (std::size_t o = 0; o < rows.size(); ++o) {
    std::string evidence;
    for (std::size_t k = 0; k < rows[o].size(); ++k) {
      if (rows[o][k] == 0) continue;
      evidence += (evidence.empty() ? "\"k" : ",\"k") + std::to_string(k) +
                  "\":" + std::to_string(rows[o][k]);
    }
    options.push_back(R"({"id":"o)" + std::to_string(o) + R"(","text":"T","evidence":{)" +
                      evidence + "}}");
  }
  for (std::size_t k = 0; k < rows[0].size(); ++k)
    outcomes.push_back(outcome("k" + std::to_string(k), static_cast<int>(k)));
  return quiz_of(Parts{.questions = R"([{"id":"q","kind":")" + kind + R"(","text":"T","options":)" +
                                    joined(options) + "}]",
                       .outcomes = joined(outcomes)});
}

long double entropy(const std::vector<long double>& shares) {
  long double sum = 0;
  for (const long double share : shares) sum -= share > 0 ? share * std::log2(share) : 0;
  return sum;
}

// The entropy now less what is to be expected after the answer, by Bayes: the
// options are given by their likelihood under each outcome.
long double expected_fall(const std::vector<std::vector<long double>>& likelihood,
                          const std::vector<long double>& shares) {
  long double after = 0;
  for (const std::vector<long double>& option : likelihood) {
    long double chance = 0;
    for (std::size_t k = 0; k < shares.size(); ++k) chance += shares[k] * option[k];
    std::vector<long double> posterior;
    for (std::size_t k = 0; k < shares.size(); ++k)
      posterior.push_back(chance > 0 ? shares[k] * option[k] / chance : 0);
    after += chance * entropy(posterior);
  }
  return entropy(shares) - after;
}

long double ratio(int decibans) { return std::pow(10.0L, static_cast<long double>(decibans) / 10); }

long double brute_force(const Rows& rows, const std::vector<long double>& shares, bool separate) {
  std::vector<std::vector<long double>> likelihood(rows.size());
  std::vector<long double> whole(shares.size(), 0);
  for (const List<int>& row : rows) {
    for (std::size_t k = 0; k < row.size(); ++k) whole[k] += ratio(row[k]);
  }
  long double sum = 0;
  for (std::size_t o = 0; o < rows.size(); ++o) {
    std::vector<long double> no;
    for (std::size_t k = 0; k < shares.size(); ++k) {
      const long double yes = ratio(rows[o][k]);
      likelihood[o].push_back(separate ? yes / (1 + yes) : yes / whole[k]);
      no.push_back(1 - likelihood[o].back());
    }
    if (separate) sum += expected_fall({likelihood[o], no}, shares);
  }
  return separate ? std::min(sum, entropy(shares)) : expected_fall(likelihood, shares);
}

std::vector<long double> as_real(const Shares& shares) {
  std::vector<long double> real;
  for (const std::uint64_t share : shares)
    real.push_back(static_cast<long double>(share) / static_cast<long double>(kOne));
  return real;
}

Shares even(std::size_t count) {
  Shares shares(count, kOne / count);
  shares[0] += kOne - kOne / count * count;
  return shares;
}

// A small stream of numbers, the same everywhere.
class Numbers {
 public:
  int below(int limit) {
    seed_ = seed_ * 1664525u + 1013904223u;
    return static_cast<int>((seed_ >> 8) % static_cast<std::uint32_t>(limit));
  }

 private:
  std::uint32_t seed_ = 4711;
};

void compare_with_brute_force(bool separate) {
  Numbers numbers;
  for (int round = 0; round < 400; ++round) {
    Rows rows(static_cast<std::size_t>(2 + numbers.below(5)));
    const auto outcomes = static_cast<std::size_t>(2 + numbers.below(5));
    for (List<int>& row : rows) {
      row.resize(outcomes);
      for (int& weight : row) weight = numbers.below(4) == 0 ? 0 : numbers.below(25) - 12;
    }
    if (numbers.below(2) == 0) {  // It says nothing of one outcome.
      const auto silent = static_cast<std::size_t>(numbers.below(static_cast<int>(outcomes)));
      for (List<int>& row : rows) row[silent] = 0;
    }
    Shares shares = even(outcomes);
    for (std::size_t k = 1; k < outcomes; ++k) {  // From even to nearly certain.
      const std::uint64_t moved =
          shares[k] * static_cast<std::uint64_t>(numbers.below(1001)) / 1000;
      shares[k] -= moved;
      shares[0] += moved;
    }
    const Quiz quiz = with_weights(rows, separate ? "multiple" : "single");
    const long double found =
        static_cast<long double>(information(quiz.questions[0], shares)) / kBit;
    const long double exact = brute_force(rows, as_real(shares), separate);
    ASSERT_NEAR(static_cast<double>(found), static_cast<double>(exact), 5e-5) << round;
    ASSERT_GE(found, 0);
    ASSERT_LE(found, entropy(as_real(shares)) + 1e-6L);
  }
}

TEST(Information, IsTheExpectedFallOfEntropy) { compare_with_brute_force(false); }

TEST(Information, OfSeveralChoicesAddsUpOverThem) { compare_with_brute_force(true); }

TEST(Information, IsNothingExactlyWhereTheOptionsSayNothing) {
  for (const std::string kind : {"single", "multiple", "rank"}) {
    EXPECT_EQ(information(with_weights({{0, 0}, {0, 0}}, kind).questions[0], even(2)), 0);
    EXPECT_GT(information(with_weights({{1, 0}, {0, 0}}, kind).questions[0], even(2)), 0);
  }
  // All alike for every outcome: an answer tells nothing.
  EXPECT_EQ(information(with_weights({{5, 5, 5}, {-3, -3, -3}}).questions[0], even(3)), 0);
}

TEST(Information, IsNothingOnceOneOutcomeIsCertain) {
  EXPECT_EQ(information(with_weights({{9, 0}, {0, 9}}).questions[0], {kOne, 0}), 0);
}

TEST(Information, OfAQuestionWithoutEvidenceIsNothing) {
  const Quiz quiz = quiz_of(Parts{.questions = "[" + testing::single("q") + "]"});
  EXPECT_EQ(information(quiz.questions[0], even(2)), 0);
}

TEST(Information, IsNoMoreThanThereIsToKnow) {
  const Rows signatures = {{12, -12}, {12, -12}, {12, -12}, {12, -12}, {12, -12}, {12, -12}};
  EXPECT_EQ(information(with_weights(signatures, "multiple").questions[0], even(2)),
            std::int64_t{1} << kBitFraction);
}

TEST(SharesByOutcome, AddUpToOne) {
  const Quiz quiz = with_weights({{1, 0, 0, 0, 0, 0, 0}, {0, 0, 0, 0, 0, 0, 0}});
  for (int step = 0; step < 40; ++step) {
    List<Ranked> ranking;
    for (std::uint16_t k = 0; k < 6; ++k) ranking.push_back({k, -k * step * 3, Band::kWeak});
    const Shares shares = shares_by_outcome(quiz, ranking);
    std::uint64_t sum = 0;
    for (const std::uint64_t share : shares) sum += share;
    EXPECT_EQ(sum, kOne);
    EXPECT_EQ(shares[6], 0u) << "not eligible";
  }
}

TEST(Risk, IsNeverNoneWhileAnotherOutcomeIsLeft) {
  const Quiz quiz = with_weights({{6, 0}, {0, 6}});
  const List<Ranked> ranking{{0, 900, Band::kStrong}, {1, 0, Band::kWeak}};
  const Rest nothing{{}, {Truth::kTrue, Truth::kTrue}};
  EXPECT_EQ(risk_of_change(quiz, ranking, {900, 0}, nothing, 500), 1u);
}

}  // namespace
}  // namespace career_quiz
