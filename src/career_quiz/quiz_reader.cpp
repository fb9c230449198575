#include "career_quiz/quiz_reader.h"

#include <algorithm>
#include <limits>
#include <utility>

#include "career_quiz/answers.h"
#include "career_quiz/condition_reader.h"
#include "career_quiz/document_reader.h"
#include "career_quiz/evidence.h"
#include "career_quiz/interview_plan.h"
#include "career_quiz/order.h"

namespace career_quiz {
namespace {

constexpr std::string_view kQuestionKinds[] = {"single", "multiple", "scale", "pair",
                                               "rank",   "number",   "text"};
constexpr std::string_view kPartKinds[] = {"notes", "plan", "checklist", "message"};
constexpr std::string_view kRuleKinds[] = {"override", "combine", "beside"};

// The outcome of a rule until its name is found among those of the document.
constexpr std::uint16_t kUnresolved = 0xffff;

// Values that can only be read once every name of the document is known.
struct OptionNodes {
  std::uint32_t evidence;
  std::uint32_t scales;
};
struct QuestionNodes {
  std::uint32_t value;
  std::uint32_t when;
  List<OptionNodes> options;
};
struct RuleNodes {
  std::uint32_t when;
  std::uint32_t outcome;
  bool kind_known;
};

class QuizReader {
 public:
  explicit QuizReader(std::string_view text)
      : diagnostics_(text, tree_), document_(tree_, &diagnostics_), names_{quiz_, {}, {}, {}} {
    if (!tree_.read(text, {kMaxBytes, kMaxDepth})) {
      const Position position = position_of(text, tree_.fault().offset);
      reading_.diagnostics.push_back({Severity::kError, tree_.fault().code, "", position.line,
                                      position.column, tree_.fault().message});
      return;
    }
    read_document();
    reading_.diagnostics = diagnostics_.take();
    if (!diagnostics_.has_errors()) reading_.quiz = std::move(quiz_);
  }

  QuizReading take() { return std::move(reading_); }

 private:
  void read_document() {
    Fields fields;
    if (!document_.object(
            0, "quiz", "format id version languages title limits questions outcomes",
            "description scoring scales rules parts modules adaptive expect guarantees "
            "note",
            &fields)) {
      return;
    }
    read_format(fields["format"]);
    quiz_.id = document_.id(fields["id"]);
    quiz_.version = document_.words(fields["version"]);
    document_.string(fields["note"]);
    read_languages(fields["languages"]);
    quiz_.title = document_.text(fields["title"]);
    quiz_.description = document_.rich_text(fields["description"]);
    quiz_.limits = document_.text(fields["limits"]);
    read_scoring(fields["scoring"]);

    for (const std::uint32_t item : document_.items(fields["scales"], 0, kMaxScales))
      read_scale(item);
    for (const std::uint32_t item : document_.items(fields["questions"], 1, kMaxQuestions))
      read_question(item);
    for (const std::uint32_t item : document_.items(fields["outcomes"], 1, kMaxOutcomes))
      read_outcome(item);
    index(quiz_.scales, &names_.scales);
    index(quiz_.questions, &names_.questions);
    index(quiz_.outcomes, &names_.outcomes);

    for (const std::uint32_t item : document_.items(fields["rules"], 0, 500)) read_rule(item);
    for (const std::uint32_t item : document_.items(fields["parts"], 0, kMaxParts)) read_part(item);
    index(quiz_.parts, &parts_);
    for (const std::uint32_t item : document_.items(fields["modules"], 0, 500)) read_module(item);
    resolve_questions();
    gather_bearing();
    resolve_outcomes();
    resolve_rules();
    read_adaptive(fields["adaptive"]);
    order_questions();
    withhold();
    for (const std::uint32_t item : document_.items(fields["expect"], 0, 500))
      read_expectation(item);
    for (const std::uint32_t item : document_.items(fields["guarantees"], 0, 500))
      read_guarantee(item);
    if (diagnostics_.has_errors()) return;
    compile_evidence(&quiz_);
    plan_interview(&quiz_);
  }

  void read_format(std::uint32_t value) {
    constexpr std::int64_t kFormat = 1;
    constexpr std::int64_t kAny = std::numeric_limits<std::int64_t>::max();
    const std::int64_t format = document_.integer(value, -kAny, kAny, kFormat);
    if (format == kFormat) return;
    diagnostics_.error(value, "bad-value", "This engine reads format 1; this quiz is of format %.",
                       {decimal(format)});
  }

