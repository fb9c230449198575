/** Which language an element is in, and which way it is written. */

const RIGHT_TO_LEFT = /^(ar|ckb|dv|fa|he|ps|sd|ug|ur|yi)$/;

/**
 * The language around an element, across shadow boundaries.
 * @param {Element} element
 * @returns {string} empty when the page does not say
 */
export function nearestLanguage(element) {
  const near = element.closest("[lang]");
  if (near) return near.getAttribute("lang") ?? "";
  const root = element.getRootNode();
  return root instanceof ShadowRoot ? nearestLanguage(root.host) : "";
}

/** @param {string} tag */
export function primary(tag) {
  return tag.toLowerCase().split(/[-_]/)[0] ?? "";
}

/**
 * @param {string} language
 * @param {string} other
 */
export function sameLanguage(language, other) {
  return primary(language) === primary(other);
}

/** @param {string} language */
export function directionOf(language) {
  return RIGHT_TO_LEFT.test(primary(language)) ? "rtl" : "ltr";
}
