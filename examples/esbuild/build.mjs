import { cp, readdir } from "node:fs/promises";
import { build } from "esbuild";

await build({
  entryPoints: ["src/main.js"],
  bundle: true,
  splitting: true,
  format: "esm",
  minify: true,
  // Else every letter that is not of ASCII takes six, and Arabic is more than twice as long.
  charset: "utf8",
  outdir: "dist",
});
await cp("index.html", "dist/index.html");

// esbuild leaves the addresses of files that are no scripts as they are: the engine and the quiz's
// languages lie beside the script that asks for them.
const quiz = new URL(".", import.meta.resolve("career-quiz"));
for (const file of await readdir(quiz)) {
  if (/^career-quiz-engine\.wasm$|^mentoring-coaching\...\.json$/.test(file)) {
    await cp(new URL(file, quiz), `dist/${file}`);
  }
}
