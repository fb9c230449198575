#include "authoring/json_fault.h"

#include <algorithm>
#include <cmath>
#include <cstdio>
#include <cstdlib>
#include <vector>

#include "authoring/text.h"
#include "authoring/utf8.h"
#include "career_quiz/json_tree.h"

namespace career_quiz::authoring {
namespace {

bool is_digit(char c) { return c >= '0' && c <= '9'; }
bool is_letter(char c) { return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || c == '_'; }
bool is_hex(char c) { return is_digit(c) || (c >= 'a' && c <= 'f') || (c >= 'A' && c <= 'F'); }

// Marks that word processors and other languages put around texts.
bool is_other_quote(char32_t c) {
  return c == '\'' || c == '`' || c == 0xAB || c == 0xBB || c == 0xB4 ||
         (c >= 0x2018 && c <= 0x201F) || c == 0x2039 || c == 0x203A || c == 0xFF02;
}

// Spaces and marks that cannot be seen, and come along when a text is copied.
bool is_unseen(char32_t c) {
  return c < 0x20 || (c >= 0x7F && c <= 0xA0) || c == 0xAD || (c >= 0x2000 && c <= 0x200F) ||
         (c >= 0x2028 && c <= 0x202F) || (c >= 0x205F && c <= 0x206F) || c == 0x3000 || c == 0xFEFF;
}

bool is_broken(Character character) { return character.code == 0xFFFD && character.size == 1; }

class Scanner {
 public:
  explicit Scanner(std::string_view text) : text_(text) {}

  std::optional<JsonFault> run() {
    if (starts("\xFF\xFE") || starts("\xFE\xFF")) {
      return fault(0, "This file is saved as UTF-16; save it as UTF-8.");
    }
    if (starts("\xEF\xBB\xBF")) at_ = 3;
    skip_space();
    if (at_ == text_.size()) return fault(0, "This file is empty; a quiz begins with {.");
    if (text_[at_] == '<') return fault(at_, "This is a web page, or XML; a quiz begins with {.");
    while (!fault_) {
      skip_space();
      if (at_ == text_.size()) {
        if (expected_ != Expected::kNothing) ended();
        return fault_;
      }
      step();
    }
    return fault_;
  }

 private:
  enum class Expected {
    kValue,
    kValueOrEnd,  // After “[”.
    kName,
    kNameOrEnd,  // After “{”.
    kColon,
    kCommaOrEnd,
    kNothing,
  };
  struct Open {
    char bracket;
    std::size_t offset;
  };

  bool starts(std::string_view prefix) const { return text_.substr(at_, prefix.size()) == prefix; }
  char at(std::size_t offset) const { return offset < text_.size() ? text_[offset] : '\0'; }
  void skip_space() {
    while (at_ < text_.size() &&
           std::string_view(" \t\n\r").find(text_[at_]) != std::string_view::npos) {
      ++at_;
    }
  }
  std::string line_of(std::size_t offset) const {
    return std::to_string(position_of(text_, offset).line);
  }

  std::optional<JsonFault> fault(std::size_t offset, std::string message) {
    fault_ = JsonFault{offset, std::move(message)};
    return fault_;
  }

  void step() {
    const char c = text_[at_];
    if (expected_ == Expected::kColon) {
      if (c != ':') {
        fault(end_, "A colon is missing here, between a name and its value.");
        return;
      }
      ++at_;
      after_colon_ = true;
      expected_ = Expected::kValue;
    } else if (c == '}' || c == ']') {
      close(c);
    } else if (expected_ == Expected::kCommaOrEnd) {
      comma(c);
    } else if (expected_ == Expected::kNothing) {
      fault(at_, "The quiz ended before this: remove what follows, or a bracket too many above.");
    } else if (c == ',') {
      fault(at_, "Nothing stands before this comma; remove it, or write what is missing.");
    } else if (expected_ == Expected::kName || expected_ == Expected::kNameOrEnd) {
      name(c);
    } else {
      value(c);
    }
  }

