/**
 * A monkey at the quiz: random clicks and keys, and what else may happen to a page, from a seed. After
 * each action nothing may have gone wrong, and after some of them every law of the engine must hold
 * for what is on screen.
 *
 * CAREER_QUIZ_SEED repeats a run, and CAREER_QUIZ_NAME the part of it on one quiz: what is done depends
 * on these, and on what is on screen.
 */
import assert from "node:assert/strict";
import { existsSync } from "node:fs";
import { readFile } from "node:fs/promises";
import { fileURLToPath } from "node:url";
import { openRoots } from "../browser/chromium.mjs";
import { serve, strictPolicy } from "../browser/serve.mjs";
import { Guard } from "../../web/src/privacy.js";

const dist = process.env.CAREER_QUIZ_DIST ?? fileURLToPath(new URL("../../dist", import.meta.url));
const here = (path) => readFile(new URL(path, import.meta.url), "utf8");

/** Actions between two checks of all the laws. */
const EVERY = 10;

/**
 * What a run must meet at least once in so many actions, or it has shown nothing: a third at most of the
 * fewest that each of twenty seeds met in 300 actions.
 */
const MET = {
  "on result": 150,
  evaluation: 50,
  "history moved": 300,
  code: 300,
  "to and fro, held": 300,
};

const LANGUAGES = ["fr", "en", "es", "de", "ar"];
const words = new Map();
for (const tag of LANGUAGES) {
  words.set(tag, (await import(`../../web/src/words/${tag}.js`)).first);
}

/** What is tried: a share of the actions, the attributes, and where the file is. */
const quizzes = [
  {
    name: "mentoring",
    share: 0.4,
    attributes: "",
    file: "../../questions/mentoring-coaching.json",
  },
  ...["kinds", "walks", "tea"].map((name) => ({
    name,
    share: 0.2,
    attributes: `src="/quizzes/${name}.json"`,
    file: `../browser/quizzes/${name}.json`,
  })),
];

/** @param {number} seed */
function randomFrom(seed) {
  let state = seed >>> 0;
  /** @returns {number} from 0 to 1 */
  const next = () => {
    state = (state + 0x6d2b79f5) >>> 0;
    let mixed = Math.imul(state ^ (state >>> 15), state | 1);
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61);
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32;
  };
  /** One of a list. @template T @param {T[]} all @returns {T} */
  const one = (all) => all[Math.floor(next() * all.length)];
  return { next, one };
}

/** The engine that ships, which keeps count of its instances and of what they were asked. */
const watchedEngine = `
  import start from "/career-quiz/career-quiz-engine.js";
  export { release } from "/career-quiz/career-quiz-engine.js";
  export default async (options) => {
    const { Engine } = await start(options);
    return {
      Engine: class {
        #engine = new Engine();
        constructor() { window.monkey.alive += 1; }
        load(text) { return this.#engine.load(text); }
        evaluate(text) {
          const answer = this.#engine.evaluate(text);
          window.monkey.asked.set(text, answer);
          return answer;
        }
        encode(text) { return this.#engine.encode(text); }
        decode(text) { return this.#engine.decode(text); }
        delete() { window.monkey.alive -= 1; this.#engine.delete(); }
      },
    };
  };`;

export async function serveMonkey() {
  if (!existsSync(`${dist}/career-quiz.js`)) throw new Error(`not built: ${dist}`);
  const server = await serve(dist);
  const script = (path, body) => server.put(path, { type: "text/javascript", body });
  script("/page.js", `(${openRoots})();\n${await here("../engines/page.js")}`);
  script("/monkey.js", await here("page.js"));
  script("/watched/career-quiz-engine.js", watchedEngine);
  server.put("/page.css", { type: "text/css", body: ":focus-visible { outline: 3px solid }" });
  for (const { name, attributes } of quizzes) {
    server.put(`/${name}.html`, {
      headers: { "content-security-policy": strictPolicy },
      body: `<!doctype html><html lang="fr"><head><meta charset="utf-8"><title>Quiz</title>
        <meta name="viewport" content="width=device-width, initial-scale=1">
        <link rel="stylesheet" href="/page.css">
        <script src="/page.js"></script><script src="/monkey.js"></script>
        <script type="module" src="/watched/career-quiz.js"></script></head>
        <body><main><h1>Quiz</h1><button id="before">Before</button><form>
        <career-quiz ${attributes} loading="eager" keep="device" history name="q"></career-quiz>
        <button type="reset">Reset</button></form><section></section>
        <button id="after">After</button></main></body></html>`,
    });
  }
  return server;
}

