#include "authoring/study_report.h"

#include <algorithm>
#include <cmath>
#include <numeric>

#include "authoring/text.h"
#include "career_quiz/json_writer.h"

namespace career_quiz::authoring {
namespace {

// “12 of 100”, in words where a whole number would mislead.
std::string of_hundred(double share) {
  if (share < 0.01) return "fewer than 1 of 100";
  if (share > 0.99) return "more than 99 of 100";
  return fixed(100 * share, 0) + " of 100";
}

std::string with_interval(const Share& share) {
  if (share.of == 0) return "-";
  const Interval interval = share.interval();
  return percent(share.value()) + " (" + percent(interval.low) + "–" + percent(interval.high) + ")";
}

Share of_all(std::uint64_t hits, const KindStudy& study) { return {hits, study.respondents}; }

double median_of(std::vector<double> values) {
  if (values.empty()) return 0;
  std::sort(values.begin(), values.end());
  return (values[(values.size() - 1) / 2] + values[values.size() / 2]) / 2;
}

double median_information(const Quiz& quiz, const Study& study) {
  std::vector<double> about;
  for (std::size_t o = 0; o < quiz.outcomes.size(); ++o) {
    if (!quiz.outcomes[o].derived) about.push_back(study.figures[o].information);
  }
  return median_of(about);
}

// By how much more often an outcome ranks first than its fair share, among random
// respondents: the figure and its interval.
struct Multiple {
  Share won;
  double value = 0;
  Interval interval;
};
Multiple fairness(const KindStudy& study, std::size_t outcome) {
  Multiple multiple;
  multiple.won = {study.won[outcome], study.compared};
  const double fair =
      study.compared == 0 ? 0 : study.fair[outcome] / static_cast<double>(study.compared);
  if (fair == 0) return multiple;
  const Interval interval = multiple.won.interval();
  multiple.value = multiple.won.value() / fair;
  multiple.interval = {interval.low / fair, interval.high / fair};
  return multiple;
}

class Finder {
 public:
  Finder(const Quiz& quiz, const Study& study)
      : quiz_(quiz), study_(study), gates_(quiz.questions.size()) {
    const auto read = [&](const Condition& when) {
      for (const std::uint16_t q : questions_read(when, quiz)) gates_[q] = 1;
    };
    for (const Question& question : quiz.questions) read(question.when);
    for (const Outcome& outcome : quiz.outcomes) read(outcome.when);
    for (const Rule& rule : quiz.rules) {
      if (rule.kind == Rule::Kind::kOverride) read(rule.when);
    }
  }

  std::vector<StudyFinding> run() {
    const KindStudy& uniform = study_.of(RespondentKind::kUniform);
    const KindStudy& nearest = study_.nearest();
    const bool weighs = study_.kinds.size() > 1 && quiz_.scoring == Scoring::kEvidence;
    for (std::size_t o = 0; weighs && o < quiz_.outcomes.size(); ++o) shares(uniform, o);
    if (study_.kinds.size() > 1) {
      for (std::size_t o = 0; o < quiz_.outcomes.size(); ++o) needs(o);
    }
    for (std::size_t q = 0; q < quiz_.questions.size(); ++q) deciding(nearest, q);
    for (std::size_t q = 0; q < quiz_.questions.size(); ++q) idle(nearest, uniform, q);
    stability(nearest);
    ties(uniform);
    close_calls(nearest);
    if (study_.kinds.size() > 1) flat();
    if (study_.kinds.size() > 1) adaptive();
    if (weighs) information();
    return std::move(findings_);
  }

 private:
  void find(const char* check, std::vector<std::string> ids, std::string message) {
    findings_.push_back({check, std::move(ids), std::move(message)});
  }

  void shares(const KindStudy& uniform, std::size_t o) {
    const Multiple multiple = fairness(uniform, o);
    if (uniform.fair[o] == 0) return;
    const bool rare = multiple.interval.high < kLeastFair;
    if (!rare && multiple.interval.low <= kMostFair) return;
    const std::string& id = quiz_.outcomes[o].id;
    std::string message = "Outcome " + quoted(id) + " ranks first for " +
                          percent(multiple.won.value()) + " % of random readers, " +
                          fixed(multiple.value, 2) + " times its fair share: ";
    message += rare ? "sharpen its own weights, flatten those it loses against, or give it a bias "
                      "of 10 or 20."
                    : "sharpen the outcomes it wins against, flatten its own weights, or give it a "
                      "bias of -10 or -20.";
    if (multiple.won.hits == 0) {
      message = "Outcome " + quoted(id) + " ranks first for none of " +
                std::to_string(multiple.won.of) +
                " random readers to whom others are open as well: give it weight where it is the "
                "fitting answer. career-quiz prove says whether it can be reached at all.";
    }
    find(rare ? "rare-outcome" : "frequent-outcome", {id}, message);
  }

