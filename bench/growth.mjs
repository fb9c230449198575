// Counts the instructions of one call of `evaluate` with callgrind while a quiz
// grows in questions, options or outcomes alone, and draws them as growth.svg.
// Every option weighs every outcome, the dearest quiz there is. Two calls are
// counted: choosing the next question of an adaptive interview half-way, and the
// result of a sheet that answers everything in favour of one outcome, the dearest
// to search for turning points, because no single answer turns it.
//
// Needs valgrind and build/native/bench/career-quiz-bench. Exit status 1 when a
// slope is over its bound. Instructions depend on compiler and library, not on
// the machine or what else it does.

import { spawnSync } from "node:child_process";
import { writeFileSync } from "node:fs";
import { generatedQuiz, instance, load, printTable, program, scratch, sheet } from "./support.mjs";

const kBase = { questions: 100, options: 4, outcomes: 20 };
const kSizes = {
  questions: [25, 50, 100, 200, 400],
  options: [2, 4, 8, 16, 32],
  outcomes: [8, 16, 32, 64, 128],
};
const kCalls = ["next question, half-way", "result, all answered"];
// No worse than linear, with what a fit of five points is uncertain by.
const kLinear = 1.1;

const { module } = await instance();

function instructions(text, request) {
  const { stderr } = spawnSync(
    "valgrind",
    [
      "--tool=callgrind",
      "--callgrind-out-file=/dev/null",
      "--toggle-collect=career_quiz::Engine::evaluate*",
      program("career-quiz-bench"),
      scratch("growth-quiz.json", text),
      scratch("growth-request.ndjson", `${request}\n`),
    ],
    { encoding: "utf8" },
  );
  const collected = /Collected : (\d+)/.exec(stderr);
  if (!collected) throw new Error(stderr);
  return Number(collected[1]) / 2; // The program evaluates each request twice.
}

/** Answers that speak for the first outcome as much as they can. */
function favouring(quiz) {
  const [{ id }] = quiz.outcomes;
  return Object.fromEntries(
    quiz.questions.map(({ id: question, options }) => [
      question,
      options.reduce((best, each) => (each.evidence[id] > best.evidence[id] ? each : best)).id,
    ]),
  );
}

/** The instructions of each of kCalls. */
function measure(size) {
  // As good as never stopping on risk, so that half-way is half-way.
  const text = generatedQuiz({ ...size, adaptive: { minimum: 8, risk: 0.0001 } });
  const quiz = JSON.parse(text);
  const engine = load(module, text);
  const counts = kCalls.map((_, call) => {
    for (let seed = 1; seed <= 100; seed += 1) {
      const answers =
        call === 0 ? sheet(quiz, Math.floor(size.questions / 2), seed) : favouring(quiz);
      const request = JSON.stringify({ answers, mode: "adaptive" });
      const { next, result } = JSON.parse(engine.evaluate(request));
      const meant = call === 0 ? next !== null : result?.turning.changes_needed !== 1;
      if (meant) return instructions(text, request);
    }
    throw new Error(`no sheet for ${JSON.stringify(size)}`);
  });
  engine.delete();
  return counts;
}

/** The slope of a straight line through the logarithms. */
function slope(sizes, counts) {
  const x = sizes.map(Math.log);
  const y = counts.map(Math.log);
  const mean = (all) => all.reduce((sum, each) => sum + each, 0) / all.length;
  const [mx, my] = [mean(x), mean(y)];
  return (
    x.reduce((sum, each, i) => sum + (each - mx) * (y[i] - my), 0) /
    x.reduce((sum, each) => sum + (each - mx) ** 2, 0)
  );
}

const millions = (count) => (count / 1e6).toFixed(2);
const curves = [];
for (const [what, sizes] of Object.entries(kSizes)) {
  const counts = sizes.map((size) => measure({ ...kBase, [what]: size }));
  for (const [call, name] of kCalls.entries()) {
    const column = counts.map((each) => each[call]);
    curves.push({ what, name, call, sizes, counts: column, slope: slope(sizes, column) });
  }
}

const base = `${kBase.questions} questions, ${kBase.options} options, ${kBase.outcomes} outcomes`;
console.log(`Million instructions a call; all else at ${base}:\n`);
let failed = false;
printTable(
  ["grows", "sizes", "call", "instructions, millions", "slope"],
  curves.map((each) => {
    const over = each.slope > kLinear;
    failed ||= over;
    return [
      each.what,
      each.sizes.join(", "),
      each.name,
      each.counts.map(millions).join(", "),
      each.slope.toFixed(2) + (over ? " EXCEEDED" : ""),
    ];
  }),
);

