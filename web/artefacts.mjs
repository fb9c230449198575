/**
 * What dist/ has besides the scripts: the quiz as one saved page, descriptions for editors and package
 * registries, and what an owner's security team asks for.
 *
 *   quiz.html               the whole quiz in one file, which runs from a double click
 *   custom-elements.json    the element's attributes, properties, events, slots and parts, for editors
 *   quiz.schema.json        the format of quiz files, for editors
 *   career-quiz-licences.txt  the licences of the element and of what is inside
 *   career-quiz.cdx.json    bill of materials (CycloneDX 1.6): what is inside, in which version
 *   integrity.json          the hashes of the scripts, the engine and the quiz, as `integrity` attributes
 *                           and import maps want them, and that of quiz.html
 *   package.json, README.md, LICENSE, *.d.ts   the folder is an npm package, of these files and no others
 */
import { createHash } from "node:crypto";
import { copyFileSync, readFileSync, writeFileSync } from "node:fs";
import { basename, dirname, join, resolve } from "node:path";
import { fileURLToPath } from "node:url";

const root = resolve(dirname(fileURLToPath(import.meta.url)), "..");
const read = (path) => readFileSync(resolve(root, path), "utf8");
const hash = (algorithm, bytes) =>
  `${algorithm}-${createHash(algorithm).update(bytes).digest("base64")}`;

/**
 * @param {{out: string, files: string[], quiz: any, engine: string}} options the folder and the files
 *   in it that pages load; the quiz that ships, as its author writes it; the compiled engine's path
 *   without an extension
 * @returns {string[]} the files written
 */
export function addArtefacts({ out, files, quiz, engine }) {
  const manifest = JSON.parse(read("web/package.json"));
  const materials = inside(engine);
  const texts = {
    "quiz.html": savedPage(quiz, readFileSync(join(out, "career-quiz.standalone.js"), "utf8")),
    "custom-elements.json": `${JSON.stringify(describe(manifest), null, 2)}\n`,
    "career-quiz-licences.txt": licences(engine),
    "career-quiz.cdx.json": `${JSON.stringify(billOfMaterials(manifest, materials), null, 2)}\n`,
  };
  for (const [name, text] of Object.entries(texts)) writeFileSync(join(out, name), text);
  const copies = {
    "quiz.schema.json": "questions/quiz.schema.json",
    "career-quiz.d.ts": "web/career-quiz.d.ts",
    "career-quiz.standalone.d.ts": "web/career-quiz.standalone.d.ts",
    "career-quiz-node.d.ts": "web/career-quiz-node.d.ts",
    "career-quiz-evaluation.d.ts": "web/career-quiz-evaluation.d.ts",
    "README.md": "web/README.md",
    LICENSE: "LICENSE",
  };
  for (const [name, from] of Object.entries(copies))
    copyFileSync(join(root, from), join(out, name));
  const loaded = files.map((file) => basename(file));
  const hashes = [...loaded, "quiz.html"].map((name) => [
    name,
    hash("sha384", readFileSync(join(out, name))),
  ]);
  const added = [...Object.keys(texts), ...Object.keys(copies), "integrity.json", "package.json"];
  const lists = {
    "integrity.json": Object.fromEntries(hashes),
    "package.json": { ...manifest, files: [...loaded, ...added] },
  };
  for (const [name, list] of Object.entries(lists)) {
    writeFileSync(join(out, name), `${JSON.stringify(list, null, 2)}\n`);
  }
  return added.map((name) => join(out, name));
}

// The saved page

