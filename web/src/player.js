/**
 * Plays one quiz in one shadow root: loads it, moves from screen to screen as the reader and the
 * page ask, and tells the page by events. It is the only part that knows all the others.
 */
import { html, render } from "lit/html.js";
import { abandon, original } from "./beside.js";
import { dress } from "./dress.js";
import { Failure } from "./failure.js";
import { frozenCopy } from "./frozen.js";
import { directionOf, nearestLanguage, sameLanguage } from "./language.js";
import { Loader } from "./loader.js";
import { quizFiles } from "./files.js";
import { chooseLanguage, parseQuiz, readQuiz } from "./quiz.js";
import {
  failureScreen,
  introScreen,
  positionText,
  questionScreen,
  shellScreen,
} from "./screens.js";
import { Session } from "./session.js";
import { chooseWords, wordsIn } from "./words.js";
import css from "./styles.css";
import { Teller } from "./teller.js";

/** @import { Actions, Answer, Answers, Draft, Evaluation, LoadReport, QuestionView, QuizView } from './types' */
/** @import { Asked, Keeper } from './keep.js' */
/** @import { CareerQuizElement } from './element.js' */
/** @import { Second } from './loader.js' */
/** @typedef {'shell' | 'intro' | 'question' | 'review' | 'result' | 'failure'} Screen */

export class Player {
  #host;
  #root;
  #internals;
  #teller;
  /** @type {Screen} */
  #screen = "shell";
  /** Where the quiz file is. */
  #address = "";
  #session = new Session();
  #words = wordsIn("en");
  /** @type {Record<string, unknown> | null} the quiz file, once it is here */
  #document = null;
  /** @type {QuizView | null} */
  #view = null;
  /** @type {QuestionView | null} */
  #question = null;
  /** Reached from the review, to return there. */
  #editing = false;
  /** @type {string | null} the question whose answer the reader set out to change there */
  #edited = null;
  #error = "";
  #status = "";
  /** @type {object | null} the wait for the engine that the reader is in */
  #busy = null;
  /** They have waited long enough to be told. */
  #late = false;
  #clock = 0;
  #begun = false;
  #startWhenHere = false;
  /** A sensitive answer would show in the order of the questions, so the quiz's own is kept. */
  #steered = false;

