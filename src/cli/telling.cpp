#include "cli/telling.h"

#include <algorithm>
#include <functional>
#include <initializer_list>
#include <utility>

#include "authoring/text.h"
#include "career_quiz/turning.h"

namespace career_quiz::cli {
namespace {

using authoring::answer_text;
using authoring::columns_of;
using authoring::counted;
using authoring::fill;
using authoring::ReaderWords;
using authoring::tenths;
using authoring::wrapped;

// As the element does: so many are told in words; the sum lists them all.
constexpr std::size_t kReasons = 3;
constexpr std::size_t kCounterReasons = 2;
constexpr std::size_t kTurns = 3;

// Contributions, in tenths, from which an answer counted clearly, and a lot.
constexpr std::int32_t kClearly = 30;
constexpr std::int32_t kGreatly = 60;

// Colours stand around the words of each line, not its indent or end.
std::string dressed(const std::string& lines, std::string_view sequence) {
  std::string all;
  for (std::size_t at = 0; at < lines.size();) {
    const std::size_t end = lines.find('\n', at);
    const std::size_t begin = std::min(lines.find_first_not_of(' ', at), end);
    all += lines.substr(at, begin - at);
    if (begin < end) {
      all += sequence;
      all += lines.substr(begin, end - begin);
      all += "\x1b[0m";
    }
    all += '\n';
    at = end + 1;
  }
  return all;
}

// Pieces with an empty line between those that are not empty.
std::string apart(std::initializer_list<std::string> pieces) {
  std::string all;
  for (const std::string& piece : pieces) {
    if (piece.empty()) continue;
    if (!all.empty()) all += '\n';
    all += piece;
  }
  return all;
}

class Teller {
 public:
  Teller(const Quiz& quiz, const Interview& interview, const Advice& advice, const Look& look)
      : quiz_(quiz), interview_(interview), advice_(advice), look_(look), words_(look.words) {}

  Told tell() {
    Told told;
    told.limits = limits();
    if (kind() == Headline::Kind::kOverride) {
      told.opening = apart({head(), body(first())});
      return told;
    }
    const bool side = is_side();
    told.opening = apart({head(), basis(), side ? "" : body(first()), because()});
    if (side || kind() == Headline::Kind::kCombined) cards(&told.sections);
    parts(&told.sections);
    add(&told.sections, "against", words_.against, against());
    add(&told.sections, "turning", words_.turning, turning());
    add(&told.sections, "account", words_.account, account());
    add(&told.sections, "ranking", words_.ranking, ranking());
    add(&told.sections, "scales", words_.scales, scales());
    return told;
  }

 private:
  using Items = List<std::uint16_t>;

  Headline::Kind kind() const { return advice_.headline.kind; }
  bool is_side() const {
    return kind() == Headline::Kind::kTwoTracks || kind() == Headline::Kind::kMixed;
  }
  const Outcome* first() const {
    const Items& outcomes = advice_.headline.outcomes;
    return outcomes.empty() ? nullptr : &quiz_.outcomes[outcomes[0]];
  }
  std::string_view in(const Text& text) const { return text.in(look_.language); }
  std::string_view title_of(std::uint16_t outcome) const {
    return in(quiz_.outcomes[outcome].title);
  }
  static void add(std::vector<Section>* sections, std::string id, std::string_view title,
                  std::string text) {
    if (!text.empty()) {
      sections->push_back({std::move(id), std::string(title), {}, {}, std::move(text)});
    }
  }

  // Whether a rule placed the second card there, whatever the scores say.
  bool beside() const {
    const auto leads = [&](std::uint16_t outcome) {
      for (std::size_t r = 0; r < 2 && r < advice_.ranking.size(); ++r) {
        if (advice_.ranking[r].outcome == outcome) return true;
      }
      return false;
    };
    const Items& outcomes = advice_.headline.outcomes;
    return advice_.margin.value_or(0) >= std::max(quiz_.close_call, kClearly) ||
           !std::all_of(outcomes.begin(), outcomes.end(), leads);
  }

