#pragma once

#include <cstddef>
#include <cstdint>
#include <string>
#include <string_view>

#include "career_quiz/quiz.h"

namespace career_quiz::authoring {

/// A sentence that depends on a number, {n}.
struct Counted {
  std::string_view one;
  std::string_view other;
};

/// What the command says to a reader, in one language. Names in braces are for
/// fill() (text.h).
struct ReaderWords {
  std::string_view language;
  bool none_is_one;  ///< 0 takes the form of 1, as in French.
  std::string_view decimal;
  std::string_view comma, then, both;
  std::string_view quoted;

  // Before the first question.
  Counted questions, up_to;
  std::string_view stays_here, how, help;
  std::string_view resumed, not_in_code;

  // A question.
  std::string_view position, position_at_most, position_between;
  std::string_view optional, sensitive;
  std::string_view point;
  std::string_view letters[2];
  std::string_view pair[4];
  std::string_view several, at_most, at_least, exactly, between, none_of_them, alone;
  std::string_view order, range;
  Counted length;
  std::string_view free_text;
  std::string_view skips, keeps, keeps_secret, takes_away;
  std::string_view skipped, unanswered, none;
  std::string_view said, kept_secret;

  // What was typed cannot be used.
  std::string_view need_one, need_option, need_several, need_order, need_number, need_text;
  std::string_view one_only, repeated, too_few, too_many, is_alone;
  std::string_view too_small, too_large, too_long, too_soon, first_question;

  // The result.
  std::string_view one, two_tracks, mixed, override_, combined, no_way;
  std::string_view beside_how, two_tracks_how, mixed_how, combined_parts;
  std::string_view rests_on;
  Counted rests_on_all;
  std::string_view early, certain, risk, exhausted;
  std::string_view because, because_lead, because_alone;
  std::string_view against, against_lead, against_alone;
  std::string_view weight[3];
  std::string_view starting_point;
  std::string_view account, account_lead, total;
  std::string_view ranking, ranking_lead, behind;
  std::string_view strong, explore, weak;
  std::string_view scales;
  std::string_view side[3];
  std::string_view modules;
  Counted part_questions;
  std::string_view turning, turn_some, turn, turn_answer, steady, steady_pairs, steady_tried;
  std::string_view limits, not_told;

  // After it.
  std::string_view more, menu_all, menu_back, menu_go_on, menu_others, menu_end, menu_enter;
  std::string_view review, review_how, menu_help, menu_unknown;
  std::string_view code, code_secret, code_opens, code_goes_on, no_code, goodbye;
};

/// The words in the language of a tag such as "fr-CA"; English for any other.
const ReaderWords& reader_words(std::string_view language);

std::string counted(const ReaderWords& words, const Counted& sentence, std::int64_t n);

/// A number of tenths, "7.0"; with a sign if it is a difference, "+7.0".
std::string tenths(const ReaderWords& words, std::int32_t value, bool sign = false);

/// The option at that place as a reader sees it: its text, or what a point of a
/// scale or pair without one is called.
std::string option_text(const ReaderWords& words, const Question& question, std::size_t option,
                        std::size_t language);

/// The answer in the reader's words. `language` is the place of that of the quiz.
std::string answer_text(const ReaderWords& words, const Question& question, const Answer& answer,
                        std::size_t language);

}  // namespace career_quiz::authoring