  void read_languages(std::uint32_t value) {
    bool sound = true;
    for (const std::uint32_t item : document_.items(value, 1, 50)) {
      const std::string tag = document_.string(item);
      // The language itself has two letters or three: members of a block have more.
      const std::size_t first = std::min(tag.find('-'), tag.size());
      const bool plain = tree_.at(item).kind == JsonTree::Kind::kString &&
                         (first == 2 || first == 3) && tag.size() <= 35 &&
                         std::all_of(tag.begin(), tag.end(), [](char c) {
                           return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') ||
                                  (c >= '0' && c <= '9') || c == '-';
                         });
      sound = sound && plain;
      if (tree_.at(item).kind != JsonTree::Kind::kString) continue;
      if (!plain) {
        diagnostics_.error(item, "bad-value",
                           "“%” is no language tag; write one such as \"fr\" or \"pt-BR\".", {tag});
      } else if (std::any_of(quiz_.languages.begin(), quiz_.languages.end(),
                             [&](const std::string& other) { return same_tag(other, tag); })) {
        diagnostics_.error(item, "repeated-id", "Language “%” stands twice; keep one.", {tag});
      } else {
        quiz_.languages.push_back(tag);
      }
    }
    // With one in doubt, which texts lack a language cannot be told.
    if (sound && !quiz_.languages.empty()) document_.set_languages(&quiz_.languages);
  }

  void read_scoring(std::uint32_t value) {
    Fields fields;
    if (!document_.object(value, "scoring", "method", "close", &fields)) return;
    constexpr std::string_view kMethods[] = {"evidence", "sum"};
    quiz_.scoring = static_cast<Scoring>(choose(fields["method"], kMethods).value_or(0));
    const std::int64_t usual = quiz_.scoring == Scoring::kSum ? 0 : 3;
    quiz_.close_call =
        static_cast<std::int32_t>(10 * document_.integer(fields["close"], 0, 1000, usual));
  }

  void read_scale(std::uint32_t value) {
    Scale scale;
    Fields fields;
    if (document_.object(value, "scale", "id title low high", "note", &fields)) {
      scale.id = own_id(fields["id"], quiz_.scales, "scale");
      scale.title = document_.text(fields["title"]);
      scale.low = document_.text(fields["low"]);
      scale.high = document_.text(fields["high"]);
      document_.string(fields["note"]);
    }
    quiz_.scales.push_back(std::move(scale));
  }

  void read_question(std::uint32_t value) {
    Question question;
    QuestionNodes nodes{value, JsonTree::kNone, {}};
    Fields fields;
    if (document_.object(
            value, "question", "id kind text",
            "options help statements when optional sensitive after reverse min max unit note",
            &fields)) {
      question.id = own_id(fields["id"], quiz_.questions, "question");
      const auto kind = choose(fields["kind"], kQuestionKinds);
      question.kind = static_cast<QuestionKind>(kind.value_or(0));
      question.text = document_.text(fields["text"]);
      question.help = document_.text(fields["help"]);
      question.optional = document_.boolean(fields["optional"], false);
      question.sensitive = document_.boolean(fields["sensitive"], false);
      question.after = document_.boolean(fields["after"], false);
      question.reverse = document_.boolean(fields["reverse"], false);
      document_.string(fields["note"]);
      nodes.when = fields["when"];
      read_options(fields["options"], &question, &nodes);
      if (kind) read_kind(value, fields, &question);
    }
    quiz_.questions.push_back(std::move(question));
    questions_.push_back(std::move(nodes));
  }

  // What depends on the kind: how many options, which members, which labels.
  void read_kind(std::uint32_t value, const Fields& fields, Question* question) {
    const bool pair = question->kind == QuestionKind::kPair;
    const bool multiple = question->kind == QuestionKind::kMultiple;
    const std::string kind =
        say("A question of kind “%”", {kQuestionKinds[static_cast<std::size_t>(question->kind)]});
    const auto refuse = [&](const char* name) {
      if (fields.has(name)) {
        diagnostics_.error_at_key(fields[name], "unknown-member", "% has no member “%”; remove it.",
                                  {kind, name});
      }
    };
    const std::size_t count = question->options.size();
    const auto limit = [&](std::size_t least, std::size_t most) {
      const std::uint32_t options = fields["options"];
      if (options == JsonTree::kNone || tree_.at(options).kind != JsonTree::Kind::kArray ||
          tree_.at(options).size > kMaxOptions || (count >= least && count <= most)) {
        return;
      }
      diagnostics_.error(options, count > most ? "too-many" : "too-few",
                         "% has %% options; this one has %.",
                         {kind, decimal(least), least == most ? "" : say(" to %", {decimal(most)}),
                          decimal(count)});
    };
    const auto require = [&](const char* name) {
      if (fields.lacks(name)) {
        diagnostics_.error(value, "missing-member", "% lacks “%”; add it.", {kind, name});
      }
    };
    if (pair) {
      limit(4, 4);
      require("statements");
      for (const std::uint32_t item : document_.items(fields["statements"], 2, 2)) {
        question->statements.push_back(document_.text(item));
      }
    } else {
      refuse("statements");
    }
    if (question->kind == QuestionKind::kScale) {
      limit(3, 11);
    } else if (question->has_options() && !pair) {
      limit(2, kMaxOptions);
    }
    question->has_options() ? require("options") : refuse("options");
    read_range(fields, question);
    switch (question->kind) {
      case QuestionKind::kMultiple:
        refuse("unit");
        break;
      case QuestionKind::kNumber:
        require("min");
        require("max");
        break;
      case QuestionKind::kText:
        refuse("min");
        refuse("unit");
        break;
      default:
        refuse("min");
        refuse("max");
        refuse("unit");
    }
    for (std::size_t o = 0; o < count; ++o) {
      const Option& option = question->options[o];
      const std::uint32_t node = option_values_[o];
      if (option.exclusive && !multiple) {
        diagnostics_.error(node, "unknown-member",
                           "Only options of kind “multiple” can be “exclusive”; remove it.");
      }
      const bool labelled = !question->ordered() || (!pair && (o == 0 || o + 1 == count));
      if (labelled && option_lacks_text_[o]) {
        diagnostics_.error(node, "missing-member", "This option lacks “text”; add it.");
      }
    }
  }

