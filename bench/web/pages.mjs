// The pages that are compared, served as a good host would, one browser to read them, and a reader who
// takes a quiz in it: what the measurements of this folder share.

import { readFileSync } from "node:fs";
import { createServer } from "node:http";
import { extname, join } from "node:path";
import { fileURLToPath } from "node:url";
import { brotliCompressSync } from "node:zlib";
import { openRoots } from "../../tests/browser/chromium.mjs";
import { strictPolicy } from "../../tests/browser/serve.mjs";
import { packQuiz } from "../../web/pack.mjs";

const here = (path) => fileURLToPath(new URL(path, import.meta.url));
const read = (path) => JSON.parse(readFileSync(path, "utf8"));

const kDist = process.env.CAREER_QUIZ_DIST ?? here("../../dist");

/** How much slower the processor is made, and the connection: a cheap phone far from town. */
export const kSlower = 4;
export const kNetwork = {
  offline: false,
  latency: 150,
  downloadThroughput: 200_000,
  uploadThroughput: 200_000,
};

/** The element with the quiz of twenty questions built in; peers.mjs makes it. */
export const kBuilt = here("../../build/bench/web");
export const kTwenty = here("quiz-20.json");
const kSurvey = here("../../node_modules/survey-core");

const mentoring = read(join(kDist, "mentoring-coaching.fr.json"));
const twenty = packQuiz(read(kTwenty));

/** Where the pages are: a quiz as its page loads it, and the element's files and attributes. */
const kFolders = {
  mentoring: { quiz: mentoring, dist: kDist, attributes: "" },
  twenty: {
    quiz: twenty,
    dist: kDist,
    attributes: 'src="quiz-20.json" mode="full" loading="eager"',
    // The script that asks for the quiz need not be waited for.
    preload: '<link rel="preload" href="quiz-20.json" as="fetch" crossorigin />',
  },
  built: { quiz: twenty, dist: kBuilt, attributes: 'mode="full"' },
};

const kOwn = /^(page|element|floor|surveyjs)\.(html|css|js)$/;
const kSurveyFiles = {
  "survey-core.fontless.min.css": join(kSurvey, "survey-core.fontless.min.css"),
  "survey.core.min.js": join(kSurvey, "survey.core.min.js"),
  "french.min.js": join(kSurvey, "i18n/french.min.js"),
  "survey-js-ui.min.js": join(kSurvey, "../survey-js-ui/survey-js-ui.min.js"),
};

const kTypes = {
  ".html": "text/html; charset=utf-8",
  ".css": "text/css; charset=utf-8",
  ".js": "text/javascript; charset=utf-8",
  ".json": "application/json",
  ".wasm": "application/wasm",
};

/** What an option counts for: by an outcome's place. */
const points = ({ outcomes }, { evidence = {} }) =>
  Object.fromEntries(
    Object.entries(evidence).map(([id, count]) => [
      outcomes.findIndex((one) => one.id === id),
      count,
    ]),
  );

/** One point for the outcome that an option says most for: a quiz that weighs as finely is not typed by hand. */
function mainPoint(quiz, option) {
  const [main] = Object.entries(points(quiz, option)).sort(([, a], [, b]) => b - a);
  return main ? { [main[0]]: 1 } : {};
}

/** The quiz as the author of the floor would have typed it in. */
function floorQuiz(quiz) {
  const worth = quiz === mentoring ? mainPoint : points;
  const questions = quiz.questions
    .filter(({ after }) => !after)
    .map(({ kind, text, help, statements, options }) => ({
      text,
      help,
      statements,
      many: kind === "multiple" || undefined,
      options: options.map((option) => [option.text, worth(quiz, option)]),
    }));
  return { outcomes: quiz.outcomes.map(({ title }) => title), questions };
}

/** The quiz as SurveyJS's own format has it. */
function surveyQuiz(quiz) {
  const model = {
    locale: "fr",
    questionsOnPageMode: "questionPerPage",
    showProgressBar: true,
    progressBarType: "questions",
    elements: quiz.questions.map(({ id, text, options }) => ({
      type: "radiogroup",
      name: id,
      title: text,
      isRequired: true,
      choices: options.map((option) => ({ value: option.id, text: option.text })),
    })),
  };
  const worth = quiz.questions.map(({ id, options }) => [
    id,
    Object.fromEntries(options.map((option) => [option.id, points(quiz, option)])),
  ]);
  return {
    outcomes: quiz.outcomes.map(({ title }) => title),
    points: Object.fromEntries(worth),
    model,
  };
}

