/**
 * `_pickle.Unpickler`, `load` and `loads`.
 *
 * @module
 */
import { type Address, NONE, part, T_UNPICKLER, T_UNPICKLER_MEMO, tagInt, type Value } from "@orochi/object";
import {
  type GetSetDefinition,
  method,
  nativeFunction,
  newFromType,
  openBytes,
  releaseBuffer,
  slot,
  type TypeDefinition,
  type Vm,
} from "@orochi/vm";
import { callWithTuple } from "@orochi/vm/kernel";
import { makeObject, swapWord, word } from "../_data.ts";
import { findGlobal } from "./find_class.ts";
import { Input, type InputFile } from "./input.ts";
import { Loader, type LoaderOptions } from "./loader.ts";
import { isOwnMethod, raiseUnpickling } from "./state.ts";

/** Words of an unpickler; the memo is a dict of values by number. */
const READ = 0, READLINE = 1, PEEK = 2, MEMO = 3, ENCODING = 4, ERRORS = 5, BUFFERS = 6, PERSISTENT = 7;
/** Bit 0: whether Python 2's names are replaced; above it the protocol of the pickle that is being loaded. */
const FIX_IMPORTS = 8, WORDS = 9;

/** What `persistent_load` is where a program gives none. */
export const noPersistentLoad = nativeFunction(
  "persistent_load",
  "(pid, /)",
  (vm) =>
    raiseUnpickling(
      vm,
      "A load persistent id instruction was encountered, but no persistent_load function was specified.",
    ),
);

/** Options of a call: words fix_imports, encoding, errors, buffers. */
interface CallOptions {
  readonly fixImports: boolean;
  readonly encoding: string;
  readonly errors: string;
  /** An iterator (owned), or 0. */
  readonly buffers: Value;
}

/** A str that is an option; null with TypeError set. */
function textOption(vm: Vm, value: Value, name: string, otherwise: string): string | null {
  if (value === 0) return otherwise;
  if (vm.isStr(value)) return vm.js(value);
  vm.raiseType(`${name} must be str, not ${vm.typeName(value)}`);
  return null;
}

function readOptions(vm: Vm, fix: Value, encoding: Value, errors: Value, buffers: Value): CallOptions | null {
  const fixImports = fix === 0 ? 1 : vm.truthy(fix);
  const encodingText = fixImports < 0
    ? null
    : textOption(vm, encoding, "load() argument 'encoding'", "ASCII");
  const errorsText = encodingText === null
    ? null
    : textOption(vm, errors, "load() argument 'errors'", "strict");
  if (encodingText === null || errorsText === null) return null;
  const iterator = buffers === 0 || buffers === NONE ? 0 : vm.iter(buffers);
  if (iterator === 0 && vm.failed()) return null;
  return { fixImports: fixImports === 1, encoding: encodingText, errors: errorsText, buffers: iterator };
}

/** Length up to which a memo is walked by index; beyond, it may be that a pickle has few values with high numbers. */
const WALKED = 1 << 22;

function dropMemo(vm: Vm, memo: Value[]): void {
  if (memo.length > WALKED) { for (const index in memo) vm.decref(memo[index]); }
  else for (let i = 0; i < memo.length; i++) if (memo[i] !== undefined) vm.decref(memo[i]);
}

/** Loads from an input without hooks. */
function loadPlain(vm: Vm, input: Input, options: CallOptions): Value {
  const memo: Value[] = [];
  const value = new Loader(vm, input, {
    encoding: options.encoding,
    errors: options.errors,
    buffers: options.buffers,
    persistentLoad: 0,
    findClass: (module, name, protocol) => findGlobal(vm, module, name, protocol, options.fixImports),
  }, memo).load();
  dropMemo(vm, memo);
  vm.decref(options.buffers);
  return value;
}

/** `_pickle.loads`. */
export const loadsFunction = nativeFunction(
  "loads",
  '(data, /, *, fix_imports=True, encoding="ASCII", errors="strict", buffers=())',
  (vm, a) => {
    const i32 = vm.i32, data = i32[a];
    const options = readOptions(vm, i32[a + 1], i32[a + 2], i32[a + 3], i32[a + 4]);
    if (options === null) return 0;
    const buffer = openBytes(vm, data);
    if (buffer === null) {
      vm.decref(options.buffers);
      return 0;
    }
    const bytes = vm.u8.subarray(buffer.address, buffer.address + buffer.length);
    const input = new Input(vm, bytes, null, vm.isBytes(data));
    const value = loadPlain(vm, input, options);
    releaseBuffer(vm, buffer);
    return value;
  },
  "Read and return an object from the given pickle data.",
);

