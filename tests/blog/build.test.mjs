// The built site: what its pages hold, and the server that shows it.

import assert from "node:assert/strict";
import { spawn } from "node:child_process";
import { once } from "node:events";
import {
  cpSync,
  existsSync,
  mkdirSync,
  readFileSync,
  readdirSync,
  symlinkSync,
  writeFileSync,
} from "node:fs";
import { connect } from "node:net";
import path from "node:path";
import { test } from "node:test";
import {
  article,
  build,
  buildWell,
  customerArticle,
  ownArticles,
  root,
  serve,
  temporaryFolder,
  withoutCustomerArticle,
} from "./support.mjs";

const kPolicy =
  "default-src 'none'; script-src 'self' 'wasm-unsafe-eval'; style-src 'self'; " +
  "connect-src 'self'; img-src 'self'; manifest-src 'self'; base-uri 'none'; form-action 'none'; " +
  "require-trusted-types-for 'script'";

function ownFiles() {
  return readdirSync(ownArticles).map((name) => path.join(ownArticles, name));
}

function htmlFiles(site) {
  const entries = readdirSync(site, { recursive: true });
  return entries.filter((file) => file.endsWith(".html") && !file.startsWith("career-quiz"));
}

test("the blog as it ships", async (t) => {
  const dist = path.join(temporaryFolder(t), "dist");
  cpSync(process.env.CAREER_QUIZ_DIST || path.join(root, "dist"), dist, { recursive: true });
  writeFileSync(path.join(dist, "stray.json"), "{}");
  const env = { CAREER_QUIZ_DIST: dist };
  const { site, page, output } = buildWell(temporaryFolder(t), {}, { copies: ownFiles(), env });
  assert.doesNotMatch(output, /is not there/);

  await t.test("has its pages and the files of the quiz, and no others of their folder", () => {
    assert.deepEqual(htmlFiles(site).sort(), [
      "404.html",
      "blog/mentor-ou-coach/index.html",
      "index.html",
      "quiz/index.html",
    ]);
    const { files } = JSON.parse(readFileSync(path.join(dist, "package.json"), "utf8"));
    assert.deepEqual(readdirSync(path.join(site, "career-quiz")).sort(), files.sort());
    for (const name of files) {
      assert.deepEqual(
        readFileSync(path.join(site, "career-quiz", name)),
        readFileSync(path.join(dist, name)),
      );
    }
  });

  for (const file of htmlFiles(site)) {
    await t.test(`${file}: policy, nothing inline, no dead link`, () => {
      const html = readFileSync(path.join(site, file), "utf8");
      assert.ok(html.startsWith('<!doctype html>\n<html lang="fr">'));
      assert.ok(html.includes(`<meta http-equiv="Content-Security-Policy" content="${kPolicy}">`));
      assert.ok(html.indexOf("Content-Security-Policy") < html.search(/<(link|script)\b/));
      assert.doesNotMatch(html, /<style|\sstyle=|\son\w+=|javascript:/i);
      for (const [, attributes, inner] of html.matchAll(/<script\b([^>]*)>([^]*?)<\/script>/g)) {
        assert.match(attributes, /\bsrc="\//);
        assert.equal(inner, "");
      }
      assert.equal(html.match(/<h1\b/g).length, 1);
      assert.match(html, /<meta name="description" content="[^"]+">/);
      for (const [, address] of html.matchAll(/\s(?:href|src)="([^"]*)"/g)) {
        if (/^(mailto:|https:\/\/blog\.example\/)/.test(address)) continue;
        const [target, fragment] = address.split("#");
        const own = target === "" ? file : target.replace(/\/$/, "/index.html");
        assert.ok(existsSync(path.join(site, own)), `${address} leads nowhere`);
        if (fragment) assert.ok(html.includes(` id="${fragment}"`), `${address} leads nowhere`);
      }
      const ids = [...html.matchAll(/\sid="([^"]*)"/g)].map(([, id]) => id);
      assert.equal(new Set(ids).size, ids.length, `ids twice: ${ids}`);
    });
  }

  await t.test("the article's head tells search engines and networks what it is", () => {
    const html = page("blog/mentor-ou-coach");
    for (const line of [
      '<link rel="canonical" href="https://blog.example/blog/mentor-ou-coach/">',
      '<meta property="og:type" content="article">',
      '<meta property="og:locale" content="fr_FR">',
      '<meta property="article:published_time" content="2026-11-02">',
      '<time datetime="2026-11-02">2 novembre 2026</time>',
    ]) {
      assert.ok(html.includes(line), line);
    }
    // No network shows an SVG.
    assert.doesNotMatch(html, /og:image/);
  });

  await t.test("the quiz page is the embed and no more", () => {
    const html = page("quiz");
    assert.ok(html.includes('<script type="module" src="/career-quiz/career-quiz.js"></script>'));
    assert.match(
      html,
      /<career-quiz>\s*<p>.*<a href="mailto:[^"]+">[^<]+<\/a>.*<\/p>\s*<\/career-quiz>/,
    );
  });
});

