#include "authoring/content_checks.h"

#include <algorithm>
#include <cmath>
#include <numeric>
#include <optional>
#include <set>
#include <utility>

#include "authoring/random.h"
#include "authoring/respondents.h"
#include "authoring/text.h"
#include "career_quiz/advice.h"
#include "career_quiz/evidence.h"
#include "career_quiz/fixed_point.h"
#include "career_quiz/interview.h"
#include "career_quiz/selection.h"

namespace career_quiz::authoring {
namespace {

constexpr std::int32_t kClear = 60;  // Tenths of a deciban, as all scores.
constexpr std::int32_t kSupport = 20;
constexpr int kAvoided = -3;  // Decibans, as written.
constexpr std::int32_t kMostOfOneAnswer = 120;
constexpr std::int32_t kBend = 60;
constexpr std::int32_t kContradiction = -50;
// So many tests can show that a question is turned the wrong way round.
constexpr std::size_t kEnoughTests = 3;
constexpr std::int64_t kTurned = -10;  // On average over them.
constexpr double kLeastShare = 0.5;
constexpr double kMostShare = 1.6;
constexpr double kBudgetTolerance = 0.25;
constexpr std::int64_t kDead = (std::int64_t{3} << kBitFraction) / 100;
// Combinations of answers to unscored gates that are tried.
constexpr std::size_t kMostGates = 512;
// Answers that one check reads at most: what takes a moment in a quiz of fifty questions would
// take minutes in one of two thousand.
constexpr std::size_t kMostWork = 4'000'000;

double decibans(std::int64_t tenths) { return static_cast<double>(tenths) / 10; }
double bits(std::int64_t fixed) {
  return static_cast<double>(fixed) / static_cast<double>(std::int64_t{1} << kBitFraction);
}

using Order = List<std::uint16_t>;

Order places_of(const Question& question) {
  Order order(question.options.size());
  for (std::size_t o = 0; o < order.size(); ++o) order[o] = static_cast<std::uint16_t>(o);
  return order;
}

// An answer that prefers the options in `order`, and ticks about `count` of them.
Answer answer_by(const Question& question, const Order& order, std::size_t count = 1) {
  Answer answer;
  answer.state = Answer::State::kAnswered;
  switch (question.kind) {
    case QuestionKind::kRank:
      answer.options = order;
      break;
    case QuestionKind::kMultiple: {
      const auto least = static_cast<std::size_t>(question.min);
      const auto most = static_cast<std::size_t>(question.max);
      count = std::clamp(count, std::max<std::size_t>(least, 1), most);
      for (const std::uint16_t option : order) {
        if (question.options[option].exclusive) {
          if (!answer.options.empty()) continue;
          answer.options = {option};
          break;
        }
        if (answer.options.size() < count) answer.options.push_back(option);
      }
      std::sort(answer.options.begin(), answer.options.end());
      break;
    }
    case QuestionKind::kNumber:
    case QuestionKind::kText:
      break;
    default:
      answer.options = {order.front()};
  }
  return answer;
}

// How many ways of answering are told apart: the options; the least, middle and
// most of a number.
std::size_t ways_of(const Question& question) {
  if (question.kind == QuestionKind::kNumber) return 3;
  return question.kind == QuestionKind::kText ? 1 : question.options.size();
}

Answer way(const Question& question, std::size_t place) {
  if (question.kind == QuestionKind::kNumber) {
    Answer answer = answer_by(question, {});
    answer.number = place == 0   ? question.min
                    : place == 1 ? question.min / 2 + question.max / 2
                                 : question.max;
    return answer;
  }
  if (question.kind == QuestionKind::kText) {
    Answer answer = answer_by(question, {});
    answer.text = "x";
    return answer;
  }
  Order order = places_of(question);
  std::rotate(order.begin(), order.begin() + static_cast<std::ptrdiff_t>(place), order.end());
  return answer_by(question, order);
}

std::size_t touch_of(const Question& question, std::size_t outcome) {
  const auto at = std::lower_bound(question.touched.begin(), question.touched.end(), outcome);
  return at != question.touched.end() && *at == outcome
             ? static_cast<std::size_t>(at - question.touched.begin())
             : question.touched.size();
}

std::int32_t contribution(const Question& question, std::size_t option, std::size_t outcome) {
  const std::size_t t = touch_of(question, outcome);
  return t == question.touched.size()
             ? 0
             : question.contributions[option * question.touched.size() + t];
}

// What choosing the option adds to the outcome's lead over all others together:
// it decides between answers that say as much for the outcome.
std::int64_t against_others(const Question& question, std::size_t option, std::size_t outcome) {
  const auto row = question.contributions.begin() +
                   static_cast<std::ptrdiff_t>(option * question.touched.size());
  return contribution(question, option, outcome) -
         std::accumulate(row, row + static_cast<std::ptrdiff_t>(question.touched.size()),
                         std::int64_t{0});
}

Answer best_for(const Question& question, std::size_t outcome) {
  Order order = places_of(question);
  std::vector<std::pair<std::int32_t, std::int64_t>> worth;
  std::size_t gains = 0;
  for (const std::uint16_t option : order) {
    const std::int32_t own = contribution(question, option, outcome);
    worth.emplace_back(own, against_others(question, option, outcome));
    if (own > 0) ++gains;
  }
  std::stable_sort(order.begin(), order.end(),
                   [&](std::uint16_t a, std::uint16_t b) { return worth[a] > worth[b]; });
  return answer_by(question, order, gains);
}

// The verdict on all these answers; what is given to questions that are not asked
// does not count.
Verdict verdict_on(const Quiz& quiz, const Answers& answers) {
  const Interview interview = conduct(quiz, answers);
  return decide(quiz, interview.counted, interview.settled, scores_of(quiz, interview.counted));
}

// The gates that say nothing themselves: what decides who is asked what, or what
// is open to whom. Calls `visit` with `answers` for each combination of answers to
// them, or for as many as are tried: `weight` says how often all of that is done.
template <class Visit>
void for_each_gate(const Quiz& quiz, Answers answers, std::size_t weight, Visit visit) {
  List<std::uint16_t> gates;
  for (const std::uint16_t q : quiz.mandatory) {
    if (quiz.questions[q].scored() || !quiz.questions[q].read) continue;
    gates.push_back(q);
    answers[q] = way(quiz.questions[q], 0);
  }
  std::vector<std::size_t> place(gates.size());
  const std::size_t most =
      std::clamp<std::size_t>(kMostWork / (quiz.questions.size() * weight), 1, kMostGates);
  for (std::size_t tried = 0; tried < most; ++tried) {
    visit(answers);
    std::size_t g = 0;
    for (; g < gates.size(); ++g) {
      const Question& question = quiz.questions[gates[g]];
      place[g] = (place[g] + 1) % ways_of(question);
      answers[gates[g]] = way(question, place[g]);
      if (place[g] > 0) break;
    }
    if (g == gates.size()) return;
  }
}

class Checks {
 public:
  Checks(const Quiz& quiz, const ContentCheckOptions& options) : quiz_(quiz), options_(options) {
    for (std::size_t k = 0; k < quiz.outcomes.size(); ++k) {
      if (!quiz.outcomes[k].derived) scored_.push_back(k);
    }
  }

