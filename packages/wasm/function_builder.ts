/**
 * Writes the body of one WebAssembly function, instruction by instruction, straight into bytes.
 *
 * The one state that is checked is the nesting of blocks, since a branch is encoded relative to it; operand
 * types are the engine's to check. The methods below the constants are in the order of the instruction codes and named
 * after the standard: `i32.load16_u` is `i32Load16U`.
 *
 * @module
 */
import { ByteWriter } from "./byte_writer.ts";
import { WasmError } from "./error.ts";
import type { FunctionType, ValueType } from "./types.ts";

const EMPTY_BLOCK = 0x40;

/** A block that branches can name. It may be used from its opening to its `end()`. */
export class Label {
  /** Blocks that were open before this one; -1 once it is closed. Maintained by the builder. */
  depth: number;
  /** The instruction that opened it. */
  readonly kind: "block" | "loop" | "if";
  /** The builder that it belongs to: a label means nothing in another function. */
  readonly owner: FunctionBuilder;

  /** Labels come from {@linkcode FunctionBuilder.block}, `loop` and `if`. */
  constructor(owner: FunctionBuilder, kind: "block" | "loop" | "if", depth: number) {
    this.owner = owner;
    this.kind = kind;
    this.depth = depth;
  }
}

/**
 * One function under construction.
 *
 * Parameters are locals 0 to n-1. Further locals come from {@linkcode newLocal} at any time and may be handed back with
 * {@linkcode releaseLocal}; a local taken over that way holds an old value. The `end()` that has no block left
 * to close ends the function.
 */
export class FunctionBuilder {
  /** Index in the module's function space, as `call` wants it. */
  readonly index: number;
  /** Parameters and results. */
  readonly type: FunctionType;
  /** Name for errors, stack traces and dumps. */
  readonly name: string;
  readonly #out = new ByteWriter(256);
  readonly #open: Label[] = [];
  readonly #locals: ValueType[] = [];
  readonly #free = new Map<ValueType, number[]>();
  readonly #typeIndex: (params: readonly ValueType[], results: readonly ValueType[]) => number;
  readonly #called: Set<number>;
  #ended = false;

  /** Builders come from `WasmModule.defineFunction`. */
  constructor(
    index: number,
    name: string,
    type: FunctionType,
    typeIndex: (params: readonly ValueType[], results: readonly ValueType[]) => number,
    called: Set<number>,
  ) {
    this.index = index;
    this.name = name;
    this.type = type;
    this.#typeIndex = typeIndex;
    this.#called = called;
  }

  /** Remarks for dumps: position in the code and text, in order. */
  readonly notes: (readonly [at: number, text: string])[] = [];

