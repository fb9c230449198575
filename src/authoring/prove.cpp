#include "authoring/prove.h"

#include <pthread.h>
#include <time.h>

#include <algorithm>
#include <chrono>
#include <condition_variable>
#include <deque>
#include <map>
#include <memory>
#include <mutex>
#include <optional>
#include <thread>
#include <utility>

#include "authoring/encoding.h"
#include "authoring/place.h"
#include "authoring/respondents.h"
#include "career_quiz/advice.h"
#include "career_quiz/evidence.h"
#include "career_quiz/interview.h"
#include "career_quiz/json_tree.h"
#include "career_quiz/order.h"

namespace career_quiz::authoring {
namespace {

using Reading = SheetModel::Reading;

// What early results may take of a property's time; the rest is for complete sheets.
constexpr double kEarly = 0.9;

// Answers of one question that are tried one by one; more are not decided.
constexpr std::size_t kMostAnswers = 1000;

std::string quoted(const std::string& name) { return "“" + name + "”"; }

// A sheet, and what the engine makes of it.
struct Case {
  Case(const Quiz& of, const Answers& answers)
      : quiz(of),
        interview(conduct(of, answers)),
        advice(advise(of, interview)),
        verdict(
            decide(of, interview.counted, interview.settled, scores_of(of, interview.counted))) {
    told = verdict.standing;
    if (overridden()) {
      told = {};
      told.scores.resize(of.outcomes.size());
    }
    told.headline = static_cast<std::uint16_t>(advice.headline.kind);
    told.shown = advice.headline.outcomes;
  }

  bool complete() const { return interview.stop != Stop::kNone; }
  bool overridden() const { return advice.headline.kind == Headline::Kind::kOverride; }
  bool shows(std::uint16_t outcome) const {
    const auto& shown = advice.headline.outcomes;
    return std::find(shown.begin(), shown.end(), outcome) != shown.end();
  }
  bool holds(const Condition& condition, Reading reading) const {
    const Standing& standing = reading == Reading::kAdvice ? told : verdict.standing;
    return evaluate(condition, {quiz, interview.counted, nullptr, &standing}) == Truth::kTrue;
  }
  bool override_before(std::size_t rule) const {
    for (std::size_t r = 0; r < rule; ++r) {
      if (quiz.rules[r].kind == Rule::Kind::kOverride && overrides(r)) return true;
    }
    return false;
  }
  bool overrides(std::size_t rule) const {
    return evaluate(quiz.rules[rule].when, {quiz, interview.counted, &interview.settled,
                                            &verdict.standing}) == Truth::kTrue;
  }
  // The rule that decides the headline.
  std::optional<std::size_t> fired() const {
    StraightLine line;
    for (std::size_t q = 0; q < quiz.questions.size(); ++q)
      line.count(quiz.questions[q], interview.counted[q]);
    const bool straight = quiz.scoring == Scoring::kEvidence && line.holds();
    for (std::size_t r = 0; r < quiz.rules.size(); ++r) {
      const Rule& rule = quiz.rules[r];
      if (rule.kind == Rule::Kind::kOverride) {
        if (overrides(r)) return r;
      } else if (advice.ranking.size() > 1 && !(straight && rule.kind == Rule::Kind::kCombine) &&
                 holds(rule.when, Reading::kStanding) &&
                 (rule.kind == Rule::Kind::kCombine || verdict.standing.scores[rule.outcome])) {
        return r;
      }
    }
    return std::nullopt;
  }
  // The engine shows the advice at the latest when the reader asks for it.
  bool shown() const {
    if (complete() || interview.scored_answered > 0) return true;
    if (!stops) stops = conduct(quiz, interview.counted, Mode::kAdaptive).stop != Stop::kNone;
    return *stops;
  }
  // Who comes first, before what a rule combines.
  std::optional<std::uint16_t> first() const {
    if (overridden()) return advice.headline.outcomes.front();
    if (advice.ranking.empty()) return std::nullopt;
    return advice.ranking.front().outcome;
  }

  const Quiz& quiz;
  Interview interview;
  Advice advice;
  career_quiz::Verdict verdict;
  Standing told;                      // What guarantees read.
  mutable std::optional<bool> stops;  // In the adaptive mode, once that was asked for.
};

using Claim = std::function<z3::expr(SheetModel&)>;

// What a sheet is looked for: by what it claims, or by the ways to that.
struct Goal {
  Sheets sheets = Sheets::kComplete;
  std::function<bool(const Case&)> shows;
  Claim claim = nullptr;
  std::function<SheetModel::Ways(SheetModel&)> ways = nullptr;
};

// What two sheets are looked for that are the same but for one question.
struct PairGoal {
  Sheets sheets = Sheets::kAny;
  std::uint16_t question = 0;
  std::function<bool(const Case&, const Case&)> shows;
  std::function<z3::expr(SheetModel&, SheetModel&)> claim;
};

// The processor time of one thread: a busy machine takes longer, and decides as much.
struct Clock {
  using duration = std::chrono::nanoseconds;
  using rep = duration::rep;
  using period = duration::period;
  using time_point = std::chrono::time_point<Clock>;
  static constexpr bool is_steady = true;

  // Names the caller's thread to others, as long as it lives.
  static clockid_t of_this_thread() {
    clockid_t thread = CLOCK_THREAD_CPUTIME_ID;
    pthread_getcpuclockid(pthread_self(), &thread);
    return thread;
  }
  static time_point now(clockid_t thread = CLOCK_THREAD_CPUTIME_ID) {
    timespec time{};
    clock_gettime(thread, &time);
    return time_point(std::chrono::seconds(time.tv_sec) + duration(time.tv_nsec));
  }
};

// What the searches for one property have taken of its time.
using Spent = std::shared_ptr<std::atomic<Clock::rep>>;
Spent nothing_spent() { return std::make_shared<std::atomic<Clock::rep>>(0); }

// The looking, and what came of it.
struct Search {
  enum class State : std::uint8_t { kOpen, kFound, kNone, kUnknown };
  std::optional<Goal> goal;
  std::optional<PairGoal> pair;
  Spent spent = nothing_spent();
  double share = 1;  // The most that it may take of the property's time.
  State state = State::kOpen;
  std::shared_ptr<const Answers> answers;  // One sheet may show very much.
  Answers other;                           // Of a pair.

