// Builds the package anew, from a copy of the sources in a folder of another name and depth, and
// compares it with one of this folder's dist/: the same sources give the same bytes. Exit status 1 names
// the files that differ.

import { execFileSync } from "node:child_process";
import { createHash } from "node:crypto";
import { cpSync, mkdirSync, mkdtempSync, readFileSync, rmSync, symlinkSync } from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";

const root = fileURLToPath(new URL("..", import.meta.url));
const parent = mkdtempSync(join(tmpdir(), "career-quiz-elsewhere-"));
const copy = join(parent, "a/deeper/folder");

const hash = (path) => createHash("sha256").update(readFileSync(path)).digest("hex");
const run = (cwd, command, args) =>
  execFileSync(command, args, { cwd, stdio: ["ignore", "ignore", "inherit"] });

/** The hash of the npm package made of a folder's dist/, and of each file in it. */
function packed(folder) {
  const archive = mkdtempSync(join(parent, "packed-"));
  const told = execFileSync(
    "npm",
    ["pack", "./dist", "--json", "--pack-destination", archive, "--loglevel=error"],
    { cwd: folder, encoding: "utf8", stdio: ["ignore", "pipe", "inherit"] },
  );
  const [{ filename, files }] = JSON.parse(told);
  return new Map([
    [filename, hash(join(archive, filename))],
    ...files.map(({ path }) => [path, hash(join(folder, "dist", path))]),
  ]);
}

try {
  const tracked = execFileSync("git", ["ls-files", "-z"], { cwd: root, encoding: "utf8" });
  for (const file of tracked.split("\0").filter(Boolean)) {
    mkdirSync(dirname(join(copy, file)), { recursive: true });
    cpSync(join(root, file), join(copy, file));
  }
  symlinkSync(join(root, "node_modules"), join(copy, "node_modules"));
  run(copy, "cmake", ["--preset", "wasm"]);
  run(copy, "cmake", ["--build", "--preset", "wasm", "--target", "career-quiz-engine"]);
  run(copy, "npm", ["run", "--silent", "build:web"]);

  const [here, there] = [packed(root), packed(copy)];
  const names = [...new Set([...here.keys(), ...there.keys()])].sort();
  const different = names.filter((name) => here.get(name) !== there.get(name));
  for (const name of different) console.error(`differs: ${name}`);
  console.log(`${names.length - different.length} of ${names.length} files are the same`);
  process.exitCode = different.length > 0 || names.length < 20 ? 1 : 0;
} finally {
  rmSync(parent, { recursive: true, force: true });
}
