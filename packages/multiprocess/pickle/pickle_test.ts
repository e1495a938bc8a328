import { assertEquals, assertThrows } from "@std/assert";
import { createHash } from "node:crypto";
import { dis, dumps, loads, OPCODES } from "./mod.ts";
import { build, type Case, readCases } from "./testdata/described.ts";

const cases = await readCases();

/** Calls `visit` for each recorded stream; its bytes are given where they are recorded in full. */
function forEachStream(
  visit: (name: string, recorded: Case, protocol: number, bytes: Uint8Array) => void,
): void {
  for (const recorded of cases) {
    for (let protocol = 0; protocol <= 5; protocol++) {
      const stream = recorded.streams[protocol];
      if (stream === null) continue;
      const bytes = typeof stream === "string"
        ? Uint8Array.fromBase64(stream)
        : dumps(build(recorded.value), { protocol });
      visit(`${recorded.name}, protocol ${protocol}`, recorded, protocol, bytes);
    }
  }
}

function sha256(data: Uint8Array | string): string {
  return createHash("sha256").update(data).digest("hex");
}

Deno.test("there are at least 300 recorded values", () => {
  assertEquals(cases.length >= 300, true);
});

Deno.test("dumps() writes byte for byte what CPython wrote", () => {
  for (const { name, value, streams } of cases) {
    for (let protocol = 0; protocol <= 5; protocol++) {
      const stream = streams[protocol];
      if (stream === null) continue;
      const written = dumps(build(value), { protocol });
      if (typeof stream === "string") {
        assertEquals(written.toBase64(), stream, `${name}, protocol ${protocol}`);
      } else assertEquals([sha256(written), written.length], stream, `${name}, protocol ${protocol}`);
    }
  }
});

Deno.test("loads() reads what CPython wrote, and dumps() writes the same again", () => {
  forEachStream((name, _recorded, protocol, bytes) => {
    const value = loads(bytes, { allow: ["*"], exact: true });
    assertEquals(dumps(value, { protocol }).toBase64(), bytes.toBase64(), name);
  });
});

Deno.test("dis() lists what pickletools.dis lists", () => {
  forEachStream((name, recorded, protocol, bytes) => {
    const surrogates = new TextEncoder().encode(dis(bytes));
    assertEquals(sha256(surrogates).slice(0, 16), recorded.dis[protocol], name);
  });
});

Deno.test("dis() shows marks, memo and arguments", () => {
  const listing = dis(dumps([1, "two"], { protocol: 2 }));
  assertEquals(
    listing,
    "    0: \\x80 PROTO      2\n    2: ]    EMPTY_LIST\n    3: q    BINPUT     0\n    5: (    MARK\n" +
      "    6: K        BININT1    1\n    8: X        BINUNICODE 'two'\n   16: q        BINPUT     1\n" +
      "   18: e        APPENDS    (MARK at 5)\n   19: .    STOP\nhighest protocol among opcodes = 2\n",
  );
});

Deno.test("dis() refuses opcodes that do not fit together", () => {
  assertThrows(() => dis(Uint8Array.of(0x74, 0x2e)), Error, "no MARK exists on stack");
  assertThrows(() => dis(Uint8Array.of(0x4e, 0x4e, 0x2e)), Error, "stack not empty after STOP: [None]");
  assertThrows(() => dis(Uint8Array.of(0x4e)), Error, "pickle exhausted before seeing STOP");
  assertThrows(() => dis(Uint8Array.of(0xff)), Error, "at position 0, opcode b'\\xff' unknown");
});

Deno.test("Unpickler has a case for each opcode, labelled with its code", async () => {
  const source = await Deno.readTextFile(new URL("./unpickler.ts", import.meta.url));
  const labels = Array.from(
    source.matchAll(/case 0x([0-9a-f]{2}): \/\/ ([A-Z0-9_]+)/g),
    ([, code, name]) => `${name} ${code}`,
  );
  const expected = OPCODES.map(({ name, code }) => `${name} ${code.toString(16).padStart(2, "0")}`);
  assertEquals(labels.sort(), expected.sort());
});
