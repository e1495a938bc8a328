/**
 * `TypeVar`, `ParamSpec`, `TypeVarTuple`, `TypeAliasType`, `Generic` and the intrinsics of the type-parameter
 * syntax (PEP 695, 696; `Objects/typevarobject.c`). What is said rarely of them is in Lib/typing.py.
 *
 * Bounds, constraints, defaults and the values of aliases written in that syntax are functions, called when
 * somebody asks and then kept.
 *
 * @module
 */
import {
  type Address,
  FUNCTION_TYPE_PARAMS,
  NONE,
  NOT_IMPLEMENTED,
  PARTS_BYTES,
  PARTS_FIRST,
  T_NO_DEFAULT,
  T_PARAM_SPEC,
  T_PARAM_SPEC_ARGS,
  T_PARAM_SPEC_KWARGS,
  T_TUPLE,
  T_TYPE_ALIAS_TYPE,
  T_TYPE_VAR,
  T_TYPE_VAR_TUPLE,
  tagInt,
  TYPE_PARAMETER_BOUND,
  TYPE_PARAMETER_BOUND_FUNCTION,
  TYPE_PARAMETER_BYTES,
  TYPE_PARAMETER_CONSTRAINTS,
  TYPE_PARAMETER_CONSTRAINTS_FUNCTION,
  TYPE_PARAMETER_DEFAULT,
  TYPE_PARAMETER_DEFAULT_FUNCTION,
  TYPE_PARAMETER_DICT,
  TYPE_PARAMETER_NAME,
  TYPE_PARAMETER_VARIANCE,
  type Value,
} from "@orochi/object";
import { Intrinsic } from "../bytecode/intrinsics.ts";
import { callWithTuple } from "../call.ts";
import { ensureModule } from "../import_operations.ts";
import {
  classMethod,
  type GetSetDefinition,
  method,
  type NativeDefinition,
  nativeFunction,
  newMethod,
  slot,
  type TypeDefinition,
} from "../native.ts";
import { CONTROL_GENERIC, CONTROL_NO_DEFAULT, type Vm } from "../vm.ts";
import { comparisonSlots, firstPart, newParts, reprText } from "./_container.ts";
import { constEvaluatorType, newConstEvaluator } from "./const_evaluator.ts";
import { newGenericAlias, unionOf } from "./generic_alias.ts";

/** TYPE_PARAMETER_VARIANCE: bits of how a parameter was declared. */
const COVARIANT = 1, CONTRAVARIANT = 2, INFERRED = 4;

/** `typing.NoDefault` (borrowed). */
export function noDefault(vm: Vm): Value {
  let value = vm.control(CONTROL_NO_DEFAULT);
  if (value === 0) {
    value = vm.alloc(T_NO_DEFAULT, 8);
    if (value === 0) return 0;
    vm.rc.immortalise(value);
    vm.setControl(CONTROL_NO_DEFAULT, value);
  }
  return value;
}

function word(object: Address, offset: number): number {
  return (object + offset) >>> 2;
}

/** Calls a function of Lib/typing.py with `args` (borrowed). */
function callTyping(vm: Vm, name: string, ...args: Value[]): Value {
  const typing = ensureModule(vm, "typing");
  const func = typing === 0 ? 0 : vm.getAttr(typing, vm.intern(name));
  vm.decref(typing);
  const result = func === 0 ? 0 : vm.call(func, ...args);
  vm.decref(func);
  return result;
}

/** What a lazily evaluated word holds (new reference); `missing` where there is nothing to evaluate. */
function evaluated(vm: Vm, object: Address, value: number, func: number, missing: Value): Value {
  const at = word(object, value);
  if (vm.i32[at] === 0 && vm.i32[word(object, func)] !== 0) {
    const made = vm.call(vm.i32[word(object, func)], tagInt(1));
    if (made === 0) return 0;
    vm.store(at, made);
  }
  return vm.keep(vm.i32[at] === 0 ? missing : vm.i32[at]);
}

/** What evaluates a word that may be lazy: its function, one that stands for a value that was given, or None. */
function evaluator(vm: Vm, object: Address, value: number, func: number): Value {
  const made = vm.i32[word(object, func)], given = vm.i32[word(object, value)];
  if (made !== 0) return vm.keep(made);
  return given === 0 ? NONE : newConstEvaluator(vm, given);
}

