// What the tests of the blog share: a build into a folder of its own, the examples' server, Chromium.

import assert from "node:assert/strict";
import { spawn, spawnSync } from "node:child_process";
import { cpSync, existsSync, mkdirSync, mkdtempSync, readFileSync, rmSync } from "node:fs";
import { writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { fileURLToPath } from "node:url";
import { launchChromium, openRoots } from "../browser/chromium.mjs";

export const root = fileURLToPath(new URL("../..", import.meta.url));
export const ownArticles = path.join(root, "examples/blog/articles");

// The real article that sends its readers to the quiz. It belongs to its author and is no part of
// the repository; the tests that need it are skipped where it is not.
export const customerArticle = path.resolve(
  root,
  process.env.CAREER_QUIZ_ARTICLE || "../shared/article.md",
);
export const withoutCustomerArticle = existsSync(customerArticle)
  ? false
  : `${customerArticle} is not there`;

/** A new folder, removed when the test or suite `t` has ended. */
export function temporaryFolder(t) {
  const folder = mkdtempSync(path.join(tmpdir(), "career-quiz-blog-"));
  t.after(() => rmSync(folder, { recursive: true, force: true }));
  return folder;
}

/**
 * Builds the blog.
 * @param {string} folder where the articles are put and the site is written
 * @param {Record<string, string>} articles texts by file name
 * @param {{copies?: string[], arguments?: string[], env?: Record<string, string>}} [more] copies:
 *   files to put beside the articles
 * @returns {{status: number, output: string, site: string, page: (path: string) => string}}
 */
export function build(folder, articles, more = {}) {
  const source = path.join(folder, "articles");
  const site = path.join(folder, "site");
  mkdirSync(source);
  for (const [name, text] of Object.entries(articles)) writeFileSync(path.join(source, name), text);
  for (const file of more.copies ?? []) cpSync(file, path.join(source, path.basename(file)));
  const { status, stdout, stderr } = spawnSync(
    process.execPath,
    [
      path.join(root, "node_modules/@11ty/eleventy/cmd.cjs"),
      "--config=examples/blog/eleventy.config.js",
      `--output=${site}`,
      "--quiet",
      ...(more.arguments ?? []),
    ],
    {
      cwd: root,
      encoding: "utf8",
      timeout: 600_000,
      env: { ...process.env, CAREER_QUIZ_ARTICLES: source, ...more.env },
    },
  );
  const page = (url) => readFileSync(path.join(site, url, "index.html"), "utf8");
  return { status, output: stdout + stderr, site, page };
}

/** The same, and it must succeed. */
export function buildWell(...parameters) {
  const built = build(...parameters);
  assert.equal(built.status, 0, built.output);
  return built;
}

/** An article with the front matter of `fields`; null leaves a field out. */
export function article(fields = {}, body = "Un texte.") {
  const front = {
    title: "Un titre",
    date: "2026-03-01",
    description: "Une description.",
    image: "",
    keywords: ["mentorat"],
    slug: "un-titre",
    ...fields,
  };
  const lines = Object.entries(front)
    .filter(([, value]) => value !== null)
    .map(([name, value]) => `${name}: ${JSON.stringify(value)}`);
  return ["---", ...lines, "---", "", body, ""].join("\n");
}

/**
 * Starts the examples' server on a free port.
 * @param {import("node:test").TestContext} t stops it at its end
 * @param {string} folder
 * @returns {Promise<{origin: string, child: import("node:child_process").ChildProcess}>}
 */
export async function serve(t, folder) {
  const child = spawn(
    process.execPath,
    [path.join(root, "examples/serve.mjs"), folder, "--port", "0"],
    { stdio: ["ignore", "pipe", "inherit"] },
  );
  t.after(() => child.kill());
  const printed = await new Promise((resolve, reject) => {
    child.stdout.once("data", (data) => resolve(String(data).trim()));
    child.once("exit", (code) => reject(new Error(`the server ended with ${code}`)));
  });
  assert.match(printed, /^http:\/\/127\.0\.0\.1:\d+\/$/);
  return { origin: printed.slice(0, -1), child };
}

/** Starts Chromium, with a new profile; it ends with `t`. */
export async function launch(t) {
  const browser = await launchChromium();
  t.after(() => browser.close());
  return browser;
}

/**
 * A page, and everything that goes wrong on it: what the console reports (the policy's refusals are
 * among that), exceptions, answers other than 200, and requests to any other host.
 * @param {import("playwright-core").Browser} browser
 * @param {string} origin
 * @param {import("playwright-core").BrowserContextOptions} [options]
 */
export async function openPage(browser, origin, options) {
  const context = await browser.newContext(options);
  const page = await context.newPage();
  await page.addInitScript(openRoots);
  page.setDefaultTimeout(15_000);
  const faults = [];
  // The browser asks for this by itself where a page names no icon.
  const icon = `${origin}/favicon.ico`;
  page.on("console", (message) => {
    const grave = ["error", "warning"].includes(message.type());
    if (grave && message.location().url !== icon) faults.push(message.text());
  });
  page.on("pageerror", (error) => faults.push(String(error)));
  page.on("response", (response) => {
    if (response.status() >= 400 && response.url() !== icon)
      faults.push(`${response.status()} ${response.url()}`);
  });
  page.on("request", (request) => {
    if (!request.url().startsWith(`${origin}/`)) faults.push(`request to ${request.url()}`);
  });
  return { context, page, faults };
}

const axe = readFileSync(path.join(root, "node_modules/axe-core/axe.min.js"), "utf8");

/**
 * What axe-core finds on the page as it is now, shadow roots included, one line a finding. The
 * protocol runs it outside the page's policy, which stays in force.
 * @param {import("playwright-core").Page} page
 * @returns {Promise<string[]>}
 */
export async function findings(page) {
  const session = await page.context().newCDPSession(page);
  const run = `${axe}; axe.run().then(({ violations }) => JSON.stringify(
    violations.flatMap(({ id, nodes }) => nodes.map(({ target }) => id + " " + target))))`;
  const { result, exceptionDetails } = await session.send("Runtime.evaluate", {
    expression: run,
    awaitPromise: true,
    returnByValue: true,
    allowUnsafeEvalBlockedByCSP: true,
  });
  await session.detach();
  assert.equal(exceptionDetails, undefined, JSON.stringify(exceptionDetails));
  return JSON.parse(result.value);
}

/**
 * Pixels by which the page is wider than its window. Not by innerWidth: a phone zooms out of a page
 * that is too wide, and that grows.
 */
export function overflow(page) {
  return page.evaluate(() => {
    const { scrollWidth, clientWidth } = document.documentElement;
    return scrollWidth - clientWidth;
  });
}
