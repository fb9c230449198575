// What an author can rely on: each of the faults of faults.mjs, put into the mentoring quiz by
// itself, is caught by `check`, `prove` or `study`. The table says by which
// (CAREER_QUIZ_UPDATE_GOLDEN=1 writes it anew, with time enough for all proofs).

import assert from "node:assert/strict";
import { readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { test } from "node:test";
import { faults } from "./faults.mjs";
import { root, run, temporary } from "./run.mjs";

const kUpdate = process.env.CAREER_QUIZ_UPDATE_GOLDEN !== undefined;
const kTable = join(root, "tests/golden/author_faults.md");
const kQuiz = readFileSync(join(root, "questions/mentoring-coaching.json"), "utf8");

const folder = temporary("faults");

/** What a command says of a quiz, sound or not. */
function json(...args) {
  const { status, stdout, stderr } = run(args, { timeout: 0 });
  assert.ok(status === 0 || status === 1, `career-quiz ${args[0]}: ${status} ${stderr}`);
  return stdout === "" ? {} : JSON.parse(stdout);
}

/** What each command finds in a quiz, by the kinds of what it finds. */
function findings(quiz) {
  const file = join(folder, "quiz.json");
  writeFileSync(file, JSON.stringify(quiz, null, 1));
  const kinds = (list) => [...new Set(list)].sort().join(", ");
  const [{ diagnostics }] = json("check", "--format", "json", file);
  const check = kinds(diagnostics.map(({ code }) => code));
  // What cannot be read can be neither proved nor studied.
  if (diagnostics.some(({ severity, code }) => severity === "error" && code !== "expectation")) {
    return { check, prove: "", study: "" };
  }
  // What was not decided is no finding: it says nothing about the quiz.
  const unsound = json("prove", "--format", "json", "--timeout", kUpdate ? "20" : "2", file).filter(
    ({ sound, verdict }) => !sound && verdict !== "not-decided",
  );
  const prove = kinds(unsound.map(({ kind }) => kind));
  const { findings: found } = json(
    "study",
    "--format",
    "json",
    "--respondents",
    "3000",
    "--adaptive",
    "600",
    file,
  );
  // Where the outcomes are open to nobody there are no respondents, which it says.
  return { check, prove, study: found ? kinds(found.map((one) => one.check)) : "nobody" };
}

test("the quiz without a fault passes all three", () => {
  assert.deepEqual(findings(JSON.parse(kQuiz)), { check: "", prove: "", study: "" });
});

test("each of forty slips of an author is caught by check, prove or study", (t) => {
  assert.ok(faults.length >= 40);
  const rows = faults.map(([name, make]) => {
    const quiz = JSON.parse(kQuiz);
    make(quiz);
    assert.notDeepEqual(quiz, JSON.parse(kQuiz), name);
    return { name, ...findings(quiz) };
  });
  for (const { name, check, prove, study } of rows) {
    assert.ok(check || prove || study, `nothing catches: ${name}`);
  }
  const cells = ({ name, check, prove, study }) => [name, check, prove, study];
  if (kUpdate) {
    const head = [
      "# What catches which fault",
      "",
      "Each fault alone in the mentoring quiz (tests/cli/faults.mjs), and what is found.",
      "",
      "| fault | `check` | `prove` | `study` |",
      "|---|---|---|---|",
    ];
    const body = rows.map(
      (row) =>
        `| ${cells(row)
          .map((cell) => cell || "–")
          .join(" | ")} |`,
    );
    writeFileSync(kTable, [...head, ...body, ""].join("\n"));
  }
  const table = readFileSync(kTable, "utf8").split("\n").slice(6, -1);
  const told = table.map((line) =>
    line
      .slice(2, -2)
      .split(" | ")
      .map((cell) => (cell === "–" ? "" : cell)),
  );
  assert.deepEqual(
    rows.map(({ name, check, study }) => [name, check, study]),
    told.map(([name, check, , study]) => [name, check, study]),
  );
  // A slow machine may decide less in the time given, and never anything else.
  rows.forEach(({ name, prove }, at) => {
    const known = told[at][2].split(", ");
    for (const kind of prove ? prove.split(", ") : []) {
      assert.ok(known.includes(kind), `prove finds a ${kind} that the table lacks: ${name}`);
    }
  });
  t.diagnostic(`${rows.length} faults`);
});
