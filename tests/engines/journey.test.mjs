/** The same journeys in three browser engines: by keyboard alone, and one by the pointer. */
import assert from "node:assert/strict";
import { after, before, describe, test } from "node:test";
import { existsSync } from "node:fs";
import { readFile } from "node:fs/promises";
import { fileURLToPath } from "node:url";
import { openRoots } from "../browser/chromium.mjs";
import { serve, strictPolicy } from "../browser/serve.mjs";
import { engines } from "./drivers.mjs";

const dist = process.env.CAREER_QUIZ_DIST ?? fileURLToPath(new URL("../../dist", import.meta.url));
const here = (path) => readFile(new URL(path, import.meta.url));

/** More stops than any screen has. */
const FAR = 120;

/** Each engine has its own, which counts what that engine asks for. */
async function serveQuizzes() {
  if (!existsSync(`${dist}/career-quiz.js`)) throw new Error(`not built: ${dist}`);
  const server = await serve(dist);
  server.put("/page.js", {
    type: "text/javascript",
    body: `(${openRoots})();\n${await here("page.js")}`,
  });
  server.put("/page.css", { type: "text/css", body: ":focus-visible { outline: 3px solid }" });
  server.put("/every-kind.json", {
    type: "application/json",
    body: await here("../quizzes/every-kind.json"),
  });
  server.put("/arabic.json", { type: "application/json", body: await here("arabic.json") });
  server.put("/favicon.ico", { type: "image/png", body: "" });
  return server;
}

let pages = 0;

/** Opens a quiz between two buttons of its page, and waits until it is ready. */
async function open(browser, attributes, { policy = strictPolicy, lang = "fr", css = "" } = {}) {
  browser.server.put("/own.css", { type: "text/css", body: css });
  const url = browser.server.put(`/page-${++pages}.html`, {
    headers: { "content-security-policy": policy },
    body: `<!doctype html><html lang="${lang}"><head><meta charset="utf-8"><title>Quiz</title>
      <meta name="viewport" content="width=device-width, initial-scale=1">
      <link rel="stylesheet" href="/page.css"><link rel="stylesheet" href="/own.css"><script src="/page.js"></script>
      <script type="module" src="/career-quiz/career-quiz.js"></script></head>
      <body><main><h1>Quiz</h1><button id="before">Before</button>
      <career-quiz ${attributes}><a href="/contact">Contact</a></career-quiz>
      <button id="after">After</button></main></body></html>`,
  });
  await browser.open(url);
  await browser.waitFor(() => window.reader?.heard("ready").length);
  return browser.server.requests.length;
}

/** Where the focus is; WebKit brings a field to write in onto the screen a little later. */
async function stop(browser) {
  await browser.waitFor(() => window.reader.arrived()).catch(() => {});
  return browser.evaluate(() => window.reader.stop());
}
const screen = (browser) => browser.evaluate(() => window.reader.screen());
const heard = (browser, name) => browser.evaluate((wanted) => window.reader.heard(wanted), name);

/** The focus is somewhere, and can be seen there. */
function seen(found, where) {
  const told = `${where}: ${JSON.stringify(found)}`;
  assert.ok(!found.lost, `the focus is lost; ${told}`);
  assert.ok(found.visible, `the focus cannot be seen; ${told}`);
  assert.ok(found.onScreen, `the focus is off the screen; ${told}`);
  return found;
}

/** A key that moves the focus. */
async function step(browser, key) {
  await browser.press(key);
  return seen(await stop(browser), `after ${key}`);
}

/** Steps on until the focus is at what a selector names. */
async function stepTo(browser, selector, key = "Tab") {
  for (let steps = 0; steps < FAR; steps += 1) {
    const found = await step(browser, key);
    if (await isAt(browser, selector)) return found;
    assert.ok(found.inQuiz || steps === 0, `${selector} was not met on the way through the quiz`);
  }
  throw new Error(`${selector} is too far`);
}

