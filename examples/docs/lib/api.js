// The C++ interface as the compiler sees it: names, declarations and `///` comments of public
// headers, from the syntax tree that clang prints.

import { spawnSync } from "node:child_process";
import path from "node:path";
import { readText, root } from "./repository.js";

const kDeclared = new Set([
  "CXXRecordDecl",
  "ClassTemplateDecl",
  "FunctionDecl",
  "CXXConstructorDecl",
  "CXXDestructorDecl",
  "CXXMethodDecl",
  "CXXConversionDecl",
  "FieldDecl",
  "EnumDecl",
]);

/**
 * @param {string[]} headers of src/career_quiz
 * @returns {{header: string, types: Item[]}[]}
 * @typedef {{name: string, declaration: string, comment: string, members: Block[]}} Item comment:
 *   Markdown
 * @typedef {{declarations: string[], comment: string}} Block members that one comment is for
 */
export function readApi(headers) {
  return headers.map((header) => {
    const file = `src/career_quiz/${header}`;
    const bytes = Buffer.from(readText(file));
    const slice = ({ begin, end }) =>
      bytes.subarray(begin.offset, end.offset + end.tokLen).toString("utf8");
    const types = syntaxTree(file).inner.flatMap((node) => item(node, slice));
    return { header, types };
  });
}

/** The namespace career_quiz of a header that includes no other of its own. */
function syntaxTree(file) {
  const { status, stdout, stderr, error } = spawnSync(
    process.env.CLANGXX || "clang++",
    [
      ..."-std=c++20 -Isrc -fsyntax-only -w -fparse-all-comments -x c++".split(" "),
      ..."-Xclang -ast-dump=json -Xclang -ast-dump-filter=career_quiz".split(" "),
      path.join(root, file),
    ],
    { cwd: root, encoding: "utf8", maxBuffer: 1 << 26 },
  );
  if (error || status !== 0) throw new Error(`clang++ on ${file}: ${error?.message ?? stderr}`);
  return JSON.parse(stdout);
}

function item(node, slice) {
  if (!kDeclared.has(node.kind) || node.isImplicit) return [];
  const type = node.kind === "ClassTemplateDecl" ? find(node, "CXXRecordDecl") : node;
  const inner = type.inner ?? [];
  const said = find(node, "FullComment") ?? find(type, "FullComment");
  let access = type.tagUsed === "class" ? "private" : "public";
  const members = inner.flatMap((child) => {
    if (child.kind === "AccessSpecDecl") access = child.access;
    return access === "public" ? item(child, slice) : [];
  });
  return [
    {
      name: node.name,
      declaration: declarationOf(node, slice),
      comment: said ? commentOf(slice(said.range)) : "",
      members: blocksOf(members),
    },
  ];
}

/** A comment is for its member, and for those after it that have none. */
function blocksOf(members) {
  const blocks = [];
  for (const { declaration, comment } of members) {
    if (comment || blocks.length === 0) blocks.push({ declarations: [], comment });
    blocks.at(-1).declarations.push(declaration);
  }
  return blocks;
}

const find = (node, kind) => node.inner?.find((child) => child.kind === kind);

/** Up to its body, on one line. */
function declarationOf(node, slice) {
  const body = find(node, "CompoundStmt");
  const whole = body
    ? slice({ begin: node.range.begin, end: { offset: body.range.begin.offset, tokLen: 0 } })
    : slice(node.range).replace(/\{[^]*/, "");
  // What a constructor begins its members with is no part of how it is called.
  const called = node.kind === "CXXConstructorDecl" ? whole.replace(/\)\s*:\s[^]*/, ")") : whole;
  return `${called.replace(/\s+/g, " ").trim()};`;
}

/** Without the slashes; what is set in is code. */
function commentOf(text) {
  const lines = text.split("\n").map((line) => line.replace(/^\s*\/\/\/<? ?/, ""));
  return lines
    .join("\n")
    .replace(
      /(?:^|\n)((?: {2,}\S.*(?:\n|$))+)/g,
      (_, code) => `\n\n\`\`\`text\n${code.replace(/^ {2}/gm, "")}\`\`\`\n\n`,
    )
    .trim();
}
