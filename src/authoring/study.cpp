#include "authoring/study.h"

#include <time.h>

#include <algorithm>
#include <chrono>
#include <cmath>
#include <condition_variable>
#include <mutex>
#include <numeric>
#include <thread>

#include "authoring/flat_quiz.h"
#include "career_quiz/evidence.h"
#include "career_quiz/ranking.h"

namespace career_quiz::authoring {
namespace {

constexpr std::uint64_t kBlock = 1024;
// Respondents whose answers are changed one by one, and what that may cost: questions times
// scores.
constexpr std::uint64_t kMostChanged = 100'000;
constexpr std::uint64_t kLeastChanged = 1'000;
constexpr std::uint64_t kChangingBudget = 100'000'000;
constexpr std::uint64_t kMostAdaptive = 4'000;
constexpr std::uint64_t kLeastAdaptive = 40;
constexpr std::uint64_t kAdaptiveBudget = 140'000'000;
// Somebody with a need is drawn again at most so often on average.
constexpr std::uint64_t kMostDraws = 100;
constexpr std::size_t kNumberParts = 8;
constexpr double kNormal95 = 1.959963984540054;

double seconds_of_thread() {
  timespec now{};
  clock_gettime(CLOCK_THREAD_CPUTIME_ID, &now);
  return static_cast<double>(now.tv_sec) + static_cast<double>(now.tv_nsec) * 1e-9;
}

// A table of how often each value of `rows` met each of `columns`.
Bits mutual_information(const std::vector<std::uint64_t>& table, std::size_t columns) {
  const std::size_t rows = table.size() / columns;
  std::vector<std::uint64_t> by_row(rows);
  std::vector<std::uint64_t> by_column(columns);
  for (std::size_t r = 0; r < rows; ++r) {
    for (std::size_t c = 0; c < columns; ++c) {
      by_row[r] += table[r * columns + c];
      by_column[c] += table[r * columns + c];
    }
  }
  const auto all =
      static_cast<double>(std::accumulate(by_row.begin(), by_row.end(), std::uint64_t{0}));
  if (all == 0) return {};
  double sum = 0;
  double squares = 0;
  double cells = 0;
  for (std::size_t r = 0; r < rows; ++r) {
    for (std::size_t c = 0; c < columns; ++c) {
      const auto count = static_cast<double>(table[r * columns + c]);
      if (count == 0) continue;
      const double bits = std::log2(count * all / static_cast<double>(by_row[r]) /
                                    static_cast<double>(by_column[c]));
      sum += count * bits;
      squares += count * bits * bits;
      ++cells;
    }
  }
  const auto used = [](const std::vector<std::uint64_t>& sums) {
    return static_cast<double>(
        std::count_if(sums.begin(), sums.end(), [](std::uint64_t n) { return n > 0; }));
  };
  const double bias = (cells - used(by_row) - used(by_column) + 1) / (2 * all * std::log(2.0));
  const double raw = sum / all;
  const double value = std::max(raw - bias, 0.0);
  const double error = kNormal95 * std::sqrt(std::max(squares / all - raw * raw, 0.0) / all);
  return {value, {std::max(value - error, 0.0), value + error}};
}

// What was counted of one kind of respondent. Only sums, so that the order of
// blocks does not matter.
struct Counts {
  KindStudy study;
  std::vector<std::uint64_t> open_among;  // By outcome and how many were open.
  std::vector<std::uint64_t> asked;       // By question, among changed.
  std::vector<std::uint64_t> changeable;
  std::vector<std::uint64_t> decided;
  std::uint64_t changed = 0;
};

class Run {
 public:
  Run(const Quiz& quiz, const StudyOptions& options)
      : quiz_(quiz),
        options_(options),
        outcomes_(quiz.outcomes.size()),
        questions_(quiz.questions.size()),
        respondents_(quiz),
        flat_(quiz) {
    for (std::size_t k = 0; k < kRespondentKinds; ++k) {
      const auto kind = static_cast<RespondentKind>(k);
      if (kind != RespondentKind::kUniform && !respondents_.have_needs()) continue;
      kinds_.push_back(counts(kind));
      tables_.emplace_back();
      for (const Question& question : quiz.questions)
        tables_.back().emplace_back(rows_of(question) * (outcomes_ + 1));
    }
    blocks_ = (options.respondents + kBlock - 1) / kBlock;
    std::uint64_t scored = 0;
    for (const Outcome& outcome : quiz.outcomes) scored += !outcome.derived;
    changed_ = std::clamp(kChangingBudget / std::max<std::uint64_t>(questions_ * (scored + 4), 1),
                          kLeastChanged, kMostChanged);
    changed_ = std::min(changed_, options.respondents);
    adaptive_ = std::min(options.adaptive.value_or(default_adaptive(quiz)), options.respondents);
  }

