#include "authoring/diff.h"

#include <algorithm>
#include <cstdlib>
#include <memory>
#include <optional>
#include <string>
#include <utility>
#include <vector>

#include "authoring/study_report.h"
#include "authoring/text.h"
#include "career_quiz/json_writer.h"
#include "cli/commands.h"
#include "cli/files.h"
#include "cli/progress.h"

namespace career_quiz::cli {
namespace {

using authoring::AdviceDiff;
using authoring::Advised;
using authoring::ChangedSheet;
using authoring::Edit;
using authoring::fixed;
using authoring::percent;
using authoring::Share;
using authoring::wrapped;

struct Options {
  std::string before;
  std::string after;
  std::uint64_t respondents = 20'000;
  std::uint64_t seed = 1;
  std::string fail_over;
  std::string format = "text";
};

constexpr std::size_t kWidth = 80;

std::string joined(const std::vector<std::string>& names) {
  std::string all;
  for (const std::string& name : names) all += (all.empty() ? "" : ", ") + name;
  return all.empty() ? "none" : all;
}

// Those of `these` that are not among `those`.
std::vector<std::string> only(const std::vector<std::string>& these,
                              const std::vector<std::string>& those) {
  std::vector<std::string> left;
  for (const std::string& id : these) {
    if (std::find(those.begin(), those.end(), id) == those.end()) left.push_back(id);
  }
  return left;
}

std::string edit_line(const Edit& edit) {
  static constexpr std::string_view kMarks[] = {"+ ", "- ", "^ ", "~ "};
  std::string text = edit.what;
  if (edit.kind == Edit::Kind::kMoved) text += ": moved";
  if (edit.kind == Edit::Kind::kChanged) {
    const auto shown = [](const std::string& value) { return value.empty() ? "(nothing)" : value; };
    text += ": " + edit.member + ": " + shown(edit.before) + " → " + shown(edit.after);
  }
  return wrapped(text, kWidth, "  " + std::string(kMarks[static_cast<std::size_t>(edit.kind)]),
                 "      ");
}

std::string share_line(std::string_view name, const Share& share) {
  const authoring::Interval interval = share.interval();
  std::string left = "  " + std::string(name);
  left.resize(34, ' ');
  std::string figure = percent(share.value());
  figure.insert(0, 6 - std::min<std::size_t>(6, figure.size()), ' ');
  return left + figure + " %  (" + percent(interval.low) + " to " + percent(interval.high) + ")\n";
}

std::string example_text(const ChangedSheet& example, std::size_t number) {
  const auto advised = [](const Advised& advice) {
    return advice.kind + ": " + joined(advice.outcomes);
  };
  const auto line = [](std::string name, std::string_view words) {
    name.resize(9, ' ');
    return wrapped(words, kWidth, "     " + name, "              ");
  };
  std::string text = "\n  " + std::to_string(number) + ". " + example.sheet + "\n";
  text += line("before", advised(example.before)) + line("after", advised(example.after));
  const auto gone = only(example.before.modules, example.after.modules);
  const auto come = only(example.after.modules, example.before.modules);
  if (!gone.empty()) text += line("without", joined(gone));
  if (!come.empty()) text += line("with", joined(come));
  return text + line("because", example.because);
}

std::string as_text(const Quiz& before, const Quiz& after, const std::vector<Edit>& edits,
                    const AdviceDiff& diff) {
  std::string text =
      wrapped(before.id + " " + before.version + " → " + after.id + " " + after.version, kWidth);
  text += "\nThe file\n";
  for (const Edit& edit : edits) text += edit_line(edit);
  text += edits.empty() ? "  Nothing that readers or the engine see has changed.\n" : "";
  text += "\nReaders’ codes\n";
  text += wrapped(
      authoring::codes_open(before, after)
          ? edits.empty() ? "Those of the old file open in the new one."
                          : "Those of the old file open in the new one, with whatever "
                            "it now says. If they should not, give it another version."
          : "Those of the old file are refused by the new one: the id, the version, a "
            "question, an option or their order is another. Readers are told to take it again.",
      kWidth, "  ", "  ");
  const bool mixture = diff.respondents == authoring::RespondentKind::kMixture;
  text += "\nAdvice\n";
  text += wrapped("Of " + std::to_string(diff.any.of) + " simulated respondents of the old file (" +
                      (mixture ? "a noisy mixture of two needs" : "who answer at random") +
                      ", seed " + std::to_string(diff.seed) +
                      "), percent whose advice changes, with 95 % intervals. Every question is "
                      "answered; what the new file asks besides stays open.",
                  kWidth, "  ", "  ");
  if (diff.drawn > diff.any.of) {
    text += wrapped(std::to_string(diff.drawn - diff.any.of) +
                        " more are left out: an override sends them to the same place in both.",
                    kWidth, "  ", "  ");
  }
  text += share_line("first outcome", diff.first) + share_line("headline", diff.headline) +
          share_line("modules", diff.modules) + share_line("any of these", diff.any);
  if (!diff.examples.empty()) text += "\nExamples\n";
  for (std::size_t e = 0; e < diff.examples.size(); ++e) {
    text += example_text(diff.examples[e], e + 1);
  }
  return text;
}

void write(JsonWriter* json, const std::vector<std::string>& names) {
  json->begin_array();
  for (const std::string& name : names) json->text(name);
  json->end_array();
}

void write(JsonWriter* json, const Advised& advice) {
  json->begin_object().key("kind").text(advice.kind).key("outcomes");
  write(json, advice.outcomes);
  json->key("modules");
  write(json, advice.modules);
  json->end_object();
}

void write(JsonWriter* json, std::string_view name, const Share& share) {
  const authoring::Interval interval = share.interval();
  json->key(name).begin_object();
  json->key("hits").integer(static_cast<std::int64_t>(share.hits));
  json->key("of").integer(static_cast<std::int64_t>(share.of));
  json->key("share").json(fixed(share.value(), 6));
  json->key("low").json(fixed(interval.low, 6)).key("high").json(fixed(interval.high, 6));
  json->end_object();
}

std::string as_json(const Quiz& before, const Quiz& after, const std::vector<Edit>& edits,
                    const AdviceDiff& diff) {
  JsonWriter json;
  json.begin_object();
  for (const auto& [name, quiz] : {std::pair("before", &before), std::pair("after", &after)}) {
    json.key(name).begin_object().key("id").text(quiz->id);
    json.key("version").text(quiz->version).end_object();
  }
  json.key("edits").begin_array();
  for (const Edit& edit : edits) {
    json.begin_object().key("kind").text(name_of(edit.kind)).key("what").text(edit.what);
    if (edit.kind == Edit::Kind::kChanged) {
      json.key("member").text(edit.member);
      json.key("before").text(edit.before).key("after").text(edit.after);
    }
    json.end_object();
  }
  json.end_array().key("codes_open").boolean(authoring::codes_open(before, after));
  json.key("advice").begin_object();
  json.key("respondents").text(name_of(diff.respondents));
  json.key("seed").text(std::to_string(diff.seed));
  json.key("left_out").integer(static_cast<std::int64_t>(diff.drawn - diff.any.of));
  write(&json, "first", diff.first);
  write(&json, "headline", diff.headline);
  write(&json, "modules", diff.modules);
  write(&json, "any", diff.any);
  json.end_object().key("examples").begin_array();
  for (const ChangedSheet& example : diff.examples) {
    json.begin_object().key("answers").json(example.sheet).key("before");
    write(&json, example.before);
    json.key("after");
    write(&json, example.after);
    json.key("because").text(example.because).end_object();
  }
  json.end_array().end_object();
  return json.take() + "\n";
}

// “2%” or “2”, as a share; none if it is neither.
std::optional<double> share_of(const std::string& text) {
  char* end = nullptr;
  const double value = std::strtod(text.c_str(), &end);
  if (end == text.c_str() || text[0] < '.' || text[0] > '9') return std::nullopt;
  while (*end == ' ') ++end;
  if (*end == '%') ++end;
  if (*end != '\0' || !(value >= 0 && value <= 100)) return std::nullopt;
  return value / 100;
}

int diff(const Options& options) {
  std::optional<double> most;
  if (!options.fail_over.empty() && !(most = share_of(options.fail_over))) {
    complain("--fail-over is a share such as 2%, from 0% to 100%.");
    return kWrongUse;
  }
  if (options.before == "-" && options.after == "-") {
    complain("only one of the two quizzes can come from standard input.");
    return kWrongUse;
  }
  int status = kGood;
  const std::optional<Quiz> before = load_quiz(options.before, &status);
  if (!before) return status;
  const std::optional<Quiz> after = load_quiz(options.after, &status);
  if (!after) return status;
  AdviceDiff found;
  {
    Progress progress("Respondents");
    authoring::DiffOptions how;
    how.respondents = options.respondents;
    how.seed = options.seed;
    how.progress = [&](std::uint64_t done, std::uint64_t all) { progress.show(done, all); };
    found = authoring::diff_advice(*before, *after, how);
  }
  const std::vector<Edit> edits = authoring::edits_of(*before, *after);
  print(options.format == "json" ? as_json(*before, *after, edits, found)
                                 : as_text(*before, *after, edits, found));
  if (!most || found.any.value() <= *most) return kGood;
  complain("the advice of " + percent(found.any.value()) +
           " % of the sheets changes; --fail-over " + "allows " + percent(*most) + " %.");
  return kFound;
}

}  // namespace

void add_diff(CLI::App& app, int* status) {
  auto options = std::make_shared<Options>();
  CLI::App* command = app.add_subcommand("diff", "Say what an edit changes, and for how many");
  command->add_option("OLD", options->before, "The quiz as it was")->required();
  command->add_option("NEW", options->after, "The quiz as it is")->required();
  command->add_option("--respondents", options->respondents, "How many answer sheets are compared")
      ->check(CLI::Range(std::uint64_t{1}, std::uint64_t{10'000'000}))
      ->capture_default_str();
  command->add_option("--seed", options->seed, "Another seed draws other sheets")
      ->capture_default_str();
  command
      ->add_option("--fail-over", options->fail_over,
                   "Exit with 1 if the advice of more than this share changes, such as 2%")
      ->type_name("SHARE");
  command->add_option("--format", options->format, "text or json")
      ->check(CLI::IsMember({"text", "json"}))
      ->capture_default_str();
  command->footer(
      "First what changed in the file, by ids: + added, - removed, ^ moved, ~ changed; and "
      "whether readers' codes still open. Then the share of simulated answer sheets whose first "
      "outcome, headline or modules change, and five of them: what each was advised before and "
      "after, and which change did it. The same files, number and seed give the same bytes. Other "
      "words for the same advice change no sheet.\n\n"
      "Exit status: 0 compared; 1 over --fail-over, or a quiz has errors; 2 the command line is "
      "wrong; 3 a file cannot be read; 4 the output cannot be written.\n\n"
      "Example: career-quiz diff published.json quiz.json --fail-over 2%");
  command->callback([options, status] { *status = diff(*options); });
}

}  // namespace career_quiz::cli