  std::vector<OutcomeFigures> figures() const {
    std::vector<OutcomeFigures> figures(quiz_.outcomes.size());
    for (const std::size_t k : scored_) {
      figures[k].ideal_lead = decibans(ideal_lead(k).value_or(-kMaxDecibans * 10));
      figures[k].supporting = supporting(k).size();
    }
    if (!evidence()) return figures;
    const std::vector<std::optional<Share>> shares = fair_shares();
    for (const std::size_t k : scored_) {
      figures[k].share = shares[k] ? shares[k]->times : 0;
      figures[k].information = information_about(k);
    }
    return figures;
  }

  std::vector<Finding> run() {
    for (const std::size_t k : scored_) ideal(k);
    if (evidence()) {
      fair_share();
      straight_lines();
      information_budget();
    }
    for (std::size_t q = 0; q < quiz_.questions.size(); ++q) dead_question(q);
    if (evidence()) {
      for (std::size_t q = 0; q < quiz_.questions.size(); ++q) dead_options(q);
      for (const std::size_t k : scored_) support(k);
      for (std::size_t q = 0; q < quiz_.questions.size(); ++q) single_answer(q);
      for (std::size_t q = 0; q < quiz_.questions.size(); ++q) bent_scale(q);
      for (std::size_t q = 0; q < quiz_.questions.size(); ++q) against_tests(q);
    }
    return std::move(findings_);
  }

