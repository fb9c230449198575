/** @import { Diagnostic } from './types' */

/**
 * Why a quiz cannot run.
 * @typedef {'quiz-missing' | 'quiz-too-large' | 'quiz-invalid'
 *   | 'engine-missing' | 'engine-invalid' | 'engine-stopped' | 'network-slow'} FailureCode
 */

const NAME = "CareerQuizFailure";

/** A reason a reader can be told, with the details an owner needs. */
export class Failure extends Error {
  /**
   * @param {FailureCode} code
   * @param {string} message one sentence for the owner
   * @param {{url?: string, diagnostics?: Diagnostic[], cause?: unknown}} [more]
   */
  constructor(code, message, { url, diagnostics = [], cause } = {}) {
    super(message, { cause });
    this.name = NAME;
    this.code = code;
    this.url = url ?? null;
    this.diagnostics = diagnostics;
  }

  /**
   * Each script has this class of its own, so a failure is known by its name.
   * @param {unknown} error
   */
  static from(error) {
    if (error instanceof Error && error.name === NAME) return /** @type {Failure} */ (error);
    return new Failure("engine-stopped", `The quiz stopped: ${error}`, { cause: error });
  }
}
