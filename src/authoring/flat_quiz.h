#pragma once

#include <array>
#include <cstdint>
#include <memory>
#include <optional>
#include <vector>

#include "authoring/respondents.h"
#include "career_quiz/advice.h"
#include "career_quiz/condition.h"
#include "career_quiz/quiz.h"

/// A quiz laid out for millions of complete sheets: what conduct() and decide()
/// say of them in the full form, without a list or an allocation a sheet.
namespace career_quiz::authoring {

inline constexpr std::uint16_t kNoOutcome = 0xffff;

/// What a complete sheet comes to.
struct FlatVerdict {
  Headline::Kind kind = Headline::Kind::kMixed;
  std::uint16_t shown_count = 0;
  std::array<std::uint16_t, 3> shown{};  ///< The headline's outcomes, in the order of display.
  /// So many outcomes are eligible, and those of them that lead, with their
  /// scores; under an override too.
  std::uint16_t eligible = 0;
  std::array<std::uint16_t, 3> leaders{};
  std::array<std::int32_t, 3> scores{};

  std::uint16_t first() const { return shown_count == 0 ? kNoOutcome : shown[0]; }
  /// Whether it tells the reader the same, in whatever order.
  bool tells_the_same(const FlatVerdict& other) const;
};

class FlatQuiz {
 public:
  /// Precondition: read_quiz() returned `quiz`, which outlives this and does not
  /// move.
  explicit FlatQuiz(const Quiz& quiz);

  /// Judges one sheet after the other. One a thread.
  class Judge {
   public:
    /// `flat` outlives this.
    explicit Judge(const FlatQuiz& flat);

    const FlatVerdict& judge(const Sheet& sheet);
    /// The same, or null, and nothing known, if `need` is not open or an override
    /// holds.
    const FlatVerdict* judge_need(const Sheet& sheet, std::uint16_t need);

    /// Of the sheet judged last: whether question `q` is asked before the result,
    /// and whether an outcome is open.
    bool asked(std::size_t q) const { return truths_[flat_.questions_[q].when] != 0; }
    bool open(std::size_t outcome) const;

    /// What judge() would say of the sheet judged last with another answer to
    /// question `q`: `sheet` is that sheet with the new answer, `before` the pick
    /// it had. Precondition: prepare_others() was called since.
    FlatVerdict judge_other(const Sheet& sheet, std::size_t q, std::uint64_t before);
    void prepare_others(const Sheet& sheet);

   private:
    void enter(const Sheet& sheet, std::size_t q);
    void visit(const Sheet& sheet);
    void add_up(const Sheet& sheet);
    void add_rows(std::size_t q, std::uint64_t pick, std::int32_t times);
    void lead(FlatVerdict* verdict) const;
    void decide(const Sheet& sheet, FlatVerdict* verdict) const;
    bool holds(std::uint32_t node, const Sheet& sheet, const FlatVerdict* verdict) const;
    std::optional<std::int64_t> number(const Condition::Operand& operand, const Sheet& sheet,
                                       const FlatVerdict* verdict) const;

    const FlatQuiz& flat_;
    std::vector<std::uint64_t> masks_;   // One a question that conditions read; 0: not asked.
    std::vector<std::uint8_t> truths_;   // One a shared condition.
    std::vector<std::uint32_t> active_;  // Rows to add up.
    std::vector<std::int32_t> scores_;   // One a column.
    std::uint64_t line_ = 0;             // What the places of all scored answers have in common.
    std::uint32_t lined_ = 0;            // Of so many.
    FlatVerdict verdict_;
    Answers answers_;                    // Those that scales read by conditions rest on.
    std::unique_ptr<Judge> other_;       // For answers that conditions read.
    std::vector<std::uint64_t> before_;  // line_ of the questions before each, and after.
    std::vector<std::uint64_t> after_;
  };

 private:
  struct FlatQuestion {
    QuestionKind kind = QuestionKind::kSingle;
    bool read = false;
    bool bears = false;       // On a scale that some condition reads.
    bool lined = false;       // Counts for a straight line.
    std::uint32_t when = 0;   // In conditions_.
    std::uint32_t rows = 0;   // In rows_, one an option; for multiple one for no tick and, an
                              // option, what a tick changes.
    std::uint32_t lines = 0;  // In lines_, one an option.
    std::uint32_t order = 0;  // In Sheet::orders.
    std::uint64_t all = 0;    // For rank, number and text: the mask of any answer.
  };
  struct Column {
    std::uint16_t outcome = 0;
    std::uint32_t when = 0;
    std::uint32_t by_id = 0;  // Its place among the ids.
  };
  struct Node {
    Condition::Op op = Condition::Op::kAlways;
    Condition::Relation relation = Condition::Relation::kEqual;
    std::uint16_t subject = 0;
    std::uint16_t place = 0;
    std::uint32_t parts = 0;  // nodes_[parts] and the next `count`.
    std::uint32_t count = 0;
    std::uint64_t members = 0;  // Options, as bits.
    const Condition* source = nullptr;
  };
  struct FlatRule {
    const Rule* rule;
    std::uint32_t when;  // In nodes_.
  };
  // Scored questions that are asked under one condition.
  struct Single {
    std::uint32_t question;
    std::uint32_t rows;
    std::uint32_t lines;
  };
  struct Group {
    std::uint32_t when;
    std::vector<Single> singles;
    std::vector<std::uint16_t> multiples;
  };
  // A condition to evaluate, or a question to enter, in an order that suits all.
  struct Step {
    enum class Kind : std::uint8_t { kCondition, kChose, kNotChose, kQuestion };
    Kind kind;
    std::uint16_t subject = 0;  // Of the short kinds of conditions, and their options.
    std::uint32_t place = 0;    // In conditions_, or the question.
    std::uint64_t members = 0;
  };

  std::uint32_t share(const Condition& condition);
  void add_condition_step(std::uint32_t condition);
  std::uint32_t lay_out(const Condition& condition);
  void fill(std::uint32_t node, const Condition& condition);

  const Quiz& quiz_;
  std::vector<FlatQuestion> questions_;
  std::vector<Column> columns_;            // By priority.
  std::vector<std::uint16_t> column_of_;   // One an outcome; kNoOutcome for a derived one.
  std::vector<const Condition*> shared_;   // Each once; the first always holds, the second never.
  std::vector<std::uint32_t> conditions_;  // Their nodes.
  std::vector<Node> nodes_;
  std::vector<Step> steps_;
  std::vector<Group> groups_;
  std::vector<FlatRule> overrides_;
  std::vector<FlatRule> gates_;     // Those of them that read answers alone.
  std::vector<FlatRule> rules_;     // The others.
  std::size_t width_ = 0;           // Of a row: columns, rounded up.
  std::vector<std::int32_t> rows_;  // The first is of the biases.
  std::vector<std::uint64_t> lines_;
  std::vector<std::uint32_t> powers_;  // 10^(-behind/100).
  std::uint64_t strong_sum_ = 0;       // The largest sum of powers with a strong first.
};

}  // namespace career_quiz::authoring
