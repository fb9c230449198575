// Answers changed on the result itself: what follows, what stays, and the way back.

import assert from "node:assert/strict";
import { readFile } from "node:fs/promises";
import { test } from "node:test";
import { answerAll, axe, close, heard, press, title, until, useBrowser } from "./harness.mjs";

const world = useBrowser();
const walks = '<career-quiz mode="full" src="/quizzes/walks.json"></career-quiz>';
const close_calls = '<career-quiz mode="full" src="/quizzes/close.json"></career-quiz>';

const status = async (page) =>
  (await page.locator("career-quiz [role=status]").textContent()).trim();
const strip = (page) => page.locator("career-quiz .strip p").innerText();
const own = (page, name) =>
  page.evaluate((key) => document.querySelector("career-quiz")[key], name);
const rowOf = (page, text) => page.locator("career-quiz .given", { hasText: text });
const option = (page, row, text) => rowOf(page, row).locator(".option", { hasText: text });
const outcomes = async (page) =>
  (await heard(page, "complete")).map(({ detail }) => detail.outcomes.join());
/** What has the focus, and whether it can be seen. */
const focused = (page) =>
  page.evaluate(() => {
    const active = document.activeElement?.shadowRoot?.activeElement;
    if (!active) return null;
    const { top, bottom } = active.getBoundingClientRect();
    return {
      text: (active.closest("label, summary, button, p") ?? active).textContent.trim(),
      type: active.localName,
      seen: top >= 0 && bottom <= innerHeight,
    };
  });

/** The result of a quiz; `pick` says which option for a question. */
async function resultOf(body, pick, options = {}) {
  const page = await world.open(body, {
    ...options,
    context: { reducedMotion: "reduce", ...options.context },
  });
  await until(page, "ready");
  await press(page, /^(Commencer|Start)$/);
  await answerAll(page, pick);
  if (await page.locator("career-quiz .review").count()) {
    await press(page.locator(".actions").first(), /^(Voir mon résultat|See my result)$/);
  }
  await page.locator("career-quiz .result").waitFor();
  return page;
}

const town = (text) => (text.startsWith("Où") ? 2 : 1);
const inTown = (options) => resultOf(walks, town, options);
const openRows = async (page, ...texts) => {
  await press(page, "Revoir mes réponses");
  for (const text of texts) await rowOf(page, text).locator("summary").click();
};

test("a changed answer changes headline, reasons and sum at once, and is told as such", async () => {
  const page = await inTown();
  assert.equal(await title(page).innerText(), "La marche en ville");
  const reasons = () => page.locator("career-quiz .reason .said").allTextContents();
  const before = await reasons();
  await openRows(page, "Où marchez-vous");
  await option(page, "Où marchez-vous", "Sous les arbres").click();
  assert.equal(await title(page).innerText(), "La marche en forêt");
  assert.equal(await status(page), "L’avis devient «\u202fLa marche en forêt\u202f».");
  assert.notDeepEqual(await reasons(), before);
  const sum = await page.locator("career-quiz .account tbody td:not(.number)").allTextContents();
  assert.ok(sum.some((line) => line.includes("Sous les arbres")));
  assert.equal((await own(page, "answers")).place, "wood");
  assert.equal((await heard(page, "answer")).at(-1).detail.question, "place");
  assert.deepEqual(await outcomes(page), ["town", "forest"]);
  await close(page);
});

test("an answer that leaves the advice as it is says so, each time, and announces no result", async () => {
  const page = await inTown();
  await openRows(page, "J’aime marcher avec");
  const said = new Set();
  for (const at of [2, 3, 2]) {
    await rowOf(page, "J’aime marcher avec").locator(".option").nth(at).click();
    said.add(await page.locator("career-quiz [role=status]").textContent());
    assert.equal(await status(page), "L’avis reste «\u202fLa marche en ville\u202f».");
  }
  assert.equal(said.size, 2, "the same words twice would be heard once");
  assert.deepEqual(await outcomes(page), ["town"]);
  await close(page);
});

