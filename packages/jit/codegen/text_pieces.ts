/**
 * Methods of str that take texts apart and put them together anew, of the module of `text_module.ts`: `split`, `replace`,
 * and slices with a step. For ASCII characters, as the methods of `text_methods.ts`.
 *
 * @module
 */
import { addAllocRawFunction } from "@orochi/heap";
import {
  LIST_BYTES,
  LIST_CAPACITY,
  LIST_ITEMS,
  LIST_LENGTH,
  NONE,
  STR_DATA,
  STR_LENGTH,
  T_LIST,
} from "@orochi/object";
import { type FunctionBuilder, I32, type Label } from "@orochi/wasm";
import { addTo, whileBelow } from "./loops.ts";
import { ARGS, COUNT } from "./method_calls.ts";
import { BLOCK_GLOBAL } from "./runtime_module.ts";
import { readBound } from "./slice_bounds.ts";
import { addMethod, lengthOf, newAscii, pushCharacter, pushIsAmong, SPACE } from "./text_method_parts.ts";
import { LONGEST, needText, returnCharacter, returnKept, type TextParts } from "./text_parts.ts";

/** Of more parts the list is made by the long way. */
const MOST_PARTS = 250;

/** `(text, start, end) -> str`: a part that is not empty; 0 without an exception when memory is exhausted. */
function addPart(parts: TextParts): number {
  const f = parts.support.module.addFunction("part", [I32, I32, I32], [I32]);
  const text = 0, start = 1, end = 2, length = f.newLocal(I32), failed = f.block();
  f.localGet(end);
  f.localGet(start);
  f.i32Sub();
  f.localTee(length);
  f.i32Const(1);
  f.i32Eq();
  f.if();
  returnCharacter(parts, f, () => pushCharacter(f, text, start));
  f.end();
  f.localGet(length);
  f.localGet(text);
  f.i32Load(STR_LENGTH);
  f.i32Eq();
  f.if();
  returnKept(parts, f, text);
  f.end();
  const result = newAscii(parts, f, length, failed);
  pushData(f, result);
  pushData(f, text);
  f.localGet(start);
  f.i32Add();
  f.localGet(length);
  f.call(parts.copy);
  f.localGet(result);
  f.return();
  f.end();
  f.i32Const(0);
  f.end();
  return f.index;
}

/** Pushes where a str's characters begin. */
function pushData(f: FunctionBuilder, str: number): void {
  f.localGet(str);
  f.i32Const(STR_DATA);
  f.i32Add();
}

/** Branches while a str that is in a local is longer than what is done here. */
function needShort(f: FunctionBuilder, length: number, slow: Label): void {
  f.localGet(length);
  f.i32Const(LONGEST);
  f.i32GtU();
  f.brIf(slow);
}

