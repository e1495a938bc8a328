import { assertEquals, assertRejects, assertThrows } from "@std/assert";
import { EOFError } from "../pickle/mod.ts";
import { activeChildren, parentConnection, Process } from "./mod.ts";

const work = import.meta.resolve("./testdata/work.ts");

Deno.test("Process runs a function with its arguments, and ends with 0", async () => {
  const process = Process.start(work, "echo", [1, "two", new Map([["k", [3]]])], { name: "echo" });
  const connection = await process.connection;
  assertEquals(await connection.recv(), [1, "two", new Map([["k", [3]]])]);
  await assertRejects(() => connection.recv(), EOFError);
  assertEquals([await process.join(), process.exitCode, process.isAlive], [true, 0, false]);
  connection.close();
});

Deno.test("Process converses with its parent", async () => {
  await using process = Process.start(work, "converse");
  const connection = await process.connection;
  for (const value of [1, "x".repeat(100_000)]) {
    await connection.send(value);
    assertEquals(await connection.recv(), [value, "received"]);
  }
  await connection.send(null);
  assertEquals(await process.sentinel, 0);
  assertEquals(parentConnection(), undefined);
});

Deno.test("Process has the exit code that its function gave", async () => {
  const process = Process.start(work, "exit", [7]);
  assertEquals([await process.sentinel, process.exitCode], [7, 7]);
});

Deno.test("Process that is ended by a signal has its negative number as exit code", async () => {
  for (const [end, code] of [["terminate", -15], ["kill", -9]] as const) {
    const process = Process.start(work, "sleep");
    const connection = await process.connection;
    assertEquals(await connection.recv(), "ready");
    assertEquals([await process.join(1), process.exitCode, activeChildren().includes(process)], [
      false,
      null,
      true,
    ]);
    process[end]();
    assertEquals([await process.join(), process.exitCode, activeChildren().includes(process)], [
      true,
      code,
      false,
    ]);
    await assertRejects(() => connection.recv(), EOFError);
    process.kill();
    connection.close();
  }
});

Deno.test("Process is not started for arguments that cannot be copied", () => {
  const before = activeChildren().length;
  assertThrows(() => Process.start(work, "echo", [() => 1]), Error, "could not be cloned");
  assertEquals(activeChildren().length, before);
});

Deno.test("Process leaves no socket and no process behind, whenever it is killed", async () => {
  const folder = await Deno.makeTempDir();
  const before = Deno.env.get("TMPDIR");
  Deno.env.set("TMPDIR", folder);
  try {
    const early = Process.start(work, "sleep");
    early.kill();
    assertEquals(await early.sentinel, -9);
    await assertRejects(() => early.connection);
    await using late = Process.start(work, "sleep");
    await (await late.connection).recv();
    late.kill();
    await late.sentinel;
    assertEquals(activeChildren(), []);
    // Tests of other files, which run meanwhile, keep theirs here for a while, too.
    for (let turn = 0; turn < 200 && [...Deno.readDirSync(folder)].length > 0; turn++) {
      await new Promise((resolve) => setTimeout(resolve, 100));
    }
    assertEquals([...Deno.readDirSync(folder)], []);
  } finally {
    if (before === undefined) Deno.env.delete("TMPDIR");
    else Deno.env.set("TMPDIR", before);
    await Deno.remove(folder, { recursive: true });
  }
});