test("the reason's button leads to the answer's own row, open, and Review to all of them", async () => {
  const page = await inTown();
  await press(page, /^Changer la réponse à : Où marchez-vous/);
  assert.match((await focused(page)).text, /^Où marchez-vous.*Dans les rues$/s);
  assert.equal(await page.locator("career-quiz .given[open]").count(), 1);
  assert.equal(await option(page, "Où marchez-vous", "En montagne").isVisible(), true);
  await press(page, "Revoir mes réponses");
  assert.match((await focused(page)).text, /^Vos réponses/);
  await close(page);
});

test("by keyboard alone: to the row, through its options, back as it was; the focus is never lost", async () => {
  const page = await inTown({ context: { viewport: { width: 360, height: 640 } } });
  const key = async (name) => {
    await page.keyboard.press(name);
    const at = await focused(page);
    assert.ok(at, `${name} loses the focus`);
    assert.ok(at.seen, `${name}: ${at.text} is out of sight`);
    return at;
  };
  const tabTo = async (words, back = "") => {
    for (let tabs = 0; tabs < 60; tabs += 1) {
      if ((await key(`${back}Tab`)).text.match(words)) return;
    }
    assert.fail(`Tab does not reach ${words}`);
  };
  await tabTo(/^Changer.*Où marchez-vous/);
  await key("Enter");
  await tabTo(/^Dans les rues/);
  assert.equal((await key("ArrowUp")).text, "Sous les arbres");
  assert.equal(
    await title(page)
      .textContent()
      .then((text) => text.trim()),
    "La marche en forêt",
  );
  // Of another kind and with another question after it, the row stays where it is.
  assert.equal((await key("ArrowUp")).text, "En montagne");
  assert.equal((await key("ArrowDown")).text, "Sous les arbres");
  await tabTo(/^Remettre mes réponses/);
  await page.keyboard.press("Enter");
  assert.match((await focused(page)).text, /^Votre avis\s:\s+La marche en ville/);
  assert.equal((await own(page, "answers")).place, "street");
  await close(page);
});

test("the strip says what is advised and what was, and puts the answers back as they were", async () => {
  const page = await inTown();
  const before = JSON.stringify(await own(page, "evaluation"));
  await openRows(page, "Où marchez-vous", "Qu’emportez-vous");
  assert.equal(await page.getByRole("button", { name: "Remettre mes réponses" }).count(), 0);
  await option(page, "Où marchez-vous", "Sous les arbres").click();
  await option(page, "Qu’emportez-vous", "Une carte").click();
  assert.match(await strip(page), /La marche en forêt[^]*Avant\s: La marche en ville/);
  assert.equal(await page.locator("career-quiz .given .tag").count(), 2);
  await press(page, "Remettre mes réponses");
  assert.equal(JSON.stringify(await own(page, "evaluation")), before);
  assert.doesNotMatch(await strip(page), /Avant/);
  assert.equal(await page.locator("career-quiz .given .tag").count(), 0);
  assert.deepEqual(await outcomes(page), ["town", "forest", "town"]);
  const shown = rowOf(page, "Où marchez-vous").locator("input:checked");
  assert.equal(await shown.getAttribute("value"), "2");
  await close(page);
});

const BODY =
  "html { block-size: 100%; overflow: hidden } body { block-size: 100%; margin: 0; overflow: auto }";
const WRAPPER = `html { overflow-anchor: none } main { overflow-x: auto }
  main::after { content: ""; display: block; margin-block-end: -3px; block-size: 3px; position: relative; inset-block-start: 3px }`;
