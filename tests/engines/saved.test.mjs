/** Without any server: the saved page, and a page with the one script, opened from a folder. */
import assert from "node:assert/strict";
import { copyFileSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { after, before, describe, test } from "node:test";
import { fileURLToPath, pathToFileURL } from "node:url";
import { engines } from "./drivers.mjs";

const dist = process.env.CAREER_QUIZ_DIST ?? fileURLToPath(new URL("../../dist", import.meta.url));
const { openQuiz } = await import(join(dist, "career-quiz-node.js"));
const source = JSON.parse(
  readFileSync(new URL("../../questions/mentoring-coaching.json", import.meta.url), "utf8"),
);
const quiz = await openQuiz(JSON.stringify(source));

const folder = mkdtempSync(join(tmpdir(), "career-quiz-saved-"));
after(() => rmSync(folder, { recursive: true }));
for (const name of ["quiz.html", "career-quiz.standalone.js"]) {
  copyFileSync(join(dist, name), join(folder, name));
}
writeFileSync(
  join(folder, "page.html"),
  `<!doctype html><html lang="fr"><meta charset="utf-8"><title>Quiz</title>
  <main><h1>Quiz</h1><career-quiz loading="eager"></career-quiz></main>
  <script src="career-quiz.standalone.js"></script>`,
);

for (const [engine, launch] of Object.entries(engines)) {
  describe(`from a folder, in ${engine}`, () => {
    let browser;
    before(async () => (browser = await launch()));
    after(() => browser?.close());

    for (const [file, own] of [
      ["quiz.html", []],
      ["page.html", ["career-quiz.standalone.js"]],
    ]) {
      test(`${file} gives the advice of the engine, and asks for nothing`, async () => {
        await browser.open(pathToFileURL(join(folder, file)).href);
        await browser.waitFor(() => document.querySelector("career-quiz").quiz);
        for (const { outcome, answers } of source.expect.slice(0, 3)) {
          const code = quiz.encode(answers);
          await browser.evaluate((text) => {
            window.restored = false;
            document
              .querySelector("career-quiz")
              .fromCode(text)
              .then((restored) => (window.restored = restored));
          }, code);
          await browser.waitFor(() => window.restored);
          const shown = JSON.parse(
            await browser.evaluate(() => {
              const { result } = document.querySelector("career-quiz");
              return JSON.stringify(result);
            }),
          );
          // A code holds no sensitive answer.
          const { answers: held } = quiz.decode(code);
          const { result } = quiz.evaluate({ answers: held, mode: "adaptive", early: true });
          assert.deepEqual(shown.headline.outcomes, result.headline.outcomes, outcome);
          assert.deepEqual(shown.ranking, result.ranking, outcome);
        }
        const asked = await browser.evaluate(() =>
          performance.getEntriesByType("resource").map(({ name }) => name),
        );
        assert.deepEqual(
          asked.filter((address) => !own.some((name) => address.endsWith(`/${name}`))),
          [],
        );
      });
    }
  });
}
