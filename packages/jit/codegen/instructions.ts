/**
 * One instruction after another: which function translates which opcode.
 *
 * @module
 */
import { CACHE_OPERAND, Op } from "@orochi/vm/bytecode";
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
  switch (op) {
    case Op.NOP:
      return true;
    case Op.LOAD_CONST:
      if (!loadLargeConstant(t)) t.setConstant(t.operand(0), t.operand(1));
      return true;
    case Op.MOVE:
      t.move(t.operand(0), t.operand(1), false);
      return true;
    case Op.COPY:
      t.move(t.operand(0), t.operand(1), true);
      return true;
    case Op.CLEAR:
      t.drop(t.operand(0));
      return true;
    case Op.CHECK_BOUND:
      checkBound(t, t.operand(0));
      return true;
    case Op.LOAD_GLOBAL:
      loadGlobal(t);
      return true;
    case Op.STORE_GLOBAL:
      storeGlobal(t);
      return true;
    case Op.COPY_FREE_VARS:
      copyFreeVariables(t);
      return true;
    case Op.STORE_DEREF:
      storeCell(t);
      return true;
    case Op.LOAD_DEREF:
      loadCell(t);
      return true;
    case Op.LOAD_ATTR:
      loadAttribute(t);
      return true;
    case Op.STORE_ATTR:
      storeAttribute(t);
      return true;
    case Op.LOAD_SUPER_ATTR:
      loadSuper(t);
      return true;
    case Op.LOAD_SPECIAL:
      loadSpecial(t);
      return true;
    case Op.LOAD_METHOD:
      loadMethod(t);
      return true;
    case Op.BINARY_SUBSCR:
      loadItem(t);
      return true;
    case Op.STORE_SUBSCR:
      storeItem(t);
      return true;
    case Op.NEGATIVE:
    case Op.POSITIVE:
    case Op.INVERT:
      unary(t, op);
      return true;
    case Op.NOT:
      control.not(t);
      return true;
    case Op.IS:
    case Op.IS_NOT:
      control.identity(t, op === Op.IS_NOT);
      return true;
    case Op.IN:
    case Op.NOT_IN:
      contains(t, op === Op.NOT_IN);
      return true;
    case Op.UNPACK_SEQUENCE:
      unpackSequence(t);
      return true;
    case Op.BUILD_TUPLE:
      buildTuple(t);
      return true;
    case Op.BUILD_LIST:
      buildList(t);
      return true;
    case Op.BUILD_SLICE:
      buildSlice(t);
      return true;
    case Op.BUILD_SET:
      buildSet(t);
      return true;
    case Op.BUILD_MAP:
      buildMap(t);
      return true;
    case Op.BUILD_STRING:
      buildString(t);
      return true;
    case Op.LIST_APPEND:
      addToList(t);
      return true;
    case Op.SET_ADD:
      addToSet(t);
      return true;
    case Op.MAP_ADD:
      addToDict(t);
      return true;
    case Op.FORMAT_VALUE:
      formatField(t, false);
      return true;
    case Op.FORMAT_WITH_SPEC:
      formatField(t, true);
      return true;
    case Op.GET_ITER:
      control.getIterator(t);
      return true;
    case Op.CALL:
    case Op.CALL_KW:
      call(t);
      return true;
    case Op.CALL_EX:
      callSpread(t);
      return true;
    case Op.JUMP:
      t.sink.jump({ pc: t.operand(0) });
      return false;
    case Op.JUMP_BACK:
      t.poll();
      t.tierUp?.endRound(t, t.operand(0));
      t.sink.jump({ pc: t.operand(0) });
      return false;
    case Op.JUMP_IF_TRUE:
    case Op.JUMP_IF_FALSE:
      control.jumpIf(t, op === Op.JUMP_IF_TRUE);
      return false;
    case Op.JUMP_IF_TRUE_OR_POP:
    case Op.JUMP_IF_FALSE_OR_POP:
      control.jumpIfOrPop(t, op === Op.JUMP_IF_TRUE_OR_POP);
      return false;
    case Op.JUMP_IF_NONE:
    case Op.JUMP_IF_NOT_NONE:
      control.jumpIfNone(t, op === Op.JUMP_IF_NONE);
      return false;
    case Op.FOR_ITER:
      control.forIter(t);
      return false;
    case Op.RETURN:
      control.returnValue(t, ownsFrame);
      return false;
    case Op.YIELD:
      generators.yieldValue(t);
      return false;
    case Op.YIELD_FROM_STEP:
      generators.yieldFromStep(t);
      return false;
    case Op.PUSH_HANDLED:
      handlers.pushHandled(t);
      return true;
    case Op.POP_HANDLED:
      handlers.popHandled(t);
      return true;
    case Op.MATCH_EXCEPTION:
      handlers.matchException(t);
      return true;
    case Op.RAISE:
    case Op.RERAISE:
      executeGeneric(t);
      t.f.unreachable();
      return false;
    default:
      executeGeneric(t);
      return true;
  }
}

/**
 * Whether an instruction with a cache has run. What has not is not worth code: the interpreter sees to it, and the code
 * is compiled again with what it saw.
 */
function wasSeen(t: Translator, op: number): boolean {
  const cache = CACHE_OPERAND[op];
  return cache < 0 || op === Op.JUMP_BACK || op === Op.LOAD_GLOBAL ||
    t.avoid.has(t.pc) || t.feedback(cache) !== 0;
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
