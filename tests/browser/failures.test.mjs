import assert from "node:assert/strict";
import { readFile } from "node:fs/promises";
import { test } from "node:test";
import {
  answerAll,
  choose,
  close,
  dist,
  heard,
  press,
  title,
  until,
  useBrowser,
} from "./harness.mjs";

const world = useBrowser();
const fallback = '<a href="/contact">Contact us</a>';
const walks = (attributes = "") =>
  `<career-quiz mode="full" src="/quizzes/walks.json" ${attributes}>${fallback}</career-quiz>`;

const screen = (page) => page.locator("career-quiz .failure");

async function failure(page) {
  await until(page, "error");
  await screen(page).waitFor();
  await page.getByRole("link", { name: "Contact us" }).waitFor();
  return (await heard(page, "error")).at(-1).detail;
}

const built = (name) => readFile(`${dist}/${name}`);

const engines = [
  [
    "is missing",
    "wasm",
    "engine-missing",
    async () => ({ status: 404, type: "text/html", body: "<!doctype html>" }),
  ],
  [
    "is cut short",
    "wasm",
    "engine-invalid",
    async () => ({ body: (await built("career-quiz-engine.wasm")).subarray(0, 9000) }),
  ],
  ["is empty", "wasm", "engine-invalid", async () => ({ body: "" })],
  [
    "is served as a page",
    "wasm",
    "engine-invalid",
    async () => ({ type: "text/html", body: "<!doctype html><p>Home" }),
  ],
  [
    "lacks its script",
    "js",
    "engine-missing",
    async () => ({ status: 404, type: "text/html", body: "<!doctype html>" }),
  ],
];

for (const [what, extension, code, reply] of engines) {
  test(`when the engine ${what}, the reader is told, and one more try succeeds`, async () => {
    const folder = `/engine-${what.replaceAll(" ", "-")}`;
    const file = `${folder}/career-quiz-engine.${extension}`;
    world.server.put(file, await reply());
    const page = await world.open(walks(), { script: `${folder}/career-quiz.js` });
    const { code: told, url } = await failure(page);
    assert.equal(told, code);
    assert.equal(new URL(url).pathname, file);
    assert.match(await screen(page).locator(".technical").innerText(), new RegExp(file));
    world.server.put(file, {
      body: await built(`career-quiz-engine.${extension}`),
      type: extension === "js" ? "text/javascript" : undefined,
    });
    await press(page, "Réessayer");
    await press(page, "Commencer");
    await choose(page, 0);
    await press(page, "Suivant");
    await page.getByText("J’aime marcher avec d’autres personnes.").waitFor();
    assert.deepEqual(page.faults, []);
    await close(page);
  });
}

/** A built file as another build would have it. */
async function ofAnotherBuild(name) {
  const file = await built(name);
  // A section of its own at the end of an engine changes nothing but the file.
  if (name.endsWith(".wasm")) return Buffer.concat([file, Buffer.from([0, 2, 1, 65])]);
  const { release } = await import(`${dist}/career-quiz-words.fr.js`);
  assert.ok(file.includes(release), name);
  return String(file).replaceAll(release, "before");
}

for (const [file, policy] of [
  ["career-quiz-result.js"],
  ["career-quiz-words.fr.js"],
  ["career-quiz-engine.js"],
  ["career-quiz-engine.wasm"],
  ["career-quiz-fallback.js", "withoutWasm"],
]) {
  test(`when ${file} is of another release, no question is asked of it, and one more try succeeds`, async () => {
    const type = file.endsWith(".js") ? "text/javascript" : undefined;
    const path = `/other-${file}/${file}`;
    world.server.put(path, { type, body: await ofAnotherBuild(file) });
    const page = await world.open(walks(), {
      script: `/other-${file}/career-quiz.js`,
      ...(policy && { policy: withoutWasm }),
    });
    const { code, url } = await failure(page);
    assert.equal(code, "engine-invalid");
    assert.equal(new URL(url).pathname, path);
    assert.equal(await page.evaluate(() => document.querySelector("career-quiz").evaluation), null);
    world.server.put(path, { type, body: await built(file) });
    await press(page, "Réessayer");
    await answerTwo(page);
    await page.getByText("De quoi êtes-vous le plus proche").waitFor();
    assert.deepEqual(page.faults, []);
    await close(page);
  });
}

test("an element that the browser kept from another release says so, and is new at the next visit", async () => {
  const kept = { type: "text/javascript", headers: { "cache-control": "max-age=86400" } };
  const path = "/kept/career-quiz.js";
  world.server.put(path, { ...kept, body: await ofAnotherBuild("career-quiz.js") });
  const page = await world.open(walks(), { script: path });
  world.server.put(path, { ...kept, body: await built("career-quiz.js") });
  await failure(page);
  await press(page, "Réessayer");
  await page.getByText("Rechargez la page").waitFor();
  await page.goto(page.url());
  await answerTwo(page);
  await page.getByText("De quoi êtes-vous le plus proche").waitFor();
  assert.deepEqual(await heard(page, "error"), []);
  await close(page);
});

