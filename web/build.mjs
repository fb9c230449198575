#!/usr/bin/env node
/**
 * Builds what a page loads from web/src, a quiz, and the compiled engine:
 *
 *   dist/career-quiz.js              the element, with the opening of its own quiz baked in
 *   dist/career-quiz-result.js       the screens from the first answer on
 *   dist/career-quiz-words.<language>.js  what the interface says; of the opening's language, what
 *                                    the first script does not hold
 *   dist/career-quiz-engine.js       the engine's glue
 *   dist/career-quiz-engine.wasm     the engine
 *   dist/career-quiz-fallback.js     glue and engine without WebAssembly, which no page loads at first
 *   dist/career-quiz.standalone.js   all of it in one classic script, which runs from file:// too
 *   dist/career-quiz-node.js         the engine for a server
 *   dist/<quiz>.<language>.json      the quiz in each of its languages, without what only authors read
 *
 * They belong in one folder, wherever that is, and together: the element takes no script and no engine
 * of another build. Beside them comes what artefacts.mjs makes, which no page loads.
 *
 *   node web/build.mjs [--out dist] [--engine build/wasm/bindings/career-quiz-engine]
 *                      [--quiz questions/mentoring-coaching.json] [--language fr]
 *
 * The language is that of the opening, the quiz's first when absent. A quiz with errors is refused
 * before anything is written, and each of them told at its place. What an earlier build left in the
 * folder goes; what else lies there stays, and is in no package.
 */
import { isUtf8 } from "node:buffer";
import { execFileSync } from "node:child_process";
import { createHash } from "node:crypto";
import {
  appendFileSync,
  copyFileSync,
  mkdirSync,
  mkdtempSync,
  readFileSync,
  readdirSync,
  rmSync,
  statSync,
  writeFileSync,
} from "node:fs";
import { tmpdir } from "node:os";
import { basename, dirname, join, resolve } from "node:path";
import { fileURLToPath, pathToFileURL } from "node:url";
import { parseArgs } from "node:util";
import { build } from "esbuild";
import { minify } from "terser";
import { addArtefacts, licences } from "./artefacts.mjs";
import { openingOf, packQuiz } from "./pack.mjs";
import { fingerprint } from "./src/fingerprint.js";

const root = resolve(dirname(fileURLToPath(import.meta.url)), "..");

const wordsFolder = join(root, "web/src/words");
const interfaceLanguages = readdirSync(wordsFolder)
  .map((file) => basename(file, ".js"))
  .filter((tag) => tag !== "baked")
  .sort();

/** Stands for a hash of all that is built, and is as long. */
const RELEASE = "@build";

const target = ["chrome123", "firefox128", "safari17.5"];

/** What whoever builds can mend; the message is all they need of it. */
export class BuildError extends Error {}

/**
 * @param {{out: string, engine: string, quiz: string, language?: string}} options paths
 * @returns {Promise<string[]>} the files written
 * @throws {BuildError} before anything is written
 */
