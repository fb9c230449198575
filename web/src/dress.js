/** @type {Map<string, CSSStyleSheet>} */
const sheets = new Map();

/**
 * Gives a shadow root a style sheet, made once for every element on the page. A strict policy
 * refuses style elements, and allows these.
 * @param {ShadowRoot} root
 * @param {string} text
 */
export function dress(root, text) {
  let sheet = sheets.get(text);
  if (!sheet) {
    sheet = new CSSStyleSheet();
    sheet.replaceSync(text);
    sheets.set(text, sheet);
  }
  const worn = root.adoptedStyleSheets;
  if (!worn.includes(sheet)) root.adoptedStyleSheets = [...worn, sheet];
}
