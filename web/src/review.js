/** The review: every answer in words, before the result or after it. */
import { button, html, pointText, screenTitle } from "./kit.js";
import { inFull } from "./result-strings.js";

/** @import { Answer, Answers, Evaluation, QuestionView } from './types' */
/** @import { Context } from './pieces.js' */
/** @import { FullContext } from './result-strings.js' */

/**
 * @param {QuestionView | undefined} question
 * @param {Answer | undefined} answer
 * @param {FullContext['words']} words
 */
export function answerText(question, answer, { text, fill }) {
  if (answer === undefined) return text.unanswered;
  if (answer === null) return text.skipped;
  const chosen = [answer].flat();
  const { options = [], kind = "single" } = question ?? {};
  const texts = options.flatMap((option, at) =>
    chosen.includes(option.id)
      ? [pointText(option.text, at, options.length, kind, text, fill)]
      : [],
  );
  return texts.join(", ") || text.none;
}

/**
 * A short word to see; to hear, also which answer.
 * @param {string} question
 * @param {FullContext['words']} words
 * @param {() => void} action
 */
export function changeButton(question, { text, fill }, action) {
  const label = html`<span aria-hidden="true">${text.change}</span
    ><span class="hidden">${fill(text.changeOf, { question })}</span>`;
  return button(label, action, "small");
}

/**
 * @param {Context} context
 * @param {Evaluation} evaluation
 * @param {Answers} answers
 * @param {boolean} seen the result has been shown before
 */
export function reviewScreen(context, evaluation, answers, seen) {
  const { quiz, words, level, act } = inFull(context);
  const { text } = words;
  // After a gate, what was not asked is not asked for.
  const steps = evaluation.path.filter(
    ({ state }) => evaluation.stop !== "gate" || state !== "open",
  );
  const rows = steps.map(({ question: id }) => {
    const question = quiz.questions.get(id);
    return html`<li class="row" part="review-row">
      <p class="asked">${question?.text}</p>
      <p class="said">${answerText(question, answers.get(id), words)}</p>
      ${changeButton(question?.text ?? "", words, () => act.edit(id, "review"))}
    </li>`;
  });
  const see = evaluation.result
    ? button(seen ? text.backToResult : text.seeResult, act.result, "primary")
    : button(text.resume, act.start, "primary");
  return html`<div class="review" part="review">
    ${screenTitle(level, text.reviewTitle)}
    <p class="lead">${text.reviewLead}</p>
    <div class="actions">${see}</div>
    <ol class="rows" role="list">
      ${rows}
    </ol>
    <div class="actions between">
      ${see} ${seen ? "" : button(text.back, act.back, "plain back")}
    </div>
  </div>`;
}