/** Presses a key that leads to another screen, where the focus must be on the title. */
async function go(browser, key) {
  await browser.press(key);
  const shown = await screen(browser);
  const found = seen(await stop(browser), shown.title);
  assert.ok(found.title, `the focus is not on the title but on ${found.words}`);
  const heading = { role: "heading", name: shown.title };
  assert.deepEqual(await browser.accessible(heading), heading);
  if (shown.name === "question") {
    assert.ok(shown.status && shown.position.startsWith(shown.status), JSON.stringify(shown));
  }
  return shown;
}

/** The first control of a question. */
const CONTROL = ".question .option input, .question .order button, .question .field";

const isAt = (browser, selector) =>
  browser.evaluate((wanted) => window.reader.at(wanted), selector);

/** From the title of a question or its first control, answers it and stays there. */
async function choose(browser, shown, at) {
  const { kind, chosen, order, title } = shown;
  if (!(await isAt(browser, CONTROL))) await stepTo(browser, CONTROL);
  let control = { role: kind };
  if (kind === "rank") {
    await browser.press("Space");
    const now = await screen(browser);
    assert.deepEqual(now.order, [order[1], order[0], ...order.slice(2)]);
    assert.notEqual(now.status, shown.status);
    control.role = "button";
  } else if (kind === "input" || kind === "textarea") {
    await browser.type(kind === "input" ? String(at) : "bonjour");
    control = { role: "textbox", name: title };
  } else if (kind === "checkbox") {
    for (let steps = 0; steps < at; steps += 1) await step(browser, "Tab");
    await browser.press("Space");
  } else {
    const [from] = chosen;
    if (from === undefined) await browser.press("Space");
    for (let place = from ?? 0; place < at; place += 1) await browser.press("ArrowDown");
    for (let place = from ?? 0; place > at; place -= 1) await browser.press("ArrowUp");
  }
  const { name } = seen(await stop(browser), "a chosen option");
  if (control.role === "button") control.name = name.replace(/ [↑↓]$/, "");
  else control.name ??= name;
  assert.deepEqual(await browser.accessible(control), control);
  if (["checkbox", "radio"].includes(kind)) {
    assert.ok((await screen(browser)).chosen.includes(at));
  }
}

/** Goes on without an answer: it is said, and a link leads to where it is mended. */
async function refuse(browser, { title }) {
  await stepTo(browser, ".button.primary");
  await browser.press("Enter");
  const { title: now, error } = await screen(browser);
  assert.equal(now, title);
  assert.notEqual(error, "");
  const { words } = seen(await stop(browser), "the error");
  assert.ok(await isAt(browser, ".summary"), words);
  const link = await step(browser, "Tab");
  assert.ok(words.endsWith(link.words) && error.endsWith(link.words), link.words);
  await browser.press("Enter");
  seen(await stop(browser), "the field in error");
  assert.ok(await isAt(browser, CONTROL));
}

/** Every stop of the screen from the button before the quiz to the one after, and back again. */
async function walkThrough(browser) {
  for (let steps = 0; (await stop(browser)).id !== "before"; steps += 1) {
    assert.ok(steps < FAR, "no way back to the page");
    await step(browser, "Shift+Tab");
  }
  const there = [];
  for (;;) {
    const found = await step(browser, "Tab");
    if (found.id === "after") break;
    there.push(found);
    assert.ok(there.length < FAR, "no way out of the quiz");
  }
  const back = [];
  for (;;) {
    const found = await step(browser, "Shift+Tab");
    if (found.id === "before") break;
    back.unshift(found);
    assert.ok(back.length < FAR, "no way out of the quiz backwards");
  }
  const words = (stops) => stops.map((one) => one.words);
  assert.deepEqual(words(back), words(there));
  return there;
}

/** Each stop of the screen is below the one before it, or further along the same line. */
async function inVisualOrder(browser) {
  await browser.waitFor(() => window.reader.still());
  const stops = await walkThrough(browser);
  const rightToLeft = (await screen(browser)).directions[0] === "rtl";
  stops.slice(1).forEach(({ box, words }, at) => {
    const { box: last, words: lastWords } = stops[at];
    const below = box.top >= last.bottom - 1;
    const sameLine = box.top < last.bottom && box.bottom > last.top;
    const further = rightToLeft ? box.right <= last.left + 1 : box.left >= last.right - 1;
    const where = JSON.stringify([last, box]);
    assert.ok(below || (sameLine && further), `“${words}” comes after “${lastWords}”: ${where}`);
  });
}

