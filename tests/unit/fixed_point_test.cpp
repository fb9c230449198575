#include "career_quiz/fixed_point.h"

#include <gtest/gtest.h>

#include <cmath>

namespace career_quiz {
namespace {

const long double kUnit = static_cast<long double>(kOne);

TEST(PowerOfTen, IsExactAtWholeDecades) {
  EXPECT_EQ(power_of_ten(0), kOne);
  EXPECT_EQ(power_of_ten(200), 10 * kOne);
  EXPECT_EQ(power_of_ten(2000), 10'000'000'000 * kOne);
  EXPECT_EQ(power_of_ten(-200), (kOne + 5) / 10);
}

TEST(PowerOfTen, AgreesWithLongDoubleOverItsRange) {
  for (std::int32_t n = -200; n <= 2000; ++n) {
    const long double exact = std::pow(10.0L, static_cast<long double>(n) / 200) * kUnit;
    const long double error = std::fabs(static_cast<long double>(power_of_ten(n)) / exact - 1);
    ASSERT_LT(error, 1e-7L) << n;
  }
}

TEST(PowerOfTen, LosesAtMostTheLastBitsBelowATenth) {
  for (std::int32_t n = -2100; n < -200; ++n) {
    const long double exact = std::pow(10.0L, static_cast<long double>(n) / 200) * kUnit;
    ASSERT_LE(std::fabs(static_cast<long double>(power_of_ten(n)) - exact), 4) << n;
  }
  EXPECT_EQ(power_of_ten(-2000), 0u);
}

TEST(PowerOfTen, RestsOnRootsThatAreRoundedToTheLastBit) {
  for (int bit = 0; bit < 8; ++bit) {
    const std::int32_t n = std::int32_t{1} << bit;
    const long double exact = std::pow(10.0L, static_cast<long double>(n) / 200) * kUnit;
    EXPECT_EQ(power_of_ten(n), static_cast<std::uint64_t>(std::llround(exact))) << n;
  }
}

TEST(PowerOfTen, NeverFallsAsItsArgumentRises) {
  for (std::int32_t n = -2100; n < 2000; ++n) ASSERT_LE(power_of_ten(n), power_of_ten(n + 1)) << n;
}

// Every sum that one question can make: counts from 1 to 50 of options at
// weights from -12 to 12 decibans, two weights at a time and all alike.
TEST(TenthsOfDeciban, AgreesWithLongDoubleWhereverRoundingIsNotInDoubt) {
  std::size_t doubtful = 0;
  std::size_t compared = 0;
  for (int low = -12; low <= 12; ++low) {
    for (int high = low; high <= 12; ++high) {
      for (std::uint64_t count = 1; count <= 50; ++count) {
        for (std::uint64_t highs = 0; highs <= count; highs += 1 + count / 8) {
          const std::uint64_t sum =
              (count - highs) * power_of_ten(20 * low) + highs * power_of_ten(20 * high);
          const long double mean =
              (static_cast<long double>(count - highs) * std::pow(10.0L, low / 10.0L) +
               static_cast<long double>(highs) * std::pow(10.0L, high / 10.0L)) /
              static_cast<long double>(count);
          const long double tenths = 100 * std::log10(mean);
          const long double to_half = std::fabs(tenths - std::floor(tenths) - 0.5L);
          if (to_half < 1e-5L) {
            ++doubtful;
            continue;
          }
          ++compared;
          ASSERT_EQ(tenths_of_deciban(sum, count), std::floor(tenths + 0.5L))
              << low << " " << high << " " << highs << "/" << count;
        }
      }
    }
  }
  EXPECT_GT(compared, 100'000u);
  EXPECT_LT(doubtful, compared / 1000);
}

TEST(TenthsOfDeciban, AgreesWithLongDoubleOverItsWholeRange) {
  // 10^-2 to 10^2 in steps of a thousandth of a deciban, off the halves.
  for (int step = -20'000; step <= 20'000; step += 7) {
    const long double tenths = static_cast<long double>(step) / 100;
    if (std::fabs(tenths - std::floor(tenths) - 0.5L) < 1e-6L) continue;
    const long double mean = std::pow(10.0L, tenths / 100);
    const auto sum = static_cast<std::uint64_t>(std::llround(mean * kUnit));
    // At the low end one unit of the sum is 4e-7 of it, 2e-5 tenths.
    ASSERT_EQ(tenths_of_deciban(sum, 1), std::floor(tenths + 0.5L)) << step;
  }
}

TEST(TenthsOfDeciban, RoundsAMeanOfOneToNothing) {
  for (std::uint64_t count = 1; count <= 50; ++count)
    EXPECT_EQ(tenths_of_deciban(count * kOne, count), 0);
}

TEST(TenthsOfDeciban, TurnsOverWithinAMillionthOfARoundingHalf) {
  for (int tenths = -119; tenths < 120; ++tenths) {
    const long double half = static_cast<long double>(tenths) + 0.5L;
    const std::uint64_t count = 1000;  // For a sum fine enough to stand that near.
    const auto at = [&](long double value) {
      return static_cast<std::uint64_t>(
          std::llround(std::pow(10.0L, value / 100) * kUnit * static_cast<long double>(count)));
    };
    ASSERT_EQ(tenths_of_deciban(at(half - 1e-4L), count), tenths);
    ASSERT_EQ(tenths_of_deciban(at(half + 1e-4L), count), tenths + 1);
  }
}

TEST(Log2, AgreesWithLongDouble) {
  const long double unit = std::exp2(static_cast<long double>(kBitFraction));
  const auto check = [&](std::uint64_t value) {
    const long double exact = std::log2(static_cast<long double>(value) / kUnit) * unit;
    const auto found = static_cast<long double>(log2_of(value));
    // Rounded down, and off by no more than the last bit but one.
    ASSERT_LE(found, exact + 1e-6L) << value;
    ASSERT_GE(found, exact - 3) << value;
  };
  for (std::uint64_t value = 1; value < 5000; ++value) check(value);
  for (std::uint64_t value = 5000; value <= kOne; value += 9973) check(value);
  for (std::uint64_t value = kOne - 5000; value <= kOne; ++value) check(value);
}

TEST(Log2, IsExactForPowersOfTwo) {
  for (int power = 0; power <= kFractionBits; ++power)
    EXPECT_EQ(log2_of(kOne >> power), -power * (std::int32_t{1} << kBitFraction));
}

TEST(SquareRoot, IsTheLargestWhoseSquareIsNoMore) {
  for (std::uint64_t root = 0; root < 5000; ++root) {
    ASSERT_EQ(square_root(root * root), root);
    ASSERT_EQ(square_root(root * root + 2 * root), root);
  }
  for (std::uint64_t root = 1; root < (std::uint64_t{1} << 32); root = root * 3 + 1) {
    ASSERT_EQ(square_root(root * root), root);
    ASSERT_EQ(square_root(root * root - 1), root - 1);
  }
  EXPECT_EQ(square_root(~std::uint64_t{0}), 0xffffffffu);
}

TEST(NormalDistribution, AgreesWithLongDouble) {
  for (std::int64_t z = -1500; z <= 1500; ++z) {
    const long double exact =
        0.5L * std::erfc(-static_cast<long double>(z) / 256 / std::sqrt(2.0L)) * kUnit;
    const long double error = std::fabs(static_cast<long double>(normal_distribution(z)) - exact);
    ASSERT_LT(error / kUnit, 5e-4L) << z;
  }
}

TEST(NormalDistribution, IsExactAtItsStepsAndStraightBetweenThem) {
  const auto at = [](std::int64_t step) {
    const long double exact =
        0.5L * std::erfc(-static_cast<long double>(step) / 16 / std::sqrt(2.0L)) * 65536;
    return static_cast<std::uint64_t>(std::llround(exact));
  };
  for (std::int64_t z = 0; z < 1024; ++z) {
    const std::int64_t step = z / 16;
    const auto part = static_cast<std::uint64_t>(z % 16);
    const std::uint64_t between = (16 - part) * at(step) + part * at(step + 1);
    ASSERT_EQ(normal_distribution(z), between * (kOne / 65536 / 16)) << z;
  }
}

TEST(NormalDistribution, NeverFallsAndStaysWithinItsRange) {
  for (std::int64_t z = -1500; z < 1500; ++z)
    ASSERT_LE(normal_distribution(z), normal_distribution(z + 1)) << z;
  EXPECT_EQ(normal_distribution(0), kOne / 2);
  EXPECT_EQ(normal_distribution(INT64_C(1) << 60), kOne);
  EXPECT_EQ(normal_distribution(-(INT64_C(1) << 60)), 0u);
}

TEST(NormalDistribution, IsSymmetric) {
  for (std::int64_t z = 0; z < 1500; ++z)
    ASSERT_EQ(normal_distribution(z) + normal_distribution(-z), kOne) << z;
}

}  // namespace
}  // namespace career_quiz
