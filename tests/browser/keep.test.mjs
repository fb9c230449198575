import assert from "node:assert/strict";
import { readFile } from "node:fs/promises";
import { test } from "node:test";
import { openRoots } from "./chromium.mjs";
import {
  answerAll,
  choose,
  close,
  focusedText,
  press,
  quiz,
  title,
  until,
  useBrowser,
} from "./harness.mjs";

const world = useBrowser();

const walks =
  '<career-quiz mode="full" src="/quizzes/walks.json" keep="device" name="q"></career-quiz>';
const code = (page) => quiz(page).evaluate((host) => host.toCode());
const answers = (page) => quiz(page).evaluate((host) => host.answers);
const news = (page) => page.locator("career-quiz .news p").first().innerText();
const stored = (page) => page.evaluate(() => ({ ...localStorage }));
const [key] = ["career-quiz:walks"];

async function resultOf(body = walks, options = {}, pick = () => 0) {
  const page = await world.open(body, options);
  await until(page, "ready");
  await press(page, "Commencer");
  await answerAll(page, pick);
  if (await page.locator("career-quiz .review").count()) {
    await press(page.locator(".actions").first(), "Voir mon résultat");
  }
  await page.locator("career-quiz .result").waitFor();
  return page;
}

/** Opens the address anew, as a visit that is not a change of fragment. */
async function visit(page, url) {
  await page.goto("about:blank");
  await page.goto(url);
  await until(page, "ready");
}

const shown = (page, selector) => page.locator(`career-quiz ${selector}`).first().waitFor();

test("a link restores the result, and takes neither focus nor scroll", async () => {
  const page = await resultOf();
  const before = await title(page).innerText();
  const link = `${page.url()}#career-quiz=${await code(page)}`;
  await page.evaluate(() => {
    navigator.clipboard.writeText = async (text) => (window.copied = text);
  });
  const history = await page.evaluate(() => window.history.length);
  await press(page, "Copier le lien");
  await page.waitForFunction(() => window.copied);
  assert.equal(await page.evaluate(() => window.copied), link);
  assert.equal(await page.evaluate(() => window.history.length + location.hash), `${history}`);
  await visit(page, link);
  await shown(page, ".result");
  assert.equal(await title(page).innerText(), before);
  assert.deepEqual(await page.evaluate(() => [document.activeElement.localName, scrollY]), [
    "body",
    0,
  ]);
  assert.match(await news(page), /viennent d’un lien.*sensibles/);
  assert.deepEqual(page.faults, []);
  await close(page);
});

test("where there is no clipboard the link is shown, selected", async () => {
  const page = await resultOf();
  await page.evaluate(() => {
    navigator.clipboard.writeText = () => Promise.reject(new DOMException("no", "NotAllowedError"));
  });
  await press(page, "Copier le lien");
  await shown(page, "input.link");
  const field = await quiz(page).evaluate(({ shadowRoot }) => {
    const { value, selectionStart, selectionEnd } = shadowRoot.activeElement;
    return { value, all: selectionEnd - selectionStart === value.length };
  });
  assert.deepEqual(field, { value: `${page.url()}#career-quiz=${await code(page)}`, all: true });
  await close(page);
});

test("the link goes to the device's share sheet where there is one", async () => {
  const before = "navigator.share = async (what) => { window.shared = what; };";
  const page = await resultOf(walks, { before });
  await press(page, "Partager");
  const { url } = await page.evaluate(() => window.shared);
  assert.equal(url, `${page.url()}#career-quiz=${await code(page)}`);
  await close(page);
});

