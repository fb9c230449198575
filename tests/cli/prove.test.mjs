// `career-quiz prove` as a program: what it says of the quizzes here, and how it ends.

import assert from "node:assert/strict";
import { spawn } from "node:child_process";
import { readFileSync, readdirSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { test } from "node:test";
import { setTimeout as sleep } from "node:timers/promises";
import { program, root, run as runCommand, secondsOf, temporary, timed } from "./run.mjs";

const mentoring = join(root, "questions/mentoring-coaching.json");
const folder = temporary("prove");

const run = (...args) => runCommand(["prove", ...args]);
const score = (quiz, input) => runCommand(["score", quiz], { input });
const written = (name, quiz) => {
  const path = join(folder, name);
  writeFileSync(path, JSON.stringify(quiz));
  return path;
};
const small = () => JSON.parse(readFileSync(join(root, "tests/quizzes/tie.json"), "utf8"));

test("everything in the mentoring quiz is sound, and all its guarantees are proved", (t) => {
  const { status, stdout, stderr, seconds } = timed(["prove", mentoring, "--format", "json"]);
  t.diagnostic(`proved in ${seconds.toFixed(1)} s of a processor`);
  const properties = JSON.parse(stdout);
  assert.deepEqual(
    properties
      .filter(({ sound }) => !sound)
      .map(({ kind, name, message }) => [kind, name, message]),
    [],
  );
  assert.equal(status, 0, stderr);
  const guarantees = properties.filter(({ kind }) => kind === "guarantee");
  assert.ok(guarantees.length >= 10);
  assert.ok(guarantees.every(({ verdict }) => verdict === "proved"));
  assert.ok(seconds < 120, `${seconds} s`);
});

test("the quizzes of the tests have no property that is not decided", () => {
  const quizzes = readdirSync(join(root, "tests/quizzes")).filter((file) => file.endsWith(".json"));
  for (const file of quizzes) {
    const { status, stdout } = run(join(root, "tests/quizzes", file));
    assert.equal(status, 0, stdout);
    assert.match(stdout, /all decided, all sound\n$/);
  }
});

test("a witness is a sheet that score gives the outcome for", () => {
  const properties = JSON.parse(run(mentoring, "--format", "json").stdout);
  const outcomes = properties.filter(({ kind }) => kind === "outcome");
  const input = outcomes.map(({ sheets }) => `${JSON.stringify(sheets[0].answers)}\n`).join("");
  const { stdout } = score(mentoring, input);
  const results = stdout
    .trim()
    .split("\n")
    .map((line) => JSON.parse(line));
  assert.equal(results.length, outcomes.length);
  for (const [i, { name }] of outcomes.entries()) {
    assert.ok(results[i].outcomes.includes(name), `${name}: ${JSON.stringify(results[i])}`);
    assert.notEqual(results[i].stop, null);
  }
});

test("the same report comes from one thread and from four", () => {
  const reports = ["1", "4"].map((n) => run(mentoring, "--threads", n, "--format", "json").stdout);
  assert.ok(reports[0].length > 1000);
  assert.ok(reports[0] === reports[1]);
});

test("a machine that has no time for it leaves no property undecided", async () => {
  const child = spawn(program, ["prove", mentoring, "--timeout", "3"]);
  let stdout = "";
  child.stdout.on("data", (data) => (stdout += data));
  const closed = new Promise((resolve) => child.on("close", resolve));
  // In the middle of a proof, for longer than all of it may take.
  while (secondsOf(child) < 0.4) await sleep(1);
  child.kill("SIGSTOP");
  await sleep(3500);
  child.kill("SIGCONT");
  assert.equal(await closed, 0, stdout);
  assert.match(stdout, /all decided, all sound\n$/);
});

test("a guarantee that fails is told with its place and a sheet that breaks it", () => {
  const quiz = small();
  const [outcome] = quiz.outcomes;
  quiz.guarantees = [
    {
      name: "never first",
      whenever: true,
      then: { "!=": [{ var: "result.first" }, outcome.id] },
    },
  ];
  const { status, stdout } = run(written("broken.json", quiz));
  assert.equal(status, 1);
  assert.match(stdout, /broken\.json:1:\d+: guarantee “never first”: counter-example: /);
  assert.match(stdout, /\n\d+ properties: \d+ sound, 1 not sound\n$/);
  const sheet = stdout.split("\n").find((line) => line.startsWith("    {"));
  const { stdout: scored } = score(join(folder, "broken.json"), `${sheet.trim()}\n`);
  assert.ok(JSON.parse(scored).outcomes.includes(outcome.id));
});

test("an outcome that nobody is shown is told with its place", () => {
  const quiz = small();
  quiz.outcomes.at(-1).when = false;
  const path = written("unreachable.json", quiz);
  const { status, stdout } = run(path);
  assert.equal(status, 1);
  assert.match(stdout, new RegExp(`outcome “${quiz.outcomes.at(-1).id}”: impossible: `));
});

/** Once it catches signals, waits `ms` and sends one. Resolves to how it ended. */
async function interrupted(signal, ms, ...args) {
  const child = spawn(program, ["prove", ...args]);
  let stdout = "";
  let stderr = "";
  child.stdout.on("data", (data) => (stdout += data));
  child.stderr.on("data", (data) => (stderr += data));
  const ended = new Promise((resolve) => {
    child.on("close", (status, died) => resolve({ status, died }));
  });
  const SIGINT = 2n;
  const caught = () => /^SigCgt:\s*([0-9a-f]+)/m.exec(readFileSync(`/proc/${child.pid}/status`))[1];
  while (!(BigInt(`0x${caught()}`) & (1n << (SIGINT - 1n)))) await sleep(1);
  await sleep(ms);
  child.kill(signal);
  const { status, died } = await ended;
  return { status, died, stdout, stderr };
}

test("what is interrupted at any moment tells what was decided till then", async () => {
  for (const signal of ["SIGINT", "SIGTERM"]) {
    for (const ms of [0, 3, 11, 30, 55, 90, 140, 210, 300, 420]) {
      const { status, died, stdout, stderr } = await interrupted(
        ...[signal, ms, mentoring, "--timeout", "600", "--format", "json"],
      );
      assert.equal(died, null, `${signal} after ${ms} ms`);
      assert.equal(status, 130, stderr);
      const open = JSON.parse(stdout).filter(({ verdict }) => verdict === "not-decided");
      assert.ok(ms > 0 || open.length > 0);
      if (open.length > 0) assert.match(stderr, /not decided: stopped before the end/);
    }
  }
});

test("wrong use and faulty files end with their own status", () => {
  assert.equal(run().status, 2);
  assert.equal(run(mentoring, "--timeout", "soon").status, 2);
  assert.equal(run(join(folder, "none.json")).status, 3);
  assert.equal(run(written("empty.json", {})).status, 1);
});
