// Measures one quiz of twenty questions in the element, in SurveyJS and in a page written by hand: what a
// reader loads and waits for, what the page keeps, whom it shuts out, and where it works. All are measured
// by turns in one run, in Chromium, by the same code. Prints a table, and writes figures.json and
// peers.svg beside this file.
//
// Exit status 1 when the element is not as much lighter and faster than SurveyJS, or as near to the page by
// hand, as it is meant to be. The table in README.md is written anew with the figures.
//
//   node bench/web/peers.mjs [rounds]

import { readFileSync, writeFileSync } from "node:fs";
import { fileURLToPath } from "node:url";
import { median, printTable } from "../support.mjs";
import { launchChromium } from "../../tests/browser/chromium.mjs";
import { peersTable } from "../../examples/docs/lib/peers.js";
import { axe } from "../../tests/browser/harness.mjs";
import { buildElement } from "../../web/build.mjs";
import { drawing } from "./drawing.mjs";
import * as pages from "./pages.mjs";

const kRounds = Number(process.argv[2] ?? 5);
/** Journeys of all twenty questions with the processor slowed; each takes half a minute. */
const kJourneys = Math.ceil(kRounds / 3);
const kMounts = 100;
/** Ms between one press and the next. */
const kPause = 150;

const here = (path) => fileURLToPath(new URL(path, import.meta.url));
const versionOf = (name) =>
  JSON.parse(readFileSync(here(`../../node_modules/${name}/package.json`), "utf8")).version;

const { twenty: quiz } = pages.quizzes;

/** What is measured, in the order of the table. */
const kPages = {
  element: { title: "element", path: "twenty/element.html", way: "element" },
  built: { title: "element, quiz built in", path: "built/element.html", way: "element" },
  surveyjs: { title: "SurveyJS", path: "twenty/surveyjs.html", way: "surveyjs" },
  floor: { title: "by hand", path: "twenty/floor.html", way: "floor" },
};
const names = Object.keys(kPages);
const way = (name) => pages.kWays[kPages[name].way];

/** The place of the option to choose at each question, and the outcome they lead to. */
const picks = quiz.questions.map(({ options }, place) => {
  const wanted = quiz.outcomes[place % 3 ? 2 : place % 4].id;
  return options.findIndex(({ evidence }) => evidence[wanted] === 2);
});
const expected = (() => {
  const sums = new Map(quiz.outcomes.map(({ id }) => [id, 0]));
  quiz.questions.forEach(({ options }, place) => {
    for (const [id, count] of Object.entries(options[picks[place]].evidence)) {
      sums.set(id, sums.get(id) + count);
    }
  });
  const [[first, most], [, second]] = [...sums].sort(([, a], [, b]) => b - a);
  if (most === second) throw new Error("the answers lead to a tie");
  return quiz.outcomes.find(({ id }) => id === first).title;
})();

const open = await pages.serve(null);
const strict = await pages.serve();
console.log("Building the element with the quiz of twenty questions in it …");
await buildElement({
  out: pages.kBuilt,
  engine: here("../../build/wasm/bindings/career-quiz-engine"),
  quiz: pages.kTwenty,
});
const browser = await launchChromium();

/** By turns, so that what else the machine does meets all; each time in another order. */
async function byTurns(rounds, measure) {
  const taken = Object.fromEntries(names.map((name) => [name, []]));
  for (let round = 0; round < rounds; round += 1) {
    for (const name of round % 2 ? names.toReversed() : names) {
      taken[name].push(await measure(name, round));
    }
  }
  return taken;
}

async function opened(name, server = open) {
  const tab = await pages.openPage(browser);
  await tab.page.goto(`${server.origin}/${kPages[name].path}`, { waitUntil: "networkidle" });
  return tab;
}

/** Leaves the introduction, where there is one. */
const begin = (page, { begin: selector, option }) =>
  page.evaluate(
    async ([selector, option]) => {
      const { painted, shown } = quizProbe;
      shown(selector)[0]?.click();
      const late = new Promise((resolve) => setTimeout(resolve, 5000, false));
      return Promise.race([painted(() => shown(option).length).then(() => true), late]);
    },
    [selector, option],
  );

