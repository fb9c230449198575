// Every command at its edges: files that are not there, output that cannot be written, a wrong
// command line; and its help and its part of the manual page. A new command is tested as soon as
// it exists; one that needs more than a quiz gets a line in `kMore`.

import assert from "node:assert/strict";
import { spawn, spawnSync } from "node:child_process";
import { once } from "node:events";
import { chmodSync, closeSync, cpSync, linkSync, mkdirSync, openSync } from "node:fs";
import {
  readFileSync,
  readdirSync,
  readlinkSync,
  rmSync,
  statSync,
  symlinkSync,
  writeFileSync,
} from "node:fs";
import { basename, delimiter, dirname, join } from "node:path";
import { test } from "node:test";
import { setTimeout as sleep } from "node:timers/promises";
import { program, root, run, runUnprivileged, temporary } from "./run.mjs";

const folder = temporary("edges");

const sheets = join(folder, "sheets.ndjson");
writeFileSync(sheets, '{"cup":"small","milk":"yes"}\n');

/** What stands after the quiz on the command line of a small, quick run. */
const kMore = {
  diff: [join(root, "tests/quizzes/tie.json")],
  explain: ["{}"],
  score: [sheets],
  study: ["--respondents", "1000"],
};

const help = run(["--help"]).stdout;
const commands = [...help.matchAll(/^ {2}([a-z]+) {2,}/gm)].map((found) => found[1]);
const quiz = join(root, "tests/quizzes/tie.json");
const line = (command, path = quiz) => [command, path, ...(kMore[command] ?? [])];

/** A folder with the files that the examples name. */
function exampleFolder() {
  const path = join(folder, "examples");
  for (const name of ["questions/mentoring-coaching.json", "quiz.json", "published.json"])
    cpSync(join(root, "questions/mentoring-coaching.json"), join(path, name));
  writeFileSync(join(path, "answers.ndjson"), '{"goal":"skill"}\n');
  return path;
}

/** Says what went wrong, once, and wrote nothing else. */
function refused({ status, stdout, stderr }, expected, ...words) {
  assert.equal(status, expected, stderr);
  assert.equal(stdout, "");
  assert.match(stderr, /^career-quiz: /);
  for (const word of words) assert.ok(stderr.includes(word), `“${word}” in: ${stderr}`);
  assert.ok(stderr.trim().split("\n").length <= 2, stderr);
}

const columns = (text) => Math.max(...text.split("\n").map((each) => [...each].length));

test("the commands are there", () => {
  for (const name of ["check", "score"]) assert.ok(commands.includes(name), help);
  for (const name of Object.keys(kMore)) assert.ok(commands.includes(name), name);
});

