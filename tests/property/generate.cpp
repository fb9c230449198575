#include "generate.h"

#include <algorithm>
#include <fstream>
#include <iterator>
#include <numeric>

namespace career_quiz::property {
namespace {

std::string numbered(const char* prefix, std::size_t number) {
  return prefix + std::to_string(number);
}

Json variable(Random* random, const std::string& name) {
  if (random->once_in(4)) return Json::object({{"var", Json::array({name})}});
  return Json::object({{"var", name}});
}

Json operation(std::string_view name, std::vector<Json> arguments) {
  return Json::object({{name, Json::array(std::move(arguments))}});
}

// What a condition may name.
struct Vocabulary {
  std::vector<const Asked*> questions;
  std::vector<std::string> scales;
  std::vector<std::string> outcomes;  // None where there is no result yet.
  bool headline = false;              // Its kind can be read.
};

class ConditionMaker {
 public:
  ConditionMaker(Random* random, const Vocabulary& words) : random_(*random), words_(words) {}

  Json make(int depth) {
    if (depth > 0 && random_.once_in(3)) return joined(depth);
    std::vector<int> leaves;
    leaves.insert(leaves.end(), words_.questions.empty() ? 0 : 4, 0);
    leaves.insert(leaves.end(), words_.scales.empty() ? 0 : 2, 1);
    leaves.insert(leaves.end(), words_.outcomes.empty() ? 0 : 4, 2);
    if (leaves.empty() || random_.once_in(40)) return Json::of(random_.once_in(2));
    switch (random_.pick(leaves)) {
      case 0:
        return of_answer(*random_.pick(words_.questions));
      case 1:
        return of_number(variable(&random_, "scales." + random_.pick(words_.scales)), 0, 100);
      default:
        return of_result();
    }
  }

 private:
  Json joined(int depth) {
    if (random_.once_in(3)) {
      Json part = make(depth - 1);
      if (random_.once_in(2)) return Json::object({{"!", std::move(part)}});
      return operation("!", {std::move(part)});
    }
    std::vector<Json> parts;
    for (int i = random_.between(1, 3); i > 0; --i) parts.push_back(make(depth - 1));
    return operation(random_.once_in(2) ? "and" : "or", std::move(parts));
  }

  Json compared(std::string_view sign, Json left, Json right) {
    if (random_.once_in(3)) std::swap(left, right);
    return operation(sign, {std::move(left), std::move(right)});
  }
  std::string_view equality() { return random_.once_in(2) ? "==" : "!="; }
  std::string_view relation() {
    constexpr std::string_view kAll[] = {"==", "!=", "<", "<=", ">", ">="};
    return kAll[random_.below(6)];
  }
  Json some_of(const std::vector<std::string>& ids) {
    Json list = Json::array();
    for (const std::string& id : ids) {
      if (random_.once_in(2)) list.push(id);
    }
    return list;
  }

  Json of_answer(const Asked& question) {
    Json answer = variable(&random_, "answers." + question.id);
    if (question.text() || random_.once_in(5)) return compared(equality(), answer, {});
    if (question.number())
      return compared(relation(), answer, random_.between(question.least - 1, question.most + 1));
    if (question.multiple()) return operation("in", {random_.pick(question.options), answer});
    if (question.rank()) {
      const std::size_t place = random_.below(question.options.size());
      answer = variable(&random_, "answers." + question.id + "." + std::to_string(place));
    }
    if (random_.once_in(3)) return operation("in", {answer, some_of(question.options)});
    return compared(question.ordered() ? relation() : equality(), answer,
                    random_.pick(question.options));
  }

  Json number() {
    std::vector<std::string> names;
    for (const std::string& scale : words_.scales) names.push_back("scales." + scale);
    for (const std::string& outcome : words_.outcomes) names.push_back("scores." + outcome);
    if (!words_.outcomes.empty()) names.insert(names.end(), {"result.margin", "result.lead"});
    return variable(&random_, random_.pick(names));
  }
  Json of_number(Json left, int least, int most) {
    if (random_.once_in(6)) return compared(equality(), std::move(left), {});
    if (random_.once_in(6)) return compared(relation(), std::move(left), number());
    return compared(relation(), std::move(left), random_.between(least, most));
  }
  Json of_result() {
    if (words_.headline && random_.once_in(4)) {
      const std::vector<std::string> kinds = {"one", "two-tracks", "mixed", "combined"};
      if (random_.once_in(3))
        return operation("in",
                         {random_.pick(words_.outcomes), variable(&random_, "result.outcomes")});
      const Json kind = variable(&random_, "result.kind");
      if (random_.once_in(2)) return operation("in", {kind, some_of(kinds)});
      return compared(equality(), kind, random_.pick(kinds));
    }
    switch (random_.below(4)) {
      case 0:
        return of_number(variable(&random_, "scores." + random_.pick(words_.outcomes)), -100, 100);
      case 1:
        return of_number(variable(&random_, random_.once_in(2) ? "result.margin" : "result.lead"),
                         0, 100);
      default:
        break;
    }
    const Json place = variable(&random_, random_.once_in(2) ? "result.first" : "result.second");
    if (random_.once_in(2)) return operation("in", {place, some_of(words_.outcomes)});
    return compared(equality(), place, random_.pick(words_.outcomes));
  }