/** Sets `__module__` to that of the code that makes an object, as CPython's `caller`. */
function setModule(vm: Vm, object: Address): boolean {
  const globals = vm.currentGlobals();
  const name = globals === 0 ? 0 : vm.dictGetInterned(globals, vm.names.__name__);
  const dict = vm.newDict();
  vm.i32[word(object, TYPE_PARAMETER_DICT)] = dict;
  return dict !== 0 && vm.dictSetStr(dict, "__module__", name === 0 ? NONE : name);
}

/** A type parameter of the new syntax. Values are borrowed. */
function makeParameter(vm: Vm, typeIndex: number, name: Value, variance: number): Value {
  const made = vm.alloc(typeIndex, TYPE_PARAMETER_BYTES);
  if (made === 0) return 0;
  vm.i32[word(made, TYPE_PARAMETER_NAME)] = vm.keep(name);
  vm.i32[word(made, TYPE_PARAMETER_VARIANCE)] = tagInt(variance);
  if (setModule(vm, made)) return made;
  vm.decref(made);
  return 0;
}

function withFunction(vm: Vm, object: Value, offset: number, func: Value): Value {
  if (object !== 0) vm.i32[word(object, offset)] = vm.keep(func);
  return object;
}

/**
 * CALL_INTRINSIC.
 *
 * @param run Word index of its operands; consumed.
 */
export function callIntrinsic(vm: Vm, intrinsic: number, run: number): Value {
  const first = vm.i32[run], second = vm.i32[run + 1];
  let count = 1;
  let result: Value = 0;
  switch (intrinsic) {
    case Intrinsic.TYPEVAR:
      result = makeParameter(vm, T_TYPE_VAR, first, INFERRED);
      break;
    case Intrinsic.TYPEVAR_WITH_BOUND:
      count = 2;
      result = makeParameter(vm, T_TYPE_VAR, first, INFERRED);
      withFunction(vm, result, TYPE_PARAMETER_BOUND_FUNCTION, second);
      break;
    case Intrinsic.TYPEVAR_WITH_CONSTRAINTS:
      count = 2;
      result = makeParameter(vm, T_TYPE_VAR, first, INFERRED);
      withFunction(vm, result, TYPE_PARAMETER_CONSTRAINTS_FUNCTION, second);
      break;
    case Intrinsic.PARAMSPEC:
      result = makeParameter(vm, T_PARAM_SPEC, first, INFERRED);
      break;
    case Intrinsic.TYPEVARTUPLE:
      result = makeParameter(vm, T_TYPE_VAR_TUPLE, first, 0);
      break;
    case Intrinsic.SET_TYPEPARAM_DEFAULT:
      count = 2;
      vm.store(word(first, TYPE_PARAMETER_DEFAULT_FUNCTION), vm.keep(second));
      result = vm.keep(first);
      break;
    case Intrinsic.SET_FUNCTION_TYPE_PARAMS:
      count = 2;
      vm.store(word(first, FUNCTION_TYPE_PARAMS), vm.keep(second));
      result = vm.keep(first);
      break;
    case Intrinsic.SUBSCRIPT_GENERIC:
      result = subscriptGeneric(vm, first);
      break;
    case Intrinsic.TYPEALIAS:
      count = 3;
      result = makeParameter(vm, T_TYPE_ALIAS_TYPE, first, 0);
      withFunction(vm, result, TYPE_PARAMETER_CONSTRAINTS, second === NONE ? 0 : second);
      withFunction(vm, result, TYPE_PARAMETER_BOUND_FUNCTION, vm.i32[run + 2]);
      break;
  }
  for (let i = 0; i < count; i++) {
    const operand = vm.i32[run + i];
    vm.i32[run + i] = 0;
    vm.decref(operand);
  }
  return result;
}

/** `Generic[*parameters]`; of type variable tuples, what is in them. */
function subscriptGeneric(vm: Vm, parameters: Value): Value {
  const items: Value[] = [];
  for (const parameter of vm.tupleItems(parameters)) {
    const item = vm.isExact(parameter, T_TYPE_VAR_TUPLE) ? unpack(vm, parameter) : vm.keep(parameter);
    items.push(item);
  }
  const args = vm.newTuple(items);
  const result = args === 0 ? 0 : vm.getItem(vm.control(CONTROL_GENERIC), args);
  vm.decref(args);
  return result;
}

