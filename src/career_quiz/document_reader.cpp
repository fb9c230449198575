#include "career_quiz/document_reader.h"

#include <algorithm>
#include <utility>

namespace career_quiz {
namespace {

using Kind = JsonTree::Kind;

std::string_view name_of(Kind kind) {
  switch (kind) {
    case Kind::kNull:
      return "null";
    case Kind::kBoolean:
      return "true or false";
    case Kind::kInteger:
      return "an integer";
    case Kind::kReal:
      return "a number that is no integer";
    case Kind::kString:
      return "a string";
    case Kind::kArray:
      return "an array";
    case Kind::kObject:
      return "an object";
  }
  return {};
}

bool is_space(char c) { return c == ' ' || c == '\t' || c == '\n' || c == '\r'; }
bool is_letter(char c) { return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z'); }

bool begins_with(std::string_view text, std::string_view prefix) {
  return text.substr(0, prefix.size()) == prefix;
}

}  // namespace

std::uint32_t Fields::operator[](const char* name) const {
  for (std::size_t i = 0; i < count_; ++i) {
    if (names_[i] == name) return values_[i];
  }
  return JsonTree::kNone;
}

bool Fields::lacks(const char* name) const {
  std::size_t i = 0;
  while (i < count_ && names_[i] != name) ++i;
  return i == count_ || lacks_at(i);
}

bool DocumentReader::object(std::uint32_t value, const char* what, const char* required,
                            const char* optional, Fields* fields) {
  *fields = {};
  if (value == JsonTree::kNone) return false;
  if (tree_.at(value).kind != Kind::kObject) {
    wrong_type(value, "an object");
    return false;
  }
  NameIndex known;
  std::size_t required_count = 0;
  for (const bool needed : {true, false}) {
    std::string_view names = needed ? required : optional;
    while (!names.empty()) {
      const std::string_view name = names.substr(0, names.find(' '));
      names.remove_prefix(std::min(names.size(), name.size() + 1));
      fields->names_[fields->count_] = name;
      fields->values_[fields->count_] = JsonTree::kNone;
      known.add(name, static_cast<std::uint32_t>(fields->count_++));
    }
    if (needed) required_count = fields->count_;
  }
  for (std::uint32_t member = tree_.at(value).child; member != JsonTree::kNone;
       member = tree_.at(member).next) {
    const std::string_view key = tree_.at(member).key;
    std::size_t i = 0;
    while (i < fields->count_ && fields->names_[i] != key) ++i;
    if (i == fields->count_) {
      const std::string_view meant = diagnostics_.many() ? std::string_view() : known.nearest(key);
      for (i = 0; i < fields->count_; ++i) {
        if (fields->names_[i] == meant) fields->misspelt_[i] = true;
      }
      diagnostics_.error_at_key(
          member, "unknown-member", "“%” is no member of this %%",
          {key, what,
           meant.empty() ? "; remove it or mend its name." : say(". Did you mean “%”?", {meant})});
    } else if (fields->values_[i] != JsonTree::kNone) {
      diagnostics_.error_at_key(member, "repeated-member",
                                "“%” stands twice in this object; keep one.", {key});
    } else {
      fields->values_[i] = member;
    }
  }
  // That a misspelt member is missing is the fault that was reported already.
  for (std::size_t i = 0; i < required_count; ++i) {
    if (!fields->lacks_at(i)) continue;
    diagnostics_.error(value, "missing-member", "This % lacks “%”; add it.",
                       {what, fields->names_[i]});
  }
  return true;
}

List<std::uint32_t> DocumentReader::items(std::uint32_t value, std::size_t least,
                                          std::size_t most) {
  List<std::uint32_t> found;
  if (value == JsonTree::kNone) return found;
  const JsonTree::Value& node = tree_.at(value);
  if (node.kind != Kind::kArray) {
    wrong_type(value, "an array");
    return found;
  }
  if (node.size < least || node.size > most) {
    const bool many = node.size > most;
    diagnostics_.error(value, many ? "too-many" : "too-few", "% has % items; it takes at %%.",
                       {name_of(value), decimal(node.size), many ? "most " : "least ",
                        decimal(many ? most : least)});
  }
  for (std::uint32_t item = node.child; item != JsonTree::kNone && found.size() < most;
       item = tree_.at(item).next) {
    found.push_back(item);
  }
  return found;
}

std::string DocumentReader::id(std::uint32_t value) {
  const std::string name = string(value);
  if (value == JsonTree::kNone || tree_.at(value).kind != Kind::kString) return name;
  const auto plain = [](char c) { return (c >= 'a' && c <= 'z') || (c >= '0' && c <= '9'); };
  const bool good = !name.empty() && name.size() <= 64 && plain(name.front()) &&
                    std::all_of(name.begin(), name.end(),
                                [&](char c) { return plain(c) || c == '-' || c == '_'; });
  if (good) return name;
  diagnostics_.error(
      value, "bad-id",
      "“%” is no id; use 1 to 64 of a-z, 0-9, - and _, beginning with a letter or digit.", {name});
  return name;  // Kept, so that references to it are not faults as well.
}

std::string DocumentReader::string(std::uint32_t value) {
  if (value == JsonTree::kNone) return {};
  const JsonTree::Value& node = tree_.at(value);
  if (node.kind == Kind::kString) return std::string(node.text);
  wrong_type(value, "a string");
  return {};
}

std::string DocumentReader::words(std::uint32_t value) {
  std::string words = string(value);
  if (value != JsonTree::kNone && tree_.at(value).kind == Kind::kString) check_words(value);
  return words;
}

bool DocumentReader::boolean(std::uint32_t value, bool otherwise) {
  if (value == JsonTree::kNone) return otherwise;
  if (tree_.at(value).kind == Kind::kBoolean) return tree_.at(value).boolean;
  wrong_type(value, "true or false");
  return otherwise;
}

std::int64_t DocumentReader::integer(std::uint32_t value, std::int64_t least, std::int64_t most,
                                     std::int64_t otherwise) {
  if (value == JsonTree::kNone) return otherwise;
  const JsonTree::Value& node = tree_.at(value);
  if (node.kind != Kind::kInteger) {
    wrong_type(value, "an integer");
    return otherwise;
  }
  if (node.integer >= least && node.integer <= most) return node.integer;
  diagnostics_.error(value, "bad-value", "% is %; it goes from % to %.",
                     {name_of(value), decimal(node.integer), decimal(least), decimal(most)});
  return otherwise;
}

Text DocumentReader::text(std::uint32_t value) {
  Text text;
  if (value == JsonTree::kNone) return text;
  const JsonTree::Value& node = tree_.at(value);
  if (node.kind == Kind::kString) {
    check_words(value);
    text.by_language.emplace_back(node.text);
    return text;
  }
  if (node.kind != Kind::kObject) {
    wrong_type(value, "a text: a string, or an object with one string a language");
    text.by_language.emplace_back();  // It is there, if wrong: not missing as well.
    return text;
  }
  const std::size_t count = languages_ == nullptr ? 0 : languages_->size();
  text.by_language.resize(std::max<std::size_t>(count, 1));
  List<bool> seen(count);
  for (std::uint32_t member = node.child; member != JsonTree::kNone;
       member = tree_.at(member).next) {
    const JsonTree::Value& entry = tree_.at(member);
    if (entry.kind == Kind::kString) {
      check_words(member);
    } else {
      wrong_type(member, "a string");
    }
    if (count == 0) continue;
    const auto place = static_cast<std::size_t>(
        std::find(languages_->begin(), languages_->end(), entry.key) - languages_->begin());
    if (place == count) {
      diagnostics_.error_at_key(
          member, "unknown-language",
          "“%” is not one of the quiz's languages; declare it or remove the text.", {entry.key});
    } else if (seen[place]) {
      diagnostics_.error_at_key(member, "repeated-member",
                                "“%” stands twice in this text; keep one.", {entry.key});
    } else {
      seen[place] = true;
      text.by_language[place] = std::string(entry.text);
    }
  }
  for (std::size_t place = 0; place < count; ++place) {
    if (!seen[place]) {
      diagnostics_.error(value, "missing-language", "This text lacks the language “%”; add it.",
                         {(*languages_)[place]});
    }
  }
  return text;
}

RichText DocumentReader::rich_text(std::uint32_t value) {
  RichText blocks;
  if (value == JsonTree::kNone) return blocks;
  if (tree_.at(value).kind != Kind::kArray) {
    blocks.push_back({Block::Kind::kParagraph, {text(value)}, {}});
    return blocks;
  }
  for (const std::uint32_t item : items(value, 1, 200)) blocks.push_back(block(item));
  return blocks;
}

// A block object has one member that names its kind; a text object has
// languages.
bool DocumentReader::is_block(std::uint32_t value) const {
  const JsonTree::Value& node = tree_.at(value);
  if (node.kind != Kind::kObject) return false;
  const List<std::string> none;
  const auto& languages = languages_ == nullptr ? none : *languages_;
  for (std::uint32_t member = node.child; member != JsonTree::kNone;
       member = tree_.at(member).next) {
    if (std::find(languages.begin(), languages.end(), tree_.at(member).key) != languages.end())
      return false;
    // A list that is not declared, or a tag longer than any language's.
    const Kind kind = tree_.at(member).kind;
    if (kind == Kind::kArray || kind == Kind::kObject || tree_.at(member).key.size() > 3) {
      return true;
    }
  }
  return false;
}

Block DocumentReader::block(std::uint32_t value) {
  Block block;
  if (!is_block(value)) {
    block.texts.push_back(text(value));
    return block;
  }
  Fields fields;
  object(value, "block", "", "heading list steps quote link", &fields);
  std::size_t kinds = 0;
  for (const char* name : {"heading", "list", "steps", "quote", "link"})
    kinds += fields.has(name) ? 1u : 0u;
  if (kinds > 1) {
    diagnostics_.error(value, "bad-value",
                       "A block has one member: heading, list, steps, quote or link.");
    return block;
  }
  constexpr std::pair<const char*, Block::Kind> kSimple[] = {{"heading", Block::Kind::kHeading},
                                                             {"quote", Block::Kind::kQuote}};
  for (const auto& [name, kind] : kSimple) {
    if (!fields.has(name)) continue;
    block.kind = kind;
    block.texts.push_back(text(fields[name]));
  }
  constexpr std::pair<const char*, Block::Kind> kLists[] = {{"list", Block::Kind::kList},
                                                            {"steps", Block::Kind::kSteps}};
  for (const auto& [name, kind] : kLists) {
    if (!fields.has(name)) continue;
    block.kind = kind;
    for (const std::uint32_t item : items(fields[name], 1, 100)) block.texts.push_back(text(item));
  }
  if (fields.has("link")) {
    block.kind = Block::Kind::kLink;
    Fields link;
    if (object(fields["link"], "link", "href text", "", &link)) {
      block.href = href(link["href"]);
      block.texts.push_back(text(link["text"]));
    }
  }
  return block;
}

Text DocumentReader::href(std::uint32_t value) {
  if (value != JsonTree::kNone && tree_.at(value).kind == Kind::kString) {
    check_link(value);
    return {{std::string(tree_.at(value).text)}};
  }
  Text targets = text(value);
  if (value == JsonTree::kNone || tree_.at(value).kind != Kind::kObject) return targets;
  for (std::uint32_t member = tree_.at(value).child; member != JsonTree::kNone;
       member = tree_.at(member).next) {
    if (tree_.at(member).kind == Kind::kString) check_link(member);
  }
  return targets;
}

void DocumentReader::check_link(std::uint32_t value) {
  const std::string_view target = tree_.at(value).text;
  const bool clean = std::all_of(target.begin(), target.end(), [](char c) {
    return static_cast<unsigned char>(c) > 0x20 && c != '\\' && c != 0x7F;
  });
  const auto longer = [&](std::string_view prefix) {
    return begins_with(target, prefix) && target.size() > prefix.size();
  };
  const bool site = begins_with(target, "/") && !begins_with(target, "//");
  if (clean &&
      ((longer("https://") && target[8] != '/') || longer("mailto:") || longer("tel:") || site))
    return;
  diagnostics_.error(value, "bad-link",
                     "“%” cannot be linked; use https://…, mailto:…, tel:… or a path such as "
                     "/page, without spaces.",
                     {target});
}

void DocumentReader::check_words(std::uint32_t value) {
  const std::string_view words = tree_.at(value).text;
  if (std::all_of(words.begin(), words.end(), is_space)) {
    diagnostics_.error(value, "empty-text", "This text is empty; write it or remove the member.");
  }
  for (std::size_t i = 0; i + 1 < words.size(); ++i) {
    if (words[i] == '<' &&
        (is_letter(words[i + 1]) || words[i + 1] == '/' || words[i + 1] == '!')) {
      diagnostics_.warning(value, "html-in-text",
                           "HTML is not read: this tag will be shown as it is written. Use blocks "
                           "for lists and links.");
      return;
    }
  }
}

void DocumentReader::wrong_type(std::uint32_t value, std::string_view expected) {
  diagnostics_.error(value, "wrong-type", "% is %; write %.",
                     {name_of(value), career_quiz::name_of(tree_.at(value).kind), expected});
}

std::string DocumentReader::name_of(std::uint32_t value) const {
  const JsonTree::Value& node = tree_.at(value);
  if (node.parent == JsonTree::kNone) return "The document";
  return tree_.at(node.parent).kind == Kind::kObject ? say("“%”", {node.key}) : "This item";
}

}  // namespace career_quiz
