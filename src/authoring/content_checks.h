#pragma once

#include <cstdint>
#include <string>
#include <vector>

#include "career_quiz/quiz.h"

/// What the reader of a document cannot see: whether its weights make a fair and
/// a useful quiz. For authors, natively; nothing here goes into a page.
namespace career_quiz::authoring {

/// One weakness of a quiz. `check` says how `figure` is measured:
///   ideal               the lead in decibans of the outcome for its own ideal respondent, who
///                       gives every scored answer that says most for it; under 6 (in a sum,
///                       under 0) is too little
///   fair-share          how often the outcome comes first among respondents who answer at
///                       random, as a multiple of its fair share; 0.5 to 1.6 is fair
///   straight-line       the lead in decibans of the first outcome for somebody who clicks
///                       straight through; 6 or more, unless the advice is "mixed", is too much
///   information-budget  how many bits all answers together can say about an outcome (the sum of
///                       Kullback-Leibler divergences from a neutral respondent), as a multiple
///                       of the median outcome; 0.75 to 1.25 is balanced
///   dead-question       the most bits that the question says about any two outcomes, or about all
///                       that are equally likely; under 0.03 is too little
///   dead-option         the most decibans written for any outcome if the option is chosen; what no
///                       respondent would choose (-3 or less for each), or what says the same as
///                       another option, can go
///   support             how many questions have an answer that adds 2 decibans or more to the
///                       outcome; fewer than three, or all of one kind, are too few
///   single-answer       the decibans that one answer adds to an outcome; more than 12 either way
///                       is too much
///   bent-scale          along the points of a scale or a pair, by how many decibans the weight of
///                       one outcome rises, or by how many it falls, whichever is less; 6 or more
///                       looks like a sign that slipped
///   against-tests       by how much the answers of the tests under `expect` speak for the outcome
///                       that they expect: of one answer, 5 decibans against it are too much; of
///                       a question over three tests or more, an average of 1 for the others is
/// A sum has norms of its own, and a quiz without weights is decided by its
/// conditions: there only `ideal` and questions of no use at all are looked for.
struct Finding {
  std::string check;
  std::string pointer;           ///< JSON pointer into the document.
  std::vector<std::string> ids;  ///< What the pointer stands at, the outer first.
  std::string message;           ///< What is wrong, and how to mend it.
  double figure = 0;
};

struct ContentCheckOptions {
  std::uint32_t respondents = 20'000;  ///< Of the simulation of `fair-share`.
  std::uint64_t seed = 1;
};

/// All weaknesses, check by check in the order above, then by place. The same
/// quiz and options give the same findings. Precondition: read_quiz() returned
/// `quiz`.
std::vector<Finding> check_content(const Quiz& quiz, const ContentCheckOptions& options = {});

/// The figure of every outcome, whether or not it is a finding: for reports.
/// Derived outcomes have zeros.
struct OutcomeFigures {
  double ideal_lead = 0;       ///< As in `ideal`.
  double share = 0;            ///< As in `fair-share`; 0 where nothing is weighed.
  double information = 0;      ///< Bits, as in `information-budget`; 0 where nothing is weighed.
  std::size_t supporting = 0;  ///< As in `support`.
};
std::vector<OutcomeFigures> outcome_figures(const Quiz& quiz,
                                            const ContentCheckOptions& options = {});

}  // namespace career_quiz::authoring
