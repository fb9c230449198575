// Prints how long a reader waits, on a processor slowed four times, between pressing "next" and
// seeing the next question: in the element, and in a page written by hand that asks the same. Both
// are open at once and answer by turns, question by question, so that whatever else the machine does
// meets both. The whole journey counts for Interaction to Next Paint; the element's holds its first
// result, the rest of the form, and an answer changed from the result.
//
// Exit status 1 when a budget is exceeded.
//
//   node bench/web/latency.mjs [rounds]

import { median, numbers, printTable } from "../support.mjs";
import { launchChromium } from "../../tests/browser/chromium.mjs";
import { kSlower, openPage, quantile, quizzes, Reader, serve } from "./pages.mjs";

const kRounds = Number(process.argv[2] ?? 5);
const kRatio = 1.3;
const kInteraction = 200;

const kNext = /^(Suivant|Enregistrer)$/;
const quiz = quizzes.mentoring;
const questions = new Map(quiz.questions.map((each) => [each.text, each]));

/** Answers that no gate ends early. */
function picker(round) {
  const below = numbers(round);
  const drawn = new Map(quiz.questions.map(({ id, options }) => [id, below(options.length)]));
  drawn.set("role", 0).set("energy", questions.size && lastOf("energy"));
  return (id) => drawn.get(id) ?? 0;
}

function lastOf(wanted) {
  return quiz.questions.find(({ id }) => id === wanted).options.length - 1;
}

/** One reader of the mentoring quiz. */
class Mentee extends Reader {
  constructor(opened, pick) {
    super(opened);
    this.pick = pick;
  }

  async choose() {
    const { id } = questions.get(await this.title());
    await this.press(".option", "", this.pick(id));
  }

  /** Answers the question on screen; false once there is none. */
  async answer() {
    if (!questions.has(await this.title())) return false;
    await this.slow(kSlower);
    await this.choose();
    const latency = await this.go("button", kNext);
    // The result is another screen than a question.
    if (questions.has(await this.title())) this.latencies.push(latency);
    else (this.results ??= []).push(latency);
    await this.slow(1);
    return true;
  }
}

const server = await serve();
const browser = await launchChromium();

async function reader(name, pick) {
  const opened = await openPage(browser);
  await opened.page.goto(`${server.origin}/mentoring/${name}.html`, { waitUntil: "networkidle" });
  return new Mentee(opened, pick);
}

/** From the element's result on: the rest of the form, and one answer changed. */
async function goOn(element) {
  await element.slow(kSlower);
  const more = await element.find("button", /^Répondre aux autres|^Continuer/);
  if (more) await element.press("button", /^Répondre aux autres|^Continuer/);
  await element.slow(1);
  if (more) while (await element.answer());
}

async function change(element) {
  await element.slow(kSlower);
  for (const place of [-1, -2]) await element.press("summary", "", place);
  if (await element.press(".reason button.small", "")) {
    const options = await element.page.evaluate(
      () => quizProbe.root().querySelectorAll(".option").length,
    );
    for (const place of [0, options - 1]) await element.press(".option", "", place);
    await element.press("button", kNext);
  }
  await element.slow(1);
}

const seen = { element: [], floor: [] };
const results = [];
const worst = { element: [], floor: [] };
for (let round = 1; round <= kRounds; round += 1) {
  const pick = picker(round);
  const element = await reader("element", pick);
  const floor = await reader("floor", pick);
  await element.slow(kSlower);
  await element.go("button", /^Commencer$/);
  await element.slow(1);
  const order = round % 2 ? [element, floor] : [floor, element];
  for (let going = true; going;) {
    const more = [await order[0].answer(), await order[1].answer()];
    going = more.some(Boolean);
  }
  await goOn(element);
  await change(element);
  for (const [name, each] of Object.entries({ element, floor })) {
    seen[name].push(...each.latencies);
    worst[name].push((await each.interactions()).toSorted((a, b) => b - a));
    await each.close();
  }
  results.push(...(element.results ?? []));
}
await browser.close();
await server.close();

/** As web.dev defines it: the slowest but one of every fifty, each journey for itself. */
const inp = (journeys) =>
  Math.max(...journeys.map((slowest) => slowest[Math.floor(slowest.length / 50)]));

const ms = (value) => value.toFixed(0);
let failed = false;
const row = (name, of, limit) => {
  const [element, floor] = [of("element"), of("floor")];
  const ratio = element / floor;
  const over = limit(element, ratio);
  failed ||= over;
  return [name, ms(element), ms(floor), ratio.toFixed(2) + (over ? " EXCEEDED" : "")];
};
const past = (_, ratio) => ratio > kRatio;
const long = (element) => element >= kInteraction;
const { length } = seen.element;
console.log(`Milliseconds, processor slowed ${kSlower} times, ${kRounds} journeys:\n`);
printTable(
  ["what", "element", "by hand", "ratio"],
  [
    row(`next question painted, median of ${length}`, (name) => median(seen[name]), past),
    row("next question painted, 95th percentile", (name) => quantile(seen[name], 0.95), past),
    row("Interaction to Next Paint, worst journey", (name) => inp(worst[name]), long),
    row("slowest interaction", (name) => Math.max(...worst[name].flat()), long),
  ],
);
console.log(`\nThe element's result painted: median ${ms(median(results))} ms.`);
process.exitCode = failed ? 1 : 0;
