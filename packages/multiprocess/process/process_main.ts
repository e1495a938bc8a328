/**
 * What a {@linkcode Process} runs: receives the function's name and arguments, calls it, ends with its exit code.
 *
 * @module
 */
import { deserialize } from "node:v8";
import { connectToParent } from "./connect_to_parent.ts";
import { setParentConnection } from "./parent.ts";

const connection = await connectToParent();
const { module, name, args, processName } = deserialize(await connection.recvBytes());
setParentConnection(connection);
let code = 0;
try {
  const call = (await import(module))[name];
  if (typeof call !== "function") {
    throw new TypeError(`Cannot call "${name}" of ${module}: it exports no such function`);
  }
  await call(...args);
} catch (error) {
  console.error(`Process ${processName}:\n${error instanceof Error ? error.stack : error}`);
  code = 1;
}
// What was sent last still goes out.
await connection[Symbol.asyncDispose]();
Deno.exit(code);
