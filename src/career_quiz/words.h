#pragma once

#include <cstdint>
#include <initializer_list>
#include <string>
#include <string_view>

/// Building sentences. Templates with a list of values compile to far less than
/// chains of +, and sentences are a good part of the engine.
namespace career_quiz {

using Values = std::initializer_list<std::string_view>;

/// The sentence with each % replaced by the next value. A value in quotation
/// marks, “%”, is cut with an ellipsis after 60 bytes.
std::string say(std::string_view sentence, Values values);

std::string decimal_text(std::int64_t number);

/// A count or a number in digits.
template <class Integer>
std::string decimal(Integer number) {
  return decimal_text(static_cast<std::int64_t>(number));
}

}  // namespace career_quiz
