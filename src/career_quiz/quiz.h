#pragma once

#include <cstdint>
#include <string>
#include <string_view>

#include "career_quiz/condition.h"
#include "career_quiz/list.h"

/// The quiz document, version 1, as plain values. Questions, options, scales
/// and outcomes are named by their place in the document; every reference in a
/// Quiz that read_quiz() returned is within range.
namespace career_quiz {

/// Limits of a document; past them read_quiz() reports an error.
inline constexpr std::size_t kMaxBytes = std::size_t{4} * 1024 * 1024;
inline constexpr std::size_t kMaxDepth = 64;
inline constexpr std::size_t kMaxQuestions = 2000;
inline constexpr std::size_t kMaxOptions = 50;
inline constexpr std::size_t kMaxOutcomes = 200;
inline constexpr std::size_t kMaxScales = 100;
inline constexpr std::size_t kMaxParts = 50;

/// Weights of evidence are clamped to this many decibans either way.
inline constexpr int kMaxDecibans = 12;

/// The most points one answer may add in a sum, either way.
inline constexpr int kMaxPoints = 1000;

/// One text in each language of the quiz, in the order of Quiz::languages, or
/// a single string that serves them all. Empty if the document has none.
struct Text {
  List<std::string> by_language;

  bool empty() const { return by_language.empty(); }
  /// The text in the language with that place; empty where there is none.
  std::string_view in(std::size_t language) const {
    if (by_language.empty()) return {};
    return by_language[by_language.size() == 1 ? 0 : language];
  }
};

/// A block of longer text. There is no HTML anywhere.
struct Block {
  enum class Kind : std::uint8_t { kParagraph, kHeading, kList, kSteps, kQuote, kLink };
  Kind kind = Kind::kParagraph;
  List<Text> texts;  ///< One, or the items of a list or of steps.
  Text href;         ///< For kLink: https, mailto, tel, or a path of the same site.
};
using RichText = List<Block>;

/// A dimension of the reader's profile, reported from 0 (`low`) to 100
/// (`high`).
struct Scale {
  std::string id;
  Text title;
  Text low;
  Text high;
};

/// What choosing an option says for or against an outcome, in decibans.
struct Weight {
  std::uint16_t outcome;
  std::int16_t decibans;
};

/// What choosing an option adds to a scale.
struct ScalePoints {
  std::uint16_t scale;
  std::int32_t points;
};

struct Option {
  std::string id;
  Text text;  ///< May be empty between the ends of a scale, and in a pair.
  bool exclusive = false;
  List<Weight> evidence;  ///< By outcome, ascending.
  List<ScalePoints> scales;
};

enum class QuestionKind : std::uint8_t {
  kSingle,
  kMultiple,
  kScale,
  kPair,
  kRank,    ///< All options in the reader's order; the first is the evidence.
  kNumber,  ///< An integer from `min` to `max`; bears no evidence.
  kText,    ///< Up to `max` characters; never scored.
};

struct Question {
  std::string id;
  QuestionKind kind = QuestionKind::kSingle;
  Text text;
  Text help;
  List<Text> statements;  ///< Two, for a pair.
  List<Option> options;
  Condition when;  ///< Asked only while this holds.
  bool optional = false;
  bool sensitive = false;  ///< Its answer stays in memory; it bears no evidence.
  bool after = false;      ///< Asked beside the result; only modules read it.
  bool reverse = false;    ///< Its points on scales count from the other end.
  std::int64_t min = 0;    ///< For multiple: how many may be ticked. For number: the range.
  std::int64_t max = 1;    ///< For text: the most characters.
  Text unit;               ///< For number; may be empty.

  /// Derived from the evidence by compile_evidence(): the outcomes that any
  /// option speaks about, ascending, and for each option and each of them the
  /// centred contribution in tenths of a deciban: contributions[option *
  /// touched.size() + t]. A question of kind multiple is one yes-or-no question
  /// an option; `unticked` has the same shape and says what a "no" adds.
  List<std::uint16_t> touched;
  List<std::int16_t> contributions;
  List<std::int16_t> unticked;
  /// Derived for choosing the next question, in fixed point (fixed_point.h):
  /// P(option | outcome), in the shape of `contributions`, from 1 to kOne - 1;
  /// and for each outcome the sum over options of P log2 P, in bits below zero
  /// with kBitFraction bits. For kind multiple each option is a yes or no, and
  /// both hold one value an option and outcome.
  List<std::uint32_t> likelihood;
  List<std::int32_t> certainty;
  /// Derived: some condition of an outcome, a rule or a question of the interview reads the answer.
  bool read = false;
  /// Derived: the adaptive mode can ask it: scored, mandatory or channel, or what decides whether
  /// such a one is asked.
  bool adaptive = false;
  /// Derived: the scales that some option bears on, ascending.
  List<std::uint16_t> scales;

