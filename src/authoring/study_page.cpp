#include "authoring/study_page.h"

#include <algorithm>
#include <cmath>
#include <functional>
#include <string_view>
#include <vector>

#include "authoring/study_report.h"
#include "authoring/text.h"

namespace career_quiz::authoring {
namespace {

constexpr std::string_view kStyle = R"(
:root { color-scheme: light dark; --paper: #fff; --ink: #1b2230; --quiet: #566072; --line: #d8dde6;
  --card: #f5f7fa; --accent: #2459c4; --heat: 36 89 196; --good: #1d6f42; --warn: #8a4b00;
  --k0: #2459c4; --k1: #0b7a75; --k2: #a3470a; --k3: #6b4fa0; }
@media (prefers-color-scheme: dark) { :root { --paper: #12161d; --ink: #e6eaf1; --quiet: #a3adbd;
  --line: #343c4a; --card: #1b212b; --accent: #7fa8ff; --heat: 96 150 255; --good: #6fcf97;
  --warn: #f2b366; --k0: #7fa8ff; --k1: #4fc9c2; --k2: #f0a35e; --k3: #c0a5f5; } }
* { box-sizing: border-box; }
body { margin: 0; background: var(--paper); color: var(--ink);
  font: 16px/1.55 system-ui, -apple-system, "Segoe UI", Roboto, "Helvetica Neue", sans-serif; }
main { max-width: 64rem; margin: 0 auto; padding: 2.5rem 1.25rem 4rem; }
h1 { font-size: 1.9rem; line-height: 1.2; margin: 0 0 .4rem; text-wrap: balance; }
h2 { font-size: 1.25rem; margin: 0 0 .3rem; }
section { margin-top: 2.75rem; }
p { margin: .3rem 0; max-width: 46rem; }
.quiet { color: var(--quiet); font-size: .93rem; }
.findings { background: var(--card); border-left: 4px solid var(--good); border-radius: 6px;
  padding: 1.1rem 1.3rem; margin-top: 1.6rem; }
.findings.some { border-color: var(--warn); }
ul { margin: .4rem 0 0; padding-left: 1.2rem; }
li { margin: .35rem 0; max-width: 46rem; }
figure { margin: 1.1rem 0 .6rem; }
figcaption { color: var(--quiet); font-size: .93rem; margin-top: .3rem; }
.scroll { overflow-x: auto; }
svg { display: block; width: 100%; min-width: 38rem; height: auto; }
svg text { font: 12px system-ui, -apple-system, "Segoe UI", Roboto, sans-serif; fill: var(--ink); }
svg .soft { fill: var(--quiet); }
svg .grid { stroke: var(--line); }
svg .whisker { stroke: var(--ink); stroke-width: 1.2; }
svg .k0 { fill: var(--k0); } svg .k1 { fill: var(--k1); } svg .k2 { fill: var(--k2); }
svg .k3 { fill: var(--k3); } svg .k4 { fill: var(--quiet); }
svg .bar { opacity: .75; }
svg .l0, svg .l1, svg .l2, svg .l3 { fill: none; stroke-width: 2.2; }
svg .l0 { stroke: var(--k0); } svg .l1 { stroke: var(--k1); stroke-dasharray: 7 3; }
svg .l2 { stroke: var(--k2); stroke-dasharray: 2 3; } svg .l3 { stroke: var(--k3);
  stroke-dasharray: 9 3 2 3; }
table { border-collapse: collapse; font-size: .88rem; font-variant-numeric: tabular-nums;
  margin-top: .7rem; }
th, td { padding: .28rem .7rem; border-bottom: 1px solid var(--line); text-align: right;
  white-space: nowrap; font-weight: 400; }
thead th { color: var(--quiet); font-weight: 600; vertical-align: bottom; }
th:first-child { text-align: left; padding-left: 0; }
tbody tr:last-child th, tbody tr:last-child td { border-bottom: 0; }
.heat td { min-width: 3.1rem; text-align: center; border: 2px solid var(--paper); }
.heat thead th:not(:first-child) span { writing-mode: vertical-rl; transform: rotate(180deg);
  max-height: 13rem; }
.heat thead th:not(:first-child) { text-align: center; }
.h1 { background: rgb(var(--heat) / .08); } .h2 { background: rgb(var(--heat) / .16); }
.h3 { background: rgb(var(--heat) / .24); } .h4 { background: rgb(var(--heat) / .32); }
.h5 { background: rgb(var(--heat) / .4); } .h6 { background: rgb(var(--heat) / .48); }
.h7 { background: rgb(var(--heat) / .54); } .h8 { background: rgb(var(--heat) / .6); }
@media print {
  :root { color-scheme: light; --paper: #fff; --ink: #000; --quiet: #444; --line: #bbb;
    --card: #fff; --heat: 36 89 196; --accent: #2459c4; --good: #1d6f42; --warn: #8a4b00;
    --k0: #2459c4; --k1: #0b7a75; --k2: #a3470a; --k3: #6b4fa0; }
  body { font-size: 10pt; } main { max-width: none; padding: 0; }
  section { break-inside: avoid-page; margin-top: 1.6rem; }
  figure, tr { break-inside: avoid; } h2 { break-after: avoid; }
  .scroll { overflow: visible; } svg { min-width: 0; }
  table { font-size: 7.5pt; } th, td { padding: .15rem .35rem; }
  * { print-color-adjust: exact; -webkit-print-color-adjust: exact; }
}
)";

// A length on a plot.
std::string px(double value) { return fixed(value, 1); }

std::string attribute(std::string_view name, std::string_view value) {
  return " " + std::string(name) + "=\"" + std::string(value) + "\"";
}

std::string text_at(double x, double y, std::string_view text, std::string_view anchor,
                    std::string_view css = "") {
  return "<text" + attribute("x", px(x)) + attribute("y", px(y)) +
         attribute("text-anchor", anchor) + (css.empty() ? "" : attribute("class", css)) + ">" +
         escaped_html(text) + "</text>";
}

std::string line_at(double x1, double y1, double x2, double y2, std::string_view css) {
  return "<line" + attribute("x1", px(x1)) + attribute("y1", px(y1)) + attribute("x2", px(x2)) +
         attribute("y2", px(y2)) + attribute("class", css) + "/>";
}

std::string bar_at(double x, double y, double width, double height, std::string_view css) {
  return "<rect" + attribute("x", px(x)) + attribute("y", px(y)) +
         attribute("width", px(std::max(width, 0.0))) + attribute("height", px(height)) +
         attribute("class", css) + "/>";
}

// What a screen reader is told, once; the figures are in the table below.
std::string plot(double width, double height, const std::string& label, const std::string& inner,
                 const std::string& caption) {
  return "<figure><div class=\"scroll\"><svg role=\"img\"" +
         attribute("aria-label", escaped_html(label)) +
         attribute("viewBox", "0 0 " + px(width) + " " + px(height)) + ">" + inner +
         "</svg></div><figcaption>" + escaped_html(caption) + "</figcaption></figure>\n";
}

constexpr double kWidth = 960;
constexpr double kLabels = 190;
constexpr double kRow = 22;
constexpr double kShown = 0.005;  // Bits.

// The end of an axis that starts at 0: round, and no less than any of the shares.
double axis_end(double most) {
  for (const double end : {0.05, 0.1, 0.2, 0.3, 0.4, 0.5, 0.6, 0.8}) {
    if (most <= end) return end;
  }
  return 1;
}

struct Panel {
  std::string title;
  std::vector<Share> bars;  // One a row.
};

// Bars with their intervals, a panel beside the other, on one axis.
std::string bars(const std::vector<std::string>& rows, const std::vector<Panel>& panels,
                 const std::string& label, const std::string& caption) {
  double most = 0;
  for (const Panel& panel : panels) {
    for (const Share& share : panel.bars) {
      if (share.of > 0) most = std::max(most, share.interval().high);
    }
  }
  const double end = axis_end(most);
  const double gap = 36;
  const auto count = static_cast<double>(panels.size());
  const double width = (kWidth - kLabels - gap * count) / count;
  const double top = 26;
  const double bottom = top + kRow * static_cast<double>(rows.size());
  std::string inner;
  for (std::size_t r = 0; r < rows.size(); ++r) {
    inner += text_at(kLabels - 10, top + kRow * (static_cast<double>(r) + 0.5) + 4, rows[r], "end");
  }
  for (std::size_t p = 0; p < panels.size(); ++p) {
    const double left = kLabels + static_cast<double>(p) * (width + gap);
    const auto x = [&](double share) { return left + width * std::min(share / end, 1.0); };
    inner += text_at(left, 14, panels[p].title, "start");
    for (const double tick : {0.0, end / 2, end}) {
      inner += line_at(x(tick), top, x(tick), bottom, "grid");
      std::string name = percent(tick);
      if (name.ends_with(".0")) name.resize(name.size() - 2);
      inner += text_at(x(tick), bottom + 15, name + (tick == end ? " %" : ""), "middle", "soft");
    }
    for (std::size_t r = 0; r < rows.size(); ++r) {
      const Share& share = panels[p].bars[r];
      if (share.of == 0) continue;
      const double y = top + kRow * static_cast<double>(r);
      const Interval interval = share.interval();
      inner += bar_at(left, y + 5, x(share.value()) - left, kRow - 10,
                      panels.size() > 1 ? "bar k" + std::to_string(p) : "bar k0");
      inner += line_at(x(interval.low), y + kRow / 2, x(interval.high), y + kRow / 2, "whisker");
      for (const double bound : {interval.low, interval.high})
        inner += line_at(x(bound), y + kRow / 2 - 3, x(bound), y + kRow / 2 + 3, "whisker");
    }
  }
  return plot(kWidth, bottom + 24, label, inner, caption);
}

std::string first_plot(const Quiz& quiz, const Study& study) {
  std::vector<std::string> rows;
  for (const Outcome& outcome : quiz.outcomes) rows.push_back(outcome.id);
  std::vector<Panel> panels;
  for (const KindStudy& kind : study.kinds) {
    Panel panel{std::string(name_of(kind.kind)), {}};
    for (const std::uint64_t first : kind.first) panel.bars.push_back({first, kind.respondents});
    panels.push_back(std::move(panel));
  }
  return bars(rows, panels,
              "Bars: how often each outcome is the first advice, by kind of respondent. The table "
              "below has the figures.",
              "Share of respondents, with the interval of 95 %.");
}

std::string need_plot(const Quiz& quiz, const Study& study) {
  std::vector<std::string> rows;
  for (const Outcome& outcome : quiz.outcomes) {
    if (!outcome.derived) rows.push_back(outcome.id);
  }
  std::vector<Panel> panels;
  for (const KindStudy& kind : study.kinds) {
    if (kind.kind == RespondentKind::kUniform) continue;
    Panel panel{std::string(name_of(kind.kind)), {}};
    const std::size_t width = quiz.outcomes.size();
    for (std::size_t o = 0; o < width; ++o) {
      if (!quiz.outcomes[o].derived)
        panel.bars.push_back({kind.ranked_first[o * width + o], kind.needing[o]});
    }
    panels.push_back(std::move(panel));
  }
  return bars(rows, panels,
              "Bars: how often those with a need are led to it, by kind of respondent. The table "
              "below has the figures.",
              "Share of those with the need whose own outcome ranks first, with the interval of "
              "95 %.");
}

std::string headline_plot(const Study& study) {
  const double top = 30;
  const double right = kWidth - 20;
  std::string inner;
  double at = kLabels;
  for (std::size_t h = 0; h < std::size(kHeadlineKinds); ++h) {
    inner += bar_at(at, 6, 12, 12, "bar k" + std::to_string(h));
    inner += text_at(at + 18, 16, kHeadlineKinds[h], "start");
    at += 120;
  }
  for (std::size_t k = 0; k < study.kinds.size(); ++k) {
    const KindStudy& kind = study.kinds[k];
    const double y = top + 32 * static_cast<double>(k);
    inner += text_at(kLabels - 10, y + 18, name_of(kind.kind), "end");
    double x = kLabels;
    for (std::size_t h = 0; h < std::size(kHeadlineKinds); ++h) {
      const Share share{kind.headlines[h], kind.respondents};
      const double width = (right - kLabels) * share.value();
      inner += bar_at(x, y + 2, width - 1, 24, "bar k" + std::to_string(h));
      x += width;
    }
  }
  const double bottom = top + 32 * static_cast<double>(study.kinds.size());
  for (const int tick : {0, 25, 50, 75, 100}) {
    inner += text_at(kLabels + (right - kLabels) * tick / 100, bottom + 14,
                     std::to_string(tick) + (tick == 100 ? " %" : ""), "middle", "soft");
  }
  return plot(kWidth, bottom + 22,
              "Bars: how often each kind of headline is shown, by kind of respondent. The table "
              "below has the figures.",
              inner, "Share of respondents by the kind of headline they are shown.");
}

std::string question_plot(const Quiz& quiz, const Study& study, const StudyTable& table) {
  const KindStudy& kind = study.nearest();
  std::vector<std::string> rows;
  Panel panel{"decides", {}};
  for (const auto& row : table.rows) {
    const auto question =
        std::find_if(quiz.questions.begin(), quiz.questions.end(),
                     [&](const Question& other) { return other.id == row.front(); });
    rows.push_back(row.front());
    panel.bars.push_back(
        kind.questions[static_cast<std::size_t>(question - quiz.questions.begin())].decides);
  }
  return bars(rows, {panel},
              "Bars: how often another answer to each question changes the first advice. The table "
              "below has the figures.",
              "Share of those asked for whom another answer to this question alone changes the "
              "first advice, with the interval of 95 %.");
}

std::string cell(std::string_view tag, std::string_view text, std::string_view more = "") {
  return "<" + std::string(tag) + std::string(more) + ">" + escaped_html(text) + "</" +
         std::string(tag) + ">";
}

std::string scrolled(const std::string& label, const std::string& table) {
  return "<div class=\"scroll\" role=\"region\" tabindex=\"0\"" +
         attribute("aria-label", escaped_html(label)) + ">" + table + "</div>\n";
}

std::string html_of(const StudyTable& table) {
  std::string html = "<table><thead><tr>";
  for (const std::string& title : table.header) html += cell("th", title, " scope=\"col\"");
  html += "</tr></thead><tbody>";
  for (const auto& row : table.rows) {
    html += "<tr>";
    for (std::size_t c = 0; c < row.size(); ++c)
      html += c == 0 ? cell("th", row[c], " scope=\"row\"") : cell("td", row[c]);
    html += "</tr>\n";
  }
  return scrolled(table.title, html + "</tbody></table>");
}

// How much the answer to each question tells about each outcome.
std::string heat_table(const Quiz& quiz, const Study& study, const StudyTable& questions) {
  const KindStudy& kind = study.nearest();
  double most = 0;
  for (const QuestionStudy& question : kind.questions) {
    for (const double bits : question.tells_of) most = std::max(most, bits);
  }
  if (most == 0) return "";
  std::string html = "<table class=\"heat\"><thead><tr><th scope=\"col\">question</th>";
  for (std::size_t o = 0; o < quiz.outcomes.size(); ++o) {
    if (kind.first[o] > 0)
      html += "<th scope=\"col\"><span>" + escaped_html(quiz.outcomes[o].id) + "</span></th>";
  }
  html += "</tr></thead><tbody>";
  for (std::size_t q = 0; q < quiz.questions.size(); ++q) {
    const std::string& id = quiz.questions[q].id;
    if (std::none_of(questions.rows.begin(), questions.rows.end(),
                     [&](const auto& row) { return row.front() == id; }))
      continue;
    html += "<tr>" + cell("th", id, " scope=\"row\"");
    for (std::size_t o = 0; o < quiz.outcomes.size(); ++o) {
      if (kind.first[o] == 0) continue;
      const double bits = kind.questions[q].tells_of[o];
      const int level = bits < kShown ? 0 : static_cast<int>(std::ceil(8 * bits / most));
      html += cell("td", bits < kShown ? "·" : fixed(bits, 2),
                   level == 0 ? "" : attribute("class", "h" + std::to_string(level)));
    }
    html += "</tr>\n";
  }
  return "<section><h2>What answers tell about outcomes</h2><p class=\"quiet\">" +
         escaped_html(
             "Bits that the answer to a question tells about whether an outcome is the first "
             "advice, of " +
             std::string(name_of(kind.kind)) +
             " respondents. A column without colour is an outcome that no question finds; a "
             "row without, a question that finds none. · is under 0.005.") +
         "</p>" + scrolled("Questions and outcomes", html + "</tbody></table>") + "</section>\n";
}

// How many are still asked after so many questions.
std::string adaptive_plot(const Study& study) {
  std::size_t longest = 1;
  for (const KindStudy& kind : study.kinds)
    longest = std::max(longest, kind.adaptive.lengths.size() - 1);
  const double left = 60;
  const double right = kWidth - 190;
  const double top = 14;
  const double bottom = 270;
  const auto x = [&](double n) { return left + (right - left) * n / static_cast<double>(longest); };
  const auto y = [&](double share) { return bottom - (bottom - top) * share; };
  std::string inner;
  for (const int tick : {0, 25, 50, 75, 100}) {
    inner += line_at(left, y(tick / 100.0), right, y(tick / 100.0), "grid");
    inner += text_at(left - 8, y(tick / 100.0) + 4, std::to_string(tick) + " %", "end", "soft");
  }
  const std::size_t step = std::max<std::size_t>((longest + 9) / 10, 1);
  for (std::size_t n = 0; n <= longest; n += step) {
    inner += text_at(x(static_cast<double>(n)), bottom + 18, std::to_string(n), "middle", "soft");
  }
  inner += text_at((left + right) / 2, bottom + 38, "questions asked", "middle", "soft");
  double legend = top + 14;
  for (std::size_t k = 0; k < study.kinds.size(); ++k) {
    const AdaptiveStudy& adaptive = study.kinds[k].adaptive;
    if (adaptive.respondents == 0) continue;
    std::uint64_t left_over = adaptive.respondents;
    std::string path = "M" + px(x(0)) + " " + px(y(1));
    for (std::size_t n = 0; n < adaptive.lengths.size(); ++n) {
      path += "H" + px(x(static_cast<double>(n)));
      left_over -= adaptive.lengths[n];
      path += "V" + px(y(Share{left_over, adaptive.respondents}.value()));
    }
    const std::string css = "l" + std::to_string(k);
    inner += "<path" + attribute("d", path) + attribute("class", css) + "/>";
    inner += line_at(right + 16, legend - 4, right + 50, legend - 4, css);
    inner += text_at(right + 56, legend, name_of(study.kinds[k].kind), "start");
    legend += 22;
  }
  return plot(kWidth, bottom + 46,
              "Curves: the share of respondents who are asked more than so many questions, by "
              "kind. The tables below have the figures.",
              inner, "Share of respondents who are asked more than so many questions.");
}

StudyTable length_table(const Study& study) {
  StudyTable table{"lengths",
                   "Questions asked in the adaptive form",
                   "",
                   {"respondents", "least", "one in ten", "a quarter", "half", "three quarters",
                    "nine in ten", "most"},
                   {}};
  for (const KindStudy& kind : study.kinds) {
    const AdaptiveStudy& adaptive = kind.adaptive;
    if (adaptive.respondents == 0) continue;
    std::vector<std::string> row{std::string(name_of(kind.kind))};
    for (const std::uint64_t percentile : {0, 10, 25, 50, 75, 90, 100}) {
      std::uint64_t sum = 0;
      std::size_t n = 0;
      while (n + 1 < adaptive.lengths.size()) {
        sum += adaptive.lengths[n];
        if (sum > 0 && sum * 100 >= percentile * adaptive.respondents) break;
        ++n;
      }
      row.push_back(std::to_string(n));
    }
    table.rows.push_back(std::move(row));
  }
  return table;
}

}  // namespace

std::string study_page(const Quiz& quiz, const Study& study) {
  const std::string title(quiz.title.in(0));
  std::string page =
      "<!doctype html>\n<html lang=\"en\"><head><meta charset=\"utf-8\" />\n"
      "<meta name=\"viewport\" content=\"width=device-width, initial-scale=1\" />\n<title>" +
      escaped_html("Study of " + title) + "</title>\n<style>" + std::string(kStyle) +
      "</style></head>\n<body><main>\n<header><h1>Study of “<span lang=\"" +
      escaped_html(quiz.languages[0]) + "\">" + escaped_html(title) +
      "</span>”</h1><p class=\"quiet\">" +
      escaped_html(quiz.id + " " + quiz.version + ". " + basis_of(study)) +
      "</p><p class=\"quiet\">Respondents are simulated: coherent ones answer for one need; those "
      "drawn from the model answer as the weights say that people of a need do; a noisy mixture "
      "answers for two needs, with slips; uniform ones answer at random. They say how the quiz "
      "treats people who are as its weights have it, and nothing about how real people "
      "are.</p></header>\n";
  const std::vector<StudyFinding> findings = findings_of(quiz, study);
  page += findings.empty()
              ? "<section class=\"findings\"><h2>Findings</h2><p>Nothing is wrong that "
                "these respondents could show.</p></section>\n"
              : "<section class=\"findings some\"><h2>Findings</h2><ul>\n";
  for (const StudyFinding& finding : findings) page += cell("li", finding.message) + "\n";
  if (!findings.empty()) page += "</ul></section>\n";
  page += "<section><h2>In short</h2><p class=\"quiet\">Respondents: " +
          std::string(name_of(study.nearest().kind)) + ".</p><ul>\n";
  for (const std::string& sentence : summary_of(quiz, study)) page += cell("li", sentence) + "\n";
  page += "</ul></section>\n";

  for (const StudyTable& table : tables_of(quiz, study)) {
    page += "<section>" + cell("h2", table.title) + cell("p", table.meaning, " class=\"quiet\"");
    if (table.id == "first") page += first_plot(quiz, study);
    if (table.id == "headlines") page += headline_plot(study);
    if (table.id == "needs") page += need_plot(quiz, study);
    if (table.id == "questions") page += question_plot(quiz, study, table);
    if (table.id == "adaptive") page += adaptive_plot(study);
    page += html_of(table);
    if (table.id == "adaptive") {
      const StudyTable lengths = length_table(study);
      page +=
          "<p class=\"quiet\">How many questions they are asked, from the fewest to the "
          "most:</p>" +
          html_of(lengths);
    }
    page += "</section>\n";
    if (table.id == "questions") page += heat_table(quiz, study, table);
  }
  return page + "</main></body></html>\n";
}

}  // namespace career_quiz::authoring
