#pragma once

#include <cstddef>
#include <cstdint>
#include <memory>
#include <string>
#include <string_view>

#include "career_quiz/list.h"

namespace career_quiz {

/// A JSON text as a tree that knows where each value stands. Values are named
/// by their index; the root is 0. The tree borrows the text it was read from.
class JsonTree {
 public:
  enum class Kind : std::uint8_t { kNull, kBoolean, kInteger, kReal, kString, kArray, kObject };

  /// The index of no value.
  static constexpr std::uint32_t kNone = 0xffffffff;

  struct Value {
    Kind kind = Kind::kNull;
    bool boolean = false;
    std::uint32_t offset = 0;      ///< Of the value's first byte in the text.
    std::uint32_t key_offset = 0;  ///< Of the member's name, for a member of an object.
    std::uint32_t parent = kNone;
    std::uint32_t next = kNone;   ///< The following item or member of the parent.
    std::uint32_t child = kNone;  ///< The first item or member.
    std::uint32_t size = 0;       ///< Number of items or members.
    std::uint32_t place = 0;      ///< Among those of its parent, from 0.
    std::int64_t integer = 0;     ///< For kInteger.
    std::string_view text;        ///< A string, decoded; a number as it was written.
    std::string_view key;         ///< The member's name, decoded.
  };

  /// Where and why a text could not be read.
  struct Fault {
    std::string code;  ///< "not-json", "too-deep" or "too-large".
    std::string message;
    std::size_t offset = 0;
  };

  struct Limits {
    std::size_t bytes;
    std::size_t depth;
  };

  /// Reads `text`, which must outlive the tree. Returns false and sets fault()
  /// if it is not one JSON value in UTF-8, or passes a limit.
  [[nodiscard]] bool read(std::string_view text, Limits limits);

  const Fault& fault() const { return fault_; }
  const Value& at(std::uint32_t index) const { return blocks_[index / kBlock][index % kBlock]; }

  /// The value's JSON pointer (RFC 6901).
  std::string pointer(std::uint32_t index) const;

 private:
  friend class JsonTreeBuilder;
  // There can be millions: one list would copy them, and hold twice as many.
  static constexpr std::uint32_t kBlock = 64;
  List<std::unique_ptr<Value[]>> blocks_;
  std::uint32_t count_ = 0;                     // Of the values in them.
  List<std::unique_ptr<std::string>> decoded_;  // Strings that were written with escapes.
  Fault fault_;
};

/// The line and column of a byte, both from 1; columns count characters.
struct Position {
  std::uint32_t line = 1;
  std::uint32_t column = 1;
};
Position position_of(std::string_view text, std::size_t offset);

}  // namespace career_quiz
