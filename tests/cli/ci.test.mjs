// examples/ci, for real: commits in a repository made for it, and the workflow's own steps.

import assert from "node:assert/strict";
import { spawnSync } from "node:child_process";
import { chmodSync, cpSync, existsSync, mkdirSync, readFileSync, writeFileSync } from "node:fs";
import { delimiter, join } from "node:path";
import { test } from "node:test";
import yaml from "js-yaml";
import { program, root, temporary } from "./run.mjs";

const folder = temporary("ci");

const good = readFileSync(join(root, "tests/quizzes/bicycle-check.json"), "utf8");
const broken = good.replace('"priority"', '"prority"');
const edited = good.replace(/"version": "[^"]*"/, '"version": "edited"');
const unreachable = JSON.stringify({
  ...JSON.parse(good),
  outcomes: [
    ...JSON.parse(good).outcomes,
    { id: "never", priority: 99, title: "N", summary: "N", body: "N", when: false },
  ],
});

// Nothing of the machine's own settings, and no repository around.
const clean = Object.fromEntries(
  Object.entries(process.env).filter(([name]) => !name.startsWith("GIT_")),
);
const env = {
  ...clean,
  HOME: folder,
  PATH: [join(root, "build/native"), clean.PATH].join(delimiter),
  ...{ GIT_AUTHOR_NAME: "A", GIT_AUTHOR_EMAIL: "a@example.org", GIT_CONFIG_NOSYSTEM: "1" },
  ...{ GIT_COMMITTER_NAME: "A", GIT_COMMITTER_EMAIL: "a@example.org" },
};

let repositories = 0;
/** A repository with the recipes in ci/, and the hook in use. */
function repository() {
  const path = join(folder, `repository ${(repositories += 1)}`);
  mkdirSync(join(path, "questions"), { recursive: true });
  cpSync(join(root, "examples/ci"), join(path, "ci"), { recursive: true });
  const run = (program, args, more = {}) =>
    spawnSync(program, args, { cwd: path, encoding: "utf8", env: { ...env, ...more } });
  const git = (...args) => {
    const { status, stderr } = run("git", args);
    assert.equal(status, 0, stderr);
  };
  git("init", "--quiet", "--initial-branch=main");
  git("config", "core.hooksPath", "ci");
  return {
    path,
    run,
    git,
    write: (file, text) => writeFileSync(join(path, file), text),
    commit: (more) => run("git", ["commit", "--quiet", "--message=x"], more),
    /** Takes note of what the command is asked, and does it but for diff. */
    recorded: (status = 0) => {
      const log = join(path, "asked.txt");
      const stand = join(path, "stand-in");
      writeFileSync(
        stand,
        `#!/bin/sh\necho "$@" >>'${log}'\n` +
          `if [ "$1" = diff ]; then cmp "$2" "$3"; exit ${status}; fi\nexec '${program}' "$@"\n`,
      );
      chmodSync(stand, 0o755);
      return { CAREER_QUIZ: stand, asked: () => readFileSync(log, "utf8").trim().split("\n") };
    },
  };
}

test("a commit with a broken quiz is held back and says why; a good one passes", () => {
  const { git, write, commit, run } = repository();
  write("questions/bicycle.json", broken);
  git("add", "questions");
  const held = commit();
  assert.equal(held.status, 1);
  assert.match(held.stderr, /questions\/bicycle\.json:\d+:\d+: error: .*“prority”/);
  assert.match(held.stderr, /This commit is held back\. Mend what is said above/);
  assert.notEqual(run("git", ["rev-parse", "--verify", "HEAD"]).status, 0);

  write("questions/bicycle.json", good);
  git("add", "questions");
  const passed = commit();
  assert.equal(passed.status, 0, passed.stderr);
  assert.match(passed.stderr, /all decided, all sound/);
});

test("what was added counts, not what is on the disk", () => {
  const { git, write, commit } = repository();
  write("questions/bicycle.json", broken);
  git("add", "questions");
  write("questions/bicycle.json", good);
  assert.equal(commit().status, 1);
});

test("an outcome that no answers lead to holds a commit back", () => {
  const { git, write, commit } = repository();
  write("questions/bicycle.json", unreachable);
  git("add", "questions");
  const held = commit();
  assert.equal(held.status, 1, held.stderr);
  assert.match(held.stderr, /never/);
});

test("commits without a quiz are not looked at", () => {
  const { git, write, commit } = repository();
  write("questions/other.json", '{"outcomes": []}');
  write("read me.txt", "x");
  git("add", "--all");
  const passed = commit({ CAREER_QUIZ: "/nowhere" });
  assert.equal(passed.status, 0, passed.stderr);
});

test("an edited quiz is compared with the one before, and too much change holds it back", () => {
  const { git, write, commit, recorded } = repository();
  write("questions/bicycle.json", good);
  git("add", "questions");
  assert.equal(commit().status, 0);
  write("questions/bicycle.json", edited);
  git("add", "questions");
  const refusing = recorded(1);
  const held = commit({ CAREER_QUIZ: refusing.CAREER_QUIZ });
  assert.equal(held.status, 1);
  assert.match(refusing.asked().at(-1), /^diff \S+ questions\/bicycle\.json --fail-over 2%$/);
  // The two that were compared differ.
  assert.match(held.stderr, /differ/);
  assert.equal(commit({ CAREER_QUIZ: recorded(0).CAREER_QUIZ }).status, 0);
});