/** `split()` at white space, or `split(separator)`, where no part is empty. */
export function addSplit(parts: TextParts, sameAt: number): number {
  const { support } = parts, part = addPart(parts);
  const allocRaw = addAllocRawFunction(support.module, { headerBytes: 0, slow: support.helper.allocRaw });
  return addMethod(parts, "split", [1, 2], (f, self, slow) => {
    const separator = f.newLocal(I32), step = f.newLocal(I32), at = f.newLocal(I32), start = f.newLocal(I32);
    const count = f.newLocal(I32), list = f.newLocal(I32), items = f.newLocal(I32), code = f.newLocal(I32);
    const length = lengthOf(f, self);
    needShort(f, length, slow);
    f.localGet(COUNT);
    f.i32Const(2);
    f.i32Eq();
    f.if();
    f.localGet(ARGS);
    f.i32Load(4);
    f.localTee(separator);
    f.i32Const(NONE);
    f.i32Eq();
    f.if();
    f.i32Const(0);
    f.localSet(separator);
    f.else();
    needText(f, separator, slow, true);
    f.localGet(separator);
    f.i32Load(STR_LENGTH);
    f.localTee(step);
    f.i32Eqz();
    f.brIf(slow);
    f.end();
    f.end();
    /** Pushes whether there is a separator at `at`. */
    const pushSeparates = () => {
      f.localGet(separator);
      f.i32Eqz();
      f.if(I32);
      pushCharacter(f, self, at);
      f.localSet(code);
      pushIsAmong(f, code, SPACE);
      f.else();
      f.localGet(at);
      f.localGet(step);
      f.i32Add();
      f.localGet(length);
      f.i32LeU();
      f.if(I32);
      f.localGet(self);
      f.localGet(separator);
      f.localGet(at);
      f.call(sameAt);
      f.else();
      f.i32Const(0);
      f.end();
      f.end();
    };
    /** For each part, with its bounds in `start` and `at`. An empty one is none at white space, and else not for here. */
    const each = (write: () => void, refuse: () => void) => {
      const end = () => {
        f.localGet(at);
        f.localGet(start);
        f.i32Ne();
        f.if();
        write();
        f.else();
        f.localGet(separator);
        f.if();
        refuse();
        f.end();
        f.end();
      };
      for (const local of [at, start]) {
        f.i32Const(0);
        f.localSet(local);
      }
      whileBelow(f, at, length, () => {
        pushSeparates();
        f.if();
        end();
        f.localGet(at);
        f.localGet(step);
        f.i32Const(1);
        f.localGet(separator);
        f.select();
        f.i32Add();
        f.localTee(at);
        f.localSet(start);
        f.else();
        addTo(f, at, 1);
        f.end();
      });
      end();
    };
    // A branch out of what is written for each part.
    const refused = f.newLocal(I32);
    each(() => addTo(f, count, 1), () => {
      f.i32Const(1);
      f.localSet(refused);
    });
    f.localGet(refused);
    f.brIf(slow);
    f.localGet(count);
    f.i32Const(1);
    f.i32Sub();
    f.i32Const(MOST_PARTS);
    f.i32GeU();
    f.brIf(slow);
    // Nothing is written into the list before all is there that it needs: what fails now is only its parts.
    f.globalGet(BLOCK_GLOBAL);
    f.localGet(count);
    f.i32Const(2);
    f.i32Shl();
    f.call(allocRaw);
    f.localTee(items);
    f.i32Eqz();
    f.brIf(slow);
    f.i32Const(T_LIST);
    f.i32Const(LIST_BYTES);
    f.call(support.newObject);
    f.localTee(list);
    f.i32Eqz();
    f.if();
    f.localGet(items);
    f.call(support.helper.freeRaw);
    f.i32Const(0);
    f.return();
    f.end();
    f.localGet(list);
    f.localGet(items);
    f.i32Store(LIST_ITEMS);
    f.localGet(list);
    f.localGet(count);
    f.i32Store(LIST_CAPACITY);
    f.i32Const(0);
    f.localSet(count);
    each(() => {
      f.localGet(items);
      f.localGet(count);
      f.i32Const(2);
      f.i32Shl();
      f.i32Add();
      f.localGet(self);
      f.localGet(start);
      f.localGet(at);
      f.call(part);
      f.localTee(code);
      f.i32Store();
      f.localGet(code);
      f.i32Eqz();
      f.if();
      f.localGet(list);
      f.call(support.decref);
      f.call(support.helper.raiseMemory);
      f.return();
      f.end();
      addTo(f, count, 1);
      f.localGet(list);
      f.localGet(count);
      f.i32Store(LIST_LENGTH);
    }, () => {});
    f.localGet(list);
    f.return();
  });
}

/** `replace(old, new)`, of a part that is not empty. */
export function addReplace(parts: TextParts, sameAt: number): number {
  return addMethod(parts, "replace", [3, 3], (f, self, slow) => {
    const old = f.newLocal(I32), fresh = f.newLocal(I32), count = f.newLocal(I32), at = f.newLocal(I32);
    const last = f.newLocal(I32), total = f.newLocal(I32), to = f.newLocal(I32), first = f.newLocal(I32);
    const length = lengthOf(f, self);
    needShort(f, length, slow);
    for (const [str, offset] of [[old, 4], [fresh, 8]]) {
      f.localGet(ARGS);
      f.i32Load(offset);
      f.localSet(str);
      needText(f, str, slow, true);
    }
    f.localGet(old);
    f.i32Load(STR_LENGTH);
    f.i32Eqz();
    f.brIf(slow);
    f.localGet(fresh);
    f.i32Load(STR_LENGTH);
    f.i32Const(LONGEST);
    f.i32GtU();
    f.brIf(slow);
    f.localGet(old);
    f.i32Load8U(STR_DATA);
    f.localSet(first);
    // Behind where the part could begin last.
    f.localGet(length);
    f.localGet(old);
    f.i32Load(STR_LENGTH);
    f.i32Sub();
    f.i32Const(1);
    f.i32Add();
    f.localTee(last);
    f.i32Const(1);
    f.i32LtS();
    f.if();
    returnKept(parts, f, self);
    f.end();
    const pushIsThere = () => {
      pushCharacter(f, self, at);
      f.localGet(first);
      f.i32Eq();
      f.if(I32);
      f.localGet(self);
      f.localGet(old);
      f.localGet(at);
      f.call(sameAt);
      f.else();
      f.i32Const(0);
      f.end();
    };
    const skip = () => {
      f.localGet(at);
      f.localGet(old);
      f.i32Load(STR_LENGTH);
      f.i32Add();
      f.localSet(at);
    };
    whileBelow(f, at, last, () => {
      pushIsThere();
      f.if();
      addTo(f, count, 1);
      skip();
      f.else();
      addTo(f, at, 1);
      f.end();
    });
    f.localGet(count);
    f.i32Eqz();
    f.if();
    returnKept(parts, f, self);
    f.end();
    // Neither factor is beyond 2 ** 16, so 32 bits hold the product; a sum beyond them is beyond the bound, too.
    f.localGet(length);
    f.localGet(count);
    f.localGet(fresh);
    f.i32Load(STR_LENGTH);
    f.localGet(old);
    f.i32Load(STR_LENGTH);
    f.i32Sub();
    f.i32Mul();
    f.i32Add();
    f.localTee(total);
    f.i32Const(2);
    f.i32Sub();
    f.i32Const(LONGEST);
    f.i32GeU();
    f.brIf(slow);
    const result = newAscii(parts, f, total, slow);
    f.localGet(result);
    f.localSet(to);
    f.i32Const(0);
    f.localSet(at);
    whileBelow(f, at, length, () => {
      f.localGet(at);
      f.localGet(last);
      f.i32LtU();
      f.if(I32);
      pushIsThere();
      f.else();
      f.i32Const(0);
      f.end();
      f.if();
      pushData(f, to);
      pushData(f, fresh);
      f.localGet(fresh);
      f.i32Load(STR_LENGTH);
      f.call(parts.copy);
      f.localGet(to);
      f.localGet(fresh);
      f.i32Load(STR_LENGTH);
      f.i32Add();
      f.localSet(to);
      skip();
      f.else();
      f.localGet(to);
      pushCharacter(f, self, at);
      f.i32Store8(STR_DATA);
      addTo(f, to, 1);
      addTo(f, at, 1);
      f.end();
    });
    f.localGet(result);
    f.return();
  });
}

