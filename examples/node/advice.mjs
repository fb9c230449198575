// Reads answer sheets from standard input, one JSON object a line, and prints the advice for each after its number.
// Faults go to standard error, and the exit status is then 1.
//
//     node advice.mjs < answers.ndjson

import { readFile } from "node:fs/promises";
import { createInterface } from "node:readline";
import { fileURLToPath } from "node:url";
import { openQuiz } from "career-quiz/node";

const file = fileURLToPath(import.meta.resolve("career-quiz/mentoring-coaching.fr.json"));
const text = await readFile(file, "utf8");
const titles = new Map(JSON.parse(text).outcomes.map(({ id, title }) => [id, title]));
const quiz = await openQuiz(text);

let line = 0;
for await (const sheet of createInterface({ input: process.stdin })) {
  line += 1;
  try {
    const { problems, result } = quiz.evaluate({ answers: JSON.parse(sheet), early: true });
    for (const { message } of problems) console.error(`${line}: ${message}`);
    if (problems.length > 0) process.exitCode = 1;
    const advice = result?.headline.outcomes.map((outcome) => titles.get(outcome));
    console.log(`${line}: ${advice?.join(" · ") ?? "pas encore de conseil"}`);
  } catch (error) {
    console.error(`${line}: ${error.message}`);
    process.exitCode = 1;
  }
}
quiz.close();