  std::string head() const {
    const std::string_view kinds[] = {words_.one, words_.two_tracks, words_.mixed, words_.override_,
                                      words_.combined};
    const std::string eyebrow = look_.quiet(kinds[static_cast<std::size_t>(advice_.headline.kind)]);
    if (first() == nullptr) return eyebrow + look_.lines(words_.no_way);
    if (!is_side()) {
      return eyebrow + look_.title(in(first()->title)) + "\n" + look_.lines(in(first()->summary));
    }
    std::string titles;
    for (const std::uint16_t outcome : advice_.headline.outcomes) {
      titles += (titles.empty() ? "" : " · ") + std::string(title_of(outcome));
    }
    const std::string_view how = kind() == Headline::Kind::kMixed ? words_.mixed_how
                                 : beside()                       ? words_.beside_how
                                                                  : words_.two_tracks_how;
    std::string summaries;
    for (const std::uint16_t outcome : advice_.headline.outcomes) {
      summaries += look_.lines(std::string(title_of(outcome)) + words_colon() +
                                   std::string(in(quiz_.outcomes[outcome].summary)),
                               "• ", "  ");
    }
    return apart({eyebrow + look_.title(titles), look_.lines(how), summaries});
  }

  std::string words_colon() const { return words_.language == "fr" ? "\u202f: " : ": "; }

  std::string body(const Outcome* outcome) const {
    return outcome == nullptr ? "" : told_blocks(outcome->body, look_);
  }

  std::string basis() const {
    const std::uint32_t answered = interview_.scored_answered;
    const std::uint32_t of = interview_.scored_visible;
    if (answered == 0) return {};
    std::string said =
        answered == of ? counted(words_, words_.rests_on_all, of)
                       : fill(words_.rests_on,
                              {{"answered", std::to_string(answered)}, {"of", std::to_string(of)}});
    const bool open = interview_.stop != Stop::kComplete && interview_.answered < path_length();
    if (open) {
      const std::string_view why = interview_.stop == Stop::kCertain     ? words_.certain
                                   : interview_.stop == Stop::kRisk      ? words_.risk
                                   : interview_.stop == Stop::kExhausted ? words_.exhausted
                                                                         : words_.early;
      said += " " + std::string(why);
    }
    return look_.quiet(said);
  }

  std::size_t path_length() const { return interview_.path.size(); }

  // The first two of the ranking by name; the second is empty if there is none.
  // The reasons speak for the first of the ranking, whichever card is shown first.
  std::pair<std::string_view, std::string_view> names() const {
    const List<Ranked>& ranking = advice_.ranking;
    return {ranking.empty() ? "" : title_of(ranking[0].outcome),
            ranking.size() < 2 ? "" : title_of(ranking[1].outcome)};
  }

  std::string reasons(const List<Reason>& all, std::size_t most, std::string_view lead,
                      std::string_view alone) const {
    if (all.empty()) return {};
    const auto [leader, second] = names();
    std::string text =
        look_.quiet(fill(second.empty() ? alone : lead, {{"first", leader}, {"second", second}}));
    for (std::size_t r = 0; r < all.size() && r < most; ++r) {
      text += "\n" + reason(all[r]);
    }
    return text;
  }

  std::string reason(const Reason& item) const {
    const std::int32_t size = std::abs(item.contribution);
    const std::string_view weight = words_.weight[size >= kGreatly ? 2 : size >= kClearly ? 1 : 0];
    const std::string measure =
        std::string(weight) + " (" + tenths(words_, item.contribution, true) + ")";
    if (!item.question) {
      return look_.lines(words_.starting_point, "  ", "  ") + look_.quiet(measure, "  ", "  ");
    }
    const Question& question = quiz_.questions[*item.question];
    return look_.lines(in(question.text), "  ", "  ") +
           look_.strong(answer(*item.question), "  → ", "    ") +
           look_.quiet(measure, "    ", "    ");
  }

  std::string answer(std::uint16_t question) const {
    return answer_text(words_, quiz_.questions[question], interview_.counted[question],
                       look_.language);
  }

  std::string because() const {
    const std::string text =
        reasons(advice_.because, kReasons, words_.because_lead, words_.because_alone);
    return text.empty() ? text : look_.title(words_.because) + "\n" + text;
  }
  std::string against() const {
    return reasons(advice_.against, kCounterReasons, words_.against_lead, words_.against_alone);
  }

