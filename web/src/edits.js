/**
 * Every answer given, below the result, each to change in place: the advice above follows at once,
 * the focus stays where it is, and what was there before can be put back.
 */
import { ofQuiz } from "./advice.js";
import { around } from "./around.js";
import { answerForm } from "./form.js";
import { button, html, nothing, own } from "./kit.js";
import { fold } from "./parts.js";
import { answerShown } from "./review.js";
import { headlineText } from "./why.js";

/** @import { Answer, Evaluation, QuestionView } from './types' */
/** @import { FullContext } from './advice.js' */
/** @import { Session } from './session.js' */

/** What a reader changed since they came to the result. */
export class Edits {
  /** Open rows; null is the section they stand in. @type {Set<string | null>} */
  open = new Set();
  /** Whether the section was ever open, and so may not vanish. */
  used = false;
  /** The answers before; undefined where there was none. @type {Map<string, Answer | undefined>} */
  before = new Map();
  /** What they led to. @type {Evaluation | null} */
  first = null;
  /**
   * @param {string | null} id
   * @param {boolean} open
   * @returns {boolean} whether it was otherwise
   */
  toggle(id, open) {
    const news = this.open.has(id) !== open;
    if (open) this.open.add(id);
    else this.open.delete(id);
    this.used ||= open;
    return news;
  }

  /**
   * Remembers what an answer was, or forgets it where it is the same again.
   * @param {Session} session before it changes
   * @param {QuestionView} question
   * @param {Answer} answer
   * @returns {boolean} whether it is another
   */
  note(session, question, answer) {
    const { answers, evaluation } = session;
    const { id } = question;
    if (!this.before.size) this.first = evaluation;
    if (!this.before.has(id)) this.before.set(id, answers.get(id));
    const changed = session.confirm(question, answer);
    if (JSON.stringify(this.before.get(id)) === JSON.stringify(answers.get(id))) {
      this.before.delete(id);
    }
    return changed;
  }
}

/** @param {Session} session */
export const editsOf = (session) => (session.edits ??= new Edits());

/**
 * The same context, in which to change an answer is to go to its row; null is the first of them.
 * @param {FullContext} context
 * @param {Session} session
 * @returns {FullContext}
 */
export function inPlace(context, session) {
  const { quiz, act } = context;
  const edits = editsOf(session);
  return {
    ...context,
    act: {
      ...act,
      edit: (id, { currentTarget }) => {
        const article = /** @type {Element} */ (currentTarget).closest("article");
        edits.toggle(null, true);
        if (id !== null) edits.toggle(id, true);
        act.say("");
        const row = id === null ? ".answers" : `#row${placeOf(quiz, id)}`;
        const target = article?.querySelector(row);
        target?.scrollIntoView({ block: id === null ? "start" : "nearest" });
        target?.querySelector("summary")?.focus();
      },
    },
  };
}

/**
 * @param {FullContext['quiz']} quiz
 * @param {string} id
 */
const placeOf = ({ questions }, id) => [...questions.keys()].indexOf(id);

/**
 * @param {FullContext} context
 * @param {Evaluation} evaluation
 * @param {Session} session
 * @param {boolean} alone the advice is shown by itself, until the reader asks for their answers
 */
export function answersSection(context, evaluation, session, alone) {
  const { quiz, words, level, act } = context;
  const { text, fill } = words;
  const edits = editsOf(session);
  if (alone && !edits.used) return nothing;
  const { path, problems } = evaluation;
  const states = new Map(path.map(({ question, state }) => [question, state]));
  const refused = (/** @type {string} */ id) => problems.some(({ question }) => question === id);
  const asked = calledFor(edits, evaluation) ?? "";
  // A place for each question of the quiz, so that no row ever takes the place of another.
  const rows = [...quiz.questions.values()].map((question, at) => {
    const { id } = question;
    const there = (states.get(id) ?? "open") !== "open" || id === asked || refused(id);
    return there ? row(context, session, question, at, refused(id)) : nothing;
  });
  const now = headlineText(context, evaluation.result);
  const was = edits.before.size ? headlineText(context, edits.first?.result ?? null) : now;
  const undo = (/** @type {Event} */ { currentTarget }) => {
    const strip = /** @type {Element} */ (currentTarget).closest(".strip");
    const ids = [...edits.before.keys()];
    for (const [id, answer] of edits.before) {
      const question = quiz.questions.get(id);
      if (question) session.discard(question);
      if (answer === undefined) session.answers.delete(id);
      else session.answers.set(id, answer);
    }
    edits.before.clear();
    act.amend(ids, () => `${text.undone} ${fill(text.stays, { outcome: was })}`);
    /** @type {HTMLElement | null | undefined} */ (strip?.querySelector("p"))?.focus();
  };
  const content = html`<p class="note lead-in">${text.answersLead}</p>
    <ol class="rows" role="list">
      ${rows}
    </ol>
    <div class="strip" part="strip">
      <p tabindex="-1">
        ${text.now} <b>${evaluation.result ? ofQuiz(quiz, now) : now}</b> ${
          now === was ? nothing : html`<span>${fill(text.was, { outcome: was })}</span>`
        }
        ${asked && html`<span>${text.awaited}</span>`}
      </p>
      ${asked && button(text.toAsked, (event) => act.edit(asked, event), "small")}
      ${edits.before.size ? button(text.undo, undo, "small") : nothing}
    </div>`;
  return html`<div class="folds">
    ${fold(level + 1, text.reviewTitle, content, {
      open: edits.open.has(null),
      name: "stays sum answers",
      toggled: (open) => edits.toggle(null, open) && act.say(""),
    })}
  </div>`;
}