  Study run() {
    const std::uint64_t all = blocks_ * kinds_.size();
    std::vector<std::thread> threads;
    for (unsigned t = 0; t < std::max(options_.threads, 1u); ++t)
      threads.emplace_back([this, all] { work(all); });
    {
      std::unique_lock lock(mutex_);
      while (working_ < threads.size() || running_ > 0) {
        waiting_.wait_for(lock, std::chrono::milliseconds(100));
        if (options_.progress) options_.progress(done_, all);
      }
    }
    for (std::thread& thread : threads) thread.join();

    Study study;
    study.seed = options_.seed;
    study.complete = done_ == all && !stopped_;
    study.timing = timing_;
    for (std::size_t k = 0; k < kinds_.size(); ++k) study.kinds.push_back(finished(k));
    ContentCheckOptions figures;
    figures.respondents = 0;  // Shares are counted here.
    study.figures = outcome_figures(quiz_, figures);
    return study;
  }

 private:
  // Room for the tables of one thread.
  struct Desk {
    FlatQuiz::Judge judge;
    Sheet sheet;
    std::vector<Sheet> sheets;  // The first of the block, for what is dearer.
    std::vector<std::uint16_t> firsts;
    std::vector<char> asked;  // For each of those, one a question.
  };

  Counts counts(RespondentKind kind) const {
    Counts counts;
    KindStudy& study = counts.study;
    study.kind = kind;
    for (auto* list : {&study.first, &study.shown, &study.won, &study.needing})
      list->resize(outcomes_);
    study.ranked_first.resize(kind == RespondentKind::kUniform ? 0 : outcomes_ * outcomes_);
    counts.open_among.resize(outcomes_ * (outcomes_ + 1));
    study.adaptive.lengths.resize(questions_ + 1);
    for (auto* list : {&counts.asked, &counts.changeable, &counts.decided})
      list->resize(questions_);
    return counts;
  }

  bool stopping() const {
    return options_.stop != nullptr && options_.stop->load(std::memory_order_relaxed);
  }

  void work(std::uint64_t all) {
    Desk desk{FlatQuiz::Judge(flat_), respondents_.sheet(), {}, {}, {}};
    {
      const std::lock_guard lock(mutex_);
      ++working_;
      ++running_;
    }
    while (!stopping()) {
      const std::uint64_t part = next_.fetch_add(1);
      if (part >= all) break;
      study_block(part % kinds_.size(), part / kinds_.size(), &desk);
    }
    const std::lock_guard lock(mutex_);
    --running_;
    waiting_.notify_one();
  }

  // How many of a sub-sample fall to a block, which has its part of them.
  std::uint64_t due(std::uint64_t sample, std::uint64_t begin, std::uint64_t size) const {
    const double each = static_cast<double>(sample) / static_cast<double>(options_.respondents);
    const auto up_to = [&](std::uint64_t end) {
      return static_cast<std::uint64_t>(each * static_cast<double>(end));
    };
    return std::min(up_to(begin + size) - up_to(begin), size);
  }

