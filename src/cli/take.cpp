#include <sys/ioctl.h>
#include <sys/select.h>
#include <unistd.h>

#include <algorithm>
#include <cerrno>
#include <csignal>
#include <cstdio>
#include <cstdlib>
#include <cstring>
#include <memory>
#include <optional>
#include <string>
#include <vector>

#include "authoring/text.h"
#include "authoring/typed_answer.h"
#include "career_quiz/advice.h"
#include "career_quiz/answer_code.h"
#include "career_quiz/interview.h"
#include "career_quiz/quiz.h"
#include "cli/commands.h"
#include "cli/files.h"
#include "cli/telling.h"
#include "cli/usage.h"

namespace career_quiz::cli {
namespace {

using authoring::answer_text;
using authoring::counted;
using authoring::fill;
using authoring::option_text;
using authoring::read_typed;
using authoring::reader_words;
using authoring::ReaderWords;
using authoring::TypedAnswer;

// As shells report a program that Ctrl-C ended.
constexpr int kInterrupted = 130;

constexpr std::size_t kWidth = 80;
constexpr std::size_t kNarrowest = 30;
constexpr std::size_t kLongestLine = std::size_t{64} * 1024;

struct TakeOptions {
  std::string quiz;
  std::string language;
  std::string mode = "adaptive";
  std::string code;
};

volatile std::sig_atomic_t interrupted = 0;
void interrupt(int) { interrupted = 1; }

// Ctrl-C ends the wait for a line, and so the session in its own words. It is let
// in during that wait alone, or one that comes just before it would be missed.
class MindInterrupts {
 public:
  MindInterrupts() {
    struct sigaction action {};
    action.sa_handler = interrupt;
    sigaction(SIGINT, &action, &before_);
    sigset_t held;
    sigemptyset(&held);
    sigaddset(&held, SIGINT);
    sigprocmask(SIG_BLOCK, &held, &mask_);
  }
  ~MindInterrupts() {
    sigprocmask(SIG_SETMASK, &mask_, nullptr);
    sigaction(SIGINT, &before_, nullptr);
  }
  MindInterrupts(const MindInterrupts&) = delete;
  MindInterrupts& operator=(const MindInterrupts&) = delete;

  // Waits until there is something to read. False after Ctrl-C.
  bool wait() const {
    fd_set input;
    do {
      FD_ZERO(&input);
      FD_SET(STDIN_FILENO, &input);
    } while (pselect(STDIN_FILENO + 1, &input, nullptr, nullptr, nullptr, &mask_) < 0 &&
             errno == EINTR && interrupted == 0);
    return interrupted == 0;
  }

 private:
  struct sigaction before_ {};
  sigset_t mask_{};
};

// Lines that somebody types, or that come through a pipe.
class Lines {
 public:
  // None at the end of the input, and after Ctrl-C. What is too long is cut.
  std::optional<std::string> next() {
    std::fflush(stdout);
    std::string line;
    while (true) {
      const std::size_t end = text_.find('\n');
      if (line.size() < kLongestLine) line += text_.substr(0, end);
      if (end != std::string::npos) {
        text_.erase(0, end + 1);
        return line;
      }
      text_.clear();
      char bytes[4096];
      if (!ended_ && !interrupts_.wait()) return std::nullopt;
      const ssize_t got = ended_ ? 0 : ::read(STDIN_FILENO, bytes, sizeof bytes);
      if (got < 0 && errno == EINTR) continue;
      if (got <= 0) {
        ended_ = true;
        return line.empty() ? std::nullopt : std::optional(line);
      }
      text_.assign(bytes, static_cast<std::size_t>(got));
    }
  }

 private:
  MindInterrupts interrupts_;
  std::string text_;
  bool ended_ = false;
};

// Whether the way through the questions would depend on a sensitive answer, so
// that a code of the others could tell it. Such a quiz is asked in full.
bool is_steered(const Quiz& quiz) {
  const auto secret = [&](const Condition& when) {
    const List<std::uint16_t> read = questions_read(when, quiz);
    return std::any_of(read.begin(), read.end(),
                       [&](std::uint16_t q) { return quiz.questions[q].sensitive; });
  };
  return std::any_of(quiz.questions.begin(), quiz.questions.end(),
                     [&](const Question& question) { return secret(question.when); }) ||
         std::any_of(quiz.outcomes.begin(), quiz.outcomes.end(),
                     [](const Outcome& outcome) { return outcome.withheld; }) ||
         std::any_of(quiz.rules.begin(), quiz.rules.end(), [](const Rule& rule) {
           return rule.kind == Rule::Kind::kOverride && rule.withheld && reads_result(rule.when);
         });
}

class Session {
 public:
  Session(const Quiz& quiz, const TakeOptions& options, const Look& look, bool talks)
      : quiz_(quiz),
        options_(options),
        look_(look),
        words_(look.words),
        talks_(talks),
        mode_(options.mode == "full" || is_steered(quiz) ? Mode::kFull : Mode::kAdaptive),
        answers_(quiz.questions.size()) {}

