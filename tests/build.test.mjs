/** web/build.mjs: which quizzes it refuses, and which files it writes, removes and leaves alone. */
import assert from "node:assert/strict";
import { spawnSync } from "node:child_process";
import { existsSync, mkdirSync, mkdtempSync, readFileSync, readdirSync, rmSync } from "node:fs";
import { writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { basename, join } from "node:path";
import test, { after } from "node:test";
import { fileURLToPath } from "node:url";

const root = fileURLToPath(new URL("..", import.meta.url));
const folder = mkdtempSync(join(tmpdir(), "career-quiz-build-"));
after(() => rmSync(folder, { recursive: true }));

const source = readFileSync(join(root, "tests/quizzes/kitchen-tool.json"), "utf8");
const write = (name, text) => {
  writeFileSync(join(folder, name), text);
  return join(folder, name);
};

function build(...args) {
  const { status, stdout, stderr } = spawnSync(
    process.execPath,
    [join(root, "web/build.mjs"), ...args],
    { cwd: folder, encoding: "utf8" },
  );
  return { status, stdout, stderr };
}

/** That a build says this alone, and leaves the folder it was to fill as it is. */
function assertRefused(args, said) {
  const out = join(folder, "refused");
  const { status, stdout, stderr } = build(...args, "--out", out);
  assert.match(stderr, said);
  assert.doesNotMatch(stderr, /\n +at /);
  assert.equal(stdout, "");
  assert.equal(status, 1);
  assert.ok(!existsSync(out));
}

test("a quiz with errors is refused with each of them at its place, and what to write", () => {
  const [outcome] = JSON.parse(source).outcomes;
  const wrong = source.replaceAll(`"${outcome.id}":`, `"${outcome.id}x":`);
  assert.notEqual(wrong, source);
  const file = write("unknown.json", wrong);
  assertRefused(
    ["--quiz", file],
    new RegExp(
      `^${file}:\\d+:\\d+: error: .*Did you mean “${outcome.id}”.*\\[unknown-outcome\\]$`,
      "m",
    ),
  );
  assertRefused(
    ["--quiz", write("bare.json", '{"format":1}')],
    /bare\.json:1:1: error: .*\[\S+\]\n/,
  );
});

test("a file that is none of JSON, or not there, is told in a sentence; so is a language", () => {
  assertRefused(
    ["--quiz", write("text.json", "no quiz")],
    /text\.json:1:2: error: This is not JSON.+\n$/,
  );
  assertRefused(["--quiz", "none.json"], /^“none\.json” cannot be read: there is no such file\n$/);
  const file = write("latin.json", Buffer.from(`{"title": "é"}`, "latin1"));
  assertRefused(["--quiz", file], /^“.*latin\.json” is not written in UTF-8\n$/);
  assertRefused(
    ["--quiz", write("kitchen.json", source), "--language", "xx"],
    /has no texts in “xx”, only in \w\w/,
  );
  assertRefused(["--engine", "nowhere"], /^“nowhere\.wasm” cannot be read: .*\.\/dev build/);
});

test("a build removes what the last one wrote, leaves the rest, and packs what it wrote itself", () => {
  const out = join(folder, "out");
  mkdirSync(out);
  const earlier = {
    name: "career-quiz",
    files: ["old.fr.json", "../outside.json", "package.json"],
  };
  write("outside.json", "{}");
  write("out/package.json", JSON.stringify(earlier));
  for (const name of ["old.fr.json", "stray.json"]) write(join("out", name), "{}");
  const { status, stdout, stderr } = build(
    ...["--quiz", write("kitchen.json", `\ufeff${source}`)],
    ...["--out", out],
  );
  assert.equal(status, 0, stderr);
  const written = stdout
    .trim()
    .split("\n")
    .map((file) => basename(file))
    .sort();
  assert.ok(written.includes("kitchen.en.json"), stdout);
  assert.deepEqual(readdirSync(out).sort(), [...written, "stray.json"].sort());
  assert.ok(existsSync(join(folder, "outside.json")));
  const packed = spawnSync("npm", ["pack", out, "--json", "--dry-run"], { encoding: "utf8" });
  const [{ files }] = JSON.parse(packed.stdout);
  assert.deepEqual(files.map(({ path }) => path).sort(), written);
});
