// The author's guide, questions/README.md, against the engine: its figures, its conditions, and whether
// its tables are complete. Its examples and commands are run by docs/snippets.test.mjs.

import assert from "node:assert/strict";
import { readFileSync, readdirSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { test } from "node:test";
import createModule from "../build/wasm/bindings/career-quiz-engine.js";
import { run, temporary } from "./cli/run.mjs";
import { GrowingQuiz, guideQuiz, read, root, snippetsOf } from "./docs/snippets.mjs";

const guide = read("questions/README.md");
const pieces = snippetsOf("questions/README.md").filter(({ language }) => language === "json");

const wasmBinary = readFileSync(join(root, "build/wasm/bindings/career-quiz-engine.wasm"));
const engine = new (await createModule({ wasmBinary })).Engine();
const load = (quiz) =>
  JSON.parse(engine.load(typeof quiz === "string" ? quiz : JSON.stringify(quiz))).diagnostics;
const resultOf = (answers) =>
  JSON.parse(engine.evaluate(JSON.stringify({ answers, early: true }))).result;

/** What stands in the first column of the table under the line that `heading` matches. */
function firstColumn(heading) {
  const start = guide.search(heading);
  assert.notEqual(start, -1, `no table ${heading}`);
  const rows = guide.slice(start).split("\n\n", 1)[0].split("\n").slice(2);
  return rows.flatMap((row) =>
    [...row.split(" | ", 1)[0].matchAll(/`([^`]+)`/g)].map(([, n]) => n),
  );
}

test("the table of contributions is the engine's, and adds up to its scores", () => {
  load(guideQuiz);
  const { answers } = JSON.parse(guideQuiz).expect[0];
  const [head, ...rows] = [...guide.matchAll(/^\| (?:question|`(\w+)`|sum) \|(.*)\|$/gm)]
    .map(([, question, cells]) => [question, ...cells.split("|").map((cell) => cell.trim())])
    .filter((row) => row.length === 5);
  const outcomes = head.slice(2);
  const scores = (sheet) => {
    const { ranking } = resultOf(sheet);
    return outcomes.map((id) => ranking.find(({ outcome }) => outcome === id).score / 10);
  };
  const expected = Object.entries(answers).map(([question, option]) => [
    question,
    `\`${option}\``,
    ...scores({ [question]: option }).map(String),
  ]);
  assert.deepEqual(rows, [...expected, [undefined, "", ...scores(answers).map(String)]]);
});

test("every condition of the table is accepted by the quiz that the examples make", () => {
  const growing = new GrowingQuiz(guideQuiz);
  for (const { words, text } of pieces) {
    if (!["quiz", "result", "editor"].includes(words[0])) growing.add(words[0], text);
  }
  const conditions = [...guide.matchAll(/^\| `(\{.*\})` \|/gm)].map(([, text]) => text);
  assert.ok(conditions.length > 15);
  for (const text of conditions) {
    const asked = { id: "asked", title: "T", body: "B", when: JSON.parse(text) };
    assert.deepEqual(load(growing.whole(asked)), [], text);
  }
});

test("the guide's guarantees are proved of its example", () => {
  const { text } = pieces.find(({ words }) => words[0] === "guarantees");
  const quiz = { ...JSON.parse(guideQuiz), guarantees: JSON.parse(text) };
  const file = join(temporary("guide"), "library.json");
  writeFileSync(file, JSON.stringify(quiz));
  const { status, stdout } = run(["prove", file]);
  assert.equal(status, 0, stdout);
  assert.equal(stdout.match(/ guarantee .*: proved: /g)?.length, 2, stdout);
});

// A literal that is cut in two is one.
const reader = (
  read("src/career_quiz/quiz_reader.cpp") + read("src/career_quiz/document_reader.cpp")
).replace(/"\n\s*"/g, "");

test("every member of the format has its row, and no other", () => {
  const objects = [
    ...reader.matchAll(/\bobject\(\s*[^;]+?,\s*"(\w+)",\s*"([\w ]*)",\s*"([\w ]*)",\s*&\w+\)/g),
  ];
  const calls = reader.match(/\bobject\((?!std::)/g);
  assert.equal(objects.length, calls.length, "a call that this test cannot read");
  for (const [, what, required, optional] of objects) {
    const members = `${required} ${optional}`.trim().split(" ");
    const rows = firstColumn(new RegExp(`^\\| member of \`${what}\` \\|`, "m"));
    assert.deepEqual(rows.toSorted(), members.toSorted(), what);
  }
});

test("every kind is named", () => {
  const kinds = [...reader.matchAll(/constexpr std::string_view k\w+\[\] = \{([^}]*)\}/g)];
  const words = kinds.flatMap(([, list]) => list.match(/\w+/g));
  assert.ok(words.length >= 16);
  for (const word of words) assert.ok(guide.includes(`\`${word}\``), word);
});

test("every diagnostic code has its row, and no other", () => {
  const folder = "src/career_quiz";
  const sources = readdirSync(join(root, folder))
    .filter((file) => /(reader|diagnostics|json_tree)\.cpp$/.test(file))
    .map((file) => read(join(folder, file)))
    .join("");
  // The short literals of a report, up to its sentence, which has spaces.
  const reports =
    /(?:\b(?:error|warning|error_at_key|broken)\(|fault_ = \{|Severity::kError, )((?:[^;"]|"[^" ]*")*)/g;
  const said = [...sources.matchAll(reports)].flatMap(([, values]) =>
    [...values.matchAll(/(?<!\[)"([a-z-]+)"/g)].map(([, code]) => code),
  );
  const named = [...sources.matchAll(/\b(?:references?|resolve)\([^;]*?"(\w+)"/g)];
  const codes = new Set([...said, ...named.map(([, what]) => `unknown-${what}`)]);
  assert.deepEqual(firstColumn(/^\| code \|/m).toSorted(), [...codes].toSorted());
});

test("every content check has its row, and no other", () => {
  const sources = read("src/authoring/content_checks.cpp");
  const checks = [...sources.matchAll(/\bfind(?:_\w+)?\(\s*"([a-z-]+)"/g)].map(([, name]) => name);
  assert.deepEqual(firstColumn(/^\| check \|/m).toSorted(), [...new Set(checks)].toSorted());
});

test("the limits are those of the format", () => {
  const section = guide.slice(guide.indexOf("\n## 13. "));
  const limits = /kMax(Questions|Options|Outcomes|Scales|Parts) = (\d+);/g;
  const all = [...read("src/career_quiz/quiz.h").matchAll(limits)];
  assert.equal(all.length, 5);
  for (const [, what, most] of all) {
    const words = `${Number(most).toLocaleString("en")} ${what.toLowerCase()}`;
    assert.ok(section.replace(/\s+/g, " ").includes(words), words);
  }
});
