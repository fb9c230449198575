// What the result gives to take along: by kind of part, on a phone, on paper and as a file.

import assert from "node:assert/strict";
import { readdirSync, readFileSync } from "node:fs";
import { readFile } from "node:fs/promises";
import { test } from "node:test";
import { axe, close, heard, press, title, until, useBrowser } from "./harness.mjs";

const world = useBrowser();

const folder = new URL("../personas/", import.meta.url);
const personas = readdirSync(folder).flatMap((file) =>
  JSON.parse(readFileSync(new URL(file, folder), "utf8")),
);
const personNamed = (id) => personas.find((person) => person.id === id);

/** Six people who get advice of different kinds and lengths: one, two cards, combined, a gate. */
const six = [
  "loic-surveyor",
  "farida-pharmacist",
  "fatou-head-nurse",
  "sekou-new-plant",
  "kevin-sent",
  "yann-drained-ambition",
];

const text = (page, selector) => page.locator(`career-quiz ${selector}`).allInnerTexts();
const openAll = (page) =>
  page.evaluate(() => {
    const { shadowRoot } = document.querySelector("career-quiz");
    for (const fold of shadowRoot.querySelectorAll(".fold")) fold.open = true;
  });

/** The result of a sheet of answers, each given on its question's screen. */
async function resultOf(answers, { lang = "fr", ...context } = {}) {
  const page = await world.open('<career-quiz mode="full" loading="eager"></career-quiz>', {
    lang,
    context: { reducedMotion: "reduce", ...context },
  });
  await until(page, "ready");
  const { questions } = await page.evaluate(() => document.querySelector("career-quiz").quiz);
  await press(page, /^(Commencer|Start)$/);
  const there = () => page.locator("career-quiz :is(.review, .result)").count();
  while (!(await there())) {
    const asked = await title(page).innerText();
    const { id, options } = questions.find((question) => question.text === asked);
    for (const chosen of [answers[id] ?? []].flat()) {
      const at = options.findIndex((option) => option.id === chosen);
      await page.locator("career-quiz .option").nth(at).click();
    }
    await press(page, answers[id] === undefined ? /^(Passer|Skip)$/ : /^(Suivant|Next)$/);
    await page.waitForFunction(
      (before) =>
        document
          .querySelector("career-quiz")
          .shadowRoot.querySelector(".title")
          .textContent.trim() !== before,
      asked,
    );
  }
  if (await page.locator("career-quiz .review").count()) {
    await press(page.locator(".actions").first(), /^(Voir mon résultat|See my result)$/);
  }
  await page.locator("career-quiz .result").waitFor();
  return page;
}

const loic = () => resultOf(personNamed("loic-surveyor").answers);

test("parts stand in the quiz's order, each as its kind, those without anything left out", async () => {
  const page = await loic();
  const { parts, modules } = await page.evaluate(() => document.querySelector("career-quiz").quiz);
  const result = await page.evaluate(() => document.querySelector("career-quiz").result);
  const shown = new Set(result.modules.map(({ module }) => module));
  const filled = parts.filter(({ id }) =>
    modules.some((module) => module.part === id && shown.has(module.id)),
  );
  assert.ok(filled.length > 3 && filled.length < parts.length);
  const titles = await text(page, ".fold-title");
  const wanted = parts.filter((part) => filled.includes(part) || part.id === "portrait");
  assert.deepEqual(
    titles.filter((title) => parts.some((part) => part.title === title)),
    wanted.map(({ title }) => title),
  );
  const drawn = await page.evaluate(() =>
    [...document.querySelector("career-quiz").shadowRoot.querySelectorAll(".fold")].map((fold) => [
      fold.querySelector(".fold-title").textContent.trim(),
      [".plan", ".checklist", ".message", ".modules"].find((kind) => fold.querySelector(kind)),
    ]),
  );
  const kinds = { plan: ".plan", checklist: ".checklist", message: ".message", notes: ".modules" };
  for (const { title, kind = "notes" } of filled) {
    assert.equal(drawn.find(([name]) => name === title)[1], kinds[kind], title);
  }
  await close(page);
});

