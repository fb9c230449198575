import assert from "node:assert/strict";
import { readFile } from "node:fs/promises";
import { test } from "node:test";
import {
  answerAll,
  choose,
  close,
  dist,
  focusedText,
  heard,
  press,
  title,
  until,
  useBrowser,
} from "./harness.mjs";

// Playwright turns the back/forward cache off; a reader's browser has it.
const world = useBrowser({
  ignoreDefaultArgs: ["--disable-back-forward-cache"],
  args: ["--enable-features=BackForwardCache:TimeToLiveInBackForwardCacheInSeconds/600"],
});
const walks = '<career-quiz history mode="full" src="/quizzes/walks.json"></career-quiz>';
const intro = "Quelle marche pour vous ?";
const first = "Où marchez-vous le plus volontiers ?";
const second = "J’aime marcher avec d’autres personnes.";
const third = "De quoi êtes-vous le plus proche ?";

/** Waits for the title, then reads it: a traversal ends when the browser says so. */
async function shows(page, text, element = 0) {
  const heading = page.locator("career-quiz").nth(element).locator(".title").first();
  const found = heading.filter({ hasText: text });
  await found.waitFor({ timeout: 4000 }).catch(() => {});
  assert.equal((await heading.innerText()).trim(), text);
}

const state = (page) => page.evaluate(() => history.state);
const entries = (page) => page.evaluate(() => history.length);
const checked = (page) => page.locator("career-quiz input:checked").getAttribute("value");
const back = (page) => page.evaluate(() => history.back());
const forward = (page) => page.evaluate(() => history.forward());

/** Long enough for a traversal that should change nothing. */
const settled = (page) => page.waitForTimeout(150);

async function answer(page, at) {
  await choose(page, at);
  await press(page, "Suivant");
}

async function begun(body = walks, options = {}) {
  const page = await world.open(body, options);
  await until(page, "ready");
  await press(page, "Commencer");
  return page;
}

test("Back and Forward lead through introduction, questions, review and result", async () => {
  const page = await begun();
  const titles = [intro];
  await answerAll(
    page,
    () => 1,
    async (text) => titles.push(text.trim()),
  );
  titles.push("Vos réponses");
  await press(page.locator(".actions").first(), "Voir mon résultat");
  await page.locator("career-quiz .result").waitFor();
  titles.push((await title(page).innerText()).trim());
  for (const text of titles.toReversed().slice(1)) {
    await page.goBack();
    await shows(page, text);
  }
  for (const text of titles.slice(1)) {
    await page.goForward();
    await shows(page, text);
  }
  assert.equal((await heard(page, "complete")).length, 1);
  assert.deepEqual(page.faults, []);
  await close(page);
});

test("without the attribute, the page's history is untouched", async () => {
  const page = await world.open(walks.replace(" history", ""));
  await page.evaluate(() => history.replaceState({ mine: 1 }, ""));
  const length = await entries(page);
  await press(page, "Commencer");
  await answer(page, 0);
  await press(page, "Retour");
  await answerAll(page);
  await press(page.locator(".actions").first(), "Voir mon résultat");
  await page.locator("career-quiz .result").waitFor();
  await page.evaluate(() => document.querySelector("career-quiz").restart());
  await page.evaluate(() => document.querySelector("career-quiz").erase());
  assert.equal(await entries(page), length);
  assert.deepEqual(await state(page), { mine: 1 });
  await close(page);
});

test("the attribute can come and go while the quiz runs", async () => {
  const page = await begun(walks.replace(" history", ""));
  const length = await entries(page);
  await page.evaluate(() => (document.querySelector("career-quiz").history = true));
  assert.equal(await page.locator("career-quiz").getAttribute("history"), "");
  await answer(page, 0);
  assert.equal(await entries(page), length + 1);
  await page.evaluate(() => (document.querySelector("career-quiz").history = false));
  await answer(page, 2);
  assert.equal(await entries(page), length + 1);
  await close(page);
});