  bool found() const { return state == State::kFound; }
  bool none() const { return state == State::kNone; }
};

// Answers whatever the sheet leaves open, so that the full form gets to its end.
Answers filled(const Quiz& quiz, Answers answers) {
  for (std::size_t q = 0; q < answers.size(); ++q) {
    const Question& question = quiz.questions[q];
    if (answers[q].state != Answer::State::kOpen || question.after) continue;
    if (const auto fitting = fitting_answer(question)) {
      answers[q] = *fitting;
    } else if (question.optional) {
      answers[q].state = Answer::State::kSkipped;
    }
  }
  return answers;
}

// The same sheet as a reader gives it in the full form: what is asked, until it
// stops, then what is asked beside the result.
Answers walked(const Quiz& quiz, const Answers& sheet) {
  Answers answers(quiz.questions.size());
  std::uint32_t turn = 0;
  // No gate closes on the way to an end that none has closed.
  if (Interview all = conduct(quiz, sheet); all.stop == Stop::kComplete) {
    for (const bool after : {false, true}) {
      for (std::size_t q = 0; q < answers.size(); ++q) {
        if (quiz.questions[q].after != after) continue;
        answers[q] = std::move(all.counted[q]);
        answers[q].turn = turn++;
      }
    }
    return answers;
  }
  const auto give = [&](std::size_t q) {
    answers[q] = sheet[q];
    answers[q].turn = turn++;
  };
  Interview now = conduct(quiz, answers);
  while (now.next && sheet[*now.next].state != Answer::State::kOpen) {
    give(*now.next);
    now = conduct(quiz, answers);
  }
  return answers;
}

// Answers every question at one place: the same from the beginning, the last, or the middle.
void straighten(const Quiz& quiz, Answers* answers, Random* random) {
  const std::size_t line = random->below(3);
  const std::size_t from_first = random->below(3);
  for (std::size_t q = 0; q < answers->size(); ++q) {
    List<std::uint16_t>& options = (*answers)[q].options;
    if (options.empty() || quiz.questions[q].kind == QuestionKind::kMultiple) continue;
    const std::size_t last = quiz.questions[q].options.size() - 1;
    const auto place = static_cast<std::uint16_t>(line == 0   ? std::min(from_first, last)
                                                  : line == 1 ? last
                                                              : last / 2);
    const auto there = std::find(options.begin(), options.end(), place);
    if (there == options.end()) {
      options.front() = place;
    } else {
      std::swap(options.front(), *there);
    }
  }
}

// Only what counts, in the quiz's order.
Answers bare(const Quiz& quiz, const Answers& answers) { return conduct(quiz, answers).counted; }

// The contexts at work and when their time is over. Z3's own timer can lock up (4.8.12).
class Contexts {
 public:
  class Entry {
   public:
    Entry(Contexts* all, z3::context* context, Clock::time_point end) : all_(*all) {
      const std::lock_guard lock(all_.mutex_);
      all_.active_.push_back({this, context, Clock::of_this_thread(), end});
    }
    Entry(const Entry&) = delete;
    Entry& operator=(const Entry&) = delete;
    ~Entry() {
      const std::lock_guard lock(all_.mutex_);
      std::erase_if(all_.active_, [&](const Active& active) { return active.entry == this; });
    }

   private:
    Contexts& all_;
  };
  // Stops those whose time is over, or all.
  void interrupt(bool all) {
    const std::lock_guard lock(mutex_);
    for (const Active& active : active_) {
      if (all || Clock::now(active.thread) >= active.end) active.context->interrupt();
    }
  }

 private:
  struct Active {
    const Entry* entry;
    z3::context* context;
    clockid_t thread;
    Clock::time_point end;
  };
  std::mutex mutex_;
  std::vector<Active> active_;
};

class Solver {
 public:
  Solver(const Quiz& quiz, const ProofOptions& options) : quiz_(quiz), options_(options) {}

  bool stopped() const { return options_.stop != nullptr && options_.stop->load(); }
  // To be called again and again while others solve: it ends what takes too long.
  void watch() { contexts_.interrupt(stopped()); }

  // A context of its own makes what is found independent of the thread.
  void solve(Search* search) {
    search->state = Search::State::kUnknown;
    const Clock::time_point start = Clock::now();
    const Clock::duration all = seconds(options_.seconds);
    const Clock::duration most =
        std::min(std::chrono::duration_cast<Clock::duration>(all * search->share),
                 all - Clock::duration(search->spent->load()));
    search->goal ? solve_one(search, start, most) : solve_pair(search, start + most);
    *search->spent += (Clock::now() - start).count();
  }

  static Clock::duration seconds(double count) {
    return std::chrono::duration_cast<Clock::duration>(std::chrono::duration<double>(count));
  }

 private:
  using Accept = std::function<bool(const z3::model&)>;
  struct Overdue {};

  bool over(Clock::time_point end) const { return stopped() || Clock::now() >= end; }
  // What a model calls while it says much.
  void go_on_until(Clock::time_point end) const {
    if (over(end)) throw Overdue{};
  }
  // What `look` finds, if it comes to an end.
  static Search::State attempt(const std::function<Search::State()>& look) {
    try {
      return look();
    } catch (const Overdue&) {
    } catch (const z3::exception&) {  // It was interrupted, or ran out of memory.
    }
    return Search::State::kUnknown;
  }

  // Asks until `accept` takes a model, and else rules it out.
  Search::State ask(z3::context* context, const std::vector<SheetModel*>& models,
                    const z3::expr& claim, Clock::time_point end, const Accept& accept) {
    const Contexts::Entry entry(&contexts_, context, end);
    // Not the solver that Z3 takes by itself: that one sets timers of its own.
    z3::solver solver(*context, z3::solver::simple());
    // Else Z3 puts its own handler for Ctrl-C in the place of the program's, from every thread.
    z3::params params(*context);
    params.set("ctrl_c", false);
    solver.set(params);
    solver.add(claim);
    std::vector<unsigned> said(models.size());
    while (true) {
      for (std::size_t m = 0; m < models.size(); ++m) {
        const z3::expr_vector& all = models[m]->constraints();
        for (; said[m] < all.size() && !over(end); ++said[m])
          solver.add(all[static_cast<int>(said[m])]);
      }
      if (over(end)) break;
      const z3::check_result result = solver.check();
      if (result == z3::unsat) return Search::State::kNone;
      if (result != z3::sat) break;
      const z3::model model = solver.get_model();
      if (accept(model)) return Search::State::kFound;
      bool refined = false;
      for (SheetModel* each : models) refined = each->refine(model) || refined;
      if (refined) continue;
      z3::expr_vector others(*context);
      for (SheetModel* each : models) others.push_back(each->differs(model));
      solver.add(z3::mk_or(others));
    }
    return Search::State::kUnknown;
  }

  void solve_one(Search* search, Clock::time_point start, Clock::duration most) {
    const Goal& goal = *search->goal;
    std::size_t ways = 1;
    bool refuted = true;
    for (std::size_t w = 0; w < ways && !stopped(); ++w) {
      search->state = attempt([&] {
        z3::context context;
        Clock::time_point end = start + most;
        SheetModel model(context, quiz_, goal.sheets, "", [&] { go_on_until(end); });
        if (!goal.ways) return ask_for(search, &context, &model, goal.claim(model), end);
        const SheetModel::Ways all = goal.ways(model);
        ways = all.size();
        end = start + most * (w + 1) / ways;
        return ask_for(search, &context, &model, all[w](), end);
      });
      if (search->found()) return;
      refuted = refuted && search->none();
    }
    search->state = refuted && !stopped() ? Search::State::kNone : Search::State::kUnknown;
  }