/** `typing.Unpack[parameter]`. */
function unpack(vm: Vm, parameter: Value): Value {
  const typing = ensureModule(vm, "typing");
  const form = typing === 0 ? 0 : vm.getAttr(typing, vm.intern("Unpack"));
  vm.decref(typing);
  const result = form === 0 ? 0 : vm.getItem(form, parameter);
  vm.decref(form);
  return result;
}

/** Methods of `typing.Generic`, which is made as Python makes classes. */
export const genericMethods: readonly NativeDefinition[] = [
  classMethod(
    "__class_getitem__",
    "($type, /, *args, **kwargs)",
    (vm, a) => withClass(vm, "_generic_class_getitem", a),
  ),
  classMethod(
    "__init_subclass__",
    "($type, /, *args, **kwargs)",
    (vm, a) => withClass(vm, "_generic_init_subclass", a),
  ),
];

/** Calls a function of typing with the class and all arguments. */
function withClass(vm: Vm, name: string, a: number): Value {
  const typing = ensureModule(vm, "typing");
  const func = typing === 0 ? 0 : vm.getAttr(typing, vm.intern(name));
  vm.decref(typing);
  if (func === 0) return 0;
  const args = vm.newTuple([
    vm.keep(vm.i32[a]),
    ...vm.tupleItems(vm.i32[a + 1]).map((item) => vm.keep(item)),
  ]);
  const result = args === 0 ? 0 : callWithTuple(vm, func, args, vm.i32[a + 2]);
  vm.decref(args);
  vm.decref(func);
  return result;
}

// -- what the kinds of parameters share

const nameGetset: GetSetDefinition = {
  name: "__name__",
  get: (vm, self) => vm.keep(vm.i32[word(self, TYPE_PARAMETER_NAME)]),
};

function flag(name: string, bit: number): GetSetDefinition {
  return {
    name,
    get: (vm, self) => vm.bool(((vm.i32[word(self, TYPE_PARAMETER_VARIANCE)] >> 1) & bit) !== 0),
  };
}

const varianceGetsets = (): GetSetDefinition[] => [
  flag("__covariant__", COVARIANT),
  flag("__contravariant__", CONTRAVARIANT),
  flag("__infer_variance__", INFERRED),
];

const boundGetsets = (): GetSetDefinition[] => [
  {
    name: "__bound__",
    get: (vm, self) => evaluated(vm, self, TYPE_PARAMETER_BOUND, TYPE_PARAMETER_BOUND_FUNCTION, NONE),
  },
  {
    name: "evaluate_bound",
    get: (vm, self) => evaluator(vm, self, TYPE_PARAMETER_BOUND, TYPE_PARAMETER_BOUND_FUNCTION),
  },
];

const defaultGetsets = (): GetSetDefinition[] => [
  {
    name: "__default__",
    get: (vm, self) =>
      evaluated(vm, self, TYPE_PARAMETER_DEFAULT, TYPE_PARAMETER_DEFAULT_FUNCTION, noDefault(vm)),
  },
  {
    name: "evaluate_default",
    get: (vm, self) => evaluator(vm, self, TYPE_PARAMETER_DEFAULT, TYPE_PARAMETER_DEFAULT_FUNCTION),
  },
];

function hasDefault(vm: Vm, self: Value): boolean {
  if (vm.i32[word(self, TYPE_PARAMETER_DEFAULT_FUNCTION)] !== 0) return true;
  const value = vm.i32[word(self, TYPE_PARAMETER_DEFAULT)];
  return value !== 0 && value !== noDefault(vm);
}

function sharedMethods(kind: string): NativeDefinition[] {
  return [
    method("has_default", "($self, /)", (vm, a) => vm.bool(hasDefault(vm, vm.i32[a]))),
    method("__reduce__", "($self, /)", (vm, a) => vm.keep(vm.i32[word(vm.i32[a], TYPE_PARAMETER_NAME)])),
    method(
      "__mro_entries__",
      "($self, bases, /)",
      (vm) => vm.raiseType(`Cannot subclass an instance of ${kind}`),
    ),
  ];
}

/** `parameter | other`. */
function unionSlots(): NativeDefinition[] {
  return [
    slot("__or__", "($self, value, /)", (vm, a) => unionOf(vm, [vm.i32[a], vm.i32[a + 1]])),
    slot("__ror__", "($self, value, /)", (vm, a) => unionOf(vm, [vm.i32[a + 1], vm.i32[a]])),
  ];
}

