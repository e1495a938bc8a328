import { assertEquals, assertInstanceOf, assertRejects } from "@std/assert";
import { AuthenticationError, connect, Listener } from "../connection/mod.ts";
import { dumps, loads, PyException, PyGlobal, PyTuple, tuple } from "../pickle/mod.ts";
import {
  isPythonException,
  ManagerClient,
  ManagerServer,
  ObjectProxy,
  RemoteError,
  standardTypes,
  Token,
} from "./mod.ts";
import recorded from "./testdata/managers.json" with { type: "json" };
import { managerPolicy } from "./token.ts";

const authkey = "secret";
const policy = managerPolicy({}, (args) => args);

/** The error of a call that has to fail with an exception of Python's. */
async function exceptionOf(call: Promise<unknown>): Promise<PyException> {
  const error = await call.then(() => undefined, (reason) => reason);
  assertInstanceOf(error, PyException);
  return error;
}

/** A value with numbers of objects replaced, so that two managers' can be compared. */
function renamed(value: unknown, names: ReadonlyMap<unknown, unknown>): unknown {
  if (value instanceof PyTuple) return tuple(...value.map((item) => renamed(item, names)));
  return names.get(value) ?? value;
}

Deno.test("ManagerServer answers what a client of Python's asks as Python's manager does", async () => {
  await using server = ManagerServer.listen(standardTypes, { authkey });
  const objects = await connect(server.address, { authkey, unpickle: policy });
  await objects.send(tuple(null, "accept_connection", tuple("MainThread"), {}));
  assertEquals(await objects.recv(), tuple("#RETURN", null));

  const names = new Map<unknown, unknown>();
  for (const [request, answer] of recorded) {
    const [ident, method, args, kwargs] = loads(Uint8Array.fromBase64(request), policy) as PyTuple;
    const [kind, expected] = loads(Uint8Array.fromBase64(answer), policy) as [string, unknown];
    if (method === "accept_connection") continue;
    const connection = ident === null
      ? await connect(server.address, { authkey, unpickle: policy })
      : objects;
    await connection.send(tuple(renamed(ident, names), method, renamed(args, names), kwargs));
    const [ourKind, ours] = await connection.recv() as [string, unknown];
    if (ident === null) connection.close();
    const what = `${method} ${Deno.inspect(args)}`;
    assertEquals(ourKind, kind, `${what}: ${Deno.inspect(ours)}`);
    if (method === "create" && kind === "#RETURN") {
      const [id, exposed] = ours as [string, string[]];
      names.set((expected as PyTuple)[0], id);
      // All that Python's proxies call is there; methods of theirs that they don't use may be missing.
      assertEquals(exposed.every((name) => typeof name === "string"), true);
    } else if (kind === "#ERROR") {
      assertInstanceOf(ours, PyException);
      const { cls, args } = expected as PyException;
      assertEquals([ours.cls.name, ours.args], [cls.name, args], what);
    } else if (kind === "#RETURN") assertEquals(ours, expected, what);
  }
  objects.close();
});

Deno.test("ManagerClient asks and understands what Python's manager answers", async () => {
  const [create, ...others] = recorded;
  const failure = others.find(([, answer]) => atob(answer).includes("#ERROR"))!;
  const trace = others.find(([, answer]) => atob(answer).includes("#TRACEBACK"))!;
  using listener = Listener.listen(undefined, { authkey, unpickle: policy });
  const requests: PyTuple[] = [];
  const returned = dumps(tuple("#RETURN", null), { protocol: 4 });
  const serving = (async () => {
    for await (const connection of listener.connections()) {
      (async () => {
        for (;;) {
          const request = await connection.recv() as PyTuple;
          requests.push(request);
          const method = request[1];
          const answer = { create: create[1], remove: failure[1], fail: trace[1] }[method as "create"];
          await connection.sendBytes(answer === undefined ? returned : Uint8Array.fromBase64(answer));
        }
      })().catch(() => connection.close());
    }
  })();

  const client = await ManagerClient.connect(listener.address, { authkey });
  const list = await client.create("list", [[1, "two", 3.5]]);
  assertEquals((await list.exposed()).includes("append"), true);
  assertEquals(await list.callWith("append", [1], { named: 2 }), null);
  const [, expected] = loads(Uint8Array.fromBase64(failure[1]), policy) as [string, PyException];
  const error = await exceptionOf(list.call("remove", 1));
  assertEquals([error.cls, error.args], [expected.cls, expected.args]);
  await assertRejects(() => list.call("fail"), RemoteError, "Traceback (most recent call last)");
  await list.release();
  client.close();
  listener.close();
  await serving;
  const id = list.token.id;
  const connecting = requests.find(([, method]) => method === "accept_connection")!;
  assertEquals(connecting[2] instanceof PyTuple && connecting[2].length, 1);
  assertEquals(requests.filter((request) => request !== connecting), [
    tuple(null, "dummy", tuple(), new Map()),
    loads(Uint8Array.fromBase64(create[0]), policy) as PyTuple,
    tuple(id, "append", tuple(1), new Map([["named", 2]])),
    tuple(id, "remove", tuple(1), new Map()),
    tuple(id, "fail", tuple(), new Map()),
    tuple(null, "decref", tuple(id), new Map()),
  ]);
});

