/** Scripts beside this one, loaded when they are needed and once for every quiz on the page. */
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
  try {
    return await (round && !CAREER_QUIZ_FILES
      ? import(/* @vite-ignore */ /* webpackIgnore: true */ `${url}?retry=${round}`)
      : first());
  } catch (cause) {
    throw new Failure("engine-missing", `This script cannot be loaded: ${url}`, { url, cause });
  }
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
  return {
    /** @returns {Promise<T>} */
    get() {
      made ??= make(round++).catch((error) => {
        made = null;
        throw error;
      });
      return made;
    },
    drop() {
      made = null;
    },
  };
}
