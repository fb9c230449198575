// Times Engine::evaluate: `career-quiz-bench QUIZ REQUESTS`, where REQUESTS has
// one JSON request a line. Each request is evaluated once, in order, after one
// round that is not timed; prints the nanoseconds of a processor that each took,
// one a line. The report, and the rounds that make it trustworthy, are bench/evaluate.mjs.

#include <time.h>

#include <cstddef>
#include <cstdio>
#include <fstream>
#include <iterator>
#include <string>
#include <vector>

#include "career_quiz/engine.h"

namespace {

std::string read_file(const char* path) {
  std::ifstream file(path, std::ios::binary);
  return {std::istreambuf_iterator<char>(file), {}};
}

long long nanoseconds() {
  timespec now{};
  clock_gettime(CLOCK_THREAD_CPUTIME_ID, &now);
  return now.tv_sec * 1'000'000'000LL + now.tv_nsec;
}

std::vector<std::string> read_lines(const char* path) {
  std::ifstream file(path);
  std::vector<std::string> lines;
  for (std::string line; std::getline(file, line);) lines.push_back(line);
  return lines;
}

}  // namespace

int main(int argc, char** argv) {
  if (argc != 3) {
    std::fputs("usage: career-quiz-bench QUIZ REQUESTS\n", stderr);
    return 2;
  }
  career_quiz::Engine engine;
  const std::string loaded = engine.load(read_file(argv[1]));
  if (loaded.find("\"quiz\":null") != std::string::npos) {
    std::fprintf(stderr, "%s\n", loaded.c_str());
    return 1;
  }
  const std::vector<std::string> requests = read_lines(argv[2]);
  // Printed at the end, so that no call can be optimised away.
  std::size_t bytes = 0;
  for (const std::string& request : requests) {
    bytes += engine.evaluate(request).size();
  }
  for (const std::string& request : requests) {
    const long long start = nanoseconds();
    bytes += engine.evaluate(request).size();
    std::printf("%lld\n", nanoseconds() - start);
  }
  std::fprintf(stderr, "%zu bytes\n", bytes);
  return bytes > 0 ? 0 : 1;
}
