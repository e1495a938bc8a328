/**
 * `_thread._local`: an object whose attributes each thread has for itself.
 *
 * The object holds a dict from a thread's ident to the thread's attributes, so these die with it; and a thread holds
 * weak references to the objects it has such attributes of, so that it takes them away when it ends.
 *
 * @module
 */
import {
  NONE,
  PARTS_BYTES,
  PARTS_FIRST,
  PARTS_SECOND,
  PARTS_THIRD,
  T_LOCAL,
  T_WEAKREF,
  tagInt,
  type Value,
} from "@orochi/object";
import {
  getAttrWithDict,
  identOf,
  newMethod,
  setAttrWithDict,
  slot,
  THREAD_LOCALS,
  type TypeDefinition,
  type Vm,
} from "@orochi/vm";
import { callWithTuple } from "@orochi/vm/kernel";

/** Words of a local: dict from ident to attributes; arguments and keywords for `__init__` (0 for none). */
const DICTS = PARTS_FIRST, ARGS = PARTS_SECOND, KEYWORDS = PARTS_THIRD;

function key(vm: Vm): Value {
  return tagInt(identOf(vm, vm.slot));
}

/** Notes that the calling thread has attributes of a local. */
function remember(vm: Vm, local: Value): boolean {
  const word = (vm.block + THREAD_LOCALS) >>> 2;
  if (vm.i32[word] === 0) vm.i32[word] = vm.newList([]);
  const reference = vm.i32[word] === 0 ? 0 : vm.call(vm.typeObject(T_WEAKREF), local);
  const done = reference !== 0 && vm.listAppend(vm.i32[word], reference);
  vm.decref(reference);
  return done;
}

/** Gives the calling thread its own, empty attributes of a local (borrowed); 0 on failure. */
function addAttributes(vm: Vm, local: Value): Value {
  const attributes = vm.newDict();
  const done = attributes !== 0 && remember(vm, local) &&
    vm.dictSet(vm.i32[(local + DICTS) >>> 2], key(vm), attributes);
  // The local holds it now.
  vm.decref(attributes);
  return done ? attributes : 0;
}

/** The calling thread's attributes of a local (borrowed); a thread's first look runs `__init__`. 0 on failure. */
function attributesOf(vm: Vm, local: Value): Value {
  const dicts = vm.i32[(local + DICTS) >>> 2];
  const known = vm.dictGet(dicts, key(vm));
  if (known !== 0) return known;
  const attributes = addAttributes(vm, local);
  if (attributes === 0) return 0;
  // Every object but a plain one of `object` finds its own; of `object` itself there is none but this.
  if (vm.lookupSpecial(local, vm.names.__init__) === vm.lookupSpecial(NONE, vm.names.__init__)) {
    return attributes;
  }
  if (!initialise(vm, local)) {
    const error = vm.takeError();
    if (vm.dictDelete(dicts, key(vm)) < 0) vm.clearError();
    vm.setError(error);
    return 0;
  }
  return attributes;
}

/** Runs `__init__` with the arguments that the local was made with. */
function initialise(vm: Vm, local: Value): boolean {
  const args = vm.i32[(local + ARGS) >>> 2];
  const method = vm.getAttr(local, vm.names.__init__);
  const none = vm.newTuple([]);
  const result = method === 0
    ? 0
    : callWithTuple(vm, method, args === 0 ? none : args, vm.i32[(local + KEYWORDS) >>> 2]);
  vm.decref(method);
  vm.decref(none);
  vm.decref(result);
  return result !== 0;
}

/** Takes the ending thread's attributes away from all locals. */
export function dropThreadLocals(vm: Vm): void {
  const word = (vm.block + THREAD_LOCALS) >>> 2;
  const references = vm.i32[word];
  vm.i32[word] = 0;
  for (let i = 0; references !== 0 && i < vm.listLength(references); i++) {
    const local = vm.call(vm.listItem(references, i));
    if (local !== 0 && local !== NONE && vm.dictDelete(vm.i32[(local + DICTS) >>> 2], key(vm)) < 0) {
      vm.clearError();
    }
    vm.decref(local);
  }
  vm.decref(references);
}

/** `_thread._local`. */
export const localType: TypeDefinition = {
  index: T_LOCAL,
  name: "_local",
  module: "_thread",
  basicSize: PARTS_BYTES,
  subclassable: true,
  doc: "Thread-local data",
  methods: [
    newMethod("($type, /, *args, **kwargs)", (vm, a) => {
      const type = vm.i32[a], args = vm.i32[a + 1], kwargs = vm.i32[a + 2];
      const given = vm.tupleLength(args) > 0 || vm.length(kwargs) > 0;
      const initialiser = vm.typeDict(type) === 0 ? 0 : vm.getAttr(type, vm.names.__init__);
      const plain = vm.getAttr(vm.objectType, vm.names.__init__);
      const own = initialiser !== plain;
      vm.decref(initialiser);
      vm.decref(plain);
      if (given && !own) return vm.raiseType("Initialization arguments are not supported");
      const local = vm.allocLike(type, PARTS_BYTES);
      if (local === 0) return 0;
      vm.i32[(local + DICTS) >>> 2] = vm.newDict();
      vm.i32[(local + ARGS) >>> 2] = vm.keep(args);
      vm.i32[(local + KEYWORDS) >>> 2] = vm.keep(kwargs);
      if (vm.i32[(local + DICTS) >>> 2] !== 0 && addAttributes(vm, local) !== 0) return local;
      vm.decref(local);
      return 0;
    }),
    slot("__getattribute__", "($self, name, /)", (vm, a) => {
      const self = vm.i32[a], name = vm.internValue(vm.i32[a + 1]);
      const attributes = attributesOf(vm, self);
      if (attributes === 0) return 0;
      if (name === vm.names.__dict__) return vm.keep(attributes);
      const value = getAttrWithDict(vm, self, attributes, name);
      return value !== 0 || vm.failed() ? value : vm.attributeError(self, name);
    }),
    slot(
      "__setattr__",
      "($self, name, value, /)",
      (vm, a) => change(vm, vm.i32[a], vm.i32[a + 1], vm.i32[a + 2]),
    ),
    slot("__delattr__", "($self, name, /)", (vm, a) => change(vm, vm.i32[a], vm.i32[a + 1], 0)),
  ],
};

function change(vm: Vm, self: Value, given: Value, value: Value): Value {
  const name = vm.internValue(given);
  const attributes = attributesOf(vm, self);
  if (attributes === 0) return 0;
  if (name === vm.names.__dict__) {
    return vm.raise("AttributeError", `'${vm.typeName(self)}' object attribute '__dict__' is read-only`);
  }
  return setAttrWithDict(vm, self, attributes, name, value) ? NONE : 0;
}
