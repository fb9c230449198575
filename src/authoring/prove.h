#pragma once

#include <atomic>
#include <cstdint>
#include <functional>
#include <string>
#include <string_view>
#include <vector>

#include "career_quiz/quiz.h"

/// What holds of every answer sheet of a quiz, and what some sheet shows: decided
/// by sheets drawn at random, which the engine runs, and where these do not show it
/// by the solver Z3.
///
/// Witnesses are complete sheets, as the full form leads to them. What is claimed
/// of every sheet is claimed of early results too, whichever questions are open.
namespace career_quiz::authoring {

enum class Verdict : std::uint8_t {
  kWitness,         ///< A sheet shows it.
  kProved,          ///< It holds of every sheet.
  kImpossible,      ///< No sheet shows it.
  kCounterExample,  ///< A sheet breaks it.
  kNotDecided,      ///< Neither was found in time.
};
std::string_view name_of(Verdict verdict);

/// A sheet and what it shows. The engine has run it.
struct Exhibit {
  std::string shows;                 ///< A few words.
  std::function<Answers()> answers;  ///< Made when asked for; the quiz must be there still.
};

/// One property of a quiz. `kind` says which:
///   outcome    some sheet is shown the outcome
///   headline   some sheet has a headline of the kind
///   question   the question is asked of someone
///   option     the option can be chosen
///   rule       the rule decides some headline
///   module     some sheet is given the module
///   condition  the condition, or a part of it, holds of some sheet and fails for another
///   end        every path through the questions ends
///   advice     every sheet whose advice is shown has at least one outcome
///   guarantee  an entry of `guarantees`
struct Property {
  std::string kind;
  std::string name;     ///< The id it is about, or what the author calls it.
  std::string pointer;  ///< JSON pointer into the document.
  std::uint32_t line = 1;
  std::uint32_t column = 1;
  Verdict verdict = Verdict::kNotDecided;
  bool sound = false;  ///< As an author wants it.
  std::string says;    ///< A sentence.
  std::vector<Exhibit> sheets;
};

struct ProofOptions {
  std::uint32_t respondents = 4000;  ///< Random sheets that are tried first.
  std::uint64_t seed = 1;
  /// The most processor time that the random sheets may take, and after them each property.
  double seconds = 10;
  unsigned threads = 1;  ///< Has no effect on what is found, unless time runs out.
  /// Becomes true to stop: what is left is then not decided. May be null.
  const std::atomic<bool>* stop = nullptr;
  /// Called now and then by the caller's own thread: `what` is done, a few words. May be empty.
  std::function<void(const char* what, std::size_t done, std::size_t all)> progress = nullptr;
};

/// Every property of the quiz, kind by kind in the order above. The same quiz, seed
/// and respondents give the same properties, unless time runs out. Precondition: read_quiz(text)
/// gave `quiz`.
std::vector<Property> prove(const Quiz& quiz, std::string_view text,
                            const ProofOptions& options = {});

}  // namespace career_quiz::authoring