  void needs(std::size_t o) {
    const KindStudy& coherent = study_.of(RespondentKind::kCoherent);
    const std::size_t width = quiz_.outcomes.size();
    const auto row = coherent.ranked_first.begin() + static_cast<std::ptrdiff_t>(o * width);
    const Share own{row[static_cast<std::ptrdiff_t>(o)], coherent.needing[o]};
    if (own.of == 0 || own.interval().high >= kLeastFound) return;
    std::size_t rival = o == 0 ? 1 : 0;
    for (std::size_t other = 0; other < width; ++other) {
      if (other != o &&
          row[static_cast<std::ptrdiff_t>(other)] > row[static_cast<std::ptrdiff_t>(rival)])
        rival = other;
    }
    find("lost-need", {quiz_.outcomes[o].id},
         "Whoever gives the answers that speak most for " + quoted(quiz_.outcomes[o].id) +
             " is led to it in " + of_hundred(own.value()) + " cases, and most often else to " +
             quoted(quiz_.outcomes[rival].id) +
             ": tell the two apart, by more weight where only the first fits.");
  }

  // What a condition reads is meant to decide.
  void deciding(const KindStudy& study, std::size_t q) {
    const QuestionStudy& figures = study.questions[q];
    if (gates_[q] || figures.decides.of == 0 || figures.decides.interval().low <= kDecides) return;
    std::string message = "Question " + quoted(quiz_.questions[q].id) + " decides " +
                          percent(figures.decides.value()) + " % of results";
    if (figures.asked.value() < 0.995)
      message += " of those who are asked it (" + percent(figures.asked.value()) + " %)";
    message +=
        ": another answer to it alone changes the first advice. Flatten its weights, let other "
        "questions speak on the same matter, or make it a condition if it is meant to decide.";
    find("deciding-question", {quiz_.questions[q].id}, message);
  }

  void idle(const KindStudy& study, const KindStudy& uniform, std::size_t q) {
    const Question& question = quiz_.questions[q];
    if (!question.scored() && !question.read) return;
    const auto idles = [&](const KindStudy& kind) {
      const QuestionStudy& figures = kind.questions[q];
      return figures.decides.of > 0 && figures.decides.interval().high < kIdle &&
             figures.tells.interval.high < kIdleBits;
    };
    if (!idles(study) || !idles(uniform)) return;
    find("idle-question", {question.id},
         "Question " + quoted(question.id) +
             " changes the first advice of fewer than 1 reader in 100, and its answer tells next "
             "to nothing: sharpen its weights, or take it out.");
  }

  void stability(const KindStudy& study) {
    if (study.slip_first.interval().low <= kFragile) return;
    find("fragile", {},
         "Whoever slips on one answer gets other advice in " +
             of_hundred(study.slip_first.value()) +
             " cases: spread the evidence over more questions, and flatten those that decide "
             "most.");
  }

  void ties(const KindStudy& uniform) {
    const Share tied{uniform.ties, uniform.compared};
    if (tied.of == 0 || tied.interval().low <= kTied) return;
    find("ties", {},
         "Of random answer sheets " + percent(tied.value()) +
             " % tie for the first place, and priority alone decides: use weights of more "
             "different sizes.");
  }

  void close_calls(const KindStudy& study) {
    const Share close{study.close_calls, study.compared};
    if (close.of == 0 || close.interval().low <= kClose || quiz_.scoring == Scoring::kSum) return;
    find("close-calls", {},
         "A close call in " + of_hundred(close.value()) +
             " cases: add questions that tell neighbouring outcomes apart, or sharpen some.");
  }