  Search::State ask_for(Search* search, z3::context* context, SheetModel* model,
                        const z3::expr& claim, Clock::time_point end) {
    const Goal& goal = *search->goal;
    return ask(context, {model}, claim, end, [&](const z3::model& found) {
      const Answers sheet = model->decode(found);
      if (goal.sheets == Sheets::kAny && accepts(goal, sheet, search)) return true;
      return accepts(goal, filled(quiz_, sheet), search);
    });
  }

  bool accepts(const Goal& goal, const Answers& sheet, Search* search) const {
    const Case one(quiz_, sheet);
    if (goal.sheets == Sheets::kComplete && !one.complete()) return false;
    if (!goal.shows(one)) return false;
    search->answers = std::make_shared<const Answers>(sheet);
    return true;
  }

  void solve_pair(Search* search, Clock::time_point end) {
    search->state = attempt([&] { return ask_for_pair(search, end); });
  }

  Search::State ask_for_pair(Search* search, Clock::time_point end) {
    const PairGoal& goal = *search->pair;
    z3::context context;
    SheetModel one(context, quiz_, goal.sheets, "a", [&] { go_on_until(end); });
    SheetModel other(context, quiz_, goal.sheets, "b", [&] { go_on_until(end); });
    one.visible(goal.question);
    other.visible(goal.question);
    const z3::expr differs = goal.claim(one, other);
    const z3::expr claim = differs && SheetModel::same_answers(one, other, goal.question);
    return ask(&context, {&one, &other}, claim, end, [&](const z3::model& found) {
      Answers a = one.decode(found);
      Answers b = other.decode(found);
      for (std::size_t q = 0; q < a.size(); ++q) {
        if (q == goal.question) continue;
        if (a[q].state == Answer::State::kOpen) a[q] = b[q];
        b[q] = a[q];
      }
      const auto try_both = [&] {
        const Case first(quiz_, a);
        const Case second(quiz_, b);
        if (goal.sheets == Sheets::kComplete && (!first.complete() || !second.complete()))
          return false;
        if (!goal.shows(first, second)) return false;
        search->answers = std::make_shared<const Answers>(a);
        search->other = b;
        return true;
      };
      if (goal.sheets == Sheets::kAny && try_both()) return true;
      a = filled(quiz_, a);
      b = filled(quiz_, b);
      return try_both();
    });
  }

  const Quiz& quiz_;
  const ProofOptions& options_;
  Contexts contexts_;
};

// A text that is the same for the same condition.
std::string key_of(const Condition& condition) {
  std::string key = "(" + std::to_string(static_cast<int>(condition.op));
  const auto add = [&](std::int64_t value) { key += "," + std::to_string(value); };
  add(condition.subject);
  add(condition.place);
  add(static_cast<int>(condition.relation));
  for (const auto* operand : {&condition.left, &condition.right}) {
    add(static_cast<int>(operand->kind));
    add(operand->index);
    add(operand->literal);
  }
  key += ":";
  for (const std::uint16_t member : condition.members) add(member);
  for (const Condition& part : condition.parts) key += key_of(part);
  return key + ")";
}

class Prover : public std::enable_shared_from_this<Prover> {
 public:
  Prover(const Quiz& quiz, std::string_view text, const ProofOptions& options)
      : quiz_(quiz), text_(text), options_(options), solver_(quiz, options) {}

  std::vector<Property> take() {
    if (!tree_.read(text_, {kMaxBytes, kMaxDepth})) return {};
    list_outcomes();
    list_headlines();
    list_questions();
    list_rules();
    list_modules();
    list_conditions();
    list_end();
    list_advice();
    list_guarantees();
    draw();
    for (bool more = true; more;) {
      solve_open();
      more = false;
      for (Item& item : items_) {
        if (!item.done) item.done = item.conclude(&item.property);
        more = more || !item.done;
      }
    }
    std::vector<Property> properties;
    for (Item& item : items_) properties.push_back(std::move(item.property));
    return properties;
  }

 private:
  // A property on its way: `conclude` sets the verdict, or asks for more searches
  // and returns false.
  struct Item {
    Property property;
    std::function<bool(Property*)> conclude;
    bool done = false;
  };
  using Conclude = std::function<bool(Property*)>;

  void add(std::string kind, std::string name, const std::string& pointer, Conclude conclude) {
    Property property;
    property.kind = std::move(kind);
    property.name = std::move(name);
    const std::uint32_t value = find_value(tree_, pointer);
    property.pointer = pointer;
    const Position at = place(tree_.at(value).offset);
    property.line = at.line;
    property.column = at.column;
    items_.push_back({std::move(property), std::move(conclude), false});
  }

  // As position_of(), counting on from the place before: a large file has very many.
  Position place(std::size_t offset) {
    if (offset < counted_to_) {
      counted_to_ = 0;
      counted_ = {};
    }
    const Position on = position_of(text_.substr(counted_to_), offset - counted_to_);
    counted_.column = on.line > 1 ? on.column : counted_.column + on.column - 1;
    counted_.line += on.line - 1;
    counted_to_ = offset;
    return counted_;
  }

  // The search for that goal; the same for the same key.
  Search* search(const std::string& key, Goal goal, Spent spent = nothing_spent()) {
    if (const auto known = by_key_.find(key); known != by_key_.end()) return known->second;
    searches_.emplace_back();
    searches_.back().goal = std::move(goal);
    searches_.back().spent = std::move(spent);
    return by_key_[key] = &searches_.back();
  }

  void exhibit(Property* property, const std::string& shows,
               const std::function<Answers()>& answers) {
    property->sheets.push_back({shows, [self = shared_from_this(), answers] { return answers(); }});
  }
  void exhibit(Property* property, const std::string& shows, const Search& search) {
    exhibit(property, shows, [this, &search] { return presented(search); });
  }

  Answers presented(const Search& search) const {
    const Goal& goal = *search.goal;
    const Answers sheet = walked(quiz_, *search.answers);
    const Case one(quiz_, sheet);
    if (one.complete() && goal.shows(one)) return sheet;
    return bare(quiz_, *search.answers);
  }

  // What some sheet must show.
  bool conclude_reached(Property* property, const Search& search, const std::string& does,
                        const std::string& never) {
    if (search.found()) {
      property->verdict = Verdict::kWitness;
      property->sound = true;
      property->says = does;
      exhibit(property, does, search);
    } else if (search.none()) {
      property->verdict = Verdict::kImpossible;
      property->says = never;
    } else {
      undecided(property);
    }
    return true;
  }

