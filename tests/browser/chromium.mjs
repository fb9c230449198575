/** How every test and measurement starts Chromium, and looks inside the element. */
import { chromium } from "playwright-core";

/** @param {{args?: string[], ignoreDefaultArgs?: string[]}} [more] */
export const launchChromium = ({ args = [], ...more } = {}) =>
  chromium.launch({
    // A machine without a locale would have it rename files that are not named in ASCII.
    env: { ...process.env, LC_ALL: "C.UTF-8" },
    ...more,
    executablePath: process.env.CHROMIUM || "/usr/bin/chromium",
    args: [
      "--headless",
      "--no-sandbox",
      "--disable-quic",
      "--disable-background-networking",
      "--disable-component-update",
      "--no-first-run",
      ...args,
    ],
  });

/**
 * The element's shadow root is closed to its page. A test looks inside as a reader does, so it
 * opens every root before the page begins.
 */
export function openRoots() {
  const attach = Element.prototype.attachShadow;
  Element.prototype.attachShadow = function (options) {
    return attach.call(this, { ...options, mode: "open" });
  };
}
