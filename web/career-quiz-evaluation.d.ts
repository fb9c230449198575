/**
 * Answers and what the engine makes of them, in a page and on a server: nothing here needs the types of
 * either. What each name means: web/README.md.
 */

export type Answer = string | number | readonly string[] | null;

export interface Reason {
  /** Null for the difference that the outcomes begin with. */
  readonly question: string | null;
  readonly answer: Answer;
  /** Tenths of a deciban toward the first outcome against the second. */
  readonly contribution: number;
}

export interface Result {
  readonly headline: {
    readonly kind: "one" | "two-tracks" | "mixed" | "override" | "combined" | "withheld";
    readonly outcomes: readonly string[];
  };
  readonly ranking: readonly {
    readonly outcome: string;
    /** Tenths of a deciban. */
    readonly score: number;
    readonly band: "strong" | "explore" | "weak";
  }[];
  /** The first's score less the second's, which the reasons sum to exactly. */
  readonly margin: number | null;
  readonly runner_up: string | null;
  readonly because: readonly Reason[];
  readonly against: readonly Reason[];
  /** 0 to 100 each. */
  readonly scales: readonly { readonly scale: string; readonly value: number }[];
  readonly modules: readonly { readonly module: string }[];
  readonly rests_on: { readonly answered: number; readonly of: number } | null;
  readonly limits: string;
}

export interface Evaluation {
  readonly path: readonly {
    readonly question: string;
    readonly state: "answered" | "open" | "skipped";
  }[];
  readonly next: string | null;
  readonly progress: {
    readonly answered: number;
    readonly remaining_at_least: number;
    readonly remaining_at_most: number;
  };
  readonly stop: "complete" | null;
  readonly ignored: readonly string[];
  readonly problems: readonly {
    readonly question: string;
    readonly code: string;
    readonly message: string;
  }[];
  readonly result: Result | null;
}
