#include "authoring/explain.h"

#include <algorithm>
#include <utility>
#include <vector>

#include "authoring/condition_words.h"
#include "authoring/reader_words.h"
#include "authoring/sheet.h"
#include "authoring/text.h"
#include "career_quiz/answer_code.h"
#include "career_quiz/condition.h"
#include "career_quiz/evidence.h"
#include "career_quiz/json_tree.h"
#include "career_quiz/turning.h"

namespace career_quiz::authoring {
namespace {

constexpr std::size_t kWidth = 80;

std::string line(std::string_view text, std::string_view first = "  ",
                 std::string_view indent = "    ") {
  return wrapped(text, kWidth, first, indent);
}

// Only those of alternatives that hold.
Condition held(const Condition& condition, const Facts& facts) {
  if (condition.op != Condition::Op::kOr && condition.op != Condition::Op::kAnd) return condition;
  Condition left = condition;
  left.parts.clear();
  for (const Condition& part : condition.parts) {
    if (condition.op == Condition::Op::kOr && evaluate(part, facts) != Truth::kTrue) continue;
    left.parts.push_back(held(part, facts));
  }
  return left.parts.size() == 1 ? Condition(left.parts[0]) : left;
}

class Explainer {
 public:
  Explainer(const Quiz& quiz, const Replay& replay, Mode mode, std::size_t language)
      : quiz_(quiz),
        replay_(replay),
        language_(language),
        words_(reader_words("en")),
        wording_{language, false, false},
        interview_(conduct(quiz, replay.answers, mode)),
        scores_(scores_of(quiz, interview_.counted)),
        verdict_(decide(quiz, interview_.counted, interview_.settled, scores_)),
        advice_(advise(quiz, interview_)),
        counted_rule_(rule_that_counted(quiz, interview_, verdict_)) {
    verdict_.standing.headline = static_cast<std::uint16_t>(advice_.headline.kind);
    verdict_.standing.shown = advice_.headline.outcomes;
  }

  std::string text() {
    std::string all = line(in(quiz_.title), "", "");
    all += line(quiz_.id + ", version " + quiz_.version, "", "");
    section(&all, "Answers", answers());
    section(&all, "How far it goes", progress());
    if (interview_.scored_answered == 0 && interview_.stop == Stop::kNone) {
      all += "\nNothing that bears on an outcome is answered yet, so there is no advice.\n";
      return all;
    }
    section(&all, "Advice", headline());
    section(&all, quiz_.scoring == Scoring::kSum ? "Scores, in points" : "Scores, in decibans",
            ranking());
    section(&all, "First against second", contributions());
    section(&all, "Rules", rules());
    section(&all, "Modules given, and why", modules());
    section(&all, "What would change the advice", turning());
    section(&all, "Scales, 0 to 100", scales());
    section(&all, "What this quiz does not say", line(in(quiz_.limits), "  ", "  "));
    return all;
  }

 private:
  static void section(std::string* all, std::string_view title, const std::string& content) {
    if (content.empty()) return;
    *all += "\n" + std::string(title) + "\n" + content;
  }

  std::string_view in(const Text& text) const { return text.in(language_); }
  Facts facts() const { return {quiz_, interview_.counted, nullptr, &verdict_.standing, nullptr}; }
  bool holds(const Condition& when) const { return evaluate(when, facts()) == Truth::kTrue; }
  std::string said(const Condition& when) const { return say_condition(quiz_, when, wording_); }
  std::string why(const Condition& when) const { return said(held(when, facts())); }

