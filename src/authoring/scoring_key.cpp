#include "authoring/scoring_key.h"

#include <algorithm>
#include <limits>

#include "authoring/condition_words.h"
#include "career_quiz/condition.h"

namespace career_quiz::authoring {
namespace {

bool reads_score(const Condition& condition) {
  const auto is_score = [](const Condition::Operand& operand) {
    return operand.kind == Condition::Operand::Kind::kScore;
  };
  return (condition.op == Condition::Op::kCompare &&
          (is_score(condition.left) || is_score(condition.right))) ||
         std::any_of(condition.parts.begin(), condition.parts.end(), reads_score);
}

// Only rules and modules can.
bool some_score_is_read(const Quiz& quiz) {
  const auto reads = [](const auto& item) { return reads_score(item.when); };
  return std::any_of(quiz.rules.begin(), quiz.rules.end(), reads) ||
         std::any_of(quiz.modules.begin(), quiz.modules.end(), reads);
}

// Gathers starts: of questions that everybody answers in the first, of those that are asked
// under one condition together, of an optional one alone.
class Starts {
 public:
  Starts(const Quiz& quiz, std::size_t width) : quiz_(quiz), width_(width) {
    starts_.push_back({{}, std::vector<std::int64_t>(width, 0)});
  }

  std::vector<std::int64_t>& of(std::uint16_t q) {
    const Question& question = quiz_.questions[q];
    if (question.when.op == Condition::Op::kAlways && !question.optional) {
      return starts_.front().tenths;
    }
    for (std::size_t s = 1; s < starts_.size() && !question.optional; ++s) {
      const Question& other = quiz_.questions[starts_[s].questions.front()];
      if (other.optional || !(other.when == question.when)) continue;
      starts_[s].questions.push_back(q);
      return starts_[s].tenths;
    }
    starts_.push_back({{q}, std::vector<std::int64_t>(width_, 0)});
    return starts_.back().tenths;
  }

  // Without those that count nothing, but for the first.
  std::vector<PointTable::Start> take() {
    const auto nothing = [](const PointTable::Start& start) {
      return std::all_of(start.tenths.begin(), start.tenths.end(),
                         [](std::int64_t tenths) { return tenths == 0; });
    };
    starts_.erase(std::remove_if(starts_.begin() + 1, starts_.end(), nothing), starts_.end());
    return std::move(starts_);
  }

 private:
  const Quiz& quiz_;
  std::size_t width_;
  std::vector<PointTable::Start> starts_;
};

}  // namespace

PointTable outcome_points(const Quiz& quiz) {
  PointTable table;
  std::vector<std::size_t> column(quiz.outcomes.size(), 0);
  for (const std::uint16_t outcome : by_priority(quiz)) {
    if (quiz.outcomes[outcome].derived) continue;
    column[outcome] = table.columns.size();
    table.columns.push_back(outcome);
  }
  const std::size_t width = table.columns.size();
  const bool sum = quiz.scoring == Scoring::kSum;
  Starts starts(quiz, width);
  for (std::size_t place = 0; place < quiz.questions.size(); ++place) {
    const Question& question = quiz.questions[place];
    if (!question.scored()) continue;
    const auto q = static_cast<std::uint16_t>(place);
    const std::size_t touched = question.touched.size();
    const std::size_t options = question.options.size();
    const bool several = question.kind == QuestionKind::kMultiple;
    std::vector<std::int64_t>& start = starts.of(q);
    const std::size_t first = table.rows.size();
    for (std::size_t o = 0; o < options; ++o) {
      table.rows.push_back({q, static_cast<std::uint16_t>(o), std::vector<std::int64_t>(width, 0)});
    }
    for (std::size_t t = 0; t < touched; ++t) {
      const std::size_t c = column[question.touched[t]];
      std::int64_t least = std::numeric_limits<std::int64_t>::max();
      for (std::size_t o = 0; o < options; ++o) {
        least = std::min<std::int64_t>(least, question.contributions[o * touched + t]);
      }
      if (!several && !sum) start[c] += least;
      for (std::size_t o = 0; o < options; ++o) {
        const std::int64_t unticked = several ? question.unticked[o * touched + t] : 0;
        const std::int64_t from = several ? unticked : sum ? 0 : least;
        start[c] += unticked;
        table.rows[first + o].tenths[c] = question.contributions[o * touched + t] - from;
      }
    }
  }
  table.starts = starts.take();
  for (std::size_t c = 0; c < width; ++c) {
    table.starts.front().tenths[c] += quiz.outcomes[table.columns[c]].bias;
  }
  if (sum || width == 0 || some_score_is_read(quiz)) return table;
  for (PointTable::Start& start : table.starts) {
    const std::int64_t least = *std::min_element(start.tenths.begin(), start.tenths.end());
    for (std::int64_t& tenths : start.tenths) tenths -= least;
  }
  return table;
}

ScaleTable scale_points(const Quiz& quiz) {
  ScaleTable table;
  const std::size_t width = quiz.scales.size();
  for (std::size_t s = 0; s < width; ++s) {
    table.points.columns.push_back(static_cast<std::uint16_t>(s));
  }
  Starts starts(quiz, width);
  Starts most(quiz, width);
  for (std::size_t place = 0; place < quiz.questions.size(); ++place) {
    const Question& question = quiz.questions[place];
    if (question.scales.empty()) continue;
    const auto q = static_cast<std::uint16_t>(place);
    const bool several = question.kind == QuestionKind::kMultiple;
    const std::size_t first = table.points.rows.size();
    for (std::size_t o = 0; o < question.options.size(); ++o) {
      table.points.rows.push_back(
          {q, static_cast<std::uint16_t>(o), std::vector<std::int64_t>(width, 0)});
    }
    for (const std::uint16_t s : question.scales) {
      List<std::int64_t> worth;
      List<std::int64_t> against;
      for (const Option& option : question.options) {
        std::int64_t points = 0;
        for (const ScalePoints& entry : option.scales) {
          if (entry.scale == s) points += entry.points;
        }
        worth.push_back(points);
        against.push_back(-points);
      }
      const std::int64_t high = most_attainable(question, worth);
      const std::int64_t low = -most_attainable(question, against);
      most.of(q)[s] += 10 * (high - low);
      // Of several ticks the sum is counted from the least; of one answer, each option is.
      if (several) starts.of(q)[s] += 10 * (question.reverse ? high : -low);
      for (std::size_t o = 0; o < question.options.size(); ++o) {
        const std::int64_t from = several ? 0 : question.reverse ? -high : low;
        table.points.rows[first + o].tenths[s] =
            10 * ((question.reverse ? -worth[o] : worth[o]) - from);
      }
    }
  }
  table.points.starts = starts.take();
  table.most = most.take();
  return table;
}

}  // namespace career_quiz::authoring
