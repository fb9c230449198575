#include "cli/files.h"

#include <sys/stat.h>
#include <unistd.h>

#include <algorithm>
#include <cerrno>
#include <cstdio>
#include <cstring>
#include <memory>

#include "career_quiz/quiz_reader.h"

namespace career_quiz::cli {
namespace {

// The reader of a pipe that closes it has had enough, as `head` has.
bool pipe_closed = false;
bool output_failed = false;

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
  } while (got < 0 && errno == EINTR);
  text->resize(before + static_cast<std::size_t>(std::max<ssize_t>(got, 0)));
  ended_ = got <= 0;
  if (got < 0) fault_ = unreadable(path_, errno).message;
  return !ended_;
}

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

std::optional<Quiz> load_quiz(const std::string& path, int* status) {
  const Result<std::string> text = read_file(path, kMaxBytes);
  if (!text) {
    complain(text.error().message);
    *status = kInputFailed;
    return std::nullopt;
  }
  QuizReading reading = read_quiz(*text);
  if (!reading.quiz) {
    complain("“" + path + "” has errors; career-quiz check " + path + " says which.");
    *status = kFound;
  }
  return std::move(reading.quiz);
}

bool print(std::string_view text) {
  if (output_failed) return false;
  if (std::fwrite(text.data(), 1, text.size(), stdout) != text.size()) {
    pipe_closed = errno == EPIPE;
    output_failed = true;
  }
  return !output_failed;
}

int finish(int status) {
  if (!output_failed && std::fflush(stdout) != 0) {
    pipe_closed = errno == EPIPE;
    output_failed = true;
  }
  if (!output_failed) return status;
  if (!pipe_closed) {
    complain(std::string("the output could not be written: ") + std::strerror(errno) +
             "; what was written so far is incomplete.");
  }
  return kOutputFailed;
}

void complain(std::string_view message) {
  std::fprintf(stderr, "career-quiz: %.*s\n", static_cast<int>(message.size()), message.data());
}

}  // namespace career_quiz::cli