  std::string outcome(std::uint16_t place) const {
    return std::string(in(quiz_.outcomes[place].title)) + " [" + quiz_.outcomes[place].id + "]";
  }
  std::string question(std::uint16_t place) const {
    return std::to_string(place + 1) + ". " + std::string(in(quiz_.questions[place].text)) + " [" +
           quiz_.questions[place].id + "]";
  }
  // The ids of what was answered, for tables.
  std::string ids(std::uint16_t q, const Answer& answer) const {
    const Question& question = quiz_.questions[q];
    std::string all;
    for (const std::uint16_t option : answer.options) {
      all += (all.empty() ? "" : ", ") + question.options[option].id;
    }
    return question.id + " = " + (all.empty() ? "none" : all);
  }

  std::string answers() const {
    std::string text = replay_.from_code
                           ? line("From a code. It does not keep the order of the answers.")
                           : line("From a sheet, in its order.");
    if (replay_.left_out) {
      text += line(
          "Sensitive answers, free texts and very wide numbers are not in a code: what the "
          "reader answered there is not known here, and counts as not answered.");
    } else if (replay_.from_code && has_sensitive()) {
      text += line("Sensitive questions are in no code: whether they were answered is not known.");
    }
    List<std::uint16_t> asked = interview_.path;
    for (const std::uint16_t q : interview_.after) asked.push_back(q);
    std::vector<std::uint16_t> given;
    std::string open;
    for (const std::uint16_t q : asked) {
      if (interview_.counted[q].state != Answer::State::kOpen) {
        given.push_back(q);
      } else {
        open += (open.empty() ? "" : ", ") + quiz_.questions[q].id;
      }
    }
    std::stable_sort(given.begin(), given.end(), [&](std::uint16_t a, std::uint16_t b) {
      return interview_.counted[a].turn < interview_.counted[b].turn;
    });
    for (const std::uint16_t q : given) {
      text += line(question(q), "  ", "     ");
      text += line(answer_text(words_, quiz_.questions[q], interview_.counted[q], language_),
                   "     → ", "       ");
    }
    if (!open.empty()) text += line("Open: " + open + ".");
    for (const std::uint16_t q : interview_.ignored) {
      text += line("Not counted, since it is not asked after the other answers: " + question(q));
    }
    for (const AnswerProblem& problem : replay_.problems) {
      text += line("Cannot be used: " + problem.message);
    }
    return text;
  }

  bool has_sensitive() const {
    return std::any_of(quiz_.questions.begin(), quiz_.questions.end(),
                       [](const Question& question) { return question.sensitive; });
  }

  std::string progress() const {
    const auto stop = [&]() -> std::string {
      switch (interview_.stop) {
        case Stop::kNone:
          return "Not at the end: " + std::to_string(interview_.remaining_at_least) + " to " +
                 std::to_string(interview_.remaining_at_most) +
                 " questions are left. What follows may still change.";
        case Stop::kComplete:
          return "Complete: every question is answered or skipped.";
        case Stop::kGate:
          return "Stopped by a rule that holds whatever else is answered.";
        case Stop::kCertain:
          return "Stopped: no other answer can change the first outcome.";
        case Stop::kRisk:
          return "Stopped: the estimated risk that the other answers change the first outcome is " +
                 percent(interview_.risk.value_or(0)) + ".";
        case Stop::kExhausted:
          return "Stopped: no open question by itself says anything more; together they may. The "
                 "estimated risk that they change the first outcome is " +
                 percent(interview_.risk.value_or(0)) + ".";
      }
      return {};
    };
    std::string text = line(stop());
    text += line("Of the questions that bear on outcomes, " +
                 std::to_string(interview_.scored_answered) + " of " +
                 std::to_string(interview_.scored_visible) + " are answered.");
    if (interview_.next) text += line("Next would be: " + question(*interview_.next));
    return text;
  }

  // Ten-thousandths.
  static std::string percent(std::uint32_t risk) {
    return std::to_string(risk / 100) + "." + std::to_string(risk / 10 % 10) + " %";
  }

