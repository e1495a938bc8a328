/**
 * What instructions do that the interpreter's loop leaves to a function, and that compiled code calls: one switch,
 * one instruction a call.
 *
 * @module
 */
import {
  CELL_BYTES,
  CELL_VALUE,
  CODE_CACHE,
  CODE_LOCALS,
  CODE_STREAM,
  DICT_UNKNOWN,
  DICT_VERSION,
  dictFindInterned,
  dictFindPlain,
  FALSE,
  FIRST_DYNAMIC_TYPE,
  FUNCTION_ANNOTATE,
  FUNCTION_CLOSURE,
  FUNCTION_CODE,
  FUNCTION_DEFAULTS,
  FUNCTION_GLOBALS,
  FUNCTION_KWDEFAULTS,
  INT_LIMBS,
  INT_SIZE,
  LIST_ITEMS,
  LIST_LENGTH,
  NATIVE_ID,
  NATIVE_SELF,
  NONE,
  STR_HASH,
  T_CELL,
  T_DICT,
  T_FUNCTION,
  T_LIST,
  T_METHOD_DESCRIPTOR,
  T_TUPLE,
  T_TYPE,
  TRUE,
  TUPLE_ITEMS,
  TUPLE_LENGTH,
  type Value,
} from "@orochi/object";
import * as feedback from "./bytecode/feedback.ts";
import { LENGTHS, NAMES as OP_NAMES } from "./bytecode/operands.ts";
import { loadAttrCached, loadMethod, loadSuperAttr, noteSuper, storeAttrCached } from "./attribute_cache.ts";
import { builtinNamed, builtinsOf } from "./builtins_of.ts";
import { callVector } from "./call.ts";
import * as dicts from "./dicts.ts";
import { raiseName } from "./errors.ts";
import { importSiteFor } from "./site_names.ts";
import { exceptionMatches, popHandled, pushHandled, raiseFrom, reraise } from "./exception_operations.ts";
import { importFrom, importName, importStar } from "./import_operations.ts";
import { makeFunction } from "./functions.ts";
import * as patterns from "./match_operations.ts";
import { binary, inplace, invert, negative, positive } from "./protocol/number.ts";
import { compare, contains, truthy } from "./protocol/compare.ts";
import {
  extendList,
  mergeDict,
  unpackEx,
  unpackSequence,
  updateDict,
  updateSet,
} from "./unpack_operations.ts";
import { callSpread } from "./spread_calls.ts";
import { delegate, getYieldFromIter } from "./generators.ts";
import { asyncOperation } from "./async_operations.ts";
import { destroy } from "./lifetime.ts";
import { formatValue, joinStrings } from "./protocol/text.ts";
import {
  FRAME_CODE,
  FRAME_FUNCTION,
  FRAME_HEADER_WORDS,
  FRAME_LOCALS,
  FRAME_PC,
  THREAD_NESTING,
} from "./thread_state.ts";
import { setFromWords } from "./builtins/set.ts";
import { listFromWords, tupleFromWords } from "./values.ts";
import { exceptionParts, loadSpecial } from "./with_operations.ts";
import type { Vm } from "./vm.ts";

/** Writes an instruction's result (owned); 0 says that it failed. */
function put(vm: Vm, frame: number, target: number, value: Value): boolean {
  if (value === 0) return false;
  const i32 = vm.i32;
  const word = frame + FRAME_HEADER_WORDS + target;
  if (target < i32[(i32[frame + FRAME_CODE] + CODE_LOCALS) >>> 2]) {
    const old = i32[word];
    i32[word] = value;
    if (old !== 0) vm.decref(old);
  } else i32[word] = value;
  return true;
}

/** Fills the cache of a call with keywords. */
export function noteCallee(vm: Vm, at: number, callable: Value): void {
  const type = vm.typeIndex(callable), ic = vm.ic;
  if (type === T_FUNCTION) {
    ic[at] = feedback.CALL_KIND_PYTHON;
    noteCode(vm, at, callable, vm.i32[(callable + FUNCTION_CODE) >>> 2]);
  } else ic[at] = type === T_TYPE ? feedback.CALL_KIND_CLASS : feedback.CALL_KIND_OTHER;
  ic[at + feedback.CALL_CALLEE] = callable;
}

/** In the cache of a call that is no CALL_EX: what outlives a closure that it has called. */
export function noteCode(vm: Vm, at: number, func: Value, code: Value): void {
  const { i32, ic } = vm, defaults = i32[(func + FUNCTION_DEFAULTS) >>> 2];
  ic[at + feedback.CALL_CODE] = code;
  ic[at + feedback.CALL_DEFAULTS] = defaults === 0 ? 0 : i32[(defaults + TUPLE_LENGTH) >>> 2];
}

