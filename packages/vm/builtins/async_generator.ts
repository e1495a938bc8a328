/**
 * `async_generator`, and the awaitables that its methods give (PEP 525, `Objects/genobject.c`).
 *
 * What an async generator yields to its caller arrives wrapped, so that it can be told from what an `await` inside
 * it passes on to the event loop.
 *
 * Awaitables are objects of parts: the generator, what is to be sent (None: nothing) or thrown (a tuple; 0:
 * `aclose`), and a state: NEW -> UNDER_WAY -> DONE.
 *
 * @module
 */
import {
  type Address,
  GENERATOR_BYTES,
  GENERATOR_FINALIZER,
  GENERATOR_FLAGS,
  GENERATOR_STATE,
  NONE,
  PARTS_BYTES,
  PARTS_THIRD,
  T_ASYNC_GENERATOR,
  T_ASYNC_GENERATOR_ASEND,
  T_ASYNC_GENERATOR_ATHROW,
  T_ASYNC_GENERATOR_WRAPPED_VALUE,
  tagInt,
  type Value,
} from "@orochi/object";
import { newException, setError } from "../errors.ts";
import { ASYNC_GENERATOR_CLOSED } from "../generator_finaliser.ts";
import { throwArguments, throwInto, warnOfOldThrow } from "../generator_throw.ts";
import { GENERATOR_FINISHED, send } from "../generators.ts";
import { method, type NativeDefinition, slot, type TypeDefinition } from "../native.ts";
import { THREAD_ASYNCGEN_FINALIZER, THREAD_ASYNCGEN_FIRSTITER } from "../thread_state.ts";
import type { Vm } from "../vm.ts";
import { firstPart, genericClassMethod, newParts, secondPart, thirdPart } from "./_container.ts";
import { GENERATOR_DOCS, generatorGetset, generatorMembers, generatorRepr } from "./coroutine.ts";

/** GENERATOR_FLAGS: one of its awaitables is under way. */
const RUNNING = 1;
/** GENERATOR_FLAGS: the thread's hooks have been asked. */
const HOOKED = 4;

const NEW: Value = tagInt(0), UNDER_WAY: Value = tagInt(1), DONE: Value = tagInt(2);

function hasFlag(vm: Vm, generator: Address, flag: number): boolean {
  return (vm.i32[(generator + GENERATOR_FLAGS) >>> 2] & flag) !== 0;
}

function setFlag(vm: Vm, generator: Address, flag: number): void {
  vm.i32[(generator + GENERATOR_FLAGS) >>> 2] |= flag;
}

function clearFlag(vm: Vm, generator: Address, flag: number): void {
  vm.i32[(generator + GENERATOR_FLAGS) >>> 2] &= ~flag;
}

function setState(vm: Vm, awaitable: Address, state: Value): void {
  vm.i32[(awaitable + PARTS_THIRD) >>> 2] = state;
}

/** Raises an exception class without arguments. */
function raiseEmpty(vm: Vm, name: string): 0 {
  const exception = newException(vm, vm.exceptionType(name), vm.newTuple([]));
  return exception === 0 ? 0 : setError(vm, exception);
}

/** Whether the exception being raised ends an async generator. */
function ended(vm: Vm): boolean {
  return vm.matches("StopAsyncIteration") || vm.matches("GeneratorExit");
}

/** The end of the body without an exception is StopAsyncIteration. */
function orEnd(vm: Vm, value: Value): Value {
  return value !== 0 || vm.failed() ? value : raiseEmpty(vm, "StopAsyncIteration");
}

/** What the body gave: a value of the generator (StopIteration ends the awaitable), or one for the event loop. */
function unwrap(vm: Vm, generator: Address, given: Value): Value {
  const value = orEnd(vm, given);
  if (value === 0) {
    if (ended(vm)) setFlag(vm, generator, ASYNC_GENERATOR_CLOSED);
    clearFlag(vm, generator, RUNNING);
    return 0;
  }
  if (!isWrapped(vm, value)) return value;
  vm.raiseStopIteration(firstPart(vm, value));
  vm.decref(value);
  clearFlag(vm, generator, RUNNING);
  return 0;
}

function isWrapped(vm: Vm, value: Value): boolean {
  return vm.isExact(value, T_ASYNC_GENERATOR_WRAPPED_VALUE);
}

/** Marks what an async generator yields (borrowed). */
export function wrapAsyncValue(vm: Vm, value: Value): Value {
  return newParts(vm, T_ASYNC_GENERATOR_WRAPPED_VALUE, vm.keep(value));
}