/** Three panels side by side, both axes logarithmic. */
function drawing() {
  const width = 260;
  const height = 220;
  const left = 60;
  const top = 40;
  const all = curves.flatMap(({ counts }) => counts);
  const low = Math.floor(Math.log10(Math.min(...all)));
  const high = Math.ceil(Math.log10(Math.max(...all)));
  const y = (count) => top + height - ((Math.log10(count) - low) / (high - low)) * height;
  const out = [];
  for (const [panel, what] of Object.keys(kSizes).entries()) {
    const from = left + panel * (width + 40);
    const sizes = kSizes[what];
    const span = Math.log(sizes.at(-1) / sizes[0]);
    const x = (size) => from + 12 + (Math.log(size / sizes[0]) / span) * (width - 24);
    out.push(`<rect x="${from}" y="${top}" width="${width}" height="${height}" class="frame"/>`);
    out.push(`<text x="${from + width / 2}" y="${top - 10}" class="middle">${what}</text>`);
    for (let power = low; power <= high; power += 1) {
      const at = y(10 ** power).toFixed(1);
      out.push(`<path d="M${from} ${at}h${width}" class="grid"/>`);
      if (panel > 0) continue;
      const label = { 5: "0.1", 6: "1", 7: "10", 8: "100" }[power] ?? `10^${power - 6}`;
      out.push(`<text x="${from - 8}" y="${at}" dy="4" class="end">${label}</text>`);
    }
    for (const size of sizes) {
      out.push(
        `<text x="${x(size).toFixed(1)}" y="${top + height + 18}" class="middle">${size}</text>`,
      );
    }
    for (const { call, counts } of curves.filter((each) => each.what === what)) {
      const points = counts.map((count, i) => `${x(sizes[i]).toFixed(0)} ${y(count).toFixed(0)}`);
      out.push(`<path d="M${points.join("L")}" class="line call-${call}"/>`);
      for (const point of points) {
        const [cx, cy] = point.split(" ");
        out.push(`<circle cx="${cx}" cy="${cy}" r="3.5" class="dot call-${call}"/>`);
      }
    }
    for (const { call, slope: steep } of curves.filter((each) => each.what === what)) {
      out.push(
        `<text x="${from + 10}" y="${top + 18 + 16 * call}">slope ${steep.toFixed(2)} ` +
          `${call === 0 ? "●" : "○"}</text>`,
      );
    }
  }
  const whole = left + 3 * width + 2 * 40 + 20;
  const legend = top + height + 50;
  for (const [call, name] of kCalls.entries()) {
    const from = left + call * 260;
    out.push(`<path d="M${from} ${legend - 4}h28" class="line call-${call}"/>`);
    out.push(`<circle cx="${from + 14}" cy="${legend - 4}" r="3.5" class="dot call-${call}"/>`);
    out.push(`<text x="${from + 36}" y="${legend}">${name}</text>`);
  }
  return `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 ${whole} ${legend + 20}" role="img">
<title>Million instructions of one call of evaluate, by size of the quiz; both axes logarithmic</title>
<style>
text { font: 13px sans-serif; fill: #1b1b1b; }
.middle { text-anchor: middle; }
.end { text-anchor: end; }
.back { fill: #fff; }
.frame { fill: none; stroke: #767676; }
.grid { stroke: #ddd; }
.line { fill: none; stroke-width: 2; }
.call-0 { stroke: #0b57a4; fill: #0b57a4; }
.call-1 { stroke: #a43c0b; fill: #fff; }
.line.call-0, .line.call-1 { fill: none; }
.line.call-1 { stroke-dasharray: 6 3; }
.dot { stroke-width: 2; }
@media (prefers-color-scheme: dark) {
  text { fill: #eee; }
  .back { fill: #16181c; }
  .frame { stroke: #999; }
  .grid { stroke: #3a3d44; }
  .call-0 { stroke: #7db7f5; fill: #7db7f5; }
  .call-1 { stroke: #f2a27d; fill: #16181c; }
}
</style>
<rect width="100%" height="100%" class="back"/>
<text x="${left}" y="16">million instructions a call</text>
${out.join("\n")}
</svg>
`;
}
writeFileSync(new URL("growth.svg", import.meta.url), drawing());
process.exitCode = failed ? 1 : 0;
