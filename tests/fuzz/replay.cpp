// In place of libFuzzer, for any compiler: tries each file it is given, and one
// change of it. Only what it prints as bytes it tried is counted.

#include <cstdio>
#include <exception>
#include <filesystem>
#include <fstream>
#include <iterator>
#include <set>
#include <string>

#include "fuzz.h"

std::size_t LLVMFuzzerMutate(std::uint8_t* data, std::size_t size, std::size_t) {
  if (size > 0) data[size / 2] = static_cast<std::uint8_t>(data[size / 2] + 1);
  return size;
}

namespace {

std::string read(const std::string& path) {
  std::ifstream file(path, std::ios::binary);
  return {std::istreambuf_iterator<char>(file), {}};
}

// On a copy of exactly its size, so that the sanitizers see a byte too many.
void attempt(const std::string& text) {
  const std::vector<std::uint8_t> bytes(text.begin(), text.end());
  LLVMFuzzerTestOneInput(bytes.data(), bytes.size());
}

void replay(const std::string& path, unsigned seed) {
  std::fprintf(stderr, "%s\n", path.c_str());
  std::string text = read(path);
  attempt(text);
  const std::size_t size = text.size();
  text.resize(2 * size + 64);
  auto* bytes = reinterpret_cast<std::uint8_t*>(text.data());
  text.resize(LLVMFuzzerCustomMutator(bytes, size, text.size(), seed));
  attempt(text);
}

}  // namespace

int main(int count, char** arguments) {
  std::set<std::string> paths;
  for (int i = 1; i < count; ++i) {
    if (!std::filesystem::is_directory(arguments[i])) {
      paths.insert(arguments[i]);
      continue;
    }
    for (const auto& entry : std::filesystem::directory_iterator(arguments[i]))
      paths.insert(entry.path().string());
  }
  unsigned seed = 0;
  for (const std::string& path : paths) replay(path, ++seed);
  std::printf("%zu inputs, each as it is and with one change\n", paths.size());
  return paths.empty() ? 1 : 0;
}
