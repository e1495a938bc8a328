import { assertEquals, assertInstanceOf, assertStrictEquals, assertThrows } from "@std/assert";
import { bytesRepr, stringRepr } from "./repr.ts";
import {
  dumps,
  EOFError,
  ExtensionRegistry,
  loads,
  MemoryLimitError,
  PickleDecoderStream,
  PickleEncoderStream,
  pickleSetState,
  PyByteArray,
  PyDateTime,
  PyException,
  PyFloat,
  PyFrozenSet,
  PyGlobal,
  PyObject,
  PyReduce,
  PythonError,
  PyTuple,
  tuple,
  Unpickler,
  UnpicklingError,
} from "./mod.ts";
import { floatRepr } from "./numbers.ts";
import { attempt, mutate, randomFrom } from "./testdata/mutate.ts";
import { build, readCases } from "./testdata/described.ts";

function ascii(text: string): Uint8Array {
  return Uint8Array.from(text, (character) => character.charCodeAt(0));
}

/** Python's repr of scalars that errors.jsonl records. */
function repr(value: unknown): string | null {
  if (typeof value === "string") return stringRepr(value);
  if (typeof value === "boolean") return value ? "True" : "False";
  if (typeof value === "bigint") return String(value);
  if (typeof value === "number") {
    return Number.isSafeInteger(value) && !Object.is(value, -0) ? String(value) : floatRepr(value);
  }
  if (value instanceof PyFloat) return floatRepr(value.value);
  return value instanceof Uint8Array && !(value instanceof PyByteArray) ? bytesRepr(value) : null;
}

Deno.test("loads() refuses damaged pickles with the exceptions and messages of CPython", async () => {
  const text = await Deno.readTextFile(new URL("./testdata/errors.jsonl", import.meta.url));
  function findClass(): never {
    throw new UnpicklingError("global is forbidden");
  }
  for (const line of text.trim().split("\n")) {
    const [bytes, expected] = JSON.parse(line);
    let found: unknown;
    try {
      found = repr(loads(Uint8Array.fromBase64(bytes), { findClass, exact: true }));
    } catch (error) {
      assertInstanceOf(error, PythonError);
      found = [error.name, error.message];
    }
    assertEquals(found, expected, atob(bytes));
  }
});

Deno.test("loads() refuses every cut of a pickle", () => {
  const value = [
    new Map<unknown, unknown>([["key", [1, 2.5, 10n ** 30n]], [tuple(1), "\u20ac"]]),
    new Date(0),
    new Set(["a"]),
  ];
  for (let protocol = 0; protocol <= 5; protocol++) {
    const bytes = dumps(value, { protocol });
    for (let length = 0; length < bytes.length; length++) {
      const error = assertThrows(() => loads(bytes.subarray(0, length)), PythonError);
      const expected = error instanceof EOFError ? "Ran out of input" : "pickle data was truncated";
      assertEquals(error.message, expected, `protocol ${protocol}, ${length} bytes`);
    }
    assertEquals(loads(bytes), value);
  }
});

Deno.test("loads() survives 20 000 damaged pickles within its memory limit", async () => {
  const random = randomFrom(20_000);
  const pickles: Uint8Array[] = [];
  for (const { value, streams } of await readCases()) {
    streams.forEach((stream, protocol) => stream !== null && pickles.push(dumps(build(value), { protocol })));
  }
  const outcomes = { value: 0, error: 0 };
  for (let i = 0; i < 20_000; i++) outcomes[attempt(mutate(pickles[random(pickles.length)], random))]++;
  assertEquals(outcomes.value > 1000 && outcomes.error > 10_000, true);
});

Deno.test("loads() refuses globals that nobody allowed", () => {
  const attack = ascii("cos\nsystem\n(Vecho\ntR.");
  assertThrows(() => loads(attack), UnpicklingError, "global 'os.system' is forbidden");
  for (const name of ["eval", "exec", "open", "__import__", "compile", "input", "print"]) {
    assertThrows(
      () => loads(ascii(`cbuiltins\n${name}\n.`)),
      UnpicklingError,
      `global 'builtins.${name}' is forbidden`,
    );
  }
});

Deno.test("loads() allows names one by one, by module or all, and calls none of them", () => {
  const attack = ascii("cos\nsystem\n(Vecho\ntR.");
  for (const allow of ["os.system", "os.*", "*"]) {
    const value = loads(attack, { allow: [allow], fixImports: false });
    assertEquals(value, new PyReduce(new PyGlobal("os", "system"), tuple("echo")));
  }
  assertThrows(() => loads(attack, { allow: ["os.path"] }), UnpicklingError, "is forbidden");
});