 private:
  // Whether weights decide; else points of a sum do, or conditions alone.
  bool evidence() const {
    return quiz_.scoring == Scoring::kEvidence &&
           std::any_of(quiz_.questions.begin(), quiz_.questions.end(),
                       [](const Question& question) { return question.scored(); });
  }

  const std::string& id_of(std::size_t outcome) const { return quiz_.outcomes[outcome].id; }

  void find(const char* check, std::string pointer, std::vector<std::string> ids, double figure,
            std::string message) {
    findings_.push_back({check, std::move(pointer), std::move(ids), std::move(message), figure});
  }
  void find_outcome(const char* check, std::size_t k, double figure, std::string message) {
    find(check, "/outcomes/" + std::to_string(k), {id_of(k)}, figure, std::move(message));
  }
  void find_question(const char* check, std::size_t q, double figure, std::string message) {
    find(check, "/questions/" + std::to_string(q), {quiz_.questions[q].id}, figure,
         std::move(message));
  }
  void find_option(const char* check, std::size_t q, std::size_t o, double figure,
                   std::string message) {
    find(check, "/questions/" + std::to_string(q) + "/options/" + std::to_string(o),
         {quiz_.questions[q].id, quiz_.questions[q].options[o].id}, figure, std::move(message));
  }

  // The lead of outcome `k` for its ideal respondent behind the gates that suit
  // it best; none if no gate lets it through.
  std::optional<std::int32_t> ideal_lead(std::size_t k) const {
    Answers answers(quiz_.questions.size());
    for (std::size_t q = 0; q < answers.size(); ++q) {
      const Question& question = quiz_.questions[q];
      answers[q] = question.scored() ? best_for(question, k) : way(question, 0);
    }
    std::optional<std::int32_t> best;
    for_each_gate(quiz_, std::move(answers), scored_.size(), [&](const Answers& given) {
      std::optional<std::int32_t> own;
      std::optional<std::int32_t> other;
      for (const Ranked& entry : verdict_on(quiz_, given).ranking) {
        (entry.outcome == k ? own : other) =
            std::max(entry.score, (entry.outcome == k ? own : other).value_or(INT32_MIN));
      }
      if (!own) return;
      // The only one that is open leads by itself.
      const std::int32_t lead = other ? *own - *other : kClear;
      best = std::max(lead, best.value_or(INT32_MIN));
    });
    return best;
  }

  void ideal(std::size_t k) {
    const std::optional<std::int32_t> lead = ideal_lead(k);
    if (!lead) {
      find_outcome("ideal", k, 0,
                   "Nobody is given " + quoted(id_of(k)) +
                       ": no answers to the gates leave it open. Loosen its condition.");
    } else if (*lead < (evidence() ? kClear : 0)) {
      find_outcome("ideal", k, decibans(*lead),
                   "Whoever gives every answer that says most for " + quoted(id_of(k)) +
                       " gets it with a lead of " + fixed(decibans(*lead), 1) +
                       ". Give it more weight where it is the only fitting answer, or its "
                       "nearest rival less.");
    }
  }

  struct Share {
    double times;  // Wins as a multiple of one share among all outcomes open to each respondent.
    double doubt;  // How far chance may have moved it, where there were fewer respondents.
  };

