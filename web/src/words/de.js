/** Words of the interface in German; see fr.js. */

export const tag = "de";

/** @type {import('../types').Same<typeof import('./fr.js').first>} */
export const first = {
  loading: "Das Quiz wird geladen…",
  wait: "Einen Moment…",
  start: "Los geht’s",
  resume: "Fortfahren",
  next: "Weiter",
  back: "Zurück",
  skip: "Überspringen",
  save: "Speichern",
  cancel: "Abbrechen",
  retry: "Noch einmal versuchen",
  questions: { one: "{n} Frage", other: "{n} Fragen" },
  upTo: { one: "Bis zu {n} Frage", other: "Bis zu {n} Fragen" },
  minutes: { one: "etwa {n} Minute", other: "etwa {n} Minuten" },
  comma: ", ",
  private: "Ihre Antworten bleiben auf diesem Gerät",
  position: "Frage {n} von {total}",
  positionAtMost: "Frage {n}, höchstens noch {most}",
  positionBetween: "Frage {n}, noch {least} bis {most}",
  optional: "Freiwillig",
  sensitive:
    "Diese Antwort bleibt hier: Sie wird weder gespeichert noch an die Website weitergegeben.",
  newTab: "(neuer Tab)",
  failed: "Das Quiz kann nicht weitergehen",
  failure:
    "Das Quiz konnte nicht geladen werden. Prüfen Sie Ihre Verbindung und versuchen Sie es noch einmal.",
  lastResort:
    "Es hat wieder nicht geklappt. Laden Sie die Seite neu oder kommen Sie später wieder.",
};

