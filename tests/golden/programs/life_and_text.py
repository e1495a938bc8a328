# Cellular automata, word counts, ciphers, number formats: everyday code.


def life(cells):
    counts = {}
    for x, y in cells:
        for dx in (-1, 0, 1):
            for dy in (-1, 0, 1):
                if dx or dy:
                    key = x + dx, y + dy
                    counts[key] = counts.get(key, 0) + 1
    return {cell for cell, n in counts.items() if n == 3 or n == 2 and cell in cells}


def draw(cells, size):
    return "\n".join("".join("#" if (x, y) in cells else "." for x in range(size)) for y in range(size))


glider = {(1, 0), (2, 1), (0, 2), (1, 2), (2, 2)}
for _ in range(4):
    glider = life(glider)
print(draw(glider, 5))


def rule(number, width, steps):
    row = [0] * width
    row[width // 2] = 1
    for _ in range(steps):
        yield "".join(".#"[cell] for cell in row)
        row = [number >> (row[i - 1] * 4 + row[i] * 2 + row[(i + 1) % width]) & 1 for i in range(width)]


print("\n".join(rule(90, 15, 4)))
text = "the quick brown fox jumps over the lazy dog the end"
counts = {}
for word in text.split():
    counts[word] = counts.get(word, 0) + 1
print(sorted(counts.items(), key=lambda kv: (-kv[1], kv[0]))[:3], len(set(text)) - 1)


def caesar(message, shift):
    result = []
    for char in message:
        if char.isalpha():
            base = ord("A") if char.isupper() else ord("a")
            char = chr((ord(char) - base + shift) % 26 + base)
        result.append(char)
    return "".join(result)


secret = caesar("Hello, World!", 3)
print(secret, caesar(secret, -3))


def roman(n):
    table = [(1000, "M"), (900, "CM"), (500, "D"), (400, "CD"), (100, "C"), (90, "XC"), (50, "L"), (40, "XL"), (10, "X"), (9, "IX"), (5, "V"), (4, "IV"), (1, "I")]
    out = ""
    for value, letters in table:
        times, n = divmod(n, value)
        out += letters * times
    return out


print([roman(n) for n in (1994, 2024, 49, 4, 3999)])


def is_palindrome(s):
    letters = [c.lower() for c in s if c.isalnum()]
    return letters == letters[::-1]


print(is_palindrome("A man, a plan, a canal: Panama"), is_palindrome("nope"))


def rle(s):
    out, i = "", 0
    while i < len(s):
        j = i
        while j < len(s) and s[j] == s[i]:
            j += 1
        out += f"{j - i}{s[i]}"
        i = j
    return out


print(rle("aaabccddd"), [format(n, "08b") for n in (5, 255)], [int(b, 2) for b in ("101", "11111111")])


def gcd(a, b):
    while b:
        a, b = b, a % b
    return a


print(gcd(252, 105), [n for n in range(1, 500) if sum(d for d in range(1, n) if n % d == 0) == n])
triangle = [[1]]
for _ in range(5):
    row = triangle[-1]
    triangle.append([1, *(a + b for a, b in zip(row, row[1:])), 1])
for row in triangle:
    print(" ".join(map(str, row)).center(20).rstrip())
collatz = {}


def steps(n):
    if n == 1:
        return 0
    if n not in collatz:
        collatz[n] = 1 + steps(n // 2 if n % 2 == 0 else 3 * n + 1)
    return collatz[n]


print(max(range(1, 300), key=steps), steps(27))
print("|".join(f"{w:^9}" for w in "left mid right".split()), " ".join(w.capitalize() for w in "some title here".split()))
print(sorted("The Quick brown Fox".split(), key=str.swapcase), "".join(sorted(set("mississippi"))), "-".join(reversed("abc")))
