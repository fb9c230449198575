import { html, render } from "lit/html.js";
import * as events from "./events.js";
import { Failure } from "./failure.js";
import { frozenCopy } from "./frozen.js";
import { directionOf, nearestLanguage } from "./language.js";
import { Loader } from "./loader.js";
import * as pieces from "./pieces.js";
import { chooseLanguage, parseQuiz, readQuiz } from "./quiz.js";
import { failureScreen, introScreen, questionScreen, shellScreen } from "./screens.js";
import { Session } from "./session.js";
import { wordsIn } from "./strings.js";
import css from "./styles.css";

/** @import { Actions, Evaluation, LoadReport, QuestionView, QuizView } from './types' */
/** @import { Second } from './loader.js' */
/** @typedef {'shell' | 'intro' | 'question' | 'review' | 'result' | 'failure'} Screen */

const Base = /** @type {typeof HTMLElement} */ (globalThis.HTMLElement ?? class {});

/** @type {Map<string, CSSStyleSheet>} shared by every element; a policy may refuse style elements */
const sheets = new Map();

/**
 * A quiz that explains its advice. Everything happens in the page: after its own files it requests
 * nothing, and it stores nothing.
 */
export class CareerQuizElement extends Base {
  static observedAttributes = ["src", "lang", "loading", "heading-level"];

  #root = this.attachShadow({ mode: "open" });
  /** @type {Screen} */
  #screen = "shell";
  #session = new Session();
  #words = wordsIn("en");
  /** @type {Record<string, unknown> | null} the quiz file, once it is here */
  #document = null;
  /** @type {QuizView | null} */
  #view = null;
  /** @type {QuestionView | null} */
  #question = null;
  /** @type {'review' | 'result' | null} where an edited answer leads back to */
  #origin = null;
  #error = "";
  #status = "";
  #busy = false;
  #ready = false;
  #begun = false;
  #startWhenHere = false;

