#include "authoring/diff.h"

#include <algorithm>
#include <array>
#include <map>
#include <optional>
#include <set>
#include <string_view>
#include <utility>

#include "authoring/explain.h"
#include "authoring/sheet.h"
#include "career_quiz/advice.h"
#include "career_quiz/answer_code.h"
#include "career_quiz/evidence.h"
#include "career_quiz/interview.h"
#include "career_quiz/order.h"

namespace career_quiz::authoring {
namespace {

constexpr std::size_t kExamples = 5;
constexpr std::size_t kExcerpt = 60;      // Bytes of a text that are shown, about.
constexpr std::uint64_t kMostDraws = 20;  // Times the respondents wanted.

constexpr std::string_view kKinds[] = {"single", "multiple", "scale", "pair",
                                       "rank",   "number",   "text"};

std::string_view yes_or_no(bool value) { return value ? "true" : "false"; }

template <class Items>
std::optional<std::uint16_t> place_of(const Items& items, std::string_view id) {
  for (std::size_t i = 0; i < items.size(); ++i) {
    if (items[i].id == id) return static_cast<std::uint16_t>(i);
  }
  return std::nullopt;
}

// Conditions by ids, so that they compare between two quizzes.
class Ids {
 public:
  explicit Ids(const Quiz& quiz) : quiz_(quiz) {}

  std::string of(const Condition& condition) const { return of(condition, false); }

 private:
  using Op = Condition::Op;

  static std::string listed(const std::vector<std::string>& names) {
    std::string all;
    for (const std::string& name : names) all += (all.empty() ? "" : " or ") + name;
    return all;
  }
  std::string options(const Condition& condition) const {
    std::vector<std::string> names;
    for (const std::uint16_t o : condition.members) {
      names.push_back(quiz_.questions[condition.subject].options[o].id);
    }
    return listed(names);
  }
  std::string outcomes(const Condition& condition) const {
    std::vector<std::string> names;
    for (const std::uint16_t k : condition.members) names.push_back(quiz_.outcomes[k].id);
    return listed(names);
  }
  std::string operand(const Condition::Operand& operand) const {
    using Kind = Condition::Operand::Kind;
    switch (operand.kind) {
      case Kind::kNull:
        return "null";
      case Kind::kLiteral:
        return std::to_string(operand.literal);
      case Kind::kAnswer:
        return quiz_.questions[operand.index].id;
      case Kind::kScale:
        return "scales." + quiz_.scales[operand.index].id;
      case Kind::kScore:
        return "scores." + quiz_.outcomes[operand.index].id;
      case Kind::kMargin:
        return "result.margin";
      case Kind::kLead:
        return "result.lead";
    }
    return {};
  }

  std::string of(const Condition& condition, bool inner) const {
    switch (condition.op) {
      case Op::kAlways:
        return "always";
      case Op::kNever:
        return "never";
      case Op::kNot:
        return "not " + of(condition.parts[0], true);
      case Op::kAnd:
      case Op::kOr: {
        std::string all;
        for (const Condition& part : condition.parts) {
          if (!all.empty()) all += condition.op == Op::kAnd ? " and " : ", or ";
          all += of(part, true);
        }
        return inner ? "(" + all + ")" : all;
      }
      case Op::kAnswered:
        return quiz_.questions[condition.subject].id + " is answered";
      case Op::kChose:
        return quiz_.questions[condition.subject].id + " is " + options(condition);
      case Op::kPlaced:
        return quiz_.questions[condition.subject].id + "." + std::to_string(condition.place) +
               " is " + options(condition);
      case Op::kRanked:
        return (condition.subject == 0 ? "result.first is " : "result.second is ") +
               outcomes(condition);
      case Op::kShown:
        return "result.outcomes has " + outcomes(condition);
      case Op::kHeadlined: {
        std::vector<std::string> names;
        for (const std::uint16_t kind : condition.members) {
          names.emplace_back(kHeadlineKinds[kind]);
        }
        return "result.kind is " + listed(names);
      }
      case Op::kCompare: {
        static constexpr std::string_view kRelations[] = {" is ", " is not ", " < ",
                                                          " <= ", " > ",      " >= "};
        return operand(condition.left) +
               std::string(kRelations[static_cast<std::size_t>(condition.relation)]) +
               operand(condition.right);
      }
    }
    return {};
  }

