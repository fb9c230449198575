/** The element on pages of any look: colours, contrast, room, spacing, direction, focus. */
import assert from "node:assert/strict";
import { readFileSync, readdirSync } from "node:fs";
import { createRequire } from "node:module";
import { test } from "node:test";
import { axe, choose, close, press, quiz, title, until, useBrowser } from "./harness.mjs";

const world = useBrowser();
const { resolve } = createRequire(import.meta.url);
const styleOf = (name) => readFileSync(resolve(name), "utf8");

const kinds = '<career-quiz mode="full" src="/quizzes/kinds.json"></career-quiz>';
const walks = '<career-quiz mode="full" src="/quizzes/walks.json"></career-quiz>';

const bare = ":root { color-scheme: normal; background: none }";
const dark = `${bare} body { background: #14171c; color: #e9e9e9 }`;
const sepia = `${bare} body { background: #f3e9d6; color: #4a3826; font-family: serif }`;
/** What themes of blogs do to every element they can reach. */
const theme = `${bare}
  html { font-size: 62.5% }
  * { box-sizing: content-box; margin: 0; padding: 0; border: 0; outline: 0; list-style: none }
  body { font: 300 1.7rem/1.1 serif; color: #333; background: #fafafa; text-align: center; letter-spacing: 0.02em }
  main { text-transform: uppercase; text-indent: 3em; white-space: nowrap; word-break: break-all;
    text-shadow: 0 0 2px red; user-select: none; cursor: crosshair; line-height: 1 }
  button { all: unset } input { appearance: none; display: none; width: 100% !important }
  fieldset, legend, label { display: inline !important; border: 3px solid red !important }
  p, ul, ol, li { margin: 4rem !important; max-width: 5em !important }
  h2, [role=heading] { font-size: 9rem !important; color: yellow !important }
  a { color: inherit !important; text-decoration: none !important } svg { width: 100%; height: 100% }`;

const looks = {
  "a light page": { css: "" },
  "a page that follows the reader into the dark": { context: { colorScheme: "dark" } },
  "a page dark by its style alone": { css: dark },
  "a page of sepia": { css: sepia },
  "a page with Bootstrap": { css: styleOf("bootstrap/dist/css/bootstrap.min.css") },
  "a dark page with Bootstrap": {
    css: styleOf("bootstrap/dist/css/bootstrap.min.css"),
    before:
      'addEventListener("DOMContentLoaded", () => { document.documentElement.dataset.bsTheme = "dark" })',
  },
  "a page with Tailwind": { css: styleOf("tailwindcss/preflight.css") },
  "a blog's theme": { css: theme },
};

/** Calls a function in the page with the quiz's shadow root. */
const inside = (page, work, ...given) => {
  const root = 'document.querySelector("career-quiz").shadowRoot';
  return page.evaluate(`(${work})(${[root, ...given.map((item) => JSON.stringify(item))]})`);
};

/** Shows every kind of question in turn, from the introduction on. */
async function eachKind(page, visit) {
  await until(page, "ready");
  await visit("intro");
  await press(page, /^(Commencer|Start)$/);
  const ids = await page.evaluate(() =>
    document.querySelector("career-quiz").quiz.questions.map(({ id }) => id),
  );
  await press(page, /^(Suivant|Next)$/);
  for (const id of ids) {
    const there = await page.evaluate((id) => document.querySelector("career-quiz").goTo(id), id);
    if (there) await visit(id);
  }
}

/** Walks to the review and the result with everything unfolded. */
async function toResult(page, visit = async () => {}) {
  await until(page, "ready");
  await press(page, "Commencer");
  for (const at of [1, 1, 1, 1, 0]) {
    await choose(page, at);
    const before = await title(page).innerText();
    await press(page, "Suivant");
    await inside(
      page,
      async (root, text) => {
        while (root.querySelector(".title").innerText === text)
          await new Promise(requestAnimationFrame);
      },
      before,
    );
  }
  await visit("review");
  await press(page.locator(".actions").first(), "Voir mon résultat");
  await page.locator("career-quiz .result").waitFor();
  await inside(page, (root) => {
    for (const fold of root.querySelectorAll("details")) fold.open = true;
  });
  await visit("result");
}