Deno.test("loads() asks the policy also for names found by getattr", () => {
  const nested = ascii("c__builtin__\ngetattr\n(cm\nOuter\nVInner\ntR.");
  assertEquals(loads(nested, { allow: ["m.Outer", "m.Outer.Inner"] }), new PyGlobal("m", "Outer.Inner"));
  assertThrows(
    () => loads(nested, { allow: ["m.Outer"] }),
    UnpicklingError,
    "global 'm.Outer.Inner' is forbidden",
  );
  assertThrows(
    () => loads(ascii("cbuiltins\ngetattr\n(Vtext\nVupper\ntR.")),
    UnpicklingError,
    "getattr is only allowed",
  );
});

Deno.test("loads() lets findClass decide and calls the functions that it gives", () => {
  const bytes = dumps(new PyReduce(new PyGlobal("m", "add"), tuple(2, 3)));
  const add = (a: number, b: number) => a + b;
  assertEquals(
    loads(bytes, { findClass: (module, name) => module === "m" && name === "add" ? add : undefined }),
    5,
  );
  assertThrows(
    () => loads(bytes, { findClass: () => undefined }),
    UnpicklingError,
    "global 'm.add' is forbidden",
  );
});

Deno.test("loads() builds the program's own classes and gives them their state", () => {
  class Point {
    x = 0;
    constructor(readonly label: unknown) {}
  }
  const state = new Map<string, unknown>([["x", 5], ["__proto__", { polluted: true }]]);
  const bytes = dumps(new PyObject(new PyGlobal("shapes", "Point"), tuple("p"), { state }));
  const point = loads(bytes, { constructors: new Map([["shapes.Point", ([label]) => new Point(label)]]) });
  assertInstanceOf(point, Point);
  assertEquals([point.x, point.label], [5, "p"]);
  assertEquals((point as unknown as { polluted?: boolean }).polluted, undefined);
});

Deno.test("loads() hands the state to a method that takes it", () => {
  class Counter {
    count = 0;
    [pickleSetState](state: unknown): void {
      this.count = state as number;
    }
  }
  const bytes = dumps(new PyObject(new PyGlobal("m", "Counter"), tuple(), { state: 7 }), { protocol: 2 });
  const counter = loads(bytes, { constructors: new Map([["m.Counter", () => new Counter()]]) });
  assertEquals((counter as Counter).count, 7);
});

Deno.test("loads() keeps identity and cycles", () => {
  const list: unknown[] = [];
  const value = [list, list, new Map([["list", list]])];
  list.push(value);
  for (let protocol = 0; protocol <= 5; protocol++) {
    const read = loads(dumps(value, { protocol })) as [unknown[], unknown[], Map<string, unknown>];
    assertStrictEquals(read[0], read[1]);
    assertStrictEquals(read[2].get("list"), read[0]);
    assertStrictEquals(read[0][0], read);
  }
});

Deno.test("loads() gives plain numbers for floats, unless it is to be exact", () => {
  const bytes = dumps(new PyFloat(2));
  assertEquals(loads(bytes), 2);
  assertEquals(loads(bytes, { exact: true }), new PyFloat(2));
  assertEquals(loads(dumps(2 ** 53)), 2 ** 53);
  assertEquals(loads(dumps(2n ** 53n)), 2n ** 53n);
  assertEquals(loads(dumps(2n ** 52n)), 2 ** 52);
});

Deno.test("loads() gives a Date where it says all", () => {
  const date = new Date("2026-03-04T05:06:07.089Z");
  for (let protocol = 0; protocol <= 5; protocol++) assertEquals(loads(dumps(date, { protocol })), date);
  const naive = new PyDateTime(2026, 3, 4, 5, 6, 7, 89_001);
  assertEquals(loads(dumps(naive)), naive);
  assertEquals(naive.toDate(), date);
});

Deno.test("loads() refuses keys that Python could not hash", () => {
  assertThrows(() => loads(ascii("(lI1\nsN.")), PythonError);
  assertThrows(() => loads(ascii("}]Ns.")), PythonError, "unhashable type: 'list'");
  assertThrows(() => loads(dumps(new Set([new Map()]))), PythonError, "unhashable type: 'dict'");
  assertThrows(() => loads(dumps(new PyFrozenSet([new Set()]))), PythonError, "unhashable type: 'set'");
});

