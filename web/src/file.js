/** The result as one file to keep: plain HTML made from what the reader sees, and never a secret. */

/** @import { FullContext } from './advice.js' */

/** What a file needs none of, or may not hold. */
const LEFT_OUT =
  ".beside, .button, .actions, .basis, .leaving, .keep, .hidden, .stays, [aria-hidden], " +
  "summary .note:not(.tracks *), .fold:not(:has(> :not(summary, .beside)))";

/** What is written as it is; anything else only holds it. */
const WRITTEN = /^(p|[uo]l|li|b|mark|blockquote|section)$/;

const STYLE = `body{max-width:42rem;margin:2rem auto;padding:0 1rem;font:1rem/1.55 system-ui,sans-serif}
h1,h2,h3{line-height:1.2}h2,h3{margin:1.6em 0 .4em;break-after:avoid}li,blockquote{break-inside:avoid}
blockquote{margin:1em 0;padding-inline-start:1em;border-inline-start:3px solid}
:is(ul,ol)[role]{padding:0;list-style:none}`;

/**
 * @param {FullContext} context
 * @param {Element} article the result as shown
 * @returns {string}
 */
export function resultFile({ quiz, words, level }, article) {
  const { text, tag } = words;
  const card = article.closest("[lang]");
  const dir = card?.getAttribute("dir");
  const date = new Intl.DateTimeFormat(tag, { dateStyle: "long" }).format(new Date());
  // Said whatever was answered, or it would tell.
  const secretive = [...quiz.questions.values()].some(({ sensitive }) => sensitive);
  return `<!doctype html>
<html lang="${escaped(card?.getAttribute("lang") ?? tag)}"${dir ? ` dir="${escaped(dir)}"` : ""}>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width">
<title>${escaped(quiz.title)}</title>
<style>${STYLE}</style>
<p>${escaped(`${quiz.title} · ${date}`)}</p>
${written(article, level)}
${secretive ? `<p>${escaped(text.notInFile)}</p>` : ""}
</html>
`;
}

/**
 * Hands a file to the reader; it never leaves the device.
 * @param {string} name
 * @param {string} type
 * @param {string} text
 */
export function download(name, type, text) {
  const blob = new Blob([text], { type });
  const link = document.createElement("a");
  link.href = URL.createObjectURL(blob);
  link.download = name;
  link.click();
  // Some browsers read it only after the click has been dealt with.
  setTimeout(() => URL.revokeObjectURL(link.href), 60_000);
}

/**
 * @param {Node} node
 * @param {number} level of the result's own title
 * @returns {string}
 */
function written(node, level) {
  if (node instanceof Text) return escaped(node.data.replace(/[ \n]+/g, " "));
  if (!(node instanceof HTMLElement) || node.matches(LEFT_OUT)) return "";
  if (node instanceof HTMLInputElement) return node.checked ? "☑ " : "☐ ";
  const inner = [...node.childNodes].map((child) => written(child, level)).join("");
  if (node instanceof HTMLAnchorElement) return `<a href="${escaped(node.href)}">${inner}</a>`;
  const own = node.getAttribute("aria-level");
  const name = own ? `h${Math.min(Number(own) - level + 1, 6)}` : node.localName;
  const { lang, dir } = node;
  if (!own && !lang && !WRITTEN.test(name)) return inner;
  const bare = node.matches(".checklist") ? ' role="list"' : "";
  const tongue = lang && ` lang="${escaped(lang)}" dir="${dir}"`;
  return inner.trim() && `<${name}${bare}${tongue}>${inner.trim()}</${name}>`;
}

/** @param {string} text */
function escaped(text) {
  return text.replace(/[&<>"]/g, (sign) => `&#${sign.charCodeAt(0)};`);
}
