/** The command as a program, for its tests. */

import { spawnSync } from "node:child_process";
import { mkdtempSync, rmSync } from "node:fs";
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
 * Runs without the administrator's right to read everything, which other users do not have anyhow.
 * @param {string[]} args
 */
export function runUnprivileged(args) {
  if (process.getuid() !== 0) return run(args);
  const less = ["--bounding-set=-dac_override,-dac_read_search", program, ...args];
  return spawnSync("setpriv", less, { encoding: "utf8", input: "", timeout: 60_000 });
}

/**
 * A folder that is gone after the tests of the file.
 * @param {string} name
 */
export function temporary(name) {
  const folder = mkdtempSync(join(tmpdir(), `career-quiz-${name}-`));
  after(() => rmSync(folder, { recursive: true }));
  return folder;
}