export async function buildElement({ out, engine, quiz, language }) {
  const whole = await readQuiz(quiz, engine);
  language ??= whole.languages[0];
  if (!whole.languages.includes(language)) {
    const there = whole.languages.join(", ");
    throw new BuildError(`${quiz} has no texts in “${language}”, only in ${there}`);
  }
  const name = basename(quiz, ".json");
  const opening = openingOf(packQuiz(whole, language), name, whole.languages);
  removeEarlier(out);
  mkdirSync(out, { recursive: true });
  const files = [
    "career-quiz.js",
    "career-quiz-result.js",
    "career-quiz-engine.js",
    "career-quiz-engine.wasm",
    "career-quiz-fallback.js",
    "career-quiz.standalone.js",
    "career-quiz-node.js",
    ...opening.languages.map((tag) => `${name}.${tag}.json`),
    ...interfaceLanguages.map((tag) => `career-quiz-words.${tag}.js`),
  ].map((file) => join(out, file));
  const [element, second, glue, wasm, fallback, standalone, node, ...rest] = files;
  const data = rest.slice(0, opening.languages.length);
  const words = rest.slice(data.length);
  const baked = interfaceLanguages.find((tag) => tag === opening.languages[0]) ?? "en";
  // lit for Node asks whether there is a document before it uses it.
  const conditions = ["node"];
  const platform = "neutral";
  const shared = {
    bundle: true,
    minify: true,
    format: "esm",
    target,
    charset: "utf8",
    platform,
    conditions,
  };
  // The glue is given the module, and asks nobody for it: what it says of its own address would only make
  // a bundler write down the folder that it worked in.
  const placeless = { "import.meta.url": JSON.stringify("career-quiz:/") };
  const define = {
    CAREER_QUIZ_OPENING: JSON.stringify(opening),
    CAREER_QUIZ_FILES: "null",
    CAREER_QUIZ_RELEASE: JSON.stringify(RELEASE),
  };
  /** A script that exports the release besides what it has. */
  const released = (from, resolveDir) => ({
    contents: `${from}\nexport const release = ${JSON.stringify(RELEASE)};`,
    resolveDir,
  });
  const plain = `export { default } from "./${basename(engine)}.js";`;
  const factory = await build({
    ...shared,
    define: placeless,
    stdin: released(plain, dirname(engine)),
    write: false,
  });
  writeFileSync(glue, await smallest(factory.outputFiles[0].text));
  shrink(`${engine}.wasm`, wasm);
  define.CAREER_QUIZ_ENGINE = String(fingerprint(readFileSync(wasm)));
  const own = {
    ...shared,
    define,
    plugins: [scriptsBeside, filesBeside(name, opening.languages), minifiedCss, bakedWords(baked)],
    legalComments: "none",
    write: false,
  };
  const first = await build({
    ...own,
    entryPoints: [join(root, "web/src/register.js")],
  });
  writeFileSync(element, `/*! licences: career-quiz-licences.txt */${await written(first)}`);
  const later = await build({ ...own, entryPoints: [join(root, "web/src/second.js")] });
  writeFileSync(second, await written(later));
  for (const [at, tag] of interfaceLanguages.entries()) {
    const contents = `export { ${tag === baked ? "rest" : "first, rest"} } from "./${tag}.js";`;
    const { outputFiles } = await build({ ...own, stdin: released(contents, wordsFolder) });
    writeFileSync(words[at], outputFiles[0].text);
  }
  await buildFallback({
    glue: `${engine}.js`,
    wasm,
    outfile: fallback,
    shared: { ...shared, define: placeless },
    released,
  });
  const packed = opening.languages.map((tag) => packQuiz(whole, tag));
  packed.forEach((document, at) => writeFileSync(data[at], JSON.stringify(document)));
  const one = await build({
    ...own,
    format: "iife",
    entryPoints: [join(root, "web/src/register.js")],
    plugins: [
      scriptsInside(fallback),
      filesBeside(name, opening.languages),
      minifiedCss,
      bakedWords(baked),
    ],
    define: {
      ...define,
      CAREER_QUIZ_FILES: JSON.stringify(
        Object.fromEntries(packed.map((document, at) => [basename(data[at]), document])),
      ),
      CAREER_QUIZ_RELEASE: '""',
      // Where it lies is of no matter: it asks for nothing.
      ...placeless,
    },
  });
  // It travels alone, so the licences are in it.
  writeFileSync(
    standalone,
    `/*!\n${licences(engine).replaceAll("*/", "* /")}*/\n${await written(one)}`,
  );
  await build({
    ...shared,
    entryPoints: [join(root, "web/src/node.js")],
    external: ["node:*", "./career-quiz-engine.js"],
    outfile: node,
  });
  stamp([element, second, glue, fallback, ...words], data);
  return [...files, ...addArtefacts({ out, files, quiz: whole, engine })];
}

/**
 * A quiz as its author wrote it, which the engine that is about to ship has found without errors.
 * Warnings are told on standard error.
 */
