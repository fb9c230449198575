/** What only the result shows of a quiz. */
import { html, own } from "./kit.js";
import { Guard } from "./privacy.js";

/** @import { Context } from './pieces.js' */
/** @import { Words } from './words.js' */
/** @import { AdviceView, QuizView } from './types' */

/** @type {WeakMap<QuizView, AdviceView>} */
const read = new WeakMap();

/**
 * What only the result shows, read once for each view of a quiz.
 * @param {QuizView} quiz
 */
function adviceOf(quiz) {
  let advice = read.get(quiz);
  if (!advice) {
    const { each, text, rich } = quiz;
    advice = {
      outcomes: each("outcomes", ({ title, summary, body }) => ({
        title: text(title),
        summary: text(summary),
        body: rich(body),
      })),
      modules: each("modules", ({ title, body, part, when }) => ({
        title: text(title),
        body: rich(body),
        part: text(part),
        when: JSON.stringify(when ?? null),
      })),
      parts: each("parts", ({ title, lead, kind }) => ({
        title: text(title),
        lead: text(lead),
        kind: text(kind),
      })),
      guard: new Guard({ questions: [...each("questions", (item) => item).values()] }),
      scales: each("scales", ({ title, low, high }) => ({
        title: text(title),
        low: text(low),
        high: text(high),
      })),
    };
    read.set(quiz, advice);
  }
  return advice;
}

/**
 * The words of a screen. Texts of a quiz in another language are kept apart from the sentence they are
 * put in, since they may be written the other way.
 * @param {Context} context
 * @returns {Words}
 */
export function wordsFor({ quiz, words }) {
  if (!quiz.foreign) return words;
  const apart = (/** @type {string | number} */ value) =>
    typeof value === "string" ? `\u2068${value}\u2069` : value;
  return {
    ...words,
    fill: (template, values) =>
      words.fill(
        template,
        Object.fromEntries(Object.entries(values).map(([name, value]) => [name, apart(value)])),
      ),
  };
}

/** @param {Context} context */
export function inFull(context) {
  const { quiz } = context;
  return { ...context, quiz: { ...quiz, ...adviceOf(quiz) }, words: wordsFor(context) };
}

/**
 * A text of the quiz, marked where the interface is in another language.
 * @param {QuizView} quiz
 * @param {string} [text]
 */
export function ofQuiz(quiz, text) {
  return quiz.foreign && text ? html`<span ${own(quiz)}>${text}</span>` : text;
}

/** @typedef {ReturnType<typeof inFull>} FullContext */
