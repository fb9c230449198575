declare module "*.css" {
  const text: string;
  export default text;
}

/** Set by web/build.mjs; null in a build without a quiz of its own. */
declare const CAREER_QUIZ_OPENING: import("./types").Opening | null;

/** The quiz files by name, in the build that is one script; null where each is a file of its own. */
declare const CAREER_QUIZ_FILES: Record<string, object> | null;
