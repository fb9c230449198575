#include "career_quiz/turning.h"

#include <algorithm>
#include <utility>

#include "career_quiz/evidence.h"
#include "career_quiz/fixed_point.h"
#include "career_quiz/order.h"

namespace career_quiz {
namespace {

// Interviews conducted anew for answers that conditions read, and verdicts on
// pairs: together under a millisecond in WebAssembly on a quiz of 30 questions.
constexpr std::size_t kMostWalked = 40'000;  // Questions, over all those interviews.
constexpr std::size_t kMostPairs = 200;

// Whether both say the same. The order in which outcomes are shown says nothing:
// that of two tracks can rest on their ids.
bool same(const Headline& a, const Headline& b) {
  return a.kind == b.kind && std::is_permutation(a.outcomes.begin(), a.outcomes.end(),
                                                 b.outcomes.begin(), b.outcomes.end());
}

// The answers that differ from `answer` by one step.
std::vector<Answer> neighbours(const Question& question, const Answer& answer) {
  std::vector<Answer> found;
  for (std::size_t o = 0; o < question.options.size(); ++o) {
    const auto place = static_cast<std::uint16_t>(o);
    Answer other = answer;
    const auto at = std::find(other.options.begin(), other.options.end(), place);
    const bool chosen = at != other.options.end();
    if (question.kind == QuestionKind::kMultiple) {
      if (chosen) {
        other.options.erase(at);
      } else {
        const auto alone = [&](std::uint16_t each) { return question.options[each].exclusive; };
        if (!other.options.empty() &&
            (alone(place) || std::any_of(other.options.begin(), other.options.end(), alone))) {
          continue;
        }
        other.options.insert(std::lower_bound(other.options.begin(), other.options.end(), place),
                             place);
      }
      const auto size = static_cast<std::int64_t>(other.options.size());
      if (size < question.min || size > question.max) continue;
    } else if (question.kind == QuestionKind::kRank) {
      if (answer.options.front() == place) continue;
      std::rotate(other.options.begin(), at, at + 1);
    } else {
      if (chosen) continue;
      other.options = {place};
    }
    found.push_back(std::move(other));
  }
  return found;
}

class Search {
 public:
  Search(const Quiz& quiz, const Answers& counted)
      : quiz_(quiz),
        answers_(counted),
        counted_(counted),
        settled_(conduct(quiz, counted).settled),
        scores_(scores_of(quiz, counted)) {
    Verdict verdict = decide(quiz, counted_, settled_, scores_);
    now_ = std::move(verdict.headline);
    ranking_ = std::move(verdict.ranking);
    plain_ = now_.kind == Headline::Kind::kOne && ranking_.size() > 1 &&
             std::none_of(quiz.rules.begin(), quiz.rules.end(),
                          [](const Rule& rule) { return reads_result(rule.when); });
    const auto withheld = [](const auto& item) { return item.withheld; };
    turning_.withheld = std::any_of(quiz.outcomes.begin(), quiz.outcomes.end(), withheld) ||
                        std::any_of(quiz.rules.begin(), quiz.rules.end(), withheld);
  }

  Turning run() {
    if (now_.kind == Headline::Kind::kOverride) return {};
    for (std::size_t q = 0; q < counted_.size(); ++q) {
      const Question& question = quiz_.questions[q];
      if (counted_[q].state != Answer::State::kAnswered || question.sensitive ||
          !question.has_options() || (!question.scored() && !question.read)) {
        continue;
      }
      const auto place = static_cast<std::uint16_t>(q);
      for (Answer& other : neighbours(question, counted_[q])) {
        if (question.read) {
          try_anew({place, std::move(other)});
        } else {
          singles_.push_back({{place, std::move(other)}, 0});
        }
      }
    }
    for (Single& single : singles_) {
      apply(single.change, 1);
      single.lead = lead();
      if (!surely_the_same()) note({single.change});
      apply(single.change, -1);
    }
    if (turning_.points.empty()) try_pairs();
    sort_stably(&turning_.points, [](const TurningPoint& a, const TurningPoint& b) {
      return a.changes.front().question < b.changes.front().question;
    });
    if (turning_.points.size() > kMostPoints) turning_.points.resize(kMostPoints);
    return std::move(turning_);
  }

 private:
  // A change to an answer that no condition reads.
  struct Single {
    Change change;
    std::int32_t lead;  // Of the first outcome over the second, after it.
  };

