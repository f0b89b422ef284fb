/**
 * Monaco with what a Python program needs and nothing else: the core, a few editing features, one grammar, and
 * its own worker from our own origin. This module is imported lazily: the page is drawn, and can be typed into,
 * before it has come.
 */
import * as monaco from "monaco-editor/editor";
import EditorWorker from "monaco-editor/editor/editor.worker?worker";
import "monaco-editor/features/bracketMatching/register";
import "monaco-editor/features/caretOperations/register";
import "monaco-editor/features/clipboard/register";
import "monaco-editor/features/comment/register";
import "monaco-editor/features/cursorUndo/register";
import "monaco-editor/features/find/register";
import "monaco-editor/features/folding/register";
import "monaco-editor/features/indentation/register";
import "monaco-editor/features/lineSelection/register";
import "monaco-editor/features/linesOperations/register";
import "monaco-editor/features/multicursor/register";
import "monaco-editor/features/smartSelect/register";
import "monaco-editor/features/toggleTabFocusMode/register";
import "monaco-editor/features/wordHighlighter/register";
import "monaco-editor/features/wordOperations/register";
import "monaco-editor/languages/definitions/python/register";

self.MonacoEnvironment = { getWorker: () => new EditorWorker() };

/** The page's colours as a Monaco theme; they are hex there, which is what Monaco wants. */
function defineTheme(dark: boolean): void {
  const styles = getComputedStyle(document.documentElement);
  // A build shortens #ffffff to #fff, which Monaco does not take.
  const color = (name: string): string =>
    styles
      .getPropertyValue(name)
      .trim()
      .replace(/^#([\da-f])([\da-f])([\da-f])$/i, "#$1$1$2$2$3$3");
  const bare = (name: string): string => color(name).replace("#", "");
  monaco.editor.defineTheme("tierup", {
    base: dark ? "vs-dark" : "vs",
    inherit: true,
    rules: [
      { token: "", foreground: bare("--ink") },
      { token: "keyword", foreground: bare("--keyword") },
      { token: "number", foreground: bare("--number") },
      { token: "string", foreground: bare("--string") },
      { token: "string.escape", foreground: bare("--number") },
      { token: "comment", foreground: bare("--faint") },
      { token: "tag", foreground: bare("--tier-1") },
      { token: "delimiter", foreground: bare("--dim") },
    ],
    colors: {
      "editor.background": color("--pane"),
      "editor.foreground": color("--ink"),
      "editorLineNumber.foreground": color("--faint"),
      "editorLineNumber.activeForeground": color("--ink"),
      "editor.lineHighlightBorder": "#00000000",
      "editorGutter.background": color("--pane"),
      "editorCursor.foreground": color("--ink"),
      "editor.selectionBackground": dark ? "#274a6e" : "#cfe4f7",
      "editorBracketHighlight.foreground1": color("--dim"),
      "editorBracketHighlight.foreground2": color("--dim"),
      "editorBracketHighlight.foreground3": color("--dim"),
      "editorIndentGuide.background1": color("--line"),
      "editorWidget.background": color("--raised"),
      "scrollbarSlider.background": dark ? "#ffffff22" : "#00000018",
      "scrollbarSlider.hoverBackground": dark ? "#ffffff33" : "#00000028",
      focusBorder: color("--focus"),
    },
  });
  monaco.editor.setTheme("tierup");
}

export interface EditorStyle {
  readonly dark: boolean;
  readonly presenting: boolean;
}

function sizes({ presenting }: EditorStyle): monaco.editor.IEditorOptions {
  return { fontSize: presenting ? 18 : 13, lineHeight: presenting ? 30 : 22 };
}

/** What the page shows on lines: heat in the margin, relatives of the selection, errors. */
export interface LineMark {
  readonly line: number;
  readonly kind: "related" | "selected" | "heat";
  /** For heat: the class that draws it, and what it says on hover. */
  readonly className?: string;
}

/**
 * A Monaco editor bound to the page: text out through `onEdit`, caret and pointer out through `onCaret` and
 * `onPoint`, marks in.
 */
export class ProgramEditor {
  private readonly editor: monaco.editor.IStandaloneCodeEditor;
  private readonly decorations: monaco.editor.IEditorDecorationsCollection;
  private silent = false;

  constructor(
    host: HTMLElement,
    source: string,
    style: EditorStyle,
    onEdit: (source: string) => void,
    onCaret: (line: number) => void,
    onPoint: (line: number | null) => void,
  ) {
    defineTheme(style.dark);
    this.editor = monaco.editor.create(host, {
      value: source,
      language: "python",
      theme: "tierup",
      ...sizes(style),
      fontFamily: getComputedStyle(document.documentElement).getPropertyValue("--mono"),
      fontLigatures: false,
      automaticLayout: true,
      minimap: { enabled: false },
      scrollBeyondLastLine: false,
      padding: { top: 6, bottom: 6 },
      lineNumbersMinChars: 3,
      lineDecorationsWidth: 44,
      glyphMargin: false,
      folding: false,
      renderLineHighlight: "none",
      overviewRulerLanes: 0,
      overviewRulerBorder: false,
      hideCursorInOverviewRuler: true,
      wordBasedSuggestions: "off",
      quickSuggestions: false,
      links: false,
      occurrencesHighlight: "off",
      selectionHighlight: false,
      stickyScroll: { enabled: false },
      contextmenu: false,
      tabSize: 4,
      insertSpaces: true,
      detectIndentation: false,
      bracketPairColorization: { enabled: false },
      guides: { indentation: true },
      scrollbar: { verticalScrollbarSize: 10, horizontalScrollbarSize: 10, useShadows: false },
      ariaLabel: "Python program. Press Control and M to let the Tab key leave the editor.",
    });
    this.decorations = this.editor.createDecorationsCollection();
    this.editor.onDidChangeModelContent(() => {
      if (!this.silent) onEdit(this.editor.getValue());
    });
    this.editor.onDidChangeCursorPosition((event) => {
      // Only what a person does: setting the text or revealing a line moves the caret as well.
      if (!this.silent && (event.source === "mouse" || event.source === "keyboard"))
        onCaret(event.position.lineNumber);
    });
    this.editor.onMouseMove((event) => onPoint(event.target.position?.lineNumber ?? null));
    this.editor.onMouseLeave(() => onPoint(null));
    this.editor.onMouseDown((event) => {
      const line = event.target.position?.lineNumber;
      if (line !== undefined) onCaret(line);
    });
  }

  /** Replaces the text when it differs, as one undoable edit. */
  setSource(source: string): void {
    if (this.editor.getValue() === source) return;
    this.silent = true;
    this.editor.setValue(source);
    this.editor.setScrollTop(0);
    this.silent = false;
  }

  setStyle(style: EditorStyle): void {
    defineTheme(style.dark);
    this.editor.updateOptions(sizes(style));
  }

  setMarks(marks: readonly LineMark[]): void {
    const lineCount = this.editor.getModel()?.getLineCount() ?? 0;
    this.decorations.set(
      marks
        .filter((mark) => mark.line >= 1 && mark.line <= lineCount)
        .map((mark) => ({
          range: new monaco.Range(mark.line, 1, mark.line, 1),
          options:
            mark.kind === "heat"
              ? { linesDecorationsClassName: mark.className ?? null }
              : {
                  isWholeLine: true,
                  className: `line-${mark.kind}`,
                  marginClassName: `line-${mark.kind}`,
                  lineNumberClassName: "line-related-number",
                },
        })),
    );
  }

  revealLine(line: number): void {
    this.editor.revealLineInCenterIfOutsideViewport(line);
  }

  /** Puts the caret on a line and the keyboard into the editor. */
  focusLine(line: number | null): void {
    if (line !== null) {
      this.silent = true;
      this.editor.setPosition({ lineNumber: line, column: 1 });
      this.silent = false;
      this.revealLine(line);
    }
    this.editor.focus();
  }

  dispose(): void {
    this.editor.dispose();
  }
}
