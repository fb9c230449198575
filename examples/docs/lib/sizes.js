// What a page has to load, as a server compresses it; bench/size.mjs holds the same files to their budgets.

import { readFileSync } from "node:fs";
import path from "node:path";
import { brotliCompressSync } from "node:zlib";

const kScript = ["career-quiz.js"];
// Before the first question of a page that is not in the quiz's first language.
const kOther = [...kScript, "career-quiz-words.en.js", "mentoring-coaching.en.json"];
const kAll = [
  ...kScript,
  "career-quiz-result.js",
  "career-quiz-engine.js",
  "career-quiz-engine.wasm",
  "career-quiz-words.fr.js",
  "mentoring-coaching.fr.json",
];

/**
 * @param {string} folder of the built element
 * @returns {{script: number, other: number, all: number}} in units of 1024 bytes, brotli
 */
export function compressedSizes(folder) {
  const sum = (files) => {
    const sizes = files.map(
      (file) => brotliCompressSync(readFileSync(path.join(folder, file))).length,
    );
    return Math.round(sizes.reduce((all, size) => all + size) / 1024);
  };
  return { script: sum(kScript), other: sum(kOther), all: sum(kAll) };
}
