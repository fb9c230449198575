#include "authoring/study.h"

#include <algorithm>
#include <atomic>
#include <cmath>
#include <string>
#include <vector>

#include "authoring/study_page.h"
#include "authoring/study_report.h"
#include "support.h"

namespace career_quiz::authoring {
namespace {

using testing::joined;
using testing::outcome;
using testing::Parts;
using testing::quiz_of;
using testing::read_file;
using testing::single;

Study study_of(const Quiz& quiz, std::uint64_t respondents, unsigned threads = 2,
               std::uint64_t adaptive = 0) {
  StudyOptions options;
  options.respondents = respondents;
  options.threads = threads;
  options.adaptive = adaptive;
  return study_quiz(quiz, options);
}

std::vector<std::string> checks_of(const Quiz& quiz, const Study& study) {
  std::vector<std::string> checks;
  for (const StudyFinding& finding : findings_of(quiz, study)) {
    std::string check = finding.check;
    for (const std::string& id : finding.ids) check += " " + id;
    checks.push_back(check);
  }
  return checks;
}

// Twice the interval: one seed in twenty leaves it, hardly any that.
void expect_near(const Share& share, double truth) {
  const Interval interval = share.interval();
  EXPECT_NEAR(share.value(), truth, interval.high - interval.low);
}

// A question whose option a speaks for `one` and b for `two`, so many decibans.
std::string question(const std::string& id, int one = 6, int two = 6) {
  return R"({"id":")" + id + R"(","kind":"single","text":"T","options":[)" +
         R"({"id":"a","text":"A","evidence":{"one":)" + std::to_string(one) + "}}," +
         R"({"id":"b","text":"B","evidence":{"two":)" + std::to_string(two) + "}}]}";
}

TEST(Study, IntervalsAreWilsons) {
  const Interval none = Share{0, 10}.interval();
  EXPECT_EQ(none.low, 0);
  EXPECT_NEAR(none.high, 0.2775, 1e-4);
  const Interval half = Share{5, 10}.interval();
  EXPECT_NEAR(half.low, 0.2366, 1e-4);
  EXPECT_NEAR(half.high, 0.7634, 1e-4);
  EXPECT_EQ((Share{10, 10}.interval().high), 1);
  EXPECT_EQ(Share{}.interval().high, 1);
}

TEST(Study, IntervalsHoldTheTruthNineteenTimesInTwenty) {
  constexpr std::uint64_t kTrials = 60;
  double covered_on_average = 0;
  for (const double truth : {0.05, 0.1, 0.3, 0.5, 0.8}) {
    double chance = std::pow(1 - truth, static_cast<double>(kTrials));
    double covered = 0;
    for (std::uint64_t hits = 0; hits <= kTrials; ++hits) {
      const Interval interval = Share{hits, kTrials}.interval();
      if (interval.low <= truth && truth <= interval.high) covered += chance;
      chance *=
          static_cast<double>(kTrials - hits) / static_cast<double>(hits + 1) * truth / (1 - truth);
    }
    EXPECT_GT(covered, 0.92) << truth;
    covered_on_average += covered / 5;
  }
  EXPECT_NEAR(covered_on_average, 0.95, 0.015);
}

TEST(Study, CountsWhatOneQuestionDoes) {
  const Quiz quiz = quiz_of(Parts());
  const Study study = study_of(quiz, 20'000);
  const KindStudy& uniform = study.of(RespondentKind::kUniform);
  EXPECT_EQ(uniform.respondents, 20'000u);
  expect_near({uniform.first[0], uniform.respondents}, 0.5);
  EXPECT_EQ(uniform.compared, 20'000u);
  EXPECT_EQ(uniform.ties, 0u);
  EXPECT_EQ(uniform.fair[0], 10'000);
  // It alone decides, and tells all there is to tell.
  EXPECT_EQ(uniform.slip_first.value(), 1);
  EXPECT_EQ(uniform.questions[0].asked.value(), 1);
  EXPECT_EQ(uniform.questions[0].decides.value(), 1);
  EXPECT_NEAR(uniform.questions[0].tells.value, 1, 1e-3);
  EXPECT_NEAR(uniform.questions[0].tells_of[0], 1, 1e-3);
  const KindStudy& coherent = study.of(RespondentKind::kCoherent);
  EXPECT_EQ(coherent.ranked_first[0 * 2 + 0], coherent.needing[0]);
  EXPECT_EQ(coherent.ranked_first[1 * 2 + 1], coherent.needing[1]);
  // 6 decibans: 10^0.6 times as likely as not.
  const KindStudy& model = study.of(RespondentKind::kModel);
  const double own = std::pow(10, 0.6) / (1 + std::pow(10, 0.6));
  EXPECT_NEAR(static_cast<double>(model.ranked_first[0]) / static_cast<double>(model.needing[0]),
              own, 0.015);
}

TEST(Study, CountsTiesAndTheQuestionsThatBreakThem) {
  Parts parts;
  parts.questions = joined({question("p"), question("q")});
  const Quiz quiz = quiz_of(parts);
  const Study study = study_of(quiz, 40'000);
  const KindStudy& uniform = study.of(RespondentKind::kUniform);
  expect_near({uniform.ties, uniform.compared}, 0.5);
  // Of the four sheets three rank `one` first: of equals it has priority.
  expect_near({uniform.won[0], uniform.compared}, 0.75);
  // From aa another answer leads to a tie, which `one` wins; only where the other says b, p
  // decides.
  expect_near(uniform.questions[0].decides, 0.5);
  // The entropy of the first advice, less what is left once p is known: nothing after a, one bit
  // after b.
  const double bits = -(0.75 * std::log2(0.75) + 0.25 * std::log2(0.25)) - 0.5;
  EXPECT_NEAR(uniform.questions[0].tells.value, bits, 0.01);
  const std::vector<std::string> checks = checks_of(quiz, study);
  EXPECT_NE(std::find(checks.begin(), checks.end(), "ties"), checks.end());
}

TEST(Study, WhatAnswersDoNotTellIsNoInformation) {
  Parts parts;
  parts.questions = joined({question("p"), single("idle", 5)});
  const Quiz quiz = quiz_of(parts);
  const KindStudy uniform = study_of(quiz, 30'000).of(RespondentKind::kUniform);
  EXPECT_EQ(uniform.questions[1].decides.hits, 0u);
  EXPECT_LT(uniform.questions[1].tells.value, 1e-3);
  EXPECT_EQ(uniform.questions[1].tells.interval.low, 0);
}

TEST(Study, AGateTakesItsShareAndWhoeverHasANeedPassesNone) {
  Parts parts;
  parts.questions = joined({question("p"), single("care", 4, R"(,"sensitive":true)")});
  parts.outcomes = joined({outcome("one", 1), outcome("two", 2),
                           R"({"id":"help","title":"T","summary":"S","body":"B"})"});
  parts.rules =
      R"([{"id":"r","kind":"override","when":{"==":[{"var":"answers.care"},"d"]},"outcome":"help"}])";
  const Quiz quiz = quiz_of(parts);
  const Study study = study_of(quiz, 20'000);
  const KindStudy& uniform = study.of(RespondentKind::kUniform);
  expect_near({uniform.first[2], uniform.respondents}, 0.25);
  EXPECT_EQ(uniform.headlines[static_cast<std::size_t>(Headline::Kind::kOverride)],
            uniform.first[2]);
  EXPECT_EQ(uniform.compared, uniform.respondents - uniform.first[2]);
  const KindStudy& model = study.of(RespondentKind::kModel);
  EXPECT_EQ(model.first[2], 0u);
  EXPECT_EQ(model.respondents, 20'000u);
  EXPECT_GT(model.drawn, 25'000u);
}

TEST(Study, SaysWhichOutcomesAreStarvedAndWhichQuestionsDecide) {
  Parts parts;
  parts.questions = joined({question("strong", 12, 12), question("weak", 2, 2)});
  parts.outcomes = joined({outcome("one", 1, R"(,"bias":300)"), outcome("two", 2)});
  const Quiz starved = quiz_of(parts);
  EXPECT_EQ(checks_of(starved, study_of(starved, 5'000)),
            (std::vector<std::string>{"frequent-outcome one", "rare-outcome two", "lost-need two",
                                      "idle-question strong", "idle-question weak"}));
  parts.outcomes = joined({outcome("one", 1), outcome("two", 2)});
  const Quiz decided = quiz_of(parts);
  EXPECT_EQ(
      checks_of(decided, study_of(decided, 5'000)),
      (std::vector<std::string>{"deciding-question strong", "idle-question weak", "fragile"}));
}

TEST(Study, FindsNothingInTheShippedQuiz) {
  const Quiz quiz = quiz_of(read_file("questions/mentoring-coaching.json"));
  EXPECT_EQ(checks_of(quiz, study_of(quiz, 20'000, 2, 500)), std::vector<std::string>{});
}

TEST(Study, IsTheSameBytesOnAnyNumberOfThreads) {
  const Quiz quiz = quiz_of(read_file("tests/quizzes/every-kind.json"));
  const Study one = study_of(quiz, 10'000, 1, 50);
  for (const unsigned threads : {2u, 5u}) {
    const Study more = study_of(quiz, 10'000, threads, 50);
    EXPECT_EQ(study_json(quiz, more), study_json(quiz, one));
    EXPECT_EQ(study_text(quiz, more), study_text(quiz, one));
    EXPECT_EQ(study_page(quiz, more), study_page(quiz, one));
  }
  StudyOptions other;
  other.respondents = 10'000;
  other.seed = 2;
  other.adaptive = 50;
  EXPECT_NE(study_json(quiz, study_quiz(quiz, other)), study_json(quiz, one));
}

TEST(Study, TakesQuizzesWhereNothingCompetes) {
  for (const std::string name : {"lake-permit", "bread-test", "interest-inventory", "tie"}) {
    const Quiz quiz = quiz_of(read_file("tests/quizzes/" + name + ".json"));
    const Study study = study_of(quiz, 2'000, 2, 20);
    EXPECT_EQ(study.of(RespondentKind::kUniform).respondents, 2'000u) << name;
    EXPECT_FALSE(study_page(quiz, study).empty());
  }
}

TEST(Study, EndsWithWhatItHasWhenItIsStopped) {
  const Quiz quiz = quiz_of(Parts());
  std::atomic<bool> stop{false};
  StudyOptions options;
  options.respondents = 1'000'000'000;
  options.stop = &stop;
  options.progress = [&](std::uint64_t done, std::uint64_t) { stop = done > 0; };
  const Study study = study_quiz(quiz, options);
  EXPECT_FALSE(study.complete);
  EXPECT_GT(study.nearest().respondents + study.kinds[0].respondents, 0u);
  EXPECT_LT(study.nearest().respondents, 1'000'000'000u);
  EXPECT_NE(basis_of(study).find("stopped"), std::string::npos);
}

}  // namespace
}  // namespace career_quiz::authoring
