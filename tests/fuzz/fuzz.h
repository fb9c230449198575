#pragma once

#include <cstddef>
#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "../property/generate.h"
#include "authoring/random.h"
#include "career_quiz/engine.h"

/// What the fuzz targets share. A target takes any bytes, asks the engine, and
/// ends the process where a law does not hold; libFuzzer then keeps the bytes.
/// tests/fuzz/run.mjs builds and runs them.
extern "C" {
int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size);
std::size_t LLVMFuzzerCustomMutator(std::uint8_t* data, std::size_t size, std::size_t max_size,
                                    unsigned seed);
/// libFuzzer's own mutator; replay.cpp has a stand-in.
std::size_t LLVMFuzzerMutate(std::uint8_t* data, std::size_t size, std::size_t max_size);
}

namespace career_quiz::fuzz {

/// Ends the process, with `law` on standard error, unless it holds.
void must(bool holds, const char* law);

/// A quiz of this repository and an engine that holds it.
struct Known {
  property::Generated quiz;
  Engine engine;
};
/// The one that the first byte of an input names: 'a' to 'h', or any byte that is
/// the same in its last three bits. Loaded once.
const Known& known(std::uint8_t letter);

/// `text` with one change: by libFuzzer, or, where it is a request, to its answers
/// or its other members. At most `max_size` bytes.
std::string mutated_request(Random* random, const property::Generated& quiz, std::string text,
                            std::size_t max_size);
/// `text` as libFuzzer changes it.
std::string mutated_bytes(std::string text, std::size_t max_size);
/// A request that fits the quiz.
std::string new_request(Random* random, const property::Generated& quiz);

/// Puts `text` in place of an input, if it fits; else what was there stays.
std::size_t put(std::string_view text, std::uint8_t* data, std::size_t size, std::size_t max_size);

inline std::string_view text_of(const std::uint8_t* data, std::size_t size) {
  return {reinterpret_cast<const char*>(data), size};
}
/// The parts of `text` between line ends.
std::vector<std::string_view> lines_of(std::string_view text);

}  // namespace career_quiz::fuzz