test("only the plan is open, and it has at most seven actions", async () => {
  const page = await resultOf(personNamed("farida-pharmacist").answers);
  const actions = await page.locator("career-quiz .plan > li").count();
  assert.ok(actions > 2 && actions <= 7, String(actions));
  const open = await text(page, ".folds > .fold[open] .fold-title");
  assert.deepEqual(open, ["Vos prochaines actions"]);
  await close(page);
});

test("the message is copied whole, and the copy is announced", async () => {
  const page = await loic();
  await page.context().grantPermissions(["clipboard-read", "clipboard-write"]);
  await page.getByText("Un message prêt à compléter").click();
  await press(page, "Copier le message");
  await page.locator("career-quiz [role=status]", { hasText: "Message copié." }).waitFor();
  const copied = await page.evaluate(() => navigator.clipboard.readText());
  assert.equal(copied, (await text(page, ".message p")).join("\n\n"));
  assert.match(copied, /^Bonjour \[prénom\],\n\n/);
  await close(page);
});

test("where the clipboard is refused, the message is selected", async () => {
  const page = await loic();
  await page.evaluate(() => {
    Object.defineProperty(navigator, "clipboard", { value: undefined });
  });
  await page.getByText("Un message prêt à compléter").click();
  await press(page, "Copier le message");
  await page.locator("career-quiz [role=status]", { hasText: "sélectionné" }).waitFor();
  assert.match(await page.evaluate(() => getSelection().toString()), /^Bonjour \[prénom\]/);
  await close(page);
});

test("an answer beside the result changes what it feeds in place, and nothing else", async () => {
  const page = await loic();
  const advice = () =>
    page.evaluate(() => {
      const { result, answers } = document.querySelector("career-quiz");
      return { headline: result.headline, ranking: result.ranking, answers };
    });
  const before = await advice();
  await page.getByText("La personne à chercher").click();
  const fold = page.locator("career-quiz .fold", { hasText: "La personne à chercher" });
  assert.equal(await fold.locator(".checklist li").count(), 0);
  for (const [option, line] of [
    ["De la chaleur, qui rassure", "De la chaleur : vous repartez d’un échange avec plus d’élan"],
    [
      "De la méthode, qui tient le cap",
      "De la méthode : chaque échange finit par une action datée",
    ],
  ]) {
    await fold.getByText(option).click();
    assert.deepEqual(await text(page, ".fold:has(.beside) .checklist li"), [
      line.replace(" :", "\u202f:"),
    ]);
    const kept = await page.evaluate(() => {
      const active = document.activeElement.shadowRoot.activeElement;
      return active.closest("label").textContent.trim();
    });
    assert.equal(kept, option);
    const said = page.locator("career-quiz [role=status]", { hasText: option });
    assert.match(await said.textContent(), /mis à jour/);
  }
  const after = await advice();
  assert.equal(after.answers["portrait-style"], "structured");
  assert.deepEqual({ ...after, answers: before.answers }, before);
  const told = await heard(page, "answer");
  assert.deepEqual(
    told.slice(-2).map(({ detail }) => detail),
    [{ question: "portrait-style" }, { question: "portrait-style" }],
  );
  assert.equal((await heard(page, "complete")).length, 1);
  await close(page);
});

test("what would change the advice is said in words, to the reader alone", async () => {
  const page = await loic();
  await page.getByText("Ce qui changerait l’avis").click();
  const turns = await text(page, ".turns li");
  assert.ok(turns.length >= 1 && turns.length <= 3);
  for (const turn of turns) {
    assert.match(
      turn,
      /^Si vous aviez répondu «\s.+\s» à «\s.+\s», l’avis aurait été «\s.+\s»\.$/u,
    );
  }
  const result = await page.evaluate(() => document.querySelector("career-quiz").result);
  assert.equal("turning" in result, false);
  await close(page);
});

