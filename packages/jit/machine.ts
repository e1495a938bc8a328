/**
 * The machine as the compiler sees it: {@linkcode JitHost}, asked while it translates.
 *
 * @module
 */
import {
  type Address,
  DICT_STORAGE,
  DICT_VERSION,
  dictFindInterned,
  dictFindPlain,
  isSmallInt,
  MODULE_DICT,
  STR_HASH,
  T_DICT,
  T_STR,
  type Value,
} from "@orochi/object";
import { JIT_CONTROL } from "@orochi/heap";
import type { Vm } from "@orochi/vm";
import {
  attributeCases,
  classInit,
  exceptionInit,
  expectedCase,
  isMadeOfArguments,
  iteratorFunction,
  operatorFunction,
  packedLayout,
  percentLayout,
  typeNameOf,
} from "@orochi/vm/engine";
import { newFormatSite } from "./format_plans.ts";
import type { JitHost, Place } from "./host.ts";

/** The control words' second quarter is the table of one-character strs. */
const CHARACTERS: Address = JIT_CONTROL + 1024;

/** Makes what the compiler of a Worker asks. The strategies must have emitters. */
export function makeMachine(vm: Vm): JitHost {
  /** Words of {@linkcode JitHost.missingWord} by globals and name. */
  const missing = new Map<string, Address>();
  return {
    memory: vm.heap.memory.memory,
    i32: vm.i32,
    f64: vm.f64,
    block: vm.block,
    slot: vm.heap.slot,
    headerBytes: vm.rc.constraints.headerBytes,
    refcount: vm.rc.emitter,
    lock: vm.lock.emitter,
    builtins: (globals) => vm.builtinsOf(globals) === vm.builtins ? vm.builtins : 0,
    placeIn: (dict, name) => placeIn(vm, dict, name),
    missingWord: (globals, name) => missingWord(vm, missing, globals, name),
    placeInModule: (module, name) => {
      const dict = vm.i32[(module + MODULE_DICT) >>> 2];
      // What modules have by their type has a name with underscores.
      if (dict === 0 || !vm.isExact(dict, T_DICT) || vm.js(name).startsWith("__")) return null;
      return placeIn(vm, dict, name);
    },
    ic: () => vm.ic,
    characters: () => characters(vm),
    name: (hint) => {
      if (isSmallInt(hint) || hint === 0 || (vm.i32[hint >>> 2] & 0xffff) !== T_STR) return 0;
      // Of a str that is gone, another one has the place among the interned.
      const name = vm.intern(vm.js(hint));
      if (name !== hint) return 0;
      vm.rc.immortalise(name);
      return name;
    },
    emptyTuple: () => vm.newTuple([]),
    layoutOf: (spec, ofPercent) => ofPercent ? percentLayout(vm, spec) : packedLayout(vm, spec),
    formatSite: () => newFormatSite(vm),
    nativeName: (id) => {
      const { owner, definition } = vm.registry.natives[id];
      return owner === 0 ? definition.name : `${typeNameOf(vm, vm.typeObject(owner))}.${definition.name}`;
    },
    mathName: (id) => {
      const { definition } = vm.registry.natives[id];
      return vm.registry.modules.get("math")?.functions.includes(definition) ? definition.name : "";
    },
    operatorFunction: (type, operation, own) => operatorFunction(vm, vm.typeObject(type), operation, own),
    iteratorFunction: (type) => iteratorFunction(vm, vm.typeObject(type)),
    classInit: (type) => classInit(vm, type),
    isMadeOfArguments: (type) => isMadeOfArguments(vm, type),
    exceptionInit: (type) => exceptionInit(vm, type),
    cases: (cache) => attributeCases(vm, cache),
    expectedCase: (op, known, name) => expectedCase(vm, op, known, name),
    immortalise: (object) => vm.rc.immortalise(object),
  };
}

/** Fills the table on first use; two Workers write the same. */
function characters(vm: Vm): Address {
  const first = CHARACTERS >>> 2;
  if (vm.i32[first + 255] === 0) {
    for (let code = 0; code < 256; code++) vm.i32[first + code] = vm.intern(String.fromCharCode(code));
  }
  return CHARACTERS;
}

function placeIn({ i32, objects }: Vm, dict: Address, name: Value): Place | null {
  const word = (dict + DICT_STORAGE) >>> 2;
  for (;;) {
    const storage = i32[word];
    const entry = dictFindInterned(objects, dict, name, i32[(name + STR_HASH) >>> 2]);
    // Other threads may give the dict another one meanwhile.
    if (i32[word] === storage) return entry === 0 ? null : { word: entry + 2, storage };
  }
}

function missingWord(vm: Vm, words: Map<string, Address>, globals: Address, name: Value): Address {
  const key = `${globals} ${name}`;
  // Never freed, as compiled code of other Workers may mention it.
  const word = words.get(key) ?? vm.heap.allocRaw(4);
  if (word === 0) return 0;
  words.set(key, word);
  return isMissing(vm, globals, name, word) ? word : 0;
}

/** Whether globals lack a name, as of a version that is noted then: what is true of a version stays so. */
export function isMissing({ i32, objects }: Vm, globals: Address, name: Value, word: Address): boolean {
  const version = (globals + DICT_VERSION) >>> 2;
  for (;;) {
    const seen = Atomics.load(i32, version);
    if (dictFindPlain(objects, globals, name, i32[(name + STR_HASH) >>> 2]) !== 0) return false;
    if (Atomics.load(i32, version) !== seen) continue;
    i32[word >>> 2] = seen;
    return true;
  }
}
