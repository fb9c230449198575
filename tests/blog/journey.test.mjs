// A reader's whole way, in Chromium, on the real quiz and engine: an article, its link, every
// question, the advice in French. With the mouse, with the keyboard alone, with a finger at 360 px.

import assert from "node:assert/strict";
import { cpSync, readFileSync, readdirSync } from "node:fs";
import path from "node:path";
import { test } from "node:test";
import {
  buildWell,
  customerArticle,
  findings,
  launch,
  openPage,
  overflow,
  ownArticles,
  root,
  serve,
  temporaryFolder,
  withoutCustomerArticle,
} from "./support.mjs";

const quiz = JSON.parse(readFileSync(path.join(root, "questions/mentoring-coaching.json"), "utf8"));
const french = (text) => (typeof text === "string" ? text : text.fr);

/** The answer sheet of the quiz that must lead to an outcome. */
function sheetFor(outcome) {
  const found = quiz.expect.find((each) => each.outcome === outcome);
  assert.ok(found, `no sheet leads to ${outcome}`);
  return { outcome, answers: found.answers };
}

/** The positions to choose: the sheet's, or the first option where there is no sheet. */
function positions(question, sheet) {
  if (!sheet) return [0];
  const chosen = [sheet.answers[question.id]].flat();
  const found = chosen.map((id) => question.options.findIndex((option) => option.id === id));
  assert.ok(!found.includes(-1), `the sheet has no answer to ${question.id}`);
  return found;
}

const kStart = { name: "Commencer" };
const kNext = { name: "Suivant" };
const kOthers = { name: "Répondre aux autres questions" };

// Three ways to choose what a locator points at. `choose` takes the input of an option.
const mouse = {
  press: (page, target) => target.click(),
  choose: (page, input) => input.locator("xpath=..").click(),
};

const finger = {
  press: (page, target) => target.tap(),
  choose: (page, input) => input.locator("xpath=..").tap(),
};

const kMostTabs = 80;

// Whether the target has the focus, and shows that it has.
function hasFocus(target) {
  return target.evaluate((element) => element.matches(":focus-visible"));
}

const keyboard = {
  async reach(page, target) {
    for (let tabs = 0; tabs < kMostTabs; tabs += 1) {
      if (await hasFocus(target)) return;
      await page.keyboard.press("Tab");
    }
    assert.fail(`Tab does not reach ${target}`);
  },
  async press(page, target) {
    await this.reach(page, target);
    await page.keyboard.press("Enter");
  },
  // Tab reaches the first of a group of radio buttons, arrows the others; Tab every checkbox.
  async choose(page, input, position) {
    if ((await input.getAttribute("type")) === "checkbox") {
      await this.reach(page, input);
      await page.keyboard.press("Space");
    } else {
      await this.reach(page, page.locator("career-quiz input").first());
      if (position === 0) await page.keyboard.press("Space");
      for (let at = 0; at < position; at += 1) await page.keyboard.press("ArrowDown");
    }
    assert.ok(await input.isChecked());
  },
};

/** From the article at `url` to the quiz, by the link inside its text. */
async function followLink(page, way, origin, url) {
  await page.goto(origin + url);
  const link = page.locator(".prose a", { hasText: /^\/quiz$/ }).first();
  await way.press(page, link);
  await page.waitForURL(`${origin}/quiz/`);
}

/**
 * Answers every question the quiz asks; ends on the result.
 * @returns {Promise<string[]>} the ids of the questions that were asked
 */
async function answerAll(page, way, sheet, { from = kStart, onScreen = async () => {} } = {}) {
  await way.press(page, page.getByRole("button", from));
  const legend = page.locator("career-quiz legend");
  const headline = page.locator("career-quiz [part=headline]");
  const asked = [];
  for (;;) {
    await legend.or(headline).first().waitFor();
    // The result asks questions of its own.
    if ((await headline.count()) > 0) return asked;
    const text = await legend.textContent();
    const question = quiz.questions.find((each) => french(each.text) === text.trim());
    assert.ok(question, `an unknown question: ${text}`);
    assert.ok(!asked.includes(question.id), `${question.id} was asked twice`);
    asked.push(question.id);
    await onScreen(question);
    for (const position of positions(question, sheet)) {
      const input = page.locator(`career-quiz input[value="${position}"]`);
      await way.choose(page, input, position);
    }
    await way.press(page, page.getByRole("button", kNext));
    await page.waitForFunction((before) => {
      const now = document.querySelector("career-quiz").shadowRoot.querySelector("legend");
      return now?.textContent !== before;
    }, text);
  }
}

