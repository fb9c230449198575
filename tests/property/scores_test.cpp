// Laws of the scores: they add up, they favour nothing by themselves, and they
// agree with a second engine written from the description alone.

#include <algorithm>
#include <climits>
#include <cmath>
#include <map>

#include "career_quiz/advice.h"
#include "career_quiz/evidence.h"
#include "career_quiz/quiz_reader.h"
#include "core.h"
#include "property.h"
#include "reference.h"

namespace career_quiz::property {
namespace {

std::int64_t sum_of(const Json& reasons) {
  std::int64_t sum = 0;
  for (const Json& reason : reasons.items) sum += reason["contribution"].integer();
  return sum;
}

Json result_of(Random* random, const Generated& quiz, const Session& session, Json* answers) {
  *answers = complete(random, quiz, session, generate_answers(random, quiz, 100));
  return session.evaluate(*answers)["result"];
}

// A quiz as the core reads it, and an answer in its terms.
Quiz read(const Generated& quiz) {
  QuizReading reading = read_quiz(quiz.document.dump());
  EXPECT_TRUE(reading.quiz);
  return reading.quiz ? std::move(*reading.quiz) : Quiz{};
}

Answer answer_in(const Asked& question, const Json& answer) {
  Answer read;
  read.state = answer.is_null() ? Answer::State::kSkipped : Answer::State::kAnswered;
  for (std::size_t o = 0; o < question.options.size(); ++o) {
    const Json option(question.options[o]);
    if (answer == option ||
        std::find(answer.items.begin(), answer.items.end(), option) != answer.items.end())
      read.options.push_back(static_cast<std::uint16_t>(o));
  }
  return read;
}

Answers answers_in(const Generated& quiz, const Json& answers) {
  Answers read(quiz.questions.size());
  for (std::size_t q = 0; q < quiz.questions.size(); ++q) {
    if (const Json* answer = answers.find(quiz.questions[q].id))
      read[q] = answer_in(quiz.questions[q], *answer);
  }
  return read;
}

TEST(LawsOfScores, AreTheBiasAndTheContributionsExactly) {
  for_all([](Random* random) {
    const Generated generated = generate_quiz(random);
    const Quiz quiz = read(generated);
    const Answers answers =
        answers_in(generated, generate_answers(random, generated, random->between(0, 100)));
    const List<std::int32_t> scores = scores_of(quiz, answers);
    for (std::size_t k = 0; k < quiz.outcomes.size(); ++k) {
      std::int32_t sum = quiz.outcomes[k].bias;
      for (std::size_t q = 0; q < quiz.questions.size(); ++q) {
        const List<std::int32_t> added = contributions_of(quiz.questions[q], answers[q]);
        for (std::size_t t = 0; t < added.size(); ++t)
          sum += quiz.questions[q].touched[t] == k ? added[t] : 0;
      }
      EXPECT_EQ(scores[k], sum) << quiz.outcomes[k].id;
    }
  });
}

TEST(LawsOfScores, FavourNoOutcomeBeforeAnAnswerIsKnown) {
  for_all([](Random* random) {
    const Quiz quiz = read(generate_quiz(random));
    const auto power = [](std::int32_t tenths) { return std::pow(10.0, tenths / 100.0); };
    for (const Question& question : quiz.questions) {
      const std::size_t width = question.touched.size();
      for (std::size_t t = 0; t < width; ++t) {
        double mean = 0;
        for (std::size_t o = 0; o < question.options.size(); ++o) {
          const std::size_t cell = o * width + t;
          const double ticked = power(question.contributions[cell]);
          mean += ticked / static_cast<double>(question.options.size());
          if (question.kind == QuestionKind::kMultiple) {
            EXPECT_NEAR((ticked + power(question.unticked[cell])) / 2, 1, 0.012) << question.id;
          }
        }
        if (question.kind != QuestionKind::kMultiple) {
          EXPECT_NEAR(mean, 1, 0.012) << question.id;
        }
      }
    }
  });
}

TEST(LawsOfScores, DoNotChangeWithASkip) {
  for_all([](Random* random) {
    const Generated generated = generate_quiz(random);
    const Quiz quiz = read(generated);
    const Answers skipped =
        answers_in(generated, generate_answers(random, generated, random->between(0, 100)));
    Answers open = skipped;
    for (Answer& answer : open) {
      if (answer.state == Answer::State::kSkipped) answer = {};
    }
    const Advice one = advise(quiz, conduct(quiz, skipped));
    const Advice two = advise(quiz, conduct(quiz, open));
    // A skip settles its question, and so may close a gate that an open one leaves pending.
    if (one.headline.kind == Headline::Kind::kOverride) return;
    EXPECT_EQ(one.margin, two.margin);
    EXPECT_EQ(one.headline.outcomes, two.headline.outcomes);
    ASSERT_EQ(one.ranking.size(), two.ranking.size());
    for (std::size_t i = 0; i < one.ranking.size(); ++i) {
      EXPECT_EQ(one.ranking[i].outcome, two.ranking[i].outcome);
      EXPECT_EQ(one.ranking[i].score, two.ranking[i].score);
    }
  });
}

TEST(LawsOfScores, RangeOverWhatTheAnswersToAQuestionCanAdd) {
  for_all([](Random* random) {
    const Quiz quiz = read(generate_quiz(random));
    for (const Question& question : quiz.questions) {
      List<Range> seen(question.touched.size(), Range{INT32_MAX, INT32_MIN});
      for (const Answer& answer : every_answer(question)) {
        const List<std::int32_t> added = contributions_of(question, answer);
        for (std::size_t t = 0; t < seen.size(); ++t) {
          seen[t].low = std::min(seen[t].low, added[t]);
          seen[t].high = std::max(seen[t].high, added[t]);
        }
      }
      for (std::size_t t = 0; t < seen.size(); ++t) {
        const Range range = range_of(question, t);
        EXPECT_EQ(range.low, seen[t].low) << question.id;
        EXPECT_EQ(range.high, seen[t].high) << question.id;
      }
    }
  });
}

TEST(LawsOfScores, OfABetterAnswerNeverLowerTheRank) {
  std::uint64_t switches = 0;
  for_all([&](Random* random) {
    Shape shape;
    shape.conditions = shape.gates = shape.rules = false;
    const Generated generated = generate_quiz(random, shape);
    const Quiz quiz = read(generated);
    Answers answers =
        answers_in(generated, generate_answers(random, generated, random->between(30, 100)));
    const std::size_t q = random->below(quiz.questions.size());
    const auto place_of = [&](std::size_t outcome) {
      const List<Ranked> ranking = advise(quiz, conduct(quiz, answers)).ranking;
      return std::find_if(ranking.begin(), ranking.end(),
                          [&](const Ranked& entry) { return entry.outcome == outcome; }) -
             ranking.begin();
    };
    const auto gains = [&](const Answer& answer) {
      List<std::int32_t> all(quiz.outcomes.size(), 0);
      const List<std::int32_t> added = contributions_of(quiz.questions[q], answer);
      for (std::size_t t = 0; t < added.size(); ++t) all[quiz.questions[q].touched[t]] = added[t];
      return all;
    };
    const Answer before =
        answer_in(generated.questions[q], fitting_answer(random, generated.questions[q]));
    const Answer after =
        answer_in(generated.questions[q], fitting_answer(random, generated.questions[q]));
    const List<std::int32_t> from = gains(before);
    const List<std::int32_t> to = gains(after);
    for (std::size_t k = 0; k < quiz.outcomes.size(); ++k) {
      bool favourable = true;
      for (std::size_t j = 0; j < quiz.outcomes.size(); ++j)
        favourable = favourable && to[k] - from[k] >= to[j] - from[j];
      if (!favourable) continue;
      ++switches;
      answers[q] = before;
      const auto old_place = place_of(k);
      answers[q] = after;
      EXPECT_LE(place_of(k), old_place) << quiz.outcomes[k].id << " by " << quiz.questions[q].id;
    }
  });
  RecordProperty("switches", std::to_string(switches));
}

TEST(LawsOfReasons, SumToTheMarginExactlyLargestFirst) {
  for_all([](Random* random) {
    const Generated quiz = generate_quiz(random);
    const Session session(quiz);
    Json answers;
    const Json result = result_of(random, quiz, session, &answers);
    if (result["margin"].is_null()) {
      EXPECT_EQ(result["because"].size() + result["against"].size(), 0u);
      return;
    }
    const Json& ranking = result["ranking"];
    const std::int64_t second = ranking.size() > 1 ? ranking[1]["score"].integer() : 0;
    EXPECT_EQ(result["margin"].integer(), ranking[0]["score"].integer() - second);
    EXPECT_GE(result["margin"].integer() + (ranking.size() > 1 ? 0 : 1'000'000), 0);
    EXPECT_EQ(sum_of(result["because"]) + sum_of(result["against"]), result["margin"].integer())
        << result.dump();
    for (const auto& [name, sign] : {std::pair("because", 1), std::pair("against", -1)}) {
      std::int64_t largest = INT64_MAX;
      for (const Json& reason : result[name].items) {
        const std::int64_t size = sign * reason["contribution"].integer();
        EXPECT_GT(size, 0) << name;
        EXPECT_LE(size, largest) << name;
        largest = size;
      }
    }
  });
}

TEST(LawsOfTheRanking, IsSortedAndTiesFollowPriority) {
  for_all([](Random* random) {
    Shape shape;
    shape.questions = 2;  // Few answers, many ties.
    shape.rules = false;
    const Generated quiz = generate_quiz(random, shape);
    const Session session(quiz);
    Json answers;
    const Json ranking = result_of(random, quiz, session, &answers)["ranking"];
    const auto priority = [&](const Json& entry) {
      for (const Json& outcome : quiz.document["outcomes"].items) {
        if (outcome["id"].text == entry["outcome"].text) return outcome["priority"].integer();
      }
      return INT64_MIN;
    };
    for (std::size_t i = 1; i < ranking.size(); ++i) {
      const std::int64_t above = ranking[i - 1]["score"].integer();
      const std::int64_t below = ranking[i]["score"].integer();
      EXPECT_TRUE(above > below ||
                  (above == below && priority(ranking[i - 1]) < priority(ranking[i])))
          << ranking.dump();
    }
  });
}

std::string band_of(long double share) {
  if (share >= 0.30L) return "strong";
  return share >= 0.05L ? "explore" : "weak";
}

bool near_a_threshold(long double share) {
  return std::abs(share - 0.30L) < 1e-6L || std::abs(share - 0.05L) < 1e-6L;
}

// Whether answers are enough for a pattern: then they may be a straight line,
// which is not looked into here.
bool may_be_a_straight_line(const Reference& reference, const Json& counted) {
  std::size_t answered = 0;
  for (const std::string& id : counted.names) {
    if (reference.question(id)["kind"].text != "multiple") ++answered;
  }
  return answered >= 8;
}

// Everything the engine says of these answers, against the reference.
void check_against(const Reference& reference, const Generated& quiz, const Session& session,
                   const Json& answers) {
  const Json evaluation = session.evaluate(answers);
  Reference::Reading reading = reference.read(answers);
  SCOPED_TRACE(quiz.document.dump() + answers.dump());

  Json path = Json::array();
  Json after = Json::array();
  Json ignored = Json::array();
  bool complete = true;
  for (const Asked& question : quiz.questions) {
    const Json* answer = answers.find(question.id);
    if (reading.visible.at(question.id)) {
      const char* state = answer == nullptr ? "open" : answer->is_null() ? "skipped" : "answered";
      (question.after ? after : path)
          .push(Json::object({{"question", question.id}, {"state", state}}));
      complete = complete && (question.after || answer != nullptr);
    } else if (answer != nullptr) {
      ignored.push(question.id);
    }
  }
  EXPECT_EQ(evaluation["path"], path);
  EXPECT_EQ(evaluation["ignored"], ignored);
  if (!complete && evaluation["stop"].text != "gate") {
    EXPECT_TRUE(evaluation["stop"].is_null());
    return;
  }
  const Json& result = evaluation["result"];
  const Json& headline = result["headline"];

  // Rules: overrides first, then combine, then beside.
  const auto rule_of = [&](std::string_view kind) -> const Json* {
    for (const Json& rule : quiz.document["rules"].items) {
      if (rule["kind"].text != kind || !reference.holds(rule["when"], reading)) continue;
      const std::string& outcome = rule["outcome"].text;
      const auto& ranked = reading.ranking;
      if (kind == "beside" && std::find(ranked.begin(), ranked.end(), outcome) == ranked.end())
        continue;
      return &rule;
    }
    return nullptr;
  };
  if (const Json* rule = rule_of("override")) {
    EXPECT_EQ(headline["kind"].text, "override");
    EXPECT_EQ(headline["outcomes"], Json::array({(*rule)["outcome"]}));
    EXPECT_EQ(result["ranking"].size(), 0u);
    return;
  }
  ASSERT_NE(headline["kind"].text, "override");
  EXPECT_EQ(result["after"], after);

  ASSERT_EQ(result["ranking"].size(), reading.ranking.size());
  bool threshold = false;
  for (std::size_t i = 0; i < reading.ranking.size(); ++i) {
    const Json& entry = result["ranking"][i];
    const std::string& k = reading.ranking[i];
    EXPECT_EQ(entry["outcome"].text, k);
    EXPECT_EQ(entry["score"].integer(), reading.scores.at(k));
    const long double share = reading.shares.at(k);
    threshold = threshold || near_a_threshold(share);
    if (!near_a_threshold(share)) {
      EXPECT_EQ(entry["band"].text, band_of(share));
    }
  }
  Json scales = Json::array();
  for (const std::string& scale : quiz.scales) {
    const auto at = reading.scales.find(scale);
    if (at == reading.scales.end()) continue;
    EXPECT_TRUE(at->second >= 0 && at->second <= 100) << at->second;
    scales.push(Json::object({{"scale", scale}, {"value", static_cast<int>(at->second)}}));
  }
  EXPECT_EQ(result["scales"], scales);
  std::vector<std::string> modules;
  std::vector<std::string> expected_modules;
  for (const Json& module : result["modules"].items) modules.push_back(module["module"].text);
  reading.headline = headline["kind"].text;
  reading.shown = headline["outcomes"];
  std::map<std::string, std::int64_t> of_part;
  for (const Json& module : quiz.document["modules"].items) {
    const Json* when = module.find("when");
    if (when != nullptr && !reference.holds(*when, reading)) continue;
    if (const Json* id = module.find("part")) {
      const auto& parts = quiz.document["parts"].items;
      const auto part = std::find_if(parts.begin(), parts.end(),
                                     [&](const Json& each) { return each["id"] == *id; });
      const Json* most = part->find("most");
      if (++of_part[id->text] > (most == nullptr ? 100 : most->integer())) continue;
    }
    expected_modules.push_back(module["id"].text);
  }
  EXPECT_EQ(modules, expected_modules);

  if (reading.ranking.empty()) {
    EXPECT_EQ(headline.dump(), "{\"kind\":\"mixed\",\"outcomes\":[],\"withheld\":" +
                                   std::string(headline["withheld"].boolean ? "true}" : "false}"));
    return;
  }
  // Why the first and not the second: each answer's difference.
  const std::string& first = reading.ranking[0];
  const bool alone = reading.ranking.size() == 1;
  std::map<std::string, std::int64_t> reasons;
  for (std::size_t a = 0; a < reading.counted.size(); ++a) {
    const Json& question = reference.question(reading.counted.names[a]);
    std::int64_t difference = reference.contribution(question, reading.counted[a], first);
    if (!alone)
      difference -= reference.contribution(question, reading.counted[a], reading.ranking[1]);
    if (difference != 0) reasons[reading.counted.names[a]] = difference;
  }
  std::map<std::string, std::int64_t> given;
  for (const char* name : {"because", "against"}) {
    for (const Json& reason : result[name].items) {
      if (reason["question"].is_null()) continue;
      given[reason["question"].text] = reason["contribution"].integer();
      // The answer is told as it was given; lists in the order of the quiz.
      Json told = reason["answer"];
      Json answer = answers[reason["question"].text];
      for (Json* list : {&told, &answer})
        std::sort(list->items.begin(), list->items.end(),
                  [](const Json& a, const Json& b) { return a.text < b.text; });
      EXPECT_EQ(told, answer);
    }
  }
  EXPECT_EQ(given, reasons);

  std::string kind = "one";
  std::vector<std::string> outcomes = {first};
  if (!alone) {
    const std::string& second = reading.ranking[1];
    const std::int64_t margin = reading.scores.at(first) - reading.scores.at(second);
    if (const Json* combine = rule_of("combine")) {
      kind = "combined";
      outcomes = {(*combine)["outcome"].text, first, second};
    } else if (const Json* beside = rule_of("beside")) {
      kind = "two-tracks";
      const std::string& outcome = (*beside)["outcome"].text;
      outcomes = {first, outcome == first ? second : outcome};
    } else if (reading.shares.at(first) < 0.30L || margin < 30) {
      kind = reading.shares.at(first) < 0.30L ? "mixed" : "two-tracks";
      outcomes = {first, second};
      if (margin <= 5) std::sort(outcomes.begin(), outcomes.end());
    }
  }
  if (threshold ||
      (headline["kind"].text == "mixed" && may_be_a_straight_line(reference, reading.counted)))
    return;
  EXPECT_EQ(headline["kind"].text, kind);
  std::vector<std::string> shown;
  for (const Json& outcome : headline["outcomes"].items) shown.push_back(outcome.text);
  EXPECT_EQ(shown, outcomes);
}

TEST(LawsOfTheEngine, AgreesWithASecondOneWrittenFromTheDescription) {
  std::uint64_t skipped = 0;
  for_all([&](Random* random) {
    const Generated quiz = generate_quiz(random);
    const Reference reference(quiz.document);
    skipped += reference.ambiguous() ? 1 : 0;
    if (reference.ambiguous()) return;
    const Session session(quiz);
    Json answers = generate_answers(random, quiz, random->between(50, 100));
    if (!random->once_in(4)) answers = complete(random, quiz, session, std::move(answers));
    check_against(reference, quiz, session, answers);
  });
  RecordProperty("ambiguous", std::to_string(skipped));
}

TEST(LawsOfTheEngine, AgreesWithASecondOneOnTheShippedQuiz) {
  const Generated quiz = shipped_quiz();
  const Session session(quiz);
  const Reference reference(quiz.document);
  ASSERT_FALSE(reference.ambiguous());
  for_all(
      [&](Random* random) {
        Json answers = generate_answers(random, quiz, random->once_in(2) ? 100 : 30);
        check_against(reference, quiz, session,
                      complete(random, quiz, session, std::move(answers)));
      },
      4);
}

TEST(LawsOfScales, ReachesBothEndsAndNoFurther) {
  for_all([](Random* random) {
    Shape shape;
    shape.conditions = shape.rules = false;
    const Generated generated = generate_quiz(random, shape);
    const Quiz quiz = read(generated);
    for (std::size_t s = 0; s < quiz.scales.size(); ++s) {
      const auto scale = static_cast<std::uint16_t>(s);
      // The answers that say the least and the most, each question on its own.
      for (const bool most : {false, true}) {
        Answers answers(quiz.questions.size());
        for (std::size_t q = 0; q < quiz.questions.size(); ++q) {
          const Question& question = quiz.questions[q];
          const int sign = (question.reverse ? -1 : 1) * (most ? 1 : -1);
          int best = INT_MIN;
          for (const Json& json : every_answer(generated.questions[q])) {
            Json sheet = Json::object();
            sheet.set(question.id, json);
            const Answer answer = answers_in_core(quiz, sheet)[q];
            int points = 0;
            for (const std::uint16_t o : answer.options) {
              for (const ScalePoints& entry : question.options[o].scales)
                points += entry.scale == scale ? sign * entry.points : 0;
            }
            if (answer.state != Answer::State::kAnswered || points <= best) continue;
            best = points;
            answers[q] = answer;
          }
        }
        const auto value = scale_value(quiz, answers, scale);
        if (value) {
          EXPECT_EQ(*value, most ? 100 : 0) << quiz.scales[s].id;
        }
      }
    }
  });
}

}  // namespace
}  // namespace career_quiz::property
