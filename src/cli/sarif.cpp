#include "cli/sarif.h"

#include <algorithm>
#include <filesystem>
#include <iterator>
#include <string_view>

#include "career_quiz/json_writer.h"

namespace career_quiz::cli {
namespace {

struct Rule {
  std::string_view code;
  std::string_view meaning;
  std::string_view remedy;
};

// As the guide for authors has them, section 12.
constexpr Rule kRules[] = {
    {"not-json", "The file is not JSON",
     "Look at the place named: often a comma or a quotation mark is missing, or there is a comma "
     "too many."},
    {"too-deep", "Brackets within brackets, more than 64 levels", "Flatten it."},
    {"too-large", "More than 4 MiB of text", "Shorten it."},
    {"wrong-type", "A text where a number should be, or the like",
     "Write what the message asks for; numbers have no quotation marks."},
    {"missing-member", "Something needed is not there", "Add it."},
    {"unknown-member", "A name that this object does not have",
     "Mend its spelling, or put it where it belongs."},
    {"repeated-member", "A name stands twice in one object", "Keep one."},
    {"bad-id", "An id with other characters than it may have, or too long",
     "Use small letters, digits, - and _."},
    {"repeated-id", "Two things share an id or a priority, or a name stands twice in a list",
     "Give one another, or keep one."},
    {"bad-value", "A number out of its range, or a word that is not known here",
     "The message says which are."},
    {"bad-link", "An address that is not allowed",
     "Begin it with https://, mailto:, tel: or a single /."},
    {"too-few", "A list is too short", "Add to it."},
    {"too-many", "A list is too long, or there are more than 1,000 mistakes",
     "Shorten it; mend the first ones."},
    {"empty-text", "A text with nothing in it", "Write it, or remove the member."},
    {"missing-language", "A text lacks a declared language", "Add it."},
    {"unknown-language", "A text in a language that is not declared",
     "Declare it, or remove the text."},
    {"html-in-text", "An HTML tag, which readers would see as it is written",
     "Use blocks for lists and links."},
    {"unknown-question", "There is no question with this id", "Mend the id."},
    {"unknown-option", "The question has no such option", "Mend the id."},
    {"unknown-scale", "There is no scale with this id", "Mend the id."},
    {"unknown-outcome", "There is no outcome with this id", "Mend the id."},
    {"unknown-part", "There is no part with this id", "Mend the id."},
    {"unknown-name", "A condition reads something that does not exist",
     "The guide lists what can be read, in its section on conditions."},
    {"unknown-operator", "An operator that conditions do not have",
     "Use one of var, ==, !=, <, <=, >, >=, !, and, or, in."},
    {"bad-condition", "A condition of the wrong form",
     "Compare it with the examples in the guide's section on conditions."},
    {"unlike-kinds", "A comparison of things that do not compare",
     "The message says what this answer compares with."},
    {"too-early", "A question or an outcome reads the result",
     "Only rules, modules and guarantees can."},
    {"cycle", "Questions wait for each other", "Remove one of the conditions."},
    {"clamped", "A weight beyond 12, counted as 12", "Write 12, or a condition."},
    {"sensitive", "A sensitive answer would show",
     "Take the weights and points off, or make the second question sensitive too."},
    {"after", "Something needs an answer that is only given beside the result",
     "Let modules read it, or ask it before."},
    {"derived", "A weight, bias or condition on an outcome that a rule alone shows",
     "Put it in the rule; keep one outcome out of the rules."},
    {"bad-expectation", "An answer under “expect” that does not fit its question",
     "The message says why."},
    {"bad-guarantee", "A guarantee without its members, or with those of two",
     "Write “whenever” and “then”, or “independent”, or “undecided”."},
    {"expectation", "A test under “expect” fails", "Mend the weights, or what the test expects."},
    {"ideal", "Whoever gives every answer that says most for an outcome hardly gets it",
     "Give it more weight where it is the only one that fits, its nearest rival less."},
    {"fair-share", "Answered at random, an outcome comes first too often or too seldom",
     "Sharpen or flatten weights; at last, a bias of 10 or 20."},
    {"straight-line", "Whoever clicks straight through is given clear advice",
     "Turn some questions round, or change the order of options."},
    {"information-budget",
     "All answers together tell much more, or less, about an outcome than "
     "about the others",
     "Too little, and it wins among noise: sharpen it. Too much: flatten it."},
    {"dead-question", "Hardly anything depends on the answer",
     "Give its options weights that differ by outcome, or take it out."},
    {"dead-option", "An option that nobody has a reason to choose, or that says what another says",
     "Say for whom it is, merge it, or take it out."},
    {"support", "An outcome rests on few questions, or on one kind of them",
     "Let three questions of two kinds speak for it."},
    {"single-answer", "One answer alone decides",
     "Flatten its weight to 12 or less; what must decide alone is a condition."},
    {"bent-scale", "Along a scale or a pair, a weight goes up and comes down again",
     "Look for a sign that has slipped; where the middle is meant, ask with options to choose "
     "from."},
    {"against-tests", "The answers of a test under “expect” speak against what it expects",
     "Look for a sign that has slipped, or a question that is turned the wrong way round."},
};

std::size_t rule_of(std::string_view code) {
  const auto at = std::find_if(std::begin(kRules), std::end(kRules),
                               [&](const Rule& rule) { return rule.code == code; });
  return static_cast<std::size_t>(at - std::begin(kRules));
}

// Relative to the folder where the command runs, where the file is below it; with
// what a path may hold and a URI may not escaped.
std::string uri_of(const std::string& path) {
  namespace fs = std::filesystem;
  if (path == "-") return "stdin";
  std::error_code error;
  const fs::path here = fs::current_path(error);
  const fs::path whole = (here / path).lexically_normal();
  const std::string below = error ? path : whole.lexically_relative(here).generic_string();
  const bool outside = below.empty() || below.substr(0, 2) == "..";
  std::string uri = outside ? "file://" : "";
  for (const char c : outside ? whole.generic_string() : below) {
    static constexpr char kHex[] = "0123456789ABCDEF";
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

void write_rule(JsonWriter* json, const Rule& rule) {
  json->begin_object().key("id").text(rule.code);
  for (const auto& [member, text] :
       {std::pair("shortDescription", rule.meaning), std::pair("fullDescription", rule.meaning),
        std::pair("help", rule.remedy)}) {
    json->key(member).begin_object().key("text").text(text).end_object();
  }
  json->end_object();
}

void write_result(JsonWriter* json, const Checked& checked, const Diagnostic& found) {
  json->begin_object().key("ruleId").text(found.code);
  if (const std::size_t rule = rule_of(found.code); rule < std::size(kRules)) {
    json->key("ruleIndex").integer(static_cast<std::int64_t>(rule));
  }
  json->key("level").text(found.severity == Severity::kError ? "error" : "warning");
  json->key("message").begin_object().key("text").text(found.message).end_object();
  json->key("locations").begin_array().begin_object();
  json->key("physicalLocation").begin_object();
  json->key("artifactLocation").begin_object().key("uri").text(uri_of(checked.path)).end_object();
  json->key("region").begin_object();
  json->key("startLine").integer(found.line).key("startColumn").integer(found.column).end_object();
  json->end_object();
  json->key("logicalLocations").begin_array().begin_object();
  json->key("fullyQualifiedName").text(found.pointer).end_object().end_array();
  json->end_object().end_array().end_object();
}

}  // namespace

std::string as_sarif(const std::vector<Checked>& all, bool complete) {
  JsonWriter json;
  json.begin_object().key("$schema").text("https://json.schemastore.org/sarif-2.1.0.json");
  json.key("version").text("2.1.0").key("runs").begin_array().begin_object();
  json.key("tool").begin_object().key("driver").begin_object();
  json.key("name").text("career-quiz").key("semanticVersion").text(CAREER_QUIZ_VERSION);
  json.key("rules").begin_array();
  for (const Rule& rule : kRules) write_rule(&json, rule);
  json.end_array().end_object().end_object();
  json.key("invocations").begin_array().begin_object();
  json.key("executionSuccessful").boolean(complete).end_object().end_array();
  json.key("columnKind").text("unicodeCodePoints");
  json.key("results").begin_array();
  for (const Checked& checked : all) {
    for (const Diagnostic& found : checked.diagnostics) write_result(&json, checked, found);
  }
  json.end_array().end_object().end_array().end_object();
  return json.take() + "\n";
}

}  // namespace career_quiz::cli