  // Takes up the answers of a code. False if there is something wrong with it.
  bool resume(const std::string& code) {
    Result<DecodedAnswers> decoded = decode_answers(quiz_, code);
    if (!decoded) {
      complain(decoded.error().message);
      return false;
    }
    answers_ = decoded->answers;
    partial_ = decoded->left_out;
    const Interview interview = conduct(quiz_, answers_, mode_);
    for (const std::uint16_t q : interview.path) {
      turn_ = std::max(turn_, answers_[q].turn + 1);
      if (answers_[q].state != Answer::State::kOpen) trail_.push_back(q);
    }
    std::stable_sort(trail_.begin(), trail_.end(), [&](std::uint16_t a, std::uint16_t b) {
      return answers_[a].turn < answers_[b].turn;
    });
    at_ = trail_.size();
    return true;
  }

  int run() {
    introduce();
    while (true) {
      const Interview interview = conduct(quiz_, answers_, mode_);
      const auto visible = [&](std::uint16_t q) {
        return std::find(interview.path.begin(), interview.path.end(), q) != interview.path.end();
      };
      trail_.erase(std::remove_if(trail_.begin(), trail_.end(),
                                  [&](std::uint16_t q) { return !visible(q); }),
                   trail_.end());
      at_ = std::min(at_, trail_.size());
      if (at_ == trail_.size() && !interview.next) {
        const After after = show_result(interview);
        if (after == After::kLeave) return farewell(&interview);
        if (after == After::kQuestions) mode_ = Mode::kFull;
        continue;
      }
      if (at_ == trail_.size()) trail_.push_back(*interview.next);
      print("\n" + look_.quiet(position(interview)));
      switch (ask(trail_[at_])) {
        case Step::kAnswered:
          ++at_;
          break;
        case Step::kBack:
          if (at_ == 0) {
            print(look_.lines(words_.first_question));
          } else {
            --at_;
          }
          break;
        case Step::kResult:
          if (show_early(interview) == After::kLeave) return farewell(&interview);
          break;
        case Step::kLeave:
          return farewell(nullptr);
      }
    }
  }

 private:
  enum class Step { kAnswered, kBack, kResult, kLeave };
  enum class After { kLeave, kQuestions, kResult };

  std::string_view in(const Text& text) const { return text.in(look_.language); }

  // The next line; empty once there is none, and then left_ is set.
  std::string line() {
    if (talks_) print("> ");
    std::optional<std::string> typed = lines_.next();
    if (!typed) {
      left_ = true;
      if (talks_) print("\n");
      return {};
    }
    while (!typed->empty() && (typed->back() == '\r' || typed->back() == ' ')) typed->pop_back();
    return *typed;
  }

  void introduce() {
    std::string text = look_.title(in(quiz_.title));
    if (!quiz_.description.empty()) text += "\n" + told_blocks(quiz_.description, look_);
    const Interview interview = conduct(quiz_, answers_, mode_);
    const std::uint32_t most = interview.remaining_at_most;
    const authoring::Counted& length =
        interview.remaining_at_least == most ? words_.questions : words_.up_to;
    if (trail_.empty()) {
      const std::string said = most == 0 ? "" : counted(words_, length, most) + ". ";
      text += "\n" + look_.quiet(said + std::string(words_.stays_here));
    } else {
      text += "\n" + look_.quiet(words_.resumed);
      if (partial_) text += look_.quiet(words_.not_in_code);
    }
    print(text + look_.quiet(words_.how));
  }

  std::string position(const Interview& interview) const {
    const std::string n = std::to_string(at_ + 1);
    const std::uint32_t least = interview.remaining_at_least;
    const std::uint32_t most = interview.remaining_at_most;
    if (least == most) {
      const std::size_t total = std::max<std::size_t>(interview.answered + most, at_ + 1);
      return fill(words_.position, {{"n", n}, {"total", std::to_string(total)}});
    }
    return fill(least > 1 ? words_.position_between : words_.position_at_most,
                {{"n", n}, {"least", std::to_string(least)}, {"most", std::to_string(most)}});
  }

