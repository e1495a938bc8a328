"""A recursive-descent JSON reader with positions in its errors, and a printer that gives the text back."""
import re
from collections import namedtuple

Token = namedtuple("Token", "kind text at")
LEXER = re.compile(r"""
    (?P<space>\s+)
  | (?P<number>-?(?:0|[1-9]\d*)(?:\.\d+)?(?:[eE][+-]?\d+)?)
  | (?P<string>"(?:[^"\\]|\\.)*")
  | (?P<word>true|false|null)
  | (?P<mark>[\[\]{}:,])
""", re.VERBOSE)
ESCAPES = {"n": "\n", "t": "\t", "b": "\b", "f": "\f", "r": "\r", '"': '"', "\\": "\\", "/": "/"}


class JsonError(ValueError):
    def __init__(self, message, at):
        super().__init__(message, at)
        self.message, self.at = message, at

    def __str__(self):
        return f"{self.message} at {self.at}"


def lex(text):
    at = 0
    while at < len(text):
        found = LEXER.match(text, at)
        if found is None:
            raise JsonError(f"unexpected {text[at]!r}", at)
        if found.lastgroup != "space":
            yield Token(found.lastgroup, found.group(), at)
        at = found.end()
    yield Token("end", "", at)


def unescape(body):
    def one(match):
        code = match.group(1)
        return chr(int(code[1:], 16)) if code[0] == "u" else ESCAPES[code]
    return re.sub(r"\\(u[0-9a-fA-F]{4}|.)", one, body)


class Reader:
    def __init__(self, text):
        self.tokens = lex(text)
        self.now = next(self.tokens)

    def take(self, text=None):
        token = self.now
        if text is not None and token.text != text:
            raise JsonError(f"expected {text!r}, found {token.text or 'end'!r}", token.at)
        if token.kind != "end":
            self.now = next(self.tokens)
        return token

    def value(self):
        match self.take():
            case Token("number", text):
                return float(text) if set(text) & set(".eE") else int(text)
            case Token("string", text):
                return unescape(text[1:-1])
            case Token("word", text):
                return {"true": True, "false": False, "null": None}[text]
            case Token("mark", "["):
                return list(self.many("]", self.value))
            case Token("mark", "{"):
                return dict(self.many("}", self.pair))
            case Token(kind, text, at):
                raise JsonError(f"no value begins with {text or kind!r}", at)

    def many(self, closing, item):
        if self.now.text == closing:
            self.take()
            return
        while True:
            yield item()
            if self.take().text != "," :
                break
        # the token just taken must have been the closing one

    def pair(self):
        key = self.take()
        if key.kind != "string":
            raise JsonError("keys are strings", key.at)
        self.take(":")
        return unescape(key.text[1:-1]), self.value()


def parse(text):
    reader = Reader(text)
    value = reader.value()
    if reader.now.kind != "end":
        raise JsonError("more after the value", reader.now.at)
    return value


for text in ['[1, -2.5, 3e2, "a\\n\\u00e9", {"k": [true, null]}, []]', "{}", ' {"a": {"b": {"c": [[[]]]}}} ']:
    print(parse(text))
for text in ["[1 2", '{"a" 1}', "[1,]", "{1: 2}", "tru", "[] []", "", '"\\x"', "nul"]:
    try:
        print(parse(text))
    except JsonError as error:
        print(type(error).__name__, error, error.args)
    except KeyError as error:
        print("KeyError", error)
