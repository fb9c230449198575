// Laws of turning points: each turns the headline, and where it is said that
// none does, none does.

#include <algorithm>

#include "property.h"

namespace career_quiz::property {
namespace {

// An answer exchanged for another.
struct Change {
  std::string question;
  Json answer;
};

// The answers that differ from `answer` by one step.
std::vector<Json> neighbours(const Asked& question, const Json& answer) {
  std::vector<Json> found;
  for (const std::string& id : question.options) {
    const Json option(id);
    Json other = answer;
    const auto at = std::find(other.items.begin(), other.items.end(), option);
    if (question.rank()) {
      if (at == other.items.begin()) continue;
      other.items.erase(at);
      other.items.insert(other.items.begin(), option);
      found.push_back(other);
    } else if (!question.multiple()) {
      if (option == answer) continue;
      found.push_back(option);
    } else {
      if (at != other.items.end()) {
        other.items.erase(at);
      } else {
        const auto alone = [&](const Json& each) {
          return question.exclusive[static_cast<std::size_t>(
              std::find(question.options.begin(), question.options.end(), each.text) -
              question.options.begin())];
        };
        const bool full = other.size() > 0 && other.size() == question.max;
        const bool apart = other.size() > 0 && alone(option);
        if (full || apart || std::any_of(other.items.begin(), other.items.end(), alone))
          other = Json::array();
        other.push(option);
      }
      const auto every = every_answer(question);
      const auto same = [&](const Json& fitting) {
        return fitting.is(Json::Kind::kArray) &&
               std::is_permutation(fitting.items.begin(), fitting.items.end(), other.items.begin(),
                                   other.items.end());
      };
      const auto fitting = std::find_if(every.begin(), every.end(), same);
      if (fitting != every.end()) found.push_back(*fitting);
    }
  }
  return found;
}

// The kind and the outcomes; the order of these says nothing.
Json sorted(const Json& headline) {
  if (headline.is_null()) return {};
  Json outcomes = headline["outcomes"];
  std::sort(outcomes.items.begin(), outcomes.items.end(),
            [](const Json& a, const Json& b) { return a.text < b.text; });
  return Json::array({headline["kind"], std::move(outcomes)});
}

Json headline_of(const Session& session, const Json& answers) {
  const Json evaluation =
      session.reply(Json::object({{"answers", answers}, {"early", Json::of(true)}}));
  return sorted(evaluation["result"]["headline"]);
}

Json with(Json answers, const std::vector<Change>& changes) {
  for (const Change& change : changes) answers.set(change.question, change.answer);
  return answers;
}

TEST(LawsOfTurningPoints, AreAllThatTurnTheHeadlineAndNoneThatDoNot) {
  std::uint64_t singles = 0;
  std::uint64_t pairs = 0;
  std::uint64_t firm = 0;
  for_all(
      [&](Random* random) {
        Shape shape;
        shape.options = shape.outcomes = 4;
        shape.every_kind = true;
        shape.sums = random->once_in(4);
        shape.conditions = shape.gates = shape.rules = random->once_in(2);
        shape.questions = shape.rules ? 5 : 8;  // Pairs are tried where nothing is read.
        const Generated quiz = generate_quiz(random, shape);
        const Session session(quiz);
        Json answers = generate_answers(random, quiz, random->between(30, 100));
        if (random->once_in(2)) answers = complete(random, quiz, session, std::move(answers));
        const Json evaluation =
            session.reply(Json::object({{"answers", answers}, {"early", Json::of(true)}}));
        for (const Json& id : evaluation["ignored"].items) answers.erase(id.text);
        SCOPED_TRACE(quiz.document.dump() + answers.dump());
        const Json& result = evaluation["result"];
        if (result.is_null()) return;
        const Json& turning = result["turning"];
        const Json now = headline_of(session, answers);
        if (result["headline"]["kind"].text == "override") {
          EXPECT_TRUE(turning.is_null());
          return;
        }

        for (const Json& point : turning["points"].items) {
          std::vector<Change> changes;
          for (const Json& change : point["changes"].items)
            changes.push_back({change["question"].text, change["answer"]});
          EXPECT_EQ(static_cast<std::int64_t>(changes.size()), turning["changes_needed"].integer());
          const Json then = headline_of(session, with(answers, changes));
          if (then.is_null()) continue;  // Nothing scored is left to rest on.
          EXPECT_NE(then, now) << point.dump();
          EXPECT_EQ(then, sorted(point["headline"])) << point.dump();
        }

        std::vector<Change> all;
        std::size_t turns = 0;
        bool sets = false;    // Of ticks or orders, not all of which are tried.
        bool unseen = false;  // Some change leaves nothing to show.
        for (const Asked& question : quiz.questions) {
          const Json* answer = answers.find(question.id);
          if (answer == nullptr || answer->is_null() || question.sensitive) continue;
          sets = sets || question.multiple() || question.rank();
          for (Json& other : neighbours(question, *answer)) {
            const Change change{question.id, std::move(other)};
            const Json then = headline_of(session, with(answers, {change}));
            unseen = unseen || then.is_null();
            turns += !then.is_null() && then != now;
            all.push_back(change);
          }
        }
        if (unseen) return;
        if (!sets) EXPECT_TRUE(turning["singles_complete"].boolean);
        const std::int64_t needed = turning["changes_needed"].integer();
        EXPECT_EQ(needed == 1, turns > 0);
        if (turns > 0) {
          ++singles;
          EXPECT_EQ(turning["points"].size(), std::min<std::size_t>(turns, 12)) << result.dump();
          return;
        }
        if (!turning["pairs_complete"].boolean) return;
        for (std::size_t i = 0; i < all.size(); ++i) {
          for (std::size_t j = i + 1; j < all.size(); ++j) {
            if (all[i].question == all[j].question) continue;
            const Json then = headline_of(session, with(answers, {all[i], all[j]}));
            if (then.is_null()) return;
            turns += then != now;
          }
        }
        EXPECT_EQ(needed == 2, turns > 0);
        EXPECT_EQ(turning["points"].size(), std::min<std::size_t>(turns, 12)) << result.dump();
        (turns > 0 ? pairs : firm) += 1;
      },
      2);
  RecordProperty("by_one_change", std::to_string(singles));
  RecordProperty("by_two_changes", std::to_string(pairs));
  RecordProperty("by_neither", std::to_string(firm));
}

}  // namespace
}  // namespace career_quiz::property
