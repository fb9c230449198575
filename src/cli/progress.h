#pragma once

#include <unistd.h>

#include <chrono>
#include <cstdint>
#include <cstdio>
#include <cstdlib>
#include <string>
#include <string_view>
#include <utility>

namespace career_quiz::cli {

/// How far long work has come, with the time left: one line on standard error,
/// written over again and wiped in the end. Nothing where standard error is not a
/// terminal. For one thread.
class Progress {
 public:
  /// `what` is done, a few words.
  explicit Progress(std::string what)
      : what_(std::move(what)), shown_(isatty(STDERR_FILENO) == 1 && !is_dumb()) {}
  Progress(const Progress&) = delete;
  Progress& operator=(const Progress&) = delete;
  ~Progress() { wipe(); }

  /// `done` of `all` parts, which take about as long each. Writes at most ten times
  /// a second.
  void show(std::uint64_t done, std::uint64_t all) {
    const Clock::time_point now = Clock::now();
    if (!shown_ || all == 0 || now - last_ < std::chrono::milliseconds(100)) return;
    last_ = now;
    const double share = static_cast<double>(done) / static_cast<double>(all);
    const double seconds = std::chrono::duration<double>(now - start_).count();
    std::fprintf(stderr, "\r%s: %d %%", what_.c_str(), static_cast<int>(100 * share));
    // A guess from the first moment is worth nothing.
    if (seconds > 1 && done > 0) {
      std::fprintf(stderr, ", %s left", spoken(seconds * (1 - share) / share).c_str());
    }
    std::fputs("\033[K", stderr);
    std::fflush(stderr);
    written_ = true;
  }

  /// Makes room for a message; the next show() writes the line again.
  void wipe() {
    if (written_) std::fputs("\r\033[K", stderr);
    written_ = false;
  }

 private:
  using Clock = std::chrono::steady_clock;

  static bool is_dumb() {
    const char* terminal = std::getenv("TERM");
    return terminal == nullptr || std::string_view(terminal) == "dumb";
  }
  static std::string spoken(double seconds) {
    const auto whole = static_cast<std::uint64_t>(seconds + 1);
    if (whole < 90) return std::to_string(whole) + " s";
    if (whole < 90 * 60) return std::to_string((whole + 30) / 60) + " min";
    return std::to_string((whole + 1800) / 3600) + " h";
  }

  std::string what_;
  bool shown_;
  bool written_ = false;
  Clock::time_point start_ = Clock::now();
  Clock::time_point last_{};
};

}  // namespace career_quiz::cli
