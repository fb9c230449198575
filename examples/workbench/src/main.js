/** The page: wires the file, the engine that reads it, the element that plays it, and the scores. */
import { html, nothing, render } from "lit/html.js";
import { openEditor } from "./editor.js";
import { loadEngine } from "./engine.js";
import { kKinds, list, scoresView } from "./scores.js";
import { findWitness } from "./witness.js";
import library from "quiz:library";
import mentoring from "quiz:mentoring";

/** The pause in typing after which the file is read again. */
const kPause = 400;
/** How long answers for an outcome are looked for. */
const kSearch = 8000;
/** How often it is told how far the search is; one that ends sooner moves nothing on the page. */
const kTold = 300;
/** The engine's own limit. */
const kMaxBytes = 4 * 1024 * 1024;
/** Of the mistakes, the most that are listed. */
const kListed = 50;

const at = (id) => document.getElementById(id);
/** @type {import("../../../web/career-quiz").CareerQuizElement} */
const element = at("live");

let engines = null;
/** The last text without errors, as the element plays it: its file, engine and address. */
let live = null;
let report = null;
let name = "library.json";
let lineEnd = "\n";
let search = null;
let searching = null;
let timer = 0;
/** The author has left the introduction. */
let begun = false;
/** The answers that are on their way into the element. */
let held = null;

const editor = openEditor(at("editor"), {
  text: library,
  changed() {
    clearTimeout(timer);
    timer = setTimeout(check, kPause);
    showName();
  },
  save,
});
let saved = editor.text;

// The file

function begin(text, as) {
  lineEnd = text.includes("\r\n") ? "\r\n" : "\n";
  name = as;
  editor.replace(text);
  saved = editor.text;
  showName();
  tell("file-notice", "");
  check();
}

async function open(files) {
  const [file] = files;
  if (!file) return;
  if (file.size > kMaxBytes) {
    return tell("file-notice", `${file.name} is larger than 4 MiB, which no quiz may be.`, true);
  }
  let text;
  try {
    text = new TextDecoder("utf-8", { fatal: true }).decode(await file.arrayBuffer());
  } catch {
    const why = `${file.name} is no text in UTF-8. Save it as UTF-8, or choose a quiz file.`;
    return tell("file-notice", why, true);
  }
  begin(text, file.name);
  const more = files.length > 1 ? " The other files were left alone: one at a time." : "";
  tell("file-notice", `${file.name} is open. Undo brings back what was there before.${more}`);
  view("file");
}

function save() {
  const link = document.createElement("a");
  const text = editor.text;
  const url = URL.createObjectURL(
    new Blob([text.replaceAll("\n", lineEnd)], { type: "application/json" }),
  );
  link.href = url;
  link.download = name;
  link.click();
  setTimeout(() => URL.revokeObjectURL(url), 1000);
  saved = text;
  showName();
  say(`${name} is saved among your downloads.`);
}

const changed = () => editor.text !== saved;

function showName() {
  render(
    html`<code>${name}</code>${changed() ? html` <span class="tag">not saved</span>` : nothing}`,
    at("name"),
  );
}

addEventListener("beforeunload", (event) => {
  if (changed()) event.preventDefault();
});

// What the engine says of it

function check() {
  clearTimeout(timer);
  if (!engines) return;
  const text = editor.text;
  let read;
  try {
    read = engines.read(text);
  } catch (error) {
    return tell(
      "file-notice",
      `The engine stopped (${error}). Save, then load this page again.`,
      true,
    );
  }
  const before = report;
  report = read.report;
  editor.mark(report.diagnostics);
  showProblems(before);
  if (read.engine) play(text, read.engine);
  showStale();
}

const count = (number, one) => `${number} ${one}${number === 1 ? "" : "s"}`;

/** How many mistakes there are, in words; empty for none. */
function tally({ diagnostics }) {
  const errors = diagnostics.filter(({ severity }) => severity === "error").length;
  const warnings = diagnostics.length - errors;
  return [errors && count(errors, "error"), warnings && count(warnings, "warning")]
    .filter(Boolean)
    .join(" and ");
}

function showProblems(before) {
  const { diagnostics } = report;
  const said = tally(report);
  const more = diagnostics.length - kListed;
  render(
    html`
      <h3 class=${said ? "found" : "sound"}>${said || "No mistakes"}</h3>
      ${
        said
          ? html`<ol>
              ${diagnostics.slice(0, kListed).map(
                (problem) =>
                  html`<li>
                    <button type="button" class="problem" @click=${() => editor.go(problem)}>
                      <span class=${`mark ${problem.severity}`}>${problem.severity}</span>
                      <span class="line">line ${problem.line}</span>
                      <span class="message">${problem.message} <code>${problem.code}</code></span>
                    </button>
                  </li>`,
              )}
            </ol>`
          : nothing
      }
      ${more > 0 ? html`<p class="quiet">And ${more} more. Mend these first.</p>` : nothing}
    `,
    at("problems"),
  );
  if (said !== (before ? tally(before) : "")) say(said ? `The file has ${said}.` : "No mistakes.");
}

