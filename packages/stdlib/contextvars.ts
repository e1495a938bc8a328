/**
 * `_contextvars`: variables whose value depends on the context that a thread runs in (PEP 567).
 *
 * A context's dict is never changed once the context has it: setting a variable gives the context another dict. So a
 * copy of a context is another reference to the dict, and readers need no lock.
 *
 * @module
 */
import {
  NONE,
  NOT_IMPLEMENTED,
  PARTS_BYTES,
  PARTS_FIRST,
  PARTS_FOURTH,
  PARTS_SECOND,
  PARTS_THIRD,
  T_CONTEXT,
  T_CONTEXT_VAR,
  T_TOKEN,
  T_TOKEN_MISSING,
  tagInt,
  type Value,
} from "@orochi/object";
import {
  method,
  nativeFunction,
  type NativeModule,
  newMethod,
  slot,
  THREAD_CONTEXT,
  type TypeDefinition,
  type Vm,
} from "@orochi/vm";
import { callWithTuple, genericClassMethod, reprText } from "@orochi/vm/kernel";
import { getState, setStateOwned } from "./state.ts";

const CONTEXT_DICT = PARTS_FIRST, CONTEXT_PREVIOUS = PARTS_SECOND, CONTEXT_ENTERED = PARTS_THIRD;
const VARIABLE_NAME = PARTS_FIRST, VARIABLE_DEFAULT = PARTS_SECOND;
const TOKEN_VARIABLE = PARTS_FIRST,
  TOKEN_OLD = PARTS_SECOND,
  TOKEN_CONTEXT = PARTS_THIRD,
  TOKEN_USED = PARTS_FOURTH;
const MISSING = "_contextvars.missing";

function part(vm: Vm, object: Value, offset: number): Value {
  return vm.i32[(object + offset) >>> 2];
}

function setPart(vm: Vm, object: Value, offset: number, value: Value): void {
  vm.store((object + offset) >>> 2, value);
}

function address(value: Value): string {
  return `0x${(value >>> 0).toString(16).padStart(12, "0")}`;
}

// -- contexts

function newContext(vm: Vm, dict: Value): Value {
  const context = vm.alloc(T_CONTEXT, PARTS_BYTES);
  if (context !== 0) vm.i32[(context + CONTEXT_DICT) >>> 2] = vm.keep(dict);
  return context;
}

/** The calling thread's context (borrowed), made on first demand; 0 without memory. */
function currentContext(vm: Vm): Value {
  const word = (vm.block + THREAD_CONTEXT) >>> 2;
  if (vm.i32[word] === 0) vm.i32[word] = newContext(vm, 0);
  return vm.i32[word];
}

/** The value of a variable in a context (borrowed), or 0. Only the thread that is in a context changes it. */
function valueIn(vm: Vm, context: Value, variable: Value): Value {
  const dict = part(vm, context, CONTEXT_DICT);
  return dict === 0 ? 0 : vm.dictGet(dict, variable);
}

/** Sets, or with 0 deletes, a variable in a context. */
function change(vm: Vm, context: Value, variable: Value, value: Value): boolean {
  const old = part(vm, context, CONTEXT_DICT);
  const dict = old === 0 ? vm.newDict() : vm.call(vm.typeOf(old), old);
  if (dict === 0) return false;
  if (value === 0 ? vm.dictDelete(dict, variable) < 0 : !vm.dictSet(dict, variable, value)) {
    vm.decref(dict);
    return false;
  }
  vm.lock.begin(context);
  vm.i32[(context + CONTEXT_DICT) >>> 2] = dict;
  vm.lock.end();
  vm.retire(old);
  return true;
}

/** The dict of a context (new reference), which nobody changes. */
function frozenDict(vm: Vm, context: Value): Value {
  vm.lock.begin(context);
  const dict = vm.keep(part(vm, context, CONTEXT_DICT));
  vm.lock.end();
  return dict === 0 ? vm.newDict() : dict;
}

