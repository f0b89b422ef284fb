/**
 * CPython 3.14 as the oracle: Pyodide in this very process, started once and used for many programs.
 *
 * A program runs as `python FILE` would run it: as `__main__`, with its folder first on `sys.path`, with standard
 * streams that are captured, an uncaught exception printed by `sys.excepthook` without our own frame, and the exit
 * code that follows. Between programs everything they can leave behind is put back: modules, builtins, the
 * recursion limit, the random state, the standard streams, the filters of warnings.
 */
import { loadPyodide } from "pyodide";
import { ALL_GROUPS, type GroupName, listGroupFiles, type Program } from "./programs.ts";

/** What a run of a program leaves for the world to see. */
export interface Outcome {
  readonly stdout: string;
  readonly stderr: string;
  readonly exitCode: number;
}

const HARNESS = `
import asyncio, atexit, builtins, io, linecache, random, sys, time, types, warnings

class _Waiting:
    """What Pyodide's own event loop is without: a wait. Nothing can come but time."""
    def select(self, timeout):
        if timeout is None:
            raise RuntimeError("the program waits for ever")
        time.sleep(max(0, timeout))
        return ()

class _Loop(asyncio.base_events.BaseEventLoop):
    def __init__(self):
        super().__init__()
        self._selector = _Waiting()

    def _process_events(self, events):
        pass

    def _write_to_self(self):
        pass

class _Policy(asyncio.events._BaseDefaultEventLoopPolicy):
    _loop_factory = _Loop

# Pyodide's own loop counts as running all the time, and its asyncio.run asks that one.
asyncio.events._set_running_loop(None)
asyncio.events._set_event_loop_policy(_Policy())
asyncio.run = asyncio.runners.run

_builtins_before = dict(vars(builtins))
_modules_before = dict(sys.modules)
_path_before = list(sys.path)
_recursion_limit = sys.getrecursionlimit()
_hooks_before = (sys.excepthook, sys.displayhook)
_int_digits = sys.get_int_max_str_digits()
_filters_before = list(warnings.filters)

def _report(error):
    """Prints an uncaught exception as the interpreter does; returns the exit code."""
    if isinstance(error, SystemExit):
        code = error.code
        if code is None:
            return 0
        if isinstance(code, int):
            return code & 0xFF
        try:
            text = str(code)
        except BaseException:
            text = ""
        print(text, file=sys.stderr)
        return 1
    trace = error.__traceback__
    error.__traceback__ = trace.tb_next if trace is not None else None
    sys.excepthook(type(error), error, error.__traceback__)
    return 130 if isinstance(error, KeyboardInterrupt) else 1

def _run_program(source, path, arguments, stdin):
    out, err = io.BytesIO(), io.BytesIO()
    streams = (sys.stdin, sys.stdout, sys.stderr)
    sys.stdin = io.TextIOWrapper(io.BytesIO(stdin.encode()), encoding="utf-8")
    sys.stdout = io.TextIOWrapper(out, encoding="utf-8", newline="\\n")
    sys.stderr = io.TextIOWrapper(err, encoding="utf-8", errors="backslashreplace", newline="\\n", line_buffering=True)
    main = types.ModuleType("__main__")
    main.__file__ = path
    main.__builtins__ = builtins
    sys.modules["__main__"] = main
    sys.argv = [path, *arguments]
    sys.path[:] = [path.rpartition("/")[0], *_path_before]
    random.seed()
    own_out, own_err = sys.stdout, sys.stderr
    code = 0
    atexit._clear()
    try:
        try:
            exec(compile(source, path, "exec", dont_inherit=True), main.__dict__)
        except BaseException as error:
            code = _report(error)
        atexit._run_exitfuncs()
        own_out.flush()
        own_err.flush()
        texts = [stream.getvalue().decode("utf-8", "surrogatepass") for stream in (out, err)]
    finally:
        sys.stdin, sys.stdout, sys.stderr = streams
        for name in list(vars(builtins)):
            if name not in _builtins_before:
                delattr(builtins, name)
        vars(builtins).update(_builtins_before)
        for name in list(sys.modules):
            if name not in _modules_before:
                del sys.modules[name]
        sys.modules.update(_modules_before)
        sys.path[:] = _path_before
        sys.setrecursionlimit(_recursion_limit)
        sys.set_int_max_str_digits(_int_digits)
        sys.excepthook, sys.displayhook = _hooks_before
        sys.settrace(None)
        warnings.filters[:] = _filters_before
        with warnings._lock:
            warnings._filters_mutated_lock_held()
        linecache.clearcache()
    return *texts, code

_modules_before = dict(sys.modules)
`;

export interface Oracle {
  /** CPython's version, such as "3.14.2". */
  readonly version: string;
  /** Puts a file where programs and tracebacks find it. */
  addFile(virtualPath: string, text: string): void;
  run(program: Program): Outcome;
}

/** Starts CPython with the programs' folders in its file system. Takes one to three seconds. */
export async function startOracle(groups: readonly GroupName[] = ALL_GROUPS): Promise<Oracle> {
  const pyodide = await loadPyodide();
  const addFile = (virtualPath: string, text: string): void => {
    pyodide.FS.mkdirTree(virtualPath.slice(0, virtualPath.lastIndexOf("/")));
    pyodide.FS.writeFile(virtualPath, text);
  };
  for (const group of groups)
    for (const { virtualPath, text } of listGroupFiles(group)) addFile(virtualPath, text);
  // No compiled modules are written, so that a program sees the same folder whatever ran before it.
  pyodide.runPython("import sys; sys.dont_write_bytecode = True");
  pyodide.runPython(HARNESS);
  const runProgram = pyodide.globals.get("_run_program") as (
    source: string,
    path: string,
    argv: unknown,
    stdin: string,
  ) => { toJs(): [string, string, number]; destroy(): void };
  return {
    version: pyodide.runPython("sys.version.split()[0]") as string,
    addFile,
    run(program) {
      const result = runProgram(
        program.source,
        program.virtualPath,
        pyodide.toPy([...program.argv]),
        program.stdin,
      );
      const [stdout, stderr, exitCode] = result.toJs();
      result.destroy();
      return { stdout, stderr, exitCode };
    },
  };
}
