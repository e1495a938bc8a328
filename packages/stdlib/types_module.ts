/**
 * `_types`: the builtin types that have no name in `builtins`, for `types`.
 *
 * @module
 */
import * as T from "@orochi/object";
import type { NativeModule } from "@orochi/vm";

const TYPES: { readonly [name: string]: number } = {
  AsyncGeneratorType: T.T_ASYNC_GENERATOR,
  BuiltinFunctionType: T.T_BUILTIN_FUNCTION_OR_METHOD,
  BuiltinMethodType: T.T_BUILTIN_FUNCTION_OR_METHOD,
  CellType: T.T_CELL,
  ClassMethodDescriptorType: T.T_CLASSMETHOD_DESCRIPTOR,
  CodeType: T.T_CODE,
  CoroutineType: T.T_COROUTINE,
  EllipsisType: T.T_ELLIPSIS,
  FrameType: T.T_FRAME,
  FunctionType: T.T_FUNCTION,
  GeneratorType: T.T_GENERATOR,
  GenericAlias: T.T_GENERIC_ALIAS,
  GetSetDescriptorType: T.T_GETSET_DESCRIPTOR,
  LambdaType: T.T_FUNCTION,
  MappingProxyType: T.T_MAPPINGPROXY,
  MemberDescriptorType: T.T_MEMBER_DESCRIPTOR,
  MethodDescriptorType: T.T_METHOD_DESCRIPTOR,
  MethodType: T.T_METHOD,
  MethodWrapperType: T.T_METHOD_WRAPPER,
  ModuleType: T.T_MODULE,
  NoneType: T.T_NONE_TYPE,
  NotImplementedType: T.T_NOT_IMPLEMENTED_TYPE,
  SimpleNamespace: T.T_SIMPLE_NAMESPACE,
  TracebackType: T.T_TRACEBACK,
  UnionType: T.T_UNION,
  WrapperDescriptorType: T.T_WRAPPER_DESCRIPTOR,
};

/** The module. */
export const typesModule: NativeModule = {
  name: "_types",
  doc: "Define names for built-in types.",
  functions: [],
  populate: (vm, _module, dict) =>
    Object.entries(TYPES).every(([name, index]) =>
      vm.typeObject(index) === 0 || vm.dictSetStr(dict, name, vm.typeObject(index))
    ),
};
