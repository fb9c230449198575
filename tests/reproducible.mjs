// Builds the package anew, from a copy of the sources in a folder of another name and depth, and
// compares it with build/package/ of this one: the same sources give the same bytes. Exit status 1
// names the files that differ.

import { execFileSync } from "node:child_process";
import { createHash } from "node:crypto";
import {
  cpSync,
  mkdirSync,
  mkdtempSync,
  readFileSync,
  readdirSync,
  rmSync,
  symlinkSync,
} from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";

const root = fileURLToPath(new URL("..", import.meta.url));
const parent = mkdtempSync(join(tmpdir(), "career-quiz-elsewhere-"));
const copy = join(parent, "a/deeper/folder");

const hash = (path) => createHash("sha256").update(readFileSync(path)).digest("hex");
const run = (cwd, command, args) =>
  execFileSync(command, args, { cwd, stdio: ["ignore", "ignore", "inherit"] });

/** The hash of each file of dist/ and of the npm package made of it. */
function packed(folder) {
  const archive = join(folder, "build/package");
  rmSync(archive, { recursive: true, force: true });
  mkdirSync(archive, { recursive: true });
  run(folder, "npm", ["pack", "./dist", "--pack-destination", archive, "--loglevel=error"]);
  return new Map(
    [join(folder, "dist"), archive].flatMap((each) =>
      readdirSync(each).map((name) => [name, hash(join(each, name))]),
    ),
  );
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
