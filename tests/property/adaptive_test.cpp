// Laws of the adaptive mode: what it asks, when it stops, and how right it is
// to stop there.

#include <algorithm>
#include <cmath>
#include <cstdio>
#include <cstdlib>
#include <iterator>
#include <optional>
#include <set>

#include "career_quiz/advice.h"
#include "career_quiz/evidence.h"
#include "career_quiz/fixed_point.h"
#include "career_quiz/selection.h"
#include "core.h"
#include "property.h"

namespace career_quiz::property {
namespace {

Shape shape_of(Random* random) {
  Shape shape;
  shape.every_kind = true;
  shape.adaptive = true;
  shape.sums = random->once_in(4);
  return shape;
}

Json request(const Json& answers) {
  return Json::object({{"answers", answers}, {"mode", "adaptive"}});
}

std::string state_of(const Json& evaluation, const std::string& id) {
  for (const Json& entry : evaluation["path"].items) {
    if (entry["question"].text == id) return entry["state"].text;
  }
  return "hidden";
}

bool is_scored(const Json& document, const std::string& id) {
  for (const Json& question : document["questions"].items) {
    if (question["id"].text != id) continue;
    const auto& options = question["options"].items;
    return std::any_of(options.begin(), options.end(),
                       [](const Json& option) { return option["evidence"].size() > 0; });
  }
  return false;
}

// The questions whose answers bear on whether `condition` holds: those it
// reads, and those that decide whether they are asked.
void gather_sources(const Json& document, const Json& condition, std::set<std::string>* sources) {
  const Json* var = condition.find("var");
  if (var == nullptr) {
    for (const Json& part : condition.items) gather_sources(document, part, sources);
    return;
  }
  const std::string& name = var->is(Json::Kind::kArray) ? (*var)[0].text : var->text;
  for (const Json& question : document["questions"].items) {
    const std::string& id = question["id"].text;
    const std::string answer = "answers." + id;
    bool read = name == answer || name.rfind(answer + ".", 0) == 0;
    for (const Json& option : question["options"].items)
      read = read ||
             (name.rfind("scales.", 0) == 0 && option["scales"].find(name.substr(7)) != nullptr);
    if (read && sources->insert(id).second) gather_sources(document, question["when"], sources);
  }
}

// What must be asked whatever it says about outcomes.
std::set<std::string> mandatory_of(const Json& document) {
  std::set<std::string> mandatory;
  for (const Json& rule : document["rules"].items) {
    if (rule["kind"].text == "override") gather_sources(document, rule["when"], &mandatory);
  }
  for (const Json& outcome : document["outcomes"].items)
    gather_sources(document, outcome["when"], &mandatory);
  for (const Json& first : document["adaptive"]["first"].items) {
    mandatory.insert(first.text);
    for (const Json& question : document["questions"].items) {
      if (question["id"].text == first.text) gather_sources(document, question["when"], &mandatory);
    }
  }
  return mandatory;
}

TEST(LawsOfTheAdaptiveMode, AsksWhatIsVisibleOnceAndEndsWithAResult) {
  std::uint64_t ends = 0;
  for_all([&](Random* random) {
    const Generated quiz = generate_quiz(random, shape_of(random));
    const Session session(quiz);
    SCOPED_TRACE(quiz.document.dump());
    const std::set<std::string> mandatory = mandatory_of(quiz.document);
    const Json& settings = quiz.document["adaptive"];
    const std::int64_t minimum =
        settings.find("minimum") == nullptr ? 8 : settings["minimum"].integer();
    Json answers = generate_answers(random, quiz, random->once_in(2) ? 0 : 30);
    std::set<std::string> asked;
    List<std::int64_t> at_least;
    List<std::int64_t> at_most;
    while (true) {
      SCOPED_TRACE(answers.dump());
      const Json evaluation = session.reply(request(answers));
      const Json& progress = evaluation["progress"];
      at_least.push_back(progress["remaining_at_least"].integer());
      at_most.push_back(progress["remaining_at_most"].integer());
      if (at_most.size() > 1) {
        ASSERT_LT(at_most.back(), at_most[at_most.size() - 2]);
      }
      const Json& next = evaluation["next"];
      EXPECT_EQ(next.is_null(), !evaluation["stop"].is_null());
      EXPECT_EQ(next.is_null(), !evaluation["result"].is_null());
      EXPECT_EQ(next.is_null(), at_least.back() == 0);

      std::int64_t scored_answered = 0;
      std::int64_t scored_open = 0;
      bool mandatory_open = false;
      for (const Json& entry : evaluation["path"].items) {
        const std::string& id = entry["question"].text;
        const bool open = entry["state"].text == "open";
        mandatory_open = mandatory_open || (open && mandatory.count(id) > 0);
        if (!is_scored(quiz.document, id)) continue;
        scored_answered += entry["state"].text == "answered";
        scored_open += open;
      }
      if (next.is_null()) {
        const std::string& stop = evaluation["stop"].text;
        EXPECT_FALSE(evaluation["result"]["limits"].text.empty());
        if (stop != "gate") {
          ++ends;
          EXPECT_FALSE(mandatory_open);
          EXPECT_TRUE(scored_answered >= minimum || scored_open == 0) << stop;
        }
        if (stop != "exhausted") {
          EXPECT_EQ(evaluation["risk"].is_null(), stop != "certain" && stop != "risk");
        }
        if (stop == "certain") {
          EXPECT_EQ(evaluation["risk"].integer(), 0);
        }
        break;
      }
      EXPECT_EQ(state_of(evaluation, next.text), "open") << next.text;
      ASSERT_TRUE(asked.insert(next.text).second) << next.text << " is asked again";
      if (mandatory_open) {
        EXPECT_EQ(mandatory.count(next.text), 1u) << next.text;
      }
      for (const Json& first : settings["first"].items) {
        if (state_of(evaluation, first.text) != "open") continue;
        EXPECT_EQ(next.text, first.text);
        break;
      }
      answers.set(next.text, any_answer(random, quiz.question(next.text)));
    }
    const auto end = static_cast<std::int64_t>(at_most.size() - 1);
    for (std::int64_t step = 0; step <= end; ++step) {
      EXPECT_LE(at_least[static_cast<std::size_t>(step)], end - step) << "after " << step;
      EXPECT_GE(at_most[static_cast<std::size_t>(step)], end - step) << "after " << step;
    }
  });
  RecordProperty("ends", std::to_string(ends));
}

TEST(LawsOfTheAdaptiveMode, ResumesAtTheSameQuestion) {
  for_all(
      [](Random* random) {
        const Generated quiz = generate_quiz(random, shape_of(random));
        const Session session(quiz);
        SCOPED_TRACE(quiz.document.dump());
        Json answers = Json::object();
        std::vector<std::string> seen;
        while (true) {
          seen.push_back(session.reply(request(answers)).dump());
          const Json next = (*parse(seen.back()))["next"];
          if (next.is_null()) break;
          answers.set(next.text, any_answer(random, quiz.question(next.text)));
        }
        const Session resumed(quiz);
        for (std::size_t step = seen.size(); step-- > 0;) {
          Json kept = Json::object();
          for (std::size_t i = 0; i < step; ++i) kept.set(answers.names[i], answers[i]);
          kept = *parse(kept.dump(true));
          EXPECT_EQ(resumed.reply(request(kept)).dump(), seen[step]) << kept.dump();
        }
      },
      2);
}

TEST(LawsOfTheAdaptiveMode, GivesTheSameInAnyOrderButForVariety) {
  for_all([](Random* random) {
    const Generated quiz = generate_quiz(random, shape_of(random));
    const Session session(quiz);
    const Json answers = generate_answers(random, quiz, random->between(20, 100));
    std::vector<std::size_t> order(answers.size());
    for (std::size_t i = 0; i < order.size(); ++i) order[i] = i;
    random->shuffle(&order);
    Json other = Json::object();
    for (const std::size_t place : order) other.set(answers.names[place], answers[place]);
    Json early = request(answers);
    early.set("early", Json::of(true));
    Json one = session.reply(early);
    early.set("answers", other);
    Json two = session.reply(early);
    if (!quiz.scales.empty()) {
      EXPECT_EQ(one["next"].is_null(), two["next"].is_null());
      one.set("next", Json());
      two.set("next", Json());
    }
    EXPECT_EQ(one, two) << quiz.document.dump() << answers.dump() << other.dump();
  });
}

TEST(LawsOfTheAdaptiveMode, NeverFailsAndGivesTheSameBytesAgain) {
  for_all([](Random* random) {
    const Generated quiz = generate_quiz(random, shape_of(random));
    const Session session(quiz);
    Json asked = Json::object({{"answers", generate_careless_answers(random, quiz)}});
    if (!random->once_in(4)) asked.set("mode", "adaptive");
    if (random->once_in(2)) asked.set("early", Json::of(random->once_in(2)));
    if (random->once_in(2)) asked.set("language", random->once_in(2) ? "en" : "zz-ZZ");
    const std::string bytes = session.engine().evaluate(asked.dump());
    const auto evaluation = parse(bytes);
    ASSERT_TRUE(evaluation) << bytes;
    ASSERT_EQ(evaluation->names.front(), "path") << bytes;
    std::int64_t scored = 0;
    for (const Json& entry : (*evaluation)["path"].items) {
      scored +=
          entry["state"].text == "answered" && is_scored(quiz.document, entry["question"].text);
    }
    const bool shown = !(*evaluation)["stop"].is_null() || (asked["early"].boolean && scored > 0);
    EXPECT_EQ(!(*evaluation)["result"].is_null(), shown) << bytes;
    EXPECT_EQ(session.engine().evaluate(asked.dump(true)), bytes);
    EXPECT_EQ(Session(quiz).engine().evaluate(asked.dump()), bytes);
  });
}

// Every completion of the full form, in the order it asks.
class Completions {
 public:
  Completions(const Quiz& quiz, const Generated& generated, int budget)
      : quiz_(quiz), budget_(budget) {
    for (const Asked& question : generated.questions) {
      every_.emplace_back();
      for (const Json& answer : every_answer(question)) {
        Json sheet = Json::object();
        sheet.set(question.id, answer);
        every_.back().push_back(answers_in_core(quiz, sheet)[every_.size() - 1]);
      }
    }
  }

