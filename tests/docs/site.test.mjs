// The documentation as a site: built, then served under a path of its host and read in Chromium.

import assert from "node:assert/strict";
import { spawnSync } from "node:child_process";
import { cpSync, existsSync, readFileSync, readdirSync, writeFileSync } from "node:fs";
import path from "node:path";
import { after, before, test } from "node:test";
import createModule from "../../build/wasm/bindings/career-quiz-engine.js";
import { drawing } from "../../bench/web/drawing.mjs";
import { peersTable } from "../../examples/docs/lib/peers.js";
import { sectionOf } from "../../examples/docs/lib/repository.js";
import { findings, launch, openPage, overflow, serve } from "../blog/support.mjs";
import { temporary } from "../cli/run.mjs";
import { guideQuiz, read, root } from "./snippets.mjs";

const kPages = [
  "accessibility/index.html",
  "advice/index.html",
  "authors/guide/index.html",
  "authors/index.html",
  "engineers/cpp/index.html",
  "engineers/index.html",
  "examples/index.html",
  "index.html",
  "owners/element/index.html",
  "owners/index.html",
  "peers/index.html",
  "privacy/index.html",
];
const kPolicy =
  "default-src 'none'; script-src 'self' 'wasm-unsafe-eval'; style-src 'self'; " +
  "connect-src 'self'; img-src 'self'; base-uri 'none'; form-action 'none'; " +
  "require-trusted-types-for 'script'";

const host = temporary("docs-site");
const site = path.join(host, "docs");
const htmlOf = (page) => readFileSync(path.join(site, page), "utf8");

const ends = [];
const world = { after: (work) => ends.unshift(work), browser: null, origin: "" };
before(async () => {
  // A copy of dist/ with something else in it.
  const dist = temporary("docs-dist");
  cpSync(path.join(root, "dist"), dist, { recursive: true });
  writeFileSync(path.join(dist, "stray.json"), "{}");
  const { status, stdout, stderr } = spawnSync(
    process.execPath,
    [
      path.join(root, "node_modules/@11ty/eleventy/cmd.cjs"),
      "--config=examples/docs/eleventy.config.js",
      `--output=${site}`,
      "--quiet",
    ],
    {
      cwd: root,
      encoding: "utf8",
      timeout: 120_000,
      env: { ...process.env, CAREER_QUIZ_DIST: dist },
    },
  );
  assert.equal(status, 0, stdout + stderr);
  world.origin = (await serve(world, host)).origin;
  world.browser = await launch(world);
});
after(async () => {
  for (const end of ends) await end();
});

/** Opens a page of the site; what goes wrong on it is in `faults`. */
async function open(page, options) {
  const opened = await openPage(world.browser, world.origin, options);
  await opened.page.goto(`${world.origin}/docs/${page.replace("index.html", "")}`);
  return opened;
}

test("the site has its pages and no other", () => {
  const built = readdirSync(site, { recursive: true }).filter((file) => file.endsWith(".html"));
  assert.deepEqual(built.filter((file) => !file.startsWith("career-quiz")).sort(), kPages);
  const { files } = JSON.parse(read("dist/package.json"));
  assert.deepEqual(readdirSync(path.join(site, "career-quiz")).sort(), files.sort());
});

