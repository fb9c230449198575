// Prints how many respondents `career-quiz study` judges in a second of one processor, beside
// drawing their answers alone, which nothing that simulates them can do without, and beside a
// script as an author would write it; and what a second thread gains. Each time is the best of
// three rounds that alternate between the programs.
//
// Needs build/native/career-quiz. Exit status 1 when two threads do less than 1.8 times what one
// does in the processor time that they take, or when the script is ahead.

import { spawnSync } from "node:child_process";
import { join } from "node:path";
import { mentoring, numbers, printTable, program, scratch } from "./support.mjs";

const kRespondents = Number(process.argv[2] ?? 250_000); // Of each of four kinds.
const kRounds = 3;
const kLeastGain = 1.8;

const quiz = JSON.parse(mentoring);
const quizPath = scratch("quiz.json", mentoring);
const command = join(program(""), "../career-quiz");

/** What a study took: sheets, seconds by the clock, and the processor's for each part. */
function study(threads) {
  const options = ["--respondents", kRespondents, "--threads", threads, "--timing"];
  const started = process.hrtime.bigint();
  const { status, stderr } = spawnSync(command, ["study", quizPath, ...options].map(String), {
    stdio: ["ignore", "ignore", "pipe"],
    encoding: "utf8",
  });
  const clock = Number(process.hrtime.bigint() - started) / 1e9;
  if (status !== 0) throw new Error(stderr);
  const seconds = (what) => Number(new RegExp(`${what} +([0-9.]+) s`).exec(stderr)[1]);
  return {
    sheets: Number(/^\d+/.exec(stderr)[0]),
    clock,
    drawing: seconds("drawn alone"),
    judging: seconds("judged and counted"),
    whole: ["judged and counted", "answers changed", "adaptive form"]
      .map(seconds)
      .reduce((sum, each) => sum + each, 0),
  };
}

/**
 * Seconds in which a script counts who comes first: any option of each question, its weights
 * added up, the highest sum. No conditions, gates, rules, ties, modules, slips or early stops.
 */
function byHand(sheets) {
  const outcomes = quiz.outcomes.map(({ id }) => id);
  const questions = quiz.questions
    .filter(({ options }) => options?.some(({ evidence }) => evidence))
    .map(({ options }) =>
      options.map(({ evidence = {} }) => outcomes.map((id) => evidence[id] ?? 0)),
    );
  const below = numbers(1);
  const first = outcomes.map(() => 0);
  const before = process.cpuUsage();
  for (let n = 0; n < sheets; n += 1) {
    const scores = outcomes.map(() => 0);
    for (const options of questions) {
      const weights = options[below(options.length)];
      for (let k = 0; k < scores.length; k += 1) scores[k] += weights[k];
    }
    first[scores.indexOf(Math.max(...scores))] += 1;
  }
  const { user, system } = process.cpuUsage(before);
  return (user + system) / 1e6;
}

const best = new Map();
const keep = (what, seconds) => best.set(what, Math.min(seconds, best.get(what) ?? Infinity));
let sheets = 0;
for (let round = 0; round < kRounds; round += 1) {
  for (const threads of [1, 2]) {
    const taken = study(threads);
    sheets = taken.sheets;
    for (const part of ["clock", "drawing", "judging", "whole"])
      keep(`${part} ${threads}`, taken[part]);
  }
  keep("script", byHand(kRespondents));
}

const million = (count, seconds) => (count / seconds / 1e6).toFixed(2);
console.log(
  `${kRespondents} respondents of each kind, ${sheets} sheets drawn for them, on the mentoring quiz:\n`,
);
printTable(
  ["what", "million sheets a second of one processor"],
  [
    ["answers drawn alone, the floor", million(sheets, best.get("drawing 1"))],
    ["drawn, judged and counted", million(sheets, best.get("judging 1"))],
    ["the whole study, slips and adaptive form too", million(sheets, best.get("whole 1"))],
    [
      "a script by hand under Node.js, weights added up alone",
      million(kRespondents, best.get("script")),
    ],
  ],
);
const gain = (what) => ((what === "clock" ? 1 : 2) * best.get(`${what} 1`)) / best.get(`${what} 2`);
console.log(
  `\nTwo threads do ${gain("whole").toFixed(2)} times what one does, going by the processor time that` +
    `\nboth take; ${gain("clock").toFixed(2)} times by the clock, on processors that others may use too.` +
    `\nAt least ${kLeastGain} is asked for.`,
);
// The two do alike work, the study more of it.
const ahead = sheets / best.get("judging 1") > kRespondents / best.get("script");
if (!ahead) console.log("The script by hand is ahead.");
process.exitCode = ahead && gain("whole") >= kLeastGain ? 0 : 1;
