#include "career_quiz/turning.h"

#include <algorithm>
#include <optional>
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

// Whether an option can be ticked beside those that are.
bool stands_beside(const Question& question, const Answer& answer, std::uint16_t option) {
  const auto alone = [&](std::uint16_t each) { return question.options[each].exclusive; };
  return answer.options.empty() ||
         (static_cast<std::int64_t>(answer.options.size()) < question.max && !alone(option) &&
          std::none_of(answer.options.begin(), answer.options.end(), alone));
}

// A change by one step is named by a question and one of its options: chosen
// instead; for kind multiple ticked or unticked, or ticked in place of all others
// where it cannot stand beside them; for kind rank put first.
bool can_change(const Question& question, const Answer& answer, std::uint16_t option) {
  if (question.kind != QuestionKind::kMultiple) return answer.options.front() != option;
  const auto ticked = static_cast<std::int64_t>(answer.options.size());
  if (has_place(answer.options, option)) return ticked - 1 >= question.min;
  return (stands_beside(question, answer, option) ? ticked + 1 : 1) >= question.min;
}

// Whether such steps lead to every other answer.
bool steps_reach_all(const Question& question) {
  if (question.kind == QuestionKind::kMultiple) return question.max == 1;
  return question.kind != QuestionKind::kRank || !question.read;
}

Answer changed(const Question& question, Answer answer, std::uint16_t option) {
  const auto at = std::find(answer.options.begin(), answer.options.end(), option);
  if (question.kind == QuestionKind::kMultiple) {
    if (at == answer.options.end()) {
      if (!stands_beside(question, answer, option)) answer.options.clear();
      insert_place(&answer.options, option);
    } else {
      answer.options.erase(at);
    }
  } else if (question.kind == QuestionKind::kRank) {
    std::rotate(answer.options.begin(), at, at + 1);
  } else {
    answer.options = {option};
  }
  return answer;
}

