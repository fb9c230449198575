// As much of WebAssembly as the glue uses, for one module that is a script. Its
// memory grows as a real one does: the glue asks for the buffer again after.
import { instantiate } from "career-quiz-engine.wasm";

export const WebAssembly = {
  instantiate: async (_bytes, imports) => ({ instance: { exports: instantiate(imports) } }),
  RuntimeError: Error,
};