  std::string alone_items(const Question& question) const {
    std::string items;
    for (std::size_t o = 0; o < question.options.size(); ++o) {
      if (!question.options[o].exclusive) continue;
      if (!items.empty()) items += words_.comma;
      items += option_text(words_, question, o, look_.language);
    }
    return items;
  }

  // What may be typed, where it is not just the number of one option.
  std::string how_to_answer(const Question& question) const {
    const std::string least = std::to_string(question.min);
    const std::string most = std::to_string(question.max);
    const auto all = static_cast<std::int64_t>(question.options.size());
    std::string said;
    switch (question.kind) {
      case QuestionKind::kMultiple: {
        const std::string_view sentence = question.min == question.max             ? words_.exactly
                                          : question.min > 0 && question.max < all ? words_.between
                                          : question.min > 0                       ? words_.at_least
                                          : question.max < all                     ? words_.at_most
                                                                                   : words_.several;
        said = fill(sentence, {{"min", least}, {"max", most}});
        const std::string items = alone_items(question);
        if (!items.empty()) said += " " + fill(words_.alone, {{"items", items}});
        if (question.min == 0) said += " " + std::string(words_.none_of_them);
        break;
      }
      case QuestionKind::kRank:
        said = fill(words_.order, {{"n", std::to_string(all)}});
        break;
      case QuestionKind::kNumber:
        said = fill(words_.range, {{"min", least}, {"max", most}});
        break;
      case QuestionKind::kText:
        said = counted(words_, words_.length, question.max) + " " + std::string(words_.free_text);
        break;
      default:
        break;
    }
    return said;
  }

  std::string shown(std::uint16_t q) const {
    const Question& question = quiz_.questions[q];
    std::string text = look_.strong(in(question.text));
    if (!question.help.empty()) text += look_.quiet(in(question.help));
    if (question.sensitive) text += look_.quiet(words_.sensitive);
    for (std::size_t s = 0; s < question.statements.size(); ++s) {
      text += look_.lines(in(question.statements[s]), "  " + std::string(words_.letters[s]) + ". ",
                          "     ");
    }
    const std::size_t digits = question.options.size() > 9 ? 2 : 1;
    for (std::size_t o = 0; o < question.options.size(); ++o) {
      std::string mark = std::to_string(o + 1);
      mark = "  " + std::string(digits - std::min(digits, mark.size()), ' ') + mark + "  ";
      text += look_.lines(option_text(words_, question, o, look_.language), mark,
                          std::string(mark.size(), ' '));
    }
    std::string hint = how_to_answer(question);
    const auto also = [&](std::string_view sentence) {
      if (!hint.empty()) hint += ' ';
      hint += sentence;
    };
    if (answers_[q].state != Answer::State::kOpen) {
      const bool told = !question.sensitive;
      also(told ? fill(words_.keeps,
                       {{"answer", answer_text(words_, question, answers_[q], look_.language)}})
                : std::string(words_.keeps_secret));
      if (question.optional && answers_[q].state == Answer::State::kAnswered) {
        also(words_.takes_away);
      }
    } else if (question.optional) {
      also(words_.skips);
    }
    return text + look_.quiet(hint);
  }

  std::string problem_text(const Question& question, TypedAnswer::Problem problem) const {
    using Problem = TypedAnswer::Problem;
    const std::string n = std::to_string(question.options.size());
    const std::string least = std::to_string(question.min);
    const std::string most = std::to_string(question.max);
    std::string example = n;
    for (std::size_t o = 1; o < question.options.size(); ++o) example += " " + std::to_string(o);
    std::string_view sentence;
    switch (problem) {
      case Problem::kNone:
        break;
      case Problem::kNothing:
        sentence = question.kind == QuestionKind::kNumber ? words_.need_number
                   : question.kind == QuestionKind::kText ? words_.need_text
                   : question.kind == QuestionKind::kRank ? words_.need_order
                                                          : words_.need_one;
        break;
      case Problem::kNoOption:
        sentence =
            question.kind == QuestionKind::kMultiple ? words_.need_several : words_.need_option;
        break;
      case Problem::kOneOnly:
        sentence = words_.one_only;
        break;
      case Problem::kRepeated:
        sentence = words_.repeated;
        break;
      case Problem::kTooFew:
        sentence = words_.too_few;
        break;
      case Problem::kTooMany:
        sentence = words_.too_many;
        break;
      case Problem::kAlone:
        sentence = words_.is_alone;
        break;
      case Problem::kNoOrder:
        sentence = words_.need_order;
        break;
      case Problem::kNoNumber:
        sentence = words_.need_number;
        break;
      case Problem::kTooSmall:
        sentence = words_.too_small;
        break;
      case Problem::kTooLarge:
        sentence = words_.too_large;
        break;
      case Problem::kTooLong:
        sentence = words_.too_long;
        break;
    }
    return fill(sentence, {{"n", n},
                           {"min", least},
                           {"max", most},
                           {"example", example},
                           {"items", alone_items(question)}});
  }

