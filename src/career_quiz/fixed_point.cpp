#include "career_quiz/fixed_point.h"

#include <array>

namespace career_quiz {
namespace {

constexpr std::int32_t kDecade = 200;

// 10^(2^b / 200), rounded to kFractionBits.
constexpr std::array<std::uint64_t, 8> kRoots = {271543792, 274688121, 281086429, 294333625,
                                                 322730402, 388007284, 560841160, 1171763265};

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

}  // namespace career_quiz