  // The first outcomes that completions lead to; none past the budget. Under an
  // override there is none, and that counts as another.
  std::optional<std::set<int>> firsts(Answers answers) {
    std::set<int> found;
    if (!explore(&answers, &found)) return std::nullopt;
    return found;
  }

 private:
  bool explore(Answers* answers, std::set<int>* found) {
    if (--budget_ < 0) return false;
    const Interview interview = conduct(quiz_, *answers);
    if (!interview.next) {
      const Verdict verdict =
          decide(quiz_, interview.counted, interview.settled, scores_of(quiz_, interview.counted));
      found->insert(verdict.ranking.empty() ? -1 : verdict.ranking.front().outcome);
      return true;
    }
    const std::size_t next = *interview.next;
    for (const Answer& answer : every_[next]) {
      (*answers)[next] = answer;
      if (!explore(answers, found)) return false;
    }
    (*answers)[next] = {};
    return true;
  }

  const Quiz& quiz_;
  int budget_;
  std::vector<List<Answer>> every_;
};

void check_certainty(const char* name, bool sums) {
  std::uint64_t certain = 0;
  std::uint64_t with_open = 0;
  for_all([&](Random* random) {
    Shape shape;
    shape.questions = 6;
    shape.options = 3;
    shape.outcomes = 3;
    shape.every_kind = shape.adaptive = true;
    shape.sums = sums;
    Generated generated = generate_quiz(random, shape);
    Json* settings = generated.document.find("adaptive");
    settings->set("minimum", random->between(0, 2));
    settings->set("risk", 0);
    const Quiz quiz = quiz_in_core(generated.document);
    // An override over results can hold only once there is one.
    if (std::any_of(quiz.rules.begin(), quiz.rules.end(), [](const Rule& rule) {
          return rule.kind == Rule::Kind::kOverride && reads_result(rule.when);
        }))
      return;
    Json sheet = generate_answers(random, generated, random->between(0, 90));
    Interview interview;
    while (true) {
      const Answers answers = answers_in_core(quiz, sheet);
      interview = conduct(quiz, answers, Mode::kAdaptive);
      if (!interview.next) break;
      const Asked& question = generated.questions[*interview.next];
      sheet.set(question.id, any_answer(random, question));
    }
    if (interview.stop != Stop::kCertain) return;
    const Answers answers = answers_in_core(quiz, sheet);
    const auto firsts = Completions(quiz, generated, 2000).firsts(answers);
    if (!firsts) return;
    ++certain;
    with_open += conduct(quiz, answers).next.has_value();
    const Verdict verdict =
        decide(quiz, interview.counted, interview.settled, scores_of(quiz, interview.counted));
    ASSERT_FALSE(verdict.ranking.empty());
    EXPECT_EQ(*firsts, std::set<int>{verdict.ranking.front().outcome})
        << generated.document.dump() << sheet.dump();
  });
  testing::Test::RecordProperty(std::string(name), std::to_string(certain));
  testing::Test::RecordProperty(std::string(name) + "_with_open", std::to_string(with_open));
}

TEST(LawsOfTheCertainStop, HasNoCounterExample) { check_certainty("certain", false); }

TEST(LawsOfTheCertainStop, HasNoCounterExampleInASum) { check_certainty("certain", true); }

// --- Information

constexpr long double kBit = 1 << kBitFraction;

long double entropy(const std::vector<long double>& shares) {
  long double sum = 0;
  for (const long double share : shares) {
    if (share > 0) sum -= share * std::log2(share);
  }
  return sum;
}

// P(option | outcome), by option and outcome, from the document alone.
std::vector<std::vector<long double>> likelihoods(const Json& question, const Json& outcomes,
                                                  bool reverse) {
  const auto& options = question["options"].items;
  std::vector<std::vector<long double>> all(options.size());
  for (const Json& outcome : outcomes.items) {
    List<std::int64_t> weights;
    for (const Json& option : options)
      weights.push_back(option["evidence"][outcome["id"].text].integer());
    const auto [least, most] = std::minmax_element(weights.begin(), weights.end());
    const std::int64_t ends = *least + *most;
    long double sum = 0;
    std::vector<long double> ratios;
    for (const std::int64_t weight : weights) {
      const std::int64_t decibans =
          std::clamp<std::int64_t>(reverse ? ends - weight : weight, -12, 12);
      ratios.push_back(std::pow(10.0L, static_cast<long double>(decibans) / 10));
      sum += ratios.back();
    }
    for (std::size_t o = 0; o < options.size(); ++o) all[o].push_back(ratios[o] / sum);
  }
  return all;
}

List<std::uint64_t> some_shares(Random* random, const Quiz& quiz, const Generated& from) {
  if (random->once_in(2)) {
    const Answers answers =
        conduct(quiz, answers_in_core(quiz, generate_answers(random, from, 50))).counted;
    const List<Ranked> ranking = rank(quiz, answers, scores_of(quiz, answers));
    if (!ranking.empty()) return shares_by_outcome(quiz, ranking);
  }
  List<std::uint64_t> shares(quiz.outcomes.size(), 0);
  std::vector<std::size_t> scored;
  for (std::size_t k = 0; k < shares.size(); ++k) {
    if (!quiz.outcomes[k].derived) scored.push_back(k);
  }
  random->shuffle(&scored);
  std::uint64_t left = kOne;
  for (const std::size_t k : scored) {
    if (random->once_in(4)) continue;
    shares[k] = random->below(static_cast<std::size_t>(left) + 1) >>
                random->below(random->once_in(3) ? 25 : 3);
    left -= shares[k];
  }
  shares[scored.front()] += left;
  return shares;
}

TEST(LawsOfInformation, IsTheFallOfEntropy) {
  for_all([](Random* random) {
    Shape shape = shape_of(random);
    shape.gates = shape.rules = random->once_in(2);
    const Generated generated = generate_quiz(random, shape);
    const Quiz quiz = quiz_in_core(generated.document);
    const List<std::uint64_t> fixed = some_shares(random, quiz, generated);
    std::vector<long double> shares;
    for (const std::uint64_t share : fixed)
      shares.push_back(static_cast<long double>(share) / static_cast<long double>(kOne));
    const long double before = entropy(shares);
    for (std::size_t q = 0; q < quiz.questions.size(); ++q) {
      const Json& question = generated.document["questions"][q];
      SCOPED_TRACE(question.dump());
      const std::int64_t gain = information(quiz.questions[q], fixed);
      EXPECT_GE(gain, 0);
      EXPECT_LE(static_cast<long double>(gain) / kBit, before + 1e-6L);
      if (!quiz.questions[q].has_options()) {
        EXPECT_EQ(gain, 0);
        continue;
      }
      if (question["kind"].text == "multiple") continue;
      const auto given = likelihoods(question, generated.document["outcomes"],
                                     shape.sums && question["reverse"].boolean);
      long double after = 0;
      bool says_nothing = true;
      for (const std::vector<long double>& option : given) {
        long double chance = 0;
        std::vector<long double> posterior;
        std::optional<long double> common;
        for (std::size_t k = 0; k < shares.size(); ++k) {
          posterior.push_back(shares[k] * option[k]);
          chance += posterior.back();
          if (shares[k] == 0) continue;
          says_nothing = says_nothing && std::abs(option[k] - common.value_or(option[k])) < 1e-12L;
          common = option[k];
        }
        for (long double& share : posterior) share /= chance;
        after += chance * entropy(posterior);
      }
      const long double exact = given.empty() ? 0 : before - after;
      EXPECT_NEAR(static_cast<double>(gain / kBit), static_cast<double>(exact), 1e-4);
      if (says_nothing) {
        EXPECT_EQ(gain, 0);
      }
    }
  });
}

// --- Risk

// As an author would write: each outcome is favoured by some option of most
// questions, by words of the usual strength, and by none as much as to decide.
Json realistic_quiz(Random* random) {
  const int outcomes = random->between(4, 9);
  const int count = random->between(12, 27);
  Json all = Json::array();
  for (int k = 0; k < outcomes; ++k) {
    all.push(Json::object({{"id", "k" + std::to_string(k)},
                           {"title", "T"},
                           {"summary", "S"},
                           {"body", "B"},
                           {"priority", k}}));
  }
  constexpr int kWords[] = {-4, -2, -2, 0, 0, 0, 2, 2, 4, 7};
  Json questions = Json::array();
  for (int q = 0; q < count; ++q) {
    Json options = Json::array();
    for (int o = random->between(3, 6); o > 0; --o) {
      Json evidence = Json::object();
      for (int k = 0; k < outcomes; ++k) {
        const int weight = kWords[random->below(10)];
        if (weight != 0) evidence.set("k" + std::to_string(k), weight);
      }
      options.push(Json::object(
          {{"id", "o" + std::to_string(o)}, {"text", "T"}, {"evidence", std::move(evidence)}}));
    }
    Json question = Json::object({{"id", "q" + std::to_string(q)},
                                  {"kind", random->once_in(6) ? "multiple" : "single"},
                                  {"text", "T"},
                                  {"options", std::move(options)}});
    // A branch hangs on the first option of an earlier question.
    const int branch = random->between(0, 3 * count);
    if (branch < q && questions[static_cast<std::size_t>(branch)]["kind"].text == "single") {
      const std::string var = "answers.q" + std::to_string(branch);
      const Json first = questions[static_cast<std::size_t>(branch)]["options"][0]["id"];
      question.set("when", Json::object({{random->once_in(2) ? "==" : "!=",
                                          Json::array({Json::object({{"var", var}}), first})}}));
    }
    questions.push(std::move(question));
  }
  return Json::object({{"format", 1},
                       {"id", "realistic"},
                       {"version", "1"},
                       {"languages", Json::array({"en"})},
                       {"title", "T"},
                       {"limits", "L"},
                       {"questions", std::move(questions)},
                       {"outcomes", std::move(all)}});
}

std::uint16_t first_of(const Quiz& quiz, const Answers& answers) {
  const Answers counted = conduct(quiz, answers).counted;
  return rank(quiz, counted, scores_of(quiz, counted)).front().outcome;
}

// An answer drawn from P(option | outcome).
Answer drawn(Random* random, const Question& question, std::uint16_t outcome) {
  const std::size_t width = question.touched.size();
  const auto t = static_cast<std::size_t>(
      std::find(question.touched.begin(), question.touched.end(), outcome) -
      question.touched.begin());
  const bool separate = question.kind == QuestionKind::kMultiple;
  std::uint64_t left = random->below(kOne);
  Answer answer;
  answer.state = Answer::State::kAnswered;
  for (std::size_t o = 0; o < question.options.size(); ++o) {
    std::uint64_t p = kOne / (separate ? 2 : question.options.size());
    if (t < width) p = question.likelihood[o * width + t];
    const bool last = !separate && o + 1 == question.options.size();
    if (left < p || last) answer.options.push_back(static_cast<std::uint16_t>(o));
    if (separate) {
      left = random->below(kOne);
    } else if (left < p) {
      break;
    } else {
      left -= p;
    }
  }
  return answer;
}

struct Bin {
  double to;  // The highest predicted risk in it.
  std::uint64_t stops = 0;
  std::uint64_t changes = 0;
  double predicted = 0;
};

// The risk once more, from its description and in floating point.
class RiskByFormula {
 public:
  RiskByFormula(const Quiz& quiz, const List<Ranked>& ranking, const List<std::int32_t>& scores,
                const Rest& rest)
      : quiz_(quiz), ranking_(ranking), scores_(scores), rest_(rest) {}

