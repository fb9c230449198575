// What a page has to load, as a server compresses it.

import { readFileSync } from "node:fs";
import path from "node:path";
import { brotliCompressSync } from "node:zlib";

const kFirst = ["career-quiz.js"];
const kRest = [
  "career-quiz-result.js",
  "career-quiz-engine.js",
  "career-quiz-engine.wasm",
  "career-quiz-words.en.js",
  "mentoring-coaching.en.json",
];

/**
 * @param {string} folder of the built element
 * @returns {{first: number, all: number}} kilobytes, brotli
 */
export function compressedSizes(folder) {
  const sum = (files) =>
    files.reduce(
      (all, file) => all + brotliCompressSync(readFileSync(path.join(folder, file))).length,
      0,
    );
  const first = sum(kFirst);
  return { first: Math.ceil(first / 1000), all: Math.ceil((first + sum(kRest)) / 1000) };
}
