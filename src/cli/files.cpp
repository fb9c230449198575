#include "cli/files.h"

#include <fcntl.h>
#include <poll.h>
#include <sys/stat.h>
#include <unistd.h>

#include <algorithm>
#include <cerrno>
#include <cstdio>
#include <cstring>
#include <filesystem>
#include <memory>
#include <system_error>

#include "authoring/text.h"
#include "career_quiz/quiz_reader.h"

namespace career_quiz::cli {
namespace {

// Why writing failed; 0 if it did not.
int output_fault = 0;

Error unreadable(const std::string& path, int reason) {
  const std::string what = "“" + path + "” cannot be read: ";
  switch (reason) {
    case ENOENT:
      return {"missing", what + "there is no such file; check the name and the folder."};
    case EISDIR:
      return {"directory", what + "it is a folder; name a file in it."};
    case EACCES:
      return {"forbidden", what + "you have no permission; see `ls -l`."};
    default:
      return {"unreadable", what + std::strerror(reason) + "."};
  }
}

// Until something can be done with the file, or so many milliseconds have passed; -1 is for ever.
bool wait_for(int file, short what, int milliseconds) {
  pollfd waiting{file, what, 0};
  return poll(&waiting, 1, milliseconds) != 0;
}

// 0, or why not all of it was written.
int write_to(int file, std::string_view text) {
  while (!text.empty()) {
    const ssize_t written = ::write(file, text.data(), text.size());
    if (written >= 0) {
      text.remove_prefix(static_cast<std::size_t>(written));
    } else if (errno == EAGAIN) {
      wait_for(file, POLLOUT, -1);
    } else if (errno != EINTR) {
      return errno;
    }
  }
  return 0;
}

// What a link leads to, be it there or not; the path itself where it is none.
std::string followed(const std::string& path) {
  constexpr int kMostLinks = 40;  // As many as Linux follows.
  std::filesystem::path target = path;
  std::error_code fault;
  for (int links = 0; links < kMostLinks && is_symlink(target, fault); ++links) {
    target = target.parent_path() / read_symlink(target, fault);
  }
  return target.string();
}

// What the text for a path goes to.
struct Target {
  std::string path;
  bool replaced;  // By another file in its folder. A device or a pipe cannot be.
  mode_t mode;    // Of what is there; 0 if nothing is.
};

Target target_of(const std::string& path) {
  struct stat status {};
  if (stat(path.c_str(), &status) != 0) return {followed(path), true, 0};
  const bool replaced = S_ISREG(status.st_mode);
  return {replaced ? followed(path) : path, replaced, status.st_mode};
}

int unwritten(const std::string& path, int reason) {
  complain("“" + path + "” cannot be written: " +
           (reason == ENOENT ? "there is no such folder; make it first" : std::strerror(reason)) +
           ". Nothing was changed.");
  return kOutputFailed;
}

}  // namespace

void Input::Close::operator()(std::FILE* file) const {
  if (file != stdin) std::fclose(file);
}

Result<Input> Input::open(const std::string& path) {
  Input input;
  input.path_ = path;
  if (path == "-") {
    input.file_.reset(stdin);
    return input;
  }
  struct stat status {};
  if (stat(path.c_str(), &status) != 0) return unreadable(path, errno);
  if (S_ISDIR(status.st_mode)) return unreadable(path, EISDIR);
  input.file_.reset(std::fopen(path.c_str(), "rb"));
  if (!input.file_) return unreadable(path, errno);
  return input;
}

bool Input::read(std::string* text, std::size_t most) {
  if (ended_) return false;
  const std::size_t before = text->size();
  text->resize(before + most);
  ssize_t got = 0;
  do {
    got = ::read(fileno(file_.get()), text->data() + before, most);
  } while (got < 0 &&
           (errno == EINTR || (errno == EAGAIN && wait_for(fileno(file_.get()), POLLIN, -1))));
  text->resize(before + static_cast<std::size_t>(std::max<ssize_t>(got, 0)));
  ended_ = got <= 0;
  if (got < 0) fault_ = unreadable(path_, errno).message;
  return !ended_;
}

bool Input::ready() const { return wait_for(fileno(file_.get()), POLLIN, 0); }

Result<std::string> read_file(const std::string& path, std::size_t most) {
  Result<Input> input = Input::open(path);
  if (!input) return input.error();
  std::string text;
  while (input.value().read(&text, 1 << 16)) {
    if (text.size() > most) {
      return Error{"too-large", "“" + path + "” is larger than " + std::to_string(most >> 20) +
                                    " MiB, the most that is read."};
    }
  }
  if (!input->fault().empty()) return Error{"unreadable", input->fault()};
  return text;
}

std::optional<Quiz> load_quiz(const std::string& path, int* status, std::string* text) {
  Result<std::string> read = read_file(path, kMaxBytes);
  if (!read) {
    complain(read.error().message);
    *status = kInputFailed;
    return std::nullopt;
  }
  QuizReading reading = read_quiz(*read);
  if (text != nullptr) *text = std::move(read.value());
  if (!reading.quiz) {
    complain("“" + path + "” has errors; career-quiz check " + path + " says which.");
    *status = kFound;
  }
  return std::move(reading.quiz);
}

std::optional<std::size_t> choose_language(const Quiz& quiz, const std::string& tag, int* status) {
  if (tag.empty()) return 0;
  const auto primary = [](std::string_view whole) {
    return whole.substr(0, whole.find_first_of("-_"));
  };
  std::optional<std::size_t> near;
  std::string all;
  for (std::size_t l = 0; l < quiz.languages.size(); ++l) {
    if (same_tag(quiz.languages[l], tag)) return l;
    if (!near && same_tag(primary(quiz.languages[l]), primary(tag))) near = l;
    all += (l == 0 ? "" : ", ") + quiz.languages[l];
  }
  if (near) return near;
  complain("the quiz has no texts in “" + tag + "”; it has them in " + all + ".");
  *status = kWrongUse;
  return std::nullopt;
}

bool same_file(const std::string& input, const std::string& output) {
  struct stat from {};
  struct stat to {};
  if ((input == "-" ? fstat(STDIN_FILENO, &from) : stat(input.c_str(), &from)) != 0) return false;
  if (stat(output.c_str(), &to) != 0) return false;
  return S_ISREG(from.st_mode) && from.st_dev == to.st_dev && from.st_ino == to.st_ino;
}

int check_output(const std::string& path) {
  if (path.empty()) return kGood;
  const Target target = target_of(path);
  if (S_ISDIR(target.mode)) return unwritten(path, EISDIR);
  std::string place = target.path;
  if (target.replaced) {
    const std::size_t slash = place.rfind('/');
    place = slash == std::string::npos ? "." : place.substr(0, slash + 1);
  }
  const int needed = target.replaced ? W_OK | X_OK : W_OK;
  return access(place.c_str(), needed) == 0 ? kGood : unwritten(path, errno);
}

int write_file(const std::string& path, std::string_view text) {
  if (path.empty()) {
    print(text);
    return kGood;
  }
  const auto failed = [&](int reason) { return unwritten(path, reason); };
  const auto [target, replaced, mode_before] = target_of(path);
  if (S_ISDIR(mode_before)) return failed(EISDIR);
  std::string temporary = target + ".XXXXXX";
  const int file = replaced ? mkstemp(temporary.data()) : ::open(path.c_str(), O_WRONLY);
  if (file < 0) return failed(errno);
  int reason = write_to(file, text);
  if (replaced) {
    const mode_t mask = umask(0);
    umask(mask);
    const mode_t mode = mode_before != 0 ? mode_before & 07777 : 0666 & ~mask;
    if (reason == 0 && fchmod(file, mode) != 0) reason = errno;
    // Without it the new name may be on the disk before the text is.
    if (reason == 0 && fsync(file) != 0) reason = errno;
  }
  if (close(file) != 0 && reason == 0) reason = errno;
  if (!replaced) return reason == 0 ? kGood : failed(reason);
  if (reason == 0 && std::rename(temporary.c_str(), target.c_str()) != 0) reason = errno;
  if (reason == 0) return kGood;
  unlink(temporary.c_str());
  return failed(reason);
}

bool print(std::string_view text) {
  if (output_fault == 0) output_fault = write_to(STDOUT_FILENO, text);
  return output_fault == 0;
}

int finish(int status) {
  if (output_fault == 0) return status;
  // The reader of a pipe that closes it has had enough, as `head` has.
  if (output_fault != EPIPE) {
    complain(std::string("the output cannot be written: ") + std::strerror(output_fault) +
             "; what was written so far is incomplete.");
  }
  return kOutputFailed;
}

void complain(std::string_view message) {
  std::string said;
  while (!message.empty()) {
    const std::string_view line = message.substr(0, message.find('\n'));
    message.remove_prefix(std::min(message.size(), line.size() + 1));
    // The name of a file can hold anything.
    said += authoring::clean(line) + "\n";
  }
  std::fprintf(stderr, "career-quiz: %s", said.c_str());
}

}  // namespace career_quiz::cli
