/** The command as a program, for its tests. */

import { spawnSync } from "node:child_process";
import { mkdtempSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { after } from "node:test";

export const root = new URL("../..", import.meta.url).pathname;
export const program = join(root, "build/native/career-quiz");

// What hangs is ended; no test is about this time, which depends on what else a machine does.
const usual = { encoding: "utf8", input: "", maxBuffer: 1 << 28, timeout: 600_000 };

/**
 * @param {string[]} args
 * @param {import("node:child_process").SpawnSyncOptions} [options] else nothing to read
 */
export function run(args, options = {}) {
  return spawnSync(program, args, { ...usual, ...options });
}

/**
 * The same, with the `seconds` of a processor that it took.
 * @param {string[]} args
 * @param {import("node:child_process").SpawnSyncOptions} [options]
 */
export function timed(args, { env = process.env, ...options } = {}) {
  const { stderr, ...ended } = spawnSync(
    "bash",
    ["-c", 'TIMEFORMAT="%U %S"; time "$@"', "-", program, ...args],
    { ...usual, env: { ...env, LC_ALL: "C" }, ...options },
  );
  const [said, user, system] = /^([^]*?)([0-9.]+) ([0-9.]+)\n$/.exec(stderr).slice(1);
  return { ...ended, stderr: said, seconds: Number(user) + Number(system) };
}

/** The seconds of a processor that a program which runs has taken till now. */
export function secondsOf({ pid }) {
  const stat = readFileSync(`/proc/${pid}/stat`, "utf8");
  const [user, system] = stat.slice(stat.lastIndexOf(")")).split(" ").slice(12, 14);
  return (Number(user) + Number(system)) / 100;
}

/**
 * Runs without the administrator's right to read everything, which other users do not have anyhow.
 * @param {string[]} args
 */
export function runUnprivileged(args) {
  if (process.getuid() !== 0) return run(args);
  const less = ["--bounding-set=-dac_override,-dac_read_search", program, ...args];
  return spawnSync("setpriv", less, usual);
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
