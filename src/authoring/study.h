#pragma once

#include <array>
#include <atomic>
#include <cstdint>
#include <functional>
#include <optional>
#include <vector>

#include "authoring/content_checks.h"
#include "authoring/respondents.h"
#include "career_quiz/advice.h"
#include "career_quiz/interview.h"
#include "career_quiz/quiz.h"

/// What a quiz does to simulated respondents, counted. All counts are of whole
/// blocks with streams of their own, so that the same quiz and options give the
/// same study on any number of threads.
namespace career_quiz::authoring {

struct Interval {
  double low = 0;
  double high = 0;
};

/// So many of so many.
struct Share {
  std::uint64_t hits = 0;
  std::uint64_t of = 0;

  /// From 0 to 1; 0 of none.
  double value() const;
  /// The Wilson score interval of 95 %; all from 0 to 1 of none.
  Interval interval() const;
};

/// An estimate in bits with its interval of 95 %.
struct Bits {
  double value = 0;
  Interval interval;
};

/// What the answer to a question tells about who is given what. Of respondents
/// who were asked it.
struct QuestionStudy {
  /// How many of those whose answers were changed were asked it.
  Share asked;
  /// Of those: another answer in the place of theirs, any as likely, changes the
  /// first advice.
  Share decides;
  /// Mutual information of the answer and the first advice, less the bias of its
  /// estimation (Miller and Madow); for kind multiple of the tick that tells most,
  /// for number of the eighth of its range; 0 for text.
  Bits tells;
  /// The same about one outcome: whether it is the first advice. One an outcome.
  std::vector<double> tells_of;
};

struct AdaptiveStudy {
  std::uint64_t respondents = 0;         ///< Those whom a gate stops are left out.
  Share agrees;                          ///< The same outcome ranks first as in the full form.
  Share asked;                           ///< Questions asked, of those that the full form asks.
  Share scored;                          ///< The same for those that bear evidence.
  std::array<std::uint64_t, 6> stops{};  ///< By Stop.
  /// How many respondents were asked so many questions.
  std::vector<std::uint64_t> lengths;
};

/// One kind of respondent. Whoever has a need is counted only if their answers
/// leave it open and pass no gate.
struct KindStudy {
  RespondentKind kind = RespondentKind::kUniform;
  std::uint64_t respondents = 0;
  std::uint64_t drawn = 0;                   ///< With those who were not counted.
  std::vector<std::uint64_t> first;          ///< By outcome: shown first.
  std::vector<std::uint64_t> shown;          ///< By outcome: shown at all.
  std::array<std::uint64_t, 5> headlines{};  ///< By Headline::Kind.
  /// Two outcomes or more were open and no override applied: so many had equal
  /// scores at the top, and a margin that is a close call.
  std::uint64_t compared = 0;
  std::uint64_t ties = 0;
  std::uint64_t close_calls = 0;
  /// Of those: how often each outcome ranked first; and for kUniform what its fair
  /// share would be, an equal one among the outcomes open to each respondent.
  std::vector<std::uint64_t> won;
  std::vector<double> fair;
  /// By need: how many had it, and how often which outcome ranked first for them:
  /// ranked_first[need * outcomes + outcome].
  std::vector<std::uint64_t> needing;
  std::vector<std::uint64_t> ranked_first;

  /// Of a sub-sample, one answer of each changed for another, any question and any
  /// answer as likely: the first advice is another; the headline is.
  Share slip_first;
  Share slip_headline;
  std::vector<QuestionStudy> questions;

  AdaptiveStudy adaptive;  ///< Of a smaller one.
};

struct StudyOptions {
  std::uint64_t respondents = 100'000;  ///< Of each kind.
  std::uint64_t seed = 1;
  unsigned threads = 1;
  /// How many of each kind take the adaptive form as well; otherwise as many as
  /// default_adaptive() says.
  std::optional<std::uint64_t> adaptive;
  /// Set from outside: the study ends soon, with what it has.
  const std::atomic<bool>* stop = nullptr;
  /// Called now and then from the calling thread: so many parts of so many.
  std::function<void(std::uint64_t done, std::uint64_t all)> progress;
  /// Measure: draws everybody twice.
  bool timing = false;
};

/// Seconds of processor time.
struct StudyTiming {
  std::uint64_t sheets = 0;  ///< Drawn and judged.
  double drawing = 0;        ///< Drawing them, and nothing else.
  double judging = 0;        ///< Drawing, judging and counting them.
  double changing = 0;       ///< Changed answers.
  double adaptive = 0;
};

struct Study {
  std::vector<KindStudy> kinds;         ///< All, or kUniform alone where no outcomes compete.
  std::vector<OutcomeFigures> figures;  ///< Without their shares.
  std::uint64_t seed = 0;
  bool complete = true;  ///< False if it was stopped.
  StudyTiming timing;

  const KindStudy& of(RespondentKind kind) const;
  /// The kind that is nearest to people: the noisy mixture, or the only one.
  const KindStudy& nearest() const;
};

/// So many respondents that the adaptive form takes seconds, not minutes.
std::uint64_t default_adaptive(const Quiz& quiz);

/// Precondition: read_quiz() returned `quiz`.
Study study_quiz(const Quiz& quiz, const StudyOptions& options);

}  // namespace career_quiz::authoring
