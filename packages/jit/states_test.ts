import { assert, assertEquals } from "@std/assert";
import { T_BOOL, T_FLOAT, T_INT, T_LIST, TRUE } from "@orochi/object";
import {
  ANY_STATE,
  BOOL_STATE,
  boxed,
  constant,
  EMPTY_STATE,
  FLOAT_STATE,
  FULL_BITS,
  int,
  join,
  MAYBE_STATE,
  RANGE_STATE,
  type RegisterState,
  sameState,
  SMALL_BITS,
} from "./states.ts";

const ALL: readonly RegisterState[] = [
  EMPTY_STATE,
  FLOAT_STATE,
  BOOL_STATE,
  RANGE_STATE,
  ANY_STATE,
  MAYBE_STATE,
  boxed(T_INT),
  boxed(T_FLOAT),
  boxed(T_LIST),
  int(3),
  int(SMALL_BITS),
  int(FULL_BITS),
  constant(7, T_INT),
  constant(9, T_INT),
  constant(TRUE, T_BOOL),
];

Deno.test("joining a state with itself changes nothing", () => {
  for (const state of ALL) {
    for (const live of [true, false]) assert(sameState(join(state, state, live), state));
  }
});

Deno.test("of live registers the order of joining does not matter", () => {
  for (const a of ALL) for (const b of ALL) assert(sameState(join(a, b, true), join(b, a, true)));
});

Deno.test("joining the same again and again comes to rest", () => {
  for (const live of [true, false]) {
    for (const a of ALL) {
      for (const b of ALL) {
        let now = a, rounds = 0;
        for (;; rounds++) {
          const next = join(now, b, live);
          if (sameState(next, now)) break;
          now = next;
          assert(rounds < 4, `${JSON.stringify(a)} with ${JSON.stringify(b)} goes on`);
        }
      }
    }
  }
});

Deno.test("ints of different width become one that fills its local", () => {
  assertEquals(join(int(3), int(9), true), int(FULL_BITS));
  assertEquals(join(int(SMALL_BITS), constant(7, T_INT), true), int(SMALL_BITS));
});

Deno.test("a box of a known number joins an unboxed one without a box", () => {
  assertEquals(join(boxed(T_FLOAT), FLOAT_STATE, true), FLOAT_STATE);
  assertEquals(join(boxed(T_INT), int(SMALL_BITS), true), int(SMALL_BITS));
});

Deno.test("what may be empty on one way may be empty after it", () => {
  assert(join(EMPTY_STATE, FLOAT_STATE, true).nullable);
  assert(join(MAYBE_STATE, boxed(T_LIST), true).nullable);
});

Deno.test("a dead register keeps the form that costs nothing", () => {
  assertEquals(join(EMPTY_STATE, FLOAT_STATE, false), FLOAT_STATE);
  assertEquals(join(ANY_STATE, int(5), false), int(5));
});
