#include "career_quiz/quiz_reader.h"

#include <ctime>
#include <string>
#include <vector>

#include "support.h"

namespace career_quiz {
namespace {

using testing::faults_of;
using testing::joined;
using testing::outcome;
using testing::Parts;
using testing::quiz_of;
using testing::single;

using Strings = std::vector<std::string>;

// A document with “§” before each fault: the text without them, and where they
// stood.
struct Marked {
  std::string text;
  std::vector<Position> places;
};

Marked marked(const std::string& document) {
  Marked result;
  std::size_t from = 0;
  const std::string mark = "§";
  for (std::size_t at; (at = document.find(mark, from)) != std::string::npos;) {
    result.text += document.substr(from, at - from);
    result.places.push_back(position_of(result.text, result.text.size()));
    from = at + mark.size();
  }
  result.text += document.substr(from);
  return result;
}

struct Case {
  const char* name;
  const char* code;
  const char* pointer;
  const char* mend;  // What its message must say.
  std::string document;
  Severity severity = Severity::kError;
};

void PrintTo(const Case& fault, std::ostream* out) { *out << fault.name; }

std::string with_note(const std::string& note) { return Parts{.more = ",\"note\":" + note}.text(); }

std::string with_question(const std::string& question) {
  return Parts{.questions = "[" + question + "]"}.text();
}

// A question of kind single with these members before its options.
std::string with_members(const std::string& members) {
  return with_question(
      "{\"id\":\"q\",\"kind\":\"single\"," + members +
      ",\"options\":[{\"id\":\"a\",\"text\":\"A\"},{\"id\":\"b\",\"text\":\"B\"}]}");
}

std::string with_options(const std::string& kind, const std::string& options,
                         const std::string& members = "") {
  return with_question("{\"id\":\"q\",\"kind\":\"" + kind + "\",\"text\":\"T\"" + members +
                       ",\"options\":" + options + "}");
}

std::string with_option(const std::string& option) {
  return with_options("single", "[" + option + ",{\"id\":\"z\",\"text\":\"Z\"}]");
}

std::string many_options(int count) {
  Strings options;
  for (int o = 0; o < count; ++o)
    options.push_back("{\"id\":\"o" + std::to_string(o) + "\",\"text\":\"T\"}");
  return joined(options);
}

// Questions of each kind, two scales, and one question whose condition is given.
std::string with_condition(const std::string& condition) {
  return Parts{
      .scales = R"([{"id":"speed","title":"T","low":"L","high":"H"},)"
                R"({"id":"depth","title":"T","low":"L","high":"H"}])",
      .questions =
          R"([{"id":"color","kind":"single","text":"T","options":[)"
          R"({"id":"red","text":"T","scales":{"depth":1}},{"id":"green","text":"T"}]},)"
          R"({"id":"tools","kind":"multiple","text":"T","options":[)"
          R"({"id":"pen","text":"T"},{"id":"saw","text":"T"}]},)"
          R"({"id":"often","kind":"scale","text":"T","options":[{"id":"never","text":"T"},)"
          R"({"id":"some"},{"id":"always","text":"T","scales":{"speed":2}}]},)" +
          single("asked", 2, ",\n\"when\":" + condition) + "]"}
      .text();
}

std::string with_module(const std::string& condition) {
  return Parts{.modules = R"([{"id":"m","title":"T","body":"B","when":)" + condition + "}]"}.text();
}

std::string with_body(const std::string& body) {
  return Parts{.outcomes = "[" + outcome("one", 1) + "," + outcome("two", 2) +
                           ",\n{\"id\":\"three\",\"title\":\"T\",\"summary\":\"S\",\"priority\":3,"
                           "\"body\":" +
                           body + "}]"}
      .text();
}

std::string with_link(const std::string& href) {
  return with_body("[{\"link\":{\"href\":" + href + ",\"text\":\"T\"}}]");
}

std::string bilingual(const std::string& help) {
  return Parts{.languages = R"(["en","fr"])",
               .questions = "[" + single("q", 2, ",\n\"help\":" + help) + "]",
               .outcomes = "[" + outcome("one", 1) + "]"}
      .text();
}

std::string with_rule(const std::string& kind, const std::string& id, const std::string& outcomes) {
  return Parts{.questions = "[" + single("q") + "]",
               .outcomes = outcomes,
               .rules = "[{\"id\":\"r\",\"kind\":" + kind +
                        ",\"when\":{\"==\":[{\"var\":\"answers.q\"},\"a\"]},\n\"outcome\":" + id +
                        "}]"}
      .text();
}

std::string with_expectation(const std::string& answers, const std::string& id = "\"one\"") {
  return Parts{.expect = "[{\"name\":\"N\",\"answers\":" + answers + ",\"outcome\":" + id + "}]"}
      .text();
}

const std::string kDerived = R"({"id":"d","title":"T","summary":"S","body":"B"})";

const std::vector<Case>& cases() {
  static const std::vector<Case> all = {
      // The text itself.
      {"NotJson", "not-json", "", "This is not JSON", "{\n  \"format\": §?}"},
      {"Empty", "not-json", "", "This is not JSON", "§"},
      {"TooDeep", "too-deep", "", "flatten", std::string(64, '[') + "§[" + std::string(65, ']')},
      {"TooLarge", "too-large", "", "at most 4194304", "§" + std::string(5'000'000, ' ')},
      // Types and members.
      {"DocumentOfAnotherType", "wrong-type", "", "write an object", "§[]"},
      {"StringOfAnotherType", "wrong-type", "/note", "write a string", with_note("§1")},
      {"RealForAnInteger", "wrong-type", "/outcomes/0/bias", "write an integer",
       Parts{.outcomes = "[" + outcome("one", 1, ",\"bias\":§0.5") + "," + outcome("two", 2) + "]"}
           .text()},
      {"BooleanOfAnotherType", "wrong-type", "/questions/0/optional", "write true or false",
       with_members("\"text\":\"T\",\"optional\":§\"yes\"")},
      {"TextOfAnotherType", "wrong-type", "/questions/0/text", "write a text",
       with_members("\"text\":§[]")},
      {"OptionTextOfAnotherType", "wrong-type", "/questions/0/options/0/text", "write a text",
       with_option("{\"id\":\"a\",\"text\":§5}")},
      {"QuestionOfAnotherType", "wrong-type", "/questions/1", "write an object",
       Parts{.questions = "[" + single("q") + ",§7]"}.text()},
      {"OptionOfAnotherType", "wrong-type", "/questions/0/options/0", "write an object",
       with_option("§null")},
      {"OptionsOfAnotherType", "wrong-type", "/questions/0/options", "write an array",
       with_options("single", "§{}")},
      {"IdOfAnotherType", "wrong-type", "/questions/0/id", "write a string",
       with_question(R"({"id":§3,"kind":"single","text":"T","options":)" + many_options(2) + "}")},
      {"EvidenceOfAnotherType", "wrong-type", "/questions/0/options/0/evidence",
       "object from outcome", with_option(R"({"id":"a","text":"A","evidence":§[["one",3]]})")},
      {"WeightOfAnotherType", "wrong-type", "/questions/0/options/0/evidence/one",
       "integer of decibans", with_option(R"({"id":"a","text":"A","evidence":{"one":§"3"}})")},
      {"WeightThatIsNoInteger", "wrong-type", "/questions/0/options/0/evidence/one",
       "integer of decibans", with_option(R"({"id":"a","text":"A","evidence":{"one":§2.5}})")},
      {"PriorityOfAnotherType", "wrong-type", "/outcomes/1/priority", "write an integer",
       Parts{.outcomes = "[" + outcome("one", 0) +
                         R"(,{"id":"two","title":"T","summary":"S","body":"B","priority":§"0"}])"}
           .text()},
      {"AnswersOfAnotherType", "wrong-type", "/expect/0/answers", "object from question ids",
       with_expectation("§[]")},
      {"MissingMember", "missing-member", "/questions/0", "lacks “text”; add it",
       with_question(R"(§{"id":"q","kind":"single","options":)" + many_options(2) + "}")},
      {"MissingOptions", "missing-member", "/questions/0", "lacks “options”; add it",
       with_question(R"(§{"id":"q","kind":"single","text":"T"})")},
      {"MissingOptionText", "missing-member", "/questions/0/options/0", "lacks “text”; add it",
       with_option("§{\"id\":\"a\"}")},
      {"MissingTextAtTheEndOfAScale", "missing-member", "/questions/0/options/2",
       "lacks “text”; add it",
       with_options("scale", R"([{"id":"a","text":"A"},{"id":"b"},§{"id":"c"}])")},
      {"MissingStatements", "missing-member", "/questions/0", "lacks “statements”; add it",
       with_question(R"(§{"id":"q","kind":"pair","text":"T","options":)" + many_options(4) + "}")},
      {"MissingPriority", "missing-member", "/outcomes/0", "add a unique integer",
       Parts{.outcomes = "[§{\"id\":\"one\",\"title\":\"T\",\"summary\":\"S\",\"body\":\"B\"}," +
                         outcome("two", 2) + "]"}
           .text()},
      {"MisspeltMember", "unknown-member", "/questions/0/txt", "Did you mean “text”?",
       with_members("§\"txt\":\"T\"")},
      {"MisspeltOptionText", "unknown-member", "/questions/0/options/0/tekst",
       "Did you mean “text”?", with_option("{\"id\":\"a\",§\"tekst\":\"A\"}")},
      {"MisspeltStatements", "unknown-member", "/questions/0/statments",
       "Did you mean “statements”?",
       with_options("pair", many_options(4), ",§\"statments\":[\"A\",\"B\"]")},
      {"MisspeltPriority", "unknown-member", "/outcomes/0/prioritty", "Did you mean “priority”?",
       Parts{.outcomes = R"([{"id":"one","title":"T","summary":"S","body":"B",§"prioritty":1},)" +
                         outcome("two", 2) + "]"}
           .text()},
      {"UnknownMember", "unknown-member", "/colour", "remove it",
       Parts{.more = ",\n§\"colour\":1"}.text()},
      {"MemberOfAnotherKind", "unknown-member", "/questions/0/min", "remove it",
       with_members("\"text\":\"T\",§\"min\":1")},
      {"ExclusiveOutsideMultiple", "unknown-member", "/questions/0/options/0", "remove it",
       with_option(R"(§{"id":"a","text":"A","exclusive":true})")},
      {"UnknownBlock", "unknown-member", "/outcomes/2/body/0/heding", "Did you mean “heading”?",
       with_body("[{§\"heding\":\"T\"}]")},
      {"UnknownMemberOfABlock", "unknown-member", "/outcomes/2/body/0/colour", "remove it",
       with_body("[{\"heading\":\"T\",§\"colour\":\"T\"}]")},
      {"RepeatedMember", "repeated-member", "/note", "keep one",
       Parts{.more = ",\"note\":\"N\",§\"note\":\"N\""}.text()},
      {"RepeatedWeight", "repeated-member", "/questions/0/options/0/evidence/one", "keep one",
       with_option(R"({"id":"a","text":"A","evidence":{"one":1,§"one":2}})")},
      {"RepeatedLanguageOfAText", "repeated-member", "/questions/0/help/fr", "keep one",
       bilingual(R"({"en":"E","fr":"F",§"fr":"G"})")},
      // Ids.
      {"BadId", "bad-id", "/questions/0/id", "use 1 to 64 of a-z",
       with_question(R"({"id":§"My Question","kind":"single","text":"T","options":)" +
                     many_options(2) + "}")},
      {"IdOfAPrototype", "bad-id", "/questions/0/id", "beginning with a letter or digit",
       with_question(R"({"id":§"__proto__","kind":"single","text":"T","options":)" +
                     many_options(2) + "}")},
      {"EmptyId", "bad-id", "/questions/0/options/0/id", "use 1 to 64",
       with_option(R"({"id":§"","text":"A"})")},
      {"LongId", "bad-id", "/questions/0/options/0/id", "use 1 to 64",
       with_option(R"({"id":§")" + std::string(65, 'a') + R"(","text":"A"})")},
      {"IdWithAnAccent", "bad-id", "/questions/0/options/0/id", "use 1 to 64",
       with_option(R"({"id":§"é","text":"A"})")},
      {"RepeatedQuestion", "repeated-id", "/questions/1/id", "an id of its own",
       Parts{.questions = "[" + single("q") +
                          R"(,{"id":§"q","kind":"single","text":"T","options":)" + many_options(2) +
                          "}]"}
           .text()},
      {"RepeatedOption", "repeated-id", "/questions/0/options/1/id", "an id of its own",
       with_options("single", R"([{"id":"a","text":"A"},{"id":§"a","text":"A"}])")},
      {"RepeatedOutcome", "repeated-id", "/outcomes/1/id", "an id of its own",
       Parts{.questions = "[" + single("q") + "]",
             .outcomes = "[" + outcome("one", 1) +
                         R"(,{"id":§"one","title":"T","summary":"S","body":"B","priority":2}])"}
           .text()},
      {"RepeatedScale", "repeated-id", "/scales/1/id", "an id of its own",
       Parts{.scales = R"([{"id":"s","title":"T","low":"L","high":"H"},)"
                       R"({"id":§"s","title":"T","low":"L","high":"H"}])"}
           .text()},
      {"RepeatedModule", "repeated-id", "/modules/1/id", "an id of its own",
       Parts{.modules = R"([{"id":"m","title":"T","body":"B","when":true},)"
                        R"({"id":§"m","title":"T","body":"B","when":true}])"}
           .text()},
      {"RepeatedLanguage", "repeated-id", "/languages/1", "keep one",
       Parts{.languages = R"(["en",§"en"])"}.text()},
      {"RepeatedPriority", "repeated-id", "/outcomes/1/priority", "another",
       Parts{.outcomes = "[" + outcome("one", 1) +
                         R"(,{"id":"two","title":"T","summary":"S","body":"B","priority":§1}])"}
           .text()},
      // Values.
      {"UnknownFormat", "bad-value", "/format", "reads format 1",
       R"({"format":§2,"id":"s","version":"1","languages":["en"],"title":"T","limits":"L",)"
       R"("questions":[)" +
           single("q") + R"(],"outcomes":[)" + outcome("one", 1) + "]}"},
      {"UnknownKind", "bad-value", "/questions/0/kind", "Did you mean “scale”?",
       with_question(R"({"id":"q","kind":§"scael","text":"T","options":)" + many_options(3) + "}")},
      {"UnknownMethod", "bad-value", "/scoring/method", "Write one of: evidence",
       Parts{.more = R"(,"scoring":{"method":§"magic"})"}.text()},
      {"UnknownRuleKind", "bad-value", "/rules/0/kind", "Did you mean “override”?",
       with_rule("§\"overide\"", "\"d\"", "[" + outcome("one", 1) + "," + kDerived + "]")},
      {"BadLanguage", "bad-value", "/languages/1", "write one such as",
       Parts{.languages = R"(["en",§"f r"])"}.text()},
      {"LanguageNamedLikeABlock", "bad-value", "/languages/1", "write one such as",
       Parts{.languages = R"(["en",§"link"])"}.text()},
      {"BiasOutOfRange", "bad-value", "/outcomes/0/bias", "goes from -1000 to 1000",
       Parts{.outcomes = "[" + outcome("one", 1, ",\"bias\":§1001") + "," + outcome("two", 2) + "]"}
           .text()},
      {"PriorityOutOfRange", "bad-value", "/outcomes/1/priority", "goes from -1000000 to 1000000",
       Parts{.outcomes =
                 "[" + outcome("one", 0) +
                 R"(,{"id":"two","title":"T","summary":"S","body":"B","priority":§1000001}])"}
           .text()},
      {"MinOverMax", "bad-value", "/questions/0/min", "lower",
       with_options("multiple", many_options(3), ",\"min\":§3,\"max\":2")},
      {"MaxOverTheOptions", "bad-value", "/questions/0/max", "goes from 1 to 3",
       with_options("multiple", many_options(3), ",\"max\":§4")},
      {"BlockOfTwoKinds", "bad-value", "/outcomes/2/body/0", "one member",
       with_body("[§{\"heading\":\"T\",\"quote\":\"T\"}]")},
      // Counts.
      {"NoQuestion", "too-few", "/questions", "at least 1", Parts{.questions = "§[]"}.text()},
      {"OneOption", "too-few", "/questions/0/options", "2 to 50 options",
       with_options("single", "§" + many_options(1))},
      {"FiftyOneOptions", "too-many", "/questions/0/options", "most 50",
       with_options("single", "§" + many_options(51))},
      {"TwoPointsOfAScale", "too-few", "/questions/0/options", "3 to 11 options",
       with_options("scale", "§" + many_options(2))},
      {"TwelvePointsOfAScale", "too-many", "/questions/0/options", "3 to 11 options",
       with_options("scale", "§" + many_options(12))},
      {"FivePointsOfAPair", "too-many", "/questions/0/options", "has 4 options",
       with_options("pair", "§" + many_options(5), ",\"statements\":[\"A\",\"B\"]")},
      {"OneStatement", "too-few", "/questions/0/statements", "at least 2",
       with_options("pair", many_options(4), ",\"statements\":§[\"A\"]")},
      {"ThreeStatements", "too-many", "/questions/0/statements", "most 2",
       with_options("pair", many_options(4), ",\"statements\":§[\"A\",\"B\",\"C\"]")},
      {"NoBlocks", "too-few", "/outcomes/2/body", "at least 1", with_body("§[]")},
      // Words.
      {"EmptyText", "empty-text", "/questions/0/text", "write it or remove",
       with_members("\"text\":§\" \\n\"")},
      {"EmptyTextInALanguage", "empty-text", "/questions/0/help/fr", "write it or remove",
       bilingual(R"({"en":"E","fr":§""})")},
      {"MissingLanguage", "missing-language", "/questions/0/help",
       "lacks the language “fr”; add it", bilingual(R"(§{"en":"E"})")},
      {"UnknownLanguage", "unknown-language", "/questions/0/help/de", "declare it or remove",
       bilingual(R"({"en":"E","fr":"F",§"de":"D"})")},
      {"HtmlInText", "html-in-text", "/questions/0/text", "Use blocks",
       with_members("\"text\":§\"<b>Bold</b>\""), Severity::kWarning},
      {"ScriptInText", "html-in-text", "/outcomes/2/body/0", "shown as it is",
       with_body("[§\"x</script><script>alert(1)</script>\"]"), Severity::kWarning},
      {"CommentInText", "html-in-text", "/outcomes/2/body", "shown as it is",
       with_body("§\"<!-- hidden -->\""), Severity::kWarning},
      // Links.
      {"JavascriptLink", "bad-link", "/outcomes/2/body/0/link/href", "use https://",
       with_link("§\"javascript:alert(1)\"")},
      // Conditions.
      {"UnknownQuestion", "unknown-question", "/questions/3/when/==/0/var", "Did you mean “color”?",
       with_condition(R"({"==":[{"var":§"answers.colour"},"red"]})")},
      {"UnknownOption", "unknown-option", "/questions/3/when/==/1", "Did you mean “green”?",
       with_condition(R"({"==":[{"var":"answers.color"},§"gren"]})")},
      {"UnknownScale", "unknown-scale", "/questions/3/when/</0/var", "Did you mean “speed”?",
       with_condition(R"({"<":[{"var":§"scales.sped"},5]})")},
      {"UnknownScaleOfAnOption", "unknown-scale", "/questions/0/options/0/scales/speed",
       "Declare it", with_option(R"({"id":"a","text":"A","scales":{§"speed":1}})")},
      {"UnknownOutcomeOfAnOption", "unknown-outcome", "/questions/0/options/0/evidence/ohne",
       "Did you mean “one”?", with_option(R"({"id":"a","text":"A","evidence":{§"ohne":1}})")},
      {"UnknownOutcomeOfARule", "unknown-outcome", "/rules/0/outcome", "Did you mean “derived”?",
       with_rule(
           "\"override\"", "§\"derivd\"",
           "[" + outcome("one", 1) + R"(,{"id":"derived","title":"T","summary":"S","body":"B"}])")},
      {"UnknownOutcomeInACondition", "unknown-outcome", "/modules/0/when/==/1",
       "Write one of: one, two", with_module(R"({"==":[{"var":"result.first"},§"seventeen"]})")},
      {"UnknownName", "unknown-name", "/questions/3/when/==/0/var", "answers.<question>",
       with_condition(R"({"==":[{"var":§"answer.color"},"red"]})")},
      {"UnknownOperator", "unknown-operator", "/questions/3/when/===", "== != <",
       with_condition(R"({§"===":[{"var":"answers.color"},"red"]})")},
      {"ConditionOfAnotherType", "bad-condition", "/questions/3/when", "A condition is true, false",
       with_condition("§\"red\"")},
      {"ConditionOfTwoOperators", "bad-condition", "/questions/3/when", "one operator",
       with_condition(R"(§{"and":[true],"or":[true]})")},
      {"EmptyCondition", "bad-condition", "/questions/3/when", "one operator",
       with_condition("§{}")},
      {"NameAlone", "bad-condition", "/questions/3/when", "compare it",
       with_condition(R"(§{"var":"answers.color"})")},
      {"EmptyConjunction", "bad-condition", "/questions/3/when/and", "one or more",
       with_condition(R"({"and":§[]})")},
      {"ThreeSides", "bad-condition", "/questions/3/when/==", "array of two",
       with_condition(R"({"==":§[{"var":"answers.color"},"red","green"]})")},
      {"TwoConstants", "bad-condition", "/questions/3/when/==", "one side must be",
       with_condition(R"({"==":§["red","red"]})")},
      {"RealInACondition", "bad-condition", "/questions/3/when/>/1", "an integer",
       with_condition(R"({">":[{"var":"scales.speed"},§1.5]})")},
      {"NameThatIsNoString", "bad-condition", "/questions/3/when/==/0/var", "A name is a string",
       with_condition(R"({"==":[{"var":§3},"red"]})")},
      {"AnswerWithANumber", "unlike-kinds", "/questions/3/when/==/1", "one of its options",
       with_condition(R"({"==":[{"var":"answers.color"},§3]})")},
      {"OrderOfOptionsWithoutOne", "unlike-kinds", "/questions/3/when/<", "use == or in",
       with_condition(R"({"<":§[{"var":"answers.color"},"green"]})")},
      {"MultipleWithAnOption", "unlike-kinds", "/questions/3/when/==", "write {\"in\"",
       with_condition(R"({"==":§[{"var":"answers.tools"},"pen"]})")},
      {"ScaleWithAString", "unlike-kinds", "/questions/3/when/==/1", "an integer",
       with_condition(R"({"==":[{"var":"scales.speed"},§"fast"]})")},
      {"ScaleWithAnAnswer", "unlike-kinds", "/questions/3/when/==/1/var", "an integer",
       with_condition(R"({"==":[{"var":"scales.speed"},{"var":§"answers.color"}]})")},
      {"OrderWithNull", "unlike-kinds", "/questions/3/when/>/1", "an integer",
       with_condition(R"({">":[{"var":"scales.speed"},§null]})")},
      {"InASingleAnswer", "unlike-kinds", "/questions/3/when/in/1/var",
       "use ==", with_condition(R"({"in":["red",{"var":§"answers.color"}]})")},
      {"InAString", "unlike-kinds", "/questions/3/when/in", "in takes",
       with_condition(R"({"in":§[{"var":"answers.color"},"red"]})")},
      {"NumberInAList", "unlike-kinds", "/questions/3/when/in/1/1", "ids, strings",
       with_condition(R"({"in":[{"var":"answers.color"},["red",§2]]})")},
      {"OrderOfOutcomes", "unlike-kinds", "/modules/0/when/<",
       "== or !=", with_module(R"({"<":§[{"var":"result.first"},"one"]})")},
      {"OutcomeWithNull", "unlike-kinds", "/modules/0/when/==", "id of an outcome",
       with_module(R"({"==":§[{"var":"result.second"},null]})")},
      {"OrderOfHeadlines", "unlike-kinds", "/modules/0/when/<", "== or != to a kind",
       with_module(R"({"<":§[{"var":"result.kind"},"one"]})")},
      {"HeadlineWithNumber", "unlike-kinds", "/modules/0/when/==", "== or != to a kind",
       with_module(R"({"==":§[{"var":"result.kind"},1]})")},
      {"ResultTooEarly", "too-early", "/questions/3/when/==/0/var", "use answers and scales",
       with_condition(R"({"==":[{"var":§"result.first"},"one"]})")},
      {"HeadlineTooEarly", "too-early", "/rules/0/when/==/0/var", "only modules and guarantees",
       Parts{.rules = R"([{"id":"r","kind":"beside","outcome":"two",)"
                      R"("when":{"==":[{"var":§"result.kind"},"one"]}}])"}
           .text()},
      {"ShownOutcomesCompared", "unlike-kinds", "/modules/0/when/==", "result.outcomes is a list",
       Parts{.modules = R"([{"id":"m","title":"T","body":"B",)"
                        R"("when":{"==":§[{"var":"result.outcomes"},"one"]}}])"}
           .text()},
      {"UnknownHeadline", "bad-value", "/modules/0/when/==/1", "Did you mean “mixed”?",
       Parts{.modules = R"([{"id":"m","title":"T","body":"B",)"
                        R"("when":{"==":[{"var":"result.kind"},§"mixt"]}}])"}
           .text()},
      {"ScoreTooEarly", "too-early", "/questions/3/when/>/0/var", "use answers and scales",
       with_condition(R"({">":[{"var":§"scores.one"},3]})")},
      {"CycleOfOne", "cycle", "/questions/3/when", "mend its condition",
       with_condition(R"(§{"==":[{"var":"answers.asked"},"a"]})")},
      // Meaning.
      {"Clamped", "clamped", "/questions/0/options/0/evidence/one", "taken as 12",
       with_option(R"({"id":"a","text":"A","evidence":{"one":§13}})"), Severity::kWarning},
      {"ClampedBelow", "clamped", "/questions/0/options/0/evidence/one", "taken as -12",
       with_option(R"({"id":"a","text":"A","evidence":{"one":§-9223372036854775808}})"),
       Severity::kWarning},
      {"SensitiveEvidence", "sensitive", "/questions/0", "let conditions read it",
       with_question(R"(§{"id":"q","kind":"single","text":"T","sensitive":true,"options":[)"
                     R"({"id":"a","text":"A","evidence":{"one":1}},)"
                     R"({"id":"b","text":"A","evidence":{"two":1}}]})")},
      {"EvidenceAfterTheResult", "after", "/questions/1", "let modules read it",
       Parts{.questions = "[" + single("p") +
                          R"(,§{"id":"q","kind":"single","text":"T",)"
                          R"("after":true,"options":[{"id":"a","text":"A","evidence":{"one":1}},)"
                          R"({"id":"b","text":"B"}]}])"}
           .text()},
      {"QuestionThatReadsALaterOne", "after", "/questions/1/when", "only modules and questions",
       Parts{.questions = "[" + single("q", 2, ",\"after\":true") + "," +
                          single("p", 2, R"(,"when":§{"==":[{"var":"answers.q"},"a"]})") + "]"}
           .text()},
      {"RuleThatReadsAnAnswerBesideTheResult", "after", "/rules/0/when",
       "only modules and questions",
       Parts{.questions = "[" + single("p") + "," + single("q", 2, ",\"after\":true") + "]",
             .rules = R"([{"id":"r","kind":"beside","outcome":"two",)"
                      R"("when":§{"==":[{"var":"answers.q"},"a"]}}])"}
           .text()},
      {"FirstQuestionAfterTheResult", "after", "/adaptive/first/0", "remove it from",
       Parts{.questions = "[" + single("p") + "," + single("q", 2, ",\"after\":true") + "]",
             .more = R"(,"adaptive":{"first":[§"q"]})"}
           .text()},
      {"UnknownPart", "unknown-part", "/modules/0/part", "Did you mean “plan”?",
       Parts{.modules = R"([{"id":"m","part":§"plam"}])",
             .more = R"(,"parts":[{"id":"plan","title":"T","kind":"plan"}])"}
           .text()},
      {"ModuleWithoutABody", "missing-member", "/modules/0", "lacks “body”",
       Parts{.modules = R"([§{"id":"m","title":"T"}])"}.text()},
      {"ActionWithoutATitle", "missing-member", "/modules/0", "lacks “title”",
       Parts{.modules = R"([§{"id":"m","part":"plan","body":"B"}])",
             .more = R"(,"parts":[{"id":"plan","title":"T","kind":"plan"}])"}
           .text()},
      {"TitleInAMessage", "unknown-member", "/modules/0/title", "remove it",
       Parts{.modules = R"([{"id":"m","part":"mail",§"title":"T","body":"B"}])",
             .more = R"(,"parts":[{"id":"mail","title":"T","kind":"message"}])"}
           .text()},
      {"QuestionAfterASensitiveOne", "sensitive", "/questions/1/when", "make it sensitive too",
       Parts{.questions = "[" + single("q", 2, ",\"sensitive\":true") + "," +
                          single("p", 2, R"(,"when":§{"==":[{"var":"answers.q"},"a"]})") + "]"}
           .text()},
      {"EvidenceForADerivedOutcome", "derived", "/questions/0/options/0/evidence/d",
       "remove this weight",
       Parts{.questions = R"([{"id":"q","kind":"single","text":"T","options":[)"
                          R"({"id":"a","text":"A","evidence":{"d":§1}},{"id":"b","text":"B"}]}])",
             .outcomes = "[" + outcome("one", 1) + "," + kDerived + "]",
             .rules = R"([{"id":"r","kind":"override","outcome":"d","when":true}])"}
           .text()},
      {"BiasOfADerivedOutcome", "derived", "/outcomes/1/bias", "put it in the rule",
       with_rule("\"override\"", "\"d\"",
                 "[" + outcome("one", 1) +
                     R"(,{"id":"d","title":"T","summary":"S","body":"B",§"bias":1}])")},
      {"NothingScored", "derived", "", "at least one must be scored",
       "§" + with_rule("\"override\"", "\"d\"", "[" + kDerived + "]")},
      {"BesideADerivedOutcome", "derived", "/rules/0/outcome", "a scored outcome",
       Parts{.questions = "[" + single("q") + "]",
             .outcomes = "[" + outcome("one", 1) + "," + kDerived + "]",
             .rules = R"([{"id":"r","kind":"beside","outcome":§"d","when":true},)"
                      R"({"id":"s","kind":"override","outcome":"d","when":false}])"}
           .text()},
      {"ExpectationOfAnUnknownOption", "bad-expectation", "/expect/0/answers/q",
       "Write one of: a, b", with_expectation(R"({"q":§"seven"})")},
      {"ExpectationOfAnUnknownQuestion", "bad-expectation", "/expect/0/answers/r",
       "Did you mean “q”?", with_expectation(R"({"r":§"a"})")},
      {"ExpectationThatSkipsWhatMayNotBe", "bad-expectation", "/expect/0/answers/q", "leave it out",
       with_expectation(R"({"q":§null})")},
      {"ExpectationOfAnUnknownOutcome", "unknown-outcome", "/expect/0/outcome",
       "Did you mean “two”?", with_expectation("{}", "§\"tow\"")},
  };
  return all;
}

class Fault : public ::testing::TestWithParam<Case> {};

TEST_P(Fault, IsReportedOnceWithItsPlaceAndItsMend) {
  const Case& expected = GetParam();
  const Marked document = marked(expected.document);
  ASSERT_EQ(document.places.size(), 1u);
  const QuizReading reading = read_quiz(document.text);
  EXPECT_EQ(reading.quiz.has_value(), expected.severity == Severity::kWarning);
  for (std::size_t i = 1; i < reading.diagnostics.size(); ++i) {
    ADD_FAILURE() << "also " << reading.diagnostics[i].code << " at "
                  << reading.diagnostics[i].pointer << ": " << reading.diagnostics[i].message;
  }
  ASSERT_FALSE(reading.diagnostics.empty());
  const Diagnostic& fault = reading.diagnostics[0];
  EXPECT_EQ(fault.code, expected.code) << fault.message;
  EXPECT_EQ(fault.pointer, expected.pointer) << fault.message;
  EXPECT_EQ(fault.severity, expected.severity);
  EXPECT_EQ(fault.line, document.places[0].line);
  EXPECT_EQ(fault.column, document.places[0].column);
  EXPECT_NE(fault.message.find(expected.mend), std::string::npos) << fault.message;
}

INSTANTIATE_TEST_SUITE_P(QuizReader, Fault, ::testing::ValuesIn(cases()),
                         [](const auto& row) { return row.param.name; });

TEST(QuizReader, HasATestOfEveryCodeThatItsHeaderLists) {
  for (const std::string code : {"not-json",
                                 "too-deep",
                                 "too-large",
                                 "wrong-type",
                                 "missing-member",
                                 "unknown-member",
                                 "repeated-member",
                                 "bad-id",
                                 "repeated-id",
                                 "bad-value",
                                 "too-few",
                                 "too-many",
                                 "empty-text",
                                 "missing-language",
                                 "unknown-language",
                                 "bad-link",
                                 "html-in-text",
                                 "unknown-question",
                                 "unknown-option",
                                 "unknown-scale",
                                 "unknown-outcome",
                                 "unknown-name",
                                 "unknown-operator",
                                 "bad-condition",
                                 "unlike-kinds",
                                 "too-early",
                                 "cycle",
                                 "clamped",
                                 "sensitive",
                                 "derived",
                                 "bad-expectation",
                                 "after",
                                 "unknown-part"}) {
    bool found = false;
    for (const Case& fault : cases()) found = found || fault.code == code;
    EXPECT_TRUE(found) << code;
  }
}

TEST(QuizReader, ReadsASoundDocumentWithoutAWord) {
  const QuizReading reading = read_quiz(Parts{}.text());
  ASSERT_TRUE(reading.quiz);
  EXPECT_TRUE(reading.diagnostics.empty());
  EXPECT_EQ(reading.quiz->id, "sample");
  EXPECT_EQ(reading.quiz->version, "1");
  EXPECT_EQ(reading.quiz->languages, List<std::string>{"en"});
  EXPECT_EQ(reading.quiz->limits.in(0), "Only a sample.");
  EXPECT_EQ(reading.quiz->questions[0].options[1].id, "b");
  EXPECT_EQ(reading.quiz->outcomes[1].priority, 2);
}

TEST(QuizReader, ReadsADocumentThatBeginsWithAByteOrderMark) {
  EXPECT_EQ(faults_of("\xEF\xBB\xBF" + Parts{}.text()), Strings{});
}

TEST(QuizReader, TakesANoteWhereverThereIsAnId) {
  const std::string note = R"(,"note":"Because.")";
  EXPECT_EQ(faults_of(Parts{
                .scales = R"([{"id":"s","title":"T","low":"L","high":"H","note":"N"}])",
                .questions = R"([{"id":"q","kind":"single","text":"T","note":"N","options":[)"
                             R"({"id":"a","text":"A","note":"N"},{"id":"b","text":"B"}]}])",
                .outcomes = "[" + outcome("one", 1, note) + "," +
                            R"({"id":"d","title":"T","summary":"S","body":"B","note":"N"}])",
                .rules = R"([{"id":"r","kind":"override","when":false,"outcome":"d")" + note + "}]",
                .modules = R"([{"id":"m","title":"T","body":"B","when":true)" + note + "}]",
                .more = note}
                          .text()),
            Strings{});
}

TEST(QuizReader, ReadsTextsInTheOrderOfTheLanguages) {
  const Quiz quiz = quiz_of(bilingual(R"({"fr":"Oui","en":"Yes"})"));
  EXPECT_EQ(quiz.questions[0].help.in(0), "Yes");
  EXPECT_EQ(quiz.questions[0].help.in(1), "Oui");
  EXPECT_EQ(quiz.questions[0].text.in(1), "Which?");
}

TEST(QuizReader, ReadsEveryKindOfBlock) {
  const Quiz quiz = quiz_of(with_body(
      R"(["P",{"en":"E"},{"heading":"H"},{"list":["1","2"]},{"steps":["3"]},{"quote":"Q"},)"
      R"({"link":{"href":"/here","text":"L"}}])"));
  const RichText& body = quiz.outcomes[2].body;
  const Block::Kind kinds[] = {
      Block::Kind::kParagraph, Block::Kind::kParagraph, Block::Kind::kHeading, Block::Kind::kList,
      Block::Kind::kSteps,     Block::Kind::kQuote,     Block::Kind::kLink};
  ASSERT_EQ(body.size(), 7u);
  for (std::size_t i = 0; i < body.size(); ++i) EXPECT_EQ(body[i].kind, kinds[i]) << i;
  EXPECT_EQ(body[1].texts[0].in(0), "E");
  EXPECT_EQ(body[3].texts[1].in(0), "2");
  EXPECT_EQ(body[6].href.in(0), "/here");
  EXPECT_EQ(body[6].texts[0].in(0), "L");
}

TEST(QuizReader, TakesSafeLinks) {
  for (const char* href : {"https://example.org", "https://example.org/a?b=c#d", "mailto:a@b.c",
                           "tel:+33123", "/", "/contact", "/é"}) {
    EXPECT_EQ(faults_of(with_link('"' + std::string(href) + '"')), Strings{}) << href;
  }
}

TEST(QuizReader, RefusesEveryOtherLink) {
  for (const char* href : {"javascript:alert(1)",
                           "JavaScript:alert(1)",
                           " javascript:alert(1)",
                           "java\\nscript:a",
                           "\\u0001javascript:a",
                           "data:text/html,x",
                           "vbscript:x",
                           "http://example.org",
                           "//evil.org",
                           "/\\\\evil.org",
                           "/\\tevil",
                           "\\\\evil.org",
                           "https:",
                           "https://",
                           "https:///evil",
                           "file:///x",
                           "ftp://x",
                           "blob:x",
                           "mailto:",
                           "tel:",
                           "",
                           "#top",
                           "page",
                           "https://a b",
                           "HTTPS://a"}) {
    EXPECT_EQ(faults_of(with_link('"' + std::string(href) + '"')),
              Strings{"bad-link /outcomes/2/body/0/link/href"})
        << href;
  }
}

TEST(QuizReader, TakesALinkOfItsOwnForEachLanguage) {
  const auto linked = [](const std::string& href) {
    return Parts{.languages = R"(["en","fr"])",
                 .questions = "[" + single("q") + "]",
                 .outcomes = R"([{"id":"one","title":"T","summary":"S","priority":1,)"
                             R"("body":[{"link":{"href":)" +
                             href + R"(,"text":"L"}}]}])"}
        .text();
  };
  const Quiz quiz = quiz_of(linked(R"({"fr":"tel:3114","en":"tel:988"})"));
  EXPECT_EQ(quiz.outcomes[0].body[0].href.in(0), "tel:988");
  EXPECT_EQ(quiz.outcomes[0].body[0].href.in(1), "tel:3114");
  EXPECT_EQ(faults_of(linked(R"({"fr":"tel:3114","en":"ftp:x"})")),
            Strings{"bad-link /outcomes/0/body/0/link/href/en"});
}

TEST(QuizReader, TakesNamesThatAreMembersOfEveryJavaScriptObject) {
  EXPECT_EQ(
      faults_of(Parts{
          .questions = "[" + single("constructor") + "," + single("prototype") + "]",
          .outcomes = "[" + outcome("constructor", 1) + "," + outcome("hasownproperty", 2) + "]"}
                    .text()),
      Strings{});
}

TEST(QuizReader, RefusesMembersOfPrototypes) {
  EXPECT_EQ(faults_of(Parts{.more = R"(,"__proto__":{"id":"x"},"constructor":1)"}.text()),
            (Strings{"unknown-member /__proto__", "unknown-member /constructor"}));
  EXPECT_EQ(faults_of(with_option(R"({"id":"a","text":"A","evidence":{"__proto__":1}})")),
            Strings{"unknown-outcome /questions/0/options/0/evidence/__proto__"});
}

TEST(QuizReader, RefusesLoneSurrogatesInTexts) {
  EXPECT_EQ(faults_of(with_members("\"text\":\"\\ud800\"")), Strings{"not-json "});
}

TEST(QuizReader, ReadsAmpersandsAndComparisonsAsPlainWords) {
  EXPECT_EQ(faults_of(with_members("\"text\":\"1 < 2 && 3 <4, a <- b &lt;\"")), Strings{});
}

TEST(QuizReader, ReadsAsMuchAsTheLimitsAllow) {
  Strings questions, outcomes;
  for (int q = 0; q < 2000; ++q) questions.push_back(single("q" + std::to_string(q)));
  for (int k = 0; k < 200; ++k) outcomes.push_back(outcome("k" + std::to_string(k), k));
  EXPECT_EQ(faults_of(Parts{.questions = joined(questions), .outcomes = joined(outcomes)}.text()),
            Strings{});
  EXPECT_EQ(faults_of(with_options("single", many_options(50))), Strings{});
}

TEST(QuizReader, RefusesMoreThanTheLimitsAllow) {
  Strings questions, outcomes;
  for (int q = 0; q < 2001; ++q) questions.push_back(single("q" + std::to_string(q)));
  for (int k = 0; k < 201; ++k) outcomes.push_back(outcome("k" + std::to_string(k), k));
  EXPECT_EQ(faults_of(Parts{.questions = joined(questions), .outcomes = joined(outcomes)}.text()),
            (Strings{"too-many /questions", "too-many /outcomes"}));
}

TEST(QuizReader, FindsACycleThroughSeveralQuestions) {
  const auto after = [](const std::string& id, const std::string& other) {
    return single(id, 2, R"(,"when":{"!=":[{"var":"answers.)" + other + R"("},"a"]})");
  };
  EXPECT_EQ(faults_of(Parts{.questions = joined({after("x", "y"), after("y", "z"), after("z", "x"),
                                                 single("free")})}
                          .text())
                .size(),
            1u);
}

TEST(QuizReader, FindsACycleThroughAScale) {
  EXPECT_EQ(
      faults_of(Parts{.scales = R"([{"id":"s","title":"T","low":"L","high":"H"}])",
                      .questions = R"([{"id":"q","kind":"single","text":"T","when":{"<":[)"
                                   R"({"var":"scales.s"},50]},"options":[{"id":"a","text":"A",)"
                                   R"("scales":{"s":1}},{"id":"b","text":"B"}]}])"}
                    .text()),
      Strings{"cycle /questions/0/when"});
}

TEST(QuizReader, OrdersQuestionsByWhatTheirConditionsRead) {
  const auto after = [](const std::string& id, const std::string& other) {
    return single(id, 2, R"(,"when":{"==":[{"var":"answers.)" + other + R"("},"a"]})");
  };
  const Quiz quiz =
      quiz_of(Parts{.questions = joined({after("x", "z"), after("y", "x"), single("z")})});
  EXPECT_EQ(quiz.dependency_order, (List<std::uint16_t>{2, 0, 1}));
}

TEST(QuizReader, PutsOverridesFirstThenCombineThenBeside) {
  const Quiz quiz = quiz_of(
      Parts{.questions = "[" + single("q") + "]",
            .outcomes = "[" + outcome("one", 1) + "," + outcome("two", 2) + "," + kDerived + "]",
            .rules = R"([{"id":"r1","kind":"beside","when":true,"outcome":"one"},)"
                     R"({"id":"r2","kind":"combine","when":true,"outcome":"d"},)"
                     R"({"id":"r3","kind":"override","when":true,"outcome":"d"},)"
                     R"({"id":"r4","kind":"override","when":true,"outcome":"d"}])"});
  Strings ids;
  for (const Rule& rule : quiz.rules) ids.push_back(rule.id);
  EXPECT_EQ(ids, (Strings{"r3", "r4", "r2", "r1"}));
}

TEST(QuizReader, WithholdsWhatRestsOnASensitiveQuestion) {
  const std::string gate = R"({"==":[{"var":"answers.s"},"a"]})";
  const std::string open = R"({"==":[{"var":"answers.q"},"a"]})";
  const Quiz quiz = quiz_of(Parts{
      .questions = joined({single("s", 2, ",\"sensitive\":true"), single("q")}),
      .outcomes = joined(
          {outcome("one", 1), outcome("two", 2, ",\"when\":{\"!\":" + gate + "}"), kDerived}),
      .rules = R"([{"id":"r1","kind":"override","outcome":"d","when":{"and":[)" + open + "," +
               gate + R"(]}},{"id":"r2","kind":"override","outcome":"d","when":)" + open + "}]",
      .modules = R"([{"id":"m1","title":"T","body":"B","when":)" + gate +
                 R"(},{"id":"m2","title":"T","body":"B","when":)" + open + "}]"});
  EXPECT_FALSE(quiz.outcomes[0].withheld);
  EXPECT_TRUE(quiz.outcomes[1].withheld);
  EXPECT_TRUE(quiz.rules[0].withheld);
  EXPECT_FALSE(quiz.rules[1].withheld);
  EXPECT_TRUE(quiz.modules[0].withheld);
  EXPECT_FALSE(quiz.modules[1].withheld);
}

TEST(QuizReader, WithholdsWhatReadsAResultThatRestsOnASensitiveQuestion) {
  const std::string leads = R"({"==":[{"var":"result.first"},"one"]})";
  const Quiz quiz = quiz_of(Parts{
      .questions = joined({single("s", 2, ",\"sensitive\":true"), single("q")}),
      .outcomes =
          joined({outcome("one", 1),
                  outcome("two", 2, R"(,"when":{"!=":[{"var":"answers.s"},"a"]})"), kDerived}),
      .rules = R"([{"id":"r","kind":"override","outcome":"d","when":)" + leads + "}]",
      .modules = R"([{"id":"m","title":"T","body":"B","when":)" + leads + "}]"});
  EXPECT_TRUE(quiz.rules[0].withheld);
  EXPECT_TRUE(quiz.modules[0].withheld);
}

// One file, one fault after another, of every kind that does not end the
// reading.
TEST(QuizReader, ReportsThirtyFaultsOfOneFileInTheirOrder) {
  struct Expected {
    const char* code;
    const char* pointer;
  };
  const std::string document = R"json({
  "format": §2,
  "id": §"My quiz",
  "version": §1,
  "languages": ["en", "fr", §"fr"],
  "title": §{"en": "Title"},
  "limits": {"en": "Limits", "fr": §""},
  §"descripion": "Misspelt",
  "scoring": {"method": §"sums"},
  "scales": [
    {"id": "pace", "title": "Pace", "low": "Slow", "high": "Fast"},
    {"id": §"pace", "title": "Pace", "low": "Slow", "high": "Fast"}
  ],
  "questions": [
    {"id": "role", "kind": "single", "text": {"en": "Role?", "fr": "Rôle ?", §"de": "Rolle?"},
     "options": [
       {"id": "boss", "text": §"<b>Boss</b>", "evidence": {"lead": §15, §"leed": 3}},
       {"id": "hand", "text": "Hand", "scales": {§"pase": 1}},
       §{"id": "guest"}
     ]},
    {"id": "days", "kind": "single", "text": "Days?", §"text": "Days?", "options": §[
       {"id": "one", "text": "One"}
     ]},
    {"id": "odd", "kind": "single", "text": "Odd?", "optional": §"maybe",
     "when": {"==": [{"var": §"answers.rolle"}, "boss"]},
     "options": [{"id": "yes", "text": "Yes"}, {"id": "no", "text": "No"}]},
    {"id": "even", "kind": "single", "text": "Even?",
     "when": {"and": [{"==": [{"var": "answers.role"}, §"bos"]},
                      {§"xor": [true, false]},
                      {"<": [{"var": §"level.pace"}, 3]},
                      {"<": §[{"var": "answers.role"}, "hand"]},
                      {"==": [{"var": §"result.first"}, "lead"]},
                      §{}]},
     "options": [{"id": "yes", "text": "Yes"}, {"id": "no", "text": "No"}]},
    {"id": "loop", "kind": "single", "text": "Loop?",
     "when": §{"!=": [{"var": "answers.loop"}, "yes"]},
     "options": [{"id": "yes", "text": "Yes"}, {"id": "no", "text": "No"}]},
    §{"id": "health", "kind": "single", "text": "Health?", "sensitive": true,
     "options": [{"id": "yes", "text": "Yes", "evidence": {"lead": 3}},
                 {"id": "no", "text": "No", "evidence": {"lead": -3}}]}
  ],
  "outcomes": [
    {"id": "lead", "title": "Lead", "summary": "S", "body":
      [{"link": {"href": §"javascript:alert(1)",
                    "text" : "Go"
}
}], "priority": 1
},
    {"id": "rest", "title": "Rest", "summary": "S", "body": "B", §"bias": 3}
  ],
  "rules": [{"id": "stop", "kind": "override", "outcome": "rest",
             "when": {"==": [{"var": "answers.role"}, "guest"]}}],
  "expect": [{"name": "N", "answers": {"role": §"chief"}, "outcome": "lead"}]
})json";
  const Expected expected[] = {
      {"bad-value", "/format"},
      {"bad-id", "/id"},
      {"wrong-type", "/version"},
      {"repeated-id", "/languages/2"},
      {"missing-language", "/title"},
      {"empty-text", "/limits/fr"},
      {"unknown-member", "/descripion"},
      {"bad-value", "/scoring/method"},
      {"repeated-id", "/scales/1/id"},
      {"unknown-language", "/questions/0/text/de"},
      {"html-in-text", "/questions/0/options/0/text"},
      {"clamped", "/questions/0/options/0/evidence/lead"},
      {"unknown-outcome", "/questions/0/options/0/evidence/leed"},
      {"unknown-scale", "/questions/0/options/1/scales/pase"},
      {"missing-member", "/questions/0/options/2"},
      {"repeated-member", "/questions/1/text"},
      {"too-few", "/questions/1/options"},
      {"wrong-type", "/questions/2/optional"},
      {"unknown-question", "/questions/2/when/==/0/var"},
      {"unknown-option", "/questions/3/when/and/0/==/1"},
      {"unknown-operator", "/questions/3/when/and/1/xor"},
      {"unknown-name", "/questions/3/when/and/2/</0/var"},
      {"unlike-kinds", "/questions/3/when/and/3/<"},
      {"too-early", "/questions/3/when/and/4/==/0/var"},
      {"bad-condition", "/questions/3/when/and/5"},
      {"cycle", "/questions/4/when"},
      {"sensitive", "/questions/5"},
      {"bad-link", "/outcomes/0/body/0/link/href"},
      {"derived", "/outcomes/1/bias"},
      {"bad-expectation", "/expect/0/answers/role"},
  };
  const Marked text = marked(document);
  const QuizReading reading = read_quiz(text.text);
  EXPECT_FALSE(reading.quiz);
  EXPECT_EQ(reading.diagnostics.size(), 30u);
  ASSERT_EQ(text.places.size(), std::size(expected));
  for (std::size_t i = 0; i < std::min(std::size(expected), reading.diagnostics.size()); ++i) {
    const Diagnostic& fault = reading.diagnostics[i];
    ASSERT_EQ(fault.code + " " + fault.pointer,
              std::string(expected[i].code) + " " + expected[i].pointer)
        << i << ": " << fault.message;
    EXPECT_EQ(fault.line, text.places[i].line) << fault.pointer;
    EXPECT_EQ(fault.column, text.places[i].column) << fault.pointer;
  }
}

