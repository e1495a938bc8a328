import { assertEquals } from "@std/assert";
import { codeLengths } from "./block.ts";

/** How much of all codes some lengths take: 1 if no bit is wasted. */
const share = (lengths: Uint8Array) => lengths.reduce((sum, length) => sum + 2 ** -length, 0);

Deno.test("codeLengths gives frequent symbols short codes and wastes none", () => {
  const lengths = new Uint8Array(5);
  codeLengths([40, 1, 20, 10, 2], lengths);
  assertEquals([...lengths], [1, 4, 2, 3, 4]);
  assertEquals(share(lengths), 1);
});

Deno.test("codeLengths keeps to 17 bits where frequencies ask for more", () => {
  const frequencies = [1, 1], lengths = new Uint8Array(30);
  while (frequencies.length < 30) frequencies.push(frequencies.at(-1)! + frequencies.at(-2)!);
  codeLengths(frequencies, lengths);
  assertEquals(Math.max(...lengths) <= 17, true);
  assertEquals(share(lengths), 1);
});
