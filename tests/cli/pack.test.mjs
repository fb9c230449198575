// `career-quiz pack` as a program: what a page loads is the quiz that was written.

import assert from "node:assert/strict";
import { readFileSync, readdirSync, statSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { test } from "node:test";
import createModule from "../../build/wasm/bindings/career-quiz-engine.js";
import { packQuiz } from "../../web/pack.mjs";
import { root, run, temporary } from "./run.mjs";
import { randomSheet, seeded } from "./sheets.mjs";

const folder = temporary("pack");

const quizzes = ["questions", "tests/quizzes", "tests/browser/quizzes"].flatMap((place) =>
  readdirSync(join(root, place))
    .filter((file) => file.endsWith(".json") && file !== "quiz.schema.json")
    .map((file) => join(root, place, file)),
);

const pack = (...args) => {
  const options = typeof args.at(-1) === "object" ? args.pop() : {};
  const { status, stdout, stderr } = run(["pack", ...args], options);
  return { status, stdout, stderr };
};

const wasmBinary = readFileSync(join(root, "build/wasm/bindings/career-quiz-engine.wasm"));
const { Engine } = await createModule({ wasmBinary });
const engineOf = (text) => {
  const engine = new Engine();
  assert.deepEqual(
    JSON.parse(engine.load(text)).diagnostics.filter(({ severity }) => severity === "error"),
    [],
  );
  return engine;
};

test("every quiz is packed into the bytes that the build of pages writes, in each language", () => {
  assert.ok(quizzes.length > 10);
  for (const path of quizzes) {
    const whole = JSON.parse(readFileSync(path, "utf8"));
    for (const language of whole.languages) {
      const { status, stdout, stderr } = pack(path, "--lang", language);
      assert.equal(status, 0, stderr);
      assert.ok(stdout === JSON.stringify(packQuiz(whole, language)), `${path} in ${language}`);
    }
  }
});

test("the packed quiz gives the same evaluations and answer codes, byte for byte", () => {
  const random = seeded(7);
  for (const path of quizzes) {
    const text = readFileSync(path, "utf8");
    const quiz = JSON.parse(text);
    const whole = engineOf(text);
    const packed = engineOf(pack(path).stdout);
    for (let sheet = 0; sheet < 40; sheet += 1) {
      const all = Object.entries(randomSheet(quiz, random));
      const answers = Object.fromEntries(all.filter(() => sheet % 2 || random(sheet) < 10));
      for (const mode of ["full", "adaptive"]) {
        const request = JSON.stringify({ answers, mode, early: true });
        assert.ok(packed.evaluate(request) === whole.evaluate(request), `${path}: ${request}`);
        assert.ok(packed.encode(request) === whole.encode(request), `${path}: ${request}`);
      }
    }
  }
});

test("to pack what is packed changes nothing", () => {
  for (const path of quizzes) {
    const once = pack(path).stdout;
    assert.ok(pack("-", { input: once }).stdout === once, path);
  }
});

const small = {
  format: 1,
  id: "small",
  version: "1",
  languages: ["id", "en"],
  note: "for authors",
  title: { id: "Judul", en: 'Title \u{1f600} "quoted" \\ \u2028' },
  limits: { id: "Batas", en: "Limits" },
  questions: [
    {
      id: "one",
      kind: "scale",
      text: { id: "Satu?", en: "One?" },
      options: [
        { id: "low", text: { id: "rendah", en: "low" }, evidence: { note: 3 } },
        { id: "middle" },
        { id: "high", text: { id: "tinggi", en: "high" }, note: "why" },
      ],
    },
  ],
  outcomes: ["note", "en"].map((id, priority) => ({
    ...{ id, priority, title: { id: "T", en: "T" } },
    ...{ summary: { id: "S", en: "S" }, body: [{ list: [{ id: "x", en: "y" }] }] },
  })),
  expect: [{ name: "low", answers: { one: "low" }, outcome: "note" }],
  guarantees: [{ independent: ["one", "en"] }],
};

test("what pages never read is left out, and an option of nothing but its id stays one", () => {
  const packed = JSON.parse(pack("-", "--lang", "en", { input: JSON.stringify(small) }).stdout);
  assert.deepEqual(Object.keys(packed).sort(), [
    ...["format", "id", "languages", "limits", "outcomes", "questions", "title", "version"],
  ]);
  assert.equal(packed.title, small.title.en);
  assert.deepEqual(packed.questions[0].options, [
    { id: "low", text: "low", evidence: { note: 3 } },
    { id: "middle" },
    { id: "high", text: "high" },
  ]);
  assert.deepEqual(packed, JSON.parse(JSON.stringify(packQuiz(small, "en"))));
  assert.equal(pack("-", { input: JSON.stringify(packed) }).status, 0);
});

test("a quiz with errors, a language it lacks and a missing file are refused, each in a sentence", () => {
  const out = join(folder, "never.json");
  const broken = join(folder, "broken.json");
  writeFileSync(broken, JSON.stringify({ ...small, titel: "x" }));
  const errors = pack(broken, "-o", out);
  assert.equal(errors.status, 1);
  assert.match(errors.stderr, /has errors; career-quiz check/);
  const language = pack("-", "--lang", "fr", "-o", out, { input: JSON.stringify(small) });
  assert.equal(language.status, 2);
  assert.match(language.stderr, /no texts in “fr”; it has them in id, en\./);
  assert.equal(pack(join(folder, "none.json"), "-o", out).status, 3);
  assert.throws(() => statSync(out), { code: "ENOENT" });
});

test("a file is replaced whole, keeps its permissions, and stays when it cannot be replaced", () => {
  const out = join(folder, "out.json");
  const input = JSON.stringify(small);
  writeFileSync(out, "x".repeat(100_000), { mode: 0o640 });
  assert.equal(pack("-", "-o", out, { input }).status, 0);
  assert.equal(readFileSync(out, "utf8"), pack("-", { input }).stdout);
  assert.equal(statSync(out).mode & 0o777, 0o640);

  const nowhere = pack("-", "-o", join(folder, "no", "out.json"), { input });
  assert.equal(nowhere.status, 4);
  assert.match(nowhere.stderr, /no such folder/);
  assert.equal(pack("-", "-o", folder, { input }).status, 4);
  assert.equal(pack("-", "-o", "/dev/full", { input }).status, 4);
  assert.deepEqual(
    readdirSync(folder).filter((file) => file.startsWith("out")),
    ["out.json"],
  );
});
