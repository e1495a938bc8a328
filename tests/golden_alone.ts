/**
 * Runs one program of `golden/` in a process of its own, for `golden_programs.ts`: the argument is what `runHere` takes,
 * as JSON, and so is what it writes.
 */
import { runHere } from "./golden_programs.ts";

const wanted: Parameters<typeof runHere> = JSON.parse(Deno.args[0]);
console.log(JSON.stringify(runHere(...wanted)));
