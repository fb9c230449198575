// The author's guide, questions/README.md, against the engine: its examples, its figures, and
// whether its tables are complete.
//
// The first word after ```json says where an example goes: "quiz" is the whole worked example,
// "result" a part of what the engine answers to its sheet, "members" several members of the quiz,
// "blocks" an item of a module's body; any other is the member of the quiz that it is, or is an item
// of.

import assert from "node:assert/strict";
import { spawnSync } from "node:child_process";
import { mkdtempSync, readFileSync, readdirSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { test } from "node:test";
import createModule from "../build/wasm/bindings/career-quiz-engine.js";

const kRoot = new URL("..", import.meta.url).pathname;
const read = (path) => readFileSync(join(kRoot, path), "utf8");

const guide = read("questions/README.md");
const fenced = [...guide.matchAll(/^```(.*)\n([^]*?)^```$/gm)].map(([, info, text]) => {
  const [language, place] = info.split(" ");
  return { language, place, text };
});
const only = (place) => fenced.filter((block) => block.place === place)[0].text;
const quizText = only("quiz");

const wasmBinary = readFileSync(join(kRoot, "build/wasm/bindings/career-quiz-engine.wasm"));
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

test("the worked example has no diagnostics, and leads where it says", () => {
  assert.deepEqual(load(quizText), []);
  for (const { answers, outcome } of JSON.parse(quizText).expect) {
    assert.deepEqual(resultOf(answers).headline.outcomes, [outcome]);
  }
});

test("the result in the guide is the one that the engine gives", () => {
  load(quizText);
  const result = resultOf(JSON.parse(quizText).expect[0].answers);
  const told = JSON.parse(only("result"));
  for (const [member, value] of Object.entries(told)) assert.deepEqual(result[member], value);
});

test("the table of contributions is the engine's, and adds up to its scores", () => {
  load(quizText);
  const { answers } = JSON.parse(quizText).expect[0];
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

test("every example is accepted in its place, with those before it", () => {
  const quiz = JSON.parse(quizText);
  Object.assign(quiz, { rules: [], parts: [], modules: [], scales: [] });
  const examples = fenced.filter(
    ({ language, place }) => language === "json" && !["quiz", "result"].includes(place),
  );
  assert.ok(examples.length > 20);
  const body = [];
  for (const { place, text } of examples) {
    const example = JSON.parse(text);
    if (place === "blocks") body.push(example);
    else if (place === "members") {
      for (const [member, items] of Object.entries(example)) quiz[member].push(...items);
    } else if (Array.isArray(quiz[place]) && !Array.isArray(example)) quiz[place].push(example);
    else quiz[place] = example;
    const modules = body.length ? [...quiz.modules, { id: "b", title: "B", body }] : quiz.modules;
    assert.deepEqual(load({ ...quiz, modules }), [], text);
  }
  const conditions = [...guide.matchAll(/^\| `(\{.*\})` \|/gm)].map(([, text]) => text);
  assert.ok(conditions.length > 15);
  for (const text of conditions) {
    const asked = { id: "asked", title: "T", body: "B", when: JSON.parse(text) };
    assert.deepEqual(load({ ...quiz, modules: [asked] }), [], text);
  }
});

test("the guide's command checks the example, and says of a mistake what the guide says", () => {
  const folder = mkdtempSync(join(tmpdir(), "career-quiz-guide-"));
  const check = (text) => {
    writeFileSync(join(folder, "library.json"), text);
    const PATH = `${join(kRoot, "build/native")}:${process.env.PATH}`;
    return spawnSync("sh", ["-c", only("check")], {
      cwd: folder,
      encoding: "utf8",
      env: { ...process.env, PATH },
    });
  };
  try {
    const good = check(quizText);
    assert.deepEqual([good.status, good.stdout], [0, "1 quiz file: 0 errors, 0 warnings\n"]);
    const bad = check(quizText.replace('"mending"', '"mendin"'));
    assert.deepEqual([bad.status, bad.stdout], [1, only("diagnostic")]);
  } finally {
    rmSync(folder, { recursive: true });
  }
});

test("the guide's guarantees are proved of its example", () => {
  const folder = mkdtempSync(join(tmpdir(), "career-quiz-guide-"));
  try {
    const quiz = { ...JSON.parse(quizText), guarantees: JSON.parse(only("guarantees")) };
    writeFileSync(join(folder, "library.json"), JSON.stringify(quiz));
    const PATH = `${join(kRoot, "build/native")}:${process.env.PATH}`;
    const { status, stdout } = spawnSync("sh", ["-c", only("prove")], {
      cwd: folder,
      encoding: "utf8",
      env: { ...process.env, PATH },
    });
    assert.equal(status, 0, stdout);
    assert.equal(stdout.match(/^library\.json.* guarantee .*: proved: /gm)?.length, 2, stdout);
  } finally {
    rmSync(folder, { recursive: true });
  }
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
  const sources = readdirSync(join(kRoot, folder))
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
