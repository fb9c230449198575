/**
 * Where the files of the shipped quiz lie, by language. web/build.mjs writes this module anew, each
 * address in full, so that bundlers see which files to take along.
 * @type {Record<string, () => string>}
 */
export const quizFiles = {};
