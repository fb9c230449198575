// questions/quiz.schema.json and the reader of quizzes say the same: both refuse every fault of
// form, and both accept what is valid. A failure names the seed that makes its case again:
// CAREER_QUIZ_SEED=7 runs that one alone.

import assert from "node:assert/strict";
import { spawnSync } from "node:child_process";
import { mkdtempSync, readFileSync, readdirSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { test } from "node:test";
import Ajv from "ajv/dist/2020.js";

const kRoot = new URL("..", import.meta.url).pathname;
const kFaults = 2000;
const kVariations = 100;

const read = (path) => readFileSync(join(kRoot, path), "utf8");
const schema = JSON.parse(read("questions/quiz.schema.json"));
// Types that stand beside what a keyword needs are no fault of a schema.
const ajv = new Ajv({
  strict: true,
  strictTypes: false,
  strictTuples: false,
  strictRequired: false,
});
const valid = ajv.compile(schema);

const guideQuiz = /^```json quiz\n([^]*?)^```$/m.exec(read("questions/README.md"))[1];
const shared = [
  ["the guide's example", JSON.parse(guideQuiz)],
  ...[
    "questions/mentoring-coaching.json",
    ...readdirSync(join(kRoot, "tests/quizzes")).map((file) => `tests/quizzes/${file}`),
  ].map((path) => [path, JSON.parse(read(path))]),
];

const asks = (name, value) => ({ "==": [{ var: name }, value] });
const both = { en: "T", fr: "T" };
const choices = ["a", "b"].map((id) => ({ id, text: "T" }));

/** Every member of the format, in few words. */
const small = {
  format: 1,
  id: "small",
  version: "1",
  languages: ["en", "fr"],
  title: both,
  description: "T",
  limits: "T",
  note: "T",
  scoring: { method: "evidence", close: 3 },
  scales: [{ id: "calm", title: "T", low: "T", high: both, note: "T" }],
  questions: [
    {
      id: "first",
      kind: "single",
      text: "T",
      help: "T",
      options: [
        { id: "a", text: both, evidence: { one: 4 }, scales: { calm: 1 }, note: "T" },
        { id: "b", text: "T", evidence: { two: 4 }, scales: { calm: 0 } },
      ],
      note: "T",
    },
    { id: "hours", kind: "number", text: "T", min: 0, max: 9, unit: "T", optional: true },
    {
      id: "ticks",
      kind: "multiple",
      text: "T",
      min: 0,
      max: 2,
      options: [...choices, { id: "none", text: "T", exclusive: true }],
    },
    { id: "ranked", kind: "rank", text: "T", options: choices, when: true },
    {
      id: "between",
      kind: "pair",
      text: "T",
      reverse: true,
      statements: ["T", both],
      options: ["a", "b", "c", "d"].map((id, i) => ({
        id,
        evidence: { one: i },
        scales: { calm: i },
      })),
    },
    { id: "health", kind: "single", text: "T", sensitive: true, options: choices },
    { id: "later", kind: "text", text: "T", max: 9, after: true, optional: true },
    ...[3, 4, 5, 6, 7, 8, 9, 10, 11].map((count) => ({
      id: `points-${count}`,
      kind: "scale",
      text: "T",
      options: Array.from({ length: count }, (_, i) => ({
        id: `p${i}`,
        ...((i === 0 || i === count - 1) && { text: "T" }),
      })),
    })),
  ],
  outcomes: [
    {
      id: "one",
      priority: 1,
      title: "T",
      summary: "T",
      body: [
        "T",
        both,
        { heading: "T" },
        { list: ["T", both] },
        { steps: ["T"] },
        { quote: both },
        { link: { href: "/", text: "T" } },
        { link: { href: { en: "tel:988", fr: "tel:3114" }, text: both } },
      ],
      family: "f",
      bias: 10,
      when: {
        or: [
          asks("answers.first", "a"),
          { "!=": [{ var: "answers.health" }, "a"] },
          { "<": [{ var: "answers.hours" }, 5] },
          { ">=": [5, { var: ["scales.calm"] }] },
          { in: ["a", { var: "answers.ticks" }] },
          { in: [{ var: "answers.ranked.0" }, ["a", "b"]] },
        ],
      },
      note: "T",
    },
    { id: "two", priority: 2, title: "T", summary: "T", body: both },
    { id: "rest", title: "T", summary: "T", body: "T" },
  ],
  rules: [
    {
      id: "r",
      kind: "override",
      when: { and: [false, { "!": asks("result.first", "one") }, { "!": [true] }] },
      outcome: "rest",
      note: "T",
    },
  ],
  parts: [
    { id: "letter", kind: "message", title: "T", lead: "T", most: 3, note: "T" },
    { id: "plan", kind: "plan", title: both },
  ],
  modules: [
    { id: "m", part: "letter", body: "T", when: asks("result.kind", "one"), note: "T" },
    { id: "n", part: "plan", title: "T" },
    { id: "o", title: both, body: both },
  ],
  adaptive: { first: ["first"], minimum: 2, risk: 0.05, note: "T" },
  expect: [
    { name: "T", answers: { first: "a", hours: null, ticks: [], health: "a" }, outcome: "one" },
  ],
  guarantees: [
    { name: "T", whenever: asks("result.first", "one"), then: true, note: "T" },
    { independent: ["first", "one"] },
    { undecided: "first" },
  ],
};

/** Each with its name; the one with every member is taken as often as all others. */
const quizzes = [...shared, ...shared.map(() => ["the quiz of every member", small])];

/**
 * What the command finds in each text: the codes of its errors. That a quiz's own test under
 * `expect` fails is not a matter of form.
 */
function errorsOf(texts) {
  const folder = mkdtempSync(join(tmpdir(), "career-quiz-schema-"));
  try {
    const paths = texts.map((text, i) => {
      const path = join(folder, `${i}.json`);
      writeFileSync(path, text);
      return path;
    });
    const command = join(kRoot, "build/native/career-quiz");
    const { status, stdout, stderr } = spawnSync(command, ["check", "--format=json", ...paths], {
      encoding: "utf8",
      maxBuffer: 1 << 28,
    });
    assert.ok(status === 0 || status === 1, `check ended with ${status}: ${stderr}`);
    return JSON.parse(stdout).map(({ diagnostics }) =>
      diagnostics
        .filter(({ severity, code }) => severity === "error" && code !== "expectation")
        .map(({ code }) => code),
    );
  } finally {
    rmSync(folder, { recursive: true });
  }
}

/** Splitmix64, as everywhere: a seed makes one case. */
class Random {
  #state;
  constructor(seed) {
    this.#state = BigInt(seed) * 0xd1342543de82ef95n;
  }
  below(end) {
    this.#state = BigInt.asUintN(64, this.#state + 0x9e3779b97f4a7c15n);
    let z = this.#state;
    z = BigInt.asUintN(64, (z ^ (z >> 30n)) * 0xbf58476d1ce4e5b9n);
    z = BigInt.asUintN(64, (z ^ (z >> 27n)) * 0x94d049bb133111ebn);
    return Number((z ^ (z >> 31n)) % BigInt(end));
  }
  pick(items) {
    return items[this.below(items.length)];
  }
}

const isObject = (value) => value !== null && typeof value === "object" && !Array.isArray(value);
const kBlocks = ["heading", "list", "steps", "quote", "link"];

/**
 * Every place of a valid quiz and what stands there: {role, parent, key, like, …}. Places of one
 * kind are `like` each other: the title of any outcome, any item of a list.
 */
function placesOf(quiz) {
  const places = [];
  const likes = new Map();
  const add = (role, parent, key, more = {}) => {
    if (parent[key] === undefined) return;
    const named = Array.isArray(parent) || ["weight", "answer"].includes(role) ? "*" : key;
    const like = `${likes.get(parent) ?? ""}/${named}`;
    likes.set(parent[key], like);
    places.push({ role, parent, key, like, ...more });
    if (kMembers.includes(role)) add("note", parent[key], "note");
  };
  const each = (parent, key, least, most, visit) => {
    add("list", parent, key, { least, most });
    (parent[key] ?? []).forEach((item, i, items) => visit(item, i, items));
  };
  const ids = (parent, ...keys) => keys.forEach((key) => add("id", parent, key));
  const texts = (parent, ...keys) => keys.forEach((key) => add("text", parent, key));
  const integer = (parent, key, least, most) => add("integer", parent, key, { least, most });
  const rich = (parent, key) => {
    if (!Array.isArray(parent[key])) return add("richText", parent, key);
    add("blocks", parent, key, { least: 1, most: 200 });
    parent[key].forEach((block, i, blocks) => {
      if (!isObject(block) || !kBlocks.some((kind) => kind in block)) {
        return add("text", blocks, i);
      }
      add("block", blocks, i);
      texts(block, "heading", "quote");
      for (const kind of ["list", "steps"])
        each(block, kind, 1, 100, (_, n, items) => texts(items, n));
      add("link", block, "link");
      if (!block.link) return;
      texts(block.link, "text");
      if (typeof block.link.href === "string") add("address", block.link, "href");
      else
        for (const language of Object.keys(block.link.href))
          add("address", block.link.href, language);
    });
  };
  const condition = (parent, key) => {
    add("condition", parent, key);
    if (!isObject(parent[key])) return;
    const [[operator, given]] = Object.entries(parent[key]);
    likes.set(given, `${likes.get(parent[key])}/${operator}`);
    if (operator === "and" || operator === "or") given.forEach((_, i) => condition(given, i));
    else if (operator === "!")
      Array.isArray(given) ? condition(given, 0) : condition(parent[key], "!");
    else given.forEach((side, i) => isObject(side) && add("variable", given, i, { operator }));
  };

  const root = { quiz };
  add("quiz", root, "quiz");
  integer(quiz, "format", 1, 1);
  ids(quiz, "id");
  add("words", quiz, "version");
  each(quiz, "languages", 1, 50, (_, i, items) => add("language", items, i));
  texts(quiz, "title", "limits");
  rich(quiz, "description");
  if (quiz.scoring) {
    add("scoring", quiz, "scoring");
    add("word", quiz.scoring, "method");
    integer(quiz.scoring, "close", 0, 1000);
  }
  each(quiz, "scales", 0, 100, (scale, i, items) => {
    add("scale", items, i);
    ids(scale, "id");
    texts(scale, "title", "low", "high");
  });
  each(quiz, "questions", 1, 2000, (question, i, items) => {
    const { kind } = question;
    add("question", items, i);
    ids(question, "id");
    add("word", question, "kind");
    texts(question, "text", "help", "unit");
    condition(question, "when");
    for (const key of ["optional", "sensitive", "after", "reverse"]) add("boolean", question, key);
    if (kind === "number") {
      integer(question, "min", -1e12, 1e12);
      integer(question, "max", 1 - 1e12, 1e12);
    } else {
      integer(question, "min", 0, 50);
      integer(question, "max", 1, kind === "text" ? 2000 : 50);
    }
    each(question, "statements", 2, 2, (_, n, statements) => texts(statements, n));
    const [least, most] = { pair: [4, 4], scale: [3, 11] }[kind] ?? [2, 50];
    each(question, "options", least, most, (option, n, options) => {
      add("option", options, n);
      ids(option, "id");
      texts(option, "text");
      add("boolean", option, "exclusive");
      const weighs = quiz.scoring?.method === "sum" ? 1000 : Infinity;
      for (const [member, points] of [
        ["evidence", weighs],
        ["scales", 1000],
      ]) {
        add("weights", option, member);
        for (const id of Object.keys(option[member] ?? {})) {
          add("weight", option[member], id, { least: -points, most: points });
        }
      }
    });
  });
  each(quiz, "outcomes", 1, 200, (outcome, i, items) => {
    add("outcome", items, i);
    ids(outcome, "id", "family");
    texts(outcome, "title", "summary");
    rich(outcome, "body");
    integer(outcome, "priority", -1e6, 1e6);
    integer(outcome, "bias", -1000, 1000);
    condition(outcome, "when");
  });
  each(quiz, "rules", 0, 500, (rule, i, items) => {
    add("rule", items, i);
    ids(rule, "id");
    add("word", rule, "kind");
    condition(rule, "when");
    add("reference", rule, "outcome");
  });
  each(quiz, "parts", 0, 50, (part, i, items) => {
    add("part", items, i);
    ids(part, "id");
    texts(part, "title", "lead");
    add("word", part, "kind");
    integer(part, "most", 1, 100);
  });
  each(quiz, "modules", 0, 500, (module, i, items) => {
    add("module", items, i);
    ids(module, "id");
    texts(module, "title");
    rich(module, "body");
    condition(module, "when");
    add("reference", module, "part");
  });
  if (quiz.adaptive) {
    add("adaptive", quiz, "adaptive");
    add("list", quiz.adaptive, "first", { least: 0, most: 2000 });
    (quiz.adaptive.first ?? []).forEach((_, i, items) => add("reference", items, i));
    integer(quiz.adaptive, "minimum", 0, 2000);
  }
  each(quiz, "expect", 0, 500, (expectation, i, items) => {
    add("expectation", items, i);
    add("words", expectation, "name");
    add("reference", expectation, "outcome");
    add("answers", expectation, "answers");
    for (const id of Object.keys(expectation.answers)) add("answer", expectation.answers, id);
  });
  return places;
}

const kRequired = {
  quiz: ["format", "id", "version", "languages", "title", "limits", "questions", "outcomes"],
  scoring: ["method"],
  scale: ["id", "title", "low", "high"],
  question: ["id", "kind", "text"],
  option: ["id"],
  outcome: ["id", "title", "summary", "body"],
  rule: ["id", "kind", "when", "outcome"],
  part: ["id", "title"],
  expectation: ["name", "answers", "outcome"],
  link: ["href", "text"],
};
const kMembers = [...Object.keys(kRequired), "module", "adaptive", "block"];

const kOtherTypes = {
  text: [5, true, null, ["T"]],
  richText: [5, true, null],
  blocks: [5, true, null],
  words: [5, true, null, ["T"], { en: "T" }],
  note: [5, true, null, ["T"], { en: "T" }],
  word: [5, true, null, ["single"], {}],
  id: [5, true, null, ["a"], {}],
  reference: [5, true, null, ["a"], {}],
  language: [5, true, null, ["fr"], {}],
  address: [5, true, null, ["/a"]],
  integer: ["1", 1.5, true, null, [1], {}],
  boolean: ["true", 1, 0, null, [], {}],
  list: ["a", 5, true, null, { 0: "a" }],
  answers: ["a", 5, true, null, []],
  weights: ["a", 5, true, null, [1]],
  weight: ["1", 1.5, true, null, [1], {}],
  answer: [true, 1.5, { a: 1 }],
  condition: ["yes", 5, null, [], ["yes"]],
  variable: [1.5, true, { name: "answers.a" }],
  ...Object.fromEntries(kMembers.map((role) => [role, ["a", 5, true, null, [{}]]])),
};
kOtherTypes.block = [5, true, null, [{}]];
delete kOtherTypes.quiz;

const kOtherType = "a value of another type";
const kBroken = "a broken condition";
const kBadIds = ["", "Été", "-a", "_a", "a b", "A", "a.b", "a".repeat(65), "résumé"];
const kBadAddresses = [
  ..."http://a.example javascript:alert(1) https:///a //a page.html mailto: tel: HTTPS://a ?a".split(
    " ",
  ),
  "https://a b",
  "/a\\b",
  "/a\n",
  "",
];

/** Everything a fault can use: its own copy of the quiz, and the places in it. */
class Case {
  constructor(seed) {
    this.random = new Random(seed);
    // Its own copy, with no object that stands in two places.
    [this.name, this.quiz] = JSON.parse(JSON.stringify(this.random.pick(quizzes)));
    this.places = placesOf(this.quiz);
  }
  /**
   * One of the places of these roles for which `wanted` holds, of each kind as often; undefined if
   * there is none.
   */
  place(roles, wanted = () => true) {
    const fit = this.places.filter((place) => roles.includes(place.role) && wanted(place));
    if (fit.length === 0) return undefined;
    const like = this.random.pick([...new Set(fit.map((place) => place.like))]);
    return this.random.pick(fit.filter((place) => place.like === like));
  }
  question(...kinds) {
    return this.place(["question"], ({ parent, key }) => kinds.includes(parent[key].kind));
  }
}

const valueOf = ({ parent, key }) => parent[key];
const set = (place, value) => {
  place.parent[place.key] = value;
};

// Each takes a case and puts one fault into it. It returns the code that the reader must report,
// or "" for any, or undefined where the quiz has no such place.
const faults = {
  [kOtherType](it) {
    const place = it.place(Object.keys(kOtherTypes));
    set(place, it.random.pick(kOtherTypes[place.role]));
    const { role } = place;
    return role.startsWith("condition") || role === "variable"
      ? ""
      : role === "answer"
        ? "bad-expectation"
        : "wrong-type";
  },
  "a missing member"(it) {
    const place = it.place(Object.keys(kRequired));
    delete valueOf(place)[it.random.pick(kRequired[place.role])];
    return "missing-member";
  },
  "a member that the kind of question needs"(it) {
    const [kinds, member] = it.random.pick([
      [["single", "multiple", "scale", "pair", "rank"], "options"],
      [["pair"], "statements"],
      [["number"], "min"],
      [["number"], "max"],
    ]);
    const place = it.question(...kinds);
    if (!place) return undefined;
    delete valueOf(place)[member];
    return "missing-member";
  },
  "an option without its text"(it) {
    const place = it.question("single", "multiple", "rank", "scale");
    if (!place) return undefined;
    const { kind, options } = valueOf(place);
    const ends = [options[0], options.at(-1)];
    delete it.random.pick(kind === "scale" ? ends : options).text;
    return "missing-member";
  },
  "a member that the kind of question does not have"(it) {
    const [kinds, member, value] = it.random.pick([
      [["single", "multiple", "scale", "rank", "number", "text"], "statements", ["A", "B"]],
      [["number", "text"], "options", [{ id: "a" }, { id: "b" }]],
      [["single", "scale", "pair", "rank", "text"], "min", 1],
      [["single", "scale", "pair", "rank"], "max", 2],
      [["single", "multiple", "scale", "pair", "rank", "text"], "unit", "hours"],
    ]);
    const place = it.question(...kinds);
    if (!place) return undefined;
    valueOf(place)[member] = value;
    return "unknown-member";
  },
  "an exclusive option where one alone can be chosen"(it) {
    const place = it.question("single", "scale", "pair", "rank");
    if (!place) return undefined;
    it.random.pick(valueOf(place).options).exclusive = true;
    return "unknown-member";
  },
  "a member of no such name"(it) {
    const place = it.place(kMembers);
    if (!place) return undefined;
    const name = it.random.pick(["colour", "Title", "notes", "_comment", "$schema", "constructor"]);
    valueOf(place)[name] = it.random.pick([1, "x", null, [], {}]);
    return "unknown-member";
  },
  "a misspelt member"(it) {
    const place = it.place(kMembers);
    const names = place ? Object.keys(valueOf(place)) : [];
    if (names.length === 0) return undefined;
    const name = it.random.pick(names);
    const object = valueOf(place);
    object[it.random.pick([`${name}s`, name.toUpperCase(), `x${name}`])] = object[name];
    delete object[name];
    return "unknown-member";
  },
  "a number out of its range"(it) {
    const place = it.place(["integer"], ({ most }) => most < Infinity);
    if (!place) return undefined;
    set(
      place,
      it.random.pick([place.least - 1, place.most + 1, place.least - 1e13, place.most + 1e13]),
    );
    return "bad-value";
  },
  "points out of their range"(it) {
    const place = it.place(["weight"]);
    if (!place) return undefined;
    it.quiz.scoring = { method: "sum" };
    set(place, it.random.pick([-1001, 1001, 1e13]));
    return "bad-value";
  },
  "a risk that is no probability"(it) {
    it.quiz.adaptive = { ...it.quiz.adaptive, risk: it.random.pick([1, -0.1, 1.5, "0.05", true]) };
    return "bad-value";
  },
  "a word that is not known here"(it) {
    const place = it.place(["word"]);
    if (!place) return undefined;
    set(place, it.random.pick(["", "Single", "scales", "override ", "sums", "toString"]));
    return "bad-value";
  },
  "a list that is too short"(it) {
    const place = it.place(["list", "blocks"], ({ least }) => least > 0);
    if (!place) return undefined;
    set(place, valueOf(place).slice(0, it.random.below(place.least)));
    return "too-few";
  },
  "a list that is too long"(it) {
    const place = it.place(
      ["list", "blocks"],
      (place) => valueOf(place).length > 0 && place.key !== "first" && place.key !== "languages",
    );
    if (!place) return undefined;
    const items = valueOf(place);
    const size = (item) => JSON.stringify(item).length;
    const least = items.reduce((a, b) => (size(a) <= size(b) ? a : b));
    while (items.length <= place.most) {
      const item = structuredClone(least);
      if (item.id !== undefined) item.id = `more-${items.length}`;
      if (item.priority !== undefined) item.priority = 1000 + items.length;
      items.push(item);
    }
    return "too-many";
  },
  "a bad id"(it) {
    set(it.place(["id"]), it.random.pick(kBadIds));
    return "bad-id";
  },
  "a reference that is no id"(it) {
    const place = it.place(["reference"]);
    if (place && it.random.below(2) === 0) {
      set(place, it.random.pick(kBadIds));
    } else {
      const option = it.place(["option"]);
      if (!option) return undefined;
      valueOf(option)[it.random.pick(["evidence", "scales"])] = { [it.random.pick(kBadIds)]: 1 };
    }
    return "";
  },
  "no language tag"(it) {
    const bad = ["", "f", "f r", "français", "french", "x-french", `en-${"a".repeat(33)}`, "en_GB"];
    set(it.place(["language"]), it.random.pick(bad));
    return "bad-value";
  },
  "a language or a first question that stands twice"(it) {
    if (it.random.below(2) === 0) it.quiz.languages.push(it.quiz.languages[0]);
    else it.quiz.adaptive = { first: Array(2).fill(it.quiz.questions[0].id) };
    return "repeated-id";
  },
  "a blank text"(it) {
    const place = it.place(["text", "richText", "words"]);
    if (!place) return undefined;
    const blank = it.random.pick(["", " ", "\n\t", "\r\n"]);
    const value = valueOf(place);
    if (isObject(value)) value[it.random.pick(Object.keys(value))] = blank;
    else set(place, blank);
    return "empty-text";
  },
  "a text of no language, or of none that has such a name"(it) {
    const place = it.place(["text", "richText"]);
    set(place, it.random.pick([{}, { french: "T" }, { "e n": "T" }, { en_GB: "T" }]));
    return "";
  },
  "a text of which one language is no string"(it) {
    const place = it.place(["text", "richText"], (place) => isObject(valueOf(place)));
    if (!place) return undefined;
    const value = valueOf(place);
    value[it.random.pick(Object.keys(value))] = it.random.pick([5, null, ["T"], {}]);
    return "";
  },
  "a bad address"(it) {
    const link = { href: it.random.pick(kBadAddresses), text: "Further" };
    if (it.random.below(2) === 0) {
      link.href = Object.fromEntries(it.quiz.languages.map((tag) => [tag, link.href]));
    }
    it.random.pick(it.quiz.outcomes).body = ["Read on.", { link }];
    return "bad-link";
  },
  "a block that is none"(it) {
    const list = it.random.pick([[], "a", {}, null, [5], [["a"]], Array(101).fill("a")]);
    const block = it.random.pick([
      {},
      { heading: "A", quote: "B" },
      { paragraph: "A" },
      { lists: ["A"] },
      { [it.random.pick(["list", "steps"])]: list },
      { heading: ["A"] },
      { quote: null },
      { link: "https://a.example" },
      { link: { href: "/a" } },
      { link: { text: "A" } },
      { link: { href: "/a", text: "A", target: "_blank" } },
      ["A"],
      7,
    ]);
    const blocks = it.place(["blocks"]);
    if (blocks) valueOf(blocks).push(block);
    else it.quiz.description = [block];
    return "";
  },
  [kBroken](it) {
    const { id } = it.quiz.questions[0];
    const asked = { var: `answers.${id}` };
    const { id: option } = it.quiz.questions[0].options?.[0] ?? it.quiz.outcomes[0];
    const order = it.random.pick(["<", "<=", ">", ">="]);
    const equal = it.random.pick(["==", "!="]);
    const any = it.random.pick([order, equal, "in"]);
    const group = it.random.pick(["and", "or"]);
    const broken = it.random.pick([
      {},
      asked,
      { "===": [asked, option] },
      { not: true },
      { [equal]: [asked, option], [order]: [asked, option] },
      { [group]: [] },
      { [group]: {} },
      { [group]: [true, "yes"] },
      { [group]: true },
      { "!": [] },
      { "!": [true, true] },
      { "!": "yes" },
      { [any]: [] },
      { [any]: [asked] },
      { [any]: [asked, option, option] },
      { [any]: asked },
      { [any]: [option, option] },
      { [equal]: [null, 5] },
      { [any]: [asked, 1.5] },
      { [any]: [asked, true] },
      { [order]: [asked, null] },
      { [equal]: [asked, [option]] },
      { [equal]: [asked, "No Id"] },
      { [any]: [asked, { var: id }] },
      { [any]: [asked, { "+": [1, 2] }] },
      { in: [asked, option] },
      { in: [[option], asked] },
      { in: [null, asked] },
      { in: [asked, asked] },
      { in: [asked, [5]] },
      { in: [asked, [option, null]] },
      { [equal]: [{ var: 5 }, option] },
      { [equal]: [{ var: [] }, option] },
      { [equal]: [{ var: [`answers.${id}`, option] }, option] },
      { [equal]: [{ ...asked, or: option }, option] },
      ...[
        "answer.a",
        "answers.",
        "answers",
        "Answers.a",
        "result.third",
        "scales.",
        "result",
        "",
      ].map((name) => ({ [equal]: [{ var: name }, option] })),
      { [equal]: [{ var: `answers.${id}.first` }, option] },
      { [equal]: [{ var: `answers.${id}.100` }, option] },
    ]);
    const place = it.place(["condition"]);
    if (place) set(place, broken);
    else it.quiz.modules = [{ id: "m", title: "T", body: "B", when: broken }];
    return "";
  },
  "a guarantee that is none, or two"(it) {
    const { id } = it.quiz.questions[0];
    const outcome = it.quiz.outcomes[0].id;
    it.quiz.guarantees = [
      it.random.pick([
        {},
        { name: "Nothing" },
        { whenever: true },
        { then: true },
        { whenever: true, undecided: id },
        { whenever: true, then: true, undecided: id },
        { independent: [id, outcome], undecided: id },
        { independent: [id] },
        { independent: [id, outcome, outcome] },
        { independent: id },
        { independent: { [id]: outcome } },
        { independent: [5, outcome] },
        { undecided: [id] },
        { undecided: null },
        { undecided: id, name: " " },
        { undecided: id, name: { en: "N" } },
        { undecided: id, note: 5 },
        { undecided: id, when: true },
        { whenever: "always", then: true },
        { whenever: true, then: {} },
      ]),
    ];
    return "";
  },
  "a module that says nothing"(it) {
    const place = it.place(["module"]);
    if (!place) return undefined;
    const module = valueOf(place);
    if (module.part === undefined) {
      delete module[it.random.pick(["title", "body"])];
    } else {
      delete module.title;
      delete module.body;
    }
    return "missing-member";
  },
  "weights on what may not bear any"(it) {
    const bears = (question) =>
      question.options?.some(
        ({ evidence, scales }) => evidence !== undefined || scales !== undefined,
      );
    const place = it.place(["question"], (place) => bears(valueOf(place)));
    if (!place) return undefined;
    const member = it.random.pick(["sensitive", "after"]);
    valueOf(place)[member] = true;
    return member;
  },
  "an answer of a test that no question takes"(it) {
    const place = it.place(["answer"]);
    if (!place) return undefined;
    set(place, it.random.pick([true, 1.5, {}, [5], [null], ["a", "a"], ["Not An Id"]]));
    return "bad-expectation";
  },
};

/** The case of a seed, with the fault in it. */
function faulty(seed) {
  const it = new Case(seed);
  for (;;) {
    // Of these two there are the most.
    const many = it.random.pick([kOtherType, kBroken]);
    const what = it.random.pick([many, it.random.pick(Object.keys(faults))]);
    const code = faults[what](it);
    if (code !== undefined) {
      const text = JSON.stringify(it.quiz);
      return { seed, code, text, told: `CAREER_QUIZ_SEED=${seed}: ${what} in ${it.name}` };
    }
  }
}

const one = Number(process.env.CAREER_QUIZ_SEED);
const seeds = (count) => (one ? [one] : Array.from({ length: count }, (_, i) => i + 1));

/** How `text` differs from the valid quizzes, for the message of a failure. */
function differs(text) {
  const original = JSON.stringify(quizzes.map(([, quiz]) => quiz));
  const lines = JSON.stringify(JSON.parse(text), null, 1).split("\n");
  const known = new Set(
    JSON.stringify(JSON.parse(original), null, 1)
      .split("\n")
      .map((l) => l.trim()),
  );
  return lines
    .filter((line) => !known.has(line.trim()))
    .slice(0, 12)
    .join("\n");
}

test("the schema is one of draft 2020-12, and accepts every quiz of the repository", () => {
  assert.equal(schema.$schema, "https://json-schema.org/draft/2020-12/schema");
  assert.ok(ajv.validateSchema(schema), ajv.errorsText());
  assert.ok(quizzes.length > 7);
  for (const [name, quiz] of quizzes)
    assert.ok(valid(quiz), `${name}: ${ajv.errorsText(valid.errors)}`);
});

test(`the schema and the reader refuse the same ${kFaults} faults`, () => {
  const cases = seeds(kFaults).map(faulty);
  const found = errorsOf(cases.map(({ text }) => text));
  const disagree = cases.flatMap(({ text, code, told }, i) => {
    const wrong = [];
    if (valid(JSON.parse(text))) wrong.push("the schema accepts it");
    if (found[i].length === 0) wrong.push("the reader accepts it");
    else if (code && !found[i].includes(code))
      wrong.push(`the reader says ${found[i]}, not ${code}`);
    return wrong.length > 0 ? [`${told}\n  ${wrong.join("; ")}\n${differs(text)}`] : [];
  });
  assert.equal(
    disagree.length,
    0,
    `${disagree.length} disagree:\n${disagree.slice(0, 20).join("\n")}`,
  );
});

test("every kind of fault is among them", () => {
  const made = new Set(
    Array.from({ length: kFaults }, (_, i) => faulty(i + 1).told.split(": ")[1]),
  );
  const named = [...made].map((told) => told.slice(0, told.lastIndexOf(" in ")));
  assert.deepEqual([...new Set(named)].toSorted(), Object.keys(faults).toSorted());
});

// Each changes a valid quiz and leaves it valid; false where there is nothing to change.
const variations = {
  "a note"(it) {
    const place = it.place([
      "quiz",
      "scale",
      "question",
      "option",
      "outcome",
      "rule",
      "part",
      "module",
      "adaptive",
    ]);
    if (place) valueOf(place).note = it.random.pick(["", "Mind the <b>gap</b>.", "x".repeat(5000)]);
  },
  "no member that can go"(it) {
    const role = it.random.pick(["quiz", "question", "option", "outcome", "part"]);
    const names = {
      quiz: ["description", "note", "expect", "guarantees"],
      question: ["help", "note", "optional", "reverse"],
      option: ["note", "evidence"],
      outcome: ["family", "bias", "note"],
      part: ["lead", "note"],
    }[role];
    const place = it.place(role);
    if (place && !it.quiz.expect) delete valueOf(place)[it.random.pick(names)];
    else delete it.quiz.expect;
  },
  "a text in each language"(it) {
    const place = it.place(["text"], (place) => typeof valueOf(place) === "string");
    if (place) set(place, Object.fromEntries(it.quiz.languages.map((tag) => [tag, `É ${tag} 🌱`])));
  },
  "one text for all languages"(it) {
    const place = it.place(["text"]);
    if (place) set(place, it.random.pick(["Un texte", "<b>bold</b>", " x ", "\u00a0"]));
  },
  blocks(it) {
    const place = it.place(["richText", "blocks"]);
    const addresses = ["https://a.example/?q=é#f", "mailto:a@b.example", "tel:+33", "/", "/a//b"];
    const href = it.random.pick(addresses);
    const both = Object.fromEntries(it.quiz.languages.map((tag) => [tag, href]));
    const blocks = [
      "Text",
      both,
      { heading: "H" },
      { list: ["a", both] },
      { steps: Array(100).fill("a") },
      { quote: both },
      { link: { href, text: "L" } },
      { link: { href: both, text: both } },
    ];
    if (place)
      set(
        place,
        Array.from({ length: 1 + it.random.below(200) }, () => it.random.pick(blocks)),
      );
  },
  scales(it) {
    const scale = (id) => ({ id, title: "T", low: "L", high: "H" });
    it.quiz.scales = [...(it.quiz.scales ?? []), scale(`0${"_-a".repeat(20)}`), scale("9")];
    it.places = placesOf(it.quiz);
  },
  guarantees(it) {
    const question = it.random.pick(it.quiz.questions).id;
    const outcome = it.random.pick(it.quiz.outcomes).id;
    const condition = { "==": [{ var: "result.first" }, outcome] };
    it.quiz.guarantees = [
      { whenever: condition, then: { in: [{ var: "result.kind" }, ["one", "override"]] } },
      { name: "N", whenever: true, then: { in: [outcome, { var: "result.outcomes" }] }, note: "" },
      { independent: [question, outcome], note: "why" },
      { undecided: question, name: "Nobody decides alone" },
    ].slice(it.random.below(4));
  },
  "another way to write a condition"(it) {
    const place = it.place(["condition"]);
    if (!place) return;
    const value = valueOf(place);
    const group = it.random.pick(["and", "or"]);
    set(
      place,
      it.random.pick([
        { [group]: [value] },
        { "!": { "!": [value] } },
        { and: [true, value] },
        { or: [value, false] },
        { "!": [{ "!": value }] },
      ]),
    );
  },
  "another way to write a name"(it) {
    const place = it.place(["variable"]);
    if (place && typeof valueOf(place).var === "string") set(place, { var: [valueOf(place).var] });
  },
  "any answer, or none"(it) {
    const { id } = it.random.pick(it.quiz.questions);
    const { id: outcome } = it.quiz.outcomes[0];
    const score = { var: `scores.${outcome}` };
    const conditions = [
      { [it.random.pick(["==", "!="])]: [{ var: `answers.${id}` }, null] },
      { "!=": [null, { var: `answers.${id}` }] },
      { in: [{ var: "result.second" }, []] },
      { "<": [-5, score] },
      { ">=": [score, { var: "result.margin" }] },
      { "==": [score, null] },
      false,
    ];
    const module = { id: "any-answer", title: "T", body: "B", when: it.random.pick(conditions) };
    it.quiz.modules = [...(it.quiz.modules ?? []).filter((m) => m.id !== module.id), module];
    it.places = placesOf(it.quiz);
  },
  weights(it) {
    const place = it.place(["weight"]);
    const bound = Math.min(place?.most, 5000);
    if (place) set(place, it.random.pick([-bound, 0, 1, bound]));
  },
  "priorities far apart"(it) {
    const place = it.place(["integer"], ({ key }) => key === "priority");
    if (place) set(place, it.random.pick([-1e6, 1e6]));
  },
  "another way to stop"(it) {
    const { first } = it.quiz.adaptive ?? {};
    it.quiz.adaptive = {
      ...(first && { first }),
      minimum: it.random.pick([0, 2000]),
      risk: it.random.pick([0, 0.05, 0.5, 0.9999, 0.0001]),
    };
  },
  "a close call"(it) {
    const method = it.quiz.scoring?.method ?? "evidence";
    it.quiz.scoring = { method, close: it.random.pick([0, 1000]) };
  },
  "what is so anyway"(it) {
    const question = valueOf(it.place(["question"]));
    for (const member of ["optional", "sensitive", "after", "reverse"]) question[member] ??= false;
    for (const option of question.options ?? []) option.exclusive ??= false;
  },
  "a scale of so many points"(it) {
    const points = Array.from({ length: 3 + it.random.below(9) }, (_, i) => ({ id: `p${i}` }));
    points[0].text = points.at(-1).text = "End";
    const question = { id: "more-points", kind: "scale", text: "T", options: points };
    it.quiz.questions = [...it.quiz.questions.filter(({ id }) => id !== question.id), question];
    it.places = placesOf(it.quiz);
  },
  "questions of other kinds"(it) {
    const choices = Array.from({ length: 50 }, (_, i) => ({ id: `o${i}`, text: "O" }));
    const more = [
      { id: "more-number", kind: "number", text: "T", min: -1e12, max: 1e12, unit: "U" },
      { id: "more-text", kind: "text", text: "T", max: it.random.pick([1, 2000]), after: true },
      { id: "more-words", kind: "text", text: "T" },
      { id: "more-rank", kind: "rank", text: "T", options: choices },
      { id: "more-ticks", kind: "multiple", text: "T", min: 0, max: 50, options: choices },
      {
        id: "more-pair",
        kind: "pair",
        text: "T",
        statements: ["A", "B"],
        options: choices.slice(46),
      },
    ];
    it.quiz.questions = [...it.quiz.questions.filter(({ id }) => !id.startsWith("more-")), ...more];
    it.places = placesOf(it.quiz);
  },
  "nothing in the lists that may be empty"(it) {
    for (const member of ["scales", "rules", "parts", "modules", "expect"]) it.quiz[member] ??= [];
  },
};

test(`the schema and the reader accept the same ${kVariations} valid quizzes`, () => {
  const cases = seeds(kVariations).map((seed) => {
    const it = new Case(seed + 1_000_000);
    const made = Object.keys(variations).filter(() => it.random.below(5) === 0);
    for (const what of made) variations[what](it);
    return [`CAREER_QUIZ_SEED=${seed}: ${made.join(", ")} in ${it.name}`, it.quiz];
  });
  const found = errorsOf(cases.map(([, quiz]) => JSON.stringify(quiz)));
  cases.forEach(([told, quiz], i) => {
    const text = JSON.stringify(quiz);
    assert.ok(
      valid(quiz),
      `the schema refuses: ${told}\n${ajv.errorsText(valid.errors)}\n${differs(text)}`,
    );
    assert.deepEqual(found[i], [], `the reader refuses: ${told}\n${differs(text)}`);
  });
});

// What one part of a file says about another.
const readersAlone = {
  "unknown-outcome": [
    (quiz) => (quiz.questions[0].options[0].evidence = { three: 1 }),
    (quiz) => (quiz.rules[0].outcome = "three"),
    (quiz) => (quiz.expect[0].outcome = "three"),
    (quiz) => (quiz.modules[0].when = asks("result.first", "three")),
    (quiz) => (quiz.guarantees = [{ independent: ["first", "three"] }]),
  ],
  "unknown-scale": [
    (quiz) => (quiz.questions[0].options[0].scales = { warm: 1 }),
    (quiz) => (quiz.modules[0].when = { ">": [{ var: "scales.warm" }, 5] }),
  ],
  "unknown-question": [
    (quiz) => (quiz.adaptive = { first: ["last"] }),
    (quiz) => (quiz.outcomes[0].when = asks("answers.last", "a")),
    (quiz) => (quiz.guarantees = [{ undecided: "last" }]),
  ],
  "unknown-option": [(quiz) => (quiz.outcomes[0].when = asks("answers.first", "c"))],
  "unknown-part": [(quiz) => (quiz.modules[0].part = "song")],
  "unknown-name": [(quiz) => (quiz.outcomes[0].when = asks("answers.first.0", "a"))],
  "unknown-language": [
    (quiz) => (quiz.title = { en: "T", fr: "T", de: "T" }),
    (quiz) => (quiz.description = [{ qot: "T" }]),
  ],
  "missing-language": [(quiz) => (quiz.title = { en: "T" })],
  "repeated-id": [
    (quiz) => (quiz.questions[1].id = "first"),
    (quiz) => (quiz.questions[0].options[1].id = "a"),
    (quiz) => (quiz.outcomes[1].id = "one"),
    (quiz) => (quiz.outcomes[1].priority = 1),
    (quiz) => (quiz.parts[1].id = "letter"),
    (quiz) => (quiz.languages = ["en", "EN"]),
  ],
  "missing-member": [
    (quiz) => delete quiz.outcomes[0].priority,
    (quiz) => {
      delete quiz.modules[1].title;
      quiz.modules[1].body = "B";
    },
  ],
  "unknown-member": [(quiz) => (quiz.modules[0].title = "T")],
  "bad-value": [
    (quiz) => (quiz.questions[1].min = 10),
    (quiz) => (quiz.questions[2].max = 4),
    (quiz) => (quiz.adaptive = { risk: 0.00001 }),
    (quiz) => (quiz.modules[0].when = asks("result.kind", "three-tracks")),
  ],
  "unlike-kinds": [
    (quiz) => (quiz.outcomes[0].when = asks("answers.hours", "a")),
    (quiz) => (quiz.outcomes[0].when = asks("answers.ticks", "a")),
    (quiz) => (quiz.outcomes[0].when = { ">": [{ var: "answers.first" }, "a"] }),
    (quiz) => (quiz.outcomes[0].when = { in: ["a", { var: "answers.first" }] }),
    (quiz) => (quiz.modules[0].when = asks("answers.later", "words")),
  ],
  "too-early": [
    (quiz) => (quiz.outcomes[0].when = asks("result.first", "one")),
    (quiz) => (quiz.rules[0].when = asks("result.kind", "one")),
  ],
  cycle: [
    (quiz) => {
      quiz.questions[0].when = asks("answers.hours", 1);
      quiz.questions[1].when = asks("answers.first", "a");
    },
    (quiz) => (quiz.questions[0].when = { ">": [{ var: "scales.calm" }, 5] }),
  ],
  sensitive: [
    (quiz) => {
      quiz.questions[2].sensitive = true;
      quiz.questions[1].when = { in: ["a", { var: "answers.ticks" }] };
    },
  ],
  after: [(quiz) => (quiz.outcomes[0].when = { "!=": [{ var: "answers.later" }, null] })],
  derived: [
    (quiz) => (quiz.questions[0].options[0].evidence = { rest: 1 }),
    (quiz) => (quiz.outcomes[2].bias = 1),
  ],
  "bad-expectation": [
    (quiz) => (quiz.expect[0].answers.first = "c"),
    (quiz) => (quiz.expect[0].answers.first = ["a"]),
    (quiz) => (quiz.expect[0].answers.hours = 10),
    (quiz) => (quiz.expect[0].answers.ticks = null),
    (quiz) => (quiz.expect[0].answers.last = "a"),
  ],
  "too-deep": [
    (quiz) => {
      let when = true;
      for (let i = 0; i < 64; i += 1) when = { "!": when };
      quiz.outcomes[0].when = when;
    },
  ],
};

// How the text is written, which a schema does not see.
const inTheText = {
  "repeated-member": (text) => text.replace('"id":', '"id":"again","id":'),
  "wrong-type": (text) => text.replace('"format":1', '"format":1.0'),
  "bad-value": (text) => text.replace('"id":', '"adaptive":{"risk":5e-2},"id":'),
};

test("the reader alone sees what the parts of a file say about each other, and its text", () => {
  const whole = JSON.stringify(small);
  assert.deepEqual(errorsOf([whole]), [[]]);
  const cases = Object.entries(readersAlone).flatMap(([code, makers]) =>
    makers.map((make) => {
      const quiz = structuredClone(small);
      make(quiz);
      return { code, make, text: JSON.stringify(quiz) };
    }),
  );
  for (const [code, make] of Object.entries(inTheText))
    cases.push({ code, make, text: make(whole) });
  const found = errorsOf(cases.map(({ text }) => text));
  cases.forEach(({ code, make, text }, i) => {
    assert.ok(valid(JSON.parse(text)), `the schema refuses ${make}`);
    assert.ok(found[i].includes(code), `${make}: ${found[i]}`);
  });
});