Deno.test("loads() takes no more memory than it may", () => {
  const large = dumps(new Uint8Array(1000));
  assertThrows(
    () => loads(large, { maxMemory: 500 }),
    MemoryLimitError,
    "more than the 500 bytes of maxMemory",
  );
  assertEquals(loads(large, { maxMemory: 5000 }), new Uint8Array(1000));
  // A set made of the same list again and again: a few bytes of input for each copy of a thousand items.
  const copies = "]q\0(" + "K\x01".repeat(1000) + "ecbuiltins\nset\nq\x01" + "0h\x01h\0\x85R".repeat(2000) +
    ".";
  assertThrows(() => loads(ascii(copies), { maxMemory: 2 ** 24 }), MemoryLimitError);
  // Empty dicts are one byte of input each.
  assertThrows(
    () => loads(ascii("(" + "}".repeat(100_000) + "l."), { maxMemory: 2 ** 22 }),
    MemoryLimitError,
  );
});

Deno.test("loads() does not look into what nests without end", () => {
  const deep = loads(ascii("N" + "\x85".repeat(200_000) + "."));
  assertInstanceOf(deep, PyTuple);
  const exception = ascii(
    "cbuiltins\nValueError\nN" + "\x85".repeat(100_000) + "2\x86".repeat(60) + "\x85R.",
  );
  assertInstanceOf(loads(exception), PyException);
});

Deno.test("loads() finds values that live outside of the pickle", () => {
  const database = new Map([["7", { name: "seven" }]]);
  const seven = database.get("7");
  const persistentId = (value: unknown) => value === seven ? "7" : undefined;
  for (let protocol = 0; protocol <= 5; protocol++) {
    const bytes = dumps([seven, "7"], { protocol, persistentId });
    const [read, text] = loads(bytes, { persistentLoad: (id) => database.get(id as string) }) as unknown[];
    assertStrictEquals(read, seven);
    assertEquals(text, "7");
    assertThrows(() => loads(bytes), UnpicklingError, "but no persistent_load function was specified");
  }
});

Deno.test("loads() reads extension codes that are registered", () => {
  const extensions = new ExtensionRegistry();
  extensions.add("m", "small", 0xf0);
  extensions.add("m", "middle", 0xf000);
  extensions.add("m", "large", 0xf000000);
  const globals = ["small", "middle", "large"].map((name) => new PyGlobal("m", name));
  const bytes = dumps(globals, { extensions, protocol: 2 });
  assertEquals(bytes.toHex(), "80025d71002882f08300f0840000000f652e");
  assertEquals(loads(bytes, { extensions, allow: ["m.*"] }), globals);
  assertThrows(() => loads(bytes), PythonError, "unregistered extension code 240");
});

Deno.test("Unpickler.load() reads one value after the other, with one memo", () => {
  const bytes = new Uint8Array([...dumps(1), ...dumps("two")]);
  const unpickler = new Unpickler(bytes);
  assertEquals([unpickler.load(), unpickler.load()], [1, "two"]);
  assertThrows(() => unpickler.load(), EOFError, "Ran out of input");
});

Deno.test("PickleDecoderStream reads values however their bytes are cut", async () => {
  const values = [1, "two", [3, [4, "\u20ac".repeat(100)]], new Map([["five", new Uint8Array(300)]]), null];
  for (const protocol of [0, 2, 4, 5]) {
    const written = ReadableStream.from(values).pipeThrough(new PickleEncoderStream({ protocol }));
    const bytes = new Uint8Array((await Array.fromAsync(written)).flatMap((chunk) => [...chunk]));
    for (const size of [1, 7, 1000]) {
      const chunks: Uint8Array[] = [];
      for (let i = 0; i < bytes.length; i += size) chunks.push(bytes.slice(i, i + size));
      const read = ReadableStream.from(chunks).pipeThrough(new PickleDecoderStream());
      assertEquals(await Array.fromAsync(read), values, `protocol ${protocol}, chunks of ${size}`);
    }
  }
});

Deno.test("PickleDecoderStream fails when the stream ends inside of a value", async () => {
  const cut = ReadableStream.from([dumps([1, 2]).subarray(0, 8)]).pipeThrough(new PickleDecoderStream());
  const error = await Array.fromAsync(cut).then(() => undefined, (reason) => reason);
  assertInstanceOf(error, UnpicklingError);
  assertEquals(error.message, "pickle data was truncated");
});

Deno.test("PickleDecoderStream waits for no more data than it may keep", async () => {
  for (
    const start of [
      Uint8Array.of(0x8e, 0, 0, 0, 0, 0, 1, 0, 0),
      new TextEncoder().encode("V" + "x".repeat(3000)),
    ]
  ) {
    const endless = new ReadableStream<Uint8Array>({
      start: (controller) => controller.enqueue(start),
      pull: (controller) => controller.enqueue(new Uint8Array(100).fill(0x78)),
    });
    const values = endless.pipeThrough(new PickleDecoderStream({ maxMemory: 10_000 }));
    const error = await Array.fromAsync(values).then(() => undefined, (reason) => reason);
    assertInstanceOf(error, MemoryLimitError);
  }
});
