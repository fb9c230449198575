// Prints how fast `career-quiz score` goes, beside counting lines and reading their JSON, and the
// memory that it takes however many lines come. Each time is the best of three rounds that
// alternate between the programs.
//
// Needs build/native/career-quiz and build/native/bench/career-quiz-parse. Exit status 1 when the
// memory grows with the lines.

import { spawn, spawnSync } from "node:child_process";
import { closeSync, openSync, readFileSync, statSync } from "node:fs";
import { join } from "node:path";
import { drawAnswer, mentoring, numbers, printTable, program, scratch } from "./support.mjs";

const kSheets = 100_000;
const kRounds = 3;
const kMostGrowth = 4; // MiB

const quiz = JSON.parse(mentoring);
const below = numbers(1);
const sheets = Array.from({ length: kSheets }, () =>
  JSON.stringify(
    Object.fromEntries(quiz.questions.map((each) => [each.id, drawAnswer(each, below)])),
  ),
);
const path = scratch("sheets.ndjson", `${sheets.join("\n")}\n`);
const quizPath = scratch("quiz.json", mentoring);
const megabytes = statSync(path).size / 1e6;

const score = join(program(""), "../career-quiz");
const kPrograms = [
  ["`wc -l`", "wc", ["-l"]],
  ["reading the JSON alone, one thread", program("career-quiz-parse"), []],
  ["`score`, one thread", score, ["score", quizPath, "-", "--threads", "1"]],
  ["`score`, two threads", score, ["score", quizPath, "-", "--threads", "2"]],
];

/** Seconds by the clock, and of the processors. */
function time(command, args) {
  const input = openSync(path, "r");
  const { status, stderr } = spawnSync(
    "bash",
    ["-c", 'TIMEFORMAT="%R %U %S"; time "$@"', "-", command, ...args],
    { stdio: [input, "ignore", "pipe"], encoding: "utf8", env: { ...process.env, LC_ALL: "C" } },
  );
  closeSync(input);
  if (status !== 0) throw new Error(`${command}: ${stderr}`);
  const [real, user, system] = stderr.trim().split(" ").map(Number);
  return [real, user + system];
}

const best = kPrograms.map(() => [Infinity, Infinity]);
for (let round = 0; round < kRounds; round += 1) {
  kPrograms.forEach(([, command, args], i) => {
    best[i] = time(command, args).map((taken, how) => Math.min(taken, best[i][how]));
  });
}
console.log(
  `${kSheets} complete sheets of the mentoring quiz, ${megabytes.toFixed(0)} MB, from a file:\n`,
);
printTable(
  ["what", "MB/s", "MB a second of one processor", "sheets a second of one processor"],
  kPrograms.map(([what], i) => [
    what,
    ...best[i].map((taken) => (megabytes / taken).toFixed(0)),
    Math.round(kSheets / best[i][1] / 1000) * 1000,
  ]),
);

/** The most memory that scoring the sheets `times` over, through a pipe, takes in MiB; and seconds. */
function peak(times) {
  return new Promise((done) => {
    const started = process.hrtime.bigint();
    const source = spawn(
      "sh",
      ["-c", `i=0; while [ $i -lt ${times} ]; do cat "$0"; i=$((i+1)); done`, path],
      {
        stdio: ["ignore", "pipe", "inherit"],
      },
    );
    const child = spawn(score, ["score", quizPath], {
      stdio: [source.stdout, "ignore", "inherit"],
    });
    let most = 0;
    const look = setInterval(() => {
      const status = readFileSync(`/proc/${child.pid}/status`, "utf8");
      most = Number(/VmHWM:\s*(\d+)/.exec(status)?.[1] ?? most * 1024) / 1024;
    }, 20);
    child.on("exit", () => {
      clearInterval(look);
      done([most, Number(process.hrtime.bigint() - started) / 1e9]);
    });
  });
}

const rows = [];
for (const times of [1, 10, 100]) rows.push([times * kSheets, ...(await peak(times))]);
console.log("\nThrough a pipe, on all processors:\n");
printTable(
  ["lines", "most memory, MiB", "seconds", "sheets/s"],
  rows.map(([count, most, taken]) => [
    count,
    most.toFixed(1),
    taken.toFixed(1),
    Math.round(count / taken / 1000) * 1000,
  ]),
);
const growth = rows.at(-1)[1] - rows[0][1];
console.log(`\nMemory grows by ${growth.toFixed(1)} MiB; at most ${kMostGrowth} is allowed.`);
process.exitCode = growth > kMostGrowth ? 1 : 0;
