#include "authoring/score.h"

#include "support.h"

namespace career_quiz::authoring {
namespace {

using testing::Json;
using testing::quiz_of;
using testing::read_file;

// A question of each kind that cells or lines write in a way of their own.
const Quiz& kinds() {
  static const Quiz quiz = [] {
    testing::Parts parts;
    parts.questions = R"([
      {"id":"one","kind":"single","text":"?","optional":true,"options":[
        {"id":"a","text":"A","evidence":{"first":6}},{"id":"b","text":"B","evidence":{"second":6}},
        {"id":"by","text":"C"}]},
      {"id":"many","kind":"multiple","text":"?","max":2,"options":[
        {"id":"x","text":"X","evidence":{"first":3}},{"id":"y","text":"Y","evidence":{"second":3}},
        {"id":"z","text":"Z"}]},
      {"id":"order","kind":"rank","text":"?","options":[
        {"id":"p","text":"P","evidence":{"first":2}},{"id":"q","text":"Q","evidence":{"second":2}}]},
      {"id":"hours","kind":"number","text":"?","min":0,"max":40,"optional":true},
      {"id":"wish","kind":"text","text":"?","max":40,"optional":true}])";
    parts.outcomes = "[" + testing::outcome("first", 1) + "," + testing::outcome("second", 2) + "]";
    return quiz_of(parts);
  }();
  return quiz;
}

Scored line_of(const std::string& line, std::vector<std::string> kept = {}) {
  return NdjsonScorer(kinds(), Mode::kFull, std::move(kept)).score(line, 3);
}

// The record that a line without a sheet gives.
std::string code_of(const std::string& line) {
  const Scored scored = line_of(line);
  EXPECT_FALSE(scored.good);
  const Json record(scored.record);
  EXPECT_EQ(record["/line"], "3");
  EXPECT_NE(record["/error/message"], "(nothing)");
  return record["/error/code"];
}

struct Csv {
  CsvScorer scorer;

  explicit Csv(const std::string& header, const std::vector<std::string>& kept = {})
      : scorer(std::move(CsvScorer::read(kinds(), Mode::kFull, header, kept).value())) {}
  std::string row(const std::string& record, bool ended = true) const {
    return scorer.score(record, 2, ended).record;
  }
};

std::string header_fault(const std::string& header, const std::vector<std::string>& kept = {}) {
  const Result<CsvScorer> scorer = CsvScorer::read(kinds(), Mode::kFull, header, kept);
  return scorer ? "good" : scorer.error().code;
}

TEST(ScoreLine, NamesTheLineAndWhatTheSheetComesTo) {
  const Scored scored =
      line_of(R"({"one":"a","many":["x"],"order":["p","q"],"hours":null,"wish":"A day off"})");
  EXPECT_TRUE(scored.good);
  const Json record(scored.record);
  EXPECT_EQ(record["/line"], "3");
  EXPECT_EQ(record["/stop"], "complete");
  EXPECT_EQ(record["/kind"], "one");
  EXPECT_EQ(record["/outcomes"], R"(["first"])");
  EXPECT_EQ(record["/problems"], "[]");
  EXPECT_EQ(record["/kept"], "(nothing)");
}

TEST(ScoreLine, AnUnfinishedSheetIsScoredAsFarAsItGoes) {
  const Json begun(line_of(R"({"one":"a"})").record);
  EXPECT_EQ(begun["/stop"], "null");
  EXPECT_EQ(begun["/outcomes"], R"(["first"])");
  const Json empty(line_of("{}").record);
  EXPECT_EQ(empty["/kind"], "null");
  EXPECT_EQ(empty["/outcomes"], "[]");
  EXPECT_EQ(empty["/margin"], "null");
  EXPECT_TRUE(line_of("{}").good);
}

TEST(ScoreLine, AnswersThatDoNotFitAreListedAndTheOthersCount) {
  const Scored scored = line_of(R"({"one":"a","many":["x","nowhere"],"hourz":3})");
  EXPECT_FALSE(scored.good);
  const Json record(scored.record);
  EXPECT_EQ(record["/outcomes"], R"(["first"])");
  EXPECT_EQ(record.size("/problems"), 2u);
  EXPECT_EQ(record["/problems/0/question"], "many");
  EXPECT_EQ(record["/problems/0/code"], "unknown-option");
  EXPECT_EQ(record["/problems/1/question"], "hourz");
}

TEST(ScoreLine, ALineThatIsNoSheetSaysWhy) {
  EXPECT_EQ(code_of(""), "empty-line");
  EXPECT_EQ(code_of(" \t\r"), "empty-line");
  EXPECT_EQ(code_of("[]"), "wrong-type");
  EXPECT_EQ(code_of("null"), "wrong-type");
  EXPECT_EQ(code_of(R"({"one":"a"} {"one":"b"})"), "not-json");
  EXPECT_EQ(code_of(std::string("\x00\xff\xfe\x01", 4)), "not-json");
  EXPECT_EQ(code_of(std::string(65, '[')), "too-deep");
  EXPECT_EQ(code_of(R"({"wish":")" + std::string(kMaxBytes, 'x') + "\"}"), "too-large");
}

