// What the measurements share: the built engine under Node, quizzes of any size,
// answer sheets, and small statistics.

import { mkdirSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { fileURLToPath } from "node:url";

const kRoot = fileURLToPath(new URL("..", import.meta.url));
/** CAREER_QUIZ_BUILD names another folder of builds than build/. */
const kBuild = process.env.CAREER_QUIZ_BUILD ?? join(kRoot, "build");
const kEngine = join(kBuild, "wasm/bindings/career-quiz-engine");

export const mentoring = readFileSync(join(kRoot, "questions/mentoring-coaching.json"), "utf8");

export const program = (name) => join(kBuild, "native/bench", name);

/** Writes a file for a native program to read; returns its path. */
export function scratch(name, text) {
  const folder = join(kBuild, "bench");
  mkdirSync(folder, { recursive: true });
  writeFileSync(join(folder, name), text);
  return join(folder, name);
}

/** A new instance of the shipped module, and the size of its memory in bytes. */
export async function instance() {
  const { default: createModule } = await import(`${kEngine}.js`);
  let memory;
  const { instantiate } = WebAssembly;
  WebAssembly.instantiate = async (...given) => {
    const result = await instantiate(...given);
    const { exports } = result.instance ?? result;
    memory = Object.values(exports).find((each) => each instanceof WebAssembly.Memory);
    return result;
  };
  const module = await createModule({ wasmBinary: readFileSync(`${kEngine}.wasm`) });
  WebAssembly.instantiate = instantiate;
  return { module, size: () => memory.buffer.byteLength };
}

/** An engine that has loaded `text`. */
export function load(module, text) {
  const engine = new module.Engine();
  const { quiz, diagnostics } = JSON.parse(engine.load(text));
  if (quiz === null) throw new Error(JSON.stringify(diagnostics.slice(0, 5), null, 2));
  return engine;
}

/** A small generator of whole numbers below `n`, the same in every run. */
export function numbers(seed) {
  let state = seed;
  return (n) => {
    state = (Math.imul(state, 1664525) + 1013904223) >>> 0;
    return Math.floor((state / 2 ** 32) * n);
  };
}

/**
 * A generated quiz: each option weighs `weights` outcomes, or all of them, or only
 * every `step`-th option does. Names and texts are as short as can be, so that the
 * largest quiz fits a file.
 */
export function generatedQuiz({
  questions,
  options,
  outcomes,
  weights = outcomes,
  step = 1,
  adaptive,
}) {
  const below = numbers(1);
  const name = (i) => i.toString(36);
  const many = (count, make) => Array.from({ length: count }, (_, i) => make(i));
  const evidence = () =>
    Object.fromEntries(
      many(weights, (i) => [
        name(weights === outcomes ? i : below(outcomes)),
        below(4) + 1 - 5 * below(2) || 1,
      ]),
    );
  return JSON.stringify({
    format: 1,
    id: "generated",
    version: "1",
    languages: ["en"],
    title: "Generated",
    limits: "Generated for a measurement.",
    questions: many(questions, (i) => ({
      id: `q${name(i)}`,
      kind: "single",
      text: "?",
      options: many(options, (j) => ({
        id: name(j),
        text: ".",
        ...(j % step === 0 ? { evidence: evidence() } : {}),
      })),
    })),
    outcomes: many(outcomes, (i) => ({
      id: name(i),
      title: ".",
      summary: ".",
      body: ["."],
      priority: i + 1,
    })),
    ...(adaptive ? { adaptive } : {}),
  });
}

/** An answer to `question` that fits it, drawn by `below`. */
export function drawAnswer(question, below) {
  const draw = () => question.options[below(question.options.length)].id;
  switch (question.kind) {
    case "number":
      return question.min + below(question.max - question.min + 1);
    case "text":
      return "Text.";
    case "multiple":
      return [draw()];
    case "rank":
      return question.options.map(({ id }) => id);
    default:
      return draw();
  }
}

/** The first `count` questions answered at random, as answers. */
export function sheet(quiz, count, seed) {
  const below = numbers(seed);
  return Object.fromEntries(
    quiz.questions.slice(0, count).map((each) => [each.id, drawAnswer(each, below)]),
  );
}

export function median(values) {
  const sorted = values.toSorted((a, b) => a - b);
  return sorted[Math.floor(sorted.length / 2)];
}

/** Prints rows of cells as a table of Markdown, numbers to the right. */
export function printTable(head, rows) {
  const line = (cells) => `| ${cells.join(" | ")} |`;
  console.log(line(head));
  console.log(`|${head.map((_, i) => (i === 0 ? "---" : "--:")).join("|")}|`);
  for (const row of rows) console.log(line(row));
}