test("the quiz's own Back goes back in the browser's history, so that Forward comes again", async () => {
  const page = await begun();
  await answer(page, 1);
  await shows(page, second);
  const length = await entries(page);
  await press(page, "Retour");
  await shows(page, first);
  await settled(page);
  assert.equal(await entries(page), length);
  await page.goForward();
  await shows(page, second);
  await press(page, "Retour");
  await press(page, "Retour");
  await shows(page, intro);
  await settled(page);
  await page.goForward();
  await shows(page, first);
  await close(page);
});

test("Back loses no answer, confirmed or not", async () => {
  const page = await begun();
  await answer(page, 1);
  await shows(page, second);
  await choose(page, 3);
  await page.goBack();
  await shows(page, first);
  assert.equal(await checked(page), "1");
  await page.goForward();
  await shows(page, second);
  assert.equal(await checked(page), "3");
  assert.deepEqual(
    await page.evaluate(() => ({ ...document.querySelector("career-quiz").answers })),
    { place: "wood", group: "p4" },
  );
  await close(page);
});

test("an answer changed on the way leads Forward along the new path", async () => {
  const page = await begun();
  await answer(page, 0);
  const branch = (await title(page).innerText()).trim();
  await answer(page, 0);
  await shows(page, third);
  await page.goBack();
  await page.goBack();
  await shows(page, first);
  await page.goForward();
  await shows(page, branch);
  await page.goBack();
  await shows(page, first);
  await choose(page, 2);
  await page.goForward();
  await settled(page);
  const there = (await title(page).innerText()).trim();
  assert.notEqual(there, first);
  await page.goForward();
  await settled(page);
  await answerAll(page);
  await page.locator("career-quiz .review").waitFor();
  assert.deepEqual(page.faults, []);
  await close(page);
});

test("two quizzes on one page go back in the order in which they were answered", async () => {
  const page = await world.open(walks + walks.replace("<career-quiz", '<career-quiz lang="en"'), {
    context: { viewport: { width: 900, height: 1500 } },
  });
  await page.waitForFunction(
    () => window.heard.filter(({ type }) => type === "career-quiz-ready").length === 2,
  );
  const quizzes = page.locator("career-quiz");
  const turn = async (at, name) => {
    const one = quizzes.nth(at);
    if (await one.locator(".option").count()) await one.locator(".option").first().click();
    await one.getByRole("button", { name, exact: true }).click();
  };
  const titles = async () => [
    (await quizzes.nth(0).locator(".title").innerText()).trim(),
    (await quizzes.nth(1).locator(".title").innerText()).trim(),
  ];
  const steps = [await titles()];
  for (const [at, name] of [
    [0, "Commencer"],
    [1, "Start"],
    [1, "Next"],
    [0, "Suivant"],
    [1, "Next"],
    [0, "Suivant"],
  ]) {
    await turn(at, name);
    steps.push(await titles());
  }
  assert.equal(new Set(steps.map(String)).size, steps.length);
  for (const step of steps.toReversed().slice(1)) {
    await page.goBack();
    await settled(page);
    assert.deepEqual(await titles(), step);
  }
  for (const step of steps.slice(1)) {
    await page.goForward();
    await settled(page);
    assert.deepEqual(await titles(), step);
  }
  // The second moved just before the first, whose own Back must leave it alone.
  await page.goBack();
  await settled(page);
  await turn(0, "Retour");
  await settled(page);
  const [one, other] = await titles();
  assert.equal(one, steps[1][0]);
  assert.equal(other, steps.at(-2)[1]);
  await close(page);
});

