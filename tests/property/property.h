#pragma once

#include <gtest/gtest.h>

#include <cstdint>
#include <string>
#include <vector>

#include "authoring/random.h"
#include "career_quiz/engine.h"
#include "generate.h"
#include "json.h"

namespace career_quiz::property {

/// How many cases a law is tried on: CAREER_QUIZ_CASES, or 2,000; 1,000 under a
/// sanitizer and in WebAssembly. A seed makes the same case everywhere, so what
/// fails there can be repeated natively.
std::uint64_t cases();

/// The seeds of a law that costs `cost` times a usual one: 1 to cases() / cost,
/// or the one in CAREER_QUIZ_SEED.
struct Seeds {
  std::uint64_t first;
  std::uint64_t last;
};
Seeds seeds(std::uint64_t cost);

/// A stream of its own for each seed of each test.
Random random_for(std::uint64_t seed);

/// Tries `law` on generated cases until one fails; the failure names the seed
/// with which CAREER_QUIZ_SEED repeats it alone.
template <class Law>
void for_all(Law law, std::uint64_t cost = 1) {
  const Seeds range = seeds(cost);
  for (std::uint64_t seed = range.first; seed <= range.last; ++seed) {
    const testing::ScopedTrace trace(__FILE__, __LINE__,
                                     "CAREER_QUIZ_SEED=" + std::to_string(seed));
    Random random = random_for(seed);
    law(&random);
    if (testing::Test::HasFailure() || testing::Test::IsSkipped()) return;
  }
}

/// An engine that holds a generated quiz.
class Session {
 public:
  explicit Session(const Json& document);
  explicit Session(const Generated& quiz) : Session(quiz.document) {}

  /// What the engine answers, to the byte.
  std::string bytes(const Json& answers) const;
  Json evaluate(const Json& answers) const;
  /// The same for a whole request.
  Json reply(const Json& request) const;
  const Engine& engine() const { return engine_; }

 private:
  Engine engine_;
};

/// Goes on from `answers` as a reader would, answering the question asked next
/// until none is.
Json complete(Random* random, const Generated& quiz, const Session& session, Json answers);

/// The questions of an evaluation's path, in order.
std::vector<std::string> path_of(const Json& evaluation);

/// The same object with its members in another order, and the same lists.
Json shuffled(Random* random, const Json& answers);

}  // namespace career_quiz::property