/**
 * The question that the changes made necessary, where they did.
 * @param {Edits} edits
 * @param {Evaluation} evaluation
 */
function calledFor({ before, first }, { next, stop }) {
  return before.size && first?.stop && !stop ? next : null;
}

/**
 * @param {FullContext} context
 * @param {string} id
 */
function asksText({ quiz, words }, id) {
  return words.fill(words.text.asks, { question: quiz.questions.get(id)?.text ?? "" });
}

/**
 * @param {FullContext} context
 * @param {Session} session
 * @param {QuestionView} question
 * @param {number} at its place in the quiz
 * @param {boolean} refused by the engine
 */
function row(context, session, question, at, refused) {
  const { quiz, words, act } = context;
  const { text } = words;
  const { id } = question;
  const edits = editsOf(session);
  const open = edits.open.has(id);
  const toggled = (/** @type {Event} */ { target }) =>
    edits.toggle(id, /** @type {HTMLDetailsElement} */ (target).open) && act.say("");
  return html`<li>
    <details class="given" id="row${at}" part="answer" ?open=${open} @toggle=${toggled}>
      <summary>
        <span>
          <span class="asked" ${own(quiz)}>${question.text} </span>
          <span class="said">${answerShown(context, question, session.answers.get(id))}</span>
        </span>
        ${edits.before.has(id) ? html`<span class="tag">${text.changed}</span>` : nothing}
      </summary>
      ${open ? form(context, session, question, at, refused) : nothing}
    </details>
  </li>`;
}

/** @param {Element} box */
const scrolls = (box) => /auto|scroll/.test(getComputedStyle(box).overflowY);

/** The row under the reader's hand. @type {Element | null} */
let held = null;

/**
 * Keeps that row where it is on the screen while what is above it changes. Not every browser does so
 * by itself, and Chromium, which does, not in a frame in which it has brought the focus into view.
 * @param {() => void} change
 */
function hold(change) {
  const row = held;
  const top = () => row?.getBoundingClientRect().top ?? 0;
  const before = top();
  change();
  if (!row?.isConnected) return;
  // Each of what the row stands in gives what it can; the page is the last.
  /** @type {Element | null} */
  let box = row;
  for (let moved = top() - before; box && Math.abs(moved) >= 1; box = around(box)) {
    if (box !== document.scrollingElement && !scrolls(box)) continue;
    box.scrollBy({ top: moved, behavior: "instant" });
    moved = top() - before;
  }
}

/**
 * @param {FullContext} context
 * @param {Session} session
 * @param {QuestionView} question
 * @param {number} at
 * @param {boolean} refused by the engine
 */
function form(context, session, question, at, refused) {
  const { words, act } = context;
  const { text } = words;
  const { id } = question;
  const edits = editsOf(session);
  let news = "";
  const answered = (/** @type {Answer} */ answer) => {
    const was = headlineText(context, session.shown?.result ?? null);
    if (!edits.note(session, question, answer)) return act.say("");
    const said = (/** @type {Evaluation} */ evaluation) => {
      const outcome = headlineText(context, evaluation.result);
      const asked = calledFor(edits, evaluation);
      if (evaluation.problems.some((problem) => problem.question === id)) return text.problem;
      if (asked) edits.toggle(asked, true);
      news = evaluation.result
        ? words.fill(outcome === was ? text.stays : text.becomes, { outcome })
        : text.awaited;
      if (asked) news += ` ${asksText(context, asked)}`;
      return news;
    };
    hold(() => act.amend([id], said));
  };
  const without = session.draft(question) === null;
  const withdraw = html`<button
    type="button"
    class="button small"
    part="button small"
    aria-disabled=${without ? "true" : "false"}
    @click=${() => without || answered(null)}
  >
    ${text.withdraw}
  </button>`;
  const hand = (/** @type {Event} */ { currentTarget }) => {
    held = /** @type {Element} */ (currentTarget);
  };
  return html`<div @focusin=${hand} @pointerdown=${hand}>
    ${answerForm(context, session, question, {
      name: `change${at}`,
      title: "hidden",
      answered,
      say: (said) => act.say(`${news} ${said}`.trim()),
      refused,
      more: question.optional ? withdraw : nothing,
    })}
  </div>`;
}
