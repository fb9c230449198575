#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <utility>

namespace career_quiz {

/// Writes JSON by appending to a string: compact, members in the order given,
/// so that equal content is equal bytes. Text that is not UTF-8 is mended with
/// U+FFFD. The caller keeps begin and end in balance.
class JsonWriter {
 public:
  JsonWriter& begin_object() { return open('{'); }
  JsonWriter& end_object() { return close('}'); }
  JsonWriter& begin_array() { return open('['); }
  JsonWriter& end_array() { return close(']'); }
  JsonWriter& key(std::string_view name);
  // Literals and strings as they are: a view made at each call costs more than the call.
  JsonWriter& key(const char* name);

  JsonWriter& text(std::string_view value);
  JsonWriter& text(const std::string& value);
  JsonWriter& text(const char* value);
  JsonWriter& integer(std::int64_t value);
  JsonWriter& boolean(bool value);
  JsonWriter& null();
  /// A value that is JSON already.
  JsonWriter& json(std::string_view value);

  /// The JSON written so far; the writer is empty afterwards.
  std::string take() {
    first_ = true;
    return std::exchange(json_, {});
  }

 private:
  JsonWriter& open(char bracket);
  JsonWriter& close(char bracket);
  void separate();
  void append_quoted(std::string_view value);

  std::string json_;
  bool first_ = true;  // Nothing stands yet in the innermost open bracket.
};

}  // namespace career_quiz
