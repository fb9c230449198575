// What reading the JSON of answer sheets costs by itself, the floor of `career-quiz score`:
// `career-quiz-parse < SHEETS`, one sheet a line, in one thread. Prints how many values there are,
// so that no reading can be optimised away.

#include <cstdio>
#include <iostream>
#include <string>

#include "career_quiz/json_tree.h"
#include "career_quiz/quiz.h"

int main() {
  std::ios::sync_with_stdio(false);
  std::size_t members = 0;
  for (std::string line; std::getline(std::cin, line);) {
    career_quiz::JsonTree tree;
    if (!tree.read(line, {career_quiz::kMaxBytes, career_quiz::kMaxDepth})) return 1;
    members += tree.at(0).size;
  }
  std::printf("%zu answers\n", members);
}