  void study_block(std::size_t k, std::uint64_t block, Desk* desk) {
    const RespondentKind kind = kinds_[k].study.kind;
    Counts counted = counts(kind);
    const std::uint64_t size = std::min(kBlock, options_.respondents - block * kBlock);
    const std::uint64_t changed = due(changed_, block * kBlock, size);
    const std::uint64_t adaptive = due(adaptive_, block * kBlock, size);
    StudyTiming timing;

    const double start = seconds_of_thread();
    Random random = stream_of(options_.seed, kind, block);
    const Random as_drawn = random;
    judge_all(size, std::max(changed, adaptive), &random, desk, &counted);
    const double judged = seconds_of_thread();
    change_answers(changed, &random, desk, &counted);
    const double altered = seconds_of_thread();
    ask_adaptively(std::min(adaptive, counted.study.respondents), *desk, &counted.study.adaptive);
    const double asked = seconds_of_thread();
    if (options_.timing) {
      Random again = as_drawn;
      for (std::uint64_t n = 0; n < counted.study.drawn; ++n)
        respondents_.draw(kind, &again, &desk->sheet);
      timing = {counted.study.drawn, seconds_of_thread() - asked, judged - start, altered - judged,
                asked - altered};
    }

    const std::lock_guard lock(mutex_);
    add(counted, &kinds_[k]);
    for (std::uint64_t n = 0; n < counted.changed; ++n) {
      for (std::size_t q = 0; q < questions_; ++q) {
        if (desk->asked[n * questions_ + q] != 0)
          enter(q, desk->sheets[n].picks[q], desk->firsts[n], &tables_[k][q]);
      }
    }
    timing_.sheets += timing.sheets;
    timing_.drawing += timing.drawing;
    timing_.judging += timing.judging;
    timing_.changing += timing.changing;
    timing_.adaptive += timing.adaptive;
    stopped_ = stopped_ || stopping();
    ++done_;
    waiting_.notify_one();
  }

  void judge_all(std::uint64_t size, std::uint64_t kept, Random* random, Desk* desk,
                 Counts* counted) {
    KindStudy& study = counted->study;
    const bool needy = study.kind != RespondentKind::kUniform;
    desk->sheets.resize(std::max<std::size_t>(desk->sheets.size(), kept));
    desk->firsts.resize(std::max<std::size_t>(desk->firsts.size(), kept));
    while (study.respondents < size && study.drawn < kMostDraws * size) {
      const std::uint16_t need = respondents_.draw(study.kind, random, &desk->sheet);
      ++study.drawn;
      const FlatVerdict* judged =
          needy ? desk->judge.judge_need(desk->sheet, need) : &desk->judge.judge(desk->sheet);
      if (judged == nullptr) continue;
      const FlatVerdict& verdict = *judged;
      if (study.respondents < kept) {
        desk->sheets[study.respondents] = desk->sheet;
        desk->firsts[study.respondents] = verdict.first();
      }
      ++study.respondents;
      ++study.headlines[static_cast<std::size_t>(verdict.kind)];
      if (verdict.shown_count > 0) ++study.first[verdict.shown[0]];
      for (std::size_t i = 0; i < verdict.shown_count; ++i) ++study.shown[verdict.shown[i]];
      if (needy) {
        ++study.needing[need];
        ++study.ranked_first[need * outcomes_ + verdict.leaders[0]];
      }
      if (verdict.kind == Headline::Kind::kOverride || verdict.eligible < 2) continue;
      const std::int32_t margin = verdict.scores[0] - verdict.scores[1];
      ++study.compared;
      study.ties += margin == 0;
      study.close_calls += margin < quiz_.close_call;
      ++study.won[verdict.leaders[0]];
      if (needy) continue;
      for (std::size_t o = 0; o < outcomes_; ++o)
        counted->open_among[o * (outcomes_ + 1) + verdict.eligible] += desk->judge.open(o);
    }
  }