/** Drops what a register holds. */
function dropRegister(vm: Vm, word: number): void {
  const value = vm.i32[word];
  vm.i32[word] = 0;
  if (value !== 0 && (value & 1) === 0) vm.decref(value);
}

/** What consuming a register operand means: drop a temporary, leave a local. */
function consume(vm: Vm, frame: number, register: number): void {
  const i32 = vm.i32;
  if (register >= i32[(i32[frame + FRAME_CODE] + CODE_LOCALS) >>> 2]) {
    const word = frame + FRAME_HEADER_WORDS + register;
    const value = i32[word];
    i32[word] = 0;
    vm.decref(value);
  }
}

/** Drops a run of registers and leaves them empty. */
export function dropRun(vm: Vm, word: number, count: number): void {
  for (let i = 0; i < count; i++) {
    const value = vm.i32[word + i];
    vm.i32[word + i] = 0;
    vm.decref(value);
  }
}

/**
 * Calls what lies in a run of registers: a callable, self or empty, arguments. Drops them all and leaves the run empty.
 *
 * @param count Number of arguments without self.
 */
export function callRun(vm: Vm, run: number, count: number): Value {
  const i32 = vm.i32;
  const callable = i32[run];
  const self = i32[run + 1] !== 0 ? 1 : 0;
  const args = run + 2 - self;
  let value: Value = 0;
  let called = false;
  if ((callable & 1) === 0 && (i32[callable >>> 2] & 0xffff) === T_METHOD_DESCRIPTOR && count + self > 0) {
    // A method of a builtin type that gets exactly its parameters needs no more than a look at self's type.
    const record = vm.registry.natives[i32[(callable + NATIVE_ID) >>> 2]];
    const nesting = (vm.block + THREAD_NESTING) >>> 2;
    if (
      record.simpleWords === count + self && !record.endsQuietly && i32[nesting] < vm.maxNesting &&
      vm.typeOf(i32[args]) === i32[(callable + NATIVE_SELF) >>> 2]
    ) {
      i32[nesting]++;
      value = record.call(vm, args);
      i32[nesting]--;
      called = true;
    }
  }
  if (!called) value = callVector(vm, callable, args, count + self, 0);
  for (let word = run, end = run + count + 2; word < end; word++) {
    const argument = i32[word];
    i32[word] = 0;
    if (argument !== 0 && (argument & 1) === 0 && vm.rc.decref(argument)) destroy(vm, argument);
  }
  return value;
}

/** The run's values have moved into `result`: its registers are empty. */
function takeRun(vm: Vm, result: Value, word: number, count: number): Value {
  const i32 = vm.i32;
  for (let i = 0; i < count; i++) i32[word + i] = 0;
  return result;
}

/** The globals of a frame. */
export function globalsOf(vm: Vm, frame: number): Value {
  return vm.i32[(vm.i32[frame + FRAME_FUNCTION] + FUNCTION_GLOBALS) >>> 2];
}

/** Where a module's or class's code has its variables: its globals, where a function was made of it. */
function variablesOf(vm: Vm, frame: number): Value {
  return vm.i32[frame + FRAME_LOCALS] || globalsOf(vm, frame);
}

/** LOAD_GLOBAL without its cache; fills the cache. */
export function loadGlobalSlow(vm: Vm, globals: Value, name: Value, ic: Int32Array, at: number): Value {
  const i32 = vm.i32;
  const hash = i32[(name + STR_HASH) >>> 2];
  const version = i32[(globals + DICT_VERSION) >>> 2];
  let entry = dictFindInterned(vm.objects, globals, name, hash);
  let owner = globals;
  let builtinsVersion = 0;
  if (entry === 0) {
    if (
      (i32[globals >>> 2] & 0xffff) !== T_DICT ||
      dictFindPlain(vm.objects, globals, name, hash) === DICT_UNKNOWN
    ) {
      // A class derived from dict may have its own idea of a missing name, and a key that is no str may say that it
      // equals the name; nothing of that is cached.
      const value = fromMapping(vm, globals, name);
      if (value !== 0 || vm.failed()) return value;
      at = -1;
    }
    owner = vm.builtins;
    if (builtinsOf(vm, globals) !== owner) {
      const value = builtinNamed(vm, globals, name);
      return value !== 0 || vm.failed() ? value : undefinedName(vm, name);
    }
    builtinsVersion = i32[(owner + DICT_VERSION) >>> 2];
    entry = dictFindInterned(vm.objects, owner, name, hash);
    if (entry === 0) {
      const equal = dicts.getOwned(vm, owner, name);
      if (equal !== 0 || vm.failed()) return equal;
      if (importSiteFor(vm, name)) return loadGlobalSlow(vm, globals, name, ic, at);
      return undefinedName(vm, name);
    }
  }
  const value = vm.loadEntry(owner, entry + 2, owner === globals ? version : builtinsVersion);
  // The dict got or lost a key meanwhile.
  if (value === 0) return loadGlobalSlow(vm, globals, name, ic, at);
  if (at >= 0 && i32[(globals + DICT_VERSION) >>> 2] === version) {
    ic[at + feedback.GLOBAL_VERSION] = version;
    ic[at + feedback.GLOBAL_ENTRY] = entry + 2;
    ic[at + feedback.GLOBAL_BUILTINS_VERSION] = builtinsVersion;
    ic[at + feedback.GLOBAL_VALUE] = value;
  }
  return value;
}

