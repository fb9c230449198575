// Whether the tests notice when scoring, the interview or the advice is wrong: makes
// one small change at a time in a source of the core and runs the C++ tests, which
// must fail.
//
//   node tests/mutation/mutate.mjs [--file NAME]… [--sample N] [--seed S] [--again LOG]
//                                  [--jobs J] [--list] [--report FILE]
//
// --again tries only what survived in a run whose output LOG is.
//
// Changes that no test notices must stand in SURVIVORS.md with the reason why none
// can or need; the script fails for any other. What compiles to the same
// instructions changes nothing and is left out; what does not compile, too. A test
// that does not end counts as noticing.

import { execFile, spawnSync } from "node:child_process";
import { copyFileSync, mkdirSync, readFileSync, readdirSync, rmSync, writeFileSync } from "node:fs";
import { availableParallelism } from "node:os";
import { basename, join } from "node:path";
import { parseArgs } from "node:util";

process.chdir(new URL("../..", import.meta.url).pathname);

const kSources = [
  "evidence.cpp",
  "fixed_point.cpp",
  "ranking.cpp",
  "interview.cpp",
  "interview_plan.cpp",
  "selection.cpp",
  "advice.cpp",
  "turning.cpp",
];
const kCore = "src/career_quiz";
const kFolder = "build/mutation";
const kNative = "build/native";
const kSurvivors = "tests/mutation/SURVIVORS.md";
const kProgram = `${kFolder}/tests`;
const kLibrary = "libcareer-quiz-mutated.so";

/** The fast ones first; of the others those that call the core most. Each may use
 * ten times the processor time that it takes without a change. */
const kPhases = [
  {
    filter:
      "*:-Laws*:*Prove*:Study*:Hostile*:Diff*:FlatQuiz*:ContentChecks*:TenthsOfDeciban*:Json*",
    cases: "20",
    seconds: 6,
  },
  { filter: "TenthsOfDeciban*:Laws*:-LawsOfChecking*:LawsOfReading*", cases: "200", seconds: 25 },
];
/** A change can make a loop endless, or have it fill the memory. */
const kMostKilobytes = 4_000_000;

const { values: options } = parseArgs({
  options: {
    file: { type: "string", multiple: true },
    sample: { type: "string" },
    seed: { type: "string", default: "1" },
    again: { type: "string" },
    jobs: { type: "string", default: String(availableParallelism()) },
    list: { type: "boolean", default: false },
    report: { type: "string" },
  },
});

function run(command, args) {
  const { status, stdout, stderr } = spawnSync(command, args, { encoding: "utf8" });
  if (status === 0) return stdout;
  console.error(`${stdout}${stderr}\n${command} ${args.join(" ")} failed.`);
  process.exit(1);
}

// ---------------------------------------------------------------- the changes

/** The source with comments, strings and characters blanked, at the same places. */
function blanked(source) {
  return source.replace(
    /\/\/[^\n]*|\/\*[^]*?\*\/|"(?:\\.|[^"\\])*"|(?<![0-9a-fA-F])'(?:\\.|[^'\\])'|^#[^\n]*/gm,
    (text) => text.replace(/[^\n]/g, " "),
  );
}

const kOperators = {
  " < ": " <= ",
  " <= ": " < ",
  " > ": " >= ",
  " >= ": " > ",
  " == ": " != ",
  " != ": " == ",
  " && ": " || ",
  " || ": " && ",
  " + ": " - ",
  " - ": " + ",
  " * ": " / ",
  " / ": " * ",
  " % ": " / ",
  " += ": " -= ",
  " -= ": " += ",
  " << ": " >> ",
  " >> ": " << ",
  " <<= ": " >>= ",
  " >>= ": " <<= ",
  " & ": " | ",
  " | ": " & ",
};

/** Where the bracket that opens at `at` is closed. */
function closing(code, at) {
  let depth = 0;
  for (let i = at; i < code.length; ++i) {
    if ("([{".includes(code[i])) depth += 1;
    if (")]}".includes(code[i]) && --depth === 0) return i;
  }
  return -1;
}

