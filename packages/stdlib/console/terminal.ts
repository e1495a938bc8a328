/**
 * Lines from a terminal with {@linkcode LineEditor}: the terminal's mode, the file of earlier lines, completion.
 *
 * @module
 */
import { attach, detach, type Vm } from "@orochi/vm";
import { type Ending, LineEditor } from "./line_editor.ts";

/** Lines of history that are kept. */
const KEPT = 1000;
const READ_BYTES = 4096;
/** Has a terminal mark what is pasted; and no more. */
const MARK_PASTES = "\x1b[?2004h", LEAVE_PASTES = "\x1b[?2004l";
const ENCODER = new TextEncoder();

/** Whether what is written to a descriptor may have colours, as the library's `_colorize` decides. */
export function mayColour(vm: Vm, fd: number, ignoreEnvironment: boolean): boolean {
  const environment = vm.host.environment();
  const variable = (name: string) => environment[name] ?? "";
  const own = ignoreEnvironment ? "" : variable("PYTHON_COLORS");
  if (own === "0" || own === "1") return own === "1";
  if (variable("NO_COLOR") !== "") return false;
  if (variable("FORCE_COLOR") !== "") return true;
  return variable("TERM") !== "dumb" && vm.host.isTerminal(fd);
}

/** The file that keeps what was entered; "" for none. */
export function historyFile(vm: Vm, ignoreEnvironment: boolean): string {
  const environment = vm.host.environment();
  const named = ignoreEnvironment ? undefined : environment.PYTHON_HISTORY;
  if (named !== undefined && named !== "") return named;
  return environment.HOME === undefined ? "" : `${environment.HOME}/.python_history`;
}

/** A terminal that lines are read from. */
export class Terminal {
  readonly #history: string[] = [];
  readonly #editor: LineEditor;
  readonly #file: string;
  readonly #decoder = new TextDecoder();
  readonly #buffer = new Uint8Array(READ_BYTES);
  /** How many lines of the history were there before. */
  readonly #known: number;

  /**
   * `file` keeps what is entered, "" keeps nothing; `complete` gives what a word can become.
   */
  constructor(
    private readonly vm: Vm,
    file = "",
    complete: (word: string) => readonly string[] = () => [],
  ) {
    this.#file = file;
    const bytes = this.#file === "" ? null : vm.host.readFile(this.#file);
    if (bytes instanceof Uint8Array) {
      const lines = new TextDecoder().decode(bytes).split(/\r?\n/).filter((line) => line !== "");
      this.#history.push(...lines.filter((line) => !line.startsWith("_HiStOrY_V2_")).slice(-KEPT));
    }
    this.#known = this.#history.length;
    const columns = vm.host.columns?.() ?? 80;
    this.#editor = new LineEditor({ columns, history: this.#history, complete });
  }

  /** Reads a line; null where the terminal can't be had key by key. */
  read(prompt: string, indentation: string): Ending | null {
    const { host } = this.vm;
    if (host.setRaw?.(true) !== true) return null;
    this.#write(MARK_PASTES);
    try {
      this.#editor.start(prompt, indentation);
      let ending = this.#editor.feed("");
      while (ending === null) {
        this.#write(this.#editor.output());
        const typed = this.#readKeys();
        ending = typed === null ? { kind: "end-of-input" } : this.#editor.feed(typed);
      }
      return ending;
    } finally {
      this.#write(this.#editor.output() + LEAVE_PASTES);
      host.setRaw(false);
    }
  }

  /** Writes what was entered to the file. */
  save(): void {
    const { host } = this.vm;
    if (this.#file === "" || this.#history.length === this.#known) return;
    host.writeFile(this.#file, ENCODER.encode(`${this.#history.slice(-KEPT).join("\n")}\n`));
  }

  #readKeys(): string | null {
    const { vm } = this;
    detach(vm);
    const count = vm.host.read(0, this.#buffer);
    attach(vm);
    if (typeof count !== "number" || count === 0) return null;
    return this.#decoder.decode(this.#buffer.subarray(0, count), { stream: true });
  }

  #write(text: string): void {
    if (text !== "") this.vm.host.write(1, ENCODER.encode(text));
  }
}
