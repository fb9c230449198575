/**
 * One reader's way through a quiz: what was answered, what is entered but not yet confirmed, and
 * which question comes next. It knows no page and no engine; `evaluation` is handed to it.
 */

/** @import { Answer, Answers, Draft, Evaluation, QuestionView } from './types' */

export class Session {
  /** @type {Answers} confirmed answers; null is a skipped question */
  answers = new Map();

  /** @type {Map<string, Draft>} of questions not yet confirmed */
  #drafts = new Map();

  /** @type {Evaluation | null} of `answers`, or of an earlier state while the engine is away */
  #evaluation = null;

  /** Share of the quiz behind the reader, 0 to 1. It never goes back, even where a path grows. */
  fraction = 0;

  /** Questions follow one another in the order they were answered, not in the quiz's. */
  adaptive = false;

  /** The reader went on to the questions that the advice did not need. */
  further = false;

  /** The reader asked for the result before the end, and has not gone on since. */
  early = false;

  /** The answers were given before: what is left to answer comes next. */
  restored = false;

  /** The result was shown at least once. */
  seen = false;

  /** @type {import('./edits.js').Edits | null} what was changed on the result since it was come to */
  edits = null;

  /** The result of the present answers was announced. */
  announced = false;

  get evaluation() {
    return this.#evaluation;
  }

  set evaluation(evaluation) {
    this.#evaluation = evaluation;
    // What a stop leaves open may be asked yet.
    if (!evaluation || (evaluation.stop ?? "complete") !== "complete") return;
    const { answered, remaining_at_least, remaining_at_most } = evaluation.progress;
    const total = answered + (remaining_at_least + remaining_at_most) / 2;
    this.fraction = Math.max(this.fraction, answered / (total || 1));
  }

  /** What may be shown and told of the evaluation: an early result only once it was asked for. */
  get shown() {
    const known = this.#evaluation;
    return known && { ...known, result: known.stop || this.early ? known.result : null };
  }

  /**
   * @param {QuestionView} question
   * @returns {Draft}
   */
  draft({ id }) {
    return (this.#drafts.has(id) ? this.#drafts : this.answers).get(id) ?? null;
  }

  /**
   * @param {QuestionView} question
   * @param {Draft} draft
   */
  enter({ id }, draft) {
    this.#drafts.set(id, draft);
  }

  /**
   * @param {QuestionView} question
   * @param {Answer} answer null to skip it
   * @returns {boolean} whether the answer is another than before
   */
  confirm({ id }, answer) {
    this.#drafts.delete(id);
    const before = this.answers.get(id);
    const changed = before === undefined || JSON.stringify(before) !== JSON.stringify(answer);
    this.answers.set(id, answer);
    if (changed) this.announced = false;
    return changed;
  }

  /** @param {QuestionView} question */
  discard(question) {
    this.#drafts.delete(question.id);
  }

  /** @returns {string | null} the question before this one */
  before(/** @type {string} */ id) {
    return this.way()[this.place(id) - 2] ?? null;
  }

  /** @returns {string | null} the question after this one, else the next that is open */
  after(/** @type {string} */ id) {
    // Who has seen the result, or gave these answers before, has been through the others.
    const through = this.restored || (this.seen && !this.adaptive);
    const next = this.#evaluation?.next ?? null;
    return through ? next : (this.way()[this.place(id)] ?? next);
  }

  /** @returns {string | null} */
  last() {
    return this.way().at(-1) ?? null;
  }

  /** @returns {number} counted from 1; one not answered comes after those that are */
  place(/** @type {string} */ id) {
    const way = this.way();
    return way.indexOf(id) + 1 || way.length + 1;
  }

  /** The visible questions in the order the reader meets them; if adaptive, those answered. */
  way() {
    const path = this.#evaluation?.path ?? [];
    if (!this.adaptive) return path.map(({ question }) => question);
    const given = new Set(
      path.flatMap(({ question, state }) => (state === "open" ? [] : question)),
    );
    return [...this.answers.keys()].filter((id) => given.has(id));
  }
}