  static void undecided(Property* property) {
    property->verdict = Verdict::kNotDecided;
    property->says =
        "Neither a sheet nor a proof was found in the time given; try a longer "
        "--timeout.";
  }

  void list_outcomes() {
    for (std::uint16_t k = 0; k < quiz_.outcomes.size(); ++k) {
      const std::string& id = quiz_.outcomes[k].id;
      Search* shown = search("outcome" + std::to_string(k),
                             {Sheets::kComplete, [k](const Case& one) { return one.shows(k); },
                              nullptr, [k](SheetModel& model) { return model.ways_to_show(k); }});
      add("outcome", id, "/outcomes/" + std::to_string(k), [this, shown, id](Property* property) {
        return conclude_reached(property, *shown, "The outcome is shown.",
                                "No answers lead to the outcome " + quoted(id) +
                                    ": it is never first, nor shown by a rule. Give it more "
                                    "weight, or loosen its condition or its rule.");
      });
    }
  }

  void list_headlines() {
    const auto of_kind = [&](Rule::Kind kind) {
      return std::any_of(quiz_.rules.begin(), quiz_.rules.end(),
                         [&](const Rule& rule) { return rule.kind == kind; });
    };
    for (std::uint16_t h = 0; h < std::size(kHeadlineKinds); ++h) {
      const auto kind = static_cast<Headline::Kind>(h);
      if (kind == Headline::Kind::kOverride && !of_kind(Rule::Kind::kOverride)) continue;
      if (kind == Headline::Kind::kCombined && !of_kind(Rule::Kind::kCombine)) continue;
      const std::string name(kHeadlineKinds[h]);
      Search* shown = search(
          "headline" + name,
          {Sheets::kComplete, [kind](const Case& one) { return one.advice.headline.kind == kind; },
           nullptr, [h](SheetModel& model) { return model.ways_to_headline(h); }});
      add("headline", name, "", [this, shown, name, kind](Property* property) {
        conclude_reached(property, *shown, "The headline is of this kind.",
                         "No answers give a headline of the kind " + quoted(name) + ".");
        // A quiz need not hesitate.
        const bool doubt = kind == Headline::Kind::kTwoTracks || kind == Headline::Kind::kMixed;
        if (doubt && shown->none()) {
          property->sound = true;
          property->says += " A quiz need not hesitate, so this is no fault.";
        }
        return true;
      });
    }
  }

  // A sheet after which the question is asked: next, or beside the result.
  Search* asked(std::uint16_t q) {
    const std::string key = "asked" + std::to_string(q);
    if (quiz_.questions[q].after) {
      return search(key,
                    {Sheets::kComplete,
                     [q](const Case& one) {
                       const auto& after = one.interview.after;
                       return !one.overridden() &&
                              std::find(after.begin(), after.end(), q) != after.end();
                     },
                     [q](SheetModel& model) { return !model.overridden() && model.visible(q); }});
    }
    // It is next, or was on the way to the end.
    const auto shows = [q](const Case& one) {
      return one.interview.next == q || (one.interview.stop == Stop::kComplete &&
                                         one.interview.counted[q].state != Answer::State::kOpen);
    };
    return search(key,
                  {Sheets::kAny, shows, [q](SheetModel& model) { return model.asked_next(q); }});
  }

  // The sheet of `asked`, and on to its end with that answer.
  Answers asked_sheet(const Search& search, std::uint16_t q, const Answer& answer) const {
    Answers sheet = *search.answers;
    sheet[q] = answer;
    return walked(quiz_, filled(quiz_, sheet));
  }

  void show_asked(Property* property, const Search& search, std::uint16_t q, const Answer& answer) {
    const std::string shows = property->sheets[0].shows;
    property->sheets.clear();
    exhibit(property, shows, [this, &search, q, answer] { return asked_sheet(search, q, answer); });
  }

  void list_questions() {
    for (std::uint16_t q = 0; q < quiz_.questions.size(); ++q) {
      const Question& question = quiz_.questions[q];
      Search* search = asked(q);
      add("question", question.id, "/questions/" + std::to_string(q),
          [this, search, q](Property* property) {
            const Question& which = quiz_.questions[q];
            conclude_reached(property, *search, "The question is asked.",
                             "Nobody is ever asked the question " + quoted(which.id) +
                                 ": its condition never holds when its turn comes. Loosen it, or "
                                 "remove the question.");
            if (!search->found()) return true;
            if (const auto answer = fitting_answer(which))
              show_asked(property, *search, q, *answer);
            return true;
          });
    }
    for (std::uint16_t q = 0; q < quiz_.questions.size(); ++q) {
      for (std::uint16_t o = 0; o < quiz_.questions[q].options.size(); ++o) {
        Search* search = asked(q);
        const std::string id = quiz_.questions[q].id + "/" + quiz_.questions[q].options[o].id;
        add("option", id, "/questions/" + std::to_string(q) + "/options/" + std::to_string(o),
            [this, search, q, o, id](Property* property) {
              const auto answer = fitting_answer(quiz_.questions[q], o);
              if (!answer) {
                property->verdict = Verdict::kImpossible;
                property->says = "No answer that fits has the option " + quoted(id) +
                                 ": the question asks for more ticks than it then allows. Mend "
                                 "“min”, “max” or “exclusive”.";
                return true;
              }
              conclude_reached(property, *search, "The option is chosen.",
                               "Nobody can choose the option " + quoted(id) +
                                   ", since its question is never asked.");
              if (search->found()) show_asked(property, *search, q, *answer);
              return true;
            });
      }
    }
  }

  std::string pointer_by_id(const std::string& list, const std::string& id) const {
    const std::uint32_t items = find_value(tree_, "/" + list);
    for (std::uint32_t item = tree_.at(items).child; item != JsonTree::kNone;
         item = tree_.at(item).next) {
      const std::string pointer = tree_.pointer(item);
      if (tree_.at(find_value(tree_, pointer + "/id")).text == id) return pointer;
    }
    return "/" + list;
  }

  void list_rules() {
    for (std::size_t r = 0; r < quiz_.rules.size(); ++r) {
      const std::string& id = quiz_.rules[r].id;
      Search* fires = search("rule" + std::to_string(r),
                             {Sheets::kComplete, [r](const Case& one) { return one.fired() == r; },
                              [r](SheetModel& model) { return model.fires(r); }});
      add("rule", id, pointer_by_id("rules", id), [this, fires, id](Property* property) {
        return conclude_reached(property, *fires, "The rule decides the headline.",
                                "The rule " + quoted(id) +
                                    " never decides anything: its condition never holds, or a rule "
                                    "before it always takes its place.");
      });
    }
  }

