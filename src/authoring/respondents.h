#pragma once

#include <cstdint>
#include <string_view>
#include <vector>

#include "authoring/random.h"
#include "career_quiz/quiz.h"

/// Simulated people who answer a quiz. They say how a quiz treats respondents who
/// are as its model has them, and nothing about how real people are.
namespace career_quiz::authoring {

enum class RespondentKind : std::uint8_t {
  kCoherent,  ///< Has one need and gives the answers that speak most for it.
  kModel,     ///< Has one need and answers as the evidence says that people of that need do.
  kMixture,   ///< Answers 70 % for one need and 30 % for another, slips one time in ten; one in
              ///< five agrees with whatever a scale says, half of the time.
  kUniform,   ///< Has no need: every answer that fits is as likely as any other.
};
inline constexpr std::size_t kRespondentKinds = 4;

std::string_view name_of(RespondentKind kind);

/// The stream of one block of respondents. Whoever draws block by block gets the
/// same respondents on any number of threads.
Random stream_of(std::uint64_t seed, RespondentKind kind, std::uint64_t block);

/// The need of a respondent who has none.
inline constexpr std::uint16_t kNoNeed = 0xffff;

/// An answer to every question, whether or not it is asked, as one number each:
/// the place of the option; for kind multiple the set of options, as bits; for rank
/// the place of the option that is first; the number; 0 for a text.
struct Sheet {
  std::vector<std::uint64_t> picks;
  std::vector<std::uint16_t> orders;  ///< The whole orders of questions of kind rank, one by one.
};

/// Draws respondents of one quiz. What has no evidence for a need is answered at
/// random; nobody skips a question. Safe to use from several threads at once.
class Respondents {
 public:
  /// Precondition: read_quiz() returned `quiz`, which outlives this and does not
  /// move.
  explicit Respondents(const Quiz& quiz);

  /// Whether there are two outcomes or more to have a need for; without, only
  /// kUniform can be drawn.
  bool have_needs() const { return needs_.size() > 1; }

  /// An empty sheet of the size that draw() fills.
  Sheet sheet() const;

  /// Draws a respondent with all their answers, in `sheet`, and returns the need
  /// they have, an outcome. It may be one that their answers close.
  std::uint16_t draw(RespondentKind kind, Random* stream, Sheet* sheet) const;

  /// Whether question `q` has an answer that another could take the place of.
  bool has_another(std::size_t q) const;
  /// Puts another answer in the place of the one to question `q`, any as likely; for
  /// kind multiple one tick more or less, where that fits; for rank another option
  /// first. Precondition: has_another(q).
  void replace(std::size_t q, Random* random, Sheet* sheet) const;

  /// The same answers as the engine takes them, in the quiz's order.
  Answers answers(const Sheet& sheet) const;

 private:
  // What Random::below() gives for an end that stays, without its division.
  struct Die {
    explicit Die(std::uint64_t end = 1) : ways(end), inverse(~std::uint64_t{0} / end) {}
    std::uint64_t roll(Random* random) const;

    std::uint64_t ways;
    std::uint64_t inverse;  // Parts of 2^64.
  };
  // How a respondent with a certain need answers a question.
  struct Lean {
    bool leans = false;          // The question bears on the need.
    std::uint32_t likely = 0;    // In likely_: a share an option, cumulated but for kind multiple.
    std::uint32_t best = 0;      // In best_: the options that speak most for the need.
    Die best_die;                // Over those.
    std::uint64_t best_set = 0;  // Kind multiple.
  };
  struct Plan {
    QuestionKind kind = QuestionKind::kSingle;
    bool scored = false;
    Die die;  // Over the options, the values of a number, or the sets.
    std::uint32_t options = 0;
    std::int64_t min = 0;
    std::int64_t max = 0;
    std::uint32_t order = 0;          // Kind rank: where it starts in Sheet::orders.
    std::uint64_t exclusive = 0;      // Kind multiple, as bits.
    std::vector<std::uint64_t> sets;  // Kind multiple: so many sets of so many ticks.
  };

  static std::uint64_t best_set(const Question& question, std::size_t t);
  static bool fits(const Plan& plan, std::uint64_t set);
  // Sets come of one number of the stream, as any other answer does.
  std::uint64_t any_set(const Plan& plan, std::uint64_t number) const;
  std::uint64_t likely_set(const Plan& plan, const Lean& lean, std::uint64_t number) const;
  std::uint64_t any(const Plan& plan, Random* random) const;
  std::uint64_t likely(const Plan& plan, const Lean& lean, Random* random) const;
  std::uint64_t best(const Plan& plan, const Lean& lean, Random* random) const;
  void put_first(const Plan& plan, std::uint64_t first, Sheet* sheet) const;

  const Quiz& quiz_;
  std::vector<std::uint16_t> needs_;
  Die need_die_;
  Die other_need_die_;
  std::vector<Plan> plans_;
  std::vector<Lean> leans_;  // Need by need, one a question.
  std::vector<std::uint32_t> likely_;
  std::vector<std::uint16_t> best_;
  std::size_t orders_ = 0;
};

}  // namespace career_quiz::authoring