const BOX = "main { block-size: 600px; overflow: auto }";
for (const [where, css, stuck] of [
  ["a page", ""],
  ["a page that the browser does not anchor", "html { overflow-anchor: none }"],
  ["a page that scrolls smoothly", "html { overflow-anchor: none; scroll-behavior: smooth }"],
  ["a box", BOX],
  ["a box that the browser does not anchor", `${BOX} main { overflow-anchor: none }`],
  ["a body that scrolls", BODY],
  ["a body that the browser does not anchor", `${BODY} body { overflow-anchor: none }`],
  ["a wrapper that could scroll by a little", WRAPPER, "the strip lies at its end"],
]) {
  test(`the strip stays in sight, and no row jumps while the advice above it changes, in ${where}`, async () => {
    const page = await inTown({
      css,
      context: { viewport: { width: 360, height: 640 }, hasTouch: true, isMobile: true },
    });
    await openRows(page, "Où marchez-vous");
    const moves = [];
    for (const text of ["Sous les arbres", "En montagne", "Dans les rues"]) {
      const target = option(page, "Où marchez-vous", text);
      await target.evaluate((node) =>
        node.scrollIntoView({ block: "center", behavior: "instant" }),
      );
      const place = () => target.evaluate((node) => node.getBoundingClientRect().top);
      const outset = () =>
        page.locator("career-quiz").evaluate((node) => node.getBoundingClientRect().top);
      const [before, outside] = [await place(), await outset()];
      await target.click();
      await page.evaluate(
        () => new Promise((done) => requestAnimationFrame(() => requestAnimationFrame(done))),
      );
      const after = await place();
      assert.ok(Math.abs(after - before) < 2, `${text}: ${before} to ${after}`);
      moves.push(Math.abs((await outset()) - outside));
      const box = await page.locator("career-quiz .strip").boundingBox();
      assert.ok(stuck || (box.y >= 0 && box.y + box.height <= 640), `strip at ${box.y}`);
    }
    assert.ok(Math.max(...moves) > 20, `nothing above changed its height: ${moves}`);
    await close(page);
  });
}

test("a change that calls for a question keeps the result, names the question and asks it in its row", async () => {
  const page = await inTown();
  await openRows(page, "Où marchez-vous");
  await option(page, "Où marchez-vous", "En montagne").click();
  assert.equal((await own(page, "evaluation")).stop, null);
  assert.equal(await page.locator("career-quiz .result").count(), 1);
  assert.notEqual(await own(page, "result"), null);
  assert.match(await status(page), /appelle une question\s: «\sQuel dénivelé vous plaît/u);
  assert.match(await strip(page), /Il manque une réponse/);
  assert.match((await focused(page)).text, /En montagne/);
  await press(page, "Y répondre");
  assert.match((await focused(page)).text, /^Quel dénivelé.*Sans réponse/s);
  await option(page, "Quel dénivelé", "Mille mètres").click();
  assert.equal((await own(page, "evaluation")).stop, "complete");
  assert.doesNotMatch(await strip(page), /Il manque/);
  await option(page, "Où marchez-vous", "Dans les rues").click();
  assert.equal(await rowOf(page, "Quel dénivelé").count(), 0);
  await close(page);
});

test("or the reader goes on with the questions, and comes to the new result without a review", async () => {
  const page = await inTown();
  await openRows(page, "Où marchez-vous");
  await option(page, "Où marchez-vous", "En montagne").click();
  await press(page, "Continuer le questionnaire");
  assert.equal(await title(page).innerText(), "Quel dénivelé vous plaît ?");
  await page.locator("career-quiz .option").nth(1).click();
  await press(page, "Suivant");
  await page.locator("career-quiz .result").waitFor();
  await press(page, "Revoir mes réponses");
  assert.equal(await page.getByRole("button", { name: "Remettre mes réponses" }).count(), 0);
  await close(page);
});

test("a sensitive answer changed in place gives its advice alone, changes back, and is told to nobody", async () => {
  const page = await inTown();
  const before = await own(page, "answers");
  await openRows(page, "Comment vont vos genoux");
  await option(page, "Comment vont", "Ils ne me portent plus").click();
  assert.equal(await title(page).innerText(), "D’abord, se faire examiner");
  assert.match((await focused(page)).text, /Ils ne me portent plus/);
  assert.equal(
    await page.locator("career-quiz :is(.reasons, .ranking, .scales, .basis)").count(),
    0,
  );
  assert.deepEqual(await own(page, "answers"), before);
  assert.deepEqual(await outcomes(page), ["town", "withheld"]);
  assert.deepEqual(await axe(page), []);
  await option(page, "Comment vont", "Bien").click();
  assert.equal(await title(page).innerText(), "La marche en ville");
  assert.match((await focused(page)).text, /^Bien/);
  assert.deepEqual(await outcomes(page), ["town", "withheld", "town"]);
  assert.doesNotMatch(JSON.stringify(await page.evaluate(() => window.heard)), /broken|fine|rest/);
  await close(page);
});