/** Checks that the result is the outcome's advice; answers its heading. */
async function readAdvice(page, outcome) {
  const expected = quiz.outcomes.find(({ id }) => id === outcome);
  const headline = page.locator("career-quiz [part=headline]").getByRole("heading");
  await headline.waitFor();
  assert.ok((await headline.textContent()).includes(french(expected.title)));
  const text = await page
    .locator("career-quiz")
    .evaluate((element) => element.shadowRoot.textContent.replace(/\s+/g, " "));
  const squeezed = (value) => french(value).replace(/\s+/g, " ");
  assert.ok(text.includes(squeezed(expected.summary)), text);
  assert.ok(text.includes(squeezed(quiz.limits)), text);
  return headline;
}

test("from an article to advice", async (t) => {
  const copies = readdirSync(ownArticles).map((name) => path.join(ownArticles, name));
  if (!withoutCustomerArticle) copies.push(customerArticle);
  const { site } = buildWell(temporaryFolder(t), {}, { copies });
  const { origin } = await serve(t, site);
  const browser = await launch(t);
  const own = "/blog/mentor-ou-coach/";

  await t.test("with the mouse, from the list of articles", async () => {
    const { context, page, faults } = await openPage(browser, origin);
    await page.goto(`${origin}/`);
    await page.getByRole("link", { name: /^Mentor ou coach/ }).click();
    await page.waitForURL(origin + own);
    const { outcome, answers } = sheetFor("career-coaching");
    await followLink(page, mouse, origin, own);
    const asked = await answerAll(page, mouse, { answers });
    await readAdvice(page, outcome);
    const rest = await answerAll(page, mouse, { answers }, { from: kOthers });
    assert.ok(rest.length > 0 && asked.length + rest.length > 20, `${asked}, then ${rest}`);
    assert.ok(!rest.some((id) => asked.includes(id)), `${asked}, then ${rest}`);
    await readAdvice(page, outcome);
    assert.deepEqual(faults, []);
    await context.close();
  });

  await t.test("with the keyboard alone", async () => {
    const { context, page, faults } = await openPage(browser, origin);
    const { outcome, answers } = sheetFor("become-mentor");
    await followLink(page, keyboard, origin, own);
    await answerAll(page, keyboard, { answers });
    const headline = await readAdvice(page, outcome);
    assert.ok(await hasFocus(headline), "the heading of the result has the focus");
    assert.deepEqual(faults, []);
    await context.close();
  });

  await t.test("with a finger, 360 px wide, nothing past the edge", async () => {
    const { context, page, faults } = await openPage(browser, origin, {
      viewport: { width: 360, height: 740 },
      hasTouch: true,
      isMobile: true,
      reducedMotion: "reduce",
    });
    const fits = async () => assert.ok((await overflow(page)) <= 0, page.url());
    await page.goto(`${origin}/`);
    await fits();
    const { outcome, answers } = sheetFor("peer-mentoring");
    await followLink(page, finger, origin, own);
    await answerAll(page, finger, { answers }, { onScreen: fits });
    await fits();
    await readAdvice(page, outcome);
    await fits();
    assert.deepEqual(faults, []);
    await context.close();
  });

  await t.test("from the customer's article", { skip: withoutCustomerArticle }, async () => {
    const { context, page, faults } = await openPage(browser, origin, { reducedMotion: "reduce" });
    await followLink(page, mouse, origin, "/blog/mentorat-coaching-carriere-2025/");
    await answerAll(page, mouse, null);
    const limits = page.locator("career-quiz [part=limits]");
    await limits.waitFor();
    assert.ok((await limits.textContent()).includes(french(quiz.limits)));
    const headline = await page.locator("career-quiz [part=headline]").textContent();
    assert.ok(
      quiz.outcomes.some(({ title }) => headline.includes(french(title))),
      headline,
    );
    assert.deepEqual(faults, []);
    await context.close();
  });

  for (const [look, options] of [
    ["light, wide", { colorScheme: "light", viewport: { width: 1280, height: 900 } }],
    ["dark, 360 px", { colorScheme: "dark", viewport: { width: 360, height: 740 } }],
  ]) {
    await t.test(`axe-core finds nothing: ${look}`, async () => {
      const { context, page, faults } = await openPage(browser, origin, {
        ...options,
        reducedMotion: "reduce",
      });
      const clean = async (what) => assert.deepEqual(await findings(page), [], what);
      const articles = [own];
      if (!withoutCustomerArticle) articles.push("/blog/mentorat-coaching-carriere-2025/");
      for (const url of ["/", ...articles]) {
        await page.goto(origin + url);
        await clean(url);
        const broken = await page.evaluate(
          () =>
            [...document.images].filter((image) => image.complete && image.naturalWidth === 0)
              .length,
        );
        assert.equal(broken, 0, `images of ${url}`);
      }
      await page.goto(`${origin}/quiz/`);
      await page.getByRole("button", kStart).waitFor();
      await clean("introduction");
      const kinds = new Set();
      const onScreen = async ({ kind }) => {
        if (!kinds.has(kind)) await clean(`a question of kind ${kind}`);
        kinds.add(kind);
      };
      const sheet = sheetFor("career-mentoring");
      await answerAll(page, mouse, sheet, { onScreen });
      await readAdvice(page, "career-mentoring");
      await clean("result");
      await answerAll(page, mouse, sheet, { from: kOthers, onScreen });
      await clean("result of the whole form");
      assert.deepEqual(faults, []);
      assert.deepEqual([...kinds].sort(), ["multiple", "pair", "scale", "single"]);

      const missing = await page.goto(`${origin}/nowhere/`);
      assert.equal(missing.status(), 404);
      await clean("a page that is not there");
      await context.close();
    });
  }

  await t.test("the policy is in force, and its refusals are seen", async () => {
    const { context, page, faults } = await openPage(browser, origin);
    await page.goto(origin + own);
    const ran = await page.evaluate(() => {
      const script = document.createElement("script");
      try {
        script.textContent = "window.ran = true";
        document.head.append(script);
      } catch (error) {
        return error.name;
      }
      return window.ran === true;
    });
    assert.notEqual(ran, true);
    assert.match(faults.join("\n"), /Content Security Policy|TrustedScript/i);
    await context.close();
  });

  await t.test("without JavaScript the reader finds the way on", async () => {
    const { context, page } = await openPage(browser, origin, { javaScriptEnabled: false });
    await page.goto(`${origin}/quiz/`);
    const link = page.locator("career-quiz").getByRole("link");
    assert.ok(await link.isVisible());
    assert.match(await link.getAttribute("href"), /^mailto:/);
    await context.close();
  });

  await t.test("the skip link comes first and leads past the header", async () => {
    const { context, page } = await openPage(browser, origin);
    await page.goto(origin + own);
    await page.keyboard.press("Tab");
    const skip = page.getByRole("link", { name: "Aller au contenu" });
    assert.ok(await hasFocus(skip));
    assert.ok((await skip.boundingBox()).y >= 0);
    await page.keyboard.press("Enter");
    assert.equal(await page.evaluate(() => document.activeElement.tagName), "MAIN");
    await context.close();
  });
});

test("the plain page: a script and a tag", async (t) => {
  const folder = temporaryFolder(t);
  const dist = process.env.CAREER_QUIZ_DIST || path.join(root, "dist");
  cpSync(path.join(root, "examples/page/index.html"), path.join(folder, "index.html"));
  cpSync(dist, path.join(folder, "career-quiz"), { recursive: true });
  const { origin } = await serve(t, folder);
  const { page, faults } = await openPage(await launch(t), origin, { reducedMotion: "reduce" });
  await page.goto(`${origin}/`);
  await page.getByRole("button", kStart).waitFor();
  assert.deepEqual(await findings(page), []);
  await answerAll(page, mouse, sheetFor("leadership-coaching"));
  await readAdvice(page, "leadership-coaching");
  assert.deepEqual(faults, []);
});
