// Every screen as assistive technology has it, and as it stands in every look, size and language.

import assert from "node:assert/strict";
import { mkdir, readFile, writeFile } from "node:fs/promises";
import { fileURLToPath } from "node:url";
import { test } from "node:test";
import { axe, choose, close, press, until, useBrowser } from "./harness.mjs";

const world = useBrowser();

const golden = fileURLToPath(new URL("../golden/accessibility/", import.meta.url));
const update = process.env.CAREER_QUIZ_UPDATE_GOLDEN === "1";

/** The quiz that has every screen, with something to focus before and after it. */
async function open(context = {}) {
  const page = await world.open(
    `<p><button id="before">Avant</button></p>
    <career-quiz mode="full" loading="eager" keep="device" src="/quizzes/screens.json"></career-quiz>
    <p><button id="after">Après</button></p>`,
    { context: { reducedMotion: "reduce", ...context } },
  );
  await arrive(page);
  return page;
}

async function arrive(page) {
  await page.evaluate(tools);
  await page.evaluate(() => {
    // Where there is none, a link to copy is shown.
    navigator.clipboard.writeText = () => Promise.reject(new DOMException("", "NotAllowedError"));
  });
  await until(page, "ready");
}

/**
 * Goes through every screen, and every state of it that differs to a reader.
 * @param {(name: string) => Promise<void>} visit told where the reader is; leaves the page as it was
 */
async function tour(page, visit) {
  const field = page.locator("career-quiz .field").first();
  const screen = (name) => page.locator(`career-quiz .${name}`).waitFor();
  const next = () => press(page, "Suivant");
  /** Asks without an answer that can be taken, and then with one. */
  const refused = async (name, wrong, right) => {
    await visit(name);
    await wrong();
    await next();
    await screen("summary");
    await visit(`${name}-refused`);
    await right();
    await next();
    await page.locator("career-quiz .summary").waitFor({ state: "detached" });
  };
  const nothing = async () => {};

  await visit("introduction");
  await press(page, "Commencer");
  await refused("single", nothing, () => choose(page, 0));
  await refused(
    "multiple",
    async () => {
      for (const at of [0, 1, 2]) await choose(page, at);
    },
    () => choose(page, 1),
  );
  await visit("scale");
  await choose(page, 3);
  await next();
  await visit("pair");
  await choose(page, 0);
  await next();
  await refused("rank", nothing, () =>
    page.getByRole("button", { name: /^Descendre.*Prendre l’air/ }).click(),
  );
  await refused(
    "number",
    () => field.fill("douze"),
    () => field.fill("12"),
  );
  await refused(
    "text",
    () => field.fill("Je viens en bus, avec mon chien et mes deux filles."),
    () => field.fill("Je viens en bus."),
  );
  await visit("sensitive");
  await choose(page, 0);
  await next();
  await screen("review");
  await visit("review");
  await page.getByRole("button", { name: "Voir mon résultat" }).first().click();
  await screen("result");
  await visit("result-one");
  await page.locator("career-quiz").evaluate(openFolds);
  await visit("result-one-unfolded");

  await press(page, "Copier le lien");
  await page.locator("career-quiz .link").waitFor();
  await visit("result-link");

  await press(page, "Revoir mes réponses");
  const row = (at) => page.locator(`career-quiz #row${at}`);
  const unfold = (at) => row(at).locator("summary").click();
  for (const at of [0, 4, 5]) await unfold(at);
  // A row is filled once the browser says that it is open.
  await row(5).locator(".field").waitFor();
  await visit("editor");
  await row(5).locator(".field").fill("99");
  await press(row(5), "Enregistrer");
  await visit("editor-refused");
  await row(5).locator(".field").fill("9");
  await press(row(5), "Enregistrer");
  await row(0).locator(".option").nth(1).click();
  await visit("editor-changed");
  await press(page, "Remettre mes réponses");
  await visit("editor-undone");
  for (const at of [0, 4, 5]) await unfold(at);

  /** Another answer to a question, and the result it leads to. */
  const instead = async (changes, name) => {
    for (const [question, at] of Object.entries(changes)) {
      await page.evaluate((id) => document.querySelector("career-quiz").goTo(id), question);
      await choose(page, at);
      await next();
    }
    await page.evaluate(() => document.querySelector("career-quiz").showResult());
    await screen("result");
    await page.locator("career-quiz").evaluate(openFolds);
    await visit(name);
  };
  await instead({ wish: 4 }, "result-two-tracks");
  await instead({ wish: 5 }, "result-combined");
  await instead({ wish: 4, crowd: 2, hands: 1 }, "result-mixed");
  await press(page, "Garder sur cet appareil");
  await screen("kept");
  await visit("result-kept");
  await page.reload();
  await arrive(page);
  await screen("news");
  await visit("introduction-kept");
  await press(page, "Voir mon résultat");
  await instead({ back: 1 }, "result-override");

  let release;
  const held = new Promise((resolve) => (release = resolve));
  world.server.put("/held.json", async () => {
    await held;
    return { status: 404 };
  });
  world.server.put("/broken.json", { type: "application/json", body: '{ "format": 1 }' });
  const load = (src) =>
    page.evaluate((address) => (document.querySelector("career-quiz").src = address), src);
  await load("/held.json");
  await page.locator("career-quiz .late", { hasText: "Chargement" }).waitFor();
  await visit("waiting");
  release();
  await screen("failure");
  await visit("failure");
  await load("/broken.json");
  await page.locator("career-quiz .technical li").first().waitFor();
  await visit("failure-of-the-file");
}