for (const command of commands) {
  test(`${command} says that a file is missing`, () => {
    refused(run(line(command, "no/such.json")), 3, "“no/such.json”", "no such file");
  });

  test(`${command} says that a folder is no file`, () => {
    refused(run(line(command, folder)), 3, folder, "a folder");
  });

  test(`${command} says that a file may not be read`, () => {
    const path = join(folder, "closed.json");
    writeFileSync(path, readFileSync(quiz));
    chmodSync(path, 0);
    refused(runUnprivileged(line(command, path)), 3, path, "permission");
    rmSync(path);
  });

  test(`${command} refuses a quiz with errors`, () => {
    const path = join(folder, "faulty.json");
    writeFileSync(path, '{"format": 1}');
    const { status, stdout, stderr } = run(line(command, path));
    assert.equal(status, 1, stderr);
    if (command === "check") assert.match(stdout, /error: /);
    else refused({ status, stdout, stderr }, 1, path, "career-quiz check");
  });

  test(`${command} refuses what is no quiz at all, and does not crash`, () => {
    const path = join(folder, "noise.json");
    const noise = Buffer.from(Array.from({ length: 5000 }, (_, i) => (i * i * 31) & 255));
    for (const bytes of [noise, Buffer.alloc(0), Buffer.from("[".repeat(100_000))]) {
      writeFileSync(path, bytes);
      assert.equal(run(line(command, path)).status, 1);
    }
  });

  test(`${command} says that the disk is full`, () => {
    const full = openSync("/dev/full", "w");
    const { status, stderr } = run(line(command), { stdio: ["ignore", full, "pipe"] });
    closeSync(full);
    assert.equal(status, 4, stderr);
    assert.match(stderr, /cannot be written: No space left/);
  });

  test(`${command} ends in silence when nobody reads on`, () => {
    const { stderr } = spawnSync(
      "bash",
      ["-c", '(sleep 0.3; "$@"; echo "status $?" >&2) | true', "-", program, ...line(command)],
      { encoding: "utf8", input: "" },
    );
    assert.equal(stderr, "status 4\n");
  });

  test(`${command} names the option that it does not have`, () => {
    refused(run([command, quiz, "--nothing"]), 2, "“--nothing”", `career-quiz ${command} --help`);
  });

  test(`${command} says that the quiz is missing from the command line`, () => {
    const { status, stdout, stderr } = run([command]);
    refused({ status, stdout, stderr }, 2, "is missing", `career-quiz ${command} --help`);
  });

  test(`${command} lets nothing in a quiz or a name reach the terminal as a command`, () => {
    // What is packed has every character that JSON lets stand.
    const evil = command === "pack" ? "\u001b[2J\u0007" : "\u001b[2J\u009b31m\u0007";
    const document = JSON.parse(readFileSync(quiz, "utf8"));
    Object.assign(document, { title: `T${evil}`, limits: `L${evil}`, version: `1${evil}` });
    document.guarantees = [{ name: `G${evil}`, whenever: true, then: false }];
    for (const each of [...document.questions, ...document.outcomes]) {
      for (const member of ["text", "title", "summary"]) if (each[member]) each[member] += evil;
    }
    const path = join(folder, `${evil}.json`);
    for (const content of [JSON.stringify(document), "{", null]) {
      if (content === null) rmSync(path);
      else writeFileSync(path, content);
      const { stdout, stderr } = run(line(command, path));
      assert.ok(stdout + stderr);
      // eslint-disable-next-line no-control-regex
      assert.doesNotMatch(stdout + stderr, /[\u0000-\u0009\u000b-\u001f\u007f-\u009f]/);
    }
  });

  test(`${command} has help with an example and its exit statuses`, () => {
    const { status, stdout, stderr } = run([command, "--help"]);
    assert.equal(status, 0);
    assert.equal(stderr, "");
    assert.match(stdout, new RegExp(`^Usage: career-quiz ${command} `, "m"));
    assert.match(stdout, new RegExp(`^Example.*career-quiz ${command} `, "ms"));
    assert.match(stdout, /Exit status: 0 /);
    assert.ok(columns(stdout) <= 100, stdout);
    assert.doesNotMatch(stdout, /^ {2}-.* TEXT\b/m, "an option does not say what it takes");
    assert.equal(run(["help", command]).stdout, stdout);
  });

  test(`${command} does what the example of its help says`, () => {
    const [, example] = /^Example: (.+)$/m.exec(run([command, "--help"]).stdout);
    // What takes a million respondents a while does the same with few.
    const line = example.replace("1000000", "1000");
    const { status, stdout, stderr } = spawnSync("bash", ["-c", line], {
      encoding: "utf8",
      input: "",
      cwd: exampleFolder(),
      env: { ...process.env, PATH: [dirname(program), process.env.PATH].join(delimiter) },
    });
    assert.equal(status, 0, `${line}\n${stdout}${stderr}`);
    assert.equal(stderr, "");
    const written = / (?:-o|--html|>) (\S+)$/.exec(line)?.[1];
    assert.ok(written ? readFileSync(join(folder, "examples", written)).length > 0 : stdout);
  });

  if (!/ --lang /.test(run([command, "--help"]).stdout)) continue;
  test(`${command} finds the language of the quiz that is nearest to the one asked for`, () => {
    const path = join(folder, "languages.json");
    const text = readFileSync(join(root, "questions/mentoring-coaching.json"), "utf8");
    const quiz = JSON.parse(text.replaceAll('"en":', '"pt-BR":'));
    writeFileSync(path, JSON.stringify({ ...quiz, languages: ["fr", "pt-BR"] }));
    const said = (...tag) => run([...line(command, path), ...tag]);
    const french = said();
    assert.equal(french.status, 0, french.stderr);
    assert.equal(said("--lang", "FR_ca").stdout, french.stdout);
    const other = said("--lang", "pt-br");
    assert.equal(other.status, 0, other.stderr);
    assert.notEqual(other.stdout, french.stdout);
    assert.equal(said("--lang", "pt").stdout, other.stdout);
    for (const tag of ["de", "f", "frr"]) refused(said("--lang", tag), 2, `“${tag}”`, "fr, pt-BR");
  });
}

