// The engine where WebAssembly is refused. That it answers with the same bytes
// is what tests/same_bytes/ and golden.test.mjs compare.

import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { test } from "node:test";

const kFallback = new URL("../../dist/career-quiz-fallback.js", import.meta.url);
const quizText = readFileSync(
  new URL("../../questions/mentoring-coaching.json", import.meta.url),
  "utf8",
);

// As in a browser that has none at all.
delete globalThis.WebAssembly;
const { default: createModule } = await import(kFallback);

test("the fallback starts where there is no WebAssembly, and fetches nothing", async () => {
  globalThis.fetch = () => assert.fail("it fetched");
  const engine = new (await createModule()).Engine();
  assert.deepEqual(JSON.parse(engine.load(quizText)).diagnostics, []);
  assert.equal(JSON.parse(engine.evaluate('{"answers":{}}')).result, null);
  engine.delete();
});

test("the fallback's memory grows and keeps what it held", async () => {
  const module = await createModule();
  const [kept, large] = [new module.Engine(), new module.Engine()];
  kept.load(quizText);
  const before = kept.evaluate('{"answers":{}}');
  const quiz = JSON.parse(quizText);
  quiz.note = "x".repeat(4_000_000);
  const { diagnostics } = JSON.parse(large.load(JSON.stringify(quiz)));
  assert.ok(diagnostics.every(({ code }) => code !== "too-large"));
  assert.equal(kept.evaluate('{"answers":{}}'), before);
  kept.delete();
  large.delete();
});

test("each start of the fallback is an instance of its own", async () => {
  const [one, two] = [await createModule(), await createModule()];
  const [first, second] = [new one.Engine(), new two.Engine()];
  first.load(quizText);
  assert.equal(JSON.parse(second.evaluate('{"answers":{}}')).error.code, "no-quiz");
  assert.equal(JSON.parse(first.evaluate('{"answers":{}}')).error, undefined);
});

test("the fallback builds no code at run time, as a strict policy demands", () => {
  const script = readFileSync(kFallback, "utf8");
  assert.doesNotMatch(script, /\bnew Function\b|\beval\s*\(|Function\(["'`]|\bWebAssembly\b/);
});
