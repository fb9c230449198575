/** @type {WeakMap<Document, Map<string, CSSStyleSheet>>} */
const sheets = new WeakMap();

/**
 * Gives a shadow root a style sheet, made once for every element of the document. A strict policy
 * refuses style elements, and allows these.
 * @param {ShadowRoot} root
 * @param {string} text
 */
export function dress(root, text) {
  const { ownerDocument } = root;
  const made = sheets.get(ownerDocument) ?? new Map();
  sheets.set(ownerDocument, made);
  let sheet = made.get(text);
  if (!sheet) {
    // A document takes no sheet made in another.
    sheet = new (ownerDocument.defaultView ?? globalThis).CSSStyleSheet();
    sheet.replaceSync(text);
    made.set(text, sheet);
  }
  const worn = root.adoptedStyleSheets;
  if (!worn.includes(sheet)) root.adoptedStyleSheets = [...worn, sheet];
}
