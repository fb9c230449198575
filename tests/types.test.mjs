/** What is written beside the scripts, for those who write pages and quizzes, is what these are. */
import assert from "node:assert/strict";
import { spawnSync } from "node:child_process";
import { readFileSync } from "node:fs";
import test from "node:test";
import { fileURLToPath } from "node:url";

const root = fileURLToPath(new URL("..", import.meta.url));
const read = (path) => readFileSync(`${root}/${path}`, "utf8");
const types = read("web/career-quiz.d.ts");
const body = (text, start) =>
  text.slice(text.indexOf(start), text.indexOf("\n}", text.indexOf(start)));

test("a page in TypeScript may write what the element has, and nothing else", () => {
  const { status, stdout } = spawnSync(
    `${root}/node_modules/.bin/tsc`,
    [
      ...["--noEmit", "--strict", "--noUncheckedIndexedAccess", "--target", "ES2022"],
      ...["--module", "ESNext", "--moduleResolution", "Bundler", "--lib", "ES2024,DOM"],
      ...["--ignoreConfig", "tests/types/page.ts"],
    ],
    { cwd: root, encoding: "utf8" },
  );
  assert.equal(stdout, "");
  assert.equal(status, 0);
});

test("every public member of the element has a type, and none is typed that it has not", () => {
  const own = body(read("web/src/element.js"), "export class CareerQuizElement");
  const members = [...own.matchAll(/^ {2}(?:(?:get|set) )?([a-z]\w*)\(/gim)]
    .map(([, name]) => name)
    .filter((name) => !name.endsWith("Callback"));
  const typed = [
    ...body(types, "export class CareerQuizElement").matchAll(
      /^ {2}(?:readonly |get |set )?([a-z]\w*)[(:]/gim,
    ),
  ].map(([, name]) => name);
  assert.deepEqual([...new Set(typed)].sort(), [...new Set(members)].sort());
});

test("a tag's attributes are typed as they are described", () => {
  const [{ declarations }] = JSON.parse(read("dist/custom-elements.json")).modules;
  const typed = body(types, "export interface CareerQuizAttributes").matchAll(
    /^ {2}"?([a-z-]+)"?\?:/gm,
  );
  assert.deepEqual(
    [...typed].map(([, name]) => name).sort(),
    declarations[0].attributes.map(({ name }) => name).sort(),
  );
});

test("every event and every code of an error has a type", () => {
  const events = [...read("web/src/events.js").matchAll(/^ \* @property \{.*\} ([a-z-]+)$/gm)];
  const named = [
    ...body(types, "export interface CareerQuizEventDetails").matchAll(/^ {2}"?([a-z-]+)"?: /gm),
  ];
  assert.deepEqual(named.map(([, name]) => name).sort(), events.map(([, name]) => name).sort());
  const codes = read("web/src/failure.js").match(/@typedef \{([^}]+)\} FailureCode/)[1];
  assert.deepEqual(
    types
      .slice(types.indexOf("ErrorCode ="), types.indexOf(";", types.indexOf("ErrorCode =")))
      .match(/[a-z]+-[a-z-]+/g)
      .sort(),
    codes.match(/[a-z]+-[a-z-]+/g).sort(),
  );
});

test("the types and the schema lie in dist/ as they are", () => {
  assert.equal(read("dist/career-quiz.d.ts"), types);
  assert.equal(read("dist/quiz.schema.json"), read("questions/quiz.schema.json"));
});