  const Quiz& quiz_;
};

// The part of two texts in which they differ, with a little before it, at whole
// characters.
std::pair<std::string, std::string> differing(std::string_view a, std::string_view b) {
  const auto inside = [](std::string_view text, std::size_t at) {
    return at < text.size() && (static_cast<unsigned char>(text[at]) & 0xc0) == 0x80;
  };
  std::size_t from = 0;
  while (from < std::min(a.size(), b.size()) && a[from] == b[from]) ++from;
  const bool fits = std::max(a.size(), b.size()) <= kExcerpt;
  from = fits || from < kExcerpt / 3 ? 0 : from - kExcerpt / 3;
  while (from > 0 && (inside(a, from) || inside(b, from))) --from;
  const auto cut = [&](std::string_view text) {
    std::size_t to = std::min(text.size(), from + kExcerpt);
    while (inside(text, to)) --to;
    return (from > 0 ? "…" : "") + std::string(text.substr(from, to - from)) +
           (to < text.size() ? "…" : "");
  };
  return {cut(a), cut(b)};
}

class Comparison {
 public:
  Comparison(const Quiz& before, const Quiz& after) : before_(before), after_(after) {}

  std::vector<Edit> run() {
    what_ = "quiz";
    member("id", before_.id, after_.id);
    member("version", before_.version, after_.version);
    member("languages", tags(before_), tags(after_));
    text("title", before_.title, after_.title);
    rich("description", before_.description, after_.description);
    text("limits", before_.limits, after_.limits);
    member("scoring", scoring(before_), scoring(after_));
    number("close", before_.close_call, after_.close_call);
    member("adaptive.first", first(before_), first(after_));
    number("adaptive.minimum", before_.adaptive.minimum, after_.adaptive.minimum);
    number("adaptive.risk (ten-thousandths)", before_.adaptive.risk, after_.adaptive.risk);

    each("scale", before_.scales, after_.scales, [&](const Scale& a, const Scale& b) {
      text("title", a.title, b.title);
      text("low", a.low, b.low);
      text("high", a.high, b.high);
    });
    each("question", before_.questions, after_.questions,
         [&](const Question& a, const Question& b) { question(a, b); });
    each("outcome", before_.outcomes, after_.outcomes,
         [&](const Outcome& a, const Outcome& b) { outcome(a, b); });
    each("rule", before_.rules, after_.rules, [&](const Rule& a, const Rule& b) {
      static constexpr std::string_view kRules[] = {"override", "combine", "beside"};
      member("kind", kRules[static_cast<std::size_t>(a.kind)],
             kRules[static_cast<std::size_t>(b.kind)]);
      member("outcome", before_.outcomes[a.outcome].id, after_.outcomes[b.outcome].id);
      condition(a.when, b.when);
    });
    each("part", before_.parts, after_.parts, [&](const Part& a, const Part& b) {
      static constexpr std::string_view kParts[] = {"notes", "plan", "checklist", "message"};
      member("kind", kParts[static_cast<std::size_t>(a.kind)],
             kParts[static_cast<std::size_t>(b.kind)]);
      number("most", a.most, b.most);
      text("title", a.title, b.title);
      text("lead", a.lead, b.lead);
    });
    each("module", before_.modules, after_.modules, [&](const Module& a, const Module& b) {
      const auto part = [](const Quiz& quiz, const Module& module) {
        return module.part == kNoPart ? std::string("none") : quiz.parts[module.part].id;
      };
      member("part", part(before_, a), part(after_, b));
      condition(a.when, b.when);
      text("title", a.title, b.title);
      rich("body", a.body, b.body);
    });
    return std::move(edits_);
  }

 private:
  static std::string tags(const Quiz& quiz) {
    std::string all;
    for (const std::string& tag : quiz.languages) all += (all.empty() ? "" : ", ") + tag;
    return all;
  }
  static std::string_view scoring(const Quiz& quiz) {
    return quiz.scoring == Scoring::kSum ? "sum" : "evidence";
  }
  static std::string first(const Quiz& quiz) {
    std::string all;
    for (const std::uint16_t q : quiz.adaptive.first) {
      all += (all.empty() ? "" : ", ") + quiz.questions[q].id;
    }
    return all;
  }

