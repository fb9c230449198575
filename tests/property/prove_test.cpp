// Whatever is proved of a small quiz, or shown by a sheet, is what trying all of its sheets finds.

#include "authoring/prove.h"

#include <algorithm>
#include <map>
#include <optional>
#include <set>
#include <utility>

#include "authoring/sheet.h"
#include "career_quiz/advice.h"
#include "career_quiz/evidence.h"
#include "career_quiz/interview.h"
#include "core.h"
#include "property.h"

namespace career_quiz::property {
namespace {

using authoring::Property;
using Verdict = authoring::Verdict;

constexpr std::size_t kMostSheets = 6600;

// A sheet and all that the engine says of it.
struct Tried {
  std::vector<std::size_t> picks;  // A question: 0 open, else one of its answers.
  Interview interview;
  Advice advice;
  Standing before;  // What rules read.
  Standing after;   // What modules and guarantees read.
  bool whole = true;
  bool shown = false;

  bool overridden() const { return advice.headline.kind == Headline::Kind::kOverride; }
  bool shows(std::size_t outcome) const {
    const auto& all = advice.headline.outcomes;
    return std::find(all.begin(), all.end(), outcome) != all.end();
  }
  bool holds(const Quiz& quiz, const Condition& condition, const Standing& standing) const {
    return evaluate(condition, {quiz, interview.counted, nullptr, &standing}) == Truth::kTrue;
  }
};

Tried try_sheet(const Quiz& quiz, const Answers& answers) {
  Tried tried;
  tried.interview = conduct(quiz, answers);
  tried.advice = advise(quiz, tried.interview);
  const Interview& interview = tried.interview;
  tried.before =
      decide(quiz, interview.counted, interview.settled, scores_of(quiz, interview.counted))
          .standing;
  tried.after = tried.before;
  if (tried.overridden()) {
    tried.after = {};
    tried.after.scores.resize(quiz.outcomes.size());
  }
  tried.after.headline = static_cast<std::uint16_t>(tried.advice.headline.kind);
  tried.after.shown = tried.advice.headline.outcomes;
  for (const std::uint16_t q : interview.path)
    tried.whole = tried.whole && interview.counted[q].state != Answer::State::kOpen;
  tried.shown = interview.stop != Stop::kNone || interview.scored_answered > 0 ||
                conduct(quiz, answers, Mode::kAdaptive).stop != Stop::kNone;
  return tried;
}

class BruteForce {
 public:
  // Nothing where the sheets are too many to try.
  static std::optional<BruteForce> of(const Generated& quiz) {
    BruteForce force;
    std::size_t count = 1;
    for (const Asked& asked : quiz.questions) {
      std::vector<Json> every = every_answer(asked);
      if (asked.number()) {
        if (asked.most - asked.least > 8) return std::nullopt;
        std::erase_if(every, [](const Json& answer) { return !answer.is_null(); });
        for (int n = asked.least; n <= asked.most; ++n) every.emplace_back(n);
      }
      count *= every.size() + 1;
      if (count > kMostSheets) return std::nullopt;
      force.answers_.push_back(std::move(every));
    }
    force.quiz_ = quiz_in_core(quiz.document);
    std::vector<std::size_t> picks(force.answers_.size());
    // Each answer on its own, once.
    std::vector<std::vector<Answer>> read(picks.size());
    for (std::size_t q = 0; q < picks.size(); ++q) {
      read[q].emplace_back();
      for (const Json& answer : force.answers_[q]) {
        read[q].push_back(
            answers_in_core(force.quiz_, Json::object({{quiz.questions[q].id, answer}}))[q]);
      }
    }
    Answers answers(picks.size());
    for (std::size_t sheet = 0; sheet < count; ++sheet) {
      std::size_t rest = sheet;
      for (std::size_t q = 0; q < picks.size(); ++q) {
        picks[q] = rest % read[q].size();
        rest /= read[q].size();
        answers[q] = read[q][picks[q]];
      }
      force.sheets_.push_back(try_sheet(force.quiz_, answers));
      force.sheets_.back().picks = picks;
    }
    return force;
  }

  const Quiz& quiz() const { return quiz_; }