/** The file that the button gives. */
async function download(page, name) {
  await page.getByText("Imprimer ou télécharger").click();
  const [file] = await Promise.all([page.waitForEvent("download"), press(page, name)]);
  return { name: file.suggestedFilename(), html: await readFile(await file.path(), "utf8") };
}

test("the file holds the advice, the plan, the message and the limits, and no script", async () => {
  const page = await loic();
  const { name, html } = await download(page, "Télécharger");
  assert.match(name, /\.html$/);
  assert.match(html, /^<!doctype html>\s<html lang="fr" dir="ltr">/);
  assert.doesNotMatch(html, /<script|<button|<input|Changer|Télécharger/);
  await openAll(page);
  const plain = html.replace(/<[^>]+>/g, "").replace(/\s+/g, " ");
  const wanted = [
    ...(await text(page, ".hero .title")),
    ...(await text(page, ".body p")),
    ...(await text(page, ".plan b")),
    ...(await text(page, ".message p")),
    ...(await text(page, ".checklist span")),
    ...(await text(page, ".reason .asked")),
    ...(await text(page, ".limits p")),
  ];
  assert.ok(wanted.length > 30, String(wanted.length));
  for (const words of wanted) assert.ok(plain.includes(words.replace(/\s+/g, " ").trim()), words);
  assert.equal(html.match(/<h1>/g).length, 1);
  assert.deepEqual(page.faults, []);
  assert.deepEqual(await page.evaluate(() => window.violations), []);
  await close(page);
});

test("the file is the same whether or not something rests on a sensitive answer", async () => {
  const files = [];
  const { answers } = personNamed("loic-surveyor");
  for (const energy of ["good", "tired"]) {
    const page = await resultOf({ ...answers, energy });
    files.push((await download(page, "Télécharger")).html);
    const rests = await page.locator("career-quiz .module.stays").count();
    assert.equal(rests, energy === "tired" ? 1 : 0);
    await close(page);
  }
  assert.match(files[0], /sensible n’est pas dans ce fichier/);
  assert.equal(files[0], files[1]);
});

test("advice that rests on a sensitive answer is alone, with numbers to call, and no file", async () => {
  const page = await resultOf(personNamed("yann-drained-ambition").answers);
  const there = (selector) => page.locator(`career-quiz .result ${selector}`).count();
  assert.equal(await there(":is(.folds, .fold, .section, .beside, .basis)"), 0);
  const buttons = await text(page, ".result .button:visible");
  assert.deepEqual(buttons, ["Revoir mes réponses", "Recommencer"]);
  const calls = page.locator('career-quiz a[href^="tel:"]');
  assert.ok((await calls.count()) >= 3);
  for (const call of await calls.all()) assert.ok((await call.boundingBox()).height >= 44);
  await close(page);
});

const margins = { top: "14mm", bottom: "14mm", left: "14mm", right: "14mm" };
/** What is left of A4 between them, in pixels. */
const sheet = { width: 688, height: 1016 };

/** Things that no page end may go through. */
const whole =
  ":is(.hero, .body, .tracks > .fold, .module, .message, .plan > li, .checklist > li, .reason, .limits)";

for (const id of six) {
  test(`the result of ${id} is no wall on a phone, and four pages on paper at most`, async (t) => {
    const page = await resultOf(personNamed(id).answers, {
      viewport: { width: 360, height: 740 },
      hasTouch: true,
      isMobile: true,
    });
    // As wide as the fonts of phones; the one found here by default is wider.
    await page.evaluate(() => {
      document.body.style.fontFamily = "Liberation Sans, Nimbus Sans, Arial";
    });
    const height = await page.evaluate(
      () => document.querySelector("career-quiz").getBoundingClientRect().height,
    );
    assert.equal(await page.evaluate(() => document.documentElement.scrollWidth), 360);
    // With all that can be added beside it.
    await openAll(page);
    for (const question of await page.locator("career-quiz .beside").all()) {
      await question.locator(".option").first().click();
    }
    const pdf = await page.pdf({ format: "A4", margin: margins });
    const pages = pdf.toString("latin1").match(/\/Type\s*\/Page\b(?!s)/g).length;
    t.diagnostic(`${Math.round(height)} px, ${pages} pages`);
    assert.ok(height <= 4900, `${height} px`);
    assert.ok(pages <= 4, `${pages} pages`);
    await close(page);
  });
}

