#include "authoring/check.h"

#include <unistd.h>

#include <cstdlib>
#include <string>
#include <vector>

#include "career_quiz/json_writer.h"
#include "career_quiz/quiz.h"
#include "cli/commands.h"
#include "cli/excerpt.h"
#include "cli/files.h"
#include "cli/sarif.h"

namespace career_quiz::cli {
namespace {

using authoring::check_quiz;

struct CheckOptions {
  std::vector<std::string> paths;
  std::string format = "text";
  std::string colour = "auto";
};

std::string name_of(const Checked& checked) {
  return checked.path == "-" ? "<stdin>" : checked.path;
}

std::string_view name_of(Severity severity) {
  return severity == Severity::kError ? "error" : "warning";
}

std::string counted(std::size_t n, const std::string& noun) {
  return std::to_string(n) + " " + noun + (n == 1 ? "" : "s");
}

// What is said about one place stands together, above it.
std::string as_text(const std::vector<Checked>& all, bool colour) {
  std::string out;
  std::size_t errors = 0;
  std::size_t warnings = 0;
  for (const Checked& checked : all) {
    const auto& found = checked.diagnostics;
    Excerpts excerpts(checked.text);
    for (std::size_t i = 0; i < found.size(); ++i) {
      const bool error = found[i].severity == Severity::kError;
      ++(error ? errors : warnings);
      std::string kind(name_of(found[i].severity));
      if (colour) kind = (error ? "\x1b[1;31m" : "\x1b[1;35m") + kind + "\x1b[0m";
      out += printable(name_of(checked)) + ":" + std::to_string(found[i].line) + ":" +
             std::to_string(found[i].column) + ": " + kind + ": " + printable(found[i].message) +
             " [" + found[i].code + "]\n";
      const bool last = i + 1 == found.size() || found[i + 1].line != found[i].line ||
                        found[i + 1].column != found[i].column;
      if (last && !checked.text.empty()) {
        out += excerpts.at(found[i].line, found[i].column, colour);
      }
    }
  }
  out += counted(all.size(), "quiz file") + ": " + counted(errors, "error") + ", " +
         counted(warnings, "warning") + "\n";
  return out;
}

std::string as_json(const std::vector<Checked>& all) {
  JsonWriter json;
  json.begin_array();
  for (const Checked& checked : all) {
    json.begin_object().key("file").text(name_of(checked)).key("diagnostics").begin_array();
    for (const Diagnostic& diagnostic : checked.diagnostics) {
      json.begin_object();
      json.key("severity").text(name_of(diagnostic.severity));
      json.key("code").text(diagnostic.code).key("pointer").text(diagnostic.pointer);
      json.key("line").integer(diagnostic.line).key("column").integer(diagnostic.column);
      json.key("message").text(diagnostic.message).end_object();
    }
    json.end_array().end_object();
  }
  json.end_array();
  return json.take() + "\n";
}

// Whether standard output is a terminal, and nobody asked for it to stay plain.
bool wants_colour() {
  const auto set_to = [](const char* name) {
    const char* value = std::getenv(name);
    return std::string_view(value == nullptr ? "" : value);
  };
  return isatty(STDOUT_FILENO) == 1 && set_to("NO_COLOR").empty() && set_to("TERM") != "dumb";
}

int check(const CheckOptions& options) {
  std::vector<Checked> all;
  int status = kGood;
  for (const std::string& path : options.paths) {
    Result<std::string> text = read_file(path, kMaxBytes);
    if (!text) {
      complain(text.error().message);
      status = kInputFailed;
      continue;
    }
    Checked checked{path, std::move(text.value()), {}};
    checked.diagnostics = check_quiz(checked.text);
    if (status == kGood && authoring::has_errors(checked.diagnostics)) status = kFound;
    all.push_back(std::move(checked));
  }
  if (options.format == "json") {
    print(as_json(all));
  } else if (options.format == "sarif") {
    print(as_sarif(all, status != kInputFailed));
  } else if (!all.empty()) {
    print(as_text(all, options.colour == "always" || (options.colour == "auto" && wants_colour())));
  }
  return status;
}

}  // namespace

void add_check(CLI::App& app, int* status) {
  auto options = std::make_shared<CheckOptions>();
  CLI::App* command = app.add_subcommand("check", "Say all that is wrong with quiz files");
  command->add_option("FILE", options->paths, "Quiz files; - is standard input")->required();
  command->add_option("--format", options->format, "text, json or sarif (SARIF 2.1.0)")
      ->check(CLI::IsMember({"text", "json", "sarif"}))
      ->capture_default_str();
  command->add_option("--colour,--color", options->colour, "auto, always or never")
      ->check(CLI::IsMember({"auto", "always", "never"}))
      ->capture_default_str();
  command->footer(
      "Errors keep a quiz from loading; warnings say where it is unfair or of no use. The quiz's "
      "own tests under “expect” are run.\n\n"
      "Exit status: 0 no errors; 1 errors; 2 the command line is wrong; 3 a file cannot be read; "
      "4 output cannot be written.\n\n"
      "Example: career-quiz check questions/mentoring-coaching.json");
  command->callback([options, status] { *status = check(*options); });
}

}  // namespace career_quiz::cli
