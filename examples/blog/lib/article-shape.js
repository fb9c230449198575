// markdown-it plugin: what the article layout expects of a document. The page's one h1 is the
// title, every heading can be linked to, and a bold line on its own introduces what follows it.

// The words of an inline token, without markup.
function plainText(inline) {
  return (inline.children ?? [])
    .map((token) => (token.type === "softbreak" ? " " : token.content))
    .join("");
}

function normalise(text) {
  return text
    .normalize("NFKC")
    .replace(/[\s\u2019']+/g, " ")
    .trim();
}

/**
 * The word of an address for a heading: "Où trouver un mentor ?" gives "ou-trouver-un-mentor".
 * @param {string} text
 */
export function slugOf(text) {
  const plain = text.replace(/œ/gi, "oe").normalize("NFKD").replace(/\p{M}/gu, "");
  return (
    plain
      .toLowerCase()
      .replace(/[^a-z0-9]+/g, "-")
      .replace(/^-|-$/g, "") || "section"
  );
}

/**
 * Reads env.title. Heading ids are [a-z0-9-]: an id with an underscore is free for the layout.
 * @param {import("markdown-it").default} md
 */
export function articleShape(md) {
  md.core.ruler.push("article_shape", (state) => {
    const { tokens, env } = state;

    // The layout prints the title, so an opening "# Title" would be there twice.
    const opening = tokens[0]?.type === "heading_open" && tokens[0].tag === "h1";
    if (opening && normalise(plainText(tokens[1])) === normalise(env.title ?? "")) {
      tokens.splice(0, 3);
    }

    const used = new Set();
    tokens.forEach((token, at) => {
      if (token.tag === "h1") token.tag = "h2";
      if (token.type === "heading_open") {
        const slug = slugOf(plainText(tokens[at + 1]));
        let id = slug;
        for (let copy = 2; used.has(id); copy += 1) id = `${slug}-${copy}`;
        used.add(id);
        token.attrSet("id", id);
      }
      if (token.type === "paragraph_open" && !token.hidden) shapeLeadIn(tokens, at);
    });
  });
}

// "**Définition**" on a line of its own, above prose or above a list.
function shapeLeadIn(tokens, at) {
  const visible = tokens[at + 1].children.filter(
    (token) => token.type !== "text" || token.content !== "",
  );
  const close = visible.findIndex((token) => token.type === "strong_close");
  if (visible[0]?.type !== "strong_open" || close === -1) return;
  const next = visible[close + 1];
  if (next === undefined && /^(bullet|ordered)_list_open$/.test(tokens[at + 3]?.type)) {
    tokens[at].attrJoin("class", "lead-in");
  } else if (next?.type === "softbreak") {
    next.type = "hardbreak";
    next.tag = "br";
  }
}

/**
 * The level-two headings of an article, for its table of contents.
 * @param {string} html what the plugin above rendered
 * @returns {{id: string, html: string}[]} the words, escaped already
 */
export function sectionsOf(html) {
  return [...html.matchAll(/<h2 id="([^"]+)">([^]*?)<\/h2>/g)].map(([, id, inner]) => ({
    id,
    html: inner.replace(/<[^>]*>/g, ""),
  }));
}
