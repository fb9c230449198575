import assert from "node:assert/strict";
import { readdirSync, readFileSync } from "node:fs";
import { test } from "node:test";
import { close, useBrowser } from "./harness.mjs";
import { packQuiz } from "../../web/pack.mjs";

const root = new URL("../../", import.meta.url);
const read = (path) => readFileSync(new URL(path, root), "utf8");
const world = useBrowser();

/** Evaluates requests with the built engine, in a page under the strict policy. */
async function evaluate(quiz, requests) {
  const page = await world.open("<p></p>", { script: null });
  const answers = await page.evaluate(
    async ([text, asked]) => {
      const folder = `${location.origin}/career-quiz/career-quiz-engine`;
      const { default: start } = await import(`${folder}.js`);
      const wasmBinary = await (await fetch(`${folder}.wasm`)).arrayBuffer();
      const module = await start({ wasmBinary });
      const engine = new module.Engine();
      const report = engine.load(text);
      if (!JSON.parse(report).quiz) throw new Error(report);
      const said = asked.map((request) => engine.evaluate(request));
      engine.delete();
      return said;
    },
    [quiz, requests],
  );
  await close(page);
  return answers;
}

for (const file of readdirSync(new URL("tests/golden/", root)).filter((name) =>
  name.endsWith(".json"),
)) {
  const { quiz, cases } = JSON.parse(read(`tests/golden/${file}`));
  const text = read(quiz);
  const requests = cases.map(({ request }) => request);

  test(`the browser answers ${file} with the golden bytes`, async () => {
    const answers = await evaluate(text, requests);
    cases.forEach(({ name, response }, at) => assert.equal(answers[at], response, name));
  });

  test(`the packed form of ${quiz} answers the same`, async () => {
    const packed = JSON.stringify(packQuiz(JSON.parse(text)));
    const answers = await evaluate(packed, requests);
    cases.forEach(({ name, request, response }, at) => {
      // One that asks for a language the packed form lacks may differ; some are not even JSON.
      if (!request.includes("language")) assert.equal(answers[at], response, name);
    });
  });
}
