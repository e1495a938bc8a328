/**
 * Where a pool's work is done: in a Worker of this process, or in a child process.
 *
 * @module
 */
import { deserialize, serialize } from "node:v8";
import { signalChild, startChild } from "../process/child.ts";
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
export function processHost(flags?: readonly string[]): StartHost {
  return (receive) => {
    const child = startChild(new URL("./pool_process.ts", import.meta.url), flags);
    let over = false;
    const listening = (async () => {
      const connection = await child.connection;
      if (over) connection.close();
      for (;;) receive(deserialize(await connection.recvBytes()));
    })().catch(() => {});
    child.process.status.then(async ({ code, signal }) => {
      // What it said before it ended comes first.
      await listening;
      const reason = signal === null
        ? `its process ended with code ${code}`
        : `its process was ended by ${signal}`;
      if (over) return;
      over = true;
      receive({ kind: "dying", reason });
    });
    return {
      post(message) {
        const bytes = serialize(message);
        // A child that is gone is seen by its status.
        child.connection.then((connection) => connection.sendBytes(bytes)).catch(() => {});
      },
      terminate() {
        if (over) return;
        over = true;
        child.connection.then((connection) => connection.close(), () => {});
        signalChild(child.process, "SIGKILL");
      },
    };
  };
}
