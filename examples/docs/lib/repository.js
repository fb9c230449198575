// What the pages take from the files of the repository.

import { readFileSync } from "node:fs";
import path from "node:path";

export const root = path.resolve(import.meta.dirname, "../../..");

/** @param {string} file below the root */
export const readText = (file) => readFileSync(path.join(root, file), "utf8");

/** @param {string} text Markdown */
export const titleOf = (text) => /^# (.+)$/m.exec(text)[1].replace(/[`<>]/g, "");

/** The example of the author's guide, a whole quiz. */
export const guideQuiz = () =>
  /^```json quiz\n([^]*?)^```$/m.exec(readText("questions/README.md"))[1];

/**
 * What stands under a heading of the second level, without the commands that are set in: those are for
 * whoever has the repository before them.
 * @param {string} file below the root
 * @param {string} heading
 */
export function sectionOf(file, heading) {
  const section = readText(file).split(`\n## ${heading}\n`)[1]?.split(/\n## /)[0];
  if (section === undefined) throw new Error(`${file} has no section “${heading}”`);
  return section.replace(/^ {4}.*\n/gm, "").trim();
}