/**
 * Takes the whole quiz, as fast as it goes.
 * @returns {Promise<boolean>} whether it ends with the outcome that the answers lead to
 */
async function takeAll(page, { option, next }) {
  const walk = async ([option, next, picks, expected]) => {
    const { painted, shown, title } = quizProbe;
    const late = () => new Promise((resolve) => setTimeout(resolve, 5000, null));
    const changed = (before) => Promise.race([painted(() => title() !== before), late()]);
    for (const pick of picks) {
      const before = title();
      shown(option)[pick].click();
      shown(next)[0].click();
      if ((await changed(before)) === null) return false;
    }
    // The element shows all answers once more before its result.
    if (title() !== expected && shown(next)[0]) {
      const before = title();
      shown(next)[0].click();
      await changed(before);
    }
    return title() === expected;
  };
  return page.evaluate(walk, [option, next, picks, expected]).catch(() => false);
}

// What is true in every run.

async function facts(name) {
  open.sent.length = 0;
  const tab = await opened(name);
  await begin(tab.page, way(name));
  const rules = new Set((await axe(tab.page)).map((found) => found.split(" ")[0]));
  await tab.page.context().setOffline(true);
  const offline = await takeAll(tab.page, way(name));
  await tab.close();
  const asked = open.sent.filter(({ path }) => path !== "/favicon.ico");
  const guarded = await opened(name, strict);
  const works = (await begin(guarded.page, way(name))) && (await takeAll(guarded.page, way(name)));
  const refused = await guarded.page.evaluate(() => [...new Set(quizProbe.violations)]);
  await guarded.close();
  return {
    requests: asked.length,
    bytes: asked.reduce((sum, { bytes }) => sum + bytes, 0),
    axe: [...rules],
    offline,
    strict: works && refused.length === 0,
    refused,
  };
}

// What a page keeps.

const kMount = {
  element: async () => {
    const model = document.querySelector("career-quiz");
    const quiz = document.createElement("career-quiz");
    for (const { name, value } of model.attributes) quiz.setAttribute(name, value);
    const ready = new Promise((resolve) => quiz.addEventListener("career-quiz-ready", resolve));
    document.body.append(quiz);
    await ready;
    quiz.start();
    await new Promise(requestAnimationFrame);
    quiz.remove();
  },
  surveyjs: async () => {
    const place = document.body.appendChild(document.createElement("div"));
    const unmount = mount(place);
    await new Promise(requestAnimationFrame);
    unmount();
    place.remove();
  },
  floor: async () => {
    const form = document.body.appendChild(document.createElement("form"));
    mount(form, quiz);
    await new Promise(requestAnimationFrame);
    form.remove();
  },
};

async function heap(client) {
  await client.send("HeapProfiler.collectGarbage");
  await client.send("HeapProfiler.collectGarbage");
  const { usedSize, backingStorageSize = 0 } = await client.send("Runtime.getHeapUsage");
  const { nodes } = await client.send("Memory.getDOMCounters");
  return { js: usedSize, buffers: backingStorageSize, nodes };
}

async function memory(name) {
  const { page, client, close } = await opened(name);
  await begin(page, way(name));
  await page.waitForTimeout(500);
  const loaded = await heap(client);
  const many = (count) =>
    page.evaluate(
      `(async () => { const once = ${kMount[kPages[name].way]}; for (let i = 0; i < ${count}; i += 1) await once(); })()`,
    );
  // What is made once is made.
  await many(10);
  const before = await heap(client);
  await many(kMounts);
  const after = await heap(client);
  await close();
  return {
    heap: loaded.js,
    buffers: loaded.buffers,
    kept: after.js + after.buffers - before.js - before.buffers,
    nodes: after.nodes - before.nodes,
  };
}

// What the main thread works, the processor not slowed: it hardly depends on what else the machine does.