  void change_answers(std::uint64_t wanted, Random* random, Desk* desk, Counts* counted) {
    desk->asked.assign(wanted * questions_, 0);
    std::vector<std::size_t> askable;
    std::vector<FlatVerdict> others(questions_);
    wanted = std::min(wanted, counted->study.respondents);
    for (std::uint64_t n = 0; n < wanted && !stopping(); ++n) {
      Sheet& sheet = desk->sheets[n];
      const FlatVerdict verdict = desk->judge.judge(sheet);
      desk->judge.prepare_others(sheet);
      askable.clear();
      ++counted->changed;
      for (std::size_t q = 0; q < questions_; ++q) {
        if (!desk->judge.asked(q)) continue;
        desk->asked[n * questions_ + q] = 1;
        ++counted->asked[q];
        if (!respondents_.has_another(q)) continue;
        askable.push_back(q);
        const std::uint64_t before = sheet.picks[q];
        if (quiz_.questions[q].kind == QuestionKind::kRank) {
          Sheet changed = sheet;
          respondents_.replace(q, random, &changed);
          others[q] = desk->judge.judge_other(changed, q, before);
        } else {
          respondents_.replace(q, random, &sheet);
          others[q] = desk->judge.judge_other(sheet, q, before);
          sheet.picks[q] = before;
        }
        ++counted->changeable[q];
        counted->decided[q] += others[q].first() != verdict.first();
      }
      if (askable.empty()) continue;
      const FlatVerdict& slip = others[random->pick(askable)];
      ++counted->study.slip_first.of;
      ++counted->study.slip_headline.of;
      counted->study.slip_first.hits += slip.first() != verdict.first();
      counted->study.slip_headline.hits += !slip.tells_the_same(verdict);
    }
  }

  void ask_adaptively(std::uint64_t wanted, const Desk& desk, AdaptiveStudy* study) const {
    for (std::uint64_t n = 0; n < wanted; ++n) {
      const Answers sheet = respondents_.answers(desk.sheets[n]);
      const Interview full = conduct(quiz_, sheet);
      const List<Ranked> ranking = rank(quiz_, full.counted, scores_of(quiz_, full.counted));
      if (full.stop == Stop::kGate || ranking.empty()) continue;
      Answers given(questions_);
      Interview interview = conduct(quiz_, given, Mode::kAdaptive);
      for (std::uint32_t turn = 0; interview.next; ++turn) {
        if (stopping()) return;
        given[*interview.next] = sheet[*interview.next];
        given[*interview.next].turn = turn;
        interview = conduct(quiz_, given, Mode::kAdaptive);
      }
      const List<Ranked> early =
          rank(quiz_, interview.counted, scores_of(quiz_, interview.counted));
      ++study->respondents;
      ++study->agrees.of;
      study->agrees.hits += !early.empty() && early[0].outcome == ranking[0].outcome;
      study->asked.hits += interview.answered;
      study->asked.of += full.path.size();
      study->scored.hits += interview.scored_answered;
      study->scored.of += full.scored_visible;
      ++study->stops[static_cast<std::size_t>(interview.stop)];
      ++study->lengths[interview.answered];
    }
  }

  static void add(const std::vector<std::uint64_t>& from, std::vector<std::uint64_t>* to) {
    for (std::size_t i = 0; i < to->size(); ++i) (*to)[i] += from[i];
  }
  static void add(const Share& from, Share* to) {
    to->hits += from.hits;
    to->of += from.of;
  }
  template <std::size_t kSize>
  static void add(const std::array<std::uint64_t, kSize>& from,
                  std::array<std::uint64_t, kSize>* to) {
    for (std::size_t i = 0; i < kSize; ++i) (*to)[i] += from[i];
  }

