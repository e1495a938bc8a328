"""Words of a text: counts, anagrams, acrostics, wrapping, a table."""
import string
import textwrap
from collections import Counter, defaultdict

TEXT = """
It was the best of times, it was the worst of times, it was the age of wisdom, it was the age of
foolishness, it was the epoch of belief, it was the epoch of incredulity, it was the season of Light,
it was the season of Darkness -- no tea, no eat, a net, ten ants; a stale tale, least slate.
"""

words = [word.strip(string.punctuation).lower() for word in TEXT.split()]
words = [word for word in words if word]
counts = Counter(words)
print(len(words), len(counts))
for word, count in counts.most_common(4):
    print(f"{word:<8}|{'*' * count:<12}|{count:>3}")
groups = defaultdict(set)
for word in counts:
    groups["".join(sorted(word))].add(word)
print(sorted(sorted(group) for group in groups.values() if len(group) > 1))
print(max(counts, key=lambda word: (len(word), word)), min(counts, key=len))
print(textwrap.fill(" ".join(TEXT.split()), 40, initial_indent="> ", subsequent_indent="  "))
print(textwrap.shorten(TEXT, 50, placeholder=" [...]"))
print(TEXT.translate(str.maketrans("aeiou", "AEIOU", ",.;-")).split()[:6])
print("{0:=^30}".format(" end "))
print("".join(word[0] for word in words[:12]).upper().center(20, "-"))
print(sorted(counts, key=str.swapcase)[:3], " ".join(words[:6]).title(), "ab cd".partition(" "))
