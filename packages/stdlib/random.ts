/**
 * `_random`: the Mersenne Twister MT19937 (Matsumoto & Nishimura 1998), with CPython's sequences.
 *
 * @module
 */
import { NONE, RANDOM_BYTES, RANDOM_INDEX, RANDOM_STATE, T_RANDOM, tagInt, type Value } from "@orochi/object";
import { method, type NativeModule, newMethod, slot, type TypeDefinition, type Vm } from "@orochi/vm";
import { indexValue } from "@orochi/vm/kernel";

/** Words of the state. */
const WORDS = 624;
/** Distance of the words that a new one is made of. */
const SHIFT = 397;

/** Makes the next 624 words from the last; `first` is the state's word index. */
function twist(i32: Int32Array, first: number): void {
  for (let i = 0; i < WORDS; i++) {
    const next = i32[first + (i + 1) % WORDS];
    const mixed = (i32[first + i] & 0x8000_0000) | (next & 0x7fff_ffff);
    i32[first + i] = i32[first + (i + SHIFT) % WORDS] ^ (mixed >>> 1) ^ ((mixed & 1) === 0 ? 0 : 0x9908_b0df);
  }
}

/** The next 32 random bits, signed. The caller holds the generator's section. */
function word(i32: Int32Array, self: Value): number {
  const first = (self + RANDOM_STATE) >>> 2, at = (self + RANDOM_INDEX) >>> 2;
  let index = i32[at];
  if (index >= WORDS) {
    twist(i32, first);
    index = 0;
  }
  i32[at] = index + 1;
  let y = i32[first + index];
  y ^= y >>> 11;
  y ^= (y << 7) & 0x9d2c_5680;
  y ^= (y << 15) & 0xefc6_0000;
  return y ^ (y >>> 18);
}

/** Fills the state from one word. */
function seedFromWord(i32: Int32Array, self: Value, seed: number): void {
  const first = (self + RANDOM_STATE) >>> 2;
  i32[first] = seed;
  for (let i = 1; i < WORDS; i++) {
    const last = i32[first + i - 1];
    i32[first + i] = Math.imul(1812433253, last ^ (last >>> 30)) + i;
  }
  i32[(self + RANDOM_INDEX) >>> 2] = WORDS;
}

/** Fills the state from a key of any length. */
function seedFromKey(i32: Int32Array, self: Value, key: Uint32Array): void {
  const first = (self + RANDOM_STATE) >>> 2;
  seedFromWord(i32, self, 19650218);
  let i = 1, j = 0;
  const advance = (): void => {
    if (++i < WORDS) return;
    i32[first] = i32[first + WORDS - 1];
    i = 1;
  };
  for (let k = Math.max(WORDS, key.length); k > 0; k--) {
    const last = i32[first + i - 1];
    i32[first + i] = (i32[first + i] ^ Math.imul(last ^ (last >>> 30), 1664525)) + key[j] + j;
    advance();
    if (++j >= key.length) j = 0;
  }
  for (let k = WORDS - 1; k > 0; k--) {
    const last = i32[first + i - 1];
    i32[first + i] = (i32[first + i] ^ Math.imul(last ^ (last >>> 30), 1566083941)) - i;
    advance();
  }
  i32[first] = 0x8000_0000;
}

/** The words of a number that is not negative, least significant first; one for 0. */
function wordsOf(value: bigint): Uint32Array {
  const digits = value.toString(16);
  const words = new Uint32Array(Math.ceil(digits.length / 8));
  for (let i = 0, end = digits.length; i < words.length; i++, end -= 8) {
    words[i] = parseInt(digits.slice(Math.max(0, end - 8), end), 16);
  }
  return words;
}

/** The key that a seed stands for; null with an exception set on failure. */
function keyOf(vm: Vm, seed: Value): Uint32Array | null {
  if (seed === 0 || seed === NONE) {
    const bytes = new Uint8Array(WORDS * 4);
    vm.host.random(bytes);
    return new Uint32Array(bytes.buffer);
  }
  if (vm.isInt(seed)) {
    const value = vm.bigInt(seed);
    return wordsOf(value < 0n ? -value : value);
  }
  const hash = vm.callSpecial(seed, vm.names.__hash__);
  if (hash === 0) {
    if (!vm.failed()) vm.raiseType(`unhashable type: '${vm.typeName(seed)}'`);
    return null;
  }
  const value = BigInt.asUintN(64, vm.bigInt(hash));
  vm.decref(hash);
  return wordsOf(value);
}

function seedWith(vm: Vm, self: Value, seed: Value): Value {
  const key = keyOf(vm, seed);
  if (key === null) return 0;
  vm.lock.begin(self);
  seedFromKey(vm.i32, self, key);
  vm.lock.end();
  return NONE;
}