TEST(QuizReader, CountsTheFaultsBeyondAThousand) {
  std::string junk;
  for (int i = 0; i < 1500; ++i) junk += ",\"junk" + std::to_string(i) + "\":0";
  const QuizReading reading = read_quiz(Parts{.more = junk}.text());
  EXPECT_FALSE(reading.quiz);
  ASSERT_EQ(reading.diagnostics.size(), kMaxDiagnostics + 1);
  EXPECT_EQ(reading.diagnostics.back().code, "too-many");
  EXPECT_EQ(reading.diagnostics.back().message.find("500 more faults"), 0u)
      << reading.diagnostics.back().message;
}

TEST(QuizReader, ReportsAThousandFaultsInTheOrderOfTheText) {
  std::string junk;
  for (int i = 0; i < 1000; ++i) junk += ",\n\"junk" + std::to_string(i) + "\":0";
  const QuizReading reading = read_quiz(Parts{.more = junk}.text());
  ASSERT_EQ(reading.diagnostics.size(), 1000u);
  for (std::size_t i = 1; i < 1000; ++i)
    ASSERT_EQ(reading.diagnostics[i].line, reading.diagnostics[i - 1].line + 1);
}

Strings faults_of_guarantee(const std::string& members) {
  return faults_of(Parts{.more = R"(,"guarantees":[{"name":"g")" + members + "}]"}.text());
}