const openFolds = ({ shadowRoot }) => {
  for (const fold of shadowRoot.querySelectorAll(".fold")) fold.open = true;
};

/** What a look into the element finds; it runs in the page. */
const inside = (page, look, given) => page.locator("career-quiz").evaluate(look, given);

/** What several looks into the element share; runs in the page. */
const tools = `
  // Everything in the element, and what its slots hold, that a reader can see.
  window.seen = (element, selector = '*') =>
    [...element.shadowRoot.querySelectorAll(selector)].filter(
      (node) => !node.closest('.hidden') && node.checkVisibility({ opacityProperty: true, visibilityProperty: true }),
    );
  window.told = (node) =>
    (node.className && '.' + String(node.getAttribute('class')).trim().replace(/ +/g, '.')) + ' ' +
    (node.innerText || node.textContent || node.id || node.localName).trim().slice(0, 60);
  window.reached = (root = document) => {
    const { activeElement } = root;
    return activeElement?.shadowRoot ? reached(activeElement.shadowRoot) : activeElement;
  };
`;

// The accessibility tree

/**
 * The tree that Playwright computes by the specifications of names and roles; what describes which of
 * it, and what is folded, which it leaves out.
 */
async function tree(page) {
  const more = await inside(page, ({ shadowRoot }) => {
    const said = (node) => node.textContent.trim().replace(/\s+/g, " ");
    const described = [...shadowRoot.querySelectorAll("[aria-describedby]")].map((node) => {
      const name = node.querySelector("legend") ?? node.labels?.[0] ?? node;
      const ids = node.getAttribute("aria-describedby").split(" ");
      return `# described: ${said(name)} | ${ids.map((id) => said(shadowRoot.getElementById(id))).join(" ")}`;
    });
    const folds = seen(shadowRoot.host, "summary").map(
      (node) => `# ${node.parentNode.open ? "open" : "closed"}: ${said(node)}`,
    );
    return [...described, ...folds];
  });
  const snapshot = await page.locator("career-quiz").ariaSnapshot();
  return `${[snapshot, ...more].join("\n")}\n`
    .replaceAll(world.server.origin, "https://example.org")
    .replace(/page-\d+/g, "page")
    .replace(/(jusqu’au) \d.* \d{4}/g, "$1 (date)");
}

test("the accessibility tree of every screen is the one that was read and approved", async (t) => {
  if (update) await mkdir(golden, { recursive: true });
  const page = await open();
  await tour(page, (name) =>
    t.test(name, async () => {
      const now = await tree(page);
      const file = `${golden}${name}.yml`;
      if (update) await writeFile(file, now);
      assert.equal(now, await readFile(file, "utf8"));
    }),
  );
  await close(page);
});

// axe-core

