import { TestMachine } from "./testdata/machine.ts";

const machine = new TestMachine();
machine.run(`
import _random
def made(seed):
    r = _random.Random()
    r.seed(seed)
    return r
`);

Deno.test("the Mersenne Twister's sequence from a seed is CPython's", () => {
  machine.check(
    [
      "[made(0).random(), made(1).random(), made(42).random(), made(2**100).random(), made(-42).random()]",
      "[0.8444218515250481, 0.13436424411240122, 0.6394267984578837, 0.7586581712996778, 0.6394267984578837]",
    ],
    [
      "[(r := made(5), [r.getrandbits(32) for _ in range(5)])[1] for _ in 'x']",
      "[[2675342405, 1097127993, 3185950873, 1539898300, 3415330359]]",
    ],
  );
});

Deno.test("the sequence goes on past a whole state of 624 words", () => {
  machine.check(
    [
      "[(r := made(7), [r.getrandbits(32) for _ in range(1300)], r.getrandbits(32))[2] for _ in 'x']",
      "[4175743836]",
    ],
  );
});

Deno.test("bits come in words, the lowest first", () => {
  machine.check(
    [
      "made(3).getrandbits(1), made(3).getrandbits(31), made(3).getrandbits(33), made(3).getrandbits(100), made(3).getrandbits(0)",
      "(0, 511025150, 5317017597, 201574606653700240791155982333, 0)",
    ],
    ["made(3).getrandbits(-1)", "ValueError: Cannot convert negative int"],
  );
});

Deno.test("a state that was kept leads to the same numbers", () => {
  machine.check(
    [
      "[(r := made(9), r.random(), s := r.getstate(), a := r.random(), r.setstate(s), a == r.random(), len(s), s[624])[-3:] for _ in 'x']",
      "[(True, 625, 2)]",
    ],
  );
});

Deno.test("a state must be 625 words with a place in it", () => {
  machine.check(
    ["made(1).setstate((1, 2))", "ValueError: state vector is the wrong size"],
    ["made(1).setstate((0,) * 624 + (625,))", "ValueError: invalid state"],
    ["made(1).setstate([0] * 625)", "TypeError: state vector must be a tuple"],
  );
});