  void name(char c) {
    if (c == '"') {
      string();
      expected_ = Expected::kColon;
    } else if (is_digit(c) && expected_ == Expected::kName) {
      fault(at_,
            "After a comma comes a name in quotation marks. A decimal is written with a point: "
            "0.05.");
    } else if (is_letter(c)) {
      fault(at_, "Names stand in straight quotation marks, such as \"id\".");
    } else {
      unexpected("a name in straight quotation marks");
    }
  }

  void value(char c) {
    if (c == '{' || c == '[') {
      open_.push_back({c, at_++});
      end_ = at_;
      expected_ = c == '{' ? Expected::kNameOrEnd : Expected::kValueOrEnd;
      return;
    }
    if (c == '"') {
      string();
    } else if (is_letter(c)) {
      word();
    } else if (is_digit(c) || c == '-' || c == '+' || c == '.') {
      number();
    } else {
      unexpected("a value");
    }
    valued();
  }

  void valued() {
    end_ = at_;
    expected_ = open_.empty() ? Expected::kNothing : Expected::kCommaOrEnd;
  }

  void comma(char c) {
    if (c == ',') {
      comma_ = at_++;
      after_colon_ = false;
      expected_ = open_.back().bracket == '{' ? Expected::kName : Expected::kValue;
      return;
    }
    const bool text = at(end_ - 1) == '"';
    const bool same_line = text_.substr(end_, at_ - end_).find('\n') == std::string_view::npos;
    const bool begins = c == '"' || c == '{' || c == '[' || is_letter(c) || is_digit(c) || c == '-';
    if (text && same_line && c != '"' && c != '{' && c != '[' && c != ':' && !comment() &&
        !is_broken(first_character(text_.substr(at_)))) {
      fault(end_ - 1,
            "The text ends at this quotation mark, and more follows. Inside a text write “ ” or "
            "\\\" instead; or a comma is missing after it.");
    } else if (begins) {
      fault(end_, "A comma is missing here, before what follows.");
    } else {
      unexpected("a comma or a closing bracket");
    }
  }

  void close(char c) {
    if (open_.empty()) {
      fault(at_, "This bracket closes nothing; remove it.");
      return;
    }
    const Open open = open_.back();
    const char wanted = open.bracket == '{' ? '}' : ']';
    if (expected_ == Expected::kName || (expected_ == Expected::kValue && !after_colon_)) {
      fault(comma_, "There is no comma after the last; remove this one.");
    } else if (expected_ == Expected::kValue) {
      fault(at_, "A value is missing here, after the colon.");
    } else if (c != wanted) {
      fault(at_, quoted({&c, 1}) + " stands where the " + quoted({&open.bracket, 1}) + " of line " +
                     line_of(open.offset) + " is still open; close that with " +
                     quoted({&wanted, 1}) + " first, or remove this one.");
    } else {
      open_.pop_back();
      ++at_;
      valued();
    }
  }

  void ended() {
    if (open_.empty()) {
      fault(end_, "The file ends here, and something is missing.");
      return;
    }
    fault(end_, "The file ends here, and the " + quoted({&open_.back().bracket, 1}) + " of line " +
                    line_of(open_.back().offset) + " was never closed; add what is missing.");
  }

  bool comment() const { return starts("//") || starts("/*") || starts("#"); }

  void unexpected(std::string_view wanted) {
    const Character character = first_character(text_.substr(at_));
    char code[16];
    std::snprintf(code, sizeof code, "U+%04X", static_cast<unsigned>(character.code));
    if (comment()) {
      fault(at_, "JSON has no comments; write yours as a “note”, or remove this one.");
    } else if (is_other_quote(character.code)) {
      fault(at_, "Around names and texts stand straight double quotation marks (\"); this one (" +
                     std::string(text_.substr(at_, character.size)) + ") is not.");
    } else if (is_unseen(character.code)) {
      fault(at_, "A character that cannot be seen stands here (" + std::string(code) +
                     "); delete it and type a space.");
    } else if (is_broken(character)) {
      not_utf8();
    } else {
      fault(at_, quoted(text_.substr(at_, character.size)) + " cannot stand here; write " +
                     std::string(wanted) + ".");
    }
  }

  void not_utf8() { fault(at_, "A character here is not UTF-8; save the file as UTF-8."); }

