// The shipped module, as a page loads it, under Node.

import assert from "node:assert/strict";
import { readFileSync, readdirSync } from "node:fs";
import { test } from "node:test";
import createModule from "../../build/wasm/bindings/career-quiz-engine.js";

const kBindings = new URL("../../build/wasm/bindings/", import.meta.url);
const kQuiz = new URL("../../questions/mentoring-coaching.json", import.meta.url);

const glue = readFileSync(new URL("career-quiz-engine.js", kBindings), "utf8");
const wasmBinary = readFileSync(new URL("career-quiz-engine.wasm", kBindings));
const quizText = readFileSync(kQuiz, "utf8");

/** The module and its memory, which the glue itself does not promise to show. */
async function start() {
  const original = WebAssembly.instantiate;
  let memory;
  WebAssembly.instantiate = async (...given) => {
    const made = await original.apply(WebAssembly, given);
    const { exports } = made.instance ?? made;
    memory = Object.values(exports).find((each) => each instanceof WebAssembly.Memory);
    return made;
  };
  try {
    return { module: await createModule({ wasmBinary }), memory };
  } finally {
    WebAssembly.instantiate = original;
  }
}

test("a quiz is loaded and a first question asked", async () => {
  const { module } = await start();
  const engine = new module.Engine();
  const loaded = JSON.parse(engine.load(quizText));
  assert.deepEqual(
    loaded.diagnostics.filter(({ severity }) => severity === "error"),
    [],
  );
  assert.equal(loaded.quiz.id, JSON.parse(quizText).id);
  const evaluation = JSON.parse(engine.evaluate('{"answers":{}}'));
  assert.equal(evaluation.next, evaluation.path[0].question);
  assert.equal(evaluation.result, null);
  engine.delete();
});

test("text crosses in UTF-8, both ways", async () => {
  const { module } = await start();
  const engine = new module.Engine();
  const { quiz, diagnostics } = JSON.parse(engine.load('{"été 🌱": 1}'));
  assert.equal(quiz, null);
  assert.ok(diagnostics.some(({ message, pointer }) => `${message}${pointer}`.includes("été 🌱")));
  engine.delete();
});

test("what is not a quiz, or not a request, is answered and harms nothing", async () => {
  const { module } = await start();
  const engine = new module.Engine();
  const deep = "[".repeat(10_000) + "]".repeat(10_000);
  for (const text of ["", "null", "{", '"\\ud800"', deep, "x".repeat(5_000_000)]) {
    assert.equal(JSON.parse(engine.load(text)).quiz, null);
  }
  engine.load(quizText);
  for (const text of ["", "null", "{", "[]", '{"answers":[]}', deep]) {
    assert.ok(JSON.parse(engine.evaluate(text)).error.message);
  }
  assert.equal(JSON.parse(engine.evaluate('{"answers":{}}')).error, undefined);
  engine.delete();
});

test("several engines live side by side", async () => {
  const { module } = await start();
  const [one, two] = [new module.Engine(), new module.Engine()];
  one.load(quizText);
  two.load("{}");
  const before = one.evaluate('{"answers":{}}');
  two.delete();
  assert.equal(one.evaluate('{"answers":{}}'), before);
  one.delete();
});

test("an engine that was deleted gives its memory back and cannot be used", async () => {
  const { module, memory } = await start();
  const cycle = () => {
    const engine = new module.Engine();
    engine.load(quizText);
    engine.evaluate('{"answers":{}}');
    engine.delete();
    return engine;
  };
  for (let i = 0; i < 20; i += 1) cycle();
  const settled = memory.buffer.byteLength;
  for (let i = 0; i < 300; i += 1) cycle();
  assert.equal(memory.buffer.byteLength, settled);
  assert.throws(() => cycle().evaluate("{}"), /deleted/);
});

test("the glue builds no code at run time, as a strict policy demands", () => {
  assert.doesNotMatch(glue, /\bnew Function\b|\beval\s*\(|Function\(["'`]/);
});