  double value() const {
    double whole = 0;
    for (const Ranked& entry : ranking_) whole += belief(entry.score);
    double risk = 0;
    for (const Ranked& truth : ranking_) {
      for (const Ranked& rival : ranking_) {
        if (rival.outcome == leader()) continue;
        Sum sum;
        for (const Rest::Item& item : rest_.items) sum += of(item, rival.outcome, truth.outcome);
        const double behind = sum.mean - (scores_[leader()] - scores_[rival.outcome]);
        const double chance = sum.variance > 0
                                  ? std::erfc(-behind / std::sqrt(2 * sum.variance)) / 2
                                  : (behind >= 0 ? 1 : 0);
        risk += belief(truth.score) / whole * chance;
      }
    }
    return risk;
  }

 private:
  struct Sum {
    double mean = 0;
    double variance = 0;
    void operator+=(const Sum& other) {
      mean += other.mean;
      variance += other.variance;
    }
  };

  std::uint16_t leader() const { return ranking_.front().outcome; }
  double belief(std::int32_t score) const {
    return std::pow(10.0, (score - ranking_.front().score) / 100.0);
  }

  static double cell(const List<std::int16_t>& table, const Question& question, std::size_t option,
                     std::uint16_t outcome) {
    for (std::size_t t = 0; t < question.touched.size(); ++t) {
      if (question.touched[t] == outcome) return table[option * question.touched.size() + t];
    }
    return 0;
  }

