/**
 * What other threads are doing: their stacks and the exceptions they handle, read while none of them runs.
 *
 * A thread that does not run is at a safepoint or blocks, so its frames are whole; but it goes on as soon as the world
 * does. So what Python gets of another thread's frames are copies, which stay what they were.
 *
 * @module
 */
import { MAX_SLOTS, threadBlock } from "@orochi/heap";
import {
  CODE_FILENAME,
  CODE_FIRST_LINE,
  CODE_NAME,
  CODE_STREAM_WORDS,
  FRAME_OBJECT_BACK,
  FRAME_OBJECT_BYTES,
  FRAME_OBJECT_CODE,
  FRAME_OBJECT_GLOBALS,
  FRAME_OBJECT_LINE,
  FUNCTION_GLOBALS,
  NONE,
  T_FRAME,
  type Value,
} from "@orochi/object";
import {
  currentFrame,
  currentLine,
  FRAME_CODE,
  FRAME_FUNCTION,
  FRAME_PC,
  FRAME_PREVIOUS,
  frameObject,
  identOf,
  THREAD_FRAME,
  THREAD_HANDLED,
  THREAD_NAME,
  type Vm,
} from "@orochi/vm";

/** A frame as it was: references are owned by who has the copy. */
interface FrameCopy {
  readonly code: Value;
  readonly globals: Value;
  readonly line: number;
}

/** One thread as it was. */
export interface ThreadCopy {
  readonly slot: number;
  readonly ident: number;
  /** As the thread calls itself; "" if it does not. */
  readonly name: string;
  /** Innermost first. */
  readonly frames: readonly FrameCopy[];
  /** The exception it was handling (owned), or 0. */
  readonly handled: Value;
}

/** A frame of a stack, for people. */
export interface FrameText {
  readonly file: string;
  readonly line: number;
  readonly name: string;
}

/** The line that a frame is at. What compiled code runs knows it only from the last call on. */
function lineOf(vm: Vm, frame: number): number {
  const code = vm.i32[(frame >>> 2) + FRAME_CODE], pc = vm.i32[(frame >>> 2) + FRAME_PC];
  const inside = pc >= 0 && pc < vm.i32[(code + CODE_STREAM_WORDS) >>> 2];
  return inside ? currentLine(vm, frame) : vm.i32[(code + CODE_FIRST_LINE) >>> 2];
}

/** Calls for each slot with a Python thread. */
export function eachThread(vm: Vm, visit: (slot: number, ident: number) => void): void {
  for (let slot = 1; slot < MAX_SLOTS; slot++) {
    const ident = identOf(vm, slot);
    if (ident !== 0) visit(slot, ident);
  }
}

/**
 * All threads as they are now, those without a Python frame too.
 *
 * @param depth Frames to copy of each; the innermost are.
 */
export function copyThreads(vm: Vm, depth: number = Infinity): ThreadCopy[] {
  const threads: ThreadCopy[] = [];
  vm.lock.stopTheWorld();
  eachThread(vm, (slot, ident) => {
    const block = threadBlock(slot), frames: FrameCopy[] = [];
    let frame = vm.i32[(block + THREAD_FRAME) >>> 2];
    for (; frame !== 0 && frames.length < depth; frame = vm.i32[(frame >>> 2) + FRAME_PREVIOUS]) {
      const func = vm.i32[(frame >>> 2) + FRAME_FUNCTION];
      frames.push({
        code: vm.keep(vm.i32[(frame >>> 2) + FRAME_CODE]),
        globals: vm.keep(vm.i32[(func + FUNCTION_GLOBALS) >>> 2]),
        line: lineOf(vm, frame),
      });
    }
    const name = vm.i32[(block + THREAD_NAME) >>> 2];
    threads.push({
      slot,
      ident,
      name: name === 0 ? "" : vm.js(name),
      frames,
      handled: vm.keep(vm.i32[(block + THREAD_HANDLED) >>> 2]),
    });
  });
  vm.lock.startTheWorld();
  return threads;
}

/** Drops what copies own. */
export function dropThreads(vm: Vm, threads: readonly ThreadCopy[]): void {
  for (const { frames, handled } of threads) {
    for (const { code, globals } of frames) {
      vm.decref(code);
      vm.decref(globals);
    }
    vm.decref(handled);
  }
}

/** The frame objects of a copied stack, the innermost one given (new reference); 0 with MemoryError. */
function frameObjects(vm: Vm, frames: readonly FrameCopy[]): Value {
  let back: Value = 0;
  for (let i = frames.length - 1; i >= 0; i--) {
    const object = vm.alloc(T_FRAME, FRAME_OBJECT_BYTES);
    if (object === 0) {
      vm.decref(back);
      return 0;
    }
    vm.i32[(object + FRAME_OBJECT_CODE) >>> 2] = vm.keep(frames[i].code);
    vm.i32[(object + FRAME_OBJECT_GLOBALS) >>> 2] = vm.keep(frames[i].globals);
    vm.i32[(object + FRAME_OBJECT_LINE) >>> 2] = frames[i].line;
    vm.i32[(object + FRAME_OBJECT_BACK) >>> 2] = back;
    back = object;
  }
  return back;
}

/** A dict from ident to what `valueOf` makes of a thread (new reference, 0 to leave it out); 0 with an exception set. */
function dictOfThreads(vm: Vm, depth: number, valueOf: (thread: ThreadCopy) => Value): Value {
  const dict = vm.newDict();
  if (dict === 0) return 0;
  const threads = copyThreads(vm, depth);
  let complete = true;
  for (const thread of threads) {
    const value = complete ? valueOf(thread) : 0;
    if (value === 0) {
      complete &&= !vm.failed();
      continue;
    }
    const ident = vm.newInt(thread.ident);
    complete &&= vm.dictSet(dict, ident, value);
    vm.decref(ident);
    vm.decref(value);
  }
  dropThreads(vm, threads);
  if (complete) return dict;
  vm.decref(dict);
  return 0;
}

/** `sys._current_frames()`. */
export function currentFrames(vm: Vm): Value {
  return dictOfThreads(vm, Infinity, (thread) => {
    const frame = thread.slot === vm.slot ? currentFrame(vm) : 0;
    return frame !== 0 ? vm.keep(frameObject(vm, frame)) : frameObjects(vm, thread.frames);
  });
}

/** `sys._current_exceptions()`. */
export function currentExceptions(vm: Vm): Value {
  return dictOfThreads(vm, 1, (thread) => {
    if (thread.frames.length === 0) return 0;
    return thread.handled === 0 ? NONE : vm.keep(thread.handled);
  });
}

/** A copied stack as text. */
export function frameTexts(vm: Vm, thread: ThreadCopy): FrameText[] {
  const text = (code: Value, offset: number) => vm.js(vm.i32[(code + offset) >>> 2]);
  return thread.frames.map(({ code, line }) => ({
    file: text(code, CODE_FILENAME),
    line,
    name: text(code, CODE_NAME),
  }));
}
