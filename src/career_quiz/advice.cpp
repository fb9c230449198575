#include "career_quiz/advice.h"

#include <algorithm>

#include "career_quiz/evidence.h"
#include "career_quiz/order.h"

namespace career_quiz {
namespace {

void explain(const Quiz& quiz, const Answers& answers, Advice* advice) {
  const std::uint16_t first = advice->ranking.front().outcome;
  const bool alone = advice->ranking.size() == 1;
  const std::uint16_t second = alone ? first : advice->ranking[1].outcome;
  const auto add = [&](std::optional<std::uint16_t> question, std::int32_t contribution) {
    if (contribution > 0) advice->because.push_back({question, contribution});
    if (contribution < 0) advice->against.push_back({question, contribution});
  };
  add(std::nullopt, quiz.outcomes[first].bias - (alone ? 0 : quiz.outcomes[second].bias));
  for (std::size_t q = 0; q < answers.size(); ++q) {
    const Question& question = quiz.questions[q];
    if (!question.scored()) continue;
    const List<std::int32_t> added = contributions_of(question, answers[q]);
    std::int32_t contribution = 0;
    for (std::size_t t = 0; t < added.size(); ++t) {
      if (question.touched[t] == first) contribution += added[t];
      if (!alone && question.touched[t] == second) contribution -= added[t];
    }
    add(static_cast<std::uint16_t>(q), contribution);
  }
  const auto by_size = [](const Reason& a, const Reason& b) {
    return std::abs(a.contribution) > std::abs(b.contribution);
  };
  sort_stably(&advice->because, by_size);
  sort_stably(&advice->against, by_size);
  advice->margin = advice->ranking.front().score - (alone ? 0 : advice->ranking[1].score);
}

List<std::uint16_t> first_two(const List<Ranked>& ranking) {
  return {ranking[0].outcome, ranking[1].outcome};
}

// The outcome of a rule beside the best other one, in the order of the ranking.
List<std::uint16_t> beside(const List<Ranked>& ranking, std::uint16_t outcome) {
  if (ranking.front().outcome == outcome) return first_two(ranking);
  for (const Ranked& entry : ranking) {
    if (entry.outcome == outcome) return {ranking.front().outcome, outcome};
  }
  return {};
}

Headline headline_of(const Quiz& quiz, const Facts& facts, const Answers& answers,
                     const List<Ranked>& ranking) {
  Headline headline;
  for (const Outcome& outcome : quiz.outcomes)
    headline.withheld = headline.withheld || outcome.withheld;
  if (ranking.empty()) {
    headline.kind = Headline::Kind::kMixed;
    return headline;
  }
  headline.outcomes = {ranking.front().outcome};
  if (ranking.size() == 1) return headline;
  const bool evidence = quiz.scoring == Scoring::kEvidence;
  StraightLine line;
  for (std::size_t q = 0; q < answers.size(); ++q) line.count(quiz.questions[q], answers[q]);
  const bool straight = evidence && line.holds();
  for (const Rule& rule : quiz.rules) {
    // A straight line says nothing about two winners, but a card beside another
    // does not rest on the scores: it is one of the two of "mixed".
    const bool blind = straight && rule.kind == Rule::Kind::kCombine;
    if (blind || rule.kind == Rule::Kind::kOverride || evaluate(rule.when, facts) != Truth::kTrue) {
      continue;
    }
    List<std::uint16_t> outcomes;
    if (rule.kind == Rule::Kind::kCombine) {
      outcomes = {rule.outcome, ranking[0].outcome, ranking[1].outcome};
    } else {
      outcomes = beside(ranking, rule.outcome);
      if (outcomes.empty()) continue;
    }
    headline.kind = rule.kind == Rule::Kind::kCombine ? Headline::Kind::kCombined
                    : straight                        ? Headline::Kind::kMixed
                                                      : Headline::Kind::kTwoTracks;
    headline.outcomes = std::move(outcomes);
    headline.withheld = headline.withheld || rule.withheld;
    return headline;
  }
  const std::int32_t margin = ranking[0].score - ranking[1].score;
  const bool strong = !evidence || ranking.front().band == Band::kStrong;
  headline.kind = kind_of(quiz, margin, strong, straight);
  if (headline.kind != Headline::Kind::kOne) headline.outcomes = first_two(ranking);
  if (headline.outcomes.size() == 2 && evidence && margin <= kEven &&
      quiz.outcomes[headline.outcomes[1]].id < quiz.outcomes[headline.outcomes[0]].id) {
    std::swap(headline.outcomes[0], headline.outcomes[1]);
  }
  return headline;
}

Standing standing_of(const Quiz& quiz, const List<Ranked>& ranking) {
  Standing standing;
  standing.scores.resize(quiz.outcomes.size());
  for (const Ranked& entry : ranking) {
    standing.ranking.push_back(entry.outcome);
    standing.scores[entry.outcome] = entry.score;
  }
  if (ranking.size() > 1) standing.margin = ranking[0].score - ranking[1].score;
  if (ranking.size() > 2) standing.lead = ranking[1].score - ranking[2].score;
  return standing;
}

}  // namespace

void StraightLine::count(const Question& question, const Answer& answer, std::int32_t times) {
  if (answer.state != Answer::State::kAnswered || !question.scored() ||
      question.kind == QuestionKind::kMultiple) {
    return;
  }
  const std::size_t place = answer.options.front();
  const std::size_t options = question.options.size();
  answers_ += times;
  places_[place] += times;
  if (place + 1 == options) last_ += times;
  // Two options have no middle, or every answer would stand there.
  if (options > 2 && (place == (options - 1) / 2 || place == options / 2)) middle_ += times;
}

bool StraightLine::holds() const {
  return answers_ >= kStraightLine &&
         (last_ == answers_ || middle_ == answers_ ||
          std::find(places_.begin(), places_.end(), answers_) != places_.end());
}

Headline::Kind kind_of(const Quiz& quiz, std::int32_t margin, bool strong, bool straight) {
  if (straight || !strong) return Headline::Kind::kMixed;
  return margin < quiz.close_call ? Headline::Kind::kTwoTracks : Headline::Kind::kOne;
}

Verdict decide(const Quiz& quiz, const Answers& counted, const List<bool>& settled,
               const List<std::int32_t>& scores) {
  Verdict verdict;
  verdict.ranking = rank(quiz, counted, scores);
  verdict.standing = standing_of(quiz, verdict.ranking);
  ScaleMemory scales(quiz);
  const Facts facts{quiz, counted, nullptr, &verdict.standing, &scales};
  // Before the end an override must not hold only because its question is open.
  const Facts final{quiz, counted, &settled, &verdict.standing, &scales};
  for (const Rule& rule : quiz.rules) {
    if (rule.kind != Rule::Kind::kOverride || evaluate(rule.when, final) != Truth::kTrue) continue;
    verdict.ranking.clear();
    verdict.headline = {Headline::Kind::kOverride, {rule.outcome}, rule.withheld};
    return verdict;
  }
  verdict.headline = headline_of(quiz, facts, counted, verdict.ranking);
  return verdict;
}

Advice advise(const Quiz& quiz, const Interview& interview) {
  const Answers& answers = interview.counted;
  Verdict verdict = decide(quiz, answers, interview.settled, scores_of(quiz, answers));
  Advice advice;
  advice.headline = std::move(verdict.headline);
  if (advice.headline.kind == Headline::Kind::kOverride) return advice;
  advice.ranking = std::move(verdict.ranking);
  ScaleMemory scales(quiz);
  verdict.standing.headline = static_cast<std::uint16_t>(advice.headline.kind);
  verdict.standing.shown = advice.headline.outcomes;
  const Facts facts{quiz, answers, nullptr, &verdict.standing, &scales};
  if (!advice.ranking.empty()) explain(quiz, answers, &advice);
  for (std::size_t s = 0; s < quiz.scales.size(); ++s) {
    const auto scale = static_cast<std::uint16_t>(s);
    if (const auto value = scale_value(quiz, answers, scale))
      advice.scales.push_back({scale, *value});
  }
  List<std::uint32_t> given(quiz.parts.size());
  for (std::size_t m = 0; m < quiz.modules.size(); ++m) {
    const std::uint16_t part = quiz.modules[m].part;
    const std::uint32_t most = part == kNoPart ? 0 : quiz.parts[part].most;
    if (most > 0 && given[part] == most) continue;
    if (evaluate(quiz.modules[m].when, facts) != Truth::kTrue) continue;
    if (part != kNoPart) ++given[part];
    advice.modules.push_back(static_cast<std::uint16_t>(m));
  }
  return advice;
}

}  // namespace career_quiz
