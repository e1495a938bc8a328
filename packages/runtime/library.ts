/**
 * The Python half of the standard library: CPython 3.14's own `Lib`, as the package `pyodide` ships it in one ZIP
 * archive. The archive is indexed once in each isolate, and a module is unpacked when it is asked for.
 *
 * @module
 */
import { nodeModule } from "@orochi/syntax";
import { archiveUrl } from "./library_place.ts";

// Offsets in the records of a ZIP archive: APPNOTE.TXT 6.3.10, sections 4.3.7, 4.3.12 and 4.3.16.
const END_RECORD_BYTES = 22, END_SIGNATURE = 0x06054b50, END_ENTRIES = 10, END_DIRECTORY = 16;
const ENTRY_BYTES = 46,
  ENTRY_METHOD = 10,
  ENTRY_COMPRESSED = 20,
  ENTRY_NAME_LENGTH = 28,
  ENTRY_EXTRA_LENGTH = 30;
const ENTRY_COMMENT_LENGTH = 32, ENTRY_LOCAL_HEADER = 42;
const LOCAL_BYTES = 30, LOCAL_NAME_LENGTH = 26, LOCAL_EXTRA_LENGTH = 28;
const STORED = 0;

/** An archive whose entries are unpacked one at a time, which no library does synchronously without walking all. */
class Archive {
  readonly #bytes: Uint8Array;
  readonly #view: DataView;
  /** Offset of each file's record in the central directory. */
  readonly #entries: Map<string, number> = new Map();

  constructor(bytes: Uint8Array) {
    this.#bytes = bytes;
    this.#view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
    const view = this.#view;
    let end = bytes.length - END_RECORD_BYTES;
    while (end >= 0 && view.getUint32(end, true) !== END_SIGNATURE) end--;
    if (end < 0) throw new Error(`Cannot read ${archiveUrl()} as it is no ZIP archive`);
    const decoder = new TextDecoder();
    let at = view.getUint32(end + END_DIRECTORY, true);
    for (let left = view.getUint16(end + END_ENTRIES, true); left > 0; left--) {
      const nameLength = view.getUint16(at + ENTRY_NAME_LENGTH, true);
      const name = decoder.decode(bytes.subarray(at + ENTRY_BYTES, at + ENTRY_BYTES + nameLength));
      this.#entries.set(name, at);
      at += ENTRY_BYTES + nameLength + view.getUint16(at + ENTRY_EXTRA_LENGTH, true) +
        view.getUint16(at + ENTRY_COMMENT_LENGTH, true);
    }
  }

  /** The names of all files. */
  names(): IterableIterator<string> {
    return this.#entries.keys();
  }

  /** The content of a file, or null if there is none of that name. */
  read(name: string): Uint8Array | null {
    const entry = this.#entries.get(name);
    if (entry === undefined) return null;
    const view = this.#view;
    const local = view.getUint32(entry + ENTRY_LOCAL_HEADER, true);
    const start = local + LOCAL_BYTES + view.getUint16(local + LOCAL_NAME_LENGTH, true) +
      view.getUint16(local + LOCAL_EXTRA_LENGTH, true);
    const data = this.#bytes.subarray(start, start + view.getUint32(entry + ENTRY_COMPRESSED, true));
    return view.getUint16(entry + ENTRY_METHOD, true) === STORED
      ? data
      : nodeModule("node:zlib").inflateRawSync(data);
  }
}

let archive: Archive | null = null;

function open(): Archive {
  archive ??= new Archive(Deno.readFileSync(new URL(archiveUrl())));
  return archive;
}

/** What tells one archive from another: its time of change in seconds, and its size in bytes, both in 32 bits. */
export function archiveStamp(): { modified: number; size: number } {
  const { mtime, size } = Deno.statSync(new URL(archiveUrl()));
  const added = Object.values(ADDITIONS).reduce((sum, text) => sum + text.length, 0);
  return { modified: Math.floor((mtime?.getTime() ?? 0) / 1000) >>> 0, size: (size + added) >>> 0 };
}

