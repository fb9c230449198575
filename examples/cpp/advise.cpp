// advise QUIZ ANSWERS: what a quiz advises whoever gave these answers, and why.

#include <career_quiz/engine.h>

#include <fstream>
#include <iostream>
#include <iterator>
#include <nlohmann/json.hpp>
#include <string>

using nlohmann::json;

// False, and a word about it, where there is no such file or it cannot be read.
static bool read(const char* file, std::string* text) {
  std::ifstream in(file);
  in.peek();
  if (in.fail()) return std::cerr << file << " cannot be read.\n", false;
  text->assign(std::istreambuf_iterator<char>(in), {});
  return true;
}

// What the engine found wrong.
static void complain(const json& found) {
  std::cerr << found["message"].get<std::string>() << '\n';
}

// A text of the item with that id, in the quiz's first language.
static std::string text_of(const json& quiz, const char* list, const json& id, const char* member) {
  for (const json& item : quiz[list]) {
    if (item["id"] != id) continue;
    const json& text = item[member];
    return text.is_object() ? text[quiz["languages"][0].get<std::string>()] : text;
  }
  return {};
}

int main(int count, char** arguments) {
  if (count != 3) return std::cerr << "Usage: advise QUIZ ANSWERS\n", 2;

  std::string text, answers;
  if (!read(arguments[1], &text) || !read(arguments[2], &answers)) return 1;
  career_quiz::Engine engine;
  const json loaded = json::parse(engine.load(text));
  for (const json& found : loaded["diagnostics"]) complain(found);
  if (loaded["quiz"].is_null()) return 1;

  const json evaluation =
      json::parse(engine.evaluate(R"({"early": true, "answers": )" + answers + "}"));
  if (evaluation.contains("error")) return complain(evaluation["error"]), 1;
  for (const json& problem : evaluation["problems"]) complain(problem);

  const json quiz = json::parse(text);
  const json& result = evaluation["result"];
  if (result.is_null()) return std::cout << "There are too few answers for advice.\n", 0;
  for (const json& outcome : result["headline"]["outcomes"]) {
    std::cout << text_of(quiz, "outcomes", outcome, "title") << '\n';
  }
  for (const char* side : {"because", "against"}) {
    for (const json& reason : result[side]) {
      std::cout << reason["contribution"] << '\t'
                << text_of(quiz, "questions", reason["question"], "text") << '\n';
    }
  }
  std::cout << result["limits"].get<std::string>() << '\n';
}
