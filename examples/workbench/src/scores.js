/** What the engine makes of the answers given so far, as tables. */
import { html, nothing } from "lit/html.js";
import { repeat } from "lit/directives/repeat.js";

export const kKinds = {
  one: "one outcome",
  "two-tracks": "two tracks",
  mixed: "mixed",
  override: "override",
  combined: "combined",
};

const kStops = {
  complete: "every question on the way is answered.",
  gate: "an override holds, and no other answer counts.",
  certain: "no answer to the questions left could change the first outcome.",
  risk: "the questions left would very probably not change the first outcome.",
  exhausted: "no question left tells anything about the outcomes.",
};

/** Tenths of a deciban or point, as the guide writes them. */
export const tenths = (value) => `${value < 0 ? "−" : ""}${Math.abs(value) / 10}`;

/**
 * @param {object} state
 * @param {any} state.quiz the quiz file
 * @param {(value: unknown) => string} state.text of the quiz, in the language shown
 * @param {any} state.evaluation of what the element tells of the answers
 * @param {string | null} state.next the question that is asked next
 * @param {boolean} state.ended the element asks no more
 * @param {string[]} state.secret sensitive questions answered, whose answers the element keeps
 * @param {{goal: object, tries: number, found: string | null} | null} state.search
 * @param {(goal: object) => void} find
 * @param {() => void} stop
 */
export function scoresView({ quiz, text, evaluation, next, ended, secret, search }, find, stop) {
  const { result } = evaluation;
  const titles = new Map(quiz.outcomes.map(({ id, title }) => [id, text(title)]));
  const question = (id) => text(quiz.questions.find((item) => item.id === id)?.text);
  const unit = quiz.scoring?.method === "sum" ? "points" : "decibans";
  return html`
    ${
      secret.length
        ? html`<p class="notice">
            The answer to ${list(secret.map((id) => html`<code>${id}</code>`))} is sensitive: the
            quiz counts it and gives it to no page, this one included. What stands here leaves it
            out.
          </p>`
        : nothing
    }
    <dl class="facts">
      ${result ? headline(result, titles, unit) : nothing}
      <div>
        <dt>Next</dt>
        <dd>${nextOf(next, question, evaluation, ended, secret)}</dd>
      </div>
    </dl>
    <p class="search" role="status">${search?.found ?? nothing}</p>
    ${
      search?.found === null
        ? html`<p class="search">
            Looking for answers: ${search.tries.toLocaleString("en")} sheets tried.
            <button type="button" @click=${stop}>Stop looking</button>
          </p>`
        : nothing
    }
    ${outcomeTable(quiz, titles, result, unit, find)}
    <p class="ways">
      <span>Find answers for a result that is</span>
      <button type="button" @click=${() => find({ kind: "two-tracks" })}>two tracks</button>
      ${
        quiz.scoring?.method === "sum"
          ? nothing
          : html`<button type="button" @click=${() => find({ kind: "mixed" })}>mixed</button>`
      }
    </p>
    ${
      result && result.because.length + result.against.length
        ? reasonTable(quiz, text, result, titles, unit)
        : nothing
    }
  `;
}

function headline({ headline: { kind, outcomes }, margin, runner_up: second }, titles, unit) {
  return html`
    <div>
      <dt>Result</dt>
      <dd>
        <strong>${outcomes.map((id) => titles.get(id)).join(" + ") || "no outcome is open"}</strong>
        <span class="tag">${kKinds[kind]}</span>
      </dd>
    </div>
    <div>
      <dt>Margin</dt>
      <dd>
        ${
          margin === null
            ? "none: an override hides the scores"
            : second
              ? html`${tenths(margin)} ${unit} ahead of ${titles.get(second)}`
              : "no other outcome is open"
        }
      </dd>
    </div>
  `;
}

function nextOf(next, question, { stop, progress }, ended, secret) {
  if (!next || stop) {
    const why = stop
      ? kStops[stop]
      : ended && secret.length
        ? "why, a sensitive answer may tell, so it is not said here."
        : "nothing is left to ask.";
    return html`It stops: ${why}`;
  }
  const { remaining_at_least: least, remaining_at_most: most } = progress;
  return html`<code>${next}</code> ${question(next)}
    <span class="quiet">(${least === most ? most : `${least} to ${most}`} left)</span>`;
}

