#pragma once

#include <cstdint>
#include <optional>
#include <string_view>

#include "career_quiz/list.h"

namespace career_quiz {

struct Answer;
struct Question;
struct Quiz;

/// The three values a condition can take. Unknown is what depends on a question
/// that is still open.
enum class Truth : std::uint8_t { kFalse, kUnknown, kTrue };

/// A condition of the document, read and typed: comparisons with options have
/// become sets of options, so that evaluation can neither fail nor misread. The
/// default condition always holds.
struct Condition {
  enum class Op : std::uint8_t {
    kAlways,
    kNever,
    kNot,        ///< parts[0]
    kAnd,        ///< parts
    kOr,         ///< parts
    kAnswered,   ///< `subject`, a question, has an answer.
    kChose,      ///< The answer to `subject` has at least one option of `members`.
    kPlaced,     ///< The option at place `place` of the ranking that answers `subject` is in
                 ///< `members`.
    kRanked,     ///< The outcome at place `subject` (0 first, 1 second) is in
                 ///< `members`.
    kShown,      ///< The headline shows an outcome of `members`.
    kHeadlined,  ///< The kind of the headline, as its place in kHeadlineKinds, is in `members`.
    kCompare,    ///< `left` `relation` `right`; false if either is null.
  };
  enum class Relation : std::uint8_t {
    kEqual,
    kNotEqual,
    kLess,
    kLessOrEqual,
    kGreater,
    kGreaterOrEqual
  };

  /// A number a condition can read.
  struct Operand {
    enum class Kind : std::uint8_t { kNull, kLiteral, kAnswer, kScale, kScore, kMargin, kLead };
    Kind kind = Kind::kNull;
    std::uint16_t index = 0;  ///< Of the question (kind number), the scale or the outcome.
    std::int64_t literal = 0;

    bool operator==(const Operand&) const = default;
  };

  Op op = Op::kAlways;
  Relation relation = Relation::kEqual;
  std::uint16_t subject = 0;
  std::uint16_t place = 0;
  List<std::uint16_t> members;
  List<Condition> parts;
  Operand left;
  Operand right;

  bool operator==(const Condition&) const = default;
};

/// What rules and modules may read of a result; absent numbers are null.
struct Standing {
  List<std::uint16_t> ranking;               ///< Eligible outcomes, best first.
  List<std::optional<std::int32_t>> scores;  ///< An outcome; null if not eligible.
  std::optional<std::int32_t> margin;        ///< First minus second.
  std::optional<std::int32_t> lead;          ///< Second minus third.
  std::optional<std::uint16_t> headline;     ///< Its kind, for modules.
  List<std::uint16_t> shown;                 ///< The headline's outcomes, for modules.
};

/// In the order of Headline::Kind. Modules read all but "override", under which
/// there are none.
inline constexpr std::string_view kHeadlineKinds[] = {"one", "two-tracks", "mixed", "override",
                                                      "combined"};

/// Remembers values of scales while the answers they rest on stay as they are.
class ScaleMemory {
 public:
  explicit ScaleMemory(const Quiz& quiz);
  std::optional<std::int32_t> value(const Quiz& quiz, const List<Answer>& answers,
                                    std::uint16_t scale);
  /// An answer to `question` has changed.
  void forget(const Question& question);

 private:
  List<bool> known_;
  List<std::optional<std::int32_t>> values_;
};

/// What a condition is evaluated over.
struct Facts {
  const Quiz& quiz;
  /// One an question: what counts now. A question that cannot be asked is open
  /// with settled true, as is one that was skipped.
  const List<Answer>& answers;
  /// Null: whatever has no answer is taken as never answered. Otherwise one a
  /// question: whether its answer can still change; what can is Unknown.
  const List<bool>* settled = nullptr;
  /// Null: conditions over results are Unknown.
  const Standing* standing = nullptr;
  /// Null: values of scales are computed anew for each comparison.
  ScaleMemory* scales = nullptr;
};

/// Whether numbers, or nulls, stand in a relation: kCompare.
bool relates(Condition::Relation relation, const std::optional<std::int64_t>& left,
             const std::optional<std::int64_t>& right);

/// The value of `condition`. Without `settled` and with `standing` given, never
/// Unknown. Nulls: == null asks whether there is no answer; any ordering with a
/// null, and `in` with one, is false.
Truth evaluate(const Condition& condition, const Facts& facts);

/// The scale's value from 0 to 100 on the answers given, rounded half up: the
/// points reached within what those questions allowed. Null if no answered
/// question bears on the scale.
std::optional<std::int32_t> scale_value(const Quiz& quiz, const List<Answer>& answers,
                                        std::uint16_t scale);

/// The most that an answer to `question` can add up to, when each option is worth
/// so much.
std::int64_t most_attainable(const Question& question, const List<std::int64_t>& worth);

/// The questions a condition reads: named in it, or bearing on a scale that is
/// named in it. Ascending, each once.
List<std::uint16_t> questions_read(const Condition& condition, const Quiz& quiz);

/// Whether the condition reads a result.
bool reads_result(const Condition& condition);

/// Whether the condition reads the headline: its kind or what it shows.
bool reads_headline(const Condition& condition);

}  // namespace career_quiz