  void cards(std::vector<Section>* sections) const {
    const Items& outcomes = advice_.headline.outcomes;
    for (std::size_t c = is_side() ? 0 : 1; c < outcomes.size(); ++c) {
      const Outcome& outcome = quiz_.outcomes[outcomes[c]];
      sections->push_back({"outcome:" + outcome.id,
                           std::string(in(outcome.title)),
                           {},
                           {},
                           apart({look_.lines(in(outcome.summary)), body(&outcome)})});
    }
  }

  // Modules of no part come first, then each part. A question asked beside the
  // result stands with the first that it feeds.
  void parts(std::vector<Section>* sections) const {
    std::vector<std::uint16_t> places{kNoPart};
    for (std::size_t p = 0; p < quiz_.parts.size(); ++p) {
      places.push_back(static_cast<std::uint16_t>(p));
    }
    std::vector<char> asked(quiz_.questions.size());
    for (const std::uint16_t place : places) {
      Section section;
      for (const std::uint16_t q : interview_.after) {
        if (asked[q] || !feeds(q, place)) continue;
        asked[q] = true;
        section.questions.push_back(q);
      }
      std::vector<std::uint16_t> modules;
      for (const std::uint16_t m : advice_.modules) {
        if (quiz_.modules[m].part == place) modules.push_back(m);
      }
      if (modules.empty() && section.questions.empty()) continue;
      const bool none = place == kNoPart;
      section.id = none ? "modules" : "part:" + quiz_.parts[place].id;
      section.title = none ? words_.modules : in(quiz_.parts[place].title);
      if (!section.questions.empty()) {
        section.lead = counted(words_, words_.part_questions,
                               static_cast<std::int64_t>(section.questions.size()));
      }
      if (!modules.empty()) {
        const Part::Kind how = none ? Part::Kind::kNotes : quiz_.parts[place].kind;
        section.text = apart(
            {none ? "" : look_.quiet(in(quiz_.parts[place].lead)), told_modules(modules, how)});
      }
      sections->push_back(std::move(section));
    }
  }

  bool feeds(std::uint16_t question, std::uint16_t place) const {
    for (const Module& module : quiz_.modules) {
      if (module.part != place) continue;
      const Items read = questions_read(module.when, quiz_);
      if (std::find(read.begin(), read.end(), question) != read.end()) return true;
    }
    return false;
  }

  std::string told_modules(const std::vector<std::uint16_t>& modules, Part::Kind kind) const {
    std::string text;
    std::size_t number = 0;
    for (const std::uint16_t m : modules) {
      const Module& module = quiz_.modules[m];
      const std::string blocks = told_blocks(module.body, look_);
      const bool loose = kind == Part::Kind::kNotes || kind == Part::Kind::kMessage;
      if (!text.empty() && loose) text += '\n';
      switch (kind) {
        case Part::Kind::kNotes:
          text += look_.strong(in(module.title)) + blocks;
          break;
        case Part::Kind::kPlan: {
          const std::string mark = std::to_string(++number) + ". ";
          text += look_.lines(in(module.title), mark, std::string(mark.size(), ' ')) +
                  indented(module.body, mark.size());
          break;
        }
        case Part::Kind::kChecklist:
          text += look_.lines(in(module.title), "☐ ", "  ") + indented(module.body, 2);
          break;
        case Part::Kind::kMessage:
          text += blocks;
          break;
      }
    }
    return text;
  }

  std::string indented(const RichText& blocks, std::size_t by) const {
    Look narrow = look_;
    narrow.width = std::max<std::size_t>(20, look_.width - by);
    const std::string lines = told_blocks(blocks, narrow);
    std::string text;
    for (std::size_t at = 0; at < lines.size();) {
      const std::size_t end = lines.find('\n', at) + 1;
      text += (end - at > 1 ? std::string(by, ' ') : "") + lines.substr(at, end - at);
      at = end;
    }
    return text;
  }