  template <class Test>
  bool some(Test test) const {
    return std::any_of(sheets_.begin(), sheets_.end(), test);
  }
  bool outcome(std::size_t k) const {
    return some([&](const Tried& t) { return t.interview.stop != Stop::kNone && t.shows(k); });
  }
  bool headline(std::string_view kind) const {
    return some([&](const Tried& t) {
      return t.interview.stop != Stop::kNone && name_of(t.advice.headline.kind) == kind;
    });
  }
  bool asked(std::size_t q) const {
    return some([&](const Tried& t) {
      const auto& after = t.interview.after;
      return quiz_.questions[q].after ? t.whole && !t.overridden() &&
                                            std::find(after.begin(), after.end(), q) != after.end()
                                      : t.interview.next == q;
    });
  }
  // Rules are told apart by what they show where no two show the same.
  bool rule(std::size_t r) const {
    const Rule& rule = quiz_.rules[r];
    return some([&](const Tried& t) {
      if (t.interview.stop == Stop::kNone) return false;
      StraightLine line;
      for (std::size_t q = 0; q < quiz_.questions.size(); ++q)
        line.count(quiz_.questions[q], t.interview.counted[q]);
      const bool straight = quiz_.scoring == Scoring::kEvidence && line.holds();
      const auto applies = [&](const Rule& one) {
        if (one.kind == Rule::Kind::kOverride) {
          return evaluate(one.when, {quiz_, t.interview.counted, &t.interview.settled,
                                     &t.before}) == Truth::kTrue;
        }
        return !t.overridden() && t.advice.ranking.size() > 1 &&
               t.holds(quiz_, one.when, t.before) &&
               (one.kind == Rule::Kind::kCombine ? !straight
                                                 : t.before.scores[one.outcome].has_value());
      };
      for (std::size_t e = 0; e < r; ++e) {
        if (applies(quiz_.rules[e])) return false;
      }
      return applies(rule) && t.shows(rule.outcome);
    });
  }
  bool module(std::size_t m) const {
    return some([&](const Tried& t) {
      const auto& modules = t.advice.modules;
      return t.interview.stop != Stop::kNone &&
             std::find(modules.begin(), modules.end(), m) != modules.end();
    });
  }
  bool advice() const {
    return !some([](const Tried& t) { return t.shown && t.advice.headline.outcomes.empty(); });
  }
  // The values a condition takes, by what has it.
  std::pair<bool, bool> values(const Condition& condition, const std::string& pointer,
                               const std::string& rule) const {
    const auto takes = [&](bool value) {
      return some([&](const Tried& t) {
        if (pointer.starts_with("/guarantees"))
          return t.shown && t.holds(quiz_, condition, t.after) == value;
        if (!t.whole) return false;
        if (pointer.starts_with("/modules"))
          return !t.overridden() && t.holds(quiz_, condition, t.after) == value;
        if (pointer.starts_with("/rules")) {
          std::size_t r = 0;
          while (quiz_.rules[r].id != rule) ++r;
          if (quiz_.rules[r].kind != Rule::Kind::kOverride) {
            if (t.overridden() || t.advice.ranking.size() < 2) return false;
          } else {
            for (std::size_t e = 0; e < r; ++e) {
              if (t.holds(quiz_, quiz_.rules[e].when, t.before)) return false;
            }
          }
        }
        return t.holds(quiz_, condition, t.before) == value;
      });
    };
    return {takes(true), takes(false)};
  }
  bool guarantee(const Guarantee& guarantee) const {
    switch (guarantee.kind) {
      case Guarantee::Kind::kWhenever:
        return !some([&](const Tried& t) {
          return t.shown && t.holds(quiz_, guarantee.whenever, t.after) &&
                 !t.holds(quiz_, guarantee.then, t.after);
        });
      case Guarantee::Kind::kIndependent: {
        std::map<std::vector<std::size_t>, std::set<std::string>> seen;
        for (const Tried& t : sheets_) {
          if (!t.shown) continue;
          std::vector<std::size_t> others = t.picks;
          others[guarantee.question] = 0;
          const auto& score = t.before.scores[guarantee.outcome];
          seen[others].insert((score ? std::to_string(*score) : "none") +
                              (t.shows(guarantee.outcome) ? " shown" : ""));
        }
        return std::all_of(seen.begin(), seen.end(),
                           [](const auto& entry) { return entry.second.size() == 1; });
      }
      case Guarantee::Kind::kUndecided: {
        std::map<std::size_t, std::set<std::size_t>> firsts;
        for (const Tried& t : sheets_) {
          const std::size_t q = guarantee.question;
          if (!t.whole || t.interview.counted[q].state != Answer::State::kAnswered) continue;
          if (t.overridden())
            firsts[t.picks[q]].insert(t.advice.headline.outcomes.front());
          else if (!t.advice.ranking.empty())
            firsts[t.picks[q]].insert(t.advice.ranking.front().outcome);
        }
        return std::all_of(firsts.begin(), firsts.end(),
                           [](const auto& entry) { return entry.second.size() > 1; });
      }
    }
    return false;
  }

