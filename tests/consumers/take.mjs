// What every consumer has to show: a reader opens its page, takes the quiz, and gets advice.

import assert from "node:assert/strict";
import { launch, openPage } from "../blog/support.mjs";

const kStart = /^(Commencer|Start)$/;
const kNext = /^(Suivant|Next)$/;

/**
 * Takes the quiz at `address` in Chromium, with the first answer to every question, until the advice is
 * on screen; fails on anything the console, the network or the page reports on the way. The page has to
 * start the quiz by what a reader sees: nothing of it is called.
 * @param {import("node:test").TestContext} t
 * @param {string} address of the page, on the consumer's own server or from `file://`
 * @param {{faults?: (fault: string) => boolean, keep?: boolean}} [options] `faults`: which of the
 *   faults count, all when absent; `keep`: the page stays open for more, until `t` ends
 * @returns {Promise<{page: import("playwright-core").Page, advice: string, requested: string[]}>}
 *   the title of the advice, and the addresses asked for, in order
 */
export async function takeQuiz(t, address, { faults: counts = () => true, keep = false } = {}) {
  const browser = await launch(t);
  const origin = address.startsWith("file:") ? "file://" : new URL(address).origin;
  const { page, faults } = await openPage(browser, origin, { locale: "fr-FR" });
  const requested = [];
  page.on("request", (request) => requested.push(request.url()));
  await page.goto(address);
  const quiz = page.locator("career-quiz").first();
  await quiz.getByRole("button", { name: kStart }).click();
  for (let asked = 0; (await quiz.locator(".result").count()) === 0; asked += 1) {
    assert.ok(asked < 60, "the quiz did not end");
    const title = await quiz.locator(".title").first().innerText();
    await quiz.locator(".option").first().click();
    await quiz.getByRole("button", { name: kNext }).click();
    await page.waitForFunction(
      (before) =>
        document
          .querySelector("career-quiz")
          .shadowRoot.querySelector(".title")
          ?.textContent.trim() !== before,
      title.trim(),
    );
  }
  const advice = (await quiz.locator(".title").first().innerText()).trim();
  assert.ok(advice.length > 0);
  assert.deepEqual(faults.filter(counts), []);
  if (!keep) await browser.close();
  return { page, advice, requested };
}
