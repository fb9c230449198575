// Prints what one call of `evaluate` takes, natively and as WebAssembly under
// Node: on the mentoring quiz, over the requests of whole journeys, and on a
// generated quiz of 1,000 questions with 5 options and 50 outcomes, answered in
// full. Rounds alternate between the two, so that a busy machine is unfair to
// both; each number is the median of the rounds' medians.
//
// Needs build/native/bench/career-quiz-bench and build/wasm/bindings.
// Exit code 1 when a budget of the last column is exceeded.

import { execFileSync } from "node:child_process";
import { mkdirSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import createModule from "../build/wasm/bindings/career-quiz-engine.js";

const kRoot = new URL("..", import.meta.url).pathname;
const kFolder = join(kRoot, "build/bench");
const kRounds = 7;
const kJourneys = 20;

const module = await createModule({
  wasmBinary: readFileSync(join(kRoot, "build/wasm/bindings/career-quiz-engine.wasm")),
});

/** A small generator of whole numbers below `n`, the same in every run. */
function numbers(seed) {
  let state = seed;
  return (n) => {
    state = (Math.imul(state, 1664525) + 1013904223) >>> 0;
    return Math.floor((state / 2 ** 32) * n);
  };
}

function median(values) {
  const sorted = values.toSorted((a, b) => a - b);
  return sorted[Math.floor(sorted.length / 2)];
}

function load(text) {
  const engine = new module.Engine();
  const { quiz, diagnostics } = JSON.parse(engine.load(text));
  if (quiz === null) throw new Error(JSON.stringify(diagnostics.slice(0, 5), null, 2));
  return engine;
}

/** A valid answer to `question`, drawn by `below`. */
function drawAnswer(question, below) {
  const drawn = question.options[below(question.options.length)].id;
  return question.kind === "multiple" ? [drawn] : drawn;
}

/** The requests of whole journeys: each answers what the last reply asked next. */
function journeys(text, mode) {
  const questions = new Map(JSON.parse(text).questions.map((each) => [each.id, each]));
  const engine = load(text);
  const requests = [];
  for (let journey = 1; journey <= kJourneys; journey += 1) {
    const below = numbers(journey);
    const answers = {};
    for (let next; next !== null;) {
      const request = JSON.stringify({ answers, mode });
      requests.push(request);
      next = JSON.parse(engine.evaluate(request)).next;
      if (next !== null) answers[next] = drawAnswer(questions.get(next), below);
    }
  }
  engine.delete();
  return requests;
}

/** As large as the format's reader is asked to bear, short of its limits. */
function largeQuiz() {
  const below = numbers(1);
  const outcomes = Array.from({ length: 50 }, (_, i) => ({
    id: `outcome-${i}`,
    title: `Outcome ${i}`,
    summary: `Summary ${i}.`,
    body: [`Body ${i}.`],
    priority: i + 1,
  }));
  const questions = Array.from({ length: 1000 }, (_, i) => ({
    id: `question-${i}`,
    kind: "single",
    text: `Question ${i}?`,
    options: Array.from({ length: 5 }, (_, j) => ({
      id: `option-${j}`,
      text: `Option ${j}`,
      evidence: { [`outcome-${below(50)}`]: below(9) - 4, [`outcome-${below(50)}`]: below(7) + 1 },
    })),
  }));
  return JSON.stringify({
    format: 1,
    id: "large",
    version: "1",
    languages: ["en"],
    title: "Large",
    limits: "Generated for a benchmark.",
    questions,
    outcomes,
  });
}

function fullSheets(text, count) {
  const { questions } = JSON.parse(text);
  return Array.from({ length: count }, (_, i) => {
    const below = numbers(i + 1);
    const answers = questions.map((question) => [question.id, drawAnswer(question, below)]);
    return JSON.stringify({ answers: Object.fromEntries(answers) });
  });
}

/** Adaptive interviews on the way: some questions answered, most still open. */
function openSheets(text, counts) {
  const { questions } = JSON.parse(text);
  return counts.map((count) => {
    const below = numbers(count + 1);
    const answers = questions.slice(0, count).map((each) => [each.id, drawAnswer(each, below)]);
    return JSON.stringify({ answers: Object.fromEntries(answers), mode: "adaptive" });
  });
}

function timeWasm(text, requests) {
  const engine = load(text);
  for (const request of requests) engine.evaluate(request);
  const taken = requests.map((request) => {
    const start = process.hrtime.bigint();
    engine.evaluate(request);
    return Number(process.hrtime.bigint() - start);
  });
  engine.delete();
  return median(taken);
}

function timeNative(quizFile, requestsFile) {
  const program = join(kRoot, "build/native/bench/career-quiz-bench");
  const output = execFileSync(program, [quizFile, requestsFile], {
    encoding: "utf8",
    stdio: ["ignore", "pipe", "ignore"],
  });
  return median(output.trim().split("\n").map(Number));
}

mkdirSync(kFolder, { recursive: true });
const mentoring = readFileSync(join(kRoot, "questions/mentoring-coaching.json"), "utf8");
const large = largeQuiz();
const cases = [
  { name: "mentoring, a step, full", text: mentoring, requests: journeys(mentoring, "full") },
  {
    name: "mentoring, a step, adaptive",
    text: mentoring,
    requests: journeys(mentoring, "adaptive"),
  },
  { name: "mentoring, all answered", text: mentoring, requests: fullSheets(mentoring, 200) },
  { name: "1,000 x 5 x 50, all answered", text: large, requests: fullSheets(large, 20) },
  {
    name: "1,000 x 5 x 50, adaptive",
    text: large,
    requests: openSheets(large, [0, 1, 5, 10, 20, 50, 100, 200, 300, 400, 500, 600, 700, 800, 900]),
  },
];
const kBudgets = [0.5, 0.5, 0.5, 16, 16];

let failed = false;
console.log("evaluate, ms per call (median)        native      wasm    budget (wasm)");
for (const [i, { name, text, requests }] of cases.entries()) {
  const quizFile = join(kFolder, `quiz-${i}.json`);
  const requestsFile = join(kFolder, `requests-${i}.ndjson`);
  writeFileSync(quizFile, text);
  writeFileSync(requestsFile, `${requests.join("\n")}\n`);
  const native = [];
  const wasm = [];
  for (let round = 0; round < kRounds; round += 1) {
    native.push(timeNative(quizFile, requestsFile));
    wasm.push(timeWasm(text, requests));
  }
  const milliseconds = (values) => (median(values) / 1e6).toFixed(3).padStart(10);
  const over = median(wasm) / 1e6 > kBudgets[i];
  failed ||= over;
  const verdict = `${String(kBudgets[i]).padStart(8)} ${over ? "EXCEEDED" : "kept"}`;
  console.log(`${name.padEnd(34)}${milliseconds(native)}${milliseconds(wasm)} ${verdict}`);
}
process.exitCode = failed ? 1 : 0;
