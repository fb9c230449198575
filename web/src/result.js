/** The result: what is advised, why, what speaks against it, and what it does not say. */
import { answersSection, inPlace } from "./edits.js";
import { button, heading, html, nothing, own, rich, screenTitle } from "./kit.js";
import { leaving } from "./leaving.js";
import { fold, partsOf } from "./parts.js";
import { inFull, ofQuiz } from "./advice.js";
import { CLEARLY, explanation } from "./why.js";

/** @import { Evaluation, Result } from './types' */
/** @import { Context } from './pieces.js' */
/** @import { FullContext } from './advice.js' */
/** @import { Session } from './session.js' */

/**
 * Below a question, once there is something to say: the result of the answers so far.
 * @param {Context} known
 * @param {{adaptive: boolean, evaluation: Evaluation | null}} session
 */
export function earlyOffer(known, { adaptive, evaluation }) {
  if (!adaptive || !evaluation?.result || evaluation.stop) return nothing;
  const { words, act } = inFull(known);
  return html`<p class="early">${button(words.text.early, act.early, "small")}</p>`;
}

/**
 * @param {Context} known
 * @param {Evaluation} evaluation
 * @param {Session} session
 */
export function resultScreen(known, evaluation, session) {
  const context = inPlace(inFull(known), session);
  const { result } = evaluation;
  const { kind = "", withheld = false } = result?.headline ?? {};
  const alone = kind === "override";
  return html`<article class="result ${alone ? "quiet" : kind}" part="result">
    ${result ? advice(context, evaluation, result) : awaited(context)}
    ${result && !alone ? [partsOf(context, result, session), explanation(context, result)] : nothing}
    ${answersSection(context, evaluation, session, alone)}
    ${result ? limits(context, result) : nothing}
    ${result && !alone ? html`<slot name="result-end"></slot>` : nothing}
    ${leaving(context, result !== null && !alone && !withheld)} ${endings(context)}
  </article>`;
}

/**
 * In place of an advice that a change has made wait for another answer.
 * @param {FullContext} context
 */
function awaited(context) {
  const { text } = context.words;
  return html`<header class="hero" part="headline">
      ${screenTitle(context.level, text.awaited)}
      <p class="lead" part="lead">${text.awaitedHow}</p>
    </header>
    <div class="actions">${button(text.goOn, context.act.more, "primary")}</div>`;
}

/**
 * @param {FullContext} context
 * @param {Evaluation} evaluation
 * @param {Result} result
 */
function advice(context, evaluation, result) {
  const { kind, outcomes, withheld = false } = result.headline;
  const { quiz, level, words } = context;
  const { text } = words;
  const lead = {
    "two-tracks": besides(result) ? text.besideHow : text.twoTracksHow,
    mixed: text.mixedHow,
  }[String(kind)];
  const [first, ...rest] = outcomes;
  const side = kind === "two-tracks" || kind === "mixed";
  return html`<header class="hero" part="headline">
      <p class="eyebrow" id="eyebrow" part="small-title">${eyebrow(kind, text)}</p>
      <span
        class="title"
        part="title"
        role="heading"
        aria-level=${level}
        aria-describedby="eyebrow"
        tabindex="-1"
        ${own(quiz)}
        >${titles(context, side ? outcomes : [first])}</span
      >
      <p class="lead" part="lead">
        ${side ? lead : ofQuiz(quiz, quiz.outcomes.get(first)?.summary)}
      </p>
    </header>
    ${basis(context, evaluation, result)}
    ${
      side
        ? cards(context, outcomes, withheld)
        : html`<div class="body" part="body">
            ${rich(quiz.outcomes.get(first)?.body ?? [], context, level + 1)}
            ${offer(first, withheld)}
          </div>`
    }
    ${kind === "combined" && rest.length ? both(context, rest, withheld) : nothing}`;
}

/**
 * @param {FullContext} context
 * @param {Result} result
 */
function limits({ quiz, words, level }, { limits, headline }) {
  const { text } = words;
  return html`<section class="limits" part="limits">
    ${heading(level + 1, text.limits, "section-title")}
    <p>${ofQuiz(quiz, limits)}</p>
    ${headline.withheld ? html`<p class="aside">${text.notTold}</p>` : nothing}
  </section>`;
}

