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
const shipped = "<career-quiz></career-quiz>";
const inFull = '<career-quiz mode="full"></career-quiz>';
const kEarly = "Voir le résultat maintenant";
const kGoOn = "Continuer le questionnaire";
const kOthers = "Répondre aux autres questions";

const own = (page, name) =>
  page.evaluate((key) => document.querySelector("career-quiz")[key], name);
const onScreen = (page, selector) => page.locator(`career-quiz ${selector}`).count();
const offered = (page, name) => page.getByRole("button", { name, exact: true }).count();
const basis = (page) => page.locator("career-quiz .basis p").innerText();
const amount = (page) =>
  page
    .locator("career-quiz .fill")
    .evaluate((node) => Number(node.style.getPropertyValue("--amount")));

/** Starts the quiz that ships once its engine is here. */
async function begin(body = shipped, options = {}) {
  const page = await world.open(body, options);
  await until(page, "ready");
  await press(page, "Commencer");
  return page;
}

/** Answers with the option at a position, and waits for what follows. */
async function answer(page, at = 0) {
  const before = await title(page).innerText();
  await choose(page, at);
  await press(page, "Suivant");
  await page.waitForFunction(
    (text) =>
      document
        .querySelector("career-quiz")
        .shadowRoot.querySelector(".title")
        .textContent.trim() !== text,
    before,
  );
}

async function answerSome(page, count) {
  for (let asked = 0; asked < count; asked += 1) await answer(page);
}

test("the adaptive mode is the default: it asks what the engine asks for, and fewer", async () => {
  const page = await begin();
  const texts = Object.fromEntries((await own(page, "quiz")).questions.map((q) => [q.text, q.id]));
  const asked = [];
  await answerAll(page, undefined, async (text) => {
    const evaluation = await own(page, "evaluation");
    if (evaluation) assert.equal(texts[text], evaluation.next);
    asked.push(texts[text]);
  });
  const { path, result } = await own(page, "evaluation");
  assert.equal(await own(page, "mode"), "adaptive");
  assert.ok(asked.length < path.length, `${asked.length} of ${path.length}`);
  assert.deepEqual(
    Object.keys(await own(page, "answers")),
    asked.filter((id) => id !== "energy"),
  );
  const { answered, of } = result.rests_on;
  assert.ok(answered < of);
  assert.match(
    await basis(page),
    new RegExp(
      `repose sur ${answered} des ${of} questions\\. (Aucune|Il est très peu probable|Les autres)`,
    ),
  );
  await close(page);
});

test("the full mode asks every question, in the order of the quiz", async () => {
  const page = await begin(inFull);
  const asked = [];
  await answerAll(page, undefined, async (text) => asked.push(text));
  const quiz = await own(page, "quiz");
  const { path } = await own(page, "evaluation");
  const text = (id) => quiz.questions.find((question) => question.id === id).text;
  assert.deepEqual(
    asked,
    path.map(({ question }) => text(question)),
  );
  await close(page);
});

test("another mode while the quiz runs asks on, and loses no answer", async () => {
  const page = await begin();
  await answerAll(page);
  const before = await own(page, "answers");
  await page.evaluate(() => (document.querySelector("career-quiz").mode = "full"));
  await page.locator("career-quiz .question").waitFor();
  assert.equal(await page.locator("career-quiz").getAttribute("mode"), "full");
  assert.equal(await own(page, "result"), null);
  assert.deepEqual(await own(page, "answers"), before);
  await page.evaluate(() => document.querySelector("career-quiz").removeAttribute("mode"));
  assert.notEqual(await own(page, "result"), null);
  await close(page);
});

test("the result is offered early once an answer speaks for an outcome, never before", async () => {
  const page = await begin();
  const { questions } = await own(page, "quiz");
  let speaks = false;
  for (let asked = 0; asked < 6; asked += 1) {
    assert.equal(await offered(page, kEarly), speaks ? 1 : 0);
    const text = await title(page).innerText();
    const { options } = questions.find((question) => question.text === text);
    speaks ||= options.some(({ evidence }) => evidence);
    await answer(page);
  }
  assert.equal(speaks, true);
  await close(page);
});

test("an early result says what it rests on, and goes on where the reader was", async () => {
  const page = await begin();
  await answerSome(page, 5);
  const asked = await title(page).innerText();
  assert.equal(await own(page, "result"), null);
  await press(page, kEarly);
  assert.equal(await focusedText(page), await title(page).innerText());
  const { rests_on } = await own(page, "result");
  assert.equal(
    await basis(page),
    `Votre avis repose sur ${rests_on.answered} des ${rests_on.of} questions. ` +
      "Vos prochaines réponses peuvent encore le changer.",
  );
  assert.equal((await heard(page, "complete")).length, 1);
  await press(page, kGoOn);
  assert.equal(await title(page).innerText(), asked);
  assert.equal(await focusedText(page), asked);
  assert.equal(await own(page, "result"), null);
  await close(page);
});