  std::string headline_text(const Headline& headline) const {
    std::string text;
    const std::size_t shown =
        headline.kind == Headline::Kind::kCombined ? 1 : headline.outcomes.size();
    for (std::size_t o = 0; o < shown && o < headline.outcomes.size(); ++o) {
      if (o > 0) text += words_.both;
      text += title_of(headline.outcomes[o]);
    }
    return text.empty() ? std::string(words_.none) : text;
  }

  std::string changes_text(const TurningPoint& point) const {
    std::string text;
    for (const Change& change : point.changes) {
      const Question& question = quiz_.questions[change.question];
      if (!text.empty()) text += words_.both;
      text += fill(words_.turn_answer,
                   {{"answer", answer_text(words_, question, change.answer, look_.language)},
                    {"question", in(question.text)}});
    }
    return text;
  }

  const Turning& turning_of() {
    if (!turned_) turning_ = turning_points(quiz_, interview_);
    turned_ = true;
    return turning_;
  }

  // What counts towards scores first: another errand gives other advice anyway.
  std::string turning() {
    if (advice_.ranking.empty()) return {};
    const Turning& turning = turning_of();
    // That none was found could be the work of a sensitive answer, which is never exchanged.
    if (turning.points.empty() && turning.withheld) return {};
    if (turning.points.empty()) {
      return look_.lines(turning.pairs_complete     ? words_.steady_pairs
                         : turning.singles_complete ? words_.steady
                                                    : words_.steady_tried);
    }
    std::vector<const TurningPoint*> points;
    for (const TurningPoint& point : turning.points) points.push_back(&point);
    const auto scored = [&](const TurningPoint* point) {
      return std::all_of(point->changes.begin(), point->changes.end(), [&](const Change& change) {
        return quiz_.questions[change.question].scored();
      });
    };
    std::stable_partition(points.begin(), points.end(), scored);
    std::string text = points.size() > kTurns ? look_.quiet(words_.turn_some) : "";
    for (std::size_t p = 0; p < points.size() && p < kTurns; ++p) {
      text += look_.lines(fill(words_.turn, {{"changes", changes_text(*points[p])},
                                             {"outcome", headline_text(points[p]->headline)}}),
                          "• ", "  ");
    }
    return text;
  }

  // The words to the left, the number at the right edge of its last line.
  std::string row(std::string_view text, const std::string& number) const {
    const std::size_t left = look_.width - 9;
    std::string lines = wrapped(text, left, "", "  ");
    lines.pop_back();
    const std::size_t last = lines.rfind('\n') + 1;  // 0 where there is one line.
    const std::size_t used = columns_of(std::string_view(lines).substr(last));
    const std::size_t gap = look_.width - std::min(look_.width, used + number.size());
    return lines + std::string(std::max<std::size_t>(gap, 1), ' ') + number + "\n";
  }

  std::string account() const {
    const auto [leader, second] = names();
    if (!advice_.margin || second.empty()) return {};
    std::string text =
        look_.quiet(fill(words_.account_lead, {{"first", leader}, {"second", second}})) + "\n";
    for (const List<Reason>* list : {&advice_.because, &advice_.against}) {
      for (const Reason& item : *list) {
        const std::string said = item.question
                                     ? std::string(in(quiz_.questions[*item.question].text)) +
                                           " → " + answer(*item.question)
                                     : std::string(words_.starting_point);
        text += row(said, tenths(words_, item.contribution, true));
      }
    }
    return text + row(words_.total, tenths(words_, *advice_.margin, true));
  }

  std::string ranking() const {
    if (advice_.ranking.size() < 2) return {};
    std::string text = look_.quiet(words_.ranking_lead) + "\n";
    const std::string_view bands[] = {words_.strong, words_.explore, words_.weak};
    for (std::size_t r = 0; r < advice_.ranking.size(); ++r) {
      const Ranked& entry = advice_.ranking[r];
      std::string band(bands[static_cast<std::size_t>(entry.band)]);
      if (r > 0) {
        const std::string gap = tenths(words_, advice_.ranking[0].score - entry.score);
        band += std::string(words_.comma) + fill(words_.behind, {{"n", gap}});
      }
      const std::string mark = std::to_string(r + 1) + ". ";
      text += look_.lines(title_of(entry.outcome), mark, std::string(mark.size(), ' ')) +
              look_.quiet(band, std::string(mark.size(), ' '), std::string(mark.size(), ' '));
    }
    return text;
  }