  // How many may be ticked, the range of a number, the length of a text.
  void read_range(const Fields& fields, Question* question) {
    constexpr std::int64_t kWidest = 1'000'000'000'000;
    std::int64_t least = 0;
    std::int64_t most = kWidest;
    if (question->kind == QuestionKind::kMultiple) {
      most = static_cast<std::int64_t>(std::max<std::size_t>(question->options.size(), 1));
      question->max = most;
    } else if (question->kind == QuestionKind::kNumber) {
      least = -kWidest;
      question->unit = document_.text(fields["unit"]);
    } else if (question->kind == QuestionKind::kText) {
      most = 2000;
      question->max = 500;
    } else {
      return;
    }
    question->min = document_.integer(fields["min"], least, most, question->min);
    const std::int64_t fallback = std::max(question->min, question->max);
    question->max =
        document_.integer(fields["max"], std::min<std::int64_t>(least + 1, most), most, fallback);
    if (question->min > question->max && fields.has("min")) {
      diagnostics_.error(fields["min"], "bad-value",
                         "“min” is more than “max”, so no answer could fit; lower it.");
    }
  }

  void read_options(std::uint32_t value, Question* question, QuestionNodes* nodes) {
    option_values_ = document_.items(value, 0, kMaxOptions);
    option_lacks_text_.clear();
    for (const std::uint32_t item : option_values_) {
      Option option;
      Fields fields;
      bool lacks_text = false;
      if (document_.object(item, "option", "id", "text exclusive evidence scales note", &fields)) {
        option.id = own_id(fields["id"], question->options, "option");
        option.text = document_.text(fields["text"]);
        option.exclusive = document_.boolean(fields["exclusive"], false);
        document_.string(fields["note"]);
        lacks_text = fields.lacks("text");
      }
      option_lacks_text_.push_back(lacks_text);
      question->options.push_back(std::move(option));
      nodes->options.push_back({fields["evidence"], fields["scales"]});
    }
  }

  void read_outcome(std::uint32_t value) {
    Outcome outcome;
    OutcomeNodes nodes{value, JsonTree::kNone, JsonTree::kNone, JsonTree::kNone, false, false};
    Fields fields;
    if (document_.object(value, "outcome", "id title summary body",
                         "family priority bias when note", &fields)) {
      outcome.id = own_id(fields["id"], quiz_.outcomes, "outcome");
      outcome.title = document_.text(fields["title"]);
      outcome.summary = document_.text(fields["summary"]);
      outcome.body = document_.rich_text(fields["body"]);
      if (fields.has("family")) outcome.family = document_.id(fields["family"]);
      constexpr std::int64_t kWidest = 1'000'000;
      outcome.priority =
          static_cast<std::int32_t>(document_.integer(fields["priority"], -kWidest, kWidest, 0));
      outcome.bias = static_cast<std::int32_t>(document_.integer(fields["bias"], -1000, 1000, 0));
      document_.string(fields["note"]);
      nodes.priority = fields["priority"];
      nodes.bias = fields["bias"];
      nodes.when = fields["when"];
      nodes.lacks_priority = fields.lacks("priority");
    }
    quiz_.outcomes.push_back(std::move(outcome));
    outcomes_.push_back(nodes);
  }