/** Keys, each as often as it stands here. */
const KEYS = [
  ...["Tab", "Tab", "Tab", "Shift+Tab", "Shift+Tab", "Space", "Space", "Space", "Enter", "Enter"],
  ...["ArrowUp", "ArrowDown", "ArrowLeft", "ArrowRight", "ArrowDown", "Escape", "a", "z", "1", "7"],
];

/** What is written into a field that was clicked. */
const TEXTS = ["1", "2", "7", "12", "-1", "1,5", "9999999", "3 h", "a", "du pain"];

/** What happens to an element in a page, from its own script; each runs in the page. */
const page = {
  lang: (tag) => {
    document.querySelector("career-quiz").lang = tag;
  },
  mode: (mode) => {
    document.querySelector("career-quiz").mode = mode;
  },
  move: () => {
    const element = document.querySelector("career-quiz");
    const [form, section] = document.querySelectorAll("form, section");
    (element.parentElement === form ? section : form).prepend(element);
  },
  remove: () => {
    window.monkey.removed = document.querySelector("career-quiz");
    window.monkey.removed.remove();
  },
  putBack: () => {
    document.querySelector("form").prepend(window.monkey.removed);
    window.monkey.removed = null;
  },
  call: (name, where) => {
    const element = document.querySelector("career-quiz");
    const path = element.evaluation?.path ?? [];
    element[name](path[Math.floor(where * path.length)]?.question ?? "");
  },
  code: (erase) => {
    const element = document.querySelector("career-quiz");
    const code = element.toCode();
    const answers = JSON.stringify(element.answers);
    if (erase) element.erase();
    window.monkey.restored = null;
    element.fromCode(code ?? "").then((restored) => {
      const after = JSON.stringify(element.answers);
      window.monkey.restored = { code, restored, answers, after, again: element.toCode() };
    });
  },
};

/** One quiz in one browser. */
class Monkey {
  #browser;
  #random;
  #quiz;
  #laws;
  #tag = "fr";
  /** Whether the reader may have been through these questions before: Next skips what is answered. */
  #through = false;
  /** What was done last, for who reads a failure. */
  log = [];
  /** How often each kind of thing was done or met. */
  counts = new Map();

  constructor(browser, random, quiz, laws) {
    this.#browser = browser;
    this.#random = random;
    this.#quiz = quiz;
    this.#laws = laws;
  }

