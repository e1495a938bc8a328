import { assert, assertEquals, assertRejects, assertThrows } from "@std/assert";
import { answerChallenge, createResponse, deliverChallenge, verifyResponse } from "./authentication.ts";
import { Connection } from "./connection.ts";
import { AuthenticationError } from "./errors.ts";
import { memoryStreams } from "./stream.ts";

const bytes = (text: string): Uint8Array => new TextEncoder().encode(text);
const text = (given: Uint8Array): string => new TextDecoder("latin1").decode(given);
const KEY = bytes("Jefe"), DATA = "what do ya want for nothing?";

Deno.test("an answer to a challenge of a named digest is its HMAC, over the name too", () => {
  // RFC 4231's second case has the key and the data; the name before it makes it another message.
  const message = bytes(`{sha256}${DATA}`), response = createResponse(KEY, message);
  assertEquals(text(response.subarray(0, 8)), "{sha256}");
  assertEquals(response.length, 8 + 32);
  verifyResponse(KEY, message, response);
  assert(response.subarray(8).toHex() !== "5bdcc146bf60754e6a042426089575c75a003f089d2739839dec58b964ec3843");
});

Deno.test("an answer to a challenge of 20 bytes is an HMAC-MD5 without a name, as before Python 3.12", () => {
  const message = bytes("01234567890123456789"), response = createResponse(KEY, message);
  assertEquals(response.length, 16);
  verifyResponse(KEY, message, response);
});

Deno.test("a challenge that names no known digest is refused", () => {
  for (const message of ["{md4}0123456789", "sha256 0123456789", "{sha256 0123456789", "{}0123456789"]) {
    assertThrows(
      () => createResponse(KEY, bytes(message)),
      AuthenticationError,
      "unsupported message length",
    );
  }
});

Deno.test("a response is refused if any bit, its length or the key is wrong", () => {
  const message = bytes(`{sha384}${DATA}`), response = createResponse(KEY, message);
  const changed = response.slice();
  changed[changed.length - 1] ^= 1;
  assertThrows(() => verifyResponse(KEY, message, changed), AuthenticationError, "digest received was wrong");
  assertThrows(() => verifyResponse(bytes("key"), message, response), AuthenticationError, "was wrong");
  assertThrows(
    () => verifyResponse(KEY, message, response.subarray(0, -1)),
    AuthenticationError,
    "expected 'sha384' of length 48 got 47",
  );
});

/** Two ends of a connection. */
function pair(): [Connection, Connection] {
  const [a, b] = memoryStreams();
  return [new Connection(a), new Connection(b)];
}

Deno.test("both sides agree if they have the same key", async () => {
  const [here, there] = pair();
  await Promise.all([deliverChallenge(here, KEY), answerChallenge(there, KEY)]);
});

Deno.test("both sides refuse if their keys differ", async () => {
  const [here, there] = pair();
  await Promise.all([
    assertRejects(() => deliverChallenge(here, KEY), AuthenticationError, "digest received was wrong"),
    assertRejects(
      () => answerChallenge(there, bytes("other")),
      AuthenticationError,
      "digest sent was rejected",
    ),
  ]);
});

Deno.test("what is no challenge, or too short a one, is not answered", async () => {
  for (
    const [sent, message] of [["hello", "expected challenge"], ["#CHALLENGE#short", "challenge too short: 5"]]
  ) {
    const [here, there] = pair();
    await here.sendBytes(bytes(sent));
    await assertRejects(() => answerChallenge(there, KEY), AuthenticationError, message);
  }
});