function reprSlot(): NativeDefinition {
  return slot("__repr__", "($self, /)", (vm, a) => {
    const variance = vm.i32[word(vm.i32[a], TYPE_PARAMETER_VARIANCE)] >> 1;
    const sign = variance & INFERRED ? "" : variance & COVARIANT ? "+" : variance & CONTRAVARIANT ? "-" : "~";
    return vm.newStr(sign + vm.js(vm.i32[word(vm.i32[a], TYPE_PARAMETER_NAME)]));
  });
}

/** Bits from three optional booleans; -1 with an exception set. */
function varianceOf(vm: Vm, covariant: Value, contravariant: Value, infer: Value): number {
  let bits = 0;
  for (const [value, bit] of [[covariant, COVARIANT], [contravariant, CONTRAVARIANT], [infer, INFERRED]]) {
    const truth = value === 0 ? 0 : vm.truthy(value);
    if (truth < 0) return -1;
    if (truth === 1) bits |= bit;
  }
  if ((bits & COVARIANT) !== 0 && (bits & CONTRAVARIANT) !== 0) {
    return vm.raiseValue("Bivariant types are not supported.") - 1;
  }
  if ((bits & INFERRED) !== 0 && bits !== INFERRED) {
    return vm.raiseValue("Variance cannot be specified with infer_variance.") - 1;
  }
  return bits;
}

/** A bound as typing checks it (new reference); 0 with an exception set. */
function checkBound(vm: Vm, bound: Value): Value {
  return callTyping(vm, "_type_check", bound, vm.intern("Bound must be a type."));
}

/** `TypeVar`. */
const typeVarType: TypeDefinition = {
  index: T_TYPE_VAR,
  name: "TypeVar",
  module: "typing",
  basicSize: TYPE_PARAMETER_BYTES,
  dictOffset: TYPE_PARAMETER_DICT,
  getset: [
    nameGetset,
    ...boundGetsets(),
    {
      name: "__constraints__",
      get: (vm, self) => {
        const empty = vm.newTuple([]);
        return evaluated(vm, self, TYPE_PARAMETER_CONSTRAINTS, TYPE_PARAMETER_CONSTRAINTS_FUNCTION, empty);
      },
    },
    {
      name: "evaluate_constraints",
      get: (vm, self) => evaluator(vm, self, TYPE_PARAMETER_CONSTRAINTS, TYPE_PARAMETER_CONSTRAINTS_FUNCTION),
    },
    ...defaultGetsets(),
    ...varianceGetsets(),
  ],
  methods: [
    newMethod(
      "($type, name, *constraints, bound=None, default=None, covariant=False, contravariant=False, infer_variance=False)",
      (vm, a) => {
        // Words: type, name, bound, default, covariant, contravariant, infer_variance, constraints.
        const [name, bound, byDefault] = [vm.i32[a + 1], vm.i32[a + 2], vm.i32[a + 3]];
        const constraints = vm.i32[a + 7];
        if (!vm.isStr(name)) {
          return vm.raiseType(`TypeVar() argument 'name' must be str, not ${vm.typeName(name)}`);
        }
        const variance = varianceOf(vm, vm.i32[a + 4], vm.i32[a + 5], vm.i32[a + 6]);
        if (variance < 0) return 0;
        const bounded = bound !== 0 && bound !== NONE;
        const count = vm.tupleLength(constraints);
        if (count === 1) return vm.raiseType("A single constraint is not allowed");
        if (count > 0 && bounded) return vm.raiseType("Constraints cannot be combined with bound=...");
        const made = makeParameter(vm, T_TYPE_VAR, name, variance);
        if (made === 0) return 0;
        if (bounded) {
          const checked = checkBound(vm, bound);
          vm.i32[word(made, TYPE_PARAMETER_BOUND)] = checked;
          if (checked === 0) {
            vm.decref(made);
            return 0;
          }
        }
        if (count > 0) vm.i32[word(made, TYPE_PARAMETER_CONSTRAINTS)] = vm.keep(constraints);
        if (byDefault !== 0) vm.i32[word(made, TYPE_PARAMETER_DEFAULT)] = vm.keep(byDefault);
        return made;
      },
    ),
    reprSlot(),
    ...unionSlots(),
    ...sharedMethods("TypeVar"),
    method(
      "__typing_subst__",
      "($self, arg, /)",
      (vm, a) => callTyping(vm, "_typevar_subst", vm.i32[a], vm.i32[a + 1]),
    ),
    method("__typing_prepare_subst__", "($self, alias, args, /)", (vm, a) => prepareTypeVar(vm, a)),
  ],
};

