// What a page loads, in brotli-11 bytes, against the budgets; exit status 1 past the
// ceiling of one of them.
//
//   node bench/size.mjs [folder of built files]

import { readFileSync, readdirSync, statSync } from "node:fs";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { brotliCompressSync, constants } from "node:zlib";

const dist = process.argv[2] ?? fileURLToPath(new URL("../dist", import.meta.url));

const KB = 1024;
const weight = (name) => statSync(join(dist, name)).size;
// A page loads one language; the heaviest counts.
const [quiz] = readdirSync(dist)
  .filter((name) => /^mentoring-coaching\..+\.json$/.test(name))
  .sort((a, b) => weight(b) - weight(a));
if (!quiz) throw new Error(`no packed mentoring quiz in ${dist}`);
const parts = [
  ["career-quiz.js", "the element, with the introduction and the first question"],
  ["career-quiz-result.js", "review, result, what guards the reader's privacy"],
  ["career-quiz-engine.js", "the engine's glue"],
  ["career-quiz-engine.wasm", "the engine"],
  ["career-quiz-words.fr.js", "the words of those screens, one language"],
  [quiz, "the quiz, one language"],
].map(([name, what]) => {
  const bytes = readFileSync(join(dist, name));
  const params = { [constants.BROTLI_PARAM_QUALITY]: 11 };
  return { name, what, raw: bytes.length, size: brotliCompressSync(bytes, { params }).length };
});

// `goal` is what the product promises; `ceiling`, where it is given, is what was
// last measured, rounded up: it may fall and not rise until the goal is met.
const budgets = [
  // One initial TCP window.
  { name: "first screen", size: parts[0].size, goal: 14 * KB },
  {
    name: "everything",
    size: parts.reduce((sum, { size }) => sum + size, 0),
    goal: 64 * KB,
    ceiling: 102 * KB,
  },
];

const number = (value) => value.toLocaleString("en").padStart(9);
console.log(`${"file".padEnd(30)}${"bytes".padStart(9)}${"brotli".padStart(9)}`);
for (const { name, what, raw, size } of parts) {
  console.log(`${name.padEnd(30)}${number(raw)}${number(size)}  ${what}`);
}
console.log(`\n${"budget".padEnd(30)}${"brotli".padStart(9)}${"goal".padStart(9)}`);
for (const { name, size, goal, ceiling = goal } of budgets) {
  const over = size > goal ? `over by ${(size - goal).toLocaleString("en")}` : "met";
  const fails = size > ceiling;
  console.log(
    `${name.padEnd(30)}${number(size)}${number(goal)}  ${over}` +
      (fails ? `; FAILS, over its ceiling of ${ceiling.toLocaleString("en")}` : ""),
  );
  if (fails) process.exitCode = 1;
}
