// The words of the interface: every language says all that French says, and writes it as it is
// written in that language.

import assert from "node:assert/strict";
import { readdirSync } from "node:fs";
import { basename } from "node:path";
import { test } from "node:test";
import { meanwhile, wordsIn } from "../web/src/words.js";

const folder = new URL("../web/src/words/", import.meta.url);
const languages = readdirSync(folder)
  .map((file) => basename(file, ".js"))
  .filter((tag) => tag !== "baked");
const words = Object.fromEntries(
  await Promise.all(
    languages.map(async (tag) => [tag, await import(new URL(`${tag}.js`, folder))]),
  ),
);

const isPlural = (value) => typeof value === "object" && "other" in value;

/** Every text below a value, with the path of members that leads to it. */
function texts(value, path) {
  if (typeof value === "string") return [[path, value]];
  return Object.entries(value).flatMap(([name, item]) => texts(item, `${path}.${name}`));
}

const all = (tag) => [...texts(words[tag].first, "first"), ...texts(words[tag].rest, "rest")];

/** What one language has, with plural texts as one each. */
function outline(value, path) {
  if (typeof value === "string" || isPlural(value)) return [path];
  return Object.entries(value).flatMap(([name, item]) => outline(item, `${path}.${name}`));
}

const shape = (tag) => ({
  first: outline(words[tag].first, ""),
  rest: outline(words[tag].rest, ""),
});

/** A plural form may leave its number out: "one question". */
const placeholders = (text) => [...new Set(text.match(/\{\w+\}/g))].filter((one) => one !== "{n}");

test("the interface speaks French, English, Spanish, German and Arabic", () => {
  assert.deepEqual(languages.toSorted(), ["ar", "de", "en", "es", "fr"]);
  for (const tag of languages) assert.equal(words[tag].tag, tag);
});

for (const tag of languages) {
  test(`${tag}: has every text, in the script and in lists as long as in French`, () => {
    for (const script of ["first", "rest"]) {
      assert.deepEqual(shape(tag)[script].toSorted(), shape("fr")[script].toSorted());
    }
    assert.deepEqual(
      all(tag).filter(([, text]) => !text.trim()),
      [],
    );
  });

  test(`${tag}: fills in what French fills in`, () => {
    const of = (script, path) =>
      path.split(".").reduce((value, name) => value[name], words[script]);
    for (const script of ["first", "rest"]) {
      for (const path of shape("fr")[script]) {
        const french = of("fr", script + path);
        const here = of(tag, script + path);
        if (!isPlural(french)) {
          assert.deepEqual(
            (here.match(/\{\w+\}/g) ?? []).toSorted(),
            (french.match(/\{\w+\}/g) ?? []).toSorted(),
            path,
          );
          continue;
        }
        assert.match(here.other, /\{n\}/, path);
        for (const form of Object.values(here)) {
          assert.deepEqual(placeholders(form).toSorted(), placeholders(french.other).toSorted());
        }
      }
    }
  });

  test(`${tag}: has a form for every number from 0 to 200, and no other form`, () => {
    const rules = new Intl.PluralRules(tag);
    const used = new Set(Array.from({ length: 201 }, (_, n) => rules.select(n)));
    for (const path of shape(tag)
      .first.map((one) => `first${one}`)
      .concat(shape(tag).rest.map((one) => `rest${one}`))) {
      const value = path.split(".").reduce((inner, name) => inner[name], words[tag]);
      if (isPlural(value)) assert.deepEqual(new Set(Object.keys(value)), used, path);
    }
  });

  test(`${tag}: quotes, apostrophes and ellipses are those of print`, () => {
    const odd = all(tag).filter(([, text]) => /["'`]|\.\.\./.test(text));
    assert.deepEqual(odd, []);
    const marks = { fr: "«»", en: "“”", es: "«»", de: "„“", ar: "«»" }[tag];
    for (const [path, text] of all(tag)) {
      const used = text.match(/[«»“”„‟‹›]/g) ?? [];
      assert.deepEqual(
        used.filter((mark) => !marks.includes(mark)),
        [],
        path,
      );
      assert.equal(used.length % 2, 0, path);
    }
  });
}

test("fr: narrow no-break spaces stand before ; : ! ? and inside « »", () => {
  const odd = all("fr").filter(
    ([, text]) => /(?<!\u202f)[;:!?»]|«(?!\u202f)/.test(text) || /\u00a0(?!\{)/.test(text),
  );
  assert.deepEqual(odd, []);
});

test("es: questions and exclamations open as they close", () => {
  for (const [path, text] of all("es")) {
    assert.equal(text.split("¿").length, text.split("?").length, path);
    assert.equal(text.split("¡").length, text.split("!").length, path);
  }
});

test("ar: commas, semicolons and question marks are Arabic, and no Latin word is left", () => {
  const odd = all("ar").filter(([, text]) => {
    const said = text.replace(/\{\w+\}/g, "").replace(/JSON/g, "");
    return /[,;?]|\p{Script=Latin}/u.test(said);
  });
  assert.deepEqual(odd, []);
});

test("numbers are written and counted as the browser's own rules of the page's tag have it", () => {
  const tags = "fr fr-CA fr-CH en en-IN es es-MX es-419 de de-CH ar ar-EG ar-MA en-u-nu-arab";
  const forms = Object.fromEntries(
    ["zero", "one", "two", "few", "many", "other"].map((form) => [form, form]),
  );
  for (const tag of languages) meanwhile[tag] ??= ["…", "…", "…"];
  for (const tag of tags.split(" ")) {
    const { fill, count, tag: locale } = wordsIn(tag);
    assert.equal(locale, tag);
    const number = new Intl.NumberFormat(tag);
    const plural = new Intl.PluralRules(tag);
    const some = [...Array(1101).keys(), 12_345, 1_000_000, -3];
    assert.deepEqual(
      some.map((n) => [fill("{n}", { n }), count(forms, n)]),
      some.map((n) => [number.format(n), plural.select(n)]),
      tag,
    );
  }
});
