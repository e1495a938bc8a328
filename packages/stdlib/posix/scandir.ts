/**
 * `os.scandir` and its entries.
 *
 * @module
 */
import {
  type Address,
  ENTRY_BYTES,
  ENTRY_KIND,
  ENTRY_LSTAT,
  ENTRY_NAME,
  ENTRY_PATH,
  ENTRY_STAT,
  NONE,
  T_DIR_ENTRY,
  T_SCANDIR_ITERATOR,
  type Value,
} from "@orochi/object";
import {
  method,
  type NativeDefinition,
  nativeFunction,
  slot,
  type TypeDefinition,
  type Vm,
} from "@orochi/vm";
import { isError } from "../files.ts";
import { audit } from "../sys_functions.ts";
import { pathOf, pathValue, raisePath } from "./paths.ts";
import { stat } from "./stat_result.ts";

/** Word of the iterator: list of the entries left, in reverse; 0 when closed. */
const ITERATOR_ENTRIES = 4;
const ITERATOR_BYTES = 12;

const FILE = 1, DIRECTORY = 2, LINK = 4, UNKNOWN = 0;
const KINDS: { readonly [letter: string]: number } = { f: FILE, d: DIRECTORY, l: LINK, "?": UNKNOWN };

function newEntry(vm: Vm, folder: string, name: string, kind: number, isBytes: boolean): Value {
  const entry = vm.alloc(T_DIR_ENTRY, ENTRY_BYTES);
  if (entry === 0) return 0;
  vm.i32[(entry + ENTRY_NAME) >>> 2] = pathValue(vm, name, isBytes);
  vm.i32[(entry + ENTRY_PATH) >>> 2] = pathValue(vm, folder + name, isBytes);
  vm.i32[(entry + ENTRY_KIND) >>> 2] = kind;
  return entry;
}

function scandir(vm: Vm, given: Value): Value {
  const path = pathOf(vm, given, { call: "scandir", none: true });
  if (path === null || !audit(vm, "os.scandir", given === 0 ? NONE : given)) return 0;
  const names = vm.host.listDirectory(path.text);
  if (isError(names)) return raisePath(vm, names, path);
  // Without an argument the entries' paths are their names after "./", as in CPython.
  const folder = path.text.endsWith("/") ? path.text : `${path.text}/`;
  const entries = vm.newList(
    names.reverse().map((name) => newEntry(vm, folder, name.slice(1), KINDS[name[0]], path.isBytes)),
  );
  const iterator = entries === 0 ? 0 : vm.alloc(T_SCANDIR_ITERATOR, ITERATOR_BYTES);
  if (iterator === 0) vm.decref(entries);
  else vm.i32[(iterator + ITERATOR_ENTRIES) >>> 2] = entries;
  return iterator;
}

/** `stat`, remembered by the entry. */
function entryStat(vm: Vm, entry: Address, followLinks: boolean): Value {
  const link = (vm.i32[(entry + ENTRY_KIND) >>> 2] & LINK) !== 0 ||
    vm.i32[(entry + ENTRY_KIND) >>> 2] === UNKNOWN;
  const word = (entry + (followLinks && link ? ENTRY_STAT : ENTRY_LSTAT)) >>> 2;
  const known = vm.load(word, entry);
  if (known !== 0) return known;
  const path = pathOf(vm, vm.i32[(entry + ENTRY_PATH) >>> 2], { call: "stat" });
  const result = path === null ? 0 : stat(vm, path, followLinks);
  if (result === 0) return 0;
  vm.lock.begin(entry);
  if (vm.i32[word] === 0) vm.i32[word] = vm.keep(result);
  vm.lock.end();
  return result;
}

