declare module "*.css" {
  const text: string;
  export default text;
}

/** Set by web/build.mjs; null in a build without a quiz of its own. */
declare const CAREER_QUIZ_OPENING: import("./types").Opening | null;

/** The quiz files by name, in the build that is one script; null where each is a file of its own. */
declare const CAREER_QUIZ_FILES: Record<string, object> | null;

/** What the scripts of one build have in common, and those of no other. */
declare const CAREER_QUIZ_RELEASE: string;

/** Fingerprint of the engine that belongs to them. */
declare const CAREER_QUIZ_ENGINE: number;