test("an answer chosen and not confirmed counts in the early result", async () => {
  const page = await begin();
  await answerSome(page, 5);
  await choose(page, 0);
  const before = Object.keys(await own(page, "answers")).length;
  await press(page, kEarly);
  await page.locator("career-quiz .result").waitFor();
  assert.equal(Object.keys(await own(page, "answers")).length, before + 1);
  await close(page);
});

test("an answer changed on an early result leaves it early", async () => {
  const page = await begin();
  await answerSome(page, 6);
  await press(page, kEarly);
  const before = JSON.stringify(await own(page, "answers"));
  await page
    .getByRole("button", { name: /^Changer la réponse/ })
    .first()
    .click();
  await page.locator("career-quiz .given .option:not(:has(:checked))").first().click();
  assert.match(await basis(page), /peuvent encore le changer/);
  assert.notEqual(JSON.stringify(await own(page, "answers")), before);
  await close(page);
});

test("from the result a reader goes on to the other questions, and it then rests on all", async () => {
  const page = await begin();
  await answerAll(page);
  const before = await own(page, "answers");
  await press(page, kOthers);
  const asked = [];
  await answerAll(page, undefined, async (text) => asked.push(text));
  assert.equal(new Set(asked).size, asked.length);
  const { path, result, stop } = await own(page, "evaluation");
  assert.equal(stop, "complete");
  assert.ok(path.every(({ state }) => state !== "open"));
  assert.equal(await basis(page), `Votre avis repose sur les ${result.rests_on.of} questions.`);
  assert.equal(await offered(page, kOthers), 0);
  const after = await own(page, "answers");
  for (const [id, said] of Object.entries(before)) assert.deepEqual(after[id], said);
  await close(page);
});

test("Back goes through the questions in the order they were answered, and keeps answers", async () => {
  const page = await begin();
  const way = [];
  for (let asked = 0; asked < 7; asked += 1) {
    way.push(await title(page).innerText());
    await answer(page, asked % 2);
  }
  const before = await own(page, "answers");
  const back = [];
  for (let asked = 6; asked >= 0; asked -= 1) {
    await press(page, "Retour");
    back.unshift(await title(page).innerText());
    const checked = page.locator("career-quiz input:checked");
    assert.equal(await checked.getAttribute("value"), String(asked % 2));
  }
  assert.deepEqual(back, way);
  assert.deepEqual(await own(page, "answers"), before);
  await close(page);
});

test("a changed answer keeps its place in the order of answering", async () => {
  const page = await begin();
  await answerSome(page, 6);
  const before = Object.keys(await own(page, "answers"));
  for (let step = 0; step < 3; step += 1) await press(page, "Retour");
  await answer(page, 1);
  assert.deepEqual(Object.keys(await own(page, "answers")).slice(0, before.length), before);
  await close(page);
});

test("a reader who resumes is asked the same question", async () => {
  const page = await begin();
  await answerSome(page, 5);
  const asked = await title(page).innerText();
  for (let step = 0; step < 6; step += 1) await press(page, "Retour");
  await press(page, "Reprendre");
  assert.equal(await title(page).innerText(), asked);
  await page.evaluate(async () => {
    const element = document.querySelector("career-quiz");
    element.remove();
    await new Promise((resolve) => setTimeout(resolve));
    document.querySelector("main").append(element);
    element.start();
  });
  await page.waitForFunction(() => document.querySelector("career-quiz").evaluation);
  assert.equal(await title(page).innerText(), asked);
  await close(page);
});

/** A small generator, so that a journey that fails can be walked again. */
function chance(seed) {
  let state = seed;
  return (below) => {
    state = (state * 1103515245 + 12345) % 2147483648;
    return Math.floor((state / 2147483648) * below);
  };
}

for (const [body, name] of [
  [shipped, "the quiz that ships"],
  ['<career-quiz src="/quizzes/walks.json"></career-quiz>', "a quiz that branches"],
]) {
  for (const seed of [1, 2]) {
    test(`progress never falls, whatever the reader does: ${name}, ${seed}`, async () => {
      const page = await begin(body);
      const below = chance(seed);
      await page.locator("career-quiz .question").waitFor();
      let reached = 0;
      for (let step = 0; step < 45; step += 1) {
        if (await onScreen(page, ".question")) {
          const now = await amount(page);
          assert.ok(now >= reached && now <= 1, `step ${step}: ${reached} to ${now}`);
          reached = now;
          const does = below(10);
          const back = page.getByRole("button", { name: /^(Retour|Annuler)$/ });
          if (does < 2) await back.click();
          else if (does === 2 && (await offered(page, kEarly))) await press(page, kEarly);
          else {
            const options = await page.locator("career-quiz .option").count();
            const chosen = page.locator("career-quiz input:checked");
            if (!(await chosen.count()) || below(2)) await choose(page, below(options));
            await page.getByRole("button", { name: /^(Suivant|Enregistrer)$/ }).click();
          }
        } else if (await onScreen(page, ".intro")) {
          await press(page, "Reprendre");
        } else {
          const ways = page.getByRole("button", {
            name: new RegExp(`^(${kGoOn}|${kOthers}|Changer la réponse.*)$`),
          });
          const count = await ways.count();
          if (count) await ways.nth(below(count)).click();
          else await page.getByRole("button", { name: /^(Revoir mes réponses|Retour)/ }).click();
          if (await onScreen(page, ".answers[open]")) {
            if (!(await onScreen(page, ".given[open]"))) {
              await page.locator("career-quiz .given > summary").first().click();
            }
            const options = page.locator("career-quiz .given[open] .option");
            await options.nth(below(await options.count())).click();
          }
        }
      }
      assert.ok(reached > 0);
      assert.deepEqual(page.faults, []);
      await close(page);
    });
  }
}

