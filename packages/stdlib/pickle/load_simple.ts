/**
 * The opcodes that most of a pickle consists of, in one loop over bytes at hand: they push something, or note it.
 * Case labels are literal numbers, since V8 makes a jump table of those only.
 *
 * @module
 */
import {
  FALSE,
  FLOAT_BYTES,
  FLOAT_VALUE,
  NONE,
  T_DICT,
  T_FLOAT,
  tagInt,
  TRUE,
  TUPLE_ITEMS,
  type Value,
} from "@orochi/object";
import { decodeUtf8, type Vm } from "@orochi/vm";
import { allocList, allocTuple } from "@orochi/vm/kernel";
import type { Input } from "./input.ts";
import type { LoadStack } from "./load_stack.ts";

/** So many bytes there must be beyond an opcode for its argument, unless that has a length. */
const MARGIN = 8;

/**
 * Runs opcodes up to the first that is none of the simple ones, or that something is wrong with, or that is near the end
 * of the bytes at hand; that one is left to be read.
 *
 * @returns False with an exception set: there was no memory.
 */
export function loadSimple(vm: Vm, input: Input, stack: LoadStack): boolean {
  const bytes = input.bytes, base = input.base, end = bytes.length - MARGIN;
  const memo = stack.memo, marks = stack.marks;
  let values = stack.values, height = stack.height, fence = stack.fence();
  let at = input.at, known = true, done = true;
  while (at < end) {
    let value: Value = 0;
    switch (bytes[at]) {
      case /* BINGET */ 0x68: {
        const found = memo[bytes[at + 1]];
        if (found !== undefined) {
          value = vm.keep(found);
          at += 2;
        } else known = false;
        break;
      }
      case /* LONG_BINGET */ 0x6a: {
        const found = memo[wordAt(bytes, at + 1) >>> 0];
        if (found !== undefined) {
          value = vm.keep(found);
          at += 5;
        } else known = false;
        break;
      }
      case /* MEMOIZE */ 0x94:
        if (height > fence && memo.length === stack.memoCount) {
          stack.memoCount = memo.push(vm.keep(values[height - 1]));
          at++;
          continue;
        }
        known = false;
        break;
      case /* MARK */ 0x28:
        marks.push(height);
        fence = height;
        at++;
        continue;
      case /* BININT1 */ 0x4b:
        value = tagInt(bytes[at + 1]);
        at += 2;
        break;
      case /* BININT2 */ 0x4d:
        value = tagInt(bytes[at + 1] | bytes[at + 2] << 8);
        at += 3;
        break;
      case /* BININT */ 0x4a:
        value = vm.newInt(wordAt(bytes, at + 1));
        at += 5;
        break;
      case /* BINFLOAT */ 0x47:
        value = floatAt(vm, bytes, at + 1);
        at += 9;
        break;
      case /* SHORT_BINUNICODE */ 0x8c: {
        const size = bytes[at + 1];
        if (base >= 0 && at + 2 + size <= bytes.length) {
          value = decodeUtf8(vm, base + at + 2, size, "surrogatepass");
          at += 2 + size;
        } else known = false;
        break;
      }
      case /* NONE */ 0x4e:
        value = NONE;
        at++;
        break;
      case /* NEWTRUE */ 0x88:
        value = TRUE;
        at++;
        break;
      case /* NEWFALSE */ 0x89:
        value = FALSE;
        at++;
        break;
      case /* EMPTY_DICT */ 0x7d:
        value = vm.alloc(T_DICT, 16);
        at++;
        break;
      case /* EMPTY_LIST */ 0x5d:
        value = allocList(vm, 0);
        at++;
        break;
      case /* EMPTY_TUPLE */ 0x29:
        value = allocTuple(vm, 0);
        at++;
        break;
      case /* EMPTY_SET */ 0x8f:
        value = vm.newEmptySet();
        at++;
        break;
      case /* TUPLE1 */ 0x85:
      case /* TUPLE2 */ 0x86:
      case /* TUPLE3 */ 0x87: {
        const count = bytes[at] - 0x84;
        if (height - count >= fence) {
          value = tupleOf(vm, values, height - count, count);
          if (value !== 0) height -= count;
          at++;
        } else known = false;
        break;
      }
      default:
        known = false;
    }
    if (!known) break;
    if (value === 0) {
      done = false;
      break;
    }
    if (height === values.length) {
      stack.grow();
      values = stack.values;
    }
    values[height++] = value;
  }
  stack.height = height;
  input.at = at;
  return done;
}

/** A signed number of four bytes. */
function wordAt(bytes: Uint8Array, at: number): number {
  return bytes[at] | bytes[at + 1] << 8 | bytes[at + 2] << 16 | bytes[at + 3] << 24;
}

/** The float of eight bytes, of which the high one comes first. */
function floatAt(vm: Vm, bytes: Uint8Array, at: number): Value {
  const address = vm.heap.allocObject(FLOAT_BYTES);
  if (address === 0) return vm.raiseMemory();
  const i32 = vm.i32, word = (address + FLOAT_VALUE) >>> 2;
  i32[word] = bytes[at + 7] | bytes[at + 6] << 8 | bytes[at + 5] << 16 | bytes[at + 4] << 24;
  i32[word + 1] = bytes[at + 3] | bytes[at + 2] << 8 | bytes[at + 1] << 16 | bytes[at] << 24;
  i32[address >>> 2] = T_FLOAT;
  vm.rc.init(address);
  return address;
}

/** A tuple of some values from a height on, which it takes; 0 with MemoryError set. */
function tupleOf(vm: Vm, values: Int32Array, from: number, count: number): Value {
  const tuple = allocTuple(vm, count);
  if (tuple === 0) return 0;
  const i32 = vm.i32, first = (tuple + TUPLE_ITEMS) >>> 2;
  for (let k = 0; k < count; k++) i32[first + k] = values[from + k];
  return tuple;
}