function showStale() {
  const stale = live && !report.quiz;
  at("stale").hidden = !stale;
  at("stale").textContent = stale
    ? `The file has ${tally(report)}. This is its last version without errors.`
    : "";
}

// The quiz

/** Takes a text without errors live, with the answers that still fit it. */
async function play(text, engine) {
  if (live?.text === text) return engine.close();
  halt();
  const quiz = JSON.parse(text);
  const other = live?.quiz.id !== quiz.id;
  const former = live;
  const kept = other ? null : carry(engine, quiz);
  const done = held ? held.done : element.result !== null;
  begun &&= !other;
  held = kept && { answers: kept.answers, done };
  const url = URL.createObjectURL(new Blob([text], { type: "application/json" }));
  const mine = (live = { text, quiz, engine, url });
  const language = quiz.languages.includes(element.lang) ? element.lang : quiz.languages[0];
  element.lang = language;
  showChoices();
  element.src = url;
  tell("quiz-notice", kept?.lost.length ? again(kept.lost) : "");
  const back = kept?.code ? await element.fromCode(kept.code) : begun && (await ready());
  former?.engine.close();
  if (former) URL.revokeObjectURL(former.url);
  if (mine !== live) return;
  held = null;
  // A code leads to a result at once; whoever was at the questions goes on there.
  if (back && !done) element.start();
  if (kept?.code && back) say("Your answers were kept.");
  showScores();
}

const ready = () =>
  new Promise((resolve) => {
    element.addEventListener("career-quiz-ready", () => resolve(true), { once: true });
  });

/** The answers given that an engine accepts, as a code too, and questions to answer again. */
function carry(engine, { questions }) {
  const given = held?.answers ?? element.answers;
  const answers = { ...given };
  for (const { question } of engine.evaluate(answers).problems) delete answers[question];
  const { code, left_out: lost } = engine.encode(answers);
  const kept = Object.keys(answers).filter((id) => !lost.includes(id));
  const asked = questions.map(({ id }) => id);
  return {
    answers,
    code: kept.length ? code : null,
    lost: asked.filter((id) => (id in given || secrets().includes(id)) && !kept.includes(id)),
  };
}

const again = (ids) =>
  html`Your other answers were kept. To be answered again:
  ${list(ids.map((id) => html`<code>${id}</code>`))}.`;

/** Sensitive questions that were answered, as far as the element tells. */
function secrets() {
  const { answers, evaluation } = element;
  return (evaluation?.path ?? [])
    .filter(({ question, state }) => state !== "open" && !(question in answers))
    .map(({ question }) => question);
}

function showChoices() {
  const { languages } = live.quiz;
  render(
    html`
      ${
        languages.length > 1
          ? html`<label
              >Language
              <select id="language" @change=${({ target }) => speak(target.value)}>
                ${languages.map(
                  (tag) => html`<option .selected=${tag === element.lang}>${tag}</option>`,
                )}
              </select></label
            >`
          : nothing
      }
      <label
        >Asks
        <select id="mode" @change=${({ target }) => ask(target.value)}>
          <option value="adaptive" .selected=${element.mode === "adaptive"}>what is needed</option>
          <option value="full" .selected=${element.mode === "full"}>every question</option>
        </select></label
      >
    `,
    at("choices"),
  );
}

function speak(language) {
  element.lang = language;
  showScores();
}

function ask(mode) {
  element.mode = mode;
  showScores();
}

// The scores

function showScores() {
  if (!live) return;
  const { quiz, engine } = live;
  const { answers, evaluation: told } = element;
  const evaluation = engine.evaluate(answers, { mode: element.mode, early: true });
  const secret = secrets();
  const { next, stop } = told ?? evaluation;
  // The element knows every answer, and when the author went on after the stop.
  if (told) Object.assign(evaluation, { progress: told.progress, stop: stop && evaluation.stop });
  render(
    scoresView({ quiz, text: textOf, evaluation, next, ended: !!stop, secret, search }, find, halt),
    at("score-table"),
  );
}

/** A text of the quiz in the language shown. */
const textOf = (value) => (value && typeof value === "object" ? value[element.lang] : value) ?? "";