  Random& random_;
  const Vocabulary& words_;
};

class QuizMaker {
 public:
  QuizMaker(Random* random, const Shape& shape) : random_(*random), shape_(shape) {}

  Generated take() {
    languages_ = {"fr"};
    if (random_.once_in(3)) languages_.push_back("en-GB");
    for (int i = random_.between(0, 3); i > 0; --i)
      quiz_.scales.push_back(numbered("s", quiz_.scales.size()));
    for (int i = random_.between(1, shape_.outcomes); i > 0; --i)
      quiz_.scored.push_back(numbered("k", quiz_.scored.size()));
    if (shape_.rules) {
      for (int i = random_.between(0, 2); i > 0; --i)
        quiz_.derived.push_back(numbered("d", quiz_.derived.size()));
    }

    Json questions = Json::array();
    const int count =
        random_.between(1, random_.once_in(20) ? 2 * shape_.questions : shape_.questions);
    for (int q = 0; q < count; ++q) questions.push(question(static_cast<std::size_t>(q)));
    if (shape_.conditions) add_conditions(&questions);

    Json& document = quiz_.document;
    document = Json::object({{"format", 1},
                             {"id", "generated"},
                             {"version", "1"},
                             {"languages", strings(languages_)},
                             {"title", text()},
                             {"limits", text()}});
    if (random_.once_in(2)) document.set("description", rich());
    if (shape_.sums) {
      document.set("scoring", Json::object({{"method", "sum"}}));
    } else if (random_.once_in(2)) {
      document.set("scoring", Json::object({{"method", "evidence"}}));
    }
    if (shape_.adaptive) document.set("adaptive", adaptive());
    if (random_.once_in(3)) document.set("note", "Generated.");
    if (!quiz_.scales.empty()) document.set("scales", scales());
    document.set("questions", std::move(questions));
    document.set("outcomes", outcomes());
    if (shape_.rules) add_rules(&document);
    return std::move(quiz_);
  }

 private:
  static Json strings(const std::vector<std::string>& values) {
    Json array = Json::array();
    for (const std::string& value : values) array.push(value);
    return array;
  }

  std::string words() {
    constexpr const char* kWords[] = {"Où en êtes-vous ?",
                                      "A \"quoted\" word",
                                      "<em>not a tag</em>",
                                      "Back\\slash",
                                      "Two\nlines and \t tab",
                                      "日本語",
                                      "1 < 2 & 3",
                                      "😀",
                                      "Plain words",
                                      "𝒳 and e\u0301"};
    return kWords[random_.below(10)];
  }
  Json text() {
    if (random_.once_in(2)) return words();
    Json all = Json::object();
    for (const std::string& language : languages_) all.set(language, words());
    return all;
  }
  Json rich() {
    if (random_.once_in(2)) return text();
    Json blocks = Json::array();
    for (int i = random_.between(1, 3); i > 0; --i) {
      switch (random_.below(6)) {
        case 0:
          blocks.push(Json::object({{"heading", text()}}));
          break;
        case 1:
          blocks.push(Json::object({{"list", Json::array({text(), text()})}}));
          break;
        case 2:
          blocks.push(Json::object({{"steps", Json::array({text()})}}));
          break;
        case 3:
          blocks.push(Json::object({{"quote", text()}}));
          break;
        case 4:
          blocks.push(Json::object(
              {{"link", Json::object({{"href", "https://example.org/a?b=c"}, {"text", text()}})}}));
          break;
        default:
          blocks.push(text());
      }
    }
    return blocks;
  }

  Json scales() {
    Json all = Json::array();
    for (const std::string& id : quiz_.scales) {
      all.push(Json::object({{"id", id}, {"title", text()}, {"low", text()}, {"high", text()}}));
    }
    return all;
  }