  #note(what) {
    this.log = [...this.log.slice(-24), what];
  }

  #count(what) {
    this.counts.set(what, (this.counts.get(what) ?? 0) + 1);
  }

  #run = (what, ...given) => this.#browser.evaluate(what, ...given);

  async #rest() {
    try {
      await this.#browser.waitFor((tag) => window.monkey?.rest(tag), this.#tag);
    } catch (error) {
      const unmet = await this.#run(() => window.monkey?.unmet).catch(() => []);
      error.message += `; unmet: ${unmet?.join(", ")}`;
      throw error;
    }
  }

  #look = () => this.#run(() => window.monkey.look());

  async open() {
    await this.#browser.open(`${this.#browser.server.origin}/${this.#quiz.name}.html`);
    await this.#run(() => localStorage.clear());
    await this.#browser.reload();
    await this.#rest();
  }

  async #click(where) {
    const target = await this.#run((at) => window.monkey.aim(at), where);
    this.#note(`click ${target?.what}`);
    if (!target) return;
    await this.#browser.click(target.x, target.y);
    if (!target.written) return;
    const text = this.#random.one(TEXTS);
    this.#note(`write “${text}”`);
    await this.#browser.type(text);
  }

  #actions = [
    [36, "click", () => this.#click(this.#random.next())],
    [
      6,
      "click anywhere",
      async ({ size: [width, height] }) => {
        const [x, y] = [width, height].map((most) => Math.floor(this.#random.next() * most));
        this.#note(`at ${x}, ${y}`);
        await this.#browser.click(x, y);
      },
    ],
    [
      34,
      "key",
      async (before) => {
        const key = this.#random.one(KEYS);
        this.#note(`${key} on “${before.words}”`);
        await this.#browser.press(key);
      },
    ],
    [3, "history back", () => this.#run(() => history.back())],
    [2, "history forward", () => this.#run(() => history.forward())],
    [
      2,
      "resize",
      async () => {
        const size = [this.#random.one([360, 480, 800, 1200]), this.#random.one([480, 700, 900])];
        this.#note(size.join(" by "));
        await this.#browser.resize(...size);
      },
    ],
    [
      2,
      "language",
      async () => {
        this.#tag = this.#random.one(LANGUAGES);
        this.#note(this.#tag);
        await this.#run(page.lang, this.#tag);
      },
    ],
    [1, "mode", () => this.#run(page.mode, this.#random.one(["adaptive", "full"]))],
    [2, "move", () => this.#run(page.move)],
    [
      2,
      "remove and put back",
      async () => {
        await this.#run(page.remove);
        await this.#browser.waitFor(() => window.monkey.alive === 0);
        await this.#run(page.putBack);
      },
    ],
    [
      1,
      "reload",
      async () => {
        this.#tag = "fr";
        this.#through = true;
        await this.#browser.reload();
      },
    ],
    [
      2,
      "call",
      async () => {
        const name = this.#random.one(["start", "goTo", "goTo", "showResult", "restart"]);
        this.#note(name);
        await this.#run(page.call, name, this.#random.next());
      },
    ],
    [2, "code", () => this.#code()],
    [4, "to and fro", (before) => this.#toAndFro(before)],
  ];

  #pick() {
    let at = this.#random.next() * this.#actions.reduce((sum, [weight]) => sum + weight, 0);
    return this.#actions.find(([weight]) => (at -= weight) < 0);
  }

  async act() {
    const before = await this.#look();
    const [, name, run] = this.#pick();
    this.#note(`${name}, on “${before.title}”`);
    this.#count(name);
    await run(before);
    await this.#rest();
    const after = await this.#look();
    this.#count(`on ${after.name}`);
    if (name.startsWith("history") && after.title !== before.title) this.#count("history moved");
    this.#through ||= after.name === "result";
    assert.deepEqual([after.faults, after.violations, after.errors], [[], [], []]);
    assert.notEqual(after.title, "", "the screen has no title");
    assert.ok(after.wide <= 0, `the page is wider than its window by ${after.wide}`);
    if (name === "key" && before.inQuiz) assert.ok(!after.lost, "the focus is lost");
  }

  /** Back, then Next, from where every answer counts, leads to where the reader was. */
  async #toAndFro(before) {
    const { back } = words.get(this.#tag);
    const leads = ({ name, back: label }) => name === "question" && label === back;
    if (!leads(before)) return;
    const steps = [];
    for (const selector of [".button.back", ".button.primary", ".button.back", ".button.primary"]) {
      await this.#click(selector);
      await this.#rest();
      const now = await this.#look();
      const { answers, evaluation } = await this.#read();
      steps.push({ title: now.title, chosen: now.chosen, answers, evaluation });
      // Back from the first question leads to the introduction, and Next may be refused.
      if (!leads(now)) return;
    }
    const [back1, next1, back2, next2] = steps;
    if (!this.#through) {
      assert.equal(next1.title, before.title, "Next leads elsewhere than Back came from");
      assert.equal(back2.title, back1.title, "Back leads elsewhere the second time");
      assert.equal(next2.title, next1.title, "Next leads elsewhere the second time");
      this.#count("to and fro, same screens");
    }
    const said = ({ answers, evaluation }) => ({ answers, evaluation });
    assert.deepEqual(said(next1), said(back1), "Next changed what Back had left");
    assert.deepEqual(said(back2), said(back1), "Back changed it");
    assert.deepEqual(said(next2), said(back1), "Next changed it the second time");
    this.#count("to and fro, held");
  }

  /** What the code of the answers holds is what it restores. */
  async #code() {
    const erase = this.#random.next() < 0.3;
    this.#through ||= erase;
    this.#note(erase ? "erased first" : "over what is there");
    await this.#run(page.code, erase);
    const told = await this.#browser.waitFor(() => window.monkey.restored);
    if (!told.code) return;
    this.#laws.code(this.#quiz, told, erase);
    this.#count(erase ? "code, after erasing" : "code");
  }

  async #read() {
    const read = JSON.parse(await this.#run(() => window.monkey.readable()));
    this.#laws.heard(read.asked);
    return read;
  }

  async check() {
    const read = await this.#read();
    if (this.#laws.hold(this.#quiz, read)) this.#count("evaluation");
    if (read.evaluation?.result) this.#count("result");
    if (!read.evaluation) this.#through = false;
  }
}

/** What must hold, by an engine of its own under Node. */
async function lawsOf(quiz) {
  const { openQuiz } = await import(`${dist}/career-quiz-node.js`);
  const document = JSON.parse(await here(quiz.file));
  const engine = await openQuiz(JSON.stringify(document));
  const guard = new Guard(document);
  const secrets = secretsOf(document);
  const texts = new Set(document.questions.flatMap(({ kind, id }) => (kind === "text" ? id : [])));
  /** Requests by what the page may know of their answers. */
  const asked = new Map();
  const entries = (text) => {
    // In the order of answering; no id here is a number.
    const { answers, ...rest } = JSON.parse(text);
    return { answers: Object.entries(answers), ...rest };
  };
  const sum = (reasons) => reasons.reduce((total, { contribution }) => total + contribution, 0);

  return {
    /** Every answer of the page's engine is this engine's. */
    heard(pairs) {
      for (const [text, answer] of pairs) {
        const request = entries(text);
        const evaluation = engine.evaluate(request);
        assert.deepEqual(JSON.parse(answer), evaluation, `another answer to ${text}`);
        const { result } = evaluation;
        if (result && result.margin !== null) {
          const { because, against, margin } = result;
          assert.equal(sum(because) + sum(against), margin, `the reasons of ${text}`);
        }
        const told = JSON.stringify(guard.answers(new Map(request.answers)));
        asked.set(told, new Set(asked.get(told)).add(text));
      }
    },
    /** @returns {boolean} false where there is nothing to compare yet */
    hold(_, { answers, evaluation, outside, names }) {
      const shown = JSON.stringify([outside.heard, outside.storage, outside.history]);
      const also = JSON.stringify([outside.address, outside.form, answers, evaluation]);
      for (const id of secrets) {
        assert.ok(!`${shown}${also}`.includes(`"${id}"`), `the page can read ${id}`);
        assert.ok(
          !names.some((name) => name.split(/[=\s]/).includes(id)),
          `an attribute has ${id}`,
        );
      }
      const [cookie, local, session] = outside.storage;
      assert.deepEqual([cookie, session], ["", {}]);
      for (const [key, text] of Object.entries(local)) {
        assert.equal(key, `career-quiz:${document.id}`);
        assert.deepEqual(Object.keys(JSON.parse(text)), ["code", "version", "until"]);
        engine.decode(JSON.parse(text).code);
      }
      if (!evaluation) return false;
      const now = JSON.stringify(evaluation);
      const candidates = [...(asked.get(JSON.stringify(answers)) ?? [])].flatMap((text) => {
        const full = engine.evaluate(entries(text));
        const early = full.stop ? [] : [{ ...full, result: null }];
        return [full, ...early].map((one) => JSON.stringify(guard.evaluation(one)));
      });
      assert.ok(candidates.includes(now), `of ${candidates.length} evaluations none is ${now}`);
      return true;
    },
    code(_, { code, restored, answers, after, again }, erased) {
      assert.equal(restored, true);
      const held = engine.decode(code).answers;
      // Another code may say that less was left out of it.
      if (erased) assert.deepEqual(engine.decode(again).answers, held);
      else assert.deepEqual([again, after], [code, answers]);
      // It keeps of the order which answers came last.
      const sorted = (list) => [...list].sort(([a], [b]) => a.localeCompare(b));
      const codable = Object.entries(JSON.parse(answers)).filter(([id]) => !texts.has(id));
      assert.deepEqual(sorted(held), sorted(codable));
      if (erased) assert.deepEqual(sorted(Object.entries(JSON.parse(after))), sorted(held));
    },
  };
}

/** Ids that would tell a sensitive answer, where nothing else is called so. */
function secretsOf({ questions, rules = [], modules = [] }) {
  const sensitive = questions.filter((question) => question.sensitive);
  const rests = ({ when }) =>
    sensitive.some(({ id }) => (JSON.stringify(when) ?? "").includes(`"answers.${id}"`));
  const hidden = questions.filter(rests);
  const found = [...sensitive, ...hidden].flatMap(({ options = [] }) =>
    options.map(({ id }) => id),
  );
  const gates = rules.filter((rule) => rule.kind === "override" && rests(rule));
  return [
    ...found,
    ...hidden.map(({ id }) => id),
    ...gates.map(({ outcome }) => outcome),
    ...modules.filter(rests).map(({ id }) => id),
  ];
}

/**
 * @param {import("../engines/drivers.mjs").Driver & {server: any}} browser
 * @param {string} engine its name, for messages
 * @param {{actions: number, seed: number}} options
 * @returns {Promise<Record<string, number>>} how often what was done and held
 */
export async function letLoose(browser, engine, { actions, seed }) {
  const sums = new Map();
  for (const [at, quiz] of quizzes.entries()) {
    if (![quiz.name, undefined].includes(process.env.CAREER_QUIZ_NAME)) continue;
    const laws = await lawsOf(quiz);
    const monkey = new Monkey(browser, randomFrom(seed * 1000 + at), quiz, laws);
    const many = Math.round(actions * quiz.share);
    let done = 0;
    try {
      await monkey.open();
      for (; done < many; done += 1) {
        await monkey.act();
        if (done % EVERY === EVERY - 1) await monkey.check();
      }
    } catch (error) {
      error.message +=
        `\nin ${engine}, quiz “${quiz.name}”, action ${done + 1}; ` +
        `CAREER_QUIZ_SEED=${seed} CAREER_QUIZ_NAME=${quiz.name} repeats it. Before it:\n  ${monkey.log.join("\n  ")}`;
      throw error;
    }
    for (const [what, times] of monkey.counts) sums.set(what, (sums.get(what) ?? 0) + times);
  }
  // One quiz alone need not meet all of it.
  for (const [what, actionsFor] of Object.entries(process.env.CAREER_QUIZ_NAME ? {} : MET)) {
    const least = Math.floor(actions / actionsFor);
    const met = sums.get(what) ?? 0;
    assert.ok(
      met >= least,
      `in ${engine}, ${actions} actions met “${what}” ${met} times, at least ${least} are asked for; CAREER_QUIZ_SEED=${seed}`,
    );
  }
  return Object.fromEntries([...sums].sort(([a], [b]) => a.localeCompare(b)));
}
