/**
 * Looks for answers that lead to an outcome: from the answers that speak for it most, from sheets
 * at random, and from there uphill, one answer at a time. It proves nothing where it finds none.
 */

/**
 * @typedef {Record<string, unknown>} Sheet
 * @typedef {{outcome: string} | {kind: "two-tracks" | "mixed"}} Goal
 * @typedef {{sheet: Sheet, evaluation: any, cost: number}} Tried
 * @typedef {object} Witness
 * @property {Sheet} sheet answers to every question that is asked
 * @property {any} evaluation of the sheet
 * @property {string[]} byHand questions whose answers no code carries, and without which the goal
 *   is not reached
 */

/** Milliseconds of work before the page has its turn. */
const kSlice = 12;
/** Milliseconds after which what is nearly wanted will do. */
const kPatience = 1500;
/** What an outcome costs that is not open: more than any score can make up for. */
const kClosed = 1e6;
/** What a condition costs whose answer is another, beside conditions over numbers. */
const kOther = 50;

/**
 * @param {any} quiz the quiz file
 * @param {import("./engine.js").Engine} engine that has it
 * @param {Goal} goal
 * @param {{milliseconds: number, signal: AbortSignal, told: (tries: number) => void}} options
 * @returns {Promise<{witness: Witness | null, tries: number}>}
 */
export async function findWitness(quiz, engine, goal, { milliseconds, signal, told }) {
  const begun = performance.now();
  let slice = begun + kSlice;
  let tries = 0;
  let nearly = null;
  for (const tried of attempts(quiz, engine, goal)) {
    tries += 1;
    const fit = fits(tried.evaluation, goal);
    if (fit > 0) {
      const witness = witnessOf(tried, engine, goal);
      const enough = fit === 2 && (!witness.byHand.length || restsOnSecret(quiz, goal));
      if (enough) return { witness, tries };
      if (!nearly || witness.byHand.length < nearly.byHand.length) nearly = witness;
    }
    const now = performance.now();
    if (nearly && now - begun > kPatience) break;
    if (now - begun > milliseconds) break;
    if (now > slice) {
      told(tries);
      await new Promise((resolve) => setTimeout(resolve));
      if (signal.aborted) break;
      slice = performance.now() + kSlice;
    }
  }
  return { witness: nearly, tries };
}

/** 2: as wanted; 1: the outcome comes first, but not clearly; 0: not at all. */
function fits({ stop, result }, goal) {
  if (!result || !stop) return 0;
  const { kind, outcomes } = result.headline;
  if (goal.kind) return kind === goal.kind ? 2 : 0;
  if (outcomes[0] !== goal.outcome) return 0;
  return kind === "mixed" || kind === "two-tracks" ? 1 : 2;
}

/** @returns {Witness} */
function witnessOf({ sheet, evaluation }, engine, goal) {
  const asked = evaluation.path.map(({ question }) => question).filter((id) => id in sheet);
  const pruned = Object.fromEntries(asked.map((id) => [id, sheet[id]]));
  const without = { ...pruned };
  const byHand = engine.encode(pruned).left_out.filter((id) => {
    delete without[id];
    const early = engine.evaluate(without, { early: true });
    const needed = fits({ ...early, stop: "complete" }, goal) === 0;
    if (needed) without[id] = sheet[id];
    return needed;
  });
  return { sheet: pruned, evaluation, byHand };
}

/** Whether an outcome or the rule that shows it reads a sensitive answer. */
function restsOnSecret(quiz, goal) {
  const secret = new Set(quiz.questions.filter((item) => item.sensitive).map(({ id }) => id));
  const reads = JSON.stringify(conditionsOf(quiz, goal));
  return [...secret].some((id) => reads.includes(`"answers.${id}`));
}

function conditionsOf(quiz, goal) {
  const named = ({ id, outcome }) => (outcome ?? id) === goal.outcome;
  return [...(quiz.rules ?? []), ...quiz.outcomes].filter(named).map(({ when }) => when ?? true);
}

/**
 * Sheets without end, each tried. The same quiz and goal give the same ones.
 * @returns {Generator<Tried>}
 */
