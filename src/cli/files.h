#pragma once

#include <cstdio>
#include <memory>
#include <optional>
#include <string>
#include <string_view>

#include "career_quiz/quiz.h"
#include "career_quiz/result.h"

/// What the commands read and write. Errors name the file, what is wrong with
/// it, and what to do.
namespace career_quiz::cli {

/// A file that is read piece by piece, or standard input if its path is "-".
class Input {
 public:
  static Result<Input> open(const std::string& path);

  /// Appends up to `most` bytes to `text`, as soon as there are any. False at the
  /// end, or at a fault.
  bool read(std::string* text, std::size_t most);
  bool ended() const { return ended_; }
  /// Whether read() would return at once; false while a pipe or a terminal has nothing yet.
  bool ready() const;
  /// Why reading ended early; empty if it did not.
  const std::string& fault() const { return fault_; }

 private:
  struct Close {
    void operator()(std::FILE* file) const;
  };
  std::string path_;
  std::unique_ptr<std::FILE, Close> file_;
  bool ended_ = false;
  std::string fault_;
};

/// The whole of a file, or of standard input. More than `most` bytes are an error.
Result<std::string> read_file(const std::string& path, std::size_t most);

/// The quiz in a file, whose text is left in `text` if given. If there is none,
/// says why on standard error and stores the exit status.
std::optional<Quiz> load_quiz(const std::string& path, int* status, std::string* text = nullptr);

/// The place among the quiz's languages of the one that the command line names: the
/// same tag, else the same language, as “fr” for “fr-CA”; its first if `tag` is
/// empty. If there is none, says which there are on
/// standard error and stores the exit status.
std::optional<std::size_t> choose_language(const Quiz& quiz, const std::string& tag, int* status);

/// Whether both are one regular file, by whatever names; the input "-" is standard input.
bool same_file(const std::string& input, const std::string& output);

/// What write_file() could tell of a file before there is anything to write: no such folder,
/// or no permission. Returns the exit status, and on an error says why on standard error.
int check_output(const std::string& path);

/// Writes a whole file: it is there with all of `text`, or stays as it was. Where the
/// process is killed meanwhile, a file with a point and six letters more in its name may
/// be left beside it. Standard output if `path` is empty. Returns the exit status, and on
/// an error says why on standard error.
int write_file(const std::string& path, std::string_view text);

/// Writes to standard output at once, and in one piece where the system takes
/// it. False once that failed: a full disk, or a reader that has closed the pipe.
bool print(std::string_view text);

/// Says on standard error if any of the output was lost, unless whoever read it
/// had enough. Returns `status`, or kOutputFailed.
int finish(int status);

/// A line or two on standard error, with the name of the command before them, and
/// without what could steer a terminal.
void complain(std::string_view message);

/// Exit statuses of every command.
inline constexpr int kGood = 0;
inline constexpr int kFound = 1;  ///< What was looked for is wrong: the quiz, a guarantee, a line.
inline constexpr int kWrongUse = 2;      ///< The command line.
inline constexpr int kInputFailed = 3;   ///< A file that cannot be read.
inline constexpr int kOutputFailed = 4;  ///< Output that cannot be written.

}  // namespace career_quiz::cli