  // None for an outcome that was never open beside another.
  std::vector<std::optional<Share>> fair_shares() const {
    const auto most = static_cast<std::uint32_t>(
        std::min<std::size_t>(options_.respondents, 2 * kMostWork / quiz_.questions.size()));
    List<std::uint64_t> wins(quiz_.outcomes.size());
    std::vector<double> fair(quiz_.outcomes.size());
    Random random(options_.seed);
    const Respondents respondents(quiz_);
    Sheet sheet = respondents.sheet();
    for (std::uint32_t n = 0; n < most; ++n) {
      respondents.draw(RespondentKind::kUniform, &random, &sheet);
      const Interview interview = conduct(quiz_, respondents.answers(sheet));
      const List<Ranked> ranking =
          interview.stop == Stop::kGate
              ? List<Ranked>{}
              : rank(quiz_, interview.counted, scores_of(quiz_, interview.counted));
      if (ranking.size() < 2) continue;
      ++wins[ranking.front().outcome];
      for (const Ranked& entry : ranking) {
        fair[entry.outcome] += 1 / static_cast<double>(ranking.size());
      }
    }
    std::vector<std::optional<Share>> shares(quiz_.outcomes.size());
    for (const std::size_t k : scored_) {
      if (fair[k] <= 0) continue;
      const double doubt = most < options_.respondents ? 3 / std::sqrt(fair[k]) : 0;
      shares[k] = {static_cast<double>(wins[k]) / fair[k], doubt};
    }
    return shares;
  }

  void fair_share() {
    const std::vector<std::optional<Share>> shares = fair_shares();
    for (const std::size_t k : scored_) {
      if (!shares[k]) continue;
      const auto& [times, doubt] = *shares[k];
      if (times + doubt >= kLeastShare && times - doubt <= kMostShare) continue;
      const bool often = times > kMostShare;
      find_outcome("fair-share", k, times,
                   "Answered at random, the quiz gives " + quoted(id_of(k)) + " " +
                       fixed(times, 2) + " times as often as its fair share. " +
                       (often ? "Sharpen the outcomes it wins against, flatten its own weights"
                              : "Sharpen its own weights, flatten those it loses against") +
                       ", or give it a bias of " + (often ? "-10 or -20." : "10 or 20."));
    }
  }

  void straight_lines() {
    struct Line {
      const char* name;
      std::size_t (*place)(std::size_t ways);
    };
    static constexpr Line kLines[] = {
        {"first", [](std::size_t) { return std::size_t{0}; }},
        {"last", [](std::size_t ways) { return ways - 1; }},
        {"lower middle", [](std::size_t ways) { return (ways - 1) / 2; }},
        {"upper middle", [](std::size_t ways) { return ways / 2; }},
    };
    for (const Line& line : kLines) {
      std::int32_t most = kClear - 1;
      std::size_t to = 0;
      Answers answers(quiz_.questions.size());
      for (std::size_t q = 0; q < answers.size(); ++q) {
        const Question& question = quiz_.questions[q];
        answers[q] = way(question, line.place(ways_of(question)));
      }
      for_each_gate(quiz_, std::move(answers), std::size(kLines), [&](const Answers& given) {
        const Verdict verdict = verdict_on(quiz_, given);
        const List<Ranked>& ranking = verdict.ranking;
        if (ranking.size() < 2 || verdict.headline.kind == Headline::Kind::kMixed) return;
        const std::int32_t lead = ranking[0].score - ranking[1].score;
        if (lead <= most) return;
        most = lead;
        to = ranking.front().outcome;
      });
      if (most < kClear) continue;
      find("straight-line", "/questions", {line.name, id_of(to)}, decibans(most),
           "Whoever clicks the " + std::string(line.name) + " option throughout is given " +
               quoted(id_of(to)) + " with a lead of " + fixed(decibans(most), 1) +
               " decibans. Turn some questions round, or put the options in another order.");
    }
  }