  void read_rule(std::uint32_t value) {
    Rule rule;
    rule.outcome = kUnresolved;
    RuleNodes nodes{JsonTree::kNone, JsonTree::kNone, false};
    Fields fields;
    if (document_.object(value, "rule", "id kind when outcome", "note", &fields)) {
      rule.id = own_id(fields["id"], quiz_.rules, "rule");
      const auto kind = choose(fields["kind"], kRuleKinds);
      rule.kind = static_cast<Rule::Kind>(kind.value_or(0));
      nodes = {fields["when"], fields["outcome"], kind.has_value()};
      document_.string(fields["note"]);
    }
    quiz_.rules.push_back(std::move(rule));
    rules_.push_back(nodes);
  }

  void read_part(std::uint32_t value) {
    Part part;
    Fields fields;
    if (document_.object(value, "part", "id title", "lead kind most note", &fields)) {
      part.id = own_id(fields["id"], quiz_.parts, "part");
      part.title = document_.text(fields["title"]);
      part.lead = document_.text(fields["lead"]);
      if (fields.has("kind")) {
        part.kind = static_cast<Part::Kind>(choose(fields["kind"], kPartKinds).value_or(0));
      }
      part.most = static_cast<std::uint32_t>(document_.integer(fields["most"], 1, 100, 0));
      document_.string(fields["note"]);
    }
    quiz_.parts.push_back(std::move(part));
  }

  void read_module(std::uint32_t value) {
    Module module;
    Fields fields;
    if (document_.object(value, "module", "id", "title body when part note", &fields)) {
      module.id = own_id(fields["id"], quiz_.modules, "module");
      module.title = document_.text(fields["title"]);
      module.body = document_.rich_text(fields["body"]);
      Part::Kind kind = Part::Kind::kNotes;
      if (const auto part = reference(fields["part"], parts_, "part")) {
        module.part = *part;
        kind = quiz_.parts[*part].kind;
      }
      const bool message = kind == Part::Kind::kMessage;
      if (message && fields.has("title")) {
        diagnostics_.error_at_key(fields["title"], "unknown-member",
                                  "A paragraph of a message has no “title”; remove it.");
      }
      const bool brief = kind == Part::Kind::kPlan || kind == Part::Kind::kChecklist;
      const bool in_doubt = !fields.lacks("part") && module.part == kNoPart;
      const auto require = [&](const char* name, bool needed) {
        if (!needed || in_doubt || !fields.lacks(name)) return;
        diagnostics_.error(value, "missing-member", "This module lacks “%”; add it.", {name});
      };
      require("title", !message);
      require("body", !brief);
      module.when = condition(fields["when"], Scope::kAdvice);
      document_.string(fields["note"]);
    }
    quiz_.modules.push_back(std::move(module));
  }

  void resolve_questions() {
    for (std::size_t q = 0; q < questions_.size(); ++q) {
      Question& question = quiz_.questions[q];
      const QuestionNodes& nodes = questions_[q];
      question.when = condition(nodes.when, Scope::kAnswers);
      bool shows = false;
      for (std::size_t o = 0; o < nodes.options.size(); ++o) {
        Option& option = question.options[o];
        for (const auto& [member, place] :
             references(nodes.options[o].evidence, names_.outcomes, "outcome")) {
          if (const auto weight = decibans(member)) {
            option.evidence.push_back({place, *weight});
            evidenced_.push_back({place, member});
          }
        }
        for (const auto& [member, place] :
             references(nodes.options[o].scales, names_.scales, "scale")) {
          insert_place(&question.scales, place);
          option.scales.push_back(
              {place, static_cast<std::int32_t>(document_.integer(member, -1000, 1000, 0))});
        }
        sort_stably(&option.evidence,
                    [](const Weight& a, const Weight& b) { return a.outcome < b.outcome; });
        if (shows || (!question.sensitive && !question.after)) continue;
        shows = !option.evidence.empty() || !option.scales.empty();
        if (!shows) continue;
        diagnostics_.error(
            nodes.value, question.after ? "after" : "sensitive",
            question.after
                ? "A question that is asked after the result bears neither evidence nor scale "
                  "points; let modules read it."
                : "A sensitive question bears neither evidence nor scale points, which "
                  "would show in the result; let conditions read it.");
      }
    }
  }

  void gather_bearing() {
    quiz_.bearing.resize(quiz_.scales.size());
    for (std::size_t q = 0; q < quiz_.questions.size(); ++q) {
      for (const std::uint16_t scale : quiz_.questions[q].scales) {
        quiz_.bearing[scale].push_back(static_cast<std::uint16_t>(q));
      }
    }
  }

  void resolve_outcomes() {
    for (std::size_t k = 0; k < outcomes_.size(); ++k) {
      quiz_.outcomes[k].when = condition(outcomes_[k].when, Scope::kAnswers);
      refuse_after(quiz_.outcomes[k].when, outcomes_[k].when);
    }
  }

