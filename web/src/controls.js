/** The inputs of every kind of question, and what makes of an entry an answer. */
import { wordsFor } from "./advice.js";
import { about, choices, group, html, icon, own, screenTitle, svg } from "./kit.js";
import { readNumber } from "./number.js";
import { orderOf, ranking } from "./rank.js";

/** @import { Answer, Draft, QuestionView, QuizView } from './types' */
/** @import { Context } from './pieces.js' */
/** @import { Words } from './words.js' */

/**
 * Where and how a question is asked.
 * @typedef {object} Place
 * @property {QuizView} quiz
 * @property {string} name of the inputs, once in the shadow root; the first has the id `<name>-0`
 * @property {string} described ids of all that describes them
 * @property {boolean} wrong the draft was refused
 * @property {Words} words
 * @property {(draft: Draft) => void} enter called at every change; whoever asks renders anew at once
 * @property {(words: string) => void} say in the live region
 */

const alert = () => svg`<circle cx="12" cy="12" r="8.5"/><path d="M12 8v4.5M12 15.7v.1"/>`;

/** The most characters of a text for which the quiz sets no limit. */
const LONGEST = 500;

/** From this share of the longest text on, what is left is said and not only shown. */
const NEARLY = 0.75;

/** Milliseconds without a key after which it is said. */
const PAUSE = 1000;

/**
 * The inputs of a question of any kind, without its title, help or hint. `enter` hears of every key;
 * an event `change` bubbles from the inputs whenever the reader is done with one, whatever its kind.
 * @param {QuestionView} question
 * @param {Draft} draft
 * @param {Place} place
 */
export function controls(question, draft, place) {
  const { kind, options, statements } = question;
  const { quiz, name, words, enter, say } = place;
  switch (kind) {
    case "multiple": {
      const tick = (/** @type {string} */ id, /** @type {boolean} */ checked) => {
        const before = /** @type {string[]} */ (draft ?? []);
        const after = ticked(question, before, id, checked);
        enter(after);
        const gone = checked && before.some((other) => !after.includes(other));
        say(gone ? words.text.unticked : "");
      };
      return choices(quiz, name, options, draft, tick, "options", "checkbox");
    }
    case "scale": {
      const points = options.map((option, at) => ({
        ...option,
        text: pointText(question, at, words),
        ours: option.text ? "" : "hidden",
      }));
      return choices(
        quiz,
        name,
        points,
        draft,
        enter,
        options.length > 7 ? "points many" : "points",
      );
    }
    case "pair": {
      const points = options.map((option, at) => ({
        ...option,
        text: pointText(question, at, words),
        ours: option.text ? "" : "words",
      }));
      return html`<div class="pair">
        <p class="statement" id="${name}-a" part="statement">
          <b>${words.text.letters[0]}</b> <span ${own(quiz)}>${statements[0]}</span>
        </p>
        ${choices(quiz, name, points, draft, enter, "points")}
        <p class="statement" id="${name}-b" part="statement">
          <b>${words.text.letters[1]}</b> <span ${own(quiz)}>${statements[1]}</span>
        </p>
      </div>`;
    }
    case "rank":
      return ranking(question, draft, place);
    case "number":
      return numberField(question, draft, place);
    case "text":
      return textField(question, draft, place);
    default:
      return choices(quiz, name, options, draft, enter);
  }
}

/**
 * Whether a question has one field to write in, which its title is the label of, and no group.
 * @param {QuestionView} question
 */
export function written({ kind }) {
  return kind === "number" || kind === "text";
}

/**
 * What a question asks for beside its words; empty where that is plain.
 * @param {QuestionView} question
 * @param {Words} words
 */
export function hintText({ kind, min, max, unit, options }, words) {
  const { text, count, fill } = words;
  if (kind === "rank") return text.rankHint;
  if (kind === "number") return fill(text.range, limits(min, max, unit, words));
  if (kind === "text") return count(text.length, max || LONGEST);
  if (kind !== "multiple") return "";
  const alone = options.filter(({ exclusive }) => exclusive);
  const howMany = countHint(min, max, options.length, words);
  if (!alone.length) return howMany;
  const items = alone.map((option) => fill(text.quoted, { text: option.text })).join(", ");
  return `${howMany} ${fill(text.alone, { items })}`;
}

