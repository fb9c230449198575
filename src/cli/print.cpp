#include "authoring/print.h"

#include <memory>
#include <optional>
#include <string>

#include "cli/commands.h"
#include "cli/files.h"
#include "cli/usage.h"

namespace career_quiz::cli {
namespace {

struct PrintOptions {
  std::string path;
  std::string language;
  std::string form = "paper";
  std::string out;
};

int print_form(const PrintOptions& options) {
  int status = kGood;
  const std::optional<Quiz> quiz = load_quiz(options.path, &status);
  if (!quiz) return status;
  const std::optional<std::size_t> language = choose_language(*quiz, options.language, &status);
  if (!language) return status;
  const auto form = options.form == "page" ? authoring::Form::kPage : authoring::Form::kPaper;
  return write_file(options.out, authoring::print_quiz(*quiz, *language, form));
}

}  // namespace

void add_print(CLI::App& app, int* status) {
  auto options = std::make_shared<PrintOptions>();
  CLI::App* command =
      app.add_subcommand("print", "Write the quiz as a paper form with its scoring key");
  command->add_option("FILE", options->path, "The quiz; - is standard input")->required();
  add_language(*command, &options->language);
  command
      ->add_option("--form", options->form,
                   "paper: to print and fill in with a pen; page: to read and tick on a screen")
      ->check(CLI::IsMember({"paper", "page"}))
      ->capture_default_str();
  add_out(*command, "-o,--out", &options->out, "Where to write; else standard output");
  command->footer(
      "One HTML file, without scripts: every question, a key by which a person scores the answers\n"
      "by hand, and all the advice. Open it in a browser, and print it there. The key is exact.\n"
      "Exit status: 0 written; 1 the quiz has errors; 2 there is no such language; 3 the file\n"
      "cannot be read; 4 the output cannot be written.\n\n"
      "Example: career-quiz print questions/mentoring-coaching.json --lang en -o form.html");
  command->callback([options, status] { *status = print_form(*options); });
}

}  // namespace career_quiz::cli
