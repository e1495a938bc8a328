/**
 * Passes over the limbs of large ints, in WebAssembly: in place in the heap, some limbs a round, with products and carries
 * in 64 bits. Made for a Worker when its programs have done enough such work in TypeScript to pay for the module.
 *
 * @module
 */
import { type FunctionBuilder, I32, I64, WasmModule } from "@orochi/wasm";

/** What the module exports. Limbs are given by the byte address of the lowest one; `target` may be an operand. */
export interface LimbFunctions {
  /** `target = x + y` of `m` and `n <= m` limbs; returns the carry. */
  readonly add: (target: number, x: number, m: number, y: number, n: number) => number;
  /** `target = x - y` of `m` and `n <= m` limbs; returns the borrow. */
  readonly subtract: (target: number, x: number, m: number, y: number, n: number) => number;
  /** `target = x * factor`, of `m` limbs; returns the limb that follows, as a signed word. */
  readonly scale: (target: number, x: number, m: number, factor: number) => number;
  /** `target += x * factor`, of `m` limbs; returns the limb that is left to be added behind them, signed. */
  readonly addScaled: (target: number, x: number, m: number, factor: number) => number;
  /** `target = x - y * factor`, of `m` and `n <= m` limbs, modulo 2^(32 m); returns what is missing behind them, signed. */
  readonly subtractScaled: (
    target: number,
    x: number,
    m: number,
    y: number,
    n: number,
    factor: number,
  ) => number;
  /** `target = x // divisor`, of `m` limbs; returns the remainder, as a signed word. */
  readonly divide: (target: number, x: number, m: number, divisor: number) => number;
  /** -1, 0 or 1 as `x` is less than, equal to or greater than `y`, both of `n` limbs. */
  readonly order: (x: number, y: number, n: number) => number;
}

/** Makes the functions over a heap's memory. */
export function makeLimbFunctions(memory: WebAssembly.Memory): LimbFunctions {
  const module = new WasmModule();
  module.importMemory("o", "memory", {
    initial: memory.buffer.byteLength / 65536,
    maximum: 65536,
    shared: true,
  });
  const functions: Record<keyof LimbFunctions, number> = {
    add: addSum(module, false),
    subtract: addSum(module, true),
    scale: addScale(module, false),
    addScaled: addScale(module, true),
    subtractScaled: addSubtractScaled(module),
    divide: addDivide(module),
    order: addOrder(module),
  };
  for (const [name, index] of Object.entries(functions)) module.exportFunction(name, index);
  const instance = new WebAssembly.Instance(new WebAssembly.Module(module.toBytes()), { o: { memory } });
  return instance.exports as unknown as LimbFunctions;
}

/**
 * Limbs of a round. Each waits for the carry of the one before, which takes two steps; with one limb a round, what goes round
 * takes more than that: a product of 1000 limbs by one costs 0.77 ns a limb then, and 0.60 with four. Eight gain no more,
 * and cost short ints some.
 */
const UNROLLED = 4;

/**
 * Writes loops over limbs: `from` goes `count` limbs on, with `alike` beside it.
 *
 * @param body Writes what is done to the limb that is so many bytes behind the addresses.
 */
function eachLimb(
  f: FunctionBuilder,
  from: number,
  count: number,
  alike: readonly number[],
  body: (offset: number) => void,
): void {
  const end = f.newLocal(I32);
  f.localGet(from);
  f.localGet(count);
  f.i32Const(2);
  f.i32Shl();
  f.i32Add();
  f.localSet(end);
  for (const limbs of [UNROLLED, 1]) {
    const done = f.block(), top = f.loop();
    f.localGet(end);
    f.localGet(from);
    f.i32Sub();
    f.i32Const(4 * limbs);
    f.i32LtU();
    f.brIf(done);
    for (let k = 0; k < limbs; k++) body(4 * k);
    for (const address of [from, ...alike]) {
      f.localGet(address);
      f.i32Const(4 * limbs);
      f.i32Add();
      f.localSet(address);
    }
    f.br(top);
    f.end();
    f.end();
  }
  f.releaseLocal(end);
}

/** Pops an i64: its lower half goes to memory, the upper one, with its sign if it may have one, stays in the local. */
function storeLow(f: FunctionBuilder, target: number, offset: number, carry: number, signed: boolean): void {
  f.localSet(carry);
  f.localGet(target);
  f.localGet(carry);
  f.i64Store32(offset);
  f.localGet(carry);
  f.i64Const(32);
  if (signed) f.i64ShrS();
  else f.i64ShrU();
  f.localSet(carry);
}

function pushLimb(f: FunctionBuilder, address: number, offset: number): void {
  f.localGet(address);
  f.i64Load32U(offset);
}

function addSum(module: WasmModule, minus: boolean): number {
  const f = module.addFunction(minus ? "subtract" : "add", [I32, I32, I32, I32, I32], [I32]);
  const target = 0, x = 1, m = 2, y = 3, n = 4, carry = f.newLocal(I64);
  // The borrow is a carry of -1.
  eachLimb(f, y, n, [x, target], (offset) => {
    pushLimb(f, x, offset);
    pushLimb(f, y, offset);
    if (minus) f.i64Sub();
    else f.i64Add();
    f.localGet(carry);
    f.i64Add();
    storeLow(f, target, offset, carry, minus);
  });
  f.localGet(m);
  f.localGet(n);
  f.i32Sub();
  f.localSet(m);
  eachLimb(f, x, m, [target], (offset) => {
    pushLimb(f, x, offset);
    f.localGet(carry);
    f.i64Add();
    storeLow(f, target, offset, carry, minus);
  });
  f.localGet(carry);
  f.i32WrapI64();
  if (minus) {
    f.i32Const(31);
    f.i32ShrU();
  }
  f.end();
  return f.index;
}

