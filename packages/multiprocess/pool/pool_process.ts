/**
 * The child process of a pool: started with the address and key of the pool's socket on its standard input.
 *
 * @module
 */
import { deserialize, serialize } from "node:v8";
import { EOFError } from "../pickle/errors.ts";
import { connectToParent } from "../process/connect_to_parent.ts";
import type { Answer } from "./messages.ts";
import { taskRunner } from "./task_runner.ts";

const connection = await connectToParent();

let sent: Promise<void> = Promise.resolve();
const post = (answer: Answer): void => {
  // Copied now, so that what can't be copied is found by the caller.
  const bytes = serialize(structuredClone(answer));
  sent = connection.sendBytes(bytes).catch(() => {});
};
const receive = taskRunner(post, () => sent.then(() => Deno.exit(1)));

try {
  for (;;) receive(deserialize(await connection.recvBytes()));
} catch (error) {
  // The pool is gone, and with it all reason to be here.
  Deno.exit(error instanceof EOFError ? 0 : 1);
}
