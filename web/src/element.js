import { Player } from "./player.js";

const Base = /** @type {typeof HTMLElement} */ (globalThis.HTMLElement ?? class {});

/**
 * A quiz that explains its advice. Everything happens in the page: after its own files it requests
 * nothing, and it stores nothing unless the reader asks. This class is what the page sees; the player does the work.
 */
export class CareerQuizElement extends Base {
  static formAssociated = true;
  static observedAttributes = ["src", "lang", "mode", "loading", "heading-level", "keep", "name"];

  // Taken at once: they would hand the shadow root to whoever asks first.
  #player = new Player(this, this.attachShadow({ mode: "closed" }), this.attachInternals());

  /** Has been in a page: before, each attribute would have it read and painted anew. */
  #entered = false;

  connectedCallback() {
    this.#entered = true;
    for (const name of ["src", "mode", "loading", "history", "headingLevel", "keep", "name"]) {
      // A property set before the script had loaded hides the accessor that should have had it.
      if (Object.hasOwn(this, name)) {
        const value = Reflect.get(this, name);
        Reflect.deleteProperty(this, name);
        Reflect.set(this, name, value);
      }
    }
    this.#player.enter();
  }

  disconnectedCallback() {
    // A move takes the element out and in again before any microtask runs.
    queueMicrotask(() => {
      if (!this.isConnected) this.#player.leave();
    });
  }

  /**
   * @param {string} name
   * @param {string | null} before
   * @param {string | null} after
   */
  attributeChangedCallback(name, before, after) {
    if (before === after || !this.#entered) return;
    if (name === "src") this.#player.forgetQuiz();
    if (this.isConnected) this.#player.enter();
  }

  formResetCallback() {
    this.erase();
  }

  /** @param {string} code */
  formStateRestoreCallback(code) {
    this.fromCode(code);
  }

  /** @param {boolean} disabled */
  formDisabledCallback(disabled) {
    this.inert = disabled;
  }

  /** Address of the quiz file; the quiz that ships with the element when absent. */
  get src() {
    return this.getAttribute("src");
  }

  set src(value) {
    if (value === null || value === undefined) this.removeAttribute("src");
    else this.setAttribute("src", value);
  }

  /** Which questions are asked: those the advice needs, or all. @returns {'adaptive' | 'full'} */
  get mode() {
    return this.getAttribute("mode") === "full" ? "full" : "adaptive";
  }

  set mode(value) {
    this.setAttribute("mode", value);
  }

  /** @returns {'lazy' | 'eager'} */
  get loading() {
    return this.getAttribute("loading") === "eager" ? "eager" : "lazy";
  }

  set loading(value) {
    this.setAttribute("loading", value);
  }

  /** What the reader may have kept where. @returns {'none' | 'device'} */
  get keep() {
    return this.getAttribute("keep") === "device" ? "device" : "none";
  }

  set keep(value) {
    this.setAttribute("keep", value);
  }

  /** Name of the form value, which is the code; without it there is none. */
  get name() {
    return this.getAttribute("name") ?? "";
  }

  set name(value) {
    this.setAttribute("name", value);
  }

  /** Whether the browser's Back and Forward lead from screen to screen. */
  get history() {
    return this.hasAttribute("history");
  }

  set history(value) {
    this.toggleAttribute("history", Boolean(value));
  }

  /** Heading level of the title of each screen, 1 to 6. */
  get headingLevel() {
    const level = Number.parseInt(this.getAttribute("heading-level") ?? "", 10);
    return level >= 1 && level <= 6 ? level : 2;
  }

  set headingLevel(value) {
    this.setAttribute("heading-level", String(value));
  }

  /** A copy of the quiz file, or null before it is here. */
  get quiz() {
    return this.#player.quiz;
  }

  /** A copy of the confirmed answers, without those of sensitive questions; empty before ready. */
  get answers() {
    return this.#player.answers;
  }

  /** A copy of the engine's evaluation, or null; see `answers`. */
  get evaluation() {
    return this.#player.evaluation;
  }

  /** A copy of the result, or null until it may be shown; see `answers`. */
  get result() {
    return this.evaluation?.result ?? null;
  }

  /** Leaves the introduction, or goes on where the reader stopped. */
  start() {
    this.#player.begin(this.#focused);
  }

  /** Erases every answer and asks the first question again. */
  restart() {
    this.#player.restart(this.#focused);
  }

  /**
   * Shows a question of the present path.
   * @param {string} question its id
   * @returns {boolean} false when the reader cannot be there now
   */
  goTo(question) {
    return this.#player.goTo(question, this.#focused);
  }

  /** @returns {boolean} false while there is no result to show */
  showResult() {
    return this.#player.complete(this.#focused);
  }

  /**
   * The answers as a short code, without those of sensitive questions and without texts.
   * @returns {string | null} null before ready, and when there is nothing to tell
   */
  toCode() {
    return this.#player.code;
  }

  /**
   * Shows the result of the answers in a code, or else the question they lead to.
   * @param {string} code
   * @returns {Promise<boolean>} false when this code cannot be restored, which the reader is told
   */
  fromCode(code) {
    const restored = this.#player.restore(`${code}`, this.#focused);
    if (this.isConnected) this.#player.enter();
    return restored;
  }

  /** Erases every answer, on the device too, and returns to the introduction. */
  erase() {
    this.#player.erase(this.#focused);
  }

  /** A call from the page moves the focus only where the reader has it in the quiz already. */
  get #focused() {
    return this.matches(":focus-within");
  }
}
