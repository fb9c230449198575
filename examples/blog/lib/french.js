// French typography for text that an author typed with plain keys.

const kMonths =
  "janvier février mars avril mai juin juillet août septembre octobre novembre décembre".split(" ");

/**
 * The day in words: "2025-02-12" gives "12 février 2025", the first of a month "1er".
 * @param {string} date YYYY-MM-DD, a day of the calendar
 */
export function frenchDate(date) {
  const [year, month, day] = date.split("-").map(Number);
  return `${day === 1 ? "1er" : day} ${kMonths[month - 1]} ${year}`;
}

/**
 * Keeps a double sign on the line of its word (no-break spaces before : » and after «, narrow ones
 * before ; ! ?) and turns a typewriter apostrophe between letters into a real one. A space is never
 * added where the author wrote none, so addresses and times (10:30) are left alone.
 * @param {string} text plain text, not HTML
 */
export function french(text) {
  return text
    .replace(/[ \u00A0](?=[:»](?!\p{L}))/gu, "\u00A0")
    .replace(/(?<=«)[ \u00A0]/g, "\u00A0")
    .replace(/[ \u00A0](?=[;!?])/g, "\u202F")
    .replace(/(?<=\p{L})'(?=\p{L})/gu, "\u2019");
}

/** markdown-it plugin: french() on the words of a document; code and addresses stay as typed. */
export function frenchTypography(md) {
  md.core.ruler.push("french_typography", (state) => {
    for (const block of state.tokens) {
      for (const token of block.children ?? []) {
        if (token.type === "text") token.content = french(token.content);
      }
    }
  });
}
