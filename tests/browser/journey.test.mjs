import assert from "node:assert/strict";
import { test } from "node:test";
import {
  answerAll,
  axe,
  choose,
  close,
  focusedText,
  heard,
  press,
  title,
  until,
  useBrowser,
} from "./harness.mjs";

const world = useBrowser();
const shipped = '<career-quiz><a href="/contact">Contact</a></career-quiz>';
const walks =
  '<career-quiz mode="full" src="/quizzes/walks.json"><a href="/contact">Contact</a></career-quiz>';

test("a reader with a mouse goes from the introduction to explained advice", async () => {
  const page = await world.open(shipped);
  await press(page, "Commencer");
  // Well rested: who is not gets other help, and no reasons.
  await answerAll(page, (text) => (text.includes("semaines") ? 0 : text.length % 3));
  const result = page.locator("career-quiz .result");
  await result.getByText("Ce qui a compté").waitFor();
  await result.getByText("Ce que ce quiz ne dit pas").waitFor();
  const [complete] = await heard(page, "complete");
  const shown = await title(page).innerText();
  const titles = await page.evaluate(
    (ids) =>
      ids.map((id) => document.querySelector("career-quiz").quiz.outcomes.find((o) => o.id === id)),
    complete.detail.outcomes,
  );
  assert.ok(
    titles.some((outcome) => shown.includes(outcome.title)),
    shown,
  );
  assert.deepEqual(page.faults, []);
  await close(page);
});

test("a reader with the keyboard alone gets there too", async () => {
  const page = await world.open(shipped);
  const onScreen = (selector) => page.locator(`career-quiz ${selector}`).count();
  await page.keyboard.press("Tab");
  await page.keyboard.press("Enter");
  for (let asked = 0; asked < 60 && !(await onScreen(".review, .result")); asked += 1) {
    const before = await title(page).innerText();
    await page.keyboard.press("Tab");
    await page.keyboard.press("Space");
    if (asked % 2) await page.keyboard.press("ArrowDown");
    await page.keyboard.press("Enter");
    await page.waitForFunction(
      (text) =>
        document
          .querySelector("career-quiz")
          .shadowRoot.querySelector(".title")
          .textContent.trim() !== text,
      before,
    );
    assert.equal(await focusedText(page), await title(page).innerText());
  }
  if (await onScreen(".review")) {
    await page.keyboard.press("Tab");
    await page.keyboard.press("Enter");
  }
  await page.locator("career-quiz .result").waitFor();
  assert.equal((await heard(page, "complete")).length, 1);
  await close(page);
});

test("at 360 px nothing is cut and every answer is a target of 44 px", async () => {
  const page = await world.open(shipped, {
    context: { viewport: { width: 360, height: 740 }, hasTouch: true, isMobile: true },
  });
  const fits = async () => {
    const { wide, small } = await page.evaluate(() => {
      const root = document.querySelector("career-quiz").shadowRoot;
      const targets = [...root.querySelectorAll(".option, .button, summary, a")];
      const visible = targets.filter((node) => node.checkVisibility());
      return {
        wide: document.documentElement.scrollWidth,
        small: visible
          .filter((node) => node.matches(".option, .button, summary"))
          .filter((node) => node.getBoundingClientRect().height < 44)
          .map((node) => node.textContent.trim()),
      };
    });
    assert.equal(wide, 360);
    assert.deepEqual(small, []);
  };
  await fits();
  await press(page, "Commencer");
  await answerAll(page, () => 1, fits);
  await fits();
  if (await page.locator("career-quiz .review").count()) {
    await press(page.locator(".actions").first(), "Voir mon résultat");
  }
  await page.locator("career-quiz .result").waitFor();
  await fits();
  await close(page);
});

for (const theme of ["light", "dark"]) {
  test(`axe-core finds nothing on any screen in a ${theme} page`, async () => {
    const page = await world.open(walks, { context: { colorScheme: theme } });
    const clean = async () => assert.deepEqual(await axe(page), []);
    await until(page, "ready");
    await clean();
    await press(page, "Commencer");
    await press(page, "Suivant");
    await clean();
    await answerAll(page, () => 0, clean);
    await clean();
    await press(page.locator(".actions").first(), "Voir mon résultat");
    await page.locator("career-quiz .result").waitFor();
    await page.locator("career-quiz details").first().click();
    await clean();
    await close(page);
  });
}

test("axe-core finds nothing on any screen of the quiz that ships", async () => {
  const page = await world.open(shipped);
  await until(page, "ready");
  assert.deepEqual(await axe(page), []);
  await press(page, "Commencer");
  let asked = 0;
  await answerAll(
    page,
    () => 1,
    async () => {
      if (asked++ % 5 === 0) assert.deepEqual(await axe(page), []);
    },
  );
  assert.deepEqual(await axe(page), []);
  if (await page.locator("career-quiz .review").count()) {
    await press(page.locator(".actions").first(), "Voir mon résultat");
  }
  await page.locator("career-quiz .result").waitFor();
  assert.deepEqual(await axe(page), []);
  await close(page);
});

test("the whole journey breaks no rule of a strict policy with Trusted Types", async () => {
  const page = await world.open(walks);
  await press(page, "Commencer");
  await answerAll(page, () => 1);
  await press(page.locator(".actions").first(), "Voir mon résultat");
  await page.locator("career-quiz .result").waitFor();
  assert.deepEqual(await page.evaluate(() => window.violations), []);
  assert.deepEqual(page.faults, []);
  await close(page);
});

test("the introduction and the first question need one request", async () => {
  let release;
  const held = new Promise((resolve) => (release = resolve));
  for (const name of [
    "career-quiz-result.js",
    "career-quiz-engine.js",
    "career-quiz-engine.wasm",
  ]) {
    world.server.put(`/slow/${name}`, async () => {
      await held;
      return { status: 404 };
    });
  }
  const page = await world.open(shipped, { script: "/slow/career-quiz.js" });
  await press(page, "Commencer");
  await choose(page, 0);
  await press(page, "Suivant");
  await page.getByRole("button", { name: "Un instant…" }).waitFor();
  release();
  await close(page);
});

test("nothing is requested after loading, and nothing is stored", async () => {
  const page = await world.open(walks);
  await until(page, "ready");
  const before = world.server.requests.length;
  await press(page, "Commencer");
  await answerAll(page);
  await press(page.locator(".actions").first(), "Voir mon résultat");
  await page.locator("career-quiz .result").waitFor();
  assert.equal(world.server.requests.length, before);
  const stored = await page.evaluate(async () => [
    document.cookie,
    localStorage.length,
    sessionStorage.length,
    (await indexedDB.databases()).length,
    (await caches.keys()).length,
    history.length,
    location.hash,
  ]);
  assert.deepEqual(stored, ["", 0, 0, 0, 0, 2, ""]);
  await close(page);
});