  std::int32_t lead() const {
    if (ranking_.size() < 2) return 0;
    return scores_[ranking_[0].outcome] - scores_[ranking_[1].outcome];
  }

  // Whether one outcome leads as before, by a look at the scores alone: what
  // decide() would find at many times the cost.
  bool surely_the_same() const {
    if (!plain_) return false;
    const std::int32_t best = scores_[ranking_[0].outcome];
    std::int32_t second = INT32_MIN;
    for (std::size_t place = 1; place < ranking_.size(); ++place) {
      second = std::max(second, scores_[ranking_[place].outcome]);
    }
    if (best - second < std::max(quiz_.close_call, 1)) return false;
    if (quiz_.scoring == Scoring::kSum) return true;
    // All rivals as near as the nearest would leave a share of 0.30 or more.
    const std::uint64_t rivals =
        (ranking_.size() - 1) * power_of_ten(-2 * std::min(best - second, 1000));
    return 3 * rivals <= 7 * kOne && !is_straight_line(quiz_, counted_);
  }

  // Puts a change in place, or takes it back.
  void apply(const Change& change, std::int32_t sign) {
    const Question& question = quiz_.questions[change.question];
    const Answer& answer = answers_[change.question];
    const std::size_t width = question.touched.size();
    if (question.kind == QuestionKind::kMultiple) {
      const auto was = contributions_of(question, answer);
      const auto is = contributions_of(question, change.answer);
      for (std::size_t t = 0; t < width; ++t) {
        scores_[question.touched[t]] += sign * (is[t] - was[t]);
      }
    } else {
      const std::int16_t* was = &question.contributions[answer.options.front() * width];
      const std::int16_t* is = &question.contributions[change.answer.options.front() * width];
      for (std::size_t t = 0; t < width; ++t) {
        scores_[question.touched[t]] += sign * (is[t] - was[t]);
      }
    }
    counted_[change.question].options = sign > 0 ? change.answer.options : answer.options;
  }

  void note(std::vector<Change> changes) {
    Headline headline = decide(quiz_, counted_, settled_, scores_).headline;
    if (same(headline, now_)) return;
    turning_.points.push_back({std::move(changes), std::move(headline)});
  }

  // What a condition reads can change the path: the interview starts again.
  void try_anew(Change change) {
    anew_ = true;
    walked_ += quiz_.questions.size();
    if (walked_ > kMostWalked) {
      turning_.singles_complete = false;
      return;
    }
    Answers answers = answers_;
    answers[change.question] = change.answer;
    const Interview interview = conduct(quiz_, answers);
    Headline headline =
        decide(quiz_, interview.counted, interview.settled, scores_of(quiz_, interview.counted))
            .headline;
    if (same(headline, now_)) return;
    turning_.points.push_back({{std::move(change)}, std::move(headline)});
  }

  // Those first that narrow the lead most.
  void try_pairs() {
    sort_stably(&singles_, [](const Single& a, const Single& b) { return a.lead < b.lead; });
    std::size_t tried = 0;
    turning_.pairs_complete = !anew_;
    for (std::size_t j = 1; j < singles_.size() && tried < kMostPairs; ++j) {
      apply(singles_[j].change, 1);
      for (std::size_t i = 0; i < j; ++i) {
        if (singles_[i].change.question == singles_[j].change.question) continue;
        if (++tried > kMostPairs) {
          turning_.pairs_complete = false;
          break;
        }
        apply(singles_[i].change, 1);
        const bool before = singles_[i].change.question < singles_[j].change.question;
        const Change& one = singles_[before ? i : j].change;
        const Change& two = singles_[before ? j : i].change;
        if (!surely_the_same()) note({one, two});
        apply(singles_[i].change, -1);
      }
      apply(singles_[j].change, -1);
    }
    if (tried == kMostPairs) turning_.pairs_complete = false;
  }

  const Quiz& quiz_;
  const Answers& answers_;  // As they are; `counted_` and `scores_` follow the change tried.
  Answers counted_;
  std::vector<char> settled_;
  std::vector<std::int32_t> scores_;
  Headline now_;
  std::vector<Ranked> ranking_;  // As they are.
  bool plain_;                   // One outcome leads and no rule reads results.
  std::vector<Single> singles_;
  std::size_t walked_ = 0;
  bool anew_ = false;
  Turning turning_;
};

}  // namespace

Turning turning_points(const Quiz& quiz, const Answers& counted) {
  return Search(quiz, counted).run();
}

}  // namespace career_quiz