TEST(ScoreLine, AFaultInTheJsonIsPlaced) {
  EXPECT_EQ(Json(line_of("{\"wish\":\"été\",}").record)["/error/column"], "15");
  EXPECT_EQ(Json(line_of("[]").record)["/error/column"], "(nothing)");
}

TEST(ScoreLine, NoBeginningOfALineIsASheet) {
  const std::string line =
      R"({"one":"a","many":["x","y"],"order":["p","q"],"hours":12,"wish":"A day off"})";
  ASSERT_TRUE(line_of(line).good);
  for (std::size_t size = 1; size < line.size(); ++size) {
    EXPECT_EQ(code_of(line.substr(0, size)), "not-json");
  }
}

TEST(ScoreLine, ACarriageReturnAndAByteOrderMarkAreNoPartOfIt) {
  EXPECT_EQ(line_of("{\"one\":\"a\"}\r").record, line_of(R"({"one":"a"})").record);
  EXPECT_EQ(line_of("\xef\xbb\xbf{\"one\":\"a\"}").record, line_of(R"({"one":"a"})").record);
}

TEST(ScoreLine, KeptMembersAreCopiedAsTheyWereWritten) {
  const Scored scored =
      line_of(R"({"id":"a\u00e97","at": 1.50 ,"who":{"x":["}\"",null]},"one":"a","last":true})",
              {"last", "id", "at", "who", "absent"});
  EXPECT_TRUE(scored.good);
  EXPECT_NE(
      scored.record.find(
          R"({"line":3,"kept":{"last":true,"id":"a\u00e97","at":1.50,"who":{"x":["}\"",null]}},"stop")"),
      std::string::npos)
      << scored.record;
}

TEST(ScoreLine, AKeptQuestionIsCopiedAndCounts) {
  const Json record(line_of(R"({"one":"a"})", {"one"}).record);
  EXPECT_EQ(record["/kept/one"], "a");
  EXPECT_EQ(record["/outcomes"], R"(["first"])");
}

TEST(ScoreCsv, ARecordIsScoredAsTheSameSheetInALine) {
  const Csv csv("one,many,order,hours,wish");
  EXPECT_EQ(csv.scorer.header(), "line,stop,kind,outcomes,margin,score:first,score:second,error");
  EXPECT_EQ(csv.row("a,x; y,p;q,12,A day off"), "2,complete,one,first,80,51,-29,");
  const Json line(
      line_of(R"({"one":"a","many":["x","y"],"order":["p","q"],"hours":12,"wish":"A day off"})")
          .record);
  EXPECT_EQ(line["/margin"], "80");
  EXPECT_EQ(line["/scores/first"], "51");
}

TEST(ScoreCsv, AnEmptyCellIsOpenAndADashIsASkip) {
  const Csv csv("one,many,order,hours,wish");
  EXPECT_EQ(csv.row("a,x,p;q,,").substr(0, 3), "2,,");
  EXPECT_EQ(csv.row("a,x,p;q,-,-").substr(0, 11), "2,complete,");
  EXPECT_NE(csv.row("a,-,p;q,,").find("cannot be skipped"), std::string::npos);
  EXPECT_EQ(csv.row(",,,,"), "2,,,,,,,");
}

TEST(ScoreCsv, CellsMayStandInQuotationMarks) {
  const Csv csv("\"name\",one,\"wish\"", {"name"});
  EXPECT_EQ(csv.row("\"Ada, \"\"the\n2nd\"\"\",\"a\",\"A day, off\""),
            "2,\"Ada, \"\"the\n2nd\"\"\",,one,first,60,30,-30,");
  EXPECT_EQ(csv.row("\"\",\"a\",\"\"\r"), "2,,,one,first,60,30,-30,");
}

TEST(ScoreCsv, CellsAreSeparatedAsTheHeaderIs) {
  EXPECT_EQ(Csv("one;many;wish").scorer.header().substr(0, 10), "line;stop;");
  EXPECT_EQ(Csv("one;many").row("a;\"x;y\""), "2;;one;first;60;42;-18;");
  EXPECT_EQ(Csv("one\tmany").row("a\tx;y"), "2\t\tone\tfirst\t60\t42\t-18\t");
  EXPECT_EQ(Csv("\"a,b\";one", {"a,b"}).row("1,2;a"), "2;1,2;;one;first;60;30;-30;");
}

TEST(ScoreCsv, AByteOrderMarkAndCarriageReturnsAreNoPartOfTheCells) {
  EXPECT_EQ(Csv("\xef\xbb\xbfone,many\r").row("a,x\r"), Csv("one,many").row("a,x"));
}

