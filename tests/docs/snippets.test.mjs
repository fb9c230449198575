// Every piece of code that the documentation shows is run, in its place: one test for each. What a
// piece is, and what is added where it is not whole, stands beside each rule below. A piece that no
// rule knows fails, so that nothing is shown that nobody has tried.
//
// A document has one folder, in which its pieces run one after the other. At the beginning it has
// library.json, the guide's example; published.json, the same; quiz.json, the quiz that ships; and
// dist/, career-quiz/ and the package career-quiz, which are what was built.

import assert from "node:assert/strict";
import { spawnSync } from "node:child_process";
import {
  chmodSync,
  cpSync,
  existsSync,
  mkdirSync,
  mkdtempSync,
  readFileSync,
  rmSync,
  symlinkSync,
  writeFileSync,
} from "node:fs";
import { tmpdir } from "node:os";
import { delimiter, join } from "node:path";
import { after, test } from "node:test";
import createModule from "../../build/wasm/bindings/career-quiz-engine.js";
import { openPage } from "../blog/support.mjs";
import { dist, useBrowser } from "../browser/harness.mjs";
import { strictPolicy } from "../browser/serve.mjs";
import { takeQuiz } from "../consumers/take.mjs";
import { GrowingQuiz, documents, guideQuiz, read, root, snippetsOf } from "./snippets.mjs";

const world = useBrowser();
const wasmBinary = readFileSync(join(root, "build/wasm/bindings/career-quiz-engine.wasm"));
const { Engine } = await createModule({ wasmBinary });

const everywhere = mkdtempSync(join(tmpdir(), "career-quiz-docs-"));
after(() => rmSync(everywhere, { recursive: true }));

/** What the pieces of one document leave to those after them. */
class Place {
  /** What the last command or program printed. */
  printed = "";
  /** What the engine answered last. */
  answered = null;
  growing = new GrowingQuiz(guideQuiz);
  engine = new Engine();

  constructor(name) {
    this.folder = join(everywhere, name.replaceAll("/", "-"));
    mkdirSync(join(this.folder, "node_modules"), { recursive: true });
    this.write("library.json", guideQuiz);
    this.write("published.json", guideQuiz);
    this.write("quiz.json", read("questions/mentoring-coaching.json"));
    this.write("package.json", '{ "type": "module" }');
    for (const at of ["dist", "career-quiz", "node_modules/career-quiz"]) {
      symlinkSync(dist, join(this.folder, at));
    }
    // Building everything is what made the files that are tested; here it is enough that there is
    // such a command.
    this.write("dev", `#!/bin/sh\n"${join(root, "dev")}" help | grep -q "^  $1 "\n`);
    chmodSync(join(this.folder, "dev"), 0o755);
    this.engine.load(guideQuiz);
  }

  write(name, text) {
    writeFileSync(join(this.folder, name), text);
    return name;
  }

  /** Runs a program where the document's files are. */
  run(command, args, more = {}) {
    const { status, stdout, stderr, error } = spawnSync(command, args, {
      cwd: this.folder,
      encoding: "utf8",
      input: "",
      timeout: 120_000,
      env: {
        ...process.env,
        PATH: [join(root, "build/native"), process.env.PATH].join(delimiter),
      },
      ...more,
    });
    assert.equal(error, undefined);
    this.printed = stdout;
    return { status, said: `${stdout}${stderr}` };
  }

  runWell(command, args) {
    const { status, said } = this.run(command, args);
    assert.equal(status, 0, said);
  }
}

/** What a piece has, an answer has too, with the same value; lists have the same length. */
function holds(answer, piece) {
  for (const [member, value] of Object.entries(piece)) {
    assert.deepEqual(answer[member] && pick(answer[member], value), value, member);
  }
}
const pick = (answer, piece) =>
  piece === null || typeof piece !== "object" || Array.isArray(piece)
    ? answer
    : Object.fromEntries(Object.keys(piece).map((key) => [key, pick(answer[key], piece[key])]));

// Pages

let opened = 0;

/**
 * A page of its own folder on the server, under a policy. What is no whole page is put into one; it gets
 * the element's script and the element, where it has none.
 */