test("a quiz file newer than what the element opened with refuses an answer it does not know", async () => {
  const quiz = JSON.parse(await built("mentoring-coaching.fr.json"));
  const [first] = quiz.adaptive.first;
  const { options } = quiz.questions.find(({ id }) => id === first);
  const text = JSON.stringify(quiz).replaceAll(`"${options[0].id}"`, '"renamed"');
  world.server.put("/newer/mentoring-coaching.fr.json", { delay: 800, body: text });
  const page = await world.open("<career-quiz></career-quiz>", { script: "/newer/career-quiz.js" });
  await press(page, "Commencer");
  await choose(page, 0);
  await press(page, "Suivant");
  await page.locator("career-quiz .summary").getByText("n’a pas pu être prise en compte").waitFor();
  await choose(page, 0);
  const question = await title(page).innerText();
  await press(page, "Suivant");
  await title(page).filter({ hasNotText: question }).waitFor();
  const answers = await page.evaluate(() => ({ ...document.querySelector("career-quiz").answers }));
  assert.deepEqual(answers, { [first]: "renamed" });
  assert.deepEqual(page.faults, []);
  await close(page);
});

test("a second failure offers no third try, and says what else to do", async () => {
  world.server.put("/never/career-quiz-engine.wasm", { status: 500 });
  const page = await world.open(walks(), { script: "/never/career-quiz.js" });
  await failure(page);
  await press(page, "Réessayer");
  await page.getByText("Rechargez la page").waitFor();
  assert.equal(await page.getByRole("button", { name: "Réessayer" }).count(), 0);
  assert.equal((await heard(page, "error")).length, 2);
  await close(page);
});

test("an engine that fails while the reader answers keeps the answers", async () => {
  let fail;
  const asked = new Promise((resolve) => (fail = resolve));
  world.server.put("/late/career-quiz-engine.wasm", () => asked.then(() => ({ status: 503 })));
  const page = await world.open("<career-quiz></career-quiz>", { script: "/late/career-quiz.js" });
  await press(page, "Commencer");
  await choose(page, 2);
  const question = await title(page).innerText();
  await press(page, "Suivant");
  fail();
  await screen(page).waitFor();
  world.server.put("/late/career-quiz-engine.wasm", {
    body: await built("career-quiz-engine.wasm"),
  });
  await press(page, "Réessayer");
  await page.waitForFunction((text) => {
    const shown = document.querySelector("career-quiz").shadowRoot.querySelector("legend");
    return shown && shown.textContent.trim() !== text;
  }, question);
  await press(page, "Retour");
  assert.equal(await title(page).innerText(), question);
  assert.equal(await page.locator("career-quiz input:checked").count(), 1);
  await close(page);
});

/** Far enough that the engine has been asked. */
async function answerTwo(page) {
  await press(page, "Commencer");
  await choose(page, 0);
  await press(page, "Suivant");
  await choose(page, 4);
  await press(page, "Suivant");
}

test("a result that cannot be shown is told, and the answers are still there", async () => {
  const file = "career-quiz-words.fr.js";
  const body = String(await built(file)).replace(/\bbecauseLead:/, "misspelt:");
  world.server.put(`/damaged/${file}`, { type: "text/javascript", body });
  const page = await world.open(walks(), { script: "/damaged/career-quiz.js" });
  await press(page, "Commencer");
  await answerAll(page, () => 0);
  await press(page.locator(".actions").first(), "Voir mon résultat");
  await screen(page).waitFor();
  const [{ detail }] = await heard(page, "error");
  assert.equal(detail.code, "engine-stopped");
  assert.equal(await page.getByRole("link", { name: "Contact us" }).isVisible(), true);
  await press(page, "Réessayer");
  await page.getByText("Rechargez la page").waitFor();
  const answers = await page.evaluate(() => document.querySelector("career-quiz").answers);
  assert.equal(answers.place, "high");
  assert.deepEqual(page.faults, []);
  await close(page);
});

