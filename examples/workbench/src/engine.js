/** The compiled engine, as the element and the command have it. JSON text in, JSON text out. */
import createModule from "../career-quiz/career-quiz-engine.js";

/** @returns {Promise<{read: (text: string) => {report: object, engine: Engine | null}}>} */
export async function loadEngine() {
  const response = await fetch(
    new URL("../career-quiz/career-quiz-engine.wasm", import.meta.url).href,
  );
  if (!response.ok) throw new Error(`The engine is not there (${response.status}).`);
  const module = await createModule({ wasmBinary: await response.arrayBuffer() });
  return {
    /** What the engine says of a quiz file; with an engine to close, where it has no errors. */
    read(text) {
      const native = new module.Engine();
      const report = JSON.parse(native.load(text.toWellFormed()));
      if (report.quiz) return { report, engine: new Engine(native) };
      native.delete();
      return { report, engine: null };
    },
  };
}

/** One quiz without errors. */
export class Engine {
  #native;

  constructor(native) {
    this.#native = native;
  }

  /**
   * @param {Record<string, unknown>} answers
   * @param {{mode?: "full" | "adaptive", early?: boolean}} [how]
   */
  evaluate(answers, how = {}) {
    return answered(this.#native.evaluate(textOf({ answers, ...how })));
  }

  /** @returns {{code: string, left_out: string[]}} */
  encode(answers) {
    return answered(this.#native.encode(textOf({ answers })));
  }

  close() {
    this.#native.delete();
  }
}

function textOf(request) {
  return JSON.stringify(request).toWellFormed();
}

function answered(text) {
  const answer = JSON.parse(text);
  if (answer.error) throw new Error(answer.error.message);
  return answer;
}
