#include "career_quiz/ranking.h"

#include <algorithm>

#include "career_quiz/evidence.h"
#include "career_quiz/fixed_point.h"

namespace career_quiz {
namespace {

constexpr std::uint64_t kStrongShare = kOne * 3 / 10;
constexpr std::uint64_t kExploreShare = kOne / 20;

// Bands of a sum: the points reached within what the answered questions allowed.
void band_by_points(const Quiz& quiz, const Answers& answers, List<Ranked>* ranking) {
  List<std::int64_t> lowest(quiz.outcomes.size(), 0);
  List<std::int64_t> highest(quiz.outcomes.size(), 0);
  for (std::size_t q = 0; q < answers.size(); ++q) {
    if (answers[q].state != Answer::State::kAnswered) continue;
    const Question& question = quiz.questions[q];
    for (std::size_t t = 0; t < question.touched.size(); ++t) {
      const Range range = range_of(question, t);
      lowest[question.touched[t]] += range.low;
      highest[question.touched[t]] += range.high;
    }
  }
  for (Ranked& entry : *ranking) {
    const std::int64_t span = highest[entry.outcome] - lowest[entry.outcome];
    const std::int64_t reached =
        entry.score - quiz.outcomes[entry.outcome].bias - lowest[entry.outcome];
    if (span > 0 && 3 * reached >= 2 * span) {
      entry.band = Band::kStrong;
    } else if (span > 0 && 3 * reached >= span) {
      entry.band = Band::kExplore;
    }
  }
}

}  // namespace

bool stands_before(const Quiz& quiz, const List<std::int32_t>& scores, std::uint16_t a,
                   std::uint16_t b) {
  if (scores[a] != scores[b]) return scores[a] > scores[b];
  return quiz.outcomes[a].priority < quiz.outcomes[b].priority;
}

bool is_strong_share(std::uint64_t share) { return share >= kStrongShare; }

List<Ranked> rank(const Quiz& quiz, const Answers& answers, const List<std::int32_t>& scores) {
  List<Ranked> ranking;
  ScaleMemory scales(quiz);
  const Facts facts{quiz, answers, nullptr, nullptr, &scales};
  for (std::size_t k = 0; k < quiz.outcomes.size(); ++k) {
    const Outcome& outcome = quiz.outcomes[k];
    if (outcome.derived || evaluate(outcome.when, facts) != Truth::kTrue) continue;
    // Insertion keeps the ranking sorted: few outcomes, and no sort to link.
    const auto place = static_cast<std::uint16_t>(k);
    auto at = ranking.end();
    while (at != ranking.begin() && stands_before(quiz, scores, place, (at - 1)->outcome)) --at;
    ranking.insert(at, {place, scores[k], Band::kWeak});
  }
  if (quiz.scoring == Scoring::kSum) {
    band_by_points(quiz, answers, &ranking);
    return ranking;
  }
  List<std::int32_t> ranked_scores;
  for (const Ranked& entry : ranking) ranked_scores.push_back(entry.score);
  const List<std::uint64_t> shares = shares_of(ranked_scores);
  for (std::size_t place = 0; place < ranking.size(); ++place) {
    if (is_strong_share(shares[place])) {
      ranking[place].band = Band::kStrong;
    } else if (shares[place] >= kExploreShare) {
      ranking[place].band = Band::kExplore;
    }
  }
  return ranking;
}

List<std::uint64_t> shares_of(const List<std::int32_t>& scores) {
  if (scores.empty()) return {};
  const std::int32_t best = *std::max_element(scores.begin(), scores.end());
  List<std::uint64_t> shares;
  std::uint64_t sum = 0;
  for (const std::int32_t score : scores) {
    // Below 10^-10 of the best a share is 0 in fixed point.
    const std::int32_t behind = std::min(best - score, 1000);
    shares.push_back(power_of_ten(-2 * behind));
    sum += shares.back();
  }
  // The best one's own share is not 0. NOLINTNEXTLINE(clang-analyzer-core.DivideZero)
  for (std::uint64_t& share : shares) share = share * kOne / sum;
  return shares;
}

}  // namespace career_quiz
