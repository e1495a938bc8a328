import { assertEquals } from "@std/assert";
import { FRAME_TARGET, PickleWriter } from "./writer.ts";

const FRAME = 0x95;

Deno.test("numbers go in with the lowest byte first, floats with the highest", () => {
  const writer = new PickleWriter();
  writer.code16(1, 0x1234);
  writer.code32(2, 0xfffefdfc);
  writer.code64(3, 0x1_0000_0002);
  writer.codeFloat(4, 1);
  assertEquals(writer.take().toHex(), "013412" + "02fcfdfeff" + "030200000001000000" + "043ff0000000000000");
});

Deno.test("a frame says how many bytes it has", () => {
  const writer = new PickleWriter();
  writer.framing = true;
  writer.latin1("abcd");
  writer.closeFrame();
  assertEquals(writer.take().toHex(), "95" + "0400000000000000" + "61626364");
});

Deno.test("a frame of fewer than four bytes is none", () => {
  const writer = new PickleWriter();
  writer.framing = true;
  writer.latin1("abc");
  writer.closeFrame();
  assertEquals(writer.take().toHex(), "616263");
});

Deno.test("a frame ends at the first boundary after it is full", () => {
  const writer = new PickleWriter();
  writer.framing = true;
  writer.bytes(new Uint8Array(FRAME_TARGET - 1));
  writer.boundary();
  writer.byte(1);
  writer.boundary();
  writer.latin1("next");
  writer.closeFrame();
  const bytes = writer.take(), second = 9 + FRAME_TARGET;
  assertEquals([bytes[0], bytes[second], bytes.length], [FRAME, FRAME, second + 9 + 4]);
});

Deno.test("an open frame is not handed out", () => {
  const writer = new PickleWriter();
  writer.byte(1);
  writer.framing = true;
  writer.latin1("abcd");
  assertEquals([writer.pending, writer.take().length], [1, 0]);
  writer.closeFrame();
  assertEquals([writer.pending, writer.take().length, writer.take().length], [14, 14, 0]);
});

Deno.test("a short text is written only if it is ASCII", () => {
  const writer = new PickleWriter();
  assertEquals([writer.shortAscii(7, "ab"), writer.shortAscii(7, "é")], [true, false]);
  assertEquals(writer.take().toHex(), "07026162");
});
