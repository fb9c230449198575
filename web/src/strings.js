/**
 * Words of the interface. A text that depends on a number is an object by plural category.
 * Narrow no-break spaces are part of the French texts. What only the review and the result say is in
 * result-strings.js.
 */

const fr = {
  loading: "Chargement du quiz…",
  wait: "Un instant…",
  start: "Commencer",
  resume: "Reprendre",
  next: "Suivant",
  back: "Retour",
  skip: "Passer",
  save: "Enregistrer",
  cancel: "Annuler",
  retry: "Réessayer",
  questions: { one: "{n} question", other: "{n} questions" },
  upTo: { one: "Jusqu’à {n} question", other: "Jusqu’à {n} questions" },
  minutes: { one: "environ {n} minute", other: "environ {n} minutes" },
  private: "Vos réponses ne quittent jamais cet appareil",
  position: "Question {n} sur {total}",
  positionAtMost: "Question {n}, encore {most} au plus",
  positionBetween: "Question {n}, encore {least} à {most}",
  optional: "Facultatif",
  sensitive: "Cette réponse reste ici : elle n’est ni conservée, ni transmise au site.",
  point: "{n} sur {total}",
  several: "Plusieurs réponses possibles.",
  atMost: { one: "Une réponse au plus.", other: "Jusqu’à {n} réponses." },
  atLeast: { one: "Au moins une réponse.", other: "Au moins {n} réponses." },
  exactly: { one: "Une réponse.", other: "{n} réponses." },
  between: "De {min} à {n} réponses.",
  needOne: "Choisissez une réponse pour continuer.",
  needMore: {
    one: "Choisissez au moins une réponse pour continuer.",
    other: "Choisissez au moins {n} réponses pour continuer.",
  },
  needFewer: {
    one: "Gardez une seule réponse pour continuer.",
    other: "Gardez {n} réponses au plus pour continuer.",
  },
  problem: "Cette réponse n’a pas pu être prise en compte : choisissez-en une autre.",
  pair: ["Tout à fait A", "Plutôt A", "Plutôt B", "Tout à fait B"],
  newTab: "(nouvel onglet)",
  failed: "Le quiz ne peut pas continuer",
  failure: "Le quiz n’a pas pu être chargé. Vérifiez votre connexion, puis réessayez.",
  lastResort: "Cela n’a toujours pas marché. Rechargez la page, ou revenez plus tard.",
};

/** @type {typeof fr} */
const en = {
  loading: "Loading the quiz…",
  wait: "One moment…",
  start: "Start",
  resume: "Continue",
  next: "Next",
  back: "Back",
  skip: "Skip",
  save: "Save",
  cancel: "Cancel",
  retry: "Try again",
  questions: { one: "{n} question", other: "{n} questions" },
  upTo: { one: "Up to {n} question", other: "Up to {n} questions" },
  minutes: { one: "about {n} minute", other: "about {n} minutes" },
  private: "Your answers never leave this device",
  position: "Question {n} of {total}",
  positionAtMost: "Question {n}, at most {most} to go",
  positionBetween: "Question {n}, {least} to {most} to go",
  optional: "Optional",
  sensitive: "This answer stays here: it is neither kept nor passed to the site.",
  point: "{n} of {total}",
  several: "Choose as many as you like.",
  atMost: { one: "Choose one at most.", other: "Choose up to {n}." },
  atLeast: { one: "Choose at least one.", other: "Choose at least {n}." },
  exactly: { one: "Choose one.", other: "Choose {n}." },
  between: "Choose {min} to {n}.",
  needOne: "Choose an answer to go on.",
  needMore: {
    one: "Choose at least one answer to go on.",
    other: "Choose at least {n} answers to go on.",
  },
  needFewer: { one: "Keep one answer to go on.", other: "Keep at most {n} answers to go on." },
  problem: "This answer could not be used: choose another one.",
  pair: ["Entirely A", "Rather A", "Rather B", "Entirely B"],
  newTab: "(new tab)",
  failed: "The quiz cannot go on",
  failure: "The quiz could not be loaded. Check your connection, then try again.",
  lastResort: "It still did not work. Reload the page, or come back later.",
};

const languages = { fr, en };

/** @typedef {typeof fr} Strings */

/**
 * Words in one language, with the numbers put in.
 * @param {string} wanted a tag; English stands in for a language not written yet
 */
export function wordsIn(wanted) {
  const primary = wanted.toLowerCase().split("-")[0];
  const language = /** @type {keyof typeof languages} */ (
    Object.hasOwn(languages, primary) ? primary : "en"
  );
  const plural = new Intl.PluralRules(language);

  /**
   * @param {string} template
   * @param {Record<string, string | number>} values
   */
  const fill = (template, values) =>
    template.replace(/\{(\w+)\}/g, (_, name) => String(values[name]));

  /**
   * @param {{one: string, other: string}} forms
   * @param {number} n
   */
  const count = (forms, n) => fill(plural.select(n) === "one" ? forms.one : forms.other, { n });

  return { language, text: languages[language], fill, count };
}

/** @typedef {ReturnType<typeof wordsIn>} Words */
