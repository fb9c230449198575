/**
 * The file a page loads: one language, without what only authors read. `career-quiz pack` writes
 * the same.
 */

/**
 * @param {any} quiz a quiz as authors write it
 * @param {string} [language] its first when absent
 */
export function packQuiz(quiz, language = quiz.languages[0]) {
  if (!quiz.languages.includes(language)) {
    throw new Error(`the quiz has no texts in "${language}", only ${quiz.languages.join(", ")}`);
  }
  const declared = new Set(quiz.languages);
  // An option with nothing but its id is no text, though a language may be called "id"; nor is
  // what stands in a condition.
  const isText = (value, within) =>
    within !== "options" &&
    Object.keys(value).length > 0 &&
    Object.entries(value).every(([key, text]) => declared.has(key) && typeof text === "string");
  const pack = (value, within) => {
    if (value === null || typeof value !== "object" || within === "when") return value;
    if (Array.isArray(value)) return value.map((item) => pack(item, within));
    if (isText(value, within)) return value[language];
    return Object.fromEntries(
      Object.entries(value)
        .filter(([key, item]) => !(key === "note" && typeof item === "string"))
        .map(([key, item]) => [key, pack(item, key)]),
    );
  };
  const { expect, guarantees, ...shown } = quiz;
  return { ...pack(shown), languages: [language] };
}

/**
 * What is baked into the script, so that in one language the introduction and the first question
 * need no second request.
 * @param {any} quiz a packed quiz
 * @param {string} name of the quiz's files, which a language and ".json" follow
 * @param {string[]} every language that has a file
 */
export function openingOf(quiz, name, every) {
  const { id, version, languages, title, description } = quiz;
  const questions = quiz.questions.filter(({ after }) => !after);
  const always = questions.filter(({ when }) => when === undefined);
  const first = quiz.adaptive?.first?.slice(0, 1) ?? [];
  const opener = questions.find((question) => question.id === first[0]) ?? questions[0];
  return {
    name,
    languages: [...new Set([...languages, ...every])],
    length: { least: always.length, most: questions.length },
    quiz: {
      ...{ id, version, languages, title, description },
      questions: [shownAlone(opener)].flat(),
      adaptive: { first },
    },
  };
}

/** A question as it is shown, without what it is worth; none that waits for the second script. */
function shownAlone({ options, ...question }) {
  if (question.kind !== "single") return [];
  return {
    ...question,
    options: options.map(({ id, text, exclusive }) => ({ id, text, exclusive })),
  };
}
