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

const world = useBrowser();
const script = "/career-quiz/career-quiz.js";
const walks = '<career-quiz mode="full" src="/quizzes/walks.json"></career-quiz>';

/** Serves the real engine with a count of the instances alive, in window.engines. */
function counted() {
  world.server.put("/counted/career-quiz-engine.js", {
    type: "text/javascript",
    body: `import start from "/career-quiz/career-quiz-engine.js";
      export { release } from "/career-quiz/career-quiz-engine.js";
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
    element.history = true;
    element.keep = "device";
    element.name = "quiz";
    await import(source);
  }, script);
  await until(page, "ready");
  assert.equal(await title(page).innerText(), "Quelle marche pour vous ?");
  assert.equal(await title(page).getAttribute("aria-level"), "4");
  const own = await page.evaluate(() => Object.keys(document.querySelector("career-quiz")));
  assert.deepEqual(own, []);
  for (const [name, value] of [
    ["history", ""],
    ["keep", "device"],
    ["name", "quiz"],
  ]) {
    assert.equal(await page.locator("career-quiz").getAttribute(name), value);
  }
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

/** How a reader comes to each screen, from the introduction of `walks`. */
const answerAllOf = async (page) => {
  await press(page, "Commencer");
  await answerAll(page, () => 1);
};
const toResult = async (page) => {
  await answerAllOf(page);
  await press(page.locator(".actions").first(), "Voir mon résultat");
  await page.locator("career-quiz .result").waitFor();
};
const screens = {
  "the introduction": async () => {},
  "the first question": (page) => press(page, "Commencer"),
  "a question with an answer chosen": async (page) => {
    await press(page, "Commencer");
    await choose(page, 1);
    await press(page, "Suivant");
    await title(page).filter({ hasText: "J’aime marcher" }).waitFor();
    await choose(page, 3);
  },
  "a question left unanswered, which is told": async (page) => {
    await press(page, "Commencer");
    await press(page, "Suivant");
    await page.locator("career-quiz .summary").getByRole("link").waitFor();
  },
  "the review": answerAllOf,
  "an answer being changed from the review": async (page) => {
    await answerAllOf(page);
    await page.locator("career-quiz .row .button").first().click();
    await page.getByRole("button", { name: "Annuler" }).waitFor();
  },
  "the result": toResult,
  "an answer being changed on the result": async (page) => {
    await toResult(page);
    await page.locator("career-quiz .reason .button").first().click();
    await page.locator("career-quiz .given[open] .option").first().click();
  },
};

for (const [where, go] of Object.entries(screens)) {
  test(`at ${where}, an element taken out is free at once, and goes on where it is put`, async () => {
    const page = await world.open(`${walks}<section></section>`, { script: counted() });
    await until(page, "ready");
    await go(page);
    const state = () =>
      page.evaluate(() => {
        const host = window.kept ?? document.querySelector("career-quiz");
        const root = host.shadowRoot;
        const marks = [...root.querySelectorAll("input")].map(({ checked }) => checked);
        const title = root.querySelector(".title").textContent.trim();
        return JSON.stringify([title, marks, host.answers, host.evaluation]);
      });
    const before = await state();
    for (const parent of ["section", "main"]) {
      await page.evaluate(() => {
        window.kept = document.querySelector("career-quiz");
        window.kept.remove();
      });
      await page.waitForFunction(() => window.engines.alive === 0);
      assert.equal(await state(), before);
      await page.evaluate((name) => {
        document.querySelector(name).prepend(window.kept);
        // Far from the screen it waits; how far that is depends on the height of its text.
        window.kept.scrollIntoView();
      }, parent);
      await page.waitForFunction(() => window.engines.alive === 1);
      assert.equal(await state(), before);
    }
    await page.evaluate(() => window.kept.restart());
    await page.locator("career-quiz .option").first().waitFor();
    await page.evaluate(() => window.kept.remove());
    await page.waitForFunction(() => window.engines.alive === 0);
    assert.deepEqual(await heard(page, "error"), []);
    assert.deepEqual(page.faults, []);
    await close(page);
  });
}

for (const file of [
  "walks.json",
  "career-quiz-result.js",
  "career-quiz-words.fr.js",
  "career-quiz-engine.js",
  "career-quiz-engine.wasm",
]) {
  for (const back of [false, true]) {
    test(`taken out while ${file} is on its way${back ? ", and put back," : ""} an element says nothing wrong`, async () => {
      const folder = `/midst-${file}-${back}`;
      let arrive;
      const asked = new Promise((resolve) => (arrive = resolve));
      const body = file.endsWith(".json")
        ? await readFile(new URL("./quizzes/walks.json", import.meta.url))
        : await readFile(`${dist}/${file}`);
      const type = file.endsWith(".js") ? "text/javascript" : undefined;
      let requested = false;
      world.server.put(`${folder}/${file}`, async () => {
        requested = true;
        await asked;
        return { body, type };
      });
      const source = file === "walks.json" ? folder : "/quizzes";
      const page = await world.open(
        `<career-quiz mode="full" loading="eager" src="${source}/walks.json"></career-quiz>`,
        { script: `${folder}/career-quiz.js` },
      );
      while (!requested) await page.waitForTimeout(10);
      await page.evaluate(() => {
        window.kept = document.querySelector("career-quiz");
        window.kept.remove();
      });
      if (back) await page.evaluate(() => document.querySelector("main").append(window.kept));
      arrive();
      if (back) {
        await press(page, "Commencer");
        await choose(page, 1);
        await press(page, "Suivant");
        await title(page).filter({ hasText: "J’aime marcher" }).waitFor();
      } else {
        await page.waitForTimeout(300);
        assert.deepEqual(await page.evaluate(() => window.heard), []);
      }
      assert.deepEqual(await heard(page, "error"), []);
      assert.deepEqual(page.faults, []);
      await close(page);
    });
  }
}

/** Keeps the engine's memory within reach, and counts what lives after all garbage is gone. */
const measured = `{
  const real = WebAssembly.instantiate;
  WebAssembly.instantiate = async (...given) => {
    const made = await real(...given);
    const { exports } = made.instance ?? made;
    window.engineMemory = Object.values(exports).find((one) => one instanceof WebAssembly.Memory);
    return made;
  };
}`;

async function meter(page) {
  const session = await page.context().newCDPSession(page);
  await session.send("Performance.enable");
  return async () => {
    for (let round = 0; round < 3; round += 1) {
      await session.send("HeapProfiler.collectGarbage");
      await page.waitForTimeout(50);
    }
    const { metrics } = await session.send("Performance.getMetrics");
    const of = (name) => metrics.find((metric) => metric.name === name).value;
    const memory = await page.evaluate(() => window.engineMemory?.buffer.byteLength ?? 0);
    return {
      nodes: of("Nodes"),
      listeners: of("JSEventListeners"),
      memory,
      heap: of("JSHeapUsedSize"),
    };
  };
}

/** Puts elements in the page one after another, waits until each is ready, and takes it out. */
const mount = (page, times) =>
  page.evaluate(async (rounds) => {
    for (let round = 0; round < rounds; round += 1) {
      const element = document.createElement("career-quiz");
      element.src = "/quizzes/walks.json";
      element.loading = "eager";
      element.history = true;
      const ready = new Promise((resolve) =>
        element.addEventListener("career-quiz-ready", resolve),
      );
      document.querySelector("main").append(element);
      await ready;
      element.start();
      element.remove();
      await null;
    }
    // What was recorded of their events would keep them alive.
    window.heard.length = 0;
    await new Promise((resolve) => setTimeout(resolve, 50));
  }, times);

test("a hundred mounts and removals leave nothing behind", async (context) => {
  const page = await world.open("<p></p>", { script: counted(), before: measured });
  await mount(page, 5);
  const measure = await meter(page);
  const before = await measure();
  await mount(page, 100);
  const after = await measure();
  context.diagnostic(`before ${JSON.stringify(before)}, after ${JSON.stringify(after)}`);
  assert.deepEqual(await page.evaluate(() => window.engines), { modules: 1, alive: 0, made: 105 });
  assert.ok(after.nodes <= before.nodes + 10, "nodes");
  assert.equal(after.listeners, before.listeners);
  assert.ok(before.memory > 0);
  assert.equal(after.memory, before.memory);
  await close(page);
});

test("a thousand answers, to and fro, leave nothing behind", async (context) => {
  const page = await world.open(walks, { before: measured });
  await until(page, "ready");
  await press(page, "Commencer");
  const walk = (steps) =>
    page.evaluate(async (count) => {
      const root = document.querySelector("career-quiz").shadowRoot;
      for (let step = 0; step < count; step += 1) {
        const inputs = root.querySelectorAll("fieldset input");
        inputs[(step >> 1) % inputs.length].click();
        root.querySelector(step % 2 ? ".back" : ".button.primary").click();
        if (step % 50 === 0) await new Promise((resolve) => setTimeout(resolve));
      }
      window.heard.length = 0;
    }, steps);
  await walk(40);
  const measure = await meter(page);
  const before = await measure();
  await walk(1000);
  const after = await measure();
  context.diagnostic(`before ${JSON.stringify(before)}, after ${JSON.stringify(after)}`);
  assert.ok(after.nodes <= before.nodes + 10, "nodes");
  assert.ok(after.listeners <= before.listeners + 2, "listeners");
  assert.equal(after.memory, before.memory);
  assert.deepEqual(page.faults, []);
  await close(page);
});

test("an element removed while it loads ends without a word", async () => {
  const requested = [];
  const missing = (name) =>
    world.server.put(`/removed/${name}`, () => {
      requested.push(name);
      return { delay: 500, status: 404 };
    });
  missing("walks-slow.json");
  missing("career-quiz-engine.wasm");
  const page = await world.open(
    '<career-quiz mode="full" src="/removed/walks-slow.json"></career-quiz>',
    { script: "/removed/career-quiz.js" },
  );
  for (let round = 0; !requested.length && round < 200; round += 1) await page.waitForTimeout(20);
  assert.ok(requested.length);
  await page.evaluate(() => document.querySelector("career-quiz").remove());
  await page.waitForTimeout(900);
  assert.deepEqual(page.faults, []);
  assert.deepEqual(await page.evaluate(() => window.heard), []);
  await close(page);
});

const second = "J’aime marcher avec d’autres personnes.";

/** On the second question, with its fourth answer chosen and not confirmed. */
async function midway(body = walks, options = {}) {
  const page = await world.open(body, options);
  await until(page, "ready");
  await press(page, "Commencer");
  await choose(page, 1);
  await press(page, "Suivant");
  await choose(page, 3);
  return page;
}

for (const [what, move] of [
  [
    "into another shadow root",
    () => {
      const host = document.createElement("div");
      host.attachShadow({ mode: "open" }).append(document.querySelector("career-quiz"));
      document.querySelector("main").append(host);
    },
  ],
  [
    "with moveBefore",
    () => {
      const main = document.querySelector("main");
      if (main.moveBefore) main.moveBefore(document.querySelector("career-quiz"), main.firstChild);
    },
  ],
  [
    "out and in again a microtask later, as a framework may",
    async () => {
      const element = document.querySelector("career-quiz");
      element.remove();
      await null;
      document.querySelector("main").append(element);
    },
  ],
  [
    "into a closed dialog that opens",
    () => {
      const dialog = document.createElement("dialog");
      document.querySelector("main").append(dialog);
      dialog.append(document.querySelector("career-quiz"));
      dialog.showModal();
    },
  ],
]) {
  test(`an element moved ${what} keeps its state and answers on`, async () => {
    const page = await midway();
    await page.evaluate(move);
    await page.waitForTimeout(50);
    assert.equal((await title(page).innerText()).trim(), second);
    assert.equal(await page.locator("career-quiz input:checked").getAttribute("value"), "3");
    await press(page, "Suivant");
    await page.getByText("De quoi êtes-vous le plus proche").waitFor();
    assert.equal((await heard(page, "ready")).length, 1);
    assert.deepEqual(page.faults, []);
    await close(page);
  });
}

test("an element adopted by another document keeps its state, its look and its answers", async () => {
  world.server.put("/frame.html", {
    body: "<!doctype html><title>Frame</title><main></main>",
    headers: { "content-security-policy": "frame-ancestors 'self'" },
  });
  const page = await midway(`${walks}<iframe title="Frame" src="/frame.html"></iframe>`, {
    policy:
      "default-src 'none'; script-src 'self' 'wasm-unsafe-eval'; style-src 'self'; connect-src 'self'; " +
      "frame-src 'self'; require-trusted-types-for 'script'",
  });
  await page.waitForFunction(() =>
    document.querySelector("iframe").contentDocument?.querySelector("main"),
  );
  const { sheets, text, radius } = await page.evaluate(async () => {
    const element = document.querySelector("career-quiz");
    const frame = document.querySelector("iframe").contentDocument;
    frame.querySelector("main").append(element);
    await new Promise((resolve) => setTimeout(resolve, 300));
    const root = element.shadowRoot;
    root.querySelector(".button.primary").click();
    await new Promise((resolve) => setTimeout(resolve, 500));
    return {
      sheets: root.adoptedStyleSheets.length,
      text: root.querySelector(".title").textContent.trim(),
      radius: frame.defaultView.getComputedStyle(root.querySelector(".card")).borderTopLeftRadius,
    };
  });
  assert.equal(text, "De quoi êtes-vous le plus proche ?");
  assert.equal(sheets, 2);
  assert.notEqual(radius, "0px");
  assert.deepEqual(page.faults, []);
  await close(page);
});

test("a clone and a template's copy start fresh, and work", async () => {
  const page = await midway(
    `${walks}<template><career-quiz mode="full" src="/quizzes/walks.json"></career-quiz></template>`,
    { context: { viewport: { width: 900, height: 2400 } } },
  );
  await page.evaluate(() => {
    const main = document.querySelector("main");
    const element = document.querySelector("career-quiz");
    main.append(element.cloneNode(true));
    main.append(document.querySelector("template").content.cloneNode(true));
  });
  for (const at of [1, 2]) {
    const copy = page.locator("career-quiz").nth(at);
    await copy.getByRole("button", { name: "Commencer" }).click();
    await copy.locator(".option").first().click();
    await copy.getByRole("button", { name: "Suivant" }).click();
    await copy.locator(".title").filter({ hasNotText: "Où marchez-vous" }).waitFor();
  }
  assert.equal((await title(page).innerText()).trim(), second);
  assert.deepEqual(page.faults, []);
  await close(page);
});

for (const [what, body, show] of [
  [
    "a closed dialog",
    `<dialog>${walks}</dialog>`,
    () => document.querySelector("dialog").showModal(),
  ],
  [
    "a hidden part of the page",
    `<div hidden>${walks}</div>`,
    () => (document.querySelector("div").hidden = false),
  ],
]) {
  test(`an element in ${what} loads nothing until it is shown, and works then`, async () => {
    const page = await world.open(body);
    await page.waitForFunction(() => document.querySelector("career-quiz").matches(":defined"));
    const before = world.server.requests.length;
    await page.waitForTimeout(300);
    assert.deepEqual(
      world.server.requests.slice(before).filter((path) => /result|walks|engine/.test(path)),
      [],
    );
    await page.evaluate(show);
    await until(page, "ready");
    await press(page, "Commencer");
    await choose(page, 1);
    await press(page, "Suivant");
    await title(page).filter({ hasText: second }).waitFor();
    assert.deepEqual(page.faults, []);
    await close(page);
  });
}

test("two quizzes in two languages are answered in turns, each to its own result", async () => {
  const page = await world.open(
    `${walks}<career-quiz lang="en" mode="full" src="/quizzes/close.json"></career-quiz>`,
    { context: { viewport: { width: 900, height: 2400 } } },
  );
  const quizzes = [page.locator("career-quiz").nth(0), page.locator("career-quiz").nth(1)];
  await quizzes[0].getByRole("button", { name: "Commencer" }).click();
  await quizzes[1].getByRole("button", { name: "Start" }).click();
  const asking = (one) => one.locator("form.question").count();
  for (let turn = 0; turn < 60; turn += 1) {
    const one = quizzes[turn % 2];
    if (!(await asking(one))) continue;
    const text = await one.locator(".title").first().innerText();
    await one.locator(".option").first().click();
    await one.getByRole("button", { name: /^(Suivant|Next)$/ }).click();
    await one.locator(".title").first().filter({ hasNotText: text }).waitFor();
  }
  await quizzes[0].getByRole("button", { name: "Voir mon résultat" }).first().click();
  await quizzes[1].getByRole("button", { name: "See my result" }).first().click();
  for (const one of quizzes) await one.locator(".result").waitFor();
  const complete = await heard(page, "complete");
  assert.equal(complete.length, 2);
  assert.notDeepEqual(complete[0].detail, complete[1].detail);
  assert.deepEqual(page.faults, []);
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

test("an empty src is none", async () => {
  const page = await world.open('<career-quiz src="" loading="eager"></career-quiz>');
  await until(page, "ready");
  assert.equal((await heard(page, "ready"))[0].detail.quiz, "mentoring-coaching");
  assert.deepEqual(await heard(page, "error"), []);
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

test("a language that cannot be had leaves the question and its answer, and says so on going on", async () => {
  const page = await world.open("<career-quiz></career-quiz>");
  await press(page, "Commencer");
  await choose(page, 0);
  await press(page, "Suivant");
  await choose(page, 1);
  const asked = await title(page).innerText();
  await page.context().setOffline(true);
  await page.evaluate(() => (document.querySelector("career-quiz").lang = "en"));
  await page.waitForFunction(() => window.heard.some(({ type }) => type.endsWith("error")));
  assert.equal(await title(page).innerText(), asked);
  assert.equal(await page.locator("career-quiz .option input").nth(1).isChecked(), true);
  await press(page, /^(Suivant|Next)$/);
  await page.locator("career-quiz .failure").waitFor();
  await page.context().setOffline(false);
  await press(page, /^(Réessayer|Try again)$/);
  await page.locator("career-quiz .question").waitFor();
  await page.getByRole("button", { name: "Next", exact: true }).waitFor();
  await press(page, "Back");
  assert.equal(await page.locator("career-quiz .option input").nth(1).isChecked(), true);
  await close(page);
});

test("while another language is on its way, the result stays, with focus and place", async () => {
  const page = await world.open("<career-quiz></career-quiz>");
  await press(page, "Commencer");
  await answerAll(page);
  await page.locator("career-quiz .result").waitFor();
  const restart = page.locator("career-quiz .restart summary");
  await restart.focus();
  world.server.put("/career-quiz/mentoring-coaching.en.json", {
    delay: 1200,
    type: "application/json",
    body: await readFile(`${dist}/mentoring-coaching.en.json`),
  });
  await page.evaluate(() => (document.querySelector("career-quiz").lang = "en"));
  await page.waitForTimeout(600);
  assert.notEqual(await page.locator("career-quiz .result .title").innerText(), "");
  await page.getByText("Start again", { exact: true }).waitFor();
  const inside = () =>
    page.evaluate(
      () => document.querySelector("career-quiz").shadowRoot.activeElement?.parentElement.className,
    );
  assert.equal(await inside(), "restart");
  await page.locator('career-quiz .card[lang="en"]').waitFor();
  await page.getByText("What this quiz does not say").waitFor();
  assert.equal(await inside(), "restart");
  assert.deepEqual(await heard(page, "error"), []);
  await close(page);
});
