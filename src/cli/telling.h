#pragma once

#include <cstddef>
#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "authoring/reader_words.h"
#include "career_quiz/advice.h"
#include "career_quiz/interview.h"
#include "career_quiz/quiz.h"

/// A quiz and its result as text for a terminal.
namespace career_quiz::cli {

/// How text is shown.
struct Look {
  const authoring::ReaderWords& words;
  std::size_t language = 0;  ///< The place of that of the quiz.
  std::size_t width = 80;    ///< In columns.
  bool colour = false;       ///< Bold and dim, by ANSI sequences.

  /// Lines of at most `width` columns, with their ends; see wrapped().
  std::string lines(std::string_view text, std::string_view first = "",
                    std::string_view indent = "") const;
  std::string strong(std::string_view text, std::string_view first = "",
                     std::string_view indent = "") const;
  std::string quiet(std::string_view text, std::string_view first = "",
                    std::string_view indent = "") const;
  /// A title, underlined where there is no bold.
  std::string title(std::string_view text) const;
};

/// Blocks with an empty line between, none at the end.
std::string told_blocks(const RichText& blocks, const Look& look);

/// A piece of the result that a reader may open or leave.
struct Section {
  std::string id;  ///< Stays the same when an answer changes.
  std::string title;
  std::string lead;                      ///< In short, for a menu; may be empty.
  std::vector<std::uint16_t> questions;  ///< That are asked beside the result and feed it.
  std::string text;                      ///< Without the title.
};

struct Told {
  std::string opening;  ///< What is advised, on what it rests, why.
  std::vector<Section> sections;
  std::string limits;
};

/// The result of the counted answers of `interview`, as the element on a page
/// tells it.
Told tell(const Quiz& quiz, const Interview& interview, const Advice& advice, const Look& look);

}  // namespace career_quiz::cli
