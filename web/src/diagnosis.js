/** What went wrong: for the reader in a sentence, for the owner with the details. */
import { heading, html, nothing } from "./kit.js";

/** @import { Failure } from './failure.js' */
/** @import { Words } from './words.js' */

/** How many faults of a quiz are shown; the console has them all. */
const LISTED = 5;

/**
 * What happened, and what to do.
 * @param {Words} words
 * @param {Failure} failure
 */
export function failureText(words, { code }) {
  return words.text.failures?.[code];
}

/**
 * Whether another try would end the same: a page in the place of a quiz may be the network's.
 * @param {Failure} failure
 * @param {unknown} document the quiz file, where it could be read
 */
export function lasting({ code }, document) {
  return code === "quiz-too-large" || (code === "quiz-invalid" && document !== null);
}

/**
 * @param {Words} words
 * @param {number} level
 * @param {Failure} failure
 */
export function failureDetails(words, level, { message, diagnostics }) {
  const { text, count } = words;
  const faults = diagnostics.filter(({ severity }) => severity === "error");
  const more = faults.length - LISTED;
  return html`<div class="technical" part="technical">
    ${heading(level + 1, text.details, "small-title")}
    <p lang="en" dir="ltr">${message}</p>
    ${
      faults.length
        ? html`<ul lang="en" dir="ltr">
            ${faults
              .slice(0, LISTED)
              .map(
                ({ line, column, message }) =>
                  html`<li><span class="at">${line}:${column}</span> ${message}</li>`,
              )}
          </ul>`
        : nothing
    }
    ${more > 0 ? html`<p>${count(text.more, more)}</p>` : nothing}
  </div>`;
}
