/**
 * `_sha2`: SHA-224, SHA-256, SHA-384 and SHA-512.
 *
 * @module
 */
import {
  SHA_BLOCK,
  SHA_BYTES,
  SHA_COUNT,
  SHA_STATE,
  T_BYTES,
  T_SHA224,
  T_SHA256,
  T_SHA384,
  T_SHA512,
  type Value,
} from "@orochi/object";
import {
  method,
  type NativeDefinition,
  nativeFunction,
  type NativeModule,
  type TypeDefinition,
  type Vm,
} from "@orochi/vm";
import { compress256, compress512, startState } from "./sha2_rounds.ts";

/** One of the four functions. */
interface Variant {
  readonly index: number;
  readonly name: string;
  readonly digestBytes: number;
  readonly blockBytes: number;
}

const VARIANTS: readonly Variant[] = [
  { index: T_SHA224, name: "sha224", digestBytes: 28, blockBytes: 64 },
  { index: T_SHA256, name: "sha256", digestBytes: 32, blockBytes: 64 },
  { index: T_SHA384, name: "sha384", digestBytes: 48, blockBytes: 128 },
  { index: T_SHA512, name: "sha512", digestBytes: 64, blockBytes: 128 },
];

/** Bytes taken in so far. */
function countOf(vm: Vm, hash: Value): number {
  const at = (hash + SHA_COUNT) >>> 2;
  return (vm.i32[at + 1] >>> 0) * 0x1_0000_0000 + (vm.i32[at] >>> 0);
}

function compress(vm: Vm, hash: Value, variant: Variant): void {
  const rounds = variant.blockBytes === 64 ? compress256 : compress512;
  rounds(vm.i32, (hash + SHA_STATE) >>> 2, (hash + SHA_BLOCK) >>> 2);
}

/** Takes bytes in. The caller holds the hash's section. */
function absorb(vm: Vm, hash: Value, variant: Variant, bytes: Uint8Array): void {
  const count = countOf(vm, hash);
  const block = (hash + SHA_BLOCK) >>> 0;
  let filled = count % variant.blockBytes;
  for (let at = 0; at < bytes.length;) {
    const take = Math.min(bytes.length - at, variant.blockBytes - filled);
    vm.u8.set(bytes.subarray(at, at + take), block + filled);
    at += take;
    filled += take;
    if (filled === variant.blockBytes) {
      compress(vm, hash, variant);
      filled = 0;
    }
  }
  const total = count + bytes.length, word = (hash + SHA_COUNT) >>> 2;
  vm.i32[word] = total;
  vm.i32[word + 1] = total / 0x1_0000_0000;
}

/** The bytes of a bytes-like argument; null with TypeError set for others. */
function bytesOf(vm: Vm, source: Value): Uint8Array | null {
  if (vm.isBytes(source)) return vm.bytesOf(source);
  if (vm.isStr(source)) {
    vm.raiseType("Strings must be encoded before hashing");
    return null;
  }
  if (vm.isInt(source) || vm.isList(source) || vm.isTuple(source)) {
    vm.raiseType("object supporting the buffer API required");
    return null;
  }
  const made = vm.call(vm.typeObject(T_BYTES), source);
  if (made === 0) return null;
  const bytes = vm.bytesOf(made);
  vm.decref(made);
  return bytes;
}

function update(vm: Vm, hash: Value, variant: Variant, source: Value): boolean {
  const bytes = bytesOf(vm, source);
  if (bytes === null) return false;
  vm.lock.begin(hash);
  absorb(vm, hash, variant, bytes);
  vm.lock.end();
  return true;
}

function copy(vm: Vm, hash: Value, variant: Variant): Value {
  const made = vm.alloc(variant.index, SHA_BYTES);
  if (made === 0) return 0;
  vm.lock.begin(hash);
  vm.u8.copyWithin((made + SHA_COUNT) >>> 0, (hash + SHA_COUNT) >>> 0, (hash + SHA_BYTES) >>> 0);
  vm.lock.end();
  return made;
}

/** The digest: of a copy, which the padding ends. Null when the heap is exhausted. */
function digest(vm: Vm, hash: Value, variant: Variant): Uint8Array | null {
  const last = copy(vm, hash, variant);
  if (last === 0) return null;
  const bits = countOf(vm, last) * 8;
  const lengthBytes = variant.blockBytes / 8;
  const filled = countOf(vm, last) % variant.blockBytes;
  const zeros = (2 * variant.blockBytes - filled - 1 - lengthBytes) % variant.blockBytes;
  const padding = new Uint8Array(1 + zeros + lengthBytes);
  padding[0] = 0x80;
  const view = new DataView(padding.buffer);
  view.setUint32(padding.length - 8, Math.floor(bits / 0x1_0000_0000));
  view.setUint32(padding.length - 4, bits >>> 0);
  absorb(vm, last, variant, padding);
  const result = new Uint8Array(variant.digestBytes), words = new DataView(result.buffer);
  for (let i = 0; i < result.length; i += 4) words.setInt32(i, vm.i32[(last + SHA_STATE + i) >>> 2]);
  vm.decref(last);
  return result;
}

function typeOf(variant: Variant): TypeDefinition {
  return {
    index: variant.index,
    name: `${variant.name.toUpperCase()}Type`,
    module: "_sha2",
    basicSize: SHA_BYTES,
    methods: [
      method(
        "update",
        "($self, obj, /)",
        (vm, a) => update(vm, vm.i32[a], variant, vm.i32[a + 1]) ? vm.none : 0,
        "Update this hash object's state with the provided string.",
      ),
      method("digest", "($self, /)", (vm, a) => {
        const bytes = digest(vm, vm.i32[a], variant);
        return bytes === null ? 0 : vm.newBytes(bytes);
      }, "Return the digest value as a bytes object."),
      method("hexdigest", "($self, /)", (vm, a) => {
        const bytes = digest(vm, vm.i32[a], variant);
        if (bytes === null) return 0;
        return vm.newStr(Array.from(bytes, (byte) => byte.toString(16).padStart(2, "0")).join(""));
      }, "Return the digest value as a string of hexadecimal digits."),
      method(
        "copy",
        "($self, /)",
        (vm, a) => copy(vm, vm.i32[a], variant),
        "Return a copy of the hash object.",
      ),
    ],
    getset: [
      { name: "name", get: (vm) => vm.newStr(variant.name) },
      { name: "digest_size", get: (vm) => vm.newInt(variant.digestBytes) },
      { name: "block_size", get: (vm) => vm.newInt(variant.blockBytes) },
    ],
  };
}

function constructor(variant: Variant): NativeDefinition {
  return nativeFunction(variant.name, "(data=b'', *, usedforsecurity=True, string=None)", (vm, a) => {
    const hash = vm.alloc(variant.index, SHA_BYTES);
    if (hash === 0) return 0;
    startState(vm.i32, (hash + SHA_STATE) >>> 2, variant.digestBytes);
    const data = vm.i32[a] || vm.i32[a + 2];
    if (data === 0 || update(vm, hash, variant, data)) return hash;
    vm.decref(hash);
    return 0;
  }, `Return a new ${variant.name.toUpperCase()} hash object; optionally initialized with a string.`);
}

/** The types. */
export const sha2Types: readonly TypeDefinition[] = VARIANTS.map(typeOf);

/** The module. */
export const sha2Module: NativeModule = {
  name: "_sha2",
  functions: VARIANTS.map(constructor),
  populate: (vm, _module, dict) =>
    sha2Types.every((type) => vm.dictSetStr(dict, type.name, vm.typeObject(type.index))),
};
