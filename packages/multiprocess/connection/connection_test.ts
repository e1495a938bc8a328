import { assertEquals, assertInstanceOf, assertRejects } from "@std/assert";
import { EOFError, PythonError, UnpicklingError } from "../pickle/mod.ts";
import {
  answerChallenge,
  AuthenticationError,
  BufferTooShort,
  type ByteStream,
  connect,
  Connection,
  ConnectionError,
  connectionOf,
  createResponse,
  deliverChallenge,
  Listener,
  pipe,
  wait,
} from "./mod.ts";
import { randomFrom } from "../pickle/testdata/mutate.ts";
import { converse } from "./testdata/conversations.ts";
import recorded from "./testdata/connections.json" with { type: "json" };

const key = Uint8Array.fromHex(recorded.key);

/** A stream whose other end has said everything before, and which keeps what it is told. */
class Recording implements ByteStream {
  sent = "";
  closed = false;
  #incoming: Uint8Array;

  constructor(incoming: Uint8Array, readonly pieceBytes = Infinity) {
    this.#incoming = incoming;
  }

  read(buffer: Uint8Array): Promise<number | null> {
    const count = Math.min(buffer.length, this.#incoming.length, this.pieceBytes);
    buffer.set(this.#incoming.subarray(0, count));
    this.#incoming = this.#incoming.subarray(count);
    return Promise.resolve(count === 0 ? null : count);
  }

  write(bytes: Uint8Array): Promise<number> {
    const count = Math.min(bytes.length, this.pieceBytes);
    this.sent += bytes.subarray(0, count).toHex();
    return Promise.resolve(count);
  }

  close(): void {
    this.closed = true;
  }
}

async function outcome(action: Promise<unknown>): Promise<string> {
  try {
    await action;
    return "ok";
  } catch (error) {
    assertInstanceOf(error, PythonError);
    return `${error.name}: ${error.message}`;
  }
}

Deno.test("Connection.sendBytes() frames messages as CPython does", async () => {
  for (const [size, start, length] of recorded.frames as [number, string, number][]) {
    const stream = new Recording(new Uint8Array(0));
    await new Connection(stream).sendBytes(new Uint8Array(size).fill(0x78));
    assertEquals([stream.sent.slice(0, 16), stream.sent.length / 2], [start, length]);
  }
});

Deno.test("Connection reads and writes in whatever pieces the stream takes", async () => {
  const stream = new Recording(Uint8Array.fromHex("00000003616263" + "ffffffff0000000000000002" + "6465"), 1);
  const connection = new Connection(stream);
  assertEquals(await connection.recvBytes(), Uint8Array.of(97, 98, 99));
  assertEquals(await connection.recvBytes(), Uint8Array.of(100, 101));
  await connection.sendBytes(Uint8Array.of(102));
  assertEquals(stream.sent, "0000000166");
});

Deno.test("createResponse() answers every kind of challenge as CPython does", () => {
  for (const [message, response, error] of recorded.responses) {
    try {
      assertEquals(createResponse(key, Uint8Array.fromHex(message!)).toHex(), response);
    } catch (problem) {
      assertInstanceOf(problem, AuthenticationError);
      assertEquals(problem.message, error);
    }
  }
});

Deno.test("answerChallenge() sends and accepts what CPython does", async () => {
  for (const [incoming, sent, result] of recorded.answers) {
    const stream = new Recording(Uint8Array.fromHex(incoming));
    assertEquals(await outcome(answerChallenge(new Connection(stream), key)), result, incoming);
    assertEquals(stream.sent, sent);
  }
});

Deno.test("deliverChallenge() sends and accepts what CPython does", async () => {
  for (const [message, incoming, sent, result] of recorded.challenges) {
    const stream = new Recording(Uint8Array.fromHex(incoming));
    const connection = new Connection(stream);
    assertEquals(
      await outcome(deliverChallenge(connection, key, Uint8Array.fromHex(message))),
      result,
      incoming,
    );
    assertEquals(stream.sent, sent);
  }
});

Deno.test("Connection ends with EOFError between messages and with OSError inside of one", async () => {
  await assertRejects(() => new Connection(new Recording(new Uint8Array(0))).recv(), EOFError);
  for (const cut of ["00", "000000", "00000005", "0000000561", "ffffffff00"]) {
    const connection = new Connection(new Recording(Uint8Array.fromHex(cut)));
    await assertRejects(() => connection.recv(), ConnectionError, "got end of file during message");
    assertEquals(connection.closed, true);
  }
});

Deno.test("Connection refuses messages that are too large without taking memory for them", async () => {
  for (
    const header of [
      "7fffffff",
      "80000000",
      "fffffffe",
      "ffffffff7fffffffffffffff",
      "ffffffffffffffffffffffff",
    ]
  ) {
    const stream = new Recording(Uint8Array.fromHex(header));
    await assertRejects(() => new Connection(stream).recvBytes(), ConnectionError, "bad message length");
    assertEquals(stream.closed, true);
  }
  const connection = new Connection(new Recording(Uint8Array.fromHex("0000000361")), {});
  await assertRejects(() => connection.recvBytes(2), ConnectionError, "bad message length");
});

Deno.test("Connection.recv() reads only what its policy allows", async () => {
  const [here, there] = pipe();
  await there.sendBytes(new TextEncoder().encode("cos\nsystem\n(Vecho\ntR."));
  await assertRejects(() => here.recv(), UnpicklingError, "is forbidden");
  here.close();
});

Deno.test("pipe() carries values both ways, in order, whoever sends at once", async () => {
  const [here, there] = pipe();
  const sent = Array.from({ length: 50 }, (_, index) => here.send([index, "x".repeat(index * 1000)]));
  for (let i = 0; i < 50; i++) assertEquals(((await there.recv()) as [number])[0], i);
  await Promise.all(sent);
  await there.send(null);
  assertEquals(await here.recv(), null);
  here.close();
  await assertRejects(() => there.recv(), EOFError);
  await assertRejects(() => there.send(1), ConnectionError, "Broken pipe");
});

Deno.test("pipe() that is not duplex goes one way", async () => {
  const [receiver, sender] = pipe(false);
  await sender.send(1);
  assertEquals(await receiver.recv(), 1);
  await assertRejects(() => receiver.send(1), ConnectionError, "connection is read-only");
  await assertRejects(() => sender.recv(), ConnectionError, "connection is write-only");
  receiver.close();
  await assertRejects(() => receiver.recv(), ConnectionError, "handle is closed");
});

Deno.test("pipe() makes a sender wait when nobody receives", async () => {
  const [here, there] = pipe();
  let sent = 0;
  const sending = (async () => {
    for (; sent < 20; sent++) await here.sendBytes(new Uint8Array(10_000));
  })();
  assertEquals(await there.poll(Infinity), true);
  for (let i = 0; i < 100; i++) await Promise.resolve();
  assertEquals(sent < 10, true);
  for (let i = 0; i < 20; i++) await there.recvBytes();
  await sending;
  here.close();
});

Deno.test("Connection.recvBytesInto() fills a buffer, or says what did not fit", async () => {
  const [here, there] = pipe();
  await here.sendBytes(Uint8Array.of(1, 2, 3));
  await here.sendBytes(Uint8Array.of(4, 5, 6));
  const buffer = new Uint8Array(4);
  assertEquals(await there.recvBytesInto(buffer, 1), 3);
  assertEquals([...buffer], [0, 1, 2, 3]);
  await assertRejects(
    () => there.recvBytesInto(buffer, 2),
    BufferTooShort,
    "message of 3 bytes does not fit in 2",
  );
  here.close();
});

Deno.test("Connection.poll() and wait() tell who can receive", async () => {
  const [here, there] = pipe();
  const [other, silent] = pipe();
  assertEquals(await here.poll(), false);
  assertEquals(await wait([here, other], 1), []);
  await there.send("news");
  assertEquals(await here.poll(), true);
  assertEquals(await wait([here, other]), [here]);
  assertEquals(await here.recv(), "news");
  silent.close();
  assertEquals(await wait([here, other]), [other]);
  await assertRejects(() => other.recv(), EOFError);
  here.close();
});

Deno.test("connectionOf() connects the two ends of a MessageChannel", async () => {
  const { port1, port2 } = new MessageChannel();
  const [here, there] = [connectionOf(port1), connectionOf(port2)];
  const large = new Uint8Array(1_000_000).fill(7);
  const [received] = await Promise.all([there.recv(), here.send(large)]);
  assertEquals(received, large);
  there.close();
  await assertRejects(() => here.recv(), EOFError);
});

for (const name of ["tcp", "unix"]) {
  Deno.test(`connect() and Listener.accept() authenticate each other over ${name}`, async () => {
    using listener = Listener.listen(name === "tcp" ? ["127.0.0.1", 0] : undefined, { authkey: "secret" });
    const [server, client] = await Promise.all([
      listener.accept(),
      connect(listener.address, { authkey: "secret" }),
    ]);
    await client.send(["ping", new Uint8Array(50_000)]);
    assertEquals(await server.recv(), ["ping", new Uint8Array(50_000)]);
    server.close();
    await assertRejects(() => client.recv(), EOFError);
    client.close();
  });

  Deno.test(`connect() and Listener.accept() refuse a wrong key over ${name}`, async () => {
    using listener = Listener.listen(name === "tcp" ? ["127.0.0.1", 0] : undefined, { authkey: "secret" });
    const results = await Promise.allSettled([
      listener.accept(),
      connect(listener.address, { authkey: "guess" }),
    ]);
    assertEquals(
      results.map((result) => (result as PromiseRejectedResult).reason.message),
      ["digest received was wrong", "digest sent was rejected"],
    );
  });
}

Deno.test("Listener.accept() gives up on a peer that speaks another protocol or says nothing", async () => {
  using listener = Listener.listen(["127.0.0.1", 0], { authkey: "secret", handshakeTimeoutMs: 50 });
  const [hostname, port] = listener.address as [string, number];
  for (const words of ["GET / HTTP/1.1\r\n\r\n", "", "\0\0\0\x10" + "x".repeat(16)]) {
    const accepted = outcome(listener.accept());
    using socket = await Deno.connect({ hostname, port });
    await socket.write(new TextEncoder().encode(words));
    assertEquals(/^(OSError|AuthenticationError|EOFError)/.test(await accepted), true, words);
  }
});

Deno.test("Listener.connections() lets a slow peer hold up nobody", async () => {
  using listener = Listener.listen(undefined, { authkey: "secret", handshakeTimeoutMs: 60_000 });
  using silent = await Deno.connect({ transport: "unix", path: listener.address as string });
  const rejected: unknown[] = [];
  const connections = listener.connections((error) => rejected.push(error));
  const next = connections.next();
  await using client = await connect(listener.address, { authkey: "secret" });
  const { value: server } = await next;
  await client.send(1);
  assertEquals(await (server as Connection).recv(), 1);
  (server as Connection).close();
  silent.close();
  listener.close();
  assertEquals((await connections.next()).done, true);
  // The handshake that the silent one broke off is over before the test is.
  while (rejected.length === 0) await new Promise((resolve) => setTimeout(resolve, 1));
});

Deno.test("Listener.close() removes its socket and ends accept()", async () => {
  const listener = Listener.listen();
  const accepting = assertRejects(() => listener.accept(), ConnectionError, "listener is closed");
  listener.close();
  await accepting;
  await assertRejects(() => Deno.stat(listener.address as string), Deno.errors.NotFound);
  await assertRejects(() => connect(listener.address), ConnectionError, "cannot connect to");
});

Deno.test("Connection survives 2000 damaged conversations", async () => {
  const random = randomFrom(7);
  let well = 0;
  for (let i = 0; i < 2000; i++) well += await converse(random) ? 1 : 0;
  assertEquals(well > 0 && well < 1000, true);
});
