/**
 * The editor of the file. It lives in a shadow root: there, CodeMirror puts its styles into a
 * constructed sheet instead of a <style>, which a strict policy would refuse.
 */
import {
  defaultKeymap,
  history,
  historyKeymap,
  indentLess,
  indentMore,
  isolateHistory,
} from "@codemirror/commands";
import { json } from "@codemirror/lang-json";
import {
  HighlightStyle,
  bracketMatching,
  foldGutter,
  foldKeymap,
  indentOnInput,
  syntaxHighlighting,
  syntaxTree,
} from "@codemirror/language";
import { lintGutter, nextDiagnostic, previousDiagnostic, setDiagnostics } from "@codemirror/lint";
import { highlightSelectionMatches, search, searchKeymap } from "@codemirror/search";
import { EditorState } from "@codemirror/state";
import {
  EditorView,
  drawSelection,
  highlightActiveLine,
  highlightActiveLineGutter,
  highlightSpecialChars,
  keymap,
  lineNumbers,
} from "@codemirror/view";
import { tags } from "@lezer/highlight";

const mono = 'ui-monospace, "SF Mono", "Cascadia Mono", Menlo, Consolas, monospace';

const theme = EditorView.theme({
  "&": { height: "100%", color: "var(--ink)", backgroundColor: "var(--surface)" },
  // Above the gutters, which would cover an outline.
  "&.cm-focused": { outline: "none" },
  "&.cm-focused::after": {
    content: '""',
    position: "absolute",
    inset: "0",
    zIndex: "400",
    border: "3px solid var(--accent)",
    pointerEvents: "none",
  },
  ".cm-scroller": { fontFamily: mono, fontSize: "0.875rem", lineHeight: "1.6" },
  ".cm-content": { padding: "0.75rem 0", caretColor: "var(--ink)" },
  ".cm-cursor": { borderLeftColor: "var(--ink)", borderLeftWidth: "2px" },
  ".cm-gutters": {
    backgroundColor: "var(--tint)",
    color: "var(--muted)",
    borderRight: "1px solid var(--line)",
  },
  "@media (max-width: 30rem)": { ".cm-foldGutter": { display: "none !important" } },
  ".cm-activeLine": { backgroundColor: "color-mix(in srgb, var(--accent) 7%, transparent)" },
  ".cm-activeLineGutter": { backgroundColor: "var(--line)", color: "var(--ink)" },
  "&.cm-focused > .cm-scroller > .cm-selectionLayer .cm-selectionBackground, .cm-selectionBackground":
    { background: "color-mix(in srgb, var(--accent) 26%, transparent)" },
  "&.cm-focused .cm-matchingBracket": {
    backgroundColor: "color-mix(in srgb, var(--accent) 24%, transparent)",
  },
  ".cm-selectionMatch, .cm-searchMatch": {
    backgroundColor: "color-mix(in srgb, var(--warm) 26%, transparent)",
  },
  ".cm-foldPlaceholder": {
    padding: "0 0.4em",
    border: "1px solid var(--line)",
    backgroundColor: "var(--tint)",
    color: "var(--muted)",
  },
  // The pictures that come with these marks are data: addresses, which the policy refuses.
  ".cm-lintRange": { backgroundImage: "none", paddingBottom: "0" },
  ".cm-lintRange-error": { textDecoration: "underline wavy var(--danger) 1.5px" },
  ".cm-lintRange-warning": { textDecoration: "underline wavy var(--warn) 1.5px" },
  ".cm-lintRange-active": {
    backgroundColor: "color-mix(in srgb, var(--danger) 20%, transparent)",
  },
  ".cm-lint-marker": { margin: "0.3em 0.15em", width: "0.7em", height: "0.7em" },
  ".cm-lint-marker-error": { content: "none", background: "var(--danger)", borderRadius: "50%" },
  ".cm-lint-marker-warning": {
    content: "none",
    background: "var(--warn)",
    clipPath: "polygon(50% 0, 100% 100%, 0 100%)",
  },
  ".cm-tooltip": {
    maxWidth: "min(30rem, 80vw)",
    border: "1px solid var(--line)",
    borderRadius: "0.5rem",
    overflow: "hidden",
    backgroundColor: "var(--surface)",
    color: "var(--ink)",
    boxShadow: "0 0.5rem 1.5rem -0.75rem rgb(0 0 0 / 50%)",
  },
  ".cm-diagnostic": { padding: "0.4rem 0.7rem", fontFamily: "var(--sans)", fontSize: "0.875rem" },
  ".cm-diagnostic-error": { borderLeftColor: "var(--danger)" },
  ".cm-diagnostic-warning": { borderLeftColor: "var(--warn)" },
  ".cm-panels": { backgroundColor: "var(--tint)", color: "var(--ink)" },
  ".cm-panels.cm-panels-bottom": { borderTop: "1px solid var(--line)" },
  ".cm-panel.cm-search": { padding: "0.5rem 2rem 0.5rem 0.5rem", fontFamily: "var(--sans)" },
  ".cm-panel.cm-search label": { fontSize: "0.875rem" },
  ".cm-textfield, .cm-button": {
    minHeight: "1.75rem",
    border: "1px solid var(--control)",
    borderRadius: "0.4rem",
    backgroundImage: "none",
    backgroundColor: "var(--surface)",
    color: "var(--ink)",
    fontSize: "0.875rem",
  },
  ".cm-panel.cm-search [name=close]": {
    minWidth: "1.75rem",
    minHeight: "1.75rem",
    color: "var(--ink)",
    cursor: "pointer",
  },
});