function undefinedName(vm: Vm, name: Value): 0 {
  return raiseName(vm, "NameError", name, `name '${vm.js(name)}' is not defined`);
}

/** `__build_class__` of the builtins that go with a frame's globals. */
function loadBuildClass(vm: Vm, frame: number): Value {
  const found = builtinNamed(vm, globalsOf(vm, frame), vm.names.__build_class__);
  return found !== 0 || vm.failed() ? found : vm.raise("NameError", "__build_class__ not found");
}

function loadName(vm: Vm, frame: number, name: Value): Value {
  const namespace = vm.i32[frame + FRAME_LOCALS];
  const globals = globalsOf(vm, frame);
  if (namespace !== 0 && namespace !== globals) {
    const value = fromMapping(vm, namespace, name);
    if (value !== 0 || vm.failed()) return value;
  }
  return loadGlobalSlow(vm, globals, name, vm.ic, -1);
}

/** An item of a namespace, 0 without an exception when it is missing. */
function fromMapping(vm: Vm, namespace: Value, name: Value): Value {
  if (vm.isExact(namespace, T_DICT)) return dicts.getOwned(vm, namespace, name);
  const value = vm.getItem(namespace, name);
  if (value === 0 && vm.matches("KeyError")) vm.clearError();
  return value;
}

function unboundLocal(vm: Vm, name: Value): false {
  vm.raise(
    "UnboundLocalError",
    `cannot access local variable '${vm.js(name)}' where it is not associated with a value`,
  );
  return false;
}

/** Whether a cell register is the function's own (local) and not a free variable: tells the error apart. */
function unboundCell(vm: Vm, frame: number, register: number, name: Value): false {
  const code = vm.i32[frame + FRAME_CODE];
  if (vm.isFreeRegister(code, register)) {
    vm.raise(
      "NameError",
      `cannot access free variable '${
        vm.js(name)
      }' where it is not associated with a value in enclosing scope`,
    );
    return false;
  }
  return unboundLocal(vm, name);
}

/** Whether a local of compiled code could not hold the magnitude of an int. */
function isLarge(vm: Vm, int: Value): boolean {
  const size = Math.abs(vm.i32[(int + INT_SIZE) >>> 2]);
  return size > 2 || (size === 2 && vm.i32[(int + INT_LIMBS + 4) >>> 2] < 0);
}

/** What kinds of operands an arithmetic instruction has seen. */
export function kindOf(vm: Vm, value: Value): number {
  if ((value & 1) === 1) return feedback.FEEDBACK_INT;
  switch (vm.typeIndex(value)) {
    case 5:
      return feedback.FEEDBACK_FLOAT;
    case 7:
      return feedback.FEEDBACK_STR;
    case 3:
      return feedback.FEEDBACK_BIGINT | (isLarge(vm, value) ? feedback.FEEDBACK_OTHER : 0);
    case 4:
      return feedback.FEEDBACK_BOOL;
    case T_LIST:
      return feedback.FEEDBACK_LIST;
    case T_TUPLE:
      return feedback.FEEDBACK_TUPLE;
    case T_DICT:
      return feedback.FEEDBACK_DICT;
    default:
      return feedback.FEEDBACK_OTHER;
  }
}

/** Bits to be added to an operator's feedback for the class of its left operand. */
function classOf(vm: Vm, left: Value, seen: number): number {
  if ((left & 1) === 1) return 0;
  const type = vm.typeIndex(left), before = seen >>> feedback.FEEDBACK_CLASS_SHIFT;
  if (type < FIRST_DYNAMIC_TYPE || before === type) return 0;
  return (before === 0 ? type : feedback.FEEDBACK_CLASSES) << feedback.FEEDBACK_CLASS_SHIFT;
}

/**
 * Executes one instruction.
 *
 * This function has those that programs consist of, so that what is rare neither makes it large nor has V8 compile it
 * anew; {@linkcode executeOther} has all others.
 *
 * @param frame Word index of the frame; its pc is right.
 * @param ip Word index of the instruction.
 * @returns Whether it worked; false with an exception set. An instruction that jumps changes the frame's pc.
 */
