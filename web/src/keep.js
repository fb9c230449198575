/**
 * What a reader takes along or leaves behind: the code of the answers in a link, in a form, and, once
 * asked for, on the device. A code holds no sensitive answer, no text, and no question that only a
 * sensitive answer brings up.
 */
import { button, html, nothing } from "./kit.js";
import { linkButton } from "./leaving.js";

/** @import { Actions, Answers, LoadReport } from './types' */
/** @import { CareerQuizElement } from './element.js' */
/** @import { Guard } from './privacy.js' */
/** @import { Loader } from './loader.js' */
/** @import { Session } from './session.js' */
/** @import { Strings, Words } from './words.js' */

/** @typedef {{code: string | null, focus?: boolean, done?: (restored: boolean) => void}} Asked */
/** @typedef {{[K in keyof Strings]: Strings[K] extends string ? K : never}[keyof Strings]} Name of a text */

/** Days that answers are kept on the device after the last of them. */
export const DAYS = 90;
const DAY = 86_400_000;

export class Keeper {
  #host;
  #internals;
  #act;
  #loader;
  #Session;
  /** @type {Words | null} */
  #words = null;
  /** @type {LoadReport['quiz']} */
  #quiz = null;
  /** @type {Guard | null} */
  #guard = null;
  /** @type {Session | null} */
  #session = null;
  /** The answers that the news is about, as text. */
  #answers = "";
  /** @type {{said: (Name | false)[], ways: [Name, () => void][], link?: boolean} | null} */
  #news = null;
  /** Something of an earlier visit is on the device, and of no more use. */
  #stale = false;
  /** The answers on screen are those on the device. */
  #keeping = false;
  #until = 0;
  /** The link to copy by hand, where there is no clipboard. */
  written = "";
  #visited = false;

  /**
   * @param {CareerQuizElement} host
   * @param {ElementInternals} internals
   * @param {Actions} act
   * @param {Loader} loader
   * @param {typeof import('./session.js').Session} Session
   */
  constructor(host, internals, act, loader, Session) {
    this.#host = host;
    this.#internals = internals;
    this.#act = act;
    this.#loader = loader;
    this.#Session = Session;
  }

  /**
   * The quiz is here.
   * @param {LoadReport} report
   * @param {Guard} guard
   * @param {Words} words
   */
  meet({ quiz }, guard, words) {
    this.#quiz = quiz;
    this.#guard = guard;
    this.#words = words;
  }

