/** Every language a page may be in: its words, its direction, its numbers, beside any quiz's own. */
import assert from "node:assert/strict";
import { readFile } from "node:fs/promises";
import { test } from "node:test";
import { choose, close, dist, press, title, until, useBrowser } from "./harness.mjs";

const world = useBrowser();
const tags = ["ar", "de", "en", "es", "fr"];
const words = Object.fromEntries(
  await Promise.all(
    tags.map(async (tag) => {
      const { first, rest } = await import(`../../web/src/words/${tag}.js`);
      return [tag, { ...first, ...rest }];
    }),
  ),
);
const quizOf = { ar: "tea", de: "tea", en: "walks", es: "tea", fr: "walks" };
const element = (quiz, more = "") =>
  `<career-quiz mode="full" src="/quizzes/${quiz}.json" ${more}></career-quiz>`;
const phone = { viewport: { width: 360, height: 740 } };

const inside = (page, read, value) =>
  page
    .locator("career-quiz")
    .first()
    .evaluate(
      (host, [body, given]) =>
        new Function("root", "value", `return (${body})(root, value)`)(host.shadowRoot, given),
      [read.toString(), value],
    );
const card = (page) =>
  page.locator("career-quiz .card").evaluate(({ lang, dir }) => ({ lang, dir }));

/** Answers what is on screen, whatever its kind. */
async function answer(page) {
  if (await page.locator("career-quiz .order").count()) {
    await page.locator("career-quiz .order button:enabled").first().click();
  } else if (await page.locator("career-quiz .field").count()) {
    await page.locator("career-quiz .field").fill("3");
  } else await choose(page, 0);
}

/** From the introduction to the result, by the words on the buttons. */
async function walk(page, text, visit = async () => {}) {
  await press(page, text.start);
  for (let asked = 0; asked < 20; asked += 1) {
    await visit();
    if (await page.locator("career-quiz .review").count()) break;
    const before = await title(page).innerText();
    await answer(page);
    await press(page, text.next);
    await page.waitForFunction(
      (said) =>
        document
          .querySelector("career-quiz")
          .shadowRoot.querySelector(".title")
          .textContent.trim() !== said,
      before,
    );
  }
  await press(page.locator(".actions").first(), text.seeResult);
  await page.locator("career-quiz .result").waitFor();
  await visit();
}

/** What a reader sees or hears of the interface in a script that is not theirs. */
const strange = (page, pattern) =>
  inside(
    page,
    (root, source) => {
      const found = [];
      const walker = document.createTreeWalker(root.querySelector(".card"), NodeFilter.SHOW_TEXT);
      while (walker.nextNode()) {
        if (new RegExp(source, "u").test(walker.currentNode.data))
          found.push(walker.currentNode.data);
      }
      return found;
    },
    pattern.source,
  );

