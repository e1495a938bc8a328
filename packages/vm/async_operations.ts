/**
 * Instructions of coroutines, exception groups, templates and type parameters.
 *
 * @module
 */
import {
  CODE_FLAGS,
  CODE_LOCALS,
  EXCEPTION_EXTRA,
  GENERATOR_CODE,
  GENERATOR_DELEGATE,
  NONE,
  T_ASYNC_GENERATOR,
  T_COROUTINE,
  T_GENERATOR,
  type Value,
} from "@orochi/object";
import { CO_ITERABLE_COROUTINE } from "./bytecode/code_unit.ts";
import { NAMES } from "./bytecode/operands.ts";
import { wrapAsyncValue } from "./builtins/async_generator.ts";
import { matchGroup, prepareReraise } from "./builtins/exception_groups.ts";
import { callIntrinsic } from "./builtins/type_parameters.ts";
import { newInterpolation, newTemplate } from "./builtins/template.ts";
import { callUnbound } from "./call.ts";
import { reraise } from "./exception_operations.ts";
import { FRAME_CODE, FRAME_HEADER_WORDS } from "./thread_state.ts";
import { lookup } from "./type_lookup.ts";
import type { Vm } from "./vm.ts";

/**
 * Executes one of them.
 *
 * @param frame Word index of the frame.
 * @param ip Word index of the instruction.
 * @returns Whether it worked; false with an exception set.
 */
export function asyncOperation(vm: Vm, frame: number, ip: number): boolean {
  const i32 = vm.i32;
  const registers = frame + FRAME_HEADER_WORDS;
  const a = i32[ip + 1], b = i32[ip + 2], c = i32[ip + 3];
  switch (NAMES[i32[ip]]) {
    case "GET_AWAITABLE":
      return replace(vm, frame, a, b, awaitableOf(vm, i32[registers + b], c));
    case "GET_AITER":
      return replace(vm, frame, a, b, asyncIterator(vm, i32[registers + b]));
    case "GET_ANEXT":
      return put(vm, frame, a, nextAwaitable(vm, i32[registers + b]));
    case "WRAP_ASYNC_VALUE":
      return replace(vm, frame, a, b, wrapAsyncValue(vm, i32[registers + b]));
    case "END_ASYNC_FOR": {
      const exception = take(vm, registers + b);
      if (!vm.isSubtype(vm.typeOf(exception), vm.exceptionType("StopAsyncIteration"))) {
        reraise(vm, exception);
        return false;
      }
      vm.decref(exception);
      vm.decref(take(vm, registers + a));
      return true;
    }
    case "CLEANUP_THROW": {
      const exception = take(vm, registers + c);
      if (!vm.isSubtype(vm.typeOf(exception), vm.exceptionType("StopIteration"))) {
        reraise(vm, exception);
        return false;
      }
      const value = vm.keep(i32[(exception + EXCEPTION_EXTRA) >>> 2]) || NONE;
      vm.decref(exception);
      vm.decref(take(vm, registers + b));
      return put(vm, frame, a, value);
    }
    case "MATCH_EXCEPTION_GROUP": {
      const classes = vm.keep(i32[registers + c]);
      consume(vm, frame, c);
      const done = matchGroup(vm, i32[registers + b], classes, registers + a);
      vm.decref(classes);
      return done;
    }
    case "PREPARE_RERAISE_STAR": {
      const raised = prepareReraise(vm, i32[registers + b], i32[registers + c]);
      consume(vm, frame, b);
      consume(vm, frame, c);
      return put(vm, frame, a, raised);
    }
    case "BUILD_INTERPOLATION": {
      const made = newInterpolation(vm, registers + b, i32[ip + 4], i32[registers + c]);
      return dropRegisters(vm, registers + b, 2) && replace(vm, frame, a, c, made);
    }
    case "BUILD_TEMPLATE": {
      const made = newTemplate(vm, i32[registers + b], i32[registers + c]);
      return dropRegisters(vm, registers + b, 1) && dropRegisters(vm, registers + c, 1) &&
        put(vm, frame, a, made);
    }
    case "CALL_INTRINSIC":
      return put(vm, frame, a, callIntrinsic(vm, c, registers + b));
    default:
      throw new Error(`No case executes ${NAMES[i32[ip]]}`);
  }
}

function take(vm: Vm, word: number): Value {
  const value = vm.i32[word];
  vm.i32[word] = 0;
  return value;
}

function isLocal(vm: Vm, frame: number, register: number): boolean {
  return register < vm.i32[(vm.i32[frame + FRAME_CODE] + CODE_LOCALS) >>> 2];
}

