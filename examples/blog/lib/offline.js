// Writes the service worker that keeps the page of the quiz, and all that the quiz may load, on a
// reader's device. Workbox is in the file: nothing is asked of any other host.

import { readFileSync } from "node:fs";
import path from "node:path";
import { generateSW } from "workbox-build";

// The page of the quiz, and what it looks like.
const kPage = ["quiz/index.html", "assets/*.{css,js,svg,webmanifest}", "assets/icons/icon-192.png"];

// What the quiz may load is listed with its hashes. The engine as a script is large and rarely needed:
// it is kept where it was (see assets/offline.js).
const kElement = "career-quiz";
const kElsewhere = ["career-quiz-fallback.js", "career-quiz.standalone.js", "career-quiz-node.js"];

/** @param {string} site the folder of the built site */
export async function writeWorker(site) {
  const hashes = JSON.parse(readFileSync(path.join(site, kElement, "integrity.json"), "utf8"));
  const files = Object.keys(hashes).filter((name) => !kElsewhere.includes(name));
  // A browser in the middle of a release gets files of two; with their hashes it waits until all fit.
  const withHashes = (entries) => ({
    manifest: entries.map((entry) => {
      const integrity = hashes[path.posix.relative(`../${kElement}`, entry.url)];
      return integrity ? { ...entry, integrity } : entry;
    }),
    warnings: [],
  });
  const { count, warnings } = await generateSW({
    swDest: path.join(site, "quiz/sw.js"),
    globDirectory: site,
    globPatterns: [...kPage, ...files.map((name) => `${kElement}/${name}`)],
    // Its addresses are read from where the worker is, so that a site may live under a path.
    modifyURLPrefix: { "": "../" },
    manifestTransforms: [withHashes],
    cacheId: "career-quiz",
    // What a newsletter or a network adds to an address leads to the same page.
    ignoreURLParametersMatching: [/./],
    cleanupOutdatedCaches: true,
    // The first visit has a worker too, for what it loads late.
    clientsClaim: true,
    runtimeCaching: [
      {
        urlPattern: ({ url }) => url.pathname.endsWith("/career-quiz-fallback.js"),
        handler: "NetworkFirst",
        options: { cacheName: "career-quiz-fallback" },
      },
    ],
    inlineWorkboxRuntime: true,
    mode: "production",
    sourcemap: false,
    babelPresetEnvTargets: ["chrome 123", "firefox 128", "safari 17.5"],
  });
  const faults = [...warnings];
  if (count <= files.length) faults.push(`only ${count} files were found`);
  if (faults.length > 0) throw new Error(`quiz/sw.js: ${faults.join("; ")}`);
}
