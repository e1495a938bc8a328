/**
 * One instruction after another: which function translates which opcode.
 *
 * @module
 */
import { CACHE_OPERAND, LENGTHS, Op } from "@orochi/vm/bytecode";
import { BOXED, EMPTY, type RegisterState } from "../states.ts";
import { loadCell, loadGlobal, loadItem, storeGlobal, storeItem, unpackSequence } from "./access.ts";
import { loadAttribute, loadMethod, loadSpecial, storeAttribute } from "./attributes.ts";
import { binary, compare, loadLargeConstant, unary } from "./arithmetic.ts";
import { buildList, buildTuple } from "./building.ts";
import { call, callSpread } from "./calls.ts";
import { copyFreeVariables, storeCell } from "./cells.ts";
import * as control from "./control.ts";
import * as generators from "./generators.ts";
import * as handlers from "./handlers.ts";
import { addToDict, addToSet, contains, formatField } from "./direct.ts";
import { executeGeneric } from "./generic.ts";
import { addToList } from "./lists.ts";
import { buildMap, buildSet, buildString } from "./natives.ts";
import { buildSlice } from "./slices.ts";
import { loadSuper } from "./super.ts";
import type { Translator } from "./translator.ts";

/** Instructions that a compiled frame never meets: making a generator is left to the interpreter. */
export function isSupported(op: number, isGenerator: boolean): boolean {
  if (op === Op.YIELD || op === Op.YIELD_FROM_STEP) return isGenerator;
  return op !== Op.RETURN_GENERATOR && op !== Op.LOAD_LOCALS && op !== Op.IMPORT_STAR;
}

/**
 * Translates one instruction.
 *
 * @param ownsFrame Whether the code made the frame itself, so that it also ends it.
 * @returns Whether control goes on behind it.
 */
export function translate(t: Translator, ownsFrame: boolean): boolean {
  const op = t.code.words[t.pc];
  if (t.pc === t.done) {
    t.done = -1;
    return true;
  }
  if (t.leavesUnseen && !wasSeen(t, op)) {
    t.leave("never run");
    return false;
  }
  if (t.avoid.has(t.pc) && isPlainOperation(op)) {
    executeGeneric(t);
    return true;
  }
  if (op >= Op.ADD && op <= Op.INPLACE_MATRIX_MULTIPLY) {
    binary(t, op);
    return true;
  }
  if (op >= Op.LESS && op <= Op.GREATER_EQUAL) {
    compare(t, op);
    return true;
  }
  const end = ENDS[op];
  if (end !== undefined) {
    end(t, op, ownsFrame);
    return false;
  }
  (STEPS[op] ?? executeGeneric)(t, op);
  return true;
}

/** Translates an instruction that control goes on behind. */
type Step = (t: Translator, op: number) => void;
/** Translates one that it does not go on behind. */
type End = (t: Translator, op: number, ownsFrame: boolean) => void;

