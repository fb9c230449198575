// Runs every check and every test, the fast ones first, and counts their
// cases. `--long` adds the consumers, coverage, mutations and clang-tidy,
// and raises the number of generated cases.
//
// A step that fails does not stop the others. The last line on standard output
// is the sum, read from the reports that the test programs write.

import { spawnSync } from "node:child_process";
import { existsSync, mkdirSync, readFileSync, readdirSync, rmSync } from "node:fs";
import { join } from "node:path";

process.chdir(new URL("..", import.meta.url).pathname);

const options = process.argv.slice(2);
const long = options.includes("--long");
const unknown = options.filter((option) => option !== "--long");
if (unknown.length > 0) {
  console.error(`unknown option: ${unknown.join(" ")}`);
  process.exit(2);
}

const kReports = "build/reports";
const kStepMinutes = long ? 90 : 25;

const total = { passed: 0, failed: 0, skipped: 0 };
const failures = [];

/**
 * Runs a command, its errors always and its output usually in view of the
 * reader; true when it ended with 0.
 */
function run(command, args, { output = "inherit", env = {} } = {}) {
  const { status, error } = spawnSync(command, args, {
    stdio: ["ignore", output, "inherit"],
    env: { ...process.env, ...env },
    timeout: kStepMinutes * 60_000,
    killSignal: "SIGKILL",
  });
  if (error) console.error(`${command}: ${error.message}`);
  return status === 0;
}

/**
 * Adds up what `step` reports. A step that failed without a failed case to
 * show for it (it crashed, or never started) counts as one failure.
 */
function step(name, work) {
  console.log(`\n== ${name}`);
  const started = Date.now();
  let counted = { passed: 0, failed: 0, skipped: 0, ok: false };
  try {
    counted = { ...counted, ...work() };
  } catch (error) {
    console.error(error.message);
  }
  if (!counted.ok && counted.failed === 0) counted.failed = 1;
  for (const key of Object.keys(total)) total[key] += counted[key];
  if (counted.failed > 0) failures.push(name);
  const seconds = ((Date.now() - started) / 1000).toFixed(1);
  console.log(`== ${name}: ${counted.failed > 0 ? "FAILED" : "ok"} (${seconds} s)`);
}

/** A command that is one case by itself. */
function check(name, command, args, env = {}) {
  step(name, () => {
    const ok = run(command, args, { env });
    return { ok, passed: ok ? 1 : 0 };
  });
}

/** Files under `directory` whose name passes `wanted`, sorted. */
function files(directory, wanted) {
  if (!existsSync(directory)) return [];
  return readdirSync(directory, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile() && wanted(entry.name))
    .map((entry) => join(entry.parentPath ?? entry.path, entry.name))
    .sort();
}

function attribute(tag, name) {
  return Number(new RegExp(`\\b${name}="(\\d+)"`).exec(tag)?.[1] ?? 0);
}

/**
 * Counts what ctest ran. A GoogleTest program is one test to ctest; the report
 * it leaves beside, named after it, has its cases.
 */
function countCtest(folder) {
  const counted = { passed: 0, failed: 0, skipped: 0 };
  const report = readFileSync(join(folder, "ctest.xml"), "utf8");
  for (const [tag, name, status] of report.matchAll(
    /<testcase\b[^>]*?\bname="([^"]*)"[^>]*?\bstatus="([^"]*)"[^>]*>/g,
  )) {
    const own = join(folder, `${name}.xml`);
    if (existsSync(own)) {
      const suites = readFileSync(own, "utf8").match(/<testsuite\b[^>]*>/g) ?? [];
      for (const suite of suites) {
        const failed = attribute(suite, "failures") + attribute(suite, "errors");
        const skipped = attribute(suite, "skipped") + attribute(suite, "disabled");
        counted.failed += failed;
        counted.skipped += skipped;
        counted.passed += attribute(suite, "tests") - failed - skipped;
      }
    } else {
      counted[status === "run" ? "passed" : status === "fail" ? "failed" : "skipped"] += 1;
    }
  }
  return counted;
}

/** Builds a preset and runs its tests, with so many cases for each property. */
function preset(name, cases) {
  step(`C++, ${name}`, () => {
    const folder = `build/${name}`;
    if (!run("cmake", ["--preset", name], { output: "ignore" })) return { ok: false };
    if (!run("cmake", ["--build", "--preset", name])) return { ok: false };
    // Only what this run writes may be counted.
    for (const report of readdirSync(folder).filter((file) => file.endsWith(".xml"))) {
      rmSync(join(folder, report));
    }
    const ok = run("ctest", ["--preset", name, "--output-junit", "ctest.xml"], {
      env: {
        CAREER_QUIZ_CASES: process.env.CAREER_QUIZ_CASES ?? String(long ? cases * 10 : cases),
      },
    });
    return { ok, ...countCtest(folder) };
  });
}

