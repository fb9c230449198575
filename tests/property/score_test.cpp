// Laws of scoring sheets, by the line and by the record, against the engine that answers pages.

#include "authoring/score.h"

#include "core.h"
#include "property.h"

namespace career_quiz::property {
namespace {

using authoring::CsvScorer;
using authoring::NdjsonScorer;
using authoring::Scored;

struct Case {
  Generated quiz;
  Quiz core;
  bool adaptive;

  explicit Case(Random* random) : adaptive(random->once_in(2)) {
    Shape shape;
    shape.every_kind = true;
    shape.adaptive = random->once_in(2);
    shape.sums = random->once_in(4);
    shape.after = random->once_in(4);
    quiz = generate_quiz(random, shape);
    core = quiz_in_core(quiz.document);
  }
  Mode mode() const { return adaptive ? Mode::kAdaptive : Mode::kFull; }
};

// The record of a sheet, put together from what the engine answers.
Json record_by_engine(const Case& each, const Json& answers) {
  const Json reply =
      Session(each.quiz).reply(Json::object({{"answers", answers},
                                             {"mode", each.adaptive ? "adaptive" : "full"},
                                             {"early", Json::of(true)}}));
  const Json& result = reply["result"];
  Json scores = Json::object();
  Json scales = Json::object();
  Json modules = Json::array();
  for (const Json& entry : result["ranking"].items) {
    scores.set(entry["outcome"].text, entry["score"]);
  }
  for (const Json& scale : result["scales"].items) scales.set(scale["scale"].text, scale["value"]);
  for (const Json& entry : result["modules"].items) modules.push(entry["module"]);
  const Json& outcomes = result["headline"]["outcomes"];
  return Json::object({{"line", 7},
                       {"stop", reply["stop"]},
                       {"kind", result["headline"]["kind"]},
                       {"outcomes", outcomes.is_null() ? Json::array() : outcomes},
                       {"margin", result["margin"]},
                       {"scores", scores},
                       {"scales", scales},
                       {"modules", modules},
                       {"problems", reply["problems"]}});
}

TEST(LawsOfScoring, ALineScoresAsTheEngineAnswers) {
  for_all(
      [](Random* random) {
        const Case each(random);
        const Json answers = generate_careless_answers(random, each.quiz);
        const Scored scored = NdjsonScorer(each.core, each.mode()).score(answers.dump(), 7);
        const Json expected = record_by_engine(each, answers);
        EXPECT_EQ(scored.record, expected.dump()) << answers.dump();
        EXPECT_EQ(scored.good, expected["problems"].size() == 0);
      },
      4);
}

std::string cell_of(const Json& answer) {
  if (answer.is_null()) return "-";
  if (!answer.is(Json::Kind::kArray)) return answer.text;
  std::string cell;
  for (const Json& item : answer.items) cell += (cell.empty() ? "" : ";") + item.text;
  return cell;
}

std::string quoted(const std::string& cell) {
  std::string text = "\"";
  for (const char c : cell) text.append(c == '"' ? 2 : 1, c);
  return text + '"';
}

TEST(LawsOfScoring, ARecordOfCsvScoresAsItsLine) {
  for_all(
      [](Random* random) {
        const Case each(random);
        Json answers = generate_answers(random, each.quiz, random->between(0, 100));
        std::string header;
        std::string record;
        for (const Asked& question : each.quiz.questions) {
          const Json* answer = answers.find(question.id);
          const std::string cell = answer == nullptr ? "" : cell_of(*answer);
          // What a cell cannot say: that nothing was written, or nothing chosen.
          if (answer != nullptr && cell.empty()) answers.erase(question.id);
          header += (header.empty() ? "" : ",") + question.id;
          record += (&question == &each.quiz.questions.front() ? "" : ",") + quoted(cell);
        }
        const Result<CsvScorer> csv = CsvScorer::read(each.core, each.mode(), header, {});
        ASSERT_TRUE(csv) << csv.error().message;
        const Json line =
            *parse(NdjsonScorer(each.core, each.mode()).score(answers.dump(), 7).record);
        std::string expected = "7," + line["stop"].text + "," + line["kind"].text + "," +
                               cell_of(line["outcomes"]) + "," + line["margin"].text;
        for (const Outcome& outcome : each.core.outcomes) {
          if (!outcome.derived) expected += "," + line["scores"][outcome.id].text;
        }
        EXPECT_EQ(csv.value().score(record, 7).record, expected + ",") << record;
      },
      4);
}

// Text of a few letters in which every way to quote, rightly or not, comes up soon.
std::string any_csv(Random* random) {
  std::string text;
  for (int left = random->between(0, 30); left > 0; --left)
    text += "a\",\n\n\r\""[random->below(7)];
  return text;
}

TEST(LawsOfScoring, RecordsOfCsvAreTheSameHoweverTheTextComes) {
  for_all([](Random* random) {
    const std::string text = any_csv(random);
    // Records of the text as a whole.
    std::vector<std::size_t> ends;
    for (std::size_t from = 0, end; from < text.size(); from = end + 1) {
      end = authoring::csv_end(text, from, ',', true);
      if (end == std::string::npos) break;
      ends.push_back(end);
    }
    // Of the text as far as it has come.
    std::vector<std::size_t> seen;
    std::size_t from = 0;
    for (std::size_t come = 0; come <= text.size(); ++come) {
      const std::string_view part = std::string_view(text).substr(0, come);
      for (std::size_t end;
           (end = authoring::csv_end(part, from, ',', come == text.size())) != std::string::npos;) {
        seen.push_back(end);
        from = end + 1;
      }
    }
    EXPECT_EQ(seen, ends) << text;
    // Of a batch that was cut at any of these ends.
    if (ends.empty()) return;
    const std::size_t cut = random->pick(ends);
    for (std::size_t begin = 0, at = 0; at < ends.size() && ends[at] <= cut; ++at) {
      EXPECT_EQ(authoring::csv_end(text.substr(0, cut + 1), begin, ',', true), ends[at]) << text;
      begin = ends[at] + 1;
    }
  });
}

}  // namespace
}  // namespace career_quiz::property
