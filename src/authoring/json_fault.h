#pragma once

#include <cstddef>
#include <optional>
#include <string>
#include <string_view>

namespace career_quiz::authoring {

/// Why a text is not JSON, for whoever wrote it by hand.
struct JsonFault {
  std::size_t offset = 0;  ///< Of the byte where it is to be mended.
  std::string message;     ///< What is wrong there, and how to mend it.
};

/// The first fault of `text`; nothing if it is one JSON value in UTF-8, with or
/// without a byte order mark.
std::optional<JsonFault> find_json_fault(std::string_view text);

}  // namespace career_quiz::authoring
