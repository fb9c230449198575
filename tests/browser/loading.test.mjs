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
const walks = await readFile(new URL("./quizzes/walks.json", import.meta.url));
const status = (page) => page.locator("career-quiz [role=status]").innerText();
const screen = (page) => page.locator("career-quiz .failure");

/** A second of the element's patience passes in a tenth. */
const hasty = `{
  const later = setTimeout;
  window.setTimeout = (then, ms) => later(then, ms >= 1000 ? ms / 10 : ms);
}`;

/** What a folder of its own serves in the place of one file, and then the file itself. */
function broken(folder, file, reply) {
  const path = `/${folder}/${file}`;
  world.server.put(path, reply);
  return {
    script: `/${folder}/career-quiz.js`,
    quiz: `<career-quiz mode="full" src="/${folder}/walks.json"><a href="/x">Contact</a></career-quiz>`,
    async mend() {
      world.server.put(path, {
        body: file === "walks.json" ? walks : await readFile(`${dist}/${file}`),
      });
    },
  };
}

/** @param {string} folder where nothing is broken but what a test breaks */
function whole(folder) {
  world.server.put(`/${folder}/walks.json`, { body: walks });
}

/** Slows the network of a page that has not opened the quiz yet. */
async function slow(page, { bits, latency }) {
  const session = await page.context().newCDPSession(page);
  await session.send("Network.enable");
  await session.send("Network.emulateNetworkConditions", {
    offline: false,
    latency,
    downloadThroughput: bits / 8,
    uploadThroughput: bits / 8,
  });
}

/** Adds an element to the page, after all there is. */
const put = (page, attributes) =>
  page.evaluate((pairs) => {
    const element = document.createElement("career-quiz");
    for (const [name, value] of Object.entries(pairs)) element.setAttribute(name, value);
    document.querySelector("main").append(element);
  }, attributes);

const files = [
  "walks.json",
  "career-quiz-result.js",
  "career-quiz-words.fr.js",
  "career-quiz-engine.js",
  "career-quiz-engine.wasm",
];

test("an element far below loads nothing but the first script, until it comes near", async () => {
  for (const attributes of [{}, { src: "/quizzes/walks.json" }]) {
    const page = await world.open("<p></p>", { script: null });
    await page.evaluate(() => document.querySelector("p").style.setProperty("height", "6000px"));
    await put(page, attributes);
    const before = world.server.requests.length;
    await page.evaluate(() => import("/career-quiz/career-quiz.js"));
    await page.waitForTimeout(500);
    assert.deepEqual(world.server.requests.slice(before), ["/career-quiz/career-quiz.js"]);
    await page.locator("career-quiz").scrollIntoViewIfNeeded();
    await until(page, "ready");
    await close(page);
  }
});

test("an element far below loads when it is touched", async () => {
  const page = await world.open("<p></p>");
  await page.evaluate(() => {
    document.querySelector("p").style.setProperty("height", "6000px");
    document.querySelector("main").append(document.createElement("career-quiz"));
  });
  const before = world.server.requests.length;
  await page.waitForTimeout(200);
  assert.equal(world.server.requests.length, before);
  await page.evaluate(() =>
    document
      .querySelector("career-quiz")
      .shadowRoot.querySelector("button")
      .focus({ preventScroll: true }),
  );
  await until(page, "ready");
  await close(page);
});

