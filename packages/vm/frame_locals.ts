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
  FRAME_OBJECT_CODE,
  FRAME_OBJECT_EXTRA,
  FRAME_OBJECT_FRAME,
  FRAME_OBJECT_GLOBALS,
  FRAME_OBJECT_LOCALS,
  FUNCTION_GLOBALS,
  NONE,
  T_CELL,
  T_FRAME_LOCALS_PROXY,
  T_TUPLE,
  TUPLE_ITEMS,
  type Value,
} from "@orochi/object";
import { newParts } from "./builtins/_container.ts";
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

/** `locals()` of a frame: its namespace, or a new dict of its bound locals and of what was added to `f_locals`. */
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
  if (dict === 0) return 0;
  const object = i32[word + FRAME_OBJECT];
  const extra = object === 0 ? 0 : i32[(object + FRAME_OBJECT_EXTRA) >>> 2];
  const full = variablesOfFrame(vm, frame).every((variable) => put(vm, dict, variable)) &&
    (extra === 0 || vm.dictIterate(extra, (name, value) => vm.dictSet(dict, name, value)));
  if (full) return dict;
  vm.decref(dict);
  return 0;
}

/** A variable of a function's frame. */
export interface FrameVariable {
  /** Borrowed. */
  readonly name: Value;
  /** Index of the word that holds it or, of a cell variable, its cell; 0 where no word does. */
  readonly word: number;
  /** Whether functions share it. */
  readonly cell: boolean;
}

/** The variables of a function's running frame, the order of CPython: of what compiled code holds none is in memory. */
function variablesOfFrame(vm: Vm, frame: Address): FrameVariable[] {
  const word = frame >>> 2, code = vm.i32[word + FRAME_CODE];
  const known = (vm.i32[word + FRAME_FLAGS] & FRAME_FLAG_COMPILED) === 0;
  const cells = cellNames(vm, code);
  return registerNames(vm, code).map((name, i) => ({
    name,
    word: known ? word + FRAME_HEADER_WORDS + i : 0,
    cell: cells.has(name),
  }));
}

/** The variables of the frame of a frame object, which runs or has left them to it. */
export function variablesOf(vm: Vm, object: Value): FrameVariable[] {
  const i32 = vm.i32, frame = i32[(object + FRAME_OBJECT_FRAME) >>> 2];
  if (frame !== 0) return variablesOfFrame(vm, frame);
  const code = i32[(object + FRAME_OBJECT_CODE) >>> 2];
  const cells = cellNames(vm, code), left = i32[(object + FRAME_OBJECT_LOCALS) >>> 2];
  const words = new Map<Value, number>();
  for (let i = 0; left !== 0 && i < vm.tupleLength(left); i += 2) {
    words.set(vm.tupleItem(left, i), ((left + TUPLE_ITEMS) >>> 2) + i + 1);
  }
  return registerNames(vm, code).map((name) => ({ name, word: words.get(name) ?? 0, cell: cells.has(name) }));
}

function cellNames(vm: Vm, code: Address): Set<Value> {
  const own = vm.i32[(code + CODE_CELLVARS) >>> 2], free = vm.i32[(code + CODE_FREEVARS) >>> 2];
  const names = new Set<Value>();
  for (const tuple of [own, free]) {
    for (let i = 0; i < vm.tupleLength(tuple); i++) names.add(vm.tupleItem(tuple, i));
  }
  return names;
}

/** The word with the value of a variable: its own or its cell's; 0 if there is none. */
export function wordOfVariable(vm: Vm, { word, cell }: FrameVariable): number {
  if (word === 0 || !cell) return word;
  const shared = vm.i32[word];
  // Until the function's first instructions have run a parameter lies in its register.
  return shared !== 0 && vm.typeIndex(shared) === T_CELL ? (shared + CELL_VALUE) >>> 2 : word;
}

/** Value of a variable (new reference), or 0 if it is unbound. */
export function valueOfVariable(vm: Vm, variable: FrameVariable): Value {
  const word = wordOfVariable(vm, variable);
  return word === 0 ? 0 : vm.keep(vm.i32[word]);
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

function put(vm: Vm, dict: Value, variable: FrameVariable): boolean {
  const value = valueOfVariable(vm, variable);
  if (value === 0) return true;
  const done = vm.dictSet(dict, variable.name, value);
  vm.decref(value);
  return done;
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

/**
 * Before a generator rests: who holds its frame object sees its variables as they are now. Without memory for them it
 * sees none.
 */
export function copyLocals(vm: Vm, frame: Address): void {
  const i32 = vm.i32, object = i32[(frame >>> 2) + FRAME_OBJECT];
  if (vm.rc.isUnique(object)) return;
  // A module's code that awaits: the frame object has its namespace.
  if ((i32[(i32[(frame >>> 2) + FRAME_CODE] + CODE_FLAGS) >>> 2] & CO_OPTIMIZED) === 0) return;
  const raised = vm.takeError();
  const bound = variablesOfFrame(vm, frame).filter(({ word }) => word !== 0 && i32[word] !== 0);
  const kept = vm.newTuple(bound.flatMap(({ name, word }) => [vm.keep(name), vm.keep(i32[word])]));
  if (kept === 0) vm.clearError();
  vm.store((object + FRAME_OBJECT_LOCALS) >>> 2, kept);
  if (raised !== 0) vm.setError(raised);
}

/** `f_locals` (new reference): of a function's frame a proxy, through which its variables can be set (PEP 667). */
export function frameObjectLocals(vm: Vm, object: Value): Value {
  const i32 = vm.i32, frame = i32[(object + FRAME_OBJECT_FRAME) >>> 2];
  const code = i32[(object + FRAME_OBJECT_CODE) >>> 2];
  if (frame !== 0) vm.jit?.localsRead(code);
  if ((i32[(code + CODE_FLAGS) >>> 2] & CO_OPTIMIZED) !== 0) {
    return newParts(vm, T_FRAME_LOCALS_PROXY, vm.keep(object));
  }
  if (frame !== 0) return localsOf(vm, frame);
  const namespace = i32[(object + FRAME_OBJECT_LOCALS) >>> 2];
  return vm.keep(namespace !== 0 ? namespace : i32[(object + FRAME_OBJECT_GLOBALS) >>> 2]);
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