/**
 * How much the advice rests on, and the way on to what was not asked.
 * @param {FullContext} context
 * @param {Evaluation} evaluation
 * @param {Result} result
 */
function basis({ words, act }, { path, stop }, { rests_on: basis }) {
  if (!basis?.answered) return nothing;
  const { text, count, fill } = words;
  const all = basis.answered === basis.of;
  const said = all ? count(text.restsOnAll, basis.of) : fill(text.restsOn, basis);
  const open = stop !== "complete" && path.some(({ state }) => state === "open");
  const why =
    text.restsWhy[/** @type {'early' | 'certain' | 'risk' | 'exhausted'} */ (stop ?? "early")];
  return html`<div class="basis" part="basis">
    <p>${said} ${open ? why : nothing}</p>
    ${open ? button(stop ? text.answerOthers : text.goOn, act.more) : nothing}
  </div>`;
}

/**
 * @param {Result['headline']['kind']} kind
 * @param {FullContext['words']['text']} text
 */
function eyebrow(kind, text) {
  if (kind === "two-tracks") return text.twoTracks;
  return text[/** @type {'one' | 'mixed' | 'combined' | 'override'} */ (kind)];
}

/**
 * @param {FullContext} context
 * @param {string[]} ids
 */
function titles({ quiz }, ids) {
  return ids.map((id, at) => [
    at ? html`<span class="plus"> · </span>` : "",
    quiz.outcomes.get(id)?.title,
  ]);
}

/**
 * Whether a rule placed the second card there, whatever the scores say.
 * @param {Result} result
 */
function besides({ headline, ranking, margin }) {
  const leaders = ranking.slice(0, 2).map(({ outcome }) => outcome);
  return Number(margin) >= CLEARLY || !headline.outcomes.every((id) => leaders.includes(id));
}

/**
 * Room for the owner's offer; none where its being filled would tell a secret.
 * @param {string} outcome
 * @param {boolean} withheld
 */
function offer(outcome, withheld) {
  return withheld ? nothing : html`<slot name="cta-${outcome}"></slot>`;
}

/**
 * The two outcomes a combined one is made of.
 * @param {FullContext} context
 * @param {string[]} ids
 * @param {boolean} withheld
 */
function both(context, ids, withheld) {
  return html`<section class="section" part="section">
    ${heading(context.level + 1, context.words.text.combinedParts, "section-title")}
    ${cards({ ...context, level: context.level + 1 }, ids, withheld, -1)}
  </section>`;
}

/**
 * Several cards: one below the other and the first open, or side by side where there is room.
 * @param {FullContext} context
 * @param {string[]} ids
 * @param {boolean} withheld
 * @param {number} [opened] the place of the one that is open at first
 */
function cards(context, ids, withheld, opened = 0) {
  const { quiz } = context;
  const level = context.level + 1;
  const wide = matchMedia("(min-width: 50em)").matches;
  return html`<div class="tracks">
    ${ids.map((id, at) => {
      const { title = "", summary = "", body = [] } = quiz.outcomes.get(id) ?? {};
      // Parts of what is told above them, closed; on a phone without a word more.
      const part = opened < 0;
      const brief = part && !wide;
      const content = html`${brief ? html`<p class="lead" part="lead">${ofQuiz(quiz, summary)}</p>` : nothing}
      ${rich(body, context, level + 1)} ${offer(id, withheld)}`;
      const open = !part && (wide || at === opened);
      return fold(level, ofQuiz(quiz, title), content, {
        open,
        aside: brief ? "" : ofQuiz(quiz, summary),
      });
    })}
  </div>`;
}

/** @param {FullContext} context */
function endings({ words, act }) {
  const { text } = words;
  return html`<div class="actions end" part="actions">
    ${button(text.changeAnswer, (event) => act.edit(null, event))}
    <details class="restart">
      <summary class="button plain" part="button plain">${text.restart}</summary>
      <p>${text.restartNote}</p>
      ${button(text.restartConfirm, act.restart, "erase")}
    </details>
  </div>`;
}
