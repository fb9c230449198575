// Prints what one call of `evaluate` takes, natively and as WebAssembly under
// Node. Of five rounds, which alternate between the two, the quickest call counts
// for each request, because whatever else the machine does can only add; a figure
// is the median over its requests. Large quizzes are measured at every stage of their filling, and
// the worst stage counts. What is taken is processor time: a busy machine makes it
// hardly longer, so that the tests can hold it to the budgets.
//
//   node bench/evaluate.mjs [--budgets]
//
// Needs build/wasm/bindings, and build/native/bench/career-quiz-bench unless only the
// budgets are asked about: WebAssembly alone, at the dearest stages. Exit status 1
// when a budget is exceeded.

import { execFileSync } from "node:child_process";
import {
  drawAnswer,
  generatedQuiz,
  instance,
  load,
  median,
  mentoring,
  numbers,
  printTable,
  program,
  scratch,
  sheet,
} from "./support.mjs";

const kRounds = 5;
const kJourneys = 20;
const kSheets = 5;
const kBudgetsOnly = process.argv[2] === "--budgets";
const kStages = kBudgetsOnly
  ? [500, 999, 1000]
  : [0, 1, 10, 50, 100, 200, 300, 400, 500, 600, 700, 800, 900, 990, 999, 1000];

const { module } = await instance();

/** The requests of whole journeys: each answers what the last reply asked next. */
function journeys(text, mode) {
  const questions = new Map(JSON.parse(text).questions.map((each) => [each.id, each]));
  const engine = load(module, text);
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

function sheets(text, answered, count, mode) {
  const quiz = JSON.parse(text);
  return Array.from({ length: count }, (_, i) =>
    JSON.stringify({ answers: sheet(quiz, answered, 1000 * answered + i), mode }),
  );
}

/** The milliseconds of a processor that something takes, and what comes of it. */
function time(act) {
  const start = process.cpuUsage();
  const result = act();
  const { user, system } = process.cpuUsage(start);
  return [(user + system) / 1e3, result];
}

/** Milliseconds of each request, once all have been made before. */
function timeWasm(text, requests) {
  const engine = load(module, text);
  for (const request of requests) engine.evaluate(request);
  const taken = requests.map((request) => time(() => engine.evaluate(request))[0]);
  engine.delete();
  return taken;
}

function timeNative(quizFile, requestsFile) {
  const output = execFileSync(program("career-quiz-bench"), [quizFile, requestsFile], {
    encoding: "utf8",
    stdio: ["ignore", "pipe", "ignore"],
  });
  return output
    .trim()
    .split("\n")
    .map((nanoseconds) => Number(nanoseconds) / 1e6);
}

/** Stages of one quiz are measured together and read apart. */
function measure(text, stages) {
  const requests = stages.flatMap((stage) => stage.requests);
  const quizFile = scratch("quiz.json", text);
  const requestsFile = scratch("requests.ndjson", `${requests.join("\n")}\n`);
  const quickest = { native: [], wasm: [] };
  for (let round = 0; round < kRounds; round += 1) {
    for (const [how, taken] of [
      ["native", kBudgetsOnly ? [] : timeNative(quizFile, requestsFile)],
      ["wasm", timeWasm(text, requests)],
    ]) {
      quickest[how] = taken.map((each, i) => Math.min(each, quickest[how][i] ?? Infinity));
    }
  }
  let from = 0;
  return stages.map(({ requests: { length } }) => {
    const middle = (how) => median(quickest[how].slice(from, from + length));
    const figures = { native: middle("native"), wasm: middle("wasm") };
    from += length;
    return figures;
  });
}

const large = { questions: 1000, options: 5, outcomes: 50 };
const whole = (requests) => [{ name: "", requests }];
const filling = (text, mode) =>
  kStages.map((stage) => ({
    name: `${stage} answered`,
    requests: sheets(text, stage, kSheets, mode),
  }));
const cases = [
  ["mentoring, a step, full", mentoring, (text) => whole(journeys(text, "full")), 0.5],
  ["mentoring, a step, adaptive", mentoring, (text) => whole(journeys(text, "adaptive")), 0.5],
  [
    "mentoring, all answered",
    mentoring,
    (text) => whole(sheets(text, JSON.parse(text).questions.length, 200, "adaptive")),
    0.5,
  ],
  ...[
    [2, "2 weights an option"],
    [10, "10 weights an option"],
    [50, "every weight"],
  ].flatMap(([weights, how]) => {
    const text = generatedQuiz({ ...large, weights });
    return ["full", "adaptive"].map((mode) => [
      `1,000 x 5 x 50, ${how}, ${mode}`,
      text,
      () => filling(text, mode),
      16,
    ]);
  }),
];

let failed = false;
const rows = cases.map(([name, text, stagesOf, budget]) => {
  const stages = stagesOf(text);
  const best = measure(text, stages);
  const worst = best.reduce((at, each, i) => (each.wasm > best[at].wasm ? i : at), 0);
  const { native, wasm } = best[worst];
  const over = wasm > budget;
  failed ||= over;
  const at = stages[worst].name && `, worst at ${stages[worst].name}`;
  return [
    name + at,
    native?.toFixed(3) ?? "",
    wasm.toFixed(3),
    `${budget}${over ? " EXCEEDED" : ""}`,
  ];
});
console.log("`evaluate`, milliseconds of a processor for a call:\n");
printTable(["case", "native", "WebAssembly", "budget"], rows);
process.exitCode = failed ? 1 : 0;
if (kBudgetsOnly) process.exit();

// The largest quiz that a file may hold only has to work.
const text = generatedQuiz({ questions: 2000, options: 50, outcomes: 200, weights: 1, step: 2 });
const { module: fresh, size } = await instance();
const [loading, engine] = time(() => load(fresh, text));
const loaded = size();
const limits = [
  ["loading", loading.toFixed(0), (loaded / 2 ** 20).toFixed(1)],
  ...["full", "adaptive"].flatMap((mode) =>
    [0, 10, 1000, 2000].map((answered) => {
      const [request] = sheets(text, answered, 1, mode);
      const [taken, reply] = time(() => engine.evaluate(request));
      const { path, stop } = JSON.parse(reply);
      if (path.length !== 2000 || (answered === 2000 && stop === null)) failed = true;
      return [`${mode}, ${answered} answered`, taken.toFixed(0), (size() / 2 ** 20).toFixed(1)];
    }),
  ),
];
console.log(`\n2,000 x 50 x 200, a file of ${(text.length / 2 ** 20).toFixed(2)} MiB:\n`);
printTable(["call", "ms", "memory so far, MiB"], limits);
process.exitCode = failed ? 1 : 0;