  void add(Edit::Kind kind, std::string what) {
    edits_.push_back({kind, std::move(what), {}, {}, {}});
  }

  void member(std::string_view name, std::string_view a, std::string_view b) {
    if (a == b) return;
    auto [from, to] = differing(a, b);
    edits_.push_back(
        {Edit::Kind::kChanged, what_, std::string(name), std::move(from), std::move(to)});
  }
  template <class Number>
  void number(std::string_view name, Number a, Number b) {
    member(name, std::to_string(a), std::to_string(b));
  }
  void flag(std::string_view name, bool a, bool b) { member(name, yes_or_no(a), yes_or_no(b)); }

  // In every language that both have; which there are is told once, of the quiz.
  template <class Say>
  void in_languages(std::string_view name, Say say) {
    std::set<std::pair<std::string, std::string>> told;
    for (std::size_t l = 0; l < after_.languages.size(); ++l) {
      for (std::size_t k = 0; k < before_.languages.size(); ++k) {
        if (before_.languages[k] != after_.languages[l]) continue;
        const auto [a, b] = say(k, l);
        // A text that serves all languages is told once.
        if (!told.insert({a, b}).second) continue;
        const bool one = after_.languages.size() == 1;
        member(one ? std::string(name) : std::string(name) + " (" + after_.languages[l] + ")", a,
               b);
      }
    }
  }
  void text(std::string_view name, const Text& a, const Text& b) {
    in_languages(name, [&](std::size_t k, std::size_t l) {
      return std::pair(std::string(a.in(k)), std::string(b.in(l)));
    });
  }
  void rich(std::string_view name, const RichText& a, const RichText& b) {
    const auto all = [](const RichText& blocks, std::size_t language) {
      static constexpr std::string_view kBlocks[] = {"", "# ", "- ", "1. ", "> ", "link: "};
      std::string text;
      for (const Block& block : blocks) {
        for (const Text& each : block.texts) {
          text += (text.empty() ? "" : " ") +
                  std::string(kBlocks[static_cast<std::size_t>(block.kind)]) +
                  std::string(each.in(language));
        }
        if (!block.href.empty()) text += " " + std::string(block.href.in(language));
      }
      return text;
    };
    in_languages(name,
                 [&](std::size_t k, std::size_t l) { return std::pair(all(a, k), all(b, l)); });
  }
  void condition(const Condition& a, const Condition& b) {
    const std::string from = Ids(before_).of(a);
    const std::string to = Ids(after_).of(b);
    if (from != to) edits_.push_back({Edit::Kind::kChanged, what_, "when", from, to});
  }

  // Things that are gone, then those of the new file in its order: new, moved or
  // changed. Moved are the fewest whose leaving puts the rest in their old order.
  template <class Item, class Compare>
  void each(std::string_view name, const List<Item>& before, const List<Item>& after,
            Compare compare, const std::string& of = {}) {
    const auto called = [&](const Item& item) {
      return std::string(name) + " " + item.id + (of.empty() ? "" : " of " + of);
    };
    for (const Item& item : before) {
      if (!place_of(after, item.id)) add(Edit::Kind::kRemoved, called(item));
    }
    std::vector<std::pair<std::size_t, std::size_t>> both;  // Places after and before.
    for (std::size_t i = 0; i < after.size(); ++i) {
      if (const auto place = place_of(before, after[i].id)) both.emplace_back(i, *place);
    }
    const std::set<std::size_t> stays = longest_rise(both);
    for (std::size_t i = 0, at = 0; i < after.size(); ++i) {
      if (at == both.size() || both[at].first != i) {
        add(Edit::Kind::kAdded, called(after[i]));
        continue;
      }
      if (stays.count(i) == 0) add(Edit::Kind::kMoved, called(after[i]));
      what_ = called(after[i]);
      compare(before[both[at].second], after[i]);
      ++at;
    }
  }

