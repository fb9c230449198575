/** @import { Diagnostic } from './types' */

/**
 * Why a quiz cannot run.
 * @typedef {'quiz-missing' | 'quiz-too-large' | 'quiz-invalid'
 *   | 'engine-missing' | 'engine-invalid' | 'engine-stopped' | 'network-slow'} FailureCode
 */

/** A reason a reader can be told, with the details an owner needs. */
export class Failure extends Error {
  /**
   * @param {FailureCode} code
   * @param {string} message one sentence for the owner
   * @param {{url?: string, diagnostics?: Diagnostic[], cause?: unknown}} [more]
   */
  constructor(code, message, { url, diagnostics = [], cause } = {}) {
    super(message, { cause });
    this.name = "CareerQuizFailure";
    this.code = code;
    this.url = url ?? null;
    this.diagnostics = diagnostics;
  }

  /** @param {unknown} error */
  static from(error) {
    if (error instanceof Failure) return error;
    return new Failure("engine-stopped", `The quiz stopped: ${error}`, { cause: error });
  }
}
