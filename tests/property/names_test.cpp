// Laws of names: what things are called, and in which order outcomes stand in
// the file, changes nothing but the names in the answer.

#include <map>

#include "property.h"

namespace career_quiz::property {
namespace {

using Names = std::map<std::string, std::string>;

// Ids in a generated document are unique and no text is one, so they can be
// replaced wherever they stand.
std::string renamed(const Names& names, const std::string& text) {
  if (const auto at = names.find(text); at != names.end()) return at->second;
  for (const std::string prefix : {"answers.", "scales.", "scores."}) {
    if (text.rfind(prefix, 0) != 0) continue;
    if (const auto at = names.find(text.substr(prefix.size())); at != names.end())
      return prefix + at->second;
  }
  return text;
}

Json renamed(const Names& names, const Json& value) {
  Json other = value;
  if (other.is(Json::Kind::kString)) other.text = renamed(names, other.text);
  for (std::string& name : other.names) name = renamed(names, name);
  for (Json& item : other.items) item = renamed(names, item);
  return other;
}

std::string random_id(Random* random) {
  constexpr std::string_view kFirst = "abcdefghijklmnopqrstuvwxyz0123456789";
  constexpr std::string_view kRest = "abcdefghijklmnopqrstuvwxyz0123456789-_";
  std::string id(1, kFirst[random->below(kFirst.size())]);
  for (int i = random->between(0, random->once_in(10) ? 58 : 8); i > 0; --i)
    id += kRest[random->below(kRest.size())];
  return id;
}

// New ids for questions, options, scales and outcomes. Different kinds of
// things, and options of different questions, may come to share one.
Names new_names(Random* random, const Generated& quiz) {
  Names names;
  const auto rename = [&](const std::vector<std::string>& ids) {
    std::vector<std::string> fresh;
    const bool plain = random->once_in(3);
    for (std::size_t i = 0; i < ids.size(); ++i)
      fresh.push_back(plain ? std::to_string(i) : random_id(random) + std::to_string(i));
    random->shuffle(&fresh);
    for (std::size_t i = 0; i < ids.size(); ++i) names[ids[i]] = fresh[i];
  };
  std::vector<std::string> questions;
  for (const Asked& question : quiz.questions) {
    questions.push_back(question.id);
    rename(question.options);
  }
  rename(questions);
  rename(quiz.scales);
  std::vector<std::string> outcomes = quiz.scored;
  outcomes.insert(outcomes.end(), quiz.derived.begin(), quiz.derived.end());
  rename(outcomes);
  return names;
}

// Puts two tracks in the order of their ids.
void sort_two(Json* headline) {
  std::vector<Json>& tracks = headline->find("outcomes")->items;
  if (tracks.size() == 2 && tracks[1].text < tracks[0].text) std::swap(tracks[0], tracks[1]);
}

TEST(LawsOfNames, ChangeNothingButTheNames) {
  for_all([](Random* random) {
    const Generated quiz = generate_quiz(random);
    const Names names = new_names(random, quiz);
    const Session session(quiz);
    const Session other(renamed(names, quiz.document));
    Json answers = generate_answers(random, quiz, random->between(0, 100));
    if (random->once_in(2)) answers = complete(random, quiz, session, std::move(answers));
    Json one = renamed(names, session.evaluate(answers));
    Json two = other.evaluate(renamed(names, answers));
    // Two tracks that are even stand in the order of their ids.
    for (Json* evaluation : {&one, &two}) {
      Json* result = evaluation->find("result");
      if (result->is_null()) continue;
      if ((*result)["margin"].is_null() || (*result)["margin"].integer() <= 5)
        sort_two(result->find("headline"));
      if (Json* turning = result->find("turning"); !turning->is_null()) {
        for (Json& point : turning->find("points")->items) sort_two(point.find("headline"));
      }
    }
    EXPECT_EQ(one, two) << quiz.document.dump() << answers.dump();
  });
}

TEST(LawsOfNames, OfOutcomesMayStandInAnyOrder) {
  for_all([](Random* random) {
    const Generated quiz = generate_quiz(random);
    Json document = quiz.document;
    random->shuffle(&document.find("outcomes")->items);
    for (Json& question : document.find("questions")->items) {
      for (Json& option : question.find("options")->items) {
        for (const char* name : {"evidence", "scales"}) {
          if (Json* values = option.find(name)) *values = shuffled(random, *values);
        }
        option = shuffled(random, option);
      }
    }
    const Session session(quiz);
    const Session other(document);
    const Json answers = generate_answers(random, quiz, random->between(50, 100));
    EXPECT_EQ(session.bytes(answers), other.bytes(answers)) << quiz.document.dump();
  });
}

}  // namespace
}  // namespace career_quiz::property
