#include "career_quiz/answer_code.h"

#include <algorithm>
#include <utility>

#include "career_quiz/interview.h"
#include "career_quiz/order.h"

namespace career_quiz {
namespace {

constexpr std::uint8_t kFormat = 0x10;
constexpr std::uint8_t kLeftOut = 0x01;
constexpr std::size_t kHeader = 4;
constexpr std::size_t kChecksum = 2;
constexpr std::size_t kLongest = 40'000;  // Characters of a code that is looked at.
constexpr std::int64_t kWidestNumber = 0x7fffffff;
constexpr std::string_view kAlphabet =
    "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_";

using Bytes = List<std::uint8_t>;

// FNV-1a, folded.
class Hash {
 public:
  void add_byte(std::uint8_t byte) { value_ = (value_ ^ byte) * 0x01000193u; }
  void add_text(std::string_view text) {
    for (const char c : text) add_byte(static_cast<std::uint8_t>(c));
    add_byte(0);
  }
  void add_number(std::int64_t number) {
    for (int shift = 0; shift < 64; shift += 8)
      add_byte(static_cast<std::uint8_t>(number >> shift));
  }
  std::uint32_t value() const { return value_ ^ (value_ >> 15); }

 private:
  std::uint32_t value_ = 0x811c9dc5u;
};

bool encodable(const Question& question) {
  if (question.sensitive || question.kind == QuestionKind::kText) return false;
  return question.kind != QuestionKind::kNumber || question.max - question.min < kWidestNumber;
}

std::uint32_t structure_of(const Quiz& quiz) {
  Hash hash;
  hash.add_text(quiz.id);
  hash.add_text(quiz.version);
  for (const Question& question : quiz.questions) {
    hash.add_text(question.id);
    hash.add_byte(static_cast<std::uint8_t>(question.kind));
    hash.add_byte(question.optional ? 1 : 0);
    hash.add_byte(question.sensitive ? 1 : 0);
    hash.add_number(question.min);
    hash.add_number(question.max);
    for (const Option& option : question.options) hash.add_text(option.id);
  }
  return hash.value() & 0xffffff;
}

// CRC-16 (CCITT): misses no slip that stays within sixteen bits, so neither one
// wrong letter nor two neighbours exchanged.
std::uint32_t checksum_of(const Bytes& bytes, std::size_t size) {
  std::uint32_t crc = 0xffff;
  for (std::size_t i = 0; i < size; ++i) {
    crc ^= std::uint32_t{bytes[i]} << 8;
    for (int bit = 0; bit < 8; ++bit) crc = (crc << 1) ^ ((crc & 0x8000) != 0 ? 0x11021u : 0u);
  }
  return crc ^ 0xffff;  // Or zeros at the end would change nothing.
}

struct Digit {
  std::uint64_t radix;
  std::uint32_t value;
};

// A number in mixed radix, its least significant digit taken first.
class Digits {
 public:
  explicit Digits(Bytes bytes) : bytes_(std::move(bytes)) {}

  std::uint32_t take(std::uint64_t radix) {
    std::uint64_t rest = 0;
    for (std::size_t i = bytes_.size(); i-- > 0;) {
      rest = (rest << 8) | bytes_[i];
      bytes_[i] = static_cast<std::uint8_t>(rest / radix);
      rest %= radix;
    }
    return static_cast<std::uint32_t>(rest);
  }
  bool spent() const {
    return std::all_of(bytes_.begin(), bytes_.end(), [](std::uint8_t byte) { return byte == 0; });
  }