/** Tells the thread's hooks of a generator that is used for the first time. */
function initialise(vm: Vm, generator: Address): boolean {
  if (hasFlag(vm, generator, HOOKED)) return true;
  setFlag(vm, generator, HOOKED);
  const finalizer = vm.i32[(vm.block + THREAD_ASYNCGEN_FINALIZER) >>> 2];
  if (finalizer !== 0) vm.store((generator + GENERATOR_FINALIZER) >>> 2, vm.keep(finalizer));
  const first = vm.i32[(vm.block + THREAD_ASYNCGEN_FIRSTITER) >>> 2];
  if (first === 0) return true;
  const result = vm.call(first, generator);
  vm.decref(result);
  return result !== 0;
}

function makeAwaitable(vm: Vm, typeIndex: number, generator: Address, content: Value): Value {
  if (!initialise(vm, generator)) {
    vm.decref(content);
    return 0;
  }
  return newParts(vm, typeIndex, vm.keep(generator), content, NEW);
}

/** What gave an awaitable that nobody has awaited; empty for every other one. */
export function nameOfUnawaited(vm: Vm, awaitable: Address): string {
  if (thirdPart(vm, awaitable) !== NEW) return "";
  if (vm.typeIndex(awaitable) === T_ASYNC_GENERATOR_ASEND) return "asend";
  return secondPart(vm, awaitable) === 0 ? "aclose" : "athrow";
}

/** `throw` of an awaitable goes through that of its generator, warning included. */
function throwOld(vm: Vm, generator: Address, type: Value, value: Value, traceback: Value): Value {
  return warnOfOldThrow(vm, "throw", value) ? throwArguments(vm, generator, type, value, traceback) : 0;
}

// -- asend

/** Begins an `asend`; false with an exception set. */
function beginSend(vm: Vm, awaitable: Address): boolean {
  const generator = firstPart(vm, awaitable), state = thirdPart(vm, awaitable);
  if (state === DONE) {
    vm.raise("RuntimeError", "cannot reuse already awaited __anext__()/asend()");
    return false;
  }
  if (state === NEW && hasFlag(vm, generator, RUNNING)) {
    setState(vm, awaitable, DONE);
    vm.raise("RuntimeError", "anext(): asynchronous generator is already running");
    return false;
  }
  setState(vm, awaitable, UNDER_WAY);
  setFlag(vm, generator, RUNNING);
  return true;
}

function finishSend(vm: Vm, awaitable: Address, given: Value): Value {
  const value = unwrap(vm, firstPart(vm, awaitable), given);
  if (value === 0) setState(vm, awaitable, DONE);
  return value;
}

function sendNext(vm: Vm, awaitable: Address, value: Value): Value {
  const fresh = thirdPart(vm, awaitable) === NEW;
  if (!beginSend(vm, awaitable)) return 0;
  const sent = fresh && value === NONE ? secondPart(vm, awaitable) : value;
  return finishSend(vm, awaitable, send(vm, firstPart(vm, awaitable), sent));
}

/** `close()` of an awaitable: GeneratorExit must end it. */
function closeAwaitable(vm: Vm, awaitable: Address, raiseIn: () => Value): Value {
  if (thirdPart(vm, awaitable) === DONE) return NONE;
  const result = raiseIn();
  if (result !== 0) {
    vm.decref(result);
    return vm.raise("RuntimeError", "coroutine ignored GeneratorExit");
  }
  if (!ended(vm) && !vm.matches("StopIteration")) return 0;
  vm.clearError();
  return NONE;
}

function throwSend(vm: Vm, awaitable: Address, type: Value, value: Value, traceback: Value): Value {
  if (!beginSend(vm, awaitable)) return 0;
  return finishSend(vm, awaitable, throwOld(vm, firstPart(vm, awaitable), type, value, traceback));
}

/** `async_generator_asend`. */
export const asyncGeneratorSendType: TypeDefinition = {
  index: T_ASYNC_GENERATOR_ASEND,
  name: "async_generator_asend",
  basicSize: PARTS_BYTES,
  methods: awaitableMethods(sendNext, throwSend),
};

// -- athrow and aclose