TEST(Guarantees, SayOneThing) {
  const std::string whenever = R"(,"whenever":{"==":[{"var":"answers.q"},"a"]})";
  const std::string then = R"(,"then":{"==":[{"var":"result.first"},"one"]})";
  const std::string independent = R"(,"independent":["q","one"])";
  const std::string undecided = R"(,"undecided":"q")";
  for (const std::string& members : {whenever + then, independent, undecided})
    EXPECT_EQ(faults_of_guarantee(members), Strings()) << members;
  for (const std::string& members :
       {std::string(), whenever, then, whenever + then + independent, independent + undecided,
        then + independent, whenever + undecided})
    EXPECT_EQ(faults_of_guarantee(members), Strings{"bad-guarantee /guarantees/0"}) << members;
}

TEST(Guarantees, NameWhatThereIs) {
  EXPECT_EQ(faults_of_guarantee(R"(,"independent":["q"])"),
            Strings{"too-few /guarantees/0/independent"});
  EXPECT_EQ(faults_of_guarantee(R"(,"independent":["q","one","two"])"),
            Strings{"too-many /guarantees/0/independent"});
  EXPECT_EQ(faults_of_guarantee(R"(,"independent":["one","q"])"),
            (Strings{"unknown-question /guarantees/0/independent/0",
                     "unknown-outcome /guarantees/0/independent/1"}));
  EXPECT_EQ(faults_of_guarantee(R"(,"undecided":"r")"),
            Strings{"unknown-question /guarantees/0/undecided"});
  EXPECT_EQ(faults_of(Parts{.more = R"(,"guarantees":["g"])"}.text()),
            Strings{"wrong-type /guarantees/0"});
}

