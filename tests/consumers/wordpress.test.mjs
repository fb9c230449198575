// The WordPress of Debian, fresh, with the plugin from its zip: as its owner installs it, as an
// editor writes with it, as a reader takes the quiz. Nothing of it outlives the test.

import assert from "node:assert/strict";
import { spawn, spawnSync } from "node:child_process";
import { once } from "node:events";
import { existsSync, readFileSync, writeFileSync } from "node:fs";
import { createServer } from "node:net";
import { userInfo } from "node:os";
import path from "node:path";
import { test } from "node:test";
import { setTimeout as pause } from "node:timers/promises";
import { findings, launch, openPage, overflow, root, temporaryFolder } from "../blog/support.mjs";
import { takeQuiz } from "./take.mjs";

const kPassword = "correct horse battery staple";
const kPatience = 60_000;

function run(command, args, options = {}) {
  const { status, stdout, stderr } = spawnSync(command, args, { encoding: "utf8", ...options });
  assert.equal(status, 0, `${command}: ${stdout}${stderr}`);
  return stdout;
}

/** Starts a program, adds it to `children`, and waits until `ready`. */
async function start(children, command, args, ready) {
  const child = spawn(command, args, { stdio: ["ignore", "ignore", "pipe"] });
  children.push(child);
  let said = "";
  child.stderr.on("data", (data) => (said += data));
  const end = performance.now() + kPatience;
  while (!ready(said)) {
    assert.equal(child.exitCode, null, `${command} ended: ${said}`);
    assert.ok(performance.now() < end, `${command} did not start: ${said}`);
    await pause(50);
  }
}

async function freePort() {
  const server = createServer().listen(0, "127.0.0.1");
  await once(server, "listening");
  const { port } = server.address();
  server.close();
  return port;
}

/**
 * A new site, served, with nothing in it but its administrator.
 * @returns {Promise<{origin: string, php: (code: string) => string}>} `php` runs code inside WordPress,
 *   as its administrator
 */
async function wordpress(t) {
  // Before their folder is removed. Nothing is to be saved, so nothing is asked to end.
  const children = [];
  t.after(async () => {
    for (const child of children) {
      if (child.exitCode === null && child.kill("SIGKILL")) await once(child, "exit");
    }
  });
  const folder = temporaryFolder(t);
  const site = path.join(folder, "site");
  // Without its links: WordPress finds its settings beside its own files.
  run("cp", ["-RL", "--no-preserve=mode", "/usr/share/wordpress", site]);

  const data = path.join(folder, "data");
  const socket = path.join(folder, "sql");
  const base = ["--no-defaults", `--datadir=${data}`, `--user=${userInfo().username}`];
  run("mariadb-install-db", [...base, "--auth-root-authentication-method=normal"]);
  const daemon = ["/usr/sbin/mariadbd", "mariadbd"].find(existsSync) ?? "mariadbd";
  const local = [`--socket=${socket}`, "--skip-networking", `--pid-file=${folder}/pid`];
  await start(children, daemon, [...base, ...local], () => existsSync(socket));
  const query = ["--no-defaults", `--socket=${socket}`, "--user=root", "--execute"];
  run("mariadb", [...query, "CREATE DATABASE wordpress"]);

  const origin = `http://127.0.0.1:${await freePort()}`;
  writeFileSync(
    path.join(site, "wp-config.php"),
    `<?php
define( 'DB_NAME', 'wordpress' );
define( 'DB_USER', 'root' );
define( 'DB_PASSWORD', '' );
define( 'DB_HOST', 'localhost:${socket}' );
define( 'WP_HOME', '${origin}' );
define( 'WP_SITEURL', '${origin}' );
// The server asks nobody anything, and what PHP has to say is an error.
define( 'WP_HTTP_BLOCK_EXTERNAL', true );
define( 'DISABLE_WP_CRON', true );
define( 'WP_DEBUG', true );
define( 'WP_DEBUG_DISPLAY', false );
define( 'WP_DEBUG_LOG', '${folder}/debug.log' );
define( 'FS_METHOD', 'direct' );
$table_prefix = 'wp_';
define( 'ABSPATH', __DIR__ . '/' );
require_once ABSPATH . 'wp-settings.php';
`,
  );
  const php = (code) => {
    const file = path.join(folder, "run.php");
    writeFileSync(file, `<?php\n${code}`);
    return run("php", ["-d", "sendmail_path=/bin/true", file], { cwd: site });
  };
  php(`define( 'WP_INSTALLING', true );
require 'wp-load.php';
require ABSPATH . 'wp-admin/includes/upgrade.php';
wp_install( 'Un blog', 'owner', 'owner@example.org', false, '', '${kPassword}', 'fr_FR' );
switch_theme( 'twentytwentythree' );
`);
  await start(children, "php", ["-S", origin.slice("http://".length), "-t", site], (said) =>
    said.includes("started"),
  );
  return {
    origin,
    php: (code) => php(`require 'wp-load.php';\nwp_set_current_user( 1 );\n${code}`),
    complaints: () => {
      const log = path.join(folder, "debug.log");
      return existsSync(log) ? readFileSync(log, "utf8") : "";
    },
  };
}