/** The commands that write a file of their own, before its name. */
const kWriters = [
  ["pack", join(root, "questions/mentoring-coaching.json"), "--out"],
  ["print", quiz, "--out"],
  ["study", join(root, "tests/quizzes/bread-test.json"), ...kMore.study, "--html"],
];

test("every option that names a file to write is tested here", () => {
  const written = /^ {2}(?:-\w, )?(--[a-z-]+) FILE\b/gm;
  const options = commands.flatMap((command) =>
    [...run([command, "--help"]).stdout.matchAll(written)].map(([, name]) => [command, name]),
  );
  assert.deepEqual(
    options,
    kWriters.map((line) => [line[0], line.at(-1)]),
  );
});

/** A library that takes notes of what makes a file stay, and kills where it is told to. */
const kWatch = `
#include <dlfcn.h>
#include <signal.h>
#include <stdlib.h>
#include <unistd.h>
extern "C" int fsync(int file) {
  write(2, "fsync\\n", 6);
  return reinterpret_cast<int (*)(int)>(dlsym(RTLD_NEXT, "fsync"))(file);
}
extern "C" int rename(const char* from, const char* to) {
  write(2, "rename\\n", 7);
  if (getenv("KILL")) raise(SIGKILL);
  return reinterpret_cast<int (*)(const char*, const char*)>(dlsym(RTLD_NEXT, "rename"))(from, to);
}`;

/** Builds it. */
function watch() {
  const library = join(folder, "watch.so");
  const built = spawnSync("g++", ["-shared", "-fPIC", "-w", "-x", "c++", "-", "-o", library], {
    encoding: "utf8",
    input: kWatch,
  });
  assert.equal(built.status, 0, built.stderr);
  return library;
}
const watched = { ...process.env, LD_PRELOAD: watch() };

/** The part that a killed run may leave beside `out`. */
const kLeft = /^out\.\w{6}$/;

