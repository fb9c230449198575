// Stand-ins for three functions of the C library, put in their place by the
// linker's --wrap. Their originals bring floating-point formatting and reading
// of any precision with them: 5 KB of the compressed module. Each does what its
// one caller needs, so that the module answers with the same bytes as a native
// build.

#include <cmath>
#include <cstdarg>
#include <cstddef>
#include <string_view>

namespace {

// The first digits of what rounds beyond the largest double, 2^1024 - 2^970,
// and the place of its decimal point.
constexpr std::string_view kTooLarge = "1797693134862315807937289714053034150799";
constexpr long kTooLargeDigits = 309;

bool is_digit(char c) { return c >= '0' && c <= '9'; }

}  // namespace

extern "C" {

// Its caller, nlohmann/json, writes a control character into the token that a
// parse error quotes: the format is "<U+%.4X>".
int __wrap_snprintf(char* buffer, std::size_t size, const char* format, ...) {
  std::va_list arguments;
  va_start(arguments, format);
  const int character = va_arg(arguments, int);
  va_end(arguments);
  if (size < 9) return 0;
  std::string_view("<U+0000>").copy(buffer, 8);
  buffer[8] = '\0';
  constexpr std::string_view kHex = "0123456789ABCDEF";
  for (int digit = 0; digit < 4; ++digit) {
    buffer[3 + digit] = kHex[static_cast<unsigned>(character) >> (12 - 4 * digit) & 15];
  }
  return 8;
}

// Its caller, nlohmann/json, asks whether a JSON number overflows a double; the
// engine keeps numbers that are no integers as they were written and never asks
// for their value. Precondition: `text` is a JSON number.
double __wrap_strtod(const char* text, char** end) {
  const char* at = text;
  if (*at == '-') ++at;
  long places = 0;  // Of the integer part, or below zero the zeros after the point.
  std::size_t kept = 0;
  char digits[kTooLarge.size()];
  bool fraction = false;
  for (; is_digit(*at) || *at == '.'; ++at) {
    if (*at == '.') {
      fraction = true;
    } else {
      const bool significant = kept > 0 || *at != '0';
      if (significant && kept < kTooLarge.size()) digits[kept++] = *at;
      if (!fraction && significant) ++places;
      if (fraction && !significant) --places;
    }
  }
  long exponent = 0;
  if (*at == 'e' || *at == 'E') {
    ++at;
    const bool negative = *at == '-';
    if (*at == '-' || *at == '+') ++at;
    for (; is_digit(*at); ++at) {
      if (exponent < 100'000'000) exponent = 10 * exponent + (*at - '0');
    }
    if (negative) exponent = -exponent;
  }
  if (end != nullptr) *end = const_cast<char*>(at);
  const long point = places + exponent;
  const bool large =
      kept > 0 && (point > kTooLargeDigits ||
                   (point == kTooLargeDigits && std::string_view(digits, kept) > kTooLarge));
  return large ? HUGE_VAL : 0;
}

// Embind names a type by its address for errors about types that were never
// registered; this module's one class uses strings alone.
int __wrap_siprintf(char* buffer, const char*, ...) {
  buffer[0] = '?';
  buffer[1] = '\0';
  return 1;
}

// The tables of functions of type information, which the standard library's
// exceptions refer to and, without RTTI, nothing calls.
extern const void* const _ZTVN10__cxxabiv117__class_type_infoE[8] = {};
extern const void* const _ZTVN10__cxxabiv120__si_class_type_infoE[8] = {};

}  // extern "C"