  // How likely options are under an outcome; of kind multiple each by itself.
  static std::vector<double> likelihood(const Question& question, std::uint16_t outcome) {
    std::vector<double> all;
    for (const Option& option : question.options) {
      double ratio = 1;
      for (const Weight& weight : option.evidence) {
        if (weight.outcome == outcome) ratio = std::pow(10.0, weight.decibans / 10.0);
      }
      all.push_back(ratio);
    }
    double sum = 0;
    for (const double ratio : all) sum += ratio;
    for (double& ratio : all) ratio /= question.kind == QuestionKind::kMultiple ? ratio + 1 : sum;
    return all;
  }

  Sum of_open(const Question& question, std::uint16_t rival, std::uint16_t truth) const {
    const std::vector<double> likely = likelihood(question, truth);
    Sum sum;
    double square = 0;
    for (std::size_t o = 0; o < question.options.size(); ++o) {
      const double yes = cell(question.contributions, question, o, rival) -
                         cell(question.contributions, question, o, leader());
      if (question.kind == QuestionKind::kMultiple) {
        const double no = cell(question.unticked, question, o, rival) -
                          cell(question.unticked, question, o, leader());
        sum.mean += likely[o] * yes + (1 - likely[o]) * no;
        sum.variance += likely[o] * (1 - likely[o]) * (yes - no) * (yes - no);
      } else {
        sum.mean += likely[o] * yes;
        square += likely[o] * yes * yes;
      }
    }
    if (question.kind != QuestionKind::kMultiple) sum.variance = square - sum.mean * sum.mean;
    return sum;
  }