  std::string headline() const {
    static constexpr std::string_view kNames[] = {"One way forward", "Two tracks", "Mixed",
                                                  "One outcome before all others",
                                                  "Two that combine"};
    std::string text = line(std::string(kNames[static_cast<std::size_t>(advice_.headline.kind)]));
    for (const std::uint16_t place : advice_.headline.outcomes) {
      text += line(outcome(place), "  • ", "    ");
    }
    return text + line("Why: " + reason());
  }

  std::string reason() const {
    const List<Ranked>& ranking = verdict_.ranking;
    if (counted_rule_) {
      const Rule& rule = quiz_.rules[*counted_rule_];
      return "the rule [" + rule.id + "] holds: " + why(rule.when) + ".";
    }
    if (ranking.empty()) return "no outcome is open after these answers.";
    if (ranking.size() == 1) return "no other outcome is open after these answers.";
    const std::string margin = tenths(words_, ranking[0].score - ranking[1].score);
    const std::string close = tenths(words_, quiz_.close_call);
    switch (advice_.headline.kind) {
      case Headline::Kind::kTwoTracks:
        return "the first is " + margin + " ahead of the second, less than " + close + ".";
      case Headline::Kind::kMixed:
        return is_straight(quiz_, interview_)
                   ? "the same position was clicked throughout, which says nothing."
                   : "no outcome stands out: the first is not a strong one.";
      default:
        return "the first is " + margin + " ahead of the second; under " + close +
               " there would be two tracks.";
    }
  }

  static bool is_straight(const Quiz& quiz, const Interview& interview) {
    StraightLine straight;
    for (std::size_t q = 0; q < interview.counted.size(); ++q) {
      straight.count(quiz.questions[q], interview.counted[q]);
    }
    return straight.holds();
  }

  static std::string column(const std::string& text, std::size_t width) {
    const std::size_t used = columns_of(text);
    return std::string(width - std::min(width, used), ' ') + text;
  }
  // Words to the left in at most `width` columns a line, and columns at the end of the last.
  static std::string row(std::string_view left, std::size_t width, const std::string& right) {
    std::string lines = wrapped(left, width, "  ", "    ");
    lines.pop_back();
    const std::size_t last = lines.rfind('\n') + 1;
    const std::size_t used = columns_of(std::string_view(lines).substr(last));
    return lines + std::string(width - std::min(width, used), ' ') + right + "\n";
  }

  std::string ranking() const {
    if (advice_.headline.kind == Headline::Kind::kOverride) {
      return line("Hidden: the rule decides alone.");
    }
    static constexpr std::string_view kBands[] = {"strong", "explore", "weak"};
    std::string text;
    for (std::size_t r = 0; r < verdict_.ranking.size(); ++r) {
      const Ranked& entry = verdict_.ranking[r];
      text += row(std::to_string(r + 1) + ". " + outcome(entry.outcome), 60,
                  column(tenths(words_, entry.score, true), 8) + "  " +
                      std::string(kBands[static_cast<std::size_t>(entry.band)]));
    }
    for (const Outcome& each : quiz_.outcomes) {
      if (each.derived || holds(each.when)) continue;
      text += line("Not open: " + std::string(in(each.title)) + " [" + each.id +
                   "]. It is only if " + said(each.when) + ".");
    }
    return text;
  }