  // The command that a line is, or 0. A slash before it, which a free text needs,
  // is allowed everywhere.
  static char command_in(std::string_view typed, QuestionKind kind) {
    const bool slash = typed.substr(0, 1) == "/";
    if (slash) typed.remove_prefix(1);
    const bool may = slash || kind != QuestionKind::kText;
    return may && typed.size() == 1 && std::strchr("bqr?", typed[0]) != nullptr ? typed[0] : '\0';
  }

  // Asks until there is an answer that fits, or a command.
  Step ask(std::uint16_t q) {
    const Question& question = quiz_.questions[q];
    Answer& answer = answers_[q];
    print(shown(q));
    while (true) {
      std::string typed = line();
      const char command = command_in(typed, question.kind);
      if (left_ || command == 'q') return Step::kLeave;
      if (command == 'b') return Step::kBack;
      if (command == 'r') return Step::kResult;
      if (command == '?') {
        print(help());
        continue;
      }
      if (typed.empty() && answer.state != Answer::State::kOpen) return Step::kAnswered;
      if (typed == "-" && question.optional) typed.clear();
      TypedAnswer read = read_typed(question, typed);
      if (read.problem == TypedAnswer::Problem::kNone) {
        answer = std::move(read.answer);
        answer.turn = turn_++;
        // What was typed on a terminal stands there already.
        if (!talks_) {
          const std::string said = answer_text(words_, question, answer, look_.language);
          print(look_.lines(question.sensitive ? std::string(words_.kept_secret)
                                               : fill(words_.said, {{"answer", said}})));
        }
        return Step::kAnswered;
      }
      print(look_.lines(problem_text(question, read.problem)));
    }
  }

  std::string help() const {
    std::string text;
    std::string_view rest = words_.help;
    while (!rest.empty()) {
      const std::size_t end = std::min(rest.find('\n'), rest.size());
      text += look_.lines(rest.substr(0, end), "  ", "  ");
      rest.remove_prefix(std::min(rest.size(), end + 1));
    }
    return text;
  }

  After show_early(const Interview& interview) {
    if (interview.scored_answered == 0) {
      print(look_.lines(words_.too_soon));
      return After::kQuestions;
    }
    if (talks_) return menu(true);
    const Told told = tell(quiz_, interview, advise(quiz_, interview), look_);
    print("\n" + told.opening + "\n" + told.limits);
    return After::kQuestions;
  }

  After show_result(const Interview& interview) {
    const Told told = tell(quiz_, interview, advise(quiz_, interview), look_);
    if (talks_ && !told.sections.empty()) return menu(false);
    print("\n" + told.opening);
    for (const Section& section : told.sections) show(section);
    print("\n" + told.limits);
    return After::kLeave;
  }

  // A section, and before it what is asked beside the result to feed it.
  void show(const Section& section) {
    print("\n" + look_.title(section.title));
    bool asked = false;
    for (const std::uint16_t q : section.questions) {
      if (left_ || (!talks_ && answers_[q].state != Answer::State::kOpen)) continue;
      if (!asked) print(look_.quiet(section.lead));
      asked = true;
      print("\n");
      const Step step = ask(q);
      if (step == Step::kBack || step == Step::kResult) break;
      if (step == Step::kLeave) left_ = true;
    }
    if (asked && left_ && talks_) return;
    if (!asked) {
      print(section.text.empty() ? "" : "\n" + section.text);
      return;
    }
    const Interview interview = conduct(quiz_, answers_, mode_);
    const Told told = tell(quiz_, interview, advise(quiz_, interview), look_);
    for (const Section& now : told.sections) {
      if (now.id == section.id && !now.text.empty()) print("\n" + now.text);
    }
  }

