// The figures of peers.mjs as a picture that a phone can show: every word stands above its bar.

import { kTitles } from "../../examples/docs/lib/peers.js";

const kPanels = [
  ["KB to the result", ({ bytes }) => ({ median: bytes / 1024 })],
  ["ms to the first question", ({ firstQuestion }) => firstQuestion],
  ["ms to the first answer accepted", ({ firstAnswer }) => firstAnswer],
  ["ms from answer to next question", ({ nextQuestion }) => nextQuestion],
  ["MB of JavaScript heap", ({ heap }) => ({ median: heap / 1024 / 1024 })],
];
const kLegend = [
  "Bars are medians, lines the ranges in brackets.",
  "An arrow: the range goes on beyond the picture.",
];

const kWidth = 360;
const kRow = 38;
const kBar = 8;
const kGap = 30;
/** How far a panel reaches, in its largest median: one slow answer is not to drown the bars. */
const kReach = 1.5;

const said = (value) => value.toFixed(value < 10 ? 1 : 0);

/** @param {object} figures of figures.json @returns {string} SVG */
export function drawing({ pages }) {
  const names = Object.keys(kTitles).filter((name) => pages[name]);
  const out = [];
  let top = 24;
  for (const [title, tell] of kPanels) {
    const bars = names.map((name) => [name, tell(pages[name])]);
    const medians = bars.map(([, { median }]) => median);
    const longest = Math.max(...bars.map(([, { median, most = median }]) => most));
    const end = Math.min(longest, kReach * Math.max(...medians));
    const x = (value) => ((Math.min(value, end) / end) * kWidth).toFixed(1);
    out.push(`<text x="0" y="${top - 8}" class="head">${title}</text>`);
    for (const [name, { median, least, most }] of bars) {
      const range = most === undefined ? "" : ` (${least.toFixed(0)} to ${most.toFixed(0)})`;
      const bar = top + 20;
      const line = bar + kBar + 4;
      out.push(
        `<text x="0" y="${top + 14}">${kTitles[name]}</text>`,
        `<text x="${kWidth}" y="${top + 14}" class="end">${said(median)}${range}</text>`,
        `<rect x="0" y="${bar}" width="${x(median)}" height="${kBar}" class="bar ${name}"/>`,
      );
      if (range) out.push(`<path d="M${x(least)} ${line}H${x(most)}" class="range"/>`);
      if (most > end) out.push(`<path d="M${kWidth - 6} ${line - 4}l6 4l-6 4" class="range"/>`);
      top += kRow;
    }
    top += kGap;
  }
  kLegend.forEach((line, at) => {
    out.push(`<text x="0" y="${top - 8 + 18 * at}" class="legend">${line}</text>`);
  });
  const height = top + 18 * kLegend.length - 12;
  return `<svg xmlns="http://www.w3.org/2000/svg" width="420" viewBox="0 0 ${kWidth} ${height}" role="img">
<title>The same quiz of twenty questions in each: less is better in every panel</title>
<style>
text { font: 14px sans-serif; fill: #22272d; }
.head { font-weight: bold; }
.legend { font-size: 13px; }
.end { text-anchor: end; }
.back { fill: #fcfbf9; }
.bar { fill: #767676; }
.element, .built { fill: #24557f; }
.surveyjs { fill: #a43c0b; }
.range { stroke: #22272d; stroke-width: 1.5; fill: none; }
@media (prefers-color-scheme: dark) {
  text { fill: #e4e7ea; }
  .back { fill: #16191d; }
  .bar { fill: #999; }
  .element, .built { fill: #8fc1ee; }
  .surveyjs { fill: #f2a27d; }
  .range { stroke: #e4e7ea; }
}
</style>
<rect width="100%" height="100%" class="back"/>
${out.join("\n")}
</svg>
`;
}