/** A type variable whose argument is missing takes its default. */
function prepareTypeVar(vm: Vm, a: number): Value {
  const self = vm.i32[a], alias = vm.i32[a + 1], args = vm.i32[a + 2];
  const parameters = vm.getAttr(alias, vm.names.__parameters__);
  if (parameters === 0) return 0;
  const index = vm.tupleItems(parameters).indexOf(self);
  const total = vm.tupleLength(parameters);
  vm.decref(parameters);
  const given = vm.tupleLength(args);
  if (index < given) return vm.keep(args);
  if (index === given && hasDefault(vm, self)) {
    const byDefault = evaluated(vm, self, TYPE_PARAMETER_DEFAULT, TYPE_PARAMETER_DEFAULT_FUNCTION, NONE);
    if (byDefault === 0) return 0;
    return vm.newTuple([...vm.tupleItems(args).map((item) => vm.keep(item)), byDefault]);
  }
  const text = reprText(vm, alias);
  return text === null
    ? 0
    : vm.raiseType(`Too few arguments for ${text}; actual ${given}, expected ${total}`);
}

/** `ParamSpec`. */
const paramSpecType: TypeDefinition = {
  index: T_PARAM_SPEC,
  name: "ParamSpec",
  module: "typing",
  basicSize: TYPE_PARAMETER_BYTES,
  dictOffset: TYPE_PARAMETER_DICT,
  getset: [
    nameGetset,
    ...boundGetsets(),
    ...defaultGetsets(),
    ...varianceGetsets(),
    { name: "args", get: (vm, self) => newParts(vm, T_PARAM_SPEC_ARGS, vm.keep(self)) },
    { name: "kwargs", get: (vm, self) => newParts(vm, T_PARAM_SPEC_KWARGS, vm.keep(self)) },
  ],
  methods: [
    newMethod(
      "($type, name, *, bound=None, default=None, covariant=False, contravariant=False, infer_variance=False)",
      (vm, a) => {
        const [name, bound, byDefault] = [vm.i32[a + 1], vm.i32[a + 2], vm.i32[a + 3]];
        if (!vm.isStr(name)) {
          return vm.raiseType(`ParamSpec() argument 'name' must be str, not ${vm.typeName(name)}`);
        }
        const variance = varianceOf(vm, vm.i32[a + 4], vm.i32[a + 5], vm.i32[a + 6]);
        const made = variance < 0 ? 0 : makeParameter(vm, T_PARAM_SPEC, name, variance);
        if (made === 0) return 0;
        if (bound !== 0 && bound !== NONE) {
          const checked = checkBound(vm, bound);
          vm.i32[word(made, TYPE_PARAMETER_BOUND)] = checked;
          if (checked === 0) {
            vm.decref(made);
            return 0;
          }
        }
        if (byDefault !== 0) vm.i32[word(made, TYPE_PARAMETER_DEFAULT)] = vm.keep(byDefault);
        return made;
      },
    ),
    reprSlot(),
    ...unionSlots(),
    ...sharedMethods("ParamSpec"),
    method(
      "__typing_subst__",
      "($self, arg, /)",
      (vm, a) => callTyping(vm, "_paramspec_subst", vm.i32[a], vm.i32[a + 1]),
    ),
    method(
      "__typing_prepare_subst__",
      "($self, alias, args, /)",
      (vm, a) => callTyping(vm, "_paramspec_prepare_subst", vm.i32[a], vm.i32[a + 1], vm.i32[a + 2]),
    ),
  ],
};

