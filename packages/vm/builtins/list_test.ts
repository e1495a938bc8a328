import { assertEquals } from "@std/assert";
import { Random } from "@orochi/interleave";
import { NONE, type Value } from "@orochi/object";
import { raised, testMachine } from "./_test_program.ts";

const vm = testMachine();

/** What a method gives, as its repr; the error where it fails. */
function call(object: Value, method: string, ...args: Value[]): string {
  const result = vm.callMethod(object, vm.intern(method), ...args);
  if (result === 0) return raised(vm);
  const text = vm.jsRepr(result);
  vm.decref(result);
  return text;
}

function items(list: Value): number[] {
  return Array.from({ length: vm.listLength(list) }, (_, i) => vm.number(vm.listItem(list, i)));
}

function listOf(numbers: readonly number[]): Value {
  return vm.newList(numbers.map((number) => vm.newInt(number)));
}

/** A slice of bounds, null for none. */
function slice(start: number | null, stop: number | null, step: number | null): Value {
  const [a, b, c] = [start, stop, step].map((part) => part === null ? NONE : vm.newInt(part));
  return vm.call(vm.dictGetStr(vm.builtins, "slice"), a, b, c);
}

/** Indices that a slice selects. */
function indices(start: number | null, stop: number | null, step: number, length: number): number[] {
  const all = Array.from({ length }, (_, i) => i),
    from = (bound: number) => bound < 0 ? bound + length : bound;
  if (step > 0) {
    const first = start === null ? 0 : Math.max(from(start), 0), end = stop === null ? length : from(stop);
    return all.filter((i) => i >= first && i < end && (i - first) % step === 0);
  }
  const first = start === null ? length - 1 : Math.min(from(start), length - 1),
    end = stop === null ? -1 : from(stop);
  return all.reverse().filter((i) => i <= first && i > end && (first - i) % -step === 0);
}

Deno.test("a list changes as an array does, whatever is done to it", () => {
  const random = new Random(30), list = listOf([]);
  let model: number[] = [];
  for (let step = 0; step < 1200; step++) {
    const index = random.below(2 * model.length + 3) - model.length - 1, value = random.below(10);
    switch (random.below(7)) {
      case 0: {
        call(list, "insert", vm.newInt(index), vm.newInt(value));
        model.splice(Math.max(0, index < 0 ? index + model.length : index), 0, value);
        break;
      }
      case 1: {
        const at = index < 0 ? index + model.length : index, there = at >= 0 && at < model.length;
        const expected = there
          ? String(model[at])
          : `IndexError: pop ${model.length === 0 ? "from empty list" : "index out of range"}`;
        assertEquals(call(list, "pop", vm.newInt(index)), expected);
        if (there) model.splice(at, 1);
        break;
      }
      case 2: {
        const at = model.indexOf(value);
        assertEquals(
          call(list, "remove", vm.newInt(value)),
          at < 0 ? "ValueError: list.remove(x): x not in list" : "None",
        );
        if (at >= 0) model.splice(at, 1);
        break;
      }
      case 3:
        call(list, "append", vm.newInt(value));
        model.push(value);
        break;
      case 4:
        call(list, "reverse");
        model.reverse();
        break;
      case 5:
        assertEquals(
          call(list, "count", vm.newInt(value)),
          String(model.filter((item) => item === value).length),
        );
        break;
      default:
        if (model.length > 30) {
          call(list, "sort");
          model = model.toSorted((a, b) => a - b).slice(0, 10);
          call(list, "__delitem__", slice(10, null, null));
        }
    }
    assertEquals(items(list), model);
  }
});

Deno.test("slices are read, deleted and assigned as their indices say", () => {
  const random = new Random(31), bound = () => random.below(4) === 0 ? null : random.below(17) - 8;
  for (let run = 0; run < 800; run++) {
    const model = Array.from({ length: random.below(8) }, (_, i) => i), list = listOf(model);
    const start = bound(),
      stop = bound(),
      step = [1, 1, 2, 3, -1, -2][random.below(6)],
      key = slice(start, stop, step);
    const selected = indices(start, stop, step, model.length),
      what = `${start}:${stop}:${step} of ${model.length}`;
    assertEquals(call(list, "__getitem__", key), `[${selected.join(", ")}]`, what);
    const fresh = Array.from(
      { length: random.below(2) === 0 ? selected.length : random.below(4) },
      (_, i) => 100 + i,
    );
    const outcome = call(list, "__setitem__", key, listOf(fresh));
    if (step === 1) {
      const first = start === null
        ? 0
        : Math.min(Math.max(start < 0 ? start + model.length : start, 0), model.length);
      model.splice(first, selected.length, ...fresh);
    } else if (fresh.length === selected.length) selected.forEach((index, i) => model[index] = fresh[i]);
    else {
      const sizes = `sequence of size ${fresh.length} to extended slice of size ${selected.length}`;
      assertEquals(outcome, `ValueError: attempt to assign ${sizes}`, what);
    }
    assertEquals(items(list), model, what);
    const left = indices(start, stop, step, model.length);
    call(list, "__delitem__", key);
    assertEquals(items(list), model.filter((_, i) => !left.includes(i)), what);
    vm.decref(list);
    vm.decref(key);
  }
});

Deno.test("a list may be put into itself, and repeated in place", () => {
  const list = listOf([1, 2, 3]);
  call(list, "__setitem__", slice(1, 2, null), list);
  assertEquals(items(list), [1, 1, 2, 3, 3]);
  call(list, "extend", list);
  assertEquals(items(list), [1, 1, 2, 3, 3, 1, 1, 2, 3, 3]);
  call(list, "__imul__", vm.newInt(0));
  assertEquals(items(list), []);
});

Deno.test("an order between lists is that of the first items that differ", () => {
  const lists = [[], [1], [1, 1], [1, 2], [2], [2, 0]];
  lists.forEach((a, i) =>
    lists.forEach((b, k) => {
      const less = vm.compare(0, listOf(a), listOf(b)), equal = vm.equals(listOf(a), listOf(b));
      assertEquals([vm.truthy(less), equal], [i < k ? 1 : 0, i === k ? 1 : 0]);
    })
  );
});