 private:
  Quiz quiz_;
  std::vector<std::vector<Json>> answers_;
  std::vector<Tried> sheets_;
};

const Json& at(const Json& document, const std::string& pointer) {
  const Json* value = &document;
  for (std::size_t begin = 1; begin <= pointer.size();) {
    const std::size_t end = std::min(pointer.find('/', begin), pointer.size());
    const std::string step = pointer.substr(begin, end - begin);
    value = value->is(Json::Kind::kArray) ? &value->items[std::stoul(step)] : &(*value)[step];
    begin = end + 1;
  }
  return *value;
}

void add_guarantees(Random* random, Generated* quiz) {
  Json all = Json::array();
  const auto headline = [&] {
    const std::vector<std::string> kinds = {"one", "two-tracks", "mixed", "override", "combined"};
    if (random->once_in(2)) {
      return Json::object(
          {{"==", Json::array({Json::object({{"var", "result.kind"}}), random->pick(kinds)})}});
    }
    return Json::object({{"in", Json::array({random->pick(quiz->scored),
                                             Json::object({{"var", "result.outcomes"}})})}});
  };
  for (int i = 0; i < 3; ++i) {
    all.push(Json::object(
        {{"whenever", generate_condition(random, *quiz, true)},
         {"then", random->once_in(2) ? headline() : generate_condition(random, *quiz, true)}}));
  }
  all.push(
      Json::object({{"whenever", headline()}, {"then", generate_condition(random, *quiz, true)}}));
  std::vector<std::string> ids;
  for (const Asked& asked : quiz->questions) ids.push_back(asked.id);
  for (int i = 0; i < 2; ++i) {
    all.push(Json::object(
        {{"independent", Json::array({random->pick(ids), random->pick(quiz->scored)})}}));
  }
  all.push(Json::object({{"undecided", random->pick(ids)}}));
  quiz->document.set("guarantees", std::move(all));
}

// What the property says, from all sheets.
bool expected(const BruteForce& force, const Generated& quiz, const Property& property,
              const std::map<std::string, const Condition*>& conditions) {
  const Quiz& core = force.quiz();
  const auto place = [](const auto& items, const std::string& id) {
    std::size_t at = 0;
    while (items[at].id != id) ++at;
    return at;
  };
  if (property.kind == "outcome") return force.outcome(place(core.outcomes, property.name));
  if (property.kind == "headline") {
    const bool doubt = property.name == "two-tracks" || property.name == "mixed";
    return doubt || force.headline(property.name);
  }
  if (property.kind == "question") return force.asked(place(core.questions, property.name));
  if (property.kind == "option") {
    const std::size_t slash = property.name.find('/');
    const std::size_t q = place(core.questions, property.name.substr(0, slash));
    const std::vector<Json> every = every_answer(quiz.questions[q]);
    const std::string option = property.name.substr(slash + 1);
    return force.asked(q) && std::any_of(every.begin(), every.end(), [&](const Json& answer) {
             return answer.text == option || std::find(answer.items.begin(), answer.items.end(),
                                                       Json(option)) != answer.items.end();
           });
  }
  if (property.kind == "rule") return force.rule(place(core.rules, property.name));
  if (property.kind == "module") return force.module(place(core.modules, property.name));
  if (property.kind == "advice") return force.advice();
  if (property.kind == "end") return true;
  if (property.kind == "guarantee") {
    const std::string number = property.pointer.substr(property.pointer.rfind('/') + 1);
    return force.guarantee(core.guarantees[std::stoul(number)]);
  }
  std::string rule;
  if (property.pointer.starts_with("/rules")) {
    const std::size_t end = property.pointer.find('/', 7);
    rule = at(quiz.document, property.pointer.substr(0, end))["id"].text;
  }
  const auto [yes, no] = force.values(*conditions.at(property.pointer), property.pointer, rule);
  return yes && (no || property.pointer.ends_with("/whenever"));
}

// Every property that prove finds, against every sheet.
void expect_agreement(Random* random, const Generated& quiz, const BruteForce& force) {
  const std::string text = quiz.document.dump();
  authoring::ProofOptions options;
  // The solver alone, or what sheets drawn at random leave to it.
  options.respondents = random->once_in(2) ? 0 : 40;
  options.seconds = 60;
  const std::vector<Property> properties = authoring::prove(force.quiz(), text, options);

  // Every condition once more, where the reader takes any.
  Json document = quiz.document;
  Json all = Json::array();
  std::vector<std::string> pointers;
  for (const Property& property : properties) {
    if (property.kind != "condition") continue;
    pointers.push_back(property.pointer);
    all.push(Json::object(
        {{"whenever", at(quiz.document, property.pointer)}, {"then", Json::of(true)}}));
  }
  document.set("guarantees", std::move(all));
  const Quiz again = quiz_in_core(document);
  ASSERT_EQ(again.guarantees.size(), pointers.size());
  std::map<std::string, const Condition*> conditions;
  for (std::size_t c = 0; c < pointers.size(); ++c)
    conditions[pointers[c]] = &again.guarantees[c].whenever;

  for (const Property& property : properties) {
    EXPECT_NE(property.verdict, Verdict::kNotDecided)
        << property.kind << " " << property.name << " " << property.pointer;
    // A quiz is sound that never hesitates.
    if (property.kind == "headline") {
      EXPECT_EQ(property.verdict == Verdict::kWitness, force.headline(property.name))
          << property.name << "\n"
          << text;
    }
    EXPECT_EQ(property.sound, expected(force, quiz, property, conditions))
        << property.kind << " " << property.name << " " << property.pointer << " " << property.says
        << "\n"
        << text;
  }
}

TEST(Prove, AgreesWithEverySheetTried) {
  std::size_t tried = 0;
  for_all(
      [&](Random* random) {
        Shape shape;
        shape.questions = 4;
        shape.options = 3;
        shape.outcomes = 4;
        shape.every_kind = random->once_in(2);
        shape.adaptive = random->once_in(2);
        shape.sums = random->once_in(4);
        shape.after = random->once_in(3);
        Generated quiz = generate_quiz(random, shape);
        add_guarantees(random, &quiz);
        const auto force = BruteForce::of(quiz);
        if (!force) return;
        ++tried;
        expect_agreement(random, quiz, *force);
      },
      40);
  if (!testing::Test::HasFailure()) EXPECT_GT(tried, seeds(40).last / 4);
}

// Enough questions for a straight line, and outcomes for a flat profile.
TEST(Prove, AgreesWithEverySheetOfAQuizThatHesitates) {
  for_all(
      [&](Random* random) {
        Shape shape;
        shape.questions = 1;
        shape.outcomes = 5;
        shape.conditions = false;
        shape.gates = random->once_in(2);
        Generated quiz = generate_quiz(random, shape);
        Json questions = Json::array();
        quiz.questions.clear();
        for (int q = 0; q < 8; ++q) {
          Asked asked;
          asked.id = "q" + std::to_string(q);
          asked.kind = "single";
          Json options = Json::array();
          for (int o = 0; o < 2; ++o) {
            asked.options.push_back(asked.id + "o" + std::to_string(o));
            asked.exclusive.push_back(false);
            Json evidence = Json::object();
            for (const std::string& outcome : quiz.scored)
              evidence.set(outcome, random->between(-3, 3));
            options.push(Json::object(
                {{"id", asked.options.back()}, {"text", "T"}, {"evidence", evidence}}));
          }
          questions.push(Json::object(
              {{"id", asked.id}, {"kind", "single"}, {"text", "T"}, {"options", options}}));
          quiz.questions.push_back(std::move(asked));
        }
        // Conditions of the generated quiz named another first question.
        Json& document = quiz.document;
        for (const char* list : {"outcomes", "modules", "rules"}) {
          if (document.find(list) == nullptr) continue;
          for (Json& item : document.find(list)->items) {
            if (item.find("when") != nullptr)
              item.set("when", generate_condition(random, quiz, list[0] == 'r'));
          }
        }
        document.set("questions", std::move(questions));
        document.erase("adaptive");
        add_guarantees(random, &quiz);
        const auto force = BruteForce::of(quiz);
        ASSERT_TRUE(force);
        expect_agreement(random, quiz, *force);
      },
      600);
}

}  // namespace
}  // namespace career_quiz::property