/**
 * @param {number} min
 * @param {number} max
 * @param {number} of
 * @param {Words} words
 */
function countHint(min, max, of, { text, count, fill }) {
  if (min > 1 && min === max) return count(text.exactly, max);
  if (max < of) {
    return min > 1 ? fill(text.between, { min, n: max }) : count(text.atMost, max);
  }
  return min > 1 ? count(text.atLeast, min) : text.several;
}

/**
 * A question as it stands on its own screen.
 * @param {Context} context
 * @param {{question: QuestionView, draft: Draft, error: string}} state
 */
export function asking(context, { question, draft, error }) {
  const { quiz, level, act } = context;
  const words = wordsFor(context);
  const hint = hintText(question, words);
  const described = [
    question.help && "help",
    hint && "hint",
    error && "error",
    question.kind === "pair" && "answer-a answer-b",
    question.sensitive && "sensitive",
  ]
    .filter(Boolean)
    .join(" ");
  const more = html`${hint ? html`<p class="help" id="hint" part="help">${hint}</p>` : ""}
  ${error ? errorText(error, "error", words) : ""}`;
  const inputs = controls(question, draft, {
    quiz,
    name: "answer",
    described,
    wrong: !!error,
    words,
    enter: act.enter,
    say: act.say,
  });
  if (!written(question)) return group(context, question, inputs, more, described);
  return html`<div class="lone">
    <label for="answer-0">${screenTitle(level, question.text, quiz)}</label>
    ${about(quiz, question)} ${more} ${inputs}
  </div>`;
}

/**
 * What is wrong with a field, beside it.
 * @param {string} error
 * @param {string} id which describes the field
 * @param {Words} words
 */
export function errorText(error, id, { text }) {
  return html`<p class="error" id=${id} part="error">
    ${icon(alert())}<span><span class="hidden">${text.errorIs} </span>${error}</span>
  </p>`;
}

/**
 * What keeps a form from being taken, above it; each error leads to its field. The caller takes the
 * focus to it. The page's history and address stay as they are.
 * @param {Context} context
 * @param {string} error
 * @param {string} [field] id of the first one that it is about
 */
export function summary({ words, level }, error, field = "answer-0") {
  if (!error) return "";
  const go = (/** @type {Event} */ event) => {
    event.preventDefault();
    const { currentTarget } = event;
    const root = /** @type {Element} */ (currentTarget).getRootNode();
    /** @type {ShadowRoot} */ (root).getElementById(field)?.focus();
  };
  return html`<div class="summary" part="error-summary" tabindex="-1">
    <div role="alert">
      <div class="small-title" role="heading" aria-level=${level}>${words.text.problems}</div>
      <p><a href="#${field}" part="link" @click=${go}>${error}</a></p>
    </div>
  </div>`;
}

/** @param {Words} words */
export function problemText(words) {
  return words.text.problem;
}

/**
 * @param {QuestionView} question
 * @param {Draft} draft
 * @param {Words} words
 * @returns {{answer?: Answer, error?: string}} the answer, or what keeps the draft from being one
 */
export function take(question, draft, words) {
  const { kind, min, max, unit, options, optional } = question;
  const { text, count, fill } = words;
  switch (kind) {
    case "multiple": {
      const chosen = /** @type {string[]} */ (draft ?? []);
      const alone = options.some(({ id, exclusive }) => exclusive && chosen.includes(id));
      if (chosen.length < min && !alone) return { error: count(text.needMore, min) };
      if (chosen.length > max) return { error: count(text.needFewer, max) };
      return { answer: chosen };
    }
    case "rank": {
      const order = orderOf(question, draft);
      return order ? { answer: order } : { error: text.needOrder };
    }
    case "number": {
      const typed = String(draft ?? "").trim();
      if (!typed && optional) return { answer: null };
      const number = readNumber(typed, words.tag, unit);
      const said = limits(min, max, unit, words);
      if (number === null) return { error: fill(text.needNumber, said) };
      if (number % 1) return { error: text.notWhole };
      if (number < min) return { error: fill(text.tooSmall, said) };
      return number > max ? { error: fill(text.tooLarge, said) } : { answer: number };
    }
    case "text": {
      const answer = textOf(draft);
      if (!answer) return optional ? { answer: null } : { error: text.needText };
      const over = [...answer].length - (max || LONGEST);
      return over > 0 ? { error: count(text.tooLong, over) } : { answer };
    }
    default:
      return draft === null ? { error: text.needOne } : { answer: draft };
  }
}

