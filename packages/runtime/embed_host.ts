/**
 * The outside world of an embedded Python: files and the rest through Deno, the standard streams and the embedding
 * program's functions through JavaScript.
 *
 * @module
 */
import type { HostError } from "@orochi/vm";
import { DenoHost } from "./deno_host.ts";
import { POOL_FAILURE, type SharedOutput } from "./embed_output.ts";

/** Where text goes: collected, to the process's own stream, or to a function. */
export type OutputOption = "collect" | "inherit" | ((text: string) => void);

/** Where standard input comes from: a text, a function that gives pieces of it and null at the end, or the process. */
export type InputOption = string | (() => string | null) | "inherit";

/** One standard output stream. */
class Output {
  /** What was written and not given to a function or the process. */
  text = "";
  readonly #decoder: TextDecoder = new TextDecoder();
  readonly #option: OutputOption;
  readonly #stream: { writeSync(bytes: Uint8Array): number };

  constructor(option: OutputOption, stream: { writeSync(bytes: Uint8Array): number }) {
    this.#option = option;
    this.#stream = stream;
  }

  /** Whether it is the process's own. */
  get inherited(): boolean {
    return this.#option === "inherit";
  }

  write(bytes: Uint8Array): void {
    if (this.#option === "inherit") {
      for (let done = 0; done < bytes.length;) done += this.#stream.writeSync(bytes.subarray(done));
      return;
    }
    // A character may be split between two writes. The copy is for views of shared memory, which no decoder takes.
    const text = this.#decoder.decode(new Uint8Array(bytes), { stream: true });
    if (this.#option === "collect") this.text += text;
    else if (text !== "") this.#option(text);
  }
}

/** See the module documentation. */
export class EmbedHost extends DenoHost {
  readonly stdout: Output;
  readonly stderr: Output;
  /** Calls a function of the embedding program by number, with a tuple. */
  embedder: (id: number, args: number) => number = () => 0;
  /** What a function that text was given to has thrown first. */
  failure: { readonly error: unknown } | null = null;
  /** Whether a function of the embedding program is given text, or asked for some. */
  busy = false;
  /** What went wrong on another Worker for a bug of ours, if something did. */
  poolFailure = "";
  readonly #input: InputOption;
  #rest: Uint8Array = new Uint8Array();
  #ended = false;
  readonly #others: SharedOutput;

  /** @param others What threads on other Workers write. */
  constructor(stdout: OutputOption, stderr: OutputOption, stdin: InputOption, others: SharedOutput) {
    super();
    this.stdout = new Output(stdout, Deno.stdout);
    this.stderr = new Output(stderr, Deno.stderr);
    this.#input = stdin;
    this.#others = others;
  }

  /** Passes on what threads on other Workers have written. */
  drain(): void {
    for (const { fd, bytes } of this.#others.take()) {
      if (fd === POOL_FAILURE) this.poolFailure = new TextDecoder().decode(bytes);
      else this.#pass(fd, bytes);
    }
  }

  override write(fd: number, bytes: Uint8Array, position?: number): HostError | null {
    if (fd !== 1 && fd !== 2) return super.write(fd, bytes, position);
    this.drain();
    this.#pass(fd, bytes);
    return null;
  }

  #pass(fd: number, bytes: Uint8Array): void {
    this.#guarded(() => (fd === 1 ? this.stdout : this.stderr).write(bytes));
  }

  /** Python can't be told what the embedding program's own function did wrong: its caller will be. */
  #guarded(work: () => void): void {
    const outer = this.busy;
    this.busy = true;
    try {
      work();
    } catch (error) {
      this.failure ??= { error };
    } finally {
      this.busy = outer;
    }
  }

  override read(fd: number, buffer: Uint8Array, position?: number): number | HostError {
    if (fd !== 0 || this.#input === "inherit") return super.read(fd, buffer, position);
    if (this.#rest.length === 0 && !this.#ended) this.#refill(this.#input);
    const count = Math.min(this.#rest.length, buffer.length);
    buffer.set(this.#rest.subarray(0, count));
    this.#rest = this.#rest.subarray(count);
    return count;
  }

  #refill(input: string | (() => string | null)): void {
    let text: string | null = null;
    if (typeof input === "string") {
      text = input;
      this.#ended = true;
    } else {
      // An empty piece is not the end, as it would be for a file.
      this.#guarded(() => {
        do text = input(); while (text === "");
      });
    }
    if (text === null) this.#ended = true;
    else this.#rest = new TextEncoder().encode(text);
  }

  override isTerminal(fd: number): boolean {
    const inherited = fd === 0
      ? this.#input === "inherit"
      : fd === 1
      ? this.stdout.inherited
      : this.stderr.inherited;
    return (fd > 2 || inherited) && super.isTerminal(fd);
  }

  override callEmbedder(id: number, args: number): number {
    return this.embedder(id, args);
  }
}