  // The result on a terminal: what matters first, the rest on demand. `early`:
  // in the middle of the questions.
  After menu(bool early) {
    std::vector<std::string> seen;
    bool opened = true;
    while (true) {
      const Interview interview = conduct(quiz_, answers_, mode_);
      const Told told = tell(quiz_, interview, advise(quiz_, interview), look_);
      if (opened) print("\n" + told.opening + "\n" + told.limits);
      opened = false;
      const bool others = !early && interview.answered < interview.path.size();
      print("\n" + menu_text(told, seen, early, others));
      std::size_t chosen = 0;
      while (true) {
        const std::string typed = line();
        if (left_ || typed == "q") return After::kLeave;
        if (typed.empty()) return early ? After::kQuestions : After::kLeave;
        if (typed == "c" && (early || others)) return After::kQuestions;
        if (typed == "b") {
          if (!review()) return After::kLeave;
          return After::kResult;
        }
        if (typed == "a") break;
        if (typed.size() < 4 && typed.find_first_not_of("0123456789") == std::string::npos) {
          chosen = static_cast<std::size_t>(std::stoi(typed));
          if (chosen >= 1 && chosen <= told.sections.size()) break;
        }
        if (typed == "?") {
          print(look_.lines(words_.menu_help) + menu_text(told, seen, early, others));
        } else {
          print(look_.lines(words_.menu_unknown));
        }
        chosen = 0;
      }
      for (std::size_t s = 0; s < told.sections.size(); ++s) {
        if (left_ || (chosen != 0 && s + 1 != chosen)) continue;
        seen.push_back(told.sections[s].id);
        show(told.sections[s]);
      }
      if (left_) return After::kLeave;
    }
  }

  std::string menu_text(const Told& told, const std::vector<std::string>& seen, bool early,
                        bool others) const {
    std::string text = told.sections.empty() ? "" : look_.title(words_.more);
    for (std::size_t s = 0; s < told.sections.size(); ++s) {
      const Section& section = told.sections[s];
      const bool read = std::find(seen.begin(), seen.end(), section.id) != seen.end();
      std::string number = std::to_string(s + 1);
      if (number.size() < 2) number = " " + number;
      const std::string mark = (read ? "✓ " : "  ") + number + "  ";
      const std::string lead = section.lead.empty() || read ? "" : " (" + section.lead + ")";
      text += look_.lines(section.title + lead, mark, "      ");
    }
    const auto key = [&](std::string_view name, std::string_view what) {
      text += look_.lines(what, "   " + std::string(name) + "  ", "      ");
    };
    if (!told.sections.empty()) key("a", words_.menu_all);
    key("b", words_.menu_back);
    if (others) key("c", words_.menu_others);
    const std::string_view end = early ? words_.menu_go_on : words_.menu_end;
    text += look_.lines(fill(words_.menu_enter, {{"what", end}}), "   ", "      ");
    if (early) key("q", words_.menu_end);
    return text;
  }

  // Every answer, to change any. False once the input has ended or the reader leaves.
  bool review() {
    std::string text = "\n" + look_.title(words_.review);
    for (std::size_t t = 0; t < trail_.size(); ++t) {
      const Question& question = quiz_.questions[trail_[t]];
      std::string number = std::to_string(t + 1);
      if (number.size() < 2) number = " " + number;
      text += look_.lines(in(question.text), number + "  ", "    ");
      const Answer& answer = answers_[trail_[t]];
      text +=
          look_.quiet(question.sensitive ? std::string(words_.kept_secret)
                                         : answer_text(words_, question, answer, look_.language),
                      "    → ", "      ");
    }
    print(text + look_.lines(words_.review_how));
    while (true) {
      const std::string typed = line();
      if (left_ || typed == "q") return false;
      if (typed.empty()) return true;
      if (typed.size() < 5 && typed.find_first_not_of("0123456789") == std::string::npos) {
        const auto chosen = static_cast<std::size_t>(std::stoi(typed));
        if (chosen >= 1 && chosen <= trail_.size()) {
          print("\n");
          if (ask(trail_[chosen - 1]) == Step::kLeave) return false;
          at_ = trail_.size();
          return true;
        }
      }
      print(look_.lines(typed == "?"
                            ? std::string(words_.review_how)
                            : fill(words_.need_option, {{"n", std::to_string(trail_.size())}})));
    }
  }