  void flat() {
    const KindStudy& coherent = study_.of(RespondentKind::kCoherent);
    const Share mixed =
        of_all(coherent.headlines[static_cast<std::size_t>(Headline::Kind::kMixed)], coherent);
    if (mixed.of == 0 || mixed.interval().low <= kFlat) return;
    find("flat", {},
         "Of respondents who answer for one need alone " + percent(mixed.value()) +
             " % are told that their answers point nowhere in particular: sharpen the weights, or "
             "add questions.");
  }

  void adaptive() {
    const auto disagrees = [&](RespondentKind kind, double most, const std::string& who) {
      const AdaptiveStudy& study = study_.of(kind).adaptive;
      if (study.respondents == 0 || 1 - study.agrees.interval().high <= most) return;
      find("adaptive-disagrees", {},
           "The adaptive form ranks another outcome first than the full form for " +
               percent(1 - study.agrees.value()) + " % of " + who +
               ": lower “risk” or raise “minimum” under “adaptive”.");
    };
    disagrees(RespondentKind::kModel, kDisagrees, "respondents who answer as the weights say");
    disagrees(RespondentKind::kMixture, kNoisyDisagrees, "noisy respondents");
    const AdaptiveStudy& noisy = study_.of(RespondentKind::kMixture).adaptive;
    // A short form need not be shortened.
    if (noisy.asked.of < kShort * noisy.respondents || noisy.asked.interval().low <= kLong) return;
    find("adaptive-long", {},
         "The adaptive form asks noisy respondents " + percent(noisy.asked.value()) +
             " % of the full form: it saves next to nothing. Raise “risk”, lower “minimum”, or "
             "sharpen the weights.");
  }

  void information() {
    const double median = median_information(quiz_, study_);
    if (median <= 0) return;
    for (std::size_t o = 0; o < quiz_.outcomes.size(); ++o) {
      if (quiz_.outcomes[o].derived) continue;
      const double ratio = study_.figures[o].information / median;
      if (std::abs(ratio - 1) <= kUnbalanced) continue;
      find("unbalanced", {quiz_.outcomes[o].id},
           "All answers together say " + fixed(study_.figures[o].information, 2) + " bits about " +
               quoted(quiz_.outcomes[o].id) + ", " + fixed(ratio, 2) + " times the median: " +
               (ratio < 1 ? "sharpen some of its weights, since it wins among noise."
                          : "flatten some of its weights, since it loses among noise."));
    }
  }

  static constexpr double kLeastFair = 0.5;
  static constexpr double kMostFair = 1.6;
  static constexpr double kLeastFound = 0.9;
  static constexpr double kDecides = 0.4;
  static constexpr double kIdle = 0.01;
  static constexpr double kIdleBits = 0.01;
  static constexpr double kFragile = 0.25;
  static constexpr double kTied = 0.02;
  static constexpr double kClose = 0.4;
  static constexpr double kFlat = 0.1;
  static constexpr double kDisagrees = 0.05;
  static constexpr double kNoisyDisagrees = 0.1;
  static constexpr double kLong = 0.9;
  static constexpr std::uint64_t kShort = 10;
  static constexpr double kUnbalanced = 0.25;