function page(place, html, { policy = strictPolicy, head = "" } = {}) {
  const folder = `/snippet-${(opened += 1)}`;
  world.server.put("/favicon.ico", { type: "image/png", body: "" });
  world.server.put(`${folder}/library.json`, { body: place.growing ? guideQuiz : "" });
  world.server.put("/quiz/my-quiz.json", { body: guideQuiz });
  const element = /<career-quiz\b/.test(html) ? "" : "<career-quiz></career-quiz>";
  const script = /<script\b/.test(html)
    ? ""
    : '<script type="module" src="/career-quiz/career-quiz.js"></script>';
  const whole = /^<!doctype html>/i.test(html)
    ? html
    : `<!doctype html><html lang="en"><meta charset="utf-8"><title>Quiz</title>${head}
       <main><h1>Quiz</h1>${html}${element}</main>${script}</html>`;
  const headers = { "content-security-policy": policy };
  return { folder, address: world.server.put(`${folder}/index.html`, { headers, body: whole }) };
}

/**
 * Opens a page as a reader, answers the first question, and comes to the second, which takes the
 * engine; fails on anything the console or the network reports.
 */
async function begin(address, look = async () => {}, allowed = () => false) {
  const { context, page, faults } = await openPage(world.browser, world.server.origin);
  await page.goto(address);
  const quiz = page.locator("career-quiz").first();
  await quiz.getByRole("button", { name: /^(Start|Commencer)$/ }).click();
  const first = await quiz.locator(".question .title").innerText();
  await quiz.locator(".question .option").first().click();
  await quiz.getByRole("button", { name: /^(Next|Suivant)$/ }).click();
  await quiz.locator(".question .title").filter({ hasNotText: first }).waitFor();
  await look(page);
  assert.deepEqual(
    faults.filter((fault) => !allowed(fault)),
    [],
  );
  await context.close();
}

// The rules, by language

