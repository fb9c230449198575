#include "career_quiz/json_tree.h"

#include <algorithm>
#include <nlohmann/json.hpp>
#include <utility>

#include "career_quiz/words.h"

namespace career_quiz {

// Receives nlohmann's events. They carry no position, so the builder follows
// them with a cursor of its own over the same text: when an event arrives, its
// token is the next thing after white space, commas and colons.
class JsonTreeBuilder {
 public:
  using Json = nlohmann::json;

  JsonTreeBuilder(std::string_view text, std::size_t depth, JsonTree* tree)
      : text_(text), depth_(depth), tree_(tree) {
    // The parser steps over a byte order mark in silence.
    if (text_.substr(0, 3) == "\xEF\xBB\xBF") cursor_ = 3;
  }

  bool null() { return add(JsonTree::Kind::kNull, token_word()); }
  bool boolean(bool value) {
    add(JsonTree::Kind::kBoolean, token_word());
    last().boolean = value;
    return true;
  }
  bool number_integer(std::int64_t value) { return integer(value); }
  bool number_unsigned(std::uint64_t value) {
    if (value > static_cast<std::uint64_t>(INT64_MAX)) {
      return add(JsonTree::Kind::kReal, token_word());
    }
    return integer(static_cast<std::int64_t>(value));
  }
  bool number_float(double, const std::string&) { return add(JsonTree::Kind::kReal, token_word()); }
  bool string(std::string& value) {
    const Token token = token_string();
    add(JsonTree::Kind::kString, token);
    last().text = keep(token, value);
    return true;
  }
  bool binary(Json::binary_t&) { return false; }  // JSON text has none.

  bool start_object(std::size_t) { return open(JsonTree::Kind::kObject); }
  bool start_array(std::size_t) { return open(JsonTree::Kind::kArray); }
  bool end_object() { return close(); }
  bool end_array() { return close(); }
  bool key(std::string& value) {
    const Token token = token_string();
    key_ = keep(token, value);
    key_offset_ = token.begin;
    return true;
  }

  bool parse_error(std::size_t position, const std::string&, const Json::exception& error) {
    std::string_view reason = error.what();
    if (const auto cut = reason.find(": "); cut != std::string_view::npos) {
      reason.remove_prefix(cut + 2);
    }
    tree_->fault_ = {"not-json", say("This is not JSON: %.", {reason}),
                     position > 0 ? position - 1 : 0};
    return false;
  }

 private:
  struct Token {
    std::size_t begin;
    std::size_t size;
  };
  struct Open {
    std::uint32_t value;
    std::uint32_t last_child;
  };

  JsonTree::Value& at(std::uint32_t index) {
    return tree_->blocks_[index / JsonTree::kBlock][index % JsonTree::kBlock];
  }
  JsonTree::Value& last() { return at(tree_->count_ - 1); }

  std::size_t token_begin() {
    while (cursor_ < text_.size() &&
           std::string_view(" \t\n\r,:").find(text_[cursor_]) != std::string_view::npos) {
      ++cursor_;
    }
    return cursor_;
  }
  Token token_word() {
    const std::size_t begin = token_begin();
    while (cursor_ < text_.size() &&
           std::string_view(" \t\n\r,:]}").find(text_[cursor_]) == std::string_view::npos) {
      ++cursor_;
    }
    return {begin, cursor_ - begin};
  }
  Token token_string() {
    const std::size_t begin = token_begin();
    ++cursor_;
    while (cursor_ < text_.size() && text_[cursor_] != '"')
      cursor_ += text_[cursor_] == '\\' ? 2 : 1;
    ++cursor_;
    return {begin, cursor_ - begin};
  }

  // A string without escapes stands in the text as it is.
  std::string_view keep(Token token, std::string& value) {
    if (value.size() + 2 == token.size) return text_.substr(token.begin + 1, value.size());
    tree_->decoded_.push_back(std::make_unique<std::string>(std::move(value)));
    return *tree_->decoded_.back();
  }

  bool add(JsonTree::Kind kind, Token token) {
    const std::uint32_t index = tree_->count_++;
    if (index % JsonTree::kBlock == 0) {
      tree_->blocks_.push_back(std::make_unique<JsonTree::Value[]>(JsonTree::kBlock));
    }
    JsonTree::Value& value = last();
    value.kind = kind;
    value.offset = static_cast<std::uint32_t>(token.begin);
    value.text = text_.substr(token.begin, token.size);
    value.key = std::exchange(key_, {});
    value.key_offset = static_cast<std::uint32_t>(key_offset_);
    if (open_.empty()) return true;
    Open& parent = open_.back();
    value.parent = parent.value;
    std::uint32_t& link =
        parent.last_child == JsonTree::kNone ? at(parent.value).child : at(parent.last_child).next;
    link = index;
    parent.last_child = index;
    value.place = at(parent.value).size++;
    return true;
  }
  bool integer(std::int64_t number) {
    add(JsonTree::Kind::kInteger, token_word());
    last().integer = number;
    return true;
  }
  bool open(JsonTree::Kind kind) {
    const std::size_t begin = token_begin();
    ++cursor_;
    if (open_.size() >= depth_) {
      tree_->fault_ = {
          "too-deep",
          say("Values are nested more than % levels deep here; flatten them.", {decimal(depth_)}),
          begin};
      return false;
    }
    add(kind, {begin, 1});
    open_.push_back({tree_->count_ - 1, JsonTree::kNone});
    return true;
  }
  bool close() {
    token_begin();
    ++cursor_;
    open_.pop_back();
    return true;
  }

  std::string_view text_;
  std::size_t depth_;
  JsonTree* tree_;
  std::size_t cursor_ = 0;
  std::string_view key_;
  std::size_t key_offset_ = 0;
  List<Open> open_;
};

bool JsonTree::read(std::string_view text, Limits limits) {
  blocks_.clear();
  count_ = 0;
  decoded_.clear();
  fault_ = {};
  if (text.size() > limits.bytes) {
    fault_ = {"too-large",
              say("The text has % bytes; at most % are read.",
                  {decimal(text.size()), decimal(limits.bytes)}),
              0};
    return false;
  }
  JsonTreeBuilder builder(text, limits.depth, this);
  if (!nlohmann::json::sax_parse(text.begin(), text.end(), &builder)) return false;
  // The parser takes a null byte for the end of the text.
  const std::size_t null = text.find('\0');
  if (null == std::string_view::npos) return true;
  fault_ = {"not-json", "This is not JSON: it holds a null byte; remove it.", null};
  return false;
}

std::string JsonTree::pointer(std::uint32_t index) const {
  List<std::string> parts;
  for (; at(index).parent != kNone; index = at(index).parent) {
    const Value& parent = at(at(index).parent);
    std::string part = "/";
    if (parent.kind == Kind::kObject) {
      for (const char c : at(index).key) {
        if (c == '~') {
          part += "~0";
        } else if (c == '/') {
          part += "~1";
        } else {
          part += c;
        }
      }
    } else {
      part += decimal(at(index).place);
    }
    parts.push_back(std::move(part));
  }
  std::string pointer;
  for (auto part = parts.rbegin(); part != parts.rend(); ++part) pointer += *part;
  return pointer;
}

Position position_of(std::string_view text, std::size_t offset) {
  Position position;
  for (const char c : text.substr(0, std::min(offset, text.size()))) {
    if (c == '\n') {
      ++position.line;
      position.column = 1;
    } else if ((static_cast<unsigned char>(c) & 0xC0) != 0x80) {
      ++position.column;
    }
  }
  return position;
}

}  // namespace career_quiz
