/** dist/ as others get it: an npm package, described and hashed. */
import assert from "node:assert/strict";
import { spawnSync } from "node:child_process";
import { createHash } from "node:crypto";
import { existsSync, mkdirSync, mkdtempSync } from "node:fs";
import { readFileSync, readdirSync, rmSync, writeFileSync } from "node:fs";
import { createRequire } from "node:module";
import { tmpdir } from "node:os";
import { basename, dirname, join } from "node:path";
import test, { after } from "node:test";
import { fileURLToPath } from "node:url";
import { Spec, Validation } from "@cyclonedx/cyclonedx-library";
import Ajv from "ajv";
import { build } from "esbuild";
import { publint } from "publint";
import { formatMessage } from "publint/utils";

const root = fileURLToPath(new URL("..", import.meta.url));
const dist = join(root, "dist");
const read = (name) => readFileSync(join(dist, name), "utf8");
const require = createRequire(import.meta.url);

// A project that has installed the packed package.
const project = mkdtempSync(join(tmpdir(), "career-quiz-package-"));
after(() => rmSync(project, { recursive: true }));
const installed = join(project, "node_modules/career-quiz");
const packed = spawnSync("npm", ["pack", dist, "--json", "--pack-destination", project], {
  encoding: "utf8",
});
assert.equal(packed.status, 0, packed.stderr);
const [{ filename, files }] = JSON.parse(packed.stdout);
mkdirSync(installed, { recursive: true });
const unpacked = spawnSync(
  "tar",
  ["-xzf", join(project, filename), "-C", installed, "--strip-components=1"],
  { encoding: "utf8" },
);
assert.equal(unpacked.status, 0, unpacked.stderr);
const { openQuiz, QuizError } = await import(join(installed, "career-quiz-node.js"));

// That these are what a build writes, whatever else lies in its folder: build.test.mjs.
test("the package is the files that it lists", () => {
  assert.deepEqual(
    files.map(({ path }) => path).sort(),
    JSON.parse(read("package.json")).files.sort(),
  );
});

test("publint finds nothing", async () => {
  const { messages, pkg } = await publint({ pkgDir: installed, strict: true });
  assert.deepEqual(
    messages.map((message) => formatMessage(message, pkg)),
    [],
  );
});

// As modules alone, from Node 16 on: there is nothing for require() or for the resolution of Node 10.
test("every entry has its types, as modules under Node and in bundlers", () => {
  const { bin } = require("@arethetypeswrong/cli/package.json");
  const { status, stdout } = spawnSync(
    process.execPath,
    [
      join(dirname(require.resolve("@arethetypeswrong/cli/package.json")), bin.attw),
      ...[join(project, filename), "--profile", "esm-only", "--format", "ascii", "--no-color"],
    ],
    { encoding: "utf8" },
  );
  assert.equal(status, 0, stdout);
});

test("on a server the element is imported, and touches nothing", () => {
  const { status, stderr, stdout } = spawnSync(
    process.execPath,
    [
      ...["--input-type=module", "--eval"],
      'console.log(Object.keys(await import("career-quiz")).join(), Object.keys(globalThis).includes("window"))',
    ],
    { cwd: project, encoding: "utf8" },
  );
  assert.equal(status, 0, stderr);
  assert.equal(stdout, "CareerQuizElement,CareerQuizEvent false\n");
});

test("a bundler is shown the files that a page needs, and where it works is in none of them", async () => {
  const shown = new Set();
  const page = ["career-quiz.js", "career-quiz-result.js", "career-quiz-engine.js"];
  const words = readdirSync(dist).filter((name) => name.startsWith("career-quiz-words."));
  for (const name of [...page, "career-quiz-fallback.js", ...words]) {
    const rest = read(name).replace(
      /new URL\("\.\/([^"]+)",import\.meta\.url\)/g,
      (_, file) => (shown.add(file), ""),
    );
    assert.doesNotMatch(rest, /import\.meta/, name);
  }
  const quizzes = readdirSync(dist).filter((name) => /^mentoring-coaching\.\w+\.json$/.test(name));
  assert.deepEqual([...shown].sort(), ["career-quiz-engine.wasm", ...quizzes].sort());
  const { metafile } = await build({
    stdin: { contents: 'import "career-quiz";', resolveDir: project },
    ...{ bundle: true, splitting: true, format: "esm", write: false, outdir: "out" },
    ...{ metafile: true, logLevel: "silent" },
  });
  assert.deepEqual(
    Object.keys(metafile.inputs)
      .filter((path) => path !== "<stdin>")
      .map((path) => basename(path))
      .sort(),
    [...page, "career-quiz-fallback.js", ...words].sort(),
  );
});