  // Of what may or may not come to count the worse is taken, and both are spread.
  Sum of(const Rest::Item& item, std::uint16_t rival, std::uint16_t truth) const {
    const Question& question = quiz_.questions[item.question];
    Sum sum;
    if (item.given == nullptr) {
      sum = of_open(question, rival, truth);
      if (item.asked) return sum;
    } else {
      const List<std::int32_t> added = contributions_of(question, *item.given);
      for (std::size_t t = 0; t < added.size(); ++t) {
        if (question.touched[t] == rival) sum.mean += added[t];
        if (question.touched[t] == leader()) sum.mean -= added[t];
      }
      if (item.counted) sum.mean = -sum.mean;
    }
    sum.variance += sum.mean * sum.mean / 4;
    sum.mean = std::max(sum.mean, 0.0);
    return sum;
  }

  const Quiz& quiz_;
  const List<Ranked>& ranking_;
  const List<std::int32_t>& scores_;
  const Rest& rest_;
};

// A quiz half of whose questions say nothing of some outcome.
Quiz partly_silent_quiz(Random* random) {
  Quiz quiz = quiz_in_core(realistic_quiz(random));
  for (Question& question : quiz.questions) {
    if (random->once_in(2)) continue;
    const std::size_t silent = random->below(quiz.outcomes.size());
    for (Option& option : question.options) {
      List<Weight> kept;
      for (const Weight& weight : option.evidence) {
        if (weight.outcome != silent) kept.push_back(weight);
      }
      option.evidence = std::move(kept);
    }
  }
  compile_evidence(&quiz);
  return quiz;
}

// What may be left of an interview whose answers `truth` gives, and those answers.
struct SomeRest {
  SomeRest(Random* random, const Quiz& quiz, std::uint16_t truth)
      : counted(quiz.questions.size()), others(quiz.questions.size()) {
    for (const Outcome& outcome : quiz.outcomes)
      rest.eligible.push_back(outcome.derived ? Truth::kFalse : Truth::kTrue);
    for (std::size_t q = 0; q < quiz.questions.size(); ++q) {
      const Question& question = quiz.questions[q];
      const bool answered = random->once_in(3);
      if (answered) counted[q] = drawn(random, question, truth);
      if (!question.scored() || random->once_in(2)) continue;
      Rest::Item item{static_cast<std::uint16_t>(q), false, true, nullptr, false};
      if (answered) {
        item.given = &counted[q];
        item.counted = true;
      } else if (random->once_in(3)) {
        others[q] = drawn(random, question, truth);
        item.given = &others[q];
      } else {
        item.asked = random->once_in(2);
      }
      rest.items.push_back(item);
    }
  }