test("a page's own states stay whole, and are not taken for the quiz's", async () => {
  const page = await world.open(walks);
  await until(page, "ready");
  await page.evaluate(() => {
    history.replaceState({ list: [1, { two: 2 }] }, "", "#top");
    history.pushState({ page: "menu" }, "");
  });
  await press(page, "Commencer");
  assert.equal((await state(page)).page, "menu");
  await answer(page, 0);
  await page.evaluate(() => history.pushState({ page: "dialog" }, ""));
  const own = await state(page);
  await back(page);
  await settled(page);
  assert.deepEqual(own, { page: "dialog" });
  const there = (await title(page).innerText()).trim();
  assert.notEqual(there, first);
  await forward(page);
  await settled(page);
  await shows(page, there);
  assert.deepEqual(await state(page), { page: "dialog" });
  for (let step = 0; step < 3; step += 1) {
    await back(page);
    await settled(page);
  }
  await shows(page, intro);
  assert.equal((await state(page)).page, "menu");
  await back(page);
  await settled(page);
  await shows(page, intro);
  assert.deepEqual(await state(page), { list: [1, { two: 2 }] });
  assert.deepEqual(page.faults, []);
  await close(page);
});

for (const [what, foreign] of [
  ["text", '"mine"'],
  ["a list", "[1, 2]"],
  ["a map", "new Map([[1, 2]])"],
]) {
  test(`where a page's state is ${what}, the quiz leaves the history alone`, async () => {
    const page = await world.open(walks);
    await until(page, "ready");
    await page.evaluate((source) => {
      const value = { '"mine"': "mine", "[1, 2]": [1, 2] }[source] ?? new Map([[1, 2]]);
      history.replaceState(value, "");
    }, foreign);
    const length = await entries(page);
    await press(page, "Commencer");
    await answer(page, 0);
    await press(page, "Retour");
    await shows(page, first);
    assert.equal(await entries(page), length);
    assert.equal(await page.evaluate(() => "career-quiz" in Object(history.state)), false);
    assert.deepEqual(page.faults, []);
    await close(page);
  });
}

test("the address and its fragment never change", async () => {
  const page = await world.open(walks);
  await until(page, "ready");
  await page.evaluate(() => history.replaceState(null, "", "?a=1#part"));
  const url = page.url();
  await press(page, "Commencer");
  await answer(page, 0);
  assert.equal(page.url(), url);
  await page.goBack();
  await shows(page, first);
  assert.equal(page.url(), url);
  await page.evaluate(() => (location.hash = "other"));
  await settled(page);
  await shows(page, first);
  await answer(page, 0);
  assert.equal(new URL(page.url()).hash, "#other");
  await close(page);
});

test("entries hold neither ids nor answers", async () => {
  const page = await begun();
  const states = [];
  await answerAll(
    page,
    () => 1,
    async () => states.push(await state(page)),
  );
  await press(page.locator(".actions").first(), "Voir mon résultat");
  states.push(await state(page));
  for (const one of states) {
    assert.deepEqual(Object.keys(one), ["career-quiz"]);
    assert.match(
      JSON.stringify(one["career-quiz"]),
      /^\{"at":\{"0":"[rs]?\d*"\},"by":"0","from":"[rs]?\d*"\}$/,
    );
  }
  await close(page);
});

test("a question that appears because of a sensitive answer leaves no trace in the history", async () => {
  const traces = [];
  for (const health of [0, 1]) {
    const page = await world.open(
      '<career-quiz history src="/quizzes/secret.json"></career-quiz>',
      { lang: "en" },
    );
    await until(page, "ready");
    await press(page, "Start");
    const trace = [];
    const record = async () => trace.push([await entries(page), await state(page)]);
    await choose(page, health);
    await press(page, "Next");
    if (health) {
      await shows(page, "Since when?");
      await choose(page, 0);
      await press(page, "Next");
      await shows(page, "Does it weigh?");
      await press(page, "Back");
      await shows(page, "Since when?");
      await press(page, "Next");
      await choose(page, 0);
      await press(page, "Next");
    }
    await shows(page, "Which colour?");
    await record();
    await choose(page, 0);
    await press(page, "Next");
    await settled(page);
    await record();
    traces.push(trace);
    await page.goBack();
    await shows(page, "Which colour?");
    await page.goBack();
    await shows(page, "How are you?");
    assert.equal(await checked(page), String(health));
    await close(page);
  }
  assert.deepEqual(traces[0], traces[1]);
});

