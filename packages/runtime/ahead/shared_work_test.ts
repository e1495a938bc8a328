import { assert, assertEquals } from "@std/assert";
import { SharedWork } from "./shared_work.ts";

/** Both sides of the work. */
function sides(): [program: SharedWork, helper: SharedWork] {
  const program = new SharedWork();
  return [program, new SharedWork(program.buffer)];
}

Deno.test("who is first has the file", () => {
  const [program, helper] = sides();
  assert(!program.take(1));
  assert(!helper.begin(1));
  assert(helper.begin(2));
  assert(!helper.begin(2));
  helper.end(2, true);
  assert(program.take(2));
  assert(program.take(2));
});

Deno.test("a file that the helper can't make is the program's", () => {
  const [program, helper] = sides();
  helper.begin(3);
  helper.end(3, false);
  assert(!program.take(3));
  assert(!helper.begin(3));
});

Deno.test("the helper hears of each file that the program has taken once, and of none that it made itself", () => {
  const [program, helper] = sides();
  assert(!helper.waitForTaken(0));
  program.take(5);
  helper.begin(6);
  helper.end(6, true);
  program.take(6);
  program.take(4);
  program.take(5);
  assert(helper.waitForTaken(0));
  assertEquals(helper.taken(), [5, 4]);
  assertEquals(helper.taken(), []);
});

Deno.test("files beyond those that can be shared are the program's", () => {
  const [program, helper] = sides();
  assert(!program.take(1 << 20));
  assert(!helper.begin(1 << 20));
  assertEquals(helper.taken(), []);
});

Deno.test("the program waits for a file that the helper makes", async () => {
  const [program, helper] = sides();
  helper.begin(7);
  const code = `import { SharedWork } from ${JSON.stringify(import.meta.resolve("./shared_work.ts"))};
    self.onmessage = ({ data }) => { new SharedWork(data).end(7, true); self.close(); };`;
  const worker = new Worker(`data:application/javascript,${encodeURIComponent(code)}`, { type: "module" });
  worker.postMessage(program.buffer);
  assert(program.take(7));
  await Promise.resolve(worker.terminate());
});