/** Runs the node:test files; their TAP report ends with the numbers. */
function nodeTests(name, tests) {
  step(name, () => {
    if (tests.length === 0) throw new Error("no test files were found");
    const report = join(kReports, `${name.replace(/\W+/g, "-")}.tap`);
    rmSync(report, { force: true });
    const ok = run(process.execPath, [
      "--test",
      "--test-reporter=spec",
      "--test-reporter-destination=stdout",
      "--test-reporter=tap",
      `--test-reporter-destination=${report}`,
      ...tests,
    ]);
    const tap = readFileSync(report, "utf8");
    const number = (label) =>
      Number([...tap.matchAll(new RegExp(`^# ${label} (\\d+)$`, "gm"))].at(-1)?.[1] ?? 0);
    return {
      ok,
      passed: number("pass"),
      failed: number("fail") + number("cancelled"),
      skipped: number("skipped") + number("todo"),
    };
  });
}

/** A script that leaves its counts in the file that --report names. */
function counted(name, script, args = []) {
  step(name, () => {
    const report = join(kReports, `${name.replace(/\W+/g, "-")}.json`);
    rmSync(report, { force: true });
    const ok = run(process.execPath, [script, "--report", report, ...args]);
    return { ok, ...JSON.parse(readFileSync(report, "utf8")) };
  });
}

mkdirSync(kReports, { recursive: true });

const cpp = ["src", "bindings", "tests", "bench", "examples"].flatMap((folder) =>
  files(folder, (file) => /\.(h|cpp)$/.test(file)),
);
const isTest = (file) => file.endsWith(".test.mjs");
const browser = files("tests/browser", isTest);
const engines = files("tests/engines", isTest);
const blog = files("tests/blog", isTest);
const docs = files("tests/docs", isTest);
const consumers = files("tests/consumers", isTest);
const monkey = files("tests/monkey", isTest);
const elsewhere = new Set([browser, engines, blog, docs, consumers, monkey].flat());
const other = files("tests", isTest).filter((file) => !elsewhere.has(file));

check("format of the C++ sources", "clang-format", ["--dry-run", "-Werror", ...cpp]);
check("format of the JavaScript sources", "npm", ["run", "--silent", "format:check"]);
check("types of the JavaScript sources", "npm", ["run", "--silent", "types"]);
// A case costs ten times as much under the sanitizers. They and WebAssembly look
// for other faults than wrong answers, which the native run has looked for.
preset("native", 10_000);
preset("sanitize", 300);
preset("wasm", 300);
// Three targets on two cores: five minutes of processor time.
counted("fuzzing", "tests/fuzz/run.mjs", ["--seconds", long ? "1800" : "150"]);
check("build of dist/", "npm", ["run", "--silent", "build:web"]);
check("the same build in another folder", process.execPath, ["tests/reproducible.mjs"]);
nodeTests("under Node", other);
check("the same bytes everywhere", process.execPath, ["tests/same_bytes/compare.mjs"], {
  CAREER_QUIZ_CASES: process.env.CAREER_QUIZ_CASES ?? (long ? "100000" : "5000"),
});
check("sizes", process.execPath, ["bench/size.mjs"]);
check("time budgets of evaluate", process.execPath, ["bench/evaluate.mjs", "--budgets"]);
check("build of the blog", "npm", ["run", "--silent", "build:blog"]);
nodeTests("in the browser", browser);
nodeTests("three browsers", engines);
nodeTests("the blog", blog);
nodeTests("the documentation", docs);
if (long) {
  nodeTests("consumers", consumers);
  nodeTests("a monkey in three browsers", monkey);
  const units = cpp.filter((file) => /^src\/.*\.cpp$/.test(file));
  counted("coverage", "tests/coverage.mjs");
  counted("mutations", "tests/mutation/mutate.mjs");
  check("clang-tidy", "clang-tidy", ["--quiet", "-p", "build/native", ...units]);
}

if (failures.length > 0) console.log(`\nFailed: ${failures.join(", ")}`);
console.log(`\n${total.passed} passed, ${total.failed} failed, ${total.skipped} skipped`);
process.exitCode = total.failed > 0 ? 1 : 0;
