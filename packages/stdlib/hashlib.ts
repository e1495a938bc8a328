/**
 * `_hashlib`: keys derived from passwords, by the platform. The hashes themselves are those of `_md5`, `_sha2` and so
 * on, to which `hashlib` and `hmac` go where this module has none.
 *
 * @module
 */
import { NONE, T_FROZENSET, type Value } from "@orochi/object";
import { ensureModule, type NativeDefinition, nativeFunction, type NativeModule, type Vm } from "@orochi/vm";
import { nodeModule } from "@orochi/syntax";
import { openBytes, releaseBuffer } from "@orochi/vm/text";
import { addError, raiseError } from "./_module_error.ts";

/** The platform's names of the hashes that keys may be derived with. */
const DIGESTS: ReadonlyMap<string, readonly [platform: string, bytes: number]> = new Map([
  ["md5", ["md5", 16]],
  ["sha1", ["sha1", 20]],
  ["sha224", ["sha224", 28]],
  ["sha256", ["sha256", 32]],
  ["sha384", ["sha384", 48]],
  ["sha512", ["sha512", 64]],
  ["sha3_224", ["sha3-224", 28]],
  ["sha3_256", ["sha3-256", 32]],
  ["sha3_384", ["sha3-384", 48]],
  ["sha3_512", ["sha3-512", 64]],
]);

const MOST_INT = 0x7fff_ffff;

/** What scrypt may use where the caller says nothing: bytes. */
const DEFAULT_MEMORY = 32 * 1024 * 1024;

/** A copy of the bytes of a bytes-like object; null with an exception set. */
function bytesOf(vm: Vm, value: Value): Uint8Array | null {
  const buffer = openBytes(vm, value);
  if (buffer === null) return null;
  const bytes = vm.u8.slice(buffer.address, buffer.address + buffer.length);
  releaseBuffer(vm, buffer);
  return bytes;
}

/** An int parameter; NaN with an exception set. @param missing What stands for None. */
function integer(vm: Vm, value: Value, missing: number): number {
  return value === 0 || value === NONE ? missing : vm.index(value);
}

function unsupported(vm: Vm): 0 {
  return raiseError(vm, "_hashlib", "UnsupportedDigestmodError", "[digital envelope routines] unsupported");
}

function pbkdf2(vm: Vm, a: number): Value {
  if (!vm.isStr(vm.i32[a])) {
    return vm.raiseType(`pbkdf2_hmac() argument 'hash_name' must be str, not ${vm.typeName(vm.i32[a])}`);
  }
  const password = bytesOf(vm, vm.i32[a + 1]);
  const salt = password === null ? null : bytesOf(vm, vm.i32[a + 2]);
  if (password === null || salt === null) return 0;
  const iterations = vm.index(vm.i32[a + 3]);
  const digest = DIGESTS.get(vm.js(vm.i32[a]));
  if (Number.isNaN(iterations)) return 0;
  if (digest === undefined) return unsupported(vm);
  if (iterations < 1) return vm.raiseValue("iteration value must be greater than 0.");
  if (iterations > MOST_INT) return vm.raise("OverflowError", "iteration value is too great.");
  const length = integer(vm, vm.i32[a + 4], digest[1]);
  if (Number.isNaN(length)) return 0;
  if (length < 1) return vm.raiseValue("key length must be greater than 0.");
  if (length > MOST_INT) return vm.raise("OverflowError", "key length is too great.");
  return vm.newBytes(
    new Uint8Array(nodeModule("node:crypto").pbkdf2Sync(password, salt, iterations, length, digest[0])),
  );
}

function scrypt(vm: Vm, a: number): Value {
  const password = bytesOf(vm, vm.i32[a]);
  if (password === null) return 0;
  const names = ["salt", "n", "r", "p"];
  for (let i = 0; i < names.length; i++) {
    if (vm.i32[a + 1 + i] === 0) return vm.raiseType(`${names[i]} is required`);
  }
  const salt = bytesOf(vm, vm.i32[a + 1]);
  if (salt === null) return 0;
  const [n, r, p, memory, length] = [2, 3, 4, 5, 6].map((k) => {
    if (vm.failed()) return NaN;
    return vm.i32[a + k] === 0 ? k === 6 ? 64 : 0 : vm.index(vm.i32[a + k]);
  });
  if (vm.failed()) return 0;
  if (n < 0 || r < 0 || p < 0) return vm.raiseValue("Cannot convert negative int");
  if (n < 2 || Math.log2(n) % 1 !== 0) return vm.raiseValue("n must be a power of 2.");
  if (memory < 0 || memory > MOST_INT) {
    return vm.raiseValue(`maxmem must be positive and smaller than ${MOST_INT}`);
  }
  if (length < 1 || length > MOST_INT) {
    return vm.raiseValue(`dklen must be greater than 0 and smaller than ${MOST_INT}`);
  }
  if (r < 1 || p < 1 || r * p >= 2 ** 30) {
    return vm.raiseValue("Invalid parameter combination for n, r, p, maxmem.");
  }
  const maxmem = memory === 0 ? DEFAULT_MEMORY : memory;
  if (128 * r * (n + p + 2) > maxmem) {
    return vm.raiseValue("[digital envelope routines] memory limit exceeded");
  }
  return vm.newBytes(
    new Uint8Array(
      nodeModule("node:crypto").scryptSync(password, salt, length, { N: n, r, p, maxmem: 2 * maxmem }),
    ),
  );
}

/** What `hmac` asks for before it does the work itself. */
function refusing(name: string, signature: string): NativeDefinition {
  return nativeFunction(name, signature, unsupported);
}

/** Puts something of another module into the dict; false with an exception set. */
function borrow(vm: Vm, dict: Value, name: string, from: string, attribute: string): boolean {
  const module = ensureModule(vm, from);
  const value = module === 0 ? 0 : vm.getAttr(module, vm.intern(attribute));
  vm.decref(module);
  return vm.dictSetOwned(dict, name, value);
}

/** The module. */
export const hashlibModule: NativeModule = {
  name: "_hashlib",
  doc: "Keys derived from passwords",
  functions: [
    nativeFunction(
      "pbkdf2_hmac",
      "(hash_name, password, salt, iterations, dklen=None)",
      pbkdf2,
      "Password based key derivation function 2 (PKCS #5 v2.0) with HMAC as pseudorandom function.",
    ),
    nativeFunction(
      "scrypt",
      "(password, *, salt=None, n=None, r=None, p=None, maxmem=0, dklen=64)",
      scrypt,
      "scrypt password-based key derivation function.",
    ),
    refusing("hmac_new", "(key, msg=b'', digestmod=None)"),
    refusing("hmac_digest", "(key, msg, digest)"),
    nativeFunction("new", "(name, data=b'', *, usedforsecurity=True, string=None)", unsupported),
    nativeFunction("get_fips_mode", "()", (vm) => vm.newInt(0)),
  ],
  populate: (vm, _module, dict) =>
    addError(vm, dict, "_hashlib", "UnsupportedDigestmodError", "ValueError") &&
    vm.dictSetOwned(dict, "openssl_md_meth_names", vm.call(vm.typeObject(T_FROZENSET))) &&
    borrow(vm, dict, "openssl_sha256", "_sha2", "sha256") &&
    borrow(vm, dict, "compare_digest", "_operator", "_compare_digest"),
};
