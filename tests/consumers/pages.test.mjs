// Sites of files: two that Hugo and Jekyll write, a folder somebody copied together, and pages that are
// opened with a double click.

import assert from "node:assert/strict";
import { spawnSync } from "node:child_process";
import { cpSync, existsSync, readFileSync, writeFileSync } from "node:fs";
import path from "node:path";
import { test } from "node:test";
import { pathToFileURL } from "node:url";
import { findings, launch, openPage, overflow, root, serve } from "../blog/support.mjs";
import { temporaryFolder } from "../blog/support.mjs";
import { takeQuiz } from "./take.mjs";

const dist = path.join(root, "dist");

function run(command, ...args) {
  const { status, stdout, stderr, error } = spawnSync(command, args, { encoding: "utf8" });
  assert.equal(status, 0, `${command}: ${error ?? ""}${stdout}${stderr}`);
}

const given = { src: "/quiz.json?a=1&b=2", lang: "en", mode: "full", keep: "device" };
const text = "L’un & l’autre : 1 < 2";
const written = Object.entries({ ...given, history: "true", text, link: "/contact?a=1&b=2" })
  .map(([name, value]) => `${name}="${value}"`)
  .join(" ");

const generators = {
  Hugo: {
    example: "hugo",
    copy: "static/career-quiz",
    tagFile: "layouts/shortcodes/career-quiz.html",
    tag: `{{< career-quiz ${written} >}}`,
    page: "content/all.md",
    build: (source, site) => run("hugo", "--source", source, "--destination", site),
  },
  Jekyll: {
    example: "jekyll",
    copy: "career-quiz",
    tagFile: "_includes/career-quiz.html",
    tag: `{% include career-quiz.html ${written} %}`,
    page: "all.md",
    build: (source, site) => run("jekyll", "build", "--source", source, "--destination", site),
  },
};

for (const [name, generator] of Object.entries(generators)) {
  test(`the first commands of the README for ${name} copy all into a new site`, (t) => {
    const home = temporaryFolder(t);
    const readme = readFileSync(
      path.join(root, "examples", generator.example, "README.md"),
      "utf8",
    );
    const [commands] = /(?:^ {4}.*\n)+/m.exec(readme);
    const { status, stderr } = spawnSync("sh", ["-ec", commands], {
      cwd: root,
      encoding: "utf8",
      env: { ...process.env, HOME: home },
    });
    assert.equal(status, 0, stderr);
    const at = path.join(home, "my-site", generator.copy);
    assert.ok(existsSync(path.join(at, "career-quiz.js")));
    assert.ok(existsSync(path.join(home, "my-site", generator.tagFile)));
  });

  test(`a site of ${name}`, async (t) => {
    const folder = temporaryFolder(t);
    const [source, site] = [path.join(folder, "source"), path.join(folder, "site")];
    cpSync(path.join(root, "examples", generator.example), source, { recursive: true });
    cpSync(dist, path.join(source, generator.copy), { recursive: true });
    writeFileSync(
      path.join(source, generator.page),
      `---\nlayout: default\ntitle: All\npermalink: /all/\nurl: /all/\n---\n\n${generator.tag}\n`,
    );
    generator.build(source, site);
    const { origin } = await serve(t, site);

    await t.test("gives a reader advice", (t) => takeQuiz(t, `${origin}/quiz/`));
    await t.test("is fit for a phone", (t) => fits(t, `${origin}/quiz/`, origin));
    await t.test("hands every attribute to the element, and text as text", async (t) => {
      const { page } = await openPage(await launch(t), origin);
      await page.goto(`${origin}/all/`);
      const [attributes, html] = await page
        .locator("career-quiz")
        .evaluate((element) => [
          Object.fromEntries(Array.from(element.attributes, ({ name, value }) => [name, value])),
          [element.textContent.trim(), element.querySelector("a").getAttribute("href")],
        ]);
      assert.deepEqual(attributes, { ...given, history: "" });
      assert.deepEqual(html, [text, "/contact?a=1&b=2"]);
    });
  });
}

/** The page stands on a phone, light and dark, and axe-core finds nothing. */
async function fits(t, address, origin) {
  const browser = await launch(t);
  for (const colorScheme of ["light", "dark"]) {
    const { page, faults } = await openPage(browser, origin, {
      colorScheme,
      viewport: { width: 360, height: 740 },
    });
    await page.goto(address);
    await page.getByRole("button", { name: "Commencer" }).waitFor();
    assert.ok((await overflow(page)) <= 0);
    assert.deepEqual(await findings(page), []);
    assert.deepEqual(faults, []);
  }
}

test("a folder with a page in it", async (t) => {
  const folder = temporaryFolder(t);
  for (const page of ["index.html", "standalone.html"]) {
    cpSync(path.join(root, "examples/page", page), path.join(folder, page));
  }
  cpSync(dist, path.join(folder, "career-quiz"), { recursive: true });
  const { origin } = await serve(t, folder);
  const opened = (page) => pathToFileURL(path.join(folder, page)).href;

  await t.test("gives a reader advice from a server", (t) => takeQuiz(t, `${origin}/`));
  await t.test("gives advice from file://, with the standalone script alone", async (t) => {
    const { requested } = await takeQuiz(t, opened("standalone.html"));
    assert.deepEqual(requested, [
      opened("standalone.html"),
      opened("career-quiz/career-quiz.standalone.js"),
    ]);
  });
  await t.test("is fit for a phone, opened with a double click", (t) =>
    fits(t, opened("standalone.html"), "file://"),
  );
  await t.test("shows its link from file:// where it has the module", async (t) => {
    const { page } = await openPage(await launch(t), "file://");
    await page.goto(opened("index.html"));
    assert.ok(await page.getByRole("link", { name: "Parlez-nous de votre projet" }).isVisible());
  });
  await t.test("the saved quiz gives advice from file://, alone", async (t) => {
    const { requested } = await takeQuiz(t, opened("career-quiz/quiz.html"));
    assert.deepEqual(requested, [opened("career-quiz/quiz.html")]);
  });
});
