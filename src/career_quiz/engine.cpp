#include "career_quiz/engine.h"

#include <algorithm>
#include <optional>

#include "career_quiz/advice.h"
#include "career_quiz/answer_code.h"
#include "career_quiz/answers.h"
#include "career_quiz/interview.h"
#include "career_quiz/json_writer.h"
#include "career_quiz/order.h"
#include "career_quiz/quiz_reader.h"
#include "career_quiz/result.h"
#include "career_quiz/turning.h"

namespace career_quiz {
namespace {

struct Request {
  AnswersReading reading;
  Mode mode = Mode::kFull;
  bool early = false;
  std::size_t language = 0;
};

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
  List<std::string_view> seen;
  for (std::uint32_t member = tree.at(0).child; member != JsonTree::kNone;
       member = tree.at(member).next) {
    const JsonTree::Value& value = tree.at(member);
    if (std::find(seen.begin(), seen.end(), value.key) != seen.end()) {
      return Error{"repeated-member",
                   say("“%” stands twice in the request; keep one.", {value.key})};
    }
    seen.push_back(value.key);
    if (value.key == "answers") {
      if (value.kind != Kind::kObject) {
        return Error{"wrong-type", "“answers” is an object from question ids to answers."};
      }
      request.reading = read_answers(tree, member, quiz, questions);
      answered = true;
    } else if (value.key == "mode") {
      const bool adaptive = value.text == "adaptive";
      if (value.kind != Kind::kString || (!adaptive && value.text != "full")) {
        return Error{"unknown-mode", "“mode” is \"full\" or \"adaptive\"; left out, it is full."};
      }
      request.mode = adaptive ? Mode::kAdaptive : Mode::kFull;
    } else if (value.key == "early") {
      if (value.kind != Kind::kBoolean) {
        return Error{"wrong-type", "“early” is true to see the result before the end, or false."};
      }
      request.early = value.boolean;
    } else if (value.key == "language") {
      if (value.kind != Kind::kString)
        return Error{"wrong-type", "“language” is a string such as \"fr\"."};
      request.language = language_of(quiz, value.text);
    } else {
      return Error{"unknown-member",
                   say("A request has no member “%”; it has answers, mode, early and language.",
                       {value.key})};
    }
  }
  if (!answered)
    return Error{"missing-member",
                 "The request lacks “answers”; write {\"answers\": {}} for none."};
  return request;
}

Error no_quiz() { return {"no-quiz", "No quiz is loaded; load one that has no errors first."}; }

std::string error_text(const Error& error) {
  JsonWriter json;
  json.begin_object().key("error").begin_object();
  json.key("code").text(error.code).key("message").text(error.message);
  json.end_object().end_object();
  return json.take();
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

void write_reasons(JsonWriter* json, const Quiz& quiz, const Answers& answers,
                   const List<Reason>& reasons) {
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

void write_states(JsonWriter* json, const Quiz& quiz, const List<std::uint16_t>& questions,
                  const Answers& answers) {
  for (const std::uint16_t q : questions) {
    json->begin_object().key("question").text(quiz.questions[q].id);
    json->key("state").text(name_of(answers[q].state)).end_object();
  }
}

void write_headline(JsonWriter* json, const Quiz& quiz, const Headline& headline) {
  json->begin_object().key("kind").text(name_of(headline.kind)).key("outcomes").begin_array();
  for (const std::uint16_t outcome : headline.outcomes) json->text(quiz.outcomes[outcome].id);
  json->end_array().key("withheld").boolean(headline.withheld).end_object();
}

void write_turning(JsonWriter* json, const Quiz& quiz, const Turning& turning) {
  json->begin_object().key("changes_needed");
  turning.points.empty()
      ? json->null()
      : json->integer(static_cast<std::int64_t>(turning.points.front().changes.size()));
  json->key("singles_complete").boolean(turning.singles_complete);
  json->key("pairs_complete").boolean(turning.pairs_complete);
  json->key("withheld").boolean(turning.withheld).key("points").begin_array();
  for (const TurningPoint& point : turning.points) {
    json->begin_object().key("changes").begin_array();
    for (const Change& change : point.changes) {
      const Question& question = quiz.questions[change.question];
      json->begin_object().key("question").text(question.id).key("answer");
      write_answer(json, question, change.answer);
      json->end_object();
    }
    json->end_array().key("headline");
    write_headline(json, quiz, point.headline);
    json->end_object();
  }
  json->end_array().end_object();
}

void write_advice(JsonWriter* json, const Quiz& quiz, const Interview& interview,
                  const Advice& advice, std::size_t language) {
  const Answers& answers = interview.counted;
  json->begin_object();
  json->key("headline");
  write_headline(json, quiz, advice.headline);

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

  json->key("turning");
  if (advice.headline.kind == Headline::Kind::kOverride) {
    json->null();
  } else {
    write_turning(json, quiz, turning_points(quiz, interview));
  }

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
  json->end_array().key("after").begin_array();
  if (advice.headline.kind != Headline::Kind::kOverride) {
    write_states(json, quiz, interview.after, answers);
  }
  json->end_array().key("rests_on");
  if (advice.headline.kind == Headline::Kind::kOverride) {
    json->null();
  } else {
    json->begin_object().key("answered").integer(interview.scored_answered);
    json->key("of").integer(interview.scored_visible).end_object();
  }
  json->key("limits").text(quiz.limits.in(language)).end_object();
}

std::string evaluation_text(const Quiz& quiz, const Request& request) {
  const Interview interview = conduct(quiz, request.reading.answers, request.mode);
  JsonWriter json;
  json.begin_object().key("path").begin_array();
  write_states(&json, quiz, interview.path, interview.counted);
  json.end_array().key("next");
  interview.next ? json.text(quiz.questions[*interview.next].id) : json.null();

  json.key("progress").begin_object().key("answered").integer(interview.answered);
  json.key("remaining_at_least").integer(interview.remaining_at_least);
  json.key("remaining_at_most").integer(interview.remaining_at_most).end_object();

  json.key("stop");
  interview.stop == Stop::kNone ? json.null() : json.text(name_of(interview.stop));
  json.key("risk");
  interview.risk ? json.integer(*interview.risk) : json.null();
  json.key("ignored").begin_array();
  for (const std::uint16_t q : interview.ignored) json.text(quiz.questions[q].id);
  json.end_array().key("problems").begin_array();
  for (const AnswerProblem& problem : request.reading.problems) {
    json.begin_object().key("question").text(problem.question);
    json.key("code").text(problem.code).key("message").text(problem.message).end_object();
  }
  json.end_array().key("result");
  const bool shown =
      interview.stop != Stop::kNone || (request.early && interview.scored_answered > 0);
  if (shown) {
    write_advice(&json, quiz, interview, advise(quiz, interview), request.language);
  } else {
    json.null();
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
  if (!loaded_) return error_text(no_quiz());
  const Result<Request> request = read_request(request_text, loaded_->quiz, loaded_->questions);
  return request ? evaluation_text(loaded_->quiz, *request) : error_text(request.error());
}

std::string Engine::encode(std::string_view request_text) const {
  if (!loaded_) return error_text(no_quiz());
  const Quiz& quiz = loaded_->quiz;
  const Result<Request> request = read_request(request_text, quiz, loaded_->questions);
  if (!request) return error_text(request.error());
  List<std::uint16_t> unfit;
  for (const AnswerProblem& problem : request->reading.problems) {
    const std::uint32_t q = loaded_->questions.find(problem.question);
    if (q != NameIndex::kNone) insert_place(&unfit, static_cast<std::uint16_t>(q));
  }
  const AnswerCode code = encode_answers(quiz, request->reading.answers, unfit);
  JsonWriter json;
  json.begin_object().key("code").text(code.code).key("left_out").begin_array();
  for (const std::uint16_t q : code.left_out) json.text(quiz.questions[q].id);
  json.end_array().end_object();
  return json.take();
}

std::string Engine::decode(std::string_view code) const {
  if (!loaded_) return error_text(no_quiz());
  const Quiz& quiz = loaded_->quiz;
  const Result<DecodedAnswers> decoded = decode_answers(quiz, code);
  if (!decoded) return error_text(decoded.error());
  JsonWriter json;
  json.begin_object().key("answers").begin_object();
  List<std::pair<std::uint32_t, std::size_t>> by_turn;
  for (std::size_t q = 0; q < quiz.questions.size(); ++q) {
    const Answer& answer = decoded->answers[q];
    if (answer.state != Answer::State::kOpen) by_turn.emplace_back(answer.turn, q);
  }
  sort_stably(&by_turn, [](const auto& a, const auto& b) { return a.first < b.first; });
  for (const auto& [turn, q] : by_turn) {
    const Answer& answer = decoded->answers[q];
    json.key(quiz.questions[q].id);
    if (answer.state == Answer::State::kSkipped) {
      json.null();
    } else {
      write_answer(&json, quiz.questions[q], answer);
    }
  }
  json.end_object().key("left_out").boolean(decoded->left_out).end_object();
  return json.take();
}

}  // namespace career_quiz
