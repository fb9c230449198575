/** The screens up to the result: waiting, introduction, question, failure. */
import { keyed } from "lit/directives/keyed.js";
import {
  amount,
  button,
  choices,
  clock,
  group,
  html,
  icon,
  lock,
  rich,
  screenTitle,
} from "./pieces.js";

/** @import { Draft, QuestionView } from './types' */
/** @import { Second } from './loader.js' */
/** @import { Context } from './pieces.js' */
/** @import { Words } from './words.js' */

/** Seconds a reader spends on one question, from reading it to choosing. */
const SECONDS_A_QUESTION = 9;

/**
 * Nothing is known yet. The page's own fallback stays in reach below.
 * @param {Words} words
 * @param {boolean} late the reader has waited a while
 */
export function shellScreen({ text }, late) {
  return html`<div class="shell" part="loading">
    <div class="bones" aria-hidden="true"><i></i><i></i><i></i></div>
    <p class="late">${late ? text.loading : ""}</p>
    <slot></slot>
  </div>`;
}

/**
 * @param {Context} context
 * @param {boolean} begun some answers are there already
 * @param {boolean} late waiting for the engine, for a while
 */
export function introScreen(context, begun, late) {
  const { quiz, words, level, act } = context;
  const { text } = words;
  const { least, most } = quiz.length;
  const minutes = Math.max(1, Math.round((most * SECONDS_A_QUESTION) / 60));
  return html`<div class="intro" part="intro">
    ${screenTitle(level, quiz.title, quiz)}
    <div class="lead" part="lead">${rich(quiz.description, context, level + 1)}</div>
    <slot name="intro"></slot>
    <ul class="facts" part="facts">
      <li>
        ${icon(clock)}<span
          >${words.count(least < most ? text.upTo : text.questions, most)}${text.comma}${words.count(text.minutes, minutes)}</span
        >
      </li>
      <li>${icon(lock)}<span>${text.private}</span></li>
    </ul>
    <div class="actions" part="actions">
      ${button(late ? text.wait : begun ? text.resume : text.start, act.start, "primary")}
    </div>
  </div>`;
}

/**
 * @typedef {object} QuestionState
 * @property {QuestionView} question
 * @property {Draft} draft
 * @property {string} error what keeps the draft from being an answer, in words
 * @property {boolean} editing reached from the review or the result, to return there
 * @property {boolean} busy waiting for the engine
 * @property {boolean} late for a while
 * @property {number} place counted from 1
 * @property {number} answered
 * @property {number} least questions left
 * @property {number} most
 * @property {number} fraction of the quiz behind the reader
 */

/**
 * @param {Context} context
 * @param {QuestionState} state
 * @param {Second | null} second until it is here, there are only questions of kind "single"
 * @param {unknown} besides what else the reader may do
 */
export function questionScreen(context, state, second, besides) {
  const { quiz, words, act } = context;
  const { text } = words;
  const { question, draft, error, editing, busy, late } = state;
  // Not the form's submit, which there is none of in a frame that may not submit forms. Enter in a field
  // clicks this button too.
  const next = (/** @type {Event} */ event) => {
    event.preventDefault();
    act.next();
  };
  const wait = busy ? "true" : "false";
  // A question is made anew; what stands around it stays, so that no focus is lost on the way.
  return html`<form class="question" part="question" aria-busy=${wait}>
    ${second?.summary(context, error)} ${progress(state, words)}
    ${keyed(
      question.id,
      second
        ? second.asking(context, state)
        : group(context, question, choices(quiz, "answer", question.options, draft, act.enter)),
    )}
    ${
      question.sensitive
        ? html`<p class="aside" id="sensitive" part="notice">${icon(lock)} ${text.sensitive}</p>`
        : ""
    }
    <div class="actions between" part="actions">
      <button class="button primary" part="button primary" aria-disabled=${wait} @click=${next}>
        <span>${late ? text.wait : editing ? text.save : text.next}</span>
      </button>
      ${question.optional ? button(text.skip, act.skip) : ""}
      ${button(editing ? text.cancel : text.back, act.back, "plain back")}
    </div>
    ${besides}
  </form>`;
}

/**
 * @param {QuestionState} state
 * @param {Words} words
 */
export function positionText({ place: n, answered, least, most }, { text, fill }) {
  if (least === most) return fill(text.position, { n, total: Math.max(answered + most, n) });
  return fill(least > 1 ? text.positionBetween : text.positionAtMost, { n, least, most });
}

/**
 * @param {QuestionState} state
 * @param {Words} words
 */
function progress(state, words) {
  return html`<div class="progress" part="progress">
    <p>
      ${positionText(state, words)}
      ${state.question.optional ? html`<span class="tag" part="tag">${words.text.optional}</span>` : ""}
    </p>
    <div class="track" part="track" aria-hidden="true">
      <div class="fill" part="fill" ${amount(state.fraction)}></div>
    </div>
  </div>`;
}

/**
 * @param {Words} words
 * @param {number} level
 * @param {string} said what happened, in the reader's words
 * @param {unknown} details for the owner
 * @param {boolean} late trying again, for a while
 * @param {(() => void) | null} retry null when another try would not help
 * @param {boolean} spent another try did not help
 */
export function failureScreen({ text }, level, said, details, late, retry, spent) {
  return html`<div class="failure" part="failure">
    ${screenTitle(level, text.failed)}
    <p class="lead" part="lead">${said}</p>
    ${
      retry
        ? html`<div class="actions" part="actions">
            ${button(late ? text.wait : text.retry, retry, "primary")}
          </div>`
        : spent
          ? html`<p>${text.lastResort}</p>`
          : ""
    }
    <slot></slot>
    ${details}
  </div>`;
}