const escaped = (text) =>
  text.replace(
    /[&<>"]/g,
    (sign) => ({ "&": "&amp;", "<": "&lt;", ">": "&gt;", '"': "&quot;" })[sign],
  );

const pageStyle = `
:root { color-scheme: light dark; font: 100%/1.6 system-ui, sans-serif; }
body { margin: 0; padding: 1em; }
nav { max-width: 46em; margin: 0 auto .5em; text-align: end; }
nav button { font: inherit; padding: .6em .8em; border: 0; background: none; color: inherit; text-decoration: underline; cursor: pointer; }
nav button[aria-pressed="true"] { text-decoration: none; font-weight: 600; }
@media print { nav { display: none; } }
`;

/** What a reader without scripts is told, in the languages of the interface. */
const scriptsRefused = {
  ar: "يحتاج هذا الاختبار إلى JavaScript: اسمح به في متصفحك، ثم افتح هذه الصفحة من جديد.",
  de: "Dieses Quiz braucht JavaScript: Erlauben Sie es in Ihrem Browser und öffnen Sie die Seite erneut.",
  en: "This quiz needs JavaScript: allow it in your browser, then open this page again.",
  es: "Este cuestionario necesita JavaScript: permítalo en su navegador y vuelva a abrir esta página.",
  fr: "Ce quiz a besoin de JavaScript\u202f: autorisez-le dans votre navigateur, puis rouvrez cette page.",
};

// A reader sees the quiz in a language of theirs, and can take another. Without scripts, the buttons would
// do nothing.
const pageScript = (titles) => `
const titles = ${JSON.stringify(titles)};
const quiz = document.querySelector("career-quiz");
const choices = [...document.querySelectorAll("nav button")];
document.querySelector("nav")?.removeAttribute("hidden");
function speak(tag) {
  document.documentElement.lang = quiz.lang = tag;
  document.title = titles[tag];
  for (const each of choices) each.setAttribute("aria-pressed", String(each.value === tag));
}
for (const each of choices) each.addEventListener("click", () => speak(each.value));
const wanted = navigator.languages.map((tag) => tag.split("-")[0]);
speak(wanted.find((tag) => tag in titles) ?? Object.keys(titles)[0]);
`;

/** One file that asks for nothing: its policy allows what is in it, and nothing else. */
function savedPage(quiz, script) {
  if (/<\/script|<!--/i.test(script)) throw new Error("the script would end within the page");
  const titles = Object.fromEntries(
    quiz.languages.map((tag) => [tag, quiz.title[tag] ?? quiz.title]),
  );
  const [first] = quiz.languages;
  const own = pageScript(titles);
  const allowed = [script, own].map((text) => `'${hash("sha256", text)}'`).join(" ");
  const policy = `default-src 'none'; script-src ${allowed}; style-src '${hash("sha256", pageStyle)}'; base-uri 'none'; form-action 'none'`;
  const named = (tag) => {
    const [first, ...rest] = new Intl.DisplayNames([tag], { type: "language" }).of(tag);
    return first.toLocaleUpperCase(tag) + rest.join("");
  };
  const refused = quiz.languages.map((tag) => {
    const primary = tag.split("-")[0];
    const spoken = primary in scriptsRefused ? primary : "en";
    return `<p lang="${spoken}" dir="auto">${scriptsRefused[spoken]}</p>`;
  });
  const choices = quiz.languages.map(
    (tag) => `<button type="button" lang="${tag}" value="${tag}">${escaped(named(tag))}</button>`,
  );
  return `<!doctype html>
<html lang="${first}">
<head>
<meta charset="utf-8">
<meta http-equiv="Content-Security-Policy" content="${policy}">
<meta name="viewport" content="width=device-width, initial-scale=1">
<title>${escaped(titles[first])}</title>
<style>${pageStyle}</style>
</head>
<body>
${choices.length > 1 ? `<nav hidden>${choices.join("\n")}</nav>\n` : ""}<main>
<career-quiz loading="eager" keep="device" heading-level="1"><noscript>${[...new Set(refused)].join("\n")}</noscript></career-quiz>
</main>
<script>${script}</script>
<script>${own}</script>
</body>
</html>
`;
}

// The element, for editors

/** The tables of the README, by the heading above them: rows of cells, without their code marks. */
function tables(text) {
  const found = {};
  let heading = "";
  for (const line of text.split("\n")) {
    if (line.startsWith("#")) heading = line.replace(/^#+ /, "");
    if (!line.startsWith("|")) continue;
    const cells = line.slice(1, -1).split("|");
    (found[heading] ??= []).push(cells.map((cell) => cell.trim()));
  }
  // Without the head and the rule below it.
  return Object.fromEntries(Object.entries(found).map(([name, rows]) => [name, rows.slice(2)]));
}

const code = (cell) => [...cell.matchAll(/`([^`]+)`/g)].map(([, name]) => name);
const plain = (cell) => cell.replaceAll("`", "");

/** The public members of the element with their types, as career-quiz.d.ts has them. */
function typedMembers() {
  const [, body] = /class CareerQuizElement[^{]*\{\n([^]*?)\n\}/.exec(read("web/career-quiz.d.ts"));
  const lines = body.split("\n").filter((line) => line && !line.startsWith("  set "));
  return lines.map((line) => {
    const [, modifier, name, parameters, text] =
      /^ {2}(readonly |get )?(\w+)(?:\((.*)\))?: (.*);$/.exec(line);
    if (parameters === undefined || modifier === "get ") {
      return {
        kind: "field",
        name,
        type: { text },
        ...(modifier === "readonly " && { readonly: true }),
      };
    }
    const given = parameters.split(", ").filter(Boolean);
    return {
      kind: "method",
      name,
      parameters: given.map((each) => {
        const [name, text] = each.split(": ");
        return { name, type: { text } };
      }),
      return: { type: { text } },
    };
  });
}

function describe(manifest) {
  const readme = read("web/README.md");
  const rows = tables(readme);
  const each = (heading, make) =>
    rows[heading].flatMap(([cell, ...rest]) => code(cell).map((name) => make(name, ...rest)));
  const camel = (name) => name.replace(/-([a-z])/g, (_, letter) => letter.toUpperCase());
  const meanings = Object.fromEntries([
    ...each("Attributes", (name, meaning) => [camel(name), plain(meaning)]),
    ...each("Properties and methods", (name, meaning) => [name.split("(")[0], plain(meaning)]),
  ]);
  const names = each("Attributes", (name) => name);
  const members = typedMembers().map((member) => {
    const attribute = names.find((name) => camel(name) === member.name);
    return {
      ...member,
      description: meanings[member.name],
      ...(attribute && { attribute, reflects: true }),
    };
  });
  const attributes = names.map((name) => {
    // A global attribute is no member of this class.
    const field = members.find((member) => member.attribute === name);
    const text = field?.type.text.replace(" | null", "") ?? "string";
    return { name, fieldName: camel(name), type: { text }, description: meanings[camel(name)] };
  });
  const parts = /^Parts: ([^]*?)\.$/m.exec(readme)[1];
  return {
    schemaVersion: "2.1.0",
    readme: "README.md",
    modules: [
      {
        kind: "javascript-module",
        path: "career-quiz.js",
        declarations: [
          {
            kind: "class",
            name: "CareerQuizElement",
            customElement: true,
            tagName: "career-quiz",
            summary: manifest.description,
            superclass: { name: "HTMLElement" },
            attributes,
            members,
            events: each("Events", (name, detail) => ({
              name,
              type: { text: `CareerQuizEvent<"${name.replace("career-quiz-", "")}">` },
              description: plain(detail) || "no detail",
            })),
            slots: each("Slots", (name, meaning) => ({
              name: name === "(default)" ? "" : name,
              description: plain(meaning),
            })),
            cssProperties: each("Style", (name, of, otherwise) => ({
              name,
              description: `${of}; when not set: ${plain(otherwise)}`,
            })),
            cssParts: code(parts).map((name) => ({ name })),
          },
        ],
        exports: [
          ...["CareerQuizElement", "CareerQuizEvent"].map((name) => ({
            kind: "js",
            name,
            declaration: { name, module: "career-quiz.js" },
          })),
          {
            kind: "custom-element-definition",
            name: "career-quiz",
            declaration: { name: "CareerQuizElement", module: "career-quiz.js" },
          },
        ],
      },
    ],
  };
}

// What is inside

/**
 * The licences of the element and of all that is in it, as they have to go with every copy.
 * @param {string} engine its path without an extension
 */
export function licences(engine) {
  const { name, version } = JSON.parse(read("web/package.json"));
  const own = { name, version, notice: read("LICENSE") };
  return [own, ...inside(engine)]
    .map(({ name, version, notice }) => `${name} ${version}\n\n${notice.trim()}\n`)
    .join(`\n${"-".repeat(72)}\n\n`);
}

/**
 * Other people's work of which there are bytes in dist/, and their notices.
 * @param {string} engine its path without an extension
 */
function inside(engine) {
  const made = JSON.parse(readFileSync(`${engine}.materials.json`, "utf8"));
  const lit = JSON.parse(read("node_modules/lit-html/package.json")).version;
  // The MIT licence is this project's too: what follows the line of the copyright.
  const [, terms] = /^Copyright.*\n\n([^]*)/m.exec(read("LICENSE"));
  const emscripten = made.emscripten;
  const json = made["nlohmann/json"];
  // Emscripten has its own copies, which say of which release they are.
  const folder = dirname(made["musl notice"]);
  const musl = readFileSync(join(folder, "VERSION"), "utf8").trim();
  const config = readFileSync(join(folder, "../../libcxx/include/__config"), "utf8");
  // 13000 is 13.0.0, and 190104 is 19.1.4.
  const [, ...parts] = /define _LIBCPP_VERSION (\d\d)(\d?\d)(\d\d)$/m.exec(config);
  const llvm = parts.map(Number).join(".");
  const description = `as Emscripten ${emscripten} has it`;
  return [
    {
      name: "lit-html",
      version: lit,
      licence: "BSD-3-Clause",
      purl: `pkg:npm/lit-html@${lit}`,
      notice: read("node_modules/lit-html/LICENSE"),
    },
    {
      name: "nlohmann/json",
      version: json,
      licence: "MIT",
      purl: `pkg:github/nlohmann/json@v${json}`,
      notice: `Copyright 2013 Niels Lohmann\n\n${terms}`,
    },
    {
      name: "Emscripten",
      version: emscripten,
      licence: "MIT",
      purl: `pkg:github/emscripten-core/emscripten@${emscripten}`,
      notice: `Copyright the Emscripten authors\n\n${terms}`,
    },
    {
      name: "musl",
      version: musl,
      description,
      licence: "MIT",
      purl: `pkg:generic/musl@${musl}`,
      notice: readFileSync(made["musl notice"], "utf8"),
    },
    {
      name: "libc++, libc++abi and compiler-rt",
      version: llvm,
      description,
      licence: "Apache-2.0 WITH LLVM-exception",
      purl: `pkg:github/llvm/llvm-project@llvmorg-${llvm}`,
      notice:
        "Parts of the LLVM Project, under the Apache License 2.0 with LLVM exceptions, by which\n" +
        "compiled programs that contain them need no notice.",
    },
  ];
}

function billOfMaterials({ name, version, description, license }, materials) {
  const reference = `${name}@${version}`;
  const components = materials.map(({ name, version, description, licence, purl }) => ({
    type: "library",
    "bom-ref": `${name}@${version}`,
    name,
    version,
    ...(description && { description }),
    licenses: / WITH /.test(licence) ? [{ expression: licence }] : [{ license: { id: licence } }],
    purl,
  }));
  // Without a time or a random serial number: the same sources give the same file.
  return {
    $schema: "http://cyclonedx.org/schema/bom-1.6.schema.json",
    bomFormat: "CycloneDX",
    specVersion: "1.6",
    version: 1,
    metadata: {
      component: {
        type: "library",
        "bom-ref": reference,
        name,
        version,
        description,
        licenses: [{ license: { id: license } }],
        purl: `pkg:npm/${name}@${version}`,
      },
    },
    components,
    dependencies: [
      { ref: reference, dependsOn: components.map((each) => each["bom-ref"]) },
      ...components.map((each) => ({ ref: each["bom-ref"] })),
    ],
  };
}
