/**
 * Modules' code, from the cache of an earlier run where it fits and from source where not. For files the cache is a
 * `.pyc` file in `__pycache__` with CPython's header (PEP 3147, PEP 552): the time of change and the size of the source
 * must be those of the header. The library's cache is the host's, and is written whatever `sys.dont_write_bytecode` says:
 * CPython's library is compiled when it is installed.
 *
 * @module
 */
import { FALSE, NONE, type Value } from "@orochi/object";
import { fixFilename, isCode, readCode, writeCode } from "./code_bytes.ts";
import { codeFormat } from "./code_format.ts";
import type { Host } from "./host.ts";
import { compileSource } from "./run_source.ts";
import { readModuleSource } from "./source_text.ts";
import { CONTROL_SYS, LIBRARY_PREFIX, type Vm } from "./vm.ts";

/** `sys.implementation.cache_tag`. */
export const CACHE_TAG = "orochi-314";
/** Magic number, flags, time of change and size of the source: four words. */
const HEADER_BYTES = 16;
/** `marshal`'s letter for code, and the length of what follows. */
const MARSHAL_CODE = "c".charCodeAt(0), MARSHAL_BYTES = 5;
/** Bits of the letter's byte that are the letter: the other one says that the code may be referred to. */
const LETTER_BITS = 0x7f;

/** The number at the start of .pyc files (`importlib.util.MAGIC_NUMBER`), as an unsigned number of 32 bits. */
export function magicNumber(vm: Vm): number {
  return ((vm.host.codeCache?.token ?? 0) ^ codeFormat()) >>> 0;
}

/** The code object of a module's file (immortal): null if there is no such file, 0 with an exception set. */
export function codeOfFile(vm: Vm, file: string): Value | null {
  const kept = file.startsWith(LIBRARY_PREFIX) ? libraryCode(vm, file) : fileCode(vm, file);
  if (kept !== null) return kept;
  const source = readModuleSource(vm, file);
  if (source === null) return vm.failed() ? 0 : null;
  // Before it is compiled: a source that changes meanwhile is compiled again next time.
  const stamp = file.startsWith(LIBRARY_PREFIX) ? null : vm.host.stampOf(file);
  const code = compileSource(vm, source, file, "exec", true, { trusted: file.startsWith(LIBRARY_PREFIX) });
  if (code !== 0) keep(vm, file, stamp, code);
  return code;
}

/** What follows the name of a cache of code that `-O` made. */
function optimised(vm: Vm): string {
  return vm.optimize === 0 ? "" : `.opt-${vm.optimize}`;
}

function libraryPath(vm: Vm, file: string): string {
  return file.slice(LIBRARY_PREFIX.length, -".py".length) + optimised(vm) + ".py";
}

function libraryCode(vm: Vm, file: string): Value | null {
  const bytes = vm.host.codeCache?.load(libraryPath(vm, file)) ?? null;
  return bytes !== null && isCode(bytes) ? readCode(vm, bytes) : null;
}

/** Where the bytecode of a file is kept; null where `sys.pycache_prefix` moves it, which importlib sees to. */
function cachePath(vm: Vm, file: string): { folder: string; path: string } | null {
  const prefix = vm.dictGetStr(vm.control(CONTROL_SYS), "pycache_prefix");
  if (vm.host.codeCache === null || (prefix !== 0 && prefix !== NONE) || !file.endsWith(".py")) return null;
  const slash = file.lastIndexOf("/") + 1;
  const folder = `${file.slice(0, slash)}__pycache__`;
  return { folder, path: `${folder}/${file.slice(slash, -".py".length)}.${CACHE_TAG}${optimised(vm)}.pyc` };
}

/** What {@linkcode Host.stampOf} tells of a source. */
type Stamp = NonNullable<ReturnType<Host["stampOf"]>>;

function header(vm: Vm, { modified, size }: Stamp): Uint32Array {
  return Uint32Array.of(magicNumber(vm), 0, modified >>> 0, size >>> 0);
}

function fileCode(vm: Vm, file: string): Value | null {
  const where = cachePath(vm, file);
  if (where === null) return null;
  const bytes = vm.host.readFile(where.path);
  if (!(bytes instanceof Uint8Array) || bytes.length < HEADER_BYTES + MARSHAL_BYTES) return null;
  const stamp = vm.host.stampOf(file);
  if (stamp === null) return null;
  const found = new Uint32Array(bytes.slice(0, HEADER_BYTES).buffer);
  if (!header(vm, stamp).every((word, i) => found[i] === word)) return null;
  if ((bytes[HEADER_BYTES] & LETTER_BITS) !== MARSHAL_CODE) return null;
  const body = bytes.subarray(HEADER_BYTES + MARSHAL_BYTES);
  if (!isCode(body)) return null;
  const code = readCode(vm, body);
  if (code !== 0) fixFilename(vm, code, file);
  return code;
}

/** Keeps what was compiled; a place that can't be written is no error. */
function keep(vm: Vm, file: string, stamp: Stamp | null, code: Value): void {
  if (vm.host.codeCache === null) return;
  const body = writeCode(vm, code);
  if (body === null) return;
  if (file.startsWith(LIBRARY_PREFIX)) {
    vm.host.codeCache.store(libraryPath(vm, file), body);
    return;
  }
  const allowed = vm.dictGetStr(vm.control(CONTROL_SYS), "dont_write_bytecode") === FALSE;
  const where = allowed ? cachePath(vm, file) : null;
  if (where === null || stamp === null) return;
  const bytes = new Uint8Array(HEADER_BYTES + MARSHAL_BYTES + body.length);
  bytes.set(new Uint8Array(header(vm, stamp).buffer));
  bytes[HEADER_BYTES] = MARSHAL_CODE;
  new DataView(bytes.buffer).setInt32(HEADER_BYTES + 1, body.length, true);
  bytes.set(body, HEADER_BYTES + MARSHAL_BYTES);
  vm.host.system("mkdir", [where.folder, 0o777]);
  vm.host.writeFile(where.path, bytes);
}
