"""Strings put together and taken apart: +=, join, slices, replace, translate, a tokeniser, run lengths."""
import time


def grow(rounds):
    text = ""
    for k in range(rounds):
        text += chr(97 + k % 26)
        if len(text) > 200:
            text = text[100:]
    return text


def run_lengths(text):
    parts = []
    i, n = 0, len(text)
    while i < n:
        j = i
        while j < n and text[j] == text[i]:
            j += 1
        parts.append(str(j - i) + text[i])
        i = j
    return "".join(parts)


def tokens(text):
    found, word = [], ""
    for c in text:
        if c.isalnum() or c == "_":
            word += c
        else:
            if word:
                found.append(word)
                word = ""
            if not c.isspace():
                found.append(c)
    if word:
        found.append(word)
    return found


def caesar(text, by):
    shifted = []
    for c in text:
        if "a" <= c <= "z":
            shifted.append(chr((ord(c) - 97 + by) % 26 + 97))
        else:
            shifted.append(c)
    return "".join(shifted)


def reverse_words(text):
    return " ".join(word[::-1] for word in text.split(" "))


start = time.perf_counter()
grown = grow(300_000)
runs = run_lengths("aaabccddddde" * 10_000)
source = "def f(x, y_1):\n    return x + y_1 * 20 - g(x)\n" * 2_000
found = tokens(source)
secret = caesar("the quick brown fox jumps over the lazy dog " * 2_500, 3)
turned = reverse_words(secret)
table = str.maketrans("abc", "xyz")
replaced = 0
for k in range(20_000):
    line = "a line of text, number " + str(k)
    line = line.replace("line", "row").translate(table).upper()
    if line.startswith("X ROW") and line.endswith("9"):
        replaced += line.find("NUMBER") + line.count("E")
seconds = time.perf_counter() - start
print(grown[-5:], len(runs), runs[:12], len(found), found[:6], secret[:20], turned[:20], replaced)
print("seconds", seconds)
