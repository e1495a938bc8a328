"""A JSON encoder and decoder in Python: recursion, strings, dicts and lists."""
import time

ESCAPES = {'"': '\\"', "\\": "\\\\", "\n": "\\n", "\t": "\\t"}
UNESCAPES = {'"': '"', "\\": "\\", "/": "/", "n": "\n", "t": "\t"}


def encode_string(text):
    parts = ['"']
    for c in text:
        parts.append(ESCAPES.get(c, c))
    parts.append('"')
    return "".join(parts)


def encode(value):
    if value is None:
        return "null"
    if value is True:
        return "true"
    if value is False:
        return "false"
    if isinstance(value, str):
        return encode_string(value)
    if isinstance(value, (int, float)):
        return repr(value)
    if isinstance(value, dict):
        return "{" + ", ".join(encode_string(k) + ": " + encode(v) for k, v in value.items()) + "}"
    return "[" + ", ".join([encode(item) for item in value]) + "]"


class Decoder:
    def __init__(self, text):
        self.text = text
        self.at = 0

    def space(self):
        text = self.text
        while self.at < len(text) and text[self.at] in " \t\n\r":
            self.at += 1

    def expect(self, c):
        if self.text[self.at] != c:
            raise ValueError(f"expected {c!r} at {self.at}")
        self.at += 1

    def value(self):
        self.space()
        c = self.text[self.at]
        if c == '"':
            return self.string()
        if c == "{":
            return self.object()
        if c == "[":
            return self.array()
        for word, value in (("true", True), ("false", False), ("null", None)):
            if self.text.startswith(word, self.at):
                self.at += len(word)
                return value
        return self.number()

    def string(self):
        self.expect('"')
        text = self.text
        parts = []
        while True:
            c = text[self.at]
            self.at += 1
            if c == '"':
                return "".join(parts)
            if c == "\\":
                c = UNESCAPES[text[self.at]]
                self.at += 1
            parts.append(c)

    def number(self):
        text, start = self.text, self.at
        end = start
        while end < len(text) and text[end] in "+-.0123456789eE":
            end += 1
        self.at = end
        word = text[start:end]
        return float(word) if "." in word or "e" in word else int(word)

    def array(self):
        self.expect("[")
        items = []
        self.space()
        if self.text[self.at] == "]":
            self.at += 1
            return items
        while True:
            items.append(self.value())
            self.space()
            if self.text[self.at] == "]":
                self.at += 1
                return items
            self.expect(",")

    def object(self):
        self.expect("{")
        found = {}
        self.space()
        if self.text[self.at] == "}":
            self.at += 1
            return found
        while True:
            self.space()
            key = self.string()
            self.space()
            self.expect(":")
            found[key] = self.value()
            self.space()
            if self.text[self.at] == "}":
                self.at += 1
                return found
            self.expect(",")


def make(count):
    return [
        {
            "id": k,
            "name": f"thing \"{k}\"",
            "tags": ["red", "green\n", "blue"][: k % 4],
            "price": k * 0.25,
            "parent": None if k % 3 else {"id": k - 1, "open": k % 2 == 0},
        }
        for k in range(count)
    ]


start = time.perf_counter()
data = make(4_500)
for _ in range(2):
    text = encode(data)
    back = Decoder(text).value()
    assert back == data
seconds = time.perf_counter() - start
print(len(text), text[:60])
print("seconds", seconds)
