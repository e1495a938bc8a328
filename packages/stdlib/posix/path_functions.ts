/**
 * Functions of `posix` on paths.
 *
 * @module
 */
import { NONE, type Value } from "@orochi/object";
import { type HostError, type NativeDefinition, nativeFunction, type Vm } from "@orochi/vm";
import { changeFile, isError, statFile } from "../files.ts";
import { audit } from "../sys_functions.ts";
import { decodePath, type Path, pathOf, pathValue, raisePath } from "./paths.ts";
import { newStructSequence } from "../struct_sequence.ts";
import { stat, STATVFS_RESULT } from "./stat_result.ts";

/** Value of `dir_fd` that means none. */
function refusesDirFd(vm: Vm, value: Value): boolean {
  if (value === 0 || value === NONE) return false;
  vm.raise("NotImplementedError", "dir_fd unavailable on this platform");
  return true;
}

/** Raises what a call on a path failed with, or gives None. */
function outcome(vm: Vm, result: number | string | HostError, path: Path, second?: Path): Value {
  return isError(result) ? raisePath(vm, result, path, second) : NONE;
}

/** A function of one path that has no result. */
function onPath(name: string, signature: string, call: string, dirFd: number): NativeDefinition {
  return nativeFunction(name, signature, (vm, a) => {
    if (refusesDirFd(vm, vm.i32[a + dirFd])) return 0;
    const path = pathOf(vm, vm.i32[a], { call: name });
    if (path === null || !audit(vm, `os.${name === "unlink" ? "remove" : name}`, vm.i32[a])) return 0;
    return outcome(vm, vm.host.system(call, [path.text]), path);
  });
}

/** A function of two paths; the parameters' names matter for messages. */
function onTwoPaths(
  name: string,
  signature: string,
  call: string,
  dirFds: readonly number[],
): NativeDefinition {
  return nativeFunction(name, signature, (vm, a) => {
    if (dirFds.some((at) => refusesDirFd(vm, vm.i32[a + at]))) return 0;
    const from = pathOf(vm, vm.i32[a], { call: name, parameter: "src" });
    const to = from === null ? null : pathOf(vm, vm.i32[a + 1], { call: name, parameter: "dst" });
    return from === null || to === null
      ? 0
      : outcome(vm, vm.host.system(call, [from.text, to.text]), from, to);
  });
}

/** An int argument, or NaN with an exception set; the default where none was given. */
export function intOr(vm: Vm, value: Value, fallback: number): number {
  return value === 0 ? fallback : vm.index(value);
}

function truth(vm: Vm, value: Value, fallback: boolean): boolean {
  return value === 0 ? fallback : vm.truthy(value) === 1;
}

function listdir(vm: Vm, given: Value): Value {
  const path = pathOf(vm, given, { call: "listdir", none: true });
  if (path === null) return 0;
  const names = vm.host.listDirectory(path.text);
  if (isError(names)) return raisePath(vm, names, path);
  return vm.newList(names.map((name) => pathValue(vm, name.slice(1), path.isBytes)));
}

/** Nanoseconds as decimal text from an int or float of seconds; null with an exception set. */
function nanoseconds(vm: Vm, value: Value): string | null {
  if (vm.isInt(value)) return String(vm.bigInt(value) * 1_000_000_000n);
  const seconds = vm.asDouble(value);
  if (vm.failed()) return null;
  const whole = Math.floor(seconds);
  return String(BigInt(whole) * 1_000_000_000n + BigInt(Math.floor((seconds - whole) * 1e9)));
}