  double information_about(std::size_t k) const {
    std::int64_t sum = 0;
    for (const Question& question : quiz_.questions) {
      const std::size_t t = touch_of(question, k);
      if (t == question.touched.size()) continue;
      if (question.kind == QuestionKind::kMultiple) {
        for (std::size_t o = 0; o < question.options.size(); ++o) {
          sum += (std::int64_t{1} << kBitFraction) +
                 question.certainty[o * question.touched.size() + t];
        }
      } else {
        sum += question.certainty[t] - log2_of(kOne / question.options.size());
      }
    }
    return bits(sum);
  }

  void information_budget() {
    if (scored_.size() < 2) return;
    std::vector<double> about;
    for (const std::size_t k : scored_) about.push_back(information_about(k));
    std::vector<double> sorted = about;
    std::sort(sorted.begin(), sorted.end());
    const double median = (sorted[(sorted.size() - 1) / 2] + sorted[sorted.size() / 2]) / 2;
    if (median <= 0) return;  // Every question is dead, which is found elsewhere.
    for (std::size_t i = 0; i < scored_.size(); ++i) {
      const double ratio = about[i] / median;
      if (ratio >= 1 - kBudgetTolerance && ratio <= 1 + kBudgetTolerance) continue;
      find_outcome("information-budget", scored_[i], ratio,
                   "All answers together say " + fixed(about[i], 2) + " bits about " +
                       quoted(id_of(scored_[i])) + ", " + fixed(ratio, 2) + " times the median. " +
                       (ratio < 1 ? "Sharpen some of its weights: it wins among noise."
                                  : "Flatten some of its weights: it loses among noise."));
    }
  }

  bool read_by_advice(std::size_t q) const {
    const auto reads = [&](const Condition& when) {
      const List<std::uint16_t> read = questions_read(when, quiz_);
      return std::binary_search(read.begin(), read.end(), q);
    };
    return std::any_of(quiz_.modules.begin(), quiz_.modules.end(),
                       [&](const Module& module) { return reads(module.when); });
  }

  bool read_by_any(std::size_t q) const { return quiz_.questions[q].read || read_by_advice(q); }

  void dead_question(std::size_t q) {
    const Question& question = quiz_.questions[q];
    if (!question.scored()) {
      if (question.kind != QuestionKind::kText && !question.after && question.scales.empty() &&
          !read_by_any(q)) {
        find_question("dead-question", q, 0,
                      "Nothing depends on the answer to " + quoted(question.id) +
                          ". Give its options evidence, let a rule or module read it, or take it "
                          "out.");
      }
      return;
    }
    if (!evidence()) return;
    const std::int64_t most = most_information(question);
    if (most >= kDead) return;
    find_question("dead-question", q, bits(most),
                  "The answer to " + quoted(question.id) + " says " + fixed(bits(most), 3) +
                      " bit at most. Give its options weights that differ by outcome, or take it "
                      "out.");
  }

  // Over belief spread evenly on all outcomes, and on any two.
  std::int64_t most_information(const Question& question) const {
    List<std::uint64_t> shares(quiz_.outcomes.size());
    for (const std::size_t k : scored_) shares[k] = kOne / scored_.size();
    std::int64_t most = information(question, shares);
    // Of those that no option names, one is like the other.
    List<std::uint16_t> apart = question.touched;
    const auto other = std::find_if(scored_.begin(), scored_.end(), [&](std::size_t k) {
      return touch_of(question, k) == question.touched.size();
    });
    if (other != scored_.end()) apart.push_back(static_cast<std::uint16_t>(*other));
    for (std::size_t i = 0; i < apart.size() && most < kDead; ++i) {
      for (std::size_t j = 0; j < i && most < kDead; ++j) {
        shares.assign(shares.size(), 0);
        shares[apart[i]] = shares[apart[j]] = kOne / 2;
        most = std::max(most, information(question, shares));
      }
    }
    return most;
  }

