// The golden answer sheets, byte for byte, by the module as it is linked and as
// it is shipped, and by the fallback. The same files are compared natively in tests/unit and in a
// browser in tests/browser; tests/unit/golden_test.cpp says how they are made.

import assert from "node:assert/strict";
import { readFileSync, readdirSync } from "node:fs";
import { test } from "node:test";

const kRoot = new URL("../../", import.meta.url);
const kGolden = new URL("tests/golden/", kRoot);

const sheets = readdirSync(kGolden).filter((name) => name.endsWith(".json"));
assert.ok(sheets.length > 0, "there are golden answer sheets");

const kEngines = [
  ["build/wasm/bindings/career-quiz-engine.js", "build/wasm/bindings/career-quiz-engine.wasm"],
  ["dist/career-quiz-engine.js", "dist/career-quiz-engine.wasm"],
  ["dist/career-quiz-fallback.js"],
];
for (const [script, wasm] of kEngines) {
  const engineOf = async () => {
    const { default: createModule } = await import(new URL(script, kRoot));
    const module = await createModule(wasm && { wasmBinary: readFileSync(new URL(wasm, kRoot)) });
    return new module.Engine();
  };

  for (const sheet of sheets) {
    test(`${script} answers ${sheet} with the golden bytes`, async () => {
      const { quiz, cases } = JSON.parse(readFileSync(new URL(sheet, kGolden), "utf8"));
      const engine = await engineOf();
      const loaded = JSON.parse(engine.load(readFileSync(new URL(quiz, kRoot), "utf8")));
      assert.deepEqual(loaded.diagnostics, []);
      assert.ok(cases.length > 0);
      for (const { name, request, response } of cases) {
        assert.equal(engine.evaluate(request), response, name);
      }
      engine.delete();
    });
  }
}
