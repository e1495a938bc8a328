/**
 * The Worker of a pool.
 *
 * @module
 */
import type { Answer, Batch, Start } from "./messages.ts";
import { taskRunner } from "./task_runner.ts";

interface Scope {
  onmessage: (event: MessageEvent<Start | Batch>) => void;
  postMessage(message: Answer): void;
  close(): void;
}

const scope = self as unknown as Scope;
const receive = taskRunner((answer) => scope.postMessage(answer));
scope.onmessage = ({ data }) => receive(data);

// A Worker that ends itself says nothing by itself, and its work would be waited for without end.
const close = scope.close.bind(scope);
scope.close = () => {
  scope.postMessage({ kind: "dying", reason: "it ended itself" });
  close();
};
