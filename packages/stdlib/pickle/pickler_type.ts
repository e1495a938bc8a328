/**
 * `_pickle.Pickler`, `dump` and `dumps`.
 *
 * @module
 */
import {
  type Address,
  NONE,
  part,
  T_DICT,
  T_PICKLER,
  T_PICKLER_MEMO,
  tagInt,
  type Value,
} from "@orochi/object";
import {
  type GetSetDefinition,
  method,
  nativeFunction,
  newFromType,
  slot,
  type TypeDefinition,
  type Vm,
} from "@orochi/vm";
import { makeObject, swapWord, word } from "../_data.ts";
import { HIGHEST_PROTOCOL } from "./opcodes.ts";
import { Saver } from "./saver.ts";
import { isOwnMethod, raisePickling } from "./state.ts";

/** Protocol of `pickle.DEFAULT_PROTOCOL`. */
const DEFAULT_PROTOCOL = 5;

/** Words of a pickler. */
const WRITE = 0,
  MEMO = 1,
  CALLBACK = 2,
  DISPATCH = 3,
  PERSISTENT = 4,
  PROTOCOL = 5,
  FIX_IMPORTS = 6,
  FAST = 7;
const WORDS = 9;

/** What `persistent_id` is where a program gives none: everything is written as it is. */
export const noPersistentId = nativeFunction("persistent_id", "(obj, /)", () => NONE);

/** Reads `protocol`; -1 with an exception set. */
function protocolOf(vm: Vm, value: Value): number {
  if (value === 0 || value === NONE) return DEFAULT_PROTOCOL;
  const protocol = vm.index(value);
  if (Number.isNaN(protocol)) return -1;
  if (protocol < 0) return HIGHEST_PROTOCOL;
  if (protocol <= HIGHEST_PROTOCOL) return protocol;
  vm.raiseValue(`pickle protocol must be <= ${HIGHEST_PROTOCOL}`);
  return -1;
}

/** `file.write` (new reference); 0 with TypeError set. */
function writeOf(vm: Vm, file: Value): Value {
  const write = vm.getAttrOptional(file, vm.intern("write"));
  if (write !== 0 || vm.failed()) return write;
  return vm.raiseType("file must have a 'write' attribute");
}

/** Checks `buffer_callback`; whether it goes with the protocol. */
function callbackFits(vm: Vm, callback: Value, protocol: number): boolean {
  if (callback === 0 || callback === NONE || protocol >= 5) return true;
  return vm.raiseValue("buffer_callback needs protocol >= 5") !== 0;
}

function orNothing(value: Value): Value {
  return value === NONE ? 0 : value;
}

/** `dump` and `dumps`: argument words are obj, [file,] protocol, fix_imports, buffer_callback. */
function dumpOnce(vm: Vm, object: Value, write: Value, options: readonly Value[]): Value {
  const [protocolValue, fixImports, callback] = options;
  const protocol = protocolOf(vm, protocolValue);
  const fix = protocol < 0 ? -1 : fixImports === 0 ? 1 : vm.truthy(fixImports);
  if (fix < 0 || !callbackFits(vm, callback, protocol)) return 0;
  const saver = new Saver(vm, {
    protocol,
    fixImports: fix === 1,
    fast: false,
    write,
    bufferCallback: orNothing(callback),
    persistentId: 0,
    reducerOverride: 0,
    dispatchTable: 0,
  });
  const done = saver.dump(object);
  let result: Value = 0;
  if (done && write === 0) result = vm.newBytes(saver.out.bytes.subarray(0, saver.out.length));
  else if (done && saver.out.flush()) result = NONE;
  saver.close();
  return result;
}

/** `_pickle.dump`. */
export const dumpFunction = nativeFunction(
  "dump",
  "(obj, file, protocol=None, *, fix_imports=True, buffer_callback=None)",
  (vm, a) => {
    const i32 = vm.i32;
    const [object, file, ...options] = [i32[a], i32[a + 1], i32[a + 2], i32[a + 3], i32[a + 4]];
    const write = writeOf(vm, file);
    if (write === 0) return 0;
    const result = dumpOnce(vm, object, write, options);
    vm.decref(write);
    return result;
  },
  "Write a pickled representation of obj to the open file object file.",
);

/** `_pickle.dumps`. */
export const dumpsFunction = nativeFunction(
  "dumps",
  "(obj, protocol=None, *, fix_imports=True, buffer_callback=None)",
  (vm, a) => dumpOnce(vm, vm.i32[a], 0, [vm.i32[a + 1], vm.i32[a + 2], vm.i32[a + 3]]),
  "Return the pickled representation of the object as a bytes object.",
);