async function readQuiz(path, engine) {
  const wasmBinary = readNamed(`${engine}.wasm`, "; ./dev build compiles the engine");
  const bytes = readNamed(path);
  if (!isUtf8(bytes)) throw new BuildError(`“${path}” is not written in UTF-8`);
  // Without a byte order mark.
  const text = new TextDecoder().decode(bytes);
  const { default: createModule } = await import(pathToFileURL(resolve(`${engine}.js`)).href);
  const { Engine } = await createModule({ wasmBinary });
  const { quiz, diagnostics } = JSON.parse(new Engine().load(text));
  const told = diagnostics.map(
    ({ severity, code, line, column, message }) =>
      `${path}:${line}:${column}: ${severity}: ${message} [${code}]`,
  );
  if (!quiz) throw new BuildError(told.join("\n"));
  for (const line of told) console.warn(line);
  return JSON.parse(text);
}

function readNamed(path, remedy = "") {
  try {
    return readFileSync(path);
  } catch (error) {
    const why = error.code === "ENOENT" ? "there is no such file" : error.message;
    throw new BuildError(`“${path}” cannot be read: ${why}${remedy}`);
  }
}

/** Files that a build of this package says it wrote. Nothing but names: it may not be our own word. */
function removeEarlier(out) {
  let earlier = {};
  try {
    earlier = JSON.parse(readFileSync(join(out, "package.json"), "utf8"));
  } catch {
    // There was no build.
  }
  if (earlier?.name !== "career-quiz" || !Array.isArray(earlier.files)) return;
  for (const file of earlier.files) {
    if (file === basename(`${file}`)) rmSync(join(out, file), { force: true });
  }
}

/**
 * Minified code has line ends inside template literals alone. With an indent behind them they are
 * markup's white space, of which a browser keeps one. What tells bundlers to leave an import alone
 * is lost with the comments, and is put back.
 */
async function written({ outputFiles }) {
  const kept = "import(/*@vite-ignore*//*webpackIgnore:true*/`";
  const code = await smallest(outputFiles[0].text);
  return code
    .trim()
    .replace(/[ \t]*\n[ \t]+/g, " ")
    .replaceAll("import(`", kept);
}

/** What esbuild bundled and minified, smaller by what only a slower minifier finds: 3 % to 11 %. */
async function smallest(script) {
  const compress = { passes: 4 };
  const { code } = await minify(script, { module: true, ecma: 2020, compress });
  return code;
}

/** Scripts that stay files of their own, by the name they have once built. */
const scriptsBeside = {
  name: "scripts-beside",
  setup({ onResolve }) {
    onResolve({ filter: /\/second\.js$/ }, ({ kind }) =>
      kind === "dynamic-import" ? { path: "./career-quiz-result.js", external: true } : undefined,
    );
    onResolve({ filter: /\/career-quiz-(engine|fallback|words\...)\.js$/ }, ({ path, kind }) =>
      kind === "dynamic-import" ? { path, external: true } : undefined,
    );
  },
};

/** Addresses written in full, which bundlers understand. */
const filesBeside = (name, languages) => ({
  name: "files-beside",
  setup({ onLoad }) {
    const lines = languages.map((tag) => {
      const file = JSON.stringify(`./${name}.${tag}.json`);
      return `${JSON.stringify(tag)}: () => new URL(${file}, import.meta.url).href,`;
    });
    const contents = `export const quizFiles = {\n${lines.join("\n")}\n};`;
    onLoad({ filter: /\/web\/src\/files\.js$/ }, () => ({ contents }));
  },
});

/** Where there is one script, those that would lie beside it are in it. */
const scriptsInside = (fallback) => ({
  name: "scripts-inside",
  setup({ onResolve }) {
    onResolve({ filter: /\/career-quiz-engine\.js$/ }, ({ path }) => ({ path, external: true }));
    onResolve({ filter: /\/career-quiz-fallback\.js$/ }, () => ({ path: resolve(fallback) }));
    onResolve({ filter: /\/career-quiz-words\...\.js$/ }, ({ path }) => ({
      path: join(wordsFolder, path.replace("./career-quiz-words.", "")),
    }));
  },
});

