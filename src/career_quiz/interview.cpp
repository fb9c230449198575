#include "career_quiz/interview.h"

#include <algorithm>

#include "career_quiz/evidence.h"
#include "career_quiz/fixed_point.h"
#include "career_quiz/order.h"
#include "career_quiz/ranking.h"
#include "career_quiz/selection.h"

namespace career_quiz {
namespace {

// Information below which a question is not worth a reader's time: 0.02 bit.
constexpr std::int64_t kWorthAsking = (std::int64_t{1} << kBitFraction) / 50;

bool given(const Answer& answer) { return answer.state != Answer::State::kOpen; }

// What is visible now, and what can still become so: the same walk with open
// questions once as never answered, once as unknown.
struct Walk {
  List<bool> visible;
  List<bool> settled;  // The answer cannot change any more.
  List<Truth> asked;
};

Walk walk(const Quiz& quiz, const Answers& answers, Answers* counted) {
  const std::size_t count = quiz.questions.size();
  Walk walk{List<bool>(count), List<bool>(count), List<Truth>(count, Truth::kFalse)};
  counted->resize(count);
  ScaleMemory scales(quiz);
  for (const std::uint16_t q : quiz.dependency_order) {
    const Condition& when = quiz.questions[q].when;
    walk.visible[q] = evaluate(when, {quiz, *counted, nullptr, nullptr, &scales}) == Truth::kTrue;
    walk.asked[q] = evaluate(when, {quiz, *counted, &walk.settled, nullptr, &scales});
    // A condition that reads a scale comes after all questions that bear on it:
    // what is remembered of scales stays true.
    if (walk.visible[q]) (*counted)[q] = answers[q];
    walk.settled[q] =
        walk.asked[q] == Truth::kFalse || (walk.asked[q] == Truth::kTrue && given(answers[q]));
  }
  return walk;
}

// Overrides apply in their order: one that holds stops the interview only if
// none before it can still take its place.
struct Gates {
  bool closed = false;    // One holds for good.
  bool possible = false;  // One may come to hold on answers alone.
  bool pending = false;   // One may come to hold on answers or on the result.
};

Gates gates(const Quiz& quiz, const Facts& facts) {
  Gates gates;
  bool outranked = false;
  for (const Rule& rule : quiz.rules) {
    if (rule.kind != Rule::Kind::kOverride) continue;
    const Truth holds = evaluate(rule.when, facts);
    if (holds == Truth::kFalse) continue;
    const bool gate = !reads_result(rule.when);
    if (gate && holds == Truth::kTrue && !outranked) {
      gates.closed = true;
      break;
    }
    outranked = gates.pending = true;
    gates.possible = gates.possible || gate;
  }
  return gates;
}

// The scales that the two latest answers both bear on. Sensitive ones bear on none, and a session
// that is resumed from its code lacks them.
List<std::uint16_t> scales_of_late(const Quiz& quiz, const Answers& counted) {
  const Answer* latest = nullptr;
  const Answer* before = nullptr;
  std::size_t latest_q = 0;
  std::size_t before_q = 0;
  for (std::size_t q = 0; q < counted.size(); ++q) {
    if (!given(counted[q]) || quiz.questions[q].after || quiz.questions[q].sensitive) continue;
    if (latest == nullptr || counted[q].turn > latest->turn) {
      before = latest;
      before_q = latest_q;
      latest = &counted[q];
      latest_q = q;
    } else if (before == nullptr || counted[q].turn > before->turn) {
      before = &counted[q];
      before_q = q;
    }
  }
  List<std::uint16_t> shared;
  if (before == nullptr) return shared;
  for (const std::uint16_t scale : quiz.questions[latest_q].scales) {
    if (has_place(quiz.questions[before_q].scales, scale)) shared.push_back(scale);
  }
  return shared;
}

class AdaptiveInterview {
 public:
  AdaptiveInterview(const Quiz& quiz, const Answers& answers, const Walk& walk, bool gate_pending,
                    Interview* interview)
      : quiz_(quiz),
        answers_(answers),
        walk_(walk),
        gate_pending_(gate_pending),
        interview_(*interview) {}