test("a link that cannot be used is told in a sentence, and loses no session", async () => {
  const page = await resultOf();
  const good = await code(page);
  const url = page.url();
  const bad = [
    [good.slice(0, -3), /incomplet ou abîmé/],
    ["", /incomplet ou abîmé/],
    [`${good.slice(0, -4)}AAAA`, /incomplet ou abîmé/],
    ["x".repeat(50_000), /incomplet ou abîmé/],
    ["%E0%A4%A", /incomplet ou abîmé/],
  ];
  for (const [forged, said] of bad) {
    await page.evaluate((hash) => (location.hash = hash), `career-quiz=${forged}`);
    await page.waitForFunction(() =>
      document.querySelector("career-quiz").shadowRoot.querySelector(".news"),
    );
    assert.match(await news(page), said);
    assert.match(await news(page), /en cours n’ont pas changé/);
    assert.equal(await code(page), good);
    await shown(page, ".result");
    await page.evaluate(() => (location.hash = "elsewhere"));
  }
  const other = await resultOf("<career-quiz></career-quiz>");
  const foreign = await code(other);
  await close(other);
  await visit(page, `${url}#career-quiz=${foreign}`);
  await page.waitForFunction(() =>
    document.querySelector("career-quiz").shadowRoot.querySelector(".news"),
  );
  assert.match(await news(page), /autre quiz.*Vous pouvez commencer ici/);
  await press(page, "Commencer");
  await shown(page, ".question");
  assert.deepEqual(page.faults, []);
  await close(page);
});

test("another link while the page is open shows its result, and the way back", async () => {
  const page = await resultOf();
  const mine = await code(page);
  const other = await resultOf(walks, {}, () => 1);
  const [theirs, said] = [await code(other), await answers(other)];
  await close(other);
  assert.notEqual(mine, theirs);
  await page.evaluate((hash) => (location.hash = hash), `career-quiz=${theirs}.`);
  await shown(page, ".news");
  assert.match(await news(page), /viennent d’un lien/);
  assert.deepEqual(await answers(page), said);
  await press(page, "Revenir à mes réponses");
  assert.equal(await code(page), mine);
  await close(page);
});

test("an element reads only its own fragment", async () => {
  const page = await resultOf();
  const mine = await code(page);
  await close(page);
  const two = await world.open(
    '<career-quiz id="one" loading="eager" mode="full" src="/quizzes/walks.json"></career-quiz>' +
      '<career-quiz id="two" loading="eager" mode="full" src="/quizzes/walks.json"></career-quiz>',
  );
  await visit(two, `${two.url()}#two=${mine}`);
  await two.locator("#two .result").waitFor();
  assert.equal(await two.locator("#one .result, #one .news").count(), 0);
  await close(two);
});

test("nothing is stored before the click, then the code alone, and erased at once", async () => {
  const page = await resultOf();
  assert.deepEqual(await stored(page), {});
  await press(page, "Garder sur cet appareil");
  assert.match(await focusedText(page), /gardées sur cet appareil jusqu’au/);
  const { [key]: text, ...rest } = await stored(page);
  assert.deepEqual(rest, {});
  const { code: kept, until: end, ...more } = JSON.parse(text);
  assert.equal(kept, await code(page));
  assert.equal(Math.round((end - Date.now()) / 86_400_000), 90);
  assert.deepEqual(Object.keys(more), ["version"]);
  await visit(page, page.url());
  await shown(page, ".intro ~ *, .news");
  await page.getByRole("button", { name: "Reprendre" }).waitFor();
  await press(page, "Voir mon résultat");
  await shown(page, ".result");
  await press(page, "Tout effacer");
  assert.deepEqual(await stored(page), {});
  assert.equal(await code(page), null);
  await page.getByRole("button", { name: "Commencer" }).waitFor();
  await close(page);
});

