// `career-quiz score` as a program: a result for each line, whatever the lines are, however they
// come and wherever they are cut.

import assert from "node:assert/strict";
import { spawn, spawnSync } from "node:child_process";
import { once } from "node:events";
import { chmodSync, closeSync, openSync, readFileSync, statSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { test } from "node:test";
import { setTimeout as wait } from "node:timers/promises";
import { program, root, run, runUnprivileged, temporary } from "./run.mjs";
import { randomSheet, seeded } from "./sheets.mjs";

const folder = temporary("score");

const tie = join(root, "tests/quizzes/tie.json");
const mentoring = join(root, "questions/mentoring-coaching.json");

const score = (args, input = "") => run(["score", ...args], { input });
const bash = (script, ...args) =>
  spawnSync("bash", ["-o", "pipefail", "-c", script, "-", ...args], {
    encoding: "utf8",
    maxBuffer: 1 << 28,
    timeout: 600_000,
  });

const file = (name, content) => {
  writeFileSync(join(folder, name), content);
  return join(folder, name);
};
const lines = (text) => text.split("\n").slice(0, -1);
const records = (text) => lines(text).map((each) => JSON.parse(each));
const sheet = '{"cup":"small","milk":"yes"}';

/** Sheets of the mentoring quiz, each with an id, and every hundredth line no sheet. */
const many = (() => {
  const quiz = JSON.parse(readFileSync(mentoring, "utf8"));
  const random = seeded(11);
  let text = "";
  for (let id = 1; id <= 6000; id += 1) {
    const line = JSON.stringify({ id: `sheet ${id}`, ...randomSheet(quiz, random) });
    text += id % 100 === 0 ? `${line.slice(0, -7)}\n` : `${line}\n`;
  }
  return text;
})();
const manyFile = file("answers.ndjson", many);
file("library.json", readFileSync(mentoring));
const whole = score([mentoring, manyFile, "--keep", "id"]);

test("each line gives one result, in order, whatever the number of threads", () => {
  assert.ok(many.length > 2 ** 20, "more than a few batches");
  assert.equal(whole.status, 1);
  const results = records(whole.stdout);
  assert.deepEqual(
    results.map(({ line }) => line),
    lines(many).map((_, i) => i + 1),
  );
  for (const { line, kept, error } of results) {
    if (line % 100 === 0) assert.equal(error.code, "not-json");
    else assert.equal(kept.id, `sheet ${line}`);
  }
  for (const threads of ["1", "2", "7"]) {
    assert.ok(
      score([mentoring, manyFile, "--keep", "id", "--threads", threads]).stdout === whole.stdout,
      `${threads} threads`,
    );
  }
});

test("a line that cannot be used becomes a record with its number and the reason", () => {
  const { status, stdout, stderr } = score([tie], `${sheet}\n{"cup":\n\n${sheet}\n[1]\n`);
  assert.equal(status, 1);
  assert.equal(stderr, "");
  const results = records(stdout);
  assert.deepEqual(
    results.map(({ line, error }) => [line, error?.code]),
    [
      [1, undefined],
      [2, "not-json"],
      [3, "empty-line"],
      [4, undefined],
      [5, "wrong-type"],
    ],
  );
  assert.equal(results[1].error.column, 8);
  assert.match(results[1].error.message, /^This is not JSON: .*end of input/);
});

test("lines that are all good end with status 0, with or without a last line end", () => {
  const ended = score([tie], `${sheet}\n${sheet}\n`);
  assert.equal(ended.status, 0);
  assert.deepEqual(
    records(ended.stdout).map(({ line, outcomes }) => [line, outcomes]),
    [
      [1, ["cocoa", "coffee"]],
      [2, ["cocoa", "coffee"]],
    ],
  );
  assert.equal(score([tie], `${sheet}\r\n${sheet}`).stdout, ended.stdout);
});

test("no lines give no results", () => {
  const { status, stdout, stderr } = score([tie], "");
  assert.deepEqual([status, stdout, stderr], [0, "", ""]);
});

test("a line of more than 4 MiB is refused, and the others are not lost", () => {
  const long = `{"cup":"${"x".repeat(2 ** 22)}"}`;
  for (const longer of [long, long.repeat(5)]) {
    const { status, stdout } = score([tie], `${sheet}\n${longer}\n${sheet}\n${longer}`);
    assert.equal(status, 1);
    assert.deepEqual(
      records(stdout).map(({ line, error }) => [line, error?.code]),
      [
        [1, undefined],
        [2, "too-large"],
        [3, undefined],
        [4, "too-large"],
      ],
    );
  }
});

test("noise gives a record for each of its lines", () => {
  let state = 1;
  const noise = Buffer.from(
    Array.from({ length: 600_000 }, () => (state = (state * 48271) % 2147483647) & 255),
  );
  const { status, stdout } = score([tie], noise);
  assert.equal(status, 1);
  const count = noise.toString("latin1").split("\n").length;
  assert.ok(records(stdout).every(({ error }) => error));
  assert.equal(lines(stdout).length, count);
});

test("a sheet that comes through a pipe is answered before the next one comes", async () => {
  const child = spawn(program, ["score", tie]);
  const results = child.stdout.setEncoding("utf8")[Symbol.asyncIterator]();
  for (const half of [`${sheet}\n${sheet.slice(0, 9)}`, `${sheet.slice(9)}\n`, `${sheet}\n`]) {
    child.stdin.write(half);
    const { value } = await results.next();
    assert.equal(lines(value).length, 1);
  }
  child.stdin.end();
  assert.equal((await results.next()).done, true);
});

test("memory does not grow with the number of lines", async () => {
  const child = spawn(program, ["score", mentoring, "--threads", "2"]);
  let seen = 0;
  child.stdout.on("data", (bytes) => (seen += bytes.toString("latin1").split("\n").length - 1));
  const peak = async (rounds, total) => {
    for (let round = 0; round < rounds; round += 1) {
      if (!child.stdin.write(many)) await new Promise((go) => child.stdin.once("drain", go));
    }
    while (seen < total * 6000) await wait(5);
    return Number(/VmHWM:\s*(\d+)/.exec(readFileSync(`/proc/${child.pid}/status`, "utf8"))[1]);
  };
  const early = await peak(2, 2);
  const late = await peak(10, 12);
  child.stdin.end();
  assert.ok(late < early + 6000, `${early} KiB, then ${late} KiB`);
});

test("answers that cannot be read are told, and nothing is written", () => {
  const closed = file("closed.ndjson", sheet);
  chmodSync(closed, 0);
  for (const [path, word] of [
    [join(folder, "absent.ndjson"), "no such file"],
    [folder, "a folder"],
    [closed, "permission"],
  ]) {
    const { status, stdout, stderr } = runUnprivileged(["score", tie, path]);
    assert.equal(status, 3);
    assert.equal(stdout, "");
    assert.ok(stderr.includes(path) && stderr.includes(word), stderr);
  }
  const both = score(["-", "-"]);
  assert.equal(both.status, 2);
  assert.match(both.stderr, /cannot both be standard input/);
});

test("a disk that fills up half-way is told", () => {
  const results = join(folder, "full.ndjson");
  const { status, stderr } = bash(
    'ulimit -f 600; "$1" score "$2" "$3" > "$4"',
    program,
    mentoring,
    manyFile,
    results,
  );
  assert.equal(status, 4);
  assert.match(stderr, /^career-quiz: the output cannot be written: .* is incomplete\.\n$/);
  assert.equal(statSync(results).size, 600 * 1024);
});

test("it ends when whoever reads has had enough", () => {
  const { stdout, stderr, error } = bash(
    `yes '${sheet}' | "$1" score "$2" | head -n 1`,
    program,
    tie,
  );
  assert.equal(JSON.parse(stdout).line, 1);
  assert.equal(stderr, "");
  assert.equal(error, undefined, "it read on until it was ended");
});

/** Runs the commands of the author's guide that are marked so, where its files are. */
function guide(mark) {
  const text = readFileSync(join(root, "questions/README.md"), "utf8");
  const [, commands] = new RegExp(`^\`\`\`sh ${mark}\\n([^]*?)^\`\`\`$`, "m").exec(text);
  return spawnSync("bash", ["-c", commands], {
    cwd: folder,
    env: { ...process.env, PATH: `${join(root, "build/native")}:${process.env.PATH}` },
    encoding: "utf8",
    maxBuffer: 1 << 28,
    timeout: 600_000,
  });
}
const goOn = () => {
  const { stderr } = guide("go-on");
  assert.equal(stderr, "");
  return readFileSync(join(folder, "all.ndjson"), "utf8");
};

test("killed at any moment, it leaves what it had of the results, and goes on from there", async () => {
  const results = join(folder, "results.ndjson");
  for (const given of [5_000, 300_001, 700_000, many.length - 1]) {
    const output = openSync(results, "w");
    const child = spawn(program, ["score", mentoring, "--keep", "id"], {
      stdio: ["pipe", output, "inherit"],
    });
    closeSync(output);
    child.stdin.on("error", () => {});
    child.stdin.write(many.slice(0, given));
    while (statSync(results).size === 0) await wait(1);
    child.kill("SIGKILL");
    await once(child, "close");
    const left = readFileSync(results, "utf8");
    assert.ok(left.length < whole.stdout.length && whole.stdout.startsWith(left));
    assert.ok(goOn() === whole.stdout, `after ${given} bytes`);
  }
});

test("half a result at the end of a file is not gone on from", () => {
  file("results.ndjson", whole.stdout.slice(0, 100_000));
  assert.ok(goOn() === whole.stdout);
});

test("input that is cut off anywhere gives no half-scored sheet", () => {
  const text = `${sheet}\n{"cup":"large","milk":"no"}\n`;
  const expected = lines(score([tie], text).stdout);
  for (let size = 0; size <= text.length; size += 1) {
    const cut = text.slice(0, size);
    const ended = cut.split("\n").length - 1;
    const results = lines(score([tie], cut).stdout);
    // A sheet that lacks but its line end is whole.
    const good = cut.endsWith("}") ? ended + 1 : ended;
    assert.deepEqual(results.slice(0, good), expected.slice(0, good));
    for (const extra of results.slice(good)) assert.equal(JSON.parse(extra).error.code, "not-json");
  }
});

test("cut between any lines and put together again, the results are the same bytes", () => {
  const text = lines(many).slice(0, 300);
  const expected = lines(whole.stdout).slice(0, 300).join("\n") + "\n";
  for (const size of [7, 150, 299]) {
    let all = "";
    for (let from = 0; from < text.length; from += size) {
      const piece = text.slice(from, from + size).map((each) => `${each}\n`);
      all += score(
        [mentoring, "--keep", "id", "--first-line", `${from + 1}`],
        piece.join(""),
      ).stdout;
    }
    assert.ok(all === expected, `pieces of ${size}`);
  }
});

test("GNU parallel scores the pieces of a file, and keeps their order", () => {
  const numbered = guide("parallel-numbered");
  assert.equal(numbered.stderr, "");
  assert.ok(numbered.stdout === whole.stdout, "pieces of so many lines");
  const blocks = bash(
    'parallel -k --pipepart --block 500k -a "$3" "$1" score "$2" --keep id',
    program,
    mentoring,
    manyFile,
  );
  assert.equal(blocks.stderr, "");
  const unnumbered = (text) => text.replace(/^\{"line":\d+/gm, "{");
  assert.ok(unnumbered(blocks.stdout) === unnumbered(whole.stdout), "pieces of so many bytes");
  assert.ok(blocks.stdout !== whole.stdout, "there was more than one piece");
  assert.ok(unnumbered(guide("parallel").stdout) === unnumbered(whole.stdout));
});

test("the sheets of the author's guide are scored as it says", () => {
  const text = readFileSync(join(root, "questions/README.md"), "utf8");
  const block = (mark) => new RegExp(`^\`\`\`${mark}\\n([^]*?)^\`\`\`$`, "m").exec(text)[1];
  const library = file("volunteer.json", block("json quiz"));
  const ndjson = score([library, "--keep", "id"], block("text ndjson"));
  assert.equal(ndjson.status, 0, ndjson.stdout);
  assert.deepEqual(
    records(ndjson.stdout).map(({ kept, outcomes }) => [kept.id, outcomes]),
    [
      ["A7", ["stories"]],
      ["A8", ["mending"]],
    ],
  );
  const csv = score([library, file("guide.csv", block("text csv")), "--keep", "name"]);
  assert.equal(csv.status, 0, csv.stdout);
  assert.match(csv.stdout, /^2,Ada,,one,stories,/m);
});

test("CSV is scored as NDJSON is, in its own form", () => {
  const csv = 'name,milk,cup\nAda,yes,small\n"Bo, the\n2nd",no,large\nCy,,\n';
  const { status, stdout } = score([tie, file("sheets.csv", csv), "--keep", "name"]);
  assert.equal(status, 0);
  const { scores, margin } = records(score([tie], `${sheet}\n`).stdout)[0];
  assert.deepEqual(stdout.split("\n").slice(0, 2), [
    "line,name,stop,kind,outcomes,margin,score:tea,score:coffee,score:cocoa,error",
    `2,Ada,complete,two-tracks,cocoa;coffee,${margin},${scores.tea},${scores.coffee},${scores.cocoa},`,
  ]);
  assert.match(stdout, /\n3,"Bo, the\n2nd",complete,one,tea,.*\n5,Cy,,,,,,,,\n$/);
  assert.equal(score([tie, "-", "--format", "csv", "--keep", "name"], csv).stdout, stdout);
});

test("a record of CSV that cannot be used takes no other with it", () => {
  const csv = 'cup,milk\nsmall,"yes\nsmall,yes\nsmall\n5" cup,no\nlarge,"no"\n';
  const { status, stdout } = score([tie, "--format", "csv"], csv);
  assert.equal(status, 1);
  const rows = lines(stdout).slice(1);
  assert.deepEqual(
    rows.map((row) => row.split(",", 2)),
    [
      ["2", ""],
      ["3", "complete"],
      ["4", ""],
      ["5", ""],
      ["6", "complete"],
    ],
  );
  assert.match(rows[0], /quotation mark/);
  assert.match(rows[2], /1 cell; the header has 2/);
});

test("CSV that is cut off anywhere gives no half-scored sheet", () => {
  const csv = "cup,milk\nlarge,no\nsmall,yes\n";
  const expected = lines(score([tie, "--format", "csv"], csv).stdout);
  for (let size = "cup,milk\n".length; size <= csv.length; size += 1) {
    const cut = csv.slice(0, size);
    const results = lines(score([tie, "--format", "csv"], cut).stdout);
    const wholeOnes = /(^|,)(yes|no)$/.test(cut)
      ? cut.split("\n").length
      : cut.split("\n").length - 1;
    assert.deepEqual(results.slice(0, wholeOnes), expected.slice(0, wholeOnes));
    for (const extra of results.slice(wholeOnes)) assert.match(extra, /^\d,,,,,,,\S/);
  }
});

test("CSV in many records is the same bytes whatever the number of threads", () => {
  let csv = "note;cup;milk\n";
  for (let row = 0; row < 60_000; row += 1) {
    csv += `${["plain", '"a;\nb"', '"say ""yes"""', '"open'][row % 4]};small;yes\n`;
  }
  const path = file("many.csv", csv);
  const args = [tie, path, "--keep", "note"];
  const one = score([...args, "--threads", "1"]);
  assert.equal(one.status, 1);
  assert.equal(one.stdout.match(/complete/g).length, 45_000);
  assert.ok(score([...args, "--threads", "7"]).stdout === one.stdout);
});

test("a CSV file whose header cannot be used is refused whole", () => {
  for (const [header, word] of [
    ["", "names the questions"],
    ["cup,milc\n", "Did you mean “milk”?"],
    ["cup,cup\n", "Two columns"],
    [Buffer.from("\ufeffcup,milk\n", "utf16le"), "UTF-16"],
  ]) {
    const path = file("header.csv", header);
    const { status, stdout, stderr } = score([tie, path]);
    assert.equal(status, 1);
    assert.equal(stdout, "");
    assert.ok(stderr.includes(path) && stderr.includes(word), stderr);
  }
});
