/**
 * Functions that may look at registers of running frames.
 *
 * @module
 */
import type { Value } from "@orochi/object";
import type { Vm } from "@orochi/vm";
import { LENGTHS, NAME_OPERAND, Op } from "@orochi/vm/bytecode";
import type { Code } from "./decode.ts";

/** Names of what looks at its caller's. */
const FRAME_READERS: ReadonlySet<string> = new Set([
  "locals",
  "vars",
  "dir",
  "eval",
  "exec",
  "super",
  "_getframe",
]);

/** Whether a function may look at its own registers, which compiled code keeps elsewhere: by the names that it uses. */
export function readsFrames(vm: Vm, code: Code): boolean {
  return code.names.some((name) => {
    const text = vm.js(name);
    return FRAME_READERS.has(text) && !(text === "super" && onlyLooksUp(code, name));
  });
}

/** Whether `super` is only ever the `super().name` of LOAD_SUPER_ATTR, which gets class and self from registers. */
function onlyLooksUp({ words }: Code, name: Value): boolean {
  let loads = 0, uses = 0;
  for (let pc = 0; pc < words.length; pc += LENGTHS[words[pc]]) {
    const at = NAME_OPERAND[words[pc]];
    if (words[pc] === Op.LOAD_SUPER_ATTR) uses++;
    if (at >= 0 && words[pc + 1 + at] === name) loads += words[pc] === Op.LOAD_GLOBAL ? 1 : Infinity;
  }
  return loads === uses;
}
