// `career-quiz explain` as a program.

import assert from "node:assert/strict";
import { readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { test } from "node:test";
import createModule from "../../build/wasm/bindings/career-quiz-engine.js";
import { root, run, temporary } from "./run.mjs";
import { randomSheet, seeded } from "./sheets.mjs";

const folder = temporary("explain");
const quiz = join(root, "questions/mentoring-coaching.json");
const text = readFileSync(quiz, "utf8");

const explain = (args, input = "") => run(["explain", ...args], { input });

const wasmBinary = readFileSync(join(root, "build/wasm/bindings/career-quiz-engine.wasm"));
const { Engine } = await createModule({ wasmBinary });
const engine = new Engine();
engine.load(text);

test("the JSON is the engine's own evaluation, byte for byte", () => {
  const random = seeded(7);
  for (let i = 0; i < 10; i += 1) {
    const answers = randomSheet(JSON.parse(text), random, 0.5);
    const request = { answers, mode: i % 2 ? "full" : "adaptive", early: true, language: "en" };
    const { status, stdout } = explain([
      ...[quiz, JSON.stringify(answers), "--format", "json", "--lang", "en"],
      ...["--mode", request.mode],
    ]);
    assert.equal(status, 0);
    assert.equal(stdout, `${engine.evaluate(JSON.stringify(request))}\n`);
  }
});

test("a sheet is the same on the command line, in a file and on standard input", () => {
  const sheet = '{"role": "accompanied", "goal": "skill"}';
  const path = join(folder, "sheet.json");
  writeFileSync(path, sheet);
  const first = explain([quiz, sheet, "--lang", "en"]);
  assert.equal(first.status, 0);
  assert.equal(explain([quiz, path, "--lang", "en"]).stdout, first.stdout);
  assert.equal(explain([quiz, "-", "--lang", "en"], sheet).stdout, first.stdout);
});

test("the leads that are shown add up to the margin that is shown", () => {
  const random = seeded(3);
  for (let i = 0; i < 20; i += 1) {
    const answers = {
      ...randomSheet(JSON.parse(text), random),
      role: "accompanied",
      energy: "good",
    };
    const { stdout } = explain([quiz, JSON.stringify(answers), "--lang", "en", "--mode", "full"]);
    const table = stdout.match(/^First against second\n[^]*?exactly\.$/m)[0];
    const leads = [...table.matchAll(/([+-]?)(\d+)\.(\d)$/gm)].map(
      ([, sign, whole, tenth]) => (sign === "-" ? -1 : 1) * Number(whole + tenth),
    );
    const sum = leads.pop();
    const margin = Number(table.match(/margin of (\d+\.\d)/)[1].replace(".", ""));
    assert.equal(
      leads.reduce((a, b) => a + b, 0),
      sum,
    );
    assert.equal(sum, margin);
    assert.ok(Math.max(...stdout.split("\n").map((line) => [...line].length)) <= 80);
  }
});

test("a code opens what it holds, and one of another version is refused with a sentence", () => {
  const answers = { role: "accompanied", energy: "tired", goal: "skill" };
  const { code } = JSON.parse(engine.encode(JSON.stringify({ answers })));
  const { status, stdout } = explain([quiz, code, "--lang", "en"]);
  assert.equal(status, 0);
  assert.match(stdout, /\[goal\]/);
  assert.match(stdout, /Sensitive answers, free texts/);
  assert.doesNotMatch(stdout, /Tired, but I recover/);

  const later = join(folder, "later.json");
  writeFileSync(later, JSON.stringify({ ...JSON.parse(text), version: "99" }));
  const refused = explain([later, code]);
  assert.equal(refused.status, 1);
  assert.equal(refused.stdout, "");
  assert.match(refused.stderr, /another version of this one/);
});

test("what is no code, no sheet and no file is said", () => {
  for (const [argument, status, sentence] of [
    ["hello", 1, /no code of a quiz/],
    ['{"role":', 1, /sheet is no JSON/],
    ["nowhere.json", 3, /no such file/],
    ['{"role":"x"}', 1, /^$/],
  ]) {
    const got = explain([quiz, argument]);
    assert.equal(got.status, status, argument);
    assert.match(got.stderr, sentence);
  }
  assert.equal(explain(["-", "-"], text).status, 2);
});
