// The quiz page after one visit, without a network; and what a reader with an old copy gets when the
// site has a new release, half of one, or none any more.

import assert from "node:assert/strict";
import { createHash } from "node:crypto";
import { cpSync, existsSync, mkdirSync, readFileSync, readdirSync, writeFileSync } from "node:fs";
import { createServer } from "node:http";
import path from "node:path";
import { after, before, describe, test } from "node:test";
import { openRoots } from "../browser/chromium.mjs";
import { engines } from "../engines/drivers.mjs";
import { fingerprint } from "../../web/src/fingerprint.js";
import { buildWell, launch, openPage, root, temporaryFolder } from "./support.mjs";

const dist = process.env.CAREER_QUIZ_DIST || path.join(root, "dist");
const kTypes = {
  ".css": "text/css",
  ".html": "text/html",
  ".js": "text/javascript",
  ".json": "application/json",
  ".png": "image/png",
  ".svg": "image/svg+xml",
  ".wasm": "application/wasm",
  ".webmanifest": "application/manifest+json",
};

// As README.md gives it, for every file: the worker is held to it too.
const [, kPolicy] = /Content-Security-Policy: (.*)/.exec(
  readFileSync(path.join(root, "examples/blog/README.md"), "utf8"),
);

/** A host whose files may be replaced, and which may be out of reach. */
class Host {
  /** Where a path is looked for, first to last; null is a file that is not there. */
  folders = [];
  gone = new Set();
  policy = kPolicy;
  requests = [];
  #port = 0;
  #server;

  constructor(t, folder) {
    this.folders = [folder];
    t.after(() => this.shut());
  }

  get origin() {
    return `http://127.0.0.1:${this.#port}`;
  }

  async open() {
    this.#server = createServer((request, response) => {
      const { pathname, search } = new URL(request.url, this.origin);
      this.requests.push(pathname);
      // As hosts do for a folder.
      if (this.folders.some((folder) => existsSync(path.join(folder, pathname, "index.html")))) {
        if (!pathname.endsWith("/")) {
          response.writeHead(301, { location: `${pathname}/${search}` });
          return response.end();
        }
      }
      const file = pathname.replace(/\/$/, "/index.html");
      const found = this.folders
        .map((folder) => path.join(folder, file))
        .find((each) => !this.gone.has(pathname) && existsSync(each));
      response.writeHead(found ? 200 : 404, {
        "content-type": kTypes[path.extname(file)] ?? "text/plain",
        "content-security-policy": this.policy,
        // Hosts let browsers keep what is served; the worker must not be led astray by that.
        "cache-control": file.endsWith(".html") ? "no-cache" : "max-age=600",
      });
      response.end(found ? readFileSync(found) : "");
    });
    await new Promise((resolve) => this.#server.listen(this.#port, "127.0.0.1", resolve));
    this.#port = this.#server.address().port;
  }

  async shut() {
    const server = this.#server;
    this.#server = undefined;
    if (!server) return;
    server.closeAllConnections();
    await new Promise((resolve) => server.close(resolve));
  }
}

/**
 * dist/ as another build would have it: another element, which says so, with another engine, which says
 * so too.
 */
