/** One browser and one server for the tests of a file, and the steps they share. */
import { existsSync } from "node:fs";
import { readFile } from "node:fs/promises";
import { createRequire } from "node:module";
import { fileURLToPath } from "node:url";
import { after, before } from "node:test";
import { launchChromium, openRoots } from "./chromium.mjs";
import { serve, strictPolicy } from "./serve.mjs";

/** The folder of built files. */
export const dist =
  process.env.CAREER_QUIZ_DIST ?? fileURLToPath(new URL("../../dist", import.meta.url));
const axePath = createRequire(import.meta.url).resolve("axe-core/axe.min.js");

/** What the page does before any other script: records all it can hear and see of the quiz. */
const recorder = `
  window.heard = [];
  window.violations = [];
  addEventListener('securitypolicyviolation', (event) => violations.push(event.violatedDirective + ' ' + event.blockedURI));
  for (const name of ['ready', 'start', 'answer', 'before-complete', 'complete', 'restart', 'error'])
    addEventListener('career-quiz-' + name, (event) => heard.push({ type: event.type, detail: event.detail }));
  window.shift = 0;
  new PerformanceObserver((list) => { for (const entry of list.getEntries()) shift += entry.value; })
    .observe({ type: 'layout-shift', buffered: true });
`;

/**
 * Starts before the tests of the calling file, and ends after them.
 * @param {{args?: string[], ignoreDefaultArgs?: string[]}} [more] for the browser
 */
export function useBrowser(more) {
  const world = { browser: null, server: null };
  before(async () => {
    if (!existsSync(`${dist}/career-quiz.js`)) throw new Error(`not built: ${dist}`);
    world.server = await serve(dist);
    world.browser = await launchChromium(more);
  });
  after(async () => {
    await world.browser?.close();
    await world.server?.close();
  });

  let pages = 0;

  /**
   * Opens a page under the strict policy.
   * @param {string} body
   * @param {{script?: string | null, context?: object, policy?: string, lang?: string, sealed?: boolean, before?: string, classic?: boolean, css?: string, headers?: Record<string, string>}} [options]
   *   `script` is the address of the element's script, or null for none; `sealed` leaves the
   *   element's shadow root closed, as pages find it; `before` runs before any script of the page; `css` is the page's own style
   */
  world.open = async (body, options = {}) => {
    const { script = "/career-quiz/career-quiz.js", context = {}, lang = "fr" } = options;
    const path = `/page-${++pages}.html`;
    const tag =
      script === null
        ? ""
        : `<script ${options.classic ? "defer" : 'type="module"'} src="${script}"></script>`;
    world.server.put("/page.css", {
      type: "text/css",
      body: `:root { color-scheme: light dark; background: canvas }
        career-quiz:not(:defined) { display: block; min-height: 31em }`,
    });
    world.server.put(`/own-${pages}.css`, { type: "text/css", body: options.css ?? "" });
    world.server.put("/favicon.ico", { type: "image/png", body: "" });
    const url = world.server.put(path, {
      headers: { "content-security-policy": options.policy ?? strictPolicy, ...options.headers },
      body: `<!doctype html><html lang="${lang}"><head><meta charset="utf-8"><title>Quiz</title>
        <meta name="viewport" content="width=device-width, initial-scale=1">
        <link rel="stylesheet" href="/page.css">
        <link rel="stylesheet" href="/own-${pages}.css">${tag}</head>
        <body><main><h1>Quiz</h1>${body}</main></body></html>`,
    });
    const browserContext = await world.browser.newContext({ locale: "fr-FR", ...context });
    const page = await browserContext.newPage();
    page.setDefaultTimeout(10_000);
    page.faults = [];
    page.warnings = [];
    page.on("console", (said) => said.type() === "warning" && page.warnings.push(said.text()));
    page.on("pageerror", (error) => page.faults.push(String(error)));
    await page.addInitScript(recorder);
    if (!options.sealed) await page.addInitScript(openRoots);
    if (options.before) await page.addInitScript(options.before);
    await page.goto(url);
    return page;
  };
  return world;
}

/** Ends a page and everything it stored. */
export const close = (page) => page.context().close();

export const quiz = (page) => page.locator("career-quiz").first();
export const title = (page) => page.locator("career-quiz .title").first();
export const press = (page, name) => page.getByRole("button", { name, exact: true }).click();

/** Chooses the option at a position, as a reader does: by its label. */
export const choose = (page, at) => page.locator("career-quiz .option").nth(at).click();

export const heard = (page, type) =>
  page.evaluate(
    (wanted) => window.heard.filter((event) => event.type === `career-quiz-${wanted}`),
    type,
  );

export const until = (page, type) =>
  page.waitForFunction(
    (wanted) => window.heard.some((event) => event.type === `career-quiz-${wanted}`),
    type,
  );

export const focusedText = (page) =>
  page.evaluate(() => document.activeElement?.shadowRoot?.activeElement?.textContent?.trim() ?? "");

/**
 * Walks from the question on screen to the review or result.
 * @param {(question: string) => number} [pick] position to choose
 */
export async function answerAll(page, pick = () => 0, visit = async () => {}) {
  for (let asked = 0; asked < 60; asked += 1) {
    if (await page.locator("career-quiz .review, career-quiz .result").count()) return;
    const text = await title(page).innerText();
    const options = await page.locator("career-quiz .option").count();
    await visit(text);
    await choose(page, Math.min(pick(text), options - 1));
    await press(page, /^(Suivant|Next)$/);
    await page.waitForFunction(
      (before) =>
        document
          .querySelector("career-quiz")
          .shadowRoot.querySelector(".title")
          .textContent.trim() !== before,
      text,
    );
  }
  throw new Error("the quiz did not end");
}

/**
 * What axe-core finds, as readable lines; empty when nothing.
 * @param {string[]} [rules] those alone; else WCAG 2.2 AA and best practices
 */
export async function axe(page, rules) {
  if (!(await page.evaluate(() => "axe" in globalThis))) {
    await page.evaluate(await readFile(axePath, "utf8"));
  }
  await page.evaluate(() =>
    Promise.all(
      (document.querySelector("career-quiz")?.shadowRoot ?? document)
        .getAnimations()
        .map((animation) => animation.finished.catch(() => {})),
    ),
  );
  return page.evaluate(async (rules) => {
    const { violations } = await globalThis.axe.run(document, {
      runOnly: rules ?? ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"],
    });
    return violations.flatMap(({ id, nodes }) =>
      nodes.map(({ target, failureSummary }) => `${id} ${target.flat()} ${failureSummary}`),
    );
  }, rules);
}
