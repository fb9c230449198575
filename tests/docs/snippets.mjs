// The code in Markdown, and what a piece of a quiz belongs to.

import { readFileSync, readdirSync } from "node:fs";
import { join } from "node:path";
import MarkdownIt from "markdown-it";

export const root = new URL("../..", import.meta.url).pathname;
export const read = (path) => readFileSync(join(root, path), "utf8");

const pages = "examples/docs/pages";

/** Whatever is shown to read: the documentation, and the guides that it is made of. */
export const documents = [
  "README.md",
  "web/README.md",
  "questions/README.md",
  "ACCESSIBILITY.md",
  "examples/docs/README.md",
  ...readdirSync(join(root, pages), { recursive: true })
    .filter((file) => /\.(md|njk)$/.test(file))
    .map((file) => join(pages, file))
    .sort(),
];

/**
 * Every block of code of a document, in order. `language` is the first word after the fence, and empty
 * where a block is only set in; `words` are the others.
 * @param {string} file below the root
 * @returns {{file: string, line: number, language: string, words: string[], text: string}[]}
 */
export const snippetsOf = (file) =>
  new MarkdownIt({ html: true })
    .parse(read(file), {})
    .filter(({ type }) => type === "fence" || type === "code_block")
    .map(({ info, content, map }) => {
      const [language = "", ...words] = info.trim().split(/\s+/);
      return { file, line: map[0] + 1, language, words, text: content };
    });

/** The quiz that a document begins with, as `json quiz` has it. */
export const guideQuiz = snippetsOf("questions/README.md").find(
  ({ language, words }) => language === "json" && words[0] === "quiz",
).text;

/**
 * A quiz that grows by pieces. The word after `json` says where a piece goes: `members` has several
 * members of the quiz, `blocks` is an item of a module's body, any other is the member of the quiz that
 * the piece is, or is an item of.
 */
export class GrowingQuiz {
  /** @param {string} text of the quiz to begin with */
  constructor(text) {
    this.quiz = { rules: [], parts: [], modules: [], scales: [], ...JSON.parse(text) };
    this.body = [];
  }

  /**
   * @param {string} place
   * @param {string} text
   */
  add(place, text) {
    const { quiz } = this;
    const piece = JSON.parse(text);
    if (place === "blocks") this.body.push(piece);
    else if (place === "members") {
      for (const [member, items] of Object.entries(piece)) quiz[member].push(...items);
    } else if (Array.isArray(quiz[place]) && !Array.isArray(piece)) quiz[place].push(piece);
    else quiz[place] = piece;
  }

  /** @param {object[]} [more] modules */
  whole(...more) {
    const { body, quiz } = this;
    const blocks = body.length ? [{ id: "blocks", title: "Blocks", body }] : [];
    return { ...quiz, modules: [...quiz.modules, ...blocks, ...more] };
  }
}
