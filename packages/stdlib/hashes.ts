/**
 * `_md5`, `_sha1` and `_sha3`: hashes that the platform computes. An object gathers what it is given, so that any
 * Worker can go on with it, and hashes it when asked for the digest.
 *
 * @module
 */
import {
  HASH_BYTES,
  HASH_INPUT,
  HASH_PARAMETERS,
  T_BYTEARRAY,
  T_MD5,
  T_SHA1,
  T_SHA3_224,
  T_SHA3_256,
  T_SHA3_384,
  T_SHA3_512,
  T_SHAKE_128,
  T_SHAKE_256,
  type Value,
} from "@orochi/object";
import {
  type GetSetDefinition,
  method,
  type NativeDefinition,
  nativeFunction,
  type NativeModule,
  newMethod,
  type TypeDefinition,
  type Vm,
} from "@orochi/vm";
import { nodeModule } from "@orochi/syntax";
import { openBytes, releaseBuffer } from "@orochi/vm/kernel";

/** Bits of the state of SHA-3. */
const STATE_BITS = 1600;

interface Variant {
  readonly index: number;
  readonly module: string;
  readonly name: string;
  /** The platform's name. */
  readonly algorithm: string;
  /** Bytes; 0 where the caller says how many. */
  readonly digestBytes: number;
  readonly blockBytes: number;
}

const VARIANTS: readonly Variant[] = [
  { index: T_MD5, module: "_md5", name: "md5", algorithm: "md5", digestBytes: 16, blockBytes: 64 },
  { index: T_SHA1, module: "_sha1", name: "sha1", algorithm: "sha1", digestBytes: 20, blockBytes: 64 },
  sha3(T_SHA3_224, "sha3_224", "sha3-224", 28, 144),
  sha3(T_SHA3_256, "sha3_256", "sha3-256", 32, 136),
  sha3(T_SHA3_384, "sha3_384", "sha3-384", 48, 104),
  sha3(T_SHA3_512, "sha3_512", "sha3-512", 64, 72),
  sha3(T_SHAKE_128, "shake_128", "shake128", 0, 168),
  sha3(T_SHAKE_256, "shake_256", "shake256", 0, 136),
];

function sha3(
  index: number,
  name: string,
  algorithm: string,
  digestBytes: number,
  blockBytes: number,
): Variant {
  return { index, module: "_sha3", name, algorithm, digestBytes, blockBytes };
}

/** Adds bytes to what the hash has gathered; false with an exception set. */
export function updateHash(vm: Vm, hash: Value, source: Value): boolean {
  if (vm.isStr(source)) return vm.raiseType("Strings must be encoded before hashing") !== 0;
  const buffer = openBytes(vm, source, "object supporting the buffer API required");
  if (buffer === null) return false;
  releaseBuffer(vm, buffer);
  const done = vm.callMethod(vm.i32[(hash + HASH_INPUT) >>> 2], vm.intern("extend"), source);
  vm.decref(done);
  return done !== 0;
}

/** A hash that has gathered what another one has, or nothing. @param parameters BLAKE2's (stolen), or 0. */
export function createHashObject(vm: Vm, index: number, input: Value, parameters: Value): Value {
  const type = vm.typeObject(T_BYTEARRAY);
  const gathered = input === 0 ? vm.call(type) : vm.call(type, input);
  const hash = gathered === 0 ? 0 : vm.alloc(index, HASH_BYTES);
  if (hash === 0) {
    vm.decref(gathered);
    vm.decref(parameters);
    return 0;
  }
  vm.i32[(hash + HASH_INPUT) >>> 2] = gathered;
  vm.i32[(hash + HASH_PARAMETERS) >>> 2] = parameters;
  return hash;
}

function construct(vm: Vm, variant: Variant, data: Value): Value {
  const hash = createHashObject(vm, variant.index, 0, 0);
  if (hash === 0 || data === 0 || updateHash(vm, hash, data)) return hash;
  vm.decref(hash);
  return 0;
}

