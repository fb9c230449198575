// The blog: every Markdown file of a folder becomes a page, and the quiz lives at /quiz/.
//
//     npx eleventy --config=examples/blog/eleventy.config.js [--output=DIR] [--serve]
//
// Environment: CAREER_QUIZ_ARTICLES, the folder of articles (articles/ beside this file);
// CAREER_QUIZ_DIST, the folder of the built element (dist/ of the repository); CAREER_QUIZ_SITE_URL,
// where the site will be published, for canonical addresses.

import { cpSync, existsSync, readFileSync } from "node:fs";
import path from "node:path";
import { HtmlBasePlugin } from "@11ty/eleventy";
import { articleShape, sectionsOf } from "./lib/article-shape.js";
import { readArticles } from "./lib/articles.js";
import { french, frenchDate, frenchTypography } from "./lib/french.js";
import { writeWorker } from "./lib/offline.js";
import { quizLinks } from "./lib/quiz-links.js";

const kHere = import.meta.dirname ?? path.dirname(new URL(import.meta.url).pathname);
const kArticles = path.resolve(process.env.CAREER_QUIZ_ARTICLES || path.join(kHere, "articles"));
const kElement = path.resolve(process.env.CAREER_QUIZ_DIST || path.join(kHere, "../../dist"));

// Without these the page at /quiz/ would stay on its fallback, and nobody would notice.
const kElementFiles = [
  "package.json",
  "integrity.json",
  "career-quiz.js",
  "career-quiz-result.js",
  "career-quiz-engine.js",
  "career-quiz-engine.wasm",
];

const kSite = {
  title: "Carnet de route",
  description: "Des repères pour avancer dans sa vie professionnelle, à son rythme.",
  url: (process.env.CAREER_QUIZ_SITE_URL || "https://blog.example").replace(/\/+$/, ""),
  contact: "mailto:bonjour@blog.example",
};

// Eleventy wants its folders relative to the folder it runs in.
function fromHere(...parts) {
  return path.relative(process.cwd(), path.join(kHere, ...parts)) || ".";
}

function requireElement() {
  const missing = kElementFiles.filter((file) => !existsSync(path.join(kElement, file)));
  if (missing.length === 0) return;
  const error = new Error(
    `The quiz is not built: ${missing.join(", ")} missing in ${kElement}. ` +
      "Run ./dev build first, or name its folder in CAREER_QUIZ_DIST.",
  );
  error.stack = error.name;
  throw error;
}

// An image of this site that is not there is left out, with a word to the owner; one on another
// host stays out of the page too (the policy allows our own images alone) but may be shared.
function usableImage(article) {
  const { image } = article;
  if (image === "" || image.startsWith("https://")) return "";
  if (existsSync(path.join(kHere, image))) return image;
  console.warn(`${article.file}: image: ${image} is not there; the article appears without it.`);
  return "";
}

// Social networks show raster images only.
function sharedImage(article) {
  const raster = /\.(png|jpe?g|webp|gif)$/i.test(article.image.split(/[?#]/, 1)[0]);
  if (!raster) return "";
  if (article.image.startsWith("https://")) return article.image;
  return usableImage(article) && kSite.url + article.image;
}

function addArticles(eleventyConfig) {
  for (const article of readArticles(kArticles)) {
    const { title, date, description, imageAlt, keywords, slug, body } = article;
    // The line break keeps a rule that opens the body (---) from being read as front matter.
    eleventyConfig.addTemplate(`articles/${slug}.md`, `\n${body}`, {
      layout: "article.njk",
      permalink: `/blog/${slug}/`,
      title,
      date,
      day: date,
      description,
      image: usableImage(article),
      sharedImage: sharedImage(article),
      imageAlt,
      keywords,
      minutes: Math.max(1, Math.round(body.split(/\s+/).length / 220)),
      tags: ["articles"],
    });
  }
}

/** @param {import("@11ty/eleventy").UserConfig} eleventyConfig */
export default function (eleventyConfig) {
  requireElement();
  addArticles(eleventyConfig);

  eleventyConfig.addGlobalData("site", () => kSite);
  eleventyConfig.addGlobalData("layout", () => "page.njk");
  eleventyConfig.addFilter("french", french);
  eleventyConfig.addFilter("frenchDate", frenchDate);
  eleventyConfig.addFilter("sections", sectionsOf);
  eleventyConfig.amendLibrary("md", (md) =>
    md.use(articleShape).use(quizLinks).use(frenchTypography),
  );
  // With --pathprefix, every address of a page gets the prefix.
  eleventyConfig.addPlugin(HtmlBasePlugin);

  eleventyConfig.addPassthroughCopy({ [fromHere("assets")]: "assets" });
  eleventyConfig.on("eleventy.after", async ({ directories, runMode }) => {
    // What the build says it wrote, and nothing else that lies in that folder.
    const { files } = JSON.parse(readFileSync(path.join(kElement, "package.json"), "utf8"));
    for (const name of files) {
      cpSync(path.join(kElement, name), path.join(directories.output, "career-quiz", name));
    }
    // While pages are being written, a browser should ask for each anew.
    if (runMode === "build") await writeWorker(directories.output);
  });
  eleventyConfig.setUseGitIgnore(false);
  eleventyConfig.addWatchTarget(kArticles, { resetConfig: true });

  return {
    // An article is text, not a template: {{ braces }} stay as they are.
    markdownTemplateEngine: false,
    templateFormats: ["njk", "md"],
    dir: {
      input: fromHere("pages"),
      layouts: "../layouts",
      includes: "../layouts",
      output: "build/blog",
    },
  };
}
