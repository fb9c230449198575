// `career-quiz take` as a program, through a pipe and through a pseudo-terminal.

import assert from "node:assert/strict";
import { spawn } from "node:child_process";
import { mkdtempSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { test } from "node:test";
import { program, root, run, temporary } from "./run.mjs";

const folder = temporary("take");
const mentoring = `${root}questions/mentoring-coaching.json`;
const everyKind = `${root}tests/quizzes/every-kind.json`;

const piped = (lines, ...args) => {
  const input = lines.map((line) => `${line}\n`).join("");
  return run(["take", ...args], { input });
};

/** Types each line when the prompt is there, and then q; "\x03" is Ctrl-C and has no line end. */
const typed = (lines, args) =>
  new Promise((resolve) => {
    const line = `stty cols 60; exec ${[program, "take", ...args].join(" ")}`;
    const child = spawn("script", ["-qec", line, "/dev/null"], {
      env: { ...process.env, TERM: "xterm", NO_COLOR: undefined },
    });
    let said = "";
    let at = 0;
    child.stdout.setEncoding("utf8").on("data", (text) => {
      said += text;
      const prompts = said.match(/^> /gm)?.length ?? 0;
      if (prompts <= at) return;
      const line = lines[at] ?? "q";
      child.stdin.write(line === "\x03" ? line : `${line}\n`);
      at += 1;
    });
    child.on("close", (status) => resolve({ status, said: said.replaceAll("\r", "") }));
  });

const weighed = (options) =>
  options.map((option, at) => ({ ...option, evidence: at < 2 ? { [`o${at + 1}`]: 6 } : {} }));

/** Without the breaks of lines. */
const flat = (text) => text.replace(/\s+/g, " ");

const codeIn = (said) => said.match(/--code (\S+)/)?.[1];

// A way through the mentoring quiz that ends in career mentoring.
const way = ["1", "1", "2", "5", "1", "2", "1", "2", "2", "1"];

test("a piped quiz is asked and answered in its language, without colours or prompts", () => {
  const { status, stdout, stderr } = piped(way, mentoring, "--lang", "fr");
  assert.equal(stderr, "");
  assert.equal(status, 0);
  assert.doesNotMatch(stdout, /\x1b|^> /m);
  const order = [
    "Mentorat ou coaching",
    "Question 1, encore",
    "Votre piste",
    "Ce qui a compté",
    "Vos prochaines actions",
    "Ce qui changerait l’avis",
    "Votre profil",
    "Ce que ce quiz ne dit pas",
    "Le code de vos réponses",
  ];
  const places = order.map((words) => stdout.indexOf(words));
  assert.deepEqual(
    places,
    [...places].sort((a, b) => a - b),
  );
  assert.ok(places[0] >= 0);
  for (const line of stdout.split("\n")) {
    if (!line.includes("career-quiz take")) assert.ok([...line].length <= 80, line);
  }
});

test("the sum of the points is the gap that is told", () => {
  const { stdout } = piped(way, mentoring, "--lang", "en");
  const account = stdout.match(/^The sum\n[^]*?^Gap .*$/m)[0];
  const points = [...account.matchAll(/ ([+-]?\d+)\.(\d)$/gm)].map(([, whole, tenth]) =>
    Number(`${whole}${tenth}`),
  );
  const gap = points.pop();
  assert.ok(points.length > 1);
  assert.equal(
    points.reduce((sum, n) => sum + n, 0),
    gap,
  );
});

test("bad input gets a sentence, and the question stays", () => {
  const lines = ["x", "9", "", "1 2", "1"];
  const { stdout } = piped(lines, mentoring, "--lang", "en");
  assert.equal(stdout.match(/Type a number from 1 to 3, or \?/g).length, 2);
  assert.match(stdout, /An answer is needed to go on/);
  assert.match(stdout, /One answer only here/);
  assert.match(stdout, /^Answer: /m);
});

test("a sensitive answer is neither shown nor in the code", () => {
  const first = piped(["1", "2"], mentoring, "--lang", "en");
  const second = piped(["1", "5"], mentoring, "--lang", "en");
  assert.equal(first.stdout, second.stdout);
  assert.match(first.stdout, /Your answer counts, and is not shown/);
});

test("advice that rests on a sensitive answer comes without a code that would tell it", () => {
  const { status, stdout } = piped(["1", "3"], mentoring, "--lang", "en");
  assert.equal(status, 0);
  assert.match(stdout, /Before anything else/);
  assert.match(stdout, /There is no code for this result/);
  assert.equal(codeIn(stdout), undefined);
});

test("the end of the input leaves a code that goes on where it was left", () => {
  const { status, stdout } = piped(["1", "1", "2"], mentoring, "--lang", "en");
  assert.equal(status, 0);
  const code = codeIn(stdout);
  const on = piped([], mentoring, "--lang", "en", "--code", code);
  assert.match(on.stdout, /taken up where you left them/);
  assert.match(on.stdout, /Question 3/);
  assert.match(on.stdout, /How have you been/); // Sensitive: asked again.
});

test("a code of another quiz, and one that is none, are refused with a sentence", () => {
  const code = codeIn(piped(["1", "1", "2"], mentoring).stdout);
  for (const [wrong, sentence] of [
    [code, /from another quiz, or another version/],
    ["hello", /no code of a quiz/],
  ]) {
    const { status, stdout, stderr } = piped([], everyKind, "--code", wrong);
    assert.equal(status, 1);
    assert.equal(stdout, "");
    assert.match(stderr, sentence);
  }
});

test("every kind of question says what to type, and takes it", () => {
  const folder = mkdtempSync(join(tmpdir(), "career-quiz-take-"));
  const options = ["a", "b", "c"].map((id) => ({ id, text: id.toUpperCase() }));
  const file = join(folder, "kinds.json");
  writeFileSync(
    file,
    JSON.stringify({
      format: 1,
      id: "kinds",
      version: "1",
      languages: ["en"],
      title: "Kinds",
      limits: "None.",
      questions: [
        { id: "one", kind: "single", text: "Which?", options: weighed(options) },
        { id: "many", kind: "multiple", text: "Several?", min: 1, max: 2, options },
        { id: "order", kind: "rank", text: "In order?", options },
        { id: "hours", kind: "number", text: "Hours?", min: 0, max: 40, unit: "hours" },
        { id: "wish", kind: "text", text: "A wish?", max: 20, optional: true },
      ],
      outcomes: [1, 2].map((n) => ({
        id: `o${n}`,
        title: `Outcome ${n}`,
        summary: "S.",
        body: "B.",
        priority: n,
      })),
    }),
  );
  const lines = ["2", "1 2 3", "3 1", "3 1", "3 1 2", "12.5", "12", "x".repeat(21), "peace"];
  const { status, stdout } = piped(lines, file, "--mode", "full");
  assert.equal(status, 0);
  const said = stdout.match(/^(Answer: .*|Keep .*|All 3 .* such as .*|Write .*|Shorten .*)$/gm);
  assert.deepEqual(said, [
    "Answer: B",
    "Keep 2 at most.",
    "Answer: A, C",
    "All 3 numbers are needed, each once, in your order, such as “3 1 2”.",
    "Answer: C, then A, then B",
    "Write a whole number in figures, from 0 to 40.",
    "Answer: 12\u00a0hours",
    "Shorten your answer: 20 characters at most.",
    "Answer: “peace”",
  ]);
  assert.match(stdout, /Sensitive answers and free texts are not in it/);
});

/** A quiz that only asks for texts. */
const texts = () => {
  const file = join(folder, "texts.json");
  const wish = { kind: "text", max: 20, optional: true };
  const outcome = (n) => ({ id: `o${n}`, title: `O ${n}`, summary: "S.", body: "B.", priority: n });
  const quiz = {
    format: 1,
    id: "texts",
    version: "1",
    languages: ["en"],
    title: "Texts",
    limits: "None.",
    questions: ["first", "second"].map((id) => ({ id, text: `Your ${id} wish?`, ...wish })),
    outcomes: [outcome(1), outcome(2)],
  };
  writeFileSync(file, JSON.stringify(quiz));
  return file;
};

test("in a free text a letter is an answer, and a command has a slash", () => {
  const lines = ["b", "/?", "/b", "?", "/q", "after the end"];
  const { status, stdout } = piped(lines, texts(), "--mode", "full");
  assert.equal(status, 0);
  assert.match(stdout, /20 characters at most\. Here the commands are \/b, \/r, \/q and \/\?\./);
  assert.deepEqual(stdout.match(/^ {2}q: stop|^Answer: .*|/gm).filter(Boolean), [
    "Answer: “b”",
    "  q: stop",
    "Answer: “?”",
  ]);
});

test("a quiz without a question that counts does not tell of 0 questions", () => {
  const { stdout } = piped([], texts());
  assert.match(stdout, /Your answers do not leave this computer/);
  assert.doesNotMatch(stdout, /0 questions/);
});

test("the result can be seen early, and too early is said", () => {
  const { stdout } = piped(["r", "1", "1", "2", "r", "q"], mentoring, "--lang", "en");
  assert.match(stdout, /It is too early/);
  assert.match(flat(stdout), /Your next answers may still change it/);
  assert.match(stdout, /To go on:/);
});

test("a language that the quiz has not, a missing file and standard input are refused", () => {
  assert.equal(piped([], mentoring, "--lang", "de").status, 2);
  assert.equal(piped([], `${root}nowhere.json`).status, 3);
  assert.equal(piped([], "-").status, 2);
});

test("on a terminal, Back shows the answer that was given and Enter keeps it", async () => {
  const { said } = await typed(["1", "1", "2", "b", "", "q"], [mentoring, "--lang", "en"]);
  assert.match(said, /You answered: /);
  assert.match(said.slice(said.indexOf("You answered")), /Question 4/);
  assert.match(said, /\x1b\[1m/);
  for (const line of said.replace(/\x1b\[\dm/g, "").split("\n")) {
    if (!line.includes("career-quiz take")) assert.ok([...line].length <= 60, line);
  }
});

test("on a terminal, the result opens piece by piece, and an answer can be changed", async () => {
  const { status, said } = await typed(
    [...way, "1", "b", "6", "1", ""],
    [mentoring, "--lang", "en"],
  );
  assert.equal(status, 0);
  assert.match(said, /To go further/);
  assert.match(said, /✓ {2}1 {2}Your next actions/);
  assert.match(said, /Your answer counts, and is not shown/);
  assert.match(said, /The code of your answers|Question 11/);
});

test("on a terminal, ? helps in the menu of the result and among the answers", async () => {
  const { said } = await typed([...way, "?", "x", "b", "?", ""], [mentoring, "--lang", "en"]);
  const plain = flat(said.replace(/\x1b\[\dm/g, ""));
  const help = plain.indexOf("Type a number or a letter of the menu, then Enter");
  assert.ok(help > 0);
  assert.match(plain.slice(help), /1 Your next actions/);
  assert.match(plain, /That was not clear\. Type a number or a letter of the menu/);
  assert.equal(plain.match(/The number of an answer to change/g).length, 2);
});

test("Ctrl-C ends in words, with the code and its exit status", async () => {
  const { status, said } = await typed(["1", "1", "2", "\x03"], [mentoring, "--lang", "en"]);
  assert.equal(status, 130);
  assert.match(said, /To go on:/);
  assert.ok(codeIn(said));
});
