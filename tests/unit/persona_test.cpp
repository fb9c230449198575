// People of tests/personas: what a competent counsellor would advise each of
// them first, what else would be fine, and what must never come first. Their
// sheets were written before any score was seen; where the quiz misses one, the
// quiz changes, not the person.

#include <algorithm>
#include <string>
#include <vector>

#include "support.h"

namespace career_quiz {
namespace {

using testing::Json;
using testing::quiz_of;
using testing::read_file;

struct Persona {
  std::string id;
  std::string answers;
  std::string expected;
  std::vector<std::string> acceptable;
  std::vector<std::string> never;
};

std::vector<std::string> ids_at(const Json& json, const std::string& pointer) {
  std::vector<std::string> ids;
  for (std::size_t i = 0; i < json.size(pointer); ++i) {
    ids.push_back(json[pointer + "/" + std::to_string(i)]);
  }
  return ids;
}

bool has(const std::vector<std::string>& ids, const std::string& id) {
  return std::find(ids.begin(), ids.end(), id) != ids.end();
}

std::vector<Persona> personas() {
  std::vector<Persona> all;
  for (const char* theme : {"starting-out", "changing", "in-post", "on-their-own", "giving"}) {
    const Json file(read_file(std::string("tests/personas/") + theme + ".json"));
    for (std::size_t i = 0; i < file.size(""); ++i) {
      const std::string at = "/" + std::to_string(i);
      all.push_back({file[at + "/id"], file[at + "/answers"], file[at + "/expected"],
                     ids_at(file, at + "/acceptable"), ids_at(file, at + "/never")});
    }
  }
  return all;
}

const Quiz& mentoring() {
  static const Quiz quiz = quiz_of(read_file("questions/mentoring-coaching.json"));
  return quiz;
}

Interview walk(const Answers& sheet, Mode mode) {
  Answers answers(sheet.size());
  Interview now = conduct(mentoring(), answers, mode);
  for (std::uint32_t turn = 0; now.next; ++turn) {
    answers[*now.next] = sheet[*now.next];
    answers[*now.next].turn = turn;
    if (answers[*now.next].state == Answer::State::kOpen) {
      ADD_FAILURE() << "no answer to " << mentoring().questions[*now.next].id;
      break;
    }
    now = conduct(mentoring(), answers, mode);
  }
  return now;
}

std::string first_of(const Interview& interview) {
  const Advice advice = advise(mentoring(), interview);
  return advice.headline.outcomes.empty() ? "(none)"
                                          : mentoring().outcomes[advice.headline.outcomes[0]].id;
}

class ForPersona : public ::testing::TestWithParam<Persona> {};

TEST_P(ForPersona, NothingHarmfulComesFirst) {
  const Persona& persona = GetParam();
  const Answers sheet = testing::answers_of(mentoring(), persona.answers);
  const Interview interview = walk(sheet, Mode::kFull);
  EXPECT_TRUE(conduct(mentoring(), sheet).ignored.empty()) << "some answers are not asked for";
  const std::string first = first_of(interview);
  EXPECT_FALSE(has(persona.never, first)) << first;
  // The gate, and it alone, leads to another professional.
  const std::string energy = Json(persona.answers)["/energy"];
  EXPECT_EQ(first == "relay", energy == "drained" || energy == "danger") << first;
}

INSTANTIATE_TEST_SUITE_P(Personas, ForPersona, ::testing::ValuesIn(personas()),
                         [](const ::testing::TestParamInfo<Persona>& info) {
                           std::string name = info.param.id;
                           std::replace(name.begin(), name.end(), '-', '_');
                           return name;
                         });

// Names each miss, so that the log reads as a table.
TEST(Personas, AreAdvisedAsACounsellorWouldAllButOneAtMost) {
  const std::vector<Persona> all = personas();
  std::vector<std::string> missed;
  std::size_t exact = 0;
  std::string table;
  for (const Persona& persona : all) {
    const std::string first =
        first_of(walk(testing::answers_of(mentoring(), persona.answers), Mode::kFull));
    if (first == persona.expected) {
      ++exact;
      continue;
    }
    const bool fine = has(persona.acceptable, first);
    if (!fine) missed.push_back(persona.id);
    table += (fine ? "  fine: " : "  missed: ") + persona.id + ": " + first + ", not " +
             persona.expected + "\n";
  }
  EXPECT_LE(missed.size(), 1u) << table;
  EXPECT_GE(exact * 100, all.size() * 85) << exact << " of " << all.size() << "\n" << table;
}

TEST(Personas, HearTheSameFirstInTheAdaptiveModeAllButThreeAtMost) {
  std::string table;
  std::size_t others = 0;
  for (const Persona& persona : personas()) {
    const Answers sheet = testing::answers_of(mentoring(), persona.answers);
    const std::string full = first_of(walk(sheet, Mode::kFull));
    const std::string adaptive = first_of(walk(sheet, Mode::kAdaptive));
    EXPECT_FALSE(has(persona.never, adaptive)) << persona.id << ": " << adaptive;
    if (full == adaptive) continue;
    ++others;
    table += "  " + persona.id + ": " + adaptive + ", not " + full + "\n";
  }
  EXPECT_LE(others, 3u) << table;
}

}  // namespace
}  // namespace career_quiz
