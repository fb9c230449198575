/**
 * Scripts beside this one, loaded when they are needed and once for every quiz on the page. Each says
 * of which release it is: with one of another, the words on screen or the advice might be wrong.
 */
import { Failure } from "./failure.js";

/**
 * @template T
 * @param {string} name of the file, for messages and a second try
 * @param {() => Promise<T>} first the import as bundlers know it
 * @param {number} round a browser remembers a module that failed by its URL, so a retry needs another
 * @returns {Promise<T>}
 */
export async function importBeside(name, first, round) {
  const url = new URL(`./${name}`, import.meta.url).href;
  let script;
  try {
    script = await (round && !CAREER_QUIZ_FILES
      ? import(/* @vite-ignore */ /* webpackIgnore: true */ `${url}?retry=${round}`)
      : first());
  } catch (cause) {
    throw new Failure("engine-missing", `This script cannot be loaded: ${url}`, { url, cause });
  }
  if (!CAREER_QUIZ_FILES && script.release !== CAREER_QUIZ_RELEASE) {
    // One of the two is a copy that the browser kept: it takes new ones for the next visit.
    for (const each of [url, import.meta.url]) fetch(each, { cache: "reload" }).catch(() => {});
    throw new Failure("engine-invalid", `Of another release: ${url}`, { url });
  }
  return script;
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