  void list_modules() {
    for (std::size_t m = 0; m < quiz_.modules.size(); ++m) {
      const std::string& id = quiz_.modules[m].id;
      Search* given =
          search("module" + std::to_string(m),
                 {Sheets::kComplete,
                  [m](const Case& one) {
                    const auto& modules = one.advice.modules;
                    return std::find(modules.begin(), modules.end(), m) != modules.end();
                  },
                  [m](SheetModel& model) { return model.given_module(m); }});
      add("module", id, "/modules/" + std::to_string(m), [this, given, id, m](Property* property) {
        const std::uint16_t part = quiz_.modules[m].part;
        const bool bounded = part != kNoPart && quiz_.parts[part].most > 0;
        return conclude_reached(
            property, *given, "The module is given.",
            "Nobody is ever given the module " + quoted(id) + ": its condition never holds" +
                (bounded ? ", or its part is always full before (“most”)." : "."));
      });
    }
  }

  // Sheets on which a condition is looked at.
  struct Setting {
    std::string key;
    std::string of;  // What has the condition.
    Sheets sheets = Sheets::kComplete;
    Reading reading = Reading::kStanding;
    std::function<bool(const Case&)> among;
    Claim said;
  };

  Search* condition_search(const Condition& condition, const Setting& setting, bool value,
                           const Spent& spent) {
    const auto reading = setting.reading;
    return search("condition" + setting.key + key_of(condition) + (value ? "+" : "-"),
                  {setting.sheets,
                   [=, &condition, among = setting.among](const Case& one) {
                     return among(one) && one.holds(condition, reading) == value;
                   },
                   [=, &condition, said = setting.said](SheetModel& model) {
                     const z3::expr holds = model.holds(condition, reading);
                     return said(model) && (value ? holds : !holds);
                   }},
                  spent);
  }

  // `always`: it may hold of every sheet.
  void add_condition(const Condition& condition, std::uint32_t value, const Setting& setting,
                     bool part, bool always) {
    const Spent spent = nothing_spent();
    Search* yes = condition_search(condition, setting, true, spent);
    Search* no = always ? nullptr : condition_search(condition, setting, false, spent);
    const std::string what =
        (part ? "This part of the condition of " : "The condition of ") + setting.of;
    add("condition", setting.of, tree_.pointer(value), [this, yes, no, what](Property* property) {
      if (yes->none()) {
        property->verdict = Verdict::kImpossible;
        property->says = what + " can never hold: it contradicts itself, or what comes before it.";
      } else if (no != nullptr && no->none()) {
        property->verdict = Verdict::kImpossible;
        property->says = what + " always holds, so it says nothing; remove it, or mend it.";
      } else if (!yes->found() || (no != nullptr && !no->found())) {
        undecided(property);
      } else {
        property->verdict = Verdict::kWitness;
        property->sound = true;
        property->says = what + (no == nullptr ? " can hold." : " can hold and can fail.");
        exhibit(property, "It holds.", *yes);
        if (no != nullptr) exhibit(property, "It fails.", *no);
      }
      return true;
    });
  }

  void add_parts(const Condition& condition, std::uint32_t value, const Setting& setting) {
    const std::uint32_t member = tree_.at(value).child;
    if (condition.op == Condition::Op::kAnd || condition.op == Condition::Op::kOr) {
      std::uint32_t item = tree_.at(member).child;
      for (const Condition& part : condition.parts) {
        if (condition.parts.size() > 1) add_condition(part, item, setting, true, false);
        add_parts(part, item, setting);
        item = tree_.at(item).next;
      }
    } else if (condition.op == Condition::Op::kNot && tree_.at(member).key == "!") {
      const bool wrapped = tree_.at(member).kind == JsonTree::Kind::kArray;
      add_parts(condition.parts[0], wrapped ? tree_.at(member).child : member, setting);
    }
  }

  void add_conditions(const Condition& condition, const std::string& pointer,
                      const Setting& setting, bool always = false) {
    const std::uint32_t value = find_value(tree_, pointer);
    if (tree_.pointer(value) != pointer) return;  // There is none.
    add_condition(condition, value, setting, false, always);
    add_parts(condition, value, setting);
  }

  void list_conditions() {
    const auto any = [](const Case&) { return true; };
    const auto all = [](SheetModel& model) { return model.holds({}, Reading::kStanding); };
    const Setting answers{"answers", "", Sheets::kComplete, Reading::kStanding, any, all};
    for (std::size_t q = 0; q < quiz_.questions.size(); ++q) {
      Setting setting = answers;
      setting.of = "question " + quoted(quiz_.questions[q].id);
      add_conditions(quiz_.questions[q].when, "/questions/" + std::to_string(q) + "/when", setting);
    }
    for (std::size_t k = 0; k < quiz_.outcomes.size(); ++k) {
      Setting setting = answers;
      setting.of = "outcome " + quoted(quiz_.outcomes[k].id);
      add_conditions(quiz_.outcomes[k].when, "/outcomes/" + std::to_string(k) + "/when", setting);
    }
    for (std::size_t r = 0; r < quiz_.rules.size(); ++r) {
      const Rule& rule = quiz_.rules[r];
      Setting setting{
          "rule",
          "rule " + quoted(rule.id),
          Sheets::kComplete,
          Reading::kStanding,
          [](const Case& one) { return !one.overridden() && one.advice.ranking.size() > 1; },
          [](SheetModel& model) { return !model.overridden() && model.has_second(); }};
      if (rule.kind == Rule::Kind::kOverride) {
        setting.key = "override" + std::to_string(r) + " ";
        setting.among = [r](const Case& one) { return !one.override_before(r); };
        setting.said = [r](SheetModel& model) { return !model.override_before(r); };
      }
      add_conditions(rule.when, pointer_by_id("rules", rule.id) + "/when", setting);
    }
    for (std::size_t m = 0; m < quiz_.modules.size(); ++m) {
      const Setting setting{"module",
                            "module " + quoted(quiz_.modules[m].id),
                            Sheets::kComplete,
                            Reading::kAdvice,
                            [](const Case& one) { return !one.overridden(); },
                            [](SheetModel& model) { return !model.overridden(); }};
      add_conditions(quiz_.modules[m].when, "/modules/" + std::to_string(m) + "/when", setting);
    }
    for (std::size_t g = 0; g < quiz_.guarantees.size(); ++g) {
      const Guarantee& guarantee = quiz_.guarantees[g];
      if (guarantee.kind != Guarantee::Kind::kWhenever) continue;
      const Setting setting{"whenever",
                            "guarantee " + name_of_guarantee(g),
                            Sheets::kAny,
                            Reading::kAdvice,
                            [](const Case& one) { return one.shown(); },
                            [](SheetModel& model) { return model.advice_shown(); }};
      add_conditions(guarantee.whenever, "/guarantees/" + std::to_string(g) + "/whenever", setting,
                     true);
    }
  }

