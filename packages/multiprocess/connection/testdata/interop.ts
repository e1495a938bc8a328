/**
 * Talks to a real Python. Both sides listen and connect, with the right key and a wrong one, and send each other
 * values. Each function fails at the first thing that is not as it should be.
 *
 * @module
 */
import { assertEquals } from "@std/assert";
import { connect, type Connection, Listener, PyFloat, PythonError, PyTuple, tuple } from "../../mod.ts";

const script = new URL("./echo.py", import.meta.url).pathname;

function python(command: string, mode: string, address: string, key: string): Deno.ChildProcess {
  return new Deno.Command(command, { args: [script, mode, address, key], stdout: "piped" }).spawn();
}

/** What a child writes, as it comes. */
type Output = ReadableStreamDefaultReader<string>;

function outputOf(child: Deno.ChildProcess): Output {
  return child.stdout.pipeThrough(new TextDecoderStream()).getReader();
}

/** Waits until a child says that it listens: its socket is there a moment before. */
async function untilItListens(output: Output): Promise<void> {
  for (let text = ""; !text.includes("listening\n");) {
    const { value, done } = await output.read();
    if (done) throw new Error("Python does not listen");
    text += value;
  }
}

/** What a child says until it ends. */
async function said(child: Deno.ChildProcess, output: Output): Promise<string> {
  let text = "";
  for (let next = await output.read(); !next.done; next = await output.read()) text += next.value;
  await child.status;
  return text.trim();
}

const VALUES: [unknown, string][] = [
  [null, "NoneType"],
  [10n ** 40n, "int"],
  [new PyFloat(2), "float"],
  ["\u20ac".repeat(50_000), "str"],
  [new Map<unknown, unknown>([["key", [1, 2]], [tuple(1), new Set([1])]]), "dict"],
  [new Uint8Array(300_000).fill(9), "bytes"],
  [new Date(0), "datetime"],
  [Float64Array.of(1.5), "array"],
];

async function exchange(connection: Connection): Promise<void> {
  for (const [value, type] of VALUES) {
    await connection.send(value);
    const [echo, name] = await connection.recv() as PyTuple;
    assertEquals([echo, name], [value, type]);
  }
  connection.close();
}

async function refused(action: Promise<unknown>, message: string): Promise<void> {
  const reason = await action.then(() => undefined, (error) => error);
  assertEquals(reason instanceof PythonError && `${reason.name}: ${reason.message}`, message);
}

/**
 * Has Python listen and connects to it.
 *
 * @param command How to call Python.
 * @param path Where its socket is to be.
 * @param key What this side takes for the key.
 */
export async function connectToTheirs(command: string, path: string, key: "right" | "wrong"): Promise<void> {
  const server = python(command, "listen", path, "right");
  const output = outputOf(server);
  await untilItListens(output);
  const connecting = connect(path, { authkey: key, unpickle: { exact: true } });
  if (key === "right") await exchange(await connecting);
  else await refused(connecting, "AuthenticationError: digest sent was rejected");
  assertEquals(
    await said(server, output),
    key === "right" ? "end" : "AuthenticationError: digest received was wrong",
  );
}

/**
 * Listens and has Python connect.
 *
 * @param command How to call Python.
 * @param key What Python takes for the key.
 */
export async function letThemConnect(command: string, key: "right" | "wrong"): Promise<void> {
  using listener = Listener.listen(["127.0.0.1", 0], { authkey: "right", unpickle: { exact: true } });
  const client = python(command, "connect", String(listener.address[1]), key);
  if (key === "right") await exchange(await listener.accept());
  else await refused(listener.accept(), "AuthenticationError: digest received was wrong");
  assertEquals(
    await said(client, outputOf(client)),
    key === "right" ? "end" : "AuthenticationError: digest sent was rejected",
  );
}
