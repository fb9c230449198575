#pragma once

#include <z3++.h>

#include <cstdint>
#include <functional>
#include <map>
#include <optional>
#include <set>
#include <string>
#include <utility>
#include <vector>

#include "career_quiz/quiz.h"

/// Answer sheets as unknowns. All that a sheet leads to is said in linear integer
/// arithmetic over them: one variable from 0 to 1 an option, one equality a
/// question, one inequality a pair of rivals; conditions are statements about the
/// same variables. What is asked for pulls in what it depends on and nothing else:
/// other questions are left to whoever fills the sheet.
namespace career_quiz::authoring {

/// Which sheets the unknowns stand for.
enum class Sheets : std::uint8_t {
  kComplete,  ///< Every visible question is answered, or skipped where it may be.
  kAny,       ///< Each question may be open too.
};

/// An answer that fits the question, if there is one; with `option` among its
/// options, or first in a ranking.
std::optional<Answer> fitting_answer(const Question& question,
                                     std::optional<std::uint16_t> option = std::nullopt);

/// A sum of integer variables, each with a factor, and a constant.
struct Linear {
  std::map<unsigned, std::int64_t> terms;  ///< By the place of the variable in its model.
  std::int64_t constant = 0;

  void add(unsigned variable, std::int64_t factor) { terms[variable] += factor; }
  void add(const Linear& other, std::int64_t factor = 1);
};

/// What holds of one sheet, as expressions of Z3. Whatever they mention is said by
/// constraints(), which grow as more is asked for.
class SheetModel {
 public:
  /// Variables are named after `name`. Both references must outlive the model.
  /// `pause` is called again and again while much is said; it may throw to leave that.
  SheetModel(z3::context& context, const Quiz& quiz, Sheets sheets, std::string name = "",
             std::function<void()> pause = nullptr);

  /// How a condition is read.
  enum class Reading : std::uint8_t {
    kStanding,  ///< By the ranking, before any rule: as rules are.
    kAdvice,    ///< By what is shown; under an override there is no ranking.
  };

  z3::expr holds(const Condition& condition, Reading reading);

  z3::expr visible(std::uint16_t question);
  z3::expr given(std::uint16_t question);  ///< Answered or skipped, and counted.
  z3::expr gives(std::uint16_t question, const Answer& answer);  ///< Counted and the same.
  z3::expr asked_next(std::uint16_t question);  ///< In the full form; Sheets::kAny only.

  z3::expr eligible(std::uint16_t outcome);
  z3::expr comes_first(std::uint16_t outcome);  ///< Of the ranking, whatever rules say.
  const Linear& score(std::uint16_t outcome);
  z3::expr shown(std::uint16_t outcome);
  z3::expr headline(std::uint16_t kind);  ///< As in kHeadlineKinds.
  /// The same, as the ways it can come about. Each says what it needs when it is
  /// called, and alone is far easier to decide than all together.
  using Ways = std::vector<std::function<z3::expr()>>;
  Ways ways_to_show(std::uint16_t outcome);
  Ways ways_to_headline(std::uint16_t kind);
  z3::expr has_second();  ///< Two outcomes or more are eligible.
  z3::expr nothing_eligible();
  z3::expr overridden();
  z3::expr override_before(std::size_t rule);  ///< One of the rules before it overrides.
  z3::expr fires(std::size_t rule);
  z3::expr given_module(std::size_t module);
  /// A reader is shown the advice. Of sheets where nothing that is scored is
  /// answered, more are let in than the engine shows; replay them.
  z3::expr advice_shown();

  z3::expr value(const Linear& sum);
  /// The same raw answers but for `question`: what is visible in both is the same.
  static z3::expr same_answers(SheetModel& a, SheetModel& b, std::uint16_t question);

  const z3::expr_vector& constraints() const { return constraints_; }
  /// The counted answers. Questions that nothing depends on are open, and so are
  /// places of rankings that nothing reads filled in any order.
  Answers decode(const z3::model& model) const;
  /// Says more about shares of belief where the model has them wrong. False if it
  /// has none wrong.
  bool refine(const z3::model& model);
  /// Some answer is another than in the model.
  z3::expr differs(const z3::model& model);

 private:
  // A condition in three values.
  struct Tri {
    z3::expr is_true;
    z3::expr is_false;
  };
  struct Unknowns {
    z3::expr visible;
    Linear on;                        // 1 if answered.
    Linear given;                     // 1 if answered or skipped.
    std::vector<unsigned> options;    // Variables: chosen, or first.
    std::optional<unsigned> skipped;  // Variable, where it may be.
    std::optional<unsigned> number;   // Variable of a number.
    std::vector<unsigned> answers;    // All variables that say what the answer is.
    std::map<std::uint16_t, std::vector<unsigned>> places{};  // Of a ranking, but the first.
  };
  // A number that a condition reads.
  struct Value {
    z3::expr null;
    Linear sum;
    std::optional<std::uint16_t> scale;
  };
  struct ScaleSums {
    Linear reached;  // Above the lowest.
    Linear span;
  };
  // A share of belief against that of the first, in parts of kOne.
  struct Power {
    z3::expr value;
    std::set<std::int64_t> thresholds;
  };

  unsigned variable(const std::string& name, std::int64_t least, std::int64_t most);
  z3::expr boolean(bool value) { return context_.bool_val(value); }
  void pause() const {
    if (pause_) pause_();
  }
  z3::expr number(std::int64_t value) { return context_.int_val(value); }
  z3::expr at_least(const Linear& sum, std::int64_t least);
  z3::expr equal(const Linear& sum, std::int64_t value);
  z3::expr once(const std::string& name, const std::function<z3::expr()>& meaning);
  Unknowns& unknowns(std::uint16_t question);
  std::vector<unsigned>& place(std::uint16_t question, std::uint16_t at);
  z3::expr either(const std::vector<z3::expr>& parts);
  z3::expr all_of(const std::vector<z3::expr>& parts);
  z3::expr compare(const Condition& condition, Reading reading);
  Value read(const Condition::Operand& operand, Reading reading);
  Linear whole(const Value& value);
  ScaleSums& scale(std::uint16_t scale);
  z3::expr scale_at_least(std::uint16_t scale, std::int64_t value);
  z3::expr relate(const Linear& difference, Condition::Relation relation);
  Tri tri(const Condition& condition, bool with_standing);
  z3::expr settled(std::uint16_t question);
  z3::expr gate_closed();
  z3::expr fired(Rule::Kind kind);
  z3::expr before(std::uint16_t a, std::uint16_t b);
  z3::expr second(std::uint16_t outcome);
  z3::expr third(std::uint16_t outcome);
  // The score of the outcome at that place of the ranking, where there is one.
  unsigned score_at(std::size_t place);
  z3::expr strong();
  z3::expr straight();
  void bound_power(std::uint16_t outcome, std::int64_t behind);
  z3::expr no_rule();
  z3::expr margin_under_close();
  z3::expr applies(std::size_t rule);

  z3::context& context_;
  const Quiz& quiz_;
  Sheets sheets_;
  std::string name_;
  std::function<void()> pause_;
  z3::expr_vector constraints_;
  std::vector<z3::expr> variables_;
  std::vector<std::optional<Unknowns>> questions_;
  std::vector<std::optional<Linear>> scores_;
  std::map<std::string, z3::expr> known_;  // What has been said once.
  std::map<std::uint16_t, ScaleSums> scales_;
  std::map<std::uint16_t, Linear> scale_values_;
  std::map<std::uint16_t, Power> powers_;
  std::optional<unsigned> place_scores_[3];
};

}  // namespace career_quiz::authoring
