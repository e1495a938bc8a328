import { assert, assertEquals } from "@std/assert";
import { Generator } from "../testdata/generator.ts";
import {
  crc32,
  crcHqx,
  fromBase64,
  fromHex,
  fromQuoted,
  fromUu,
  toBase64,
  toHex,
  toQuoted,
  toUu,
} from "./codings.ts";

const bytes = (text: string): Uint8Array => new TextEncoder().encode(text);
const text = (given: Uint8Array | string): string =>
  typeof given === "string" ? `error: ${given}` : new TextDecoder().decode(given);

Deno.test("base64 gives the vectors of RFC 4648", () => {
  const vectors = { "": "", f: "Zg==", fo: "Zm8=", foo: "Zm9v", foob: "Zm9vYg==", foobar: "Zm9vYmFy" };
  for (const [plain, coded] of Object.entries(vectors)) {
    assertEquals(text(toBase64(bytes(plain), false)), coded);
    assertEquals(text(fromBase64(bytes(coded), true)), plain);
  }
});

Deno.test("base64 that is not strict skips what is no base64", () => {
  assertEquals(text(fromBase64(bytes("Z\nm 9-v"), false)), "foo");
  assertEquals(text(fromBase64(bytes("Zm==9v"), false)), "foo");
});

Deno.test("base64 that ends early says how", () => {
  assertEquals(
    fromBase64(bytes("Zm9vY"), false),
    "Invalid base64-encoded string: number of data characters (5) cannot be 1 more than a multiple of 4",
  );
  assertEquals(fromBase64(bytes("Zm8"), false), "Incorrect padding");
});

Deno.test("strict base64 refuses padding and characters out of place", () => {
  assertEquals(fromBase64(bytes("=Zm9"), true), "Leading padding not allowed");
  assertEquals(fromBase64(bytes("Zg==Zm9v"), true), "Excess data after padding");
  assertEquals(fromBase64(bytes("Zm9v="), true), "Excess padding not allowed");
  assertEquals(fromBase64(bytes("Zg=\n="), true), "Only base64 data is allowed");
  assertEquals(fromBase64(bytes("Zg=a="), true), "Discontinuous padding not allowed");
});

Deno.test("separators of hexadecimal digits count from the end, or from the beginning if negative", () => {
  assertEquals(text(toHex(bytes("abcde"), 58, 2)), "61:6263:6465");
  assertEquals(text(toHex(bytes("abcde"), 58, -2)), "6162:6364:65");
  assertEquals(text(toHex(bytes("abc"), -1, 1)), "616263");
});

Deno.test("hexadecimal digits come in pairs, of either case", () => {
  assertEquals(text(fromHex(bytes("6a6B"))), "jk");
  assertEquals(fromHex(bytes("616")), "Odd-length string");
  assertEquals(fromHex(bytes("6g")), "Non-hexadecimal digit found");
});

Deno.test("a uuencoded line begins with its length and may have backticks for spaces", () => {
  assertEquals(text(toUu(bytes("Cat"), false)), "#0V%T\n");
  assertEquals(text(toUu(new Uint8Array(1), true)), "!````\n");
  assertEquals(toUu(new Uint8Array(46), false), "At most 45 bytes at once");
});

Deno.test("a uuencoded line may lack the blanks at its end", () => {
  assertEquals(fromUu(bytes("#")), new Uint8Array(3));
});

Deno.test("CRC-32 and CRC-CCITT give the check values of their catalogue, in parts as in one", () => {
  const check = bytes("123456789");
  assertEquals(crc32(check, 0), 0xcbf43926);
  assertEquals(crc32(check.subarray(4), crc32(check.subarray(0, 4), 0)), 0xcbf43926);
  assertEquals(crcHqx(check, 0), 0x31c3);
  assertEquals(crcHqx(check.subarray(1), crcHqx(check.subarray(0, 1), 0)), 0x31c3);
});

Deno.test("quoted-printable text has no line of more than 76 characters", () => {
  const coded = text(toQuoted(bytes("x".repeat(100) + "=".repeat(50)), false, true, false));
  for (const line of coded.split("\n")) assert(line.length <= 76, line);
  assertEquals(text(fromQuoted(bytes(coded), false)), "x".repeat(100) + "=".repeat(50));
});

Deno.test("quoted-printable text protects blanks at a line's end and a single dot", () => {
  assertEquals(text(toQuoted(bytes("a \n.\nb\t"), false, true, false)), "a=20\n=2E\nb=09");
  assertEquals(text(toQuoted(bytes("a b_c"), false, true, true)), "a_b=5Fc");
  assertEquals(text(fromQuoted(bytes("a_b=5Fc=zz=\n!"), true)), "a b_c=zz!");
});

Deno.test("every coding gives back what it was given", () => {
  const generator = new Generator(7);
  for (let i = 0; i < 200; i++) {
    const data = generator.bytes(generator.below(46));
    assertEquals(fromBase64(toBase64(data, true), false), data);
    assertEquals(fromHex(toHex(data, -1, 0)), data);
    assertEquals(fromUu(toUu(data, i % 2 === 0) as Uint8Array), data);
    assertEquals(fromQuoted(toQuoted(data, true, false, false), false), data);
  }
});
