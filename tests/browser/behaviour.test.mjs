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
const walks = '<career-quiz mode="full" src="/quizzes/walks.json"></career-quiz>';
const result = async (page) => {
  await press(page.locator(".actions").first(), "Voir mon résultat");
  await page.locator("career-quiz .result").waitFor();
};
const status = (page) => page.locator("career-quiz [role=status]").innerText();

test("loading takes neither the focus nor the scroll position", async () => {
  const page = await world.open(`<p><input aria-label="mine"></p>${walks}`);
  await page.locator("main > p > input").focus();
  await until(page, "ready");
  assert.equal(
    await page.evaluate(() => document.activeElement.getAttribute("aria-label")),
    "mine",
  );
  assert.equal(await page.evaluate(() => scrollY), 0);
  await close(page);
});

test("Next and Back take the reader to the question's heading, the result to its own", async () => {
  const page = await world.open(walks);
  const here = async () => assert.equal(await focusedText(page), await title(page).innerText());
  await press(page, "Commencer");
  await here();
  await choose(page, 0);
  await press(page, "Suivant");
  await here();
  await press(page, "Retour");
  await here();
  await answerAll(page);
  await here();
  await result(page);
  await here();
  await close(page);
});

test("choosing an answer does not leave the question", async () => {
  const page = await world.open(walks);
  await press(page, "Commencer");
  const before = await title(page).innerText();
  await choose(page, 1);
  await page.waitForTimeout(300);
  assert.equal(await title(page).innerText(), before);
  await close(page);
});

test("Back keeps answers, those not confirmed included", async () => {
  const page = await world.open(walks);
  await press(page, "Commencer");
  await choose(page, 1);
  await press(page, "Suivant");
  await choose(page, 4);
  await press(page, "Retour");
  assert.equal(await page.locator("career-quiz input:checked").getAttribute("value"), "1");
  await press(page, "Suivant");
  assert.equal(await page.locator("career-quiz input:checked").getAttribute("value"), "4");
  await press(page, "Retour");
  await press(page, "Retour");
  await press(page, "Reprendre");
  await close(page);
});

test("Next without an answer says so above the question, where the focus goes, and in it", async () => {
  const page = await world.open(walks);
  await press(page, "Commencer");
  await press(page, "Suivant");
  assert.equal(
    await page.locator("career-quiz .error").innerText(),
    "Erreur\u202f:\nChoisissez une réponse pour continuer.",
  );
  assert.equal(
    await focusedText(page),
    await page.locator("career-quiz .summary").evaluate(({ textContent }) => textContent.trim()),
  );
  const described = await page.locator("career-quiz fieldset").getAttribute("aria-describedby");
  assert.match(described, /error/);
  await choose(page, 0);
  await press(page, "Suivant");
  assert.equal(await page.locator("career-quiz .error, career-quiz .summary").count(), 0);
  await close(page);
});

test("a question with several answers keeps its limits, and an exclusive answer stands alone", async () => {
  const page = await world.open(walks);
  await press(page, "Commencer");
  for (const at of [0, 2, 0]) {
    await choose(page, at);
    await press(page, "Suivant");
  }
  const checked = () =>
    page
      .locator("career-quiz input")
      .evaluateAll((inputs) => inputs.flatMap((input, at) => (input.checked ? [at] : [])));
  await press(page, "Suivant");
  assert.match(await page.locator("career-quiz .error").innerText(), /au moins une réponse/);
  for (const at of [0, 1, 2]) await choose(page, at);
  await press(page, "Suivant");
  assert.match(await page.locator("career-quiz .error").innerText(), /2 réponses au plus/);
  await choose(page, 3);
  assert.deepEqual(await checked(), [3]);
  await choose(page, 1);
  assert.deepEqual(await checked(), [1]);
  await press(page, "Suivant");
  assert.deepEqual(
    await page.evaluate(() => [...document.querySelector("career-quiz").answers.bag]),
    ["book"],
  );
  await close(page);
});

test("an optional question can be skipped, and the review says that it was", async () => {
  const page = await world.open(walks);
  await press(page, "Commencer");
  for (const at of [0, 2, 0]) {
    await choose(page, at);
    await press(page, "Suivant");
  }
  await press(page, "Passer");
  await answerAll(page);
  assert.equal(await page.getByText("Question passée").count(), 1);
  assert.equal(await page.evaluate(() => document.querySelector("career-quiz").answers.bag), null);
  await close(page);
});

test("an answer changed in the review changes the path, and comes back to the review", async () => {
  const page = await world.open(walks);
  await press(page, "Commencer");
  await answerAll(page, () => 1);
  await page.getByRole("button", { name: /^Changer la réponse à : Où marchez-vous/ }).click();
  await choose(page, 0);
  await press(page, "Enregistrer");
  assert.equal(await title(page).innerText(), "Quel dénivelé vous plaît ?");
  await choose(page, 1);
  await press(page, "Enregistrer");
  assert.equal(await title(page).innerText(), "Vos réponses");
  assert.equal((await heard(page, "complete")).length, 0);
  await close(page);
});

test("an answer changed from the result changes the advice in place", async () => {
  const page = await world.open(walks);
  await press(page, "Commencer");
  await answerAll(page, (text) => (text.startsWith("Où") ? 2 : 1));
  await result(page);
  assert.equal(await title(page).innerText(), "La marche en ville");
  await page.getByRole("button", { name: /^Changer.*Où marchez-vous/ }).click();
  await choose(page, 1);
  assert.equal(await title(page).innerText(), "La marche en forêt");
  assert.deepEqual(
    (await heard(page, "complete")).map(({ detail }) => detail.outcomes),
    [["town"], ["forest"]],
  );
  await close(page);
});