  void dead_options(std::size_t q) {
    const Question& question = quiz_.questions[q];
    if (!question.scored()) return;
    const bool read = read_by_any(q);
    for (std::size_t o = 0; o < question.options.size(); ++o) {
      const int most = most_said_for(question.options[o]);
      if (most <= kAvoided) {
        find_option("dead-option", q, o, most,
                    "Nobody has a reason to choose " + quoted(question.options[o].id) +
                        ": it speaks against every outcome. Say for whom it is, or take it out.");
      } else if (!read && says_what_an_earlier_says(question, o)) {
        find_option("dead-option", q, o, most,
                    "Choosing " + quoted(question.options[o].id) +
                        " says what another option of the question says. Tell them apart by a "
                        "weight, or make them one.");
      }
    }
  }

  // The largest weight written for an outcome; 0 for one that is not named.
  int most_said_for(const Option& option) const {
    int most = option.evidence.size() < scored_.size() ? 0 : -kMaxDecibans;
    for (const Weight& weight : option.evidence) most = std::max<int>(most, weight.decibans);
    return most;
  }

  // In a question of kind multiple, where each option is asked by itself: whether
  // it says nothing.
  static bool says_what_an_earlier_says(const Question& question, std::size_t option) {
    const Option& own = question.options[option];
    const auto same = [](const List<ScalePoints>& a, const List<ScalePoints>& b) {
      return std::equal(a.begin(), a.end(), b.begin(), b.end(),
                        [](const ScalePoints& x, const ScalePoints& y) {
                          return x.scale == y.scale && x.points == y.points;
                        });
    };
    const std::size_t width = question.touched.size();
    const auto row = [&](std::size_t o) {
      return question.contributions.begin() + static_cast<std::ptrdiff_t>(o * width);
    };
    if (question.kind == QuestionKind::kMultiple) {
      return !own.exclusive && own.scales.empty() &&
             std::all_of(row(option), row(option) + static_cast<std::ptrdiff_t>(width),
                         [](std::int16_t c) { return c == 0; });
    }
    for (std::size_t o = 0; o < option; ++o) {
      if (same(question.options[o].scales, own.scales) &&
          std::equal(row(o), row(o) + static_cast<std::ptrdiff_t>(width), row(option))) {
        return true;
      }
    }
    return false;
  }

  List<std::uint16_t> supporting(std::size_t k) const {
    List<std::uint16_t> questions;
    for (std::size_t q = 0; q < quiz_.questions.size(); ++q) {
      const Question& question = quiz_.questions[q];
      for (std::size_t o = 0; o < question.options.size(); ++o) {
        if (contribution(question, o, k) < kSupport) continue;
        questions.push_back(static_cast<std::uint16_t>(q));
        break;
      }
    }
    return questions;
  }

  void support(std::size_t k) {
    const List<std::uint16_t> questions = supporting(k);
    std::set<QuestionKind> kinds;
    for (const std::uint16_t q : questions) kinds.insert(quiz_.questions[q].kind);
    if (questions.size() >= 3 && kinds.size() >= 2) return;
    find_outcome("support", k, static_cast<double>(questions.size()),
                 quoted(id_of(k)) + " rests on " + std::to_string(questions.size()) +
                     (questions.size() == 1 ? " question" : " questions") + " of " +
                     std::to_string(kinds.size()) + (kinds.size() == 1 ? " kind" : " kinds") +
                     ". Let three questions of two kinds speak for it, so that one way of "
                     "answering does not decide.");
  }

  void single_answer(std::size_t q) {
    const Question& question = quiz_.questions[q];
    for (std::size_t o = 0; o < question.options.size(); ++o) {
      for (std::size_t t = 0; t < question.touched.size(); ++t) {
        const std::size_t cell = o * question.touched.size() + t;
        const std::int32_t yes = question.contributions[cell];
        const std::int32_t no = question.unticked.empty() ? 0 : question.unticked[cell];
        const std::int32_t most = std::abs(no) > std::abs(yes) ? no : yes;
        if (std::abs(most) <= kMostOfOneAnswer) continue;
        const std::string& outcome = id_of(question.touched[t]);
        find("single-answer",
             "/questions/" + std::to_string(q) + "/options/" + std::to_string(o) + "/evidence/" +
                 outcome,
             {question.id, question.options[o].id, outcome}, decibans(most),
             "This answer alone moves " + quoted(outcome) + " by " + fixed(decibans(most), 1) +
                 " decibans. Flatten it to 12 or less: what must decide alone is a condition, "
                 "not a weight.");
      }
    }
  }

