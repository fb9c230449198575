// Runs career-quiz-ties on the mentoring quiz and on the same quiz with its
// outcomes and questions in another order.
//
//   node bench/ties.mjs [sheets]

import { spawnSync } from "node:child_process";
import { mentoring, numbers, program, scratch } from "./support.mjs";

const below = numbers(1);
function shuffle(list) {
  for (let i = list.length; i > 1; i -= 1) {
    const j = below(i);
    [list[i - 1], list[j]] = [list[j], list[i - 1]];
  }
}

const quiz = JSON.parse(mentoring);
shuffle(quiz.outcomes);
shuffle(quiz.questions);
const files = [
  scratch("mentoring.json", mentoring),
  scratch("shuffled.json", JSON.stringify(quiz)),
];
const { status } = spawnSync(program("career-quiz-ties"), [...files, ...process.argv.slice(2)], {
  stdio: "inherit",
});
process.exitCode = status ?? 1;