  // The first places of a longest run whose second places rise.
  static std::set<std::size_t> longest_rise(
      const std::vector<std::pair<std::size_t, std::size_t>>& pairs) {
    std::vector<std::size_t> ends;  // ends[n]: where the best run of n + 1 ends.
    std::vector<std::size_t> back(pairs.size());
    for (std::size_t i = 0; i < pairs.size(); ++i) {
      const auto at = std::lower_bound(
          ends.begin(), ends.end(), pairs[i].second,
          [&](std::size_t end, std::size_t place) { return pairs[end].second < place; });
      back[i] = at == ends.begin() ? i : *(at - 1);
      if (at == ends.end()) {
        ends.push_back(i);
      } else {
        *at = i;
      }
    }
    std::set<std::size_t> run;
    if (ends.empty()) return run;
    for (std::size_t i = ends.back();; i = back[i]) {
      run.insert(pairs[i].first);
      if (back[i] == i) return run;
    }
  }

  void question(const Question& a, const Question& b) {
    member("kind", kKinds[static_cast<std::size_t>(a.kind)],
           kKinds[static_cast<std::size_t>(b.kind)]);
    text("text", a.text, b.text);
    text("help", a.help, b.help);
    for (std::size_t s = 0; s < std::min(a.statements.size(), b.statements.size()); ++s) {
      text(s == 0 ? "statement A" : "statement B", a.statements[s], b.statements[s]);
    }
    condition(a.when, b.when);
    flag("optional", a.optional, b.optional);
    flag("sensitive", a.sensitive, b.sensitive);
    flag("after", a.after, b.after);
    flag("reverse", a.reverse, b.reverse);
    // Without a limit of its own, the most is how many options there are.
    const bool open = a.kind == QuestionKind::kMultiple &&
                      a.max == static_cast<std::int64_t>(a.options.size()) &&
                      b.max == static_cast<std::int64_t>(b.options.size());
    number("min", a.min, b.min);
    if (!open) number("max", a.max, b.max);
    text("unit", a.unit, b.unit);
    each(
        "option", a.options, b.options,
        [&](const Option& from, const Option& to) {
          text("text", from.text, to.text);
          flag("exclusive", from.exclusive, to.exclusive);
          weights(from, to);
        },
        b.id);
    what_ = "question " + b.id;
  }

  void weights(const Option& a, const Option& b) {
    std::map<std::string, std::pair<std::int64_t, std::int64_t>> evidence;
    for (const Weight& weight : a.evidence) {
      evidence[before_.outcomes[weight.outcome].id].first = weight.decibans;
    }
    for (const Weight& weight : b.evidence) {
      evidence[after_.outcomes[weight.outcome].id].second = weight.decibans;
    }
    for (const auto& [id, two] : evidence) number("evidence of " + id, two.first, two.second);
    std::map<std::string, std::pair<std::int64_t, std::int64_t>> points;
    for (const ScalePoints& each : a.scales)
      points[before_.scales[each.scale].id].first = each.points;
    for (const ScalePoints& each : b.scales)
      points[after_.scales[each.scale].id].second = each.points;
    for (const auto& [id, two] : points) number("points of scale " + id, two.first, two.second);
  }

  void outcome(const Outcome& a, const Outcome& b) {
    text("title", a.title, b.title);
    text("summary", a.summary, b.summary);
    rich("body", a.body, b.body);
    member("family", a.family, b.family);
    if (!a.derived || !b.derived) {
      number("priority", a.priority, b.priority);
      number("bias (tenths)", a.bias, b.bias);
    }
    condition(a.when, b.when);
  }

  const Quiz& before_;
  const Quiz& after_;
  std::string what_;
  std::vector<Edit> edits_;
};

std::string signed_tenths(std::int32_t tenths) {
  const std::int32_t size = std::abs(tenths);
  return (tenths < 0 ? "-" : "+") + std::to_string(size / 10) + "." + std::to_string(size % 10);
}

// One quiz, and what a sheet of it comes to.
struct Side {
  explicit Side(const Quiz& its) : quiz(its) {}

