import type { CareerQuizAttributes, CareerQuizElement, CareerQuizListeners } from "career-quiz";
import type { DetailedHTMLProps, HTMLAttributes } from "react";

type Tag = DetailedHTMLProps<HTMLAttributes<CareerQuizElement>, CareerQuizElement>;

declare module "react" {
  namespace JSX {
    interface IntrinsicElements {
      "career-quiz": Tag & CareerQuizAttributes & CareerQuizListeners;
    }
  }
}
