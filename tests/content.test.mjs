// The words of the mentoring quiz: the typography of both languages, how long and
// how inclusive they are, that the English one does not assume France, that the
// message is always whole, and that nothing of the article it comes from was
// dropped.

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

/** Every text under `value`: [pointer, text by language]. */
function texts(value, pointer = "") {
  if (value === null || typeof value !== "object") return [];
  if (typeof value.fr === "string") return [[pointer, value]];
  return Object.entries(value).flatMap(([key, item]) =>
    texts(item, `${pointer}/${Array.isArray(value) ? (item.id ?? key) : key}`),
  );
}

const both = texts(quiz).filter(([pointer]) => !pointer.endsWith("/href"));
const french = both.map(([pointer, { fr }]) => [pointer, fr]);
const english = both.map(([pointer, { en }]) => [pointer, en]);

/** The texts in which `pattern` is found, none wanted. */
function assertNone(pattern, among = french) {
  const found = among.filter(([, text]) => pattern.test(text));
  assert.deepEqual(found, []);
}

const words = (sentence) => sentence.split(/[\s\u202f]+/).filter((word) => /\p{L}/u.test(word));

test("there are texts to look at", () => assert.ok(french.length > 400));

test("every text is in French, then in English, and in nothing else", () => {
  assert.deepEqual(quiz.languages, ["fr", "en"]);
  for (const [pointer, text] of both) assert.deepEqual(Object.keys(text), ["fr", "en"], pointer);
});

test("apostrophes and ellipses are typographic", () => {
  assertNone(/['`]|\.\.|"/);
  assertNone(/['`]|\.\.|"/, english);
});

test("double punctuation and quotation marks have their narrow no-break space", () =>
  assertNone(/[^\u202f][;:!?»]|«[^\u202f]/u));

test("no other no-break space, no space doubled or at an end", () =>
  assertNone(/\u00a0|[ \u202f]{2}|^\s|\s$| [,.]/u));

test("quotation marks come in pairs", () => {
  const odd = french.filter(([, text]) => !/^[^«»]*(«[^«»]*»[^«»]*)*$/u.test(text));
  assert.deepEqual(odd, []);
});

test("English has no space before punctuation, none doubled, at an end or unbreakable", () =>
  assertNone(/ [,.;:!?]|[\u00a0\u202f]| {2}|^\s|\s$/u, english));

test("English quotes with a pair of its own marks, and breaks off with no long dash", () => {
  assertNone(/[«»—]/u, english);
  assert.deepEqual(
    english.filter(([, text]) => !/^[^“”]*(“[^“”]*”[^“”]*)*$/u.test(text)),
    [],
  );
});

test("English is spelt as in Britain", () =>
  assertNone(
    /\b(color|favor|behavior|center|program|counselor|labor)s?\b|\p{L}{3,}iz(e|ing)/iu,
    english,
  ));

test("English is not French left as it was", () => {
  const alike = both.filter(([, { fr, en }]) => fr === en).map(([, { en }]) => en);
  assert.deepEqual(alike, ["Transition", "Leadership", "Format"]);
});

test("what exists in France alone is said to be French in English", () => {
  const local = /\b(3114|114|15)\b|\bCEP\b|[éèêëàâçîïôùû]|Mon compte/u;
  const named = english.filter(([, text]) => local.test(text));
  assert.ok(named.length > 3);
  assert.deepEqual(
    named.filter(([, text]) => !/\bFrance\b/.test(text)),
    [],
  );
});

test("who is in danger finds in English whom to call, in several countries and in any", () => {
  const relay = texts(outcomes.find(({ id }) => id === "relay"))
    .map(([, { en }]) => en)
    .join("\n");
  for (const way of ["112", "999", "911", "988", "116 123", "3114", "findahelpline.com"]) {
    assert.ok(relay.includes(way), way);
  }
});

test("what is left to fill in is as much in either language", () => {
  const gaps = (text) => text.split("[").length;
  assert.deepEqual(
    both.filter(([, { fr, en }]) => gaps(fr) !== gaps(en)),
    [],
  );
});

test("the reader is said vous", () =>
  assertNone(/(^|[^\p{L}])(tu|toi|ton|tes|te)([^\p{L}-]|$)|(^|[^\p{L}])t’/iu));

test("wording is epicene: no doubled forms, points, slashes or brackets for gender", () =>
  assertNone(
    /·|\(e?s?\)|\p{L}\/\p{L}|un ou une|une ou un|chacune? et chacun|tous et toutes|toutes et tous|celles et ceux|ceux et celles|(\p{L}+)eurs et \1(rices|euses)/iu,
  ));

test("nothing calls itself validated, and no advice gives a percentage or a price", () => {
  assertNone(/valid[ée]|%|€|(^|\P{L})euros?(\P{L}|$)/iu);
  assertNone(/validat|%|[€£$]|\b(euros?|pounds?|dollars?)\b/iu, english);
});

test("a question fits on two lines of a phone, in sentences of at most 22 words", () => {
  for (const { id, text, help } of questions) {
    for (const language of quiz.languages) {
      const asked = text[language];
      assert.ok([...asked].length <= 76, `${id}: ${[...asked].length} characters`);
      for (const sentence of `${asked} ${help?.[language] ?? ""}`.split(/[.?!…]/u)) {
        assert.ok(words(sentence).length <= 22, `${id}: “${sentence}”`);
      }
    }
  }
});

// English verbs have no ending to know them by.
const kEnglishVerb =
  /^(Ask|Bring|Check|Choose|Complete|Do|Find|Go|Listen|Look|Make|Meet|Note|Offer|Open|Send|Set|Suggest|Talk|Write) /;

test("an action of the plan begins with what to do", () => {
  assert.equal(parts.find(({ id }) => id === "plan").most, 7);
  const actions = modules.filter(({ part }) => part === "plan");
  assert.ok(actions.length > 7);
  for (const { id, title } of actions) {
    assert.match(title.fr, /^\p{Lu}\p{L}+ez(-vous)? /u, id);
    assert.match(title.en, kEnglishVerb, id);
  }
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

/** The facts that a condition reads. */
const readBy = (condition) =>
  [...JSON.stringify(condition).matchAll(/"var":"([^"]+)"/gu)].map(([, name]) => name);

/** Every way to give each of `names` one of its values. */
function* situations([name, ...others]) {
  if (name === undefined) {
    yield {};
    return;
  }
  const values =
    name === "result.first"
      ? outcomes
      : [{ id: null }, ...questions.find(({ id }) => `answers.${id}` === name).options];
  for (const { id } of values) {
    for (const rest of situations(others)) yield { [name]: id, ...rest };
  }
}

test("whatever was answered, the message has each of its paragraphs once", () => {
  const paragraphs = modules.filter(({ part }) => part === "message");
  // message-<what the paragraph says>-<which of its variants>
  const duty = ({ id }) => id.split("-")[1];
  const duties = [...new Set(paragraphs.map(duty))];
  assert.deepEqual(duties, ["hello", "who", "what", "why", "ask", "close"]);
  const shown = new Set();
  for (const what of duties) {
    const variants = paragraphs.filter((paragraph) => duty(paragraph) === what);
    const names = [...new Set(variants.flatMap(({ when = true }) => readBy(when)))];
    for (const facts of situations(names)) {
      const said = variants.filter(({ when = true }) => holds(when, facts)).map(({ id }) => id);
      assert.equal(said.length, 1, `${said} ${JSON.stringify(facts)}`);
      shown.add(said[0]);
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
