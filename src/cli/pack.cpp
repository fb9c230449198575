#include "authoring/pack.h"

#include <memory>
#include <optional>
#include <string>

#include "cli/commands.h"
#include "cli/files.h"
#include "cli/usage.h"

namespace career_quiz::cli {
namespace {

struct PackOptions {
  std::string path;
  std::string language;
  std::string out;
};

int pack(const PackOptions& options) {
  int status = kGood;
  std::string text;
  const std::optional<Quiz> quiz = load_quiz(options.path, &status, &text);
  if (!quiz) return status;
  const std::optional<std::size_t> language = choose_language(*quiz, options.language, &status);
  if (!language) return status;
  return write_file(options.out, authoring::pack_quiz(text, quiz->languages[*language]));
}

}  // namespace

void add_pack(CLI::App& app, int* status) {
  auto options = std::make_shared<PackOptions>();
  CLI::App* command =
      app.add_subcommand("pack", "Write the file a page loads: one language, small");
  command->add_option("FILE", options->path, "The quiz; - is standard input")->required();
  add_language(*command, &options->language);
  add_out(*command, "-o,--out", &options->out, "Where to write; else standard output");
  command->footer(
      "Notes, tests under “expect” and guarantees are left out; answers and codes stay the same.\n"
      "A quiz with errors is not packed.\n\nExit status: 0 packed; 1 the quiz has errors;\n"
      "2 there is no such language; 3 the file cannot be read; 4 the output cannot be written.\n\n"
      "Example: career-quiz pack questions/mentoring-coaching.json --lang fr -o quiz.fr.json");
  command->callback([options, status] { *status = pack(*options); });
}

}  // namespace career_quiz::cli
