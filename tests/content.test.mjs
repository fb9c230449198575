// The words of the mentoring quiz: its French typography, how long and how
// inclusive they are, that its message is always whole, and that nothing of the
// article it comes from was dropped.

import assert from "node:assert/strict";
import { existsSync, readFileSync } from "node:fs";
import { test } from "node:test";

const kQuiz = new URL("../questions/mentoring-coaching.json", import.meta.url);
const kCoverage = new URL("../questions/COVERAGE.md", import.meta.url);
// The article is its author's: it lies beside the repository, or where the
// environment says, or nowhere.
const kArticle =
  process.env.CAREER_QUIZ_ARTICLE ?? new URL("../../shared/article.md", import.meta.url);

const quiz = JSON.parse(readFileSync(kQuiz, "utf8"));
const { questions, outcomes, parts, modules } = quiz;

/** Every French text under `value`: [pointer, text]. */
function texts(value, pointer = "") {
  if (value === null || typeof value !== "object") return [];
  if (typeof value.fr === "string") return [[pointer, value.fr]];
  return Object.entries(value).flatMap(([key, item]) =>
    texts(item, `${pointer}/${Array.isArray(value) ? (item.id ?? key) : key}`),
  );
}

const french = texts(quiz);

/** The texts in which `pattern` is found, none wanted. */
function assertNone(pattern, among = french) {
  const found = among.filter(([, text]) => pattern.test(text));
  assert.deepEqual(found, []);
}

const words = (sentence) => sentence.split(/[\s\u202f]+/).filter((word) => /\p{L}/u.test(word));

test("there are texts to look at", () => assert.ok(french.length > 400));

