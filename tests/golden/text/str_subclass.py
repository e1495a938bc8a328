def show(call, *args, **keywords):
    try:
        print(ascii(call(*args, **keywords)))
    except Exception as error:
        print(type(error).__name__, ascii(str(error)))

class Tagged(str):
    def __new__(cls, value, tag=None):
        self = super().__new__(cls, value)
        self.tag = tag
        return self

    def shout(self):
        return self.upper() + "!"


text = Tagged("h\xe9", [1, 2])
print(ascii(text), text.tag, ascii(text.shout()), type(text.shout()).__name__, isinstance(text, str), len(text), text == "h\xe9", hash(text) == hash("h\xe9"))
print(type(text[:]).__name__, type(text.strip()).__name__, type(text + "").__name__, type(text * 1).__name__, type(str(text)).__name__, type("".join([text])).__name__)
print(type(text.replace("z", "y")).__name__, type(text.ljust(1)).__name__, type(text.split("z")[0]).__name__, type(text.partition("z")[0]).__name__,
      type(text.expandtabs()).__name__, type(text.zfill(0)).__name__, type(text.removeprefix("z")).__name__, type(text.format()).__name__)
text.extra = text.tag
print(sorted(text.__dict__.items()))
del text.tag
print(hasattr(text, "tag"), vars(text))
print({text: 1}["h\xe9"], {"h\xe9": 2}[text], text in {"h\xe9"}, [text].index("h\xe9"))
words = [Tagged("x" * n, n) for n in range(50)]
print(all(word.tag == len(word) for word in words), sum(map(len, words)))


class Number(int):
    pass


class Pair(tuple):
    pass


class Blob(bytes):
    pass


for value in [Number(7), Number(2**80), Number(0), Pair([1, 2]), Pair(), Blob(b"xyz"), Blob()]:
    value.note = "n"
    value.self = type(value)
    print(value, value.note, value.self.__name__, value.__dict__ == {"note": "n", "self": type(value)}, value == type(value)(value))


class Slotted(str):
    __slots__ = ()


show(lambda: setattr(Slotted("x"), "a", 1) if False else Slotted("x").upper())
print(hasattr(Slotted("x"), "__dict__"))


class Loud(str):
    def __str__(self):
        return "loud"

    def __repr__(self):
        return "LOUD"

    def __eq__(self, other):
        return True

    def __hash__(self):
        return 1


loud = Loud("quiet")
print(str(loud), repr(loud), f"{loud}", f"{loud!r}", "%s" % loud, "{}".format(loud), "{!s}".format(loud), "".join([loud, "x"]), loud == "other", hash(loud))
