/**
 * Child processes that run a function of a module.
 *
 * @module
 */
import { serialize } from "node:v8";
import type { Connection, ConnectionOptions } from "../connection/connection.ts";
import { signalChild, startChild } from "./child.ts";

/** How a process is started. */
export interface ProcessOptions {
  /** Its name, for messages; `Process-1` and so on by default. */
  name?: string;
  /** Whether it is killed when this program ends, and does not keep it running; false by default. */
  daemon?: boolean;
  /** Flags of `deno run`, such as its permissions; all permissions by default. */
  flags?: readonly string[];
  /** How messages of its {@linkcode Process.connection} are treated at this end. */
  connection?: ConnectionOptions;
}

const SIGNALS: Readonly<Record<string, number>> = {
  SIGHUP: 1,
  SIGINT: 2,
  SIGQUIT: 3,
  SIGILL: 4,
  SIGTRAP: 5,
  SIGABRT: 6,
  SIGBUS: 7,
  SIGFPE: 8,
  SIGKILL: 9,
  SIGUSR1: 10,
  SIGSEGV: 11,
  SIGUSR2: 12,
  SIGPIPE: 13,
  SIGALRM: 14,
  SIGTERM: 15,
};

const active = new Set<Process>();
let count = 0;

/**
 * A Deno process that runs a function of a module and then ends.
 *
 * Its exit code is 0, 1 if the function failed (the error is shown on standard error), or what it gave to `Deno.exit`.
 *
 * @example Usage
 * ```ts
 * import { Process } from "@orochi/multiprocess/process";
 * import { assertEquals } from "@std/assert";
 *
 * const module = "data:text/javascript,export function work(code) { Deno.exit(code); }";
 * const process = Process.start(module, "work", [3]);
 * assertEquals(await process.join(), true);
 * assertEquals(process.exitCode, 3);
 * ```
 */
export class Process implements AsyncDisposable {
  /** Its name. */
  readonly name: string;
  /** The system's number for it. */
  readonly pid: number;
  /** Whether it is killed when this program ends. */
  readonly daemon: boolean;
  /** Resolves to the exit code when it has ended. */
  readonly sentinel: Promise<number>;
  readonly #child: Deno.ChildProcess;
  readonly #connection: Promise<Connection>;
  #exitCode: number | null = null;

  private constructor(module: string, name: string, args: readonly unknown[], options: ProcessOptions) {
    this.name = options.name ?? `Process-${++count}`;
    this.daemon = options.daemon ?? false;
    // Copied now: what can't be copied is the caller's error, and no process is started.
    const task = serialize(structuredClone({ module, name, args, processName: this.name }));
    const child = startChild(
      new URL("./process_main.ts", import.meta.url),
      options.flags,
      options.connection,
    );
    this.#child = child.process;
    this.pid = child.process.pid;
    this.#connection = child.connection.then(async (connection) => {
      await connection.sendBytes(task);
      return connection;
    });
    this.#connection.catch(() => {}); // whoever uses it sees its error
    if (this.daemon) {
      child.process.unref();
      addEventListener("unload", this.#killAtEnd);
    }
    active.add(this);
    this.sentinel = child.process.status.then(({ code, signal }) => {
      active.delete(this);
      removeEventListener("unload", this.#killAtEnd);
      return this.#exitCode = signal === null ? code : -(SIGNALS[signal] ?? 0);
    });
  }

  /**
   * Starts a process.
   *
   * @param module URL of the function's module; use `import.meta.resolve("./work.ts")`.
   * @param name Name under which it is exported.
   * @param args Its arguments, copied as `postMessage` copies.
   * @param options How.
   */
  static start(
    module: string | URL,
    name: string,
    args: readonly unknown[] = [],
    options: ProcessOptions = {},
  ): Process {
    return new Process(String(module), name, args, options);
  }

  /** Its exit code: null while it runs, the negative number of the signal that ended it. */
  get exitCode(): number | null {
    return this.#exitCode;
  }

  /** Whether it runs. */
  get isAlive(): boolean {
    return this.#exitCode === null;
  }

  /** The way to it; its other end is `parentConnection()` there. Rejects if it ended before it had connected. */
  get connection(): Promise<Connection> {
    return this.#connection;
  }

  /**
   * Waits until it has ended.
   *
   * @param timeoutMs How long; without end by default.
   * @returns Whether it has.
   */
  async join(timeoutMs = Infinity): Promise<boolean> {
    if (timeoutMs === Infinity) {
      await this.sentinel;
      return true;
    }
    let timer: ReturnType<typeof setTimeout> | undefined;
    const late = new Promise<boolean>((resolve) => timer = setTimeout(resolve, timeoutMs, false));
    const ended = await Promise.race([this.sentinel.then(() => true), late]);
    clearTimeout(timer);
    return ended;
  }

  /** Asks the system to end it, with SIGTERM. */
  terminate(): void {
    this.#signal("SIGTERM");
  }

  /** Has the system end it at once, with SIGKILL. */
  kill(): void {
    this.#signal("SIGKILL");
  }

  #signal(signal: Deno.Signal): void {
    if (this.isAlive) signalChild(this.#child, signal);
  }

  #killAtEnd = (): void => this.kill();

  /** Kills it, if it runs, and waits until it has ended. */
  async [Symbol.asyncDispose](): Promise<void> {
    this.kill();
    await this.sentinel;
    await this.#connection.then((connection) => connection.close(), () => {});
  }
}

/** The processes that this program has started and that run. */
export function activeChildren(): Process[] {
  return [...active];
}