/** All but the pictures that WordPress asks of its own hosts: avatars, and a greeting in the editor. */
const counts = (fault) => !/gravatar\.com|s\.w\.org|ERR_NAME_NOT_RESOLVED/.test(fault);

/** Publishes a post; its address. */
const publish = ({ php }, title, content) =>
  php(`$id = wp_insert_post( wp_slash( array(
  'post_title' => '${title}', 'post_status' => 'publish',
  'post_content' => base64_decode( '${Buffer.from(content).toString("base64")}' ),
) ) );
echo get_permalink( $id );`).trim();

const shortcode = (attributes, quote = '"') => {
  const written = Object.entries(attributes).map(([name, it]) => `${name}=${quote}${it}${quote}`);
  return `[career-quiz ${written.join(" ")}]`;
};

/** The block as the editor saves it: its attributes stand in a comment. */
const block = (attributes) => {
  const json = JSON.stringify(attributes).replace(/\\"|--|[<>&]/g, (found) =>
    Array.from(
      found.replace("\\", ""),
      (letter) => `\\u00${letter.charCodeAt(0).toString(16)}`,
    ).join(""),
  );
  return `<!-- wp:career-quiz/quiz ${json} /-->`;
};

/** The plugin's zip. */
const pack = (t, env = {}) =>
  run(
    process.execPath,
    [path.join(root, "examples/wordpress/package.mjs"), "--out", temporaryFolder(t)],
    { env: { ...process.env, ...env } },
  ).trim();

test("the plugin's zip is the same wherever it is made, and its version that of the element", (t) => {
  assert.ok(readFileSync(pack(t)).equals(readFileSync(pack(t, { TZ: "Asia/Tokyo" }))));
  const { version } = JSON.parse(readFileSync(path.join(root, "dist/package.json"), "utf8"));
  for (const file of ["career-quiz.php", "readme.txt"]) {
    const text = readFileSync(path.join(root, "examples/wordpress/career-quiz", file), "utf8");
    assert.equal(/^(?: \* Version|Stable tag): (.*)$/m.exec(text)[1], version, file);
  }
});

test("readme.txt has the header that WordPress.org asks for", () => {
  const text = readFileSync(path.join(root, "examples/wordpress/career-quiz/readme.txt"), "utf8");
  const [head, short] = text.split("\n\n");
  for (const name of ["Contributors", "Tags", "Tested up to", "Stable tag", "License"])
    assert.match(head, new RegExp(`^${name}: \\S`, "m"));
  assert.ok(short.length <= 150);
});

