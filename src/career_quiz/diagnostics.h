#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <utility>

#include "career_quiz/json_tree.h"
#include "career_quiz/list.h"
#include "career_quiz/words.h"

namespace career_quiz {

enum class Severity : std::uint8_t { kError, kWarning };

/// One fault of a document: where it stands, what it is, how to mend it.
struct Diagnostic {
  Severity severity = Severity::kError;
  std::string code;     ///< Stable, kebab-case; listed in quiz_reader.h.
  std::string pointer;  ///< JSON pointer of the value at fault.
  std::uint32_t line = 1;
  std::uint32_t column = 1;  ///< In characters, from 1.
  std::string message;
};

/// A document with more faults than this has the rest counted in a last one.
inline constexpr std::size_t kMaxDiagnostics = 1000;

/// Gathers the diagnostics of one document. Sentences and values as for say().
class Diagnostics {
 public:
  Diagnostics(std::string_view text, const JsonTree& tree) : text_(text), tree_(tree) {}

  void error(std::uint32_t value, std::string_view code, std::string_view sentence,
             Values values = {}) {
    add(Severity::kError, value, tree_.at(value).offset, code, sentence, values);
  }
  /// A fault of a member's name rather than its value.
  void error_at_key(std::uint32_t value, std::string_view code, std::string_view sentence,
                    Values values = {}) {
    add(Severity::kError, value, tree_.at(value).key_offset, code, sentence, values);
  }
  void warning(std::uint32_t value, std::string_view code, std::string_view sentence,
               Values values = {}) {
    add(Severity::kWarning, value, tree_.at(value).offset, code, sentence, values);
  }

  bool has_errors() const { return errors_; }
  /// Whether so much is wrong that looking for the nearest name is no help, and
  /// would take long.
  bool many() const { return found_.size() > 60; }

  /// All of them in the order of the text, with lines and columns.
  List<Diagnostic> take();

 private:
  void add(Severity severity, std::uint32_t value, std::size_t offset, std::string_view code,
           std::string_view sentence, Values values);

  std::string_view text_;
  const JsonTree& tree_;
  List<std::pair<std::size_t, Diagnostic>> found_;
  std::size_t dropped_ = 0;
  bool errors_ = false;
};

/// Names of one kind (questions, outcomes, …) and their places.
class NameIndex {
 public:
  static constexpr std::uint32_t kNone = 0xffffffff;

  /// Names must outlive the index. Call seal() once after the last add().
  void add(std::string_view name, std::uint32_t place) { names_.emplace_back(name, place); }
  void seal();

  std::uint32_t find(std::string_view name) const;

  /// The nearest name, or nothing if none is near.
  std::string_view nearest(std::string_view name) const;
  /// A sentence to append: " Did you mean “…”?" with the nearest name, else what
  /// else to write.
  std::string suggestion(std::string_view name) const;

 private:
  List<std::pair<std::string_view, std::uint32_t>> names_;
};

}  // namespace career_quiz