// An answer is told before the element has evaluated it, and erasing has no event of its own.
for (const type of ["click", "change", "career-quiz-ready", "career-quiz-answer"]) {
  element.addEventListener(type, () => setTimeout(showScores));
}
element.addEventListener("career-quiz-start", () => (begun = true));
// What was said of the answers is of those before.
for (const type of ["career-quiz-answer", "career-quiz-restart"]) {
  element.addEventListener(type, () => tell("quiz-notice", ""));
}
element.addEventListener("career-quiz-error", ({ detail }) =>
  tell("quiz-notice", `The quiz could not be shown: ${detail.message}`, true),
);

// Answers for an outcome

function halt() {
  searching?.abort();
  searching = search = null;
}

async function find(goal) {
  halt();
  const controller = (searching = new AbortController());
  const { signal } = controller;
  const { quiz, engine } = live;
  const asked = document.activeElement;
  let due = performance.now() + kTold;
  const told = (tries) => {
    if (performance.now() < due) return;
    due = performance.now() + kTold;
    if (!search) say("Looking for answers.");
    search = { tries, found: null };
    showScores();
  };
  const { witness, tries } = await findWitness(quiz, engine, goal, {
    milliseconds: kSearch,
    signal,
    told,
  });
  if (!signal.aborted) {
    halt();
    if (witness) return load(witness, goal);
    search = { tries, found: missed(goal, tries) };
  }
  showScores();
  // The button that stops the search is gone, and may have had the focus.
  if (document.activeElement === document.body) asked?.focus();
}

const nameOf = (goal) =>
  goal.kind
    ? `a result that is ${kKinds[goal.kind]}`
    : `“${textOf(live.quiz.outcomes.find(({ id }) => id === goal.outcome).title)}”`;

const missed = (goal, tries) =>
  html`No answers found for ${nameOf(goal)} in ${tries.toLocaleString("en")} sheets tried. That is
    no proof that there are none: <code>career-quiz prove</code> tells for sure.`;

async function load({ sheet, evaluation, byHand }, goal) {
  const { code } = live.engine.encode(sheet);
  const { kind } = evaluation.result.headline;
  const restored = await element.fromCode(code);
  begun = true;
  if (restored && byHand.length) element.goTo(byHand[0]);
  const clear = goal.kind || (kind !== "mixed" && kind !== "two-tracks");
  const said = (id) => {
    const { options, text: asked } = live.quiz.questions.find((question) => question.id === id);
    const option = options?.find((each) => each.id === sheet[id]);
    return html`<li>
      ${textOf(asked)} <strong>${option ? textOf(option.text) : "any answer"}</strong>
    </li>`;
  };
  tell(
    "quiz-notice",
    byHand.length
      ? html`These answers lead to ${nameOf(goal)} once you have given what no code carries:
          <ul>
            ${byHand.map(said)}
          </ul>`
      : html`These answers lead to
        ${nameOf(goal)}${clear ? nothing : ` first, though the result is ${kKinds[kind]}`}.`,
  );
  view("quiz");
  at("quiz-notice").focus();
  showScores();
}

// The page

function say(words) {
  at("said").textContent = words;
}

/** Shows a sentence where it belongs; an empty one takes away what was there. */
function tell(id, words, wrong = false) {
  const notice = at(id);
  notice.hidden = !words;
  notice.classList.toggle("warn", wrong);
  render(words, notice);
  if (words && notice !== document.activeElement) say(notice.textContent);
}

/** On a narrow screen one part is seen at a time. */
function view(part) {
  document.body.dataset.view = part;
  for (const button of document.querySelectorAll(".views button")) {
    button.ariaPressed = String(button.dataset.view === part);
  }
}

for (const button of document.querySelectorAll(".views button")) {
  button.addEventListener("click", () => view(button.dataset.view));
}

at("open").addEventListener("click", () => at("chosen").click());
at("chosen").addEventListener("change", ({ target }) => {
  open([...target.files]);
  target.value = "";
});
at("library").addEventListener("click", () => begin(library, "library.json"));
at("mentoring").addEventListener("click", () => begin(mentoring, "mentoring-coaching.json"));
at("save").addEventListener("click", save);

const carriesFiles = ({ dataTransfer }) => dataTransfer?.types.includes("Files");
// The editor would put a dropped file's text where it fell, so it does not hear of files.
const dropping = {
  dragover: () => (at("drop").hidden = false),
  dragleave: (event) => (at("drop").hidden = event.relatedTarget === null),
  drop: ({ dataTransfer }) => {
    at("drop").hidden = true;
    open([...dataTransfer.files]);
  },
};
for (const [type, act] of Object.entries(dropping)) {
  addEventListener(
    type,
    (event) => {
      if (!carriesFiles(event)) return;
      event.preventDefault();
      event.stopPropagation();
      act(event);
    },
    true,
  );
}

showName();
try {
  engines = await loadEngine();
  check();
  document.body.classList.add("ready");
} catch (error) {
  tell("file-notice", `The workbench could not start: ${error.message}`, true);
}