class Search {
 public:
  Search(const Quiz& quiz, const Interview& interview)
      : quiz_(quiz),
        answers_(interview.counted),
        settled_(interview.settled),
        counted_(interview.counted),
        scores_(scores_of(quiz, interview.counted)),
        scales_(quiz),
        powers_(kFarBehind + 1, kNotYet) {
    Verdict verdict = decide(quiz, counted_, settled_, scores_);
    now_ = std::move(verdict.headline);
    for (const Ranked& entry : verdict.ranking) eligible_.push_back(entry.outcome);
    standing_.scores.resize(quiz.outcomes.size());
    for (std::size_t q = 0; q < counted_.size(); ++q) {
      line_.count(quiz.questions[q], counted_[q]);
    }
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
      if (!steps_reach_all(question)) turning_.singles_complete = false;
      for (std::uint16_t option = 0; option < question.options.size(); ++option) {
        if (!can_change(question, answers_[q], option)) continue;
        if (question.read) {
          try_anew({place, changed(question, answers_[q], option)});
        } else {
          singles_.push_back({place, option, 0});
        }
      }
    }
    try_singles();
    if (turning_.points.empty()) try_pairs();
    sort_stably(&turning_.points, [](const TurningPoint& a, const TurningPoint& b) {
      return a.changes.front().question < b.changes.front().question;
    });
    if (turning_.points.size() > kMostPoints) turning_.points.resize(kMostPoints);
    return std::move(turning_);
  }

 private:
  // A change to an answer that no condition reads: eligibility and all rules but
  // those that read results stay as they are.
  struct Single {
    std::uint16_t question;
    std::uint16_t option;
    std::int32_t lead;  // Of the first outcome over the second, after it.
  };

  // What a headline rests on while such answers change. Where it is the same the
  // headline is; it costs a fraction of decide().
  struct Look {
    std::uint16_t first = 0;
    std::uint16_t second = 0;
    Headline::Kind kind = Headline::Kind::kMixed;  // Where no rule says otherwise.
    bool straight = false;
    List<bool> rules;  // Whether each holds.

    bool operator==(const Look&) const = default;
  };

  // From here on a share of belief is 0 in fixed point.
  static constexpr std::int32_t kFarBehind = 1000;
  static constexpr std::int64_t kNotYet = -1;

  std::int32_t lead() const {
    return eligible_.size() < 2 ? 0 : scores_[eligible_[0]] - scores_[eligible_[1]];
  }

  // What the first outcome is banded by.
  bool is_strong(std::int32_t best) {
    std::uint64_t sum = 0;
    for (const std::uint16_t k : eligible_) {
      const std::int32_t behind = std::min(best - scores_[k], kFarBehind);
      std::int64_t& power = powers_[static_cast<std::size_t>(behind)];
      if (power == kNotYet) power = static_cast<std::int64_t>(power_of_ten(-2 * behind));
      sum += static_cast<std::uint64_t>(power);
    }
    // The best one's own share is not 0. NOLINTNEXTLINE(clang-analyzer-core.DivideZero)
    return is_strong_share(kOne * kOne / sum);
  }

  Look look() {
    Look look;
    // The first three; more no rule asks for.
    auto& top = standing_.ranking;
    top.clear();
    for (const std::uint16_t k : eligible_) {
      std::size_t place = top.size();
      while (place > 0 && stands_before(quiz_, scores_, k, top[place - 1])) --place;
      if (place == 3) continue;
      if (top.size() == 3) top.pop_back();
      top.insert(top.begin() + static_cast<std::ptrdiff_t>(place), k);
    }
    if (top.size() > 1) {
      look.first = top[0];
      look.second = top[1];
      const std::int32_t margin = scores_[top[0]] - scores_[top[1]];
      const bool evidence = quiz_.scoring == Scoring::kEvidence;
      look.straight = evidence && line_.holds();
      const bool strong = !evidence || is_strong(scores_[top[0]]);
      look.kind = kind_of(quiz_, margin, strong, look.straight);
      standing_.margin = margin;
    }
    if (top.size() > 2) standing_.lead = scores_[top[1]] - scores_[top[2]];
    if (!quiz_.rules.empty()) {
      for (const std::uint16_t k : eligible_) standing_.scores[k] = scores_[k];
    }
    bool ruled = false;
    for (const Rule& rule : quiz_.rules) {
      const bool gate = rule.kind == Rule::Kind::kOverride;
      const Facts facts{quiz_, counted_, gate ? &settled_ : nullptr, &standing_, &scales_};
      look.rules.push_back(evaluate(rule.when, facts) == Truth::kTrue);
      ruled = ruled || look.rules.back();
    }
    if (ruled) return look;
    if (look.kind == Headline::Kind::kOne) look.second = look.first;
    if (look.first > look.second) std::swap(look.first, look.second);
    return look;
  }

  // Puts a change in place, or takes it back. Only what decide() reads of such
  // an answer follows in `counted_`: the first of its options.
  void apply(const Single& single, bool back = false) {
    const Question& question = quiz_.questions[single.question];
    const Answer& answer = answers_[single.question];
    const std::size_t width = question.touched.size();
    const std::int16_t* was = nullptr;
    const std::int16_t* is = nullptr;
    if (question.kind == QuestionKind::kMultiple) {
      was = &question.unticked[single.option * width];
      is = &question.contributions[single.option * width];
      if (has_place(answer.options, single.option)) {
        std::swap(was, is);
      } else if (!stands_beside(question, answer, single.option)) {
        for (const std::uint16_t other : answer.options) {
          exchange(question, &question.contributions[other * width],
                   &question.unticked[other * width], back);
        }
      }
    } else {
      was = &question.contributions[answer.options.front() * width];
      is = &question.contributions[single.option * width];
      Answer& now = counted_[single.question];
      line_.count(question, now, -1);
      now.options.front() = back ? answer.options.front() : single.option;
      line_.count(question, now);
    }
    exchange(question, was, is, back);
  }

  void exchange(const Question& question, const std::int16_t* was, const std::int16_t* is,
                bool back) {
    if (back) std::swap(was, is);
    for (std::size_t t = 0; t < question.touched.size(); ++t) {
      scores_[question.touched[t]] += is[t] - was[t];
    }
  }

  Change change_of(const Single& single) const {
    return {single.question,
            changed(quiz_.questions[single.question], answers_[single.question], single.option)};
  }

  // The headline with what is applied, if it is another.
  std::optional<Headline> another() {
    if (look() == look_) return std::nullopt;
    Headline headline = decide(quiz_, counted_, settled_, scores_).headline;
    if (same(headline, now_)) return std::nullopt;
    return headline;
  }

  void try_singles() {
    look_ = look();
    std::size_t found = 0;
    for (Single& single : singles_) {
      apply(single);
      single.lead = lead();
      if (std::optional<Headline> headline = another()) {
        turning_.points.push_back({{change_of(single)}, std::move(*headline)});
        ++found;
      }
      apply(single, true);
      // What follows would stand behind these.
      if (found == kMostPoints) return;
    }
  }

  // What a condition reads can change the path: the interview starts again.
  void try_anew(Change change) {
    anew_ = true;
    walked_ += quiz_.questions.size();
    if (walked_ > kMostWalked) {
      turning_.singles_complete = false;
      return;
    }
    Answer& answer = counted_[change.question];
    answer = change.answer;
    const Interview interview = conduct(quiz_, counted_);
    answer = answers_[change.question];
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
      apply(singles_[j]);
      for (std::size_t i = 0; i < j; ++i) {
        if (singles_[i].question == singles_[j].question) continue;
        if (++tried > kMostPairs) break;
        apply(singles_[i]);
        const bool before = singles_[i].question < singles_[j].question;
        if (std::optional<Headline> headline = another()) {
          turning_.points.push_back(
              {{change_of(singles_[before ? i : j]), change_of(singles_[before ? j : i])},
               std::move(*headline)});
        }
        apply(singles_[i], true);
      }
      apply(singles_[j], true);
    }
    if (tried >= kMostPairs) turning_.pairs_complete = false;
  }

  const Quiz& quiz_;
  const Answers& answers_;  // As they are; what follows follows the change tried.
  const List<bool>& settled_;
  Answers counted_;
  List<std::int32_t> scores_;
  StraightLine line_;
  Standing standing_;  // Of the first three.
  ScaleMemory scales_;
  List<std::int64_t> powers_;  // 10^(-n/100), computed as they are needed.
  Headline now_;
  Look look_;                     // As they are.
  List<std::uint16_t> eligible_;  // Best first, as they are.
  List<Single> singles_;
  std::size_t walked_ = 0;
  bool anew_ = false;
  Turning turning_;
};

}  // namespace

Turning turning_points(const Quiz& quiz, const Interview& interview) {
  return Search(quiz, interview).run();
}

}  // namespace career_quiz