/** The methods of a file (owned); null with an exception set. */
function fileMethods(vm: Vm, file: Value): InputFile | null {
  const peek = vm.getAttrOptional(file, vm.intern("peek"));
  const read = peek === 0 && vm.failed() ? 0 : vm.getAttrOptional(file, vm.intern("read"));
  const readline = read === 0 ? 0 : vm.getAttrOptional(file, vm.intern("readline"));
  if (readline !== 0) return { read, readline, peek };
  vm.decref(peek);
  vm.decref(read);
  if (!vm.failed()) vm.raiseType("file must have 'read' and 'readline' attributes");
  return null;
}

function dropFile(vm: Vm, file: InputFile): void {
  vm.decref(file.read);
  vm.decref(file.readline);
  vm.decref(file.peek);
}

/** `_pickle.load`. */
export const loadFunction = nativeFunction(
  "load",
  '(file, *, fix_imports=True, encoding="ASCII", errors="strict", buffers=())',
  (vm, a) => {
    const i32 = vm.i32;
    const [source, fix, encoding, errors, buffers] = [i32[a], i32[a + 1], i32[a + 2], i32[a + 3], i32[a + 4]];
    const file = fileMethods(vm, source);
    if (file === null) return 0;
    const options = readOptions(vm, fix, encoding, errors, buffers);
    const value = options === null ? 0 : loadPlain(vm, new Input(vm, new Uint8Array(0), file), options);
    dropFile(vm, file);
    return value;
  },
  "Read and return an object from the pickle data stored in a file.",
);

function initialise(vm: Vm, self: Address, a: number): Value {
  const i32 = vm.i32;
  const [source, fix, encoding, errors, buffers] = [
    i32[a + 1],
    i32[a + 2],
    i32[a + 3],
    i32[a + 4],
    i32[a + 5],
  ];
  const file = fileMethods(vm, source);
  if (file === null) return 0;
  const options = readOptions(vm, fix, encoding, errors, buffers);
  const memo = options === null ? 0 : vm.newDict();
  if (options === null || memo === 0) {
    dropFile(vm, file);
    return 0;
  }
  const values = [
    file.read,
    file.readline,
    file.peek,
    memo,
    vm.intern(options.encoding),
    vm.intern(options.errors),
    options.buffers,
  ];
  values.forEach((value, n) => vm.decref(swapWord(vm, self, n, value)));
  swapWord(vm, self, FIX_IMPORTS, tagInt(options.fixImports ? 1 : 0));
  return NONE;
}

/** `find_class` of the class, which a subclass may override. */
const findClassMethod = method("find_class", "($self, module_name, global_name, /)", (vm, a) => {
  const self = vm.i32[a], module = vm.i32[a + 1], name = vm.i32[a + 2];
  if (!vm.isStr(module) || !vm.isStr(name)) {
    return vm.raiseType(
      `find_class() argument must be str, not ${vm.typeName(vm.isStr(module) ? name : module)}`,
    );
  }
  const packed = word(vm, self, FIX_IMPORTS) >> 1;
  return findGlobal(vm, module, name, packed >> 1, (packed & 1) !== 0);
}, "Return an object from a specified module.");

/** How a loader finds globals: by the class's own method where that is ours. */
function finderOf(vm: Vm, self: Address): LoaderOptions["findClass"] {
  const plain = vm.typeIndex(self) === T_UNPICKLER;
  const fixImports = (word(vm, self, FIX_IMPORTS) >> 1 & 1) !== 0;
  if (plain) return (module, name, protocol) => findGlobal(vm, module, name, protocol, fixImports);
  return (module, name, protocol) => {
    const find = vm.getAttr(self, vm.intern("find_class"));
    if (find === 0) return 0;
    // An overriding method that calls ours does so for this protocol.
    swapWord(vm, self, FIX_IMPORTS, tagInt((fixImports ? 1 : 0) | protocol << 1));
    let found: Value;
    if (isOwnMethod(vm, find, findClassMethod)) found = findGlobal(vm, module, name, protocol, fixImports);
    else {
      const args = vm.newTuple([vm.keep(module), vm.keep(name)]);
      found = args === 0 ? 0 : callWithTuple(vm, find, args, 0);
      vm.decref(args);
    }
    vm.decref(find);
    return found;
  };
}