/** Begins an `athrow` or `aclose`: what the body does with the exception; undefined if it is under way already. */
function beginThrow(vm: Vm, awaitable: Address, value: Value): Value | undefined {
  const generator = firstPart(vm, awaitable),
    args = secondPart(vm, awaitable),
    state = thirdPart(vm, awaitable);
  if (state === DONE) return vm.raise("RuntimeError", "cannot reuse already awaited aclose()/athrow()");
  if (vm.i32[(generator + GENERATOR_STATE) >>> 2] === GENERATOR_FINISHED) {
    setState(vm, awaitable, DONE);
    return vm.raiseStopIteration(NONE);
  }
  if (state !== NEW) {
    setFlag(vm, generator, RUNNING);
    return undefined;
  }
  if (hasFlag(vm, generator, RUNNING)) {
    setState(vm, awaitable, DONE);
    const name = args === 0 ? "aclose" : "athrow";
    return vm.raise("RuntimeError", `${name}(): asynchronous generator is already running`);
  }
  if (hasFlag(vm, generator, ASYNC_GENERATOR_CLOSED)) {
    setState(vm, awaitable, DONE);
    return raiseEmpty(vm, "StopAsyncIteration");
  }
  if (value !== NONE) {
    return vm.raise("RuntimeError", "can't send non-None value to a just-started coroutine");
  }
  setState(vm, awaitable, UNDER_WAY);
  setFlag(vm, generator, RUNNING);
  if (args !== 0) {
    return finishThrow(
      vm,
      awaitable,
      throwArguments(vm, generator, vm.tupleItem(args, 0), vm.tupleItem(args, 1), vm.tupleItem(args, 2)),
    );
  }
  setFlag(vm, generator, ASYNC_GENERATOR_CLOSED);
  const exit = newException(vm, vm.exceptionType("GeneratorExit"), vm.newTuple([]));
  return exit === 0 ? 0 : finishThrow(vm, awaitable, throwInto(vm, generator, exit));
}

/** What the body gave after an exception was thrown in: `aclose` takes no more values from it. */
function finishThrow(vm: Vm, awaitable: Address, given: Value): Value {
  const generator = firstPart(vm, awaitable);
  const closing = secondPart(vm, awaitable) === 0;
  const value = closing ? orEnd(vm, given) : unwrap(vm, generator, given);
  if (value !== 0 && !(closing && isWrapped(vm, value))) return value;
  clearFlag(vm, generator, RUNNING);
  setState(vm, awaitable, DONE);
  if (value !== 0) {
    vm.decref(value);
    return vm.raise("RuntimeError", "async generator ignored GeneratorExit");
  }
  if (closing && ended(vm)) {
    vm.clearError();
    return vm.raiseStopIteration(NONE);
  }
  return 0;
}

function throwNext(vm: Vm, awaitable: Address, value: Value): Value {
  const first = beginThrow(vm, awaitable, value);
  return first !== undefined ? first : finishThrow(vm, awaitable, send(vm, firstPart(vm, awaitable), value));
}

function throwThrow(vm: Vm, awaitable: Address, type: Value, value: Value, traceback: Value): Value {
  const generator = firstPart(vm, awaitable), state = thirdPart(vm, awaitable);
  if (state === DONE) return vm.raise("RuntimeError", "cannot reuse already awaited aclose()/athrow()");
  if (state === NEW && hasFlag(vm, generator, RUNNING)) {
    setState(vm, awaitable, DONE);
    const name = secondPart(vm, awaitable) === 0 ? "aclose" : "athrow";
    return vm.raise("RuntimeError", `${name}(): asynchronous generator is already running`);
  }
  setState(vm, awaitable, UNDER_WAY);
  setFlag(vm, generator, RUNNING);
  return finishThrow(vm, awaitable, throwOld(vm, generator, type, value, traceback));
}

/** `async_generator_athrow`. */
export const asyncGeneratorThrowType: TypeDefinition = {
  index: T_ASYNC_GENERATOR_ATHROW,
  name: "async_generator_athrow",
  basicSize: PARTS_BYTES,
  methods: awaitableMethods(throwNext, throwThrow),
};