export function execute(vm: Vm, frame: number, ip: number): boolean {
  const i32 = vm.i32;
  const op = i32[ip];
  const registers = frame + FRAME_HEADER_WORDS;
  if (op === /* CALL */ 101) {
    return put(vm, frame, i32[ip + 1], callRun(vm, registers + i32[ip + 2], i32[ip + 3]));
  }
  const a = i32[ip + 1], b = i32[ip + 2], c = i32[ip + 3];
  const code = i32[frame + FRAME_CODE] >>> 2, locals = i32[code + CODE_LOCALS / 4];
  const at = i32[code + CODE_CACHE / 4] + i32[ip + 4];
  let value: Value;
  if (op === /* STORE_SUBSCR */ 29) {
    const container = i32[registers + a], key = i32[registers + b], item = i32[registers + c];
    vm.ic[at] |= kindOf(vm, container) | kindOf(vm, key);
    const done = (vm.isExact(container, T_DICT) && dicts.setPlain(vm, container, key, item)) ||
      vm.setItem(container, key, item);
    if (a >= locals) dropRegister(vm, registers + a);
    if (b >= locals) dropRegister(vm, registers + b);
    if (c >= locals) dropRegister(vm, registers + c);
    return done;
  }
  if (op === /* STORE_ATTR */ 24) {
    const done = storeAttrCached(vm, i32[registers + a], b, i32[registers + c], at);
    if (a >= locals) dropRegister(vm, registers + a);
    if (c >= locals) dropRegister(vm, registers + c);
    return done;
  }
  if (op === /* LOAD_ATTR */ 23) {
    value = loadAttrCached(vm, i32[registers + b], c, at);
    if (b >= locals) dropRegister(vm, registers + b);
    return put(vm, frame, a, value);
  }
  if (op === /* LOAD_METHOD */ 26 || op === /* LOAD_SPECIAL */ 123) {
    const object = i32[registers + b];
    value = op === /* LOAD_METHOD */ 26 ? loadMethod(vm, object, c, at) : loadSpecial(vm, object, c, at);
    const self = value !== 0 && vm.methodIsUnbound ? vm.keep(object) : 0;
    if (b >= locals) dropRegister(vm, registers + b);
    if (value === 0) return false;
    i32[registers + a] = value;
    i32[registers + a + 1] = self;
    return true;
  }
  if (op === /* BINARY_SUBSCR */ 28) {
    const container = i32[registers + b], key = i32[registers + c];
    value = vm.getItem(container, key);
    vm.ic[at] |= kindOf(vm, container) | kindOf(vm, key);
  } else if (op >= /* ADD */ 32 && op <= /* INPLACE_MATRIX_MULTIPLY */ 57) {
    const left = i32[registers + b], right = i32[registers + c];
    value = op >= /* INPLACE_ADD */ 45
      ? inplace(vm, op - /* INPLACE_ADD */ 45, left, right, b >= locals || a === b)
      : binary(vm, op - /* ADD */ 32, left, right);
    vm.ic[at] |= kindOf(vm, left) | kindOf(vm, right) | classOf(vm, left, vm.ic[at]);
    if (value !== 0 && (value & 1) === 0 && (left & right & 1) === 1) {
      vm.ic[at] |= kindOf(vm, value) & ~(feedback.FEEDBACK_FLOAT | feedback.FEEDBACK_OTHER);
    }
  } else if (op >= /* LESS */ 62 && op <= /* GREATER_EQUAL */ 67) {
    const left = i32[registers + b], right = i32[registers + c];
    value = compare(vm, op - /* LESS */ 62, left, right);
    vm.ic[at] |= kindOf(vm, left) | kindOf(vm, right);
  } else return executeOther(vm, frame, ip);
  if (b >= locals) dropRegister(vm, registers + b);
  if (c >= locals) dropRegister(vm, registers + c);
  return put(vm, frame, a, value);
}

