import assert from "node:assert/strict";
import { test } from "node:test";
import { answerAll, choose, close, heard, press, title, until, useBrowser } from "./harness.mjs";

const world = useBrowser();

/**
 * All that a page could read of a quiz without reading the text on the screen: events, properties,
 * attributes of the host, names in the shadow tree, storage, address.
 */
const surface = (page) =>
  page.evaluate(async () => {
    const host = document.querySelector("career-quiz");
    const own = ["answers", "evaluation", "result"].map((name) => host[name]);
    const names = [host, ...host.shadowRoot.querySelectorAll("*")].flatMap((node) =>
      [...node.attributes].map(({ name, value }) => `${name}=${value}`),
    );
    const storage = [
      document.cookie,
      { ...localStorage },
      { ...sessionStorage },
      await indexedDB.databases(),
      await caches.keys(),
      location.href,
      history.state,
    ];
    return { heard: window.heard, own, names, storage };
  });

/** The ids a sensitive answer could be told by, as JSON or attribute values would show them. */
function leaks(seen, ids) {
  const { names, ...rest } = seen;
  const values = JSON.stringify(rest);
  return ids.filter(
    (id) =>
      values.includes(`"${id}"`) ||
      names.some((name) => name.split(/[=\s]/).some((part) => part === id || part === `cta-${id}`)),
  );
}

test("the energy gate shows only the relay advice, and the page cannot tell it", async () => {
  const page = await world.open("<career-quiz></career-quiz>");
  await until(page, "ready");
  const gate = await page.evaluate(() => {
    const { questions, rules, modules } = document.querySelector("career-quiz").quiz;
    const { id, text, options } = questions.find(({ sensitive }) => sensitive);
    const resting = (items) =>
      items.filter(({ when = null }) => JSON.stringify(when).includes(`answers.${id}`));
    const [override] = resting(rules).filter(({ kind }) => kind === "override");
    return {
      text,
      options: options.map((option) => option.id),
      outcome: override.outcome,
      modules: resting(modules).map((module) => module.id),
      closing: options.map((option) => JSON.stringify(override.when).includes(`"${option.id}"`)),
    };
  });
  const relay = await page.evaluate(
    (id) =>
      document.querySelector("career-quiz").quiz.outcomes.find((outcome) => outcome.id === id),
    gate.outcome,
  );
  const closing = gate.closing.flatMap((closes, at) => (closes ? [at] : []));
  assert.ok(closing.length >= 1);
  for (const at of closing) {
    for (const other of [0, 1, 2]) {
      await page.evaluate(() => document.querySelector("career-quiz").erase());
      await press(page, "Commencer");
      await answerAll(page, (text) => (text === gate.text ? at : other));
      if (await page.locator("career-quiz .review").count()) {
        await press(page.locator(".actions").first(), "Voir mon résultat");
      }
      assert.equal(await title(page).innerText(), relay.title);
      assert.equal(
        await page.locator("career-quiz :is(.ranking, .reasons, .scales, .module)").count(),
        0,
      );
      const seen = await surface(page);
      assert.deepEqual(
        leaks(seen, [...gate.options, gate.outcome, ...gate.modules, "gate", "override"]),
        [],
      );
      assert.equal(seen.own[0][gate.id], undefined);
      assert.deepEqual(seen.own[2].headline, { kind: "withheld", outcomes: ["withheld"] });
      assert.equal(seen.own[1].stop, "complete");
      const { detail } = seen.heard.filter(({ type }) => type === "career-quiz-complete").at(-1);
      assert.deepEqual(detail, { kind: "withheld", outcomes: ["withheld"] });
    }
  }
  assert.deepEqual(page.faults, []);
  await close(page);
});

test("advice beside that rests on a sensitive answer is not even counted for the page", async () => {
  const page = await world.open(
    '<career-quiz mode="full" src="/quizzes/walks.json"></career-quiz>',
  );
  await press(page, "Commencer");
  await answerAll(page, (text) => (text.startsWith("Comment vont vos genoux") ? 1 : 0));
  await press(page.locator(".actions").first(), "Voir mon résultat");
  await page.locator("career-quiz .module").getByText("Ménager ses genoux").waitFor();
  const seen = await surface(page);
  assert.deepEqual(leaks(seen, ["fine", "sore", "broken", "warm-up"]), []);
  assert.deepEqual(seen.own[2].modules, []);
  assert.equal("knees" in seen.own[0], false);
  await close(page);
});