  const Quiz& quiz_;
  const Study& study_;
  std::vector<char> gates_;  // By question: what decides who is asked or offered what.
  std::vector<StudyFinding> findings_;
};

template <class Cell>
std::vector<std::string> row_of(std::string name, const Study& study, Cell cell) {
  std::vector<std::string> row{std::move(name)};
  for (const KindStudy& kind : study.kinds) row.push_back(cell(kind));
  return row;
}

std::vector<std::string> header_of(std::string name, const Study& study) {
  return row_of(std::move(name), study,
                [](const KindStudy& kind) { return std::string(name_of(kind.kind)); });
}

StudyTable first_table(const Quiz& quiz, const Study& study) {
  StudyTable table{"first",
                   "First advice",
                   "Percent of respondents who are shown the outcome first, with the interval of "
                   "95 %. Whoever has a need is counted only if it is open to them. Fair: how "
                   "often it ranks first at random, as a multiple of an equal share.",
                   header_of("outcome", study),
                   {}};
  table.header.push_back("fair");
  const KindStudy& uniform = study.of(RespondentKind::kUniform);
  for (std::size_t o = 0; o < quiz.outcomes.size(); ++o) {
    table.rows.push_back(row_of(quiz.outcomes[o].id, study, [&](const KindStudy& kind) {
      return with_interval(of_all(kind.first[o], kind));
    }));
    table.rows.back().push_back(uniform.fair[o] == 0 ? "-" : fixed(fairness(uniform, o).value, 2));
  }
  return table;
}

StudyTable headline_table(const Study& study) {
  StudyTable table{"headlines",
                   "Headlines, ties and slips",
                   "Percent. Ties and close calls are of those to whom two outcomes or more are "
                   "open. A slip is one answer exchanged for another, any question and any answer "
                   "as likely.",
                   header_of("", study),
                   {}};
  for (std::size_t h = 0; h < std::size(kHeadlineKinds); ++h) {
    table.rows.push_back(row_of(std::string(kHeadlineKinds[h]), study, [&](const KindStudy& kind) {
      return with_interval(of_all(kind.headlines[h], kind));
    }));
  }
  table.rows.push_back(row_of("exact tie for the first place", study, [](const KindStudy& kind) {
    return with_interval({kind.ties, kind.compared});
  }));
  table.rows.push_back(row_of("close call", study, [](const KindStudy& kind) {
    return with_interval({kind.close_calls, kind.compared});
  }));
  table.rows.push_back(row_of("a slip changes the first advice", study, [](const KindStudy& kind) {
    return with_interval(kind.slip_first);
  }));
  table.rows.push_back(row_of("a slip changes the headline", study, [](const KindStudy& kind) {
    return with_interval(kind.slip_headline);
  }));
  return table;
}

StudyTable need_table(const Quiz& quiz, const Study& study) {
  StudyTable table{"needs",
                   "Needs that are met",
                   "Percent of those with a need whose own outcome ranks first.",
                   {"need"},
                   {}};
  for (const KindStudy& kind : study.kinds) {
    if (kind.kind != RespondentKind::kUniform) table.header.emplace_back(name_of(kind.kind));
  }
  for (std::size_t o = 0; o < quiz.outcomes.size(); ++o) {
    if (quiz.outcomes[o].derived) continue;
    std::vector<std::string> row{quiz.outcomes[o].id};
    for (const KindStudy& kind : study.kinds) {
      if (kind.kind == RespondentKind::kUniform) continue;
      row.push_back(
          with_interval({kind.ranked_first[o * quiz.outcomes.size() + o], kind.needing[o]}));
    }
    table.rows.push_back(std::move(row));
  }
  return table;
}

StudyTable question_table(const Quiz& quiz, const Study& study) {
  const KindStudy& kind = study.nearest();
  StudyTable table{
      "questions",
      "Questions",
      "Of " + std::string(name_of(kind.kind)) +
          " respondents, those who decide most first. Asked: percent who are asked. Decides: "
          "percent of those for whom another answer to this question alone changes the first "
          "advice. Tells: how many bits the answer tells about the first advice.",
      {"question", "asked", "decides", "tells"},
      {}};
  std::vector<std::size_t> places(quiz.questions.size());
  std::iota(places.begin(), places.end(), std::size_t{0});
  std::stable_sort(places.begin(), places.end(), [&](std::size_t a, std::size_t b) {
    return kind.questions[a].decides.value() > kind.questions[b].decides.value();
  });
  for (const std::size_t q : places) {
    const QuestionStudy& figures = kind.questions[q];
    if (quiz.questions[q].after || !(quiz.questions[q].scored() || quiz.questions[q].read))
      continue;
    table.rows.push_back(
        {quiz.questions[q].id, percent(figures.asked.value()), with_interval(figures.decides),
         fixed(figures.tells.value, 3) + " (" + fixed(figures.tells.interval.low, 3) + "–" +
             fixed(figures.tells.interval.high, 3) + ")"});
  }
  return table;
}

StudyTable information_table(const Quiz& quiz, const Study& study) {
  StudyTable table{"information",
                   "Information budget",
                   "How many bits all answers together say about an outcome. From 0.75 to 1.25 "
                   "times the median is balanced.",
                   {"outcome", "bits", "of the median"},
                   {}};
  const double median = median_information(quiz, study);
  for (std::size_t o = 0; o < quiz.outcomes.size(); ++o) {
    if (quiz.outcomes[o].derived) continue;
    const double bits = study.figures[o].information;
    table.rows.push_back(
        {quiz.outcomes[o].id, fixed(bits, 2), median > 0 ? fixed(bits / median, 2) : "-"});
  }
  return table;
}

StudyTable adaptive_table(const Study& study) {
  StudyTable table{"adaptive",
                   "The adaptive form",
                   "Percent. Agrees: the same outcome ranks first as in the full form. Asked and "
                   "scored: of the questions of the full form, and of those that bear evidence. "
                   "Then why it stopped. Whoever passes a gate is left out.",
                   {"respondents", "number", "agrees", "asked", "scored", "certain", "risk",
                    "nothing left", "complete"},
                   {}};
  for (const KindStudy& kind : study.kinds) {
    const AdaptiveStudy& adaptive = kind.adaptive;
    const auto stopped = [&](Stop stop) {
      const Share share{adaptive.stops[static_cast<std::size_t>(stop)], adaptive.respondents};
      return share.of == 0 ? std::string("-") : percent(share.value());
    };
    const auto part = [](const Share& share) {
      return share.of == 0 ? std::string("-") : percent(share.value());
    };
    table.rows.push_back({std::string(name_of(kind.kind)), std::to_string(adaptive.respondents),
                          with_interval(adaptive.agrees), part(adaptive.asked),
                          part(adaptive.scored), stopped(Stop::kCertain), stopped(Stop::kRisk),
                          stopped(Stop::kExhausted), stopped(Stop::kComplete)});
  }
  return table;
}

// Characters, each taken for one column.
std::size_t columns(const std::string& text) {
  return static_cast<std::size_t>(std::count_if(text.begin(), text.end(), [](char byte) {
    return (static_cast<unsigned char>(byte) & 0xc0) != 0x80;
  }));
}

std::string wrapped(const std::string& text, const std::string& indent, const std::string& bullet) {
  constexpr std::size_t kWidth = 96;
  std::string lines = bullet;
  std::size_t at = columns(bullet);
  bool fresh = true;
  for (std::size_t from = 0; from < text.size();) {
    const std::size_t end = std::min(text.find(' ', from), text.size());
    const std::string word = text.substr(from, end - from);
    if (!fresh && at + 1 + columns(word) > kWidth) {
      lines += "\n" + indent;
      at = indent.size();
      fresh = true;
    }
    if (!fresh) lines += ' ', ++at;
    lines += word;
    at += columns(word);
    fresh = false;
    from = end + 1;
  }
  return lines + "\n";
}

std::string set_out(const StudyTable& table) {
  std::vector<std::size_t> widths;
  for (const std::string& cell : table.header) widths.push_back(columns(cell));
  for (const auto& row : table.rows) {
    for (std::size_t c = 0; c < row.size(); ++c) widths[c] = std::max(widths[c], columns(row[c]));
  }
  std::string text;
  const auto line = [&](const std::vector<std::string>& row) {
    std::string out = " ";
    for (std::size_t c = 0; c < row.size(); ++c) {
      const std::string space(widths[c] - columns(row[c]), ' ');
      out += c == 0 ? " " + row[c] + space : "  " + space + row[c];
    }
    text += out.substr(0, out.find_last_not_of(' ') + 1) + "\n";
  };
  line(table.header);
  for (const auto& row : table.rows) line(row);
  return text;
}

class Json {
 public:
  void number(const char* key, double value) { writer.key(key).json(fixed(value, 6)); }
  void count(const char* key, std::uint64_t value) {
    writer.key(key).integer(static_cast<std::int64_t>(value));
  }
  void share(const char* key, const Share& share) {
    writer.key(key).begin_object();
    count("hits", share.hits);
    count("of", share.of);
    if (share.of > 0) {
      number("share", share.value());
      number("low", share.interval().low);
      number("high", share.interval().high);
    }
    writer.end_object();
  }