  // What decides the result cannot wait for an answer that is given beside it.
  void refuse_after(const Condition& condition, std::uint32_t value) {
    for (const std::uint16_t q : questions_read(condition, quiz_)) {
      if (!quiz_.questions[q].after) continue;
      diagnostics_.error(value, "after",
                         "Question “%” is asked after the result, so only modules and questions "
                         "like it can read its answer.",
                         {quiz_.questions[q].id});
    }
  }

  // Rules make outcomes derived; what is scored needs a priority of its own.
  void resolve_rules() {
    bool in_doubt = false;  // Some rule may derive an outcome, but which?
    for (std::size_t r = 0; r < rules_.size(); ++r) {
      Rule& rule = quiz_.rules[r];
      rule.when = condition(rules_[r].when, Scope::kResult);
      refuse_after(rule.when, rules_[r].when);
      const auto place = reference(rules_[r].outcome, names_.outcomes, "outcome");
      if (place) rule.outcome = *place;
      if (!place || !rules_[r].kind_known) {
        in_doubt = true;
      } else if (rule.kind != Rule::Kind::kBeside) {
        quiz_.outcomes[*place].derived = true;
      }
    }
    for (const auto& [place, member] : evidenced_) {
      outcomes_[place].evidenced = true;
      if (!quiz_.outcomes[place].derived) continue;
      diagnostics_.error(
          member, "derived",
          "Outcome “%” is shown by a rule alone and takes no evidence; remove this weight.",
          {quiz_.outcomes[place].id});
    }
    for (std::size_t r = 0; r < rules_.size(); ++r) {
      const Rule& rule = quiz_.rules[r];
      if (rule.kind != Rule::Kind::kBeside || rule.outcome == kUnresolved) continue;
      if (quiz_.outcomes[rule.outcome].derived) {
        diagnostics_.error(
            rules_[r].outcome, "derived",
            "A rule of kind “beside” shows a scored outcome; this one is derived by another rule.");
      }
    }
    check_priorities(in_doubt);
    sort_stably(&quiz_.rules, [](const Rule& a, const Rule& b) { return a.kind < b.kind; });
  }

  void check_priorities(bool rules_in_doubt) {
    List<std::pair<std::int32_t, std::size_t>> taken;
    bool scored = false;
    for (std::size_t k = 0; k < outcomes_.size(); ++k) {
      const Outcome& outcome = quiz_.outcomes[k];
      if (outcome.derived) {
        for (const std::uint32_t value : {outcomes_[k].bias, outcomes_[k].when}) {
          if (value == JsonTree::kNone) continue;
          diagnostics_.error_at_key(
              value, "derived",
              "A derived outcome is never ranked, so this says nothing; put it in the rule.");
        }
        continue;
      }
      scored = true;
      const OutcomeNodes& nodes = outcomes_[k];
      if (nodes.priority == JsonTree::kNone) {
        if (!nodes.lacks_priority || (rules_in_doubt && !nodes.evidenced)) continue;
        diagnostics_.error(nodes.value, "missing-member",
                           "An outcome that is scored lacks “priority”, which breaks exact ties; "
                           "add a unique integer.");
      } else if (tree_.at(nodes.priority).kind == JsonTree::Kind::kInteger &&
                 tree_.at(nodes.priority).integer == outcome.priority) {
        taken.emplace_back(outcome.priority, k);
      }
    }
    if (!scored && !outcomes_.empty()) {
      diagnostics_.error(0, "derived",
                         "Every outcome is derived by a rule; at least one must be scored.");
    }
    sort_stably(&taken, [](const auto& a, const auto& b) { return a.first < b.first; });
    for (std::size_t i = 1; i < taken.size(); ++i) {
      if (taken[i].first != taken[i - 1].first) continue;
      diagnostics_.error(
          outcomes_[taken[i].second].priority, "repeated-id",
          "Outcome “%” has this priority too; give it another, since it breaks exact ties.",
          {quiz_.outcomes[taken[i - 1].second].id});
    }
  }

  void read_adaptive(std::uint32_t value) {
    Fields fields;
    if (!document_.object(value, "adaptive", "", "first minimum risk note", &fields)) return;
    document_.string(fields["note"]);
    for (const std::uint32_t item : document_.items(fields["first"], 0, kMaxQuestions)) {
      const auto place = reference(item, names_.questions, "question");
      if (!place) continue;
      auto& first = quiz_.adaptive.first;
      if (quiz_.questions[*place].after) {
        diagnostics_.error(item, "after", "“%” is asked after the result; remove it from “first”.",
                           {quiz_.questions[*place].id});
      } else if (std::find(first.begin(), first.end(), *place) != first.end()) {
        diagnostics_.error(item, "repeated-id", "“%” stands twice in “first”; keep one.",
                           {quiz_.questions[*place].id});
      } else {
        first.push_back(*place);
      }
    }
    quiz_.adaptive.minimum = static_cast<std::uint32_t>(
        document_.integer(fields["minimum"], 0, kMaxQuestions, quiz_.adaptive.minimum));
    quiz_.adaptive.risk = risk(fields["risk"]);
  }

