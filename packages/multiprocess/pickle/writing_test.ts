import { assertEquals, assertInstanceOf, assertStrictEquals, assertThrows } from "@std/assert";
import {
  dis,
  dumps,
  ELLIPSIS,
  loads,
  PickleBuffer,
  Pickler,
  pickleReduce,
  PicklingError,
  PyByteArray,
  PyComplex,
  PyException,
  PyFloat,
  PyFrozenSet,
  PyGlobal,
  PyOrderedDict,
  PyReduce,
  PythonError,
  RecursionError,
  tuple,
} from "./mod.ts";

Deno.test("dumps() writes values of JavaScript as the values of Python that they are", () => {
  const values: [unknown, unknown][] = [
    [undefined, null],
    [null, null],
    [-0, -0],
    [0, 0],
    [Number.MAX_SAFE_INTEGER, Number.MAX_SAFE_INTEGER],
    [-(2n ** 70n), -(2n ** 70n)],
    [{ a: 1, b: [2] }, new Map<string, unknown>([["a", 1], ["b", [2]]])],
    [Object.create(null), new Map()],
    [new Set([1, "a"]), new Set([1, "a"])],
    [new PyFrozenSet([1]), new PyFrozenSet([1])],
    [new PyByteArray([1, 2]), new PyByteArray([1, 2])],
    [Uint8Array.of(1, 2).buffer, new PyByteArray([1, 2])],
    [new PyComplex(1, -2), new PyComplex(1, -2)],
    [ELLIPSIS, ELLIPSIS],
    [tuple(1, tuple()), tuple(1, tuple())],
    [Int16Array.of(-1, 2), Int16Array.of(-1, 2)],
    [Float64Array.of(0.5, 2), Float64Array.of(0.5, 2)],
    [BigInt64Array.of(-1n), BigInt64Array.of(-1n)],
    [new PyOrderedDict([["k", 1]]), new PyOrderedDict([["k", 1]])],
  ];
  for (const [value, expected] of values) {
    for (let protocol = 0; protocol <= 5; protocol++) {
      assertEquals(loads(dumps(value, { protocol })), expected, `protocol ${protocol}`);
    }
  }
});

Deno.test("dumps() writes errors as the exceptions that they are", () => {
  const read = loads(dumps(new RangeError("too large")));
  assertInstanceOf(read, PyException);
  assertEquals([read.cls, read.args, read.message], [
    new PyGlobal("builtins", "ValueError"),
    tuple("too large"),
    "too large",
  ]);
  assertEquals((loads(dumps(read)) as PyException).name, "ValueError");
});

Deno.test("dumps() writes protocol 5 unless another is asked for, and the highest for a negative one", () => {
  assertEquals([...dumps(null)], [0x80, 5, 0x4e, 0x2e]);
  assertEquals(dumps(null, { protocol: -1 }), dumps(null));
  assertThrows(() => dumps(null, { protocol: 6 }), PythonError, "pickle protocol must be <= 5");
});

Deno.test("dumps() says where in the value something has no pickle", () => {
  const error = assertThrows(() => dumps([1, { deep: [2, tuple(Symbol("s"))] }]), PicklingError);
  assertEquals(error.message, "Can't pickle symbol: Symbol(s)");
  assertEquals(error.notes, [
    "when serializing tuple item 0",
    "when serializing list item 1",
    "when serializing dict item 'deep'",
    "when serializing list item 1",
  ]);
});

Deno.test("dumps() refuses functions, and objects of classes that nobody described", () => {
  class Secret {}
  assertThrows(() => dumps(() => 1), PicklingError, "Can't pickle function");
  assertThrows(() => dumps(new Secret()), PicklingError, "Can't pickle 'Secret' object");
  assertThrows(() => dumps(new Date(NaN)), PicklingError, "out of range");
});