/** `is_dir` and `is_file`: a file that is gone is neither. */
function isKind(vm: Vm, entry: Address, followLinks: boolean, kind: number): Value {
  const own = vm.i32[(entry + ENTRY_KIND) >>> 2];
  if (own !== UNKNOWN && (own !== LINK || !followLinks)) return vm.bool(own === kind);
  const path = pathOf(vm, vm.i32[(entry + ENTRY_PATH) >>> 2], { call: "stat" });
  if (path === null) return 0;
  const info = vm.host.stat(path.text, followLinks);
  if (isError(info)) return info.code === "ENOENT" ? vm.bool(false) : raisePath(vm, info, path);
  return vm.bool(info.kind === (kind === FILE ? "file" : "directory"));
}

function follows(vm: Vm, value: Value): boolean {
  return value === 0 || vm.truthy(value) === 1;
}

/** `os.DirEntry`. */
export const dirEntryType: TypeDefinition = {
  index: T_DIR_ENTRY,
  name: "DirEntry",
  module: "posix",
  basicSize: ENTRY_BYTES,
  members: [{ name: "name", offset: ENTRY_NAME }, { name: "path", offset: ENTRY_PATH }],
  methods: [
    slot(
      "__repr__",
      "($self, /)",
      (vm, a) => vm.newStr(`<DirEntry ${vm.jsRepr(vm.i32[(vm.i32[a] + ENTRY_NAME) >>> 2])}>`),
    ),
    method("__fspath__", "($self, /)", (vm, a) => vm.keep(vm.i32[(vm.i32[a] + ENTRY_PATH) >>> 2])),
    method(
      "is_dir",
      "($self, /, *, follow_symlinks=True)",
      (vm, a) => isKind(vm, vm.i32[a], follows(vm, vm.i32[a + 1]), DIRECTORY),
    ),
    method(
      "is_file",
      "($self, /, *, follow_symlinks=True)",
      (vm, a) => isKind(vm, vm.i32[a], follows(vm, vm.i32[a + 1]), FILE),
    ),
    method("is_symlink", "($self, /)", (vm, a) => vm.bool(vm.i32[(vm.i32[a] + ENTRY_KIND) >>> 2] === LINK)),
    method("is_junction", "($self, /)", (vm) => vm.bool(false)),
    method(
      "stat",
      "($self, /, *, follow_symlinks=True)",
      (vm, a) => entryStat(vm, vm.i32[a], follows(vm, vm.i32[a + 1])),
    ),
    method("inode", "($self, /)", (vm, a) => {
      const result = entryStat(vm, vm.i32[a], false);
      const inode = result === 0 ? 0 : vm.keep(vm.tupleItem(result, 1));
      vm.decref(result);
      return inode;
    }),
  ],
};

function closeIterator(vm: Vm, iterator: Address): Value {
  vm.lock.begin(iterator);
  const entries = vm.i32[(iterator + ITERATOR_ENTRIES) >>> 2];
  vm.i32[(iterator + ITERATOR_ENTRIES) >>> 2] = 0;
  vm.lock.end();
  vm.decref(entries);
  return NONE;
}

/** `posix.ScandirIterator`. */
export const scandirIteratorType: TypeDefinition = {
  index: T_SCANDIR_ITERATOR,
  name: "ScandirIterator",
  module: "posix",
  basicSize: ITERATOR_BYTES,
  methods: [
    slot("__iter__", "($self, /)", (vm, a) => vm.keep(vm.i32[a])),
    slot("__next__", "($self, /)", (vm, a) => {
      const entries = vm.load((vm.i32[a] + ITERATOR_ENTRIES) >>> 2, vm.i32[a]);
      if (entries === 0) return 0;
      const entry = vm.length(entries) === 0 ? 0 : vm.callMethod(entries, vm.names.pop);
      vm.decref(entries);
      return entry;
    }),
    method("__enter__", "($self, /)", (vm, a) => vm.keep(vm.i32[a])),
    method("__exit__", "($self, /, *args)", (vm, a) => closeIterator(vm, vm.i32[a])),
    method("close", "($self, /)", (vm, a) => closeIterator(vm, vm.i32[a])),
  ],
};

/** The function. */
export const scandirFunction: NativeDefinition = nativeFunction(
  "scandir",
  "(path=None)",
  (vm, a) => scandir(vm, vm.i32[a]),
);