  Json question(std::size_t place) {
    Asked asked;
    asked.id = numbered("q", place);
    constexpr const char* kKinds[] = {"single", "multiple", "scale", "pair"};
    asked.kind = kKinds[random_.below(4)];
    if (shape_.every_kind && random_.once_in(3)) {
      constexpr const char* kOthers[] = {"rank", "rank", "number", "text"};
      asked.kind = kOthers[random_.below(4)];
    }
    asked.sensitive = shape_.sensitive && random_.once_in(6);
    asked.optional = shape_.skips && random_.once_in(3);
    asked.after = shape_.after && place > 0 && random_.once_in(4);
    const bool bears = !asked.sensitive && !asked.after;
    int count = 4;
    if (asked.kind == "scale") {
      count = random_.between(3, std::max(3, shape_.options));
    } else if (asked.number() || asked.text()) {
      count = 0;
    } else if (asked.kind != "pair") {
      count = random_.between(2, shape_.options);
    }
    Json options = Json::array();
    const int density = random_.between(1, 4);
    for (std::size_t s = 0; s < quiz_.scales.size(); ++s) {
      if (bears && random_.once_in(3)) asked.scales.push_back(s);
    }
    std::vector<std::size_t> bearing;
    for (int o = 0; o < count; ++o) {
      const std::string id = asked.id + numbered("o", static_cast<std::size_t>(o));
      asked.options.push_back(id);
      Json option = Json::object({{"id", id}});
      if (!asked.ordered() || o == 0 || o + 1 == count || random_.once_in(2))
        option.set("text", text());
      asked.exclusive.push_back(asked.multiple() && o > 0 && random_.once_in(5));
      if (asked.exclusive.back()) option.set("exclusive", Json::of(true));
      if (bears) {
        if (Json evidence = weights(density); evidence.size() > 0)
          option.set("evidence", std::move(evidence));
        Json points = Json::object();
        for (const std::size_t s : asked.scales) {
          if (random_.once_in(5)) continue;
          points.set(quiz_.scales[s], random_.between(-3, 5));
          bearing.push_back(s);
        }
        if (points.size() > 0) option.set("scales", std::move(points));
      }
      options.push(std::move(option));
    }
    std::sort(bearing.begin(), bearing.end());
    bearing.erase(std::unique(bearing.begin(), bearing.end()), bearing.end());
    asked.scales = std::move(bearing);

    Json json = Json::object({{"id", asked.id}, {"kind", asked.kind}, {"text", text()}});
    if (random_.once_in(4)) json.set("help", text());
    if (asked.optional) json.set("optional", Json::of(true));
    if (asked.sensitive) json.set("sensitive", Json::of(true));
    if (asked.after) json.set("after", Json::of(true));
    if (random_.once_in(4)) json.set("reverse", Json::of(true));
    if (asked.kind == "pair") json.set("statements", Json::array({text(), text()}));
    if (asked.multiple()) bound(&asked, &json);
    if (asked.number()) extend(&asked, &json);
    if (asked.text() && random_.once_in(2)) {
      asked.max = 1 + random_.below(40);
      json.set("max", static_cast<int>(asked.max));
    } else if (asked.text()) {
      asked.max = 500;
    }
    if (count > 0) json.set("options", std::move(options));
    quiz_.questions.push_back(std::move(asked));
    return json;
  }

  // How many may be ticked; at least one answer without exclusive options fits.
  void bound(Asked* asked, Json* json) {
    const auto plain = static_cast<std::size_t>(
        std::count(asked->exclusive.begin(), asked->exclusive.end(), false));
    asked->max = asked->options.size();
    if (random_.once_in(3)) {
      asked->min = random_.below(std::min<std::size_t>(plain, 2) + 1);
      json->set("min", static_cast<int>(asked->min));
    }
    if (random_.once_in(3)) {
      asked->max = std::max<std::size_t>(asked->min, 1 + random_.below(asked->options.size()));
      json->set("max", static_cast<int>(asked->max));
    }
  }

  // Which numbers fit; most ranges are narrow.
  void extend(Asked* asked, Json* json) {
    asked->least = random_.once_in(10) ? -2'000'000'000 : random_.between(-3, 3);
    asked->most = random_.once_in(10) ? 2'000'000'000 : asked->least + random_.between(1, 5);
    json->set("min", asked->least);
    json->set("max", asked->most);
    if (random_.once_in(2)) json->set("unit", text());
  }

