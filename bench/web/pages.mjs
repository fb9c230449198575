// The two pages that are compared, served as a good host would, and one browser to read them: what
// the measurements of this folder share.

import { readFileSync } from "node:fs";
import { createServer } from "node:http";
import { extname, join } from "node:path";
import { fileURLToPath } from "node:url";
import { brotliCompressSync } from "node:zlib";
import { openRoots } from "../../tests/browser/chromium.mjs";
import { strictPolicy } from "../../tests/browser/serve.mjs";

const kDist = process.env.CAREER_QUIZ_DIST ?? fileURLToPath(new URL("../../dist", import.meta.url));
const kHere = fileURLToPath(new URL(".", import.meta.url));

const kTypes = {
  ".html": "text/html; charset=utf-8",
  ".css": "text/css; charset=utf-8",
  ".js": "text/javascript; charset=utf-8",
  ".json": "application/json",
  ".wasm": "application/wasm",
};

const kElement = `<!doctype html>
<html lang="fr">
  <head>
    <meta charset="utf-8" />
    <meta name="viewport" content="width=device-width, initial-scale=1" />
    <title>Mentorat ou coaching ?</title>
    <script type="module" src="career-quiz.js"></script>
  </head>
  <body>
    <career-quiz loading="eager"></career-quiz>
  </body>
</html>
`;

/** The packed quiz in French. */
export const quiz = JSON.parse(readFileSync(join(kDist, "mentoring-coaching.fr.json"), "utf8"));

/** The questions as the author of the floor would have typed them in. */
function floorQuestions() {
  const outcomes = quiz.outcomes.map(({ id }) => id);
  const main = ({ evidence = {} }) =>
    outcomes.indexOf(Object.entries(evidence).sort(([, a], [, b]) => b - a)[0]?.[0]);
  const questions = quiz.questions
    .filter(({ after }) => !after)
    .map(({ kind, text, help, statements, options }) => ({
      text,
      help,
      statements,
      many: kind === "multiple" || undefined,
      options: options.map((option) => [option.text, main(option)]),
    }));
  const titles = quiz.outcomes.map(({ title }) => title);
  return `const outcomes = ${JSON.stringify(titles)}, questions = ${JSON.stringify(questions)};\n`;
}

function file(path) {
  if (path === "/element.html") return kElement;
  if (path === "/floor.js") return floorQuestions() + readFileSync(join(kHere, "floor.js"), "utf8");
  return readFileSync(join(path.startsWith("/floor.") ? kHere : kDist, path));
}

/**
 * Serves both pages on 127.0.0.1, compressed beforehand, under a strict policy.
 * @returns {Promise<{origin: string, close: () => Promise<void>}>}
 */
export async function serve() {
  const ready = new Map();
  const server = createServer((request, response) => {
    const { pathname } = new URL(request.url, "http://localhost");
    try {
      if (!ready.has(pathname)) ready.set(pathname, brotliCompressSync(file(pathname)));
      response.writeHead(200, {
        "content-type": kTypes[extname(pathname)],
        "content-encoding": "br",
        "content-security-policy": strictPolicy,
        "cache-control": "no-store",
      });
      response.end(ready.get(pathname));
    } catch {
      response.writeHead(404).end();
    }
  });
  await new Promise((resolve) => server.listen(0, "127.0.0.1", resolve));
  return {
    origin: `http://127.0.0.1:${server.address().port}`,
    close() {
      server.closeAllConnections();
      return new Promise((resolve) => server.close(resolve));
    },
  };
}

/**
 * Runs in a page before its own scripts, and is the same for both: notes when what a click led to has been
 * painted.
 */
function watch() {
  const root = () => document.querySelector("career-quiz")?.shadowRoot ?? document;
  const title = () => root().querySelector(".title")?.textContent.trim() ?? "";

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

  let latency;
  window.quizProbe = {
    root,
    title,
    painted,
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
  return { page, client, close: () => context.close() };
}

/** The value below which a share of them lies. */
export function quantile(values, share) {
  const sorted = values.toSorted((a, b) => a - b);
  return sorted[Math.min(sorted.length - 1, Math.floor(share * sorted.length))];
}
