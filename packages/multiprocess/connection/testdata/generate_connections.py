"""Records what multiprocessing.connection sends: run as `python3 generate_connections.py`, which writes
connections.json beside it. Use 3.12 or later, which knows both forms of authentication.
"""
import hmac
import json
import os
from multiprocessing import connection


class Wire(connection.Connection):
    """A connection whose bytes are kept, and whose peer has said everything before."""

    def __init__(self, incoming=b""):
        super().__init__(os.open(os.devnull, os.O_RDWR))
        self.sent = b""
        self.incoming = incoming

    def _send(self, data):
        self.sent += bytes(data)

    def _recv(self, size):
        import io
        data, self.incoming = self.incoming[:size], self.incoming[size:]
        return io.BytesIO(data)


def frame(data):
    wire = Wire()
    wire.send_bytes(data)
    return wire.sent


def outcome(function):
    try:
        function()
    except Exception as error:
        return f"{type(error).__name__}: {error}"
    return "ok"


def main():
    key = b"our common key"
    record = {"key": key.hex(), "frames": [], "responses": [], "answers": [], "challenges": []}
    for size in (0, 1, 255, 16384, 16385):
        sent = frame(b"x" * size)
        record["frames"].append([size, sent[:8].hex(), len(sent)])
    messages = [bytes(range(20)), bytes(range(16))]
    messages += [b"{%s}" % name + bytes(range(40)) for name in sorted(connection._ALLOWED_DIGESTS)]
    messages += [bytes(range(21)), b"{sha512}" + bytes(40), b"{sha1}" + bytes(40), b"{}" + bytes(40), b"{sha256" + bytes(40), b"",
                 b"{md5}" + bytes(11), b"{sha3_3840}" + bytes(40)]
    for message in messages:
        response, error = None, None
        try:
            response = connection._create_response(key, message).hex()
        except connection.AuthenticationError as problem:
            error = str(problem)
        record["responses"].append([message.hex(), response, error])

    # The answering side: what the challenger sent, what is answered, and how it ends.
    for message in messages + [None]:
        for verdict in (b"#WELCOME#", b"#FAILURE#", b"#WELCOME#!", b""):
            first = b"#CHALLENGE#" + message if message is not None else b"GET / HTTP/1.1"
            wire = Wire(frame(first) + frame(verdict))
            result = outcome(lambda: connection.answer_challenge(wire, key))
            # 3.12 and 3.13 forgot to fill in this number.
            result = result.replace("{len(message)}", str(len(message or b"")))
            record["answers"].append([(frame(first) + frame(verdict)).hex(), wire.sent.hex(), result])

    # The challenging side, with known random bytes.
    random = bytes(range(100, 140))
    connection.os.urandom = lambda count: random[:count]
    message = b"{sha256}" + random
    replies = [connection._create_response(key, message), connection._create_response(b"wrong", message),
               hmac.new(key, message, "md5").digest(), hmac.new(b"wrong", message, "md5").digest(),
               b"{sha384}" + hmac.new(key, message, "sha384").digest(), b"{md5}" + hmac.new(key, message, "md5").digest(),
               b"{sha256}" + bytes(31), b"{sha1}" + bytes(20), b"", b"x" * 256]
    for reply in replies:
        wire = Wire(frame(reply))
        result = outcome(lambda: connection.deliver_challenge(wire, key))
        record["challenges"].append([message.hex(), frame(reply).hex(), wire.sent.hex(), result])
    with open(os.path.join(os.path.dirname(os.path.abspath(__file__)), "connections.json"), "w") as file:
        json.dump(record, file, indent=2)
        file.write("\n")


if __name__ == "__main__":
    main()
