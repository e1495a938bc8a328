import { assertEquals } from "@std/assert";
import { check, parse, PythonSyntaxError } from "./mod.ts";

/** Sources with the error that CPython gives for them: message, line, offset, end line, end offset. */
const { errors, valid }: { errors: [string, string, number, number, number, number][]; valid: string[] } =
  JSON.parse(
    Deno.readTextFileSync(new URL("testdata/errors.json", import.meta.url)),
  );

function failure(source: string): unknown[] {
  try {
    check(parse(source));
  } catch (error) {
    if (!(error instanceof PythonSyntaxError)) throw error;
    return [error.message, error.lineno, error.offset, error.endLineno, error.endOffset];
  }
  return [];
}

Deno.test("parse() and check() refuse what CPython refuses, with its message and place", () => {
  for (const [source, ...expected] of errors) assertEquals(failure(source), expected, source);
});

Deno.test("parse() and check() accept what CPython accepts", () => {
  for (const source of valid) assertEquals(failure(source), [], source);
});

Deno.test("check() knows the rules of type parameters", () => {
  assertEquals(failure("def f[T, T](): pass")[0], "duplicate type parameter 'T'");
  assertEquals(
    failure("def f[T = int, U](): pass")[0],
    "non-default type parameter 'U' follows default type parameter",
  );
  assertEquals(
    failure("def f[T: (yield)](): pass")[0],
    "yield expression cannot be used within a TypeVar bound",
  );
  assertEquals(failure("type A = (x := 1)")[0], "named expression cannot be used within a type alias");
  assertEquals(
    failure("class A[T](x := int): pass")[0],
    "named expression cannot be used within the definition of a generic",
  );
  assertEquals(failure("def f(x: (yield)): pass")[0], "yield expression cannot be used within an annotation");
});