test("a blog of WordPress, with the plugin", async (t) => {
  const site = await wordpress(t);
  const { origin } = site;
  const browser = await launch(t);
  const { page, faults } = await openPage(browser, origin, { locale: "fr-FR" });
  page.setDefaultTimeout(kPatience);
  const quiz = page.locator("career-quiz");

  await t.test("its owner uploads the zip and activates it", async (t) => {
    const zip = pack(t);
    await page.goto(`${origin}/wp-login.php`);
    await page.fill("#user_login", "owner");
    await page.fill("#user_pass", kPassword);
    await page.click("#wp-submit");
    await page.waitForURL(`${origin}/wp-admin/**`);
    await page.goto(`${origin}/wp-admin/plugin-install.php?tab=upload`);
    await page.setInputFiles("#pluginzip", zip);
    await page.click("#install-plugin-submit");
    await page.locator("a[href*='action=activate']").click();
    await page.locator("tr.active[data-plugin='career-quiz/career-quiz.php']").waitFor();
  });

  const ordinary = { text: "Parlez-nous de votre projet", link: "/contact" };
  for (const [way, content] of [
    ["shortcode", shortcode(ordinary)],
    ["block", block(ordinary)],
  ]) {
    await t.test(`a reader takes the quiz of the ${way}, and it asks the blog alone`, async (t) => {
      const address = publish(site, way, content);
      const { requested } = await takeQuiz(t, address, { faults: counts });
      const own = requested.filter((url) => /career-quiz|mentoring/.test(url));
      assert.ok(
        own.some((url) => url.endsWith("career-quiz-engine.wasm")),
        own,
      );
      const folder = `${origin}/wp-content/plugins/career-quiz/career-quiz/`;
      assert.deepEqual(
        own.filter((url) => !url.startsWith(folder)),
        [],
      );
    });

    await t.test(`on a phone the ${way} stands in its page`, async () => {
      const phone = await openPage(browser, origin, { viewport: { width: 360, height: 740 } });
      await phone.page.goto(publish(site, `${way} 360`, content));
      await phone.page.getByRole("button", { name: "Commencer" }).waitFor();
      assert.ok((await overflow(phone.page)) <= 0);
      assert.deepEqual(
        (await findings(phone.page)).filter((finding) => finding.includes("career-quiz")),
        [],
      );
      assert.deepEqual(phone.faults.filter(counts), []);
      await phone.context.close();
    });
  }

  await t.test("a page without a quiz does not load its script", async (t) => {
    await page.goto(publish(site, "Sans test", "Rien."));
    assert.equal(await page.locator("script[src*='career-quiz']").count(), 0);
  });

  await t.test(
    "what other plugins do to the script's tag stays, and it alone becomes a module",
    async () => {
      const printed = site.php(`add_filter( 'script_loader_tag', function ( $tag ) {
  return str_replace( '<script ', '<script nonce="n" data-cfasync="false" ', $tag ) . '<!-- other -->';
}, 5 );
wp_add_inline_script( 'career-quiz', 'window.before = 1', 'before' );
wp_print_scripts( 'career-quiz' );`);
      const [tag, ...others] = printed.match(/<script[^>]*\ssrc=[^>]*>/g);
      assert.deepEqual(others, []);
      for (const part of ['type="module"', 'nonce="n"', 'data-cfasync="false"'])
        assert.equal(tag.split(part).length, 2, tag);
      assert.equal(tag.match(/\stype=/g).length, 1, tag);
      assert.equal(printed.match(/type="module"/g).length, 1, printed);
      assert.match(printed, /window\.before = 1[^]*<!-- other -->/);
    },
  );

  await t.test("the attributes reach the element, each by its name", async () => {
    const given = { src: "/quiz.json?a=1&b=2", lang: "en", mode: "full", keep: "device" };
    for (const content of [
      shortcode({ ...given, history: "true" }),
      block({ ...given, history: true }),
    ]) {
      await page.goto(publish(site, "Attributs", content));
      const found = await quiz.evaluate((element) =>
        Object.fromEntries(Array.from(element.attributes, ({ name, value }) => [name, value])),
      );
      assert.deepEqual(found, { ...given, history: "" });
    }
  });

  await t.test("what a hostile author writes comes out as text, and runs nowhere", async () => {
    const attack = `"><img src=x onerror="window.hit=1"> onclick="window.hit=1`;
    const written = {
      src: `javascript:window.hit=1//${attack}`,
      lang: attack,
      mode: attack,
      keep: attack,
      text: attack,
      link: "javascript:window.hit=1",
    };
    const html = (text) => text.replaceAll('"', "&quot;").replaceAll("<", "&lt;");
    const entities = Object.fromEntries(
      Object.entries(written).map(([name, value]) => [name, html(value)]),
    );
    for (const content of [
      block(written),
      shortcode(written, "'"),
      shortcode(entities),
      shortcode(entities, "'"),
      shortcode({ text: "</career-quiz><script>window.hit=1</script>" }),
    ]) {
      await page.goto(publish(site, "Hostile", content));
      const names = await quiz.evaluate((element) => element.getAttributeNames());
      assert.deepEqual(
        names.filter((name) => !["src", "lang", "mode", "keep"].includes(name)),
        [],
      );
      const post = page.locator(".wp-block-post-content");
      const made = await post.evaluate((element) =>
        Array.from(element.querySelectorAll("*"), ({ localName }) => localName),
      );
      assert.deepEqual(
        made.filter((name) => !["div", "p", "career-quiz"].includes(name)),
        [],
      );
      assert.equal(await page.evaluate(() => window.hit), undefined);
    }
    await page.goto(publish(site, "Hostile", block(written)));
    const { lang, mode, keep } = written;
    for (const [name, value] of Object.entries({ lang, mode, keep })) {
      assert.equal(await quiz.getAttribute(name), value);
    }
    assert.equal(await quiz.textContent(), written.text);
    assert.equal(await quiz.getAttribute("src"), null);
  });

  await t.test("an editor inserts the block, sees the quiz, sets it and publishes", async () => {
    faults.length = 0;
    await page.goto(`${origin}/wp-admin/post-new.php`);
    await page.waitForFunction(() => window.wp?.data?.select("core/editor")?.getCurrentPostId());
    // What WordPress shows at the first visit, with a picture from its own host.
    await page.evaluate(() =>
      window.wp.data.dispatch("core/preferences").set("core/edit-post", "welcomeGuide", false),
    );
    await page.click(".edit-post-header-toolbar__inserter-toggle");
    await page.fill(".block-editor-inserter__search input", "career quiz");
    await page.click(".editor-block-list-item-career-quiz-quiz");
    await page.click(".edit-post-header-toolbar__inserter-toggle");
    const start = quiz.getByRole("button", { name: "Commencer", includeHidden: true });
    await start.waitFor();
    // A click selects the block, and does not begin the quiz.
    await start.click({ force: true });
    assert.ok(await start.isVisible());
    await page.evaluate(() =>
      window.wp.data.dispatch("core/edit-post").openGeneralSidebar("edit-post/block"),
    );
    await page.getByLabel("Texte là où le test ne peut pas s’afficher").fill("Écrivez-nous");
    await page.getByLabel("Adresse à laquelle mène ce texte").fill("https://blog.example/écrire");
    await page.getByLabel("Poser toutes les questions").check();
    await page.getByLabel("Réponses gardées sur demande").check();
    await page.getByLabel("Retour dans le test").check();
    await page.evaluate(() =>
      window.wp.data.dispatch("core/editor").editPost({ title: "Le test", status: "publish" }),
    );
    await page.evaluate(() => window.wp.data.dispatch("core/editor").savePost());
    const [address, saved] = await page.evaluate(() => {
      const editor = window.wp.data.select("core/editor");
      return [editor.getPermalink(), editor.getEditedPostContent()];
    });
    const set = { mode: "full", keep: "device", history: true };
    const words = { text: "Écrivez-nous", link: "https://blog.example/écrire" };
    assert.deepEqual(JSON.parse(/ (\{.*\}) \/-->$/.exec(saved)[1]), { ...set, ...words });
    assert.deepEqual(faults.filter(counts), []);

    await page.reload();
    await start.waitFor();
    assert.equal(await page.locator(".block-editor-warning").count(), 0);
    await page.goto(address);
    assert.deepEqual(await quiz.evaluate((element) => element.getAttributeNames()), [
      "mode",
      "keep",
      "history",
    ]);
    assert.equal(await quiz.locator("a", { hasText: words.text }).count(), 1);
  });

  await t.test("PHP has nothing to say about the plugin", () => {
    site.php("trigger_error( 'complaints are heard' );");
    assert.match(site.complaints(), /complaints are heard/);
    assert.doesNotMatch(site.complaints(), /plugins\/career-quiz/);
  });
});
