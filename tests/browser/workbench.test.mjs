// The workbench for authors: its editor, the quiz beside it, the scores, the answers it finds.

import assert from "node:assert/strict";
import { mkdtempSync, readFileSync, readdirSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { extname, join } from "node:path";
import { after, before, test } from "node:test";
import { fileURLToPath } from "node:url";
import { buildWorkbench } from "../../examples/workbench/build.mjs";
import { openRoots } from "./chromium.mjs";
import { axe, choose, close, press, title, useBrowser } from "./harness.mjs";

const kTypes = { ".css": "text/css", ".svg": "image/svg+xml", ".js": "text/javascript" };
const world = useBrowser();
const folder = mkdtempSync(join(tmpdir(), "career-quiz-workbench-"));
const read = (path) =>
  readFileSync(fileURLToPath(new URL(`../../${path}`, import.meta.url)), "utf8");
const library = /^```json quiz\n([^]*?)^```$/m.exec(read("questions/README.md"))[1];
const mentoring = read("questions/mentoring-coaching.json");

before(async () => {
  await buildWorkbench(folder);
  for (const file of readdirSync(folder)) {
    const body = readFileSync(join(folder, file));
    world.server.put(`/workbench/${file}`, { type: kTypes[extname(file)], body });
  }
});
after(() => rmSync(folder, { recursive: true }));

/** Opens the workbench, ready, with the guide's example in it. */
async function open(context = {}) {
  const browserContext = await world.browser.newContext({
    locale: "en-GB",
    viewport: { width: 1280, height: 900 },
    ...context,
  });
  const page = await browserContext.newPage();
  page.setDefaultTimeout(10_000);
  page.faults = [];
  page.on("pageerror", (error) => page.faults.push(String(error)));
  page.on("console", (said) => said.type() === "error" && page.faults.push(said.text()));
  await page.addInitScript(openRoots);
  await page.addInitScript(() => {
    window.violations = [];
    addEventListener("securitypolicyviolation", (event) =>
      violations.push(`${event.violatedDirective} ${event.blockedURI}`),
    );
  });
  await page.goto(`${world.server.origin}/workbench/index.html`);
  await page.waitForSelector("body.ready");
  await page.locator("career-quiz .title").waitFor({ state: "attached" });
  return page;
}

const problems = (page) => page.locator("#problems");
const editor = (page) => page.getByRole("textbox", { name: "Quiz file" });
const outcomes = (page) => page.locator("table.outcomes tbody tr");

/** Replaces a word of the editor, as with a double click on it. */
async function rewrite(page, word, by, at = 0) {
  await page.locator(".cm-line").getByText(word, { exact: true }).nth(at).dblclick();
  await page.keyboard.type(by);
}

async function drop(page, files) {
  const transfer = await page.evaluateHandle((files) => {
    const transfer = new DataTransfer();
    for (const { name, text, bytes } of files) {
      transfer.items.add(new File([text ?? new Uint8Array(bytes)], name));
    }
    return transfer;
  }, files);
  await page.dispatchEvent(".cm-content", "drop", { dataTransfer: transfer });
}

async function closeSound(page) {
  assert.deepEqual(page.faults, []);
  assert.deepEqual(await page.evaluate(() => violations), []);
  await close(page);
}

const answer = async (page, at) => {
  const before = await title(page).innerText();
  await choose(page, at);
  await press(page, "Next");
  await page.waitForFunction(
    (text) =>
      document.querySelector("career-quiz").shadowRoot.querySelector(".title").innerText !== text,
    before,
  );
};

/** What is answered, once the quiz has been put in place anew. */
async function answers(page) {
  const handle = await page.waitForFunction(() => {
    const { answers } = document.querySelector("career-quiz") ?? {};
    return answers && Object.keys(answers).length > 0 ? answers : null;
  });
  return handle.jsonValue();
}

test("a fault stands at its line, and mended, the quiz goes on with the answers given", async () => {
  const page = await open();
  await press(page, "Start");
  await answer(page, 1);
  const second = await title(page).innerText();

  await rewrite(page, '"mending"', "mendin");
  const problem = problems(page).getByRole("button");
  await problem.waitFor();
  const said = (await problem.innerText()).replace(/\s+/g, " ");
  assert.equal(
    said,
    "error line 16 There is no outcome “mendin”. Did you mean “mending”? unknown-outcome",
  );
  assert.equal(await page.locator(".cm-lintRange-error").innerText(), '"mendin"');
  const mark = await page.locator(".cm-lint-marker-error").boundingBox();
  const line = await page.locator(".cm-line", { hasText: '"mendin"' }).boundingBox();
  assert.ok(mark.y >= line.y && mark.y < line.y + line.height);
  assert.match(await page.locator("#stale").innerText(), /The file has 1 error\./);
  assert.equal(await title(page).innerText(), second, "the last sound version stays");

  await rewrite(page, '"mendin"', "rounds");
  await page.locator("#problems .sound").waitFor();
  await page.waitForFunction(
    () => document.querySelector("career-quiz").quiz?.questions[0].options[1].evidence.rounds === 7,
  );
  await page.waitForFunction(
    () => Object.keys(document.querySelector("career-quiz").answers).length,
  );
  assert.equal(await page.locator("#stale").isHidden(), true);
  assert.deepEqual(await answers(page), { morning: "repair" });
  assert.equal(await title(page).innerText(), second, "the author stays at the questions");
  await closeSound(page);
});

test("an answer that no longer fits is asked again, and the others stay", async () => {
  const page = await open();
  await page.getByLabel("Asks").selectOption("full");
  await press(page, "Start");
  await answer(page, 1);
  await answer(page, 0);
  await drop(page, [{ name: "library.json", text: library.replaceAll('"repair"', '"mend"') }]);
  await page.locator("#quiz-notice").getByText("To be answered again: morning.").waitFor();
  assert.deepEqual(await answers(page), { company: "seen" });
  await closeSound(page);
});

test("edits one after the other lose no answer", async () => {
  const page = await open();
  await press(page, "Start");
  await answer(page, 1);
  await page.evaluate(() => {
    const real = window.fetch;
    window.fetch = async (...request) => {
      await new Promise((resolve) => setTimeout(resolve, 2500));
      return real(...request);
    };
  });
  // While the first is on its way into the element, the second makes its code one of another quiz.
  await rewrite(page, '"Never"', "Seldom");
  await page.waitForTimeout(700);
  await rewrite(page, '"never"', "seldom");
  await page.waitForFunction(
    () => document.querySelector("career-quiz").quiz?.questions[2].options[0].id === "seldom",
  );
  await page.waitForFunction(
    () => Object.keys(document.querySelector("career-quiz").answers).length,
  );
  assert.deepEqual(await answers(page), { morning: "repair" });
  await closeSound(page);
});

test("scores follow every answer, and are the engine's", async () => {
  const page = await open();
  assert.match(
    await page.locator("#score-table .facts").innerText(),
    /Next\s+morning A free morning/,
  );
  await page.getByLabel("Asks").selectOption("full");
  await press(page, "Start");
  // The reader of the guide's table.
  for (const at of [1, 2, 3, 2, 0, 0]) await answer(page, at);
  await page.locator("#score-table .facts").getByText("It stops").waitFor();
  const rows = await outcomes(page).evaluateAll((all) =>
    all.map((row) =>
      [...row.cells].slice(0, 3).map((cell) => cell.innerText.trim().split("\n")[0]),
    ),
  );
  assert.deepEqual(rows, [
    ["Mend books in the workshop mending", "6.2", "strong"],
    ["Take books to people at home rounds", "−5.5", "explore"],
    ["Read aloud at story hour stories", "−14.6", "weak"],
  ]);
  const facts = (await page.locator("#score-table .facts").innerText()).replace(/\s+/g, " ");
  assert.equal(
    facts,
    "Result Mend books in the workshop one outcome Margin 11.7 decibans ahead of Take books to " +
      "people at home Next It stops: every question on the way is answered.",
  );
  assert.match(
    await page.locator(".reasons").innerText(),
    /bench I listen, and ask for more\s+−5.1/,
  );
  await closeSound(page);
});

test("for each outcome of the guide's quiz, answers are found that lead to it", async () => {
  const page = await open();
  for (const { id, title: name } of JSON.parse(library).outcomes) {
    await page.getByRole("button", { name: `Find answers that lead to “${name}”` }).click();
    await page
      .getByText(`These answers lead to “${name}”.`)
      .and(page.locator("#quiz-notice"))
      .waitFor();
    const result = await page.evaluate(() => document.querySelector("career-quiz").result);
    assert.deepEqual(result.headline, { kind: "one", outcomes: [id] });
    assert.equal(await title(page).innerText(), name);
    assert.equal(await page.evaluate(() => document.activeElement.id), "quiz-notice");
  }
  await page.getByRole("button", { name: "two tracks" }).click();
  await page
    .getByText("lead to a result that is two tracks")
    .and(page.locator("#quiz-notice"))
    .waitFor();
  const { kind } = await page.evaluate(() => document.querySelector("career-quiz").result.headline);
  assert.equal(kind, "two-tracks");
  await closeSound(page);
});

test("what only a combination or a sensitive answer leads to is found too", async () => {
  const page = await open();
  await page.getByRole("button", { name: "Mentoring quiz" }).click();
  await page.getByLabel("Language").selectOption("en");
  const texts = Object.fromEntries(
    JSON.parse(mentoring).outcomes.map(({ id, title }) => [id, title.en]),
  );
  await page.getByRole("button", { name: `Find answers that lead to “${texts.hybrid}”` }).click();
  await page.waitForFunction(() => document.querySelector("career-quiz").result);
  assert.equal(
    await page.evaluate(() => document.querySelector("career-quiz").result.headline.outcomes[0]),
    "hybrid",
  );
  await page.getByRole("button", { name: `Find answers that lead to “${texts.relay}”` }).click();
  // The answer is told, and given by the author: no code carries it.
  const notice = page.locator("#quiz-notice");
  await notice.getByText("once you have given what no code carries").waitFor();
  const wanted = await notice.locator("strong").innerText();
  await page.getByRole("radio", { name: wanted }).check();
  await press(page, "Next");
  await page.waitForFunction(
    (text) =>
      document.querySelector("career-quiz").shadowRoot.querySelector(".result .title")
        ?.innerText === text,
    texts.relay,
  );
  assert.match(await page.locator("#score-table .notice").innerText(), /energy is sensitive/);
  await closeSound(page);
});

test("where no answers lead to an outcome, it says how many were tried, and can be stopped", async () => {
  const page = await open();
  const quiz = JSON.parse(library);
  quiz.outcomes.push({
    ...quiz.outcomes[0],
    id: "never",
    title: "Never",
    priority: 9,
    when: {
      and: [
        { "==": [{ var: "answers.morning" }, "group"] },
        { "==": [{ var: "answers.morning" }, "visit"] },
      ],
    },
  });
  await drop(page, [{ name: "never.json", text: JSON.stringify(quiz, null, 2) }]);
  const find = page.getByRole("button", { name: "Find answers that lead to “Never”" });
  await find.click();
  await page.getByText(/Looking for answers: [1-9][\d,]* sheets tried/).waitFor();
  await press(page, "Stop looking");
  await page.getByRole("button", { name: "Stop looking" }).waitFor({ state: "detached" });
  assert.ok(await find.evaluate((button) => button === document.activeElement));
  await find.click();
  await page
    .getByText(/No answers found for “Never” in [1-9][\d,]+ sheets tried/)
    .and(page.locator(".search"))
    .waitFor({ timeout: 20_000 });
  await closeSound(page);
});

test("a dropped file is opened, wherever it falls; what is no quiz file is told", async () => {
  const page = await open();
  await drop(page, [{ name: "garden.json", text: library.replace("library-volunteer", "garden") }]);
  await page.locator("#file-notice").getByText("garden.json is open.").waitFor();
  await page.waitForFunction(() => document.querySelector("career-quiz").quiz?.id === "garden");
  assert.equal(await page.locator("#name").innerText(), "garden.json");
  assert.equal(
    (await editor(page).innerText()).split('"format"').length,
    2,
    "in place of the other",
  );

  await drop(page, [{ name: "photo.jpg", bytes: [0xff, 0xd8, 0xff, 0xe0] }]);
  await page.locator("#file-notice").getByText("photo.jpg is no text in UTF-8.").waitFor();
  assert.equal(await page.locator("#name").innerText(), "garden.json");

  await drop(page, [{ name: "notes.txt", text: "Dear diary" }]);
  await problems(page).getByText("line 1").waitFor();
  await page.locator("#chosen").setInputFiles({
    name: "again.json",
    mimeType: "application/json",
    buffer: Buffer.from(library),
  });
  await page.locator("#problems .sound").waitFor();
  await closeSound(page);
});

test("a saved file is the text of the editor, and leaving with changes is asked about", async () => {
  const page = await open();
  const text = library.replaceAll("\n", "\r\n");
  await drop(page, [{ name: "mine.json", text }]);
  await page.locator("#file-notice").getByText("mine.json is open.").waitFor();
  await rewrite(page, '"Never"', "Seldom");
  await page.getByText("not saved").waitFor();
  let asked = 0;
  page.on("dialog", (dialog) => ((asked += 1), dialog.dismiss()));
  await page.reload({ timeout: 1000 }).catch(() => {});
  assert.equal(asked, 1);
  const [download] = await Promise.all([page.waitForEvent("download"), press(page, "Save")]);
  assert.equal(download.suggestedFilename(), "mine.json");
  const saved = readFileSync(await download.path(), "utf8");
  assert.equal(saved, text.replace('"Never"', '"Seldom"'));
  await page.getByText("not saved").waitFor({ state: "detached" });
  await page.reload();
  assert.equal(asked, 1);
  await closeSound(page);
});

test("after it has loaded, nothing is requested and nothing is stored", async () => {
  const page = await open();
  const before = world.server.requests.length;
  const other = [];
  page.on("request", (request) => !request.url().startsWith("blob:") && other.push(request.url()));
  await press(page, "Start");
  await answer(page, 0);
  await rewrite(page, '"Never"', "Seldom");
  await page.waitForFunction(
    () => Object.keys(document.querySelector("career-quiz").answers).length,
  );
  await page.getByRole("button", { name: /Find answers that lead to “Mend/ }).click();
  await page.waitForFunction(() => document.querySelector("career-quiz").result);
  const stored = await page.evaluate(async () => [
    localStorage.length,
    sessionStorage.length,
    document.cookie,
    (await indexedDB.databases()).length,
    (await caches.keys()).length,
  ]);
  assert.deepEqual(stored, [0, 0, "", 0, 0]);
  assert.deepEqual(other, []);
  assert.deepEqual(world.server.requests.slice(before), []);
  await closeSound(page);
});

for (const colorScheme of ["light", "dark"]) {
  for (const width of [1280, 360]) {
    test(`axe-core finds nothing, ${colorScheme}, ${width} px`, async () => {
      const page = await open({ colorScheme, viewport: { width, height: 800 } });
      const view = (part) =>
        width < 900 && page.locator(".views").getByRole("button", { name: part }).click();
      assert.deepEqual(await axe(page), []);
      await view("Scores");
      await page.getByRole("button", { name: /Find answers that lead to “Mend/ }).click();
      await page.waitForFunction(() => document.querySelector("career-quiz").result);
      assert.deepEqual(await axe(page), []);
      await view("Scores");
      assert.deepEqual(await axe(page), []);
      await view("File");
      await rewrite(page, '"id"', "ids");
      await problems(page).getByRole("button").first().waitFor();
      assert.deepEqual(await axe(page), []);
      await page.keyboard.press("Control+f");
      await page.locator(".cm-search").waitFor();
      assert.deepEqual(await axe(page), []);
      const overflow = await page.evaluate(
        () => document.documentElement.scrollWidth - document.documentElement.clientWidth,
      );
      assert.equal(overflow, 0);
      await closeSound(page);
    });
  }
}

test("by keyboard alone: a fault, its place, the quiz, the answers for an outcome", async () => {
  const page = await open();
  const focused = () =>
    page.evaluate(() => {
      let at = document.activeElement;
      while (at?.shadowRoot?.activeElement) at = at.shadowRoot.activeElement;
      return at?.ariaLabel || at?.textContent.trim().replace(/\s+/g, " ") || at?.tagName;
    });
  const reach = async (wanted) => {
    for (let tabs = 0; tabs < 40; tabs += 1) {
      if (wanted.test(await focused())) return;
      await page.keyboard.press("Tab");
    }
    assert.fail(`Tab does not reach ${wanted}; it is at ${await focused()}`);
  };
  await reach(/^Quiz file$/);
  await page.keyboard.press("Control+Home");
  await page.keyboard.type("x");
  await problems(page).getByRole("button").waitFor();
  await page.keyboard.press("Control+End");
  await page.keyboard.press("Tab");
  await reach(/^error line 1 /);
  await page.keyboard.press("Enter");
  assert.equal(await focused(), "Quiz file");
  await page.keyboard.press("Control+Home");
  await page.keyboard.press("Delete");
  await page.locator("#problems .sound").waitFor();
  await reach(/^Start$/);
  await page.keyboard.press("Enter");
  await reach(/^Find answers that lead to “Take books/);
  await page.keyboard.press("Enter");
  await page.waitForFunction(() => document.querySelector("career-quiz").result);
  assert.match(await focused(), /^These answers lead to “Take books to people at home”\.$/);
  await closeSound(page);
});
