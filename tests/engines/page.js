/**
 * The first script of a test's page, once shadow roots open: records what the quiz and the browser
 * say, and answers what a test asks. It is a file of the page's own, so that it works alike
 * everywhere and under the strict policy.
 */
(() => {
  window.released = 0;
  addEventListener("keyup", () => (window.released += 1), true);

  window.faults = [];
  addEventListener("error", (event) => window.faults.push(String(event.error ?? event.message)));
  addEventListener("unhandledrejection", (event) => window.faults.push(String(event.reason)));
  window.violations = [];
  addEventListener("securitypolicyviolation", (event) =>
    window.violations.push(`${event.violatedDirective} ${event.blockedURI}`),
  );
  window.heard = [];
  for (const name of ["ready", "start", "answer", "complete", "restart", "error"])
    addEventListener(`career-quiz-${name}`, ({ detail }) => window.heard.push({ name, detail }));

  const plain = (node) => (node?.textContent ?? "").replace(/[ \t\n]+/g, " ").trim();
  const root = () => document.querySelector("career-quiz").shadowRoot;
  const find = (selector) => root().querySelector(selector);

  /** Where the focus is, in whatever root. */
  function focused() {
    let node = document.activeElement;
    while (node?.shadowRoot?.activeElement) node = node.shadowRoot.activeElement;
    return node;
  }

  /** The focused element as a reader meets it. Radio buttons of one name are one stop. */
  function stop() {
    const node = focused();
    const shown = node.closest("label") ?? node;
    const outlined = [node, shown].some((one) => {
      const { outlineStyle, outlineWidth } = getComputedStyle(one);
      return outlineStyle !== "none" && parseFloat(outlineWidth) >= 2;
    });
    const { left, right, top, bottom } = shown.getBoundingClientRect();
    return {
      id: node.id,
      name: plain(node.closest("label") ?? node),
      type: node.type ?? node.localName,
      words: node.type === "radio" ? `group ${node.name}` : plain(shown) || node.id,
      lost: node === document.body || node === document.documentElement,
      title: node.matches(".title"),
      inQuiz: node.getRootNode() === root(),
      visible: outlined,
      onScreen: bottom > 0 && top < innerHeight && right > 0 && left < innerWidth,
      box: { left, right, top: top + scrollY, bottom: bottom + scrollY },
    };
  }

  /** What is on the card. */
  function screen() {
    const rank = root().querySelectorAll(".question .order > li");
    const inputs = [...root().querySelectorAll(".question .option input")];
    const field = find(".question .field");
    const names = ["intro", "question", "review", "result", "failure"];
    return {
      name: names.find((name) => find(`.${name}`)) ?? "shell",
      title: plain(find(".title")),
      status: plain(find("[role=status]")),
      position: plain(find(".progress p")),
      error: plain(find(".error")),
      optional: !!find(".tag"),
      kind: rank.length ? "rank" : field ? field.localName : (inputs[0]?.type ?? ""),
      options: rank.length || inputs.length,
      order: [...rank].map((row) => plain(row.querySelector(".words"))),
      chosen: inputs.flatMap(({ checked }, at) => (checked ? at : [])),
      words: plain(find(".card")),
      directions: [".card", ".title"].map((name) => getComputedStyle(find(name)).direction),
    };
  }

  /** The options of the answer that is open on the result. */
  const option = (at) => root().querySelectorAll(".given[open] .option input")[at];

  /** Where an option is on the screen, and how tall what stands above all answers is. */
  function middle(at) {
    const { left, top, width, height } = option(at).getBoundingClientRect();
    const above =
      find(".answers").getBoundingClientRect().top - find(".card").getBoundingClientRect().top;
    return { x: left + width / 2, y: top + height / 2, above };
  }

  window.reader = {
    option,
    middle,
    bring(at) {
      option(at).scrollIntoView({ block: "center", behavior: "instant" });
      return middle(at);
    },
    /** Two frames later, what was changed is painted. */
    painted: () => new Promise((done) => requestAnimationFrame(() => requestAnimationFrame(done))),
    stop,
    screen,
    focused,
    at: (selector) => focused().matches(selector) && focused().getRootNode() === root(),
    arrived: () => stop().onScreen || stop().lost,
    /**
     * Nothing on the card moves by itself, and what was opened is there. Some browsers let what is
     * in a closed fold wait to be moved.
     */
    still: () =>
      root()
        .getAnimations()
        .every(({ effect }) => !effect.target.checkVisibility()) &&
      [...root().querySelectorAll(".given[open]")].every((row) => row.querySelector("form")),
    heard: (wanted) => window.heard.filter(({ name }) => name === wanted),
    folds: () => [...root().querySelectorAll("details")].map(({ open }) => open),
  };
})();