const looks = {
  "in a light page": { colorScheme: "light" },
  "in a dark page": { colorScheme: "dark" },
  "in forced colours": { forcedColors: "active" },
};
for (const [look, context] of Object.entries(looks)) {
  test(`axe-core finds nothing on any screen, ${look}`, async (t) => {
    const page = await open(context);
    await tour(page, (name) => t.test(name, async () => assert.deepEqual(await axe(page), [])));
    await close(page);
  });
}

/** Speaks another language for as long as something takes. */
async function speaking(page, lang, act) {
  const speak = async (tag) => {
    await page.evaluate((wanted) => {
      document.documentElement.lang = wanted;
      document.querySelector("career-quiz").lang = wanted;
    }, tag);
    await page.locator(`career-quiz .card[lang=${tag}]`).waitFor();
  };
  await speak(lang);
  await act();
  await speak("fr");
}

test("axe-core finds nothing on any screen in English, Spanish, German and Arabic", async (t) => {
  const page = await open();
  await tour(page, (name) =>
    t.test(name, async () => {
      for (const lang of ["en", "es", "de", "ar"]) {
        await speaking(page, lang, async () => assert.deepEqual(await axe(page), [], lang));
      }
    }),
  );
  await close(page);
});

// Targets

/** WCAG 2.5.8, with its exception for what stands far enough from anything else. */
const smallTargets = (element) => {
  const targets = seen(element, "a[href], button:enabled, summary, input, textarea")
    .map((node) => node.closest("label") ?? node)
    .map((node) => ({ node, box: node.getBoundingClientRect() }));
  const small = targets.filter(({ box }) => box.width < 24 || box.height < 24);
  const centre = ({ box }) => [box.x + box.width / 2, box.y + box.height / 2];
  const near = (one, other) => {
    const [x, y] = centre(one);
    const { box } = other;
    const far = small.includes(other)
      ? Math.hypot(x - centre(other)[0], y - centre(other)[1]) - 12
      : Math.hypot(
          Math.max(box.left - x, 0, x - box.right),
          Math.max(box.top - y, 0, y - box.bottom),
        );
    return far < 12;
  };
  const close = small.filter((one) => targets.some((other) => other !== one && near(one, other)));
  const answers = targets.filter(
    ({ node, box }) =>
      node.matches(".option, .field, .button, summary") && (box.height < 44 || box.width < 44),
  );
  const overlaid = targets.filter(
    ({ node, box }, at) =>
      !node.closest(".strip") &&
      targets.slice(at + 1).some(({ node: other, box: { left, right, top, bottom } }) => {
        const across = Math.min(box.right, right) - Math.max(box.left, left);
        const down = Math.min(box.bottom, bottom) - Math.max(box.top, top);
        return across > 1 && down > 1 && !node.contains(other) && !other.closest(".strip");
      }),
  );
  return {
    seen: targets.length,
    overlaid: overlaid.map(({ node }) => told(node)),
    close: close.map(({ node }) => told(node)),
    answers: answers.map(({ node }) => told(node)),
  };
};

test("every target is 24 px or stands apart, every answer and button 44 px", async (t) => {
  for (const width of [360, 1000]) {
    const page = await open({ viewport: { width, height: 740 } });
    await tour(page, (name) =>
      t.test(`${name}, ${width} px`, async () => {
        const { seen, overlaid, close, answers } = await inside(page, smallTargets);
        assert.equal(seen > 0, !/^(waiting|failure-of-the-file)$/.test(name));
        assert.deepEqual(overlaid, []);
        assert.deepEqual(close, []);
        assert.deepEqual(answers, []);
      }),
    );
    await close(page);
  }
});

// Focus

