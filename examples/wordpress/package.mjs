// Packs the plugin with what a page loads of dist/:
//
//     node examples/wordpress/package.mjs            # writes build/package/career-quiz-wordpress.zip
//     node examples/wordpress/package.mjs --out DIR
//
// The same files give the same bytes.

import { execFileSync } from "node:child_process";
import { chmodSync, cpSync, mkdirSync, mkdtempSync, readFileSync, readdirSync } from "node:fs";
import { rmSync, utimesSync } from "node:fs";
import { tmpdir } from "node:os";
import { join, resolve } from "node:path";
import { fileURLToPath } from "node:url";
import { parseArgs } from "node:util";

const root = fileURLToPath(new URL("../..", import.meta.url));
const dist = join(root, "dist");
// The first second of 1980, in UTC: no entry of a zip can be older.
const kOldest = 315532800;
const { values } = parseArgs({
  options: { out: { type: "string", default: join(root, "build/package") } },
});
const zip = join(resolve(values.out), "career-quiz-wordpress.zip");

const loaded = Object.keys(JSON.parse(readFileSync(join(dist, "integrity.json"), "utf8"))).filter(
  (name) => !/(standalone|node)\.js$|\.html$/.test(name),
);
const folder = mkdtempSync(join(tmpdir(), "career-quiz-wordpress-"));
try {
  const plugin = join(folder, "career-quiz");
  cpSync(join(root, "examples/wordpress/career-quiz"), plugin, { recursive: true });
  mkdirSync(join(plugin, "career-quiz"));
  for (const name of [...loaded, "career-quiz-licences.txt"]) {
    cpSync(join(dist, name), join(plugin, "career-quiz", name));
  }
  cpSync(join(root, "LICENSE"), join(plugin, "LICENSE"));
  const files = readdirSync(folder, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map((entry) => join(entry.parentPath, entry.name).slice(folder.length + 1))
    .sort();
  for (const file of files.map((name) => join(folder, name))) {
    chmodSync(file, 0o644);
    utimesSync(file, kOldest, kOldest);
  }
  mkdirSync(values.out, { recursive: true });
  rmSync(zip, { force: true });
  execFileSync("zip", ["-q", "-X", "-9", zip, ...files], {
    cwd: folder,
    env: { ...process.env, TZ: "UTC" },
  });
} finally {
  rmSync(folder, { recursive: true });
}
console.log(zip);
