/**
 * What the machine itself gives: how much faster two Workers compute in JavaScript than one that does the work of both.
 * No program's speed-up can be expected to be higher; where others use the machine's cores, it is far from 2.
 *
 * @module
 */
/** The speed-up of two Workers over one, of the quickest of some rounds, as `two_threads.py` has it. */
export async function machineSpeedUp(rounds: number): Promise<number> {
  const workers = [1, 2].map(() =>
    new Worker(new URL("./machine_worker.ts", import.meta.url), { type: "module" })
  );
  const compute = (worker: Worker, times: number) =>
    new Promise<void>((resolve) => {
      worker.onmessage = () => resolve();
      worker.postMessage(times);
    });
  const milliseconds = async (work: () => Promise<unknown>) => {
    const start = performance.now();
    await work();
    return performance.now() - start;
  };
  const together = () => Promise.all(workers.map((worker) => compute(worker, 1)));
  await together();
  const alone: number[] = [], both: number[] = [];
  for (let k = 0; k < rounds; k++) {
    alone.push(await milliseconds(() => compute(workers[0], 2)));
    both.push(await milliseconds(together));
  }
  for (const worker of workers) worker.terminate();
  return Math.min(...alone) / Math.min(...both);
}
