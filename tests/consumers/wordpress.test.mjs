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

/** Starts a program that ends with `t`, and waits until `ready`. */
async function start(t, command, args, ready) {
  const child = spawn(command, args, { stdio: ["ignore", "ignore", "pipe"] });
  let said = "";
  child.stderr.on("data", (data) => (said += data));
  t.after(async () => {
    if (child.exitCode !== null) return;
    child.kill();
    await once(child, "exit");
  });
  const end = performance.now() + kPatience;
  while (!(await ready(() => said))) {
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
  await start(t, daemon, [...base, ...local], () => existsSync(socket));
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
  await start(t, "php", ["-S", origin.slice("http://".length), "-t", site], async (said) =>
    said().includes("started"),
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

/** What the plugin may be blamed for: not what WordPress and its theme ask for, or say, by themselves. */
const ours = (fault) => /career-quiz/.test(fault);

/** Publishes a post with this content, as PHP writes it; its address. */
const publish = ({ php }, title, content) =>
  php(`$id = wp_insert_post( wp_slash( array(
  'post_title' => '${title}', 'post_status' => 'publish', 'post_content' => ${content},
) ) );
echo get_permalink( $id );`).trim();

const shortcode = (text) => `'${text}'`;
const block = (attributes) => `serialize_block( array(
  'blockName' => 'career-quiz/quiz', 'attrs' => json_decode( '${JSON.stringify(attributes)}', true ), 'innerContent' => array(),
) )`;

test("a blog of WordPress, with the plugin", async (t) => {
  const site = await wordpress(t);
  const { origin } = site;
  const browser = await launch(t);
  const { page, faults } = await openPage(browser, origin, { locale: "fr-FR" });
  page.setDefaultTimeout(kPatience);
  const shots = process.env.SHOTS;
  const shot = async (name) => shots && (await page.screenshot({ path: `${shots}/${name}.png` }));

  await t.test("its owner uploads the zip and activates it", async (t) => {
    const packed = [path.join(root, "examples/wordpress/package.mjs"), "--out", temporaryFolder(t)];
    const zip = run(process.execPath, packed).trim();
    await page.goto(`${origin}/wp-login.php`);
    await page.fill("#user_login", "owner");
    await page.fill("#user_pass", kPassword);
    await page.click("#wp-submit");
    await page.waitForURL(`${origin}/wp-admin/**`);
    await page.goto(`${origin}/wp-admin/plugin-install.php?tab=upload`);
    await page.setInputFiles("#pluginzip", zip);
    await page.click("#install-plugin-submit");
    await shot("upload");
    await page.locator("a[href*='action=activate']").click();
    await page.waitForURL(/plugins\.php/);
    await page.locator("tr.active[data-plugin='career-quiz/career-quiz.php']").waitFor();
    await shot("plugins");
  });

  await t.test("a reader takes the quiz of the shortcode", async (t) => {
    const content = shortcode('[career-quiz text="Parlez-nous" link="/contact"]');
    const address = publish(site, "Code court", content);
    const { requested } = await takeQuiz(t, address, { faults: ours });
    console.log(requested);
  });

  await t.test("a reader takes the quiz of the block", async (t) => {
    const address = publish(site, "Bloc", block({ text: "Parlez-nous", link: "/contact" }));
    const { requested } = await takeQuiz(t, address, { faults: ours });
    console.log(requested);
  });
  console.log(faults);
  console.log(site.complaints());
});
