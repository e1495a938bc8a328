/**
 * Readable listings of code units and raw instruction streams.
 *
 * @module
 */
import { type CodeUnit, type Constant, EXCEPTION_ENTRY_WORDS } from "./code_unit.ts";
import { LENGTHS, NAMES, OPERANDS, runLength } from "./operands.ts";
import { PositionReader } from "./positions.ts";

/** Short text of a constant. */
export function constantText(constant: Constant): string {
  switch (constant.type) {
    case "int":
      return String(constant.value);
    case "float":
      if (Object.is(constant.value, -0)) return "-0.0";
      return Number.isInteger(constant.value) ? `${constant.value}.0` : String(constant.value);
    case "complex":
      return `(${constant.real}+${constant.imag}j)`;
    case "str":
      return JSON.stringify(
        constant.value.length > 40 ? `${constant.value.slice(0, 40)}...` : constant.value,
      );
    case "surrogates":
      return `"[${constant.points.length} characters]"`;
    case "bytes":
      return `b[${constant.value.length}]`;
    case "tuple":
      return `(${constant.items.map(constantText).join(", ")})`;
    case "frozenset":
      return `{${constant.items.map(constantText).join(", ")}}`;
    case "code":
      return `<code ${constant.unit.qualname}>`;
    default:
      return constant.type;
  }
}

/** Name of a register: a local's own, or t0, t1, ... */
export function registerText(unit: CodeUnit, register: number): string {
  if (register >= unit.localCount) return `t${register - unit.localCount}`;
  return unit.registerNames[register];
}

function operandText(unit: CodeUnit, op: number, at: number, k: number): string {
  const value = unit.stream[at + k];
  switch (OPERANDS[op][k]) {
    case "K":
      return constantText(unit.constants[value]);
    case "N":
      return `'${unit.names[value]}'`;
    case "J":
      return `-> ${value}`;
    case "C":
      return `ic${value}`;
    case "I":
      return String(value);
    case "A": {
      const length = runLength(op, unit.stream, at);
      const first = registerText(unit, value);
      return length === 0
        ? "[]"
        : length === 1
        ? `[${first}]`
        : `[${first}..${registerText(unit, value + length - 1)}]`;
    }
    default:
      return registerText(unit, value);
  }
}

/** Lists one unit: a line number where it changes, word index, instruction, operands; then handlers. */
export function disassembleUnit(unit: CodeUnit): string {
  const lines: string[] = [];
  const reader = new PositionReader(unit.positions);
  let line = -1;
  while (reader.next()) {
    const { pc } = reader;
    const op = unit.stream[pc];
    const operands = Array.from(OPERANDS[op], (_, k) => operandText(unit, op, pc + 1, k));
    const shown = reader.line === line ? "" : String(reader.line);
    line = reader.line;
    lines.push(
      `${shown.padStart(5)} ${String(pc).padStart(5)}  ${NAMES[op].padEnd(20)} ${operands.join(", ")}`
        .trimEnd(),
    );
  }
  const { exceptionTable } = unit;
  for (let i = 0; i < exceptionTable.length; i += EXCEPTION_ENTRY_WORDS) {
    const [start, end, handler, depth] = exceptionTable.subarray(i, i + EXCEPTION_ENTRY_WORDS);
    lines.push(`      ${start}..${end} -> ${handler}, depth ${depth}`);
  }
  return lines.join("\n") + "\n";
}

/** Lists a unit and, after it, all units among its constants. */
export function disassemble(unit: CodeUnit): string {
  const heading = `${unit.qualname}(${unit.varnames.join(", ")}): ${unit.localCount} locals, ` +
    `${unit.registerCount - unit.localCount} temporaries\n`;
  let text = heading + disassembleUnit(unit);
  for (const constant of unit.constants) {
    if (constant.type === "code") text += `\n${disassemble(constant.unit)}`;
  }
  return text;
}

/** Lists a bare stream: operands by kind and number, since there are no names. */
export function disassembleStream(stream: Int32Array): string {
  const lines: string[] = [];
  for (let pc = 0; pc < stream.length; pc += LENGTHS[stream[pc]]) {
    const op = stream[pc];
    const operands = Array.from(OPERANDS[op], (kind, k) => `${kind}${stream[pc + 1 + k]}`);
    lines.push(`${String(pc).padStart(5)}  ${NAMES[op].padEnd(20)} ${operands.join(" ")}`.trimEnd());
  }
  return lines.join("\n") + "\n";
}
