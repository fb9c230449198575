/**
 * Holds the colours of a quiz, on the page where it is, against what readers need to see them. One
 * that falls short is replaced, and the owner who chose it is told. Where an image lies behind the
 * quiz nothing can be said, and nothing is.
 */

import { around } from "./around.js";

/** @typedef {number[]} Colour red, green, blue and alpha, 0 to 1 */
/** @typedef {(css: string) => Colour} Read */

const TEXT = 4.5;
const SHAPE = 3;

/** How the owner's property ends, what the element makes of it, and the contrast that it needs. */
const SEEN = /** @type {const} */ ([
  ["text", "color", TEXT],
  ["muted", "--muted", TEXT],
  ["accent", "--accent", TEXT],
  ["danger", "--danger", TEXT],
  ["counter", "--counter", TEXT],
  ["control", "--edge", SHAPE],
  ["focus", "--focus", SHAPE],
]);

/** @type {WeakSet<ShadowRoot>} */
const minded = new WeakSet();
/** @type {Set<string>} */
const told = new Set();

/** @param {ShadowRoot} root of an element that has been painted */
export function mindContrast(root) {
  const check = () => hold(root);
  if (!minded.has(root)) {
    minded.add(root);
    // Its colours are the owner's, without what is put in their place: once they have changed, and
    // been still for a moment, it has a transition that ends.
    const watch = document.createElement("i");
    watch.className = "hidden watch";
    root.prepend(watch);
    watch.addEventListener("transitionend", check);
    // A page's style sheets may come later than its scripts.
    if (document.readyState !== "complete") addEventListener("load", check, { once: true });
  }
  check();
}

/** @param {ShadowRoot} root */
function hold(root) {
  const card = root.querySelector(".card");
  if (!(card instanceof HTMLElement)) return;
  const { style } = card;
  for (const name of [
    ...SEEN.map(([, own]) => own),
    "--fill",
    "--on-accent",
    "--soft",
    "--tint",
    "--ground",
  ]) {
    style.removeProperty(name);
  }
  if (matchMedia("(forced-colors: active)").matches) return;
  const probe = card.appendChild(document.createElement("i"));
  probe.hidden = true;
  /** @type {Read} */
  const read = (css) => {
    probe.style.color = `color-mix(in srgb, ${css}, ${css})`;
    return parsed(getComputedStyle(probe).color);
  };
  const surface = behind(card, read, probe);
  if (surface) mend(card, surface, read);
  probe.remove();
}

/**
 * @param {HTMLElement} card
 * @param {Colour} surface
 * @param {Read} read
 */
function mend({ style }, surface, read) {
  let grounds = [surface];
  style.setProperty("--ground", written(surface));
  const spare = (/** @type {string} */ name, /** @type {string} */ own, least = TEXT) => {
    const colour = read(own === "color" ? "currentcolor" : `var(${own})`);
    const found = worst(colour, grounds);
    if (found >= least) return;
    const safe = written(nearest(colour, grounds, least));
    // What is written on the accent is measured by itself, so buttons keep it.
    if (name === "accent") style.setProperty("--fill", written(colour));
    style.setProperty(own, safe);
    tell(read, name, colour, found, least, safe);
  };
  for (const [name, own, least] of SEEN) {
    spare(name, own, least);
    if (name !== "text") continue;
    const soft = over(read("var(--soft)"), surface);
    const found = worst(read("currentcolor"), [soft]);
    if (found >= TEXT) grounds = [surface, soft];
    else {
      style.setProperty("--soft", "transparent");
      tell(read, "soft", soft, found, TEXT, "transparent");
    }
  }
  const tint = over(read("var(--tint)"), surface);
  if (worst(read("currentcolor"), [tint]) < TEXT) style.setProperty("--tint", "transparent");
  grounds = [over(read("var(--fill)"), surface)];
  spare("on-accent", "--on-accent");
}

/**
 * Warns of a colour that the owner chose, or the page's own text; once each.
 * @param {Read} read
 * @param {string} name
 * @param {Colour} colour
 * @param {number} found
 * @param {number} least
 * @param {string} safe
 */
