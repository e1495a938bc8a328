/**
 * A host whose standard output and error go to files: all Workers of a program append to the same ones, so their
 * writes have one order.
 *
 * @module
 */
import type { HostError } from "@orochi/vm";
import { DenoHost } from "./deno_host.ts";

/** See the module documentation. */
export class CapturingHost extends DenoHost {
  readonly #files: { readonly [fd: number]: Deno.FsFile };

  constructor(paths: { readonly stdout: string; readonly stderr: string }) {
    super();
    const open = (path: string) => Deno.openSync(path, { append: true, create: true });
    this.#files = { 1: open(paths.stdout), 2: open(paths.stderr) };
  }

  override write(fd: number, bytes: Uint8Array): HostError | null {
    const file = this.#files[fd];
    if (file === undefined) return super.write(fd, bytes);
    for (let done = 0; done < bytes.length;) done += file.writeSync(bytes.subarray(done));
    return null;
  }

  override isTerminal(fd: number): boolean {
    return fd === 1 || fd === 2 ? false : super.isTerminal(fd);
  }
}