function random(vm: Vm, self: Value): Value {
  vm.lock.begin(self);
  const high = word(vm.i32, self) >>> 5, low = word(vm.i32, self) >>> 6;
  vm.lock.end();
  return vm.newFloat((high * 0x400_0000 + low) / 0x20_0000_0000_0000);
}

/** Bits beyond which no int is tried. */
const MOST_BITS = 0x3fff_ffe0;

function randomBits(vm: Vm, self: Value, count: Value): Value {
  const bits = vm.index(count);
  if (Number.isNaN(bits)) return 0;
  if (bits < 0) return vm.raiseValue("Cannot convert negative int");
  if (bits === 0) return tagInt(0);
  if (bits > MOST_BITS) return vm.raiseMemory();
  const words = new Uint32Array(Math.ceil(bits / 32));
  vm.lock.begin(self);
  for (let i = 0; i < words.length; i++) words[i] = word(vm.i32, self);
  vm.lock.end();
  const rest = bits % 32;
  if (rest !== 0) words[words.length - 1] >>>= 32 - rest;
  if (words.length === 1) return vm.newInt(words[0]);
  let digits = "0x";
  for (let i = words.length - 1; i >= 0; i--) digits += words[i].toString(16).padStart(8, "0");
  return vm.newBigInt(BigInt(digits));
}

function getState(vm: Vm, self: Value): Value {
  const words: number[] = [];
  vm.lock.begin(self);
  const first = (self + RANDOM_STATE) >>> 2;
  for (let i = 0; i < WORDS; i++) words.push(vm.i32[first + i] >>> 0);
  words.push(vm.i32[(self + RANDOM_INDEX) >>> 2]);
  vm.lock.end();
  return vm.newTuple(words.map((value) => vm.newInt(value)));
}

function setState(vm: Vm, self: Value, state: Value): Value {
  if (!vm.isTuple(state)) return vm.raiseType("state vector must be a tuple");
  if (vm.tupleLength(state) !== WORDS + 1) return vm.raiseValue("state vector is the wrong size");
  const words = new Float64Array(WORDS + 1);
  for (let i = 0; i <= WORDS; i++) {
    const item = indexValue(vm, vm.tupleItem(state, i));
    if (item === 0) return 0;
    const value = vm.bigInt(item);
    vm.decref(item);
    if (i < WORDS && value < 0n) {
      return vm.raise("OverflowError", "can't convert negative value to unsigned int");
    }
    words[i] = Number(BigInt.asIntN(32, value));
    if (i === WORDS && (value < 0n || value > BigInt(WORDS))) return vm.raiseValue("invalid state");
  }
  vm.lock.begin(self);
  const first = (self + RANDOM_STATE) >>> 2;
  for (let i = 0; i < WORDS; i++) vm.i32[first + i] = words[i];
  vm.i32[(self + RANDOM_INDEX) >>> 2] = words[WORDS];
  vm.lock.end();
  return NONE;
}

/** `_random.Random`. */
export const randomType: TypeDefinition = {
  index: T_RANDOM,
  name: "Random",
  module: "_random",
  basicSize: RANDOM_BYTES,
  subclassable: true,
  doc: "Random() -> create a random number generator with its own internal state.",
  methods: [
    newMethod("($type, /, *args, **kwargs)", (vm, a) => {
      const made = vm.allocLike(vm.i32[a], RANDOM_BYTES);
      // A subclass's __init__ may draw numbers before it seeds.
      if (made !== 0) seedFromWord(vm.i32, made, 5489);
      return made;
    }),
    slot("__init__", "($self, seed=None, /)", (vm, a) => seedWith(vm, vm.i32[a], vm.i32[a + 1])),
    method("random", "($self, /)", (vm, a) => random(vm, vm.i32[a]), "random() -> x in the interval [0, 1)."),
    method(
      "seed",
      "($self, n=None, /)",
      (vm, a) => seedWith(vm, vm.i32[a], vm.i32[a + 1]),
      "seed([n]) -> None.\n\nDefaults to use urandom and falls back to a combination\nof the current time and the process identifier.",
    ),
    method(
      "getstate",
      "($self, /)",
      (vm, a) => getState(vm, vm.i32[a]),
      "getstate() -> tuple containing the current state.",
    ),
    method(
      "setstate",
      "($self, state, /)",
      (vm, a) => setState(vm, vm.i32[a], vm.i32[a + 1]),
      "setstate(state) -> None.  Restores generator state.",
    ),
    method(
      "getrandbits",
      "($self, k, /)",
      (vm, a) => randomBits(vm, vm.i32[a], vm.i32[a + 1]),
      "getrandbits(k) -> x.  Generates an int with k random bits.",
    ),
  ],
};

/** The module. */
export const randomModule: NativeModule = {
  name: "_random",
  doc: "Module implements the Mersenne Twister random number generator.",
  functions: [],
  populate: (vm, _module, dict) => vm.dictSetStr(dict, "Random", vm.typeObject(T_RANDOM)),
};
