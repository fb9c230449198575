// Forty-four faults, each the kind of slip an author makes while editing the mentoring quiz: small
// in the file, and not seen by taking the quiz once or twice.

const question = (quiz, id) => quiz.questions.find((one) => one.id === id);
const option = (quiz, id, place) => question(quiz, id).options.find((one) => one.id === place);
const named = (list, id) => list.find((one) => one.id === id);
const answer = (id) => ({ var: `answers.${id}` });

/** Changes the weights of one outcome wherever they stand; `null` takes one out. */
function reweigh(quiz, outcome, change) {
  for (const { options = [] } of quiz.questions) {
    for (const { evidence } of options) {
      if (evidence?.[outcome] === undefined) continue;
      const weight = change(evidence[outcome]);
      if (weight === null) delete evidence[outcome];
      else evidence[outcome] = weight;
    }
  }
}

const clamp = (weight) => Math.max(-12, Math.min(12, weight));

/** @type {[string, (quiz: any) => void][]} */
export const faults = [
  // An outcome starved, or fattened.
  [
    "an outcome loses all that speaks for it",
    (quiz) => reweigh(quiz, "psychosocial-mentoring", (weight) => (weight > 0 ? null : weight)),
  ],
  ["an outcome loses all its weights", (quiz) => reweigh(quiz, "peer-mentoring", () => null)],
  ["an outcome's bias sinks it", (quiz) => (named(quiz.outcomes, "prepare").bias = -1000)],
  ["an outcome's bias lifts it", (quiz) => (named(quiz.outcomes, "personal-coaching").bias = 150)],
  [
    "an outcome's weights are doubled",
    (quiz) => reweigh(quiz, "career-coaching", (weight) => clamp(2 * weight)),
  ],
  [
    "an outcome's weights are halved",
    (quiz) => reweigh(quiz, "performance-coaching", (weight) => Math.trunc(weight / 2)),
  ],
  // Eligibility.
  [
    "an outcome is open to nobody",
    (quiz) => (named(quiz.outcomes, "career-coaching").when = { "==": [answer("role"), null] }),
  ],
  [
    "an outcome waits for a question that its readers are not asked",
    (quiz) =>
      (named(quiz.outcomes, "become-mentor").when = {
        and: [{ "==": [answer("role"), "accompany"] }, { "==": [answer("goal"), "exchange"] }],
      }),
  ],
  [
    "an outcome's two conditions exclude each other",
    (quiz) =>
      (named(quiz.outcomes, "leadership-coaching").when = {
        and: [{ "==": [answer("leads"), "no"] }, { "==": [answer("leads"), "long"] }],
      }),
  ],
  [
    "readers with little time are left without any outcome",
    (quiz) => {
      for (const outcome of quiz.outcomes) {
        if (!outcome.when) continue;
        outcome.when = { and: [outcome.when, { "!=": [answer("time"), "under-one"] }] };
      }
    },
  ],
  [
    "someone who only accompanies can be sent to a mentor",
    (quiz) => delete named(quiz.outcomes, "career-mentoring").when,
  ],
  [
    "someone who only wants to be accompanied can be told to mentor",
    (quiz) => delete named(quiz.outcomes, "become-mentor").when,
  ],
  [
    "pupils can be offered leadership coaching",
    (quiz) =>
      (named(quiz.outcomes, "leadership-coaching").when = { "!=": [answer("role"), "accompany"] }),
  ],
  [
    "one answer decides alone",
    (quiz) => {
      for (const outcome of quiz.outcomes) {
        if (!outcome.when || outcome.id === "peer-mentoring") continue;
        outcome.when = { and: [outcome.when, { "!=": [answer("stage"), "founder"] }] };
      }
    },
  ],
  // Rules.
  [
    "the duty of care forgets one answer",
    (quiz) => (named(quiz.rules, "care-first").when = { in: [answer("energy"), ["danger"]] }),
  ],
  [
    "the duty of care asks for two answers at once",
    (quiz) =>
      (named(quiz.rules, "care-first").when = {
        and: [{ "==": [answer("energy"), "drained"] }, { "==": [answer("energy"), "danger"] }],
      }),
  ],
  [
    "the duty of care leaves out those who accompany",
    (quiz) => {
      const rule = named(quiz.rules, "care-first");
      rule.when = { and: [rule.when, { "!=": [answer("role"), "accompany"] }] };
    },
  ],
  [
    "a rule waits for a margin below nothing",
    (quiz) =>
      named(quiz.rules, "both-worlds").when.and.push({ "<": [{ var: "result.margin" }, 0] }),
  ],
  ["a rule that combines always fires", (quiz) => (named(quiz.rules, "both-worlds").when = true)],
  [
    "a rule without its condition shows one outcome to everybody",
    (quiz) => (named(quiz.rules, "care-first").when = true),
  ],
  // Questions.
  [
    "a question is asked of nobody",
    (quiz) =>
      (question(quiz, "skill").when = {
        and: [{ "==": [answer("role"), "accompany"] }, { "==": [answer("role"), "both"] }],
      }),
  ],
  [
    "a follow-up waits for the wrong answers",
    (quiz) =>
      (question(quiz, "drain").when = {
        and: [
          { "==": [answer("role"), "accompany"] },
          { in: [answer("leads"), ["soon", "recent", "long"]] },
        ],
      }),
  ],
  [
    "two questions wait for each other",
    (quiz) => (question(quiz, "leads").when = { "!=": [answer("drain"), "no"] }),
  ],
  [
    "a question says nothing any more",
    (quiz) => {
      for (const one of question(quiz, "meaning").options) {
        delete one.evidence;
        delete one.scales;
      }
    },
  ],
  [
    "a question is turned the wrong way round",
    (quiz) => {
      const options = question(quiz, "style").options;
      const weights = options.map((one) => one.evidence).reverse();
      options.forEach((one, at) => (one.evidence = weights[at]));
    },
  ],
  [
    "a scale is turned the wrong way round",
    (quiz) => {
      const options = question(quiz, "drain").options;
      const weights = options.map((one) => one.evidence).reverse();
      options.forEach((one, at) => (one.evidence = weights[at]));
    },
  ],
  ["a question asks for more ticks than it has", (quiz) => (question(quiz, "existing").min = 9)],
  [
    "a question is asked that nothing reads",
    (quiz) => {
      const options = question(quiz, "budget").options.map(({ id, text }) => ({ id, text }));
      quiz.questions.push({
        id: "purse",
        kind: "single",
        text: question(quiz, "budget").text,
        options,
      });
    },
  ],
  // Weights.
  [
    "a signature's sign is flipped",
    (quiz) => (option(quiz, "goal", "craft").evidence["career-mentoring"] = -10),
  ],
  [
    "another signature's sign is flipped",
    (quiz) => (option(quiz, "success", "result").evidence["performance-coaching"] = -10),
  ],
  [
    "the sign of a scale's end is flipped",
    (quiz) => (option(quiz, "network", "yes").evidence["career-mentoring"] = -5),
  ],
  [
    "one question's weights are tripled",
    (quiz) => {
      for (const { evidence } of question(quiz, "rhythm").options) {
        for (const outcome of Object.keys(evidence))
          evidence[outcome] = clamp(3 * evidence[outcome]);
      }
    },
  ],
  [
    "one answer outweighs all others",
    (quiz) => {
      const evidence = option(quiz, "from", "same").evidence;
      for (const outcome of Object.keys(evidence)) evidence[outcome] = -12;
      evidence["peer-mentoring"] = 12;
    },
  ],
  [
    "two options say the same",
    (quiz) => {
      const options = question(quiz, "doubts").options;
      options[4].evidence = { ...options[3].evidence };
      options[4].scales = { ...options[3].scales };
    },
  ],
  [
    "an option speaks against everything",
    (quiz) => {
      const evidence = option(quiz, "give", "no").evidence;
      for (const { id, when } of quiz.outcomes) if (when) evidence[id] = -5;
    },
  ],
  [
    "what may never count gets a weight",
    (quiz) => (option(quiz, "budget", "nobody").evidence = { prepare: 6 }),
  ],
  // Modules.
  [
    "a module's two conditions exclude each other",
    (quiz) => named(quiz.modules, "coach-free").when.and.push({ "==": [answer("budget"), "self"] }),
  ],
  [
    "a module waits for more than a scale can give",
    (quiz) =>
      (named(quiz.modules, "introductions").when = { ">": [{ var: "scales.network" }, 100] }),
  ],
  [
    "a module reads a question that its readers are not asked",
    (quiz) =>
      named(quiz.modules, "offer-group").when.and.push({ "==": [answer("goal"), "exchange"] }),
  ],
  [
    "a part gives so few modules that some never come",
    (quiz) => {
      const part = named(quiz.modules, "week-try").part;
      named(quiz.parts, part).most = 1;
    },
  ],
  [
    "a condition that always holds",
    (quiz) =>
      (named(quiz.modules, "message-who-working").when = {
        or: [{ "==": [answer("stage"), "growing"] }, { "!=": [answer("stage"), "growing"] }],
      }),
  ],
  // Names, texts, figures.
  [
    "an outcome's name is misspelt in a weight",
    (quiz) => (option(quiz, "goal", "skill").evidence["performence-coaching"] = 10),
  ],
  ["a text is missing in one language", (quiz) => delete question(quiz, "asked").text.en],
  [
    "the adaptive form stops far too early",
    (quiz) => Object.assign(quiz.adaptive, { minimum: 1, risk: 0.5 }),
  ],
];