  // A probability under 1 with at most four decimals, in ten-thousandths.
  std::uint32_t risk(std::uint32_t value) {
    if (value == JsonTree::kNone) return quiz_.adaptive.risk;
    const JsonTree::Value& node = tree_.at(value);
    const std::string_view digits = node.text;
    if (node.kind == JsonTree::Kind::kInteger && node.integer == 0) return 0;
    if (node.kind == JsonTree::Kind::kReal && digits.size() <= 6 && digits.substr(0, 2) == "0.") {
      std::uint32_t parts = 0;
      bool plain = true;
      for (std::size_t i = 2; i < 6; ++i) {
        const char c = i < digits.size() ? digits[i] : '0';
        plain = plain && c >= '0' && c <= '9';
        parts = parts * 10 + static_cast<std::uint32_t>(c - '0');
      }
      if (plain) return parts;
    }
    diagnostics_.error(value, "bad-value",
                       "“risk” is a probability under 1 with at most four decimals, such as 0.05.");
    return quiz_.adaptive.risk;
  }

  // Depth-first over what each condition reads; meeting a question on the way
  // back to itself is a cycle.
  void order_questions() {
    enum class Mark : std::uint8_t { kNew, kOpen, kDone };
    struct Visit {
      std::uint16_t question;
      List<std::uint16_t> reads;
    };
    List<Mark> marks(quiz_.questions.size(), Mark::kNew);
    List<Visit> stack;
    const auto enter = [&](std::uint16_t question) {
      marks[question] = Mark::kOpen;
      stack.push_back({question, questions_read(quiz_.questions[question].when, quiz_)});
    };
    for (std::size_t start = 0; start < marks.size(); ++start) {
      if (marks[start] == Mark::kNew) enter(static_cast<std::uint16_t>(start));
      while (!stack.empty()) {
        Visit& top = stack.back();
        if (top.reads.empty()) {
          marks[top.question] = Mark::kDone;
          quiz_.dependency_order.push_back(top.question);
          stack.pop_back();
          continue;
        }
        const std::uint16_t read = top.reads.back();
        top.reads.pop_back();
        if (marks[read] == Mark::kNew) {
          enter(read);
        } else if (marks[read] == Mark::kOpen) {
          const bool itself = top.question == read;
          diagnostics_.error(questions_[top.question].when, "cycle",
                             itself
                                 ? "Question “%” waits for its own answer, directly or through a "
                                   "scale; mend its condition."
                                 : "Questions “%” and “%” wait for each other, directly or through "
                                   "scales; remove one of the conditions.",
                             {quiz_.questions[top.question].id, quiz_.questions[read].id});
        }
      }
    }
  }

  void withhold() {
    const auto sensitive = [&](const Condition& condition) {
      const auto questions = questions_read(condition, quiz_);
      return std::any_of(questions.begin(), questions.end(),
                         [&](std::uint16_t q) { return quiz_.questions[q].sensitive; });
    };
    for (std::size_t q = 0; q < quiz_.questions.size(); ++q) {
      if (!quiz_.questions[q].after) refuse_after(quiz_.questions[q].when, questions_[q].when);
      if (quiz_.questions[q].sensitive || !sensitive(quiz_.questions[q].when)) continue;
      diagnostics_.error(questions_[q].when, "sensitive",
                         "Question “%” is asked only after some answers to a sensitive one, which "
                         "would show; make it sensitive too.",
                         {quiz_.questions[q].id});
    }
    for (Outcome& outcome : quiz_.outcomes) outcome.withheld = sensitive(outcome.when);
    // A result rests on whatever decides which outcomes are eligible.
    const bool result = std::any_of(quiz_.outcomes.begin(), quiz_.outcomes.end(),
                                    [](const Outcome& outcome) { return outcome.withheld; });
    const auto shows = [&](const Condition& condition) {
      return sensitive(condition) || (result && reads_result(condition));
    };
    bool headline = false;
    for (Rule& rule : quiz_.rules) {
      rule.withheld = shows(rule.when);
      // Under an override there are no modules, whatever they read.
      headline = headline || (rule.withheld && rule.kind != Rule::Kind::kOverride);
    }
    // Where a part gives only so many, each decides about those behind it.
    List<bool> counted(quiz_.parts.size());
    for (Module& module : quiz_.modules) {
      module.withheld = shows(module.when) || (headline && reads_headline(module.when));
      if (module.part == kNoPart || quiz_.parts[module.part].most == 0) continue;
      module.withheld = module.withheld || counted[module.part];
      counted[module.part] = module.withheld;
    }
  }