/** The first script holds its words in one language alone. */
const bakedWords = (tag) => ({
  name: "baked-words",
  setup({ onResolve }) {
    onResolve({ filter: /\/words\/baked\.js$/ }, () => ({
      path: join(wordsFolder, `${tag}.js`),
      sideEffects: false,
    }));
  },
});

/** Style sheets are imported as text, so esbuild's own minifier passes them by. */
const minifiedCss = {
  name: "minified-css",
  setup({ onLoad }) {
    onLoad({ filter: /\.css$/ }, async ({ path }) => {
      const { outputFiles } = await build({
        entryPoints: [path],
        minify: true,
        write: false,
        target: ["chrome125", "firefox128", "safari17.5"],
        charset: "utf8",
      });
      return { contents: outputFiles[0].text.trim(), loader: "text" };
    });
  },
};

/** Writes the release into the scripts, which are of one with the quiz in them. */
function stamp(scripts, data) {
  const hash = createHash("sha256");
  for (const file of [...scripts, ...data]) hash.update(readFileSync(file));
  const release = hash.digest("base64url").slice(0, RELEASE.length);
  for (const file of scripts) {
    const text = readFileSync(file, "utf8");
    if (!text.includes(RELEASE)) throw new Error(`${file} does not say its release`);
    writeFileSync(file, text.replaceAll(RELEASE, release));
  }
}

// Rounds of what the compiler did, with restructured control flow between them, which compresses
// better. The compiler puts nothing at addresses below 1024.
const kRestructured = ["-Oz", "--flatten", "--rereloop"];
const kSmallest = ["--low-memory-unused", ...kRestructured, ...kRestructured, "-Oz", "-Oz"];

/** Optimises the engine once more, and keeps the smaller of the two files. */
function shrink(from, to) {
  const optimizer = join(root, "node_modules/binaryen/bin/wasm-opt");
  const folder = mkdtempSync(join(tmpdir(), "career-quiz-"));
  try {
    const smaller = join(folder, "engine.wasm");
    execFileSync(process.execPath, [optimizer, ...kSmallest, from, "-o", smaller], {
      stdio: ["ignore", "ignore", "inherit"],
    });
    copyFileSync(statSync(smaller).size < statSync(from).size ? smaller : from, to);
  } finally {
    rmSync(folder, { recursive: true });
  }
}

/** Translates the very module that ships, so that both answer with the same bytes. */
async function buildFallback({ glue, wasm, outfile, shared, released }) {
  const folder = mkdtempSync(join(tmpdir(), "career-quiz-"));
  try {
    const script = join(folder, "engine.js");
    const wasm2js = join(root, "node_modules/binaryen/bin/wasm2js");
    // With --emscripten it writes a function that takes the imports, and does not export it.
    execFileSync(process.execPath, [wasm2js, "-Oz", "--emscripten", wasm, "-o", script], {
      stdio: ["ignore", "ignore", "inherit"],
    });
    appendFileSync(script, "export { instantiate };\n");
    await build({
      ...shared,
      stdin: released('export { default } from "./fallback.js";', join(root, "bindings")),
      alias: { "career-quiz-engine": resolve(glue), "career-quiz-engine.wasm": script },
      inject: [join(root, "bindings/webassembly.js")],
      outfile,
    });
  } finally {
    rmSync(folder, { recursive: true });
  }
}

if (process.argv[1] === fileURLToPath(import.meta.url)) {
  const { values } = parseArgs({
    options: {
      out: { type: "string", default: join(root, "dist") },
      engine: { type: "string", default: join(root, "build/wasm/bindings/career-quiz-engine") },
      quiz: { type: "string", default: join(root, "questions/mentoring-coaching.json") },
      language: { type: "string" },
    },
  });
  try {
    for (const file of await buildElement(values)) console.log(file);
  } catch (error) {
    if (!(error instanceof BuildError)) throw error;
    console.error(error.message);
    process.exitCode = 1;
  }
}
