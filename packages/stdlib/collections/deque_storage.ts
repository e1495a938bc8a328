/**
 * Storage of deques: a ring of Values whose length is 0 or a power of two.
 *
 * Item k lies at ring[(head + k) & (room - 1)]; every word of the ring that holds no item is 0. The functions that say
 * "inside the section" are called between `lock.begin(deque)` and `lock.end()`; they move words and count nothing.
 *
 * @module
 */
import {
  type Address,
  DEQUE_HEAD,
  DEQUE_LENGTH,
  DEQUE_LIMIT,
  DEQUE_RING,
  DEQUE_ROOM,
  DEQUE_STATE,
  type Value,
} from "@orochi/object";
import type { Vm } from "@orochi/vm";

/** Words of the first ring. */
const FIRST_ROOM = 8;
/** Most words of a ring: it must fit the address space. */
const MAX_ROOM = 0x1000_0000;

/** Number of items. */
export function dequeLength(vm: Vm, deque: Address): number {
  return vm.i32[(deque + DEQUE_LENGTH) >>> 2];
}

/** Most items it may have, or -1. */
export function dequeLimit(vm: Vm, deque: Address): number {
  return vm.i32[(deque + DEQUE_LIMIT) >>> 2];
}

/** The number that every change of the items changes. */
export function dequeState(vm: Vm, deque: Address): number {
  return vm.i32[(deque + DEQUE_STATE) >>> 2];
}

/** Word index of the item at an index from 0. Inside the section. */
export function itemWord(vm: Vm, deque: Address, index: number): number {
  const i32 = vm.i32;
  const head = i32[(deque + DEQUE_HEAD) >>> 2], mask = i32[(deque + DEQUE_ROOM) >>> 2] - 1;
  return (i32[(deque + DEQUE_RING) >>> 2] >>> 2) + ((head + index) & mask);
}

/** Says that the items changed. Inside the section. */
export function touch(vm: Vm, deque: Address): void {
  vm.i32[(deque + DEQUE_STATE) >>> 2]++;
}

/** Makes room for one more item. Inside the section. False without memory, the deque unchanged. */
function grow(vm: Vm, deque: Address): boolean {
  const i32 = vm.i32;
  const room = i32[(deque + DEQUE_ROOM) >>> 2];
  const wanted = room === 0 ? FIRST_ROOM : room * 2;
  const ring = wanted > MAX_ROOM ? 0 : vm.heap.allocRaw(wanted * 4);
  if (ring === 0) return false;
  const old = i32[(deque + DEQUE_RING) >>> 2];
  const head = i32[(deque + DEQUE_HEAD) >>> 2];
  const to = ring >>> 2, from = old >>> 2;
  // Full: from the head to the end of the old ring, then from its start to the head.
  i32.copyWithin(to, from + head, from + room);
  i32.copyWithin(to + room - head, from, from + head);
  i32.fill(0, to + room, to + wanted);
  i32[(deque + DEQUE_RING) >>> 2] = ring;
  i32[(deque + DEQUE_ROOM) >>> 2] = wanted;
  i32[(deque + DEQUE_HEAD) >>> 2] = 0;
  vm.heap.freeRawLater(old);
  return true;
}

/** Puts a value at the right end, whatever the limit. Inside the section. False without memory. */
export function putRight(vm: Vm, deque: Address, value: Value): boolean {
  const i32 = vm.i32;
  const length = i32[(deque + DEQUE_LENGTH) >>> 2];
  if (length === i32[(deque + DEQUE_ROOM) >>> 2] && !grow(vm, deque)) return false;
  i32[itemWord(vm, deque, length)] = value;
  i32[(deque + DEQUE_LENGTH) >>> 2] = length + 1;
  touch(vm, deque);
  return true;
}

/** Puts a value at the left end, whatever the limit. Inside the section. False without memory. */
export function putLeft(vm: Vm, deque: Address, value: Value): boolean {
  const i32 = vm.i32;
  const length = i32[(deque + DEQUE_LENGTH) >>> 2];
  if (length === i32[(deque + DEQUE_ROOM) >>> 2] && !grow(vm, deque)) return false;
  const mask = i32[(deque + DEQUE_ROOM) >>> 2] - 1;
  i32[(deque + DEQUE_HEAD) >>> 2] = (i32[(deque + DEQUE_HEAD) >>> 2] - 1) & mask;
  i32[itemWord(vm, deque, 0)] = value;
  i32[(deque + DEQUE_LENGTH) >>> 2] = length + 1;
  touch(vm, deque);
  return true;
}

/** Takes the item at the right end; 0 if there is none. Inside the section. */
export function takeRight(vm: Vm, deque: Address): Value {
  const i32 = vm.i32;
  const length = i32[(deque + DEQUE_LENGTH) >>> 2];
  if (length === 0) return 0;
  const at = itemWord(vm, deque, length - 1);
  const value = i32[at];
  i32[at] = 0;
  i32[(deque + DEQUE_LENGTH) >>> 2] = length - 1;
  touch(vm, deque);
  return value;
}