  JsonWriter writer;
};

}  // namespace

std::vector<StudyFinding> findings_of(const Quiz& quiz, const Study& study) {
  return Finder(quiz, study).run();
}

std::vector<std::string> summary_of(const Quiz& quiz, const Study& study) {
  const KindStudy& nearest = study.nearest();
  std::vector<std::string> sentences;

  std::vector<std::size_t> questions;
  for (std::size_t q = 0; q < quiz.questions.size(); ++q) {
    if (nearest.questions[q].decides.hits > 0) questions.push_back(q);
  }
  const auto decides = [&](std::size_t q) { return nearest.questions[q].decides.value(); };
  std::stable_sort(questions.begin(), questions.end(),
                   [&](std::size_t a, std::size_t b) { return decides(a) > decides(b); });
  std::string others;
  for (std::size_t i = 0; i < std::min<std::size_t>(questions.size(), 3); ++i) {
    const std::string id = quoted(quiz.questions[questions[i]].id);
    const std::string share = percent(decides(questions[i])) + " %";
    if (i == 0) {
      sentences.push_back("Question " + id + " decides " + share +
                          " of the results of those who are asked it: another answer to it alone "
                          "changes the first advice.");
    } else {
      others += (i == 1 ? " Then come " : " and ") + id + " (" + share + ")";
    }
  }
  if (questions.size() > 2) sentences.back() += others + ".";

  std::size_t most = 0;
  for (std::size_t o = 1; o < quiz.outcomes.size(); ++o) {
    if (nearest.first[o] > nearest.first[most]) most = o;
  }
  std::size_t least = most;
  for (std::size_t o = 0; o < quiz.outcomes.size(); ++o) {
    if (!quiz.outcomes[o].derived && nearest.first[o] < nearest.first[least]) least = o;
  }
  const auto shown = [&](std::size_t o) {
    return quoted(quiz.outcomes[o].id) + " (" + percent(of_all(nearest.first[o], nearest).value()) +
           " %)";
  };
  sentences.push_back("The first advice is most often " + shown(most) +
                      (least == most ? "." : ", and least often " + shown(least) + "."));

  const Share close{nearest.close_calls, nearest.compared};
  if (nearest.slip_first.of > 0) {
    std::string sentence =
        "One slip changes the first advice in " + of_hundred(nearest.slip_first.value()) + " cases";
    if (close.of > 0) sentence += "; " + of_hundred(close.value()) + " results are close calls";
    sentences.push_back(sentence + ".");
  }

  const AdaptiveStudy& adaptive = nearest.adaptive;
  if (adaptive.respondents > 0) {
    sentences.push_back("The adaptive form asks " + percent(adaptive.asked.value()) +
                        " % of the questions, and the same outcome ranks first as in the full form "
                        "in " +
                        of_hundred(adaptive.agrees.value()) + " cases.");
  }
  return sentences;
}

std::vector<StudyTable> tables_of(const Quiz& quiz, const Study& study) {
  std::vector<StudyTable> tables = {first_table(quiz, study), headline_table(study)};
  const bool needs = study.kinds.size() > 1;
  if (needs) tables.push_back(need_table(quiz, study));
  tables.push_back(question_table(quiz, study));
  if (needs && quiz.scoring == Scoring::kEvidence) tables.push_back(information_table(quiz, study));
  tables.push_back(adaptive_table(study));
  return tables;
}

std::string basis_of(const Study& study) {
  std::string basis;
  const bool even = std::all_of(study.kinds.begin(), study.kinds.end(), [&](const KindStudy& kind) {
    return kind.respondents == study.kinds.front().respondents;
  });
  if (even) {
    basis = std::to_string(study.kinds.front().respondents) + " respondents" +
            (study.kinds.size() > 1 ? " of each kind" : "");
  } else {
    for (const KindStudy& kind : study.kinds) {
      basis += (basis.empty() ? "" : ", ") + std::to_string(kind.respondents) + " " +
               std::string(name_of(kind.kind));
    }
    basis += " respondents";
  }
  basis += ", seed " + std::to_string(study.seed);
  const KindStudy& nearest = study.nearest();
  basis += "; answers were changed for " + std::to_string(nearest.slip_first.of) +
           " of each, and " + std::to_string(nearest.adaptive.respondents) +
           " took the adaptive form";
  if (!study.complete) basis += ". The study was stopped before its end, and rests on these alone";
  return basis + ".";
}

std::string study_text(const Quiz& quiz, const Study& study) {
  std::string text =
      wrapped("Study of " + quiz.id + " " + clean(quiz.version) + ": " + basis_of(study), "", "");
  text += "\nFindings\n";
  const std::vector<StudyFinding> findings = findings_of(quiz, study);
  for (const StudyFinding& finding : findings) text += wrapped(finding.message, "    ", "  - ");
  if (findings.empty()) text += "  Nothing is wrong that these respondents could show.\n";
  text += "\nIn short\n  Respondents: " + std::string(name_of(study.nearest().kind)) + ".\n\n";
  for (const std::string& sentence : summary_of(quiz, study))
    text += wrapped(sentence, "    ", "  - ");
  for (const StudyTable& table : tables_of(quiz, study)) {
    text += "\n" + table.title + "\n" + wrapped(table.meaning, "  ", "  ") + "\n" + set_out(table);
  }
  return text;
}

std::string study_json(const Quiz& quiz, const Study& study) {
  Json json;
  JsonWriter& out = json.writer;
  out.begin_object();
  out.key("quiz").text(quiz.id).key("version").text(quiz.version);
  json.count("seed", study.seed);
  out.key("complete").boolean(study.complete);
  out.key("findings").begin_array();
  for (const StudyFinding& finding : findings_of(quiz, study)) {
    out.begin_object().key("check").text(finding.check).key("ids").begin_array();
    for (const std::string& id : finding.ids) out.text(id);
    out.end_array().key("message").text(finding.message).end_object();
  }
  out.end_array().key("summary").begin_array();
  for (const std::string& sentence : summary_of(quiz, study)) out.text(sentence);
  out.end_array().key("kinds").begin_array();
  for (const KindStudy& kind : study.kinds) {
    const bool needs = kind.kind != RespondentKind::kUniform;
    out.begin_object().key("kind").text(name_of(kind.kind));
    json.count("respondents", kind.respondents);
    json.count("drawn", kind.drawn);
    out.key("outcomes").begin_object();
    for (std::size_t o = 0; o < quiz.outcomes.size(); ++o) {
      out.key(quiz.outcomes[o].id).begin_object();
      json.share("first", of_all(kind.first[o], kind));
      json.share("shown", of_all(kind.shown[o], kind));
      json.share("ranks_first", {kind.won[o], kind.compared});
      if (kind.fair[o] > 0) {
        const Multiple fair = fairness(kind, o);
        out.key("fair").begin_object();
        json.number("times", fair.value);
        json.number("low", fair.interval.low);
        json.number("high", fair.interval.high);
        out.end_object();
      }
      if (needs && !quiz.outcomes[o].derived) {
        json.share("need_met", {kind.ranked_first[o * quiz.outcomes.size() + o], kind.needing[o]});
      }
      out.end_object();
    }
    out.end_object().key("headlines").begin_object();
    for (std::size_t h = 0; h < std::size(kHeadlineKinds); ++h)
      json.share(kHeadlineKinds[h].data(), of_all(kind.headlines[h], kind));
    out.end_object();
    json.share("ties", {kind.ties, kind.compared});
    json.share("close_calls", {kind.close_calls, kind.compared});
    json.share("slip_changes_first", kind.slip_first);
    json.share("slip_changes_headline", kind.slip_headline);
    out.key("questions").begin_object();
    for (std::size_t q = 0; q < quiz.questions.size(); ++q) {
      const QuestionStudy& figures = kind.questions[q];
      out.key(quiz.questions[q].id).begin_object();
      json.share("asked", figures.asked);
      json.share("decides", figures.decides);
      out.key("tells").begin_object();
      json.number("bits", figures.tells.value);
      json.number("low", figures.tells.interval.low);
      json.number("high", figures.tells.interval.high);
      out.end_object().end_object();
    }
    out.end_object().key("adaptive").begin_object();
    json.count("respondents", kind.adaptive.respondents);
    json.share("agrees", kind.adaptive.agrees);
    json.share("asked", kind.adaptive.asked);
    json.share("scored", kind.adaptive.scored);
    out.key("stops").begin_object();
    for (const Stop stop : {Stop::kComplete, Stop::kCertain, Stop::kRisk, Stop::kExhausted})
      json.count(name_of(stop).data(), kind.adaptive.stops[static_cast<std::size_t>(stop)]);
    out.end_object().key("lengths").begin_array();
    for (const std::uint64_t respondents : kind.adaptive.lengths)
      out.integer(static_cast<std::int64_t>(respondents));
    out.end_array().end_object().end_object();
  }
  out.end_array().key("information").begin_object();
  for (std::size_t o = 0; o < quiz.outcomes.size(); ++o) {
    if (!quiz.outcomes[o].derived)
      json.number(quiz.outcomes[o].id.c_str(), study.figures[o].information);
  }
  out.end_object().end_object();
  return out.take() + "\n";
}

}  // namespace career_quiz::authoring