  // The code of the answers, and how to use it. `shown`: the interview whose
  // result was shown.
  int farewell(const Interview* shown) {
    const int status = interrupted != 0 ? kInterrupted : kGood;
    const Interview interview = conduct(quiz_, answers_, mode_);
    const Headline headline = advise(quiz_, interview).headline;
    if (headline.kind == Headline::Kind::kOverride && headline.withheld) {
      print("\n" + look_.quiet(words_.no_code));
      return status;
    }
    if (interview.answered == 0) {
      print("\n" + look_.lines(words_.goodbye));
      return status;
    }
    const AnswerCode code = encode_answers(quiz_, answers_);
    const bool complete = shown != nullptr && interview.stop != Stop::kNone;
    std::string text = "\n" + look_.lines(fill(words_.code, {{"code", code.code}}));
    if (!code.left_out.empty()) text += look_.quiet(words_.code_secret);
    text += look_.quiet(complete ? words_.code_opens : words_.code_goes_on);
    // On one line, however long, to be copied.
    text += "  career-quiz take " + authoring::clean(quoted_path()) + " --code " + code.code;
    if (!options_.language.empty()) text += " --lang " + options_.language;
    if (options_.mode != "adaptive") text += " --mode " + options_.mode;
    print(text + "\n");
    return status;
  }

  // As a shell reads it.
  std::string quoted_path() const {
    const std::string& path = options_.quiz;
    const bool plain = path.find_first_not_of(
                           "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ"
                           "0123456789_./-") == std::string::npos;
    if (plain) return path;
    std::string quoted = "'";
    for (const char c : path) quoted += c == '\'' ? std::string("'\\''") : std::string(1, c);
    return quoted + "'";
  }

  const Quiz& quiz_;
  const TakeOptions& options_;
  const Look& look_;
  const ReaderWords& words_;
  bool talks_;
  Mode mode_;
  Answers answers_;
  std::vector<std::uint16_t> trail_;  // The questions asked, in the order of this session.
  std::size_t at_ = 0;                // The place in it; its end, before the next question.
  std::uint32_t turn_ = 0;
  bool partial_ = false;
  bool left_ = false;
  Lines lines_;
};

int take(const TakeOptions& options) {
  if (options.quiz == "-") {
    complain("the quiz cannot come from standard input, where the answers are typed.");
    return kWrongUse;
  }
  int status = kGood;
  const std::optional<Quiz> quiz = load_quiz(options.quiz, &status);
  if (!quiz) return status;
  const std::optional<std::size_t> language = choose_language(*quiz, options.language, &status);
  if (!language) return status;
  const bool shown = isatty(STDOUT_FILENO) == 1;
  const char* terminal = std::getenv("TERM");
  Look look{reader_words(quiz->languages[*language]), *language, kWidth,
            shown && std::getenv("NO_COLOR") == nullptr && terminal != nullptr &&
                std::string_view(terminal) != "dumb"};
  winsize size{};
  if (shown && ioctl(STDOUT_FILENO, TIOCGWINSZ, &size) == 0 && size.ws_col > 0) {
    look.width = std::clamp<std::size_t>(size.ws_col, kNarrowest, kWidth);
  }
  Session session(*quiz, options, look, shown && isatty(STDIN_FILENO) == 1);
  if (!options.code.empty() && !session.resume(options.code)) return kFound;
  return session.run();
}

}  // namespace

void add_take(CLI::App& app, int* status) {
  auto options = std::make_shared<TakeOptions>();
  CLI::App* command = app.add_subcommand("take", "Take a quiz in the terminal, with its reasons");
  command->add_option("FILE", options->quiz, "The quiz")->required();
  add_language(*command, &options->language);
  command
      ->add_option("--mode", options->mode,
                   "adaptive: no more questions than the advice needs; full: all of them")
      ->check(CLI::IsMember({"adaptive", "full"}))
      ->capture_default_str();
  command->add_option("--code", options->code, "Goes on with the answers of a code")
      ->type_name("CODE");
  command->footer(
      "Type the number of an answer; b goes back, r shows the result so far, q stops and gives a "
      "code to go on with, ? helps; in a free text they are /b, /r, /q and /?. Answers can come "
      "through a pipe, one a line; the whole result "
      "is then written out. No sensitive answer goes into a code.\n\n"
      "Exit status: 0 taken, or stopped at will; 1 the quiz has errors, or the code cannot be "
      "used; 2 the command line is wrong; 3 the file cannot be read; 4 the output cannot be "
      "written; 130 stopped by Ctrl-C.\n\n"
      "Example: career-quiz take questions/mentoring-coaching.json --lang en");
  command->callback([options, status] { *status = take(*options); });
}

}  // namespace career_quiz::cli
