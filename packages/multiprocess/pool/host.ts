/**
 * Where a pool's work is done: in a Worker of this process, or in a child process.
 *
 * @module
 */
import { deserialize, serialize } from "node:v8";
import type { Connection } from "../connection/connection.ts";
import { Listener } from "../connection/sockets.ts";
import type { Answer, Batch, Start } from "./messages.ts";

/** One place where batches are done. */
export interface TaskHost {
  /** Sends something. @throws If it can't be copied. */
  post(message: Start | Batch): void;
  /** Stops it now. */
  terminate(): void;
}

/** Makes a {@linkcode TaskHost}. */
export type StartHost = (receive: (answer: Answer) => void) => TaskHost;

/** Does work in a Worker. */
export function workerHost(receive: (answer: Answer) => void): TaskHost {
  const worker = new Worker(new URL("./pool_worker.ts", import.meta.url), { type: "module" });
  worker.onmessage = ({ data }: MessageEvent<Answer>) => receive(data);
  worker.onerror = (event) => {
    event.preventDefault();
    receive({ kind: "dying", reason: event.message });
  };
  return { post: (message) => worker.postMessage(message), terminate: () => worker.terminate() };
}

/**
 * Makes hosts that do work in child processes.
 *
 * A child is a Deno program that connects to a socket only this process and it know; messages go through V8's
 * serializer, which copies what `postMessage` copies, but can't share memory.
 *
 * @param flags Flags of `deno run` for the child, such as its permissions; all are given by default.
 */
export function processHost(flags: readonly string[] = ["--allow-all", "--quiet"]): StartHost {
  return (receive) => {
    const authkey = crypto.getRandomValues(new Uint8Array(32));
    const listener = Listener.listen(undefined, { authkey });
    const script = new URL("./pool_process.ts", import.meta.url).href;
    const child = new Deno.Command(Deno.execPath(), {
      args: ["run", ...flags, script],
      stdin: "piped",
      stdout: "inherit",
      stderr: "inherit",
    }).spawn();
    let connection: Connection | undefined;
    let over = false;
    const waiting: Uint8Array[] = [];

    const send = (bytes: Uint8Array) => {
      if (connection === undefined) waiting.push(bytes);
      else connection.sendBytes(bytes).catch(() => {}); // the child's end is seen by its status
    };

    const end = () => {
      if (over) return;
      over = true;
      listener.close();
      connection?.close();
    };

    const listen = async () => {
      // The key goes through a pipe: arguments and environment could be read by others.
      const writer = child.stdin.getWriter();
      await writer.write(
        new TextEncoder().encode(JSON.stringify({ address: listener.address, authkey: authkey.toHex() })),
      );
      await writer.close();
      connection = await listener.accept();
      listener.close();
      for (const bytes of waiting.splice(0)) send(bytes);
      for (;;) receive(deserialize(await connection.recvBytes()));
    };
    const listening = listen().catch(() => {});

    child.status.then(async ({ code, signal }) => {
      const wasOver = over;
      // What it said before it ended comes first.
      if (connection !== undefined) await listening;
      end();
      if (!wasOver) {
        receive({
          kind: "dying",
          reason: signal === null
            ? `its process ended with code ${code}`
            : `its process was ended by ${signal}`,
        });
      }
    });
    return {
      post: (message) => send(serialize(message)),
      terminate() {
        if (over) return;
        end();
        child.kill("SIGKILL");
      },
    };
  };
}
