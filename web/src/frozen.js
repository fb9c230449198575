/**
 * A copy that shares nothing with its source and cannot be changed.
 * @template T
 * @param {T} value
 * @returns {T}
 */
export function frozenCopy(value) {
  if (value === null || typeof value !== "object") return value;
  const copy = Array.isArray(value) ? [] : Object.create(null);
  for (const [key, item] of Object.entries(value)) copy[key] = frozenCopy(item);
  return Object.freeze(copy);
}