Deno.test("dumps() uses a method or a reducer for the program's own classes, once for each object", () => {
  class Point {
    constructor(readonly x: number) {}
    [pickleReduce](): unknown {
      return new PyReduce(new PyGlobal("shapes", "Point"), tuple(this.x));
    }
  }
  class Line {
    constructor(readonly ends: Point[]) {}
  }
  const reducers = new Map<new (...args: never[]) => unknown, (value: Line) => unknown>([
    [Line, (line) => new PyReduce(new PyGlobal("shapes", "Line"), tuple(...line.ends))],
  ]);
  const point = new Point(3);
  const bytes = dumps([new Line([point, point]), point], { reducers });
  const [line, read] = loads(bytes, { allow: ["shapes.*"] }) as [PyReduce, PyReduce];
  assertEquals(read, new PyReduce(new PyGlobal("shapes", "Point"), tuple(3)));
  assertStrictEquals(line.args[0], read);
  assertStrictEquals(line.args[1], read);
});

Deno.test("dumps() stops at the depth that Python's stack has", () => {
  let deep: unknown[] = [];
  for (let i = 0; i < 990; i++) deep = [deep];
  assertEquals(dumps(deep).length > 900, true);
  for (let i = 0; i < 20; i++) deep = [deep];
  assertThrows(
    () => dumps(deep),
    RecursionError,
    "maximum recursion depth exceeded while pickling an object",
  );
  assertEquals(dumps(deep, { maxDepth: 2000 }).length > 900, true);
});

Deno.test("dumps() without a memo writes shared values each time", () => {
  const shared = [1];
  assertEquals(dis(dumps([shared, shared], { fast: true, protocol: 2 })).includes("PUT"), false);
  const cycle: unknown[] = [];
  cycle.push(cycle);
  assertThrows(() => dumps(cycle, { fast: true }), RecursionError);
});

Deno.test("dumps() takes buffers out of band, and loads() puts the same memory back", () => {
  const data = new Uint8Array(1_000_000);
  const taken: PickleBuffer[] = [];
  const bytes = dumps([new PickleBuffer(data), new PickleBuffer(data, true)], {
    bufferCallback: (buffer) => void taken.push(buffer),
  });
  assertEquals(bytes.length < 50, true);
  const [first, second] = loads(bytes, { buffers: taken }) as PickleBuffer[];
  assertStrictEquals(first.bytes, data);
  assertEquals([first.readonly, second.readonly], [false, true]);
  assertThrows(() => loads(bytes, { buffers: [] }), PythonError, "not enough out-of-band buffers");
  assertThrows(() => loads(bytes), PythonError, "no *buffers* argument was given");
});

Deno.test("dumps() keeps buffers in band when nobody takes them", () => {
  const buffers = [new PickleBuffer(Uint8Array.of(1)), new PickleBuffer(Uint8Array.of(2), true)];
  const expected = [new PyByteArray([1]), Uint8Array.of(2)];
  assertEquals(loads(dumps(buffers)), expected);
  assertEquals(loads(dumps(buffers, { bufferCallback: () => true })), expected);
  assertThrows(() => dumps(buffers, { protocol: 4 }), PicklingError, "only be pickled with protocol >= 5");
  const bufferCallback = () => false;
  assertThrows(
    () => dumps(1, { protocol: 4, bufferCallback }),
    PythonError,
    "buffer_callback needs protocol >= 5",
  );
});

Deno.test("Pickler.dump() refers to what it wrote before, until its memo is cleared", () => {
  const chunks: Uint8Array[] = [];
  const pickler = new Pickler((bytes) => chunks.push(bytes), { protocol: 2 });
  const list = ["spam"];
  pickler.dump(list);
  pickler.dump(list);
  pickler.clearMemo();
  pickler.dump(list);
  assertEquals(chunks[1].toHex(), "800268002e");
  assertEquals(chunks[2], chunks[0]);
});

Deno.test("Pickler.dump() can go on after an error", () => {
  const chunks: Uint8Array[] = [];
  const pickler = new Pickler((bytes) => chunks.push(bytes), { protocol: 4 });
  assertThrows(() => pickler.dump(["text", Symbol()]), PicklingError);
  pickler.clearMemo();
  pickler.dump("next");
  assertEquals(chunks.map((bytes) => loads(bytes)), ["next"]);
});

Deno.test("dumps() keeps floats that are integral apart from ints", () => {
  assertEquals(dumps([1, new PyFloat(1)], { protocol: 0 }), new TextEncoder().encode("(lp0\nI1\naF1.0\na."));
});