function executeOther(vm: Vm, frame: number, ip: number): boolean {
  const i32 = vm.i32;
  const registers = frame + FRAME_HEADER_WORDS;
  const a = i32[ip + 1], b = i32[ip + 2], c = i32[ip + 3];
  const op = i32[ip];
  switch (op) {
    case /* NOP */ 0:
      return true;
    case /* LOAD_CONST */ 1:
      return put(vm, frame, a, b);
    case /* MOVE */ 2: {
      const value = vm.keep(i32[registers + b]);
      consume(vm, frame, b);
      return put(vm, frame, a, value);
    }
    case /* COPY */ 3:
      return put(vm, frame, a, vm.keep(i32[registers + b]));
    case /* CLEAR */ 4:
      dropRun(vm, registers + a, 1);
      return true;
    case /* CHECK_BOUND */ 5:
      return i32[registers + a] !== 0 || unboundLocal(vm, b);
    case /* CHECK_FREE */ 6:
      return i32[(i32[registers + a] + CELL_VALUE) >>> 2] !== 0 || unboundCell(vm, frame, a, b);
    // -- names
    case /* LOAD_GLOBAL */ 7:
      return put(
        vm,
        frame,
        a,
        loadGlobalSlow(
          vm,
          globalsOf(vm, frame),
          b,
          vm.ic,
          i32[(i32[frame + FRAME_CODE] + CODE_CACHE) >>> 2] + c,
        ),
      );
    case /* STORE_GLOBAL */ 8: {
      const done = dicts.set(vm, globalsOf(vm, frame), a, i32[registers + b]);
      consume(vm, frame, b);
      return done;
    }
    case /* DELETE_GLOBAL */ 9:
      return deleteName(vm, globalsOf(vm, frame), a);
    case /* LOAD_NAME */ 10:
      return put(vm, frame, a, loadName(vm, frame, b));
    case /* STORE_NAME */ 11: {
      const namespace = variablesOf(vm, frame);
      const done = vm.isExact(namespace, T_DICT)
        ? dicts.set(vm, namespace, a, i32[registers + b])
        : vm.setItem(namespace, a, i32[registers + b]);
      consume(vm, frame, b);
      return done;
    }
    case /* DELETE_NAME */ 12:
      return deleteName(vm, variablesOf(vm, frame), a);
    case /* LOAD_LOCALS */ 13:
      return put(vm, frame, a, vm.keep(variablesOf(vm, frame)));
    case /* MAKE_CELL */ 14: {
      const cell = vm.alloc(T_CELL, CELL_BYTES);
      if (cell === 0) return false;
      i32[(cell + CELL_VALUE) >>> 2] = i32[registers + a];
      i32[registers + a] = cell;
      return true;
    }
    case /* COPY_FREE_VARS */ 15: {
      const closure = i32[(i32[frame + FRAME_FUNCTION] + FUNCTION_CLOSURE) >>> 2];
      for (let i = 0; i < b; i++) i32[registers + a + i] = vm.keep(i32[((closure + TUPLE_ITEMS) >>> 2) + i]);
      return true;
    }
    case /* LOAD_DEREF */ 16: {
      const cell = i32[registers + b];
      const value = vm.load((cell + CELL_VALUE) >>> 2, cell);
      return value === 0 ? unboundCell(vm, frame, b, c) : put(vm, frame, a, value);
    }
    case /* STORE_DEREF */ 17: {
      const value = vm.keep(i32[registers + b]);
      consume(vm, frame, b);
      vm.storeOwned((i32[registers + a] + CELL_VALUE) >>> 2, i32[registers + a], value);
      return true;
    }
    case /* DELETE_DEREF */ 18: {
      const word = (i32[registers + a] + CELL_VALUE) >>> 2;
      if (i32[word] === 0) return unboundCell(vm, frame, a, b);
      vm.storeOwned(word, i32[registers + a], 0);
      return true;
    }
    case /* LOAD_FROM_DICT_OR_DEREF */ 19: {
      let value = fromMapping(vm, i32[registers + b], i32[ip + 4]);
      consume(vm, frame, b);
      if (value === 0 && vm.failed()) return false;
      if (value === 0) value = vm.load((i32[registers + c] + CELL_VALUE) >>> 2, i32[registers + c]);
      return value === 0 ? unboundCell(vm, frame, c, i32[ip + 4]) : put(vm, frame, a, value);
    }
    case /* LOAD_FROM_DICT_OR_GLOBAL */ 20: {
      let value = fromMapping(vm, i32[registers + b], c);
      consume(vm, frame, b);
      if (value === 0 && vm.failed()) return false;
      if (value === 0) value = loadGlobalSlow(vm, globalsOf(vm, frame), c, vm.ic, -1);
      return put(vm, frame, a, value);
    }
    case /* LOAD_BUILD_CLASS */ 21:
      return put(vm, frame, a, loadBuildClass(vm, frame));
    case /* LOAD_ASSERTION_ERROR */ 22:
      return put(vm, frame, a, vm.keep(vm.exceptionType("AssertionError")));
    // -- attributes and items
    case /* DELETE_ATTR */ 25: {
      const done = vm.setAttr(i32[registers + a], b, 0);
      consume(vm, frame, a);
      return done;
    }
    case /* LOAD_SUPER_ATTR */ 27: {
      const superType = i32[registers + b], start = i32[registers + b + 1], self = i32[registers + c];
      const value = loadSuperAttr(vm, superType, start, self, i32[ip + 4]);
      if (vm.jit !== null && value !== 0) {
        const at = i32[(i32[frame + FRAME_CODE] + CODE_CACHE) >>> 2] + i32[ip + 5];
        noteSuper(vm, at, superType, start, self, i32[ip + 4]);
      }
      dropRun(vm, registers + b, 2);
      consume(vm, frame, c);
      return put(vm, frame, a, value);
    }
    case /* DELETE_SUBSCR */ 30: {
      const done = vm.delItem(i32[registers + a], i32[registers + b]);
      consume(vm, frame, a);
      consume(vm, frame, b);
      return done;
    }
    case /* BUILD_SLICE */ 31: {
      const value = vm.newSlice(
        i32[registers + b],
        i32[registers + b + 1],
        c === 3 ? i32[registers + b + 2] : NONE,
      );
      dropRun(vm, registers + b, c);
      return put(vm, frame, a, value);
    }
    // -- unary and identity
    case /* NEGATIVE */ 58:
    case /* POSITIVE */ 59:
    case /* INVERT */ 60: {
      const operand = i32[registers + b];
      vm.ic[i32[(i32[frame + FRAME_CODE] + CODE_CACHE) >>> 2] + c] |= kindOf(vm, operand);
      const value = op === /* NEGATIVE */ 58
        ? negative(vm, operand)
        : op === /* POSITIVE */ 59
        ? positive(vm, operand)
        : invert(vm, operand);
      consume(vm, frame, b);
      return put(vm, frame, a, value);
    }
    case /* NOT */ 61: {
      const condition = truthy(vm, i32[registers + b]);
      consume(vm, frame, b);
      return condition >= 0 && put(vm, frame, a, condition === 1 ? FALSE : TRUE);
    }
    case /* IS */ 68:
    case /* IS_NOT */ 69: {
      const same = i32[registers + b] === i32[registers + c];
      consume(vm, frame, b);
      consume(vm, frame, c);
      return put(vm, frame, a, same === (op === /* IS */ 68) ? TRUE : FALSE);
    }
    case /* IN */ 70:
    case /* NOT_IN */ 71: {
      const found = contains(vm, i32[registers + c], i32[registers + b]);
      consume(vm, frame, b);
      consume(vm, frame, c);
      return found >= 0 && put(vm, frame, a, (found === 1) === (op === /* IN */ 70) ? TRUE : FALSE);
    }
    // -- jumps
    case /* JUMP_IF_TRUE_OR_POP */ 76:
    case /* JUMP_IF_FALSE_OR_POP */ 77: {
      const condition = truthy(vm, i32[registers + a]);
      if (condition < 0) {
        dropRun(vm, registers + a, 1);
        return false;
      }
      if ((condition === 1) === (op === /* JUMP_IF_TRUE_OR_POP */ 76)) i32[frame + FRAME_PC] = b;
      else dropRun(vm, registers + a, 1);
      return true;
    }
    case /* JUMP_IF_NONE */ 78:
    case /* JUMP_IF_NOT_NONE */ 79: {
      const none = i32[registers + a] === NONE;
      consume(vm, frame, a);
      if (none === (op === /* JUMP_IF_NONE */ 78)) i32[frame + FRAME_PC] = b;
      return true;
    }
    // -- iteration
    case /* GET_ITER */ 80: {
      const value = vm.iter(i32[registers + b]);
      consume(vm, frame, b);
      return put(vm, frame, a, value);
    }
    case /* FOR_ITER */ 81: {
      const value = vm.next(i32[registers + b]);
      if (value !== 0) return put(vm, frame, a, value);
      if (vm.failed()) return false;
      dropRun(vm, registers + b, 1);
      i32[frame + FRAME_PC] = c;
      return true;
    }
    // -- building
    case /* BUILD_TUPLE */ 82:
      return put(vm, frame, a, takeRun(vm, tupleFromWords(vm, registers + b, c), registers + b, c));
    case /* BUILD_LIST */ 83:
      return put(vm, frame, a, takeRun(vm, listFromWords(vm, registers + b, c), registers + b, c));
    case /* BUILD_SET */ 84: {
      const set = setFromWords(vm, registers + b, c);
      dropRun(vm, registers + b, c);
      return put(vm, frame, a, set);
    }
    case /* BUILD_MAP */ 85: {
      const dict = dicts.dictFromWords(vm, registers + b, c * 2);
      dropRun(vm, registers + b, c * 2);
      return put(vm, frame, a, dict);
    }
    case /* BUILD_STRING */ 86: {
      const value = joinStrings(vm, registers + b, c);
      dropRun(vm, registers + b, c);
      return put(vm, frame, a, value);
    }
    case /* LIST_APPEND */ 87: {
      const done = vm.listAppend(i32[registers + a], i32[registers + b]);
      consume(vm, frame, b);
      return done;
    }
    case /* SET_ADD */ 88: {
      const done = vm.setAdd(i32[registers + a], i32[registers + b]);
      consume(vm, frame, b);
      return done;
    }
    case /* MAP_ADD */ 89: {
      const done = dicts.set(vm, i32[registers + a], i32[registers + b], i32[registers + c]);
      consume(vm, frame, b);
      consume(vm, frame, c);
      return done;
    }
    case /* LIST_EXTEND */ 90: {
      const done = extendList(vm, i32[registers + a], i32[registers + b]);
      consume(vm, frame, b);
      return done;
    }
    case /* SET_UPDATE */ 91: {
      const done = updateSet(vm, i32[registers + a], i32[registers + b]);
      consume(vm, frame, b);
      return done;
    }
    case /* DICT_UPDATE */ 92: {
      const done = updateDict(vm, i32[registers + a], i32[registers + b]);
      consume(vm, frame, b);
      return done;
    }
    case /* DICT_MERGE */ 93: {
      const done = mergeDict(vm, i32[registers + a], i32[registers + b], i32[registers + c]);
      consume(vm, frame, b);
      return done;
    }
    case /* LIST_TO_TUPLE */ 94: {
      const list = i32[registers + b];
      const count = i32[(list + LIST_LENGTH) >>> 2], first = i32[(list + LIST_ITEMS) >>> 2] >>> 2;
      for (let i = 0; i < count; i++) vm.incref(i32[first + i]);
      const tuple = tupleFromWords(vm, first, count);
      consume(vm, frame, b);
      return put(vm, frame, a, tuple);
    }
    case /* UNPACK_SEQUENCE */ 95:
    case /* UNPACK_EX */ 96: {
      // The run may begin where the source is: that is taken out first.
      const source = vm.keep(i32[registers + b]);
      consume(vm, frame, b);
      const done = op === /* UNPACK_SEQUENCE */ 95
        ? unpackSequence(vm, source, registers + a, c)
        : unpackEx(vm, source, registers + a, c, i32[ip + 4]);
      vm.decref(source);
      return done;
    }
    case /* FORMAT_VALUE */ 97: {
      const value = formatValue(vm, i32[registers + b], c, 0);
      consume(vm, frame, b);
      return put(vm, frame, a, value);
    }
    case /* FORMAT_WITH_SPEC */ 98: {
      const value = formatValue(vm, i32[registers + b], i32[ip + 4], i32[registers + c]);
      consume(vm, frame, b);
      consume(vm, frame, c);
      return put(vm, frame, a, value);
    }
    // -- calls
    case /* CALL_KW */ 102: {
      const self = i32[registers + b + 1] !== 0 ? 1 : 0;
      const kwnames = i32[ip + 4];
      noteCallee(vm, i32[(i32[frame + FRAME_CODE] + CODE_CACHE) >>> 2] + i32[ip + 5], i32[registers + b]);
      const positional = c - vm.tupleLength(kwnames);
      const value = callVector(vm, i32[registers + b], registers + b + 2 - self, positional + self, kwnames);
      dropRun(vm, registers + b, c + 2);
      return put(vm, frame, a, value);
    }
    case /* CALL_EX */ 103: {
      const value = callSpread(
        vm,
        i32[registers + b],
        i32[registers + b + 2],
        i32[registers + b + 3],
        c,
        i32[(i32[frame + FRAME_CODE] + CODE_CACHE) >>> 2] + i32[ip + 4],
      );
      dropRun(vm, registers + b, c === 0 ? 3 : 4);
      return put(vm, frame, a, value);
    }
    case /* MAKE_FUNCTION */ 104: {
      const bits = i32[ip + 4];
      const func = makeFunction(vm, b, globalsOf(vm, frame));
      let at = registers + c;
      for (const [bit, offset] of FUNCTION_PARTS) {
        if ((bits & bit) === 0) continue;
        if (func !== 0) {
          i32[(func + offset) >>> 2] = i32[at];
          i32[at] = 0;
        } else dropRun(vm, at, 1);
        at++;
      }
      return put(vm, frame, a, func);
    }
    // -- generators
    case /* YIELD_FROM_STEP */ 108:
      return delegate(vm, frame, ip);
    case /* GET_YIELD_FROM_ITER */ 109: {
      const value = getYieldFromIter(vm, i32[registers + b], i32[frame + FRAME_CODE]);
      consume(vm, frame, b);
      return put(vm, frame, a, value);
    }
    // -- exceptions
    case /* PUSH_HANDLED */ 116:
      i32[registers + a] = pushHandled(vm, i32[registers + a - 1]);
      return true;
    case /* POP_HANDLED */ 117: {
      const previous = i32[registers + a];
      i32[registers + a] = 0;
      popHandled(vm, previous);
      return true;
    }
    case /* MATCH_EXCEPTION */ 118: {
      const same = exceptionMatches(vm, i32[registers + b], i32[registers + c]);
      consume(vm, frame, c);
      return same >= 0 && put(vm, frame, a, same === 1 ? TRUE : FALSE);
    }
    case /* RAISE */ 121: {
      const exception = b >= 1 ? i32[registers + a] : 0, cause = b === 2 ? i32[registers + a + 1] : 0;
      if (b >= 1) i32[registers + a] = 0;
      if (b === 2) i32[registers + a + 1] = 0;
      raiseFrom(vm, exception, cause);
      return false;
    }
    case /* RERAISE */ 122: {
      const exception = i32[registers + a];
      i32[registers + a] = 0;
      reraise(vm, exception);
      return false;
    }
    // -- with
    case /* WITH_EXCEPT_START */ 124:
      exceptionParts(vm, i32[registers + b], registers + a);
      return true;
    // -- import
    case /* IMPORT_NAME */ 125: {
      const value = importName(vm, frame, i32[registers + b], i32[registers + c], i32[ip + 4]);
      consume(vm, frame, b);
      consume(vm, frame, c);
      return put(vm, frame, a, value);
    }
    case /* IMPORT_FROM */ 126:
      return put(vm, frame, a, importFrom(vm, i32[registers + b], c));
    case /* IMPORT_STAR */ 127: {
      const done = importStar(vm, i32[registers + a], i32[frame + FRAME_LOCALS]);
      consume(vm, frame, a);
      return done;
    }
    // -- match
    case /* MATCH_MAPPING */ 128:
      return put(vm, frame, a, patterns.isCollection(vm, i32[registers + b], "mapping"));
    case /* MATCH_SEQUENCE */ 129:
      return put(vm, frame, a, patterns.isCollection(vm, i32[registers + b], "sequence"));
    case /* MATCH_KEYS */ 130: {
      const value = patterns.matchKeys(vm, i32[registers + b], i32[registers + c]);
      consume(vm, frame, c);
      return put(vm, frame, a, value);
    }
    case /* MATCH_CLASS */ 131: {
      const names = i32[ip + 4];
      const value = patterns.matchClass(
        vm,
        i32[registers + b],
        i32[registers + c],
        i32[registers + names],
        i32[ip + 5],
      );
      consume(vm, frame, b);
      consume(vm, frame, c);
      consume(vm, frame, names);
      return put(vm, frame, a, value);
    }
    case /* GET_LEN */ 132: {
      const length = vm.length(i32[registers + b]);
      return length >= 0 && put(vm, frame, a, vm.newInt(length));
    }
    case /* COPY_DICT_WITHOUT_KEYS */ 133: {
      const value = patterns.copyWithoutKeys(vm, i32[registers + b], i32[registers + c]);
      consume(vm, frame, c);
      return put(vm, frame, a, value);
    }
    // -- odds and ends
    case /* SETUP_ANNOTATIONS */ 134:
      return setupAnnotations(vm, variablesOf(vm, frame));
    case /* PRINT_EXPR */ 135: {
      const done = vm.displayHook(i32[registers + a]);
      consume(vm, frame, a);
      return done;
    }
    default:
      return asyncOperation(vm, frame, ip);
  }
}