/** @type {import('../types').Same<typeof import('./fr.js').rest>} */
export const rest = {
  point: "{n} von {total}",
  several: "Mehrere Antworten sind möglich.",
  atMost: { one: "Höchstens eine Antwort.", other: "Bis zu {n} Antworten." },
  atLeast: { one: "Mindestens eine Antwort.", other: "Mindestens {n} Antworten." },
  exactly: { one: "Eine Antwort.", other: "{n} Antworten." },
  between: "{min} bis {n} Antworten.",
  needOne: "Bitte wählen Sie eine Antwort, dann geht es weiter.",
  needMore: {
    one: "Bitte wählen Sie mindestens eine Antwort, dann geht es weiter.",
    other: "Bitte wählen Sie mindestens {n} Antworten, dann geht es weiter.",
  },
  needFewer: {
    one: "Bitte lassen Sie nur eine Antwort stehen, dann geht es weiter.",
    other: "Bitte lassen Sie höchstens {n} Antworten stehen, dann geht es weiter.",
  },
  problem: "Diese Antwort ließ sich nicht verwenden: Bitte wählen Sie eine andere.",
  letters: ["A", "B"],
  pair: ["Ganz A", "Eher A", "Eher B", "Ganz B"],
  rankHint:
    "Ihre erste Wahl nach oben. Ziehen Sie die Zeilen am Griff, oder verschieben Sie sie mit den Pfeilen.",
  up: "Nach oben: {item}",
  down: "Nach unten: {item}",
  moved: "„{item}“: Platz {n} von {total}",
  keepOrder: "Diese Reihenfolge passt für mich so",
  range: "Eine ganze Zahl von {min} bis {max}.",
  length: { one: "Höchstens {n} Zeichen.", other: "Höchstens {n} Zeichen." },
  left: { one: "Noch {n} Zeichen.", other: "Noch {n} Zeichen." },
  over: { one: "{n} Zeichen zu viel.", other: "{n} Zeichen zu viel." },
  problems: "Etwas stimmt noch nicht",
  errorIs: "Fehler:",
  needOrder:
    "Bringen Sie die Zeilen in Ihre Reihenfolge, oder setzen Sie das Häkchen, wenn diese für Sie passt.",
  needNumber: "Bitte schreiben Sie eine Zahl in Ziffern, von {min} bis {max}.",
  notWhole: "Bitte schreiben Sie eine ganze Zahl, ohne Komma.",
  tooSmall: "Bitte schreiben Sie eine größere Zahl: {min} oder mehr.",
  tooLarge: "Bitte schreiben Sie eine kleinere Zahl: {max} oder weniger.",
  needText: "Bitte schreiben Sie eine Antwort, dann geht es weiter.",
  tooLong: {
    one: "Bitte kürzen Sie Ihre Antwort: Sie ist {n} Zeichen zu lang.",
    other: "Bitte kürzen Sie Ihre Antwort: Sie ist {n} Zeichen zu lang.",
  },
  amount: "{n}\u00a0{unit}",
  quoted: "„{text}“",
  then: ", dann ",
  reviewTitle: "Ihre Antworten",
  reviewLead:
    "Lesen Sie sie noch einmal durch, ändern Sie, was Sie möchten, und sehen Sie dann Ihr Ergebnis.",
  change: "Ändern",
  changeOf: "Antwort ändern auf die Frage: {question}",
  skipped: "Übersprungen",
  unanswered: "Keine Antwort",
  none: "Nichts davon",
  seeResult: "Mein Ergebnis ansehen",
  backToResult: "Zurück zum Ergebnis",
  one: "Ihr Weg",
  twoTracks: "Zwei Wege für Sie",
  besideHow:
    "Diese zwei Wege gehören zusammen: Der eine schließt den anderen nicht aus. Beginnen Sie mit dem, der Sie mehr anzieht.",
  twoTracksHow:
    "Nach Ihren Antworten liegen sie fast gleichauf. Zum Entscheiden: Welchen könnten Sie noch diese Woche beginnen? Bei welchem würden Sie bereuen, ihn nie versucht zu haben? Beginnen Sie mit diesem; der andere bleibt offen.",
  mixed: "Ein gemischtes Profil",
  mixedHow:
    "Ihre Antworten zeigen nicht auf einen einzigen Weg, und auch das sagt etwas aus. Notieren Sie für beide Wege unten, was Sie anzieht und was Sie bremst, und schlafen Sie eine Nacht darüber, bevor Sie wählen.",
  combined: "Zwei Wege, die sich verbinden lassen",
  combinedParts: "Die beiden Wege im Einzelnen",
  override: "Vor allem anderen",
  notTold: "Weder Ihre Antwort noch diese Empfehlung wird an die Website weitergegeben.",
  because: "Was gezählt hat",
  becauseLead: "Ihre Antworten, die eher für „{first}“ sprechen als für „{second}“.",
  becauseAlone: "Ihre Antworten, die zu dieser Empfehlung führen.",
  against: "Was dagegen spricht",
  againstLead: "Diese Antworten sprechen eher für „{second}“.",
  againstAlone: "Diese Antworten führen eher davon weg.",
  weight: ["Hat ein wenig gezählt", "Hat deutlich gezählt", "Hat viel gezählt"],
  startingPoint: "Abstand der beiden Wege zu Beginn",
  account: "Die Rechnung ansehen",
  accountLead:
    "Jede Antwort vergrößert oder verkleinert den Abstand zwischen „{first}“ und „{second}“ um einige Punkte. Ihre Summe ist genau dieser Abstand.",
  answerColumn: "Antwort",
  pointsColumn: "Punkte",
  total: "Abstand",
  ranking: "Alle Wege",
  rankingLead:
    "In der Reihenfolge, die Ihre Antworten ergeben. Die Balken vergleichen die Wege miteinander; sie sind keine Wahrscheinlichkeiten.",
  early: "Das Ergebnis jetzt ansehen",
  restsOn: "Die Empfehlung stützt sich auf {answered} von {of} Fragen.",
  restsOnAll: {
    one: "Die Empfehlung stützt sich auf eine Frage.",
    other: "Die Empfehlung stützt sich auf alle {n} Fragen.",
  },
  restsWhy: {
    early: "Ihre nächsten Antworten können sie noch ändern.",
    certain: "Keine weitere Antwort würde den ersten Weg ändern.",
    risk: "Sehr wahrscheinlich würden die übrigen Antworten den ersten Weg nicht ändern.",
    exhausted:
      "Jede weitere Frage für sich brächte kaum noch etwas; zusammen können sie den ersten Weg noch ändern.",
  },
  goOn: "Mit den Fragen fortfahren",
  answerOthers: "Die übrigen Fragen beantworten",
  strong: "Passt gut",
  explore: "Einen Blick wert",
  weak: "Weiter weg von Ihren Antworten",
  scales: "Ihr Profil",
  side: ["Deutlich „{end}“", "Eher „{end}“", "Dazwischen"],
  modules: "Gut zu wissen",
  partQuestions: {
    one: "Eine freiwillige Frage, ohne Einfluss auf die Empfehlung",
    other: "{n} freiwillige Fragen, ohne Einfluss auf die Empfehlung",
  },
  updated: "{title}: aktualisiert ({answer})",
  copy: "Nachricht kopieren",
  copied: "Nachricht kopiert.",
  selected: "Die Nachricht ist markiert: Sie müssen sie nur noch kopieren.",
  turning: "Was die Empfehlung ändern würde",
  turnSome: "Zum Beispiel:",
  turn: "Mit {changes} wäre die Empfehlung „{outcome}“ gewesen.",
  turnAnswer: "der Antwort „{answer}“ auf „{question}“",
  steady: "Diese Empfehlung bleibt, welche Antwort Sie auch ändern.",
  steadyPairs: "Diese Empfehlung bleibt, auch wenn Sie zwei Antworten ändern.",
  steadyTried: "Keine der ausprobierten Änderungen führt zu einer anderen Empfehlung.",
  download: "Herunterladen",
  print: "Drucken",
  notInFile: "Was auf einer sensiblen Antwort beruht, steht nicht in dieser Datei.",
  limits: "Was dieses Quiz nicht sagt",
  changeAnswer: "Meine Antworten durchsehen",
  restart: "Von vorn beginnen",
  restartNote: "Alle Ihre Antworten werden gelöscht.",
  restartConfirm: "Löschen und von vorn beginnen",
  failures: {
    "quiz-missing":
      "Die Datei des Quiz konnte nicht geladen werden. Prüfen Sie Ihre Verbindung und versuchen Sie es noch einmal.",
    "quiz-too-large":
      "Die Datei dieses Quiz ist zu groß zum Lesen. Bitte sagen Sie der Website Bescheid.",
    "quiz-invalid": "Die Datei dieses Quiz enthält Fehler, die die Website beheben muss.",
    "engine-missing":
      "Ein Teil des Quiz konnte nicht geladen werden. Prüfen Sie Ihre Verbindung und versuchen Sie es noch einmal.",
    "engine-invalid":
      "Ein Teil des Quiz ist beschädigt angekommen. Versuchen Sie es in einem Moment noch einmal.",
    "engine-stopped":
      "Das Quiz ist stehen geblieben. Versuchen Sie es noch einmal: Ihre Antworten sind noch da.",
  },
  details: "Für die Website",
  more: {
    one: "und {n} weiterer, in der Konsole.",
    other: "und {n} weitere, in der Konsole.",
  },
};