function load(vm: Vm, self: Address): Value {
  if (word(vm, self, READ) === 0) {
    const name = vm.typeName(self);
    return raiseUnpickling(vm, `Unpickler.__init__() was not called by ${name}.__init__()`);
  }
  const persistent = vm.getAttrOptional(self, vm.intern("persistent_load"));
  if (persistent === 0 && vm.failed()) return 0;
  const memo: Value[] = [];
  const known = word(vm, self, MEMO);
  vm.dictIterate(known, (index, value) => {
    memo[vm.number(index)] = vm.keep(value);
    return true;
  });
  const input = new Input(vm, new Uint8Array(0), {
    read: word(vm, self, READ),
    readline: word(vm, self, READLINE),
    peek: word(vm, self, PEEK),
  });
  const value = new Loader(vm, input, {
    encoding: vm.js(word(vm, self, ENCODING)),
    errors: vm.js(word(vm, self, ERRORS)),
    buffers: word(vm, self, BUFFERS),
    persistentLoad: persistent,
    findClass: finderOf(vm, self),
  }, memo).load();
  // The next pickle of the file may refer to what this one had.
  const error = value === 0 ? vm.takeError() : 0;
  const dict = vm.newDict();
  for (const index in memo) {
    const key = vm.newInt(Number(index));
    if (dict !== 0) vm.dictSet(dict, key, memo[index]);
    vm.decref(key);
  }
  dropMemo(vm, memo);
  vm.decref(persistent);
  if (dict !== 0) vm.decref(swapWord(vm, self, MEMO, dict));
  if (error !== 0) vm.setError(error);
  return value;
}

function memoAsDict(vm: Vm, self: Address): Value {
  const memo = word(vm, self, MEMO);
  return memo === 0 ? vm.newDict() : vm.callMethod(memo, vm.intern("copy"));
}

function setMemo(vm: Vm, self: Address, value: Value): boolean {
  if (value === 0) return vm.raiseType("attribute deletion is not supported") !== 0;
  const copy = vm.newDict();
  if (copy === 0) return false;
  const proxy = vm.typeIndex(value) === T_UNPICKLER_MEMO;
  if (!proxy && !vm.isDict(value)) {
    vm.decref(copy);
    return vm.raiseType(
      `'memo' attribute must be an UnpicklerMemoProxy object or dict, not ${vm.typeName(value)}`,
    ) !== 0;
  }
  const done = vm.dictIterate(proxy ? word(vm, word(vm, value, 0), MEMO) : value, (key, item) => {
    if (!vm.isInt(key)) return vm.raiseType("memo key must be integers") !== 0;
    if (vm.number(key) < 0) return vm.raiseValue("memo key must be positive integers.") !== 0;
    return vm.dictSet(copy, key, item);
  });
  vm.decref(done ? swapWord(vm, self, MEMO, copy) : copy);
  return done;
}

const getset: readonly GetSetDefinition[] = [
  {
    name: "memo",
    get: (vm, self) => makeObject(vm, vm.typeObject(T_UNPICKLER_MEMO), 1, [vm.keep(self)]),
    set: setMemo,
  },
  {
    name: "persistent_load",
    get: (vm, self) => {
      const own = word(vm, self, PERSISTENT);
      if (own !== 0) return vm.keep(own);
      return vm.newNative(vm.registry.idOf(noPersistentLoad), 0, "persistent_load", "_pickle");
    },
    set: (vm, self, value) => {
      vm.decref(swapWord(vm, self, PERSISTENT, vm.keep(value)));
      return true;
    },
  },
];

/** `_pickle.Unpickler`. */
export const unpicklerType: TypeDefinition = {
  index: T_UNPICKLER,
  name: "Unpickler",
  module: "_pickle",
  basicSize: part(WORDS),
  subclassable: true,
  doc: "This takes a binary file for reading a pickle data stream.",
  getset,
  methods: [
    newFromType((vm, a) => vm.allocLike(vm.i32[a], part(WORDS))),
    slot(
      "__init__",
      '($self, /, file, *, fix_imports=True, encoding="ASCII", errors="strict", buffers=())',
      (vm, a) => initialise(vm, vm.i32[a], a),
    ),
    method("load", "($self, /)", (vm, a) => load(vm, vm.i32[a]), "Load a pickle."),
    findClassMethod,
  ],
};

/** `_pickle.UnpicklerMemoProxy`. */
export const unpicklerMemoType: TypeDefinition = {
  index: T_UNPICKLER_MEMO,
  name: "UnpicklerMemoProxy",
  module: "_pickle",
  basicSize: part(1),
  none: ["__hash__"],
  methods: [
    method("clear", "($self, /)", (vm, a) => {
      const memo = vm.newDict();
      if (memo === 0) return 0;
      vm.decref(swapWord(vm, word(vm, vm.i32[a], 0), MEMO, memo));
      return NONE;
    }, "Remove all items from memo."),
    method(
      "copy",
      "($self, /)",
      (vm, a) => memoAsDict(vm, word(vm, vm.i32[a], 0)),
      "Copy the memo to a new object.",
    ),
  ],
};