/** Takes the item at the left end; 0 if there is none. Inside the section. */
export function takeLeft(vm: Vm, deque: Address): Value {
  const i32 = vm.i32;
  const length = i32[(deque + DEQUE_LENGTH) >>> 2];
  if (length === 0) return 0;
  const at = itemWord(vm, deque, 0);
  const value = i32[at];
  i32[at] = 0;
  i32[(deque + DEQUE_HEAD) >>> 2] = (i32[(deque + DEQUE_HEAD) >>> 2] + 1) &
    (i32[(deque + DEQUE_ROOM) >>> 2] - 1);
  i32[(deque + DEQUE_LENGTH) >>> 2] = length - 1;
  touch(vm, deque);
  return value;
}

/** Appends a value (borrowed) at the right end; over the limit, the left end loses one. False with MemoryError. */
export function appendRight(vm: Vm, deque: Address, value: Value): boolean {
  vm.incref(value);
  vm.lock.begin(deque);
  const done = putRight(vm, deque, value);
  const limit = dequeLimit(vm, deque);
  const surplus = !done ? value : limit >= 0 && dequeLength(vm, deque) > limit ? takeLeft(vm, deque) : 0;
  vm.lock.end();
  vm.decref(surplus);
  if (!done) vm.raiseMemory();
  return done;
}

/** Appends a value (borrowed) at the left end; over the limit, the right end loses one. False with MemoryError. */
export function appendLeft(vm: Vm, deque: Address, value: Value): boolean {
  vm.incref(value);
  vm.lock.begin(deque);
  const done = putLeft(vm, deque, value);
  const limit = dequeLimit(vm, deque);
  const surplus = !done ? value : limit >= 0 && dequeLength(vm, deque) > limit ? takeRight(vm, deque) : 0;
  vm.lock.end();
  vm.decref(surplus);
  if (!done) vm.raiseMemory();
  return done;
}

/** The item at an index from 0: a new reference, or 0 beyond the end. */
export function itemOwned(vm: Vm, deque: Address, index: number): Value {
  vm.lock.begin(deque);
  const inside = index >= 0 && index < dequeLength(vm, deque);
  const value = inside ? vm.keep(vm.i32[itemWord(vm, deque, index)]) : 0;
  vm.lock.end();
  return value;
}

/** All items as they are now, each a new reference. */
export function itemsOwned(vm: Vm, deque: Address): Value[] {
  vm.lock.begin(deque);
  const items: Value[] = [];
  for (let i = 0, n = dequeLength(vm, deque); i < n; i++) items.push(vm.keep(vm.i32[itemWord(vm, deque, i)]));
  vm.lock.end();
  return items;
}

/** Rotates to the right by `steps` (to the left if negative). Inside the section. */
export function rotate(vm: Vm, deque: Address, steps: number): void {
  const i32 = vm.i32;
  const length = i32[(deque + DEQUE_LENGTH) >>> 2];
  if (length <= 1) return;
  let left = steps % length;
  if (left > length / 2) left -= length;
  else if (left < -length / 2) left += length;
  const headWord = (deque + DEQUE_HEAD) >>> 2;
  const room = i32[(deque + DEQUE_ROOM) >>> 2], mask = room - 1;
  const ring = i32[(deque + DEQUE_RING) >>> 2] >>> 2;
  let head = i32[headWord];
  if (length === room) head = (head - left) & mask;
  else {
    for (; left > 0; left--) {
      const from = ring + ((head + length - 1) & mask);
      head = (head - 1) & mask;
      i32[ring + head] = i32[from];
      i32[from] = 0;
    }
    for (; left < 0; left++) {
      i32[ring + ((head + length) & mask)] = i32[ring + head];
      i32[ring + head] = 0;
      head = (head + 1) & mask;
    }
  }
  i32[headWord] = head;
  touch(vm, deque);
}

/** Removes all items. */
export function clear(vm: Vm, deque: Address): void {
  const i32 = vm.i32;
  vm.lock.begin(deque);
  const ring = i32[(deque + DEQUE_RING) >>> 2], room = i32[(deque + DEQUE_ROOM) >>> 2];
  if (ring !== 0) {
    i32[(deque + DEQUE_ROOM) >>> 2] = 0;
    i32[(deque + DEQUE_LENGTH) >>> 2] = 0;
    i32[(deque + DEQUE_RING) >>> 2] = 0;
    i32[(deque + DEQUE_HEAD) >>> 2] = 0;
    touch(vm, deque);
  }
  vm.lock.end();
  for (let i = 0; i < room; i++) vm.decref(i32[(ring >>> 2) + i]);
  vm.heap.freeRawLater(ring);
}
