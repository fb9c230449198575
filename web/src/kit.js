/**
 * lit and the small pieces, lent by the first script: the second one is loaded while the reader is
 * on the first question, and brings nothing that is there already.
 */

/** @typedef {typeof import('./pieces.js').pieces} Pieces */

/** @type {Pieces['Failure']} */
export let Failure;
/** @type {Pieces['html']} */
export let html;
/** @type {Pieces['nothing']} */
export let nothing;
/** @type {Pieces['about']} */
export let about;
/** @type {Pieces['amount']} */
export let amount;
/** @type {Pieces['button']} */
export let button;
/** @type {Pieces['choices']} */
export let choices;
/** @type {Pieces['engineFile']} */
export let engineFile;
/** @type {Pieces['group']} */
export let group;
/** @type {Pieces['heading']} */
export let heading;
/** @type {Pieces['icon']} */
export let icon;
/** @type {Pieces['importBeside']} */
export let importBeside;
/** @type {Pieces['own']} */
export let own;
/** @type {Pieces['rich']} */
export let rich;
/** @type {Pieces['screenTitle']} */
export let screenTitle;
/** @type {Pieces['sharedOnce']} */
export let sharedOnce;
/** @type {Pieces['svg']} */
export let svg;

/** @param {Pieces} pieces */
export function borrow(pieces) {
  ({
    Failure,
    html,
    nothing,
    about,
    amount,
    button,
    choices,
    engineFile,
    group,
    heading,
    icon,
    importBeside,
    own,
    rich,
    screenTitle,
    sharedOnce,
    svg,
  } = pieces);
}
