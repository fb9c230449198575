/** What a reader takes along: the plan, lists to tick off, a message to copy, notes to read again. */
import { ofQuiz } from "./advice.js";
import { answerForm } from "./form.js";
import { button, heading, html, nothing, own, rich } from "./kit.js";
import { copied } from "./leaving.js";
import { answerText } from "./review.js";

/** @import { Answer, ModuleView, PartView, Result } from './types' */
/** @import { FullContext } from './advice.js' */
/** @import { Session } from './session.js' */

/** @typedef {ModuleView & {withheld: boolean}} Shown a module, and whether a sensitive answer shows it */

/**
 * A heading that opens and closes what is below it; on paper all of them are open.
 * @param {number} level
 * @param {unknown} title
 * @param {unknown} content
 * @param {{open?: boolean, aside?: unknown, name?: string, toggled?: (open: boolean) => void}} [how]
 *   `name`: classes; what has `stays` goes into no file, `sum` onto no paper, a section, item or
 *   paragraph with `stays` into neither
 */
export function fold(level, title, content, { open = false, aside = "", name = "", toggled } = {}) {
  const toggle = (/** @type {Event} */ { target }) =>
    toggled?.(/** @type {HTMLDetailsElement} */ (target).open);
  return html`<details class="fold ${name}" part="fold" ?open=${open} @toggle=${toggle}>
    <summary>
      <div>
        ${heading(level, title, "fold-title")}
        ${aside ? html`<p class="note">${aside}</p>` : nothing}
      </div>
    </summary>
    ${content}
  </details>`;
}

/**
 * The modules that are in no part, then each part in the quiz's order. A question asked beside the
 * result stands in the part that it feeds.
 * @param {FullContext} context
 * @param {Result} result
 * @param {Session} session
 */
export function partsOf(context, { modules, after = [] }, session) {
  const { quiz, words, level } = context;
  const { text } = words;
  const shown = modules.flatMap(({ module, withheld = false }) => {
    const view = quiz.modules.get(module);
    return view ? { ...view, withheld } : [];
  });
  /** @type {[string, string][]} each question asked beside, and the first part that reads it */
  const asked = after.map(({ question }) => {
    const readers = [...quiz.modules.values()].filter(({ when }) =>
      when.includes(`"answers.${question}"`),
    );
    const places = ["", ...quiz.parts.keys()];
    return [question, places.find((id) => readers.some(({ part }) => part === id)) ?? ""];
  });
  const one = (/** @type {string} */ id, /** @type {PartView | undefined} */ part) => {
    const own = shown.filter((module) => module.part === id);
    const questions = asked.flatMap(([question, place]) => (place === id ? question : []));
    if (!own.length && !questions.length) return nothing;
    const title = part?.title ?? text.modules;
    const content = html`${ask(context, questions, session, title)}
    ${own.length && part?.lead ? html`<p class="note lead-in">${ofQuiz(quiz, part.lead)}</p>` : nothing}
    ${own.length ? (kinds[part?.kind ?? ""] ?? notes)(context, own) : nothing}`;
    if (part) {
      const aside = questions.length ? words.count(text.partQuestions, questions.length) : "";
      return fold(level + 1, ofQuiz(quiz, title), content, { open: part.kind === "plan", aside });
    }
    return html`<section class="section" part="section">
      ${heading(level + 1, title, "section-title")} ${content}
    </section>`;
  };
  return html`${one("", undefined)}
    <div class="folds">${[...quiz.parts].map(([id, part]) => one(id, part))}</div>`;
}

/** @type {Record<string, (context: FullContext, modules: Shown[]) => unknown>} */
const kinds = { plan, checklist, message };

/**
 * @param {FullContext} context
 * @param {Shown[]} modules
 */
function notes(context, modules) {
  return html`<div class="modules">
    ${modules.map(
      ({ title, body, withheld }) =>
        html`<section class="module ${withheld ? "stays" : ""}" part="module">
          ${title ? heading(context.level + 2, ofQuiz(context.quiz, title), "subheading") : nothing}
          ${rich(body, context, context.level + 3)}
        </section>`,
    )}
  </div>`;
}

/**
 * @param {FullContext} context
 * @param {Shown[]} modules
 */
function plan(context, modules) {
  return html`<ol class="plan" role="list">
    ${modules.map(
      ({ title, body, withheld }) =>
        html`<li class=${withheld ? "stays" : ""} part="module">
          <p><b>${ofQuiz(context.quiz, title)}</b></p>
          ${rich(body, context, context.level + 2)}
        </li>`,
    )}
  </ol>`;
}

/**
 * Boxes to tick on the screen or on paper; nothing reads or keeps them.
 * @param {FullContext} context
 * @param {Shown[]} modules
 */
function checklist(context, modules) {
  return html`<ul class="checklist" role="list">
    ${modules.map(
      ({ title, body, withheld }) =>
        html`<li class=${withheld ? "stays" : ""} part="module">
          <label
            ><input type="checkbox" part="input" /><span ${own(context.quiz)}>${title}</span></label
          >
          ${rich(body, context, context.level + 2)}
        </li>`,
    )}
  </ul>`;
}

/**
 * @param {FullContext} context
 * @param {Shown[]} modules
 */
function message({ quiz, words, act }, modules) {
  const { text } = words;
  const paragraphs = modules.flatMap(({ body, withheld }) =>
    body.flatMap((block) => ("text" in block ? { text: block.text, withheld } : [])),
  );
  const copy = async (/** @type {Event} */ { currentTarget }) => {
    const copier = /** @type {HTMLElement} */ (currentTarget);
    act.say("");
    if (await copied(paragraphs.map(({ text }) => text).join("\n\n"), copier)) {
      act.say(text.copied);
    } else {
      const said = copier.previousElementSibling;
      if (said) getSelection()?.selectAllChildren(said);
      act.say(text.selected);
    }
  };
  return html`<div class="message" part="module">
    <blockquote ${own(quiz)}>
      ${paragraphs.map(
        ({ text, withheld }) =>
          html`<p class=${withheld ? "stays" : ""}>
            ${text.split(/(\[[^\]]+\])/).map((part, at) => (at % 2 ? html`<mark>${part}</mark>` : part))}
          </p>`,
      )}
    </blockquote>
    ${button(text.copy, copy)}
  </div>`;
}

/**
 * @param {FullContext} context
 * @param {string[]} ids
 * @param {Session} session
 * @param {string} title of what is told of them
 */
function ask(context, ids, session, title) {
  const { quiz, words, act } = context;
  const places = [...quiz.questions.keys()];
  return ids.map((id) => {
    const question = quiz.questions.get(id);
    if (!question) return nothing;
    const answered = (/** @type {Answer} */ answer) => {
      const said = { title, answer: answerText(question, answer, words) };
      act.beside(id, answer, words.fill(words.text.updated, said));
    };
    const name = `beside-${places.indexOf(id)}`;
    return answerForm(context, session, question, { name, title: "subheading", answered });
  });
}