function initialise(vm: Vm, self: Address, a: number): Value {
  const i32 = vm.i32;
  const [file, protocolValue, fixImports, callback] = [i32[a + 1], i32[a + 2], i32[a + 3], i32[a + 4]];
  const protocol = protocolOf(vm, protocolValue);
  const fix = protocol < 0 ? -1 : fixImports === 0 ? 1 : vm.truthy(fixImports);
  if (fix < 0 || !callbackFits(vm, callback, protocol)) return 0;
  const write = writeOf(vm, file);
  const memo = write === 0 ? 0 : vm.newList([]);
  if (memo === 0) {
    vm.decref(write);
    return 0;
  }
  vm.decref(swapWord(vm, self, WRITE, write));
  vm.decref(swapWord(vm, self, MEMO, memo));
  vm.decref(swapWord(vm, self, CALLBACK, vm.keep(callback === 0 ? NONE : callback)));
  swapWord(vm, self, PROTOCOL, tagInt(protocol));
  swapWord(vm, self, FIX_IMPORTS, tagInt(fix));
  swapWord(vm, self, FAST, tagInt(0));
  // A class may have a table for all its picklers.
  const table = vm.getAttrOptional(vm.typeOf(self), vm.intern("dispatch_table"));
  const own = table !== 0 && vm.shortTypeName(table) !== "getset_descriptor";
  if (table === 0 && vm.failed()) return 0;
  vm.decref(swapWord(vm, self, DISPATCH, own ? table : 0));
  if (!own) vm.decref(table);
  return NONE;
}

/** The objects of a pickler's memo (borrowed list). */
function memoOf(vm: Vm, self: Address): Value {
  return word(vm, self, MEMO);
}

function dump(vm: Vm, self: Address, object: Value): Value {
  if (word(vm, self, WRITE) === 0) {
    const name = vm.typeName(self);
    return raisePickling(vm, `Pickler.__init__() was not called by ${name}.__init__()`);
  }
  const persistent = vm.getAttrOptional(self, vm.intern("persistent_id"));
  if (persistent === 0 && vm.failed()) return 0;
  const override = vm.getAttrOptional(self, vm.intern("reducer_override"));
  if (override === 0 && vm.failed()) {
    vm.decref(persistent);
    return 0;
  }
  const custom = persistent !== 0 && !isOwnMethod(vm, persistent, noPersistentId);
  const saver = new Saver(vm, {
    protocol: word(vm, self, PROTOCOL) >> 1,
    fixImports: word(vm, self, FIX_IMPORTS) >> 1 !== 0,
    fast: word(vm, self, FAST) >> 1 !== 0,
    write: word(vm, self, WRITE),
    bufferCallback: orNothing(word(vm, self, CALLBACK)),
    persistentId: custom ? persistent : 0,
    reducerOverride: override,
    dispatchTable: word(vm, self, DISPATCH),
  });
  const memo = memoOf(vm, self);
  for (let i = 0; i < vm.listLength(memo); i++) {
    const known = vm.listItem(memo, i);
    if (known === NONE) saver.memo.addUnnamed();
    else saver.memo.add(vm.keep(known));
  }
  const done = saver.dump(object) && saver.out.flush();
  // What was written before a failure stays known, as in CPython.
  const error = done ? 0 : vm.takeError();
  const kept = vm.newList(saver.memo.objects);
  saver.out.close();
  if (kept !== 0) vm.decref(swapWord(vm, self, MEMO, kept));
  if (error !== 0) vm.setError(error);
  vm.decref(saver.reducers);
  vm.decref(persistent);
  vm.decref(override);
  return done && kept !== 0 ? NONE : 0;
}

/** The memo as Python sees it: id -> (number, object). */
function memoAsDict(vm: Vm, self: Address): Value {
  const memo = memoOf(vm, self), dict = vm.newDict();
  for (let i = 0; dict !== 0 && memo !== 0 && i < vm.listLength(memo); i++) {
    const object = vm.listItem(memo, i);
    const key = vm.newInt(object >>> 0);
    const pair = vm.newTuple([vm.newInt(i), vm.keep(object)]);
    vm.dictSet(dict, key, pair);
    vm.decref(key);
    vm.decref(pair);
  }
  return dict;
}

