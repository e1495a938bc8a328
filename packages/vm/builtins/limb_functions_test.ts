import { assertEquals } from "@std/assert";
import { Random } from "@orochi/interleave";
import { makeLimbFunctions } from "./limb_functions.ts";

const memory = new WebAssembly.Memory({ initial: 1, maximum: 65536, shared: true });
const words = new Uint32Array(memory.buffer);
const functions = makeLimbFunctions(memory);
const X = 0x100, Y = 0x400, TARGET = 0x800, LIMB = 2n ** 32n;

function put(address: number, value: bigint, limbs: number): void {
  for (let i = 0; i < limbs; i++) words[address / 4 + i] = Number(value >> BigInt(32 * i) & (LIMB - 1n));
}

function get(address: number, limbs: number): bigint {
  let value = 0n;
  for (let i = limbs; i-- > 0;) value = value << 32n | BigInt(words[address / 4 + i]);
  return value;
}

/** Runs a test with operands of random lengths, most limbs of which are extreme; the guard behind the target must stay. */
function eachOperands(
  seed: number,
  visit: (x: bigint, m: number, y: bigint, n: number, factor: number) => void,
): void {
  const random = new Random(seed);
  const number = (limbs: number) => {
    let value = 0n;
    for (let i = 0; i < limbs; i++) {
      value = value << 32n | BigInt([0, 0xffff_ffff, random.bits(), random.bits()][random.below(4)]);
    }
    return value;
  };
  for (let run = 0; run < 300; run++) {
    const m = 1 + random.below(40), n = 1 + random.below(m);
    const x = number(m), y = number(n), factor = [0, 1, 0xffff_ffff, random.bits()][random.below(4)];
    put(X, x, m);
    put(Y, y, n);
    words[TARGET / 4 + m] = 0xdead_beef;
    visit(x, m, y, n, factor);
    assertEquals(words[TARGET / 4 + m], 0xdead_beef, "the word behind the target");
  }
}

const modulo = (value: bigint, limbs: number): bigint => BigInt.asUintN(32 * limbs, value);

Deno.test("sums and differences carry through all limbs", () => {
  eachOperands(1, (x, m, y, n) => {
    assertEquals(functions.add(TARGET, X, m, Y, n), Number(x + y >> BigInt(32 * m)));
    assertEquals(get(TARGET, m), modulo(x + y, m));
    assertEquals(functions.subtract(TARGET, X, m, Y, n), x < y ? 1 : 0);
    assertEquals(get(TARGET, m), modulo(x - y, m));
  });
});

Deno.test("products by a limb give the limb that follows", () => {
  eachOperands(2, (x, m, _y, _n, factor) => {
    assertEquals(
      functions.scale(TARGET, X, m, factor | 0) >>> 0,
      Number(x * BigInt(factor) >> BigInt(32 * m)),
    );
    assertEquals(get(TARGET, m), modulo(x * BigInt(factor), m));
  });
});

Deno.test("a scaled addition adds to what is there", () => {
  eachOperands(3, (x, m, y, _n, factor) => {
    put(TARGET, y, m);
    const sum = y + x * BigInt(factor);
    assertEquals(functions.addScaled(TARGET, X, m, factor | 0) >>> 0, Number(sum >> BigInt(32 * m)));
    assertEquals(get(TARGET, m), modulo(sum, m));
  });
});

Deno.test("a scaled subtraction tells what is missing", () => {
  eachOperands(4, (x, m, y, n, factor) => {
    const missing = functions.subtractScaled(TARGET, X, m, Y, n, factor | 0) >>> 0;
    const difference = x - y * BigInt(factor);
    assertEquals(get(TARGET, m), modulo(difference, m));
    assertEquals(get(TARGET, m) - (BigInt(missing) << BigInt(32 * m)), difference);
  });
});

Deno.test("a division leaves its remainder, with the highest divisor too", () => {
  eachOperands(5, (x, m, _y, _n, factor) => {
    if (factor === 0) return;
    assertEquals(functions.divide(TARGET, X, m, factor | 0) >>> 0, Number(x % BigInt(factor)));
    assertEquals(get(TARGET, m), x / BigInt(factor));
  });
});

Deno.test("an operand may be the target", () => {
  eachOperands(6, (x, m, y, n, factor) => {
    put(TARGET, x, m);
    functions.add(TARGET, TARGET, m, Y, n);
    assertEquals(get(TARGET, m), modulo(x + y, m));
    put(TARGET, x, m);
    functions.scale(TARGET, TARGET, m, factor | 0);
    assertEquals(get(TARGET, m), modulo(x * BigInt(factor), m));
  });
});

Deno.test("order is that of the highest limb that differs, unsigned", () => {
  eachOperands(7, (x, m, y) => {
    put(TARGET, y, m);
    words[TARGET / 4 + m] = 0xdead_beef;
    assertEquals(functions.order(X, TARGET, m), x < y ? -1 : x > y ? 1 : 0);
    assertEquals(functions.order(X, X, m), 0);
  });
});
