// replay.cpp for what ships: the glue with its module, or the fallback alone.
//
//   node tests/same_bytes/replay.mjs dist/career-quiz-engine.js dist/career-quiz-engine.wasm
//   node tests/same_bytes/replay.mjs dist/career-quiz-fallback.js

import { isUtf8 } from "node:buffer";
import { once } from "node:events";
import { readFileSync } from "node:fs";
import { resolve } from "node:path";
import { pathToFileURL } from "node:url";

const [script, wasm] = process.argv.slice(2);
if (!wasm) delete globalThis.WebAssembly;
const { default: createModule } = await import(pathToFileURL(resolve(script)));
const module = await createModule(wasm && { wasmBinary: readFileSync(wasm) });

const kLineEnd = 0x0a;
const kSpace = 0x20;
let engine = new module.Engine();

/** @param {Buffer} line */
function answer(line) {
  const verb = line.toString("latin1", 0, line.indexOf(kSpace));
  if (verb === "session") {
    engine.delete();
    engine = new module.Engine();
    return line.toString();
  }
  const text = line.subarray(verb.length + 1);
  for (let at = 0; (at = text.indexOf(0x1f, at)) >= 0;) text[at] = kLineEnd;
  // As a page does, but for bytes that no string can hold.
  return engine[verb](isUtf8(text) ? text.toString() : text);
}

let rest = Buffer.alloc(0);
for await (const chunk of process.stdin) {
  const bytes = Buffer.concat([rest, chunk]);
  let answers = "";
  let from = 0;
  for (let end; (end = bytes.indexOf(kLineEnd, from)) >= 0; from = end + 1) {
    answers += `${answer(bytes.subarray(from, end))}\n`;
  }
  rest = bytes.subarray(from);
  if (!process.stdout.write(answers)) await once(process.stdout, "drain");
}