/** Returns `container[start:stop:step]` of an ASCII str, unless nothing is left; the bounds lie at the address in a local. */
export function returnWithStep(
  parts: TextParts,
  f: FunctionBuilder,
  container: number,
  bounds: number,
  slow: Label,
): void {
  const start = f.newLocal(I32), stop = f.newLocal(I32), step = f.newLocal(I32), count = f.newLocal(I32);
  const to = f.newLocal(I32), end = f.newLocal(I32), length = lengthOf(f, container);
  for (const [local, offset] of [[start, 0], [stop, 4], [step, 8]]) {
    f.localGet(bounds);
    f.i32Load(offset);
    f.localSet(local);
  }
  f.localGet(step);
  f.i32Const(1);
  f.i32And();
  f.i32Eqz();
  f.brIf(slow);
  f.localGet(step);
  f.i32Const(1);
  f.i32ShrS();
  f.localTee(step);
  f.i32Eqz();
  f.brIf(slow);
  /** Pushes one of two numbers: for steps backwards, and for those forwards. */
  const byStep = (backwards: () => void, forwards: () => void) => () => {
    backwards();
    forwards();
    f.localGet(step);
    f.i32Const(0);
    f.i32LtS();
    f.select();
  };
  const none = () => f.i32Const(-1), zero = () => f.i32Const(0), all = () => f.localGet(length);
  const lastOne = () => {
    f.localGet(length);
    f.i32Const(1);
    f.i32Sub();
  };
  const before = byStep(none, zero), behind = byStep(lastOne, all);
  readBound(f, start, length, { none: byStep(lastOne, zero), before, behind }, slow);
  readBound(f, stop, length, { none: byStep(none, all), before, behind }, slow);
  // Rounded away from the start; where that lies behind the stop, the quotient is not positive.
  f.localGet(stop);
  f.localGet(start);
  f.i32Sub();
  f.localGet(step);
  f.i32Add();
  f.i32Const(1);
  f.i32Const(-1);
  f.localGet(step);
  f.i32Const(0);
  f.i32LtS();
  f.select();
  f.i32Add();
  f.localGet(step);
  f.i32DivS();
  f.localTee(count);
  f.i32Const(1);
  f.i32LtS();
  f.brIf(slow);
  f.localGet(count);
  f.i32Const(1);
  f.i32Eq();
  f.if();
  returnCharacter(parts, f, () => pushCharacter(f, container, start));
  f.end();
  const result = newAscii(parts, f, count, slow);
  f.localGet(result);
  f.localTee(to);
  f.localGet(count);
  f.i32Add();
  f.localSet(end);
  whileBelow(f, to, end, () => {
    f.localGet(to);
    pushCharacter(f, container, start);
    f.i32Store8(STR_DATA);
    f.localGet(start);
    f.localGet(step);
    f.i32Add();
    f.localSet(start);
    addTo(f, to, 1);
  });
  f.localGet(result);
  f.return();
}