  /**
   * The engine is here: restores what was asked for, else what the page's address holds, else, at
   * the first time, what is on the device.
   * @param {Asked | null} asked
   * @param {Session} session
   * @param {boolean} begun the reader has left the introduction
   */
  ready(asked, session, begun) {
    addEventListener("hashchange", this.#follow);
    const first = !this.#visited;
    this.#visited = true;
    this.#session ??= session;
    if (first && asked?.code === null) this.#drop();
    const linked = first && !asked ? this.#linked() : null;
    const kept = first ? this.#kept() : null;
    const code = asked?.code ?? linked;
    const restored = code !== null && this.#open(code, asked?.focus ?? false, !asked, kept);
    asked?.done?.(restored);
    if (!kept || restored) return;
    if (begun) return this.#tell(["keptHere"], [["takeKept", () => this.#take(kept, true)]]);
    const news = this.#news;
    this.#take(kept, false, { intro: true });
    // What was wrong with the link is still to be said.
    if (news) this.#tell(news.said, news.ways);
  }

  /** The element has left its page. */
  leave() {
    removeEventListener("hashchange", this.#follow);
  }

  /**
   * The answers were evaluated.
   * @param {Session} session
   */
  changed(session) {
    if (!this.#guard) return;
    const answers = textOf(session);
    const other = answers !== this.#answers;
    this.#session = session;
    this.#answers = answers;
    if (other) {
      this.#news = null;
      this.written = "";
      if (this.#stale && session.answers.size) this.#drop();
    }
    this.#internals.setFormValue(this.#host.name ? this.code() : null);
    if (!this.#device) this.#keeping = false;
    if (other && this.#keeping) this.#keeping = this.#store();
  }

  /** @returns {boolean} whether what is on the device is known and gone */
  erase() {
    this.#session = this.#news = null;
    this.#answers = this.written = "";
    this.#internals.setFormValue(null);
    if (this.#quiz) this.#drop();
    return !!this.#quiz;
  }

  /** @returns {string | null} null when there is nothing to tell */
  code() {
    const guard = this.#guard;
    const { answers = new Map() } = this.#session ?? {};
    return [...answers.keys()].some((id) => guard?.tells(id)) ? this.#encode(answers) : null;
  }

  // Links

  /** Where this element looks in the page's address, so that two do not fight. */
  get #mark() {
    return `#${encodeURIComponent(this.#host.id || "career-quiz")}=`;
  }

  /** @returns {string | null} what follows a code, as where a message ends in a full stop, is not of it */
  #linked() {
    const { hash } = location;
    return hash.startsWith(this.#mark)
      ? (/^[\w-]*/.exec(hash.slice(this.#mark.length))?.[0] ?? "")
      : null;
  }

  #follow = () => {
    const code = this.#linked();
    if (code !== null && this.#loader.engine) this.#open(code, false, true);
  };

  /** @returns {string | null} the address that restores the answers */
  link() {
    const code = this.code();
    if (!code || !/^(https?|file):/.test(location.protocol)) return null;
    return location.href.split("#")[0] + this.#mark + code;
  }

  /**
   * @param {string} code
   * @param {boolean} focus
   * @param {boolean} linked it comes from the page's address
   * @param {Session | null} [kept] what is on the device
   * @returns {boolean} false when it cannot be restored; then what is on screen stays
   */
  #open(code, focus, linked, kept = null) {
    const before = this.#session;
    const held = this.#loader.engine?.decode(code) ?? { error: "" };
    if (held.error !== null) {
      const why = held.error === "other-quiz" ? "otherCode" : "badCode";
      this.#tell([why, before?.answers.size ? "unchanged" : "beginHere"]);
      return false;
    }
    const own = before?.answers.size ? before : null;
    const like = (/** @type {Session | null} */ session) =>
      session !== null && this.#like(session.answers) === this.#like(held.answers);
    if (own && like(own)) {
      this.#act.take(own, focus);
      return true;
    }
    const keeping = this.#keeping;
    const same = like(kept);
    this.#take(this.#sessionOf(held.answers, true), focus, { keeping: same });
    /** @type {[Name, () => void][]} */
    const ways = [];
    if (own) ways.push(["mine", () => this.#take(own, true, { keeping })]);
    else if (kept && !same) ways.push(["takeKept", () => this.#take(kept, true)]);
    this.#tell([linked && "fromLink", held.leftOut && "notInCode"], ways);
    return true;
  }

  // The device

  get #device() {
    return this.#host.keep === "device";
  }

  get #place() {
    const { id } = this.#host;
    return `career-quiz:${this.#quiz?.id}${id && `#${id}`}`;
  }

  /** @returns {Session | null} what an earlier visit kept; what is wrong with it is told */
  #kept() {
    const read = () => {
      const text = this.#device && localStorage.getItem(this.#place);
      return text ? { text } : null;
    };
    const found = attempt(read);
    if (!found) return null;
    const { code, version, until } = attempt(() => JSON.parse(found.text)) ?? {};
    if (typeof code !== "string" || !Number.isFinite(until)) return this.#useless("keptBad");
    if (Date.now() > until) {
      this.#drop();
      this.#tell(["keptOver"]);
      return null;
    }
    const held = this.#loader.engine?.decode(code);
    if (version !== this.#quiz?.version || held?.error === "other-quiz") {
      return this.#useless("keptOther");
    }
    if (!held || held.error !== null) return this.#useless("keptBad");
    // A clock that was set back since would keep them longer than was said.
    this.#until = Math.min(until, Date.now() + DAYS * DAY);
    return this.#sessionOf(held.answers);
  }

  /**
   * @param {Name} why
   * @returns {null}
   */
  #useless(why) {
    this.#stale = true;
    this.#tell([why, "beginHere"], [["dropKept", () => this.#act.erase()]]);
    return null;
  }

  /** @returns {boolean} false when the device keeps nothing, which is told, or another tab erased it */
  #store() {
    const until = Date.now() + DAYS * DAY;
    const code = this.#encode(this.#session?.answers ?? new Map());
    const { version } = this.#quiz ?? {};
    try {
      if (this.#keeping && localStorage.getItem(this.#place) === null) return false;
      localStorage.setItem(this.#place, JSON.stringify({ code, version, until }));
    } catch {
      this.#news = { said: ["cannotKeep"], ways: [], link: true };
      return false;
    }
    this.#stale = false;
    this.#until = until;
    return true;
  }

  #drop() {
    this.#keeping = this.#stale = false;
    attempt(() => localStorage.removeItem(this.#place));
  }

  // Shown

  /**
   * News, and on the introduction what is kept.
   * @param {Words} words
   * @param {string} screen
   */
  above(words, screen) {
    this.#words = words;
    const { text } = words;
    const news = this.#news;
    return [
      news &&
        html`<div class="news" part="notice">
          <p tabindex="-1">${this.#said(news.said)}</p>
          ${news.ways.map(([name, act]) => button(text[name], act, "small"))}
          ${news.link ? linkButton(this, words, this.#act) : nothing}
        </div>`,
      screen === "intro" && this.#keeping
        ? html`<div class="news" part="notice">${this.#keptLine(words, true)}</div>`
        : nothing,
    ];
  }

  /**
   * From the first answer on, the way to keep it.
   * @param {Words} words
   * @param {string} screen
   */
  below(words, screen) {
    // The result has its own place for it; the introduction, when it is kept, has said so.
    const said = screen === "intro" ? this.#keeping || this.#stale : screen === "result";
    return said || !this.#session?.answers.size ? nothing : this.keepOffer(words);
  }

  /**
   * The button to keep the answers on the device; or until when they are, and the way to erase them.
   * @param {Words} words
   * @param {boolean} [offered] whether something new may be kept
   */
  keepOffer(words, offered = true) {
    if (this.#keeping) return html`<div class="keep">${this.#keptLine(words)}</div>`;
    if (!this.#quiz || !this.#device || !offered) return nothing;
    const { text, fill } = words;
    const keep = (/** @type {Event} */ { currentTarget }) => {
      const root = /** @type {ShadowRoot} */ (/** @type {Node} */ (currentTarget).getRootNode());
      this.#news = null;
      this.#keeping = this.#store();
      this.#act.say(this.#keeping ? text.kept : text.cannotKeep);
      // The button may be gone, and what happened is told here.
      const told = root.querySelector(this.#keeping ? ".kept" : ".news p");
      if (told instanceof HTMLElement) told.focus();
    };
    return html`<div class="keep">
      ${button(text.keepHere, keep)}
      <p class="note">${fill(text.keepNote, { n: DAYS })}</p>
    </div>`;
  }

  /**
   * @param {Words} words
   * @param {boolean} [arriving] the reader may go to the result from here
   */
  #keptLine(words, arriving = false) {
    const { text, fill, tag } = words;
    const session = this.#session;
    const date = new Intl.DateTimeFormat(tag, { dateStyle: "long" }).format(this.#until);
    const erase = () => {
      this.#act.erase();
      this.#act.say(text.erased);
    };
    const see = () => {
      if (session) session.early = true;
      this.#act.result();
    };
    return html`<p class="kept" tabindex="-1">${fill(text.keptUntil, { date })}</p>
      <p class="note">${this.#guard?.partial ? text.linkSecret : nothing} ${text.keptHow}</p>
      <div class="ways">
        ${arriving && session?.evaluation?.result ? button(text.seeResult, see) : nothing}
        ${button(text.eraseAll, erase, "erase")}
      </div>`;
  }

  /** What may leave in a file for programs. */
  data() {
    const session = this.#session;
    const guard = this.#guard;
    if (!session?.shown || !guard) return "";
    const { result } = guard.evaluation(session.shown);
    const date = new Date().toISOString();
    const answers = guard.answers(session.answers);
    return JSON.stringify({ quiz: this.#quiz, date, code: this.code(), answers, result }, null, 2);
  }

  /**
   * @param {(Name | false)[]} said
   * @param {[Name, () => void][]} [ways]
   */
  #tell(said, ways = []) {
    this.#news = said.some(Boolean) || ways.length ? { said, ways } : null;
    this.#act.say(this.#said(said));
  }

  /** @param {(Name | false)[]} said */
  #said(said) {
    const text = this.#words && this.#words.text;
    return said.flatMap((name) => (name && text ? text[name] : [])).join(" ");
  }

  /**
   * @param {Session} session
   * @param {boolean} focus
   * @param {{intro?: boolean, keeping?: boolean}} [how]
   */
  #take(session, focus, { intro = false, keeping = true } = {}) {
    this.#answers = textOf(session);
    this.#keeping = keeping;
    this.#news = null;
    this.#act.take(session, focus, intro);
  }

  /**
   * @param {Answers} answers
   * @param {boolean} [early] the result is wanted, whatever is open
   */
  #sessionOf(answers, early = false) {
    const session = new this.#Session();
    session.answers = answers;
    session.restored = true;
    session.early = early;
    return session;
  }

  /**
   * The code of what a code holds; it does not say whether something was left out.
   * @param {Answers} answers
   */
  #like(answers) {
    return this.#encode(new Map([...answers].filter(([id]) => this.#guard?.carries(id))));
  }

  /** @param {Answers} answers */
  #encode(answers) {
    const told = new Map([...answers].filter(([id]) => this.#guard?.hears(id)));
    return attempt(() => this.#loader.engine?.encode(told)) ?? null;
  }
}

/** @param {Session} session */
function textOf({ answers }) {
  return JSON.stringify([...answers]);
}

/**
 * Null where it throws: storage does on being touched where it is refused.
 * @template T
 * @param {() => T} act
 */
function attempt(act) {
  try {
    return act();
  } catch {
    return null;
  }
}