function run(vm: Vm, a: number): Value {
  const context = vm.i32[a];
  const word = (context + CONTEXT_ENTERED) >>> 2;
  if (Atomics.compareExchange(vm.i32, word, 0, tagInt(1)) !== 0) {
    return vm.raise("RuntimeError", `cannot enter context: ${vm.jsRepr(context)} is already entered`);
  }
  const args = vm.i32[a + 2];
  const current = (vm.block + THREAD_CONTEXT) >>> 2;
  // The thread's reference moves to the context that it comes back from.
  setPart(vm, context, CONTEXT_PREVIOUS, vm.i32[current]);
  vm.i32[current] = vm.keep(context);
  const result = callWithTuple(vm, vm.i32[a + 1], args, vm.length(vm.i32[a + 3]) === 0 ? 0 : vm.i32[a + 3]);
  vm.i32[current] = part(vm, context, CONTEXT_PREVIOUS);
  vm.i32[(context + CONTEXT_PREVIOUS) >>> 2] = 0;
  Atomics.store(vm.i32, word, 0);
  vm.decref(context);
  return result;
}

function isVariable(vm: Vm, key: Value): boolean {
  if (vm.isExact(key, T_CONTEXT_VAR)) return true;
  vm.raiseType(`a ContextVar key was expected, got ${vm.jsRepr(key)}`);
  return false;
}

/** Calls a method of the context's dict, which is a dict like any other to who looks at it. */
function viewOf(name: string): (vm: Vm, a: number) => Value {
  return (vm, a) => {
    const dict = frozenDict(vm, vm.i32[a]);
    const result = dict === 0 ? 0 : vm.callMethod(dict, vm.intern(name));
    vm.decref(dict);
    return result;
  };
}

const contextType: TypeDefinition = {
  index: T_CONTEXT,
  name: "Context",
  module: "_contextvars",
  basicSize: PARTS_BYTES,
  none: ["__hash__"],
  methods: [
    newMethod("($type, /)", (vm) => newContext(vm, 0)),
    method("run", "($self, callable, /, *args, **kwargs)", run),
    method("copy", "($self, /)", (vm, a) => {
      const dict = frozenDict(vm, vm.i32[a]);
      const copy = dict === 0 ? 0 : newContext(vm, dict);
      vm.decref(dict);
      return copy;
    }, "Return a shallow copy of the context object."),
    method("get", "($self, key, default=None, /)", (vm, a) => {
      if (!isVariable(vm, vm.i32[a + 1])) return 0;
      const value = valueIn(vm, vm.i32[a], vm.i32[a + 1]);
      return value !== 0 ? vm.keep(value) : vm.failed() ? 0 : vm.keep(vm.i32[a + 2] || NONE);
    }),
    method("keys", "($self, /)", viewOf("keys")),
    method("values", "($self, /)", viewOf("values")),
    method("items", "($self, /)", viewOf("items")),
    slot("__iter__", "($self, /)", viewOf("__iter__")),
    slot("__len__", "($self, /)", (vm, a) => {
      const dict = part(vm, vm.i32[a], CONTEXT_DICT);
      return vm.newInt(dict === 0 ? 0 : vm.length(dict));
    }),
    slot("__contains__", "($self, key, /)", (vm, a) => {
      if (!isVariable(vm, vm.i32[a + 1])) return 0;
      const value = valueIn(vm, vm.i32[a], vm.i32[a + 1]);
      return vm.failed() ? 0 : vm.bool(value !== 0);
    }),
    slot("__getitem__", "($self, key, /)", (vm, a) => {
      if (!isVariable(vm, vm.i32[a + 1])) return 0;
      const value = valueIn(vm, vm.i32[a], vm.i32[a + 1]);
      return value !== 0 ? vm.keep(value) : vm.failed() ? 0 : vm.raiseKey(vm.i32[a + 1]);
    }),
    slot("__eq__", "($self, value, /)", (vm, a) => {
      if (!vm.isExact(vm.i32[a + 1], T_CONTEXT)) return NOT_IMPLEMENTED;
      const mine = frozenDict(vm, vm.i32[a]), other = frozenDict(vm, vm.i32[a + 1]);
      const same = mine === 0 || other === 0 ? -1 : vm.equals(mine, other);
      vm.decref(mine);
      vm.decref(other);
      return same < 0 ? 0 : vm.bool(same === 1);
    }),
  ],
};

