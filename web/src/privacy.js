/**
 * What the page may know. The reader sees everything; the page that embeds the quiz is handed
 * copies from which a sensitive answer cannot be told: not the answer, not a question that appears
 * because of it, not an outcome or module that rests on it.
 */

/** @import { Answer, Answers, Evaluation, Reason, Result } from './types' */

const WITHHELD = "withheld";

/** Knows what in one quiz would give a sensitive answer away. */
export class Guard {
  /** @type {Set<string>} that they were asked is no secret, their answer is */
  #sensitive;
  /** @type {Set<string>} questions whose mere presence tells */
  #hidden = new Set();
  /** @type {Set<string>} */
  #outcomes;
  /** @type {Set<string>} */
  #modules;
  /** @type {Set<string>} texts, which no code holds */
  #texts;
  /** How many questions on the way to the result the page may hear of. */
  #tellable;
  /**
   * Whether the adaptive order of questions, or its end, would depend on a sensitive answer: by a
   * question that appears, by the outcomes still eligible, or by a gate that reads scores as well.
   */
  steered;

  /** @param {unknown} quiz the quiz file as read */
  constructor(quiz) {
    const items = (/** @type {string} */ name) => {
      const value = /** @type {any} */ (quiz)?.[name];
      return /** @type {any[]} */ (Array.isArray(value) ? value : []).filter(
        (item) => item && typeof item === "object",
      );
    };
    const ids = (/** @type {any[]} */ list, name = "id") => list.map((item) => item[name]);
    const questions = items("questions");
    this.#sensitive = new Set(ids(questions.filter((item) => item.sensitive === true)));
    this.#texts = new Set(ids(questions.filter(({ kind }) => kind === "text")));
    const secret = (/** @type {string} */ id) => this.#sensitive.has(id) || this.#hidden.has(id);
    const resting = (/** @type {any[]} */ list) => list.filter((item) => rests(item.when, secret));
    // A question behind a hidden one is hidden too, however far behind.
    for (let known = -1; known !== this.#hidden.size;) {
      known = this.#hidden.size;
      for (const id of ids(resting(questions))) this.#hidden.add(id);
    }
    this.#outcomes = new Set([
      ...ids(resting(items("outcomes"))),
      ...ids(resting(items("rules")), "outcome"),
    ]);
    this.#modules = new Set(ids(resting(items("modules"))));
    this.#tellable = questions.filter(({ id, after }) => !after && this.hears(id)).length;
    const gates = resting(items("rules")).filter(({ kind }) => kind === "override");
    this.steered =
      this.#hidden.size > 0 ||
      resting(items("outcomes")).length > 0 ||
      gates.some(({ when }) => reads(when, (name) => !name.startsWith("answers.")));
  }

  /** @param {string} id of a question; whether the page may hear that it was asked */
  hears(id) {
    return !this.#hidden.has(id);
  }

  /**
   * @param {Answers} answers
   * @returns {Record<string, Answer>}
   */
  answers(answers) {
    return Object.fromEntries([...answers].filter(([id]) => this.tells(id)));
  }

  /**
   * @param {Evaluation} evaluation
   * @returns {Evaluation}
   */
  evaluation({ path, next, progress, stop, ignored, problems, result }) {
    const seen = (/** @type {string} */ id) => this.hears(id);
    /** @type {Evaluation['path']} a sensitive question that was skipped was answered like others */
    const told = path
      .filter(({ question }) => seen(question))
      .map(({ question, state }) => ({
        question,
        state: state === "skipped" && !this.tells(question) ? "answered" : state,
      }));
    const open = told.filter(({ state }) => state === "open").map(({ question }) => question);
    return {
      path: told,
      next: next && !seen(next) ? (open[0] ?? null) : next,
      progress: this.#progress(progress, told.length - open.length),
      stop: stop && "complete",
      ignored: ignored.filter(seen),
      problems: problems.filter(({ question }) => this.tells(question)),
      result: result && this.#result(result),
    };
  }

  /**
   * Bounds that count nothing of what is hidden.
   * @param {Evaluation['progress']} progress
   * @param {number} answered
   */
  #progress(progress, answered) {
    if (!this.#sensitive.size) return progress;
    const { remaining_at_most: most } = progress;
    return {
      answered,
      remaining_at_least: 0,
      remaining_at_most: this.#hidden.size && most ? this.#tellable - answered : most,
    };
  }

  /**
   * @param {Result} result
   * @returns {Result}
   */
  #result(result) {
    const { headline, ranking, margin, runner_up, because, against, scales } = result;
    const { modules, rests_on, limits } = result;
    const told = (/** @type {Reason} */ { question }) => question === null || this.tells(question);
    // Left out, not marked: that one is shown would tell as much as its name.
    const named = modules
      .filter(({ module, withheld }) => !withheld && !this.#modules.has(module))
      .map(({ module }) => ({ module }));
    if (headline.withheld || headline.outcomes.some((id) => this.#outcomes.has(id))) {
      return {
        headline: { kind: WITHHELD, outcomes: [WITHHELD] },
        ranking: [],
        margin: null,
        runner_up: null,
        because: [],
        against: [],
        scales: [],
        modules: named,
        rests_on: null,
        limits,
      };
    }
    return {
      headline: { kind: headline.kind, outcomes: headline.outcomes },
      ranking: ranking.filter(({ outcome }) => !this.#outcomes.has(outcome)),
      margin,
      runner_up: runner_up !== null && this.#outcomes.has(runner_up) ? WITHHELD : runner_up,
      because: because.filter(told),
      against: against.filter(told),
      scales,
      modules: named,
      rests_on,
      limits,
    };
  }

  /** Whether a code may hold less than was answered. */
  get partial() {
    return this.#sensitive.size + this.#texts.size > 0;
  }

  /** @param {string} id of a question whose answer may be in a code */
  carries(id) {
    return this.tells(id) && !this.#texts.has(id);
  }

  /** @param {string} id of a question whose answer may be told */
  tells(id) {
    return !this.#sensitive.has(id) && !this.#hidden.has(id);
  }
}

/**
 * Whether a condition asks about a secret question.
 * @param {unknown} condition
 * @param {(id: string) => boolean} secret
 * @returns {boolean}
 */
function rests(condition, secret) {
  return reads(condition, (name) => name.startsWith("answers.") && secret(name.slice(8)));
}

/**
 * Whether a condition reads a variable of some kind.
 * @param {unknown} condition
 * @param {(name: string) => boolean} wanted
 * @returns {boolean}
 */
function reads(condition, wanted) {
  if (condition === null || typeof condition !== "object") return false;
  return Object.entries(condition).some(([key, value]) =>
    key === "var" ? typeof value === "string" && wanted(value) : reads(value, wanted),
  );
}
