"""Ciphers and codes: Caesar, Vigenere, Morse, run lengths, base conversions, checksums, Gray codes, Braille."""
from itertools import chain, cycle, groupby
from string import ascii_lowercase as LOWER, ascii_uppercase as UPPER
import base64
import binascii
import zlib


def caesar(text, shift):
    table = str.maketrans(LOWER + UPPER, LOWER[shift:] + LOWER[:shift] + UPPER[shift:] + UPPER[:shift])
    return text.translate(table)


print(caesar("Hello, World!", 3), caesar(caesar("Hello, World!", 3), -3), [caesar("Uryyb", n) for n in range(12, 15)])


def vigenere(text, key, sign=1):
    keys = cycle(key.lower())
    out = []
    for c in text:
        if c.isalpha():
            base = ord("a") if c.islower() else ord("A")
            c = chr((ord(c) - base + sign * (ord(next(keys)) - 97)) % 26 + base)
        out.append(c)
    return "".join(out)


secret = vigenere("Attack at Dawn", "Lemon")
print(secret, vigenere(secret, "lemon", -1))
MORSE = dict(zip(LOWER, ".- -... -.-. -.. . ..-. --. .... .. .--- -.- .-.. -- -. --- .--. --.- .-. ... - ..- ...- .-- -..- -.-- --..".split()))
sent = " / ".join(" ".join(MORSE[c] for c in word) for word in "sos we sink".split())
back = {v: k for k, v in MORSE.items()}
print(sent, "|", " ".join("".join(back[c] for c in word.split()) for word in sent.split("/")))


def rle(text):
    return "".join(f"{n if (n := len(list(g))) > 1 else ''}{c}" for c, g in groupby(text))


def unrle(code):
    count, out = "", []
    for c in code:
        if c.isdigit():
            count += c
        else:
            out.append(c * int(count or 1))
            count = ""
    return "".join(out)


for text in ["WWWWBBBWWC", "", "abc", "z" * 123]:
    print(rle(text), unrle(rle(text)) == text)


def to_base(n, base, digits="0123456789abcdefghijklmnopqrstuvwxyz"):
    if n < 0:
        return "-" + to_base(-n, base)
    out = ""
    while True:
        n, digit = divmod(n, base)
        out = digits[digit] + out
        if not n:
            return out


print([to_base(255, b) for b in (2, 8, 16, 36)], to_base(-12345678901234567890, 36), all(int(to_base(n, b), b) == n for n in range(-50, 50, 7) for b in range(2, 37)))


def luhn(number):
    digits = [int(d) for d in reversed(number)]
    return (sum(digits[::2]) + sum(sum(divmod(2 * d, 10)) for d in digits[1::2])) % 10 == 0


print([luhn(n) for n in ("4539578763621486", "8273123273520569", "0")], [n ^ n >> 1 for n in range(8)], [f"{n ^ n >> 1:03b}" for n in range(8)])
isbn = "030640615"
print(isbn + "0123456789X"[-sum((10 - i) * int(d) for i, d in enumerate(isbn)) % 11])
data = "Grüße 🎉".encode()
for name in ["b16encode", "b32encode", "b64encode", "b85encode", "a85encode", "urlsafe_b64encode", "b32hexencode"]:
    code = getattr(base64, name)(data)
    print(name, code.decode(), getattr(base64, name.replace("encode", "decode"))(code) == data)
print(binascii.hexlify(data, "-", 4), hex(zlib.crc32(data)), hex(zlib.adler32(data)), binascii.crc_hqx(data, 0), bytes.fromhex("47 72").hex(":"))
for wrong in [lambda: base64.b64decode("abc"), lambda: base64.b64decode("a$b=", validate=True), lambda: base64.b32decode("A"), lambda: bytes.fromhex("0g"), lambda: base64.b16decode("ff")]:
    try:
        print(wrong())
    except ValueError as error:
        print(type(error).__name__, error)


def huffman_free_bits(text):
    return "".join(f"{ord(c):07b}" for c in text)


bits = huffman_free_bits("Hi!")
print(bits, "".join(chr(int(bits[i:i + 7], 2)) for i in range(0, len(bits), 7)), int(bits, 2).bit_count(), "".join(chr(0x2800 + n) for n in (1, 3, 9, 25)))
rail = [[], [], []]
for c, row in zip("WEAREDISCOVERED", cycle([0, 1, 2, 1])):
    rail[row].append(c)
print("".join(chain.from_iterable(rail)), "".join(sorted("listen")) == "".join(sorted("silent")))
