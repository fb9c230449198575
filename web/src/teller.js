/** What the page is told: events, console messages for its owner, and guarded copies. */
import { CareerQuizEvent } from "./events.js";
import { frozenCopy } from "./frozen.js";

/** @import { Answers, Evaluation, LoadReport } from './types' */
/** @import { Failure } from './failure.js' */
/** @import { Guard } from './privacy.js' */

export class Teller {
  #host;
  /** @type {Guard | null} until it is here, nothing that was answered is told */
  #guard = null;
  /** @type {string[]} questions answered, not yet told */
  #untold = [];

  /** The result that the page was told last. */
  #told = "";

  /** @param {EventTarget} host */
  constructor(host) {
    this.#host = host;
  }

  /**
   * @param {LoadReport} report
   * @param {Guard} guard
   */
  ready({ quiz, diagnostics }, guard) {
    if (this.#guard || !quiz) return;
    this.#guard = guard;
    for (const { message, pointer } of diagnostics) {
      console.warn(`career-quiz: ${pointer}: ${message}`);
    }
    this.#tell(new CareerQuizEvent("ready", { quiz: quiz.id, version: quiz.version }));
    this.#untold.splice(0).forEach((question) => this.answer(question));
  }

  start() {
    this.#tell(new CareerQuizEvent("start", {}));
  }

  /** @param {string} question */
  answer(question) {
    if (!this.#guard) this.#untold.push(question);
    else if (this.#guard.hears(question)) this.#tell(new CareerQuizEvent("answer", { question }));
  }

  /** @returns {boolean} false when the page asked to wait */
  mayComplete() {
    return this.#tell(new CareerQuizEvent("before-complete", {}));
  }

  /**
   * @param {Evaluation} evaluation with a result
   * @param {boolean} again also where the page was told the same before
   */
  complete(evaluation, again) {
    const { kind = "", outcomes = [] } = this.evaluation(evaluation)?.result?.headline ?? {};
    const told = `${kind} ${outcomes}`;
    if (again || told !== this.#told) {
      this.#tell(new CareerQuizEvent("complete", { kind, outcomes }));
    }
    this.#told = told;
  }

  restart() {
    this.#tell(new CareerQuizEvent("restart", {}));
  }

  /** @param {Failure} failure */
  fail({ code, message, url, cause, diagnostics }) {
    console.error(`career-quiz: ${message}`, ...(cause ? [cause] : []));
    for (const { severity, line, column, pointer, message } of diagnostics) {
      console.error(`career-quiz: ${line}:${column} ${severity} ${pointer}: ${message}`);
    }
    this.#tell(new CareerQuizEvent("error", { code, message, url }));
  }

  /** @param {Answers} answers */
  answers(answers) {
    return frozenCopy(this.#guard ? this.#guard.answers(answers) : {});
  }

  /**
   * @param {Evaluation | null} evaluation
   * @returns {Evaluation | null}
   */
  evaluation(evaluation) {
    return evaluation && this.#guard && frozenCopy(this.#guard.evaluation(evaluation));
  }

  /** @param {Event} event */
  #tell(event) {
    return this.#host.dispatchEvent(event);
  }
}
