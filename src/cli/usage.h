#pragma once

#include <CLI/CLI.hpp>
#include <string>

/// How the commands explain themselves, all from the same declarations. Footers
/// are paragraphs with blank lines between; one that begins with "Example" keeps
/// its lines as they are.
namespace career_quiz::cli {

/// What --help prints, at most 80 columns wide.
class Help : public CLI::Formatter {
 public:
  std::string make_help(const CLI::App* app, std::string name,
                        CLI::AppFormatMode mode) const override;
};

/// The manual page of the whole command, in the macros of man(7).
std::string manual(const CLI::App& app);

/// Options that several commands have.
void add_language(CLI::App& command, std::string* tag);
/// A file that is written. One that is also among the arguments is refused before the command
/// begins.
void add_out(CLI::App& command, const std::string& names, std::string* path,
             const std::string& what);

/// What is wrong with a command line and what to write instead, in two lines.
std::string mistake(const CLI::App& app, const CLI::ParseError& error);

}  // namespace career_quiz::cli