/**
 * The content of a file of the standard library.
 *
 * @param path Path inside the library, such as `"collections/__init__.py"`.
 * @returns Its bytes, or null if there is no such file.
 */
export function libraryFile(path: string): Uint8Array | null {
  return open().read(path);
}

/**
 * What runs at the end of a module of the library, whose own text stays as it is: a choice that the module leaves no
 * other way to make.
 */
const ADDITIONS: { readonly [path: string]: string } = {
  // What is pickled reaches a child on every system that Deno runs on, and a child that is forked begins with the
  // parent's heap only where FFI is there; so "spawn" is the default.
  "multiprocessing/context.py": `
import _orochi_fork
if not (_orochi_fork.available() and sys.executable):
    for _method in ("fork", "forkserver"):
        _concrete_contexts.pop(_method)
    del _method
_default_context = DefaultContext(_concrete_contexts["spawn"])
# Whoever asks for the context is going to fork.
ForkContext._check_available = lambda self: _orochi_fork.prepare()
`,
  // The server calls os.fork() and goes on in both processes; what it does in the child is known, and called there.
  "multiprocessing/forkserver.py": `
class _System:
    def __getattr__(self, name):
        return getattr(_os, name)

    def fork(self):
        import _orochi_fork
        server = dict(sys._getframe(1).f_locals)
        def go_on():
            code = 1
            try:
                server["listener"].close()
                server["selector"].close()
                unused = [server[name] for name in ("alive_r", "child_w", "sig_r", "sig_w")]
                unused.extend(server["pid_to_fd"].values())
                atexit._clear()
                atexit.register(util._exit_function)
                code = _serve_one(server["child_r"], server["fds"], unused, server["old_handlers"])
            except Exception:
                sys.excepthook(*sys.exc_info())
                sys.stderr.flush()
            finally:
                atexit._run_exitfuncs()
                os._exit(code)
        return _orochi_fork.start(go_on)

_os, os = os, _System()
`,
  // A process with Workers can't go on in two: the child is another one, with a copy of the heap.
  "multiprocessing/popen_fork.py": `
def _launch(self, process_obj):
    import _orochi_fork, threading, warnings
    ours, childs_end = os.pipe()
    childs, our_end = os.pipe()
    def go_on():
        code = 1
        try:
            atexit._clear()
            atexit.register(util._exit_function)
            os.close(ours)
            os.close(our_end)
            code = process_obj._bootstrap(parent_sentinel=childs)
        finally:
            atexit._run_exitfuncs()
            os._exit(code)
    current = threading.current_thread()
    others = sorted(thread.name for thread in threading.enumerate() if thread is not current)
    try:
        self.pid = _orochi_fork.start(go_on)
    except BaseException:
        util.close_fds(ours, our_end)
        raise
    finally:
        util.close_fds(childs_end, childs)
    self.finalizer = util.Finalize(self, util.close_fds, (ours, our_end))
    self.sentinel = ours
    if others:
        warnings.warn(
            f"This process (pid={os.getpid()}) is multi-threaded, use of fork() may lead to deadlocks in the child: "
            f"it goes on without {', '.join(others)}, and what they have locked stays locked",
            DeprecationWarning, stacklevel=5)

Popen._launch = _launch
del _launch
`,
};

/**
 * The source of a module of the standard library.
 *
 * @param path Path inside the library, such as `"collections/__init__.py"`.
 * @returns Its text, or null if there is no such module.
 */
export function librarySource(path: string): string | null {
  const bytes = open().read(path);
  return bytes === null ? null : new TextDecoder().decode(bytes) + (ADDITIONS[path] ?? "");
}

/** The paths of all files of the standard library. */
export function libraryNames(): string[] {
  return [...open().names()];
}
