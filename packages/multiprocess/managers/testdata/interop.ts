/**
 * Shares objects with a real Python. Once the manager is Python's, once it is ours; the other side uses it, and is
 * refused if it has a wrong key. Each function fails at the first thing that is not as it should be.
 *
 * @module
 */
import { assertEquals } from "@std/assert";
import { isPythonException, ManagerClient, ManagerServer, standardTypes, tuple } from "../../mod.ts";

const script = new URL("./peer.py", import.meta.url).pathname;

class Counter {
  constructor(public value = 0) {}

  add(amount: number, options?: { twice?: boolean }): number {
    return this.value += options?.twice ? 2 * amount : amount;
  }

  fail(): never {
    throw new RangeError("never");
  }
}

async function failure(call: Promise<unknown>, name: string): Promise<void> {
  const error = await call.then(() => undefined, (reason) => reason);
  assertEquals(isPythonException(error, name), true, `${name} expected, got ${error}`);
}

async function refused(connecting: Promise<unknown>): Promise<void> {
  const error = await connecting.then(() => undefined, (reason) => reason);
  assertEquals(error?.name, "AuthenticationError", String(error));
}

/**
 * Starts a manager of Python's and uses it, after somebody with a wrong key has tried.
 *
 * @param command How to call Python.
 * @param path Where its socket is to be.
 */
export async function useTheirs(command: string, path: string): Promise<void> {
  const child = new Deno.Command(command, { args: [script, "serve", path, "key"], stdout: "piped" }).spawn();
  const ready = child.stdout.getReader();
  await ready.read();
  await refused(ManagerClient.connect(path, { authkey: "wrong" }));
  const client = await ManagerClient.connect(path, { authkey: "key" });
  const list = await client.create("list", [[3, 1, 2]]);
  await list.call("sort");
  await list.callWith("sort", [], { reverse: true });
  assertEquals(await list.getValue(), [3, 2, 1]);
  await failure(list.call("__getitem__", 9), "IndexError");
  const dict = await client.create("dict", [new Map([[tuple("a", 1), 2.5]])], { key: new Uint8Array(3) });
  assertEquals(await dict.call("get", tuple("a", 1)), 2.5);
  assertEquals(await dict.call("items"), [tuple(tuple("a", 1), 2.5), tuple("key", new Uint8Array(3))]);
  const queue = await client.create("Queue", [1]);
  const late = queue.call("get");
  await queue.call("put", ["late"]);
  assertEquals(await late, ["late"]);
  await failure(queue.call("get", false), "Empty");
  const counter = await client.create("Counter", [10]);
  assertEquals(await counter.callWith("add", [1], { twice: true }), 12);
  await failure(counter.call("fail"), "ZeroDivisionError");
  assertEquals(await client.numberOfObjects(), 4);
  await counter.release();
  assertEquals(await client.numberOfObjects(), 3);
  await client.shutdown();
  await ready.cancel();
  assertEquals((await child.status).code, 0);
}

/**
 * Starts a manager and has Python use it, after a Python with a wrong key has tried.
 *
 * @param command How to call Python.
 */
export async function letThemUseOurs(command: string): Promise<void> {
  const types = { ...standardTypes, Counter: { create: (start: unknown) => new Counter(Number(start)) } };
  await using server = ManagerServer.listen(types, { authkey: "key" });
  const peer = async (mode: string, key: string): Promise<string> => {
    const args = [script, mode, String(server.address), key];
    const { stdout } = await new Deno.Command(command, { args, stderr: "inherit" }).output();
    return new TextDecoder().decode(stdout);
  };
  assertEquals(await peer("knock", "wrong"), "AuthenticationError: digest sent was rejected\n");
  assertEquals(await peer("use", "key"), "done\n");
  assertEquals(server.numberOfObjects, 0);
}
