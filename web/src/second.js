/** The second script: what a reader needs from the first answer on, the engine included. */
import * as kit from "./kit.js";
import css from "./result.css";

/** @import { Pieces } from './kit.js' */

export { mindContrast } from "./contrast.js";
export { QuizEngine, warmEngine } from "./engine.js";
export { Keeper } from "./keep.js";
export { openForPrint } from "./print.js";
export { Guard } from "./privacy.js";
export { failureDetails, failureText, lasting } from "./diagnosis.js";
export { asking, problemText, summary, take } from "./controls.js";
export { earlyOffer, resultScreen } from "./result.js";
export { reviewScreen } from "./review.js";
export { follow, unfollow, unnoted } from "./trail.js";
export { css };
export const release = CAREER_QUIZ_RELEASE;

/** @param {Pieces} pieces */
export function borrow(pieces) {
  kit.borrow(pieces);
  Object.assign(pieces.meanwhile, {
    fr: ["Chargement…", "Le quiz n’a pas pu être chargé.", "Réessayer"],
    es: ["Cargando…", "No se ha podido cargar el cuestionario.", "Volver a intentarlo"],
    de: ["Wird geladen…", "Das Quiz konnte nicht geladen werden.", "Noch einmal versuchen"],
    ar: ["جارٍ التحميل…", "تعذّر تحميل الاستبيان.", "إعادة المحاولة"],
  });
}
