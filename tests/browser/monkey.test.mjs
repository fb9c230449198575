/** A few random clicks and keys, in Chromium; `./dev test --long` tries many, in three browsers. */
import { test } from "node:test";
import { engines } from "../engines/drivers.mjs";
import { letLoose, serveMonkey } from "../monkey/monkey.mjs";

test("300 random clicks and keys leave every law true", async (context) => {
  const server = await serveMonkey();
  context.after(() => server.close());
  const driver = await engines.Chromium();
  context.after(() => driver.close());
  const seed = Number(process.env.CAREER_QUIZ_SEED ?? 1);
  const counts = await letLoose({ ...driver, server }, "Chromium", { actions: 300, seed });
  context.diagnostic(JSON.stringify(counts));
});
