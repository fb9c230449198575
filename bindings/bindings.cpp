// The one class that JavaScript sees. JSON text in, JSON text out: a vector or
// a record inside an Embind value would be a handle that its holder has to
// delete. Names alone belong here; logic belongs in the core.

#include <emscripten/bind.h>

#include <string>

#include "career_quiz/engine.h"

using career_quiz::Engine;

namespace {

// Embind converts std::string, not std::string_view.
std::string load(Engine& engine, const std::string& quiz_text) { return engine.load(quiz_text); }

std::string evaluate(const Engine& engine, const std::string& request_text) {
  return engine.evaluate(request_text);
}

std::string encode(const Engine& engine, const std::string& request_text) {
  return engine.encode(request_text);
}

std::string decode(const Engine& engine, const std::string& code) { return engine.decode(code); }

}  // namespace

EMSCRIPTEN_BINDINGS(career_quiz) {
  emscripten::class_<Engine>("Engine")
      .constructor<>()
      .function("load", &load)
      .function("evaluate", &evaluate)
      .function("encode", &encode)
      .function("decode", &decode);
}
