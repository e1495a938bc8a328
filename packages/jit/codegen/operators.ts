/**
 * Operators of instances of Python classes: calls of the functions that these have for them.
 *
 * @module
 */
import { FIRST_DYNAMIC_TYPE, isSmallInt, NOT_IMPLEMENTED, TYPE_VERSION } from "@orochi/object";
import { I32 } from "@orochi/wasm";
import { FEEDBACK_CLASS_SHIFT, FEEDBACK_CLASSES, Op } from "@orochi/vm/bytecode";
import { BOXED, CONST, EMPTY, RANGE } from "../states.ts";
import { guardType, typeAddress } from "./attributes.ts";
import { calleeOf } from "../callees.ts";
import { emitCall, guardPlan, planCall } from "./call_plans.ts";
import { callWithValues } from "./direct.ts";
import { takeResult } from "./natives.ts";
import type { Translator } from "./translator.ts";

const FIRST_INPLACE = Op.INPLACE_ADD;

/**
 * D = R op R, where the left operand has always been an instance of one Python class, whose function is called. False: it
 * is not so, and nothing was written.
 */
export function callOperator(t: Translator, op: number): boolean {
  const f = t.f, a = t.operand(1), b = t.operand(2), own = op >= FIRST_INPLACE;
  const operation = own ? op - FIRST_INPLACE : op - Op.ADD;
  const type = t.feedback(3) >>> FEEDBACK_CLASS_SHIFT, left = t.state[a];
  if (type === 0 || type === FEEDBACK_CLASSES || left.kind !== BOXED) return false;
  if ((left.type !== 0 && left.type !== type) || !mayFollow(t, b, type)) return false;
  const version = t.host.i32[(typeAddress(t, type) + TYPE_VERSION) >>> 2];
  const func = t.host.operatorFunction(type, operation, own);
  const plan = func === 0 ? null : planCall(t, calleeOf(t.host.i32, func), 2, []);
  if (plan === null || plan.rest !== null || plan.named !== null) return false;
  guardType(t, a, type, version);
  guardRight(t, b, type);
  guardPlan(t, plan);
  t.host.immortalise(func);
  const result = callWithValues(t, [a, b], -1, (values) => {
    const value = f.newLocal(I32);
    const push = (k: number) => {
      t.keepLocal(values[k].local, values[k].state);
      f.localGet(values[k].local);
    };
    emitCall(t, plan, { given: 2, names: [], push, locals: [], drop: () => {}, release: () => {} });
    f.localTee(value);
    f.i32Const(NOT_IMPLEMENTED);
    f.i32Eq();
    f.if();
    for (const { local } of values) f.localGet(local);
    f.i32Const(operation);
    f.i32Const(own ? 1 : 0);
    f.call(t.support.helper.reflectOperator);
    f.localSet(value);
    f.end();
    f.localGet(value);
    f.releaseLocal(value);
  });
  takeResult(t, result);
  return true;
}

/** Whether a right operand may be of a kind that has no say before the left one, an instance of a class. */
function mayFollow(t: Translator, register: number, type: number): boolean {
  const state = t.state[register];
  if (state.kind === EMPTY || state.kind === RANGE) return false;
  return (state.kind === CONST && isSmallInt(state.value)) || state.type < FIRST_DYNAMIC_TYPE ||
    state.type === type;
}

/** Leaves unless the right operand is of a builtin class or the left one's: other classes may derive from that. */
function guardRight(t: Translator, register: number, type: number): void {
  const f = t.f, state = t.state[register];
  if (state.kind !== BOXED || state.type !== 0) return;
  const object = t.boxedLocal(register);
  t.guard("attribute changed", (lost) => {
    const passed = f.block();
    f.localGet(object);
    f.i32Const(1);
    f.i32And();
    f.brIf(passed);
    f.localGet(object);
    f.i32Load16U();
    f.i32Const(FIRST_DYNAMIC_TYPE);
    f.i32LtU();
    f.brIf(passed);
    f.localGet(object);
    f.i32Load16U();
    f.i32Const(type);
    f.i32Ne();
    f.brIf(lost);
    f.end();
  });
}
