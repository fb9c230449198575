/** Shapes that cross a border: the quiz file as read, the engine's answers, and what the build bakes in. */

export type Answer = string | string[] | number | null;

/** What is entered for a question, confirmed or not: an answer, or what was typed; null for nothing. */
export type Draft = Answer;
export type Answers = Map<string, Answer>;

export type Block =
  | { kind: "paragraph" | "heading" | "quote"; text: string }
  | { kind: "list" | "steps"; items: string[] }
  | { kind: "link"; href: string | null; text: string };

export type QuestionKind = "single" | "multiple" | "scale" | "pair" | "rank" | "number" | "text";

export interface OptionView {
  id: string;
  text: string;
  exclusive: boolean;
}

export interface QuestionView {
  id: string;
  kind: QuestionKind;
  text: string;
  help: string;
  optional: boolean;
  sensitive: boolean;
  statements: string[];
  options: OptionView[];
  min: number;
  max: number;
  unit: string;
}

export interface OutcomeView {
  title: string;
  summary: string;
  body: Block[];
}

export interface ModuleView {
  title: string;
  body: Block[];
  /** Id of the part it is told in; empty for none. */
  part: string;
  /** Its condition, as text. */
  when: string;
}

export interface PartView {
  title: string;
  lead: string;
  kind: string;
}

export interface ScaleView {
  title: string;
  low: string;
  high: string;
}

/** A text by plural category; which there are depends on the language. */
export type Plural = Partial<Record<Intl.LDMLPluralRule, string>> & { other: string };

/** The words of one language in another. */
export type Same<T> = { [K in keyof T]: T[K] extends { other: string } ? Plural : T[K] };

/** A quiz in one language, ready to show. Nothing in it is trusted to be complete. */
export interface QuizView {
  language: string;
  /** The interface is in another language. */
  foreign: boolean;
  title: string;
  description: Block[];
  /** Number of questions a reader meets, at least and at most, as far as the file alone tells. */
  length: { least: number; most: number };
  /**
   * The question that is asked first whatever the engine says; null where only it can tell, or where
   * the first script has no control for it.
   */
  first: QuestionView | null;
  questions: Map<string, QuestionView>;
  /** Reads a list of the file, by id. */
  each<T>(name: string, read: (item: Record<string, unknown>) => T): Map<string, T>;
  text(value: unknown): string;
  rich(value: unknown): Block[];
}

/** What only the result shows of a quiz. */
export interface AdviceView {
  outcomes: Map<string, OutcomeView>;
  modules: Map<string, ModuleView>;
  parts: Map<string, PartView>;
  scales: Map<string, ScaleView>;
  /** Knows which answers no file may tell. */
  guard: import("./privacy.js").Guard;
}

/** What the build bakes into the script, so that the first screens need no second request. */
export interface Opening {
  /** Of the quiz's files, before the language. */
  name: string;
  /** The baked one first. */
  languages: string[];
  quiz: object;
  length: { least: number; most: number };
}

export interface Diagnostic {
  severity: "error" | "warning";
  code: string;
  pointer: string;
  line: number;
  column: number;
  message: string;
}

export interface LoadReport {
  quiz: { id: string; version: string } | null;
  diagnostics: Diagnostic[];
}

export interface Reason {
  question: string | null;
  answer: Answer;
  contribution: number;
}

export interface Headline {
  kind: "one" | "two-tracks" | "mixed" | "override" | "combined" | "withheld";
  outcomes: string[];
  withheld?: boolean;
}

/** The smallest changes of answers that would change the headline, or how far none was found. */
export interface Turning {
  singles_complete: boolean;
  pairs_complete: boolean;
  /** A sensitive answer could be told from it. */
  withheld: boolean;
  points: { changes: { question: string; answer: Answer }[]; headline: Headline }[];
}

export interface Result {
  headline: Headline;
  ranking: { outcome: string; score: number; band: "strong" | "explore" | "weak" }[];
  margin: number | null;
  runner_up: string | null;
  because: Reason[];
  against: Reason[];
  scales: { scale: string; value: number }[];
  modules: { module: string; withheld?: boolean }[];
  /** Scored questions, of those that are visible; null where the advice rests on no score. */
  rests_on: { answered: number; of: number } | null;
  limits: string;
  /** For the reader alone. */
  turning?: Turning | null;
  /** Questions asked beside the result; for the reader alone. */
  after?: { question: string; state: "answered" | "open" | "skipped" }[];
}

export interface Evaluation {
  path: { question: string; state: "answered" | "open" | "skipped" }[];
  next: string | null;
  progress: { answered: number; remaining_at_least: number; remaining_at_most: number };
  stop: null | "complete" | "gate" | "certain" | "risk" | "exhausted";
  ignored: string[];
  problems: { question: string; code: string; message: string }[];
  result: Result | null;
}

export interface EvaluateRequest {
  /** In the order of answering, which the adaptive mode heeds. */
  answers: Answers;
  mode: "full" | "adaptive";
  /** A result also before the interview has stopped. */
  early: boolean;
  language?: string;
}

/** The one class the compiled engine shows: JSON text in, JSON text out. */
export interface NativeEngine {
  load(text: string): string;
  evaluate(text: string): string;
  encode(text: string): string;
  decode(code: string): string;
  delete(): void;
}

export interface EngineModule {
  Engine: new () => NativeEngine;
}

/** What the screens may ask of the element. */
export interface Actions {
  start(): void;
  enter(draft: Draft): void;
  next(): void;
  skip(): void;
  back(): void;
  /** From the result, null is all of them. */
  edit(question: string | null, event: Event): void;
  result(): void;
  early(): void;
  more(): void;
  restart(): void;
  erase(): void;
  /** Goes on with other answers: their result, else the question they lead to; or the introduction. */
  take(session: import("./session.js").Session, focus: boolean, intro?: boolean): void;
  retry(): void;
  /** Answers a question beside the result, then says so. */
  beside(question: string, answer: Answer, words: string): void;
  /** Answers were changed on the result; `said` is what the reader hears then. */
  amend(questions: string[], said: (evaluation: Evaluation) => string): void;
  say(words: string): void;
}
