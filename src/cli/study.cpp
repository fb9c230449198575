#include "authoring/study.h"

#include <algorithm>
#include <atomic>
#include <csignal>
#include <string>
#include <thread>

#include "authoring/study_page.h"
#include "authoring/study_report.h"
#include "cli/commands.h"
#include "cli/files.h"
#include "cli/progress.h"
#include "cli/usage.h"

namespace career_quiz::cli {
namespace {

using authoring::Study;
using authoring::StudyTiming;

struct Options {
  std::string quiz;
  std::uint64_t respondents = 100'000;
  std::uint64_t seed = 1;
  unsigned threads = std::max(std::thread::hardware_concurrency(), 1u);
  std::optional<std::uint64_t> adaptive;
  std::string format = "text";
  std::string html;
  bool timing = false;
};

// As a shell has it for a command that Ctrl-C ended.
constexpr int kInterrupted = 130;

std::atomic<bool> stopped{false};
static_assert(std::atomic<bool>::is_always_lock_free);

void stop(int) { stopped = true; }

void tell(const StudyTiming& timing, const Options& options) {
  const auto rate = [&](double seconds) {
    return seconds > 0 ? static_cast<double>(timing.sheets) / seconds / 1e6 : 0;
  };
  std::fprintf(stderr,
               "%llu sheets on %u threads, processor time:\n"
               "  drawn alone                  %7.2f s, %6.2f million a second a core\n"
               "  drawn, judged and counted    %7.2f s, %6.2f million a second a core\n"
               "  with answers changed         %7.2f s\n"
               "  in the adaptive form         %7.2f s\n",
               static_cast<unsigned long long>(timing.sheets), options.threads, timing.drawing,
               rate(timing.drawing), timing.judging, rate(timing.judging), timing.changing,
               timing.adaptive);
}

int study(const Options& options) {
  int status = kGood;
  const std::optional<Quiz> quiz = load_quiz(options.quiz, &status);
  if (!quiz) return status;
  // Not after the hours that a study may take.
  status = check_output(options.html);
  if (status != kGood) return status;

  // The first Ctrl-C ends the study with what it has, a second one at once.
  struct sigaction action {};
  action.sa_handler = stop;
  action.sa_flags = SA_RESETHAND;
  sigaction(SIGINT, &action, nullptr);

  Study study;
  {
    Progress progress("Respondents");
    authoring::StudyOptions how;
    how.respondents = options.respondents;
    how.seed = options.seed;
    how.threads = options.threads;
    how.adaptive = options.adaptive;
    how.stop = &stopped;
    how.timing = options.timing;
    how.progress = [&](std::uint64_t done, std::uint64_t all) { progress.show(done, all); };
    study = authoring::study_quiz(*quiz, how);
  }
  if (study.nearest().respondents == 0) {
    complain(study.complete ? "nobody could be drawn to whom the outcomes of this quiz are open; "
                              "career-quiz prove says which can be reached."
                            : "stopped before anybody was counted; nothing was written.");
    return study.complete ? kFound : kInterrupted;
  }
  print(options.format == "json" ? authoring::study_json(*quiz, study)
                                 : authoring::study_text(*quiz, study));
  if (!options.html.empty()) {
    const int written = write_file(options.html, authoring::study_page(*quiz, study));
    if (written != kGood) return written;
  }
  if (options.timing) tell(study.timing, options);
  if (!study.complete) {
    complain("stopped: the study rests on " + authoring::basis_of(study));
    return kInterrupted;
  }
  return authoring::findings_of(*quiz, study).empty() ? kGood : kFound;
}

}  // namespace

void add_study(CLI::App& app, int* status) {
  auto options = std::make_shared<Options>();
  CLI::App* command =
      app.add_subcommand("study", "Study what a quiz does to many simulated respondents");
  command->add_option("FILE", options->quiz, "The quiz")->required();
  command->add_option("--respondents", options->respondents, "How many of each kind")
      ->check(CLI::Range(std::uint64_t{1}, std::uint64_t{10'000'000'000}))
      ->capture_default_str();
  command->add_option("--seed", options->seed, "Another seed draws other respondents")
      ->capture_default_str();
  command->add_option("--threads", options->threads, "How many work at once; the figures stay")
      ->check(CLI::Range(1u, 256u))
      ->default_str("as many as there are processors");
  command->add_option("--adaptive", options->adaptive,
                      "How many of each kind take the adaptive form as well, which is dearer; "
                      "otherwise as many as take seconds");
  command->add_option("--format", options->format, "text or json")
      ->check(CLI::IsMember({"text", "json"}))
      ->capture_default_str();
  add_out(*command, "--html", &options->html, "Write a report with plots to this file as well");
  command->add_flag("--timing", options->timing,
                    "Say on standard error what the time went to; draws everybody twice");
  command->footer(
      "Respondents are coherent (they answer for one need), drawn from the model (as the weights\n"
      "say that people of a need answer), a noisy mixture (of two needs, with slips), or uniform\n"
      "(at random). The same quiz, number and seed give the same bytes, on any number of threads.\n"
      "Ctrl-C ends the study with what it has. Exit status: 0 nothing is wrong; 1 there are\n"
      "findings; 2 the command line is wrong; 3 the quiz cannot be read; 4 output cannot be\n"
      "written; 130 stopped by Ctrl-C.\n\n"
      "Example: career-quiz study quiz.json --respondents 1000000 --html study.html");
  command->callback([options, status] { *status = study(*options); });
}

}  // namespace career_quiz::cli