/** What sticks out of the card, is cut off in it, or lies over something else; empty when nothing. */
const lost = (page) =>
  inside(page, (root) => {
    const card = root.querySelector(".card");
    const edge = card.getBoundingClientRect();
    const found = [];
    if (document.documentElement.scrollWidth > innerWidth) found.push("the page scrolls sideways");
    for (const node of card.querySelectorAll("*")) {
      if (node.closest(".hidden, [hidden], svg") || !node.checkVisibility()) continue;
      const box = node.getBoundingClientRect();
      if (box.left < edge.left - 1 || box.right > edge.right + 1) {
        found.push(`${node.className || node.localName} sticks out`);
      }
      const { overflowX, overflowY } = getComputedStyle(node);
      if (node.matches(".track, .bar, textarea, input")) continue;
      if (overflowX !== "visible" && node.scrollWidth > node.clientWidth + 1) {
        found.push(`${node.className} is cut`);
      }
      if (overflowY !== "visible" && node.scrollHeight > node.clientHeight + 1) {
        found.push(`${node.className} is cut below`);
      }
    }
    for (const label of card.querySelectorAll(".option, .button, .order li")) {
      if (label.scrollWidth > label.clientWidth + 3) found.push(`${label.innerText} runs over`);
    }
    return [...new Set(found)];
  });

for (const [name, look] of Object.entries(looks)) {
  test(`on ${name}, all that is said can be read and touched, and nobody is warned`, async () => {
    for (const body of [kinds, walks]) {
      const page = await world.open(body, look);
      const visit = async (where) => {
        if (["intro", "hours", "days", "crowd", "hands", "order", "result"].includes(where)) {
          const found = await axe(page, ["color-contrast", "target-size"]);
          assert.deepEqual(found, [], `${name}: ${where}`);
        }
        assert.deepEqual(await lost(page), [], `${name}: ${where}`);
      };
      if (body === kinds) await eachKind(page, visit);
      else await toResult(page, visit);
      assert.deepEqual([page.warnings, page.faults], [[], []]);
      await close(page);
    }
  });
}

test("font, size, weight and colour of the text are the page's", async () => {
  const page = await world.open(walks, {
    css: `${bare} body { font: 300 19px/1.3 fantasy; color: rgb(70 20 90); letter-spacing: 1px; word-spacing: 2px }`,
  });
  await until(page, "ready");
  const found = await inside(page, (root) => {
    const style = getComputedStyle(root.querySelector(".facts span"));
    return ["fontFamily", "fontSize", "fontWeight", "color", "letterSpacing", "wordSpacing"].map(
      (name) => style[name],
    );
  });
  assert.deepEqual(found, ["fantasy", "19px", "300", "rgb(70, 20, 90)", "1px", "2px"]);
  await close(page);
});

test("what a page does to the text around it does not reach the quiz", async () => {
  const page = await world.open(walks, { css: theme });
  await until(page, "ready");
  const found = await inside(page, (root) => {
    const style = getComputedStyle(root.querySelector(".lead p"));
    return ["textTransform", "textAlign", "textIndent", "whiteSpace", "wordBreak", "textShadow"]
      .map((name) => style[name])
      .concat(style.cursor, String(Number.parseFloat(style.lineHeight) > 24));
  });
  assert.deepEqual(found, ["none", "start", "0px", "normal", "normal", "none", "auto", "true"]);
  await close(page);
});

test("a page that hides its content or switches it off does so to the quiz", async () => {
  const page = await world.open(walks, {
    css: "main { visibility: hidden; pointer-events: none }",
  });
  await until(page, "ready");
  const found = await inside(page, (root) => {
    const { visibility, pointerEvents } = getComputedStyle(root.querySelector(".button"));
    return [visibility, pointerEvents];
  });
  assert.deepEqual(found, ["hidden", "none"]);
  await close(page);
});

