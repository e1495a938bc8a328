/**
 * Sends a connection damaged conversations: each is a handshake or some messages, cut off or changed at random.
 *
 * @module
 */
import { PythonError } from "../../pickle/errors.ts";
import { dumps } from "../../pickle/pickler.ts";
import { FUZZ_MEMORY, mutate } from "../../pickle/testdata/mutate.ts";
import { answerChallenge, deliverChallenge } from "../authentication.ts";
import { Connection } from "../connection.ts";
import type { ByteStream } from "../stream.ts";
import recorded from "./connections.json" with { type: "json" };

const key = Uint8Array.fromHex(recorded.key);

/** A stream whose other end has said something, and listens to nothing. */
function saying(bytes: Uint8Array): ByteStream {
  let left = bytes;
  return {
    read(buffer) {
      const count = Math.min(buffer.length, left.length);
      buffer.set(left.subarray(0, count));
      left = left.subarray(count);
      return Promise.resolve(count === 0 ? null : count);
    },
    write: (data) => Promise.resolve(data.length),
    close() {},
  };
}

function framed(...messages: Uint8Array[]): Uint8Array {
  const bytes = messages.flatMap((message) => {
    return [message.length >> 24, message.length >> 16, message.length >> 8, message.length, ...message];
  });
  return Uint8Array.from(bytes);
}

const CONVERSATIONS: readonly (readonly [Uint8Array, (connection: Connection) => Promise<unknown>])[] = [
  ...recorded.answers.slice(0, 12).map(([incoming]) =>
    [Uint8Array.fromHex(incoming), (connection: Connection) => answerChallenge(connection, key)] as const
  ),
  ...recorded.challenges.map(([message, incoming]) =>
    [
      Uint8Array.fromHex(incoming),
      (connection: Connection) => deliverChallenge(connection, key, Uint8Array.fromHex(message)),
    ] as const
  ),
  [
    framed(dumps([1, "two"]), dumps({ three: 3 })),
    async (connection) => [await connection.recv(), await connection.recv()],
  ],
  [framed(new Uint8Array(200), new Uint8Array(3)), async (connection) => {
    while (await connection.poll()) await connection.recvBytes(1000);
  }],
];

/**
 * Has a damaged conversation.
 *
 * @returns Whether it went well all the same.
 * @throws Whatever is no error of Python's: that is a bug.
 */
export async function converse(random: (below: number) => number): Promise<boolean> {
  const [bytes, listen] = CONVERSATIONS[random(CONVERSATIONS.length)];
  const damaged = mutate(bytes, random);
  const options = { maxMessageBytes: 2 ** 20, unpickle: { maxMemory: FUZZ_MEMORY } };
  try {
    await listen(new Connection(saying(damaged), options));
    return true;
  } catch (error) {
    if (error instanceof PythonError) return false;
    throw new Error(`not an error of Python's, for ${damaged.toBase64()}`, { cause: error });
  }
}
