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
 * What stands under a heading of the second level.
 * @param {string} file below the root
 * @param {string} heading
 */
export function sectionOf(file, heading) {
  const section = readText(file).split(`\n## ${heading}\n`)[1]?.split(/\n## /)[0];
  if (section === undefined) throw new Error(`${file} has no section “${heading}”`);
  return forPage(file, section);
}

/** A file without its title, its headings one level lower. */
export const wholeOf = (file) =>
  forPage(
    file,
    readText(file)
      .replace(/^# .*\n/, "")
      .replace(/^(##+) /gm, "#$1 "),
  );

/**
 * Without commands, which are for who has the repository before them; links and pictures as they are
 * written from a page.
 */
function forPage(file, text) {
  return text
    .replace(/^```[^]*?^```$/gm, "")
    .replace(/^ {4}.*\n/gm, "")
    .replace(/\]\((?![a-z]+:|[/#])([^)]+)\)/g, (_, target) => {
      const from = path.join(path.dirname(file), target);
      return `](${path.relative("examples/docs/pages", from)})`;
    })
    .trim();
}
