import { assertEquals } from "@std/assert";
import { takeTurn } from "./auto_build.ts";

Deno.test("a build is attempted once in a while, and never where nothing may be written", () => {
  const folder = Deno.makeTempDirSync();
  try {
    const place = `${folder}/build`;
    assertEquals([takeTurn(place), takeTurn(place)], [true, false]);
    const long = new Date(Date.now() - 3_600_000);
    Deno.utimeSync(`${place}/attempt`, long, long);
    assertEquals([takeTurn(place), takeTurn(place)], [true, false]);
    assertEquals(takeTurn(`${place}/attempt/inside`), false);
  } finally {
    Deno.removeSync(folder, { recursive: true });
  }
});