/** The digest; null with an exception set. `a`: where the arguments are. */
function digest(vm: Vm, a: number, variant: Variant): Uint8Array | null {
  let outputLength = variant.digestBytes;
  if (variant.digestBytes === 0) {
    outputLength = vm.index(vm.i32[a + 1]);
    if (Number.isNaN(outputLength)) return null;
    if (outputLength < 0 || outputLength >= 2 ** 29) {
      vm.raiseValue(outputLength < 0 ? "value must be positive" : "length is too large");
      return null;
    }
    if (outputLength === 0) return new Uint8Array(0);
  }
  const buffer = openBytes(vm, vm.i32[(vm.i32[a] + HASH_INPUT) >>> 2]);
  if (buffer === null) return null;
  const input = vm.u8.slice(buffer.address, buffer.address + buffer.length);
  releaseBuffer(vm, buffer);
  const { createHash } = nodeModule("node:crypto");
  const hash = createHash(variant.algorithm, variant.digestBytes === 0 ? { outputLength } : {});
  return new Uint8Array(hash.update(input).digest());
}

/** What a sponge is made of: bits that are kept in it, bits that are taken in at a time, and what ends a message. */
function spongeOf(variant: Variant): GetSetDefinition[] {
  const rate = variant.blockBytes * 8, suffix = variant.digestBytes === 0 ? 0x1f : 6;
  return [
    { name: "_capacity_bits", get: (vm) => vm.newInt(STATE_BITS - rate) },
    { name: "_rate_bits", get: (vm) => vm.newInt(rate) },
    { name: "_suffix", get: (vm) => vm.newBytes(Uint8Array.of(suffix)) },
  ];
}

function typeOf(variant: Variant): TypeDefinition {
  const asked = variant.digestBytes === 0 ? "($self, length, /)" : "($self, /)";
  const constructor = newMethod("($type, data=b'', /, *, usedforsecurity=True, string=None)", (vm, a) => {
    return construct(vm, variant, vm.i32[a + 1] || vm.i32[a + 3]);
  });
  return {
    index: variant.index,
    name: variant.name,
    module: variant.module,
    basicSize: HASH_BYTES,
    methods: [
      ...(variant.module === "_sha3" ? [constructor] : []),
      method(
        "update",
        "($self, obj, /)",
        (vm, a) => updateHash(vm, vm.i32[a], vm.i32[a + 1]) ? vm.none : 0,
        "Take more bytes in.",
      ),
      method("digest", asked, (vm, a) => {
        const bytes = digest(vm, a, variant);
        return bytes === null ? 0 : vm.newBytes(bytes);
      }, "Return the digest as bytes."),
      method("hexdigest", asked, (vm, a) => {
        const bytes = digest(vm, a, variant);
        if (bytes === null) return 0;
        return vm.newStr(Array.from(bytes, (byte) => byte.toString(16).padStart(2, "0")).join(""));
      }, "Return the digest as a str of hexadecimal digits."),
      method("copy", "($self, /)", (vm, a) => {
        return createHashObject(vm, variant.index, vm.i32[(vm.i32[a] + HASH_INPUT) >>> 2], 0);
      }, "Return a copy."),
    ],
    getset: [
      ...(variant.module === "_sha3" ? spongeOf(variant) : []),
      { name: "name", get: (vm) => vm.newStr(variant.name) },
      { name: "digest_size", get: (vm) => vm.newInt(variant.digestBytes) },
      { name: "block_size", get: (vm) => vm.newInt(variant.blockBytes) },
    ],
  };
}

function constructorOf(variant: Variant): NativeDefinition {
  return nativeFunction(
    variant.name,
    "(data=b'', *, usedforsecurity=True, string=None)",
    (vm, a) => construct(vm, variant, vm.i32[a] || vm.i32[a + 2]),
    `Return a new ${variant.name.toUpperCase()} hash object.`,
  );
}

function moduleOf(name: string): NativeModule {
  const variants = VARIANTS.filter((variant) => variant.module === name);
  if (name !== "_sha3") return { name, functions: variants.map(constructorOf) };
  return {
    name,
    functions: [],
    populate: (vm, _module, dict) =>
      variants.every((variant) => vm.dictSetStr(dict, variant.name, vm.typeObject(variant.index))),
  };
}

/** The types. */
export const hashTypes: readonly TypeDefinition[] = VARIANTS.map(typeOf);

/** The modules. */
export const hashModules: readonly NativeModule[] = ["_md5", "_sha1", "_sha3"].map(moduleOf);