  Answers counted;
  Answers others;
  Rest rest;
};

std::int64_t added(const Question& question, const Answer& answer, std::size_t outcome) {
  const List<std::int32_t> sums = contributions_of(question, answer);
  for (std::size_t t = 0; t < question.touched.size(); ++t) {
    if (question.touched[t] == outcome) return sums[t];
  }
  return 0;
}

// The most that `rival` can gain on `leader`, by trying every answer.
std::int64_t most_gained(const Quiz& quiz, const Rest& rest, std::size_t leader,
                         std::size_t rival) {
  std::int64_t sum = 0;
  for (const Rest::Item& item : rest.items) {
    const Question& question = quiz.questions[item.question];
    const auto gained = [&](const Answer& answer) {
      return added(question, answer, rival) - added(question, answer, leader);
    };
    std::int64_t most = INT64_MIN;
    if (item.given != nullptr) {
      most = gained(*item.given);
    } else {
      for (const Answer& answer : every_answer(question)) most = std::max(most, gained(answer));
    }
    if (item.may_add_nothing) most = std::max<std::int64_t>(most, 0);
    sum += most - (item.counted ? gained(*item.given) : 0);
  }
  return sum;
}

TEST(LawsOfCertainty, EndsExactlyWhereEveryRivalStaysBehind) {
  for_all([](Random* random) {
    const Quiz quiz = partly_silent_quiz(random);
    const auto count = quiz.outcomes.size();
    const auto leader = static_cast<std::uint16_t>(random->below(count));
    SomeRest some(random, quiz, leader);
    Rest& rest = some.rest;
    for (Rest::Item& item : rest.items) item.may_add_nothing = random->once_in(2);
    for (Truth& each : rest.eligible) {
      if (each == Truth::kTrue && random->once_in(4)) each = Truth::kUnknown;
      if (each == Truth::kTrue && random->once_in(4)) each = Truth::kFalse;
    }
    rest.eligible[leader] = Truth::kTrue;
    List<std::int32_t> scores(count, 0);
    List<std::size_t> rivals;
    for (std::size_t k = 0; k < count; ++k) {
      if (k == leader) continue;
      const bool out = quiz.outcomes[k].derived || rest.eligible[k] == Truth::kFalse;
      // One tenth of a deciban less would be enough to catch up; who is out may have any score.
      scores[k] =
          out ? 100'000 : static_cast<std::int32_t>(-most_gained(quiz, rest, leader, k) - 1);
      if (!out) rivals.push_back(k);
    }
    const List<Ranked> ranking{{leader, 0, Band::kWeak}};
    EXPECT_TRUE(is_certain(quiz, ranking, scores, rest));
    rest.eligible[leader] = Truth::kUnknown;
    EXPECT_FALSE(is_certain(quiz, ranking, scores, rest));
    rest.eligible[leader] = Truth::kTrue;
    if (rivals.empty()) return;
    ++scores[rivals[random->below(rivals.size())]];
    EXPECT_FALSE(is_certain(quiz, ranking, scores, rest));
  });
}

TEST(LawsOfRisk, IsWhatItsFormulaSaysWhateverIsLeft) {
  std::uint64_t compared = 0;
  for_all(
      [&](Random* random) {
        const Quiz quiz = partly_silent_quiz(random);
        ASSERT_FALSE(quiz.questions.empty());
        const SomeRest some(random, quiz,
                            static_cast<std::uint16_t>(random->below(quiz.outcomes.size())));
        const Rest& rest = some.rest;
        const List<std::int32_t> scores = scores_of(quiz, some.counted);
        const List<Ranked> ranking = rank(quiz, some.counted, scores);
        if (ranking.size() < 2) return;
        const double exact = RiskByFormula(quiz, ranking, scores, rest).value();
        const auto found = risk_of_change(quiz, ranking, scores, rest, 10'000);
        // Each rival's chance is read off steps of a 256th of a deviation.
        const double error = 0.002 * static_cast<double>(ranking.size());
        if (!found) {
          EXPECT_GT(exact, 1 - error);
          return;
        }
        ++compared;
        EXPECT_NEAR(*found / 10'000.0, exact, error);
      },
      2);
  RecordProperty("compared", std::to_string(compared));
}

TEST(LawsOfRisk, IsNotUnderstated) {
  std::vector<Bin> bins = {{0.01}, {0.02}, {0.05}, {0.1}, {0.2}, {0.4}};
  for_all(
      [&](Random* random) {
        Quiz quiz = quiz_in_core(realistic_quiz(random));
        ASSERT_FALSE(quiz.questions.empty());
        quiz.adaptive.minimum = 4;
        for (int respondent = 0; respondent < 60; ++respondent) {
          constexpr std::uint32_t kRisks[] = {100, 200, 500, 1000, 2000, 4000};
          quiz.adaptive.risk = kRisks[random->below(6)];
          const auto truth = static_cast<std::uint16_t>(random->below(quiz.outcomes.size()));
          Answers whole;
          for (const Question& question : quiz.questions)
            whole.push_back(drawn(random, question, truth));
          Answers answers(whole.size());
          Interview interview = conduct(quiz, answers, Mode::kAdaptive);
          while (interview.next) {
            answers[*interview.next] = whole[*interview.next];
            interview = conduct(quiz, answers, Mode::kAdaptive);
          }
          if (interview.stop != Stop::kRisk) continue;
          const double risk = *interview.risk / 10'000.0;
          for (Bin& bin : bins) {
            if (risk > bin.to) continue;
            ++bin.stops;
            bin.predicted += risk;
            bin.changes += first_of(quiz, whole) != first_of(quiz, answers);
            break;
          }
        }
      },
      40);
  std::string table = "predicted up to, stops, predicted mean, observed\n";
  for (const Bin& bin : bins) {
    if (bin.stops == 0) continue;
    const auto stops = static_cast<double>(bin.stops);
    const double predicted = bin.predicted / stops;
    const double observed = static_cast<double>(bin.changes) / stops;
    char line[120];
    std::snprintf(line, sizeof line, "%.2f, %.0f, %.4f, %.4f\n", bin.to, stops, predicted,
                  observed);
    table += line;
    // Four standard deviations, and one case for rare changes.
    const double error = 4 * std::sqrt(1.3 * predicted / stops) + 1 / stops;
    EXPECT_LE(observed, 1.3 * predicted + error) << line;
  }
  RecordProperty("risk", table);
  if (std::getenv("CAREER_QUIZ_CASES") != nullptr) std::printf("%s", table.c_str());
}

// --- Sums

TEST(LawsOfSums, AreTheBiasAndThePoints) {
  for_all([](Random* random) {
    Shape shape = shape_of(random);
    shape.sums = true;
    const Generated quiz = generate_quiz(random, shape);
    const Session session(quiz);
    const Json answers =
        complete(random, quiz, session, generate_answers(random, quiz, random->between(0, 100)));
    const Json evaluation = session.evaluate(answers);
    const Json& result = evaluation["result"];
    SCOPED_TRACE(quiz.document.dump() + answers.dump());
    for (const Json& entry : result["ranking"].items) {
      const std::string& outcome = entry["outcome"].text;
      std::int64_t score = 0;
      for (const Json& one : quiz.document["outcomes"].items)
        score += one["id"].text == outcome ? one["bias"].integer() : 0;
      for (const Json& question : quiz.document["questions"].items) {
        const std::string& id = question["id"].text;
        if (state_of(evaluation, id) != "answered") continue;
        List<std::int64_t> points;
        for (const Json& option : question["options"].items)
          points.push_back(option["evidence"][outcome].integer());
        if (points.empty()) continue;
        const auto [least, most] = std::minmax_element(points.begin(), points.end());
        const std::int64_t ends = *least + *most;
        const Json& answer = answers[id];
        for (std::size_t o = 0; o < points.size(); ++o) {
          const Json option = question["options"][o]["id"];
          const bool ranked = question["kind"].text == "rank";
          const bool chosen =
              ranked ? answer[0] == option
                     : answer == option || std::find(answer.items.begin(), answer.items.end(),
                                                     option) != answer.items.end();
          if (chosen) score += 10 * (question["reverse"].boolean ? ends - points[o] : points[o]);
        }
      }
      EXPECT_EQ(entry["score"].integer(), score) << outcome;
    }
    if (result["margin"].is_null()) return;
    std::int64_t reasons = 0;
    for (const char* name : {"because", "against"}) {
      for (const Json& reason : result[name].items) reasons += reason["contribution"].integer();
    }
    EXPECT_EQ(reasons, result["margin"].integer());
  });
}

}  // namespace
}  // namespace career_quiz::property
