// On the page of the quiz: keeps it on the reader's device after one visit, and new when the site is.
// The worker is written by the build (lib/offline.js); it answers for that page alone. This script
// stands before that of the quiz, to hear all it says.

const workers = navigator.serviceWorker;
const worker = new URL("../quiz/sw.js", import.meta.url).href;

// Where scripts are trusted by name only, this address is.
const trusted =
  globalThis.trustedTypes?.createPolicy("career-quiz-offline", {
    createScriptURL: (url) => (url === worker ? url : ""),
  }) ?? null;

const begun = () => document.querySelector("career-quiz")?.evaluation != null;

// A newer worker waits until the quiz needs no more files of the older one, or cannot go on with them.
// A page whose quiz nobody has begun is then opened anew; another goes on with what it has.
const settled = new Promise((resolve) => {
  for (const said of ["ready", "error"]) addEventListener(`career-quiz-${said}`, resolve);
});

async function keepOffline() {
  const registration = await workers.register(trusted?.createScriptURL(worker) ?? worker);
  settled.then(() => begun() || registration.waiting?.postMessage({ type: "SKIP_WAITING" }));

  // What a site has taken down may not live on here.
  const { status } = await fetch(worker, { method: "HEAD", cache: "no-store" });
  if (status !== 404 && status !== 410) return registration.update();
  await registration.unregister();
  for (const name of await caches.keys()) {
    if (name.startsWith("career-quiz")) await caches.delete(name);
  }
}

// The engine as a script is kept where it was needed, once there is a worker to keep it.
async function keepFallback(url) {
  if (!workers.controller) {
    await new Promise((resolve) =>
      workers.addEventListener("controllerchange", resolve, { once: true }),
    );
  }
  await fetch(url);
}

// Without a network, or where the browser refuses, the quiz works as it did before.
const orNot = () => {};

if (workers) {
  const controlled = workers.controller !== null;
  workers.addEventListener("controllerchange", () => {
    if (controlled && !begun()) location.reload();
  });
  addEventListener("load", () => keepOffline().catch(orNot));
  new PerformanceObserver((list) => {
    const used = list.getEntries().find(({ name }) => name.endsWith("/career-quiz-fallback.js"));
    if (used) keepFallback(used.name).catch(orNot);
  }).observe({ type: "resource", buffered: true });
}
