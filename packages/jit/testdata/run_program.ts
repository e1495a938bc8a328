/**
 * For tests: runs a program on this isolate and keeps what it writes.
 *
 * @module
 */
import { DenoHost, type ProgramOptions, runProgram } from "@orochi/runtime";

class Capture extends DenoHost {
  text = "";
  readonly #decoder = new TextDecoder();
  override write(_fd: number, bytes: Uint8Array): null {
    this.text += this.#decoder.decode(bytes, { stream: true });
    return null;
  }
}

/** What it wrote, to standard output and error, and its exit status. */
export function run(
  source: string,
  options: Partial<ProgramOptions> = {},
): { readonly text: string; readonly status: number } {
  const host = new Capture();
  const status = runProgram({
    refcount: "biased",
    lock: "object",
    reserveBytes: 64 << 20,
    source,
    filename: "test.py",
    argv: [""],
    path: [],
    host,
    jit: true,
    ...options,
  });
  return { text: host.text, status };
}
