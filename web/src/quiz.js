/**
 * Fetching a quiz file and reading its texts in one language. The engine judges whether a quiz is
 * sound; this reader only shows it, and may see the file first, so it trusts no shape at all.
 */
import { Failure } from "./failure.js";
import { sameLanguage } from "./language.js";

/** @import { Block, OptionView, QuestionKind, QuestionView, QuizView } from './types' */

/** The engine's own limit on the text of a quiz. */
const MAX_BYTES = 4 * 1024 * 1024;

/**
 * @param {string} url
 * @param {AbortSignal} signal
 * @returns {Promise<string>}
 */
export async function fetchQuiz(url, signal) {
  const inside = CAREER_QUIZ_FILES?.[url.replace("career-quiz:/", "")];
  if (inside) return JSON.stringify(inside);
  let response;
  let bytes;
  try {
    response = await fetch(url, { signal });
    if (Number(response.headers.get("content-length")) > MAX_BYTES) throw tooLarge(url);
    bytes = response.ok ? await response.arrayBuffer() : null;
  } catch (cause) {
    if (cause instanceof Failure || signal.aborted) throw cause;
    throw new Failure("quiz-missing", `The quiz cannot be fetched: ${url}`, { url, cause });
  }
  if (!bytes) {
    throw new Failure("quiz-missing", `The quiz is not there (${response.status}): ${url}`, {
      url,
    });
  }
  if (bytes.byteLength > MAX_BYTES) throw tooLarge(url);
  return new TextDecoder().decode(bytes);
}

/** @param {string} url */
function tooLarge(url) {
  return new Failure("quiz-too-large", `The quiz is larger than 4 MiB: ${url}`, { url });
}

/**
 * @param {string} text
 * @returns {Record<string, unknown> | null} null when the text is no JSON object
 */
export function parseQuiz(text) {
  try {
    const value = JSON.parse(text);
    return isRecord(value) ? value : null;
  } catch {
    return null;
  }
}

/**
 * The declared language nearest to the wanted one: the same tag, else the same language, else the
 * quiz's first.
 * @param {unknown} document
 * @param {string} wanted
 */
export function chooseLanguage(document, wanted) {
  const languages = list(member(document, "languages")).filter((tag) => typeof tag === "string");
  const lower = wanted.toLowerCase();
  return (
    languages.find((tag) => tag.toLowerCase() === lower) ??
    languages.find((tag) => sameLanguage(tag, wanted)) ??
    languages[0] ??
    ""
  );
}

/**
 * @param {unknown} document
 * @param {string} language
 * @param {boolean} adaptive whether the quiz says itself which question comes first
 * @param {{least: number, most: number}} [length] when the document is an excerpt, which has one
 *   question alone
 * @returns {QuizView}
 */
export function readQuiz(document, language, adaptive, length) {
  // Those asked beside the result are no part of the way to it.
  const raw = list(member(document, "questions")).filter((item) => !member(item, "after"));
  /** @param {unknown} item */
  const asked = (item) => member(item, "when") === undefined;
  const opener = list(member(member(document, "adaptive"), "first"))[0];
  const first =
    adaptive || (length && opener)
      ? adaptive && opener && raw.find((item) => member(item, "id") === opener)
      : raw[0];
  /** @type {QuizView['each']} */
  const each = (name, read) => byId(list(member(document, name)), read);
  return {
    language,
    foreign: false,
    title: readText(member(document, "title"), language),
    description: readRich(member(document, "description"), language),
    length: length ?? { least: raw.filter(asked).length, most: raw.length },
    first:
      isRecord(first) && asked(first) && first.kind === "single"
        ? readQuestion(first, language)
        : null,
    questions: each("questions", (item) => readQuestion(item, language)),
    each,
    text: (value) => readText(value, language),
    rich: (value) => readRich(value, language),
  };
}

/**
 * @param {Record<string, unknown>} item
 * @param {string} language
 * @returns {QuestionView}
 */
function readQuestion(item, language) {
  /** @type {OptionView[]} */
  const options = list(item.options)
    .filter(isRecord)
    .map((option) => ({
      id: string(option.id),
      text: readText(option.text, language),
      exclusive: option.exclusive === true,
    }));
  return {
    id: string(item.id),
    kind: /** @type {QuestionKind} */ (item.kind),
    text: readText(item.text, language),
    help: readText(item.help, language),
    optional: item.optional === true,
    sensitive: item.sensitive === true,
    statements: list(item.statements).map((statement) => readText(statement, language)),
    options,
    min: typeof item.min === "number" ? item.min : 0,
    max: typeof item.max === "number" ? item.max : options.length,
    unit: readText(item.unit, language),
  };
}

/**
 * @param {unknown} value a text, or one text per language
 * @param {string} language
 */
function readText(value, language) {
  return string(isRecord(value) ? member(value, language) : value).toWellFormed();
}

/**
 * @param {unknown} value
 * @param {string} language
 * @returns {Block[]}
 */
function readRich(value, language) {
  /** @param {unknown} items */
  const texts = (items) => list(items).map((item) => readText(item, language));
  return (Array.isArray(value) ? value : [value])
    .map((block) => {
      const of = (/** @type {string} */ name) => member(block, name);
      if (of("heading")) return { kind: "heading", text: readText(of("heading"), language) };
      if (of("quote")) return { kind: "quote", text: readText(of("quote"), language) };
      if (of("list")) return { kind: "list", items: texts(of("list")) };
      if (of("steps")) return { kind: "steps", items: texts(of("steps")) };
      if (of("link")) {
        const link = of("link");
        return {
          kind: "link",
          href: safeHref(readText(member(link, "href"), language)),
          text: readText(member(link, "text"), language),
        };
      }
      return { kind: "paragraph", text: readText(block, language) };
    })
    .map((block) => /** @type {Block} */ (block))
    .filter((block) => ("items" in block ? block.items.length : block.text));
}

/**
 * The address if it is https, mailto, tel or a path on this site; else null. Browsers drop tabs and
 * line ends inside a scheme, so an address with any of them is refused.
 * @param {unknown} href
 * @returns {string | null}
 */
export function safeHref(href) {
  if (typeof href !== "string" || /[\u0000-\u0020\\]/.test(href)) return null;
  return /^(https:\/\/[^/]|mailto:|tel:|\/(?!\/))/i.test(href) ? href : null;
}

/**
 * @template T
 * @param {unknown[]} items
 * @param {(item: Record<string, unknown>) => T} read
 * @returns {Map<string, T>}
 */
function byId(items, read) {
  return new Map(items.filter(isRecord).map((item) => [string(item.id), read(item)]));
}

/**
 * @param {unknown} value
 * @returns {value is Record<string, unknown>}
 */
function isRecord(value) {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}

/**
 * A member of the file itself, never one inherited from Object.prototype.
 * @param {unknown} value
 * @param {string} name
 * @returns {unknown}
 */
function member(value, name) {
  return isRecord(value) && Object.hasOwn(value, name) ? value[name] : undefined;
}

/**
 * @param {unknown} value
 * @returns {any[]}
 */
function list(value) {
  return Array.isArray(value) ? value : [];
}

/** @param {unknown} value */
function string(value) {
  return typeof value === "string" ? value : "";
}