/** The value of a variable in the calling thread's context (borrowed); 0 where it has none, or on failure. */
export function variableValue(vm: Vm, variable: Value): Value {
  const context = currentContext(vm);
  return context === 0 ? 0 : valueIn(vm, context, variable);
}

/** Sets a variable in the calling thread's context; false with an exception set. */
export function setVariable(vm: Vm, variable: Value, value: Value): boolean {
  const context = currentContext(vm);
  return context !== 0 && change(vm, context, variable, value);
}

// -- variables

const variableType: TypeDefinition = {
  index: T_CONTEXT_VAR,
  name: "ContextVar",
  module: "_contextvars",
  basicSize: PARTS_BYTES,
  methods: [
    newMethod("($type, name, /, *, default=None)", (vm, a) => {
      const name = vm.i32[a + 1];
      if (!vm.isStr(name)) return vm.raiseType("context variable name must be a str");
      const variable = vm.alloc(T_CONTEXT_VAR, PARTS_BYTES);
      if (variable === 0) return 0;
      vm.i32[(variable + VARIABLE_NAME) >>> 2] = vm.keep(name);
      vm.i32[(variable + VARIABLE_DEFAULT) >>> 2] = vm.keep(vm.i32[a + 2]);
      return variable;
    }),
    genericClassMethod(),
    method("get", "($self, default=None, /)", (vm, a) => {
      const variable = vm.i32[a];
      const context = currentContext(vm);
      const value = context === 0 ? 0 : valueIn(vm, context, variable);
      if (value !== 0 || vm.failed()) return vm.keep(value);
      const fallback = vm.i32[a + 1] || part(vm, variable, VARIABLE_DEFAULT);
      if (fallback !== 0) return vm.keep(fallback);
      const exception = vm.call(vm.exceptionType("LookupError"), variable);
      return exception === 0 ? 0 : vm.raiseObject(exception);
    }, "Return a value for the context variable for the current context."),
    method("set", "($self, value, /)", (vm, a) => {
      const variable = vm.i32[a];
      const context = currentContext(vm);
      const token = context === 0 ? 0 : vm.alloc(T_TOKEN, PARTS_BYTES);
      if (token === 0) return 0;
      const old = valueIn(vm, context, variable);
      vm.i32[(token + TOKEN_VARIABLE) >>> 2] = vm.keep(variable);
      vm.i32[(token + TOKEN_OLD) >>> 2] = vm.keep(old);
      vm.i32[(token + TOKEN_CONTEXT) >>> 2] = vm.keep(context);
      vm.i32[(token + TOKEN_USED) >>> 2] = tagInt(0);
      if (!vm.failed() && change(vm, context, variable, vm.i32[a + 1])) return token;
      vm.decref(token);
      return 0;
    }, "Set the context variable's value in the current context; the token that is returned can undo it."),
    method(
      "reset",
      "($self, token, /)",
      (vm, a) => {
        if (!vm.isExact(vm.i32[a + 1], T_TOKEN)) {
          return vm.raiseType(`expected an instance of Token, got ${vm.jsRepr(vm.i32[a + 1])}`);
        }
        return reset(vm, vm.i32[a], vm.i32[a + 1]) ? NONE : 0;
      },
      "Set the variable to what it was before the set() that made the token.",
    ),
    slot("__repr__", "($self, /)", (vm, a) => {
      const variable = vm.i32[a];
      const name = reprText(vm, part(vm, variable, VARIABLE_NAME));
      const fallback = part(vm, variable, VARIABLE_DEFAULT);
      const text = name === null ? null : fallback === 0 ? "" : reprText(vm, fallback);
      if (text === null) return 0;
      return vm.newStr(
        `<ContextVar name=${name}${fallback === 0 ? "" : ` default=${text}`} at ${address(variable)}>`,
      );
    }),
  ],
  getset: [{ name: "name", get: (vm, variable) => vm.keep(part(vm, variable, VARIABLE_NAME)) }],
};

