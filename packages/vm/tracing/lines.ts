/**
 * Where lines begin in a code object, decoded once from its positions for each Worker that traces it.
 *
 * @module
 */
import { type Address, CODE_STREAM, CODE_STREAM_WORDS } from "@orochi/object";
import { LENGTHS } from "../bytecode/operands.ts";
import { PositionReader } from "../bytecode/positions.ts";
import { positionsOf } from "../frames.ts";
import type { Vm } from "../vm.ts";

/** A line without an instruction of its own, such as that of `pass`, in front of an instruction. */
export interface LineMarker {
  readonly line: number;
  /** Whether what runs before the instruction comes by here. */
  readonly falls: boolean;
  /** Whether a jump to the instruction behind it comes by here too. */
  readonly onJumps: boolean;
}

/** Lines of the instructions of a code object. */
export interface LineTable {
  /** By word index: the line of the instruction there, 0 where it belongs to whatever line ran before. */
  readonly lines: Int32Array;
  /** By word index: the markers in front of the instruction. */
  readonly markers: ReadonlyMap<number, readonly LineMarker[]>;
}

/** Tables of code objects, which live for ever. */
const tables = new WeakMap<Vm, Map<Address, LineTable>>();

/** The table of a code object. */
export function lineTable(vm: Vm, code: Address): LineTable {
  let known = tables.get(vm);
  if (known === undefined) tables.set(vm, known = new Map());
  let table = known.get(code);
  if (table === undefined) known.set(code, table = decode(vm, code));
  return table;
}

function decode(vm: Vm, code: Address): LineTable {
  const i32 = vm.i32;
  const stream = i32[(code + CODE_STREAM) >>> 2] >>> 2;
  const lines = new Int32Array(i32[(code + CODE_STREAM_WORDS) >>> 2]);
  const markers = new Map<number, LineMarker[]>();
  const reader = new PositionReader(positionsOf(vm, code));
  while (reader.nextEntry()) {
    if (reader.words !== 0) {
      if (LENGTHS[i32[stream + reader.pc]] !== reader.words) {
        throw new Error("positions and instructions differ");
      }
      lines[reader.pc] = reader.quiet ? 0 : reader.line;
      continue;
    }
    const before = markers.get(reader.pc) ?? [];
    before.push({ line: reader.line, falls: !reader.quiet, onJumps: reader.onJumps });
    markers.set(reader.pc, before);
  }
  return { lines, markers };
}
