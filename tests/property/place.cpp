#include "place.h"

#include <algorithm>
#include <string>

namespace career_quiz::property {

bool leads_somewhere(const Json& value, std::string_view pointer) {
  if (pointer.empty()) return true;
  if (pointer[0] != '/') return false;
  const std::size_t end = std::min(pointer.find('/', 1), pointer.size());
  const std::string_view rest = pointer.substr(end);
  std::string name;
  for (std::size_t i = 1; i < end; ++i) {
    name += pointer[i];
    if (pointer[i] == '~' && i + 1 < end) name.back() = pointer[++i] == '1' ? '/' : '~';
  }
  for (std::size_t i = 0; i < value.size(); ++i) {
    const std::string& here = value.is(Json::Kind::kObject) ? value.names[i] : std::to_string(i);
    if (here == name && leads_somewhere(value[i], rest)) return true;
  }
  return false;
}

bool stands_in(std::string_view text, std::int64_t line, std::int64_t column) {
  if (line < 1 || column < 1) return false;
  for (; line > 1; --line) {
    const std::size_t end = text.find('\n');
    if (end == std::string_view::npos) return false;
    text.remove_prefix(end + 1);
  }
  const std::string_view whole = text.substr(0, text.find('\n'));
  const auto characters = std::count_if(whole.begin(), whole.end(), [](char c) {
    return (static_cast<unsigned char>(c) & 0xC0) != 0x80;
  });
  return column <= characters + 1;
}

}  // namespace career_quiz::property