test("a quiz is compared with its own repository from wherever the check is run", () => {
  const { path, git, write, commit, recorded } = repository();
  write("questions/bicycle.json", good);
  git("add", "questions");
  assert.equal(commit().status, 0);
  write("questions/bicycle.json", edited);
  const { CAREER_QUIZ, asked } = recorded();
  const quiz = join(path, "questions/bicycle.json");
  const { status, stderr } = spawnSync(
    join(path, "ci/check-quizzes.sh"),
    ["--base", "HEAD", quiz],
    { cwd: folder, encoding: "utf8", env: { ...env, CAREER_QUIZ } },
  );
  assert.equal(status, 0, stderr);
  assert.match(asked().at(-1), /^diff /);
});

const hasDiff = spawnSync(program, ["diff", "--help"]).stdout.includes("--fail-over");
test("career-quiz diff passes an edit that changes no advice", { skip: !hasDiff }, () => {
  const { git, write, commit } = repository();
  for (const text of [good, edited]) {
    write("questions/bicycle.json", text);
    git("add", "questions");
    const passed = commit();
    assert.equal(passed.status, 0, passed.stderr);
  }
});

test("a missing command and wrong options are told, and nothing passes by them", () => {
  const { git, write, commit, run } = repository();
  write("questions/bicycle.json", good);
  git("add", "questions");
  const held = commit({ CAREER_QUIZ: "/nowhere/career-quiz" });
  assert.equal(held.status, 1);
  assert.match(held.stderr, /there is no command \/nowhere\/career-quiz/);
  const check = (...args) => run("ci/check-quizzes.sh", args);
  assert.equal(check().status, 2);
  assert.equal(check("--bass", "main", "questions/bicycle.json").status, 2);
  const unknown = check("--base", "nowhere", "questions/bicycle.json");
  assert.equal(unknown.status, 2);
  assert.match(unknown.stderr, /does not know the revision nowhere/);
});

// The workflow

const workflow = yaml.load(readFileSync(join(root, "examples/ci/career-quiz.yml"), "utf8"));
const steps = workflow.jobs.quizzes.steps;
const stepOf = (pattern) => steps.find(({ name }) => pattern.test(name ?? ""));
/** As a runner does it. */
const runStep = (place, step, more) =>
  place.run("bash", ["-e", "-o", "pipefail", "-c", step.run], { ...workflow.env, ...more });

test("the workflow's step checks, proves and compares, and leaves its findings for code scanning", () => {
  const place = repository();
  place.write("questions/bicycle.json", good);
  place.git("add", "--all");
  assert.equal(place.commit().status, 0);
  const step = stepOf(/Check/);
  const upload = steps.find(({ uses }) => uses?.startsWith("github/codeql-action/upload-sarif"));
  const sarif = () => JSON.parse(readFileSync(join(place.path, upload.with.sarif_file), "utf8"));

  place.write("questions/bicycle.json", edited);
  const { CAREER_QUIZ, asked } = place.recorded();
  const passed = runStep(place, step, { BASE: "HEAD", CAREER_QUIZ });
  assert.equal(passed.status, 0, passed.stderr);
  assert.deepEqual(
    asked().map((line) => line.split(" ")[0]),
    ["check", "check", "prove", "diff"],
  );
  assert.equal(sarif().version, "2.1.0");

  place.write("questions/bicycle.json", broken);
  assert.equal(runStep(place, step, { BASE: "0".repeat(40) }).status, 1);
  const [found] = sarif().runs[0].results;
  assert.equal(found.locations[0].physicalLocation.artifactLocation.uri, "questions/bicycle.json");
  assert.match(upload.if, /always\(\)/);
});

test("the workflow's build step puts the command on the PATH of the later ones", () => {
  const place = repository();
  const tools = join(place.path, "tools");
  mkdirSync(tools);
  // Installing and compiling are other tests' business.
  for (const [name, body] of [
    ["sudo", "exit 0"],
    ["git", 'for last; do :; done; mkdir -p "$last"'],
    ["cmake", `mkdir -p build && ln -sf '${program}' build/career-quiz`],
  ]) {
    writeFileSync(join(tools, name), `#!/bin/sh\n${body}\n`, { mode: 0o755 });
  }
  const path = join(place.path, "path.txt");
  const { status, stderr } = runStep(place, stepOf(/Build/), {
    PATH: [tools, clean.PATH].join(delimiter),
    RUNNER_TEMP: join(place.path, "temp"),
    GITHUB_PATH: path,
  });
  assert.equal(status, 0, stderr);
  assert.ok(existsSync(join(readFileSync(path, "utf8").trim(), "career-quiz")));
});

test("the entry for pre-commit runs, and takes quizzes but not their schema", () => {
  const [{ entry, files, exclude }] = yaml.load(
    readFileSync(join(root, ".pre-commit-hooks.yaml"), "utf8"),
  );
  const takes = (path) => new RegExp(files).test(path) && !new RegExp(exclude).test(path);
  assert.ok(takes("questions/mentoring-coaching.json"));
  assert.ok(!takes("questions/quiz.schema.json") && !takes("package.json"));
  const place = repository();
  place.write("questions/bicycle.json", good);
  const [script, ...args] = entry.split(" ");
  const run = () => place.run(join(root, script), [...args, "questions/bicycle.json"]);
  assert.equal(run().status, 0);
  place.write("questions/bicycle.json", broken);
  assert.equal(run().status, 1);
});
