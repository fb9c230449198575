// The folders of examples/, as their own README.md tells them.

import { existsSync, readdirSync } from "node:fs";
import path from "node:path";
import { readText, root, titleOf } from "./repository.js";

/** @returns {{name: string, title: string, about: string, source: string}[]} by name */
export function readExamples() {
  return readdirSync(path.join(root, "examples"))
    .filter((name) => existsSync(path.join(root, "examples", name, "README.md")))
    .sort()
    .map((name) => {
      const source = `examples/${name}/README.md`;
      const text = readText(source);
      const about = text.split(/\n{2,}/).find((block) => /^[^#`\s|<]/.test(block));
      // A sentence that leads to a list is nothing without it.
      return { name, title: titleOf(text), about: (about ?? "").replace(/[^.]*:$/, ""), source };
    });
}
