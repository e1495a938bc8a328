import { assertEquals, assertRejects } from "@std/assert";
import { ConnectionError } from "./errors.ts";
import { memoryStreams, PIPE_CAPACITY, portStream } from "./stream.ts";

Deno.test("bytes come out in the order in which they went in, however they are read", async () => {
  const [a, b] = memoryStreams();
  await a.write(Uint8Array.of(1, 2, 3));
  await a.write(Uint8Array.of(4));
  const buffer = new Uint8Array(2), found: number[] = [];
  for (let left = 4; left > 0;) {
    const count = await b.read(buffer) ?? 0;
    found.push(...buffer.subarray(0, count));
    left -= count;
  }
  assertEquals(found, [1, 2, 3, 4]);
});

Deno.test("the bytes that were written may be changed afterwards", async () => {
  const [a, b] = memoryStreams(), bytes = Uint8Array.of(7);
  await a.write(bytes);
  bytes[0] = 9;
  const buffer = new Uint8Array(1);
  await b.read(buffer);
  assertEquals(buffer[0], 7);
});

Deno.test("a reader waits for what is written, a writer for room", async () => {
  const [a, b] = memoryStreams(), buffer = new Uint8Array(PIPE_CAPACITY);
  const order: string[] = [];
  const reading = b.read(buffer).then(() => order.push("read"));
  await a.write(new Uint8Array(PIPE_CAPACITY));
  await reading;
  await a.write(new Uint8Array(PIPE_CAPACITY));
  const writing = a.write(Uint8Array.of(1)).then(() => order.push("written"));
  await b.read(buffer).then(() => order.push("read"));
  await writing;
  assertEquals(order, ["read", "read", "written"]);
});

Deno.test("a closed stream gives what it has, then ends, and takes no more", async () => {
  const [a, b] = memoryStreams(), buffer = new Uint8Array(4);
  await a.write(Uint8Array.of(1));
  a.close();
  assertEquals(await b.read(buffer), 1);
  assertEquals(await b.read(buffer), null);
  await assertRejects(() => b.write(Uint8Array.of(1)), ConnectionError, "Broken pipe");
});

Deno.test("closing wakes a reader that waits", async () => {
  const [a, b] = memoryStreams();
  const reading = b.read(new Uint8Array(1));
  a.close();
  assertEquals(await reading, null);
});

Deno.test("a message port carries bytes both ways until one side closes", async () => {
  const { port1, port2 } = new MessageChannel();
  const a = portStream(port1), b = portStream(port2), buffer = new Uint8Array(4);
  await a.write(Uint8Array.of(1, 2));
  assertEquals(await b.read(buffer), 2);
  await b.write(Uint8Array.of(3));
  assertEquals(await a.read(buffer), 1);
  assertEquals(buffer[0], 3);
  a.close();
  assertEquals(await b.read(buffer), null);
});
