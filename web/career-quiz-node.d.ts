/**
 * The engine under Node, for hosts that evaluate answers on a server: the same bytes as in a page.
 *
 *     import { readFile } from "node:fs/promises";
 *     import { openQuiz } from "career-quiz/node";
 *
 *     const quiz = await openQuiz(await readFile("quiz.json", "utf8"));
 *     const { result } = quiz.evaluate({ answers: { stage: "starting" }, early: true });
 */
import type { Answer, Evaluation, Result } from "./career-quiz-evaluation.js";

export type { Answer, Reason } from "./career-quiz-evaluation.js";

export interface Diagnostic {
  readonly severity: "error" | "warning";
  readonly code: string;
  /** A JSON pointer into the file. */
  readonly pointer: string;
  /** From 1. */
  readonly line: number;
  readonly column: number;
  readonly message: string;
}

/**
 * Answers by question, from the earliest to the latest, which the adaptive mode heeds. An object puts
 * ids that are numbers first; where a quiz has such ids, give a Map.
 */
export type GivenAnswers = Iterable<readonly [string, Answer]> | Readonly<Record<string, Answer>>;

export interface Request {
  readonly answers: GivenAnswers;
  /** `full` when absent: every question. `adaptive`: what the advice needs. */
  readonly mode?: "full" | "adaptive";
  /** A result also before the interview has stopped. */
  readonly early?: boolean;
  /** One of the quiz's; its first when absent. */
  readonly language?: string;
}

/** What a page sees, and what a page is not told: turning points, questions beside the result. */
export interface EngineResult extends Result {
  readonly [member: string]: unknown;
}

export interface EngineEvaluation extends Omit<Evaluation, "stop" | "result"> {
  /** Why no more is asked: a page is told of any reason as "complete", since a gate's would tell an answer. */
  readonly stop: "complete" | "gate" | "certain" | "risk" | "exhausted" | null;
  /** How likely the open questions are to change what comes first, in ten-thousandths; null while more is asked. */
  readonly risk: number | null;
  readonly result: EngineResult | null;
}

export interface OpenQuiz {
  readonly id: string;
  readonly version: string;
  /** Warnings alone: a quiz with errors is not opened. */
  readonly diagnostics: readonly Diagnostic[];
  /**
   * Answers that do not fit are listed under `problems` and leave their question open. A TypeError
   * says what cannot be read of the request.
   */
  evaluate(request: Request): EngineEvaluation;
  /** The answers as a short code, without those that are sensitive or a text. */
  encode(answers: GivenAnswers): string;
  /** What a code holds. A RangeError says why one cannot be used: cut, forged, of another quiz. */
  decode(code: string): { answers: Map<string, Answer>; leftOut: boolean };
  /** Gives the memory back. The quiz cannot be asked afterwards. */
  close(): void;
}

/** A quiz file that has errors: each has its line in `diagnostics`, and in the message. */
export class QuizError extends Error {
  readonly diagnostics: readonly Diagnostic[];
}

/**
 * @param text the text of a quiz file, as authors write it or packed
 * @throws {QuizError} where it has errors
 */
export function openQuiz(text: string): Promise<OpenQuiz>;