  bool scored() const { return !touched.empty(); }
  /// Whether the answer is made of options.
  bool has_options() const { return kind != QuestionKind::kNumber && kind != QuestionKind::kText; }
  /// Whether options stand in an order, so that conditions may compare them.
  bool ordered() const { return kind == QuestionKind::kScale || kind == QuestionKind::kPair; }
};

struct Outcome {
  std::string id;
  Text title;
  Text summary;
  RichText body;
  std::string family;
  std::int32_t priority = 0;  ///< Unique; the smaller wins an exact tie.
  std::int32_t bias = 0;      ///< Added to the score, in tenths of a deciban.
  Condition when;             ///< Eligible only while this holds.
  bool derived = false;       ///< Shown by a rule alone; never scored or ranked.
  bool withheld = false;      ///< Its eligibility rests on a sensitive question.
};

struct Rule {
  enum class Kind : std::uint8_t {
    kOverride,  ///< The outcome is shown alone and scores are hidden.
    kCombine,   ///< The outcome headlines for the two that lead.
    kBeside,    ///< The outcome is shown beside the best other one.
  };
  std::string id;
  Kind kind = Kind::kOverride;
  Condition when;
  std::uint16_t outcome = 0;
  bool withheld = false;  ///< Its condition rests on a sensitive question.
};

/// Modules that are shown together, under one title.
struct Part {
  enum class Kind : std::uint8_t {
    kNotes,      ///< Blocks with titles of their own.
    kPlan,       ///< Actions in an order: each a title, with or without more.
    kChecklist,  ///< Things to tick off.
    kMessage,    ///< The paragraphs of one text to copy; they have no titles.
  };
  std::string id;
  Text title;
  Text lead;  ///< May be empty.
  Kind kind = Kind::kNotes;
  std::uint32_t most = 0;  ///< At most so many modules are given, the first ones; 0: all.
};

inline constexpr std::uint16_t kNoPart = 0xffff;

struct Module {
  std::string id;
  Text title;
  RichText body;
  std::uint16_t part = kNoPart;
  Condition when;
  bool withheld = false;  ///< Its condition rests on a sensitive question.
};

/// The state of one question: open (no answer yet), skipped, or answered.
struct Answer {
  enum class State : std::uint8_t { kOpen, kSkipped, kAnswered };
  State state = State::kOpen;
  List<std::uint16_t> options;  ///< Places of the chosen: ascending, or as ranked.
  std::int64_t number = 0;      ///< For kind number.
  std::string text{};           ///< For kind text.
  std::uint32_t turn = 0;       ///< When it was given, among the others.

  /// Whether both say the same, whenever it was said.
  bool operator==(const Answer& other) const {
    return state == other.state && options == other.options && number == other.number &&
           text == other.text;
  }
};

/// One Answer a question of the quiz, in its order. The whole state of a
/// session.
using Answers = List<Answer>;

/// A content test that the author wrote into the quiz: these answers must lead
/// to this outcome first.
struct Expectation {
  std::string name;
  Answers answers;
  std::uint16_t outcome = 0;
};

/// A property of every answer sheet that the author wants proved. Nothing of it
/// is read when a quiz is taken.
struct Guarantee {
  enum class Kind : std::uint8_t {
    kWhenever,     ///< Whenever `whenever` holds of a sheet and its advice, so does `then`.
    kIndependent,  ///< Another answer to `question` alone changes neither the score of `outcome`
                   ///< nor its eligibility, nor whether the headline shows it.
    kUndecided,    ///< Each answer to `question` that leads to an outcome leaves two that can lead.
  };
  std::string name;  ///< May be empty.
  Kind kind = Kind::kWhenever;
  Condition whenever;
  Condition then;
  std::uint16_t question = 0;
  std::uint16_t outcome = 0;
};

enum class Scoring : std::uint8_t {
  kEvidence,  ///< Weights in decibans, normalised (evidence.h).
  kSum,       ///< Points, added as they are.
};

/// How the adaptive mode asks and stops.
struct Adaptive {
  List<std::uint16_t> first;  ///< Always asked, in this order, before all others.
  std::uint32_t minimum = 8;  ///< Scored answers before any stop.
  std::uint32_t risk = 500;   ///< Accepted risk of stopping, in ten-thousandths.
};

struct Quiz {
  std::string id;
  std::string version;
  List<std::string> languages;
  Text title;
  RichText description;
  Text limits;
  List<Scale> scales;
  List<Question> questions;
  List<Outcome> outcomes;
  List<Rule> rules;  ///< Overrides first, then combine, then beside.
  List<Part> parts;
  List<Module> modules;
  List<Expectation> expectations;
  List<Guarantee> guarantees;
  Scoring scoring = Scoring::kEvidence;
  std::int32_t close_call = 30;  ///< A smaller margin, in tenths, shows two tracks.
  Adaptive adaptive;

  /// Derived: for each scale the questions that bear on it, ascending.
  List<List<std::uint16_t>> bearing;
  /// Derived: every question stands after those that its condition reads.
  List<std::uint16_t> dependency_order;
  /// Derived: what the adaptive mode asks whatever it says about outcomes:
  /// `adaptive.first`, then what overrides and eligibility read, with all that
  /// decides whether those are asked.
  List<std::uint16_t> mandatory;
  /// Derived: unscored questions that rules and modules read; the adaptive mode
  /// asks them once the ranking is known.
  List<std::uint16_t> channel;
};

}  // namespace career_quiz