test("nothing moves on the page by itself, on a fast network or a slow one", async (context) => {
  whole("still");
  const kinds = {
    "the shipped quiz, its opening baked in": [{}, "fr"],
    "the shipped quiz in another language": [{}, "en"],
    "a quiz file": [{ mode: "full", src: "/still/walks.json" }, "fr"],
  };
  for (const [what, [attributes, lang]] of Object.entries(kinds)) {
    for (const width of [360, 1000]) {
      for (const network of [null, { bits: 400_000, latency: 300 }]) {
        const page = await world.open("<p></p>", {
          lang,
          script: null,
          context: { viewport: { width, height: 800 } },
        });
        if (network) await slow(page, network);
        await put(page, attributes);
        await page.evaluate(() => document.querySelector("main").append("Below"));
        await page.evaluate(() => {
          window.moved = 0;
          new PerformanceObserver((list) => {
            for (const { value, hadRecentInput } of list.getEntries())
              if (!hadRecentInput) window.moved += value;
          }).observe({ type: "layout-shift", buffered: true });
          return import("/career-quiz/career-quiz.js");
        });
        await page.waitForFunction(
          () => window.heard.some(({ type }) => type === "career-quiz-ready"),
          null,
          { timeout: 30_000 },
        );
        await page.waitForTimeout(200);
        const loaded = await page.evaluate(() => window.moved);
        if (!network) {
          await press(page, /^(Commencer|Start)$/);
          await answerAll(page, () => 1);
          await page.waitForTimeout(700);
        }
        const moved = await page.evaluate(() => window.moved);
        context.diagnostic(`${what}, ${width} px, ${network ? "slow" : "fast"}: ${moved}`);
        assert.equal(loaded, 0, what);
        assert.equal(moved, 0, what);
        await close(page);
      }
    }
  }
});

test("waiting for a quiz says so after one second, seen and heard once, and not before", async () => {
  whole("late");
  world.server.put("/late/walks.json", { ends: false });
  const page = await world.open('<career-quiz mode="full" src="/late/walks.json"></career-quiz>');
  const late = page.locator("career-quiz .late");
  await page.evaluate(() => {
    window.said = [];
    const status = document.querySelector("career-quiz").shadowRoot.querySelector("[role=status]");
    new MutationObserver(() => said.push(status.textContent)).observe(status, {
      subtree: true,
      childList: true,
      characterData: true,
    });
  });
  await page.waitForTimeout(500);
  assert.equal(await late.innerText(), "");
  await late.filter({ hasText: "Chargement du quiz…" }).waitFor();
  await page.waitForTimeout(1500);
  assert.deepEqual(await page.evaluate(() => window.said), ["Chargement du quiz…"]);
  await close(page);
});

test("Next says after one second that the engine is awaited, and not before", async () => {
  world.server.put("/next/career-quiz-engine.wasm", {
    delay: 2500,
    body: await readFile(`${dist}/career-quiz-engine.wasm`),
  });
  const page = await world.open("<career-quiz></career-quiz>", { script: "/next/career-quiz.js" });
  await press(page, "Commencer");
  await choose(page, 0);
  const question = await title(page).innerText();
  await press(page, "Suivant");
  const next = page.locator("career-quiz .button.primary");
  assert.equal(await next.getAttribute("aria-disabled"), "true");
  await page.waitForTimeout(400);
  assert.equal(await next.innerText(), "Suivant");
  assert.equal(await status(page), "");
  await next.filter({ hasText: "Un instant…" }).waitFor();
  assert.equal(await status(page), "Un instant…");
  await title(page).filter({ hasNotText: question }).waitFor();
  assert.equal(await next.innerText(), "Suivant");
  await close(page);
});

