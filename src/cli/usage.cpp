#include "cli/usage.h"

#include <algorithm>
#include <string_view>
#include <vector>

#include "career_quiz/diagnostics.h"
#include "cli/files.h"

namespace career_quiz::cli {
namespace {

constexpr std::size_t kWidth = 80;

bool begins(std::string_view text, std::string_view with) {
  return text.substr(0, with.size()) == with;
}

std::string replaced(std::string text, std::string_view from, std::string_view to) {
  for (std::size_t at = 0; (at = text.find(from, at)) != std::string::npos; at += to.size()) {
    text.replace(at, from.size(), to);
  }
  return text;
}

std::size_t columns(std::string_view text) {
  return static_cast<std::size_t>(std::count_if(text.begin(), text.end(), [](char c) {
    return (static_cast<unsigned char>(c) & 0xc0) != 0x80;
  }));
}

// The text in lines that begin at column `indent`, the first where the caller stands.
std::string wrapped(std::string_view text, std::size_t indent) {
  std::string lines;
  std::size_t column = indent;
  while (!text.empty()) {
    const std::string_view word = text.substr(0, text.find_first_of(" \n"));
    text.remove_prefix(std::min(text.size(), word.size() + 1));
    if (word.empty()) continue;
    if (column > indent && column + 1 + columns(word) > kWidth) {
      lines += "\n" + std::string(indent, ' ');
      column = indent;
    }
    if (column > indent) lines += " ", ++column;
    lines += word;
    column += columns(word);
  }
  return lines;
}

struct Paragraph {
  std::string text;
  bool as_it_is;
};

std::vector<Paragraph> paragraphs(std::string_view text) {
  std::vector<Paragraph> all;
  while (!text.empty()) {
    const std::string_view paragraph = text.substr(0, text.find("\n\n"));
    text.remove_prefix(std::min(text.size(), paragraph.size() + 2));
    if (!paragraph.empty()) all.push_back({std::string(paragraph), begins(paragraph, "Example")});
  }
  return all;
}

// What --format takes, as “text|json”; the values it may have if `choices` is not null.
std::string value_of(const CLI::Option& option, std::vector<std::string>* choices = nullptr) {
  if (option.get_type_size_max() == 0) return {};
  const std::string type = option.get_type_name();
  const std::size_t open = type.find('{');
  if (open != std::string::npos) {
    const std::string list = type.substr(open + 1, type.find('}', open) - open - 1);
    if (choices != nullptr) *choices = CLI::detail::split(list, ',');
    return replaced(list, ",", "|");
  }
  const std::string name = type.substr(0, type.find(':'));
  return name == "INT" || name == "UINT" || name == "FLOAT" ? "N" : name;
}

// An argument or an option, as help and the manual page show it.
struct Entry {
  std::string names;
  std::string value;
  std::string text;
};

std::vector<Entry> entries(const CLI::App& app, bool arguments) {
  std::vector<Entry> all;
  for (const CLI::Option* option : app.get_options()) {
    if (option->get_positional() != arguments || option->get_group().empty()) continue;
    Entry entry{option->get_single_name(), {}, option->get_description()};
    if (!arguments) {
      entry.names.clear();
      for (const std::string& name : option->get_snames()) entry.names += ", -" + name;
      for (const std::string& name : option->get_lnames()) entry.names += ", --" + name;
      entry.names.erase(0, 2);
      entry.value = value_of(*option);
    }
    const std::string usual = option->get_default_str();
    if (!usual.empty()) entry.text += " (default: " + usual + ")";
    all.push_back(std::move(entry));
  }
  // Help is asked for where it is already being read.
  const auto help = [](const Entry& entry) { return begins(entry.names, "-h,"); };
  std::stable_partition(all.begin(), all.end(), [&](const Entry& entry) { return !help(entry); });
  return all;
}

std::string full_name(const CLI::App& app) {
  const CLI::App* parent = app.get_parent();
  return (parent == nullptr ? "" : full_name(*parent) + " ") + app.get_name();
}

// How the command is called, without its name.
std::string usage(const CLI::App& app) {
  std::string text = app.get_parent() == nullptr ? "COMMAND [OPTIONS]" : "[OPTIONS]";
  for (const CLI::Option* option : app.get_options()) {
    if (!option->get_positional()) continue;
    std::string name = option->get_single_name();
    if (option->get_expected_max() > 1) name += "...";
    text += option->get_required() ? " " + name : " [" + name + "]";
  }
  return text;
}

std::vector<const CLI::App*> commands(const CLI::App& app) {
  return app.get_subcommands([](const CLI::App*) { return true; });
}

// One item a line: its name, then its text beside or below.
std::string item(const std::string& name, const std::string& text, std::size_t indent) {
  std::string line = "  " + name;
  const std::size_t length = columns(line);
  line += length + 2 > indent ? "\n" + std::string(indent, ' ') : std::string(indent - length, ' ');
  return line + wrapped(text, indent) + "\n";
}

// Text that troff prints as it is.
std::string escaped(std::string_view text) {
  std::string safe;
  bool line_begins = true;
  for (const char c : text) {
    if (line_begins && (c == '.' || c == '\'')) safe += "\\&";
    if (c == '\\') {
      safe += "\\e";
    } else if (c == '-') {
      safe += "\\-";
    } else if (c == '\'') {
      safe += "\\(aq";
    } else if (c == '"') {
      safe += "\\(dq";
    } else {
      safe += c;
    }
    line_begins = c == '\n';
  }
  return safe;
}

std::string described(const std::string& footer) {
  std::string page;
  for (const Paragraph& paragraph : paragraphs(footer)) {
    page += ".PP\n";
    if (paragraph.as_it_is) {
      page += ".nf\n" + escaped(paragraph.text) + "\n.fi\n";
    } else {
      page += escaped(paragraph.text) + "\n";
    }
  }
  return page;
}

std::string described(const std::vector<Entry>& all) {
  std::string page;
  for (const Entry& entry : all) {
    page += ".TP\n\\fB" + escaped(entry.names) + "\\fR";
    if (!entry.value.empty()) page += " \\fI" + escaped(entry.value) + "\\fR";
    page += "\n" + escaped(entry.text) + "\n";
  }
  return page;
}

std::string choice_of(const std::vector<std::string>& values) {
  std::string text;
  for (std::size_t v = 0; v < values.size(); ++v) {
    text += (v == 0 ? "" : v + 1 < values.size() ? ", " : " or ") + values[v];
  }
  return text;
}

std::string nearest(const std::vector<std::string>& names, std::string_view to) {
  NameIndex index;
  for (const std::string& name : names) index.add(name, 0);
  index.seal();
  const std::string_view near = index.nearest(to);
  return near.empty() ? "" : " Did you mean “" + std::string(near) + "”?";
}

std::string unexpected(const CLI::App& command, const std::string& argument) {
  const bool option = begins(argument, "-") && argument.size() > 1;
  std::vector<std::string> names;
  if (option) {
    const std::string name = argument.substr(0, argument.find('='));
    for (const CLI::Option* known : command.get_options()) {
      for (const std::string& each : known->get_lnames()) names.push_back("--" + each);
    }
    return "there is no option “" + name + "”." + nearest(names, name);
  }
  if (command.get_parent() != nullptr) {
    return "“" + argument + "” is one argument too many; it is " + full_name(command) + " " +
           usage(command) + ".";
  }
  for (const CLI::App* each : commands(command)) names.push_back(each->get_name());
  const std::string near = nearest(names, argument);
  return "there is no command “" + argument + "”." +
         (near.empty() ? " The commands are " + choice_of(names) + "." : near);
}

}  // namespace

std::string Help::make_help(const CLI::App* app, std::string, CLI::AppFormatMode) const {
  std::string text = wrapped(app->get_description() + ".", 0) + "\n\n";
  text += "Usage: " + full_name(*app) + " " + usage(*app) + "\n";
  const std::vector<Entry> arguments = entries(*app, true);
  std::vector<Entry> options = entries(*app, false);
  std::size_t indent = 0;
  for (Entry& entry : options) {
    if (!entry.value.empty()) entry.names += " " + std::exchange(entry.value, {});
    indent = std::max(indent, columns(entry.names));
  }
  for (const Entry& entry : arguments) indent = std::max(indent, columns(entry.names));
  indent = std::min<std::size_t>(indent + 4, 26);
  const std::vector<const CLI::App*> all = commands(*app);
  if (!all.empty()) text += "\nCommands:\n";
  for (const CLI::App* each : all) text += item(each->get_name(), each->get_description(), indent);
  if (!arguments.empty()) text += "\n";
  for (const Entry& entry : arguments) text += item(entry.names, entry.text, indent);
  text += "\nOptions:\n";
  for (const Entry& entry : options) text += item(entry.names, entry.text, indent);
  for (const Paragraph& paragraph : paragraphs(app->get_footer())) {
    text += "\n" + (paragraph.as_it_is ? paragraph.text : wrapped(paragraph.text, 0)) + "\n";
  }
  return text;
}

std::string manual(const CLI::App& app) {
  std::string page = ".TH CAREER\\-QUIZ 1 \"\" \"career-quiz " CAREER_QUIZ_VERSION
                     "\" \"User Commands\"\n"
                     ".SH NAME\n" +
                     escaped(app.get_name() + " - " + app.get_description()) +
                     "\n.SH SYNOPSIS\n\\fB" + escaped(app.get_name()) + "\\fR " +
                     escaped(usage(app)) + "\n.SH OPTIONS\n" + described(entries(app, false)) +
                     ".SH COMMANDS\n";
  for (const CLI::App* command : commands(app)) {
    page += ".SS " + escaped(full_name(*command) + " " + usage(*command)) + "\n" +
            escaped(command->get_description()) + ".\n" + described(entries(*command, true)) +
            described(entries(*command, false)) + described(command->get_footer());
  }
  return page + ".SH NOTES\n" + described(app.get_footer());
}

void add_language(CLI::App& command, std::string* tag) {
  command
      .add_option("--lang", *tag,
                  "A language of the quiz, such as fr, which fr-CA finds too; its first if absent")
      ->type_name("TAG");
}

void add_out(CLI::App& command, const std::string& names, std::string* path,
             const std::string& what) {
  const CLI::Option* out =
      command
          .add_option(names, *path,
                      what +
                          ". It is written whole or not at all; a run that is killed may leave "
                          "FILE.abc123 or so beside it")
          ->type_name("FILE");
  command.parse_complete_callback([&command, out, path] {
    for (const CLI::Option* argument : command.get_options()) {
      if (!argument->get_positional() || out->count() == 0) continue;
      for (const std::string& input : argument->results()) {
        if (!same_file(input, *path)) continue;
        throw CLI::ValidationError("“" + *path + "” is the file that is read, and would be lost; " +
                                       "name another one for " + out->get_name(),
                                   CLI::ExitCodes::ValidationError);
      }
    }
  });
}

std::string mistake(const CLI::App& app, const CLI::ParseError& error) {
  const CLI::App& command = app.get_subcommands().empty() ? app : *app.get_subcommands().front();
  const std::string advice = "\nSee " + full_name(command) + " --help.";
  // What is not known comes first: it is often why something else seems to be missing.
  const std::vector<std::string> left = command.remaining();
  const auto option = std::find_if(left.begin(), left.end(),
                                   [](const std::string& each) { return begins(each, "-"); });
  if (option != left.end()) return unexpected(command, *option) + advice;
  if (!left.empty()) return unexpected(command, left.front()) + advice;
  const std::string message = error.what();
  for (const CLI::Option* known : command.get_options()) {
    const std::string& name = known->get_name();
    if (message == name + " is required") {
      return name + " is missing: " + known->get_description() + "." + advice;
    }
    if (!begins(message, name + ": ")) continue;
    std::vector<std::string> choices;
    const std::string value = value_of(*known, &choices);
    if (dynamic_cast<const CLI::ArgumentMismatch*>(&error) != nullptr) {
      return name + " needs a value: " + (choices.empty() ? value : choice_of(choices)) + "." +
             advice;
    }
    const std::size_t from = name.size() + 2;
    if (!choices.empty()) {
      const std::string given = message.substr(from, message.find(" not in ") - from);
      return name + " takes " + choice_of(choices) + ", not “" + given + "”." +
             nearest(choices, given) + advice;
    }
    constexpr std::string_view kValue = "Value ";
    constexpr std::string_view kRange = " not in range ";
    const std::size_t range = message.find(kRange);
    if (range != std::string::npos && message.compare(from, kValue.size(), kValue) == 0) {
      const std::size_t begin = from + kValue.size();
      return name + " takes a number from " + message.substr(range + kRange.size()) + ", not “" +
             message.substr(begin, range - begin) + "”." + advice;
    }
  }
  return message + "." + advice;
}

}  // namespace career_quiz::cli
