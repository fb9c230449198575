/** The review: every answer in words, before the result. */
import { amountText, pointText } from "./controls.js";
import { button, html, screenTitle } from "./kit.js";
import { inFull, ofQuiz } from "./advice.js";

/** @import { Answer, Answers, Evaluation, QuestionView } from './types' */
/** @import { Context } from './pieces.js' */
/** @import { FullContext } from './advice.js' */

/**
 * @param {QuestionView | undefined} question
 * @param {Answer | undefined} answer
 * @param {FullContext['words']} words
 */
export function answerText(question, answer, words) {
  const { text, fill } = words;
  if (answer === undefined || !question) return text.unanswered;
  if (answer === null) return text.skipped;
  const { kind, options, unit } = question;
  if (typeof answer === "number") return amountText(answer, unit, words);
  if (kind === "text") return fill(text.quoted, { text: String(answer) });
  const texts = [answer].flat().flatMap((id) => {
    const at = options.findIndex((option) => option.id === id);
    return at < 0 ? [] : pointText(question, at, words);
  });
  return texts.join(kind === "rank" ? text.then : text.comma) || text.none;
}

/**
 * An answer to show: what the author wrote is marked, what the interface or the reader did is not.
 * @param {FullContext} context
 * @param {QuestionView | undefined} question
 * @param {Answer | undefined} answer
 */
export function answerShown({ quiz, words }, question, answer) {
  const { options = [], unit } = question ?? {};
  const chosen = [answer ?? []].flat();
  const theirs =
    options.some(({ id, text }) => text && chosen.includes(id)) ||
    (unit && typeof answer === "number");
  const said = answerText(question, answer, words);
  return theirs ? ofQuiz(quiz, said) : said;
}

/**
 * A short word to see; to hear, also which answer.
 * @param {FullContext} context
 * @param {string} id of the question
 */
export function changeButton({ quiz, words, act, edited }, id) {
  const { text, fill } = words;
  const question = quiz.questions.get(id)?.text ?? "";
  const label = html`<span aria-hidden="true">${text.change}</span
    ><span class="hidden">${fill(text.changeOf, { question })}</span>`;
  return button(label, (event) => act.edit(id, event), id === edited ? "small edited" : "small");
}

/**
 * @param {Context} known
 * @param {Evaluation} evaluation
 * @param {{answers: Answers, adaptive: boolean}} session `adaptive`: not every question is asked
 */
export function reviewScreen(known, evaluation, { answers, adaptive }) {
  const context = inFull(known);
  const { quiz, words, level, act } = context;
  const { text } = words;
  // What was not asked is not asked for.
  const all = !adaptive && evaluation.stop !== "gate";
  const steps = evaluation.path.filter(({ state }) => all || state !== "open");
  const rows = steps.map(({ question: id }) => {
    const question = quiz.questions.get(id);
    return html`<li class="row" part="review-row">
      <p class="asked">${ofQuiz(quiz, question?.text)}</p>
      <p class="said">${answerShown(context, question, answers.get(id))}</p>
      ${changeButton(context, id)}
    </li>`;
  });
  const see = evaluation.result
    ? button(text.seeResult, act.result, "primary")
    : button(text.resume, act.start, "primary");
  return html`<div class="review" part="review">
    ${screenTitle(level, text.reviewTitle)}
    <p class="lead" part="lead">${text.reviewLead}</p>
    <div class="actions" part="actions">${see}</div>
    <ol class="rows" role="list">
      ${rows}
    </ol>
    <div class="actions between" part="actions">
      ${see} ${button(text.back, act.back, "plain back")}
    </div>
  </div>`;
}