for (const line of kWriters) {
  const [command] = line;
  const place = join(folder, `writes-${command}`);
  const out = join(place, "out");
  /** A folder where `out` has `text`, and nothing else is. */
  const anew = (text) => {
    rmSync(place, { recursive: true, force: true });
    mkdirSync(place);
    writeFileSync(out, text);
  };

  test(`${command} leaves the file as it was where the disk fills up half-way`, () => {
    anew("as it was");
    const { status, stderr } = spawnSync(
      "bash",
      ["-c", 'ulimit -f 1; exec "$@" >/dev/null', "-", program, ...line, out],
      { encoding: "utf8" },
    );
    assert.equal(status, 4, stderr);
    assert.match(stderr, /cannot be written: .*Nothing was changed\.\n$/);
    assert.equal(readFileSync(out, "utf8"), "as it was");
    assert.deepEqual(readdirSync(place), ["out"]);
  });

  test(`${command} never writes over what it reads, and says so before it begins`, () => {
    anew(readFileSync(line[1]));
    const twin = join(place, "twin");
    const link = join(place, "link");
    linkSync(out, twin);
    symlinkSync("out", link);
    const { mtimeMs } = statSync(out);
    const onto = (input, written, options = {}) =>
      run([command, input, ...line.slice(2), written], options);
    for (const [input, written] of [
      [out, out],
      [out, `${place}/../${basename(place)}/./out`],
      [out, link],
      [link, out],
      [out, twin],
    ]) {
      refused(onto(input, written), 2, `“${written}” is the file that is read`, "another");
    }
    const file = openSync(out);
    refused(onto("-", out, { stdio: [file, "pipe", "pipe"] }), 2, "is the file that is read");
    closeSync(file);
    assert.equal(statSync(out).mtimeMs, mtimeMs);
    assert.deepEqual(readdirSync(place).sort(), ["link", "out", "twin"]);
    // What cannot be lost may be both.
    assert.equal(onto("/dev/null", "/dev/null").status, 1);
  });

  test(`${command} writes to what a link leads to, and the link stays`, () => {
    anew("as it was");
    const link = join(place, "link");
    for (const there of ["out", "not-yet"]) {
      symlinkSync(there, link);
      assert.equal(run([...line, link]).status, 0);
      assert.equal(readlinkSync(link), there);
      assert.notEqual(readFileSync(join(place, there), "utf8"), "as it was");
      rmSync(link);
    }
  });

  test(`${command} gives a file its name once its text is on the disk`, () => {
    anew("as it was");
    const { status, stderr } = run([...line, out], { env: watched });
    assert.equal(status, 0, stderr);
    assert.equal(stderr, "fsync\nrename\n");
  });

  test(`${command} leaves the file, and one beside it, when it is killed at the last moment`, () => {
    anew("as it was");
    const { signal } = run([...line, out], { env: { ...watched, KILL: "1" } });
    assert.equal(signal, "SIGKILL");
    assert.equal(readFileSync(out, "utf8"), "as it was");
    const [, left, ...others] = readdirSync(place).sort();
    assert.match(left, kLeft);
    assert.deepEqual(others, []);
  });

  test(`${command} leaves the file whole, old or new, when it is killed at any moment`, async () => {
    const whole = join(folder, `${command}.whole`);
    assert.equal(run([...line, whole]).status, 0);
    const texts = ["as it was", readFileSync(whole, "utf8")];
    for (let round = 0; round < 25; round += 1) {
      anew(texts[0]);
      const child = spawn(program, [...line, out], { stdio: "ignore" });
      await Promise.race([sleep(round), once(child, "exit")]);
      child.kill("SIGKILL");
      if (child.exitCode === null && child.signalCode === null) await once(child, "exit");
      assert.ok(texts.includes(readFileSync(out, "utf8")), `after ${round} ms`);
      // Nothing else, but for what the help says may be left.
      const others = readdirSync(place).filter((name) => name !== "out");
      assert.ok(others.length <= 1 && others.every((name) => kLeft.test(name)), others.join());
    }
  });
}

test("without a command, the help tells which there are", () => {
  const { status, stdout, stderr } = run([]);
  assert.equal(status, 2);
  assert.equal(stdout, "");
  assert.equal(stderr, help);
});

test("a misspelt command, option or value is told with the nearest", () => {
  refused(run(["chek", quiz]), 2, "“chek”", "Did you mean “check”?");
  refused(run(["ceremony"]), 2, "“ceremony”", "The commands are ");
  refused(run(["--verison"]), 2, "“--version”");
  refused(run(["check", "--fromat", "json", quiz]), 2, "“--fromat”", "Did you mean “--format”?");
  refused(run(["check", quiz, "--format=jsno"]), 2, "text, json or sarif", "“jsno”", "“json”");
  refused(run(["check", quiz, "--format"]), 2, "--format needs a value: text, json or sarif");
  refused(run(["score", quiz, "--threads", "0"]), 2, "--threads", "from 1 to 256", "“0”");
  refused(run(["score", "a", "b", "c"]), 2, "“c”", "one argument too many");
});

test("the version is printed", () => {
  const { status, stdout } = run(["--version"]);
  assert.equal(status, 0);
  assert.match(
    readFileSync(join(root, "CMakeLists.txt"), "utf8"),
    RegExp(`VERSION ${stdout}`.trim()),
  );
});

test("the manual page has every command and option, and no fault that groff would tell", () => {
  const { status, stdout: page } = run(["--man"]);
  assert.equal(status, 0);
  assert.equal(page, readFileSync(join(root, "build/native/career-quiz.1"), "utf8"));
  const groff = spawnSync("groff", ["-man", "-k", "-ww", "-Tutf8", "-P-cbou", "-rLL=100n"], {
    encoding: "utf8",
    input: page,
  });
  assert.equal(groff.status, 0);
  assert.equal(groff.stderr, "");
  for (const command of commands) {
    const shown = groff.stdout.indexOf(`   career-quiz ${command} `);
    assert.ok(shown > 0, command);
    const options = run([command, "--help"]).stdout.match(/(?<=^ {2}.*)--[a-z-]+/gm);
    for (const option of options) assert.ok(groff.stdout.indexOf(option, shown) > 0, option);
  }
});