async function work(name) {
  const { page, client, close } = await pages.openPage(browser);
  await client.send("Performance.enable", { timeDomain: "threadTicks" });
  const worked = async () => {
    const { metrics } = await client.send("Performance.getMetrics");
    return metrics.find((each) => each.name === "TaskDuration").value * 1000;
  };
  await page.goto(`${open.origin}/${kPages[name].path}`, { waitUntil: "commit" });
  const { option, next } = way(name);
  await page.waitForFunction(() => window.quizProbe);
  await page.evaluate(
    ([begin, option]) => {
      const { painted, shown } = quizProbe;
      painted(() => {
        const [button] = shown(begin);
        button?.click();
        return button || shown(option).length;
      });
      return painted(() => shown(option).length);
    },
    [way(name).begin, option],
  );
  const first = await worked();
  await page.waitForLoadState("networkidle");
  const reader = new pages.Reader({ page, client, close }, kPause);
  const steps = [];
  for (const pick of picks.slice(0, 10)) {
    await reader.press(option, "", pick);
    const before = await worked();
    await reader.go(next);
    steps.push((await worked()) - before);
  }
  await close();
  return { first, step: median(steps) };
}

// What a reader waits for between questions.

async function journey() {
  const readers = [];
  for (const name of names) {
    const tab = await opened(name);
    await begin(tab.page, way(name));
    readers.push([name, new pages.Reader(tab, kPause)]);
  }
  for (const [place, pick] of picks.slice(0, -1).entries()) {
    for (const [name, reader] of place % 2 ? readers.toReversed() : readers) {
      const { option, next } = way(name);
      await reader.slow(pages.kSlower);
      await reader.press(option, "", pick);
      reader.latencies.push(await reader.go(next));
      await reader.slow(1);
    }
  }
  for (const [, reader] of readers) await reader.close();
  return readers.map(([name, { latencies }]) => [name, latencies]);
}

const known = await byTurns(1, facts);
const kept = await byTurns(3, memory);
const worked = await byTurns(3, work);
// The first round warms the browser itself.
const starts = await byTurns(kRounds + 1, (name) =>
  pages.start(browser, `${open.origin}/${kPages[name].path}`, way(name)),
);
const steps = Object.fromEntries(names.map((name) => [name, []]));
for (let round = 0; round < kJourneys; round += 1) {
  for (const [name, latencies] of await journey()) steps[name].push(...latencies);
}
const chromium = browser.version();
await browser.close();
await open.close();
await strict.close();

// What comes of it.

const spread = (values) => ({
  median: median(values),
  least: Math.min(...values),
  most: Math.max(...values),
});

const figures = {
  versions: {
    chromium,
    "survey-core": versionOf("survey-core"),
    "survey-js-ui": versionOf("survey-js-ui"),
    "axe-core": versionOf("axe-core"),
  },
  network: "150 ms, 1.6 Mbit/s",
  processor: `slowed ${pages.kSlower} times`,
  rounds: kRounds,
  answers: steps.floor.length,
  pages: Object.fromEntries(
    names.map((name) => [
      name,
      {
        ...known[name][0],
        firstBytes: median(starts[name].slice(1).map(({ bytes }) => bytes)),
        firstQuestion: spread(starts[name].slice(1).map(({ question }) => question)),
        firstAnswer: spread(starts[name].slice(1).map(({ accepted }) => accepted)),
        firstWork: median(worked[name].map(({ first }) => first)),
        nextWork: median(worked[name].map(({ step }) => step)),
        nextQuestion: { ...spread(steps[name]), p95: pages.quantile(steps[name], 0.95) },
        heap: median(kept[name].map(({ heap }) => heap)),
        buffers: median(kept[name].map(({ buffers }) => buffers)),
        kept: median(kept[name].map((each) => each.kept)),
        nodes: median(kept[name].map((each) => each.nodes)),
      },
    ]),
  ),
};
const of = (name) => figures.pages[name];

