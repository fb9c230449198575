// Every kind of question as its reader meets it: by mouse, by touch, by keyboard, and when it goes wrong.

import assert from "node:assert/strict";
import { test } from "node:test";
import {
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
import { strictPolicy } from "./serve.mjs";

const world = useBrowser();

const element = (rest = "") =>
  `<career-quiz src="/quizzes/kinds.json" mode="full" loading="eager" ${rest}></career-quiz>`;
const kinds = ["rank", "number", "text", "multiple", "scale", "pair", "number"];

const rows = (page) => page.locator("career-quiz .order .words").allInnerTexts();
const status = (page) => page.locator("career-quiz [role=status]").innerText();
const field = (page) => page.locator("career-quiz .field");
const summary = (page) => page.locator("career-quiz .summary");
const error = async (page) =>
  (await page.locator("career-quiz .error").innerText()).replace(/^Erreur\s*:\s*/, "");
const answers = (page) =>
  page.evaluate(() => JSON.parse(JSON.stringify(document.querySelector("career-quiz").answers)));
const arrow = (page, way, item) =>
  page.getByRole("button", { name: `${way}\u202f: ${item}`, exact: true });

/** The first question, or the one at a place, those before it answered. */
async function openAt(place = 0, options = {}) {
  const page = await world.open(options.body ?? element(), options);
  await until(page, "ready");
  await press(page, "Commencer");
  const given = [
    () => page.locator("career-quiz .keep label").click(),
    () => field(page).fill("12"),
    () => field(page).fill("Je viens à vélo."),
    ...[0, 0, 0].map((at) => () => choose(page, at)),
    () => field(page).fill("-1"),
  ];
  for (const [at, give] of given.slice(0, place).entries()) {
    const asked = await title(page).innerText();
    await give();
    await press(page, "Suivant");
    assert.notEqual(await title(page).innerText(), asked, String(at));
  }
  return page;
}

test("a first question that waits for the second script is shown once it is here", async () => {
  const page = await world.open(element(), {
    before: `const { fetch } = window; window.held = new Promise((go) => (window.letGo = go));
      window.fetch = (...all) => window.held.then(() => fetch(...all));`,
  });
  await page.locator("career-quiz .shell").waitFor();
  await page.evaluate(() => window.letGo());
  await press(page, "Commencer");
  await page.locator("career-quiz .order").waitFor();
  assert.match(await focusedText(page), /^Qu’est-ce qui compte le plus/);
  await close(page);
});

test("in a frame that may not submit forms, buttons and Enter do what they do elsewhere", async () => {
  const policy = `${strictPolicy}; sandbox allow-scripts allow-same-origin`;
  const page = await openAt(1, { policy });
  const said = [];
  page.on("console", (message) => said.push(message.text()));
  await field(page).fill("12");
  await page.keyboard.press("Enter");
  await page.locator("career-quiz textarea").fill("Je viens à vélo.");
  await press(page, "Suivant");
  for (let left = kinds.length - 3; left > 1; left -= 1) {
    await choose(page, 0);
    await press(page, "Suivant");
  }
  await field(page).fill("-1");
  await page.keyboard.press("Enter");
  await press(page.locator("career-quiz .actions").first(), "Voir mon résultat");
  await press(page, "Revoir mes réponses");
  const row = page.locator("career-quiz .given").nth(1);
  await row.locator("summary").click();
  await row.locator("input.field").fill("11");
  await page.keyboard.press("Enter");
  assert.equal(Object.values(await answers(page))[1], 11);
  await row.locator("input.field").fill("10");
  await row.getByRole("button", { name: "Enregistrer" }).click();
  assert.equal(Object.values(await answers(page))[1], 10);
  assert.deepEqual(said, []);
  await close(page);
});

test("an order that nobody touched is no answer, and one tick makes it one", async () => {
  const page = await openAt();
  await press(page, "Suivant");
  assert.match(await error(page), /Mettez ces lignes dans votre ordre/);
  assert.deepEqual(await answers(page), {});
  await page.getByLabel("Cet ordre me convient tel quel").check();
  await press(page, "Suivant");
  assert.deepEqual((await answers(page)).matters, ["people", "calm", "learning", "children"]);
  await close(page);
});

test("arrows move a row, the focus goes along, and its new place is said", async () => {
  const page = await openAt();
  await arrow(page, "Descendre", "Rencontrer du monde").focus();
  await page.keyboard.press("Enter");
  assert.deepEqual((await rows(page)).slice(0, 2), ["Une heure au calme", "Rencontrer du monde"]);
  assert.match(await focusedText(page), /^Descendre\u202f: Rencontrer du monde/);
  assert.match(await status(page), /«\sRencontrer du monde\s»\s: place 2 sur 4/);
  await page.keyboard.press("Space");
  await page.keyboard.press("Enter");
  assert.equal((await rows(page)).at(-1), "Rencontrer du monde");
  assert.match(
    await focusedText(page),
    /^Monter\u202f: Rencontrer du monde/,
    "its neighbour at the end",
  );
  await press(page, "Suivant");
  assert.deepEqual((await answers(page)).matters, ["calm", "learning", "children", "people"]);
  await press(page, "Retour");
  assert.equal((await rows(page)).at(-1), "Rencontrer du monde", "Back keeps the order");
  await close(page);
});

test("a row is dragged by its handle with a mouse", async () => {
  const page = await openAt();
  const handle = page.locator("career-quiz .handle");
  const from = await handle.nth(3).boundingBox();
  const to = await handle.nth(0).boundingBox();
  await page.mouse.move(from.x + 20, from.y + 20);
  await page.mouse.down();
  await page.mouse.move(from.x + 20, from.y - 30, { steps: 4 });
  await page.mouse.move(to.x + 20, to.y + 5, { steps: 8 });
  assert.equal(
    await page
      .locator("career-quiz .held")
      .innerText()
      .then((text) => text.split("\n")[0]),
    "Les enfants",
  );
  await page.mouse.up();
  assert.deepEqual(await rows(page), [
    "Les enfants",
    "Rencontrer du monde",
    "Une heure au calme",
    "Apprendre quelque chose de mes mains",
  ]);
  assert.match(await status(page), /place 1 sur 4/);
  assert.equal(await page.locator("career-quiz .moving, career-quiz .held").count(), 0);
  await close(page);
});

/** One finger, as the browser gets it from the screen. */
async function finger(page) {
  const cdp = await page.context().newCDPSession(page);
  const send = (type, points) =>
    cdp.send("Input.dispatchTouchEvent", { type, touchPoints: points.map(([x, y]) => ({ x, y })) });
  return {
    async drag(x, y, toY, { cancel = false } = {}) {
      await send("touchStart", [[x, y]]);
      for (let step = 1; step <= 10; step += 1)
        await send("touchMove", [[x, y + ((toY - y) * step) / 10]]);
      await send(cancel ? "touchCancel" : "touchEnd", []);
      await page.waitForTimeout(50);
    },
  };
}

test("a finger on the handle moves the row and not the page, elsewhere the page", async () => {
  const page = await openAt(0, {
    body: `${element()}<p>${"bas de page<br>".repeat(60)}</p>`,
    context: { hasTouch: true, isMobile: true, viewport: { width: 360, height: 700 } },
  });
  const { drag } = await finger(page);
  const scroll = () => page.evaluate(() => scrollY);
  await page.locator("career-quiz .order").evaluate((list) => {
    scrollTo(0, list.getBoundingClientRect().top + scrollY - 120);
  });
  const before = await scroll();
  const [first, last] = [
    page.locator("career-quiz .handle").first(),
    page.locator("career-quiz .handle").nth(2),
  ];
  const from = await first.boundingBox();
  const to = await last.boundingBox();
  await drag(from.x + 20, from.y + 20, to.y + 40, { cancel: true });
  assert.deepEqual(
    (await rows(page))[0],
    "Rencontrer du monde",
    "a drag that the system ends is none",
  );
  await drag(from.x + 20, from.y + 20, to.y + 40);
  assert.equal(await scroll(), before);
  assert.deepEqual((await rows(page)).slice(0, 3), [
    "Une heure au calme",
    "Apprendre quelque chose de mes mains",
    "Rencontrer du monde",
  ]);
  const words = await page.locator("career-quiz .order .words").nth(2).boundingBox();
  await drag(words.x + 10, words.y + 10, words.y - 150);
  await page.waitForTimeout(200);
  assert.ok((await scroll()) > before, "the list itself scrolls the page");
  await close(page);
});

test("a number is read in any digits, with any spaces, its sign and its unit", async () => {
  const page = await openAt(1);
  const asked = await title(page).innerText();
  for (const [typed, number] of [
    [" 7 ", 7],
    ["1 200", 1200],
    ["1\u202f200", 1200],
    ["1’200", 1200],
    ["٤٢", 42],
    ["۴۲ heures", 42],
    ["१२", 12],
    ["４２", 42],
    ["+3", 3],
    ["\u200f٣\u200e", 3],
    ["-0", 0],
    ["0012", 12],
  ]) {
    await field(page).fill(typed);
    await press(page, "Suivant");
    assert.notEqual(await title(page).innerText(), asked, typed);
    assert.equal((await answers(page)).hours, number, typed);
    await press(page, "Retour");
    assert.equal(await field(page).inputValue(), String(number));
  }
  await close(page);
});

test("a number that is none, not whole, too small or too large is refused with what to do", async () => {
  const page = await openAt(1);
  for (const [typed, said] of [
    ["", /^Écrivez un nombre en chiffres, de 0 à 2.000.heures\.$/],
    ["douze", /en chiffres/],
    ["1e3", /en chiffres/],
    ["0x10", /en chiffres/],
    ["1 2", /en chiffres/],
    ["12-", /en chiffres/],
    ["NaN", /en chiffres/],
    ["<b>3</b>", /en chiffres/],
    ["1,5", /sans virgule/],
    ["1.200", /sans virgule/],
    ["-3", /^Écrivez un nombre plus grand.: 0 ou plus\.$/],
    ["−3", /plus grand/],
    ["2001", /^Écrivez un nombre plus petit.: 2.000.heures ou moins\.$/],
    ["9".repeat(400), /plus petit/],
  ]) {
    await field(page).fill(typed);
    await press(page, "Suivant");
    assert.match(await error(page), said, typed);
    assert.equal(await field(page).inputValue(), typed, "what was typed stays");
    assert.equal(await field(page).getAttribute("aria-invalid"), "true");
  }
  assert.equal((await answers(page)).hours, undefined);
  assert.equal(await field(page).getAttribute("inputmode"), "numeric");
  await close(page);
});

test("an optional field left empty is skipped by Next, and a minus sign can be typed on a phone", async () => {
  const page = await openAt(6);
  assert.equal(await field(page).getAttribute("inputmode"), "text");
  await press(page, "Suivant");
  await page.locator("career-quiz .review").waitFor();
  assert.equal((await answers(page)).floor, null);
  await close(page);
});

test("a text is never cut: what is left is shown, said after a pause, and too much is refused", async () => {
  const page = await openAt(2);
  const count = () => page.locator("career-quiz .count").innerText();
  assert.equal(await count(), "Il reste 60 caractères.");
  await field(page).pressSequentially("Bonjour");
  assert.equal(await count(), "Il reste 53 caractères.");
  await page.waitForTimeout(1200);
  assert.equal(await status(page), "Question 3 sur 7", "with much left, nothing is said");
  await field(page).fill("🌻".repeat(61));
  assert.equal(await count(), "1 caractère de trop.");
  assert.equal(await status(page), "Question 3 sur 7", "not at each key");
  await page.locator("career-quiz [role=status]", { hasText: "1 caractère de trop." }).waitFor();
  await press(page, "Suivant");
  assert.match(await error(page), /elle a 1 caractère de trop/);
  assert.equal((await field(page).inputValue()).length, 122);
  await field(page).fill(`  ${"🌻".repeat(60)} \n`);
  await press(page, "Suivant");
  assert.equal((await answers(page)).wish, "🌻".repeat(60), "trimmed");
  await close(page);
});

test("half a character, markup and odd signs in a text harm nothing", async () => {
  for (const [typed, kept] of [
    ["a\ud800b", "a\ufffdb"],
    ["<img src=x onerror=alert(1)>", "<img src=x onerror=alert(1)>"],
    ['{"}\\u0000', '{"}\\u0000'],
    ["nul\u0000 et \u202e", "nul\u0000 et \u202e"],
    ["{n} {item}", "{n} {item}"],
  ]) {
    const page = await openAt(2);
    await field(page).evaluate((area, text) => {
      area.value = text;
      area.dispatchEvent(new Event("input", { bubbles: true }));
    }, typed);
    await press(page, "Suivant");
    assert.match(await title(page).innerText(), /^Quand pourriez-vous venir/);
    assert.equal((await answers(page)).wish, kept);
    assert.deepEqual(await page.evaluate(() => window.violations), []);
    assert.deepEqual(page.faults, []);
    await close(page);
  }
});

test("one summary names what is wrong, has the focus, and leads to the field without touching the history", async () => {
  const fields = [/^Descendre/, null, null, null, null, null];
  for (const place of [0, 1, 2, 3, 4, 5]) {
    const page = await openAt(place);
    const before = await page.evaluate(() => [history.length, location.href, document.title]);
    await press(page, "Suivant");
    assert.equal(await summary(page).count(), 1);
    assert.match(await focusedText(page), /^Il y a un problème/);
    const link = summary(page).getByRole("link");
    assert.equal(await link.innerText(), await error(page));
    await link.click();
    const reached = await page.evaluate(() => {
      const { shadowRoot } = document.querySelector("career-quiz");
      const { id, localName } = shadowRoot.activeElement;
      const described = shadowRoot.activeElement
        .closest("[aria-describedby]")
        .getAttribute("aria-describedby")
        .split(" ");
      return {
        id,
        localName,
        described,
        missing: described.filter((one) => !shadowRoot.getElementById(one)),
      };
    });
    assert.equal(reached.id, "answer-0");
    assert.ok(reached.described.includes("error"));
    assert.deepEqual(reached.missing, []);
    if (fields[place]) assert.match(await focusedText(page), fields[place]);
    assert.deepEqual(
      await page.evaluate(() => [history.length, location.href, document.title]),
      before,
    );
    assert.deepEqual(await axe(page), [], kinds[place]);
    await close(page);
  }
});

test("an error of an answer changed from the review is told in the same way", async () => {
  const page = await openAt(7);
  await page.locator("career-quiz .review").waitFor();
  await page.getByRole("button", { name: /^Changer.*heures/ }).click();
  await field(page).fill("3000");
  await press(page, "Enregistrer");
  assert.match(await focusedText(page), /plus petit/);
  await field(page).fill("30");
  await press(page, "Enregistrer");
  await page.locator("career-quiz .review").waitFor();
  assert.equal((await answers(page)).hours, 30);
  await close(page);
});

test("an exclusive answer is announced by the hint, and what it takes away is said", async () => {
  const page = await openAt(3);
  const described = await page.locator("career-quiz fieldset").getAttribute("aria-describedby");
  assert.equal(described, "hint");
  assert.match(
    await page.locator("career-quiz #hint").innerText(),
    /Je ne sais pas encore.*sans autre réponse/,
  );
  await page.locator("career-quiz #answer-0").focus();
  await page.keyboard.press("Space");
  for (let tab = 0; tab < 3; tab += 1) await page.keyboard.press("Tab");
  await page.keyboard.press("Space");
  assert.equal(await status(page), "Les autres réponses ne sont plus cochées.");
  await press(page, "Suivant");
  assert.deepEqual((await answers(page)).days, ["unsure"]);
  await close(page);
});

test("every kind is answered by keyboard alone, and the review has each answer in words", async () => {
  const page = await world.open(element());
  await until(page, "ready");
  const key = async (...keys) => {
    for (const one of keys) await page.keyboard.press(one);
  };
  await page.getByRole("button", { name: "Commencer" }).focus();
  await key("Enter");
  await page.locator("career-quiz .order").waitFor();
  assert.equal(await focusedText(page), await title(page).innerText());
  // Down on the first row, then past the other arrows and the box to Next.
  await key("Tab", "Enter");
  const next = async () => {
    for (let tab = 0; tab < 12 && (await focusedText(page)) !== "Suivant"; tab += 1)
      await key("Tab");
    await key("Enter");
  };
  await next();
  await key("Tab");
  await page.keyboard.type("12");
  await key("Enter");
  await key("Tab");
  await page.keyboard.type("À vélo");
  await next();
  await key("Tab", "Space");
  await next();
  await key("Tab", "Space", "ArrowDown");
  await next();
  await key("Tab", "Space");
  await next();
  await key("Tab");
  await page.keyboard.type("-1");
  await key("Enter");
  await page.locator("career-quiz .review").waitFor();
  assert.deepEqual(
    (await page.locator("career-quiz .said").allInnerTexts()).map((text) =>
      text.replace(/\s/g, " "),
    ),
    [
      "Une heure au calme, puis Rencontrer du monde, puis Apprendre quelque chose de mes mains, puis Les enfants",
      "12 heures",
      "« À vélo »",
      "En semaine",
      "2 sur 5",
      "Tout à fait A",
      "-1",
    ],
  );
  const told = (await heard(page, "answer")).map(({ detail }) => Object.keys(detail));
  assert.deepEqual(
    told,
    kinds.map(() => ["question"]),
  );
  await close(page);
});

test("every kind is clean to axe-core, in targets of 44 px, and fits 320 px", async () => {
  for (const [place, kind] of kinds.entries()) {
    const page = await openAt(place, { context: { viewport: { width: 320, height: 640 } } });
    assert.deepEqual(await axe(page), [], kind);
    const { wide, small } = await page.evaluate(() => {
      const { shadowRoot } = document.querySelector("career-quiz");
      const targets = shadowRoot.querySelectorAll(".option, .field, .button, .handle");
      return {
        wide: document.documentElement.scrollWidth,
        small: [...targets]
          .map((target) => [target.className, target.getBoundingClientRect()])
          .filter(([, { width, height }]) => width < 44 || height < 44)
          .map(([name, { width, height }]) => `${name} ${width}x${height}`),
      };
    });
    assert.ok(wide <= 320, `${kind}: ${wide}`);
    assert.deepEqual(small, [], kind);
    await close(page);
  }
});

test("a scale says its ends and its middle at 320 px, and a pair both its statements", async () => {
  let page = await openAt(4, { context: { viewport: { width: 320, height: 640 } } });
  for (const words of ["Je la fuis", "Cela dépend des jours", "Je m’y sens bien"]) {
    assert.ok(await page.locator("career-quiz").getByText(words).isVisible(), words);
  }
  await choose(page, 0);
  await press(page, "Suivant");
  for (const words of [
    "Je répare ce qui est cassé.",
    "Je raconte ce que j’ai lu.",
    "Tout à fait A",
    "Tout à fait B",
  ]) {
    assert.ok(await page.locator("career-quiz").getByText(words).isVisible(), words);
  }
  await close(page);
});

test("beside the result, any kind is asked with its own control, saved, refused and told like others", async () => {
  const page = await openAt(7);
  await page.getByRole("button", { name: "Voir mon résultat" }).first().click();
  await page.locator("career-quiz .result").waitFor();
  const beside = (at) => page.locator("career-quiz .beside").nth(at);
  const save = (at) => beside(at).getByRole("button", { name: "Enregistrer" }).click();
  await page.getByLabel("Combien de sacs").fill("10");
  await save(0);
  assert.match(await beside(0).locator(".error").innerText(), /9 ou moins/);
  assert.match(await status(page), /9 ou moins/);
  await page.getByLabel("Combien de sacs").fill("1");
  await page.keyboard.press("Enter");
  assert.equal(await beside(0).locator(".error").count(), 0);
  assert.ok(await page.locator("career-quiz").getByText("Un sac suffit.").isVisible());
  await page.getByLabel("Comment vous appeler").fill("Zoé");
  await save(1);
  await page.getByLabel("De la colle").check();
  await beside(3)
    .getByRole("button", { name: /^Monter.*Rencontrer/ })
    .click();
  await save(3);
  assert.match(await status(page), /Visiter, puis Rencontrer, puis Essayer/);
  const { bags, tools, order, ...others } = await answers(page);
  assert.deepEqual(
    { bags, tools, order },
    { bags: 1, tools: ["glue"], order: ["see", "meet", "do"] },
  );
  assert.equal("first-name" in others, false, "a sensitive text is told to no page");
  assert.deepEqual(await axe(page), []);
  assert.deepEqual(page.faults, []);
  await close(page);
});