Deno.test("ObjectProxy calls methods, and its object lives as long as somebody refers to it", async () => {
  await using server = ManagerServer.listen(standardTypes, { authkey }, ["127.0.0.1", 0]);
  await using client = await ManagerClient.connect(server.address, { authkey });
  const dict = await client.create("dict", [new Map([["a", 1]])], { b: 2 });
  await dict.call("__setitem__", tuple(1, 2), "tuple");
  assertEquals(await dict.call("__getitem__", tuple(1, 2)), "tuple");
  assertEquals(
    await dict.getValue(),
    new Map<unknown, unknown>([["a", 1], ["b", 2], [tuple(1, 2), "tuple"]]),
  );
  const error = await exceptionOf(dict.call("__getitem__", "c"));
  assertEquals([isPythonException(error, "KeyError"), error.args], [true, tuple("c")]);
  assertEquals(await client.numberOfObjects(), 1);
  await dict.release();
  await dict.release();
  assertEquals(await client.numberOfObjects(), 0);
  await assertRejects(() => dict.call("keys"), RemoteError, "KeyError");
});

Deno.test("ObjectProxy that waits holds up no other", async () => {
  await using server = ManagerServer.listen(standardTypes, { authkey });
  await using client = await ManagerClient.connect(server.address, { authkey });
  const queue = await client.create("Queue");
  const waiting = [queue.call("get"), queue.call("get")];
  await queue.call("put", "first");
  await queue.call("put", "second");
  assertEquals((await Promise.all(waiting)).sort(), ["first", "second"]);
  const lock = await client.create("Lock");
  assertEquals(await lock.call("acquire"), true);
  const second = lock.call("acquire");
  assertEquals(await lock.call("acquire", true, 0.001), false);
  await lock.call("release");
  assertEquals(await second, true);
});

Deno.test("ManagerServer shares the program's own types", async () => {
  class Counter {
    count = 0;
    add(amount: number, options?: { twice?: boolean }): number {
      return this.count += options?.twice ? 2 * amount : amount;
    }
    fail(): never {
      throw new RangeError("never");
    }
    secret(): unknown {
      return () => 1;
    }
    child(): Counter {
      return new Counter();
    }
    _hidden(): number {
      return 1;
    }
  }
  const types = {
    Counter: { create: () => new Counter(), methodTypes: { child: "Child" } },
    Child: { create: (counter: unknown) => counter as Counter, exposed: ["add"] },
  };
  await using server = ManagerServer.listen(types, { authkey });
  await using client = await ManagerClient.connect(server.address, { authkey });
  const counter = await client.create("Counter");
  assertEquals([...await counter.exposed()].sort(), ["add", "child", "fail", "secret"]);
  assertEquals([await counter.call("add", 2), await counter.callWith("add", [3], { twice: true })], [2, 8]);
  const error = await exceptionOf(counter.call("fail"));
  assertEquals([error.cls, error.message], [new PyGlobal("builtins", "ValueError"), "never"]);
  await assertRejects(() => counter.call("secret"), RemoteError, "Unserializable message");
  await assertRejects(() => counter.call("_hidden"), RemoteError, "is not in exposed");
  await assertRejects(() => counter.call("constructor"), RemoteError, "is not in exposed");
  await assertRejects(() => client.create("Other"), RemoteError, "KeyError: 'Other'");
  await assertRejects(() => client.create("toString"), RemoteError, "KeyError");
  const child = await counter.call("child") as ObjectProxy;
  assertInstanceOf(child, ObjectProxy);
  assertEquals([await child.call("add", 5), child.token.typeid], [5, "Child"]);
  assertEquals((await client.debugInfo()).includes("refcount=1"), true);
});

