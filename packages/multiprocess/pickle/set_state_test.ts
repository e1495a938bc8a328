import { assertEquals, assertThrows } from "@std/assert";
import { PythonError, UnpicklingError } from "./errors.ts";
import { assignItem, setState } from "./set_state.ts";
import { pickleSetState, tuple } from "./values.ts";

Deno.test("a state's names become properties, of an object that has them", () => {
  const target: Record<string, unknown> = {};
  setState(target, new Map([["a", 1]]));
  setState(target, tuple(new Map([["b", 2]]), new Map([["c", 3]])));
  setState(target, tuple(null, new Map([["d", 4]])));
  assertEquals(target, { a: 1, b: 2, c: 3, d: 4 });
});

Deno.test("a state reaches no setter", () => {
  const target: Record<string, unknown> = {};
  setState(target, new Map([["__proto__", { evil: true }]]));
  assertEquals(Object.getPrototypeOf(target), Object.prototype);
  assertEquals((target as { evil?: boolean }).evil, undefined);
});

Deno.test("an object may take its state itself", () => {
  const target = {
    [pickleSetState](state: unknown) {
      this.got = state;
    },
    got: null as unknown,
  };
  setState(target, 7);
  assertEquals(target.got, 7);
});

Deno.test("a state that is no dictionary, or of what has no attributes, is refused", () => {
  assertThrows(() => setState({}, 3), UnpicklingError, "state is not a dictionary");
  assertThrows(() => setState({}, tuple(null, 3)), UnpicklingError, "slot state is not a dictionary");
  assertThrows(() => setState([], new Map([["a", 1]])), PythonError, "object has no attribute '__dict__'");
  assertThrows(() => setState({}, new Map([[1, 1]])), PythonError, "attribute name must be string");
});

Deno.test("items are assigned within the list, from either end", () => {
  const list = [1, 2, 3];
  assignItem(list, -1, "c");
  assignItem(list, 0, "a");
  assertEquals(list, ["a", 2, "c"]);
  for (const index of [3, -4]) assertThrows(() => assignItem(list, index, 0), PythonError, "out of range");
  assertThrows(
    () => assignItem(list, "x", 0),
    PythonError,
    "list indices must be integers or slices, not str",
  );
});
