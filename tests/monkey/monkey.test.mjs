/** Ten thousand random clicks and keys in each browser engine; see monkey.mjs. */
import { describe, test } from "node:test";
import { engines } from "../engines/drivers.mjs";
import { letLoose, serveMonkey } from "./monkey.mjs";

const actions = Number(process.env.CAREER_QUIZ_ACTIONS ?? 10_000);
const seed = Number(process.env.CAREER_QUIZ_SEED ?? 1);

describe("a monkey", { concurrency: true }, () => {
  for (const [engine, launch] of Object.entries(engines)) {
    test(`${actions} random clicks and keys leave every law true in ${engine}`, async (context) => {
      const server = await serveMonkey();
      context.after(() => server.close());
      const driver = await launch();
      context.after(() => driver.close());
      const counts = await letLoose({ ...driver, server }, engine, { actions, seed });
      context.diagnostic(`${engine}: ${JSON.stringify(counts)}`);
    });
  }
});
