/**
 * What a pool's Worker or child process does: imports modules, calls their functions, answers.
 *
 * @module
 */
import { type Answer, type Batch, describeError, type Outcome, type Start, type Target } from "./messages.ts";

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

function checked(outcome: Outcome): Outcome {
  try {
    return structuredClone(outcome);
  } catch (error) {
    const message = `Cannot send the result back: ${(error as Error).message}`;
    return { error: { name: "MaybeEncodingError", message, stack: (error as Error).stack ?? "" } };
  }
}

/**
 * Makes the receiver of a pool's messages. Batches are done one after the other, in the order in which they come.
 *
 * Everything that would end this Worker or process without a word is caught, and told to the pool before.
 *
 * @param post Sends an answer; throws if it can't be copied.
 * @param end Ends this Worker or process; called when nothing caught an error.
 */
export function taskRunner(
  post: (answer: Answer) => void,
  end?: () => void,
): (message: Start | Batch) => void {
  const die = (reason: string) => {
    post({ kind: "dying", reason });
    end?.();
  };
  const exit = Deno.exit;
  Deno.exit = (code): never => {
    post({ kind: "dying", reason: "it ended itself" });
    return exit(code);
  };
  self.addEventListener("error", (event) => {
    event.preventDefault();
    die((event as ErrorEvent).message);
  });
  self.addEventListener("unhandledrejection", (event) => {
    event.preventDefault();
    die(describeError((event as PromiseRejectionEvent).reason).message);
  });

  let ready: Promise<unknown> = Promise.resolve();
  return (message) => {
    if ("initializer" in message) {
      const { initializer } = message;
      if (initializer === undefined) return;
      ready = functionOf(initializer).then((call) => call(...initializer.args));
      ready.catch((error) => die(`initializer failed: ${describeError(error).message}`));
      return;
    }
    ready = ready.then(async () => {
      let outcomes: Outcome[];
      try {
        outcomes = await run(message);
      } catch (error) {
        outcomes = message.items.map(() => ({ error: describeError(error) }));
      }
      try {
        post({ kind: "results", id: message.id, outcomes });
      } catch {
        post({ kind: "results", id: message.id, outcomes: outcomes.map(checked) });
      }
    });
    ready.catch(() => {});
  };
}
