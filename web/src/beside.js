/**
 * Scripts beside this one, loaded when they are needed and once for every quiz on the page. Each says
 * of which release it is: with one of another, the words on screen or the advice might be wrong.
 */
import { Failure } from "./failure.js";

/**
 * Vite before its version 8 copies a package's scripts while a page is developed, into a folder that has
 * none of the other files.
 * @param {string} url
 */
export const original = (url) => url.replace("/.vite/deps/", "/career-quiz/");

/**
 * The engine's address, written in full: a bundler takes along what is so written. One with a name that is
 * only known at run time would make it take the whole folder.
 */
export const engineFile = () =>
  original(new URL("./career-quiz-engine.wasm", import.meta.url).href);

/**
 * A browser may remember a module that failed, and waits for one that hangs, by its URL: a retry tries
 * another URL too. In a bundle, where the script has another name, the first alone can help.
 * @template T
 * @param {string} name of the file, for messages and a second try
 * @param {() => Promise<T>} first the import as bundlers know it
 * @param {number} round how often it has failed
 * @returns {Promise<T>}
 */
export async function importBeside(name, first, round) {
  const url = new URL(name, engineFile()).href;
  /** @param {Promise<any>} loading */
  const fitting = async (loading) => {
    const script = await loading;
    if (CAREER_QUIZ_FILES || script.release === CAREER_QUIZ_RELEASE) return script;
    // One of the two is a copy that the browser kept: it takes new ones for the next visit.
    for (const each of [url, new URL("career-quiz.js", url)]) {
      fetch(each, { cache: "reload" }).catch(() => {});
    }
    throw new Failure("engine-invalid", `Of another release: ${url}`, { url });
  };
  const tries = [first()];
  if (round && !CAREER_QUIZ_FILES) {
    tries.push(import(/* @vite-ignore */ /* webpackIgnore: true */ `${url}?retry=${round}`));
  }
  try {
    return await Promise.any(tries.map(fitting));
  } catch (cause) {
    const { errors } = /** @type {AggregateError} */ (cause);
    throw (
      errors.find((error) => error instanceof Failure) ??
      new Failure("engine-missing", `This script cannot be loaded: ${url}`, {
        url,
        cause: errors[0],
      })
    );
  }
}

/** @type {Set<() => void>} */
const underWay = new Set();

/** Waits no more for what has not come: the next who asks has it made anew. */
export function abandon() {
  for (const drop of underWay) drop();
}

/**
 * A value made once and shared; one that failed is made anew when it is next asked for.
 * @template T
 * @param {(round: number) => Promise<T>} make
 */
export function sharedOnce(make) {
  /** @type {Promise<T> | null} */
  let made = null;
  let round = 0;
  const drop = () => {
    made = null;
  };
  return {
    /** @returns {Promise<T>} */
    get() {
      if (made) return made;
      underWay.add(drop);
      const mine = (made = make(round++).finally(() => underWay.delete(drop)));
      mine.catch(() => made === mine && drop());
      return mine;
    },
    drop,
  };
}
