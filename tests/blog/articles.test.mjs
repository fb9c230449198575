// Front matter and text: what is refused, what is escaped, what becomes a link.

import assert from "node:assert/strict";
import { existsSync, readdirSync } from "node:fs";
import path from "node:path";
import { test } from "node:test";
import { slugOf } from "../../examples/blog/lib/article-shape.js";
import { readArticle } from "../../examples/blog/lib/articles.js";
import { french, frenchDate } from "../../examples/blog/lib/french.js";
import { article, build, buildWell, temporaryFolder } from "./support.mjs";

const kFields = ["title", "date", "description", "image", "keywords", "slug"];

/** The prose of an article page, between the markers of its layout. */
function proseOf(html) {
  return /<div class="prose">\n([^]*?)\n {2}<\/div>\n {2}<footer/.exec(html)[1];
}

test("mentions of /quiz", async (t) => {
  const link = (text) => `<a href="/quiz/">${text}</a>`;
  // [Markdown, how often it links to the quiz]
  const cases = [
    ["Faites le test ici : /quiz", 1],
    ["/quiz", 1],
    ["/quiz/", 1],
    ["**Pour aller plus loin, faites le test ici : /quiz** pour voir.", 1],
    ["*le test : /quiz*", 1],
    ["### Un titre avec /quiz", 1],
    ["- un point : /quiz", 1],
    ["> une citation : /quiz", 1],
    ["Le test (/quiz), puis « /quiz ».", 2],
    ["Faites /quiz. Ou /quiz, ou /quiz ; ou /quiz ! ou /quiz ? ou /quiz…", 6],
    ["Une fin de phrase /quiz?", 1],
    ["L’adresse d’/quiz", 1],
    ["/quiz est ici, /quiz est là", 2],
    ["Voir /quizzes et /quiz", 1],
    ["| a | b |\n| - | - |\n| /quiz | x |", 1],
    ["`/quiz`", 0],
    ["```\n/quiz\n```", 0],
    ["~~~sh\ncurl /quiz\n~~~", 0],
    ["/quizzes", 0],
    ["/quiz-mentor /quiz_2 /quiz2 /quizé", 0],
    ["/quiz/2 /quiz/faq/ /quiz.html /quiz?x=1 /quiz#a", 0],
    ["/fr/quiz ./quiz ../quiz ~/quiz //quiz a/quiz", 0],
    ["https://example.org/quiz", 0],
    ["https://example.org/?a=(/quiz", 0],
    ["www.example.org,/quiz", 0],
    ["<https://example.org/quiz>", 0],
    ["[le test : /quiz](/contact)", 0],
    ["[le test](/quiz)", 0],
    ['<a href="/contact">aller à /quiz</a>', 0],
    ["<code>/quiz</code> et <kbd>/quiz</kbd>", 0],
    ["![/quiz](/assets/favicon.svg)", 0],
    ["[réf][r]\n\n[r]: /quiz", 0],
    ["/QUIZ", 0],
  ];
  const texts = Object.fromEntries(
    cases.map(([body], at) => [`${at}.md`, article({ slug: `cas-${at}` }, body)]),
  );
  const { page } = buildWell(temporaryFolder(t), texts);
  for (const [at, [body, times]] of cases.entries()) {
    await t.test(`${times} in ${JSON.stringify(body)}`, () => {
      const prose = proseOf(page(`blog/cas-${at}`));
      assert.equal(prose.split('<a href="/quiz/">').length - 1, times, prose);
      for (const [, text] of prose.matchAll(/<a href="\/quiz\/">([^]*?)<\/a>/g)) {
        assert.match(text, /^\/quiz\/?$/);
      }
    });
  }
  await t.test("the words around a link stay", () => {
    assert.equal(
      proseOf(page("blog/cas-3")).trim(),
      `<p><strong>Pour aller plus loin, faites le test ici\u00A0: ${link("/quiz")}</strong> pour voir.</p>`,
    );
  });
});

test("the shape of an article", async (t) => {
  const body = [
    "# Un titre",
    "",
    "## Où, et quand ?",
    "**Définition**",
    "Une phrase.",
    "",
    "**Points**",
    "- un",
    "",
    "# Un autre",
    "## Où, et quand ?",
    "L'œuvre « entre guillemets » : oui ! `a : b ?` {{ site.title }}",
  ].join("\n");
  const { page } = buildWell(temporaryFolder(t), {
    "a.md": article({ title: "Un titre" }, body),
    "b.md": article({ slug: "regle" }, "---\n\nAprès une règle."),
  });
  const html = page("blog/un-titre");
  await t.test("one h1, the title", () => {
    assert.deepEqual(html.match(/<h1[^]*?<\/h1>/g), ["<h1>Un titre</h1>"]);
  });
  await t.test("headings have ids of their own", () => {
    const ids = [...proseOf(html).matchAll(/<h\d id="([^"]*)"/g)].map(([, id]) => id);
    assert.deepEqual(ids, ["ou-et-quand", "un-autre", "ou-et-quand-2"]);
  });
  await t.test("a bold line introduces what follows", () => {
    assert.match(html, /<p><strong>Définition<\/strong><br>\nUne phrase\.<\/p>/);
    assert.match(html, /<p class="lead-in"><strong>Points<\/strong><\/p>/);
  });
  await t.test("French typography, code and braces as typed", () => {
    assert.ok(html.includes("L’œuvre «\u00A0entre guillemets\u00A0»\u00A0: oui\u202F!"), html);
    assert.ok(html.includes("<code>a : b ?</code> {{ site.title }}"));
  });
  await t.test("a rule opens an article without being taken for front matter", () => {
    assert.match(proseOf(page("blog/regle")), /<hr>\n<p>Après une règle\.<\/p>/);
  });
});