  void list_end() {
    add("end", "", "/questions", [this](Property* property) {
      property->verdict = Verdict::kProved;
      property->sound = true;
      property->says =
          "Every path ends: no question waits for itself, none is asked twice, and each that is "
          "asked has an answer that fits or can be skipped.";
      for (std::uint16_t q = 0; q < quiz_.questions.size(); ++q) {
        const Question& question = quiz_.questions[q];
        if (question.optional || question.after || fitting_answer(question)) continue;
        const Search& stuck = *asked(q);
        if (stuck.none()) continue;
        property->sound = false;
        if (!stuck.found()) {
          undecided(property);
          continue;
        }
        property->verdict = Verdict::kCounterExample;
        property->says = "No answer fits the question " + quoted(question.id) +
                         " and it cannot be skipped, so whoever is asked it never gets to the "
                         "end. Mend “min”, “max” or “exclusive”.";
        exhibit(property, "The question is next.",
                [this, &stuck] { return bare(quiz_, *stuck.answers); });
        break;
      }
      return true;
    });
  }

  // What holds of every sheet: `broken` by a complete one or an early result.
  bool conclude_universal(Property* property, const std::string& key, Goal goal,
                          const std::string& holds, const std::string& broken) {
    Search& early = *search(key, goal);
    if (early.state == Search::State::kOpen) return false;
    if (early.none()) {
      property->verdict = Verdict::kProved;
      property->sound = true;
      property->says = holds;
      return true;
    }
    goal.sheets = Sheets::kComplete;
    Search* complete = search(key + "complete", goal, early.spent);
    if (complete->state == Search::State::kOpen) {
      if (!early.found() || !Case(quiz_, *early.answers).complete()) return false;
      complete->state = early.state;
      complete->answers = early.answers;
    }
    if (complete->found()) {
      property->verdict = Verdict::kCounterExample;
      property->says = broken;
      exhibit(property, "It fails.", *complete);
    } else if (early.found()) {
      property->verdict = Verdict::kCounterExample;
      property->says =
          complete->none()
              ? "An early result breaks it, though every complete sheet keeps it: while questions "
                "are open, their conditions count as not met."
              : "An early result breaks it; of complete sheets nothing was found in time.";
      exhibit(property, "It fails in an early result.",
              [this, &early] { return bare(quiz_, *early.answers); });
    } else {
      undecided(property);
      if (complete->none())
        property->says += " Of complete sheets it is proved; early results are in doubt.";
    }
    return true;
  }

  void list_advice() {
    const Goal goal{
        Sheets::kAny,
        [](const Case& one) { return one.advice.headline.outcomes.empty() && one.shown(); },
        [](SheetModel& model) {
          return model.nothing_eligible() && !model.overridden() && model.advice_shown();
        }};
    search("advice", goal)->share = kEarly;
    add("advice", "", "/outcomes", [this, goal](Property* property) {
      return conclude_universal(
          property, "advice", goal,
          "Every sheet gives at least one piece of advice, early results too.",
          "These answers leave no outcome that could be shown: the conditions of all outcomes "
          "fail. Give one outcome no condition, or one that catches these.");
    });
  }

  std::string name_of_guarantee(std::size_t g) const {
    const std::string& name = quiz_.guarantees[g].name;
    return name.empty() ? "number " + std::to_string(g + 1) : quoted(name);
  }

  void list_guarantees() {
    for (std::size_t g = 0; g < quiz_.guarantees.size(); ++g) {
      switch (quiz_.guarantees[g].kind) {
        case Guarantee::Kind::kWhenever:
          list_whenever(g);
          break;
        case Guarantee::Kind::kIndependent:
          list_independent(g);
          break;
        case Guarantee::Kind::kUndecided:
          list_undecided(g);
          break;
      }
    }
  }

  void add_guarantee(std::size_t g, Conclude conclude) {
    const std::string& name = quiz_.guarantees[g].name;
    add("guarantee", name.empty() ? std::to_string(g + 1) : name,
        "/guarantees/" + std::to_string(g), std::move(conclude));
  }

  void list_whenever(std::size_t g) {
    const Guarantee& guarantee = quiz_.guarantees[g];
    const Goal goal{Sheets::kAny,
                    [&guarantee](const Case& one) {
                      return one.holds(guarantee.whenever, Reading::kAdvice) &&
                             !one.holds(guarantee.then, Reading::kAdvice) && one.shown();
                    },
                    [&guarantee](SheetModel& model) {
                      return model.holds(guarantee.whenever, Reading::kAdvice) &&
                             !model.holds(guarantee.then, Reading::kAdvice) && model.advice_shown();
                    }};
    const std::string key = "guarantee" + std::to_string(g);
    search(key, goal)->share = kEarly;
    add_guarantee(g, [this, key, goal](Property* property) {
      return conclude_universal(
          property, key, goal, "Proved for every sheet, early results too.",
          "A sheet breaks this guarantee: “whenever” holds, and “then” does not.");
    });
  }

  // Whether nothing that decides outcomes can tell one answer from another.
  bool says_nothing(std::uint16_t question) const {
    std::vector<bool> reached(quiz_.questions.size());
    reached[question] = true;
    const auto reads = [&](const Condition& condition) {
      const auto read = questions_read(condition, quiz_);
      return std::any_of(read.begin(), read.end(), [&](std::uint16_t q) { return reached[q]; });
    };
    for (const std::uint16_t q : quiz_.dependency_order) {
      reached[q] = reached[q] || reads(quiz_.questions[q].when);
      if (reached[q] && quiz_.questions[q].scored()) return false;
    }
    return std::none_of(quiz_.outcomes.begin(), quiz_.outcomes.end(),
                        [&](const Outcome& outcome) { return reads(outcome.when); }) &&
           std::none_of(quiz_.rules.begin(), quiz_.rules.end(),
                        [&](const Rule& rule) { return reads(rule.when); });
  }

  // What about the outcome is not the same on both sheets.
  std::string difference(const Search& pair, std::uint16_t k) const {
    const Case a(quiz_, *pair.answers);
    const Case b(quiz_, pair.other);
    const auto& one = a.verdict.standing.scores[k];
    const auto& other = b.verdict.standing.scores[k];
    std::string says;
    const auto also = [&](const std::string& what) {
      says += (says.empty() ? "" : ", and ") + what;
    };
    if (a.shows(k) != b.shows(k)) also("whether it is shown");
    if (one.has_value() != other.has_value()) also("whether the outcome is open");
    if (one && other && *one != *other) {
      also("the outcome's score (" + std::to_string(*one) + " and " + std::to_string(*other) + ")");
    }
    if (a.shows(k) != b.shows(k)) return says;
    if (a.overridden() && b.overridden())
      return says + "; readers see nothing of it here, since a rule overrides on both sheets";
    return says + "; whether it is shown stays the same on these two sheets";
  }