/** Bits of MAKE_FUNCTION and where their values go. */
const FUNCTION_PARTS: readonly (readonly [number, number])[] = [
  [1, FUNCTION_DEFAULTS],
  [2, FUNCTION_KWDEFAULTS],
  [4, FUNCTION_ANNOTATE],
  [8, FUNCTION_CLOSURE],
];

function deleteName(vm: Vm, namespace: Value, name: Value): boolean {
  const found = vm.isExact(namespace, T_DICT)
    ? dicts.remove(vm, namespace, name)
    : vm.delItem(namespace, name)
    ? 1
    : -1;
  if (found === 0 || (found < 0 && vm.matches("KeyError"))) {
    vm.clearError();
    raiseName(vm, "NameError", name, `name '${vm.js(name)}' is not defined`);
    return false;
  }
  return found === 1;
}

function setupAnnotations(vm: Vm, namespace: Value): boolean {
  const found = fromMapping(vm, namespace, vm.names.__annotations__);
  if (found !== 0) {
    vm.decref(found);
    return true;
  }
  if (vm.failed()) return false;
  const dict = vm.newDict();
  const done = dict !== 0 && vm.setItem(namespace, vm.names.__annotations__, dict);
  vm.decref(dict);
  return done;
}

/** A readable form of an instruction, for errors of our own. */
export function describe(vm: Vm, code: Value, pc: number): string {
  const ip = (vm.i32[(code + CODE_STREAM) >>> 2] >>> 2) + pc;
  const op = vm.i32[ip];
  return `${OP_NAMES[op]} ${Array.from(vm.i32.subarray(ip + 1, ip + LENGTHS[op])).join(" ")}`;
}
