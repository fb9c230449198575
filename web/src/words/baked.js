/** The language of the first script; the build puts that of its opening here. */
export * from "./fr.js";
