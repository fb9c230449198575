// A letter that names a quiz, then requests, one a line, of any bytes. What the
// engine answers is JSON and says nothing impossible, and it is the same when it
// is asked again after the others: the engine remembers nothing.

#include <algorithm>
#include <set>
#include <string>

#include "career_quiz/json_tree.h"
#include "fuzz.h"

namespace career_quiz::fuzz {
namespace {

constexpr std::size_t kMostRequests = 4;

// A value of the reply. Cheaper than a copy of all of them.
class View {
 public:
  explicit View(const JsonTree& tree, std::uint32_t value = 0) : tree_(tree), value_(value) {}

  using Kind = JsonTree::Kind;
  const JsonTree::Value& node() const { return tree_.at(value_); }
  bool is(Kind kind) const { return node().kind == kind; }
  bool is_null() const { return is(Kind::kNull); }
  std::int64_t integer() const {
    must(is(Kind::kInteger), "a number of a reply is an integer");
    return node().integer;
  }
  bool has(std::string_view name) const { return find(name) != JsonTree::kNone; }
  View operator[](std::string_view name) const {
    must(has(name), "a reply has every member");
    return View(tree_, find(name));
  }
  std::vector<View> items() const {
    std::vector<View> items;
    for (std::uint32_t at = node().child; at != JsonTree::kNone; at = tree_.at(at).next)
      items.emplace_back(tree_, at);
    return items;
  }

 private:
  std::uint32_t find(std::string_view name) const {
    std::uint32_t at = node().child;
    while (at != JsonTree::kNone && tree_.at(at).key != name) at = tree_.at(at).next;
    return at;
  }

  const JsonTree& tree_;
  std::uint32_t value_;
};

void check_path(const property::Generated& quiz, View reply) {
  std::int64_t answered = 0;
  std::string_view first_open;
  bool next_is_open = false;
  const View next = reply["next"];
  std::set<std::string_view> path;
  auto question = quiz.questions.begin();
  for (const View& entry : reply["path"].items()) {
    const std::string_view id = entry["question"].node().text;
    while (question != quiz.questions.end() && question->id != id) ++question;
    must(question != quiz.questions.end(), "the path is in the order of the quiz");
    must(!question->after, "what is asked beside the result is not on the path");
    ++question;
    path.insert(id);
    if (entry["state"].node().text != "open") {
      ++answered;
    } else {
      if (first_open.empty()) first_open = id;
      next_is_open = next_is_open || next.node().text == id;
    }
  }
  must(next.is_null() || next_is_open, "the next question is open and on the path");
  for (const View& id : reply["ignored"].items())
    must(path.count(id.node().text) == 0, "what counts is not ignored");

  const View progress = reply["progress"];
  const std::int64_t least = progress["remaining_at_least"].integer();
  const std::int64_t most = progress["remaining_at_most"].integer();
  must(progress["answered"].integer() == answered, "the path has as many answers as are counted");
  must(0 <= least && least <= most, "what remains is a range");
  must(next.is_null() ? most == 0 : least > 0, "something remains until nothing is asked");
  must(next.is_null() != reply["stop"].is_null(), "an interview asks or has stopped");
  must(reply["stop"].node().text != "complete" || first_open.empty(),
       "an interview is complete when nothing is open");
}

void check_result(View result) {
  const View headline = result["headline"];
  const bool hidden = headline["kind"].node().text == "override";
  must(result["ranking"].items().empty() || !hidden, "an override hides the scores");
  must(!result["limits"].node().text.empty(), "the limits are always told");
  std::int64_t before = 0;
  bool first = true;
  for (const View& entry : result["ranking"].items()) {
    const std::int64_t score = entry["score"].integer();
    must(first || score <= before, "the ranking is by score");
    before = score;
    first = false;
  }
  if (result["margin"].is_null()) return;
  std::int64_t sum = 0;
  for (const View& reason : result["because"].items()) {
    must(reason["contribution"].integer() > 0, "what speaks for an outcome adds to it");
    sum += reason["contribution"].integer();
  }
  for (const View& reason : result["against"].items()) {
    must(reason["contribution"].integer() < 0, "what speaks against an outcome takes from it");
    sum += reason["contribution"].integer();
  }
  must(sum == result["margin"].integer(), "the reasons sum to the margin");
}

void check_reply(const property::Generated& quiz, const std::string& text) {
  JsonTree tree;
  must(tree.read(text, {std::size_t{1} << 30, 100}), "a reply is JSON");
  const View reply(tree);
  if (reply.has("error")) {
    must(!reply["error"]["code"].node().text.empty(), "an error has a code");
    must(!reply["error"]["message"].node().text.empty(), "an error has a message");
    return;
  }
  check_path(quiz, reply);
  for (const View& problem : reply["problems"].items())
    must(!problem["message"].node().text.empty(), "a problem has a message");
  must(reply["stop"].is_null() || !reply["result"].is_null(), "who has finished gets a result");
  if (!reply["result"].is_null()) check_result(reply["result"]);
}

}  // namespace
}  // namespace career_quiz::fuzz

using namespace career_quiz;

int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  if (size == 0) return 0;
  const fuzz::Known& known = fuzz::known(data[0]);
  std::vector<std::string_view> requests = fuzz::lines_of(fuzz::text_of(data + 1, size - 1));
  if (requests.size() > fuzz::kMostRequests) requests.resize(fuzz::kMostRequests);
  std::vector<std::string> replies;
  for (const std::string_view request : requests) {
    replies.push_back(known.engine.evaluate(request));
    fuzz::check_reply(known.quiz, replies.back());
  }
  for (std::size_t i = requests.size(); i-- > 0;)
    fuzz::must(known.engine.evaluate(requests[i]) == replies[i],
               "the same request gets the same reply");
  return 0;
}

std::size_t LLVMFuzzerCustomMutator(std::uint8_t* data, std::size_t size, std::size_t max_size,
                                    unsigned seed) {
  Random random(seed);
  if (size == 0 || random.once_in(6)) return LLVMFuzzerMutate(data, size, max_size);
  const property::Generated& quiz = fuzz::known(data[0]).quiz;
  const std::vector<std::string_view> requests = fuzz::lines_of(fuzz::text_of(data + 1, size - 1));
  const std::size_t changed = random.below(requests.size());
  std::string text(1, static_cast<char>(data[0]));
  for (std::size_t i = 0; i < requests.size(); ++i) {
    if (i > 0) text += '\n';
    text += i == changed ? fuzz::mutated_request(&random, quiz, std::string(requests[i]), max_size)
                         : std::string(requests[i]);
  }
  return fuzz::put(text, data, size, max_size);
}
