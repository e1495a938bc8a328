/**
 * What a pattern is matched against: a str, or the bytes of any object that gives them.
 *
 * @module
 */
import {
  allocStr,
  copyChars,
  kindFor,
  maxChar,
  STR_DATA,
  STR_LENGTH,
  strKind,
  T_BYTES,
  type Value,
} from "@orochi/object";
import type { Vm } from "@orochi/vm";
import { type Buffer, hasBuffer, openBytes, releaseBuffer, sliceStr } from "@orochi/vm/kernel";
import type { Matcher } from "./matcher.ts";

/** A text that is being matched; to be closed. */
export class Subject {
  /** The object (borrowed). */
  readonly value: Value;
  readonly isStr: boolean;
  readonly length: number;
  readonly #buffer: Buffer | null;

  constructor(value: Value, isStr: boolean, length: number, buffer: Buffer | null) {
    this.value = value;
    this.isStr = isStr;
    this.length = length;
    this.#buffer = buffer;
  }

  /** Shows the characters to a matcher. */
  attach(vm: Vm, matcher: Matcher): void {
    if (this.#buffer !== null) {
      matcher.text = vm.u8;
      matcher.base = this.#buffer.address;
    } else {
      const kind = strKind(vm.objects, this.value);
      const data = this.value + STR_DATA;
      matcher.text = kind === 1 ? vm.u8 : kind === 2 ? vm.u16 : vm.i32;
      matcher.base = kind === 1 ? data >>> 0 : kind === 2 ? data >>> 1 : data >>> 2;
    }
    matcher.end = this.length;
  }

  /** A part of the text: a str, or bytes. */
  slice(vm: Vm, start: number, end: number): Value {
    if (this.isStr) return sliceStr(vm, this.value, start, end);
    if (start === 0 && end === this.length && vm.isExact(this.value, T_BYTES)) return vm.keep(this.value);
    const from = this.#buffer!.address;
    return vm.newBytes(vm.u8.slice(from + start, from + Math.max(start, end)));
  }

  /** Some of the bytes where they lie; only of a text that is no str. */
  view(vm: Vm, start: number, end: number): Uint8Array {
    const from = this.#buffer!.address;
    return vm.u8.subarray(from + start, from + end);
  }

  /** Gives the text back. */
  close(vm: Vm): void {
    if (this.#buffer !== null) releaseBuffer(vm, this.#buffer);
  }
}

/**
 * Opens a text.
 *
 * @param strPattern Whether the pattern is a str; undefined where it may be matched against both.
 * @returns Null with an exception set on failure.
 */
export function openSubject(vm: Vm, value: Value, strPattern: boolean | undefined): Subject | null {
  if (vm.isStr(value)) {
    if (strPattern !== false) return new Subject(value, true, vm.i32[(value + STR_LENGTH) >>> 2], null);
    vm.raiseType("cannot use a bytes pattern on a string-like object");
    return null;
  }
  if (!hasBuffer(vm, value)) {
    vm.raiseType(`expected string or bytes-like object, got '${vm.typeName(value)}'`);
    return null;
  }
  if (strPattern === true) {
    vm.raiseType("cannot use a string pattern on a bytes-like object");
    return null;
  }
  const buffer = openBytes(vm, value);
  return buffer === null ? null : new Subject(value, false, buffer.length, buffer);
}

/** Pieces of text put together: parts of one subject, and whole strs or bytes objects. */
export class Pieces {
  readonly #subject: Subject;
  /** The object a piece is from (owned unless it is the subject), its start and end. */
  readonly #items: number[] = [];

  constructor(subject: Subject) {
    this.#subject = subject;
  }

  /** Number of pieces. */
  get count(): number {
    return this.#items.length / 3;
  }

  /** Adds a part of the subject. */
  addPart(start: number, end: number): void {
    if (end > start) this.#items.push(0, start, end);
  }

  /** Adds a str or bytes object (stolen), of the subject's kind. */
  addValue(vm: Vm, value: Value): void {
    const length = this.#subject.isStr ? vm.i32[(value + STR_LENGTH) >>> 2] : vm.bytesOf(value).length;
    if (length > 0) this.#items.push(value, 0, length);
    else vm.decref(value);
  }

  /** Drops what is held. */
  drop(vm: Vm): void {
    for (let i = 0; i < this.#items.length; i += 3) vm.decref(this.#items[i]);
    this.#items.length = 0;
  }

  /** All pieces as one str or bytes object; nothing is held afterwards. */
  join(vm: Vm): Value {
    const items = this.#items;
    let total = 0;
    for (let i = 0; i < items.length; i += 3) total += items[i + 2] - items[i + 1];
    const result = this.#subject.isStr ? this.#joinStr(vm, total) : this.#joinBytes(vm, total);
    this.drop(vm);
    return result;
  }

  #joinStr(vm: Vm, total: number): Value {
    const items = this.#items;
    if (total === 0) return vm.intern("");
    const whole = this.#subject.value;
    if (items.length === 3) return sliceStr(vm, items[0] || whole, items[1], items[2]);
    let largest = 0;
    for (let i = 0; i < items.length; i += 3) {
      largest = Math.max(largest, maxChar(vm.objects, items[i] || whole, items[i + 1], items[i + 2]));
    }
    const result = allocStr(vm.objects, total, kindFor(largest), largest < 128);
    if (result === 0) return vm.raiseMemory();
    vm.rc.init(result);
    let at = 0;
    for (let i = 0; i < items.length; i += 3) {
      const count = items[i + 2] - items[i + 1];
      copyChars(vm.objects, result, at, items[i] || whole, items[i + 1], count);
      at += count;
    }
    return result;
  }

  #joinBytes(vm: Vm, total: number): Value {
    const items = this.#items;
    const joined = new Uint8Array(total);
    let at = 0;
    for (let i = 0; i < items.length; i += 3) {
      const part = items[i] !== 0 ? vm.bytesOf(items[i]) : this.#subject.view(vm, items[i + 1], items[i + 2]);
      joined.set(part, at);
      at += part.length;
    }
    return vm.newBytes(joined);
  }
}