  Json adaptive() {
    Json json = Json::object();
    if (random_.once_in(2)) {
      std::vector<std::string> ids;
      for (const Asked& question : quiz_.questions) {
        if (!question.after) ids.push_back(question.id);
      }
      random_.shuffle(&ids);
      ids.resize(std::min<std::size_t>(ids.size(), random_.below(4)));
      json.set("first", strings(ids));
    }
    if (!random_.once_in(6)) json.set("minimum", random_.between(0, 3));
    constexpr const char* kRisks[] = {"0", "0.05", "0.2", "0.0001", "0.9999"};
    Json risk(0);
    risk.text = kRisks[random_.below(5)];
    if (!random_.once_in(3)) json.set("risk", std::move(risk));
    return json;
  }

  Json weights(int density) {
    Json evidence = Json::object();
    for (const std::string& outcome : quiz_.scored) {
      if (random_.below(4) >= static_cast<std::size_t>(density)) continue;
      evidence.set(outcome,
                   random_.once_in(50) ? random_.between(-40, 40) : random_.between(-12, 12));
    }
    return evidence;
  }

  // Conditions read what stands before in one order of the questions, which is
  // not always that of the document: so some read forwards, and none in a ring.
  void add_conditions(Json* questions) {
    std::vector<std::size_t> order(quiz_.questions.size());
    std::iota(order.begin(), order.end(), std::size_t{0});
    if (random_.once_in(2)) random_.shuffle(&order);
    std::vector<bool> scale_open(quiz_.scales.size(), false);
    for (std::size_t at = order.size(); at-- > 0;) {
      // A scale can be read once no question from here on bears on it.
      const Asked& asked = quiz_.questions[order[at]];
      for (const std::size_t s : asked.scales) scale_open[s] = true;
      if (random_.once_in(2)) continue;
      Vocabulary words;
      for (std::size_t before = 0; before < at; ++before) {
        const Asked& read = quiz_.questions[order[before]];
        if (!asked.sensitive && read.sensitive) continue;
        if (asked.after || !read.after) words.questions.push_back(&read);
      }
      for (std::size_t s = 0; s < quiz_.scales.size(); ++s) {
        if (!scale_open[s]) words.scales.push_back(quiz_.scales[s]);
      }
      questions->items[order[at]].set("when", ConditionMaker(&random_, words).make(2));
    }
  }

  Vocabulary everything(bool results, bool after = false) const {
    Vocabulary words;
    for (const Asked& question : quiz_.questions) {
      if (after || !question.after) words.questions.push_back(&question);
    }
    words.scales = quiz_.scales;
    if (results) {
      words.outcomes = quiz_.scored;
      words.outcomes.insert(words.outcomes.end(), quiz_.derived.begin(), quiz_.derived.end());
    }
    return words;
  }

  Json outcomes() {
    std::vector<int> priorities;
    for (int i = 0; i < 20; ++i) priorities.push_back(3 * i - 20);
    random_.shuffle(&priorities);
    const bool some_stay = !random_.once_in(8);
    const Vocabulary words = everything(false);
    std::vector<Json> all;
    for (std::size_t k = 0; k < quiz_.scored.size() + quiz_.derived.size(); ++k) {
      const bool scored = k < quiz_.scored.size();
      Json outcome =
          Json::object({{"id", scored ? quiz_.scored[k] : quiz_.derived[k - quiz_.scored.size()]},
                        {"title", text()},
                        {"summary", text()},
                        {"body", rich()}});
      if (random_.once_in(4)) outcome.set("family", "family");
      if (random_.once_in(4)) outcome.set("note", "Why it is here.");
      if (scored) {
        outcome.set("priority", priorities[k]);
        if (random_.once_in(4)) outcome.set("bias", random_.between(-60, 60));
        if (shape_.gates && (k > 0 || !some_stay) && random_.once_in(3))
          outcome.set("when", ConditionMaker(&random_, words).make(2));
      }
      all.push_back(std::move(outcome));
    }
    random_.shuffle(&all);
    return Json::array(std::move(all));
  }

