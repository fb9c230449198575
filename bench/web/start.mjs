// Prints how long after navigation a reader can answer the first question, on a slow connection and
// a processor slowed four times: in the element, whose introduction is left the moment it is there,
// and in a page written by hand, which has none. Every round opens both anew, nothing cached.
//
// Exit status 1 when the budget is exceeded.
//
//   node bench/web/start.mjs [rounds]

import { median, printTable } from "../support.mjs";
import { launchChromium } from "../../tests/browser/chromium.mjs";
import { kNetwork, kSlower, kWays, serve, start } from "./pages.mjs";

const kRounds = Number(process.argv[2] ?? 7);
const kRatio = 1.25;

const server = await serve();
const browser = await launchChromium();

const times = { element: [], floor: [] };
for (let round = 0; round <= kRounds; round += 1) {
  for (const name of round % 2 ? ["element", "floor"] : ["floor", "element"]) {
    const taken = await start(browser, `${server.origin}/mentoring/${name}.html`, kWays[name]);
    // The first round warms the browser itself.
    if (round > 0) times[name].push(taken);
  }
}
await browser.close();
await server.close();

const question = (name) => times[name].map(({ question }) => question);
const accepted = (name) => times[name].map(({ accepted }) => accepted);
const range = (values) => `${Math.min(...values).toFixed(0)} to ${Math.max(...values).toFixed(0)}`;
const ratio = median(question("element")) / median(question("floor"));
const over = ratio > kRatio;
console.log(
  `\nMilliseconds to the first question and to the one after it, ${kNetwork.latency} ms and 1.6 Mbit/s, processor slowed ` +
    `${kSlower} times, ${kRounds} rounds:\n`,
);
printTable(
  ["page", "first question", "range", "first answer taken", "range"],
  Object.keys(times).map((name) => [
    name === "floor" ? "by hand" : name,
    median(question(name)).toFixed(0),
    range(question(name)),
    median(accepted(name)).toFixed(0),
    range(accepted(name)),
  ]),
);
console.log(`\nRatio ${ratio.toFixed(2)}, at most ${kRatio}${over ? ": EXCEEDED" : ""}.`);
process.exitCode = over ? 1 : 0;
