#pragma once

#include <cstddef>
#include <cstdint>
#include <utility>

namespace career_quiz {

/// Splitmix64, for simulated respondents and generated cases. The distributions
/// of the standard library differ between platforms; a seed must make the same
/// everywhere.
class Random {
 public:
  explicit Random(std::uint64_t seed) : state_(seed) {}

  std::uint64_t next() {
    std::uint64_t z = (state_ += 0x9e3779b97f4a7c15);
    z = (z ^ (z >> 30)) * 0xbf58476d1ce4e5b9;
    z = (z ^ (z >> 27)) * 0x94d049bb133111eb;
    return z ^ (z >> 31);
  }
  /// From 0 to `end` - 1. Precondition: end > 0.
  std::size_t below(std::size_t end) { return static_cast<std::size_t>(next() % end); }
  /// From `least` to `most`, both included.
  int between(int least, int most) {
    const std::int64_t range = std::int64_t{most} - least + 1;
    return static_cast<int>(least +
                            static_cast<std::int64_t>(below(static_cast<std::size_t>(range))));
  }
  /// True once in `times`.
  bool once_in(std::size_t times) { return below(times) == 0; }
  /// True in so many cases of a hundred.
  bool chance(std::uint64_t percent) { return next() % 100 < percent; }

  template <class Items>
  const auto& pick(const Items& items) {
    return items[below(items.size())];
  }
  template <class Items>
  void shuffle(Items* items) {
    for (std::size_t i = items->size(); i > 1; --i) std::swap((*items)[i - 1], (*items)[below(i)]);
  }

 private:
  std::uint64_t state_;
};

}  // namespace career_quiz
