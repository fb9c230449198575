// Prints the memory of the WebAssembly module: after loading a quiz into a new
// instance, which is the most that loading took, because this memory never
// shrinks; and before and after many evaluations, codes, loads and deletions on
// the mentoring quiz. Exit status 1 when loading passes its budget, or anything
// grows.
//
//   node bench/memory.mjs [evaluations]

import {
  drawAnswer,
  generatedQuiz,
  instance,
  load,
  mentoring,
  numbers,
  printTable,
} from "./support.mjs";

const kEvaluations = Number(process.argv[2] ?? 100_000);
const kMiB = 2 ** 20;
const mebibytes = (bytes) => (bytes / kMiB).toFixed(1);

let failed = false;
const large = { questions: 1000, options: 5, outcomes: 50 };
const rows = [];
for (const [name, text, budget] of [
  ["mentoring", mentoring, 16],
  ["1,000 x 5 x 50, 2 weights an option", generatedQuiz({ ...large, weights: 2 }), 16],
  ["1,000 x 5 x 50, 10 weights an option", generatedQuiz({ ...large, weights: 10 }), 16],
  ["1,000 x 5 x 50, every weight", generatedQuiz(large), null],
]) {
  const { module, size } = await instance();
  const engine = load(module, text);
  const over = budget !== null && size() > budget * kMiB;
  failed ||= over;
  rows.push([
    name,
    mebibytes(Buffer.byteLength(text)),
    mebibytes(size()),
    `${budget ?? ""}${over ? " EXCEEDED" : ""}`,
  ]);
  engine.delete();
}
console.log("WebAssembly memory once a quiz is loaded, MiB:\n");
printTable(["quiz", "file", "memory", "budget"], rows);

const { module, size } = await instance();
const { questions } = JSON.parse(mentoring);
const below = numbers(1);
let engine = load(module, mentoring);

function one() {
  const answered = below(4) === 0 ? questions.length : below(questions.length + 1);
  const answers = Object.fromEntries(
    questions.slice(0, answered).map((each) => [each.id, drawAnswer(each, below)]),
  );
  const mode = below(2) ? "adaptive" : "full";
  const reply = engine.evaluate(JSON.stringify({ answers, mode, early: below(2) === 0 }));
  if (below(10) === 0) {
    engine.decode(JSON.parse(engine.encode(JSON.stringify({ answers }))).code);
  }
  return reply.length;
}

function many(count) {
  for (let i = 0; i < count; i += 1) {
    if (i % 1000 === 0) {
      engine.delete();
      engine = load(module, mentoring);
    }
    one();
  }
}

many(2000);
const before = size();
const start = performance.now();
many(kEvaluations);
const seconds = (performance.now() - start) / 1000;
const grown = size() - before;
failed ||= grown !== 0;
console.log(
  `\n${kEvaluations.toLocaleString("en")} evaluations in ${seconds.toFixed(0)} s: memory ` +
    `${mebibytes(before)} MiB before, ${grown === 0 ? "the same" : `${grown} bytes more`} after`,
);
process.exitCode = failed ? 1 : 0;