/**
 * The words of a point, or its place when the author gave none.
 * @param {QuestionView} question
 * @param {number} at
 * @param {Words} words
 */
export function pointText({ kind, options }, at, { text, fill }) {
  const own = options[at].text || (kind === "pair" && text.pair[at]);
  return own || fill(text.point, { n: at + 1, total: options.length });
}

/**
 * A number in words, with its unit.
 * @param {number} n
 * @param {string} unit
 * @param {Words} words
 */
export function amountText(n, unit, { text, fill }) {
  return fill(unit ? text.amount : "{n}", { n, unit });
}

/**
 * @param {number} min
 * @param {number} max
 * @param {string} unit
 * @param {Words} words
 */
function limits(min, max, unit, words) {
  return { min: amountText(min, "", words), max: amountText(max, unit, words) };
}

/** @param {Draft} draft */
function textOf(draft) {
  return String(draft ?? "")
    .toWellFormed()
    .trim();
}

/**
 * @param {QuestionView} question
 * @param {string[]} before
 * @param {string} id
 * @param {boolean} checked
 */
function ticked({ options }, before, id, checked) {
  const alone = (/** @type {string} */ other) =>
    options.some((option) => option.id === other && option.exclusive);
  if (checked && alone(id)) return [id];
  return options
    .map((option) => option.id)
    .filter((other) =>
      other === id ? checked : before.includes(other) && !(checked && alone(other)),
    );
}

/**
 * Of type text, not number, which drops what it cannot read without a word, turns with the wheel and
 * is read out badly. Phones' number pads have no minus sign.
 * @param {QuestionView} question
 * @param {Draft} draft
 * @param {Place} place
 */
function numberField({ min, unit }, draft, { quiz, name, described, wrong, enter }) {
  return html`<div class="measured">
    <input
      id="${name}-0"
      class="field"
      part="input"
      type="text"
      inputmode=${min < 0 ? "text" : "numeric"}
      autocomplete="off"
      spellcheck="false"
      aria-describedby=${described}
      aria-invalid=${wrong ? "true" : "false"}
      .value=${String(draft ?? "")}
      @input=${(/** @type {Event} */ event) =>
        enter(/** @type {HTMLInputElement} */ (event.target).value)}
    />
    <span aria-hidden="true" ${own(quiz)}>${unit}</span>
  </div>`;
}

/** @type {ReturnType<typeof setTimeout> | undefined} */
let later;

/**
 * Nothing that is typed or pasted is cut off; what is too long is said.
 * @param {QuestionView} question
 * @param {Draft} draft
 * @param {Place} place
 */
function textField({ max }, draft, { name, described, wrong, words, enter, say }) {
  const most = max || LONGEST;
  const left = (/** @type {Draft} */ typed) => {
    const n = most - [...textOf(typed)].length;
    return n < 0 ? words.count(words.text.over, -n) : words.count(words.text.left, n);
  };
  const typed = (/** @type {Event} */ event) => {
    const area = /** @type {HTMLTextAreaElement} */ (event.target);
    enter(area.value);
    clearTimeout(later);
    later = setTimeout(() => {
      if (area.isConnected && area.value.length > most * NEARLY) say(left(area.value));
    }, PAUSE);
  };
  const over = [...textOf(draft)].length > most;
  return html`<textarea
      id="${name}-0"
      class="field"
      part="input"
      rows="5"
      aria-describedby=${described}
      aria-invalid=${wrong ? "true" : "false"}
      .value=${String(draft ?? "")}
      @input=${typed}
    ></textarea>
    <p class="help count ${over ? "over" : ""}" aria-hidden="true">${left(draft)}</p>`;
}