// Contrast

/** The contrast of a colour of the card's with what is behind it, counted by a canvas. */
const contrast = (page, property, ground) =>
  inside(
    page,
    (root, property, ground) => {
      const probe = root.querySelector(".card").appendChild(document.createElement("b"));
      const context = new OffscreenCanvas(1, 1).getContext("2d", { willReadFrequently: true });
      context.fillStyle = "#fff";
      const paint = (colour) => {
        probe.style.color = colour;
        context.fillStyle = getComputedStyle(probe).color;
        context.fillRect(0, 0, 1, 1);
        const [red, green, blue] = [...context.getImageData(0, 0, 1, 1).data].map((part) =>
          part <= 10 ? part / 255 / 12.92 : ((part / 255 + 0.055) / 1.055) ** 2.4,
        );
        return 0.2126 * red + 0.7152 * green + 0.0722 * blue;
      };
      const under = paint(ground);
      const over = paint(property);
      probe.remove();
      return (Math.max(under, over) + 0.05) / (Math.min(under, over) + 0.05);
    },
    property,
    ground,
  );

for (const [name, own, css, least] of [
  ["text", "currentcolor", "#999", 4.5],
  ["muted", "var(--muted)", "#aaa", 4.5],
  ["accent", "var(--accent)", "#fc0", 4.5],
  ["danger", "var(--danger)", "oklch(0.8 0.15 30)", 4.5],
  ["counter", "var(--counter)", "color-mix(in oklab, orange, white)", 4.5],
  ["control", "var(--edge)", "rgb(0 0 0 / 20%)", 3],
  ["focus", "var(--focus)", "hsl(60 100% 50%)", 3],
]) {
  test(`a --career-quiz-${name} too faint to see is told and replaced`, async () => {
    const page = await world.open(walks, {
      css: `${bare} body { background: #fff } career-quiz { --career-quiz-${name}: ${css} }`,
    });
    await until(page, "ready");
    assert.ok((await contrast(page, own, "#fff")) >= least);
    assert.equal(page.warnings.length, 1, page.warnings.join());
    const said = new RegExp(
      `<career-quiz>: --career-quiz-${name}, rgb\\(.*contrast of (\\d.*):1 where ${least}:1`,
    ).exec(page.warnings[0]);
    assert.ok(Number(said?.[1]) < least, page.warnings[0]);
    await close(page);
  });
}

for (const css of [
  "body { color: #aaa; background: #fff }",
  "body { color: #555; background: #222 }",
  "career-quiz { --career-quiz-text: #999 }",
]) {
  test(`a chosen answer is as readable as the others: ${css}`, async () => {
    const page = await world.open("<career-quiz></career-quiz>", { css });
    await until(page, "ready");
    await press(page, "Commencer");
    await choose(page, 0);
    const found = await axe(page, ["color-contrast"]);
    // The page's own heading stays as it is.
    assert.deepEqual(
      found.filter((fault) => !fault.startsWith("color-contrast h1")),
      [],
    );
    await close(page);
  });
}

test("a faint accent stays the buttons' own, with words on it that can be read", async () => {
  const page = await world.open(walks, {
    css: `${bare} career-quiz { --career-quiz-accent: #fc0; --career-quiz-on-accent: #fff }`,
  });
  await until(page, "ready");
  const background = await inside(
    page,
    (root) => getComputedStyle(root.querySelector(".primary")).backgroundColor,
  );
  assert.equal(background, "rgb(255, 204, 0)");
  assert.ok((await contrast(page, "var(--on-accent)", background)) >= 4.5);
  assert.match(page.warnings.join("\n"), /--career-quiz-on-accent, rgb\(255 255 255\)/);
  await close(page);
});

test("words on an accent need no colour of their own", async () => {
  for (const accent of ["#0a3d62", "#7a1f5c", "#9b2c00", "#224400"]) {
    const page = await world.open(walks, {
      css: `${bare} career-quiz { --career-quiz-accent: ${accent} }`,
    });
    await until(page, "ready");
    assert.ok((await contrast(page, "var(--on-accent)", accent)) >= 4.5, accent);
    assert.deepEqual(page.warnings, []);
    await close(page);
  }
});

