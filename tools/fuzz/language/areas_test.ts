import { assert, assertEquals } from "@std/assert";
import { parse } from "@orochi/syntax";
import { AREAS } from "./areas.ts";
import { Writer } from "./writer.ts";

/** Whether it is a program; a few have errors that the parser finds, as both implementations must. */
function isProgram(text: string): boolean {
  try {
    parse(`async def f():\n${text.replace(/^/gm, "    ")}\n`);
    return true;
  } catch {
    return false;
  }
}

Deno.test("every area writes programs that Python can parse, nearly always, and different ones", () => {
  for (const [name, write] of Object.entries(AREAS)) {
    const writer = new Writer(17);
    const programs = Array.from({ length: 12 }, () => write(writer));
    assert(programs.filter(isProgram).length >= 10, name);
    assert(new Set(programs).size > 6, name);
  }
});

Deno.test("an area writes the same program for the same seed", () => {
  for (const write of Object.values(AREAS)) assertEquals(write(new Writer(5)), write(new Writer(5)));
});
