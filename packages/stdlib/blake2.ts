/**
 * `_blake2`: BLAKE2b and BLAKE2s with keys, salts, persons and trees.
 *
 * @module
 */
import { HASH_BYTES, HASH_INPUT, HASH_PARAMETERS, T_BLAKE2B, T_BLAKE2S, type Value } from "@orochi/object";
import { method, type NativeModule, newMethod, type TypeDefinition, type Vm } from "@orochi/vm";
import { openBytes, releaseBuffer } from "@orochi/vm/kernel";
import { blake2 } from "./blake2_rounds.ts";
import { createHashObject, updateHash } from "./hashes.ts";

interface Variant {
  readonly index: number;
  readonly name: string;
  readonly small: boolean;
  readonly digestBytes: number;
  /** Most bytes of a salt and of a person. */
  readonly saltBytes: number;
}

const VARIANTS: readonly Variant[] = [
  { index: T_BLAKE2B, name: "blake2b", small: false, digestBytes: 64, saltBytes: 16 },
  { index: T_BLAKE2S, name: "blake2s", small: true, digestBytes: 32, saltBytes: 8 },
];

const SIGNATURE =
  "($type, data=b'', /, *, digest_size=64, key=b'', salt=b'', person=b'', fanout=1, depth=1, " +
  "leaf_size=0, node_offset=0, node_depth=0, inner_size=0, last_node=False, usedforsecurity=True, string=None)";

function optionalBytes(vm: Vm, value: Value, name: string, most: number): Uint8Array | null {
  if (value === 0) return new Uint8Array(0);
  const buffer = openBytes(vm, value);
  if (buffer === null) return null;
  const bytes = vm.u8.slice(buffer.address, buffer.address + buffer.length);
  releaseBuffer(vm, buffer);
  if (bytes.length <= most) return bytes;
  vm.raiseValue(`maximum ${name} length is ${most} bytes`);
  return null;
}

const MOST_INT = 0x7fff_ffff;

/** An optional int within bounds; NaN with an exception set. */
function optionalInt(
  vm: Vm,
  value: Value,
  missing: number,
  low: number,
  high: number,
  message: string,
): number {
  const number = value === 0 ? missing : vm.index(value);
  if (number >= low && number <= high) return number;
  // Where a word of C is what limits a number, it overflows.
  const isWord = message.endsWith("too large");
  if (vm.failed()) return NaN;
  if (isWord && number < 0) vm.raiseValue("Cannot convert negative int");
  else if (isWord) vm.raise("OverflowError", message);
  else if (number > MOST_INT) vm.raise("OverflowError", "Python int too large to convert to C int");
  else vm.raiseValue(message);
  return NaN;
}

/** `node_offset`: 48 or 64 bits; null with an exception set. */
function nodeOffset(vm: Vm, value: Value, bits: number): bigint | null {
  const number = value === 0 ? 0 : vm.index(value);
  if (Number.isNaN(number)) return null;
  const offset = value !== 0 && vm.isInt(value) ? vm.bigInt(value) : BigInt(Math.trunc(number));
  if (offset >= 0n && offset < 1n << BigInt(bits)) return offset;
  if (offset < 0n) vm.raiseValue("Cannot convert negative int");
  else vm.raise("OverflowError", "node_offset is too large");
  return null;
}

function construct(vm: Vm, variant: Variant, a: number): Value {
  const at = (k: number) => vm.i32[a + k];
  const most = variant.digestBytes;
  const digestMessage = `digest_size for ${variant.name} must be between 1 and ${most} bytes, here it is ${
    at(2) === 0 ? most : vm.index(at(2))
  }`;
  const numbers = [
    optionalInt(vm, at(2), most, 1, most, digestMessage),
    optionalInt(vm, at(6), 1, 0, 255, "fanout must be between 0 and 255"),
    optionalInt(vm, at(7), 1, 1, 255, "depth must be between 1 and 255"),
    optionalInt(vm, at(8), 0, 0, 2 ** 32 - 1, "leaf_size is too large"),
    optionalInt(vm, at(10), 0, 0, 255, "node_depth must be between 0 and 255"),
    optionalInt(vm, at(11), 0, 0, most, `inner_size must be between 0 and is ${most}`),
  ];
  if (numbers.some(Number.isNaN)) return 0;
  const key = optionalBytes(vm, at(3), "key", most);
  const salt = key === null ? null : optionalBytes(vm, at(4), "salt", variant.saltBytes);
  const person = salt === null ? null : optionalBytes(vm, at(5), "person", variant.saltBytes);
  const lastNode = at(12) === 0 ? 0 : vm.truthy(at(12));
  if (key === null || salt === null || person === null || lastNode < 0) return 0;
  const [digestBytes, fanout, depth, leafSize, nodeDepth, innerSize] = numbers;
  const offset = nodeOffset(vm, at(9), variant.small ? 48 : 64);
  if (offset === null) return 0;
  const block = new Uint8Array(1 + most), view = new DataView(block.buffer, 1);
  block.set([lastNode, digestBytes, key.length, fanout, depth]);
  view.setUint32(4, leafSize, true);
  view.setUint32(8, Number(offset & 0xffff_ffffn), true);
  const high = Number(offset >> 32n);
  if (variant.small) view.setUint16(12, high, true);
  else view.setUint32(12, high, true);
  block.set([nodeDepth, innerSize], variant.small ? 15 : 17);
  block.set(salt, 1 + most - 2 * variant.saltBytes);
  block.set(person, 1 + most - variant.saltBytes);
  const parameters = vm.newBytes(block);
  const hash = parameters === 0 ? 0 : createHashObject(vm, variant.index, 0, parameters);
  if (hash === 0) return 0;
  let good = true;
  if (key.length > 0) {
    const padded = new Uint8Array(most * 2);
    padded.set(key);
    const value = vm.newBytes(padded);
    good = value !== 0 && updateHash(vm, hash, value);
    vm.decref(value);
  }
  const data = at(1) || at(14);
  if (good && (data === 0 || updateHash(vm, hash, data))) return hash;
  vm.decref(hash);
  return 0;
}

