#pragma once

#include <memory>
#include <string>
#include <string_view>

namespace career_quiz {

/// The whole engine as JSON text in and JSON text out: what WebAssembly and the
/// tests call. It holds one quiz and no session: the same quiz
/// and request give the same bytes on every platform.
class Engine {
 public:
  Engine();
  ~Engine();
  Engine(Engine&&) noexcept;
  Engine& operator=(Engine&&) noexcept;

  /// Reads a quiz document and keeps it. Returns
  ///   {"quiz": {"id", "version"} or null,
  ///    "diagnostics": [{"severity", "code", "pointer", "line", "column",
  ///    "message"}]}
  /// The quiz is null if any diagnostic is an error; one loaded before is then
  /// dropped too.
  std::string load(std::string_view quiz_text);

  /// Evaluates {"answers": {…}, "mode": "full" or "adaptive", "early": true,
  /// "language": "fr"}; all but the answers may be left out. Returns the path,
  /// the next question, progress and, once the interview has stopped or an early
  /// result is asked for, the result; or {"error": {"code", "message"}} if no
  /// quiz is loaded or the request cannot be read. Answers that do not fit are
  /// listed under "problems" and leave their question open.
  std::string evaluate(std::string_view request_text) const;

  /// The answers of a request as a short code for links and paper:
  /// {"code": "…", "left_out": [questions]}. Sensitive answers, free text and
  /// numbers of a very wide range are left out.
  std::string encode(std::string_view request_text) const;

  /// The answers that a code holds, {"answers": {…}, "left_out": whether the code
  /// says that something was left out}; or an error: not-a-code, damaged-code,
  /// other-quiz.
  std::string decode(std::string_view code) const;

 private:
  struct Loaded;
  std::unique_ptr<Loaded> loaded_;
};

}  // namespace career_quiz