for (const tag of tags) {
  test(`${tag}: the whole journey is in the page's language`, async () => {
    const page = await world.open(element(quizOf[tag]), { lang: tag, context: phone });
    await until(page, "ready");
    const direction = tag === "ar" ? "rtl" : "ltr";
    await walk(page, words[tag], async () => {
      assert.equal((await card(page)).lang, tag);
      assert.equal(
        await page
          .locator("career-quiz .title")
          .evaluate((node) => getComputedStyle(node).direction),
        direction,
      );
      assert.deepEqual(
        await inside(
          page,
          (root, own) => root.querySelectorAll(`.card [lang]:not([lang=${own}])`).length,
          tag,
        ),
        0,
      );
      if (tag === "ar") assert.deepEqual(await strange(page, /(?!JSON)\b\p{Script=Latin}/), []);
      assert.deepEqual(await strange(page, /\{\w+\}|undefined|\[object/), []);
      assert.equal(
        await page.evaluate(() => document.documentElement.scrollWidth <= innerWidth),
        true,
      );
    });
    await page.getByText(words[tag].limits).waitFor();
    assert.deepEqual(page.faults, []);
    assert.deepEqual(await page.evaluate(() => window.violations), []);
    await close(page);
  });
}

test("in Arabic the screens are mirrored", async () => {
  const page = await world.open(element("tea"), { lang: "ar", context: phone });
  await until(page, "ready");
  await press(page, words.ar.start);
  await choose(page, 0);
  await press(page, words.ar.next);
  const box = (name) => page.locator(`career-quiz ${name}`).first().boundingBox();
  const right = ({ x, width }) => x + width;
  const [track, fill] = [await box(".track"), await box(".fill")];
  assert.ok(Math.abs(right(track) - right(fill)) < 1, "the bar fills from the right");
  assert.ok(fill.width < track.width);
  const option = await box(".option");
  const input = await box(".option input");
  assert.ok(option.x + option.width - right(input) < input.x - option.x, "radio on the right");
  assert.ok((await box(".primary")).x > (await box(".back")).x, "Next stands right of Back");
  await close(page);
});

test("the interface and the quiz each say their own language where they differ", async () => {
  const page = await world.open(element("walks"), { lang: "es" });
  await until(page, "ready");
  assert.equal((await card(page)).lang, "es");
  await press(page, words.es.start);
  const marked = (name) =>
    page
      .locator(`career-quiz ${name}`)
      .first()
      .evaluate((node) => [node.closest("[lang]").lang, getComputedStyle(node).direction]);
  assert.deepEqual(await marked(".title"), ["fr", "ltr"]);
  assert.deepEqual(await marked(".option .words"), ["fr", "ltr"]);
  assert.deepEqual(await marked(".primary"), ["es", "ltr"]);
  await page.locator("career-quiz").evaluate((host) => (host.lang = "ar"));
  await page.locator('career-quiz .card[lang="ar"]').waitFor();
  assert.deepEqual(await marked(".title"), ["fr", "ltr"]);
  assert.deepEqual(await marked(".primary"), ["ar", "rtl"]);
  await close(page);
});

test("a French quiz on an Arabic page is marked as French on every screen, and nothing else is", async () => {
  const page = await world.open(element("walks"), { lang: "ar", context: phone });
  await until(page, "ready");
  await walk(page, words.ar, async () => {
    const wrong = await inside(page, (root) => {
      const found = [];
      const walker = document.createTreeWalker(root.querySelector(".card"), NodeFilter.SHOW_TEXT);
      while (walker.nextNode()) {
        const { data, parentElement } = walker.currentNode;
        // Texts of the quiz within a sentence stand between isolates.
        const plain = data.replace(/\u2068[^]*\u2069|JSON/g, "");
        const { lang, dir } = parentElement.closest("[lang][dir]");
        const arabic = /\p{Script=Arabic}/u.test(plain) && lang + dir !== "arrtl";
        const latin = /\p{Script=Latin}/u.test(plain) && lang + dir !== "frltr";
        if ((arabic || latin) && !parentElement.matches('.hidden[lang="ar"]')) found.push(data);
      }
      return found;
    });
    assert.deepEqual(wrong, []);
  });
  assert.ok(await inside(page, (root) => root.querySelectorAll(".result [lang=fr]").length > 10));
  await inside(page, (root) => {
    for (const fold of root.querySelectorAll("details")) fold.open = true;
  });
  const [file] = await Promise.all([page.waitForEvent("download"), press(page, words.ar.download)]);
  const saved = await readFile(await file.path(), "utf8");
  assert.match(saved, /<html lang="ar" dir="rtl">/);
  assert.match(saved, /<h1 lang="fr" dir="ltr">La marche des sommets<\/h1>/);
  assert.deepEqual(page.faults, []);
  await close(page);
});

test("two quizzes on one page speak two languages", async () => {
  const page = await world.open(element("tea", 'lang="ar"') + element("tea", 'lang="de"'));
  await page.getByRole("button", { name: words.ar.start, exact: true }).waitFor();
  await page.getByRole("button", { name: words.de.start, exact: true }).waitFor();
  assert.deepEqual(
    await page
      .locator("career-quiz .card")
      .evaluateAll((cards) => cards.map(({ lang, dir }) => [lang, dir])),
    [
      ["ar", "rtl"],
      ["de", "ltr"],
    ],
  );
  await close(page);
});

test("a language that changes while the quiz runs keeps the answers, and says all in the new one", async () => {
  const page = await world.open(element("tea"), { lang: "es" });
  await until(page, "ready");
  await press(page, words.es.start);
  await choose(page, 1);
  await press(page, words.es.next);
  await choose(page, 2);
  await page.locator("career-quiz").evaluate((host) => (host.lang = "ar"));
  await page.getByRole("button", { name: words.ar.next, exact: true }).waitFor();
  assert.equal(await title(page).innerText(), "ما الأقرب إليكم؟");
  assert.deepEqual(await card(page), { lang: "ar", dir: "rtl" });
  assert.equal(await page.locator("career-quiz input:checked").getAttribute("value"), "2");
  await press(page, words.ar.back);
  assert.equal(await page.locator("career-quiz input:checked").getAttribute("value"), "1");
  await page.locator("career-quiz").evaluate((host) => (host.lang = "de"));
  await page.getByRole("button", { name: words.de.next, exact: true }).waitFor();
  assert.equal((await card(page)).dir, "ltr");
  assert.equal(
    await page.locator("career-quiz .title").evaluate((node) => getComputedStyle(node).direction),
    "ltr",
  );
  await walkOn(page);
  await close(page);
});

async function walkOn(page) {
  await press(page, words.de.next);
  assert.equal(await page.locator("career-quiz input:checked").getAttribute("value"), "2");
}

test("numbers are written as the page's own tag writes them", async () => {
  for (const tag of ["ar-EG", "ar-MA"]) {
    const page = await world.open(element("tea"), { lang: tag });
    await until(page, "ready");
    await press(page, words.ar.start);
    const said = await page.evaluate((own) => {
      const number = new Intl.NumberFormat(own);
      return [number.format(1), number.format(6)];
    }, tag);
    assert.equal(said[0], tag === "ar-EG" ? "١" : "1");
    assert.equal(
      (await page.locator("career-quiz .progress p").innerText()).trim(),
      `السؤال ${said[0]} من ${said[1]}`,
    );
    await close(page);
  }
});

test("Arabic counts in six ways", async () => {
  const page = await world.open("");
  const forms = await page.evaluate(
    ([forms, numbers]) =>
      numbers.map((n) => forms[new Intl.PluralRules("ar-MA").select(n)].replace("{n}", n)),
    [words.ar.questions, [0, 1, 2, 3, 11, 100]],
  );
  assert.deepEqual(forms, ["لا أسئلة", "سؤال واحد", "سؤالان", "3 أسئلة", "11 سؤالًا", "100 سؤال"]);
  await close(page);
});

test("odd tags find the nearest language, and none is an error", async () => {
  for (const [tag, start, quiz] of [
    ["fr_CA", words.fr.start, "Quelle marche pour vous ?"],
    ["EN-us", words.en.start, "Which walk is for you?"],
    ["zz", words.fr.start, "Quelle marche pour vous ?"],
    ["", words.fr.start, "Quelle marche pour vous ?"],
    ["x-\u2603", words.fr.start, "Quelle marche pour vous ?"],
    ["de-CH-1996", words.de.start, "Quelle marche pour vous ?"],
  ]) {
    const page = await world.open(element("walks"), { lang: tag });
    await until(page, "ready");
    await page.getByRole("button", { name: start, exact: true }).waitFor();
    assert.equal((await title(page).innerText()).replace(/\s/g, " "), quiz, tag);
    assert.deepEqual(page.faults, []);
    await close(page);
  }
});

for (const tag of ["ar", "de", "en", "es"]) {
  test(`${tag}: without its words' script the failure is told in that language, and a retry succeeds`, async () => {
    const file = `/mute-${tag}/career-quiz-words.${tag}.js`;
    world.server.put(file, { status: 404, type: "text/html", body: "<!doctype html>" });
    const page = await world.open(element(quizOf[tag]), {
      lang: tag,
      script: `/mute-${tag}/career-quiz.js`,
    });
    await until(page, "error");
    assert.equal((await card(page)).lang, tag);
    const said = await page.locator("career-quiz .failure .title").innerText();
    assert.ok(said.length > 10 && said.endsWith("."), said);
    world.server.put(file, {
      type: "text/javascript",
      body: await readFile(`${dist}/career-quiz-words.${tag}.js`),
    });
    await press(page, words[tag].retry);
    await press(page, words[tag].start);
    assert.deepEqual(page.faults, []);
    await close(page);
  });
}