  void list_independent(std::size_t g) {
    const std::uint16_t q = quiz_.guarantees[g].question;
    const std::uint16_t k = quiz_.guarantees[g].outcome;
    if (says_nothing(q)) {
      add_guarantee(g, [](Property* property) {
        property->verdict = Verdict::kProved;
        property->sound = true;
        property->says =
            "Proved for every sheet: the question bears no evidence, and no condition that "
            "decides outcomes reads it.";
        return true;
      });
      return;
    }
    const auto make = [this, q, k](Sheets sheets) {
      PairGoal goal{sheets, q, nullptr, nullptr};
      goal.shows = [k](const Case& a, const Case& b) {
        return (a.verdict.standing.scores[k] != b.verdict.standing.scores[k] ||
                a.shows(k) != b.shows(k)) &&
               a.shown() && b.shown();
      };
      goal.claim = [k](SheetModel& a, SheetModel& b) {
        const z3::expr other_score =
            a.eligible(k) && b.eligible(k) && a.value(a.score(k)) != b.value(b.score(k));
        const z3::expr differs =
            a.eligible(k) != b.eligible(k) || other_score || a.shown(k) != b.shown(k);
        return differs && a.advice_shown() && b.advice_shown();
      };
      return goal;
    };
    const std::string key = "guarantee" + std::to_string(g);
    const auto pair_search = [this, make, spent = nothing_spent()](const std::string& name,
                                                                   Sheets sheets) {
      if (const auto known = by_key_.find(name); known != by_key_.end()) return known->second;
      searches_.emplace_back();
      searches_.back().pair = make(sheets);
      searches_.back().spent = spent;
      return by_key_[name] = &searches_.back();
    };
    pair_search(key, Sheets::kAny)->share = kEarly;
    add_guarantee(g, [this, key, pair_search, k](Property* property) {
      const Search& early = *pair_search(key, Sheets::kAny);
      if (early.none()) {
        property->verdict = Verdict::kProved;
        property->sound = true;
        property->says = "Proved for every sheet, early results too.";
        return true;
      }
      Search* complete = pair_search(key + "complete", Sheets::kComplete);
      if (complete->state == Search::State::kOpen) {
        if (!early.found() || !Case(quiz_, *early.answers).complete() ||
            !Case(quiz_, early.other).complete()) {
          return false;
        }
        complete->state = early.state;
        complete->answers = early.answers;
        complete->other = early.other;
      }
      const Search* broken = complete->found() ? complete : early.found() ? &early : nullptr;
      if (broken == nullptr) {
        undecided(property);
        return true;
      }
      property->verdict = Verdict::kCounterExample;
      property->says = "Another answer to the question changes " + difference(*broken, k) + ".";
      if (broken != complete) {
        property->says +=
            complete->none() ? " That is so in early results only; every complete sheet keeps this."
                             : " That is an early result; of complete sheets nothing was found in "
                               "time.";
      }
      exhibit(property, "With one answer.",
              [this, broken] { return bare(quiz_, *broken->answers); });
      exhibit(property, "With another.", [this, broken] { return bare(quiz_, broken->other); });
      return true;
    });
  }

  // Every answer to a question, or none if they are too many.
  std::vector<Answer> every_answer(const Question& question) const {
    std::vector<Answer> all;
    Answer answer;
    answer.state = Answer::State::kAnswered;
    const std::size_t options = question.options.size();
    if (question.kind == QuestionKind::kNumber) {
      if (question.max - question.min >= static_cast<std::int64_t>(kMostAnswers)) return {};
      for (answer.number = question.min; answer.number <= question.max; ++answer.number)
        all.push_back(answer);
    } else if (question.kind == QuestionKind::kText) {
      all.push_back(*fitting_answer(question));
    } else if (question.kind == QuestionKind::kRank) {
      std::vector<std::uint16_t> order;
      for (std::uint16_t o = 0; o < options; ++o) order.push_back(o);
      do {
        answer.options = List<std::uint16_t>(order.data(), order.data() + order.size());
        all.push_back(answer);
        if (all.size() > kMostAnswers) return {};
      } while (std::next_permutation(order.begin(), order.end()));
    } else if (question.kind != QuestionKind::kMultiple) {
      for (std::uint16_t o = 0; o < options; ++o) all.push_back(*fitting_answer(question, o));
    } else {
      if (options > 10) return {};
      for (std::uint32_t set = 0; set < 1u << options; ++set) {
        answer.options.clear();
        bool alone = false;
        for (std::uint16_t o = 0; o < options; ++o) {
          if ((set >> o & 1) == 0) continue;
          answer.options.push_back(o);
          alone = alone || question.options[o].exclusive;
        }
        const auto ticked = static_cast<std::int64_t>(answer.options.size());
        if (ticked >= question.min && ticked <= question.max && (!alone || ticked == 1))
          all.push_back(answer);
      }
    }
    return all;
  }

  // The outcome that comes first on complete sheets with that answer, other than `but`.
  Search* first_with(std::size_t g, std::size_t a, const Answer& answer,
                     std::optional<std::uint16_t> but, const Spent& spent) {
    const std::uint16_t q = quiz_.guarantees[g].question;
    const std::string key = "undecided" + std::to_string(g) + "," + std::to_string(a) + "," +
                            (but ? std::to_string(*but) : "");
    return search(
        key,
        {Sheets::kComplete,
         [q, answer, but](const Case& one) {
           const auto first = one.first();
           return first && first != but && one.interview.counted[q] == answer;
         },
         [this, q, answer, but](SheetModel& model) {
           z3::expr other = !model.nothing_eligible() || model.overridden();
           if (but) {
             other = other && !(model.comes_first(*but) && !model.overridden());
             for (std::size_t r = 0; r < quiz_.rules.size(); ++r) {
               if (quiz_.rules[r].kind == Rule::Kind::kOverride && quiz_.rules[r].outcome == *but) {
                 other = other && !model.fires(r);
               }
             }
           }
           return model.gives(q, answer) && other;
         }},
        spent);
  }