/** `TypeVarTuple`. */
const typeVarTupleType: TypeDefinition = {
  index: T_TYPE_VAR_TUPLE,
  name: "TypeVarTuple",
  module: "typing",
  basicSize: TYPE_PARAMETER_BYTES,
  dictOffset: TYPE_PARAMETER_DICT,
  getset: [nameGetset, ...defaultGetsets()],
  methods: [
    newMethod("($type, name, *, default=None)", (vm, a) => {
      if (!vm.isStr(vm.i32[a + 1])) {
        return vm.raiseType(`TypeVarTuple() argument 'name' must be str, not ${vm.typeName(vm.i32[a + 1])}`);
      }
      const made = makeParameter(vm, T_TYPE_VAR_TUPLE, vm.i32[a + 1], INFERRED);
      if (made !== 0 && vm.i32[a + 2] !== 0) {
        vm.i32[word(made, TYPE_PARAMETER_DEFAULT)] = vm.keep(vm.i32[a + 2]);
      }
      return made;
    }),
    slot("__repr__", "($self, /)", (vm, a) => vm.keep(vm.i32[word(vm.i32[a], TYPE_PARAMETER_NAME)])),
    slot("__iter__", "($self, /)", (vm, a) => {
      const tuple = vm.newTuple([unpack(vm, vm.i32[a])]);
      const iterator = tuple === 0 ? 0 : vm.iter(tuple);
      vm.decref(tuple);
      return iterator;
    }),
    ...sharedMethods("TypeVarTuple"),
    method(
      "__typing_subst__",
      "($self, arg, /)",
      (vm) => vm.raiseType("Substitution of bare TypeVarTuple is not supported"),
    ),
    method(
      "__typing_prepare_subst__",
      "($self, alias, args, /)",
      (vm, a) => callTyping(vm, "_typevartuple_prepare_subst", vm.i32[a], vm.i32[a + 1], vm.i32[a + 2]),
    ),
  ],
};

/** `P.args` and `P.kwargs`. */
function paramSpecPart(index: number, name: string, attribute: string): TypeDefinition {
  return {
    index,
    name,
    module: "typing",
    basicSize: PARTS_BYTES,
    members: [{ name: "__origin__", offset: PARTS_FIRST }],
    methods: [
      newMethod("($type, origin)", (vm, a) => newParts(vm, index, vm.keep(vm.i32[a + 1]))),
      slot("__repr__", "($self, /)", (vm, a) => {
        const origin = firstPart(vm, vm.i32[a]);
        if (!vm.isExact(origin, T_PARAM_SPEC)) {
          const text = reprText(vm, origin);
          return text === null ? 0 : vm.newStr(`${text}.${attribute}`);
        }
        return vm.newStr(`${vm.js(vm.i32[word(origin, TYPE_PARAMETER_NAME)])}.${attribute}`);
      }),
      ...comparisonSlots((vm, operation, a, b) => {
        if (vm.typeIndex(b) !== index) return NOT_IMPLEMENTED;
        return vm.compare(operation, firstPart(vm, a), firstPart(vm, b));
      }, [2, 3]),
      slot("__hash__", "($self, /)", (vm, a) => {
        const hash = vm.hash(firstPart(vm, vm.i32[a]));
        return hash === 0 && vm.failed() ? 0 : vm.newInt(hash);
      }),
      method(
        "__mro_entries__",
        "($self, bases, /)",
        (vm) => vm.raiseType(`Cannot subclass an instance of ${name}`),
      ),
    ],
  };
}

/** Whether these are type parameters, none without a default behind one with it; false with TypeError set. */
function areInOrder(vm: Vm, parameters: Value): boolean {
  let defaulted = false;
  for (const parameter of vm.tupleItems(parameters)) {
    const own = [T_TYPE_VAR, T_PARAM_SPEC, T_TYPE_VAR_TUPLE].includes(vm.layout(parameter));
    const text = own && (hasDefault(vm, parameter) || !defaulted) ? "" : reprText(vm, parameter);
    if (text === null) return false;
    if (!own) return vm.raiseType(`Expected a type param, got ${text}`) !== 0;
    if (text !== "") {
      return vm.raiseType(`non-default type parameter '${text}' follows default type parameter`) !== 0;
    }
    defaulted = hasDefault(vm, parameter);
  }
  return true;
}

