import { assert, assertEquals } from "@std/assert";
import { allocBytes, bytesCompare, bytesHash, bytesView, makeBytes } from "./bytes.ts";
import { strFromText, strHash } from "./str.ts";
import { newObjects, random } from "./test_objects.ts";

const m = newObjects();

Deno.test("bytes keep a copy of what they are made of, in place", () => {
  const content = Uint8Array.of(0, 255, 7), bytes = makeBytes(m, content);
  content.fill(1);
  assertEquals([...bytesView(m, bytes)], [0, 255, 7]);
  bytesView(m, bytes)[1] = 2;
  assertEquals([...bytesView(m, bytes)], [0, 2, 7]);
  assertEquals(bytesView(m, makeBytes(m, new Uint8Array())).length, 0);
});

Deno.test("equal bytes hash alike, as a str of the same bytes does, and never to 0", () => {
  const next = random(8);
  for (let i = 0; i < 200; i++) {
    const content = Uint8Array.from({ length: next(20) }, () => next(128));
    const hash = bytesHash(m, makeBytes(m, content));
    assert(hash !== 0);
    assertEquals(hash, bytesHash(m, makeBytes(m, content)));
    assertEquals(hash, strHash(m, strFromText(m, String.fromCharCode(...content))));
  }
});

Deno.test("order is that of unsigned bytes, a beginning comes first", () => {
  const lists = [[], [0], [0, 0], [1], [127], [128], [255], [255, 0]].map((list) =>
    makeBytes(m, Uint8Array.from(list))
  );
  lists.forEach((a, i) =>
    lists.forEach((b, k) => assertEquals(Math.sign(bytesCompare(m, a, b)), Math.sign(i - k), `${i} ? ${k}`))
  );
});

Deno.test("what is longer than bytes can be is not tried", () => {
  assertEquals(allocBytes(m, 0x4000_0000), 0);
});