test("after an edit the focus is on the row that was edited, and the screen is named", async () => {
  const page = await begin(inFull);
  await answerAll(page);
  for (const leave of ["Enregistrer", "Annuler"]) {
    const change = page.getByRole("button", { name: /^Changer la réponse/ }).nth(1);
    const name = await change.textContent();
    await change.click();
    assert.equal(await focusedText(page), await title(page).innerText());
    await press(page, leave);
    await page.locator("career-quiz .review").waitFor();
    assert.equal(await focusedText(page), name.trim());
    assert.equal(
      (await page.locator("career-quiz [role=status]").textContent()).trim(),
      (await title(page).textContent()).trim(),
    );
  }
  await close(page);
});

test("the answers listed below the result are those that were given, and no others", async () => {
  const page = await begin();
  await answerAll(page);
  await press(page, "Revoir mes réponses");
  assert.equal(await page.getByText("Sans réponse", { exact: true }).count(), 0);
  const { path } = await own(page, "evaluation");
  const given = path.filter(({ state }) => state !== "open");
  assert.equal(await onScreen(page, ".given"), given.length);
  await close(page);
});

test("the early result and the other questions are reached with the keyboard alone", async () => {
  const page = await world.open(shipped);
  await until(page, "ready");
  const reach = async (name) => {
    const target = page.getByRole("button", { name, exact: true });
    for (let tabs = 0; tabs < 60; tabs += 1) {
      if (await target.evaluate((node) => node.matches(":focus-visible"))) {
        return page.keyboard.press("Enter");
      }
      await page.keyboard.press("Tab");
    }
    assert.fail(`Tab does not reach ${name}`);
  };
  const next = async () => {
    const before = await title(page).innerText();
    await page.keyboard.press("Tab");
    await page.keyboard.press("Space");
    await page.keyboard.press("Enter");
    await title(page).filter({ hasText: before }).waitFor({ state: "detached" });
  };
  await reach("Commencer");
  for (let asked = 0; asked < 5; asked += 1) await next();
  await reach(kEarly);
  await reach(kGoOn);
  while (!(await onScreen(page, ".result"))) await next();
  await reach(kOthers);
  assert.equal(await onScreen(page, ".question"), 1);
  await close(page);
});

for (const [colorScheme, width] of [
  ["light", 1000],
  ["dark", 360],
]) {
  test(`axe-core finds nothing on what the adaptive mode adds: ${colorScheme}, ${width} px`, async () => {
    const page = await begin(shipped, {
      context: { colorScheme, viewport: { width, height: 740 } },
    });
    const clean = async () => {
      assert.deepEqual(await axe(page), []);
      assert.ok((await page.evaluate(() => document.documentElement.scrollWidth)) <= width);
    };
    await answerSome(page, 5);
    await clean();
    await press(page, kEarly);
    await clean();
    await press(page, kGoOn);
    await answerAll(page);
    await clean();
    await press(page, kOthers);
    await clean();
    await answerAll(page);
    await clean();
    await close(page);
  });
}

test("a quiz that does not say what comes first asks the engine, and says to wait", async () => {
  const { readFile } = await import("node:fs/promises");
  const engine = await readFile(
    process.env.CAREER_QUIZ_DIST
      ? `${process.env.CAREER_QUIZ_DIST}/career-quiz-engine.wasm`
      : new URL("../../dist/career-quiz-engine.wasm", import.meta.url),
  );
  world.server.put("/unhurried/career-quiz-engine.wasm", {
    delay: 4000,
    body: engine,
    type: "application/wasm",
  });
  const page = await world.open('<career-quiz src="/quizzes/close.json"></career-quiz>', {
    script: "/unhurried/career-quiz.js",
    lang: "en",
  });
  await press(page, "Start");
  await page.getByRole("button", { name: "One moment…" }).waitFor();
  await page.locator("career-quiz .question").waitFor();
  const { next } = await own(page, "evaluation");
  const { questions } = await own(page, "quiz");
  const first = questions.find(({ id }) => id === next).text;
  assert.equal(await title(page).innerText(), first.en ?? first);
  await close(page);
});