// Tables, as this code runs little but often before the engine has optimised it: a switch over names would look half of
// them up for each instruction.
const STEPS: readonly (Step | undefined)[] = byNumber<Step>({
  NOP: () => {},
  LOAD_CONST: (t) => {
    if (!loadLargeConstant(t)) t.setConstant(t.operand(0), t.operand(1));
  },
  MOVE: (t) => t.move(t.operand(0), t.operand(1), false),
  COPY: (t) => t.move(t.operand(0), t.operand(1), true),
  CLEAR: (t) => t.drop(t.operand(0)),
  CHECK_BOUND: (t) => checkBound(t, t.operand(0)),
  LOAD_GLOBAL: loadGlobal,
  STORE_GLOBAL: storeGlobal,
  COPY_FREE_VARS: copyFreeVariables,
  STORE_DEREF: storeCell,
  LOAD_DEREF: loadCell,
  LOAD_ATTR: loadAttribute,
  STORE_ATTR: storeAttribute,
  LOAD_SUPER_ATTR: loadSuper,
  LOAD_SPECIAL: loadSpecial,
  LOAD_METHOD: loadMethod,
  BINARY_SUBSCR: loadItem,
  STORE_SUBSCR: storeItem,
  NEGATIVE: unary,
  POSITIVE: unary,
  INVERT: unary,
  NOT: control.not,
  IS: (t) => control.identity(t, false),
  IS_NOT: (t) => control.identity(t, true),
  IN: (t) => contains(t, false),
  NOT_IN: (t) => contains(t, true),
  UNPACK_SEQUENCE: unpackSequence,
  BUILD_TUPLE: buildTuple,
  BUILD_LIST: buildList,
  BUILD_SLICE: buildSlice,
  BUILD_SET: buildSet,
  BUILD_MAP: buildMap,
  BUILD_STRING: buildString,
  LIST_APPEND: addToList,
  SET_ADD: addToSet,
  MAP_ADD: addToDict,
  FORMAT_VALUE: (t) => formatField(t, false),
  FORMAT_WITH_SPEC: (t) => formatField(t, true),
  GET_ITER: control.getIterator,
  GET_YIELD_FROM_ITER: control.getYieldFromIterator,
  CALL: call,
  CALL_KW: call,
  CALL_EX: callSpread,
  PUSH_HANDLED: handlers.pushHandled,
  POP_HANDLED: handlers.popHandled,
  MATCH_EXCEPTION: handlers.matchException,
});
const ENDS: readonly (End | undefined)[] = byNumber<End>({
  JUMP: (t) => t.sink.jump({ pc: t.operand(0) }),
  JUMP_BACK: (t) => {
    t.poll();
    t.tierUp?.endRound(t, t.operand(0));
    t.sink.jump({ pc: t.operand(0) });
  },
  JUMP_IF_TRUE: (t) => control.jumpIf(t, true),
  JUMP_IF_FALSE: (t) => control.jumpIf(t, false),
  JUMP_IF_TRUE_OR_POP: (t) => control.jumpIfOrPop(t, true),
  JUMP_IF_FALSE_OR_POP: (t) => control.jumpIfOrPop(t, false),
  JUMP_IF_NONE: (t) => control.jumpIfNone(t, true),
  JUMP_IF_NOT_NONE: (t) => control.jumpIfNone(t, false),
  FOR_ITER: control.forIter,
  RETURN: (t, _op, ownsFrame) => control.returnValue(t, ownsFrame),
  YIELD: generators.yieldValue,
  YIELD_FROM_STEP: generators.yieldFromStep,
  RAISE: raise,
  RERAISE: raise,
});

/** A table by opcode of what is given by name. */
function byNumber<F>(named: { readonly [name in keyof typeof Op]?: F }): readonly (F | undefined)[] {
  const table: (F | undefined)[] = new Array(LENGTHS.length).fill(undefined);
  for (const [name, entry] of Object.entries(named)) table[Op[name as keyof typeof Op]] = entry as F;
  return table;
}

function raise(t: Translator): void {
  executeGeneric(t);
  t.f.unreachable();
}

/**
 * Whether an instruction with a cache has run. What has not is not worth code: the interpreter sees to it, and the code
 * is compiled again with what it saw.
 */
function wasSeen(t: Translator, op: number): boolean {
  const cache = CACHE_OPERAND[op];
  return cache < 0 || op === Op.JUMP_BACK || op === Op.LOAD_GLOBAL ||
    t.avoid.has(t.pc) || t.feedback(cache) !== 0 || isExpected(t, op);
}

/** Whether it is known all the same what an instruction does: a method alone is not, as its call has never run. */
function isExpected(t: Translator, op: number): boolean {
  return (op === Op.LOAD_ATTR || op === Op.STORE_ATTR) && t.receivers.casesAt(t.pc).length > 0;
}

/** Whether an instruction may be left to `execute` as it neither jumps nor concerns registers only. */
function isPlainOperation(op: number): boolean {
  return (op >= Op.LOAD_GLOBAL && op <= Op.GREATER_EQUAL && op !== Op.NOT) || op === Op.CALL ||
    op === Op.CALL_KW || op === Op.CALL_EX ||
    op === Op.UNPACK_SEQUENCE;
}

function checkBound(t: Translator, register: number): void {
  const state: RegisterState = t.state[register];
  if (state.kind === EMPTY) return t.wrongType("unbound");
  if (state.kind !== BOXED || !state.nullable) return;
  t.f.localGet(t.boxedLocal(register));
  t.f.i32Eqz();
  t.deoptIf("unbound");
  t.state[register] = { ...state, nullable: false };
}
