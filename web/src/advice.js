/** What only the result shows of a quiz. */
import { Guard } from "./privacy.js";

/** @import { Context } from './pieces.js' */
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
 * @param {Context} context
 */
export function inFull(context) {
  return { ...context, quiz: { ...context.quiz, ...adviceOf(context.quiz) } };
}

/** @typedef {ReturnType<typeof inFull>} FullContext */
