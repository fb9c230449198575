// What the C++ tests run of the core, file by file, and whether it is enough.
//
//   node tests/coverage.mjs [--report FILE]
//
// A branch is a condition of the sources that comes out true, or false, as clang
// counts them: none is made by the compiler, and none is an exception's, which the
// core has not. CAREER_QUIZ_CASES says how many cases the laws are tried on.

import { spawnSync } from "node:child_process";
import { existsSync, writeFileSync } from "node:fs";
import { basename } from "node:path";
import { parseArgs } from "node:util";

process.chdir(new URL("..", import.meta.url).pathname);

const kBounds = { lines: 95, branches: 90 };
const kFolder = "build/coverage";
const kProgram = `${kFolder}/tests/career-quiz-tests`;
const kRaw = `${kFolder}/tests.profraw`;
const kProfile = `${kFolder}/tests.profdata`;

const { values: options } = parseArgs({ options: { report: { type: "string" } } });

function run(command, args, { output = "inherit", env = {} } = {}) {
  const { status, stdout, error } = spawnSync(command, args, {
    encoding: "utf8",
    stdio: ["ignore", output, "inherit"],
    env: { ...process.env, ...env },
    maxBuffer: 2 ** 30,
  });
  if (status === 0) return stdout;
  console.error(`${command} ended with ${status ?? error?.message}.`);
  process.exit(1);
}

/** A tool of the clang that compiled: Debian names some by version alone. */
function tool(name) {
  const major = /version (\d+)/.exec(run("clang++", ["--version"], { output: "pipe" }))[1];
  const found = (process.env.PATH ?? "")
    .split(":")
    .flatMap((folder) => [`${folder}/${name}-${major}`, `${folder}/${name}`])
    .find(existsSync);
  if (found) return found;
  console.error(`There is no ${name}; it comes with LLVM ${major}.`);
  process.exit(1);
}

run("cmake", ["--preset", "coverage"], { output: "ignore" });
run("cmake", ["--build", "--preset", "coverage", "--target", "career-quiz-tests"]);
run(kProgram, ["--gtest_brief=1"], {
  env: {
    LLVM_PROFILE_FILE: kRaw,
    CAREER_QUIZ_CASES: process.env.CAREER_QUIZ_CASES ?? "500",
  },
});
run(tool("llvm-profdata"), ["merge", "-sparse", kRaw, "-o", kProfile]);
const exported = run(
  tool("llvm-cov"),
  ["export", "-summary-only", kProgram, `-instr-profile=${kProfile}`, "src/career_quiz"],
  { output: "pipe" },
);
const { files, totals } = JSON.parse(exported).data[0];

const row = (name, { lines, branches }) =>
  [lines, branches].reduce(
    (text, { count, covered, percent }) =>
      `${text}${`${covered}/${count}`.padStart(12)}${(count ? percent : 100).toFixed(1).padStart(7)} %`,
    name.padEnd(24),
  );
console.log(`${"".padEnd(24)}${"lines".padStart(21)}${"branches".padStart(21)}`);
for (const { filename, summary } of files) console.log(row(basename(filename), summary));
console.log(row("the core", totals));

let failed = 0;
for (const [what, bound] of Object.entries(kBounds)) {
  const { percent, count } = totals[what];
  if (count > 0 && percent >= bound) continue;
  failed += 1;
  console.error(`${percent.toFixed(1)} % of the ${what} are run; ${bound} % are wanted.`);
}
if (options.report) {
  const passed = Object.keys(kBounds).length - failed;
  writeFileSync(options.report, JSON.stringify({ passed, failed }));
}
process.exitCode = failed > 0 ? 1 : 0;
