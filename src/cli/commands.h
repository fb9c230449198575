#pragma once

#include <CLI/CLI.hpp>

/// One function a command: it declares the command with its options and help,
/// and on being chosen runs it and stores the exit status.
namespace career_quiz::cli {

void add_check(CLI::App& app, int* status);
void add_diff(CLI::App& app, int* status);
void add_explain(CLI::App& app, int* status);
void add_pack(CLI::App& app, int* status);
void add_print(CLI::App& app, int* status);
void add_prove(CLI::App& app, int* status);
void add_score(CLI::App& app, int* status);
void add_study(CLI::App& app, int* status);
void add_take(CLI::App& app, int* status);

}  // namespace career_quiz::cli
