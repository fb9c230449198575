/** The command as a program, for its tests. */

import { spawnSync } from "node:child_process";
import { chmodSync, mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { after } from "node:test";

export const root = new URL("../..", import.meta.url).pathname;
export const program = join(root, "build/native/career-quiz");

/**
 * @param {string[]} args
 * @param {import("node:child_process").SpawnSyncOptions} [options] else nothing to read, a minute
 */
export function run(args, options = {}) {
  const usual = { encoding: "utf8", input: "", maxBuffer: 1 << 28, timeout: 60_000 };
  return spawnSync(program, args, { ...usual, ...options });
}

/**
 * A folder that is gone after the tests of the file. Other users may look into it.
 * @param {string} name
 */
export function temporary(name) {
  const folder = mkdtempSync(join(tmpdir(), `career-quiz-${name}-`));
  chmodSync(folder, 0o755);
  after(() => rmSync(folder, { recursive: true }));
  return folder;
}
