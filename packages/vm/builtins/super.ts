/**
 * `super`. Attribute reads are built into `getAttr`; the form without arguments looks at the calling frame.
 *
 * @module
 */
import {
  type Address,
  CELL_VALUE,
  CODE_ARGCOUNT,
  CODE_CELLVARS,
  CODE_FREEVARS,
  FUNCTION_CLOSURE,
  NONE,
  SUPER_BYTES,
  SUPER_SELF,
  SUPER_SELF_TYPE,
  SUPER_TYPE,
  T_CELL,
  T_SUPER,
  T_TYPE,
  TUPLE_ITEMS,
  type Value,
} from "@orochi/object";
import { superCheck, superGetAttr } from "../attribute_cache.ts";
import { attributeError } from "../attributes.ts";
import { newFromType, slot, type TypeDefinition } from "../native.ts";
import { FRAME_CODE, FRAME_FUNCTION, FRAME_HEADER_WORDS, THREAD_FRAME } from "../thread_state.ts";
import { typeNameOf } from "../values.ts";
import type { Vm } from "../vm.ts";

function part(vm: Vm, object: Address, offset: number): Value {
  return vm.i32[(object + offset) >>> 2];
}

/** Binds a super object to an instance or class; its words are empty so far. */
function bind(vm: Vm, object: Address, type: Value, self: Value): boolean {
  if ((type & 1) === 1 || vm.layout(type) !== T_TYPE) {
    vm.raiseType(`super() argument 1 must be a type, not ${vm.typeName(type)}`);
    return false;
  }
  const selfType = self === 0 || self === NONE ? 0 : superCheck(vm, type, self);
  if (selfType === 0 && vm.failed()) return false;
  vm.store((object + SUPER_TYPE) >>> 2, vm.keep(type));
  vm.store((object + SUPER_SELF) >>> 2, selfType === 0 ? 0 : vm.keep(self));
  vm.store((object + SUPER_SELF_TYPE) >>> 2, vm.keep(selfType));
  return true;
}

/** The class and the first argument that `super()` means in the calling frame (borrowed); null with RuntimeError. */
function implicitArguments(vm: Vm): [Value, Value] | null {
  const i32 = vm.i32;
  const fail = (message: string): null => {
    vm.raise("RuntimeError", `super(): ${message}`);
    return null;
  };
  const frame = i32[(vm.block + THREAD_FRAME) >>> 2] >>> 2;
  if (frame === 0) return fail("no current frame");
  const code = i32[frame + FRAME_CODE];
  if (i32[(code + CODE_ARGCOUNT) >>> 2] === 0) return fail("no arguments");
  let self = i32[frame + FRAME_HEADER_WORDS];
  const cells = i32[(code + CODE_CELLVARS) >>> 2];
  // An argument that an inner function uses has moved into a cell.
  if (self !== 0 && vm.isExact(self, T_CELL) && cells !== 0 && vm.tupleLength(cells) > 0) {
    self = i32[(self + CELL_VALUE) >>> 2];
  }
  if (self === 0) return fail("arg[0] deleted");
  const free = i32[(code + CODE_FREEVARS) >>> 2];
  const closure = i32[(i32[frame + FRAME_FUNCTION] + FUNCTION_CLOSURE) >>> 2];
  for (let i = 0; free !== 0 && i < vm.tupleLength(free); i++) {
    if (vm.tupleItem(free, i) !== vm.names.__class__) continue;
    const cell = closure === 0 ? 0 : i32[((closure + TUPLE_ITEMS) >>> 2) + i];
    const type = cell === 0 ? 0 : i32[(cell + CELL_VALUE) >>> 2];
    if (type === 0) return fail("empty __class__ cell");
    if ((type & 1) === 1 || vm.layout(type) !== T_TYPE) {
      return fail(`__class__ is not a type (${vm.typeName(type)})`);
    }
    return [type, self];
  }
  return fail("__class__ cell not found");
}

/** `super.__get__`: an unbound super object becomes bound when it is read from an instance. */
function get(vm: Vm, object: Address, instance: Value): Value {
  if (instance === 0 || instance === NONE || part(vm, object, SUPER_SELF) !== 0) return vm.keep(object);
  if (!vm.isExact(object, T_SUPER)) return vm.call(vm.typeOf(object), part(vm, object, SUPER_TYPE), instance);
  const bound = vm.alloc(T_SUPER, SUPER_BYTES);
  if (bound === 0 || bind(vm, bound, part(vm, object, SUPER_TYPE), instance)) return bound;
  vm.decref(bound);
  return 0;
}

/** `super`. */
export const superType: TypeDefinition = {
  index: T_SUPER,
  name: "super",
  basicSize: SUPER_BYTES,
  subclassable: true,
  doc:
    "super() -> same as super(__class__, <first argument>)\nsuper(type) -> unbound super object\nsuper(type, obj) -> bound super object; requires isinstance(obj, type)\nsuper(type, type2) -> bound super object; requires issubclass(type2, type)\nTypical use to call a cooperative superclass method:\nclass C(B):\n    def meth(self, arg):\n        super().meth(arg)\nThis works for class methods too:\nclass C(B):\n    @classmethod\n    def cmeth(cls, arg):\n        super().cmeth(arg)\n",
  members: [
    { name: "__thisclass__", offset: SUPER_TYPE, noneIfEmpty: true },
    { name: "__self__", offset: SUPER_SELF, noneIfEmpty: true },
    { name: "__self_class__", offset: SUPER_SELF_TYPE, noneIfEmpty: true },
  ],
  methods: [
    newFromType((vm, a) => vm.allocLike(vm.i32[a], SUPER_BYTES)),
    slot("__init__", "($self, type=None, object=None, /)", (vm, a) => {
      if (vm.i32[a + 1] !== 0) return bind(vm, vm.i32[a], vm.i32[a + 1], vm.i32[a + 2]) ? NONE : 0;
      const implicit = implicitArguments(vm);
      return implicit !== null && bind(vm, vm.i32[a], implicit[0], implicit[1]) ? NONE : 0;
    }),
    slot("__getattribute__", "($self, name, /)", (vm, a) => {
      const value = superGetAttr(vm, vm.i32[a], vm.i32[a + 1]);
      if (value !== 0 || vm.failed()) return value;
      return attributeError(vm, vm.i32[a], vm.i32[a + 1]);
    }),
    slot("__get__", "($self, instance, owner=None, /)", (vm, a) => get(vm, vm.i32[a], vm.i32[a + 1])),
    slot("__repr__", "($self, /)", (vm, a) => {
      const type = part(vm, vm.i32[a], SUPER_TYPE), selfType = part(vm, vm.i32[a], SUPER_SELF_TYPE);
      const name = type === 0 ? "NULL" : typeNameOf(vm, type);
      const bound = selfType === 0 ? "NULL" : `<${typeNameOf(vm, selfType)} object>`;
      return vm.newStr(`<super: <class '${name}'>, ${bound}>`);
    }),
  ],
};