  void word() {
    const std::size_t begin = at_;
    while (is_letter(at(at_)) || is_digit(at(at_))) ++at_;
    std::string word(text_.substr(begin, at_ - begin));
    const auto is = [&](std::string_view other) { return word == other; };
    if (is("true") || is("false") || is("null")) return;
    for (char& c : word) c = c >= 'A' && c <= 'Z' ? static_cast<char>(c + 32) : c;
    if (is("true") || is("false") || is("null")) {
      fault(begin, "Write " + word + " in small letters.");
    } else if (is("none") || is("undefined") || is("nan")) {
      fault(begin, "Write null here, or remove the member.");
    } else {
      fault(begin, "Texts stand in straight quotation marks: \"…\".");
    }
  }

  void number() {
    const std::size_t begin = at_;
    const auto digits = [&] {
      const std::size_t from = at_;
      while (is_digit(at(at_))) ++at_;
      return at_ > from;
    };
    if (at(at_) == '-') ++at_;
    bool good = at(at_) == '0' ? ++at_ > 0 : digits();
    if (good && at(at_) == '.') {
      ++at_;
      good = digits();
    }
    if (good && (at(at_) == 'e' || at(at_) == 'E')) {
      ++at_;
      if (at(at_) == '+' || at(at_) == '-') ++at_;
      good = digits();
    }
    const char next = at(at_);
    if (good && !is_digit(next) && !is_letter(next) && next != '.' && next != '+' && next != '-') {
      const std::string number(text_.substr(begin, at_ - begin));
      if (!std::isfinite(std::strtod(number.c_str(), nullptr))) {
        fault(begin, "This number is larger than any that can be read.");
      }
      return;
    }
    fault(begin, "A number is written such as 5, -3 or 0.05: no plus, no other zero in front.");
  }

  // What four hexadecimal digits say, or nothing.
  std::optional<unsigned> hex() {
    unsigned code = 0;
    for (std::size_t i = 0; i < 4; ++i, ++at_) {
      const char c = at(at_);
      if (!is_hex(c)) return std::nullopt;
      code = code * 16 + static_cast<unsigned>(is_digit(c) ? c - '0' : (c | 32) - 'a' + 10);
    }
    return code;
  }

  void escape() {
    const std::size_t begin = at_++;
    const char c = at(at_++);
    if (std::string_view("\"\\/bfnrt").find(c) != std::string_view::npos && c != '\0') return;
    if (c == 'u') {
      const std::optional<unsigned> code = hex();
      if (code && (*code < 0xD800 || *code > 0xDFFF)) return;
      if (code && *code < 0xDC00 && starts("\\u")) {
        at_ += 2;
        const std::optional<unsigned> low = hex();
        if (low && *low >= 0xDC00 && *low <= 0xDFFF) return;
      }
      fault(begin, "This is no character: after \\u stand four of 0-9 and a-f. Type it instead.");
      return;
    }
    fault(begin,
          "After a backslash stands one of \" \\ / b f n r t u; for a backslash itself write two.");
  }

  void string() {
    const std::size_t begin = at_++;
    while (!fault_) {
      const char c = at(at_);
      if (at_ >= text_.size() || c == '\n' || c == '\r') {
        fault(begin,
              "This text is not closed in its line: its second quotation mark is missing, or it "
              "goes on in the next line. A paragraph more is a block of its own.");
      } else if (c == '"') {
        end_ = ++at_;
        return;
      } else if (c == '\\') {
        escape();
      } else if (c == '\t') {
        fault(at_, "A tab stands inside this text; write a space.");
      } else if (static_cast<unsigned char>(c) < 0x20) {
        fault(at_, "A character that cannot be seen stands inside this text; delete it.");
      } else {
        const Character character = first_character(text_.substr(at_));
        if (is_broken(character)) {
          not_utf8();
        } else {
          at_ += character.size;
        }
      }
    }
  }

  std::string_view text_;
  std::size_t at_ = 0;
  std::size_t end_ = 0;    // Of the last token.
  std::size_t comma_ = 0;  // The last one.
  bool after_colon_ = false;
  Expected expected_ = Expected::kValue;
  std::vector<Open> open_;
  std::optional<JsonFault> fault_;
};

}  // namespace

std::optional<JsonFault> find_json_fault(std::string_view text) { return Scanner(text).run(); }

}  // namespace career_quiz::authoring