function outcomeTable(quiz, titles, result, unit, find) {
  const ranking = result?.ranking ?? [];
  const place = new Map(ranking.map((entry, at) => [entry.outcome, { ...entry, at }]));
  const most = Math.max(1, ...ranking.map(({ score }) => Math.abs(score)));
  const derived = new Set(
    (quiz.rules ?? []).filter(({ kind }) => kind !== "beside").map(({ outcome }) => outcome),
  );
  const rows = quiz.outcomes
    .map(({ id }) => id)
    .toSorted((a, b) => (place.get(a)?.at ?? Infinity) - (place.get(b)?.at ?? Infinity) || 0);
  const shown = result?.headline.outcomes ?? [];
  return html`
    <table class="outcomes">
      <caption class="visually-hidden">
        Outcomes, the best first
      </caption>
      <thead>
        <tr>
          <th scope="col">Outcome</th>
          <th scope="col" class="number">Score <span class="quiet">(${unit})</span></th>
          <th scope="col">Band</th>
          <th scope="col"><span class="visually-hidden">Find answers</span></th>
        </tr>
      </thead>
      <tbody>
        ${repeat(
          rows,
          (id) => id,
          (id) => {
            const entry = place.get(id);
            const absent = derived.has(id)
              ? "shown by a rule"
              : result?.headline.kind === "override"
                ? "hidden"
                : result
                  ? "not open"
                  : "none yet";
            return html`<tr class=${shown.includes(id) ? "shown" : ""}>
              <th scope="row">
                <span class="title">${titles.get(id)}</span> <code>${id}</code>
                ${entry ? bar(entry.score, most) : nothing}
              </th>
              <td class="number">${entry ? tenths(entry.score) : nothing}</td>
              <td>
                <span class=${entry ? `band ${entry.band}` : "quiet"}
                  >${entry?.band ?? absent}</span
                >
              </td>
              <td class="act">
                <button
                  type="button"
                  aria-label="Find answers that lead to “${titles.get(id)}”"
                  @click=${() => find({ outcome: id })}
                >
                  Find answers
                </button>
              </td>
            </tr>`;
          },
        )}
      </tbody>
    </table>
  `;
}

/** From the middle, to the right for a score above zero. */
function bar(score, most) {
  const share = (100 * score) / most;
  return html`<svg class="bar" viewBox="-100 0 200 1" preserveAspectRatio="none" aria-hidden="true">
    <rect
      class=${share < 0 ? "below" : ""}
      x=${Math.min(0, share)}
      width=${Math.abs(share)}
      height="1"
    />
  </svg>`;
}

function reasonTable(quiz, text, { because, against, runner_up: second, ranking }, titles, unit) {
  const answerText = ({ question, answer }) => {
    const item = quiz.questions.find(({ id }) => id === question);
    if (!item) return "the difference that the outcomes begin with";
    const said = [answer].flat().map((id) => {
      const option = item.options?.find((each) => each.id === id);
      return text(option?.text) || id;
    });
    return html`<code>${question}</code> ${said.join(", ")}`;
  };
  return html`
    <details class="reasons" open>
      <summary>
        Why
        ${titles.get(ranking[0].outcome)}${second ? ` rather than ${titles.get(second)}` : nothing}
      </summary>
      <table>
        <thead>
          <tr>
            <th scope="col">Answer</th>
            <th scope="col" class="number">Counts <span class="quiet">(${unit})</span></th>
          </tr>
        </thead>
        <tbody>
          ${[...because, ...against].map(
            (reason) =>
              html`<tr>
                <td>${answerText(reason)}</td>
                <td class="number">${tenths(reason.contribution)}</td>
              </tr>`,
          )}
        </tbody>
      </table>
    </details>
  `;
}

/** Several things with commas and an “and”. */
export function list(items) {
  return items.flatMap((item, at) => [
    at === 0 ? nothing : at === items.length - 1 ? " and " : ", ",
    item,
  ]);
}
