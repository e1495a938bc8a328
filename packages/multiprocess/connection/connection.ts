/**
 * Messages over a stream of bytes, framed as `multiprocessing.connection` frames them.
 *
 * A frame is a signed length of 32 bits, big-endian, and as many bytes. Lengths above 0x7fffffff are written as -1
 * and an unsigned length of 64 bits. Objects are pickles in a frame.
 *
 * @module
 */
import { EOFError } from "../pickle/errors.ts";
import { dumps, type PickleOptions } from "../pickle/pickler.ts";
import { loads, type UnpickleOptions } from "../pickle/unpickler.ts";
import { BufferTooShort, ConnectionError } from "./errors.ts";
import type { ByteStream } from "./stream.ts";

/** Bytes up to which a header and its data go out in one write. */
const JOIN_LIMIT = 16384;

/** How a connection treats what it carries. */
export interface ConnectionOptions {
  /** How objects are written. Protocol 4 by default, which every Python 3 since 3.4 reads. */
  pickle?: PickleOptions;
  /** How objects are read: see {@linkcode UnpickleOptions} for the names that are allowed. */
  unpickle?: UnpickleOptions;
  /** Largest message that is received, in bytes; 1 GiB by default. A larger one closes the connection. */
  maxMessageBytes?: number;
  /** Whether it can receive; true by default. */
  readable?: boolean;
  /** Whether it can send; true by default. */
  writable?: boolean;
}

/**
 * One end of a connection.
 *
 * Messages sent by several callers at once arrive whole, in the order of the calls; receivers are served in turn.
 */
export class Connection implements AsyncDisposable {
  /** Whether it can receive. */
  readonly readable: boolean;
  /** Whether it can send. */
  readonly writable: boolean;
  readonly #stream: ByteStream;
  readonly #options: ConnectionOptions;
  readonly #maxBytes: number;
  #closed = false;
  #sending: Promise<unknown> = Promise.resolve();
  #receiving: Promise<unknown> = Promise.resolve();
  /** Bytes read from the stream before they were asked for. */
  #ahead: Uint8Array = new Uint8Array(0);
  #filling: Promise<boolean> | undefined;

  /**
   * A connection over a stream of bytes.
   *
   * @param stream What carries the bytes; the connection closes it.
   * @param options How to treat them.
   */
  constructor(stream: ByteStream, options: ConnectionOptions = {}) {
    this.#stream = stream;
    this.#options = options;
    this.readable = options.readable ?? true;
    this.writable = options.writable ?? true;
    this.#maxBytes = options.maxMessageBytes ?? 2 ** 30;
  }

  /** Whether this end was closed, or broke. */
  get closed(): boolean {
    return this.#closed;
  }