test("each answer is kept once asked for, until the attribute goes or another tab erases", async () => {
  const page = await resultOf();
  await press(page, "Garder sur cet appareil");
  const change = async () => {
    const held = await stored(page);
    await page.evaluate(() => {
      const host = document.querySelector("career-quiz");
      host.goTo(host.evaluation.path.find(({ question }) => question in host.answers).question);
    });
    const at = await page
      .locator("career-quiz .option input:checked")
      .evaluate((input) => input.value);
    await choose(page, at === "0" ? 1 : 0);
    await press(page, "Suivant");
    return JSON.stringify(await stored(page)) !== JSON.stringify(held);
  };
  assert.equal(await change(), true);
  await page.evaluate(() => (document.querySelector("career-quiz").keep = "none"));
  assert.equal(await change(), false);
  await page.evaluate(() => {
    document.querySelector("career-quiz").keep = "device";
  });
  await press(page, "Garder sur cet appareil");
  await page.evaluate(() => localStorage.clear());
  await change();
  assert.deepEqual(await stored(page), {});
  await close(page);
});

for (const [what, spoil, said] of [
  ["corrupted", () => "{nonsense", /ne sont plus lisibles/],
  ["of the wrong shape", () => '{"code":7}', /ne sont plus lisibles/],
  ["forged", (text) => text.replace(/"code":"...../, '"code":"Ehack'), /ne (sont|peuvent) p/],
  ["of another version", (text) => text.replace(/"version":"/, '"version":"0-'), /a changé depuis/],
]) {
  test(`what is kept but ${what} is told, and dropped when the reader agrees`, async () => {
    const page = await resultOf();
    await press(page, "Garder sur cet appareil");
    const text = spoil((await stored(page))[key]);
    await page.evaluate(([name, value]) => localStorage.setItem(name, value), [key, text]);
    await visit(page, page.url());
    await shown(page, ".news");
    assert.match(await news(page), said);
    assert.deepEqual(await stored(page), { [key]: text });
    await press(page, "Les effacer");
    assert.deepEqual(await stored(page), {});
    await page.getByRole("button", { name: "Commencer" }).waitFor();
    await close(page);
  });
}

test("whatever stands where answers were kept, the quiz opens and can be begun", async () => {
  const page = await resultOf();
  await press(page, "Garder sur cet appareil");
  const text = (await stored(page))[key];
  const record = JSON.parse(text);
  const junk = [
    ...[
      "",
      " ",
      "null",
      "0",
      "true",
      "[]",
      "{}",
      '"code"',
      "\ud800",
      "\u0000",
      "é".repeat(300_000),
    ],
    "[".repeat(50_000),
    ...Array.from({ length: text.length }, (_, at) => text.slice(0, at)),
    ...[null, 7, "", "!", [], {}, "A".repeat(100_000), "__proto__"].flatMap((value) =>
      ["code", "version", "until"].map((name) => JSON.stringify({ ...record, [name]: value })),
    ),
    text.replace(/"until":\d+/, '"until":1e999'),
    text.replace(/"until":\d+/, '"until":-1'),
    `{"__proto__":{"code":"x","version":"1","until":9e15}}`,
  ];
  const found = await page.evaluate(
    async ([place, values]) => {
      const main = document.querySelector("main");
      main.replaceChildren();
      const wrong = [];
      for (const value of values) {
        localStorage.setItem(place, value);
        const element = document.createElement("career-quiz");
        for (const [name, given] of Object.entries({
          mode: "full",
          src: "/quizzes/walks.json",
          keep: "device",
          loading: "eager",
        })) {
          element.setAttribute(name, given);
        }
        const ready = new Promise((resolve) =>
          element.addEventListener("career-quiz-ready", resolve),
        );
        main.append(element);
        await ready;
        const opened = element.shadowRoot.querySelector(".intro");
        const empty = Object.keys(element.answers).length === 0;
        element.shadowRoot.querySelector(".intro .button.primary")?.click();
        const begun = element.shadowRoot.querySelector(".question");
        if (!opened || !empty || !begun) wrong.push(value.slice(0, 200));
        element.remove();
      }
      return wrong;
    },
    [key, junk],
  );
  assert.deepEqual(found, []);
  assert.deepEqual(page.faults, []);
  assert.equal(await page.evaluate(() => ({}).code), undefined);
  await close(page);
});

test("where the device fills up while answers are kept, the reader is told and goes on", async () => {
  const page = await world.open(walks);
  await until(page, "ready");
  await press(page, "Commencer");
  await choose(page, 0);
  await press(page, "Suivant");
  await press(page, "Garder sur cet appareil");
  const held = await stored(page);
  await page.evaluate(() => {
    Storage.prototype.setItem = () => {
      throw new DOMException("", "QuotaExceededError");
    };
  });
  await choose(page, 1);
  await press(page, "Suivant");
  assert.match(await news(page), /ne peut plus rien garder/);
  assert.deepEqual(await stored(page), held);
  await answerAll(page);
  await press(page.locator(".actions").first(), "Voir mon résultat");
  await shown(page, ".result");
  assert.deepEqual(page.faults, []);
  await close(page);
});

test("ten tabs at once mix no answers, and what is kept is that of one of them", async () => {
  const first = await world.open(walks);
  const tabs = [first];
  const another = async () => {
    const page = await first.context().newPage();
    page.faults = [];
    page.on("pageerror", (error) => page.faults.push(String(error)));
    await page.addInitScript(openRoots);
    await page.addInitScript(() => {
      window.heard = [];
      addEventListener("career-quiz-ready", ({ type }) => window.heard.push({ type }));
    });
    await page.goto(first.url());
    return page;
  };
  while (tabs.length < 10) tabs.push(await another());
  const { questions } = JSON.parse(
    await readFile(new URL("./quizzes/walks.json", import.meta.url), "utf8"),
  );
  // By its own script: only one tab at a time is in front, and is painted.
  const act = (page, pick) =>
    page.evaluate((at) => {
      const host = document.querySelector("career-quiz");
      const root = host.shadowRoot;
      const inputs = [...root.querySelectorAll(".question input")];
      inputs[at % inputs.length].click();
      root.querySelector(".question .button.primary").click();
      return JSON.stringify(host.answers);
    }, pick);
  const ready = () => window.heard.some(({ type }) => type === "career-quiz-ready");
  await Promise.all(tabs.map((page) => page.waitForFunction(ready, null, { polling: 50 })));
  await Promise.all(
    tabs.map((page) => page.evaluate(() => document.querySelector("career-quiz").start())),
  );
  const said = await Promise.all(tabs.map(act));
  said.forEach((text, at) => {
    const { id, options } = questions[0];
    assert.deepEqual(JSON.parse(text), { [id]: options[at % options.length].id });
  });
  await Promise.all(
    tabs.map((page) =>
      page.evaluate(() =>
        [...document.querySelector("career-quiz").shadowRoot.querySelectorAll(".keep .button")]
          .at(0)
          .click(),
      ),
    ),
  );
  for (let step = 1; step < 4; step += 1) {
    const before = await Promise.all(tabs.map(answers));
    const now = await Promise.all(tabs.map((page, at) => act(page, at * step)));
    now.forEach((text, at) => {
      const { [Object.keys(JSON.parse(text)).at(-1)]: last, ...rest } = JSON.parse(text);
      assert.notEqual(last, undefined);
      assert.deepEqual(rest, { ...before[at] });
    });
    const codes = await Promise.all(tabs.map(code));
    const { [key]: kept, ...more } = await stored(first);
    assert.deepEqual(more, {});
    assert.ok(codes.includes(JSON.parse(kept).code));
  }
  const codes = await Promise.all(tabs.map(code));
  assert.ok(new Set(codes).size > 5);
  for (const page of tabs) assert.deepEqual(page.faults, []);
  const kept = JSON.parse((await stored(first))[key]).code;
  const last = await another();
  await last.waitForFunction(ready, null, { polling: 50 });
  assert.equal(await code(last), kept);
  // What one erases, no other brings back.
  await last.evaluate(() => document.querySelector("career-quiz").erase());
  await Promise.all(tabs.map((page) => act(page, 0)));
  assert.deepEqual(await stored(first), {});
  for (const page of tabs) assert.deepEqual(page.faults, []);
  await close(first);
});

test("what is kept ends on its date, and a clock set back keeps it no longer than said", async () => {
  const page = await resultOf();
  await press(page, "Garder sur cet appareil");
  const record = JSON.parse((await stored(page))[key]);
  const put = (end) =>
    page.evaluate(
      ([name, value]) => localStorage.setItem(name, value),
      [key, JSON.stringify({ ...record, until: end })],
    );
  await put(Date.now() + 4000 * 86_400_000);
  await visit(page, page.url());
  await shown(page, ".kept");
  const end = new Intl.DateTimeFormat("fr", { dateStyle: "long" }).format(
    Date.now() + 90 * 86_400_000,
  );
  assert.ok((await page.locator("career-quiz .kept").innerText()).includes(end));
  await put(Date.now() - 1);
  await visit(page, page.url());
  await shown(page, ".news");
  assert.match(await news(page), /ont été effacées/);
  assert.deepEqual(await stored(page), {});
  await close(page);
});

for (const [what, before] of [
  [
    "full",
    "Storage.prototype.setItem = () => { throw new DOMException('', 'QuotaExceededError'); };",
  ],
  [
    "refused",
    "Object.defineProperty(window, 'localStorage', { get() { throw new DOMException('', 'SecurityError'); } });",
  ],
]) {
  test(`where storage is ${what} the reader is told, and can copy the link`, async () => {
    const page = await resultOf(walks, { before });
    await press(page, "Garder sur cet appareil");
    assert.match(await news(page), /ne peut plus rien garder/);
    assert.equal(await page.locator("career-quiz .news").getByRole("button").count(), 1);
    assert.deepEqual(page.faults, []);
    await close(page);
  });
}

test("as a form control its value is the code, and a reset erases it", async () => {
  const page = await resultOf(`<form>${walks}<button type="reset">Vider</button></form>`);
  await page.evaluate(() =>
    document.forms[0].addEventListener("submit", (event) => {
      event.preventDefault();
      window.submitted = true;
    }),
  );
  const value = () => page.evaluate(() => new FormData(document.forms[0]).get("q"));
  assert.equal(await value(), await code(page));
  await press(page, "Vider");
  assert.equal(await value(), null);
  await press(page, "Commencer");
  await page.locator("career-quiz .option input").first().focus();
  await page.keyboard.press("Space");
  await page.keyboard.press("Enter");
  await page.waitForFunction(() => document.querySelector("career-quiz").evaluation);
  assert.equal(await page.evaluate(() => window.submitted), undefined);
  await close(page);
});

test("the browser restores the form value on Back", async () => {
  const page = await resultOf(`<form>${walks}</form>`);
  const mine = await answers(page);
  const url = page.url();
  await page.goto("about:blank");
  await page.goBack();
  assert.equal(page.url(), url);
  await shown(page, ".result");
  assert.deepEqual(await answers(page), mine);
  await close(page);
});

test("a code given before anything has loaded is restored; one that is no code answers false", async () => {
  const page = await resultOf();
  const [mine, said] = [await code(page), await answers(page)];
  await close(page);
  const fresh = await world.open("<p></p>");
  const told = await fresh.evaluate(async (given) => {
    const host = document.createElement("career-quiz");
    host.src = "/quizzes/walks.json";
    const early = host.fromCode(given);
    document.querySelector("main").append(host);
    return [await early, host.answers, await host.fromCode("nonsense!"), host.answers];
  }, mine);
  assert.deepEqual(told, [true, said, false, said]);
  await close(fresh);
});

test("no code, form value, storage or file tells a sensitive answer, or what it brings up", async () => {
  const seen = [];
  for (const at of [0, 1]) {
    const page = await world.open(
      '<form><career-quiz src="/quizzes/secret.json" keep="device" name="q"></career-quiz></form>',
    );
    await press(page, /Start|Commencer/);
    await answerAll(page, (text) => (text === "How are you?" ? at : 0));
    await press(page.locator(".actions").first(), /See my result|Voir mon résultat/);
    await press(page, /Keep on this device|Garder sur cet appareil/);
    await page.getByText(/Print or download|Imprimer ou télécharger/).click();
    const [file] = await Promise.all([
      page.waitForEvent("download"),
      press(page, /^(Data|Données) \(JSON\)$/),
    ]);
    const data = JSON.parse(await readFile(await file.path(), "utf8"));
    assert.deepEqual(data.answers, { colour: "red" });
    assert.equal(data.code, await code(page));
    assert.deepEqual(data.quiz, { id: "secret", version: "1" });
    const form = await page.evaluate(() => [...new FormData(document.forms[0])]);
    const kept = JSON.parse((await stored(page))["career-quiz:secret"]);
    seen.push(JSON.stringify([{ ...data, date: 0 }, form, { ...kept, until: 0 }]));
    await close(page);
  }
  assert.equal(seen[0], seen[1]);
});

test("a whole journey that asks for nothing stores nothing", async () => {
  const page = await resultOf("<career-quiz></career-quiz>", {}, (text) => text.length % 2);
  await press(page, "Copier le lien");
  await press(page, "Revoir mes réponses");
  const found = await page.evaluate(async () => [
    document.cookie,
    { ...localStorage },
    { ...sessionStorage },
    await indexedDB.databases(),
    await caches.keys(),
    location.hash,
    history.state,
  ]);
  assert.deepEqual(found, ["", {}, {}, [], [], "", null]);
  await close(page);
});

test("the page cannot have the closed root through its internals", async () => {
  const page = await world.open("<career-quiz></career-quiz>", { sealed: true });
  await until(page, "ready");
  const refused = await quiz(page).evaluate((host) => {
    try {
      return host.attachInternals().shadowRoot;
    } catch ({ name }) {
      return name;
    }
  });
  assert.equal(refused, "NotSupportedError");
  await close(page);
});

test("a link that cannot be used is told also where answers are kept", async () => {
  const page = await resultOf(walks.replace("<career-quiz", '<career-quiz keep="device"'));
  await press(page, "Garder sur cet appareil");
  await page.waitForFunction(() => localStorage.length > 0);
  await visit(page, `${page.url()}#career-quiz=AAAAbroken`);
  await shown(page, ".news");
  assert.match(await news(page), /incomplet ou abîmé/);
  await shown(page, ".intro");
  await close(page);
});

test("a link opened where Back and Forward lead through the quiz makes no entry by itself", async () => {
  const whole = await resultOf();
  const held = await code(whole);
  await close(whole);
  const page = await world.open(walks.replace("<career-quiz", "<career-quiz history"));
  await visit(page, `${page.url()}#career-quiz=${held}`);
  const before = await page.evaluate(() => history.length);
  await shown(page, ".result");
  assert.equal(await page.evaluate(() => history.length), before);
  await close(page);
});

test("another quiz takes the form value of the one before with it", async () => {
  const page = await resultOf(
    `<form>${walks.replace("<career-quiz", '<career-quiz name="q"')}</form>`,
  );
  const value = () => page.evaluate(() => new FormData(document.querySelector("form")).get("q"));
  assert.equal(await value(), await code(page));
  await quiz(page).evaluate((host) => (host.src = "/quizzes/tea.json"));
  assert.equal(await value(), null);
  await close(page);
});

test("an element with an id of any letters reads its own fragment at once", async () => {
  const whole = await resultOf();
  const held = await code(whole);
  await close(whole);
  const page = await world.open(`${walks.replace("<career-quiz", '<career-quiz id="métier é"')}`, {
    css: "career-quiz { margin-block-start: 5000px }",
  });
  await visit(page, `${page.url()}#${encodeURIComponent("métier é")}=${held}`);
  await shown(page, ".result");
  await close(page);
});
