// The invariants of ARCHITECTURE.md that can be read off the sources.

import assert from "node:assert/strict";
import { existsSync, readFileSync, readdirSync } from "node:fs";
import { join, relative } from "node:path";
import { test } from "node:test";

const kRoot = new URL("..", import.meta.url).pathname;

/** Every file under `folders` whose name ends in one of `endings`: [path, text]. */
function sources(folders, endings) {
  const found = [];
  for (const folder of folders) {
    const entries = readdirSync(join(kRoot, folder), { recursive: true, withFileTypes: true });
    for (const entry of entries) {
      if (!entry.isFile() || !endings.some((ending) => entry.name.endsWith(ending))) continue;
      const path = join(entry.parentPath ?? entry.path, entry.name);
      if (path.includes("/node_modules/")) continue;
      found.push([relative(kRoot, path), readFileSync(path, "utf8")]);
    }
  }
  assert.ok(found.length > 0, `no sources in ${folders}`);
  return found;
}

/** The paths of the files whose text matches, in order. */
function matching(files, pattern) {
  return files
    .filter(([, text]) => pattern.test(text))
    .map(([path]) => path)
    .sort();
}

const kCpp = [".h", ".cpp"];
const cpp = sources(["src", "bindings", "tests", "bench"], kCpp);
const core = sources(["src/career_quiz"], kCpp);
const web = sources(["web"], [".js", ".mjs", ".ts", ".css", ".html"]);

test("only bindings/ includes Emscripten", () => {
  const users = matching(cpp, /#\s*include\s*[<"]emscripten|__EMSCRIPTEN__|EM_(ASM|JS)\b/);
  assert.deepEqual(users, ["bindings/bindings.cpp"]);
});

test("nlohmann/json is included in one file of the core", () => {
  const users = matching(core, /#\s*include\s*[<"]nlohmann/);
  assert.deepEqual(users, ["src/career_quiz/json_tree.cpp"]);
});

test("one C++ class is visible to JavaScript, and it keeps no handle", () => {
  const bound = cpp.flatMap(([, text]) => text.match(/\bclass_\s*<[^>]*>/g) ?? []);
  assert.deepEqual(bound, ["class_<Engine>"]);
  assert.deepEqual(matching(cpp, /register_(vector|map|optional)|value_(object|array)\s*</), []);
});

test("the core does no input or output, asks no clock, throws nothing", () => {
  const forbidden =
    /#\s*include\s*<(iostream|fstream|sstream|cstdio|stdio\.h|filesystem|chrono|ctime|random|thread|mutex|locale|exception|stdexcept|typeinfo)>|\b(throw|try|catch|dynamic_cast|typeid|thread_local)\b\s*[({<]/;
  assert.deepEqual(matching(core, forbidden), []);
});

test("the core knows neither floating point nor the order of a hash table", () => {
  // Comments may speak of them; code may not use them.
  // One signature of nlohmann/json's hands over a double, which nobody reads.
  const code = core.map(([path, text]) => [
    path,
    text.replace(/\/\/.*$/gm, "").replace(/\bnumber_float\(double,/, ""),
  ]);
  const hashed = matching(code, /\bunordered_(map|set)\b/);
  assert.deepEqual(hashed, []);
  const floating = matching(code, /\b(float|double)\b|#\s*include\s*<cmath>/);
  assert.deepEqual(floating, []);
});

test("the core keeps no global state", () => {
  const code = core.map(([path, text]) => [path, text.replace(/\/\/.*$/gm, "")]);
  assert.deepEqual(matching(code, /^\s+static (?!constexpr|const\b)[^()]*[=;]/m), []);
});

test("nothing in web/ writes markup, evaluates text or styles inline", () => {
  const forbidden =
    /\b(inner|outer)HTML\b|\binsertAdjacentHTML\b|\bdocument\.write|\beval\s*\(|\bnew\s+Function\b|\bstyle=["'$]|\bsetAttribute\(\s*["']style["']|\bunsafe(HTML|SVG|Static)\b|\bon[a-z]+=["']/;
  assert.deepEqual(matching(web, forbidden), []);
});

test("the element's style sheets name no side that a direction of writing turns round", () => {
  const sheets = sources(["web/src"], [".css"]).map(([path, text]) => [
    path,
    text.replace(/\/\*.*?\*\//gs, ""),
  ]);
  const sided =
    /\b(left|right)\b|(?<![-\w])(width|height|(min|max)-(width|height)|(margin|padding|border)-(top|bottom)|top|bottom)\s*:/;
  assert.deepEqual(matching(sheets, sided), []);
  // Of four sides in a row, the second and the fourth are the two that turn.
  for (const [path, text] of sheets) {
    const rows = text.matchAll(
      /(?:margin|padding|inset|border-(?:width|color|style)):\s*([^;()\s]+ ){3}[^;()\s]+;/g,
    );
    for (const [row] of rows) {
      const [, , two, , four] = row.replace(";", "").split(/\s+/);
      assert.equal(two, four, `${path}: ${row}`);
    }
  }
});

test("the glue is known by its default export alone", () => {
  const users = web.filter(([, text]) => /career-quiz-engine\.js/.test(text));
  for (const [path, text] of users) {
    assert.doesNotMatch(text, /\b(HEAP[UF]?\d+|_malloc|UTF8ToString|ccall|cwrap)\b/, path);
  }
});

test("the lock file names packages, not the hosts they were fetched from", () => {
  const lock = readFileSync(join(kRoot, "package-lock.json"), "utf8");
  assert.doesNotMatch(lock, /"resolved":/);
  assert.equal(existsSync(join(kRoot, ".npmrc")), false);
});