function utime(vm: Vm, a: number): Value {
  const i32 = vm.i32;
  const [given, times, ns, dirFd, follow] = [i32[a], i32[a + 1], i32[a + 2], i32[a + 3], i32[a + 4]];
  if (refusesDirFd(vm, dirFd)) return 0;
  const path = pathOf(vm, given, { call: "utime", descriptor: true });
  if (path === null) return 0;
  const pair = times !== 0 && times !== NONE ? times : ns;
  let texts: (string | null)[];
  if (times !== 0 && times !== NONE && ns !== 0) {
    return vm.raiseValue("utime: you may specify either 'times' or 'ns' but not both");
  }
  if (pair === 0) {
    const now = String(BigInt(Math.round(vm.host.now() * 1e6)) * 1000n);
    texts = [now, now];
  } else {
    if (!vm.isTuple(pair) || vm.tupleLength(pair) !== 2) {
      return vm.raiseType(
        `utime: '${pair === times ? "times" : "ns"}' must be ${
          pair === times ? "either a tuple of two ints or None" : "a tuple of two ints"
        }`,
      );
    }
    texts = vm.tupleItems(pair).map((item) =>
      pair === times ? nanoseconds(vm, item) : vm.isInt(item) ? String(vm.bigInt(item)) : null
    );
  }
  if (texts[0] === null || texts[1] === null) {
    return vm.failed() ? 0 : vm.raiseType("utime: 'ns' must be a tuple of two ints");
  }
  if (path.fd < 0) {
    return outcome(
      vm,
      vm.host.system(truth(vm, follow, true) ? "utime" : "lutime", [path.text, texts[0], texts[1]]),
      path,
    );
  }
  return outcome(vm, changeFile(vm, path.fd, "futime", [texts[0], texts[1]]), path);
}

/** `chmod`, `chown` and `truncate`: a path or a descriptor, then ints. */
function change(
  vm: Vm,
  given: Value,
  name: string,
  onFile: string,
  onDescriptor: string,
  numbers: readonly number[],
): Value {
  if (numbers.some(Number.isNaN)) return 0;
  const path = pathOf(vm, given, { call: name, descriptor: true });
  if (path === null) return 0;
  if (path.fd < 0) return outcome(vm, vm.host.system(onFile, [path.text, ...numbers]), path);
  return outcome(vm, changeFile(vm, path.fd, onDescriptor, numbers), path);
}

/** `os.path.normpath` on text. */
export function normalisePath(path: string): string {
  if (path === "") return ".";
  const root = path.startsWith("//") && !path.startsWith("///") ? "//" : path.startsWith("/") ? "/" : "";
  const parts: string[] = [];
  for (const part of path.split("/")) {
    if (part === "" || part === ".") continue;
    if (part !== ".." || (root === "" && parts.length === 0) || parts[parts.length - 1] === "..") {
      parts.push(part);
    } else parts.pop();
  }
  return root + parts.join("/") || ".";
}

