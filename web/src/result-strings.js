/** Words of the review and the result; see strings.js. */
import { Guard } from "./privacy.js";

/** @import { Context } from './pieces.js' */
/** @import { AdviceView, QuizView } from './types' */
/** @import { Words } from './strings.js' */

const fr = {
  reviewTitle: "Vos réponses",
  reviewLead: "Relisez, changez ce que vous voulez, puis découvrez votre résultat.",
  change: "Changer",
  changeOf: "Changer la réponse à : {question}",
  skipped: "Question passée",
  unanswered: "Sans réponse",
  none: "Aucune",
  seeResult: "Voir mon résultat",
  backToResult: "Revenir au résultat",
  one: "Votre piste",
  twoTracks: "Deux pistes pour vous",
  besideHow:
    "Ces deux pistes vont ensemble : l’une n’empêche pas l’autre. Commencez par celle qui vous attire.",
  twoTracksHow:
    "Vos réponses les placent presque à égalité. Pour choisir : laquelle pourriez-vous commencer cette semaine ? Laquelle regretteriez-vous de ne pas avoir essayée ? Commencez par celle-là ; l’autre reste ouverte.",
  mixed: "Un profil partagé",
  mixedHow:
    "Vos réponses ne désignent pas une piste unique, et c’est déjà une information. Pour chacune des deux pistes ci-dessous, notez ce qui vous attire et ce qui vous freine, puis laissez passer une nuit avant de choisir.",
  combined: "Deux pistes à combiner",
  combinedParts: "Les deux pistes en détail",
  override: "Avant tout le reste",
  notTold: "Ni votre réponse ni ce conseil ne sont transmis au site.",
  because: "Ce qui a compté",
  becauseLead: "Vos réponses qui font pencher vers « {first} » plutôt que vers « {second} ».",
  becauseAlone: "Vos réponses qui mènent à ce conseil.",
  against: "Ce qui nuance",
  againstLead: "Ces réponses-ci parlent plutôt pour « {second} ».",
  againstAlone: "Ces réponses-ci en éloignent plutôt.",
  weight: ["A compté un peu", "A compté nettement", "A beaucoup compté"],
  startingPoint: "Écart de départ entre les deux pistes",
  account: "Voir le calcul",
  accountLead:
    "Chaque réponse ajoute ou retire des points à l’écart entre « {first} » et « {second} ». Leur somme est exactement l’écart.",
  answerColumn: "Réponse",
  pointsColumn: "Points",
  total: "Écart",
  ranking: "Toutes les pistes",
  rankingLead:
    "Dans l’ordre où vos réponses les placent. Les barres comparent ces pistes entre elles ; ce ne sont pas des probabilités.",
  early: "Voir le résultat maintenant",
  restsOn: "Votre avis repose sur {answered} des {of} questions.",
  restsOnAll: {
    one: "Votre avis repose sur une question.",
    other: "Votre avis repose sur les {n} questions.",
  },
  restsWhy: {
    early: "Vos prochaines réponses peuvent encore le changer.",
    certain: "Aucune autre réponse ne changerait la première piste.",
    risk: "Il est très peu probable que les autres réponses changent la première piste.",
    exhausted:
      "Les autres questions, une par une, n’y ajouteraient presque rien ; ensemble, elles peuvent encore changer la première piste.",
  },
  goOn: "Continuer le questionnaire",
  answerOthers: "Répondre aux autres questions",
  strong: "Correspond bien",
  explore: "À explorer",
  weak: "Plus loin de vos réponses",
  scales: "Votre profil",
  side: ["Nettement « {end} »", "Plutôt « {end} »", "Entre les deux"],
  modules: "À garder en tête",
  partQuestions: {
    one: "Une question facultative, sans effet sur l’avis",
    other: "{n} questions facultatives, sans effet sur l’avis",
  },
  updated: "{title} : mis à jour ({answer})",
  copy: "Copier le message",
  copied: "Message copié.",
  selected: "Le message est sélectionné : il reste à le copier.",
  turning: "Ce qui changerait l’avis",
  turnSome: "Par exemple :",
  turn: "Si vous aviez répondu {changes}, l’avis aurait été « {outcome} ».",
  turnAnswer: "« {answer} » à « {question} »",
  steady: "Cet avis tient, quelle que soit la réponse que vous changez.",
  steadyPairs: "Cet avis tient, même si vous changez deux réponses.",
  steadyTried: "Aucun des changements essayés ne donne un autre avis.",
  download: "Télécharger",
  print: "Imprimer",
  notInFile: "Ce qui repose sur une réponse sensible n’est pas dans ce fichier.",
  limits: "Ce que ce quiz ne dit pas",
  changeAnswer: "Revoir mes réponses",
  restart: "Recommencer",
  restartNote: "Toutes vos réponses seront effacées.",
  restartConfirm: "Effacer et recommencer",
  failures: {
    "quiz-missing":
      "Le fichier du quiz n’a pas pu être chargé. Vérifiez votre connexion, puis réessayez.",
    "quiz-too-large": "Le fichier de ce quiz est trop gros pour être lu. Prévenez le site.",
    "quiz-invalid": "Le fichier de ce quiz contient des erreurs que le site doit corriger.",
    "engine-missing":
      "Le moteur du quiz n’a pas pu être chargé. Vérifiez votre connexion, puis réessayez.",
    "engine-invalid": "Le moteur du quiz est arrivé abîmé. Réessayez dans un instant.",
    "engine-stopped": "Le moteur du quiz s’est arrêté. Réessayez : vos réponses sont gardées.",
  },
  details: "Pour le site",
  more: { one: "et {n} autre, dans la console.", other: "et {n} autres, dans la console." },
};

