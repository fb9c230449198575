/** Types of `career-quiz.js`, for pages written in TypeScript. What each name means: web/README.md. */

import type { Answer, Evaluation, Result } from "./career-quiz-evaluation.js";

export type { Answer, Evaluation, Reason, Result } from "./career-quiz-evaluation.js";

/** A copy of the confirmed answers by question, without those that are sensitive. */
export type Answers = Readonly<Record<string, Answer>>;

export type ErrorCode =
  | "quiz-missing"
  | "quiz-too-large"
  | "quiz-invalid"
  | "engine-missing"
  | "engine-invalid"
  | "engine-stopped"
  | "network-slow";

/** By the event's name without "career-quiz-". */
export interface CareerQuizEventDetails {
  ready: { readonly quiz: string; readonly version: string };
  start: {};
  answer: { readonly question: string };
  "before-complete": {};
  complete: { readonly kind: Result["headline"]["kind"]; readonly outcomes: readonly string[] };
  restart: {};
  error: { readonly code: ErrorCode; readonly message: string; readonly url: string | null };
}

/** What the tag itself may say, for the types of a framework. */
export interface CareerQuizAttributes {
  src?: string;
  lang?: string;
  mode?: "adaptive" | "full";
  loading?: "lazy" | "eager";
  history?: boolean;
  "heading-level"?: number | `${number}`;
  keep?: "none" | "device";
  name?: string;
}

/** How React and Svelte write listeners on the tag: `oncareer-quiz-complete`. */
export type CareerQuizListeners = {
  [Name in keyof CareerQuizEventDetails as `oncareer-quiz-${Name}`]?: (
    event: CareerQuizEvent<Name>,
  ) => void;
};

export class CareerQuizEvent<Name extends keyof CareerQuizEventDetails> extends Event {
  constructor(name: Name, detail: CareerQuizEventDetails[Name]);
  readonly detail: Readonly<CareerQuizEventDetails[Name]>;
}

export class CareerQuizElement extends HTMLElement {
  get src(): string | null;
  set src(value: string | null | undefined);
  mode: "adaptive" | "full";
  loading: "lazy" | "eager";
  keep: "none" | "device";
  history: boolean;
  name: string;
  headingLevel: number;

  readonly quiz: object | null;
  readonly answers: Answers;
  readonly evaluation: Evaluation | null;
  readonly result: Result | null;

  start(): void;
  restart(): void;
  erase(): void;
  goTo(question: string): boolean;
  showResult(): boolean;
  toCode(): string | null;
  fromCode(code: string): Promise<boolean>;
}

type CareerQuizEvents = {
  [Name in keyof CareerQuizEventDetails as `career-quiz-${Name}`]: CareerQuizEvent<Name>;
};

declare global {
  interface HTMLElementTagNameMap {
    "career-quiz": CareerQuizElement;
  }
  interface GlobalEventHandlersEventMap extends CareerQuizEvents {}
}
