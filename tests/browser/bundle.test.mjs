/** The element in a bundle, whose scripts have other names than those in dist/. */
import assert from "node:assert/strict";
import { basename } from "node:path";
import { before, test } from "node:test";
import { build } from "esbuild";
import { answerAll, close, dist, press, useBrowser } from "./harness.mjs";

const world = useBrowser();
const scripts = {};

before(async () => {
  const { outputFiles } = await build({
    entryPoints: [`${dist}/career-quiz.js`],
    ...{ bundle: true, splitting: true, format: "esm", write: false, minify: true },
    ...{ outdir: "out", entryNames: "page", chunkNames: "[name]-[hash]" },
  });
  for (const { path, contents } of outputFiles) scripts[basename(path)] = contents;
});

/** Lays the bundle into a folder; what is no script has to be found elsewhere or beside it. */
function lay(folder) {
  for (const [name, body] of Object.entries(scripts)) {
    world.server.put(`${folder}/${name}`, { type: "text/javascript", body });
  }
  return `${folder}/page.js`;
}

const advice = (page) => page.locator("career-quiz .result").waitFor();

async function take(page) {
  await press(page, "Commencer");
  await answerAll(page);
  await advice(page);
  assert.deepEqual(page.faults, []);
  assert.deepEqual(await page.evaluate(() => window.violations), []);
}

test("a bundle gives advice, with the engine and the quiz beside it", async () => {
  const page = await world.open("<career-quiz></career-quiz>", { script: lay("/bundle") });
  await take(page);
  await close(page);
});

/** Whether the browser asks for a module once more after it did not come. */
async function asksAgain(page) {
  const load = () => page.evaluate(() => import("/probe.js").then(() => true).catch(() => false));
  world.server.put("/probe.js", { status: 503 });
  assert.equal(await load(), false);
  world.server.put("/probe.js", { type: "text/javascript", body: "export {};" });
  return load();
}

test("a script of a bundle that did not come is fetched by the retry, where the browser asks again", async () => {
  const script = lay("/torn");
  const second = Object.keys(scripts).find((name) => name.startsWith("career-quiz-result-"));
  world.server.put(`/torn/${second}`, { status: 503 });
  world.server.put("/torn/career-quiz-result.js", { status: 404 });
  const page = await world.open("<career-quiz></career-quiz>", { script });
  await page.locator("career-quiz .failure").waitFor();
  lay("/torn");
  await press(page, "Réessayer");
  if (await asksAgain(page)) {
    await take(page);
  } else {
    await page.getByRole("button", { name: "Réessayer" }).waitFor({ state: "detached" });
    await page.locator("career-quiz .failure").waitFor();
  }
  await close(page);
});

test("scripts that Vite has copied for development ask for the other files where they are", async () => {
  const folder = "/node_modules/.vite/deps";
  const page = await world.open("<career-quiz></career-quiz>", { script: lay(folder) });
  const before = world.server.requests.length;
  await take(page);
  const asked = world.server.requests.slice(before).filter((path) => /\.(json|wasm)$/.test(path));
  assert.deepEqual(
    asked.filter((path) => !path.startsWith("/node_modules/career-quiz/")),
    [],
  );
  await close(page);
});