/** @type {typeof fr} */
const en = {
  reviewTitle: "Your answers",
  reviewLead: "Read them again, change what you like, then see your result.",
  change: "Change",
  changeOf: "Change the answer to: {question}",
  skipped: "Skipped",
  unanswered: "Not answered",
  none: "None",
  seeResult: "See my result",
  backToResult: "Back to the result",
  one: "Your way forward",
  twoTracks: "Two ways forward",
  besideHow:
    "These two go together: one does not rule out the other. Begin with the one that draws you.",
  twoTracksHow:
    "Your answers put them almost level. To choose: which could you begin this week? Which would you regret not having tried? Begin with that one; the other stays open.",
  mixed: "A shared profile",
  mixedHow:
    "Your answers do not point to a single way, and that tells something too. For each of the two below, note what draws you and what holds you back, then sleep on it before choosing.",
  combined: "Two ways to combine",
  combinedParts: "Each of the two in detail",
  override: "Before anything else",
  notTold: "Neither your answer nor this advice is passed to the site.",
  because: "What counted",
  becauseLead: "Your answers that lean to “{first}” rather than “{second}”.",
  becauseAlone: "Your answers that lead to this advice.",
  against: "What tempers it",
  againstLead: "These answers speak rather for “{second}”.",
  againstAlone: "These answers rather lead away from it.",
  weight: ["Counted a little", "Counted clearly", "Counted a lot"],
  startingPoint: "Initial gap between the two",
  account: "See the sum",
  accountLead:
    "Each answer adds points to the gap between “{first}” and “{second}”, or takes some away. Together they make the gap exactly.",
  answerColumn: "Answer",
  pointsColumn: "Points",
  total: "Gap",
  ranking: "Every way forward",
  rankingLead:
    "In the order your answers put them. The bars compare them with each other; they are not probabilities.",
  early: "See the result now",
  restsOn: "Your advice rests on {answered} of the {of} questions.",
  restsOnAll: {
    one: "Your advice rests on one question.",
    other: "Your advice rests on all {n} questions.",
  },
  restsWhy: {
    early: "Your next answers may still change it.",
    certain: "No other answer would change the first way forward.",
    risk: "The other answers are very unlikely to change the first way forward.",
    exhausted:
      "One by one, the other questions would add hardly anything; together they can still change what comes first.",
  },
  goOn: "Go on with the questions",
  answerOthers: "Answer the other questions",
  strong: "Fits well",
  explore: "Worth exploring",
  weak: "Further from your answers",
  scales: "Your profile",
  side: ["Clearly “{end}”", "Rather “{end}”", "In between"],
  modules: "Worth keeping in mind",
  partQuestions: {
    one: "One optional question, with no effect on the advice",
    other: "{n} optional questions, with no effect on the advice",
  },
  updated: "{title}: updated ({answer})",
  copy: "Copy the message",
  copied: "Message copied.",
  selected: "The message is selected: all that is left is to copy it.",
  turning: "What would change the advice",
  turnSome: "For example:",
  turn: "If you had answered {changes}, the advice would have been “{outcome}”.",
  turnAnswer: "“{answer}” to “{question}”",
  steady: "This advice holds, whichever answer you change.",
  steadyPairs: "This advice holds, even if you change two answers.",
  steadyTried: "None of the changes that were tried gives other advice.",
  download: "Download",
  print: "Print",
  notInFile: "What rests on a sensitive answer is not in this file.",
  limits: "What this quiz does not say",
  changeAnswer: "Review my answers",
  restart: "Start again",
  restartNote: "All your answers will be erased.",
  restartConfirm: "Erase and start again",
  failures: {
    "quiz-missing": "The quiz file could not be loaded. Check your connection, then try again.",
    "quiz-too-large": "The file of this quiz is too large to read. Please tell the site.",
    "quiz-invalid": "The file of this quiz has errors that the site must put right.",
    "engine-missing": "The quiz engine could not be loaded. Check your connection, then try again.",
    "engine-invalid": "The quiz engine arrived damaged. Try again in a moment.",
    "engine-stopped": "The quiz engine stopped. Try again: your answers are kept.",
  },
  details: "For the site",
  more: { one: "and {n} more, in the console.", other: "and {n} more, in the console." },
};

const languages = { fr, en };

/**
 * @param {Words} words
 */
export function wordsInFull(words) {
  return { ...words, text: { ...words.text, ...languages[words.language] } };
}

/** @type {WeakMap<QuizView, AdviceView>} */
const read = new WeakMap();

/**
 * What only the result shows, read once for each view of a quiz.
 * @param {QuizView} quiz
 */
function adviceOf(quiz) {
  let advice = read.get(quiz);
  if (!advice) {
    const { each, text, rich } = quiz;
    advice = {
      outcomes: each("outcomes", ({ title, summary, body }) => ({
        title: text(title),
        summary: text(summary),
        body: rich(body),
      })),
      modules: each("modules", ({ title, body, part, when }) => ({
        title: text(title),
        body: rich(body),
        part: text(part),
        when: JSON.stringify(when ?? null),
      })),
      parts: each("parts", ({ title, lead, kind }) => ({
        title: text(title),
        lead: text(lead),
        kind: text(kind),
      })),
      guard: new Guard({ questions: [...each("questions", (item) => item).values()] }),
      scales: each("scales", ({ title, low, high }) => ({
        title: text(title),
        low: text(low),
        high: text(high),
      })),
    };
    read.set(quiz, advice);
  }
  return advice;
}

/**
 * The words of every screen and the quiz's advice, for the screens that come last.
 * @param {Context} context
 */
export function inFull(context) {
  const quiz = { ...context.quiz, ...adviceOf(context.quiz) };
  return { ...context, quiz, words: wordsInFull(context.words) };
}

/** @typedef {ReturnType<typeof inFull>} FullContext */