  void read_expectation(std::uint32_t value) {
    Fields fields;
    if (!document_.object(value, "expectation", "name answers outcome", "", &fields)) return;
    Expectation expectation;
    expectation.name = document_.words(fields["name"]);
    if (const auto place = reference(fields["outcome"], names_.outcomes, "outcome"))
      expectation.outcome = *place;
    const std::uint32_t answers = fields["answers"];
    if (answers == JsonTree::kNone) return;
    if (tree_.at(answers).kind != JsonTree::Kind::kObject) {
      diagnostics_.error(answers, "wrong-type",
                         "“answers” is an object from question ids to answers.");
      return;
    }
    AnswersReading reading =
        read_answers(tree_, answers, quiz_, names_.questions, !diagnostics_.many());
    for (AnswerProblem& problem : reading.problems) {
      diagnostics_.error(problem.value, "bad-expectation", "%", {problem.message});
    }
    expectation.answers = std::move(reading.answers);
    quiz_.expectations.push_back(std::move(expectation));
  }

  void read_guarantee(std::uint32_t value) {
    Fields fields;
    if (!document_.object(value, "guarantee", "", "name whenever then independent undecided note",
                          &fields)) {
      return;
    }
    Guarantee guarantee;
    if (fields["name"] != JsonTree::kNone) guarantee.name = document_.words(fields["name"]);
    document_.string(fields["note"]);
    const std::uint32_t whenever = fields["whenever"];
    const std::uint32_t then = fields["then"];
    const std::uint32_t independent = fields["independent"];
    const std::uint32_t undecided = fields["undecided"];
    const auto there = [](std::uint32_t member) { return member != JsonTree::kNone; };
    if (there(whenever) != there(then) ||
        there(whenever) + there(independent) + there(undecided) != 1) {
      diagnostics_.error(
          value, "bad-guarantee",
          "A guarantee has “whenever” and “then”, or “independent”, or “undecided”.");
      return;
    }
    if (there(whenever)) {
      guarantee.whenever = condition(whenever, Scope::kGuarantee);
      guarantee.then = condition(then, Scope::kGuarantee);
    } else if (there(independent)) {
      guarantee.kind = Guarantee::Kind::kIndependent;
      const List<std::uint32_t> pair = document_.items(independent, 2, 2);
      if (pair.size() != 2) return;
      const auto question = reference(pair[0], names_.questions, "question");
      const auto outcome = reference(pair[1], names_.outcomes, "outcome");
      if (!question || !outcome) return;
      guarantee.question = *question;
      guarantee.outcome = *outcome;
    } else {
      guarantee.kind = Guarantee::Kind::kUndecided;
      const auto question = reference(undecided, names_.questions, "question");
      if (!question) return;
      guarantee.question = *question;
    }
    quiz_.guarantees.push_back(std::move(guarantee));
  }

  // One of a few words, as its place among them.
  template <std::size_t N>
  std::optional<std::size_t> choose(std::uint32_t value, const std::string_view (&words)[N]) {
    const std::string word = document_.string(value);
    if (value == JsonTree::kNone || tree_.at(value).kind != JsonTree::Kind::kString)
      return std::nullopt;
    NameIndex known;
    for (std::size_t i = 0; i < N; ++i) {
      if (words[i] == word) return i;
      known.add(words[i], 0);
    }
    diagnostics_.error(value, "bad-value", "“%” is not known here.%",
                       {word, known.suggestion(word)});
    return std::nullopt;
  }

  // An id that nothing of its kind has had before.
  template <class Item>
  std::string own_id(std::uint32_t value, const List<Item>& earlier, std::string_view what) {
    std::string id = document_.id(value);
    if (id.empty()) return id;
    for (const Item& item : earlier) {
      if (item.id != id) continue;
      diagnostics_.error(value, "repeated-id",
                         "Another % has the id “%”; give this one an id of its own.", {what, id});
      break;
    }
    return id;
  }

  template <class Item>
  void index(const List<Item>& items, NameIndex* names) {
    for (std::size_t place = 0; place < items.size(); ++place) {
      if (!items[place].id.empty()) names->add(items[place].id, static_cast<std::uint32_t>(place));
    }
    names->seal();
  }

  Condition condition(std::uint32_t value, Scope scope) {
    if (value == JsonTree::kNone) return {};
    return read_condition(tree_, value, scope, names_, &diagnostics_);
  }

