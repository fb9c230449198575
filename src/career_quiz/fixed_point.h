#pragma once

#include <cstdint>

/// Powers and logarithms in integers, so that every platform takes the same
/// branch. Nothing here calls libm.
namespace career_quiz {

/// Fraction bits of the values below: 1.0 is 1 << kFractionBits.
inline constexpr int kFractionBits = 28;
inline constexpr std::uint64_t kOne = std::uint64_t{1} << kFractionBits;

/// 10^(n/200) in fixed point, n in half tenths of a deciban, so that 20 is one
/// deciban and 2000 a factor of 10^10, the largest n allowed. The relative
/// error is under 1e-7 down to n = -200; what is under the last bit is 0.
std::uint64_t power_of_ten(std::int32_t half_tenths);

/// round(100 * log10(mean / 1.0)) of the mean sum / count, with sum in fixed
/// point: tenths of a deciban. Preconditions: count > 0 and the mean lies
/// between 10^-2 and 10^2.
std::int32_t tenths_of_deciban(std::uint64_t sum, std::uint64_t count);

/// Fraction bits of a quantity of information: one bit is 1 << kBitFraction.
inline constexpr int kBitFraction = 24;

/// log2(value / kOne) of a value from 1 to kOne, in bits with kBitFraction
/// fraction bits: at most 0, exact to the last bit but one, rounded down.
std::int32_t log2_of(std::uint64_t value);

/// The largest r with r * r <= value.
std::uint64_t square_root(std::uint64_t value);

/// The standard normal distribution function of z, in parts of kOne; z has 8
/// fraction bits. Interpolated in a table of sixteenths: exact to 5e-4, and
/// never decreasing.
std::uint64_t normal_distribution(std::int64_t z);

}  // namespace career_quiz