/** A choice that differs between questions and is the same in every engine. */
const pick = ({ title, options }) => title.length % (options || 9);

/** Answers a question and goes on: by Enter in the answer where that is possible, or by the button. */
async function answer(browser, shown, byButton) {
  await choose(browser, shown, pick(shown));
  const pressed = byButton || ["rank", "textarea"].includes(shown.kind);
  if (pressed) await stepTo(browser, ".button.primary");
  return go(browser, pressed ? "Space" : "Enter");
}

/** Answers from the title of a question to the review or the result; tells what was on screen. */
async function answerAll(browser, first, visit = async () => {}) {
  const met = [];
  for (let shown = first; ; shown = await answer(browser, shown, met.length % 2 === 1)) {
    if (shown.name !== "question") return { shown, met };
    met.push([shown.title, shown.position, pick(shown)]);
    assert.ok(met.length < 80, "the quiz did not end");
    await visit(shown);
  }
}

async function start(browser) {
  await stepTo(browser, ".button.primary");
  const first = await go(browser, "Enter");
  assert.equal(first.name, "question");
  return first;
}

/** Nothing went wrong on the page, and nothing left it. */
async function quiet(browser, requestsBefore, allowed = /^$/) {
  const [faults, violations, errors] = await browser.evaluate(() => [
    window.faults,
    window.violations,
    window.reader.heard("error"),
  ]);
  const broken = violations.filter((violation) => !allowed.test(violation));
  assert.deepEqual([faults, broken, errors], [[], [], []]);
  assert.deepEqual(browser.server.requests.slice(requestsBefore), []);
}

/** What each engine's reader was told, to be compared with the others'. */
const told = { adaptive: {}, full: {}, fallback: {}, conditions: {}, kinds: {}, arabic: {} };

/**
 * Browsers know different conventions of Arabic, whose numbers are written in two kinds of digits;
 * here all are written in one.
 */
const inLatinDigits = (found) =>
  JSON.parse(
    JSON.stringify(found)
      .replace(/[٠-٩]/g, (digit) => String("٠١٢٣٤٥٦٧٨٩".indexOf(digit)))
      .replaceAll("٫", ".")
      .replace(/[\u061C\u200E]/g, ""),
  );

async function outcome(browser) {
  const { words } = await screen(browser);
  const [{ detail }] = (await heard(browser, "complete")).slice(-1);
  const margin = await browser.evaluate(
    () => document.querySelector("career-quiz").result?.margin ?? null,
  );
  return { detail, margin, words };
}

/** Boxes that scroll, in which a page can stand. */
const SCROLLERS = {
  "the page": "",
  "its body":
    "html { height: 100%; overflow: hidden } body { height: 100%; margin: 0; overflow: auto }",
  "a box": "main { height: 600px; overflow: auto }",
};

