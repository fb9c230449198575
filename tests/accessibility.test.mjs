// ACCESSIBILITY.md: every criterion, and no test that is not there.

import assert from "node:assert/strict";
import { existsSync, readFileSync } from "node:fs";
import { test } from "node:test";

const read = (path) => readFileSync(new URL(path, import.meta.url), "utf8");

/** WCAG 2.2 without 4.1.1, which it dropped. */
const levels = {
  A: `1.1.1 1.2.1 1.2.2 1.2.3 1.3.1 1.3.2 1.3.3 1.4.1 1.4.2 2.1.1 2.1.2 2.1.4 2.2.1 2.2.2 2.3.1 2.4.1
    2.4.2 2.4.3 2.4.4 2.5.1 2.5.2 2.5.3 2.5.4 3.1.1 3.2.1 3.2.2 3.2.6 3.3.1 3.3.2 3.3.7 4.1.2`,
  AA: `1.2.4 1.2.5 1.3.4 1.3.5 1.4.3 1.4.4 1.4.5 1.4.10 1.4.11 1.4.12 1.4.13 2.4.5 2.4.6 2.4.7 2.4.11
    2.5.7 2.5.8 3.1.2 3.2.3 3.2.4 3.3.3 3.3.4 3.3.8 4.1.3`,
};

const rows = [...read("../ACCESSIBILITY.md").matchAll(/^\| (\d\.\d\.\d+) (.*) \|$/gm)].map(
  ([, number, rest]) => {
    const [name, level, rgaa, how, shown] = rest.split(" | ");
    return { number, name, level, rgaa, how, shown };
  },
);

test("every criterion of the levels A and AA is there once, under its level", () => {
  for (const [level, numbers] of Object.entries(levels)) {
    assert.deepEqual(
      rows.filter((row) => row.level === level).map(({ number }) => number),
      numbers.split(/\s+/),
    );
  }
  assert.equal(rows.length, 55);
});

test("every criterion says how it is met, by which numbers of the RGAA, and what shows it", () => {
  for (const { number, name, rgaa, how, shown } of rows) {
    assert.ok(name && how.endsWith("."), number);
    const range = String.raw`\d+\.\d+(–\d+\.\d+)?`;
    assert.match(rgaa, new RegExp(`^(none|${range}(, ${range})*)$`), number);
    assert.match(shown, /^`|^(the page's part|not applicable|unverified): ./, number);
  }
});

/** The names of the tests in a file; what a name is filled in with may be anything. */
const namesIn = (source) =>
  [...source.matchAll(/\btest\(\s*(["'`])(.+?)\1,/g)]
    .filter(([, , name]) => !/^\$\{[^}]*\}$/.test(name))
    .map(
      ([, , name]) =>
        new RegExp(
          `^${name
            .split(/\$\{.*?\}/)
            .map((part) => part.replace(/[.*+?^${}()|[\]\\]/g, "\\$&"))
            .join(".+")}$`,
        ),
    );

test("every test that is named exists, by that name and in that file", () => {
  let named = 0;
  for (const { number, shown } of rows.filter(({ shown }) => shown.startsWith("`"))) {
    for (const [, file, tests] of shown.matchAll(/`([^`]+)`: ([^`]+)/g)) {
      const path = `./${file}.test.mjs`;
      assert.ok(existsSync(new URL(path, import.meta.url)), `${number}: ${path}`);
      const names = namesIn(read(path));
      for (const [, name] of tests.matchAll(/“([^”]+)”/g)) {
        assert.ok(
          names.some((pattern) => pattern.test(name)),
          `${number}: ${file} has no test “${name}”`,
        );
        named += 1;
      }
    }
  }
  assert.ok(named > 50);
});