function* attempts(quiz, engine, goal) {
  const random = randomFrom(1);
  const pick = (list) => list[Math.floor(random() * list.length)];
  const questions = quiz.questions.filter(({ after }) => !after);
  const literals = numbersIn(quiz);
  const values = new Map(questions.map((item) => [item.id, valuesOf(item, literals, random)]));
  const rules = (quiz.rules ?? []).filter((rule) => rule.outcome === goal.outcome);
  const derived = new Set(
    (quiz.rules ?? []).filter(({ kind }) => kind !== "beside").map(({ outcome }) => outcome),
  );
  const scored = quiz.outcomes.map(({ id }) => id).filter((id) => !derived.has(id));
  const own = scored.includes(goal.outcome);
  const named = scored.filter((id) => JSON.stringify(rules).includes(`"${id}"`));
  const rivals = named.length > 1 ? named : scored;

  const anySheet = () => Object.fromEntries(questions.map(({ id }) => [id, pick(values.get(id))]));

  /** For each question an answer that says most for the wanted outcomes against all others. */
  const ideal = (wanted, noise) =>
    Object.fromEntries(
      questions.map((question) => {
        const all = values.get(question.id);
        if (random() < noise) return [question.id, pick(all)];
        const worth = all.map((value) => worthOf(question, value, wanted, scored));
        const most = Math.max(...worth);
        return [question.id, pick(all.filter((_, at) => worth[at] === most))];
      }),
    );

  const attempt = (sheet) => {
    const evaluation = engine.evaluate(sheet);
    return { sheet, evaluation, cost: costOf(quiz, goal, rules, sheet, evaluation) };
  };

  function* climb(sheet) {
    let best = attempt(sheet);
    yield best;
    for (let better = true; better;) {
      better = false;
      for (const { id } of shuffled(questions, random)) {
        if (!best.evaluation.path.some(({ question }) => question === id)) continue;
        for (const value of values.get(id)) {
          if (value === best.sheet[id]) continue;
          const tried = attempt({ ...best.sheet, [id]: value });
          yield tried;
          if (tried.cost > best.cost) continue;
          better ||= tried.cost < best.cost;
          best = tried;
        }
      }
    }
  }

  for (const { outcome, answers } of quiz.expect ?? []) {
    if (outcome === goal.outcome) yield attempt(answers);
  }
  if (own) yield* climb(ideal([goal.outcome], 0));
  if (goal.kind) {
    for (const at of [0, -1]) {
      yield attempt(
        Object.fromEntries(
          questions.map((item) => [
            item.id,
            item.options && item.kind !== "multiple" && item.kind !== "rank"
              ? item.options.at(at).id
              : values.get(item.id)[0],
          ]),
        ),
      );
    }
  }
  for (;;) {
    yield* climb(anySheet());
    const two = own ? [goal.outcome] : [pick(rivals), pick(rivals)];
    yield* climb(ideal(two, random() / 2));
  }
}

/** The answers worth trying to a question: all, or some of each sort where there are too many. */
function valuesOf({ kind, options = [], min, max, optional }, literals, random) {
  const skipped = optional ? [null] : [];
  const ids = options.map(({ id }) => id);
  if (kind === "text") return ["A few words", ...skipped];
  if (kind === "number") {
    const near = literals.flatMap((number) => [number - 1, number, number + 1]);
    const all = [min, max, Math.round((min + max) / 2), ...near];
    return [...new Set(all.filter((number) => number >= min && number <= max)), ...skipped];
  }
  if (kind === "rank") {
    const firsts = ids.map((first) => [first, ...ids.filter((id) => id !== first)]);
    const others = ids.map(() => shuffled(ids, random));
    return [...firsts, ...others, ...skipped];
  }
  if (kind !== "multiple") return [...ids, ...skipped];
  const least = Math.max(min ?? 0, 1);
  const most = max ?? ids.length;
  const alone = options.filter(({ exclusive }) => exclusive).map(({ id }) => [id]);
  const free = options.filter(({ exclusive }) => !exclusive).map(({ id }) => id);
  const inOrder = (chosen) => ids.filter((id) => chosen.includes(id));
  const sets = [...free, ...free].map((first, at) => {
    const size = at < free.length ? least : least + Math.floor(random() * (most - least + 1));
    const rest = shuffled(
      free.filter((id) => id !== first),
      random,
    );
    return inOrder([first, ...rest.slice(0, size - 1)]);
  });
  return [...sets, ...(least > 1 ? [] : alone), ...skipped];
}

/** What an answer says for the wanted outcomes, against what it says for the others. */
function worthOf({ options = [], kind }, value, wanted, scored) {
  const chosen = kind === "rank" ? [value?.[0]] : [value].flat();
  const evidence = (outcome) =>
    options
      .filter(({ id }) => chosen.includes(id))
      .reduce((sum, option) => sum + (option.evidence?.[outcome] ?? 0), 0);
  const others = scored.filter((id) => !wanted.includes(id));
  return mean(wanted.map(evidence)) - mean(others.map(evidence));
}

