// The folders of examples/, as their own README.md tells them.

import { existsSync, readdirSync } from "node:fs";
import path from "node:path";
import { readText, root, titleOf } from "./repository.js";

/**
 * Each README.md begins, after its title, with one sentence that says what the example shows.
 * @returns {{name: string, title: string, about: string, source: string}[]} by name; about: Markdown
 */
export function readExamples() {
  return readdirSync(path.join(root, "examples"))
    .filter((name) => existsSync(path.join(root, "examples", name, "README.md")))
    .sort()
    .map((name) => {
      const source = `examples/${name}/README.md`;
      const text = readText(source);
      const [, about] = text.split(/\n{2,}/);
      return { name, title: titleOf(text), about, source };
    });
}
