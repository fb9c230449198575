/**
 * The words of the interface, in the language of the page where they are written in it. One language
 * is part of this script; the others are scripts of their own, loaded where they are wanted.
 */
import { importBeside, sharedOnce } from "./beside.js";
import { primary } from "./language.js";
import { first as bakedFirst, tag as bakedTag } from "./words/baked.js";

/** @import { Plural, Same } from './types' */
/** @typedef {Same<typeof import('./words/fr.js').first>} First */
/** @typedef {Same<typeof import('./words/fr.js').rest>} Rest */
/** @typedef {First & Rest} Strings */
/** @typedef {{first?: First, rest: Rest}} Script */

/**
 * What is said until a language's script is here, and where it cannot be had. The second script adds
 * to it; where that is missing too, it is said in English.
 * @type {Record<string, string[]>}
 */
export const meanwhile = {
  en: ["Loading…", "The quiz could not be loaded.", "Try again"],
};

/** @typedef {"fr" | "en" | "es" | "de" | "ar"} Language */

/** @type {Record<Language, () => Promise<Script>>} */
const scripts = {
  // @ts-ignore: made by the build, beside this file
  fr: () => import("./career-quiz-words.fr.js"),
  // @ts-ignore
  en: () => import("./career-quiz-words.en.js"),
  // @ts-ignore
  es: () => import("./career-quiz-words.es.js"),
  // @ts-ignore
  de: () => import("./career-quiz-words.de.js"),
  // @ts-ignore
  ar: () => import("./career-quiz-words.ar.js"),
};

const shared = Object.fromEntries(
  Object.entries(scripts).map(([language, script]) => [
    language,
    sharedOnce(async (round) => {
      const { first = bakedFirst, rest } = /** @type {Script} */ (
        await importBeside(`career-quiz-words.${language}.js`, script, round)
      );
      texts.set(language, { ...first, ...rest });
      made.clear();
    }),
  ]),
);

/** @type {Map<string, Partial<Strings>>} */
const texts = new Map([[bakedTag, bakedFirst]]);
/** @type {Map<string, Words>} */
const made = new Map();

/**
 * The first of the wanted languages that the interface is written in; else English.
 * @param {string[]} wanted tags
 * @returns {string} a tag
 */
export function chooseWords(...wanted) {
  return wanted.find((tag) => Object.hasOwn(scripts, primary(tag))) ?? "en";
}

/**
 * Fetches the words of every screen, once for every quiz on the page.
 * @param {string} tag one that `chooseWords` gave
 * @returns {Promise<void>}
 */
export function fetchWords(tag) {
  return /** @type {{get(): Promise<void>}} */ (shared[primary(tag)]).get();
}

/**
 * Words in one language, with the numbers put in.
 * @param {string} tag one that `chooseWords` gave
 */
export function wordsIn(tag) {
  let words = made.get(tag);
  if (!words?.here) made.set(tag, (words = make(tag)));
  return words;
}

/** @param {string} tag */
function make(tag) {
  const language = /** @type {Language} */ (primary(tag));
  const known = texts.get(language);
  const [loading = "", failed = "", retry = ""] = meanwhile[language] ?? meanwhile.en ?? [];
  const locale = !known && !meanwhile[language] ? "en" : isLocale(tag) ? tag : language;
  // Waking the browser's own rules takes longer than all else before the first screen, and what is
  // counted there needs none.
  const plain = (/** @type {number} */ n) =>
    language !== "ar" && !/-u-/i.test(locale) && n >= 0 && n < 1000 && n % 1 === 0;
  const text = /** @type {Strings} */ (
    known ?? { loading, wait: loading, failed, failure: "", retry, lastResort: "" }
  );

  /**
   * @param {string} template
   * @param {Record<string, string | number>} values
   */
  const fill = (template, values) =>
    template.replace(/\{(\w+)\}/g, (_, name) => {
      const value = values[name];
      return typeof value === "number" && !plain(value)
        ? value.toLocaleString(locale)
        : String(value);
    });

  /**
   * @param {Plural} forms
   * @param {number} n
   */
  const count = (forms, n) => {
    const one = n === 1 || (n === 0 && language === "fr");
    const form = plain(n) ? (one ? "one" : "other") : new Intl.PluralRules(locale).select(n);
    return fill(forms[form] ?? forms.other, { n });
  };

  return {
    /** The page's own where that is in this language. */
    tag: locale,
    /** Whether there are words for the introduction. */
    here: known !== undefined,
    /** Whether there are words for every screen. */
    whole: known !== undefined && "reviewTitle" in known,
    text,
    fill,
    count,
  };
}

/** @param {string} tag as somebody wrote it */
function isLocale(tag) {
  try {
    return Intl.getCanonicalLocales(tag).length > 0;
  } catch {
    return false;
  }
}

/** @typedef {ReturnType<typeof make>} Words */