/** `TypeAliasType`: the value is where others have their bound, the parameters where they have constraints. */
const typeAliasType: TypeDefinition = {
  index: T_TYPE_ALIAS_TYPE,
  name: "TypeAliasType",
  module: "typing",
  basicSize: TYPE_PARAMETER_BYTES,
  getset: [
    nameGetset,
    {
      name: "__value__",
      get: (vm, self) => evaluated(vm, self, TYPE_PARAMETER_BOUND, TYPE_PARAMETER_BOUND_FUNCTION, NONE),
    },
    {
      name: "evaluate_value",
      get: (vm, self) => evaluator(vm, self, TYPE_PARAMETER_BOUND, TYPE_PARAMETER_BOUND_FUNCTION),
    },
    {
      name: "__type_params__",
      get: (vm, self) => vm.keep(vm.i32[word(self, TYPE_PARAMETER_CONSTRAINTS)]) || vm.newTuple([]),
    },
    { name: "__parameters__", get: (vm, self) => aliasParameters(vm, self) },
    {
      name: "__module__",
      get: (vm, self) => {
        const dict = vm.i32[word(self, TYPE_PARAMETER_DICT)];
        return vm.keep(dict === 0 ? NONE : vm.dictGetStr(dict, "__module__") || NONE);
      },
    },
  ],
  methods: [
    newMethod("($type, name, value, *, type_params=())", (vm, a) => {
      const [name, value, parameters] = [vm.i32[a + 1], vm.i32[a + 2], vm.i32[a + 3]];
      if (!vm.isStr(name)) {
        return vm.raiseType(`TypeAliasType() argument 'name' must be str, not ${vm.typeName(name)}`);
      }
      if (parameters !== 0 && !vm.isExact(parameters, T_TUPLE)) {
        return vm.raiseType("type_params must be a tuple");
      }
      if (parameters !== 0 && !areInOrder(vm, parameters)) return 0;
      const made = makeParameter(vm, T_TYPE_ALIAS_TYPE, name, 0);
      withFunction(vm, made, TYPE_PARAMETER_BOUND, value);
      return withFunction(vm, made, TYPE_PARAMETER_CONSTRAINTS, parameters);
    }),
    slot("__repr__", "($self, /)", (vm, a) => vm.keep(vm.i32[word(vm.i32[a], TYPE_PARAMETER_NAME)])),
    ...unionSlots(),
    slot("__getitem__", "($self, key, /)", (vm, a) => {
      const parameters = vm.i32[word(vm.i32[a], TYPE_PARAMETER_CONSTRAINTS)];
      if (parameters === 0 || vm.tupleLength(parameters) === 0) {
        return vm.raiseType("Only generic type aliases are subscriptable");
      }
      return newGenericAlias(vm, vm.i32[a], vm.i32[a + 1]);
    }),
    slot("__iter__", "($self, /)", (vm, a) => {
      const tuple = vm.newTuple([unpack(vm, vm.i32[a])]);
      const iterator = tuple === 0 ? 0 : vm.iter(tuple);
      vm.decref(tuple);
      return iterator;
    }),
    method("__reduce__", "($self, /)", (vm, a) => vm.keep(vm.i32[word(vm.i32[a], TYPE_PARAMETER_NAME)])),
  ],
};

/** The type parameters of an alias, of type variable tuples what is in them. */
function aliasParameters(vm: Vm, alias: Address): Value {
  const parameters = vm.i32[word(alias, TYPE_PARAMETER_CONSTRAINTS)];
  if (parameters === 0) return vm.newTuple([]);
  return vm.newTuple(
    vm.tupleItems(parameters).map((item) =>
      vm.isExact(item, T_TYPE_VAR_TUPLE) ? unpack(vm, item) : vm.keep(item)
    ),
  );
}

/** The type of `typing.NoDefault`. */
const noDefaultType: TypeDefinition = {
  index: T_NO_DEFAULT,
  name: "NoDefaultType",
  module: "typing",
  basicSize: 8,
  methods: [
    newMethod("($type, /)", (vm) => noDefault(vm)),
    slot("__repr__", "($self, /)", (vm) => vm.newStr("typing.NoDefault")),
    method("__reduce__", "($self, /)", (vm) => vm.newStr("NoDefault")),
  ],
};

/** The types of this file. */
export const typeParameterTypes: readonly TypeDefinition[] = [
  typeVarType,
  paramSpecType,
  typeVarTupleType,
  paramSpecPart(T_PARAM_SPEC_ARGS, "ParamSpecArgs", "args"),
  paramSpecPart(T_PARAM_SPEC_KWARGS, "ParamSpecKwargs", "kwargs"),
  typeAliasType,
  noDefaultType,
  constEvaluatorType,
];

/** The functions of `_typing`. */
export const typingFunctions: readonly NativeDefinition[] = [
  nativeFunction("_idfunc", "(x, /)", (vm, a) => vm.keep(vm.i32[a])),
];
