/** Why this advice: what counted, what speaks against it, and what would change it. */
import { amount, heading, html, nothing, own } from "./kit.js";
import { fold } from "./parts.js";
import { ofQuiz } from "./advice.js";
import { answerShown, answerText, changeButton } from "./review.js";

/** @import { Headline, Reason, Result, Turning } from './types' */
/** @import { FullContext } from './advice.js' */

/** How many reasons are told in words; the sum below lists them all. */
const REASONS = 3;
const COUNTER_REASONS = 2;

/** How many ways to other advice are told. */
const TURNS = 3;

/** A bar is full at this contribution at least, so that a small one never looks large. */
const FULL = 80;

/** Contributions, in tenths of a decibel, from which an answer counted clearly, and a lot. */
export const CLEARLY = 30;
const GREATLY = 60;

/**
 * @param {FullContext} context
 * @param {Result} result
 */
export function explanation(context, result) {
  const { quiz, words, level } = context;
  const { text } = words;
  const { ranking, because, against, scales, turning } = result;
  const names = {
    first: quiz.outcomes.get(winnerOf(result))?.title ?? "",
    second: quiz.outcomes.get(result.runner_up ?? "")?.title ?? "",
  };
  const all = [...because, ...against];
  const largest = Math.max(FULL, ...all.map(({ contribution }) => Math.abs(contribution)));
  const reasons = (
    /** @type {Reason[]} */ list,
    /** @type {string} */ lead,
    /** @type {string} */ name,
  ) =>
    html`<p class="note">${words.fill(lead, names)}</p>
      <ul class="reasons ${name}" role="list" part="reasons">
        ${list.map((item) => reason(context, item, largest))}
      </ul>`;
  const secret = (/** @type {Reason[]} */ list) => !list.some((item) => told(context, item));
  const most = because.slice(0, REASONS);
  const least = against.slice(0, COUNTER_REASONS);
  const { becauseLead, becauseAlone, againstLead, againstAlone } = text;
  const [forIt, counter] = names.second ? [becauseLead, againstLead] : [becauseAlone, againstAlone];
  return html`
    ${
      most.length
        ? html`<section class="section ${secret(most) ? "stays" : ""}" part="section">
            ${heading(level + 1, text.because, "section-title")} ${reasons(most, forIt, "for")}
          </section>`
        : nothing
    }
    <div class="folds">
      ${
        least.length
          ? fold(level + 1, text.against, reasons(least, counter, "counter"), {
              name: secret(least) ? "stays sum" : "",
            })
          : nothing
      }
      ${turning ? turns(context, turning, all) : nothing}
      ${result.margin !== null && names.second ? account(context, result, names) : nothing}
      ${
        ranking.length > 1
          ? fold(
              level + 1,
              text.ranking,
              html`<p class="note">${text.rankingLead}</p>
                ${rankingList(context, result)}`,
              { name: "stays" },
            )
          : nothing
      }
      ${
        scales.length
          ? fold(
              level + 1,
              text.scales,
              html`<div class="profile">
                <ul class="scales" role="list" part="scales">
                  ${scales.map((item) => scale(context, item))}
                </ul>
                ${scalesTable(context, scales)}
              </div>`,
              { name: "stays" },
            )
          : nothing
      }
    </div>
  `;
}

/**
 * The scored outcome the reasons speak for: the first that is not a combination. Of two that are as
 * good as equal, the one shown first may be the runner-up.
 * @param {Result} result
 */
function winnerOf({ headline, ranking, runner_up: second }) {
  const scored = headline.outcomes.filter((id) => ranking.some(({ outcome }) => outcome === id));
  return scored.find((id) => id !== second) ?? scored[0] ?? "";
}

/**
 * Whether a file may tell the answer.
 * @param {FullContext} context
 * @param {Reason} reason
 */
function told({ quiz }, { question }) {
  return question === null || quiz.guard.tells(question);
}

/**
 * @param {FullContext} context
 * @param {Reason} item
 * @param {number} largest
 */
function reason(context, item, largest) {
  const { quiz, words } = context;
  const { text } = words;
  const { question: id, answer, contribution } = item;
  const question = id === null ? undefined : quiz.questions.get(id);
  const size = Math.abs(contribution);
  const weight = text.weight[size >= GREATLY ? 2 : size >= CLEARLY ? 1 : 0];
  return html`<li class="reason ${told(context, item) ? "" : "stays"}" part="reason">
    <p class="asked">${id === null ? text.startingPoint : ofQuiz(quiz, question?.text)}</p>
    ${id === null ? nothing : html`<p class="said">${answerShown(context, question, answer)}</p>`}
    <div class="measure">
      <p class="weight">${weight}</p>
      <div class="bar" part="bar" aria-hidden="true"><i ${amount(size / largest)}></i></div>
    </div>
    ${id === null ? nothing : changeButton(context, id)}
  </li>`;
}

/**
 * What other answers would have led to; those that count towards scores first, since another
 * errand in coming here gives other advice anyway.
 * @param {FullContext} context
 * @param {Turning} turning
 * @param {Reason[]} reasons
 */