  #loader = new Loader({
    arrived: (text) => this.#arrived(text),
    lent: (second) => this.#lent(second),
    ready: (report) => this.#loaded(report),
    failed: (failure) => this.#fail(failure, this.#busy),
  });
  /** @type {Second | null} */
  #second = null;
  /** @type {InstanceType<Second["Guard"]> | null} */
  #guard = null;
  /** @type {string[]} questions answered, not yet told to the page */
  #unsaid = [];
  /** @type {Failure | null} */
  #failure = null;
  #retried = false;
  /** @type {(evaluation: Evaluation) => void} what a retry goes on with */
  #resume = () => {};

  /** @type {Actions} */
  #act = {
    start: () => this.#begin(true),
    choose: (at, checked) => this.#choose(at, checked),
    next: () => this.#next(),
    skip: () => this.#skip(),
    back: () => this.#back(),
    edit: (id, origin) => this.#ask(id, true, origin),
    review: () => this.#go("review", true),
    result: () => this.#withEvaluation(() => this.#complete(true)),
    restart: () => this.#restart(true),
    retry: () => this.#retry(),
  };

  connectedCallback() {
    for (const name of ["src", "loading", "headingLevel"]) {
      // A property set before the script had loaded hides the accessor that should have had it.
      if (Object.hasOwn(this, name)) {
        const value = Reflect.get(this, name);
        Reflect.deleteProperty(this, name);
        Reflect.set(this, name, value);
      }
    }
    this.#dress(css);
    this.#language();
    this.#approach();
  }

  disconnectedCallback() {
    // A move takes the element out and in again before any microtask runs.
    queueMicrotask(() => {
      if (this.isConnected) return;
      this.#loader.release();
      this.#busy = false;
    });
  }

  /**
   * @param {string} name
   * @param {string | null} before
   * @param {string | null} after
   */
  attributeChangedCallback(name, before, after) {
    if (!this.isConnected || before === after) return;
    if (name === "src") {
      this.#loader.reset();
      this.#forget();
      this.#document = this.#view = this.#guard = null;
      this.#ready = this.#retried = false;
      this.#screen = "shell";
    }
    if (name === "lang" || name === "src") this.#language();
    if (name === "heading-level") this.#render();
    else this.#approach();
  }

  /** Address of the quiz file; the quiz that ships with the element when absent. */
  get src() {
    return this.getAttribute("src");
  }

  set src(value) {
    if (value === null || value === undefined) this.removeAttribute("src");
    else this.setAttribute("src", value);
  }

  /** @returns {'lazy' | 'eager'} */
  get loading() {
    return this.getAttribute("loading") === "eager" ? "eager" : "lazy";
  }

  set loading(value) {
    this.setAttribute("loading", value);
  }

  /** Heading level of the title of each screen, 1 to 6. */
  get headingLevel() {
    const level = Number.parseInt(this.getAttribute("heading-level") ?? "", 10);
    return level >= 1 && level <= 6 ? level : 2;
  }

  set headingLevel(value) {
    this.setAttribute("heading-level", String(value));
  }

  /** A copy of the quiz file, or null before it is here. */
  get quiz() {
    return frozenCopy(this.#document);
  }

  /** A copy of the confirmed answers, without those of sensitive questions; empty before ready. */
  get answers() {
    const guard = this.#guard;
    return frozenCopy(guard ? guard.answers(this.#session.answers) : {});
  }

  /** A copy of the engine's evaluation, or null; see `answers`. */
  get evaluation() {
    const { evaluation } = this.#session;
    return (evaluation && frozenCopy(this.#guard?.evaluation(evaluation))) ?? null;
  }

  /** A copy of the result, or null until it may be shown; see `answers`. */
  get result() {
    return this.evaluation?.result ?? null;
  }

  /** Leaves the introduction, or goes on where the reader stopped. */
  start() {
    this.#begin(this.#focused);
  }

  /** Erases every answer and asks the first question again. */
  restart() {
    this.#restart(this.#focused);
  }

  /**
   * Shows a question of the present path.
   * @param {string} question its id
   * @returns {boolean} false when the reader cannot be there now
   */
  goTo(question) {
    const reached = this.#session.evaluation
      ? this.#session.evaluation.path.some((step) => step.question === question)
      : this.#view?.first?.id === question;
    if (reached) this.#ask(question, this.#focused);
    return reached;
  }

  /** @returns {boolean} false while there is no result to show */
  showResult() {
    if (!this.#session.evaluation?.result) return false;
    return this.#complete(this.#focused);
  }

  /** Erases every answer and returns to the introduction. */
  erase() {
    this.#forget();
    this.#go(this.#view ? "intro" : "shell", this.#focused);
  }

  get #focused() {
    return this.matches(":focus-within");
  }

  // Loading

  #approach() {
    this.#loader.approach(this, this.#address(), this.loading === "eager");
  }

  /** @param {string} text the quiz file; what is wrong with it, the engine will tell */
  #arrived(text) {
    this.#document = parseQuiz(text);
    this.#language();
  }

  /** @param {Second} second */
  #lent(second) {
    second.borrow(pieces);
    this.#second = second;
    this.#dress(second.css);
  }

  /** @param {LoadReport} report */
  #loaded({ quiz, diagnostics }) {
    this.#guard = this.#second && new this.#second.Guard(this.#document);
    this.#tell();
    if (this.#ready || !quiz) return;
    this.#ready = true;
    for (const { message, pointer } of diagnostics) {
      console.warn(`career-quiz: ${pointer}: ${message}`);
    }
    const { id, version } = quiz;
    this.dispatchEvent(new events.CareerQuizReadyEvent({ quiz: id, version }));
  }

  #address() {
    const own = new URL(CAREER_QUIZ_OPENING?.file ?? "quiz.json", import.meta.url).href;
    return this.src === null ? own : new URL(this.src, this.baseURI).href;
  }

  /** Reads the texts anew, from the file or, until it is here, from what the build baked in. */
  #language() {
    const wanted = nearestLanguage(this);
    const opening = this.src === null ? CAREER_QUIZ_OPENING : null;
    const document = this.#document ?? opening?.quiz;
    const language = document ? chooseLanguage(document, wanted) : wanted;
    this.#words = wordsIn(language || wanted);
    this.#view = document
      ? readQuiz(document, language, this.#document ? undefined : opening?.length)
      : null;
    if (this.#question) this.#question = this.#find(this.#question.id) ?? this.#question;
    if (this.#loader.engine && this.#session.evaluation && !this.#evaluate()) return;
    if (this.#view && this.#screen === "shell") this.#screen = "intro";
    this.#render();
    if (this.#view && this.#startWhenHere) this.#begin(false);
  }

  // Moving

  /**
   * @param {Screen} screen
   * @param {boolean} focus take the reader to the screen's title
   */
  #go(screen, focus) {
    this.#screen = screen;
    this.#error = this.#status = "";
    this.#render();
    if (!focus) return;
    const title = this.#root.querySelector(".title");
    if (title instanceof HTMLElement) {
      title.focus({ preventScroll: true });
      title.scrollIntoView({ block: "nearest" });
    }
  }

  /** @param {string} id */
  #find(id) {
    const { questions, first } = this.#view ?? {};
    return questions?.get(id) ?? (first?.id === id ? first : null);
  }

  /**
   * @param {string | null} id
   * @param {boolean} focus
   * @param {'review' | 'result' | null} [origin]
   */
  #ask(id, focus, origin = null) {
    const question = id === null ? null : this.#find(id);
    if (!question) return;
    this.#question = question;
    this.#origin = origin;
    this.#go("question", focus);
  }

  /** @param {boolean} focus */
  #begin(focus) {
    this.#startWhenHere = !this.#view;
    if (!this.#view) return;
    if (!this.#begun) this.dispatchEvent(new events.CareerQuizStartEvent());
    this.#begun = true;
    const { evaluation } = this.#session;
    if (!evaluation && this.#view.first) return this.#ask(this.#view.first.id, focus);
    this.#withEvaluation(({ next }) => (next ? this.#ask(next, focus) : this.#go("review", focus)));
  }

  /**
   * @param {number} at
   * @param {boolean} checked
   */
  #choose(at, checked) {
    if (!this.#question) return;
    this.#session.choose(this.#question, at, checked);
    this.#error = this.#status = "";
    this.#render();
  }

  #next() {
    const question = this.#question;
    if (!question || this.#busy) return;
    const fault = this.#session.fault(question);
    if (fault) {
      const words = this.#words.text[fault.name];
      return this.#object(typeof words === "string" ? words : this.#words.count(words, fault.n));
    }
    this.#said(question, this.#session.confirm(question));
    this.#withEvaluation((evaluation) => this.#advance(question, evaluation));
  }

  #skip() {
    const question = this.#question;
    if (!question || this.#busy) return;
    this.#said(question, this.#session.skip(question));
    this.#withEvaluation((evaluation) => this.#advance(question, evaluation));
  }

  /** @param {string} error shown beside the question, where the reader is taken */
  #object(error) {
    this.#error = this.#status = error;
    this.#render();
    this.#root.querySelector("input")?.focus();
  }

  /**
   * @param {QuestionView} question
   * @param {boolean} changed
   */
  #said({ id }, changed) {
    if (!changed) return;
    this.#unsaid.push(id);
    this.#tell();
  }

  /** Says which questions were answered, once it is known which ones to withhold. */
  #tell() {
    if (!this.#guard) return;
    for (const id of this.#unsaid.splice(0)) {
      this.dispatchEvent(new events.CareerQuizAnswerEvent(this.#guard.question(id)));
    }
  }

  /**
   * @param {QuestionView} question the one just answered
   * @param {Evaluation} evaluation
   */
  #advance({ id }, { stop, next, problems, result }) {
    if (problems.some((problem) => problem.question === id)) {
      return this.#object(this.#words.text.problem);
    }
    if (stop === "gate") return this.#complete(true);
    const following = this.#origin ? next : this.#session.after(id);
    if (following) return this.#ask(following, true, this.#origin);
    if (this.#origin === "result" && result) this.#complete(true);
    else this.#go("review", true);
  }

  #back() {
    const question = this.#question;
    if (this.#busy) return;
    if (this.#screen === "review") return this.#ask(this.#session.last(), true);
    if (!question) return;
    if (this.#origin) {
      this.#session.discard(question);
      return this.#go(this.#origin, true);
    }
    if (!this.#session.fault(question) && this.#session.confirm(question)) {
      this.#said(question, true);
      if (this.#loader.engine && !this.#evaluate()) return;
    }
    const before = this.#session.before(question.id);
    if (before) this.#ask(before, true);
    else this.#go("intro", true);
  }

  /**
   * @param {boolean} focus
   * @returns {boolean} false when the page asked to wait
   */
  #complete(focus) {
    const session = this.#session;
    if (!session.evaluation?.result) return false;
    const news = !session.announced;
    if (news && !this.dispatchEvent(new events.CareerQuizBeforeCompleteEvent())) {
      if (this.#screen !== "review") this.#go("review", focus);
      return false;
    }
    session.announced = session.seen = true;
    this.#go("result", focus);
    if (news) {
      const { kind = "", outcomes = [] } = this.result?.headline ?? {};
      this.dispatchEvent(new events.CareerQuizCompleteEvent({ kind, outcomes }));
    }
    return true;
  }

  /** @param {boolean} focus */
  #restart(focus) {
    this.#forget();
    this.dispatchEvent(new events.CareerQuizRestartEvent());
    this.#begin(focus);
  }

  #forget() {
    this.#session = new Session();
    this.#question = this.#origin = null;
    this.#unsaid = [];
    this.#begun = this.#busy = this.#startWhenHere = false;
  }

  // The engine's word

  /**
   * Goes on with an evaluation of the present answers, at once where the engine is here.
   * @param {(evaluation: Evaluation) => void} then
   */
  async #withEvaluation(then) {
    const session = this.#session;
    this.#resume = then;
    if (!this.#loader.engine) {
      this.#wait();
      await this.#loader.open(this.#address());
      if (session !== this.#session) return;
      this.#rest();
      if (!this.#loader.engine) return;
    }
    const evaluation = this.#evaluate();
    if (!evaluation) return;
    this.#retried = false;
    this.#failure = null;
    then(evaluation);
  }

  /** @returns {Evaluation | null} null when the engine stopped, which is announced */
  #evaluate() {
    const session = this.#session;
    try {
      session.evaluation =
        this.#loader.engine?.evaluate({
          answers: Object.fromEntries(session.answers),
          mode: "full",
          language: this.#view?.language,
        }) ?? null;
      return session.evaluation;
    } catch (error) {
      this.#loader.release();
      this.#fail(Failure.from(error), true);
      return null;
    }
  }

  #wait() {
    this.#busy = true;
    this.#status = this.#words.text.wait;
    this.#render();
  }

  #rest() {
    this.#busy = false;
    this.#status = "";
    this.#render();
  }

  /**
   * @param {Failure} failure
   * @param {boolean} asked the reader waits for it; one busy with a question is told on going on
   */
  #fail(failure, asked) {
    const { code, message, url, diagnostics } = failure;
    console.error(`career-quiz: ${message}`, ...(failure.cause ? [failure.cause] : []));
    for (const { severity, line, column, pointer, message } of diagnostics) {
      console.error(`career-quiz: ${line}:${column} ${severity} ${pointer}: ${message}`);
    }
    this.#failure = failure;
    if (asked || this.#screen === "shell" || this.#screen === "intro") this.#go("failure", asked);
    this.dispatchEvent(new events.CareerQuizErrorEvent({ code, message, url }));
  }

  async #retry() {
    if (this.#busy) return;
    this.#retried = true;
    if (this.#begun) return this.#withEvaluation(this.#resume);
    this.#wait();
    await this.#loader.open(this.#address());
    this.#rest();
    if (!this.#loader.engine) return;
    this.#failure = null;
    this.#go("intro", true);
  }

  // Painting

  /** @param {string} text */
  #dress(text) {
    let sheet = sheets.get(text);
    if (!sheet) {
      sheet = new CSSStyleSheet();
      sheet.replaceSync(text);
      sheets.set(text, sheet);
    }
    const worn = this.#root.adoptedStyleSheets;
    if (!worn.includes(sheet)) this.#root.adoptedStyleSheets = [...worn, sheet];
  }

  #render() {
    const view = this.#view;
    const tag = view?.language || this.#words.language;
    render(
      html`<div class="card" part="card" lang=${tag} dir=${directionOf(tag, nearestLanguage(this))}>
        <p class="hidden" role="status">${this.#status}</p>
        ${this.#content()}
      </div>`,
      this.#root,
    );
  }

  #content() {
    const quiz = this.#view;
    const { evaluation, answers, seen } = this.#session;
    if (this.#screen === "failure" && this.#failure) {
      const retry = this.#retried && !this.#busy ? null : this.#act.retry;
      const words = this.#words;
      const said = this.#second?.failureText(words, this.#failure.code) ?? words.text.failure;
      return failureScreen(words, this.headingLevel, this.#failure, said, this.#busy, retry);
    }
    if (!quiz) return shellScreen(this.#words);
    const context = { words: this.#words, quiz, level: this.headingLevel, act: this.#act };
    if (this.#screen === "question" && this.#question) {
      return questionScreen(context, this.#questionState(this.#question, quiz));
    }
    if (this.#screen === "review" && evaluation && this.#second) {
      return this.#second.reviewScreen(context, evaluation, answers, seen);
    }
    if (this.#screen === "result" && evaluation?.result && this.#second) {
      return this.#second.resultScreen(context, evaluation.result);
    }
    return introScreen(context, this.#begun);
  }

  /**
   * @param {QuestionView} question
   * @param {QuizView} quiz
   */
  #questionState(question, quiz) {
    const session = this.#session;
    const progress = session.evaluation?.progress;
    return {
      question,
      chosen: session.chosen(question),
      error: this.#error,
      editing: this.#origin !== null,
      busy: this.#busy,
      place: session.place(question.id),
      length: progress
        ? {
            least: progress.answered + progress.remaining_at_least,
            most: progress.answered + progress.remaining_at_most,
          }
        : quiz.length,
      fraction: session.fraction,
    };
  }
}