/** Drive (none), root and rest of a path. */
function splitRoot(path: string): [string, string] {
  const root = /^\/*/.exec(path)![0];
  const length = root.length === 2 ? 2 : Math.min(root.length, 1);
  return [path.slice(0, length), path.slice(length)];
}

/** A path argument as text without looking at the file system. */
function plainPath(vm: Vm, value: Value): { text: string; isBytes: boolean } | null {
  const converted = fspath(vm, value);
  if (converted === 0) return null;
  const isBytes = vm.isBytes(converted);
  const text = isBytes
    ? decodePath(vm.u8.slice((converted + 12) >>> 0, ((converted + 12) >>> 0) + vm.length(converted)))
    : vm.js(converted);
  vm.decref(converted);
  return { text, isBytes };
}

/** `os.fspath` (new reference). */
export function fspath(vm: Vm, value: Value): Value {
  if (vm.isStr(value) || vm.isBytes(value)) return vm.keep(value);
  const converted = vm.callSpecial(value, vm.names.__fspath__);
  if (converted === 0) {
    return vm.failed()
      ? 0
      : vm.raiseType(`expected str, bytes or os.PathLike object, not ${vm.typeName(value)}`);
  }
  if (vm.isStr(converted) || vm.isBytes(converted)) return converted;
  vm.raiseType(
    `expected ${vm.typeName(value)}.__fspath__() to return str or bytes, not ${vm.typeName(converted)}`,
  );
  vm.decref(converted);
  return 0;
}

/** `os.path.isdir` and its like, which raise nothing. */
function testPath(name: string, test: (kind: string) => boolean, followLinks: boolean): NativeDefinition {
  return nativeFunction(name, "(path)", (vm, a) => {
    const path = pathOf(vm, vm.i32[a], { call: name, descriptor: true });
    if (path === null) {
      if (!vm.matches("ValueError")) return 0;
      vm.clearError();
      return vm.bool(false);
    }
    const info = path.fd < 0 ? vm.host.stat(path.text, followLinks) : statFile(vm, path.fd);
    return vm.bool(!isError(info) && test(info.kind));
  });
}

function statvfs(vm: Vm, given: Value): Value {
  const path = pathOf(vm, given, { call: "statvfs" });
  if (path === null) return 0;
  const numbers = vm.host.system("statvfs", [path.text]);
  if (isError(numbers)) return raisePath(vm, numbers, path);
  return newStructSequence(
    vm,
    STATVFS_RESULT,
    [...String(numbers).split(" "), "0"].map((number) => vm.newBigInt(BigInt(number))),
  );
}

/** The functions. */
export const pathFunctions: readonly NativeDefinition[] = [
  nativeFunction("stat", "(path, *, dir_fd=None, follow_symlinks=True)", (vm, a) => {
    if (refusesDirFd(vm, vm.i32[a + 1])) return 0;
    const path = pathOf(vm, vm.i32[a], { call: "stat", descriptor: true });
    return path === null ? 0 : stat(vm, path, truth(vm, vm.i32[a + 2], true));
  }),
  nativeFunction("lstat", "(path, *, dir_fd=None)", (vm, a) => {
    if (refusesDirFd(vm, vm.i32[a + 1])) return 0;
    const path = pathOf(vm, vm.i32[a], { call: "lstat" });
    return path === null ? 0 : stat(vm, path, false);
  }),
  nativeFunction("statvfs", "(path)", (vm, a) => statvfs(vm, vm.i32[a])),
  nativeFunction(
    "access",
    "(path, mode, *, dir_fd=None, effective_ids=False, follow_symlinks=True)",
    (vm, a) => {
      const path = pathOf(vm, vm.i32[a], { call: "access" });
      const mode = intOr(vm, vm.i32[a + 1], 0);
      if (path === null || Number.isNaN(mode)) return 0;
      return vm.bool(!isError(vm.host.system("access", [path.text, mode])));
    },
  ),
  nativeFunction("listdir", "(path=None)", (vm, a) => listdir(vm, vm.i32[a])),
  nativeFunction("mkdir", "(path, mode=0o777, *, dir_fd=None)", (vm, a) => {
    const mode = intOr(vm, vm.i32[a + 1], 0o777);
    if (refusesDirFd(vm, vm.i32[a + 2]) || Number.isNaN(mode)) return 0;
    const path = pathOf(vm, vm.i32[a], { call: "mkdir" });
    return path === null ? 0 : outcome(vm, vm.host.system("mkdir", [path.text, mode]), path);
  }),
  onPath("rmdir", "(path, *, dir_fd=None)", "rmdir", 1),
  onPath("unlink", "(path, *, dir_fd=None)", "unlink", 1),
  onPath("remove", "(path, *, dir_fd=None)", "unlink", 1),
  onTwoPaths("rename", "(src, dst, *, src_dir_fd=None, dst_dir_fd=None)", "rename", [2, 3]),
  onTwoPaths("replace", "(src, dst, *, src_dir_fd=None, dst_dir_fd=None)", "rename", [2, 3]),
  onTwoPaths("link", "(src, dst, *, src_dir_fd=None, dst_dir_fd=None, follow_symlinks=True)", "link", [2, 3]),
  onTwoPaths("symlink", "(src, dst, target_is_directory=False, *, dir_fd=None)", "symlink", [3]),
  nativeFunction("readlink", "(path, *, dir_fd=None)", (vm, a) => {
    if (refusesDirFd(vm, vm.i32[a + 1])) return 0;
    const path = pathOf(vm, vm.i32[a], { call: "readlink" });
    if (path === null) return 0;
    const target = vm.host.system("readlink", [path.text]);
    return isError(target) ? raisePath(vm, target, path) : pathValue(vm, String(target), path.isBytes);
  }),
  nativeFunction("chdir", "(path)", (vm, a) => {
    const path = pathOf(vm, vm.i32[a], { call: "chdir" });
    return path === null ? 0 : outcome(vm, vm.host.system("chdir", [path.text]), path);
  }),
  nativeFunction("getcwd", "()", (vm) => vm.newStr(vm.host.cwd())),
  nativeFunction("getcwdb", "()", (vm) => pathValue(vm, vm.host.cwd(), true)),
  nativeFunction(
    "chmod",
    "(path, mode, *, dir_fd=None, follow_symlinks=True)",
    (vm, a) =>
      refusesDirFd(vm, vm.i32[a + 2])
        ? 0
        : change(vm, vm.i32[a], "chmod", "chmod", "fchmod", [intOr(vm, vm.i32[a + 1], 0)]),
  ),
  nativeFunction(
    "fchmod",
    "(fd, mode)",
    (vm, a) => change(vm, vm.i32[a], "fchmod", "chmod", "fchmod", [intOr(vm, vm.i32[a + 1], 0)]),
  ),
  nativeFunction("chown", "(path, uid, gid, *, dir_fd=None, follow_symlinks=True)", (vm, a) => {
    if (refusesDirFd(vm, vm.i32[a + 3])) return 0;
    const call = truth(vm, vm.i32[a + 4], true) ? "chown" : "lchown";
    return change(vm, vm.i32[a], "chown", call, "fchown", [
      intOr(vm, vm.i32[a + 1], 0),
      intOr(vm, vm.i32[a + 2], 0),
    ]);
  }),
  nativeFunction(
    "lchown",
    "(path, uid, gid)",
    (vm, a) =>
      change(vm, vm.i32[a], "lchown", "lchown", "fchown", [
        intOr(vm, vm.i32[a + 1], 0),
        intOr(vm, vm.i32[a + 2], 0),
      ]),
  ),
  nativeFunction(
    "fchown",
    "(fd, uid, gid)",
    (vm, a) =>
      change(vm, vm.i32[a], "fchown", "chown", "fchown", [
        intOr(vm, vm.i32[a + 1], 0),
        intOr(vm, vm.i32[a + 2], 0),
      ]),
  ),
  nativeFunction(
    "truncate",
    "(path, length)",
    (vm, a) => change(vm, vm.i32[a], "truncate", "truncate", "ftruncate", [intOr(vm, vm.i32[a + 1], 0)]),
  ),
  nativeFunction(
    "ftruncate",
    "(fd, length, /)",
    (vm, a) => change(vm, vm.i32[a], "ftruncate", "truncate", "ftruncate", [intOr(vm, vm.i32[a + 1], 0)]),
  ),
  nativeFunction(
    "utime",
    "(path, times=None, *, ns=<unrepresentable>, dir_fd=None, follow_symlinks=True)",
    utime,
  ),
  nativeFunction("fspath", "(path)", (vm, a) => fspath(vm, vm.i32[a])),
  nativeFunction("_path_normpath", "(path)", (vm, a) => {
    const path = plainPath(vm, vm.i32[a]);
    return path === null ? 0 : pathValue(vm, normalisePath(path.text), path.isBytes);
  }),
  nativeFunction("_path_splitroot_ex", "(path, /)", (vm, a) => {
    const path = plainPath(vm, vm.i32[a]);
    if (path === null) return 0;
    const [root, rest] = splitRoot(path.text);
    return vm.newTuple(["", root, rest].map((part) => pathValue(vm, part, path.isBytes)));
  }),
  testPath("_path_isdir", (kind) => kind === "directory", true),
  testPath("_path_isfile", (kind) => kind === "file", true),
  testPath("_path_islink", (kind) => kind === "symlink", false),
  testPath("_path_exists", () => true, true),
  testPath("_path_lexists", () => true, false),
];