test("an engine that stops is dropped, and a new one goes on with the same answers", async () => {
  world.server.put("/trap/career-quiz-engine.js", {
    type: "text/javascript",
    body: `import start from "/career-quiz/career-quiz-engine.js";
      export { release } from "/career-quiz/career-quiz-engine.js";
      globalThis.traps ??= 1;
      export default async (options) => {
        const module = await start(options);
        const { evaluate } = module.Engine.prototype;
        module.Engine.prototype.evaluate = function (text) {
          if (text.includes("group") && globalThis.traps-- > 0) throw new WebAssembly.RuntimeError("unreachable");
          return evaluate.call(this, text);
        };
        return module;
      };`,
  });
  const page = await world.open(walks(), { script: "/trap/career-quiz.js" });
  await answerTwo(page);
  await screen(page).waitFor();
  const [{ detail }] = await heard(page, "error");
  assert.equal(detail.code, "engine-stopped");
  await press(page, "Réessayer");
  await page.getByText("De quoi êtes-vous le plus proche").waitFor();
  const answers = await page.evaluate(() => ({ ...document.querySelector("career-quiz").answers }));
  assert.deepEqual(answers, { place: "high", group: "p5" });
  await close(page);
});

const withoutWasm =
  "default-src 'none'; script-src 'self'; style-src 'self'; connect-src 'self'; " +
  "require-trusted-types-for 'script'";

test("where the policy refuses WebAssembly, the engine comes as a script", async () => {
  const page = await world.open(walks(), { policy: withoutWasm });
  await answerTwo(page);
  await page.getByText("De quoi êtes-vous le plus proche").waitFor();
  assert.deepEqual(await heard(page, "error"), []);
  await close(page);
});

test("where the browser has no WebAssembly, nothing of it is fetched", async () => {
  const before = world.server.requests.length;
  const page = await world.open(walks(), { before: "delete globalThis.WebAssembly" });
  await answerTwo(page);
  await page.getByText("De quoi êtes-vous le plus proche").waitFor();
  assert.deepEqual(await heard(page, "error"), []);
  const fetched = world.server.requests.slice(before);
  assert.deepEqual(
    fetched.filter((path) => path.includes("career-quiz-engine")),
    [],
  );
  await close(page);
});

test("where the script of the engine is missing too, the reader is told and can try again", async () => {
  world.server.put("/bare/career-quiz-fallback.js", { status: 404 });
  const page = await world.open(walks(), {
    policy: withoutWasm,
    script: "/bare/career-quiz.js",
  });
  assert.equal((await failure(page)).code, "engine-missing");
  await close(page);
});

const huge = `{"format":1,"title":"${"x".repeat(5_000_000)}"}`;
const quizzes = [
  ["is missing", "quiz-missing", { status: 404 }],
  ["is a page", "quiz-invalid", { type: "text/html", body: "<!doctype html><p>Home" }],
  ["is empty", "quiz-invalid", { body: "" }],
  ["is not an object", "quiz-invalid", { body: "[1, 2]" }],
  ["is nested 10,000 deep", "quiz-invalid", { body: "[".repeat(10_000) }],
];

for (const [what, code, reply] of [
  [
    "has another shape",
    "quiz-invalid",
    { body: '{"questions": 3, "outcomes": [null, 4], "title": {"fr": []}}' },
  ],
  ["is 5 MB", "quiz-too-large", { body: huge }],
]) {
  test(`a quiz that ${what} gives a message and the fallback, and no retry that cannot help`, async () => {
    const path = `/${what.replaceAll(/\W/g, "-")}.json`;
    world.server.put(path, { type: "application/json", ...reply });
    const page = await world.open(`<career-quiz src="${path}">${fallback}</career-quiz>`);
    assert.equal((await failure(page)).code, code);
    assert.equal(await screen(page).getByRole("button").count(), 0);
    assert.equal(await page.getByText("Rechargez la page").count(), 0);
    assert.deepEqual(page.faults, []);
    await close(page);
  });
}

for (const [what, code, reply] of quizzes) {
  test(`a quiz that ${what} gives a message, the fallback and one retry`, async () => {
    const path = `/${what.replaceAll(/\W/g, "-")}.json`;
    world.server.put(path, { type: "application/json", ...reply });
    const page = await world.open(`<career-quiz src="${path}">${fallback}</career-quiz>`);
    const detail = await failure(page);
    assert.equal(detail.code, code);
    assert.equal(new URL(detail.url).pathname, path);
    assert.equal(await page.getByRole("button", { name: "Réessayer" }).count(), 1);
    world.server.put(path, {
      body: await readFile(new URL("./quizzes/walks.json", import.meta.url)),
    });
    await press(page, "Réessayer");
    await page.getByRole("button", { name: "Commencer" }).waitFor();
    assert.deepEqual(page.faults, []);
    await close(page);
  });
}

