/**
 * One interface to three browser engines, each driven through its own protocol. Every engine runs
 * headless or on a screen of its own, in a fresh profile, and ends by its process's id.
 */
import { spawn } from "node:child_process";
import { once } from "node:events";
import { mkdtempSync, rmSync } from "node:fs";
import { createServer } from "node:net";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { setTimeout as pause } from "node:timers/promises";
import puppeteer from "puppeteer-core";
import { launchChromium } from "../browser/chromium.mjs";

/**
 * What a test may ask of a browser.
 * @typedef {object} Driver
 * @property {(url: string) => Promise<void>} open a page, in place of the one before
 * @property {() => Promise<void>} reload the page
 * @property {(x: number, y: number) => Promise<void>} click at a point of the window
 * @property {(width: number, height: number) => Promise<void>} resize the window
 * @property {(key: string) => Promise<void>} press a key by its DOM name, alone or as "Shift+Tab";
 *   the page is one that has run page.js first
 * @property {(text: string) => Promise<void>} type
 * @property {(run: (...args: any[]) => any, ...args: any[]) => Promise<any>} evaluate
 * @property {(check: (...args: any[]) => any, ...args: any[]) => Promise<any>} waitFor what is
 *   truthy in the page
 * @property {(wanted: {role: string, name: string}) => Promise<{role: string, name: string} | null>} accessible
 *   what the browser tells assistive technology of the focused element; a protocol that can only look
 *   for what is wanted tells null where that is not found
 * @property {() => Promise<void>} close
 */

/** How often is looked; a count, since a machine with other work may stand still for long. */
const PATIENCE = 5_000;

/** @param {() => any} check until it is truthy */
async function until(check, what) {
  for (let looked = 0; looked < PATIENCE; looked += 1) {
    const found = await check();
    if (found) return found;
    await pause(5);
  }
  throw new Error(`waited in vain for ${what}`);
}

/**
 * @param {Omit<Driver, 'press' | 'type' | 'waitFor'> & {dispatch: (keys: string[]) => Promise<any>}} own
 *   `dispatch` holds all keys but the last while it presses that one
 * @returns {Driver}
 */
function driver({ dispatch, ...own }) {
  const waitFor = (check, ...args) =>
    until(() => own.evaluate(check, ...args), `${check} ${JSON.stringify(args)}`);
  /** Ends when the page has heard the keys released, so what they do by default is done. */
  let released = 0;
  const press = async (key) => {
    const keys = key.split("+");
    await dispatch(keys);
    released += keys.length;
    await waitFor((count) => window.released >= count, released);
  };
  const open = async (url) => {
    await own.open(url);
    released = 0;
  };
  const reload = async () => {
    await own.reload();
    released = 0;
  };
  const type = async (text) => {
    for (const sign of text) await press(sign);
  };
  return { ...own, open, reload, press, type, waitFor };
}

async function openChromium() {
  const browser = await launchChromium();
  const page = await browser.newPage({ locale: "fr-FR" });
  page.setDefaultTimeout(0);
  const protocol = await page.context().newCDPSession(page);
  await protocol.send("Accessibility.enable");
  return driver({
    open: (url) => page.goto(url),
    reload: () => page.reload(),
    click: (x, y) => page.mouse.click(x, y),
    resize: (width, height) => page.setViewportSize({ width, height }),
    dispatch: (keys) => page.keyboard.press(keys.join("+")),
    // As text: Playwright's own way of passing arguments knows one alone.
    evaluate: (run, ...args) => page.evaluate(`(${run})(...${JSON.stringify(args)})`),
    async accessible() {
      const { nodes } = await protocol.send("Accessibility.getFullAXTree");
      const node = nodes.findLast(({ properties = [] }) =>
        properties.some(({ name, value }) => name === "focused" && value.value),
      );
      return node ? { role: node.role.value, name: node.name.value } : null;
    },
    close: () => browser.close(),
  });
}

async function openFirefox() {
  const browser = await puppeteer.launch({
    browser: "firefox",
    executablePath: process.env.FIREFOX ?? "/usr/bin/firefox-esr",
    headless: true,
    extraPrefsFirefox: { "intl.accept_languages": "fr-FR" },
  });
  const page = await browser.newPage();
  page.setDefaultTimeout(0);
  return driver({
    open: (url) => page.goto(url),
    reload: () => page.reload(),
    click: (x, y) => page.mouse.click(x, y),
    resize: (width, height) => page.setViewport({ width, height }),
    async dispatch(keys) {
      for (const key of keys) await page.keyboard.down(key === "Space" ? " " : key);
      for (const key of keys.toReversed()) await page.keyboard.up(key === "Space" ? " " : key);
    },
    evaluate: (run, ...args) => page.evaluate(run, ...args),
    async accessible({ role, name }) {
      const around = await page.evaluateHandle(() => window.reader.focused().parentElement);
      for await (const found of around.queryAXTree(name, role)) {
        if (await found.evaluate((node) => node === window.reader.focused())) return { role, name };
      }
      return null;
    },
    close: () => browser.close(),
  });
}