  void add_rules(Json* document) {
    const Vocabulary early = everything(false);
    const Vocabulary late = everything(true);
    std::vector<Json> rules;
    const auto add = [&](const char* kind, const std::string& outcome, const Vocabulary& words) {
      rules.push_back(Json::object({{"id", numbered("r", rules.size())},
                                    {"kind", kind},
                                    {"when", ConditionMaker(&random_, words).make(2)},
                                    {"outcome", outcome}}));
    };
    for (const std::string& outcome : quiz_.derived) {
      for (int i = random_.between(1, 2); i > 0; --i) {
        if (random_.once_in(2)) {
          add("combine", outcome, late);
        } else {
          add("override", outcome, random_.once_in(3) ? late : early);
        }
      }
    }
    if (random_.once_in(3)) add("beside", random_.pick(quiz_.scored), late);
    random_.shuffle(&rules);
    if (!rules.empty()) document->set("rules", Json::array(std::move(rules)));

    add_modules(document);
  }

  void add_modules(Json* document) {
    constexpr const char* kKinds[] = {"notes", "plan", "checklist", "message"};
    Json parts = Json::array();
    for (int i = random_.between(0, 2); i > 0; --i) {
      Json part = Json::object({{"id", numbered("t", parts.size())}, {"title", text()}});
      if (!random_.once_in(3)) part.set("kind", kKinds[random_.below(4)]);
      if (random_.once_in(2)) part.set("lead", text());
      if (random_.once_in(2)) part.set("most", random_.between(1, 2));
      parts.push(std::move(part));
    }
    Vocabulary words = everything(true, true);
    words.headline = true;
    Json modules = Json::array();
    for (int i = random_.between(0, 5); i > 0; --i) {
      Json module = Json::object({{"id", numbered("m", modules.size())}});
      std::string kind = "notes";
      if (parts.size() > 0 && random_.once_in(2)) {
        const Json& part = parts[random_.below(parts.size())];
        module.set("part", part["id"]);
        if (part.find("kind") != nullptr) kind = part["kind"].text;
      }
      if (kind != "message") module.set("title", text());
      if (kind == "notes" || kind == "message" || random_.once_in(2)) module.set("body", rich());
      if (!random_.once_in(6)) module.set("when", ConditionMaker(&random_, words).make(2));
      modules.push(std::move(module));
    }
    if (parts.size() > 0) document->set("parts", std::move(parts));
    if (modules.size() > 0) document->set("modules", std::move(modules));
  }