test("what rests on a sensitive answer is on the screen, and not on paper", async () => {
  const { answers } = personNamed("sekou-new-plant");
  const page = await resultOf({ ...answers, energy: "tired" });
  const said = page.locator("career-quiz .stays:is(section, li, p)");
  const count = await said.count();
  assert.ok(count > 0);
  assert.ok(await said.first().isVisible());
  await page.emulateMedia({ media: "print" });
  for (const one of await said.all()) assert.equal(await one.isVisible(), false);
  await close(page);
});

test("on paper every fold is open, nothing is a button, links say where, no card is cut", async () => {
  const addresses = [];
  for (const id of ["loic-surveyor", "sekou-new-plant"]) {
    const page = await resultOf(personNamed(id).answers, { viewport: sheet });
    await page.emulateMedia({ media: "print" });
    assert.ok((await page.locator("career-quiz .result .fold:not([open])").count()) > 4);
    for (const inside of [".checklist li", ".message p", ".turns li", ".rank", ".scale"]) {
      assert.ok(await page.locator(`career-quiz ${inside}`).first().isVisible(), inside);
    }
    assert.equal(await page.locator("career-quiz :is(button, .beside, .sum):visible").count(), 0);
    const { cards, links } = await page.evaluate((selector) => {
      const { shadowRoot } = document.querySelector("career-quiz");
      const all = (wanted) => [...shadowRoot.querySelectorAll(wanted)];
      return {
        cards: all(selector).map((card) => [
          getComputedStyle(card).breakInside,
          card.getBoundingClientRect().height,
        ]),
        links: all('a[href^="https:"]').map((link) => [
          link.href,
          getComputedStyle(link, "::after").content,
        ]),
      };
    }, whole);
    assert.ok(cards.length > 20);
    for (const [rule, height] of cards) {
      assert.equal(rule, "avoid");
      assert.ok(height < sheet.height, `${height} px`);
    }
    for (const [href, said] of links) assert.ok(said.includes("attr(href)") || said.includes(href));
    addresses.push(...links);
    await close(page);
  }
  assert.ok(addresses.length > 0);
});

test("a browser that cannot print what is folded opens it first, and shuts it after", async () => {
  const page = await loic();
  const open = () => page.locator("career-quiz .fold[open]").count();
  const before = await open();
  await page.evaluate(() => dispatchEvent(new Event("beforeprint")));
  assert.equal(await open(), await page.locator("career-quiz .fold").count());
  assert.equal(await page.locator("career-quiz .restart[open]").count(), 0);
  await page.evaluate(() => dispatchEvent(new Event("afterprint")));
  assert.equal(await open(), before);
  await close(page);
});

for (const [lang, colorScheme] of [
  ["fr", "light"],
  ["en", "dark"],
]) {
  test(`axe-core finds nothing with folds closed and open: ${lang}, ${colorScheme}`, async () => {
    for (const id of ["farida-pharmacist", "sekou-new-plant"]) {
      const page = await resultOf(personNamed(id).answers, { lang, colorScheme });
      assert.deepEqual(await axe(page), []);
      await openAll(page);
      assert.deepEqual(await axe(page), []);
      await page.emulateMedia({ colorScheme: colorScheme === "dark" ? "light" : "dark" });
      assert.deepEqual(await axe(page), []);
      await close(page);
    }
  });
}
