/**
 * Streams of bytes under a connection: a socket, memory of the same process, or a port to another Worker.
 *
 * @module
 */
import { ConnectionError } from "./errors.ts";

/** What a connection needs of a stream. A `Deno.Conn` is one. */
export interface ByteStream {
  /**
   * Reads some bytes.
   *
   * @param buffer Where they go.
   * @returns How many, at least 1, or null at the end.
   */
  read(buffer: Uint8Array): Promise<number | null>;
  /**
   * Writes some bytes.
   *
   * @returns How many were taken, at least 1. The bytes may be changed after that.
   */
  write(bytes: Uint8Array): Promise<number>;
  /** Ends both directions. */
  close(): void;
}

/** Chunks of bytes on their way, with a limit at which the writer waits. */
class ByteQueue {
  readonly #chunks: Uint8Array[] = [];
  #waiting: (() => void) | undefined;
  #full: (() => void) | undefined;
  #bytes = 0;
  #closed = false;

  constructor(readonly capacity: number) {}

  async read(buffer: Uint8Array): Promise<number | null> {
    while (this.#chunks.length === 0) {
      if (this.#closed) return null;
      await new Promise<void>((resolve) => this.#waiting = resolve);
    }
    const chunk = this.#chunks[0];
    const count = Math.min(chunk.length, buffer.length);
    buffer.set(chunk.subarray(0, count));
    if (count === chunk.length) this.#chunks.shift();
    else this.#chunks[0] = chunk.subarray(count);
    this.#bytes -= count;
    if (this.#bytes < this.capacity) this.#wakeWriter();
    return count;
  }

  async write(bytes: Uint8Array): Promise<number> {
    while (this.#bytes >= this.capacity && !this.#closed) {
      await new Promise<void>((resolve) => this.#full = resolve);
    }
    if (this.#closed) throw new ConnectionError("Broken pipe");
    this.#chunks.push(bytes.slice());
    this.#bytes += bytes.length;
    this.#wakeReader();
    return bytes.length;
  }

  close(): void {
    this.#closed = true;
    this.#wakeReader();
    this.#wakeWriter();
  }

  #wakeReader(): void {
    this.#waiting?.();
    this.#waiting = undefined;
  }

  #wakeWriter(): void {
    this.#full?.();
    this.#full = undefined;
  }
}

/** Bytes that a stream in memory holds before its writer waits, as a pipe of Linux does. */
export const PIPE_CAPACITY = 65536;

function streamOf(incoming: ByteQueue, outgoing: ByteQueue): ByteStream {
  return {
    read: (buffer) => incoming.read(buffer),
    write: (bytes) => outgoing.write(bytes),
    close() {
      incoming.close();
      outgoing.close();
    },
  };
}

/** Two streams in memory: what one writes the other reads. */
export function memoryStreams(): [ByteStream, ByteStream] {
  const there = new ByteQueue(PIPE_CAPACITY);
  const back = new ByteQueue(PIPE_CAPACITY);
  return [streamOf(back, there), streamOf(there, back)];
}

/** What ports of a {@linkcode portStream} say to each other: bytes, how many were read, or that it is over. */
type PortMessage = { readonly data: Uint8Array } | { readonly taken: number } | { readonly closed: true };

/**
 * A stream over a `MessagePort`, so that a pipe can end in another Worker.
 *
 * The writer waits while more than {@linkcode PIPE_CAPACITY} bytes have not been read at the other end.
 *
 * @param port One end of a `MessageChannel`; the stream owns it from now on.
 */
export function portStream(port: MessagePort): ByteStream {
  const incoming = new ByteQueue(Infinity);
  let underway = 0;
  let closed = false;
  let wake: (() => void) | undefined;
  const wakeWriter = () => {
    wake?.();
    wake = undefined;
  };
  port.onmessage = ({ data: message }: MessageEvent<PortMessage>) => {
    if ("data" in message) incoming.write(message.data).catch(() => {});
    else if ("taken" in message) {
      underway -= message.taken;
      wakeWriter();
    } else {
      closed = true;
      incoming.close();
      wakeWriter();
      port.close();
    }
  };
  return {
    async read(buffer) {
      const count = await incoming.read(buffer);
      if (count !== null && !closed) port.postMessage({ taken: count } satisfies PortMessage);
      return count;
    },
    async write(bytes) {
      while (underway >= PIPE_CAPACITY && !closed) await new Promise<void>((resolve) => wake = resolve);
      if (closed) throw new ConnectionError("Broken pipe");
      const copy = bytes.slice();
      underway += bytes.length;
      port.postMessage({ data: copy } satisfies PortMessage, [copy.buffer]);
      return bytes.length;
    },
    close() {
      if (closed) return;
      closed = true;
      port.postMessage({ closed: true } satisfies PortMessage);
      incoming.close();
      wakeWriter();
      port.close();
    },
  };
}
