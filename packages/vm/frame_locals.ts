/**
 * The locals of a frame as Python sees them in `f_locals`: of one that runs, and of one that has ended and left them
 * to its frame object, as a traceback keeps it.
 *
 * @module
 */
import {
  type Address,
  CELL_VALUE,
  CODE_CELLVARS,
  CODE_FLAGS,
  CODE_FREEVARS,
  CODE_VARNAMES,
  FRAME_OBJECT_FRAME,
  FRAME_OBJECT_LOCALS,
  FUNCTION_GLOBALS,
  NONE,
  T_CELL,
  T_TUPLE,
  TUPLE_ITEMS,
  type Value,
} from "@orochi/object";
import { CO_OPTIMIZED } from "./bytecode/code_unit.ts";
import {
  FRAME_CODE,
  FRAME_FLAG_COMPILED,
  FRAME_FLAG_INIT,
  FRAME_FLAGS,
  FRAME_FUNCTION,
  FRAME_GENERATOR,
  FRAME_HEADER_WORDS,
  FRAME_LOCALS,
  FRAME_OBJECT,
} from "./thread_state.ts";
import { allocTuple } from "./values.ts";
import type { Vm } from "./vm.ts";

/** The namespace that a frame runs in (borrowed), or 0: a frame of `__init__` keeps its instance there. */
export function namespaceOf(vm: Vm, frame: Address): Value {
  const word = frame >>> 2;
  return (vm.i32[word + FRAME_FLAGS] & FRAME_FLAG_INIT) !== 0 ? 0 : vm.i32[word + FRAME_LOCALS];
}

/** `locals()` of a frame: its namespace, or a new dict of its bound locals. */
export function localsOf(vm: Vm, frame: Address): Value {
  const i32 = vm.i32;
  const word = frame >>> 2;
  const namespace = namespaceOf(vm, frame);
  if (namespace !== 0) return vm.keep(namespace);
  const code = i32[word + FRAME_CODE];
  if ((i32[(code + CODE_FLAGS) >>> 2] & CO_OPTIMIZED) === 0) {
    return vm.keep(i32[(i32[word + FRAME_FUNCTION] + FUNCTION_GLOBALS) >>> 2]);
  }
  const dict = vm.newDict();
  // What compiled code holds is not in memory.
  if (dict === 0 || (i32[word + FRAME_FLAGS] & FRAME_FLAG_COMPILED) !== 0) return dict;
  const names = registerNames(vm, code);
  for (let i = 0; i < names.length; i++) put(vm, dict, names[i], i32[word + FRAME_HEADER_WORDS + i]);
  return dict;
}

/** Names (borrowed) of a function's first registers: parameters and other locals, other cells, free variables. */
function registerNames(vm: Vm, code: Address): Value[] {
  const namesAt = (offset: number): Value[] => {
    const tuple = vm.i32[(code + offset) >>> 2];
    return Array.from({ length: vm.tupleLength(tuple) }, (_, i) => vm.tupleItem(tuple, i));
  };
  const names = namesAt(CODE_VARNAMES);
  // A parameter that is a cell keeps its register. Names of code are interned.
  const cells = namesAt(CODE_CELLVARS).filter((name) => !names.includes(name));
  return [...names, ...cells, ...namesAt(CODE_FREEVARS)];
}

function put(vm: Vm, dict: Value, name: Value, local: Value): void {
  const value = local !== 0 && vm.typeIndex(local) === T_CELL ? vm.i32[(local + CELL_VALUE) >>> 2] : local;
  if (value !== 0) vm.dictSet(dict, name, value);
}

/**
 * Before a frame's locals are dropped: moves them to its frame object where somebody holds that, as a tuple of names and
 * values. Without memory for it they are dropped as always.
 */
export function leaveLocals(vm: Vm, frame: Address): void {
  const i32 = vm.i32;
  const word = frame >>> 2;
  const object = i32[word + FRAME_OBJECT];
  const code = i32[word + FRAME_CODE];
  if (i32[(object + FRAME_OBJECT_LOCALS) >>> 2] !== 0 || vm.rc.isUnique(object)) return;
  if ((i32[(code + CODE_FLAGS) >>> 2] & CO_OPTIMIZED) === 0) return;
  const first = word + FRAME_HEADER_WORDS;
  const variables = i32[(code + CODE_VARNAMES) >>> 2];
  const plain = vm.tupleLength(i32[(code + CODE_CELLVARS) >>> 2]) === 0 &&
    vm.tupleLength(i32[(code + CODE_FREEVARS) >>> 2]) === 0;
  // Without cells, which are rare, there is no need for a list of names.
  const names = plain ? null : registerNames(vm, code);
  const count = names === null ? vm.tupleLength(variables) : names.length;
  let full = 0;
  for (let i = 0; i < count; i++) if (i32[first + i] !== 0) full++;
  if (full === 0) return;
  const raised = vm.takeError();
  const kept = allocTuple(vm, 2 * full);
  if (kept === 0) vm.clearError();
  let to = (kept + TUPLE_ITEMS) >>> 2;
  for (let i = 0; i < count; i++) {
    const value = i32[first + i];
    if (value === 0) continue;
    i32[first + i] = 0;
    if (kept === 0) {
      vm.decref(value);
      continue;
    }
    i32[to++] = vm.keep(names === null ? vm.tupleItem(variables, i) : names[i]);
    i32[to++] = value;
  }
  if (kept !== 0) i32[(object + FRAME_OBJECT_LOCALS) >>> 2] = kept;
  if (raised !== 0) vm.setError(raised);
}

/** `f_locals` (new reference). */
export function frameObjectLocals(vm: Vm, object: Value): Value {
  const frame = vm.i32[(object + FRAME_OBJECT_FRAME) >>> 2];
  if (frame !== 0) {
    vm.jit?.localsRead(vm.i32[(frame >>> 2) + FRAME_CODE]);
    return localsOf(vm, frame);
  }
  const kept = vm.i32[(object + FRAME_OBJECT_LOCALS) >>> 2];
  if (kept !== 0 && vm.typeIndex(kept) !== T_TUPLE) return vm.keep(kept);
  const dict = vm.newDict();
  for (let i = 0; dict !== 0 && kept !== 0 && i < vm.tupleLength(kept); i += 2) {
    put(vm, dict, vm.tupleItem(kept, i), vm.tupleItem(kept, i + 1));
  }
  return dict;
}

/** `frame.clear()`: drops what an ended frame has left. */
export function clearFrameObject(vm: Vm, object: Value): Value {
  const frame = vm.i32[(object + FRAME_OBJECT_FRAME) >>> 2];
  if (frame !== 0) return vm.raise("RuntimeError", "cannot clear an executing frame");
  const kept = (object + FRAME_OBJECT_LOCALS) >>> 2;
  if (vm.i32[kept] !== 0 && vm.typeIndex(vm.i32[kept]) === T_TUPLE) vm.store(kept, 0);
  return NONE;
}

/** `f_generator`: the generator or coroutine whose frame runs, or None. */
export function generatorOfFrameObject(vm: Vm, object: Value): Value {
  const frame = vm.i32[(object + FRAME_OBJECT_FRAME) >>> 2];
  const generator = frame === 0 ? 0 : vm.i32[(frame >>> 2) + FRAME_GENERATOR];
  return generator === 0 ? NONE : vm.keep(generator);
}