/** The changes of a source, in its order: {at, was, is}. */
function changes(source) {
  const code = blanked(source);
  const found = [];
  const add = (at, was, is) => found.push({ at, was, is });
  const each = (pattern, work) => {
    for (const match of code.matchAll(pattern)) work(match);
  };

  each(/ (?:[<>=!+\-*/%&|]=?|<<=?|>>=?|==|&&|\|\|) /g, ({ index, 0: was }) => {
    if (kOperators[was]) add(index, was, kOperators[was]);
  });
  each(/(\+\+|--)(?=[\w(])/g, ({ index, 0: was }) => add(index, was, was === "++" ? "--" : "++"));
  // A negation taken away, a condition negated.
  each(/!(?=[\w(])/g, ({ index }) => add(index, "!", ""));
  each(/\b(?:if|while) \(/g, ({ index, 0: was }) => {
    const open = index + was.length - 1;
    const close = closing(code, open);
    const inside = source.slice(open + 1, close);
    if (!/[;]|^\w+ \w+ = |&\w+ = |>> /.test(inside) && !inside.includes(" = "))
      add(open, source.slice(open, close + 1), `(!(${inside}))`);
  });
  // Whole numbers one more and one less.
  each(/(?<![\w.'])\d[\d']*(?:0x[\da-f]+)?u?(?![\w.'])/gi, ({ index, 0: was }) => {
    const value = Number(was.replace(/['u]/g, ""));
    const suffix = was.endsWith("u") ? "u" : "";
    add(index, was, `${value + 1}${suffix}`);
    if (value > 0) add(index, was, `${value - 1}${suffix}`);
  });
  each(/\b(true|false)\b/g, ({ index, 0: was }) =>
    add(index, was, was === "true" ? "false" : "true"),
  );
  each(/\bstd::(min|max)\b/g, ({ index, 0: was }) =>
    add(index, was, was === "std::min" ? "std::max" : "std::min"),
  );
  each(/\b(?:continue|break);/g, ({ index, 0: was }) => add(index, was, ";"));
  // A statement taken away: an assignment, a call, a step.
  each(
    /(?<=[;{})]\s*\n\s*|else |\) )(?!return\b|if\b|for\b|while\b|const\b|auto\b|else\b|case\b|switch\b|using\b|default\b|struct\b|class\b|constexpr\b|static\b|namespace\b|template\b|explicit\b|private\b|public\b|continue\b|break\b)[\w(*+-][^;{}]*?;/g,
    ({ index, 0: was }) => {
      const declares = /^(?:std::)?[\w:]+(?:<[^;]*>)?[&*]* [&*]?\w+(?: =|;|\{|\()/.test(was);
      const acts =
        /^[\w.\->[\]()*:]+(?:\[[^;]*\])? ?(?:[-+|&]|<<|>>)?= |^[\w.\->:[\]]+\(|^(?:\+\+|--)|^\(\*/;
      if (!declares && acts.test(was)) add(index, source.slice(index, index + was.length), ";");
    },
  );
  // Two plain arguments exchanged.
  each(
    /\b([\w:.]+)\(([\w.\->[\]]+), ([\w.\->[\]]+)\)/g,
    ({ index, 0: was, 1: name, 2: a, 3: b }) => {
      if (a !== b && !/^std::(min|max|swap)$/.test(name)) add(index, was, `${name}(${b}, ${a})`);
    },
  );
  return found.sort((a, b) => a.at - b.at || (a.is < b.is ? -1 : 1));
}

const lineOf = (source, at) => source.slice(0, at).split("\n").length;

/** How a change is named in SURVIVORS.md: its line as it was and as it is, and
 * which of several such lines. */
function named(file, source, { at, was, is }) {
  const begin = source.lastIndexOf("\n", at - 1) + 1;
  const end = (text, from) => {
    const found = text.indexOf("\n", from);
    return found < 0 ? text.length : found;
  };
  const flat = (text) => text.replace(/\s+/g, " ").trim();
  const mutated = source.slice(0, at) + is + source.slice(at + was.length);
  return {
    file,
    line: lineOf(source, at),
    source: mutated,
    before: flat(source.slice(begin, end(source, at + was.length))),
    after: flat(mutated.slice(begin, end(mutated, at + is.length))) || ";",
  };
}

function allMutants() {
  const files = options.file ?? kSources;
  const unknown = files.find((file) => !kSources.includes(file));
  if (unknown) {
    console.error(`${unknown} is none of ${kSources.join(", ")}.`);
    process.exit(2);
  }
  return files.flatMap((file) => {
    const source = readFileSync(join(kCore, file), "utf8");
    const seen = new Map();
    return changes(source)
      .map((change) => named(file, source, change))
      .map((mutant) => {
        const name = `${mutant.file}: ${mutant.before} ⟶ ${mutant.after}`;
        seen.set(name, (seen.get(name) ?? 0) + 1);
        return { ...mutant, name: seen.get(name) > 1 ? `${name} (${seen.get(name)})` : name };
      });
  });
}

/** So many of them, the same for the same seed. */
function sampled(mutants) {
  if (options.again) {
    const log = readFileSync(options.again, "utf8");
    const survived = new Set([...log.matchAll(/^survived: line \d+ of (.+)$/gm)].map(([, n]) => n));
    return mutants.filter(({ name }) => survived.has(name));
  }
  if (!options.sample) return mutants;
  let state = BigInt(options.seed);
  const next = () => {
    state = (state * 6364136223846793005n + 1442695040888963407n) & 0xffffffffffffffffn;
    return Number(state >> 33n);
  };
  return mutants
    .map((mutant) => ({ mutant, key: next() }))
    .sort((a, b) => a.key - b.key)
    .slice(0, Number(options.sample))
    .map(({ mutant }) => mutant);
}

// ------------------------------------------------------------------- the runs

const flags = (file) => {
  const commands = JSON.parse(readFileSync(`${kNative}/compile_commands.json`, "utf8"));
  const { command } = commands.find((entry) => entry.file.endsWith(`${kCore}/${file}`));
  const words = command.split(" ");
  const end = words.indexOf("-o");
  return [
    words[0],
    ...words.slice(1, end).filter((word) => word !== "-g" && !/^-[WO]/.test(word)),
    "-O1",
    "-w",
    "-fPIC",
    `-I${kCore}`,
  ].map((word) => word.replace(/\\"/g, '"'));
};

function launch(command, args, extra = {}) {
  return new Promise((done) => {
    execFile(command, args, { maxBuffer: 2 ** 28, ...extra }, (error, stdout) =>
      done({ ok: !error, late: error?.signal === "SIGXCPU", stdout }),
    );
  });
}

const link = (objects, output) => [
  "c++",
  ["-shared", `-Wl,-soname,${kLibrary}`, "-o", output, ...objects],
];

/** The core as a shared library, and the test program against it. */
async function prepare() {
  run("cmake", ["--preset", "native"]);
  run("cmake", ["--build", "--preset", "native", "--target", "career-quiz-tests"]);
  mkdirSync(`${kFolder}/core`, { recursive: true });
  const core = readdirSync(kCore).filter((file) => file.endsWith(".cpp"));
  await inTurns(core, async (file) => {
    const [compiler, ...rest] = flags(file);
    const { ok } = await launch(compiler, [
      ...rest,
      "-c",
      join(kCore, file),
      "-o",
      `${kFolder}/core/${file}.o`,
    ]);
    if (!ok) throw new Error(`${file} does not compile`);
  });
  const objects = core.map((file) => `${kFolder}/core/${file}.o`);
  run(...link(objects, `${kFolder}/core/${kLibrary}`));
  const tests = readdirSync(`${kNative}/tests/CMakeFiles/career-quiz-tests.dir`, {
    recursive: true,
    withFileTypes: true,
  })
    .filter((entry) => entry.isFile() && entry.name.endsWith(".o"))
    .map((entry) => join(entry.parentPath ?? entry.path, entry.name));
  run("c++", [
    "-o",
    kProgram,
    ...tests,
    `${kNative}/libcareer-quiz-authoring.a`,
    `${kNative}/lib/libgtest_main.a`,
    `${kNative}/lib/libgtest.a`,
    `${kFolder}/core/${kLibrary}`,
    "-lz3",
    "-lpthread",
  ]);
  return objects;
}

async function inTurns(items, work) {
  const queue = [...items.entries()];
  const worker = async () => {
    for (let next; (next = queue.shift());) await work(next[1], next[0]);
  };
  await Promise.all(Array.from({ length: Number(options.jobs) }, worker));
}

async function tested(folder) {
  for (const { filter, cases, seconds } of kPhases) {
    const { ok, late } = await launch(
      "sh",
      [
        "-c",
        `ulimit -v ${kMostKilobytes}; ulimit -t ${seconds}; exec ${kProgram} "$@"`,
        "tests",
        `--gtest_filter=${filter}`,
        "--gtest_brief=1",
        "--gtest_fail_fast",
      ],
      { env: { ...process.env, LD_LIBRARY_PATH: folder, CAREER_QUIZ_CASES: cases } },
    );
    if (!ok) return late ? "late" : "killed";
  }
  return "survived";
}

/** invalid, same, killed, late or survived. */
async function attempt(mutant, objects, place) {
  const folder = `${kFolder}/${place}`;
  mkdirSync(folder, { recursive: true });
  const own = `${folder}/${mutant.file}.o`;
  try {
    const source = `${folder}/${mutant.file}`;
    writeFileSync(source, mutant.source);
    const [compiler, ...rest] = flags(mutant.file);
    if (!(await launch(compiler, [...rest, "-c", source, "-o", own])).ok) return "invalid";
    const whole = `${kFolder}/core/${mutant.file}.o`;
    if (readFileSync(own).equals(readFileSync(whole))) return "same";
    const linked = objects.map((object) => (object === whole ? own : object));
    if (!(await launch(...link(linked, `${folder}/${kLibrary}`))).ok) return "invalid";
    return await tested(folder);
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

/** The changes that SURVIVORS.md explains, by their names: lists, each after the
 * paragraph that says why. */
function explained() {
  const names = new Set();
  let before = "#";
  for (const block of readFileSync(kSurvivors, "utf8").split(/\n{2,}/)) {
    const list = block.startsWith("- ");
    if (list && /^[#-]/.test(before)) throw new Error(`No reason stands before: ${block}`);
    if (list) for (const [, name] of block.matchAll(/^- `(.+)`$/gm)) names.add(name);
    before = block;
  }
  return names;
}

// ------------------------------------------------------------------------------

const all = allMutants();
const mutants = sampled(all);
const known = explained();
if (options.list) {
  for (const { line, name } of mutants) console.log(`${line}\t${name}`);
  process.exit(0);
}
const objects = await prepare();
if ((await tested(`${kFolder}/core`)) !== "survived") {
  console.error("The tests fail without any change.");
  process.exit(1);
}

const counts = { invalid: 0, same: 0, killed: 0, late: 0, survived: 0 };
const survivors = [];
const byFile = new Map();
let done = 0;
const started = Date.now();
await inTurns(mutants, async (mutant, place) => {
  const outcome = await attempt(mutant, objects, place);
  counts[outcome] += 1;
  const row = byFile.get(mutant.file) ?? { killed: 0, survived: 0 };
  if (outcome === "killed" || outcome === "late") row.killed += 1;
  if (outcome === "survived") {
    row.survived += 1;
    survivors.push(mutant);
    console.log(`survived: line ${mutant.line} of ${mutant.name}`);
  }
  byFile.set(mutant.file, row);
  done += 1;
  if (done % 50 === 0) console.log(`${done} of ${mutants.length} tried`);
});

const killed = counts.killed + counts.late;
for (const [file, row] of [...byFile].sort())
  console.log(`${file.padEnd(22)} ${row.killed} noticed, ${row.survived} not`);
console.log(
  `${mutants.length} changes of ${all.length}: ${counts.invalid} do not compile, ${counts.same} change ` +
    `no instruction; ${killed} noticed (${counts.late} by a test that did not end), ` +
    `${counts.survived} not; ${((Date.now() - started) / 60_000).toFixed(1)} min`,
);

const unexplained = survivors.filter(({ name }) => !known.has(name));
const names = new Set(all.map(({ name }) => name));
const covered = (name) => (options.file ?? kSources).includes(name.split(": ")[0]);
const stale = [...known].filter((name) => covered(name) && !names.has(name));
for (const { name, line } of unexplained)
  console.error(`Not noticed and not in ${kSurvivors}: line ${line} of ${name}`);
for (const name of stale) console.error(`In ${kSurvivors}, but no such change is made: ${name}`);
const failed = unexplained.length + stale.length;
if (options.report) writeFileSync(options.report, JSON.stringify({ passed: killed, failed }));
process.exitCode = failed > 0 ? 1 : 0;
