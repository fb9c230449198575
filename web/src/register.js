/** The entry: defines `<career-quiz>` and gives its classes to whoever imports them. */
import { CareerQuizElement } from "./element.js";

export { CareerQuizElement };
export * from "./events.js";

if (globalThis.customElements && !customElements.get("career-quiz")) {
  customElements.define("career-quiz", CareerQuizElement);
}
