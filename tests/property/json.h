#pragma once

#include <cstdint>
#include <initializer_list>
#include <optional>
#include <ostream>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace career_quiz::property {

/// JSON as a value that tests build, mutate and write. Members keep their
/// order and may repeat, as they may in a text.
struct Json {
  enum class Kind : std::uint8_t { kNull, kBoolean, kNumber, kString, kArray, kObject };

  Kind kind = Kind::kNull;
  bool boolean = false;
  std::string text;                ///< A string; a number as it is written.
  std::vector<std::string> names;  ///< Of the members of an object.
  std::vector<Json> items;         ///< The items of an array, or the members' values.

  Json() = default;
  Json(const char* string) : kind(Kind::kString), text(string) {}
  Json(std::string string) : kind(Kind::kString), text(std::move(string)) {}
  Json(int number) : kind(Kind::kNumber), text(std::to_string(number)) {}
  static Json of(bool value);
  static Json array(std::vector<Json> items = {});
  static Json object(std::initializer_list<std::pair<std::string_view, Json>> members = {});

  bool is(Kind wanted) const { return kind == wanted; }
  bool is_null() const { return kind == Kind::kNull; }
  std::size_t size() const { return items.size(); }
  std::int64_t integer() const;

  /// The member's value, or null (the pointer) if there is none.
  const Json* find(std::string_view name) const;
  Json* find(std::string_view name);
  /// The member's value, or a null value if there is none.
  const Json& operator[](std::string_view name) const;
  const Json& operator[](std::size_t place) const { return items[place]; }
  /// Sets or adds a member of an object.
  void set(std::string_view name, Json value);
  void erase(std::string_view name);
  void push(Json value) { items.push_back(std::move(value)); }

  bool operator==(const Json& other) const;

  /// Compact; with `spaced`, one value a line.
  std::string dump(bool spaced = false) const;
};

/// How GoogleTest shows one.
inline void PrintTo(const Json& value, std::ostream* stream) { *stream << value.dump(); }

/// The value that `text` writes; nothing if it is no JSON in UTF-8.
std::optional<Json> parse(std::string_view text);

}  // namespace career_quiz::property