describe("a journey", { concurrency: true }, () => {
  for (const [engine, launch] of Object.entries(engines)) {
    describe(engine, { concurrency: 1 }, () => {
      let browser;
      let server;
      before(async () => {
        server = await serveQuizzes();
        browser = { server, ...(await launch()) };
      });
      after(async () => {
        await browser?.close();
        await server?.close();
      });

      test("loading takes the focus from nobody", async () => {
        await open(browser, 'loading="eager"');
        assert.ok((await stop(browser)).lost);
        await browser.press("Tab");
        assert.equal((await stop(browser)).id, "before");
      });

      test("every screen is passed in the order it is seen, both ways", async () => {
        await open(browser, 'mode="full" src="/quizzes/walks.json"');
        await browser.press("Tab");
        await inVisualOrder(browser);
        await start(browser);
        await inVisualOrder(browser);
        await stepTo(browser, ".option input");
        await browser.press("Space");
        await inVisualOrder(browser);
        await stepTo(browser, ".button.primary");
        const { shown } = await answerAll(browser, await go(browser, "Enter"));
        assert.equal(shown.name, "review");
        await inVisualOrder(browser);
        await stepTo(browser, ".button.primary");
        assert.equal((await go(browser, "Enter")).name, "result");
        await inVisualOrder(browser);
      });

      test("an unanswered question says so, keeps the reader there, and lets them go on", async () => {
        await open(browser, "");
        await browser.press("Tab");
        const first = await start(browser);
        await refuse(browser, first);
        await browser.press("Space");
        const next = await go(browser, "Enter");
        assert.notEqual(next.title, first.title);
      });

      test("Back shows each answer as it was given, and forward again", async () => {
        await open(browser, "");
        await browser.press("Tab");
        const questions = [await start(browser)];
        for (let at = 0; at < 3; at += 1) {
          questions.push(await answer(browser, questions[at], at % 2 === 0));
        }
        for (let at = 2; at >= 0; at -= 1) {
          await stepTo(browser, ".button.back");
          const shown = await go(browser, "Enter");
          assert.equal(shown.title, questions[at].title);
          assert.deepEqual(shown.chosen, [pick(questions[at])]);
        }
        for (let at = 1; at <= 3; at += 1) {
          await stepTo(browser, ".option input");
          assert.equal((await go(browser, "Enter")).title, questions[at].title);
        }
        assert.equal((await heard(browser, "answer")).length, 3);
      });

      test("the quiz that ships leads to its result, whose folds open, and begins again", async () => {
        const requests = await open(browser, "");
        await browser.press("Tab");
        const { shown, met } = await answerAll(browser, await start(browser));
        assert.equal(shown.name, "result");
        told.adaptive[engine] = { met, ...(await outcome(browser)) };

        const folds = () => browser.evaluate(() => window.reader.folds());
        const closed = await folds();
        assert.ok(closed.includes(false));
        for (let at = 0; at < closed.length; at += 1) {
          const found = await stepTo(browser, "summary");
          if (closed[at]) continue;
          await browser.press(at % 2 ? "Space" : "Enter");
          await browser.waitFor(() => window.reader.still());
          assert.equal((await folds())[at], true, found.words);
          assert.equal((await stop(browser)).words, found.words);
        }
        await inVisualOrder(browser);

        await stepTo(browser, ".button.erase");
        const again = await go(browser, "Enter");
        assert.equal(again.title, met[0][0]);
        assert.deepEqual(again.chosen, []);
        assert.equal((await heard(browser, "restart")).length, 1);
        await quiet(browser, requests);
      });

      test("where WebAssembly is refused, the same engine comes as a script", async () => {
        const policy = strictPolicy.replace(" 'wasm-unsafe-eval'", "");
        const requests = await open(browser, "", { policy });
        assert.ok(browser.server.requests.some((path) => path.includes("fallback")));
        await browser.press("Tab");
        const { shown, met } = await answerAll(browser, await start(browser));
        assert.equal(shown.name, "result");
        told.fallback[engine] = { met, ...(await outcome(browser)) };
        await quiet(browser, requests, /wasm-eval/);
      });

      for (const [name, file, lang] of [
        ["conditions", "/every-kind.json", "fr"],
        ["kinds", "/quizzes/kinds.json", "fr"],
        ["arabic", "/arabic.json", "ar"],
      ]) {
        test(`the quiz “${name}” leads to its result too`, async () => {
          const requests = await open(browser, `mode="full" src="${file}"`, { lang });
          await browser.press("Tab");
          const first = await start(browser);
          assert.equal(first.directions[1], lang === "ar" ? "rtl" : "ltr");
          const { shown, met } = await answerAll(browser, first, async (question) => {
            if (!question.optional) await refuse(browser, question);
          });
          assert.equal(shown.name, "review");
          await inVisualOrder(browser);
          await stepTo(browser, ".button.primary");
          assert.equal((await go(browser, "Enter")).name, "result");
          await inVisualOrder(browser);
          told[name][engine] = { met, review: shown.words, ...(await outcome(browser)) };
          await quiet(browser, requests);
        });
      }

      for (const [scroller, css] of Object.entries(SCROLLERS)) {
        test(`an answer changed by the pointer stays where it is where ${scroller} scrolls`, async () => {
          await open(browser, 'mode="full" src="/quizzes/walks.json"', { css });
          await browser.press("Tab");
          await answerAll(browser, await start(browser));
          await stepTo(browser, ".button.primary");
          assert.equal((await go(browser, "Enter")).name, "result");
          await stepTo(browser, ".reason .button");
          await browser.press("Enter");
          await browser.waitFor(() => window.reader.still());
          const heights = new Set();
          for (const at of [0, 1, 2]) {
            const point = await browser.evaluate((which) => window.reader.bring(which), at);
            await browser.click(point.x, point.y);
            await browser.waitFor((which) => window.reader.option(which).checked, at);
            await browser.evaluate(() => window.reader.painted());
            const after = await browser.evaluate((which) => window.reader.middle(which), at);
            assert.ok(Math.abs(after.y - point.y) < 2, `${at}: ${point.y} to ${after.y}`);
            heights.add(after.above);
          }
          assert.ok(heights.size > 1, "nothing above changed its height");
        });
      }

      test("in full, an answer is changed in the review and from the result", async () => {
        const requests = await open(browser, 'mode="full"');
        await browser.press("Tab");
        const { shown, met } = await answerAll(browser, await start(browser));
        assert.equal(shown.name, "review");

        /** Goes into the first answer of the review, and leaves it. */
        const editThere = async (leave) => {
          await stepTo(browser, ".row .button");
          await leave(await go(browser, "Enter"));
          const found = seen(await stop(browser), "back at the row");
          assert.ok(await isAt(browser, ".edited"), found.words);
          const now = await screen(browser);
          assert.equal(now.status, now.title);
        };
        const other = ({ chosen, options }) => (chosen[0] + 1) % options;
        await editThere(async (question) => {
          await choose(browser, question, other(question));
          await browser.press("Enter");
        });
        assert.equal((await heard(browser, "answer")).length, met.length + 1);
        await editThere(async (question) => {
          await choose(browser, question, other(question));
          await stepTo(browser, ".button.back");
          await browser.press("Enter");
        });
        assert.equal((await heard(browser, "answer")).length, met.length + 1);

        await stepTo(browser, ".button.primary");
        assert.equal((await go(browser, "Enter")).name, "result");
        told.full[engine] = { met, ...(await outcome(browser)) };

        // The answer is changed where it stands, and the focus stays on it.
        await stepTo(browser, ".reason .button");
        await browser.press("Enter");
        seen(await stop(browser), "the row of the answer");
        assert.ok(await isAt(browser, ".given[open] > summary"));
        await browser.waitFor(() => window.reader.still());
        await stepTo(browser, ".given .option input");
        await browser.press("ArrowDown");
        seen(await stop(browser), "the changed answer");
        assert.ok(await isAt(browser, ".given .option input:checked"));
        assert.notEqual((await screen(browser)).status, "");
        assert.equal((await heard(browser, "answer")).length, met.length + 2);
        await stepTo(browser, ".strip .button");
        await browser.press("Enter");
        seen(await stop(browser), "after all is as before");
        const { detail, margin } = told.full[engine];
        const now = await outcome(browser);
        assert.deepEqual([now.detail, now.margin], [detail, margin]);
        await quiet(browser, requests);
      });
    });
  }
});

describe("in all three engines", () => {
  for (const [journey, found] of Object.entries(told)) {
    test(`the journey “${journey}” says the same`, () => {
      const [first, ...others] = Object.keys(engines);
      assert.deepEqual(Object.keys(found).sort(), Object.keys(engines).sort());
      for (const other of others) {
        assert.deepEqual(inLatinDigits(found[other]), inLatinDigits(found[first]), other);
      }
    });
  }

  test("the engine as a script says what WebAssembly says", () => {
    assert.deepEqual(told.fallback, told.adaptive);
  });
});
