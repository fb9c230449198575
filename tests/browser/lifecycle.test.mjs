import assert from "node:assert/strict";
import { test } from "node:test";
import {
  answerAll,
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
const script = "/career-quiz/career-quiz.js";
const walks = '<career-quiz mode="full" src="/quizzes/walks.json"></career-quiz>';

/** Serves the real engine with a count of the instances alive, in window.engines. */
function counted() {
  world.server.put("/counted/career-quiz-engine.js", {
    type: "text/javascript",
    body: `import start from "/career-quiz/career-quiz-engine.js";
      globalThis.engines = { modules: 0, alive: 0, made: 0 };
      export default async (options) => {
        const module = await start(options);
        engines.modules++;
        return { Engine: class {
          #engine = new module.Engine();
          constructor() { engines.alive++; engines.made++; }
          load(text) { return this.#engine.load(text); }
          evaluate(text) { return this.#engine.evaluate(text); }
          delete() { engines.alive--; this.#engine.delete(); }
        } };
      };`,
  });
  return "/counted/career-quiz.js";
}

test("an element created before its script keeps its fallback, then works", async () => {
  const page = await world.open(
    '<career-quiz mode="full" src="/quizzes/walks.json"><a href="/x">Contact</a></career-quiz>',
    {
      script: null,
    },
  );
  assert.ok(await page.getByRole("link", { name: "Contact" }).isVisible());
  await page.evaluate((source) => import(source), script);
  await page.getByRole("button", { name: "Commencer" }).waitFor();
  assert.equal(await page.getByRole("link", { name: "Contact" }).isVisible(), false);
  await close(page);
});

test("properties set before the script has loaded are honoured", async () => {
  const page = await world.open("<career-quiz></career-quiz>", { script: null });
  await page.evaluate(async (source) => {
    const element = document.querySelector("career-quiz");
    element.src = "/quizzes/walks.json";
    element.headingLevel = 4;
    element.loading = "eager";
    await import(source);
  }, script);
  await until(page, "ready");
  assert.equal(await title(page).innerText(), "Quelle marche pour vous ?");
  assert.equal(await title(page).getAttribute("aria-level"), "4");
  const own = await page.evaluate(() => Object.keys(document.querySelector("career-quiz")));
  assert.deepEqual(own, []);
  await close(page);
});

test("moving the element keeps its state and its engine", async () => {
  const page = await world.open(`${walks}<section></section>`, { script: counted() });
  await until(page, "ready");
  await press(page, "Commencer");
  await choose(page, 1);
  await press(page, "Suivant");
  await choose(page, 3);
  await page.evaluate(() =>
    document.querySelector("section").append(document.querySelector("career-quiz")),
  );
  await page.waitForTimeout(50);
  assert.equal(await title(page).innerText(), "J’aime marcher avec d’autres personnes.");
  assert.equal(await page.locator("career-quiz input:checked").getAttribute("value"), "3");
  assert.deepEqual(await page.evaluate(() => window.engines), { modules: 1, alive: 1, made: 1 });
  await close(page);
});

test("removing the element frees its engine, and putting it back goes on", async () => {
  const page = await world.open(walks, { script: counted() });
  await until(page, "ready");
  await press(page, "Commencer");
  await choose(page, 1);
  await press(page, "Suivant");
  await page.evaluate(() => {
    window.kept = document.querySelector("career-quiz");
    window.kept.remove();
  });
  await page.waitForFunction(() => window.engines.alive === 0);
  await page.evaluate(() => document.querySelector("main").append(window.kept));
  await choose(page, 2);
  await press(page, "Suivant");
  await page.getByText("De quoi êtes-vous le plus proche").waitFor();
  assert.equal(await page.evaluate(() => window.engines.alive), 1);
  assert.equal((await heard(page, "ready")).length, 1);
  await close(page);
});

test("a hundred mounts and removals leave no engine behind", async () => {
  const page = await world.open("<p></p>", { script: counted() });
  await page.evaluate(async () => {
    for (let round = 0; round < 100; round += 1) {
      const element = document.createElement("career-quiz");
      element.src = "/quizzes/walks.json";
      element.loading = "eager";
      const ready = new Promise((resolve) =>
        element.addEventListener("career-quiz-ready", resolve),
      );
      document.querySelector("main").append(element);
      await ready;
      element.remove();
      await null;
    }
  });
  assert.deepEqual(await page.evaluate(() => window.engines), { modules: 1, alive: 0, made: 100 });
  await close(page);
});

test("an element removed while it loads ends without a word", async () => {
  for (const name of ["walks-slow.json", "career-quiz-engine.wasm"]) {
    world.server.put(`/removed/${name}`, { delay: 300, status: 404 });
  }
  const page = await world.open(
    '<career-quiz mode="full" src="/removed/walks-slow.json"></career-quiz>',
    {
      script: "/removed/career-quiz.js",
    },
  );
  await page.waitForFunction(() => document.querySelector("career-quiz").shadowRoot);
  await page.waitForTimeout(80);
  await page.evaluate(() => document.querySelector("career-quiz").remove());
  await page.waitForTimeout(500);
  assert.deepEqual(page.faults, []);
  assert.deepEqual(await page.evaluate(() => window.heard), []);
  await close(page);
});

test("an element removed while the reader waits for the engine does not throw", async () => {
  world.server.put("/waiting/career-quiz-engine.wasm", { delay: 400, status: 404 });
  const page = await world.open("<career-quiz></career-quiz>", {
    script: "/waiting/career-quiz.js",
  });
  await press(page, "Commencer");
  await choose(page, 0);
  await press(page, "Suivant");
  await page.evaluate(() => document.querySelector("career-quiz").remove());
  await page.waitForTimeout(600);
  assert.deepEqual(page.faults, []);
  await close(page);
});

test("two elements share the engine's module and nothing else", async () => {
  const page = await world.open(
    `${walks}<career-quiz lang="en" mode="full" src="/quizzes/walks.json"></career-quiz>`,
    {
      script: counted(),
      context: { viewport: { width: 1000, height: 1600 } },
    },
  );
  await page.waitForFunction(
    () => window.heard.filter(({ type }) => type === "career-quiz-ready").length === 2,
  );
  await press(page, "Commencer");
  await choose(page, 2);
  await press(page, "Suivant");
  const second = page.locator("career-quiz").nth(1);
  assert.equal(await second.locator(".title").innerText(), "Which walk is for you?");
  await second.getByRole("button", { name: "Start" }).click();
  await second.locator(".option").first().click();
  await second.getByRole("button", { name: "Next" }).click();
  const answers = await page.evaluate(() =>
    [...document.querySelectorAll("career-quiz")].map((element) => ({ ...element.answers })),
  );
  assert.deepEqual(answers, [{ place: "street" }, { place: "high" }]);
  assert.equal(await page.evaluate(() => window.engines.modules), 1);
  assert.equal(await page.evaluate(() => window.engines.alive), 2);
  await close(page);
});

test("another src starts over with another quiz", async () => {
  const page = await world.open(walks);
  await press(page, "Commencer");
  await choose(page, 0);
  await press(page, "Suivant");
  await page.evaluate(() => (document.querySelector("career-quiz").src = "/quizzes/secret.json"));
  await page.getByRole("button", { name: "Commencer" }).waitFor();
  assert.deepEqual(
    await page.evaluate(() => ({ ...document.querySelector("career-quiz").answers })),
    {},
  );
  await close(page);
});

test("another lang changes the words and keeps the answers", async () => {
  const page = await world.open(walks);
  await press(page, "Commencer");
  await choose(page, 0);
  await press(page, "Suivant");
  await page.evaluate(() => (document.querySelector("career-quiz").lang = "en"));
  assert.equal(await title(page).innerText(), "I like to walk with other people.");
  await choose(page, 1);
  await press(page, "Next");
  await press(page, "Back");
  await press(page, "Back");
  assert.equal(await page.locator("career-quiz input:checked").getAttribute("value"), "0");
  await close(page);
});

test("the shipped quiz speaks the page's language, and loads no other", async () => {
  world.server.requests.length = 0;
  const page = await world.open('<career-quiz loading="eager"></career-quiz>', { lang: "en-GB" });
  await until(page, "ready");
  assert.equal(await title(page).innerText(), "Mentoring or coaching: which do you need?");
  await press(page, "Start");
  assert.equal(await title(page).innerText(), "What are you looking for here?");
  await answerAll(page, (text) => text.length % 3);
  const result = page.locator("career-quiz .result");
  await result.getByText("This questionnaire helps you to think").waitFor();
  assert.deepEqual(
    world.server.requests.filter((path) => path.endsWith(".json")),
    ["/career-quiz/mentoring-coaching.en.json"],
  );
  assert.deepEqual(page.faults, []);
  await close(page);
});

test("the shipped quiz waits for a language that is not baked in, and shows no other", async () => {
  world.server.put("/waits/mentoring-coaching.en.json", { delay: 400, status: 404 });
  const page = await world.open("<career-quiz></career-quiz>", {
    lang: "en",
    script: "/waits/career-quiz.js",
  });
  await page.locator("career-quiz .shell").waitFor({ state: "attached" });
  assert.equal(await page.getByText("Mentorat").count(), 0);
  await page.getByText("The quiz file could not be loaded.").waitFor();
  await close(page);
});

test("another lang of the shipped quiz keeps the answers and the way, up to the result", async () => {
  const page = await world.open("<career-quiz></career-quiz>");
  const speak = (tag) =>
    page.evaluate((lang) => (document.querySelector("career-quiz").lang = lang), tag);
  await press(page, "Commencer");
  await choose(page, 0);
  await speak("en");
  await page.getByRole("heading", { name: "What are you looking for here?" }).waitFor();
  assert.equal(await page.locator("career-quiz input:checked").getAttribute("value"), "0");
  await press(page, "Next");
  await page.getByRole("heading", { name: "these last few weeks" }).waitFor();
  await answerAll(page, (text) => text.length % 3);
  await page.getByText("What this quiz does not say").waitFor();
  const outcome = await title(page).innerText();
  await speak("fr");
  await page.getByText("Ce questionnaire aide à réfléchir").waitFor();
  assert.notEqual(await title(page).innerText(), outcome);
  assert.equal((await heard(page, "ready")).length, 1);
  assert.equal((await heard(page, "complete")).length, 1);
  assert.deepEqual(page.faults, []);
  await close(page);
});

test("the methods of the element do what the buttons do, without taking the focus", async () => {
  const page = await world.open(walks);
  await until(page, "ready");
  const call = (name, ...args) =>
    page.evaluate(
      ([method, values]) => document.querySelector("career-quiz")[method](...values),
      [name, args],
    );
  assert.equal(await call("showResult"), false);
  await call("start");
  assert.equal(await title(page).innerText(), "Où marchez-vous le plus volontiers ?");
  assert.equal(await focusedText(page), "");
  await answerAll(page);
  assert.equal(await call("goTo", "plan"), true);
  assert.equal(await title(page).innerText(), "De quoi êtes-vous le plus proche ?");
  assert.equal(await call("goTo", "nowhere"), false);
  assert.equal(await call("showResult"), true);
  await page.locator("career-quiz .result").waitFor();
  await call("restart");
  assert.equal(await title(page).innerText(), "Où marchez-vous le plus volontiers ?");
  assert.deepEqual(
    await page.evaluate(() => ({ ...document.querySelector("career-quiz").answers })),
    {},
  );
  assert.equal((await heard(page, "restart")).length, 1);
  await call("erase");
  await page.getByRole("button", { name: "Commencer" }).waitFor();
  await close(page);
});
