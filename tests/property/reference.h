#pragma once

#include <cstdint>
#include <map>
#include <optional>
#include <string>
#include <vector>

#include "json.h"

namespace career_quiz::property {

/// A second engine, written from the description of the first and sharing
/// nothing with it: plain recursion over the JSON document and floating-point
/// arithmetic. Slow, and for documents without faults only.
class Reference {
 public:
  explicit Reference(const Json& document);

  /// Whether some contribution lies so near to a half that rounding may go
  /// either way.
  bool ambiguous() const { return ambiguous_; }

  struct Reading {
    std::map<std::string, bool> visible;
    Json counted = Json::object();  ///< Answers that are no skip, on the path.
    std::vector<std::string> ranking;
    std::map<std::string, std::int64_t> scores;  ///< Of eligible outcomes.
    std::map<std::string, long double> shares;
    std::map<std::string, std::int64_t> scales;  ///< With at least one answer.
    std::string headline;                        ///< Its kind; the caller says.
    Json shown;                                  ///< Its outcomes; the caller says.
  };
  /// Precondition: every answer fits.
  Reading read(const Json& answers) const;

  bool holds(const Json& condition, const Reading& reading) const;

  /// What the counted answer to a question adds to an outcome's score.
  std::int64_t contribution(const Json& question, const Json& answer,
                            const std::string& outcome) const;
  const Json& question(const std::string& id) const;
  const Json& document() const { return document_; }
  bool derived(const std::string& outcome) const;

 private:
  bool visible(const Json& question, const Json& answers, Reading* reading) const;
  Json value_of(const Json& operand, const Reading& reading) const;
  std::optional<std::int64_t> scale_value(const std::string& scale, const Json& counted) const;
  void resolve_scales(const Json& condition, const Json& answers, Reading* reading) const;
  std::int64_t centred(std::vector<long double> weights, std::size_t chosen);

  const Json& document_;
  bool ambiguous_ = false;
  // By question, option and outcome; for kind multiple, ticked and unticked.
  std::map<std::string, std::map<std::string, std::map<std::string, std::int64_t>>> ticked_;
  std::map<std::string, std::map<std::string, std::map<std::string, std::int64_t>>> unticked_;
};

}  // namespace career_quiz::property
