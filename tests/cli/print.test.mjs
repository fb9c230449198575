// `career-quiz print` as a program: whoever scores a sheet by the printed key gets what the engine
// gives. The reader of the key below knows nothing of the engine or of weights.

import assert from "node:assert/strict";
import { spawnSync } from "node:child_process";
import { mkdtempSync, readFileSync, readdirSync, writeFileSync } from "node:fs";
import { delimiter, join } from "node:path";
import { test } from "node:test";
import { root, run, temporary } from "./run.mjs";
import { randomSheet, seeded } from "./sheets.mjs";

const folder = temporary("print");

const print = (...args) => {
  const options = typeof args.at(-1) === "object" ? args.pop() : {};
  return run(["print", ...args], options);
};
const printed = (...args) => {
  const { status, stdout, stderr } = print(...args);
  assert.equal(status, 0, stderr);
  return stdout;
};

const quizzes = [
  join(root, "questions/mentoring-coaching.json"),
  ...readdirSync(join(root, "tests/quizzes")).map((file) => join(root, "tests/quizzes", file)),
  ...["walks", "screens", "close", "steered", "tea", "kinds"].map((name) =>
    join(root, `tests/browser/quizzes/${name}.json`),
  ),
];

// Reading the key

const plain = (html) =>
  html
    .replace(/<[^>]*>/g, "")
    .replace(/&quot;/g, '"')
    .replace(/&lt;/g, "<")
    .replace(/&gt;/g, ">")
    .replace(/&#39;/g, "'")
    .replace(/&amp;/g, "&")
    .trim();
const tenths = (cell) =>
  cell === "" ? 0 : Math.round(10 * Number(cell.replace("−", "-").replace(",", ".")));
const letter = (place) => String.fromCharCode(97 + place);

/** The tables of points: starts, rows by question and letter, and the most of scales. */
function tablesOf(html) {
  const key = html.slice(html.indexOf('<section id="key">'), html.indexOf('<section id="advice">'));
  return [...key.matchAll(/<table class="points">([^]*?)<\/table>/g)].map(([, table]) => {
    const rows = [...table.matchAll(/<tr[^>]*>([^]*?)<\/tr>/g)].map(([, row]) =>
      [...row.matchAll(/<t[hd][^>]*>([^]*?)<\/t[hd]>/g)].map(([, cell]) => plain(cell)),
    );
    const [[, ...columns], ...body] = rows;
    const read = { columns, starts: [], rows: new Map(), most: [] };
    let total = false;
    for (const [label, ...cells] of body) {
      if (cells.length === 0) continue; // The text of a question.
      const points = cells.map(tenths);
      const option = /^(\d+)([a-z]+)\b/.exec(label);
      if (/^Total$/.test(label)) {
        assert.ok(cells.every((cell) => cell === ""));
        total = true;
      } else if (option && !total) {
        read.rows.set(option[0], points);
      } else {
        const questions = (/[\d, ]+$/.exec(label)?.[0] ?? "").match(/\d+/g) ?? [];
        read[total ? "most" : "starts"].push({ questions: questions.map(Number), points });
      }
    }
    return read;
  });
}

/** What a person adds up: the starts of what was answered, and the row of each answer. */
function addUp(table, quiz, counted) {
  const sum = table.columns.map(() => 0);
  const add = (points) => points?.forEach((value, c) => (sum[c] += value));
  const answered = (question) => counted[quiz.questions[question - 1].id] !== undefined;
  const begun = (starts) => starts.filter(({ questions }) => questions.every(answered));
  for (const { questions } of table.starts) {
    // Asked together, so answered together.
    assert.ok(questions.every(answered) || !questions.some(answered));
  }
  for (const { points } of begun(table.starts)) add(points);
  quiz.questions.forEach(({ id, kind, options }, q) => {
    if (!options || counted[id] === undefined) return;
    const chosen =
      kind === "multiple" ? counted[id] : [kind === "rank" ? counted[id][0] : counted[id]];
    for (const one of chosen) {
      const place = options.findIndex((option) => option.id === one);
      add(table.rows.get(`${q + 1}${letter(place)}`));
    }
  });
  const most = table.columns.map(() => 0);
  for (const { points } of begun(table.most)) points.forEach((value, c) => (most[c] += value));
  return { sum, most };
}

/** JsonLogic, as far as it is about answers and scales. */
function holds(condition, quiz, answers, scales) {
  if (typeof condition === "boolean") return condition;
  const [[operator, argument]] = Object.entries(condition);
  const all = (list) => list.map((item) => holds(item, quiz, answers, scales));
  if (operator === "and") return all(argument).every(Boolean);
  if (operator === "or") return all(argument).some(Boolean);
  if (operator === "!") return !holds([argument].flat()[0], quiz, answers, scales);
  const value = (side) => {
    if (side === null || typeof side !== "object" || Array.isArray(side)) return side;
    const [kind, id, place] = [side.var].flat()[0].split(".");
    assert.match(kind, /^(answers|scales)$/);
    if (kind === "scales") return scales[id] ?? null;
    const answer = answers[id] ?? null;
    return place === undefined ? answer : (answer?.[place] ?? null);
  };
  const rank = (side, other) => {
    const id = [other?.var].flat()[0]?.split(".")[1];
    const options = quiz.questions.find((question) => question.id === id)?.options;
    const own = value(side);
    return typeof own === "string" && options ? options.findIndex((o) => o.id === own) : own;
  };
  const [left, right] = argument;
  if (operator === "in") return (value(right) ?? []).includes(value(left));
  if (operator === "==") return value(left) === value(right);
  if (operator === "!=") return value(left) !== value(right);
  const a = rank(left, left?.var ? left : right);
  const b = rank(right, left?.var ? left : right);
  if (a === null || b === null || a === undefined || b === undefined) return false;
  return { "<": a < b, "<=": a <= b, ">": a > b, ">=": a >= b }[operator];
}

/** The answers that count, those to questions whose condition holds; and the scales by them. */
function countedOf(quiz, sheet, scaleTable) {
  let counted = {};
  let scales = {};
  // No conditions wait for each other, so that each pass settles one more question or all are.
  for (let pass = 0; pass <= quiz.questions.length; pass += 1) {
    const open = quiz.questions.filter(
      ({ id, when }) =>
        (sheet[id] ?? null) !== null && (when === undefined || holds(when, quiz, counted, scales)),
    );
    counted = Object.fromEntries(open.map(({ id }) => [id, sheet[id]]));
    if (scaleTable) scales = scaleValues(quiz, scaleTable, counted);
  }
  return { counted, scales };
}

function scaleValues(quiz, table, counted) {
  const { sum, most } = addUp(table, quiz, counted);
  return Object.fromEntries(
    quiz.scales.flatMap(({ id }, s) => {
      const column = table.columns.indexOf(String(s + 1));
      return most[column] > 0
        ? [[id, Math.floor((200 * sum[column] + most[column]) / (2 * most[column]))]]
        : [];
    }),
  );
}

/** One table of all whose columns are letters, and one whose columns are numbers. */
const joined = (tables) => {
  if (tables.length < 2) return tables[0];
  const columns = tables.flatMap((table) => table.columns);
  const width = tables.map((table) => table.columns.length);
  const spread = (points, t) =>
    width.flatMap((w, other) => (other === t ? points : Array(w).fill(0)));
  const rows = new Map();
  tables.forEach((table, t) => {
    for (const [name, points] of table.rows) {
      const before = rows.get(name) ?? columns.map(() => 0);
      rows.set(
        name,
        before.map((value, c) => value + spread(points, t)[c]),
      );
    }
  });
  const starts = (member) =>
    tables.flatMap((table, t) =>
      table[member].map(({ questions, points }) => ({ questions, points: spread(points, t) })),
    );
  return { columns, rows, starts: starts("starts"), most: starts("most") };
};

const sheetsOf = (quiz, count) => {
  const random = seeded(11);
  return Array.from({ length: count }, () => randomSheet(quiz, random, 0.7));
};

/** What the engine says of each sheet. */
function scored(path, sheets) {
  const { stdout, stderr } = run(["score", path], {
    input: sheets.map((sheet) => JSON.stringify(sheet)).join("\n"),
  });
  const records = stdout
    .trim()
    .split("\n")
    .map((line) => JSON.parse(line));
  assert.equal(records.length, sheets.length, stderr);
  for (const { error } of records) assert.equal(error, undefined);
  return records;
}

for (const path of quizzes) {
  const quiz = JSON.parse(readFileSync(path, "utf8"));
  test(`the key of ${quiz.id} scores by hand as the engine does, exactly`, () => {
    const html = printed(path);
    const tables = tablesOf(html);
    const table = joined(tables.filter(({ columns }) => /^[A-Z]+$/.test(columns[0])));
    const scaleTable = joined(tables.filter(({ columns }) => /^\d+$/.test(columns[0])));
    // A derived outcome is one that a rule shows; all others have columns, in the order of ties.
    const derived = new Set(
      (quiz.rules ?? []).filter(({ kind }) => kind !== "beside").map(({ outcome }) => outcome),
    );
    const ranked = quiz.outcomes
      .filter(({ id }) => !derived.has(id))
      .sort((a, b) => a.priority - b.priority);
    const sheets = sheetsOf(quiz, 1000);
    const engine = scored(path, sheets);
    let compared = 0;
    sheets.forEach((sheet, at) => {
      const { counted, scales } = countedOf(quiz, sheet, scaleTable);
      if (engine[at].kind === "override") return;
      assert.equal(engine[at].stop, "complete");
      if (scaleTable) assert.deepEqual(scales, engine[at].scales);
      const open = ranked.filter(
        ({ when }) => when === undefined || holds(when, quiz, counted, scales),
      );
      const totals = table ? addUp(table, quiz, counted).sum : ranked.map(() => 0);
      const total = ({ id }) => totals[ranked.findIndex((outcome) => outcome.id === id)];
      // Sorting is stable: of equal totals the one further to the left stays in front.
      const [first, second] = open.toSorted((a, b) => total(b) - total(a));
      const { scores } = engine[at];
      assert.deepEqual(Object.keys(scores).sort(), open.map(({ id }) => id).sort());
      for (const outcome of open) {
        assert.equal(total(outcome) - total(first), scores[outcome.id] - scores[first.id]);
      }
      const best = Object.keys(scores).toSorted(
        (a, b) =>
          scores[b] - scores[a] ||
          ranked.findIndex(({ id }) => id === a) - ranked.findIndex(({ id }) => id === b),
      )[0];
      assert.equal(first.id, best);
      if (engine[at].kind === "one") assert.deepEqual(engine[at].outcomes, [first.id]);
      if (second && engine[at].kind === "two-tracks" && !quiz.rules) {
        assert.deepEqual(engine[at].outcomes.toSorted(), [first.id, second.id].sort());
      }
      compared += 1;
    });
    assert.ok(compared > 100, `${compared} sheets`);
  });
}

test("the rule for mixed advice, by whole points, differs from the engine at the edge alone", () => {
  const path = join(root, "tests/quizzes/kitchen-tool.json");
  const html = printed(path);
  const [, rows] = /<table class="flat">([^]*?)<\/table>/.exec(html);
  const cells = [...rows.matchAll(/<td>(\d+)<\/td>/g)].map(([, cell]) => Number(cell));
  const counts = cells.slice(cells.length / 2);
  const limit = Number(/If that is over (\d+)/.exec(html)[1]);
  const sheets = sheetsOf(JSON.parse(readFileSync(path, "utf8")), 5000);
  const differ = [];
  let mixed = 0;
  for (const { kind, scores } of scored(path, sheets)) {
    if (kind === "combined") continue;
    const [best, ...others] = Object.values(scores).sort((a, b) => b - a);
    const sum = others.reduce((all, one) => all + (counts[Math.round((best - one) / 10)] ?? 0), 0);
    if (kind === "mixed") mixed += 1;
    if (sum > limit !== (kind === "mixed")) differ.push(sum);
  }
  assert.ok(mixed >= 5, `${mixed} mixed`);
  assert.ok(differ.length < 25, `${differ.length} differ`);
  for (const sum of differ) assert.ok(Math.abs(sum - limit) < 30, `${sum}`);
});

test("both forms stand alone: no script, nothing from elsewhere, one key", () => {
  for (const path of quizzes) {
    const { languages } = JSON.parse(readFileSync(path, "utf8"));
    const keys = ["page", "paper"].flatMap((form) =>
      languages.map((language) => {
        const html = printed(path, "--form", form, "--lang", language);
        assert.doesNotMatch(html, /<script|<link|<img|<iframe|\bsrc=|\burl\(|@import|\bon\w+="/i);
        assert.match(html, new RegExp(`<html lang="${language}"`));
        return JSON.stringify(tablesOf(html).map(({ rows }) => [...rows]));
      }),
    );
    assert.equal(new Set(keys).size, 1, path);
  }
});

const hostile = {
  format: 1,
  id: "hostile",
  version: "1",
  languages: ["en"],
  title: '</style><script>alert(1)</script> & "quoted" \\ \'end',
  limits: 'No </style> " \\ \n limits',
  description: [{ link: { href: 'https://example.org/?a=1&b="', text: "<b>a link</b>" } }],
  questions: [
    {
      id: "one",
      kind: "single",
      text: "<img src=x onerror=alert(1)>",
      options: [
        { id: "a", text: '"><script>', evidence: { x: 4 } },
        { id: "b", text: "&amp;", evidence: { y: 4 } },
      ],
    },
    {
      id: "two",
      kind: "text",
      text: "Two",
      optional: true,
      when: { "==": [{ var: "answers.one" }, "a"] },
    },
  ],
  outcomes: ["x", "y"].map((id, priority) => ({
    ...{ id, priority, title: `<i>${id}`, summary: "</details>", body: "<p onclick=x>" },
  })),
};

test("no text of the quiz becomes markup or style", () => {
  const path = join(folder, "hostile.json");
  writeFileSync(path, JSON.stringify(hostile));
  for (const form of ["page", "paper"]) {
    const html = printed(path, "--form", form);
    assert.equal(html.match(/<\/style>/g).length, 1);
    assert.doesNotMatch(html, /<script|<img|<i>x|<p onclick/);
    assert.match(html, /&lt;img src=x onerror=alert\(1\)&gt;/);
    assert.match(html, /Only if the answer to question 1 is a “&quot;&gt;&lt;script&gt;”\./);
  }
});

test("sensitive, optional and conditional questions say so, and every kind has its field", () => {
  const path = join(root, "tests/browser/quizzes/kinds.json");
  const quiz = JSON.parse(readFileSync(path, "utf8"));
  const html = printed(path, "--form", "page");
  for (const [q, { kind, options }] of quiz.questions.entries()) {
    const own = html.split('<fieldset class="q">')[q + 1];
    const inputs = own.match(/<(input|textarea)[^>]*>/g) ?? [];
    const wanted = { number: 1, text: 1 }[kind] ?? options.length;
    assert.equal(inputs.length, wanted, kind);
  }
  const mentoring = printed(quizzes[0], "--lang", "en");
  assert.match(mentoring, /Sensitive\. Decide who may see this sheet before you answer\./);
  assert.match(mentoring, /You may leave this out\./);
  assert.match(mentoring, /Only if the answer to question 2 is not b “/);
  assert.doesNotMatch(mentoring, /<input|<textarea/);
});

test("faults are told in a sentence, and leave no file behind", () => {
  const out = join(folder, "form.html");
  const bad = join(folder, "bad.json");
  writeFileSync(bad, "{}");
  assert.equal(print(bad, "-o", out).status, 1);
  assert.equal(print(quizzes[0], "--lang", "de", "-o", out).status, 2);
  assert.equal(print(quizzes[0], "--form", "book").status, 2);
  assert.equal(print(join(folder, "none.json"), "-o", out).status, 3);
  assert.equal(print(quizzes[0], "-o", join(folder, "no/form.html")).status, 4);
  assert.deepEqual(
    readdirSync(folder).filter((file) => file.startsWith("form")),
    [],
  );
  assert.equal(print(quizzes[0], "-o", out).status, 0);
  assert.equal(readFileSync(out, "utf8"), printed(quizzes[0]));
});

test("the commands of the author's guide pack and print its quiz", () => {
  const guide = readFileSync(join(root, "questions/README.md"), "utf8");
  const block = (mark) => new RegExp(`^\`\`\`${mark}\\n([^]*?)^\`\`\`$`, "m").exec(guide)[1];
  const place = mkdtempSync(join(folder, "guide-"));
  writeFileSync(join(place, "library.json"), block("json quiz"));
  for (const mark of ["sh pack", "sh print"]) {
    const { status, stderr } = spawnSync("sh", ["-ec", block(mark)], {
      cwd: place,
      encoding: "utf8",
      env: { ...process.env, PATH: [join(root, "build/native"), process.env.PATH].join(delimiter) },
    });
    assert.equal(status, 0, stderr);
  }
  const files = readdirSync(place).sort();
  assert.deepEqual(files, ["form.html", "library.en.json", "library.json"]);
  assert.equal(JSON.parse(readFileSync(join(place, files[1]), "utf8")).expect, undefined);
});
