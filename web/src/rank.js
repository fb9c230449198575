/** Putting options in order: by dragging, or by a press on an arrow. */
import { choices, html, own } from "./kit.js";

/** @import { Draft, OptionView, QuestionView } from './types' */
/** @import { Place } from './controls.js' */

/**
 * The order in a draft, when it is one.
 * @param {QuestionView} question
 * @param {Draft} draft
 * @returns {string[] | null}
 */
export function orderOf({ options }, draft) {
  if (!Array.isArray(draft) || new Set(draft).size !== options.length) return null;
  return options.every(({ id }) => draft.includes(id)) ? draft : null;
}

/**
 * The options begin in the quiz's order. That counts as an answer only once the reader has moved one,
 * or ticked that it suits them: the first place is evidence, and not touching anything is none.
 * @param {QuestionView} question
 * @param {Draft} draft
 * @param {Place} place
 */
export function ranking(question, draft, { quiz, name, words, enter, say }) {
  const { options } = question;
  const { text, fill } = words;
  const ids = options.map(({ id }) => id);
  const given = orderOf(question, draft);
  const order = given ?? ids;
  const total = order.length;
  const items = order.map(
    (id) => /** @type {OptionView} */ (options.find((option) => option.id === id)),
  );

  const move = (
    /** @type {Element} */ list,
    /** @type {number} */ from,
    /** @type {number} */ to,
  ) => {
    if (to === from) return;
    enter(order.toSpliced(from, 1).toSpliced(to, 0, order[from]));
    say(fill(text.moved, { item: items[from].text, n: to + 1, total }));
    list.dispatchEvent(new Event("change", { bubbles: true }));
  };
  const step = (
    /** @type {Event} */ event,
    /** @type {number} */ from,
    /** @type {number} */ by,
  ) => {
    const list = /** @type {Element} */ (event.currentTarget).closest("ol");
    if (!list) return;
    move(list, from, from + by);
    // The same button of the same item, which stands elsewhere now; at an end, its neighbour.
    const [up, down] = list.children[from + by].querySelectorAll("button");
    const pressed = by < 0 ? up : down;
    (pressed.disabled ? (by < 0 ? down : up) : pressed).focus();
  };
  const arrow = (/** @type {number} */ at, /** @type {number} */ by) =>
    html`<button
      type="button"
      class="button plain"
      part="button plain"
      id=${at === 0 && by > 0 ? `${name}-0` : `${name}-${by}-${at}`}
      ?disabled=${!items[at + by]}
      @click=${(/** @type {Event} */ event) => step(event, at, by)}
    >
      <span class="hidden">${fill(by < 0 ? text.up : text.down, { item: items[at].text })}</span>
      <span aria-hidden="true">${by < 0 ? "↑" : "↓"}</span>
    </button>`;

  return html`<ol class="order" role="list" part="options">
      ${items.map(
        (item, at) =>
          html`<li part="option">
            <span
              class="handle"
              aria-hidden="true"
              @pointerdown=${(/** @type {PointerEvent} */ event) =>
                drag(event, at, (list, to) => move(list, at, to))}
            ></span>
            <span class="words" ${own(quiz)}>${item.text}</span>
            <span class="arrows">${arrow(at, -1)} ${arrow(at, 1)}</span>
          </li>`,
      )}
    </ol>
    <div class="keep ${order.some((id, at) => id !== ids[at]) ? "moot" : ""}">
      ${choices(
        quiz,
        `${name}-kept`,
        [{ id: "kept", text: text.keepOrder, ours: "words" }],
        given && "kept",
        (_, checked) => enter(checked ? ids : null),
        "options",
        "checkbox",
      )}
    </div>`;
}

/**
 * Lets a row follow the pointer, the others making room, until it is dropped.
 * @param {PointerEvent} event on the row's handle
 * @param {number} from the row's place
 * @param {(list: Element, to: number) => void} dropped not called when the pointer is lost
 */
function drag(event, from, dropped) {
  const { currentTarget, pointerId, isPrimary, button, clientY } = event;
  const handle = /** @type {HTMLElement} */ (currentTarget);
  const list = handle.closest("ol");
  if (!isPrimary || button || !list || list.matches(".moving")) return;
  event.preventDefault();
  const rows = /** @type {HTMLElement[]} */ ([...list.children]);
  const row = rows[from];
  const { offsetTop, offsetHeight } = row;
  const room = rows[1].offsetTop - rows[0].offsetTop - rows[0].offsetHeight + offsetHeight;
  const grip = clientY - list.getBoundingClientRect().top - offsetTop;
  const middle = (/** @type {HTMLElement} */ one) => one.offsetTop + one.offsetHeight / 2;
  let to = from;
  let done = false;
  const shift = (/** @type {HTMLElement} */ one, /** @type {number} */ by) =>
    one.style.setProperty("--shift", `${by}px`);

  handle.setPointerCapture(pointerId);
  list.classList.add("moving");
  row.classList.add("held");
  const ended = new AbortController();
  const { signal } = ended;
  handle.addEventListener(
    "pointermove",
    (moved) => {
      const top = moved.clientY - list.getBoundingClientRect().top - grip;
      const centre = top + offsetHeight / 2;
      const before = to;
      to = rows.filter((one) => one !== row && middle(one) < centre).length;
      rows.forEach((one, at) => {
        const passed = at > from && at <= to ? -room : at < from && at >= to ? room : 0;
        shift(one, one === row ? top - offsetTop : passed);
      });
      // Row by row, so that a list longer than the screen scrolls along.
      if (to !== before) rows[to].scrollIntoView({ block: "nearest" });
    },
    { signal },
  );
  handle.addEventListener("pointerup", () => (done = true), { signal });
  handle.addEventListener(
    "lostpointercapture",
    () => {
      ended.abort();
      list.classList.remove("moving");
      row.classList.remove("held");
      for (const one of rows) one.style.removeProperty("--shift");
      if (done) dropped(list, to);
    },
    { signal },
  );
}