  // Sets next, stop and risk.
  void conduct() {
    interview_.next.reset();
    if (all_answered()) {
      interview_.stop = Stop::kComplete;
      return;
    }
    if (ask_first_of(quiz_.mandatory)) return;
    scores_ = scores_of(quiz_, interview_.counted);
    ranking_ = rank(quiz_, interview_.counted, scores_);
    if (interview_.scored_answered < quiz_.adaptive.minimum) {
      // The least informative question serves where nothing says more.
      if (ask_most_informative(0)) return;
    } else if (!may_stop() && ask_most_informative(gate_pending_ ? 0 : worth_asking())) {
      return;
    }
    const bool stopped = interview_.stop != Stop::kNone;
    if (!stopped && ask_what_opens_more()) return;
    if (ask_first_of(quiz_.channel)) {
      interview_.stop = Stop::kNone;
      interview_.risk.reset();
    } else if (!stopped) {
      interview_.stop = Stop::kExhausted;
      constexpr std::uint32_t kAny = 9'999;
      if (quiz_.scoring == Scoring::kEvidence) {
        interview_.risk = risk_of_change(quiz_, ranking_, scores_, rest(), kAny);
      }
    }
  }

  // What is asked whatever the answers say: the mandatory, those of the channel,
  // and scored ones up to the minimum.
  std::uint32_t least() const {
    std::uint32_t sure = 0;
    std::uint32_t scored_sure = 0;
    for (const auto* list : {&quiz_.mandatory, &quiz_.channel}) {
      for (const std::uint16_t q : *list) {
        if (!surely_asked(q)) continue;
        ++sure;
        scored_sure += quiz_.questions[q].scored();
      }
    }
    std::uint32_t open = 0;
    std::uint32_t answered = 0;
    for (std::size_t q = 0; q < quiz_.questions.size(); ++q) {
      if (!quiz_.questions[q].scored()) continue;
      open += surely_asked(q);
      // An answer to a branch that may open can come to count.
      answered += given(answers_[q]) && (walk_.visible[q] || walk_.asked[q] == Truth::kUnknown);
    }
    std::uint32_t wanted = 0;
    if (answered < quiz_.adaptive.minimum) {
      wanted = std::min(quiz_.adaptive.minimum - answered, open);
    }
    return sure + wanted - std::min(wanted, scored_sure);
  }

 private:
  bool surely_asked(std::size_t q) const {
    return walk_.asked[q] == Truth::kTrue && !given(answers_[q]);
  }

  bool open(std::size_t q) const { return walk_.visible[q] && !given(answers_[q]); }

  bool all_answered() const { return interview_.answered == interview_.path.size(); }

  bool ask_first_of(const List<std::uint16_t>& list) {
    for (const std::uint16_t q : list) {
      if (!open(q)) continue;
      interview_.next = q;
      return true;
    }
    return false;
  }

  // Points of a sum are no probabilities: they order questions, but what seems to
  // say nothing may still change the advice.
  std::int64_t worth_asking() const { return quiz_.scoring == Scoring::kSum ? 0 : kWorthAsking; }

  bool ask_most_informative(std::int64_t least) {
    const List<std::uint64_t> shares = shares_by_outcome(quiz_, ranking_);
    const std::int64_t most = entropy(shares);
    const List<std::uint16_t> late = scales_of_late(quiz_, interview_.counted);
    std::int64_t best = -1;
    bool best_varied = false;
    for (std::size_t q = 0; q < quiz_.questions.size(); ++q) {
      const Question& question = quiz_.questions[q];
      if (!open(q) || !question.scored()) continue;
      const std::int64_t gain = information(question, shares, most);
      if (gain < least) continue;
      const bool varied = std::none_of(late.begin(), late.end(), [&](std::uint16_t scale) {
        return has_place(question.scales, scale);
      });
      if (varied < best_varied || (varied == best_varied && gain <= best)) continue;
      best = gain;
      best_varied = varied;
      interview_.next = static_cast<std::uint16_t>(q);
    }
    return best >= 0;
  }

  // What says little itself can still open a branch that says much.
  bool ask_what_opens_more() {
    for (std::size_t q = 0; q < quiz_.questions.size(); ++q) {
      const Question& question = quiz_.questions[q];
      if (walk_.visible[q] || walk_.asked[q] != Truth::kUnknown || !question.adaptive) continue;
      for (const std::uint16_t opener : questions_read(question.when, quiz_)) {
        if (!open(opener)) continue;
        interview_.next = opener;
        return true;
      }
    }
    return false;
  }

