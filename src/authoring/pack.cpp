#include "authoring/pack.h"

#include <algorithm>
#include <vector>

#include "career_quiz/json_tree.h"
#include "career_quiz/json_writer.h"
#include "career_quiz/quiz.h"

namespace career_quiz::authoring {
namespace {

using Kind = JsonTree::Kind;

class Packer {
 public:
  Packer(const JsonTree& tree, std::string_view language) : tree_(tree), language_(language) {}

  std::string pack() {
    const std::uint32_t languages = member(0, "languages");
    for (std::uint32_t item = tree_.at(languages).child; item != JsonTree::kNone;
         item = tree_.at(item).next) {
      declared_.push_back(tree_.at(item).text);
    }
    json_.begin_object();
    for (std::uint32_t item = tree_.at(0).child; item != JsonTree::kNone;
         item = tree_.at(item).next) {
      const std::string_view name = tree_.at(item).key;
      if (name == "expect" || name == "guarantees" || name == "note") continue;
      json_.key(name);
      if (name == "languages") {
        json_.begin_array().text(language_).end_array();
      } else {
        write(item, name);
      }
    }
    json_.end_object();
    return json_.take();
  }

 private:
  std::uint32_t member(std::uint32_t object, std::string_view name) const {
    std::uint32_t item = tree_.at(object).child;
    while (item != JsonTree::kNone && tree_.at(item).key != name) item = tree_.at(item).next;
    return item;
  }

  // An object by language. A condition and an option with nothing but its id are objects of a
  // string too, which is no matter unless a language is called "var" or "id", as Indonesian is.
  bool is_text(std::uint32_t value, std::string_view within) const {
    if (within == "when" || within == "options") return false;
    std::uint32_t item = tree_.at(value).child;
    if (item == JsonTree::kNone) return false;
    for (; item != JsonTree::kNone; item = tree_.at(item).next) {
      const bool known =
          std::find(declared_.begin(), declared_.end(), tree_.at(item).key) != declared_.end();
      if (!known || tree_.at(item).kind != Kind::kString) return false;
    }
    return true;
  }

  // `within` is the name of the member that the value stands in, or is an item of; whatever stands
  // in a condition stands in "when".
  void write(std::uint32_t value, std::string_view within) {
    const JsonTree::Value& node = tree_.at(value);
    switch (node.kind) {
      case Kind::kNull:
        json_.null();
        return;
      case Kind::kBoolean:
        json_.boolean(node.boolean);
        return;
      case Kind::kString:
        json_.text(node.text);
        return;
      case Kind::kInteger:
      case Kind::kReal:
        json_.json(node.text);
        return;
      case Kind::kArray:
        json_.begin_array();
        for (std::uint32_t item = node.child; item != JsonTree::kNone; item = tree_.at(item).next) {
          write(item, within);
        }
        json_.end_array();
        return;
      case Kind::kObject:
        break;
    }
    if (is_text(value, within)) {
      json_.text(tree_.at(member(value, language_)).text);
      return;
    }
    json_.begin_object();
    for (std::uint32_t item = node.child; item != JsonTree::kNone; item = tree_.at(item).next) {
      const std::string_view name = tree_.at(item).key;
      if (name == "note" && tree_.at(item).kind == Kind::kString) continue;
      json_.key(name);
      write(item, within == "when" ? within : name);
    }
    json_.end_object();
  }

  const JsonTree& tree_;
  std::string_view language_;
  std::vector<std::string_view> declared_;
  JsonWriter json_;
};

}  // namespace

std::string pack_quiz(std::string_view text, std::string_view language) {
  JsonTree tree;
  if (!tree.read(text, {kMaxBytes, kMaxDepth})) return {};
  return Packer(tree, language).pack();
}

}  // namespace career_quiz::authoring
