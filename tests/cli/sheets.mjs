/** Random answer sheets, made without the engine. */

/** The same numbers from 0 to `end` - 1 for the same seed. */
export function seeded(seed) {
  let state = seed >>> 0;
  return (end) => {
    state = (Math.imul(state, 1664525) + 1013904223) >>> 0;
    return Math.floor((state / 2 ** 32) * end);
  };
}

/**
 * An answer to every question, whether or not it would be asked; null where it is skipped.
 * @param {any} quiz as it stands in its file
 * @param {(end: number) => number} random
 * @param {number} [share] of the optional questions that are answered
 */
export function randomSheet(quiz, random, share = 1) {
  const sheet = {};
  for (const question of quiz.questions) {
    const skipped = question.optional && random(100) >= share * 100;
    sheet[question.id] = skipped ? null : randomAnswer(question, random);
  }
  return sheet;
}

function randomAnswer({ kind, options, min, max }, random) {
  if (kind === "text") return "words";
  if (kind === "number") return min + random(max - min + 1);
  const shuffled = options.map(({ id }) => id);
  for (let i = shuffled.length; i > 1; i -= 1) {
    const j = random(i);
    [shuffled[i - 1], shuffled[j]] = [shuffled[j], shuffled[i - 1]];
  }
  if (kind === "rank") return shuffled;
  if (kind !== "multiple") return shuffled[0];
  const least = min ?? 0;
  const alone = options.filter(({ exclusive }) => exclusive).map(({ id }) => id);
  if (alone.includes(shuffled[0]) && least <= 1) return shuffled.slice(0, 1);
  const plain = shuffled.filter((id) => !alone.includes(id));
  const most = Math.min(max ?? plain.length, plain.length);
  return plain.slice(0, least + random(most - least + 1));
}