  #loader = new Loader({
    opened: () => this.#view || this.#watch(),
    arrived: (text) => this.#arrived(text),
    lent: (second) => this.#lent(second),
    worded: () => this.#read(),
    ready: (report) => this.#loaded(report),
    failed: (failure) => this.#fail(failure),
  });
  /** @type {Second | null} */
  #second = null;
  /** @type {Keeper | null} */
  #keeper = null;
  /** @type {Asked | null} a code to restore once the quiz is here; null erases what is kept */
  #asked = null;
  /** @type {Failure | null} */
  #failure = null;
  #retried = false;
  /** Trying again has failed too. */
  #spent = false;
  /** @type {(evaluation: Evaluation) => void} what a retry goes on with */
  #resume = () => {};

  /** @type {Actions} */
  #act = {
    start: () => this.begin(true),
    enter: (draft) => this.#enter(draft),
    next: () => this.#next(),
    skip: () => this.#skip(),
    back: () => this.#back(),
    edit: (id) => this.#ask((this.#edited = id), true, true),
    result: () => this.#withEvaluation(() => this.complete(true)),
    early: () => this.#seeEarly(),
    more: () => {
      this.#session.further = !!this.#session.evaluation?.stop;
      this.begin(true);
    },
    restart: () => this.restart(true),
    erase: () => this.erase(true),
    take: (session, focus, intro) => this.#take(session, focus, intro),
    retry: () => this.#retry(),
    beside: (id, answer, words) => this.#beside(id, answer, words),
    amend: (ids, said) => this.#amend(ids, said),
    say: (words) => this.#say(words),
  };

  /**
   * @param {CareerQuizElement} host
   * @param {ShadowRoot} root
   * @param {ElementInternals} internals
   */
  constructor(host, root, internals) {
    this.#host = host;
    this.#root = root;
    this.#internals = internals;
    this.#teller = new Teller(host);
  }

  /** The element is in a page, or something about it changed there. */
  enter() {
    dress(this.#root, css);
    // Another document needs the other sheet too.
    if (this.#second) this.#lent(this.#second);
    const address = this.#locate();
    // What is on screen stays until another file is here, which may be never.
    if (this.#address !== address) {
      this.#address = address;
      this.#loader.reset();
    }
    this.#read();
    const { loading, id } = this.#host;
    const linked = location.hash.startsWith(`#${encodeURIComponent(id || "career-quiz")}=`);
    this.#loader.approach(this.#host, address, loading === "eager" || linked || !!this.#asked);
  }

  /** The element is out of its page: what it holds is freed, what was said is kept. */
  leave() {
    this.#loader.release();
    this.#keeper?.leave();
    this.#second?.unfollow(this.#host);
    this.#busy = null;
    this.#calm();
  }

  /** Another quiz is wanted. */
  forgetQuiz() {
    this.#loader.reset();
    this.#keeper?.leave();
    this.#keeper = null;
    this.#internals.setFormValue(null);
    this.#forget();
    this.#document = this.#view = null;
    this.#teller = new Teller(this.#host);
    this.#retried = false;
    this.#screen = "shell";
  }

  get quiz() {
    return frozenCopy(this.#document);
  }

  get answers() {
    return this.#teller.answers(this.#session.answers);
  }

  get evaluation() {
    return this.#teller.evaluation(this.#session.shown);
  }

  /** @returns {string | null} the answers that may be told, as a code */
  get code() {
    return this.#keeper?.code() ?? null;
  }

  /**
   * @param {string} code
   * @param {boolean} focus
   * @returns {Promise<boolean>} once the quiz is here
   */
  restore(code, focus) {
    return new Promise((done) => {
      this.#asked?.done?.(false);
      this.#asked = { code, focus, done };
      if (this.#loader.engine) this.#answerAsked();
    });
  }

  #answerAsked() {
    const asked = this.#asked;
    this.#asked = null;
    this.#keeper?.ready(asked, this.#session, this.#begun);
  }

  /**
   * @param {string} question
   * @param {boolean} focus
   */
  goTo(question, focus) {
    const { evaluation } = this;
    const reached = evaluation
      ? evaluation.path.some((step) => step.question === question)
      : this.#view?.first?.id === question;
    if (reached) this.#leaveIntro();
    if (reached) this.#ask(question, focus);
    return reached;
  }

  /** @param {boolean} focus */
  erase(focus) {
    this.#forget();
    this.#eraseKept();
    this.#go(this.#view ? "intro" : "shell", focus);
  }

  // Loading

  /** @param {string} text the quiz file; what is wrong with it, the engine will tell */
  #arrived(text) {
    this.#document = parseQuiz(text);
    this.#read();
  }

  /** @param {Second} second */
  #lent(second) {
    this.#second = second;
    this.#keeper ??= new second.Keeper(
      this.#host,
      this.#internals,
      this.#act,
      this.#loader,
      Session,
    );
    dress(this.#root, second.css);
    second.openForPrint(this.#root);
    second.mindContrast(this.#root);
    second.follow(this.#host, this);
    // It knows how to say in more languages that there is more to wait for.
    if (!this.#words.here) this.#read();
  }

  /** @param {LoadReport} report */
  #loaded(report) {
    if (!this.#second) return;
    const guard = new this.#second.Guard(this.#document);
    this.#steered = guard.steered;
    this.#keeper?.meet(report, guard, this.#words);
    this.#teller.ready(report, guard);
    // Another language may have brought another file, and an evaluation has texts too.
    if (this.#session.evaluation) this.#read();
    // It was slow, and is here after all.
    if (this.#screen === "failure" && !this.#busy) {
      this.#go("intro", this.#host.matches(":focus-within"));
    }
    this.#answerAsked();
  }

  /** The shipped quiz has a file for each of its languages. */
  #locate() {
    const { src, baseURI } = this.#host;
    if (src) return URL.canParse(src, baseURI) ? new URL(src, baseURI).href : src;
    const language = chooseLanguage(CAREER_QUIZ_OPENING, nearestLanguage(this.#host));
    return original(quizFiles[language]?.() ?? "");
  }

  /**
   * What the build baked in, which is in one language and serves until the first evaluation.
   * @param {string} wanted
   */
  #opening(wanted) {
    const opening = !this.#host.src && !this.#session.evaluation && CAREER_QUIZ_OPENING;
    return opening && chooseLanguage(opening, wanted) === opening.languages[0] ? opening : null;
  }

  /** Reads the texts anew, from the file or, until it is here, from the opening. */
  #read() {
    const wanted = nearestLanguage(this.#host);
    const opening = this.#opening(wanted);
    const document = this.#document ?? opening?.quiz;
    const language = chooseLanguage(document, wanted);
    const tag = chooseWords(wanted, language);
    const words = wordsIn(tag);
    // What is said already is not said anew in fewer words.
    const { here, whole } = this.#words;
    if ((words.here || !here) && (words.whole || !whole)) this.#words = words;
    this.#loader.speak(tag);
    this.#view = document
      ? readQuiz(
          document,
          language,
          this.#host.mode === "adaptive",
          this.#document ? undefined : opening?.length,
        )
      : null;
    if (this.#view) this.#view.foreign = !sameLanguage(language, this.#words.tag);
    if (this.#question) this.#question = this.#find(this.#question.id) ?? this.#question;
    if (this.#loader.engine && this.#session.evaluation && !this.#evaluate()) return;
    if (this.#view && this.#words.here && this.#screen === "shell") {
      this.#screen = "intro";
      if (!this.#busy) this.#calm();
    }
    if (this.#screen === "result" && !this.#session.shown?.result && !this.#session.early) {
      return this.begin(this.#host.matches(":focus-within"));
    }
    this.#render();
    if (this.#startWhenHere) this.begin(false);
  }

  // Moving

  /**
   * @param {Screen} screen
   * @param {boolean} focus take the reader to the screen's title
   */
  #go(screen, focus) {
    this.#screen = screen;
    this.#error = "";
    this.#calm();
    if (screen === "question" && this.#question && this.#view) {
      this.#status = positionText(this.#questionState(this.#question, this.#view), this.#words);
    }
    if (screen !== "question") {
      if (!this.#editing) this.#edited = null;
      this.#editing = false;
    }
    this.#render();
    this.#second?.follow(this.#host, this);
    if (!focus) return;
    const title = this.#root.querySelector(".title");
    const target = this.#root.querySelector(".edited") ?? title;
    if (target instanceof HTMLElement) {
      target.focus({ preventScroll: true });
      // With the layout that the next frame makes anyway, not with one of its own,
      // and not back to where a quick reader has left already.
      requestAnimationFrame(() => {
        if (this.#root.activeElement === target) target.scrollIntoView({ block: "nearest" });
      });
    }
    if (target === title) return;
    this.#status = title?.textContent ?? "";
    this.#render();
  }

  /** @param {string} id */
  #find(id) {
    const { questions, first } = this.#view ?? {};
    return questions?.get(id) ?? (first?.id === id ? first : null);
  }

  /**
   * @param {string | null} id
   * @param {boolean} focus
   * @param {boolean} [editing]
   */
  #ask(id, focus, editing = false) {
    const question = id === null ? null : this.#find(id);
    if (!question) return;
    this.#question = question;
    this.#editing = editing;
    this.#go("question", focus);
  }

  #leaveIntro() {
    if (!this.#begun) this.#teller.start();
    this.#begun = true;
  }

  /** @param {boolean} focus */
  begin(focus) {
    this.#startWhenHere = !this.#view || !this.#words.here;
    if (!this.#view || this.#startWhenHere) return;
    this.#leaveIntro();
    const session = this.#session;
    session.early = false;
    if (!session.evaluation && this.#view.first) return this.#ask(this.#view.first.id, focus);
    this.#withEvaluation(({ next }) => (next ? this.#ask(next, focus) : this.#finish(focus)));
  }

  /** @param {boolean} focus */
  #finish(focus) {
    if (this.#session.adaptive || this.#session.seen) this.complete(focus);
    else this.#go("review", focus);
  }

  /**
   * What is missing stays said until the reader goes on, so that nothing moves under their hand.
   * @param {Draft} draft
   */
  #enter(draft) {
    const question = this.#question;
    // What waits for the engine has been counted; a change now would not be.
    if (!question || this.#busy) return this.#render();
    this.#session.enter(question, draft);
    this.#render();
    const { answer = null, error } = this.#second?.take(question, draft, this.#words) ?? {};
    if (error) return;
    const answers = new Map(this.#session.answers).set(question.id, answer);
    this.#loader.engine?.foresee(this.#request(answers));
  }

  /**
   * Takes what is entered as the answer.
   * @param {QuestionView} question
   * @returns {string} what keeps it from being one
   */
  #confirm(question) {
    const draft = this.#session.draft(question);
    const { answer = null, error } = this.#second?.take(question, draft, this.#words) ?? {};
    if (!error && this.#session.confirm(question, answer)) this.#teller.answer(question.id);
    return error ?? "";
  }

  /**
   * What is entered counts also where the reader turns away from the question.
   * @param {QuestionView} question
   */
  #keep(question) {
    if (this.#second && this.#session.draft(question) !== null) this.#confirm(question);
  }

  #next() {
    const question = this.#question;
    if (!question || this.#busy) return;
    // What makes an answer is known to the second script.
    if (!this.#second || !this.#words.whole) return this.#withEvaluation(() => this.#next());
    const error = this.#confirm(question);
    if (error) return this.#object(error);
    this.#withEvaluation((evaluation) => this.#advance(question, evaluation));
  }

  #skip() {
    const question = this.#question;
    if (!question || this.#busy) return;
    if (this.#session.confirm(question, null)) this.#teller.answer(question.id);
    this.#withEvaluation((evaluation) => this.#advance(question, evaluation));
  }

  /** @param {string} error shown above the question, where the reader is taken, and in it */
  #object(error) {
    this.#error = error;
    this.#say("");
    /** @type {HTMLElement | null} */ (this.#root.querySelector(".summary"))?.focus();
  }

  /**
   * @param {QuestionView} question the one just answered
   * @param {Evaluation} evaluation
   */
  #advance({ id }, { stop, next, problems }) {
    if (problems.some((problem) => problem.question === id)) {
      return this.#object(this.#second?.problemText(this.#words) ?? "");
    }
    if (stop === "gate") return this.complete(true);
    const session = this.#session;
    const following = !this.#editing ? session.after(id) : session.shown?.result ? null : next;
    if (following) return this.#ask(following, true, this.#editing);
    if (this.#editing) this.#go("review", true);
    else this.#finish(true);
  }

  /** What is chosen counts, as with Back. */
  #seeEarly() {
    const question = this.#question;
    if (!question || this.#busy) return;
    this.#keep(question);
    this.#session.early = true;
    this.#withEvaluation(() => this.complete(true));
  }

  /**
   * Leaves a question without Next: what is entered counts, and nothing is waited for.
   * @returns {boolean} false when the engine stopped
   */
  settle() {
    this.#busy = null;
    if (this.#screen !== "question" || this.#editing || !this.#question) return true;
    this.#keep(this.#question);
    return !this.#loader.engine || !!this.#evaluate();
  }

  /** Where the reader is. */
  get place() {
    return {
      screen: this.#screen,
      question: this.#question,
      editing: this.#editing,
      session: this.#session,
      quiz: this.#document,
    };
  }

  /**
   * Takes the reader to a screen known to be there.
   * @param {Screen} screen
   * @param {boolean} focus
   * @param {string} [question]
   * @param {boolean} [editing]
   */
  visit(screen, focus, question, editing) {
    if (question) this.#ask(question, focus, editing);
    else if (screen === "result") this.#withEvaluation(() => this.complete(focus));
    else this.#go(screen, focus);
  }

  /**
   * @param {string} id
   * @param {Answer} answer
   * @param {string} words what the reader hears then
   */
  #beside(id, answer, words) {
    const question = this.#find(id);
    if (!question) return;
    this.#session.confirm(question, answer);
    this.#amend([id], () => words);
  }

  /**
   * Answers changed on the result, which stays: it was let through, and is not held back again.
   * @param {string[]} ids
   * @param {(evaluation: Evaluation) => string} said for the live region
   */
  #amend(ids, said) {
    const session = this.#session;
    for (const id of ids) this.#teller.answer(id);
    session.early = true;
    this.#withEvaluation((evaluation) => {
      this.#screen = "result";
      this.#say(said(evaluation));
      if (!evaluation.result) return;
      session.announced = true;
      this.#teller.complete(evaluation, false);
    });
  }

  #back() {
    const question = this.#question;
    if (this.#busy) return;
    if (this.#screen === "review") return this.#ask(this.#session.last(), true);
    if (!question) return;
    if (this.#editing) {
      this.#session.discard(question);
      return this.#go("review", true);
    }
    if (!this.settle()) return;
    const before = this.#session.before(question.id);
    if (before) this.#ask(before, true);
    else this.#go("intro", true);
  }

  /**
   * @param {boolean} focus
   * @returns {boolean} false when the page asked to wait
   */
  complete(focus) {
    const session = this.#session;
    const { shown } = session;
    if (!shown?.result) return false;
    const news = !session.announced;
    // A gate is a duty of care: no page may hold it back.
    const urgent = shown.stop === "gate";
    if (news && !urgent && !this.#teller.mayComplete()) {
      if (this.#screen !== "review") this.#go("review", focus);
      return false;
    }
    session.announced = session.seen = true;
    if (this.#screen !== "result") session.edits = null;
    this.#go("result", focus);
    if (news) this.#teller.complete(shown, true);
    return true;
  }

  /**
   * @param {Session} session
   * @param {boolean} focus
   * @param {boolean} [intro]
   */
  #take(session, focus, intro) {
    this.#forget();
    this.#session = session;
    this.#begun = session.answers.size > 0;
    if (!this.#evaluate()) return;
    const show = () => {
      if (intro) this.#go("intro", focus);
      else if (session.shown?.result) this.complete(focus);
      else this.begin(focus);
    };
    if (focus) show();
    else this.#second?.unnoted(this.#host, show);
  }

  /** @param {boolean} focus */
  restart(focus) {
    this.#eraseKept();
    this.#forget();
    this.#teller.restart();
    this.begin(focus);
  }

  #forget() {
    this.#session = new Session();
    this.#question = this.#edited = null;
    this.#editing = false;
    this.#begun = this.#startWhenHere = false;
    this.#busy = null;
  }

  #eraseKept() {
    this.#asked?.done?.(false);
    this.#asked = this.#keeper?.erase() ? null : { code: null };
  }

  // The engine's word

  /**
   * Goes on with an evaluation of the present answers, at once where the engine is here.
   * @param {(evaluation: Evaluation) => void} then
   */
  async #withEvaluation(then) {
    this.#resume = then;
    if (!this.#loader.engine && !(await this.#wait())) return;
    const evaluation = this.#evaluate();
    if (!evaluation) return;
    this.#failure = null;
    then(evaluation);
    // Not before: what is shown may fail as it did when it was tried first.
    this.#retried = false;
  }

  /** @returns {Evaluation | null} null when the engine stopped, which is announced */
  #evaluate() {
    const session = this.#session;
    try {
      session.evaluation = this.#loader.engine?.evaluate(this.#request(session.answers)) ?? null;
      this.#keeper?.changed(session);
      return session.evaluation;
    } catch (error) {
      this.#loader.release();
      this.#fail(Failure.from(error), true);
      return null;
    }
  }

  /**
   * @param {Answers} answers
   * @returns {import('./types').EvaluateRequest}
   */
  #request(answers) {
    const session = this.#session;
    const adaptive = this.#host.mode === "adaptive" && !this.#steered;
    session.adaptive = adaptive;
    return {
      answers,
      mode: adaptive && !session.further ? "adaptive" : "full",
      early: adaptive || session.early || session.restored,
      language: this.#view?.language,
    };
  }

  /** @returns {Promise<boolean>} whether the engine is here, and the reader still waits for it */
  async #wait() {
    const wait = (this.#busy = {});
    this.#watch();
    this.#render();
    await this.#loader.open(this.#address);
    if (wait !== this.#busy) return false;
    this.#busy = null;
    this.#calm();
    this.#render();
    return !!this.#loader.engine;
  }

  /** Says after a second that the quiz is on its way, and after twenty offers to try again. */
  #watch() {
    this.#calm();
    this.#clock = setTimeout(() => {
      const { wait, loading } = this.#words.text;
      const url = this.#address;
      this.#late = true;
      this.#say(this.#busy ? wait : loading);
      this.#clock = setTimeout(
        () => this.#fail(new Failure("network-slow", `Still on its way: ${url}`, { url })),
        19_000,
      );
    }, 1000);
  }

  #calm() {
    clearTimeout(this.#clock);
    this.#late = false;
    this.#status = "";
  }

  /** @param {string} words for the live region */
  #say(words) {
    // The same words again are heard again only where they are not the same.
    this.#status = words && words === this.#status ? `${words}\xa0` : words;
    this.#render();
  }

  /**
   * @param {Failure} failure
   * @param {boolean} asked the reader waits for it; one busy with a question is told on going on
   */
  #fail(failure, asked = !!this.#busy) {
    this.#failure = failure;
    this.#spent = this.#retried;
    const reading = !["shell", "intro", "failure"].includes(this.#screen);
    if (asked || !reading) this.#go("failure", asked);
    this.#teller.fail(failure);
  }

  async #retry() {
    if (this.#retried && this.#busy) return;
    this.#retried = true;
    // What hangs would be waited for again.
    this.#loader.release();
    abandon();
    if (this.#begun) return this.#withEvaluation(this.#resume);
    if ((await this.#wait()) && !this.#begun) this.#go("intro", true);
  }

  // Painting

  /** A screen that cannot be shown, as with a script damaged on its way, is a failure like others. */
  #render() {
    try {
      this.#paint();
    } catch (error) {
      if (this.#screen === "failure") throw error;
      this.#fail(Failure.from(error), true);
    }
  }

  #paint() {
    const { tag } = this.#words;
    render(
      html`<div class="card" part="card" lang=${tag} dir=${directionOf(tag)}>
        <p class="hidden" role="status">${this.#status}</p>
        ${this.#keeper?.above(this.#words, this.#screen)} ${this.#content()}
        ${this.#keeper?.below(this.#words, this.#screen)}
      </div>`,
      this.#root,
    );
  }

  #content() {
    const quiz = this.#view;
    const session = this.#session;
    const { shown } = session;
    if (this.#screen === "failure" && this.#failure) {
      const lasting = this.#second?.lasting(this.#failure, this.#document);
      const retry = this.#spent || lasting ? null : this.#act.retry;
      const words = this.#words;
      const level = this.#host.headingLevel;
      const said = this.#second?.failureText(words, this.#failure) ?? words.text.failure;
      const details = words.whole ? this.#second?.failureDetails(words, level, this.#failure) : "";
      return failureScreen(words, level, said, details, this.#late, retry, this.#spent);
    }
    if (!quiz || !this.#words.here) return shellScreen(this.#words, this.#late);
    const context = {
      words: this.#words,
      quiz,
      level: this.#host.headingLevel,
      act: this.#act,
      edited: this.#edited,
      keeper: this.#keeper,
    };
    if (this.#screen === "question" && this.#question) {
      return questionScreen(
        context,
        this.#questionState(this.#question, quiz),
        this.#second,
        this.#editing ? "" : this.#second?.earlyOffer(context, session),
      );
    }
    if (this.#screen === "review" && shown && this.#second) {
      return this.#second.reviewScreen(context, shown, session);
    }
    if (this.#screen === "result" && shown && this.#second) {
      return this.#second.resultScreen(context, shown, session);
    }
    return introScreen(context, this.#begun, this.#late);
  }

  /**
   * @param {QuestionView} question
   * @param {QuizView} quiz
   */
  #questionState(question, quiz) {
    const session = this.#session;
    const { answered, remaining_at_least, remaining_at_most } = session.evaluation?.progress ?? {
      answered: 0,
      remaining_at_least: this.#host.mode === "adaptive" ? 1 : quiz.length.least,
      remaining_at_most: quiz.length.most,
    };
    return {
      question,
      draft: session.draft(question),
      error: this.#error,
      editing: this.#editing,
      busy: !!this.#busy,
      late: this.#late,
      place: session.place(question.id),
      answered,
      least: remaining_at_least,
      most: remaining_at_most,
      fraction: session.fraction,
    };
  }
}