/** What is under the focus: how it shows, whether it can be seen, where it stands. */
const stop = (element) => {
  const node = reached();
  const { shadowRoot } = element;
  if (!shadowRoot.contains(node)) return { node: node.id || node.localName };
  const ring = [node, node.closest(".option")].find(
    (one) => one && getComputedStyle(one).outlineStyle !== "none",
  );
  const shown = ring ?? node;
  const style = getComputedStyle(shown);
  const context = new OffscreenCanvas(1, 1).getContext("2d", { willReadFrequently: true });
  const paint = (colour) => {
    context.fillStyle = colour;
    context.fillRect(0, 0, 1, 1);
  };
  const luminance = () => {
    const [r, g, b] = [...context.getImageData(0, 0, 1, 1).data].map((value) => {
      const part = value / 255;
      return part <= 0.04045 ? part / 12.92 : ((part + 0.055) / 1.055) ** 2.4;
    });
    return 0.2126 * r + 0.7152 * g + 0.0722 * b;
  };
  // An outline that is set off from its box is drawn on what lies behind it.
  const behind = [];
  for (let one = shown.parentNode; one; one = one.parentNode ?? one.host) {
    if (one instanceof Element) behind.unshift(getComputedStyle(one).backgroundColor);
  }
  paint(matchMedia("(prefers-color-scheme: dark)").matches ? "#121212" : "#fff");
  behind.forEach(paint);
  const below = luminance();
  paint(style.outlineColor);
  const line = luminance();
  const box = shown.getBoundingClientRect();
  const points = [0.1, 0.5, 0.9].flatMap((x) =>
    [0.1, 0.5, 0.9].map((y) => [box.x + x * box.width, box.y + y * box.height]),
  );
  const hit = points.filter(([x, y]) => {
    const top = shadowRoot.elementFromPoint(x, y);
    return top && (shown.contains(top) || top.contains(shown));
  });
  return {
    node: told(shown),
    group: node.type === "radio" ? node.name : null,
    at: [...shadowRoot.querySelectorAll("*")].indexOf(node),
    ring: ring ? Number.parseFloat(style.outlineWidth) : 0,
    contrast: (Math.max(below, line) + 0.05) / (Math.min(below, line) + 0.05),
    uncovered: hit.length / points.length,
  };
};

/** From the button before the quiz to the one after it, or back. */
async function walk(page, [from, key, to]) {
  const stops = [];
  await page.locator(`#${from}`).focus();
  for (let pressed = 0; pressed < 120; pressed += 1) {
    await page.keyboard.press(key);
    const here = await inside(page, stop);
    if (here.node === to) return stops;
    assert.ok("at" in here, `the focus is lost to ${here.node} after ${stops.at(-1)?.node}`);
    stops.push(here);
  }
  throw new Error("the focus does not get past the quiz");
}

for (const [where, context] of Object.entries({
  "in a light page": { colorScheme: "light", viewport: { width: 1000, height: 500 } },
  // 1,280 by 1,024 pixels, four times as large.
  "in a dark page at 400 %": { colorScheme: "dark", viewport: { width: 320, height: 256 } },
})) {
  test(`Tab reaches everything in order and back, and shows where it is, ${where}`, async (t) => {
    const page = await open(context);
    await tour(page, (name) =>
      t.test(name, async () => {
        const forth = await walk(page, ["before", "Tab", "after"]);
        const back = await walk(page, ["after", "Shift+Tab", "before"]);
        const order = forth.map(({ at }) => at);
        assert.deepEqual(
          order,
          order.toSorted((a, b) => a - b),
        );
        // A group of radio buttons is one stop, reached at its near end.
        const same = (stops) => stops.map(({ node, group }) => group ?? node);
        assert.deepEqual(same(back).reverse(), same(forth));
        for (const { node, ring, contrast, uncovered } of [...forth, ...back]) {
          assert.ok(ring >= 2, `${node}: no ring`);
          assert.ok(contrast >= 3, `${node}: its ring has a contrast of ${contrast.toFixed(2)}`);
          assert.ok(uncovered > 0, `${node}: covered`);
        }
      }),
    );
    await close(page);
  });
}

/** Where the reader is taken, if not to the title; nowhere (null) where the page changed the screen. */
const focused = {
  "^(introduction|waiting|failure)": null,
  "^editor$": "#row5 summary",
  "^editor-refused": "#row5 .field[aria-invalid=true]",
  "^editor-changed": "#row0 input:checked",
  "^editor-undone": ".strip p",
  "-refused": ".summary",
  "-link": ".link",
  "-kept": ".kept",
};

test("what a reader does leaves the focus where they go on, and nowhere else", async (t) => {
  const page = await open();
  await tour(page, (name) =>
    t.test(name, async () => {
      const wanted = Object.entries(focused).find(([pattern]) => RegExp(pattern).test(name))?.[1];
      if (wanted === null) return;
      assert.ok(
        await page.evaluate((selector) => reached().matches(selector), wanted ?? ".title"),
        await page.evaluate(() => reached().outerHTML),
      );
    }),
  );
  await close(page);
});