 private:
  Bytes bytes_;
};

Bytes number_of(const List<Digit>& digits) {
  Bytes number;
  for (auto digit = digits.rbegin(); digit != digits.rend(); ++digit) {
    std::uint64_t carry = digit->value;
    for (std::uint8_t& byte : number) {
      carry += byte * digit->radix;
      byte = static_cast<std::uint8_t>(carry);
      carry >>= 8;
    }
    for (; carry != 0; carry >>= 8) number.push_back(static_cast<std::uint8_t>(carry));
  }
  return number;
}

// Kinds whose answer is a single option take one digit; of the others a first
// digit says open, skipped or answered.
bool is_one_option(const Question& question) {
  return question.kind == QuestionKind::kSingle || question.kind == QuestionKind::kScale ||
         question.kind == QuestionKind::kPair;
}

// The first digit of an answer: 0 open, then skipped where that is allowed.
std::uint32_t first_answered(const Question& question) { return question.optional ? 2 : 1; }

List<std::uint16_t> places(std::size_t count) {
  List<std::uint16_t> places;
  for (std::size_t i = 0; i < count; ++i) places.push_back(static_cast<std::uint16_t>(i));
  return places;
}

// In the order in which read_answer() takes the digits.
void write_answer(const Question& question, const Answer& answer, List<Digit>* digits) {
  const bool answered = answer.state == Answer::State::kAnswered;
  const std::size_t options = question.options.size();
  const std::uint32_t first = first_answered(question);
  const std::uint32_t state = answer.state == Answer::State::kSkipped ? 1 : 0;
  if (is_one_option(question)) {
    digits->push_back({first + options, answered ? first + answer.options.front() : state});
    return;
  }
  digits->push_back({first + 1, answered ? first : state});
  if (!answered) return;
  if (question.kind == QuestionKind::kMultiple) {
    for (const std::uint16_t option : places(options)) {
      const auto& chosen = answer.options;
      const bool ticked = std::find(chosen.begin(), chosen.end(), option) != chosen.end();
      digits->push_back({2, ticked ? 1u : 0u});
    }
  } else if (question.kind == QuestionKind::kRank) {
    List<std::uint16_t> left = places(options);
    for (std::size_t i = 0; i + 1 < options; ++i) {
      const auto at = std::find(left.begin(), left.end(), answer.options[i]);
      digits->push_back({left.size(), static_cast<std::uint32_t>(at - left.begin())});
      left.erase(at);
    }
  } else {
    digits->push_back({static_cast<std::uint64_t>(question.max - question.min + 1),
                       static_cast<std::uint32_t>(answer.number - question.min)});
  }
}

Answer read_answer(const Question& question, Digits* digits) {
  const std::size_t options = question.options.size();
  const std::uint32_t first = first_answered(question);
  const bool one = is_one_option(question);
  const std::uint32_t state = digits->take(one ? first + options : first + 1);
  Answer answer;
  if (state == 0) return answer;
  answer.state = state < first ? Answer::State::kSkipped : Answer::State::kAnswered;
  if (state < first) return answer;
  if (one) {
    answer.options = {static_cast<std::uint16_t>(state - first)};
  } else if (question.kind == QuestionKind::kMultiple) {
    for (const std::uint16_t option : places(options)) {
      if (digits->take(2) == 1) answer.options.push_back(option);
    }
  } else if (question.kind == QuestionKind::kRank) {
    List<std::uint16_t> left = places(options);
    while (!left.empty()) {
      const std::uint32_t at = left.size() > 1 ? digits->take(left.size()) : 0;
      answer.options.push_back(left[at]);
      left.erase(left.begin() + static_cast<std::ptrdiff_t>(at));
    }
  } else {
    answer.number =
        question.min + digits->take(static_cast<std::uint64_t>(question.max - question.min + 1));
  }
  return answer;
}

bool fits(const Question& question, const Answer& answer) {
  if (question.kind != QuestionKind::kMultiple || answer.state != Answer::State::kAnswered) {
    return true;
  }
  const auto chosen = static_cast<std::int64_t>(answer.options.size());
  const bool alone = std::any_of(answer.options.begin(), answer.options.end(),
                                 [&](std::uint16_t o) { return question.options[o].exclusive; });
  return chosen >= question.min && chosen <= question.max && (chosen < 2 || !alone);
}

// Whether the code can say which answers were the latest: something is left to
// ask, and a session that goes on may ask by it.
bool goes_on(const Quiz& quiz, const Answers& answers) {
  for (std::size_t q = 0; q < answers.size(); ++q) {
    const bool held = !quiz.questions[q].after && encodable(quiz.questions[q]);
    if (held && answers[q].state == Answer::State::kOpen) return true;
  }
  return false;
}

// The two latest of the answers that count and that a code holds, each as its
// place and one; 0 for none.
struct Latest {
  std::uint32_t last = 0;
  std::uint32_t before = 0;
};

Latest latest_of(const Quiz& quiz, const Answers& answers) {
  Latest latest;
  if (!goes_on(quiz, answers)) return latest;
  const Answers counted = conduct(quiz, answers).counted;
  const auto later = [&](std::size_t q, std::uint32_t than) {
    return than == 0 || counted[q].turn > counted[than - 1].turn;
  };
  for (std::size_t q = 0; q < counted.size(); ++q) {
    const Question& question = quiz.questions[q];
    if (question.after || !encodable(question) || counted[q].state == Answer::State::kOpen)
      continue;
    const auto place = static_cast<std::uint32_t>(q + 1);
    if (later(q, latest.last)) {
      latest.before = latest.last;
      latest.last = place;
    } else if (later(q, latest.before)) {
      latest.before = place;
    }
  }
  return latest;
}

std::string to_text(const Bytes& bytes) {
  std::string text;
  std::uint32_t buffer = 0;
  int bits = 0;
  for (const std::uint8_t byte : bytes) {
    buffer = (buffer << 8) | byte;
    for (bits += 8; bits >= 6; bits -= 6) text += kAlphabet[(buffer >> (bits - 6)) & 63];
  }
  if (bits > 0) text += kAlphabet[(buffer << (6 - bits)) & 63];
  return text;
}

// False if a character is not of the alphabet, or bits are left over.
bool from_text(std::string_view text, Bytes* bytes) {
  std::uint32_t buffer = 0;
  int bits = 0;
  for (const char c : text) {
    const std::size_t value = kAlphabet.find(c);
    if (value == std::string_view::npos) return false;
    buffer = (buffer << 6) | static_cast<std::uint32_t>(value);
    bits += 6;
    if (bits < 8) continue;
    bits -= 8;
    bytes->push_back(static_cast<std::uint8_t>(buffer >> bits));
  }
  return bits < 6 && (buffer & ((1u << bits) - 1)) == 0;
}

}  // namespace

AnswerCode encode_answers(const Quiz& quiz, const Answers& answers,
                          const List<std::uint16_t>& unfit) {
  AnswerCode code;
  for (const std::uint16_t q : unfit) insert_place(&code.left_out, q);
  List<Digit> digits;
  for (std::size_t q = 0; q < answers.size(); ++q) {
    if (encodable(quiz.questions[q])) {
      write_answer(quiz.questions[q], answers[q], &digits);
    } else if (answers[q].state != Answer::State::kOpen) {
      insert_place(&code.left_out, static_cast<std::uint16_t>(q));
    }
  }
  // Zeros, which cost nothing, where there are none.
  const Latest latest = latest_of(quiz, answers);
  digits.push_back({answers.size() + 1, latest.last});
  digits.push_back({answers.size() + 1, latest.before});
  const std::uint32_t structure = structure_of(quiz);
  Bytes bytes = {static_cast<std::uint8_t>(kFormat | (code.left_out.empty() ? 0 : kLeftOut)),
                 static_cast<std::uint8_t>(structure >> 16),
                 static_cast<std::uint8_t>(structure >> 8), static_cast<std::uint8_t>(structure)};
  for (const std::uint8_t byte : number_of(digits)) bytes.push_back(byte);
  const std::uint32_t checksum = checksum_of(bytes, bytes.size());
  bytes.push_back(static_cast<std::uint8_t>(checksum >> 8));
  bytes.push_back(static_cast<std::uint8_t>(checksum));
  code.code = to_text(bytes);
  return code;
}

Result<DecodedAnswers> decode_answers(const Quiz& quiz, std::string_view code) {
  Bytes bytes;
  if (code.size() > kLongest || !from_text(code, &bytes) || bytes.size() < kHeader + kChecksum) {
    return Error{"not-a-code", "This is no code of a quiz; copy it whole, first letter to last."};
  }
  const std::size_t size = bytes.size() - kChecksum;
  const Error damaged{"damaged-code", "A letter of this code is missing or wrong; copy it again."};
  const std::uint32_t checksum = std::uint32_t{bytes[size]} << 8 | bytes[size + 1];
  if (checksum_of(bytes, size) != checksum) return damaged;
  const std::uint32_t structure =
      std::uint32_t{bytes[1]} << 16 | std::uint32_t{bytes[2]} << 8 | bytes[3];
  if ((bytes[0] & ~unsigned{kLeftOut}) != kFormat || structure != structure_of(quiz)) {
    return Error{"other-quiz",
                 "This code is from another quiz, or another version of this one; take it again."};
  }
  Digits digits(Bytes(bytes.begin() + kHeader, bytes.end() - kChecksum));
  DecodedAnswers decoded;
  decoded.left_out = (bytes[0] & kLeftOut) != 0;
  for (const Question& question : quiz.questions) {
    Answer answer;
    if (encodable(question)) answer = read_answer(question, &digits);
    if (!fits(question, answer)) return damaged;
    answer.turn = static_cast<std::uint32_t>(decoded.answers.size());
    decoded.answers.push_back(std::move(answer));
  }
  const auto count = static_cast<std::uint32_t>(decoded.answers.size());
  const std::uint32_t last = digits.take(count + 1);
  const std::uint32_t before = digits.take(count + 1);
  const bool orders = last != 0 && last != before && goes_on(quiz, decoded.answers);
  if (!digits.spent() || (!orders && (last != 0 || before != 0))) return damaged;
  std::uint32_t turn = count;
  for (const std::uint32_t place : {before, last}) {
    if (place == 0) continue;
    if (decoded.answers[place - 1].state == Answer::State::kOpen) return damaged;
    decoded.answers[place - 1].turn = turn++;
  }
  // Answers have one code: another that reads as theirs was made by nobody. Where
  // some were left out, they may have decided which others were the latest.
  if (!decoded.left_out && encode_answers(quiz, decoded.answers).code != code) return damaged;
  return decoded;
}

}  // namespace career_quiz