  Random& random_;
  const Shape& shape_;
  std::vector<std::string> languages_;
  Generated quiz_;
};

}  // namespace

const Asked& Generated::question(std::string_view id) const {
  return *std::find_if(questions.begin(), questions.end(),
                       [&](const Asked& question) { return question.id == id; });
}

Generated generate_quiz(Random* random, const Shape& shape) {
  return QuizMaker(random, shape).take();
}

Generated quiz_in(Json document) {
  Generated quiz;
  quiz.document = std::move(document);
  for (const Json& question : quiz.document["questions"].items) {
    Asked asked;
    asked.id = question["id"].text;
    asked.kind = question["kind"].text;
    for (const Json& option : question["options"].items) {
      asked.options.push_back(option["id"].text);
      asked.exclusive.push_back(option["exclusive"].boolean);
    }
    asked.optional = question["optional"].boolean;
    asked.sensitive = question["sensitive"].boolean;
    asked.after = question["after"].boolean;
    const Json* max = question.find("max");
    if (asked.number()) {
      asked.least = static_cast<int>(question["min"].integer());
      asked.most = static_cast<int>(question["max"].integer());
    } else {
      asked.min = static_cast<std::size_t>(question["min"].integer());
      asked.max = asked.text() ? 500 : asked.options.size();
      if (max != nullptr) asked.max = static_cast<std::size_t>(max->integer());
    }
    quiz.questions.push_back(std::move(asked));
  }
  for (const Json& scale : quiz.document["scales"].items) quiz.scales.push_back(scale["id"].text);
  return quiz;
}

Generated quiz_in_file(const std::string& path) {
  std::ifstream file(path);
  const std::string text((std::istreambuf_iterator<char>(file)), {});
  return quiz_in(parse(text).value_or(Json::object()));
}

Generated shipped_quiz() {
  return quiz_in_file(CAREER_QUIZ_SOURCE_DIR "/questions/mentoring-coaching.json");
}

Json generate_condition(Random* random, const Generated& quiz, bool results) {
  Vocabulary words;
  for (const Asked& question : quiz.questions) words.questions.push_back(&question);
  words.scales = quiz.scales;
  if (results) words.outcomes = quiz.scored;
  return ConditionMaker(random, words).make(3);
}

Json fitting_answer(Random* random, const Asked& question) {
  if (question.number()) return random->between(question.least, question.most);
  if (question.text()) return std::string(random->below(question.max + 1), 'x');
  if (question.rank()) {
    std::vector<std::string> order = question.options;
    random->shuffle(&order);
    Json answer = Json::array();
    for (const std::string& option : order) answer.push(option);
    return answer;
  }
  if (!question.multiple()) return random->pick(question.options);
  std::vector<std::string> plain;
  std::vector<std::string> alone;
  for (std::size_t o = 0; o < question.options.size(); ++o)
    (question.exclusive[o] ? alone : plain).push_back(question.options[o]);
  if (!alone.empty() && question.min <= 1 && random->once_in(4))
    return Json::array({random->pick(alone)});
  random->shuffle(&plain);
  const std::size_t most = std::min(question.max, plain.size());
  plain.resize(question.min + random->below(most - question.min + 1));
  Json answer = Json::array();
  for (const std::string& option : plain) answer.push(option);
  return answer;
}

Json any_answer(Random* random, const Asked& question) {
  if (question.optional && random->once_in(4)) return {};
  return fitting_answer(random, question);
}

Json unfit_answer(Random* random, const Asked& question) {
  if (question.number() || question.text()) {
    if (random->once_in(4)) return Json::of(true);
    if (random->once_in(3)) return Json::array({"x"});
    if (question.number()) return Json("7");
    return random->once_in(2) ? Json(std::string(question.max + 1, 'x')) : Json(7);
  }
  if (question.rank()) {
    Json answer = fitting_answer(random, question);
    if (random->once_in(4)) return answer[0];
    answer.items[0] = random->once_in(2) ? answer[1] : Json("nothing-like-this");
    return answer;
  }
  switch (random->below(8)) {
    case 0:
      return random->between(-1, 3);
    case 1:
      return Json::of(true);
    case 2:
      return Json::object({{"var", question.options[0]}});
    case 3:
      return question.multiple() ? Json(question.options[0]) : Json::array({question.options[0]});
    case 4:
      return question.multiple() ? Json::array({question.options[0], question.options[0]})
                                 : Json("nothing-like-this");
    case 5:
      return question.multiple() ? Json::array({"nothing-like-this"}) : Json("");
    case 6:
      return question.multiple() ? Json::array({0}) : Json("constructor");
    default:
      return question.optional ? Json(7) : Json();
  }
}

std::vector<Json> every_answer(const Asked& question) {
  std::vector<Json> all;
  if (question.optional) all.emplace_back();
  if (question.number()) {
    std::vector<int> numbers = {question.least, question.least + 1, question.most - 1,
                                question.most};
    std::sort(numbers.begin(), numbers.end());
    numbers.erase(std::unique(numbers.begin(), numbers.end()), numbers.end());
    all.insert(all.end(), numbers.begin(), numbers.end());
  } else if (question.text()) {
    all.emplace_back("x");
  } else if (question.rank()) {
    std::vector<std::string> order = question.options;
    std::sort(order.begin(), order.end());
    do {
      all.push_back(Json::array());
      for (const std::string& option : order) all.back().push(option);
    } while (std::next_permutation(order.begin(), order.end()));
  } else if (!question.multiple()) {
    all.insert(all.end(), question.options.begin(), question.options.end());
  } else {
    for (unsigned set = 0; set < 1u << question.options.size(); ++set) {
      Json answer = Json::array();
      bool alone = false;
      for (std::size_t o = 0; o < question.options.size(); ++o) {
        if ((set >> o & 1) == 0) continue;
        answer.push(question.options[o]);
        alone = alone || question.exclusive[o];
      }
      if (answer.size() < question.min || answer.size() > question.max) continue;
      if (!alone || answer.size() == 1) all.push_back(std::move(answer));
    }
  }
  return all;
}

Json generate_answers(Random* random, const Generated& quiz, int percent) {
  Json answers = Json::object();
  for (const Asked& question : quiz.questions) {
    if (random->between(1, 100) <= percent) answers.set(question.id, any_answer(random, question));
  }
  return answers;
}

Json generate_careless_answers(Random* random, const Generated& quiz) {
  Json answers = generate_answers(random, quiz, random->between(0, 100));
  for (const Asked& question : quiz.questions) {
    if (random->once_in(4)) answers.set(question.id, unfit_answer(random, question));
  }
  if (random->once_in(4)) answers.set("not-a-question", "a");
  if (random->once_in(4)) answers.set("__proto__", Json::object());
  return answers;
}

}  // namespace career_quiz::property
