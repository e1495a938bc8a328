import { assertEquals } from "@std/assert";
import { testMachine } from "./_test_program.ts";

const vm = testMachine();

/** What methods of a text without arguments give, as their reprs. */
function asked(text: string, ...methods: string[]): string[] {
  const str = vm.newStr(text);
  const answers = methods.map((method) => {
    const result = vm.callMethod(str, vm.intern(method)),
      shown = vm.isStr(result) ? vm.js(result) : vm.jsRepr(result);
    vm.decref(result);
    return shown;
  });
  vm.decref(str);
  return answers;
}

/** Which of some tests hold for a text, by the first letters behind \`is\`. */
function kinds(text: string): string {
  const tests = [
    "lower",
    "upper",
    "title",
    "alpha",
    "alnum",
    "decimal",
    "digit",
    "numeric",
    "space",
    "identifier",
    "ascii",
    "printable",
  ];
  const answers = asked(text, ...tests.map((test) => `is${test}`));
  return tests.filter((_, i) => answers[i] === "True").join(" ");
}

Deno.test("texts change their case as a whole, expansions included", () => {
  assertEquals(asked("straße ŉ ﬁ", "upper", "title", "capitalize"), [
    "STRASSE ʼN FI",
    "Straße ʼN Fi",
    "Straße ŉ ﬁ",
  ]);
  assertEquals(asked("ΌΣΟΣ İ", "lower", "swapcase", "casefold"), [
    "όσος i\u0307",
    "όσος i\u0307",
    "όσοσ i\u0307",
  ]);
  assertEquals(asked("ǆ it's x1y", "title", "capitalize", "upper"), [
    "ǅ It'S X1Y",
    "ǅ it's x1y",
    "Ǆ IT'S X1Y",
  ]);
});

Deno.test("changing the case back and forth keeps letters that have one of each", () => {
  const letters = Array.from({ length: 0x250 }, (_, code) => String.fromCharCode(code))
    .filter((letter) => letter.toUpperCase().toLowerCase() === letter && letter.toUpperCase().length === 1)
    .join("");
  assertEquals(asked(asked(letters, "upper")[0], "lower")[0], letters);
  assertEquals(asked(asked(letters, "swapcase")[0], "swapcase")[0], letters);
});

Deno.test("an empty text is of no kind but ASCII and printable", () => {
  assertEquals(kinds(""), "ascii printable");
});

Deno.test("what a text is made of is told of all its characters", () => {
  assertEquals(kinds("abc"), "lower alpha alnum identifier ascii printable");
  assertEquals(kinds("ABC1"), "upper alnum identifier ascii printable");
  assertEquals(kinds("Ab Cd"), "title ascii printable");
  assertEquals(kinds("١٢"), "alnum decimal digit numeric printable");
  assertEquals(kinds("²"), "alnum digit numeric printable");
  assertEquals(kinds("½Ⅷ"), "upper title alnum numeric printable");
  assertEquals(kinds(" \t\u2003"), "space");
  assertEquals(kinds("1a"), "lower alnum ascii printable");
});

Deno.test("a title has a capital at the start of each word, and nowhere else", () => {
  const title = (text: string) => asked(text, "istitle")[0];
  assertEquals(["Ab Cd", "Ab cd", "AB", "A1B", "A1b", "ǅa", "ǅA", "1", "It'S"].map(title), [
    ...["True", "False", "False", "True", "False", "True", "False", "False", "True"],
  ]);
});

Deno.test("keywords are identifiers, what begins with a digit is none", () => {
  assertEquals(
    ["class", "_1", "é変", "1a", "a-b", "a\u0301", "\u0301a", "a·", "℘"].map((text) =>
      asked(text, "isidentifier")[0]
    ),
    [
      ...["True", "True", "True", "False", "False", "True", "False", "True", "True"],
    ],
  );
});
