/** A whole number as readers write it, whatever their digits and signs. */

const DIGIT = /\p{Nd}/u;

/**
 * @param {string} typed
 * @param {string} language whose sign between thousands is known, so that no other is misread
 * @param {string} unit which may follow
 * @returns {number | null} null for what is no number; not whole for what has decimals
 */
export function readNumber(typed, language, unit) {
  const group = new Intl.NumberFormat(language)
    .formatToParts(1e6)
    .find(({ type }) => type === "group")?.value;
  let text = typed.replace(/\p{Cf}/gu, "").trim();
  if (unit && text.toLowerCase().endsWith(unit.toLowerCase())) text = text.slice(0, -unit.length);
  const plain = [...text]
    .map((sign) => {
      if (DIGIT.test(sign)) return digit(sign);
      if (/[-\u2212\u2013\uff0d]/.test(sign)) return "-";
      return sign === group || /[\s'\u2019\u066c]/.test(sign) ? "_" : sign;
    })
    .join("")
    .replace(/^_+|_+$/g, "")
    .replace(/^([-+])_+/, "$1");
  if (/^[-+]?(\d+|\d{1,3}(_\d{3})+)$/.test(plain)) return Number(plain.replaceAll("_", "")) || 0;
  return /^[-+]?[\d_]*[.,\u066b]\d+$/.test(plain) ? 0.5 : null;
}

/**
 * Unicode's digits stand in tens, from 0 to 9.
 * @param {string} sign
 */
function digit(sign) {
  const code = Number(sign.codePointAt(0));
  let below = 0;
  while (DIGIT.test(String.fromCodePoint(code - below - 1))) below += 1;
  return String(below % 10);
}