Deno.test("ManagerServer refuses wrong keys and what is no request, and goes on", async () => {
  await using server = ManagerServer.listen(standardTypes, { authkey });
  await assertRejects(() => ManagerClient.connect(server.address, { authkey: "guess" }), AuthenticationError);
  for (const words of [null, tuple(1, 2), tuple(null, 5, tuple(), {}), tuple(null, "create", 1, {})]) {
    await using connection = await connect(server.address, { authkey });
    await connection.send(words);
    assertEquals((await connection.recv() as PyTuple)[0], "#TRACEBACK");
  }
  await using connection = await connect(server.address, { authkey });
  await connection.sendBytes(new TextEncoder().encode("cos\nsystem\n(Vecho\ntR."));
  const [kind, text] = await connection.recv() as [string, string];
  assertEquals([kind, text.includes("global 'os.system' is forbidden")], ["#TRACEBACK", true]);
  await using client = await ManagerClient.connect(server.address, { authkey });
  assertEquals(await client.numberOfObjects(), 0);
});

Deno.test("ManagerClient.shutdown() ends the manager for everybody", async () => {
  const server = ManagerServer.listen(standardTypes, { authkey });
  const other = await ManagerClient.connect(server.address, { authkey });
  const list = await other.create("list");
  await list.call("append", 1);
  const client = await ManagerClient.connect(server.address, { authkey });
  await client.shutdown();
  await server.finished();
  await assertRejects(() => list.call("append", 2));
  await assertRejects(() => ManagerClient.connect(server.address, { authkey }));
  other.close();
});

Deno.test("Token and proxies are pickled as Python's are", () => {
  const bytes = dumps(new Token("list", ["127.0.0.1", 80], "7f"), { protocol: 4 });
  assertEquals(
    loads(bytes, policy),
    new Token("list", tuple("127.0.0.1", 80) as unknown as [string, number], "7f"),
  );
  const python =
    "gASVSAAAAAAAAACMGG11bHRpcHJvY2Vzc2luZy5tYW5hZ2Vyc5SMBVRva2VulJOUKYGUjARsaXN0lIwJMTI3LjAuMC4xlEtQhpSMAjdmlIeUYi4=";
  assertEquals(bytes.toBase64(), python);
});

Deno.test("ManagerServer shares sets, and iterators over them and over dicts", async () => {
  await using server = ManagerServer.listen(standardTypes, { authkey });
  await using client = await ManagerClient.connect(server.address, { authkey });
  const set = await client.create("set", [[1, tuple(2, 3)]]);
  await set.call("add", tuple(2, 3));
  await set.call("__ior__", new Set([4]));
  assertEquals([await set.call("__len__"), await set.call("__contains__", tuple(2, 3))], [3, true]);
  assertEquals(await set.call("__sub__", new Set([4])), new Set([1, tuple(2, 3)]));
  assertEquals(await set.call("symmetric_difference", [4, 5]), new Set([1, tuple(2, 3), 5]));
  assertEquals([await set.call("__le__", new Set([1])), await set.call("__gt__", new Set([1]))], [
    false,
    true,
  ]);
  assertEquals((await exceptionOf(set.call("remove", 9))).cls.name, "KeyError");
  const dict = await client.create("dict", [], { a: 1, b: 2 });
  assertEquals(await dict.call("__or__", new Map([["b", 3]])), new Map([["a", 1], ["b", 3]]));
  const keys = await dict.call("__iter__") as ObjectProxy;
  assertEquals([await keys.call("__next__"), await keys.call("__next__")], ["a", "b"]);
  assertEquals((await exceptionOf(keys.call("__next__"))).cls.name, "StopIteration");
});
