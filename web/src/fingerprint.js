/**
 * A number that another file hardly ever has. `crypto.subtle` would be surer, and is missing on pages
 * without https.
 * @param {Uint8Array} bytes
 * @returns {number}
 */
export function fingerprint(bytes) {
  return bytes.reduce((sum, byte) => (Math.imul(sum, 31) + byte) | 0, 0);
}
