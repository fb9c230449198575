#include "career_quiz/engine.h"

#include <optional>

#include "career_quiz/advice.h"
#include "career_quiz/answers.h"
#include "career_quiz/interview.h"
#include "career_quiz/json_writer.h"
#include "career_quiz/quiz_reader.h"
#include "career_quiz/result.h"

namespace career_quiz {
namespace {

struct Request {
  AnswersReading reading;
  std::size_t language = 0;
};

// Language tags mean the same in capitals.
bool same_tag(std::string_view a, std::string_view b) {
  const auto small = [](char c) { return c >= 'A' && c <= 'Z' ? static_cast<char>(c + 32) : c; };
  if (a.size() != b.size()) return false;
  for (std::size_t i = 0; i < a.size(); ++i) {
    if (small(a[i]) != small(b[i])) return false;
  }
  return true;
}

// The language of the quiz that serves `wanted` best: the same tag, else the
// same primary language, else the first.
std::size_t language_of(const Quiz& quiz, std::string_view wanted) {
  for (std::size_t l = 0; l < quiz.languages.size(); ++l) {
    if (same_tag(quiz.languages[l], wanted)) return l;
  }
  const std::string_view primary = wanted.substr(0, wanted.find('-'));
  for (std::size_t l = 0; l < quiz.languages.size(); ++l) {
    const std::string_view tag = quiz.languages[l];
    if (same_tag(tag.substr(0, tag.find('-')), primary)) return l;
  }
  return 0;
}

Result<Request> read_request(std::string_view text, const Quiz& quiz, const NameIndex& questions) {
  using Kind = JsonTree::Kind;
  JsonTree tree;
  if (!tree.read(text, {kMaxBytes, kMaxDepth}))
    return Error{tree.fault().code, tree.fault().message};
  if (tree.at(0).kind != Kind::kObject) {
    return Error{"wrong-type",
                 "A request is an object: {\"answers\": {…}, \"mode\": "
                 "\"full\", \"language\": \"fr\"}."};
  }
  Request request;
  bool answered = false;
  for (std::uint32_t member = tree.at(0).child; member != JsonTree::kNone;
       member = tree.at(member).next) {
    const JsonTree::Value& value = tree.at(member);
    if (value.key == "answers") {
      if (value.kind != Kind::kObject) {
        return Error{"wrong-type", "“answers” is an object from question ids to answers."};
      }
      if (answered)
        return Error{"repeated-member", "“answers” stands twice in the request; keep one."};
      request.reading = read_answers(tree, member, quiz, questions);
      answered = true;
    } else if (value.key == "mode") {
      if (value.kind != Kind::kString || value.text != "full") {
        return Error{"unknown-mode", "“mode” is \"full\" or is left out."};
      }
    } else if (value.key == "language") {
      if (value.kind != Kind::kString)
        return Error{"wrong-type", "“language” is a string such as \"fr\"."};
      request.language = language_of(quiz, value.text);
    } else {
      return Error{
          "unknown-member",
          say("A request has no member “%”; it has answers, mode and language.", {value.key})};
    }
  }
  if (!answered)
    return Error{"missing-member",
                 "The request lacks “answers”; write {\"answers\": {}} for none."};
  return request;
}

std::string error_text(const Error& error) {
  JsonWriter json;
  json.begin_object().key("error").begin_object();
  json.key("code").text(error.code).key("message").text(error.message);
  json.end_object().end_object();
  return json.take();
}

std::string_view name_of(Headline::Kind kind) {
  switch (kind) {
    case Headline::Kind::kOne:
      return "one";
    case Headline::Kind::kTwoTracks:
      return "two-tracks";
    case Headline::Kind::kMixed:
      return "mixed";
    case Headline::Kind::kOverride:
      return "override";
    case Headline::Kind::kCombined:
      return "combined";
  }
  return {};
}

std::string_view name_of(Band band) {
  switch (band) {
    case Band::kStrong:
      return "strong";
    case Band::kExplore:
      return "explore";
    case Band::kWeak:
      return "weak";
  }
  return {};
}

std::string_view name_of(Answer::State state) {
  switch (state) {
    case Answer::State::kOpen:
      return "open";
    case Answer::State::kSkipped:
      return "skipped";
    case Answer::State::kAnswered:
      return "answered";
  }
  return {};
}

void write_answer(JsonWriter* json, const Question& question, const Answer& answer) {
  if (question.kind != QuestionKind::kMultiple) {
    json->text(question.options[answer.options.front()].id);
    return;
  }
  json->begin_array();
  for (const std::uint16_t option : answer.options) json->text(question.options[option].id);
  json->end_array();
}

void write_reasons(JsonWriter* json, const Quiz& quiz, const Answers& answers,
                   const std::vector<Reason>& reasons) {
  json->begin_array();
  for (const Reason& reason : reasons) {
    json->begin_object();
    if (reason.question) {
      const Question& question = quiz.questions[*reason.question];
      json->key("question").text(question.id).key("answer");
      write_answer(json, question, answers[*reason.question]);
    } else {
      json->key("question").null().key("answer").null();
    }
    json->key("contribution").integer(reason.contribution).end_object();
  }
  json->end_array();
}

void write_advice(JsonWriter* json, const Quiz& quiz, const Answers& answers, const Advice& advice,
                  std::size_t language) {
  json->begin_object();
  json->key("headline").begin_object();
  json->key("kind").text(name_of(advice.headline.kind)).key("outcomes").begin_array();
  for (const std::uint16_t outcome : advice.headline.outcomes)
    json->text(quiz.outcomes[outcome].id);
  json->end_array().key("withheld").boolean(advice.headline.withheld).end_object();

  json->key("ranking").begin_array();
  for (const Ranked& entry : advice.ranking) {
    json->begin_object().key("outcome").text(quiz.outcomes[entry.outcome].id);
    json->key("score").integer(entry.score).key("band").text(name_of(entry.band)).end_object();
  }
  json->end_array();

  json->key("margin");
  advice.margin ? json->integer(*advice.margin) : json->null();
  json->key("runner_up");
  advice.ranking.size() > 1 ? json->text(quiz.outcomes[advice.ranking[1].outcome].id)
                            : json->null();
  json->key("because");
  write_reasons(json, quiz, answers, advice.because);
  json->key("against");
  write_reasons(json, quiz, answers, advice.against);

  json->key("scales").begin_array();
  for (const ScaleReading& reading : advice.scales) {
    json->begin_object().key("scale").text(quiz.scales[reading.scale].id);
    json->key("value").integer(reading.value).end_object();
  }
  json->end_array().key("modules").begin_array();
  for (const std::uint16_t module : advice.modules) {
    json->begin_object().key("module").text(quiz.modules[module].id);
    json->key("withheld").boolean(quiz.modules[module].withheld).end_object();
  }
  json->end_array().key("limits").text(quiz.limits.in(language)).end_object();
}

std::string evaluation_text(const Quiz& quiz, const Request& request) {
  const Interview interview = conduct(quiz, request.reading.answers);
  JsonWriter json;
  json.begin_object().key("path").begin_array();
  for (const std::uint16_t q : interview.path) {
    json.begin_object().key("question").text(quiz.questions[q].id);
    json.key("state").text(name_of(interview.counted[q].state)).end_object();
  }
  json.end_array().key("next");
  interview.next ? json.text(quiz.questions[*interview.next].id) : json.null();

  json.key("progress").begin_object().key("answered").integer(interview.answered);
  json.key("remaining_at_least").integer(interview.remaining_at_least);
  json.key("remaining_at_most").integer(interview.remaining_at_most).end_object();

  json.key("stop");
  if (interview.stop == Stop::kNone) {
    json.null();
  } else {
    json.text(interview.stop == Stop::kGate ? "gate" : "complete");
  }
  json.key("ignored").begin_array();
  for (const std::uint16_t q : interview.ignored) json.text(quiz.questions[q].id);
  json.end_array().key("problems").begin_array();
  for (const AnswerProblem& problem : request.reading.problems) {
    json.begin_object().key("question").text(problem.question);
    json.key("code").text(problem.code).key("message").text(problem.message).end_object();
  }
  json.end_array().key("result");
  if (interview.stop == Stop::kNone) {
    json.null();
  } else {
    write_advice(&json, quiz, interview.counted, advise(quiz, interview), request.language);
  }
  json.end_object();
  return json.take();
}

}  // namespace

struct Engine::Loaded {
  Quiz quiz;
  NameIndex questions;  // Views into `quiz`, which therefore never moves.
};

Engine::Engine() = default;
Engine::~Engine() = default;
Engine::Engine(Engine&&) noexcept = default;
Engine& Engine::operator=(Engine&&) noexcept = default;

std::string Engine::load(std::string_view quiz_text) {
  loaded_.reset();
  QuizReading reading = read_quiz(quiz_text);
  JsonWriter json;
  json.begin_object().key("quiz");
  if (reading.quiz) {
    loaded_ = std::make_unique<Loaded>();
    loaded_->quiz = std::move(*reading.quiz);
    for (std::size_t q = 0; q < loaded_->quiz.questions.size(); ++q) {
      loaded_->questions.add(loaded_->quiz.questions[q].id, static_cast<std::uint32_t>(q));
    }
    loaded_->questions.seal();
    json.begin_object()
        .key("id")
        .text(loaded_->quiz.id)
        .key("version")
        .text(loaded_->quiz.version)
        .end_object();
  } else {
    json.null();
  }
  json.key("diagnostics").begin_array();
  for (const Diagnostic& diagnostic : reading.diagnostics) {
    json.begin_object();
    json.key("severity").text(diagnostic.severity == Severity::kError ? "error" : "warning");
    json.key("code").text(diagnostic.code).key("pointer").text(diagnostic.pointer);
    json.key("line").integer(diagnostic.line).key("column").integer(diagnostic.column);
    json.key("message").text(diagnostic.message).end_object();
  }
  json.end_array().end_object();
  return json.take();
}

std::string Engine::evaluate(std::string_view request_text) const {
  if (!loaded_)
    return error_text({"no-quiz", "No quiz is loaded; load one that has no errors first."});
  const Result<Request> request = read_request(request_text, loaded_->quiz, loaded_->questions);
  return request ? evaluation_text(loaded_->quiz, *request) : error_text(request.error());
}

}  // namespace career_quiz