const rules = {
  /** Opened under the strict policy, and begun. */
  html: async (place, { text }) => begin(page(place, text).address),

  /** A style sheet of such a page: the browser understands each declaration. */
  css: async (place, { text }) => {
    const head = '<link rel="stylesheet" href="own.css">';
    const { folder, address } = page(place, "", { head });
    world.server.put(`${folder}/own.css`, { type: "text/css", body: text });
    await begin(address, async (opened) => {
      const understood = await opened.evaluate(() =>
        [...document.styleSheets].flatMap(({ cssRules }) =>
          [...cssRules].map(({ selectorText, style }) => [selectorText, style.cssText]),
        ),
      );
      const written = [...text.matchAll(/([^{}]+)\{([^}]*)\}/g)];
      assert.equal(understood.length, written.length);
      written.forEach(([, selector, body], at) => {
        assert.equal(understood[at][0], selector.trim());
        for (const declaration of body.split(";").filter((part) => part.trim())) {
          const [, name] = /^\s*([\w-]+):\s*\S/.exec(declaration) ?? assert.fail(declaration);
          assert.ok(understood[at][1].includes(`${name}:`), name);
        }
      });
    });
    const reference = read("web/README.md").split("\n## Style\n")[1];
    const ours = [...text.matchAll(/--career-quiz-[\w-]+|::part\(([\w-]+)\)/g)];
    for (const [whole, part] of ours) assert.ok(reference.includes(`\`${part ?? whole}\``), whole);
  },

  /**
   * `js page` is a script of a page: the quiz is taken to its end, and the script has said something
   * on the console by then. Any other is a program for Node.
   */
  js: async (place, { text, words }, t) => {
    if (words[0] !== "page") {
      return place.runWell(process.execPath, [place.write("program.mjs", text)]);
    }
    const scripts =
      '<script src="hear.js"></script><career-quiz></career-quiz>' +
      '<script type="module" src="/career-quiz/career-quiz.js"></script>' +
      '<script type="module" src="own.js"></script>';
    const { folder, address } = page(place, scripts);
    const type = "text/javascript";
    const hear = "window.said = []; console.log = (...words) => said.push(words.join(' '));";
    world.server.put(`${folder}/hear.js`, { type, body: hear });
    world.server.put(`${folder}/own.js`, { type, body: text });
    const taken = await takeQuiz(t, address, { keep: true });
    const said = await taken.page.evaluate(() => window.said);
    assert.equal(said.length, text.match(/console\.log/g).length, said.join("\n"));
    assert.doesNotMatch(said.join("\n"), /undefined|\[object/);
  },

  /**
   * `json quiz FILE` is a whole quiz: `check` finds neither error nor warning, and `prove` no fault.
   * `json request` is given to the engine, `json response` is a part of what it answers to the request
   * before, `json load-response` to the quiz. `json result` is a part of the result of the quiz's first
   * test. `json editor` is a setting that names the schema. Any other is a piece of a quiz, which is
   * sound with those before it.
   */
  json: async (place, { text, words: [what, file = "library.json"] }) => {
    const given = JSON.parse(text);
    if (what === "quiz") {
      place.write(file, text);
      place.growing = new GrowingQuiz(text);
      place.engine.load(text);
      const { said } = place.run("career-quiz", ["check", file]);
      assert.equal(said, "1 quiz file: 0 errors, 0 warnings\n");
      place.runWell("career-quiz", ["prove", file]);
    } else if (what === "request") {
      const method = file === "encode" ? "encode" : "evaluate";
      place.answered = JSON.parse(place.engine[method](text));
    } else if (what === "response") holds(place.answered, given);
    else if (what === "load-response") {
      assert.deepEqual(JSON.parse(place.engine.load(guideQuiz)), given);
    } else if (what === "result") {
      const { answers } = place.growing.quiz.expect[0];
      const request = JSON.stringify({ answers, early: true });
      holds(JSON.parse(place.engine.evaluate(request)).result, given);
    } else if (what === "editor") {
      const [{ fileMatch, url }] = given["json.schemas"];
      assert.ok(fileMatch.every((name) => existsSync(join(place.folder, name))));
      assert.ok(existsSync(join(dist, url)), url);
    } else {
      assert.match(what ?? "", /^[a-z]+$/, "a piece of a quiz says where it goes");
      place.growing.add(what, text);
      const whole = JSON.stringify(place.growing.whole());
      assert.deepEqual(JSON.parse(place.engine.load(whole)).diagnostics, []);
      // How fair it is may suffer by an example.
      place.run("career-quiz", ["check", "--format", "json", place.write("grown.json", whole)]);
      const [{ diagnostics }] = JSON.parse(place.printed);
      assert.ok(
        diagnostics.every(({ severity }) => severity === "warning"),
        place.printed,
      );
    }
  },

  /** Run by bash, which ends at the first failure; `exits-N` says what else it ends with. */
  sh: async (place, { text, words }) => {
    const expected = words.find((word) => word.startsWith("exits-")) ?? "exits-0";
    const { status, said } = place.run("bash", ["-e", "-o", "pipefail", "-c", text]);
    assert.equal(`exits-${status}`, expected, said);
  },

  /**
   * `text output` is what the program before printed; `text diagnostic` what `check` says once the
   * example's first “mending” is misspelt; `text ndjson` and `text csv` are a file of sheets, which a command further down scores;
   * `text policy` is enough of a policy for the quiz; `text code` is decoded.
   */
  text: async (place, { text, words: [what, file], later }) => {
    if (what === "output") assert.equal(place.printed, text);
    else if (what === "diagnostic") {
      place.write("library.json", guideQuiz.replace('"mending"', '"mendin"'));
      const { status } = place.run("career-quiz", ["check", "library.json"]);
      place.write("library.json", guideQuiz);
      assert.deepEqual([status, place.printed], [1, text]);
    } else if (what === "ndjson" || what === "csv") {
      const sheets = place.write(file ?? `answers.${what}`, text);
      const scored = ({ language, text }) =>
        language === "sh" && text.includes(`score library.json ${sheets}`);
      assert.ok(later.some(scored), `${sheets} is scored nowhere`);
    } else if (what === "policy") {
      // Where WebAssembly is refused, the browser says so, and the quiz goes on.
      const refused = (fault) =>
        !text.includes("wasm-unsafe-eval") && /WebAssembly/.test(fault) && /policy/i.test(fault);
      await begin(page(place, "", { policy: text.trim() }).address, undefined, refused);
    } else if (what === "code") {
      place.answered = JSON.parse(place.engine.decode(text.trim()));
    } else assert.fail(`no rule for text ${what}`);
  },

  /**
   * Built against the core. Where there is no main(), one is put round it, with the quiz that ships as
   * `quiz_text`; it fails when any string in it is an error of the engine.
   */
  cpp: async (place, { text }) => {
    const core = join(root, "build/native/libcareer-quiz-core.a");
    assert.ok(existsSync(core), "build the native preset first");
    const whole = /\bint main\(/.test(text) ? text : wrapped(text);
    const source = place.write("program.cpp", whole);
    const flags = ["-std=c++20", "-Wall", "-Wextra", "-Werror", `-I${join(root, "src")}`];
    place.runWell(process.env.CXX || "g++", [...flags, source, core, "-o", "program"]);
    place.runWell("./program", []);
    const answers = place.printed
      .trim()
      .split("\n")
      .filter(Boolean)
      .map((line) => JSON.parse(line));
    assert.ok(
      answers.every(({ error, quiz }) => !error && quiz !== null),
      place.printed,
    );
  },

  /** Configured, in a project with one program, beside a clone of this repository. */
  cmake: async (place, { text }) => {
    const folder = "with-cmake";
    mkdirSync(join(place.folder, folder));
    symlinkSync(root, join(place.folder, folder, "career-quiz"));
    place.write(`${folder}/main.cpp`, "int main() {}\n");
    const project =
      "cmake_minimum_required(VERSION 3.22)\nproject(your-program CXX)\n" +
      "add_executable(your-program main.cpp)\n";
    place.write(`${folder}/CMakeLists.txt`, project + text);
    place.runWell("cmake", ["-S", folder, "-B", `${folder}/build`, "-G", "Ninja"]);
  },

  /** Run by Python, with a stand-in for Spark that hands each line of a file to one command. */
  python: async (place, { text }) => {
    const program = `
import subprocess
class Lines(list):
    def pipe(self, command):
        done = subprocess.run(command, shell=True, input="".join(self), capture_output=True,
                              check=True, text=True)
        return Lines(done.stdout.splitlines(True))
class spark:
    class sparkContext:
        textFile = staticmethod(lambda name: Lines(open(name)))
${text}
assert len(results) == len(sheets) > 0, results
`;
    place.runWell("python3", [place.write("program.py", program)]);
  },

  /** A block that is only set in: commands of ./dev, what each does beside it or below it. */
  "": async (place, { text }) => {
    for (const line of text.split("\n").filter((line) => /^\S/.test(line))) {
      const [, command] = /^(\.\/dev [a-z]+)(?: {2}|$)/.exec(line) ?? assert.fail(line);
      place.runWell("sh", ["-c", command]);
    }
  },
};

function wrapped(text) {
  const includes = text.match(/^#include .*$/gm).join("\n");
  const rest = text.replace(/^#include .*$/gm, "");
  const names = [...rest.matchAll(/\bstd::string (\w+) =/g)].map(([, name]) => name);
  return `${includes}
#include <fstream>
#include <iostream>
#include <iterator>
int main() {
  std::ifstream file("quiz.json");
  const std::string quiz_text(std::istreambuf_iterator<char>(file), {});
${rest}
${names.map((name) => `std::cout << ${name} << "\\n";`).join("\n")}
}
`;
}

const behaviours = {
  html: "the page begins its quiz",
  css: "the browser understands it",
  js: "it runs",
  json: "the engine takes it, or answers it",
  sh: "it runs",
  text: "it is what is read or said",
  cpp: "it is compiled and runs",
  cmake: "it configures",
  python: "it runs",
  "": "there are such commands",
};

for (const file of documents) {
  let place;
  for (const [at, snippet] of snippetsOf(file).entries()) {
    const { line, language, words } = snippet;
    const kind = [language, ...words].filter(Boolean).join(" ") || "commands";
    test(`${file}:${line}: ${kind}: ${behaviours[language]}`, async (t) => {
      place ??= new Place(file);
      assert.ok(Object.hasOwn(rules, language), `no rule for the language “${language}”`);
      await rules[language](place, { ...snippet, later: snippetsOf(file).slice(at) }, t);
    });
  }
}

test("a piece of code that no rule knows fails", async () => {
  for (const [language, words] of [
    ["text", ["novel"]],
    ["", []],
    ["json", []],
  ]) {
    const snippet = { text: "{}", language, words };
    await assert.rejects(async () => rules[language](new Place(`none-${language}`), snippet));
  }
  assert.equal(Object.hasOwn(rules, "cobol"), false);
});