function otherBuild(folder) {
  cpSync(dist, folder, { recursive: true });
  const file = (name) => path.join(folder, name);
  const text = (name) => readFileSync(file(name), "utf8");
  const [, release] = /"([\w-]{6})";export\{/.exec(text("career-quiz-words.fr.js"));
  const wasm = readFileSync(file("career-quiz-engine.wasm"));
  const changed = Buffer.concat([wasm, Buffer.from([0, 2, 1, 65])]);
  const replace = (name, what, by) => {
    assert.ok(text(name).includes(what), `${what} in ${name}`);
    writeFileSync(file(name), text(name).replaceAll(what, by));
  };
  for (const name of readdirSync(folder).filter((each) => text(each).includes(`"${release}"`))) {
    replace(name, `"${release}"`, '"newest"');
  }
  replace("career-quiz-result.js", `${fingerprint(wasm)}`, `${fingerprint(changed)}`);
  replace("career-quiz.js", "Commencer", "Allons-y");
  replace("career-quiz-words.fr.js", "Voir mon résultat", "Voir le résultat");
  writeFileSync(file("career-quiz-engine.wasm"), changed);
  writeFileSync(
    file("career-quiz-engine.js"),
    `${text("career-quiz-engine.js")}\nglobalThis.newEngine=true;`,
  );
  const hashes = JSON.parse(text("integrity.json"));
  for (const name of Object.keys(hashes)) {
    const hash = createHash("sha384")
      .update(readFileSync(file(name)))
      .digest("base64");
    hashes[name] = `sha384-${hash}`;
  }
  writeFileSync(file("integrity.json"), JSON.stringify(hashes));
  return folder;
}

const kStart = /^(Commencer|Allons-y|Reprendre)$/;
const title = (page) => page.locator("career-quiz .title").first();

async function answer(page) {
  const asked = await title(page).innerText();
  await page.locator("career-quiz .option").first().click();
  await page.getByRole("button", { name: /^(Suivant|Next)$/ }).click();
  await title(page).filter({ hasNotText: asked }).waitFor();
}

async function takeQuiz(page) {
  if (!(await page.locator("career-quiz .question").count())) {
    await page.getByRole("button", { name: kStart }).click();
  }
  while (!(await page.locator("career-quiz .result").count())) await answer(page);
  assert.notEqual(await title(page).innerText(), "");
}

/** Which element is on the page, and which engine; the engine says so once it is here. */
async function releases(page) {
  const start = page.getByRole("button", { name: kStart });
  const element = (await start.innerText()) === "Allons-y" ? "new" : "old";
  await page.waitForFunction(() => document.querySelector("career-quiz").quiz);
  await start.click();
  await answer(page);
  const engine = (await page.evaluate(() => globalThis.newEngine === true)) ? "new" : "old";
  return { element, engine };
}

/** The page is kept, and its worker answers for it. */
const kept = (page) =>
  page.evaluate(async () => {
    const { serviceWorker } = navigator;
    await serviceWorker.ready;
    if (serviceWorker.controller) return;
    await new Promise((resolve) => serviceWorker.addEventListener("controllerchange", resolve));
  });

/** Until a promise made in the page is kept with something true. */
async function eventually(page, check) {
  for (let tries = 0; tries < 300; tries += 1) {
    // A page that is opened anew meanwhile is asked again.
    if (await page.evaluate(check).catch(() => false)) return;
    await page.waitForTimeout(50);
  }
  assert.fail(`waited in vain for ${check}`);
}

/** A newer worker is ready, if it has not taken over already. */
const renewable = async () => {
  const { waiting } = await navigator.serviceWorker.ready;
  const script = await fetch("/career-quiz/career-quiz.js");
  return waiting !== null || (await script.text()).includes("Allons-y");
};

/** Opens the page anew until it is new, as a reader would who has heard of it. */
async function renew(page) {
  await eventually(page, renewable);
  const there = page.getByRole("button", { name: "Allons-y" });
  const arrives = () =>
    there.waitFor({ timeout: 4000 }).then(
      () => true,
      () => false,
    );
  // It may be opening anew by itself at this moment; and Chromium, asked while the older worker has
  // work, lets the newer one wait until it is asked again.
  for (let tries = 0; tries < 10 && !(await arrives()); tries += 1) {
    await page.evaluate(() => location.reload()).catch(() => {});
  }
  await there.waitFor();
}

/** The newer worker was tried, and could not be had. */
const refused = async () => {
  const registration = await navigator.serviceWorker.ready;
  await registration.update().catch(() => {});
  const { installing, waiting } = registration;
  if (!installing) return false;
  const ended = new Promise((resolve) => installing.addEventListener("statechange", resolve));
  await ended;
  return waiting === null && installing.state === "redundant";
};

describe("the quiz page, kept on the device", () => {
  let old;
  let newer;
  const ends = [];
  after(() => ends.forEach((end) => end()));
  before(() => {
    const suite = { after: (end) => ends.push(end) };
    old = buildWell(temporaryFolder(suite), {}, { env: { CAREER_QUIZ_DIST: dist } }).site;
    const other = otherBuild(path.join(temporaryFolder(suite), "dist"));
    newer = buildWell(temporaryFolder(suite), {}, { env: { CAREER_QUIZ_DIST: other } }).site;
  });

  /** A host with the old site, and a reader who has visited the quiz once. */
  async function visited(t, { policy = kPolicy, address = "/quiz/" } = {}) {
    const host = new Host(t, old);
    host.policy = policy;
    await host.open();
    const browser = await launch(t);
    const { context, page, faults } = await openPage(browser, host.origin, { locale: "fr-FR" });
    await page.goto(`${host.origin}${address}`);
    await page.getByRole("button", { name: kStart }).waitFor();
    await kept(page);
    const visit = async (address = "/quiz/") => {
      const next = await context.newPage();
      next.setDefaultTimeout(15_000);
      await next.addInitScript(() => (window.sensed = []));
      await next.addInitScript(() =>
        addEventListener("career-quiz-error", ({ detail }) => window.sensed.push(detail)),
      );
      await next.addInitScript(openRoots);
      await next.goto(`${host.origin}${address}`);
      return next;
    };
    return { host, context, page, faults, visit };
  }

  test("works after one visit without a network, in every language, and asks nobody else", async (t) => {
    const { host, page, faults, visit } = await visited(t);
    assert.deepEqual(faults, []);
    assert.ok(!host.requests.some((one) => one.includes("fallback")), "the engine as a script");
    await page.close();
    await host.shut();
    const offline = await visit();
    await takeQuiz(offline);
    for (const [lang, said] of [
      ["en", "What this quiz does not say"],
      ["de", "Von vorn beginnen"],
      ["es", null],
      ["ar", null],
      ["fr", "Ce questionnaire aide à réfléchir"],
    ]) {
      await offline.evaluate((tag) => (document.querySelector("career-quiz").lang = tag), lang);
      await offline.locator(`career-quiz .card[lang="${lang}"] .result`).waitFor();
      if (said) await offline.getByText(said).first().waitFor();
    }
    assert.deepEqual(await offline.evaluate(() => window.sensed), []);
  });

  test("any address of the page will do without a network, whatever a newsletter adds to it", async (t) => {
    // Without its slash only a host can answer; it sends readers on to the page that is kept.
    const { host, page, visit } = await visited(t, { address: "/quiz?ref=newsletter" });
    assert.equal(new URL(page.url()).pathname, "/quiz/");
    await page.close();
    await host.shut();
    for (const more of ["", "index.html", "?utm_source=a", "?ref=newsletter", "?a=1&lang=en#end"]) {
      const offline = await visit(`/quiz/${more}`);
      await offline.getByRole("button", { name: kStart }).waitFor();
      await offline.close();
    }
    await takeQuiz(await visit("/quiz/?ref=newsletter"));
  });

  test("where WebAssembly is refused, the engine as a script is kept as well", async (t) => {
    const { host, page, visit } = await visited(t, {
      policy: kPolicy.replace(" 'wasm-unsafe-eval'", ""),
    });
    await eventually(page, async () => {
      const cache = await caches.open("career-quiz-fallback");
      return (await cache.keys()).length === 1;
    });
    await page.close();
    await host.shut();
    const offline = await visit();
    await takeQuiz(offline);
    assert.deepEqual(await offline.evaluate(() => window.sensed), []);
  });

  test("a new release is there at the next visit but one, element and engine together", async (t) => {
    const { host, page, visit } = await visited(t);
    await page.close();
    host.folders = [newer];
    const first = await visit();
    assert.deepEqual(await releases(first), { element: "old", engine: "old" });
    await renew(first);
    assert.deepEqual(await releases(first), { element: "new", engine: "new" });
    await takeQuiz(first);
    await host.shut();
    const offline = await visit();
    assert.deepEqual(await releases(offline), { element: "new", engine: "new" });
    await takeQuiz(offline);
    assert.deepEqual(await offline.evaluate(() => window.sensed), []);
  });

  test("a quiz begun before a new release goes on to its result in its tab", async (t) => {
    const { host, page, visit } = await visited(t);
    await page.getByRole("button", { name: kStart }).click();
    await answer(page);
    host.folders = [newer];
    const other = await visit();
    await renew(other);
    assert.deepEqual(await releases(other), { element: "new", engine: "new" });
    await page.bringToFront();
    await takeQuiz(page);
    assert.equal(await page.evaluate(() => globalThis.newEngine), undefined);
  });

  test("half a release is not taken, and the whole one is once it is there", async (t) => {
    const { host, page, visit } = await visited(t);
    await page.close();
    // The engine is copied last.
    host.folders = [newer];
    host.gone.add("/career-quiz/career-quiz-engine.wasm");
    const early = await visit();
    await eventually(early, refused);
    await early.reload();
    assert.deepEqual(await releases(early), { element: "old", engine: "old" });
    await early.close();
    host.gone.clear();
    const later = await visit();
    await renew(later);
    assert.deepEqual(await releases(later), { element: "new", engine: "new" });
  });

  test("one file of another release is not taken for its own", async (t) => {
    const { host, page, visit } = await visited(t);
    await page.close();
    const mixed = path.join(temporaryFolder(t), "mixed");
    cpSync(newer, mixed, { recursive: true });
    const engine = "career-quiz/career-quiz-engine.wasm";
    cpSync(path.join(old, engine), path.join(mixed, engine));
    host.folders = [mixed];
    const early = await visit();
    await eventually(early, refused);
    await early.reload();
    assert.deepEqual(await releases(early), { element: "old", engine: "old" });
  });

  test("a site that takes its worker down frees its readers from it", async (t) => {
    const { host, page, visit } = await visited(t);
    await page.close();
    host.gone.add("/quiz/sw.js");
    const last = await visit();
    await eventually(
      last,
      async () => (await navigator.serviceWorker.getRegistrations()).length === 0,
    );
    await eventually(last, async () => (await caches.keys()).length === 0);
    await last.close();
    host.requests.length = 0;
    await visit();
    assert.ok(host.requests.includes("/quiz/"));
  });

  test("a site whose host answers everything frees its readers by the worker of README.md", async (t) => {
    const { host, page, visit } = await visited(t);
    await page.close();
    const text = readFileSync(path.join(root, "examples/blog/README.md"), "utf8");
    const [, script] = /```js\n([^`]*"install"[^]*?)```/.exec(text);
    const folder = temporaryFolder(t);
    mkdirSync(path.join(folder, "quiz"));
    writeFileSync(path.join(folder, "quiz/sw.js"), script);
    host.folders = [folder, old];
    host.requests.length = 0;
    const last = await visit();
    // Once it has taken over, the site answers, at the latest when the page is opened anew.
    for (let tries = 0; !host.requests.includes("/quiz/"); tries += 1) {
      assert.ok(tries < 10, "the old worker still answers");
      await last.waitForTimeout(4000);
      if (host.requests.includes("/quiz/")) break;
      await last.evaluate(() => location.reload()).catch(() => {});
    }
    await last.getByRole("button", { name: kStart }).waitFor();
  });

  test("it can be installed, with icons for every device", async (t) => {
    const { page, context } = await visited(t);
    const session = await context.newCDPSession(page);
    const { installabilityErrors } = await session.send("Page.getInstallabilityErrors");
    // The test's own window is a private one.
    const errors = installabilityErrors.filter(({ errorId }) => errorId !== "in-incognito");
    assert.deepEqual(errors, []);
    const { errors: faults, data } = await session.send("Page.getAppManifest");
    assert.deepEqual(faults, []);
    const { icons, start_url: start, scope } = JSON.parse(data);
    const address = new URL("/assets/quiz.webmanifest", page.url());
    for (const one of [start, scope]) assert.equal(new URL(one, address).pathname, "/quiz/");
    assert.ok(icons.some(({ purpose }) => purpose === "maskable"));
    for (const { src, sizes, type } of icons.filter((icon) => icon.type === "image/png")) {
      const file = readFileSync(path.join(old, new URL(src, address).pathname));
      assert.equal(type, "image/png");
      assert.equal(`${file.readUInt32BE(16)}x${file.readUInt32BE(20)}`, sizes);
    }
  });

  for (const [engine, open] of Object.entries(engines)) {
    test(`in ${engine}, one visit is enough to get advice without a network`, async (t) => {
      const host = new Host(t, old);
      await host.open();
      const browser = await open();
      t.after(() => browser.close());
      await browser.open(`${host.origin}/quiz/`);
      await browser.waitFor(() => navigator.serviceWorker.controller !== null);
      await host.shut();
      await browser.open(`${host.origin}/quiz/`);
      await browser.waitFor(() => document.querySelector("career-quiz").quiz !== null);
      const { openQuiz } = await import(path.join(dist, "career-quiz-node.js"));
      const file = path.join(dist, "mentoring-coaching.fr.json");
      const quiz = await openQuiz(readFileSync(file, "utf8"));
      const sheet = JSON.parse(
        readFileSync(path.join(root, "questions/mentoring-coaching.json"), "utf8"),
      ).expect.find(({ outcome }) => outcome === "career-coaching");
      const code = quiz.encode(sheet.answers);
      await browser.evaluate(
        (text) => void document.querySelector("career-quiz").fromCode(text),
        code,
      );
      const outcomes = await browser.waitFor(() => {
        const { result } = document.querySelector("career-quiz");
        return result && [...result.headline.outcomes];
      });
      assert.deepEqual(outcomes, ["career-coaching"]);
    });
  }
});
