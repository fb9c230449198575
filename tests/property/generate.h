#pragma once

#include <string>
#include <vector>

#include "authoring/random.h"
#include "json.h"

namespace career_quiz::property {

/// What a generated quiz may have, and how much of it.
struct Shape {
  int questions = 8;
  int options = 5;
  int outcomes = 5;
  bool conditions = true;  ///< Questions are asked only after some answers.
  bool gates = true;       ///< Outcomes with a condition of their own.
  bool rules = true;       ///< Of all three kinds, and modules.
  bool sensitive = true;
  bool skips = true;  ///< Optional questions.

  bool every_kind = false;  ///< Rankings, numbers and texts too.
  bool adaptive = false;    ///< How the adaptive mode asks and stops.
  bool sums = false;        ///< Points that are added, in place of evidence.
  bool after = false;       ///< Questions that are asked beside the result.
};

/// A question as the generator knows it.
struct Asked {
  std::string id;
  std::string kind;
  std::vector<std::string> options;
  std::vector<bool> exclusive;
  bool optional = false;
  bool sensitive = false;
  bool after = false;
  std::size_t min = 0;
  std::size_t max = 0;  ///< For kind text, in characters.
  int least = 0;        ///< The range of kind number.
  int most = 0;
  std::vector<std::size_t> scales;  ///< It bears on these.

  bool multiple() const { return kind == "multiple"; }
  bool rank() const { return kind == "rank"; }
  bool number() const { return kind == "number"; }
  bool text() const { return kind == "text"; }
  bool ordered() const { return kind == "scale" || kind == "pair"; }
};

/// A valid quiz. No two things in it, of whatever kind, share an id, and no
/// text is an id, so that ids can be replaced wherever they stand.
struct Generated {
  Json document;
  std::vector<Asked> questions;
  std::vector<std::string> scales;
  std::vector<std::string> scored;   ///< Outcomes that are ranked.
  std::vector<std::string> derived;  ///< Outcomes that a rule alone shows.

  const Asked& question(std::string_view id) const;
};

Generated generate_quiz(Random* random, const Shape& shape = {});

/// A document that is a quiz, or nearly one, in the same form; its options may share ids.
Generated quiz_in(Json document);
/// A quiz from a file.
Generated quiz_in_file(const std::string& path);
/// The mentoring quiz that ships.
Generated shipped_quiz();

/// A condition over any answers and scales of `quiz`, and over results too if
/// `results`.
Json generate_condition(Random* random, const Generated& quiz, bool results);

/// An answer that fits; never a skip.
Json fitting_answer(Random* random, const Asked& question);
/// An answer that fits, or now and then a skip where one is allowed.
Json any_answer(Random* random, const Asked& question);
/// An answer that does not fit.
Json unfit_answer(Random* random, const Asked& question);
/// Every answer a reader can give: skips where allowed, every subset and every
/// order that fits; of numbers the ends and what lies beside them, of texts one.
std::vector<Json> every_answer(const Asked& question);

/// Fitting answers and skips for about `percent` of the questions, visible or
/// not.
Json generate_answers(Random* random, const Generated& quiz, int percent);
/// Like generate_answers(), with answers that fit no question here and there.
Json generate_careless_answers(Random* random, const Generated& quiz);

}  // namespace career_quiz::property