TEST(ScoreCsv, ARaggedRecordIsNotScored) {
  const Csv csv("name,one,many", {"name"});
  EXPECT_EQ(csv.row("Ada,a"), "2,Ada,,,,,,,This record has 2 cells; the header has 3.");
  EXPECT_EQ(csv.row("Ada,a,x,"), "2,Ada,,,,,,,This record has 4 cells; the header has 3.");
  EXPECT_EQ(csv.row(""), "2,,,,,,,,This record has 1 cell; the header has 3.");
}

TEST(ScoreCsv, ARecordWithAMarkOutOfPlaceIsNotScored) {
  const Csv csv("one,wish");
  for (const char* record : {"a,5\" pipe", "a,\"5\" pipe\"", "a,\"open", "\"a\"b,c"}) {
    EXPECT_EQ(csv.row(record).substr(0, 28), "2,,,,,,,\"A quotation mark is") << record;
  }
}

TEST(ScoreCsv, AnswersThatDoNotFitAreToldAndTheOthersCount) {
  const Csv csv("one,hours");
  const std::string row = csv.row("a,many");
  EXPECT_EQ(row.substr(0, 24), "2,,one,first,60,30,-30,\"");
  EXPECT_NE(csv.row("a,41").find("goes from 0 to 40; this is 41"), std::string::npos);
  EXPECT_NE(csv.row("c,1").find("“c”"), std::string::npos);
}

// Whoever wrote the text may have been stopped in the middle of its last cell.
TEST(ScoreCsv, ALastRecordWithoutItsLineEndCountsOnlyIfItsLastCellIsWhole) {
  const auto refused = [](const std::string& header, const std::string& record) {
    EXPECT_EQ(Csv(header, {"id"}).row(record).find("cut off"), std::string::npos);
    return Csv(header, {"id"}).row(record, false).find("cut off") != std::string::npos;
  };
  EXPECT_TRUE(refused("id,one", "7,b"));  // Or “by”.
  EXPECT_TRUE(refused("id,one", "7,"));
  EXPECT_TRUE(refused("id,many", "7,x"));
  EXPECT_TRUE(refused("id,hours", "7,1"));
  EXPECT_TRUE(refused("id,wish", "7,A day"));
  EXPECT_TRUE(refused("one,id", "a,7"));
  EXPECT_FALSE(refused("id,one", "7,a"));
  EXPECT_FALSE(refused("id,one", "7,by"));
  EXPECT_FALSE(refused("id,one", "7,-"));
  EXPECT_FALSE(refused("id,order", "7,p;q"));
  EXPECT_FALSE(refused("id,hours", "7,\"1\""));
  EXPECT_FALSE(refused("id,wish", "7,\"A day\""));
}

TEST(ScoreCsv, ATooLongRecordIsNotScored) {
  EXPECT_NE(Csv("one,wish").row("a," + std::string(kMaxBytes, 'x')).find("4 MiB"),
            std::string::npos);
}

TEST(ScoreCsv, AHeaderThatCannotBeUsedSaysWhy) {
  EXPECT_EQ(header_fault(""), "no-header");
  EXPECT_EQ(header_fault("\r"), "no-header");
  EXPECT_EQ(header_fault(std::string("\xff\xfeo\0n\0e\0", 8)), "no-header");
  EXPECT_EQ(header_fault("one,\"many"), "no-header");
  EXPECT_EQ(header_fault("one,mani"), "unknown-column");
  EXPECT_EQ(header_fault("one,id"), "unknown-column");
  EXPECT_EQ(header_fault("one,id", {"id"}), "good");
  EXPECT_EQ(header_fault("one,many,one"), "repeated-column");
  EXPECT_EQ(header_fault("one,many", {"id"}), "unknown-kept");
  EXPECT_EQ(header_fault("one,many,"), "unknown-column");
}

TEST(ScoreCsv, AnOpenMarkTakesOneLineAndNoOther) {
  const std::string text = "a,\"open\nb,x\nc,y\n";
  EXPECT_EQ(csv_end(text, 0, ',', true), 7u);
  EXPECT_EQ(csv_end(text, 0, ',', false), std::string::npos) << "it may still be closed";
  EXPECT_EQ(csv_end(text, 8, ',', false), 11u);
  EXPECT_EQ(csv_end("a,\"b\nc\"d\n", 0, ',', false), 4u) << "it is closed in the wrong place";
  EXPECT_EQ(csv_end("a,\"b\nc\"\nd", 0, ',', false), 7u);
}

TEST(ScoreCsv, ARecordHasNoMoreThanItsLimitToEnd) {
  const std::string text = "a,\"" + std::string(kMaxBytes / 2, '\n');
  const std::string most = text + std::string(kMaxBytes - text.size() - 1, 'x') + "\"\n";
  EXPECT_EQ(csv_end(most, 0, ',', false), kMaxBytes);
  const std::string more = text + std::string(kMaxBytes - text.size(), 'x') + "\"\n";
  EXPECT_EQ(csv_end(more, 0, ',', false), 3u);
}

}  // namespace
}  // namespace career_quiz::authoring
