/**
 * A worker that runs one program in Pyodide and tells how long it took.
 */
import type { PyodideInterface } from "pyodide";

export interface ToCpython {
  readonly source: string;
  /** Where Pyodide's files are, with a slash at the end. */
  readonly folder: string;
}

export type FromCpython =
  | { readonly type: "done"; readonly ms: number; readonly exitCode: number; readonly output: string }
  | { readonly type: "failed"; readonly reason: string };

/** Runs the program as `__main__`, like `python main.py`; the exit code is what the shell would see. */
const LAUNCH = `
def launch(source):
    import sys, time, traceback
    sys.argv = ["main.py"]
    code = compile(source, "main.py", "exec")
    names = {"__name__": "__main__", "__file__": "main.py"}
    start = time.perf_counter()
    status = 0
    try:
        exec(code, names)
    except SystemExit as error:
        status = 0 if error.code is None else error.code if isinstance(error.code, int) else 1
    except BaseException:
        traceback.print_exc()
        status = 1
    return (time.perf_counter() - start) * 1000, status
launch
`;

type LoadPyodide = (options: {
  indexURL: string;
  stdout: (line: string) => void;
  stderr: (line: string) => void;
}) => Promise<PyodideInterface>;

async function runProgram({ source, folder }: ToCpython): Promise<FromCpython> {
  const lines: string[] = [];
  const collect = (line: string): void => {
    lines.push(`${line}\n`);
  };
  const address = `${folder}pyodide.mjs`;
  const { loadPyodide } = (await import(/* @vite-ignore */ address)) as { loadPyodide: LoadPyodide };
  const python = await loadPyodide({ indexURL: folder, stdout: collect, stderr: collect });
  const launch = python.runPython(LAUNCH) as (source: string) => { toJs(): [number, number] };
  const [ms, exitCode] = launch(source).toJs();
  return { type: "done", ms, exitCode, output: lines.join("") };
}

self.onmessage = (event: MessageEvent<ToCpython>): void => {
  runProgram(event.data).then(
    (message) => self.postMessage(message),
    (error: unknown) => {
      const message: FromCpython = {
        type: "failed",
        reason: error instanceof Error ? error.message : String(error),
      };
      self.postMessage(message);
    },
  );
};