test("a reload in the middle starts over, and old entries break nothing", async () => {
  const page = await begun();
  await answer(page, 0);
  await answer(page, 0);
  await page.reload();
  await until(page, "ready");
  await shows(page, intro);
  for (let step = 0; step < 2; step += 1) {
    await page.goBack();
    await settled(page);
  }
  await page.goForward();
  await settled(page);
  await page.goForward();
  await settled(page);
  const button = page.getByRole("button", { name: "Commencer" });
  if (await button.count()) await button.click();
  await shows(page, first);
  await answer(page, 1);
  await shows(page, second);
  await page.goBack();
  await shows(page, first);
  await page.goForward();
  await shows(page, second);
  assert.deepEqual(page.faults, []);
  await close(page);
});

test("after a restart and an erasure, old entries lead to what there is", async () => {
  const page = await begun();
  await answerAll(page);
  await press(page.locator(".actions").first(), "Voir mon résultat");
  await page.locator("career-quiz .result").waitFor();
  await page.evaluate(() => document.querySelector("career-quiz").restart());
  await shows(page, first);
  await page.goBack();
  await settled(page);
  await shows(page, first);
  assert.equal(await page.locator("career-quiz input:checked").count(), 0);
  await answer(page, 1);
  await shows(page, second);
  await page.evaluate(() => document.querySelector("career-quiz").erase());
  await shows(page, intro);
  await page.goBack();
  await settled(page);
  await shows(page, intro);
  assert.equal((await heard(page, "complete")).length, 1);
  assert.deepEqual(page.faults, []);
  await close(page);
});

test("a question opened from the review goes back to it", async () => {
  const page = await begun();
  await answerAll(page, () => 1);
  await shows(page, "Vos réponses");
  const change = page.getByRole("button", { name: /^Changer la réponse à : J’aime marcher/ });
  await change.click();
  await shows(page, second);
  await page.goBack();
  await shows(page, "Vos réponses");
  await page.goForward();
  await shows(page, second);
  await page.getByRole("button", { name: "Annuler" }).click();
  await shows(page, "Vos réponses");
  await settled(page);
  await page.goForward();
  await shows(page, second);
  await choose(page, 3);
  await press(page, "Enregistrer");
  await shows(page, "Vos réponses");
  await settled(page);
  await page.goBack();
  await settled(page);
  assert.notEqual((await title(page).innerText()).trim(), second);
  await close(page);
});

test("the adaptive result comes back after more questions, and the next question after it", async () => {
  const page = await begun("<career-quiz history></career-quiz>");
  await answerAll(page, (text) => text.length % 2);
  const result = (await title(page).innerText()).trim();
  await press(page, "Répondre aux autres questions");
  await page.locator("career-quiz .question").waitFor();
  const more = (await title(page).innerText()).trim();
  await page.goBack();
  await shows(page, result);
  await page.goForward();
  await shows(page, more);
  await page.goBack();
  await shows(page, result);
  await page.goBack();
  await page.locator("career-quiz .question").waitFor();
  assert.equal(
    await page.evaluate(() => document.querySelector("career-quiz").result === null),
    false,
  );
  assert.equal((await heard(page, "complete")).length, 1);
  assert.deepEqual(page.faults, []);
  await close(page);
});

test("an early result is one only while it is on screen", async () => {
  const page = await begun("<career-quiz history></career-quiz>");
  const early = page.getByRole("button", { name: "Voir le résultat maintenant" });
  for (let asked = 0; !(await early.count()); asked += 1) {
    const before = (await title(page).innerText()).trim();
    await answer(page, 0);
    await title(page).filter({ hasNotText: before }).waitFor();
  }
  const question = (await title(page).innerText()).trim();
  await early.click();
  await page.locator("career-quiz .result").waitFor();
  const result = () =>
    page.evaluate(() => document.querySelector("career-quiz").result?.headline.kind ?? null);
  const kind = await result();
  assert.ok(kind);
  await page.goBack();
  await shows(page, question);
  assert.equal(await result(), null);
  await page.goForward();
  await page.locator("career-quiz .result").waitFor();
  assert.equal(await result(), kind);
  assert.equal((await heard(page, "complete")).length, 1);
  await close(page);
});

