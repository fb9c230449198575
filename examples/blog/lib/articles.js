// Reads a folder of Markdown articles and checks their front matter, all of it before anything is
// built, so that one run tells an author everything there is to mend.

import { readdirSync, readFileSync } from "node:fs";
import path from "node:path";
import yaml from "js-yaml";

// An article as the pages see it. `date` stays the text YYYY-MM-DD: it names a day, not an instant,
// so no time zone may move it. `image` and `imageAlt` may be empty.
/** @typedef {{title: string, date: string, description: string, image: string, imageAlt: string,
 *             keywords: string[], slug: string, body: string, file: string}} Article */

const kExample = {
  title: 'title: "Mentor ou coach : comment choisir"',
  date: 'date: "2026-11-02"',
  description: 'description: "Une ou deux phrases, montrées sous le titre et par les moteurs."',
  image: 'image: "/assets/blog/mon-article.svg" (or image: "" if the article has none)',
  keywords: "keywords: [mentorat, coaching] (or keywords: [] if the article has none)",
  slug: 'slug: "mentor-ou-coach"',
};

/** Thrown once for a whole folder; the message lists every fault as "file: field: what to do". */
export class ArticleError extends Error {
  /** @param {string[]} faults */
  constructor(faults) {
    super(`The articles cannot be built:\n${faults.map((fault) => `  - ${fault}`).join("\n")}\n`);
    this.name = "ArticleError";
    // Eleventy prints the stack, which repeats the message and tells an author nothing.
    this.stack = this.name;
  }
}

function isText(value) {
  return typeof value === "string" && value.trim() !== "";
}

// Every check answers null, or what is wrong; the example of the field is added to it.
const kChecks = {
  title: (value) => (isText(value) ? null : "must be text between quotes"),
  date: (value) => {
    if (!isText(value)) return "must be text between quotes";
    if (!/^\d{4}-\d{2}-\d{2}$/.test(value)) return `"${value}" must be written year-month-day`;
    const day = new Date(`${value}T00:00:00Z`);
    const real = !Number.isNaN(day.getTime()) && day.toISOString().startsWith(value);
    return real ? null : `"${value}" is not a day of the calendar`;
  },
  description: (value) => (isText(value) ? null : "must be text between quotes"),
  image: (value) => {
    if (value === "" || /^https:\/\/[^\s"'<>\\]+$/.test(value)) return null;
    const local = typeof value === "string" && /^\/(?!\/)[^\s"'<>\\?#]+$/.test(value);
    return local && !value.split("/").includes("..")
      ? null
      : "must be a path that starts with / or an https address";
  },
  keywords: (value) =>
    Array.isArray(value) && value.every(isText) ? null : "must be a list of words",
  slug: (value) =>
    typeof value === "string" && /^[a-z0-9]+(-[a-z0-9]+)*$/.test(value)
      ? null
      : "must be small letters without accents, digits, and single hyphens between them",
};

/**
 * Splits an article into front matter and body and checks the front matter.
 * @param {string} text
 * @param {string} file how messages name it
 * @returns {{article: Article | null, faults: string[]}} article is null when there is any fault
 */
export function readArticle(text, file) {
  const fail = (...faults) => ({ article: null, faults });
  const parts = /^\uFEFF?---[ \t]*\r?\n(?:([^]*?)\r?\n)?---[ \t]*(?:\r?\n([^]*))?$/.exec(text);
  if (parts === null) {
    return fail(
      `${file}: the front matter is missing: start the file with a line "---", the fields ` +
        `${Object.keys(kExample).join(", ")}, and another line "---"`,
    );
  }

  let fields;
  try {
    // The core schema has no dates: 2026-11-02 is the same text with quotes and without.
    fields = yaml.load(parts[1] ?? "", { schema: yaml.CORE_SCHEMA });
  } catch (error) {
    const line = error.mark ? `:${error.mark.line + 2}` : "";
    return fail(
      `${file}${line}: the front matter is not YAML (${error.reason}): ` +
        `put the text of each field between double quotes, as in ${kExample.title}`,
    );
  }
  if (fields == null || typeof fields !== "object" || Array.isArray(fields)) {
    return fail(`${file}: the front matter must be lines such as ${kExample.title}`);
  }

  const faults = [];
  for (const [field, check] of Object.entries(kChecks)) {
    const fault = Object.hasOwn(fields, field) ? check(fields[field]) : "is missing";
    if (fault) faults.push(`${file}: ${field}: ${fault}. Write ${kExample[field]}`);
  }
  if (faults.length > 0) return { article: null, faults };

  // Only the known fields go on: what else stands there (a layout, a permalink) is meant for
  // another program, and must not steer this one.
  const { title, date, description, image, keywords, slug } = fields;
  const imageAlt = isText(fields.imageAlt) ? fields.imageAlt : "";
  return {
    article: {
      title,
      date,
      description,
      image,
      imageAlt,
      keywords,
      slug,
      body: parts[2] ?? "",
      file,
    },
    faults,
  };
}

/**
 * Reads every .md file of the folder, README.md apart.
 * @param {string} folder
 * @returns {Article[]} newest first; on the same day, by slug
 * @throws {ArticleError} with every fault of every file
 */
export function readArticles(folder) {
  let names;
  try {
    names = readdirSync(folder).filter((name) => /\.md$/i.test(name) && !/^readme\./i.test(name));
  } catch {
    throw new ArticleError([`${folder}: this folder cannot be read; it should hold the articles`]);
  }

  const articles = [];
  const faults = [];
  const fileOf = new Map();
  for (const name of names.sort()) {
    const file = path.join(folder, name);
    const near = path.relative(process.cwd(), file);
    const shown = near.startsWith("..") ? file : near;
    const read = readArticle(readFileSync(file, "utf8"), shown);
    faults.push(...read.faults);
    if (read.article === null) continue;
    const { slug } = read.article;
    if (fileOf.has(slug)) {
      faults.push(`${shown}: slug: "${slug}" is taken by ${fileOf.get(slug)}. Write another`);
    }
    fileOf.set(slug, shown);
    articles.push(read.article);
  }
  if (faults.length > 0) throw new ArticleError(faults);

  const byName = (a, b) => (a < b ? -1 : a > b ? 1 : 0);
  return articles.sort((a, b) => byName(b.date, a.date) || byName(a.slug, b.slug));
}
