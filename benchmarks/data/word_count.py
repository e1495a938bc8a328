"""Words of a text counted in a dict, the most frequent ones found."""
import time

SYLLABLES = "ka re mo ti lun sa ver dol en ip su ma or na ba".split()


def make_text(words):
    seed = 12345
    lines, line = [], []
    for k in range(words):
        seed = (seed * 1103515245 + 12345) & 0x7FFFFFFF
        word = SYLLABLES[seed % 15] + SYLLABLES[seed // 15 % (k % 7 + 2)]
        line.append(word.capitalize() if k % 9 == 0 else word + "," if k % 11 == 0 else word)
        if len(line) == 12:
            lines.append(" ".join(line))
            line = []
    return "\n".join(lines)


def count(text):
    counts = {}
    for line in text.split("\n"):
        for word in line.split():
            word = word.strip(",.;").lower()
            if word in counts:
                counts[word] += 1
            else:
                counts[word] = 1
    return counts


def by_length(counts):
    groups = {}
    for word, number in counts.items():
        groups.setdefault(len(word), []).append((number, word))
    return {length: max(found) for length, found in groups.items()}


def longest_line(text):
    best = ""
    for line in text.splitlines():
        if len(line) > len(best):
            best = line
    return best


start = time.perf_counter()
text = make_text(300_000)
for _ in range(3):
    counts = count(text)
groups = by_length(counts)
top = sorted(counts.items(), key=lambda item: (-item[1], item[0]))[:5]
seconds = time.perf_counter() - start
print(len(text), len(counts), top, sorted(groups.items()), longest_line(text))
print("seconds", seconds)
