import assert from "node:assert/strict";
import { test } from "node:test";
import { openingOf, packQuiz } from "../../web/pack.mjs";

const quiz = {
  format: 1,
  id: "pack",
  version: "2",
  note: "why",
  languages: ["fr", "en"],
  title: { fr: "Titre", en: "Title" },
  limits: { fr: "Limites", en: "Limits" },
  questions: [
    {
      id: "first",
      kind: "single",
      note: "why",
      text: { fr: "Un ?", en: "One?" },
      options: [
        { id: "a", text: { fr: "A", en: "A" }, evidence: { note: 3, fr: 2 }, note: "why" },
        { id: "b", text: { fr: "B", en: "B" } },
      ],
    },
    {
      id: "second",
      kind: "single",
      text: { fr: "Deux ?", en: "Two?" },
      when: { "==": [1, 1] },
      options: [],
    },
  ],
  outcomes: [
    {
      id: "note",
      priority: 1,
      title: { fr: "N", en: "N" },
      body: [{ list: [{ fr: "x", en: "y" }] }],
    },
    { id: "fr", priority: 2, title: { fr: "F", en: "F" }, body: { fr: "corps", en: "body" } },
  ],
  expect: [{ name: "a test", answers: { first: "a" }, outcome: "note" }],
};

test("packing keeps one language, and drops notes and content tests alone", () => {
  const packed = packQuiz(quiz, "en");
  assert.deepEqual(packed.languages, ["en"]);
  assert.equal(packed.title, "Title");
  assert.equal("expect" in packed, false);
  assert.equal("note" in packed, false);
  assert.deepEqual(packed.questions[0].options[0], {
    id: "a",
    text: "A",
    evidence: { note: 3, fr: 2 },
  });
  assert.deepEqual(packed.outcomes[0].body, [{ list: ["y"] }]);
  assert.equal(packed.outcomes[1].body, "body");
});

test("packing takes the first language unless told, and refuses one that is not there", () => {
  assert.equal(packQuiz(quiz).title, "Titre");
  assert.throws(() => packQuiz(quiz, "de"), /no texts in "de"/);
});

test("the opening has the first question's words and nothing of what they are worth", () => {
  const { length, quiz: opening } = openingOf(packQuiz(quiz), "pack", quiz.languages);
  assert.deepEqual(length, { least: 1, most: 2 });
  assert.equal(opening.questions.length, 1);
  assert.doesNotMatch(JSON.stringify(opening), /evidence|when/);
});

test("the opening names every language that has a file, its own first", () => {
  const { name, languages, quiz: opening } = openingOf(packQuiz(quiz, "en"), "pack", ["fr", "en"]);
  assert.deepEqual({ name, languages }, { name: "pack", languages: ["en", "fr"] });
  assert.deepEqual(opening.languages, ["en"]);
  assert.equal(opening.questions[0].text, "One?");
});
