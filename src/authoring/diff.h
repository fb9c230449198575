#pragma once

#include <cstdint>
#include <functional>
#include <string>
#include <vector>

#include "authoring/study.h"
#include "career_quiz/quiz.h"

/// What an edit of a quiz changes: in the file, and for those who take it.
namespace career_quiz::authoring {

/// One change in the file. Things are found again by their ids.
struct Edit {
  enum class Kind : std::uint8_t { kAdded, kRemoved, kMoved, kChanged };
  Kind kind = Kind::kChanged;
  std::string what;    ///< "question goal", "option skill of goal", "rule care"; "quiz".
  std::string member;  ///< Of kChanged: "text (fr)", "evidence of one", "when", …
  std::string before;  ///< Of kChanged; of long texts the part that changed.
  std::string after;
};
std::string_view name_of(Edit::Kind kind);

/// Every change, in the order of the new file; what is gone comes first.
std::vector<Edit> edits_of(const Quiz& before, const Quiz& after);

/// Whether codes of readers of `before` open in `after`.
bool codes_open(const Quiz& before, const Quiz& after);

/// `answers` to `before` as answers to `after`, by ids. What is not there, or does
/// not fit any more, is left open.
Answers carried_over(const Quiz& before, const Quiz& after, const Answers& answers);

/// What a sheet leads to, by ids.
struct Advised {
  std::string kind;
  std::vector<std::string> outcomes;
  std::vector<std::string> modules;
};

/// A sheet whose advice changes.
struct ChangedSheet {
  std::string sheet;  ///< JSON, of the old quiz.
  Advised before;
  Advised after;
  std::string because;  ///< Which change did it, in a sentence.
};

struct AdviceDiff {
  RespondentKind respondents = RespondentKind::kMixture;
  std::uint64_t seed = 1;
  std::uint64_t drawn = 0;  ///< With those left out: sent elsewhere by the same override in both.
  Share any;                ///< Any of the following.
  Share first;              ///< The outcome that is shown first.
  Share headline;           ///< The kind of the headline, or its outcomes in whatever order.
  Share modules;
  std::vector<ChangedSheet> examples;  ///< At most five, as different as can be.
};

struct DiffOptions {
  std::uint64_t respondents = 20'000;
  std::uint64_t seed = 1;
  std::function<void(std::uint64_t done, std::uint64_t all)> progress;
};

/// The advice of simulated respondents of `before`, who answer every question, and
/// of the same sheets carried over to `after`. The same quizzes and options give the
/// same.
AdviceDiff diff_advice(const Quiz& before, const Quiz& after, const DiffOptions& options);

}  // namespace career_quiz::authoring