/** What both kinds of awaitables have. */
function awaitableMethods(
  sendIn: (vm: Vm, awaitable: Address, value: Value) => Value,
  throwIn: (vm: Vm, awaitable: Address, type: Value, value: Value, traceback: Value) => Value,
): NativeDefinition[] {
  return [
    method("send", "($self, value, /)", (vm, a) => sendIn(vm, vm.i32[a], vm.i32[a + 1]), GENERATOR_DOCS[0]),
    method(
      "throw",
      "($self, type, value=None, traceback=None, /)",
      (vm, a) => throwIn(vm, vm.i32[a], vm.i32[a + 1], vm.i32[a + 2], vm.i32[a + 3]),
      GENERATOR_DOCS[1],
    ),
    method(
      "close",
      "($self, /)",
      (vm, a) =>
        closeAwaitable(vm, vm.i32[a], () => throwIn(vm, vm.i32[a], vm.exceptionType("GeneratorExit"), 0, 0)),
      GENERATOR_DOCS[2],
    ),
    slot("__await__", "($self, /)", (vm, a) => vm.keep(vm.i32[a])),
    slot("__iter__", "($self, /)", (vm, a) => vm.keep(vm.i32[a])),
    slot("__next__", "($self, /)", (vm, a) => sendIn(vm, vm.i32[a], NONE)),
  ];
}

/** What an async generator yields to its caller, on the way there. */
export const asyncGeneratorWrappedType: TypeDefinition = {
  index: T_ASYNC_GENERATOR_WRAPPED_VALUE,
  name: "async_generator_wrapped_value",
  basicSize: PARTS_BYTES,
};

const ATHROW_DOC = "athrow(value)\nathrow(type[,value[,tb]])\n\nraise exception in generator.\n" +
  "the (type, val, tb) signature is deprecated, \nand may be removed in a future version of Python.";

/** `async_generator`. */
export const asyncGeneratorType: TypeDefinition = {
  index: T_ASYNC_GENERATOR,
  name: "async_generator",
  basicSize: GENERATOR_BYTES,
  methods: [
    generatorRepr("async_generator"),
    slot("__aiter__", "($self, /)", (vm, a) => vm.keep(vm.i32[a])),
    slot("__anext__", "($self, /)", (vm, a) => makeAwaitable(vm, T_ASYNC_GENERATOR_ASEND, vm.i32[a], NONE)),
    method(
      "asend",
      "($self, value, /)",
      (vm, a) => makeAwaitable(vm, T_ASYNC_GENERATOR_ASEND, vm.i32[a], vm.keep(vm.i32[a + 1])),
      "asend(v) -> send 'v' in generator.",
    ),
    method("athrow", "($self, type, value=None, traceback=None, /)", (vm, a) => {
      if (!warnOfOldThrow(vm, "athrow", vm.i32[a + 2])) return 0;
      const args = vm.newTuple([1, 2, 3].map((k) => vm.keep(vm.i32[a + k] || NONE)));
      return args === 0 ? 0 : makeAwaitable(vm, T_ASYNC_GENERATOR_ATHROW, vm.i32[a], args);
    }, ATHROW_DOC),
    method(
      "aclose",
      "($self, /)",
      (vm, a) => makeAwaitable(vm, T_ASYNC_GENERATOR_ATHROW, vm.i32[a], 0),
      GENERATOR_DOCS[2].replace("close", "aclose"),
    ),
    genericClassMethod(),
  ],
  members: generatorMembers("ag"),
  getset: [
    ...generatorGetset("ag", "await").filter(({ name }) => name !== "ag_running"),
    { name: "ag_running", get: (vm, self) => vm.bool(hasFlag(vm, self, RUNNING)) },
  ],
};

/**
 * `sys.set_asyncgen_hooks`: of the calling thread. None takes a hook away, and 0 leaves it as it is.
 *
 * @returns None; 0 with an exception set.
 */
export function setAsyncGeneratorHooks(vm: Vm, firstiter: Value, finalizer: Value): Value {
  const hooks = [
    ["finalizer", finalizer, THREAD_ASYNCGEN_FINALIZER],
    ["firstiter", firstiter, THREAD_ASYNCGEN_FIRSTITER],
  ] as const;
  for (const [name, hook] of hooks) {
    if (hook !== 0 && hook !== NONE && vm.lookupSpecial(hook, vm.names.__call__) === 0) {
      return vm.raiseType(`callable ${name} expected, got ${vm.typeName(hook)}`);
    }
  }
  for (const [, hook, offset] of hooks) {
    if (hook !== 0) vm.storeInBlock(offset, hook === NONE ? 0 : vm.keep(hook));
  }
  return NONE;
}

/** The calling thread's hooks for async generators, or None (both owned). */
export function asyncGeneratorHooks(vm: Vm): [firstiter: Value, finalizer: Value] {
  const hook = (offset: number): Value => vm.keep(vm.i32[(vm.block + offset) >>> 2]) || NONE;
  return [hook(THREAD_ASYNCGEN_FIRSTITER), hook(THREAD_ASYNCGEN_FINALIZER)];
}