test("a block's ground that its text is lost on is left out", async () => {
  const page = await world.open(walks, {
    css: `${bare} career-quiz { --career-quiz-soft: #444 }`,
  });
  await until(page, "ready");
  assert.match(page.warnings.join(), /--career-quiz-soft/);
  const soft = await inside(page, (root) =>
    getComputedStyle(root.querySelector(".card")).getPropertyValue("--soft"),
  );
  assert.equal(soft, "transparent");
  await close(page);
});

test("the page's own faint text is told, and made readable in the quiz alone", async () => {
  const page = await world.open(walks, {
    css: `${bare} body { background: #fff; color: #9a9a9a }`,
  });
  await until(page, "ready");
  assert.ok((await contrast(page, "currentcolor", "#fff")) >= 4.5);
  assert.ok((await contrast(page, "var(--muted)", "#fff")) >= 4.5);
  assert.equal(page.warnings.length, 1, page.warnings.join());
  assert.match(page.warnings[0], /The page's own text.*--career-quiz-text/);
  assert.equal(await quiz(page).getAttribute("style"), null);
  await close(page);
});

test("what lies over other text hides it", async () => {
  const page = await world.open(walks, { css: sepia });
  await toResult(page);
  const colour = await inside(
    page,
    (root) => getComputedStyle(root.querySelector(".strip")).backgroundColor,
  );
  assert.equal(colour, "rgb(243, 233, 214)");
  await close(page);
});

test("a translucent surface is measured with what is behind it", async () => {
  const css = (behind) => `${bare} main { background: ${behind} }
    career-quiz { --career-quiz-surface: rgb(255 255 255 / 20%); --career-quiz-text: #111 }`;
  const bright = await world.open(walks, { css: css("#fff") });
  await until(bright, "ready");
  assert.deepEqual(bright.warnings, []);
  await close(bright);
  const night = await world.open(walks, { css: css("#111") });
  await until(night, "ready");
  assert.match(night.warnings.join(), /--career-quiz-text/);
  assert.ok((await contrast(night, "currentcolor", "rgb(65 65 65)")) >= 4.5);
  await close(night);
});

test("before an image nothing is said and nothing replaced", async () => {
  const page = await world.open(walks, {
    css: `${bare} main { background: linear-gradient(#fff, #eee) }
      career-quiz { --career-quiz-text: #bbb }`,
  });
  await until(page, "ready");
  assert.deepEqual(page.warnings, []);
  assert.equal(
    await inside(page, (root) => getComputedStyle(root.querySelector(".card")).color),
    "rgb(187, 187, 187)",
  );
  await close(page);
});

test("the quiz follows a page that turns dark under it", async () => {
  const page = await world.open(walks, {
    css: `${bare} body { background: #fff; color: #222 }
      .night body { background: #111; color: #eee }
      career-quiz { --career-quiz-muted: #666 }`,
  });
  await until(page, "ready");
  assert.deepEqual(page.warnings, []);
  await page.evaluate(() => document.documentElement.classList.add("night"));
  await page.waitForEvent("console", (said) => said.text().includes("--career-quiz-muted"));
  assert.ok((await contrast(page, "var(--muted)", "#111")) >= 4.5);
  assert.ok((await contrast(page, "var(--accent)", "#111")) >= 4.5);
  await page.evaluate(() => document.documentElement.classList.remove("night"));
  await inside(page, async (root) => {
    const { style } = root.querySelector(".card");
    while (style.getPropertyValue("--muted")) await new Promise(requestAnimationFrame);
  });
  assert.equal(page.warnings.length, 1);
  await close(page);
});

test("the quiz follows a reader who turns the dark on", async () => {
  const page = await world.open(walks, { context: { colorScheme: "light" } });
  await until(page, "ready");
  assert.ok((await contrast(page, "var(--accent)", "canvas")) >= 4.5);
  await page.emulateMedia({ colorScheme: "dark" });
  assert.ok((await contrast(page, "var(--accent)", "canvas")) >= 4.5);
  assert.ok((await contrast(page, "currentcolor", "canvas")) >= 7);
  await close(page);
});

// What the reader's device asks for

test("in forced colours every state can be told from the others", async () => {
  for (const colorScheme of ["light", "dark"]) {
    const page = await world.open(kinds, { context: { forcedColors: "active", colorScheme } });
    await until(page, "ready");
    await press(page, "Commencer");
    await press(page, "Suivant");
    const goTo = (id) => page.evaluate((id) => document.querySelector("career-quiz").goTo(id), id);
    for (const id of ["crowd", "hands", "days"]) {
      if (!(await goTo(id))) continue;
      const option = page.locator("career-quiz .option").first();
      const input = option.locator("input");
      const shots = [await option.screenshot()];
      await input.check();
      await page.evaluate(() => document.querySelector("career-quiz").blur());
      shots.push(await option.screenshot());
      await input.focus();
      await page.keyboard.press("Shift+Tab");
      await page.keyboard.press("Tab");
      shots.push(await option.screenshot());
      const different = new Set(shots.map((shot) => shot.toString("base64")));
      assert.equal(different.size, shots.length, `${id}, ${colorScheme}`);
    }
    const fill = page.locator("career-quiz .track");
    const empty = await fill.screenshot();
    await inside(page, (root) => root.querySelector(".fill").style.setProperty("--amount", "0.9"));
    assert.notDeepEqual(await fill.screenshot(), empty);
    assert.deepEqual(page.warnings, []);
    await close(page);
  }
});

test("who asks for less motion sees none", async () => {
  const page = await world.open(walks, { context: { reducedMotion: "reduce" } });
  const moving = (where) =>
    inside(page, (root) =>
      [...root.querySelectorAll("*:not(.watch)")]
        .flatMap((node) => [node, "::before", "::after"].map((kind) => [node, kind]))
        .filter(([node, kind]) => {
          const style = getComputedStyle(node, typeof kind === "string" ? kind : null);
          return `${style.transitionDuration} ${style.animationDuration}`.match(/[1-9]/);
        })
        .map(([node]) => node.className),
    ).then((found) => assert.deepEqual(found, [], where));
  await until(page, "ready");
  await moving("intro");
  await toResult(page, moving);
  await close(page);
});

test("on paper a dark page's quiz is dark on white", async () => {
  const page = await world.open(walks, { css: dark });
  await toResult(page);
  await page.emulateMedia({ media: "print" });
  const found = await inside(page, (root) => {
    const { color, backgroundColor } = getComputedStyle(root.querySelector(".card"));
    return [color, backgroundColor];
  });
  assert.deepEqual(found, ["rgb(0, 0, 0)", "rgb(255, 255, 255)"]);
  assert.ok((await contrast(page, "var(--accent)", "#fff")) >= 4.5);
  await close(page);
});

const spacing = `* { line-height: 1.5 !important; letter-spacing: 0.12em !important; word-spacing: 0.16em !important }
  p { margin-bottom: 2em !important }`;
const rooms = {
  "320 px wide": { context: { viewport: { width: 320, height: 640 } } },
  "with text of twice the size": {
    css: "body { font-size: 200% }",
    context: { viewport: { width: 640, height: 800 } },
  },
  "with text of twice the size, 320 px wide": {
    css: "body { font-size: 200% }",
    context: { viewport: { width: 320, height: 640 } },
  },
  "with the spacing of WCAG 1.4.12": {
    css: spacing,
    context: { viewport: { width: 360, height: 740 } },
  },
  "from right to left": {
    before: 'addEventListener("DOMContentLoaded", () => document.documentElement.dir = "rtl")',
    context: { viewport: { width: 360, height: 740 } },
  },
};

for (const [name, room] of Object.entries(rooms)) {
  test(`${name}, nothing is cut off or sticks out`, async () => {
    const page = await world.open(kinds, room);
    await eachKind(page, async (where) => assert.deepEqual(await lost(page), [], where));
    await close(page);
    const other = await world.open(walks, room);
    await toResult(other, async (where) => assert.deepEqual(await lost(other), [], where));
    await close(other);
  });
}

test("a word without end and a title without measure stay in the card", async () => {
  const long = "Rindfleischetikettierungsüberwachungsaufgabenübertragungsgesetz".repeat(3);
  const document = JSON.parse(readFileSync(new URL("./quizzes/walks.json", import.meta.url)));
  document.title = { fr: long, en: long };
  document.questions[0].text = { fr: `${long} ${"mot ".repeat(80)}`, en: long };
  document.questions[0].options[0].text = { fr: long, en: long };
  world.server.put("/long/walks.json", { body: JSON.stringify(document) });
  const page = await world.open(
    '<career-quiz mode="full" src="/long/walks.json"></career-quiz>',
    rooms["320 px wide"],
  );
  await until(page, "ready");
  assert.deepEqual(await lost(page), []);
  await press(page, "Commencer");
  assert.deepEqual(await lost(page), []);
  await close(page);
});

// Where it stands

const places = {
  "a flex row": ['<div class="row"><p>Beside</p>', "</div>", ".row { display: flex }"],
  "a grid": ['<div class="row">', "<p>x</p></div>", ".row { display: grid; grid: auto / 1fr 1fr }"],
  "a form": ["<form><input>", "</form>"],
  "a float": ['<div class="row">', "</div>", ".row { float: inline-start }"],
  "a dialog": ["<dialog open>", "</dialog>"],
  "a sidebar of 280 px": ['<aside class="row">', "</aside>", ".row { width: 280px }"],
  "a box of 2,000 px": ['<div class="row">', "</div>", ".row { width: 2000px } body { zoom: 1 }"],
};
const least = { "a sidebar of 280 px": 280, "a flex row": 300, "a grid": 300 };

for (const [name, [before, behind, css = ""]] of Object.entries(places)) {
  test(`in ${name} it takes the room there is`, async () => {
    for (const width of name === "a box of 2,000 px" ? [2100] : [700, 1100]) {
      const page = await world.open(before + walks + behind, {
        css,
        context: { viewport: { width, height: 800 } },
      });
      await until(page, "ready");
      const box = await quiz(page).boundingBox();
      assert.ok(box.width >= (least[name] ?? 560), `${name}: ${box.width}`);
      assert.ok(box.width <= 46 * 16 + 1, `${name}: ${box.width}`);
      await press(page, "Commencer");
      await choose(page, 0);
      await press(page, "Suivant");
      assert.deepEqual(await lost(page), []);
      // The second question is a scale: a row of points where there is room for one.
      const [first, second] = await Promise.all(
        [0, 1].map((at) => page.locator("career-quiz .option").nth(at).boundingBox()),
      );
      assert.equal(second.y > first.y, box.width < 36 * 16, `${name}, ${width} px`);
      await close(page);
    }
  });
}

test("inside another shadow root it reads the page behind it", async () => {
  const page = await world.open("<div id=outer></div>", {
    css: `${dark} #outer { padding: 1em }`,
  });
  await page.evaluate((quiz) => {
    const root = document.querySelector("#outer").attachShadow({ mode: "open" });
    const element = root.appendChild(document.createElement("career-quiz"));
    element.src = quiz;
    window.element = element;
  }, "/quizzes/walks.json");
  await until(page, "ready");
  const colour = await page.evaluate(
    () => getComputedStyle(window.element.shadowRoot.querySelector(".card")).color,
  );
  assert.equal(colour, "rgb(233, 233, 233)");
  assert.deepEqual(page.warnings, []);
  await close(page);
});

// Targets and focus

test("answers are at least 44 px high, and every other target at least 24", async () => {
  const page = await world.open(kinds, { context: { viewport: { width: 360, height: 740 } } });
  const small = (where) =>
    inside(page, (root) =>
      [...root.querySelectorAll("button, a, summary, .option, .field, .handle")]
        .filter((node) => node.checkVisibility() && !node.closest(".summary p"))
        .flatMap((node) => {
          const { width, height } = node.getBoundingClientRect();
          const least = node.matches(".option, .field") ? 44 : 24;
          return Math.min(width, height) < least ? `${node.className} ${width} × ${height}` : [];
        }),
    ).then((found) => assert.deepEqual(found, [], where));
  await eachKind(page, small);
  await close(page);
});

for (const [name, css] of [
  ["a light page", ""],
  ["a dark page", dark],
  ["a blog's theme", theme],
]) {
  test(`whatever has the focus shows it, clear of a sticky header and footer: ${name}`, async () => {
    const page = await world.open(
      `<div class="bar">Header</div>${walks}<p class="below"></p><div class="foot">Footer</div>`,
      {
        css: `${css} .bar, .foot { position: sticky; inset-block: 0 auto; block-size: 80px; background: #808080; z-index: 9 }
          .foot { inset-block: auto 0 } .below { block-size: 400px }`,
        context: { viewport: { width: 500, height: 420 } },
      },
    );
    await toResult(page);
    const seen = [];
    for (const key of ["Tab", "Shift+Tab"]) {
      for (let at = 0; at < 14; at += 1) {
        await page.keyboard.press(key);
        const found = await inside(page, (root) => {
          const node = root.activeElement?.closest(".option") ?? root.activeElement;
          if (!node) return null;
          const box = node.getBoundingClientRect();
          const { outlineStyle, outlineWidth } = getComputedStyle(node);
          const bar = document.querySelector(".bar").getBoundingClientRect().bottom;
          const foot = document.querySelector(".foot").getBoundingClientRect().top;
          return {
            name: node.innerText,
            ring: outlineStyle !== "none" && Number.parseFloat(outlineWidth) >= 2,
            clear: box.top >= bar - 1 && box.bottom <= foot + 1,
          };
        });
        if (found) seen.push(found);
      }
    }
    assert.ok(seen.length > 10);
    assert.deepEqual(
      seen.filter(({ ring, clear }) => !ring || !clear),
      [],
    );
    await close(page);
  });
}

// What web/README.md says of it

const read = (path) => readFileSync(new URL(`../../${path}`, import.meta.url), "utf8");
const section = (name) => read("web/README.md").split(`## ${name}\n`)[1].split("\n## ")[0];

test("the README names every property that the style sheets read, and no other", () => {
  const names = (text) => [...new Set(text.match(/--career-quiz-[a-z-]+/g))].sort();
  const sheets = read("web/src/styles.css") + read("web/src/result.css");
  assert.deepEqual(names(section("Style")), names(sheets));
});

test("the README names every part that is shown, and no other", async () => {
  const shown = new Set();
  const collect = (page) => async () => {
    const found = await inside(page, (root) =>
      [...root.querySelectorAll("[part]")].flatMap((node) => [...node.part]),
    );
    for (const name of found) shown.add(name);
  };
  const page = await world.open(kinds);
  await eachKind(page, collect(page));
  await page.evaluate(() => document.querySelector("career-quiz").goTo("days"));
  await press(page, "Suivant");
  await collect(page)();
  await close(page);
  for (const body of [walks, "<career-quiz></career-quiz>"]) {
    const other = await world.open(body);
    if (body === walks) await toResult(other, collect(other));
    await close(other);
  }
  const listed = new Set(
    section("Style")
      .split("Parts:")[1]
      .match(/`[a-z-]+`/g)
      .map((name) => name.slice(1, -1)),
  );
  assert.deepEqual(
    [...shown].filter((name) => !listed.has(name)),
    [],
  );
  const sources = readdirSync(new URL("../../web/src", import.meta.url))
    .filter((name) => name.endsWith(".js"))
    .map((name) => read(`web/src/${name}`))
    .join("\n");
  const unknown = [...listed].filter((name) => !new RegExp(`["' ]${name}["' ]`).test(sources));
  assert.deepEqual(unknown, []);
});
