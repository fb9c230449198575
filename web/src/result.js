/** The result: what is advised, why, what speaks against it, and what it does not say. */
import { amount, button, heading, html, nothing, rich, screenTitle } from "./kit.js";
import { inFull } from "./result-strings.js";
import { answerText, changeButton } from "./review.js";

/** @import { Evaluation, Reason, Result } from './types' */
/** @import { Context } from './pieces.js' */
/** @import { FullContext } from './result-strings.js' */

/** How many reasons are told in words; the sum below lists them all. */
const REASONS = 5;
const COUNTER_REASONS = 3;

/** A bar is full at this contribution at least, so that a small one never looks large. */
const FULL = 80;

/** Contributions, in tenths of a decibel, from which an answer counted clearly, and a lot. */
const CLEARLY = 30;
const GREATLY = 60;

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
 * @param {Result} result
 */
export function resultScreen(known, evaluation, result) {
  const context = inFull(known);
  const { kind, outcomes, withheld = false } = result.headline;
  const { text } = context.words;
  const alone = kind === "override";
  const lead = {
    "two-tracks": besides(result) ? text.besideHow : text.twoTracksHow,
    mixed: text.mixedHow,
  }[String(kind)];
  const [first, ...rest] = outcomes;
  const side = kind === "two-tracks" || kind === "mixed";
  return html`<article class="result ${alone ? "quiet" : ""}" part="result">
    <header class="hero" part="headline">
      <p class="eyebrow">${eyebrow(kind, text)}</p>
      ${screenTitle(context.level, titles(context, side ? outcomes : [first]))}
      ${
        side
          ? html`<p class="lead">${lead}</p>`
          : html`<p class="lead">${context.quiz.outcomes.get(first)?.summary}</p>`
      }
    </header>
    ${basis(context, evaluation, result)}
    ${
      side
        ? html`<div class="tracks">${outcomes.map((id) => track(context, id, withheld))}</div>`
        : html`<div class="body" part="body">
            ${rich(context.quiz.outcomes.get(first)?.body ?? [], context, context.level + 1)}
            ${offer(first, withheld)}
          </div>`
    }
    ${!side && !alone && rest.length ? parts(context, rest, withheld) : nothing}
    ${alone ? nothing : explanation(context, result)}
    <section class="limits" part="limits">
      ${heading(context.level + 1, text.limits, "section-title")}
      <p>${result.limits}</p>
      ${withheld ? html`<p class="aside">${text.notTold}</p>` : nothing}
    </section>
    ${alone ? nothing : html`<slot name="result-end"></slot>`} ${endings(context)}
  </article>`;
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
    at ? html`<span class="plus" aria-hidden="true"> · </span>` : "",
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
 * @param {FullContext} context
 * @param {string} id
 * @param {boolean} withheld
 */
function track(context, id, withheld) {
  const outcome = context.quiz.outcomes.get(id);
  return html`<section class="track-card" part="outcome">
    ${heading(context.level + 1, outcome?.title, "section-title")}
    <p class="lead">${outcome?.summary}</p>
    ${rich(outcome?.body ?? [], context, context.level + 2)} ${offer(id, withheld)}
  </section>`;
}

/**
 * The two outcomes a combined one is made of.
 * @param {FullContext} context
 * @param {string[]} ids
 * @param {boolean} withheld
 */
function parts(context, ids, withheld) {
  return html`<section class="section" part="section">
    ${heading(context.level + 1, context.words.text.combinedParts, "section-title")}
    ${ids.map((id) => {
      const outcome = context.quiz.outcomes.get(id);
      return html`<details class="fold" part="fold">
        <summary><b>${outcome?.title}</b> <span>${outcome?.summary}</span></summary>
        ${rich(outcome?.body ?? [], context, context.level + 2)} ${offer(id, withheld)}
      </details>`;
    })}
  </section>`;
}

/**
 * @param {FullContext} context
 * @param {Result} result
 */
function explanation(context, result) {
  const { quiz, words, level } = context;
  const { text } = words;
  const { headline, ranking, because, against, scales, modules } = result;
  const winner = winnerOf(result);
  const names = {
    first: quiz.outcomes.get(winner)?.title ?? "",
    second: quiz.outcomes.get(result.runner_up ?? "")?.title ?? "",
  };
  const largest = Math.max(FULL, ...[...because, ...against].map((r) => Math.abs(r.contribution)));
  const section = (/** @type {string} */ title, /** @type {unknown} */ content) =>
    html`<section class="section" part="section">
      ${heading(level + 1, title, "section-title")} ${content}
    </section>`;
  const reasons = (/** @type {Reason[]} */ list, /** @type {string} */ name) =>
    html`<ul class="reasons ${name}" role="list" part="reasons">
      ${list.map((item) => reason(context, item, largest))}
    </ul>`;
  return html`
    ${
      because.length
        ? section(
            text.because,
            html`<p class="note">
                ${names.second ? words.fill(text.becauseLead, names) : text.becauseAlone}
              </p>
              ${reasons(because.slice(0, REASONS), "for")}`,
          )
        : nothing
    }
    ${
      against.length
        ? section(
            text.against,
            html`<p class="note">
                ${names.second ? words.fill(text.againstLead, names) : text.againstAlone}
              </p>
              ${reasons(against.slice(0, COUNTER_REASONS), "counter")}`,
          )
        : nothing
    }
    ${result.margin !== null && names.second ? account(context, result, names) : nothing}
    ${
      modules.length
        ? section(
            text.modules,
            html`<div class="modules">
              ${modules.map(({ module }) => {
                const view = quiz.modules.get(module);
                return html`<section class="module" part="module">
                  ${view?.title ? heading(level + 2, view.title, "subheading") : nothing}
                  ${rich(view?.body ?? [], context, level + 3)}
                </section>`;
              })}
            </div>`,
          )
        : nothing
    }
    ${
      ranking.length > 1
        ? section(
            text.ranking,
            html`<p class="note">${text.rankingLead}</p>
              ${rankingList(context, ranking, headline.outcomes)}`,
          )
        : nothing
    }
    ${
      scales.length
        ? section(
            text.scales,
            html`<ul class="scales" role="list" part="scales">
              ${scales.map((item) => scale(context, item))}
            </ul>`,
          )
        : nothing
    }
  `;
}

/**
 * The scored outcome the reasons speak for: the first that is not a combination.
 * @param {Result} result
 */
function winnerOf({ headline, ranking }) {
  const scored = new Set(ranking.map(({ outcome }) => outcome));
  return headline.outcomes.find((id) => scored.has(id)) ?? "";
}

/**
 * @param {FullContext} context
 * @param {Reason} reason
 * @param {number} largest
 */
function reason(context, { question: id, answer, contribution }, largest) {
  const { quiz, words } = context;
  const { text } = words;
  const question = id === null ? undefined : quiz.questions.get(id);
  const size = Math.abs(contribution);
  const weight = text.weight[size >= GREATLY ? 2 : size >= CLEARLY ? 1 : 0];
  return html`<li class="reason" part="reason">
    <p class="asked">${id === null ? text.startingPoint : question?.text}</p>
    ${id === null ? nothing : html`<p class="said">${answerText(question, answer, words)}</p>`}
    <div class="measure">
      <p class="weight">${weight}</p>
      <div class="bar" part="bar" aria-hidden="true"><i ${amount(size / largest)}></i></div>
    </div>
    ${id === null ? nothing : changeButton(context, id, "result")}
  </li>`;
}

/**
 * The whole sum, for whoever wants to check it.
 * @param {FullContext} context
 * @param {Result} result
 * @param {{first: string, second: string}} names
 */
function account({ quiz, words }, { because, against, margin }, names) {
  const { text } = words;
  const format = new Intl.NumberFormat(words.language, {
    minimumFractionDigits: 1,
    signDisplay: "exceptZero",
  });
  return html`<details class="fold" part="fold">
    <summary>${text.account}</summary>
    <p class="note">${words.fill(text.accountLead, names)}</p>
    <table>
      <thead>
        <tr>
          <th scope="col">${text.answerColumn}</th>
          <th scope="col" class="number">${text.pointsColumn}</th>
        </tr>
      </thead>
      <tbody>
        ${[...because, ...against].map(({ question: id, answer, contribution }) => {
          const question = id === null ? undefined : quiz.questions.get(id);
          return html`<tr>
            <td>
              ${
                id === null
                  ? text.startingPoint
                  : html`${question?.text} <b>${answerText(question, answer, words)}</b>`
              }
            </td>
            <td class="number">${format.format(contribution / 10)}</td>
          </tr>`;
        })}
      </tbody>
      <tfoot>
        <tr>
          <th scope="row">${text.total}</th>
          <td class="number">${format.format(Number(margin) / 10)}</td>
        </tr>
      </tfoot>
    </table>
  </details>`;
}

/**
 * @param {FullContext} context
 * @param {Result['ranking']} ranking
 * @param {string[]} chosen
 */
function rankingList({ quiz, words }, ranking, chosen) {
  const scores = ranking.map(({ score }) => score);
  const low = Math.min(...scores);
  const span = Math.max(...scores) - low || 1;
  return html`<ol class="ranking" role="list" part="ranking">
    ${ranking.map(
      ({ outcome, score, band }) =>
        html`<li class="rank ${band} ${chosen.includes(outcome) ? "chosen" : ""}" part="rank">
          <span class="name">${quiz.outcomes.get(outcome)?.title}</span>
          <span class="band">${words.text[band]}</span>
          <span class="bar" part="bar" aria-hidden="true"
            ><i ${amount(0.06 + (0.94 * (score - low)) / span)}></i
          ></span>
        </li>`,
    )}
  </ol>`;
}

/**
 * @param {FullContext} context
 * @param {{scale: string, value: number}} item value is 0 to 100
 */
function scale({ quiz, words }, { scale: id, value }) {
  const view = quiz.scales.get(id);
  const { side } = words.text;
  const end = (value < 50 ? view?.low : view?.high) ?? "";
  const far = Math.abs(value - 50);
  const said = words.fill(far < 10 ? side[2] : far < 30 ? side[1] : side[0], { end });
  return html`<li class="scale" part="scale">
    <p class="name">${view?.title}</p>
    <p class="said">${said}</p>
    <div class="axis" aria-hidden="true">
      <span>${view?.low}</span>
      <div class="line"><i ${amount(value / 100)}></i></div>
      <span>${view?.high}</span>
    </div>
  </li>`;
}

/** @param {FullContext} context */
function endings({ words, act }) {
  const { text } = words;
  return html`<div class="actions end" part="actions">
    ${button(text.changeAnswer, act.review)}
    <details class="restart">
      <summary class="button plain" part="button plain">${text.restart}</summary>
      <p>${text.restartNote}</p>
      ${button(text.restartConfirm, act.restart, "erase")}
    </details>
  </div>`;
}
