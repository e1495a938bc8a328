/**
 * A small encoder of WebAssembly modules: functions are written instruction by instruction into bytes.
 *
 * @module
 */
export { WasmError } from "./error.ts";
export {
  F32,
  F64,
  type FunctionType,
  I32,
  I64,
  type Limits,
  typeName,
  V128,
  type ValueType,
} from "./types.ts";
export { DryBuilder } from "./dry_builder.ts";
export { FunctionBuilder, Label } from "./function_builder.ts";
export { WasmModule } from "./wasm_module.ts";
export { type Immediates, type InstructionRow, WASM_INSTRUCTIONS } from "./opcodes.ts";