// Reflow, spacing, size of text

/** What is cut off, covered by other text, or past the edge of the screen. */
const lost = (element) => {
  const wide = document.documentElement.clientWidth;
  const faults = [];
  const nodes = seen(element);
  if (document.documentElement.scrollWidth > wide)
    faults.push(`${document.documentElement.scrollWidth} px of ${wide}`);
  for (const node of nodes) {
    const style = getComputedStyle(node);
    const cut = (overflow, whole, shown) => overflow !== "visible" && whole > shown + 1;
    // A field scrolls what is in it.
    if (node.matches("input, textarea")) continue;
    if (
      cut(style.overflowX, node.scrollWidth, node.clientWidth) ||
      cut(style.overflowY, node.scrollHeight, node.clientHeight)
    ) {
      faults.push(`cut: ${told(node)}`);
    }
    const { left, right, width } = node.getBoundingClientRect();
    if (width && (left < -0.5 || right > wide + 0.5)) faults.push(`past the edge: ${told(node)}`);
  }
  // What sticks to the edge of the screen lies on what scrolls past it.
  const still = nodes.filter((node) => !node.closest(".strip"));
  const lines = still.flatMap((node) =>
    [...node.childNodes]
      .filter((child) => child.nodeType === Node.TEXT_NODE && child.textContent.trim())
      .flatMap((child) => {
        const range = document.createRange();
        range.selectNodeContents(child);
        return [...range.getClientRects()].map((box) => ({ box, node, child }));
      }),
  );
  lines.forEach((one, at) => {
    for (const other of lines.slice(at + 1)) {
      if (one.child === other.child) continue;
      const across =
        Math.min(one.box.right, other.box.right) - Math.max(one.box.left, other.box.left);
      const down =
        Math.min(one.box.bottom, other.box.bottom) - Math.max(one.box.top, other.box.top);
      // Boxes of lines touch; their letters do not.
      const least = Math.min(one.box.height, other.box.height);
      if (across > 1 && down > least * 0.35)
        faults.push(`${told(one.node)} lies on ${told(other.node)}`);
    }
  });
  return faults;
};

const whole = async (page) => assert.deepEqual(await inside(page, lost), []);

test("at 320 px nothing scrolls sideways and nothing is cut, in French, German and Arabic", async (t) => {
  const page = await open({ viewport: { width: 320, height: 640 } });
  await tour(page, (name) =>
    t.test(name, async () => {
      await whole(page);
      for (const lang of ["de", "ar"]) await speaking(page, lang, () => whole(page));
    }),
  );
  await close(page);
});

/** What WCAG 1.4.12 asks a page to bear, more insistent than a reader's style sheet can be. */
const spacing = `
  * { line-height: 1.5 !important; letter-spacing: 0.12em !important; word-spacing: 0.16em !important }
  p { margin-block-end: 2em !important }`;

test("at the text spacing of WCAG 1.4.12 nothing is cut and nothing overlaps", async (t) => {
  const page = await open({ viewport: { width: 360, height: 740 } });
  await inside(
    page,
    ({ shadowRoot }, text) => {
      const sheet = new CSSStyleSheet();
      sheet.replaceSync(text);
      // The element sets its own sheets whenever it enters a page, and so does not drop this one.
      shadowRoot.adoptedStyleSheets.push(sheet);
    },
    spacing,
  );
  await tour(page, (name) =>
    t.test(name, async () => {
      for (const width of [360, 900]) {
        await page.setViewportSize({ width, height: 740 });
        await whole(page);
      }
      await page.setViewportSize({ width: 360, height: 740 });
    }),
  );
  await close(page);
});

test("with text twice as large nothing is cut and nothing overlaps", async (t) => {
  const page = await open({ viewport: { width: 640, height: 740 } });
  await page.evaluate(() => document.documentElement.style.setProperty("font-size", "200%"));
  await tour(page, (name) =>
    t.test(name, async () => {
      for (const width of [640, 1280]) {
        await page.setViewportSize({ width, height: 740 });
        await whole(page);
      }
    }),
  );
  await close(page);
});
