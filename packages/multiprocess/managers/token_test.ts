import { assert, assertEquals, assertThrows } from "@std/assert";
import { dumps, loads, PyException, PyGlobal, PyObject, tuple, UnpicklingError } from "../pickle/mod.ts";
import { managerPolicy, RemoteError, Token } from "./token.ts";

const options = managerPolicy({}, () => "proxy");

Deno.test("a token comes back as it was, for both kinds of addresses", () => {
  for (const address of ["/tmp/socket", ["127.0.0.1", 5000]] as const) {
    const token = new Token("list", address as Token["address"], "7f00");
    const back = loads(dumps(token), options);
    assert(back instanceof Token);
    assertEquals([back.typeid, [...back.address], back.id], ["list", [...address], "7f00"]);
  }
});

Deno.test("what a manager sends is allowed, and nothing else", () => {
  const read = (module: string, name: string) =>
    loads(dumps(new PyObject(new PyGlobal(module, name), tuple("x"))), options);
  assert(read("queue", "Empty") instanceof PyException);
  assertEquals(read("multiprocessing.managers", "RebuildProxy"), "proxy");
  assertThrows(() => read("os", "system"), UnpicklingError, "forbidden");
  assertThrows(() => read("multiprocessing.managers", "BaseManager"), UnpicklingError, "forbidden");
});

Deno.test("the caller's own policy stays", () => {
  const mine = managerPolicy({ allow: ["m.C"] }, () => null);
  assertEquals(String(loads(dumps(new PyGlobal("m", "C")), mine)), "m.C");
});

Deno.test("a remote error has the traceback between lines", () => {
  const lines = new RemoteError("Traceback\n").message.split("\n");
  assertEquals([lines[1], lines[2], lines[3]], ["-".repeat(75), "Traceback", "-".repeat(75)]);
});
