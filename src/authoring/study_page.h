#pragma once

#include <string>

#include "authoring/study.h"

/// A study as one HTML page with plots. It needs nothing beside itself, runs no
/// script, and every plot stands above a table of its figures.
namespace career_quiz::authoring {

std::string study_page(const Quiz& quiz, const Study& study);

}  // namespace career_quiz::authoring
