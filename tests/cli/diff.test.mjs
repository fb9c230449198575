// `career-quiz diff` as a program.

import assert from "node:assert/strict";
import { readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { test } from "node:test";
import { root, run, temporary } from "./run.mjs";

const folder = temporary("diff");
const old = join(root, "questions/mentoring-coaching.json");

const diff = (...args) => run(["diff", ...args]);

/** The mentoring quiz, edited, in a file. */
const edited = (edit) => {
  const quiz = JSON.parse(readFileSync(old, "utf8"));
  edit(quiz);
  const path = join(folder, "new.json");
  writeFileSync(path, JSON.stringify(quiz));
  return path;
};
const flip = ({ questions }) => {
  const { evidence } = questions.find(({ id }) => id === "goal").options[0];
  for (const id of Object.keys(evidence)) evidence[id] = -evidence[id];
};

test("a quiz beside itself has no change, and passes the strictest bound", () => {
  const { status, stdout, stderr } = diff(old, old, "--fail-over", "0%");
  assert.equal(stderr, "");
  assert.equal(status, 0);
  assert.match(stdout, /Nothing that readers or the engine see has changed/);
  assert.match(stdout, /any of these +0\.0 %/);
});

test("a flipped sign is told, counted, and fails over the bound", () => {
  const path = edited(flip);
  const { status, stdout, stderr } = diff(old, path, "--fail-over", "2%");
  assert.equal(status, 1);
  assert.match(stderr, /the advice of \d+\.\d % of the sheets changes; --fail-over allows 2\.0 %/);
  assert.match(stdout, /option direction of goal: evidence of career-coaching: 10 → -10/);
  assert.match(stdout, /because {2}/);
  assert.equal(diff(old, path).status, 0);
  assert.equal(diff(old, path, "--fail-over", "100").status, 0);
});

test("the JSON says the same, and its examples are what score says of both files", () => {
  const path = edited(flip);
  const { status, stdout } = diff(old, path, "--format", "json", "--respondents", "3000");
  assert.equal(status, 0);
  const { edits, codes_open, advice, examples } = JSON.parse(stdout);
  assert.ok(edits.every(({ what }) => what === "option direction of goal"));
  assert.equal(codes_open, true);
  assert.equal(advice.any.of, 3000);
  assert.ok(advice.any.low < advice.any.share && advice.any.share < advice.any.high);
  assert.equal(examples.length, 5);
  for (const { answers, before, after } of examples) {
    for (const [file, advised] of [
      [old, before],
      [path, after],
    ]) {
      const input = `${JSON.stringify(answers)}\n`;
      const scored = run(["score", file], { input });
      const { kind, outcomes, modules } = JSON.parse(scored.stdout);
      assert.deepEqual({ kind, outcomes, modules }, advised);
    }
  }
});

test("the same files and seed give the same bytes, another seed does not", () => {
  const path = edited(flip);
  const args = [old, path, "--respondents", "500"];
  assert.equal(diff(...args).stdout, diff(...args).stdout);
  assert.notEqual(diff(...args).stdout, diff(...args, "--seed", "2").stdout);
});

test("another version breaks readers' codes, and that is said", () => {
  const path = edited((quiz) => {
    quiz.version = "99";
  });
  assert.match(diff(old, path).stdout, /are refused by the new one/);
});

test("a bound that is no share, a second file that is missing or faulty are refused", () => {
  for (const bound of ["two", "-1", "101%", "2%%", "nan"]) {
    const { status, stderr } = diff(old, old, `--fail-over=${bound}`);
    assert.equal(status, 2, bound);
    assert.match(stderr, /a share such as 2%/);
  }
  assert.equal(diff(old, join(folder, "nowhere.json")).status, 3);
  const faulty = join(folder, "faulty.json");
  writeFileSync(faulty, "{}");
  assert.equal(diff(old, faulty).status, 1);
  assert.equal(diff("-", "-").status, 2);
});