  std::string contributions() const {
    if (verdict_.ranking.size() < 2) return {};
    const std::uint16_t first = verdict_.ranking[0].outcome;
    const std::uint16_t second = verdict_.ranking[1].outcome;
    constexpr std::size_t kLeft = 53;
    const auto figures = [&](std::int32_t one, std::int32_t two) {
      return column(tenths(words_, one, true), 9) + column(tenths(words_, two, true), 9) +
             column(tenths(words_, one - two, true), 9);
    };
    std::string text = line("First: " + outcome(first) + ". Second: " + outcome(second) + ".");
    text += std::string(kLeft, ' ') + column("first", 9) + column("second", 9) + column("lead", 9) +
            "\n";
    std::int32_t sums[2] = {quiz_.outcomes[first].bias, quiz_.outcomes[second].bias};
    if (sums[0] != 0 || sums[1] != 0) text += row("head start", kLeft, figures(sums[0], sums[1]));
    for (std::uint16_t q = 0; q < interview_.counted.size(); ++q) {
      const Question& question = quiz_.questions[q];
      const Answer& answer = interview_.counted[q];
      if (!question.scored() || answer.state != Answer::State::kAnswered) continue;
      const List<std::int32_t> added = contributions_of(question, answer);
      std::int32_t parts[2] = {0, 0};
      for (std::size_t t = 0; t < added.size(); ++t) {
        if (question.touched[t] == first) parts[0] += added[t];
        if (question.touched[t] == second) parts[1] += added[t];
      }
      if (parts[0] == 0 && parts[1] == 0) continue;
      sums[0] += parts[0];
      sums[1] += parts[1];
      text += row(ids(q, answer), kLeft, figures(parts[0], parts[1]));
    }
    text += row("sum", kLeft, figures(sums[0], sums[1]));
    return text + line("The leads add up to the margin of " +
                       tenths(words_, verdict_.ranking[0].score - verdict_.ranking[1].score) +
                       " exactly.");
  }

  std::string rules() const {
    std::string text;
    for (std::uint16_t r = 0; r < quiz_.rules.size(); ++r) {
      const Rule& rule = quiz_.rules[r];
      static constexpr std::string_view kKinds[] = {"override", "combine", "beside"};
      const std::string name = "[" + rule.id + "], " +
                               std::string(kKinds[static_cast<std::size_t>(rule.kind)]) + " with " +
                               outcome(rule.outcome) + ": ";
      if (counted_rule_ == r) {
        text += line(name + "it counted, since " + why(rule.when) + ".");
      } else if (holds(rule.when)) {
        text += line(name + "it holds, but does not count here.");
      } else {
        text += line(name + "it does not hold.");
      }
    }
    return text;
  }

  std::string modules() const {
    std::string text;
    for (const std::uint16_t m : advice_.modules) {
      const Module& module = quiz_.modules[m];
      std::string name = std::string(in(module.title));
      name += (name.empty() ? "[" : " [") + module.id + "]";
      if (module.part != kNoPart) name += " in [" + quiz_.parts[module.part].id + "]";
      const bool always = module.when.op == Condition::Op::kAlways;
      text += line(name + ": " + (always ? "always" : why(module.when)) + ".");
    }
    if (advice_.headline.kind == Headline::Kind::kOverride) return text;
    std::string back;
    for (std::uint16_t m = 0; m < quiz_.modules.size(); ++m) {
      const bool given =
          std::find(advice_.modules.begin(), advice_.modules.end(), m) != advice_.modules.end();
      if (given || !holds(quiz_.modules[m].when)) continue;
      back += (back.empty() ? "" : ", ") + quiz_.modules[m].id;
    }
    if (!back.empty()) text += line("Held back, since their part is full: " + back + ".");
    return text;
  }

  std::string turning() const {
    if (advice_.headline.kind == Headline::Kind::kOverride) return {};
    const Turning turning = turning_points(quiz_, interview_);
    if (turning.points.empty()) {
      return line(turning.pairs_complete     ? "Nothing: it holds even if any two answers change."
                  : turning.singles_complete ? "No single answer."
                                             : "None of the changes that were tried.");
    }
    std::string text;
    for (const TurningPoint& point : turning.points) {
      std::string changes;
      for (const Change& change : point.changes) {
        changes += (changes.empty() ? "" : " and ") + ids(change.question, change.answer);
      }
      std::string to;
      for (const std::uint16_t place : point.headline.outcomes) {
        to += (to.empty() ? "" : ", ") + quiz_.outcomes[place].id;
      }
      text += line(changes + " → " + std::string(name_of(point.headline.kind)) + ": " +
                   (to.empty() ? "none" : to));
    }
    return text;
  }

