/**
 * Brings one element its quiz file and its engine, and drops both when the element leaves. A load
 * that was overtaken by a release ends without a word.
 */
import { engineFile, importBeside, sharedOnce } from "./beside.js";
import { Failure } from "./failure.js";
import { pieces } from "./pieces.js";
import { fetchQuiz } from "./quiz.js";
import { fetchWords } from "./words.js";

/** @import { LoadReport } from './types' */
/** @import { QuizEngine } from './engine.js' */
/** @typedef {typeof import('./second.js')} Second */

/**
 * The second script, which knows the engine and the screens from the first answer on. The engine's file
 * is asked for with it: on a slow connection the two do not follow each other.
 */
const second = sharedOnce(async (round) => {
  const asked = CAREER_QUIZ_FILES || !globalThis.WebAssembly ? undefined : fetch(engineFile());
  asked?.catch(() => {});
  const script = await importBeside(
    "career-quiz-result.js",
    async () => /** @type {Second} */ (await import("./second.js")),
    round,
  );
  script.borrow(pieces);
  script.warmEngine(asked);
  return script;
});

/** How near to the screen an element starts to load. */
const NEAR = "300px";
const TOUCHES = ["pointerover", "focusin"];

/**
 * @typedef {object} Listener
 * @property {() => void} opened something is on its way
 * @property {(text: string) => void} arrived the quiz file is here; the engine may not be
 * @property {(second: Second) => void} lent the second script is here
 * @property {() => void} worded the words of every screen are here, in the language last asked for
 * @property {(report: LoadReport) => void} ready the engine has accepted the quiz
 * @property {(failure: Failure) => void} failed
 */

export class Loader {
  #listener;
  /** @type {QuizEngine | null} */
  engine = null;
  /** @type {string | null} */
  #text = null;
  /** @type {{promise: Promise<void>, controller: AbortController} | null} */
  #load = null;
  #stopWatching = () => {};
  #watching = false;
  #tag = "";

  /** @param {Listener} listener */
  constructor(listener) {
    this.#listener = listener;
  }

  /**
   * The language of the interface. Its words come with all the rest; where another is asked for later
   * and cannot be had, the reader keeps those there are.
   * @param {string} tag
   */
  speak(tag) {
    if (this.#tag === tag) return;
    this.#tag = tag;
    if (this.engine || this.#load) this.#words().catch(() => {});
  }

  async #words() {
    const tag = this.#tag;
    await fetchWords(tag);
    if (tag === this.#tag) this.#listener.worded();
  }

  /**
   * Loads now, or as soon as the element comes near the screen or is touched.
   * @param {Element} element
   * @param {string} url
   * @param {boolean} eager
   */
  approach(element, url, eager) {
    if (this.engine || this.#load || (this.#watching && !eager)) return;
    if (eager) {
      this.open(url);
      return;
    }
    const near = () => {
      this.#stopWatching();
      this.open(url);
    };
    const observer = new IntersectionObserver(
      (entries) => entries.some(({ isIntersecting }) => isIntersecting) && near(),
      { rootMargin: NEAR },
    );
    this.#stopWatching = () => {
      observer.disconnect();
      for (const type of TOUCHES) element.removeEventListener(type, near);
      this.#watching = false;
    };
    this.#watching = true;
    observer.observe(element);
    for (const type of TOUCHES) element.addEventListener(type, near);
  }

  /**
   * Never rejects: the listener hears of a failure, and `engine` stays null.
   * @param {string} url
   * @returns {Promise<void>}
   */
  open(url) {
    this.#stopWatching();
    if (this.engine) return Promise.resolve();
    if (!this.#load) {
      const controller = new AbortController();
      this.#load = { controller, promise: this.#run(url, controller.signal) };
    }
    return this.#load.promise;
  }

  /**
   * @param {string} url
   * @param {AbortSignal} signal
   */
  async #run(url, signal) {
    this.#listener.opened();
    try {
      const lent = second.get().then((script) => {
        if (!signal.aborted) this.#listener.lent(script);
        return script;
      });
      const arrived = this.#file(url, signal).then((text) => {
        if (!signal.aborted) this.#listener.arrived((this.#text = text));
        return text;
      });
      const worded = this.#words();
      // What went wrong with one is told in the words of the others, so all are awaited.
      await Promise.allSettled([lent, arrived, worded]);
      if (signal.aborted) return;
      await worded;
      const { QuizEngine } = await lent;
      const { engine, report } = await QuizEngine.open(await arrived);
      if (signal.aborted || !report.quiz) engine.close();
      if (signal.aborted) return;
      if (!report.quiz) {
        const { diagnostics } = report;
        throw new Failure("quiz-invalid", `The quiz has errors: ${url}`, { url, diagnostics });
      }
      this.engine = engine;
      this.#load = null;
      this.#listener.ready(report);
    } catch (error) {
      if (signal.aborted) return;
      this.#load = null;
      const failure = Failure.from(error);
      if (failure.code.startsWith("quiz")) this.#text = null;
      this.#listener.failed(failure);
    }
  }

  /**
   * @param {string} url
   * @param {AbortSignal} signal
   */
  async #file(url, signal) {
    return this.#text ?? fetchQuiz(url, signal);
  }

  /** Frees the engine's memory and ends what is under way; the quiz file is kept. */
  release() {
    this.#load?.controller.abort();
    this.#load = null;
    this.#stopWatching();
    this.engine?.close();
    this.engine = null;
  }

  /** Forgets the quiz file too: another one is wanted. */
  reset() {
    this.release();
    this.#text = null;
  }
}
