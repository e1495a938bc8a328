/**
 * Which operations of builtins are atomic, and how: observed, not written down.
 *
 * @module
 */
export { atomicityPage, explanation, type Grade, type Verdict, verdictOf } from "./describe.ts";
export { explain } from "./command.ts";
export { measureOperations, type Observation, type SectionOn } from "./measure.ts";
