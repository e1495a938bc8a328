/**
 * Bounds of slices, as places in what is sliced.
 *
 * @module
 */
import { NONE } from "@orochi/object";
import { type FunctionBuilder, I32, type Label } from "@orochi/wasm";

/** What a bound of a slice becomes: each pushes a number. */
export interface BoundCases {
  /** For None. */
  readonly none: () => void;
  /** For what lies before the first character. */
  readonly before: () => void;
  /** For what does not lie before the last one's end. */
  readonly behind: () => void;
}

/** Sets a local to the place that a bound of a slice means; branches unless that is a small int or None. */
export function readBound(
  f: FunctionBuilder,
  bound: number,
  length: number,
  { none, before, behind }: BoundCases,
  slow: Label,
): void {
  const become = (push: () => void) => {
    push();
    f.localSet(bound);
  };
  f.localGet(bound);
  f.i32Const(NONE);
  f.i32Eq();
  f.if();
  become(none);
  f.else();
  f.localGet(bound);
  f.i32Const(1);
  f.i32And();
  f.i32Eqz();
  f.brIf(slow);
  f.localGet(bound);
  f.i32Const(1);
  f.i32ShrS();
  f.localTee(bound);
  f.i32Const(0);
  f.i32LtS();
  f.if();
  f.localGet(bound);
  f.localGet(length);
  f.i32Add();
  f.localTee(bound);
  f.i32Const(0);
  f.i32LtS();
  f.if();
  become(before);
  f.end();
  f.else();
  f.localGet(bound);
  f.localGet(length);
  f.i32GeS();
  f.if();
  become(behind);
  f.end();
  f.end();
  f.end();
}

/**
 * Sets two new locals to where a part without a step begins and ends, which may be before where it begins; branches for other
 * bounds than small ints and None.
 *
 * @param bounds A local with the address of both.
 * @param length A local.
 */
export function readBounds(
  f: FunctionBuilder,
  bounds: number,
  length: number,
  slow: Label,
): [start: number, end: number] {
  const start = f.newLocal(I32), end = f.newLocal(I32);
  for (const [bound, offset] of [[start, 0], [end, 4]]) {
    f.localGet(bounds);
    f.i32Load(offset);
    f.localSet(bound);
  }
  const before = () => f.i32Const(0), behind = () => f.localGet(length);
  readBound(f, start, length, { none: before, before, behind }, slow);
  readBound(f, end, length, { none: behind, before, behind }, slow);
  return [start, end];
}
