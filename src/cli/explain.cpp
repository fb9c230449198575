#include "authoring/explain.h"

#include <sys/stat.h>

#include <memory>
#include <optional>
#include <string>

#include "career_quiz/engine.h"
#include "cli/commands.h"
#include "cli/files.h"
#include "cli/usage.h"

namespace career_quiz::cli {
namespace {

struct Options {
  std::string quiz;
  std::string answers;
  std::string language;
  std::string mode = "adaptive";
  std::string format = "text";
};

// A code or a sheet as it stands on the command line, or what a file holds.
Result<std::string> read_answers_text(const std::string& argument) {
  if (argument.find('{') != std::string::npos) return argument;
  struct stat status {};
  const bool file = argument == "-" || stat(argument.c_str(), &status) == 0 ||
                    argument.find_first_of("./") != std::string::npos;
  return file ? read_file(argument, kMaxBytes) : Result<std::string>(argument);
}

int explain(const Options& options) {
  int status = kGood;
  std::string quiz_text;
  const std::optional<Quiz> quiz = load_quiz(options.quiz, &status, &quiz_text);
  if (!quiz) return status;
  const std::optional<std::size_t> language = choose_language(*quiz, options.language, &status);
  if (!language) return status;
  if (options.quiz == "-" && options.answers == "-") {
    complain("the quiz and the answers cannot both come from standard input.");
    return kWrongUse;
  }
  const Result<std::string> text = read_answers_text(options.answers);
  if (!text) {
    complain(text.error().message);
    return kInputFailed;
  }
  const Result<authoring::Replay> replay = authoring::read_replay(*quiz, *text);
  if (!replay) {
    complain(replay.error().message);
    return kFound;
  }
  const Mode mode = options.mode == "full" ? Mode::kFull : Mode::kAdaptive;
  if (options.format == "json") {
    Engine engine;
    engine.load(quiz_text);
    print(engine.evaluate(authoring::request_of(*quiz, *replay, *text, mode, *language)) + "\n");
  } else {
    print(authoring::explain_text(*quiz, *replay, mode, *language));
  }
  return replay->problems.empty() ? kGood : kFound;
}

}  // namespace

void add_explain(CLI::App& app, int* status) {
  auto options = std::make_shared<Options>();
  CLI::App* command = app.add_subcommand("explain", "Replay a reader's code or sheet, and say why");
  command->add_option("FILE", options->quiz, "The quiz")->required();
  command
      ->add_option("ANSWERS", options->answers,
                   "A reader's code; or a sheet such as {\"goal\":\"skill\"}; or a file with "
                   "either; - is standard input")
      ->required();
  add_language(*command, &options->language);
  command
      ->add_option("--mode", options->mode,
                   "adaptive, as readers usually take it, or full: every question")
      ->check(CLI::IsMember({"adaptive", "full"}))
      ->capture_default_str();
  command
      ->add_option("--format", options->format,
                   "text, or json: the evaluation as the engine gives it to a page")
      ->check(CLI::IsMember({"text", "json"}))
      ->capture_default_str();
  command->footer(
      "For a counsellor: every answer, the scores, what each answer adds to the first outcome "
      "against the second, why the headline is what it is, which rules, gates and modules hold and "
      "why, and what would change the advice. Sensitive answers and free texts are in no code.\n\n"
      "Exit status: 0 explained; 1 the quiz has errors, the code cannot be used, or an answer does "
      "not fit; 2 the command line is wrong; 3 a file cannot be read; 4 the output cannot be "
      "written.\n\n"
      "Example: career-quiz explain questions/mentoring-coaching.json '{\"goal\":\"skill\"}'");
  command->callback([options, status] { *status = explain(*options); });
}

}  // namespace career_quiz::cli