test("Back while the engine is awaited leads back, and what arrives moves nobody", async () => {
  world.server.put("/awaited/career-quiz-engine.wasm", {
    delay: 5000,
    body: await readFile(`${dist}/career-quiz-engine.wasm`),
  });
  const page = await world.open("<career-quiz history></career-quiz>", {
    script: "/awaited/career-quiz.js",
  });
  await page.waitForTimeout(300);
  const introduction = (await title(page).innerText()).trim();
  await press(page, "Commencer");
  await answer(page, 0);
  await page.waitForFunction(() => history.state !== null);
  await page.goBack();
  await shows(page, introduction);
  await until(page, "ready");
  await settled(page);
  await shows(page, introduction);
  await page.goForward();
  await page.locator("career-quiz .question").waitFor();
  assert.deepEqual(page.faults, []);
  await close(page);
});

test("Back takes the focus to the heading, but never away from another part of the page", async () => {
  const page = await begun(`<p><input aria-label="mine"></p>${walks}`);
  await answer(page, 0);
  await back(page);
  await shows(page, first);
  await settled(page);
  assert.equal((await focusedText(page)).trim(), first);
  await forward(page);
  await settled(page);
  await page.evaluate(() => document.activeElement.blur());
  await back(page);
  await shows(page, first);
  await settled(page);
  assert.equal((await focusedText(page)).trim(), first);
  await page.locator("main > p > input").focus();
  await back(page);
  await shows(page, intro);
  await settled(page);
  assert.equal(
    await page.evaluate(() => document.activeElement.getAttribute("aria-label")),
    "mine",
  );
  await close(page);
});

test("fast steps to and fro end on one screen, with an entry that agrees", async () => {
  const page = await begun();
  await answer(page, 0);
  await page.evaluate(async () => {
    const root = document.querySelector("career-quiz").shadowRoot;
    for (let round = 0; round < 5; round += 1) {
      root.querySelector(".back").click();
      root.querySelector(".button.primary").click();
    }
  });
  await settled(page);
  const shown = (await title(page).innerText()).trim();
  await page.goBack();
  await shows(page, first);
  await page.goForward();
  await shows(page, shown);
  assert.deepEqual(page.faults, []);
  await close(page);
});

test("a page left and come back to is as it was, kept whole by the browser", async () => {
  const page = await begun(walks, {
    // The test server forbids every copy otherwise, and this cache would heed it.
    headers: { "cache-control": "no-cache" },
    before: "addEventListener('pageshow', ({ persisted }) => (window.persisted = persisted))",
  });
  await answer(page, 0);
  const shown = (await title(page).innerText()).trim();
  await choose(page, 1);
  await page.goto(world.server.put("/elsewhere.html", { body: "<!doctype html><p>Elsewhere" }));
  await page.goBack({ waitUntil: "commit" });
  await page.waitForFunction(() => "persisted" in window);
  assert.equal(await page.evaluate(() => window.persisted), true);
  assert.equal((await title(page).innerText()).trim(), shown);
  assert.equal(await checked(page), "1");
  await press(page, "Suivant");
  await title(page).filter({ hasNotText: shown }).waitFor();
  await back(page);
  await shows(page, shown);
  assert.deepEqual(page.faults, []);
  await close(page);
});

test("an element taken out and put back still follows, and one that is gone does not", async () => {
  const page = await begun();
  await answer(page, 0);
  const shown = (await title(page).innerText()).trim();
  await page.evaluate(async () => {
    window.kept = document.querySelector("career-quiz");
    window.kept.remove();
    await new Promise((resolve) => setTimeout(resolve, 20));
    document.querySelector("main").append(window.kept);
  });
  await settled(page);
  await back(page);
  await shows(page, first);
  await page.evaluate(() => window.kept.remove());
  await settled(page);
  await page.goForward();
  await settled(page);
  assert.deepEqual(page.faults, []);
  await page.evaluate(() => document.querySelector("main").append(window.kept));
  await shows(page, first);
  await choose(page, 0);
  await press(page, "Suivant");
  await shows(page, shown);
  await close(page);
});