test("advice shown alone keeps the answers out of sight until they are asked for", async () => {
  const page = await resultOf(walks, (text) => (text.startsWith("Comment vont") ? 2 : 1));
  assert.equal(await page.locator("career-quiz .answers").count(), 0);
  await openRows(page, "Comment vont");
  await option(page, "Comment vont", "Bien").click();
  assert.notEqual(await title(page).innerText(), "D’abord, se faire examiner");
  await close(page);
});

test("an entry that is no answer yet says why in its row and counts for nothing", async () => {
  const page = await inTown();
  await openRows(page, "Qu’emportez-vous");
  const before = await own(page, "answers");
  await option(page, "Qu’emportez-vous", "Un livre").click();
  assert.match(await rowOf(page, "Qu’emportez-vous").locator(".error").innerText(), /au moins une/);
  assert.match(await status(page), /au moins une/);
  assert.deepEqual(await own(page, "answers"), before);
  await option(page, "Qu’emportez-vous", "De quoi manger").click();
  assert.equal(await rowOf(page, "Qu’emportez-vous").locator(".error").count(), 0);
  assert.deepEqual((await own(page, "answers")).bag, ["food"]);
  await press(page, "Retirer cette réponse");
  assert.equal((await own(page, "answers")).bag, null);
  await close(page);
});

test("answers changed as fast as can be end where the last ones lead, without a fault", async () => {
  const page = await inTown();
  await openRows(page, "Où marchez-vous", "J’aime marcher avec", "De quoi êtes-vous");
  await page.evaluate(() => {
    const { shadowRoot } = document.querySelector("career-quiz");
    let state = 7;
    for (let step = 0; step < 200; step += 1) {
      const inputs = shadowRoot.querySelectorAll(".given[open] input");
      state = (state * 1103515245 + 12345) % 2147483648;
      inputs[state % inputs.length].click();
    }
  });
  const shown = await page.evaluate(() => {
    const { shadowRoot, answers, quiz } = document.querySelector("career-quiz");
    return [...shadowRoot.querySelectorAll(".given[open]")].map((row) => {
      const asked = row.querySelector(".asked").textContent.trim();
      const question = quiz.questions.find(({ text }) => text.fr === asked);
      const checked = [...row.querySelectorAll("input")].findIndex((input) => input.checked);
      return [question.options[checked]?.id ?? null, answers[question.id] ?? null];
    });
  });
  for (const [checked, answered] of shown) assert.equal(checked, answered);
  assert.deepEqual(page.faults, []);
  assert.deepEqual(await page.evaluate(() => window.violations), []);
  await close(page);
});

test("a page that holds results back is asked once, not again for what changes in place", async () => {
  const page = await inTown();
  const asked = async () => (await heard(page, "before-complete")).length;
  assert.equal(await asked(), 1);
  await page.evaluate(() =>
    addEventListener("career-quiz-before-complete", (event) => event.preventDefault()),
  );
  await openRows(page, "Où marchez-vous");
  await option(page, "Où marchez-vous", "Sous les arbres").click();
  assert.equal(await title(page).innerText(), "La marche en forêt");
  assert.equal(await asked(), 1);
  await close(page);
});

