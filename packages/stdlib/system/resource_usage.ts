/**
 * What processes have used of the machine: `struct rusage` for Python.
 *
 * @module
 */
import type { Value } from "@orochi/object";
import type { Vm } from "@orochi/vm";
import { defineStructSequence, newStructSequence, type StructSequence } from "../struct_sequence.ts";

/** `resource.struct_rusage`. */
export const RESOURCE_USAGE: StructSequence = defineStructSequence({
  name: "resource.struct_rusage",
  fields: [
    "ru_utime",
    "ru_stime",
    "ru_maxrss",
    "ru_ixrss",
    "ru_idrss",
    "ru_isrss",
    "ru_minflt",
    "ru_majflt",
    "ru_nswap",
    "ru_inblock",
    "ru_oublock",
    "ru_msgsnd",
    "ru_msgrcv",
    "ru_nsignals",
    "ru_nvcsw",
    "ru_nivcsw",
  ],
  doc: "struct_rusage: Result from getrusage.",
});

/** Python's form of a structure: two times, then 14 numbers. */
export function resourceUsage(vm: Vm, usage: Uint8Array): Value {
  const words = new BigInt64Array(usage.buffer, usage.byteOffset, 18);
  const seconds = (at: number) => vm.newFloat(Number(words[at]) + Number(words[at + 1]) * 1e-6);
  const numbers = Array.from(words.subarray(4), (word) => vm.newInt(Number(word)));
  return newStructSequence(vm, RESOURCE_USAGE, [seconds(0), seconds(2), ...numbers]);
}
