import { assertEquals } from "@std/assert";
import { raised, testMachine } from "./builtins/_test_program.ts";
import { declaredEncoding, decodeSource } from "./source_text.ts";

const vm = testMachine(), utf8 = new TextEncoder(), MARK = "\ufeff";

/** The text of a file's bytes, one character each where they are no text; the error where it has none. */
function decoded(source: string | Uint8Array): string {
  const bytes = typeof source === "string" ? utf8.encode(source) : source;
  return decodeSource(vm, bytes, "/a.py", true) ?? raised(vm);
}

Deno.test("an encoding is declared in a comment of the first line, or of the second behind a blank one", () => {
  const declared = (text: string) => declaredEncoding(utf8.encode(text))?.encoding ?? null;
  assertEquals(declared("# -*- coding: latin-1 -*-\n"), "iso-8859-1");
  assertEquals(declared("#!/bin/python\n# vim: fileencoding=cp1252 :\n"), "cp1252");
  assertEquals(declared("\n\t# coding:\tx_y.z\n"), "x_y.z");
  assertEquals(declared("# first\r# coding=mac\r"), "mac");
  assertEquals(declared("x = 1\n# coding: latin-1\n"), null);
  assertEquals(declared("\n\n# coding: latin-1\n"), null);
  assertEquals(declared("# coding latin-1\n"), null);
  assertEquals(declared("x = '# coding: latin-1'\n"), null);
});

Deno.test("without a declaration a source is in UTF-8, with any line ends and a mark", () => {
  assertEquals(decoded("a = 'é😀'\r\nb\rc\n"), "a = 'é😀'\nb\nc\n");
  assertEquals(decoded(`${MARK}x`), "x");
  assertEquals(decoded(`${MARK}# coding: utf-8\n`), "# coding: utf-8\n");
  assertEquals(decoded(new Uint8Array()), "");
});

Deno.test("a declared encoding is that of the whole source", () => {
  const latin = Uint8Array.from("# coding: latin-1\nx = '\xe9'", (char) => char.charCodeAt(0));
  assertEquals(decoded(latin), "# coding: latin-1\nx = 'é'");
});

Deno.test("a mark and another encoding contradict each other", () => {
  assertEquals(
    decoded(`${MARK}# coding: Latin_1\n`),
    "SyntaxError: encoding problem: iso-8859-1 with BOM (a.py, line 1)",
  );
});

Deno.test("the first byte that is no UTF-8 is named with its line", () => {
  const error = decoded(Uint8Array.of(0x61, 10, 0xc3, 0xa9, 0x20, 0xe9, 10, 0xff));
  assertEquals(
    error,
    "SyntaxError: Non-UTF-8 code starting with '\\xe9' in file /a.py on line 2, but no encoding declared; " +
      "see https://peps.python.org/pep-0263/ for details (a.py, line 2)",
  );
});