test("dates in words", () => {
  assert.equal(frenchDate("2025-02-12"), "12 février 2025");
  assert.equal(frenchDate("2026-08-01"), "1er août 2026");
  assert.equal(frenchDate("1999-12-31"), "31 décembre 1999");
});

test("typography adds no space and touches no address", () => {
  for (const text of ["10:30", "https://a.example/b?c", "C'", "a:b", "« »".replaceAll(" ", "")]) {
    assert.equal(french(text), text);
  }
  assert.equal(french("l'a «\u00A0b\u00A0»"), "l’a «\u00A0b\u00A0»");
  assert.equal(slugOf("Œuvre & « Été » !"), "oeuvre-ete");
  assert.equal(slugOf("!"), "section");
});

test("every field is required, and the message says which file and what to write", () => {
  for (const field of kFields) {
    const { article: read, faults } = readArticle(article({ [field]: null }), "un/article.md");
    assert.equal(read, null);
    assert.equal(faults.length, 1, field);
    assert.match(
      faults[0],
      new RegExp(`^un/article\\.md: ${field}: is missing\\. Write ${field}: `),
    );
  }
});

test("what a field may not be", () => {
  const wrong = {
    title: ["", "  ", 2025, ["a"], null],
    date: [
      "12/02/2025",
      "2025-2-1",
      "2025-02-30",
      "2025-13-01",
      "demain",
      "2025-02-12T10:00",
      2025,
    ],
    description: ["", 3],
    image: ["assets/a.svg", "//example.org/a.svg", "/../a.svg", "http://a.example/a.png", 1],
    keywords: ["mentorat", [1], [""], {}],
    slug: ["", "É", "a b", "../a", "a/b", "-a", "a--b", "A", 2025],
  };
  for (const [field, values] of Object.entries(wrong)) {
    for (const value of values.filter((each) => each !== null)) {
      const { faults } = readArticle(article({ [field]: value }), "a.md");
      assert.equal(faults.length, 1, `${field}: ${JSON.stringify(value)}`);
      assert.match(faults[0], new RegExp(`^a\\.md: ${field}: .*Write ${field}: `));
    }
  }
});

test("what is no front matter", () => {
  const read = (text) => readArticle(text, "a.md").faults.join("\n");
  assert.match(read("# Bonjour"), /^a\.md: the front matter is missing: start the file with/);
  assert.match(read(""), /front matter is missing/);
  assert.match(read("---\ntitle: a"), /front matter is missing/);
  assert.match(read("---js\n{}\n---\n"), /front matter is missing/);
  assert.match(read("---\ntitle: Mentorat : guide\n---\n"), /^a\.md:2: .*between double quotes/);
  assert.match(read("---\ntitle: a\ntitle: b\n---\n"), /^a\.md:\d: .*duplicated/);
  assert.match(read("---\n- a\n---\n"), /must be lines such as title: /);
  assert.match(read("---\n---\n"), /must be lines such as title: /);
  assert.match(read('---\na: !!js/function "x"\n---\n'), /^a\.md:2: /);
});

test("front matter as other programs write it", () => {
  const text = article({ date: null }).replace("---\n", "---\ndate: 2026-03-01\n");
  for (const version of [text, text.replaceAll("\n", "\r\n"), `\uFEFF${text}`]) {
    const { article: read, faults } = readArticle(version, "a.md");
    assert.deepEqual(faults, []);
    assert.equal(read.date, "2026-03-01");
    assert.equal(read.body.trim(), "Un texte.");
  }
});

test("a build with faults names all of them, and writes nothing", (t) => {
  const { status, output, site } = build(temporaryFolder(t), {
    "bon.md": article(),
    "double.md": article(),
    "mauvais.md": article({ date: "hier", slug: null }),
  });
  assert.notEqual(status, 0);
  assert.match(output, /mauvais\.md: date: "hier" must be written year-month-day\. Write date: /);
  assert.match(output, /mauvais\.md: slug: is missing/);
  assert.match(output, /double\.md: slug: "un-titre" is taken by .*bon\.md/);
  assert.ok(!existsSync(path.join(site, "index.html")));
});

test("a build without the quiz says how to build it", (t) => {
  const folder = temporaryFolder(t);
  const { status, output } = build(folder, {}, { env: { CAREER_QUIZ_DIST: folder } });
  assert.notEqual(status, 0);
  assert.match(output, /career-quiz-engine\.wasm missing in .*Run \.\/dev build first/);
});

test("hostile front matter is text, and steers nothing", (t) => {
  const hostile = `"><script>alert(1)</script><img src=x onerror=alert(2)> & 'x' {{ 7 * 7 }} {% raw %}`;
  const text = article({
    title: hostile,
    description: hostile,
    imageAlt: hostile,
    image: "/assets/blog/mentor-ou-coach.svg",
    keywords: [hostile],
    permalink: "/../../gone.html",
    layout: "nowhere.njk",
    eleventyComputed: { title: "{{ 7 * 7 }}" },
    pagination: { data: "x" },
  });
  const { page, site } = buildWell(temporaryFolder(t), { "a.md": text });
  assert.deepEqual(readdirSync(path.join(site, "blog")), ["un-titre"]);
  for (const html of [page("blog/un-titre"), page("")]) {
    assert.doesNotMatch(html, /<script|<img src=x|\b49\b/);
    assert.match(html, /&quot;&gt;&lt;script&gt;alert\(1\)&lt;\/script&gt;/);
    assert.ok(html.includes("{{ 7 * 7 }}"));
  }
});