const kB = (bytes) => (bytes / 1024).toFixed(bytes < 10240 ? 1 : 0);
const mB = (bytes) => (bytes / 1024 / 1024).toFixed(1);
const ms = (value) => value.toFixed(0);
const ranged = ({ median, least, most }) => `${ms(median)} (${ms(least)} to ${ms(most)})`;
const yes = (is) => (is ? "yes" : "no");
const rows = [
  ["bytes to the first question, brotli, KB", ({ firstBytes }) => kB(firstBytes)],
  ["bytes to the result, brotli, KB", ({ bytes }) => kB(bytes)],
  ["requests", ({ requests }) => requests],
  ["first question, ms", ({ firstQuestion }) => ranged(firstQuestion)],
  ["first answer accepted, ms", ({ firstAnswer }) => ranged(firstAnswer)],
  ["next question painted, ms", ({ nextQuestion }) => ranged(nextQuestion)],
  ["the same, 95th percentile, ms", ({ nextQuestion }) => ms(nextQuestion.p95)],
  ["work to the first question, not slowed, ms", ({ firstWork }) => ms(firstWork)],
  ["work from answer to question, not slowed, ms", ({ nextWork }) => nextWork.toFixed(1)],
  ["JavaScript heap once loaded, MB", ({ heap }) => mB(heap)],
  ["buffers beside it, WebAssembly's too, MB", ({ buffers }) => mB(buffers)],
  [`more after ${kMounts} mounts and removals, KB`, ({ kept }) => kB(kept)],
  ["nodes more after them", ({ nodes }) => nodes],
  ["axe-core, first question", ({ axe }) => axe.join(", ") || "nothing"],
  [
    "strict policy with Trusted Types",
    ({ strict, refused }) => yes(strict) + (refused.length ? `: ${refused.join(", ")}` : ""),
  ],
  ["to the result without network", ({ offline }) => yes(offline)],
];

const { versions } = figures;
console.log(
  `\nTwenty questions; ${kRounds} starts and ${figures.answers} answers of each, medians (ranges); ` +
    `150 ms, 1.6 Mbit/s, processor slowed ${pages.kSlower} times; Chromium ${chromium}, ` +
    `SurveyJS ${versions["survey-core"]}:\n`,
);
printTable(
  ["", ...names.map((name) => kPages[name].title)],
  rows.map(([what, tell]) => [what, ...names.map((name) => tell(of(name)))]),
);

const ratio = (value, other = "surveyjs") => value(of("element")) / value(of(other));
const goals = [
  ["bytes, of SurveyJS's", ratio(({ bytes }) => bytes), 1 / 5],
  ["first question, of SurveyJS's", ratio(({ firstQuestion: { median } }) => median), 1 / 4],
  ["next question, of SurveyJS's", ratio(({ nextQuestion: { median } }) => median), 1 / 3],
  [
    "first question, of the page by hand's",
    ratio(({ firstQuestion: { median } }) => median, "floor"),
    1.25,
  ],
  ["axe-core's findings", of("element").axe.length, 0],
  ["without a strict policy", Number(!of("element").strict), 0],
  ["without network lost", Number(!of("element").offline), 0],
];
console.log();
let failed = false;
printTable(
  ["goal for the element", "measured", "at most"],
  goals.map(([what, measured, most]) => {
    const over = measured > most;
    failed ||= over;
    return [what, measured.toFixed(2) + (over ? " EXCEEDED" : ""), most.toFixed(2)];
  }),
);

const written = JSON.stringify(figures, rounded, 2);
writeFileSync(here("figures.json"), `${written}\n`);
writeFileSync(here("peers.svg"), drawing(JSON.parse(written)));
const kReadme = here("../../README.md");
const place = /(?<=## Beside others\n\n)[^]*?(?=\n\nHow it is measured)/;
const table = peersTable(JSON.parse(written));
writeFileSync(
  kReadme,
  readFileSync(kReadme, "utf8").replace(place, () => table),
);
process.exitCode = failed ? 1 : 0;

function rounded(_, value) {
  return typeof value === "number" ? Math.round(value * 10) / 10 : value;
}
