#pragma once

#include <memory>
#include <string>
#include <string_view>

namespace career_quiz {

/// The whole engine as JSON text in and JSON text out: what WebAssembly, the
/// tests and the fuzzers call. It holds one quiz and no session: the same quiz
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

  /// Evaluates {"answers": {…}, "mode": "full", "language": "fr"}; mode and
  /// language may be left out. Returns the path, progress and, once the
  /// interview has stopped, the result; or {"error": {"code", "message"}} if no
  /// quiz is loaded or the request cannot be read. Answers that do not fit are
  /// listed under "problems" and leave their question open.
  std::string evaluate(std::string_view request_text) const;

 private:
  struct Loaded;
  std::unique_ptr<Loaded> loaded_;
};

}  // namespace career_quiz