  void list_undecided(std::size_t g) {
    const Question& question = quiz_.questions[quiz_.guarantees[g].question];
    const std::vector<Answer> answers = every_answer(question);
    const Spent spent = nothing_spent();
    for (std::size_t a = 0; a < answers.size(); ++a)
      first_with(g, a, answers[a], std::nullopt, spent);
    add_guarantee(g, [this, g, answers, spent, &question](Property* property) {
      if (answers.empty()) {
        undecided(property);
        property->says = "The question has too many answers to try them one by one.";
        return true;
      }
      bool open = false;
      bool doubt = false;
      for (std::size_t a = 0; a < answers.size(); ++a) {
        const Search* one = first_with(g, a, answers[a], std::nullopt, spent);
        if (one->none()) continue;  // Nobody can give it.
        if (!one->found()) {
          doubt = true;
          continue;
        }
        const auto first = Case(quiz_, *one->answers).first();
        const Search* other = first_with(g, a, answers[a], first, spent);
        if (other->state == Search::State::kOpen) {
          open = true;
        } else if (other->none()) {
          property->verdict = Verdict::kCounterExample;
          property->sound = false;
          property->says = "After this answer to " + quoted(question.id) + " only " +
                           quoted(quiz_.outcomes[*first].id) + " can come first.";
          exhibit(property, "It decides.", *one);
          return true;
        } else if (!other->found()) {
          doubt = true;
        }
      }
      if (open) return false;
      if (doubt) {
        undecided(property);
        return true;
      }
      property->verdict = Verdict::kProved;
      property->sound = true;
      property->says =
          "Proved: after each answer that leads to an outcome at all, two or more can still come "
          "first.";
      return true;
    });
  }

  // Random sheets through the engine: each shows what it shows.
  void draw() {
    const Respondents respondents(quiz_);
    auto sheet = respondents.sheet();
    Random random = stream_of(options_.seed, RespondentKind::kUniform, 0);
    std::vector<Search*> complete;
    std::vector<Search*> any;
    std::vector<Search*> pairs;
    for (Search& each : searches_) {
      if (each.pair) {
        pairs.push_back(&each);
      } else {
        (each.goal->sheets == Sheets::kComplete ? complete : any).push_back(&each);
      }
    }
    const auto mark = [](std::vector<Search*>* open, const Case& one, const Answers& answers) {
      std::shared_ptr<const Answers> kept;
      std::erase_if(*open, [&](Search* each) {
        if (!each->goal->shows(one)) return false;
        if (!kept) kept = std::make_shared<const Answers>(answers);
        each->state = Search::State::kFound;
        each->answers = kept;
        return true;
      });
    };
    const Clock::time_point end = Clock::now() + Solver::seconds(options_.seconds);
    const auto over = [&] { return solver_.stopped() || Clock::now() >= end; };
    constexpr RespondentKind kKinds[] = {RespondentKind::kUniform, RespondentKind::kCoherent,
                                         RespondentKind::kModel, RespondentKind::kUniform};
    for (std::uint32_t i = 0; i < options_.respondents; ++i) {
      if (over() || (complete.empty() && any.empty() && pairs.empty())) break;
      if (options_.progress) options_.progress("trying answers", i, options_.respondents);
      RespondentKind kind = kKinds[i % std::size(kKinds)];
      if (!respondents.have_needs()) kind = RespondentKind::kUniform;
      respondents.draw(kind, &random, &sheet);
      Answers answers = respondents.answers(sheet);
      // Chance hardly ever clicks one place throughout, and some headlines are for those who do.
      if (random.once_in(8)) straighten(quiz_, &answers, &random);
      for (std::size_t q = 0; q < answers.size(); ++q) {
        const Question& question = quiz_.questions[q];
        if (question.optional && random.once_in(6)) {
          answers[q] = {};
          answers[q].state = Answer::State::kSkipped;
        }
        if ((question.after && random.once_in(4)) || !fitting_answer(question)) answers[q] = {};
      }
      const Case whole(quiz_, answers);
      if (whole.complete()) {
        mark(&complete, whole, answers);
        mark(&any, whole, answers);
      }
      draw_pairs(&pairs, respondents, whole, answers, sheet, &random, over);
      // Cut short: as the full form goes, or anywhere.
      const bool in_order = random.once_in(2);
      const std::size_t kept = random.below(answers.size() + 1);
      for (std::size_t q = 0; q < answers.size(); ++q) {
        if (in_order ? q >= kept : random.below(answers.size()) >= kept) answers[q] = {};
      }
      mark(&any, Case(quiz_, answers), answers);
    }
  }

  void draw_pairs(std::vector<Search*>* open, const Respondents& respondents, const Case& one,
                  const Answers& answers, const authoring::Sheet& sheet, Random* random,
                  const std::function<bool()>& over) {
    if (!one.complete()) return;
    std::erase_if(*open, [&](Search* each) {
      if (over()) return false;
      const std::uint16_t q = each->pair->question;
      if (!respondents.has_another(q)) return false;
      auto changed = sheet;
      respondents.replace(q, random, &changed);
      Answers other = answers;
      other[q] = respondents.answers(changed)[q];
      const Case second(quiz_, other);
      if (!second.complete() || !each->pair->shows(one, second)) return false;
      each->state = Search::State::kFound;
      each->answers = std::make_shared<const Answers>(answers);
      each->other = other;
      return true;
    });
  }

  void solve_open() {
    std::vector<Search*> open;
    for (Search& each : searches_) {
      if (each.state == Search::State::kOpen) open.push_back(&each);
    }
    if (open.empty()) return;
    std::atomic<std::size_t> next{0};
    std::atomic<std::size_t> solved{0};
    std::mutex mutex;
    std::condition_variable ready;
    const auto work = [&] {
      for (std::size_t at = next++; at < open.size(); at = next++) {
        solver_.solve(open[at]);
        const std::lock_guard lock(mutex);
        ++solved;
        ready.notify_one();
      }
    };
    std::vector<std::thread> threads;
    const std::size_t count = std::min<std::size_t>(std::max(1u, options_.threads), open.size());
    for (std::size_t t = 0; t < count; ++t) threads.emplace_back(work);
    std::unique_lock lock(mutex);
    while (solved < open.size()) {
      ready.wait_for(lock, std::chrono::milliseconds(50));
      solver_.watch();
      if (options_.progress) options_.progress("proving", solved, open.size());
    }
    lock.unlock();
    for (std::thread& thread : threads) thread.join();
  }

  const Quiz& quiz_;
  std::string_view text_;
  const ProofOptions& options_;
  Solver solver_;
  JsonTree tree_;
  std::size_t counted_to_ = 0;  // Of the text, and its place.
  Position counted_;
  std::vector<Item> items_;
  std::deque<Search> searches_;  // They do not move.
  std::map<std::string, Search*> by_key_;
};

}  // namespace

std::string_view name_of(Verdict verdict) {
  switch (verdict) {
    case Verdict::kWitness:
      return "witness";
    case Verdict::kProved:
      return "proved";
    case Verdict::kImpossible:
      return "impossible";
    case Verdict::kCounterExample:
      return "counter-example";
    case Verdict::kNotDecided:
      return "not-decided";
  }
  return {};
}

std::vector<Property> prove(const Quiz& quiz, std::string_view text, const ProofOptions& options) {
  return std::make_shared<Prover>(quiz, text, options)->take();
}

}  // namespace career_quiz::authoring