function consume(vm: Vm, frame: number, register: number): void {
  if (!isLocal(vm, frame, register)) vm.decref(take(vm, frame + FRAME_HEADER_WORDS + register));
}

/** Drops values below a result that is made already: always true, so that it chains. */
function dropRegisters(vm: Vm, word: number, count: number): true {
  for (let i = 0; i < count; i++) vm.decref(take(vm, word + i));
  return true;
}

/** Writes a result (owned); 0 says that it failed. */
function put(vm: Vm, frame: number, target: number, value: Value): boolean {
  if (value === 0) return false;
  const word = frame + FRAME_HEADER_WORDS + target;
  const old = isLocal(vm, frame, target) ? vm.i32[word] : 0;
  vm.i32[word] = value;
  vm.decref(old);
  return true;
}

/** Consumes a source and writes what was made of it. */
function replace(vm: Vm, frame: number, target: number, source: number, value: Value): boolean {
  consume(vm, frame, source);
  return put(vm, frame, target, value);
}

/** Where an awaitable came from, by GET_AWAITABLE's immediate, for messages. */
const SOURCES = ["", "__aenter__", "__aexit__"] as const;

/** The iterator that `await` runs; `source` is GET_AWAITABLE's immediate. */
export function awaitableOf(vm: Vm, value: Value, source: number): Value {
  const type = vm.typeIndex(value);
  if (type === T_COROUTINE) {
    // At an await of its own, somebody is awaiting it already.
    if (vm.i32[(value + GENERATOR_DELEGATE) >>> 2] === 0) return vm.keep(value);
    return vm.raise("RuntimeError", "coroutine is being awaited already");
  }
  if (isIterableCoroutine(vm, value)) return vm.keep(value);
  const method = lookup(vm, vm.typeOf(value), vm.names.__await__);
  if (method === 0) {
    if (source !== 0) {
      return vm.raiseType(
        `'async with' received an object from ${SOURCES[source]} that does not implement __await__: ${
          vm.typeName(value)
        }`,
      );
    }
    return vm.raiseType(`'${vm.typeName(value)}' object can't be awaited`);
  }
  const iterator = callUnbound(vm, method, value, []);
  if (iterator === 0) return 0;
  if (vm.typeIndex(iterator) === T_COROUTINE || isIterableCoroutine(vm, iterator)) {
    vm.decref(iterator);
    return vm.raiseType("__await__() returned a coroutine");
  }
  if (vm.lookupSpecial(iterator, vm.names.__next__) === 0) {
    const name = vm.typeName(iterator);
    vm.decref(iterator);
    return vm.raiseType(`__await__() returned non-iterator of type '${name}'`);
  }
  return iterator;
}

/** A generator marked by `types.coroutine`. */
function isIterableCoroutine(vm: Vm, value: Value): boolean {
  return vm.typeIndex(value) === T_GENERATOR &&
    (vm.i32[(vm.i32[(value + GENERATOR_CODE) >>> 2] + CODE_FLAGS) >>> 2] & CO_ITERABLE_COROUTINE) !== 0;
}

function asyncIterator(vm: Vm, value: Value): Value {
  const method = lookup(vm, vm.typeOf(value), vm.names.__aiter__);
  if (method === 0) {
    return vm.raiseType(`'async for' requires an object with __aiter__ method, got ${vm.typeName(value)}`);
  }
  const iterator = callUnbound(vm, method, value, []);
  if (iterator === 0 || lookup(vm, vm.typeOf(iterator), vm.names.__anext__) !== 0) return iterator;
  const name = vm.typeName(iterator);
  vm.decref(iterator);
  return vm.raiseType(
    `'async for' received an object from __aiter__ that does not implement __anext__: ${name}`,
  );
}

function nextAwaitable(vm: Vm, iterator: Value): Value {
  const method = lookup(vm, vm.typeOf(iterator), vm.names.__anext__);
  if (method === 0) {
    return vm.raiseType(
      `'async for' requires an iterator with __anext__ method, got ${vm.typeName(iterator)}`,
    );
  }
  const next = callUnbound(vm, method, iterator, []);
  if (next === 0 || vm.typeIndex(iterator) === T_ASYNC_GENERATOR) return next;
  const awaitable = awaitableOf(vm, next, 0);
  if (awaitable === 0 && vm.matches("TypeError")) {
    const cause = vm.takeError();
    vm.raiseType(`'async for' received an invalid object from __anext__: ${vm.typeName(next)}`);
    const error = vm.takeError();
    vm.chain(error, cause);
    vm.setError(error);
  }
  vm.decref(next);
  return awaitable;
}
