/** A question to answer on the result itself, where it changes what it bears on. */
import { controls, errorText, hintText, take, written } from "./controls.js";
import { html, nothing, own } from "./kit.js";

/** @import { Answer, Draft, QuestionView } from './types' */
/** @import { FullContext } from './advice.js' */
/** @import { Session } from './session.js' */

/** Of these kinds, what is entered may be on its way to the answer that is meant. */
const UNHURRIED = ["rank", "number", "text"];

/**
 * What keeps an entry from being an answer, by question.
 * @type {WeakMap<Session, Map<string, string>>}
 */
const errors = new WeakMap();

/**
 * What is chosen counts at once, as soon as it can; what takes several steps, when the reader says so.
 * @param {FullContext} context
 * @param {Session} session
 * @param {QuestionView} question
 * @param {object} how
 * @param {string} how.name of the inputs, once in the shadow root
 * @param {string} how.title class of the question's words
 * @param {(answer: Answer) => void} how.answered
 * @param {(words: string) => void} [how.say] what else is to hear of an entry, once it has been taken
 * @param {boolean} [how.refused] by the engine
 * @param {unknown} [how.more] below the inputs
 */
export function answerForm(
  context,
  session,
  question,
  { name, title, answered, say = context.act.say, refused, more },
) {
  const { quiz, words, act } = context;
  const { text } = words;
  const { id, kind, help, sensitive } = question;
  const wrong = errors.get(session) ?? new Map();
  errors.set(session, wrong);
  const atOnce = !UNHURRIED.includes(kind);
  const draft = session.draft(question);
  const hint = hintText(question, words);
  const error = refused ? text.problem : (wrong.get(id) ?? "");
  const settle = (/** @type {Draft} */ entered) => {
    const { answer = null, error: fault = "" } = take(question, entered, words);
    wrong.set(id, fault);
    if (fault) act.say(fault);
    else answered(answer);
  };
  const enter = (/** @type {Draft} */ entered) => {
    session.enter(question, entered);
    if (atOnce) settle(entered);
    else act.say("");
  };
  // Of the button, for frames that may not submit forms; of the form, where there is no button.
  const submit = (/** @type {Event} */ event) => {
    event.preventDefault();
    if (atOnce) return;
    const root = /** @type {ShadowRoot} */ (/** @type {Node} */ (event.target).getRootNode());
    settle(draft);
    if (wrong.get(id)) root.getElementById(`${name}-0`)?.focus();
  };
  const told = [
    help && `${name}-help`,
    hint && `${name}-hint`,
    error && `${name}-error`,
    kind === "pair" && `${name}-a ${name}-b`,
    sensitive && `${name}-sensitive`,
  ];
  const further = (/** @type {string} */ said) => {
    if (said || !atOnce) say(said);
  };
  const described = told.filter(Boolean).join(" ");
  const place = { quiz, name, described, wrong: !!error, words, enter, say: further };
  const foreign = own(quiz);
  const inputs = html`${help ? html`<p class="help" id="${name}-help" part="help" ${foreign}>${help}</p>` : nothing}
  ${hint ? html`<p class="help" id="${name}-hint">${hint}</p>` : nothing}
  ${error ? errorText(error, `${name}-error`, words) : nothing} ${controls(question, draft, place)}`;
  return html`<form class="beside" part="question" novalidate @submit=${submit}>
    ${
      written(question)
        ? html`<label class=${title} for="${name}-0" ${foreign}>${question.text}</label>${inputs}`
        : html`<fieldset aria-describedby=${described || nothing}>
            <legend class=${title} ${foreign}>${question.text}</legend>
            ${inputs}
          </fieldset>`
    }
    ${sensitive ? html`<p class="aside" id="${name}-sensitive">${text.sensitive}</p>` : nothing}
    ${
      atOnce
        ? nothing
        : html`<p>
            <button class="button plain" part="button plain" @click=${submit}>${text.save}</button>
          </p>`
    }
    ${more}
  </form>`;
}
