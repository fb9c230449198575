#include "authoring/prove.h"

#include <atomic>
#include <csignal>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <thread>
#include <vector>

#include "authoring/sheet.h"
#include "authoring/text.h"
#include "career_quiz/json_writer.h"
#include "cli/commands.h"
#include "cli/files.h"
#include "cli/progress.h"

namespace career_quiz::cli {
namespace {

using authoring::Property;
using authoring::Verdict;

struct ProveOptions {
  std::string path;
  std::string format = "text";
  double timeout = 10;
  unsigned threads = 0;
  std::uint64_t seed = 1;
  bool all = false;
};

std::atomic<bool> interrupted{false};
void interrupt(int) { interrupted = true; }

std::string as_json(const Quiz& quiz, const std::vector<Property>& properties) {
  JsonWriter json;
  json.begin_array();
  for (const Property& property : properties) {
    json.begin_object().key("kind").text(property.kind).key("name").text(property.name);
    json.key("pointer").text(property.pointer).key("line").integer(property.line);
    json.key("column").integer(property.column).key("verdict").text(name_of(property.verdict));
    json.key("sound").boolean(property.sound).key("message").text(property.says);
    json.key("sheets").begin_array();
    for (const authoring::Exhibit& exhibit : property.sheets) {
      json.begin_object().key("shows").text(exhibit.shows).key("answers");
      json.json(authoring::write_sheet(quiz, exhibit.answers()));
      json.end_object();
    }
    json.end_array().end_object();
  }
  json.end_array();
  return json.take() + "\n";
}

std::string sheets_of(const Quiz& quiz, const Property& property) {
  std::string out;
  for (const authoring::Exhibit& exhibit : property.sheets)
    out += "    " + authoring::clean(exhibit.shows) + "\n    " +
           authoring::write_sheet(quiz, exhibit.answers()) + "\n";
  return out;
}

// One line a kind, then one a guarantee, then what is wrong.
std::string as_text(const Quiz& quiz, const std::string& path,
                    const std::vector<Property>& properties, bool all) {
  constexpr std::pair<std::string_view, std::string_view> kKinds[] = {
      {"outcome", "outcomes that some sheet is shown"},
      {"headline", "kinds of headline"},
      {"question", "questions that are asked of someone"},
      {"option", "options that can be chosen"},
      {"rule", "rules that decide some headline"},
      {"module", "modules that someone is given"},
      {"condition", "conditions, and parts of them, that can hold and can fail"},
      {"end", "every path ends"},
      {"advice", "every sheet gives advice"},
      {"guarantee", "guarantees"},
  };
  std::string out;
  for (const auto& [kind, what] : kKinds) {
    std::size_t count = 0;
    std::size_t sound = 0;
    for (const Property& property : properties) {
      if (property.kind != kind) continue;
      ++count;
      sound += property.sound;
    }
    if (count == 0) continue;
    out += std::to_string(sound) + " of " + std::to_string(count) + " " + std::string(what) + "\n";
  }
  std::size_t wrong = 0;
  std::size_t open = 0;
  for (const Property& property : properties) {
    if (!property.sound) ++(property.verdict == Verdict::kNotDecided ? open : wrong);
    if (property.sound && !all && property.kind != "guarantee" &&
        property.verdict != Verdict::kImpossible) {
      continue;
    }
    const std::string name = property.name.empty() ? "" : " “" + property.name + "”";
    out += authoring::clean(path + ":" + std::to_string(property.line) + ":" +
                            std::to_string(property.column) + ": " + property.kind + name + ": " +
                            std::string(name_of(property.verdict)) + ": " + property.says) +
           "\n";
    if (all || !property.sound) out += sheets_of(quiz, property);
  }
  const std::size_t count = properties.size();
  out += std::to_string(count) + (count == 1 ? " property: " : " properties: ");
  if (wrong + open == 0) return out + "all decided, all sound\n";
  out += std::to_string(count - wrong - open) + " sound";
  if (wrong > 0) out += ", " + std::to_string(wrong) + " not sound";
  if (open > 0) out += ", " + std::to_string(open) + " not decided";
  return out + "\n";
}

// As a shell has it for a command that Ctrl-C ended.
constexpr int kInterrupted = 130;

int prove(const ProveOptions& options) {
  int status = kGood;
  std::string text;
  const std::optional<Quiz> quiz = load_quiz(options.path, &status, &text);
  if (!quiz) return status;
  std::optional<Progress> progress;
  std::string doing;
  authoring::ProofOptions proof;
  proof.seed = options.seed;
  proof.seconds = options.timeout;
  proof.threads =
      options.threads > 0 ? options.threads : std::max(1u, std::thread::hardware_concurrency());
  proof.stop = &interrupted;
  proof.progress = [&](const char* what, std::size_t done, std::size_t all) {
    if (doing != what) progress.emplace(doing = what);
    progress->show(done, all);
  };
  std::signal(SIGINT, interrupt);
  std::signal(SIGTERM, interrupt);
  const std::vector<Property> properties = authoring::prove(*quiz, text, proof);
  std::signal(SIGINT, SIG_DFL);
  std::signal(SIGTERM, SIG_DFL);
  progress.reset();
  std::size_t open = 0;
  for (const Property& property : properties) {
    if (!property.sound) status = kFound;
    open += property.verdict == Verdict::kNotDecided;
  }
  const std::string path = options.path == "-" ? "<stdin>" : options.path;
  print(options.format == "json" ? as_json(*quiz, properties)
                                 : as_text(*quiz, path, properties, options.all));
  if (open > 0) {
    complain(std::to_string(open) + (open == 1 ? " property is" : " properties are") +
             " not decided" +
             (interrupted ? ": stopped before the end." : "; a longer --timeout may decide more."));
  }
  if (interrupted) return kInterrupted;
  return status;
}

}  // namespace

void add_prove(CLI::App& app, int* status) {
  auto options = std::make_shared<ProveOptions>();
  CLI::App* command =
      app.add_subcommand("prove", "Prove that a quiz can show all it has and keeps its guarantees");
  command->add_option("FILE", options->path, "The quiz; - is standard input")->required();
  command->add_option("--format", options->format, "text or json")
      ->check(CLI::IsMember({"text", "json"}))
      ->capture_default_str();
  command
      ->add_option("--timeout", options->timeout,
                   "The most seconds of a processor for random answers, and then for each property")
      ->check(CLI::Range(0.001, 86400.0))
      ->capture_default_str();
  command->add_option("--threads", options->threads, "How many work at once; else all cores")
      ->check(CLI::Range(1, 1024));
  command->add_option("--seed", options->seed, "Of the random sheets that are tried first")
      ->capture_default_str();
  command->add_flag("--all", options->all, "In text, every property with its sheets");
  command->footer(
      "Every outcome, kind of headline, question, option, rule and module gets an answer sheet\n"
      "that shows it, or a proof that none does; every condition a sheet that it holds of and one\n"
      "that it fails for. Every guarantee, and that every path ends and every sheet gives advice,\n"
      "is proved or answered with a sheet that breaks it; early results count too. The sheets "
      "have\n"
      "been run through the engine. What is not decided in time is said.\n\n"
      "Exit status: 0 all is sound; 1 something is not, or is not decided, or the quiz has "
      "errors;\n"
      "2 the command line is wrong; 3 the file cannot be read; 4 the output cannot be written;\n"
      "130 stopped by Ctrl-C, with what was decided till then.\n\n"
      "Example: career-quiz prove questions/mentoring-coaching.json");
  command->callback([options, status] { *status = prove(*options); });
}

}  // namespace career_quiz::cli
