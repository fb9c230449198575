// The command `career-quiz`: what authors do with a quiz on their own machine.

#include <algorithm>
#include <csignal>
#include <cstdio>
#include <string>
#include <vector>

#include "cli/commands.h"
#include "cli/files.h"
#include "cli/usage.h"

// Out of memory ends it. NOLINTNEXTLINE(bugprone-exception-escape)
int main(int argc, char** argv) {
  using namespace career_quiz::cli;
  // A closed pipe, or a file that may not grow, is told by the write that fails.
  std::signal(SIGPIPE, SIG_IGN);
  std::signal(SIGXFSZ, SIG_IGN);

  CLI::App app{"Check, prove, study and run quizzes written for career-quiz", "career-quiz"};
  app.formatter(std::make_shared<Help>());
  app.set_help_flag("-h,--help", "Print this text");
  app.set_version_flag("--version", CAREER_QUIZ_VERSION, "Print the version");
  bool man = false;
  app.add_flag("--man", man, "Print the manual page: career-quiz --man | man -l -");
  app.footer(
      "Exit status: 0 all is well; 1 something in the quiz or the answers is wrong; 2 the command "
      "line is wrong; 3 a file cannot be read; 4 output cannot be written.\n\n"
      "Each command has help and an example: career-quiz check --help");
  int status = kGood;
  add_check(app, &status);
  add_diff(app, &status);
  add_explain(app, &status);
  add_pack(app, &status);
  add_print(app, &status);
  add_prove(app, &status);
  add_score(app, &status);
  add_study(app, &status);
  add_take(app, &status);
  try {
    std::vector<std::string> arguments(argv + 1, argv + argc);
    // `help check`, as other programs have it.
    if (!arguments.empty() && arguments[0] == "help") {
      arguments.erase(arguments.begin());
      arguments.push_back("--help");
    }
    std::reverse(arguments.begin(), arguments.end());
    app.parse(arguments);
    if (man) {
      print(manual(app));
    } else if (app.get_subcommands().empty()) {
      std::fputs(app.help().c_str(), stderr);
      return kWrongUse;
    }
  } catch (const CLI::CallForHelp&) {
    const std::vector<CLI::App*> chosen = app.get_subcommands();
    print((chosen.empty() ? app : *chosen.front()).help());
  } catch (const CLI::CallForVersion& version) {
    print(std::string(version.what()) + "\n");
  } catch (const CLI::ParseError& error) {
    complain(mistake(app, error));
    return kWrongUse;
  }
  return finish(status);
}