test("images: ours, missing, elsewhere", (t) => {
  const { page, output } = buildWell(temporaryFolder(t), {
    "ours.md": article({
      slug: "ours",
      image: "/assets/blog/mentor-ou-coach.svg",
      imageAlt: "Deux chemins",
    }),
    "gone.md": article({ slug: "gone", image: "/assets/blog/gone.png" }),
    "away.md": article({ slug: "away", image: "https://img.example/a.png" }),
  });
  assert.match(
    page("blog/ours"),
    /<img class="cover" src="\/assets\/blog\/mentor-ou-coach\.svg" alt="Deux chemins"/,
  );
  assert.match(output, /gone\.md: image: \/assets\/blog\/gone\.png is not there/);
  assert.doesNotMatch(page("blog/gone"), /<img|og:image/);
  // The policy allows our own images alone, but a network may fetch the other.
  assert.doesNotMatch(page("blog/away"), /<img/);
  assert.match(page("blog/away"), /property="og:image" content="https:\/\/img\.example\/a\.png"/);
});

test("the newest article comes first", (t) => {
  const { page } = buildWell(temporaryFolder(t), {
    "a.md": article({ slug: "b-old", date: "2025-01-31" }),
    "b.md": article({ slug: "c-new", date: "2026-02-01" }),
    "c.md": article({ slug: "a-between", date: "2025-12-31" }),
  });
  const order = [...page("").matchAll(/<h3><a href="\/blog\/([^"/]+)\/">/g)].map(
    ([, slug]) => slug,
  );
  assert.deepEqual(order, ["c-new", "a-between", "b-old"]);
});

test("a blog under a path of its host", (t) => {
  const { page } = buildWell(
    temporaryFolder(t),
    { "a.md": article({}, "Le test : /quiz") },
    {
      arguments: ["--pathprefix=/notes/"],
      env: { CAREER_QUIZ_SITE_URL: "https://site.example/" },
    },
  );
  assert.match(
    page("blog/un-titre"),
    /<p>Le test\u00A0: <a href="\/notes\/quiz\/">\/quiz<\/a><\/p>/,
  );
  assert.match(page("blog/un-titre"), /"https:\/\/site\.example\/notes\/blog\/un-titre\/"/);
  assert.match(page("quiz"), /src="\/notes\/career-quiz\/career-quiz\.js"/);
});

test("an empty folder, and none", (t) => {
  assert.match(buildWell(temporaryFolder(t), {}).page(""), /<h1>/);
  const none = build(temporaryFolder(t), {}, { env: { CAREER_QUIZ_ARTICLES: "/does/not/exist" } });
  assert.notEqual(none.status, 0);
  assert.match(none.output, /\/does\/not\/exist: this folder cannot be read/);
});

test("the customer's article", { skip: withoutCustomerArticle }, (t) => {
  const { page } = buildWell(temporaryFolder(t), {}, { copies: [customerArticle] });
  const html = page("blog/mentorat-coaching-carriere-2025");
  assert.match(html, /<h1>Mentorat et Coaching de Carrière 2025\u00A0: Accélérer/);
  assert.match(html, /<time datetime="2025-02-12">12 février 2025<\/time>/);
  assert.equal(html.match(/<h1\b/g).length, 1);
  assert.equal(html.match(/<strong>[^<]*<a href="\/quiz\/">\/quiz<\/a><\/strong>/g).length, 2);
});