  std::optional<std::uint16_t> unknown(std::uint32_t value, std::string_view id,
                                       const NameIndex& names, std::string_view what, bool at_key) {
    const std::string nearest = diagnostics_.many() ? std::string() : names.suggestion(id);
    const std::string code = say("unknown-%", {what});
    constexpr std::string_view kSentence = "There is no % “%”.%";
    if (at_key) {
      diagnostics_.error_at_key(value, code, kSentence, {what, id, nearest});
    } else {
      diagnostics_.error(value, code, kSentence, {what, id, nearest});
    }
    return std::nullopt;
  }

  std::optional<std::uint16_t> reference(std::uint32_t value, const NameIndex& names,
                                         std::string_view what) {
    const std::string id = document_.string(value);
    if (value == JsonTree::kNone || tree_.at(value).kind != JsonTree::Kind::kString)
      return std::nullopt;
    const std::uint32_t place = names.find(id);
    if (place != NameIndex::kNone) return static_cast<std::uint16_t>(place);
    return unknown(value, id, names, what, false);
  }

  // The members of an object whose names are ids of one kind.
  List<std::pair<std::uint32_t, std::uint16_t>> references(std::uint32_t value,
                                                           const NameIndex& names,
                                                           std::string_view what) {
    List<std::pair<std::uint32_t, std::uint16_t>> found;
    if (value == JsonTree::kNone) return found;
    if (tree_.at(value).kind != JsonTree::Kind::kObject) {
      diagnostics_.error(value, "wrong-type", "“%” is an object from % ids to integers.",
                         {tree_.at(value).key, what});
      return found;
    }
    List<bool> seen(std::numeric_limits<std::uint8_t>::max() + std::size_t{1});
    for (std::uint32_t member = tree_.at(value).child; member != JsonTree::kNone;
         member = tree_.at(member).next) {
      const std::string_view id = tree_.at(member).key;
      const std::uint32_t place = names.find(id);
      if (place == NameIndex::kNone) {
        unknown(member, id, names, what, true);
      } else if (seen[place]) {
        diagnostics_.error_at_key(member, "repeated-member",
                                  "“%” stands twice in this object; keep one.", {id});
      } else {
        seen[place] = true;
        found.emplace_back(member, static_cast<std::uint16_t>(place));
      }
    }
    return found;
  }

  std::optional<std::int16_t> decibans(std::uint32_t value) {
    const JsonTree::Value& node = tree_.at(value);
    const bool sum = quiz_.scoring == Scoring::kSum;
    if (node.kind != JsonTree::Kind::kInteger) {
      diagnostics_.error(value, "wrong-type",
                         sum ? "Points are integers."
                             : "Evidence is an integer of decibans: 2 slightly, 4 clearly, 7 "
                               "strongly, 10 a signature.");
      return std::nullopt;
    }
    if (sum) {
      return static_cast<std::int16_t>(document_.integer(value, -kMaxPoints, kMaxPoints, 0));
    }
    if (node.integer > kMaxDecibans || node.integer < -kMaxDecibans) {
      diagnostics_.warning(value, "clamped",
                           "% decibans are taken as %, the most one answer may say.",
                           {decimal(node.integer), (node.integer > 0 ? "12" : "-12")});
      return static_cast<std::int16_t>(node.integer > 0 ? kMaxDecibans : -kMaxDecibans);
    }
    return static_cast<std::int16_t>(node.integer);
  }

  struct OutcomeNodes {
    std::uint32_t value;
    std::uint32_t priority;
    std::uint32_t bias;
    std::uint32_t when;
    bool lacks_priority;
    bool evidenced;
  };

  JsonTree tree_;
  Diagnostics diagnostics_;
  DocumentReader document_;
  Quiz quiz_;
  Names names_;
  NameIndex parts_;
  QuizReading reading_;
  List<QuestionNodes> questions_;
  List<std::uint32_t> option_values_;  // Of the question being read.
  List<bool> option_lacks_text_;
  List<OutcomeNodes> outcomes_;
  List<RuleNodes> rules_;
  List<std::pair<std::uint16_t, std::uint32_t>> evidenced_;  // Outcome, and the weight's place.
};

}  // namespace

QuizReading read_quiz(std::string_view text) { return QuizReader(text).take(); }

bool same_tag(std::string_view a, std::string_view b) {
  const auto lower = [](char c) { return c >= 'A' && c <= 'Z' ? static_cast<char>(c + 32) : c; };
  return std::equal(a.begin(), a.end(), b.begin(), b.end(),
                    [&](char x, char y) { return lower(x) == lower(y); });
}

}  // namespace career_quiz