function tell(read, name, colour, found, least, safe) {
  const property = `--career-quiz-${name}`;
  // A colour that nobody set leaves what the probe inherits, whatever that is.
  const chosen =
    written(read(`var(${property}, #010203)`)) === written(read(`var(${property}, #030201)`));
  if (!chosen && name !== "text") return;
  const said = chosen ? property : "The page's own text";
  const shown = Math.floor(found * 100) / 100;
  const message =
    `<career-quiz>: ${said}, ${written(colour)}, has a contrast of ${shown}:1 where ${least}:1 ` +
    `is needed to see it. ${safe} is used instead; set ${property} to a colour that stands out more.`;
  if (told.has(message)) return;
  told.add(message);
  console.warn(message);
}

/**
 * What is painted behind the text of an element.
 * @param {Element} element
 * @param {Read} read
 * @param {HTMLElement} probe
 * @returns {Colour | null} null when an image is
 */
function behind(element, read, probe) {
  /** @type {Colour[]} */
  const layers = [];
  /** @type {Element | null} */
  let node = element;
  while (node) {
    const { backgroundColor, backgroundImage } = getComputedStyle(node);
    if (backgroundImage !== "none") return null;
    const layer = read(backgroundColor);
    layers.push(layer);
    if (layer[3] >= 1) break;
    node = around(node);
  }
  probe.style.colorScheme = getComputedStyle(document.documentElement).colorScheme;
  layers.push(read("canvas"));
  probe.style.colorScheme = "";
  return layers.reduceRight((under, top) => over(top, under));
}

/**
 * A mix of a colour with itself is written in sRGB, whatever the syntax and space it came in.
 * @param {string} css `color(srgb …)`, or `rgb(…)` in older browsers
 * @returns {Colour}
 */
function parsed(css) {
  const most = css.startsWith("color") ? 1 : 255;
  const [red, green, blue, alpha = 1] = (css.match(/none|-?[\d.]+(e-?\d+)?/g) ?? []).map(
    (part) => Number.parseFloat(part) || 0,
  );
  const shown = [red, green, blue].map((part) => Math.min(1, Math.max(0, part / most)));
  return [...shown, alpha];
}

/** @param {Colour} colour */
function written([red, green, blue, alpha]) {
  const parts = [red, green, blue].map((part) => Math.round(part * 255)).join(" ");
  return `rgb(${parts}${alpha < 1 ? ` / ${Number(alpha.toFixed(2))}` : ""})`;
}

/**
 * @param {Colour} top
 * @param {Colour} under opaque
 * @returns {Colour}
 */
function over(top, under) {
  const alpha = top[3];
  return under.map((part, at) => (at === 3 ? 1 : top[at] * alpha + part * (1 - alpha)));
}

/** @param {Colour} colour opaque */
function luminance(colour) {
  const [red, green, blue] = colour.map((part) =>
    part <= 0.04045 ? part / 12.92 : ((part + 0.055) / 1.055) ** 2.4,
  );
  return 0.2126 * red + 0.7152 * green + 0.0722 * blue;
}

/**
 * The least contrast of a colour on several grounds, as WCAG 2 counts it.
 * @param {Colour} colour
 * @param {Colour[]} grounds opaque
 */
function worst(colour, grounds) {
  return Math.min(
    ...grounds.map((ground) => {
      const [one, other] = [luminance(over(colour, ground)), luminance(ground)];
      return (Math.max(one, other) + 0.05) / (Math.min(one, other) + 0.05);
    }),
  );
}

/**
 * The colour that stands out enough and is nearest, of those between it and black or white.
 * @param {Colour} colour
 * @param {Colour[]} grounds
 * @param {number} least
 */
function nearest(colour, grounds, least) {
  const from = over(colour, grounds[0]);
  let best = from;
  for (let step = 1; step <= 25; step += 1) {
    for (const end of [0, 1]) {
      // As it will be written, so that what is promised holds to the last digit.
      const mixed = from.map((part) => Math.round((part + (end - part) * (step / 25)) * 255) / 255);
      mixed[3] = 1;
      if (worst(mixed, grounds) > worst(best, grounds)) best = mixed;
      if (worst(mixed, grounds) >= least) return mixed;
    }
  }
  return best;
}