test("each example that installs the package names this version", () => {
  const { version } = JSON.parse(read("package.json"));
  const folder = join(root, "examples");
  const named = readdirSync(folder)
    .map((name) => join(folder, name))
    .filter((example) => existsSync(join(example, "package-lock.json")));
  assert.ok(named.length >= 8);
  for (const example of named) {
    const { dependencies } = JSON.parse(readFileSync(join(example, "package.json"), "utf8"));
    const { packages } = JSON.parse(readFileSync(join(example, "package-lock.json"), "utf8"));
    assert.equal(dependencies["career-quiz"], version, example);
    // The consumers' tests run this line; the registry does not have the package yet.
    const installs = readFileSync(join(example, "README.md"), "utf8").match(/^ +npm install.*$/gm);
    const line = `    npm install --no-save ../../build/package/${filename}`;
    assert.deepEqual(installs, [line], example);
    assert.equal(packages["node_modules/career-quiz"].version, version, example);
    for (const [path, { resolved }] of Object.entries(packages)) {
      assert.equal(resolved, undefined, `${example}: ${path}`);
    }
  }
});

test("the integrity of every file that a page can load is stated, and of the saved page", () => {
  const stated = JSON.parse(read("integrity.json"));
  const loaded = files
    .map(({ path }) => path)
    .filter((name) =>
      /^(career-quiz.*\.js|.*\.wasm|mentoring-coaching.*\.json|quiz\.html)$/.test(name),
    );
  assert.deepEqual(Object.keys(stated).sort(), loaded.sort());
  for (const [name, integrity] of Object.entries(stated)) {
    const hash = createHash("sha384")
      .update(readFileSync(join(dist, name)))
      .digest("base64");
    assert.equal(integrity, `sha384-${hash}`, name);
  }
});

test("the bill of materials is CycloneDX, and every material has its notice", async () => {
  const text = read("career-quiz.cdx.json");
  const validator = new Validation.JsonStrictValidator(Spec.Version.v1dot6);
  assert.equal(await validator.validate(text), null);
  const { components } = JSON.parse(text);
  assert.equal(components.length, 5);
  const notices = read("career-quiz-licences.txt");
  for (const { name, version } of components) {
    assert.match(version, /^\d+\.\d+\.\d+$/);
    assert.ok(notices.includes(`${name} ${version}\n\n`), name);
  }
});

test("files that travel alone hold the licences, and a bundle says where they are", async () => {
  const notices = read("career-quiz-licences.txt");
  assert.ok(notices.includes(readFileSync(join(root, "LICENSE"), "utf8").trim()));
  assert.ok(notices.includes("Redistributions in binary form must reproduce the above copyright"));
  for (const name of ["career-quiz.standalone.js", "quiz.html"]) {
    const [, comment] = /\/\*!\n([^]*?)\*\/\n/.exec(read(name));
    assert.equal(comment.replaceAll("* /", "*/"), notices, name);
  }
  const { outputFiles } = await build({
    stdin: { contents: 'import "career-quiz";', resolveDir: project },
    ...{ bundle: true, minify: true, splitting: true, format: "esm", write: false, outdir: "out" },
    ...{ logLevel: "silent" },
  });
  assert.ok(
    outputFiles.some(({ text }) => text.includes("*! licences: career-quiz-licences.txt *")),
  );
});

test("quiz.html says in each of its languages that it needs scripts", () => {
  const page = read("quiz.html");
  const [, told] = /<noscript>([^]*?)<\/noscript>/.exec(page);
  const sentences = [
    ...told.matchAll(/<p lang="(\w+)" dir="auto">([^<]+ JavaScript[^<]+\.)<\/p>/g),
  ];
  const { languages } = JSON.parse(
    readFileSync(join(root, "questions/mentoring-coaching.json"), "utf8"),
  );
  assert.deepEqual(
    sentences.map(([, tag]) => tag),
    languages,
  );
  const [, nav] = /<nav hidden>([^]*?)<\/nav>/.exec(page);
  assert.deepEqual(
    [...nav.matchAll(/<button type="button" [^>]*>([^<]*)</g)].map(([, name]) => name),
    ["Français", "English"],
  );
});

