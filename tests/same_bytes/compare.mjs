// The same sessions through the engine as two compilers make it, with and
// without optimisation, as WebAssembly and as the fallback: every byte of every
// answer must be the same. Needs dist/.
//
//   node tests/same_bytes/compare.mjs
//
// CAREER_QUIZ_CASES says how many sessions (1,000 if not said), CAREER_QUIZ_SEED
// which one alone. Memory stays bounded: answers are compared as they come.

import { spawn, spawnSync } from "node:child_process";
import { once } from "node:events";
import { readdirSync } from "node:fs";
import { join } from "node:path";

process.chdir(new URL("../..", import.meta.url).pathname);

const kLineEnd = 0x0a;
/** A target this far ahead of the slowest waits for it; more than the longest answer. */
const kMostPending = 32 * 1024 * 1024;

const kReplay = "tests/same_bytes/replay.mjs";
const kPresets = ["gcc-O0", "gcc-O3", "clang-O0", "clang-O3"];
const kSessions = "build/gcc-O3/tests/career-quiz-sessions";

const quizzes = ["questions", "tests/quizzes"].flatMap((folder) =>
  readdirSync(folder)
    .filter((name) => name.endsWith(".json") && !name.endsWith(".schema.json"))
    .sort()
    .map((name) => join(folder, name)),
);

function build(preset) {
  const targets = preset === "gcc-O3" ? ["career-quiz-sessions"] : [];
  const commands = [
    ["--preset", preset],
    ["--build", "--preset", preset, "--target", "career-quiz-replay", ...targets],
  ];
  for (const command of commands) {
    const { status, stdout } = spawnSync("cmake", command, {
      encoding: "utf8",
      stdio: ["ignore", "pipe", "inherit"],
    });
    if (status === 0) continue;
    console.error(`${stdout}\nThe build “${preset}” failed.`);
    process.exit(1);
  }
}

const targets = [
  ...kPresets.map((name) => ({ name, command: [`build/${name}/tests/career-quiz-replay`] })),
  {
    name: "WebAssembly",
    command: [
      process.execPath,
      kReplay,
      "dist/career-quiz-engine.js",
      "dist/career-quiz-engine.wasm",
    ],
  },
  {
    name: "fallback",
    command: [
      process.execPath,
      "--disallow-code-generation-from-strings",
      kReplay,
      "dist/career-quiz-fallback.js",
    ],
  },
].map((target) => ({ ...target, pending: Buffer.alloc(0), ended: false }));
const [reference] = targets;

/** How far all targets agree; `call` counts the lines since that of the session. */
const agreed = { sessions: 0, calls: 0, bytes: 0, session: "none", call: -1 };

function advance(lines) {
  let from = 0;
  for (let end; (end = lines.indexOf(kLineEnd, from)) >= 0; from = end + 1) {
    if (lines.toString("latin1", from, from + 8) === "session ") {
      agreed.sessions += 1;
      agreed.session = lines.toString("latin1", from + 8, end);
      agreed.call = 0;
    } else {
      agreed.calls += 1;
      agreed.call += 1;
    }
  }
  agreed.bytes += lines.length;
}

function stop(message) {
  console.error(message);
  for (const { child } of targets) child.kill();
  process.exit(1);
}

function around(bytes, at) {
  const from = Math.max(0, at - 60);
  const end = bytes.indexOf(kLineEnd, at);
  return bytes.toString("utf8", from, Math.min(at + 60, end < 0 ? bytes.length : end));
}

/** Reports that the answers differ at byte `at` of what is pending. */
function differ(at) {
  const start = at === 0 ? 0 : reference.pending.lastIndexOf(kLineEnd, at - 1) + 1;
  advance(reference.pending.subarray(0, start));
  const { session, call } = agreed;
  const { stdout } = spawnSync(kSessions, quizzes, {
    encoding: "utf8",
    env: { ...process.env, CAREER_QUIZ_SEED: session },
    maxBuffer: 2 ** 30,
  });
  const answers = targets.map(({ name, pending }) => {
    const answer = pending.subarray(start);
    return `${name.padEnd(12)} ${around(answer, at - start)}`;
  });
  stop(
    `The answers differ in session ${session}, call ${call + 1}, byte ${at - start + 1}.\n\n` +
      `${answers.join("\n")}\n\n` +
      `The call: ${stdout.split("\n")[call + 1]?.slice(0, 2000)}\n\n` +
      `This session alone: CAREER_QUIZ_SEED=${session} node tests/same_bytes/compare.mjs`,
  );
}

/** Compares the whole lines that every target has given. */
function compare() {
  const common = Math.min(...targets.map(({ pending }) => pending.length));
  const other = targets.find(
    ({ pending }) => pending.compare(reference.pending, 0, common, 0, common) !== 0,
  );
  if (other) {
    let at = 0;
    while (other.pending[at] === reference.pending[at]) at += 1;
    differ(at);
  }
  const end = common === 0 ? 0 : reference.pending.lastIndexOf(kLineEnd, common - 1) + 1;
  if (end > 0) advance(reference.pending.subarray(0, end));
  for (const target of targets) {
    target.pending = target.pending.subarray(end);
    if (target.pending.length < kMostPending) target.child.stdout.resume();
  }
  if (targets.every(({ ended }) => ended)) {
    if (targets.some(({ pending }) => pending.length > 0)) differ(common - end);
  }
}

const started = Date.now();
for (const preset of kPresets) build(preset);
const built = Date.now();

const finished = targets.map((target) => {
  const [program, ...rest] = target.command;
  const child = spawn(program, rest, { stdio: ["pipe", "pipe", "inherit"] });
  target.child = child;
  child.stdin.on("error", () => {}); // Its exit says more.
  child.on("error", ({ message }) => stop(`${target.name}: ${message}`));
  child.on("exit", (code, signal) => {
    if (code !== 0)
      stop(`${target.name} ended with ${signal ?? code} after session ${agreed.session}.`);
  });
  child.stdout.on("data", (chunk) => {
    target.pending = Buffer.concat([target.pending, chunk]);
    if (target.pending.length > kMostPending) child.stdout.pause();
    compare();
  });
  return once(child.stdout, "end").then(() => {
    target.ended = true;
    compare();
  });
});

const sessions = spawn(kSessions, quizzes, { stdio: ["ignore", "pipe", "inherit"] });
const written = once(sessions, "exit");
for await (const chunk of sessions.stdout) {
  const full = targets.filter(({ child }) => !child.stdin.write(chunk));
  // One that died is reported by its exit.
  await Promise.all(full.map(({ child }) => once(child.stdin, "drain").catch(() => {})));
}
for (const { child } of targets) child.stdin.end();
const [status] = await written;
if (status !== 0) stop(`${kSessions} ended with ${status}.`);
await Promise.all(finished);
if (agreed.calls === 0) stop("Nothing was compared.");

const number = (value) => value.toLocaleString("en");
const seconds = (from, to) => `${((to - from) / 1000).toFixed(0)} s`;
console.log(
  `${number(agreed.sessions)} sessions, ${number(agreed.calls)} calls: ` +
    `${number(agreed.bytes)} bytes of answers, the same from ` +
    `${targets.map(({ name }) => name).join(", ")} ` +
    `(builds ${seconds(started, built)}, comparison ${seconds(built, Date.now())})`,
);