function file(path) {
  const [, folder, name] = path.split("/");
  const { quiz, dist, attributes, preload = "" } = kFolders[folder];
  if (name === "quiz-20.json") return JSON.stringify(quiz);
  if (kSurveyFiles[name]) return readFileSync(kSurveyFiles[name]);
  if (!kOwn.test(name)) return readFileSync(join(dist, name));
  const text = readFileSync(here(name), "utf8")
    .replaceAll("{{title}}", quiz.title)
    .replace("{{attributes}}", attributes)
    .replace("{{preload}}", preload);
  const own = { "floor.js": floorQuiz, "surveyjs.js": surveyQuiz }[name];
  return own ? `const quiz = ${JSON.stringify(own(quiz))};\n${text}` : text;
}

/**
 * Serves the pages on 127.0.0.1, compressed beforehand.
 * @param {string | null} [policy] the page's Content-Security-Policy
 * @returns {Promise<{origin: string, sent: {path: string, bytes: number}[], close: () => Promise<void>}>}
 *   `sent`: what has been asked for, as long as nobody empties it
 */
export async function serve(policy = strictPolicy) {
  const ready = new Map();
  const sent = [];
  const server = createServer((request, response) => {
    const { pathname } = new URL(request.url, "http://localhost");
    try {
      if (!ready.has(pathname)) ready.set(pathname, brotliCompressSync(file(pathname)));
      const bytes = ready.get(pathname);
      sent.push({ path: pathname, bytes: bytes.length });
      response.writeHead(200, {
        "content-type": kTypes[extname(pathname)],
        "content-encoding": "br",
        "cache-control": "no-store",
        ...(policy ? { "content-security-policy": policy } : {}),
      });
      response.end(bytes);
    } catch {
      response.writeHead(404).end();
    }
  });
  await new Promise((resolve) => server.listen(0, "127.0.0.1", resolve));
  return {
    origin: `http://127.0.0.1:${server.address().port}`,
    sent,
    close() {
      server.closeAllConnections();
      return new Promise((resolve) => server.close(resolve));
    },
  };
}

/** The packed quizzes in French. */
export const quizzes = { mentoring, twenty };

/** How a reader finds their way, by the name of the page: what begins, is chosen, and goes on. */
export const kWays = {
  element: {
    begin: ".intro button",
    option: ".option",
    next: ".question .primary, .review .primary",
  },
  surveyjs: {
    begin: null,
    option: ".sd-selectbase__label",
    next: ".sd-navigation__next-btn, .sd-navigation__complete-btn",
  },
  floor: { begin: null, option: ".option", next: "button:not([type])" },
};

/**
 * Runs in a page before its own scripts, and is the same for all: notes when what a click led to has been
 * painted.
 */
function watch() {
  const root = () => document.querySelector("career-quiz")?.shadowRoot ?? document;
  const shown = (selector) =>
    [...(selector ? root().querySelectorAll(selector) : [])].filter((each) =>
      each.checkVisibility(),
    );
  const title = () =>
    root().querySelector(".title, .sd-question__title .sv-string-viewer")?.textContent.trim() ?? "";

  /** Resolves once the frame that shows `seen` is painted, to the time of that. */
  const painted = (seen) =>
    new Promise((resolve) => {
      const channel = new MessageChannel();
      channel.port1.onmessage = () => resolve(performance.now());
      const look = () => (seen() ? channel.port2.postMessage(null) : requestAnimationFrame(look));
      requestAnimationFrame(look);
    });

  const interactions = new Map();
  new PerformanceObserver((list) => {
    for (const { interactionId: id, duration } of list.getEntries()) {
      if (id) interactions.set(id, Math.max(duration, interactions.get(id) ?? 0));
    }
  }).observe({ type: "event", durationThreshold: 16, buffered: true });
  const violations = [];
  document.addEventListener("securitypolicyviolation", ({ effectiveDirective }) =>
    violations.push(effectiveDirective),
  );

  let latency;
  window.quizProbe = {
    root,
    shown,
    title,
    painted,
    violations,
    interactions: () => [...interactions.values()],
    /** The next click leads to another title: from the event's own time to its paint. */
    arm() {
      const before = title();
      latency = new Promise((resolve) =>
        addEventListener(
          "click",
          ({ timeStamp }) =>
            painted(() => title() !== before).then((at) => resolve(at - timeStamp)),
          { capture: true, once: true },
        ),
      );
    },
    latency: () => latency,
  };
}

