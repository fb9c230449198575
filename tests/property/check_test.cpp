// Laws of checking: whatever stands in a file, `check` answers within a second, crashes never, and
// no member that it does not know slips through.

#include "authoring/check.h"

#include <algorithm>
#include <ctime>
#include <filesystem>
#include <fstream>
#include <sstream>

#include "authoring/json_fault.h"
#include "career_quiz/json_tree.h"
#include "career_quiz/quiz_reader.h"
#include "mutate.h"
#include "property.h"

namespace career_quiz::property {
namespace {

using authoring::check_quiz;
using authoring::find_json_fault;

// Texts made of each quiz: 20,000 of 300 quizzes under the sanitizers, 100,000 of 10,000 natively.
#ifdef CAREER_QUIZ_SLOW_BUILD
constexpr int kTexts = 67;
constexpr double kSeconds = 10;  // Where everything takes ten times as long.
#else
constexpr int kTexts = 10;
constexpr double kSeconds = 1;
#endif

const std::vector<Json>& files() {
  static const std::vector<Json> all = [] {
    const std::filesystem::directory_iterator folder(CAREER_QUIZ_SOURCE_DIR "/tests/quizzes");
    std::vector<std::filesystem::path> paths;
    for (const auto& entry : folder) paths.push_back(entry.path());
    // A seed makes the same case everywhere.
    std::sort(paths.begin(), paths.end());
    std::vector<Json> quizzes;
    for (const auto& path : paths) {
      std::stringstream text;
      text << std::ifstream(path).rdbuf();
      quizzes.push_back(*parse(text.str()));
    }
    return quizzes;
  }();
  return all;
}

Json any_quiz(Random* random) {
  return random->once_in(4) ? random->pick(files()) : generate_quiz(random).document;
}

void gather_objects(Json* value, std::vector<Json*>* objects) {
  if (value->is(Json::Kind::kObject)) objects->push_back(value);
  for (Json& item : value->items) gather_objects(&item, objects);
}

void insert_surplus(Random* random, Json* object) {
  constexpr const char* kNames[] = {"surplus", "colour", "$schema", "", "__proto__", "Id", "nöte"};
  const auto at = static_cast<std::ptrdiff_t>(random->below(object->size() + 1));
  object->names.insert(object->names.begin() + at, kNames[random->below(7)]);
  object->items.insert(object->items.begin() + at, random->once_in(2) ? Json("x") : Json::array());
}

// Swaps, doubles or drops pieces of the text, whatever they cut through.
void cut(Random* random, std::string* text) {
  const auto place = [&] { return random->below(text->size() + 1); };
  const std::size_t from = place();
  const std::size_t size = random->below(random->once_in(2) ? 8 : 400);
  const std::string piece = text->substr(from, size);
  if (!random->once_in(3)) text->erase(from, size);
  if (!random->once_in(3)) text->insert(place(), piece);
}

void change_tokens(Random* random, std::string* text) {
  constexpr std::string_view kMarks = "{}[],:\"\\ \n\t'0-.eE+/u\x01";
  for (int i = random->between(1, 3); i > 0; --i) {
    // Most often where another mark stood.
    std::size_t at = random->below(text->size());
    if (!random->once_in(4)) at = std::min(text->find_first_of("{}[],:\"", at), text->size() - 1);
    const char mark = kMarks[random->below(kMarks.size())];
    if (random->once_in(2)) {
      (*text)[at] = mark;
    } else {
      text->insert(at, 1, mark);
    }
  }
}

std::string changed(Random* random, Json document) {
  const std::size_t way = random->below(5);
  if (way < 2) {
    for (int i = random->between(1, 3); i > 0; --i) mutate(random, &document);
  }
  std::string text = document.dump(random->once_in(2));
  if (way == 2) cut(random, &text);
  if (way == 3) change_tokens(random, &text);
  if (way == 4) {
    for (int i = random->between(1, 4); i > 0; --i)
      text[random->below(text.size())] = static_cast<char>(random->below(256));
  }
  return text;
}

// The seconds of this process's time that `work` takes.
template <class Work>
double seconds(Work work) {
  const std::clock_t start = std::clock();
  work();
  return static_cast<double>(std::clock() - start) / CLOCKS_PER_SEC;
}

TEST(LawsOfChecking, AnswersWhateverTheTextWithinASecond) {
  for_all([](Random* random) {
    const Json document = any_quiz(random);
    for (int i = 0; i < kTexts && !testing::Test::HasFailure(); ++i) {
      const std::string text = changed(random, document);
      SCOPED_TRACE(text);
      std::vector<Diagnostic> found;
      // The content checks of a quiz that can be read cost a thousand times as much.
      const bool whole = random->once_in(50);
      EXPECT_LT(seconds([&] {
                  if (whole) {
                    found = check_quiz(text);
                  } else {
                    for (Diagnostic& one : read_quiz(text).diagnostics) found.push_back(one);
                  }
                }),
                kSeconds);
      for (const Diagnostic& one : found) {
        EXPECT_GT(one.line, 0u);
        EXPECT_FALSE(one.message.empty());
      }
    }
  });
}

TEST(LawsOfChecking, SaysOfEachTextThatIsNotJsonWhy) {
  for_all([](Random* random) {
    const Json document = any_quiz(random);
    for (int i = 0; i < kTexts && !testing::Test::HasFailure(); ++i) {
      const std::string text = changed(random, document);
      JsonTree tree;
      const bool json = tree.read(text, {text.size(), text.size() + 1});
      const auto fault = find_json_fault(text);
      EXPECT_EQ(fault.has_value(), !json) << text << "\n" << tree.fault().message;
      if (fault) EXPECT_LE(fault->offset, text.size());
    }
  });
}

TEST(LawsOfChecking, RefusesAMemberItDoesNotKnowInWhicheverObject) {
  for_all(
      [](Random* random) {
        const Json document = any_quiz(random);
        std::size_t count = 1;
        for (std::size_t at = 0; at < count; ++at) {
          Json copy = document;
          std::vector<Json*> objects;
          gather_objects(&copy, &objects);
          count = objects.size();
          insert_surplus(random, objects[at]);
          const std::string text = copy.dump();
          EXPECT_FALSE(read_quiz(text).quiz) << text;
        }
      },
      20);
}

}  // namespace
}  // namespace career_quiz::property
