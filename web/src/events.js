/**
 * Events of `<career-quiz>`. All bubble and cross shadow boundaries, so that one listener on the
 * document serves every quiz. None says what a reader answered; an outcome or question that would
 * give a sensitive answer away is named "withheld".
 */

const Base = globalThis.Event ?? class {};

/** @template T */
export class CareerQuizEvent extends Base {
  /**
   * @param {string} type
   * @param {T} detail
   * @param {boolean} [cancelable]
   */
  constructor(type, detail, cancelable = false) {
    super(type, { bubbles: true, composed: true, cancelable });
    /** @readonly */
    this.detail = Object.freeze(detail);
  }
}

/** The quiz and its engine are loaded. @extends {CareerQuizEvent<{quiz: string, version: string}>} */
export class CareerQuizReadyEvent extends CareerQuizEvent {
  /** @param {{quiz: string, version: string}} detail */
  constructor(detail) {
    super("career-quiz-ready", detail);
  }
}

/** The reader left the introduction. @extends {CareerQuizEvent<{}>} */
export class CareerQuizStartEvent extends CareerQuizEvent {
  constructor() {
    super("career-quiz-start", {});
  }
}

/** A question was answered, changed or skipped. @extends {CareerQuizEvent<{question: string}>} */
export class CareerQuizAnswerEvent extends CareerQuizEvent {
  /** @param {string} question */
  constructor(question) {
    super("career-quiz-answer", { question });
  }
}

/**
 * The result is about to be shown; `preventDefault()` keeps the reader where they are.
 * @extends {CareerQuizEvent<{}>}
 */
export class CareerQuizBeforeCompleteEvent extends CareerQuizEvent {
  constructor() {
    super("career-quiz-before-complete", {}, true);
  }
}

/** The result is shown. @extends {CareerQuizEvent<{kind: string, outcomes: readonly string[]}>} */
export class CareerQuizCompleteEvent extends CareerQuizEvent {
  /** @param {{kind: string, outcomes: readonly string[]}} detail */
  constructor(detail) {
    super("career-quiz-complete", detail);
  }
}

/** Every answer was erased. @extends {CareerQuizEvent<{}>} */
export class CareerQuizRestartEvent extends CareerQuizEvent {
  constructor() {
    super("career-quiz-restart", {});
  }
}

/**
 * The quiz cannot go on; `code` is stable, `message` is for the owner.
 * @extends {CareerQuizEvent<{code: string, message: string, url: string | null}>}
 */
export class CareerQuizErrorEvent extends CareerQuizEvent {
  /** @param {{code: string, message: string, url: string | null}} detail */
  constructor(detail) {
    super("career-quiz-error", detail);
  }
}