test("the table of scales says what the picture shows", async () => {
  world.server.put("/own/every-kind.json", {
    body: await readFile(new URL("../quizzes/every-kind.json", import.meta.url)),
  });
  const page = await resultOf(
    '<career-quiz mode="full" src="/own/every-kind.json"></career-quiz>',
    (text) => text.length % 3,
    { lang: "en", context: { viewport: { width: 320, height: 640 } } },
  );
  await page.getByText("Your profile").click();
  const { picture, table, wide } = await page.evaluate(() => {
    const { shadowRoot } = document.querySelector("career-quiz");
    const all = (node, selector) => [...node.querySelectorAll(selector)];
    const text = (node) => node.textContent.trim();
    return {
      picture: all(shadowRoot, ".scale").map((scale) => [
        text(scale.querySelector(".name")),
        ...all(scale, ".axis span").map(text),
        Math.round(100 * Number(scale.querySelector("i").style.getPropertyValue("--amount"))),
      ]),
      table: all(shadowRoot, ".figures tbody").map((body) => {
        const [low, value, high] = all(body, "td").map(text);
        return [text(body.querySelector("th")), low, high, Number(value)];
      }),
      wide: document.documentElement.scrollWidth,
    };
  });
  const { scales } = await own(page, "result");
  assert.equal(picture.length, 2);
  assert.deepEqual(table, picture);
  assert.deepEqual(
    table.map(([, , , value]) => value),
    scales.map(({ value }) => value),
  );
  assert.equal(wide, 320);
  assert.deepEqual(await axe(page), []);
  await close(page);
});

test("every outcome that is not advised says how far behind it is, or what would put it first", async () => {
  const page = await inTown();
  await page.getByText("Toutes les pistes").click();
  const { ranking, headline } = await own(page, "result");
  const ranks = await page.locator("career-quiz .rank").allInnerTexts();
  ranking.forEach(({ outcome, score }, at) => {
    if (headline.outcomes.includes(outcome)) return assert.doesNotMatch(ranks[at], /Écart/);
    const gap = ((ranking[0].score - score) / 10).toFixed(1).replace(".", ",");
    assert.ok(
      ranks[at].includes(`Écart avec la première : ${gap}.`.replace(" :", "\u202f:")),
      ranks[at],
    );
  });
  assert.ok(ranks.some((text) => /serait en tête si vous aviez répondu «/.test(text)));
  await close(page);
});

/** A result of each kind, and the layout that is its own. */
const kinds = {
  one: [walks, town, "fr"],
  "two-tracks": [close_calls, () => 0, "en"],
  combined: [close_calls, (text) => (text === "Both?" ? 1 : 0), "en"],
  override: [walks, (text) => (text.startsWith("Comment vont") ? 2 : 1), "fr"],
  // The same place on every question points nowhere.
  mixed: ['<career-quiz mode="full"></career-quiz>', () => 0, "fr"],
};

for (const [kind, [body, pick, lang]] of Object.entries(kinds)) {
  test(`a result of kind ${kind} has its layout, and axe-core and 320 px find nothing wrong`, async () => {
    for (const [width, colorScheme] of [
      [320, "light"],
      [1200, "dark"],
    ]) {
      const page = await resultOf(body, pick, {
        lang,
        context: { colorScheme, viewport: { width, height: 800 } },
      });
      assert.equal(
        (await page.locator("career-quiz .result").getAttribute("class")).includes(
          kind === "override" ? "quiet" : kind,
        ),
        true,
      );
      const tracks = page.locator("career-quiz .tracks > .fold");
      const two = kind !== "one" && kind !== "override";
      assert.equal(await tracks.count(), two ? 2 : 0);
      if (two) {
        const [a, b] = [await tracks.nth(0).boundingBox(), await tracks.nth(1).boundingBox()];
        if (width === 320) assert.ok(b.y >= a.y + a.height && b.x === a.x);
        else assert.ok(b.y === a.y && b.x >= a.x + a.width);
      }
      await press(page, /^(Revoir mes réponses|Review my answers)$/);
      await page.locator("career-quiz .given > summary").first().click();
      assert.deepEqual(await axe(page), []);
      assert.ok((await page.evaluate(() => document.documentElement.scrollWidth)) <= width);
      await close(page);
    }
  });
}
