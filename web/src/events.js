/**
 * What a page hears of its reader, by the event's name without "career-quiz-". None says what was
 * answered; an outcome or question that would give a sensitive answer away is named "withheld".
 *
 * ready: the quiz and its engine are loaded. start: the reader left the introduction. answer: a
 * question was answered, changed or skipped. before-complete: the result is about to be shown;
 * `preventDefault()` keeps the reader where they are. complete: the result is shown. restart: every
 * answer was erased. error: the quiz cannot go on; `code` is stable, `message` is for the owner.
 *
 * @typedef {object} Details
 * @property {{quiz: string, version: string}} ready
 * @property {{}} start
 * @property {{question: string}} answer
 * @property {{}} before-complete
 * @property {{kind: string, outcomes: readonly string[]}} complete
 * @property {{}} restart
 * @property {{code: string, message: string, url: string | null}} error
 */

const Base = globalThis.Event ?? class {};

/**
 * An event of `<career-quiz>`. It bubbles and crosses shadow boundaries, so that one listener on the
 * document serves every quiz.
 * @template {keyof Details} Name
 */
export class CareerQuizEvent extends Base {
  /**
   * @param {Name} name
   * @param {Details[Name]} detail
   */
  constructor(name, detail) {
    super(`career-quiz-${name}`, {
      bubbles: true,
      composed: true,
      cancelable: name === "before-complete",
    });
    /** @readonly */
    this.detail = Object.freeze(detail);
  }
}