function addScale(module: WasmModule, adds: boolean): number {
  const f = module.addFunction(adds ? "addScaled" : "scale", [I32, I32, I32, I32], [I32]);
  const target = 0, x = 1, m = 2, factor = 3, carry = f.newLocal(I64), by = f.newLocal(I64);
  f.localGet(factor);
  f.i64ExtendI32U();
  f.localSet(by);
  // The largest limb times the largest one, plus two limbs, is the largest number of 64 bits.
  eachLimb(f, x, m, [target], (offset) => {
    pushLimb(f, x, offset);
    f.localGet(by);
    f.i64Mul();
    f.localGet(carry);
    f.i64Add();
    if (adds) {
      pushLimb(f, target, offset);
      f.i64Add();
    }
    storeLow(f, target, offset, carry, false);
  });
  f.localGet(carry);
  f.i32WrapI64();
  f.end();
  return f.index;
}

function addSubtractScaled(module: WasmModule): number {
  const f = module.addFunction("subtractScaled", [I32, I32, I32, I32, I32, I32], [I32]);
  const target = 0, x = 1, m = 2, y = 3, n = 4, factor = 5;
  const carry = f.newLocal(I64), borrow = f.newLocal(I64), by = f.newLocal(I64);
  /** What the limb of `x` is less by is in `carry`: that limb, less its lower half and the borrow, goes to memory. */
  const subtractCarry = (offset: number) => {
    pushLimb(f, x, offset);
    f.localGet(carry);
    f.i64Const(0xffff_ffff);
    f.i64And();
    f.i64Sub();
    f.localGet(borrow);
    f.i64Add();
    storeLow(f, target, offset, borrow, true);
    f.localGet(carry);
    f.i64Const(32);
    f.i64ShrU();
    f.localSet(carry);
  };
  f.localGet(factor);
  f.i64ExtendI32U();
  f.localSet(by);
  eachLimb(f, y, n, [x, target], (offset) => {
    pushLimb(f, y, offset);
    f.localGet(by);
    f.i64Mul();
    f.localGet(carry);
    f.i64Add();
    f.localSet(carry);
    subtractCarry(offset);
  });
  f.localGet(m);
  f.localGet(n);
  f.i32Sub();
  f.localSet(m);
  eachLimb(f, x, m, [target], subtractCarry);
  f.localGet(carry);
  f.localGet(borrow);
  f.i64Sub();
  f.i32WrapI64();
  f.end();
  return f.index;
}

function addDivide(module: WasmModule): number {
  const f = module.addFunction("divide", [I32, I32, I32, I32], [I32]);
  const target = 0, x = 1, m = 2, divisor = 3;
  const rest = f.newLocal(I64), by = f.newLocal(I64), quotient = f.newLocal(I64), offset = f.newLocal(I32);
  f.localGet(divisor);
  f.i64ExtendI32U();
  f.localSet(by);
  f.localGet(m);
  f.i32Const(2);
  f.i32Shl();
  f.localSet(offset);
  const done = f.block(), top = f.loop();
  f.localGet(offset);
  f.i32Eqz();
  f.brIf(done);
  f.localGet(offset);
  f.i32Const(4);
  f.i32Sub();
  f.localSet(offset);
  f.localGet(rest);
  f.i64Const(32);
  f.i64Shl();
  f.localGet(x);
  f.localGet(offset);
  f.i32Add();
  f.i64Load32U();
  f.i64Or();
  f.localSet(rest);
  f.localGet(rest);
  f.localGet(by);
  f.i64DivU();
  f.localSet(quotient);
  f.localGet(target);
  f.localGet(offset);
  f.i32Add();
  f.localGet(quotient);
  f.i64Store32();
  f.localGet(rest);
  f.localGet(quotient);
  f.localGet(by);
  f.i64Mul();
  f.i64Sub();
  f.localSet(rest);
  f.br(top);
  f.end();
  f.end();
  f.localGet(rest);
  f.i32WrapI64();
  f.end();
  return f.index;
}

function addOrder(module: WasmModule): number {
  const f = module.addFunction("order", [I32, I32, I32], [I32]);
  const x = 0, y = 1, n = 2, p = f.newLocal(I32), q = f.newLocal(I32);
  const done = f.block(), top = f.loop();
  f.localGet(n);
  f.i32Eqz();
  f.brIf(done);
  f.localGet(n);
  f.i32Const(1);
  f.i32Sub();
  f.localSet(n);
  for (const [address, limb] of [[x, p], [y, q]]) {
    f.localGet(address);
    f.localGet(n);
    f.i32Const(2);
    f.i32Shl();
    f.i32Add();
    f.i32Load();
    f.localSet(limb);
  }
  f.localGet(p);
  f.localGet(q);
  f.i32Eq();
  f.brIf(top);
  f.i32Const(-1);
  f.i32Const(1);
  f.localGet(p);
  f.localGet(q);
  f.i32LtU();
  f.select();
  f.return();
  f.end();
  f.end();
  f.i32Const(0);
  f.end();
  return f.index;
}
