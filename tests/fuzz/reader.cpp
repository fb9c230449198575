// Any bytes as a quiz. Either it is refused with diagnostics that point into it,
// or every part of the engine works with what was read.

#include <algorithm>
#include <string>

#include "../property/mutate.h"
#include "../property/place.h"
#include "career_quiz/advice.h"
#include "career_quiz/answer_code.h"
#include "career_quiz/evidence.h"
#include "career_quiz/quiz_reader.h"
#include "career_quiz/turning.h"
#include "fuzz.h"

namespace career_quiz::fuzz {
namespace {

void check_diagnostics(std::string_view text, const QuizReading& reading) {
  const auto document = reading.diagnostics.empty() ? std::nullopt : property::parse(text);
  bool errors = false;
  std::pair<std::uint32_t, std::uint32_t> last{0, 0};
  must(reading.diagnostics.size() <= kMaxDiagnostics + 1, "diagnostics are counted past a limit");
  for (const Diagnostic& diagnostic : reading.diagnostics) {
    errors = errors || diagnostic.severity == Severity::kError;
    must(!diagnostic.code.empty(), "a diagnostic has a code");
    must(std::all_of(diagnostic.code.begin(), diagnostic.code.end(),
                     [](char c) { return c == '-' || (c >= 'a' && c <= 'z'); }),
         "a code is in kebab-case");
    must(!diagnostic.message.empty(), "a diagnostic has a message");
    must(property::stands_in(text, diagnostic.line, diagnostic.column),
         "a diagnostic stands in the text");
    must(!document || property::leads_somewhere(*document, diagnostic.pointer),
         "the pointer of a diagnostic leads to a value");
    const std::pair place{diagnostic.line, diagnostic.column};
    must(last <= place, "diagnostics are in the order of the text");
    last = place;
  }
  must(reading.quiz.has_value() != errors, "a quiz is refused for errors and for nothing else");
}

// Answers of a random reader who is content with the first way to answer.
Answers some_answers(Random* random, const Quiz& quiz) {
  Answers answers(quiz.questions.size());
  for (std::size_t q = 0; q < answers.size(); ++q) {
    const Question& question = quiz.questions[q];
    Answer& answer = answers[q];
    answer.turn = static_cast<std::uint32_t>(random->below(answers.size()));
    if (random->once_in(4)) continue;
    if (question.optional && random->once_in(3)) {
      answer.state = Answer::State::kSkipped;
      continue;
    }
    answer.state = Answer::State::kAnswered;
    if (question.kind == QuestionKind::kNumber) {
      answer.number = random->once_in(2) ? question.min : question.max;
    } else if (question.kind == QuestionKind::kText) {
      answer.text.assign(1, 't');
    } else if (question.kind == QuestionKind::kRank) {
      for (std::uint16_t o = 0; o < question.options.size(); ++o) answer.options.push_back(o);
      random->shuffle(&answer.options);
    } else if (question.kind == QuestionKind::kMultiple) {
      for (std::uint16_t o = 0; o < question.options.size(); ++o) {
        const auto ticked = static_cast<std::int64_t>(answer.options.size());
        if (ticked < question.min && !question.options[o].exclusive) answer.options.push_back(o);
      }
      if (static_cast<std::int64_t>(answer.options.size()) < question.min) answer = {};
    } else {
      answer.options = {static_cast<std::uint16_t>(random->below(question.options.size()))};
    }
  }
  return answers;
}

void check_advice(const Quiz& quiz, const Interview& interview) {
  const Advice advice = advise(quiz, interview);
  if (!advice.ranking.empty()) {
    std::int32_t sum = 0;
    for (const auto* reasons : {&advice.because, &advice.against}) {
      for (const Reason& reason : *reasons) sum += reason.contribution;
    }
    must(advice.margin && sum == *advice.margin, "the reasons sum to the margin");
  }
  turning_points(quiz, interview);
}

void check_interview(const Quiz& quiz, const Answers& answers, Mode mode) {
  const Interview interview = conduct(quiz, answers, mode);
  must(interview.next.has_value() == (interview.stop == Stop::kNone),
       "an interview asks or has stopped");
  must(interview.remaining_at_least <= interview.remaining_at_most,
       "what is asked at least is no more than what is asked at most");
  check_advice(quiz, interview);
}

void check_quiz(Random* random, const Quiz& quiz) {
  must(!quiz.questions.empty() && !quiz.outcomes.empty(), "a quiz asks, and says something");
  check_interview(quiz, Answers(quiz.questions.size()), Mode::kAdaptive);
  const Answers answers = some_answers(random, quiz);
  check_interview(quiz, answers, Mode::kFull);
  check_interview(quiz, answers, Mode::kAdaptive);
  const AnswerCode code = encode_answers(quiz, answers);
  must(decode_answers(quiz, code.code).ok(), "a code that was made is taken");
}

// A change that an author could make, or a part of another quiz.
void change(Random* random, property::Json* document) {
  if (!random->once_in(4)) return property::mutate(random, document);
  property::Shape shape;
  shape.questions = 2;
  shape.options = 3;
  shape.outcomes = 3;
  shape.every_kind = random->once_in(2);
  shape.adaptive = random->once_in(2);
  shape.sums = random->once_in(3);
  shape.after = random->once_in(3);
  const property::Generated other = generate_quiz(random, shape);
  if (!document->is(property::Json::Kind::kObject)) {
    *document = other.document;
    return;
  }
  const std::size_t member = random->below(other.document.size());
  document->set(other.document.names[member], other.document[member]);
}

}  // namespace
}  // namespace career_quiz::fuzz

using namespace career_quiz;

int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  const std::string_view text = fuzz::text_of(data, size);
  const QuizReading reading = read_quiz(text);
  fuzz::check_diagnostics(text, reading);
  Random random(size);
  if (reading.quiz) fuzz::check_quiz(&random, *reading.quiz);
  return 0;
}

std::size_t LLVMFuzzerCustomMutator(std::uint8_t* data, std::size_t size, std::size_t max_size,
                                    unsigned seed) {
  Random random(seed);
  if (random.once_in(2)) return LLVMFuzzerMutate(data, size, max_size);
  auto document = property::parse(fuzz::text_of(data, size));
  if (!document) return LLVMFuzzerMutate(data, size, max_size);
  fuzz::change(&random, &*document);
  return fuzz::put(document->dump(), data, size, max_size);
}