  /** Adds a remark that dumps show before the next instruction. */
  note(text: string): void {
    this.notes.push([this.#out.length, text]);
  }

  /** Whether the last `end()` was written. */
  get ended(): boolean {
    return this.#ended;
  }

  /** Number of blocks that are open now. */
  get depth(): number {
    return this.#open.length;
  }

  /** Bytes of code written so far. */
  get codeLength(): number {
    return this.#out.length;
  }

  /** Types of the locals beyond the parameters, in the order of their indices. */
  get locals(): readonly ValueType[] {
    return this.#locals;
  }

  /** A view of the code written so far, for the module writer and the text dump. */
  code(): Uint8Array {
    return this.#out.view();
  }

  /**
   * A local for new use: a released one of this type, else a fresh one.
   *
   * @param type Its type.
   * @returns Its index. A fresh local holds zero, a reused one anything.
   */
  newLocal(type: ValueType): number {
    const free = this.#free.get(type);
    if (free !== undefined && free.length > 0) return free.pop() as number;
    this.#locals.push(type);
    return this.type.params.length + this.#locals.length - 1;
  }

  /**
   * Hands a local back.
   *
   * @param local Index from {@linkcode newLocal}; the caller no longer uses it.
   * @throws {WasmError} If it is a parameter, unknown, or released already.
   */
  releaseLocal(local: number): void {
    const type = this.#locals[local - this.type.params.length];
    if (type === undefined) this.#fail(`Cannot release local ${local} as it did not come from newLocal()`);
    let free = this.#free.get(type);
    if (free === undefined) this.#free.set(type, free = []);
    if (free.includes(local)) this.#fail(`Cannot release local ${local} as it is released already`);
    free.push(local);
  }

  /** Type of a parameter or local; undefined if there is none of this index. */
  localType(local: number): ValueType | undefined {
    const params = this.type.params;
    return local < params.length ? params[local] : this.#locals[local - params.length];
  }

  // -- structure

  /** `block`; branches to the label go behind its end. @param result Type of the value it leaves, if any. */
  block(result?: ValueType): Label {
    return this.#enter(0x02, "block", result);
  }

  /** `loop`; branches to the label go to its start. @param result Type of the value it leaves, if any. */
  loop(result?: ValueType): Label {
    return this.#enter(0x03, "loop", result);
  }

  /** `if`; pops an i32. Branches to the label go behind its end. @param result Type that both arms leave. */
  if(result?: ValueType): Label {
    return this.#enter(0x04, "if", result);
  }

  /** `else` of the innermost block. @throws {WasmError} If that is not an `if`. */
  else(): void {
    const top = this.#open[this.#open.length - 1];
    if (top === undefined || top.kind !== "if") {
      this.#fail(
        `Cannot write else as the innermost open block is ${top?.kind ?? "the function"}, not an if`,
      );
    }
    this.#out.byte(0x05);
  }

  /** `end` of the innermost block, or of the function when no block is open. @throws {WasmError} After that. */
  end(): void {
    if (this.#ended) this.#fail("Cannot write end as the function has ended: one end too many");
    this.#out.byte(0x0b);
    const label = this.#open.pop();
    if (label === undefined) this.#ended = true;
    else label.depth = -1;
  }

  /** `br`. @throws {WasmError} If the label's block is not open here. */
  br(label: Label): void {
    this.#indexed(0x0c, this.#relative(label));
  }

  /** `br_if`; pops an i32. @throws {WasmError} If the label's block is not open here. */
  brIf(label: Label): void {
    this.#indexed(0x0d, this.#relative(label));
  }

  /** `br_table`; pops an i32 index into `labels`, beyond which `otherwise` is taken. @throws {WasmError} As `br`. */
  brTable(labels: readonly Label[], otherwise: Label): void {
    this.#indexed(0x0e, labels.length);
    for (const label of labels) this.#out.unsigned(this.#relative(label));
    this.#out.unsigned(this.#relative(otherwise));
  }

  /** `return` with the function's results on the stack. */
  return(): void {
    this.#out.byte(0x0f);
  }

  /** `call`. @param callee Index of an imported, declared or defined function. */
  call(callee: number): void {
    this.#called.add(callee);
    this.#indexed(0x10, callee);
  }

  /** `call_indirect`; pops the index in the table. @param table Index of a table of functions. */
  callIndirect(params: readonly ValueType[], results: readonly ValueType[], table = 0): void {
    this.#indexed(0x11, this.#typeIndex(params, results));
    this.#out.unsigned(table);
  }

  // -- constants

  /** `i32.const`. @param value Any number; taken modulo 2^32. */
  i32Const(value: number): void {
    this.#out.byte(0x41);
    this.#out.signed(value | 0);
  }

  /** `i64.const`. @param value A bigint, taken modulo 2^64, or a safe integer. */
  i64Const(value: bigint | number): void {
    this.#out.byte(0x42);
    if (typeof value === "number" && (value | 0) === value) this.#out.signed(value);
    else this.#out.signed64(BigInt.asIntN(64, BigInt(value)));
  }

  /** `f32.const`. */
  f32Const(value: number): void {
    this.#out.byte(0x43);
    this.#out.float32(value);
  }

  /** `f64.const`. */
  f64Const(value: number): void {
    this.#out.byte(0x44);
    this.#out.float64(value);
  }

  /** `v128.const`. @param value Its 128 bits, unsigned, the lowest byte first in memory. */
  v128Const(value: bigint): void {
    this.#prefixed(0xfd, 0x0c);
    let rest = BigInt.asUintN(128, value);
    for (let index = 0; index < 16; index++, rest >>= 8n) this.#out.byte(Number(rest & 0xffn));
  }

  #fail(message: string): never {
    throw new WasmError(`${message} (function ${this.name})`);
  }

  #enter(code: number, kind: "block" | "loop" | "if", result: ValueType | undefined): Label {
    if (this.#ended) this.#fail(`Cannot open a ${kind} as the function has ended`);
    this.#out.byte(code);
    this.#out.byte(result ?? EMPTY_BLOCK);
    const label = new Label(this, kind, this.#open.length);
    this.#open.push(label);
    return label;
  }

  #relative(label: Label): number {
    if (label.owner !== this) {
      this.#fail(
        `Cannot branch to a label of function ${label.owner.name}: labels are local to their function`,
      );
    }
    if (label.depth < 0) {
      this.#fail(`Cannot branch to a ${label.kind} that has ended: its label is out of scope`);
    }
    return this.#open.length - 1 - label.depth;
  }

