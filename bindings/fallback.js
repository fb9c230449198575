// The engine for pages that WebAssembly is refused: the same glue, and in place
// of the module the script that wasm2js makes of it. No code is built at run
// time, so a policy of script-src 'self' is enough.
//
// The bundler (web/build.mjs) says which file `career-quiz-engine` is, and lets
// every script in the bundle see webassembly.js for the browser's WebAssembly.
import createModule from "career-quiz-engine";

// Any bytes will do: given some, the glue fetches no .wasm.
export default (options) => createModule({ ...options, wasmBinary: new ArrayBuffer(0) });