/** A new page on a phone's screen, with nothing cached and nothing stored. */
export async function openPage(browser) {
  const context = await browser.newContext({
    locale: "fr-FR",
    viewport: { width: 390, height: 844 },
  });
  const page = await context.newPage();
  await page.addInitScript(openRoots);
  await page.addInitScript(watch);
  const client = await context.newCDPSession(page);
  return { page, client, context, close: () => context.close() };
}

/**
 * Opens a page anew on a slow connection and a slow processor, leaves its introduction as soon as it is
 * there, and answers as soon as it can.
 * @returns {Promise<{question: number, bytes: number, accepted: number}>} milliseconds from navigation to
 *   the first question painted, what had arrived by then, and milliseconds to the next one
 */
export async function start(browser, url, way) {
  const { page, client, close } = await openPage(browser);
  await client.send("Network.enable");
  await client.send("Network.emulateNetworkConditions", kNetwork);
  await client.send("Emulation.setCPUThrottlingRate", { rate: kSlower });
  await page.addInitScript(async ({ begin, option, next }) => {
    const { painted, shown, title } = quizProbe;
    painted(() => {
      const [button] = shown(begin);
      button?.click();
      return button || shown(option).length;
    });
    const asked = painted(() => shown(option).length);
    window.started = asked.then(async (question) => {
      const before = title();
      shown(option)[0].click();
      shown(next)[0].click();
      const accepted = await painted(() => title() !== before && shown(option).length);
      const bytes = ["navigation", "resource"]
        .flatMap((type) => performance.getEntriesByType(type))
        .filter(({ responseEnd }) => responseEnd && responseEnd <= question)
        .reduce((sum, { encodedBodySize }) => sum + encodedBodySize, 0);
      return { question, bytes, accepted };
    });
  }, way);
  await page.goto(url, { waitUntil: "commit" });
  const taken = await page.evaluate(() => window.started);
  await close();
  return taken;
}

/** One reader of one page, who goes by the mouse. */
export class Reader {
  /** @param {number} pause ms that a reader takes at least: what moves has ended, the page is idle */
  constructor({ page, client, close }, pause = 300) {
    Object.assign(this, { page, client, close });
    this.rest = pause;
    this.latencies = [];
  }

  slow(rate) {
    return this.client.send("Emulation.setCPUThrottlingRate", { rate });
  }

  pause() {
    return this.page.waitForTimeout(this.rest);
  }

  title() {
    return this.page.evaluate(() => quizProbe.title());
  }

  /** Where the middle of what is found is, once scrolled to; null when it is not there. */
  find(selector, text = "", place = 0) {
    return this.page.evaluate(
      ([selector, text, place]) => {
        const found = quizProbe
          .shown(selector)
          .filter((each) => new RegExp(text).test(each.textContent.trim()))
          .at(place);
        if (!found) return null;
        found.scrollIntoView({ block: "nearest", behavior: "instant" });
        const { x, y, width, height } = found.getBoundingClientRect();
        return [x + width / 2, y + height / 2];
      },
      [selector, typeof text === "string" ? text : text.source, place],
    );
  }

  async press(selector, text, place) {
    const at = await this.find(selector, text, place);
    if (!at) return false;
    await this.page.mouse.click(...at);
    await this.pause();
    return true;
  }

  /** Goes on to another screen; returns how long that took. */
  async go(selector, text) {
    const at = await this.find(selector, text);
    if (!at) throw new Error(`no ${selector} ${text} on “${await this.title()}”`);
    await this.page.evaluate(() => quizProbe.arm());
    await this.page.mouse.click(...at);
    const latency = await this.page.evaluate(() => quizProbe.latency());
    await this.pause();
    return latency;
  }

  async interactions() {
    return this.page.evaluate(() => quizProbe.interactions());
  }
}

/** The value below which a share of them lies. */
export function quantile(values, share) {
  const sorted = values.toSorted((a, b) => a - b);
  return sorted[Math.min(sorted.length - 1, Math.floor(share * sorted.length))];
}