/** Takes a memo over from another pickler or from a dict. */
function setMemo(vm: Vm, self: Address, value: Value): boolean {
  if (value === 0) return vm.raiseType("attribute deletion is not supported") !== 0;
  const objects: Value[] = [];
  if (vm.typeIndex(value) === T_PICKLER_MEMO) {
    const other = memoOf(vm, word(vm, value, 0));
    for (let i = 0; i < vm.listLength(other); i++) objects[i] = vm.listItem(other, i);
  } else if (vm.isDict(value)) {
    const whole = vm.dictIterate(value, (_key, pair) => {
      if (!vm.isTuple(pair) || vm.tupleLength(pair) !== 2) {
        return vm.raiseType("'memo' values must be 2-item tuples") !== 0;
      }
      const index = vm.index(vm.tupleItem(pair, 0));
      if (!Number.isNaN(index)) objects[index] = vm.tupleItem(pair, 1);
      return !Number.isNaN(index);
    });
    if (!whole) return false;
  } else {
    return vm.raiseType(
      `'memo' attribute must be a PicklerMemoProxy object or dict, not ${vm.typeName(value)}`,
    ) !== 0;
  }
  const list = vm.newList(Array.from(objects, (object) => vm.keep(object ?? NONE)));
  if (list !== 0) vm.decref(swapWord(vm, self, MEMO, list));
  return list !== 0;
}

const getset: readonly GetSetDefinition[] = [
  {
    name: "memo",
    get: (vm, self) => makeObject(vm, vm.typeObject(T_PICKLER_MEMO), 1, [vm.keep(self)]),
    set: setMemo,
  },
  {
    name: "persistent_id",
    get: (vm, self) => {
      const own = word(vm, self, PERSISTENT);
      if (own !== 0) return vm.keep(own);
      return vm.newNative(vm.registry.idOf(noPersistentId), 0, "persistent_id", "_pickle");
    },
    set: (vm, self, value) => {
      vm.decref(swapWord(vm, self, PERSISTENT, vm.keep(value)));
      return true;
    },
  },
  {
    name: "dispatch_table",
    get: (vm, self) => {
      const table = word(vm, self, DISPATCH);
      if (table !== 0) return vm.keep(table);
      return vm.raise("AttributeError", `'${vm.typeName(self)}' object has no attribute 'dispatch_table'`);
    },
    set: (vm, self, value) => {
      vm.decref(swapWord(vm, self, DISPATCH, vm.keep(value)));
      return true;
    },
  },
  {
    name: "bin",
    get: (vm, self) => vm.newInt(word(vm, self, PROTOCOL) >> 1 > 0 ? 1 : 0),
  },
  {
    name: "fast",
    get: (vm, self) => vm.newInt(word(vm, self, FAST) >> 1),
    set: (vm, self, value) => {
      const truth = vm.truthy(value);
      if (truth >= 0) swapWord(vm, self, FAST, tagInt(truth));
      return truth >= 0;
    },
  },
];

/** `_pickle.Pickler`. */
export const picklerType: TypeDefinition = {
  index: T_PICKLER,
  name: "Pickler",
  module: "_pickle",
  basicSize: part(WORDS),
  subclassable: true,
  doc: "This takes a binary file for writing a pickle data stream.",
  getset,
  methods: [
    newFromType((vm, a) => vm.allocLike(vm.i32[a], part(WORDS))),
    slot(
      "__init__",
      "($self, /, file, protocol=None, fix_imports=True, buffer_callback=None)",
      (vm, a) => initialise(vm, vm.i32[a], a),
    ),
    method(
      "dump",
      "($self, obj, /)",
      (vm, a) => dump(vm, vm.i32[a], vm.i32[a + 1]),
      "Write a pickled representation of the given object to the open file.",
    ),
    method("clear_memo", "($self, /)", (vm, a) => {
      const memo = vm.newList([]);
      if (memo === 0) return 0;
      vm.decref(swapWord(vm, vm.i32[a], MEMO, memo));
      return NONE;
    }, 'Clears the pickler\'s "memo".'),
  ],
};

/** `_pickle.PicklerMemoProxy`. */
export const picklerMemoType: TypeDefinition = {
  index: T_PICKLER_MEMO,
  name: "PicklerMemoProxy",
  module: "_pickle",
  basicSize: part(1),
  none: ["__hash__"],
  methods: [
    method("clear", "($self, /)", (vm, a) => {
      const memo = vm.newList([]);
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
    method("__reduce__", "($self, /)", (vm, a) => {
      const dict = memoAsDict(vm, word(vm, vm.i32[a], 0));
      const args = dict === 0 ? 0 : vm.newTuple([dict]);
      return args === 0 ? 0 : vm.newTuple([vm.keep(vm.typeObject(T_DICT)), args]);
    }, "Implement pickle support."),
  ],
};