  /**
   * Sends a value.
   *
   * @throws {PicklingError} If it has no pickle; nothing is sent then.
   * @throws {ConnectionError} If the connection is closed or broken.
   */
  async send(value: unknown): Promise<void> {
    this.#check(this.writable, "read-only");
    await this.sendBytes(dumps(value, { protocol: 4, ...this.#options.pickle }));
  }

  /**
   * Receives a value.
   *
   * @throws {EOFError} If the other end is closed and nothing is left.
   * @throws {UnpicklingError} And other errors of {@linkcode loads}, for what is no pickle or is not allowed.
   * @throws {ConnectionError} If the connection is closed or breaks in mid-message.
   */
  async recv(): Promise<unknown> {
    return loads(await this.recvBytes(), this.#options.unpickle);
  }

  /**
   * Sends bytes as one message.
   *
   * @throws {ConnectionError} If the connection is closed or broken.
   */
  async sendBytes(bytes: Uint8Array): Promise<void> {
    this.#check(this.writable, "read-only");
    const sent = this.#sending.then(() => this.#sendNow(bytes));
    this.#sending = sent.catch(() => {});
    await sent;
  }

  /**
   * Receives one message as bytes.
   *
   * @param maxBytes Largest message that is wanted; a larger one closes the connection.
   * @throws {EOFError} If the other end is closed and nothing is left.
   * @throws {ConnectionError} If the connection is closed or breaks, or the message is too large.
   */
  async recvBytes(maxBytes: number = this.#maxBytes): Promise<Uint8Array<ArrayBuffer>> {
    this.#check(this.readable, "write-only");
    const received = this.#receiving.then(() => this.#recvNow(maxBytes));
    this.#receiving = received.catch(() => {});
    return await received;
  }

  /**
   * Receives one message into a buffer.
   *
   * @param buffer Where it goes.
   * @param offset Index in it of the first byte.
   * @returns Length of the message.
   * @throws {BufferTooShort} If it does not fit; its `message` names the length, and the message is lost.
   */
  async recvBytesInto(buffer: Uint8Array, offset = 0): Promise<number> {
    if (offset < 0 || offset > buffer.length) {
      throw new RangeError(`offset ${offset} is outside of the buffer`);
    }
    const bytes = await this.recvBytes();
    if (bytes.length > buffer.length - offset) {
      throw new BufferTooShort(`message of ${bytes.length} bytes does not fit in ${buffer.length - offset}`);
    }
    buffer.set(bytes, offset);
    return bytes.length;
  }

  /**
   * Whether a message (or the end) can be received without waiting.
   *
   * @param timeoutMs How long to wait for one; 0 by default, `Infinity` for as long as it takes.
   */
  async poll(timeoutMs = 0): Promise<boolean> {
    this.#check(this.readable, "write-only");
    if (this.#ahead.length > 0) return true;
    // One read may outlive several polls: the next reader gets what it brings.
    this.#filling ??= this.#fill();
    if (timeoutMs === Infinity) return await this.#filling;
    let timer: ReturnType<typeof setTimeout> | undefined;
    const late = new Promise<boolean>((resolve) => timer = setTimeout(resolve, timeoutMs, false));
    try {
      return await Promise.race([this.#filling, late]);
    } finally {
      clearTimeout(timer);
    }
  }

  /** Closes this end. The other end receives what was sent, then {@linkcode EOFError}. */
  close(): void {
    if (this.#closed) return;
    this.#closed = true;
    this.#stream.close();
  }

  /** Closes this end once everything is sent. */
  async [Symbol.asyncDispose](): Promise<void> {
    await this.#sending;
    this.close();
  }

  #check(allowed: boolean, kind: string): void {
    if (this.#closed) throw new ConnectionError("handle is closed");
    if (!allowed) throw new ConnectionError(`connection is ${kind}`);
  }

  async #sendNow(bytes: Uint8Array): Promise<void> {
    if (this.#closed) throw new ConnectionError("handle is closed");
    const size = bytes.length;
    const header = new DataView(new ArrayBuffer(size > 0x7fffffff ? 12 : 4));
    if (size > 0x7fffffff) {
      header.setInt32(0, -1);
      header.setBigUint64(4, BigInt(size));
    } else header.setInt32(0, size);
    if (size > JOIN_LIMIT) {
      await this.#write(new Uint8Array(header.buffer));
      return await this.#write(bytes);
    }
    const frame = new Uint8Array(header.byteLength + size);
    frame.set(new Uint8Array(header.buffer));
    frame.set(bytes, header.byteLength);
    await this.#write(frame);
  }

  async #write(bytes: Uint8Array): Promise<void> {
    try {
      for (let start = 0; start < bytes.length;) start += await this.#stream.write(bytes.subarray(start));
    } catch (error) {
      this.close();
      throw new ConnectionError("Broken pipe", { cause: error });
    }
  }

  async #recvNow(maxBytes: number): Promise<Uint8Array<ArrayBuffer>> {
    let header = await this.#readExactly(4, true);
    let size = new DataView(header.buffer).getInt32(0);
    if (size === -1) {
      header = await this.#readExactly(8, false);
      size = Number(new DataView(header.buffer).getBigUint64(0));
    }
    if (size < 0 || size > maxBytes) {
      this.close();
      throw new ConnectionError("bad message length");
    }
    return await this.#readExactly(size, false);
  }

  /** Reads as many bytes; memory grows only with what has arrived, whatever length was announced. */
  async #readExactly(size: number, first: boolean): Promise<Uint8Array<ArrayBuffer>> {
    let buffer = new Uint8Array(Math.min(size, 65536));
    for (let length = 0; length < size;) {
      if (length === buffer.length) {
        const grown = new Uint8Array(Math.min(size, 2 * length));
        grown.set(buffer);
        buffer = grown;
      }
      const count = await this.#read(buffer.subarray(length));
      if (count === null) {
        if (first && length === 0) throw new EOFError("");
        this.close();
        throw new ConnectionError("got end of file during message");
      }
      length += count;
    }
    return buffer;
  }

  async #read(buffer: Uint8Array): Promise<number | null> {
    if (this.#filling !== undefined) await this.#filling;
    if (this.#ahead.length > 0) {
      const count = Math.min(this.#ahead.length, buffer.length);
      buffer.set(this.#ahead.subarray(0, count));
      this.#ahead = this.#ahead.subarray(count);
      return count;
    }
    return await this.#readStream(buffer);
  }

  async #readStream(buffer: Uint8Array): Promise<number | null> {
    try {
      return await this.#stream.read(buffer);
    } catch (error) {
      const isOurs = this.#closed;
      this.close();
      if (isOurs) throw new ConnectionError("handle is closed", { cause: error });
      // A peer that is gone is an end; whether it came in mid-message is found by the caller.
      return null;
    }
  }

  /** Reads something ahead of a receiver; true when there is something, or the end. */
  async #fill(): Promise<boolean> {
    const buffer = new Uint8Array(JOIN_LIMIT);
    try {
      const count = await this.#readStream(buffer);
      this.#ahead = buffer.subarray(0, count ?? 0);
    } catch {
      // The next receiver finds out.
    }
    this.#filling = undefined;
    return true;
  }
}