function digest(vm: Vm, hash: Value, variant: Variant): Uint8Array | null {
  const parameters = vm.bytesOf(vm.i32[(hash + HASH_PARAMETERS) >>> 2]).slice();
  const buffer = openBytes(vm, vm.i32[(hash + HASH_INPUT) >>> 2]);
  if (buffer === null) return null;
  const input = vm.u8.slice(buffer.address, buffer.address + buffer.length);
  releaseBuffer(vm, buffer);
  return blake2(variant.small, parameters.slice(1), input, parameters[0] === 1);
}

function typeOf(variant: Variant): TypeDefinition {
  return {
    index: variant.index,
    name: variant.name,
    module: "_blake2",
    basicSize: HASH_BYTES,
    methods: [
      newMethod(SIGNATURE, (vm, a) => construct(vm, variant, a)),
      method(
        "update",
        "($self, data, /)",
        (vm, a) => updateHash(vm, vm.i32[a], vm.i32[a + 1]) ? vm.none : 0,
        "Take more bytes in.",
      ),
      method("digest", "($self, /)", (vm, a) => {
        const bytes = digest(vm, vm.i32[a], variant);
        return bytes === null ? 0 : vm.newBytes(bytes);
      }, "Return the digest as bytes."),
      method("hexdigest", "($self, /)", (vm, a) => {
        const bytes = digest(vm, vm.i32[a], variant);
        if (bytes === null) return 0;
        return vm.newStr(Array.from(bytes, (byte) => byte.toString(16).padStart(2, "0")).join(""));
      }, "Return the digest as a str of hexadecimal digits."),
      method("copy", "($self, /)", (vm, a) => {
        const parameters = vm.keep(vm.i32[(vm.i32[a] + HASH_PARAMETERS) >>> 2]);
        return createHashObject(vm, variant.index, vm.i32[(vm.i32[a] + HASH_INPUT) >>> 2], parameters);
      }, "Return a copy."),
    ],
    getset: [
      { name: "name", get: (vm) => vm.newStr(variant.name) },
      {
        name: "digest_size",
        get: (vm, self) => vm.newInt(vm.bytesOf(vm.i32[(self + HASH_PARAMETERS) >>> 2])[1]),
      },
      { name: "block_size", get: (vm) => vm.newInt(variant.digestBytes * 2) },
    ],
  };
}

/** The types. */
export const blake2Types: readonly TypeDefinition[] = VARIANTS.map(typeOf);

/** What a hash takes at most, in bytes: attributes of the type, and with its name in front of the module. */
function limitsOf({ digestBytes }: Variant): readonly (readonly [name: string, bytes: number])[] {
  return [
    ["SALT_SIZE", digestBytes / 4],
    ["PERSON_SIZE", digestBytes / 4],
    ["MAX_KEY_SIZE", digestBytes],
    ["MAX_DIGEST_SIZE", digestBytes],
  ];
}

/** The module. */
export const blake2Module: NativeModule = {
  name: "_blake2",
  functions: [],
  populate: (vm, _module, dict) =>
    VARIANTS.every((variant) =>
      vm.dictSetStr(dict, variant.name, vm.typeObject(variant.index)) &&
      limitsOf(variant).every(([name, value]) =>
        vm.dictSetOwned(vm.typeDict(vm.typeObject(variant.index)), name, vm.newInt(value)) &&
        vm.dictSetOwned(dict, `${variant.name.toUpperCase()}_${name}`, vm.newInt(value))
      )
    ),
};
