// The documentation: pages/, and beside them the guides that the repository has anyhow.
//
//     npx eleventy --config=examples/docs/eleventy.config.js [--output=DIR]
//
// The site works under any path: every address in it is relative. Environment: CAREER_QUIZ_DIST, the
// folder of the built element (dist/ of the repository).

import { cpSync, existsSync, mkdirSync, readFileSync, writeFileSync } from "node:fs";
import path from "node:path";
import { readApi } from "./lib/api.js";
import { readExamples } from "./lib/examples.js";
import { readPeers } from "./lib/peers.js";
import { pictures, prose } from "./lib/prose.js";
import { guideQuiz, readText, root, sectionOf, titleOf } from "./lib/repository.js";
import { compressedSizes } from "./lib/sizes.js";

const kElement = path.resolve(process.env.CAREER_QUIZ_DIST || path.join(root, "dist"));

// What is written once, for those who read the repository and for those who read the site.
const kGuides = [
  {
    source: "questions/README.md",
    permalink: "/authors/guide/",
    section: "/authors/",
    listed: true, // It has a list of its sections.
    description: "The whole format of a quiz, with an example of each member, and what check says.",
  },
  {
    source: "web/README.md",
    permalink: "/owners/element/",
    section: "/owners/",
    description: "Every attribute, property, event, slot and style of the element.",
  },
  {
    source: "ACCESSIBILITY.md",
    permalink: "/accessibility/",
    section: "/accessibility/",
    wide: true,
    description:
      "WCAG 2.2 and RGAA, criterion by criterion: how each is met, and which test shows it.",
  },
];

// Eleventy wants its folders relative to the folder it runs in.
const fromHere = (...parts) =>
  path.relative(process.cwd(), path.join(import.meta.dirname, ...parts)) || ".";

/** @param {import("@11ty/eleventy").UserConfig} eleventyConfig */
export default function (eleventyConfig) {
  if (!existsSync(path.join(kElement, "career-quiz.js"))) {
    throw new Error(`The quiz is not built: run ./dev build first, or name its folder.`);
  }
  for (const { source, ...data } of kGuides) {
    const text = readText(source);
    eleventyConfig.addTemplate(`guides/${source}`, text, {
      ...data,
      source,
      title: titleOf(text),
      templateEngineOverride: "md",
    });
  }
  eleventyConfig.addGlobalData("layout", () => "page.njk");
  eleventyConfig.addGlobalData("api", () => readApi(["engine.h", "result.h"]));
  eleventyConfig.addGlobalData("examples", () => readExamples());
  eleventyConfig.addGlobalData("sizes", () => compressedSizes(kElement));
  eleventyConfig.addGlobalData("peers", () => readPeers());
  let markdown;
  eleventyConfig.amendLibrary("md", (md) => (markdown = md.use(prose)));
  eleventyConfig.addFilter("markdown", (text, source) => markdown.render(text, { source }));
  // Quotation marks in the comments of headers are mostly JSON's.
  eleventyConfig.addFilter("comment", (text, source) => {
    markdown.set({ typographer: false });
    const html = markdown.render(text, { source });
    markdown.set({ typographer: true });
    return html;
  });
  // Figures are written once, where they are measured.
  eleventyConfig.addShortcode("section", (source, heading) => sectionOf(source, heading));
  eleventyConfig.addFilter("headings", (html) =>
    [...html.matchAll(/<h2 id="([^"]+)">([^]*?)<\/h2>/g)].map(([, id, text]) => ({
      id,
      text: text.replace(/<[^>]+>/g, ""),
    })),
  );
  eleventyConfig.addTransform("relative", function (content) {
    const up = "../".repeat(this.page.url.split("/").length - 2) || "./";
    return content.replace(/(\s(?:href|src)=")\/(?!\/)/g, (_, start) => start + up);
  });

  eleventyConfig.addPassthroughCopy({ [fromHere("assets")]: "assets" });
  eleventyConfig.on("eleventy.after", ({ directories }) => {
    const at = (...parts) => path.join(directories.output, ...parts);
    const { files } = JSON.parse(readFileSync(path.join(kElement, "package.json"), "utf8"));
    for (const name of files) cpSync(path.join(kElement, name), at("career-quiz", name));
    writeFileSync(at("authors/library.json"), guideQuiz());
    for (const [address, file] of pictures) {
      mkdirSync(at("figures"), { recursive: true });
      cpSync(path.join(root, file), at(address));
    }
  });
  eleventyConfig.setUseGitIgnore(false);

  return {
    markdownTemplateEngine: "njk",
    templateFormats: ["njk", "md"],
    dir: {
      input: fromHere("pages"),
      layouts: "../layouts",
      includes: "../layouts",
      output: "build/docs",
    },
  };
}
