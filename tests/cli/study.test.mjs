// `career-quiz study` as a program: its report in three forms, the page that stands by itself, and
// what Ctrl-C leaves.

import assert from "node:assert/strict";
import { spawn } from "node:child_process";
import { existsSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { test } from "node:test";
import { setTimeout as sleep } from "node:timers/promises";
import { program, root, run, secondsOf, temporary } from "./run.mjs";

const mentoring = join(root, "questions/mentoring-coaching.json");
const folder = temporary("study");

const study = (...args) => run(["study", ...args]);
const few = ["--respondents", "3000", "--adaptive", "100"];

const page = join(folder, "study.html");
const whole = study(mentoring, ...few, "--html", page);

test("a sound quiz has no findings, and says so", () => {
  assert.equal(whole.status, 0, whole.stderr);
  assert.match(whole.stdout, /^Study of mentoring-coaching /);
  assert.match(
    whole.stdout,
    /\nFindings\n {2}Nothing is wrong that these respondents could show\.\n/,
  );
  assert.equal(whole.stderr, "");
});

test("JSON has every kind, outcome and question, and shares that add up", () => {
  const { status, stdout } = study(mentoring, ...few, "--format", "json");
  assert.equal(status, 0);
  const report = JSON.parse(stdout);
  const quiz = JSON.parse(readFileSync(mentoring, "utf8"));
  assert.equal(report.complete, true);
  assert.deepEqual(
    report.kinds.map(({ kind }) => kind),
    ["coherent", "drawn from the model", "noisy mixture", "uniform"],
  );
  for (const kind of report.kinds) {
    assert.equal(kind.respondents, 3000);
    assert.deepEqual(
      Object.keys(kind.outcomes),
      quiz.outcomes.map(({ id }) => id),
    );
    assert.deepEqual(
      Object.keys(kind.questions),
      quiz.questions.map(({ id }) => id),
    );
    for (const shares of [Object.values(kind.headlines), Object.values(kind.outcomes)]) {
      const hits = shares.map((each) => (each.first ?? each).hits);
      assert.equal(
        hits.reduce((sum, each) => sum + each, 0),
        3000,
      );
    }
    for (const { share, low, high } of Object.values(kind.headlines))
      assert.ok(low <= share && share <= high);
    const { lengths, respondents } = kind.adaptive;
    assert.equal(
      lengths.reduce((sum, each) => sum + each, 0),
      respondents,
    );
  }
});

test("what matters most is told in plain sentences, in each form of the report", () => {
  const { kinds, summary } = JSON.parse(study(mentoring, ...few, "--format", "json").stdout);
  const { questions, outcomes } = kinds.find(({ kind }) => kind === "noisy mixture");
  const most = (members, share) =>
    Object.entries(members).toSorted(([, a], [, b]) => share(b) - share(a))[0];
  const [question, { decides }] = most(questions, ({ decides }) => decides.share);
  const [outcome] = most(outcomes, ({ first }) => first.share);
  assert.ok(
    summary[0].startsWith(
      `Question “${question}” decides ${(decides.share * 100).toFixed(1)} % of`,
    ),
    summary[0],
  );
  assert.ok(summary[1].startsWith(`The first advice is most often “${outcome}”`), summary[1]);
  assert.match(summary[2], /^One slip changes the first advice in \d+ of 100 cases; \d+ of 100 /);
  assert.match(summary[3], /^The adaptive form asks [\d.]+ % of the questions, /);
  const html = readFileSync(page, "utf8");
  const text = whole.stdout.replace(/\s+/g, " ");
  for (const sentence of summary) assert.ok(html.includes(sentence) && text.includes(sentence));
});

test("findings are told and set the exit status", () => {
  const quiz = JSON.parse(readFileSync(mentoring, "utf8"));
  quiz.outcomes.find(({ id }) => id === "prepare").bias = -200;
  const starved = join(folder, "starved.json");
  writeFileSync(starved, JSON.stringify(quiz));
  const { status, stdout } = study(starved, ...few);
  assert.equal(status, 1);
  assert.match(stdout, /Outcome “prepare” ranks first for/);
});

test("the page stands by itself: no script, no address, nothing to load", () => {
  const html = readFileSync(page, "utf8");
  assert.doesNotMatch(
    html,
    /https?:|<script|<link|<img|<iframe|@import|url\(|\bon\w+=|javascript:/i,
  );
  assert.match(html, /^<!doctype html>\n<html lang="en">/);
  assert.match(html, /prefers-color-scheme: dark/);
  assert.match(html, /@media print/);
});

test("the page is well formed, and each plot has a name and a table after it", () => {
  const html = readFileSync(page, "utf8");
  const open = [];
  for (const [, closing, name, , empty] of html
    .replace(/<!doctype html>/, "")
    .matchAll(/<(\/?)([a-z0-9]+)((?:\s+[\w-]+="[^"<]*")*)\s*(\/?)>/g)) {
    if (closing) assert.equal(open.pop(), name);
    else if (!empty) open.push(name);
  }
  assert.deepEqual(open, []);
  assert.doesNotMatch(html.replace(/<\/?[a-z][^<>]*>|<!doctype html>/g, ""), /[<>]/);
  const plots = html.split("<svg ").slice(1);
  assert.ok(plots.length >= 5);
  for (const plot of plots) {
    assert.match(plot, /^role="img" aria-label="[^"]{20,}"/);
    assert.match(
      plot.slice(plot.indexOf("</svg>")),
      /^<\/svg><\/div><figcaption>[^<]+<\/figcaption><\/figure>\n<div [^>]*><table/,
    );
  }
});

test("text from the quiz is text in the page, whatever it says", () => {
  const quiz = JSON.parse(readFileSync(join(root, "tests/quizzes/tie.json"), "utf8"));
  quiz.title = 'A <script>alert("x")</script> & more';
  const odd = join(folder, "odd.json");
  writeFileSync(odd, JSON.stringify(quiz));
  const html = join(folder, "odd.html");
  study(odd, ...few, "--html", html);
  const text = readFileSync(html, "utf8");
  assert.ok(text.includes("A &lt;script&gt;alert(&quot;x&quot;)&lt;/script&gt; &amp; more"));
  assert.doesNotMatch(text, /<script/);
});

test("the same seed gives the same bytes on any number of threads", () => {
  const other = join(folder, "threads.html");
  for (const threads of ["1", "5"]) {
    const { stdout } = study(mentoring, ...few, "--threads", threads, "--html", other);
    assert.equal(stdout, whole.stdout);
    assert.equal(readFileSync(other, "utf8"), readFileSync(page, "utf8"));
  }
  assert.notEqual(study(mentoring, ...few, "--seed", "2").stdout, whole.stdout);
});

test("a page that cannot be written is told before anybody is drawn", () => {
  const missing = join(folder, "no/such/study.html");
  for (const [path, why] of [
    [missing, /no such folder; make it first/],
    [folder, /Is a directory/],
  ]) {
    const { status, stdout, stderr } = study(mentoring, ...few, "--html", path);
    assert.equal(status, 4);
    assert.equal(stdout, "");
    assert.match(stderr, why);
    assert.ok(stderr.includes(path), stderr);
  }
  assert.ok(!existsSync(missing));
});

test("Ctrl-C ends with what there is, and says how many it rests on", async () => {
  const stopped = join(folder, "stopped.html");
  const child = spawn(program, [
    "study",
    mentoring,
    ...["--respondents", "10000000000", "--format", "json", "--html", stopped],
  ]);
  let stdout = "";
  let stderr = "";
  child.stdout.on("data", (data) => (stdout += data));
  child.stderr.on("data", (data) => (stderr += data));
  const closed = new Promise((resolve) => child.on("close", resolve));
  // Long enough for some of each kind, whatever else the machine does.
  while (secondsOf(child) < 1) await sleep(20);
  child.kill("SIGINT");
  const status = await closed;
  assert.equal(status, 130, stderr);
  const report = JSON.parse(stdout);
  assert.equal(report.complete, false);
  assert.ok(report.kinds.every(({ respondents }) => respondents > 0));
  assert.match(stderr, /^career-quiz: stopped: the study rests on \d+/);
  assert.match(readFileSync(stopped, "utf8"), /was stopped before its end[^]*<\/html>\n$/);
});