// What a hostile author may send fills the limit of 4 MiB with one fault after
// another; reading must stay about linear: it takes under half a second. The
// sanitizers are content with a quarter of it, and so is WebAssembly, whose clock
// is the machine's, however busy that is.
#ifdef CAREER_QUIZ_SLOW_BUILD
constexpr std::size_t kHostileBytes = kMaxBytes / 4;
constexpr int kHostileNames = 300;
#else
constexpr std::size_t kHostileBytes = kMaxBytes;
constexpr int kHostileNames = 1990;
#endif

class Hostile : public ::testing::Test {
 protected:
  // `head` and `tail` around as many `items` as fit, "#" in each standing for
  // its number.
  static std::string filled(const std::string& head, const std::string& item,
                            const std::string& tail, std::size_t bytes = kHostileBytes) {
    std::string text = head;
    const std::size_t cut = item.find('#');
    for (std::size_t i = 0; text.size() + item.size() + 8 + tail.size() < bytes; ++i) {
      if (i > 0) text += ',';
      text += cut == std::string::npos
                  ? item
                  : item.substr(0, cut) + std::to_string(i) + item.substr(cut + 1);
    }
    return text + tail;
  }

  void ends_quickly(const std::string& text) {
    ASSERT_LE(text.size(), kMaxBytes);
    const std::clock_t start = std::clock();  // Of this process: others may be busy.
    const QuizReading reading = read_quiz(text);
    const double seconds = static_cast<double>(std::clock() - start) / CLOCKS_PER_SEC;
    EXPECT_FALSE(reading.quiz);
    EXPECT_FALSE(reading.diagnostics.empty());
    EXPECT_LE(reading.diagnostics.size(), kMaxDiagnostics + 1);
    EXPECT_LT(seconds, 5.0);
  }

