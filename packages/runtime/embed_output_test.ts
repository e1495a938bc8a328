import { assertEquals } from "@std/assert";
import { SharedOutput } from "./embed_output.ts";

Deno.test("what was appended is taken once, in its order, by any handle", () => {
  const output = new SharedOutput(), other = new SharedOutput(output.buffer);
  output.append(1, Uint8Array.of(1, 2, 3));
  other.append(2, new Uint8Array(0));
  output.append(1, Uint8Array.of(4));
  assertEquals(other.take(), [
    { fd: 1, bytes: Uint8Array.of(1, 2, 3) },
    { fd: 2, bytes: new Uint8Array(0) },
    { fd: 1, bytes: Uint8Array.of(4) },
  ]);
  assertEquals(output.take(), []);
});

Deno.test("the buffer grows with what is in it, and stays readable for who has it", () => {
  const output = new SharedOutput(), other = new SharedOutput(output.buffer);
  const bytes = new Uint8Array(100_001).fill(7);
  for (let i = 0; i < 3; i++) assertEquals(output.append(1, bytes), true);
  assertEquals(other.take().map((record) => [record.bytes.length, record.bytes.at(-1)]), [
    [100_001, 7],
    [100_001, 7],
    [100_001, 7],
  ]);
});

Deno.test("what is taken may be changed by who has taken it", () => {
  const output = new SharedOutput();
  output.append(1, Uint8Array.of(1));
  const [{ bytes }] = output.take();
  output.append(1, Uint8Array.of(9));
  assertEquals(bytes[0], 1);
});

Deno.test("a program that writes without end is told that there is no room", () => {
  const buffer = new SharedArrayBuffer(1 << 16, { maxByteLength: 1 << 28 });
  new Int32Array(buffer)[1] = (1 << 28) - 64;
  assertEquals(new SharedOutput(buffer).append(1, new Uint8Array(64)), false);
});
