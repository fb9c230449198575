#include "authoring/check.h"

#include <unistd.h>

#include <algorithm>
#include <string>
#include <vector>

#include "career_quiz/json_writer.h"
#include "career_quiz/quiz.h"
#include "cli/commands.h"
#include "cli/files.h"

namespace career_quiz::cli {
namespace {

using authoring::check_quiz;

struct Checked {
  std::string path;
  std::string text;
  std::vector<Diagnostic> diagnostics;
};

struct CheckOptions {
  std::vector<std::string> paths;
  std::string format = "text";
  std::string colour = "auto";
};

std::string_view name_of(Severity severity) {
  return severity == Severity::kError ? "error" : "warning";
}

std::string counted(std::size_t n, const std::string& noun) {
  return std::to_string(n) + " " + noun + (n == 1 ? "" : "s");
}

// How many columns of the screen the character that starts here takes, roughly;
// 0 inside a character.
std::size_t columns(char byte) { return (static_cast<unsigned char>(byte) & 0xc0) == 0x80 ? 0 : 1; }

constexpr std::size_t kWidth = 100;

// The line of the fault, cut to a window around it, and a caret below.
std::string excerpt(std::string_view text, const Diagnostic& diagnostic, bool colour) {
  std::size_t begin = 0;
  for (std::uint32_t line = 1; line < diagnostic.line; ++line) {
    begin = text.find('\n', begin) + 1;
  }
  std::string_view line = text.substr(begin, text.find('\n', begin) - begin);
  if (!line.empty() && line.back() == '\r') line.remove_suffix(1);
  // Places of characters, so that no cut goes through one.
  std::vector<std::size_t> starts;
  for (std::size_t at = 0; at < line.size(); ++at) {
    if (columns(line[at]) > 0) starts.push_back(at);
  }
  starts.push_back(line.size());
  const std::size_t length = starts.size() - 1;
  const std::size_t column = std::min<std::size_t>(diagnostic.column - 1, length);
  const std::size_t from = column > kWidth * 2 / 3 ? column - kWidth * 2 / 3 : 0;
  const std::size_t to = std::min(length, from + kWidth);

  const std::string number = std::to_string(diagnostic.line);
  std::string shown = from > 0 ? "…" : "";
  std::string below(shown.empty() ? 0 : 1, ' ');
  for (std::size_t at = from; at < to; ++at) {
    const std::string_view character = line.substr(starts[at], starts[at + 1] - starts[at]);
    // A control character would move the caret, or the terminal.
    const bool plain = static_cast<unsigned char>(character[0]) >= 0x20 && character[0] != 0x7f;
    shown += plain ? character : " ";
  }
  if (to < length) shown += "…";
  below.append(column - from, ' ');
  below += colour ? "\x1b[1;32m^\x1b[0m" : "^";
  return "  " + number + " | " + shown + "\n  " + std::string(number.size(), ' ') + " | " + below +
         "\n";
}

std::string as_text(const std::vector<Checked>& all, bool colour) {
  std::string out;
  std::size_t errors = 0;
  std::size_t warnings = 0;
  for (const Checked& checked : all) {
    for (const Diagnostic& diagnostic : checked.diagnostics) {
      const bool error = diagnostic.severity == Severity::kError;
      ++(error ? errors : warnings);
      const std::string place = checked.path + ":" + std::to_string(diagnostic.line) + ":" +
                                std::to_string(diagnostic.column) + ": ";
      std::string kind(name_of(diagnostic.severity));
      if (colour) kind = (error ? "\x1b[1;31m" : "\x1b[1;35m") + kind + "\x1b[0m";
      out += place + kind + ": " + diagnostic.message + " [" + diagnostic.code + "]\n";
      if (!checked.text.empty()) out += excerpt(checked.text, diagnostic, colour);
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
    json.begin_object().key("file").text(checked.path).key("diagnostics").begin_array();
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

// SARIF gives places as URIs: relative, with what a path may hold and a URI may not escaped.
std::string uri_of(const std::string& path) {
  static constexpr char kHex[] = "0123456789ABCDEF";
  std::string uri = path.front() == '/' ? "file://" : "";
  for (const char c : path) {
    const auto byte = static_cast<unsigned char>(c);
    if ((c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') ||
        std::string_view("/-._~").find(c) != std::string_view::npos) {
      uri += c;
    } else {
      uri += {'%', kHex[byte >> 4], kHex[byte & 15]};
    }
  }
  return uri;
}

std::string as_sarif(const std::vector<Checked>& all) {
  std::vector<std::string> rules;
  for (const Checked& checked : all) {
    for (const Diagnostic& diagnostic : checked.diagnostics) rules.push_back(diagnostic.code);
  }
  std::sort(rules.begin(), rules.end());
  rules.erase(std::unique(rules.begin(), rules.end()), rules.end());

  JsonWriter json;
  json.begin_object().key("$schema").text("https://json.schemastore.org/sarif-2.1.0.json");
  json.key("version").text("2.1.0").key("runs").begin_array().begin_object();
  json.key("tool").begin_object().key("driver").begin_object();
  json.key("name").text("career-quiz").key("version").text(CAREER_QUIZ_VERSION);
  json.key("rules").begin_array();
  for (const std::string& rule : rules) json.begin_object().key("id").text(rule).end_object();
  json.end_array().end_object().end_object();
  json.key("columnKind").text("unicodeCodePoints");
  json.key("results").begin_array();
  for (const Checked& checked : all) {
    for (const Diagnostic& diagnostic : checked.diagnostics) {
      const auto rule = std::lower_bound(rules.begin(), rules.end(), diagnostic.code);
      json.begin_object().key("ruleId").text(diagnostic.code);
      json.key("ruleIndex").integer(rule - rules.begin());
      json.key("level").text(name_of(diagnostic.severity));
      json.key("message").begin_object().key("text").text(diagnostic.message).end_object();
      json.key("locations").begin_array().begin_object();
      json.key("physicalLocation").begin_object();
      json.key("artifactLocation").begin_object().key("uri").text(uri_of(checked.path));
      json.end_object().key("region").begin_object();
      json.key("startLine").integer(diagnostic.line);
      json.key("startColumn").integer(diagnostic.column).end_object().end_object();
      json.key("logicalLocations").begin_array().begin_object();
      json.key("fullyQualifiedName").text(diagnostic.pointer).end_object().end_array();
      json.end_object().end_array().end_object();
    }
  }
  json.end_array().end_object().end_array().end_object();
  return json.take() + "\n";
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
    Checked checked{path == "-" ? "<stdin>" : path, std::move(text.value()), {}};
    checked.diagnostics = check_quiz(checked.text);
    if (status == kGood && authoring::has_errors(checked.diagnostics)) status = kFound;
    all.push_back(std::move(checked));
  }
  if (options.format == "json") {
    print(as_json(all));
  } else if (options.format == "sarif") {
    print(as_sarif(all));
  } else if (!all.empty()) {
    const bool terminal = isatty(STDOUT_FILENO) == 1 && std::getenv("NO_COLOR") == nullptr;
    print(as_text(all, options.colour == "always" || (options.colour == "auto" && terminal)));
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