/** Puts back what a token remembers. */
function reset(vm: Vm, variable: Value, token: Value): boolean {
  if (part(vm, token, TOKEN_USED) === tagInt(1)) {
    return vm.raise("RuntimeError", `${vm.jsRepr(token)} has already been used once`) !== 0;
  }
  if (part(vm, token, TOKEN_VARIABLE) !== variable) {
    return vm.raiseValue(`${vm.jsRepr(token)} was created by a different ContextVar`) !== 0;
  }
  const context = currentContext(vm);
  if (context === 0) return false;
  if (part(vm, token, TOKEN_CONTEXT) !== context) {
    return vm.raiseValue(`${vm.jsRepr(token)} was created in a different Context`) !== 0;
  }
  vm.i32[(token + TOKEN_USED) >>> 2] = tagInt(1);
  return change(vm, context, variable, part(vm, token, TOKEN_OLD));
}

// -- tokens

const tokenType: TypeDefinition = {
  index: T_TOKEN,
  name: "Token",
  module: "_contextvars",
  basicSize: PARTS_BYTES,
  none: ["__hash__"],
  methods: [
    newMethod(
      "($type, /, *args, **kwargs)",
      (vm) => vm.raise("RuntimeError", "Tokens can only be created by ContextVars"),
    ),
    genericClassMethod(),
    method("__enter__", "($self, /)", (vm, a) => vm.keep(vm.i32[a]), "Enter into Token context manager."),
    method(
      "__exit__",
      "($self, type, val, tb, /)",
      (vm, a) => reset(vm, part(vm, vm.i32[a], TOKEN_VARIABLE), vm.i32[a]) ? NONE : 0,
      "Exit from Token context manager, restore the linked ContextVar.",
    ),
    slot("__repr__", "($self, /)", (vm, a) => {
      const token = vm.i32[a];
      const variable = reprText(vm, part(vm, token, TOKEN_VARIABLE));
      if (variable === null) return 0;
      const used = part(vm, token, TOKEN_USED) === tagInt(1) ? " used" : "";
      return vm.newStr(`<Token${used} var=${variable} at ${address(token)}>`);
    }),
  ],
  getset: [
    { name: "var", get: (vm, token) => vm.keep(part(vm, token, TOKEN_VARIABLE)) },
    { name: "old_value", get: (vm, token) => vm.keep(part(vm, token, TOKEN_OLD) || missing(vm)) },
  ],
};

const missingType: TypeDefinition = {
  index: T_TOKEN_MISSING,
  name: "Token.MISSING",
  module: "_contextvars",
  basicSize: PARTS_BYTES,
  methods: [slot("__repr__", "($self, /)", (vm) => vm.newStr("<Token.MISSING>"))],
};

/** `Token.MISSING` (borrowed). */
function missing(vm: Vm): Value {
  return getState(vm, MISSING);
}

/** The types of the module. */
export const contextTypes: readonly TypeDefinition[] = [contextType, variableType, tokenType, missingType];

/** The module. */
export const contextModule: NativeModule = {
  name: "_contextvars",
  doc: "Context Variables",
  types: [contextType, variableType, tokenType],
  functions: [
    nativeFunction("copy_context", "()", (vm) => {
      const context = currentContext(vm);
      return context === 0 ? 0 : newContext(vm, part(vm, context, CONTEXT_DICT));
    }),
  ],
  populate: (vm) => {
    const none = vm.alloc(T_TOKEN_MISSING, PARTS_BYTES);
    return setStateOwned(vm, MISSING, none) &&
      vm.dictSetStr(vm.typeDict(vm.typeObject(T_TOKEN)), "MISSING", none);
  },
};