  #indexed(code: number, index: number): void {
    this.#out.pair(code, index);
  }

  #prefixed(prefix: number, code: number): void {
    this.#out.byte(prefix);
    this.#out.unsigned(code);
  }

  #access(code: number, align: number, offset: number): void {
    this.#out.byte(code);
    this.#out.pair(align, offset);
  }

  #prefixedAccess(prefix: number, code: number, align: number, offset: number): void {
    this.#prefixed(prefix, code);
    this.#out.byte(align);
    this.#out.unsigned(offset);
  }

  // -- one method per instruction

  /** `unreachable`. */
  unreachable(): void {
    this.#out.byte(0x00);
  }

  /** `nop`. */
  nop(): void {
    this.#out.byte(0x01);
  }

  /** `drop`. */
  drop(): void {
    this.#out.byte(0x1a);
  }

  /** `select`. */
  select(): void {
    this.#out.byte(0x1b);
  }

  /** `local.get`. @param local Index of a parameter or local. */
  localGet(local: number): void {
    this.#indexed(0x20, local);
  }

  /** `local.set`. @param local Index of a parameter or local. */
  localSet(local: number): void {
    this.#indexed(0x21, local);
  }

  /** `local.tee`. @param local Index of a parameter or local. */
  localTee(local: number): void {
    this.#indexed(0x22, local);
  }

  /** `global.get`. @param global Index of a global. */
  globalGet(global: number): void {
    this.#indexed(0x23, global);
  }

  /** `global.set`. @param global Index of a global. */
  globalSet(global: number): void {
    this.#indexed(0x24, global);
  }

  /** `i32.load`. @param offset Bytes added to the address. */
  i32Load(offset = 0): void {
    this.#access(0x28, 2, offset);
  }

  /** `i64.load`. @param offset Bytes added to the address. */
  i64Load(offset = 0): void {
    this.#access(0x29, 3, offset);
  }

  /** `f32.load`. @param offset Bytes added to the address. */
  f32Load(offset = 0): void {
    this.#access(0x2a, 2, offset);
  }

  /** `f64.load`. @param offset Bytes added to the address. */
  f64Load(offset = 0): void {
    this.#access(0x2b, 3, offset);
  }

  /** `i32.load8_s`. @param offset Bytes added to the address. */
  i32Load8S(offset = 0): void {
    this.#access(0x2c, 0, offset);
  }

  /** `i32.load8_u`. @param offset Bytes added to the address. */
  i32Load8U(offset = 0): void {
    this.#access(0x2d, 0, offset);
  }

  /** `i32.load16_s`. @param offset Bytes added to the address. */
  i32Load16S(offset = 0): void {
    this.#access(0x2e, 1, offset);
  }

  /** `i32.load16_u`. @param offset Bytes added to the address. */
  i32Load16U(offset = 0): void {
    this.#access(0x2f, 1, offset);
  }

  /** `i64.load8_s`. @param offset Bytes added to the address. */
  i64Load8S(offset = 0): void {
    this.#access(0x30, 0, offset);
  }

  /** `i64.load8_u`. @param offset Bytes added to the address. */
  i64Load8U(offset = 0): void {
    this.#access(0x31, 0, offset);
  }

  /** `i64.load16_s`. @param offset Bytes added to the address. */
  i64Load16S(offset = 0): void {
    this.#access(0x32, 1, offset);
  }

  /** `i64.load16_u`. @param offset Bytes added to the address. */
  i64Load16U(offset = 0): void {
    this.#access(0x33, 1, offset);
  }

  /** `i64.load32_s`. @param offset Bytes added to the address. */
  i64Load32S(offset = 0): void {
    this.#access(0x34, 2, offset);
  }

  /** `i64.load32_u`. @param offset Bytes added to the address. */
  i64Load32U(offset = 0): void {
    this.#access(0x35, 2, offset);
  }

  /** `i32.store`. @param offset Bytes added to the address. */
  i32Store(offset = 0): void {
    this.#access(0x36, 2, offset);
  }

  /** `i64.store`. @param offset Bytes added to the address. */
  i64Store(offset = 0): void {
    this.#access(0x37, 3, offset);
  }

  /** `f32.store`. @param offset Bytes added to the address. */
  f32Store(offset = 0): void {
    this.#access(0x38, 2, offset);
  }

  /** `f64.store`. @param offset Bytes added to the address. */
  f64Store(offset = 0): void {
    this.#access(0x39, 3, offset);
  }

  /** `i32.store8`. @param offset Bytes added to the address. */
  i32Store8(offset = 0): void {
    this.#access(0x3a, 0, offset);
  }

  /** `i32.store16`. @param offset Bytes added to the address. */
  i32Store16(offset = 0): void {
    this.#access(0x3b, 1, offset);
  }

  /** `i64.store8`. @param offset Bytes added to the address. */
  i64Store8(offset = 0): void {
    this.#access(0x3c, 0, offset);
  }

  /** `i64.store16`. @param offset Bytes added to the address. */
  i64Store16(offset = 0): void {
    this.#access(0x3d, 1, offset);
  }

  /** `i64.store32`. @param offset Bytes added to the address. */
  i64Store32(offset = 0): void {
    this.#access(0x3e, 2, offset);
  }

  /** `memory.size`. */
  memorySize(): void {
    this.#out.byte(0x3f);
    this.#out.byte(0);
  }

  /** `memory.grow`. */
  memoryGrow(): void {
    this.#out.byte(0x40);
    this.#out.byte(0);
  }

  /** `i32.eqz`. */
  i32Eqz(): void {
    this.#out.byte(0x45);
  }

  /** `i32.eq`. */
  i32Eq(): void {
    this.#out.byte(0x46);
  }

  /** `i32.ne`. */
  i32Ne(): void {
    this.#out.byte(0x47);
  }

  /** `i32.lt_s`. */
  i32LtS(): void {
    this.#out.byte(0x48);
  }

  /** `i32.lt_u`. */
  i32LtU(): void {
    this.#out.byte(0x49);
  }

  /** `i32.gt_s`. */
  i32GtS(): void {
    this.#out.byte(0x4a);
  }

  /** `i32.gt_u`. */
  i32GtU(): void {
    this.#out.byte(0x4b);
  }

  /** `i32.le_s`. */
  i32LeS(): void {
    this.#out.byte(0x4c);
  }

  /** `i32.le_u`. */
  i32LeU(): void {
    this.#out.byte(0x4d);
  }

  /** `i32.ge_s`. */
  i32GeS(): void {
    this.#out.byte(0x4e);
  }

  /** `i32.ge_u`. */
  i32GeU(): void {
    this.#out.byte(0x4f);
  }

  /** `i64.eqz`. */
  i64Eqz(): void {
    this.#out.byte(0x50);
  }

  /** `i64.eq`. */
  i64Eq(): void {
    this.#out.byte(0x51);
  }

  /** `i64.ne`. */
  i64Ne(): void {
    this.#out.byte(0x52);
  }

  /** `i64.lt_s`. */
  i64LtS(): void {
    this.#out.byte(0x53);
  }

  /** `i64.lt_u`. */
  i64LtU(): void {
    this.#out.byte(0x54);
  }

  /** `i64.gt_s`. */
  i64GtS(): void {
    this.#out.byte(0x55);
  }

  /** `i64.gt_u`. */
  i64GtU(): void {
    this.#out.byte(0x56);
  }

  /** `i64.le_s`. */
  i64LeS(): void {
    this.#out.byte(0x57);
  }

  /** `i64.le_u`. */
  i64LeU(): void {
    this.#out.byte(0x58);
  }

  /** `i64.ge_s`. */
  i64GeS(): void {
    this.#out.byte(0x59);
  }

  /** `i64.ge_u`. */
  i64GeU(): void {
    this.#out.byte(0x5a);
  }

  /** `f32.eq`. */
  f32Eq(): void {
    this.#out.byte(0x5b);
  }

  /** `f32.ne`. */
  f32Ne(): void {
    this.#out.byte(0x5c);
  }

  /** `f32.lt`. */
  f32Lt(): void {
    this.#out.byte(0x5d);
  }

  /** `f32.gt`. */
  f32Gt(): void {
    this.#out.byte(0x5e);
  }

  /** `f32.le`. */
  f32Le(): void {
    this.#out.byte(0x5f);
  }

  /** `f32.ge`. */
  f32Ge(): void {
    this.#out.byte(0x60);
  }

  /** `f64.eq`. */
  f64Eq(): void {
    this.#out.byte(0x61);
  }

  /** `f64.ne`. */
  f64Ne(): void {
    this.#out.byte(0x62);
  }

  /** `f64.lt`. */
  f64Lt(): void {
    this.#out.byte(0x63);
  }

  /** `f64.gt`. */
  f64Gt(): void {
    this.#out.byte(0x64);
  }

  /** `f64.le`. */
  f64Le(): void {
    this.#out.byte(0x65);
  }

  /** `f64.ge`. */
  f64Ge(): void {
    this.#out.byte(0x66);
  }

  /** `i32.clz`. */
  i32Clz(): void {
    this.#out.byte(0x67);
  }

  /** `i32.ctz`. */
  i32Ctz(): void {
    this.#out.byte(0x68);
  }

  /** `i32.popcnt`. */
  i32Popcnt(): void {
    this.#out.byte(0x69);
  }

  /** `i32.add`. */
  i32Add(): void {
    this.#out.byte(0x6a);
  }

  /** `i32.sub`. */
  i32Sub(): void {
    this.#out.byte(0x6b);
  }

  /** `i32.mul`. */
  i32Mul(): void {
    this.#out.byte(0x6c);
  }

  /** `i32.div_s`. */
  i32DivS(): void {
    this.#out.byte(0x6d);
  }

  /** `i32.div_u`. */
  i32DivU(): void {
    this.#out.byte(0x6e);
  }

  /** `i32.rem_s`. */
  i32RemS(): void {
    this.#out.byte(0x6f);
  }

  /** `i32.rem_u`. */
  i32RemU(): void {
    this.#out.byte(0x70);
  }

  /** `i32.and`. */
  i32And(): void {
    this.#out.byte(0x71);
  }

  /** `i32.or`. */
  i32Or(): void {
    this.#out.byte(0x72);
  }

  /** `i32.xor`. */
  i32Xor(): void {
    this.#out.byte(0x73);
  }

  /** `i32.shl`. */
  i32Shl(): void {
    this.#out.byte(0x74);
  }

  /** `i32.shr_s`. */
  i32ShrS(): void {
    this.#out.byte(0x75);
  }

  /** `i32.shr_u`. */
  i32ShrU(): void {
    this.#out.byte(0x76);
  }

  /** `i32.rotl`. */
  i32Rotl(): void {
    this.#out.byte(0x77);
  }

  /** `i32.rotr`. */
  i32Rotr(): void {
    this.#out.byte(0x78);
  }

  /** `i64.clz`. */
  i64Clz(): void {
    this.#out.byte(0x79);
  }

  /** `i64.ctz`. */
  i64Ctz(): void {
    this.#out.byte(0x7a);
  }

  /** `i64.popcnt`. */
  i64Popcnt(): void {
    this.#out.byte(0x7b);
  }

  /** `i64.add`. */
  i64Add(): void {
    this.#out.byte(0x7c);
  }

  /** `i64.sub`. */
  i64Sub(): void {
    this.#out.byte(0x7d);
  }

  /** `i64.mul`. */
  i64Mul(): void {
    this.#out.byte(0x7e);
  }

  /** `i64.div_s`. */
  i64DivS(): void {
    this.#out.byte(0x7f);
  }

  /** `i64.div_u`. */
  i64DivU(): void {
    this.#out.byte(0x80);
  }

  /** `i64.rem_s`. */
  i64RemS(): void {
    this.#out.byte(0x81);
  }

  /** `i64.rem_u`. */
  i64RemU(): void {
    this.#out.byte(0x82);
  }

  /** `i64.and`. */
  i64And(): void {
    this.#out.byte(0x83);
  }

  /** `i64.or`. */
  i64Or(): void {
    this.#out.byte(0x84);
  }

  /** `i64.xor`. */
  i64Xor(): void {
    this.#out.byte(0x85);
  }

  /** `i64.shl`. */
  i64Shl(): void {
    this.#out.byte(0x86);
  }

  /** `i64.shr_s`. */
  i64ShrS(): void {
    this.#out.byte(0x87);
  }

  /** `i64.shr_u`. */
  i64ShrU(): void {
    this.#out.byte(0x88);
  }

  /** `i64.rotl`. */
  i64Rotl(): void {
    this.#out.byte(0x89);
  }

  /** `i64.rotr`. */
  i64Rotr(): void {
    this.#out.byte(0x8a);
  }

  /** `f32.abs`. */
  f32Abs(): void {
    this.#out.byte(0x8b);
  }

  /** `f32.neg`. */
  f32Neg(): void {
    this.#out.byte(0x8c);
  }

  /** `f32.ceil`. */
  f32Ceil(): void {
    this.#out.byte(0x8d);
  }

  /** `f32.floor`. */
  f32Floor(): void {
    this.#out.byte(0x8e);
  }

  /** `f32.trunc`. */
  f32Trunc(): void {
    this.#out.byte(0x8f);
  }

  /** `f32.nearest`. */
  f32Nearest(): void {
    this.#out.byte(0x90);
  }

  /** `f32.sqrt`. */
  f32Sqrt(): void {
    this.#out.byte(0x91);
  }

  /** `f32.add`. */
  f32Add(): void {
    this.#out.byte(0x92);
  }

  /** `f32.sub`. */
  f32Sub(): void {
    this.#out.byte(0x93);
  }

  /** `f32.mul`. */
  f32Mul(): void {
    this.#out.byte(0x94);
  }

  /** `f32.div`. */
  f32Div(): void {
    this.#out.byte(0x95);
  }

  /** `f32.min`. */
  f32Min(): void {
    this.#out.byte(0x96);
  }

  /** `f32.max`. */
  f32Max(): void {
    this.#out.byte(0x97);
  }

  /** `f32.copysign`. */
  f32Copysign(): void {
    this.#out.byte(0x98);
  }

  /** `f64.abs`. */
  f64Abs(): void {
    this.#out.byte(0x99);
  }

  /** `f64.neg`. */
  f64Neg(): void {
    this.#out.byte(0x9a);
  }

  /** `f64.ceil`. */
  f64Ceil(): void {
    this.#out.byte(0x9b);
  }

  /** `f64.floor`. */
  f64Floor(): void {
    this.#out.byte(0x9c);
  }

  /** `f64.trunc`. */
  f64Trunc(): void {
    this.#out.byte(0x9d);
  }

  /** `f64.nearest`. */
  f64Nearest(): void {
    this.#out.byte(0x9e);
  }

  /** `f64.sqrt`. */
  f64Sqrt(): void {
    this.#out.byte(0x9f);
  }

  /** `f64.add`. */
  f64Add(): void {
    this.#out.byte(0xa0);
  }

  /** `f64.sub`. */
  f64Sub(): void {
    this.#out.byte(0xa1);
  }

  /** `f64.mul`. */
  f64Mul(): void {
    this.#out.byte(0xa2);
  }

  /** `f64.div`. */
  f64Div(): void {
    this.#out.byte(0xa3);
  }

  /** `f64.min`. */
  f64Min(): void {
    this.#out.byte(0xa4);
  }

  /** `f64.max`. */
  f64Max(): void {
    this.#out.byte(0xa5);
  }

  /** `f64.copysign`. */
  f64Copysign(): void {
    this.#out.byte(0xa6);
  }

  /** `i32.wrap_i64`. */
  i32WrapI64(): void {
    this.#out.byte(0xa7);
  }

  /** `i32.trunc_f32_s`. */
  i32TruncF32S(): void {
    this.#out.byte(0xa8);
  }

  /** `i32.trunc_f32_u`. */
  i32TruncF32U(): void {
    this.#out.byte(0xa9);
  }

  /** `i32.trunc_f64_s`. */
  i32TruncF64S(): void {
    this.#out.byte(0xaa);
  }

  /** `i32.trunc_f64_u`. */
  i32TruncF64U(): void {
    this.#out.byte(0xab);
  }

  /** `i64.extend_i32_s`. */
  i64ExtendI32S(): void {
    this.#out.byte(0xac);
  }

  /** `i64.extend_i32_u`. */
  i64ExtendI32U(): void {
    this.#out.byte(0xad);
  }

  /** `i64.trunc_f32_s`. */
  i64TruncF32S(): void {
    this.#out.byte(0xae);
  }

  /** `i64.trunc_f32_u`. */
  i64TruncF32U(): void {
    this.#out.byte(0xaf);
  }

  /** `i64.trunc_f64_s`. */
  i64TruncF64S(): void {
    this.#out.byte(0xb0);
  }

  /** `i64.trunc_f64_u`. */
  i64TruncF64U(): void {
    this.#out.byte(0xb1);
  }

  /** `f32.convert_i32_s`. */
  f32ConvertI32S(): void {
    this.#out.byte(0xb2);
  }

  /** `f32.convert_i32_u`. */
  f32ConvertI32U(): void {
    this.#out.byte(0xb3);
  }

  /** `f32.convert_i64_s`. */
  f32ConvertI64S(): void {
    this.#out.byte(0xb4);
  }

  /** `f32.convert_i64_u`. */
  f32ConvertI64U(): void {
    this.#out.byte(0xb5);
  }

  /** `f32.demote_f64`. */
  f32DemoteF64(): void {
    this.#out.byte(0xb6);
  }

  /** `f64.convert_i32_s`. */
  f64ConvertI32S(): void {
    this.#out.byte(0xb7);
  }

  /** `f64.convert_i32_u`. */
  f64ConvertI32U(): void {
    this.#out.byte(0xb8);
  }

  /** `f64.convert_i64_s`. */
  f64ConvertI64S(): void {
    this.#out.byte(0xb9);
  }

  /** `f64.convert_i64_u`. */
  f64ConvertI64U(): void {
    this.#out.byte(0xba);
  }

  /** `f64.promote_f32`. */
  f64PromoteF32(): void {
    this.#out.byte(0xbb);
  }

  /** `i32.reinterpret_f32`. */
  i32ReinterpretF32(): void {
    this.#out.byte(0xbc);
  }

  /** `i64.reinterpret_f64`. */
  i64ReinterpretF64(): void {
    this.#out.byte(0xbd);
  }

  /** `f32.reinterpret_i32`. */
  f32ReinterpretI32(): void {
    this.#out.byte(0xbe);
  }

  /** `f64.reinterpret_i64`. */
  f64ReinterpretI64(): void {
    this.#out.byte(0xbf);
  }

  /** `i32.extend8_s`. */
  i32Extend8S(): void {
    this.#out.byte(0xc0);
  }

  /** `i32.extend16_s`. */
  i32Extend16S(): void {
    this.#out.byte(0xc1);
  }

  /** `i64.extend8_s`. */
  i64Extend8S(): void {
    this.#out.byte(0xc2);
  }

  /** `i64.extend16_s`. */
  i64Extend16S(): void {
    this.#out.byte(0xc3);
  }

  /** `i64.extend32_s`. */
  i64Extend32S(): void {
    this.#out.byte(0xc4);
  }

  /** `i32.trunc_sat_f32_s`. */
  i32TruncSatF32S(): void {
    this.#prefixed(0xfc, 0x00);
  }

  /** `i32.trunc_sat_f32_u`. */
  i32TruncSatF32U(): void {
    this.#prefixed(0xfc, 0x01);
  }

  /** `i32.trunc_sat_f64_s`. */
  i32TruncSatF64S(): void {
    this.#prefixed(0xfc, 0x02);
  }

  /** `i32.trunc_sat_f64_u`. */
  i32TruncSatF64U(): void {
    this.#prefixed(0xfc, 0x03);
  }

  /** `i64.trunc_sat_f32_s`. */
  i64TruncSatF32S(): void {
    this.#prefixed(0xfc, 0x04);
  }

  /** `i64.trunc_sat_f32_u`. */
  i64TruncSatF32U(): void {
    this.#prefixed(0xfc, 0x05);
  }

  /** `i64.trunc_sat_f64_s`. */
  i64TruncSatF64S(): void {
    this.#prefixed(0xfc, 0x06);
  }

  /** `i64.trunc_sat_f64_u`. */
  i64TruncSatF64U(): void {
    this.#prefixed(0xfc, 0x07);
  }

  /** `memory.copy`. */
  memoryCopy(): void {
    this.#out.byte(0xfc);
    this.#out.byte(0x0a);
    this.#out.byte(0);
    this.#out.byte(0);
  }

  /** `memory.fill`. */
  memoryFill(): void {
    this.#out.byte(0xfc);
    this.#out.byte(0x0b);
    this.#out.byte(0);
  }

  /** `v128.load`. @param offset Bytes added to the address. */
  v128Load(offset = 0): void {
    this.#prefixedAccess(0xfd, 0x00, 4, offset);
  }

  /** `v128.store`. @param offset Bytes added to the address. */
  v128Store(offset = 0): void {
    this.#prefixedAccess(0xfd, 0x0b, 4, offset);
  }

  /** `i32x4.splat`. */
  i32x4Splat(): void {
    this.#prefixed(0xfd, 0x11);
  }

  /** `i64x2.splat`. */
  i64x2Splat(): void {
    this.#prefixed(0xfd, 0x12);
  }

  /** `f64x2.splat`. */
  f64x2Splat(): void {
    this.#prefixed(0xfd, 0x14);
  }

  /** `memory.atomic.notify`. @param offset Bytes added to the address. */
  memoryAtomicNotify(offset = 0): void {
    this.#prefixedAccess(0xfe, 0x00, 2, offset);
  }

  /** `memory.atomic.wait32`. @param offset Bytes added to the address. */
  memoryAtomicWait32(offset = 0): void {
    this.#prefixedAccess(0xfe, 0x01, 2, offset);
  }

  /** `memory.atomic.wait64`. @param offset Bytes added to the address. */
  memoryAtomicWait64(offset = 0): void {
    this.#prefixedAccess(0xfe, 0x02, 3, offset);
  }

  /** `atomic.fence`. */
  atomicFence(): void {
    this.#out.byte(0xfe);
    this.#out.byte(0x03);
    this.#out.byte(0);
  }

  /** `i32.atomic.load`. @param offset Bytes added to the address. */
  i32AtomicLoad(offset = 0): void {
    this.#prefixedAccess(0xfe, 0x10, 2, offset);
  }

  /** `i64.atomic.load`. @param offset Bytes added to the address. */
  i64AtomicLoad(offset = 0): void {
    this.#prefixedAccess(0xfe, 0x11, 3, offset);
  }

  /** `i32.atomic.load8_u`. @param offset Bytes added to the address. */
  i32AtomicLoad8U(offset = 0): void {
    this.#prefixedAccess(0xfe, 0x12, 0, offset);
  }

  /** `i32.atomic.load16_u`. @param offset Bytes added to the address. */
  i32AtomicLoad16U(offset = 0): void {
    this.#prefixedAccess(0xfe, 0x13, 1, offset);
  }

  /** `i64.atomic.load8_u`. @param offset Bytes added to the address. */
  i64AtomicLoad8U(offset = 0): void {
    this.#prefixedAccess(0xfe, 0x14, 0, offset);
  }

  /** `i64.atomic.load16_u`. @param offset Bytes added to the address. */
  i64AtomicLoad16U(offset = 0): void {
    this.#prefixedAccess(0xfe, 0x15, 1, offset);
  }

  /** `i64.atomic.load32_u`. @param offset Bytes added to the address. */
  i64AtomicLoad32U(offset = 0): void {
    this.#prefixedAccess(0xfe, 0x16, 2, offset);
  }

  /** `i32.atomic.store`. @param offset Bytes added to the address. */
  i32AtomicStore(offset = 0): void {
    this.#prefixedAccess(0xfe, 0x17, 2, offset);
  }

  /** `i64.atomic.store`. @param offset Bytes added to the address. */
  i64AtomicStore(offset = 0): void {
    this.#prefixedAccess(0xfe, 0x18, 3, offset);
  }

  /** `i32.atomic.store8`. @param offset Bytes added to the address. */
  i32AtomicStore8(offset = 0): void {
    this.#prefixedAccess(0xfe, 0x19, 0, offset);
  }

  /** `i32.atomic.store16`. @param offset Bytes added to the address. */
  i32AtomicStore16(offset = 0): void {
    this.#prefixedAccess(0xfe, 0x1a, 1, offset);
  }

  /** `i64.atomic.store8`. @param offset Bytes added to the address. */
  i64AtomicStore8(offset = 0): void {
    this.#prefixedAccess(0xfe, 0x1b, 0, offset);
  }

  /** `i64.atomic.store16`. @param offset Bytes added to the address. */
  i64AtomicStore16(offset = 0): void {
    this.#prefixedAccess(0xfe, 0x1c, 1, offset);
  }

  /** `i64.atomic.store32`. @param offset Bytes added to the address. */
  i64AtomicStore32(offset = 0): void {
    this.#prefixedAccess(0xfe, 0x1d, 2, offset);
  }

  /** `i32.atomic.rmw.add`. @param offset Bytes added to the address. */
  i32AtomicRmwAdd(offset = 0): void {
    this.#prefixedAccess(0xfe, 0x1e, 2, offset);
  }

  /** `i64.atomic.rmw.add`. @param offset Bytes added to the address. */
  i64AtomicRmwAdd(offset = 0): void {
    this.#prefixedAccess(0xfe, 0x1f, 3, offset);
  }

  /** `i32.atomic.rmw8.add_u`. @param offset Bytes added to the address. */
  i32AtomicRmw8AddU(offset = 0): void {
    this.#prefixedAccess(0xfe, 0x20, 0, offset);
  }

  /** `i32.atomic.rmw16.add_u`. @param offset Bytes added to the address. */
  i32AtomicRmw16AddU(offset = 0): void {
    this.#prefixedAccess(0xfe, 0x21, 1, offset);
  }

  /** `i64.atomic.rmw8.add_u`. @param offset Bytes added to the address. */
  i64AtomicRmw8AddU(offset = 0): void {
    this.#prefixedAccess(0xfe, 0x22, 0, offset);
  }

  /** `i64.atomic.rmw16.add_u`. @param offset Bytes added to the address. */
  i64AtomicRmw16AddU(offset = 0): void {
    this.#prefixedAccess(0xfe, 0x23, 1, offset);
  }

  /** `i64.atomic.rmw32.add_u`. @param offset Bytes added to the address. */
  i64AtomicRmw32AddU(offset = 0): void {
    this.#prefixedAccess(0xfe, 0x24, 2, offset);
  }

  /** `i32.atomic.rmw.sub`. @param offset Bytes added to the address. */
  i32AtomicRmwSub(offset = 0): void {
    this.#prefixedAccess(0xfe, 0x25, 2, offset);
  }

  /** `i64.atomic.rmw.sub`. @param offset Bytes added to the address. */
  i64AtomicRmwSub(offset = 0): void {
    this.#prefixedAccess(0xfe, 0x26, 3, offset);
  }

  /** `i32.atomic.rmw8.sub_u`. @param offset Bytes added to the address. */
  i32AtomicRmw8SubU(offset = 0): void {
    this.#prefixedAccess(0xfe, 0x27, 0, offset);
  }

  /** `i32.atomic.rmw16.sub_u`. @param offset Bytes added to the address. */
  i32AtomicRmw16SubU(offset = 0): void {
    this.#prefixedAccess(0xfe, 0x28, 1, offset);
  }

  /** `i64.atomic.rmw8.sub_u`. @param offset Bytes added to the address. */
  i64AtomicRmw8SubU(offset = 0): void {
    this.#prefixedAccess(0xfe, 0x29, 0, offset);
  }

  /** `i64.atomic.rmw16.sub_u`. @param offset Bytes added to the address. */
  i64AtomicRmw16SubU(offset = 0): void {
    this.#prefixedAccess(0xfe, 0x2a, 1, offset);
  }

  /** `i64.atomic.rmw32.sub_u`. @param offset Bytes added to the address. */
  i64AtomicRmw32SubU(offset = 0): void {
    this.#prefixedAccess(0xfe, 0x2b, 2, offset);
  }

  /** `i32.atomic.rmw.and`. @param offset Bytes added to the address. */
  i32AtomicRmwAnd(offset = 0): void {
    this.#prefixedAccess(0xfe, 0x2c, 2, offset);
  }

  /** `i64.atomic.rmw.and`. @param offset Bytes added to the address. */
  i64AtomicRmwAnd(offset = 0): void {
    this.#prefixedAccess(0xfe, 0x2d, 3, offset);
  }

  /** `i32.atomic.rmw8.and_u`. @param offset Bytes added to the address. */
  i32AtomicRmw8AndU(offset = 0): void {
    this.#prefixedAccess(0xfe, 0x2e, 0, offset);
  }

  /** `i32.atomic.rmw16.and_u`. @param offset Bytes added to the address. */
  i32AtomicRmw16AndU(offset = 0): void {
    this.#prefixedAccess(0xfe, 0x2f, 1, offset);
  }

  /** `i64.atomic.rmw8.and_u`. @param offset Bytes added to the address. */
  i64AtomicRmw8AndU(offset = 0): void {
    this.#prefixedAccess(0xfe, 0x30, 0, offset);
  }

  /** `i64.atomic.rmw16.and_u`. @param offset Bytes added to the address. */
  i64AtomicRmw16AndU(offset = 0): void {
    this.#prefixedAccess(0xfe, 0x31, 1, offset);
  }

  /** `i64.atomic.rmw32.and_u`. @param offset Bytes added to the address. */
  i64AtomicRmw32AndU(offset = 0): void {
    this.#prefixedAccess(0xfe, 0x32, 2, offset);
  }

  /** `i32.atomic.rmw.or`. @param offset Bytes added to the address. */
  i32AtomicRmwOr(offset = 0): void {
    this.#prefixedAccess(0xfe, 0x33, 2, offset);
  }

  /** `i64.atomic.rmw.or`. @param offset Bytes added to the address. */
  i64AtomicRmwOr(offset = 0): void {
    this.#prefixedAccess(0xfe, 0x34, 3, offset);
  }

  /** `i32.atomic.rmw8.or_u`. @param offset Bytes added to the address. */
  i32AtomicRmw8OrU(offset = 0): void {
    this.#prefixedAccess(0xfe, 0x35, 0, offset);
  }

  /** `i32.atomic.rmw16.or_u`. @param offset Bytes added to the address. */
  i32AtomicRmw16OrU(offset = 0): void {
    this.#prefixedAccess(0xfe, 0x36, 1, offset);
  }

  /** `i64.atomic.rmw8.or_u`. @param offset Bytes added to the address. */
  i64AtomicRmw8OrU(offset = 0): void {
    this.#prefixedAccess(0xfe, 0x37, 0, offset);
  }

  /** `i64.atomic.rmw16.or_u`. @param offset Bytes added to the address. */
  i64AtomicRmw16OrU(offset = 0): void {
    this.#prefixedAccess(0xfe, 0x38, 1, offset);
  }

  /** `i64.atomic.rmw32.or_u`. @param offset Bytes added to the address. */
  i64AtomicRmw32OrU(offset = 0): void {
    this.#prefixedAccess(0xfe, 0x39, 2, offset);
  }

  /** `i32.atomic.rmw.xor`. @param offset Bytes added to the address. */
  i32AtomicRmwXor(offset = 0): void {
    this.#prefixedAccess(0xfe, 0x3a, 2, offset);
  }

  /** `i64.atomic.rmw.xor`. @param offset Bytes added to the address. */
  i64AtomicRmwXor(offset = 0): void {
    this.#prefixedAccess(0xfe, 0x3b, 3, offset);
  }

  /** `i32.atomic.rmw8.xor_u`. @param offset Bytes added to the address. */
  i32AtomicRmw8XorU(offset = 0): void {
    this.#prefixedAccess(0xfe, 0x3c, 0, offset);
  }

  /** `i32.atomic.rmw16.xor_u`. @param offset Bytes added to the address. */
  i32AtomicRmw16XorU(offset = 0): void {
    this.#prefixedAccess(0xfe, 0x3d, 1, offset);
  }

  /** `i64.atomic.rmw8.xor_u`. @param offset Bytes added to the address. */
  i64AtomicRmw8XorU(offset = 0): void {
    this.#prefixedAccess(0xfe, 0x3e, 0, offset);
  }

  /** `i64.atomic.rmw16.xor_u`. @param offset Bytes added to the address. */
  i64AtomicRmw16XorU(offset = 0): void {
    this.#prefixedAccess(0xfe, 0x3f, 1, offset);
  }

  /** `i64.atomic.rmw32.xor_u`. @param offset Bytes added to the address. */
  i64AtomicRmw32XorU(offset = 0): void {
    this.#prefixedAccess(0xfe, 0x40, 2, offset);
  }

  /** `i32.atomic.rmw.xchg`. @param offset Bytes added to the address. */
  i32AtomicRmwXchg(offset = 0): void {
    this.#prefixedAccess(0xfe, 0x41, 2, offset);
  }

  /** `i64.atomic.rmw.xchg`. @param offset Bytes added to the address. */
  i64AtomicRmwXchg(offset = 0): void {
    this.#prefixedAccess(0xfe, 0x42, 3, offset);
  }

  /** `i32.atomic.rmw8.xchg_u`. @param offset Bytes added to the address. */
  i32AtomicRmw8XchgU(offset = 0): void {
    this.#prefixedAccess(0xfe, 0x43, 0, offset);
  }

  /** `i32.atomic.rmw16.xchg_u`. @param offset Bytes added to the address. */
  i32AtomicRmw16XchgU(offset = 0): void {
    this.#prefixedAccess(0xfe, 0x44, 1, offset);
  }

  /** `i64.atomic.rmw8.xchg_u`. @param offset Bytes added to the address. */
  i64AtomicRmw8XchgU(offset = 0): void {
    this.#prefixedAccess(0xfe, 0x45, 0, offset);
  }

  /** `i64.atomic.rmw16.xchg_u`. @param offset Bytes added to the address. */
  i64AtomicRmw16XchgU(offset = 0): void {
    this.#prefixedAccess(0xfe, 0x46, 1, offset);
  }

  /** `i64.atomic.rmw32.xchg_u`. @param offset Bytes added to the address. */
  i64AtomicRmw32XchgU(offset = 0): void {
    this.#prefixedAccess(0xfe, 0x47, 2, offset);
  }

  /** `i32.atomic.rmw.cmpxchg`. @param offset Bytes added to the address. */
  i32AtomicRmwCmpxchg(offset = 0): void {
    this.#prefixedAccess(0xfe, 0x48, 2, offset);
  }

  /** `i64.atomic.rmw.cmpxchg`. @param offset Bytes added to the address. */
  i64AtomicRmwCmpxchg(offset = 0): void {
    this.#prefixedAccess(0xfe, 0x49, 3, offset);
  }

  /** `i32.atomic.rmw8.cmpxchg_u`. @param offset Bytes added to the address. */
  i32AtomicRmw8CmpxchgU(offset = 0): void {
    this.#prefixedAccess(0xfe, 0x4a, 0, offset);
  }

  /** `i32.atomic.rmw16.cmpxchg_u`. @param offset Bytes added to the address. */
  i32AtomicRmw16CmpxchgU(offset = 0): void {
    this.#prefixedAccess(0xfe, 0x4b, 1, offset);
  }

  /** `i64.atomic.rmw8.cmpxchg_u`. @param offset Bytes added to the address. */
  i64AtomicRmw8CmpxchgU(offset = 0): void {
    this.#prefixedAccess(0xfe, 0x4c, 0, offset);
  }

  /** `i64.atomic.rmw16.cmpxchg_u`. @param offset Bytes added to the address. */
  i64AtomicRmw16CmpxchgU(offset = 0): void {
    this.#prefixedAccess(0xfe, 0x4d, 1, offset);
  }

  /** `i64.atomic.rmw32.cmpxchg_u`. @param offset Bytes added to the address. */
  i64AtomicRmw32CmpxchgU(offset = 0): void {
    this.#prefixedAccess(0xfe, 0x4e, 2, offset);
  }
}
