// The command `career-quiz`: what authors do with a quiz on their own machine.

#include <csignal>

#include "cli/commands.h"
#include "cli/files.h"

int main(int argc, char** argv) {
  using namespace career_quiz::cli;
  // A closed pipe is told by the write that fails.
  std::signal(SIGPIPE, SIG_IGN);

  CLI::App app{"Check, prove, study and run quizzes written for career-quiz.", "career-quiz"};
  app.require_subcommand(1);
  app.set_version_flag("--version", CAREER_QUIZ_VERSION);
  app.footer(
      "Exit status: 0 all is well; 1 something in the quiz or the answers is wrong;\n"
      "2 the command line is wrong; 3 a file cannot be read; 4 output cannot be written.\n\n"
      "Each command has help and an example: career-quiz check --help");
  int status = kGood;
  add_check(app, &status);
  add_pack(app, &status);
  add_score(app, &status);
  try {
    app.parse(argc, argv);
  } catch (const CLI::ParseError& error) {
    return app.exit(error) == 0 ? finish(kGood) : kWrongUse;
  }
  return finish(status);
}
