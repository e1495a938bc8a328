/**
 * How both ends of a connection show that they know the same key, without sending it.
 *
 * Each challenges the other: the challenger sends random bytes, the other answers with their MAC under the key.
 * Since Python 3.12 challenge and answer start with the name of a digest in braces; before, the challenge had 20
 * bytes and the answer was a bare HMAC-MD5. Both forms are answered and accepted.
 *
 * @module
 */
import { Buffer } from "node:buffer";
import { createHmac, timingSafeEqual } from "node:crypto";
import { bytesRepr } from "../pickle/repr.ts";
import type { Connection } from "./connection.ts";
import { AuthenticationError } from "./errors.ts";

const ascii = new TextEncoder();
const CHALLENGE = ascii.encode("#CHALLENGE#");
const WELCOME = ascii.encode("#WELCOME#");
const FAILURE = ascii.encode("#FAILURE#");

/** Random bytes of a challenge. */
const MESSAGE_BYTES = 40;
/** A challenge of this length, or an answer of 16 bytes, comes from a Python that knows only MD5. */
const LEGACY_MESSAGE_BYTES = 20;
const LEGACY_DIGEST_BYTES = 16;
/** Largest message of the handshake. */
const MAX_BYTES = 256;

/** Names of digests that either side may ask for, and what the crypto library calls them. */
const DIGESTS: ReadonlyMap<string, string> = new Map([
  ["md5", "md5"],
  ["sha256", "sha256"],
  ["sha384", "sha384"],
  ["sha3_256", "sha3-256"],
  ["sha3_384", "sha3-384"],
]);

function concatenate(...parts: Uint8Array[]): Uint8Array<ArrayBuffer> {
  return new Uint8Array(Buffer.concat(parts));
}

function startsWith(bytes: Uint8Array, start: Uint8Array): boolean {
  return start.every((byte, index) => bytes[index] === byte);
}

/** The MAC of a message, by Python's name of the digest. */
function macOf(key: Uint8Array, message: Uint8Array, digest: string): Uint8Array {
  return createHmac(DIGESTS.get(digest)!, key).update(message).digest();
}

/** Name of the digest that a message asks for, `""` in the old form, and what follows the name. */
function parse(message: Uint8Array): [digest: string, payload: Uint8Array] {
  if (message.length === LEGACY_MESSAGE_BYTES || message.length === LEGACY_DIGEST_BYTES) return ["", message];
  const end = message.subarray(0, 10).indexOf(0x7d);
  if (message[0] === 0x7b && end > 0) {
    const digest = String.fromCharCode(...message.subarray(1, end));
    if (DIGESTS.has(digest)) return [digest, message.subarray(end + 1)];
  }
  throw new AuthenticationError(
    `unsupported message length, missing digest prefix, or unsupported digest: message=${bytesRepr(message)}`,
  );
}

/**
 * The answer to a challenge.
 *
 * @param key The common key.
 * @param message The challenge, without its mark.
 * @throws {AuthenticationError} If it is in no form that is known.
 */
export function createResponse(key: Uint8Array, message: Uint8Array): Uint8Array<ArrayBuffer> {
  const [digest] = parse(message);
  if (digest === "") return concatenate(macOf(key, message, "md5"));
  // The MAC covers the name too, so that nobody on the way can weaken it.
  return concatenate(ascii.encode(`{${digest}}`), macOf(key, message, digest));
}

/**
 * Checks the answer to a challenge, in a time that does not depend on how much of it is right.
 *
 * @param key The common key.
 * @param message The challenge that was sent, without its mark.
 * @param response What came back.
 * @throws {AuthenticationError} If it is wrong.
 */
export function verifyResponse(key: Uint8Array, message: Uint8Array, response: Uint8Array): void {
  const [name, mac] = parse(response);
  const digest = name === "" ? "md5" : name;
  const expected = macOf(key, message, digest);
  if (expected.length !== mac.length) {
    throw new AuthenticationError(`expected '${digest}' of length ${expected.length} got ${mac.length}`);
  }
  if (!timingSafeEqual(expected, mac)) throw new AuthenticationError("digest received was wrong");
}

/**
 * Challenges the other end, and tells it how it did.
 *
 * @param connection Where it is.
 * @param key The common key.
 * @param message What to send; random bytes for SHA-256 by default.
 * @throws {AuthenticationError} If the other end does not know the key.
 */
export async function deliverChallenge(
  connection: Connection,
  key: Uint8Array,
  message: Uint8Array = concatenate(
    ascii.encode("{sha256}"),
    crypto.getRandomValues(new Uint8Array(MESSAGE_BYTES)),
  ),
): Promise<void> {
  await connection.sendBytes(concatenate(CHALLENGE, message));
  const response = await connection.recvBytes(MAX_BYTES);
  try {
    verifyResponse(key, message, response);
  } catch (error) {
    await connection.sendBytes(FAILURE);
    throw error;
  }
  await connection.sendBytes(WELCOME);
}

/**
 * Answers the challenge of the other end.
 *
 * @param connection Where it is.
 * @param key The common key.
 * @throws {AuthenticationError} If the other end does not take the answer, or sends no challenge.
 */
export async function answerChallenge(connection: Connection, key: Uint8Array): Promise<void> {
  const challenge = await connection.recvBytes(MAX_BYTES);
  if (!startsWith(challenge, CHALLENGE)) {
    throw new AuthenticationError(`Protocol error, expected challenge: message=${bytesRepr(challenge)}`);
  }
  const message = challenge.subarray(CHALLENGE.length);
  if (message.length < LEGACY_MESSAGE_BYTES) {
    throw new AuthenticationError(`challenge too short: ${message.length} bytes`);
  }
  await connection.sendBytes(createResponse(key, message));
  const verdict = await connection.recvBytes(MAX_BYTES);
  if (verdict.length !== WELCOME.length || !startsWith(verdict, WELCOME)) {
    throw new AuthenticationError("digest sent was rejected");
  }
}
