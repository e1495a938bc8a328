/**
 * The iterators over deques. They notice any change of the items: then they raise, and are over.
 *
 * @module
 */
import {
  type Address,
  part,
  T_DEQUE,
  T_DEQUE_ITERATOR,
  T_DEQUE_REVERSE_ITERATOR,
  type Value,
} from "@orochi/object";
import { method, newMethod, type TypeDefinition, type Vm } from "@orochi/vm";
import { iterSelf, nextSlot } from "../_data.ts";
import { dequeLength, dequeState, itemWord } from "./deque_storage.ts";

/** Words: the deque, then raw numbers: items given, the deque's state at the start, items left. */
const TARGET = part(0), GIVEN = part(1), STATE = part(2), LEFT = part(3);
const BYTES = part(4);

/** An iterator over a deque (borrowed), forwards or backwards. */
export function newDequeIterator(vm: Vm, deque: Address, backwards: boolean): Value {
  const iterator = vm.alloc(backwards ? T_DEQUE_REVERSE_ITERATOR : T_DEQUE_ITERATOR, BYTES);
  if (iterator === 0) return 0;
  vm.i32[(iterator + TARGET) >>> 2] = vm.keep(deque);
  vm.i32[(iterator + STATE) >>> 2] = dequeState(vm, deque);
  vm.i32[(iterator + LEFT) >>> 2] = dequeLength(vm, deque);
  return iterator;
}

function next(vm: Vm, iterator: Address, backwards: boolean): Value {
  const i32 = vm.i32;
  const deque = i32[(iterator + TARGET) >>> 2];
  vm.lock.begin(deque);
  const same = i32[(iterator + STATE) >>> 2] === dequeState(vm, deque);
  const left = same ? i32[(iterator + LEFT) >>> 2] : 0;
  let value = 0;
  if (left > 0) {
    const given = i32[(iterator + GIVEN) >>> 2]++;
    value = vm.keep(i32[itemWord(vm, deque, backwards ? dequeLength(vm, deque) - 1 - given : given)]);
  }
  i32[(iterator + LEFT) >>> 2] = Math.max(0, left - 1);
  vm.lock.end();
  return same ? value : vm.raise("RuntimeError", "deque mutated during iteration");
}

function iteratorType(index: number, name: string, backwards: boolean): TypeDefinition {
  return {
    index,
    name,
    module: "_collections",
    basicSize: BYTES,
    methods: [
      newMethod("($type, deque, index=0, /)", (vm, a) => {
        const deque = vm.i32[a + 1];
        if (vm.layout(deque) !== T_DEQUE) {
          return vm.raiseType(`${name}() argument 1 must be collections.deque, not ${vm.typeName(deque)}`);
        }
        const skip = vm.i32[a + 2] === 0 ? 0 : vm.index(vm.i32[a + 2]);
        if (Number.isNaN(skip)) return 0;
        const iterator = newDequeIterator(vm, deque, backwards);
        if (iterator === 0) return 0;
        const given = Math.min(Math.max(0, skip), dequeLength(vm, deque));
        vm.i32[(iterator + GIVEN) >>> 2] = given;
        vm.i32[(iterator + LEFT) >>> 2] -= given;
        return iterator;
      }),
      iterSelf(),
      nextSlot((vm, self) => next(vm, self, backwards)),
      method(
        "__length_hint__",
        "($self, /)",
        (vm, a) => vm.newInt(vm.i32[(vm.i32[a] + LEFT) >>> 2]),
        "Private method returning an estimate of len(list(it)).",
      ),
      method("__reduce__", "($self, /)", (vm, a) => {
        const self = vm.i32[a];
        const args = [
          vm.keep(vm.i32[(self + TARGET) >>> 2]),
          vm.newInt(dequeLength(vm, vm.i32[(self + TARGET) >>> 2]) - vm.i32[(self + LEFT) >>> 2]),
        ];
        return vm.newTuple([vm.keep(vm.typeOf(self)), vm.newTuple(args)]);
      }, "Return state information for pickling."),
    ],
  };
}

/** `_collections._deque_iterator`. */
export const dequeIteratorType: TypeDefinition = iteratorType(T_DEQUE_ITERATOR, "_deque_iterator", false);

/** `_collections._deque_reverse_iterator`. */
export const dequeReverseIteratorType: TypeDefinition = iteratorType(
  T_DEQUE_REVERSE_ITERATOR,
  "_deque_reverse_iterator",
  true,
);
