# Concatenation, iteration and methods of strs of all kinds in loops: ASCII, Latin-1, wide, empty, of derived classes; and
# what is no str where one was before.


class Text(str):
    def __add__(self, other):
        return "added"

    def __iter__(self):
        return iter("own")

    def __str__(self):
        return "as str"

    def lower(self):
        return "own lower"


TEXTS = (
    "", "a", "Z", "7", " ", "\t\n", "abc", "ABC def", "  padded\x1c ", "aaXaa", "123", "12 3", "x1", "x" * 63, "Yz" * 40, "é",
    "ÉaÉ", "\xa0x\xa0", "ß", "日本", "a日", "𝒳y", "²", Text("Derived"), Text(" ab "), Text(""),
)


def both(a, b):
    c = a + b
    a += b
    a += b
    return c, a, f"{a}{b}", f"{a!s:>4}{b!r}", str(a), [c for c in a][:5]


def cases(text):
    return text.lower(), text.upper(), text.strip(), text.lstrip(), text.rstrip(), text.strip("a "), text.rstrip("Xa")


def tests(text):
    return [
        int(found)
        for found in (
            text.isalnum(), text.isalpha(), text.isdecimal(), text.isdigit(), text.isnumeric(), text.isspace(),
            text.startswith("a"), text.startswith(""), text.startswith("b", 1), text.startswith("", 3), text.startswith("a", -2),
            text.endswith("a"), text.endswith(""), text.endswith(" "), text.endswith(("é", "日")), text.startswith("a", 0, 0),
        )
    ]


def parts(text, start, stop):
    return text[start:stop], text[start:], text[:stop], text[:], text[-3:-1], text[::-1]


def joined(separator, items):
    return separator.join(items)


def doubled(x):
    return x + x


def attempt(function, *arguments):
    try:
        return function(*arguments)
    except (TypeError, AttributeError) as error:
        return type(error).__name__, str(error)


for _ in range(2):
    for text in TEXTS:
        print(ascii((cases(text), tests(text), parts(text, 1, 3), parts(text, -1, 100))))
    for a in TEXTS[::3]:
        for b in TEXTS[::4]:
            print(ascii(both(a, b)))
for separator in ("", ", ", "é", "日", Text("-")):
    for items in (["a", "bc"], ("x",), [], ("", ""), ["", "q"], ["é", "z"], ("日", "b"), {"k": 1}, TEXTS, [Text("t"), "u"]):
        print(ascii(joined(separator, items)))
    print(attempt(joined, separator, ["a", 1]), attempt(joined, separator, 5), attempt(joined, separator, ("b", None)))
for value in ("x", 1, 2.5, [1], (2,), True, "é", 2**40, None):
    print(ascii((attempt(doubled, value), str(value), f"{value}{value!r}", attempt(both, "s", value)[:2])))
for number in (0, 5, 9, 10, -1, -10, 99, 100, 12345, 2**30 - 1, -(2**30), 2**30, 2**31, -(2**64)):
    print(str(number), f"{number}", f"{number!a}", str(number) + "|")
for method in (str.lower, str.strip, str.isalpha, str.join, str.startswith):
    print(attempt(method, 5), attempt(method), attempt(method, "a", "b", "c", "d"))


def grown(count):
    text = ""
    sizes = 0
    for k in range(count):
        text += chr(97 + k % 26)
        kept = text
        text += "é" if k == 900 else "-"
        sizes += len(kept)
    return text[-20:], len(text), sizes, kept[:3]


print(ascii(grown(1500)))


def walk(values):
    return [item for item in values], list(iter(values)), max(iter(values), default=0)


for values in ("abc", "é日", "", Text("zz"), [3, 1], (), (4, 5), {7: 8}, range(3)):
    print(ascii(walk(values)))
print(attempt(walk, 5))
