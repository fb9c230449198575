/**
 * The compiled engine: loaded once for every quiz on the page, one small instance per element.
 * It checks what it is given, since hosts serve missing files as pages and proxies cut long ones.
 */
import { fingerprint } from "./fingerprint.js";
import { Failure, engineFile, importBeside, sharedOnce } from "./kit.js";
import { codeContent, requestText } from "./request.js";

/** @import { Answers, EngineModule, Evaluation, EvaluateRequest, LoadReport } from './types' */

/** @type {ReturnType<typeof sharedOnce<EngineModule>> | undefined} */
let once;
const shared = () => (once ??= sharedOnce(instantiate));

/** @type {Promise<Response> | undefined} */
let asked;

/**
 * Starts the download without waiting for it; a failure is reported by the call that needs it.
 * @param {Promise<Response>} [file] the engine's, if it is on its way already
 */
export function warmEngine(file) {
  asked = file ?? asked;
  shared()
    .get()
    .catch(() => {});
}

/**
 * @param {number} round
 * @returns {Promise<EngineModule>}
 */
async function instantiate(round) {
  // One script holds one engine, which must run under every policy.
  if (CAREER_QUIZ_FILES || typeof WebAssembly === "undefined") return withoutWebAssembly(round);
  const wasmUrl = engineFile();
  // @ts-ignore: the compiler's output, beside this file once built
  const glue = () => import("./career-quiz-engine.js");
  const [{ default: factory }, wasmBinary] = await Promise.all([
    importBeside("career-quiz-engine.js", glue, round),
    wasmBytes(wasmUrl, round),
  ]);
  try {
    return await factory({ wasmBinary, locateFile: () => wasmUrl });
  } catch (cause) {
    // How browsers name the policy that refuses it.
    if (/unsafe-eval|\bCSP\b/.test(String(cause))) return withoutWebAssembly(round);
    throw new Failure(
      "engine-invalid",
      `The engine is cut short or damaged: ${wasmUrl} (${cause})`,
      {
        url: wasmUrl,
        cause,
      },
    );
  }
}

/**
 * The same engine as a script, for pages and browsers that refuse WebAssembly.
 * @param {number} round
 * @returns {Promise<EngineModule>}
 */
async function withoutWebAssembly(round) {
  // @ts-ignore: made by the build, beside this file
  const script = () => import("./career-quiz-fallback.js");
  return (await importBeside("career-quiz-fallback.js", script, round)).default();
}

/**
 * @param {string} url
 * @param {number} round a copy kept from before may be the fault, or wait for one that hangs
 * @returns {Promise<ArrayBuffer>}
 */
async function wasmBytes(url, round) {
  let response;
  let bytes;
  try {
    response = await (round ? fetch(url, { cache: "reload" }) : (asked ?? fetch(url)));
    bytes = await response.arrayBuffer();
  } catch (cause) {
    throw new Failure("engine-missing", `The engine cannot be fetched: ${url}`, { url, cause });
  }
  if (!response.ok) {
    throw new Failure("engine-missing", `The engine is not there (${response.status}): ${url}`, {
      url,
    });
  }
  if (fingerprint(new Uint8Array(bytes)) !== CAREER_QUIZ_ENGINE) {
    const type = response.headers.get("content-type") ?? "no content type";
    throw new Failure("engine-invalid", `Not the engine of this release (${type}): ${url}`, {
      url,
    });
  }
  return bytes;
}

/** One quiz loaded in the engine. Close it when the element leaves the page. */
export class QuizEngine {
  /** @type {import('./types').NativeEngine | null} */
  #native;

  /** What was evaluated last, and how: evaluations are pure. */
  #asked = "";
  /** @type {Evaluation | null} */
  #answer = null;
  /** @type {ReturnType<typeof setTimeout> | undefined} */
  #soon;
  /** @type {unknown} what ended this engine while nobody waited for it */
  #fault = null;

  /** @param {import('./types').NativeEngine} native */
  constructor(native) {
    this.#native = native;
  }

  /**
   * @param {string} text the quiz file
   * @returns {Promise<{engine: QuizEngine, report: LoadReport}>}
   */
  static async open(text) {
    const module = await shared().get();
    /** @type {QuizEngine | null} */
    let engine = null;
    try {
      engine = new QuizEngine(new module.Engine());
      const report = JSON.parse(engine.#call("load", text));
      return { engine, report };
    } catch (error) {
      engine?.close();
      throw error instanceof Failure ? error : stopped(error);
    }
  }

  /**
   * @param {EvaluateRequest} request
   * @returns {Evaluation}
   */
  evaluate(request) {
    const text = requestText(request);
    clearTimeout(this.#soon);
    if (this.#answer && text === this.#asked) return this.#answer;
    const answer = JSON.parse(this.#call("evaluate", text));
    if (answer.error) throw stopped(answer.error.message);
    this.#asked = text;
    return (this.#answer = answer);
  }

  /**
   * Evaluates what will probably be asked next, once the reader has seen what they chose, so that
   * going on waits for nothing. A failure is told by the next call, which needs what is gone.
   * @param {EvaluateRequest} request
   */
  foresee(request) {
    clearTimeout(this.#soon);
    this.#soon = setTimeout(() => {
      try {
        this.evaluate(request);
      } catch (error) {
        this.close();
        this.#fault = error;
      }
    }, 50);
  }

  /**
   * The answers as a short code, without those that are sensitive or a text.
   * @param {Answers} answers
   * @returns {string}
   */
  encode(answers) {
    return JSON.parse(this.#call("encode", requestText({ answers }))).code;
  }

  /**
   * What a code holds, from the earliest answer to the latest.
   * @param {string} code
   */
  decode(code) {
    return codeContent(this.#call("decode", code));
  }

  close() {
    const native = this.#native;
    this.#native = this.#answer = null;
    clearTimeout(this.#soon);
    try {
      native?.delete();
    } catch {
      // A stopped instance cannot free anything, and is dropped whole.
    }
  }

  /**
   * Text must be well formed to survive the border.
   * @param {'load' | 'evaluate' | 'encode' | 'decode'} method
   * @param {string} text
   */
  #call(method, text) {
    if (!this.#native) throw this.#fault ?? stopped("closed");
    try {
      return this.#native[method](text.toWellFormed());
    } catch (error) {
      throw stopped(error);
    }
  }
}

/**
 * After a trap the whole instance is suspect, so the next call starts a new one.
 * @param {unknown} cause
 */
function stopped(cause) {
  shared().drop();
  return new Failure("engine-stopped", `The engine stopped: ${cause}`, { cause });
}
