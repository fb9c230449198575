#include "career_quiz/fixed_point.h"

#include <algorithm>
#include <array>

namespace career_quiz {
namespace {

constexpr std::int32_t kDecade = 200;

// 10^(2^b / 200), rounded to kFractionBits.
constexpr std::array<std::uint64_t, 8> kRoots = {271543792, 274688121, 281086429, 294333625,
                                                 322730402, 388007284, 560841160, 1171763265};

// The normal distribution function at 0, 1/16, … 4, in parts of 65536.
constexpr std::array<std::uint32_t, 65> kNormal = {
    32768, 34401, 36028, 37642, 39237, 40807, 42347, 43852, 45316, 46735, 48104, 49422, 50684,
    51888, 53033, 54116, 55138, 56099, 56997, 57835, 58612, 59331, 59994, 60602, 61158, 61664,
    62123, 62537, 62911, 63245, 63544, 63810, 64045, 64253, 64435, 64595, 64735, 64856, 64961,
    65051, 65129, 65195, 65252, 65300, 65341, 65375, 65404, 65428, 65448, 65464, 65478, 65489,
    65498, 65506, 65512, 65517, 65521, 65524, 65527, 65529, 65530, 65531, 65533, 65533, 65534};

}  // namespace

std::uint64_t power_of_ten(std::int32_t half_tenths) {
  std::int32_t decades = half_tenths / kDecade;
  std::int32_t rest = half_tenths % kDecade;
  if (rest < 0) {
    rest += kDecade;
    --decades;
  }
  std::uint64_t value = kOne;
  for (std::size_t bit = 0; bit < kRoots.size(); ++bit) {
    if ((rest >> bit) & 1) value = (value * kRoots[bit] + kOne / 2) >> kFractionBits;
  }
  for (; decades > 0; --decades) value *= 10;
  for (; decades < 0 && value != 0; ++decades) value = (value + 5) / 10;
  return value;
}

std::int32_t tenths_of_deciban(std::uint64_t sum, std::uint64_t count) {
  // The smallest n whose upper bound, half a tenth above it, is over the mean.
  std::int32_t low = -200;
  std::int32_t high = 200;
  while (low < high) {
    const std::int32_t middle = low + (high - low) / 2;
    if (sum < count * power_of_ten(2 * middle + 1)) {
      high = middle;
    } else {
      low = middle + 1;
    }
  }
  return low;
}

std::int32_t log2_of(std::uint64_t value) {
  int exponent = 0;
  while (value < kOne) {
    value <<= 1;
    --exponent;
  }
  // The fraction bit by bit: squaring a number in [1, 2) doubles its logarithm.
  std::int32_t fraction = 0;
  for (int bit = kBitFraction - 1; bit >= 0; --bit) {
    value = (value * value) >> kFractionBits;
    if (value >= 2 * kOne) {
      value >>= 1;
      fraction |= std::int32_t{1} << bit;
    }
  }
  return exponent * (std::int32_t{1} << kBitFraction) + fraction;
}

std::uint64_t square_root(std::uint64_t value) {
  std::uint64_t root = 0;
  for (std::uint64_t bit = std::uint64_t{1} << 31; bit != 0; bit >>= 1) {
    const std::uint64_t next = root | bit;
    if (next * next <= value) root = next;
  }
  return root;
}

std::uint64_t normal_distribution(std::int64_t z) {
  if (z < 0) return kOne - normal_distribution(-z);
  constexpr std::int64_t kTail = std::int64_t{4} << 8;  // From here on it is 1.
  constexpr int kStepBits = 4;  // A sixteenth has this many of z's 8 fraction bits.
  const auto step = static_cast<std::size_t>(std::min(z, kTail)) >> kStepBits;
  if (step + 1 >= kNormal.size()) return kOne;
  const std::uint64_t part = static_cast<std::uint64_t>(z) & ((1u << kStepBits) - 1);
  const std::uint64_t between =
      (kNormal[step] << kStepBits) + part * (kNormal[step + 1] - kNormal[step]);
  return between << (kFractionBits - 16 - kStepBits);
}

}  // namespace career_quiz
