/**
 * The Worker of a pool: imports modules, calls their functions, and tells when it is about to end.
 *
 * @module
 */
import { type Answer, type Batch, describeError, type Outcome, type Start, type Target } from "./messages.ts";

interface Scope {
  onmessage: (event: MessageEvent<Start | Batch>) => void;
  postMessage(message: Answer): void;
  close(): void;
}

const scope = self as unknown as Scope;

// A Worker that ends itself says nothing by itself, and its work would be waited for without end.
const close = scope.close.bind(scope);
scope.close = () => {
  die("it ended itself");
  close();
};
const exit = Deno.exit;
Deno.exit = (code): never => {
  die("it ended itself");
  return exit(code);
};

/** Has the pool bury this Worker. */
function die(reason: string): void {
  scope.postMessage({ kind: "dying", reason });
}

// What nobody catches ends a Worker; this says so without a report on the program's standard error.
self.addEventListener("error", (event) => {
  event.preventDefault();
  die(event.message);
});
self.addEventListener("unhandledrejection", (event) => {
  event.preventDefault();
  die(describeError(event.reason).message);
});

async function functionOf({ module, name }: Target): Promise<(...args: unknown[]) => unknown> {
  const exports = await import(module);
  const found = exports[name];
  if (typeof found !== "function") {
    throw new TypeError(`Cannot call "${name}" of ${module}: it exports no such function`);
  }
  return found;
}

async function run(batch: Batch): Promise<Outcome[]> {
  const call = await functionOf(batch);
  const outcomes: Outcome[] = [];
  for (const item of batch.items) {
    try {
      const value = batch.spread ? await call(...item as unknown[]) : await call(item);
      outcomes.push({ value });
    } catch (error) {
      outcomes.push({ error: describeError(error) });
    }
  }
  return outcomes;
}

/** Sends results; those that cannot travel become errors. */
function answer(id: number, outcomes: Outcome[]): void {
  try {
    scope.postMessage({ kind: "results", id, outcomes });
  } catch {
    scope.postMessage({ kind: "results", id, outcomes: outcomes.map(checked) });
  }
}

function checked(outcome: Outcome): Outcome {
  try {
    return structuredClone(outcome);
  } catch (error) {
    const message = `Cannot send the result back: ${(error as Error).message}`;
    return { error: { name: "MaybeEncodingError", message, stack: (error as Error).stack ?? "" } };
  }
}

let ready: Promise<unknown> = Promise.resolve();

scope.onmessage = ({ data }) => {
  if ("initializer" in data) {
    const { initializer } = data;
    if (initializer === undefined) return;
    ready = functionOf(initializer).then((call) => call(...initializer.args));
    ready.catch((error) => die(`initializer failed: ${describeError(error).message}`));
    return;
  }
  // One batch after the other, in the order in which they came.
  ready = ready.then(async () => {
    let outcomes: Outcome[];
    try {
      outcomes = await run(data);
    } catch (error) {
      outcomes = data.items.map(() => ({ error: describeError(error) }));
    }
    answer(data.id, outcomes);
  });
  ready.catch(() => {});
};
