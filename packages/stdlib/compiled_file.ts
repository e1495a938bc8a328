/**
 * Programs that are compiled already: files as `py_compile` writes them (PEP 3147, PEP 552).
 *
 * @module
 */
import { T_CODE, type Value } from "@orochi/object";
import { magicNumber, type Vm } from "@orochi/vm";
import { Reader } from "./marshal/reader.ts";

/** What code comes after: the magic number, flags, and two words that say of what source it is. */
const HEADER_BYTES = 16;

function magicOf(bytes: Uint8Array): number {
  return new DataView(bytes.buffer, bytes.byteOffset).getUint32(0, true);
}

/** Whether a file has code rather than source: by its name, or by how it begins (`maybe_pyc_file` of CPython). */
export function isCompiled(vm: Vm, filename: string, bytes: Uint8Array): boolean {
  return filename.endsWith(".pyc") || bytes.length >= 4 && magicOf(bytes) === magicNumber(vm);
}

/** The code object of such a file, or 0 with an exception set (`run_pyc_file` of CPython). */
export function readCompiled(vm: Vm, bytes: Uint8Array): Value {
  if (bytes.length < HEADER_BYTES) return vm.raise("EOFError", "EOF read where not expected");
  if (magicOf(bytes) !== magicNumber(vm)) return vm.raise("RuntimeError", "Bad magic number in .pyc file");
  const reader = new Reader(vm, bytes.subarray(HEADER_BYTES), true), code = reader.read(0);
  reader.release();
  if (code === 0 || vm.typeIndex(code) === T_CODE) return code;
  vm.decref(code);
  return vm.raise("RuntimeError", "Bad code object in .pyc file");
}