/** How far a sheet is from the goal; the less the nearer. */
function costOf(quiz, goal, rules, sheet, { path, result }) {
  if (!result) return 10 * kClosed;
  const { headline, ranking } = result;
  const gate = headline.kind === "override" ? kClosed : 0;
  const read = readerOf(quiz, sheet, path, result);
  if (goal.kind) {
    const [first, second] = ranking;
    if (!second || gate) return kClosed;
    const combined = headline.kind === "combined" ? kClosed / 10 : 0;
    const strong = first.band === "strong";
    if (goal.kind === "mixed") return combined + (strong ? first.score : 0);
    return combined + first.score - second.score + (strong ? 0 : 1000 - first.score);
  }
  const entry = ranking.find(({ outcome }) => outcome === goal.outcome);
  if (entry) {
    const rivals = ranking.filter((other) => other !== entry).map(({ score }) => score);
    return gate + Math.max(0, ...rivals) - entry.score;
  }
  const [own] = quiz.outcomes.filter(({ id }) => id === goal.outcome);
  const asked = rules.filter(({ kind }) => kind !== "beside");
  if (!asked.length) return gate + kClosed + distance(own?.when ?? true, read, true);
  const ways = asked.map(
    ({ kind, when }) => (kind === "override" ? 0 : gate) + distance(when, read, true),
  );
  return kClosed + Math.min(...ways);
}

/** What a condition reads of one evaluation, by the names of the guide. */
function readerOf(quiz, sheet, path, result) {
  const given = new Set(
    path.filter(({ state }) => state === "answered").map(({ question }) => question),
  );
  const [first, second, third] = result.ranking;
  const results = {
    first: first?.outcome,
    second: second?.outcome,
    margin: second && first.score - second.score,
    lead: third && second.score - third.score,
  };
  const value = (name) => {
    const [space, id, at] = name.split(".");
    if (space === "answers") {
      const answer = given.has(id) ? sheet[id] : null;
      return at === undefined ? answer : answer?.[at];
    }
    if (space === "scales") return result.scales.find(({ scale }) => scale === id)?.value;
    if (space === "scores") return result.ranking.find(({ outcome }) => outcome === id)?.score;
    return results[id];
  };
  /** The options of the question that a side of a comparison names, to compare their places. */
  const options = (side) => {
    const [space, id] = `${side?.var}`.split(".");
    const question = space === "answers" && quiz.questions.find((item) => item.id === id);
    return question ? (question.options ?? []).map((option) => option.id) : [];
  };
  return {
    options,
    of: (side) =>
      side && typeof side === "object" && "var" in side ? (value(side.var) ?? null) : side,
  };
}

/**
 * How far a condition is from holding, or with `wanted` false from not holding; 0 where it does.
 * @returns {number}
 */
function distance(condition, read, wanted) {
  if (typeof condition === "boolean") return condition === wanted ? 0 : kClosed;
  const [operator, value] = Object.entries(condition)[0];
  const sides = Array.isArray(value) ? value : [value];
  if (operator === "!") return distance(sides[0], read, !wanted);
  if (operator === "and" || operator === "or") {
    const each = sides.map((part) => distance(part, read, wanted));
    const all = (operator === "and") === wanted;
    return all ? each.reduce((sum, part) => sum + part, 0) : Math.min(...each);
  }
  const [left, right] = sides.map(read.of);
  if (operator === "in") {
    const held = Array.isArray(right) && left !== null && right.includes(left);
    return held === wanted ? 0 : kOther;
  }
  const places = [...read.options(sides[0]), ...read.options(sides[1])];
  const place = (side) => (typeof side === "string" ? places.indexOf(side) : side);
  const [a, b] =
    operator.length === 2 && /[=!]=/.test(operator) ? [left, right] : [place(left), place(right)];
  if (holds(operator, a, b) === wanted) return 0;
  const numbers = typeof left === "number" && typeof right === "number";
  return numbers ? Math.abs(left - right) + 1 : kOther;
}

function holds(operator, a, b) {
  if (operator === "==") return a === b;
  if (operator === "!=") return a !== b;
  if (a === null || b === null) return false;
  if (operator === "<") return a < b;
  if (operator === "<=") return a <= b;
  return operator === ">" ? a > b : a >= b;
}

/** Every number that a condition of the quiz names. */
function numbersIn(value, inside = false) {
  if (typeof value === "number") return inside ? [value] : [];
  if (value === null || typeof value !== "object") return [];
  return Object.entries(value).flatMap(([name, part]) =>
    numbersIn(part, inside || name === "when"),
  );
}

function mean(numbers) {
  return numbers.length ? numbers.reduce((sum, number) => sum + number, 0) / numbers.length : 0;
}

function shuffled(list, random) {
  const mixed = [...list];
  for (let at = mixed.length - 1; at > 0; at -= 1) {
    const other = Math.floor(random() * (at + 1));
    [mixed[at], mixed[other]] = [mixed[other], mixed[at]];
  }
  return mixed;
}

/** Numbers from 0 to under 1, the same for the same seed (mulberry32). */
function randomFrom(seed) {
  let state = seed;
  return () => {
    state = (state + 0x6d2b79f5) | 0;
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4294967296;
  };
}
