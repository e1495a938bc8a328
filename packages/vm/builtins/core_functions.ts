/**
 * Functions of `builtins` that reach into frames, the compiler and the import system.
 *
 * @module
 */
import { CELL_VALUE, T_CELL, T_FUNCTION, T_TYPE, type Value } from "@orochi/object";
import { callWithTuple } from "../call.ts";
import { calculateMetaclass } from "../classes.ts";
import { pushFrame } from "../frames.ts";
import { compileFunctions } from "./compile.ts";
import { importModule } from "../import_operations.ts";
import { runFrame } from "../run_source.ts";
import { type NativeDefinition, nativeFunction } from "../native.ts";
import { THREAD_FRAME } from "../thread_state.ts";
import { lookup } from "../type_lookup.ts";
import type { Vm } from "../vm.ts";

/** Replaces bases that are no classes by what their `__mro_entries__` say (PEP 560). */
function resolveBases(vm: Vm, bases: Value): Value {
  const resolved: Value[] = [];
  for (let i = 0; i < vm.tupleLength(bases); i++) {
    const base = vm.tupleItem(bases, i);
    const entries = (base & 1) === 0 && vm.layout(base) === T_TYPE
      ? 0
      : vm.getAttrOptional(base, vm.names.__mro_entries__);
    if (entries === 0) {
      if (vm.failed()) return 0;
      resolved.push(vm.keep(base));
      continue;
    }
    const replacement = vm.call(entries, bases);
    vm.decref(entries);
    if (replacement !== 0 && !vm.isTuple(replacement)) {
      vm.decref(replacement);
      for (const value of resolved) vm.decref(value);
      return vm.raiseType("__mro_entries__ must return a tuple");
    }
    if (replacement === 0) return 0;
    for (let k = 0; k < vm.tupleLength(replacement); k++) {
      resolved.push(vm.keep(vm.tupleItem(replacement, k)));
    }
    vm.decref(replacement);
  }
  return vm.newTuple(resolved);
}

/** `type.__new__` must have put the very class into the cell of `__class__`. */
function checkClassCell(vm: Vm, cell: Value, name: Value, made: Value): boolean {
  if (vm.typeIndex(cell) !== T_CELL || (made & 1) === 1 || vm.layout(made) !== T_TYPE) return true;
  const known = vm.i32[(cell + CELL_VALUE) >>> 2];
  if (known === made) return true;
  const what = vm.jsRepr(made);
  if (known === 0) {
    const advice = "Was __classcell__ propagated to type.__new__?";
    vm.raise("RuntimeError", `__class__ not set defining ${vm.jsRepr(name)} as ${what}. ${advice}`);
  } else vm.raiseType(`__class__ set to ${vm.jsRepr(known)} defining ${vm.jsRepr(name)} as ${what}`);
  return false;
}

/** `__build_class__(func, name, *bases, metaclass=None, **kwds)`. */
function buildClass(vm: Vm, a: number): Value {
  const i32 = vm.i32;
  const body = i32[a], name = i32[a + 1], original = i32[a + 2], keywords = i32[a + 3];
  if ((body & 1) !== 0 || vm.layout(body) !== T_FUNCTION) {
    return vm.raiseType("__build_class__: func must be a function");
  }
  if (!vm.isStr(name)) return vm.raiseType("__build_class__: name is not a string");
  const bases = resolveBases(vm, original);
  if (bases === 0) return 0;
  let metaclass = vm.keep(vm.dictGetStr(keywords, "metaclass"));
  if (metaclass !== 0) vm.dictDelete(keywords, vm.names.metaclass);
  else {metaclass = vm.keep(
      vm.tupleLength(bases) > 0 ? vm.typeOf(vm.tupleItem(bases, 0)) : vm.typeObject(T_TYPE),
    );}
  if ((metaclass & 1) === 0 && vm.layout(metaclass) === T_TYPE) {
    const winner = calculateMetaclass(vm, metaclass, bases);
    if (winner === 0) {
      vm.decref(metaclass);
      vm.decref(bases);
      return 0;
    }
    vm.incref(winner);
    vm.decref(metaclass);
    metaclass = winner;
  }
  const prepare = vm.getAttrOptional(metaclass, vm.names.__prepare__);
  if (prepare === 0 && vm.failed()) {
    vm.decref(metaclass);
    vm.decref(bases);
    return 0;
  }
  const positional = vm.newTuple([vm.keep(name), vm.keep(bases)]);
  const namespace = prepare === 0 ? vm.newDict() : callWithTuple(vm, prepare, positional, keywords);
  vm.decref(prepare);
  let result: Value = 0;
  if (namespace !== 0 && lookup(vm, vm.typeOf(namespace), vm.names.__getitem__) === 0) {
    const maker = (metaclass & 1) === 0 && vm.layout(metaclass) === T_TYPE
      ? vm.typeNameOf(metaclass)
      : "<metaclass>";
    vm.raiseType(`${maker}.__prepare__() must return a mapping, not ${vm.typeName(namespace)}`);
  } else if (namespace !== 0) {
    const frame = pushFrame(vm, body);
    if (frame !== 0) {
      const cell = runFrame(vm, frame, namespace);
      if (cell !== 0) {
        const ready = bases === original || vm.sameTuple(bases, original) ||
          vm.setItem(namespace, vm.names.__orig_bases__, original);
        if (ready) {
          const args = vm.newTuple([vm.keep(name), vm.keep(bases), vm.keep(namespace)]);
          result = args === 0 ? 0 : callWithTuple(vm, metaclass, args, keywords);
          vm.decref(args);
        }
        if (result !== 0 && !checkClassCell(vm, cell, name, result)) {
          vm.decref(result);
          result = 0;
        }
        vm.decref(cell);
      }
    }
  }
  vm.decref(namespace);
  vm.decref(positional);
  vm.decref(metaclass);
  vm.decref(bases);
  return result;
}

/** The natives of this file. */
export const coreFunctions: readonly NativeDefinition[] = [
  nativeFunction("__build_class__", "(func, name, /, *bases, **kwds)", (vm, a) => {
    // Words: func, name, the tuple of bases, the dict of keywords.
    return buildClass(vm, a);
  }),
  nativeFunction("__import__", "(name, globals=None, locals=None, fromlist=(), level=0)", (vm, a) => {
    const name = vm.i32[a];
    if (!vm.isStr(name)) return vm.raiseType("module name must be a string");
    const level = vm.i32[a + 4] === 0 ? 0 : vm.index(vm.i32[a + 4]);
    if (Number.isNaN(level)) return 0;
    if (level < 0) return vm.raiseValue("level must be >= 0");
    return importModule(vm, vm.js(name), vm.i32[a + 1], vm.i32[a + 3], level);
  }),
  ...compileFunctions,
  nativeFunction("globals", "()", (vm) => vm.keep(vm.currentGlobals())),
  nativeFunction("locals", "()", (vm) => {
    const frame = vm.i32[(vm.block + THREAD_FRAME) >>> 2];
    return frame === 0 ? vm.newDict() : vm.localsOf(frame);
  }),
];
