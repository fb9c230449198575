import type { CareerQuizAttributes, CareerQuizElement, CareerQuizListeners } from "career-quiz";
import type { HTMLAttributes } from "svelte/elements";

declare module "svelte/elements" {
  interface SvelteHTMLElements {
    "career-quiz": HTMLAttributes<CareerQuizElement> & CareerQuizAttributes & CareerQuizListeners;
  }
}
