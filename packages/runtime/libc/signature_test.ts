import { assertEquals } from "@std/assert";
import { DESCRIPTORS } from "./descriptors.ts";
import { MEMORY } from "./memory.ts";
import { PROCESSES } from "./processes.ts";
import { readSignature } from "./signature.ts";
import { SOCKETS } from "./sockets.ts";
import { TERMINALS } from "./terminals.ts";

const TYPES = ["i32", "u32", "i64", "usize", "buffer", "f64", "void"];

Deno.test("a signature has parameters, a result, and how it fails", () => {
  assertEquals(readSignature("(buffer, i32): usize"), {
    parameters: ["buffer", "i32"],
    result: "usize",
    fails: "-1",
  });
  assertEquals(readSignature({ signature: "(): i32", fails: "never" }), {
    parameters: [],
    result: "i32",
    fails: "never",
  });
});

Deno.test("every function of the tables has types that there are", () => {
  for (const table of [DESCRIPTORS, MEMORY, PROCESSES, SOCKETS, TERMINALS]) {
    for (const [name, entry] of Object.entries(table)) {
      const { parameters, result } = readSignature(entry);
      for (const type of [...parameters, result]) {
        assertEquals(TYPES.includes(type), true, `${name}: ${type}`);
      }
    }
  }
});