for (const file of files) {
  test(`where ${file} hangs, the reader is told and can try again`, async () => {
    const folder = `hang-${file}`;
    whole(folder);
    const { script, quiz, mend } = broken(folder, file, { ends: false });
    const page = await world.open(quiz, { script, before: hasty });
    if (file === "walks.json") {
      await screen(page).waitFor();
      assert.equal(await focusedText(page), "");
    } else {
      await press(page, "Commencer");
      await choose(page, 0);
      await press(page, "Suivant");
      await screen(page).waitFor();
      assert.equal(await focusedText(page), await title(page).innerText());
    }
    assert.deepEqual(
      (await heard(page, "error")).map(({ detail }) => detail.code),
      ["network-slow"],
    );
    assert.ok(await page.getByRole("link", { name: "Contact" }).isVisible());
    await mend();
    await press(page, "Réessayer");
    if (file === "walks.json") {
      await press(page, "Commencer");
      await choose(page, 0);
      await press(page, "Suivant");
    }
    await page.getByText("J’aime marcher avec d’autres personnes.").waitFor();
    assert.equal((await heard(page, "error")).length, 1);
    assert.deepEqual(page.faults, []);
    await close(page);
  });

  test(`where the connection for ${file} breaks, one more try succeeds`, async () => {
    const folder = `reset-${file}`;
    whole(folder);
    const { script, quiz, mend } = broken(folder, file, { reset: true });
    const page = await world.open(quiz, { script });
    await until(page, "error");
    await screen(page).waitFor();
    await mend();
    await press(page, "Réessayer");
    await press(page, "Commencer");
    await choose(page, 0);
    await press(page, "Suivant");
    await page.getByText("J’aime marcher avec d’autres personnes.").waitFor();
    assert.deepEqual(page.faults, []);
    await close(page);
  });
}

test("what hangs twice ends in a plain last word", async () => {
  whole("twice");
  const { script, quiz } = broken("twice", "career-quiz-engine.wasm", { ends: false });
  const page = await world.open(quiz, { script, before: hasty });
  await press(page, "Commencer");
  await choose(page, 0);
  await press(page, "Suivant");
  await screen(page).waitFor();
  await press(page, "Réessayer");
  await page.getByText("Rechargez la page").waitFor();
  assert.equal(await screen(page).getByRole("button").count(), 0);
  assert.equal(await focusedText(page), await title(page).innerText());
  await close(page);
});

test("a quiz that comes after all goes on by itself, without taking the focus", async () => {
  whole("after-all");
  const { script, quiz } = broken("after-all", "walks.json", { delay: 4000, body: walks });
  const page = await world.open(quiz, { script, before: hasty });
  await screen(page).waitFor();
  await page.getByRole("button", { name: "Commencer" }).waitFor();
  assert.equal(await focusedText(page), "");
  assert.equal(await screen(page).count(), 0);
  await close(page);
});

test("an engine that comes after all leads on to the question that was awaited", async () => {
  whole("engine-after-all");
  const { script, quiz } = broken("engine-after-all", "career-quiz-engine.wasm", {
    delay: 4000,
    body: await readFile(`${dist}/career-quiz-engine.wasm`),
  });
  const page = await world.open(quiz, { script, before: hasty });
  await press(page, "Commencer");
  await choose(page, 0);
  await press(page, "Suivant");
  await screen(page).getByText("Le réseau est lent").waitFor();
  await page.getByText("J’aime marcher avec d’autres personnes.").waitFor();
  assert.equal(await focusedText(page), await title(page).innerText());
  await close(page);
});

test("at 400 kbit/s with two seconds of latency, a reader comes to the result", async (context) => {
  const page = await world.open("<p></p>", { script: null });
  await slow(page, { bits: 400_000, latency: 2000 });
  await page.evaluate(() => {
    document.querySelector("main").append(document.createElement("career-quiz"));
    performance.mark("asked");
    return import("/career-quiz/career-quiz.js");
  });
  const painted = await page.evaluate(() => performance.measure("x", "asked").duration);
  await press(page, "Commencer");
  await choose(page, 1);
  const question = await title(page).innerText();
  await press(page, "Suivant");
  await title(page).filter({ hasNotText: question }).waitFor({ timeout: 25_000 });
  const answered = await page.evaluate(() => performance.measure("x", "asked").duration);
  context.diagnostic(`introduction after ${painted} ms, second question after ${answered} ms`);
  await answerAll(page, () => 1);
  await page.locator("career-quiz .result").waitFor();
  assert.deepEqual(await heard(page, "error"), []);
  await close(page);
});
