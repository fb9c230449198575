/** The npm package where it is used: each example is installed as its README says, built, and taken. */
import assert from "node:assert/strict";
import { spawn, spawnSync } from "node:child_process";
import { cpSync, mkdtempSync, readFileSync, readdirSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { basename, extname, join } from "node:path";
import test, { after } from "node:test";
import { root, serve, temporaryFolder } from "../blog/support.mjs";
import { strictPolicy } from "../browser/serve.mjs";
import { takeQuiz } from "./take.mjs";

const kVite = ["node_modules/vite/bin/vite.js", "--host", "127.0.0.1", "--port", "0"];
const read = (...path) => readFileSync(join(...path), "utf8");
const dist = join(root, "dist");

const packed = mkdtempSync(join(tmpdir(), "career-quiz-packed-"));
after(() => rmSync(packed, { recursive: true }));
run(root, "npm", ["pack", dist, "--pack-destination", packed, "--loglevel=error"]);

/** What a command says on standard output; it must succeed. */
function run(folder, command, args, more = {}) {
  const { status, stdout, stderr } = attempt(folder, command, args, more);
  assert.equal(status, 0, `${command} ${args.join(" ")}\n${stdout}${stderr}`);
  return stdout;
}

function attempt(folder, command, args, more = {}) {
  const env = { ...process.env, NO_COLOR: "1", ASTRO_TELEMETRY_DISABLED: "1" };
  return spawnSync(command, args, { cwd: folder, encoding: "utf8", env, ...more });
}

const build = (folder) => run(folder, "npm", ["run", "build"]);
const tool = (folder, path, ...args) =>
  run(folder, process.execPath, [join(folder, path), ...args]);

/**
 * A copy of an example, with what its lock file names and the package as it is now, by the very line of
 * its README: the package lies where `./dev package` would have put it.
 * @param {string} [other] folder of another package.json and lock file for it
 */
function install(t, example, other) {
  const repository = temporaryFolder(t);
  cpSync(packed, join(repository, "build/package"), { recursive: true });
  const folder = join(repository, "examples", example);
  const built = ["node_modules", "dist"];
  cpSync(join(root, "examples", example), folder, {
    recursive: true,
    filter: (path) => !built.includes(basename(path)),
  });
  if (other) cpSync(other, folder, { recursive: true });
  const lock = read(folder, "package-lock.json");
  const [, line] = /^ {4}(npm install .*)$/m.exec(read(folder, "README.md"));
  const env = { audit: "false", fund: "false", prefer_offline: "true", loglevel: "error" };
  const quietly = Object.entries(env).map(([name, value]) => [`npm_config_${name}`, value]);
  run(folder, "sh", ["-c", line], { env: { ...process.env, ...Object.fromEntries(quietly) } });
  assert.equal(read(folder, "package-lock.json"), lock);
  return folder;
}

/** Writes the strictest policy into every page of a site, as its host would send it. */
function guard(site) {
  const pages = readdirSync(site, { recursive: true }).filter((file) => file.endsWith(".html"));
  assert.ok(pages.length > 0);
  for (const page of pages) {
    const text = read(site, page);
    const guarded = text.replace(
      /<meta charset[^>]*>/,
      `$&<meta http-equiv="Content-Security-Policy" content="${strictPolicy}">`,
    );
    assert.notEqual(guarded, text);
    writeFileSync(join(site, page), guarded);
  }
}

/** The files of a site by the ends of their names, each list sorted. */
function filesOf(site) {
  const files = readdirSync(site, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map((entry) => join(entry.parentPath, entry.name))
    .sort();
  return Object.groupBy(files, (file) => extname(file));
}

/** That a bundler took along the engine and the quiz as they are, and nothing else that is no script. */
function assertTaken(site, { hashed = true } = {}) {
  const { ".txt": notices = [], ...files } = filesOf(site);
  // Where a bundler puts what a script says of licences.
  for (const file of notices) assert.match(read(file), /career-quiz-licences\.txt/);
  assert.deepEqual(Object.keys(files).sort(), [".css", ".html", ".js", ".json", ".wasm"]);
  assert.deepEqual(
    [files[".html"].length, files[".wasm"].length, files[".json"].length],
    [1, 1, 2],
  );
  for (const name of [
    "career-quiz-engine.wasm",
    "mentoring-coaching.fr.json",
    "mentoring-coaching.en.json",
  ]) {
    const original = readFileSync(join(dist, name));
    const copy = files[extname(name)].find((file) => readFileSync(file).equals(original));
    assert.ok(copy, name);
    assert.equal(basename(copy) === name, !hashed, copy);
  }
  const scripts = files[".js"].map((file) => read(file));
  // Neither where it was built, nor the script that holds everything.
  assert.ok(!scripts.some((script) => script.includes("file://") || script.length > 450_000));
}

/** Takes the quiz, and shows that the engine was the one of the site. */
async function assertAdvice(t, address, options) {
  const taken = await takeQuiz(t, address, options);
  const engines = taken.requested.filter((url) => new URL(url).pathname.endsWith(".wasm"));
  assert.equal(engines.length, 1, taken.requested.join("\n"));
  assert.ok(!taken.requested.some((url) => /fallback/.test(url)));
  return taken;
}

async function assertSite(t, site, options) {
  guard(site);
  const { origin } = await serve(t, site);
  return assertAdvice(t, `${origin}/`, options);
}

/** The address of a development server, once it says it; the server ends with `t`. */
async function develop(t, folder, path, ...args) {
  const child = spawn(process.execPath, [join(folder, path), ...args], {
    cwd: folder,
    env: { ...process.env, NO_COLOR: "1", ASTRO_TELEMETRY_DISABLED: "1" },
    stdio: ["ignore", "pipe", "pipe"],
  });
  t.after(() => child.kill());
  let said = "";
  return new Promise((resolve, reject) => {
    const hear = (data) => {
      said += data;
      const address = /http:\/\/127\.0\.0\.1:\d+\//.exec(said);
      if (address) resolve(address[0]);
    };
    child.stdout.on("data", hear);
    child.stderr.on("data", hear);
    child.once("exit", (code) => reject(new Error(`ended with ${code}: ${said}`)));
  });
}

/** That what a page shows of the event is what the quiz advises. */
async function assertHeard({ page, advice }) {
  const shown = await page.locator("#outcomes").innerText();
  const { outcomes } = JSON.parse(read(dist, "mentoring-coaching.fr.json"));
  const titles = shown.split(", ").map((id) => outcomes.find((outcome) => outcome.id === id).title);
  assert.equal(titles.join(" · "), advice);
}

/** That a page written against the types does not build with a member that no event has. */
function assertTyped(folder, file) {
  const page = join(folder, file);
  const text = read(page);
  const wrong = text.replace("detail.outcomes", "detail.answers");
  assert.notEqual(wrong, text);
  writeFileSync(page, wrong);
  const { status, stdout } = attempt(folder, "npm", ["run", "build"]);
  writeFileSync(page, text);
  assert.notEqual(status, 0);
  assert.match(stdout, /Property 'answers' does not exist/);
}

test("vite: built, at the root and in a folder, and while it is developed", async (t) => {
  const folder = install(t, "vite");
  build(folder);
  assertTaken(join(folder, "dist"));
  await assertSite(t, join(folder, "dist"));

  const within = join(folder, "site/blog/le-test");
  tool(
    folder,
    "node_modules/vite/bin/vite.js",
    "build",
    "--base=/blog/le-test/",
    "--outDir",
    within,
  );
  guard(within);
  const { origin } = await serve(t, join(folder, "site"));
  const { requested } = await assertAdvice(t, `${origin}/blog/le-test/`);
  assert.ok(requested.every((url) => url.startsWith(`${origin}/blog/le-test/`)));

  await assertAdvice(t, await develop(t, folder, ...kVite));
});

test("vite 7: built, and while it is developed", async (t) => {
  const folder = install(t, "vite", join(root, "tests/consumers/vite-7"));
  build(folder);
  assertTaken(join(folder, "dist"));
  await assertSite(t, join(folder, "dist"));
  await assertAdvice(t, await develop(t, folder, ...kVite));
});

test("webpack", async (t) => {
  const folder = install(t, "webpack");
  build(folder);
  assertTaken(join(folder, "dist"));
  await assertSite(t, join(folder, "dist"));
});

test("esbuild", async (t) => {
  const folder = install(t, "esbuild");
  build(folder);
  assertTaken(join(folder, "dist"), { hashed: false });
  await assertSite(t, join(folder, "dist"));
});

for (const [example, page] of [
  ["react", "src/App.tsx"],
  ["vue", "src/App.vue"],
  ["svelte", "src/App.svelte"],
]) {
  test(`${example}: the page hears the outcomes, and its types hold`, async (t) => {
    const folder = install(t, example);
    assertTyped(folder, page);
    build(folder);
    assertTaken(join(folder, "dist"));
    await assertHeard(await assertSite(t, join(folder, "dist"), { keep: true }));
    if (example === "react") assertRendered(folder);
  });
}

/** That a server which renders the page, with the package in its own bundle or beside it, can. */
function assertRendered(folder) {
  for (const [out, config] of [
    ["beside", "{}"],
    ["within", "{ ssr: { noExternal: ['career-quiz'] } }"],
  ]) {
    writeFileSync(join(folder, "server.config.mjs"), `export default ${config};`);
    const options = ["--config", "server.config.mjs", "--ssr", "src/App.tsx", "--outDir", out];
    tool(folder, "node_modules/vite/bin/vite.js", "build", ...options);
    const [script] = filesOf(join(folder, out))[".js"].filter((file) => /App/.test(file));
    const html = run(folder, process.execPath, [
      ...["--input-type=module", "--eval"],
      `import { renderToString } from "react-dom/server";
       import { createElement } from "react";
       import { App } from ${JSON.stringify(script)};
       console.log(renderToString(createElement(App)));`,
    ]);
    assert.match(html, /<career-quiz><a href="mailto:[^"]+">Parlez-nous de votre projet<\/a>/);
  }
}

test("astro: the opening is in the page that the server renders, and the quiz takes it up", async (t) => {
  const folder = install(t, "astro");
  const { title, description, questions } = JSON.parse(read(dist, "mentoring-coaching.fr.json"));
  const opening = [title, ...description, questions[0].text, "Parlez-nous de votre projet"];
  build(folder);
  const site = join(folder, "dist");
  assertTaken(site);
  for (const text of opening) assert.ok(read(site, "index.html").includes(text), text);
  await assertSite(t, site);

  const astro = ["node_modules/astro/bin/astro.mjs", "dev", "--host", "127.0.0.1", "--port", "0"];
  const address = await develop(t, folder, ...astro);
  const rendered = await (await fetch(address)).text();
  for (const text of opening) assert.ok(rendered.includes(text), text);
  await assertAdvice(t, address);
});

test("node: the advice for each sheet is that of the command, and a bad line is told by its number", (t) => {
  const folder = install(t, "node");
  const sheets = read(folder, "answers.ndjson");
  const quiz = join(dist, "mentoring-coaching.fr.json");
  const native = run(root, join(root, "build/native/career-quiz"), ["score", quiz], {
    input: sheets,
  });
  const { outcomes } = JSON.parse(read(quiz));
  const expected = native
    .trim()
    .split("\n")
    .map((line, at) => {
      const advised = JSON.parse(line).outcomes;
      const titles = advised.map((id) => outcomes.find((outcome) => outcome.id === id).title);
      return `${at + 1}: ${titles.join(" · ")}\n`;
    });
  assert.ok(new Set(expected.map((line) => line.slice(3))).size > 1);
  assert.equal(run(folder, process.execPath, ["advice.mjs"], { input: sheets }), expected.join(""));

  const mixed = `{"stage":"nowhere"\n${sheets}`;
  const { status, stdout, stderr } = attempt(folder, process.execPath, ["advice.mjs"], {
    input: mixed,
  });
  assert.equal(status, 1);
  assert.match(stderr, /^1: /);
  assert.equal(stdout.split("\n").length, expected.length + 1);
});
