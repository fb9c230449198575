#include "json.h"

#include <algorithm>
#include <cstdio>
#include <cstdlib>

#include "career_quiz/json_tree.h"

namespace career_quiz::property {
namespace {

void append_quoted(std::string_view value, std::string* out) {
  *out += '"';
  for (const char c : value) {
    if (c == '"' || c == '\\') {
      *out += '\\';
      *out += c;
    } else if (static_cast<unsigned char>(c) < 0x20) {
      char escape[8];
      std::snprintf(escape, sizeof escape, "\\u%04x", static_cast<unsigned>(c));
      *out += escape;
    } else {
      *out += c;
    }
  }
  *out += '"';
}

void append(const Json& value, bool spaced, std::size_t depth, std::string* out) {
  switch (value.kind) {
    case Json::Kind::kNull:
      *out += "null";
      return;
    case Json::Kind::kBoolean:
      *out += value.boolean ? "true" : "false";
      return;
    case Json::Kind::kNumber:
      *out += value.text;
      return;
    case Json::Kind::kString:
      append_quoted(value.text, out);
      return;
    default:
      break;
  }
  const bool object = value.is(Json::Kind::kObject);
  *out += object ? '{' : '[';
  for (std::size_t i = 0; i < value.size(); ++i) {
    if (i > 0) *out += ',';
    if (spaced) out->append("\n").append(2 * (depth + 1), ' ');
    if (object) {
      append_quoted(value.names[i], out);
      *out += spaced ? ": " : ":";
    }
    append(value.items[i], spaced, depth + 1, out);
  }
  if (spaced && value.size() > 0) out->append("\n").append(2 * depth, ' ');
  *out += object ? '}' : ']';
}

Json copy(const JsonTree& tree, std::uint32_t index) {
  const JsonTree::Value& node = tree.at(index);
  Json value;
  switch (node.kind) {
    case JsonTree::Kind::kNull:
      return value;
    case JsonTree::Kind::kBoolean:
      return Json::of(node.boolean);
    case JsonTree::Kind::kInteger:
    case JsonTree::Kind::kReal:
      value.kind = Json::Kind::kNumber;
      value.text = std::string(node.text);
      return value;
    case JsonTree::Kind::kString:
      return Json(std::string(node.text));
    default:
      break;
  }
  const bool object = node.kind == JsonTree::Kind::kObject;
  value.kind = object ? Json::Kind::kObject : Json::Kind::kArray;
  for (std::uint32_t item = node.child; item != JsonTree::kNone; item = tree.at(item).next) {
    if (object) value.names.emplace_back(tree.at(item).key);
    value.items.push_back(copy(tree, item));
  }
  return value;
}

}  // namespace

Json Json::of(bool value) {
  Json json;
  json.kind = Kind::kBoolean;
  json.boolean = value;
  return json;
}

Json Json::array(std::vector<Json> items) {
  Json json;
  json.kind = Kind::kArray;
  json.items = std::move(items);
  return json;
}

Json Json::object(std::initializer_list<std::pair<std::string_view, Json>> members) {
  Json json;
  json.kind = Kind::kObject;
  for (const auto& [name, value] : members) {
    json.names.emplace_back(name);
    json.items.push_back(value);
  }
  return json;
}

std::int64_t Json::integer() const { return std::strtoll(text.c_str(), nullptr, 10); }

const Json* Json::find(std::string_view name) const {
  const auto at = std::find(names.begin(), names.end(), name);
  return at == names.end() ? nullptr : &items[static_cast<std::size_t>(at - names.begin())];
}

Json* Json::find(std::string_view name) {
  return const_cast<Json*>(std::as_const(*this).find(name));
}

const Json& Json::operator[](std::string_view name) const {
  static const Json kNothing;
  const Json* value = find(name);
  return value != nullptr ? *value : kNothing;
}

void Json::set(std::string_view name, Json value) {
  if (Json* old = find(name)) {
    *old = std::move(value);
    return;
  }
  names.emplace_back(name);
  items.push_back(std::move(value));
}

void Json::erase(std::string_view name) {
  const auto at = std::find(names.begin(), names.end(), name);
  if (at == names.end()) return;
  items.erase(items.begin() + (at - names.begin()));
  names.erase(at);
}

bool Json::operator==(const Json& other) const {
  return kind == other.kind && boolean == other.boolean && text == other.text &&
         names == other.names && items == other.items;
}

std::string Json::dump(bool spaced) const {
  std::string out;
  append(*this, spaced, 0, &out);
  return out;
}

std::optional<Json> parse(std::string_view text) {
  JsonTree tree;
  if (!tree.read(text, {std::size_t{1} << 30, 100})) return std::nullopt;
  return copy(tree, 0);
}

}  // namespace career_quiz::property