for (const page of kPages) {
  test(`${page}: policy, nothing inline, headings in order, no dead link`, () => {
    const html = htmlOf(page);
    assert.ok(html.includes(`<meta http-equiv="Content-Security-Policy" content="${kPolicy}">`));
    assert.ok(html.indexOf("Content-Security-Policy") < html.search(/<(link|script)\b/));
    assert.deepEqual(html.match(/<style|\sstyle=|\son\w+="|javascript:/gi), null);
    for (const [, attributes, inner] of html.matchAll(/<script\b([^>]*)>([^]*?)<\/script>/g)) {
      assert.match(attributes, /\bsrc="/);
      assert.equal(inner, "");
    }
    assert.match(html, /<meta name="description" content="[^"]+">/);
    assert.match(html, /<title>[^<]+<\/title>/);
    assert.match(html, /<body>\s*<a class="skip" href="#content">/);

    const levels = [...html.matchAll(/<h([1-6])\b/g)].map(([, level]) => Number(level));
    assert.equal(levels.filter((level) => level === 1).length, 1);
    levels.reduce((before, level) => {
      assert.ok(level <= before + 1, `level ${level} after ${before}`);
      return level;
    }, 0);

    const ids = [...html.matchAll(/\sid="([^"]*)"/g)].map(([, id]) => id);
    assert.equal(new Set(ids).size, ids.length, `ids twice: ${ids}`);
    for (const [, address] of html.matchAll(/\s(?:href|src)="([^"]*)"/g)) {
      if (/^(https|mailto):/.test(address)) continue;
      assert.doesNotMatch(address, /^\//, "an address that needs the root of the host");
      const [target, fragment] = address.split("#");
      const file = target ? path.join(path.dirname(page), target) : page;
      const leads = file.endsWith("/") || file === "." ? path.join(file, "index.html") : file;
      assert.ok(existsSync(path.join(site, leads)), `${address} leads nowhere`);
      if (fragment)
        assert.ok(htmlOf(leads).includes(` id="${fragment}"`), `${address}: no such place`);
    }
  });

  test(`${page}: axe finds nothing, nothing sticks out, no other host is asked`, async () => {
    const { context, page: opened, faults } = await open(page);
    for (const [colorScheme, width] of [
      ["light", 1280],
      ["dark", 360],
    ]) {
      await opened.emulateMedia({ colorScheme });
      await opened.setViewportSize({ width, height: 800 });
      await opened.waitForLoadState("networkidle");
      assert.deepEqual(await findings(opened), [], `${colorScheme}, ${width} px`);
      assert.ok((await overflow(opened)) <= 0, `${width} px`);
    }
    assert.deepEqual(faults, []);
    await context.close();
  });
}

const start = (page) =>
  page
    .locator("career-quiz")
    .getByRole("button", { name: /^(Start|Commencer)$/ })
    .click();
const title = (page) => page.locator("career-quiz .title").first();
const next = async (page, name) => {
  await page.locator("career-quiz .option").first().click();
  await page.locator("career-quiz").getByRole("button", { name, exact: true }).click();
};

test("the quiz is live on the first page, in English and French, and keeps its answers", async () => {
  const { context, page, faults } = await open("index.html", { locale: "en-GB" });
  await start(page);
  const first = await title(page).innerText();
  await next(page, "Next");
  await title(page).filter({ hasNotText: first }).waitFor();
  const second = await title(page).innerText();
  await page.getByRole("button", { name: "Français" }).click();
  await page.locator("career-quiz").getByRole("button", { name: "Suivant", exact: true }).waitFor();
  assert.equal(
    await page.getByRole("button", { name: "Français" }).getAttribute("aria-pressed"),
    "true",
  );
  assert.notEqual(await title(page).innerText(), second);
  assert.equal(
    await page.evaluate(() => Object.keys(document.querySelector("career-quiz").answers).length),
    1,
  );
  await page.getByRole("button", { name: "English" }).click();
  await title(page).filter({ hasText: second }).waitFor();
  assert.deepEqual(faults, []);
  await context.close();
});

test("the guide's quiz is live on the page for authors", async () => {
  const { context, page, faults } = await open("authors/index.html", { locale: "en-GB" });
  await page.locator("career-quiz").scrollIntoViewIfNeeded();
  await start(page);
  assert.equal((await title(page).innerText()).trim(), JSON.parse(guideQuiz).questions[0].text);
  assert.deepEqual(faults, []);
  await context.close();
});

test("a page of more than two sections has a list of them", () => {
  for (const page of kPages.filter((each) => each !== "index.html")) {
    const html = htmlOf(page);
    const ids = [...html.matchAll(/<h2 id="([^"]+)"/g)].map(([, id]) => id);
    if (ids.length <= 2) continue;
    const [list] = /<nav class="contents"[^]*?<\/nav>|<ol>\n<li><a href="#[^]*?<\/ol>/.exec(
      html,
    ) ?? [assert.fail(page)];
    const listed = [...list.matchAll(/href="#([^"]+)"/g)].map(([, id]) => id);
    assert.deepEqual(listed, ids, page);
  }
  for (const page of ["owners/element", "accessibility"])
    assert.ok(htmlOf(`${page}/index.html`).includes("On this page"), page);
});

for (const page of ["accessibility/index.html", "peers/index.html"]) {
  test(`${page}: on a phone a table shows that it goes on, and the keyboard scrolls it`, async () => {
    const { context, page: opened } = await open(page, { viewport: { width: 360, height: 800 } });
    const table = opened.locator(".table").first();
    assert.match(await table.getAttribute("aria-label"), /^Table: ./);
    await table.focus();
    const state = () =>
      table.evaluate((each) => {
        const { backgroundImage, backgroundAttachment } = getComputedStyle(each);
        const { scrollLeft, scrollWidth, clientWidth } = each;
        return {
          left: scrollLeft,
          beyond: scrollWidth - clientWidth,
          layers: backgroundImage.match(/linear-gradient/g)?.length,
          attached: backgroundAttachment,
        };
      });
    const before = await state();
    assert.ok(before.beyond > 0);
    assert.equal(before.layers, 4);
    assert.equal(before.attached, "local, local, scroll, scroll");
    await opened.keyboard.press("ArrowRight");
    await opened.waitForFunction(() => document.activeElement.scrollLeft > 0);
    await context.close();
  });
}

test("Tab leads to the skip link first, and that to the text", async () => {
  const { context, page } = await open("owners/index.html");
  await page.keyboard.press("Tab");
  const box = await page.locator(":focus").boundingBox();
  assert.equal(await page.locator(":focus").innerText(), "Skip to the text");
  assert.ok(box.y >= 0, "seen once it has the focus");
  await page.keyboard.press("Enter");
  assert.equal(await page.locator(":focus").getAttribute("id"), "content");
  await context.close();
});

test("on paper there is the text, without what is for the screen", async () => {
  const { context, page } = await open("owners/index.html");
  await page.emulateMedia({ media: "print" });
  assert.equal(await page.getByRole("navigation").count(), 0);
  assert.ok(await page.getByRole("heading", { level: 1 }).isVisible());
  await context.close();
});

test("every public name of the headers is on the page of the interface, with its comment", () => {
  const page = htmlOf("engineers/cpp/index.html")
    .replace(/<[^>]+>/g, "")
    .replace(/&gt;/g, ">")
    .replace(/&lt;/g, "<")
    .replace(/&amp;/g, "&")
    .replace(/&quot;/g, '"');
  const flat = (text) => text.replace(/\s+/g, " ").trim();
  for (const header of ["engine.h", "result.h"]) {
    const [shown] = read(`src/career_quiz/${header}`).split(/^ private:/m);
    const names = [...shown.matchAll(/\b(\w+|operator[^\s(]+)\([^)]*\)[^;{]*[;{]/g)].map(
      ([, n]) => n,
    );
    assert.ok(names.length > 5);
    for (const name of names) assert.ok(page.includes(`${name}(`), name);
    for (const [comment] of shown.matchAll(/(?:^ *\/\/\/ .*\n)+/gm)) {
      const words = comment.replace(/^ *\/\/\/ ?/gm, "").split(/\n(?= )|(?<=\n) +/)[0];
      assert.ok(flat(page).replace(/[“”]/g, '"').includes(flat(words)), words);
    }
  }
  assert.doesNotMatch(page, /loaded_|content_/);
});

test("the formula of the advice is what the engine computes", async () => {
  const wasmBinary = readFileSync(path.join(root, "build/wasm/bindings/career-quiz-engine.wasm"));
  const engine = new (await createModule({ wasmBinary })).Engine();
  engine.load(guideQuiz);
  const { questions, outcomes } = JSON.parse(guideQuiz);
  let checked = 0;
  for (const { id, options } of questions) {
    for (const option of options) {
      const request = { answers: { [id]: option.id }, early: true };
      const { ranking } = JSON.parse(engine.evaluate(JSON.stringify(request))).result;
      for (const { id: outcome } of outcomes) {
        const weight = ({ evidence = {} }) => evidence[outcome] ?? 0;
        const mean =
          options.reduce((sum, one) => sum + 10 ** (weight(one) / 10), 0) / options.length;
        const formula = Math.round(10 * (weight(option) - 10 * Math.log10(mean)));
        const { score } = ranking.find((ranked) => ranked.outcome === outcome);
        assert.equal(score, formula + 0, `${id} ${option.id} ${outcome}`);
        checked += 1;
      }
    }
  }
  assert.equal(checked, 69);
});

const examples = readdirSync(path.join(root, "examples")).filter((name) =>
  existsSync(path.join(root, "examples", name, "README.md")),
);
for (const name of examples) {
  test(`examples/${name} is told in one sentence, which its README.md begins with`, () => {
    const [, about] = new RegExp(`<h2 id="${name}">[^<]+</h2>\\s*<p>([^]*?)</p>`).exec(
      htmlOf("examples/index.html"),
    );
    const said = about.replace(/<[^>]+>/g, "").replace(/\s+/g, " ");
    assert.match(said, /^[A-Z][^`*|\[\]<>#]+[^.:]\.$/);
    assert.doesNotMatch(said, /\. [A-Z]/);
    const [, first] = read(`examples/${name}/README.md`).split("\n\n");
    const straight = first.replace(/`/g, "").replace(/\s+/g, " ");
    assert.equal(said.replaceAll("’", "'"), straight);
  });
}

test("reasons and what is against them add up to the margin, as the page for engineers says", async () => {
  const wasmBinary = readFileSync(path.join(root, "build/wasm/bindings/career-quiz-engine.wasm"));
  const engine = new (await createModule({ wasmBinary })).Engine();
  engine.load(guideQuiz);
  // The quiz's outcomes begin with nothing.
  const answers = { morning: "repair", company: "rather-behind", hands: "often", bench: "listen" };
  const request = JSON.stringify({ answers, early: true });
  const { because, against, margin } = JSON.parse(engine.evaluate(request)).result;
  assert.ok(against.length > 0 && against.every(({ contribution }) => contribution < 0));
  const sum = [...because, ...against].reduce((all, { contribution }) => all + contribution, 0);
  assert.equal(sum, margin);
  assert.match(
    htmlOf("engineers/index.html"),
    /<code>because<\/code> and <code>against<\/code> together add up to <code>margin<\/code>/,
  );
});

test("the sizes on the first page are those that are held to the budgets, in the same unit", () => {
  const { status, stdout } = spawnSync(
    process.execPath,
    [path.join(root, "bench/size.mjs"), path.join(site, "career-quiz")],
    { encoding: "utf8" },
  );
  assert.equal(status, 0, stdout);
  const shown = htmlOf("index.html").replace(/\s+/g, " ");
  for (const [budget, says] of [
    [
      "first screen",
      "the script is (\\d+) KB, and shows the first question in the quiz’s first language",
    ],
    ["everything", "the screens of the result it is (\\d+) KB"],
  ]) {
    const [, bytes] = new RegExp(`^${budget} +([\\d,]+) `, "m").exec(stdout);
    const [, figure] = new RegExp(says).exec(shown) ?? assert.fail(`${says}: not on the page`);
    assert.equal(Number(figure), Math.round(Number(bytes.replace(",", "")) / 1024), budget);
  }
});

test("the page about privacy leads to the texts it names, in both languages, and nowhere deeper", () => {
  const [, sources] = htmlOf("privacy/index.html").split('<h2 id="where-to-read-it-up">');
  const addresses = [...sources.matchAll(/href="(https:[^"]+)"/g)].map(([, address]) => address);
  const doors = [
    "https://eur-lex.europa.eu/eli/reg/2016/679/oj",
    "https://www.legifrance.gouv.fr/",
    "https://www.cnil.fr/",
  ];
  assert.deepEqual(addresses, [...doors, ...doors]);
});

test("a point an answer ties as often as the page about peers says", () => {
  let tied = 0;
  for (let sheet = 0; sheet < 4 ** 5; sheet += 1) {
    const points = [0, 0, 0, 0];
    for (let question = 0; question < 5; question += 1) points[(sheet >> (2 * question)) & 3] += 1;
    const most = Math.max(...points);
    if (points.filter((sum) => sum === most).length > 1) tied += 1;
  }
  const share = Math.round((100 * tied) / 4 ** 5);
  assert.ok(htmlOf("peers/index.html").replace(/\s+/g, " ").includes(`${share} % of all sheets`));
});

test("figures come from the files that have them", () => {
  const rows = sectionOf("bench/README.md", "The adaptive form against the full one");
  for (const [, figure] of rows.matchAll(/\| (\d[\d.]+ %) \|/g)) {
    const shown = `${figure.replace(" ", "\u00a0")}</td>`;
    assert.ok(htmlOf("advice/index.html").includes(shown), figure);
  }
  assert.throws(() => sectionOf("bench/README.md", "No such section"));
});

test("figures of the peers, once measured, are a table of every page and measure", () => {
  const page = (bytes, strict) => ({
    bytes,
    strict,
    requests: 7,
    axe: strict ? [] : ["color-contrast"],
    offline: true,
    firstQuestion: { median: 12.4, least: 10, most: 20 },
    firstAnswer: { median: 100, least: 90, most: 120 },
    nextQuestion: { median: 31, least: 22.6, most: 115.1 },
    kept: 2048,
  });
  const table = peersTable({
    versions: { chromium: "156", "survey-core": "2.5" },
    network: "150 ms",
    processor: "slowed 4 times",
    rounds: 3,
    pages: { element: page(98_190, true), surveyjs: page(325_447, false) },
  });
  for (const line of [
    "| what | career-quiz | SurveyJS |",
    "| loaded until the result, KB | 95.9 | 318 |",
    "| first question seen, ms | 12 (10 to 20) | 12 (10 to 20) |",
    "| what axe-core finds | nothing | color-contrast |",
    "| works under a strict policy | yes | no |",
  ]) {
    assert.ok(table.includes(line), table);
  }
  const measured = existsSync(path.join(root, "bench/web/figures.json"));
  assert.equal(htmlOf("peers/index.html").includes('<h2 id="figures">'), measured);
});

test("the README has the figures of the peers that were last measured", () => {
  const table = peersTable(JSON.parse(read("bench/web/figures.json")));
  assert.ok(read("README.md").includes(`## Beside others\n\n${table}\n\n`), table);
});

test("the picture of the peers is drawn of the figures, to be read on a phone", () => {
  const figures = JSON.parse(read("bench/web/figures.json"));
  const svg = read("bench/web/peers.svg");
  assert.equal(drawing(figures), svg);
  // The room that a phone of 360 px leaves it.
  const scale = 324 / /viewBox="0 0 (\d+) /.exec(svg)[1];
  for (const [, size] of svg.matchAll(/font(?:-size)?: (\d+)px/g))
    assert.ok(size * scale >= 11.5, size);
  // One answer that took a minute leaves the bars as they are, but for an arrow.
  const bars = (text) => text.match(/<rect [^>]*class="bar[^>]*>/g);
  const slow = structuredClone(figures);
  for (const { nextQuestion } of Object.values(slow.pages)) nextQuestion.most = 60_000;
  assert.deepEqual(bars(drawing(slow)), bars(svg));
  assert.ok(drawing(slow).includes("to 60000)"));
});

test("the page for owners leads to the recipe for a page without a network", () => {
  const [, offline] = htmlOf("owners/index.html").split('<h2 id="offline">');
  assert.match(offline.split("<h2")[0], /href="\.\.\/examples\/#blog"/);
  assert.match(read("examples/blog/README.md"), /^## Without a network$/m);
});

test("the first step says what makes the folder to copy", () => {
  for (const [file, heading] of [
    ["README.md", "## Embed it"],
    ["examples/docs/pages/index.md", "## Put it on your page"],
  ]) {
    const [step] = read(file).split(`\n${heading}\n`)[1].split("```");
    assert.match(step, /`dist\/`/, file);
    assert.match(step, /`\.\/dev build`/, file);
  }
});

test("the page for owners counts the properties as its reference does", () => {
  const rows = read("web/README.md").match(/^\| `--career-quiz-[a-z-]+` /gm);
  assert.equal(rows.length, 16);
  assert.match(htmlOf("owners/index.html").replace(/\s+/g, " "), /The sixteen properties/);
});

const linked = new Set(
  [
    ...["owners.md", "authors.md", "engineers.md"].map((file) =>
      read(`examples/docs/pages/${file}`),
    ),
  ]
    .join("")
    .match(/(?<=\]\(\.\.\/\.\.\/)\w+(?=\/\))/g),
);
for (const name of linked) {
  const there = existsSync(path.join(root, "examples", name, "README.md"));
  test(`examples/${name} has its place`, { skip: there ? false : "it is not there" }, () => {
    assert.ok(htmlOf("examples/index.html").includes(`<h2 id="${name}">`));
    assert.match(
      htmlOf("owners/index.html") + htmlOf("authors/index.html") + htmlOf("engineers/index.html"),
      new RegExp(`examples/#${name}"`),
    );
  });
}