  std::string scales() const {
    std::string text;
    for (const ScaleReading& reading : advice_.scales) {
      const Scale& scale = quiz_.scales[reading.scale];
      text += row(std::string(in(scale.title)) + " [" + scale.id + "], from " +
                      std::string(in(scale.low)) + " to " + std::string(in(scale.high)),
                  70, column(std::to_string(reading.value), 5));
    }
    return text;
  }

  const Quiz& quiz_;
  const Replay& replay_;
  std::size_t language_;
  const ReaderWords& words_;
  Wording wording_;
  Interview interview_;
  List<std::int32_t> scores_;
  Verdict verdict_;
  Advice advice_;
  std::optional<std::uint16_t> counted_rule_;
};

}  // namespace

Result<Replay> read_replay(const Quiz& quiz, std::string_view text) {
  const std::size_t begin = text.find_first_not_of(" \t\r\n");
  const std::size_t end = text.find_last_not_of(" \t\r\n");
  text = begin == std::string_view::npos ? "" : text.substr(begin, end + 1 - begin);
  Replay replay;
  if (text.empty() || text.front() != '{') {
    const Result<DecodedAnswers> decoded = decode_answers(quiz, text);
    if (!decoded) return decoded.error();
    replay.answers = decoded->answers;
    replay.from_code = true;
    replay.left_out = decoded->left_out;
    return replay;
  }
  JsonTree tree;
  if (!tree.read(text, {kMaxBytes, kMaxDepth})) {
    return Error{tree.fault().code, "The sheet is no JSON: " + tree.fault().message};
  }
  NameIndex questions;
  for (std::size_t q = 0; q < quiz.questions.size(); ++q) {
    questions.add(quiz.questions[q].id, static_cast<std::uint32_t>(q));
  }
  questions.seal();
  AnswersReading reading = read_answers(tree, 0, quiz, questions);
  replay.answers = std::move(reading.answers);
  replay.problems = std::move(reading.problems);
  return replay;
}

std::string request_of(const Quiz& quiz, const Replay& replay, std::string_view text, Mode mode,
                       std::size_t language) {
  std::string request = "{\"answers\":";
  request += replay.from_code ? write_sheet(quiz, replay.answers) : std::string(text);
  request += mode == Mode::kFull ? ",\"mode\":\"full\"" : ",\"mode\":\"adaptive\"";
  return request + ",\"early\":true,\"language\":\"" + quiz.languages[language] + "\"}";
}

std::optional<std::uint16_t> rule_that_counted(const Quiz& quiz, const Interview& interview,
                                               const Verdict& verdict) {
  using Kind = Headline::Kind;
  const Headline& headline = verdict.headline;
  const bool override_ = headline.kind == Kind::kOverride;
  if (!override_ && verdict.ranking.size() < 2) return std::nullopt;
  const Facts facts{quiz, interview.counted, override_ ? &interview.settled : nullptr,
                    &verdict.standing, nullptr};
  for (std::uint16_t r = 0; r < quiz.rules.size(); ++r) {
    const Rule& rule = quiz.rules[r];
    // As the engine goes through them: the first of its kind that holds counts.
    const bool combine = rule.kind == Rule::Kind::kCombine;
    if ((rule.kind == Rule::Kind::kOverride) != override_) continue;
    if (combine && headline.kind != Kind::kCombined) continue;
    if (rule.kind == Rule::Kind::kBeside &&
        (headline.kind == Kind::kCombined ||
         verdict.standing.scores[rule.outcome] == std::nullopt)) {
      continue;
    }
    if (evaluate(rule.when, facts) == Truth::kTrue) return r;
  }
  return std::nullopt;
}

std::string explain_text(const Quiz& quiz, const Replay& replay, Mode mode, std::size_t language) {
  return Explainer(quiz, replay, mode, language).text();
}

}  // namespace career_quiz::authoring