  // A sound document around one of its members' values, as head and tail.
  static std::pair<std::string, std::string> around(Parts parts) {
    const std::string text = parts.text();
    const std::size_t at = text.find("@");
    return {text.substr(0, at), text.substr(at + 1)};
  }
};

TEST_F(Hostile, JunkMembers) { ends_quickly(filled("{", "\"qustions#\":0", "}")); }

TEST_F(Hostile, JunkItems) { ends_quickly(filled("{\"questions\":[", "0", "]}")); }

TEST_F(Hostile, JunkMembersOfOneText) {
  const auto [head, tail] = around({.questions = "[" + single("q", 2, ",\"help\":{@}") + "]"});
  ends_quickly(filled(head, "\"e#\":\"\"", tail));
}

TEST_F(Hostile, JunkWeights) {
  const auto [head, tail] = around(
      {.questions =
           R"([{"id":"q","kind":"single","text":"T","options":[{"id":"a","text":"A","evidence":{@}}]}])"});
  ends_quickly(filled(head, "\"on#\":1", tail));
}

TEST_F(Hostile, UnknownOptionsInOneList) {
  const auto [head, tail] =
      around({.questions = "[" + single("q", 26) + "," +
                           single("p", 2, R"(,"when":{"in":[{"var":"answers.q"},[@]]})") + "]"});
  ends_quickly(filled(head, "\"a#\"", tail));
}

