#pragma once

#include <string>
#include <vector>

#include "career_quiz/diagnostics.h"

namespace career_quiz::cli {

/// A file, and all that is to be said about it.
struct Checked {
  std::string path;  ///< As it was named; "-" for standard input.
  std::string text;
  std::vector<Diagnostic> diagnostics;
};

/// The diagnostics of all files as SARIF 2.1.0, with a rule for every code there
/// is. `complete` is whether all files could be read.
std::string as_sarif(const std::vector<Checked>& all, bool complete);

}  // namespace career_quiz::cli
