// What `career-quiz print` writes, opened as a file: the page on a screen and the form on paper.

import assert from "node:assert/strict";
import { execFileSync } from "node:child_process";
import { mkdtempSync, readFileSync, readdirSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { after, before, test } from "node:test";
import { pathToFileURL } from "node:url";
import { launchChromium } from "./chromium.mjs";
import { axe } from "./harness.mjs";

const root = new URL("../..", import.meta.url).pathname;
const folder = mkdtempSync(join(tmpdir(), "career-quiz-print-"));
const quizzes = [
  join(root, "questions/mentoring-coaching.json"),
  ...["bicycle-check", "every-kind", "interest-inventory", "kitchen-tool"].map((name) =>
    join(root, `tests/quizzes/${name}.json`),
  ),
  join(root, "tests/browser/quizzes/tea.json"),
];

let browser;
before(async () => {
  browser = await launchChromium();
});
after(async () => {
  await browser.close();
  rmSync(folder, { recursive: true });
});

/** A form of the quiz, opened from the disk as a reader does. */
async function open(quiz, form, context = {}, ...options) {
  const file = join(folder, `${readdirSync(folder).length}.html`);
  const command = join(root, "build/native/career-quiz");
  execFileSync(command, ["print", quiz, "--form", form, "-o", file, ...options]);
  const page = await (await browser.newContext(context)).newPage();
  const requests = [];
  page.on("request", (request) => requests.push(request.url()));
  await page.goto(pathToFileURL(file).href);
  assert.deepEqual(requests, [page.url()]);
  return page;
}
const close = (page) => page.context().close();

// Paper is white.
for (const [form, looks] of Object.entries({ page: ["light", "dark"], paper: ["dark"] })) {
  test(`axe-core finds nothing in the ${form}, and nothing scrolls sideways at 320 px`, async () => {
    for (const quiz of quizzes) {
      for (const colorScheme of looks) {
        const page = await open(quiz, form, {
          colorScheme,
          viewport: { width: 320, height: 640 },
        });
        await page.evaluate(() => {
          for (const details of document.querySelectorAll("details")) details.open = true;
        });
        assert.equal(await page.evaluate(() => document.documentElement.scrollWidth), 320, quiz);
        assert.deepEqual(await axe(page), [], `${quiz}, ${colorScheme}`);
        await close(page);
      }
    }
  });
}

test("the page takes answers of every kind without a script, and clears them", async () => {
  const page = await open(quizzes[2], "page", { javaScriptEnabled: false });
  const radio = page.getByRole("radio").first();
  await radio.check();
  await page.getByRole("checkbox").first().check();
  assert.equal(await radio.isChecked(), true);
  await page.getByRole("button").click();
  assert.equal(await radio.isChecked(), false);
  await close(page);
});

test("Tab goes through the page in the order in which it is read", async () => {
  const { questions } = JSON.parse(readFileSync(quizzes[0], "utf8"));
  const page = await open(quizzes[0], "page");
  const names = [];
  for (let pressed = 0; pressed < 60; pressed += 1) {
    await page.keyboard.press("Tab");
    const name = await page.evaluate(() => document.activeElement.name);
    if (name && names.at(-1) !== name) names.push(name);
    if (await page.evaluate(() => document.activeElement.type === "reset")) break;
  }
  assert.deepEqual(
    names,
    questions.map((_, q) => `q${q + 1}`),
  );
  await close(page);
});

test("on paper no question and no group of points is cut by the end of a page, on A4 or Letter", async () => {
  const page = await open(quizzes[0], "paper");
  await page.emulateMedia({ media: "print" });
  for (const selector of [".q", "tbody"]) {
    const kept = await page.evaluate(
      (all) =>
        [...document.querySelectorAll(all)].map((node) => {
          const { breakInside } = getComputedStyle(node);
          return { breakInside, height: node.getBoundingClientRect().height };
        }),
      selector,
    );
    assert.ok(kept.length >= 20);
    for (const { breakInside, height } of kept) {
      assert.equal(breakInside, "avoid");
      // What is left of a Letter page, in CSS pixels, between margins of 16 and 22 mm.
      assert.ok(height < (279 - 38) * (96 / 25.4), `${height} px`);
    }
  }
  for (const format of ["A4", "Letter"]) {
    const pdf = (await page.pdf({ format, preferCSSPageSize: true })).toString("latin1");
    assert.ok((pdf.match(/\/Type\s*\/Page\b/g) ?? []).length > 10);
  }
  await close(page);
});
