/**
 * With the attribute `history`, the browser's Back and Forward lead from screen to screen. Entries
 * hold places among the questions that the page may hear of, and never what was said or asked: a
 * question whose presence would tell a sensitive answer shares the entry of the screen before it.
 * Nothing depends on an entry being right. One from before a reload, or of another path, leads to
 * the nearest screen there is.
 */
import { Guard } from "./privacy.js";

/** @import { CareerQuizElement } from './element.js' */
/** @import { Player } from './player.js' */

/** The one member of the page's history states that is ours. */
const MEMBER = "career-quiz";

/**
 * `at`: the place of each quiz on the page. `by` and `from`: which of them moved to make this entry,
 * and where it had been.
 * @typedef {{at: Record<string, string>, by?: string, from?: string}} Mark
 */

/** @type {WeakMap<CareerQuizElement, Trail>} */
const trails = new WeakMap();

/** Names taken by elements in the page: two that changed places must not share one. */
const taken = new Set();

/** We went back ourselves, and the browser has yet to say so. */
let awaited = false;
/** @type {Event | null} the event that said so */
let settling = null;

/**
 * Takes note of the screen a reader is on.
 * @param {CareerQuizElement} host
 * @param {Player} player
 */
export function follow(host, player) {
  let trail = trails.get(host);
  if (!trail && host.history) trails.set(host, (trail = new Trail(host, player)));
  trail?.move();
}

/**
 * Shows a screen that the reader did not go to, so that there is no way back from it.
 * @param {CareerQuizElement} host
 * @param {() => void} show
 */
export function unnoted(host, show) {
  const trail = trails.get(host);
  if (trail) trail.unnoted(show);
  else show();
}

/** @param {CareerQuizElement} host that left its page */
export function unfollow(host) {
  trails.get(host)?.leave();
}

class Trail {
  #host;
  #player;
  #name = "";
  /** The place on screen, whatever the browser's entry says. */
  #here = "0";
  /** The browser led the reader here, so there is no entry to make. */
  #led = false;
  /** @type {Window | null} */
  #view = null;
  /** @type {unknown} */
  #quiz;
  #guard = new Guard(null);

  /**
   * @param {CareerQuizElement} host
   * @param {Player} player
   */
  constructor(host, player) {
    this.#host = host;
    this.#player = player;
  }

  #enter() {
    const view = this.#host.ownerDocument.defaultView;
    if (this.#view === view) return;
    this.leave();
    this.#view = view;
    view?.addEventListener("popstate", this.#popped);
    this.#name ||= nameOf(this.#host);
    while (taken.has(this.#name)) this.#name += "+";
    taken.add(this.#name);
  }

  leave() {
    this.#view?.removeEventListener("popstate", this.#popped);
    this.#view = null;
    taken.delete(this.#name);
  }

  move() {
    if (!this.#host.history || !this.#host.isConnected) return;
    this.#enter();
    const to = this.#place();
    const from = this.#here;
    if (to === null) return;
    this.#here = to;
    const mark = this.#mark();
    const history = this.#view?.history;
    if (awaited || this.#led || !mark || !history || mark.at[this.#name] === to || from === to)
      return;
    const kept = mark.at[this.#name] === from;
    if (kept && mark.by === this.#name && mark.from === to) {
      awaited = true;
      return history.back();
    }
    try {
      const name = this.#name;
      if (!kept) history.replaceState(marked(history, { at: { ...mark.at, [name]: from } }), "");
      const at = { ...mark.at, [name]: to };
      history.pushState(marked(history, { at, by: name, from }), "");
    } catch {
      // A browser may refuse, having been asked too often; the quiz needs no history.
    }
  }

  /** @param {() => void} show */
  unnoted(show) {
    this.#led = true;
    show();
    this.#led = false;
  }

  /** @param {Event} event */
  #popped = (event) => {
    if (awaited) settling = event;
    awaited = false;
    if (settling !== event) return this.#host.history && this.#arrive();
    // The reader may have gone on meanwhile.
    const to = this.#here;
    const mark = this.#mark();
    if (!mark || mark.at[this.#name] === to) return;
    this.#here = mark.at[this.#name] ?? to;
    this.move();
  };

  #arrive() {
    const to = this.#mark()?.at[this.#name];
    const player = this.#player;
    if (to === undefined || to === this.#here || player.place.screen === "shell") return;
    const { activeElement, body } = this.#host.ownerDocument;
    const focus = !activeElement || activeElement === body || this.#host.matches(":focus-within");
    this.#led = true;
    if (player.settle()) this.#lead(to, focus);
    this.#led = false;
    this.#here = this.#place() ?? to;
  }

  /**
   * @param {string} to
   * @param {boolean} focus
   */
  #lead(to, focus) {
    const player = this.#player;
    const { session } = player.place;
    const { evaluation, seen, answers } = session;
    const screen = { 0: "intro", r: "review", s: "result" }[to[0] ?? ""];
    const at = Number(to.replace(/\D/g, ""));
    if (!at) {
      if (screen === "intro") return player.visit("intro", focus);
      if (screen === "review" && evaluation) return player.visit("review", focus);
      if (screen === "result" && seen && evaluation?.result) {
        session.further = false;
        session.early = true;
        return player.visit("result", focus);
      }
    }
    const known = this.#known();
    const open = evaluation?.path.find(({ state }) => state === "open")?.question ?? "";
    const last = session.adaptive ? known.length : known.indexOf(open) + 1 || known.length;
    const question = known[at - 1];
    if (question && at <= last) {
      session.early = false;
      return player.visit("question", focus, question, screen === "review");
    }
    if (!answers.size && at !== 1) return;
    if (at > known.length && seen) session.further = !!evaluation?.stop;
    player.begin(focus);
  }

  /** @returns {string | null} the screen's, or null where it has none of its own */
  #place() {
    const { screen, question, editing } = this.#player.place;
    if (screen === "failure") return null;
    if (screen === "review") return "r";
    if (screen === "result") return "s";
    if (screen !== "question" || !question) return "0";
    const known = this.#known();
    if (!this.#guard.hears(question.id)) return null;
    const at = known.indexOf(question.id) + 1 || known.length + 1;
    return (editing ? "r" : "") + at;
  }

  /** The questions behind the reader, or all those of the path, that the page may hear of. */
  #known() {
    const { session, quiz } = this.#player.place;
    if (quiz !== this.#quiz) this.#guard = new Guard((this.#quiz = quiz));
    return session.way().filter((id) => this.#guard.hears(id));
  }

  /** @returns {Mark | null} of the present entry; null where its state has no room for one */
  #mark() {
    const state = this.#view?.history.state ?? {};
    if (Object.getPrototypeOf(state) !== Object.prototype) return null;
    const { at, by, from } = state[MEMBER] ?? {};
    return { at: { ...at }, by, from };
  }
}

/**
 * @param {History} history
 * @param {Mark} mark
 */
function marked({ state }, mark) {
  return { ...state, [MEMBER]: mark };
}

/**
 * An element's id, or its number among those of its root; the same after a reload.
 * @param {Element} element
 * @returns {string}
 */
function nameOf(element) {
  const root = /** @type {ParentNode & Node} */ (element.getRootNode());
  const within = root instanceof ShadowRoot ? `${nameOf(root.host)} ` : "";
  return within + (element.id || [...root.querySelectorAll(element.localName)].indexOf(element));
}
