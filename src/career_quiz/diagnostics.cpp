#include "career_quiz/diagnostics.h"

#include <algorithm>
#include <array>

#include "career_quiz/order.h"

namespace career_quiz {
namespace {

constexpr std::size_t kLongestName = 64;

// Edit distance with neighbouring swaps, or `limit` once it is reached. Only the
// cells that can stay under it are looked at.
// Precondition: `a` is no longer than kLongestName and `limit` is under 8.
std::size_t distance(std::string_view a, std::string_view b, std::size_t limit) {
  if (a.size() > b.size() + limit || b.size() > a.size() + limit) return limit;
  while (!a.empty() && !b.empty() && a.front() == b.front()) {
    a.remove_prefix(1);
    b.remove_prefix(1);
  }
  while (!a.empty() && !b.empty() && a.back() == b.back()) {
    a.remove_suffix(1);
    b.remove_suffix(1);
  }
  using Row = std::array<std::size_t, kLongestName + 8>;
  Row before{}, above{}, row{};
  for (std::size_t j = 0; j <= b.size(); ++j) above[j] = j;
  for (std::size_t i = 1; i <= a.size(); ++i) {
    const std::size_t from = i > limit ? i - limit : 1;
    const std::size_t to = std::min(b.size(), i + limit);
    row[from - 1] = from == 1 ? i : limit;
    row[to + 1] = limit;
    for (std::size_t j = from; j <= to; ++j) {
      row[j] =
          std::min({above[j] + 1, row[j - 1] + 1, above[j - 1] + (a[i - 1] == b[j - 1] ? 0u : 1u)});
      if (i > 1 && j > 1 && a[i - 1] == b[j - 2] && a[i - 2] == b[j - 1])
        row[j] = std::min(row[j], before[j - 2] + 1);
    }
    before.swap(above);
    above.swap(row);
  }
  return std::min(above[b.size()], limit);
}

}  // namespace

void Diagnostics::add(Severity severity, std::uint32_t value, std::size_t offset,
                      std::string_view code, std::string_view sentence, Values values) {
  errors_ = errors_ || severity == Severity::kError;
  if (found_.size() >= kMaxDiagnostics) {
    ++dropped_;
    return;
  }
  found_.push_back(
      {offset, {severity, std::string(code), tree_.pointer(value), 1, 1, say(sentence, values)}});
}

List<Diagnostic> Diagnostics::take() {
  sort_stably(&found_, [](const auto& a, const auto& b) { return a.first < b.first; });
  List<Diagnostic> diagnostics;
  std::size_t from = 0;
  Position position;
  for (auto& [offset, diagnostic] : found_) {
    const Position step = position_of(text_.substr(from), offset - from);
    if (step.line > 1) {
      position.line += step.line - 1;
      position.column = step.column;
    } else {
      position.column += step.column - 1;
    }
    from = offset;
    diagnostic.line = position.line;
    diagnostic.column = position.column;
    diagnostics.push_back(std::move(diagnostic));
  }
  if (dropped_ > 0) {
    diagnostics.push_back(
        {Severity::kError, "too-many", "", 1, 1,
         say("% more faults were found; mend those above first.", {decimal(dropped_)})});
  }
  return diagnostics;
}

void NameIndex::seal() {
  sort_stably(&names_, [](const auto& a, const auto& b) { return a.first < b.first; });
}

std::uint32_t NameIndex::find(std::string_view name) const {
  const auto at = std::lower_bound(
      names_.begin(), names_.end(), name,
      [](const auto& entry, std::string_view wanted) { return entry.first < wanted; });
  return at != names_.end() && at->first == name ? at->second : kNone;
}

std::string_view NameIndex::nearest(std::string_view name) const {
  if (name.size() > kLongestName) return {};
  std::size_t best = std::min<std::size_t>(name.size() / 3 + 1, 3) + 1;
  std::string_view nearest;
  for (const auto& [candidate, place] : names_) {
    const std::size_t steps = distance(name, candidate, best);
    if (steps < best) {
      best = steps;
      nearest = candidate;
    }
  }
  return nearest;
}

std::string NameIndex::suggestion(std::string_view name) const {
  constexpr std::size_t kFew = 8;
  if (const std::string_view near = nearest(name); !near.empty())
    return say(" Did you mean “%”?", {near});
  if (names_.empty() || names_.size() > kFew) return " Declare it or write one that is declared.";
  std::string list;
  for (const auto& [known, place] : names_) {
    if (!list.empty()) list += ", ";
    list += known;
  }
  return say(" Write one of: %.", {list});
}

}  // namespace career_quiz
