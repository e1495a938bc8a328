/**
 * What the pool experiment has done in Workers and processes.
 *
 * @module
 */

/** Sides of the tables that {@linkcode keyed} makes. */
const SIDE = 300;
const tables = new Map<number, Float64Array>();

/** A small task, as `work` of `pool.py`. */
export function small(item: number): number {
  let total = 0;
  for (let i = 0; i < 100; i++) total += i ^ item;
  return total;
}

/** A task that needs a table of its key; a worker that has none yet makes it, and keeps it. */
export function keyed(key: number): number {
  let table = tables.get(key);
  if (table === undefined) {
    table = new Float64Array(SIDE * SIDE);
    for (let i = 0; i < table.length; i++) table[i] = Math.sin(i * key) * Math.cos(i);
    tables.set(key, table);
  }
  return table[key];
}
