/**
 * lit and the small pieces, lent by the first script: the second one is loaded while the reader is
 * on the first question, and brings nothing that is there already.
 */

/** @typedef {typeof import('./pieces.js')} Pieces */

/** @type {Pieces['html']} */
export let html;
/** @type {Pieces['nothing']} */
export let nothing;
/** @type {Pieces['amount']} */
export let amount;
/** @type {Pieces['button']} */
export let button;
/** @type {Pieces['heading']} */
export let heading;
/** @type {Pieces['own']} */
export let own;
/** @type {Pieces['pointText']} */
export let pointText;
/** @type {Pieces['rich']} */
export let rich;
/** @type {Pieces['screenTitle']} */
export let screenTitle;

/** @param {Pieces} pieces */
export function borrow(pieces) {
  ({ html, nothing, amount, button, heading, own, pointText, rich, screenTitle } = pieces);
}