test("the server", async (t) => {
  const folder = temporaryFolder(t);
  const site = path.join(folder, "site");
  mkdirSync(path.join(site, "été"), { recursive: true });
  mkdirSync(path.join(site, "empty"));
  mkdirSync(path.join(folder, "site-secret"));
  writeFileSync(path.join(folder, "secret.txt"), "secret");
  writeFileSync(path.join(folder, "site-secret/a.txt"), "secret");
  writeFileSync(path.join(site, "index.html"), "<!doctype html>home");
  writeFileSync(path.join(site, "été/index.html"), "<!doctype html>été");
  for (const name of ["a.js", "a.mjs", "a.css", "a.json", "a.svg", "a.wasm", "a.bin"]) {
    writeFileSync(path.join(site, name), "x");
  }
  symlinkSync(path.join(folder, "secret.txt"), path.join(site, "link.txt"));
  const { origin, child } = await serve(t, site);
  const get = (url, options) => fetch(origin + url, { redirect: "manual", ...options });

  await t.test("names the type of every file", async () => {
    for (const [url, type] of [
      ["/", "text/html; charset=utf-8"],
      ["/a.js", "text/javascript; charset=utf-8"],
      ["/a.mjs", "text/javascript; charset=utf-8"],
      ["/a.css", "text/css; charset=utf-8"],
      ["/a.json", "application/json; charset=utf-8"],
      ["/a.svg", "image/svg+xml"],
      ["/a.wasm", "application/wasm"],
      ["/a.bin", "application/octet-stream"],
    ]) {
      const response = await get(url);
      assert.equal(response.status, 200, url);
      assert.equal(response.headers.get("content-type"), type);
      assert.equal(response.headers.get("x-content-type-options"), "nosniff");
    }
  });

  await t.test("finds a folder's index, with a slash and without", async () => {
    assert.match(await (await get("/%C3%A9t%C3%A9/")).text(), /été/);
    const response = await get("/%C3%A9t%C3%A9?x=//a.example");
    assert.equal(response.status, 301);
    assert.equal(response.headers.get("location"), "/%C3%A9t%C3%A9/");
  });

  await t.test("answers HEAD without a body, and no other method", async () => {
    const head = await get("/a.js", { method: "HEAD" });
    assert.equal(head.headers.get("content-length"), "1");
    assert.equal(await head.text(), "");
    assert.equal((await get("/", { method: "POST", body: "x" })).status, 405);
  });

  await t.test("has a page for what is not there", async () => {
    for (const url of ["/none", "/empty/", "/a.js/b", "/a.js/", "/none.wasm"]) {
      const response = await get(url);
      assert.equal(response.status, 404, url);
      assert.match(await response.text(), /Not found/);
    }
    writeFileSync(path.join(site, "404.html"), "our own page");
    assert.equal(await (await get("/none")).text(), "our own page");
  });

  await t.test("keeps to its folder", async () => {
    // By hand: fetch would tidy these addresses up.
    for (const url of [
      "/../secret.txt",
      "/%2e%2e/secret.txt",
      "/..%2fsecret.txt",
      "/x/../../secret.txt",
      "/..\\secret.txt",
      "/%5c..%5csecret.txt",
      "/../site-secret/a.txt",
      "/link.txt",
      "/%00",
      "/%ff",
      "secret.txt",
      "//secret.txt",
      `${folder}/secret.txt`,
    ]) {
      const socket = connect(Number(new URL(origin).port), "127.0.0.1");
      socket.write(`GET ${url} HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n\r\n`);
      let text = "";
      for await (const part of socket) text += part;
      assert.match(text, /^HTTP\/1\.1 (400|404) /, url);
      assert.doesNotMatch(text, /\r\nsecret|^secret/m, url);
    }
  });

  await t.test("never sends a reader to another host", async () => {
    mkdirSync(path.join(site, "a.example"));
    const response = await get("//a.example");
    assert.equal(response.headers.get("location"), "/a.example/");
  });

  await t.test("says so where a port is taken, or a folder is not there", async () => {
    const taken = await run(site, "--port", new URL(origin).port);
    assert.equal(taken.code, 1);
    assert.match(taken.errors, /is in use; choose another with --port/);
    for (const args of [[], [path.join(site, "none")], [site, "--port", "x"], [site, "--nope"]]) {
      const refused = await run(...args);
      assert.equal(refused.code, 2);
      assert.match(refused.errors, /Usage: /);
    }
  });

  await t.test("ends when told", async () => {
    child.kill("SIGINT");
    assert.deepEqual(await once(child, "exit"), [0, null]);
  });
});

async function run(...args) {
  const child = spawn(process.execPath, [path.join(root, "examples/serve.mjs"), ...args], {
    stdio: ["ignore", "ignore", "pipe"],
    timeout: 10_000,
  });
  let errors = "";
  child.stderr.on("data", (data) => (errors += data));
  const [code] = await once(child, "close");
  return { code, errors };
}
