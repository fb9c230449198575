// Stand-ins for three functions of the C library, put in their place by the
// linker's --wrap. Their originals bring floating-point formatting and reading
// of any precision with them: 5 KB of the compressed module, for results that
// nobody reads.

#include <cstddef>

extern "C" {

// nlohmann/json formats a control character for the token that it quotes in a
// parse error; the engine gives the position instead. The quotation stays empty.
int __wrap_snprintf(char* buffer, std::size_t size, const char*, ...) {
  if (size > 0) buffer[0] = '\0';
  return 0;
}

// nlohmann/json reads a number that is no integer. The engine keeps such a
// number as it was written (JsonTree::Kind::kReal) and never asks for its value.
double __wrap_strtod(const char* text, char** end) {
  while (*text != '\0') ++text;
  if (end != nullptr) *end = const_cast<char*>(text);
  return 0;
}

// Embind names a type by its address for errors about types that were never
// registered; this module's one class uses strings alone.
int __wrap_siprintf(char* buffer, const char*, ...) {
  buffer[0] = '?';
  buffer[1] = '\0';
  return 1;
}

}  // extern "C"