  std::string scales() const {
    std::string text;
    for (const ScaleReading& reading : advice_.scales) {
      const Scale& scale = quiz_.scales[reading.scale];
      const std::string_view end = in(reading.value < 50 ? scale.low : scale.high);
      const std::int32_t far = std::abs(reading.value - 50);
      const std::string_view side = words_.side[far < 10 ? 2 : far < 30 ? 1 : 0];
      // Twenty steps of five, and where the reader stands.
      std::string axis;
      for (std::int32_t step = 0; step <= 20; ++step) {
        axis += step == (reading.value + 2) / 5 ? "●" : "─";
      }
      text +=
          (text.empty() ? "" : "\n") +
          look_.lines(std::string(in(scale.title)) + words_colon() + fill(side, {{"end", end}})) +
          look_.quiet(std::string(in(scale.low)) + " " + axis + " " + std::string(in(scale.high)),
                      "  ", "  ");
    }
    return text;
  }

  std::string limits() const {
    return apart({look_.title(words_.limits) + "\n" + look_.lines(in(quiz_.limits)),
                  advice_.headline.withheld ? look_.quiet(words_.not_told) : ""});
  }

  const Quiz& quiz_;
  const Interview& interview_;
  const Advice& advice_;
  const Look& look_;
  const ReaderWords& words_;
  Turning turning_;
  bool turned_ = false;
};

}  // namespace

std::string Look::lines(std::string_view text, std::string_view first,
                        std::string_view indent) const {
  return wrapped(text, width, first, indent);
}

std::string Look::strong(std::string_view text, std::string_view first,
                         std::string_view indent) const {
  const std::string plain = lines(text, first, indent);
  return colour ? dressed(plain, "\x1b[1m") : plain;
}

std::string Look::quiet(std::string_view text, std::string_view first,
                        std::string_view indent) const {
  const std::string plain = lines(text, first, indent);
  return colour ? dressed(plain, "\x1b[2m") : plain;
}

std::string Look::title(std::string_view text) const {
  if (colour) return strong(text);
  const std::string plain = lines(text);
  std::size_t widest = 0;
  for (std::size_t at = 0; at < plain.size();) {
    const std::size_t end = plain.find('\n', at);
    widest = std::max(widest, columns_of(std::string_view(plain).substr(at, end - at)));
    at = end + 1;
  }
  return plain + std::string(widest, '-') + "\n";
}

std::string told_blocks(const RichText& blocks, const Look& look) {
  std::string text;
  bool after_heading = false;
  for (const Block& block : blocks) {
    if (!text.empty() && !after_heading) text += '\n';
    after_heading = block.kind == Block::Kind::kHeading;
    const auto in = [&](std::size_t t) { return block.texts[t].in(look.language); };
    switch (block.kind) {
      case Block::Kind::kParagraph:
        text += look.lines(in(0));
        break;
      case Block::Kind::kHeading:
        text += look.strong(in(0));
        break;
      case Block::Kind::kList:
        for (std::size_t t = 0; t < block.texts.size(); ++t) {
          text += look.lines(in(t), "• ", "  ");
        }
        break;
      case Block::Kind::kSteps:
        for (std::size_t t = 0; t < block.texts.size(); ++t) {
          const std::string mark = std::to_string(t + 1) + ". ";
          text += look.lines(in(t), mark, std::string(mark.size(), ' '));
        }
        break;
      case Block::Kind::kQuote:
        text += look.lines(fill(look.words.quoted, {{"text", in(0)}}), "  ", "  ");
        break;
      case Block::Kind::kLink:
        text +=
            look.lines(in(0), "→ ", "  ") + look.quiet(block.href.in(look.language), "  ", "  ");
        break;
    }
  }
  return text;
}

Told tell(const Quiz& quiz, const Interview& interview, const Advice& advice, const Look& look) {
  return Teller(quiz, interview, advice, look).tell();
}

}  // namespace career_quiz::cli
