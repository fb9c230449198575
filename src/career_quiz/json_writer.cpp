#include "career_quiz/json_writer.h"

#include "career_quiz/words.h"

namespace career_quiz {
namespace {

// The length of the well-formed UTF-8 sequence that `text` begins with, or 0.
std::size_t sequence_length(std::string_view text) {
  const auto byte = [&](std::size_t i) {
    return i < text.size() ? static_cast<unsigned char>(text[i]) : 0u;
  };
  const unsigned first = byte(0);
  if (first < 0x80) return 1;
  const std::size_t length = first >= 0xF0 ? 4 : first >= 0xE0 ? 3 : 2;
  if (first < 0xC2 || first > 0xF4) return 0;
  for (std::size_t i = 1; i < length; ++i) {
    if ((byte(i) & 0xC0) != 0x80) return 0;
  }
  const unsigned second = byte(1);
  if ((first == 0xE0 && second < 0xA0) || (first == 0xED && second > 0x9F) ||
      (first == 0xF0 && second < 0x90) || (first == 0xF4 && second > 0x8F)) {
    return 0;
  }
  return length;
}

}  // namespace

JsonWriter& JsonWriter::key(std::string_view name) {
  separate();
  append_quoted(name);
  json_ += ':';
  first_ = true;
  return *this;
}

JsonWriter& JsonWriter::key(const char* name) { return key(std::string_view(name)); }

JsonWriter& JsonWriter::text(std::string_view value) {
  separate();
  append_quoted(value);
  return *this;
}

JsonWriter& JsonWriter::text(const std::string& value) { return text(std::string_view(value)); }

JsonWriter& JsonWriter::text(const char* value) { return text(std::string_view(value)); }

JsonWriter& JsonWriter::integer(std::int64_t value) {
  separate();
  json_ += decimal_text(value);
  return *this;
}

JsonWriter& JsonWriter::boolean(bool value) {
  separate();
  json_ += value ? "true" : "false";
  return *this;
}

JsonWriter& JsonWriter::null() { return json("null"); }

JsonWriter& JsonWriter::json(std::string_view value) {
  separate();
  json_ += value;
  return *this;
}

JsonWriter& JsonWriter::open(char bracket) {
  separate();
  json_ += bracket;
  first_ = true;
  return *this;
}

JsonWriter& JsonWriter::close(char bracket) {
  json_ += bracket;
  first_ = false;
  return *this;
}

void JsonWriter::separate() {
  if (!first_) json_ += ',';
  first_ = false;
}

void JsonWriter::append_quoted(std::string_view value) {
  json_ += '"';
  while (!value.empty()) {
    // What stands as it is, which is nearly all there ever is, in one piece.
    std::size_t plain = 0;
    while (plain < value.size()) {
      const char c = value[plain];
      if (c == '"' || c == '\\' || static_cast<unsigned char>(c) < 0x20 || c == 0x7F) break;
      const std::size_t length = sequence_length(value.substr(plain));
      if (length == 0) break;
      plain += length;
    }
    json_ += value.substr(0, plain);
    value.remove_prefix(plain);
    if (value.empty()) break;
    const char c = value.front();
    value.remove_prefix(1);
    if (c == '"' || c == '\\') {
      json_ += '\\';
      json_ += c;
    } else if (c == '\n') {
      json_ += "\\n";
    } else if (static_cast<unsigned char>(c) >= 0x80) {
      json_ += "\xEF\xBF\xBD";
    } else {
      constexpr std::string_view kHex = "0123456789abcdef";
      json_ += "\\u00";
      json_ += kHex[static_cast<unsigned char>(c) >> 4];
      json_ += kHex[static_cast<unsigned char>(c) & 15];
    }
  }
  json_ += '"';
}

}  // namespace career_quiz
