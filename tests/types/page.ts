// What a page in TypeScript may write, and what its compiler has to refuse.
import { CareerQuizElement, CareerQuizEvent } from "../../web/career-quiz.js";
import type { CareerQuizAttributes, CareerQuizListeners } from "../../web/career-quiz.js";

const quiz = document.querySelector("career-quiz")!;
quiz.mode = "full";
quiz.src = null;
quiz.headingLevel = 3;
const first: string | undefined = quiz.result?.headline.outcomes[0];
const margin: number | null | undefined = quiz.result?.margin;
const code: string | null = quiz.toCode();
quiz.fromCode(code ?? "").then((shown: boolean) => shown);

quiz.addEventListener("career-quiz-complete", (event) => {
  const outcomes: readonly string[] = event.detail.outcomes;
  return outcomes;
});
document.addEventListener("career-quiz-before-complete", (event) => event.preventDefault());
addEventListener("career-quiz-error", ({ detail }) => detail.code === "quiz-missing");

new CareerQuizElement() satisfies HTMLElement;
new CareerQuizEvent("answer", { question: "role" }) satisfies Event;

({ mode: "full", "heading-level": 3, history: true }) satisfies CareerQuizAttributes;
({ "oncareer-quiz-complete": ({ detail }) => detail.kind }) satisfies CareerQuizListeners;

// @ts-expect-error: no such mode
quiz.mode = "fast";
// @ts-expect-error: nor in a tag
({ mode: "fast" }) satisfies CareerQuizAttributes;
// @ts-expect-error: no such event
({ "oncareer-quiz-end": () => {} }) satisfies CareerQuizListeners;
// @ts-expect-error: copies are read only
quiz.answers.role = "mentee";
// @ts-expect-error: what was answered is in no event
quiz.addEventListener("career-quiz-answer", ({ detail }) => detail.answer);
// @ts-expect-error: the code is known, or null
const sure: string = quiz.toCode();
export { first, margin, sure };