test("an edit that is cancelled in the review changes nothing", async () => {
  const page = await world.open(walks);
  await press(page, "Commencer");
  await answerAll(page, () => 1);
  const before = await page.evaluate(() =>
    JSON.stringify(document.querySelector("career-quiz").evaluation),
  );
  await page
    .getByRole("button", { name: /^Changer la réponse/ })
    .first()
    .click();
  await choose(page, 0);
  await press(page, "Annuler");
  await page.locator("career-quiz .review").waitFor();
  const after = await page.evaluate(() =>
    JSON.stringify(document.querySelector("career-quiz").evaluation),
  );
  assert.equal(after, before);
  await close(page);
});

test("the parts of the sum a reader can open make the gap exactly", async () => {
  const page = await world.open(walks);
  await press(page, "Commencer");
  await answerAll(page, () => 1);
  await result(page);
  await page.getByText("Voir le calcul").click();
  const numbers = await page.locator("career-quiz .account td.number").allInnerTexts();
  const tenths = numbers.map((text) =>
    Math.round(10 * Number(text.replace(",", ".").replace("−", "-"))),
  );
  const gap = tenths.pop();
  assert.equal(
    tenths.reduce((sum, value) => sum + value, 0),
    gap,
  );
  assert.equal(await page.evaluate(() => document.querySelector("career-quiz").result.margin), gap);
  await close(page);
});

test("the page may hold the result back, and show it later", async () => {
  const page = await world.open(walks);
  await page.evaluate(() => {
    window.hold = (event) => event.preventDefault();
    addEventListener("career-quiz-before-complete", window.hold);
  });
  await press(page, "Commencer");
  await answerAll(page, () => 1);
  await press(page.locator(".actions").first(), "Voir mon résultat");
  assert.equal(await title(page).innerText(), "Vos réponses");
  assert.deepEqual(await heard(page, "complete"), []);
  await page.evaluate(() => removeEventListener("career-quiz-before-complete", window.hold));
  await result(page);
  assert.equal((await heard(page, "complete")).length, 1);
  await close(page);
});

test("the progress shown never goes back", async () => {
  const page = await world.open(walks);
  await press(page, "Commencer");
  const share = () =>
    page
      .locator("career-quiz .fill")
      .evaluate((node) => Number(node.style.getPropertyValue("--amount")));
  const shares = [];
  for (const at of [1, 2, 0]) {
    await choose(page, at);
    await press(page, "Suivant");
    shares.push(await share());
  }
  await press(page, "Retour");
  await press(page, "Retour");
  await press(page, "Retour");
  shares.push(await share());
  await choose(page, 0);
  await press(page, "Suivant");
  shares.push(await share());
  assert.deepEqual(
    shares,
    shares.toSorted((a, b) => a - b),
  );
  await close(page);
});

test("the owner's slots appear where they belong, and only for the outcome shown", async () => {
  const page = await world.open(`<career-quiz mode="full" src="/quizzes/walks.json">
    <p slot="intro">Before</p><p slot="result-end">After</p>
    <p slot="cta-forest">Forest offer</p><p slot="cta-town">Town offer</p><p slot="cta-rest">Clinic</p></career-quiz>`);
  const visible = (text) => page.getByText(text, { exact: true }).isVisible();
  await until(page, "ready");
  assert.equal(await visible("Before"), true);
  await press(page, "Commencer");
  await answerAll(page, (text) => (text.startsWith("Où") ? 2 : 1));
  await result(page);
  assert.deepEqual(
    await Promise.all(["After", "Town offer", "Forest offer", "Clinic"].map(visible)),
    [true, true, false, false],
  );
  await page.evaluate(() => document.querySelector("career-quiz").erase());
  await press(page, "Commencer");
  await answerAll(page, (text) => (text.startsWith("Comment vont") ? 2 : 1));
  if (await page.locator("career-quiz .review").count()) await result(page);
  assert.equal(await title(page).innerText(), "D’abord, se faire examiner");
  assert.deepEqual(await Promise.all(["After", "Clinic"].map(visible)), [false, false]);
  await close(page);
});

test("two close outcomes are two cards with words on how to choose", async () => {
  const page = await world.open(
    '<career-quiz mode="full" src="/quizzes/close.json"></career-quiz>',
    {
      lang: "en",
    },
  );
  await press(page, "Start");
  await answerAll(page, () => 0);
  await press(page.locator(".actions").first(), "See my result");
  await page.getByText("Two ways forward").waitFor();
  assert.equal(await page.locator("career-quiz .tracks > details").count(), 2);
  await page.getByText("Begin with that one").waitFor();
  await close(page);
});

test("a combination shows its own advice first, then the two it is made of", async () => {
  const page = await world.open(
    '<career-quiz mode="full" src="/quizzes/close.json"></career-quiz>',
    {
      lang: "en",
    },
  );
  await press(page, "Start");
  await answerAll(page, (text) => (text === "Both?" ? 1 : 0));
  await press(page.locator(".actions").first(), "See my result");
  assert.equal(await title(page).innerText(), "Mix them");
  assert.equal(await page.locator("career-quiz .tracks > details").count(), 2);
  await page.getByText("Each of the two in detail").waitFor();
  await close(page);
});
