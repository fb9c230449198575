#include "career_quiz/turning.h"

#include <algorithm>
#include <utility>

#include "career_quiz/evidence.h"

namespace career_quiz {
namespace {

// Interviews conducted anew for answers that conditions read, and verdicts on
// pairs: a few milliseconds in WebAssembly on a quiz of 30 questions.
constexpr std::size_t kMostInterviews = 400;
constexpr std::size_t kMostPairs = 4000;

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
      : quiz_(quiz), answers_(counted), counted_(counted), scores_(scores_of(quiz, counted)) {
    now_ = decide(quiz, counted_, scores_).headline;
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
          singles_.push_back({place, std::move(other)});
        }
      }
    }
    for (const Change& change : singles_) {
      apply(change, 1);
      note({change});
      apply(change, -1);
    }
    if (turning_.points.empty()) try_pairs();
    std::stable_sort(turning_.points.begin(), turning_.points.end(),
                     [](const TurningPoint& a, const TurningPoint& b) {
                       return a.changes.front().question < b.changes.front().question;
                     });
    if (turning_.points.size() > kMostPoints) turning_.points.resize(kMostPoints);
    return std::move(turning_);
  }

 private:
  // Puts a change in place, or takes it back.
  void apply(const Change& change, std::int32_t sign) {
    const Question& question = quiz_.questions[change.question];
    const auto was = contributions_of(question, answers_[change.question]);
    const auto is = contributions_of(question, change.answer);
    for (std::size_t t = 0; t < was.size(); ++t) {
      scores_[question.touched[t]] += sign * (is[t] - was[t]);
    }
    counted_[change.question] = sign > 0 ? change.answer : answers_[change.question];
  }

  void note(std::vector<Change> changes) {
    Headline headline = decide(quiz_, counted_, scores_).headline;
    if (same(headline, now_)) return;
    turning_.points.push_back({std::move(changes), std::move(headline)});
  }

  // What a condition reads can change the path: the interview starts again.
  void try_anew(Change change) {
    if (interviews_++ >= kMostInterviews) {
      turning_.singles_complete = false;
      return;
    }
    Answers answers = answers_;
    answers[change.question] = change.answer;
    const Interview interview = conduct(quiz_, answers);
    Headline headline =
        decide(quiz_, interview.counted, scores_of(quiz_, interview.counted)).headline;
    if (same(headline, now_)) return;
    turning_.points.push_back({{std::move(change)}, std::move(headline)});
  }

  void try_pairs() {
    std::size_t tried = 0;
    turning_.pairs_complete = interviews_ == 0;
    for (std::size_t i = 0; i < singles_.size() && tried < kMostPairs; ++i) {
      apply(singles_[i], 1);
      for (std::size_t j = i + 1; j < singles_.size(); ++j) {
        if (singles_[j].question == singles_[i].question) continue;
        if (++tried > kMostPairs) {
          turning_.pairs_complete = false;
          break;
        }
        apply(singles_[j], 1);
        note({singles_[i], singles_[j]});
        apply(singles_[j], -1);
      }
      apply(singles_[i], -1);
    }
  }

  const Quiz& quiz_;
  const Answers& answers_;  // As they are; `counted_` and `scores_` follow the change tried.
  Answers counted_;
  std::vector<std::int32_t> scores_;
  Headline now_;
  std::vector<Change> singles_;  // Of answers that no condition reads.
  std::size_t interviews_ = 0;
  Turning turning_;
};

}  // namespace

Turning turning_points(const Quiz& quiz, const Answers& counted) {
  return Search(quiz, counted).run();
}

}  // namespace career_quiz