const colours = HighlightStyle.define([
  { tag: tags.propertyName, color: "var(--accent)" },
  { tag: tags.string, color: "var(--ink)" },
  { tag: [tags.number, tags.bool, tags.null], color: "var(--warm)", fontWeight: "600" },
  { tag: [tags.separator, tags.squareBracket, tags.brace], color: "var(--muted)" },
]);

/**
 * @param {HTMLElement} host
 * @param {{text: string, changed: () => void, save: () => void}} options
 */
export function openEditor(host, { text, changed, save }) {
  const root = host.attachShadow({ mode: "open" });
  const run = (act) => () => (act(), true);
  const view = new EditorView({
    parent: root,
    root,
    state: EditorState.create({
      doc: text,
      extensions: [
        lintGutter(),
        lineNumbers(),
        foldGutter({ openText: "▾", closedText: "▸" }),
        highlightActiveLineGutter(),
        highlightSpecialChars(),
        history(),
        drawSelection(),
        indentOnInput(),
        bracketMatching(),
        highlightActiveLine(),
        highlightSelectionMatches(),
        search({ top: false }),
        json(),
        syntaxHighlighting(colours),
        theme,
        EditorView.lineWrapping,
        EditorState.tabSize.of(2),
        EditorView.contentAttributes.of({ "aria-label": "Quiz file", tabindex: "0" }),
        EditorView.updateListener.of(({ docChanged }) => docChanged && changed()),
        // Tab is bound to nothing, so that it leaves the editor.
        keymap.of([
          { key: "Mod-s", run: run(save) },
          { key: "Mod-]", run: indentMore },
          { key: "Mod-[", run: indentLess },
          { key: "F8", run: nextDiagnostic },
          { key: "Shift-F8", run: previousDiagnostic },
          ...searchKeymap,
          ...historyKeymap,
          ...foldKeymap,
          ...defaultKeymap,
        ]),
      ],
    }),
  });

  /** Lines and columns of the engine, which count characters from 1, as a place in the text. */
  const place = ({ line, column }) => {
    const { from, to, text } = view.state.doc.line(Math.min(line, view.state.doc.lines));
    const before = [...text].slice(0, column - 1).join("").length;
    return { from: Math.min(from + before, to), to };
  };

  return {
    get text() {
      return view.state.doc.toString();
    },

    /** Puts another text in its place, which can be undone. */
    replace(text) {
      view.dispatch({
        changes: { from: 0, to: view.state.doc.length, insert: text },
        selection: { anchor: 0 },
        scrollIntoView: true,
        annotations: isolateHistory.of("full"),
      });
    },

    /** @param {{line: number, column: number, severity: string, message: string}[]} diagnostics */
    mark(diagnostics) {
      const marks = diagnostics.map((diagnostic) => {
        const { from, to } = place(diagnostic);
        const node = syntaxTree(view.state).resolveInner(from, 1);
        const end = node.from === from && node.to <= to ? node.to : from + 1;
        const { severity, message } = diagnostic;
        return { from, to: Math.min(Math.max(end, from + 1), to), severity, message };
      });
      marks.sort((a, b) => a.from - b.from);
      view.dispatch(setDiagnostics(view.state, marks));
    },

    /** Takes the author to a place of the text. */
    go(position) {
      const { from } = place(position);
      view.dispatch({
        selection: { anchor: from },
        effects: EditorView.scrollIntoView(from, { y: "center" }),
      });
      view.focus();
    },
  };
}
