/** The ways to take a result along, in one place at its end. */
import { download, resultFile } from "./file.js";
import { button, heading, html, nothing } from "./kit.js";

/** @import { Actions } from './types' */
/** @import { FullContext } from './advice.js' */
/** @import { Keeper } from './keep.js' */
/** @import { Words } from './words.js' */

/**
 * @param {FullContext} context
 * @param {boolean} kept whether the advice can leave this page; else it only says what is kept
 */
export function leaving(context, kept) {
  const { words, act, keeper, quiz, level } = context;
  const { text } = words;
  if (!keeper) return nothing;
  if (!kept) return keeper.keepOffer(words, false);
  const link = keeper.link();
  const save = (/** @type {Event} */ { currentTarget }) => {
    const article = /** @type {Element} */ (currentTarget).closest("article");
    if (article) download(`${quiz.title}.html`, "text/html", resultFile(context, article));
  };
  const pass = (/** @type {Event} */ { currentTarget }) =>
    share(context, keeper, /** @type {HTMLElement} */ (currentTarget));
  const saveData = () => download(`${quiz.title}.json`, "application/json", keeper.data());
  return html`<section class="section leaving" part="section">
    ${heading(level + 1, text.leaving, "section-title")}
    ${
      link
        ? html`<p class="note">
              ${text.linkNote} ${quiz.guard.partial ? text.linkSecret : nothing}
            </p>
            <div class="ways">
              ${linkButton(keeper, words, act)}
              ${"share" in navigator ? button(text.share, pass) : nothing}
            </div>`
        : nothing
    }
    ${keeper.keepOffer(words)}
    <details class="other">
      <summary class="button small" part="button small">${text.otherWays}</summary>
      <div class="ways">
        ${button(text.print, () => print())} ${button(text.download, save)}
        ${button(text.downloadData, saveData)}
      </div>
    </details>
  </section>`;
}

/**
 * Copies the link, or shows it selected where there is no clipboard.
 * @param {Keeper} keeper
 * @param {Words} words
 * @param {Actions} act
 */
export function linkButton(keeper, words, act) {
  const { text } = words;
  const copy = (/** @type {Event} */ { currentTarget }) =>
    copyLink(keeper, words, act, /** @type {HTMLElement} */ (currentTarget));
  return html`${button(text.copyLink, copy)}
  ${
    keeper.written
      ? html`<input
          class="link"
          part="input"
          readonly
          dir="ltr"
          aria-label=${text.linkLabel}
          .value=${keeper.written}
        />`
      : nothing
  }`;
}

/**
 * @param {Keeper} keeper
 * @param {Words} words
 * @param {Actions} act
 * @param {HTMLElement} pressed
 */
async function copyLink(keeper, words, act, pressed) {
  const { text } = words;
  const link = keeper.link() ?? "";
  act.say("");
  if (await copied(link, pressed)) {
    keeper.written = "";
    act.say(text.linkCopied);
  } else {
    keeper.written = link;
    act.say(text.linkSelected);
    const field = pressed.parentElement?.querySelector("input");
    field?.focus();
    field?.select();
  }
}

/**
 * @param {string} text
 * @param {HTMLElement} pressed shows that it was done
 * @returns {Promise<boolean>} false where there is no clipboard, as on an insecure page or by a policy
 */
export async function copied(text, pressed) {
  try {
    await navigator.clipboard.writeText(text);
    pressed.classList.add("done");
    return true;
  } catch {
    return false;
  }
}

/**
 * The device's own sheet; one that the reader shuts has nothing to say.
 * @param {FullContext} context
 * @param {Keeper} keeper
 * @param {HTMLElement} pressed
 */
async function share({ quiz, words, act }, keeper, pressed) {
  try {
    await navigator.share({ title: quiz.title, url: keeper.link() ?? "" });
  } catch (error) {
    if (!(error instanceof DOMException && error.name === "AbortError")) {
      copyLink(keeper, words, act, pressed);
    }
  }
}
