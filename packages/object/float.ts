/**
 * Floats and complex numbers: boxed doubles.
 *
 * @module
 */
import { COMPLEX_BYTES, COMPLEX_IMAGINARY, COMPLEX_REAL, FLOAT_BYTES, FLOAT_VALUE } from "./layout.ts";
import type { ObjectMemory } from "./object_memory.ts";
import { T_COMPLEX, T_FLOAT } from "./type_index.ts";
import type { Address } from "./value.ts";

/** A float; header not initialised; 0 when the heap is exhausted. */
export function makeFloat(m: ObjectMemory, value: number): Address {
  const address = m.heap.allocObject(FLOAT_BYTES);
  if (address === 0) return 0;
  m.f64[(address + FLOAT_VALUE) >>> 3] = value;
  m.i32[address >>> 2] = T_FLOAT;
  return address;
}

/** The number in a float. */
export function readFloat(m: ObjectMemory, float: Address): number {
  return m.f64[(float + FLOAT_VALUE) >>> 3];
}

/** A complex number; header not initialised; 0 when the heap is exhausted. */
export function makeComplex(m: ObjectMemory, real: number, imaginary: number): Address {
  const address = m.heap.allocObject(COMPLEX_BYTES);
  if (address === 0) return 0;
  m.f64[(address + COMPLEX_REAL) >>> 3] = real;
  m.f64[(address + COMPLEX_IMAGINARY) >>> 3] = imaginary;
  m.i32[address >>> 2] = T_COMPLEX;
  return address;
}
