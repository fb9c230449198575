// The figures that bench/web/peers.mjs writes, as a table; where nobody has measured there are none.

import { existsSync } from "node:fs";
import path from "node:path";
import { readText, root } from "./repository.js";

const kFigures = "bench/web/figures.json";
const kPicture = "bench/web/peers.svg";

/** What is measured, in the order that it is shown. */
export const kTitles = {
  element: "career-quiz",
  built: "career-quiz, its quiz built in",
  surveyjs: "SurveyJS",
  floor: "by hand",
};

const kilobytes = (bytes) => Number((bytes / 1024).toPrecision(3));
const time = ({ median, least, most }) =>
  `${Math.round(median)} (${Math.round(least)} to ${Math.round(most)})`;

const kRows = [
  ["loaded until the result, KB", ({ bytes }) => kilobytes(bytes)],
  ["requests", ({ requests }) => requests],
  ["first question seen, ms", ({ firstQuestion }) => time(firstQuestion)],
  ["first answer accepted, ms", ({ firstAnswer }) => time(firstAnswer)],
  ["next question seen, ms", ({ nextQuestion }) => time(nextQuestion)],
  ["kept after 100 mounts and removals, KB", ({ kept }) => kilobytes(kept)],
  ["what axe-core finds", ({ axe }) => (axe.length ? axe.join(", ") : "nothing")],
  ["works under a strict policy", ({ strict }) => (strict ? "yes" : "no")],
  ["goes on without a network", ({ offline }) => (offline ? "yes" : "no")],
];

/**
 * @param {object} figures
 * @returns {string} Markdown
 */
export function peersTable({ pages, rounds, network, processor, versions }) {
  const names = Object.keys(kTitles).filter((name) => pages[name]);
  const row = (cells) => `| ${cells.join(" | ")} |`;
  return [
    `The same quiz of twenty questions in each, on a network of ${network} and a processor ` +
      `${processor}, in Chromium ${versions.chromium}, by turns in one run of ${rounds} rounds: ` +
      `medians, and ranges in brackets. SurveyJS is survey-core ${versions["survey-core"]} with ` +
      `survey-js-ui.`,
    "",
    row(["what", ...names.map((name) => kTitles[name])]),
    row(["---", ...names.map(() => "--:")]),
    ...kRows.map(([what, tell]) => row([what, ...names.map((name) => tell(pages[name]))])),
  ].join("\n");
}

/** @returns {{table: string, picture: string | null} | null} */
export function readPeers() {
  if (!existsSync(path.join(root, kFigures))) return null;
  const picture = existsSync(path.join(root, kPicture)) ? kPicture : null;
  return { table: peersTable(JSON.parse(readText(kFigures))), picture };
}
