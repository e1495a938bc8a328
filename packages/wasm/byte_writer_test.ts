import { assertEquals } from "@std/assert";
import { Random } from "@orochi/interleave";
import { ByteWriter } from "./byte_writer.ts";

/** The bytes that a writer writes. */
function written(write: (out: ByteWriter) => void): number[] {
  const out = new ByteWriter(16);
  write(out);
  return [...out.view()];
}

/** A number in LEB128, read by the book. */
function read(bytes: readonly number[], signed: boolean): bigint {
  let value = 0n;
  bytes.forEach((byte, i) => value |= BigInt(byte & 0x7f) << BigInt(7 * i));
  return signed ? BigInt.asIntN(7 * bytes.length, value) : value;
}

/** Bytes that a number needs, one bit of which is the sign where there is one. */
function shortest(value: bigint, signed: boolean): number {
  let bytes = 1;
  for (; signed ? BigInt.asIntN(7 * bytes, value) !== value : value >> BigInt(7 * bytes) !== 0n;) bytes++;
  return bytes;
}

const EDGES = [
  0,
  1,
  63,
  64,
  127,
  128,
  8191,
  8192,
  16383,
  16384,
  2 ** 31 - 1,
  -1,
  -64,
  -65,
  -8192,
  -8193,
  -(2 ** 31),
];

Deno.test("numbers of 32 bits are as short as they can be, and mean what they were", () => {
  const random = new Random(128),
    values = [...EDGES, ...Array.from({ length: 200 }, () => random.bits() >> random.below(32))];
  for (const value of values) {
    const signed = written((out) => out.signed(value)), unsigned = written((out) => out.unsigned(value));
    assertEquals(read(signed, true), BigInt(value), `signed ${value}`);
    assertEquals(signed.length, shortest(BigInt(value), true), `signed ${value}`);
    assertEquals(read(unsigned, false), BigInt(value >>> 0), `unsigned ${value}`);
    assertEquals(unsigned.length, shortest(BigInt(value >>> 0), false), `unsigned ${value}`);
  }
});

Deno.test("numbers of 64 bits too", () => {
  for (const edge of EDGES) {
    for (const value of [BigInt(edge), BigInt(edge) << 32n, BigInt.asIntN(64, (BigInt(edge) << 32n) - 1n)]) {
      const bytes = written((out) => out.signed64(value));
      assertEquals(read(bytes, true), value);
      assertEquals(bytes.length, shortest(value, true), String(value));
    }
  }
});

Deno.test("floats are little-endian, with the signs of zeros and the bits of infinities", () => {
  assertEquals(written((out) => out.float32(1.5)), [0, 0, 0xc0, 0x3f]);
  assertEquals(written((out) => out.float64(-0)), [0, 0, 0, 0, 0, 0, 0, 0x80]);
  assertEquals(written((out) => out.float64(Infinity)), [0, 0, 0, 0, 0, 0, 0xf0, 0x7f]);
});

Deno.test("a name's length is that of its bytes", () => {
  assertEquals(written((out) => out.text("é€")), [5, 0xc3, 0xa9, 0xe2, 0x82, 0xac]);
  assertEquals(written((out) => out.text("")), [0]);
});

Deno.test("what was written stays as the writer grows, by a byte or by many", () => {
  const out = new ByteWriter(16), expected: number[] = [];
  for (let i = 0; i < 100; i++) {
    out.byte(i);
    const more = new Uint8Array(i * 7).fill(i);
    out.bytes(more);
    expected.push(i, ...more);
  }
  assertEquals(out.length, expected.length);
  assertEquals([...out.view()], expected);
});

Deno.test("a pair is written as its two parts are, at the end of the room too", () => {
  for (const value of EDGES) {
    for (let before = 0; before < 20; before++) {
      const write = (pair: (out: ByteWriter) => void) =>
        written((out) => {
          for (let k = 0; k < before; k++) out.byte(k);
          pair(out);
        });
      assertEquals(
        write((out) => out.pair(0x20, value)),
        write((out) => {
          out.byte(0x20);
          out.unsigned(value);
        }),
      );
    }
  }
});