  static void add(const Counts& from, Counts* to) {
    const KindStudy& one = from.study;
    KindStudy* all = &to->study;
    all->respondents += one.respondents;
    all->drawn += one.drawn;
    all->compared += one.compared;
    all->ties += one.ties;
    all->close_calls += one.close_calls;
    add(one.first, &all->first);
    add(one.shown, &all->shown);
    add(one.headlines, &all->headlines);
    add(one.won, &all->won);
    add(one.needing, &all->needing);
    add(one.ranked_first, &all->ranked_first);
    add(one.slip_first, &all->slip_first);
    add(one.slip_headline, &all->slip_headline);
    all->adaptive.respondents += one.adaptive.respondents;
    add(one.adaptive.agrees, &all->adaptive.agrees);
    add(one.adaptive.asked, &all->adaptive.asked);
    add(one.adaptive.scored, &all->adaptive.scored);
    add(one.adaptive.stops, &all->adaptive.stops);
    add(one.adaptive.lengths, &all->adaptive.lengths);
    add(from.open_among, &to->open_among);
    add(from.asked, &to->asked);
    add(from.changeable, &to->changeable);
    add(from.decided, &to->decided);
    to->changed += from.changed;
  }

  // What is told apart in the answers to a question.
  static std::size_t rows_of(const Question& question) {
    if (question.kind == QuestionKind::kNumber) return kNumberParts;
    if (question.kind == QuestionKind::kText) return 1;
    // For multiple the ticks of each option, and then everybody.
    return question.options.size() + (question.kind == QuestionKind::kMultiple);
  }

  void enter(std::size_t q, std::uint64_t pick, std::uint16_t first,
             std::vector<std::uint32_t>* table) const {
    const Question& question = quiz_.questions[q];
    const std::size_t column = first == kNoOutcome ? outcomes_ : first;
    const auto count = [&](std::size_t row) { ++(*table)[row * (outcomes_ + 1) + column]; };
    switch (question.kind) {
      case QuestionKind::kText:
        return;
      case QuestionKind::kNumber: {
        const auto from_least = static_cast<std::int64_t>(pick) - question.min;
        const std::int64_t values = question.max - question.min + 1;
        return count(static_cast<std::size_t>(from_least * static_cast<std::int64_t>(kNumberParts) /
                                              values));
      }
      case QuestionKind::kMultiple:
        for (std::size_t o = 0; o < question.options.size(); ++o) {
          if ((pick >> o & 1) != 0) count(o);
        }
        return count(question.options.size());
      default:
        return count(pick);
    }
  }

  // The tables of a question by what is told apart: one, or for multiple one an
  // option.
  std::vector<std::vector<std::uint64_t>> tables_of(std::size_t k, std::size_t q) const {
    const std::vector<std::uint32_t>& counted = tables_[k][q];
    const std::size_t width = outcomes_ + 1;
    if (quiz_.questions[q].kind != QuestionKind::kMultiple)
      return {std::vector<std::uint64_t>(counted.begin(), counted.end())};
    std::vector<std::vector<std::uint64_t>> tables;
    const std::size_t options = quiz_.questions[q].options.size();
    for (std::size_t o = 0; o < options; ++o) {
      std::vector<std::uint64_t>& table = tables.emplace_back(2 * width);
      for (std::size_t c = 0; c < width; ++c) {
        table[c] = counted[o * width + c];
        table[width + c] = counted[options * width + c] - table[c];
      }
    }
    return tables;
  }

