/**
 * What the monkey's page knows beside tests/engines/page.js: what could be clicked, when all has come
 * to rest, and what the engine was asked. Nothing leads away from the page: links, prints, downloads
 * and the edges of its history and of its order of focus end here.
 */
(() => {
  const host = () => document.querySelector("career-quiz") ?? window.monkey.removed;
  const root = () => host().shadowRoot;

  const told = console.error;
  console.error = (...words) => {
    window.faults.push(`console: ${words.join(" ")}`);
    told.call(console, ...words);
  };
  window.print = () => {};
  HTMLAnchorElement.prototype.click = () => {};
  addEventListener(
    "click",
    (event) => event.composedPath().some(({ href }) => href) && event.preventDefault(),
    true,
  );
  addEventListener("submit", (event) => {
    event.preventDefault();
    window.faults.push("the form around the quiz was submitted");
  });

  // An entry below all others, which leads forward again.
  if (!history.state?.page) {
    history.replaceState({ page: "below" }, "");
    history.pushState({ page: "here" }, "");
  }
  addEventListener("popstate", () => history.state?.page === "below" && history.forward());

  const ring = (event, id) => {
    event.preventDefault();
    document.getElementById(id).focus();
  };
  addEventListener(
    "keydown",
    (event) => {
      if (event.key !== "Tab") return;
      const { id, localName } = document.activeElement;
      if (localName === "body") ring(event, "before");
      else if (id === "before" && event.shiftKey) ring(event, "after");
      else if (id === "after" && !event.shiftKey) ring(event, "before");
    },
    true,
  );

  const CONTROLS = "button, summary, input, textarea, a[href], .option";
  /** What leads on is found more often, or hardly any walk would come to a result. */
  const LEADING = ".button.primary";

  function controls() {
    const shown = [...root().querySelectorAll(CONTROLS)].filter((one) => one.checkVisibility());
    const leading = shown.filter((one) => one.matches(LEADING));
    return [
      ...shown,
      ...Array(5).fill(leading).flat(),
      ...document.querySelectorAll("main > form > button"),
    ];
  }

  let frames = 0;
  let waiting = false;

  window.monkey = {
    alive: 0,
    asked: new Map(),
    removed: null,
    /** Why it is not at rest. */
    unmet: [],
    /** @param {number} where from 0 to 1 among the controls on screen, or the selector of one */
    aim(where) {
      const all = typeof where === "string" ? [root().querySelector(where)] : controls();
      const one = all[Math.floor((where || 0) * all.length)];
      if (!one) return null;
      one.scrollIntoView({ block: "center", behavior: "instant" });
      const { left, top, width, height } = one.getBoundingClientRect();
      const words = (one.textContent || one.type).replace(/\s+/g, " ").trim();
      const written = one.matches("textarea, input:not([type=radio], [type=checkbox], [readonly])");
      return {
        x: left + width / 2,
        y: top + height / 2,
        written,
        what: `${one.className} “${words}”`,
      };
    },
    /** Nothing is on its way, and what the last action led to is on screen. */
    rest(tag) {
      if (!waiting) {
        waiting = true;
        frames = 0;
        const count = () => (frames += 1) < 2 && requestAnimationFrame(count);
        requestAnimationFrame(count);
      }
      for (const animation of root()?.getAnimations() ?? []) {
        if (animation.effect.getComputedTiming().endTime !== Infinity) animation.finish();
      }
      const card = root()?.querySelector(".card");
      const unmet = {
        "two frames": frames >= 2,
        "the quiz is ready": window.reader.heard("ready").length > 0,
        "one engine": window.monkey.alive === 1,
        "nothing is waited for": root()?.querySelector("[aria-busy=true]") === null,
        "the language": card?.lang.split("-")[0] === tag,
        "a title": root()?.querySelector(".title") !== null,
      };
      window.monkey.unmet = Object.keys(unmet).filter((name) => !unmet[name]);
      const done = window.monkey.unmet.length === 0;
      if (done) waiting = false;
      return done;
    },
    look() {
      const { id, lost, inQuiz, words } = window.reader.stop();
      const { name, title, chosen, position } = window.reader.screen();
      const { scrollWidth, clientWidth } = document.documentElement;
      const back = root().querySelector(".button.back");
      return {
        ...{ name, title, chosen, position, id, lost, inQuiz, words },
        back: back?.textContent.trim() ?? "",
        faults: window.faults,
        violations: window.violations,
        errors: window.reader.heard("error"),
        wide: clientWidth >= 320 ? scrollWidth - clientWidth : 0,
        size: [innerWidth, innerHeight],
      };
    },
    /** What the page can read of the quiz; as text, since protocols tell objects each in their way. */
    readable() {
      const { answers, evaluation } = host();
      const { asked } = window.monkey;
      window.monkey.asked = new Map();
      const outside = {
        heard: window.heard.slice(-40),
        storage: [document.cookie, { ...localStorage }, { ...sessionStorage }],
        history: history.state,
        address: location.href,
        form: [...new FormData(document.querySelector("form"))],
      };
      const names = [host(), ...root().querySelectorAll("*")].flatMap((node) =>
        [...node.attributes].map((one) => `${one.name}=${one.value}`),
      );
      return JSON.stringify({ answers, evaluation, asked: [...asked], outside, names });
    },
  };
})();
