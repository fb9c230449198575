declare module "*.css" {
  const text: string;
  export default text;
}

/** Set by web/build.mjs; null in a build without a quiz of its own. */
declare const CAREER_QUIZ_OPENING: import("./types").Opening | null;
