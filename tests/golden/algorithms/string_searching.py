"""Searching text: Knuth-Morris-Pratt, Horspool, Rabin-Karp, Aho-Corasick, suffix arrays, Burrows-Wheeler, palindromes."""
from collections import deque
from os.path import commonprefix


def kmp(text, word):
    fail, k = [0], 0
    for c in word[1:]:
        while k and c != word[k]:
            k = fail[k - 1]
        k += c == word[k]
        fail.append(k)
    found, k = [], 0
    for i, c in enumerate(text):
        while k and c != word[k]:
            k = fail[k - 1]
        k += c == word[k]
        if k == len(word):
            found.append(i - k + 1)
            k = fail[k - 1]
    return found


def horspool(text, word):
    skip = {c: len(word) - 1 - i for i, c in enumerate(word[:-1])}
    at, found = 0, []
    while at <= len(text) - len(word):
        if text[at:at + len(word)] == word:
            found.append(at)
        at += skip.get(text[at + len(word) - 1], len(word))
    return found


def rabin_karp(text, word, base=257, prime=(1 << 61) - 1):
    n, high = len(word), pow(base, len(word) - 1, prime)
    target = rolling = 0
    for c in word:
        target = (target * base + ord(c)) % prime
    found = []
    for i, c in enumerate(text):
        if i >= n:
            rolling = (rolling - ord(text[i - n]) * high) % prime
        rolling = (rolling * base + ord(c)) % prime
        if i >= n - 1 and rolling == target and text.startswith(word, i - n + 1):
            found.append(i - n + 1)
    return found


def builtin(text, word):
    at, found = text.find(word), []
    while at >= 0:
        found.append(at)
        at = text.find(word, at + 1)
    return found


for text, word in [("abracadabra abra", "abra"), ("aaaaaa", "aa"), ("мама мыла раму", "ма"), ("x" * 50 + "y" + "x" * 9, "xxy"), ("short", "longer"), ("😀a😀a😀", "😀a😀")]:
    answers = [f(text, word) for f in (kmp, horspool, rabin_karp, builtin)]
    print(word, answers[0], all(a == answers[0] for a in answers), text.count(word), text.rfind(word))


class Automaton:
    def __init__(self, words):
        self.next, self.fail, self.out = [{}], [0], [[]]
        for word in words:
            node = 0
            for c in word:
                if c not in self.next[node]:
                    self.next[node][c] = len(self.next)
                    for table, new in ((self.next, {}), (self.fail, 0), (self.out, [])):
                        table.append(new)
                node = self.next[node][c]
            self.out[node].append(word)
        queue = deque(self.next[0].values())
        while queue:
            node = queue.popleft()
            for c, child in self.next[node].items():
                back = self.fail[node]
                while back and c not in self.next[back]:
                    back = self.fail[back]
                self.fail[child] = self.next[back].get(c, 0)
                self.out[child] += self.out[self.fail[child]]
                queue.append(child)

    def scan(self, text):
        node = 0
        for i, c in enumerate(text):
            while node and c not in self.next[node]:
                node = self.fail[node]
            node = self.next[node].get(c, 0)
            for word in self.out[node]:
                yield i - len(word) + 1, word


print(list(Automaton(["he", "she", "his", "hers"]).scan("ushers and his")))
order = sorted(range(6), key=lambda i: "banana"[i:])
print(order, [len(commonprefix(["banana"[a:], "banana"[b:]])) for a, b in zip(order, order[1:])])
rotations = sorted("banana$"[i:] + "banana$"[:i] for i in range(7))
last, table = "".join(r[-1] for r in rotations), [""] * 7
for _ in range(7):
    table = sorted(c + row for c, row in zip(last, table))
print(last, next(row for row in table if row.endswith("$")))


def palindrome(text):
    best = ""
    for middle in range(2 * len(text) - 1):
        low, high = middle // 2, (middle + 1) // 2
        while low >= 0 and high < len(text) and text[low] == text[high]:
            low, high = low - 1, high + 1
        best = max(best, text[low + 1:high], key=len)
    return best


print(palindrome("forgeeksskeegfor"), palindrome("abacdfgdcaba"), repr(palindrome("")))
