"""Plain-text reports: aligned tables, histograms, diffs, word counts, columns, roman and spoken numbers, boxes."""
from collections import Counter, defaultdict
from itertools import groupby, zip_longest
import difflib
import unicodedata


def width(text):
    return sum(2 if unicodedata.east_asian_width(c) in "WF" else 0 if unicodedata.combining(c) else 1 for c in text)


def table(rows, align="<"):
    rows = [[str(cell) for cell in row] for row in rows]
    widths = [max(width(cell) for cell in column) for column in zip_longest(*rows, fillvalue="")]
    for i, row in enumerate(rows):
        cells = []
        for cell, total, how in zip_longest(row, widths, align, fillvalue="<"):
            cell, total = (cell, total) if isinstance(total, int) else ("", 0)
            room = total - width(cell)
            left = {"<": 0, ">": room, "^": room // 2}[how]
            cells.append(" " * left + cell + " " * (room - left))
        print("|", " | ".join(cells), "|")
        if i == 0:
            print("+" + "+".join("-" * (w + 2) for w in widths) + "+")


table([["name", "amount", "note"], ["apple", 3.5, "fresh"], ["日本", 12, ""], ["e\u0301clair", -100, "wide"]], "<>^")
text = "It was the best of times, it was the worst of times; it was the age of wisdom..."
words = Counter(w.strip(".,;").lower() for w in text.split())
for word, count in sorted(words.items(), key=lambda item: (-item[1], item[0]))[:5]:
    print(f"{word:>8} {'#' * count:<5}{count / words.total():>7.1%}")
index = defaultdict(list)
for number, word in enumerate(text.split(), 1):
    index[word[0].lower()].append(number)
print({k: v for k, v in sorted(index.items()) if len(v) > 1})
for length, group in groupby(sorted(words, key=len), key=len):
    print(length, *sorted(group))
a = "one\ntwo\nthree\nfour\n".splitlines(True)
b = "one\n2\nthree\nfour\nfive\n".splitlines(True)
print("".join(difflib.unified_diff(a, b, "a", "b", n=1)), end="")
print("".join(difflib.ndiff(["cat\n", "dog\n"], ["cart\n", "dog\n"])), end="")
print(difflib.get_close_matches("appel", ["ape", "apple", "peach", "puppy"]), difflib.SequenceMatcher(None, "abcd", "bcde").ratio(), difflib.SequenceMatcher(None, "qabxcd", "abycdf").get_opcodes())


def spoken(n):
    ones = "zero one two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen sixteen seventeen eighteen nineteen".split()
    tens = "twenty thirty forty fifty sixty seventy eighty ninety".split()
    if n < 0:
        return "minus " + spoken(-n)
    if n < 20:
        return ones[n]
    if n < 100:
        return tens[n // 10 - 2] + ("-" + ones[n % 10] if n % 10 else "")
    if n < 1000:
        return ones[n // 100] + " hundred" + (" and " + spoken(n % 100) if n % 100 else "")
    for size, name in ((10 ** 9, "billion"), (10 ** 6, "million"), (1000, "thousand")):
        if n >= size:
            return spoken(n // size) + " " + name + (" " + spoken(n % size) if n % size else "")


print(*map(spoken, [0, 13, 21, 100, 342, 1001, -70000, 12345678]), sep="; ")


def box(text, style="┌─┐│└┘"):
    lines = text.expandtabs(4).splitlines()
    size = max(map(len, lines))
    tl, h, tr, v, bl, br = style
    yield tl + h * (size + 2) + tr
    yield from (f"{v} {line:<{size}} {v}" for line in lines)
    yield bl + h * (size + 2) + br


print(*box("boxed\n\ttext"), sep="\n")
print("\n".join("  ".join(column).rstrip() for column in zip_longest(*(["alpha", "beta", "c"], ["1", "22"]), fillvalue="-")))
print("{:-^30}".format(" title "), f"{'left':.<12}{'right':.>12}", "ab".center(7, "*").join("[]"), sep="\n")
