// How Markdown becomes a page: headings that can be linked to, tables that scroll by themselves on a
// narrow screen, and links between files of the repository that lead to their pages.

import { existsSync } from "node:fs";
import path from "node:path";
import { root } from "./repository.js";

const kPages = {
  "README.md": "/",
  "questions/README.md": "/authors/guide/",
  questions: "/authors/guide/",
  "web/README.md": "/owners/element/",
  "ACCESSIBILITY.md": "/accessibility/",
  "bench/README.md": "/advice/#how-often-the-short-form-agrees",
};

/** Pictures that pages show, from their address to their file in the repository. */
export const pictures = new Map();

/** The page of a file or folder of the repository, or null where it has none. */
function pageOf(file) {
  if (kPages[file]) return kPages[file];
  const example = /^examples\/([\w-]+)(?:\/README\.md)?$/.exec(file)?.[1];
  const told = example && existsSync(path.join(root, "examples", example, "README.md"));
  return told ? `/examples/#${example}` : null;
}

/** As GitHub makes them, so that a link in a file is right there and here. */
const idOf = (text) =>
  text
    .toLowerCase()
    .replace(/[^\p{L}\p{N}\s_-]/gu, "")
    .trim()
    .replace(/\s/g, "-");

const plain = (token) =>
  token.children
    .filter(({ type }) => ["text", "code_inline"].includes(type))
    .map(({ content }) => content)
    .join("");

/** @param {import("markdown-it").default} md */
export function prose(md) {
  md.set({ html: true, typographer: true }).disable("replacements");
  md.core.ruler.push("career-quiz", ({ tokens, env }) => {
    const taken = new Map();
    let heading = "";
    tokens.forEach((token, place) => {
      if (token.type === "heading_open") {
        heading = plain(tokens[place + 1]);
        const id = idOf(heading);
        const times = taken.get(id) ?? 0;
        taken.set(id, times + 1);
        if (token.tag !== "h1") token.attrSet("id", times ? `${id}-${times}` : id);
      }
      if (token.type === "table_open") token.meta = { label: `Table: ${heading}` };
      // The policy allows no style in a page.
      const aligned = token.attrGet("style");
      if (aligned) {
        token.attrs = token.attrs.filter(([name]) => name !== "style");
        token.attrSet("class", aligned.replace("text-align:", ""));
      }
      if (token.type === "inline") relink(token, env);
    });
  });
  const { rules } = md.renderer;
  rules.table_open = (tokens, place) =>
    `<div class="table" role="group" tabindex="0" aria-label="${md.utils.escapeHtml(
      tokens[place].meta.label,
    )}"><table>\n`;
  rules.table_close = () => "</table></div>\n";
  // The words after the language say how the tests run it.
  rules.fence = (tokens, place) =>
    `<pre><code>${md.utils.escapeHtml(tokens[place].content)}</code></pre>\n`;
}

/** Links and pictures of one paragraph, which are written as they are right in the repository. */
function relink(token, env) {
  const source = env.source ?? path.relative(root, path.resolve(env.page.inputPath));
  const kept = [];
  let dropped = null;
  for (const child of token.children) {
    if (child.type === "text") child.content = child.content.replace(/(\d) (?=%|KB)/g, "$1\u00a0");
    if (child.type === "image") {
      const file = path.join(path.dirname(source), child.attrGet("src"));
      const address = `/figures/${file.replaceAll("/", "-")}`;
      child.attrSet("src", address);
      pictures.set(address, file);
    }
    if (child.type === "link_open" && !/^(?:[a-z]+:|[/#])/.test(child.attrGet("href"))) {
      const [target, fragment] = child.attrGet("href").split("#");
      const file = path.join(path.dirname(source), target).replace(/\/$/, "");
      const page = pageOf(file);
      if (page) {
        child.attrSet("href", fragment ? `${page}#${fragment}` : page);
      } else {
        const there = existsSync(path.join(root, file));
        if (!there && !file.startsWith("examples/")) throw new Error(`${source}: no ${file}`);
        dropped = { file, there, from: kept.length };
        continue;
      }
    }
    if (dropped && child.type === "link_close") {
      // What has no page is named by where it is; an example that is not there keeps its words.
      if (dropped.there) {
        const code = new child.constructor("code_inline", "code", 0);
        code.content = dropped.file;
        kept.splice(dropped.from, Infinity, code);
      }
      dropped = null;
      continue;
    }
    kept.push(child);
  }
  token.children = kept;
}
