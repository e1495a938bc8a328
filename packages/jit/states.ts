/**
 * What compiled code knows about a register at one point, and where its value then lies.
 *
 *     EMPTY   no value
 *     BOXED   a tagged Value in the register's i32 local, owned
 *     INT     a Python int in the i64 local, |value| <= 2^bits
 *     FLOAT   a Python float in the f64 local
 *     BOOL    0 or 1 in the i32 local
 *     CONST   a known immortal Value: nowhere
 *     RANGE   a range iterator that is only counters in locals: an object is made when somebody else needs one
 *
 * @module
 */
import { isSmallInt, T_BOOL, T_FLOAT, T_INT, type Value } from "@orochi/object";

/** See the module documentation. */
export const EMPTY = 0, BOXED = 1, INT = 2, FLOAT = 3, BOOL = 4, CONST = 5, RANGE = 6;

/** What is known about one register. Immutable. */
export interface RegisterState {
  /** One of the kinds above. */
  readonly kind: number;
  /** BOXED, CONST: type index if known, else 0. T_INT means a small int. */
  readonly type: number;
  /** BOXED: may be 0, no value. */
  readonly nullable: boolean;
  /** INT: the magnitude's bits. */
  readonly bits: number;
  /** CONST: the value. */
  readonly value: Value;
}

function make(kind: number, type: number, nullable: boolean, bits: number, value: Value): RegisterState {
  return { kind, type, nullable, bits, value };
}

/** Bits of a small int. */
export const SMALL_BITS = 30;
/** Bits of an int that fills its local: additions must be checked. */
export const FULL_BITS = 63;

/** No value. */
export const EMPTY_STATE: RegisterState = make(EMPTY, 0, true, 0, 0);
/** An unboxed float. */
export const FLOAT_STATE: RegisterState = make(FLOAT, T_FLOAT, false, 0, 0);
/** An unboxed truth value. */
export const BOOL_STATE: RegisterState = make(BOOL, T_BOOL, false, 0, 0);
/** A range iterator in locals. */
export const RANGE_STATE: RegisterState = make(RANGE, 0, false, 0, 0);
/** Any value. */
export const ANY_STATE: RegisterState = make(BOXED, 0, false, 0, 0);
/** Any value or none. */
export const MAYBE_STATE: RegisterState = make(BOXED, 0, true, 0, 0);

/** A boxed value of a known type. */
export function boxed(type: number): RegisterState {
  return type === 0 ? ANY_STATE : make(BOXED, type, false, 0, 0);
}

/** An unboxed int. */
export function int(bits: number): RegisterState {
  return make(INT, T_INT, false, bits, 0);
}

/** A known immortal value. */
export function constant(value: Value, type: number): RegisterState {
  return make(CONST, type, false, 0, value);
}

/** Whether two states are the same knowledge. */
export function sameState(a: RegisterState, b: RegisterState): boolean {
  return a === b ||
    (a.kind === b.kind && a.type === b.type && a.nullable === b.nullable && a.bits === b.bits &&
      a.value === b.value);
}

/** Whether the value is unboxed and so has no destructor. */
export function isUnboxed(state: RegisterState): boolean {
  return state.kind === INT || state.kind === FLOAT || state.kind === BOOL;
}

/** The unboxed state that a constant or a box of known type can be turned into at little cost, or null. */
function unboxedForm(state: RegisterState): RegisterState | null {
  if (isUnboxed(state)) return state;
  if (state.kind === BOXED && !state.nullable) {
    if (state.type === T_INT) return int(SMALL_BITS);
    return state.type === T_FLOAT ? FLOAT_STATE : null;
  }
  if (state.kind !== CONST) return null;
  if (isSmallInt(state.value)) return int(SMALL_BITS);
  if (state.type === T_FLOAT) return FLOAT_STATE;
  return state.type === T_BOOL ? BOOL_STATE : null;
}

/**
 * What holds on both of two ways into a block.
 *
 * @param live Whether the register may be read afterwards. A dead one may lose its value.
 */
export function join(a: RegisterState, b: RegisterState, live: boolean): RegisterState {
  if (sameState(a, b)) return a;
  const x = unboxedForm(a), y = unboxedForm(b);
  if (x !== null && y !== null && x.kind === y.kind) {
    if (x.kind !== INT) return x;
    // Growing bits would go round and round a loop: they widen at once.
    return x.bits === y.bits ? x : int(FULL_BITS);
  }
  if (!live) {
    if (isUnboxed(a)) return a;
    if (isUnboxed(b)) return b;
  }
  const type = a.type === b.type ? a.type : 0;
  const small = type !== T_INT || (isSmall(a) && isSmall(b));
  return make(BOXED, small ? type : 0, a.nullable || b.nullable, 0, 0);
}

function isSmall(state: RegisterState): boolean {
  return state.kind !== INT || state.bits <= SMALL_BITS;
}
