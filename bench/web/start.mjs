// Prints how long after navigation a reader can answer the first question, on a slow connection and
// a processor slowed four times: in the element, whose introduction is left the moment it is there,
// and in a page written by hand, which has none. Every round opens both anew, nothing cached.
//
// Exit status 1 when the budget is exceeded.
//
//   node bench/web/start.mjs [rounds]

import { median, printTable } from "../support.mjs";
import { launchChromium } from "../../tests/browser/chromium.mjs";
import { openPage, serve } from "./pages.mjs";

const kRounds = Number(process.argv[2] ?? 7);
const kSlower = 4;
const kRatio = 1.25;
const kNetwork = { offline: false, latency: 150, downloadThroughput: 200_000 };

const server = await serve();
const browser = await launchChromium();

/** Milliseconds to the first screen and to the first question, painted. */
async function start(name) {
  const { page, client, close } = await openPage(browser);
  await client.send("Network.enable");
  await client.send("Network.emulateNetworkConditions", {
    ...kNetwork,
    uploadThroughput: kNetwork.downloadThroughput,
  });
  await client.send("Emulation.setCPUThrottlingRate", { rate: kSlower });
  await page.addInitScript(() => {
    const { painted, root } = quizProbe;
    const begin = () => root().querySelector(".intro button");
    const asked = () => root().querySelector("input");
    const first = painted(() => {
      if (!begin() && !asked()) return false;
      begin()?.click();
      return true;
    });
    window.started = Promise.all([first, painted(asked)]);
  });
  await page.goto(`${server.origin}/${name}.html`, { waitUntil: "commit" });
  const times = await page.evaluate(() => window.started);
  await close();
  return times;
}

const times = { element: [], floor: [] };
for (let round = 0; round <= kRounds; round += 1) {
  for (const name of round % 2 ? ["element", "floor"] : ["floor", "element"]) {
    const taken = await start(name);
    // The first round warms the browser itself.
    if (round > 0) times[name].push(taken);
  }
}
await browser.close();
await server.close();

const question = (name) => times[name].map(([, at]) => at);
const range = (values) => `${Math.min(...values).toFixed(0)} to ${Math.max(...values).toFixed(0)}`;
const ratio = median(question("element")) / median(question("floor"));
const over = ratio > kRatio;
console.log(
  `\nMilliseconds to the first question, ${kNetwork.latency} ms and 1.6 Mbit/s, processor slowed ` +
    `${kSlower} times, ${kRounds} rounds:\n`,
);
printTable(
  ["page", "median", "range"],
  Object.keys(times).map((name) => [
    name === "floor" ? "by hand" : name,
    median(question(name)).toFixed(0),
    range(question(name)),
  ]),
);
console.log(`\nRatio ${ratio.toFixed(2)}, at most ${kRatio}${over ? ": EXCEEDED" : ""}.`);
process.exitCode = over ? 1 : 0;
