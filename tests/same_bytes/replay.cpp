// Answers a stream of calls (see sessions.cpp) with one line each. replay.mjs
// does the same with what ships.

#include <algorithm>
#include <iostream>
#include <string>
#include <string_view>

#include "career_quiz/engine.h"

namespace {

using career_quiz::Engine;

std::string answer(Engine* engine, std::string_view verb, std::string_view text) {
  if (verb == "load") return engine->load(text);
  if (verb == "evaluate") return engine->evaluate(text);
  if (verb == "encode") return engine->encode(text);
  if (verb == "decode") return engine->decode(text);
  return "no such call";
}

}  // namespace

int main() {
  std::ios::sync_with_stdio(false);
  std::cin.tie(nullptr);
  Engine engine;
  for (std::string line; std::getline(std::cin, line);) {
    const std::size_t space = std::min(line.find(' '), line.size() - 1);
    const std::string_view verb = std::string_view(line).substr(0, space);
    if (verb == "session") {
      engine = Engine();
      std::cout << line << '\n';
      continue;
    }
    std::replace(line.begin(), line.end(), '\x1f', '\n');
    std::cout << answer(&engine, verb, std::string_view(line).substr(space + 1)) << '\n';
  }
  return std::cout.good() ? 0 : 1;
}