  void judge(const Answers& answers) {
    interview = conduct(quiz, answers);
    verdict =
        decide(quiz, interview.counted, interview.settled, scores_of(quiz, interview.counted));
    advice = advise(quiz, interview);
  }
  Advised advised() const {
    Advised all{std::string(name_of(advice.headline.kind)), {}, {}};
    for (const std::uint16_t k : advice.headline.outcomes)
      all.outcomes.push_back(quiz.outcomes[k].id);
    for (const std::uint16_t m : advice.modules) all.modules.push_back(quiz.modules[m].id);
    return all;
  }
  bool overridden() const { return advice.headline.kind == Headline::Kind::kOverride; }
  std::string rule() const {
    const auto counted = rule_that_counted(quiz, interview, verdict);
    return counted ? quiz.rules[*counted].id : std::string();
  }
  std::string ranked(std::size_t place) const {
    const bool there = place < verdict.ranking.size();
    return there ? quiz.outcomes[verdict.ranking[place].outcome].id : std::string();
  }
  bool open(std::string_view id) const {
    return std::any_of(verdict.ranking.begin(), verdict.ranking.end(),
                       [&](const Ranked& entry) { return quiz.outcomes[entry.outcome].id == id; });
  }
  // What the answer to a question, by id, adds to outcome `a` more than to `b`.
  std::int32_t lead(std::string_view id, std::string_view a, std::string_view b) const {
    const auto q = place_of(quiz.questions, id);
    if (!q) return 0;
    const Question& question = quiz.questions[*q];
    const List<std::int32_t> added = contributions_of(question, interview.counted[*q]);
    std::int32_t sum = 0;
    for (std::size_t t = 0; t < added.size(); ++t) {
      const std::string& outcome = quiz.outcomes[question.touched[t]].id;
      if (outcome == a) sum += added[t];
      if (outcome == b) sum -= added[t];
    }
    return sum;
  }
  std::int32_t head_start(std::string_view a, std::string_view b) const {
    std::int32_t sum = 0;
    for (const Outcome& outcome : quiz.outcomes) {
      if (outcome.id == a) sum += outcome.bias;
      if (outcome.id == b) sum -= outcome.bias;
    }
    return sum;
  }