test("custom-elements.json describes the element that there is", () => {
  const manifest = JSON.parse(read("custom-elements.json"));
  const validate = new Ajv({ strict: false }).compile(
    JSON.parse(readFileSync(require.resolve("custom-elements-manifest/schema.json"), "utf8")),
  );
  assert.ok(validate(manifest), JSON.stringify(validate.errors));
  const [element] = manifest.modules[0].declarations;
  const source = readFileSync(join(root, "web/src/element.js"), "utf8");
  const [, observed] = /observedAttributes = \[([^\]]*)\]/.exec(source);
  const attributes = element.attributes.map(({ name }) => name);
  for (const name of JSON.parse(`[${observed}]`)) assert.ok(attributes.includes(name), name);
  const typed = read("career-quiz.d.ts");
  const publicly = [...source.matchAll(/^ {2}(get )?([a-z]\w*)\(([^)]*)\) \{$/gm)].filter(
    ([, , name]) => !/Callback$/.test(name),
  );
  assert.deepEqual(
    element.members.map(({ kind, name }) => `${kind} ${name}`).sort(),
    publicly.map(([, get, name]) => `${get ? "field" : "method"} ${name}`).sort(),
  );
  for (const { kind, name, description, type, parameters, return: given } of element.members) {
    assert.ok(description, name);
    const text =
      kind === "field"
        ? `${name}: ${type.text};`
        : `${name}(${parameters.map((each) => `${each.name}: ${each.type.text}`)}): ${given.type.text};`;
    assert.ok(typed.includes(text.replace("src: ", "get src(): ")), text);
  }
  const settable = element.members.filter(({ kind, readonly }) => kind === "field" && !readonly);
  assert.deepEqual(
    settable.map(({ name }) => name).sort(),
    [...source.matchAll(/^ {2}set (\w+)\(/gm)].map(([, name]) => name).sort(),
  );
  assert.deepEqual(
    settable.map(({ attribute }) => attribute).sort(),
    attributes.filter((name) => name !== "lang").sort(),
  );
  const parts = element.cssParts.map(({ name }) => name);
  assert.deepEqual(parts, [...new Set(parts)]);
  assert.deepEqual(
    element.events.map(({ name }) => name.replace("career-quiz-", "")).sort(),
    [...typed.matchAll(/^  "?([a-z-]+)"?: \{.*\};$/gm)].map(([, name]) => name).sort(),
  );
  assert.deepEqual(
    element.slots.map(({ name }) => name),
    ["", "intro", "result-end", "cta-<outcome>"],
  );
  assert.ok(element.cssProperties.length > 10 && element.cssParts.length > 30);
});

test("a quiz is evaluated under Node with the bytes of every other target", async () => {
  const quiz = await openQuiz(readFileSync(join(root, "tests/quizzes/every-kind.json"), "utf8"));
  const golden = JSON.parse(readFileSync(join(root, "tests/golden/every-kind.json"), "utf8"));
  // Objects say the same but for a member that is there twice.
  const cases = golden.cases.filter(({ request, response }) => {
    return (
      !response.startsWith('{"error"') &&
      /"answers":\{/.test(request) &&
      JSON.stringify(JSON.parse(request)) === request
    );
  });
  assert.ok(cases.length > 5);
  for (const { request, response } of cases) {
    assert.equal(JSON.stringify(quiz.evaluate(JSON.parse(request))), response);
  }
  quiz.close();
  assert.throws(() => quiz.evaluate({ answers: {} }), /closed/);
});

test("codes hold answers in their order under Node too", async () => {
  const quiz = await openQuiz(read("mentoring-coaching.fr.json"));
  const answers = new Map([
    ["stage", "starting"],
    ["role", "both"],
  ]);
  const held = quiz.decode(quiz.encode(answers));
  assert.deepEqual([...held.answers], [...answers]);
  assert.equal(held.leftOut, false);
  assert.throws(() => quiz.decode("nonsense"), RangeError);
  quiz.close();
});

test("a quiz with errors is refused with each of them at its line", async () => {
  await assert.rejects(openQuiz('{\n  "format": 2\n}'), (error) => {
    assert.ok(error instanceof QuizError);
    assert.ok(error.diagnostics.length > 1);
    assert.match(error.message, /^2:\d+: .*format/m);
    return true;
  });
  await assert.rejects(openQuiz({}), TypeError);
});

test("a request that cannot be read is a TypeError, and the quiz goes on", async () => {
  const quiz = await openQuiz(read("mentoring-coaching.fr.json"));
  assert.throws(() => quiz.evaluate({ answers: {}, mode: "sideways" }), TypeError);
  const told = { name: "TypeError", message: /^The answers have to be an object, a Map, or pairs/ };
  for (const answers of [null, undefined, "stage", ["stage"]]) {
    assert.throws(() => quiz.evaluate({ answers }), told);
    assert.throws(() => quiz.encode(answers), told);
  }
  assert.throws(() => quiz.evaluate(), told);
  assert.ok(quiz.evaluate({ answers: {} }).next);
  quiz.close();
});

test("a server in TypeScript, without the DOM, may write what the engine has", () => {
  const page = join(project, "server.mts");
  writeFileSync(
    page,
    `import { openQuiz, QuizError } from "career-quiz/node";
const quiz = await openQuiz("{}");
const { result, next, stop, risk } = quiz.evaluate({ answers: [["stage", "starting"]], mode: "adaptive", early: true });
const gated: boolean = stop === "gate" && (risk ?? 0) > 0;
const first: string | undefined = result?.ranking[0]?.outcome;
const asked: string | null = next;
const { answers } = quiz.decode(quiz.encode({ stage: null }));
answers.get("stage");
try { quiz.close(); } catch (error) { if (error instanceof QuizError) error.diagnostics[0]?.line.toFixed(); }
// @ts-expect-error
quiz.evaluate({ answers: {}, mode: "sideways" });
export { first, asked, gated };
`,
  );
  const { status, stdout } = spawnSync(
    join(root, "node_modules/.bin/tsc"),
    [
      ...["--noEmit", "--strict", "--target", "ES2022", "--module", "NodeNext"],
      ...["--lib", "ES2024", "--types", "", "--ignoreConfig", page],
    ],
    { cwd: project, encoding: "utf8" },
  );
  assert.equal(stdout, "");
  assert.equal(status, 0);
});