test("a question that appears because of a sensitive answer is not told of", async () => {
  const page = await world.open('<career-quiz src="/quizzes/secret.json"></career-quiz>', {
    lang: "en",
  });
  await press(page, "Start");
  await choose(page, 1);
  await press(page, "Next");
  await page.getByText("Since when?").waitFor();
  assert.deepEqual(leaks(await surface(page), ["ill", "since", "deeper"]), []);
  const reached = (id) =>
    page.evaluate((question) => document.querySelector("career-quiz").goTo(question), id);
  assert.equal(await reached("deeper"), false);
  assert.equal(await reached("since"), false);
  await answerAll(page);
  await press(page.locator(".actions").first(), "See my result");
  const seen = await surface(page);
  assert.deepEqual(leaks(seen, ["ill", "since", "deeper", "long", "short", "a-lot"]), []);
  assert.deepEqual(
    seen.heard
      .filter(({ type }) => type === "career-quiz-answer")
      .map(({ detail }) => detail.question),
    ["health", "colour"],
  );
  await close(page);
});

/** What the page can read of the order of a journey, after each answer that it may hear of. */
async function order(page, name, pick) {
  await press(page, name);
  const steps = [];
  await answerAll(page, pick, async () => {
    const step = await page.evaluate(() => {
      const { answers, evaluation } = document.querySelector("career-quiz");
      const { path, next, progress, stop } = evaluation ?? {};
      return JSON.stringify({ answered: Object.keys(answers), path, next, progress, stop });
    });
    if (step !== steps.at(-1)) steps.push(step);
  });
  const told = await heard(page, "answer");
  return { steps, told: told.map(({ detail }) => detail.question) };
}

for (const [what, src, question, name, choices] of [
  ["the quiz that ships", null, /dernières semaines/, "Commencer", [0, 1]],
  ["a quiz with questions behind it", "/quizzes/secret.json", /How are you/, "Start", [0, 1]],
  ["a quiz with outcomes behind it", "/quizzes/steered.json", /How are you/, "Start", [0, 1]],
]) {
  test(`the order the page sees is the same whatever the sensitive answer: ${what}`, async () => {
    const seen = [];
    for (const choice of choices) {
      const page = await world.open(`<career-quiz ${src ? `src="${src}"` : ""}></career-quiz>`, {
        lang: name === "Start" ? "en" : "fr",
      });
      await until(page, "ready");
      let met = 0;
      const pick = (text) => (question.test(text) && ++met ? choice : text.length % 2);
      seen.push(await order(page, name, pick));
      assert.equal(met, 1);
      await close(page);
    }
    assert.ok(seen[0].told.length > 1);
    assert.deepEqual(seen[0], seen[1]);
  });
}

test("the page sees nothing of what is chosen, and no event names where", async () => {
  const page = await world.open("<career-quiz></career-quiz>", { sealed: true });
  await until(page, "ready");
  await page.evaluate(() => {
    window.reached = [];
    for (const type of ["click", "input", "change", "focusin", "pointerdown", "keydown"]) {
      const note = (event) => {
        const [first] = event.composedPath();
        if (event.composedPath().some((node) => node.localName === "career-quiz")) {
          window.reached.push(first.localName);
        }
      };
      addEventListener(type, note, { capture: true });
    }
  });
  await page.keyboard.press("Tab");
  await page.keyboard.press("Enter");
  for (let question = 0; question < 3; question += 1) {
    await page.keyboard.press("Tab");
    await page.keyboard.press("Space");
    await page.keyboard.press("Enter");
  }
  const { reached, root } = await page.evaluate(() => ({
    reached: window.reached,
    root: document.querySelector("career-quiz").shadowRoot,
  }));
  assert.equal(root, null);
  assert.ok(reached.length > 6);
  assert.deepEqual([...new Set(reached)], ["career-quiz"]);
  await close(page);
});

test("a page cannot hold back the advice of a gate", async () => {
  const page = await world.open("<career-quiz></career-quiz>");
  await until(page, "ready");
  const gate = await page.evaluate(() => {
    addEventListener("career-quiz-before-complete", (event) => event.preventDefault());
    const { questions, rules } = document.querySelector("career-quiz").quiz;
    const { id, text, options } = questions.find(({ sensitive }) => sensitive);
    const [override] = rules.filter(({ kind }) => kind === "override");
    const when = JSON.stringify(override.when);
    return { id, text, at: options.findIndex((option) => when.includes(`"${option.id}"`)) };
  });
  await press(page, "Commencer");
  await answerAll(page, (text) => (text === gate.text ? gate.at : 0));
  await page.locator("career-quiz .result.quiet").waitFor();
  await close(page);
});

test("what the page reads is a frozen copy", async () => {
  const page = await world.open(
    '<career-quiz mode="full" src="/quizzes/walks.json"></career-quiz>',
  );
  await press(page, "Commencer");
  await answerAll(page);
  const frozen = await page.evaluate(() => {
    const host = document.querySelector("career-quiz");
    const deep = (value) =>
      value === null ||
      typeof value !== "object" ||
      (Object.isFrozen(value) && Object.values(value).every(deep));
    return ["quiz", "answers", "evaluation", "result"].map((name) => deep(host[name]));
  });
  assert.deepEqual(frozen, [true, true, true, true]);
  await close(page);
});