  // Whether the advice can be given now; sets stop and risk if so.
  bool may_stop() {
    if (gate_pending_) return false;
    const Rest rest = this->rest();
    if (is_certain(quiz_, ranking_, scores_, rest)) {
      interview_.stop = Stop::kCertain;
      interview_.risk = 0;
      return true;
    }
    if (quiz_.scoring == Scoring::kSum) return false;
    interview_.risk = risk_of_change(quiz_, ranking_, scores_, rest, quiz_.adaptive.risk);
    if (interview_.risk) interview_.stop = Stop::kRisk;
    return interview_.risk.has_value();
  }

  // What is open, and what may still come to count or cease to.
  Rest rest() const {
    Rest rest;
    for (std::size_t q = 0; q < quiz_.questions.size(); ++q) {
      if (walk_.settled[q] || !quiz_.questions[q].scored()) continue;
      Rest::Item item{static_cast<std::uint16_t>(q), open(q), false, nullptr, false};
      item.may_add_nothing = quiz_.questions[q].optional || walk_.asked[q] == Truth::kUnknown;
      if (given(answers_[q])) {
        item.given = &answers_[q];
        item.counted = walk_.visible[q] != 0;
      }
      rest.items.push_back(item);
    }
    const Facts facts{quiz_, interview_.counted, &walk_.settled};
    for (const Outcome& outcome : quiz_.outcomes) {
      rest.eligible.push_back(evaluate(outcome.when, facts));
    }
    return rest;
  }

  const Quiz& quiz_;
  const Answers& answers_;
  const Walk& walk_;
  bool gate_pending_;
  Interview& interview_;
  List<std::int32_t> scores_;
  List<Ranked> ranking_;
};

}  // namespace

std::string_view name_of(Stop stop) {
  switch (stop) {
    case Stop::kComplete:
      return "complete";
    case Stop::kGate:
      return "gate";
    case Stop::kCertain:
      return "certain";
    case Stop::kRisk:
      return "risk";
    case Stop::kExhausted:
      return "exhausted";
    case Stop::kNone:
      break;
  }
  return {};
}

Interview conduct(const Quiz& quiz, const Answers& answers, Mode mode) {
  Interview interview;
  const Walk walked = walk(quiz, answers, &interview.counted);
  interview.settled = walked.settled;
  const Gates gate = gates(quiz, {quiz, interview.counted, &walked.settled});
  AdaptiveInterview adaptive(quiz, answers, walked, gate.pending, &interview);

  for (std::size_t q = 0; q < quiz.questions.size(); ++q) {
    const auto place = static_cast<std::uint16_t>(q);
    const bool asks = mode == Mode::kFull || quiz.questions[q].adaptive;
    if (walked.visible[q] && quiz.questions[q].after) {
      interview.after.push_back(place);
      continue;
    }
    if (walked.visible[q]) {
      interview.path.push_back(place);
      if (quiz.questions[q].scored()) ++interview.scored_visible;
      if (given(answers[q])) {
        ++interview.answered;
        if (quiz.questions[q].scored() && answers[q].state == Answer::State::kAnswered) {
          ++interview.scored_answered;
        }
        continue;
      }
      if (!interview.next) interview.next = place;
      if (asks && walked.asked[q] == Truth::kTrue) ++interview.remaining_at_least;
    } else if (given(answers[q])) {
      interview.ignored.push_back(place);
    }
    if (asks && !quiz.questions[q].after && walked.asked[q] != Truth::kFalse && !given(answers[q]))
      ++interview.remaining_at_most;
  }

  if (gate.closed) {
    interview.stop = Stop::kGate;
    interview.next.reset();
  } else if (mode == Mode::kAdaptive) {
    adaptive.conduct();
  } else if (!interview.next) {
    interview.stop = Stop::kComplete;
  }

  if (interview.stop != Stop::kNone) {
    interview.remaining_at_least = 0;
    interview.remaining_at_most = 0;
  } else if (gate.possible) {
    interview.remaining_at_least = std::min(interview.remaining_at_least, 1u);
  } else if (mode == Mode::kAdaptive) {
    interview.remaining_at_least = std::max(adaptive.least(), 1u);
  }
  return interview;
}

}  // namespace career_quiz