TEST_F(Hostile, UnknownOutcomesInOneList) {
  Strings outcomes;
  for (int k = 0; k < 200; ++k) outcomes.push_back(outcome("outcome-" + std::to_string(k), k));
  const auto [head, tail] = around(
      {.questions = "[" + single("q") + "]",
       .outcomes = joined(outcomes),
       .modules =
           R"([{"id":"m","title":"T","body":"B","when":{"in":[{"var":"result.first"},[@]]}}])"});
  ends_quickly(filled(head, "\"outcame-#\"", tail));
}

TEST_F(Hostile, UnknownQuestionsInOneCondition) {
  Strings questions;
  for (int q = 0; q < kHostileNames; ++q)
    questions.push_back(single("question-" + std::to_string(q)));
  questions.push_back(single("p", 2, R"(,"when":{"or":[@]})"));
  const auto [head, tail] = around({.questions = joined(questions)});
  ends_quickly(filled(head, R"({"==":[{"var":"answers.qeustion-#x"},null]})", tail));
}

TEST_F(Hostile, FaultsAtTheEndOfOneLongList) {
  const auto [head, tail] =
      around({.questions = "[" + single("q") + "," +
                           single("p", 2, R"(,"when":{"in":[{"var":"answers.q"},[@]]})") + "]"});
  std::string bad;
  for (int i = 0; i < 1100; ++i) bad += ",\"x\"";
  ends_quickly(filled(head, "\"a\"", bad + tail));
}

TEST_F(Hostile, UnknownQuestionsInManyExpectations) {
  Strings questions, expectations;
  for (int q = 0; q < kHostileNames; ++q)
    questions.push_back(single("question-" + std::to_string(q)));
  for (int e = 0; e < 500; ++e) {
    std::string answers;
    for (int a = 0; a < 200; ++a)
      answers += (a == 0 ? "\"qeustion-" : ",\"qeustion-") + std::to_string(a) + "x\":0";
    expectations.push_back(R"({"name":"N","outcome":"one","answers":{)" + answers + "}}");
  }
  ends_quickly(Parts{.questions = joined(questions), .expect = joined(expectations)}.text());
}

TEST_F(Hostile, OneScaleNamedInEveryPartOfACondition) {
  Strings questions;
  for (int q = 0; q < 1500; ++q) {
    questions.push_back(R"({"id":"q)" + std::to_string(q) +
                        R"(","kind":"single","text":"T","options":[{"id":"a","text":"A",)"
                        R"("scales":{"s":1}},{"id":"b","text":"B"}]})");
  }
  const auto [head, tail] =
      around({.scales = R"([{"id":"s","title":"T","low":"L","high":"H"}])",
              .questions = joined(questions),
              .modules = R"([{"id":"m","title":"T","body":"B","when":{"or":[@]}}])",
              .more = ",\"junk\":1"});
  ends_quickly(filled(head, R"({"==":[{"var":"scales.s"},#]})", tail));
}

TEST_F(Hostile, LongNamesNearToManyOthers) {
  Strings questions;
  const std::string stem(58, 'a');
  for (int q = 0; q < kHostileNames; ++q) questions.push_back(single(stem + std::to_string(q)));
  questions.push_back(single("p", 2, R"(,"when":{"or":[@]})"));
  const auto [head, tail] = around({.questions = joined(questions)});
  ends_quickly(filled(head, R"({"==":[{"var":"answers.)" + stem + R"(#b"},null]})", tail));
}

TEST_F(Hostile, NothingButBrackets) {
  ends_quickly(std::string(kHostileBytes, '['));
  ends_quickly(std::string(kHostileBytes, '{'));
  ends_quickly('"' + std::string(kHostileBytes - 1, '\\'));
}

}  // namespace
}  // namespace career_quiz
