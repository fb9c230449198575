#pragma once

#include <string>
#include <vector>

#include "authoring/study.h"

/// A study in words and tables.
namespace career_quiz::authoring {

/// Something that is wrong, beyond what chance can explain: the interval of the
/// figure lies past the bound that is named here.
///   rare-outcome, frequent-outcome   random respondents rank it first under 0.5 or over 1.6
///                                    times as often as its fair share
///   lost-need                        fewer than 90 % of those who answer for it rank it first
///   deciding-question                another answer to it alone changes over 40 % of results,
///                                    though no gate reads it
///   idle-question                    another answer changes under 1 % of results, and the answer
///                                    tells under 0.01 bit
///   fragile                          one slip changes the first advice of over 25 %
///   ties                             over 2 % of random sheets tie for the first place
///   close-calls                      over 40 % of results are close calls
///   flat                             over 10 % of those with one need are told "mixed"
///   adaptive-disagrees               the adaptive form ranks another outcome first for over 5 %
///                                    of those drawn from the model, or 10 % of noisy ones
///   adaptive-long                    it asks noisy respondents over 90 % of the full form, which
///                                    has ten questions or more
///   unbalanced                       all answers together say under 0.75 or over 1.25 times as
///                                    many bits about an outcome as about the median one
struct StudyFinding {
  std::string check;
  std::vector<std::string> ids;  ///< The outcome or question it is about, if any.
  std::string message;           ///< What is wrong, and how to mend it.
};

/// In the order above, then of the document.
std::vector<StudyFinding> findings_of(const Quiz& quiz, const Study& study);

/// The figures that an author looks for first, a plain sentence each, whether they are good or
/// bad: which question decides most, which outcomes come first, slips and close calls, and what
/// the adaptive form saves. Of the respondents nearest to people.
std::vector<std::string> summary_of(const Quiz& quiz, const Study& study);

struct StudyTable {
  std::string id;
  std::string title;
  std::string meaning;  ///< A sentence or two.
  std::vector<std::string> header;
  std::vector<std::vector<std::string>> rows;
};
std::vector<StudyTable> tables_of(const Quiz& quiz, const Study& study);

/// “100000 respondents of each kind, seed 1”, and whether there should have been
/// more.
std::string basis_of(const Study& study);

/// As in a terminal.
std::string study_text(const Quiz& quiz, const Study& study);

/// One line of JSON: {"quiz", "version", "seed", "complete", "findings", "summary", "kinds",
/// "information"}. Shares as {"hits", "of", "share", "low", "high"}.
std::string study_json(const Quiz& quiz, const Study& study);

}  // namespace career_quiz::authoring