test("the faults of a quiz are listed for its owner, and summed up on the screen", async () => {
  const faulty = JSON.parse(
    await readFile(new URL("./quizzes/walks.json", import.meta.url), "utf8"),
  );
  for (const question of faulty.questions) question.txt = 1;
  faulty.questions[1].id = "place";
  world.server.put("/faulty.json", { body: JSON.stringify(faulty, null, 1) });
  const page = await world.open("<p></p>");
  const lines = [];
  page.on("console", (message) => message.type() === "error" && lines.push(message.text()));
  await page.evaluate(() => {
    const element = document.createElement("career-quiz");
    element.src = "/faulty.json";
    document.querySelector("main").append(element);
  });
  await screen(page).waitFor();
  assert.equal(await screen(page).locator(".technical li").count(), 5);
  assert.match(await screen(page).innerText(), /et \d+ autres?, dans la console/);
  assert.ok(
    lines.filter((line) => /txt/.test(line)).length >= faulty.questions.length,
    lines.join("\n"),
  );
  assert.ok(lines.some((line) => /questions\/1\/id/.test(line)));
  await close(page);
});

test("hostile texts are shown as they are, and hostile links lead nowhere", async () => {
  const page = await world.open(
    '<career-quiz mode="full" src="/quizzes/hostile.json"></career-quiz>',
  );
  const shown = await Promise.race([
    screen(page)
      .waitFor()
      .then(() => "failure"),
    page
      .getByRole("button", { name: "Commencer" })
      .waitFor()
      .then(() => "intro"),
  ]);
  assert.equal(shown, "intro");
  assert.match(await title(page).innerText(), /<img src=x onerror=/);
  await press(page, "Commencer");
  await answerAll(page);
  await press(page.locator(".actions").first(), "Voir mon résultat");
  await page.locator("career-quiz .result").waitFor();
  const result = await page.locator("career-quiz .result").innerText();
  assert.match(result, /<script>alert\(1\)<\/script>/);
  const { hrefs, scripts } = await page.evaluate(() => {
    const root = document.querySelector("career-quiz").shadowRoot;
    return {
      hrefs: [...root.querySelectorAll("a")].map((link) => link.getAttribute("href")),
      scripts: root.querySelectorAll("script, img, iframe, object, base, form[action]").length,
    };
  });
  assert.deepEqual(hrefs, ["https://example.org/a?b=<c>"]);
  assert.equal(scripts, 0);
  assert.equal(await page.evaluate(() => ({}).polluted), undefined);
  assert.deepEqual(await page.evaluate(() => window.violations), []);
  assert.deepEqual(page.faults, []);
  await close(page);
});

test("links of other schemes are refused by the reader of texts too", async () => {
  // The engine refuses such a quiz; what is shown before it has judged must be as safe.
  const quiz = JSON.parse(await readFile(new URL("./quizzes/walks.json", import.meta.url), "utf8"));
  const hrefs = [
    "javascript:alert(1)",
    "java\nscript:alert(1)",
    " javascript:alert(1)",
    "data:text/html,x",
    "//evil.example",
    "/\\evil.example",
    "/\t/evil.example",
    "http://example.org",
    "https:evil",
    "vbscript:x",
    "JAVASCRIPT:alert(1)",
  ];
  quiz.description = [...hrefs, "/ici", "tel:3114", "mailto:a@example.org"].map((href) => ({
    link: { href, text: { fr: "lien", en: "link" } },
  }));
  world.server.put("/links.json", { body: JSON.stringify(quiz) });
  world.server.put("/links/career-quiz-engine.wasm", { delay: 3000, status: 404 });
  const page = await world.open('<career-quiz src="/links.json"></career-quiz>', {
    script: "/links/career-quiz.js",
  });
  await page.getByRole("button", { name: "Commencer" }).waitFor();
  const shown = await page.evaluate(() =>
    [...document.querySelector("career-quiz").shadowRoot.querySelectorAll("a")].map((link) =>
      link.getAttribute("href"),
    ),
  );
  assert.deepEqual(shown, ["/ici", "tel:3114", "mailto:a@example.org"]);
  await close(page);
});

for (const [what, change] of [
  ["half a character", (quiz) => (quiz.title = "\ud800")],
  ["an id twice", (quiz) => (quiz.questions[1].id = quiz.questions[0].id)],
  [
    "a __proto__ member",
    (quiz) =>
      Object.defineProperty(quiz, "__proto__", { value: { polluted: true }, enumerable: true }),
  ],
  [
    "a javascript: link",
    (quiz) => quiz.outcomes[1].body.push({ link: { href: "javascript:alert(1)", text: "x" } }),
  ],
]) {
  test(`a quiz with ${what} is refused, and its owner told`, async () => {
    const quiz = JSON.parse(
      await readFile(new URL("./quizzes/hostile.json", import.meta.url), "utf8"),
    );
    change(quiz);
    const path = `/${what.replaceAll(/\W/g, "-")}.json`;
    world.server.put(path, { body: JSON.stringify(quiz) });
    const page = await world.open(`<career-quiz src="${path}">${fallback}</career-quiz>`);
    assert.equal((await failure(page)).code, "quiz-invalid");
    assert.equal(await page.evaluate(() => ({}).polluted), undefined);
    await close(page);
  });
}