/** WebDriver's names of keys that write nothing. */
const CODES = {
  Tab: "\uE004",
  Enter: "\uE007",
  Shift: "\uE008",
  Escape: "\uE00C",
  ArrowLeft: "\uE012",
  ArrowUp: "\uE013",
  ArrowRight: "\uE014",
  ArrowDown: "\uE015",
  Space: " ",
};

async function openWebKit() {
  const home = mkdtempSync(join(tmpdir(), "career-quiz-webkit-"));
  /** @type {import("node:child_process").ChildProcess[]} */
  const running = [];
  let leave = async () => {};

  /** Each leads a group of its own, so that what it has started ends with it. */
  const start = (command, args, options) =>
    new Promise((resolve, reject) => {
      const child = spawn(command, args, { ...options, detached: true });
      child.once("error", reject);
      child.once("spawn", () => {
        running.push(child);
        child.once("exit", () => running.splice(running.indexOf(child), 1));
        resolve(child);
      });
    });
  const endAll = () => running.toReversed().map(({ pid }) => process.kill(-pid));
  process.on("exit", endAll);
  const close = async () => {
    await leave();
    const gone = running.map((child) => once(child, "exit"));
    endAll();
    await Promise.all(gone);
    process.off("exit", endAll);
    rmSync(home, { recursive: true, force: true, maxRetries: 5 });
  };

  try {
    // It names the screen it has taken on its fourth channel.
    const screen = await start(
      process.env.XVFB ?? "Xvfb",
      ["-displayfd", "3", "-screen", "0", "1280x1024x24", "-nolisten", "tcp"],
      { stdio: ["ignore", "ignore", "ignore", "pipe"] },
    );
    const display = await new Promise((resolve, reject) => {
      screen.stdio[3].once("data", (text) => resolve(String(text).trim()));
      screen.once("exit", (code) => reject(new Error(`Xvfb ended with ${code}`)));
    });
    const port = await freePort();
    await start(process.env.WEBKIT_DRIVER ?? "WebKitWebDriver", [`--port=${port}`], {
      stdio: "ignore",
      env: {
        ...process.env,
        DISPLAY: `:${display}`,
        GDK_BACKEND: "x11",
        GSETTINGS_BACKEND: "memory",
        NO_AT_BRIDGE: "1",
        HOME: home,
        XDG_CACHE_HOME: join(home, "cache"),
        XDG_CONFIG_HOME: join(home, "config"),
        XDG_DATA_HOME: join(home, "data"),
        // Its own sandbox refuses to start for root, as in a container.
        ...(process.getuid?.() === 0 ? { WEBKIT_DISABLE_SANDBOX_THIS_IS_DANGEROUS: "1" } : {}),
      },
    });
    const call = async (method, path, body) => {
      const response = await fetch(`http://127.0.0.1:${port}${path}`, {
        method,
        body: body && JSON.stringify(body),
      });
      const { value } = await response.json();
      if (!response.ok) throw new Error(`${path}: ${value.error}: ${value.message}`);
      return value;
    };
    await until(() => call("GET", "/status").catch(() => null), "WebKitWebDriver");
    const { sessionId } = await call("POST", "/session", {
      capabilities: { alwaysMatch: { timeouts: { pageLoad: 600_000, script: 600_000 } } },
    });
    const session = `/session/${sessionId}`;
    leave = () => call("DELETE", session).catch(() => {});

    const execute = (script, args = []) =>
      call("POST", `${session}/execute/sync`, { script, args });
    return driver({
      open: (url) => call("POST", `${session}/url`, { url }),
      reload: () => call("POST", `${session}/refresh`, {}),
      click: (x, y) =>
        call("POST", `${session}/actions`, {
          actions: [
            {
              type: "pointer",
              id: "mouse",
              actions: [
                { type: "pointerMove", x: Math.round(x), y: Math.round(y) },
                { type: "pointerDown", button: 0 },
                { type: "pointerUp", button: 0 },
              ],
            },
          ],
        }),
      resize: (width, height) =>
        call("POST", `${session}/window/rect`, { x: 0, y: 0, width, height }),
      dispatch(keys) {
        const events = (type) => (key) => ({ type, value: CODES[key] ?? key });
        return call("POST", `${session}/actions`, {
          actions: [
            {
              type: "key",
              id: "keyboard",
              actions: [...keys.map(events("keyDown")), ...keys.toReversed().map(events("keyUp"))],
            },
          ],
        });
      },
      evaluate: (run, ...args) => execute(`return (${run})(...arguments)`, args),
      async accessible() {
        const [id] = Object.values(await execute("return window.reader.focused()"));
        const element = `${session}/element/${id}`;
        return {
          role: await call("GET", `${element}/computedrole`),
          name: await call("GET", `${element}/computedlabel`),
        };
      },
      close,
    });
  } catch (error) {
    await close();
    throw error;
  }
}

/** @returns {Promise<number>} a port nobody listens on */
function freePort() {
  return new Promise((resolve) => {
    const server = createServer().listen(0, "127.0.0.1", () => {
      const { port } = server.address();
      server.close(() => resolve(port));
    });
  });
}

/** @type {Record<string, () => Promise<Driver>>} */
export const engines = { Chromium: openChromium, Firefox: openFirefox, WebKit: openWebKit };
