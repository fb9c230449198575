#!/usr/bin/env node
/**
 * Builds the workbench: one folder of its own files, to lie beside the folder `career-quiz` of the
 * built element.
 *
 *     node examples/workbench/build.mjs [--out build/blog/workbench]
 */
import { cpSync, mkdirSync, readFileSync, writeFileSync } from "node:fs";
import { dirname, join, resolve } from "node:path";
import { fileURLToPath } from "node:url";
import { parseArgs } from "node:util";
import { build } from "esbuild";

const here = dirname(fileURLToPath(import.meta.url));
const root = resolve(here, "../..");

/** The quizzes to begin with: the guide's own example, and the quiz that ships. */
const quizzes = {
  library: () =>
    /^```json quiz\n([^]*?)^```$/m.exec(readFileSync(join(root, "questions/README.md"), "utf8"))[1],
  mentoring: () => readFileSync(join(root, "questions/mentoring-coaching.json"), "utf8"),
};

const quizTexts = {
  name: "quiz-texts",
  setup({ onResolve, onLoad }) {
    onResolve({ filter: /^quiz:/ }, ({ path }) => ({ path: path.slice(5), namespace: "quiz" }));
    onLoad({ filter: /./, namespace: "quiz" }, ({ path }) => ({
      contents: quizzes[path](),
      loader: "text",
    }));
  },
};

/** Lies beside the workbench on the server. As a path it would also match a checkout of that name. */
const element = {
  name: "element",
  setup({ onResolve }) {
    onResolve({ filter: /^\.\.\/career-quiz\// }, ({ path }) => ({ path, external: true }));
  },
};

/** @param {string} out the folder to write */
export async function buildWorkbench(out) {
  mkdirSync(out, { recursive: true });
  const { metafile } = await build({
    entryPoints: { workbench: join(here, "src/main.js") },
    outdir: out,
    bundle: true,
    minify: true,
    metafile: true,
    format: "esm",
    target: ["chrome123", "firefox128", "safari17.5"],
    charset: "utf8",
    legalComments: "none",
    plugins: [quizTexts, element],
  });
  for (const file of ["index.html", "workbench.css"]) cpSync(join(here, file), join(out, file));
  cpSync(join(root, "examples/blog/assets/favicon.svg"), join(out, "favicon.svg"));
  writeFileSync(join(out, "licences.txt"), licences(metafile));
}

/** The licence of every package whose code is in the bundle. */
function licences({ inputs }) {
  const packages = Object.keys(inputs).flatMap(
    (path) => /node_modules\/((?:@[^/]+\/)?[^/]+)\//.exec(path)?.[1] ?? [],
  );
  return [...new Set(packages)]
    .sort()
    .map(
      (name) => `${name}\n\n${readFileSync(join(root, "node_modules", name, "LICENSE"), "utf8")}`,
    )
    .join("\n\n");
}

if (process.argv[1] === fileURLToPath(import.meta.url)) {
  const { values } = parseArgs({
    options: { out: { type: "string", default: join(root, "build/blog/workbench") } },
  });
  await buildWorkbench(values.out);
}
