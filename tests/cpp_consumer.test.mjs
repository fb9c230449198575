/** The core in other people's C++ programs: the example, built in the two ways there are. */
import assert from "node:assert/strict";
import { spawnSync } from "node:child_process";
import { mkdirSync, mkdtempSync, readFileSync, readdirSync, renameSync, rmSync } from "node:fs";
import { symlinkSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import test, { after } from "node:test";
import { fileURLToPath } from "node:url";
import { openQuiz } from "../dist/career-quiz-node.js";

const root = fileURLToPath(new URL("..", import.meta.url));
const example = join(root, "examples/cpp");
const quizFile = join(root, "questions/mentoring-coaching.json");
const folder = mkdtempSync(join(tmpdir(), "career-quiz-cpp-"));
after(() => rmSync(folder, { recursive: true }));

/** What it wrote; it must succeed. */
function run(command, ...args) {
  const { status, stdout, stderr } = spawnSync(command, args, { cwd: root, encoding: "utf8" });
  assert.equal(status, 0, stdout + stderr);
  return stdout;
}

/** The prefix of an installed core, which was installed elsewhere and moved there. */
function installed() {
  const prefix = join(folder, "moved");
  run("cmake", "--preset", "native");
  run("cmake", "--build", "--preset", "native", "--target", "career-quiz-core");
  const first = join(folder, "first");
  run("cmake", "--install", "build/native", "--component", "core", "--prefix", first);
  renameSync(first, prefix);
  return prefix;
}
const prefix = installed();

/** Builds the project in `source` with these definitions; the folder it is built in. */
function build(name, source, ...definitions) {
  const into = join(folder, name);
  run("cmake", "-S", source, "-B", into, "-G", "Ninja", ...definitions.map((one) => `-D${one}`));
  run("cmake", "--build", into);
  return into;
}

/** A project of one file that links the core. */
function project(name, find, code) {
  const source = join(folder, name);
  mkdirSync(source);
  writeFileSync(join(source, "main.cpp"), code);
  writeFileSync(
    join(source, "CMakeLists.txt"),
    `cmake_minimum_required(VERSION 3.22)
project(${name} LANGUAGES CXX)
${find}
add_executable(${name} main.cpp)
target_link_libraries(${name} PRIVATE career_quiz::core)
`,
  );
  return source;
}

/** The program gives the advice and the reasons that the engine gives under Node. */
async function advisesAsUnderNode(program) {
  const people = JSON.parse(readFileSync(join(root, "tests/personas/giving.json"), "utf8"));
  const text = readFileSync(quizFile, "utf8");
  const document = JSON.parse(text);
  const french = (list, id, member) => document[list].find((one) => one.id === id)[member].fr;
  const quiz = await openQuiz(text);
  for (const { answers } of people.slice(0, 3)) {
    const sheet = join(folder, "answers.json");
    writeFileSync(sheet, JSON.stringify(answers));
    const { result } = quiz.evaluate({ answers, early: true });
    assert.deepEqual(run(program, quizFile, sheet).trimEnd().split("\n"), [
      ...result.headline.outcomes.map((id) => french("outcomes", id, "title")),
      ...[...result.because, ...result.against].map(
        ({ contribution, question }) => `${contribution}\t${french("questions", question, "text")}`,
      ),
      result.limits,
    ]);
  }
  quiz.close();
}

test("the example is built with an installed core, wherever that has been moved", async () => {
  const built = build("installed", example, `CMAKE_PREFIX_PATH=${prefix}`);
  await advisesAsUnderNode(join(built, "advise"));
});

test("the example is built with the core as one of its folders, and nothing but the core", async () => {
  const built = build(
    "folder",
    example,
    `CAREER_QUIZ_SOURCE=${root}`,
    "CMAKE_CXX_COMPILER=clang++",
    // The project's own choices, which the core's C++20 must get along with.
    "CMAKE_CXX_STANDARD=17",
    "CMAKE_CXX_FLAGS=-Wall -Wextra -Werror",
  );
  await advisesAsUnderNode(join(built, "advise"));
  const made = readdirSync(join(built, "career-quiz")).filter((name) => !/^C?[Mm]ake/.test(name));
  assert.deepEqual(made.sort(), ["cmake_install.cmake", "libcareer-quiz-core.a"]);
  const asked = readFileSync(join(built, "CMakeCache.txt"), "utf8");
  assert.doesNotMatch(asked, /z3|cli11|googletest|threads/i);
});

test("the example's command line, as its README has it, prints what is shown there", () => {
  const readme = readFileSync(join(example, "README.md"), "utf8");
  const [line, shown] = [...readme.matchAll(/(?:^ {4}.*\n)+/gm)].slice(-2).map(([text]) => text);
  const place = join(folder, "as-told");
  mkdirSync(join(place, "build"), { recursive: true });
  symlinkSync(join(folder, "installed"), join(place, "build/advise"));
  symlinkSync(join(root, "questions"), join(place, "questions"));
  const { status, stdout, stderr } = spawnSync("bash", ["-c", line], {
    cwd: place,
    encoding: "utf8",
  });
  assert.equal(status, 0, stderr);
  assert.equal(stderr, "");
  const lines = (text) => text.trim().split(/\n */);
  const printed = lines(stdout);
  assert.equal(lines(shown).length, printed.length, stdout);
  for (const [at, text] of lines(shown).entries()) {
    // What is long is cut there.
    if (text.endsWith(" …")) assert.ok(printed[at].startsWith(text.slice(0, -1)), printed[at]);
    else assert.equal(printed[at], text.replace(/ {2,}/, "\t"));
  }
});

test("the example says what is wrong with a quiz, with answers and with a request", () => {
  const program = join(folder, "installed/advise");
  const answers = join(folder, "answers.json");
  const said = (quiz, sheet) => {
    writeFileSync(answers, sheet);
    const { status, stderr } = spawnSync(program, [quiz, answers], { encoding: "utf8" });
    return [status, stderr];
  };
  const [refused, faults] = said(join(root, "package.json"), "{}");
  assert.equal(refused, 1);
  assert.match(faults, /“format”/);
  const [status, problems] = said(quizFile, '{"role": "nobody"}');
  assert.equal(status, 0);
  assert.match(problems, /nobody/);
  const [unread, why] = said(quizFile, "[1, 2");
  assert.equal(unread, 1);
  assert.match(why, /JSON/);
  for (const message of [faults, problems, why]) assert.doesNotMatch(message, /^"|\\n/m);
  for (const files of [
    [quizFile, "none.json"],
    ["none.json", answers],
    [quizFile, folder],
  ]) {
    const { status, stdout, stderr } = spawnSync(program, files, { encoding: "utf8", cwd: folder });
    assert.equal(status, 1);
    assert.equal(stdout, "");
    assert.match(stderr, /^(none\.json|\/\S+) cannot be read\.\n$/);
  }
});

test("an installed core asks for no other package, and suits a project in C++17", () => {
  const readme = readFileSync(join(root, "README.md"), "utf8");
  const [, includes, statements] = /```cpp\n(#include[^\n]*\n)\n([^`]*)```/.exec(readme);
  const main = `${includes}
int main() {
  const std::string quiz_text = "{}";
${statements}
  return loaded.empty() || advice.empty();
}
`;
  const source = project("alone", "find_package(career-quiz 0.1 REQUIRED)", main);
  const built = build(
    "alone-built",
    source,
    `CMAKE_PREFIX_PATH=${prefix}`,
    "CMAKE_DISABLE_FIND_PACKAGE_nlohmann_json=ON",
    "CMAKE_CXX_STANDARD=17",
  );
  run(join(built, "alone"));
});

test("an installed core is no newer version than it is", () => {
  const source = project("newer", "find_package(career-quiz 0.2 REQUIRED)", "int main() {}");
  const { status, stderr } = spawnSync(
    "cmake",
    [
      "-S",
      source,
      "-B",
      join(folder, "newer-built"),
      "-G",
      "Ninja",
      `-DCMAKE_PREFIX_PATH=${prefix}`,
    ],
    { encoding: "utf8" },
  );
  assert.notEqual(status, 0);
  assert.match(stderr, /compatible with requested version\s+"0.2"/);
});

test("every installed header stands alone, and engine.h in C++17 too, without a warning", () => {
  const headers = readdirSync(join(prefix, "include/career_quiz"));
  assert.deepEqual(
    headers.sort(),
    readdirSync(join(root, "src/career_quiz"))
      .filter((name) => name.endsWith(".h"))
      .sort(),
  );
  const unit = (header) => {
    const file = join(folder, header.replace(/h$/, "cpp"));
    writeFileSync(file, `#include <career_quiz/${header}>\n`);
    return file;
  };
  const strict = ["-Wall", "-Wextra", "-Wpedantic", "-Wconversion", "-Wshadow", "-Werror"];
  const include = `-I${join(prefix, "include")}`;
  for (const compiler of ["g++", "clang++"]) {
    run(compiler, "-std=c++20", include, ...strict, "-fsyntax-only", ...headers.map(unit));
    run(compiler, "-std=c++17", include, ...strict, "-fsyntax-only", unit("engine.h"));
  }
});
