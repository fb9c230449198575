#pragma once

#include <string>
#include <string_view>

namespace career_quiz::authoring {

/// The file a page loads: the quiz in one language, on one line, without what
/// only authors read (`note`, `expect`, `guarantees`). Everything else stands in
/// the order of the document, numbers and texts unchanged, so that the engine
/// answers as it does for the whole quiz, and answer codes are the same. To pack
/// what is packed changes nothing.
/// Precondition: read_quiz(text) found no error; `language` is one of the quiz's
/// languages as it is written there.
std::string pack_quiz(std::string_view text, std::string_view language);

}  // namespace career_quiz::authoring
