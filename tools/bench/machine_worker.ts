/// <reference no-default-lib="true" />
/// <reference lib="deno.worker" />
/** Computes as often as it is told, and says when it is done: see `machine.ts`. */
function fib(n: number): number {
  return n < 2 ? n : fib(n - 1) + fib(n - 2);
}

self.onmessage = ({ data: times }: MessageEvent<number>) => {
  let sum = 0;
  for (let k = 0; k < times; k++) sum += fib(36);
  self.postMessage(sum);
};
