/**
 * Starting a Deno program that this process, and nobody else, can talk to.
 *
 * @module
 */
import type { Connection, ConnectionOptions } from "../connection/connection.ts";
import { Listener } from "../connection/sockets.ts";

/** Flags of `deno run` for children when none are given. */
export const DEFAULT_FLAGS: readonly string[] = ["--allow-all", "--quiet"];

/** A child process and the way to it. */
export interface Child {
  /** The process. */
  readonly process: Deno.ChildProcess;
  /** Resolves when the child has connected; rejects if it ended before. */
  readonly connection: Promise<Connection>;
}

/**
 * Starts a module that reads where to connect to from its standard input, with {@linkcode connectToParent}.
 *
 * @param script URL of the module.
 * @param flags Flags of `deno run`.
 * @param options How messages are treated at this end.
 */
export function startChild(
  script: URL,
  flags: readonly string[] = DEFAULT_FLAGS,
  options: ConnectionOptions = {},
): Child {
  const authkey = crypto.getRandomValues(new Uint8Array(32));
  const listener = Listener.listen(undefined, { ...options, authkey });
  const process = new Deno.Command(Deno.execPath(), {
    args: ["run", ...flags, script.href],
    stdin: "piped",
    stdout: "inherit",
    stderr: "inherit",
  }).spawn();
  const connection = (async () => {
    // The key goes through a pipe: arguments and environment could be read by others.
    const words = JSON.stringify({ address: listener.address, authkey: authkey.toHex() });
    await ReadableStream.from([new TextEncoder().encode(words)]).pipeTo(process.stdin);
    return await listener.accept();
  })();
  const close = () => listener.close();
  connection.then(close, close);
  process.status.then(close);
  return { process, connection };
}

/** Sends a child a signal; one that has ended a moment ago is left in peace. */
export function signalChild(process: Deno.ChildProcess, signal: Deno.Signal): void {
  try {
    process.kill(signal);
  } catch (error) {
    if (!(error instanceof TypeError || error instanceof Deno.errors.NotFound)) throw error;
  }
}
