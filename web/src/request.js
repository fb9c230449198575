/** Requests to the engine and its answers, as text that keeps the order of answering. */

/** @import { Answers } from './types' */

/**
 * Written by hand: an object of JavaScript would put ids that are numbers first.
 * @param {{answers: Answers}} request
 */
export function requestText({ answers, ...rest }) {
  const members = [...answers].map((pair) => pair.map((part) => JSON.stringify(part)).join(":"));
  return `{"answers":{${members}},${JSON.stringify(rest).slice(1)}`.replace(/,}$/, "}");
}

/**
 * What a code holds, from the earliest answer to the latest.
 * @param {string} decoded what the engine says of the code
 * @returns {{answers: Answers, leftOut: boolean, error: null} | {error: string}} `leftOut`: the
 *   reader answered more than the code holds
 */
export function codeContent(decoded) {
  // A sign before every name, or JavaScript would put those that are numbers first.
  const text = decoded.replace(/"(?:[^"\\]|\\.)*"(:?)/g, (string, colon) =>
    colon ? `"_${string.slice(1)}` : string,
  );
  const { _answers = {}, _left_out: leftOut, _error } = JSON.parse(text);
  if (_error) return { error: _error._code };
  const answers = new Map(Object.entries(_answers).map(([id, answer]) => [id.slice(1), answer]));
  return { answers, leftOut, error: null };
}