test("apostrophes and ellipses are typographic", () => assertNone(/['`]|\.\.|"/));

test("double punctuation and quotation marks have their narrow no-break space", () =>
  assertNone(/[^\u202f][;:!?»]|«[^\u202f]/u));

test("no other no-break space, no space doubled or at an end", () =>
  assertNone(/\u00a0|[ \u202f]{2}|^\s|\s$| [,.]/u));

test("quotation marks come in pairs", () => {
  const odd = french.filter(([, text]) => !/^[^«»]*(«[^«»]*»[^«»]*)*$/u.test(text));
  assert.deepEqual(odd, []);
});

test("the reader is said vous", () =>
  assertNone(/(^|[^\p{L}])(tu|toi|ton|tes|te)([^\p{L}-]|$)|(^|[^\p{L}])t’/iu));

test("wording is epicene: no doubled forms, points, slashes or brackets for gender", () =>
  assertNone(
    /·|\(e?s?\)|\p{L}\/\p{L}|un ou une|une ou un|chacune? et chacun|tous et toutes|toutes et tous|celles et ceux|ceux et celles|(\p{L}+)eurs et \1(rices|euses)/iu,
  ));

test("nothing calls itself validated, and no advice gives a percentage or a price", () =>
  assertNone(/valid[ée]|%|€|(^|\P{L})euros?(\P{L}|$)/iu));

test("a question fits on two lines of a phone, in sentences of at most 22 words", () => {
  for (const { id, text, help } of questions) {
    assert.ok([...text.fr].length <= 76, `${id}: ${[...text.fr].length} characters`);
    for (const sentence of `${text.fr} ${help?.fr ?? ""}`.split(/[.?!…]/u)) {
      assert.ok(words(sentence).length <= 22, `${id}: “${sentence}”`);
    }
  }
});

test("an action of the plan begins with what to do", () => {
  assert.equal(parts.find(({ id }) => id === "plan").most, 7);
  const actions = modules.filter(({ part }) => part === "plan");
  assert.ok(actions.length > 7);
  for (const { id, title } of actions) assert.match(title.fr, /^\p{Lu}\p{L}+ez(-vous)? /u, id);
});

/** The value of a condition that reads only answers and the first outcome. */
function holds(condition, facts) {
  if (typeof condition === "boolean") return condition;
  const [[operator, given]] = Object.entries(condition);
  const value = (item) => (item?.var === undefined ? item : (facts[item.var] ?? null));
  switch (operator) {
    case "and":
      return given.every((part) => holds(part, facts));
    case "or":
      return given.some((part) => holds(part, facts));
    case "!":
      return !holds(given, facts);
    case "in":
      return value(given[1]).includes(value(given[0]));
    case "==":
      return value(given[0]) === value(given[1]);
    case "!=":
      return value(given[0]) !== value(given[1]);
    default:
      throw new Error(`a message does not need “${operator}”`);
  }
}

test("whatever was answered, the message has each of its paragraphs once", () => {
  const paragraphs = modules.filter(({ part }) => part === "message");
  // message-<what the paragraph says>-<which of its variants>
  const duty = ({ id }) => id.split("-")[1];
  const duties = [...new Set(paragraphs.map(duty))];
  assert.deepEqual(duties, ["hello", "who", "what", "why", "ask", "close"]);
  const choices = (id) => [
    null,
    ...questions.find((question) => question.id === id).options.map((option) => option.id),
  ];
  const shown = new Set();
  for (const role of choices("role")) {
    for (const goal of choices("goal")) {
      for (const stage of choices("stage")) {
        for (const time of choices("time")) {
          for (const budget of choices("budget")) {
            for (const { id: first } of outcomes) {
              const facts = {
                "answers.role": role,
                "answers.goal": goal,
                "answers.stage": stage,
                "answers.time": time,
                "answers.budget": budget,
                "result.first": first,
              };
              const message = paragraphs.filter(({ when = true }) => holds(when, facts));
              assert.equal(message.map(duty).join(), duties.join(), JSON.stringify(facts));
              for (const { id } of message) shown.add(id);
            }
          }
        }
      }
    }
  }
  assert.equal(shown.size, paragraphs.length);
});

/** The rows of the table: what kind of line, in which words, carried by what. */
function coverage() {
  return [
    ...readFileSync(kCoverage, "utf8").matchAll(/^\| (\w+) \| ([^|]+) \| (`[^|]+`) \|$/gmu),
  ].map(([, kind, words, carriers]) => ({ kind, words, carriers: carriers.match(/[^`\s]+/gu) }));
}

test("what is said to carry the article exists", () => {
  const named = { question: questions, outcome: outcomes, module: modules, part: parts };
  const known = new Set(
    Object.entries(named).flatMap(([kind, list]) => list.map(({ id }) => `${kind}:${id}`)),
  );
  const unknown = coverage().flatMap(({ carriers }) => carriers.filter((name) => !known.has(name)));
  assert.deepEqual(unknown, []);
});

test(
  "every heading and point of the article has its row, in its order",
  { skip: !existsSync(kArticle) && "the article is not here" },
  () => {
    const kinds = { "##": "section", "###": "subsection", "**": "group", "-": "point" };
    const lines = [
      ...readFileSync(kArticle, "utf8").matchAll(/^(##|###|-) (.+)$|^(\*\*)([^*]+)\*\*$/gmu),
    ]
      .map(([, mark, text, bold, group]) => ({ kind: kinds[mark ?? bold], text: text ?? group }))
      // Those of the front matter are not points of the article.
      .filter(({ text }) => !text.startsWith('"'));
    const rows = coverage();
    assert.deepEqual(
      rows.map(({ kind }) => kind),
      lines.map(({ kind }) => kind),
    );
    // The first letters of each word: a row has one in common with its line.
    const stems = (text) =>
      text
        .normalize("NFD")
        .replace(/\p{M}/gu, "")
        .toLowerCase()
        .match(/[a-z]{3,}/gu)
        .map((word) => word.slice(0, 4));
    rows.forEach((row, at) => {
      const named = stems(lines[at].text);
      assert.ok(
        stems(row.words).some((stem) => named.includes(stem)),
        `“${row.words}” stands for “${lines[at].text}”`,
      );
    });
  },
);
