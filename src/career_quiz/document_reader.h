#pragma once

#include <array>
#include <cstdint>
#include <string>
#include <string_view>

#include "career_quiz/diagnostics.h"
#include "career_quiz/list.h"
#include "career_quiz/quiz.h"

namespace career_quiz {

/// The members of an object, found by name.
class Fields {
 public:
  static constexpr std::size_t kMost = 20;

  /// The member's value, or JsonTree::kNone.
  std::uint32_t operator[](const char* name) const;
  bool has(const char* name) const { return (*this)[name] != JsonTree::kNone; }
  /// Whether neither the member is there nor one that was reported as its
  /// misspelling: only then is its absence a fault of its own.
  bool lacks(const char* name) const;

 private:
  friend class DocumentReader;
  bool lacks_at(std::size_t i) const { return values_[i] == JsonTree::kNone && !misspelt_[i]; }

  std::array<std::string_view, kMost> names_{};
  std::array<std::uint32_t, kMost> values_{};
  std::array<bool, kMost> misspelt_{};
  std::size_t count_ = 0;
};

/// Typed reading of a JSON tree: every fault becomes a diagnostic and the value
/// a harmless default, so that the caller can go on to the next.
class DocumentReader {
 public:
  DocumentReader(const JsonTree& tree, Diagnostics* diagnostics)
      : tree_(tree), diagnostics_(*diagnostics) {}

  /// The languages that every text must have; none: not known, any are taken.
  void set_languages(const List<std::string>* languages) { languages_ = languages; }

  /// The members of the object at `value`, a `what` in messages. Members
  /// beyond `required` and `optional`, names with spaces between, are errors, as are missing ones.
  /// Returns false if it is no object.
  bool object(std::uint32_t value, const char* what, const char* required, const char* optional,
              Fields* fields);

  /// The items of the array at `value`, as many as are allowed; none if it is
  /// absent or no array.
  List<std::uint32_t> items(std::uint32_t value, std::size_t least, std::size_t most);

  std::string id(std::uint32_t value);
  std::string string(std::uint32_t value);
  /// A string that is not blank.
  std::string words(std::uint32_t value);
  bool boolean(std::uint32_t value, bool otherwise);
  std::int64_t integer(std::uint32_t value, std::int64_t least, std::int64_t most,
                       std::int64_t otherwise);
  Text text(std::uint32_t value);
  RichText rich_text(std::uint32_t value);

 private:
  void wrong_type(std::uint32_t value, std::string_view expected);
  void check_words(std::uint32_t value);
  bool is_block(std::uint32_t value) const;
  Block block(std::uint32_t value);
  Text href(std::uint32_t value);
  void check_link(std::uint32_t value);
  std::string name_of(std::uint32_t value) const;

  const JsonTree& tree_;
  Diagnostics& diagnostics_;
  const List<std::string>* languages_ = nullptr;
};

}  // namespace career_quiz
