#pragma once

#include <string>
#include <utility>
#include <variant>

namespace career_quiz {

/// Why a call could not give its value.
struct Error {
  std::string code;     ///< Stable, kebab-case; safe to compare.
  std::string message;  ///< One sentence: what is wrong and how to mend it.
};

/// A value of type T, or the Error that stands in its place.
template <class T>
class [[nodiscard]] Result {
 public:
  Result(T value) : content_(std::move(value)) {}
  Result(Error error) : content_(std::move(error)) {}

  bool ok() const { return std::holds_alternative<T>(content_); }
  explicit operator bool() const { return ok(); }

  /// Precondition of value() and its relatives: ok(). Of error(): !ok().
  const T& value() const { return *std::get_if<T>(&content_); }
  T& value() { return *std::get_if<T>(&content_); }
  const T& operator*() const { return value(); }
  const T* operator->() const { return std::get_if<T>(&content_); }
  const Error& error() const { return *std::get_if<Error>(&content_); }

 private:
  std::variant<T, Error> content_;
};

}  // namespace career_quiz