function turns(context, turning, reasons) {
  const { words, level } = context;
  const { text, fill } = words;
  const { points, withheld, singles_complete, pairs_complete } = turning;
  // That none was found could be the work of a sensitive answer, which is never exchanged.
  if (!points.length && withheld) return nothing;
  const scored = new Set(reasons.map(({ question }) => question));
  const counts = (/** @type {Turning['points'][number]} */ { changes }) =>
    Number(changes.every(({ question }) => scored.has(question)));
  const nearest = [...points].sort((a, b) => counts(b) - counts(a)).slice(0, TURNS);
  const steady = pairs_complete
    ? text.steadyPairs
    : singles_complete
      ? text.steady
      : text.steadyTried;
  return fold(
    level + 1,
    text.turning,
    points.length
      ? html`${points.length > TURNS ? html`<p class="note">${text.turnSome}</p>` : nothing}
          <ul class="turns">
            ${nearest.map(
              (point) =>
                html`<li>
                  ${fill(text.turn, {
                    changes: changesText(context, point),
                    outcome: headlineText(context, point),
                  })}
                </li>`,
            )}
          </ul>`
      : html`<p>${steady}</p>`,
    { name: withheld ? "stays" : "" },
  );
}

/**
 * @param {FullContext} context
 * @param {Turning['points'][number]} point
 */
function changesText({ quiz, words }, { changes }) {
  return new Intl.ListFormat(words.tag).format(
    changes.map(({ question, answer }) => {
      const view = quiz.questions.get(question);
      return words.fill(words.text.turnAnswer, {
        question: view?.text ?? "",
        answer: answerText(view, answer, words),
      });
    }),
  );
}

/**
 * What is advised, in one line.
 * @param {FullContext} context
 * @param {{headline: Headline} | null} result
 */
export function headlineText({ quiz, words }, result) {
  const { kind = "", outcomes = [] } = result?.headline ?? {};
  const shown = kind === "combined" ? outcomes.slice(0, 1) : outcomes;
  const titles = shown.map((id) => quiz.outcomes.get(id)?.title ?? "");
  return new Intl.ListFormat(words.tag).format(titles) || words.text.none;
}

/**
 * The whole sum, for whoever wants to check it.
 * @param {FullContext} context
 * @param {Result} result
 * @param {{first: string, second: string}} names
 */
function account(context, { because, against, margin }, names) {
  const { quiz, words, level } = context;
  const { text } = words;
  const format = new Intl.NumberFormat(words.tag, {
    minimumFractionDigits: 1,
    signDisplay: "exceptZero",
  });
  return fold(
    level + 1,
    text.account,
    html`<p class="note">${words.fill(text.accountLead, names)}</p>
      <table class="account">
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
                    : html`${ofQuiz(quiz, question?.text)}
                        <b>${answerShown(context, question, answer)}</b>`
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
      </table> `,
    { name: "stays sum" },
  );
}

/**
 * Each outcome, and why it is not the one advised: how far behind it is, and what would have put it
 * first.
 * @param {FullContext} context
 * @param {Result} result
 */
function rankingList(context, { ranking, headline, turning }) {
  const { quiz, words } = context;
  const { text, fill } = words;
  const behind = new Intl.NumberFormat(words.tag, { minimumFractionDigits: 1 });
  const whyNot = (/** @type {string} */ id, /** @type {number} */ score) => {
    const point = turning?.points.find(({ headline }) => headline.outcomes[0] === id);
    const gap = fill(text.behind, { n: behind.format((ranking[0].score - score) / 10) });
    return point
      ? [gap, fill(text.wouldLead, { changes: changesText(context, point) })].join(" ")
      : gap;
  };
  const scores = ranking.map(({ score }) => score);
  const low = Math.min(...scores);
  const span = Math.max(...scores) - low || 1;
  return html`<ol class="ranking" role="list" part="ranking">
    ${ranking.map(
      ({ outcome, score, band }) =>
        html`<li
          class="rank ${band} ${headline.outcomes.includes(outcome) ? "chosen" : ""}"
          part="rank"
        >
          <span class="name" ${own(quiz)}>${quiz.outcomes.get(outcome)?.title}</span>
          <span class="band">${text[band]}</span>
          <span class="bar" part="bar" aria-hidden="true"
            ><i ${amount(0.06 + (0.94 * (score - low)) / span)}></i
          ></span>
          ${
            headline.outcomes.includes(outcome)
              ? nothing
              : html`<span class="note">${whyNot(outcome, score)}</span>`
          }
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
    <p class="name" ${own(quiz)}>${view?.title}</p>
    <p class="said">${said}</p>
    <div class="axis" aria-hidden="true">
      <span ${own(quiz)}>${view?.low}</span>
      <div class="line"><i ${amount(value / 100)}></i></div>
      <span ${own(quiz)}>${view?.high}</span>
    </div>
  </li>`;
}

/**
 * The same positions in figures.
 * @param {FullContext} context
 * @param {Result['scales']} scales
 */
function scalesTable({ quiz, words }, scales) {
  const { text } = words;
  return html`<table class="figures">
    <caption class="note">
      ${text.figures}
    </caption>
    <thead>
      <tr>
        <th scope="col">${text.lowColumn}</th>
        <th scope="col" class="number">${text.positionColumn}</th>
        <th scope="col" class="number">${text.highColumn}</th>
      </tr>
    </thead>
    ${scales.map(({ scale, value }) => {
      const { title, low, high } = quiz.scales.get(scale) ?? {};
      return html`<tbody>
        <tr>
          <th scope="rowgroup" colspan="3">${ofQuiz(quiz, title)}</th>
        </tr>
        <tr>
          <td>${ofQuiz(quiz, low)}</td>
          <td class="number">${words.fill("{value}", { value })}</td>
          <td class="number">${ofQuiz(quiz, high)}</td>
        </tr>
      </tbody>`;
    })}
  </table>`;
}