  void bent_scale(std::size_t q) {
    const Question& question = quiz_.questions[q];
    if (!question.ordered()) return;
    const std::size_t width = question.touched.size();
    for (std::size_t t = 0; t < width; ++t) {
      std::int32_t up = 0;
      std::int32_t down = 0;
      for (std::size_t o = 1; o < question.options.size(); ++o) {
        const std::int32_t step =
            question.contributions[o * width + t] - question.contributions[(o - 1) * width + t];
        (step > 0 ? up : down) += std::abs(step);
      }
      const std::int32_t bend = std::min(up, down);
      if (bend < kBend) continue;
      find_question("bent-scale", q, decibans(bend),
                    "From one end of " + quoted(question.id) + " to the other, the weight of " +
                        quoted(id_of(question.touched[t])) + " rises by " + fixed(decibans(up), 1) +
                        " and falls by " + fixed(decibans(down), 1) +
                        ". Look for a sign that slipped; where the middle is meant, ask with "
                        "options to choose from.");
    }
  }

  // The tests under "expect" say what the author means by an answer, apart from
  // the weights.
  void against_tests(std::size_t q) {
    const Question& question = quiz_.questions[q];
    if (!question.scored()) return;
    std::int64_t leads = 0;
    std::size_t tests = 0;
    std::set<std::pair<std::size_t, std::size_t>> told;
    for (const Expectation& expectation : quiz_.expectations) {
      const Answer& answer = expectation.answers[q];
      if (answer.state != Answer::State::kAnswered || quiz_.outcomes[expectation.outcome].derived) {
        continue;
      }
      const List<std::int32_t> added = contributions_of(question, answer);
      const std::size_t t = touch_of(question, expectation.outcome);
      const std::int64_t own = t == added.size() ? 0 : added[t];
      std::int64_t sum = 0;
      for (const std::int32_t one : added) sum += one;
      ++tests;
      if (scored_.size() > 1) {
        leads += own - (sum - own) / (static_cast<std::int64_t>(scored_.size()) - 1);
      }
      if (own > kContradiction || answer.options.empty()) continue;
      const std::size_t o = answer.options.front();
      if (!told.emplace(o, expectation.outcome).second) continue;
      find_option("against-tests", q, o, decibans(own),
                  "Your test " + quoted(expectation.name) + " answers " +
                      quoted(question.options[o].id) + " and expects " +
                      quoted(id_of(expectation.outcome)) + ", which this answer lowers by " +
                      fixed(-decibans(own), 1) + ". Look for a sign that slipped.");
    }
    if (tests < kEnoughTests || leads > kTurned * static_cast<std::int64_t>(tests)) return;
    const double mean = decibans(leads) / static_cast<double>(tests);
    find_question("against-tests", q, mean,
                  "In your " + std::to_string(tests) + " tests that answer " + quoted(question.id) +
                      ", the answer speaks against the expected outcome, by " + fixed(-mean, 1) +
                      " decibans on average. Look whether the question is turned the wrong way "
                      "round.");
  }

  const Quiz& quiz_;
  const ContentCheckOptions options_;
  std::vector<std::size_t> scored_;
  std::vector<Finding> findings_;
};

}  // namespace

std::vector<Finding> check_content(const Quiz& quiz, const ContentCheckOptions& options) {
  return Checks(quiz, options).run();
}

std::vector<OutcomeFigures> outcome_figures(const Quiz& quiz, const ContentCheckOptions& options) {
  return Checks(quiz, options).figures();
}

}  // namespace career_quiz::authoring
