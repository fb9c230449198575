// Builds the fuzz targets, replays what is in corpus/, and fuzzes all targets side
// by side.
//
//   node tests/fuzz/run.mjs [--seconds N | --minutes N | --runs N] [--keep] [TARGET…]
//
// One minute each unless told; --runs counts executions of each target. A target
// ends at its first finding, which is told with the command that repeats it.
// What reaches new code stays in build/fuzz/corpus/ for the next time; --keep adds
// as much of it to tests/fuzz/corpus/ as reaches more than what is there.

import { spawn, spawnSync } from "node:child_process";
import { once } from "node:events";
import { closeSync, mkdirSync, openSync, readFileSync, readdirSync, writeFileSync } from "node:fs";
import { relative } from "node:path";
import { parseArgs } from "node:util";

const called = process.cwd();
process.chdir(new URL("../..", import.meta.url).pathname);

const kTargets = ["code", "facade", "reader"];
const kBuild = "build/fuzz";
const kProgress = 30_000;
/** Inputs that matter are small; larger ones only cost time. */
const kLongest = 1500;

const { values: options, positionals } = parseArgs({
  options: {
    seconds: { type: "string" },
    minutes: { type: "string" },
    runs: { type: "string" },
    report: { type: "string" },
    keep: { type: "boolean", default: false },
  },
  allowPositionals: true,
});
const targets = positionals.length > 0 ? positionals : kTargets;
const unknown = targets.find((target) => !kTargets.includes(target));
if (unknown) fail(`There is no target ${unknown}; there are ${kTargets.join(", ")}.`);

function fail(message) {
  console.error(message);
  process.exit(2);
}

function number(option, otherwise) {
  const text = options[option];
  if (text === undefined) return otherwise;
  if (!/^\d+(\.\d+)?$/.test(text)) fail(`--${option} takes a number, not ${text}.`);
  return Number(text);
}

const runs = number("runs", 0);
const seconds = Math.ceil(number("seconds", number("minutes", 1) * 60));

const program = (target) => `${kBuild}/tests/fuzz/career-quiz-fuzz-${target}`;
const corpus = (target) => `tests/fuzz/corpus/${target}`;
const grown = (target) => `${kBuild}/corpus/${target}`;
const findings = (target) => `${kBuild}/findings/${target}`;
const kDictionary = `${kBuild}/quiz.dict`;

/** The words of the quiz format, from its schema. */
function writeDictionary() {
  const words = new Set(["var", "==", "!=", "<", "<=", ">", ">=", "!", "and", "or", "in"]);
  const gather = (value, name) => {
    if (typeof value === "string") {
      if (name === "const" || name === "enum") words.add(value);
    } else if (Array.isArray(value)) {
      for (const item of value) gather(item, name);
    } else if (value !== null && typeof value === "object") {
      for (const [key, item] of Object.entries(value)) {
        if (name === "properties") words.add(key);
        gather(item, name === "properties" ? "" : key);
      }
    }
  };
  gather(JSON.parse(readFileSync("questions/quiz.schema.json", "utf8")), "");
  const quoted = (word) => `"\\"${word.replace(/[^a-z0-9_-]/gi, escaped)}\\""`;
  const escaped = (c) => `\\x${c.charCodeAt(0).toString(16).padStart(2, "0")}`;
  writeFileSync(kDictionary, [...words].map((word) => `${quoted(word)}\n`).join(""));
}

const environment = {
  ...process.env,
  // A stack for each allocation costs a third of the time; the command that
  // repeats a finding keeps them.
  ASAN_OPTIONS: "malloc_context_size=0:quarantine_size_mb=8",
};
const common = (target) => [
  `-artifact_prefix=${findings(target)}/`,
  `-max_len=${kLongest}`,
  "-use_counters=0", // Twice as fast; how often a branch is taken says little here.
  "-timeout=25",
  "-rss_limit_mb=2048",
];

function build() {
  const names = targets.flatMap((target) => ["--target", `career-quiz-fuzz-${target}`]);
  for (const command of [
    ["--preset", "fuzz"],
    ["--build", "--preset", "fuzz", ...names],
  ]) {
    const { status, stdout } = spawnSync("cmake", command, {
      encoding: "utf8",
      stdio: ["ignore", "pipe", "inherit"],
    });
    if (status !== 0) fail(`${stdout}\nThe fuzz targets could not be built.`);
  }
}

const last = (text, pattern) => [...text.matchAll(pattern)].at(-1)?.slice(1) ?? [];

/** What a target has written so far. */
function state(log) {
  const text = readFileSync(log, "utf8");
  const [executions = "0", edges = "0"] = last(text, /^#(\d+)\s+\w+\s+cov: (\d+)/gm);
  const [law] = last(text, /^(A law does not hold: .*|==\d+==ERROR: .*|.*runtime error: .*)$/gm);
  return { executions: Number(executions), edges: Number(edges), law };
}

async function fuzz(target) {
  for (const folder of [grown(target), findings(target)]) mkdirSync(folder, { recursive: true });
  const before = new Set(readdirSync(findings(target)));
  const log = `${kBuild}/${target}.log`;
  const out = openSync(log, "w");
  const started = Date.now();
  const child = spawn(
    program(target),
    [
      ...common(target),
      ...(runs > 0 ? [`-runs=${runs}`] : [`-max_total_time=${seconds}`]),
      ...(target === "reader" ? [`-dict=${kDictionary}`] : []),
      grown(target),
      corpus(target),
    ],
    { stdio: ["ignore", out, out], env: environment },
  );
  const tell = setInterval(() => {
    const { executions, edges } = state(log);
    console.log(`${target}: ${executions.toLocaleString("en")} executions, ${edges} edges`);
  }, kProgress);
  const [status] = await once(child, "exit");
  clearInterval(tell);
  closeSync(out);
  const found = readdirSync(findings(target)).filter((name) => !before.has(name));
  return { target, log, status, found, took: (Date.now() - started) / 1000, ...state(log) };
}

function keep(target) {
  const { status } = spawnSync(
    program(target),
    ["-set_cover_merge=1", ...common(target), corpus(target), grown(target)],
    { stdio: ["ignore", "ignore", "pipe"], env: environment },
  );
  if (status !== 0) fail(`What ${target} found could not be added to ${corpus(target)}.`);
}

build();
writeDictionary();
const results = await Promise.all(targets.map(fuzz));
for (const { target, executions, edges, took, status } of results) {
  const rate = Math.round(executions / took).toLocaleString("en");
  console.log(
    `${target.padEnd(8)} ${executions.toLocaleString("en").padStart(12)} executions ` +
      `(${rate} a second), ${edges} edges, ${status === 0 ? "no finding" : "A FINDING"}`,
  );
}
const failed = results.filter(({ status }) => status !== 0);
for (const { target, log, found, law } of failed) {
  console.error(`\n${target}: ${law ?? "it ended before its time"} (whole in ${log})`);
  for (const name of found) {
    const path = `${findings(target)}/${name}`;
    console.error(
      `  again:     ${relative(called, program(target)) || "."} ${relative(called, path)}\n` +
        `  as base64: ${readFileSync(path).toString("base64")}\n` +
        `  once mended, keep it as ${corpus(target)}/NAME and name what it shows in a unit test`,
    );
  }
}
if (options.keep && failed.length === 0) targets.forEach(keep);
if (options.report) {
  const sum = { passed: results.length - failed.length, failed: failed.length };
  writeFileSync(options.report, JSON.stringify(sum));
}
process.exitCode = failed.length > 0 ? 1 : 0;
