import { assertEquals } from "@std/assert";
import { depthAt, lineAt, positionAt, PositionReader, PositionWriter } from "./positions.ts";

Deno.test("PositionReader reads what PositionWriter wrote, backward lines and large numbers included", () => {
  const entries: Parameters<PositionWriter["add"]>[] = [
    [3, 10, 10, 4, 8, 0],
    [1, 10, 10, 4, 8, 0],
    [6, 9, 12, 0, 300, 2],
    [2, 70_000, 70_001, 20_000, 1, 2],
    [4, 1, 1, 0, 0, 1],
  ];
  const writer = new PositionWriter();
  for (const entry of entries) writer.add(...entry);
  const reader = new PositionReader(writer.finish());
  const read: number[][] = [];
  let pc = 0;
  while (reader.next()) {
    assertEquals(reader.pc, pc);
    pc += reader.words;
    read.push([reader.words, reader.line, reader.endLine, reader.column, reader.endColumn, reader.depth]);
  }
  assertEquals(read, entries.map((entry) => [...entry]));
});

Deno.test("lineAt(), depthAt() and positionAt() answer for any word of an instruction", () => {
  const writer = new PositionWriter();
  writer.add(3, 5, 5, 0, 4, 0);
  writer.add(4, 6, 7, 2, 9, 3);
  const table = writer.finish();
  assertEquals([0, 2, 3, 6, 7].map((pc) => lineAt(table, pc)), [5, 5, 6, 6, 0]);
  assertEquals([2, 3, 7].map((pc) => depthAt(table, pc)), [0, 3, 0]);
  assertEquals(positionAt(table, 4), { line: 6, endLine: 7, column: 2, endColumn: 9 });
  assertEquals(positionAt(table, 7), null);
});