  const Quiz& quiz;
  Interview interview;
  Verdict verdict;
  Advice advice;
};

bool same_set(std::vector<std::string> a, std::vector<std::string> b) {
  std::sort(a.begin(), a.end());
  std::sort(b.begin(), b.end());
  return a == b;
}

// Why advice changed: what did it, such as "rule care", and a clause about it.
struct Cause {
  std::string what;
  std::string said;
};

// The contribution to the lead of `a` over `b` that moved most, in words; empty if
// none did. `lost`: of those that fell, if any did.
std::optional<Cause> moved_most(const Side& before, const Side& after, const std::string& a,
                                const std::string& b, bool lost) {
  if (a.empty() || b.empty() || a == b) return std::nullopt;
  std::set<std::string> ids;
  std::vector<std::string> order;
  for (const Side* side : {&before, &after}) {
    for (const Question& question : side->quiz.questions) {
      if (ids.insert(question.id).second) order.push_back(question.id);
    }
  }
  std::pair<bool, std::int32_t> most{false, 0};
  std::optional<Cause> cause;
  const auto weigh = [&](const std::string& what, std::string_view name, std::int32_t from,
                         std::int32_t to) {
    const std::pair<bool, std::int32_t> weight{lost && to < from, std::abs(to - from)};
    if (weight.second == 0 || weight <= most) return;
    most = weight;
    cause = {what, std::string(name) + " now adds " + signed_tenths(to) + " to the lead of " + a +
                       " over " + b + ", no longer " + signed_tenths(from)};
  };
  weigh("bias", "the head start", before.head_start(a, b), after.head_start(a, b));
  for (const std::string& id : order) {
    weigh("question " + id, "the answer to " + id, before.lead(id, a, b), after.lead(id, a, b));
  }
  return cause;
}

// Of a headline that changed; the first cause is the nearest.
std::vector<Cause> headline_causes(const Side& before, const Side& after) {
  std::vector<Cause> causes;
  const std::string old_rule = before.rule();
  const std::string new_rule = after.rule();
  if (old_rule != new_rule && !old_rule.empty()) {
    causes.push_back({"rule " + old_rule, "the rule " + old_rule + " no longer counts"});
  }
  if (old_rule != new_rule && !new_rule.empty()) {
    causes.push_back({"rule " + new_rule, "the rule " + new_rule + " now counts"});
  }
  const std::string a = before.ranked(0);
  std::string b = after.ranked(0);
  const bool overtaken = !a.empty() && !b.empty() && a != b;
  if (overtaken && !before.open(b)) causes.push_back({"outcome " + b, b + " is open only now"});
  if (overtaken && !after.open(a)) causes.push_back({"outcome " + a, a + " is no longer open"});
  if (!overtaken) {
    b = after.advice.headline.outcomes.size() > 1 ? after.ranked(1) : before.ranked(1);
  }
  if (overtaken || causes.empty()) {
    if (const auto moved = moved_most(before, after, a, b, overtaken)) causes.push_back(*moved);
  }
  if (causes.empty() && before.quiz.close_call != after.quiz.close_call) {
    causes.push_back({"close", "the distance of a close call is another"});
  }
  if (causes.empty()) {
    causes.push_back({"others", "an outcome other than the first two came, went or moved"});
  }
  return causes;
}

// Of other modules: one of them, and whether it is its own doing.
Cause module_cause(const Side& before, const Side& after, const Advised& from, const Advised& to) {
  const auto missing = [](const Advised& these, const Advised& those) {
    for (const std::string& id : these.modules) {
      if (std::find(those.modules.begin(), those.modules.end(), id) == those.modules.end()) {
        return id;
      }
    }
    return std::string();
  };
  const std::string come = missing(to, from);
  const std::string id = come.empty() ? missing(from, to) : come;
  if (id.empty()) return {"modules", "the order of the modules changed"};
  const auto old_place = place_of(before.quiz.modules, id);
  const auto new_place = place_of(after.quiz.modules, id);
  const std::string said =
      "the module " + id + (come.empty() ? " is no longer given" : " is now given");
  if (!old_place) return {"module " + id, said + ": it is new"};
  if (!new_place) return {"module " + id, said + ": it is gone"};
  const bool edited = Ids(before.quiz).of(before.quiz.modules[*old_place].when) !=
                      Ids(after.quiz).of(after.quiz.modules[*new_place].when);
  return {"module " + id, said + (edited ? ", since its condition changed"
                                         : ", since what it reads, or its part, changed")};
}

}  // namespace

std::string_view name_of(Edit::Kind kind) {
  static constexpr std::string_view kNames[] = {"added", "removed", "moved", "changed"};
  return kNames[static_cast<std::size_t>(kind)];
}

std::vector<Edit> edits_of(const Quiz& before, const Quiz& after) {
  return Comparison(before, after).run();
}

bool codes_open(const Quiz& before, const Quiz& after) {
  return decode_answers(after, encode_answers(before, Answers(before.questions.size())).code).ok();
}

Answers carried_over(const Quiz& before, const Quiz& after, const Answers& answers) {
  Answers carried(after.questions.size());
  for (std::size_t q = 0; q < after.questions.size(); ++q) {
    const Question& to = after.questions[q];
    const auto place = place_of(before.questions, to.id);
    if (!place) continue;
    const Question& from = before.questions[*place];
    const Answer& given = answers[*place];
    const auto single = [](const Question& question) {
      return question.has_options() && question.kind != QuestionKind::kMultiple &&
             question.kind != QuestionKind::kRank;
    };
    if (given.state == Answer::State::kOpen) continue;
    if (given.state == Answer::State::kSkipped) {
      if (to.optional) carried[q] = given;
      continue;
    }
    if (from.kind != to.kind && !(single(from) && single(to))) continue;
    Answer answer = given;
    answer.options.clear();
    bool fits = true;
    for (const std::uint16_t option : given.options) {
      const auto there = place_of(to.options, from.options[option].id);
      if (!there) {
        fits = fits && to.kind == QuestionKind::kMultiple;
      } else if (to.kind == QuestionKind::kMultiple) {
        insert_place(&answer.options, *there);
      } else {
        answer.options.push_back(*there);
      }
    }
    const auto chosen = static_cast<std::int64_t>(answer.options.size());
    switch (to.kind) {
      case QuestionKind::kMultiple: {
        const bool alone =
            std::any_of(answer.options.begin(), answer.options.end(),
                        [&](std::uint16_t option) { return to.options[option].exclusive; });
        fits = chosen >= to.min && chosen <= to.max && (!alone || chosen == 1);
        break;
      }
      case QuestionKind::kRank:
        fits = fits && answer.options.size() == to.options.size();
        break;
      case QuestionKind::kNumber:
        fits = answer.number >= to.min && answer.number <= to.max;
        break;
      case QuestionKind::kText:
        fits = std::count_if(answer.text.begin(), answer.text.end(), [](char c) {
                 return (static_cast<unsigned char>(c) & 0xc0) != 0x80;
               }) <= to.max;
        break;
      default:
        break;
    }
    if (fits) carried[q] = std::move(answer);
  }
  return carried;
}

AdviceDiff diff_advice(const Quiz& before, const Quiz& after, const DiffOptions& options) {
  const Respondents respondents(before);
  AdviceDiff diff;
  diff.respondents = respondents.have_needs() ? RespondentKind::kMixture : RespondentKind::kUniform;
  diff.seed = options.seed;
  Random random = stream_of(options.seed, diff.respondents, 0);
  Sheet sheet = respondents.sheet();
  Side old_side(before);
  Side new_side(after);
  std::uint64_t counted = 0;
  // An example of each cause, as long as there is room; then more of what was found first.
  std::set<std::string> causes_seen;
  std::array<std::vector<ChangedSheet>, 2> spare;  // Whose headline changes, and the others.
  while (counted < options.respondents && diff.drawn < kMostDraws * options.respondents) {
    if (options.progress && counted % 64 == 0) options.progress(counted, options.respondents);
    respondents.draw(diff.respondents, &random, &sheet);
    ++diff.drawn;
    const Answers answers = respondents.answers(sheet);
    old_side.judge(answers);
    new_side.judge(carried_over(before, after, answers));
    Advised from = old_side.advised();
    Advised to = new_side.advised();
    if (old_side.overridden() && new_side.overridden() && from.outcomes == to.outcomes) continue;
    ++counted;
    const bool first = from.outcomes.empty() != to.outcomes.empty() ||
                       (!from.outcomes.empty() && from.outcomes[0] != to.outcomes[0]);
    const bool headline = from.kind != to.kind || !same_set(from.outcomes, to.outcomes);
    const bool modules = from.modules != to.modules;
    diff.first.hits += first;
    diff.headline.hits += headline;
    diff.modules.hits += modules;
    if (!first && !headline && !modules) continue;
    ++diff.any.hits;
    const bool shown = first || headline;
    const std::vector<Cause> causes =
        shown ? headline_causes(old_side, new_side)
              : std::vector<Cause>{module_cause(old_side, new_side, from, to)};
    const bool seen = !causes_seen.insert((first ? "first, " : "") + causes[0].what).second;
    std::vector<ChangedSheet>& list = seen ? spare[shown ? 0 : 1] : diff.examples;
    if (list.size() >= kExamples) continue;
    std::string because;
    for (const Cause& cause : causes) because += (because.empty() ? "" : "; ") + cause.said;
    list.push_back({write_sheet(before, old_side.interview.counted), std::move(from), std::move(to),
                    std::move(because)});
  }
  for (std::vector<ChangedSheet>& list : spare) {
    for (ChangedSheet& example : list) {
      if (diff.examples.size() < kExamples) diff.examples.push_back(std::move(example));
    }
  }
  // What a reader sees first matters most.
  std::stable_partition(diff.examples.begin(), diff.examples.end(),
                        [](const ChangedSheet& example) {
                          return example.before.kind != example.after.kind ||
                                 example.before.outcomes != example.after.outcomes;
                        });
  for (Share* share : {&diff.any, &diff.first, &diff.headline, &diff.modules}) share->of = counted;
  return diff;
}

}  // namespace career_quiz::authoring
