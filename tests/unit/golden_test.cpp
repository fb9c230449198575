// Golden answer sheets: tests/golden/<name>.json holds a quiz, requests, and the
// bytes that the engine must answer, natively and as WebAssembly alike. With
// CAREER_QUIZ_UPDATE_GOLDEN=1 in the environment the responses are written anew
// instead, for a reviewer to read the difference. Requests that are not JSON have
// no place here: the JSON library words that message, and each of its versions in
// its own way.

#include <dirent.h>

#include <algorithm>
#include <cstdio>
#include <cstdlib>
#include <string>
#include <vector>

#include "career_quiz/json_writer.h"
#include "support.h"

namespace career_quiz {
namespace {

using testing::Json;
using testing::read_file;

const std::string kFolder = "tests/golden/";

struct GoldenCase {
  std::string name;
  std::string request;
  std::string response;
};

std::vector<std::string> golden_files() {
  std::vector<std::string> names;
  if (DIR* folder = opendir((CAREER_QUIZ_SOURCE_DIR "/" + kFolder).c_str())) {
    while (const dirent* entry = readdir(folder)) {
      const std::string name = entry->d_name;
      if (name.size() > 5 && name.substr(name.size() - 5) == ".json") names.push_back(name);
    }
    closedir(folder);
  }
  std::sort(names.begin(), names.end());
  return names;
}

std::string quoted(const std::string& text) { return JsonWriter().text(text).take(); }

bool write_golden(const std::string& file, const std::string& quiz,
                  const std::vector<GoldenCase>& cases) {
  std::string text = "{\n  \"quiz\": " + quoted(quiz) + ",\n  \"cases\": [\n";
  for (std::size_t c = 0; c < cases.size(); ++c) {
    text += "    {\n      \"name\": " + quoted(cases[c].name) +
            ",\n      \"request\": " + quoted(cases[c].request) +
            ",\n      \"response\": " + quoted(cases[c].response) + "\n    }" +
            (c + 1 < cases.size() ? ",\n" : "\n");
  }
  text += "  ]\n}\n";
  std::FILE* out = std::fopen((CAREER_QUIZ_SOURCE_DIR "/" + kFolder + file).c_str(), "wb");
  if (out == nullptr) return false;
  const bool whole = std::fwrite(text.data(), 1, text.size(), out) == text.size();
  return std::fclose(out) == 0 && whole;
}

// Where two answers part, with a few words around.
std::string difference(const std::string& expected, const std::string& actual) {
  std::size_t at = 0;
  while (at < expected.size() && at < actual.size() && expected[at] == actual[at]) ++at;
  const std::size_t from = at > 60 ? at - 60 : 0;
  return "at byte " + std::to_string(at) + "\n  expected …" + expected.substr(from, 160) +
         "…\n  answered …" + actual.substr(from, 160) + "…";
}

TEST(Golden, AnswersAreTheSameBytes) {
  const char* flag = std::getenv("CAREER_QUIZ_UPDATE_GOLDEN");
  const bool update = flag != nullptr && std::string(flag) == "1";
  const std::vector<std::string> files = golden_files();
  ASSERT_FALSE(files.empty()) << "no files in " << kFolder;
  std::size_t compared = 0;
  for (const std::string& file : files) {
    SCOPED_TRACE(kFolder + file);
    const Json golden(read_file(kFolder + file));
    ASSERT_TRUE(golden.ok());
    const std::string quiz = golden["/quiz"];
    Engine engine;
    const Json loaded(engine.load(read_file(quiz)));
    ASSERT_EQ(loaded["/diagnostics"], "[]") << quiz;
    std::vector<GoldenCase> cases;
    for (std::size_t c = 0; c < golden.size("/cases"); ++c) {
      const std::string at = "/cases/" + std::to_string(c);
      GoldenCase one{golden[at + "/name"], golden[at + "/request"], golden[at + "/response"]};
      const std::string actual = engine.evaluate(one.request);
      if (update) {
        one.response = actual;
      } else if (actual != one.response) {
        ADD_FAILURE() << "case " << c << ", “" << one.name << "”, "
                      << difference(one.response, actual);
      }
      ++compared;
      cases.push_back(std::move(one));
    }
    EXPECT_FALSE(cases.empty());
    if (update) {
      EXPECT_TRUE(write_golden(file, quiz, cases)) << "cannot write";
    }
  }
  EXPECT_GT(compared, 0u);
}

}  // namespace
}  // namespace career_quiz
