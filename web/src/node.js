/**
 * The engine under Node, for hosts that evaluate answers on a server: the same bytes as in a page.
 * What each name means: career-quiz-node.d.ts.
 */
// @ts-ignore: the tools know the browser alone
import { readFile } from "node:fs/promises";
import { codeContent, requestText } from "./request.js";

/** @import { Answer, EngineModule, Evaluation, LoadReport } from './types' */

export class QuizError extends Error {
  /** @param {LoadReport['diagnostics']} diagnostics */
  constructor(diagnostics) {
    const errors = diagnostics.filter(({ severity }) => severity === "error");
    const told = errors.map(({ line, column, message }) => `${line}:${column}: ${message}`);
    super([`The quiz cannot be used:`, ...told].join("\n"));
    this.name = "QuizError";
    this.diagnostics = diagnostics;
  }
}

/** @type {Promise<EngineModule> | undefined} */
let started;

/** @returns {Promise<EngineModule>} */
async function start() {
  // @ts-ignore: the compiler's output, beside this file once built
  const { default: createModule } = await import("./career-quiz-engine.js");
  const wasmBinary = await readFile(new URL("./career-quiz-engine.wasm", import.meta.url));
  return createModule({ wasmBinary });
}

/** @param {string} text the quiz file */
export async function openQuiz(text) {
  if (typeof text !== "string") throw new TypeError("openQuiz takes the text of a quiz file");
  const { Engine } = await (started ??= start());
  const engine = new Engine();
  let open = true;
  /**
   * @param {'load' | 'evaluate' | 'encode' | 'decode'} method
   * @param {string} given
   * @returns {string}
   */
  const call = (method, given) => {
    if (!open) throw new TypeError("This quiz was closed");
    return engine[method](given.toWellFormed());
  };
  const close = () => {
    if (open) engine.delete();
    open = false;
  };
  /** @type {LoadReport} */
  const { quiz, diagnostics } = JSON.parse(call("load", text));
  if (!quiz) {
    close();
    throw new QuizError(diagnostics);
  }
  /** @param {Iterable<[string, Answer]> | Record<string, Answer>} answers */
  const ordered = (answers) => {
    try {
      return new Map(Symbol.iterator in answers ? answers : Object.entries(answers));
    } catch (cause) {
      const wanted = "an object, a Map, or pairs of a question and its answer";
      throw new TypeError(`The answers have to be ${wanted}`, { cause });
    }
  };
  return {
    ...quiz,
    diagnostics,
    /**
     * @param {{answers: Iterable<[string, Answer]> | Record<string, Answer>}} request
     * @returns {Evaluation}
     */
    evaluate(request) {
      const { answers, ...rest } = request ?? {};
      const text = requestText({ answers: ordered(answers), ...rest });
      const evaluation = JSON.parse(call("evaluate", text));
      if (evaluation.error) throw new TypeError(evaluation.error.message);
      return evaluation;
    },
    /** @param {Iterable<[string, Answer]> | Record<string, Answer>} answers */
    encode(answers) {
      /** @type {{code: string}} */
      const { code } = JSON.parse(call("encode", requestText({ answers: ordered(answers) })));
      return code;
    },
    /** @param {string} code */
    decode(code) {
      const held = codeContent(call("decode", `${code}`));
      if (held.error !== null) throw new RangeError(`The code cannot be used: ${held.error}`);
      const { answers, leftOut } = held;
      return { answers, leftOut };
    },
    close,
  };
}
