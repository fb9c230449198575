// A letter that names a quiz, a line end, then one of
//   t  any text as a code;
//   b  the digits of a code, to which its header and checksum are added here, so
//      that they are read and not only refused;
//   r  a request, whose answers become a code.
// No text that is not the code of some answers is taken for one.

#include <string>

#include "fuzz.h"

namespace career_quiz::fuzz {
namespace {

constexpr std::string_view kLetters =
    "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_";
constexpr std::size_t kHeaderLetters = 6;  // Of the four bytes that name the quiz, and some of 'b'.

// Of {"code": "…", …}; empty if there is none.
std::string code_in(const std::string& reply) {
  constexpr std::string_view kBegin = "{\"code\":\"";
  if (reply.rfind(kBegin, 0) != 0) return {};
  return reply.substr(kBegin.size(), reply.find('"', kBegin.size()) - kBegin.size());
}

bool is_refusal(const std::string& reply) {
  return reply.rfind("{\"error\":{\"code\":\"not-a-code\"", 0) == 0 ||
         reply.rfind("{\"error\":{\"code\":\"damaged-code\"", 0) == 0 ||
         reply.rfind("{\"error\":{\"code\":\"other-quiz\"", 0) == 0;
}

// The reply {"answers": {…}, "left_out": …} as a request.
std::string request_of(const std::string& decoded) {
  return decoded.substr(0, decoded.rfind(",\"left_out\"")) + "}";
}

void check_code(const Engine& engine, std::string_view code) {
  const std::string decoded = engine.decode(code);
  must(property::parse(decoded).has_value(), "a reply is JSON");
  if (is_refusal(decoded)) return;
  const std::string request = request_of(decoded);
  const std::string again = code_in(engine.encode(request));
  must(!again.empty(), "answers from a code can be encoded");
  constexpr std::string_view kWhole = "\"left_out\":false}";
  const bool whole =
      decoded.size() > kWhole.size() && decoded.substr(decoded.size() - kWhole.size()) == kWhole;
  if (whole) must(again == code, "what decodes is encoded as it was");
  // Who left something out may have had answers that opened or closed others.
  const std::string once_more = engine.decode(again);
  must(whole || property::parse(request)->operator[]("answers").size() ==
                    property::parse(request_of(once_more))->operator[]("answers").size(),
       "a code keeps its answers");
}

std::uint32_t checksum_of(std::string_view bytes) {
  std::uint32_t crc = 0xffff;
  for (const char byte : bytes) {
    for (int bit = 7; bit >= 0; --bit) {
      const std::uint32_t in = (static_cast<std::uint32_t>(byte) >> bit) & 1;
      const std::uint32_t out = (crc >> 15) & 1;
      crc = ((crc << 1) & 0xffff) ^ ((in ^ out) != 0 ? 0x1021u : 0u);
    }
  }
  return crc ^ 0xffff;
}

std::string letters_of(std::string_view bytes) {
  std::string letters;
  std::uint32_t buffer = 0;
  int bits = 0;
  for (const char byte : bytes) {
    buffer = (buffer << 8) | static_cast<std::uint8_t>(byte);
    for (bits += 8; bits >= 6; bits -= 6) letters += kLetters[(buffer >> (bits - 6)) & 63];
  }
  if (bits > 0) letters += kLetters[(buffer << (6 - bits)) & 63];
  return letters;
}

// The code that holds these digits, made sound.
std::string sealed(const Known& known, std::string_view digits) {
  const std::string empty = code_in(known.engine.encode("{\"answers\":{}}"));
  std::uint32_t buffer = 0;
  for (std::size_t i = 0; i < kHeaderLetters; ++i) {
    const auto value = static_cast<std::uint32_t>(kLetters.find(empty[i]));
    buffer = i + 1 < kHeaderLetters ? (buffer << 6) | value : (buffer << 2) | (value >> 4);
  }
  std::string bytes;
  for (int shift = 24; shift >= 0; shift -= 8) bytes += static_cast<char>(buffer >> shift);
  bytes += digits;
  if (digits.size() % 2 == 1) ++bytes[0];  // Something was left out.
  const std::uint32_t checksum = checksum_of(bytes);
  bytes += static_cast<char>(checksum >> 8);
  bytes += static_cast<char>(checksum);
  return letters_of(bytes);
}

void check_answers(Random* random, const Engine& engine, std::string_view request) {
  const std::string code = code_in(engine.encode(request));
  if (code.empty()) return;
  must(!is_refusal(engine.decode(code)), "a code that was made is taken");
  check_code(engine, code);
  const std::size_t at = random->below(code.size());
  std::string wrong = code;
  wrong[at] = kLetters[(kLetters.find(code[at]) + 1 + random->below(63)) % 64];
  must(is_refusal(engine.decode(wrong)), "a wrong letter is noticed");
  if (at == 0 || code[at] == code[at - 1]) return;
  wrong = code;
  std::swap(wrong[at], wrong[at - 1]);
  must(is_refusal(engine.decode(wrong)), "two letters exchanged are noticed");
}

}  // namespace
}  // namespace career_quiz::fuzz

using namespace career_quiz;

int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  if (size < 2) return 0;
  const fuzz::Known& known = fuzz::known(data[0]);
  const std::string_view rest = fuzz::text_of(data + 2, size - 2);
  Random random(size);
  switch (data[1]) {
    case 't':
      fuzz::check_code(known.engine, rest);
      break;
    case 'b':
      fuzz::check_code(known.engine, fuzz::sealed(known, rest));
      break;
    case 'r':
      fuzz::check_answers(&random, known.engine, rest);
      break;
    default:
      return -1;
  }
  return 0;
}

std::size_t LLVMFuzzerCustomMutator(std::uint8_t* data, std::size_t size, std::size_t max_size,
                                    unsigned seed) {
  Random random(seed);
  if (size < 2 || random.once_in(16)) return LLVMFuzzerMutate(data, size, max_size);
  const fuzz::Known& known = fuzz::known(data[0]);
  const std::string begin(fuzz::text_of(data, 2));
  std::string rest(fuzz::text_of(data + 2, size - 2));
  if (data[1] == 'r') {
    rest = fuzz::mutated_request(&random, known.quiz, std::move(rest), max_size - 2);
  } else if (data[1] == 't' && random.once_in(4)) {
    rest = fuzz::code_in(known.engine.encode(fuzz::new_request(&random, known.quiz)));
  } else {
    rest = fuzz::mutated_bytes(std::move(rest), max_size - 2);
  }
  return fuzz::put(begin + rest, data, size, max_size);
}
