#pragma once

#include <cstddef>
#include <vector>

#include "authoring/random.h"
#include "json.h"

namespace career_quiz::property {

/// A value somewhere inside a document: its parent and its place there.
struct Spot {
  Json* parent;
  std::size_t place;
};

/// Adds every value inside `value` to `spots`.
void gather(Json* value, std::vector<Spot>* spots);

/// One change that an author could make by mistake: something left out,
/// repeated, misspelt, of another type, or moved here from elsewhere.
void mutate(Random* random, Json* document);

}  // namespace career_quiz::property
