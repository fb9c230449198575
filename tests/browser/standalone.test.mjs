/** Everything in one classic script: the same quiz, with not one request more. */
import assert from "node:assert/strict";
import { copyFileSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import test from "node:test";
import { pathToFileURL } from "node:url";
import { answerAll, axe, close, dist, heard, press, title, until, useBrowser } from "./harness.mjs";

const world = useBrowser();

/** No word of WebAssembly, and no fetch: it needs neither. */
const policy =
  "default-src 'none'; script-src 'self'; style-src 'self'; require-trusted-types-for 'script'";

const script = "/career-quiz/career-quiz.standalone.js";
const standalone = { script, classic: true };

/** What was asked of the folder that the script is in. */
const fetched = (since) =>
  world.server.requests.slice(since).filter((path) => path.startsWith("/career-quiz/"));

async function wholeQuiz(page) {
  await press(page, "Commencer");
  await toTheEnd(page);
}

async function toTheEnd(page) {
  await answerAll(page);
  await page.locator("career-quiz .result").waitFor();
}

test("under a policy that allows its script alone, the whole quiz is taken without a request", async () => {
  const before = world.server.requests.length;
  const page = await world.open("<career-quiz></career-quiz>", { ...standalone, policy });
  await wholeQuiz(page);
  assert.deepEqual(await page.evaluate(() => window.violations), []);
  assert.deepEqual(page.faults, []);
  assert.deepEqual(await heard(page, "error"), []);
  assert.deepEqual(fetched(before), [script]);
  await close(page);
});

test("it has every language of the quiz and of the interface inside", async () => {
  const before = world.server.requests.length;
  const page = await world.open("<career-quiz></career-quiz>", {
    ...standalone,
    lang: "en",
    policy,
  });
  await page.getByRole("button", { name: "Start", exact: true }).waitFor();
  await page.evaluate(() => (document.documentElement.lang = "fr"));
  await page.evaluate(() => document.querySelector("career-quiz").setAttribute("lang", "fr"));
  await page.getByRole("button", { name: "Commencer", exact: true }).waitFor();
  assert.deepEqual(fetched(before), [script]);
  await close(page);
});

test("a quiz of the page's own is fetched, as that is a file of its own", async () => {
  const page = await world.open(
    '<career-quiz src="/quizzes/walks.json"></career-quiz>',
    standalone,
  );
  await until(page, "ready");
  const [{ detail }] = await heard(page, "ready");
  assert.equal(detail.quiz, "walks");
  await close(page);
});

test("from a saved page, without any server, the quiz gives its advice", async () => {
  const folder = mkdtempSync(join(tmpdir(), "career-quiz-"));
  copyFileSync(join(dist, "career-quiz.standalone.js"), join(folder, "career-quiz.standalone.js"));
  const saved = join(folder, "saved.html");
  writeFileSync(
    saved,
    `<!doctype html><html lang="fr"><meta charset="utf-8"><title>Quiz</title>
    <main><h1>Quiz</h1><career-quiz></career-quiz></main>
    <script src="career-quiz.standalone.js"></script>`,
  );
  const page = await world.open("", { script: null });
  await page.goto(pathToFileURL(saved).href);
  await wholeQuiz(page);
  assert.notEqual(await title(page).innerText(), "");
  assert.deepEqual(page.faults, []);
  await close(page);
  rmSync(folder, { recursive: true });
});

test("an engine that stops is replaced by a new one from the same script", async () => {
  const page = await world.open("<career-quiz></career-quiz>", {
    ...standalone,
    policy,
    before: `
      let calls = 0;
      const parse = JSON.parse;
      JSON.parse = (text, ...rest) => {
        if (text.startsWith('{"path"') && ++calls === 2) throw new Error("trap");
        return parse(text, ...rest);
      };`,
  });
  await press(page, "Commencer");
  for (let asked = 0; asked < 2; asked += 1) {
    await page.locator("career-quiz .option").first().click();
    await press(page, "Suivant");
  }
  await press(page, "Réessayer");
  await page.locator("career-quiz .question").waitFor();
  await toTheEnd(page);
  await close(page);
});

/** dist/quiz.html, opened with a double click, by a reader of these languages. */
async function savedQuiz(locale, options = {}) {
  const page = await world.open("", { script: null, context: { locale, ...options } });
  await page.goto(pathToFileURL(join(dist, "quiz.html")).href);
  return page;
}

test("quiz.html, one file without a server, gives its advice and keeps its own policy", async () => {
  const page = await savedQuiz("fr-FR");
  const asked = [];
  page.on("request", (request) => asked.push(request.url()));
  const violations = [];
  page.on("console", (message) => violations.push(message.text()));
  await wholeQuiz(page);
  assert.notEqual(await title(page).innerText(), "");
  assert.deepEqual([asked, violations, page.faults], [[], [], []]);
  await close(page);
});

test("quiz.html speaks the reader's language, and another when told", async () => {
  const page = await savedQuiz("en-GB");
  await page.getByRole("button", { name: "Start", exact: true }).waitFor();
  assert.equal(await page.locator("html").getAttribute("lang"), "en");
  await page.getByRole("button", { name: "français" }).click();
  await page.getByRole("button", { name: "Commencer", exact: true }).waitFor();
  assert.match(await page.title(), /Mentorat/);
  assert.equal(
    await page.getByRole("button", { name: "français" }).getAttribute("aria-pressed"),
    "true",
  );
  await close(page);
});

test("quiz.html without scripts says so in each of its languages, and offers nothing that does nothing", async () => {
  const page = await savedQuiz("fr-FR", { javaScriptEnabled: false });
  await page.getByText(/^Ce quiz a besoin de JavaScript/).waitFor();
  await page.getByText(/^This quiz needs JavaScript/).waitFor();
  assert.equal(await page.getByRole("button").count(), 0);
  await page.close();
});

test("quiz.html works with the network off: languages, keeping, and the link, after a reload too", async () => {
  const page = await savedQuiz("fr-FR");
  await page.context().setOffline(true);
  await page.reload();
  const asked = [];
  page.on("request", (request) => {
    if (!request.url().startsWith("file:")) asked.push(request.url());
  });
  await wholeQuiz(page);
  const advice = await title(page).innerText();
  await press(page, "Garder sur cet appareil");
  const link = `${page.url()}#career-quiz=${await page.evaluate(() => document.querySelector("career-quiz").toCode())}`;
  await page.getByRole("button", { name: "English" }).click();
  await page.getByText("What this quiz does not say").waitFor();
  await page.reload();
  await press(page, "Voir mon résultat");
  await page.locator("career-quiz .result").waitFor();
  assert.equal(await title(page).innerText(), advice);
  await press(page, "Tout effacer");
  await page.goto("about:blank");
  await page.goto(link);
  await page.locator("career-quiz .result").waitFor();
  assert.equal(await title(page).innerText(), advice);
  assert.deepEqual([asked, page.faults], [[], []]);
  await close(page);
});

test("quiz.html stands on a phone, and axe-core finds nothing, in light and dark", async () => {
  for (const colorScheme of ["light", "dark"]) {
    const page = await savedQuiz("fr", { colorScheme, viewport: { width: 360, height: 740 } });
    await page.getByRole("button", { name: "Commencer" }).waitFor();
    assert.ok(await page.evaluate(() => document.documentElement.scrollWidth <= innerWidth));
    assert.deepEqual(await axe(page), []);
    await close(page);
  }
});
