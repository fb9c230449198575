/** The second script: what a reader needs from the first answer on, the engine included. */
import css from "./result.css";

export { QuizEngine, warmEngine } from "./engine.js";
export { borrow } from "./kit.js";
export { Guard } from "./privacy.js";
export { failureDetails, failureText } from "./diagnosis.js";
export { earlyOffer, resultScreen } from "./result.js";
export { reviewScreen } from "./review.js";
export { css };
