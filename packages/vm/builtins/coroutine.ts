/**
 * `coroutine`, and what its `__await__` gives.
 *
 * @module
 */
import {
  COROUTINE_ORIGIN,
  GENERATOR_BYTES,
  GENERATOR_CODE,
  GENERATOR_DELEGATE,
  GENERATOR_NAME,
  GENERATOR_QUALNAME,
  GENERATOR_STATE,
  NONE,
  PARTS_BYTES,
  T_COROUTINE,
  T_COROUTINE_WRAPPER,
  T_GENERATOR,
  type Value,
} from "@orochi/object";
import { GENERATOR_RUNNING, GENERATOR_SUSPENDED } from "../generator_states.ts";
import { close, throwArguments, warnOfOldThrow } from "../generator_throw.ts";
import { frameOfGenerator, send } from "../generators.ts";
import {
  type GetSetDefinition,
  type MemberDefinition,
  method,
  type NativeDefinition,
  slot,
  type TypeDefinition,
} from "../native.ts";
import type { Vm } from "../vm.ts";
import { firstPart, genericClassMethod, newParts } from "./_container.ts";

/** What `send` or `throw` gave, for a caller in Python: the end is StopIteration. */
export function orStop(vm: Vm, value: Value): Value {
  return value !== 0 || vm.failed() ? value : vm.raiseStopIteration(NONE);
}

/** What `throw` of generators says of itself, and that of coroutines with names of its own. */
function throwDoc(whom: string, traceback: string, given: string): string {
  return `throw(value)\nthrow(type[,value[,${traceback}]])\n\nRaise exception in ${whom}, return next ${given} value or ` +
    "raise\nStopIteration.\nthe (type, val, tb) signature is deprecated, \n" +
    "and may be removed in a future version of Python.";
}

/** Documentation of `send`, `throw` and `close` of generators. */
export const GENERATOR_DOCS: readonly string[] = [
  "send(value) -> send 'value' into generator,\nreturn next yielded value or raise StopIteration.",
  throwDoc("generator", "tb", "yielded"),
  "close() -> raise GeneratorExit inside generator.",
];

/** Of coroutines. */
const COROUTINE_DOCS: readonly string[] = [
  "send(arg) -> send 'arg' into coroutine,\nreturn next iterated value or raise StopIteration.",
  throwDoc("coroutine", "traceback", "iterated"),
  "close() -> raise GeneratorExit inside coroutine.",
];

/** `send`, `throw` and `close` of anything with a generator's frame; `of` finds it from the object. */
export function generatorMethods(
  of: (vm: Vm, object: Value) => Value,
  docs: readonly string[],
): NativeDefinition[] {
  return [
    method(
      "send",
      "($self, value, /)",
      (vm, a) => orStop(vm, send(vm, of(vm, vm.i32[a]), vm.i32[a + 1])),
      docs[0],
    ),
    method(
      "throw",
      "($self, type, value=None, traceback=None, /)",
      (vm, a) => {
        const [type, value, traceback] = [vm.i32[a + 1], vm.i32[a + 2], vm.i32[a + 3]];
        if (!warnOfOldThrow(vm, "throw", value)) return 0;
        return orStop(vm, throwArguments(vm, of(vm, vm.i32[a]), type, value, traceback));
      },
      docs[1],
    ),
    method("close", "($self, /)", (vm, a) => close(vm, of(vm, vm.i32[a])), docs[2]),
  ];
}

/** `<kind object name at 0x...>`. */
export function generatorRepr(kind: string): NativeDefinition {
  return slot("__repr__", "($self, /)", (vm, a) => {
    const at = (vm.i32[a] >>> 0).toString(16).padStart(12, "0");
    return vm.newStr(`<${kind} object ${vm.js(vm.i32[(vm.i32[a] + GENERATOR_QUALNAME) >>> 2])} at 0x${at}>`);
  });
}

/** Names and code, and what it waits for. */
export function generatorMembers(prefix: string): MemberDefinition[] {
  return [
    { name: `${prefix}_code`, offset: GENERATOR_CODE },
  ];
}

/** `__name__` and `__qualname__`. */
function nameAttribute(name: string, offset: number): GetSetDefinition {
  return {
    name,
    get: (vm, self) => vm.keep(vm.i32[(self + offset) >>> 2]),
    set: (vm, self, value) => {
      if (value === 0 || !vm.isStr(value)) {
        return vm.raiseType(`${name} must be set to a string object`) !== 0;
      }
      vm.store((self + offset) >>> 2, vm.keep(value));
      return true;
    },
  };
}

/** Its names, its frame, what it waits for, and whether it runs or rests. */
export function generatorGetset(prefix: string, delegate: string): GetSetDefinition[] {
  const inState = (name: string, state: number): GetSetDefinition => ({
    name: `${prefix}_${name}`,
    get: (vm, self) => vm.bool(vm.i32[(self + GENERATOR_STATE) >>> 2] === state),
  });
  return [
    inState("running", GENERATOR_RUNNING),
    inState("suspended", GENERATOR_SUSPENDED),
    nameAttribute("__name__", GENERATOR_NAME),
    nameAttribute("__qualname__", GENERATOR_QUALNAME),
    {
      name: `${prefix}_${delegate}`,
      get: (vm, self) =>
        vm.i32[(self + GENERATOR_STATE) >>> 2] === GENERATOR_SUSPENDED
          ? vm.keep(vm.i32[(self + GENERATOR_DELEGATE) >>> 2]) || NONE
          : NONE,
    },
    { name: `${prefix}_frame`, get: (vm, self) => frameOfGenerator(vm, self) },
  ];
}

/** `generator`. */
export const generatorType: TypeDefinition = {
  index: T_GENERATOR,
  name: "generator",
  basicSize: GENERATOR_BYTES,
  methods: [
    ...generatorMethods((_vm, self) => self, GENERATOR_DOCS),
    generatorRepr("generator"),
    slot("__iter__", "($self, /)", (vm, a) => vm.keep(vm.i32[a])),
    slot("__next__", "($self, /)", (vm, a) => send(vm, vm.i32[a], NONE)),
    genericClassMethod(),
  ],
  members: generatorMembers("gi"),
  getset: generatorGetset("gi", "yieldfrom"),
};

/** `coroutine`. */
export const coroutineType: TypeDefinition = {
  index: T_COROUTINE,
  name: "coroutine",
  basicSize: GENERATOR_BYTES,
  methods: [
    ...generatorMethods((_vm, self) => self, COROUTINE_DOCS),
    generatorRepr("coroutine"),
    slot("__await__", "($self, /)", (vm, a) => newParts(vm, T_COROUTINE_WRAPPER, vm.keep(vm.i32[a]))),
    genericClassMethod(),
  ],
  members: generatorMembers("cr"),
  getset: [...generatorGetset("cr", "await"), {
    name: "cr_origin",
    get: (vm, self) => vm.keep(vm.i32[(self + COROUTINE_ORIGIN) >>> 2]) || NONE,
  }],
};

/** The iterator that `coroutine.__await__()` gives. */
export const coroutineWrapperType: TypeDefinition = {
  index: T_COROUTINE_WRAPPER,
  name: "coroutine_wrapper",
  basicSize: PARTS_BYTES,
  methods: [
    ...generatorMethods(firstPart, COROUTINE_DOCS),
    slot("__iter__", "($self, /)", (vm, a) => vm.keep(vm.i32[a])),
    slot("__next__", "($self, /)", (vm, a) => send(vm, firstPart(vm, vm.i32[a]), NONE)),
  ],
};
