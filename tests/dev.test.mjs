/** The front door, as far as it goes without installing or building anything. */
import assert from "node:assert/strict";
import { spawnSync } from "node:child_process";
import { chmodSync, cpSync, existsSync, mkdirSync, mkdtempSync, rmSync } from "node:fs";
import { writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { delimiter, join } from "node:path";
import test, { after } from "node:test";

const folder = mkdtempSync(join(tmpdir(), "career-quiz-dev-"));
after(() => rmSync(folder, { recursive: true }));

cpSync(new URL("../dev", import.meta.url).pathname, join(folder, "dev"));
const tools = join(folder, "tools");
mkdirSync(tools);
for (const name of ["npm", "apt-get", "sudo"]) {
  writeFileSync(join(tools, name), "#!/bin/sh\necho asked for packages >&2\nexit 9\n");
  chmodSync(join(tools, name), 0o755);
}

/** In a folder with nothing but the script, where packages cannot be had. */
function dev(...line) {
  const env = { ...process.env, PATH: [tools, process.env.PATH].join(delimiter) };
  return spawnSync(join(folder, "dev"), line, { encoding: "utf8", env });
}

test("a port that there is not is refused before anything is prepared", () => {
  for (const port of ["65536", "99999", "-1", "http", ""]) {
    const { status, stdout, stderr } = dev("serve", "--port", port);
    assert.equal(status, 2, port);
    assert.equal(stdout, "");
    assert.match(stderr, /^\.\/dev: --port takes a number up to 65535, such as --port 8080\n/);
  }
  assert.match(dev("serve", "--port", "65535").stderr, /asked for packages/);
});

test("what was built where the clone was before is removed, and nothing else", () => {
  const cache = (name, place) => {
    mkdirSync(join(folder, "build", name), { recursive: true });
    writeFileSync(
      join(folder, "build", name, "CMakeCache.txt"),
      `# From CMake\nCMAKE_CACHEFILE_DIR:INTERNAL=${place}\n`,
    );
  };
  cache("here", join(folder, "build/here"));
  cache("moved", "/nowhere/build/moved");
  cache("copied", join(folder, "build/here"));
  mkdirSync(join(folder, "build/other"));
  const { stdout, stderr } = dev("build");
  assert.match(stderr, /asked for packages/);
  const left = ["here", "moved", "copied", "other"].filter((name) =>
    existsSync(join(folder, "build", name)),
  );
  assert.deepEqual(left, ["here", "other"]);
  for (const name of ["moved", "copied"]) {
    assert.match(stdout, new RegExp(`^== Removing build/${name}, `, "m"));
  }
  assert.doesNotMatch(stdout, /build\/here|build\/other/);
});
