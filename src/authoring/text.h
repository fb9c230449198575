#pragma once

#include <cstddef>
#include <initializer_list>
#include <string>
#include <string_view>
#include <utility>

/// Text for terminals, reports and pages.
namespace career_quiz::authoring {

/// `text` without what would not be seen: control characters become spaces, so
/// that no text of a quiz can steer a terminal, and what is not UTF-8 becomes
/// U+FFFD.
std::string clean(std::string_view text);

/// How many columns of a terminal the text takes: none for a combining mark, two
/// for a character of Chinese, Japanese or Korean writing. Precondition: UTF-8.
std::size_t columns_of(std::string_view text);

/// The text, cleaned, in lines of at most `width` columns, each with its line end:
/// the first begins with `first`, the others with `indent`. A word that is longer
/// than a line stands alone on one. No-break spaces do not break. Empty for an
/// empty text.
std::string wrapped(std::string_view text, std::size_t width, std::string_view first = "",
                    std::string_view indent = "");

/// The template with each {name} replaced by its value; a name that is not given
/// stays as it is.
std::string fill(std::string_view text,
                 std::initializer_list<std::pair<std::string_view, std::string_view>> values);

/// What an author has written, in quotation marks: “text”.
std::string quoted(std::string_view text);

/// With that many decimals.
std::string fixed(double value, int decimals);

/// 0.1234 as “12.3”.
std::string percent(double share);

/// As text or the value of an attribute in HTML, cleaned.
std::string escaped_html(std::string_view text);

}  // namespace career_quiz::authoring
