/** Small pieces that several screens are made of. */
import { html, nothing, svg } from "lit/html.js";
import { Directive, directive } from "lit/directive.js";
import { engineFile, importBeside, sharedOnce } from "./beside.js";
import { Failure } from "./failure.js";
import { directionOf } from "./language.js";
import { meanwhile } from "./words.js";

/** @import { Actions, Block, QuestionView, QuizView } from './types' */
/** @import { Words } from './words.js' */

/**
 * What every screen knows.
 * @typedef {{words: Words, quiz: QuizView, level: number, act: Actions, edited: string | null,
 *   keeper: import('./keep.js').Keeper | null}} Context
 *   `level` is the heading level of the screen's own title; `edited` is the question whose answer
 *   the reader has just changed, and goes back to.
 */

class Amount extends Directive {
  /** @param {number} amount */
  render(amount) {
    return amount;
  }

  /**
   * @override
   * @param {import('lit/directive.js').ElementPart} part
   * @param {[number]} values
   */
  update(part, [amount]) {
    /** @type {HTMLElement} */ (part.element).style.setProperty("--amount", String(amount));
  }
}

/** Gives an element its `--amount`, 0 to 1; a strict policy refuses the style attribute. */
export const amount = directive(Amount);

class Own extends Directive {
  /** @param {QuizView} [_] */
  render(_) {}

  /**
   * @override
   * @param {import('lit/directive.js').ElementPart} part
   * @param {[QuizView?]} values
   */
  update({ element }, [quiz]) {
    element.toggleAttribute("lang", !!quiz?.foreign);
    element.toggleAttribute("dir", !!quiz?.foreign);
    if (!quiz?.foreign) return;
    element.setAttribute("lang", quiz.language);
    element.setAttribute("dir", directionOf(quiz.language));
  }
}

/** Marks what is in the quiz's language where the interface is in another. */
export const own = directive(Own);

/**
 * @param {number} level
 * @param {unknown} content
 * @param {string} name its class and part
 */
export function heading(level, content, name) {
  return html`<div class=${name} part=${name} role="heading" aria-level=${Math.min(level, 6)}>
    ${content}
  </div>`;
}

/**
 * The title a reader is taken to when the screen changes.
 * @param {number} level
 * @param {unknown} content
 * @param {QuizView} [quiz] whose own words they are
 */
export function screenTitle(level, content, quiz) {
  return html`<span
    class="title"
    part="title"
    role="heading"
    aria-level=${level}
    tabindex="-1"
    ${own(quiz)}
    >${content}</span
  >`;
}

/**
 * @param {Block[]} blocks
 * @param {Context} context
 * @param {number} level of the headings among the blocks
 */
export function rich(blocks, { quiz, words }, level) {
  const said = blocks.map((block) => {
    switch (block.kind) {
      case "heading":
        return heading(level, block.text, "subheading");
      case "quote":
        return html`<blockquote>${block.text}</blockquote>`;
      case "list":
        return html`<ul>
          ${block.items.map((item) => html`<li>${item}</li>`)}
        </ul>`;
      case "steps":
        return html`<ol class="steps">
          ${block.items.map((item) => html`<li>${item}</li>`)}
        </ol>`;
      case "link":
        return html`<p>${link(block, words)}</p>`;
      default:
        return html`<p>${block.text}</p>`;
    }
  });
  return quiz.foreign && blocks.length ? html`<div ${own(quiz)}>${said}</div>` : said;
}

/**
 * A page opens in a new tab, since leaving this one would lose the answers.
 * @param {{href: string | null, text: string}} block
 * @param {Words} words
 */
function link({ href, text }, words) {
  if (!href) return text;
  if (/^(mailto|tel):/i.test(href)) return html`<a part="link" href=${href}>${text}</a>`;
  return html`<a part="link" href=${href} target="_blank" rel="noopener noreferrer"
    >${text}<span class="hidden" lang=${words.tag}> ${words.text.newTab}</span></a
  >`;
}

/**
 * @param {unknown} label
 * @param {(event: Event) => void} action
 * @param {string} [name] its look: primary, plain or small
 */
export function button(label, action, name = "plain") {
  return html`<button type="button" class="button ${name}" part="button ${name}" @click=${action}>
    <span>${label}</span>
  </button>`;
}

/**
 * Radio buttons or boxes. Values are positions: an option's name would let an attribute say what it
 * stands for.
 * @param {QuizView} quiz
 * @param {string} name of the inputs
 * @param {{id: string, text: string, ours?: string}[]} options `ours`: the class of a text that is not
 *   the quiz's but the interface's
 * @param {unknown} draft
 * @param {(id: string, checked: boolean) => void} pick
 * @param {string} [look] class
 * @param {string} [type]
 */
export function choices(quiz, name, options, draft, pick, look = "options", type = "radio") {
  const chosen = [draft].flat();
  return html`<div class=${look} part="options">
    ${options.map(
      ({ id, text, ours }, at) =>
        html`<label class="option" part="option">
          <input
            id="${name}-${at}"
            type=${type}
            name=${name}
            value=${at}
            part="input"
            .checked=${chosen.includes(id)}
            @change=${(/** @type {Event} */ event) =>
              pick(id, /** @type {HTMLInputElement} */ (event.target).checked)}
          />
          <span class=${ours || "words"} ${own(ours ? undefined : quiz)}>${text}</span>
        </label>`,
    )}
  </div>`;
}

/**
 * @param {QuizView} quiz
 * @param {QuestionView} question
 */
export function about(quiz, { help }) {
  return help && html`<p class="help" id="help" part="help" ${own(quiz)}>${help}</p>`;
}

/**
 * Inputs under the title of their question.
 * @param {Context} context
 * @param {QuestionView} question
 * @param {unknown} inputs
 * @param {unknown} [more] what else is said of them, below the help
 * @param {string} [described] ids of all that describes them
 */
export function group(
  { quiz, level },
  question,
  inputs,
  more = "",
  described = question.help && "help",
) {
  return html`<fieldset aria-describedby=${described || nothing}>
    <legend>${screenTitle(level, question.text, quiz)}</legend>
    ${about(quiz, question)} ${more} ${inputs}
  </fieldset>`;
}

export const clock = svg`<circle cx="12" cy="12" r="8.5"/><path d="M12 7.5V12l3 2"/>`;
export const lock = svg`<rect x="5" y="10.5" width="14" height="9.5" rx="2.5"/><path d="M8 10.5V8a4 4 0 0 1 8 0v2.5"/>`;

/** @param {unknown} drawing on 24 by 24 */
export function icon(drawing) {
  return html`<svg class="icon" viewBox="0 0 24 24" aria-hidden="true">${drawing}</svg>`;
}

/** What the second script borrows. */
export const pieces = {
  Failure,
  html,
  nothing,
  about,
  amount,
  button,
  choices,
  engineFile,
  group,
  heading,
  icon,
  importBeside,
  meanwhile,
  own,
  rich,
  screenTitle,
  sharedOnce,
  svg,
};

export { html, nothing };