  KindStudy finished(std::size_t k) const {
    const Counts& counts = kinds_[k];
    KindStudy study = counts.study;
    study.fair.resize(outcomes_);
    for (std::size_t o = 0; o < outcomes_; ++o) {
      for (std::size_t n = 1; n <= outcomes_; ++n) {
        study.fair[o] += static_cast<double>(counts.open_among[o * (outcomes_ + 1) + n]) /
                         static_cast<double>(n);
      }
    }
    const std::size_t width = outcomes_ + 1;
    for (std::size_t q = 0; q < questions_; ++q) {
      QuestionStudy question;
      question.asked = {counts.asked[q], counts.changed};
      question.decides = {counts.decided[q], counts.changeable[q]};
      question.tells_of.resize(outcomes_);
      for (const std::vector<std::uint64_t>& table : tables_of(k, q)) {
        const Bits bits = mutual_information(table, width);
        if (bits.value > question.tells.value) question.tells = bits;
        for (std::size_t o = 0; o < outcomes_; ++o) {
          if (counts.study.first[o] == 0) continue;
          std::vector<std::uint64_t> whether(table.size() / width * 2);
          for (std::size_t r = 0; r < whether.size() / 2; ++r) {
            whether[2 * r] = table[r * width + o];
            whether[2 * r + 1] =
                std::accumulate(table.begin() + static_cast<std::ptrdiff_t>(r * width),
                                table.begin() + static_cast<std::ptrdiff_t>((r + 1) * width),
                                std::uint64_t{0}) -
                whether[2 * r];
          }
          question.tells_of[o] =
              std::max(question.tells_of[o], mutual_information(whether, 2).value);
        }
      }
      study.questions.push_back(std::move(question));
    }
    while (study.adaptive.lengths.size() > 1 && study.adaptive.lengths.back() == 0)
      study.adaptive.lengths.pop_back();
    return study;
  }

  const Quiz& quiz_;
  const StudyOptions& options_;
  const std::size_t outcomes_;
  const std::size_t questions_;
  const Respondents respondents_;
  const FlatQuiz flat_;
  std::uint64_t blocks_ = 0;
  std::uint64_t changed_ = 0;
  std::uint64_t adaptive_ = 0;
  std::atomic<std::uint64_t> next_{0};

  std::mutex mutex_;  // Of all below.
  std::condition_variable waiting_;
  std::vector<Counts> kinds_;
  std::vector<std::vector<std::vector<std::uint32_t>>> tables_;  // A kind, a question.
  StudyTiming timing_;
  std::uint64_t done_ = 0;
  std::size_t working_ = 0;  // Threads that have started, and that go on.
  std::size_t running_ = 0;
  bool stopped_ = false;
};

}  // namespace

double Share::value() const {
  return of == 0 ? 0 : static_cast<double>(hits) / static_cast<double>(of);
}

Interval Share::interval() const {
  if (of == 0) return {0, 1};
  const auto n = static_cast<double>(of);
  constexpr double z = kNormal95;
  const double share = value();
  const double centre = (share + z * z / (2 * n)) / (1 + z * z / n);
  const double half =
      z * std::sqrt(share * (1 - share) / n + z * z / (4 * n * n)) / (1 + z * z / n);
  // The bounds touch 0 and 1 exactly where nobody or everybody is counted.
  return {hits == 0 ? 0 : std::max(centre - half, 0.0),
          hits == of ? 1 : std::min(centre + half, 1.0)};
}

const KindStudy& Study::of(RespondentKind kind) const {
  return *std::find_if(kinds.begin(), kinds.end(),
                       [&](const KindStudy& study) { return study.kind == kind; });
}

const KindStudy& Study::nearest() const {
  return kinds.size() == 1 ? kinds.front() : of(RespondentKind::kMixture);
}

std::uint64_t default_adaptive(const Quiz& quiz) {
  std::uint64_t weights = 1;
  for (const Question& question : quiz.questions)
    weights += question.options.size() * question.touched.size();
  return std::clamp(kAdaptiveBudget / (weights * std::max<std::uint64_t>(quiz.questions.size(), 1)),
                    kLeastAdaptive, kMostAdaptive);
}

Study study_quiz(const Quiz& quiz, const StudyOptions& options) { return Run(quiz, options).run(); }

}  // namespace career_quiz::authoring
